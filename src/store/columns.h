/* columns.h: the events of a database in memory, an array for each of their columns, so that what a chart shows of those that a query chooses
 * is one pass over small numbers. A database is asked for what texts, names and lists of words say; which events these choose is found here.
 *
 * Columns are what one reading saw. They are never changed, and may be used by any number of stores of the same database at a time. */
#ifndef CASUS_STORE_COLUMNS_H
#define CASUS_STORE_COLUMNS_H

#include "store/store.h"

struct columns;

/* All events, as STORE sees them within a reading (store_begin_reading). *COLUMNS is NULL where there are more than memory should hold (4
 * million, some 50 bytes each) or keys are too far apart: the database then answers all. False with ERROR_SYSTEM. Freed by columns_free. */
bool columns_load(struct store *store, struct columns **columns, struct error *error);
void columns_free(struct columns *columns);
/* Bytes that they take. */
size_t columns_size(const struct columns *columns);

/* From here on ask.h and page.h answer from COLUMNS what can be answered from them, with the same rows as from the database: counts by time, type,
 * mode, quad, country, place and factuality; records by date; the tables of places, pairs and ceasefires. COLUMNS must hold what STORE's reading sees. NULL: no
 * more. */
void store_use_columns(struct store *store, struct columns *columns);

#endif
