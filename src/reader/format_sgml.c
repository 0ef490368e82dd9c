/* format_sgml.c: corpora of newswire, many documents in a file: Reuters-21578 (<REUTERS>), English Gigaword and TREC (<DOC>), RCV1
 * (<newsitem>). No whole parser of SGML: the tags that matter are found by name. */
#include "base/utf8.h"
#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/fields.h"

static const char *const document_tags[] = {"REUTERS", "DOC", "newsitem", NULL};

/* Where a part stands: attributes of the document's tag, else elements in it, the surest first. */
struct place_of {
	enum field field;
	const char *attributes[4], *elements[6];
};

static const struct place_of places[] = {
	{FIELD_ID, {"newid", "id", "itemid", NULL}, {"DOCNO", "DOCID", NULL}},
	{FIELD_DATE, {"date", NULL}, {"DATE_TIME", "DATETIME", "DATE", NULL}},
	{FIELD_TITLE, {NULL}, {"HEADLINE", "TITLE", "HL", "HEAD", NULL}},
	{FIELD_TEXT, {NULL}, {"BODY", "TEXT", NULL}},
	{FIELD_PLACE, {NULL}, {"DATELINE", NULL}}, /* it goes before the text */
};

/* --- tags ---------------------------------------------------------------------------------------------------------- */

static bool is_name_end(char c)
{
	return c == '>' || c == '/' || ascii_is_space((unsigned char)c);
}

/* The next "<NAME" ("</NAME" with CLOSING) in S at or behind FROM: where it starts, or SIZE_MAX. */
static size_t find_tag(struct str s, const char *name, bool closing, size_t from)
{
	size_t length = strlen(name), lead = closing ? 2 : 1;
	while (from < s.length) {
		const char *hit = memchr(s.data + from, '<', s.length - from);
		if (!hit)
			return SIZE_MAX;
		from = (size_t)(hit - s.data);
		if (from + lead + length < s.length && (!closing || s.data[from + 1] == '/') &&
		    str_equal_nocase(str_slice(s, from + lead, from + lead + length), (struct str){name, length}) && is_name_end(s.data[from + lead + length]))
			return from;
		from++;
	}
	return SIZE_MAX;
}

static size_t behind_tag(struct str s, size_t at)
{
	const char *end = at < s.length ? memchr(s.data + at, '>', s.length - at) : NULL;
	return end ? (size_t)(end - s.data) + 1 : s.length;
}

/* What stands in the first element NAME; data NULL if there is none. One without an end reaches to the end. */
static struct str element(struct str s, const char *name)
{
	size_t start = find_tag(s, name, false, 0);
	if (start == SIZE_MAX)
		return (struct str){0};
	start = behind_tag(s, start);
	size_t end = find_tag(s, name, true, start);
	return str_slice(s, start, end == SIZE_MAX ? s.length : end);
}

static struct str attribute(struct str tag, const char *name)
{
	size_t length = strlen(name);
	for (size_t i = 1; i + length + 1 < tag.length; i++) {
		if (!ascii_is_space((unsigned char)tag.data[i - 1]) || tag.data[i + length] != '=' || !str_equal_nocase(str_slice(tag, i, i + length), str_of(name)))
			continue;
		size_t start = i + length + 1;
		char mark = tag.data[start] == '"' || tag.data[start] == '\'' ? tag.data[start] : 0;
		size_t end = start += mark != 0;
		while (end < tag.length && (mark ? tag.data[end] != mark : !is_name_end(tag.data[end])))
			end++;
		return str_slice(tag, start, end);
	}
	return (struct str){0};
}

/* --- text ------------------------------------------------------------------------------------------------------------ */

/* The character that the entity at S ("&amp;...") stands for, and its length in bytes; 0 for none. */
static size_t entity(struct str s, uint32_t *codepoint)
{
	static const struct {
		struct str name;
		uint32_t codepoint;
	} known[] = {{STR("&lt;"), '<'}, {STR("&gt;"), '>'}, {STR("&amp;"), '&'}, {STR("&quot;"), '"'}, {STR("&apos;"), '\''}, {STR("&nbsp;"), ' '}, {STR("&MD;"), 0x2014},
	             {STR("&UR;"), ' '}, {STR("&QL;"), ' '}, {STR("&QC;"), ' '}, {STR("&QR;"), ' '}, {STR("&LR;"), ' '}, {STR("&hyph;"), '-'}, {STR("&blank;"), ' '}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_starts(s, known[i].name)) {
			*codepoint = known[i].codepoint;
			return known[i].name.length;
		}
	size_t i = 2;
	uint32_t value = 0;
	for (; str_starts(s, STR("&#")) && i < s.length && i < 9 && ascii_is_digit((unsigned char)s.data[i]); i++)
		value = value * 10 + (uint32_t)(s.data[i] - '0');
	if (i == 2 || i >= s.length || s.data[i] != ';')
		return 0;
	bool usable = value >= ' ' && value < 0x110000 && !(value >= 0xD800 && value < 0xE000);
	*codepoint = usable ? value : ' '; /* Reuters ends its texts with &#3; */
	return i + 1;
}

static bool is_paragraph_tag(struct str tag)
{
	static const struct str tags[] = {STR("<p"), STR("</p"), STR("<headline"), STR("<br"), STR("<text"), STR("<title"), STR("</title"), STR("</dateline")};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (tag.length > tags[i].length && str_equal_nocase(str_slice(tag, 0, tags[i].length), tags[i]) && is_name_end(tag.data[tags[i].length]))
			return true;
	return false;
}

