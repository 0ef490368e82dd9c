#include "base/str.h"

int str_compare(struct str a, struct str b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

static unsigned char ascii_lower(unsigned char c)
{
	return ascii_is_upper(c) ? (unsigned char)(c | 32) : c;
}

bool str_equal_nocase(struct str a, struct str b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (ascii_lower((unsigned char)a.data[i]) != ascii_lower((unsigned char)b.data[i]))
			return false;
	return true;
}

bool str_starts(struct str s, struct str prefix)
{
	return s.length >= prefix.length && str_equal(str_slice(s, 0, prefix.length), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.length >= suffix.length && str_equal(str_slice(s, s.length - suffix.length, s.length), suffix);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	if (from > s.length)
		return SIZE_MAX;
	if (needle.length == 0)
		return from;
	while (s.length - from >= needle.length) {
		const char *hit = memchr(s.data + from, needle.data[0], s.length - from - needle.length + 1);
		if (!hit)
			return SIZE_MAX;
		from = (size_t)(hit - s.data);
		if (memcmp(hit, needle.data, needle.length) == 0)
			return from;
		from++;
	}
	return SIZE_MAX;
}

struct str str_trim(struct str s)
{
	while (s.length && ascii_is_space((unsigned char)s.data[0]))
		s = str_slice(s, 1, s.length);
	while (s.length && ascii_is_space((unsigned char)s.data[s.length - 1]))
		s.length--;
	return s;
}

struct str str_cut(struct str *rest, char separator)
{
	struct str s = *rest;
	const char *hit = s.length ? memchr(s.data, separator, s.length) : NULL;
	if (!hit) {
		*rest = (struct str){NULL, 0};
		return s;
	}
	size_t at = (size_t)(hit - s.data);
	*rest = str_slice(s, at + 1, s.length);
	return str_slice(s, 0, at);
}

uint64_t str_hash(struct str s)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < s.length; i++)
		hash = (hash ^ (unsigned char)s.data[i]) * UINT64_C(1099511628211);
	return hash;
}

bool str_to_u64(struct str s, uint64_t *value)
{
	uint64_t total = 0;
	if (s.length == 0)
		return false;
	for (size_t i = 0; i < s.length; i++) {
		unsigned digit = (unsigned)(unsigned char)s.data[i] - '0';
		if (digit > 9 || total > (UINT64_MAX - digit) / 10)
			return false;
		total = total * 10 + digit;
	}
	*value = total;
	return true;
}

bool str_to_decimal(struct str text, double *value)
{
	bool minus = text.length && text.data[0] == '-';
	struct str rest = minus ? str_slice(text, 1, text.length) : text;
	struct str whole = str_cut(&rest, '.');
	uint64_t above, below = 0;
	double scale = 1;
	if (!str_to_u64(whole, &above) || (rest.data && (!str_to_u64(rest, &below) || rest.length > 9)))
		return false;
	for (size_t i = 0; rest.data && i < rest.length; i++)
		scale *= 10;
	*value = ((double)above + (double)below / scale) * (minus ? -1 : 1);
	return true;
}
