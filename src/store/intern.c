/* intern.c: rows that many others point to. What was looked up once is remembered, up to a bound, so that memory stays
 * flat however much is added. */
#include <stdlib.h>

#include "store/parts.h"

#define REMEMBERED 100000 /* entries of one kind; then all are forgotten and looked up again */

static struct map_entry *remembered(struct intern *intern, struct str key)
{
	return intern->ready ? map_get(&intern->map, key) : NULL;
}

static void forget(struct intern *intern)
{
	if (intern->ready)
		arena_free(&intern->arena);
	intern->ready = false;
}

static void remember(struct intern *intern, struct str key, int64_t value)
{
	if (intern->ready && intern->map.count >= REMEMBERED)
		forget(intern);
	if (!intern->ready) {
		arena_init(&intern->arena);
		map_init(&intern->map, &intern->arena);
		intern->ready = true;
	}
	struct str copy = {arena_copy(&intern->arena, key.data, key.length), key.length};
	map_put(&intern->map, copy, (size_t)value, NULL);
}

void intern_forget(struct store *store)
{
	forget(&store->words);
	forget(&store->actors);
	forget(&store->places);
	forget(&store->codes);
	memset(store->next, 0, sizeof store->next);
}

int64_t take_key(struct store *store, enum keyed kind)
{
	static const char *const newest[KEYED_COUNT] = {
		[KEYED_DOCUMENT] = "SELECT max(key) FROM document",
		[KEYED_EVENT] = "SELECT max(key) FROM event",
		[KEYED_ATTRIBUTION] = "SELECT max(key) FROM attribution",
		[KEYED_CEASEFIRE] = "SELECT max(key) FROM ceasefire",
		[KEYED_CONTRADICTION] = "SELECT max(key) FROM contradiction",
	};
	if (!store->next[kind]) {
		struct statement s = sql_use(&store->sql, newest[kind]);
		store->next[kind] = sql_one_int(&s, 0) + 1;
	}
	return store->next[kind]++;
}

/* The row that FIND selects, else the one that ADD (which ends in RETURNING key) makes; PUT binds the same to both. */
static int64_t find_or_add(struct store *store, const char *find, const char *add, void (*put)(struct statement *s, const void *row), const void *row)
{
	struct statement s = sql_use(&store->sql, find);
	put(&s, row);
	int64_t key = sql_one_int(&s, 0);
	if (key || !sql_ok(&store->sql))
		return key;
	s = sql_use(&store->sql, add);
	put(&s, row);
	if (sql_next(&s))
		key = sql_get_int(&s);
	sql_run(&s);
	return key;
}

static void put_word(struct statement *s, const void *row)
{
	sql_text(s, *(const struct str *)row);
}

int64_t intern_word(struct store *store, struct str text)
{
	if (str_empty(text))
		return 0;
	struct map_entry *known = remembered(&store->words, text);
	if (known)
		return (int64_t)known->value;
	int64_t key = find_or_add(store, "SELECT key FROM word WHERE text = $1", "INSERT INTO word (text) VALUES ($1) RETURNING key", put_word, &text);
	if (key)
		remember(&store->words, text, key);
	return key;
}

/* By name alone, for which there is an index; of one name there are few. With all columns in the condition an engine may
 * take the index of a less telling one. */
static int64_t find_actor(struct store *store, const struct actor *actor)
{
	struct statement s = sql_use(&store->sql, "SELECT key, id, country, sector, code FROM actor WHERE name = $1");
	int64_t found = 0;
	sql_text(&s, actor->name);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		bool same = str_equal(sql_get_bytes(&s), actor->id);
		same = str_equal(sql_get_bytes(&s), actor->country) && same;
		same = str_equal(sql_get_bytes(&s), actor->sector) && same;
		same = str_equal(sql_get_bytes(&s), actor->code) && same;
		if (same)
			found = key;
	}
	return found;
}

static int64_t add_actor(struct store *store, const struct actor *actor)
{
	struct statement s = sql_use(&store->sql, "INSERT INTO actor (name, id, country, sector, code) VALUES ($1, $2, $3, $4, $5) RETURNING key");
	sql_text(&s, actor->name);
	sql_text(&s, actor->id);
	sql_text(&s, actor->country);
	sql_text(&s, actor->sector);
	sql_text(&s, actor->code);
	int64_t key = sql_next(&s) ? sql_get_int(&s) : 0;
	sql_run(&s);
	return key;
}

