/* charset.c: see charset.h. */
#include "reader/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

#include "base/utf8.h"

/* --- guessing ------------------------------------------------------------------------------------------------- */

enum utf16 charset_utf16(struct str head)
{
	size_t even = 0, odd = 0, length = head.length < 512 ? head.length & ~(size_t)1 : 512;
	if (str_starts(head, STR("\xFF\xFE")))
		return UTF16_LITTLE;
	if (str_starts(head, STR("\xFE\xFF")))
		return UTF16_BIG;
	for (size_t i = 0; i < length; i += 2) {
		even += head.data[i] == '\0' && head.data[i + 1] != '\0';
		odd += head.data[i] != '\0' && head.data[i + 1] == '\0';
	}
	if (length >= 16 && odd * 10 >= length / 2 * 9 && even == 0)
		return UTF16_LITTLE;
	return length >= 16 && even * 10 >= length / 2 * 9 && odd == 0 ? UTF16_BIG : UTF16_NONE;
}

/* Length of the UTF-8 sequence at S[AT], which starts with a byte >= 0x80; 0 when it is none. */
static size_t sequence(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.data[at];
	size_t length = c >= 0xF0 && c < 0xF5 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
	if (c >= 0xF5 || !length || at + length > s.length)
		return 0;
	for (size_t i = 1; i < length; i++)
		if (((unsigned char)s.data[at + i] & 0xC0) != 0x80)
			return 0;
	return length;
}

struct tally { /* of the bytes over 0x7F */
	size_t sequences; /* of UTF-8 */
	size_t stray;     /* bytes that are none of them */
	size_t wordly;    /* stray bytes that stand as the letters and marks of Windows-1252 do */
};

static bool is_letter(struct str s, size_t at)
{
	return at < s.length && ascii_is_alpha((unsigned char)s.data[at]);
}

/* Quotes, dashes, the euro and such stand anywhere; letters only beside letters. */
static bool is_wordly(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.data[at];
	if (c >= 0xC0)
		return (at > 0 && is_letter(s, at - 1)) || is_letter(s, at + 1);
	return c == 0x80 || c == 0x85 || (c >= 0x91 && c <= 0x97) || c == 0xA0 || c == 0xA3 || c == 0xA9 || c == 0xAB || c == 0xB0 || c == 0xBB ||
	       (c >= 0xB7 && c <= 0xBE) || c == 0x99 || c == 0xAE || c == 0x8A || c == 0x9A || c == 0x8E || c == 0x9E || c == 0xA7;
}

static struct tally count_high(struct str s)
{
	struct tally t = {0};
	for (size_t i = 0; i < s.length;) {
		if ((unsigned char)s.data[i] < 0x80) {
			i++;
			continue;
		}
		size_t length = sequence(s, i);
		t.sequences += length > 0;
		t.stray += length == 0;
		t.wordly += length == 0 && is_wordly(s, i);
		i += length ? length : 1;
	}
	return t;
}

bool charset_is_utf8(struct str bytes)
{
	return count_high(bytes).stray == 0;
}

/* --- converting ----------------------------------------------------------------------------------------------- */

static void close_iconv(void *thing)
{
	iconv_close((iconv_t)thing);
}

/* What cannot be converted becomes U+FFFD. BYTES unchanged when the encoding is not known. */
static struct str convert(struct parsing *p, struct str bytes, const char *encoding)
{
	iconv_t converter = iconv_open("UTF-8", encoding);
	if (converter == (iconv_t)-1)
		return bytes;
	parsing_hold(p, (void *)converter, close_iconv);
	size_t room = bytes.length * 4 + 16, left = bytes.length;
	char *out = arena_alloc(p->arena, room), *to = out, *from = (char *)(uintptr_t)bytes.data;
	while (left && room > 4) {
		if (iconv(converter, &from, &left, &to, &room) != (size_t)-1 || !left || room <= 4)
			break;
		if (errno != EILSEQ && errno != EINVAL)
			break;
		from++;
		left--;
		memcpy(to, "\xEF\xBF\xBD", 3);
		to += 3;
		room -= 3;
	}
	iconv(converter, NULL, NULL, &to, &room);
	parsing_free(p, (void *)converter);
	return (struct str){out, (size_t)(to - out)};
}

