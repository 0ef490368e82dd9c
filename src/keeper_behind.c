/* keeper_behind.c: part of the pipeline: on a server what is held is written by a thread of its own, over a connection of its own, while the
 * next articles are coded. One batch is written and one filled; what is in either flies until it is in the database. */
#include <signal.h>

#include "keeper_parts.h"

static void add_summary(struct keeper_summary *to, const struct keeper_summary *from)
{
	to->added += from->added;
	to->skipped += from->skipped;
	to->linked += from->linked;
	to->left += from->left;
	to->recoded += from->recoded;
	to->changed += from->changed;
	to->records += from->records;
}

static struct keeper_summary minus(const struct keeper_summary *a, const struct keeper_summary *b)
{
	return (struct keeper_summary){a->added - b->added, a->skipped - b->skipped, a->linked - b->linked, a->left - b->left,
	                               a->recoded - b->recoded, a->changed - b->changed, a->records - b->records};
}

static void empty(struct held_batch *batch)
{
	struct arena arena = batch->arena;
	arena_reset(&arena);
	*batch = (struct held_batch){.arena = arena};
}

/* The end of BATCH's transaction, of which all but the COMMIT was done if WRITTEN; else ERROR says why not. It stops flying at the moment from which
 * the database is asked for what it holds: an article is never in both, nor in neither, for those that are admitted. */
static bool land(struct keeper *keeper, struct held_batch *batch, bool written, struct error *error)
{
	written = written && keeper_commit_batch(keeper, batch, error);
	keeper_end_reading(keeper);
	for (size_t i = 0; i < batch->count; i++)
		flying_land(&keeper->flying, batch->held[i].note.flying);
	keeper->batch_count++;
	if (written)
		add_summary(&keeper->summary, &batch->summary);
	return (written && flying_sweep(&keeper->flying, error)) || keeper_failure(keeper, error);
}

/* The lock is held before and after, but not while DONE works. */
static void tell(struct keeper *keeper, const struct held_batch *batch, bool written, const struct error *error)
{
	struct keeper_summary summary = minus(&keeper->summary, &keeper->told);
	if (!batch->done)
		return;
	keeper->told = keeper->summary;
	pthread_mutex_unlock(&keeper->lock);
	batch->done(batch->context, written, &summary, error);
	pthread_mutex_lock(&keeper->lock);
}

static void *write_behind(void *argument)
{
	struct keeper *keeper = argument;
	pthread_mutex_lock(&keeper->lock);
	while (!keeper->ends || keeper->underway) {
		struct held_batch *batch = keeper->underway;
		struct error error = {0};
		if (!batch) {
			pthread_cond_wait(&keeper->changed, &keeper->lock);
			continue;
		}
		pthread_mutex_unlock(&keeper->lock);
		bool written = keeper_write_batch(keeper, batch, &error);
		pthread_mutex_lock(&keeper->lock);
		written = land(keeper, batch, written, &error);
		tell(keeper, batch, written, &error);
		empty(batch);
		keeper->underway = NULL;
		pthread_cond_broadcast(&keeper->changed);
	}
	pthread_mutex_unlock(&keeper->lock);
	return NULL;
}

bool behind_start(struct keeper *keeper, struct error *error)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are for the threads that ask for them */
	keeper->is_behind = pthread_create(&keeper->writer, NULL, write_behind, keeper) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return keeper->is_behind || error_set(error, ERROR_SYSTEM, "cannot start a thread");
}

void behind_stop(struct keeper *keeper)
{
	if (!keeper->is_behind)
		return;
	pthread_mutex_lock(&keeper->lock);
	keeper->ends = true;
	pthread_cond_broadcast(&keeper->changed);
	pthread_mutex_unlock(&keeper->lock);
	pthread_join(keeper->writer, NULL);
	keeper->is_behind = false;
}

bool behind_wait(struct keeper *keeper, struct error *error)
{
	while (keeper->underway)
		pthread_cond_wait(&keeper->changed, &keeper->lock);
	return !keeper->failed.kind || keeper_failure(keeper, error);
}

bool behind_hand_over(struct keeper *keeper, keeper_done *done, void *context, struct error *error)
{
	struct held_batch *batch = keeper->filling;
	batch->done = done;
	batch->context = context;
	if (!behind_wait(keeper, error))
		return false;
	keeper_end_reading(keeper);
	if (keeper->is_behind) {
		keeper->filling = &keeper->batches[batch == keeper->batches];
		keeper->underway = batch;
		pthread_cond_broadcast(&keeper->changed);
		return true;
	}
	bool ok = keeper_write_batch(keeper, batch, error);
	ok = land(keeper, batch, ok, error);
	if (ok)
		tell(keeper, batch, true, error);
	empty(batch);
	return ok;
}
