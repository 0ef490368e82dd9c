/* message.h: an article as it travels through the queue: the JSON that `casus code` reads, and how it came to be known. */
#ifndef CASUS_CLI_MESSAGE_H
#define CASUS_CLI_MESSAGE_H

#include "base/buf.h"
#include "base/error.h"
#include "reader/reader.h"

/* One line without its end. */
void message_write(const struct article *article, struct buf *out);
/* The article of BYTES, with memory of ARENA, which must have a recovery point. False with ERROR_INPUT. */
bool message_read(struct str bytes, const struct reader_lexicon *lexicon, struct arena *arena, struct article *article, struct error *error);

#endif
