/* format.h: what an input format is to the reader, and the bytes it reads from. */
#ifndef CASUS_READER_FORMAT_H
#define CASUS_READER_FORMAT_H

#include "base/buf.h"
#include "reader/reader.h"

/* What one article may have, as a text file or a line of JSON Lines: more is a book, or no text at all. */
#define READER_MOST_BYTES ((size_t)16 << 20)

struct reader {
	const struct reader_format *format;
	const struct reader_lexicon *lexicon;
	char *path;      /* as given */
	const char *name; /* for messages */
	int fd;
	bool at_end;     /* nothing more to read from fd */
	struct buf data; /* read, from AT on not yet used */
	size_t at;
	size_t line;     /* number of the line that was last handed out */
	void *held;      /* the format's own, for `release`: a jump out of the arena must not lose it */
};

struct reader_format {
	const char *name;
	/* How sure it is, 0 (not mine) to 100, from the first bytes and the file's name. */
	int (*probe)(struct str head, struct str path);
	enum reader_status (*next)(struct reader *reader, struct arena *arena, struct article *article, struct error *error);
	/* Free reader->held; NULL when there is none. Called before each `next` and at the end. */
	void (*release)(struct reader *reader);
};

extern const struct reader_format reader_text_format, reader_jsonl_format;

/* Read on until LEAST bytes are unused or the end is reached. False with an error when reading fails. */
bool reader_fill(struct reader *reader, size_t least, struct error *error);
/* The next line without its newline, valid until the next call; false at the end or with an error. */
bool reader_line(struct reader *reader, struct str *line, struct error *error);
/* Whether HEAD is no text: what it is ("a PDF file"), or NULL. */
const char *reader_binary_kind(struct str head);

#endif
