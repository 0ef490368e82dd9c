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

static void dyads(struct select *select, const struct query *query, int32_t day, struct store_answer *answer)
{
	static const char *const columns[] = {"actor", "recipient", "records", "cooperation", "conflict", "goldstein", "first", "last", NULL};
	(void)day;
	begin(answer, columns, "tt9999tt");
	ask_dyads(select, query, answer);
}

/* A tie is taken to hold from when it is said to have begun, else from the first report of it, until it is said to have ended. */
static void relations(struct select *select, const struct query *query, int32_t day, struct store_answer *answer)
{
	static const char *const columns[] = {"actor", "relation", "recipient", "since", "until", "reports", "first", "last", "says", "denied", NULL};
	begin(answer, columns, "ttttt9ttt9");
	buf_text(&select->sql,
	         "SELECT " LABEL("x") ", c.type, CASE WHEN y.key IS NULL THEN '' ELSE " LABEL("y") " END, " DATE("min(s.date_from)") ", "
	         DATE("max(u.date_to)") ", sum(e.factuality = 0), " DATE("min(coalesce(d.day, e.date_from))") ", "
	         DATE("max(coalesce(d.day, e.date_from))") ", group_concat(DISTINCT (SELECT " LABEL("z") " FROM speaker sp JOIN actor z ON z.key = sp.actor "
	         "WHERE sp.attribution = e.attribution ORDER BY sp.number LIMIT 1)), sum(e.factuality = 1) FROM event e "
	         "JOIN code c ON c.key = e.code AND c.kind = 1 JOIN document d ON d.key = e.document "
	         "JOIN participant a ON a.event = e.key AND a.role = 0 JOIN actor x ON x.key = a.actor "
	         "LEFT JOIN participant b ON b.event = e.key AND b.role = 1 LEFT JOIN actor y ON y.key = b.actor "
	         "LEFT JOIN term s ON s.event = e.key AND s.bound = 0 LEFT JOIN term u ON u.event = e.key AND u.bound = 1 "
	         "WHERE e.factuality IN (0, 1) AND ");
	if (day != DAY_NONE) {
		buf_text(&select->sql, "coalesce(s.date_from, d.day, e.date_from) <= ");
		select_int(select, day);
		buf_text(&select->sql, " AND (u.date_to IS NULL OR u.date_to >= ");
		select_int(select, day);
		buf_text(&select->sql, ") AND ");
	}
	select_where(select, query);
	finish(select, " GROUP BY 1, 2, 3 HAVING sum(e.factuality = 0) > 0 ORDER BY max(coalesce(d.day, e.date_from)) DESC, 1, 2, 3", query, answer);
}

static void ceasefires(struct select *select, const struct query *query, int32_t day, struct store_answer *answer)
{
	static const char *const columns[] = {"called", "effective", "until", "stage", "place", "called_by", "parties", "responses", "reported", "doc", NULL};
	(void)day;
	begin(answer, columns, "tttttttttt");
	buf_text(&select->sql,
	         "SELECT v.called_on, v.effective_from, v.\"until\", v.stage, v.place, v.called_by, v.parties, "
	         "(SELECT group_concat(actor || ' ' || response, '; ') FROM v_responses r WHERE r.ceasefire = v.ceasefire), v.reported, v.doc "
	         "FROM v_ceasefires v");
	if (query->term_count) {
		buf_text(&select->sql, " WHERE v.ceasefire IN (SELECT ce.ceasefire FROM ceasefire_event ce JOIN event e ON e.key = ce.event WHERE ");
		select_where(select, query);
		buf_byte(&select->sql, ')');
	}
	finish(select, " ORDER BY coalesce(v.called_on, v.effective_from, v.reported), v.ceasefire", query, answer);
}

static void contradictions(struct select *select, const struct query *query, int32_t day, struct store_answer *answer)
{
	static const char *const columns[] = {"reported", "about", "one", "other", "doc", NULL};
	(void)day;
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

static void sources(struct select *select, const struct query *query, int32_t day, struct store_answer *answer)
{
	static const char *const columns[] = {"source", "documents", "records", "conflict", "quoted", "first", "last", NULL};
	(void)day;
	begin(answer, columns, "t9999tt");
	buf_text(&select->sql,
	         "SELECT coalesce((SELECT text FROM word WHERE key = d.publisher), '(unknown)'), count(DISTINCT d.key), count(*), sum(c.quad IN (3, 4)), "
	         "sum(e.attribution IS NOT NULL), " DATE("min(d.day)") ", " DATE("max(d.day)") " FROM event e CROSS JOIN code c "
	         "JOIN document d ON d.key = e.document WHERE c.key = e.code AND ");
	select_where(select, query);
	finish(select, " GROUP BY d.publisher ORDER BY 3 DESC, 1", query, answer);
}

static void actors(struct select *select, const struct query *query, int32_t day, struct store_answer *answer)
{
	static const char *const columns[] = {"actor", "id", "country", "sector", "acts", "receives", "goldstein", "first", "last", NULL};
	(void)day;
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

static void places(struct select *select, const struct query *query, int32_t day, struct store_answer *answer)
{
	static const char *const columns[] = {"place", "admin1", "country", "records", "conflict", "killed", "lat", "lon", "first", "last", NULL};
	(void)day;
	begin(answer, columns, "ttt99999tt");
	buf_text(&select->sql,
	         "SELECT p.name, p.admin1, p.country, count(*), sum(c.quad IN (3, 4)), "
	         "sum((SELECT max(low) FROM toll t WHERE t.event = e.key AND t.of = 0)), round(p.lat, 5), round(p.lon, 5), " DATE("min(e.date_from)") ", "
	         DATE("max(e.date_from)") " FROM event e CROSS JOIN code c JOIN place p ON p.key = e.place WHERE c.key = e.code AND p.resolved = 1 AND ");
	select_where(select, query);
	finish(select, " GROUP BY p.key ORDER BY 4 DESC, 1", query, answer);
}

bool store_question(struct store *store, enum store_question question, const struct query *query, int32_t day, struct arena *arena,
                    struct store_answer *answer, struct error *error)
{
	static void (*const questions[])(struct select *select, const struct query *query, int32_t day, struct store_answer *answer) = {
		[ASK_DYADS] = dyads, [ASK_RELATIONS] = relations, [ASK_CEASEFIRES] = ceasefires, [ASK_CONTRADICTIONS] = contradictions,
		[ASK_SOURCES] = sources, [ASK_ACTORS] = actors, [ASK_PLACES] = places,
	};
	struct select select = {.store = store, .arena = arena};
	select.coded = question != ASK_CEASEFIRES && question != ASK_CONTRADICTIONS;
	*answer = (struct store_answer){0};
	questions[question](&select, query, day, answer);
	return store_done(store, error);
}
