/* keeper.c: part of the pipeline: what was coded goes into the store. */
#include <stdlib.h>

#include "compact.h"
#include "keeper_parts.h"

/* What one transaction holds, whichever comes first. Many documents: their keys lie all over the indexes by content, and a page that several
 * share is written once. A server's transactions are short, since its writers wait for each other. */
#define HELD_MOST 4096
#define HELD_MOST_SERVER 512
#define HELD_SENTENCES 8192             /* some two seconds of coding, which a program that is killed loses */
#define HELD_BYTES ((size_t)32 << 20)
#define READ_MOST 1000                  /* articles asked about at one moment: longer would keep the database's log from being folded in */

/* --- opening ------------------------------------------------------------------------------- */

static bool begin_addition(struct keeper *keeper, const struct keeper_options *options, struct error *error)
{
	struct store_run run = {str_of(CASUS_VERSION), kit_lexicon_hash(options->kit), kit_model_hash(options->kit)};
	if (store_begin(keeper->written, error) && store_begin_addition(keeper->written, &run, options->now, error))
		return store_commit(keeper->written, error);
	store_rollback(keeper->written);
	return false;
}

static bool open_stores(struct keeper *keeper, const struct keeper_options *options, struct error *error)
{
	struct store_options store = {.create = true, .wait = options->wait};
	if (!store_open(&keeper->written, options->address, &store, error) || !begin_addition(keeper, options, error))
		return false;
	keeper->store = keeper->written;
	if (!store_is_server(options->address))
		return true;
	keeper->store = NULL;
	if (!store_open(&keeper->store, options->address, &store, error))
		return false;
	store_take_run(keeper->store, keeper->written);
	return behind_start(keeper, error);
}

static void init_batches(struct keeper *keeper)
{
	for (size_t i = 0; i < sizeof keeper->batches / sizeof *keeper->batches; i++)
		arena_init(&keeper->batches[i].arena);
	keeper->filling = keeper->batches;
}

bool keeper_open(struct keeper **result, const struct keeper_options *options, struct error *error)
{
	struct keeper *keeper = *result = calloc(1, sizeof *keeper);
	if (!keeper)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	pthread_mutex_init(&keeper->lock, NULL);
	pthread_cond_init(&keeper->changed, NULL);
	keeper->recode = options->recode;
	keeper->kit = options->kit;
	keeper->held_most = options->held ? options->held : store_is_server(options->address) ? HELD_MOST_SERVER : HELD_MOST;
	flying_init(&keeper->flying);
	init_batches(keeper);
	keeper->ranks = rank_memo_new(kit_word_ranks(options->kit));
	if (!keeper->ranks)
		error_set(error, ERROR_SYSTEM, "out of memory");
	else if (open_stores(keeper, options, error) && incidents_new(&keeper->incidents, options->kit, keeper->written, error))
		return true;
	keeper_close(keeper);
	*result = NULL;
	return false;
}

void keeper_close(struct keeper *keeper)
{
	if (!keeper)
		return;
	behind_stop(keeper);
	flying_free(&keeper->flying);
	expected_free(keeper);
	for (size_t i = 0; i < sizeof keeper->batches / sizeof *keeper->batches; i++)
		arena_free(&keeper->batches[i].arena);
	incidents_free(keeper->incidents);
	rank_memo_free(keeper->ranks);
	if (keeper->store != keeper->written)
		store_close(keeper->store);
	store_close(keeper->written);
	pthread_cond_destroy(&keeper->changed);
	pthread_mutex_destroy(&keeper->lock);
	free(keeper);
}

/* --- before coding ------------------------------------------------------------------------- */

void keeper_end_reading(struct keeper *keeper)
{
	if (keeper->reading)
		store_end_reading(keeper->store);
	keeper->reading = 0;
}

static bool begin_reading(struct keeper *keeper, struct error *error)
{
	if (keeper->reading >= READ_MOST)
		keeper_end_reading(keeper);
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
	note->unknown_at = entry->key ? 0 : keeper->batch_count + 1;
	return true;
}

