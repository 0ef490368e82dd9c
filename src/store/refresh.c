/* refresh.c: the rows of incidents, from what their mentions tell. Many at once: their mentions are read by one question, and counted here; those that this
 * transaction wrote are known (fresh.h). */
#include <stdlib.h>

#include "store/mentions.h"
#include "store/parts.h"

enum { ASKED_AT_ONCE = 2000 }; /* incidents */

struct tally { /* of one incident */
	int64_t key;
	struct votes codes, places;
	struct range days, reports, killed, wounded;
	int64_t *documents; /* each once */
	size_t document_count, document_capacity;
	int64_t mentions, sources, denials, open;
	bool is_known;   /* nothing of it is in the database yet */
	bool has_sources; /* or may have */
};

struct refresh {
	struct store *store;
	struct arena *arena;
	struct buf list; /* the keys asked for, as the engine takes them */
	struct tally *tallies; /* in the order of their keys */
	size_t count;
	const struct fresh_mention **fresh; /* in the order of their incidents */
	size_t fresh_count, fresh_at;
};

static struct tally *find_tally(struct refresh *refresh, int64_t key)
{
	size_t low = 0, high = refresh->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (refresh->tallies[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < refresh->count && refresh->tallies[low].key == key ? &refresh->tallies[low] : NULL;
}

static bool same_code(const struct vote *a, const struct vote *b)
{
	return a->goldstein == b->goldstein && str_equal(a->type, b->type) && str_equal(a->mode, b->mode) && str_equal(a->contexts, b->contexts) &&
	       str_equal(a->cameo, b->cameo);
}

static void add_code(struct refresh *refresh, struct tally *tally, const struct vote *vote)
{
	for (size_t i = 0; i < tally->codes.count; i++) {
		struct vote *known = &tally->codes.list[i];
		if (!same_code(known, vote))
			continue;
		known->count++;
		known->key = vote->key < known->key ? vote->key : known->key;
		return;
	}
	arena_push(refresh->arena, tally->codes.list, tally->codes.count, tally->codes.capacity, *vote);
}

static void add_place(struct refresh *refresh, struct tally *tally, const struct vote *vote)
{
	for (size_t i = 0; i < tally->places.count; i++)
		if (tally->places.list[i].key == vote->key) {
			tally->places.list[i].count++;
			return;
		}
	arena_push(refresh->arena, tally->places.list, tally->places.count, tally->places.capacity, *vote);
}

static void add_document(struct refresh *refresh, struct tally *tally, int64_t document)
{
	for (size_t i = 0; i < tally->document_count; i++)
		if (tally->documents[i] == document)
			return;
	arena_push(refresh->arena, tally->documents, tally->document_count, tally->document_capacity, document);
}

/* --- reading --------------------------------------------------------------------------------- */

static struct vote read_code(struct statement *s, struct arena *arena)
{
	struct vote vote = {.key = sql_get_int(s), .count = 1};
	vote.type = sql_get_copy(s, arena);
	vote.mode = sql_get_copy(s, arena);
	vote.contexts = sql_get_copy(s, arena);
	vote.cameo = sql_get_copy(s, arena);
	vote.goldstein = sql_get_real(s);
	return vote;
}

static struct vote read_place(struct statement *s, struct arena *arena)
{
	struct vote vote = {.key = sql_get_int(s), .count = 1};
	vote.precision = sql_get_int(s);
	vote.name = sql_get_copy(s, arena);
	vote.country = sql_get_copy(s, arena);
	vote.lat = sql_get_real(s);
	vote.lon = sql_get_real(s);
	return vote;
}

static void read_mentions(struct refresh *refresh)
{
	struct statement s = sql_use(&refresh->store->sql,
		"SELECT m.incident, m.home, m.home_length, d.day, e.document, e.factuality, e.code, c.type, c.mode, c.contexts, c.cameo, c.goldstein, "
		"coalesce(p.resolved, 0), p.key, p.precision, p.name, p.country, p.lat, p.lon FROM mention m JOIN event e ON e.key = m.event JOIN document d ON d.key = e.document "
		"JOIN code c ON c.key = e.code LEFT JOIN place p ON p.key = e.place WHERE m.incident IN LIST($1) AND m.event + 0 < $2");
	sql_text(&s, buf_view(&refresh->list));
	sql_int(&s, fresh_first(refresh->store));
	while (sql_next(&s)) {
		struct tally *tally = find_tally(refresh, sql_get_int(&s));
		int64_t home = sql_get_int_or(&s, DAY_NONE), length = sql_get_int(&s), day = sql_get_int_or(&s, DAY_NONE);
		if (!tally)
			continue;
		if (home != DAY_NONE)
			range_widen(&tally->days, home, home + length - 1);
		if (day != DAY_NONE)
			range_widen(&tally->reports, day, day);
		add_document(refresh, tally, sql_get_int(&s));
		int64_t factuality = sql_get_int(&s);
		tally->mentions++;
		tally->denials += factuality == FACT_NEGATED;
		tally->open += factuality > FACT_NEGATED;
		struct vote code = read_code(&s, refresh->arena);
		bool resolved = sql_get_int(&s) != 0;
		struct vote place = read_place(&s, refresh->arena);
		add_code(refresh, tally, &code);
		if (resolved)
			add_place(refresh, tally, &place);
	}
	sql_run(&s);
}

static void read_tolls(struct refresh *refresh)
{
	struct statement s = sql_use(&refresh->store->sql, "SELECT m.incident, t.of, t.low, t.high FROM mention m JOIN toll t ON t.event = m.event "
		"WHERE m.incident IN LIST($1) AND m.event + 0 < $2");
	sql_text(&s, buf_view(&refresh->list));
	sql_int(&s, fresh_first(refresh->store));
	while (sql_next(&s)) {
		struct tally *tally = find_tally(refresh, sql_get_int(&s));
		int64_t kind = sql_get_int(&s), low = sql_get_int(&s), high = sql_get_int_or(&s, low);
		if (tally && kind == COUNT_KILLED)
			range_widen(&tally->killed, low, high);
		if (tally && kind == COUNT_WOUNDED)
			range_widen(&tally->wounded, low, high);
	}
	sql_run(&s);
}

/* --- of this transaction ----------------------------------------------------------------------- */

static int by_incident(const void *x, const void *y)
{
	const struct fresh_mention *a = *(const struct fresh_mention *const *)x, *b = *(const struct fresh_mention *const *)y;
	if (a->incident != b->incident)
		return a->incident < b->incident ? -1 : 1;
	return (a->event > b->event) - (a->event < b->event);
}

static void sort_fresh(struct refresh *refresh)
{
	const struct fresh *fresh = &refresh->store->fresh;
	refresh->fresh_count = fresh->ready ? fresh->mention_count : 0;
	refresh->fresh = arena_alloc(refresh->arena, (refresh->fresh_count + 1) * sizeof *refresh->fresh);
	for (size_t i = 0; i < refresh->fresh_count; i++)
		refresh->fresh[i] = &fresh->mentions[i];
	if (refresh->fresh_count)
		qsort(refresh->fresh, refresh->fresh_count, sizeof *refresh->fresh, by_incident);
}

static void add_fresh(struct refresh *refresh, struct tally *tally, const struct fresh_mention *mention)
{
	const struct fresh *fresh = &refresh->store->fresh;
	const struct fresh_event *event = fresh_event(refresh->store, mention->event);
	if (!event)
		return;
	const struct fresh_document *document = &fresh->documents[event->document];
	if (mention->home != DAY_NONE)
		range_widen(&tally->days, mention->home, mention->home + mention->home_length - 1);
	if (document->day != DAY_NONE)
		range_widen(&tally->reports, document->day, document->day);
	if (event->killed.low <= event->killed.high)
		range_widen(&tally->killed, event->killed.low, event->killed.high);
	if (event->wounded.low <= event->wounded.high)
		range_widen(&tally->wounded, event->wounded.low, event->wounded.high);
	tally->mentions++;
	tally->denials += event->factuality == FACT_NEGATED;
	tally->open += event->factuality > FACT_NEGATED;
	tally->has_sources |= !document->is_new || fresh_is_marked(refresh->store, 's', document->key);
	add_document(refresh, tally, document->key);
	add_code(refresh, tally, &fresh->codes.list[event->code]);
	if (event->place)
		add_place(refresh, tally, &fresh->places.list[event->place - 1]);
}

/* Tallies and mentions are both in the order of incidents. */
static void count_fresh(struct refresh *refresh)
{
	for (size_t i = 0; i < refresh->count; i++) {
		struct tally *tally = &refresh->tallies[i];
		while (refresh->fresh_at < refresh->fresh_count && refresh->fresh[refresh->fresh_at]->incident < tally->key)
			refresh->fresh_at++;
		while (refresh->fresh_at < refresh->fresh_count && refresh->fresh[refresh->fresh_at]->incident == tally->key)
			add_fresh(refresh, tally, refresh->fresh[refresh->fresh_at++]);
	}
}

/* LIST becomes the incidents of which something is in the database; how many. */
static size_t list_unknown(struct refresh *refresh)
{
	int64_t *keys = arena_alloc(refresh->arena, (refresh->count + 1) * sizeof *keys);
	size_t count = 0;
	for (size_t i = 0; i < refresh->count; i++)
		if (!refresh->tallies[i].is_known)
			keys[count++] = refresh->tallies[i].key;
	sql_write_list(&refresh->store->sql, &refresh->list, keys, count);
	return count;
}

static size_t list_sourced(struct refresh *refresh)
{
	int64_t *keys = arena_alloc(refresh->arena, (refresh->count + 1) * sizeof *keys);
	size_t count = 0;
	for (size_t i = 0; i < refresh->count; i++)
		if (!refresh->tallies[i].is_known || refresh->tallies[i].has_sources)
			keys[count++] = refresh->tallies[i].key;
	sql_write_list(&refresh->store->sql, &refresh->list, keys, count);
	return count;
}

/* --- both ---------------------------------------------------------------------------------------- */

/* Rows of an incident and how many more documents tell it. */
static void read_sources(struct refresh *refresh, const char *question)
{
	struct statement s = sql_use(&refresh->store->sql, question);
	sql_text(&s, buf_view(&refresh->list));
	while (sql_next(&s)) {
		struct tally *tally = find_tally(refresh, sql_get_int(&s));
		if (tally)
			tally->sources++;
	}
	sql_run(&s);
}

/* --- writing --------------------------------------------------------------------------------- */

static int by_number(double a, double b)
{
	return (a > b) - (a < b);
}

/* Ties go by text, never by keys: those hang on the order of arrival. */
static bool code_before(const struct vote *a, const struct vote *b)
{
	int order = b->count - a->count;
	order = order ? order : str_empty(a->mode) - str_empty(b->mode);
	order = order ? order : str_compare(a->type, b->type);
	order = order ? order : str_compare(a->mode, b->mode);
	order = order ? order : str_compare(a->contexts, b->contexts);
	order = order ? order : str_compare(a->cameo, b->cameo);
	return (order ? order : by_number(a->goldstein, b->goldstein)) < 0;
}

static bool place_before(const struct vote *a, const struct vote *b)
{
	int order = (a->precision > b->precision) - (a->precision < b->precision);
	order = order ? order : b->count - a->count;
	order = order ? order : str_compare(a->name, b->name);
	order = order ? order : str_compare(a->country, b->country);
	order = order ? order : by_number(a->lat, b->lat);
	return (order ? order : by_number(a->lon, b->lon)) < 0;
}

static int64_t winner(const struct votes *votes, bool (*before)(const struct vote *a, const struct vote *b))
{
	const struct vote *best = NULL;
	for (size_t i = 0; i < votes->count; i++)
		if (!best || before(&votes->list[i], best))
			best = &votes->list[i];
	return best ? best->key : 0;
}

static void put_range(struct statement *s, const struct range *range)
{
	sql_int_if(s, range->low <= range->high, range->low);
	sql_int_if(s, range->low <= range->high, range->high);
}

static void write_tally(struct store *store, const struct tally *tally)
{
	struct statement s = sql_use(&store->sql,
		"INSERT INTO incident (key, code, place, day_from, day_to, first_report, last_report, mentions, documents, sources, "
		"killed_low, killed_high, wounded_low, wounded_high, denials, open) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
	int64_t place = winner(&tally->places, place_before);
	sql_int(&s, tally->key);
	sql_int(&s, winner(&tally->codes, code_before));
	sql_int_if(&s, place, place);
	put_range(&s, &tally->days);
	put_range(&s, &tally->reports);
	sql_int(&s, tally->mentions);
	sql_int(&s, (int64_t)tally->document_count);
	sql_int(&s, (int64_t)tally->document_count + tally->sources);
	put_range(&s, &tally->killed);
	put_range(&s, &tally->wounded);
	sql_int(&s, tally->denials);
	sql_int(&s, tally->open);
	sql_run(&s);
}

static void read_old(struct refresh *refresh)
{
	struct sql *sql = &refresh->store->sql;
	if (!list_unknown(refresh))
		return;
	struct statement s = sql_use(sql, "DELETE FROM incident WHERE key IN LIST($1)");
	sql_text(&s, buf_view(&refresh->list));
	sql_run(&s);
	read_mentions(refresh);
	read_tolls(refresh);
}

static void refresh_some(struct refresh *refresh, const int64_t *keys, size_t count)
{
	struct store *store = refresh->store;
	bool all_known = store->fresh.ready && !store->fresh.refreshed && !store->fresh.replaces;
	refresh->tallies = arena_zalloc(refresh->arena, count, sizeof *refresh->tallies);
	refresh->count = count;
	for (size_t i = 0; i < count; i++)
		refresh->tallies[i] = (struct tally){.key = keys[i], .days = RANGE_NONE, .reports = RANGE_NONE, .killed = RANGE_NONE, .wounded = RANGE_NONE,
		                                     .is_known = all_known && keys[i] >= fresh_first(store) && !fresh_is_marked(store, 'm', keys[i])};
	count_fresh(refresh);
	read_old(refresh);
	if (list_sourced(refresh)) {
		read_sources(refresh, "SELECT DISTINCT m.incident, r.key FROM mention m JOIN event e ON e.key = m.event JOIN document r ON r.duplicate_of = e.document WHERE m.incident IN LIST($1)");
		read_sources(refresh, "SELECT DISTINCT m.incident, o.document, o.url, o.publisher, o.source_id FROM mention m JOIN event e ON e.key = m.event "
			"JOIN other_source o ON o.document = e.document WHERE m.incident IN LIST($1)");
	}
	for (size_t i = 0; i < count && sql_ok(&store->sql); i++)
		if (refresh->tallies[i].mentions)
			write_tally(store, &refresh->tallies[i]);
}

static void refresh_all(struct refresh *refresh, const int64_t *keys, size_t count)
{
	fresh_write(refresh->store);
	sort_fresh(refresh);
	for (size_t at = 0; at < count && sql_ok(&refresh->store->sql); at += ASKED_AT_ONCE)
		refresh_some(refresh, keys + at, count - at < ASKED_AT_ONCE ? count - at : ASKED_AT_ONCE);
	refresh->store->fresh.refreshed = true;
}

bool store_refresh_incidents(struct store *store, const int64_t *keys, size_t count, struct arena *arena, struct error *error)
{
	struct refresh refresh = {.store = store, .arena = arena};
	WITH_RECOVERY(store, arena, refresh_all(&refresh, keys, count));
	buf_free(&refresh.list);
	return store_done(store, error);
}
