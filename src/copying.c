#include "copying.h"

#include <stdlib.h>

#include "reprints.h"

struct copying {
	struct store *from, *to;
	struct incidents *incidents;
	struct store_copying *items;
	struct store_copied *copied; /* beside ITEMS */
	struct reprint *found;       /* beside ITEMS */
	int64_t *keys;               /* beside ITEMS: in TO */
	struct reprint_changes changes;
	size_t count;
	struct error *error;
};

static bool find_reprints(struct copying *copying, struct arena *arena)
{
	struct store_entry entry;
	for (size_t i = 0; i < copying->count; i++) {
		struct store_copying *item = &copying->items[i];
		struct reprint *found = &copying->found[i];
		*found = (struct reprint){.wording = {&item->likeness, item->document.article.day, item->document.id}, .coded = str_empty(item->original)};
		if (!found->coded && !store_find(copying->to, item->original, &entry, copying->error))
			return false;
		if (!found->coded)
			found->known = entry.key;
		else if (!store_is_judged(copying->from, item->key, &found->kept, copying->error))
			return false;
	}
	return reprints_find(copying->to, copying->from, copying->found, copying->count, arena, &copying->changes, copying->error);
}

/* What to do about each: as it is in FROM, or as a copy. */
static void settle_fates(struct copying *copying)
{
	for (size_t i = 0; i < copying->count; i++) {
		struct reprint *found = &copying->found[i];
		bool copy = found->fate == REPRINT_COPY || found->fate == REPRINT_LEFT;
		copying->items[i].link = copy || (found->fate == REPRINT_THERE && !str_empty(copying->items[i].original));
		copying->items[i].link_to = copy ? found->original_key : 0;
	}
}

static bool write_one(struct copying *copying, size_t i)
{
	const struct store_copying *item = &copying->items[i];
	struct store_copied *copied = &copying->copied[i];
	if (!store_copy_write(copying->from, item, copying->to, copied, copying->error))
		return false;
	copying->keys[i] = copied->key;
	if (copied->added && !item->link)
		return incidents_copy(copying->incidents, copying->from, item->key, copied->key, item->document.arena, copying->error);
	return !copied->source || incidents_note_source(copying->incidents, copied->key, copying->error);
}

/* What ITEM repeats by FROM's word, where TO has found nothing that it repeats: what an older casus linked, or what repeats a third that is yet to come. */
static bool find_told_original(struct copying *copying, const struct store_copying *item, int64_t *original)
{
	struct store_entry entry;
	if (!store_find(copying->to, item->original, &entry, copying->error))
		return false;
	if (!entry.key)
		return error_set(copying->error, ERROR_SYSTEM, "document %.*s repeats %.*s, which is not there", STR_ARG(item->document.id), STR_ARG(item->original));
	*original = entry.original ? entry.original : entry.key; /* which may be the copy of a third here */
	return true;
}

static bool point_one(struct copying *copying, size_t i)
{
	const struct store_copying *item = &copying->items[i];
	const struct reprint *found = &copying->found[i];
	int64_t original = item->link_to;
	if (found->fate == REPRINT_COPY && !original)
		original = copying->keys[found->original];
	if (found->fate == REPRINT_LEFT && !find_told_original(copying, item, &original))
		return false;
	return (original == item->link_to || store_point(copying->to, copying->keys[i], original, copying->error)) &&
	       incidents_note_source(copying->incidents, original, copying->error);
}

/* Those that are copies now: first those of which it was found here, so that the others may repeat one of them. */
static bool point_all(struct copying *copying)
{
	static const enum reprint_fate passes[] = {REPRINT_COPY, REPRINT_LEFT};
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < copying->count; i++)
			if (copying->found[i].fate == passes[pass] && copying->copied[i].added && !point_one(copying, i))
				return false;
	return true;
}

static bool write_all(struct copying *copying, struct arena *arena)
{
	if (!store_begin(copying->to, copying->error) || !store_copy_expect(copying->to, copying->items, copying->count, copying->error) ||
	    !find_reprints(copying, arena))
		return false;
	settle_fates(copying);
	for (size_t i = 0; i < copying->count; i++)
		if (!write_one(copying, i))
			return false;
	return reprints_change(copying->to, copying->incidents, &copying->changes, copying->keys, copying->error) && point_all(copying) &&
	       incidents_settle(copying->incidents, copying->error) && store_commit(copying->to, copying->error);
}

static void tally_all(const struct copying *copying, struct copying_tally *tally)
{
	for (size_t i = 0; i < copying->count; i++) {
		const struct store_copied *copied = &copying->copied[i];
		tally->added += copied->added;
		tally->skipped += !copied->added;
		tally->sources += copied->source;
		tally->uncoded += copied->added && copying->items[i].link && str_empty(copying->items[i].original);
	}
	for (size_t i = 0; i < copying->changes.count; i++)
		tally->uncoded += !copying->changes.list[i].before;
}

bool copying_write(struct store *from, struct store *to, struct incidents *incidents, struct store_copying *items, size_t count, struct arena *arena,
                   struct copying_tally *tally, struct error *error)
{
	struct copying copying = {.from = from, .to = to, .incidents = incidents, .items = items, .count = count, .error = error};
	copying.copied = calloc(count + 1, sizeof *copying.copied);
	copying.found = calloc(count + 1, sizeof *copying.found);
	copying.keys = calloc(count + 1, sizeof *copying.keys);
	bool ok = (copying.copied && copying.found && copying.keys) || error_set(error, ERROR_SYSTEM, "out of memory");
	ok = ok && write_all(&copying, arena);
	if (ok) {
		tally_all(&copying, tally);
	} else {
		incidents_drop(incidents);
		store_rollback(to);
	}
	free(copying.copied);
	free(copying.found);
	free(copying.keys);
	return ok;
}
