/* incident/: one happening told by many articles is one incident.
 *
 * A sketch is what an event says of its happening, apart from its article: what, who, where, when, in which company of
 * words. Two sketches are compared alone, without a look at any third, and the score is a sum of named parts. A set of
 * sketches is parted by average linkage over those scores. Both depend on the set alone: not on the order in which
 * articles came, nor on how many came at once. docs/incidents.md explains it. */
#ifndef CASUS_INCIDENT_H
#define CASUS_INCIDENT_H

#include "flow.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/pack.h"
#include "base/trees.h"

/* --- sketches ------------------------------------------------------------------------------ */

struct sketch_party {
	struct str id;      /* the lexicon's entry; empty when it has none */
	struct str name;    /* of the entry, else the mention's words, in lower case without marks */
	struct str head;    /* the head's lemma, in lower case */
	struct str country; /* ISO alpha-3; may be empty */
	bool recipient;
	int64_t number;     /* "25 people", in digits; -1 none */
	enum party_kind { PARTY_COMMON, PARTY_NAMED, PARTY_COUNTED, PARTY_PERSON } kind; /* "the rebels", "Hamas", "five people", "Haftar" */
};

#define WORD_HASH_BITS 24

/* How many words of the language are more frequent than a lemma in lower case; SIZE_MAX for one that is not known. */
struct word_ranks {
	size_t (*rank)(const void *context, struct str lemma);
	const void *context;
};

struct word_weight { /* of words together, by how rare they are */
	double coarse; /* in three steps, for the weights that are set by hand */
	double fine;   /* in eight */
	size_t count, rare;
};

struct word_set { /* hashes of lemmas, ascending, none twice; the lowest bits tell how rare a word is, whether a name, whether near the trigger */
	const uint32_t *hash;
	size_t count;
	struct word_weight weight; /* of them all */
};

enum sketch_world { WORLD_TOLD, WORLD_MEANT }; /* told as so or as not so; planned, or hanging on a condition */

struct sketch {
	struct str event, document; /* ids */
	int32_t reported;           /* the article's day, DAY_NONE if unknown */
	size_t sentence;
	struct str type, mode;      /* may be empty */
	int quad;                   /* 1 to 4, 0 when there is no type */
	enum sketch_world world;
	int32_t from, to;           /* the days that the text names, both included, else the article's day; DAY_NONE unknown */
	bool dated;                 /* the text names them */
	struct str place, province, country; /* where; place is empty when only the country is told */
	double lat, lon;
	bool point;                 /* the place is finer than a country or province */
	struct sketch_party *parties;
	size_t party_count;
	struct str trigger;         /* lemma */
	enum sketch_word { WORD_OTHER, WORD_NOUN, WORD_VERB, WORD_NAME } word; /* what kind of word it is */
	size_t rank;                /* how many words are more frequent than it, SIZE_MAX for one that is not known; not stored */
	const int8_t *vector;       /* of the trigger, DIMENSIONS long; NULL when it has none */
	size_t dimensions;
	int64_t killed, wounded;    /* the lowest number told; -1 none */
	struct word_set words;      /* of the sentence */
};

struct signature { /* what a document is about: its names, and its other words */
	struct word_set names, words;
};

/* DOCUMENT must be coded; what comes back is in ARENA and views DOCUMENT's strings, so it may not outlive either. */
struct sketch sketch_of_event(const struct document *document, const struct event *event, const struct word_ranks *ranks, struct arena *arena);
struct signature signature_of(const struct document *document, const struct word_ranks *ranks, struct arena *arena);

/* As bytes for the store, and back; false when the bytes are no sketch of this version. Strings view the bytes. The two ids,
 * the vector and the rank are left out, and so is the name of a party that has an id: the store knows the ids. */
void sketch_write(const struct sketch *sketch, struct buf *out);
bool sketch_read(struct str bytes, struct arena *arena, struct sketch *sketch);
void signature_write(const struct signature *signature, struct buf *out);
bool signature_read(struct str bytes, struct arena *arena, struct signature *signature);

/* --- are two of them the same? ------------------------------------------------------------- */

#define INCIDENT_FEATURES 80 /* at most */

struct incident_model { /* weights by feature, and trees, from lexicon/en/incident */
	double weight[INCIDENT_FEATURES];
	struct trees trees; /* what is learned from marked texts of how one happening is told twice */
};

