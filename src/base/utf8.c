#include "base/utf8.h"

#include <utf8proc.h>

uint32_t utf8_next(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.data + *at;
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if (p[0] < 0xE0) {
		*at += 2;
		return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
	}
	if (p[0] < 0xF0) {
		*at += 3;
		return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	}
	*at += 4;
	return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

uint32_t utf8_previous(struct str s, size_t *at)
{
	size_t start = *at - 1;
	while (start > 0 && ((unsigned char)s.data[start] & 0xC0) == 0x80)
		start--;
	size_t forward = start;
	uint32_t codepoint = utf8_next(s, &forward);
	*at = start;
	return codepoint;
}

size_t utf8_encode(uint32_t c, char *out)
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out);
}

size_t utf8_count(struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.length; i++)
		count += ((unsigned char)s.data[i] & 0xC0) != 0x80;
	return count;
}

/* Length of the valid sequence at P (LEFT bytes are there), or 0. utf8proc rejects overlong forms and surrogates. */
static size_t valid_length(const unsigned char *p, size_t left)
{
	utf8proc_int32_t c;
	if (p[0] < 0x80)
		return p[0] != 0;
	utf8proc_ssize_t length = utf8proc_iterate(p, left > 4 ? 4 : (utf8proc_ssize_t)left, &c);
	return length > 0 ? (size_t)length : 0;
}

static size_t first_invalid(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.data;
	size_t at = 0;
	while (at < s.length) {
		size_t length = valid_length(p + at, s.length - at);
		if (!length)
			break;
		at += length;
	}
	return at;
}

struct str utf8_repair(struct arena *arena, struct str s, size_t *replaced)
{
	*replaced = 0;
	size_t at = first_invalid(s);
	if (at == s.length)
		return s;
	/* A replacement takes three bytes for each bad one at the worst. */
	char *out = arena_alloc(arena, at + (s.length - at) * 3 + 1);
	size_t length = at;
	memcpy(out, s.data, at);
	while (at < s.length) {
		size_t good = valid_length((const unsigned char *)s.data + at, s.length - at);
		if (good) {
			memcpy(out + length, s.data + at, good);
			length += good;
			at += good;
			continue;
		}
		memcpy(out + length, "\xEF\xBF\xBD", 3);
		length += 3;
		++*replaced;
		for (at++; at < s.length && ((unsigned char)s.data[at] & 0xC0) == 0x80; at++)
			;
	}
	return (struct str){out, length};
}

static utf8proc_category_t category(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c);
}

