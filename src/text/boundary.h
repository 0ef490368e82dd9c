/* boundary.h: where sentences end: a linear classifier over the pieces around a gap. */
#ifndef CASUS_TEXT_BOUNDARY_H
#define CASUS_TEXT_BOUNDARY_H

#include "text/lexer.h"

enum { BOUNDARY_FEATURES = 40 };

struct boundary_value {
	struct str text; /* a view of the text or of a constant */
	uint64_t hash;   /* text_hash of it */
};

struct boundary_feature {
	unsigned number; /* index into boundary_templates */
	struct boundary_value value[3];
	size_t count;
};

/* The features of the gap behind piece INDEX (there is a piece behind it); how many. 0: no sentence can end there. */
size_t boundary_features(const struct text_tables *tables, struct str text, const struct piece *pieces, size_t count,
                         size_t index, struct boundary_feature features[BOUNDARY_FEATURES]);
/* Whether a sentence ends behind piece INDEX. */
bool boundary_at(const struct text_tables *tables, struct str text, const struct piece *pieces, size_t count, size_t index);

#endif
