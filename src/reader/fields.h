/* fields.h: the named parts that JSON, tables and marked-up exports give an article in, whatever they are called there. */
#ifndef CASUS_READER_FIELDS_H
#define CASUS_READER_FIELDS_H

#include "reader/format.h"

enum field {
	FIELD_TEXT, FIELD_HTML, FIELD_TITLE, FIELD_DATE, FIELD_URL, FIELD_PUBLISHER, FIELD_LANGUAGE, FIELD_PLACE, FIELD_ID,
	FIELD_LIST, /* a list of articles */
	FIELDS,
};

/* Walks the names of FIELD, the surest first: the user's alone where they gave any, else the lexicon's, else its own. *AT
 * is 0 at the start. */
bool field_name_next(const struct reader_lexicon *lexicon, const struct reader_fields *given, enum field field, size_t *at, struct str *name);

struct values { /* UTF-8 or not; empty where there is none */
	struct str value[FIELDS];
};

/* Makes ARTICLE of VALUES, which must live as long as it. What the article holds already stays where VALUES have nothing. With
 * neither text nor html, or a date that is none, false with *WRONG, the field that is to blame, and *WHY; with another error
 * false with p->error. */
bool values_article(struct parsing *p, const struct values *values, struct article *article, enum field *wrong, const char **why);

/* Compile FOLDER/fields.txt into the section "reader/fields". */
bool fields_compile(const char *folder, struct pack_writer *writer, struct error *error);

#endif
