/* compile_data.c: the two files that tools/gazetteer makes. */
#include "place/compile.h"

enum { COUNTRY_FIELDS = 11, PLACE_FIELDS = 9 };

static bool cut_fields(struct compiler *compiler, const struct line *line, struct str *fields, size_t wanted)
{
	struct str rest = line->text;
	size_t count = 0;
	while (rest.data && count < wanted)
		fields[count++] = str_cut(&rest, '\t');
	if (count < wanted || rest.data)
		return compile_error(compiler, line, line->text, "a line of this file has another number of tab-separated fields");
	return true;
}

static bool read_point(struct compiler *compiler, const struct line *line, struct str lat, struct str lon, struct record *record)
{
	double value;
	if (!compile_number(lat, -90, 90, &value))
		return compile_error(compiler, line, lat, "latitude: a number from -90 to 90 is wanted");
	record->lat = (float)value;
	if (!compile_number(lon, -180, 180, &value))
		return compile_error(compiler, line, lon, "longitude: a number from -180 to 180 is wanted");
	record->lon = (float)value;
	return true;
}

static bool read_whole(struct compiler *compiler, const struct line *line, struct str text, uint32_t *value)
{
	uint64_t number = 0;
	if (text.length && (!str_to_u64(text, &number) || number > UINT32_MAX))
		return compile_error(compiler, line, text, "a whole number is wanted");
	*value = (uint32_t)number;
	return true;
}

/* The share of letter pairs that two keys have in common (Dice), 0 to 1. */
static double likeness(struct str a, struct str b)
{
	size_t common = 0;
	if (a.length < 2 || b.length < 2)
		return 0.0;
	for (size_t i = 0; i + 1 < a.length; i++)
		for (size_t j = 0; j + 1 < b.length; j++)
			if (a.data[i] == b.data[j] && a.data[i + 1] == b.data[j + 1]) {
				common++;
				break;
			}
	return 2.0 * (double)common / (double)(a.length + b.length - 2);
}

static uint32_t variant_flag(struct compiler *compiler, struct str name, struct str main_name)
{
	char left[KEY_MOST], right[KEY_MOST];
	struct str a = place_key(compiler->scratch, name, left), b = place_key(compiler->scratch, main_name, right);
	return likeness(a, b) >= 0.3 || (a.length > 1 && b.length > 1 && a.data[0] == b.data[0] && a.length <= b.length + 2) ? NAME_VARIANT : 0;
}

static void add_alternates(struct compiler *compiler, uint32_t index, struct str list, struct str main_name, bool loose)
{
	while (list.data && list.length) {
		struct str name = str_cut(&list, '|');
		if (name.length)
			compile_add_name(compiler, index, name, variant_flag(compiler, name, main_name), loose);
	}
}

static void add_names(struct compiler *compiler, uint32_t index, struct str list, uint32_t flags, bool loose)
{
	while (list.data && list.length) {
		struct str name = str_cut(&list, '|');
		if (name.length)
			compile_add_name(compiler, index, name, flags, loose);
	}
}

static void put_code(struct compiler *compiler, struct map *map, struct str code, uint32_t index)
{
	map_put(map, (struct str){arena_copy(compiler->arena, code.data, code.length), code.length}, index, NULL);
}

/* iso3 iso2 name others demonyms lat lon population area borders transliterated */
bool place_country_line(struct compiler *compiler, const struct line *line)
{
	struct str f[COUNTRY_FIELDS];
	struct record record = {.kind = KIND_COUNTRY, .admin1 = NO_RECORD};
	if (!cut_fields(compiler, line, f, COUNTRY_FIELDS) || !read_point(compiler, line, f[5], f[6], &record) ||
	    !read_whole(compiler, line, f[7], &record.population))
		return false;
	if (f[0].length != 3)
		return compile_error(compiler, line, f[0], "a country's code has three letters");
	if (compiler->record_count >= sizeof compiler->transliterated / sizeof *compiler->transliterated)
		return compile_error(compiler, line, f[0], "too many countries");
	compile_set_name(compiler, &record, f[2]);
	record.country = (uint16_t)compiler->record_count;
	uint32_t index = compile_add_record(compiler, record);
	put_code(compiler, &compiler->country_code, f[0], index);
	buf_str(&compiler->codes, f[0]);
	compiler->transliterated[index] = str_equal(f[10], STR("1"));
	compile_add_name(compiler, index, f[2], NAME_MAIN, false);
	add_names(compiler, index, f[3], NAME_HAND, false);
	add_names(compiler, index, f[4], NAME_DEMONYM, false);
	return true;
}

static bool read_kind(struct compiler *compiler, const struct line *line, struct str letter, struct record *record)
{
	static const char letters[] = {
#define X_(name, word, letter, weight, precision) letter,
		PLACE_KINDS(X_)
#undef X_
	};
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (letter.length == 1 && letters[i] == letter.data[0]) {
			record->kind = (uint8_t)i;
			return true;
		}
	return compile_error(compiler, line, letter, "unknown kind of place");
}

/* The code "LBY.76" of the first-level unit that the line names. */
static struct str unit_code(struct compiler *compiler, const struct str *f)
{
	char *code = arena_printf(compiler->scratch, "%.*s.%.*s", STR_ARG(f[6]), STR_ARG(f[7]));
	return str_of(code);
}

/* kind id name alternates lat lon country admin1 population */
bool compile_place_line(struct compiler *compiler, const struct line *line)
{
	struct str f[PLACE_FIELDS];
	struct record record = {.admin1 = NO_RECORD};
	if (!cut_fields(compiler, line, f, PLACE_FIELDS) || !read_kind(compiler, line, f[0], &record) ||
	    !read_whole(compiler, line, f[1], &record.geoname) || !read_point(compiler, line, f[4], f[5], &record) ||
	    !read_whole(compiler, line, f[8], &record.population))
		return false;
	struct map_entry *country = map_get(&compiler->country_code, f[6]);
	if (!country)
		return compile_error(compiler, line, f[6], "a country that countries.tsv does not have");
	if (compiler->record_count >= 0xFFFFFF)
		return compile_error(compiler, line, f[0], "too many places");
	record.country = (uint16_t)country->value;
	struct map_entry *unit = map_get(&compiler->unit_code, unit_code(compiler, f));
	if (unit)
		record.admin1 = (uint32_t)unit->value;
	compile_set_name(compiler, &record, f[2]);
	uint32_t index = compile_add_record(compiler, record);
	if (record.kind == KIND_ADMIN1)
		put_code(compiler, &compiler->unit_code, unit_code(compiler, f), index);
	bool loose = compiler->transliterated[record.country];
	bool is_unit = record.kind == KIND_ADMIN1 || record.kind == KIND_ADMIN2;
	compile_add_name(compiler, index, f[2], NAME_MAIN, loose);
	if (is_unit)
		add_names(compiler, index, f[3], NAME_BARE, loose);
	else
		add_alternates(compiler, index, f[3], f[2], loose);
	return true;
}
