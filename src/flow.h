/* flow.h: the structs that pass between rooms, in the order in which they are made.
 *
 *   bytes -> article -> sentence[token] -> tree -> mention, place, timex -> event -> verdict -> story -> record
 *   reader   reader     text               syntax  entity   place  time     coding   relate     story    view
 *
 * A room reads what the rooms before it wrote into `struct document` and adds its own part. Rooms
 * include this header, base/ and themselves, never each other; casus.c alone sees them all.
 *
 * Everything that hangs on a document lives in its arena and dies with it. Strings are views
 * (`struct str`) into the article's text, into the pack, or into the arena; they are not
 * NUL-terminated. Offsets are BYTES of article.text; view/ turns them into code points.
 */
#ifndef CASUS_FLOW_H
#define CASUS_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "ud.h"

/* --- small things ------------------------------------------------------------------------- */

struct span { /* [start, end), bytes of article.text; empty when start == end */
	size_t start, end;
};

#define DAY_NONE INT32_MIN /* days are counted from 1970-01-01, proleptic Gregorian */

enum date_precision { DATE_DAY, DATE_WEEK, DATE_MONTH, DATE_SEASON, DATE_YEAR, DATE_FUZZY };
enum date_basis { BASIS_DOCUMENT, BASIS_EXACT, BASIS_RELATIVE };

struct date {
	int32_t from, to; /* days, both included; DAY_NONE where open or unknown */
	enum date_precision precision;
	enum date_basis basis; /* BASIS_DOCUMENT: the text names no date, the article's stands */
	struct span span;      /* the words, empty for BASIS_DOCUMENT */
};

/* --- reader: bytes -> article ------------------------------------------------------------- */

enum block_kind {
	BLOCK_BODY,
	BLOCK_TITLE,
	BLOCK_DATELINE,  /* "MOSCOW, Jan 8 (Reuters) -": before a body block, never coded */
	BLOCK_CREDIT,    /* "(Reporting by ...)": never coded */
	BLOCK_FURNITURE, /* "advertisement", "date 2020-01-09": never coded */
};

struct block { /* blocks are in text order and do not overlap; a body block is one paragraph */
	enum block_kind kind;
	struct span span;
};

enum date_source { DATE_FROM_NONE, DATE_FROM_INPUT, DATE_FROM_TEXT, DATE_FROM_DATELINE, DATE_FROM_PAGE, DATE_FROM_FILE };

struct given_mention { /* RECORD.md, `relate`: parties that the user has found already */
	bool is_actor;     /* else recipient */
	struct span span;
};

struct article {
	struct str text; /* valid UTF-8; an invalid byte was replaced by U+FFFD */
	struct str source_id, path, url, title, publisher, author, language;
	struct str place;           /* where it was written, as the input's data says; empty if it does not */
	struct span dateline_place; /* "BENGHAZI" in its dateline; empty if none */
	int32_t day;                /* DAY_NONE if unknown */
	enum date_source date_from;
	struct block *blocks;
	size_t block_count;
	struct given_mention *given;
	size_t given_count;
	size_t line; /* of the input, from 1, where it begins; 0 where lines do not count */
	uint64_t offset; /* where it begins, in bytes of its unpacked file */
	struct str foreign; /* the language that its words are of ("fr") where that is not English; empty otherwise */
	size_t replaced_bytes; /* invalid UTF-8 and NUL bytes that were replaced */
};

/* --- text: article -> sentence[token]; syntax adds lemma, tags and tree -------------------- */

struct token { /* a syntactic word of Universal Dependencies */
	struct str form;  /* as written, a view into the text where it stands there */
	struct str lemma; /* syntax */
	struct span span;
	int32_t head;        /* index into the sentence's tokens; -1 for the root's head */
	int32_t first_child; /* index or -1; children in text order through next_sibling */
	int32_t next_sibling;
	uint32_t left, right; /* first and last token of the subtree */
	uint8_t upos;         /* enum upos */
	uint8_t xpos;         /* enum xpos */
	uint8_t deprel;       /* enum deprel, subtype included */
	uint8_t range;        /* words in the multiword token that starts here ("don't": 2); else 0 */
	bool space_after;
	int8_t verb_odds;     /* syntax: by how much VERB beats the best other upos, in quarters of a nat, within -127 .. 127 */
	uint8_t quote_depth; /* > 0 inside quotation marks, counted over the whole article */
};

