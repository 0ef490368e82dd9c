#include "store/likeness.h"

#include <string.h>

#include "base/sort.h"
#include "base/utf8.h"
#include "flow.h"

enum {
	RUN = 4,          /* words */
	ROWS = 2,         /* minima in a band: of texts that share 80 % of their runs 98 % are found, of those that share 5 % 1 % */
	SHORTEST = 25,    /* words; shorter items on one matter differ in little but what counts */
	CONTAINED = 85,   /* per cent of A's runs that must stand in B */
	SHARED = 60,      /* per cent of all runs of both that both must have */
};

struct words {
	uint64_t *hash;
	size_t count, capacity;
	uint64_t *numbers;
	size_t number_count, number_capacity;
};

/* Bits well mixed: the finaliser of MurmurHash3. */
static uint64_t mix(uint64_t x)
{
	x = (x ^ (x >> 33)) * UINT64_C(0xff51afd7ed558ccd);
	x = (x ^ (x >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
	return x ^ (x >> 33);
}

static bool is_plain(char c)
{
	return ascii_is_alpha((unsigned char)c) || ascii_is_digit((unsigned char)c);
}

static void find_words(struct str text, struct arena *arena, struct words *words)
{
	for (size_t at = 0, start = 0; at <= text.length;) {
		while (at < text.length && is_plain(text.data[at]))
			at++;
		size_t here = at;
		uint32_t c = at < text.length ? utf8_next(text, &at) : ' ';
		bool inside = utf8_is_letter(c) || utf8_is_digit(c);
		if (inside)
			continue;
		if (here > start) {
			struct str word = str_slice(text, start, here);
			uint64_t hash = str_hash(word);
			bool number = false;
			for (size_t i = 0; i < word.length; i++)
				number = number || ascii_is_digit((unsigned char)word.data[i]);
			arena_push(arena, words->hash, words->count, words->capacity, hash);
			if (number)
				arena_push(arena, words->numbers, words->number_count, words->number_capacity, hash);
		}
		start = at;
		if (here == text.length)
			break;
	}
}

static size_t sort_set(uint64_t *values, size_t count, struct arena *arena)
{
	size_t kept = 0;
	if (count)
		sort_u64(values, arena_alloc(arena, count * sizeof *values), count);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || values[kept - 1] != values[i])
			values[kept++] = values[i];
	return kept;
}

static uint64_t least(const uint64_t *runs, size_t count, uint64_t seed)
{
	uint64_t least = UINT64_MAX;
	for (size_t i = 0; i < count; i++) {
		uint64_t value = mix(runs[i] ^ seed);
		if (value < least)
			least = value;
	}
	return least;
}

static void find_bands(struct likeness *likeness)
{
	for (uint64_t band = 0; band < LIKENESS_BANDS; band++) {
		uint64_t hash = band;
		for (uint64_t row = 0; row < ROWS; row++)
			hash = mix(hash * 31 + least(likeness->runs, likeness->run_count, mix(band * ROWS + row + 1)));
		likeness->bands[band] = (int64_t)(hash >> 16);
	}
	likeness->band_count = LIKENESS_BANDS;
}

void likeness_of(struct str text, struct arena *arena, struct likeness *likeness)
{
	struct words words = {0};
	find_words(utf8_fold(arena, text), arena, &words);
	*likeness = (struct likeness){.numbers = words.numbers, .number_count = sort_set(words.numbers, words.number_count, arena)};
	if (words.count < RUN)
		return;
	likeness->runs = arena_alloc(arena, words.count * sizeof *likeness->runs);
	for (size_t i = 0; i + RUN <= words.count; i++) {
		uint64_t hash = 0;
		for (size_t k = 0; k < RUN; k++)
			hash = mix(hash * 31 + words.hash[i + k]);
		likeness->runs[i] = hash;
	}
	likeness->run_count = sort_set(likeness->runs, words.count - RUN + 1, arena);
	if (words.count >= SHORTEST)
		find_bands(likeness);
}

static uint64_t *copy_numbers(struct arena *arena, const uint64_t *list, size_t count)
{
	return count ? memcpy(arena_alloc(arena, count * sizeof *list), list, count * sizeof *list) : NULL;
}

struct likeness likeness_copy(const struct likeness *likeness, struct arena *arena)
{
	struct likeness copy = *likeness;
	copy.runs = copy_numbers(arena, copy.runs, copy.run_count);
	copy.numbers = copy_numbers(arena, copy.numbers, copy.number_count);
	return copy;
}

static size_t in_both(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
	size_t count = 0;
	for (size_t i = 0, k = 0; i < a_count && k < b_count;) {
		if (a[i] == b[k]) {
			count++;
			i++;
			k++;
		} else if (a[i] < b[k]) {
			i++;
		} else {
			k++;
		}
	}
	return count;
}

/* Numbers first: they are few, and most forms of words that differ do so in them. */
bool likeness_repeats(const struct likeness *a, const struct likeness *b)
{
	if (a->number_count > b->number_count || b->run_count * 100 < a->run_count * CONTAINED || a->run_count * 100 < b->run_count * SHARED ||
	    in_both(a->numbers, a->number_count, b->numbers, b->number_count) != a->number_count)
		return false;
	size_t both = in_both(a->runs, a->run_count, b->runs, b->run_count);
	return both * 100 >= a->run_count * CONTAINED && both * 100 >= (a->run_count + b->run_count - both) * SHARED;
}

bool wording_comes_first(const struct wording *a, const struct wording *b)
{
	if (a->day != b->day)
		return b->day == DAY_NONE || (a->day != DAY_NONE && a->day < b->day);
	if (a->likeness->run_count != b->likeness->run_count)
		return a->likeness->run_count > b->likeness->run_count;
	return str_compare(a->id, b->id) < 0;
}

bool wording_near_days(int32_t a, int32_t b)
{
	if (a == DAY_NONE || b == DAY_NONE)
		return true;
	int64_t apart = (int64_t)a - b;
	return apart >= -NEAR_DAYS && apart <= NEAR_DAYS;
}

bool wording_copies(const struct wording *a, const struct wording *b)
{
	return wording_near_days(a->day, b->day) && wording_comes_first(b, a) && likeness_repeats(a->likeness, b->likeness);
}
