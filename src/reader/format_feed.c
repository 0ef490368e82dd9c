/* format_feed.c: RSS 0.9 to 2.0 and Atom; each item that brings text is an article. */
#include <stdlib.h>

#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/fields.h"
#include "reader/xml.h"

struct feed {
	xmlDoc *document;
	xmlNode *top, *at; /* the last item that was handed out, or top */
	size_t bad_line;   /* where the XML is broken; 0: nowhere */
	size_t items;
	xmlBuffer *markup; /* room for what is written out again */
};

static int probe(struct str head, struct str path)
{
	static const struct str marks[] = {STR("<rss"), STR("<feed"), STR("<rdf:RDF")};
	struct str s = str_trim(str_starts(head, STR("\xEF\xBB\xBF")) ? str_slice(head, 3, head.length) : head);
	struct str early = str_slice(s, 0, s.length < 4096 ? s.length : 4096);
	(void)path;
	for (size_t i = 0; s.length && s.data[0] == '<' && i < sizeof marks / sizeof *marks; i++) {
		size_t at = str_find(early, marks[i], 0);
		if (at != SIZE_MAX && str_find(str_slice(early, 0, at), STR("<html"), 0) == SIZE_MAX)
			return 90;
	}
	return 0;
}

/* --- one item ---------------------------------------------------------------------------------------------------- */

static xmlNode *child(xmlNode *parent, const char *name)
{
	for (xmlNode *node = parent ? parent->children : NULL; node; node = node->next)
		if (xml_is(node, name))
			return node;
	return NULL;
}

static struct str child_text(struct arena *arena, xmlNode *parent, const char *const *names)
{
	for (; *names; names++) {
		xmlNode *node = child(parent, *names);
		struct str text = node ? str_trim(xml_text(arena, node)) : (struct str){0};
		if (text.length)
			return text;
	}
	return (struct str){0};
}

/* Markup inside an element as it was written (Atom's xhtml), or its text, which is markup that was escaped. */
static struct str inner_html(struct feed *feed, struct arena *arena, xmlNode *node)
{
	bool marked_up = false;
	for (const xmlNode *inside = node->children; inside; inside = inside->next)
		marked_up |= inside->type == XML_ELEMENT_NODE;
	if (!marked_up)
		return str_trim(xml_text(arena, node));
	if (!feed->markup && !(feed->markup = xmlBufferCreate()))
		return (struct str){0};
	xmlBufferEmpty(feed->markup);
	int length = xmlNodeDump(feed->markup, node->doc, node, 0, 0);
	if (length <= 0)
		return (struct str){0};
	return (struct str){arena_copy(arena, (const char *)xmlBufferContent(feed->markup), (size_t)length), (size_t)length};
}

static struct str longest_body(struct feed *feed, struct arena *arena, xmlNode *item)
{
	static const char *const names[] = {"encoded", "content", "description", "summary", "fulltext"};
	struct str best = {0};
	for (xmlNode *node = item->children; node; node = node->next)
		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			if (!xml_is(node, names[i]))
				continue;
			struct str body = inner_html(feed, arena, node);
			if (body.length > best.length)
				best = body;
		}
	return best;
}

static struct str item_link(struct arena *arena, xmlNode *item)
{
	static const char *const links[] = {"origLink", "link", NULL};
	struct str url = child_text(arena, item, links);
	for (xmlNode *node = item->children; node && !url.length; node = node->next) {
		struct str rel = xml_attribute(arena, node, "rel");
		if (xml_is(node, "link") && (!rel.length || str_equal(rel, STR("alternate"))))
			url = xml_attribute(arena, node, "href");
	}
	return url;
}

