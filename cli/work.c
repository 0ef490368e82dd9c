/* casus work: documents of a queue into a database; any number of these on any number of machines.
 *
 * Work goes in rounds: some hundred documents are fetched, coded and written, and answered for when the database has them. A
 * worker that is killed has answered for nothing of its round, and others get it again; what the database has already is
 * skipped. So each document is there once.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "batch.h"
#include "command.h"
#include "interrupt.h"
#include "keeper.h"
#include "message.h"
#include "output.h"
#include "queueing.h"
#include "work.h"

/* A document that stops its worker is tried this often. Not less: what a failing database or a slow machine gives back counts as well. */
enum { TRIES = 20 };
enum { ROUND = 500, IDLE = 1000 /* milliseconds */, PAUSE_MOST = 30 /* seconds */ };

struct item { /* a message of the round, in the order of fetching */
	struct queue_message *message;
	bool taken, dead;
};

struct round {
	const struct settings *settings;
	const struct session *session;
	struct queue *queue;
	struct keeper *keeper;
	struct item items[ROUND];
	atomic_size_t count; /* fetched; written by the one who reads */
	size_t taken;        /* in the same order */
	bool idle;           /* nothing was waiting */
	struct error queue_error;
	struct work_report *report;
};

/* --- fetching ------------------------------------------------------------------------------------------------ */

static bool put_aside(struct round *round, struct queue_message *message, const char *reason)
{
	struct error error = {0};
	message_line(round->report, "put aside: %s", reason);
	round->report->dead++;
	return queue_dead(round->queue, message, reason, &error) || (message_error(&error), false);
}

/* The next message that is an article; what is none is put aside. */
static bool source(void *context, struct document *document, bool *there, struct error *error)
{
	struct round *round = context;
	struct queue_message *message;
	*there = false;
	while (round->count < ROUND) {
		struct error why = {0};
		if (!queue_next(round->queue, IDLE, &message, &round->queue_error) || !message) {
			round->idle = true;
			return true;
		}
		if (queue_deliveries(message) > TRIES) {
			put_aside(round, message, "given out again and again, and never answered for: it may be what stops workers");
			continue;
		}
		if (!message_read(queue_bytes(message), kit_reader_lexicon(round->session->kit), document->arena, &document->article, &why)) {
			put_aside(round, message, why.message);
			continue;
		}
		round->items[round->count] = (struct item){.message = message};
		round->count++;
		*there = true;
		return true;
	}
	(void)error;
	return true;
}

/* --- keeping --------------------------------------------------------------------------------------------------- */

static bool admit(void *context, struct document *document, void **note, bool *code, struct error *error)
{
	struct round *round = context;
	struct keeper_note *found = *note;
	bool ok = keeper_admit(round->keeper, document, &found, code, error);
	*note = found;
	return ok;
}

static bool take(void *context, struct arena *arena, struct document *document, void *note, bool usable, struct error *error)
{
	(void)arena;
	struct round *round = context;
	struct item *item = &round->items[round->taken++];
	item->dead = !usable;
	item->taken = keeper_take(round->keeper, document, note, usable, error);
	return item->taken;
}

/* Everything that was fetched is answered for: done, put aside, or to be done again. */
static bool answer(struct round *round, bool kept, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; i < round->count; i++) {
		struct item *item = &round->items[i];
		if (!kept || !item->taken)
			queue_later(item->message, 2);
		else if (item->dead)
			put_aside(round, item->message, "it could not be coded; the worker's log says why");
		else if (!queue_done(round->queue, item->message, error))
			ok = false;
	}
	return ok;
}

/* --- rounds ------------------------------------------------------------------------------------------------------ */

static bool open_keeper(struct round *round, struct error *error)
{
	struct keeper_options options = {.address = round->settings->db, .kit = round->session->kit, .now = (int64_t)time(NULL),
	                                 .wait = (unsigned)round->settings->wait * 1000};
	return keeper_open(&round->keeper, &options, error);
}

