#include "base/map.h"

void map_init(struct map *map, struct arena *arena)
{
	memset(map, 0, sizeof *map);
	map->arena = arena;
}

static uint32_t *slot_of(const struct map *map, struct str key)
{
	size_t mask = map->slot_count - 1;
	size_t at = (size_t)str_hash(key) & mask;
	while (map->slots[at] && !str_equal(map->entries[map->slots[at] - 1].key, key))
		at = (at + 1) & mask;
	return &map->slots[at];
}

struct map_entry *map_get(const struct map *map, struct str key)
{
	if (!map->slot_count)
		return NULL;
	uint32_t slot = *slot_of(map, key);
	return slot ? &map->entries[slot - 1] : NULL;
}

/* Slots are kept at most half full. */
static void grow_slots(struct map *map)
{
	map->slot_count = map->slot_count ? map->slot_count * 2 : 16;
	map->slots = arena_zalloc(map->arena, map->slot_count, sizeof *map->slots);
	for (size_t i = 0; i < map->count; i++)
		*slot_of(map, map->entries[i].key) = (uint32_t)(i + 1);
}

struct map_entry *map_put(struct map *map, struct str key, size_t value, bool *added)
{
	if (map->count >= map->slot_count / 2)
		grow_slots(map);
	uint32_t *slot = slot_of(map, key);
	if (added)
		*added = *slot == 0;
	if (*slot == 0) {
		arena_push(map->arena, map->entries, map->count, map->capacity, ((struct map_entry){key, value}));
		*slot = (uint32_t)map->count;
	}
	return &map->entries[*slot - 1];
}
