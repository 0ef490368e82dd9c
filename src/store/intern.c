/* intern.c: rows that many others point to. What was looked up once is remembered, up to a bound, so that memory stays
 * flat however much is added. */
#include <stdlib.h>

#include "store/parts.h"

#define REMEMBERED 100000 /* entries of one kind; then all are forgotten and looked up again */

static struct map_entry *remembered(const struct intern *intern, struct str key)
{
	return intern->ready ? map_get(&intern->map, key) : NULL;
}

static void forget(struct intern *intern)
{
	if (intern->ready)
		arena_free(&intern->arena);
	intern->ready = false;
}

void intern_remember(struct intern *intern, struct str key, int64_t value)
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

bool intern_knows(const struct intern *intern, struct str name)
{
	return remembered(intern, name) != NULL;
}

int64_t intern_known(const struct intern *intern, struct str name)
{
	const struct map_entry *known = remembered(intern, name);
	return known ? (int64_t)known->value : 0;
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
		[KEYED_WORD] = "SELECT max(key) FROM word",
		[KEYED_ACTOR] = "SELECT max(key) FROM actor",
		[KEYED_PLACE] = "SELECT max(key) FROM place",
		[KEYED_CODE] = "SELECT max(key) FROM code",
	};
	if (!store->next[kind]) {
		struct statement s = sql_use(&store->sql, newest[kind]);
		store->next[kind] = sql_one_int(&s, 0) + 1;
	}
	return store->next[kind]++;
}

/* The parts of a compound key, with what no text holds between them. */
static void add_part(struct buf *key, struct str part)
{
	buf_str(key, part);
	buf_byte(key, '\0');
}

static void add_numbers(struct buf *key, const int64_t *numbers, size_t count)
{
	buf_append(key, numbers, count * sizeof *numbers);
}

void name_parts(struct buf *name, const struct str *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_part(name, parts[i]);
}

/* The row of NAME as it is remembered, as FIND has it, or as ADD makes it; RECORD is given to both. A name without memory is not remembered. */
static int64_t intern(struct store *store, struct intern *kind, struct buf *name, int64_t (*find)(struct store *store, const void *record),
                      int64_t (*add)(struct store *store, const void *record, struct str name), const void *record)
{
	const struct map_entry *known = name->failed ? NULL : remembered(kind, buf_view(name));
	int64_t key = known ? (int64_t)known->value : find(store, record);
	if (key && !known && !name->failed)
		intern_remember(kind, buf_view(name), key);
	if (!key && sql_ok(&store->sql))
		key = name->failed ? sql_fail(&store->sql, ERROR_SYSTEM, "out of memory") : add(store, record, buf_view(name));
	buf_free(name);
	return key;
}

/* --- words ----------------------------------------------------------------------------------- */

static int64_t find_word(struct store *store, const void *record)
{
	struct statement s = sql_use(&store->sql, "SELECT key FROM word WHERE text = $1");
	sql_text(&s, *(const struct str *)record);
	return sql_one_int(&s, 0);
}

int64_t intern_new_word(struct store *store, struct str text)
{
	int64_t key = take_key(store, KEYED_WORD);
	struct statement s = sql_use(&store->sql, "INSERT INTO word (key, text) VALUES ($1, $2)");
	sql_int(&s, key);
	sql_text(&s, text);
	if (sql_run(&s))
		intern_remember(&store->words, text, key);
	return key;
}

int64_t intern_word(struct store *store, struct str text)
{
	const struct map_entry *known = str_empty(text) ? NULL : remembered(&store->words, text);
	if (known || str_empty(text))
		return known ? (int64_t)known->value : 0;
	int64_t key = find_word(store, &text);
	if (key)
		intern_remember(&store->words, text, key);
	return key || !sql_ok(&store->sql) ? key : intern_new_word(store, text);
}

/* --- actors ---------------------------------------------------------------------------------- */

void name_actor(struct buf *name, const struct actor *actor)
{
	name_parts(name, (const struct str[]){actor->id, actor->name, actor->country, actor->sector, actor->code}, 5);
}

/* By name alone, for which there is an index; of one name there are few. With all columns in the condition an engine may
 * take the index of a less telling one. */