struct sentence {
	struct token *tokens;
	size_t count;
	struct span span;
	size_t block;
	int32_t root; /* index of the root; -1 before parsing or when empty */
};

/* --- entity: mentions of those who act ----------------------------------------------------- */

enum mention_kind { MENTION_NAME, MENTION_NOMINAL, MENTION_PRONOUN };

enum entity_class { ENTITY_UNKNOWN, ENTITY_PERSON, ENTITY_ORGANISATION, ENTITY_ARMED_GROUP, ENTITY_COUNTRY, ENTITY_PEOPLE, ENTITY_GENERIC };

#define NO_INDEX SIZE_MAX

struct mention {
	enum mention_kind kind;
	enum entity_class class_;
	size_t sentence;
	size_t first, last, head; /* token indexes; first..last included; head names the mention */
	struct span span;
	uint32_t entity;       /* lexicon entry; UINT32_MAX when the lexicon does not know it */
	size_t antecedent;     /* index of the mention it takes its identity from, or NO_INDEX */
	bool together;         /* with antecedent: it is the first of several that the pronoun takes up: "A and B ... they" */
	struct str country;    /* ISO 3166 alpha-3 or PLOVER's international code, from context */
	struct str sector;     /* PLOVER sector, from context ("rebels": REB) */
	struct str own;        /* where the user's list has a code of its own for the noun: "~GOVMED", ~ stands for whose it is */
	uint32_t owner;        /* with own: the entity whose it is, or UINT32_MAX */
	bool plural, animate;
	bool is_place_only;    /* "in Sirte": a place that does not act here */
	bool before_thing;     /* "government" of "a government offensive": coding takes the word as it stands, and asks only who is meant */
	bool can_act;          /* people, bodies, armed groups, states and what stands for them; never a thing or a bare place */
	uint32_t private_;     /* entity/'s own */
};

struct actor { /* RECORD.md: a mention and what it was resolved to on the event's date */
	size_t sentence, token; /* the head word; NO_INDEX when implied */
	struct str text;
	struct span span;
	struct str name, id, country, sector, code;
};

/* --- place and time ----------------------------------------------------------------------- */

enum place_precision { PLACE_POINT, PLACE_ADMIN1, PLACE_COUNTRY };

struct place {
	size_t sentence, first, last; /* tokens; NO_INDEX for one that only the dateline gives */
	struct span span;
	struct str text, name, country, admin1;
	double lat, lon;
	enum place_precision precision;
	uint32_t geoname; /* GeoNames id, 0 if unknown */
	uint32_t population;
	bool resolved; /* false: looks like a place, the gazetteer does not have it */
};

enum timex_type { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET };

struct timex {
	enum timex_type type;
	size_t sentence, first, last; /* tokens */
	struct span span;
	struct str value; /* TIMEX3 value: "2020-01-06", "2019-04", "P3D", "PRESENT_REF" */
	struct date date; /* resolved bounds; from == DAY_NONE when it has none (durations, sets) */
	bool since, until; /* "since 2014": an open range that starts (ends) at date */
};

/* --- coding: events ----------------------------------------------------------------------- */

enum record_kind { RECORD_EVENT, RECORD_RELATION };
enum factuality { FACT_ACTUAL, FACT_NEGATED, FACT_PLANNED, FACT_CONDITIONAL, FACT_POSSIBLE };

struct attribution {
	struct actor *speakers;
	size_t speaker_count;
	struct str cue;      /* "said" */
	struct span span;    /* of the cue */
	bool quoted, anonymous;
};

enum count_kind { COUNT_KILLED, COUNT_WOUNDED, COUNT_ARRESTED, COUNT_DISPLACED, COUNT_ABDUCTED, COUNT_CROWD };

struct count { /* "at least 25 people were killed": low 25, high unset */
	enum count_kind kind;
	int64_t low, high; /* high < 0: no upper bound given */
	struct span span;
};

