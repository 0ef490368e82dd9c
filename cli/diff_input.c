/* Records for `casus diff`, of JSON Lines or of a database. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "diff.h"

#include "base/file.h"
#include "store/store.h"
#include "view/view.h"

#define FILE_MOST ((size_t)4 << 30)

struct input {
	const char *path;
	size_t line_number;
	struct arena *arena;
	struct diff_run *run;
	struct error *error;
};

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static const char *type_of(const json_t *object, const char *kind)
{
	const char *type = text_of(object, strcmp(kind, "relation") == 0 ? "relation" : "event_type");
	return *type ? type : kind;
}

/* Ids and hashes are not what a record says; records that refer to others by id are told apart by their place in the order. */
static void drop_ids(json_t *object)
{
	static const char *const keys[] = {"id", "doc", "events", "records", "version", "lexicon", "model"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		json_object_del(object, keys[i]);
	json_t *response;
	size_t index;
	json_array_foreach(json_object_get(object, "responses"), index, response)
		json_object_del(response, "event");
}

static struct str key_of(struct input *input, const json_t *object, const char *kind, const char *type)
{
	const json_t *span = json_object_get(json_object_get(object, "trigger"), "span");
	struct str key = str_of(arena_printf(input->arena, "%.*s %s %s %lld-%lld", STR_ARG(input->run->document), kind, type,
	                                     (long long)json_integer_value(json_array_get(span, 0)),
	                                     (long long)json_integer_value(json_array_get(span, 1))));
	struct map_entry *same = map_put(&input->run->shared, key, 0, NULL);
	return str_of(arena_printf(input->arena, "%.*s %zu", STR_ARG(key), same->value++));
}

static void add_record(struct input *input, json_t *object)
{
	const char *kind = text_of(object, "kind"), *type = type_of(object, kind);
	struct diff_run *run = input->run;
	if (strcmp(kind, "document") == 0)
		run->document = str_of(arena_printf(input->arena, "%s", text_of(object, "id")));
	struct diff_record record = {.partner = SIZE_MAX, .type = str_of(arena_printf(input->arena, "%s", type))};
	record.key = key_of(input, object, kind, type);
	drop_ids(object);
	char *line = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(12));
	record.line = str_of(arena_printf(input->arena, "%s", line ? line : ""));
	free(line);
	map_put(&run->by_key, record.key, run->count, NULL);
	arena_push(input->arena, run->records, run->count, run->capacity, record);
}

static bool read_line(struct input *input, struct str line)
{
	json_error_t problem;
	if (!str_trim(line).length)
		return true;
	json_t *object = json_loadb(line.data, line.length, 0, &problem);
	bool ok = json_is_object(object);
	if (ok)
		add_record(input, object);
	else
		error_at(input->error, ERROR_INPUT, input->path, input->line_number, object || problem.column < 1 ? 1 : (size_t)problem.column,
		         str_slice(line, 0, line.length < 120 ? line.length : 120), "%s", object ? "a record is a JSON object" : problem.text);
	json_decref(object);
	return ok;
}

static bool read_lines(struct input *input, struct str text)
{
	bool ok = true;
	while (ok && text.data && text.length) {
		struct str line = str_cut(&text, '\n');
		input->line_number++;
		ok = read_line(input, line);
	}
	return ok;
}

/* --- databases --------------------------------------------------------------------------------------- */

static bool read_document(struct input *input, struct store *store, int64_t key, struct arena *arena, struct buf *lines)
{
	struct document document = {.arena = arena};
	struct store_run run = {0};
	if (!store_load_key(store, key, &document, &run, input->error))
		return false;
	struct view_context context = {run.version, run.lexicon, run.model};
	view_jsonl(&document, &context, lines);
	return read_lines(input, buf_view(lines));
}

static bool read_store(struct input *input, struct store *store)
{
	struct arena arena;
	struct buf lines = {0};
	int64_t key = 0;
	bool ok = true;
	arena_init(&arena);
	arena.recover = input->arena->recover;
	while (ok && store_next_key(store, &key, input->error)) {
		ok = read_document(input, store, key, &arena, &lines);
		arena_reset(&arena);
		buf_clear(&lines);
	}
	buf_free(&lines);
	arena_free(&arena);
	return ok && !input->error->kind;
}

static bool is_database(struct str bytes)
{
	return str_starts(bytes, STR("SQLite format 3"));
}

bool diff_read(const char *path, struct arena *arena, struct diff_run *run, struct error *error)
{
	struct input input = {.path = path, .arena = arena, .run = run, .error = error};
	struct store_options options = {.read_only = true};
	struct store *store = NULL;
	struct buf bytes = {0};
	*run = (struct diff_run){0};
	map_init(&run->by_key, arena);
	map_init(&run->shared, arena);
	bool server = store_is_server(path);
	bool ok = server || file_read(path, FILE_MOST, &bytes, error);
	if (ok && (server || is_database(buf_view(&bytes)))) {
		buf_free(&bytes);
		ok = store_open(&store, path, &options, error) && read_store(&input, store);
		store_close(store);
	} else if (ok) {
		ok = read_lines(&input, buf_view(&bytes));
	}
	buf_free(&bytes);
	return ok;
}
