/* columns_parts.h: what the files of columns.h share. Keys of the database are indexes into arrays here; 0 stands for NULL. */
#ifndef CASUS_STORE_COLUMNS_PARTS_H
#define CASUS_STORE_COLUMNS_PARTS_H

#include <pthread.h>

#include "store/asking.h"
#include "store/columns.h"
#include "store/page.h"

enum { RECIPROCAL = 8 }; /* in `facts`, beside the factuality */
enum { LABELS_MOST = UINT16_MAX, TIES_MOST = 32 };
enum { PLACES_USUAL = 2000, PAIRS_USUAL = 60, TRUCES_USUAL = 50 }; /* rows of a table where the query does not say how many */
#define NO_LABEL INT32_MIN /* of what is NULL: before all others */

struct labels { /* words in the order of their bytes: a smaller number is an earlier word */
	struct str *list;
	size_t count;
};

struct code_row {
	int32_t type, mode; /* into `types`, `modes` */
	uint8_t quad, kind, tie; /* tie: a relation's bit in struct link; of no meaning for events */
};

struct place_row {
	struct str country, lat, lon; /* numbers as the database writes them */
	int32_t name, country_label;  /* into `names`, `countries` */
	uint8_t precision;
	bool resolved, known;
};

struct actor_row { /* of those with an id */
	struct str name, country, sector; /* name: as shown */
	uint32_t id;               /* into `ids` */
};

struct truce_row { /* a ceasefire, in the order in which they are shown */
	int64_t document;
	uint32_t number;     /* among those of its document */
	uint32_t first, last; /* its events: in truce_events */
};

enum of { OF_EVENT, OF_DOCUMENT, OF_CODE, OF_PLACE, OF_ACTOR, OF_COUNT }; /* what a condition's keys are keys of */

enum { CHOICES = 64, CHOICE_WORDS_MOST = 4096 };

struct choice { /* the events of one condition, kept for the next question that has it */
	char *words;    /* the condition, NULL: a free slot */
	size_t length;
	uint64_t *bits; /* NULL while it is being made */
	uint64_t used;
};

struct columns {
	struct arena arena;
	size_t count;                            /* of events, in the order of their keys */
	uint32_t *of[OF_ACTOR];                  /* their keys, documents, codes, places */
	int32_t *days;                           /* DAY_NONE where there is none */
	uint16_t *confidences;                   /* thousandths */
	uint8_t *facts;
	uint32_t *first_part;                    /* of each event, and one behind the last */
	uint32_t *parts;                         /* participants: actor * 2 + role */
	size_t limits[OF_COUNT];                 /* above all keys */
	struct code_row *codes;
	struct place_row *places;
	uint32_t *actor_index;                   /* by key; 0: without an id */
	struct actor_row *actors;                /* from 1 on */
	struct labels types, modes, names, countries, ids;
	struct str ties[TIES_MOST];
	size_t tie_count;
	struct truce_row *truces;
	uint32_t *truce_events;                  /* indexes of events */
	size_t truce_count;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t made;
	uint64_t clock;
	struct choice choices[CHOICES];
};

static inline bool has_bit(const uint64_t *bits, size_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static inline void set_bit(uint64_t *bits, size_t i)
{
	bits[i / 64] |= (uint64_t)1 << (i % 64);
}

static inline size_t bit_words(size_t count)
{
	return count / 64 + 1;
}

/* The smallest i >= FROM whose bit is set, COUNT where there is none: for (i = next_bit(b, 0, n); i < n; i = next_bit(b, i + 1, n)). */
size_t next_bit(const uint64_t *bits, size_t from, size_t count);

/* columns_choose.c: the events that QUERY asks for, a bit each, in ARENA; NULL when the database failed (sql_ok says so). */
uint64_t *columns_choose(struct store *store, const struct query *query, struct arena *arena);
void columns_forget_choices(struct columns *columns);

/* columns_tally.c, columns_tables.c: whether they can answer, and the rows that the database would give. */
bool columns_can_tally(const struct store *store, const struct query *query);
void columns_tally(struct store *store, const struct query *query, struct arena *arena, struct store_answer *answer);
bool columns_can_ask(const struct store *store, const struct query *query);
void columns_ask(struct store *store, const struct query *query, struct arena *arena, struct store_hit **hits, size_t *count, size_t *total);
void columns_pairs(const struct columns *columns, const uint64_t *bits, const struct query *query, struct arena *arena, struct store_answer *answer);
bool columns_have_table(const struct store *store, enum page_table table);
void columns_table(struct store *store, enum page_table table, const struct query *query, struct arena *arena, struct store_answer *answer);

#endif
