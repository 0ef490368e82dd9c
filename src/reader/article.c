/* article.c: text in memory into an article. */
#include "base/utf8.h"
#include "reader/dates.h"
#include "reader/layout.h"
#include "reader/parts.h"

enum { DATELINE_PARAGRAPHS = 4, TAIL_BODIES = 2, MOST_TITLE_BYTES = 300, MOST_TITLE_WORDS = 35, LEFT_OVER_WORDS = 4 };

struct builder {
	struct arena *arena;
	const struct reader_lexicon *lexicon;
	struct article *article;
	size_t capacity;  /* of article->blocks */
	size_t bodies;    /* body blocks so far */
	bool body, title; /* seen */
	bool tail;        /* behind a heading such as "Sources" */
};

static struct str slice(const struct builder *b, struct span span)
{
	return str_slice(b->article->text, span.start, span.end);
}

static void add_block(struct builder *b, enum block_kind kind, size_t start, size_t end)
{
	struct str s = str_trim(str_slice(b->article->text, start, end));
	if (str_empty(s))
		return;
	start = (size_t)(s.data - b->article->text.data);
	struct block block = {kind, {start, start + s.length}};
	arena_push(b->arena, b->article->blocks, b->article->block_count, b->capacity, block);
	b->body |= kind == BLOCK_BODY;
	b->bodies += kind == BLOCK_BODY;
	b->title |= kind == BLOCK_TITLE;
}

/* --- dates ------------------------------------------------------------------------------------------ */

static void set_day(struct builder *b, int32_t day, enum date_source source)
{
	if (day == DAY_NONE || b->article->date_from != DATE_FROM_NONE)
		return;
	b->article->day = day;
	b->article->date_from = source;
}

/* "10:30 AM GMT", "at 5 p.m.": no word in it that a sentence would need. */
static bool is_time_of_day(struct str s)
{
	size_t letters = 0, digits = 0;
	for (size_t i = 0; i < s.length; i++) {
		letters += ascii_is_alpha((unsigned char)s.data[i]);
		digits += ascii_is_digit((unsigned char)s.data[i]);
	}
	return digits > 0 && letters <= 8 && s.length <= 24;
}

static struct str trim_marks(struct str s)
{
	s = str_trim(s);
	while (s.length && strchr("|,-:;.", s.data[0]))
		s = str_trim(str_slice(s, 1, s.length));
	return s;
}

/* A masthead date at the start of the paragraph; what follows it in the same paragraph goes on as text.
 * Returns where that starts, or paragraph.start when this is no date line. */
static size_t take_date_line(struct builder *b, struct span paragraph)
{
	struct str s = slice(b, paragraph), rest = s;
	size_t label = phrase_at_start(b->lexicon, PHRASE_DATE, s);
	if (!label && str_starts(s, STR("date ")))
		label = 4;
	rest = trim_marks(str_slice(s, label, s.length));
	int32_t day;
	int month, mday;
	size_t length = date_at_start(rest, &day, &month, &mday);
	if (!length)
		return paragraph.start;
	rest = trim_marks(str_slice(rest, length, rest.length));
	bool whole = str_empty(rest) || is_time_of_day(rest) || parts_is_furniture(rest, b->lexicon) ||
	             (label && parts_words(rest, LEFT_OVER_WORDS + 1) <= LEFT_OVER_WORDS && !parts_ends_sentence(rest));
	size_t at = 0;
	bool weekday = ascii_is_alpha((unsigned char)s.data[0]) && str_find(str_slice(s, 0, label + length), STR("day"), 0) != SIZE_MAX;
	if (!whole && (day == DAY_NONE || !(label || weekday) || utf8_is_lower(utf8_next(rest, &at))))
		return paragraph.start; /* "May 7, 2015 attacks": the start of a sentence */
	set_day(b, day, DATE_FROM_TEXT);
	size_t end = whole ? paragraph.end : (size_t)(rest.data - b->article->text.data);
	add_block(b, BLOCK_FURNITURE, paragraph.start, end);
	return end;
}

/* --- titles ------------------------------------------------------------------------------------------ */

