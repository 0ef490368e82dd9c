/* repair.h: small repairs of parses before they are read. Internal to coding/. */
#ifndef CASUS_CODING_REPAIR_H
#define CASUS_CODING_REPAIR_H

#include "flow.h"

/* SENTENCE's tokens, or a repaired copy of them in ARENA. */
const struct token *repair_tokens(const struct sentence *sentence, struct arena *arena);

#endif
