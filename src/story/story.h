/* story/: what the events of one document add up to: one record for an event told twice, ceasefires,
 * contradictions, ids. */
#ifndef CASUS_STORY_H
#define CASUS_STORY_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

struct story_tables { /* views into the pack */
	struct str words;
};

/* Compile lexicon/en/story. False with ERROR_LEXICON, file, line, column. */
bool story_compile(const char *folder, struct pack_writer *writer, struct error *error);
bool story_open(struct story_tables *tables, const struct pack *pack, struct error *error);

/* Merge events told twice in one document, build ceasefires and contradictions, give ids. Events'
 * actors, dates and places are resolved by then. */
void story_tell(const struct story_tables *tables, struct document *document);

/* What the ids are made from, for who wants to know whether a record is what its id says. In the document's arena; the
 * document's own id, and for the last two the ids of the events, are set. A ceasefire has at least one event. */
struct str story_event_id(const struct document *document, const struct event *event);
struct str story_ceasefire_id(const struct document *document, const struct ceasefire *truce);
struct str story_contradiction_id(const struct document *document, size_t first, size_t second);

#endif
