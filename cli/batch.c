#include "batch.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "inputs.h"
#include "interrupt.h"
#include "journal.h"
#include "output.h"
#include "parallel.h"
#include "reader/reader.h"
#include "report.h"
#include "seen.h"

#define DOCUMENT_MEMORY ((size_t)2 << 30) /* what one document may take before it is refused, in bytes */
#define KEPT_MEMORY ((size_t)16 << 20)    /* what a job keeps for the next */
#define THREADS_MAX 256

enum left_out { NOT_LEFT_OUT, LEFT_OUT_FOREIGN, LEFT_OUT_DUPLICATE, LEFT_OUT_EMPTY, DONE_BEFORE };

struct job {
	struct arena arena;
	bool arena_ready;
	struct document document;
	struct reader_raw raw;
	struct buf path;
	bool named;    /* its file stands on the command line itself */
	size_t number; /* from 0, in the order of reading */
	uint64_t bytes; /* of the inputs, that were read when it was */
	bool usable;   /* else error says why not */
	bool parsed;   /* the article is there: it came from batch->source */
	bool code;     /* else the command wants it as it was read */
	enum left_out left_out;
	void *note;    /* of batch->admit */
	struct error error;
	struct buf out;
};

struct run { /* one batch_run */
	const struct batch *batch;
	struct coder **coders; /* one for each thread */
	struct reader_fields fields;
	struct inputs *inputs;
	struct reader *reader; /* of the file at hand; NULL between files */
	struct buf path;       /* its name */
	bool named;
	uint64_t bytes_before; /* of the files before it */
	size_t read;           /* jobs */
	size_t shard, shards;  /* from 0; shards 1: all of it */
	bool ended;            /* nothing is left to read; else the run was interrupted */
	struct seen seen;
	pthread_mutex_t turn;
	pthread_cond_t turned;
	size_t admitted;    /* jobs whose turn is over */
	struct journal journal;
	struct interrupt own, *interrupt;
	struct report report;
	size_t written;     /* jobs */
	size_t passed_over; /* of files that are closed */
	bool some_failed;
	struct error output_error;
};

/* --- reading: one job an article, or one for an input that cannot be used ------------------------------ */

static void name_input(struct job *job)
{
	if (!job->error.file[0] && job->path.length)
		strncat(job->error.file, strcmp(job->path.data, "-") == 0 ? "standard input" : job->path.data, sizeof job->error.file - 1);
}

static void prepare_job(struct run *run, struct job *job)
{
	if (!job->arena_ready)
		arena_init(&job->arena);
	else if (job->arena.total > KEPT_MEMORY)
		arena_free(&job->arena);
	else
		arena_reset(&job->arena);
	job->arena_ready = true;
	job->arena.limit = DOCUMENT_MEMORY;
	memset(&job->document, 0, sizeof job->document);
	memset(&job->error, 0, sizeof job->error);
	job->document.arena = &job->arena;
	job->usable = job->parsed = false;
	job->code = true;
	job->left_out = NOT_LEFT_OUT;
	job->note = NULL;
	job->named = run->named;
	buf_clear(&job->path);
	buf_str(&job->path, buf_view(&run->path));
	buf_clear(&job->out);
}

static void close_reader(struct run *run)
{
	struct reader_progress progress = reader_progress(run->reader);
	run->bytes_before += progress.bytes;
	run->passed_over += progress.passed_over;
	reader_close(run->reader);
	run->reader = NULL;
}

/* reader_cut, but an article that needs too much memory is an error of its input, of which nothing more is read. */
static enum reader_status next_article(struct run *run, struct job *job)
{
	jmp_buf recover;
	enum reader_status status;
	if (setjmp(recover) == 0) {
		job->arena.recover = &recover;
		status = reader_cut(run->reader, &job->arena, &job->raw, &job->error);
	} else {
		error_set(&job->error, ERROR_INPUT, "too large: an article may take %zu MiB of memory", DOCUMENT_MEMORY >> 20);
		close_reader(run);
		status = READER_BAD;
	}
	job->arena.recover = NULL;
	return status;
}

