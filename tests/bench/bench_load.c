/* How long a whole pack takes to be ready, and how much of it two processes share.
 *
 *   bench_load PACK [ARTICLES.jsonl]
 *
 * Opens the kit (lexicon, gazetteer, codebook, networks) some times and prints the first, median and best wall time, and the processor's. Then two processes open it each for
 * itself, code the articles (or one sentence) and, while both live, print what /proc/self/smaps says of the pack's mapping: pages in memory
 * (Rss), the part of them that other processes have, too (Shared), what is the process's own (Private), and its share when shared pages
 * are divided by those who have them (Pss). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pipeline.h"
#include "reader/reader.h"

enum { OPENINGS = 15, PROCESSES = 2 };

static int fail(const struct error *error)
{
	struct buf out = {0};
	error_format(error, &out);
	fwrite(out.data, 1, out.length, stderr);
	buf_free(&out);
	return EXIT_FAILURE;
}

static double now(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static bool time_openings(const struct kit_options *options, struct error *error)
{
	double took[OPENINGS], spent[OPENINGS], first;
	for (int i = 0; i < OPENINGS; i++) {
		struct kit *kit;
		double start = now(CLOCK_MONOTONIC), before = now(CLOCK_PROCESS_CPUTIME_ID);
		if (!kit_open(&kit, options, error))
			return false;
		took[i] = 1e3 * (now(CLOCK_MONOTONIC) - start);
		spent[i] = 1e3 * (now(CLOCK_PROCESS_CPUTIME_ID) - before);
		kit_close(kit);
	}
	first = took[0];
	qsort(took, OPENINGS, sizeof *took, by_value);
	qsort(spent, OPENINGS, sizeof *spent, by_value);
	printf("open: first %.1f ms, median %.1f ms, best %.1f ms of %d; processor time: median %.1f ms\n", first, took[OPENINGS / 2], took[0], OPENINGS,
	       spent[OPENINGS / 2]);
	return true;
}

static bool code(const struct kit *kit, const char *file, struct error *error)
{
	static const char sentence[] = "France condemned the attack on Mosul on Thursday.";
	struct reader_options options = {.format = "jsonl", .lexicon = kit_reader_lexicon(kit)};
	struct reader *reader;
	struct coder *coder;
	struct arena arena;
	if (!coder_new(&coder, kit, error))
		return false;
	arena_init(&arena);
	bool good = true;
	if (!file) {
		struct document document = {.arena = &arena, .article = {.text = {sentence, sizeof sentence - 1}, .day = DAY_NONE}};
		good = coder_run(coder, &document, STAGE_RECORDS, error);
	} else if ((good = reader_open(&reader, file, &options, error))) {
		struct document document = {.arena = &arena};
		while (good && reader_next(reader, &arena, &document.article, error) == READER_ARTICLE) {
			good = coder_run(coder, &document, STAGE_RECORDS, error);
			arena_reset(&arena);
			document = (struct document){.arena = &arena};
		}
		reader_close(reader);
	}
	arena_free(&arena);
	coder_free(coder);
	return good && error->kind == ERROR_NONE;
}

/* Adds up the lines of /proc/self/smaps under the mappings of FILE; kilobytes. */
static void print_shares(const char *file, int number)
{
	static const char *const fields[] = {"Size:", "Rss:", "Pss:", "Shared_Clean:", "Shared_Dirty:", "Private_Clean:", "Private_Dirty:"};
	unsigned long sums[7] = {0}, value;
	char line[4096], name[64];
	bool inside = false;
	FILE *smaps = fopen("/proc/self/smaps", "r");
	const char *base = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
	while (smaps && fgets(line, sizeof line, smaps)) {
		if (sscanf(line, "%63s %lu kB", name, &value) != 2 || !strchr(name, ':') || strchr(name, '-')) {
			inside = strstr(line, base) != NULL;
			continue;
		}
		for (int i = 0; inside && i < 7; i++)
			if (strcmp(name, fields[i]) == 0)
				sums[i] += value;
	}
	if (smaps)
		fclose(smaps);
	printf("process %d, pack: mapped %.1f MB, in memory %.1f MB, shared %.1f MB, private %.1f MB, proportional %.1f MB\n", number,
	       (double)sums[0] / 1024, (double)sums[1] / 1024, (double)(sums[3] + sums[4]) / 1024, (double)(sums[5] + sums[6]) / 1024, (double)sums[2] / 1024);
	fflush(stdout);
}

/* One of the processes: ready, wait for the others, tell, and live until all have told. */
static int live(const struct kit_options *options, const char *articles, int number, int ready, int start)
{
	struct error error = {0};
	struct kit *kit;
	char byte = 1;
	if (!kit_open(&kit, options, &error) || !code(kit, articles, &error))
		return fail(&error);
	if (write(ready, &byte, 1) != 1 || read(start, &byte, 1) != 1)
		return EXIT_FAILURE;
	print_shares(options->pack, number);
	if (write(ready, &byte, 1) != 1 || read(start, &byte, 1) != 1)
		return EXIT_FAILURE;
	kit_close(kit);
	return EXIT_SUCCESS;
}

static int share(const struct kit_options *options, const char *articles)
{
	int ready[2], start[PROCESSES][2], status, worst = EXIT_SUCCESS;
	char byte = 1;
	if (pipe(ready) != 0)
		return EXIT_FAILURE;
	fflush(stdout);
	for (int i = 0; i < PROCESSES; i++) {
		if (pipe(start[i]) != 0)
			return EXIT_FAILURE;
		pid_t child = fork();
		if (child == 0)
			_exit(live(options, articles, i + 1, ready[1], start[i][0]));
	}
	close(ready[1]);
	bool good = true;
	for (int i = 0; i < PROCESSES; i++)
		good = good && read(ready[0], &byte, 1) == 1;
	for (int i = 0; i < PROCESSES; i++)
		good = good && write(start[i][1], &byte, 1) == 1 && read(ready[0], &byte, 1) == 1;
	for (int i = 0; i < PROCESSES; i++)
		good = good && write(start[i][1], &byte, 1) == 1;
	worst = good ? EXIT_SUCCESS : EXIT_FAILURE;
	while (wait(&status) > 0)
		worst = status ? EXIT_FAILURE : worst;
	return worst;
}

int main(int count, char **arguments)
{
	struct error error = {0};
	if (count != 2 && count != 3) {
		fprintf(stderr, "usage: bench_load PACK [ARTICLES.jsonl]\n");
		return 2;
	}
	struct kit_options options = {.pack = arguments[1]};
	if (!time_openings(&options, &error))
		return fail(&error);
	return share(&options, count == 3 ? arguments[2] : NULL);
}
