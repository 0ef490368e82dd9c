/* page.c: see page.h. All of a page's text, each block element a paragraph; scripts and styles left out. */
#include "reader/page.h"

#include "reader/charset.h"
#include "reader/xml.h"

static bool is_one_of(const xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (xml_is(node, *names))
			return true;
	return false;
}

static bool is_left_out(const xmlNode *node)
{
	static const char *const names[] = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea", NULL};
	return is_one_of(node, names);
}

static bool is_block(const xmlNode *node)
{
	static const char *const names[] = {"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "td", "th", "table", "section", "article", "header",
	                                    "footer", "nav", "aside", "main", "blockquote", "pre", "figure", "figcaption", "form", "dd", "dt", "hr", "body", NULL};
	return is_one_of(node, names);
}

/* TEXT with runs of white space as one blank. */
static void add_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		bool space = ascii_is_space((unsigned char)*text);
		if (!space)
			buf_byte(out, *text);
		else if (out->length && !ascii_is_space((unsigned char)out->data[out->length - 1]))
			buf_byte(out, ' ');
	}
}

static void end_paragraph(struct buf *out)
{
	while (out->length && out->data[out->length - 1] == ' ')
		out->length--;
	if (out->length && out->data[out->length - 1] != '\n')
		buf_text(out, "\n\n");
}

static void add_tree(struct buf *out, xmlNode *top)
{
	for (xmlNode *node = top; node;) {
		bool left_out = is_left_out(node);
		if (is_block(node))
			end_paragraph(out);
		if (node->type == XML_TEXT_NODE && node->content)
			add_text(out, (const char *)node->content);
		bool enters = !left_out && node->children && node->type == XML_ELEMENT_NODE;
		xmlNode *next = xml_next(node, top, enters);
		/* A block ends where the walk leaves it: by going on behind one of its ancestors. */
		for (xmlNode *up = node; !enters && next && up && up != next->parent; up = up->parent)
			if (is_block(up))
				end_paragraph(out);
		node = next;
	}
}

static void free_buf(void *thing)
{
	buf_free(thing);
}

static void take_head(struct parsing *p, xmlNode *root, struct article *article)
{
	xmlNode *title = str_empty(article->title) ? xml_find(root, "title") : NULL;
	if (title)
		article->title = str_trim(xml_text(p->arena, title));
	if (str_empty(article->language) && xml_is(root, "html"))
		article->language = str_trim(xml_attribute(p->arena, root, "lang"));
}

bool page_article(struct parsing *p, struct str html, struct article *article)
{
	if (html.length > PAGE_MOST_BYTES)
		return parsing_fails(p, "too large: more than %zu MiB in one page", PAGE_MOST_BYTES >> 20);
	xmlDoc *document = xml_html(p, html, "UTF-8");
	xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
	if (!root)
		return false;
	struct buf *out = arena_zalloc(p->arena, 1, sizeof *out);
	parsing_hold(p, out, free_buf);
	add_tree(out, root);
	if (out->failed)
		return error_set(p->error, ERROR_SYSTEM, "out of memory");
	take_head(p, root, article);
	struct str text = parsing_copy(p, out->data, out->length);
	parsing_free(p, out);
	parsing_free(p, document);
	reader_article_from_text(p->arena, text, &p->raw->lexicon, article);
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
