/* format_jsonl.c: one JSON object a line, RECORD.md's "Input: one document". */
#include <jansson.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/utf8.h"
#include "reader/format.h"

struct line_reader {
	struct reader *reader;
	struct arena *arena;
	struct article *article;
	struct error *error;
	struct str line;
};

static int probe(struct str head, struct str path)
{
	struct str s = str_trim(head);
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_trim(str_slice(s, 3, s.length));
	if (!str_starts(s, STR("{")))
		return 0;
	s = str_trim(str_slice(s, 1, s.length));
	bool named = str_ends(path, STR(".jsonl")) || str_ends(path, STR(".ndjson")) || str_ends(path, STR(".json"));
	return named || str_starts(s, STR("\"")) || str_starts(s, STR("}")) ? 90 : 0;
}

static bool fail(struct line_reader *l, const char *why, const char *field)
{
	char quoted[80] = "";
	if (field)
		snprintf(quoted, sizeof quoted, "\"%s\" ", field);
	size_t key = field ? str_find(l->line, str_of(field), 0) : SIZE_MAX;
	size_t column = key == SIZE_MAX ? 1 : utf8_count(str_slice(l->line, 0, key)) + 1;
	return error_at(l->error, ERROR_INPUT, l->reader->name, l->reader->line, column, l->line, "%s%s", quoted, why);
}

static struct str copy(struct line_reader *l, const json_t *value)
{
	size_t length = json_string_length(value);
	return (struct str){arena_copy(l->arena, json_string_value(value), length), length};
}

/* A field that is a string where it is there; null counts as absent. */
static bool text_field(struct line_reader *l, const json_t *object, const char *name, struct str *out)
{
	const json_t *value = json_object_get(object, name);
	if (!value || json_is_null(value))
		return true;
	if (!json_is_string(value))
		return fail(l, "must be a string", name);
	*out = copy(l, value);
	return true;
}

static bool id_field(struct line_reader *l, const json_t *object)
{
	const json_t *value = json_object_get(object, "id");
	if (!json_is_integer(value))
		return text_field(l, object, "id", &l->article->source_id);
	l->article->source_id = str_of(arena_printf(l->arena, "%lld", (long long)json_integer_value(value)));
	return true;
}

/* "2020-01-09", with or without a time of day behind it. */
static bool date_field(struct line_reader *l, const json_t *object)
{
	struct str date = {0};
	if (!text_field(l, object, "date", &date))
		return false;
	if (str_empty(date))
		return true;
	bool timed = date.length > 10 && strchr("T ", date.data[10]);
	if (date.length < 10 || (date.length > 10 && !timed) || !day_parse(str_slice(date, 0, 10), &l->article->day))
		return fail(l, "must be a day such as 2020-01-09", "date");
	l->article->date_from = DATE_FROM_INPUT;
	return true;
}

/* --- mentions: spans in code points, turned into bytes in one walk over the text ------------------------ */

struct offset {
	size_t codepoint;
	size_t *byte; /* where the answer goes */
};

static int by_codepoint(const void *a, const void *b)
{
	const struct offset *x = a, *y = b;
	return x->codepoint < y->codepoint ? -1 : x->codepoint > y->codepoint;
}

static bool resolve_offsets(struct str text, struct offset *offsets, size_t count)
{
	size_t at = 0, codepoint = 0;
	qsort(offsets, count, sizeof *offsets, by_codepoint);
	for (size_t i = 0; i < count; i++) {
		while (codepoint < offsets[i].codepoint && at < text.length) {
			utf8_next(text, &at);
			codepoint++;
		}
		if (codepoint < offsets[i].codepoint)
			return false;
		*offsets[i].byte = at;
	}
	return true;
}

