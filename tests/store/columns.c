/* columns DB: asks the same of a database and of its columns in memory (src/store/columns.h), and compares all that is answered, row by row.
 * `columns DB time` says how long each took instead. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "query/grammar.h"
#include "store/columns.h"
#include "store/page.h"

struct test {
	struct store *store;
	struct columns *columns;
	struct arena arena;
	bool timed;
	size_t passed, failed;
};

enum { CONDITIONS_MOST = 6 };

static const char *const filters[][CONDITIONS_MOST] = {
	{NULL}, {"type=ASSAULT"}, {"type=ASSAULT,AID"}, {"type!=ASSAULT"}, {"quad=4"}, {"quad=1,2"}, {"kind=relation"}, {"kind=event"}, {"relation=backs"},
	{"mode!=aerial"}, {"context=military"}, {"cameo=19"}, {"factuality=actual"}, {"factuality=planned,possible"}, {"factuality!=actual"}, {"about=ceasefire"},
	{"actor=Russia"}, {"recipient=Israel"}, {"party=Syria"}, {"party=S*"}, {"actor!=Russia"}, {"dyad=Israel,Palestine"}, {"dyad=Russia,Ukraine"}, {"dyad!=Russia,Ukraine"},
	{"speaker=none"}, {"speaker!=none"}, {"speaker=anonymous"}, {"speaker=police"}, {"place=Kabul"}, {"place!=Kabul"}, {"country=SYR"}, {"country=SYR,IRQ"}, {"country!=SYR"},
	{"box=20,10,60,50"}, {"box=170,-60,-170,60"}, {"near=33.3,44.4,300"}, {"from=2014"}, {"to=2013-12"}, {"from=2014-02-01", "to=2014-08-31"}, {"from=2999"},
	{"confidence>=0.8"}, {"confidence=0.5"}, {"killed>=5"}, {"killed=1"}, {"text=ceasefire"}, {"text!=ceasefire"}, {"text=the"}, {"text=milit*"}, {"text=zzzzzz"},
	{"source=Agency A"}, {"source!=Agency A"}, {"doc=one"}, {"id=000000000000000000000000"}, {"incident=000000000000000000000000"},
	{"type=ASSAULT", "country=SYR"}, {"type=ASSAULT", "from=2014", "to=2014"}, {"actor=Russia", "factuality=actual"}, {"country=SYR", "text=ceasefire"},
	{"actor=Russia", "recipient=Ukraine", "type=ASSAULT"}, {"type!=ASSAULT", "country!=SYR", "confidence>=0.7"}, {"quad=4", "text=killed", "from=2010"},
};
static const char *const counts[] = {"count=day", "count=week,quad", "count=month,quad", "count=month,type", "count=year,type", "count=type", "count=mode", "count=quad",
	"count=country", "count=place", "count=factuality", "count=type,country,year", "count=quad,month", "count=country,place"};
static const char *const shapes[][CONDITIONS_MOST] = {{NULL}, {"limit=5"}, {"limit=5", "offset=3"}, {"sort=-date"}, {"sort=date"}, {"sort=count"}, {"sort=-count", "limit=7"},
	{"sort=-date", "limit=9"}, {"sort=date", "limit=2000", "offset=1"}};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct answer {
	bool ok;
	struct store_answer table;
	struct store_hit *hits;
	size_t hit_count, total;
	double ms;
};

enum asked { ASKED_COUNT, ASKED_RECORDS, ASKED_TABLE };

static struct answer ask(struct test *test, enum asked asked, int table, const struct query *query, struct columns *columns)
{
	struct answer answer = {0};
	struct error error = {0};
	double start = now();
	store_use_columns(test->store, columns);
	if (asked == ASKED_COUNT)
		answer.ok = store_tally(test->store, query, &test->arena, &answer.table, &error);
	else if (asked == ASKED_RECORDS)
		answer.ok = store_ask(test->store, query, &test->arena, &answer.hits, &answer.hit_count, &answer.total, &error);
	else
		answer.ok = store_page_table(test->store, (enum page_table)table, query, &test->arena, &answer.table, &error);
	answer.ms = now() - start;
	if (!answer.ok)
		printf("%s\n", error.message);
	return answer;
}

static int by_text(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Lists within a cell stand in no order: "backs,opposes". */
static struct str in_order(struct arena *arena, struct str cell)
{
	struct str *items = NULL, rest = cell;
	const char *list = "";
	size_t count = 0, capacity = 0;
	while (rest.data) {
		struct str item = str_cut(&rest, ',');
		arena_push(arena, items, count, capacity, item);
	}
	if (count)
		qsort(items, count, sizeof *items, by_text);
	for (size_t i = 0; i < count; i++)
		list = arena_printf(arena, "%s,%.*s", list, STR_ARG(items[i]));
	return str_of(list);
}

