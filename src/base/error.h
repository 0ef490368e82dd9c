/* error.h: errors as values, with the place they happened. */
#ifndef CASUS_BASE_ERROR_H
#define CASUS_BASE_ERROR_H

#include "base/buf.h"
#include "base/str.h"

enum error_kind {
	ERROR_NONE,
	ERROR_INPUT,   /* an input cannot be used: exit status 1 */
	ERROR_USAGE,   /* wrong options: 2 */
	ERROR_SYSTEM,  /* memory, files of our own, threads: 2 */
	ERROR_LEXICON, /* a lexicon, codebook or model file: 3 */
	ERROR_REFUSED, /* a database that is well does not take what is to be written into it: 2 */
};

struct error {
	enum error_kind kind;
	char file[256];
	size_t line, column; /* from 1; 0 when they do not apply; column counts code points */
	char message[400];
	char source[240]; /* the line of the file, for the caret; empty when it does not apply */
};

/* Fill ERROR, unless it holds one already (the first cause stays); always returns false, so that a
 * function can end in `return error_set(...)`. */
bool error_set(struct error *error, enum error_kind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same with a place. SOURCE is the whole line, COLUMN counts its code points from 1. */
bool error_at(struct error *error, enum error_kind kind, const char *file, size_t line, size_t column, struct str source,
              const char *format, ...) __attribute__((format(printf, 7, 8)));
/* "file:line:column: message", then the source line and a caret under the column; ends in \n. */
void error_format(const struct error *error, struct buf *out);

#endif
