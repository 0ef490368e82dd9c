/* places.c: places from a table of one's own and from GeoNames' dumps, as lines of lexicon/places' text files.
 *
 *   NAME, NAME ... | KIND | COUNTRY or - | LAT LON | first-level unit
 */
#include <stdlib.h>

#include "import/actors.h"

struct found_place {
	struct str names; /* with commas between; the first is shown */
	struct str kind, country, lat, lon, unit;
	size_t name_count;
};

/* "-33.5": digits, one point, a sign; within bounds. */
static bool is_degrees(struct str text, long most)
{
	size_t digits = 0, points = 0;
	char whole[8] = "";
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		if (c == '.')
			points++;
		else if (ascii_is_digit((unsigned char)c))
			digits++;
		else if (c != '-' || i > 0)
			return false;
		if (points == 0 && i < sizeof whole - 1)
			whole[i] = c;
	}
	long value = strtol(whole, NULL, 10);
	return digits > 0 && points <= 1 && text.length < 20 && value >= -most && value <= most;
}

static void write_place(struct importer *importer, const struct found_place *place, struct buf *out)
{
	if (!is_degrees(place->lat, 90) || !is_degrees(place->lon, 180)) {
		bool lat = !is_degrees(place->lat, 90);
		import_bad(importer, lat ? place->lat : place->lon, "%s is wanted", lat ? "a latitude from -90 to 90" : "a longitude from -180 to 180");
		return;
	}
	buf_printf(out, "%.*s | %.*s | %.*s | %.*s %.*s", STR_ARG(place->names), STR_ARG(place->kind), STR_ARG(place->country), STR_ARG(place->lat),
	           STR_ARG(place->lon));
	if (place->unit.length > 0)
		buf_printf(out, " | %.*s", STR_ARG(place->unit));
	buf_byte(out, '\n');
	importer->counts.entities++;
	importer->counts.names += place->name_count;
}

/* NAME without commas (they part names) and the other signs of the format. */
static void add_place_name(struct importer *importer, struct found_place *place, struct str name)
{
	struct str clean = import_clean(importer, name);
	size_t comma = str_find(clean, STR(","), 0);
	clean = str_trim(str_slice(clean, 0, comma < clean.length ? comma : clean.length));
	if (clean.length == 0 || clean.length > 200)
		return;
	place->names = place->names.length == 0 ? clean :
	               str_of(arena_printf(&importer->arena, "%.*s, %.*s", STR_ARG(place->names), STR_ARG(clean)));
	place->name_count++;
}

/* --- a table: name, country, lat, lon; kind, admin1, aliases ------------------------------------- */

static bool table_country(struct importer *importer, struct str text, struct str *country)
{
	struct import_caller *caller = &importer->caller;
	*country = text;
	if (text.length == 0 || str_equal(text, STR("-")))
		*country = STR("-");
	else if (text.length != 3 || !caller->is_country(caller->context, text))
		*country = caller->country_named(caller->context, text, &importer->arena);
	if (str_equal(*country, STR("XKX")))
		*country = STR("KOS"); /* as lexicon/places writes it */
	return country->length > 0 || import_bad(importer, text, "unknown country \"%.*s\"", STR_ARG(text));
}

static struct str first_of(const struct csv *csv, const char *one, const char *other)
{
	return csv_has(csv, one) ? csv_field(csv, one) : csv_field(csv, other);
}

static void table_place(const struct csv *csv, struct importer *importer, struct buf *out)
{
	struct found_place place = {.kind = STR("town")};
	add_place_name(importer, &place, csv_field(csv, "name"));
	if (place.name_count == 0) {
		import_bad(importer, csv_field(csv, "name"), "the name is missing");
		return;
	}
	if (!table_country(importer, csv_field(csv, "country"), &place.country))
		return;
	for (struct str list = csv_field(csv, "aliases"); list.length > 0;)
		add_place_name(importer, &place, str_cut(&list, ';'));
	if (csv_field(csv, "kind").length > 0)
		place.kind = import_clean(importer, csv_field(csv, "kind"));
	place.lat = first_of(csv, "lat", "latitude");
	place.lon = csv_has(csv, "lon") ? csv_field(csv, "lon") : first_of(csv, "lng", "longitude");
	place.unit = import_clean(importer, csv_field(csv, "admin1"));
	write_place(importer, &place, out);
}

