/* format_csv.c: a table with a line of names on top, columns parted by commas, semicolons, tabs or bars; one row an article. */
#include <stdlib.h>

#include "reader/fields.h"

enum { MOST_COLUMNS = 2000 };

struct table { /* of a file; freed with it */
	char separator;
	size_t columns;
	size_t field[MOST_COLUMNS]; /* of each column; FIELDS when it is none */
};

struct row_columns { /* for parse(), which may run when the file is closed */
	char separator;
	size_t columns;
	const size_t *field;
};

/* --- cells ---------------------------------------------------------------------------------------------------- */

/* The end of the row at the start of S (its line end not included): SIZE_MAX when S ends inside quotation marks or, with MORE to
 * come, without a line end. Quotation marks count only where a cell begins with one. */
static size_t row_end(struct str s, char separator, bool more)
{
	bool quoted = false, cell_begins = true;
	for (size_t i = 0; i < s.length; i++) {
		char c = s.data[i];
		if (quoted && c == '"') {
			quoted = false;
		} else if (c == '"' && (cell_begins || (i > 0 && s.data[i - 1] == '"'))) {
			quoted = true; /* a cell's first, or the second of a doubled one */
		} else if (!quoted && c == '\n') {
			return i;
		}
		cell_begins = !quoted && c == separator;
	}
	return quoted || more ? SIZE_MAX : s.length;
}

/* The next cell of *ROW, which moves behind it (data NULL at the end); without its quotation marks. */
static struct str next_cell(struct arena *arena, struct str *row, char separator)
{
	if (!str_starts(*row, STR("\""))) {
		struct str cell = str_cut(row, separator);
		return row->data ? cell : str_ends(cell, STR("\r")) ? str_slice(cell, 0, cell.length - 1) : cell;
	}
	char *out = arena_alloc(arena, row->length + 1);
	size_t length = 0, i = 1;
	for (; i < row->length; i++) {
		if (row->data[i] == '"' && (i + 1 == row->length || row->data[i + 1] != '"'))
			break;
		i += row->data[i] == '"';
		out[length++] = row->data[i];
	}
	struct str rest = str_slice(*row, i < row->length ? i + 1 : i, row->length);
	str_cut(&rest, separator);
	*row = rest;
	return (struct str){out, length};
}

/* --- the line of names ------------------------------------------------------------------------------------------ */

static char choose_separator(struct str line)
{
	static const char marks[] = {'\t', ',', ';', '|'};
	size_t best = 0;
	char chosen = 0;
	for (size_t m = 0; m < sizeof marks; m++) {
		size_t count = 0;
		for (size_t i = 0; i < line.length; i++)
			count += line.data[i] == marks[m];
		if (count > best) {
			best = count;
			chosen = marks[m];
		}
	}
	return chosen;
}

static struct str without_quotes(struct str cell)
{
	cell = str_trim(cell);
	bool quoted = cell.length >= 2 && cell.data[0] == '"' && cell.data[cell.length - 1] == '"';
	return str_trim(quoted ? str_slice(cell, 1, cell.length - 1) : cell);
}

/* The columns of FIELD: the one with its surest name. */
static bool find_column(const struct reader_lexicon *lexicon, const struct reader_fields *given, struct str header, char separator, enum field field, size_t *column)
{
	size_t at = 0;
	struct str name;
	while (field_name_next(lexicon, given, field, &at, &name)) {
		struct str rest = header;
		for (*column = 0; rest.data && *column < MOST_COLUMNS; ++*column)
			if (str_equal_nocase(without_quotes(str_cut(&rest, separator)), name))
				return true;
	}
	return false;
}

static struct str without_mark(struct str line)
{
	return str_starts(line, STR("\xEF\xBB\xBF")) ? str_slice(line, 3, line.length) : line;
}

/* The names of the columns may be anybody's, so that a table is known by its file's name, or by columns that every cell of the
 * first lines agrees with. */
static int probe(struct str head, struct str path)
{
	struct str rest = without_mark(head), header = str_cut(&rest, '\n');
	char separator = choose_separator(header);
	bool named = str_ends(path, STR(".csv")) || str_ends(path, STR(".tsv")) || str_ends(path, STR(".tab")) || str_ends(path, STR(".CSV"));
	if (named)
		return separator || header.length < 200 ? 85 : 0;
	if (!separator || separator == '|' || header.length > 2000)
		return 0;
	size_t cells = 0, short_cells = 0;
	bool has_text = false, has_other = false;
	static const char *const texts[] = {"text", "body", "content", "article", "maintext"};
	static const char *const others[] = {"id", "date", "title", "headline", "url", "source", "publisher"};
	while (header.data) {
		struct str cell = without_quotes(str_cut(&header, separator));
		cells++;
		short_cells += cell.length > 0 && cell.length <= 40;
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
			has_text |= str_equal_nocase(cell, str_of(texts[i]));
		for (size_t i = 0; i < sizeof others / sizeof *others; i++)
			has_other |= str_equal_nocase(cell, str_of(others[i]));
	}
	return has_text && has_other && short_cells == cells && rest.data ? 75 : 0;
}

