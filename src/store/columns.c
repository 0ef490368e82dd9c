/* columns.c: reading them. */
#include <stdlib.h>

#include "store/columns_parts.h"

enum { EVENTS_MOST = 4000000, SPARSE = 16, SPARSE_LEAST = 65536 };

struct loading {
	struct store *store;
	struct columns *columns;
	size_t part_count, truce_rows;
	bool fits; /* the numbers of the database fit what stands in columns_parts.h */
};

/* --- labels -------------------------------------------------------------------------------------------- */

/* Words get numbers as they come; `order` then gives each its place among all. */
struct naming {
	struct map map;
};

static int32_t number_of(struct naming *naming, struct str word)
{
	return (int32_t)map_put(&naming->map, word, naming->map.count, NULL)->value;
}

static int by_words(const void *a, const void *b)
{
	return str_compare((*(const struct map_entry *const *)a)->key, (*(const struct map_entry *const *)b)->key);
}

/* LABELS become the words in their order; the answer is the new number of each old one. */
static int32_t *put_in_order(struct naming *naming, struct labels *labels)
{
	struct arena *arena = naming->map.arena;
	size_t count = naming->map.count;
	const struct map_entry **entries = arena_zalloc(arena, count + 1, sizeof *entries);
	int32_t *numbers = arena_zalloc(arena, count + 1, sizeof *numbers);
	labels->list = arena_zalloc(arena, count + 1, sizeof *labels->list);
	labels->count = count;
	for (size_t i = 0; i < count; i++)
		entries[i] = &naming->map.entries[i];
	qsort(entries, count, sizeof *entries, by_words);
	for (size_t i = 0; i < count; i++) {
		labels->list[i] = entries[i]->key;
		numbers[entries[i]->value] = (int32_t)i;
	}
	return numbers;
}

/* --- what events point to -------------------------------------------------------------------------------- */

/* Below the limit, and no key twice: where a database breaks this, nothing is answered from here. */
static size_t key_of(struct loading *loading, struct statement *s, enum of of)
{
	int64_t key = sql_get_int(s);
	if (key >= 0 && (size_t)key < loading->columns->limits[of])
		return (size_t)key;
	loading->fits = false;
	return 0;
}

/* The bit of a relation's type. */
static uint8_t tie_of(struct loading *loading, struct str type)
{
	struct columns *columns = loading->columns;
	size_t i = 0;
	while (i < columns->tie_count && !str_equal(columns->ties[i], type))
		i++;
	if (i == TIES_MOST) {
		loading->fits = false;
		return 0;
	}
	if (i == columns->tie_count)
		columns->ties[columns->tie_count++] = type;
	return (uint8_t)i;
}

static void read_codes(struct loading *loading)
{
	struct columns *columns = loading->columns;
	struct naming types, modes;
	map_init(&types.map, &columns->arena);
	map_init(&modes.map, &columns->arena);
	columns->codes = arena_zalloc(&columns->arena, columns->limits[OF_CODE], sizeof *columns->codes);
	struct statement s = sql_use(&loading->store->sql, "SELECT key, kind, quad, type, mode FROM code ORDER BY kind, type, key");
	while (sql_next(&s)) {
		struct code_row *code = &columns->codes[key_of(loading, &s, OF_CODE)];
		code->kind = (uint8_t)sql_get_int(&s);
		code->quad = (uint8_t)sql_get_int(&s);
		struct str type = sql_get_copy(&s, &columns->arena);
		code->type = number_of(&types, type);
		code->mode = number_of(&modes, sql_get_copy(&s, &columns->arena));
		code->tie = code->kind == RECORD_RELATION ? tie_of(loading, type) : 0;
	}
	int32_t *type_numbers = put_in_order(&types, &columns->types), *mode_numbers = put_in_order(&modes, &columns->modes);
	for (size_t i = 0; i < columns->limits[OF_CODE]; i++) {
		columns->codes[i].type = type_numbers[columns->codes[i].type];
		columns->codes[i].mode = mode_numbers[columns->codes[i].mode];
	}
}

