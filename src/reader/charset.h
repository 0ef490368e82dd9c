/* charset.h: text in any encoding into UTF-8. */
#ifndef CASUS_READER_CHARSET_H
#define CASUS_READER_CHARSET_H

#include "reader/format.h"

enum utf16 { UTF16_NONE, UTF16_LITTLE, UTF16_BIG };

/* Whether a file that begins with HEAD is UTF-16: by its byte order mark, or by a NUL in every other byte. */
enum utf16 charset_utf16(struct str head);

bool charset_is_utf8(struct str bytes);

/* BYTES as UTF-8. DECLARED is what the input says its encoding is, empty if nothing. In this order: a byte order mark;
 * UTF-8 where the bytes are that; what is declared; Windows-1252 where its letters and marks stand as in words; else the
 * bytes as they are, to be repaired later. BYTES themselves where nothing changes. */
struct str charset_to_utf8(struct parsing *p, struct str bytes, struct str declared);

/* A short piece of BYTES, a name or an address, as valid UTF-8. */
struct str charset_clean(struct parsing *p, struct str bytes);

/* The value of `charset=` in "text/html; charset=utf-8"; empty if there is none. */
struct str charset_parameter(struct str content_type);

#endif
