#include "base/sort.h"

#include <stdbool.h>
#include <string.h>

enum { BYTES = sizeof(uint64_t), FEW = 48 /* that are sorted faster by inserting */ };

static void insert_each(uint64_t *values, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t value = values[i];
		size_t at = i;
		for (; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
}

/* Where the values with each value of byte AT begin; false when all have the same. */
static bool begin_of_each(size_t *begin, size_t count)
{
	size_t before = 0;
	for (size_t i = 0; i < 256; i++) {
		size_t here = begin[i];
		if (here == count)
			return false;
		begin[i] = before;
		before += here;
	}
	return true;
}

/* By one byte after the other, from the lowest: each pass keeps the order of those that are equal in its byte. */
void sort_u64(uint64_t *values, uint64_t *scratch, size_t count)
{
	size_t counts[BYTES][256] = {{0}};
	uint64_t *from = values, *to = scratch;
	if (count <= FEW) {
		insert_each(values, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at < BYTES; at++)
			counts[at][values[i] >> (8 * at) & 0xFF]++;
	for (size_t at = 0; at < BYTES; at++) {
		if (!begin_of_each(counts[at], count))
			continue;
		for (size_t i = 0; i < count; i++)
			to[counts[at][from[i] >> (8 * at) & 0xFF]++] = from[i];
		uint64_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != values)
		memcpy(values, from, count * sizeof *values);
}
