/* str.h: views of UTF-8 text that someone else owns. */
#ifndef CASUS_BASE_STR_H
#define CASUS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *data; /* not NUL-terminated; may be NULL when length is 0 */
	size_t length;    /* bytes */
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).length, (s).data ? (s).data : "" /* for "%.*s" */

static inline struct str str_of(const char *text) { return (struct str){text, text ? strlen(text) : 0}; }
static inline struct str str_slice(struct str s, size_t start, size_t end) { return (struct str){s.data + start, end - start}; }
static inline bool str_empty(struct str s) { return s.length == 0; }
static inline bool str_equal(struct str a, struct str b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* Byte order, shorter first on a tie: the order of code points. */
int str_compare(struct str a, struct str b);
/* ASCII letters compare without case, all other bytes as they are. */
bool str_equal_nocase(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* First offset of NEEDLE at or after FROM, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* The part of *rest before the first SEPARATOR; *rest becomes what follows (data NULL at the end).
 * while (rest.data) piece = str_cut(&rest, '|'); visits every piece. */
struct str str_cut(struct str *rest, char separator);
/* 64-bit FNV-1a; the same on every machine. */
uint64_t str_hash(struct str s);
/* Decimal digits only; false on anything else or overflow. */
bool str_to_u64(struct str s, uint64_t *value);
/* "-12.345": digits, at most nine of them behind a point; no exponent, whatever the locale. False on anything else or overflow. */
bool str_to_decimal(struct str s, double *value);

static inline bool ascii_is_digit(unsigned c) { return c - '0' < 10u; }
static inline bool ascii_is_upper(unsigned c) { return c - 'A' < 26u; }
static inline bool ascii_is_lower(unsigned c) { return c - 'a' < 26u; }
static inline bool ascii_is_alpha(unsigned c) { return (c | 32u) - 'a' < 26u; }
static inline bool ascii_is_space(unsigned c) { return c == ' ' || (c - '\t') < 5u; }

#endif
