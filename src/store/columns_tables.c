/* columns_tables.c: the chosen records by date, and the tables of places and ceasefires. */
#include <stdio.h>
#include <stdlib.h>

#include "store/columns_parts.h"

/* --- records -------------------------------------------------------------------------------------------------- */

enum { HITS_MOST = 2000 }; /* rows that are put in order here, and looked up one by one */

bool columns_can_ask(const struct store *store, const struct query *query)
{
	return store->columns && query->sort == SORT_DATE && query->limit && query->limit <= HITS_MOST && query->offset <= HITS_MOST;
}

struct dated {
	int32_t day;
	uint32_t event;
};

struct first { /* the first `most` of what was offered, a heap with the last of them at its top */
	struct dated *list;
	size_t count, most;
	bool descending;
};

/* DAY_NONE is below all days: first when they ascend, else last. */
static bool is_before(const struct first *first, struct dated a, struct dated b)
{
	if (a.day != b.day)
		return first->descending ? a.day > b.day : a.day < b.day;
	return a.event < b.event;
}

static void sink(const struct first *first, size_t at)
{
	struct dated *list = first->list;
	for (size_t child; (child = 2 * at + 1) < first->count; at = child) {
		if (child + 1 < first->count && is_before(first, list[child], list[child + 1]))
			child++;
		if (!is_before(first, list[at], list[child]))
			return;
		struct dated kept = list[at];
		list[at] = list[child];
		list[child] = kept;
	}
}

static void rise(const struct first *first, size_t at)
{
	struct dated *list = first->list;
	for (size_t above; at && is_before(first, list[above = (at - 1) / 2], list[at]); at = above) {
		struct dated kept = list[at];
		list[at] = list[above];
		list[above] = kept;
	}
}

static void offer(struct first *first, struct dated item)
{
	if (first->count < first->most) {
		first->list[first->count] = item;
		rise(first, first->count++);
	} else if (is_before(first, item, first->list[0])) {
		first->list[0] = item;
		sink(first, 0);
	}
}

/* The heap becomes a list in its order. */
static void unfold(struct first *first)
{
	size_t count = first->count;
	while (first->count > 1) {
		struct dated last = first->list[0];
		first->list[0] = first->list[--first->count];
		sink(first, 0);
		first->list[first->count] = last;
	}
	first->count = count;
}

static struct store_hit hit_of(struct store *store, uint32_t event)
{
	const struct columns *columns = store->columns;
	struct statement s = sql_use(&store->sql, "SELECT count(*) FROM event WHERE document = $1 AND key < $2");
	struct store_hit hit = {.document = columns->of[OF_DOCUMENT][event]};
	sql_int(&s, hit.document);
	sql_int(&s, columns->of[OF_EVENT][event]);
	hit.number = (size_t)sql_one_int(&s, 0);
	return hit;
}

void columns_ask(struct store *store, const struct query *query, struct arena *arena, struct store_hit **hits, size_t *count, size_t *total)
{
	const struct columns *columns = store->columns;
	struct first first = {.most = query->offset + query->limit, .descending = query->descending};
	uint64_t *bits = columns_choose(store, query, arena);
	size_t all = 0;
	if (!bits)
		return;
	first.list = arena_zalloc(arena, first.most + 1, sizeof *first.list);
	for (size_t i = next_bit(bits, 0, columns->count); i < columns->count; i = next_bit(bits, i + 1, columns->count)) {
		offer(&first, (struct dated){columns->days[i], (uint32_t)i});
		all++;
	}
	unfold(&first);
	*hits = arena_zalloc(arena, query->limit + 1, sizeof **hits);
	for (size_t i = query->offset; i < first.count; i++)
		(*hits)[(*count)++] = hit_of(store, first.list[i].event);
	if (total)
		*total = all;
}

/* --- places --------------------------------------------------------------------------------------------------- */

struct spot { /* how many events of a kind a place has */
	uint32_t place;
	uint16_t type;
	uint8_t quad;
	uint32_t records;
};

struct total { /* of a place */
	const struct columns *columns;
	uint32_t place;
	size_t first, last; /* its spots */
	size_t records, quads[4];
};

static int by_place(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return x->type != y->type ? (x->type < y->type ? -1 : 1) : (x->quad > y->quad) - (x->quad < y->quad);
}

