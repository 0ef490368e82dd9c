/* ask.c: records, and how many there are by what. */
#include "store/ask.h"

#include <stdio.h>

#include "store/asking.h"
#include "store/columns_parts.h"

/* --- records ----------------------------------------------------------------------------------------- */

static void put_order(struct select *select, const struct query *query)
{
	static const char *const orders[] = {
		[SORT_DATE] = "e.date_from %s, e.key", [SORT_CONFIDENCE] = "e.confidence %s, e.date_from, e.key",
		[SORT_TYPE] = "c.type %s, e.date_from, e.key", [SORT_PLACE] = "coalesce((SELECT name FROM place WHERE key = e.place), '') %s, e.date_from, e.key",
		[SORT_COUNT] = "e.date_from %s, e.key",
	};
	buf_text(&select->sql, " ORDER BY ");
	select_put(select, orders[query->sort], query->descending ? "DESC NULLS LAST" : "ASC NULLS FIRST"); /* SQLite's way, everywhere */
}

static void put_limits(struct select *select, const struct query *query)
{
	if (!query->limit && !query->offset)
		return;
	buf_text(&select->sql, " LIMIT ");
	select_int(select, query->limit ? (int64_t)query->limit : INT64_MAX);
	buf_text(&select->sql, " OFFSET ");
	select_int(select, (int64_t)query->offset);
}

/* The number of a record in its document is counted for those rows alone that are wanted. */
static void put_records(struct select *select, const struct query *query)
{
	buf_text(&select->sql, "SELECT h.document, (SELECT count(*) FROM event o WHERE o.document = h.document AND o.key < h.key) FROM "
	                       "(SELECT e.key AS key, e.document AS document FROM event e");
	if (query->sort == SORT_TYPE)
		buf_text(&select->sql, " JOIN code c ON c.key = e.code");
	buf_text(&select->sql, " WHERE ");
	select_where(select, query);
	put_order(select, query);
	put_limits(select, query);
	buf_text(&select->sql, ") h");
}

static void read_hits(struct select *select, struct store_hit **hits, size_t *count)
{
	size_t capacity = 0;
	struct statement s = select_begin(select);
	while (sql_next(&s)) {
		struct store_hit hit = {.document = sql_get_int(&s)};
		hit.number = (size_t)sql_get_int(&s);
		arena_push(select->arena, *hits, *count, capacity, hit);
	}
	select_end(select, &s);
}

static size_t count_records(struct store *store, const struct query *query, struct arena *arena)
{
	struct select select = {.store = store, .arena = arena};
	buf_text(&select.sql, "SELECT count(*) FROM event e WHERE ");
	select_where(&select, query);
	struct statement s = select_begin(&select);
	int64_t total = sql_next(&s) ? sql_get_int(&s) : 0;
	select_end(&select, &s);
	return (size_t)total;
}

bool store_ask(struct store *store, const struct query *query, struct arena *arena, struct store_hit **hits, size_t *count, size_t *total,
               struct error *error)
{
	struct select select = {.store = store, .arena = arena};
	*hits = NULL;
	*count = 0;
	if (columns_can_ask(store, query)) {
		columns_ask(store, query, arena, hits, count, total);
		return store_done(store, error);
	}
	put_records(&select, query);
	read_hits(&select, hits, count);
	bool cut = query->offset || (query->limit && *count == query->limit);
	if (total)
		*total = cut ? count_records(store, query, arena) : *count;
	return store_done(store, error);
}

bool store_plan(struct store *store, const struct query *query, struct arena *arena, struct buf *plan, struct error *error)
{
	struct select select = {.store = store, .arena = arena};
	buf_text(&select.sql, "EXPLAIN QUERY PLAN ");
	put_records(&select, query);
	struct statement s = select_begin(&select);
	while (sql_next(&s)) {
		for (int i = 0; i < 3; i++)
			sql_get_int(&s);
		buf_str(plan, sql_get_bytes(&s));
		buf_byte(plan, '\n');
	}
	select_end(&select, &s);
	return store_done(store, error);
}

