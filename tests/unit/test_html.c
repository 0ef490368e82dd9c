/* reader/html*: pages into articles, on pages written for this test. The figures on real ones: docs/accuracy.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/day.h"
#include "reader_fixture.h"

struct fixture {
	struct reader_fixture reader;
	struct article article;
};

static int set_up(void **state)
{
	struct fixture *f = *state = calloc(1, sizeof *f);
	return f && open_reader_fixture(&f->reader) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	close_reader_fixture(&f->reader);
	free(f);
	return 0;
}

/* False when the reader finds no text in HTML. */
static bool read_bytes(struct fixture *f, struct str html, const char *url)
{
	struct error error = {0};
	struct reader *reader;
	struct reader_raw raw;
	FILE *file = fopen(f->reader.file, "wb");
	fwrite(html.data, 1, html.length, file);
	fclose(file);
	arena_reset(&f->reader.arena);
	assert_true(reader_open(&reader, f->reader.file, &(struct reader_options){.format = "html", .lexicon = &f->reader.lexicon}, &error));
	assert_int_equal(reader_cut(reader, &f->reader.arena, &raw, &error), READER_ARTICLE);
	raw.known.url = str_of(url);
	bool ok = reader_parse(&raw, &f->reader.arena, &f->article, &error);
	reader_close(reader);
	return ok;
}

static struct article *read_page(struct fixture *f, const char *html, const char *url)
{
	assert_true(read_bytes(f, str_of(html), url));
	return &f->article;
}

static void assert_text(struct str have, const char *want)
{
	char text[8192];
	snprintf(text, sizeof text, "%.*s", STR_ARG(have));
	assert_string_equal(text, want);
}

#define ONE "Rebel fighters entered the town of Kafr on Monday after three days of shelling, residents and a local council said by telephone."
#define TWO "The army said that its troops had withdrawn to positions south of the river, and that eleven soldiers were wounded in the fighting there."
#define THREE "Aid groups called on both sides to let convoys through, since the hospital had been without electricity for more than a week."

static void test_takes_the_story_and_leaves_the_rest(void **state)
{
	struct article *page = read_page(*state,
		"<html lang=en><head><title>Rebels enter Kafr | The Paper</title><meta property='og:site_name' content='The Paper'></head><body>"
		"<nav><ul><li><a href=/>Home</a></li><li><a href=/world>World</a></li></ul></nav>"
		"<div class='layout with-sidebar'><div class='story-wrap'><h1>Rebels enter Kafr</h1><p class=byline>By A. Writer</p>"
		"<p>" ONE "</p><figure><img src=a.jpg><figcaption>Fighters on a road near Kafr, in a picture of last year that shows little.</figcaption></figure>"
		"<p>" TWO "</p><div class='related-stories'><h3>Related</h3><ul><li><a href=/1>Another story that is not this one</a></li></ul></div>"
		"<p>" THREE "</p><div class=share-buttons><a href=#>Share on everything</a></div></div>"
		"<div class=sidebar><p>Sign up for our newsletter, which tells you each morning what happened in the night, and much more besides.</p></div></div>"
		"<div id=comments><p>I do not believe a word of this, and neither should anyone who has ever been there himself.</p></div>"
		"<footer><p>Copyright The Paper. All rights reserved, and nothing may be copied without being asked for.</p></footer></body></html>", "");
	assert_text(page->text, ONE "\n\n" TWO "\n\n" THREE);
	assert_text(page->title, "Rebels enter Kafr");
	assert_text(page->publisher, "The Paper");
	assert_text(page->language, "en");
	assert_int_equal(page->day, DAY_NONE);
}

static void test_lead_before_the_box(void **state)
{
	struct article *page = read_page(*state,
		"<body><h1>Rebels enter Kafr</h1><p class=standfirst>The town had been under siege since spring, and its people had fled.</p>"
		"<div itemprop=articleBody><p>" ONE "<p>" TWO "<p>" THREE "</div></body>", "");
	assert_text(page->text, "The town had been under siege since spring, and its people had fled.\n\n" ONE "\n\n" TWO "\n\n" THREE);
}

static void test_breaks_part_paragraphs(void **state)
{
	struct article *page = read_page(*state, "<body><div>" ONE "<br><br>" TWO "<br>" THREE "</div></body>", "");
	assert_text(page->text, ONE "\n\n" TWO " " THREE);
}

