/* like.c: which documents of the database have the words of an article. */
#include "store/parts.h"

#define UNDATED INT32_MAX /* the day of a text without one, in the table: behind all days */
#define SHARING_MOST 100000 /* rows that are read at once: more are no reprints but one form of words */

/* --- writing ------------------------------------------------------------------------------- */

void save_likeness(struct store *store, const struct likeness *likeness, int32_t day, int64_t key)
{
	for (size_t i = 0; i < likeness->band_count; i++) {
		bool again = false;
		for (size_t k = 0; k < i; k++)
			again |= likeness->bands[k] == likeness->bands[i];
		if (again)
			continue;
		struct statement s = sql_use(&store->sql, "INSERT INTO likeness (band, day, document) VALUES ($1, $2, $3)");
		sql_int(&s, likeness->bands[i]);
		sql_int(&s, day == DAY_NONE ? UNDATED : day);
		sql_int(&s, key);
		sql_run(&s);
	}
}

/* --- before coding: is it a copy of any? ----------------------------------------------------- */

struct candidates {
	int64_t keys[LIKENESS_BANDS * LIKENESS_CANDIDATES]; /* ascending, none twice */
	size_t count;
};

static void add_candidate(struct candidates *candidates, int64_t key)
{
	size_t at = candidates->count;
	while (at > 0 && candidates->keys[at - 1] > key)
		at--;
	if (at > 0 && candidates->keys[at - 1] == key)
		return;
	memmove(&candidates->keys[at + 1], &candidates->keys[at], (candidates->count - at) * sizeof *candidates->keys);
	candidates->keys[at] = key;
	candidates->count++;
}

static bool copies(struct store *store, const struct wording *article, int64_t key, struct arena *arena)
{
	struct likeness likeness;
	struct wording other = {.likeness = &likeness};
	bool copies = false;
	struct statement s = sql_use(&store->sql, "SELECT d.day, d.id, a.text FROM document d JOIN article a ON a.document = d.key WHERE d.key = $1");
	sql_int(&s, key);
	if (sql_next(&s)) {
		other.day = (int32_t)sql_get_int_or(&s, DAY_NONE);
		other.id = id_unpack(sql_get_bytes(&s), arena);
		likeness_of(sql_get_copy(&s, arena), arena, &likeness);
		copies = wording_copies(article, &other);
	}
	sql_run(&s); /* a statement left open would keep the log of changes from being folded in */
	return copies;
}

/* The days of those that ARTICLE may be a copy of. */
static void days_before(const struct wording *article, int32_t *from, int32_t *to)
{
	bool dated = article->day != DAY_NONE;
	*from = !dated || article->day < INT32_MIN + NEAR_DAYS ? INT32_MIN : article->day - NEAR_DAYS;
	*to = dated ? article->day : UNDATED;
}

#define OF_BAND(number, band) \
	"SELECT " number ", document FROM (SELECT document FROM likeness WHERE band = " band " AND day BETWEEN $2 AND $3 ORDER BY day, document LIMIT $4) AS l"
_Static_assert(LIKENESS_BANDS == 4, "as many as find_like asks for");

static void find_like(struct store *store, const struct wording *article, struct arena *arena, int64_t *original, size_t *seen)
{
	struct candidates candidates = {.count = 0};
	int32_t from, to;
	if (!article->likeness->band_count)
		return;
	days_before(article, &from, &to);
	struct statement s = sql_use(&store->sql, OF_BAND("0", "$1") " UNION ALL " OF_BAND("1", "$5") " UNION ALL " OF_BAND("2", "$6") " UNION ALL " OF_BAND("3", "$7"));
	for (size_t i = 0; i < LIKENESS_BANDS; i++) {
		sql_int(&s, article->likeness->bands[i]);
		if (i > 0)
			continue;
		sql_int(&s, from);
		sql_int(&s, to);
		sql_int(&s, LIKENESS_CANDIDATES);
	}
	while (sql_next(&s)) {
		int64_t band = sql_get_int(&s);
		seen[band]++;
		add_candidate(&candidates, sql_get_int(&s));
	}
	for (size_t i = 0; i < candidates.count && !*original; i++)
		if (copies(store, article, candidates.keys[i], arena))
			*original = candidates.keys[i];
}

bool store_find_like(struct store *store, const struct wording *article, struct arena *arena, int64_t *original, size_t seen[LIKENESS_BANDS], struct error *error)
{
	*original = 0;
	memset(seen, 0, LIKENESS_BANDS * sizeof *seen);
	WITH_RECOVERY(store, arena, find_like(store, article, arena, original, seen));
	return store_done(store, error);
}

/* --- when it is written: all that have words in common with any of many ----------------------- */

static void find_sharing(struct store *store, const struct store_bands *bands, struct arena *arena, struct store_worded **list, size_t *found)
{
	struct buf keys = {0};
	size_t capacity = 0;
	sql_write_list(&store->sql, &keys, bands->list, bands->count);
	struct statement s = sql_use(&store->sql,
		"SELECT l.band, d.key, d.duplicate_of, d.day, d.id FROM likeness l JOIN document d ON d.key = l.document "
		"WHERE l.band IN LIST($1) AND (l.day BETWEEN $2 AND $3 OR l.day = $4) ORDER BY l.day, l.band, d.id LIMIT $5");
	sql_text(&s, buf_view(&keys));
	sql_int(&s, bands->from);
	sql_int(&s, bands->to);
	sql_int(&s, UNDATED);
	sql_int(&s, SHARING_MOST);
	while (sql_next(&s)) {
		struct store_worded row = {.band = sql_get_int(&s)};
		row.key = sql_get_int(&s);
		row.original = sql_get_int(&s);
		row.day = (int32_t)sql_get_int_or(&s, DAY_NONE);
		row.id = id_unpack(sql_get_bytes(&s), arena);
		arena_push(arena, *list, *found, capacity, row);
	}
	sql_run(&s);
	buf_free(&keys);
}

bool store_sharing(struct store *store, const struct store_bands *bands, struct arena *arena, struct store_worded **list, size_t *count, struct error *error)
{
	*list = NULL;
	*count = 0;
	if (bands->count)
		WITH_RECOVERY(store, arena, find_sharing(store, bands, arena, list, count));
	return store_done(store, error);
}

static void read_likeness(struct store *store, int64_t key, struct arena *arena, struct likeness *likeness)
{
	struct statement s = sql_use(&store->sql, "SELECT text FROM article WHERE document = $1");
	sql_int(&s, key);
	if (sql_next(&s))
		likeness_of(sql_get_copy(&s, arena), arena, likeness);
	sql_run(&s);
}

bool store_likeness(struct store *store, int64_t key, struct arena *arena, struct likeness *likeness, struct error *error)
{
	*likeness = (struct likeness){0};
	WITH_RECOVERY(store, arena, read_likeness(store, key, arena, likeness));
	return store_done(store, error);
}
