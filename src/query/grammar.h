/* query/: the one grammar of questions, for the commands and the page. Knows nothing of databases.
 *
 *   actor=LBY type=ASSAULT,COERCE from=2019-04 to=2020-01-09 confidence>=0.7 count=month,type
 *
 * Conditions all hold; of the values of one, with commas between, one does; field!=value turns it round. docs/query.md.
 */
#ifndef CASUS_QUERY_GRAMMAR_H
#define CASUS_QUERY_GRAMMAR_H

#include "base/error.h"
#include "query.h"

struct query_words { /* of the database at hand, beside PLOVER's own: a user's codebook may have others; may be NULL */
	const struct str *types, *modes, *contexts;
	size_t type_count, mode_count, context_count;
};

/* Parse CONDITIONS, each one "field=value". Memory from ARENA, which must have a recovery point. False with ERROR_USAGE: the condition
 * as its source line, a column, what is wrong, and the field or word that may have been meant. */
bool query_parse(struct query *query, const struct str *conditions, size_t count, const struct query_words *words, struct arena *arena,
                 struct error *error);

/* For help and pages: every field with what it takes, in the order of enum query_field. */
struct query_field_spec {
	const char *name, *takes, *help;
};
const struct query_field_spec *query_fields(void);
const char *query_key_name(enum query_key key);
const char *query_field_name(enum query_field field);

/* Whether FIELD takes names of actors. */
bool query_takes_actors(enum query_field field);

#endif
