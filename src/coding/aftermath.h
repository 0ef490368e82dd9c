/* aftermath.h: who did what a text goes on about. Internal to coding/. */
#ifndef CASUS_CODING_AFTERMATH_H
#define CASUS_CODING_AFTERMATH_H

#include "reading.h"
#include "select.h"

/* EVENTS of the document whose readings are ALL: acts of force without a doer take the one that the sentences before tell, where they go on
 * from them. In text order; what is filled is the events' own. */
void aftermath_fill(struct reading *all, struct event *events, size_t count);

#endif
