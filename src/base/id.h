/* id.h: ids of content, the same on every machine. */
#ifndef CASUS_BASE_ID_H
#define CASUS_BASE_ID_H

#include "base/arena.h"
#include "base/str.h"

/* 128-bit FNV-1a, fed piece by piece. A length goes in before each piece, so that ("ab", "c") and
 * ("a", "bc") differ. */
struct id_hash {
	uint64_t high, low;
};

void id_begin(struct id_hash *hash);
void id_add(struct id_hash *hash, struct str piece);
void id_add_number(struct id_hash *hash, uint64_t number);
/* The first 96 bits as 24 hexadecimal digits: among 10^11 ids the odds of one clash are 1 in 10^7. */
struct str id_text(const struct id_hash *hash, struct arena *arena);

#endif
