/* export/: the record in the formats of others. One file a format, one line of the table in formats.c.
 *
 * A format is a table (columns, each with the function that fills it) or something else that is begun, added to and
 * ended. Codes of others (CAMEO's labels and scales, countries, sectors) are data: lexicon/export, docs/export.md.
 */
#ifndef CASUS_EXPORT_H
#define CASUS_EXPORT_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

struct export_tables; /* lexicon/export; immutable */
struct exporter;      /* one output */

/* Compile FOLDER/NAME.tsv into WRITER. False with ERROR_LEXICON. */
bool export_compile(const char *folder, struct pack_writer *writer, struct error *error);
/* The pack must outlive the tables. False with ERROR_LEXICON or ERROR_SYSTEM. */
bool export_open(struct export_tables **tables, const struct pack *pack, struct error *error);
void export_close(struct export_tables *tables);

enum goldstein_table { GOLDSTEIN_GDELT, GOLDSTEIN_PHOENIX };

struct export_incident { /* what is known of the event beyond its one article; all zero where nothing is */
	struct str id;       /* records with one id tell of one event */
	size_t mentions, sources, articles;
};

struct export_options {
	enum goldstein_table goldstein;
	bool all;           /* also what was denied, planned, conditional or only possible, in formats that have no mark for it */
	struct str version; /* of the program */
};

struct export_format {
	const char *name, *summary;
	const struct export_layout *layout; /* a table; NULL otherwise */
	void (*begin)(struct exporter *exporter, struct buf *out); /* NULL: the table's header */
	void (*add)(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out);
	void (*end)(struct exporter *exporter, struct buf *out); /* NULL: nothing */
};

/* All formats, ended by one without name. */
extern const struct export_format export_formats[];
/* NULL when there is none of that name. */
const struct export_format *export_format_find(const char *name);

/* Documents are added one after the other, by one thread at a time. TABLES and what OPTIONS points to must outlive it. */
bool exporter_new(struct exporter **exporter, const struct export_format *format, const struct export_tables *tables,
                  const struct export_options *options, struct error *error);
void exporter_free(struct exporter *exporter);
/* What they write is appended to OUT. INCIDENTS has one entry for each event of DOCUMENT, or is NULL. False with ERROR_SYSTEM
 * when memory runs out. */
bool exporter_begin(struct exporter *exporter, struct buf *out, struct error *error);
bool exporter_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out,
                  struct error *error);
bool exporter_end(struct exporter *exporter, struct buf *out, struct error *error);

#endif
