/* flying.h: part of the pipeline: articles that are admitted for coding and not yet in the database, found as the database would
 * find them: by their content, and by the words that they repeat. */
#ifndef CASUS_FLYING_H
#define CASUS_FLYING_H

#include "base/error.h"
#include "base/map.h"
#include "flow.h"
#include "store/likeness.h"

struct flying_article {
	size_t number; /* from 1, in the order of admission */
	struct str id;
	int32_t day;
	struct likeness likeness;
	bool landed;
};

struct flying_band {
	size_t *numbers; /* of the articles that have it, ascending */
	size_t count, capacity;
};

struct flying {
	struct arena arena;
	struct flying_article **list; /* by number */
	size_t count, capacity;
	size_t newest;    /* number */
	struct map ids;   /* to numbers */
	struct map known; /* bands, as their bytes, to indexes of */
	struct flying_band *bands;
	size_t band_count, band_capacity;
};

void flying_init(struct flying *flying);
void flying_free(struct flying *flying);
/* The article becomes *NUMBER; everything is copied. False with ERROR_SYSTEM without memory. */
bool flying_add(struct flying *flying, struct str id, int32_t day, const struct likeness *likeness, size_t *number, struct error *error);
/* NULL where there is none; valid until the next flying_sweep. */
const struct flying_article *flying_get(const struct flying *flying, size_t number);
const struct flying_article *flying_find(const struct flying *flying, struct str id);
/* The first that WORDING is a copy of: of each band those up to LIKENESS_CANDIDATES are looked at, of which the database has SEEN already. NULL
 * where there is none. */
const struct flying_article *flying_find_like(const struct flying *flying, const struct wording *wording, const size_t seen[LIKENESS_BANDS]);
/* It is in the database, or will never be. */
void flying_land(struct flying *flying, size_t number);
/* Give back the memory of all that landed. False with ERROR_SYSTEM without memory. */
bool flying_sweep(struct flying *flying, struct error *error);

#endif
