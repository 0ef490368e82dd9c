/* quote.h: how deep in quotations each token stands. */
#ifndef CASUS_TEXT_QUOTE_H
#define CASUS_TEXT_QUOTE_H

#include "flow.h"

/* Fill quote_depth of every token of document->sentences; text.h says what it counts. */
void quote_mark(struct document *document);

#endif
