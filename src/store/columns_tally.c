/* columns_tally.c: how many of the chosen events there are by what: the rows of store_tally. */
#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "store/columns_parts.h"

struct group { /* the events with these values of the keys: numbers in the order of what they stand for, NO_LABEL for NULL */
	int32_t values[QUERY_KEYS_MOST];
	size_t records;
};

struct tally {
	const struct columns *columns;
	const struct query *query;
	struct arena *arena;
	struct group *groups;
	size_t count, capacity;
	uint32_t *slots; /* index + 1 of a group, 0 when free */
	size_t slot_count; /* a power of two */
};

/* --- values of keys ------------------------------------------------------------------------------------------ */

static const char *const factuality_words[] = {"actual", "conditional", "negated", "planned", "possible"}; /* in the order of the words */

static int32_t order_of_factuality(uint8_t facts)
{
	static const int32_t places[] = {[FACT_ACTUAL] = 0, [FACT_CONDITIONAL] = 1, [FACT_NEGATED] = 2, [FACT_PLANNED] = 3, [FACT_POSSIBLE] = 4};
	unsigned fact = facts & (RECIPROCAL - 1);
	return places[fact < sizeof places / sizeof *places ? fact : FACT_POSSIBLE];
}

static int32_t time_of(enum query_key key, int32_t day)
{
	int year, month, mday;
	if (day == DAY_NONE || key == KEY_DAY)
		return day;
	if (key == KEY_WEEK)
		return day - day_weekday(day);
	day_to_civil(day, &year, &month, &mday);
	return key == KEY_YEAR ? year : year * 12 + month - 1;
}

static int32_t value_of(const struct columns *columns, enum query_key key, size_t event)
{
	const struct code_row *code = &columns->codes[columns->of[OF_CODE][event]];
	switch (key) {
	case KEY_TYPE:
		return code->type;
	case KEY_MODE:
		return code->mode;
	case KEY_QUAD:
		return code->quad;
	case KEY_COUNTRY:
		return columns->places[columns->of[OF_PLACE][event]].country_label;
	case KEY_PLACE:
		return columns->places[columns->of[OF_PLACE][event]].name;
	case KEY_FACTUALITY:
		return order_of_factuality(columns->facts[event]);
	default:
		return time_of(key, columns->days[event]);
	}
}

static struct str time_text(const struct tally *tally, enum query_key key, int32_t value)
{
	char text[16];
	if (key == KEY_YEAR)
		return str_of(arena_printf(tally->arena, "%04d", (int)value));
	if (key == KEY_MONTH) /* days before the year 0 are not told in news */
		return str_of(arena_printf(tally->arena, "%04d-%02d", (int)(value / 12), (int)(value % 12) + 1));
	day_format(value, text);
	return str_of(arena_printf(tally->arena, "%s", text));
}

static struct str text_of(const struct tally *tally, enum query_key key, int32_t value)
{
	const struct columns *columns = tally->columns;
	if (value == NO_LABEL)
		return (struct str){0};
	switch (key) {
	case KEY_TYPE:
		return columns->types.list[value];
	case KEY_MODE:
		return columns->modes.list[value];
	case KEY_QUAD:
		return str_of(arena_printf(tally->arena, "%d", (int)value));
	case KEY_COUNTRY:
		return columns->countries.list[value];
	case KEY_PLACE:
		return columns->names.list[value];
	case KEY_FACTUALITY:
		return str_of(factuality_words[value]);
	default:
		return time_text(tally, key, value);
	}
}

/* --- groups -------------------------------------------------------------------------------------------------- */

static size_t hash_of(const int32_t *values)
{
	uint64_t hash = 0;
	for (size_t i = 0; i < QUERY_KEYS_MOST; i++)
		hash = (hash ^ (uint32_t)values[i]) * 0x9E3779B97F4A7C15u;
	return (size_t)(hash >> 32);
}

static size_t free_slot(const struct tally *tally, const int32_t *values)
{
	size_t slot = hash_of(values) & (tally->slot_count - 1);
	while (tally->slots[slot] && memcmp(tally->groups[tally->slots[slot] - 1].values, values, sizeof tally->groups->values) != 0)
		slot = (slot + 1) & (tally->slot_count - 1);
	return slot;
}

