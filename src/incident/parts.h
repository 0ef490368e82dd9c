/* parts.h: what the files of incident/ share. */
#ifndef CASUS_INCIDENT_PARTS_H
#define CASUS_INCIDENT_PARTS_H

#include "incident.h"

enum { MOST_HANDLES = 40 };

/* In the lowest bits of a word's hash: how rare it is (0 one of the most common, 7 unknown to the list), whether it is a name, whether it
 * stands near the trigger. Two words are one where the rest of their bits is. */
enum { RARITY_MASK = 7, RAREST = 7, NEAR_WORD = 8, NAME_WORD = 16, WORD_FLAGS = 31 };

uint32_t word_key(struct str lemma);

struct word_set words_of(const uint32_t *hash, size_t count); /* with their weight */
/* Those with all FLAGS, those of two sets, and those of two sets that have all FLAGS in both. */
struct word_weight words_weigh(struct word_set set, uint32_t flags);
struct word_weight words_shared(struct word_set a, struct word_set b);
struct word_weight words_shared_with(struct word_set a, struct word_set b, uint32_t flags);
/* Is the word of KEY in SET, with all FLAGS? */
bool words_have(struct word_set set, uint32_t key, uint32_t flags);

struct handles {
	uint32_t key[MOST_HANDLES];
	size_t count;
};

struct handles handles_of(const struct sketch *sketch);
bool handles_meet(const struct handles *a, const struct handles *b);

struct pair_list {
	struct incident_pair *pairs;
	size_t count, capacity;
};

/* The pairs of ROW, the sketches of a bin in canonical order, that are worth comparing, with their scores: all in a small bin;
 * in a large one those that share two handles, or one and the trigger, and lie near each other in the row. */
struct pair_list pairs_of(const struct incident_model *model, const struct told *row, size_t count, struct arena *arena);

struct neighbours {
	const struct neighbour *others;
	size_t count;
	struct keyed *keyed; /* in a large crowd: by key, then the nearest day first; else NULL */
	size_t keyed_count;
};

struct index_list {
	size_t *list;
	size_t count, capacity;
};
/* Those that SKETCH is to be compared with, by the same rule, as indexes of others. */
struct index_list neighbours_near(const struct neighbours *neighbours, const struct sketch *sketch, struct arena *arena);

#endif