/* What is there by its very content. */
static bool plan_known(struct keeper *keeper, const struct document *document, struct keeper_note *note, struct error *error)
{
	struct store_entry entry = {0};
	bool known = false;
	note->plan = PLAN_CODE;
	if (note->unknown_at != keeper->batch_count + 1 && !find_known(keeper, document, note, &entry, &known, error))
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

/* It may be a copy of another, of the database or on the way there: then it need not be coded. Of what, is found out when it is written. */
static bool plan_new(struct keeper *keeper, const struct document *document, struct keeper_note *note, struct error *error)
{
	size_t seen[LIKENESS_BANDS];
	struct wording wording = {note->likeness, document->article.day, note->id};
	bool known = note->unlike_at == keeper->batch_count + 1;
	memset(seen, 0, sizeof seen);
	if (!known && (!begin_reading(keeper, error) || !store_find_like(keeper->store, &wording, document->arena, &note->original, seen, error)))
		return false;
	if (!note->original && !flying_find_like(&keeper->flying, &wording, seen))
		return flying_add(&keeper->flying, note->id, wording.day, wording.likeness, &note->flying, error);
	note->plan = PLAN_LINK;
	return true;
}

bool keeper_next(struct keeper *keeper, struct document *document, bool *there, struct error *error)
{
	pthread_mutex_lock(&keeper->lock);
	*there = store_next_outdated(keeper->store, &keeper->recoded, error);
	bool ok = *there ? store_load_article(keeper->store, keeper->recoded, document, error) : error->kind == ERROR_NONE;
	if (!*there && !ok)
		*there = !keeper_failure(keeper, error); /* goes the way of an article, at whose end keeper_take says stop */
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
	bool ok = !keeper->failed.kind && (find_known(keeper, document, note, &entry, &known, &error) || keeper_failure(keeper, &error));
	known = ok && known && !(keeper->recode && entry.coded && !entry.current);
	pthread_mutex_unlock(&keeper->lock);
	if (known)
		note->plan = PLAN_SKIP;
	return known;
}

static const struct likeness *make_likeness(struct document *document)
{
	struct likeness *likeness = arena_zalloc(document->arena, 1, sizeof *likeness);
	likeness_of(document->article.text, document->arena, likeness);
	return likeness;
}

/* Articles are admitted one after the other, so that between the two locks nothing but the database's answers may change, and those by what
 * flies there already. The words are looked at outside: that takes longest, and its memory may run out. */
bool keeper_admit(struct keeper *keeper, struct document *document, struct keeper_note **result, bool *code, struct error *error)
{
	struct keeper_note *note = *result = *result ? *result : make_note(document);
	pthread_mutex_lock(&keeper->lock);
	bool ok = !keeper->failed.kind && expected_take(keeper, note, document->arena, error) && plan_known(keeper, document, note, error);
	ok = ok || keeper_failure(keeper, error);
	pthread_mutex_unlock(&keeper->lock);
	if (ok && note->plan == PLAN_CODE) {
		if (!note->likeness)
			note->likeness = make_likeness(document);
		pthread_mutex_lock(&keeper->lock);
		ok = keeper->failed.kind ? keeper_failure(keeper, error) : plan_new(keeper, document, note, error) || keeper_failure(keeper, error);
		pthread_mutex_unlock(&keeper->lock);
	}
	*code = ok && (note->plan == PLAN_CODE || note->plan == PLAN_RECODE);
	/* The article is not to blame for the database: keeper_take says it, once. */
	if (!ok)
		memset(error, 0, sizeof *error);
	return true;
}

/* --- after coding -------------------------------------------------------------------------- */

static void copy_held(struct keeper *keeper, const struct document *document, const struct keeper_note *note, const struct incident_notes *events)
{
	struct held_batch *batch = keeper->filling;
	struct held held = {.document = document_compact(document, &batch->arena), .note = *note, .events = incidents_copy_notes(events, &batch->arena)};
	held.note.id = held.document.id;
	held.note.likeness = NULL;
	held.likeness = note->likeness ? likeness_copy(note->likeness, &batch->arena) : (struct likeness){0};
	arena_push(&batch->arena, batch->held, batch->count, batch->capacity, held);
	batch->sentences += document->sentence_count;
}

static bool hold(struct keeper *keeper, const struct document *document, const struct keeper_note *note, const struct incident_notes *events, struct error *error)
{
	struct arena *arena = &keeper->filling->arena;
	jmp_buf recover;
	bool ok;
	if (setjmp(recover) == 0) {
		arena->recover = &recover;
		copy_held(keeper, document, note, events);
		ok = true;
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	}
	arena->recover = NULL;
	return ok || keeper_failure(keeper, error);
}

static bool is_full(const struct keeper *keeper)
{
	const struct held_batch *batch = keeper->filling;
	return batch->count >= keeper->held_most || batch->sentences >= HELD_SENTENCES || batch->arena.total >= HELD_BYTES;
}

static bool take(struct keeper *keeper, const struct document *document, const struct keeper_note *note, bool usable, const struct incident_notes *events,
                 struct error *error)
{
	if (keeper->failed.kind)
		return keeper_failure(keeper, error);
	if (!usable) {
		if (note)
			flying_land(&keeper->flying, note->flying);
		return true;
	}
	if (note->plan == PLAN_SKIP) {
		keeper->summary.skipped++;
		return true;
	}
	return hold(keeper, document, note, events, error) && (!is_full(keeper) || behind_hand_over(keeper, NULL, NULL, error));
}

bool keeper_take(struct keeper *keeper, const struct document *document, const struct keeper_note *note, bool usable, struct error *error)
{
	struct incident_notes events = {0};
	bool coded = usable && (note->plan == PLAN_CODE || note->plan == PLAN_RECODE);
	bool sketched = !coded || incidents_sketch(rank_memo_ranks(keeper->ranks), document, &events, error);
	pthread_mutex_lock(&keeper->lock);
	bool ok = sketched ? take(keeper, document, note, usable, &events, error) : keeper_failure(keeper, error);
	pthread_mutex_unlock(&keeper->lock);
	return ok;
}

bool keeper_hand_over(struct keeper *keeper, keeper_done *done, void *context, struct error *error)
{
	pthread_mutex_lock(&keeper->lock);
	bool ok = keeper->failed.kind ? keeper_failure(keeper, error) : behind_hand_over(keeper, done, context, error);
	pthread_mutex_unlock(&keeper->lock);
	return ok;
}

bool keeper_finish(struct keeper *keeper, struct error *error)
{
	pthread_mutex_lock(&keeper->lock);
	bool ok = keeper->failed.kind ? keeper_failure(keeper, error) : behind_hand_over(keeper, NULL, NULL, error) && behind_wait(keeper, error);
	pthread_mutex_unlock(&keeper->lock);
	return ok;
}

struct keeper_summary keeper_summary(struct keeper *keeper)
{
	pthread_mutex_lock(&keeper->lock);
	struct keeper_summary summary = keeper->summary;
	pthread_mutex_unlock(&keeper->lock);
	return summary;
}
