/* casus work: documents of a queue into a database; any number of these on any number of machines.
 *
 * Work goes in rounds: some hundred documents are fetched and coded; they are written while the next are, and answered for when the database has
 * them. A worker that is killed has answered for nothing of its two rounds, and others get them again; what the database has already is
 * skipped. So each document is there once.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "batch.h"
#include "command.h"
#include "compact.h"
#include "interrupt.h"
#include "keeper.h"
#include "message.h"
#include "output.h"
#include "queueing.h"
#include "work.h"

/* A document that stops its worker is tried this often. Not less: what a slow machine does not answer for in time counts as well. What comes back since the
 * database fails is to blame for nothing: before it counts too much it begins anew. */
enum { TRIES = 20, BLAMELESS = 10 };
enum {
	ROUND = 512,   /* documents; a server's transactions are short, since its writers wait for each other */
	ROUND_BYTES = 768 << 10, /* of messages: a round of articles takes some two seconds */
	LONGEST = 3,   /* seconds, of fetching for one round: nobody waits for documents that come slowly */
	WAITING = 2,   /* times what is waiting yet: a round of more is ended, so that the last ones, which nobody codes beside, are short, ... */
	LEAST = 32,    /* ... but has this many */
	IDLE = 1000,   /* milliseconds to wait for the next document, with nothing in hand */
	ALONE = 2 * ROUND, /* documents that are written one by one after the database refused one: as many as came back with it */
	BRIEF = 100,   /* the same as IDLE with some in hand */
	LAST = 20,     /* the same where an empty queue is the end; longer each time */
	AHEAD = 64,    /* documents: what the queue gives at once */
	PAUSE_MOST = 30 /* seconds */
};

struct ahead { /* fetched, and not of a round yet: the keeper is asked about all of them at once */
	struct arena arena;
	struct queue_message *messages[AHEAD];
	struct document documents[AHEAD];
	bool is_read[AHEAD];
	const struct document *readable[AHEAD];
	size_t count, at, readable_count;
};

struct item { /* a message of the round, in the order of fetching */
	struct queue_message *message;
	bool taken, dead;
};

struct worker;

struct round {
	struct worker *worker;
	struct item items[ROUND];
	atomic_size_t count; /* fetched; written by the one who reads */
	size_t taken;        /* in the same order */
	size_t bytes;        /* of their messages */
	time_t began;
	bool idle;           /* nothing was waiting */
};

struct worker {
	const struct settings *settings;
	const struct session *session;
	struct coder **coders;
	struct queue *queue;
	struct keeper *keeper;
	struct ahead ahead;
	struct round rounds[2]; /* one is coded while the other is written */
	size_t alone; /* so many documents are still written one by one */
	unsigned rests; /* how often in a row nothing came */
	struct error queue_error;
	struct work_report *report;
	pthread_mutex_t lock; /* over what follows: the keeper answers from a thread of its own */
	struct error failed;  /* what was written last was not kept */
	bool moved;           /* something was kept since the last failure */
};

/* --- fetching ------------------------------------------------------------------------------------------------ */

static bool put_aside(struct worker *worker, struct queue_message *message, const char *reason)
{
	struct error error = {0};
	message_line(worker->report, "put aside: %s", reason);
	worker->report->dead++;
	return queue_dead(worker->queue, message, reason, &error) || (message_error(&error), false);
}

/* What cannot be read is left for its turn, when the reason is said; what may be what stops workers is not looked at. */
static void read_ahead(struct worker *worker)
{
	struct ahead *ahead = &worker->ahead;
	for (size_t i = 0; i < ahead->count; i++) {
		struct error ignored = {0};
		struct document *document = &ahead->documents[i];
		*document = (struct document){.arena = &ahead->arena};
		ahead->is_read[i] = queue_deliveries(ahead->messages[i]) <= TRIES &&
		                    message_read(queue_bytes(ahead->messages[i]), kit_reader_lexicon(worker->session->kit), document->arena, &document->article, &ignored);
		if (ahead->is_read[i])
			ahead->readable[ahead->readable_count++] = document;
	}
}

