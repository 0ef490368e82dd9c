/* format_html.c: a file is one page of the Web. */
#include "reader/charset.h"
#include "reader/page.h"

static bool contains_nocase(struct str s, struct str word)
{
	for (size_t i = 0; i + word.length <= s.length; i++)
		if (str_equal_nocase(str_slice(s, i, i + word.length), word))
			return true;
	return false;
}

static int probe(struct str head, struct str path)
{
	static const struct str starts[] = {STR("<!doctype html"), STR("<html"), STR("<head"), STR("<body")};
	struct str s = str_trim(str_starts(head, STR("\xEF\xBB\xBF")) ? str_slice(head, 3, head.length) : head);
	if (!s.length || s.data[0] != '<')
		return 0;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (s.length >= starts[i].length && str_equal_nocase(str_slice(s, 0, starts[i].length), starts[i]))
			return 80;
	/* Behind a comment, an XML declaration, or where a page was cut. */
	struct str early = str_slice(s, 0, s.length < 2048 ? s.length : 2048);
	if (contains_nocase(early, STR("<html")) || contains_nocase(early, STR("<!doctype html")))
		return 70;
	bool named = str_ends(path, STR(".html")) || str_ends(path, STR(".htm")) || str_ends(path, STR(".xhtml"));
	return named ? 60 : contains_nocase(early, STR("</p>")) || contains_nocase(early, STR("</div>")) ? 40 : 0;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	return reader_cut_all(reader, PAGE_MOST_BYTES, arena, raw, error);
}

static bool parse(struct parsing *p, struct article *article)
{
	struct str html = charset_to_utf8(p, p->raw->bytes, page_charset(p->raw->bytes));
	return page_article(p, html, article) || parsing_fails(p, "is a page that holds no text");
}

const struct reader_format reader_html_format = {"html", probe, cut, parse, NULL};
