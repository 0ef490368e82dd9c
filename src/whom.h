/* whom.h: who and where the names of a query are, as the lexicon and the gazetteer know them. */
#ifndef CASUS_WHOM_H
#define CASUS_WHOM_H

#include "base/error.h"
#include "pipeline.h"
#include "query.h"

/* Whether QUERY has names that query_resolve would look up. */
bool query_needs_lexicon(const struct query *query);

/* Fill `who` of the terms that take actors and places, and make ISO codes of the countries' names. CONDITIONS are those that were
 * parsed. Names that nothing is known of stay as they are; a country that is none is ERROR_USAGE with its condition. */
bool query_resolve(const struct kit *kit, struct query *query, const struct str *conditions, struct arena *arena, struct error *error);

#endif