/* Which of the shards has it: what cannot be used is the first's. */
static bool is_of_shard(const struct run *run, const struct job *job)
{
	uint64_t hash = job->usable ? str_hash(job->raw.bytes) * 0x9e3779b97f4a7c15u >> 32 : 0; /* its low bits are poor */
	return run->shards == 1 || (job->usable ? hash % run->shards : 0) == run->shard;
}

/* Open the next file. False when nothing is left; an error is the job's. */
static bool open_next(struct run *run, struct job *job)
{
	struct reader_options options = {run->batch->settings->from, kit_reader_lexicon(run->batch->session->kit), &run->fields};
	const char *path = NULL;
	struct error error = {0};
	buf_clear(&run->path);
	enum inputs_status status = inputs_next(run->inputs, &path, &run->named, &error);
	if (status == INPUTS_END)
		return false;
	if (status == INPUTS_FILE)
		buf_append(&run->path, path, strlen(path) + 1);
	prepare_job(run, job);
	job->error = error;
	if (status == INPUTS_FILE && !reader_open(&run->reader, path, &options, &job->error))
		run->reader = NULL;
	return true;
}

static bool read_source(struct run *run, struct job *job)
{
	bool there = false;
	jmp_buf recover;
	prepare_job(run, job);
	if (setjmp(recover) == 0) {
		job->arena.recover = &recover;
		job->usable = job->parsed = run->batch->source(run->batch->context, &job->document, &there, &job->error);
	} else {
		error_set(&job->error, ERROR_INPUT, "out of memory for this document");
	}
	job->arena.recover = NULL;
	job->number = run->read;
	run->read += there;
	run->ended = !there;
	return there;
}

static bool read_job(void *context, void *memory)
{
	struct run *run = context;
	struct job *job = memory;
	if (run->batch->source)
		return !interrupt_signal(run->interrupt) && read_source(run, job);
	while (!interrupt_signal(run->interrupt)) {
		bool ready = false;
		if (run->reader) {
			prepare_job(run, job);
			enum reader_status status = next_article(run, job);
			job->usable = status == READER_ARTICLE;
			if (status == READER_END)
				close_reader(run);
			ready = status != READER_END;
		} else if (!open_next(run, job)) {
			run->ended = true;
			return false;
		} else {
			ready = !run->reader;
		}
		if (!ready || !is_of_shard(run, job))
			continue;
		job->bytes = run->bytes_before + (run->reader ? reader_progress(run->reader).bytes : 0);
		job->number = run->read++;
		if (job->number < run->journal.done || job->number < run->batch->settings->skip)
			job->left_out = DONE_BEFORE;
		return true;
	}
	return false;
}

/* --- working --------------------------------------------------------------------------------------------- */

static bool knows(const struct batch *batch, struct job *job)
{
	jmp_buf recover;
	volatile bool known = false;
	if (!batch->knows || job->parsed || job->left_out || !job->document.article.block_count)
		return false;
	if (setjmp(recover) == 0) {
		job->arena.recover = &recover;
		known = batch->knows(batch->context, &job->document, &job->note);
	} else {
		job->usable = error_set(&job->error, ERROR_INPUT, "out of memory for this document");
	}
	job->arena.recover = NULL;
	return known;
}

static bool parse_article(struct job *job)
{
	jmp_buf recover;
	bool ok;
	if (setjmp(recover) == 0) {
		job->arena.recover = &recover;
		ok = reader_parse(&job->raw, &job->arena, &job->document.article, &job->error);
	} else {
		ok = error_set(&job->error, ERROR_INPUT, "too large: an article may take %zu MiB of memory", DOCUMENT_MEMORY >> 20);
	}
	job->arena.recover = NULL;
	return ok;
}

static bool leaves_out_foreign(const struct batch *batch)
{
	return batch->leaves_out_foreign && !batch->settings->any_language;
}

