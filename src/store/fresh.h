/* fresh.h: what a transaction has written of events and their mentions, remembered to its end. A mention's row is written when its home and incident
 * are found, once; and nothing of what was just written need be read back to find them, nor to count them. */
#ifndef CASUS_STORE_FRESH_H
#define CASUS_STORE_FRESH_H

#include "base/map.h"
#include "store/mentions.h"

struct vote { /* for what an incident was, or where */
	int64_t key;
	int count;
	/* a code's */
	struct str type, mode, contexts, cameo;
	double goldstein;
	/* a place's */
	int64_t precision;
	struct str name, country;
	double lat, lon;
};

struct range { /* of numbers told; empty while low > high */
	int64_t low, high;
};

#define RANGE_NONE ((struct range){INT64_MAX, INT64_MIN})

static inline void range_widen(struct range *range, int64_t low, int64_t high)
{
	range->low = low < range->low ? low : range->low;
	range->high = high > range->high ? high : range->high;
}

struct fresh_document {
	int64_t key;
	int32_t day;
	bool is_new; /* else it was there, and its records are new */
	struct str id;
	struct str signature;
};

struct fresh_event {
	int64_t key;
	size_t document; /* index */
	int factuality;
	size_t code;     /* index */
	size_t place;    /* index plus one; 0: none that the gazetteer has */
	struct str id;
	struct range killed, wounded;
};

struct fresh_mention {
	int64_t event;
	int group, length, home_length;
	int32_t day, home; /* DAY_NONE: unknown */
	int64_t part, incident;
	struct str sketch;
};

struct votes {
	struct vote *list;
	size_t count, capacity;
};

struct fresh {
	struct arena arena; /* of all */
	bool ready;
	bool refreshed; /* incidents were written already */
	bool replaces;  /* records of a document that was there, maybe under their keys, so that rows of incidents may have those, too */
	struct fresh_document *documents;
	struct fresh_event *events;     /* by key */
	struct fresh_mention *mentions; /* by event */
	size_t document_count, document_capacity, event_count, event_capacity, mention_count, mention_capacity;
	size_t written; /* mentions that are rows already: the first of them */
	struct votes codes, places;
	struct map known; /* "c" or "p" and a key to an index of these */
	struct map marked; /* "s" and a document that has a further source, "m" and an incident that has older mentions */
};

struct store;

void fresh_forget(struct store *store);
/* The records of DOCUMENT are written next, event by event. Memory that runs out is an error of the store's, here and below. */
void fresh_begin_document(struct store *store, const struct document *document, int64_t key, bool is_new);
void fresh_add_event(struct store *store, const struct event *event, int64_t key, int64_t code, int64_t place);
void fresh_mark_source(struct store *store, int64_t document);

/* The key from which on events are fresh; INT64_MAX: none is. */
int64_t fresh_first(const struct store *store);
const struct fresh_event *fresh_event(const struct store *store, int64_t key);
struct fresh_mention *fresh_mention(const struct store *store, int64_t event);
bool fresh_has_document(const struct store *store, int64_t key);
void fresh_put_signature(struct store *store, int64_t document, struct str bytes);
void fresh_put_mention(struct store *store, const struct fresh_mention *mention);
/* The incident has mentions that are not fresh. */
void fresh_mark_mixed(struct store *store, int64_t incident);
bool fresh_is_marked(const struct store *store, char what, int64_t key);
bool fresh_is_written(const struct store *store, const struct fresh_mention *mention);
/* The row of a mention, whose event need not be fresh. */
void mention_write(struct store *store, const struct fresh_mention *mention);
/* Write the rows that are not written yet. */
void fresh_write(struct store *store);
/* Append the fresh ones of GROUP whose own day (or HOME) is among DAYS (ascending) to ROWS, and sort them as the question does. */
void fresh_append(struct store *store, bool home, int group, const int64_t *days, size_t count, struct arena *arena, struct store_mentions *rows);

#endif
