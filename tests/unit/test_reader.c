/* reader/: files into articles; the readable cases are in tests/corpus/text/reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/utf8.h"
#include "corpus.h"
#include "reader/dates.h"
#include "reader_fixture.h"

static int set_up(void **state)
{
	struct reader_fixture *f = *state = calloc(1, sizeof *f);
	return f && open_reader_fixture(f) ? 0 : -1;
}

static int tear_down(void **state)
{
	close_reader_fixture(*state);
	free(*state);
	return 0;
}

/* --- readable cases --------------------------------------------------------------------------------------- */

static void render_flat(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.length; i++)
		buf_byte(out, s.data[i] == '\n' || s.data[i] == '\r' ? ' ' : s.data[i]);
}

static void render_article(const struct article *a, struct buf *out)
{
	static const char *const kinds[] = {"body", "title", "dateline", "credit", "furniture"};
	static const char *const sources[] = {"none", "input", "text", "dateline", "page", "file"};
	char day[16] = "-";
	if (a->day != DAY_NONE)
		day_format(a->day, day);
	buf_printf(out, "= %s from %s", day, sources[a->date_from]);
	if (a->dateline_place.end)
		buf_printf(out, ", at %.*s", STR_ARG(str_slice(a->text, a->dateline_place.start, a->dateline_place.end)));
	if (a->title.length)
		buf_printf(out, ", titled %.*s", STR_ARG(a->title));
	buf_byte(out, '\n');
	for (size_t i = 0; i < a->block_count; i++) {
		buf_printf(out, "= %s: ", kinds[a->blocks[i].kind]);
		render_flat(str_slice(a->text, a->blocks[i].span.start, a->blocks[i].span.end), out);
		buf_byte(out, '\n');
	}
}

static void render_text(void *context, struct str input, struct buf *out)
{
	struct reader_fixture *f = context;
	struct article article = {0};
	reader_article_from_text(&f->arena, input, &f->lexicon, &article);
	render_article(&article, out);
	arena_reset(&f->arena);
}

static void readable_cases_hold(void **state)
{
	struct corpus_run run = corpus_folder("tests/corpus/text/reader", render_text, *state);
	assert_true(run.cases > 15);
	assert_int_equal(run.failures, 0);
}

/* --- dates ------------------------------------------------------------------------------------------------- */

static void masthead_dates_are_read(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		const char *day; /* NULL: without a year */
	} cases[] = {
		{"Thursday, January 9, 2020", 25, "2020-01-09"}, {"9 January 2020 and more", 14, "2020-01-09"}, {"Jan. 9, 2020", 12, "2020-01-09"},
		{"January 9th, 2020", 17, "2020-01-09"}, {"2020-01-09", 10, "2020-01-09"}, {"2020/01/09", 10, "2020-01-09"}, {"09.01.2020", 10, "2020-01-09"},
		{"25/12/2019", 10, "2019-12-25"}, {"12/25/2019", 10, "2019-12-25"}, {"Sept 11, 2001", 13, "2001-09-11"}, {"the 9th", 0, NULL},
		{"Jan 9", 5, NULL}, {"01/02/2020", 0, NULL}, {"February 30, 2020", 0, NULL}, {"May the force", 0, NULL}, {"Mary 9, 2020", 0, NULL}, {"", 0, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t day = DAY_NONE, expected = DAY_NONE;
		int month, mday;
		assert_int_equal(date_at_start(str_of(cases[i].text), &day, &month, &mday), cases[i].length);
		if (cases[i].day)
			assert_true(day_parse(str_of(cases[i].day), &expected));
		if (cases[i].length)
			assert_int_equal(day, expected);
	}
}

static void dates_in_names_are_read(void **state)
{
	int32_t day, expected = day_from_civil(2008, 1, 9);
	(void)state;
	assert_true(date_in_name(STR("wikinews_2008-01-09_peres.txt"), &day) && day == expected);
	assert_true(date_in_name(STR("20080109.txt"), &day) && day == expected);
	assert_false(date_in_name(STR("report-2008-13-09.txt"), &day));
	assert_false(date_in_name(STR("123456789012.txt"), &day));
}

