/* answer.c: tables of text, aligned for a terminal or for programs. */
#include <utf8proc.h>

#include "query.h"

#include "base/json.h"
#include "base/utf8.h"

enum { NARROWEST = 8, GAP = 2 }; /* columns */

static size_t width_of(uint32_t codepoint)
{
	int width = utf8proc_charwidth((utf8proc_int32_t)codepoint);
	return width > 0 ? (size_t)width : 0;
}

size_t display_width(struct str s)
{
	size_t width = 0;
	for (size_t at = 0; at < s.length;)
		width += width_of(utf8_next(s, &at));
	return width;
}

size_t put_cut(struct buf *out, struct str s, size_t width)
{
	bool fits = display_width(s) <= width;
	size_t room = fits ? width : width - (width > 0), used = 0;
	for (size_t at = 0; at < s.length;) {
		size_t start = at;
		uint32_t codepoint = utf8_next(s, &at);
		size_t wide = width_of(codepoint);
		if (used + wide > room)
			break;
		used += wide;
		if (codepoint < ' ' || codepoint == 0x7f)
			buf_byte(out, ' '), used++;
		else
			buf_append(out, s.data + start, at - start);
	}
	if (!fits && width) {
		buf_text(out, "…");
		used++;
	}
	return used;
}

static struct str cell_of(const struct store_answer *answer, size_t row, size_t column)
{
	return answer->cells[row * answer->column_count + column];
}

/* --- for people -------------------------------------------------------------------------------------- */

static void measure(const struct store_answer *answer, size_t *widths)
{
	for (size_t c = 0; c < answer->column_count; c++) {
		widths[c] = display_width(str_of(answer->columns[c]));
		for (size_t r = 0; r < answer->row_count; r++) {
			size_t width = display_width(cell_of(answer, r, c));
			widths[c] = width > widths[c] ? width : widths[c];
		}
	}
}

/* Take from the widest column of text until all fit. */
static void squeeze(const struct store_answer *answer, size_t *widths, size_t room)
{
	for (;;) {
		size_t all = 0, widest = SIZE_MAX;
		for (size_t c = 0; c < answer->column_count; c++) {
			all += widths[c] + (c ? GAP : 0);
			if (!answer->numbers[c] && (widest == SIZE_MAX || widths[c] > widths[widest]))
				widest = c;
		}
		if (all <= room || widest == SIZE_MAX || widths[widest] <= NARROWEST)
			return;
		size_t over = all - room, most = widths[widest] - NARROWEST;
		/* A little at a time, so that two wide columns share it. */
		size_t step = over < most ? over : most;
		widths[widest] -= step > 4 ? 4 : step;
	}
}

static void blanks(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_byte(out, ' ');
}

static void put_row(const struct store_answer *answer, const size_t *widths, const struct str *cells, struct buf *out)
{
	for (size_t c = 0; c < answer->column_count; c++) {
		size_t width = display_width(cells[c]), pad = width < widths[c] ? widths[c] - width : 0;
		bool last = c + 1 == answer->column_count;
		blanks(out, c ? GAP : 0);
		if (answer->numbers[c])
			blanks(out, pad);
		put_cut(out, cells[c], widths[c]);
		if (!answer->numbers[c] && !last)
			blanks(out, pad);
	}
	buf_byte(out, '\n');
}

static void write_table(const struct store_answer *answer, size_t width, struct buf *out)
{
	size_t widths[ANSWER_COLUMNS_MOST];
	struct str names[ANSWER_COLUMNS_MOST];
	for (size_t c = 0; c < answer->column_count; c++)
		names[c] = str_of(answer->columns[c]);
	measure(answer, widths);
	squeeze(answer, widths, width);
	put_row(answer, widths, names, out);
	for (size_t r = 0; r < answer->row_count; r++)
		put_row(answer, widths, &answer->cells[r * answer->column_count], out);
}

/* --- for programs ------------------------------------------------------------------------------------ */

static void write_jsonl(const struct store_answer *answer, struct buf *out)
{
	for (size_t r = 0; r < answer->row_count; r++) {
		struct json json = {.out = out};
		json_open(&json, NULL, '{');
		for (size_t c = 0; c < answer->column_count; c++) {
			struct str cell = cell_of(answer, r, c);
			if (answer->numbers[c] && !str_empty(cell)) {
				/* The database wrote the number: it is JSON's as it stands. */
				json_raw(&json, answer->columns[c], cell);
			} else {
				json_str_if(&json, answer->columns[c], cell);
			}
		}
		json_close(&json, '}');
		buf_byte(out, '\n');
	}
}

static void put_csv(struct str text, struct buf *out)
{
	bool plain = true;
	for (size_t i = 0; i < text.length; i++)
		plain &= text.data[i] != '"' && text.data[i] != ',' && text.data[i] != '\n' && text.data[i] != '\r';
	if (plain) {
		buf_str(out, text);
		return;
	}
	buf_byte(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		buf_text(out, text.data[i] == '"' ? "\"" : "");
		buf_byte(out, text.data[i]);
	}
	buf_byte(out, '"');
}

static void write_csv(const struct store_answer *answer, struct buf *out)
{
	for (size_t r = 0; r <= answer->row_count; r++) {
		for (size_t c = 0; c < answer->column_count; c++) {
			buf_text(out, c ? "," : "");
			put_csv(r ? cell_of(answer, r - 1, c) : str_of(answer->columns[c]), out);
		}
		buf_text(out, "\r\n");
	}
}

void answer_write(const struct store_answer *answer, const char *format, size_t width, struct buf *out)
{
	if (strcmp(format, "jsonl") == 0)
		write_jsonl(answer, out);
	else if (strcmp(format, "csv") == 0)
		write_csv(answer, out);
	else
		write_table(answer, width, out);
}