static bool leaves_out_duplicates(const struct batch *batch)
{
	return batch->leaves_out_duplicates && !batch->settings->keep_duplicates;
}

/* A file that the user names, and names again, is meant. */
static bool is_meant(const struct job *job)
{
	return job->named && job->raw.is_whole_file && (job->raw.is_standard_input || strcmp(job->raw.path, job->path.data) == 0);
}

static void admit(struct run *run, struct job *job)
{
	const struct batch *batch = run->batch;
	jmp_buf recover;
	if (leaves_out_duplicates(batch) && !job->parsed && !is_meant(job) && seen_before(&run->seen, seen_hash(&job->document.article)) && !job->left_out)
		job->left_out = LEFT_OUT_DUPLICATE;
	if (!batch->admit || job->left_out)
		return;
	if (setjmp(recover) == 0) {
		job->arena.recover = &recover;
		job->usable = batch->admit(batch->context, &job->document, &job->note, &job->code, &job->error);
	} else {
		job->usable = error_set(&job->error, ERROR_INPUT, "out of memory for this document");
	}
	job->arena.recover = NULL;
}

/* Jobs are begun in the order of their numbers, so that the one whose turn it is is always under way. */
static void admit_in_turn(struct run *run, struct job *job, bool known)
{
	pthread_mutex_lock(&run->turn);
	while (run->admitted != job->number)
		pthread_cond_wait(&run->turned, &run->turn);
	pthread_mutex_unlock(&run->turn);
	if (job->usable && !known && job->left_out != LEFT_OUT_EMPTY)
		admit(run, job);
	pthread_mutex_lock(&run->turn);
	run->admitted++;
	pthread_cond_broadcast(&run->turned);
	pthread_mutex_unlock(&run->turn);
}

static void render(const struct batch *batch, struct coder *coder, struct job *job)
{
	jmp_buf recover;
	if (setjmp(recover) == 0) {
		job->arena.recover = &recover;
		job->usable = batch->render(batch->context, coder, &job->document, &job->out, &job->error);
	} else {
		job->usable = error_set(&job->error, ERROR_INPUT, "out of memory for this document");
	}
	job->arena.recover = NULL;
	if (job->usable && job->out.failed)
		job->usable = error_set(&job->error, ERROR_SYSTEM, "out of memory");
}

static void work_job(void *context, size_t worker, void *memory)
{
	struct run *run = context;
	struct job *job = memory;
	const struct batch *batch = run->batch;
	bool in_turn = batch->admit || leaves_out_duplicates(batch);
	if (job->left_out == DONE_BEFORE && !in_turn)
		return;
	job->usable = job->usable && (job->parsed || parse_article(job));
	bool known = job->usable && knows(batch, job);
	if (job->usable && !job->left_out && !job->parsed && !known)
		reader_tell_language(&job->raw, &job->document.article);
	if (job->usable && !job->left_out && !job->parsed && leaves_out_foreign(batch) && job->document.article.foreign.length)
		job->left_out = LEFT_OUT_FOREIGN;
	if (job->usable && !job->left_out && !job->parsed && !job->document.article.block_count)
		job->left_out = LEFT_OUT_EMPTY;
	if (in_turn)
		admit_in_turn(run, job, known);
	if (!job->usable || !job->code || job->left_out || known)
		return;
	struct coder *coder = batch->only_read ? NULL : run->coders[worker];
	job->usable = batch->only_read || coder_run(coder, &job->document, batch->stage, &job->error);
	if (job->usable && batch->render)
		render(batch, coder, job);
}

/* --- writing ------------------------------------------------------------------------------------------------- */

static void report_job(struct run *run, struct job *job)
{
	const struct article *article = &job->document.article;
	const char *path = job->usable && !job->parsed ? job->raw.path : job->path.data;
	if (article->replaced_bytes && job->usable && !job->left_out)
		report_replaced(&run->report, path, article->replaced_bytes);
	if (!job->usable) {
		name_input(job);
		report_error(&run->report, &job->error);
		run->some_failed = true;
	} else if (job->left_out == LEFT_OUT_EMPTY) {
		run->report.passed_over++;
	} else if (job->left_out) {
		report_left_out(&run->report, path, article, job->left_out == LEFT_OUT_FOREIGN ? article->foreign : (struct str){0});
	} else {
		report_coded(&run->report, &job->document);
	}
}

