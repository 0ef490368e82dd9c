/* ask.h: questions put to the database. Nothing is written. */
#ifndef CASUS_STORE_ASK_H
#define CASUS_STORE_ASK_H

#include "query.h"
#include "store/store.h"

struct store_hit { /* a record that the query asks for */
	int64_t document; /* key, for store_load_key */
	size_t number;    /* index into the document's events */
};

/* The records that QUERY asks for, in its order, between offset and limit; TOTAL (may be NULL) is how many there are without these. Memory
 * from ARENA. False with ERROR_SYSTEM. */
bool store_ask(struct store *store, const struct query *query, struct arena *arena, struct store_hit **hits, size_t *count, size_t *total,
               struct error *error);

struct store_telling { /* the incident that a record tells of; id empty where it tells of none */
	struct str id;
	size_t mentions, sources, documents;
};

/* One for each record of the document KEY, in the order of its events. */
bool store_tellings(struct store *store, int64_t key, struct arena *arena, struct store_telling **tellings, size_t *count, struct error *error);

enum { ANSWER_COLUMNS_MOST = 14 };

struct store_answer { /* a table of text */
	const char *columns[ANSWER_COLUMNS_MOST];
	bool numbers[ANSWER_COLUMNS_MOST]; /* the column holds numbers */
	size_t column_count;
	struct str *cells; /* column_count a row */
	size_t row_count, capacity;
};

/* How many records there are by each of query->keys; the last column is the number. */
bool store_tally(struct store *store, const struct query *query, struct arena *arena, struct store_answer *answer, struct error *error);

enum store_question { ASK_DYADS, ASK_CONTRADICTIONS, ASK_SOURCES, ASK_ACTORS, ASK_PLACES };

/* The common questions, about the records that QUERY asks for. */
bool store_question(struct store *store, enum store_question question, const struct query *query, struct arena *arena, struct store_answer *answer, struct error *error);

enum store_chosen { CHOSEN_TIES, CHOSEN_CEASEFIRES };

/* For history.h: the keys, ascending, of the relations that QUERY asks for, or of the ceasefires that rest on a record that it asks for. */
bool store_choose_records(struct store *store, enum store_chosen what, const struct query *query, struct arena *arena, int64_t **keys, size_t *count,
                          struct error *error);

/* What types, modes or contexts (enum query_field) there are, for query_parse. */
bool store_words(struct store *store, enum query_field field, struct arena *arena, struct str **words, size_t *count, struct error *error);

/* How the engine would answer QUERY: its plan, one step a line. For tests and the curious. */
bool store_plan(struct store *store, const struct query *query, struct arena *arena, struct buf *plan, struct error *error);

#endif
