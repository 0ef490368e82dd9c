/* format.h: what an input format is to the reader. */
#ifndef CASUS_READER_FORMAT_H
#define CASUS_READER_FORMAT_H

#include "base/buf.h"
#include "reader/input.h"
#include "reader/reader.h"

/* What one article may have, as a text file or a line of JSON Lines: more is a book, or no text at all. */
#define READER_MOST_BYTES ((size_t)16 << 20)

struct bundle;

/* One step from the file to the bytes that a format reads: the file, what it unpacks to, a file in it, ... */
struct layer {
	struct input *input;
	struct bundle *bundle; /* over input, where that is an archive; the next layer is a file in it */
	size_t name_length;    /* of the reader's name, up to this layer */
};

/* zip in tar in gzip in zip, and one over. */
enum { READER_DEPTH = 8 };

struct reader {
	const struct reader_format *format; /* of the top layer; NULL between two files of an archive */
	const struct reader_format *asked;  /* --from; NULL: found out */
	struct reader_lexicon lexicon;
	const struct reader_fields *fields;
	char *path;      /* as given */
	struct buf name; /* for messages, NUL-terminated: "all.zip!2020/one.html" */
	struct layer layers[READER_DEPTH];
	size_t depth;    /* layers in use */
	struct input *input; /* the top layer's */
	size_t line;     /* number of the line that was last handed out */
	struct error pending; /* met while the format was found out, to be told at the next cut */
	size_t passed_over;
	uint64_t unpacked; /* bytes that the files in archives gave, those that are closed */
	void *held;      /* the format's own, for `release`: a jump out of the arena must not lose it */
};

typedef void parsing_release(void *thing);

/* What parses one raw article. Memory that is not the arena's is hung here while code runs that may jump away. */
struct parsing {
	const struct reader_raw *raw;
	struct arena *arena;
	struct error *error;
	struct {
		void *thing;
		parsing_release *release;
	} held[8];
	size_t held_count;
};

struct reader_format {
	const char *name;
	/* How sure it is, 0 (not mine) to 100, from the first bytes and the file's name. */
	int (*probe)(struct str head, struct str path);
	/* Cut the next article out of reader->input: the raw article's bytes go into ARENA. Everything is zeroed before. */
	enum reader_status (*cut)(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error);
	/* False with p->error. Reads nothing but the raw article; many threads at once. */
	bool (*parse)(struct parsing *p, struct article *article);
	/* Free reader->held at the end of a file; NULL when there is none. */
	void (*release)(struct reader *reader);
};

extern const struct reader_format reader_text_format, reader_jsonl_format, reader_json_format, reader_csv_format, reader_html_format,
	reader_feed_format, reader_warc_format, reader_mail_format, reader_sgml_format, reader_petrarch_format, reader_nexis_format,
	reader_factiva_format, reader_pdf_format;

/* Whether HEAD is no text: what it is ("an image"), or NULL. */
const char *reader_binary_kind(struct str head);

/* --- for cut() --- */

/* The next line of at most READER_MOST_BYTES without its newline (valid until the next fill); false at the end or with an error. */
bool reader_line(struct reader *reader, struct str *line, struct error *error);
/* All that is left in the input, at most MOST bytes, as one article at reader->line + 1; READER_END when there is nothing. */
enum reader_status reader_cut_all(struct reader *reader, size_t most, struct arena *arena, struct reader_raw *raw, struct error *error);
/* A copy of BYTES becomes the raw article; OFFSET is where they begin in the input. */
enum reader_status reader_cut_bytes(struct reader *reader, struct str bytes, uint64_t offset, size_t line, struct arena *arena, struct reader_raw *raw);
/* How many bytes at the start of S are one article; SIZE_MAX when S does not say, which it must without MORE to come. It is asked
 * again with a longer S. 0 with S empty: nothing is left. */
typedef size_t reader_length(struct str s, bool more);
/* What LENGTH says becomes the raw article, with its line's number. Of one that is too large the rest is passed over. */
enum reader_status reader_cut_length(struct reader *reader, reader_length *length, struct arena *arena, struct reader_raw *raw, struct error *error);
/* READER_BAD with a message that names the file and what is not 0 of LINE and OFFSET. */
enum reader_status reader_bad(struct reader *reader, struct error *error, size_t line, uint64_t offset, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* --- for parse() --- */

/* Always false: a message with the article's place. */
bool parsing_fails(struct parsing *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Hold THING until parsing_free(p, thing), or until the article is done or given up. */
void parsing_hold(struct parsing *p, void *thing, parsing_release *release);
void parsing_free(struct parsing *p, void *thing);
void parsing_free_buf(void *buf); /* for a struct buf whose struct is the arena's */
struct str parsing_copy(struct parsing *p, const char *data, size_t length);

#endif