static bool note_journal(struct run *run, bool finished, bool force)
{
	struct journal *journal = &run->journal;
	int64_t now = journal->path ? (int64_t)report_clock() : 0;
	if (!journal->path || (!force && now - journal->written < 2))
		return true;
	size_t done = run->written > journal->done ? run->written : journal->done; /* it may still be passing over what was done before */
	return output_flush(&run->output_error) && journal_note(journal, done, finished, force, now, &run->output_error);
}

static bool write_job(void *context, void *memory)
{
	struct run *run = context;
	struct job *job = memory;
	const struct batch *batch = run->batch;
	bool usable = job->usable && !job->left_out;
	run->written++;
	if (job->left_out == DONE_BEFORE) {
		if (!job->usable)
			run->some_failed = true; /* it was named when it was met */
		return true;
	}
	report_job(run, job);
	report_progress(&run->report, job->bytes);
	if (batch->take)
		return batch->take(batch->context, &job->arena, &job->document, job->note, usable && job->usable, &run->output_error);
	if (usable && job->usable && !output_write(buf_view(&job->out), &run->output_error))
		return false;
	return note_journal(run, false, false);
}

static void free_job(void *context, void *memory)
{
	struct job *job = memory;
	(void)context;
	buf_free(&job->out);
	buf_free(&job->path);
	if (job->arena_ready)
		arena_free(&job->arena);
}

/* --- the run ------------------------------------------------------------------------------------------- */

size_t batch_threads(const struct settings *settings)
{
	size_t threads = settings->threads ? settings->threads : parallel_processors();
	return threads < THREADS_MAX ? threads : THREADS_MAX;
}

bool batch_open_coders(const struct kit *kit, size_t count, struct coder ***coders, struct error *error)
{
	*coders = calloc(count, sizeof **coders);
	if (!*coders)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; i < count; i++)
		if (!coder_new(&(*coders)[i], kit, error))
			return false;
	return true;
}

void batch_close_coders(struct coder **coders, size_t count)
{
	for (size_t i = 0; coders && i < count; i++)
		coder_free(coders[i]);
	free(coders);
}

