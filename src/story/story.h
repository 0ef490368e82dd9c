/* story/: what the events of one document add up to: one record for an event told twice, ceasefires,
 * contradictions, ids. */
#ifndef CASUS_STORY_H
#define CASUS_STORY_H

#include "flow.h"

/* Merge events told twice in one document, build ceasefires and contradictions, give ids. Events'
 * actors, dates and places are resolved by then. */
void story_tell(struct document *document);

#endif
