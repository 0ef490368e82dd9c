/* Where the time of coding goes: each step's processor time, as a share of the whole, on one thread.
 *
 *   bench_rooms PACK ARTICLES.jsonl
 *
 * The articles go the way that `casus code -f jsonl` sends them; opening the pack does not count. The look-ups are times, places, mentions and
 * who they are on the event's day. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "each_article.h"
#include "reader/reader.h"
#include "view/view.h"

enum { READING = CODER_STEPS, VIEW, ALL_STEPS };

static const char *const names[ALL_STEPS] = {
	[READING] = "reader", [STEP_TEXT] = "text: sentences and words", [STEP_SYNTAX] = "syntax: tags and trees", [STEP_TIME] = "time",
	[STEP_PLACE] = "place", [STEP_NAMES] = "entity: names", [STEP_ENTITY] = "entity: mentions and coreference", [STEP_RESOLVE] = "entity: who that is on the day", [STEP_CODING] = "coding",
	[STEP_CONFIDENCE] = "confidence", [STEP_STORY] = "story", [VIEW] = "view: JSON Lines",
};
static const unsigned order[ALL_STEPS] = {READING, STEP_TEXT, STEP_SYNTAX, STEP_TIME, STEP_PLACE, STEP_NAMES, STEP_ENTITY, STEP_RESOLVE, STEP_CODING,
                                          STEP_CONFIDENCE, STEP_STORY, VIEW};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* What asking the clock takes: each step of each article holds one such question. */
static double clock_cost(void)
{
	enum { ASKED = 20000 };
	double start = now(), end = start;
	for (int i = 0; i < ASKED; i++)
		end = now();
	return (end - start) / ASKED;
}

static bool code_all(const struct kit *kit, struct coder *coder, const char *file, double *seconds, size_t *articles, size_t *sentences, struct error *error)
{
	struct reader_options options = {.format = "jsonl", .lexicon = kit_reader_lexicon(kit)};
	struct view_context view = {STR("bench"), kit_lexicon_hash(kit), kit_model_hash(kit)};
	struct reader *reader;
	struct arena arena;
	struct buf out = {0};
	if (!reader_open(&reader, file, &options, error))
		return false;
	arena_init(&arena);
	bool good = true;
	while (good) {
		struct document document = {.arena = &arena};
		double start = now();
		good = reader_next(reader, &arena, &document.article, error) == READER_ARTICLE;
		seconds[READING] += now() - start;
		good = good && coder_run(coder, &document, STAGE_RECORDS, error);
		if (!good)
			break;
		start = now();
		view_jsonl(&document, &view, &out);
		seconds[VIEW] += now() - start;
		*sentences += document.sentence_count;
		++*articles;
		out.length = 0;
		arena_reset(&arena);
	}
	buf_free(&out);
	arena_free(&arena);
	reader_close(reader);
	return error->kind == ERROR_NONE;
}

static void report(const double *seconds, size_t sentences)
{
	double all = 0, look_ups = seconds[STEP_TIME] + seconds[STEP_PLACE] + seconds[STEP_NAMES] + seconds[STEP_RESOLVE];
	for (unsigned i = 0; i < ALL_STEPS; i++)
		all += seconds[i];
	for (unsigned i = 0; i < ALL_STEPS; i++)
		printf("%-32s %7.3f s %6.2f %% %8.2f us a sentence\n", names[order[i]], seconds[order[i]], 100 * seconds[order[i]] / all,
		       1e6 * seconds[order[i]] / (double)sentences);
	printf("%-32s %7.3f s %6.2f %%\n", "look-ups: time, place, names, day", look_ups, 100 * look_ups / all);
	printf("%-32s %7.3f s, %zu sentences\n", "all", all, sentences);
}

int main(int count, char **arguments)
{
	struct error error = {0};
	struct kit *kit;
	struct coder *coder;
	struct coder_times times = {{0}, 0};
	double seconds[ALL_STEPS] = {0};
	size_t sentences = 0, articles = 0;
	if (count != 3) {
		fprintf(stderr, "usage: bench_rooms PACK ARTICLES.jsonl\n");
		return 2;
	}
	struct kit_options options = {.pack = arguments[1]};
	if (!kit_open(&kit, &options, &error))
		return tool_fail(&error);
	if (!coder_new(&coder, kit, &error))
		return tool_fail(&error);
	coder_measure(coder, &times);
	if (!code_all(kit, coder, arguments[2], seconds, &articles, &sentences, &error))
		return tool_fail(&error);
	for (unsigned i = 0; i < CODER_STEPS; i++)
		seconds[i] = times.seconds[i];
	double cost = clock_cost();
	for (unsigned i = 0; i < ALL_STEPS; i++)
		seconds[i] -= cost * (double)articles;
	report(seconds, sentences);
	coder_free(coder);
	kit_close(kit);
	return EXIT_SUCCESS;
}
