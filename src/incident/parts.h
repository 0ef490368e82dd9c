/* parts.h: what the files of incident/ share. */
#ifndef CASUS_INCIDENT_PARTS_H
#define CASUS_INCIDENT_PARTS_H

#include "incident.h"

enum { MOST_HANDLES = 40 };

/* How rare a word is, in the lowest bits of its hash: 0 one of the most common, 2 one that few articles have. */
enum { RARITY_BITS = 2, RARITY_MASK = 3, RAREST = 2 };

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
