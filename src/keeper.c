/* keeper.c: part of the pipeline: what was coded goes into the store. */
#include "keeper.h"

#include <pthread.h>
#include <stdlib.h>

#include "compact.h"
#include "flying.h"
#include "incidents.h"
#include "recode.h"
#include "store/store.h"

/* What one transaction holds, whichever comes first. Many documents: their keys lie all over the indexes by content, and a page that several
 * share is written once. A server's transactions are short, since its writers wait for each other. */
#define HELD_MOST 4096
#define HELD_MOST_SERVER 512
#define HELD_SENTENCES 8192             /* some two seconds of coding, which a program that is killed loses */
#define HELD_BYTES ((size_t)32 << 20)
#define READ_MOST 1000                  /* articles asked about at one moment: longer would keep the database's log from being folded in */

enum plan {
	PLAN_SKIP,   /* it is there */
	PLAN_CODE,
	PLAN_SOURCE, /* its text is there, from elsewhere */
	PLAN_LINK,   /* it repeats another */
	PLAN_RECODE, /* it is there, from another run */
};

struct keeper_note {
	enum plan plan;
	struct str id;
	int64_t original;       /* PLAN_LINK: the key of what it repeats; 0: that is under way, as */
	char original_id[24];
	size_t flying;          /* PLAN_CODE: its own number */
	size_t unknown_at;      /* the database did not have it when this many batches had been written, plus one; 0: not asked */
};

struct held {
	struct document document; /* compact, in the keeper's arena */
	struct keeper_note note;
	struct incident_notes events;
};

struct keeper {
	struct store *store;
	bool recode;
	int64_t recoded; /* the key of the last that keeper_next gave */
	const struct kit *kit;
	struct incidents *incidents;
	int64_t newest; /* the key of the document that was added last when this keeper wrote or began */
	pthread_mutex_t lock; /* over all below, and the store */
	struct flying flying;
	struct arena arena; /* of what is held */
	struct held *held;  /* in order */
	size_t held_count, held_capacity, held_most, held_sentences;
	size_t batches;     /* written */
	size_t reading; /* articles asked about since store_begin_reading; 0: not begun */
	struct error failed; /* the first cause; nothing works after it */
	struct keeper_summary summary;
};

/* --- opening ------------------------------------------------------------------------------- */

static bool begin_addition(struct keeper *keeper, const struct keeper_options *options, struct error *error)
{
	struct store_run run = {str_of(CASUS_VERSION), kit_lexicon_hash(options->kit), kit_model_hash(options->kit)};
	if (store_begin(keeper->store, error) && store_begin_addition(keeper->store, &run, options->now, error) && store_newest(keeper->store, &keeper->newest, error))
		return store_commit(keeper->store, error);
	store_rollback(keeper->store);
	return false;
}

bool keeper_open(struct keeper **result, const struct keeper_options *options, struct error *error)
{
	struct store_options store = {.create = true, .wait = options->wait};
	struct keeper *keeper = *result = calloc(1, sizeof *keeper);
	if (!keeper)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	pthread_mutex_init(&keeper->lock, NULL);
	keeper->recode = options->recode;
	keeper->kit = options->kit;
	keeper->held_most = options->held ? options->held : store_is_server(options->address) ? HELD_MOST_SERVER : HELD_MOST;
	flying_init(&keeper->flying);
	arena_init(&keeper->arena);
	if (store_open(&keeper->store, options->address, &store, error) && begin_addition(keeper, options, error) &&
	    incidents_new(&keeper->incidents, options->kit, keeper->store, error))
		return true;
	keeper_close(keeper);
	*result = NULL;
	return false;
}

void keeper_close(struct keeper *keeper)
{
	if (!keeper)
		return;
	flying_free(&keeper->flying);
	arena_free(&keeper->arena);
	incidents_free(keeper->incidents);
	store_close(keeper->store);
	pthread_mutex_destroy(&keeper->lock);
	free(keeper);
}

