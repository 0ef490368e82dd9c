/* format_factiva.c: what Factiva gives as plain text, many articles in a file, each ended by "Document LBA0000020200109eg19000ab": with
 * its two-letter tags (HD, PD, LP, TD) or laid out for reading. */
#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/fields.h"

/* "Document LBA0000020200109eg19000ab", with AN before it where there are tags. */
static bool is_end(struct str line)
{
	line = str_trim(line);
	if (str_starts(line, STR("AN ")))
		line = str_trim(str_slice(line, 3, line.length));
	if (!str_starts(line, STR("Document ")))
		return false;
	line = str_slice(line, 9, line.length);
	size_t count = 0;
	for (size_t i = 0; i < line.length; i++) {
		if (!ascii_is_alpha((unsigned char)line.data[i]) && !ascii_is_digit((unsigned char)line.data[i]))
			return false;
		count += ascii_is_digit((unsigned char)line.data[i]);
	}
	return line.length >= 16 && count >= 10;
}

/* "1,350 words" */
static bool is_word_count(struct str line)
{
	line = str_trim(line);
	size_t digits = 0, i = 0;
	for (; i < line.length && (ascii_is_digit((unsigned char)line.data[i]) || line.data[i] == ','); i++)
		digits += line.data[i] != ',';
	return digits && str_equal(str_slice(line, i, line.length), STR(" words"));
}

static int probe(struct str head, struct str path)
{
	bool end = false, words = false;
	struct str rest = head;
	(void)path;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		end |= is_end(line);
		words |= is_word_count(line) || str_starts(line, STR("WC "));
	}
	return end && words ? 87 : 0;
}

static size_t length(struct str s, bool more)
{
	struct str rest = s;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		if (!rest.data && more)
			return SIZE_MAX;
		if (is_end(line))
			return rest.data ? (size_t)(rest.data - s.data) : s.length;
	}
	if (more)
		return SIZE_MAX;
	struct str left = s; /* "Search Summary", the page behind the last article, has no word count */
	while (left.data)
		if (is_word_count(str_cut(&left, '\n')))
			return s.length;
	return 0;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	return reader_cut_length(reader, length, arena, raw, error);
}

/* --- with tags ------------------------------------------------------------------------------------------------------------ */

static const struct {
	struct str tag;
	enum field field; /* FIELDS: nothing of ours */
} tags[] = {
	{STR("HD"), FIELD_TITLE}, {STR("PD"), FIELD_DATE}, {STR("SN"), FIELD_PUBLISHER}, {STR("LA"), FIELD_LANGUAGE}, {STR("LP"), FIELD_TEXT}, {STR("TD"), FIELD_TEXT},
	{STR("AN"), FIELD_ID}, {STR("SE"), FIELDS}, {STR("BY"), FIELDS}, {STR("CR"), FIELDS}, {STR("WC"), FIELDS}, {STR("ET"), FIELDS}, {STR("SC"), FIELDS}, {STR("ED"), FIELDS},
	{STR("PG"), FIELDS}, {STR("VOL"), FIELDS}, {STR("CY"), FIELDS}, {STR("CT"), FIELDS}, {STR("RF"), FIELDS}, {STR("CO"), FIELDS}, {STR("IN"), FIELDS}, {STR("NS"), FIELDS},
	{STR("RE"), FIELDS}, {STR("PUB"), FIELDS}, {STR("IPC"), FIELDS}, {STR("IPD"), FIELDS}, {STR("ART"), FIELDS}, {STR("CLM"), FIELDS},
};
enum { TAGS = sizeof tags / sizeof *tags };

/* The index of the tag that LINE begins with, or TAGS. */
static size_t tag_of(struct str line)
{
	for (size_t i = 0; i < TAGS; i++)
		if (str_starts(line, tags[i].tag) && (line.length == tags[i].tag.length || ascii_is_space((unsigned char)line.data[tags[i].tag.length])))
			return i;
	return TAGS;
}

