/* json.h: one JSON object into an article, for the two formats that hold such. */
#ifndef CASUS_READER_JSON_H
#define CASUS_READER_JSON_H

#include "reader/format.h"

bool json_parse(struct parsing *p, struct article *article);

#endif