static bool is_same(struct test *test, const struct answer *a, const struct answer *b)
{
	const struct store_answer *x = &a->table, *y = &b->table;
	if (!a->ok || !b->ok || x->row_count != y->row_count || x->column_count != y->column_count || a->hit_count != b->hit_count || a->total != b->total)
		return false;
	for (size_t i = 0; i < x->row_count * x->column_count; i++)
		if (!str_equal(x->cells[i], y->cells[i]) && !str_equal(in_order(&test->arena, x->cells[i]), in_order(&test->arena, y->cells[i])))
			return false;
	for (size_t i = 0; i < a->hit_count; i++)
		if (a->hits[i].document != b->hits[i].document || a->hits[i].number != b->hits[i].number)
			return false;
	return true;
}

static void check(struct test *test, enum asked asked, int table, const struct query *query, const char *what)
{
	struct answer from_database = ask(test, asked, table, query, NULL);
	struct answer from_columns = ask(test, asked, table, query, test->columns), again = ask(test, asked, table, query, test->columns);
	bool same = is_same(test, &from_database, &from_columns) && is_same(test, &from_columns, &again);
	test->passed += same;
	test->failed += !same;
	if (test->timed)
		printf("%8.1f %8.1f %8.1f  %s\n", from_database.ms, from_columns.ms, again.ms, what);
	if (!same)
		printf("FAILED: %s: %zu and %zu rows, %zu and %zu records\n", what, from_database.table.row_count, from_columns.table.row_count,
		       from_database.total, from_columns.total);
}

struct asking { /* one question: a filter with a count and a shape */
	enum asked asked;
	int table;
	struct str conditions[3 * CONDITIONS_MOST];
	size_t count;
	char what[256];
};

static void add(struct asking *asking, const char *const *conditions)
{
	for (size_t k = 0; k < CONDITIONS_MOST && conditions[k]; k++) {
		size_t at = strlen(asking->what);
		snprintf(asking->what + at, sizeof asking->what - at, " %s", conditions[k]);
		asking->conditions[asking->count++] = str_of(conditions[k]);
	}
}

/* A function of its own: what is set before a jump is not sure to be there after it. */
static __attribute__((noinline)) void ask_one(struct test *test, const struct asking *asking)
{
	jmp_buf recover;
	struct error error = {0};
	struct query query;
	arena_reset(&test->arena);
	if (setjmp(recover) != 0) {
		test->failed++;
		printf("FAILED: %s: out of memory\n", asking->what);
		return;
	}
	test->arena.recover = &recover;
	if (query_parse(&query, asking->conditions, asking->count, NULL, &test->arena, &error)) {
		check(test, asking->asked, asking->table, &query, asking->what);
	} else {
		test->failed++;
		printf("FAILED: %s: %s\n", asking->what, error.message);
	}
}

/* Every filter with this count and this shape; what takes no count is asked without. */
static void ask_all(struct test *test, enum asked asked, int table, const char *count, const char *const *shape)
{
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		struct asking asking = {.asked = asked, .table = table};
		snprintf(asking.what, sizeof asking.what, asked == ASKED_RECORDS ? "records" : asked == ASKED_TABLE ? "table %d" : "count", table);
		add(&asking, filters[i]);
		add(&asking, shape);
		if (asked == ASKED_COUNT)
			add(&asking, (const char *const[]){count, NULL});
		ask_one(test, &asking);
	}
}

static void ask_everything(struct test *test)
{
	static const char *const none[] = {NULL};
	size_t shape_count = test->timed ? 1 : sizeof shapes / sizeof *shapes;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		ask_all(test, ASKED_COUNT, 0, counts[i], none);
	for (size_t k = 1; k < shape_count; k++)
		ask_all(test, ASKED_COUNT, 0, k % 2 ? "count=month,type" : "count=country", shapes[k]);
	for (size_t k = test->timed ? 7 : 0; k < sizeof shapes / sizeof *shapes; k++)
		ask_all(test, ASKED_RECORDS, 0, NULL, shapes[k]);
	for (int table = PAGE_PLACES; table <= PAGE_CEASEFIRES; table++) {
		ask_all(test, ASKED_TABLE, table, NULL, none);
		ask_all(test, ASKED_TABLE, table, NULL, shapes[2]);
	}
}

int main(int argc, char **argv)
{
	struct test test = {.timed = argc > 2};
	struct error error = {0};
	struct store_options options = {.read_only = true};
	double start = now();
	if (argc < 2 || !store_open(&test.store, argv[1], &options, &error) || !store_begin_reading(test.store, &error) ||
	    !columns_load(test.store, &test.columns, &error)) {
		fprintf(stderr, "columns: %s\n", error.message);
		return 2;
	}
	if (!test.columns) {
		printf("FAILED: there are no columns\n0 passed, 1 failed\n");
		return 1;
	}
	if (test.timed)
		printf("loaded in %.0f ms with opening, %zu kB\n      ms, columns,   again\n", now() - start, columns_size(test.columns) / 1024);
	arena_init(&test.arena);
	ask_everything(&test);
	store_use_columns(test.store, NULL);
	store_end_reading(test.store);
	columns_free(test.columns);
	store_close(test.store);
	arena_free(&test.arena);
	printf("%zu passed, %zu failed\n", test.passed, test.failed);
	return test.failed > 0;
}
