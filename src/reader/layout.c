/* layout.c: see layout.h. */
#include "reader/layout.h"

#include "base/utf8.h"

enum {
	MOST_WRAPPED = 120, /* code points: a longer line was not wrapped for reading */
	LEAST_PAIRS = 2,    /* neighbouring lines to judge by */
};

struct line {
	size_t start, end; /* without white space at either end; start == end: blank */
	size_t indent;     /* bytes */
	size_t width;      /* code points, without the indent */
};

/* Bytes of white space at AT, no-break spaces and byte-order marks included; newlines are not. */
static size_t blank_at(struct str text, size_t at, size_t end)
{
	unsigned char c = (unsigned char)text.data[at];
	if (c < 0x80)
		return c <= ' ' && c != '\n';
	size_t next = at;
	uint32_t codepoint = utf8_next(text, &next);
	return next <= end && (utf8_is_space(codepoint) || codepoint == 0xFEFF) ? next - at : 0;
}

static struct line trim_line(struct str text, size_t start, size_t end)
{
	struct line line = {.start = start, .end = end};
	size_t length;
	while (line.start < end && (length = blank_at(text, line.start, end)))
		line.start += length;
	while (line.end > line.start) {
		size_t at = line.end;
		utf8_previous(text, &at);
		if (!blank_at(text, at, line.end))
			break;
		line.end = at;
	}
	line.indent = line.start - start;
	line.width = utf8_count(str_slice(text, line.start, line.end));
	return line;
}

static struct line *split_lines(struct arena *arena, struct str text, size_t *count)
{
	struct line *lines = NULL;
	size_t capacity = 0, start = 0;
	*count = 0;
	while (start < text.length) {
		size_t end = start;
		while (end < text.length && text.data[end] != '\n' &&
		       !(text.data[end] == '\r' && !(end + 1 < text.length && text.data[end + 1] == '\n')))
			end++;
		struct line line = trim_line(text, start, end);
		arena_push(arena, lines, *count, capacity, line);
		start = end + 1;
	}
	return lines;
}

static size_t first_word(struct str text, const struct line *line)
{
	size_t at = line->start, count = 0;
	while (at < line->end && !ascii_is_space((unsigned char)text.data[at])) {
		utf8_next(text, &at);
		count++;
	}
	return count;
}

static bool blank(const struct line *line) { return line->start == line->end; }

/* Wrapped text breaks a line only where the next word does not fit: the width, or 0 when this is no wrapped text. */
static size_t wrap_width(struct str text, const struct line *lines, size_t count)
{
	size_t width = 0, pairs = 0, full = 0;
	for (size_t i = 0; i < count; i++)
		if (lines[i].width > width)
			width = lines[i].width;
	if (width > MOST_WRAPPED || width < 30)
		return 0;
	for (size_t i = 0; i + 1 < count; i++) {
		if (blank(&lines[i]) || blank(&lines[i + 1]))
			continue;
		pairs++;
		full += lines[i].width + 1 + first_word(text, &lines[i + 1]) > width - width / 12;
	}
	return pairs >= LEAST_PAIRS && full * 10 >= pairs * 7 ? width : 0;
}

static bool ends_sentence(struct str text, const struct line *line)
{
	static const char *const stops[] = {".", "!", "?", ":", ";", "\"", ")", "\xE2\x80\x9D", "\xE2\x80\xA6", "\xE2\x80\x99"};
	struct str s = str_slice(text, line->start, line->end);
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		if (str_ends(s, str_of(stops[i])))
			return true;
	return false;
}

static bool starts_lower(struct str text, const struct line *line)
{
	size_t at = line->start;
	return utf8_is_lower(utf8_next(text, &at));
}

/* Whether a paragraph ends between two lines that are not blank. */
static bool breaks_between(struct str text, const struct line *a, const struct line *b, size_t width)
{
	if (starts_lower(text, b) && !ends_sentence(text, a))
		return false;
	if (!width)
		return true;
	if (b->indent >= a->indent + 2)
		return true;
	size_t fits = a->width + 1 + first_word(text, b);
	return (ends_sentence(text, a) && fits * 5 <= width * 4) || fits * 5 <= width * 3;
}

struct span *layout_paragraphs(struct arena *arena, struct str text, size_t *count)
{
	size_t line_count, capacity = 0;
	struct line *lines = split_lines(arena, text, &line_count);
	size_t width = wrap_width(text, lines, line_count);
	struct span *paragraphs = NULL;
	const struct line *last = NULL; /* of the paragraph that is open */
	*count = 0;
	for (size_t i = 0; i < line_count; i++) {
		struct line *line = &lines[i];
		if (blank(line)) {
			last = NULL;
			continue;
		}
		if (last && !breaks_between(text, last, line, width)) {
			paragraphs[*count - 1].end = line->end;
		} else {
			struct span span = {line->start, line->end};
			arena_push(arena, paragraphs, *count, capacity, span);
		}
		last = line;
	}
	return paragraphs;
}
