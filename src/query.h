/* query.h: what is asked of the record, as it passes from query/, which parses it, to store/, which answers. */
#ifndef CASUS_QUERY_H
#define CASUS_QUERY_H

#include "flow.h"

enum query_field {
	QUERY_ACTOR, QUERY_RECIPIENT, QUERY_PARTY, QUERY_DYAD, QUERY_SPEAKER,
	QUERY_KIND, QUERY_TYPE, QUERY_MODE, QUERY_QUAD, QUERY_CONTEXT, QUERY_RELATION, QUERY_CAMEO, QUERY_FACTUALITY, QUERY_ABOUT,
	QUERY_PLACE, QUERY_COUNTRY, QUERY_BOX, QUERY_NEAR,
	QUERY_FROM, QUERY_TO,
	QUERY_CONFIDENCE, QUERY_KILLED, QUERY_TEXT, QUERY_SOURCE, QUERY_DOCUMENT, QUERY_ID, QUERY_INCIDENT,
	QUERY_FIELD_COUNT,
};

enum query_key { /* what counts are by */
	KEY_DAY, KEY_WEEK, KEY_MONTH, KEY_YEAR, KEY_TYPE, KEY_MODE, KEY_QUAD, KEY_ACTOR, KEY_RECIPIENT, KEY_DYAD, KEY_COUNTRY, KEY_PLACE,
	KEY_FACTUALITY, KEY_SPEAKER, KEY_SOURCE, KEY_COUNT,
};

enum query_sort { SORT_DATE, SORT_CONFIDENCE, SORT_TYPE, SORT_PLACE, SORT_COUNT };

struct query_who { /* what a name stands for; filled in by whoever has the lexicon, before the database is asked */
	struct str *ids;    /* actors of the lexicon: itself and those that it leads; of a place, its name in the gazetteer */
	size_t id_count;
	struct str country; /* ISO code of a country meant with its state bodies; empty otherwise */
};

struct query_term {
	enum query_field field;
	bool negated;        /* field!=value */
	bool or_more;        /* field>=value, of numbers; else exactly */
	struct str *values;  /* at least one; words are in the letters of the record */
	size_t value_count;
	struct query_who *who; /* of fields that take actors or places: one for each value; NULL: only the names are known */
	double numbers[4];   /* box: west, south, east, north; near: latitude, longitude, kilometres; confidence, killed: one */
	int32_t day;         /* from: the first day, to: the last */
	size_t condition;    /* which of those that were parsed it came from */
};

enum { QUERY_KEYS_MOST = 3 };

struct query {
	struct query_term *terms;
	size_t term_count;
	enum query_key keys[QUERY_KEYS_MOST]; /* key_count 0: records are wanted, not counts */
	size_t key_count;
	enum query_sort sort;
	bool descending;
	bool sorted;       /* a sort was given */
	size_t limit;      /* 0: none given */
	size_t offset;
};

#endif