/* False when the database failed: then what was fetched goes back. */
static bool do_round(struct round *round, struct error *error)
{
	struct batch batch = {.settings = round->settings, .session = round->session, .stage = STAGE_RECORDS, .interrupt = &round->report->interrupt, .context = round,
	                      .source = source, .admit = admit, .take = take};
	round->count = 0;
	round->taken = 0;
	round->idle = false;
	if (!round->keeper && !open_keeper(round, error))
		return false;
	struct keeper_summary before = keeper_summary(round->keeper);
	int status = batch_run(&batch);
	bool kept = status != EXIT_USAGE && keeper_finish(round->keeper, error);
	struct keeper_summary after = keeper_summary(round->keeper);
	if (kept && after.left > before.left) /* their turn comes with a keeper that waits for no other copy */
		kept = error_set(error, ERROR_SYSTEM, "%zu documents repeat one that was not written", after.left - before.left);
	struct error lost = {0};
	if (!answer(round, kept, &lost))
		message_error(&lost);
	if (!kept && !error->kind)
		error_set(error, ERROR_SYSTEM, "the database failed");
	if (kept)
		report_round(round->report, &before, &after);
	return kept;
}

/* A database that is away comes back: wait longer each time, and begin anew. */
static void wait_for_database(struct round *round, const struct error *error, unsigned *pause)
{
	message_error(error);
	message("the database is tried again in %u s; nothing is lost", *pause);
	round->report->failures++;
	keeper_close(round->keeper);
	round->keeper = NULL;
	for (unsigned i = 0; i < *pause * 10 && !work_stopped(round->report); i++)
		nanosleep(&(struct timespec){0, 100000000}, NULL);
	*pause = *pause * 2 < PAUSE_MOST ? *pause * 2 : PAUSE_MOST;
}

static int work(struct round *round)
{
	unsigned pause = 1;
	while (!work_stopped(round->report)) {
		struct error error = {0};
		if (do_round(round, &error))
			pause = 1;
		else if (round->report->rounds == 0 && error.kind == ERROR_USAGE)
			return fail(&error);
		else
			wait_for_database(round, &error, &pause);
		if (round->queue_error.kind)
			return fail(&round->queue_error);
		if (round->idle && round->settings->until_empty && !error.kind) {
			struct queue_state state;
			if (queue_state(round->queue, &state, &error) && state.waiting + state.underway == 0)
				break;
		}
	}
	return EXIT_DONE;
}

/* The first opening tells at once what is wrong with an address, and which versions are at work. */
static int begin(struct round *round)
{
	struct error error = {0};
	struct queue_options options = queueing_options(round->settings);
	options.stopped = work_stopped;
	options.context = round->report;
	if (!open_keeper(round, &error) || !queue_open(&round->queue, &options, &error))
		return fail(&error);
	if (!report_open(round->report, round->settings, round->queue, &error))
		return fail(&error);
	message("working: casus %s, lexicon %.*s, model %.*s", CASUS_VERSION, STR_ARG(kit_lexicon_hash(round->session->kit)), STR_ARG(kit_model_hash(round->session->kit)));
	return work(round);
}

int run_work(const struct settings *settings)
{
	struct error error = {0};
	struct session session;
	struct work_report report = {0};
	struct settings quiet = *settings; /* a round is no run that people should hear of */
	struct round *round = calloc(1, sizeof *round);
	quiet.quiet = true;
	if (!round)
		error_set(&error, ERROR_SYSTEM, "out of memory");
	else if (!settings->db)
		error_set(&error, ERROR_USAGE, "which database? name it with --db");
	else
		queueing_check(settings, &error);
	if (error.kind) {
		free(round);
		return fail(&error);
	}
	work_begin(&report);
	*round = (struct round){.settings = &quiet, .session = &session, .report = &report};
	int status = session_open(&session, settings, &error) ? begin(round) : fail(&error);
	report_close(&report, settings->quiet);
	keeper_close(round->keeper);
	queue_close(round->queue);
	session_close(&session);
	free(round);
	return status;
}
