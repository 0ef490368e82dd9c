/* offers.h: candidates for a step of a pattern. Internal to coding/. */
#ifndef CASUS_CODING_OFFERS_H
#define CASUS_CODING_OFFERS_H

#include "match.h"

#define MOST_CANDIDATES 24

struct candidates {
	int32_t tokens[MOST_CANDIDATES];
	size_t count;
};

/* Each adds to CANDIDATES, in order, what is not there already; those beyond the last place are left out. PREPS is a word set. */
void offer(struct candidates *candidates, int32_t token);
void offer_role(struct candidates *candidates, const struct frame *frame, enum argument_role role);
void offer_preps_of_frame(const struct reading *reading, struct candidates *candidates, const struct frame *frame, uint32_t preps);
void offer_preps_of_word(const struct reading *reading, struct candidates *candidates, int32_t word, uint32_t preps);
void offer_preps_inside(const struct reading *reading, struct candidates *candidates, int32_t word, uint32_t preps);
void offer_against(const struct reading *reading, struct candidates *candidates, const struct frame *frame, uint32_t preps);
/* Is PREP, or a word fixed to it, in the set? -1 is in none. */
bool is_in_preps(const struct reading *reading, uint32_t preps, int32_t prep);

#endif
