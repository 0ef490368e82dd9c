/* json_article.c: one JSON object into an article: RECORD.md's "Input: one document", and what others call its parts. */
#include "reader/json.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "reader/fields.h"

struct json_article {
	struct parsing *p;
	struct article *article;
	struct str names[FIELDS]; /* which member each part was taken from */
	uint64_t lengths;         /* of the members' names: a bit each, the last for all that are longer */
};

/* A message with the member's place, where the object is one line or more. */
static bool fail(struct json_article *j, const char *why, struct str member)
{
	const struct reader_raw *raw = j->p->raw;
	char quoted[80] = "";
	if (member.length)
		snprintf(quoted, sizeof quoted, "\"%.*s\" ", (int)(member.length < 60 ? member.length : 60), member.data);
	size_t key = member.length ? str_find(raw->bytes, member, 0) : SIZE_MAX, start = 0, line = raw->line;
	for (size_t i = 0; key != SIZE_MAX && i < key; i++)
		if (raw->bytes.data[i] == '\n') {
			line++;
			start = i + 1;
		}
	struct str rest = str_slice(raw->bytes, start, raw->bytes.length), source = str_cut(&rest, '\n');
	size_t column = key == SIZE_MAX ? 1 : utf8_count(str_slice(raw->bytes, start, key)) + 1;
	return error_at(j->p->error, ERROR_INPUT, raw->path, line, column, source, "%s%s", quoted, why);
}

static struct str copy(struct json_article *j, const json_t *value)
{
	return parsing_copy(j->p, json_string_value(value), json_string_length(value));
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

static bool one_mention(struct json_article *j, const json_t *value, struct given_mention *mention, struct offset *offsets)
{
	const json_t *span = json_object_get(value, "span");
	const char *role = json_string_value(json_object_get(value, "role"));
	if (!role || (strcmp(role, "actor") != 0 && strcmp(role, "recipient") != 0))
		return fail(j, "need a \"role\" of actor or recipient", STR("mentions"));
	json_int_t start = json_integer_value(json_array_get(span, 0)), end = json_integer_value(json_array_get(span, 1));
	if (json_array_size(span) != 2 || !json_is_integer(json_array_get(span, 0)) || !json_is_integer(json_array_get(span, 1)) || start < 0 || end <= start)
		return fail(j, "need a \"span\" [start, end) of code points", STR("mentions"));
	mention->is_actor = strcmp(role, "actor") == 0;
	offsets[0] = (struct offset){(size_t)start, &mention->span.start};
	offsets[1] = (struct offset){(size_t)end, &mention->span.end};
	return true;
}

static bool mentions_field(struct json_article *j, const json_t *object)
{
	const json_t *list = json_object_get(object, "mentions");
	if (!list || json_is_null(list))
		return true;
	if (!json_is_array(list))
		return fail(j, "must be a list", STR("mentions"));
	size_t count = json_array_size(list);
	struct given_mention *given = arena_zalloc(j->p->arena, count + 1, sizeof *given);
	struct offset *offsets = arena_zalloc(j->p->arena, count + 1, 2 * sizeof *offsets);
	for (size_t i = 0; i < count; i++)
		if (!one_mention(j, json_array_get(list, i), &given[i], offsets + 2 * i))
			return false;
	if (!resolve_offsets(j->article->text, offsets, 2 * count))
		return fail(j, "reach beyond the end of the text", STR("mentions"));
	j->article->given = given;
	j->article->given_count = count;
	return true;
}

/* --- members ------------------------------------------------------------------------------------------------ */

/* The member NAME, upper and lower case aside where there is none of just that name. */
static const json_t *any_case(const json_t *object, struct str name)
{
	const json_t *alike = NULL;
	for (void *at = json_object_iter((json_t *)(uintptr_t)object); at; at = json_object_iter_next((json_t *)(uintptr_t)object, at)) {
		struct str key = {json_object_iter_key(at), json_object_iter_key_len(at)};
		if (key.length != name.length || !str_equal_nocase(key, name))
			continue;
		if (str_equal(key, name))
			return json_object_iter_value(at);
		if (!alike)
			alike = json_object_iter_value(at);
	}
	return alike;
}

/* The member NAME, into objects at its dots where it is no member as it stands. */
static const json_t *member(const json_t *object, struct str name)
{
	const json_t *value = any_case(object, name);
	while (!value && json_is_object(object) && str_find(name, STR("."), 0) != SIZE_MAX) {
		struct str part = str_cut(&name, '.');
		object = any_case(object, part);
		value = object ? any_case(object, name) : NULL;
	}
	return json_is_null(value) ? NULL : value;
}

static uint64_t length_bit(size_t length)
{
	return UINT64_C(1) << (length < 63 ? length : 63);
}

static void note_lengths(struct json_article *j, const json_t *object)
{
	for (void *at = json_object_iter((json_t *)(uintptr_t)object); at; at = json_object_iter_next((json_t *)(uintptr_t)object, at))
		j->lengths |= length_bit(json_object_iter_key_len(at));
}

/* Most names that a part may have are nobody's here, which their lengths tell. */
static bool may_have(const struct json_article *j, struct str name)
{
	return (j->lengths & length_bit(name.length)) || memchr(name.data, '.', name.length);
}

/* Paragraphs that are given as a list of strings. */
static bool joined(struct json_article *j, const json_t *list, struct str *out)
{
	size_t length = 0, at = 0;
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!json_is_string(json_array_get(list, i)))
			return false;
		length += json_string_length(json_array_get(list, i)) + 2;
	}
	char *text = arena_alloc(j->p->arena, length + 1);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		memcpy(text + at, json_string_value(item), json_string_length(item));
		at += json_string_length(item);
		memcpy(text + at, "\n\n", 2);
		at += 2;
	}
	*out = (struct str){text, at};
	return length > 0;
}

