/* row.h: a format that is a table: its columns, how its cells are written, and which rows it has. */
#ifndef CASUS_EXPORT_ROW_H
#define CASUS_EXPORT_ROW_H

#include "base/map.h"
#include "export/tables.h"

enum side { SOURCE, TARGET };

struct row { /* what one line is about */
	struct exporter *exporter;
	const struct document *document;
	const struct event *event;                 /* NULL in a row about a ceasefire */
	const struct export_incident *incident;    /* NULL where nothing is known of it */
	const struct actor *side[2];               /* one of each where a row is of a pair; NULL: nobody is named */
	size_t pair;                               /* which of the event's pairs, from 0 */
	const struct ceasefire *ceasefire;
	size_t rule;                               /* of lexicon/export/acled.tsv */
};

struct column {
	const char *name;
	void (*value)(const struct row *row, int which, struct buf *out); /* NULL: always empty */
	int which;                                                       /* for functions that serve several columns */
};

enum table_style {
	STYLE_TSV, /* no quoting: tabs and line ends become blanks, double quotes single ones; lines end in \n */
	STYLE_CSV, /* RFC 4180: quoted where needed, lines end in \r\n */
};

struct export_layout {
	enum table_style style;
	bool headless;
	const char *empty; /* how a cell with nothing in it is written; NULL: as nothing */
	const struct column *columns;
	size_t count;
};

#define LAYOUT_COLUMNS(list) .columns = (list), .count = sizeof(list) / sizeof *(list)

struct graph;

struct exporter { /* one output */
	const struct export_format *format;
	const struct export_tables *tables;
	struct export_options options;
	struct arena arena; /* what lives as long as the output; freed at its end */
	struct buf cell;    /* scratch */
	size_t written;     /* rows, features */
	struct map seen;    /* incidents that have had their row */
	struct graph *graph;
};

void row_header(const struct export_layout *layout, struct buf *out);
/* The line of ROW in its exporter's format. */
void row_write(const struct row *row, struct buf *out);

/* Whether EVENT is said to have happened, or options.all asks for all. What is told without a date of its own as history has none
 * that could be written. */
bool row_happened(const struct row *row);
/* False from the second record of an incident on. Rows without incident are always first. */
bool row_first_of_incident(const struct row *row);

/* What walks over a document's events: TAKES (NULL: all) says which rows there are. Relations never have one here. */
typedef bool row_filter(struct row *row);
/* One row for each pair of an actor and a recipient; of each two sides both ways where an event is reciprocal; none where nobody is
 * named on either side. */
void rows_of_pairs(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, row_filter *takes,
                   struct buf *out);
/* One row an event, its first actor and recipient as sides. */
void rows_of_events(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, row_filter *takes,
                    struct buf *out);

#endif
