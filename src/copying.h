/* copying.h: part of the pipeline: documents of one database into another, which comes to what adding all of their articles to it would have made.
 *
 * What repeats an article that the other database has, or gets, is a copy there, as `casus add` has it (docs/store.md, "In any order"). */
#ifndef CASUS_COPYING_H
#define CASUS_COPYING_H

#include "incidents.h"
#include "store/copy.h"

struct copying_tally {
	size_t added, skipped, sources;
	size_t uncoded; /* coded in one of the two, and a copy of what the other has */
};

/* Write COUNT documents that store_copy_read read of FROM into TO, in one transaction, and add to TALLY. INCIDENTS are TO's. Scratch memory from ARENA. */
bool copying_write(struct store *from, struct store *to, struct incidents *incidents, struct store_copying *items, size_t count, struct arena *arena,
                   struct copying_tally *tally, struct error *error);

#endif
