/* casus diff: what one run says that another does not. */
#include "diff.h"

#include <jansson.h>
#include <stdlib.h>

#include "command.h"
#include "output.h"

/* --- comparing --------------------------------------------------------------------------------------- */

void diff_compare(struct diff_run *old, struct diff_run *new)
{
	for (size_t i = 0; i < new->count; i++) {
		struct diff_record *record = &new->records[i];
		const struct map_entry *entry = map_get(&old->by_key, record->key);
		if (!entry)
			continue;
		record->partner = entry->value;
		old->records[entry->value].partner = i;
		record->changed = !str_equal(record->line, old->records[entry->value].line);
	}
}

bool diff_same(const struct diff_run *old, const struct diff_run *new)
{
	for (size_t i = 0; i < new->count; i++)
		if (new->records[i].partner == SIZE_MAX || new->records[i].changed)
			return false;
	return old->count == new->count;
}

/* --- one difference a line --------------------------------------------------------------------------- */

static json_t *parsed(struct str line)
{
	return json_loadb(line.data, line.length, JSON_DECODE_ANY, NULL);
}

static const char *name_of(const json_t *actor)
{
	const char *name = json_string_value(json_object_get(actor, "name"));
	const char *text = json_string_value(json_object_get(actor, "text"));
	return name ? name : text ? text : "";
}

static void put_actors(const json_t *record, const char *key, struct buf *out)
{
	json_t *actor;
	size_t index;
	json_array_foreach(json_object_get(record, key), index, actor)
		buf_printf(out, "%s%s", index ? ", " : "", name_of(actor));
}

/* "ASSAULT:aerial Israel -> Gaza Strip [planned]: the sentence" */
static void put_record(const struct diff_record *of, struct buf *out)
{
	json_t *record = parsed(of->line);
	const char *mode = json_string_value(json_object_get(record, "event_mode"));
	const char *factuality = json_string_value(json_object_get(record, "factuality"));
	const char *text = json_string_value(json_object_get(record, "text"));
	const char *title = json_string_value(json_object_get(record, "title"));
	buf_str(out, of->type);
	buf_printf(out, "%s%s ", mode ? ":" : "", mode ? mode : "");
	put_actors(record, "actor", out);
	put_actors(record, "parties", out);
	if (json_object_get(record, "recipient"))
		buf_text(out, " -> ");
	put_actors(record, "recipient", out);
	if (factuality && !str_equal(str_of(factuality), STR("actual")))
		buf_printf(out, " [%s]", factuality);
	if (text || title)
		buf_printf(out, ": %s", text ? text : title);
	json_decref(record);
}

static void put_value(const json_t *value, struct buf *out)
{
	char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(12)) : NULL;
	buf_text(out, text ? text : "nothing");
	free(text);
}

static void put_field(const char *name, const json_t *before, const json_t *after, struct buf *out)
{
	buf_printf(out, "    %s: ", name);
	put_value(before, out);
	buf_text(out, " is now ");
	put_value(after, out);
	buf_byte(out, '\n');
}

static void put_changes(const struct diff_record *old, const struct diff_record *new, struct buf *out)
{
	json_t *before = parsed(old->line), *after = parsed(new->line), *value;
	const char *name;
	json_object_foreach(before, name, value)
		if (!json_equal(value, json_object_get(after, name)))
			put_field(name, value, json_object_get(after, name), out);
	json_object_foreach(after, name, value)
		if (!json_object_get(before, name))
			put_field(name, NULL, value, out);
	json_decref(before);
	json_decref(after);
}

static void put_line(char sign, const struct diff_record *record, struct buf *out)
{
	size_t end = str_find(record->key, STR(" "), 0);
	buf_printf(out, "%c %.*s ", sign, (int)(end == SIZE_MAX ? 0 : end), record->key.data);
	put_record(record, out);
	buf_byte(out, '\n');
}

static void put_differences(const struct diff_run *old, const struct diff_run *new, struct buf *out)
{
	for (size_t i = 0; i < old->count; i++)
		if (old->records[i].partner == SIZE_MAX)
			put_line('-', &old->records[i], out);
	for (size_t i = 0; i < new->count; i++) {
		const struct diff_record *record = &new->records[i];
		if (record->partner == SIZE_MAX)
			put_line('+', record, out);
		if (!record->changed)
			continue;
		put_line('~', record, out);
		put_changes(&old->records[record->partner], record, out);
	}
}

