/* format_json.c: JSON objects that do not stand one on a line: a list of them, printed over many lines, or inside an
 * object that holds the list ({"articles": [...]}). Each is found by its braces alone and parsed by itself. */
#include "reader/fields.h"
#include "reader/json.h"

struct walk { /* over JSON, byte by byte */
	bool in_string, escaped;
	size_t depth;
};

/* Whether BYTE closes the value that was opened at depth 0. */
static bool step(struct walk *w, char byte)
{
	if (w->in_string) {
		if (w->escaped)
			w->escaped = false;
		else if (byte == '\\')
			w->escaped = true;
		else if (byte == '"')
			w->in_string = false;
		return false;
	}
	if (byte == '"')
		w->in_string = true;
	else if (byte == '{' || byte == '[')
		w->depth++;
	else if ((byte == '}' || byte == ']') && w->depth)
		return --w->depth == 0;
	return false;
}

/* The length of the value at the start of S, which is { or [; 0 when S ends before it does. */
static size_t value_length(struct str s)
{
	struct walk w = {0};
	for (size_t i = 0; i < s.length; i++)
		if (step(&w, s.data[i]))
			return i + 1;
	return 0;
}

static int probe(struct str head, struct str path)
{
	struct str s = str_trim(head);
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_trim(str_slice(s, 3, s.length));
	if (str_starts(s, STR("["))) {
		s = str_trim(str_slice(s, 1, s.length));
		return str_starts(s, STR("{")) || str_starts(s, STR("]")) ? 95 : 0;
	}
	if (!str_starts(s, STR("{")) || str_ends(path, STR(".jsonl")) || str_ends(path, STR(".ndjson")))
		return 0;
	struct str inside = str_trim(str_slice(s, 1, s.length)), rest = s, first = str_cut(&rest, '\n');
	if (!str_starts(inside, STR("\"")) || !rest.data)
		return str_find(s, STR(":[{"), 0) != SIZE_MAX && !rest.data ? 60 : 0;
	/* Over many lines: the first is no whole object, and the second begins none. */
	return value_length(first) == 0 && !str_starts(rest, STR("{")) ? 95 : 0;
}

/* --- where the list of articles is -------------------------------------------------------------------------- */

static bool is_name_of(struct reader *reader, enum field field, struct str name)
{
	size_t at = 0;
	struct str known;
	while (field_name_next(&reader->lexicon, field == FIELD_LIST ? NULL : reader->fields, field, &at, &known))
		if (str_equal(known, name))
			return true;
	return false;
}

/* The offset behind the [ of a member such as "articles", in S, which starts with {; 0 when there is none, or when a member that
 * holds text comes first. */
static size_t list_start(struct reader *reader, struct str s)
{
	struct walk w = {0};
	struct str name = {0};
	size_t string = 0, brackets = 0;
	for (size_t i = 0; i < s.length; i++) {
		char c = s.data[i];
		bool was = w.in_string;
		if (!was && c == '[' && !brackets && is_name_of(reader, FIELD_LIST, name))
			return i + 1;
		if (!was && (c == '[' || c == ']'))
			brackets += c == '[' ? 1 : (size_t)-1;
		if (step(&w, c))
			return 0;
		if (!was && w.in_string)
			string = i + 1;
		else if (was && !w.in_string)
			name = str_slice(s, string, i);
		if (!was && c == ':' && w.depth == 1 && is_name_of(reader, FIELD_TEXT, name))
			return 0;
	}
	return 0;
}

static void use(struct reader *reader, size_t bytes)
{
	struct str rest = input_rest(reader->input);
	for (size_t i = 0; i < bytes; i++)
		reader->line += rest.data[i] == '\n';
	input_use(reader->input, bytes);
}

static bool begin(struct reader *reader, struct error *error)
{
	if (!input_fill(reader->input, 64 * 1024, error) && !input_rest(reader->input).length)
		return false;
	struct str rest = input_rest(reader->input);
	size_t start = str_starts(rest, STR("\xEF\xBB\xBF")) ? 3 : 0;
	while (start < rest.length && ascii_is_space((unsigned char)rest.data[start]))
		start++;
	reader->line = 1;
	use(reader, start);
	rest = input_rest(reader->input);
	if (str_starts(rest, STR("[")))
		use(reader, 1);
	else if (str_starts(rest, STR("{")))
		use(reader, list_start(reader, rest));
	return true;
}

/* --- one after the other ------------------------------------------------------------------------------------- */

/* To the next {, over white space and commas; what else stands there is an error. False at the end. */
static bool find_object(struct reader *reader, bool *odd, struct error *error)
{
	*odd = false;
	for (;;) {
		if (!input_fill(reader->input, 1, error))
			return false;
		struct str rest = input_rest(reader->input);
		size_t i = 0;
		while (i < rest.length && rest.data[i] != '{') {
			*odd |= !ascii_is_space((unsigned char)rest.data[i]) && !memchr(",]}", rest.data[i], 3);
			if (rest.data[i] == ']') { /* behind the list: nothing of interest */
				input_use(reader->input, rest.length);
				reader->input->at_end = true;
				return false;
			}
			i++;
		}
		use(reader, i);
		if (i < rest.length)
			return true;
		if (reader->input->at_end)
			return false;
	}
}

static enum reader_status cut_object(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	struct walk w = {0};
	size_t line = reader->line, seen = 0;
	uint64_t offset = input_offset(reader->input);
	for (;;) {
		struct str rest = input_rest(reader->input);
		for (; seen < rest.length; seen++) {
			if (!step(&w, rest.data[seen]))
				continue;
			reader_cut_bytes(reader, str_slice(rest, 0, seen + 1), offset, line, arena, raw);
			use(reader, seen + 1);
			return READER_ARTICLE;
		}
		bool too_large = seen > READER_MOST_BYTES;
		if (too_large || reader->input->at_end) {
			input_use(reader->input, rest.length);
			reader->input->at_end = true;
			return reader_bad(reader, error, line, 0, too_large ? "this object is too large; the rest is not read" : "this object has no end");
		}
		if (!input_fill(reader->input, rest.length + 1, error))
			return READER_BAD;
	}
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	if (!reader->line && !begin(reader, error))
		return READER_BAD;
	bool odd;
	size_t line = reader->line;
	bool found = find_object(reader, &odd, error);
	if (odd && !error->kind)
		return reader_bad(reader, error, line, 0, "expected an object");
	return found ? cut_object(reader, arena, raw, error) : READER_END;
}

const struct reader_format reader_json_format = {"json", probe, cut, json_parse, NULL};
