/* sequel.h: parties of violent acts that the sentence before or behind tells. Internal to coding/. */
#ifndef CASUS_CODING_SEQUEL_H
#define CASUS_CODING_SEQUEL_H

#include "code.h"

/* Fill the empty sides of violent EVENTS from the sentences beside theirs. ALL are the document's readings. */
void sequel_fill(struct reading *all, struct event *events, size_t count);

#endif
