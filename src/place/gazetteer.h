/* gazetteer.h: the compiled gazetteer, as the files of place/ see it.
 *
 * Sections of the pack, all flat, read where they lie:
 *   place/records  i32 [n, 7]  one record a place: see struct record; countries come first
 *   place/strings  bytes       names, each where a record points, `name_length` bytes long
 *   place/codes    bytes       three letters a country, in the order of their records
 *   place/buckets  i32 [2^19 + 1]  by the top bits of a key's hash: its range in place/hashes
 *   place/filter   bytes [2^19]    a bit for each value of the top 22 bits of a key's hash: set where some key has it
 *   place/hashes   i32 [k]     the next 32 bits, ascending within a bucket
 *   place/starts   i32 [k + 1] range of the key in place/postings
 *   place/postings i32 [m]     record in the low 24 bits, NAME_ flags above; likeliest record first
 *   place/words    i32 [w, 3]  hash (two halves) of a word, ascending, and the classes it is in
 * A key is a name as place_key folds it; 51 bits of its hash stand for it.
 */
#ifndef CASUS_PLACE_GAZETTEER_H
#define CASUS_PLACE_GAZETTEER_H

#include "base/arena.h"
#include "base/pack.h"
#include "base/str.h"
#include "place/place.h"

enum { RECORD_COLUMNS = 7, BUCKET_BITS = 19, FILTER_BITS = 22, KEY_MOST = 80, POSTINGS_MOST = 96 };

#define NO_RECORD UINT32_MAX

/* Kinds of places: C name, word in the text files, letter in places.tsv, weight when nothing else is
 * known (in powers of ten of population), precision. */
#define PLACE_KINDS(X) \
	X(COUNTRY, "country", 'C', 4.0f, PLACE_COUNTRY) \
	X(ADMIN1, "admin1", '1', -0.1f, PLACE_ADMIN1) \
	X(ADMIN2, "admin2", '2', -0.8f, PLACE_POINT) \
	X(CAPITAL, "capital", 'K', 1.6f, PLACE_POINT) \
	X(SEAT, "seat", 'S', 0.6f, PLACE_POINT) \
	X(TOWN, "town", 'P', 0.0f, PLACE_POINT) \
	X(SECTION, "section", 'X', -0.7f, PLACE_POINT) \
	X(REGION, "region", 'R', 4.5f, PLACE_ADMIN1) \
	X(WATER, "water", 'W', 5.0f, PLACE_ADMIN1) \
	X(LAND, "land", 'L', 4.5f, PLACE_ADMIN1) \
	X(SITE, "site", 'F', 4.2f, PLACE_POINT) \
	X(NONE, "none", 'N', 9.0f, PLACE_POINT) /* looks like a place's name and is none: "Islamic State of Iraq" */

enum place_kind {
#define X_(name, word, letter, weight, precision) KIND_##name,
	PLACE_KINDS(X_)
#undef X_
	KIND_COUNT
};

#define KIND_BIT(kind) (1u << (kind))
#define KINDS_SETTLED (KIND_BIT(KIND_CAPITAL) | KIND_BIT(KIND_SEAT) | KIND_BIT(KIND_TOWN) | KIND_BIT(KIND_SECTION))

#define KINDS_WIDE (KIND_BIT(KIND_COUNTRY) | KIND_BIT(KIND_ADMIN1) | KIND_BIT(KIND_REGION))

enum name_flag { /* of a posting, above the record's 24 bits */
	NAME_MAIN = 1u << 24,    /* the name it goes by, not another spelling */
	NAME_BARE = 1u << 25,    /* an administrative unit's name without its generic word */
	NAME_CAPITALS = 1u << 26, /* counts only in capitals: "US" */
	NAME_SHORT = 1u << 27,   /* counts only with its full stop or behind a comma: "Pa.", "TX" */
	NAME_DEMONYM = 1u << 28, /* no place: tells the country that is spoken of */
	NAME_HAND = 1u << 29,    /* from the files that people edit */
	NAME_VARIANT = 1u << 30, /* another spelling of the name it goes by ("Derna" for Darnah), not another name */
};
#define POSTING_RECORD(posting) ((posting) & 0xFFFFFFu)

