/* http.h: an HTTP answer as it was received. */
#ifndef CASUS_READER_HTTP_H
#define CASUS_READER_HTTP_H

#include "reader/format.h"

/* Whether HEADERS, status line included, say that the page was found (2xx). */
bool http_is_found(struct str headers);
/* The body of MESSAGE with chunks joined and gzip or deflate undone, and its Content-Type. What is cut short is given as far as it
 * goes. False with p->error. */
bool http_body(struct parsing *p, struct str message, struct str *body, struct str *type);

#endif