static bool keep_failure(struct keeper *keeper, struct error *error)
{
	if (keeper->failed.kind == ERROR_NONE)
		keeper->failed = *error;
	*error = keeper->failed;
	return false;
}

/* --- before coding ------------------------------------------------------------------------- */

static void end_reading(struct keeper *keeper)
{
	if (keeper->reading)
		store_end_reading(keeper->store);
	keeper->reading = 0;
}

static bool begin_reading(struct keeper *keeper, struct error *error)
{
	if (keeper->reading >= READ_MOST)
		end_reading(keeper);
	if (!keeper->reading && !store_begin_reading(keeper->store, error))
		return false;
	keeper->reading++;
	return true;
}

/* ENTRY is what the database has of the article, KNOWN whether it has its source, too. */
static bool find_known(struct keeper *keeper, const struct document *document, struct keeper_note *note, struct store_entry *entry, bool *known, struct error *error)
{
	if (!begin_reading(keeper, error) || !store_find_article(keeper->store, note->id, &document->article, entry, known, error))
		return false;
	note->unknown_at = entry->key ? 0 : keeper->batches + 1;
	return true;
}

/* What is there by its very content. */
static bool plan_known(struct keeper *keeper, const struct document *document, struct keeper_note *note, struct error *error)
{
	struct store_entry entry = {0};
	bool known = false;
	note->plan = PLAN_CODE;
	if (note->unknown_at != keeper->batches + 1 && !find_known(keeper, document, note, &entry, &known, error))
		return false;
	if (entry.key) {
		note->plan = known ? PLAN_SKIP : PLAN_SOURCE;
		if (keeper->recode && entry.coded && !entry.current)
			note->plan = PLAN_RECODE;
	} else if (flying_find(&keeper->flying, note->id)) {
		note->plan = PLAN_SOURCE;
	}
	return true;
}

/* Its words may be another's, of the database or on the way there. */
static bool plan_new(struct keeper *keeper, const struct document *document, const struct likeness *likeness, struct keeper_note *note, struct error *error)
{
	size_t seen[LIKENESS_BANDS];
	int32_t day = document->article.day;
	if (!begin_reading(keeper, error) || !store_find_like(keeper->store, likeness, day, document->arena, &note->original, seen, error))
		return false;
	const struct flying_article *like = note->original ? NULL : flying_find_like(&keeper->flying, likeness, day, seen);
	if (like)
		memcpy(note->original_id, like->id.data, sizeof note->original_id);
	if (!note->original && !like)
		return flying_add(&keeper->flying, note->id, day, likeness, &note->flying, error);
	note->plan = PLAN_LINK;
	return true;
}

bool keeper_next(struct keeper *keeper, struct document *document, bool *there, struct error *error)
{
	pthread_mutex_lock(&keeper->lock);
	*there = store_next_outdated(keeper->store, &keeper->recoded, error);
	bool ok = *there ? store_load_article(keeper->store, keeper->recoded, document, error) : error->kind == ERROR_NONE;
	if (!*there && !ok)
		*there = !keep_failure(keeper, error); /* goes the way of an article, at whose end keeper_take says stop */
	pthread_mutex_unlock(&keeper->lock);
	return ok;
}

static struct keeper_note *make_note(struct document *document)
{
	struct keeper_note *note = arena_zalloc(document->arena, 1, sizeof *note);
	note->id = document->id = document_content_id(&document->article, document->arena);
	return note;
}

bool keeper_knows(struct keeper *keeper, struct document *document, struct keeper_note **result)
{
	struct store_entry entry;
	struct error error = {0};
	bool known = false;
	struct keeper_note *note = *result = make_note(document);
	pthread_mutex_lock(&keeper->lock);
	bool ok = !keeper->failed.kind && (find_known(keeper, document, note, &entry, &known, &error) || keep_failure(keeper, &error));
	known = ok && known && !(keeper->recode && entry.coded && !entry.current);
	pthread_mutex_unlock(&keeper->lock);
	if (known)
		note->plan = PLAN_SKIP;
	return known;
}