static void read_places(struct loading *loading)
{
	struct columns *columns = loading->columns;
	struct naming names, countries;
	map_init(&names.map, &columns->arena);
	map_init(&countries.map, &columns->arena);
	columns->places = arena_zalloc(&columns->arena, columns->limits[OF_PLACE], sizeof *columns->places);
	struct statement s = sql_use(&loading->store->sql, "SELECT key, precision, resolved, name, country, round(lat, 5), round(lon, 5) FROM place");
	while (sql_next(&s)) {
		struct place_row *place = &columns->places[key_of(loading, &s, OF_PLACE)];
		place->known = true;
		place->precision = (uint8_t)sql_get_int(&s);
		place->resolved = sql_get_int(&s) == 1;
		place->name = number_of(&names, sql_get_copy(&s, &columns->arena));
		place->country = sql_get_copy(&s, &columns->arena);
		place->country_label = number_of(&countries, place->country);
		place->lat = sql_get_copy(&s, &columns->arena);
		place->lon = sql_get_copy(&s, &columns->arena);
	}
	int32_t *name_numbers = put_in_order(&names, &columns->names), *country_numbers = put_in_order(&countries, &columns->countries);
	for (size_t i = 0; i < columns->limits[OF_PLACE]; i++) {
		struct place_row *place = &columns->places[i];
		place->name = place->known ? name_numbers[place->name] : NO_LABEL;
		place->country_label = place->known ? country_numbers[place->country_label] : NO_LABEL;
	}
}

static void read_actors(struct loading *loading)
{
	struct columns *columns = loading->columns;
	struct labels *ids = &columns->ids;
	size_t count = 0, capacity = 0;
	struct actor_row none = {0};
	columns->actor_index = arena_zalloc(&columns->arena, columns->limits[OF_ACTOR], sizeof *columns->actor_index);
	arena_push(&columns->arena, columns->actors, count, capacity, none);
	struct statement s = sql_use(&loading->store->sql, "SELECT key, id, name, country, sector FROM actor WHERE id <> ''");
	struct naming naming;
	map_init(&naming.map, &columns->arena);
	while (sql_next(&s)) {
		columns->actor_index[key_of(loading, &s, OF_ACTOR)] = (uint32_t)count;
		struct str id = sql_get_copy(&s, &columns->arena), name = sql_get_copy(&s, &columns->arena);
		struct actor_row actor = {.name = str_empty(name) ? id : name, .id = (uint32_t)number_of(&naming, id)};
		actor.country = sql_get_copy(&s, &columns->arena);
		actor.sector = sql_get_copy(&s, &columns->arena);
		arena_push(&columns->arena, columns->actors, count, capacity, actor);
	}
	int32_t *numbers = put_in_order(&naming, ids);
	for (size_t i = 1; i < count; i++)
		columns->actors[i].id = (uint32_t)numbers[columns->actors[i].id];
}

/* --- events ------------------------------------------------------------------------------------------------ */

static void read_events(struct loading *loading)
{
	struct columns *columns = loading->columns;
	size_t at = 0;
	struct statement s = sql_use(&loading->store->sql,
		"SELECT key, document, code, place, date_from, confidence, factuality, reciprocal FROM event ORDER BY key");
	while (sql_next(&s)) {
		if (at == columns->count) {
			loading->fits = false;
			break;
		}
		for (enum of of = OF_EVENT; of <= OF_PLACE; of++)
			columns->of[of][at] = (uint32_t)key_of(loading, &s, of);
		columns->days[at] = (int32_t)sql_get_int_or(&s, DAY_NONE);
		columns->confidences[at] = (uint16_t)sql_get_int(&s);
		columns->facts[at] = (uint8_t)sql_get_int(&s);
		columns->facts[at] |= sql_get_int(&s) == 1 ? RECIPROCAL : 0;
		at++;
	}
	sql_run(&s);
	loading->fits &= at == columns->count;
}

static void read_participants(struct loading *loading)
{
	struct columns *columns = loading->columns;
	size_t event = 0, at = 0;
	struct statement s = sql_use(&loading->store->sql, "SELECT event, actor, role FROM participant ORDER BY event, role, number");
	while (sql_next(&s) && at < loading->part_count) {
		size_t key = key_of(loading, &s, OF_EVENT);
		while (event < columns->count && columns->of[OF_EVENT][event] < key)
			columns->first_part[++event] = (uint32_t)at;
		columns->parts[at] = (uint32_t)key_of(loading, &s, OF_ACTOR) << 1;
		columns->parts[at++] |= sql_get_int(&s) != 0;
	}
	sql_run(&s);
	while (event < columns->count)
		columns->first_part[++event] = (uint32_t)at;
	loading->fits &= at == loading->part_count;
}

