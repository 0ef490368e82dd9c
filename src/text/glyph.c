/* glyph.c: what the code points outside ASCII are to the lexer. */
#include "base/utf8.h"
#include "text/lexer.h"

static const struct glyph_range {
	uint32_t first, last;
	enum glyph glyph;
} ranges[] = { /* in order, without overlap; what is not here is a word character */
	{0x0080, 0x00A0, GLYPH_SPACE}, /* C1 controls and the no-break space */
	{0x00A1, 0x00A9, GLYPH_SYMBOL},
	{0x00AB, 0x00AB, GLYPH_QUOTE},
	{0x00AC, 0x00AC, GLYPH_SYMBOL},
	{0x00AE, 0x00B1, GLYPH_SYMBOL},
	{0x00B4, 0x00B4, GLYPH_APOSTROPHE},
	{0x00B6, 0x00B8, GLYPH_SYMBOL},
	{0x00BB, 0x00BB, GLYPH_QUOTE},
	{0x00BF, 0x00BF, GLYPH_SYMBOL},
	{0x00D7, 0x00D7, GLYPH_SYMBOL},
	{0x00F7, 0x00F7, GLYPH_SYMBOL},
	{0x02BC, 0x02BC, GLYPH_APOSTROPHE},
	{0x060C, 0x060C, GLYPH_SYMBOL}, /* Arabic comma */
	{0x061B, 0x061F, GLYPH_SYMBOL},
	{0x06D4, 0x06D4, GLYPH_SYMBOL},
	{0x1680, 0x1680, GLYPH_SPACE},
	{0x2000, 0x200B, GLYPH_SPACE},
	{0x200E, 0x200F, GLYPH_SPACE}, /* direction marks */
	{0x2010, 0x2015, GLYPH_DASH},
	{0x2016, 0x2017, GLYPH_SYMBOL},
	{0x2018, 0x2018, GLYPH_SINGLE_OPEN},
	{0x2019, 0x2019, GLYPH_APOSTROPHE},
	{0x201A, 0x201B, GLYPH_SINGLE_OPEN},
	{0x201C, 0x201F, GLYPH_QUOTE},
	{0x2020, 0x2025, GLYPH_SYMBOL},
	{0x2026, 0x2026, GLYPH_ELLIPSIS},
	{0x2027, 0x2027, GLYPH_SYMBOL},
	{0x2028, 0x202F, GLYPH_SPACE},
	{0x2030, 0x2038, GLYPH_SYMBOL},
	{0x2039, 0x2039, GLYPH_SINGLE_OPEN},
	{0x203A, 0x205E, GLYPH_SYMBOL},
	{0x205F, 0x206F, GLYPH_SPACE},
	{0x207A, 0x207E, GLYPH_SYMBOL},
	{0x208A, 0x208E, GLYPH_SYMBOL},
	{0x20A0, 0x20CF, GLYPH_SYMBOL}, /* currency */
	{0x2100, 0x214F, GLYPH_SYMBOL},
	{0x2190, 0x2211, GLYPH_SYMBOL},
	{0x2212, 0x2212, GLYPH_DASH}, /* minus */
	{0x2213, 0x2BFF, GLYPH_SYMBOL},
	{0x2E3A, 0x2E3B, GLYPH_DASH},
	{0x3000, 0x3000, GLYPH_SPACE},
	{0x3001, 0x3004, GLYPH_SYMBOL},
	{0x3008, 0x3020, GLYPH_SYMBOL},
	{0xFE10, 0xFE6F, GLYPH_SYMBOL},
	{0xFEFF, 0xFEFF, GLYPH_SPACE},
	{0xFF01, 0xFF0F, GLYPH_SYMBOL},
	{0xFF1A, 0xFF20, GLYPH_SYMBOL},
	{0xFF3B, 0xFF40, GLYPH_SYMBOL},
	{0xFF5B, 0xFF65, GLYPH_SYMBOL},
	{0xFFF0, 0xFFFF, GLYPH_SYMBOL},
	{0x1F000, 0x1FAFF, GLYPH_SYMBOL},
};

enum glyph glyph_of(uint32_t c)
{
	size_t low = 0, high = sizeof ranges / sizeof *ranges;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (c > ranges[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof ranges / sizeof *ranges && c >= ranges[low].first ? ranges[low].glyph : GLYPH_WORD;
}

size_t word_character(struct str text, size_t at, size_t end)
{
	if (at >= end)
		return 0;
	unsigned char c = (unsigned char)text.data[at];
	if (c < 0x80)
		return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_';
	size_t next = at;
	return glyph_of(utf8_next(text, &next)) == GLYPH_WORD ? next - at : 0;
}

size_t apostrophe(struct str text, size_t at, size_t end)
{
	if (at >= end)
		return 0;
	unsigned char c = (unsigned char)text.data[at];
	if (c < 0x80)
		return c == '\'' || c == '`';
	if (c < 0xC0)
		return 0; /* inside a code point: callers step back byte by byte */
	size_t next = at;
	return glyph_of(utf8_next(text, &next)) == GLYPH_APOSTROPHE ? next - at : 0;
}
