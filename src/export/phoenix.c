/* phoenix.c: Phoenix, 26 columns in the order of phoenix_pipeline's postprocess.py, without a header. */
#include "export/cells.h"
#include "export/layouts.h"

static void event_id(const struct row *row, int which, struct buf *out)
{
	cell_number_id(row, which, out);
	buf_byte(out, '_');
	buf_str(out, row->exporter->options.version);
}

enum part { ENTITY, ROLE, ATTRIBUTE };

/* Full "IGOUNOREF": entity "IGO", role "UNO", attribute "REF": the blocks of the code, all that are left in the last. */
static void actor_part(const struct row *row, int which, struct buf *out)
{
	const struct actor *actor = row->side[which % 2];
	struct buf full = {0};
	if (actor)
		put_cameo_actor(row->exporter->tables, actor, &full);
	size_t part = (size_t)which / 2, from = part * 3, to = part == ATTRIBUTE ? full.length : from + 3;
	if (from < full.length)
		buf_append(out, full.data + from, (to < full.length ? to : full.length) - from);
	buf_free(&full);
}

/* Statements are a class of their own here, so that there are five. */
static void quad(const struct row *row, int which, struct buf *out)
{
	static const char quads[] = "?00111222333333443444"; /* by CAMEO root, 1 to 20 */
	struct str code = row->event->cameo;
	(void)which;
	if (code.length < 2)
		return;
	size_t root = (size_t)(code.data[0] - '0') * 10 + (size_t)(code.data[1] - '0');
	if (root >= 1 && root <= 20)
		buf_byte(out, quads[root]);
}

static void sentence_id(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->document->id);
	buf_printf(out, "_%zu", row->event->sentence + 1);
}

static void day_part(const struct row *row, int which, struct buf *out)
{
	struct buf all = {0};
	cell_event_compact(row, 8, &all);
	if (all.length == 8)
		buf_append(out, all.data + which, which ? 2 : 4);
	buf_free(&all);
}

static const struct column columns[] = {
	{"EventID", event_id, false},
	{"Date", cell_event_compact, 8},
	{"Year", day_part, 0},
	{"Month", day_part, 4},
	{"Day", day_part, 6},
	{"SourceActorFull", cell_cameo_actor, SOURCE},
	{"SourceActorEntity", actor_part, SOURCE + 2 * ENTITY},
	{"SourceActorRole", actor_part, SOURCE + 2 * ROLE},
	{"SourceActorAttribute", actor_part, SOURCE + 2 * ATTRIBUTE},
	{"TargetActorFull", cell_cameo_actor, TARGET},
	{"TargetActorEntity", actor_part, TARGET + 2 * ENTITY},
	{"TargetActorRole", actor_part, TARGET + 2 * ROLE},
	{"TargetActorAttribute", actor_part, TARGET + 2 * ATTRIBUTE},
	{"EventCode", cell_cameo, 0},
	{"EventRootCode", cell_cameo, 2},
	{"QuadClass", quad, 0},
	{"GoldsteinScore", cell_goldstein, 0},
	{"Issues", cell_contexts, 0},
	{"Lat", cell_latitude, 0},
	{"Lon", cell_longitude, 0},
	{"LocationName", cell_city, 0},
	{"StateName", cell_admin1, 0},
	{"CountryName", cell_place_country, COUNTRY_NAME},
	{"SentenceID", sentence_id, 0},
	{"URLs", cell_url, 0},
	{"NewsSources", cell_publisher, 0},
};

const struct export_layout phoenix_layout = {STYLE_TSV, .headless = true, LAYOUT_COLUMNS(columns)};

static bool takes(struct row *row)
{
	return row_happened(row) && !str_empty(row->event->cameo);
}

void phoenix_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	rows_of_pairs(exporter, document, incidents, takes, out);
}