bool utf8_is_upper(uint32_t c)
{
	if (c < 0x80)
		return ascii_is_upper(c);
	return category(c) == UTF8PROC_CATEGORY_LU || category(c) == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t c)
{
	return c < 0x80 ? ascii_is_lower(c) : category(c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_letter(uint32_t c)
{
	if (c < 0x80)
		return ascii_is_alpha(c);
	return category(c) >= UTF8PROC_CATEGORY_LU && category(c) <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_digit(uint32_t c)
{
	return c < 0x80 ? ascii_is_digit(c) : category(c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(uint32_t c)
{
	if (c < 0x80)
		return ascii_is_space(c);
	return c == 0x85 || c == 0x200B || c == 0xFEFF ||
	       (category(c) >= UTF8PROC_CATEGORY_ZS && category(c) <= UTF8PROC_CATEGORY_ZP);
}

uint32_t utf8_lower(uint32_t c)
{
	if (c < 0x80)
		return ascii_is_upper(c) ? c | 32 : c;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t utf8_upper(uint32_t c)
{
	if (c < 0x80)
		return ascii_is_lower(c) ? c & ~(uint32_t)32 : c;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

struct str utf8_lowercase(struct arena *arena, struct str s)
{
	size_t at = 0;
	while (at < s.length) {
		size_t before = at;
		uint32_t c = utf8_next(s, &at);
		if (utf8_lower(c) != c) {
			at = before;
			break;
		}
	}
	if (at == s.length)
		return s;
	/* Simple lower case may lengthen two bytes to three (U+023A). */
	char *out = arena_alloc(arena, at + (s.length - at) * 2 + 4);
	size_t length = at;
	memcpy(out, s.data, at);
	while (at < s.length)
		length += utf8_encode(utf8_lower(utf8_next(s, &at)), out + length);
	return (struct str){out, length};
}

/* Typographic variants that names come in, as one ASCII character; 0 for all others. */
static char ascii_variant(uint32_t c)
{
	if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x02BB || c == 0x02BF || c == 0x02BE || c == 0x60)
		return '\'';
	if (c == 0x201C || c == 0x201D)
		return '"';
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	return 0;
}

/* The fold of one code point, at most 16 bytes: lower case, decomposed, marks dropped. */
static size_t fold_codepoint(uint32_t c, char out[16])
{
	utf8proc_int32_t parts[8];
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8,
	                                                 UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD | UTF8PROC_COMPAT,
	                                                 &boundary);
	size_t length = 0;
	if (count < 0 || count > 8)
		return utf8_encode(c, out);
	for (utf8proc_ssize_t i = 0; i < count && length <= 12; i++)
		length += utf8_encode((uint32_t)parts[i], out + length);
	return length;
}

static size_t fold_one(uint32_t c, bool after_space, char out[16])
{
	if (utf8_is_space(c)) {
		out[0] = ' ';
		return !after_space;
	}
	char variant = ascii_variant(c);
	if (variant) {
		out[0] = variant;
		return 1;
	}
	if (c < 0x80) {
		out[0] = (char)utf8_lower(c);
		return 1;
	}
	/* Letters with a stroke or ligature have no decomposition. */
	static const struct { uint16_t from; char to[3]; } strokes[] = {
		{0xD8, "o"}, {0xF8, "o"}, {0x110, "d"}, {0x111, "d"}, {0x141, "l"}, {0x142, "l"}, {0x131, "i"}, {0x130, "i"},
		{0xC6, "ae"}, {0xE6, "ae"}, {0x152, "oe"}, {0x153, "oe"}, {0xD0, "d"}, {0xF0, "d"}, {0xDE, "th"}, {0xFE, "th"},
		{0x126, "h"}, {0x127, "h"}, {0x18F, "a"}, {0x259, "a"},
	};
	for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
		if (strokes[i].from == c) {
			size_t length = strlen(strokes[i].to);
			memcpy(out, strokes[i].to, length);
			return length;
		}
	return fold_codepoint(c, out);
}

static bool folded_already(struct str s)
{
	for (size_t i = 0; i < s.length; i++) {
		unsigned char c = (unsigned char)s.data[i];
		if (c >= 0x80 || ascii_is_upper(c) || c == '`' || (ascii_is_space(c) && (c != ' ' || (i && s.data[i - 1] == ' '))))
			return false;
	}
	return true;
}

/* Nothing but ASCII that folding leaves alone, capitals apart. */
static bool only_capitals_to_fold(struct str s)
{
	for (size_t i = 0; i < s.length; i++) {
		unsigned char c = (unsigned char)s.data[i];
		if (c >= 0x80 || c == '`' || ascii_is_space(c))
			return false;
	}
	return true;
}

static struct str fold_capitals(struct arena *arena, struct str s)
{
	char *out = arena_alloc(arena, s.length);
	for (size_t i = 0; i < s.length; i++)
		out[i] = ascii_is_upper((unsigned char)s.data[i]) ? (char)(s.data[i] | 32) : s.data[i];
	return (struct str){out, s.length};
}

struct str utf8_fold(struct arena *arena, struct str s)
{
	if (folded_already(s))
		return s;
	if (only_capitals_to_fold(s))
		return fold_capitals(arena, s);
	size_t capacity = s.length + 32, length = 0;
	char *out = arena_alloc(arena, capacity);
	for (size_t at = 0; at < s.length;) {
		char one[16];
		size_t add = fold_one(utf8_next(s, &at), length && out[length - 1] == ' ', one);
		if (length + add > capacity) {
			char *more = arena_alloc(arena, capacity * 2 + 16);
			memcpy(more, out, length);
			out = more;
			capacity = capacity * 2 + 16;
		}
		memcpy(out + length, one, add);
		length += add;
	}
	return (struct str){out, length};
}
