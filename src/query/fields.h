/* fields.h: the table of fields, and what their values are. */
#ifndef CASUS_QUERY_FIELDS_H
#define CASUS_QUERY_FIELDS_H

#include "query/grammar.h"

enum value_kind {
	VALUE_NAMES,   /* any, with commas between */
	VALUE_IDS,     /* of records: 24 hexadecimal digits */
	VALUE_PAIR,    /* two names */
	VALUE_WORDS,   /* of a list, whatever their case */
	VALUE_NUMBERS, /* exactly `numbers` of them */
	VALUE_NUMBER,  /* one, with = or >= */
	VALUE_FROM, VALUE_TO, /* a day, month or year */
	VALUE_TEXT,    /* as it stands, commas and all */
};

struct field {
	enum value_kind kind;
	size_t numbers;
	const char *const *words; /* ended by NULL; NULL where there is no list */
};

extern const struct field fields[QUERY_FIELD_COUNT];
extern const struct query_field_spec field_specs[QUERY_FIELD_COUNT + 1];
extern const char *const key_names[KEY_COUNT + 1];
extern const char *const sort_names[SORT_COUNT + 2]; /* ended by NULL */

#endif
