/* page.c: see page.h. */
#include "store/page.h"

#include "base/utf8.h"
#include "store/asking.h"
#include "store/columns_parts.h"

#define LABEL(actor) "CASE WHEN " actor ".name <> '' THEN " actor ".name ELSE " actor ".id END"

static void limit_rows(struct select *select, const struct query *query, size_t otherwise)
{
	buf_text(&select->sql, " LIMIT ");
	select_int(select, (int64_t)(query->limit ? query->limit : otherwise));
	buf_text(&select->sql, " OFFSET ");
	select_int(select, (int64_t)query->offset);
}

static void places(struct select *select, const struct query *query)
{
	buf_text(&select->sql, "SELECT p.name, p.country, CASE p.precision WHEN 0 THEN 'place' WHEN 1 THEN 'admin1' ELSE 'country' END, round(p.lat, 5), round(p.lon, 5), "
	                       "h.q1, h.q2, h.q3, h.q4, h.types FROM (SELECT place, sum(CASE quad WHEN 1 THEN n ELSE 0 END) AS q1, sum(CASE quad WHEN 2 THEN n ELSE 0 END) AS q2, "
	                       "sum(CASE quad WHEN 3 THEN n ELSE 0 END) AS q3, sum(CASE quad WHEN 4 THEN n ELSE 0 END) AS q4, sum(n) AS total, group_concat(type || ' ' || n) AS types "
	                       "FROM (SELECT e.place AS place, c.quad AS quad, c.type AS type, count(*) AS n FROM event e JOIN code c ON c.key = e.code "
	                       "WHERE e.place IS NOT NULL AND c.quad > 0 AND ");
	select_where(select, query);
	buf_text(&select->sql, " GROUP BY e.place, c.quad, c.type) g GROUP BY place) h JOIN place p ON p.key = h.place AND p.resolved = 1 ORDER BY h.total DESC, p.name, p.key");
	limit_rows(select, query, PLACES_USUAL);
}

/* Both directions are one pair. Actors that the lexicon does not know have no id and are left out: "nine people" here are not
 * those there. */
static void pairs(struct select *select, const struct query *query)
{
	/* CROSS: events first, each with its participants beside it; by its own lights SQLite begins with all participants, and looks
	 * up the event of each. */
	buf_text(&select->sql, "SELECT ka, max(na), max(ca), max(sa), kb, max(nb), max(cb), max(sb), sum(friendly), sum(hostile), group_concat(DISTINCT tie) "
	                       "FROM (SELECT min(x.id) <= min(y.id) AS straight, a.actor AS a, b.actor AS b, sum(c.quad IN (1, 2)) AS friendly, "
	                       "sum(c.quad IN (3, 4)) AS hostile, CASE WHEN c.kind = 1 THEN c.type END AS tie FROM event e JOIN code c ON c.key = e.code "
	                       "CROSS JOIN participant a CROSS JOIN actor x CROSS JOIN participant b CROSS JOIN actor y WHERE a.event = e.key AND a.role = 0 "
	                       "AND x.key = a.actor AND x.id <> '' AND b.event = e.key AND b.role = 1 AND y.key = b.actor AND y.id <> '' AND x.id <> y.id "
	                       "AND e.factuality <> 1 AND ");
	select_where(select, query);
	buf_text(&select->sql, " GROUP BY a.actor, b.actor, tie) h JOIN (SELECT key, " LABEL("actor") " AS na, country AS ca, sector AS sa, id AS ka FROM actor) m "
	                       "ON m.key = CASE WHEN h.straight THEN h.a ELSE h.b END "
	                       "JOIN (SELECT key, " LABEL("actor") " AS nb, country AS cb, sector AS sb, id AS kb FROM actor) o "
	                       "ON o.key = CASE WHEN h.straight THEN h.b ELSE h.a END "
	                       "GROUP BY ka, kb ORDER BY sum(friendly) + sum(hostile) + count(tie) DESC, ka, kb");
	limit_rows(select, query, PAIRS_USUAL);
}

static void ceasefires(struct select *select, const struct query *query)
{
	buf_text(&select->sql, "SELECT f.document, (SELECT count(*) FROM ceasefire o WHERE o.document = f.document AND o.key < f.key) FROM ceasefire f");
	if (query->term_count) {
		buf_text(&select->sql, " WHERE f.key IN (SELECT ce.ceasefire FROM ceasefire_event ce JOIN event e ON e.key = ce.event WHERE ");
		select_where(select, query);
		buf_byte(&select->sql, ')');
	}
	buf_text(&select->sql, " ORDER BY coalesce(f.called_on, f.effective_from) DESC NULLS LAST, f.key");
	limit_rows(select, query, TRUCES_USUAL);
}

