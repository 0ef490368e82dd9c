/* words.h: what an article is found by. */
#ifndef CASUS_STORE_WORDS_H
#define CASUS_STORE_WORDS_H

#include "base/buf.h"
#include "base/str.h"

/* Append to OUT the words of an article as PostgreSQL reads a tsvector in binary form. Both are valid UTF-8. False without memory. */
bool words_write(struct str title, struct str text, struct buf *out);

#endif
