/* circumstance.h: when and where, from the event's own frame. Internal to coding/. */
#ifndef CASUS_CODING_CIRCUMSTANCE_H
#define CASUS_CODING_CIRCUMSTANCE_H

#include "select.h"

/* Fill EVENT's timex, since and until, historical and place_index; what the frame does not say stays unset. */
void circumstance_fill(struct reading *reading, const struct candidate *candidate, struct event *event);

#endif
