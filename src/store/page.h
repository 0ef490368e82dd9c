/* page.h: what the page asks beside ask.h: whole tables for its charts, suggestions, and judgements of records. */
#ifndef CASUS_STORE_PAGE_H
#define CASUS_STORE_PAGE_H

#include "store/ask.h"

enum page_table {
	/* name, country, precision, lat, lon, how many events of each quad, and of each type ("ASSAULT 5,AID 2", in no order): 10 columns */
	PAGE_PLACES,
	/* of each two actors: key, name, country, sector, the same of the other, cooperation, conflict, ties ("backs,opposes"): 11 columns; an
	 * actor's key is its id: those without are left out */
	PAGE_PAIRS,
	/* key of the document, number among its ceasefires: 2 columns */
	PAGE_CEASEFIRES,
	/* key of the document, number among its contradictions: 2 columns */
	PAGE_CONTRADICTIONS,
	/* an event's id, of each incident that more than one document tells; with rivals first where `rival`: 1 column */
	PAGE_INCIDENTS,
};

/* The rows of TABLE about the records that QUERY asks for, within its limits. */
bool store_page_table(struct store *store, enum page_table table, const struct query *query, struct arena *arena, struct store_answer *answer,
                      struct error *error);

/* Actors, places and texts whose name begins with TEXT or has a word that does: kind, id, name, number of records. */
bool store_suggest(struct store *store, struct str text, size_t limit, struct arena *arena, struct store_answer *answer, struct error *error);

/* Documents with all WORDS, with blanks between, a * at the end of one for any that begin so: id, title, publisher, url, date, snippet (matches between U+0002 and
 * U+0003), number of records. *TOTAL counts all. FROM and TO are days or DAY_NONE. */
struct store_search {
	struct str words;
	int32_t from, to;
	size_t limit, offset;
};
bool store_search(struct store *store, const struct store_search *search, struct arena *arena, struct store_answer *answer, int64_t *total,
                  struct error *error);

struct store_extent {
	int32_t first, last; /* days of articles; DAY_NONE where there is none */
	int32_t added;       /* the day of the last addition */
	int64_t addition;    /* its number; 0: there is none */
};
bool store_extent(struct store *store, struct store_extent *extent, struct error *error);

/* What came in additions after the one of number SINCE: how many documents and records, and the newest of these. */
struct store_news {
	int64_t latest; /* the last addition's number; 0: there is none */
	int64_t documents, records;
	struct store_hit *hits;
	size_t hit_count;
};
bool store_news_since(struct store *store, int64_t since, size_t limit, struct arena *arena, struct store_news *news, struct error *error);

/* --- judgements ---------------------------------------------------------------------------------------- */

enum verdict_kind { VERDICT_RIGHT, VERDICT_WRONG, VERDICT_CHANGED };

struct store_judgement {
	struct str event; /* id */
	enum verdict_kind verdict;
	struct str note, change, record;
	int64_t made;
};

/* In a transaction of its own. */
bool store_judge(struct store *store, const struct store_judgement *judgement, struct error *error);
/* FOUND is false where nobody judged the record EVENT. */
bool store_judged(struct store *store, struct str event, struct arena *arena, struct store_judgement *judgement, bool *found, struct error *error);
/* All of them, in the order of making. */
bool store_judgements(struct store *store, struct arena *arena, struct store_judgement **list, size_t *count, struct error *error);
/* Where the record EVENT stands: its document's key, its number there. Document 0: nowhere. */
bool store_find_record(struct store *store, struct str event, struct store_hit *hit, struct error *error);

#endif
