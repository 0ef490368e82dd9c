/* acled.c: rows of ACLED's shape, 31 columns. Which events are its own, and of which type, is lexicon/export/acled.tsv. */
#include "base/day.h"
#include "export/cells.h"
#include "export/layouts.h"

static struct str rule(const struct row *row, enum acled_column column)
{
	return table_acled(row->exporter->tables, row->rule, column);
}

static bool is_protest(const struct row *row)
{
	return str_equal(row->event->type, STR("PROTEST"));
}

/* --- who: 1 state, 2 rebels, 3 militias, 5 rioters, 6 protesters, 7 civilians, 8 outside forces; 0 nobody -- */

enum { INTER_NOBODY = 0, INTER_STATE = 1, INTER_MILITIA = 3, INTER_RIOTERS = 5, INTER_PROTESTERS = 6, INTER_CIVILIANS = 7, INTER_OUTSIDE = 8 };

static bool is_state_itself(const struct actor *actor)
{
	return str_empty(actor->sector) && !str_empty(actor->country) && str_equal(actor->code, actor->country);
}

static int inter_of(const struct row *row, int which)
{
	const struct actor *actor = row->side[which];
	const struct str place = row->event->place.country;
	if (which == SOURCE && is_protest(row))
		return str_equal(rule(row, ACLED_EVENT), STR("Riots")) ? INTER_RIOTERS : INTER_PROTESTERS;
	if (!actor)
		return which == SOURCE && str_equal(row->event->type, STR("ASSAULT")) ? INTER_MILITIA : INTER_NOBODY;
	struct str digit = table_sector(row->exporter->tables, actor->sector, SECTOR_INTER);
	int inter = str_empty(digit) ? is_state_itself(actor) ? INTER_STATE : INTER_NOBODY : digit.data[0] - '0';
	bool outside = inter == INTER_STATE && !str_empty(place) && !str_empty(actor->country) && !str_equal(place, actor->country);
	return outside ? INTER_OUTSIDE : inter;
}

static void inter(const struct row *row, int which, struct buf *out)
{
	buf_printf(out, "%d", inter_of(row, which));
}

/* The two kinds in one number, the smaller first: 17 is state forces and civilians, whoever acts. */
static void interaction(const struct row *row, int which, struct buf *out)
{
	int a = inter_of(row, SOURCE), b = inter_of(row, TARGET), low = a < b ? a : b, high = a < b ? b : a;
	(void)which;
	buf_printf(out, "%d", low ? low * 10 + high : high * 10);
}

static void with_country(const char *who, const struct row *row, struct buf *out)
{
	struct str country = table_country(row->exporter->tables, row->event->place.country, COUNTRY_NAME);
	if (str_empty(country) && row->side[SOURCE])
		country = table_country(row->exporter->tables, row->side[SOURCE]->country, COUNTRY_NAME);
	buf_text(out, who);
	if (!str_empty(country))
		buf_printf(out, " (%.*s)", STR_ARG(country));
}

static void actor(const struct row *row, int which, struct buf *out)
{
	int kind = inter_of(row, which);
	if (kind == INTER_RIOTERS || kind == INTER_PROTESTERS)
		with_country(kind == INTER_RIOTERS ? "Rioters" : "Protesters", row, out);
	else if (row->side[which])
		buf_str(out, actor_name(row->side[which]));
	else if (kind == INTER_MILITIA)
		with_country("Unidentified Armed Group", row, out);
}

/* Those who act beside the first; of protesters, who they are. */
static void associated(const struct row *row, int which, struct buf *out)
{
	const struct event *event = row->event;
	const struct actor *list = which == SOURCE ? event->actors : event->recipients;
	size_t count = which == SOURCE ? event->actor_count : event->recipient_count;
	bool both_act = event->reciprocal && !event->recipient_count;
	for (size_t i = which == SOURCE && is_protest(row) ? 0 : 1; i < count && !both_act; i++) {
		buf_text(out, out->length ? "; " : "");
		buf_str(out, actor_name(&list[i]));
	}
}

static bool is_civilian(int kind)
{
	return kind == INTER_CIVILIANS || kind == INTER_NOBODY || kind == INTER_PROTESTERS;
}

static void targeting(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (inter_of(row, TARGET) == INTER_CIVILIANS && str_starts(rule(row, ACLED_DISORDER), STR("Political violence")))
		buf_text(out, "Civilian targeting");
}

