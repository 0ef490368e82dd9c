/* ceasefires.c: the columns of the ETH/PRIO Civil Conflict Ceasefire Dataset, one row for each actor that declares a truce. A call
 * that nobody answered is none. */
#include "base/day.h"
#include "export/cells.h"
#include "export/layouts.h"
#include "names.h"

#define UNCLEAR "-1"

static const struct event *first_event(const struct row *row)
{
	return row->ceasefire->event_count ? &row->document->events[row->ceasefire->events[0]] : NULL;
}

static struct str country_of(const struct row *row)
{
	struct str place = row->ceasefire->place.country;
	return str_empty(place) ? row->side[SOURCE]->country : place;
}

static void country(const struct row *row, int which, struct buf *out)
{
	buf_str(out, table_country(row->exporter->tables, country_of(row), (enum country_column)which));
}

/* A is the government's side, B the other. */
static void side(const struct row *row, int which, struct buf *out)
{
	const struct actor *actor = row->side[SOURCE];
	struct str of_sector = table_sector(row->exporter->tables, actor->sector, SECTOR_SIDE);
	bool state = str_equal(actor->code, actor->country) && !str_empty(actor->country);
	(void)which;
	if (state || !str_empty(of_sector))
		buf_byte(out, state || of_sector.data[0] == 'G' ? 'A' : 'B');
}

static void number_id(const struct row *row, int which, struct buf *out)
{
	buf_printf(out, "%llu", (unsigned long long)number_of(row->ceasefire->id, which ? row->pair + 1 : 0));
}

enum date_of { DECLARED = 0, EFFECT = 10, END = 20 };
enum date_part { YEAR, MONTH, DAY };

static const struct date *date_of(const struct row *row, int which)
{
	const struct ceasefire *truce = row->ceasefire;
	return which >= END ? &truce->until : which >= EFFECT ? &truce->effective_from : &truce->called_on;
}

/* WHICH is a date and a part of it: EFFECT + MONTH. A part finer than what was told is unclear. */
static void date_part(const struct row *row, int which, struct buf *out)
{
	const struct date *date = date_of(row, which);
	int part[3], finest = date->precision == DATE_YEAR ? YEAR : date->precision == DATE_MONTH ? MONTH : DAY;
	int32_t day = which >= END ? date->to : date->from;
	if (day == DAY_NONE || date->from == DAY_NONE || (which >= END && row->ceasefire->stage != CEASEFIRE_ENDED))
		return;
	day_to_civil(day, &part[YEAR], &part[MONTH], &part[DAY]);
	if (which % 10 > finest)
		buf_text(out, UNCLEAR);
	else
		buf_printf(out, "%d", part[which % 10]);
}

static void written(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_text(out, row->ceasefire->written ? "1" : UNCLEAR);
}

static void fixed(const struct row *row, int which, struct buf *out)
{
	const struct ceasefire *truce = row->ceasefire;
	bool known = !str_empty(truce->duration) || truce->until.from != DAY_NONE;
	(void)which;
	buf_text(out, known ? "1" : "0");
}

/* In days, where both ends or a number of days is told. */
static void fixed_time(const struct row *row, int which, struct buf *out)
{
	const struct ceasefire *truce = row->ceasefire;
	(void)which;
	if (truce->until.from != DAY_NONE && truce->effective_from.from != DAY_NONE)
		buf_printf(out, "%ld", (long)truce->until.to - truce->effective_from.from + 1);
	else
		buf_str(out, truce->duration);
}

static const char *const purposes[] = {"humanitarian", "peace-process", "holiday", "election"};
enum { PURPOSE_UNCLEAR = sizeof purposes / sizeof *purposes };

static void purpose(const struct row *row, int which, struct buf *out)
{
	const struct ceasefire *truce = row->ceasefire;
	bool found = which == PURPOSE_UNCLEAR && !truce->purpose_count;
	for (size_t i = 0; i < truce->purpose_count && which < PURPOSE_UNCLEAR; i++)
		found |= str_equal(truce->purposes[i], str_of(purposes[which]));
	buf_byte(out, found ? '1' : '0');
}

static void mediated(const struct row *row, int which, struct buf *out)
{
	(void)which;
	for (size_t i = 0; i < row->ceasefire->mediator_count; i++) {
		buf_text(out, i ? "; " : "");
		buf_str(out, actor_name(&row->ceasefire->mediators[i]));
	}
	if (!row->ceasefire->mediator_count)
		buf_text(out, UNCLEAR);
}

static void unclear(const struct row *row, int which, struct buf *out)
{
	(void)row, (void)which;
	buf_text(out, UNCLEAR);
}

static void evidence(const struct row *row, int which, struct buf *out)
{
	const struct event *event = first_event(row);
	(void)which;
	if (event) {
		struct span span = row->document->sentences[event->sentence].span;
		buf_append(out, row->document->article.text.data + span.start, span.end - span.start);
	}
}

/* The stage, and how each answered. */
static void comment(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_text(out, name_of_stage(row->ceasefire->stage));
	for (size_t i = 0; i < row->ceasefire->response_count; i++) {
		const struct response *response = &row->ceasefire->responses[i];
		buf_text(out, "; ");
		buf_str(out, actor_name(&response->actor));
		buf_printf(out, " %s", name_of_response(response->response));
	}
}