/* Articles are admitted one after the other, so that between the two locks nothing but the database's answers may change, and those by what
 * flies there already. The words are looked at outside: that takes longest, and its memory may run out. */
bool keeper_admit(struct keeper *keeper, struct document *document, struct keeper_note **result, bool *code, struct error *error)
{
	struct likeness likeness;
	struct keeper_note *note = *result = *result ? *result : make_note(document);
	pthread_mutex_lock(&keeper->lock);
	bool ok = keeper->failed.kind ? keep_failure(keeper, error) : plan_known(keeper, document, note, error) || keep_failure(keeper, error);
	pthread_mutex_unlock(&keeper->lock);
	if (ok && note->plan == PLAN_CODE) {
		likeness_of(document->article.text, document->arena, &likeness);
		pthread_mutex_lock(&keeper->lock);
		ok = keeper->failed.kind ? keep_failure(keeper, error) : plan_new(keeper, document, &likeness, note, error) || keep_failure(keeper, error);
		pthread_mutex_unlock(&keeper->lock);
	}
	*code = ok && (note->plan == PLAN_CODE || note->plan == PLAN_RECODE);
	/* The article is not to blame for the database: keeper_take says it, once. */
	if (!ok)
		memset(error, 0, sizeof *error);
	return true;
}

/* --- after coding -------------------------------------------------------------------------- */

static size_t record_count(const struct document *document)
{
	return document->event_count + document->ceasefire_count + document->contradiction_count;
}

static bool write_coded(struct keeper *keeper, struct held *held, struct error *error)
{
	bool added;
	int64_t key;
	const struct flying_article *flying = flying_get(&keeper->flying, held->note.flying);
	if (!store_add(keeper->store, &held->document, flying ? &flying->likeness : NULL, &key, &added, error) ||
	    (added && !incidents_note(keeper->incidents, &held->events, key, error)))
		return false;
	if (added) {
		keeper->summary.added++;
		keeper->summary.records += record_count(&held->document);
	} else {
		keeper->summary.skipped++; /* another program was faster */
	}
	return true;
}

static bool write_recoded(struct keeper *keeper, struct held *held, struct error *error)
{
	struct store_entry entry;
	bool changed = false, added;
	if (!store_find(keeper->store, held->note.id, &entry, error))
		return false;
	if (!entry.coded || entry.current) {
		keeper->summary.skipped++; /* it came twice, or another program was faster */
		return true;
	}
	if (!incidents_forget(keeper->incidents, entry.key, error) || !recode_write(keeper->store, &held->document, entry.key, &changed, error) ||
	    !incidents_note(keeper->incidents, &held->events, entry.key, error) ||
	    !store_add_source(keeper->store, entry.key, &held->document.article, &added, error))
		return false;
	keeper->summary.recoded++;
	keeper->summary.changed += changed;
	keeper->summary.records += changed ? record_count(&held->document) : 0;
	return true;
}

static bool write_source(struct keeper *keeper, struct held *held, struct error *error)
{
	struct store_entry entry;
	bool added = false;
	if (!store_find(keeper->store, held->note.id, &entry, error))
		return false;
	if (!entry.key) { /* the other copy, which was on its way, has not come */
		keeper->summary.left++;
		return true;
	}
	if (!store_add_source(keeper->store, entry.key, &held->document.article, &added, error))
		return false;
	if (added && !incidents_note_source(keeper->incidents, entry.key, error))
		return false;
	if (added)
		keeper->summary.linked++;
	else
		keeper->summary.skipped++;
	return true;
}