static void fill_values(struct feed *feed, struct arena *arena, struct values *values)
{
	xmlNode *item = feed->at, *top = feed->top;
	static const char *const titles[] = {"title", NULL}, *const ids[] = {"guid", "id", NULL}, *const languages[] = {"language", "lang", NULL};
	static const char *const dates[] = {"pubDate", "published", "date", "issued", "created", "updated", "modified", NULL};
	xmlNode *channel = child(top, "channel") ? child(top, "channel") : top;
	values->value[FIELD_HTML] = longest_body(feed, arena, item);
	values->value[FIELD_TITLE] = child_text(arena, item, titles);
	values->value[FIELD_DATE] = child_text(arena, item, dates);
	values->value[FIELD_ID] = child_text(arena, item, ids);
	values->value[FIELD_URL] = item_link(arena, item);
	values->value[FIELD_PUBLISHER] = child_text(arena, channel, titles);
	values->value[FIELD_LANGUAGE] = child_text(arena, channel, languages);
	if (!values->value[FIELD_LANGUAGE].length)
		values->value[FIELD_LANGUAGE] = xml_attribute(arena, top, "lang");
}

/* --- the feed ------------------------------------------------------------------------------------------------------ */

static void free_feed(struct feed *feed)
{
	xmlFreeDoc(feed->document);
	if (feed->markup)
		xmlBufferFree(feed->markup);
	free(feed);
}

static bool open_feed(struct reader *reader, struct error *error)
{
	if (!input_fill(reader->input, READER_MOST_BYTES + 1, error))
		return false;
	struct str bytes = input_rest(reader->input);
	if (bytes.length > READER_MOST_BYTES)
		return reader_bad(reader, error, 0, 0, "too large: more than %zu MiB in one feed", READER_MOST_BYTES >> 20), false;
	struct feed *feed = reader->held = calloc(1, sizeof *feed);
	if (!feed)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	while (bytes.length && ascii_is_space((unsigned char)bytes.data[0])) /* before <?xml no white space may stand, but does */
		bytes = str_slice(bytes, 1, bytes.length);
	feed->document = xml_read(bytes, charset_is_utf8(bytes) ? "UTF-8" : NULL, &feed->bad_line);
	feed->top = feed->at = feed->document ? xmlDocGetRootElement(feed->document) : NULL;
	input_use(reader->input, input_rest(reader->input).length);
	return true;
}

static enum reader_status at_end(struct reader *reader, struct feed *feed, struct error *error)
{
	size_t line = feed->bad_line;
	feed->at = NULL;
	feed->bad_line = 0;
	if (line)
		return reader_bad(reader, error, line, 0, "this is not well-formed XML; what stands behind it may be lost");
	if (!feed->items++)
		return reader_bad(reader, error, 0, 0, "is a feed without items");
	return READER_END;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	if (reader->line++ == 0 && !open_feed(reader, error))
		return READER_BAD;
	struct feed *feed = reader->held;
	if (!feed)
		return READER_END;
	do
		feed->at = feed->at ? xml_next(feed->at, feed->top, !xml_is(feed->at, "item") && !xml_is(feed->at, "entry")) : NULL;
	while (feed->at && !xml_is(feed->at, "item") && !xml_is(feed->at, "entry"));
	if (!feed->at)
		return at_end(reader, feed, error);
	feed->items++;
	raw->line = feed->at->line;
	struct values *values = arena_zalloc(arena, 1, sizeof *values);
	fill_values(feed, arena, values);
	raw->bytes = values->value[FIELD_HTML];
	raw->own = values;
	return READER_ARTICLE;
}

static bool parse(struct parsing *p, struct article *article)
{
	struct values values = *(const struct values *)p->raw->own;
	enum field wrong;
	const char *why;
	int32_t day;
	if (!values.value[FIELD_HTML].length)
		return parsing_fails(p, "this item holds no text");
	if (values.value[FIELD_DATE].length && !date_of_stamp(values.value[FIELD_DATE], &day))
		values.value[FIELD_DATE] = (struct str){0}; /* feeds write what they like; the text may tell */
	return values_article(p, &values, article, &wrong, &why) || (!p->error->kind && parsing_fails(p, "this item holds no text"));
}

static void release(struct reader *reader)
{
	if (reader->held)
		free_feed(reader->held);
}

const struct reader_format reader_feed_format = {"feed", probe, cut, parse, release};
