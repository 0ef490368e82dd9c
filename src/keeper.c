/* keeper.c: part of the pipeline: what was coded goes into the store. */
#include "keeper.h"

#include <pthread.h>
#include <stdlib.h>

#include "incidents.h"
#include "recode.h"
#include "store/store.h"

#define HELD_MOST 512                   /* documents in one transaction */
#define READ_MOST 1000                  /* articles asked about at one moment: longer would keep the database's log from being folded in */
#define HELD_BYTES ((size_t)32 << 20)   /* of their arenas: then they are written at once */

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
	struct flying *flying;  /* PLAN_CODE: its own */
};

struct flying { /* admitted for coding, not yet in the database */
	struct flying *next;
	struct arena arena; /* of the likeness */
	char id[24];
	int32_t day;
	struct likeness likeness;
};

struct held {
	struct arena arena;
	bool ready; /* the arena was set up */
	struct document document;
	struct keeper_note note;
};

struct keeper {
	struct store *store;
	bool recode;
	int64_t recoded; /* the key of the last that keeper_next gave */
	struct incidents *incidents;
	pthread_mutex_t lock; /* over all below, and the store */
	struct flying *flying;
	struct held held[HELD_MOST]; /* in order */
	size_t held_count, held_bytes;
	size_t reading; /* articles asked about since store_begin_reading; 0: not begun */
	struct error failed; /* the first cause; nothing works after it */
	struct keeper_summary summary;
};

/* --- opening ------------------------------------------------------------------------------- */

static bool begin_addition(struct keeper *keeper, const struct keeper_options *options, struct error *error)
{
	struct store_run run = {str_of(CASUS_VERSION), kit_lexicon_hash(options->kit), kit_model_hash(options->kit)};
	if (store_begin(keeper->store, error) && store_begin_addition(keeper->store, &run, options->now, error))
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
	if (store_open(&keeper->store, options->address, &store, error) && begin_addition(keeper, options, error) &&
	    incidents_new(&keeper->incidents, options->kit, keeper->store, error))
		return true;
	keeper_close(keeper);
	*result = NULL;
	return false;
}

static void forget_flying(struct keeper *keeper)
{
	while (keeper->flying) {
		struct flying *next = keeper->flying->next;
		arena_free(&keeper->flying->arena);
		free(keeper->flying);
		keeper->flying = next;
	}
}

