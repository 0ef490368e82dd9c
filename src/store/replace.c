/* replace.c: what a newer program, lexicon or model says of a document, in place of what an older one said. */
#include "store/parts.h"

static void delete_rows(struct store *store, const char *delete, int64_t key)
{
	struct statement s = sql_use(&store->sql, delete);
	sql_int(&s, key);
	sql_run(&s);
}

#define OF_EVENTS " WHERE event IN (SELECT key FROM event WHERE document = $1)"
#define OF_CEASEFIRES " WHERE ceasefire IN (SELECT key FROM ceasefire WHERE document = $1)"

/* What hangs on others goes before them: not every engine sees to that by itself. */
static void delete_records(struct store *store, int64_t key)
{
	delete_rows(store, "DELETE FROM participant" OF_EVENTS, key);
	delete_rows(store, "DELETE FROM term" OF_EVENTS, key);
	delete_rows(store, "DELETE FROM toll" OF_EVENTS, key);
	delete_rows(store, "DELETE FROM ceasefire_side" OF_CEASEFIRES, key);
	delete_rows(store, "DELETE FROM ceasefire_event" OF_CEASEFIRES, key);
	delete_rows(store, "DELETE FROM response" OF_CEASEFIRES, key);
	delete_rows(store, "DELETE FROM speaker WHERE attribution IN (SELECT key FROM attribution WHERE document = $1)", key);
	delete_rows(store, "DELETE FROM contradiction WHERE document = $1", key);
	delete_rows(store, "DELETE FROM ceasefire WHERE document = $1", key);
	delete_rows(store, "DELETE FROM event WHERE document = $1", key);
	delete_rows(store, "DELETE FROM attribution WHERE document = $1", key);
	delete_rows(store, "DELETE FROM sentence WHERE document = $1", key);
}

static void replace(struct store *store, const struct document *document, int64_t key)
{
	delete_records(store, key);
	save_coding(store, document, key);
	save_records(store, document, key, false);
}

bool store_replace(struct store *store, const struct document *document, int64_t key, struct error *error)
{
	WITH_RECOVERY(store, document->arena, replace(store, document, key));
	return store_done(store, error);
}

bool store_point(struct store *store, int64_t key, int64_t original, struct error *error)
{
	fresh_mark_source(store, original);
	struct statement s = sql_use(&store->sql, "UPDATE document SET duplicate_of = $1 WHERE key = $2");
	sql_int(&s, original);
	sql_int(&s, key);
	sql_run(&s);
	return store_done(store, error);
}

bool store_uncode(struct store *store, int64_t key, int64_t original, struct error *error)
{
	fresh_mark_source(store, original);
	delete_records(store, key);
	struct statement s = sql_use(&store->sql, "UPDATE document SET run = NULL, sentences = 0, spans = NULL, dateline = NULL, dateline_text = NULL, dateline_start = NULL, "
		"dateline_end = NULL, duplicate_of = $1 WHERE key = $2");
	sql_int(&s, original);
	sql_int(&s, key);
	sql_run(&s);
	s = sql_use(&store->sql, "UPDATE document SET duplicate_of = $1 WHERE duplicate_of = $2");
	sql_int(&s, original);
	sql_int(&s, key);
	sql_run(&s);
	return store_done(store, error);
}

bool store_is_judged(struct store *store, int64_t key, bool *judged, struct error *error)
{
	struct statement s = sql_use(&store->sql, "SELECT (SELECT count(*) FROM event e JOIN judgement j ON j.event = e.id WHERE e.document = $1) + "
		"(SELECT count(*) FROM document d JOIN choice c ON d.id IN (c.a_document, c.b_document) WHERE d.key = $1)");
	sql_int(&s, key);
	*judged = sql_one_int(&s, 0) != 0;
	return store_done(store, error);
}

bool store_confirm(struct store *store, int64_t key, struct error *error)
{
	struct statement s = sql_use(&store->sql, "UPDATE document SET run = $1 WHERE key = $2");
	sql_int(&s, store->run);
	sql_int(&s, key);
	sql_run(&s);
	return store_done(store, error);
}

bool store_supersede(struct store *store, int64_t key, struct str record, struct error *error)
{
	struct statement s = sql_use(&store->sql,
		"INSERT INTO superseded (document, run, replaced_by, addition, record) SELECT key, run, $1, $2, $3 FROM document WHERE key = $4");
	sql_int(&s, store->run);
	sql_int(&s, store->addition);
	sql_text(&s, record);
	sql_int(&s, key);
	sql_run(&s);
	return store_done(store, error);
}

bool store_next_outdated(struct store *store, int64_t *key, struct error *error)
{
	struct statement s = sql_use(&store->sql, "SELECT key FROM document WHERE key > $1 AND run <> $2 ORDER BY key LIMIT 1");
	sql_int(&s, *key);
	sql_int(&s, store->run);
	*key = sql_one_int(&s, 0);
	return store_done(store, error) && *key;
}
