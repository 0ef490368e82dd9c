/* import/: what becomes of codes, dates, names and tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "import/import.h"

struct told {
	size_t count, line, column;
	char message[400];
};

static bool is_country(void *context, struct str code)
{
	(void)context;
	return str_equal(code, STR("LBY")) || str_equal(code, STR("ROU")) || str_equal(code, STR("GBR"));
}

static struct str country_named(void *context, struct str name, struct arena *arena)
{
	(void)context;
	(void)arena;
	return str_equal(name, STR("Libya")) ? STR("LBY") : (struct str){0};
}

static void tell(void *context, const struct error *error)
{
	struct told *told = context;
	told->count++;
	told->line = error->line;
	told->column = error->column;
	memcpy(told->message, error->message, sizeof told->message);
}

/* Import TEXT; OUT is what was written, TOLD the last fault. */
static bool import_text(const char *from, const char *text, struct buf *out, struct told *told, struct error *error)
{
	struct import_caller caller = {told, is_country, country_named, tell};
	struct importer *importer = import_new(&caller);
	enum import_output output;
	*told = (struct told){0};
	assert_non_null(importer);
	bool good = import_list(importer, from, "list", str_of(text), out, &output, error);
	buf_byte(out, '\0');
	import_free(importer);
	return good;
}

static void expect_text(const char *from, const char *text, const char *wanted, size_t faults)
{
	struct buf out = {0};
	struct told told;
	struct error error = {0};
	assert_true(import_text(from, text, &out, &told, &error));
	if (!strstr(out.data, wanted))
		fail_msg("\"%s\" is not in:\n%s", wanted, out.data);
	assert_int_equal(told.count, faults);
	buf_free(&out);
}

static void test_codes(void **state)
{
	(void)state;
	expect_text(NULL, "A_NEWSPAPER [LBYMED]", "| LBYJRN |", 0);
	expect_text(NULL, "A_HOSPITAL [LBYHLH]", "| LBYMED |", 0);
	expect_text(NULL, "A_GROUP [LBYINS]", "| LBYREB=LBYINS |", 0);
	expect_text(NULL, "A_GROUP [LBYREBXYZMED]", "| LBYREB=LBYREBXYZJRN |", 0);
	expect_text(NULL, "A_BODY [IGOUNODEV]", "| UNOSOC=", 0);
	expect_text(NULL, "A_CLUB [G77]", "| -=G77 |", 0);
	expect_text(NULL, "ROMANIA [ROM]\nA_PARTY [ROMPTY]", "| ROUPTY=ROMPTY |", 0);
	expect_text(NULL, "NARNIA [NAR]\nA_PARTY [NARPTY]", "| NARPTY |", 0);
	expect_text(NULL, "A_PARTY [NARPTY]", "| -PTY=NARPTY |", 0);
	expect_text("csv", "name,code\nClinic,LBYMED", "| LBYMED |", 0);
}

static void test_days(void **state)
{
	(void)state;
	expect_text(NULL, "A [LBYGOV <950601]", "LBYGOV ..1995-05-31 |", 0);
	expect_text(NULL, "A [LBYGOV > 290816]", "LBYGOV 2029-08-16.. |", 0);
	expect_text(NULL, "A [LBYGOV 300101-19311231]", "LBYGOV 1930-01-01..1931-12-31 |", 0);
	expect_text(NULL, "A [LBY][LBYGOV 19990101-20001231]", "LBYGOV 1999-01-01..2000-12-31; LBY |", 0);
	expect_text(NULL, "A [LBYGOV 20000230]\nB [LBYGOV]", "B | LBYGOV", 1);
	expect_text(NULL, "A [LBYGOV 20010101-20000101]\nB [LBYGOV]", "B | LBYGOV", 1);
	expect_text("csv", "name;code;from;to\nA;LBYGOV;31.05.2014;20150601", "LBYGOV 2014-05-31..2015-06-01", 0);
	expect_text("reign", "stateabb,leader,sdate,smonth,syear,emonth,eyear,gender\nUKG,Cameron,11,5,2010,7,2016,1", "GBRGOV 2010-05-11..2016-07 | ?Cameron | male", 0);
}

static void test_names(void **state)
{
	(void)state;
	expect_text(NULL, "PRESIDENT_GEORGE_W._BUSH_ [LBYGOV]\n+BUSH OF_THE_U.S._", "| President George W. Bush; Bush of the U.S.", 0);
	expect_text(NULL, "AL-QAEDA [LBYREB]", "| Al-Qaeda", 0);
	expect_text(NULL, "IMF [LBYGOV]\nIRAN_TV [LBYMED]", "| IMF\n", 0);
	expect_text("csv", "name,code\n\"a; b | c # d\",LBY", "a, b / c   d", 0);
	expect_text("csv", "name,code\n\"Quo\"\"ted, Name\",LBYGOV", "| Quo\"ted, Name", 0);
}

static void test_faults_have_a_place(void **state)
{
	(void)state;
	struct buf out = {0};
	struct told told;
	struct error error = {0};
	assert_true(import_text(NULL, "GOOD [LBY]\n\xC3\x9Cgly [LBYGOV 991301]\n", &out, &told, &error));
	assert_int_equal(told.count, 1);
	assert_int_equal(told.line, 2);
	assert_int_equal(told.column, 14); /* code points, not bytes */
	buf_free(&out);
}

static void test_what_is_no_list(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "  \n \n", "once upon a time\n"};
	for (size_t i = 0; i < 3; i++) {
		struct buf out = {0};
		struct told told;
		struct error error = {0};
		assert_false(import_text(NULL, texts[i], &out, &told, &error));
		assert_int_equal(error.kind, ERROR_INPUT);
		buf_free(&out);
	}
	struct buf out = {0};
	struct told told;
	struct error error = {0};
	assert_false(import_text("nonsense", "A [B]", &out, &told, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	buf_free(&out);
}

static void test_places(void **state)
{
	(void)state;
	expect_text(NULL, "name,country,lat,lon,kind\n\"New Town, the\",Libya,-3.5,16,base", "New Town | base | LBY | -3.5 16\n", 0);
	expect_text(NULL, "name,country,lat,lon\nA,Libya,3,181\nB,Libya,3,180", "B | town | LBY | 3 180", 1);
	expect_text(NULL, "name,country,lat,lon\nA,Narnia,3,1\nB,-,3,180", "B | town | - | 3 180", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes), cmocka_unit_test(test_days), cmocka_unit_test(test_names), cmocka_unit_test(test_faults_have_a_place),
		cmocka_unit_test(test_what_is_no_list), cmocka_unit_test(test_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