/* Where what it repeats could not be coded after all, this is left for the next run, which will code it. */
static bool write_link(struct keeper *keeper, struct held *held, struct error *error)
{
	int64_t original = held->note.original;
	struct store_entry entry;
	bool added = false;
	if (!original) {
		if (!store_find(keeper->store, (struct str){held->note.original_id, sizeof held->note.original_id}, &entry, error))
			return false;
		original = entry.original ? entry.original : entry.key;
	}
	if (!original) {
		keeper->summary.left++;
		return true;
	}
	if (!store_link(keeper->store, &held->document, original, &added, error) ||
	    (added && !incidents_note_source(keeper->incidents, original, error)))
		return false;
	keeper->summary.linked += added;
	keeper->summary.skipped += !added;
	return true;
}

static bool write_one(struct keeper *keeper, struct held *held, struct error *error)
{
	switch (held->note.plan) {
	case PLAN_SKIP:
		return true;
	case PLAN_CODE:
		return write_coded(keeper, held, error);
	case PLAN_SOURCE:
		return write_source(keeper, held, error);
	case PLAN_RECODE:
		return write_recoded(keeper, held, error);
	case PLAN_LINK:
		return write_link(keeper, held, error);
	}
	return true;
}

/* What the writing of all that is held will ask for. */
static bool expect_held(struct keeper *keeper, struct error *error)
{
	struct str *ids = calloc(2 * keeper->held_count + 1, sizeof *ids);
	const struct document **documents = calloc(keeper->held_count + 1, sizeof *documents);
	size_t count = 0;
	bool ok = (ids && documents) || error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; ok && i < keeper->held_count; i++) {
		const struct keeper_note *note = &keeper->held[i].note;
		documents[i] = &keeper->held[i].document;
		ids[count++] = note->id;
		if (note->plan == PLAN_LINK && !note->original)
			ids[count++] = (struct str){note->original_id, sizeof note->original_id};
	}
	ok = ok && store_expect(keeper->store, ids, count, error) && store_expect_shared(keeper->store, documents, keeper->held_count, error);
	free(ids);
	free(documents);
	return ok;
}

/* What another program wrote since HELD was admitted may be what it repeats. */
static bool admit_again(struct keeper *keeper, struct held *held, const int64_t *shared, size_t count, struct error *error)
{
	const struct flying_article *flying = held->note.plan == PLAN_CODE ? flying_get(&keeper->flying, held->note.flying) : NULL;
	size_t seen[LIKENESS_BANDS];
	bool hit = false;
	for (size_t i = 0; flying && i < flying->likeness.band_count; i++)
		for (size_t k = 0; k < count; k++)
			hit |= flying->likeness.bands[i] == shared[k];
	if (!hit)
		return true;
	if (!store_find_like(keeper->store, &flying->likeness, flying->day, &keeper->arena, &held->note.original, seen, error))
		return false;
	if (held->note.original) {
		flying_land(&keeper->flying, held->note.flying);
		held->note.plan = PLAN_LINK;
	}
	return true;
}

/* Others may have written since the last time: then each article is asked about once more, now that nobody else can. */
static bool look_at_others(struct keeper *keeper, struct error *error)
{
	int64_t newest, *shared;
	size_t count = 0, shared_count;
	if (!store_newest(keeper->store, &newest, error))
		return false;
	if (newest == keeper->newest)
		return true;
	int64_t *bands = calloc(keeper->held_count * LIKENESS_BANDS + 1, sizeof *bands);
	if (!bands)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; i < keeper->held_count; i++) {
		const struct keeper_note *note = &keeper->held[i].note;
		const struct flying_article *flying = note->plan == PLAN_CODE ? flying_get(&keeper->flying, note->flying) : NULL;
		for (size_t k = 0; flying && k < flying->likeness.band_count; k++)
			bands[count++] = flying->likeness.bands[k];
	}
	bool ok = store_bands_since(keeper->store, bands, count, keeper->newest, &keeper->arena, &shared, &shared_count, error);
	for (size_t i = 0; ok && i < keeper->held_count && shared_count; i++)
		ok = admit_again(keeper, &keeper->held[i], shared, shared_count, error);
	free(bands);
	return ok;
}

