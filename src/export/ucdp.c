/* ucdp.c: rows of the shape of UCDP's Georeferenced Event Dataset, 49 columns; only attacks that killed. UCDP's own ids of conflicts,
 * dyads and sides are not casus's to give. */
#include "base/day.h"
#include "export/cells.h"
#include "export/layouts.h"

/* --- sides: a government, an organised group, civilians ---------------------------------------------- */

static char class_of(const struct row *row, int which)
{
	const struct actor *actor = row->side[which];
	if (!actor)
		return which == TARGET ? 'C' : 0;
	struct str side = table_sector(row->exporter->tables, actor->sector, SECTOR_SIDE);
	bool state = str_empty(actor->sector) && !str_empty(actor->country) && str_equal(actor->code, actor->country);
	return !str_empty(side) ? side.data[0] : state ? 'G' : 0;
}

/* 1 state-based, 2 non-state, 3 one-sided; 0 where the sides are not told. */
static int violence_of(const struct row *row)
{
	char a = class_of(row, SOURCE), b = class_of(row, TARGET);
	if (!a || !b || a == 'C')
		return 0;
	return b == 'C' ? 3 : a == 'G' || b == 'G' ? 1 : 2;
}

/* UCDP's side A is the government, and of one-sided violence the one who kills. */
static int side_of(const struct row *row, int which)
{
	bool turned = violence_of(row) == 1 && class_of(row, SOURCE) == 'O';
	return turned ? 1 - which : which;
}

static void put_side(const struct row *row, int which, struct buf *out)
{
	int side = side_of(row, which);
	const struct actor *actor = row->side[side];
	char class_ = class_of(row, side);
	struct str country = actor ? table_country(row->exporter->tables, actor->country, COUNTRY_UCDP) : (struct str){0};
	if (actor && str_empty(country))
		country = table_country(row->exporter->tables, actor->country, COUNTRY_NAME);
	if (class_ == 'C')
		buf_text(out, "Civilians");
	else if (class_ == 'G' && !str_empty(country))
		buf_printf(out, "Government of %.*s", STR_ARG(country));
	else if (actor)
		buf_str(out, actor_name(actor));
}

static void side_name(const struct row *row, int which, struct buf *out)
{
	put_side(row, which, out);
}

static void dyad_name(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (!violence_of(row))
		return;
	put_side(row, SOURCE, out);
	buf_text(out, " - ");
	put_side(row, TARGET, out);
}

static void government_number(const struct row *row, int which, struct buf *out)
{
	int side = side_of(row, which);
	if (row->side[side] && class_of(row, side) == 'G')
		buf_str(out, table_country(row->exporter->tables, row->side[side]->country, COUNTRY_GW));
}

static void type_of_violence(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (violence_of(row))
		buf_printf(out, "%d", violence_of(row));
}

/* --- sources ----------------------------------------------------------------------------------------- */

static void number_of_sources(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_printf(out, "%zu", row->incident && row->incident->sources ? row->incident->sources : 1);
}

static void source_article(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_byte(out, '"');
	cell_publisher(row, 0, out);
	buf_byte(out, ',');
	cell_document_day(row, 0, out);
	buf_byte(out, ',');
	cell_title(row, 0, out);
	buf_byte(out, '"');
}

static void source_original(const struct row *row, int which, struct buf *out)
{
	const struct attribution *said = row->event->attribution;
	(void)which;
	for (size_t i = 0; said && i < said->speaker_count; i++) {
		buf_text(out, i ? "; " : "");
		buf_str(out, actor_name(&said->speakers[i]));
	}
}

/* --- where ------------------------------------------------------------------------------------------- */

/* 1 the place itself, 4 a first-level division, 6 a country. */
static void where_prec(const struct row *row, int which, struct buf *out)
{
	static const char codes[] = {[PLACE_POINT] = '1', [PLACE_ADMIN1] = '4', [PLACE_COUNTRY] = '6'};
	(void)which;
	if (row->event->place.resolved)
		buf_byte(out, codes[row->event->place.precision]);
}

static void where_description(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->event->place.text);
}

static void well_known_text(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (!has_point(&row->event->place))
		return;
	buf_text(out, "POINT (");
	put_degrees(row->event->place.lon, out);
	buf_byte(out, ' ');
	put_degrees(row->event->place.lat, out);
	buf_byte(out, ')');
}

/* PRIO-GRID's cells are half a degree wide, 720 a row, counted from 1 at the south-west. */
static void priogrid(const struct row *row, int which, struct buf *out)
{
	const struct place *place = &row->event->place;
	(void)which;
	if (!has_point(place))
		return;
	long line = (long)((place->lat + 90) * 2), column = (long)((place->lon + 180) * 2);
	line = line > 359 ? 359 : line;
	column = column > 719 ? 719 : column;
	buf_printf(out, "%ld", line * 720 + column + 1);
}

static void country(const struct row *row, int which, struct buf *out)
{
	(void)which;
	cell_place_country(row, COUNTRY_UCDP, out);
	if (!out->length)
		cell_place_country(row, COUNTRY_NAME, out);
}

