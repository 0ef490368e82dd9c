/* mime.h: the text of a message as RFC 2045 to 2047 wrap it. */
#ifndef CASUS_READER_MIME_H
#define CASUS_READER_MIME_H

#include "reader/format.h"

struct mime_text {
	struct str bytes;   /* decoded, in the charset below */
	struct str charset; /* declared; may be empty */
	bool is_html;
};

/* The text of MESSAGE (headers and body): of the alternatives plain text where it has some words, else HTML. False when there is
 * none. */
bool mime_find_text(struct parsing *p, struct str message, struct mime_text *text);

/* A header's value with its encoded words (=?utf-8?Q?...?=) read, as UTF-8. */
struct str mime_header(struct parsing *p, struct str value);

#endif
