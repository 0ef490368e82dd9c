/* page.h: a page of HTML into its article. */
#ifndef CASUS_READER_PAGE_H
#define CASUS_READER_PAGE_H

#include "reader/format.h"

/* What a page may have, in bytes: its tree takes some thirty times that. */
#define PAGE_MOST_BYTES ((size_t)8 << 20)

/* Fill ARTICLE from HTML (UTF-8, which may be a piece of a page): text, blocks and what else it tells. What the article
 * holds already (url, title, day, ...) was given from outside and stands. False when there is no text in it, or with p->error
 * when it cannot be read at all. */
bool page_article(struct parsing *p, struct str html, struct article *article);

/* The encoding that the page's head declares; empty if none. */
struct str page_charset(struct str bytes);

#endif
