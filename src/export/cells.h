/* cells.h: what the cells of several formats are made of. Each function appends to OUT, nothing where nothing is known. */
#ifndef CASUS_EXPORT_CELLS_H
#define CASUS_EXPORT_CELLS_H

#include "export/row.h"

/* Cells that several tables share; WHICH is a `enum side` unless said otherwise. */
void cell_event_day(const struct row *row, int which, struct buf *out);      /* 2020-01-09, its first day */
void cell_event_last_day(const struct row *row, int which, struct buf *out); /* 2020-01-09 */
void cell_event_compact(const struct row *row, int which, struct buf *out);  /* the first WHICH digits of 20200109 */
void cell_document_day(const struct row *row, int which, struct buf *out);   /* 2020-01-09 */
void cell_document_id(const struct row *row, int which, struct buf *out);
void cell_url(const struct row *row, int which, struct buf *out);
void cell_publisher(const struct row *row, int which, struct buf *out);
void cell_title(const struct row *row, int which, struct buf *out);
void cell_sentence_text(const struct row *row, int which, struct buf *out);
void cell_number_id(const struct row *row, int which, struct buf *out); /* an integer of 15 digits, that of the incident where WHICH */
void cell_name(const struct row *row, int which, struct buf *out);      /* the actor's, else its words */
void cell_words(const struct row *row, int which, struct buf *out);     /* the actor's */
void cell_country_name(const struct row *row, int which, struct buf *out);
void cell_cameo_actor(const struct row *row, int which, struct buf *out);
void cell_cameo(const struct row *row, int which, struct buf *out);        /* the first WHICH digits; 0: all */
void cell_goldstein(const struct row *row, int which, struct buf *out);
void cell_contexts(const struct row *row, int which, struct buf *out); /* with ; between */
void cell_place_name(const struct row *row, int which, struct buf *out);
void cell_city(const struct row *row, int which, struct buf *out); /* the place, where it is a point */
void cell_admin1(const struct row *row, int which, struct buf *out);
void cell_place_country(const struct row *row, int which, struct buf *out); /* WHICH is a `enum country_column` */
void cell_latitude(const struct row *row, int which, struct buf *out);
void cell_longitude(const struct row *row, int which, struct buf *out);
void cell_geonames(const struct row *row, int which, struct buf *out);

/* Parts of cells. */
void put_day(int32_t day, struct buf *out); /* 2020-01-09 */
void put_degrees(double value, struct buf *out); /* at most 5 decimals, no trailing zeros */
/* An integer of at most 15 digits: exact in a double, and among a million rows the odds of one clash are 1 in 2,000. */
uint64_t number_of(struct str id, size_t part);
/* The CAMEO code of ACTOR in blocks of three letters; PLOVER's MED and JRN become HLH and MED. */
void put_cameo_actor(const struct export_tables *tables, const struct actor *actor, struct buf *out);
struct str actor_name(const struct actor *actor);
bool has_point(const struct place *place);
/* The first count of KIND of EVENT, or NULL. */
const struct count *count_of(const struct event *event, enum count_kind kind);
struct str sentence_text(const struct row *row);

#endif
