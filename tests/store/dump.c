/* dump DB: every document of a database as `casus code -f jsonl` prints it, in the order in which they were added. */
#include <stdio.h>

#include "store/store.h"
#include "view/view.h"

static int fail(const struct error *error)
{
	fprintf(stderr, "dump: %s: %s\n", error->file, error->message);
	return 1;
}

static bool write_document(struct store *store, int64_t key, struct arena *arena, struct buf *out, struct error *error)
{
	struct store_run run;
	struct document document = {.arena = arena};
	if (!store_load_key(store, key, &document, &run, error))
		return false;
	struct view_context context = {run.version, run.lexicon, run.model};
	view_jsonl(&document, &context, out);
	return true;
}

int main(int argc, char **argv)
{
	struct store *store;
	struct store_options options = {.read_only = true};
	struct error error = {0};
	struct arena arena;
	struct buf out = {0};
	int64_t key = 0;
	if (argc != 2 || !store_open(&store, argv[1], &options, &error))
		return fail(&error);
	arena_init(&arena);
	while (store_next_key(store, &key, &error) && write_document(store, key, &arena, &out, &error)) {
		fwrite(out.data, 1, out.length, stdout);
		buf_clear(&out);
		arena_reset(&arena);
	}
	arena_free(&arena);
	buf_free(&out);
	store_close(store);
	return error.kind ? fail(&error) : 0;
}
