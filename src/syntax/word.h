/* word.h: from a form to the six rows that the network sees of it (train/FORMAT.md, section 3). */
#ifndef CASUS_SYNTAX_WORD_H
#define CASUS_SYNTAX_WORD_H

#include "base/arena.h"
#include "base/str.h"

struct word_text {
	struct str normal;  /* typographic variants in their plain form */
	struct str lowered; /* each code point of normal in simple lower case */
};

/* Both are views of FORM where nothing changes, else in ARENA. FORM must be valid UTF-8. */
struct word_text word_normalise(struct str form, struct arena *arena);

/* 32-bit FNV-1a of TAG (0: none) and S. */
uint32_t word_hash(char tag, struct str s);

/* The first (last) COUNT code points of S, all of it where it is shorter. */
struct str word_prefix(struct str s, size_t count);
struct str word_suffix(struct str s, size_t count);

/* Xx-shape of the first twelve code points, runs cut to two; OUT has room for 48 bytes. */
size_t word_shape(struct str normal, char out[48]);

/* S with its ASCII digits as 0 into OUT, which has room for S; false when it has none. */
bool word_digits(struct str s, char *out);

#endif
