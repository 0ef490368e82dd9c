/* headers.h: "Name: value" lines, as mail, HTTP and WARC write them. */
#ifndef CASUS_READER_HEADERS_H
#define CASUS_READER_HEADERS_H

#include "base/arena.h"
#include "base/str.h"

/* Parts MESSAGE at its first blank line: *HEADERS before it, the rest is the result. Without one all is headers. */
struct str headers_cut(struct str message, struct str *headers);
/* The value of the first NAME (ASCII case aside), its folded lines joined by a blank; in ARENA when it was folded. Empty if
 * there is none. */
struct str headers_get(struct arena *arena, struct str headers, const char *name);
/* The parameter NAME of a value such as `text/html; charset="utf-8"`, without quotation marks; empty if there is none. */
struct str headers_parameter(struct str value, const char *name);
/* Whether a value such as "text/html; ..." is of TYPE, ASCII case aside. */
bool headers_is_type(struct str value, const char *type);

#endif
