/* code.h: what the files that fill an event share. Internal to coding/. */
#ifndef CASUS_CODING_CODE_H
#define CASUS_CODING_CODE_H

#include "select.h"

/* The mention headed by TOKEN: its text and span, to be resolved by the pipeline. */
void actor_from_token(const struct reading *reading, int32_t token, struct actor *actor);

#endif