/* What fails here fails again, and is said, where it is needed. */
static void expect_ahead(struct worker *worker)
{
	struct ahead *ahead = &worker->ahead;
	struct error ignored = {0};
	jmp_buf recover;
	arena_reset(&ahead->arena);
	memset(ahead->is_read, 0, sizeof ahead->is_read);
	ahead->readable_count = 0;
	if (setjmp(recover) == 0) {
		ahead->arena.recover = &recover;
		read_ahead(worker);
		keeper_expect(worker->keeper, ahead->readable, ahead->readable_count, &ignored);
	}
	ahead->arena.recover = NULL;
}

/* The next message; NULL when none came within WAIT milliseconds. READ becomes its document where that was read, else NULL. */
static struct queue_message *next_message(struct worker *worker, unsigned wait, const struct document **read)
{
	struct ahead *ahead = &worker->ahead;
	if (ahead->at == ahead->count) {
		ahead->at = ahead->count = 0;
		do {
			struct queue_message *message;
			if (!queue_next(worker->queue, wait, &message, &worker->queue_error) || !message)
				break;
			ahead->messages[ahead->count++] = message;
		} while (ahead->count < AHEAD && queue_is_ready(worker->queue));
		if (!ahead->count)
			return NULL;
		expect_ahead(worker);
	}
	*read = ahead->is_read[ahead->at] ? &ahead->documents[ahead->at] : NULL;
	return ahead->messages[ahead->at++];
}

static void give_back_ahead(struct worker *worker)
{
	struct ahead *ahead = &worker->ahead;
	for (; ahead->at < ahead->count; ahead->at++)
		queue_later(ahead->messages[ahead->at], 0);
	arena_free(&ahead->arena);
}

/* The article of MESSAGE into DOCUMENT, whose arena is set. READ: as it was read before, or NULL. */
static bool read_article(struct worker *worker, struct queue_message *message, const struct document *read, struct document *document, struct error *why)
{
	if (!read)
		return message_read(queue_bytes(message), kit_reader_lexicon(worker->session->kit), document->arena, &document->article, why);
	document->article = document_compact(read, document->arena).article;
	return true;
}

/* Where an empty queue is the end, nobody waits for more with the last documents in hand. */
static bool has_last(const struct worker *worker)
{
	return worker->settings->until_empty && worker->ahead.at == worker->ahead.count && queue_waiting(worker->queue) == 0;
}

static size_t most_documents(const struct worker *worker)
{
	uint64_t waiting = queue_waiting(worker->queue);
	size_t most = waiting < ROUND ? (size_t)waiting * WAITING : ROUND;
	return worker->alone ? 1 : most < LEAST ? LEAST : most < ROUND ? most : ROUND;
}

static bool is_over(const struct round *round)
{
	return round->count && (round->count >= most_documents(round->worker) || round->bytes >= ROUND_BYTES || time(NULL) - round->began > LONGEST ||
	                        has_last(round->worker));
}

/* Milliseconds. */
static unsigned patience(const struct round *round)
{
	unsigned last = LAST * (round->worker->rests + 1);
	if (round->count)
		return BRIEF;
	return round->worker->settings->until_empty && last < IDLE ? last : IDLE;
}

