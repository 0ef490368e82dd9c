/* asking.h: SQL that is put together from a query, with its values bound, never written into it. */
#ifndef CASUS_STORE_ASKING_H
#define CASUS_STORE_ASKING_H

#include "base/buf.h"
#include "store/ask.h"
#include "store/parts.h"

struct bound { /* a value for $1, $2, ... */
	enum { BOUND_INT, BOUND_REAL, BOUND_TEXT, BOUND_BLOB } kind;
	int64_t number;
	double real;
	struct str text;
};

struct select {
	struct store *store;
	struct arena *arena;
	bool coded; /* the statement joins `code c`: its columns are asked directly, else by a list of codes that an index finds */
	struct buf sql;
	struct sql_query *query; /* between select_begin and select_end; a statement forgets it when its rows are over */
	struct bound *bound;
	size_t count, capacity;
};

/* Append SQL. In FORMAT stand only words of the program's own. */
void select_put(struct select *select, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Append a placeholder and remember its value, which must live as long. */
void select_int(struct select *select, int64_t value);
void select_real(struct select *select, double value);
void select_text(struct select *select, struct str value);

/* Append "1 = 1 AND ..." for all conditions of QUERY, about `event e`, with `code c` where select->coded. */
void select_where(struct select *select, const struct query *query);
/* "(...)" over the columns of actor: whom the value VALUE of TERM means. */
void select_actor(struct select *select, const struct query_term *term, size_t value);
/* The values of a factuality term, a bit each by enum factuality. */
unsigned factualities(const struct query_term *term);

/* Prepare and bind what was put together. Ended by select_end, which frees all. */
struct statement select_begin(struct select *select);
void select_end(struct select *select, struct statement *statement);
/* All rows as text into ANSWER. */
void select_answer(struct select *select, struct store_answer *answer);

/* Whether the rows of a count are in the order of their numbers; else times in theirs. */
bool tally_by_count(const struct query *query);

/* ask_dyads.c: the rows of ASK_DYADS. */
void ask_dyads(struct select *select, const struct query *query, struct store_answer *answer);

#endif
