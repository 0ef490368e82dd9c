/* tables.h: the word lists and boundary weights of text/, as one hash table in the pack.
 *
 * A key is a 64-bit hash of (list, word in ASCII lower case); the strings themselves are not kept.
 * With some 20,000 keys a collision has odds of about 1 in 10^11; text_compile refuses one.
 */
#ifndef CASUS_TEXT_TABLES_H
#define CASUS_TEXT_TABLES_H

#include "text/text.h"

enum text_list {
	LIST_ABBREVIATION, /* value: enum abbreviation */
	LIST_CONTRACTION,  /* "cannot": value: length of the first word */
	LIST_CLITIC,       /* what follows an apostrophe: "s", "ll" */
	LIST_ELISION,      /* words that start with an apostrophe, without it: "em", "90s" */
	LIST_PREFIX,       /* "anti-" stays with what follows */
	LIST_SUFFIX,       /* "-wise" stays with what precedes */
	LIST_WHOLE,        /* hyphenated words that are one token */
	LIST_UNIT,         /* "km" is split off a number; value 2: only behind a currency sign */
	LIST_EMOTICON,
	LIST_DOMAIN,       /* last label of a web address: "com" */
	LIST_EXTENSION,    /* of a file name: "pdf" */
	LIST_STARTER,      /* function words: with a capital they start a sentence, not a name */
	LIST_BOUNDARY,     /* a feature of the sentence splitter; value: its weight */
	LIST_COUNT
};

enum abbreviation {
	ABBREVIATION_TITLE = 1, /* "Gen.": a name follows */
	ABBREVIATION_PLAIN,     /* "Inc.": may end a sentence */
	ABBREVIATION_NUMBER,    /* "No.": only before a number */
	ABBREVIATION_DATE,      /* "Mar.": only with a capital, before a number or a comma */
};

struct text_slot { /* as it stands in the pack */
	uint64_t key;  /* 0: free */
	int32_t value;
	uint32_t zero;
};

#define TEXT_SECTION "text/words"

static inline unsigned ascii_lower(unsigned c) { return ascii_is_upper(c) ? c | 32u : c; }

/* FNV-1a over ASCII lower case. */
static inline uint64_t text_hash(const char *data, size_t length)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ ascii_lower((unsigned char)data[i])) * UINT64_C(1099511628211);
	return hash;
}

static inline uint64_t text_mix(uint64_t hash, uint64_t with)
{
	hash = (hash ^ with) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

/* Never 0. */
static inline uint64_t text_key(enum text_list list, uint64_t hash)
{
	return text_mix(hash, (uint64_t)list + 1) | 1;
}

/* The value of KEY, or 0 where it is not in the table (no list holds a 0). */
static inline int32_t text_value(const struct text_tables *tables, uint64_t key)
{
	const struct text_slot *slots = tables->sections[0].data;
	size_t mask = tables->sections[0].length / sizeof *slots - 1;
	for (size_t i = (size_t)(key >> 20) & mask;; i = (i + 1) & mask) {
		if (slots[i].key == key)
			return slots[i].value;
		if (slots[i].key == 0)
			return 0;
	}
}

static inline int32_t text_lookup(const struct text_tables *tables, enum text_list list, const char *data, size_t length)
{
	return text_value(tables, text_key(list, text_hash(data, length)));
}

/* The key of a boundary feature TEMPLATE=A|B|...: start with feature_start, then feature_add each value. */
static inline uint64_t feature_start(unsigned number) { return text_mix(UINT64_C(0x51ED270B), number + 101); }
static inline uint64_t feature_add(uint64_t feature, uint64_t value) { return text_mix(feature + 1, value); }

/* The names of the templates, in the order of their numbers; NULL at the end (boundary.c). */
extern const char *const boundary_templates[];

#endif
