/* counts.h: how many were killed, wounded, arrested, displaced, abducted, gathered. Internal to coding/. */
#ifndef CASUS_CODING_COUNTS_H
#define CASUS_CODING_COUNTS_H

#include "match.h"

struct anchor { /* a word that names an event of the sentence */
	int32_t token;
	size_t event; /* index into the sentence's events */
};

/* Give each number of casualties in the sentence to the event among EVENTS that it belongs to. ANCHORS are the events'
 * triggers and other names. */
void counts_attach(struct reading *reading, struct event *events, const struct anchor *anchors, size_t count);

#endif
