#include "store/store.h"

#include <stdlib.h>

#include "store/parts.h"
#include "store/schema.h"

enum { LONGEST_WAIT = 60000 }; /* milliseconds, for another writer, unless told */

/* --- small things -------------------------------------------------------------------------- */

static int digit_of(char c)
{
	if (ascii_is_digit((unsigned char)c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool id_pack(struct str id, unsigned char packed[ID_BYTES])
{
	if (id.length != 2 * ID_BYTES)
		return false;
	for (size_t i = 0; i < ID_BYTES; i++) {
		int high = digit_of(id.data[2 * i]), low = digit_of(id.data[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		packed[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

struct str id_unpack(struct str packed, struct arena *arena)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_alloc(arena, 2 * packed.length + 1);
	for (size_t i = 0; i < packed.length; i++) {
		text[2 * i] = digits[(unsigned char)packed.data[i] >> 4];
		text[2 * i + 1] = digits[(unsigned char)packed.data[i] & 15];
	}
	text[2 * packed.length] = '\0';
	return (struct str){text, 2 * packed.length};
}

bool store_done(struct store *store, struct error *error)
{
	if (sql_ok(&store->sql))
		return true;
	if (error->kind == ERROR_NONE)
		*error = store->sql.error;
	sql_clear(&store->sql);
	return false;
}

/* --- opening ------------------------------------------------------------------------------- */

static unsigned newest_version(const struct sql_engine *engine)
{
	unsigned newest = 0;
	for (const struct sql_migration *step = engine->migrations; step->number; step++)
		newest = step->number;
	return newest;
}

/* Each step is a transaction of its own: a database is never between two versions. */
static bool migrate(struct sql *sql)
{
	unsigned version = 0;
	for (const struct sql_migration *step = sql->engine->migrations; step->number && sql_ok(sql); step++) {
		if (!sql_begin(sql) || !sql->engine->version(sql, &version))
			return false;
		bool ok = step->number <= version || (sql_script(sql, step->text) && sql->engine->set_version(sql, step->number));
		if (!ok || !sql_commit(sql)) {
			sql_rollback(sql);
			return false;
		}
	}
	return sql_ok(sql);
}

static bool check_version(struct sql *sql, const struct store_options *options)
{
	unsigned version = 0, newest = newest_version(sql->engine);
	if (!sql->engine->version(sql, &version))
		return false;
	if (version > newest)
		return sql_fail(sql, ERROR_SYSTEM, "was made by a newer casus (schema %u; this one knows up to %u); use that one", version, newest);
	if (version == newest)
		return true;
	if (version == 0 && !options->create)
		return sql_fail(sql, ERROR_SYSTEM, "is no database of casus");
	if (options->read_only)
		return sql_fail(sql, ERROR_SYSTEM, "is of an older casus (schema %u of %u) and may not be changed; `casus add --db` brings it up to date", version, newest);
	return migrate(sql);
}

static const struct sql_engine *engine_of(const char *address)
{
	static const struct {
		struct str scheme;
		const struct sql_engine *engine;
	} engines[] = {{STR("postgresql://"), &sql_postgres}, {STR("postgres://"), &sql_postgres}};
	for (size_t i = 0; i < sizeof engines / sizeof *engines; i++)
		if (str_starts(str_of(address), engines[i].scheme))
			return engines[i].engine;
	return &sql_sqlite;
}

bool store_is_server(const char *address)
{
	return engine_of(address) != &sql_sqlite;
}

bool store_open(struct store **result, const char *address, const struct store_options *options, struct error *error)
{
	struct store *store = *result = calloc(1, sizeof *store);
	struct sql_options sql_options = {options->create, options->read_only, options->wait ? options->wait : LONGEST_WAIT};
	if (!store)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	if (sql_open(&store->sql, engine_of(address), address, &sql_options) && check_version(&store->sql, options))
		return true;
	store_done(store, error);
	store_close(store);
	*result = NULL;
	return false;
}

void store_limit(struct store *store, unsigned wait)
{
	store->sql.engine->limit(&store->sql, wait);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (store->writing)
		store_rollback(store);
	intern_forget(store);
	expected_forget(store);
	fresh_forget(store);
	sql_close(&store->sql);
	free(store);
}

/* --- transactions -------------------------------------------------------------------------- */

bool store_begin_reading(struct store *store, struct error *error)
{
	sql_script(&store->sql, store->sql.engine->begin_reading);
	return store_done(store, error);
}

void store_end_reading(struct store *store)
{
	sql_rollback(&store->sql);
	sql_clear(&store->sql);
}

bool store_begin(struct store *store, struct error *error)
{
	store->writing = sql_begin(&store->sql);
	memset(store->next, 0, sizeof store->next); /* others may have written since */
	store->entered = 0;
	expected_forget(store);
	fresh_forget(store);
	store->first_added = store->last_added = 0;
	return store_done(store, error);
}

/* All at once, in one statement: FTS5 writes its index out at the beginning of any statement that may be undone by itself, such as one with a
 * trigger or with RETURNING, and so would do it again and again between the others. */
static bool index_texts(struct store *store)
{
	if (!store->first_added || !store->sql.engine->index_texts)
		return true;
	struct statement s = sql_use(&store->sql, store->sql.engine->index_texts);
	sql_int(&s, store->first_added);
	sql_int(&s, store->last_added);
	return sql_run(&s);
}

bool store_send(struct store *store, struct error *error)
{
	fresh_write(store);
	sql_script(&store->sql, "");
	return store_done(store, error);
}

bool store_commit(struct store *store, struct error *error)
{
	fresh_write(store); /* of incidents that nobody settled */
	if (index_texts(store) && sql_commit(&store->sql)) {
		store->writing = false;
		store->written = 0;
		expected_forget(store);
		fresh_forget(store);
		return true;
	}
	store_done(store, error);
	store_rollback(store);
	return false;
}

void store_rollback(struct store *store)
{
	if (store->writing)
		sql_rollback(&store->sql);
	sql_clear(&store->sql);
	store->writing = false;
	store->written = 0;
	expected_forget(store);
	fresh_forget(store);
	intern_forget(store); /* some of those keys are no more */
}

/* --- adding -------------------------------------------------------------------------------- */

static int64_t find_or_add_run(struct store *store, const struct store_run *run)
{
	struct statement s = sql_use(&store->sql, "SELECT key FROM run WHERE version = $1 AND lexicon = $2 AND model = $3");
	sql_text(&s, run->version);
	sql_text(&s, run->lexicon);
	sql_text(&s, run->model);
	int64_t key = sql_one_int(&s, 0);
	if (key)
		return key;
	s = sql_use(&store->sql, "INSERT INTO run (version, lexicon, model) VALUES ($1, $2, $3) RETURNING key");
	sql_text(&s, run->version);
	sql_text(&s, run->lexicon);
	sql_text(&s, run->model);
	if (sql_next(&s))
		key = sql_get_int(&s);
	sql_run(&s);
	return key;
}

/* Remembered among the words, under a name that none of them has. */
int64_t intern_run(struct store *store, const struct store_run *run)
{
	struct buf name = {0};
	int64_t key = 0;
	buf_byte(&name, '\0');
	name_parts(&name, (const struct str[]){run->version, run->lexicon, run->model}, 3);
	if (!name.failed && intern_knows(&store->words, buf_view(&name)))
		key = intern_known(&store->words, buf_view(&name));
	if (!key && (key = find_or_add_run(store, run)) != 0 && !name.failed)
		intern_remember(&store->words, buf_view(&name), key);
	buf_free(&name);
	return key;
}

bool store_begin_addition(struct store *store, const struct store_run *run, int64_t started, struct error *error)
{
	store->run = intern_run(store, run);
	struct statement s = sql_use(&store->sql, "INSERT INTO addition (started, run) VALUES ($1, $2) RETURNING key");
	sql_int(&s, started);
	sql_int(&s, store->run);
	store->addition = sql_next(&s) ? sql_get_int(&s) : 0;
	sql_run(&s);
	return store_done(store, error);
}

void store_take_run(struct store *store, const struct store *of)
{
	store->run = of->run;
}

void store_read_entry(struct store *store, struct statement *s, struct store_entry *entry)
{
	entry->key = sql_get_int(s);
	entry->original = sql_get_int(s);
	int64_t run = sql_get_int(s);
	entry->coded = run != 0;
	entry->current = run && run == store->run;
}

static bool find(struct store *store, struct str id, struct store_entry *entry)
{
	unsigned char packed[ID_BYTES];
	const struct store_entry *expected = expected_find(store, id);
	*entry = expected ? *expected : (struct store_entry){0};
	if (expected)
		return sql_ok(&store->sql);
	if (!id_pack(id, packed))
		return true;
	struct statement s = sql_use(&store->sql, "SELECT key, duplicate_of, run FROM document WHERE id = $1");
	sql_blob(&s, (struct str){(const char *)packed, sizeof packed});
	if (sql_next(&s))
		store_read_entry(store, &s, entry);
	return sql_run(&s);
}

bool store_find(struct store *store, struct str id, struct store_entry *entry, struct error *error)
{
	find(store, id, entry);
	return store_done(store, error);
}

/* Neither coded nor with an original: it is its own until store_point. */
static void add(struct store *store, const struct document *document, const struct likeness *likeness, bool coded, int64_t original, int64_t *key, bool *added)
{
	struct store_entry entry;
	*added = false;
	if (!find(store, document->id, &entry))
		return;
	*key = entry.key;
	if (entry.key)
		return;
	*key = store->last_added = take_key(store, KEYED_DOCUMENT);
	store->first_added = store->first_added ? store->first_added : *key;
	original = coded || original ? original : *key;
	save_document(store, document, *key, original);
	if (coded)
		save_records(store, document, *key, true);
	if (original)
		fresh_mark_source(store, original);
	if (likeness)
		save_likeness(store, likeness, document->article.day, *key);
	struct store_entry *expected = expected_find(store, document->id);
	if (expected)
		*expected = (struct store_entry){*key, original, coded, coded};
	*added = true;
}

bool store_add(struct store *store, const struct document *document, const struct likeness *likeness, int64_t *key, bool *added, struct error *error)
{
	int64_t ignored;
	WITH_RECOVERY(store, document->arena, add(store, document, likeness, true, 0, key ? key : &ignored, added));
	return store_done(store, error);
}

bool store_link(struct store *store, const struct document *document, const struct likeness *likeness, int64_t original, int64_t *key, bool *added, struct error *error)
{
	int64_t ignored;
	struct document bare = {.arena = document->arena, .id = document->id, .article = document->article};
	WITH_RECOVERY(store, document->arena, add(store, &bare, likeness, false, original, key ? key : &ignored, added));
	return store_done(store, error);
}

/* Whether the article's source is the one that its document came with. */
static bool is_first_source(struct store *store, int64_t key, const struct article *article)
{
	struct statement s = sql_use(&store->sql, "SELECT count(*) FROM document d LEFT JOIN word p ON p.key = d.publisher WHERE d.key = $1 "
		"AND coalesce(d.url, '') = $2 AND coalesce(p.text, '') = $3 AND coalesce(d.source_id, '') = $4");
	sql_int(&s, key);
	sql_text(&s, article->url);
	sql_text(&s, article->publisher);
	sql_text(&s, article->source_id);
	return sql_one_int(&s, 0) != 0;
}

bool store_knows_source(struct store *store, int64_t key, const struct article *article, bool *known, struct error *error)
{
	*known = (str_empty(article->url) && str_empty(article->publisher) && str_empty(article->source_id)) || is_first_source(store, key, article);
	if (!*known) {
		struct statement s = sql_use(&store->sql, "SELECT count(*) FROM other_source WHERE document = $1 AND url = $2 AND publisher = $3 AND source_id = $4");
		sql_int(&s, key);
		sql_text(&s, article->url);
		sql_text(&s, article->publisher);
		sql_text(&s, article->source_id);
		*known = sql_one_int(&s, 0) != 0;
	}
	return store_done(store, error);
}

bool store_find_article(struct store *store, struct str id, const struct article *article, struct store_entry *entry, bool *known, struct error *error)
{
	unsigned char packed[ID_BYTES];
	bool first = false;
	*entry = (struct store_entry){0};
	*known = false;
	if (!id_pack(id, packed))
		return true;
	struct statement s = sql_use(&store->sql, "SELECT d.key, d.duplicate_of, d.run, d.url, d.source_id, p.text FROM document d LEFT JOIN word p ON p.key = d.publisher WHERE d.id = $1");
	sql_blob(&s, (struct str){(const char *)packed, sizeof packed});
	if (sql_next(&s)) {
		store_read_entry(store, &s, entry);
		first = str_equal(sql_get_bytes(&s), article->url);
		first = str_equal(sql_get_bytes(&s), article->source_id) && first;
		first = str_equal(sql_get_bytes(&s), article->publisher) && first;
	}
	sql_run(&s);
	*known = first && entry->key;
	if (!sql_ok(&store->sql) || !entry->key || first)
		return store_done(store, error);
	return store_knows_source(store, entry->key, article, known, error);
}

bool store_add_source(struct store *store, int64_t key, const struct article *article, bool *added, struct error *error)
{
	bool known;
	*added = false;
	if (!store_knows_source(store, key, article, &known, error))
		return false;
	if (known)
		return true;
	struct statement s = sql_use(&store->sql, "INSERT INTO other_source (document, url, publisher, source_id, path, addition) VALUES ($1, $2, $3, $4, $5, $6)");
	sql_int(&s, key);
	sql_text(&s, article->url);
	sql_text(&s, article->publisher);
	sql_text(&s, article->source_id);
	sql_text_if(&s, article->path);
	sql_int(&s, store->addition);
	*added = sql_run(&s);
	fresh_mark_source(store, key);
	return store_done(store, error);
}

/* --- reading ------------------------------------------------------------------------------- */

bool store_load_key(struct store *store, int64_t key, struct document *document, struct store_run *run, struct error *error)
{
	WITH_RECOVERY(store, document->arena, load_document(store, key, document, run));
	return store_done(store, error);
}

bool store_load_article(struct store *store, int64_t key, struct document *document, struct error *error)
{
	WITH_RECOVERY(store, document->arena, load_article(store, key, document));
	return store_done(store, error);
}

bool store_load(struct store *store, struct str id, struct document *document, struct store_run *run, struct error *error)
{
	struct store_entry entry;
	if (!store_find(store, id, &entry, error))
		return false;
	if (!entry.key)
		return error_set(error, ERROR_INPUT, "%s has no document %.*s", store->sql.address, STR_ARG(id));
	return store_load_key(store, entry.key, document, run, error);
}

bool store_next_key(struct store *store, int64_t *key, struct error *error)
{
	struct statement s = sql_use(&store->sql, "SELECT key FROM document WHERE key > $1 ORDER BY key LIMIT 1");
	sql_int(&s, *key);
	*key = sql_one_int(&s, 0);
	return store_done(store, error) && *key;
}

bool store_verify(struct store *store, struct buf *findings, struct error *error)
{
	store->sql.engine->verify(&store->sql, findings);
	return store_done(store, error);
}

bool store_count(struct store *store, struct store_counts *counts, struct error *error)
{
	struct statement s = sql_use(&store->sql,
		"SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM document WHERE duplicate_of IS NOT NULL), (SELECT count(*) FROM other_source), "
		"(SELECT count(*) FROM event e JOIN code c ON c.key = e.code WHERE c.kind = 0), (SELECT count(*) FROM event e JOIN code c ON c.key = e.code WHERE c.kind = 1), "
		"(SELECT count(*) FROM ceasefire), (SELECT count(*) FROM contradiction)");
	*counts = (struct store_counts){0};
	if (sql_next(&s)) {
		counts->documents = sql_get_int(&s);
		counts->duplicates = sql_get_int(&s);
		counts->other_sources = sql_get_int(&s);
		counts->events = sql_get_int(&s);
		counts->relations = sql_get_int(&s);
		counts->ceasefires = sql_get_int(&s);
		counts->contradictions = sql_get_int(&s);
	}
	sql_run(&s);
	return store_done(store, error);
}

bool store_mark(struct store *store, int64_t *mark, struct error *error)
{
	struct statement s = sql_use(&store->sql, store->sql.engine->mark);
	*mark = sql_one_int(&s, 0);
	return store_done(store, error);
}
