/* company.h: who is told to have been with somebody: "along with X", "together with X". Internal to coding/. */
#ifndef CASUS_CODING_COMPANY_H
#define CASUS_CODING_COMPANY_H

#include "reading.h"

/* Is the phrase of C "along with ..." or "together with ..."? *HOST: what it hangs on, also through the adverb. */
bool is_company(const struct reading *reading, int32_t c, int32_t *host);
/* Who is told to have been with PARTY, a head word; -1. */
int32_t company_of(const struct reading *reading, int32_t party);

#endif