static bool open_coders(struct run *run, size_t count, struct error *error)
{
	run->coders = run->batch->coders;
	if (!run->coders && !batch_open_coders(run->batch->session->kit, count, &run->coders, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (run->batch->thorough || run->batch->settings->thorough)
			coder_set_thorough(run->coders[i]);
		coder_set_least_confidence(run->coders[i], (double)run->batch->settings->min_confidence / 100);
	}
	return true;
}

static bool check_format(const char *name, struct error *error)
{
	struct buf names = {0};
	bool known = !name;
	for (const char *const *format = reader_format_names(); *format && !known; format++) {
		known = strcmp(*format, name) == 0;
		buf_printf(&names, " %s", *format);
	}
	if (!known)
		error_set(error, ERROR_USAGE, "there is no input format '%s'; there are:%.*s", name, (int)names.length, names.data ? names.data : "");
	buf_free(&names);
	return known;
}

/* "3/8": the third of eight. */
static bool read_shard(struct run *run, const char *text, struct error *error)
{
	uint64_t shard, shards;
	struct str rest = str_of(text ? text : "1/1"), first = str_cut(&rest, '/');
	if (!rest.data || !str_to_u64(first, &shard) || !str_to_u64(rest, &shards) || !shard || shard > shards || shards > UINT32_MAX)
		return error_set(error, ERROR_USAGE, "--shard takes K/N, such as 3/8, not '%s'", text);
	run->shard = (size_t)shard - 1;
	run->shards = (size_t)shards;
	return true;
}

static bool check_settings(struct run *run, struct error *error)
{
	const struct settings *settings = run->batch->settings;
	run->fields = (struct reader_fields){settings->fields.item, settings->fields.count};
	if (settings->log && strcmp(settings->log, "json") != 0)
		return error_set(error, ERROR_USAGE, "--log takes json, not '%s'", settings->log);
	if (settings->min_confidence > 100)
		return error_set(error, ERROR_USAGE, "--min-confidence takes 1 to 100, not %zu", settings->min_confidence);
	return check_format(settings->from, error) && reader_fields_check(&run->fields, error) && read_shard(run, settings->shard, error) &&
	       journal_open(&run->journal, settings, kit_lexicon_hash(run->batch->session->kit), error);
}

static void say_how_to_go_on(const struct run *run)
{
	size_t skip = run->batch->settings->skip, done = run->written > run->journal.done ? run->written : run->journal.done;
	done = done > skip ? done : skip;
	if (run->batch->take)
		message("interrupted; what was begun is done. To go on, give the same command again");
	else if (run->journal.path)
		message("interrupted; %zu done so far. To go on, give the same command again and append with >>", done);
	else
		message("interrupted; %zu done so far. To go on, give the same command with --skip %zu and append with >>", done, done);
}

static bool run_all(struct run *run, size_t threads, struct error *error)
{
	struct parallel parallel = {threads, run, sizeof(struct job), read_job, work_job, write_job, free_job};
	report_begin(&run->report, run->batch->settings, inputs_size(run->batch->settings));
	if (run->interrupt == &run->own)
		interrupt_watch(run->interrupt);
	bool ok = parallel_run(&parallel, error);
	if (run->interrupt == &run->own)
		interrupt_end(run->interrupt);
	run->report.passed_over += run->passed_over;
	report_end(&run->report);
	return ok;
}

static void close_run(struct run *run, size_t threads)
{
	if (!run->batch->coders)
		batch_close_coders(run->coders, threads);
	pthread_cond_destroy(&run->turned);
	pthread_mutex_destroy(&run->turn);
	seen_free(&run->seen);
	if (run->reader)
		reader_close(run->reader);
	inputs_close(run->inputs);
	buf_free(&run->path);
}

/* Everything was written as far as it goes: the exit status. */
static int end_run(struct run *run)
{
	bool flushed = !run->output_error.kind && output_flush(&run->output_error) && note_journal(run, run->ended, true);
	if (!flushed)
		return fail(&run->output_error);
	int signal = interrupt_signal(run->interrupt);
	if (signal && !run->ended && run->interrupt == &run->own) {
		say_how_to_go_on(run);
		return 128 + signal;
	}
	return run->some_failed ? EXIT_SOME_INPUTS : EXIT_DONE;
}

int batch_run(const struct batch *batch)
{
	struct error error = {0};
	size_t threads = batch_threads(batch->settings);
	struct run run = {.batch = batch, .inputs = inputs_new(batch->settings)};
	run.interrupt = batch->interrupt ? batch->interrupt : &run.own;
	if (batch->source)
		buf_append(&run.path, "the database", sizeof "the database");
	pthread_mutex_init(&run.turn, NULL);
	pthread_cond_init(&run.turned, NULL);
	bool ok = run.inputs || error_set(&error, ERROR_SYSTEM, "out of memory");
	ok = ok && check_settings(&run, &error);
	int status = EXIT_DONE;
	if (ok && run.journal.finished)
		message("%s says that all is done", run.journal.path);
	else if (ok && (batch->only_read || open_coders(&run, threads, &error)) && run_all(&run, threads, &error))
		status = end_run(&run);
	if (error.kind)
		status = fail(&error);
	close_run(&run, threads);
	return status;
}

int batch_main(struct batch *batch)
{
	struct session session;
	struct error error = {0};
	int status;
	batch->session = &session;
	if (session_open(&session, batch->settings, &error))
		status = batch_run(batch);
	else
		status = fail(&error);
	session_close(&session);
	return status;
}
