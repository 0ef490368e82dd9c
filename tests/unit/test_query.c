/* query/: conditions into queries, and what is said of those that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"
#include "query/grammar.h"

static struct arena arena;

static struct query parse(const char *const *texts, size_t count)
{
	struct str conditions[8];
	struct error error = {0};
	struct query query;
	for (size_t i = 0; i < count; i++)
		conditions[i] = str_of(texts[i]);
	if (!query_parse(&query, conditions, count, NULL, &arena, &error))
		fail_msg("%s", error.message);
	return query;
}

#define PARSE(...) parse((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void terms(void **state)
{
	(void)state;
	struct query query = PARSE("type=assault, coerce", "confidence>=0.75", "actor!=\"Smith, John\",LNA", "text=a, b");
	assert_int_equal(query.term_count, 4);
	assert_int_equal(query.terms[0].field, QUERY_TYPE);
	assert_int_equal(query.terms[0].value_count, 2);
	assert_true(str_equal(query.terms[0].values[1], STR("COERCE"))); /* in the letters of the record */
	assert_true(query.terms[1].or_more && query.terms[1].numbers[0] == 0.75);
	assert_true(query.terms[2].negated);
	assert_int_equal(query.terms[2].value_count, 2);
	assert_true(str_equal(query.terms[2].values[0], STR("Smith, John")));
	assert_int_equal(query.terms[3].value_count, 1);
	assert_true(str_equal(query.terms[3].values[0], STR("a, b")));
	assert_int_equal(query.key_count, 0);
}

static void days(void **state)
{
	(void)state;
	struct query query = PARSE("from=2020-02", "to=2020-02", "from=2019", "to=2019", "to=2019-05-06");
	assert_int_equal(query.terms[0].day, day_from_civil(2020, 2, 1));
	assert_int_equal(query.terms[1].day, day_from_civil(2020, 2, 29));
	assert_int_equal(query.terms[2].day, day_from_civil(2019, 1, 1));
	assert_int_equal(query.terms[3].day, day_from_civil(2019, 12, 31));
	assert_int_equal(query.terms[4].day, day_from_civil(2019, 5, 6));
}

static void numbers(void **state)
{
	(void)state;
	struct query query = PARSE("box=-10.5,-20,30,40.25", "near=32.9,13.2,50");
	assert_true(query.terms[0].numbers[0] == -10.5 && query.terms[0].numbers[1] == -20 && query.terms[0].numbers[3] == 40.25);
	assert_true(query.terms[1].numbers[2] == 50);
}

static void directives(void **state)
{
	(void)state;
	struct query query = PARSE("count=month,Type", "sort=-confidence", "limit=10", "offset=20", "publisher=X");
	assert_int_equal(query.key_count, 2);
	assert_int_equal(query.keys[0], KEY_MONTH);
	assert_int_equal(query.keys[1], KEY_TYPE);
	assert_true(query.sort == SORT_CONFIDENCE && query.descending && query.sorted);
	assert_true(query.limit == 10 && query.offset == 20);
	assert_int_equal(query.terms[0].field, QUERY_SOURCE);
}

static void own_words(void **state)
{
	(void)state;
	static const struct str types[] = {{"KIDNAP", 6}};
	struct query_words words = {.types = types, .type_count = 1};
	struct str condition = STR("type=kidnap");
	struct error error = {0};
	struct query query;
	assert_true(query_parse(&query, &condition, 1, &words, &arena, &error));
	assert_true(str_equal(query.terms[0].values[0], STR("KIDNAP")));
	assert_false(query_parse(&query, &condition, 1, NULL, &arena, &error));
}

static void check_wrong(const char *text, size_t column, const char *message)
{
	struct str condition = str_of(text);
	struct error error = {0};
	struct query query;
	if (query_parse(&query, &condition, 1, NULL, &arena, &error))
		fail_msg("%s was taken", text);
	if (!strstr(error.message, message) || error.column != column)
		fail_msg("%s: column %zu: %s", text, error.column, error.message);
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_string_equal(error.source, text);
}

static void wrong(void **state)
{
	(void)state;
	check_wrong("typ=ASSAULT", 1, "did you mean type?");
	check_wrong("type=ASSAULT,COERSE", 14, "did you mean COERCE?");
	check_wrong("type=xyzzy", 6, "there are: AGREE CONSULT");
	check_wrong("no condition", 1, "a condition is field=value");
	check_wrong("=x", 1, "there is no field");
	check_wrong("type=", 5, "has no value");
	check_wrong("type=,ASSAULT", 6, "a value is missing");
	check_wrong("type>=ASSAULT", 5, "type takes = or !=");
	check_wrong("from!=2020", 5, "does not take !=");
	check_wrong("from=2020-13", 6, "a date such as");
	check_wrong("from=2020-02-30", 6, "a date such as");
	check_wrong("to=20200101", 4, "a date such as");
	check_wrong("box=1,2,3", 5, "box takes west,south,east,north");
	check_wrong("box=1,2,x,4", 9, "a number is wanted, not 'x'");
	check_wrong("box=0,50,10,40", 5, "box takes"); /* south above north */
	check_wrong("near=0,0,0", 6, "near takes");
	check_wrong("confidence=1.5", 12, "a number from 0 to 1");
	check_wrong("dyad=A,B,C", 6, "dyad takes two names");
	check_wrong("count=day,week,month,year", 22, "at most 3 keys");
	check_wrong("sort=size", 6, "there is no order 'size'");
	check_wrong("id=a1b2", 4, "24 hexadecimal digits");
	check_wrong("incident=a1b992f34322f257979dfbb6,x", 35, "24 hexadecimal digits");
	check_wrong("text=\"", 6, "no words to look for");
	check_wrong("text=(*)", 6, "no words to look for");
	check_wrong("limit=-1", 7, "a whole number");
	check_wrong("actor=\xc3\xa9,,b", 9, "a value is missing"); /* columns count characters */
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms), cmocka_unit_test(days), cmocka_unit_test(numbers),
		cmocka_unit_test(directives), cmocka_unit_test(own_words), cmocka_unit_test(wrong),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
