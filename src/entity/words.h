/* words.h: names as sequences of folded words, so that "U.N.", "UN" and "u.n." are one, and so are
 * "Haftar's forces" and "Haftar forces", "al-Qaeda" in one token and in three. */
#ifndef CASUS_ENTITY_WORDS_H
#define CASUS_ENTITY_WORDS_H

#include "flow.h"

enum { WORDS_IN_NAME = 16 }; /* of the longest name; words_key leaves out what is beyond */
#define KEY_MAX 256      /* bytes of the longest key, a name's words joined by blanks */
#define WORDS_BARRIER ((struct str){"", 0}) /* a word that no name contains: a comma, a bracket */

struct word {
	struct str form, lemma; /* folded; equal where the token is no noun; empty for a barrier */
	uint32_t token;
	uint32_t name; /* scene.c: the lexicon's entry of the form alone, or NONE */
	bool starts, ends; /* first, last word of its token */
};

struct words {
	struct word *items;
	size_t count, capacity;
};

/* Fold TEXT and append its words to OUT (room for MOST); returns how many there are. The article
 * "the" and a possessive 's give none. Strings are in ARENA or in TEXT. */
size_t words_split(struct arena *arena, struct str text, struct str *out, size_t most);

/* The words of all tokens of SENTENCE, with barriers where a name cannot go on. */
void words_of_sentence(struct arena *arena, const struct sentence *sentence, struct words *words);

/* TEXT's words joined by blanks, written into KEY; 0 when there are none or they do not fit. */
size_t words_key(struct arena *arena, struct str text, char key[KEY_MAX], size_t *count);

#endif
