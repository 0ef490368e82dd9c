/* copy.c: a document from one database to another, with all that hangs on it. */
#include "store/copy.h"

#include <stdlib.h>

#include "store/parts.h"

static int64_t intern_addition(struct store *store, int64_t started, int64_t run)
{
	struct statement s = sql_use(&store->sql, "SELECT key FROM addition WHERE started = $1 AND run = $2 ORDER BY key LIMIT 1");
	sql_int(&s, started);
	sql_int(&s, run);
	int64_t key = sql_one_int(&s, 0);
	if (key)
		return key;
	s = sql_use(&store->sql, "INSERT INTO addition (started, run) VALUES ($1, $2) RETURNING key");
	sql_int(&s, started);
	sql_int(&s, run);
	key = sql_next(&s) ? sql_get_int(&s) : 0;
	sql_run(&s);
	return key;
}

static struct store_run get_run(struct statement *s, struct arena *arena)
{
	struct store_run run;
	run.version = sql_get_copy(s, arena);
	run.lexicon = sql_get_copy(s, arena);
	run.model = sql_get_copy(s, arena);
	return run;
}

/* What the addition of KEY was, and by which run it was begun: the next rows belong to the same in TO. */
static void enter_addition(struct store *from, int64_t addition, struct store *to, struct arena *arena)
{
	if (to->entered == addition)
		return;
	struct statement s = sql_use(&from->sql, "SELECT a.started, r.version, r.lexicon, r.model FROM addition a JOIN run r ON r.key = a.run WHERE a.key = $1");
	sql_int(&s, addition);
	if (sql_next(&s)) {
		int64_t started = sql_get_int(&s);
		struct store_run run = get_run(&s, arena);
		to->addition = intern_addition(to, started, intern_run(to, &run));
		to->entered = addition;
	}
	sql_run(&s);
}

static void find_origin(struct store *from, struct store_copying *item)
{
	struct statement s = sql_use(&from->sql, "SELECT d.addition, (SELECT min(c.key) FROM document c WHERE c.duplicate_of = coalesce(d.duplicate_of, d.key)), o.key, o.id "
		"FROM document d LEFT JOIN document o ON o.key = d.duplicate_of WHERE d.key = $1");
	sql_int(&s, item->key);
	if (sql_next(&s)) {
		item->addition = sql_get_int(&s);
		item->first_copy = sql_get_int(&s);
		item->original_key = sql_get_int(&s);
		if (item->original_key)
			item->original = id_unpack(sql_get_bytes(&s), item->document.arena);
	}
	sql_run(&s);
}

struct source_row {
	struct article article; /* its source alone */
	int64_t addition;
};

static void copy_sources(struct store *from, int64_t key, struct store *to, int64_t new_key, struct arena *arena, struct error *error)
{
	struct source_row *rows = NULL;
	size_t count = 0, capacity = 0;
	struct statement s = sql_use(&from->sql, "SELECT url, publisher, source_id, path, addition FROM other_source WHERE document = $1 ORDER BY url, publisher, source_id");
	sql_int(&s, key);
	while (sql_next(&s)) {
		struct source_row row = {.addition = 0};
		row.article.url = sql_get_copy(&s, arena);
		row.article.publisher = sql_get_copy(&s, arena);
		row.article.source_id = sql_get_copy(&s, arena);
		row.article.path = sql_get_copy(&s, arena);
		row.addition = sql_get_int(&s);
		arena_push(arena, rows, count, capacity, row);
	}
	for (size_t i = 0; i < count && sql_ok(&to->sql); i++) {
		bool added;
		enter_addition(from, rows[i].addition, to, arena);
		store_add_source(to, new_key, &rows[i].article, &added, error);
	}
}

struct superseded_row {
	struct store_run run, by;
	int64_t addition;
	struct str record;
};

static void copy_superseded(struct store *from, int64_t key, struct store *to, int64_t new_key, struct arena *arena)
{
	struct superseded_row *rows = NULL;
	size_t count = 0, capacity = 0;
	struct statement s = sql_use(&from->sql, "SELECT a.version, a.lexicon, a.model, b.version, b.lexicon, b.model, s.addition, s.record FROM superseded s "
		"JOIN run a ON a.key = s.run JOIN run b ON b.key = s.replaced_by WHERE s.document = $1 ORDER BY s.key");
	sql_int(&s, key);
	while (sql_next(&s)) {
		struct superseded_row row;
		row.run = get_run(&s, arena);
		row.by = get_run(&s, arena);
		row.addition = sql_get_int(&s);
		row.record = sql_get_copy(&s, arena);
		arena_push(arena, rows, count, capacity, row);
	}
	for (size_t i = 0; i < count && sql_ok(&to->sql); i++) {
		enter_addition(from, rows[i].addition, to, arena);
		int64_t run = intern_run(to, &rows[i].run), by = intern_run(to, &rows[i].by);
		s = sql_use(&to->sql, "INSERT INTO superseded (document, run, replaced_by, addition, record) VALUES ($1, $2, $3, $4, $5)");
		sql_int(&s, new_key);
		sql_int(&s, run);
		sql_int(&s, by);
		sql_int(&s, to->addition);
		sql_text(&s, rows[i].record);
		sql_run(&s);
	}
}

static void read_one(struct store *from, int64_t key, struct store_copying *item)
{
	struct document *document = &item->document;
	load_document(from, key, document, &item->run);
	item->key = key;
	find_origin(from, item);
	likeness_of(document->article.text, document->arena, &item->likeness);
}

