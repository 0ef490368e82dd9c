/* counts.h: how many were killed, wounded, arrested, displaced, abducted, gathered. Internal to coding/. */
#ifndef CASUS_CODING_COUNTS_H
#define CASUS_CODING_COUNTS_H

#include "match.h"

/* Give each number of casualties in the sentence to the event among EVENTS that it belongs to. TRIGGERS are the events'
 * trigger tokens, all of this sentence. */
void counts_attach(struct reading *reading, struct event *events, const int32_t *triggers, size_t count);

#endif
