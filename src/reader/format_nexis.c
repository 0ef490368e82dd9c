/* format_nexis.c: what LexisNexis gives as plain text, many articles in a file: of the older service ("1 of 250 DOCUMENTS", the
 * source above the title) and of Nexis Uni (the title first, "End of Document" behind). */
#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/fields.h"

enum label_kind { LABEL_NONE, LABEL_HEAD, LABEL_BODY, LABEL_TITLE, LABEL_DATELINE, LABEL_LANGUAGE, LABEL_URL, LABEL_TAIL };

/* "LENGTH: 350 words": the labels that lines begin with. The export's own keywords, in any case of letters. */
static const struct {
	struct str name;
	enum label_kind kind;
} labels[] = {
	{STR("LENGTH:"), LABEL_HEAD}, {STR("BYLINE:"), LABEL_HEAD}, {STR("SECTION:"), LABEL_HEAD}, {STR("HIGHLIGHT:"), LABEL_HEAD}, {STR("SERIES:"), LABEL_HEAD},
	{STR("EDITION:"), LABEL_HEAD}, {STR("HEADLINE:"), LABEL_TITLE}, {STR("TITLE:"), LABEL_TITLE}, {STR("DATELINE:"), LABEL_DATELINE}, {STR("BODY:"), LABEL_BODY},
	{STR("Body"), LABEL_BODY}, {STR("LANGUAGE:"), LABEL_LANGUAGE}, {STR("URL:"), LABEL_URL}, {STR("LOAD-DATE:"), LABEL_TAIL}, {STR("GRAPHIC:"), LABEL_TAIL},
	{STR("SUBJECT:"), LABEL_TAIL}, {STR("PUBLICATION-TYPE:"), LABEL_TAIL}, {STR("JOURNAL-CODE:"), LABEL_TAIL}, {STR("DOCUMENT-TYPE:"), LABEL_TAIL},
	{STR("DISTRIBUTION:"), LABEL_TAIL}, {STR("TYPE:"), LABEL_TAIL}, {STR("CORRECTION-DATE:"), LABEL_TAIL}, {STR("NOTES:"), LABEL_TAIL}, {STR("ORGANIZATION:"), LABEL_TAIL},
	{STR("GEOGRAPHIC:"), LABEL_TAIL}, {STR("COUNTRY:"), LABEL_TAIL}, {STR("PERSON:"), LABEL_TAIL}, {STR("COMPANY:"), LABEL_TAIL}, {STR("INDUSTRY:"), LABEL_TAIL},
	{STR("CITY:"), LABEL_TAIL}, {STR("STATE:"), LABEL_TAIL}, {STR("TICKER:"), LABEL_TAIL}, {STR("Classification"), LABEL_TAIL}, {STR("End of Document"), LABEL_TAIL},
	{STR("Link to Image"), LABEL_TAIL}, {STR("Link to Original Document"), LABEL_TAIL},
};

static enum label_kind label_of(struct str line, struct str *value)
{
	line = str_trim(line);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		struct str name = labels[i].name;
		bool whole = name.data[name.length - 1] != ':'; /* stands alone on its line */
		if (line.length < name.length || (whole && line.length != name.length) || !str_equal_nocase(str_slice(line, 0, name.length), name))
			continue;
		*value = str_trim(str_slice(line, name.length, line.length));
		return labels[i].kind;
	}
	return LABEL_NONE;
}

static size_t digits(struct str s)
{
	size_t count = 0;
	while (count < s.length && ascii_is_digit((unsigned char)s.data[count]))
		count++;
	return count;
}

/* "1 of 250 DOCUMENTS", "Document 1 of 250" */
static bool is_counter(struct str line)
{
	line = str_trim(line);
	bool before = str_starts(line, STR("Document "));
	if (before)
		line = str_slice(line, 9, line.length);
	size_t count = digits(line);
	line = str_slice(line, count, line.length);
	if (!count || !str_starts(line, STR(" of ")))
		return false;
	line = str_slice(line, 4, line.length);
	count = digits(line);
	line = str_slice(line, count, line.length);
	return count && (before ? str_empty(line) : str_equal_nocase(line, STR(" documents")) || str_equal_nocase(line, STR(" document")));
}

static bool is_end(struct str line)
{
	return str_equal_nocase(str_trim(line), STR("end of document"));
}

static int probe(struct str head, struct str path)
{
	bool length = false, end = false, load = false;
	struct str rest = head, value;
	(void)path;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		if (is_counter(line))
			return 88;
		length |= label_of(line, &value) == LABEL_HEAD && str_equal_nocase(str_slice(str_trim(line), 0, 7), STR("length:"));
		end |= is_end(line);
		load |= str_trim(line).length > 10 && str_equal_nocase(str_slice(str_trim(line), 0, 10), STR("load-date:"));
	}
	return length && (end || load) ? 86 : 0;
}

/* --- cutting ----------------------------------------------------------------------------------------------------------- */

