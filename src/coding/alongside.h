/* alongside.h: acts of one doer in one sentence that are aimed at the same. Internal to coding/. */
#ifndef CASUS_CODING_ALONGSIDE_H
#define CASUS_CODING_ALONGSIDE_H

#include "reading.h"

/* Fills recipients that are empty. EVENTS share the array of those that they take. */
void alongside_fill(const struct reading *all, struct event *events, size_t count);

#endif