void keeper_close(struct keeper *keeper)
{
	if (!keeper)
		return;
	forget_flying(keeper);
	for (size_t i = 0; i < HELD_MOST; i++)
		if (keeper->held[i].ready)
			arena_free(&keeper->held[i].arena);
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

static struct flying *find_flying(struct keeper *keeper, struct str id)
{
	struct flying *flying = keeper->flying;
	while (flying && memcmp(flying->id, id.data, sizeof flying->id) != 0)
		flying = flying->next;
	return flying;
}

/* The first that the article repeats, in the order of reading: the list has the newest first. */
static struct flying *find_flying_like(struct keeper *keeper, const struct flying *article)
{
	struct flying *found = NULL;
	for (struct flying *flying = keeper->flying; flying && article->likeness.band_count; flying = flying->next)
		if (store_near_days(flying->day, article->day) && likeness_repeats(&article->likeness, &flying->likeness))
			found = flying;
	return found;
}

static void free_flying(struct flying *flying)
{
	if (flying)
		arena_free(&flying->arena);
	free(flying);
}

static void drop_flying(struct keeper *keeper, struct flying *flying)
{
	struct flying **at = &keeper->flying;
	while (*at && *at != flying)
		at = &(*at)->next;
	if (*at)
		*at = flying->next;
	free_flying(flying);
}

static bool fill_likeness(struct flying *flying, struct str text)
{
	jmp_buf recover;
	if (setjmp(recover) != 0)
		return false;
	flying->arena.recover = &recover;
	likeness_of(text, &flying->arena, &flying->likeness);
	flying->arena.recover = NULL;
	return true;
}

/* The article as it will fly; NULL without memory. */
static struct flying *make_flying(const struct document *document, struct error *error)
{
	struct flying *flying = calloc(1, sizeof *flying);
	if (flying && fill_likeness(flying, document->article.text)) {
		memcpy(flying->id, document->id.data, sizeof flying->id);
		flying->day = document->article.day;
		return flying;
	}
	free_flying(flying);
	error_set(error, ERROR_SYSTEM, "out of memory");
	return NULL;
}

/* What is there by its very content. */
static bool plan_known(struct keeper *keeper, const struct document *document, struct keeper_note *note, struct error *error)
{
	struct store_entry entry;
	bool known = false;
	note->plan = PLAN_CODE;
	if (!store_find(keeper->store, note->id, &entry, error))
		return false;
	if (entry.key) {
		if (!store_knows_source(keeper->store, entry.key, &document->article, &known, error))
			return false;
		note->plan = known ? PLAN_SKIP : PLAN_SOURCE;
		if (keeper->recode && entry.coded && !entry.current)
			note->plan = PLAN_RECODE;
	} else if (find_flying(keeper, note->id)) {
		note->plan = PLAN_SOURCE;
	}
	return true;
}

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

static bool plan_new(struct keeper *keeper, struct flying *flying, struct keeper_note *note, struct error *error)
{
	if (!store_find_like(keeper->store, &flying->likeness, flying->day, &flying->arena, &note->original, error))
		return false;
	struct flying *like = note->original ? NULL : find_flying_like(keeper, flying);
	if (like)
		memcpy(note->original_id, like->id, sizeof note->original_id);
	if (note->original || like)
		note->plan = PLAN_LINK;
	return true;
}

static bool plan(struct keeper *keeper, const struct document *document, struct keeper_note *note, struct error *error)
{
	if (!begin_reading(keeper, error) || !plan_known(keeper, document, note, error))
		return false;
	if (note->plan != PLAN_CODE)
		return true;
	struct flying *flying = make_flying(document, error);
	if (!flying || !plan_new(keeper, flying, note, error)) {
		free_flying(flying);
		return false;
	}
	if (note->plan == PLAN_LINK) {
		free_flying(flying);
		return true;
	}
	note->flying = flying;
	flying->next = keeper->flying;
	keeper->flying = flying;
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

bool keeper_admit(struct keeper *keeper, struct document *document, struct keeper_note **result, bool *code, struct error *error)
{
	struct keeper_note *note = *result = arena_zalloc(document->arena, 1, sizeof *note);
	note->id = document->id = document_content_id(&document->article, document->arena);
	pthread_mutex_lock(&keeper->lock);
	bool ok = keeper->failed.kind ? keep_failure(keeper, error) : plan(keeper, document, note, error) || keep_failure(keeper, error);
	*code = ok && (note->plan == PLAN_CODE || note->plan == PLAN_RECODE);
	pthread_mutex_unlock(&keeper->lock);
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
	if (!store_add(keeper->store, &held->document, &held->note.flying->likeness, &key, &added, error) ||
	    (added && !incidents_note(keeper->incidents, &held->document, key, error)))
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
	    !incidents_note(keeper->incidents, &held->document, entry.key, error) ||
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
	if (entry.key && !store_add_source(keeper->store, entry.key, &held->document.article, &added, error))
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

/* The ids that the writing of all that is held will ask for. */
static bool expect_held(struct keeper *keeper, struct error *error)
{
	struct str ids[2 * HELD_MOST];
	size_t count = 0;
	for (size_t i = 0; i < keeper->held_count; i++) {
		const struct keeper_note *note = &keeper->held[i].note;
		ids[count++] = note->id;
		if (note->plan == PLAN_LINK && !note->original)
			ids[count++] = (struct str){note->original_id, sizeof note->original_id};
	}
	return store_expect(keeper->store, ids, count, error);
}

static bool write_held(struct keeper *keeper, struct error *error)
{
	end_reading(keeper);
	if (!store_begin(keeper->store, error))
		return false;
	bool ok = expect_held(keeper, error);
	for (size_t i = 0; i < keeper->held_count && ok; i++)
		ok = write_one(keeper, &keeper->held[i], error);
	if (ok && incidents_settle(keeper->incidents, error) && store_commit(keeper->store, error))
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
			drop_flying(keeper, keeper->held[i].note.flying);
	keeper->held_count = keeper->held_bytes = 0;
	return true;
}

/* Change arenas with the caller, so that the document lives on. */
static void hold(struct keeper *keeper, struct arena *arena, const struct document *document, const struct keeper_note *note)
{
	struct held *held = &keeper->held[keeper->held_count++];
	if (!held->ready)
		arena_init(&held->arena);
	held->ready = true;
	keeper->held_bytes += arena->total;
	struct arena spare = held->arena;
	held->arena = *arena;
	*arena = spare;
	held->arena.recover = NULL;
	held->document = *document;
	held->document.arena = &held->arena;
	held->note = *note;
}

static bool take(struct keeper *keeper, struct arena *arena, struct document *document, struct keeper_note *note, bool usable, struct error *error)
{
	if (keeper->failed.kind)
		return keep_failure(keeper, error);
	if (!usable) {
		if (note && note->plan == PLAN_CODE)
			drop_flying(keeper, note->flying);
		return true;
	}
	if (note->plan == PLAN_SKIP) {
		keeper->summary.skipped++;
		return true;
	}
	hold(keeper, arena, document, note);
	return (keeper->held_count < HELD_MOST && keeper->held_bytes < HELD_BYTES) || flush(keeper, error);
}

bool keeper_take(struct keeper *keeper, struct arena *arena, struct document *document, struct keeper_note *note, bool usable, struct error *error)
{
	pthread_mutex_lock(&keeper->lock);
	bool ok = take(keeper, arena, document, note, usable, error);
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