/* S without tags, entities as what they stand for; paragraphs parted by a blank line. */
static struct str plain(struct arena *arena, struct str s)
{
	char *out = arena_alloc(arena, s.length * 2 + 8); /* "<p>" becomes two bytes at most; no entity is shorter than what it gives */
	size_t length = 0;
	for (size_t i = 0; i < s.length;) {
		uint32_t codepoint;
		size_t taken;
		bool is_tag = s.data[i] == '<' && i + 1 < s.length && (ascii_is_alpha((unsigned char)s.data[i + 1]) || s.data[i + 1] == '/' || s.data[i + 1] == '!');
		if (is_tag) {
			size_t end = behind_tag(s, i);
			if (is_paragraph_tag(str_slice(s, i, end))) {
				memcpy(out + length, "\n\n", 2);
				length += 2;
			}
			i = end;
		} else if (s.data[i] == '&' && (taken = entity(str_slice(s, i, s.length), &codepoint))) {
			length += utf8_encode(codepoint, out + length);
			i += taken;
		} else {
			out[length++] = s.data[i++];
		}
	}
	return str_trim((struct str){out, length});
}

/* --- the format -------------------------------------------------------------------------------------------------------- */

static int probe(struct str head, struct str path)
{
	(void)path;
	size_t reuters = find_tag(head, "REUTERS", false, 0), doc = find_tag(head, "DOC", false, 0), item = find_tag(head, "newsitem", false, 0);
	struct str s = str_trim(str_starts(head, STR("\xEF\xBB\xBF")) ? str_slice(head, 3, head.length) : head);
	if (!str_starts(s, STR("<")) || find_tag(head, "html", false, 0) != SIZE_MAX)
		return 0;
	bool text = find_tag(head, "TEXT", false, 0) != SIZE_MAX || find_tag(head, "BODY", false, 0) != SIZE_MAX;
	return (reuters != SIZE_MAX || doc != SIZE_MAX || item != SIZE_MAX) && text ? 85 : 0;
}

/* Up to the end tag of the first document in S. */
static size_t length(struct str s, bool more)
{
	size_t first = SIZE_MAX;
	const char *name = NULL;
	for (const char *const *tag = document_tags; *tag; tag++) {
		size_t at = find_tag(s, *tag, false, 0);
		if (at < first) {
			first = at;
			name = *tag;
		}
	}
	if (!name)
		return more ? SIZE_MAX : 0;
	size_t end = find_tag(s, name, true, first), next = find_tag(s, name, false, first + 1);
	if (next < end) /* its end tag is missing */
		return next;
	return end != SIZE_MAX ? behind_tag(s, end) : more ? SIZE_MAX : s.length;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	enum reader_status status = reader_cut_length(reader, length, arena, raw, error);
	size_t start = 0;
	if (status != READER_ARTICLE)
		return status;
	while (start < raw->bytes.length && ascii_is_space((unsigned char)raw->bytes.data[start]))
		raw->line += raw->bytes.data[start++] == '\n';
	raw->bytes = str_slice(raw->bytes, start, raw->bytes.length);
	return status;
}

static void find_values(struct parsing *p, struct str document, struct str tag, struct values *values)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct str *value = &values->value[places[i].field];
		for (const char *const *name = places[i].attributes; *name && !value->length; name++)
			*value = attribute(tag, *name);
		for (const char *const *name = places[i].elements; *name && !value->length; name++)
			*value = plain(p->arena, element(document, *name));
	}
}

/* "LONDON, May 12 (AFP)" and the text that it stands before. */
static struct str with_dateline(struct parsing *p, struct str dateline, struct str text)
{
	if (!dateline.length || dateline.length > 200)
		return text;
	bool dashed = str_ends(dateline, STR("-")) || str_ends(dateline, STR("_"));
	return str_of(arena_printf(p->arena, "%.*s %s%.*s", STR_ARG(dateline), dashed ? "" : "- ", STR_ARG(text)));
}

static bool parse(struct parsing *p, struct article *article)
{
	struct str document = charset_to_utf8(p, p->raw->bytes, (struct str){0});
	const char *name = NULL;
	size_t start = SIZE_MAX;
	for (const char *const *tag = document_tags; *tag; tag++) {
		size_t at = find_tag(document, *tag, false, 0);
		if (at < start) {
			start = at;
			name = *tag;
		}
	}
	if (!name)
		return parsing_fails(p, "expected <DOC>, <REUTERS> or <newsitem>");
	struct values values = {0};
	enum field wrong;
	const char *why;
	find_values(p, document, str_slice(document, start, behind_tag(document, start)), &values);
	bool has_end = find_tag(document, name, true, start) != SIZE_MAX;
	int32_t day;
	if (!date_of_stamp(values.value[FIELD_DATE], &day)) {
		values.value[FIELD_DATE] = (struct str){0};
		if (date_in_name(values.value[FIELD_ID], &article->day)) /* AFP_ENG_19940512.0001 */
			article->date_from = DATE_FROM_INPUT;
	}
	if (!has_end || !values.value[FIELD_TEXT].length)
		return parsing_fails(p, "this <%s> has no %s", name, has_end ? "text" : "end");
	values.value[FIELD_TEXT] = with_dateline(p, values.value[FIELD_PLACE], values.value[FIELD_TEXT]);
	values.value[FIELD_PLACE] = (struct str){0};
	return values_article(p, &values, article, &wrong, &why) || (!p->error->kind && parsing_fails(p, "this <%s> has no text", name));
}

const struct reader_format reader_sgml_format = {"sgml", probe, cut, parse, NULL};
