/* keeper_write.c: part of the pipeline: what is held goes into the store, in one transaction. */
#include <stdlib.h>

#include "keeper_parts.h"
#include "recode.h"

static size_t record_count(const struct document *document)
{
	return document->event_count + document->ceasefire_count + document->contradiction_count;
}

static bool write_coded(struct keeper *keeper, struct held_batch *batch, struct held *held, struct error *error)
{
	bool added;
	int64_t key;
	if (!store_add(keeper->written, &held->document, held->note.flying ? &held->likeness : NULL, &key, &added, error) ||
	    (added && !incidents_note(keeper->incidents, &held->events, key, error)))
		return false;
	if (added) {
		batch->summary.added++;
		batch->summary.records += record_count(&held->document);
	} else {
		batch->summary.skipped++; /* another program was faster */
	}
	return true;
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
	if (added)
		batch->summary.linked++;
	else
		batch->summary.skipped++;
	return true;
}

/* Where what it repeats could not be coded after all, this is left for the next run, which will code it. */
static bool write_link(struct keeper *keeper, struct held_batch *batch, struct held *held, struct error *error)
{
	int64_t original = held->note.original;
	struct store_entry entry;
	bool added = false;
	if (!original) {
		if (!store_find(keeper->written, (struct str){held->note.original_id, sizeof held->note.original_id}, &entry, error))
			return false;
		original = entry.original ? entry.original : entry.key;
	}
	if (!original) {
		batch->summary.left++;
		return true;
	}
	if (!store_link(keeper->written, &held->document, original, &added, error) ||
	    (added && !incidents_note_source(keeper->incidents, original, error)))
		return false;
	batch->summary.linked += added;
	batch->summary.skipped += !added;
	return true;
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
	struct str *ids = calloc(2 * batch->count + 1, sizeof *ids);
	const struct document **documents = calloc(batch->count + 1, sizeof *documents);
	size_t count = 0;
	bool ok = (ids && documents) || error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; ok && i < batch->count; i++) {
		const struct keeper_note *note = &batch->held[i].note;
		documents[i] = &batch->held[i].document;
		ids[count++] = note->id;
		if (note->plan == PLAN_LINK && !note->original)
			ids[count++] = (struct str){note->original_id, sizeof note->original_id};
	}
	ok = ok && store_expect(keeper->written, ids, count, error) && store_expect_shared(keeper->written, documents, batch->count, error);
	free(ids);
	free(documents);
	return ok;
}

/* What another program wrote since HELD was admitted may be what it repeats. */
static bool admit_again(struct keeper *keeper, struct held_batch *batch, struct held *held, const int64_t *shared, size_t count, struct error *error)
{
	size_t seen[LIKENESS_BANDS];
	bool hit = false;
	for (size_t i = 0; held->note.plan == PLAN_CODE && i < held->likeness.band_count; i++)
		for (size_t k = 0; k < count; k++)
			hit |= held->likeness.bands[i] == shared[k];
	if (!hit)
		return true;
	if (!store_find_like(keeper->written, &held->likeness, held->document.article.day, &batch->arena, &held->note.original, seen, error))
		return false;
	if (held->note.original)
		held->note.plan = PLAN_LINK;
	return true;
}

/* Others may have written since the last time: then each article is asked about once more, now that nobody else can. */
static bool look_at_others(struct keeper *keeper, struct held_batch *batch, struct error *error)
{
	int64_t newest, *shared;
	size_t count = 0, shared_count;
	if (!store_newest(keeper->written, &newest, error))
		return false;
	if (newest == keeper->newest)
		return true;
	int64_t *bands = calloc(batch->count * LIKENESS_BANDS + 1, sizeof *bands);
	if (!bands)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; i < batch->count; i++) {
		const struct held *held = &batch->held[i];
		for (size_t k = 0; held->note.plan == PLAN_CODE && k < held->likeness.band_count; k++)
			bands[count++] = held->likeness.bands[k];
	}
	bool ok = store_bands_since(keeper->written, bands, count, keeper->newest, &batch->arena, &shared, &shared_count, error);
	for (size_t i = 0; ok && i < batch->count && shared_count; i++)
		ok = admit_again(keeper, batch, &batch->held[i], shared, shared_count, error);
	free(bands);
	return ok;
}

bool keeper_write_batch(struct keeper *keeper, struct held_batch *batch, struct error *error)
{
	if (!batch->count)
		return true;
	bool ok = store_begin(keeper->written, error) && look_at_others(keeper, batch, error) && expect_held(keeper, batch, error);
	for (size_t i = 0; i < batch->count && ok; i++)
		ok = write_one(keeper, batch, &batch->held[i], error);
	if (ok && incidents_settle(keeper->incidents, error) && store_newest(keeper->written, &keeper->newest, error) && store_send(keeper->written, error))
		return true;
	incidents_drop(keeper->incidents);
	store_rollback(keeper->written);
	return false;
}

bool keeper_commit_batch(struct keeper *keeper, const struct held_batch *batch, struct error *error)
{
	return !batch->count || store_commit(keeper->written, error);
}
