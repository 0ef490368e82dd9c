/* icews.c: ICEWS coded events, 20 columns with a header. */
#include "export/cells.h"
#include "export/layouts.h"

/* Of a state: "Government"; others have their sector alone. */
static void sectors(const struct row *row, int which, struct buf *out)
{
	const struct actor *actor = row->side[which];
	if (actor)
		buf_str(out, table_sector(row->exporter->tables, actor->sector, SECTOR_ICEWS));
}

static void label(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, table_cameo_label(row->exporter->tables, row->event->cameo));
}

static void story(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_printf(out, "%llu", (unsigned long long)number_of(row->document->id, 0));
}

static void sentence(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_printf(out, "%zu", row->event->sentence + 1);
}

static const struct column columns[] = {
	{"Event ID", cell_number_id, false},
	{"Event Date", cell_event_day, 0},
	{"Source Name", cell_name, SOURCE},
	{"Source Sectors", sectors, SOURCE},
	{"Source Country", cell_country_name, SOURCE},
	{"Event Text", label, 0},
	{"CAMEO Code", cell_cameo, 0},
	{"Intensity", cell_goldstein, 0},
	{"Target Name", cell_name, TARGET},
	{"Target Sectors", sectors, TARGET},
	{"Target Country", cell_country_name, TARGET},
	{"Story ID", story, 0},
	{"Sentence Number", sentence, 0},
	{"Publisher", cell_publisher, 0},
	{"City", cell_city, 0},
	{"District", NULL, 0},
	{"Province", cell_admin1, 0},
	{"Country", cell_place_country, COUNTRY_NAME},
	{"Latitude", cell_latitude, 0},
	{"Longitude", cell_longitude, 0},
};

const struct export_layout icews_layout = {STYLE_TSV, LAYOUT_COLUMNS(columns)};

static bool takes(struct row *row)
{
	return row_happened(row) && !str_empty(row->event->cameo);
}

void icews_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	rows_of_pairs(exporter, document, incidents, takes, out);
}
