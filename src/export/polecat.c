/* polecat.c: POLECAT, 40 columns with a header. What is not known is written "None", as there. */
#include "export/cells.h"
#include "export/layouts.h"

static void event_id(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->event->id);
	if (row->pair)
		buf_printf(out, "-%zu", row->pair + 1);
}

static void type(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->event->type);
}

static void mode(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->event->mode);
}

static void intensity(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, table_intensity(row->exporter->tables, row->event->type, row->event->mode));
}

static void quad(const struct row *row, int which, struct buf *out)
{
	static const char *const names[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
	(void)which;
	if (row->event->quad >= 1 && row->event->quad <= 4)
		buf_text(out, names[row->event->quad]);
}

static void resolved_name(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		buf_str(out, row->side[which]->name);
}

static void country(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		buf_str(out, row->side[which]->country);
}

static void cow(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		buf_str(out, table_country(row->exporter->tables, row->side[which]->country, COUNTRY_COW));
}

static void sector(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		buf_str(out, row->side[which]->sector);
}

static void place_words(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->event->place.text);
}

static void feature_type(const struct row *row, int which, struct buf *out)
{
	static const char *const names[] = {[PLACE_POINT] = "Place", [PLACE_ADMIN1] = "Province", [PLACE_COUNTRY] = "Country"};
	(void)which;
	if (row->event->place.resolved)
		buf_text(out, names[row->event->place.precision]);
}

static void place_country(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->event->place.country);
}

static void language(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->document->article.language);
}

static void version(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_text(out, "casus ");
	buf_str(out, row->exporter->options.version);
}

/* --- who and where the story is about: of its events, each once, in the order of the text ------------- */

static bool told_before(const struct str *names, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(names[i], name))
			return true;
	return str_empty(name);
}

static void put_once(struct str *names, size_t most, size_t *count, struct str name, struct buf *out)
{
	if (*count == most || told_before(names, *count, name))
		return;
	buf_text(out, *count ? "; " : "");
	buf_str(out, name);
	names[(*count)++] = name;
}

enum { STORY_MOST = 64 }; /* names in one cell */

/* A record does not say whether an actor is a person or a body: all stand under the organizations. */
static void story_actors(const struct row *row, int which, struct buf *out)
{
	struct str names[STORY_MOST];
	size_t count = 0;
	(void)which;
	for (size_t i = 0; i < row->document->event_count; i++) {
		const struct event *event = &row->document->events[i];
		for (size_t j = 0; j < event->actor_count; j++)
			put_once(names, STORY_MOST, &count, event->actors[j].name, out);
		for (size_t j = 0; j < event->recipient_count; j++)
			put_once(names, STORY_MOST, &count, event->recipients[j].name, out);
	}
}

static void story_places(const struct row *row, int which, struct buf *out)
{
	struct str names[STORY_MOST];
	size_t count = 0;
	(void)which;
	for (size_t i = 0; i < row->document->event_count; i++)
		put_once(names, STORY_MOST, &count, row->document->events[i].place.name, out);
}

#define SIDE_COLUMNS(who, side) \
	{who " Name", resolved_name, side}, {who " Country", country, side}, {who " COW", cow, side}, {"Primary " who " Sector", sector, side}, \
	{who " Sectors", sector, side}, {who " Title", NULL, 0}, {who " Name Raw", cell_words, side}, {"Wikipedia " who " ID", NULL, 0}

static const struct column columns[] = {
	{"Event ID", event_id, 0},
	{"Event Date", cell_event_day, 0},
	{"Event Type", type, 0},
	{"Event Mode", mode, 0},
	{"Intensity", intensity, 0},
	{"Quad Code", quad, 0},
	{"Contexts", cell_contexts, 0},
	SIDE_COLUMNS("Actor", SOURCE),
	SIDE_COLUMNS("Recipient", TARGET),
	{"Placename", cell_place_name, 0},
	{"City", cell_city, 0},
	{"District", NULL, 0},
	{"Province", cell_admin1, 0},
	{"Country", place_country, 0},
	{"Latitude", cell_latitude, 0},
	{"Longitude", cell_longitude, 0},
	{"GeoNames ID", cell_geonames, 0},
	{"Raw Placename", place_words, 0},
	{"Feature Type", feature_type, 0},
	{"Source", cell_publisher, 0},
	{"Publication Date", cell_document_day, 0},
	{"Story People", NULL, 0},
	{"Story Organizations", story_actors, 0},
	{"Story Locations", story_places, 0},
	{"Language", language, 0},
	{"Version", version, 0},
};

const struct export_layout polecat_layout = {STYLE_TSV, .empty = "None", LAYOUT_COLUMNS(columns)};

static bool takes(struct row *row)
{
	return row_happened(row);
}

void polecat_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	rows_of_pairs(exporter, document, incidents, takes, out);
}
