/* input.h: bytes that are read on demand: a file, or what another input holds packed or in another encoding. */
#ifndef CASUS_READER_INPUT_H
#define CASUS_READER_INPUT_H

#include "base/buf.h"
#include "base/error.h"

/* A packed input that gives more than this is refused: text gives 3 to 20 times its packed size. */
#define INPUT_FREE ((uint64_t)64 << 20)
#define INPUT_MOST_RATIO ((uint64_t)300)
/* The same for all files in an archive, and in the archives in it, together. */
#define INPUT_MOST_ALL ((uint64_t)1 << 30)
#define INPUT_MOST_RATIO_ALL ((uint64_t)1000)
#define INPUT_BOMB "gives more than 300 times its size (a decompression bomb?); the rest of it is not read"

struct input;

struct input_kind {
	/* Up to ROOM bytes into OUT, at least one; 0 at the end; -1 with ERROR (place left out). */
	ptrdiff_t (*read)(struct input *input, char *out, size_t room, struct error *error);
	void (*close)(struct input *input); /* frees input->own; NULL when there is nothing */
};

struct input {
	const struct input_kind *kind;
	struct input *parent;  /* where its bytes come from; NULL for a file; not owned */
	const char *name;      /* for messages; not owned, may change */
	void *own;             /* the kind's */
	int fd;                /* of a file, else -1 */
	bool at_end;           /* nothing more to read */
	bool goes_on;          /* set by a kind that can read on behind the damage that it reports */
	struct buf data;       /* read, from AT on not yet used */
	size_t at;
	uint64_t dropped;      /* bytes used and forgotten: DATA[0] is byte DROPPED of the whole */
	uint64_t produced;     /* bytes that were read so far */
	uint64_t damaged_at;   /* where reading last failed and went on; 0: nowhere */
};

/* NULL when memory runs out. */
struct input *input_new(const struct input_kind *kind, struct input *parent, void *own, const char *name);
/* "-" is standard input. NULL with ERROR_INPUT (missing, a folder) or ERROR_SYSTEM. */
struct input *input_open_file(const char *path, const char *name, struct error *error);
/* Its own bytes only, not its parent. NULL is fine. */
void input_close(struct input *input);

/* Read on until LEAST bytes are unused or the end is reached. False with an error when reading fails: the end then. */
bool input_fill(struct input *input, size_t least, struct error *error);
/* What was read and is not used. Valid until the next fill. */
struct str input_rest(const struct input *input);
void input_use(struct input *input, size_t bytes);
/* The offset of the next unused byte. */
uint64_t input_offset(const struct input *input);
/* Pass over BYTES bytes; false with an error, or when there are not so many. */
bool input_skip(struct input *input, uint64_t bytes, struct error *error);

/* How the part of a line ended. */
enum line_end { LINE_WHOLE, LINE_LAST, LINE_LONG };
/* The next line without its newline, valid until the next fill; false at the end or with an error. Of a line over MOST
 * bytes the rest is passed over and *END is LINE_LONG. */
bool input_line(struct input *input, size_t most, struct str *line, enum line_end *end, struct error *error);

/* gzip.c: PARENT's gzip members, one after the other. With damage in one the next readable one is looked for. */
struct input *input_gzip(struct input *parent);
/* charset.c: PARENT's UTF-16 as UTF-8. */
struct input *input_utf16(struct input *parent, bool big_endian);

#endif