/* UCDP's regions are ranges of Gleditsch and Ward's numbers. */
static void region(const struct row *row, int which, struct buf *out)
{
	static const struct {
		unsigned below;
		const char *name;
	} regions[] = {{200, "Americas"}, {400, "Europe"}, {630, "Africa"}, {700, "Middle East"}, {1000, "Asia"}};
	uint64_t number;
	(void)which;
	if (!str_to_u64(table_country(row->exporter->tables, row->event->place.country, COUNTRY_GW), &number))
		return;
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
		if (number < regions[i].below) {
			buf_text(out, regions[i].name);
			return;
		}
}

/* --- when, and how many ------------------------------------------------------------------------------ */

static long days_of(const struct row *row)
{
	const struct date *date = &row->event->date;
	return date->from == DAY_NONE || date->to == DAY_NONE ? 0 : (long)date->to - date->from + 1;
}

/* 1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 more. */
static void date_prec(const struct row *row, int which, struct buf *out)
{
	long days = days_of(row);
	(void)which;
	if (days > 0)
		buf_byte(out, days == 1 ? '1' : days <= 6 ? '2' : days == 7 ? '3' : days <= 31 ? '4' : '5');
}

/* 1 told so that it stands alone, 2 lumped together with others: told of more than a day. */
static void clarity(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_byte(out, days_of(row) > 1 ? '2' : '1');
}

static void moment(const struct row *row, int which, struct buf *out)
{
	put_day(which ? row->event->date.to : row->event->date.from, out);
	if (out->length)
		buf_text(out, " 00:00:00.000");
}

enum toll { TOLL_LOW, TOLL_HIGH, TOLL_CIVILIANS, TOLL_UNKNOWN, TOLL_SIDE };

/* Best is the lowest number that the article stands by. On whose side they died is told for civilians alone. */
static void toll(const struct row *row, int which, struct buf *out)
{
	const struct count *killed = count_of(row->event, COUNT_KILLED);
	bool civilians = class_of(row, TARGET) == 'C' && row->side[TARGET];
	int64_t number = which == TOLL_HIGH && killed->high >= 0 ? killed->high : killed->low;
	if (which == TOLL_SIDE || (which == TOLL_CIVILIANS && !civilians) || (which == TOLL_UNKNOWN && civilians))
		number = 0;
	buf_printf(out, "%lld", (long long)number);
}

static const struct column columns[] = {
	{"id", cell_number_id, true},
	{"relid", NULL, 0},
	{"year", cell_event_compact, 4},
	{"active_year", NULL, 0},
	{"code_status", NULL, 0},
	{"type_of_violence", type_of_violence, 0},
	{"conflict_dset_id", NULL, 0},
	{"conflict_new_id", NULL, 0},
	{"conflict_name", NULL, 0},
	{"dyad_dset_id", NULL, 0},
	{"dyad_new_id", NULL, 0},
	{"dyad_name", dyad_name, 0},
	{"side_a_dset_id", NULL, 0},
	{"side_a_new_id", NULL, 0},
	{"side_a", side_name, SOURCE},
	{"side_b_dset_id", NULL, 0},
	{"side_b_new_id", NULL, 0},
	{"side_b", side_name, TARGET},
	{"number_of_sources", number_of_sources, 0},
	{"source_article", source_article, 0},
	{"source_office", cell_publisher, 0},
	{"source_date", cell_document_day, 0},
	{"source_headline", cell_title, 0},
	{"source_original", source_original, 0},
	{"where_prec", where_prec, 0},
	{"where_coordinates", cell_place_name, 0},
	{"where_description", where_description, 0},
	{"adm_1", cell_admin1, 0},
	{"adm_2", NULL, 0},
	{"latitude", cell_latitude, 0},
	{"longitude", cell_longitude, 0},
	{"geom_wkt", well_known_text, 0},
	{"priogrid_gid", priogrid, 0},
	{"country", country, 0},
	{"country_id", cell_place_country, COUNTRY_GW},
	{"region", region, 0},
	{"event_clarity", clarity, 0},
	{"date_prec", date_prec, 0},
	{"date_start", moment, 0},
	{"date_end", moment, 1},
	{"deaths_a", toll, TOLL_SIDE},
	{"deaths_b", toll, TOLL_SIDE},
	{"deaths_civilians", toll, TOLL_CIVILIANS},
	{"deaths_unknown", toll, TOLL_UNKNOWN},
	{"best", toll, TOLL_LOW},
	{"high", toll, TOLL_HIGH},
	{"low", toll, TOLL_LOW},
	{"gwnoa", government_number, SOURCE},
	{"gwnob", government_number, TARGET},
};

const struct export_layout ucdp_layout = {STYLE_CSV, LAYOUT_COLUMNS(columns)};

static bool takes(struct row *row)
{
	const struct count *killed = count_of(row->event, COUNT_KILLED);
	return str_equal(row->event->type, STR("ASSAULT")) && killed && killed->low > 0 && row_happened(row) && row_first_of_incident(row);
}

void ucdp_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	rows_of_events(exporter, document, incidents, takes, out);
}
