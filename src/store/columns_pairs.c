/* columns_pairs.c: who is with and against whom among the chosen events: the rows of PAGE_PAIRS. */
#include <stdlib.h>

#include "store/columns_parts.h"

struct doing { /* of one actor to another, by their rows */
	uint32_t actor, recipient;
	uint32_t friendly, hostile;
	uint32_t ties; /* bits */
};

struct pair { /* of two actors by their ids, both directions */
	const struct columns *columns;
	uint32_t ids[2];
	struct str names[2], countries[2], sectors[2]; /* an id's rows may differ: the last in the order of their letters */
	size_t friendly, hostile, tie_count;
	uint32_t ties;
};

struct doings {
	struct arena *arena;
	struct doing *list;
	size_t count, capacity;
	uint32_t *slots; /* index + 1, 0 when free */
	size_t slot_count; /* a power of two */
};

static size_t find_slot(const struct doings *doings, uint32_t actor, uint32_t recipient)
{
	uint64_t hash = ((uint64_t)actor << 32 | recipient) * 0x9E3779B97F4A7C15u;
	size_t slot = (size_t)(hash >> 32) & (doings->slot_count - 1);
	while (doings->slots[slot] && (doings->list[doings->slots[slot] - 1].actor != actor || doings->list[doings->slots[slot] - 1].recipient != recipient))
		slot = (slot + 1) & (doings->slot_count - 1);
	return slot;
}

static void make_slots(struct doings *doings, size_t count)
{
	doings->slot_count = count;
	doings->slots = arena_zalloc(doings->arena, count, sizeof *doings->slots);
	for (size_t i = 0; i < doings->count; i++)
		doings->slots[find_slot(doings, doings->list[i].actor, doings->list[i].recipient)] = (uint32_t)i + 1;
}

static struct doing *doing_of(struct doings *doings, uint32_t actor, uint32_t recipient)
{
	if (doings->count * 2 >= doings->slot_count)
		make_slots(doings, doings->slot_count ? doings->slot_count * 4 : 1024);
	size_t slot = find_slot(doings, actor, recipient);
	if (!doings->slots[slot]) {
		arena_push(doings->arena, doings->list, doings->count, doings->capacity, ((struct doing){.actor = actor, .recipient = recipient}));
		doings->slots[slot] = (uint32_t)doings->count;
	}
	return &doings->list[doings->slots[slot] - 1];
}

/* Each who acts with each on whom; not those without an id, nor of whom it is denied. */
static void add_event(struct doings *doings, const struct columns *columns, size_t event)
{
	const struct code_row *code = &columns->codes[columns->of[OF_CODE][event]];
	if ((columns->facts[event] & (RECIPROCAL - 1)) == FACT_NEGATED)
		return;
	for (size_t x = columns->first_part[event]; x < columns->first_part[event + 1]; x++) {
		uint32_t actor = columns->parts[x] & 1 ? 0 : columns->actor_index[columns->parts[x] >> 1];
		for (size_t y = actor ? columns->first_part[event] : columns->first_part[event + 1]; y < columns->first_part[event + 1]; y++) {
			uint32_t recipient = columns->parts[y] & 1 ? columns->actor_index[columns->parts[y] >> 1] : 0;
			if (!recipient || columns->actors[actor].id == columns->actors[recipient].id)
				continue;
			struct doing *doing = doing_of(doings, actor, recipient);
			doing->friendly += code->quad == 1 || code->quad == 2;
			doing->hostile += code->quad == 3 || code->quad == 4;
			doing->ties |= code->kind == RECORD_RELATION ? (uint32_t)1 << code->tie : 0;
		}
	}
}

/* --- by id ---------------------------------------------------------------------------------------------------- */