/* The Web's practice: what calls itself Latin-1 or ASCII is Windows-1252, of which they are parts. */
static const char *usual_name(struct arena *arena, struct str declared)
{
	static const char *const latin[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "cp1252", "windows1252", "x-cp1252", "ansi"};
	for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
		if (str_equal_nocase(declared, str_of(latin[i])))
			return "WINDOWS-1252";
	if (str_equal_nocase(declared, STR("x-sjis")))
		return "SHIFT_JIS";
	if (str_equal_nocase(declared, STR("gb2312")))
		return "GB18030";
	return arena_copy(arena, declared.data, declared.length);
}

static bool is_encoding_name(struct str s)
{
	for (size_t i = 0; i < s.length; i++)
		if (!ascii_is_alpha((unsigned char)s.data[i]) && !ascii_is_digit((unsigned char)s.data[i]) && !memchr("-_.:", s.data[i], 4))
			return false;
	return s.length > 0 && s.length <= 40;
}

struct str charset_to_utf8(struct parsing *p, struct str bytes, struct str declared)
{
	declared = str_trim(declared);
	enum utf16 utf16 = charset_utf16(bytes);
	if (utf16)
		return convert(p, bytes, utf16 == UTF16_BIG ? "UTF-16BE" : "UTF-16LE");
	struct tally t = count_high(bytes);
	bool stateful = str_starts(declared, STR("ISO-2022")) || str_starts(declared, STR("iso-2022"));
	if (!stateful && (t.stray == 0 || t.sequences > t.stray))
		return bytes;
	bool utf8 = str_equal_nocase(declared, STR("utf-8")) || str_equal_nocase(declared, STR("utf8"));
	if (is_encoding_name(declared) && !utf8) {
		struct str converted = convert(p, bytes, usual_name(p->arena, declared));
		if (converted.data != bytes.data)
			return converted;
	}
	if (t.wordly * 10 >= t.stray * 9)
		return convert(p, bytes, "WINDOWS-1252");
	return bytes;
}

struct str charset_clean(struct parsing *p, struct str bytes)
{
	size_t replaced = 0;
	return utf8_repair(p->arena, charset_to_utf8(p, bytes, (struct str){0}), &replaced);
}

struct str charset_parameter(struct str type)
{
	static const struct str name = STR("charset=");
	for (size_t i = 0; i + name.length < type.length; i++) {
		if (!str_equal_nocase(str_slice(type, i, i + name.length), name))
			continue;
		size_t start = i + name.length, end;
		while (start < type.length && memchr("\"' ", type.data[start], 3))
			start++;
		for (end = start; end < type.length && !memchr("\"'; \t>", type.data[end], 6); end++)
			;
		return str_slice(type, start, end);
	}
	return (struct str){0};
}

/* --- UTF-16 files ---------------------------------------------------------------------------------------------- */

static ptrdiff_t read_utf16(struct input *input, char *out, size_t room, struct error *error)
{
	iconv_t converter = (iconv_t)input->own;
	if (!input_fill(input->parent, 2, error))
		return -1;
	struct str rest = input_rest(input->parent);
	char *to = out, *from = (char *)(uintptr_t)rest.data;
	size_t left = rest.length;
	while (left && room > 8 && to == out) {
		if (iconv(converter, &from, &left, &to, &room) != (size_t)-1 || to > out)
			break;
		if (errno == EINVAL && left > 1 && !input->parent->at_end) { /* half a pair: the other half comes */
			if (!input_fill(input->parent, rest.length + 2, error))
				return -1;
			rest = input_rest(input->parent);
			from = (char *)(uintptr_t)rest.data;
			left = rest.length;
			continue;
		}
		size_t unit = left < 2 ? left : 2;
		from += unit;
		left -= unit;
		memcpy(to, "\xEF\xBF\xBD", 3);
		to += 3;
	}
	input_use(input->parent, rest.length - left);
	return to - out;
}

static void close_utf16(struct input *input)
{
	iconv_close((iconv_t)input->own);
}

static const struct input_kind utf16_kind = {read_utf16, close_utf16};

struct input *input_utf16(struct input *parent, bool big_endian)
{
	iconv_t converter = iconv_open("UTF-8", big_endian ? "UTF-16BE" : "UTF-16LE");
	if (converter == (iconv_t)-1)
		return NULL;
	struct str head = input_rest(parent);
	if (str_starts(head, STR("\xFF\xFE")) || str_starts(head, STR("\xFE\xFF")))
		input_use(parent, 2);
	struct input *input = input_new(&utf16_kind, parent, (void *)converter, parent->name);
	if (!input)
		iconv_close(converter);
	return input;
}