bool store_tellings(struct store *store, int64_t key, struct arena *arena, struct store_telling **tellings, size_t *count, struct error *error)
{
	struct statement s = sql_use(&store->sql,
		"SELECT f.id, i.mentions, i.sources, i.documents FROM event e LEFT JOIN mention m ON m.event = e.key "
		"LEFT JOIN incident i ON i.key = m.incident LEFT JOIN event f ON f.key = i.key WHERE e.document = $1 ORDER BY e.key");
	size_t capacity = 0;
	*tellings = NULL;
	*count = 0;
	sql_int(&s, key);
	while (sql_next(&s)) {
		struct store_telling telling = {.id = id_unpack(sql_get_bytes(&s), arena)};
		telling.mentions = (size_t)sql_get_int(&s);
		telling.sources = (size_t)sql_get_int(&s);
		telling.documents = (size_t)sql_get_int(&s);
		arena_push(arena, *tellings, *count, capacity, telling);
	}
	return store_done(store, error);
}

/* --- counts ------------------------------------------------------------------------------------------ */

#define LABEL(actor) "CASE WHEN " actor ".name <> '' THEN " actor ".name WHEN " actor ".code <> '' THEN " actor ".code ELSE '(unnamed)' END"
#define WORD_OF(number, words) "(CASE " number " " words " END)"

static const struct key { /* RAW is grouped by first, LABEL makes of it what is shown; where a label is not one to one, rows are added up */
	const char *raw, *label, *join;
} keys[KEY_COUNT] = {
	[KEY_DAY] = {"e.date_from", "date(%s * 86400, 'unixepoch')", ""},
	/* The first day of all, 1970-01-01, was a Thursday; days before it are below 0. */
	[KEY_WEEK] = {"e.date_from - ((e.date_from + 3) % 7 + 7) % 7", "date(%s * 86400, 'unixepoch')", ""},
	[KEY_MONTH] = {"e.date_from", "strftime('%%Y-%%m', %s * 86400, 'unixepoch')", ""},
	[KEY_YEAR] = {"e.date_from", "strftime('%%Y', %s * 86400, 'unixepoch')", ""},
	[KEY_TYPE] = {"c.type", "%s", ""},
	[KEY_MODE] = {"c.mode", "%s", ""},
	[KEY_QUAD] = {"c.quad", "%s", ""},
	[KEY_ACTOR] = {"pa.actor", "(SELECT " LABEL("n") " FROM actor n WHERE n.key = %s)", " LEFT JOIN participant pa ON pa.event = e.key AND pa.role = 0"},
	[KEY_RECIPIENT] = {"pr.actor", "(SELECT " LABEL("n") " FROM actor n WHERE n.key = %s)", " LEFT JOIN participant pr ON pr.event = e.key AND pr.role = 1"},
	[KEY_DYAD] = {"da.actor || ' ' || db.actor",
	              "(SELECT (SELECT " LABEL("x") " FROM actor x WHERE x.key = CAST(substr(g.k, 1, instr(g.k, ' ') - 1) AS INTEGER)) || ' -> ' || "
	              "(SELECT " LABEL("y") " FROM actor y WHERE y.key = CAST(substr(g.k, instr(g.k, ' ') + 1) AS INTEGER)) FROM (SELECT %s AS k) g)",
	              " JOIN participant da ON da.event = e.key AND da.role = 0 JOIN participant db ON db.event = e.key AND db.role = 1"},
	[KEY_COUNTRY] = {"(SELECT country FROM place WHERE key = e.place)", "%s", ""},
	[KEY_PLACE] = {"e.place", "(SELECT name FROM place WHERE key = %s)", ""},
	[KEY_FACTUALITY] = {"e.factuality", "CASE %s WHEN 0 THEN 'actual' WHEN 1 THEN 'negated' WHEN 2 THEN 'planned' WHEN 3 THEN 'conditional' ELSE 'possible' END", ""},
	[KEY_SPEAKER] = {"sp.actor", "(SELECT " LABEL("n") " FROM actor n WHERE n.key = %s)", " LEFT JOIN speaker sp ON sp.attribution = e.attribution"},
	[KEY_SOURCE] = {"(SELECT publisher FROM document WHERE key = e.document)", "(SELECT text FROM word WHERE key = %s)", ""},
};

/* Whether a key has several values for one event, as two actors are. */
static bool may_repeat(const struct query *query)
{
	for (size_t i = 0; i < query->key_count; i++)
		if (keys[query->keys[i]].join[0])
			return true;
	return false;
}

