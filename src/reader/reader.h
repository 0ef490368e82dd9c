/* reader/: bytes of any kind in, one article after the other out.
 *
 * Each format is one file behind `struct reader_format` (format.h; formats.c lists them); the format is
 * found by probing the first bytes unless the user names it.
 */
#ifndef CASUS_READER_H
#define CASUS_READER_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

/* The phrases of credits, left-overs and news agencies: a view into the pack, which must outlive it; nothing
 * to close. Where it is NULL or zeroed the reader works without them: from layout and typography alone. */
struct reader_lexicon {
	struct pack_section phrases;
};

/* Compile FOLDER/newsroom.txt (lexicon/en/text) into the section "reader/phrases". False with ERROR_LEXICON. */
bool reader_compile(const char *folder, struct pack_writer *writer, struct error *error);
bool reader_lexicon_open(struct reader_lexicon *lexicon, const struct pack *pack, struct error *error);

struct reader; /* one open input */

struct reader_options {
	const char *format;                   /* "text", "jsonl", ...; NULL: found out */
	const struct reader_lexicon *lexicon; /* may be NULL; must outlive the reader */
};

/* Open PATH ("-": standard input); OPTIONS may be NULL. False with ERROR_INPUT (missing, folder, empty, binary)
 * or ERROR_USAGE (no such format). */
bool reader_open(struct reader **reader, const char *path, const struct reader_options *options, struct error *error);

enum reader_status { READER_ARTICLE, READER_END, READER_BAD };
/* The next article, its strings and blocks in ARENA. READER_BAD: this one could not be used, ERROR
 * says why and where; the next call goes on behind it. ERROR must be clear (zeroed) at each call. */
enum reader_status reader_next(struct reader *reader, struct arena *arena, struct article *article, struct error *error);
void reader_close(struct reader *reader);

/* Turn text that is in memory into an article: finds the date, title, dateline, credits, left-overs
 * and paragraphs. LEXICON may be NULL. ARTICLE must be zeroed or hold fields given from outside, which stand:
 * title, url and so on when not empty, day when date_from is not DATE_FROM_NONE. TEXT is kept as it is when it is
 * valid UTF-8 (article.text is then a view of it), else repaired into ARENA. */
void reader_article_from_text(struct arena *arena, struct str text, const struct reader_lexicon *lexicon, struct article *article);

/* The names of the formats, NULL-terminated, for --help and messages. */
const char *const *reader_format_names(void);

#endif
