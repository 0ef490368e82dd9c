/* likeness.h: texts that tell the same story in the same words: one wire story in ten papers.
 *
 * A text is the set of its runs of four words, in lower case without marks. MinHash finds texts with much the same set
 * through a few numbers that a database can look up; the sets themselves then decide. */
#ifndef CASUS_STORE_LIKENESS_H
#define CASUS_STORE_LIKENESS_H

#include "base/arena.h"
#include "base/str.h"

enum {
	LIKENESS_BANDS = 4,
	LIKENESS_CANDIDATES = 32, /* of one band that are looked at before an article is coded: what is in more texts than that is no story but a form */
	NEAR_DAYS = 3,            /* a story is reprinted within these; later "on Monday" is another day */
};

struct likeness {
	uint64_t *runs;     /* ascending hashes, none twice */
	size_t run_count;
	uint64_t *numbers;  /* ascending hashes of the words with digits, none twice */
	size_t number_count;
	int64_t bands[LIKENESS_BANDS]; /* texts that share one may be alike; 48 bits each */
	size_t band_count;  /* 0 for a text too short to be told from another by its words */
};

void likeness_of(struct str text, struct arena *arena, struct likeness *likeness);
struct likeness likeness_copy(const struct likeness *likeness, struct arena *arena);
/* Whether A tells nothing that B does not: nearly all its runs of words, and each of its numbers, stand in B, and B is not
 * much longer. A toll that rose, and an article of two stories, are news. */
bool likeness_repeats(const struct likeness *a, const struct likeness *b);

/* What decides which of two articles is the first: nothing of when they came. */
struct wording {
	const struct likeness *likeness;
	int32_t day; /* DAY_NONE: unknown */
	struct str id;
};
/* Whether A is of an earlier day than B (an article without a day comes after all others), of the same day and longer, or else of the
 * smaller id. */
bool wording_comes_first(const struct wording *a, const struct wording *b);
/* Whether articles of these days may be one story; DAY_NONE is any. */
bool wording_near_days(int32_t a, int32_t b);
/* Whether A is a copy of B: it comes after B, within days, and repeats it. */
bool wording_copies(const struct wording *a, const struct wording *b);

#endif
