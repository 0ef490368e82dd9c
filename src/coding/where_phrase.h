/* where_phrase.h: places in phrases. Internal to where.c. Places are indexes into document->places, -1 for none. */
#ifndef CASUS_CODING_WHERE_PHRASE_H
#define CASUS_CODING_WHERE_PHRASE_H

#include "match.h"

static inline const struct place *place_at(const struct reading *r, int32_t index) { return &r->document->places[index]; }
static inline bool is_country(const struct reading *r, int32_t index) { return place_at(r, index)->precision == PLACE_COUNTRY; }

/* "75 miles south of X", "the coast off X". */
bool where_is_bearing(const struct reading *r, int32_t token);
/* "in", "at", "near"; "over" before a place. */
bool where_is_place_preposition(const struct reading *r, int32_t preposition, int32_t token);
/* Is TOKEN a country behind "on" PREPOSITION: who is meant, not where? */
bool where_is_addressed(const struct reading *r, int32_t preposition, int32_t token);
/* INDEX, or where the gazetteer does not have it what is named right behind it. */
int32_t where_known(const struct reading *r, int32_t index);
/* Of "northern Iraq, near Mosul" Mosul: the nearer to a point, the earlier of equals. */
int32_t where_finer(const struct reading *r, int32_t a, int32_t b);
/* "a Suva court", "the Kunduz attack". */
int32_t where_before(const struct reading *r, int32_t token);
/* The place that the phrase of TOKEN names; DEPTH is 0. */
int32_t where_in(const struct reading *r, int32_t token, int depth);
/* The last place named before TOKEN that is as fine as PRECISION says; a country only where no other is named. */
int32_t where_named_before(const struct reading *r, int32_t token, enum place_precision precision);
/* What the phrase names, or "the city" takes up. */
int32_t where_said(const struct reading *r, int32_t token);
/* "near the border with Libya", "between Turkey and Syria". */
bool where_is_elsewhere(const struct reading *r, int32_t token, int32_t place);
/* The place of TOKEN if "in", "at", "near" stands before it. */
int32_t where_locative(const struct reading *r, int32_t token);
/* "Voters in X", "thousands of workers in X": several people who do what they do where they are. */
bool where_is_crowd(const struct reading *r, int32_t token);
/* What is said with "in", "at", "near" on HOST. */
int32_t where_on(const struct reading *r, int32_t host);

#endif
