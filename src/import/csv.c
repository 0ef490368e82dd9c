/* csv.c: tables with a head line: commas, semicolons or tabs, fields in double quotes with line ends inside. */
#include "import/actors.h"

/* One field from *AT on, unquoted into the arena; *AT then stands at the separator, the line's end or the end. */
static struct str take_field(struct csv *csv, size_t *at)
{
	struct str text = csv->rest;
	size_t start = *at;
	if (start >= text.length || text.data[start] != '"') {
		while (*at < text.length && text.data[*at] != csv->separator && text.data[*at] != '\n')
			(*at)++;
		return str_trim(str_slice(text, start, *at));
	}
	struct buf field = {0};
	for (start = ++*at; *at < text.length; (*at)++) {
		if (text.data[*at] == '"' && *at + 1 < text.length && text.data[*at + 1] == '"')
			(*at)++;
		else if (text.data[*at] == '"')
			break;
		if (text.data[*at] == '\n')
			csv->next_line++;
		buf_byte(&field, text.data[*at] == '\n' || text.data[*at] == '\r' ? ' ' : text.data[*at]);
	}
	struct str copy = {arena_copy(&csv->importer->arena, field.data ? field.data : "", field.length), field.length};
	buf_free(&field);
	while (*at < text.length && text.data[*at] != csv->separator && text.data[*at] != '\n')
		(*at)++;
	return str_trim(copy);
}

/* The next row that is not empty into FIELDS; false at the end. */
static bool take_row(struct csv *csv)
{
	while (csv->rest.length > 0) {
		size_t at = 0, end = str_find(csv->rest, STR("\n"), 0);
		csv->importer->line = csv->next_line;
		csv->importer->source = str_slice(csv->rest, 0, end == SIZE_MAX ? csv->rest.length : end);
		if (str_ends(csv->importer->source, STR("\r")))
			csv->importer->source.length--;
		csv->count = 0;
		for (;; at++) {
			struct str field = take_field(csv, &at);
			arena_push(&csv->importer->arena, csv->fields, csv->count, csv->capacity, field);
			if (at >= csv->rest.length || csv->rest.data[at] == '\n')
				break;
		}
		csv->next_line++;
		at = at < csv->rest.length ? at + 1 : csv->rest.length;
		csv->rest = str_slice(csv->rest, at, csv->rest.length);
		if (csv->count > 1 || csv->fields[0].length > 0)
			return true;
	}
	return false;
}

static char find_separator(struct str line)
{
	static const char separators[] = {',', ';', '\t'};
	size_t best = 0, most = 0;
	for (size_t s = 0; s < sizeof separators; s++) {
		size_t count = 0;
		for (size_t i = 0; i < line.length && line.data[i] != '\n'; i++)
			count += line.data[i] == separators[s];
		if (count > most) {
			most = count;
			best = s;
		}
	}
	return separators[best];
}

bool csv_open(struct csv *csv, struct importer *importer, struct str text)
{
	*csv = (struct csv){.importer = importer, .rest = text, .next_line = 1, .separator = find_separator(text)};
	if (!take_row(csv))
		return false;
	csv->head = csv->fields;
	csv->head_count = csv->count;
	csv->fields = NULL;
	csv->count = csv->capacity = 0;
	return true;
}

bool csv_next(struct csv *csv)
{
	return take_row(csv);
}

static size_t column_of(const struct csv *csv, const char *name)
{
	size_t i = 0;
	while (i < csv->head_count && !str_equal_nocase(csv->head[i], str_of(name)))
		i++;
	return i;
}

bool csv_has(const struct csv *csv, const char *name)
{
	return column_of(csv, name) < csv->head_count;
}

struct str csv_field(const struct csv *csv, const char *name)
{
	size_t column = column_of(csv, name);
	return column < csv->head_count && column < csv->count ? csv->fields[column] : (struct str){csv->importer->source.data, 0};
}