static void contradictions(struct select *select, const struct query *query)
{
	buf_text(&select->sql, "SELECT k.document, (SELECT count(*) FROM contradiction o WHERE o.document = k.document AND o.key < k.key) "
	                       "FROM contradiction k JOIN event e ON e.key = k.first WHERE ");
	select_where(select, query);
	buf_text(&select->sql, " ORDER BY e.date_from DESC NULLS LAST, k.key");
	limit_rows(select, query, 50);
}

static void incidents(struct select *select, const struct query *query)
{
	buf_text(&select->sql, "SELECT hex(first.id) FROM incident i JOIN event first ON first.key = i.key WHERE i.documents > 1 AND "
	                       "(i.denials > 0 OR i.open > 0 OR i.killed_low <> i.killed_high OR i.wounded_low <> i.wounded_high)");
	if (query->term_count) {
		buf_text(&select->sql, " AND i.key IN (SELECT m.incident FROM mention m JOIN event e ON e.key = m.event WHERE ");
		select_where(select, query);
		buf_byte(&select->sql, ')');
	}
	buf_text(&select->sql, " ORDER BY i.denials > 0 DESC, i.mentions DESC, i.key");
	limit_rows(select, query, 20);
}

bool store_page_table(struct store *store, enum page_table table, const struct query *query, struct arena *arena, struct store_answer *answer,
                      struct error *error)
{
	static const struct {
		void (*put)(struct select *select, const struct query *query);
		size_t columns;
	} tables[] = {[PAGE_PLACES] = {places, 10}, [PAGE_PAIRS] = {pairs, 11}, [PAGE_CEASEFIRES] = {ceasefires, 2},
	              [PAGE_CONTRADICTIONS] = {contradictions, 2}, [PAGE_INCIDENTS] = {incidents, 1}};
	struct select select = {.store = store, .arena = arena};
	*answer = (struct store_answer){.column_count = tables[table].columns};
	if (columns_have_table(store, table)) {
		columns_table(store, table, query, arena, answer);
		return store_done(store, error);
	}
	tables[table].put(&select, query);
	select_answer(&select, answer);
	return store_done(store, error);
}

/* --- suggestions and search ---------------------------------------------------------------------------- */