bool store_copy_read(struct store *from, int64_t key, struct arena *arena, struct store_copying *item, struct error *error)
{
	*item = (struct store_copying){.document = {.arena = arena}};
	WITH_RECOVERY(from, arena, read_one(from, key, item));
	return store_done(from, error);
}

static bool write_one(struct store *from, const struct store_copying *item, struct store *to, struct store_copied *copied, struct error *error)
{
	const struct document *document = &item->document;
	struct store_entry entry;
	enter_addition(from, item->addition, to, document->arena);
	if (!item->link)
		to->run = intern_run(to, &item->run);
	bool ok = item->link ? store_link(to, document, &item->likeness, item->link_to, NULL, &copied->added, error)
	                     : store_add(to, document, &item->likeness, NULL, &copied->added, error);
	if (!ok || !store_find(to, document->id, &entry, error))
		return false;
	copied->key = entry.key;
	if (!copied->added && !store_add_source(to, entry.key, &document->article, &copied->source, error))
		return false;
	copy_sources(from, item->key, to, entry.key, document->arena, error);
	if (copied->added)
		copy_superseded(from, item->key, to, entry.key, document->arena);
	return store_done(from, error) && store_done(to, error) && error->kind == ERROR_NONE;
}

bool store_copy_write(struct store *from, const struct store_copying *item, struct store *to, struct store_copied *copied, struct error *error)
{
	jmp_buf recover;
	struct arena *arena = item->document.arena;
	volatile bool ok = false;
	*copied = (struct store_copied){0};
	if (setjmp(recover) == 0) {
		arena->recover = &recover;
		ok = write_one(from, item, to, copied, error);
	} else {
		error_set(error, ERROR_SYSTEM, "out of memory for a document");
		sql_clear(&from->sql);
		sql_clear(&to->sql);
	}
	arena->recover = NULL;
	return ok;
}

bool store_copy_expect(struct store *to, const struct store_copying *items, size_t count, struct error *error)
{
	struct str *ids = calloc(2 * count + 1, sizeof *ids);
	const struct document **documents = calloc(count + 1, sizeof *documents);
	size_t id_count = 0;
	bool ok = (ids && documents) || error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; ok && i < count; i++) {
		documents[i] = &items[i].document;
		ids[id_count++] = items[i].document.id;
		if (!str_empty(items[i].original))
			ids[id_count++] = items[i].original;
	}
	ok = ok && store_expect(to, ids, id_count, error) && store_expect_shared(to, documents, count, error);
	free(ids);
	free(documents);
	return ok;
}

struct choice_row {
	int64_t same, made, act, a_start, b_start;
	struct str a_event, a_document, b_event, b_document;
};

static void put_choice(struct statement *s, const struct choice_row *row, int64_t act)
{
	sql_int(s, row->same);
	sql_int(s, row->made);
	sql_int(s, act);
	sql_blob(s, row->a_event);
	sql_blob(s, row->a_document);
	sql_int(s, row->a_start);
	sql_blob(s, row->b_event);
	sql_blob(s, row->b_document);
	sql_int(s, row->b_start);
}

/* Acts are numbered on behind those that are there, so that each can still be undone by itself. */
static void copy_choice(struct store *to, const struct choice_row *row, int64_t acts_before)
{
	struct statement s = sql_use(&to->sql,
		"INSERT INTO choice (same, made, act, a_event, a_document, a_start, b_event, b_document, b_start) "
		"SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE NOT EXISTS (SELECT 1 FROM choice WHERE same = $1 AND made = $2 AND a_event = $4 AND b_event = $7)");
	put_choice(&s, row, row->act + acts_before);
	sql_run(&s);
}

bool store_copy_choices(struct store *from, struct store *to, struct arena *arena, struct error *error)
{
	struct statement s = sql_use(&to->sql, "SELECT max(act) FROM choice");
	int64_t acts_before = sql_one_int(&s, 0);
	s = sql_use(&from->sql, "SELECT same, made, act, a_start, b_start, a_event, a_document, b_event, b_document FROM choice ORDER BY key");
	while (sql_next(&s)) {
		struct choice_row row;
		row.same = sql_get_int(&s);
		row.made = sql_get_int(&s);
		row.act = sql_get_int(&s);
		row.a_start = sql_get_int(&s);
		row.b_start = sql_get_int(&s);
		row.a_event = sql_get_copy(&s, arena);
		row.a_document = sql_get_copy(&s, arena);
		row.b_event = sql_get_copy(&s, arena);
		row.b_document = sql_get_copy(&s, arena);
		copy_choice(to, &row, acts_before);
	}
	return store_done(from, error) && store_done(to, error);
}

bool store_copy_judgements(struct store *from, struct store *to, struct error *error)
{
	struct statement s = sql_use(&from->sql, "SELECT event, verdict, made, note, change, record FROM judgement ORDER BY made, event");
	while (sql_next(&s)) {
		struct statement put = sql_use(&to->sql, "INSERT INTO judgement (event, verdict, made, note, change, record) VALUES ($1, $2, $3, $4, $5, $6) "
			"ON CONFLICT (event) DO UPDATE SET verdict = excluded.verdict, made = excluded.made, note = excluded.note, change = excluded.change, "
			"record = excluded.record WHERE excluded.made > judgement.made");
		sql_blob(&put, sql_get_bytes(&s));
		sql_int(&put, sql_get_int(&s));
		sql_int(&put, sql_get_int(&s));
		sql_text(&put, sql_get_bytes(&s));
		sql_text(&put, sql_get_bytes(&s));
		sql_text(&put, sql_get_bytes(&s));
		sql_run(&put);
	}
	return store_done(from, error) && store_done(to, error);
}