static bool read_header(struct reader *reader, struct error *error)
{
	struct table *table = calloc(1, sizeof *table);
	struct str line;
	size_t column;
	reader->held = table;
	if (!table)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	if (!reader_line(reader, &line, error))
		return error->kind ? false : (reader_bad(reader, error, 1, 0, "the line of names is missing"), false);
	line = without_mark(line);
	table->separator = choose_separator(line);
	for (size_t i = 0; i < MOST_COLUMNS; i++)
		table->field[i] = FIELDS;
	for (size_t i = 0; i < FIELD_LIST; i++)
		if (find_column(&reader->lexicon, reader->fields, line, table->separator, (enum field)i, &column) && table->field[column] == FIELDS) {
			table->field[column] = i;
			table->columns = column + 1 > table->columns ? column + 1 : table->columns;
		}
	for (size_t i = 0; i < table->columns; i++)
		if (table->field[i] == FIELD_TEXT || table->field[i] == FIELD_HTML)
			return true;
	error_at(error, ERROR_INPUT, reader->name.data, 1, 1, line, "no column is called text or as text is called elsewhere; name it with --field text=NAME");
	input_use(reader->input, input_rest(reader->input).length);
	reader->input->at_end = true;
	return false;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static enum reader_status too_large(struct reader *reader, bool at_end, struct error *error)
{
	struct str line;
	enum line_end end;
	size_t number = reader->line + 1;
	if (!at_end)
		input_line(reader->input, 0, &line, &end, error); /* passes over the line */
	else
		input_use(reader->input, input_rest(reader->input).length);
	reader->line++;
	return reader_bad(reader, error, number, 0, at_end ? "this row's quotation mark has no end" : "this row is too large: its quotation mark may have no end");
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	if (!reader->held && !read_header(reader, error))
		return READER_BAD;
	const struct table *table = reader->held;
	for (size_t wanted = 1;;) {
		if (!input_fill(reader->input, wanted, error))
			return READER_BAD;
		struct str rest = input_rest(reader->input);
		bool at_end = reader->input->at_end;
		if (!rest.length)
			return READER_END;
		size_t end = row_end(rest, table->separator, !at_end), line = reader->line + 1;
		if (end == SIZE_MAX && (at_end || rest.length > READER_MOST_BYTES))
			return too_large(reader, at_end, error);
		if (end == SIZE_MAX) {
			wanted = rest.length * 2;
			continue;
		}
		struct str row = str_slice(rest, 0, end);
		for (size_t i = 0; i < end; i++)
			reader->line += row.data[i] == '\n';
		reader->line++;
		bool blank = str_empty(str_trim(row));
		uint64_t offset = input_offset(reader->input);
		if (!blank)
			reader_cut_bytes(reader, row, offset, line, arena, raw);
		input_use(reader->input, end < rest.length ? end + 1 : end);
		wanted = 1;
		if (blank)
			continue;
		struct row_columns *own = arena_zalloc(arena, 1, sizeof *own);
		own->separator = table->separator;
		own->columns = table->columns;
		own->field = (const size_t *)arena_copy(arena, (const char *)table->field, table->columns * sizeof *table->field);
		raw->own = own;
		return READER_ARTICLE;
	}
}

static bool parse(struct parsing *p, struct article *article)
{
	static const char *const names[FIELDS] = {"text", "html", "title", "date", "url", "publisher", "language", "place", "id", "list"};
	const struct row_columns *own = p->raw->own;
	struct str row = p->raw->bytes;
	struct values values = {0};
	enum field wrong;
	const char *why;
	for (size_t i = 0; i < own->columns && row.data; i++) {
		struct str cell = next_cell(p->arena, &row, own->separator);
		if (own->field[i] < FIELD_LIST)
			values.value[own->field[i]] = cell;
	}
	if (values_article(p, &values, article, &wrong, &why))
		return true;
	return p->error->kind ? false : parsing_fails(p, "the column of the %s %s", names[wrong], values.value[wrong].data ? why : "is missing");
}

static void release(struct reader *reader)
{
	free(reader->held);
}

const struct reader_format reader_csv_format = {"csv", probe, cut, parse, release};