/* A date at the very end of a title ("... of Virginia Saturday, October 19, 2013"): where it starts, or title.end. */
static size_t date_in_title(struct builder *b, struct span title)
{
	for (size_t at = title.start + 1; at + 8 < title.end; at++) {
		if (b->article->text.data[at - 1] != ' ')
			continue;
		int32_t day;
		int month, mday;
		size_t length = date_at_start(str_slice(b->article->text, at, title.end), &day, &month, &mday);
		if (length == title.end - at && day != DAY_NONE) {
			set_day(b, day, DATE_FROM_TEXT);
			return at;
		}
	}
	return title.end;
}

static bool looks_like_title(struct builder *b, struct span paragraph, bool last)
{
	struct str s = slice(b, paragraph);
	if (!str_empty(b->article->title) && str_equal(str_trim(b->article->title), s))
		return true;
	if (last || b->title || b->body || s.length > MOST_TITLE_BYTES || parts_words(s, MOST_TITLE_WORDS + 1) > MOST_TITLE_WORDS)
		return false;
	return !parts_ends_sentence(s) && !str_ends(s, STR(":")) && !str_ends(s, STR(","));
}

static void add_title(struct builder *b, struct span paragraph)
{
	size_t end = date_in_title(b, paragraph);
	add_block(b, BLOCK_TITLE, paragraph.start, end);
	add_block(b, BLOCK_FURNITURE, end, paragraph.end);
	if (str_empty(b->article->title))
		b->article->title = str_trim(str_slice(b->article->text, paragraph.start, end));
}

/* --- body -------------------------------------------------------------------------------------------- */

static size_t take_dateline(struct builder *b, struct span paragraph)
{
	struct dateline line = parts_dateline(b->article->text, paragraph, b->lexicon);
	if (line.span.start == line.span.end)
		return paragraph.start;
	add_block(b, BLOCK_DATELINE, line.span.start, line.span.end);
	b->article->dateline_place = line.place;
	if (line.has_date && line.day != DAY_NONE)
		set_day(b, line.day, DATE_FROM_DATELINE);
	return line.span.end;
}

static void add_body(struct builder *b, struct span paragraph)
{
	bool early = b->bodies < DATELINE_PARAGRAPHS && b->article->dateline_place.end == 0;
	size_t start = early ? take_dateline(b, paragraph) : paragraph.start;
	size_t end = parts_credits(b->article->text, (struct span){start, paragraph.end}, b->lexicon);
	add_block(b, BLOCK_BODY, start, end);
	add_block(b, BLOCK_CREDIT, end, paragraph.end);
}

static void add_paragraph(struct builder *b, struct span paragraph, bool last)
{
	struct str s = slice(b, paragraph);
	b->tail |= b->bodies >= TAIL_BODIES && phrase_is(b->lexicon, PHRASE_TAIL, s);
	if (b->tail) {
		add_block(b, BLOCK_FURNITURE, paragraph.start, paragraph.end);
		return;
	}
	if (!b->body || parts_words(s, 9) <= 8) {
		paragraph.start = take_date_line(b, paragraph);
		s = slice(b, paragraph);
	}
	if (str_empty(s))
		return;
	if (parts_is_furniture(s, b->lexicon))
		add_block(b, BLOCK_FURNITURE, paragraph.start, paragraph.end);
	else if (parts_is_credit(s, b->lexicon) || (!b->body && parts_is_byline(s)))
		add_block(b, BLOCK_CREDIT, paragraph.start, paragraph.end);
	else if (looks_like_title(b, paragraph, last))
		add_title(b, paragraph);
	else
		add_body(b, paragraph);
}

void reader_article_from_text(struct arena *arena, struct str text, const struct reader_lexicon *lexicon, struct article *article)
{
	struct builder b = {.arena = arena, .lexicon = lexicon, .article = article};
	if (article->date_from == DATE_FROM_NONE)
		article->day = DAY_NONE;
	article->text = utf8_repair(arena, text, &article->replaced_bytes);
	article->blocks = NULL;
	article->block_count = 0;
	article->dateline_place = (struct span){0, 0};
	size_t count;
	struct span *paragraphs = layout_paragraphs(arena, article->text, &count);
	for (size_t i = 0; i < count; i++)
		add_paragraph(&b, paragraphs[i], i + 1 == count);
}
