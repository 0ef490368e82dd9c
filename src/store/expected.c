/* expected.c: documents that a transaction will ask for, looked up by one question where each question is a journey. */
#include "store/parts.h"

void expected_forget(struct store *store)
{
	if (store->expected.ready)
		arena_free(&store->expected.arena);
	store->expected.ready = false;
}

struct store_entry *expected_find(struct store *store, struct str id)
{
	struct map_entry *found = store->expected.ready ? map_get(&store->expected.map, id) : NULL;
	return found ? &store->expected.entries[found->value] : NULL;
}

/* {"\\x0123...",...}: an array of bytea as the server reads it. */
static void write_ids(struct buf *out, const struct str *ids, size_t count)
{
	buf_byte(out, '{');
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s\"\\\\x%.*s\"", i ? "," : "", STR_ARG(ids[i]));
	buf_byte(out, '}');
}

static void look_up(struct store *store, const struct str *ids, size_t count)
{
	struct expected *expected = &store->expected;
	struct buf list = {0};
	map_init(&expected->map, &expected->arena);
	expected->entries = arena_zalloc(&expected->arena, count + 1, sizeof *expected->entries);
	expected->ready = true;
	for (size_t i = 0; i < count; i++)
		map_put(&expected->map, (struct str){arena_copy(&expected->arena, ids[i].data, ids[i].length), ids[i].length}, i, NULL);
	write_ids(&list, ids, count);
	struct statement s = sql_use(&store->sql, "SELECT id, key, duplicate_of, run FROM document WHERE id = ANY($1::bytea[])");
	sql_text(&s, buf_view(&list));
	while (sql_next(&s)) {
		struct store_entry *entry = expected_find(store, id_unpack(sql_get_bytes(&s), &expected->arena));
		if (entry)
			store_read_entry(store, &s, entry);
	}
	sql_run(&s);
	if (list.failed)
		sql_fail(&store->sql, ERROR_SYSTEM, "out of memory");
	buf_free(&list);
}

bool store_expect(struct store *store, const struct str *ids, size_t count, struct error *error)
{
	unsigned char packed[ID_BYTES];
	expected_forget(store);
	for (size_t i = 0; i < count; i++)
		if (!id_pack(ids[i], packed))
			return true; /* whoever asks for it will be told */
	if (!store->sql.engine->is_far || !count)
		return true;
	arena_init(&store->expected.arena);
	WITH_RECOVERY(store, &store->expected.arena, look_up(store, ids, count));
	return store_done(store, error);
}

/* --- before coding ------------------------------------------------------------------------------- */

static void look_for(struct store *store, struct store_newcomers *newcomers, struct arena *arena, struct buf *list)
{
	struct map ids;
	size_t capacity = 0;
	map_init(&ids, arena);
	newcomers->there = arena_zalloc(arena, newcomers->count + 1, sizeof *newcomers->there);
	for (size_t i = 0; i < newcomers->count; i++)
		map_put(&ids, newcomers->ids[i], i, NULL);
	write_ids(list, newcomers->ids, newcomers->count);
	struct statement s = sql_use(&store->sql, "SELECT id FROM document WHERE id = ANY($1::bytea[])");
	sql_text(&s, buf_view(list));
	while (sql_next(&s)) {
		const struct map_entry *entry = map_get(&ids, id_unpack(sql_get_bytes(&s), arena));
		for (size_t i = entry ? entry->value : newcomers->count; i < newcomers->count; i++)
			newcomers->there[i] |= str_equal(newcomers->ids[i], entry->key); /* the same may come twice */
	}
	sql_run(&s);
	buf_clear(list);
	sql_write_list(&store->sql, list, newcomers->bands, newcomers->band_count);
	s = sql_use(&store->sql, "SELECT DISTINCT band FROM likeness WHERE band IN LIST($1)");
	sql_text(&s, buf_view(list));
	while (sql_next(&s)) {
		int64_t band = sql_get_int(&s);
		arena_push(arena, newcomers->shared, newcomers->shared_count, capacity, band);
	}
	sql_run(&s);
}

bool store_look_for(struct store *store, struct store_newcomers *newcomers, struct arena *arena, struct error *error)
{
	struct buf list = {0};
	newcomers->shared = NULL;
	newcomers->shared_count = 0;
	WITH_RECOVERY(store, arena, look_for(store, newcomers, arena, &list));
	buf_free(&list);
	return store_done(store, error);
}
