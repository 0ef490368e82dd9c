/* casus copy: all documents of one database into another. */
#include <stdlib.h>

#include "command.h"
#include "output.h"
#include "session.h"

#include "copying.h"

enum { BATCH = 512 }; /* documents in one transaction */
#define BYTES ((size_t)64 << 20) /* of their memory: then they are written at once */

struct copy {
	struct store *from, *to;
	struct incidents *incidents;
	struct arena arena;
	int64_t key; /* of the last document in FROM that was read */
	struct copying_tally tally;
};

/* What people decided and think. */
static bool copy_choices(struct copy *copy, struct error *error)
{
	if (store_begin(copy->to, error) && store_copy_judgements(copy->from, copy->to, error) &&
	    incidents_copy_choices(copy->incidents, copy->from, &copy->arena, error) &&
	    incidents_settle(copy->incidents, error) && store_commit(copy->to, error))
		return true;
	incidents_drop(copy->incidents);
	store_rollback(copy->to);
	return false;
}

/* The document KEY; where it is the first copy of one that was added later, that comes before it, and not in its own turn. */
static bool read_next(struct copy *copy, int64_t key, struct store_copying *items, size_t *count, struct error *error)
{
	struct store_copying *item = &items[*count];
	if (!store_copy_read(copy->from, key, &copy->arena, item, error))
		return false;
	bool early = item->original_key > key && item->first_copy == key;
	if (early) {
		items[++*count] = *item;
		if (!store_copy_read(copy->from, item->original_key, &copy->arena, item, error))
			return false;
	} else if (!item->original_key && item->first_copy && item->first_copy < key) {
		return true;
	}
	(*count)++;
	return true;
}

/* Some BATCH more documents into ITEMS, which has room for one more; none at the end. */
static bool read_some(struct copy *copy, struct store_copying *items, size_t *count, struct error *error)
{
	*count = 0;
	while (*count < BATCH && copy->arena.total < BYTES) {
		int64_t next = copy->key;
		if (!store_next_key(copy->from, &next, error))
			return error->kind == ERROR_NONE;
		copy->key = next;
		if (!read_next(copy, next, items, count, error))
			return false;
	}
	return true;
}

static bool copy_some(struct copy *copy, struct store_copying *items, bool *more, struct error *error)
{
	size_t count;
	arena_reset(&copy->arena);
	if (!read_some(copy, items, &count, error))
		return false;
	*more = count > 0;
	return !count || copying_write(copy->from, copy->to, copy->incidents, items, count, &copy->arena, &copy->tally, error);
}

static bool copy_all(struct copy *copy, const struct settings *settings, const struct kit *kit, struct error *error)
{
	struct store_options from = {.read_only = true}, to = {.create = true, .wait = (unsigned)(settings->wait < 1000000 ? settings->wait * 1000 : 1000000000)};
	bool more = true;
	if (!store_open(&copy->from, settings->from, &from, error) || !store_open(&copy->to, settings->to, &to, error) ||
	    !incidents_new(&copy->incidents, kit, copy->to, error))
		return false;
	struct store_copying *items = calloc(BATCH + 1, sizeof *items);
	bool ok = items || error_set(error, ERROR_SYSTEM, "out of memory");
	while (ok && more)
		ok = copy_some(copy, items, &more, error);
	free(items);
	return ok && copy_choices(copy, error);
}

static void tell(const struct copying_tally *tally)
{
	message("%zu document%s copied, %zu there already, %zu further source%s of those", tally->added, tally->added == 1 ? "" : "s", tally->skipped,
	        tally->sources, tally->sources == 1 ? "" : "s");
	if (tally->uncoded)
		message("%zu coded in one of the two repeat%s what the other has: kept as copies, without records", tally->uncoded, tally->uncoded == 1 ? "s" : "");
}

int run_copy(const struct settings *settings)
{
	struct error error = {0};
	struct copy copy = {0};
	struct session session;
	if (!settings->from || !settings->to) {
		error_set(&error, ERROR_USAGE, "from which database to which? name them with --from and --to");
		return fail(&error);
	}
	arena_init(&copy.arena);
	bool ok = session_open(&session, settings, &error) && copy_all(&copy, settings, session.kit, &error);
	if (!settings->quiet && copy.to)
		tell(&copy.tally);
	incidents_free(copy.incidents);
	store_close(copy.from);
	store_close(copy.to);
	arena_free(&copy.arena);
	session_close(&session);
	return ok ? EXIT_DONE : fail(&error);
}
