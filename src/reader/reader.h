/* reader/: bytes of any kind in, one article after the other out.
 *
 * Each format is one file behind `struct reader_format` (formats.c lists them); the format is found
 * by probing the first bytes unless the user names it.
 */
#ifndef CASUS_READER_H
#define CASUS_READER_H

#include "flow.h"
#include "base/error.h"

struct reader; /* one open input */

struct reader_options {
	const char *format; /* "text", "jsonl", ...; NULL: found out */
};

/* Open PATH ("-": standard input). False with ERROR_INPUT (missing, folder, empty, binary). */
bool reader_open(struct reader **reader, const char *path, const struct reader_options *options, struct error *error);

enum reader_status { READER_ARTICLE, READER_END, READER_BAD };
/* The next article, its strings and blocks in ARENA. READER_BAD: this one could not be used, ERROR
 * says why and where; the next call goes on behind it. */
enum reader_status reader_next(struct reader *reader, struct arena *arena, struct article *article, struct error *error);
void reader_close(struct reader *reader);

/* Turn text that is in memory into an article: finds the date, title, dateline, credits, left-overs
 * and paragraphs. ARTICLE may hold fields given from outside (title, day, url ...): they stand. */
void reader_article_from_text(struct arena *arena, struct str text, struct article *article);

/* The names of the formats, NULL-terminated, for --help and messages. */
const char *const *reader_format_names(void);

#endif
