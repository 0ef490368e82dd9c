/* casus parse --from conllu: a file's sentences, cut into parts that threads parse. */
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "command.h"
#include "output.h"
#include "parallel.h"
#include "parse.h"
#include "syntax/conllu.h"

#include "base/file.h"

#define PART_SENTENCES 128

struct part {
	struct arena arena; /* the lemmas */
	bool arena_ready, usable;
	struct conllu conllu; /* a window on the file's */
	struct error error;
	struct buf out;
};

struct conllu_run {
	struct coder **coders; /* one for each thread */
	size_t threads;
	const struct conllu *file;
	size_t next; /* sentence */
	bool some_failed;
	struct error output_error;
};

static bool read_part(void *context, void *memory)
{
	struct conllu_run *run = context;
	struct part *part = memory;
	size_t left = run->file->count - run->next;
	if (!left)
		return false;
	if (part->arena_ready)
		arena_reset(&part->arena);
	else
		arena_init(&part->arena);
	part->arena_ready = true;
	part->conllu = *run->file;
	part->conllu.given += run->next;
	part->conllu.sentences += run->next;
	part->conllu.count = left < PART_SENTENCES ? left : PART_SENTENCES;
	run->next += part->conllu.count;
	buf_clear(&part->out);
	return true;
}

static void work_part(void *context, size_t worker, void *memory)
{
	struct conllu_run *run = context;
	struct part *part = memory;
	struct document document = {.arena = &part->arena, .sentences = part->conllu.sentences, .sentence_count = part->conllu.count};
	document.article.text = run->file->text;
	document.article.day = DAY_NONE;
	memset(&part->error, 0, sizeof part->error);
	part->usable = coder_run(run->coders[worker], &document, STAGE_TREES, &part->error);
	if (part->usable)
		conllu_write(&part->conllu, &part->out);
	if (part->usable && part->out.failed)
		part->usable = error_set(&part->error, ERROR_SYSTEM, "out of memory");
}

static bool write_part(void *context, void *memory)
{
	struct conllu_run *run = context;
	struct part *part = memory;
	if (!part->usable) {
		message_error(&part->error);
		run->some_failed = true;
		return true;
	}
	return output_write(buf_view(&part->out), &run->output_error);
}

static void free_part(void *context, void *memory)
{
	struct part *part = memory;
	(void)context;
	buf_free(&part->out);
	if (part->arena_ready)
		arena_free(&part->arena);
}

/* conllu_read, with memory that runs out as an error of its own. */
static bool read_conllu(const char *path, struct str bytes, struct arena *arena, struct conllu *conllu, struct error *error)
{
	jmp_buf recover;
	bool ok;
	if (setjmp(recover) == 0) {
		arena->recover = &recover;
		ok = conllu_read(bytes, path, arena, conllu, error);
	} else {
		ok = error_set(error, ERROR_INPUT, "%s: too large", path);
	}
	arena->recover = NULL;
	return ok;
}

/* False when nothing more can be written or no thread started; a file that cannot be used is only noted. */
static bool run_input(struct conllu_run *run, const char *path, struct error *error)
{
	struct arena arena;
	struct buf bytes = {0};
	struct conllu conllu = {0};
	struct error problem = {0};
	bool ok = true;
	arena_init(&arena);
	if (!file_read(path, 0, &bytes, &problem) || !read_conllu(path, buf_view(&bytes), &arena, &conllu, &problem)) {
		message_error(&problem);
		run->some_failed = true;
	} else {
		struct parallel parallel = {run->threads, run, sizeof(struct part), read_part, work_part, write_part, free_part};
		run->file = &conllu;
		run->next = 0;
		ok = parallel_run(&parallel, error) && !run->output_error.kind;
	}
	buf_free(&bytes);
	arena_free(&arena);
	return ok;
}

int parse_conllu_inputs(const struct settings *settings, const struct session *session)
{
	static const char *const standard_input[] = {"-"};
	struct error error = {0};
	struct conllu_run run = {.threads = batch_threads(settings)};
	const char *const *inputs = settings->inputs_given ? settings->inputs : standard_input;
	size_t count = settings->inputs_given ? settings->input_count : 1;
	bool ok = batch_open_coders(session->kit, run.threads, &run.coders, &error);
	for (size_t i = 0; ok && i < count; i++)
		ok = run_input(&run, inputs[i], &error);
	batch_close_coders(run.coders, run.threads);
	if (error.kind)
		return fail(&error);
	if (run.output_error.kind || !output_flush(&run.output_error))
		return fail(&run.output_error);
	return run.some_failed ? EXIT_SOME_INPUTS : EXIT_DONE;
}
