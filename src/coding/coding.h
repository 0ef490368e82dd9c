/* coding/: what happened. Frames of predicates and their arguments, the codebook's patterns over them,
 * whether it happened, who says so. */
#ifndef CASUS_CODING_H
#define CASUS_CODING_H

#include "flow.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/pack.h"

struct codebook; /* immutable view of the pack's "codebook/..." sections */

/* Compile FOLDER (lexicon/en): the files of its cues/ and codebook/, then EXTRA files of the user, which add to and
 * override them. False with ERROR_LEXICON, file, line, column. */
bool codebook_compile(const char *folder, const char *const *extra, size_t extra_count, struct pack_writer *writer, struct error *error);
bool codebook_open(struct codebook **codebook, const struct pack *pack, struct error *error);
void codebook_close(struct codebook *codebook);

/* Fill document->events from trees, mentions, places and timexes: type, roles as mention tokens (text and span only;
 * the pipeline resolves names), factuality, attribution, counts, timex and place indexes. */
void coding_code(const struct codebook *codebook, struct document *document);

/* Whether there is anything to code in a sentence that is not parsed yet; one gate a thread. LEMMAS writes up to MOST irregular lemmas that
 * a lower-cased FORM may have, and returns how many; NULL: regular endings alone are undone. BOOK outlives the gate. */
struct coding_gate;
typedef size_t coding_lemmas(const void *context, struct str form, struct arena *arena, struct str *lemmas, size_t most);
bool coding_gate_new(struct coding_gate **gate, const struct codebook *book, coding_lemmas *lemmas, const void *context, struct error *error);
void coding_gate_free(struct coding_gate *gate);
/* False: no pattern of the codebook finds its words in SENTENCE (only its tokens' forms are looked at). ARENA is for scratch. */
bool coding_possible(struct coding_gate *gate, const struct sentence *sentence, struct arena *arena);

/* A second reading of a sentence in which the parser missed a verb: its words from FROM on, with an auxiliary before the word that may be
 * it. The readings (parallel to the probes) are to be parsed, then settled. */
struct coding_probe {
	size_t sentence;
	int32_t from, verb; /* tokens of the sentence */
	bool beside;        /* other verbs are there */
};
/* The probes of the first COUNT sentences, of which trees are made; their number. In the document's arena. */
size_t coding_probe(const struct codebook *book, const struct document *document, size_t count, struct coding_probe **probes, struct sentence **readings);
/* Of each sentence the first reading that holds replaces its tree, whose links are then to be made anew: LINK does. */
typedef void coding_link(struct sentence *sentence);
void coding_settle(const struct codebook *book, struct document *document, const struct coding_probe *probes, const struct sentence *readings,
                   size_t count, coding_link *link);

/* Write for each sentence the frames found, the patterns tried, the line that fired or the reason why not. */
void coding_explain(const struct codebook *codebook, struct document *document, struct buf *out);

#endif
