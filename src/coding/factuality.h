/* factuality.h: did it happen? Internal to coding/. */
#ifndef CASUS_CODING_FACTUALITY_H
#define CASUS_CODING_FACTUALITY_H

#include "match.h"

struct standing {
	enum factuality factuality;
	bool future, hypothetical, historical;
	bool demanded; /* it is what somebody asks of somebody: no event of its own */
};

/* The standing of the predicate or (NOUN) the name of an act at TOKEN; LIGHT is the noun's light verb or -1. TOOK_NEGATION: the
 * pattern's own words include the negation. */
struct standing factuality_of_token(const struct reading *reading, int32_t token, int32_t light, bool noun, bool took_negation);
struct standing factuality_of(const struct reading *reading, const struct match *match);
/* Is the predicate itself negated ("did not", "no soldier", "never")? */
bool is_negated(const struct reading *reading, int32_t token);

#endif
