/* where_apart.h: clauses of one sentence that tell of different places. Internal to where.c. */
#ifndef CASUS_CODING_WHERE_APART_H
#define CASUS_CODING_WHERE_APART_H

#include "match.h"

/* Is CLAUSE told of somebody or something as past, beside a clause of today: "who was convicted in X, dies in Y"? */
bool where_is_apart(const struct reading *r, int32_t clause);
/* Is SITE beside, not within, a clause set apart that TRIGGER stands in, or within one that it does not stand in? What the
 * sentence begins with holds for all of it. */
bool where_is_set_apart(const struct reading *r, int32_t trigger, int32_t site);
/* Does SITE stand in a clause below CLAUSE? */
bool where_is_below(const struct reading *r, int32_t site, int32_t clause);
/* "During demonstrations in Tunis, ...", "At a rally in Oslo, ...": the place of the occasion on CLAUSE that a sentence begins with; -1. */
int32_t where_of_occasion(const struct reading *r, int32_t clause);

#endif