/* --- files --------------------------------------------------------------------------------------------------- */

static void put(struct reader_fixture *f, struct str bytes)
{
	struct error error = {0};
	assert_true(file_write(f->file, bytes, &error));
}

static struct reader *open_file(struct reader_fixture *f, const char *format)
{
	struct reader *reader;
	struct error error = {0};
	struct reader_options options = {.format = format, .lexicon = &f->lexicon};
	if (!reader_open(&reader, f->file, &options, &error))
		fail_msg("%s", error.message);
	return reader;
}

static void what_is_no_text_is_refused(void **state)
{
	static const struct {
		struct str bytes;
		const char *word;
	} cases[] = {
		{STR(""), "empty"}, {STR("\x89PNG\r\n"), "image"}, {STR("a\0\1b\0\2c\0d\0"), "binary"}, {STR("\x1F\x8B\x08zzzzzzzzzz"), "gzip"},
	};
	struct reader_fixture *f = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct reader *reader;
		struct error error = {0};
		put(f, cases[i].bytes);
		assert_false(reader_open(&reader, f->file, NULL, &error));
		assert_int_equal(error.kind, ERROR_INPUT);
		assert_non_null(strstr(error.message, cases[i].word));
		assert_string_equal(error.file, f->file);
	}
	struct reader *reader;
	struct error missing = {0}, folder = {0}, format = {0};
	assert_false(reader_open(&reader, "/nonexistent/x", NULL, &missing));
	assert_int_equal(missing.kind, ERROR_INPUT);
	assert_false(reader_open(&reader, "/tmp", NULL, &folder));
	assert_non_null(strstr(folder.message, "folder"));
	put(f, STR("text"));
	assert_false(reader_open(&reader, f->file, &(struct reader_options){.format = "nosuch"}, &format));
	assert_int_equal(format.kind, ERROR_USAGE);
}

static void blank_files_are_bad(void **state)
{
	static const char *const texts[] = {" \n \n", "<!DOCTYPE html><html><body> </body></html>", "<?xml version='1.0'?><unknown/>"};
	struct reader_fixture *f = *state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct article article;
		struct error error = {0};
		put(f, str_of(texts[i]));
		struct reader *reader = open_file(f, NULL);
		assert_int_equal(reader_next(reader, &f->arena, &article, &error), READER_BAD);
		assert_int_equal(error.kind, ERROR_INPUT);
		error = (struct error){0};
		assert_int_equal(reader_next(reader, &f->arena, &article, &error), READER_END);
		reader_close(reader);
		arena_reset(&f->arena);
	}
}

static void text_is_kept_byte_for_byte(void **state)
{
	struct reader_fixture *f = *state;
	struct article article;
	struct error error = {0};
	struct str text = STR("\xEF\xBB\xBF  First paragraph.\r\n\r\n\tSecond  one.  \n");
	put(f, text);
	struct reader *reader = open_file(f, NULL);
	assert_int_equal(reader_next(reader, &f->arena, &article, &error), READER_ARTICLE);
	assert_true(str_equal(article.text, text));
	assert_int_equal(article.replaced_bytes, 0);
	assert_int_equal(article.block_count, 2);
	assert_int_equal(article.blocks[0].span.start, 5);
	assert_int_equal(article.blocks[0].span.end, 21);
	assert_true(str_equal(article.path, str_of(f->file)));
	reader_close(reader);
	arena_reset(&f->arena);
}

static void invalid_bytes_are_replaced_and_counted(void **state)
{
	struct reader_fixture *f = *state;
	struct article article = {0};
	reader_article_from_text(&f->arena, STR("Caf\xE9 in Tripoli\0 today. A long enough text."), &f->lexicon, &article);
	assert_int_equal(article.replaced_bytes, 2);
	assert_true(str_starts(article.text, STR("Caf\xEF\xBF\xBD in Tripoli\xEF\xBF\xBD today.")));
	arena_reset(&f->arena);
}

