/* utf8.h: code points in and out of bytes. Character properties are utf8proc's. */
#ifndef CASUS_BASE_UTF8_H
#define CASUS_BASE_UTF8_H

#include "base/arena.h"
#include "base/str.h"

/* Decode the code point at S[*AT] and move *AT behind it. S must be valid UTF-8 and *AT inside. */
uint32_t utf8_next(struct str s, size_t *at);
/* Decode the code point before S[*AT] and move *AT to its start. *AT must be > 0. */
uint32_t utf8_previous(struct str s, size_t *at);
/* Write CODEPOINT to OUT (room for 4 bytes), return the length. */
size_t utf8_encode(uint32_t codepoint, char *out);
/* How many code points S holds. */
size_t utf8_count(struct str s);

/* S itself when it is valid UTF-8 without NUL bytes; otherwise a copy in ARENA with each maximal
 * invalid part and each NUL replaced by U+FFFD; *replaced counts them. */
struct str utf8_repair(struct arena *arena, struct str s, size_t *replaced);

bool utf8_is_upper(uint32_t codepoint);
bool utf8_is_lower(uint32_t codepoint);
bool utf8_is_letter(uint32_t codepoint);
bool utf8_is_digit(uint32_t codepoint); /* decimal digits of any script */
bool utf8_is_space(uint32_t codepoint); /* no-break and zero-width spaces included */
uint32_t utf8_lower(uint32_t codepoint); /* simple mapping, one code point to one */
uint32_t utf8_upper(uint32_t codepoint);

/* S with every code point in simple lower case; S itself when nothing changes. */
struct str utf8_lowercase(struct arena *arena, struct str s);
/* For looking names up: lower case, diacritics off, typographic quotes and dashes to ASCII,
 * white space runs to one blank. "Zuwāra" -> "zuwara". S itself when nothing changes. */
struct str utf8_fold(struct arena *arena, struct str s);

#endif
