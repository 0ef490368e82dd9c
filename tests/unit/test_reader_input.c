/* reader/: time stamps, encodings, headers, mail's and HTTP's wrappings. Whole inputs are in tests/reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/utf8.h"
#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/headers.h"
#include "reader/http.h"
#include "reader/language.h"
#include "reader/mime.h"

struct fixture {
	struct arena arena;
	struct reader_raw raw;
	struct error error;
	struct parsing parsing;
};

static int set_up(void **state)
{
	struct fixture *f = *state = calloc(1, sizeof *f);
	arena_init(&f->arena);
	f->raw.path = "test";
	f->parsing = (struct parsing){.raw = &f->raw, .arena = &f->arena, .error = &f->error};
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	arena_free(&f->arena);
	free(f);
	return 0;
}

static void check_text(struct str got, const char *expected)
{
	char text[400];
	snprintf(text, sizeof text, "%.*s", STR_ARG(got));
	assert_string_equal(text, expected);
}

/* --- time stamps ------------------------------------------------------------------------------------------------ */

static void stamps_are_read(void **state)
{
	static const struct {
		const char *text, *day; /* NULL: no day */
	} cases[] = {
		{"2020-01-09", "2020-01-09"}, {"2020-01-09T10:15:00Z", "2020-01-09"}, {"2020-01-09 23:59:59+02:00", "2020-01-09"}, {"2020/01/09 10:15", "2020-01-09"},
		{"20200109", "2020-01-09"}, {"20200109T101500Z", "2020-01-09"}, {"20200109101500", "2020-01-09"}, {"Thu, 09 Jan 2020 10:15:00 GMT", "2020-01-09"},
		{"9 Jan 2020 10:15:00 +0000", "2020-01-09"}, {"Thu Jan  9 10:15:00 2020", "2020-01-09"}, {"26-FEB-1987 15:01:01.79", "1987-02-26"}, {" 5-MAR-1987 09:00:00.00", "1987-03-05"},
		{"January 9, 2020 Thursday", "2020-01-09"}, {"9 January 2020", "2020-01-09"}, {"1578564900", "2020-01-09"}, {"1578564900123", "2020-01-09"}, {"09.01.2020", "2020-01-09"},
		{"2020-02-30", NULL}, {"20201301", NULL}, {"9 Jan", NULL}, {"yesterday", NULL}, {"", NULL}, {"2020", NULL}, {"12345", NULL}, {"99999999999999999999", NULL},
		{":::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::", NULL}, {"----------------------------------------", NULL}, {":1234", NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t day = DAY_NONE, expected = DAY_NONE;
		bool found = date_of_stamp(str_of(cases[i].text), &day);
		if (found != (cases[i].day != NULL))
			fail_msg("%s", cases[i].text);
		if (cases[i].day)
			assert_true(day_parse(str_of(cases[i].day), &expected) && day == expected);
	}
}

/* --- encodings --------------------------------------------------------------------------------------------------- */

static void encodings_are_found_out(void **state)
{
	static const struct {
		struct str bytes;
		const char *declared, *expected;
	} cases[] = {
		{STR("caf\xC3\xA9"), "", "caf\xC3\xA9"}, {STR("caf\xC3\xA9"), "iso-8859-1", "caf\xC3\xA9"}, {STR("caf\xE9"), "", "caf\xC3\xA9"},
		{STR("a \x93quote\x94 \x96"), "ISO-8859-1", "a \xE2\x80\x9Cquote\xE2\x80\x9D \xE2\x80\x93"}, {STR("\xE8\xF9\xE6"), "iso-8859-2", "\xC4\x8D\xC5\xAF\xC4\x87"},
		{STR("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251", "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82"}, {STR("the \xFF\xFE attack"), "", "the \xFF\xFE attack"},
		{STR("caf\xE9"), "no-such-encoding", "caf\xC3\xA9"}, {STR("caf\xE9"), "../../etc/passwd", "caf\xC3\xA9"}, {STR("\xFF\xFEh\0i\0"), "", "\xEF\xBB\xBFhi"},
		{STR("x \xC3\xA9 \xC3\xA9 \xE9"), "", "x \xC3\xA9 \xC3\xA9 \xE9"}, {STR(""), "utf-16", ""},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_text(charset_to_utf8(&f->parsing, cases[i].bytes, str_of(cases[i].declared)), cases[i].expected);
	assert_int_equal(f->parsing.held_count, 0);
	assert_int_equal(charset_utf16(STR("h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0")), UTF16_LITTLE);
	assert_int_equal(charset_utf16(STR("\0h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d")), UTF16_BIG);
	assert_int_equal(charset_utf16(STR("hello world, hello world")), UTF16_NONE);
	check_text(charset_parameter(STR("text/html; Charset=\"utf-8\"; x=y")), "utf-8");
	check_text(charset_parameter(STR("text/html; charset=")), "");
}

/* --- headers, mail, HTTP ------------------------------------------------------------------------------------------ */

static void headers_are_read(void **state)
{
	struct fixture *f = *state;
	struct str headers, body = headers_cut(STR("Subject: one\r\n two\r\nX-Subject: no\r\nTo:me\r\n\r\nbody\r\n"), &headers);
	check_text(body, "body\r\n");
	check_text(headers_get(&f->arena, headers, "subject"), "one two");
	check_text(headers_get(&f->arena, headers, "To"), "me");
	check_text(headers_get(&f->arena, headers, "Sub"), "");
	check_text(headers_parameter(STR("multipart/mixed; a=b; Boundary=\"x;y\""), "boundary"), "x");
	check_text(headers_parameter(STR("text/html; charset = utf-8"), "charset"), "utf-8");
	assert_true(headers_is_type(STR("Text/HTML ; q=1"), "text/html"));
	body = headers_cut(STR("no end"), &headers);
	assert_int_equal(body.length, 0);
}

static void encoded_words_are_read(void **state)
{
	static const char *const cases[][2] = {
		{"=?utf-8?Q?Caf=C3=A9_noir?=", "Caf\xC3\xA9 noir"}, {"=?ISO-8859-1?B?Y2Fm6Q==?= open", "caf\xC3\xA9 open"}, {"=?utf-8?q?a?= =?utf-8?q?b?= c", "ab c"},
		{"plain", "plain"}, {"=?broken", "=?broken"}, {"=?a?b?c?=", "=?a?b?c?="}, {"=?utf-8?Q?x", "=?utf-8?Q?x"}, {"=?", "=?"},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str got = mime_header(&f->parsing, str_of(cases[i][0]));
		if (i != 5) /* either reading of it will do */
			check_text(got, cases[i][1]);
	}
	assert_int_equal(f->parsing.held_count, 0);
}

static void parts_are_found(void **state)
{
	struct fixture *f = *state;
	struct mime_text text;
	assert_true(mime_find_text(&f->parsing, STR("Content-Transfer-Encoding: quoted-printable\n\na=3Db =\nc =zz=\n"), &text));
	check_text(text.bytes, "a=b c =zz");
	assert_true(mime_find_text(&f->parsing, STR("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\nxx\n--b\nContent-Type: multipart/alternative; boundary=c\n\n"
	                                            "--c\nContent-Type: text/html\n\n<p>x</p>\n--c--\n--b--\n"), &text));
	check_text(text.bytes, "<p>x</p>\n");
	assert_true(text.is_html);
	assert_false(mime_find_text(&f->parsing, STR("Content-Type: multipart/mixed; boundary=b\n\nno part"), &text));
	assert_false(mime_find_text(&f->parsing, STR("Content-Type: multipart/mixed\n\n--\n--\n"), &text));
	struct buf deep = {0};
	for (int i = 0; i < 2000; i++)
		buf_printf(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
	assert_false(mime_find_text(&f->parsing, buf_view(&deep), &text)); /* and no stack is used up */
	buf_free(&deep);
}

static void answers_are_unwrapped(void **state)
{
	static const struct {
		struct str message;
		const char *body; /* NULL: an error */
	} cases[] = {
		{STR("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x</p>"), "<p>x</p>"},
		{STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), "abcde"},
		{STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nabc"), "abc"}, {STR("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>joined</p>"), "<p>joined</p>"},
		{STR("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>unpacked</p>"), "<p>unpacked</p>"}, {STR("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1F\x8Bxxxxxxxx"), NULL},
		{STR("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x01\x02\x03\x04\x05"), NULL}, {STR("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n<p>unpacked</p>"), "<p>unpacked</p>"},
	};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str body, type;
		f->error = (struct error){0};
		assert_int_equal(http_body(&f->parsing, cases[i].message, &body, &type), cases[i].body != NULL);
		if (cases[i].body)
			check_text(body, cases[i].body);
		else
			assert_int_equal(f->error.kind, ERROR_INPUT);
		assert_int_equal(f->parsing.held_count, 0);
	}
	assert_true(http_is_found(STR("HTTP/1.1 204 x")));
	assert_false(http_is_found(STR("HTTP/1.1 404 x")));
	assert_false(http_is_found(STR("HTTP/1.1")));
}

/* --- languages ------------------------------------------------------------------------------------------------------- */

static struct str foreign_of(struct fixture *f, const struct reader_lexicon *lexicon, const char *text)
{
	struct article article = {.text = utf8_repair(&f->arena, str_of(text), &(size_t){0})};
	article.blocks = &(struct block){BLOCK_BODY, {0, article.text.length}};
	article.block_count = 1;
	return language_foreign(lexicon, &article);
}

static void languages_are_told_apart(void **state)
{
	static const struct {
		const char *text, *language;
	} cases[] = {
		{"The army said on Thursday that it had taken the town of Sirte, which the government in Tripoli denied.", ""},
		{"L'arm\xC3\xA9" "e a d\xC3\xA9" "clar\xC3\xA9 jeudi que la ville de Syrte avait \xC3\xA9t\xC3\xA9 prise, ce que le gouvernement dans la capitale a ni\xC3\xA9 apr\xC3\xA8s les combats.", "fr"},
		{"Die Armee hat am Donnerstag erkl\xC3\xA4rt, dass sie die Stadt eingenommen hat, was von der Regierung nicht best\xC3\xA4tigt wurde.", "de"},
		{"El ej\xC3\xA9rcito dijo el jueves que hab\xC3\xAD" "a tomado la ciudad, lo que fue desmentido por el gobierno en la capital.", "es"},
		{"\xD0\x90\xD1\x80\xD0\xBC\xD0\xB8\xD1\x8F \xD0\xB7\xD0\xB0\xD1\x8F\xD0\xB2\xD0\xB8\xD0\xBB\xD0\xB0 \xD0\xB2 \xD1\x87\xD0\xB5\xD1\x82\xD0\xB2\xD0\xB5\xD1\x80\xD0\xB3, \xD1\x87\xD1\x82\xD0\xBE \xD0\xB2\xD0\xB7\xD1\x8F\xD0\xBB\xD0\xB0 "
		 "\xD0\xB3\xD0\xBE\xD1\x80\xD0\xBE\xD0\xB4 \xD0\xA1\xD0\xB8\xD1\x80\xD1\x82, \xD0\xBD\xD0\xBE \xD0\xBF\xD1\x80\xD0\xB0\xD0\xB2\xD0\xB8\xD1\x82\xD0\xB5\xD0\xBB\xD1\x8C\xD1\x81\xD1\x82\xD0\xB2\xD0\xBE", "Cyrl"},
		{"France condemned Iran.", ""}, {"aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn oooo pppp qqqq", ""},
		{"Jose de la Cruz of the Frente de Liberacion and Maria del Carmen Lopez met in Santa Cruz de la Sierra, the party said.", ""},
	};
	struct fixture *f = *state;
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	struct pack pack;
	struct reader_lexicon lexicon;
	const char *root = getenv("CASUS_SOURCE");
	char path[4096];
	snprintf(path, sizeof path, "%s/lexicon/en/text", root ? root : ".");
	assert_true(reader_compile(path, &writer, &f->error));
	pack_finish(&writer, &bytes);
	void *memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	memcpy(memory, bytes.data, bytes.length);
	assert_true(pack_open_memory(&pack, memory, bytes.length, "test", &f->error) && reader_lexicon_open(&lexicon, &pack, &f->error));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_text(foreign_of(f, &lexicon, cases[i].text), cases[i].language);
	free(memory);
	buf_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(stamps_are_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(encodings_are_found_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(headers_are_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(encoded_words_are_read, set_up, tear_down),
		cmocka_unit_test_setup_teardown(parts_are_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(answers_are_unwrapped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(languages_are_told_apart, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
