/* ask_common.c: the questions that have words of their own. Each is one statement around the conditions of the query. */
#include "store/asking.h"

#define LABEL(actor) "CASE WHEN " actor ".name <> '' THEN " actor ".name WHEN " actor ".code <> '' THEN " actor ".code ELSE '(unnamed)' END"
#define DATE(day) "date(" day " * 86400, 'unixepoch')"

static void begin(struct store_answer *answer, const char *const *columns, const char *numbers)
{
	for (size_t i = 0; columns[i]; i++) {
		answer->columns[i] = columns[i];
		answer->numbers[i] = numbers[i] == '9';
		answer->column_count++;
	}
}

/* The rest of a statement: the order of its own, the query's limits. */
static void finish(struct select *select, const char *tail, const struct query *query, struct store_answer *answer)
{
	buf_text(&select->sql, tail);
	if (query->limit || query->offset) {
		buf_text(&select->sql, " LIMIT ");
		select_int(select, query->limit ? (int64_t)query->limit : INT64_MAX);
		buf_text(&select->sql, " OFFSET ");
		select_int(select, (int64_t)query->offset);
	}
	select_answer(select, answer);
}

static void dyads(struct select *select, const struct query *query, struct store_answer *answer)
{
	static const char *const columns[] = {"actor", "recipient", "records", "cooperation", "conflict", "goldstein", "first", "last", NULL};
	begin(answer, columns, "tt9999tt");
	ask_dyads(select, query, answer);
}

static void contradictions(struct select *select, const struct query *query, struct store_answer *answer)
{
	static const char *const columns[] = {"reported", "about", "one", "other", "doc", NULL};
	begin(answer, columns, "ttttt");
	buf_text(&select->sql,
	         "SELECT a.reported, v.about, a.type || ' (' || a.factuality || coalesce(', says ' || a.speakers, '') || '): ' || a.text, "
	         "b.type || ' (' || b.factuality || coalesce(', says ' || b.speakers, '') || '): ' || b.text, v.doc "
	         "FROM v_contradictions v JOIN v_records a ON a.event = v.first JOIN v_records b ON b.event = v.second");
	if (query->term_count) {
		buf_text(&select->sql, " JOIN event e ON e.key = v.first WHERE ");
		select_where(select, query);
	}
	finish(select, " ORDER BY a.reported, v.first", query, answer);
}

static void sources(struct select *select, const struct query *query, struct store_answer *answer)
{
	static const char *const columns[] = {"source", "documents", "records", "conflict", "quoted", "first", "last", NULL};
	begin(answer, columns, "t9999tt");
	buf_text(&select->sql,
	         "SELECT coalesce((SELECT text FROM word WHERE key = d.publisher), '(unknown)'), count(DISTINCT d.key), count(*), sum(c.quad IN (3, 4)), "
	         "sum(e.attribution IS NOT NULL), " DATE("min(d.day)") ", " DATE("max(d.day)") " FROM event e CROSS JOIN code c "
	         "JOIN document d ON d.key = e.document WHERE c.key = e.code AND ");
	select_where(select, query);
	finish(select, " GROUP BY d.publisher ORDER BY 3 DESC, 1", query, answer);
}

static void actors(struct select *select, const struct query *query, struct store_answer *answer)
{
	static const char *const columns[] = {"actor", "id", "country", "sector", "acts", "receives", "goldstein", "first", "last", NULL};
	begin(answer, columns, "tttt999tt");
	buf_text(&select->sql,
	         "SELECT x.name, max(x.id), max(x.country), max(x.sector), sum(acts), sum(receives), printf('%.1f', sum(scale) / nullif(sum(acts), 0)), "
	         DATE("min(first)") ", " DATE("max(last)") " FROM (SELECT p.actor AS actor, sum(p.role = 0) AS acts, sum(p.role = 1) AS receives, "
	         "sum(CASE WHEN p.role = 0 THEN c.goldstein ELSE 0 END) AS scale, min(e.date_from) AS first, max(e.date_from) AS last FROM event e "
	         "CROSS JOIN code c JOIN participant p ON p.event = e.key WHERE c.key = e.code AND ");
	select_where(select, query);
	finish(select, " GROUP BY p.actor) AS one JOIN actor x ON x.key = actor WHERE x.name <> '' GROUP BY x.name ORDER BY sum(acts) + sum(receives) DESC, 1",
	       query, answer);
}

static void places(struct select *select, const struct query *query, struct store_answer *answer)
{
	static const char *const columns[] = {"place", "admin1", "country", "records", "conflict", "killed", "lat", "lon", "first", "last", NULL};
	begin(answer, columns, "ttt99999tt");
	buf_text(&select->sql,
	         "SELECT p.name, p.admin1, p.country, count(*), sum(c.quad IN (3, 4)), "
	         "sum((SELECT max(low) FROM toll t WHERE t.event = e.key AND t.of = 0)), round(p.lat, 5), round(p.lon, 5), " DATE("min(e.date_from)") ", "
	         DATE("max(e.date_from)") " FROM event e CROSS JOIN code c JOIN place p ON p.key = e.place WHERE c.key = e.code AND p.resolved = 1 AND ");
	select_where(select, query);
	finish(select, " GROUP BY p.key ORDER BY 4 DESC, 1", query, answer);
}

bool store_question(struct store *store, enum store_question question, const struct query *query, struct arena *arena, struct store_answer *answer, struct error *error)
{
	static void (*const questions[])(struct select *select, const struct query *query, struct store_answer *answer) = {
		[ASK_DYADS] = dyads, [ASK_CONTRADICTIONS] = contradictions,
		[ASK_SOURCES] = sources, [ASK_ACTORS] = actors, [ASK_PLACES] = places,
	};
	struct select select = {.store = store, .arena = arena};
	select.coded = question != ASK_CONTRADICTIONS;
	*answer = (struct store_answer){0};
	questions[question](&select, query, answer);
	return store_done(store, error);
}

bool store_choose_records(struct store *store, enum store_chosen what, const struct query *query, struct arena *arena, int64_t **keys, size_t *count,
                          struct error *error)
{
	struct select select = {.store = store, .arena = arena, .coded = what == CHOSEN_TIES};
	size_t capacity = 0;
	*keys = NULL;
	*count = 0;
	if (what == CHOSEN_TIES)
		buf_text(&select.sql, "SELECT e.key FROM event e CROSS JOIN code c WHERE c.key = e.code AND c.kind = 1 AND ");
	else if (query->term_count)
		buf_text(&select.sql, "SELECT DISTINCT f.ceasefire FROM ceasefire_event f JOIN event e ON e.key = f.event WHERE ");
	else
		buf_text(&select.sql, "SELECT key FROM ceasefire");
	if (what == CHOSEN_TIES || query->term_count)
		select_where(&select, query);
	buf_text(&select.sql, " ORDER BY 1");
	struct statement s = select_begin(&select);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		arena_push(arena, *keys, *count, capacity, key);
	}
	select_end(&select, &s);
	return store_done(store, error);
}
