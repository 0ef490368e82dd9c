/* flying.c: see flying.h. */
#include "flying.h"

void flying_init(struct flying *flying)
{
	*flying = (struct flying){0};
	arena_init(&flying->arena);
	map_init(&flying->ids, &flying->arena);
	map_init(&flying->known, &flying->arena);
}

void flying_free(struct flying *flying)
{
	arena_free(&flying->arena);
}

/* --- adding -------------------------------------------------------------------------------- */

/* The bytes of BAND, which must stay where they are as long as the key does. */
static struct str band_key(const int64_t *band)
{
	return (struct str){(const char *)band, sizeof *band};
}

static void add_band(struct flying *flying, const int64_t *value, size_t number)
{
	bool added;
	size_t index = map_put(&flying->known, band_key(value), flying->band_count, &added)->value;
	if (added)
		arena_push(&flying->arena, flying->bands, flying->band_count, flying->band_capacity, ((struct flying_band){0}));
	struct flying_band *band = &flying->bands[index];
	arena_push(&flying->arena, band->numbers, band->count, band->capacity, number);
}

static void add(struct flying *flying, const struct flying_article *from)
{
	struct arena *arena = &flying->arena;
	struct flying_article *article = memcpy(arena_alloc(arena, sizeof *article), from, sizeof *article);
	article->id = (struct str){arena_copy(arena, from->id.data, from->id.length), from->id.length};
	article->likeness = likeness_copy(&from->likeness, arena);
	for (size_t i = 0; i < article->likeness.band_count; i++)
		add_band(flying, &article->likeness.bands[i], article->number);
	map_put(&flying->ids, article->id, article->number, NULL)->value = article->number;
	arena_push(arena, flying->list, flying->count, flying->capacity, article);
}

bool flying_add(struct flying *flying, struct str id, int32_t day, const struct likeness *likeness, size_t *number, struct error *error)
{
	struct flying_article article = {.number = *number = ++flying->newest, .id = id, .day = day, .likeness = *likeness};
	jmp_buf recover;
	bool ok;
	if (setjmp(recover) == 0) {
		flying->arena.recover = &recover;
		add(flying, &article);
		ok = true;
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	}
	flying->arena.recover = NULL;
	return ok;
}

/* --- finding ------------------------------------------------------------------------------- */

/* NULL when it is there no more. */
static struct flying_article *find_number(const struct flying *flying, size_t number)
{
	size_t from = 0, to = flying->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (flying->list[middle]->number < number)
			from = middle + 1;
		else
			to = middle;
	}
	return from < flying->count && flying->list[from]->number == number && !flying->list[from]->landed ? flying->list[from] : NULL;
}

const struct flying_article *flying_get(const struct flying *flying, size_t number)
{
	return find_number(flying, number);
}

const struct flying_article *flying_find(const struct flying *flying, struct str id)
{
	const struct map_entry *entry = map_get(&flying->ids, id);
	return entry ? find_number(flying, entry->value) : NULL;
}

/* The first of BAND that it is a copy of, of at most MOST; before BEST, unless that is NULL. */
static const struct flying_article *find_in_band(const struct flying *flying, const struct flying_band *band, const struct wording *wording, size_t most,
                                                 const struct flying_article *best)
{
	for (size_t i = 0; i < band->count && most > 0; i++) {
		const struct flying_article *article = find_number(flying, band->numbers[i]);
		if (best && band->numbers[i] >= best->number)
			break;
		if (!article)
			continue;
		most--;
		struct wording other = {&article->likeness, article->day, article->id};
		if (wording_copies(wording, &other))
			return article;
	}
	return best;
}

const struct flying_article *flying_find_like(const struct flying *flying, const struct wording *wording, const size_t seen[LIKENESS_BANDS])
{
	const struct likeness *likeness = wording->likeness;
	const struct flying_article *best = NULL;
	for (size_t i = 0; i < likeness->band_count; i++) {
		const struct map_entry *entry = map_get(&flying->known, band_key(&likeness->bands[i]));
		if (entry && seen[i] < LIKENESS_CANDIDATES)
			best = find_in_band(flying, &flying->bands[entry->value], wording, LIKENESS_CANDIDATES - seen[i], best);
	}
	return best;
}

/* --- landing ------------------------------------------------------------------------------- */

void flying_land(struct flying *flying, size_t number)
{
	struct flying_article *article = find_number(flying, number);
	if (article)
		article->landed = true;
}

bool flying_sweep(struct flying *flying, struct error *error)
{
	struct flying old = *flying;
	jmp_buf recover;
	volatile bool ok = true;
	flying_init(flying);
	flying->newest = old.newest;
	if (setjmp(recover) == 0) {
		flying->arena.recover = &recover;
		for (size_t i = 0; i < old.count; i++)
			if (!old.list[i]->landed)
				add(flying, old.list[i]);
	} else {
		ok = false;
	}
	flying->arena.recover = NULL;
	flying_free(&old);
	return ok || error_set(error, ERROR_SYSTEM, "out of memory");
}
