/* find.h: one document's names of places on their way to being resolved. */
#ifndef CASUS_PLACE_FIND_H
#define CASUS_PLACE_FIND_H

#include "base/map.h"
#include "flow.h"
#include "place/gazetteer.h"

struct word { /* what place/ wants to know of a token */
	uint32_t classes; /* WORD_BITs of its small-letter form */
	bool capital;     /* starts with a capital letter */
	bool capitals;    /* two letters or more, all capitals */
	bool name;        /* tagged as part of a name */
	bool initial;     /* first word of its sentence, where a capital tells nothing */
};

struct view { /* one sentence and its words */
	const struct sentence *sentence;
	struct word *words;
	size_t index;   /* of the sentence in the document */
	bool headline;  /* most of its words have capitals */
};

struct spot { /* a name that may be a place's */
	size_t sentence, first, last; /* tokens of the name itself; NO_INDEX for the dateline */
	size_t wide_first, wide_last; /* with "northern" before it, "province" behind it */
	struct str name;              /* as written */
	struct postings postings;
	uint32_t wanted;   /* KIND_BITs that the words around it ask for; 0: any */
	size_t container;  /* spot that says what it lies in ("Springfield, Illinois"), or NO_INDEX */
	size_t list;       /* token of the first conjunct: spots with the same one are named side by side */
	size_t group;      /* spots with the same name */
	float evidence;    /* that it is a place here, from the words around it */
	bool capitals, dotted, loose;
	bool behind_comma; /* "Springfield, Ill." */
	bool is_container; /* says what another spot lies in */
	bool stray;        /* said to lie where the gazetteer has no such place */
	uint32_t choice;   /* posting, NO_RECORD while open */
	float support;     /* what the document adds to the choice's prior */
};

struct group { /* one name in one document has one meaning */
	size_t first_spot, spot_count;
	uint32_t choice; /* posting or NO_RECORD */
	float certainty; /* 0 to 1: how far the choice stands above the next */
};

struct finder {
	const struct gazetteer *gazetteer;
	struct document *document;
	struct arena *arena;
	struct spot *spots;
	size_t spot_count, spot_capacity;
	struct group *groups;
	size_t group_count, group_capacity;
	struct map group_of;  /* key -> group */
	struct map persons;   /* key of a word in a person's name in this document -> 1: first in it, 2: later */
	float *demonyms;      /* by country record: how often its people are named */
	size_t country_count;
};

/* words.c */
struct view finder_view(struct finder *finder, size_t sentence);
/* Note the words of persons' names, so that a surname alone is not taken for a town. */
void finder_note_persons(struct finder *finder, const struct view *view);
/* 0: no part of a person's name that the document has; 1: first in one; 2: later in one. */
size_t finder_person(const struct finder *finder, struct str word);

/* context.c: what the words around a name make of it */
/* True when the name is part of a longer one: a person's, an organisation's, a street's. */
bool context_is_part(const struct finder *finder, const struct view *view, const struct spot *spot);
/* Fill wide_first, wide_last, wanted and evidence. */
void context_judge(const struct finder *finder, const struct view *view, struct spot *spot);

/* scan.c: fills finder->spots, counts demonyms */
void finder_scan(struct finder *finder, const struct view *view);
void finder_add_dateline(struct finder *finder);

/* unknown.c: names that the gazetteer does not have */
struct unknown {
	size_t sentence, first, last;
	bool announced; /* "the village of X": a place whatever stands behind it */
	bool is_unit;   /* "the X District" */
};

struct unknowns {
	struct unknown *items;
	size_t count, capacity;
};

void finder_note_unknown(struct finder *finder, const struct view *view, struct unknowns *unknowns);
/* Once the spots are resolved: false where UNKNOWN is no place or one of them. *CONTAINER is what it lies in ("X, Kharkiv Oblast"), or NULL.
 * NEXT_SPOT is the first one behind it. */
bool unknown_check(const struct finder *finder, const struct unknown *unknown, size_t next_spot, const struct spot **container);

/* resolve.c: fills choice and support */
void finder_resolve(struct finder *finder);

#endif
