/* chart.c: counts as bars and lines of block characters. */
#include "query.h"

#include "base/map.h"

enum { LABEL_MOST = 40, NUMBER_WIDTH = 8 };

static struct str cell_of(const struct store_answer *answer, size_t row, size_t column)
{
	return answer->cells[row * answer->column_count + column];
}

static uint64_t number_of(const struct store_answer *answer, size_t row)
{
	uint64_t number = 0;
	str_to_u64(cell_of(answer, row, answer->column_count - 1), &number);
	return number;
}

static void blanks(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_byte(out, ' ');
}

/* The labels of a row but the column SKIP, with blanks between. */
static void put_labels(const struct store_answer *answer, size_t row, size_t skip, struct buf *out)
{
	for (size_t c = 0; c + 1 < answer->column_count; c++) {
		struct str label = cell_of(answer, row, c);
		if (c != skip)
			buf_printf(out, "%s%.*s", out->length ? " " : "", STR_ARG(str_empty(label) ? STR("-") : label));
	}
}

static void put_label(struct str label, size_t width, struct buf *out)
{
	size_t used = put_cut(out, label, width);
	blanks(out, width - used + 1);
}

/* --- bars: eighths of a character -------------------------------------------------------------------- */

static void put_bar(uint64_t number, uint64_t most, size_t width, struct buf *out)
{
	static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	uint64_t parts = most ? number * width * 8 / most : 0;
	if (number && !parts)
		parts = 1;
	for (uint64_t i = 0; i < parts / 8; i++)
		buf_text(out, "█");
	buf_text(out, eighths[parts % 8]);
}

static void write_bars(const struct store_answer *answer, size_t width, struct buf *out)
{
	size_t widest = 0;
	uint64_t most = 0;
	struct buf label = {0};
	for (size_t r = 0; r < answer->row_count; r++) {
		buf_clear(&label);
		put_labels(answer, r, SIZE_MAX, &label);
		size_t wide = display_width(buf_view(&label));
		widest = wide > widest ? wide : widest;
		most = number_of(answer, r) > most ? number_of(answer, r) : most;
	}
	widest = widest > LABEL_MOST ? LABEL_MOST : widest;
	size_t room = width > widest + NUMBER_WIDTH + 12 ? width - widest - NUMBER_WIDTH - 3 : 10;
	for (size_t r = 0; r < answer->row_count; r++) {
		buf_clear(&label);
		put_labels(answer, r, SIZE_MAX, &label);
		put_label(buf_view(&label), widest, out);
		buf_printf(out, "%*llu ", NUMBER_WIDTH, (unsigned long long)number_of(answer, r));
		put_bar(number_of(answer, r), most, room, out);
		buf_byte(out, '\n');
	}
	buf_free(&label);
}

/* --- lines: a character a time, or several times where there are more than the terminal is wide ------- */

struct lines {
	struct arena *arena;
	struct map times, groups; /* label -> index in the order of coming */
	uint64_t *cells;          /* groups.count times.count */
	uint64_t *totals;
};

static struct str group_of(const struct store_answer *answer, size_t row, struct arena *arena)
{
	struct buf label = {0};
	put_labels(answer, row, 0, &label);
	struct str result = {arena_copy(arena, label.data ? label.data : "", label.length), label.length};
	buf_free(&label);
	return result;
}

static void gather(const struct store_answer *answer, struct lines *lines)
{
	for (size_t r = 0; r < answer->row_count; r++) {
		map_put(&lines->times, cell_of(answer, r, 0), lines->times.count, NULL);
		map_put(&lines->groups, group_of(answer, r, lines->arena), lines->groups.count, NULL);
	}
	lines->cells = arena_zalloc(lines->arena, lines->times.count * lines->groups.count + 1, sizeof *lines->cells);
	lines->totals = arena_zalloc(lines->arena, lines->groups.count + 1, sizeof *lines->totals);
	for (size_t r = 0; r < answer->row_count; r++) {
		size_t time = map_get(&lines->times, cell_of(answer, r, 0))->value;
		size_t group = map_get(&lines->groups, group_of(answer, r, lines->arena))->value;
		lines->cells[group * lines->times.count + time] += number_of(answer, r);
		lines->totals[group] += number_of(answer, r);
	}
}

/* ROOM characters for COUNT numbers; each as high as the largest of the numbers under it. */
static void put_line(const uint64_t *numbers, size_t count, size_t room, uint64_t most, struct buf *out)
{
	static const char *const heights[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	size_t steps = count < room ? count : room;
	for (size_t i = 0; i < steps; i++) {
		uint64_t high = 0;
		for (size_t j = i * count / steps; j < (i + 1) * count / steps; j++)
			high = numbers[j] > high ? numbers[j] : high;
		buf_text(out, heights[high ? 1 + (most > 1 ? (high - 1) * 7 / (most - 1) : 7) : 0]);
	}
}

static void write_lines(const struct store_answer *answer, struct lines *lines, size_t width, struct buf *out)
{
	size_t widest = 0, times = lines->times.count;
	gather(answer, lines);
	times = lines->times.count;
	for (size_t g = 0; g < lines->groups.count; g++) {
		size_t wide = display_width(lines->groups.entries[g].key);
		widest = wide > widest ? wide : widest;
	}
	widest = widest > LABEL_MOST ? LABEL_MOST : widest;
	size_t room = width > widest + NUMBER_WIDTH + 12 ? width - widest - NUMBER_WIDTH - 3 : 10;
	for (size_t g = 0; g < lines->groups.count; g++) {
		uint64_t most = 0;
		for (size_t t = 0; t < times; t++)
			most = lines->cells[g * times + t] > most ? lines->cells[g * times + t] : most;
		put_label(lines->groups.entries[g].key, widest, out);
		buf_printf(out, "%*llu ", NUMBER_WIDTH, (unsigned long long)lines->totals[g]);
		put_line(&lines->cells[g * times], times, room, most, out);
		buf_byte(out, '\n');
	}
	if (times) {
		blanks(out, widest + NUMBER_WIDTH + 2);
		buf_printf(out, "%.*s to %.*s\n", STR_ARG(lines->times.entries[0].key), STR_ARG(lines->times.entries[times - 1].key));
	}
}

void chart_write(const struct store_answer *answer, bool first_is_time, size_t width, struct buf *out)
{
	if (!first_is_time || answer->column_count < 3) {
		write_bars(answer, width, out);
		return;
	}
	struct arena arena;
	struct lines lines = {.arena = &arena};
	jmp_buf recover;
	arena_init(&arena);
	if (setjmp(recover) == 0) {
		arena.recover = &recover;
		map_init(&lines.times, &arena);
		map_init(&lines.groups, &arena);
		write_lines(answer, &lines, width, out);
	} else {
		out->failed = true;
	}
	arena_free(&arena);
}