struct event {
	enum record_kind kind;
	struct str id;        /* story */
	struct str type;      /* "ASSAULT"; for a relation "backs" */
	struct str mode;      /* "aerial" or empty */
	struct str contexts[6];
	size_t context_count;
	struct str cameo;     /* four digits, or three where CAMEO has no fourth */
	int quad;             /* 1 to 4; 0 for a relation */
	double goldstein;
	size_t sentence;
	size_t trigger;       /* token index of the predicate's head */
	struct span trigger_span;
	struct actor *actors, *recipients;
	size_t actor_count, recipient_count;
	bool reciprocal;
	enum factuality factuality;
	bool historical, future, hypothetical; /* PLOVER's auxiliary modes; negation is in factuality */
	struct attribution *attribution; /* NULL: the article's own voice */
	size_t timex;         /* index into document.timexes, or NO_INDEX */
	struct date date;
	struct date since, until; /* relations; from == DAY_NONE when not given */
	size_t place_index;   /* index into document.places, or NO_INDEX */
	struct place place;   /* bound copy; name empty when none */
	struct count *counts;
	size_t count_count;
	struct str about;     /* for ceasefire and peace acts: "ceasefire", else empty */
	size_t about_token;   /* the word of this sentence that names it ("ceasefire"), or NO_INDEX */
	struct str rule;      /* "codebook/assault.txt:41" or the learned scorer's name */
	double confidence;    /* 0 to 1 */
};

/* --- relate: what the given parties have to do with each other ------------------------------ */

struct verdict { /* RECORD.md, `relate` */
	struct str type, mode; /* mode is empty where no coded event gives one */
	enum factuality factuality;
	double confidence;     /* how probable TYPE is */
	struct str rule;       /* the codebook's line that says the same, else "relate" */
};

/* --- story: what the whole document adds up to -------------------------------------------- */

enum ceasefire_stage { CEASEFIRE_CALLED, CEASEFIRE_AGREED, CEASEFIRE_IN_FORCE, CEASEFIRE_VIOLATED, CEASEFIRE_ENDED };
enum ceasefire_response { RESPONSE_REJECTS, RESPONSE_ACCEPTS, RESPONSE_ACCEPTS_CONDITIONALLY, RESPONSE_WELCOMES, RESPONSE_VIOLATES };

struct response {
	struct actor actor;
	enum ceasefire_response response;
	struct date date;
	struct attribution *attribution;
	size_t event; /* index into document.events */
};

struct ceasefire {
	struct str id;
	struct actor *called_by, *parties;
	size_t called_by_count, party_count;
	struct place place;
	struct date called_on, effective_from;
	struct date until;   /* its end, when one was set; from == DAY_NONE otherwise */
	struct str duration; /* TIMEX3: "P3D", "PT72H"; empty when open */
	bool unilateral, written, extended;
	struct str purposes[4]; /* "humanitarian", "peace-process", "holiday", "election" */
	size_t purpose_count;
	struct actor *mediators;
	size_t mediator_count;
	enum ceasefire_stage stage;
	size_t *events;
	size_t event_count;
	struct response *responses;
	size_t response_count;
};

struct contradiction {
	struct str id;
	size_t first, second; /* indexes into document.events */
	struct str about;
};

/* --- the document that all rooms fill ------------------------------------------------------ */

struct document {
	struct arena *arena;
	struct str id;
	struct article article;
	struct sentence *sentences;
	size_t sentence_count;
	struct mention *mentions; /* by sentence, then by head token */
	size_t mention_count;
	struct place *places; /* by sentence, then by first token */
	size_t place_count;
	struct place dateline; /* name empty when there is none */
	struct timex *timexes; /* by sentence, then by first token */
	size_t timex_count;
	struct event *events; /* by sentence, then by trigger */
	size_t event_count;
	struct ceasefire *ceasefires;
	size_t ceasefire_count;
	struct contradiction *contradictions;
	size_t contradiction_count;
};

/* Mentions stand by sentence, then by head token: the index of the first at or behind TOKEN of SENTENCE, or their number. */
size_t document_mention_from(const struct document *document, size_t sentence, size_t token);
/* The index of the one whose head TOKEN is, or NO_INDEX. */
size_t document_mention_at(const struct document *document, size_t sentence, size_t token);

#endif
