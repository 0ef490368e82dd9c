/* attribution.h: on whose word? Internal to coding/. */
#ifndef CASUS_CODING_ATTRIBUTION_H
#define CASUS_CODING_ATTRIBUTION_H

#include "match.h"

/* Who says that the match's act is so; NULL when the article itself does. In the document's arena. */
struct attribution *attribution_of(struct reading *reading, const struct match *match);

#endif
