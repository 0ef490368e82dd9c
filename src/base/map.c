#include "base/map.h"

void map_init(struct map *map, struct arena *arena)
{
	memset(map, 0, sizeof *map);
	map->arena = arena;
}

/* Both halves of the hash: the lower bits find the slot, all of them tell most other keys from this one. */
static uint32_t hash_of(struct str key)
{
	uint64_t hash = str_hash(key);
	return (uint32_t)(hash ^ hash >> 32);
}

/* The slot of KEY, whose hash is HASH: its own, or the free one where it belongs. */
static struct map_slot *slot_of(const struct map *map, struct str key, uint32_t hash)
{
	size_t mask = map->slot_count - 1, at = hash & mask;
	while (map->slots[at].entry && !(map->slots[at].hash == hash && str_equal(map->entries[map->slots[at].entry - 1].key, key)))
		at = (at + 1) & mask;
	return &map->slots[at];
}

struct map_entry *map_get(const struct map *map, struct str key)
{
	if (!map->slot_count)
		return NULL;
	uint32_t entry = slot_of(map, key, hash_of(key))->entry;
	return entry ? &map->entries[entry - 1] : NULL;
}

/* Slots are kept at most half full. All keys differ: the first free slot is the right one. */
static void grow_slots(struct map *map)
{
	const struct map_slot *old = map->slots;
	size_t old_count = map->slot_count, mask;
	map->slot_count = old_count ? old_count * 2 : 16;
	map->slots = arena_zalloc(map->arena, map->slot_count, sizeof *map->slots);
	mask = map->slot_count - 1;
	for (size_t i = 0; i < old_count; i++) {
		if (!old[i].entry)
			continue;
		size_t at = old[i].hash & mask;
		while (map->slots[at].entry)
			at = (at + 1) & mask;
		map->slots[at] = old[i];
	}
}

struct map_entry *map_put(struct map *map, struct str key, size_t value, bool *added)
{
	if (map->count >= map->slot_count / 2)
		grow_slots(map);
	uint32_t hash = hash_of(key);
	struct map_slot *slot = slot_of(map, key, hash);
	if (added)
		*added = slot->entry == 0;
	if (slot->entry == 0) {
		arena_push(map->arena, map->entries, map->count, map->capacity, ((struct map_entry){key, value}));
		*slot = (struct map_slot){hash, (uint32_t)map->count};
	}
	return &map->entries[slot->entry - 1];
}
