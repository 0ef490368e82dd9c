/* pairs.c: who is compared with whom. On the day that a war begins a bin may hold thousands of mentions, all of one country: there
 * the pairs are those that stand near each other in lists of what shares two things. Lists are in canonical order, so that the
 * choice is the same whatever the order of arrival. */
#include "parts.h"

#include <stdlib.h>

enum {
	SMALL = 300,    /* up to this many sketches all pairs are compared */
	SPECIFIC = 4,   /* handles, the first and most specific, that make keys in a large bin */
	MOST_KEYS = SPECIFIC * (SPECIFIC + 1) / 2,
	WINDOW = 6,     /* how far a list of one key is looked back */
	ABSENT = -4000, /* the score of two that share no handle: no place, no party, no country */
};

struct handles handles_of(const struct sketch *sketch)
{
	struct handles handles;
	handles.count = incident_handles(sketch, handles.key, MOST_HANDLES);
	return handles;
}

bool handles_meet(const struct handles *a, const struct handles *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			if (a->key[i] == b->key[k])
				return true;
	return false;
}

/* --- keys of a large bin ---------------------------------------------------------------------- */

struct keyed { /* a key and who has it */
	uint32_t key;
	size_t index;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static uint32_t mix(uint32_t a, uint32_t b)
{
	uint64_t both = (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);
	both *= UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(both >> 32);
}

/* Each two of the sketch's specific handles, and each with the trigger. */
static size_t keys_of(const struct sketch *sketch, uint32_t keys[MOST_KEYS])
{
	struct handles handles = handles_of(sketch);
	size_t specific = handles.count < SPECIFIC ? handles.count : SPECIFIC, count = 0;
	uint32_t trigger = (uint32_t)str_hash(sketch->trigger);
	for (size_t i = 0; i < specific; i++) {
		keys[count++] = mix(handles.key[i], trigger);
		for (size_t k = 0; k < i; k++)
			keys[count++] = mix(handles.key[i], handles.key[k]);
	}
	return count;
}

/* --- pairs of a bin ---------------------------------------------------------------------------- */

struct bin_row {
	const struct incident_model *model;
	const struct told *row;
	size_t count;
	struct arena *arena;
	struct pair_list list;
};

static void add_pair(struct bin_row *bin, size_t a, size_t b, int32_t score)
{
	arena_push(bin->arena, bin->list.pairs, bin->list.count, bin->list.capacity, ((struct incident_pair){a, b, score}));
}

static void add_all_pairs(struct bin_row *bin)
{
	struct handles *handles = arena_alloc(bin->arena, (bin->count + 1) * sizeof *handles);
	for (size_t i = 0; i < bin->count; i++)
		handles[i] = handles_of(bin->row[i].sketch);
	for (size_t b = 1; b < bin->count; b++)
		for (size_t a = 0; a < b; a++)
			add_pair(bin, a, b, handles_meet(&handles[a], &handles[b]) ? incident_score(bin->model, &bin->row[a], &bin->row[b], NULL) : ABSENT);
}

static int by_items(const void *a, const void *b)
{
	const struct incident_pair *x = a, *y = b;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static void add_near_pairs(struct bin_row *bin)
{
	struct keyed *keyed = arena_alloc(bin->arena, bin->count * MOST_KEYS * sizeof *keyed);
	uint32_t keys[MOST_KEYS];
	size_t keyed_count = 0, kept = 0;
	for (size_t i = 0; i < bin->count; i++) {
		size_t key_count = keys_of(bin->row[i].sketch, keys);
		for (size_t k = 0; k < key_count; k++)
			keyed[keyed_count++] = (struct keyed){keys[k], i};
	}
	qsort(keyed, keyed_count, sizeof *keyed, by_key);
	for (size_t b = 1; b < keyed_count; b++)
		for (size_t a = b; a > 0 && b - a < WINDOW && keyed[a - 1].key == keyed[b].key; a--)
			if (keyed[a - 1].index != keyed[b].index)
				add_pair(bin, keyed[a - 1].index, keyed[b].index, 0);
	if (bin->list.count)
		qsort(bin->list.pairs, bin->list.count, sizeof *bin->list.pairs, by_items);
	for (size_t i = 0; i < bin->list.count; i++) {
		struct incident_pair pair = bin->list.pairs[i];
		if (kept && bin->list.pairs[kept - 1].a == pair.a && bin->list.pairs[kept - 1].b == pair.b)
			continue;
		pair.score = incident_score(bin->model, &bin->row[pair.a], &bin->row[pair.b], NULL);
		bin->list.pairs[kept++] = pair;
	}
	bin->list.count = kept;
}

struct pair_list pairs_of(const struct incident_model *model, const struct told *row, size_t count, struct arena *arena)
{
	struct bin_row bin = {model, row, count, arena, {0}};
	if (count <= SMALL)
		add_all_pairs(&bin);
	else
		add_near_pairs(&bin);
	return bin.list;
}

/* --- neighbours of other days -------------------------------------------------------------------- */

static int by_report(const void *a, const void *b)
{
	const struct neighbour *x = *(const struct neighbour *const *)a, *y = *(const struct neighbour *const *)b;
	if (x->told.sketch->from != y->told.sketch->from)
		return x->told.sketch->from > y->told.sketch->from ? -1 : 1; /* the nearest day first */
	return str_compare(x->told.sketch->event, y->told.sketch->event);
}

/* In a large crowd the index holds ranks, in an order that does not hang on how OTHERS came. */
struct neighbours *incident_neighbours(const struct neighbour *others, size_t count, struct arena *arena)
{
	struct neighbours *index = arena_zalloc(arena, 1, sizeof *index);
	uint32_t keys[MOST_KEYS];
	*index = (struct neighbours){.others = others, .count = count};
	if (count <= SMALL)
		return index;
	const struct neighbour **ranked = arena_alloc(arena, count * sizeof *ranked);
	for (size_t i = 0; i < count; i++)
		ranked[i] = &others[i];
	qsort(ranked, count, sizeof *ranked, by_report);
	index->keyed = arena_alloc(arena, count * MOST_KEYS * sizeof *index->keyed);
	for (size_t i = 0; i < count; i++) {
		size_t key_count = keys_of(ranked[i]->told.sketch, keys);
		for (size_t k = 0; k < key_count; k++)
			index->keyed[index->keyed_count++] = (struct keyed){keys[k], i};
	}
	qsort(index->keyed, index->keyed_count, sizeof *index->keyed, by_key);
	for (size_t i = 0; i < index->keyed_count; i++)
		index->keyed[i].index = (size_t)(ranked[index->keyed[i].index] - others);
	return index;
}

static size_t first_of_key(const struct neighbours *index, uint32_t key)
{
	size_t low = 0, high = index->keyed_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (index->keyed[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct index_list neighbours_near(const struct neighbours *index, const struct sketch *sketch, struct arena *arena)
{
	struct index_list found = {0};
	uint32_t keys[MOST_KEYS];
	if (!index->keyed) {
		for (size_t i = 0; i < index->count; i++)
			arena_push(arena, found.list, found.count, found.capacity, i);
		return found;
	}
	size_t key_count = keys_of(sketch, keys);
	for (size_t k = 0; k < key_count; k++) {
		size_t first = first_of_key(index, keys[k]);
		for (size_t i = first; i < index->keyed_count && i < first + WINDOW && index->keyed[i].key == keys[k]; i++)
			arena_push(arena, found.list, found.count, found.capacity, index->keyed[i].index);
	}
	return found;
}
