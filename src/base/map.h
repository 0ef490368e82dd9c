/* map.h: a hash table from strings to numbers, in an arena. Keys are not copied. Iterates in the
 * order of insertion, so that what is made from it is the same on every run. */
#ifndef CASUS_BASE_MAP_H
#define CASUS_BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
	struct str key;
	size_t value;
};

struct map_slot {
	uint32_t hash;  /* of its key: another one is passed over without a look at its entry, which is seldom in the cache */
	uint32_t entry; /* index + 1, 0 when free */
};

struct map {
	struct arena *arena;
	struct map_entry *entries; /* in order of insertion */
	size_t count, capacity;
	struct map_slot *slots;
	size_t slot_count;
};

void map_init(struct map *map, struct arena *arena);
/* The entry of KEY, or NULL. Valid until the next map_put. */
struct map_entry *map_get(const struct map *map, struct str key);
/* The entry of KEY, made with VALUE if it was not there (*added says so, may be NULL). */
struct map_entry *map_put(struct map *map, struct str key, size_t value, bool *added);

#endif
