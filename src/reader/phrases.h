/* phrases.h: the newsroom's set phrases, from lexicon/en/text/newsroom.txt. */
#ifndef CASUS_READER_PHRASES_H
#define CASUS_READER_PHRASES_H

#include "reader/reader.h"

enum phrase_kind {
	PHRASE_CREDIT = 1,      /* a line or bracket that starts so says who wrote, edited, owns */
	PHRASE_FURNITURE,       /* a short paragraph that starts so belongs to the page, not the story */
	PHRASE_LINE,            /* furniture only when it is the whole line */
	PHRASE_AGENCY,          /* in datelines and source tags: "Reuters" */
	PHRASE_TAIL,            /* a heading behind which nothing is story: "Sources" */
	PHRASE_DATE,            /* before a date line's date: "published", "updated" */
};

/* The longest phrase of KIND that TEXT starts with, ASCII case aside, and that ends at a word's end; its length in
 * bytes, or 0. */
size_t phrase_at_start(const struct reader_lexicon *lexicon, enum phrase_kind kind, struct str text);
/* Whether TEXT is a phrase of KIND, ASCII case aside. */
bool phrase_is(const struct reader_lexicon *lexicon, enum phrase_kind kind, struct str text);

#endif