static int64_t find_actor(struct store *store, const void *record)
{
	const struct actor *actor = record;
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

int64_t intern_new_actor(struct store *store, const struct actor *actor, struct str name)
{
	int64_t key = take_key(store, KEYED_ACTOR);
	struct statement s = sql_use(&store->sql, "INSERT INTO actor (key, name, id, country, sector, code) VALUES ($1, $2, $3, $4, $5, $6)");
	sql_int(&s, key);
	sql_text(&s, actor->name);
	sql_text(&s, actor->id);
	sql_text(&s, actor->country);
	sql_text(&s, actor->sector);
	sql_text(&s, actor->code);
	if (sql_run(&s))
		intern_remember(&store->actors, name, key);
	return key;
}

static int64_t make_actor(struct store *store, const void *record, struct str name)
{
	return intern_new_actor(store, record, name);
}

int64_t intern_actor(struct store *store, const struct actor *actor)
{
	struct buf name = {0};
	name_actor(&name, actor);
	return intern(store, &store->actors, &name, find_actor, make_actor, actor);
}

/* --- places ---------------------------------------------------------------------------------- */

void name_place(struct buf *name, const struct place *place)
{
	add_part(name, place->name);
	add_part(name, place->country);
	add_part(name, place->admin1);
	buf_append(name, &place->lat, sizeof place->lat);
	buf_append(name, &place->lon, sizeof place->lon);
	add_numbers(name, (const int64_t[]){place->geoname, place->population, place->precision, place->resolved}, 4);
}

static void put_place(struct statement *s, const struct place *place)
{
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

static int64_t find_place(struct store *store, const void *record)
{
	struct statement s = sql_use(&store->sql, "SELECT key FROM place WHERE geonames = $1 AND name = $2 AND country = $3 AND admin1 = $4 AND lat = $5 "
		"AND lon = $6 AND precision = $7 AND population = $8 AND resolved = $9");
	put_place(&s, record);
	return sql_one_int(&s, 0);
}

int64_t intern_new_place(struct store *store, const struct place *place, struct str name)
{
	int64_t key = take_key(store, KEYED_PLACE);
	struct statement s = sql_use(&store->sql, "INSERT INTO place (key, geonames, name, country, admin1, lat, lon, precision, population, resolved) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
	sql_int(&s, key);
	put_place(&s, place);
	if (sql_run(&s))
		intern_remember(&store->places, name, key);
	return key;
}

static int64_t make_place(struct store *store, const void *record, struct str name)
{
	return intern_new_place(store, record, name);
}

int64_t intern_place(struct store *store, const struct place *place)
{
	struct buf name = {0};
	name_place(&name, place);
	return intern(store, &store->places, &name, find_place, make_place, place);
}

/* --- codes ----------------------------------------------------------------------------------- */

void write_contexts(struct buf *out, const struct event *event)
{
	for (size_t i = 0; i < event->context_count; i++) {
		if (i)
			buf_byte(out, ' ');
		buf_str(out, event->contexts[i]);
	}
}

void name_code(struct buf *name, const struct event *event)
{
	add_part(name, event->type);
	add_part(name, event->mode);
	add_part(name, event->cameo);
	write_contexts(name, event);
	buf_byte(name, '\0');
	buf_append(name, &event->goldstein, sizeof event->goldstein);
	add_numbers(name, (const int64_t[]){event->kind, event->quad}, 2);
}

static void put_code(struct statement *s, const struct event *event, struct str contexts)
{
	sql_text(s, event->type);
	sql_text(s, event->mode);
	sql_text(s, contexts);
	sql_text(s, event->cameo);
	sql_int(s, event->kind);
	sql_int(s, event->quad);
	sql_real(s, event->goldstein);
}

static int64_t find_code(struct store *store, const void *record)
{
	struct buf contexts = {0};
	struct statement s = sql_use(&store->sql, "SELECT key FROM code WHERE type = $1 AND mode = $2 AND contexts = $3 AND cameo = $4 AND kind = $5 AND quad = $6 AND goldstein = $7");
	write_contexts(&contexts, record);
	put_code(&s, record, buf_view(&contexts));
	int64_t key = sql_one_int(&s, 0);
	buf_free(&contexts);
	return key;
}

int64_t intern_new_code(struct store *store, const struct event *event, struct str name)
{
	struct buf contexts = {0};
	int64_t key = take_key(store, KEYED_CODE);
	struct statement s = sql_use(&store->sql, "INSERT INTO code (key, type, mode, contexts, cameo, kind, quad, goldstein) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
	write_contexts(&contexts, event);
	sql_int(&s, key);
	put_code(&s, event, buf_view(&contexts));
	if (sql_run(&s))
		intern_remember(&store->codes, name, key);
	buf_free(&contexts);
	return key;
}

static int64_t make_code(struct store *store, const void *record, struct str name)
{
	return intern_new_code(store, record, name);
}

int64_t intern_code(struct store *store, const struct event *event)
{
	struct buf name = {0};
	name_code(&name, event);
	return intern(store, &store->codes, &name, find_code, make_code, event);
}