struct record {
	uint32_t geoname, name, population;
	uint32_t admin1; /* record of the first-level unit, NO_RECORD if none */
	float lat, lon;  /* degrees */
	uint16_t country; /* record of the country, 0xFFFF if none */
	uint8_t kind, name_length;
};

/* Classes of words.txt: C name, name in the file. */
#define WORD_CLASSES(X) \
	X(PERSON_TITLE, "person-title") X(GIVEN_NAME, "given-name") X(FAMILY_NAME, "family-name") X(ORGANISATION, "organisation-noun") \
	X(SETTLEMENT, "settlement-noun") X(UNIT, "unit-noun") X(DISTRICT, "district-noun") \
	X(AREA, "area-noun") X(SITE, "site-noun") X(WATER, "water-noun") X(COUNTRY, "country-noun") \
	X(DIRECTION, "direction") X(LOCATIVE, "locative-preposition") X(COMMON, "common-word") \
	X(SPEAKING, "person-verb") X(NAME_ENDING, "person-suffix") X(GENERIC, "generic-word") X(STREET, "street-noun") \
	X(FACILITY, "facility-noun") X(UNIT_OFFICE, "unit-office") X(VESSEL, "vessel-noun")

enum word_class {
#define X_(name, written) WORD_##name,
	WORD_CLASSES(X_)
#undef X_
	WORD_CLASS_COUNT
};
#define WORD_BIT(class_) (1u << (class_))

struct gazetteer {
	const int32_t *records, *buckets, *hashes, *starts, *postings, *words;
	const unsigned char *filter;
	struct str strings, codes;
	size_t record_count, key_count, word_count;
};

struct postings {
	const int32_t *items;
	size_t count; /* at most POSTINGS_MOST; 0: not in the gazetteer */
};

/* The key of NAME in OUT (KEY_MOST bytes): case, diacritics, hyphens, full stops and apostrophes are forgiven, "Saint" is
 * "St". Empty when it is too long. */
struct str place_key(struct arena *arena, struct str name, char *out);
/* A looser key made of a key: article, doubled letters, final h, ou/oo for u. Empty when too little is left. */
struct str place_loose_key(struct str key, char *out);

struct postings gazetteer_look_up(const struct gazetteer *gazetteer, struct str key);
/* The same in steps, for many keys at a time: the index lies all over memory, so that fetching for one key while another is waited for
 * is worth it. The hash of an empty key is 0, which nothing is found by. */
uint64_t gazetteer_hash(struct str key);
void gazetteer_expect(const struct gazetteer *gazetteer, uint64_t hash, bool bucket_is_here); /* fetch the bucket, then (true) its keys */
struct postings gazetteer_look_up_hash(const struct gazetteer *gazetteer, uint64_t hash);
struct record gazetteer_record(const struct gazetteer *gazetteer, uint32_t index);
/* ISO 3166 alpha-3 of the record's country; empty when it lies in none or several. */
struct str gazetteer_country(const struct gazetteer *gazetteer, const struct record *record);
struct str gazetteer_name(const struct gazetteer *gazetteer, const struct record *record);
/* The record's weight when nothing else is known; of another spelling, a little less. */
float gazetteer_prior(const struct record *record, uint32_t posting);
/* The classes of words.txt that a word (lower case) is in, as WORD_BITs. */
uint32_t gazetteer_word(const struct gazetteer *gazetteer, uint64_t hash); /* HASH: str_hash of the word in small letters */
void gazetteer_expect_word(const struct gazetteer *gazetteer, uint64_t hash); /* fetch it while others are waited for */

float place_kind_weight(unsigned kind);
enum place_precision place_kind_precision(unsigned kind);

#endif
