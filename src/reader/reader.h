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

/* Views into the pack, which must outlive it; nothing to close. Where it is NULL or zeroed the reader works without
 * them: from layout and typography alone. */
struct reader_lexicon {
	struct pack_section phrases;   /* of credits, left-overs and news agencies: newsroom.txt */
	struct pack_section fields;    /* the names that others give an article's parts: fields.txt */
	struct pack_section languages; /* the words that tell languages apart: languages.txt */
};

/* Compile FOLDER's newsroom.txt, fields.txt and languages.txt (lexicon/en/text) into sections. False with ERROR_LEXICON. */
bool reader_compile(const char *folder, struct pack_writer *writer, struct error *error);
bool reader_lexicon_open(struct reader_lexicon *lexicon, const struct pack *pack, struct error *error);

struct reader; /* one open input */

struct reader_fields { /* the user's names for an article's parts: "text=body", "date=meta.published" */
	const char *const *given;
	size_t count;
};
/* False with ERROR_USAGE when one is not of that form or names no part. */
bool reader_fields_check(const struct reader_fields *fields, struct error *error);

struct reader_options {
	const char *format;                   /* "text", "jsonl", ...; NULL: found out */
	const struct reader_lexicon *lexicon; /* may be NULL; must outlive the reader */
	const struct reader_fields *fields;   /* may be NULL; must outlive all that is cut */
};

/* Open PATH ("-": standard input); OPTIONS may be NULL. False with ERROR_INPUT (missing, folder, empty, binary)
 * or ERROR_USAGE (no such format). An archive is opened as all that is in it. */
bool reader_open(struct reader **reader, const char *path, const struct reader_options *options, struct error *error);

/* An article as it was cut out of its input and not looked into yet. Cutting goes in order and is cheap; parsing may
 * be done by any thread at any time, after the reader was closed as well. */
struct reader_raw {
	const struct reader_format *format;
	struct reader_lexicon lexicon;
	const struct reader_fields *fields;
	struct str bytes;      /* in the arena */
	const char *path;      /* for messages: "news.zip!2020/one.html"; in the arena */
	bool is_standard_input;
	size_t line;           /* where it begins, from 1; 0 where lines do not count */
	uint64_t offset;       /* where it begins, in bytes of its (unpacked) file */
	bool is_whole_file;    /* nothing else is in its file: messages need no place */
	struct article known;  /* what the input says of it outside its bytes */
	const void *own;       /* the format's; in the arena */
};

enum reader_status { READER_ARTICLE, READER_END, READER_BAD };
/* Cut out the next article, into ARENA. READER_BAD: this one could not be used, ERROR says why and where; the next call
 * goes on behind it. ERROR must be clear (zeroed) at each call. */
enum reader_status reader_cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error);
/* Parse RAW into ARTICLE, its strings and blocks in ARENA, which may be the one of RAW. False with ERROR. Without blocks it
 * is a page of a crawl that holds no article, which is to be passed over. */
bool reader_parse(const struct reader_raw *raw, struct arena *arena, struct article *article, struct error *error);
/* Fill article->foreign, which reader_parse leaves empty: that takes a third of what parsing takes, and not all need it. */
void reader_tell_language(const struct reader_raw *raw, struct article *article);
/* All three in one; what is to be passed over is. */
enum reader_status reader_next(struct reader *reader, struct arena *arena, struct article *article, struct error *error);

struct reader_progress {
	uint64_t bytes;     /* of the file itself, packed as it is, that were used */
	size_t passed_over; /* files in an archive, and records of a crawl, that hold no text: images, style sheets, redirects */
};
struct reader_progress reader_progress(const struct reader *reader);
void reader_close(struct reader *reader);

/* Turn text that is in memory into an article: finds the date, title, dateline, credits, left-overs
 * and paragraphs. LEXICON may be NULL. ARTICLE must be zeroed or hold fields given from outside, which stand:
 * title, url and so on when not empty, day when date_from is not DATE_FROM_NONE. TEXT is kept as it is when it is
 * valid UTF-8 (article.text is then a view of it), else repaired into ARENA. */
void reader_article_from_text(struct arena *arena, struct str text, const struct reader_lexicon *lexicon, struct article *article);

/* The names of the formats, NULL-terminated, for --help and messages. */
const char *const *reader_format_names(void);

#endif