/* The parts of a compound key, with what no text holds between them. */
static void add_part(struct buf *key, struct str part)
{
	buf_str(key, part);
	buf_byte(key, '\0');
}

int64_t intern_actor(struct store *store, const struct actor *actor)
{
	struct buf name = {0};
	add_part(&name, actor->id);
	add_part(&name, actor->name);
	add_part(&name, actor->country);
	add_part(&name, actor->sector);
	add_part(&name, actor->code);
	struct map_entry *known = name.failed ? NULL : remembered(&store->actors, buf_view(&name));
	int64_t key = known ? (int64_t)known->value : find_actor(store, actor);
	if (!key && sql_ok(&store->sql))
		key = add_actor(store, actor);
	if (key && !known && !name.failed)
		remember(&store->actors, buf_view(&name), key);
	buf_free(&name);
	return key;
}

static void put_place(struct statement *s, const void *row)
{
	const struct place *place = row;
	sql_int(s, place->geoname);
	sql_text(s, place->name);
	sql_text(s, place->country);
	sql_text(s, place->admin1);
	sql_real(s, place->lat);
	sql_real(s, place->lon);
	sql_int(s, place->precision);
	sql_int(s, place->population);
	sql_int(s, place->resolved);
}

int64_t intern_place(struct store *store, const struct place *place)
{
	struct buf name = {0};
	add_part(&name, place->name);
	add_part(&name, place->country);
	add_part(&name, place->admin1);
	buf_append(&name, &place->lat, sizeof place->lat);
	buf_append(&name, &place->lon, sizeof place->lon);
	buf_printf(&name, "%u %u %d %d", place->geoname, place->population, place->precision, place->resolved);
	struct map_entry *known = name.failed ? NULL : remembered(&store->places, buf_view(&name));
	int64_t key = known ? (int64_t)known->value : find_or_add(store,
		"SELECT key FROM place WHERE geonames = $1 AND name = $2 AND country = $3 AND admin1 = $4 AND lat = $5 AND lon = $6 "
		"AND precision = $7 AND population = $8 AND resolved = $9",
		"INSERT INTO place (geonames, name, country, admin1, lat, lon, precision, population, resolved) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING key", put_place, place);
	if (key && !known && !name.failed)
		remember(&store->places, buf_view(&name), key);
	buf_free(&name);
	return key;
}

struct code_row {
	const struct event *event;
	struct str contexts;
};

static void put_code(struct statement *s, const void *row)
{
	const struct code_row *code = row;
	sql_text(s, code->event->type);
	sql_text(s, code->event->mode);
	sql_text(s, code->contexts);
	sql_text(s, code->event->cameo);
	sql_int(s, code->event->kind);
	sql_int(s, code->event->quad);
	sql_real(s, code->event->goldstein);
}

int64_t intern_code(struct store *store, const struct event *event)
{
	struct buf name = {0}, contexts = {0};
	for (size_t i = 0; i < event->context_count; i++) {
		if (i)
			buf_byte(&contexts, ' ');
		buf_str(&contexts, event->contexts[i]);
	}
	add_part(&name, event->type);
	add_part(&name, event->mode);
	add_part(&name, event->cameo);
	add_part(&name, buf_view(&contexts));
	buf_append(&name, &event->goldstein, sizeof event->goldstein);
	buf_printf(&name, "%d %d", event->kind, event->quad);
	struct code_row row = {event, buf_view(&contexts)};
	struct map_entry *known = name.failed ? NULL : remembered(&store->codes, buf_view(&name));
	int64_t key = known ? (int64_t)known->value : find_or_add(store,
		"SELECT key FROM code WHERE type = $1 AND mode = $2 AND contexts = $3 AND cameo = $4 AND kind = $5 AND quad = $6 AND goldstein = $7",
		"INSERT INTO code (type, mode, contexts, cameo, kind, quad, goldstein) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING key", put_code, &row);
	if (key && !known && !name.failed)
		remember(&store->codes, buf_view(&name), key);
	buf_free(&name);
	buf_free(&contexts);
	return key;
}
