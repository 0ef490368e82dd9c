/* xml.h: libxml2's trees, without network, entities of its own or messages; and text out of them. */
#ifndef CASUS_READER_XML_H
#define CASUS_READER_XML_H

#include <libxml/tree.h>

#include "reader/format.h"

/* Trees that P holds: they go when the article is done. ENCODING is of the bytes, NULL where they declare it. NULL when
 * nothing can be made of them. */
xmlDoc *xml_html(struct parsing *p, struct str bytes, const char *encoding);
xmlDoc *xml_document(struct parsing *p, struct str bytes, const char *encoding);

/* A tree of the caller's; *LINE is where it first is not well-formed, 0 if it is. NULL when nothing can be made of BYTES. */
xmlDoc *xml_read(struct str bytes, const char *encoding, size_t *line);

/* The node behind NODE in document order, below TOP; NULL at the end. With INTO false, not NODE's children. */
xmlNode *xml_next(xmlNode *node, const xmlNode *top, bool into);
bool xml_is(const xmlNode *node, const char *name);
/* The first element NAME below TOP, in document order; NULL if none. */
xmlNode *xml_find(xmlNode *top, const char *name);
/* All text below NODE, in the arena. */
struct str xml_text(struct arena *arena, xmlNode *node);
/* An attribute's value, in the arena; empty if it is not there. */
struct str xml_attribute(struct arena *arena, const xmlNode *node, const char *name);

#endif