static void what_is_given_stands(void **state)
{
	struct reader_fixture *f = *state;
	struct article article = {.day = 5, .date_from = DATE_FROM_INPUT, .title = STR("Given")};
	reader_article_from_text(&f->arena, STR("A headline\n\nThursday, January 9, 2020\n\nSome text."), &f->lexicon, &article);
	assert_int_equal(article.day, 5);
	assert_int_equal(article.date_from, DATE_FROM_INPUT);
	assert_true(str_equal(article.title, STR("Given")));
	arena_reset(&f->arena);
}

static void it_works_without_a_lexicon(void **state)
{
	struct reader_fixture *f = *state;
	struct article article = {0};
	reader_article_from_text(&f->arena, STR(" date 2020-01-09 advertisement\n\nBENGHAZI \xE2\x80\x93 Forces said no.\n"), NULL, &article);
	assert_int_equal(article.day, day_from_civil(2020, 1, 9));
	assert_int_equal(article.block_count, 3);
	assert_int_equal(article.blocks[1].kind, BLOCK_DATELINE);
	arena_reset(&f->arena);
}

/* --- JSON Lines ---------------------------------------------------------------------------------------------- */

static void json_lines_are_read(void **state)
{
	struct reader_fixture *f = *state;
	struct article a;
	struct error error = {0};
	put(f, STR("{\"id\":\"a1\",\"text\":\"Tripoli\\u00e9 \xF0\x9F\x98\x80 Haftar met Sarraj.\",\"date\":\"2020-01-09\",\"title\":\"T\",\"url\":\"u\",\"publisher\":\"p\","
	           "\"place\":\"Rome\",\"language\":\"en\",\"mentions\":[{\"role\":\"recipient\",\"span\":[22,28]},{\"role\":\"actor\",\"span\":[11,17]}]}\n"
	           "\n{\"id\":7,\"text\":\"Second.\"}"));
	struct reader *reader = open_file(f, NULL);
	assert_int_equal(reader_next(reader, &f->arena, &a, &error), READER_ARTICLE);
	assert_true(str_equal(a.source_id, STR("a1")) && str_equal(a.url, STR("u")) && str_equal(a.publisher, STR("p")) && str_equal(a.place, STR("Rome")));
	assert_int_equal(a.date_from, DATE_FROM_INPUT);
	assert_int_equal(a.day, day_from_civil(2020, 1, 9));
	assert_int_equal(a.given_count, 2);
	assert_false(a.given[0].is_actor);
	assert_true(str_equal(str_slice(a.text, a.given[0].span.start, a.given[0].span.end), STR("Sarraj")));
	assert_true(str_equal(str_slice(a.text, a.given[1].span.start, a.given[1].span.end), STR("Haftar")));
	assert_int_equal(reader_next(reader, &f->arena, &a, &error), READER_ARTICLE);
	assert_true(str_equal(a.source_id, STR("7")));
	assert_int_equal(a.day, DAY_NONE);
	assert_int_equal(reader_next(reader, &f->arena, &a, &error), READER_END);
	reader_close(reader);
	arena_reset(&f->arena);
}

