/* bench_query: how long an analyst's ten questions take (docs/query.md), as the command and the page ask them: parsed, names looked
 * up, answered, without the start of the program. Usage: bench_query PACK DATABASE [plan] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "history.h"
#include "query/grammar.h"
#include "store/ask.h"
#include "whom.h"

enum { JULY_2019 = 18078, RUNS = 7, CONDITIONS_MOST = 6 };

struct question {
	const char *asks;
	enum { RECORDS, COUNTS, COMMON, HISTORY } kind;
	int common; /* enum store_question; of HISTORY enum store_chosen */
	const char *conditions[CONDITIONS_MOST];
};

static const struct question questions[] = {
	{"What did the LNA do to the Government of National Accord in April?", RECORDS, 0,
	 {"actor=Haftar", "recipient=GNA", "from=2019-04", "to=2019-04", "limit=100"}},
	{"How did violence in Libya move, month by month, by type?", COUNTS, 0, {"country=Libya", "quad=4", "count=month,type"}},
	{"Turkey and the LNA, by month and kind", COUNTS, 0, {"dyad=Turkey,LNA", "count=month,quad"}},
	{"Which articles speak of ceasefire talks, and what do they say happened?", RECORDS, 0, {"text=ceasefire talks", "limit=100"}},
	{"Attacks within 100 km of Tripoli that killed ten or more", RECORDS, 0, {"near=32.9,13.2,100", "type=ASSAULT", "killed>=10", "limit=100"}},
	{"Who backed whom around Haftar on 1 July 2019, on whose word?", HISTORY, CHOSEN_TIES, {"party=Haftar"}},
	{"Which truces were called, and who answered how?", HISTORY, CHOSEN_CEASEFIRES, {"country=Libya"}},
	{"Who fights whom in Libya?", COMMON, ASK_DYADS, {"country=Libya", "quad=4", "limit=50"}},
	{"What does Russia say happened, that others deny?", RECORDS, 0, {"speaker=Russia", "factuality=negated", "limit=100"}},
	{"Where was it worst in the second half of the year?", COMMON, ASK_PLACES, {"from=2019-07", "to=2019-12", "quad=4", "limit=50"}},
};

static double now(clockid_t clock)
{
	struct timespec time;
	clock_gettime(clock, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static size_t tell_history(struct store *store, enum store_chosen what, const struct query *query, struct arena *arena, struct error *error)
{
	struct history_filter filter = {.on = what == CHOSEN_TIES ? JULY_2019 : DAY_NONE, .some = true};
	struct history_truce *truces;
	struct history_tie *ties;
	int64_t *keys;
	size_t count = 0;
	if (!store_choose_records(store, what, query, arena, &keys, &filter.key_count, error))
		return 0;
	filter.keys = keys;
	if (what == CHOSEN_TIES)
		history_ties(store, &filter, arena, &ties, &count, error);
	else
		history_truces(store, &filter, arena, &truces, &count, error);
	return count;
}

static size_t ask(struct store *store, const struct kit *kit, const struct question *question, struct arena *arena, struct buf *plan, struct error *error)
{
	struct str conditions[CONDITIONS_MOST];
	struct query query;
	struct store_answer answer = {0};
	struct store_hit *hits;
	size_t count = 0, given = 0;
	while (given < CONDITIONS_MOST && question->conditions[given]) {
		conditions[given] = str_of(question->conditions[given]);
		given++;
	}
	if (!query_parse(&query, conditions, given, NULL, arena, error) || !query_resolve(kit, &query, conditions, arena, error))
		return 0;
	if (plan) {
		store_plan(store, &query, arena, plan, error);
	} else if (question->kind == RECORDS) {
		store_ask(store, &query, arena, &hits, &count, NULL, error);
		for (size_t i = 0; i < count && !error->kind; i++) { /* what is shown is read back */
			struct document document = {.arena = arena};
			store_load_key(store, hits[i].document, &document, NULL, error);
		}
	} else if (question->kind == COUNTS) {
		store_tally(store, &query, arena, &answer, error);
	} else if (question->kind == HISTORY) {
		count = tell_history(store, (enum store_chosen)question->common, &query, arena, error);
	} else {
		store_question(store, (enum store_question)question->common, &query, arena, &answer, error);
	}
	return count + answer.row_count;
}

static void keep_sorted(double *times, size_t last)
{
	for (size_t i = last; i > 0 && times[i] < times[i - 1]; i--) {
		double other = times[i];
		times[i] = times[i - 1];
		times[i - 1] = other;
	}
}

/* Of RUNS: the least processor time, since others on the machine only add to it, and the median of the clock's. */
static void time_question(struct store *store, const struct kit *kit, size_t number, struct error *error)
{
	double cpu[RUNS], wall[RUNS];
	struct arena arena;
	size_t rows = 0;
	arena_init(&arena);
	for (size_t run = 0; run < RUNS; run++) {
		double cpu_start = now(CLOCK_PROCESS_CPUTIME_ID), wall_start = now(CLOCK_MONOTONIC);
		rows = ask(store, kit, &questions[number], &arena, NULL, error);
		cpu[run] = now(CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
		wall[run] = now(CLOCK_MONOTONIC) - wall_start;
		keep_sorted(cpu, run);
		keep_sorted(wall, run);
		arena_reset(&arena);
	}
	printf("%2zu  %7.1f  %7.1f  %5zu  %s\n", number + 1, cpu[0], wall[RUNS / 2], rows, questions[number].asks);
	arena_free(&arena);
}

static void show_plan(struct store *store, const struct kit *kit, size_t number, struct error *error)
{
	struct arena arena;
	struct buf plan = {0};
	arena_init(&arena);
	ask(store, kit, &questions[number], &arena, &plan, error);
	printf("%2zu  %s\n%.*s\n", number + 1, questions[number].asks, (int)plan.length, plan.data ? plan.data : "");
	buf_free(&plan);
	arena_free(&arena);
}

int main(int argc, char **argv)
{
	struct error error = {0};
	struct kit *kit = NULL;
	struct store *store = NULL;
	if (argc < 3) {
		fprintf(stderr, "usage: bench_query PACK DATABASE [plan]\n");
		return 2;
	}
	struct kit_options kit_options = {.pack = argv[1]};
	struct store_options options = {.read_only = true};
	struct store_counts counts;
	bool ok = kit_open(&kit, &kit_options, &error) && store_open(&store, argv[2], &options, &error) && store_count(store, &counts, &error);
	if (ok)
		printf("%lld documents, %lld events, %lld relations; %d runs\n    CPU ms  wall ms  rows  question\n", (long long)counts.documents, (long long)counts.events,
		       (long long)counts.relations, RUNS);
	for (size_t i = 0; ok && i < sizeof questions / sizeof *questions; i++) {
		if (argc > 3)
			show_plan(store, kit, i, &error);
		else
			time_question(store, kit, i, &error);
		ok = !error.kind;
	}
	if (error.kind)
		fprintf(stderr, "bench_query: %s\n", error.message);
	store_close(store);
	kit_close(kit);
	return error.kind ? 1 : 0;
}
