/* Options by table, jobs in order over threads, and answers that are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../../cli/answers.h"
#include "../../cli/options.h"
#include "../../cli/parallel.h"

/* --- options ---------------------------------------------------------------------------------------- */

#define FIELD(name) offsetof(struct settings, name)

static const struct option_spec specs[] = {
	{'f', "format", "FORMAT", OPTION_TEXT, FIELD(format), ""},
	{'t', "threads", "N", OPTION_COUNT, FIELD(threads), ""},
	{0, "codebook", "FILE", OPTION_TEXTS, FIELD(codebooks), ""},
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), ""},
	{'u', "update", NULL, OPTION_FLAG, FIELD(update), ""},
	{0, NULL, NULL, OPTION_FLAG, 0, NULL},
};

static bool parse(char **arguments, const char **inputs, struct settings *settings, struct error *error)
{
	size_t count = 0;
	while (arguments[count])
		count++;
	memset(settings, 0, sizeof *settings);
	memset(error, 0, sizeof *error);
	return options_parse(specs, arguments, count, inputs, settings, error);
}

static void options_are_read_in_all_their_forms(void **state)
{
	(void)state;
	char *arguments[] = {"a", "-qu", "-fjsonl", "--threads=3", "-", "--codebook", "x", "--codebook=y", "--", "-q", NULL};
	const char *inputs[16];
	struct settings settings;
	struct error error;
	assert_true(parse(arguments, inputs, &settings, &error));
	assert_true(settings.quiet && settings.update && settings.inputs_given);
	assert_string_equal(settings.format, "jsonl");
	assert_int_equal(settings.threads, 3);
	assert_int_equal(settings.codebooks.count, 2);
	assert_string_equal(settings.codebooks.item[1], "y");
	assert_int_equal(settings.input_count, 3);
	assert_string_equal(settings.inputs[1], "-");
	assert_string_equal(settings.inputs[2], "-q");
}

static void wrong_options_are_refused(void **state)
{
	(void)state;
	char *wrong[][4] = {{"--nothing"}, {"-z"}, {"--threads", "0"}, {"--threads", "-1"}, {"--threads", "99999999999"}, {"-f"}, {"--quiet=yes"}, {"--threads", "3x"}};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const char *inputs[4];
		struct settings settings;
		struct error error;
		assert_false(parse(wrong[i], inputs, &settings, &error));
		assert_int_equal(error.kind, ERROR_USAGE);
	}
}

/* --- parallel --------------------------------------------------------------------------------------- */

#define JOBS 2000

struct count_job {
	size_t number, result;
};

struct count_run {
	size_t read, written, stop_after;
	bool in_order;
	size_t work_of[8];
	size_t freed;
};

static bool read_count(void *context, void *memory)
{
	struct count_run *run = context;
	struct count_job *job = memory;
	job->number = run->read;
	return run->read++ < JOBS;
}

static void work_count(void *context, size_t worker, void *memory)
{
	struct count_run *run = context;
	struct count_job *job = memory;
	volatile size_t sum = 0;
	for (size_t i = 0; i < job->number * 7919 % 2000; i++) /* of uneven length, so that threads overtake each other */
		sum += i;
	job->result = job->number * 2;
	run->work_of[worker]++;
}

static bool write_count(void *context, void *memory)
{
	struct count_run *run = context;
	const struct count_job *job = memory;
	run->in_order = run->in_order && job->number == run->written && job->result == 2 * run->written;
	return ++run->written != run->stop_after;
}

static void free_count(void *context, void *memory)
{
	(void)memory;
	((struct count_run *)context)->freed++;
}

static void jobs_are_written_in_order(void **state)
{
	(void)state;
	for (size_t threads = 1; threads <= 8; threads++) {
		struct count_run run = {.in_order = true};
		struct error error = {0};
		struct parallel parallel = {threads, &run, sizeof(struct count_job), read_count, work_count, write_count, free_count};
		assert_true(parallel_run(&parallel, &error));
		assert_true(run.in_order);
		assert_int_equal(run.written, JOBS);
		size_t done = 0;
		for (size_t i = 0; i < threads; i++)
			done += run.work_of[i];
		assert_int_equal(done, JOBS);
		assert_true(run.freed >= threads);
	}
}

static void writing_can_stop_everything(void **state)
{
	(void)state;
	for (size_t threads = 1; threads <= 4; threads++) {
		struct count_run run = {.in_order = true, .stop_after = 10};
		struct error error = {0};
		struct parallel parallel = {threads, &run, sizeof(struct count_job), read_count, work_count, write_count, free_count};
		assert_true(parallel_run(&parallel, &error));
		assert_int_equal(run.written, 10);
		assert_true(run.in_order);
	}
}

/* --- answers ----------------------------------------------------------------------------------------- */

static bool is_kept(struct answers *answers, const char *question, const char *expected)
{
	struct buf body = {0};
	bool found = answers_find(answers, str_of(question), &body);
	if (found)
		assert_true(str_equal(buf_view(&body), str_of(expected)));
	buf_free(&body);
	return found;
}

static void answers_are_kept_until_a_change(void **state)
{
	struct answers *answers = answers_new(1 << 20);
	(void)state;
	uint64_t age = answers_age(answers);
	assert_false(is_kept(answers, "map", ""));
	answers_keep(answers, STR("map"), STR("points"), age);
	answers_keep(answers, STR("count\0by=type"), STR("rows"), age);
	answers_keep(answers, STR("none"), STR(""), age);
	assert_true(is_kept(answers, "map", "points"));
	assert_true(is_kept(answers, "none", ""));
	assert_false(is_kept(answers, "count", ""));
	answers_forget(answers);
	assert_false(is_kept(answers, "map", ""));
	answers_keep(answers, STR("map"), STR("of before the change"), age);
	assert_false(is_kept(answers, "map", ""));
	answers_keep(answers, STR("map"), STR("new points"), answers_age(answers));
	assert_true(is_kept(answers, "map", "new points"));
	answers_free(answers);
}

static void what_was_asked_least_lately_goes_first(void **state)
{
	static const char large[3000];
	struct answers *answers = answers_new(24000);
	char name[16];
	(void)state;
	answers_keep(answers, STR("too large"), (struct str){large, 3000}, 0);
	assert_false(is_kept(answers, "too large", ""));
	answers_keep(answers, STR("first"), STR("1"), 0);
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof name, "%d", i);
		answers_keep(answers, str_of(name), (struct str){large, 2000}, 0);
		assert_true(is_kept(answers, "first", "1"));
		struct buf body = {0};
		assert_true(answers_find(answers, str_of(name), &body));
		buf_free(&body);
	}
	struct buf body = {0};
	assert_false(answers_find(answers, STR("80"), &body));
	assert_true(answers_find(answers, STR("95"), &body));
	buf_free(&body);
	answers_free(answers);
}

static void without_memory_nothing_is_kept(void **state)
{
	(void)state;
	answers_keep(NULL, STR("map"), STR("points"), answers_age(NULL));
	assert_false(is_kept(NULL, "map", ""));
	answers_forget(NULL);
	answers_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_are_read_in_all_their_forms),
		cmocka_unit_test(wrong_options_are_refused),
		cmocka_unit_test(jobs_are_written_in_order),
		cmocka_unit_test(writing_can_stop_everything),
		cmocka_unit_test(answers_are_kept_until_a_change),
		cmocka_unit_test(what_was_asked_least_lately_goes_first),
		cmocka_unit_test(without_memory_nothing_is_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