bool incident_compile(const char *folder, struct pack_writer *writer, struct error *error);
/* MODEL views PACK. */
bool incident_model_open(struct incident_model *model, const struct pack *pack, struct error *error);

size_t incident_feature_count(void);
struct str incident_feature_name(size_t feature);
/* What an analyst reads: "the same day", or "" for a part that is not worth a word. */
struct str incident_feature_reason(size_t feature);

struct told { /* a sketch beside its document's signature */
	const struct sketch *sketch;
	const struct signature *signature;
};

/* Fill VALUE[incident_feature_count()]: 0 where a feature does not apply, and for the trees' own. The same whichever comes first. */
void incident_features(const struct told *a, const struct told *b, double *value);

/* Thousandths of the log-odds that both tell one happening, as an integer so that sums are exact. Above 0: more likely
 * than not. PARTS, unless NULL, gets each feature's share. */
int32_t incident_score(const struct incident_model *model, const struct told *a, const struct told *b, int32_t parts[INCIDENT_FEATURES]);

/* --- bins: who is compared with whom ------------------------------------------------------ */

/* Events of one bin only are ever one incident: a day, and a group of types (material conflict, material
 * cooperation, words), told or meant. */
struct incident_bin {
	int32_t day;    /* DAY_NONE: the event stands alone */
	int32_t length; /* 1; for a longer range its days: only the same range joins it */
	uint8_t group;
};

bool incident_same_bin(struct incident_bin a, struct incident_bin b);

/* Where a sketch lies by what it says itself: on the day that its text names, else on its article's. */
struct incident_bin incident_bin_of(const struct sketch *sketch);

/* What news of a day without a day of its own may look back on: the days before it, at most. */
#define INCIDENT_LOOKS_BACK 3

struct neighbour { /* a sketch that may draw another to its day */
	struct told told;
	struct incident_bin home; /* where it lies itself */
};

/* OTHERS made ready to be asked; they must be the told of one group whose days are those before a day, INCIDENT_LOOKS_BACK of
 * them, or for a range those of the range: all of them, in any order. They must outlive what comes back, in ARENA. */
struct neighbours;
struct neighbours *incident_neighbours(const struct neighbour *others, size_t count, struct arena *arena);

/* Where TOLD lies in the end: with the likest of its neighbours that it may look back on, else in its own bin. A sketch's home
 * depends on those of earlier days only (a range's on single days only): settle them in that order. Scratch memory from ARENA. */
struct incident_bin incident_home(const struct incident_model *model, const struct told *told, const struct neighbours *neighbours, struct arena *arena);

/* What two sketches must share to be compared: hashes of place, parties, province, countries, in this order, at most MOST of
 * them. Returns how many were written to KEYS. */
size_t incident_handles(const struct sketch *sketch, uint32_t *keys, size_t most);

/* --- partition ------------------------------------------------------------------------------ */

struct incident_pair {
	size_t a, b;   /* indexes into the items, a < b */
	int32_t score; /* thousandths */
};

struct incident_choice { /* by hand */
	size_t a, b;
	bool same;
};

/* Part COUNT items, which must be in the canonical order of their ids, by average linkage: the two groups whose PAIRS, each
 * listed once, score highest on average are joined as long as that average is above 0. Choices by hand come before all.
 * LABEL[i] becomes the first item of i's group. Memory comes from ARENA. */
void incident_part(size_t count, const struct incident_pair *pairs, size_t pair_count, const struct incident_choice *choices, size_t choice_count,
                   size_t *label, struct arena *arena);

/* Part the sketches of one bin: FOUNDER[i] becomes the index of the first reported sketch of i's incident (of one day
 * the one with the smallest id), after which it is named. Any order; the same result. */
void incident_part_bin(const struct incident_model *model, const struct told *told, size_t count, const struct incident_choice *choices,
                         size_t choice_count, size_t *founder, struct arena *arena);

/* The whole of it for sketches that lie in memory: homes, bins, partition, choices by hand across bins. */
void incident_group(const struct incident_model *model, const struct told *told, size_t count, const struct incident_choice *choices,
                    size_t choice_count, size_t *founder, struct arena *arena);

#endif
