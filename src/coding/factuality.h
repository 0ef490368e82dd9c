/* factuality.h: did it happen? Internal to coding/. */
#ifndef CASUS_CODING_FACTUALITY_H
#define CASUS_CODING_FACTUALITY_H

#include "match.h"

struct standing {
	enum factuality factuality;
	bool future, hypothetical, historical;
	bool demanded; /* it is what somebody asks of somebody: no event of its own */
};

struct standing factuality_of(const struct reading *reading, const struct match *match);
/* Is the predicate itself negated ("did not", "no soldier", "never")? */
bool is_negated(const struct reading *reading, int32_t token);

#endif
