/* compact.h: part of the pipeline: a coded document without what only coding needed. */
#ifndef CASUS_COMPACT_H
#define CASUS_COMPACT_H

#include "flow.h"

/* What store_load would give back: the article, its sentences' spans, dateline, events, ceasefires, contradictions; without tokens,
 * mentions, places, timexes. Everything lies in ARENA (which may jump), some 2 KiB for a short item in place of 50. */
struct document document_compact(const struct document *document, struct arena *arena);

#endif
