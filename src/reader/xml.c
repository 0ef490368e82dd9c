/* xml.c: see xml.h. */
#include "reader/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

static void free_document(void *thing)
{
	xmlFreeDoc(thing);
}

static xmlDoc *hold(struct parsing *p, xmlDoc *document)
{
	if (document)
		parsing_hold(p, document, free_document);
	return document;
}

xmlDoc *xml_html(struct parsing *p, struct str bytes, const char *encoding)
{
	if (!bytes.length || bytes.length > INT32_MAX)
		return NULL;
	return hold(p, htmlReadMemory(bytes.data, (int)bytes.length, NULL, encoding,
	                              HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT));
}

/* Without XML_PARSE_NOENT entities stay unexpanded and without XML_PARSE_HUGE libxml2's own bounds on depth and size hold. */
enum { XML_OPTIONS = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT };

xmlDoc *xml_read(struct str bytes, const char *encoding, size_t *line)
{
	xmlParserCtxt *context = bytes.length && bytes.length <= INT32_MAX ? xmlNewParserCtxt() : NULL;
	*line = 1;
	if (!context)
		return NULL;
	xmlDoc *document = xmlCtxtReadMemory(context, bytes.data, (int)bytes.length, NULL, encoding, XML_OPTIONS);
	*line = context->wellFormed ? 0 : context->lastError.line > 0 ? (size_t)context->lastError.line : 1;
	xmlFreeParserCtxt(context);
	return document;
}

xmlDoc *xml_document(struct parsing *p, struct str bytes, const char *encoding)
{
	size_t line;
	return hold(p, xml_read(bytes, encoding, &line));
}

xmlNode *xml_next(xmlNode *node, const xmlNode *top, bool into)
{
	if (into && node->type != XML_ENTITY_REF_NODE && node->children)
		return node->children;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

bool xml_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && xmlStrcasecmp(node->name, (const xmlChar *)name) == 0;
}

xmlNode *xml_find(xmlNode *top, const char *name)
{
	for (xmlNode *node = top; node; node = xml_next(node, top, true))
		if (node != top && xml_is(node, name))
			return node;
	return NULL;
}

static size_t copy_text(xmlNode *top, char *out)
{
	size_t length = 0;
	for (xmlNode *node = top; node; node = xml_next(node, top, true)) {
		if ((node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE) || !node->content)
			continue;
		size_t part = strlen((const char *)node->content);
		if (out)
			memcpy(out + length, node->content, part);
		length += part;
	}
	return length;
}

struct str xml_text(struct arena *arena, xmlNode *node)
{
	size_t length = copy_text(node, NULL);
	char *text = arena_alloc(arena, length + 1);
	copy_text(node, text);
	text[length] = '\0';
	return (struct str){text, length};
}

struct str xml_attribute(struct arena *arena, const xmlNode *node, const char *name)
{
	for (const xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute; attribute = attribute->next)
		if (xmlStrcasecmp(attribute->name, (const xmlChar *)name) == 0 && attribute->children)
			return xml_text(arena, (xmlNode *)(uintptr_t)attribute);
	return (struct str){0};
}
