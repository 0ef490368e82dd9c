/* html.c: see html.h. */
#include "reader/html.h"

#include <jansson.h>

#include "base/utf8.h"

struct str html_attribute(xmlNode *node, const char *name)
{
	if (node->type != XML_ELEMENT_NODE)
		return (struct str){0};
	const xmlAttr *attribute = xmlHasProp(node, (const xmlChar *)name);
	xmlNode *value = attribute ? attribute->children : NULL;
	return value && value->content ? str_of((const char *)value->content) : (struct str){0};
}

/* Append S with runs of white space (no-break spaces too) as one blank, none at the start. */
static void append_text(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.length;) {
		size_t start = at;
		uint32_t codepoint = utf8_next(s, &at);
		if (!utf8_is_space(codepoint))
			buf_append(out, s.data + start, at - start);
		else if (out->length && out->data[out->length - 1] != ' ')
			buf_byte(out, ' ');
	}
}

struct str html_text(struct html_page *page, xmlNode *node)
{
	struct buf *out = &page->scratch;
	buf_clear(out);
	for (xmlNode *at = node; at; at = xml_next(at, node, !(xml_is(at, "script") || xml_is(at, "style"))))
		if (at->type == XML_TEXT_NODE && at->content)
			append_text(out, str_of((const char *)at->content));
	struct str text = str_trim(buf_view(out));
	return (struct str){arena_copy(page->arena, text.data ? text.data : "", text.length), text.length};
}

static bool is_whole(struct str s, size_t start, size_t end)
{
	return (start == 0 || s.data[start - 1] == ' ') && (end == s.length || s.data[end] == ' ');
}

bool html_holds(const struct html_page *page, enum phrase_kind kind, struct str s)
{
	size_t at = 0;
	struct str phrase;
	while (phrase_next(page->lexicon, kind, &at, &phrase)) {
		bool whole = phrase.data[0] == '=';
		phrase = str_slice(phrase, whole, phrase.length);
		for (size_t i = 0; i + phrase.length <= s.length; i++)
			if (((phrase.data[0] ^ s.data[i]) & ~32) == 0 && str_equal_nocase(phrase, str_slice(s, i, i + phrase.length)) &&
			    (!whole || is_whole(s, i, i + phrase.length)))
				return true;
	}
	return false;
}

void html_read(struct html_page *page)
{
	html_read_data(page);
	html_choose_body(page);
	html_find_date(page);
}

void html_close(struct html_page *page)
{
	json_decref(page->json);
	buf_free(&page->scratch);
	page->json = NULL;
}
