#include "word.h"

#include "base/utf8.h"

static const struct {
	uint16_t from;
	char to[4];
} variants[] = {
	{0x2018, "'"}, {0x2019, "'"}, {0x201c, "\""}, {0x201d, "\""}, {0x2010, "-"}, {0x2011, "-"},
	{0x2012, "-"}, {0x2013, "-"}, {0x2014, "-"}, {0x2212, "-"}, {0x2026, "..."},
};

static const char *variant(uint32_t c)
{
	for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
		if (variants[i].from == c)
			return variants[i].to;
	return NULL;
}

static bool is_ascii(struct str s)
{
	unsigned char bits = 0;
	for (size_t i = 0; i < s.length; i++)
		bits |= (unsigned char)s.data[i];
	return bits < 0x80;
}

static struct str plain_variants(struct str form, struct arena *arena)
{
	bool changed = false;
	for (size_t at = 0; at < form.length && !changed;)
		changed = variant(utf8_next(form, &at)) != NULL;
	if (!changed)
		return form;
	char *out = arena_alloc(arena, form.length); /* no variant is longer than what it stands for */
	size_t length = 0;
	for (size_t at = 0; at < form.length;) {
		size_t start = at;
		const char *to = variant(utf8_next(form, &at));
		size_t piece = to ? strlen(to) : at - start;
		memcpy(out + length, to ? to : form.data + start, piece);
		length += piece;
	}
	return (struct str){out, length};
}

static struct str lower_ascii(struct str s, struct arena *arena)
{
	size_t first = 0;
	while (first < s.length && !ascii_is_upper((unsigned char)s.data[first]))
		first++;
	if (first == s.length)
		return s;
	char *out = arena_alloc(arena, s.length);
	memcpy(out, s.data, s.length);
	for (size_t i = first; i < s.length; i++)
		out[i] = (char)(ascii_is_upper((unsigned char)out[i]) ? out[i] | 32 : out[i]);
	return (struct str){out, s.length};
}

struct word_text word_normalise(struct str form, struct arena *arena)
{
	if (form.length == 0)
		return (struct word_text){STR(""), STR("")};
	bool ascii = is_ascii(form);
	struct str normal = ascii ? form : plain_variants(form, arena);
	if (str_equal(normal, STR("``")) || str_equal(normal, STR("''")))
		normal = STR("\"");
	return (struct word_text){normal, ascii ? lower_ascii(normal, arena) : utf8_lowercase(arena, normal)};
}

uint32_t word_hash(char tag, struct str s)
{
	uint32_t hash = UINT32_C(2166136261);
	if (tag)
		hash = (hash ^ (unsigned char)tag) * UINT32_C(16777619);
	for (size_t i = 0; i < s.length; i++)
		hash = (hash ^ (unsigned char)s.data[i]) * UINT32_C(16777619);
	return hash;
}

struct str word_prefix(struct str s, size_t count)
{
	size_t at = 0;
	while (count-- > 0 && at < s.length)
		utf8_next(s, &at);
	return str_slice(s, 0, at);
}

struct str word_suffix(struct str s, size_t count)
{
	size_t at = s.length;
	while (count-- > 0 && at > 0)
		utf8_previous(s, &at);
	return str_slice(s, at, s.length);
}

size_t word_shape(struct str normal, char out[48])
{
	uint32_t last = 0, before = 0; /* neither X, x nor any written character is 0 */
	size_t length = 0, at = 0;
	for (int i = 0; i < 12 && at < normal.length; i++) {
		uint32_t c = utf8_next(normal, &at);
		if (utf8_is_upper(c))
			c = 'X';
		else if (utf8_is_lower(c))
			c = 'x';
		else if (ascii_is_digit(c))
			c = 'd';
		if (c == last && c == before)
			continue;
		length += utf8_encode(c, out + length);
		before = last;
		last = c;
	}
	return length;
}

bool word_digits(struct str s, char *out)
{
	bool any = false;
	for (size_t i = 0; i < s.length; i++) {
		bool digit = ascii_is_digit((unsigned char)s.data[i]);
		out[i] = digit ? '0' : s.data[i];
		any |= digit;
	}
	return any;
}