static void make_slots(struct tally *tally, size_t count)
{
	tally->slot_count = count;
	tally->slots = arena_zalloc(tally->arena, count, sizeof *tally->slots);
	for (size_t i = 0; i < tally->count; i++)
		tally->slots[free_slot(tally, tally->groups[i].values)] = (uint32_t)i + 1;
}

static void count_event(struct tally *tally, size_t event)
{
	struct group group = {.records = 0};
	for (size_t i = 0; i < tally->query->key_count; i++)
		group.values[i] = value_of(tally->columns, tally->query->keys[i], event);
	size_t slot = free_slot(tally, group.values);
	if (!tally->slots[slot]) {
		arena_push(tally->arena, tally->groups, tally->count, tally->capacity, group);
		tally->slots[slot] = (uint32_t)tally->count;
		if (tally->count * 2 > tally->slot_count)
			make_slots(tally, tally->slot_count * 4);
		slot = free_slot(tally, group.values);
	}
	tally->groups[tally->slots[slot] - 1].records++;
}

/* --- their order --------------------------------------------------------------------------------------------- */

static int by_values(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	for (size_t i = 0; i < QUERY_KEYS_MOST; i++)
		if (x->values[i] != y->values[i])
			return x->values[i] < y->values[i] ? -1 : 1;
	return 0;
}

static int first_value_last(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	if (x->values[0] != y->values[0])
		return x->values[0] < y->values[0] ? 1 : -1;
	return by_values(a, b);
}

static int most_first(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	return x->records != y->records ? (x->records < y->records ? 1 : -1) : by_values(a, b);
}

static int fewest_first(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	return x->records != y->records ? (x->records < y->records ? -1 : 1) : by_values(a, b);
}

static void put_in_order(struct tally *tally)
{
	const struct query *query = tally->query;
	bool ascends = query->sorted && !query->descending;
	if (!tally->count)
		return;
	if (tally_by_count(query))
		qsort(tally->groups, tally->count, sizeof *tally->groups, ascends ? fewest_first : most_first);
	else
		qsort(tally->groups, tally->count, sizeof *tally->groups, query->descending ? first_value_last : by_values);
}

static void write_rows(const struct tally *tally, struct store_answer *answer)
{
	const struct query *query = tally->query;
	size_t cells = 0;
	for (size_t i = query->offset; i < tally->count && (!query->limit || i - query->offset < query->limit); i++) {
		const struct group *group = &tally->groups[i];
		for (size_t k = 0; k < query->key_count; k++)
			arena_push(tally->arena, answer->cells, cells, answer->capacity, text_of(tally, query->keys[k], group->values[k]));
		arena_push(tally->arena, answer->cells, cells, answer->capacity, str_of(arena_printf(tally->arena, "%zu", group->records)));
		answer->row_count++;
	}
}

bool columns_can_tally(const struct store *store, const struct query *query)
{
	static const bool known[KEY_COUNT] = {
		[KEY_DAY] = true, [KEY_WEEK] = true, [KEY_MONTH] = true, [KEY_YEAR] = true, [KEY_TYPE] = true, [KEY_MODE] = true, [KEY_QUAD] = true,
		[KEY_COUNTRY] = true, [KEY_PLACE] = true, [KEY_FACTUALITY] = true,
	};
	if (!store->columns || !query->key_count)
		return false;
	for (size_t i = 0; i < query->key_count; i++)
		if (!known[query->keys[i]])
			return false;
	return true;
}

void columns_tally(struct store *store, const struct query *query, struct arena *arena, struct store_answer *answer)
{
	struct tally tally = {.columns = store->columns, .query = query, .arena = arena};
	uint64_t *bits = columns_choose(store, query, arena);
	size_t count = store->columns->count;
	if (!bits)
		return;
	make_slots(&tally, 1024);
	for (size_t i = next_bit(bits, 0, count); i < count; i = next_bit(bits, i + 1, count))
		count_event(&tally, i);
	put_in_order(&tally);
	write_rows(&tally, answer);
}
