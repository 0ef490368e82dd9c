/* time/: when. Time expressions (TIMEX3) and the days they stand for. */
#ifndef CASUS_TIMEX_H
#define CASUS_TIMEX_H

#include "flow.h"

/* Fill document->timexes: expressions with their value and bounds, resolved against
 * document->article.day, the tense of their clause and each other. Needs trees. */
void timex_find(struct document *document);

#endif
