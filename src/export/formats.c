/* formats.c: the table of formats, and one output from its beginning to its end. */
#include <stdlib.h>

#include "export/layouts.h"

const struct export_format export_formats[] = {
	{"csv", "every event and relation with all fields, RFC 4180", &records_csv_layout, NULL, records_add, NULL},
	{"tsv", "the same with tabs, nothing quoted", &records_tsv_layout, NULL, records_add, NULL},
	{"icews", "ICEWS coded events (20 columns)", &icews_layout, NULL, icews_add, NULL},
	{"gdelt", "GDELT 2.0 Events (61 columns)", &gdelt_layout, NULL, gdelt_add, NULL},
	{"gdelt-mentions", "GDELT 2.0 Mentions (16 columns)", &gdelt_mentions_layout, NULL, gdelt_mentions_add, NULL},
	{"phoenix", "Phoenix (26 columns)", &phoenix_layout, NULL, phoenix_add, NULL},
	{"polecat", "POLECAT (40 columns)", &polecat_layout, NULL, polecat_add, NULL},
	{"plover", "PLOVER JSON, one event a line", NULL, NULL, plover_add, NULL},
	{"acled", "rows of ACLED's shape (31 columns)", &acled_layout, NULL, acled_add, NULL},
	{"ucdp-ged", "rows of UCDP GED's shape (49 columns): attacks that killed", &ucdp_layout, NULL, ucdp_add, NULL},
	{"ceasefires", "ETH/PRIO's columns, one row for each declaring actor and truce", &ceasefires_layout, NULL, ceasefires_add, NULL},
	{"geojson", "events as points of a map", NULL, geojson_begin, geojson_add, geojson_end},
	{"graphml", "actors as nodes, what they do to each other as weighted edges", NULL, graphml_begin, graphml_add, graphml_end},
	{0},
};

const struct export_format *export_format_find(const char *name)
{
	for (const struct export_format *format = export_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}

bool exporter_new(struct exporter **result, const struct export_format *format, const struct export_tables *tables,
                  const struct export_options *options, struct error *error)
{
	struct exporter *exporter = *result = calloc(1, sizeof *exporter);
	if (!exporter)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	exporter->format = format;
	exporter->tables = tables;
	exporter->options = *options;
	arena_init(&exporter->arena);
	map_init(&exporter->seen, &exporter->arena);
	return true;
}

void exporter_free(struct exporter *exporter)
{
	if (!exporter)
		return;
	arena_free(&exporter->arena);
	buf_free(&exporter->cell);
	free(exporter);
}

static bool finish(struct exporter *exporter, bool done, const struct buf *out, struct error *error)
{
	exporter->arena.recover = NULL;
	return (done && !out->failed) || error_set(error, ERROR_SYSTEM, "out of memory");
}

bool exporter_begin(struct exporter *exporter, struct buf *out, struct error *error)
{
	jmp_buf recover;
	exporter->arena.recover = &recover;
	if (setjmp(recover) != 0)
		return finish(exporter, false, out, error);
	if (exporter->format->begin)
		exporter->format->begin(exporter, out);
	else if (exporter->format->layout)
		row_header(exporter->format->layout, out);
	return finish(exporter, true, out, error);
}

bool exporter_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out,
                  struct error *error)
{
	jmp_buf recover;
	exporter->arena.recover = &recover;
	if (setjmp(recover) != 0)
		return finish(exporter, false, out, error);
	exporter->format->add(exporter, document, incidents, out);
	return finish(exporter, true, out, error);
}

bool exporter_end(struct exporter *exporter, struct buf *out, struct error *error)
{
	jmp_buf recover;
	exporter->arena.recover = &recover;
	if (setjmp(recover) != 0)
		return finish(exporter, false, out, error);
	if (exporter->format->end)
		exporter->format->end(exporter, out);
	return finish(exporter, true, out, error);
}