static bool has_tags(struct str s)
{
	size_t count = 0;
	while (s.data)
		count += tag_of(str_cut(&s, '\n')) != TAGS;
	return count >= 4;
}

static void take_tags(struct parsing *p, struct str s, struct values *values)
{
	struct str rest = s;
	size_t now = TAGS;
	const char *start = s.data;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		size_t tag = tag_of(line);
		bool last = !rest.data;
		if (tag == TAGS && !last)
			continue;
		const char *end = tag != TAGS ? line.data : line.data + line.length;
		struct str part = str_trim((struct str){start, (size_t)(end - start)});
		if (now != TAGS && tags[now].field != FIELDS && part.length) {
			struct str *value = &values->value[tags[now].field];
			*value = value->length ? str_of(arena_printf(p->arena, "%.*s\n\n%.*s", STR_ARG(*value), STR_ARG(part))) : part;
		}
		now = tag;
		start = tag != TAGS ? line.data + tags[tag].tag.length : line.data + line.length;
	}
}

/* --- laid out for reading ---------------------------------------------------------------------------------------------------- */

/* Lines in this order: title, author; the word count; date, time, source, its code, page; language; copyright; text. */
static void take_layout(struct str s, struct values *values)
{
	struct str rest = s;
	const char *start = NULL;
	bool counted = false, has_language = false;
	int32_t day;
	while (rest.data && !start) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (!line.length)
			continue;
		bool is_language = counted && (str_equal(line, STR("English")) || has_language);
		if (!counted && is_word_count(line))
			counted = true;
		else if (!counted && !values->value[FIELD_TITLE].length)
			values->value[FIELD_TITLE] = line;
		else if (counted && !values->value[FIELD_DATE].length && date_of_stamp(line, &day))
			values->value[FIELD_DATE] = line;
		else if (counted && values->value[FIELD_DATE].length && !values->value[FIELD_PUBLISHER].length && !ascii_is_digit((unsigned char)line.data[0]))
			values->value[FIELD_PUBLISHER] = line;
		if (is_language && rest.data) {
			bool copyright = has_language && (str_starts(line, STR("(c)")) || str_starts(line, STR("Copyright")) || str_starts(line, STR("\xC2\xA9")));
			if (has_language)
				start = copyright ? rest.data : line.data;
			has_language = true;
		}
	}
	if (start)
		values->value[FIELD_TEXT] = str_trim((struct str){start, (size_t)(s.data + s.length - start)});
	if (has_language)
		values->value[FIELD_LANGUAGE] = STR("en");
}

static bool parse(struct parsing *p, struct article *article)
{
	struct str s = str_trim(charset_to_utf8(p, p->raw->bytes, (struct str){0})), last = s;
	struct values values = {0};
	enum field wrong;
	const char *why;
	size_t end = s.length;
	while (end > 0 && s.data[end - 1] != '\n')
		end--;
	last = str_trim(str_slice(s, end, s.length));
	if (!is_end(last))
		return parsing_fails(p, "this document is cut short: no line \"Document ...\" ends it");
	if (has_tags(s))
		take_tags(p, s, &values);
	else
		take_layout(str_slice(s, 0, end), &values);
	if (str_starts(last, STR("AN")))
		last = str_trim(str_slice(last, 2, last.length));
	values.value[FIELD_ID] = str_slice(last, 9, last.length);
	if (str_equal_nocase(values.value[FIELD_LANGUAGE], STR("english")))
		values.value[FIELD_LANGUAGE] = STR("en");
	if (!values.value[FIELD_TEXT].length)
		return parsing_fails(p, "this document holds no text");
	if (values_article(p, &values, article, &wrong, &why))
		return true;
	return p->error->kind ? false : parsing_fails(p, wrong == FIELD_DATE ? "the date of this document is none" : "this document holds no text");
}

const struct reader_format reader_factiva_format = {"factiva", probe, cut, parse, NULL};