/* The next message that is an article; what is none is put aside. */
static bool source(void *context, struct document *document, bool *there, struct error *error)
{
	struct round *round = context;
	struct worker *worker = round->worker;
	struct queue_message *message;
	const struct document *read;
	*there = false;
	while (!is_over(round)) {
		struct error why = {0};
		message = next_message(worker, patience(round), &read);
		if (!message) {
			round->idle = true;
			worker->rests += !round->count;
			return true;
		}
		worker->rests = 0;
		if (queue_deliveries(message) > TRIES) {
			put_aside(worker, message, "given out again and again, and never answered for: it may be what stops workers");
			continue;
		}
		if (!read_article(worker, message, read, document, &why)) {
			put_aside(worker, message, why.message);
			continue;
		}
		round->began = round->count ? round->began : time(NULL);
		round->items[round->count] = (struct item){.message = message};
		round->bytes += queue_bytes(message).length;
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
	bool ok = keeper_admit(round->worker->keeper, document, &found, code, error);
	*note = found;
	return ok;
}

static bool take(void *context, struct arena *arena, struct document *document, void *note, bool usable, struct error *error)
{
	(void)arena;
	struct round *round = context;
	struct item *item = &round->items[round->taken++];
	item->dead = !usable;
	item->taken = keeper_take(round->worker->keeper, document, note, usable, error);
	return item->taken;
}

static void give_back(struct worker *worker, struct queue_message *message)
{
	if (queue_deliveries(message) > BLAMELESS)
		queue_anew(worker->queue, message);
	else
		queue_later(message, 2);
}

/* Everything that was fetched is answered for: done, put aside, or to be done again. WHY it was not kept may be NULL. */
static void answer(struct round *round, bool kept, const struct error *why)
{
	struct error lost = {0};
	bool refused = why && why->kind == ERROR_REFUSED && round->count == 1;
	for (size_t i = 0; i < round->count; i++) {
		struct item *item = &round->items[i];
		if (refused)
			put_aside(round->worker, item->message, why->message);
		else if (!kept || !item->taken)
			give_back(round->worker, item->message);
		else if (item->dead)
			put_aside(round->worker, item->message, "it could not be coded; the worker's log says why");
		else
			queue_done(round->worker->queue, item->message, &lost);
	}
	if (lost.kind)
		message_error(&lost);
}

/* What was handed over is in the database, or will not be: called by the keeper, from its own thread. */
static void done(void *context, bool written, const struct keeper_summary *summary, const struct error *why)
{
	struct round *round = context;
	struct worker *worker = round->worker;
	struct error error = *why;
	if (written && summary->left) { /* their turn comes with a keeper that waits for no other copy */
		error_set(&error, ERROR_SYSTEM, "%zu documents repeat one that was not written", summary->left);
		written = false;
	}
	answer(round, written, written ? NULL : &error);
	if (written)
		report_round(worker->report, summary);
	pthread_mutex_lock(&worker->lock);
	if (!written && !worker->failed.kind)
		worker->failed = error;
	worker->moved = worker->moved || written;
	pthread_mutex_unlock(&worker->lock);
}

/* --- rounds ------------------------------------------------------------------------------------------------------ */

static bool open_keeper(struct worker *worker, struct error *error)
{
	struct keeper_options options = {.address = worker->settings->db, .kit = worker->session->kit, .now = (int64_t)time(NULL),
	                                 .wait = (unsigned)worker->settings->wait * 1000};
	return keeper_open(&worker->keeper, &options, error);
}

static bool has_failed(struct worker *worker, struct error *error)
{
	pthread_mutex_lock(&worker->lock);
	bool failed = worker->failed.kind != ERROR_NONE;
	if (failed)
		*error = worker->failed;
	pthread_mutex_unlock(&worker->lock);
	return failed;
}

/* False when the database failed, with this round or the one before: then what was fetched goes back. */
static bool do_round(struct worker *worker, struct round *round, struct error *error)
{
	struct batch batch = {.settings = worker->settings, .session = worker->session, .coders = worker->coders, .stage = STAGE_RECORDS,
	                      .interrupt = &worker->report->interrupt, .context = round, .source = source, .admit = admit, .take = take};
	*round = (struct round){.worker = worker};
	if (!worker->keeper && !open_keeper(worker, error))
		return false;
	int status = batch_run(&batch);
	bool handed = status != EXIT_USAGE && (!round->count || keeper_hand_over(worker->keeper, done, round, error));
	if (!handed)
		answer(round, false, NULL);
	if (!handed && !error->kind)
		error_set(error, ERROR_SYSTEM, "the database failed");
	return handed && !has_failed(worker, error);
}

/* What is under way is written, and answered for. */
static bool finish(struct worker *worker, struct error *error)
{
	return (!worker->keeper || keeper_finish(worker->keeper, error)) && !has_failed(worker, error);
}

static void begin_anew(struct worker *worker)
{
	keeper_close(worker->keeper);
	worker->keeper = NULL;
	worker->failed = (struct error){0};
	worker->moved = false;
}

/* Of many documents it is not known which the database refuses: one by one tells. */
static void go_on_alone(struct worker *worker, const struct error *error)
{
	if (!worker->alone) {
		message_error(error);
		message("the database refuses a document: the next are written one by one, to find which");
	}
	worker->alone = ALONE;
	begin_anew(worker);
}

/* A database that is away comes back: wait longer each time, and begin anew. */
static void wait_for_database(struct worker *worker, const struct error *error, unsigned *pause)
{
	*pause = worker->moved ? 1 : *pause;
	message_error(error);
	message("the database is tried again in %u s; nothing is lost", *pause);
	worker->report->failures++;
	begin_anew(worker);
	for (unsigned i = 0; i < *pause * 10 && !work_stopped(worker->report); i++)
		nanosleep(&(struct timespec){0, 100000000}, NULL);
	*pause = *pause * 2 < PAUSE_MOST ? *pause * 2 : PAUSE_MOST;
}

static bool is_empty(struct worker *worker)
{
	struct queue_state state;
	struct error error = {0};
	return queue_state(worker->queue, &state, &error) && state.waiting + state.underway == 0;
}

static int work(struct worker *worker)
{
	unsigned pause = 1;
	for (size_t turn = 0; !work_stopped(worker->report); turn++) {
		struct error error = {0};
		struct round *round = &worker->rounds[turn % 2];
		bool ok = do_round(worker, round, &error);
		bool at_rest = ok && round->idle && !round->count;
		ok = ok && (!(at_rest || worker->alone) || finish(worker, &error));
		worker->alone -= worker->alone && round->count;
		if (!ok && worker->report->rounds == 0 && error.kind == ERROR_USAGE)
			return fail(&error);
		if (!ok && error.kind == ERROR_REFUSED)
			go_on_alone(worker, &error);
		else if (!ok)
			wait_for_database(worker, &error, &pause);
		if (worker->queue_error.kind)
			return fail(&worker->queue_error);
		if (at_rest && ok && worker->settings->until_empty && is_empty(worker))
			break;
	}
	struct error error = {0};
	if (!finish(worker, &error))
		message_error(&error);
	return EXIT_DONE;
}

/* The first opening tells at once what is wrong with an address, and which versions are at work. */
static int begin(struct worker *worker)
{
	struct error error = {0};
	struct queue_options options = queueing_options(worker->settings);
	options.stopped = work_stopped;
	options.context = worker->report;
	if (!open_keeper(worker, &error) || !queue_open(&worker->queue, &options, &error) ||
	    !batch_open_coders(worker->session->kit, batch_threads(worker->settings), &worker->coders, &error))
		return fail(&error);
	if (!report_open(worker->report, worker->settings, worker->queue, &error))
		return fail(&error);
	message("working: casus %s, lexicon %.*s, model %.*s", CASUS_VERSION, STR_ARG(kit_lexicon_hash(worker->session->kit)), STR_ARG(kit_model_hash(worker->session->kit)));
	return work(worker);
}

int run_work(const struct settings *settings)
{
	struct error error = {0};
	struct session session;
	struct work_report report = {0};
	struct settings quiet = *settings; /* a round is no run that people should hear of */
	struct worker *worker = calloc(1, sizeof *worker);
	quiet.quiet = true;
	if (!worker)
		error_set(&error, ERROR_SYSTEM, "out of memory");
	else if (!settings->db)
		error_set(&error, ERROR_USAGE, "which database? name it with --db");
	else
		queueing_check(settings, &error);
	if (error.kind) {
		free(worker);
		return fail(&error);
	}
	work_begin(&report);
	*worker = (struct worker){.settings = &quiet, .session = &session, .report = &report};
	pthread_mutex_init(&worker->lock, NULL);
	arena_init(&worker->ahead.arena);
	int status = session_open(&session, settings, &error) ? begin(worker) : fail(&error);
	report_close(&report, settings->quiet);
	keeper_close(worker->keeper); /* before the queue, which it answers to */
	pthread_mutex_destroy(&worker->lock);
	give_back_ahead(worker);
	queue_close(worker->queue);
	batch_close_coders(worker->coders, batch_threads(&quiet));
	session_close(&session);
	free(worker);
	return status;
}
