/* keeper_write.c: part of the pipeline: what is held goes into the store, in one transaction. */
#include <stdlib.h>

#include "keeper_parts.h"
#include "recode.h"
#include "reprints.h"

static size_t record_count(const struct document *document)
{
	return document->event_count + document->ceasefire_count + document->contradiction_count;
}

/* Its very text is there, or came before: what is new is its source. */
static bool write_source(struct keeper *keeper, struct held_batch *batch, struct held *held, struct error *error)
{
	struct store_entry entry;
	bool added = false;
	if (!store_find(keeper->written, held->note.id, &entry, error))
		return false;
	if (!entry.key) { /* the other copy, which was on its way, has not come */
		batch->summary.left++;
		return true;
	}
	if (!store_add_source(keeper->written, entry.key, &held->document.article, &added, error))
		return false;
	if (added && !incidents_note_source(keeper->incidents, entry.key, error))
		return false;
	batch->summary.linked += added;
	batch->summary.skipped += !added;
	return true;
}

static bool write_coded(struct keeper *keeper, struct held_batch *batch, struct held *held, struct error *error)
{
	bool added;
	if (!store_add(keeper->written, &held->document, &held->likeness, &held->key, &added, error))
		return false;
	if (!added)
		return write_source(keeper, batch, held, error);
	batch->summary.added++;
	batch->summary.records += record_count(&held->document);
	return incidents_note(keeper->incidents, &held->events, held->key, error);
}

static bool write_recoded(struct keeper *keeper, struct held_batch *batch, struct held *held, struct error *error)
{
	struct store_entry entry;
	bool changed = false, added;
	if (!store_find(keeper->written, held->note.id, &entry, error))
		return false;
	if (!entry.coded || entry.current) {
		batch->summary.skipped++; /* it came twice, or another program was faster */
		return true;
	}
	if (!incidents_forget(keeper->incidents, entry.key, error) || !recode_write(keeper->written, &held->document, entry.key, &changed, error) ||
	    !incidents_note(keeper->incidents, &held->events, entry.key, error) ||
	    !store_add_source(keeper->written, entry.key, &held->document.article, &added, error))
		return false;
	batch->summary.recoded++;
	batch->summary.changed += changed;
	batch->summary.records += changed ? record_count(&held->document) : 0;
	return true;
}

/* Where what it is a copy of could not be coded after all, this is left for the next run, which will code it. Its original may be
 * written later than this: point_held knows it then. */
static bool write_link(struct keeper *keeper, struct held_batch *batch, struct held *held, struct error *error)
{
	bool added = false;
	if (!held->note.original && held->original == REPRINTS_NONE) {
		batch->summary.left++;
		return true;
	}
	if (!store_link(keeper->written, &held->document, &held->likeness, held->note.original, &held->key, &added, error))
		return false;
	batch->summary.linked += added;
	return (!held->note.original || incidents_note_source(keeper->incidents, held->note.original, error)) && (added || write_source(keeper, batch, held, error));
}

static bool write_one(struct keeper *keeper, struct held_batch *batch, struct held *held, struct error *error)
{
	switch (held->note.plan) {
	case PLAN_SKIP:
		return true;
	case PLAN_CODE:
		return write_coded(keeper, batch, held, error);
	case PLAN_SOURCE:
		return write_source(keeper, batch, held, error);
	case PLAN_RECODE:
		return write_recoded(keeper, batch, held, error);
	case PLAN_LINK:
		return write_link(keeper, batch, held, error);
	}
	return true;
}

/* What the writing of all that is held will ask for. */
static bool expect_held(struct keeper *keeper, const struct held_batch *batch, struct error *error)
{
	struct str *ids = calloc(batch->count + 1, sizeof *ids);
	const struct document **documents = calloc(batch->count + 1, sizeof *documents);
	bool ok = (ids && documents) || error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; ok && i < batch->count; i++) {
		documents[i] = &batch->held[i].document;
		ids[i] = batch->held[i].note.id;
	}
	ok = ok && store_expect(keeper->written, ids, batch->count, error) && store_expect_shared(keeper->written, documents, batch->count, error);
	free(ids);
	free(documents);
	return ok;
}