void import_csv_places(struct importer *importer, struct str text, struct buf *out)
{
	struct csv csv;
	if (!csv_open(&csv, importer, text))
		return;
	if (!csv_has(&csv, "name") || !(csv_has(&csv, "lat") || csv_has(&csv, "latitude"))) {
		import_bad(importer, importer->source, "the first line must name the columns: name, country, lat, lon, kind, admin1, aliases");
		return;
	}
	while (csv_next(&csv))
		table_place(&csv, importer, out);
}

/* --- GeoNames ------------------------------------------------------------------------------------- */

enum geonames_column { GEO_NAME = 1, GEO_ASCII = 2, GEO_OTHERS = 3, GEO_LAT = 4, GEO_LON = 5, GEO_CLASS = 6, GEO_CODE = 7, GEO_COUNTRY = 8, GEO_COLUMNS = 19 };

/* By feature code first, then by class; what is not listed (roads, shops) is left out. */
static const struct {
	const char *code;
	const char *kind;
} feature_kinds[] = {
	{"ADM1", "admin1"}, {"ADM2", "admin2"}, {"PPLX", "section"}, {"PPLC", "town"}, {"AIRP", "airport"}, {"AIRB", "base"}, {"MILB", "base"},
	{"NVB", "base"}, {"CMPRF", "camp"}, {"CMP", "camp"}, {"PS", "plant"}, {"PSN", "plant"}, {"OILR", "plant"}, {"STRT", "strait"},
	{"SEA", "sea"}, {"GULF", "sea"}, {"BAY", "sea"}, {"LK", "lake"}, {"STM", "river"}, {"ISL", "island"}, {"ISLS", "island"}, {"MT", "mountain"},
	{"MTS", "mountain"}, {"RGN", "region"},
};

static const char *feature_kind(struct str class_, struct str code)
{
	for (size_t i = 0; i < sizeof feature_kinds / sizeof *feature_kinds; i++)
		if (str_equal(code, str_of(feature_kinds[i].code)))
			return feature_kinds[i].kind;
	return str_equal(class_, STR("P")) ? "town" : NULL;
}

/* Names in other scripts cannot be met in English news. */
static bool is_latin(struct str name)
{
	for (size_t i = 0; i < name.length; i++)
		if ((unsigned char)name.data[i] >= 0xCE)
			return false;
	return name.length > 1;
}

static void add_other_names(struct importer *importer, struct found_place *place, struct str list)
{
	enum { OTHERS_MOST = 12 };
	while (list.data && place->name_count < OTHERS_MOST) {
		struct str name = str_trim(str_cut(&list, ','));
		if (is_latin(name))
			add_place_name(importer, place, name);
	}
}

static void geonames_row(struct importer *importer, struct buf *out)
{
	struct str column[GEO_COLUMNS], rest = importer->source;
	size_t count = 0;
	while (rest.data && count < GEO_COLUMNS)
		column[count++] = str_cut(&rest, '\t');
	if (count < GEO_COLUMNS) {
		import_bad(importer, importer->source, "%zu columns with tabs between them, where GeoNames has %d", count, GEO_COLUMNS);
		return;
	}
	const char *kind = feature_kind(column[GEO_CLASS], column[GEO_CODE]);
	if (!kind) {
		importer->counts.left_out++;
		return;
	}
	struct found_place place = {.kind = str_of(kind), .lat = column[GEO_LAT], .lon = column[GEO_LON], .country = STR("-")};
	add_place_name(importer, &place, column[GEO_NAME]);
	if (!str_equal(column[GEO_ASCII], column[GEO_NAME]))
		add_place_name(importer, &place, column[GEO_ASCII]);
	add_other_names(importer, &place, column[GEO_OTHERS]);
	if (place.name_count == 0) {
		import_bad(importer, column[GEO_NAME], "the name is missing");
		return;
	}
	struct str iso = import_country_of_two(column[GEO_COUNTRY]);
	if (iso.length == 0 && column[GEO_COUNTRY].length > 0) {
		import_bad(importer, column[GEO_COUNTRY], "unknown country \"%.*s\"", STR_ARG(column[GEO_COUNTRY]));
		return;
	}
	if (iso.length > 0)
		place.country = iso;
	write_place(importer, &place, out);
}

void import_geonames(struct importer *importer, struct str text, struct buf *out)
{
	while (import_next_line(importer, &text))
		if (importer->source.length > 0)
			geonames_row(importer, out);
}
