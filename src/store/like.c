/* like.c: which document of the database an article repeats. */
#include "store/parts.h"

enum {
	NEAR_DAYS = 3,     /* a story is reprinted within these; later "on Monday" is another day */
};

void save_likeness(struct store *store, const struct likeness *likeness, int64_t key)
{
	for (size_t i = 0; i < likeness->band_count; i++) {
		bool again = false;
		for (size_t k = 0; k < i; k++)
			again |= likeness->bands[k] == likeness->bands[i];
		if (again)
			continue;
		struct statement s = sql_use(&store->sql, "INSERT INTO likeness (band, document) VALUES ($1, $2)");
		sql_int(&s, likeness->bands[i]);
		sql_int(&s, key);
		sql_run(&s);
	}
}

bool store_near_days(int32_t a, int32_t b)
{
	if (a == DAY_NONE || b == DAY_NONE)
		return true;
	int64_t apart = (int64_t)a - b;
	return apart >= -NEAR_DAYS && apart <= NEAR_DAYS;
}

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

static bool repeats(struct store *store, const struct likeness *likeness, int32_t day, int64_t key, struct arena *arena)
{
	struct likeness other;
	bool same = false;
	struct statement s = sql_use(&store->sql, "SELECT d.day, a.text FROM document d JOIN article a ON a.document = d.key WHERE d.key = $1");
	sql_int(&s, key);
	if (sql_next(&s) && store_near_days(day, (int32_t)sql_get_int_or(&s, DAY_NONE))) {
		likeness_of(sql_get_copy(&s, arena), arena, &other);
		same = likeness_repeats(likeness, &other);
	}
	sql_run(&s); /* a statement left open would keep the log of changes from being folded in */
	return same;
}

#define OF_BAND(number, band) "SELECT " number ", document FROM (SELECT document FROM likeness WHERE band = " band " ORDER BY document LIMIT $2) AS l"
_Static_assert(LIKENESS_BANDS == 4, "as many as find_like asks for");

static void find_like(struct store *store, const struct likeness *likeness, int32_t day, struct arena *arena, int64_t *original, size_t *seen)
{
	struct candidates candidates = {.count = 0};
	struct statement s = sql_use(&store->sql, OF_BAND("0", "$1") " UNION ALL " OF_BAND("1", "$3") " UNION ALL " OF_BAND("2", "$4") " UNION ALL " OF_BAND("3", "$5"));
	for (size_t i = 0; i < likeness->band_count; i++) {
		sql_int(&s, likeness->bands[i]);
		if (i == 0)
			sql_int(&s, LIKENESS_CANDIDATES);
	}
	while (likeness->band_count && sql_next(&s)) {
		int64_t band = sql_get_int(&s);
		seen[band]++;
		add_candidate(&candidates, sql_get_int(&s));
	}
	for (size_t i = 0; i < candidates.count && !*original; i++)
		if (repeats(store, likeness, day, candidates.keys[i], arena))
			*original = candidates.keys[i];
}

bool store_find_like(struct store *store, const struct likeness *likeness, int32_t day, struct arena *arena, int64_t *original, size_t seen[LIKENESS_BANDS],
                     struct error *error)
{
	*original = 0;
	memset(seen, 0, LIKENESS_BANDS * sizeof *seen);
	WITH_RECOVERY(store, arena, find_like(store, likeness, day, arena, original, seen));
	return store_done(store, error);
}

bool store_newest(struct store *store, int64_t *key, struct error *error)
{
	struct statement s = sql_use(&store->sql, "SELECT max(key) FROM document");
	*key = sql_one_int(&s, 0);
	return store_done(store, error);
}

static void find_bands(struct store *store, const int64_t *bands, size_t count, int64_t since, struct arena *arena, int64_t **shared, size_t *shared_count)
{
	struct buf list = {0};
	size_t capacity = 0;
	sql_write_list(&store->sql, &list, bands, count);
	struct statement s = sql_use(&store->sql, "SELECT DISTINCT band FROM likeness WHERE band IN LIST($1) AND document > $2");
	sql_text(&s, buf_view(&list));
	sql_int(&s, since);
	while (sql_next(&s)) {
		int64_t band = sql_get_int(&s);
		arena_push(arena, *shared, *shared_count, capacity, band);
	}
	sql_run(&s);
	buf_free(&list);
}

bool store_bands_since(struct store *store, const int64_t *bands, size_t count, int64_t since, struct arena *arena, int64_t **shared, size_t *shared_count,
                       struct error *error)
{
	*shared = NULL;
	*shared_count = 0;
	if (count)
		WITH_RECOVERY(store, arena, find_bands(store, bands, count, since, arena, shared, shared_count));
	return store_done(store, error);
}
