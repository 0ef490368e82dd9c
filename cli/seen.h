/* seen.h: whether an article's text was there before in this run. */
#ifndef CASUS_CLI_SEEN_H
#define CASUS_CLI_SEEN_H

#include <stdbool.h>

#include "flow.h"

#define SEEN_AT_LEAST 1000000 /* so many of the last different articles are remembered, in 32 MB at most */

struct seen {
	struct generation {
		uint64_t *slots; /* hashes, 0 where free */
		size_t room, count;
	} now, before;
};

/* A hash of ARTICLE's paragraphs (white space aside), its day and the id that its input gives it. */
uint64_t seen_hash(const struct article *article);
/* Whether HASH was there before; from now on it was. Where memory runs out, nothing was. */
bool seen_before(struct seen *seen, uint64_t hash);
void seen_free(struct seen *seen);

#endif
