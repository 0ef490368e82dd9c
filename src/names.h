/* names.h: the words that RECORD.md has for the values of flow.h. */
#ifndef CASUS_NAMES_H
#define CASUS_NAMES_H

#include "flow.h"

const char *name_of_precision(enum date_precision precision);
const char *name_of_basis(enum date_basis basis);
const char *name_of_place_precision(enum place_precision precision);
const char *name_of_date_source(enum date_source source); /* NULL when there is no date */
const char *name_of_factuality(enum factuality factuality);
const char *name_of_count(enum count_kind kind);
const char *name_of_stage(enum ceasefire_stage stage);
const char *name_of_response(enum ceasefire_response response);

#endif
