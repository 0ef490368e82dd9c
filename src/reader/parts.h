/* parts.h: what a paragraph of a newspaper holds beside its text. All offsets are bytes of the article's text. */
#ifndef CASUS_READER_PARTS_H
#define CASUS_READER_PARTS_H

#include "reader/phrases.h"

struct dateline {
	struct span span;  /* up to the text behind it; empty: there is none */
	struct span place; /* "GAZA CITY" */
	bool has_date;
	int32_t day;       /* DAY_NONE when the date has no year */
	int month, mday;
};

/* "MOSCOW, Jan 8 (Reuters) - " at the start of PARAGRAPH. */
struct dateline parts_dateline(struct str text, struct span paragraph, const struct reader_lexicon *lexicon);

/* Where the credits at the end of PARAGRAPH start ("(Reporting by ...)", "(BBC News)", "Editing by ..."); its end when
 * there are none. */
size_t parts_credits(struct str text, struct span paragraph, const struct reader_lexicon *lexicon);

/* Whole paragraphs. */
bool parts_is_credit(struct str paragraph, const struct reader_lexicon *lexicon);
bool parts_is_furniture(struct str paragraph, const struct reader_lexicon *lexicon);
bool parts_is_byline(struct str paragraph);

/* White-space parted words, counted up to MOST. */
size_t parts_words(struct str text, size_t most);
bool parts_ends_sentence(struct str text);

#endif
