/* tables.c: lexicon/export. Files of columns with tabs between, compiled as they stand and read back into cells. */
#include "export/tables.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"

#define FILE_MOST ((size_t)1 << 20)

enum table_name { TABLE_COUNTRIES, TABLE_SECTORS, TABLE_BODIES, TABLE_CAMEO, TABLE_PLOVER, TABLE_ACLED, TABLE_COUNT };

static const struct { /* KEY: how many of the columns say what a line is about; no two lines agree in them */
	const char *name;
	size_t columns, key;
} specs[TABLE_COUNT] = {
	[TABLE_COUNTRIES] = {"countries", 9, 1}, [TABLE_SECTORS] = {"sectors", 5, 1}, [TABLE_BODIES] = {"bodies", 3, 1},
	[TABLE_CAMEO] = {"cameo", 4, 1},         [TABLE_PLOVER] = {"plover", 3, 2},   [TABLE_ACLED] = {"acled", 7, 4},
};

struct table {
	struct str *cells; /* COLUMNS a line; those that a line leaves out are empty */
	size_t columns, count, capacity;
	struct map lines; /* by the key columns with their tabs */
};

struct export_tables {
	struct arena arena;
	struct table table[TABLE_COUNT];
};

/* --- compiling --------------------------------------------------------------------------------------- */

static bool check_line(const char *file, size_t number, struct str line, size_t columns, struct error *error)
{
	size_t found = 1;
	for (size_t i = 0; i < line.length; i++)
		found += line.data[i] == '\t';
	if (found >= 2 && found <= columns)
		return true;
	return error_at(error, ERROR_LEXICON, file, number, 1, line, "2 to %zu columns with tabs between are wanted, not %zu", columns, found);
}

static bool compile_file(const char *file, size_t columns, struct buf *out, struct error *error)
{
	struct buf bytes = {0};
	bool ok = file_read(file, FILE_MOST, &bytes, error);
	struct str rest = buf_view(&bytes);
	for (size_t number = 1; ok && rest.data; number++) {
		struct str line = str_cut(&rest, '\n');
		if (str_empty(line) || line.data[0] == '#')
			continue;
		ok = check_line(file, number, line, columns, error);
		buf_str(out, line);
		buf_byte(out, '\n');
	}
	buf_free(&bytes);
	return ok;
}

bool export_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct arena arena;
	struct buf out = {0};
	bool ok = true;
	arena_init(&arena);
	for (size_t i = 0; i < TABLE_COUNT && ok; i++) {
		buf_clear(&out);
		ok = compile_file(arena_printf(&arena, "%s/%s.tsv", folder, specs[i].name), specs[i].columns, &out, error);
		if (ok)
			pack_add_bytes(writer, arena_printf(&arena, "export/%s", specs[i].name), buf_view(&out));
	}
	buf_free(&out);
	arena_free(&arena);
	return ok;
}

/* --- reading ----------------------------------------------------------------------------------------- */

static struct str key_of(struct str line, size_t columns)
{
	struct str rest = line;
	for (size_t i = 0; i < columns; i++)
		str_cut(&rest, '\t');
	size_t end = rest.data ? (size_t)(rest.data - line.data) - 1 : line.length;
	return str_slice(line, 0, end);
}

static void add_line(struct arena *arena, struct table *table, struct str line, size_t key)
{
	struct str rest = line;
	map_put(&table->lines, key_of(line, key), table->count / table->columns, NULL);
	for (size_t i = 0; i < table->columns; i++) {
		struct str cell = rest.data ? str_cut(&rest, '\t') : (struct str){0};
		arena_push(arena, table->cells, table->count, table->capacity, cell);
	}
}

static bool open_table(struct export_tables *tables, enum table_name name, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	struct table *table = &tables->table[name];
	if (!pack_need(pack, arena_printf(&tables->arena, "export/%s", specs[name].name), PACK_BYTES, &section, error))
		return false;
	table->columns = specs[name].columns;
	map_init(&table->lines, &tables->arena);
	struct str rest = pack_text(&section);
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		if (!str_empty(line))
			add_line(&tables->arena, table, line, specs[name].key);
	}
	return true;
}

bool export_open(struct export_tables **result, const struct pack *pack, struct error *error)
{
	struct export_tables *tables = *result = calloc(1, sizeof *tables);
	if (!tables)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	jmp_buf recover;
	arena_init(&tables->arena);
	tables->arena.recover = &recover;
	bool ok = true;
	if (setjmp(recover) == 0) {
		for (enum table_name name = 0; name < TABLE_COUNT && ok; name++)
			ok = open_table(tables, name, pack, error);
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	}
	tables->arena.recover = NULL;
	if (!ok) {
		export_close(tables);
		*result = NULL;
	}
	return ok;
}

void export_close(struct export_tables *tables)
{
	if (!tables)
		return;
	arena_free(&tables->arena);
	free(tables);
}

/* --- asking ------------------------------------------------------------------------------------------ */

static struct str cell(const struct export_tables *tables, enum table_name name, struct str key, size_t column)
{
	const struct table *table = &tables->table[name];
	const struct map_entry *line = str_empty(key) ? NULL : map_get(&table->lines, key);
	return line ? table->cells[line->value * table->columns + column] : (struct str){0};
}

struct str table_country(const struct export_tables *tables, struct str iso3, enum country_column column)
{
	return cell(tables, TABLE_COUNTRIES, iso3, column);
}

struct str table_sector(const struct export_tables *tables, struct str sector, enum sector_column column)
{
	return cell(tables, TABLE_SECTORS, sector, column);
}

struct str table_body(const struct export_tables *tables, struct str code, enum body_column column)
{
	return cell(tables, TABLE_BODIES, code, column);
}

static struct str longest_cell(const struct export_tables *tables, struct str code, size_t column)
{
	for (size_t length = code.length; length >= 2; length--) {
		struct str found = cell(tables, TABLE_CAMEO, str_slice(code, 0, length), column);
		if (!str_empty(found))
			return found;
		if (column > 2 && !str_empty(cell(tables, TABLE_CAMEO, str_slice(code, 0, length), 1)))
			break; /* the line is there and has no value of its own: not that of a shorter code */
	}
	return (struct str){0};
}

struct str table_cameo_label(const struct export_tables *tables, struct str code)
{
	return longest_cell(tables, code, 1);
}

struct str table_goldstein(const struct export_tables *tables, struct str code, enum goldstein_table which)
{
	struct str other = which == GOLDSTEIN_PHOENIX ? longest_cell(tables, code, 3) : (struct str){0};
	return str_empty(other) ? longest_cell(tables, code, 2) : other;
}

struct str table_intensity(const struct export_tables *tables, struct str type, struct str mode)
{
	char key[128];
	int length = snprintf(key, sizeof key, "%.*s\t%.*s", STR_ARG(type), STR_ARG(mode));
	struct str found = length < (int)sizeof key ? cell(tables, TABLE_PLOVER, str_of(key), 2) : (struct str){0};
	if (!str_empty(found) || str_empty(mode))
		return found;
	return table_intensity(tables, type, (struct str){0});
}

size_t table_acled_count(const struct export_tables *tables)
{
	return tables->table[TABLE_ACLED].count / tables->table[TABLE_ACLED].columns;
}

struct str table_acled(const struct export_tables *tables, size_t row, enum acled_column column)
{
	return tables->table[TABLE_ACLED].cells[row * tables->table[TABLE_ACLED].columns + column];
}
