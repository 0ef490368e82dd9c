/* quote.c: see quote.h.
 *
 * What a mark does is told from its neighbours first and from its glyph second, since typing and
 * conversion damage glyphs more often than places: `Tripoli. “` at the end of a paragraph closes.
 */
#include "text/quote.h"

enum family { FAMILY_NONE, FAMILY_DOUBLE, FAMILY_SINGLE };
enum side { SIDE_EITHER, SIDE_OPEN, SIDE_CLOSE };

static const struct quote_glyph {
	const char *form;
	enum family family;
	enum side side;
} glyphs[] = {
	{"\"", FAMILY_DOUBLE, SIDE_EITHER}, {"\xE2\x80\x9C", FAMILY_DOUBLE, SIDE_OPEN},  {"\xE2\x80\x9D", FAMILY_DOUBLE, SIDE_CLOSE},
	{"''", FAMILY_DOUBLE, SIDE_CLOSE},  {"``", FAMILY_DOUBLE, SIDE_OPEN},            {"\xC2\xAB", FAMILY_DOUBLE, SIDE_OPEN},
	{"\xC2\xBB", FAMILY_DOUBLE, SIDE_CLOSE}, {"\xE2\x80\x9E", FAMILY_DOUBLE, SIDE_OPEN}, {"\xE2\x80\x9F", FAMILY_DOUBLE, SIDE_OPEN},
	{"'", FAMILY_SINGLE, SIDE_EITHER},  {"\xE2\x80\x98", FAMILY_SINGLE, SIDE_OPEN},  {"\xE2\x80\x99", FAMILY_SINGLE, SIDE_CLOSE},
	{"\xE2\x80\x99\xE2\x80\x99", FAMILY_DOUBLE, SIDE_EITHER}, {"\xE2\x80\x98\xE2\x80\x99", FAMILY_DOUBLE, SIDE_OPEN},
	{"`", FAMILY_SINGLE, SIDE_OPEN},    {"\xE2\x80\xB9", FAMILY_SINGLE, SIDE_OPEN},  {"\xE2\x80\xBA", FAMILY_SINGLE, SIDE_CLOSE},
};

struct quotes {
	enum family open[2]; /* the outer one first */
	uint8_t depth;       /* 0 to 2: a third opening of one kind is a mark that was not closed */
};

static const struct quote_glyph *glyph_of_form(struct str form)
{
	if (form.length > 6 || str_empty(form) || ascii_is_alpha((unsigned char)form.data[0]))
		return NULL;
	for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
		if (str_equal(form, str_of(glyphs[i].form)))
			return &glyphs[i];
	return NULL;
}

static bool is_punctuation(struct str form)
{
	static const char *const closers[] = {".", ",", ";", ":", "!", "?", ")", "]", "...", "\xE2\x80\xA6"};
	for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
		if (str_equal(form, str_of(closers[i])))
			return true;
	return false;
}

static bool is_open(const struct quotes *q, enum family family)
{
	return (q->depth > 0 && q->open[0] == family) || (q->depth > 1 && q->open[1] == family);
}

/* Where the mark at token I stands: white space (or the paragraph's edge) before and behind it. */
struct surroundings {
	bool space_before, space_after, first, last, after_bracket, before_closer;
};

static enum side side_of(const struct quotes *q, const struct quote_glyph *glyph, struct surroundings at)
{
	bool open = is_open(q, glyph->family);
	if (at.first)
		return SIDE_OPEN;
	if (at.last || at.before_closer)
		return SIDE_CLOSE;
	if (at.space_before && !at.space_after)
		return open && glyph->side == SIDE_CLOSE ? SIDE_CLOSE : SIDE_OPEN;
	if (at.after_bracket)
		return SIDE_OPEN;
	if (at.space_after && !at.space_before)
		return open || glyph->side != SIDE_OPEN ? SIDE_CLOSE : SIDE_OPEN;
	if (glyph->side != SIDE_EITHER && !(open && at.space_before && at.space_after))
		return glyph->side;
	return open ? SIDE_CLOSE : SIDE_OPEN;
}

static void open_quote(struct quotes *q, enum family family)
{
	if (is_open(q, family)) { /* the earlier one was not closed: start again from it */
		q->depth = q->open[0] == family ? 1 : 2;
		return;
	}
	q->open[q->depth++] = family;
}

static void close_quote(struct quotes *q, enum family family)
{
	if (q->depth > 0 && q->open[0] == family)
		q->depth = 0;
	else if (q->depth > 1 && q->open[1] == family)
		q->depth = 1;
}

/* A lone single mark opens nothing unless its fellow stands in the same sentence: apostrophes are many. */
static bool single_is_paired(const struct sentence *sentence, size_t index)
{
	for (size_t i = index + 1; i < sentence->count; i++) {
		const struct quote_glyph *glyph = glyph_of_form(sentence->tokens[i].form);
		if (glyph && glyph->family == FAMILY_SINGLE && glyph->side != SIDE_OPEN)
			return true;
	}
	return false;
}

static void mark_sentence(struct quotes *q, struct sentence *sentence, bool first_of_block, bool last_of_block)
{
	size_t in_word = 0; /* parts of a multiword token: "'" there is possessive */
	for (size_t i = 0; i < sentence->count; i++) {
		struct token *t = &sentence->tokens[i];
		const struct quote_glyph *glyph = in_word ? NULL : glyph_of_form(t->form);
		in_word = t->range ? t->range - 1u : in_word ? in_word - 1 : 0;
		if (!glyph) {
			t->quote_depth = q->depth;
			continue;
		}
		struct surroundings at = {
			.space_before = i == 0 || t[-1].space_after,
			.space_after = t->space_after,
			.first = first_of_block && i == 0,
			.last = last_of_block && i + 1 == sentence->count,
			.after_bracket = i > 0 && (str_equal(t[-1].form, STR("(")) || str_equal(t[-1].form, STR("["))),
			.before_closer = i + 1 < sentence->count && is_punctuation(t[1].form),
		};
		bool open_family = is_open(q, glyph->family);
		enum side side = side_of(q, glyph, at);
		if (side == SIDE_OPEN && (glyph->family == FAMILY_DOUBLE || open_family || single_is_paired(sentence, i))) {
			t->quote_depth = open_family ? q->depth - 1 : q->depth;
			open_quote(q, glyph->family);
		} else {
			if (side == SIDE_CLOSE)
				close_quote(q, glyph->family);
			t->quote_depth = q->depth;
		}
	}
}

static bool starts_with_quote(const struct sentence *sentence)
{
	const struct quote_glyph *glyph = sentence->count ? glyph_of_form(sentence->tokens[0].form) : NULL;
	return glyph && glyph->side != SIDE_CLOSE;
}

void quote_mark(struct document *document)
{
	struct quotes q = {.depth = 0};
	size_t count = document->sentence_count;
	for (size_t i = 0; i < count; i++) {
		struct sentence *s = &document->sentences[i];
		bool first = i == 0 || document->sentences[i - 1].block != s->block;
		bool last = i + 1 == count || document->sentences[i + 1].block != s->block;
		mark_sentence(&q, s, first, last);
		if (last && q.depth && !(i + 1 < count && starts_with_quote(&document->sentences[i + 1])))
			q.depth = 0;
		if (last && q.depth > 1)
			q.depth = 1; /* only the outer one is repeated at the next paragraph */
	}
}