/* --- what, when, where ------------------------------------------------------------------------------- */

static void event_id(const struct row *row, int which, struct buf *out)
{
	buf_str(out, row->event->place.country);
	cell_number_id(row, which, out);
}

/* 1 a day, 2 a week, 3 a month or more. */
static void time_precision(const struct row *row, int which, struct buf *out)
{
	const struct date *date = &row->event->date;
	(void)which;
	if (date->from != DAY_NONE && date->to != DAY_NONE)
		buf_byte(out, date->to == date->from ? '1' : date->to - date->from < 7 ? '2' : '3');
}

static void from_rule(const struct row *row, int which, struct buf *out)
{
	buf_str(out, rule(row, (enum acled_column)which));
}

/* 1 the place itself, 3 a region or country. */
static void geo_precision(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (row->event->place.resolved)
		buf_byte(out, row->event->place.precision == PLACE_POINT ? '1' : '3');
}

static void fatalities(const struct row *row, int which, struct buf *out)
{
	const struct count *killed = count_of(row->event, COUNT_KILLED);
	(void)which;
	buf_printf(out, "%lld", (long long)(killed ? killed->low : 0));
}

static void tags(const struct row *row, int which, struct buf *out)
{
	const struct count *crowd = count_of(row->event, COUNT_CROWD);
	(void)which;
	if (is_protest(row))
		buf_text(out, crowd ? "crowd size=" : "crowd size=no report");
	if (is_protest(row) && crowd)
		buf_printf(out, "%lld", (long long)crowd->low);
}

/* Seconds since 1970 of the article's day: when casus was told of it. */
static void timestamp(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (row->document->article.day != DAY_NONE)
		buf_printf(out, "%lld", (long long)row->document->article.day * 86400);
}

static const struct column columns[] = {
	{"event_id_cnty", event_id, true},
	{"event_date", cell_event_day, 0},
	{"year", cell_event_compact, 4},
	{"time_precision", time_precision, 0},
	{"disorder_type", from_rule, ACLED_DISORDER},
	{"event_type", from_rule, ACLED_EVENT},
	{"sub_event_type", from_rule, ACLED_SUB_EVENT},
	{"actor1", actor, SOURCE},
	{"assoc_actor_1", associated, SOURCE},
	{"inter1", inter, SOURCE},
	{"actor2", actor, TARGET},
	{"assoc_actor_2", associated, TARGET},
	{"inter2", inter, TARGET},
	{"interaction", interaction, 0},
	{"civilian_targeting", targeting, 0},
	{"iso", cell_place_country, COUNTRY_NUMERIC},
	{"region", cell_place_country, COUNTRY_REGION},
	{"country", cell_place_country, COUNTRY_NAME},
	{"admin1", cell_admin1, 0},
	{"admin2", NULL, 0},
	{"admin3", NULL, 0},
	{"location", cell_place_name, 0},
	{"latitude", cell_latitude, 0},
	{"longitude", cell_longitude, 0},
	{"geo_precision", geo_precision, 0},
	{"source", cell_publisher, 0},
	{"source_scale", NULL, 0},
	{"notes", cell_sentence_text, 0},
	{"fatalities", fatalities, 0},
	{"tags", tags, 0},
	{"timestamp", timestamp, 0},
};

const struct export_layout acled_layout = {STYLE_CSV, LAYOUT_COLUMNS(columns)};

static bool fits(const struct row *row, size_t line)
{
	const struct export_tables *tables = row->exporter->tables;
	struct str mode = table_acled(tables, line, ACLED_MODE), target = table_acled(tables, line, ACLED_TARGET),
	           about = table_acled(tables, line, ACLED_ABOUT);
	if (!str_equal(table_acled(tables, line, ACLED_TYPE), row->event->type))
		return false;
	if ((!str_empty(mode) && !str_equal(mode, row->event->mode)) || (!str_empty(about) && !str_equal(about, row->event->about)))
		return false;
	return str_equal(target, STR("any")) || str_equal(target, STR("civilian")) == is_civilian(inter_of(row, TARGET));
}

static bool takes(struct row *row)
{
	size_t count = table_acled_count(row->exporter->tables);
	if (!row_happened(row))
		return false;
	for (row->rule = 0; row->rule < count; row->rule++)
		if (fits(row, row->rule))
			return row_first_of_incident(row);
	return false;
}

void acled_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	rows_of_events(exporter, document, incidents, takes, out);
}
