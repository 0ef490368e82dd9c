/* html.h: an HTML page: what it says of itself, and which of its text is the article.
 *
 *     tree -> block[] -> the article's blocks -> text
 *          html_blocks  html_body
 *
 * A page is held by its arena, apart from what html_close frees. Words that tell an article's box from a
 * menu's, and dates' labels, stand in lexicon/en/text/page.txt.
 */
#ifndef CASUS_READER_HTML_H
#define CASUS_READER_HTML_H

#include "base/map.h"
#include "reader/phrases.h"
#include "reader/xml.h"

enum block_form { FORM_TEXT, FORM_HEADING, FORM_ITEM, FORM_ROW, FORM_PREFORMATTED };

struct html_block { /* text between two tags that break lines */
	struct str text;       /* white space in single blanks, trimmed; as it is in <pre> */
	enum block_form form;
	unsigned level;        /* of a heading, 1 to 6 */
	size_t words, linked;  /* white-space parted words, and those of them inside links */
	bool sentence;         /* ends like one */
	xmlNode *node;   /* the element that holds it */
};

struct html_page {
	struct arena *arena;
	const struct reader_lexicon *lexicon;
	xmlDoc *tree;
	void *json;           /* the jansson value that is being read */
	struct buf scratch;   /* text that is being gathered; one user at a time */
	struct str url;       /* given, else canonical; may be empty */
	struct str title, publisher, author, language, description;
	struct str json_body; /* articleBody of its JSON-LD */
	int32_t day;          /* DAY_NONE */
	struct html_block *blocks;
	size_t block_count, block_capacity;
	struct str text;      /* of the article: paragraphs parted by empty lines */
};

/* Fill PAGE, in which arena, lexicon, tree and url are set, day is DAY_NONE and all else zero. It must be closed, also where
 * its arena jumped away. */
void html_read(struct html_page *page);
void html_close(struct html_page *page);

/* The parts of html_read, in their order. */
void html_read_data(struct html_page *page);   /* html_data.c: title, publisher, author, language, JSON-LD */
/* html_blocks.c. HOLDERS, by the bytes of the node's address, are not left out for what they are or are called; NULL: no
 * element with text is. */
void html_read_blocks(struct html_page *page, const struct map *holders);
void html_choose_body(struct html_page *page); /* html_body.c: text */
void html_find_date(struct html_page *page);   /* html_date.c */

/* --- the tree ----------------------------------------------------------------------------------------- */

/* An attribute's value; empty when there is none. A view into the tree. */
struct str html_attribute(xmlNode *node, const char *name);
/* The text below NODE, white space in single blanks. */
struct str html_text(struct html_page *page, xmlNode *node);

/* Whether S holds a phrase of KIND, ASCII case aside, anywhere. */
bool html_holds(const struct html_page *page, enum phrase_kind kind, struct str s);

#endif