static bool one_mention(struct line_reader *l, const json_t *value, struct given_mention *mention, struct offset *offsets)
{
	const json_t *span = json_object_get(value, "span");
	const char *role = json_string_value(json_object_get(value, "role"));
	if (!role || (strcmp(role, "actor") != 0 && strcmp(role, "recipient") != 0))
		return fail(l, "need a \"role\" of actor or recipient", "mentions");
	json_int_t start = json_integer_value(json_array_get(span, 0)), end = json_integer_value(json_array_get(span, 1));
	if (json_array_size(span) != 2 || !json_is_integer(json_array_get(span, 0)) || !json_is_integer(json_array_get(span, 1)) || start < 0 || end <= start)
		return fail(l, "need a \"span\" [start, end) of code points", "mentions");
	mention->is_actor = strcmp(role, "actor") == 0;
	offsets[0] = (struct offset){(size_t)start, &mention->span.start};
	offsets[1] = (struct offset){(size_t)end, &mention->span.end};
	return true;
}

static bool mentions_field(struct line_reader *l, const json_t *object)
{
	const json_t *list = json_object_get(object, "mentions");
	if (!list || json_is_null(list))
		return true;
	if (!json_is_array(list))
		return fail(l, "must be a list", "mentions");
	size_t count = json_array_size(list);
	struct given_mention *given = arena_zalloc(l->arena, count + 1, sizeof *given);
	struct offset *offsets = arena_zalloc(l->arena, count + 1, 2 * sizeof *offsets);
	for (size_t i = 0; i < count; i++)
		if (!one_mention(l, json_array_get(list, i), &given[i], offsets + 2 * i))
			return false;
	if (!resolve_offsets(l->article->text, offsets, 2 * count))
		return fail(l, "reach beyond the end of the text", "mentions");
	l->article->given = given;
	l->article->given_count = count;
	return true;
}

/* --- lines ------------------------------------------------------------------------------------------------ */

static bool read_object(struct line_reader *l, const json_t *object)
{
	struct str text = {0}, html = {0};
	if (!json_is_object(object))
		return fail(l, "a line must be a JSON object", NULL);
	if (!id_field(l, object) || !text_field(l, object, "text", &text) || !text_field(l, object, "html", &html) ||
	    !text_field(l, object, "title", &l->article->title) || !text_field(l, object, "url", &l->article->url) ||
	    !text_field(l, object, "publisher", &l->article->publisher) || !text_field(l, object, "language", &l->article->language) ||
	    !text_field(l, object, "place", &l->article->place) || !date_field(l, object))
		return false;
	if (!text.data && html.data)
		return fail(l, "is not read yet; give \"text\"", "html");
	if (!text.data)
		return fail(l, "there is no \"text\"", NULL);
	reader_article_from_text(l->arena, text, l->reader->lexicon, l->article);
	if (l->article->block_count == 0)
		return fail(l, "is empty", "text");
	return mentions_field(l, object);
}

static bool read_line(struct line_reader *l)
{
	json_error_t problem;
	json_t *object = json_loadb(l->line.data, l->line.length, JSON_ALLOW_NUL, &problem);
	if (!object)
		return error_at(l->error, ERROR_INPUT, l->reader->name, l->reader->line, problem.column > 0 ? (size_t)problem.column : 1, l->line,
		                "not JSON: %s", problem.text);
	l->reader->held = object; /* copying from it may jump away */
	return read_object(l, object);
}

static void release(struct reader *reader)
{
	json_decref(reader->held);
}

static enum reader_status next(struct reader *reader, struct arena *arena, struct article *article, struct error *error)
{
	struct line_reader l = {reader, arena, article, error, {0}};
	do {
		if (!reader_line(reader, &l.line, error))
			return error->kind == ERROR_NONE ? READER_END : READER_BAD;
		if (reader->line == 1 && str_starts(l.line, STR("\xEF\xBB\xBF")))
			l.line = str_slice(l.line, 3, l.line.length);
	} while (str_empty(str_trim(l.line)));
	article->line = reader->line;
	return read_line(&l) ? READER_ARTICLE : READER_BAD;
}

const struct reader_format reader_jsonl_format = {"jsonl", probe, next, release};