static void a_bad_line_costs_only_itself(void **state)
{
	static const struct {
		const char *line;
		size_t column; /* 0: not looked at */
	} bad[] = {
		{"{\"text\": }", 10}, {"[1]", 1}, {"{\"text\": 5}", 3}, {"{\"text\":\"\"}", 3}, {"{}", 1}, {"{\"html\":\"<p> </p>\"}", 3}, {"{\"text\":\"x\",\"date\":\"9 Jan\"}", 14},
		{"{\"text\":\"x\",\"mentions\":[{\"role\":\"actor\",\"span\":[0,9]}]}", 0}, {"{\"text\":\"x\",\"mentions\":[{\"role\":\"chief\",\"span\":[0,1]}]}", 0},
		{"{\"text\":\"\xFF\"}", 0}, {"{\"text\":\"x\"", 0}, {"{\"text\":\"x\",\"mentions\":[{\"role\":\"actor\",\"span\":[-1,1]}]}", 0},
	};
	struct reader_fixture *f = *state;
	struct buf text = {0};
	size_t count = sizeof bad / sizeof *bad;
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s\n{\"text\":\"Good.\"}\n", bad[i].line);
	buf_text(&text, "{\"text\":"); /* deep nesting */
	for (int i = 0; i < 10000; i++)
		buf_byte(&text, '[');
	put(f, buf_view(&text));
	buf_free(&text);
	struct reader *reader = open_file(f, "jsonl");
	for (size_t i = 0; i <= count; i++) {
		struct article article;
		struct error error = {0}, none = {0};
		assert_int_equal(reader_next(reader, &f->arena, &article, &error), READER_BAD);
		assert_int_equal(error.kind, ERROR_INPUT);
		assert_int_equal(error.line, 2 * i + 1);
		if (i < count && bad[i].column)
			assert_int_equal(error.column, bad[i].column);
		assert_int_equal(reader_next(reader, &f->arena, &article, &none), i < count ? READER_ARTICLE : READER_END);
	}
	reader_close(reader);
	arena_reset(&f->arena);
}

/* --- any text ------------------------------------------------------------------------------------------------- */

static void check_blocks(const struct article *a)
{
	size_t at = 0;
	for (size_t i = 0; i < a->block_count; i++) {
		assert_true(a->blocks[i].span.start >= at && a->blocks[i].span.end > a->blocks[i].span.start && a->blocks[i].span.end <= a->text.length);
		at = a->blocks[i].span.end;
	}
}

static void any_text_gives_blocks_in_order(void **state)
{
	static const char *const pieces[] = {"MOSCOW", ", ", "Jan 8", " (Reuters)", " - ", "Text here. ", "\n", "\n\n", "(BBC)", "Reporting by X", " \xE2\x80\x94 ",
	                                     "date 2020-01-09", "By Ann Lee", "January 9, 2020", ")", "(", "\r\n", "\xC2\xA0", "\xE2\x80\x9C", "lower case words", "Image: X.", " "};
	struct reader_fixture *f = *state;
	uint32_t seed = 3;
	for (int round = 0; round < 3000; round++) {
		struct buf text = {0};
		struct article article = {0};
		for (int i = 0; i < 30; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_text(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		reader_article_from_text(&f->arena, buf_view(&text), round % 2 ? &f->lexicon : NULL, &article);
		check_blocks(&article);
		arena_reset(&f->arena);
		buf_free(&text);
	}
}

static void large_texts_take_time_in_proportion(void **state)
{
	static const char *const units[] = {"x", "(", ")", "(a) ", "\n", "a\n", "\n\n(Reuters)", " Reporting by", "Jan 9, ", "A (B) "};
	struct reader_fixture *f = *state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct buf text = {0};
		struct article article = {0};
		for (size_t k = 0; k < 1000000 / strlen(units[i]); k++)
			buf_text(&text, units[i]);
		reader_article_from_text(&f->arena, buf_view(&text), &f->lexicon, &article);
		check_blocks(&article);
		arena_reset(&f->arena);
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readable_cases_hold),
		cmocka_unit_test(masthead_dates_are_read),
		cmocka_unit_test(dates_in_names_are_read),
		cmocka_unit_test(what_is_no_text_is_refused),
		cmocka_unit_test(blank_files_are_bad),
		cmocka_unit_test(text_is_kept_byte_for_byte),
		cmocka_unit_test(invalid_bytes_are_replaced_and_counted),
		cmocka_unit_test(what_is_given_stands),
		cmocka_unit_test(it_works_without_a_lexicon),
		cmocka_unit_test(json_lines_are_read),
		cmocka_unit_test(a_bad_line_costs_only_itself),
		cmocka_unit_test(any_text_gives_blocks_in_order),
		cmocka_unit_test(large_texts_take_time_in_proportion),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
