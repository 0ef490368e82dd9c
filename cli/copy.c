/* casus copy: all documents of one database into another. */
#include "command.h"
#include "output.h"

#include "store/copy.h"

enum { BATCH = 256 }; /* documents in one transaction */

struct copy {
	struct store *from, *to;
	struct arena arena;
	int64_t key; /* of the last document in FROM that was copied */
	size_t added, skipped, sources;
};

/* Up to BATCH more documents; MORE is false at the end. */
static bool copy_some(struct copy *copy, bool *more, struct error *error)
{
	size_t added = 0, skipped = 0, sources = 0;
	if (!store_begin(copy->to, error))
		return false;
	for (size_t i = 0; i < BATCH && error->kind == ERROR_NONE; i++) {
		struct store_copied copied;
		struct document document = {.arena = &copy->arena};
		arena_reset(&copy->arena);
		if (!(*more = store_next_key(copy->from, &copy->key, error)))
			break;
		if (!store_copy(copy->from, copy->key, copy->to, &document, &copied, error))
			break;
		added += copied.added;
		skipped += !copied.added;
		sources += copied.source;
	}
	if (error->kind != ERROR_NONE || !store_commit(copy->to, error)) {
		store_rollback(copy->to);
		return false;
	}
	copy->added += added;
	copy->skipped += skipped;
	copy->sources += sources;
	return true;
}

static bool copy_all(struct copy *copy, const struct settings *settings, struct error *error)
{
	struct store_options from = {.read_only = true}, to = {.create = true, .wait = (unsigned)(settings->wait < 1000000 ? settings->wait * 1000 : 1000000000)};
	bool more = true;
	if (!store_open(&copy->from, settings->from, &from, error) || !store_open(&copy->to, settings->to, &to, error))
		return false;
	while (more)
		if (!copy_some(copy, &more, error))
			return false;
	return true;
}

int run_copy(const struct settings *settings)
{
	struct error error = {0};
	struct copy copy = {0};
	if (!settings->from || !settings->to) {
		error_set(&error, ERROR_USAGE, "from which database to which? name them with --from and --to");
		return fail(&error);
	}
	arena_init(&copy.arena);
	bool ok = copy_all(&copy, settings, &error);
	if (!settings->quiet)
		message("%zu document%s copied, %zu there already, %zu further source%s of those", copy.added, copy.added == 1 ? "" : "s", copy.skipped,
		        copy.sources, copy.sources == 1 ? "" : "s");
	store_close(copy.from);
	store_close(copy.to);
	arena_free(&copy.arena);
	return ok ? EXIT_DONE : fail(&error);
}
