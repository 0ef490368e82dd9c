/* sort.h: sorting without comparing, for lists of hashes: no branch hangs on what is in them. */
#ifndef CASUS_BASE_SORT_H
#define CASUS_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* VALUES ascending. SCRATCH has room for as many. */
void sort_u64(uint64_t *values, uint64_t *scratch, size_t count);

#endif