/* Up to the next counter, or behind "End of Document". What is left then is no article when it has no length. */
static size_t length(struct str s, bool more)
{
	struct str rest = s, value;
	bool begun = false, has_length = false;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		if (!rest.data && more)
			return SIZE_MAX;
		if (is_end(line))
			return rest.data ? (size_t)(rest.data - s.data) : s.length;
		if (is_counter(line) && begun)
			return (size_t)(line.data - s.data);
		begun |= is_counter(line);
		has_length |= label_of(line, &value) != LABEL_NONE;
	}
	return more ? SIZE_MAX : begun || has_length ? s.length : 0;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	return reader_cut_length(reader, length, arena, raw, error);
}

/* --- parsing ------------------------------------------------------------------------------------------------------------- */

struct head { /* the lines above the text that have no label */
	struct str before[2]; /* the last two before the date's */
	struct str after;     /* all behind it, up to a label */
	bool dated, closed;
	int32_t day;
};

static bool is_copyright(struct str line)
{
	return (line.length > 9 && str_equal_nocase(str_slice(line, 0, 9), STR("copyright"))) || str_equal_nocase(line, STR("all rights reserved"));
}

static void head_line(struct head *h, struct str line)
{
	int month, mday;
	int32_t day;
	if (!line.length || is_copyright(line))
		return;
	if (!h->dated && date_at_start(line, &day, &month, &mday) && day != DAY_NONE) {
		h->dated = true;
		h->day = day;
	} else if (!h->dated) {
		h->before[0] = h->before[1];
		h->before[1] = line;
	} else if (!h->closed) {
		h->after = h->after.data ? (struct str){h->after.data, (size_t)(line.data + line.length - h->after.data)} : line;
	}
}

/* Where the text starts and ends in S; what stands above it goes into H and VALUES. */
static struct str take_apart(struct str s, struct head *h, struct values *values, struct str *dateline)
{
	struct str rest = s, value;
	const char *start = NULL, *end = s.data + s.length;
	bool in_body = false;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		enum label_kind kind = is_counter(line) ? LABEL_HEAD : label_of(line, &value);
		if (kind == LABEL_DATELINE)
			*dateline = value;
		if (kind == LABEL_TITLE)
			values->value[FIELD_TITLE] = value;
		if (kind == LABEL_LANGUAGE)
			values->value[FIELD_LANGUAGE] = str_equal_nocase(str_slice(value, 0, value.length < 7 ? value.length : 7), STR("english")) ? STR("en") : value;
		if (kind == LABEL_URL)
			values->value[FIELD_URL] = value;
		bool tail = kind == LABEL_TAIL || kind == LABEL_LANGUAGE || kind == LABEL_URL || is_end(line);
		if (tail && in_body && end == s.data + s.length)
			end = line.data;
		if ((kind == LABEL_HEAD || kind == LABEL_DATELINE || kind == LABEL_BODY) && !is_counter(line) && end == s.data + s.length) {
			h->closed = in_body = true;
			start = rest.data ? rest.data : end;
		} else if (!in_body && kind == LABEL_NONE) {
			head_line(h, str_trim(line));
		}
	}
	return start && start < end ? (struct str){start, (size_t)(end - start)} : (struct str){0};
}

/* The copyright lines at the end of TEXT belong to the publisher. */
static struct str without_copyright(struct str text)
{
	text = str_trim(text);
	for (;;) {
		size_t start = text.length;
		while (start > 0 && text.data[start - 1] != '\n')
			start--;
		if (!is_copyright(str_trim(str_slice(text, start, text.length))) || start == 0)
			return text;
		text = str_trim(str_slice(text, 0, start));
	}
}

static struct str one_line(struct arena *arena, struct str s)
{
	char *out = arena_copy(arena, s.data, s.length);
	size_t length = 0;
	for (size_t i = 0; i < s.length; i++) {
		bool space = ascii_is_space((unsigned char)s.data[i]);
		if (!space || (length && out[length - 1] != ' '))
			out[length++] = space ? ' ' : s.data[i];
	}
	return (struct str){out, length};
}

static bool parse(struct parsing *p, struct article *article)
{
	struct str s = charset_to_utf8(p, p->raw->bytes, (struct str){0}), dateline = {0};
	struct head h = {.day = DAY_NONE};
	struct values values = {0};
	enum field wrong;
	const char *why;
	struct str text = without_copyright(take_apart(s, &h, &values, &dateline));
	if (!text.length)
		return parsing_fails(p, "this document holds no text");
	size_t dashes = str_find(h.before[1], STR(" -- "), 0); /* "Agence France Presse -- English" */
	values.value[FIELD_PUBLISHER] = dashes == SIZE_MAX ? h.before[1] : str_slice(h.before[1], 0, dashes);
	if (!values.value[FIELD_TITLE].length)
		values.value[FIELD_TITLE] = h.after.length ? one_line(p->arena, h.after) : h.before[0];
	if (h.dated) {
		article->day = h.day;
		article->date_from = DATE_FROM_INPUT;
	}
	values.value[FIELD_TEXT] = dateline.length ? str_of(arena_printf(p->arena, "%.*s - %.*s", STR_ARG(dateline), STR_ARG(text))) : text;
	return values_article(p, &values, article, &wrong, &why) || (!p->error->kind && parsing_fails(p, "this document holds no text"));
}

const struct reader_format reader_nexis_format = {"nexis", probe, cut, parse, NULL};