static int most_records(const void *a, const void *b)
{
	const struct total *x = a, *y = b;
	const struct place_row *places = x->columns->places;
	if (x->records != y->records)
		return x->records > y->records ? -1 : 1;
	if (places[x->place].name != places[y->place].name)
		return places[x->place].name < places[y->place].name ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* One for each event at a place, in the order of places, then added up. */
static struct spot *find_spots(const struct columns *columns, const uint64_t *bits, struct arena *arena, size_t *count)
{
	struct spot *spots = NULL;
	size_t capacity = 0, kept = 0;
	*count = 0;
	for (size_t i = next_bit(bits, 0, columns->count); i < columns->count; i = next_bit(bits, i + 1, columns->count)) {
		const struct code_row *code = &columns->codes[columns->of[OF_CODE][i]];
		uint32_t place = columns->of[OF_PLACE][i];
		if (columns->places[place].resolved && code->quad > 0)
			arena_push(arena, spots, *count, capacity, ((struct spot){place, (uint16_t)code->type, code->quad, 1}));
	}
	if (*count)
		qsort(spots, *count, sizeof *spots, by_place);
	for (size_t i = 0; i < *count; i++)
		if (kept && by_place(&spots[kept - 1], &spots[i]) == 0)
			spots[kept - 1].records++;
		else
			spots[kept++] = spots[i];
	*count = kept;
	return spots;
}

static struct total *add_up(const struct columns *columns, const struct spot *spots, size_t spot_count, struct arena *arena, size_t *count)
{
	struct total *totals = NULL;
	size_t capacity = 0;
	*count = 0;
	for (size_t i = 0; i < spot_count; i++) {
		if (!*count || totals[*count - 1].place != spots[i].place)
			arena_push(arena, totals, *count, capacity, ((struct total){.columns = columns, .place = spots[i].place, .first = i}));
		struct total *total = &totals[*count - 1];
		total->last = i + 1;
		total->records += spots[i].records;
		if (spots[i].quad <= 4)
			total->quads[spots[i].quad - 1] += spots[i].records;
	}
	if (*count)
		qsort(totals, *count, sizeof *totals, most_records);
	return totals;
}

static struct str list_types(const struct columns *columns, const struct spot *spots, const struct total *total, struct arena *arena)
{
	struct buf out = {0};
	for (size_t i = total->first; i < total->last; i++)
		buf_printf(&out, "%s%.*s %u", i > total->first ? "," : "", STR_ARG(columns->types.list[spots[i].type]), (unsigned)spots[i].records);
	struct str list = {arena_copy(arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return list;
}

static struct str number_text(struct arena *arena, size_t number)
{
	return str_of(arena_printf(arena, "%zu", number));
}

static void places_table(const struct columns *columns, const uint64_t *bits, const struct query *query, struct arena *arena, struct store_answer *answer)
{
	static const struct str precisions[] = {STR("place"), STR("admin1"), STR("country")};
	size_t spot_count, count, cells = 0, most = query->limit ? query->limit : PLACES_USUAL;
	struct spot *spots = find_spots(columns, bits, arena, &spot_count);
	struct total *totals = add_up(columns, spots, spot_count, arena, &count);
	for (size_t i = query->offset; i < count && i - query->offset < most; i++) {
		const struct total *total = &totals[i];
		const struct place_row *place = &columns->places[total->place];
		const struct str row[] = {
			columns->names.list[place->name], place->country, precisions[place->precision < 2 ? place->precision : 2], place->lat, place->lon,
			number_text(arena, total->quads[0]), number_text(arena, total->quads[1]), number_text(arena, total->quads[2]),
			number_text(arena, total->quads[3]), list_types(columns, spots, total, arena),
		};
		for (size_t k = 0; k < sizeof row / sizeof *row; k++)
			arena_push(arena, answer->cells, cells, answer->capacity, row[k]);
		answer->row_count++;
	}
}

/* --- ceasefires ------------------------------------------------------------------------------------------------ */

static bool rests_on(const struct columns *columns, const struct truce_row *truce, const uint64_t *bits)
{
	for (uint32_t i = truce->first; i < truce->last; i++)
		if (has_bit(bits, columns->truce_events[i]))
			return true;
	return false;
}

static void truces_table(const struct columns *columns, const uint64_t *bits, const struct query *query, struct arena *arena, struct store_answer *answer)
{
	size_t cells = 0, skipped = query->offset, most = query->limit ? query->limit : TRUCES_USUAL;
	for (size_t i = 0; i < columns->truce_count && answer->row_count < most; i++) {
		const struct truce_row *truce = &columns->truces[i];
		if ((query->term_count && !rests_on(columns, truce, bits)) || (skipped && skipped--))
			continue;
		arena_push(arena, answer->cells, cells, answer->capacity, number_text(arena, (size_t)truce->document));
		arena_push(arena, answer->cells, cells, answer->capacity, number_text(arena, truce->number));
		answer->row_count++;
	}
}

/* --- all of them ------------------------------------------------------------------------------------------------ */

bool columns_have_table(const struct store *store, enum page_table table)
{
	return store->columns && (table == PAGE_PLACES || table == PAGE_PAIRS || table == PAGE_CEASEFIRES);
}

void columns_table(struct store *store, enum page_table table, const struct query *query, struct arena *arena, struct store_answer *answer)
{
	uint64_t *bits = columns_choose(store, query, arena);
	if (!bits)
		return;
	if (table == PAGE_PLACES)
		places_table(store->columns, bits, query, arena, answer);
	else if (table == PAGE_PAIRS)
		columns_pairs(store->columns, bits, query, arena, answer);
	else
		truces_table(store->columns, bits, query, arena, answer);
}
