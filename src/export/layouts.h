/* layouts.h: what the formats' files give to the table in formats.c. */
#ifndef CASUS_EXPORT_LAYOUTS_H
#define CASUS_EXPORT_LAYOUTS_H

#include "export/row.h"

extern const struct export_layout icews_layout, gdelt_layout, gdelt_mentions_layout, phoenix_layout, polecat_layout, acled_layout, ucdp_layout,
	ceasefires_layout, records_csv_layout, records_tsv_layout;

#define EXPORT_ADD(name) \
	void name(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)

EXPORT_ADD(icews_add);
EXPORT_ADD(gdelt_add);
EXPORT_ADD(gdelt_mentions_add);
EXPORT_ADD(phoenix_add);
EXPORT_ADD(polecat_add);
EXPORT_ADD(plover_add);
EXPORT_ADD(acled_add);
EXPORT_ADD(ucdp_add);
EXPORT_ADD(ceasefires_add);
EXPORT_ADD(geojson_add);
EXPORT_ADD(graphml_add);
EXPORT_ADD(records_add);
void geojson_begin(struct exporter *exporter, struct buf *out);
void geojson_end(struct exporter *exporter, struct buf *out);
void graphml_begin(struct exporter *exporter, struct buf *out);
void graphml_end(struct exporter *exporter, struct buf *out);

#endif