static void test_text_only_in_json(void **state)
{
	struct article *page = read_page(*state,
		"<head><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Rebels enter Kafr\",\"author\":[{\"name\":\"A. Writer\"}],"
		"\"articleBody\":\"" ONE " " TWO " " THREE " " ONE "\",\"datePublished\":\"2020-03-11T23:10:00+02:00\"}]}</script></head>"
		"<body><p>Subscribe to read.</p></body>", "");
	assert_text(page->text, ONE " " TWO " " THREE " " ONE);
	assert_text(page->author, "A. Writer");
	int32_t day;
	assert_true(day_parse(STR("2020-03-11"), &day));
	assert_int_equal(page->day, day);
}

static void test_dates(void **state)
{
	static const struct {
		const char *html, *url, *date;
	} cases[] = {
		{"<meta property='article:published_time' content='2020-03-11T08:00:00Z'><time datetime='2021-01-01'></time>", "", "2020-03-11"},
		{"<script>var x = {\"datePublished\" : \"2019-12-31\", broken</script>", "", "2019-12-31"},
		{"<p>Text</p>", "https://example.org/news/2020/03/11/rebels", "2020-03-11"},
		{"<p>Text</p>", "https://example.org/20200311/rebels.html", "2020-03-11"},
		{"<meta name=date content='2020-03-12T01:00:00Z'>", "https://example.org/2020/03/11/x", "2020-03-11"},
		{"<span class=post-date>11. März 2020, 14:05 Uhr</span>", "", "2020-03-11"},
		{"<div class='fecha'>Publicado: 11 de marzo de 2020</div>", "", "2020-03-11"},
		{"<span class=date>11 марта 2020</span>", "", "2020-03-11"},
		{"<span class=date>2020年3月11日 10:00</span>", "", "2020-03-11"},
		{"<span class=date>11.03.2020</span>", "", "2020-03-11"},
		{"<p>Posted on March 11th, 2020 by A. Writer</p>", "", "2020-03-11"},
		{"<p>Wednesday, 11 March 2020</p>", "", "2020-03-11"},
		{"<p>Version 10.20.30, 99/99/2020, 31 February 2020</p>", "", ""},
		{"<p>No day at all in 2020</p>", "", ""},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char html[1024], date[16] = "";
		snprintf(html, sizeof html, "<html><head><title>Rebels</title></head><body>%s<p>" ONE "</p></body></html>", cases[i].html);
		struct article *page = read_page(*state, html, cases[i].url);
		if (page->day != DAY_NONE)
			day_format(page->day, date);
		assert_string_equal(date, cases[i].date);
	}
}

static void test_day_or_month_first(void **state)
{
	char date[16];
	day_format(read_page(*state, "<html lang=en-US><body><span class=date>3/11/2020</span></body></html>", "")->day, date);
	assert_string_equal(date, "2020-03-11");
	day_format(read_page(*state, "<html lang=en-GB><body><span class=date>3/11/2020</span></body></html>", "")->day, date);
	assert_string_equal(date, "2020-11-03");
}

static void test_encodings(void **state)
{
	struct article *page = read_page(*state, "<body><p>" ONE " Zuw\xc4\x81ra</p><p>" TWO "</p></body>", "");
	assert_true(str_find(page->text, STR("Zuw\xc4\x81ra"), 0) != SIZE_MAX);
	page = read_page(*state, "<body><p>" ONE " M\xfcnchen \x96 K\xf6ln</p><p>" TWO "</p></body>", ""); /* nothing declared: Windows-1252 */
	assert_true(str_find(page->text, STR("M\xc3\xbcnchen \xe2\x80\x93 K\xc3\xb6ln"), 0) != SIZE_MAX);
	page = read_page(*state, "<head><meta charset='windows-1251'></head><body><p>" ONE " \xcc\xee\xf1\xea\xe2\xe0</p><p>" TWO "</p></body>", "");
	assert_true(str_find(page->text, STR("\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0"), 0) != SIZE_MAX);
}

static void test_broken_pages(void **state)
{
	static const char *const pages[] = {"<", "<p", "<!-- ", "<html", "<html><body><div><div><p>x", "text only", "<script>", "<pre>\n\n", "<table><td><br><br>x",
	                                    "&#0;&#xD800;&#99999999;", "<html><head><title>A title alone</title></head><body></body></html>"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		read_bytes(*state, str_of(pages[i]), "");
	struct buf deep = {0};
	for (size_t i = 0; i < 100000; i++)
		buf_text(&deep, "<div><p>x");
	read_bytes(*state, buf_view(&deep), "");
	buf_free(&deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_takes_the_story_and_leaves_the_rest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_lead_before_the_box, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_breaks_part_paragraphs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_text_only_in_json, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_dates, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_day_or_month_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_encodings, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_broken_pages, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
