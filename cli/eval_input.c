/* Records of JSON Lines for `casus eval`. */
#include <jansson.h>
#include <string.h>

#include "eval.h"

#include "base/file.h"

#define FILE_MOST ((size_t)4 << 30)

struct input {
	const char *path;
	size_t line_number;
	struct arena *arena;
	struct eval_coding *coding;
	size_t capacity;
	struct str document; /* of the lines at hand */
	struct error *error;
};

static struct str text_of(struct arena *arena, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_string(value))
		return (struct str){0};
	size_t length = json_string_length(value);
	return (struct str){arena_copy(arena, json_string_value(value), length), length};
}

/* The first of KEYS (ended by NULL) that OBJECT has. */
static struct str first_text(struct arena *arena, const json_t *object, const char *const *keys)
{
	for (; *keys; keys++) {
		struct str text = text_of(arena, object, *keys);
		if (text.length)
			return text;
	}
	return (struct str){0};
}

static void read_trigger(const json_t *object, struct eval_item *item)
{
	const json_t *span = json_object_get(json_object_get(object, "trigger"), "span");
	const json_t *sentence = json_object_get(object, "sentence");
	item->sentence = json_is_integer(sentence) ? json_integer_value(sentence) : -1;
	if (json_array_size(span) == 2) {
		item->start = json_integer_value(json_array_get(span, 0));
		item->end = json_integer_value(json_array_get(span, 1));
	}
}

static void read_record(struct input *input, const json_t *object)
{
	static const char *const names[] = {"source_id", "path", "url", "id", NULL};
	struct eval_item item = {.partner = SIZE_MAX, .line = input->line_number};
	struct str kind = text_of(input->arena, object, "kind");
	if (str_equal(kind, STR("document"))) {
		input->document = first_text(input->arena, object, names);
		return;
	}
	item.relate = str_equal(kind, STR("relate"));
	item.type = text_of(input->arena, object, str_equal(kind, STR("relation")) ? "relation" : "event_type");
	item.document = item.relate ? text_of(input->arena, object, "id") : input->document;
	if (!item.relate && !str_equal(kind, STR("event")) && !str_equal(kind, STR("relation")))
		return;
	read_trigger(object, &item);
	arena_push(input->arena, input->coding->items, input->coding->count, input->capacity, item);
}

static bool read_line(struct input *input, struct str line)
{
	json_error_t problem;
	if (!str_trim(line).length)
		return true;
	json_t *object = json_loadb(line.data, line.length, 0, &problem);
	if (!json_is_object(object)) {
		size_t column = object || problem.column < 1 ? 1 : (size_t)problem.column;
		json_decref(object);
		return error_at(input->error, ERROR_INPUT, input->path, input->line_number, column, str_slice(line, 0, line.length < 120 ? line.length : 120),
		                "%s", object ? "a record is a JSON object" : problem.text);
	}
	read_record(input, object);
	json_decref(object);
	return true;
}

bool eval_read(const char *path, struct arena *arena, struct eval_coding *coding, struct error *error)
{
	struct input input = {.path = path, .arena = arena, .coding = coding, .error = error};
	struct buf bytes = {0};
	bool ok = file_read(path, FILE_MOST, &bytes, error);
	*coding = (struct eval_coding){0};
	struct str rest = buf_view(&bytes);
	while (ok && rest.data && rest.length) {
		struct str line = str_cut(&rest, '\n');
		input.line_number++;
		ok = read_line(&input, line);
	}
	buf_free(&bytes);
	return ok;
}