/* Whether VALUE can be FIELD's. */
static bool take(struct json_article *j, enum field field, const json_t *value, struct str *out)
{
	bool number = field == FIELD_ID || field == FIELD_DATE;
	if (json_is_string(value))
		*out = copy(j, value);
	else if (number && json_is_integer(value))
		*out = str_of(arena_printf(j->p->arena, "%lld", (long long)json_integer_value(value)));
	else
		return field == FIELD_TEXT && json_is_array(value) && joined(j, value, out);
	return true;
}

static bool find_field(struct json_article *j, const json_t *object, enum field field, struct str *out)
{
	const struct reader_raw *raw = j->p->raw;
	size_t at = 0;
	struct str name;
	for (bool first = true; field_name_next(&raw->lexicon, raw->fields, field, &at, &name); first = false) {
		const json_t *value = may_have(j, name) ? member(object, name) : NULL;
		bool good = value && take(j, field, value, out);
		if (good || first)
			j->names[field] = name;
		if (good && (out->length || first))
			return true;
		if (value && !good && first) /* under another's name it may be another's thing */
			return fail(j, "must be a string", name);
	}
	return true;
}

static bool no_text(struct json_article *j)
{
	char why[120];
	struct str name = j->names[FIELD_TEXT];
	snprintf(why, sizeof why, "there is no \"%.*s\"", (int)(name.length < 60 ? name.length : 60), name.data);
	return fail(j, why, (struct str){0});
}

static bool read_object(struct json_article *j, const json_t *object)
{
	struct values values = {0};
	enum field wrong;
	const char *why;
	if (!json_is_object(object))
		return fail(j, j->p->raw->line ? "a line must be a JSON object" : "must be a JSON object", (struct str){0});
	note_lengths(j, object);
	for (size_t i = 0; i < FIELD_LIST; i++)
		if (!find_field(j, object, (enum field)i, &values.value[i]))
			return false;
	if (!values.value[FIELD_TEXT].data && !values.value[FIELD_HTML].data)
		return no_text(j);
	if (!values_article(j->p, &values, j->article, &wrong, &why))
		return j->p->error->kind ? false : fail(j, why, j->names[wrong]);
	return mentions_field(j, object);
}

static void free_json(void *thing)
{
	json_decref(thing);
}

bool json_parse(struct parsing *p, struct article *article)
{
	struct json_article j = {.p = p, .article = article};
	const struct reader_raw *raw = p->raw;
	json_error_t problem;
	json_t *object = json_loadb(raw->bytes.data, raw->bytes.length, JSON_ALLOW_NUL, &problem);
	if (!object) {
		struct str rest = raw->bytes, line = str_cut(&rest, '\n');
		for (int i = 1; i < problem.line && rest.data; i++)
			line = str_cut(&rest, '\n');
		return error_at(p->error, ERROR_INPUT, raw->path, raw->line + (problem.line > 1 ? (size_t)problem.line - 1 : 0), problem.column > 0 ? (size_t)problem.column : 1, line,
		                "not JSON: %s", problem.text);
	}
	parsing_hold(p, object, free_json);
	return read_object(&j, object);
}