static bool write_held(struct keeper *keeper, struct error *error)
{
	end_reading(keeper);
	if (!store_begin(keeper->store, error))
		return false;
	bool ok = look_at_others(keeper, error) && expect_held(keeper, error);
	for (size_t i = 0; i < keeper->held_count && ok; i++)
		ok = write_one(keeper, &keeper->held[i], error);
	if (ok && incidents_settle(keeper->incidents, error) && store_newest(keeper->store, &keeper->newest, error) && store_commit(keeper->store, error))
		return true;
	incidents_drop(keeper->incidents);
	store_rollback(keeper->store);
	return false;
}

/* Write all that is held; the counts are those of what was committed. */
static bool flush(struct keeper *keeper, struct error *error)
{
	struct keeper_summary before = keeper->summary;
	if (keeper->held_count && !write_held(keeper, error)) {
		keeper->summary = before;
		return keep_failure(keeper, error);
	}
	for (size_t i = 0; i < keeper->held_count; i++)
		if (keeper->held[i].note.plan == PLAN_CODE)
			flying_land(&keeper->flying, keeper->held[i].note.flying);
	keeper->batches++;
	arena_reset(&keeper->arena);
	keeper->held = NULL;
	keeper->held_count = keeper->held_capacity = keeper->held_sentences = 0;
	return flying_sweep(&keeper->flying, error) || keep_failure(keeper, error);
}

static void copy_held(struct keeper *keeper, const struct document *document, const struct keeper_note *note, const struct incident_notes *events)
{
	struct held held = {.document = document_compact(document, &keeper->arena), .note = *note, .events = incidents_copy_notes(events, &keeper->arena)};
	held.note.id = held.document.id;
	arena_push(&keeper->arena, keeper->held, keeper->held_count, keeper->held_capacity, held);
	keeper->held_sentences += document->sentence_count;
}

static bool hold(struct keeper *keeper, const struct document *document, const struct keeper_note *note, const struct incident_notes *events, struct error *error)
{
	jmp_buf recover;
	bool ok;
	if (setjmp(recover) == 0) {
		keeper->arena.recover = &recover;
		copy_held(keeper, document, note, events);
		ok = true;
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	}
	keeper->arena.recover = NULL;
	return ok || keep_failure(keeper, error);
}

static bool is_full(const struct keeper *keeper)
{
	return keeper->held_count >= keeper->held_most || keeper->held_sentences >= HELD_SENTENCES || keeper->arena.total >= HELD_BYTES;
}

static bool take(struct keeper *keeper, const struct document *document, const struct keeper_note *note, bool usable, const struct incident_notes *events,
                 struct error *error)
{
	if (keeper->failed.kind)
		return keep_failure(keeper, error);
	if (!usable) {
		if (note && note->plan == PLAN_CODE)
			flying_land(&keeper->flying, note->flying);
		return true;
	}
	if (note->plan == PLAN_SKIP) {
		keeper->summary.skipped++;
		return true;
	}
	return hold(keeper, document, note, events, error) && (!is_full(keeper) || flush(keeper, error));
}

bool keeper_take(struct keeper *keeper, const struct document *document, const struct keeper_note *note, bool usable, struct error *error)
{
	struct incident_notes events = {0};
	bool coded = usable && (note->plan == PLAN_CODE || note->plan == PLAN_RECODE);
	bool sketched = !coded || incidents_sketch(keeper->kit, document, &events, error);
	pthread_mutex_lock(&keeper->lock);
	bool ok = sketched ? take(keeper, document, note, usable, &events, error) : keep_failure(keeper, error);
	pthread_mutex_unlock(&keeper->lock);
	return ok;
}

bool keeper_finish(struct keeper *keeper, struct error *error)
{
	pthread_mutex_lock(&keeper->lock);
	bool ok = keeper->failed.kind ? keep_failure(keeper, error) : flush(keeper, error);
	pthread_mutex_unlock(&keeper->lock);
	return ok;
}

struct keeper_summary keeper_summary(const struct keeper *keeper)
{
	return keeper->summary;
}