static void coder(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_text(out, "casus ");
	buf_str(out, row->exporter->options.version);
}

#define DATE_COLUMNS(name, date) \
	{name "_yr", date_part, (date) + YEAR}, {name "_month", date_part, (date) + MONTH}, {name "_day", date_part, (date) + DAY}
#define LINK(n) {"link_id" n, NULL, 0}

static const struct column columns[] = {
	{"location", country, COUNTRY_NAME},
	{"region", country, COUNTRY_REGION},
	{"cc", country, COUNTRY_GW},
	{"side", side, 0},
	{"cf_id", number_id, false},
	{"uniq_id", number_id, true},
	{"ucdp_actor_id", NULL, 0},
	{"actor_name", cell_name, SOURCE},
	{"ucdp_acd_id", NULL, 0},
	{"ucdp_dyad", NULL, 0},
	{"pax_id", NULL, 0},
	{"link", NULL, 0},
	LINK("1"), LINK("2"), LINK("3"), LINK("4"), LINK("5"), LINK("6"), LINK("7"), LINK("8"), LINK("9"), LINK("10"), LINK("11"), LINK("12"),
	LINK("13"), LINK("14"), LINK("15"), LINK("16"), LINK("17"), LINK("18"), LINK("19"), LINK("20"), LINK("21"), LINK("22"), LINK("23"),
	LINK("24"), LINK("25"), LINK("26"), LINK("27"), LINK("28"), LINK("29"), LINK("30"), LINK("31"), LINK("32"), LINK("33"), LINK("34"),
	LINK("35"),
	DATE_COLUMNS("cf_dec", DECLARED),
	DATE_COLUMNS("cf_effect", EFFECT),
	{"partial", NULL, 0},
	{"written", written, 0},
	{"fixed", fixed, 0},
	{"fixed_time", fixed_time, 0},
	{"nsa_frac", NULL, 0},
	{"splinter", NULL, 0},
	{"p_humanitarian", purpose, 0},
	{"p_peaceprocess", purpose, 1},
	{"p_holiday", purpose, 2},
	{"p_election", purpose, 3},
	{"p_other", NULL, 0},
	{"p_other_comment", NULL, 0},
	{"p_unclear", purpose, PURPOSE_UNCLEAR},
	{"cf_pp", NULL, 0},
	{"ceasefire_class", NULL, 0},
	{"timing", NULL, 0},
	{"mediator_nego", mediated, 0},
	{"mediator_send", NULL, 0},
	{"implement", unclear, 0},
	{"enforcement", unclear, 0},
	{"ddr", NULL, 0},
	{"ended", NULL, 0},
	DATE_COLUMNS("end", END),
	{"truce", NULL, 0},
	{"evidence_onset", evidence, 0},
	{"evidence_end", NULL, 0},
	{"factivia_source", cell_publisher, 0},
	{"factivia_page", cell_url, 0},
	{"comment", comment, 0},
	{"coder", coder, 0},
	{"recentadditions", NULL, 0},
};

const struct export_layout ceasefires_layout = {STYLE_CSV, LAYOUT_COLUMNS(columns)};

/* --- who declares ------------------------------------------------------------------------------------ */

static bool same_actor(const struct actor *a, const struct actor *b)
{
	return !str_empty(a->id) || !str_empty(b->id) ? str_equal(a->id, b->id) : str_equal(actor_name(a), actor_name(b));
}

enum { DECLARING_MOST = 64 };

struct declaring {
	const struct actor *actors[DECLARING_MOST];
	size_t count;
};

static void add(struct declaring *declaring, const struct actor *actor)
{
	for (size_t i = 0; i < declaring->count; i++)
		if (same_actor(declaring->actors[i], actor))
			return;
	if (declaring->count < DECLARING_MOST)
		declaring->actors[declaring->count++] = actor;
}

/* Whoever calls a truce of his own; the parties of one that was agreed; and whoever accepts without condition. */
static struct declaring declaring_actors(const struct ceasefire *truce)
{
	struct declaring declaring = {.count = 0};
	for (size_t i = 0; i < truce->called_by_count && truce->unilateral; i++)
		add(&declaring, &truce->called_by[i]);
	for (size_t i = 0; i < truce->party_count && truce->stage != CEASEFIRE_CALLED; i++)
		add(&declaring, &truce->parties[i]);
	for (size_t i = 0; i < truce->response_count; i++)
		if (truce->responses[i].response == RESPONSE_ACCEPTS)
			add(&declaring, &truce->responses[i].actor);
	return declaring;
}

void ceasefires_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	(void)incidents;
	for (size_t i = 0; i < document->ceasefire_count; i++) {
		struct row row = {.exporter = exporter, .document = document, .ceasefire = &document->ceasefires[i]};
		struct declaring declaring = declaring_actors(row.ceasefire);
		for (row.pair = 0; row.pair < declaring.count; row.pair++) {
			row.side[SOURCE] = declaring.actors[row.pair];
			row_write(&row, out);
		}
	}
}