/* SELECT labels, sum(n) FROM (SELECT raws, count(*) FROM event ... GROUP BY raws) GROUP BY labels */
static void put_tally(struct select *select, const struct query *query)
{
	buf_text(&select->sql, "SELECT ");
	for (size_t i = 0; i < query->key_count; i++) {
		char raw[24];
		snprintf(raw, sizeof raw, "r%zu", i);
		select_put(select, keys[query->keys[i]].label, raw);
		select_put(select, " AS k%zu, ", i);
	}
	buf_text(&select->sql, "sum(n) AS total FROM (SELECT ");
	for (size_t i = 0; i < query->key_count; i++) {
		buf_text(&select->sql, keys[query->keys[i]].raw);
		select_put(select, " AS r%zu, ", i);
	}
	/* CROSS: the events first. SQLite would begin with the few codes, and go through all events of each. */
	select_put(select, "count(%s) AS n FROM event e CROSS JOIN code c", may_repeat(query) ? "DISTINCT e.key" : "*");
	for (size_t i = 0; i < query->key_count; i++)
		buf_text(&select->sql, keys[query->keys[i]].join);
	buf_text(&select->sql, " WHERE c.key = e.code AND ");
	select_where(select, query);
	for (size_t i = 0; i < query->key_count; i++)
		select_put(select, "%s r%zu", i ? "," : " GROUP BY", i);
	buf_text(&select->sql, ") AS tally");
	for (size_t i = 0; i < query->key_count; i++)
		select_put(select, "%s k%zu", i ? "," : " GROUP BY", i);
}

static bool is_time(enum query_key key)
{
	return key == KEY_DAY || key == KEY_WEEK || key == KEY_MONTH || key == KEY_YEAR;
}

bool tally_by_count(const struct query *query)
{
	return query->sorted ? query->sort == SORT_COUNT : !is_time(query->keys[0]);
}

static void order_tally(struct select *select, const struct query *query)
{
	bool by_count = tally_by_count(query);
	buf_text(&select->sql, " ORDER BY ");
	if (by_count)
		select_put(select, "total %s", query->sorted && !query->descending ? "ASC" : "DESC");
	for (size_t i = 0; i < query->key_count; i++)
		select_put(select, "%s k%zu%s", i || by_count ? "," : "", i, query->descending && !by_count && i == 0 ? " DESC NULLS LAST" : " NULLS FIRST");
	put_limits(select, query);
}

bool store_tally(struct store *store, const struct query *query, struct arena *arena, struct store_answer *answer, struct error *error)
{
	static const char *const names[KEY_COUNT] = {
		[KEY_DAY] = "day", [KEY_WEEK] = "week", [KEY_MONTH] = "month", [KEY_YEAR] = "year", [KEY_TYPE] = "type", [KEY_MODE] = "mode",
		[KEY_QUAD] = "quad", [KEY_ACTOR] = "actor", [KEY_RECIPIENT] = "recipient", [KEY_DYAD] = "dyad", [KEY_COUNTRY] = "country",
		[KEY_PLACE] = "place", [KEY_FACTUALITY] = "factuality", [KEY_SPEAKER] = "speaker", [KEY_SOURCE] = "source",
	};
	struct select select = {.store = store, .arena = arena, .coded = true};
	*answer = (struct store_answer){0};
	for (size_t i = 0; i < query->key_count; i++)
		answer->columns[answer->column_count++] = names[query->keys[i]];
	answer->numbers[answer->column_count] = true;
	answer->columns[answer->column_count++] = "records";
	if (columns_can_tally(store, query)) {
		columns_tally(store, query, arena, answer);
		return store_done(store, error);
	}
	put_tally(&select, query);
	order_tally(&select, query);
	select_answer(&select, answer);
	return store_done(store, error);
}

/* --- words ------------------------------------------------------------------------------------------- */

bool store_words(struct store *store, enum query_field field, struct arena *arena, struct str **words, size_t *count, struct error *error)
{
	struct sql *sql = &store->sql;
	struct statement s = field == QUERY_MODE ? sql_use(sql, "SELECT DISTINCT mode FROM code") : field == QUERY_CONTEXT
	                                         ? sql_use(sql, "SELECT DISTINCT contexts FROM code")
	                                         : sql_use(sql, "SELECT DISTINCT type FROM code");
	size_t capacity = 0;
	*words = NULL;
	*count = 0;
	while (sql_next(&s)) {
		struct str rest = sql_get_copy(&s, arena);
		while (rest.data) {
			struct str word = str_cut(&rest, ' ');
			if (word.length)
				arena_push(arena, *words, *count, capacity, word);
		}
	}
	return store_done(store, error);
}