static struct pair pair_of(const struct columns *columns, const struct doing *doing)
{
	const struct actor_row *a = &columns->actors[doing->actor], *b = &columns->actors[doing->recipient];
	const struct actor_row *sides[2] = {a->id < b->id ? a : b, a->id < b->id ? b : a};
	struct pair pair = {.columns = columns, .friendly = doing->friendly, .hostile = doing->hostile, .ties = doing->ties,
	                    .tie_count = (size_t)__builtin_popcount(doing->ties)};
	for (size_t i = 0; i < 2; i++) {
		pair.ids[i] = sides[i]->id;
		pair.names[i] = sides[i]->name;
		pair.countries[i] = sides[i]->country;
		pair.sectors[i] = sides[i]->sector;
	}
	return pair;
}

static int by_ids(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	for (size_t i = 0; i < 2; i++)
		if (x->ids[i] != y->ids[i])
			return x->ids[i] < y->ids[i] ? -1 : 1;
	return 0;
}

static int most_first(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	size_t of_x = x->friendly + x->hostile + x->tie_count, of_y = y->friendly + y->hostile + y->tie_count;
	return of_x != of_y ? (of_x > of_y ? -1 : 1) : by_ids(a, b);
}

static struct str later(struct str a, struct str b)
{
	return str_compare(a, b) < 0 ? b : a;
}

static void join(struct pair *to, const struct pair *more)
{
	for (size_t i = 0; i < 2; i++) {
		to->names[i] = later(to->names[i], more->names[i]);
		to->countries[i] = later(to->countries[i], more->countries[i]);
		to->sectors[i] = later(to->sectors[i], more->sectors[i]);
	}
	to->friendly += more->friendly;
	to->hostile += more->hostile;
	to->tie_count += more->tie_count;
	to->ties |= more->ties;
}

static struct pair *join_all(const struct columns *columns, const struct doings *doings, size_t *count)
{
	struct pair *pairs = arena_zalloc(doings->arena, doings->count + 1, sizeof *pairs);
	*count = 0;
	for (size_t i = 0; i < doings->count; i++)
		pairs[i] = pair_of(columns, &doings->list[i]);
	if (doings->count)
		qsort(pairs, doings->count, sizeof *pairs, by_ids);
	for (size_t i = 0; i < doings->count; i++)
		if (*count && by_ids(&pairs[*count - 1], &pairs[i]) == 0)
			join(&pairs[*count - 1], &pairs[i]);
		else
			pairs[(*count)++] = pairs[i];
	if (*count)
		qsort(pairs, *count, sizeof *pairs, most_first);
	return pairs;
}

static struct str list_ties(const struct columns *columns, uint32_t ties, struct arena *arena)
{
	const char *list = "";
	for (size_t i = 0; i < columns->tie_count; i++)
		if (ties >> i & 1)
			list = arena_printf(arena, "%s%s%.*s", list, *list ? "," : "", STR_ARG(columns->ties[i]));
	return str_of(list);
}

void columns_pairs(const struct columns *columns, const uint64_t *bits, const struct query *query, struct arena *arena, struct store_answer *answer)
{
	struct doings doings = {.arena = arena};
	size_t count, cells = 0, most = query->limit ? query->limit : PAIRS_USUAL;
	for (size_t i = next_bit(bits, 0, columns->count); i < columns->count; i = next_bit(bits, i + 1, columns->count))
		add_event(&doings, columns, i);
	struct pair *pairs = join_all(columns, &doings, &count);
	for (size_t i = query->offset; i < count && i - query->offset < most; i++) {
		const struct pair *pair = &pairs[i];
		for (size_t side = 0; side < 2; side++) {
			const struct str who[] = {columns->ids.list[pair->ids[side]], pair->names[side], pair->countries[side], pair->sectors[side]};
			for (size_t k = 0; k < sizeof who / sizeof *who; k++)
				arena_push(arena, answer->cells, cells, answer->capacity, who[k]);
		}
		arena_push(arena, answer->cells, cells, answer->capacity, str_of(arena_printf(arena, "%zu", pair->friendly)));
		arena_push(arena, answer->cells, cells, answer->capacity, str_of(arena_printf(arena, "%zu", pair->hostile)));
		arena_push(arena, answer->cells, cells, answer->capacity, list_ties(columns, pair->ties, arena));
		answer->row_count++;
	}
}
