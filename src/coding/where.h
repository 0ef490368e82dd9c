/* where.h: the place of an event. Internal to coding/. */
#ifndef CASUS_CODING_WHERE_H
#define CASUS_CODING_WHERE_H

#include "select.h"

/* Index into document->places of where the candidate's act is done, or -1 where the sentence does not tell. */
int32_t where_of(struct reading *reading, const struct candidate *candidate);
/* Give acts of force in sentences without a place that of the act told just before. ALL are the document's readings. */
void where_carry(struct reading *all, struct event *events, size_t count);

#endif
