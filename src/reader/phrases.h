/* phrases.h: the newsroom's set phrases and its pages' markup, from lexicon/en/text/newsroom.txt and page.txt. */
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
	/* of page.txt */
	PHRASE_BOX_NEVER,       /* in the class or id of a box that is never the story's */
	PHRASE_BOX_DROP,        /* the same, unless it also holds one of the next */
	PHRASE_BOX_KEEP,
	PHRASE_BOX_BODY,        /* in the class or id of the box that holds the story */
	PHRASE_META_DATE,       /* names of meta elements that tell when the page was published */
	PHRASE_META_CHANGED,    /* ... when it was changed */
	PHRASE_BOX_DATE,        /* in the class or id of what shows the date */
	PHRASE_BOX_AUTHOR,
	PHRASE_BOX_LEAD,        /* in the class or id of a first paragraph that stands before the story's box */
	PHRASE_END,             /* a heading behind which a page is no story any more */
	PHRASE_MONTH,           /* and the next eleven: names of January to December, in many languages */
};

/* The longest phrase of KIND that TEXT starts with, ASCII case aside, and that ends at a word's end; its length in
 * bytes, or 0. */
size_t phrase_at_start(const struct reader_lexicon *lexicon, enum phrase_kind kind, struct str text);
/* Whether TEXT is a phrase of KIND, ASCII case aside. */
bool phrase_is(const struct reader_lexicon *lexicon, enum phrase_kind kind, struct str text);

/* Walks the phrases of KIND: *AT, 0 at first, is where to go on. False at the end. */
bool phrase_next(const struct reader_lexicon *lexicon, enum phrase_kind kind, size_t *at, struct str *phrase);

#endif
