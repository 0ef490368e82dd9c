/* page.c: see page.h. */
#include "reader/page.h"

#include "base/utf8.h"
#include "reader/charset.h"
#include "reader/html.h"

static void close_page(void *thing)
{
	html_close(thing);
}

/* What was given from outside stands. */
static void fill(struct str *field, struct str value)
{
	if (str_empty(*field))
		*field = value;
}

static void take(struct html_page *page, struct article *article)
{
	fill(&article->title, page->title);
	fill(&article->url, page->url);
	fill(&article->publisher, page->publisher);
	fill(&article->author, page->author);
	fill(&article->language, page->language);
	if (article->date_from != DATE_FROM_NONE || page->day == DAY_NONE)
		return;
	article->day = page->day;
	article->date_from = DATE_FROM_PAGE;
}

bool page_article(struct parsing *p, struct str html, struct article *article)
{
	if (html.length > PAGE_MOST_BYTES)
		return parsing_fails(p, "too large: more than %zu MiB in one page", PAGE_MOST_BYTES >> 20);
	size_t replaced = 0;
	html = utf8_repair(p->arena, html, &replaced); /* libxml2 hands on what is no UTF-8 as it is */
	xmlDoc *tree = xml_html(p, html, "UTF-8");
	if (!tree || !xmlDocGetRootElement(tree))
		return false;
	struct html_page *page = arena_zalloc(p->arena, 1, sizeof *page);
	*page = (struct html_page){.arena = p->arena, .lexicon = &p->raw->lexicon, .tree = tree, .url = article->url, .day = DAY_NONE};
	parsing_hold(p, page, close_page);
	html_read(page);
	if (page->scratch.failed)
		return error_set(p->error, ERROR_SYSTEM, "out of memory");
	take(page, article);
	parsing_free(p, page);
	parsing_free(p, tree);
	reader_article_from_text(p->arena, page->text, &p->raw->lexicon, article);
	article->replaced_bytes += replaced;
	return article->block_count > 0;
}

struct str page_charset(struct str bytes)
{
	struct str head = str_slice(bytes, 0, bytes.length < 4096 ? bytes.length : 4096);
	size_t at = 0;
	while ((at = str_find(head, STR("charset"), at)) != SIZE_MAX) {
		struct str found = charset_parameter(str_slice(head, at, head.length));
		if (found.length)
			return found;
		at++;
	}
	at = str_starts(head, STR("<?xml")) ? str_find(head, STR("encoding="), 0) : SIZE_MAX;
	if (at == SIZE_MAX || at + 10 >= head.length)
		return (struct str){0};
	struct str rest = str_slice(head, at + 10, head.length);
	return str_cut(&rest, head.data[at + 9]);
}
