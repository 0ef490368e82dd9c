/* query.h: what the files of `casus query` share. */
#ifndef CASUS_CLI_QUERY_H
#define CASUS_CLI_QUERY_H

#include "options.h"
#include "session.h"

#include "query/grammar.h"
#include "store/ask.h"

struct asking { /* a query on its way from the command line to the database */
	const struct settings *settings;
	struct arena arena;
	struct session session; /* its kit only where names are looked up or documents exported */
	bool session_open;
	struct store *store;
	struct query query;
	struct str *conditions;
	size_t condition_count;
};

/* Open the database, parse settings->inputs from FIRST on and whatever --count gives, look names up. To be closed in either case. False
 * with ERROR_USAGE or ERROR_SYSTEM. */
bool asking_open(struct asking *asking, const struct settings *settings, size_t first, struct error *error);
void asking_close(struct asking *asking);
/* The kit, opened if it was not. */
bool asking_session(struct asking *asking, struct error *error);

/* query_records.c: the records that are asked for, in FORMAT: table, jsonl or csv. */
bool query_write_records(struct asking *asking, const char *format, struct error *error);

/* query_history.c: the relations, or the ceasefires, that the records asked for tell, as `casus history` tells them; on DAY, unless DAY_NONE. */
bool query_history(struct asking *asking, bool ceasefires, int32_t day, struct store_answer *answer, struct error *error);

/* answer.c: a table of text as table, jsonl or csv. */
void answer_write(const struct store_answer *answer, const char *format, size_t width, struct buf *out);
/* chart.c: bars for one key; for a time and another key a line of it for each value of the other. */
void chart_write(const struct store_answer *answer, bool first_is_time, size_t width, struct buf *out);

/* How many columns of a terminal S takes. */
size_t display_width(struct str s);
/* S, cut with an ellipsis to at most WIDTH columns; control characters become blanks. Returns how many it took. */
size_t put_cut(struct buf *out, struct str s, size_t width);

#endif
