/* ask_dyads.c: who acts on whom, added up here: a war's year is some ten thousand pairs of words for actors and, by their names, some
 * hundred; sorting the events into pairs would cost the database more than finding them. */
#include <stdlib.h>

#include "base/day.h"
#include "store/asking.h"

struct pair {
	int64_t actor, recipient;
	int64_t records, cooperation, conflict;
	double scale;
	int32_t first, last; /* DAY_NONE where no event has a day */
	struct str names[2];
};

struct pairs {
	struct arena *arena;
	struct pair *list;
	size_t count, capacity;
	struct map index; /* "ACTOR RECIPIENT", keys or names -> index into the list */
};

static void pairs_init(struct pairs *pairs, struct arena *arena)
{
	*pairs = (struct pairs){.arena = arena};
	map_init(&pairs->index, arena);
}

/* The pair under KEY, made of MAKE where it is new. KEY is copied only then. */
static struct pair *pair_under(struct pairs *pairs, struct str key, const struct pair *make)
{
	const struct map_entry *found = map_get(&pairs->index, key);
	if (found)
		return &pairs->list[found->value];
	struct str kept = {arena_copy(pairs->arena, key.data, key.length), key.length};
	map_put(&pairs->index, kept, pairs->count, NULL);
	arena_push(pairs->arena, pairs->list, pairs->count, pairs->capacity, *make);
	return &pairs->list[pairs->count - 1];
}

static void add(struct pair *to, const struct pair *more)
{
	to->records += more->records;
	to->cooperation += more->cooperation;
	to->conflict += more->conflict;
	to->scale += more->scale;
	if (more->first != DAY_NONE && (to->first == DAY_NONE || more->first < to->first))
		to->first = more->first;
	if (more->last != DAY_NONE && (to->last == DAY_NONE || more->last > to->last))
		to->last = more->last;
}

static void read_events(struct select *select, struct pairs *pairs)
{
	struct statement s = select_begin(select);
	while (sql_next(&s)) {
		struct pair one = {.actor = sql_get_int(&s), .records = 1, .first = DAY_NONE, .last = DAY_NONE};
		one.recipient = sql_get_int(&s);
		int64_t quad = sql_get_int(&s);
		one.scale = sql_get_real(&s);
		int64_t day = sql_get_int_or(&s, DAY_NONE);
		one.first = one.last = (int32_t)day;
		one.cooperation = quad == 1 || quad == 2;
		one.conflict = quad == 3 || quad == 4;
		int64_t key[2] = {one.actor, one.recipient};
		struct pair none = {.actor = one.actor, .recipient = one.recipient, .first = DAY_NONE, .last = DAY_NONE};
		add(pair_under(pairs, (struct str){(const char *)key, sizeof key}, &none), &one);
	}
	select_end(select, &s);
}

/* --- by name ----------------------------------------------------------------------------------------- */

struct names { /* of actors, each looked up once */
	struct arena *arena;
	struct map index; /* an actor's key as bytes -> index into the list */
	struct str *list;
	size_t count, capacity;
};

/* The name of the actor KEY, empty where it has none. */
static struct str name_of(struct store *store, struct names *names, int64_t key)
{
	struct str bytes = {(const char *)&key, sizeof key};
	const struct map_entry *found = map_get(&names->index, bytes);
	if (found)
		return names->list[found->value];
	struct statement s = sql_use(&store->sql, "SELECT name FROM actor WHERE key = $1");
	sql_int(&s, key);
	struct str name = {0};
	while (sql_next(&s))
		name = sql_get_copy(&s, names->arena);
	struct str kept = {arena_copy(names->arena, bytes.data, bytes.length), bytes.length};
	map_put(&names->index, kept, names->count, NULL);
	arena_push(names->arena, names->list, names->count, names->capacity, name);
	return name;
}

static void merge_names(struct store *store, const struct pairs *by_key, struct pairs *by_name)
{
	struct names names = {.arena = by_name->arena};
	map_init(&names.index, names.arena);
	for (size_t i = 0; i < by_key->count; i++) {
		struct pair pair = by_key->list[i];
		pair.names[0] = name_of(store, &names, pair.actor);
		pair.names[1] = name_of(store, &names, pair.recipient);
		if (str_empty(pair.names[0]) || str_empty(pair.names[1]))
			continue;
		struct pair none = {.names = {pair.names[0], pair.names[1]}, .first = DAY_NONE, .last = DAY_NONE};
		const char *key = arena_printf(by_name->arena, "%.*s\t%.*s", STR_ARG(pair.names[0]), STR_ARG(pair.names[1]));
		add(pair_under(by_name, str_of(key), &none), &pair);
	}
}

static int most_first(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	if (x->records != y->records)
		return x->records > y->records ? -1 : 1;
	int names = str_compare(x->names[0], y->names[0]);
	return names ? names : str_compare(x->names[1], y->names[1]);
}

static struct str day_text(struct arena *arena, int32_t day)
{
	char text[16] = "";
	if (day != DAY_NONE)
		day_format(day, text);
	return str_of(arena_printf(arena, "%s", text));
}

static void put_pair(struct arena *arena, const struct pair *pair, struct store_answer *answer, size_t *count)
{
	/* In tenths, by whole numbers, so that no locale writes a comma. */
	double mean = pair->scale * 10 / (double)pair->records;
	long tenths = (long)(mean + (mean < 0 ? -0.5 : 0.5)), size = tenths < 0 ? -tenths : tenths;
	const struct str cells[] = {
		pair->names[0], pair->names[1],
		str_of(arena_printf(arena, "%lld", (long long)pair->records)), str_of(arena_printf(arena, "%lld", (long long)pair->cooperation)),
		str_of(arena_printf(arena, "%lld", (long long)pair->conflict)),
		str_of(arena_printf(arena, "%s%ld.%ld", tenths < 0 ? "-" : "", size / 10, size % 10)),
		day_text(arena, pair->first), day_text(arena, pair->last),
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		arena_push(arena, answer->cells, *count, answer->capacity, cells[i]);
	answer->row_count++;
}

void ask_dyads(struct select *select, const struct query *query, struct store_answer *answer)
{
	struct pairs by_key, by_name;
	size_t count = 0;
	pairs_init(&by_key, select->arena);
	pairs_init(&by_name, select->arena);
	buf_text(&select->sql, "SELECT a.actor, b.actor, c.quad, c.goldstein, e.date_from FROM event e CROSS JOIN code c "
	                       "JOIN participant a ON a.event = e.key AND a.role = 0 JOIN participant b ON b.event = e.key AND b.role = 1 "
	                       "WHERE c.key = e.code AND c.kind = 0 AND ");
	select_where(select, query);
	read_events(select, &by_key);
	merge_names(select->store, &by_key, &by_name);
	if (by_name.count)
		qsort(by_name.list, by_name.count, sizeof *by_name.list, most_first);
	for (size_t i = query->offset; i < by_name.count && (!query->limit || i - query->offset < query->limit); i++)
		put_pair(select->arena, &by_name.list[i], answer, &count);
}
