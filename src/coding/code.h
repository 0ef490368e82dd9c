/* code.h: what the files that fill an event share. Internal to coding/. */
#ifndef CASUS_CODING_CODE_H
#define CASUS_CODING_CODE_H

#include "select.h"

/* The mention headed by TOKEN: its text and span, to be resolved by the pipeline. */
void actor_from_token(const struct reading *reading, int32_t token, struct actor *actor);

/* Do A and B, of any sentences of ALL the document's readings, stand for one party: the same word, mention or entry of the lexicon? */
bool actors_are_same(const struct reading *all, const struct actor *a, const struct actor *b);
/* Is some party of the one list in the other? */
bool actors_meet(const struct reading *all, const struct actor *a, size_t a_count, const struct actor *b, size_t b_count);

#endif