/* --- by type ----------------------------------------------------------------------------------------- */

struct tally {
	struct str type;
	size_t old, new, added, removed, changed;
};

struct tallies {
	struct tally *list;
	size_t count, capacity;
	struct map index;
	struct arena *arena;
};

static struct tally *tally_of(struct tallies *tallies, struct str type)
{
	bool added;
	size_t index = map_put(&tallies->index, type, tallies->count, &added)->value;
	if (added) {
		struct tally fresh = {.type = type};
		arena_push(tallies->arena, tallies->list, tallies->count, tallies->capacity, fresh);
	}
	return &tallies->list[index];
}

static int by_type(const void *a, const void *b)
{
	return str_compare(((const struct tally *)a)->type, ((const struct tally *)b)->type);
}

static void put_tally(const struct tally *tally, struct buf *out)
{
	buf_printf(out, "%-14.*s %9zu %9zu %9zu %9zu %9zu\n", STR_ARG(tally->type), tally->old, tally->new, tally->added, tally->removed, tally->changed);
}

static void count_types(const struct diff_run *old, const struct diff_run *new, struct tallies *tallies)
{
	for (size_t i = 0; i < old->count; i++) {
		struct tally *tally = tally_of(tallies, old->records[i].type);
		tally->old++;
		tally->removed += old->records[i].partner == SIZE_MAX;
	}
	for (size_t i = 0; i < new->count; i++) {
		struct tally *tally = tally_of(tallies, new->records[i].type);
		tally->new++;
		tally->added += new->records[i].partner == SIZE_MAX;
		tally->changed += new->records[i].changed;
	}
}

void diff_write(const struct diff_run *old, const struct diff_run *new, bool quiet, struct arena *arena, struct buf *out)
{
	struct tallies tallies = {.arena = arena};
	struct tally all = {.type = STR("all")};
	map_init(&tallies.index, arena);
	if (!quiet)
		put_differences(old, new, out);
	count_types(old, new, &tallies);
	if (tallies.count)
		qsort(tallies.list, tallies.count, sizeof *tallies.list, by_type);
	buf_printf(out, "%-14s %9s %9s %9s %9s %9s\n", "type", "old", "new", "added", "removed", "changed");
	for (size_t i = 0; i < tallies.count; i++) {
		const struct tally *tally = &tallies.list[i];
		put_tally(tally, out);
		all.old += tally->old, all.new += tally->new, all.added += tally->added, all.removed += tally->removed, all.changed += tally->changed;
	}
	put_tally(&all, out);
}

/* --- the command ------------------------------------------------------------------------------------- */

static bool run(const struct settings *settings, struct arena *arena, struct buf *out, bool *same, struct error *error)
{
	struct diff_run old, new;
	if (!diff_read(settings->inputs[0], arena, &old, error) || !diff_read(settings->inputs[1], arena, &new, error))
		return false;
	diff_compare(&old, &new);
	*same = diff_same(&old, &new);
	diff_write(&old, &new, settings->quiet, arena, out);
	return true;
}

static void attempt(const struct settings *settings, struct buf *out, bool *same, struct error *error)
{
	struct arena arena;
	jmp_buf recover;
	arena_init(&arena);
	if (setjmp(recover) == 0) {
		arena.recover = &recover;
		run(settings, &arena, out, same, error);
	} else {
		error_set(error, ERROR_SYSTEM, "out of memory");
	}
	arena_free(&arena);
}

int run_diff(const struct settings *settings)
{
	struct error error = {0};
	struct buf out = {0};
	bool same = false;
	if (settings->input_count != 2) {
		error_set(&error, ERROR_USAGE, "diff takes two runs: OLD NEW, each a file of records or a database");
		return fail(&error);
	}
	attempt(settings, &out, &same, &error);
	/* As diff(1): 2 is trouble, so that 1 always means that they differ. */
	if (error.kind)
		fail(&error);
	bool written = output_all(&out) == EXIT_DONE;
	return error.kind || !written ? EXIT_USAGE : same ? EXIT_DONE : EXIT_SOME_INPUTS;
}
