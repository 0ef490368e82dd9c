#include "batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "output.h"
#include "parallel.h"
#include "reader/reader.h"

#define DOCUMENT_MEMORY ((size_t)2 << 30) /* what one document may take before it is refused, in bytes */
#define THREADS_MAX 256

struct job {
	struct arena arena;
	bool arena_ready;
	struct document document;
	struct reader_raw raw;
	const char *path;
	size_t number; /* from 0, in the order of reading */
	bool usable;   /* else error says why not */
	bool parsed;   /* the article is there: it came from batch->source */
	bool code;     /* else the command wants it as it was read */
	void *note;    /* of batch->admit */
	struct error error;
	struct buf out;
};

struct run { /* one batch_run */
	const struct batch *batch;
	struct coder **coders; /* one for each thread */
	struct reader *reader; /* of the input before next_input; NULL between inputs */
	size_t next_input;
	const char *const *inputs;
	size_t input_count;
	size_t read;        /* jobs */
	pthread_mutex_t turn;
	pthread_cond_t turned;
	size_t admitted;    /* jobs whose turn is over */
	bool some_failed;
	struct error output_error;
};

/* --- reading: one job an article, or one for an input that cannot be used ------------------------------ */

static void name_input(struct job *job)
{
	if (!job->error.file[0])
		strncat(job->error.file, strcmp(job->path, "-") == 0 ? "standard input" : job->path, sizeof job->error.file - 1);
}

static void prepare_job(struct job *job, const char *path)
{
	if (!job->arena_ready)
		arena_init(&job->arena);
	else
		arena_reset(&job->arena);
	job->arena_ready = true;
	job->arena.limit = DOCUMENT_MEMORY;
	memset(&job->document, 0, sizeof job->document);
	memset(&job->error, 0, sizeof job->error);
	job->document.arena = &job->arena;
	job->usable = false;
	job->parsed = false;
	job->code = true;
	job->note = NULL;
	job->path = path;
	buf_clear(&job->out);
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
		reader_close(run->reader);
		run->reader = NULL;
		status = READER_BAD;
	}
	job->arena.recover = NULL;
	return status;
}

static bool read_source(struct run *run, struct job *job)
{
	bool there = false;
	jmp_buf recover;
	prepare_job(job, "the database");
	if (setjmp(recover) == 0) {
		job->arena.recover = &recover;
		job->usable = job->parsed = run->batch->source(run->batch->context, &job->document, &there, &job->error);
	} else {
		error_set(&job->error, ERROR_INPUT, "out of memory for this document");
	}
	job->arena.recover = NULL;
	job->number = run->read;
	run->read += there;
	return there;
}

static bool read_job(void *context, void *memory)
{
	struct run *run = context;
	struct job *job = memory;
	if (run->batch->source)
		return read_source(run, job);
	struct reader_options options = {.format = run->batch->settings->from, .lexicon = kit_reader_lexicon(run->batch->session->kit)};
	for (;;) {
		if (run->reader) {
			prepare_job(job, run->inputs[run->next_input - 1]);
			enum reader_status status = next_article(run, job);
			if (status != READER_END) {
				job->usable = status == READER_ARTICLE;
				job->number = run->read++;
				return true;
			}
			reader_close(run->reader);
			run->reader = NULL;
		}
		if (run->next_input == run->input_count)
			return false;
		prepare_job(job, run->inputs[run->next_input++]);
		if (!reader_open(&run->reader, job->path, &options, &job->error)) {
			run->reader = NULL;
			job->number = run->read++;
			return true;
		}
	}
}

/* --- working and writing ------------------------------------------------------------------------------- */

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

/* Jobs are begun in the order of their numbers, so that the one whose turn it is is always under way. */
static void admit_in_turn(struct run *run, struct job *job)
{
	const struct batch *batch = run->batch;
	jmp_buf recover;
	pthread_mutex_lock(&run->turn);
	while (run->admitted != job->number)
		pthread_cond_wait(&run->turned, &run->turn);
	pthread_mutex_unlock(&run->turn);
	if (job->usable && setjmp(recover) == 0) {
		job->arena.recover = &recover;
		job->usable = batch->admit(batch->context, &job->document, &job->note, &job->code, &job->error);
	} else if (job->usable) {
		job->usable = error_set(&job->error, ERROR_INPUT, "out of memory for this document");
	}
	job->arena.recover = NULL;
	pthread_mutex_lock(&run->turn);
	run->admitted++;
	pthread_cond_broadcast(&run->turned);
	pthread_mutex_unlock(&run->turn);
}

static void work_job(void *context, size_t worker, void *memory)
{
	struct run *run = context;
	struct job *job = memory;
	const struct batch *batch = run->batch;
	job->usable = job->usable && (job->parsed || parse_article(job));
	if (batch->admit)
		admit_in_turn(run, job);
	if (!job->usable || !job->code)
		return;
	struct coder *coder = run->coders[worker];
	job->usable = coder_run(coder, &job->document, batch->stage, &job->error);
	jmp_buf recover;
	if (!job->usable || !batch->render)
		return;
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

static bool write_job(void *context, void *memory)
{
	struct run *run = context;
	struct job *job = memory;
	size_t replaced = job->document.article.replaced_bytes;
	if (replaced)
		message("%s: %zu byte%s that %s no UTF-8 %s replaced by U+FFFD", job->path, replaced, replaced == 1 ? "" : "s",
		        replaced == 1 ? "is" : "are", replaced == 1 ? "was" : "were");
	if (!job->usable) {
		name_input(job);
		message_error(&job->error);
		run->some_failed = true;
	}
	const struct batch *batch = run->batch;
	if (batch->take)
		return batch->take(batch->context, &job->arena, &job->document, job->note, job->usable, &run->output_error);
	if (!job->usable)
		return true;
	return output_write(buf_view(&job->out), &run->output_error);
}

static void free_job(void *context, void *memory)
{
	struct job *job = memory;
	(void)context;
	buf_free(&job->out);
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

int batch_run(const struct batch *batch)
{
	static const char *const standard_input[] = {"-"};
	const struct settings *settings = batch->settings;
	struct error error = {0};
	size_t threads = batch_threads(settings);
	struct run run = {.batch = batch, .inputs = settings->inputs, .input_count = settings->input_count};
	if (!settings->inputs_given) {
		run.inputs = standard_input;
		run.input_count = 1;
	}
	pthread_mutex_init(&run.turn, NULL);
	pthread_cond_init(&run.turned, NULL);
	struct parallel parallel = {threads, &run, sizeof(struct job), read_job, work_job, write_job, free_job};
	bool ok = check_format(settings->from, &error) && batch_open_coders(batch->session->kit, threads, &run.coders, &error) && parallel_run(&parallel, &error);
	batch_close_coders(run.coders, threads);
	pthread_cond_destroy(&run.turned);
	pthread_mutex_destroy(&run.turn);
	if (run.reader)
		reader_close(run.reader);
	if (!ok)
		return fail(&error);
	if (run.output_error.kind || !output_flush(&run.output_error))
		return fail(&run.output_error);
	return run.some_failed ? EXIT_SOME_INPUTS : EXIT_DONE;
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
