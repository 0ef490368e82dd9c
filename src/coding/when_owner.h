/* when_owner.h: which act a time in the sentence belongs to. Internal to circumstance.c. */
#ifndef CASUS_CODING_WHEN_OWNER_H
#define CASUS_CODING_WHEN_OWNER_H

#include "match.h"

/* "sentences", "is sentenced", "will face": is VERB told as of the article's day? */
bool when_is_of_today(const struct reading *r, int32_t verb);
/* The noun that TIMEX belongs to: "the 2002 bombings", "the murder of X in 2004", "World Youth Day 2008"; -1: it hangs on no noun. */
int32_t when_noun(const struct reading *r, const struct timex *timex);
/* Is TIMEX of the act that the noun TRIGGER names, or of one joined to it: "the abduction and murder of X in June"? */
bool when_is_own(const struct reading *r, const struct timex *timex, int32_t trigger);
/* Does TIMEX tell when something else than the match's act was: "faces trial over the 2002 bombings"? */
bool when_is_anothers(const struct reading *r, const struct match *match, const struct timex *timex);

#endif