/* Where the event KEY stands; `count` where it does not. */
static size_t find_event(const struct columns *columns, size_t key)
{
	size_t low = 0, high = columns->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (columns->of[OF_EVENT][middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < columns->count && columns->of[OF_EVENT][low] == key ? low : columns->count;
}

static void read_truces(struct loading *loading)
{
	struct columns *columns = loading->columns;
	size_t capacity = 0, event_count = 0, event_capacity = 0;
	int64_t before = -1;
	struct statement s = sql_use(&loading->store->sql,
		"SELECT f.key, f.document, (SELECT count(*) FROM ceasefire o WHERE o.document = f.document AND o.key < f.key), ce.event FROM ceasefire f "
		"LEFT JOIN ceasefire_event ce ON ce.ceasefire = f.key ORDER BY coalesce(f.called_on, f.effective_from) DESC NULLS LAST, f.key, ce.number");
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		struct truce_row row = {.document = sql_get_int(&s), .first = (uint32_t)event_count, .last = (uint32_t)event_count};
		row.number = (uint32_t)sql_get_int(&s);
		if (key != before)
			arena_push(&columns->arena, columns->truces, columns->truce_count, capacity, row);
		before = key;
		bool bare = sql_get_null(&s);
		size_t event = bare ? columns->count : find_event(columns, key_of(loading, &s, OF_EVENT));
		if (event == columns->count)
			continue;
		arena_push(&columns->arena, columns->truce_events, event_count, event_capacity, (uint32_t)event);
		columns->truces[columns->truce_count - 1].last = (uint32_t)event_count;
	}
	sql_run(&s);
}

/* --- all of it --------------------------------------------------------------------------------------------- */

static size_t count_rows(struct loading *loading, const char *question, size_t *limit)
{
	struct statement s = sql_use(&loading->store->sql, question);
	int64_t count = 0, highest = 0;
	while (sql_next(&s)) {
		count = sql_get_int(&s);
		highest = sql_get_int(&s);
	}
	/* Half of what 32 bits hold: a participant's role takes one. */
	loading->fits &= highest >= 0 && highest <= count * SPARSE + SPARSE_LEAST && highest < INT32_MAX - 1;
	*limit = (size_t)highest + 1;
	return (size_t)count;
}

static void measure(struct loading *loading)
{
	struct columns *columns = loading->columns;
	size_t none;
	columns->count = count_rows(loading, "SELECT count(*), coalesce(max(key), 0) FROM event", &columns->limits[OF_EVENT]);
	count_rows(loading, "SELECT count(*), coalesce(max(key), 0) FROM document", &columns->limits[OF_DOCUMENT]);
	count_rows(loading, "SELECT count(*), coalesce(max(key), 0) FROM code", &columns->limits[OF_CODE]);
	count_rows(loading, "SELECT count(*), coalesce(max(key), 0) FROM place", &columns->limits[OF_PLACE]);
	count_rows(loading, "SELECT count(*), coalesce(max(key), 0) FROM actor", &columns->limits[OF_ACTOR]);
	loading->part_count = count_rows(loading, "SELECT count(*), 0 FROM participant", &none);
	loading->fits &= columns->count <= EVENTS_MOST && loading->part_count < UINT32_MAX;
}

static void make_room(struct loading *loading)
{
	struct columns *columns = loading->columns;
	struct arena *arena = &columns->arena;
	for (enum of of = OF_EVENT; of <= OF_PLACE; of++)
		columns->of[of] = arena_zalloc(arena, columns->count + 1, sizeof *columns->of[of]);
	columns->days = arena_zalloc(arena, columns->count + 1, sizeof *columns->days);
	columns->confidences = arena_zalloc(arena, columns->count + 1, sizeof *columns->confidences);
	columns->facts = arena_zalloc(arena, columns->count + 1, sizeof *columns->facts);
	columns->first_part = arena_zalloc(arena, columns->count + 1, sizeof *columns->first_part);
	columns->parts = arena_zalloc(arena, loading->part_count + 1, sizeof *columns->parts);
}

static void load(struct loading *loading)
{
	static void (*const steps[])(struct loading *loading) = {measure, make_room, read_codes, read_places, read_actors, read_events, read_participants, read_truces};
	for (size_t i = 0; i < sizeof steps / sizeof *steps && loading->fits && sql_ok(&loading->store->sql); i++)
		steps[i](loading);
}

bool columns_load(struct store *store, struct columns **result, struct error *error)
{
	struct columns *columns = *result = NULL;
	columns = calloc(1, sizeof *columns);
	if (!columns)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	struct loading loading = {.store = store, .columns = columns, .fits = true};
	arena_init(&columns->arena);
	pthread_mutex_init(&columns->lock, NULL);
	pthread_cond_init(&columns->made, NULL);
	WITH_RECOVERY(store, &columns->arena, load(&loading));
	bool ok = store_done(store, error);
	if (ok && loading.fits)
		*result = columns;
	else
		columns_free(columns);
	return ok;
}

void columns_free(struct columns *columns)
{
	if (!columns)
		return;
	columns_forget_choices(columns);
	pthread_mutex_destroy(&columns->lock);
	pthread_cond_destroy(&columns->made);
	arena_free(&columns->arena);
	free(columns);
}

size_t columns_size(const struct columns *columns)
{
	return columns->arena.total;
}

void store_use_columns(struct store *store, struct columns *columns)
{
	store->columns = columns;
}
