/* past.h: rows of records in the order of time, for history.h. Memory comes from the ARENA given. */
#ifndef CASUS_STORE_PAST_H
#define CASUS_STORE_PAST_H

#include "store/store.h"

struct past_party {
	struct str id, name, country; /* the mention's words where it has no name */
};

struct past_record {
	struct str event, document; /* ids */
	enum record_kind kind;
	struct str type, mode;
	struct past_party *actors, *recipients;
	size_t actor_count, recipient_count;
	int32_t reported, from, to, since, until; /* DAY_NONE: unknown */
	enum factuality factuality;
	struct str speakers;  /* "; " between; empty: the article's own voice */
	struct str place, country;
	double lat, lon;
	enum place_precision precision; /* of the place */
	struct str text, trigger; /* the sentence; the words that name it */
	struct str sketch;    /* of an event; empty otherwise */
};

struct past_records {
	struct past_record *list;
	size_t count;
};

enum past_kind { PAST_TIES, PAST_SOME_TIES, PAST_ENDS_OF_TIES, PAST_HOLDS, PAST_SEIZURES, PAST_WITHDRAWALS, PAST_TRUCE_ACTS };

/* The records of KIND but PAST_SOME_TIES, by reported day and id. BARE: without places and texts, who has no name in the lexicon without one, and of
 * speakers only whether there are any. */
bool store_past(struct store *store, enum past_kind kind, bool bare, struct arena *arena, struct past_records *out, struct error *error);
/* Those of the relations KEYS, in the same order, whole. */
bool store_past_ties(struct store *store, const int64_t *keys, size_t count, struct arena *arena, struct past_records *out, struct error *error);

struct past_answer { /* a response to a truce */
	struct past_party actor;
	enum ceasefire_response response;
	bool denied; /* a breach that did not happen, says the speaker */
	int32_t day;
	struct str speakers, event, text;
};

struct past_truce { /* as one article tells it */
	int64_t key;             /* 0 with an empty id */
	struct str id, document; /* the id is empty for an act that its article alone ties to no truce */
	enum ceasefire_stage stage;
	int32_t called_on, effective_from, until, reported;
	struct str place, country, text; /* the sentence of the first event that it rests on */
	struct str event;                /* the id of that */
	struct past_party *called_by, *parties;
	size_t called_by_count, party_count;
	struct past_answer *answers;
	size_t answer_count;
};

struct past_truces {
	struct past_truce *list;
	size_t count;
};

/* All ceasefire records, by reported day and id. */
bool store_past_truces(struct store *store, struct arena *arena, struct past_truces *out, struct error *error);

#endif
