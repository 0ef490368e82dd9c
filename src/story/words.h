/* words.h: the word lists of lexicon/en/story. */
#ifndef CASUS_STORY_WORDS_H
#define CASUS_STORY_WORDS_H

#include "flow.h"
#include "story/story.h"

/* Does the list NAME hold LEMMA (any case)? */
bool story_word_is(const struct story_tables *tables, struct str name, struct str lemma);
/* The I-th list whose name starts with PREFIX; false when there are no more. REST is what follows the prefix. */
bool story_list_named(const struct story_tables *tables, struct str prefix, size_t i, struct str *name, struct str *rest);

#endif
