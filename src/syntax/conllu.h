/* conllu.h: CoNLL-U files in, and back out with a new analysis. */
#ifndef CASUS_SYNTAX_CONLLU_H
#define CASUS_SYNTAX_CONLLU_H

#include "flow.h"
#include "base/buf.h"
#include "base/error.h"

enum conllu_column {
	CONLLU_ID, CONLLU_FORM, CONLLU_LEMMA, CONLLU_UPOS, CONLLU_XPOS, CONLLU_FEATS, CONLLU_HEAD, CONLLU_DEPREL, CONLLU_DEPS,
	CONLLU_MISC, CONLLU_COLUMNS
};

enum conllu_kind { CONLLU_WORD, CONLLU_RANGE, CONLLU_EMPTY }; /* "4", "4-5", "8.1" */

struct conllu_line {
	enum conllu_kind kind;
	size_t number; /* in the file, from 1 */
	struct str whole, column[CONLLU_COLUMNS];
};

struct conllu_sentence {
	struct str *comments; /* with their #, without the line end */
	struct conllu_line *lines;
	size_t comment_count, line_count;
};

struct conllu {
	struct str file;                  /* for messages */
	struct conllu_sentence *given;    /* what the file says of each sentence */
	struct sentence *sentences;       /* its words for syntax_parse: form, span, range, space_after, block */
	size_t count;                     /* of both */
	struct str text;                  /* the forms put together as SpaceAfter says; spans are its bytes */
	struct block *blocks;             /* of that text: one a document or paragraph (newdoc, newpar) */
	size_t block_count;
};

/* Read DATA, the content of FILE, into ARENA. False with ERROR_INPUT, the line and the column when
 * it is not CoNLL-U. A sentence's end may lack its empty line at the end of the file; a byte-order
 * mark and carriage returns are skipped; invalid UTF-8 becomes U+FFFD. */
bool conllu_read(struct str data, const char *file, struct arena *arena, struct conllu *conllu, struct error *error);

/* Take LEMMA, UPOS, XPOS, HEAD and DEPREL from the file instead of parsing, and link the trees. False
 * with ERROR_INPUT when a tag or relation is unknown or the heads are no tree with one root. */
bool conllu_take_analysis(struct conllu *conllu, struct error *error);

/* The file again: comments, ID, FORM, MISC, ranges and empty nodes as given, the rest from sentences. */
void conllu_write(const struct conllu *conllu, struct buf *out);

/* All sentences of a document that was made from raw text, with newdoc, newpar, sent_id and text. */
void conllu_write_document(const struct document *document, struct buf *out);

#endif
