/* index.h: finding a line of a sorted or unsorted text section by its first column(s). */
#ifndef CASUS_SYNTAX_INDEX_H
#define CASUS_SYNTAX_INDEX_H

#include "base/str.h"

struct index_slot {
	uint32_t offset; /* of the line */
	uint32_t number; /* of the line from 1; 0: free */
};

struct text_index {
	struct str text;
	struct index_slot *slots; /* a power of two of them, open addressing */
	size_t mask, count, longest; /* lines; bytes of the longest key */
};

/* Index TEXT (which must outlive it), lines that end in \n (the last one may not), by the bytes of
 * their first COLUMNS tab-separated columns with the tabs between them. Of equal keys the first
 * stays. False when memory runs out, a line has too few columns or TEXT is 4 GB or larger. */
bool index_build(struct text_index *index, struct str text, unsigned columns);
void index_free(struct text_index *index);

/* The number of KEY's line from 0, or SIZE_MAX; *rest is what follows the key and its tab. */
/* Fetch what index_find will look at first, while other things are done. */
void index_expect(const struct text_index *index, struct str key);
size_t index_find(const struct text_index *index, struct str key, struct str *rest);

#endif
