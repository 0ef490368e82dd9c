/* tables.c: the habits of acts and the bents of words, from lexicon/en/confidence/{acts,words}.txt: lines "TYPE lemma ACTOR RECIPIENT", the lemma "*" for
 * all of the type, the type "*" for all acts. */
#include "seen.h"

#include <stdlib.h>

#include "base/file.h"

struct row {
	int32_t key;
	float value[2];
};

struct rows {
	struct arena arena;
	struct row *items;
	size_t count, capacity;
};

static int32_t key_of(struct str type, struct str lemma)
{
	char text[160];
	size_t length = 0;
	for (size_t i = 0; i < type.length && length < 40; i++)
		text[length++] = type.data[i];
	text[length++] = ' ';
	for (size_t i = 0; i < lemma.length && length < sizeof text; i++)
		text[length++] = (char)(ascii_is_upper((unsigned char)lemma.data[i]) ? lemma.data[i] | 32 : lemma.data[i]);
	uint64_t hash = str_hash((struct str){text, length});
	return (int32_t)(uint32_t)(hash ^ hash >> 32);
}

static int by_key(const void *a, const void *b)
{
	int32_t x = ((const struct row *)a)->key, y = ((const struct row *)b)->key;
	return (x > y) - (x < y);
}

static bool read_row(struct rows *rows, const char *file, size_t number, struct str line, struct error *error)
{
	struct str rest = str_trim(line);
	if (str_empty(rest) || rest.data[0] == '#')
		return true;
	struct str type = str_cut(&rest, ' '), lemma = str_cut(&rest, ' '), actor = str_cut(&rest, ' ');
	double value[2];
	if (!rest.data || !str_to_decimal(actor, &value[0]) || !str_to_decimal(rest, &value[1]))
		return error_at(error, ERROR_LEXICON, file, number, 1, line, "a line is a type, a lemma and two decimal numbers");
	struct row row = {key_of(type, lemma), {(float)value[0], (float)value[1]}};
	arena_push(&rows->arena, rows->items, rows->count, rows->capacity, row);
	return true;
}

static bool read_rows(struct rows *rows, const char *file, struct error *error)
{
	struct buf bytes = {0};
	bool ok = file_read(file, (size_t)16 << 20, &bytes, error);
	struct str rest = buf_view(&bytes);
	for (size_t number = 1; ok && rest.data; number++)
		ok = read_row(rows, file, number, str_cut(&rest, '\n'), error);
	buf_free(&bytes);
	if (ok && rows->count)
		qsort(rows->items, rows->count, sizeof *rows->items, by_key);
	return ok;
}

static void add_sections(struct rows *rows, const char *keys, const char *values, struct pack_writer *writer)
{
	uint64_t dim[] = {rows->count, 2};
	int32_t *key = arena_alloc(&rows->arena, (rows->count + 1) * sizeof *key);
	float *value = arena_alloc(&rows->arena, (rows->count + 1) * 2 * sizeof *value);
	for (size_t i = 0; i < rows->count; i++) {
		key[i] = rows->items[i].key;
		value[2 * i] = rows->items[i].value[0];
		value[2 * i + 1] = rows->items[i].value[1];
	}
	pack_add(writer, keys, PACK_I32, 1, dim, key, rows->count * sizeof *key);
	pack_add(writer, values, PACK_F32, 2, dim, value, rows->count * 2 * sizeof *value);
}

static bool compile_table(const char *folder, const char *name, struct pack_writer *writer, struct error *error)
{
	struct rows rows = {.count = 0};
	arena_init(&rows.arena);
	bool ok = read_rows(&rows, arena_printf(&rows.arena, "%s/%s.txt", folder, name), error);
	if (ok)
		add_sections(&rows, arena_printf(&rows.arena, "confidence/%s", name), arena_printf(&rows.arena, "confidence/%s-values", name), writer);
	arena_free(&rows.arena);
	return ok;
}

bool tables_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	return compile_table(folder, "acts", writer, error) && compile_table(folder, "words", writer, error);
}

static bool open_table(const struct pack *pack, const char *keys, const char *values, const int32_t **key, const float **value, size_t *count, struct error *error)
{
	struct pack_section k, v;
	if (!pack_need(pack, keys, PACK_I32, &k, error) || !pack_need(pack, values, PACK_F32, &v, error))
		return false;
	if (v.dim[0] != k.dim[0] || v.dim[1] != 2)
		return error_set(error, ERROR_LEXICON, "section %s of the pack is damaged", values);
	*key = k.data;
	*value = v.data;
	*count = k.dim[0];
	return true;
}

bool tables_open(struct confidence_tables *tables, const struct pack *pack, struct error *error)
{
	return open_table(pack, "confidence/acts", "confidence/acts-values", &tables->act, &tables->habit, &tables->act_count, error) &&
	       open_table(pack, "confidence/words", "confidence/words-values", &tables->word, &tables->bent, &tables->word_count, error);
}

static const float *find(const int32_t *keys, const float *values, size_t count, struct str type, struct str lemma)
{
	int32_t key = key_of(type, lemma);
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && keys[low] == key ? values + 2 * low : NULL;
}

static const float nothing[2] = {0, 0};

const float *tables_habit(const struct confidence_tables *tables, struct str type, struct str lemma)
{
	const float *found = find(tables->act, tables->habit, tables->act_count, type, lemma);
	found = found ? found : find(tables->act, tables->habit, tables->act_count, type, STR("*"));
	return found ? found : nothing;
}

const float *tables_bent(const struct confidence_tables *tables, struct str type, struct str lemma)
{
	const float *found = find(tables->word, tables->bent, tables->word_count, type, lemma);
	found = found ? found : find(tables->word, tables->bent, tables->word_count, STR("*"), lemma);
	found = found ? found : find(tables->word, tables->bent, tables->word_count, type, STR("*"));
	return found ? found : nothing;
}
