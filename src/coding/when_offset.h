/* when_offset.h: "two days after X was fired". Internal to circumstance.c. */
#ifndef CASUS_CODING_WHEN_OFFSET_H
#define CASUS_CODING_WHEN_OFFSET_H

#include "match.h"

/* True when the sentence tells how long before or after its main act the match's was: fills EVENT's timex and date. What is
 * yet to come becomes planned. */
bool when_offset(const struct reading *reading, const struct match *match, struct event *event);

#endif