/* For LIKE, with \ before its own signs. */
static struct str like_of(struct arena *arena, const char *before, struct str text)
{
	struct buf out = {0};
	buf_text(&out, before);
	for (size_t i = 0; i < text.length; i++) {
		if (strchr("%_\\", text.data[i]))
			buf_byte(&out, '\\');
		buf_byte(&out, text.data[i]);
	}
	buf_byte(&out, '%');
	struct str copy = {arena_copy(arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return copy;
}

static void put_like(struct select *select, const char *column, struct str pattern)
{
	select_put(select, "%s%s", column, select->store->sql.engine->like);
	select_text(select, pattern);
	buf_text(&select->sql, " ESCAPE '\\'");
}

bool store_suggest(struct store *store, struct str text, size_t limit, struct arena *arena, struct store_answer *answer, struct error *error)
{
	struct select select = {.store = store, .arena = arena};
	const struct sql_engine *engine = store->sql.engine;
	struct str start = like_of(arena, "", text), within = like_of(arena, "% ", text);
	*answer = (struct store_answer){.column_count = 4};
	buf_text(&select.sql, "SELECT * FROM (SELECT 'actor', max(CASE WHEN x.id <> '' THEN x.id ELSE x.name END), x.name, "
	                      "sum((SELECT count(*) FROM participant p WHERE p.actor = x.key)) AS n FROM actor x WHERE ");
	put_like(&select, "x.name", start);
	buf_text(&select.sql, " OR ");
	put_like(&select, "x.name", within);
	buf_text(&select.sql, " GROUP BY x.name UNION ALL SELECT 'place', p.name, p.name, count(e.key) FROM place p JOIN event e ON e.place = p.key WHERE ");
	put_like(&select, "p.name", start);
	buf_text(&select.sql, " GROUP BY p.name UNION ALL SELECT 'document', lower(hex(d.id)), a.title, "
	                      "(SELECT count(*) FROM event e WHERE e.document = d.key) FROM article a JOIN document d ON d.key = a.document WHERE a.document IN "
	                      "(");
	buf_text(&select.sql, engine->titles[0]);
	select_text(&select, text);
	buf_text(&select.sql, engine->titles[1]);
	buf_text(&select.sql, " ORDER BY 1 LIMIT 200)) found WHERE n > 0 ORDER BY n DESC, 3, 1, 2 LIMIT ");
	select_int(&select, (int64_t)limit);
	select_answer(&select, answer);
	return store_done(store, error);
}

/* Words as the engine's full-text index takes them; a * at a word's end stays. */
static struct str plain_words(struct store *store, struct arena *arena, struct str words)
{
	struct buf out = {0};
	struct str rest = words;
	while (rest.data) {
		struct str word = str_trim(str_cut(&rest, ' '));
		bool prefix = word.length > 1 && str_ends(word, STR("*"));
		word = str_slice(word, 0, word.length - prefix);
		if (!str_empty(word))
			store->sql.engine->put_word(&out, word, prefix);
	}
	struct str copy = {arena_copy(arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return copy;
}

static void put_found(struct select *select, struct str words)
{
	const struct sql_engine *engine = select->store->sql.engine;
	select_put(select, " %s", engine->found[0]);
	select_text(select, words);
	buf_text(&select->sql, engine->found[1]);
}

static void put_days(struct select *select, const struct store_search *search)
{
	if (search->from != DAY_NONE) {
		buf_text(&select->sql, " AND d.day >= ");
		select_int(select, search->from);
	}
	if (search->to != DAY_NONE) {
		buf_text(&select->sql, " AND d.day <= ");
		select_int(select, search->to);
	}
}

static int64_t count_found(struct store *store, const struct store_search *search, struct str words, struct arena *arena)
{
	struct select select = {.store = store, .arena = arena};
	buf_text(&select.sql, "SELECT count(*)");
	put_found(&select, words);
	put_days(&select, search);
	struct statement s = select_begin(&select);
	int64_t total = sql_next(&s) ? sql_get_int(&s) : 0;
	select_end(&select, &s);
	return total;
}

bool store_search(struct store *store, const struct store_search *search, struct arena *arena, struct store_answer *answer, int64_t *total,
                  struct error *error)
{
	struct select select = {.store = store, .arena = arena};
	struct str words = plain_words(store, arena, search->words);
	*answer = (struct store_answer){.column_count = 7};
	*total = 0;
	if (str_empty(words))
		return true;
	buf_text(&select.sql, "SELECT lower(hex(d.id)), a.title, (SELECT text FROM word WHERE key = d.publisher), d.url, date(d.day * 86400, 'unixepoch'), ");
	buf_text(&select.sql, store->sql.engine->snippet);
	buf_text(&select.sql, ", (SELECT count(*) FROM event e WHERE e.document = d.key)");
	put_found(&select, words);
	put_days(&select, search);
	buf_text(&select.sql, " ORDER BY ");
	buf_text(&select.sql, store->sql.engine->rank);
	buf_text(&select.sql, ", d.key LIMIT ");
	select_int(&select, (int64_t)search->limit);
	buf_text(&select.sql, " OFFSET ");
	select_int(&select, (int64_t)search->offset);
	select_answer(&select, answer);
	*total = count_found(store, search, words, arena);
	return store_done(store, error);
}

static int32_t day_or_none(struct statement *s)
{
	bool null = sql_get_null(s);
	int64_t day = sql_get_int(s);
	return null ? DAY_NONE : (int32_t)day;
}

bool store_extent(struct store *store, struct store_extent *extent, struct error *error)
{
	/* A question each: an index gives the least and the largest at once, and only then. */
	static const char text[] = "SELECT (SELECT min(day) FROM document), (SELECT max(day) FROM document), (SELECT max(started) / 86400 FROM addition), "
	                           "(SELECT max(key) FROM addition)";
	struct statement s = sql_use(&store->sql, text);
	*extent = (struct store_extent){DAY_NONE, DAY_NONE, DAY_NONE, 0};
	if (sql_next(&s)) {
		extent->first = day_or_none(&s);
		extent->last = day_or_none(&s);
		extent->added = day_or_none(&s);
		extent->addition = sql_get_int(&s);
	}
	sql_run(&s);
	return store_done(store, error);
}

bool store_news_since(struct store *store, int64_t since, size_t limit, struct arena *arena, struct store_news *news, struct error *error)
{
	static const char documents[] = "SELECT coalesce((SELECT max(key) FROM addition), 0), (SELECT count(*) FROM document WHERE addition > $1), "
	                                "(SELECT count(*) FROM event WHERE document IN (SELECT key FROM document WHERE addition > $2))";
	static const char newest[] = "SELECT e.document, (SELECT count(*) FROM event o WHERE o.document = e.document AND o.key < e.key) FROM event e "
	                             "WHERE e.document IN (SELECT key FROM document WHERE addition > $1) ORDER BY e.date_from DESC NULLS LAST, e.key LIMIT $2";
	size_t capacity = 0;
	*news = (struct store_news){0};
	struct statement s = sql_use(&store->sql, documents);
	sql_int(&s, since);
	sql_int(&s, since);
	while (sql_next(&s)) {
		news->latest = sql_get_int(&s);
		news->documents = sql_get_int(&s);
		news->records = sql_get_int(&s);
	}
	s = sql_use(&store->sql, newest);
	sql_int(&s, since);
	sql_int(&s, (int64_t)limit);
	while (sql_next(&s)) {
		struct store_hit hit = {0};
		hit.document = sql_get_int(&s);
		hit.number = (size_t)sql_get_int(&s);
		arena_push(arena, news->hits, news->hit_count, capacity, hit);
	}
	return store_done(store, error);
}

/* --- judgements ---------------------------------------------------------------------------------------- */

bool store_judge(struct store *store, const struct store_judgement *judgement, struct error *error)
{
	static const char text[] = "INSERT INTO judgement (event, verdict, note, change, record, made) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (event) "
	                           "DO UPDATE SET verdict = excluded.verdict, note = excluded.note, change = excluded.change, record = excluded.record, made = excluded.made";
	unsigned char id[ID_BYTES];
	if (!id_pack(judgement->event, id))
		return error_set(error, ERROR_USAGE, "'%.*s' is no record's id", (int)(judgement->event.length < 40 ? judgement->event.length : 40), judgement->event.data);
	if (!sql_begin(&store->sql))
		return store_done(store, error);
	struct statement s = sql_use(&store->sql, text);
	sql_blob(&s, (struct str){(const char *)id, ID_BYTES});
	sql_int(&s, judgement->verdict);
	sql_text(&s, judgement->note.data ? judgement->note : STR(""));
	sql_text(&s, judgement->change.data ? judgement->change : STR(""));
	sql_text(&s, judgement->record.data ? judgement->record : STR(""));
	sql_int(&s, judgement->made);
	sql_run(&s);
	if (!sql_commit(&store->sql))
		sql_rollback(&store->sql);
	return store_done(store, error);
}

static void read_judgement(struct statement *s, struct arena *arena, struct store_judgement *judgement)
{
	judgement->event = id_unpack(sql_get_copy(s, arena), arena);
	judgement->verdict = (enum verdict_kind)sql_get_int(s);
	judgement->note = sql_get_copy(s, arena);
	judgement->change = sql_get_copy(s, arena);
	judgement->record = sql_get_copy(s, arena);
	judgement->made = sql_get_int(s);
}

bool store_judged(struct store *store, struct str event, struct arena *arena, struct store_judgement *judgement, bool *found, struct error *error)
{
	unsigned char id[ID_BYTES];
	*found = false;
	if (!id_pack(event, id))
		return true;
	struct statement s = sql_use(&store->sql, "SELECT event, verdict, note, change, record, made FROM judgement WHERE event = $1");
	sql_blob(&s, (struct str){(const char *)id, ID_BYTES});
	while (sql_next(&s)) {
		read_judgement(&s, arena, judgement);
		*found = true;
	}
	return store_done(store, error);
}

bool store_judgements(struct store *store, struct arena *arena, struct store_judgement **list, size_t *count, struct error *error)
{
	size_t capacity = 0;
	struct statement s = sql_use(&store->sql, "SELECT event, verdict, note, change, record, made FROM judgement ORDER BY made, event");
	*list = NULL;
	*count = 0;
	while (sql_next(&s)) {
		struct store_judgement judgement;
		read_judgement(&s, arena, &judgement);
		arena_push(arena, *list, *count, capacity, judgement);
	}
	return store_done(store, error);
}

bool store_find_record(struct store *store, struct str event, struct store_hit *hit, struct error *error)
{
	unsigned char id[ID_BYTES];
	*hit = (struct store_hit){0};
	if (!id_pack(event, id))
		return true;
	struct statement s = sql_use(&store->sql, "SELECT e.document, (SELECT count(*) FROM event o WHERE o.document = e.document AND o.key < e.key) "
	                                          "FROM event e WHERE e.id = $1 ORDER BY e.key LIMIT 1");
	sql_blob(&s, (struct str){(const char *)id, ID_BYTES});
	while (sql_next(&s)) {
		hit->document = sql_get_int(&s);
		hit->number = (size_t)sql_get_int(&s);
	}
	return store_done(store, error);
}