/* The fate of one that was looked at. */
static void settle_fate(struct held *held, const struct reprint *found)
{
	static const enum plan plans[] = {[REPRINT_FIRST] = PLAN_CODE, [REPRINT_COPY] = PLAN_LINK, [REPRINT_THERE] = PLAN_SOURCE, [REPRINT_LEFT] = PLAN_LINK};
	bool copy = found->fate == REPRINT_COPY;
	held->note.plan = plans[found->fate];
	held->note.original = copy ? found->original_key : 0;
	held->original = copy && !found->original_key ? found->original : REPRINTS_NONE;
}

/* What is held is compared with all that the database has, now that nobody else can write, and with each other. INDEXES become those of
 * held articles, by their numbers in LIST. */
static bool find_reprints(struct keeper *keeper, struct held_batch *batch, struct reprint_changes *changes, struct error *error)
{
	struct reprint *list = calloc(batch->count + 1, sizeof *list);
	size_t *indexes = calloc(batch->count + 1, sizeof *indexes), count = 0;
	bool ok = (list && indexes) || error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; ok && i < batch->count; i++) {
		struct held *held = &batch->held[i];
		bool coded = held->note.plan == PLAN_CODE;
		held->original = REPRINTS_NONE;
		if (!coded && held->note.plan != PLAN_LINK)
			continue;
		list[count] = (struct reprint){.wording = {&held->likeness, held->document.article.day, held->note.id}, .coded = coded, .known = held->note.original};
		indexes[count++] = i;
	}
	ok = ok && reprints_find(keeper->written, NULL, list, count, &batch->arena, changes, error);
	for (size_t i = 0; ok && i < count; i++) {
		settle_fate(&batch->held[indexes[i]], &list[i]);
		if (batch->held[indexes[i]].original != REPRINTS_NONE)
			batch->held[indexes[i]].original = indexes[list[i].original];
	}
	for (size_t i = 0; ok && i < changes->count; i++)
		if (!changes->list[i].original_key)
			changes->list[i].original = indexes[changes->list[i].original];
	free(list);
	free(indexes);
	return ok;
}

/* Copies whose original was written after them. */
static bool point_held(struct keeper *keeper, const struct held_batch *batch, struct error *error)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct held *held = &batch->held[i];
		if (held->note.plan != PLAN_LINK || held->original == REPRINTS_NONE)
			continue;
		int64_t original = batch->held[held->original].key;
		if (!store_point(keeper->written, held->key, original, error) || !incidents_note_source(keeper->incidents, original, error))
			return false;
	}
	return true;
}

/* What was coded before, and is a copy of what is held. */
static bool change_others(struct keeper *keeper, const struct held_batch *batch, const struct reprint_changes *changes, struct error *error)
{
	int64_t *keys = calloc(batch->count + 1, sizeof *keys);
	for (size_t i = 0; keys && i < batch->count; i++)
		keys[i] = batch->held[i].key;
	bool ok = keys ? reprints_change(keeper->written, keeper->incidents, changes, keys, error) : error_set(error, ERROR_SYSTEM, "out of memory");
	free(keys);
	return ok;
}

bool keeper_write_batch(struct keeper *keeper, struct held_batch *batch, struct error *error)
{
	struct reprint_changes changes;
	if (!batch->count)
		return true;
	bool ok = store_begin(keeper->written, error) && find_reprints(keeper, batch, &changes, error) && expect_held(keeper, batch, error);
	for (size_t i = 0; i < batch->count && ok; i++)
		ok = write_one(keeper, batch, &batch->held[i], error);
	if (ok && point_held(keeper, batch, error) && change_others(keeper, batch, &changes, error) && incidents_settle(keeper->incidents, error) && store_send(keeper->written, error))
		return true;
	incidents_drop(keeper->incidents);
	store_rollback(keeper->written);
	return false;
}

bool keeper_commit_batch(struct keeper *keeper, const struct held_batch *batch, struct error *error)
{
	return !batch->count || store_commit(keeper->written, error);
}
