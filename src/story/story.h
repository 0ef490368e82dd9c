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

#endif
