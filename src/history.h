/* history.h: part of the pipeline: what the records of a database say through time, and on whose word.
 *
 * Three questions: which ties held when (relations), who held which place when (control), what became of each truce over
 * many articles (ceasefires). The answers are made when they are asked, from the records that are there; they are the same
 * whatever the order in which these came. All memory comes from the ARENA given, all strings live there. docs/incidents.md
 * says how the answers are made. */
#ifndef CASUS_HISTORY_H
#define CASUS_HISTORY_H

#include "flow.h"
#include "base/error.h"
#include "pipeline.h"

struct store;

struct history_filter { /* what is empty or DAY_NONE does not filter */
	struct str relation; /* "backs" */
	struct str actor;    /* id, or name in any case, of either side, a holder or a party */
	struct str place;    /* name in any case; control and ceasefires only */
	struct str country;  /* alpha-3, of the place or of either side */
	int32_t on;          /* only what held, or was under way, on this day */
	bool bare;           /* ties only: without the words of texts, and of use for parties with an id alone; in half the time */
	bool some;           /* of ties: what these records say; of truces: those of which one of these ceasefires tells */
	const int64_t *keys; /* of store_choose_records, ascending */
	size_t key_count;
};

struct history_word { /* one record's word for it */
	struct str event, document;  /* ids */
	struct str speaker;          /* "; " between several; empty: the article says it itself */
	struct str text;             /* the sentence */
	int32_t reported, day;       /* of the article; on which it is said to be so */
	enum factuality factuality;
	const char *what;            /* "holds", "denied", "ended"; "took", "left"; "called", "accepts", "violates", ... */
	struct str who;              /* whose act it is: ceasefires only */
};

struct history_words {
	struct history_word *list; /* by day, then by id of the event */
	size_t count, capacity;
};

struct history_party {
	struct str id, name, country; /* the id is empty for who the lexicon does not know */
};

struct history_tie { /* one period of one tie */
	struct str relation;
	struct history_party actor, recipient;
	int32_t from, to;   /* DAY_NONE: not told */
	int32_t last_told;  /* the last day on which somebody says that it holds */
	bool denied;        /* somebody says that it does not */
	struct history_words words;
};
/* Whether it held on this day; DAY_NONE: on any. */
bool history_tie_holds(const struct history_tie *tie, int32_t on);
bool history_ties(struct store *store, const struct history_filter *filter, struct arena *arena, struct history_tie **ties, size_t *count, struct error *error);

struct history_hold { /* one period of one holder of one place */
	struct str place, country;
	double lat, lon;
	struct history_party holder;
	int32_t from, to, last_told;
	bool taken;         /* it began with a seizure; else it was found to be so */
	bool contested;     /* another is said to hold it in the same days, or it is denied */
	struct history_words words;
};
/* By place, then by time. KIT's lexicon says which words tell of taking a place. */
bool history_holds(const struct kit *kit, struct store *store, const struct history_filter *filter, struct arena *arena, struct history_hold **holds,
                   size_t *count, struct error *error);

struct history_truce { /* one truce, through all articles that tell of it */
	struct str id;      /* of the first report's ceasefire record */
	struct str place, country;
	struct history_party *called_by, *parties;
	size_t called_by_count, party_count;
	int32_t called_on, effective_from, until, first_report, last_report;
	enum ceasefire_stage stage; /* the furthest that is told */
	size_t reports, documents;
	bool chosen;        /* with filter->some: one of its reports is among the keys */
	struct history_words steps; /* called, answers, in force, breaches, ended: who, when, on whose word */
};
bool history_truces(struct store *store, const struct history_filter *filter, struct arena *arena, struct history_truce **truces, size_t *count, struct error *error);

#endif
