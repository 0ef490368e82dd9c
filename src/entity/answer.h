/* answer.h: the parts of the answer to `casus find`. */
#ifndef CASUS_ENTITY_ANSWER_H
#define CASUS_ENTITY_ANSWER_H

#include "lexicon.h"

/* describe.c: all that is known of one entity, noun or region; how the name stands for it, and its claim,
 * are left open. */
void describe_entity(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day, struct arena *arena, struct entity_reading *reading);
void describe_noun(const struct entity_lexicon *lexicon, uint32_t agent, struct entity_reading *reading);
void describe_region(const struct entity_lexicon *lexicon, uint32_t region, struct arena *arena, struct entity_reading *reading);

/* near.c: names that are written almost like KEY (folded), nearest first. */
void answer_near(const struct entity_lexicon *lexicon, struct str key, struct arena *arena, struct entity_answer *answer);

#endif
