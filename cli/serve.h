/* serve.h: what the files of `casus serve` share: desks, at which a request finds a database and a coder of its own. */
#ifndef CASUS_CLI_SERVE_H
#define CASUS_CLI_SERVE_H

#include <jansson.h>
#include <pthread.h>

#include "answers.h"
#include "base/json.h"
#include "base/map.h"
#include "pipeline.h"
#include "query/grammar.h"
#include "incidents.h"
#include "store/page.h"
#include "store/store.h"
#include "web/web.h"

enum { DESKS_MOST = 16 };

struct holdings { /* what the database holds, counted once until somebody changes it */
	bool known;
	int64_t mark; /* of store_mark, when it was counted */
	struct store_counts counts;
	struct store_extent extent;
};

struct board;

struct desk { /* used by one request at a time */
	struct store *store;
	struct coder *coder; /* made when it is first needed */
	struct arena arena;  /* reset before each request */
	struct incidents *incidents;
	json_t *body; /* of the request, parsed; freed after it */
	struct holdings holdings;
	int64_t mark; /* of store_mark, when a request last came here */
	bool marked;
	struct board *board; /* in use by the request, NULL: none */
	bool reading; /* between store_begin_reading and its end */
};

struct office {
	const struct kit *kit;
	const char *database;
	bool writable;
	struct desk desks[DESKS_MOST];
	size_t count;
	struct desk *free[DESKS_MOST];
	size_t free_count;
	pthread_mutex_t lock;
	pthread_cond_t left; /* a desk became free */
	struct answers *answers; /* to what was asked before; NULL where memory ran out */
	struct board *board;     /* what the charts are drawn from, in memory; NULL while it is being made. Under the lock, as are the next three */
	pthread_cond_t changed;  /* the database, or `closing` */
	bool closing;
	pthread_t warmer;
	bool warming;
};

bool office_open(struct office *office, const struct kit *kit, const char *database, bool writable, size_t desks, struct error *error);
void office_close(struct office *office);
/* serve_warm.c: whenever the database has changed, the board is made anew and what the page asks first is answered before anybody asks, in a
 * thread beside. Where there is none to be had, the database answers when it is asked. */
void office_warm(struct office *office);
/* Waits for the question under way; before office_close. */
void office_stop_warming(struct office *office);
/* serve_desk.c: all desks that are free look for changes. */
void office_look(struct office *office);

/* serve_board.c: columns, ties and words in memory, of the age of office->answers at which they were read. */
struct board_tie {
	struct str ids[2];
	size_t kind; /* into serve_tie_kinds */
	int32_t from, to;
};

/* Reads all anew; NULL where that fails or does not fit: the database then answers all. */
struct board *board_load(struct office *office);
/* Uses the office's board for the request of DESK, between store_begin_reading and its end, if it is of AGE and the database still as DESK saw it last. */
void board_take(struct office *office, struct desk *desk, uint64_t age);
void board_leave(struct office *office, struct desk *desk);
/* BOARD (NULL: none) takes the place of what was there, which is freed when nobody uses it any more. */
void board_put(struct office *office, struct board *board);
uint64_t board_age(const struct board *board);
const struct query_words *board_words(const struct board *board);
const struct board_tie *board_ties(const struct board *board, size_t *count);

/* Does WORK at a desk. Memory that runs out, and what WORK says went wrong (false, with ERROR), become ANSWER. */
void office_do(struct office *office, const struct web_request *request, struct web_answer *answer,
               bool (*work)(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error));

/* desk->body becomes the request's, parsed. False with ERROR_USAGE. */
bool serve_body(struct desk *desk, const struct web_request *request, struct error *error);

/* {"document":{..., "text": ...},"records":[...]}: what view_jsonl says of DOCUMENT, coded by RUN, and its text. */
void serve_reading(const struct document *document, const struct store_run *run, struct buf *out);

/* What types, modes and contexts the database has, for query_parse. */
bool serve_words(struct store *store, struct arena *arena, struct query_words *words, struct error *error);
/* What REQUEST asks for, as `casus query` would read it; with COUNTS, also what counts are by. False with ERROR_USAGE. */
bool serve_query(struct office *office, struct desk *desk, const struct web_request *request, bool counts, struct query *query, struct error *error);
/* "document":{...}: what one should know of a document beside its record. */
void serve_head(struct json *json, const struct document *document);
/* "judgement":{...} where somebody judged EVENT. */
bool serve_judgement(struct desk *desk, struct json *json, struct str event, struct error *error);
/* The record NUMBER of DOCUMENT, with both of these, as the next item of a list. */
bool serve_record(struct desk *desk, const struct document *document, size_t number, struct json *json, struct error *error);
bool serve_hits(struct desk *desk, const struct store_hit *hits, size_t count, struct json *json, struct error *error);

/* A day of the request; DAY_NONE where it has none. False with ERROR_USAGE. */
bool serve_day(const struct web_request *request, const char *name, int32_t *day, struct error *error);
/* The first day of its `from`, the last of its `to`, each a day, month or year as in any query; DAY_NONE where it has none. */
bool serve_days(struct office *office, struct desk *desk, const struct web_request *request, int32_t *from, int32_t *to, struct error *error);

enum { TIE_KINDS = 6 };
extern const char *const serve_tie_kinds[TIE_KINDS];
/* The place of RELATION among these; false where it is none of them. */
bool serve_tie_kind(struct str relation, size_t *kind);
/* Which kinds of tie (bits, by their place in serve_tie_kinds) held on DAY between which two actors. */
bool serve_ties_on(struct desk *desk, int32_t day, struct map *ties, struct error *error);
/* Of two actors' ids in either order: the key in TIES. */
struct str serve_pair_key(struct arena *arena, struct str a, struct str b);
size_t serve_ties_of(const struct map *ties, struct arena *arena, struct str a, struct str b);

/* The cells of an answer: as they are; as a whole number, 0 where it is none; the text of a number, written as one ("0" where it is empty). */
struct str serve_cell(const struct store_answer *table, size_t row, size_t column);
int64_t serve_integer(const struct store_answer *table, size_t row, size_t column);
void serve_number(struct json *json, const char *key, struct str text);

/* The routes: each an answer function of web_route, with an office for its context. */
typedef void serve_answer(void *office, const struct web_request *request, struct web_answer *answer);
serve_answer serve_status, serve_records, serve_count, serve_map, serve_network, serve_ceasefires, serve_contradictions, serve_incidents, serve_incident,
	serve_document, serve_texts, serve_actor, serve_suggest, serve_code, serve_judge, serve_judgements, serve_export, serve_truces, serve_news;

#endif
