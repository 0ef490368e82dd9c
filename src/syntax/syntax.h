/* syntax/: tags, lemmas and a dependency tree for each sentence; CoNLL-U in and out. */
#ifndef CASUS_SYNTAX_H
#define CASUS_SYNTAX_H

#include "flow.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/pack.h"

struct syntax_model; /* immutable, shared by threads */
struct syntax;       /* one per thread: scratch memory */

/* PACK must outlive the model. False with ERROR_LEXICON when a section is missing or misshapen. */
bool syntax_model_open(struct syntax_model **model, const struct pack *pack, struct error *error);
void syntax_model_close(struct syntax_model *model);

bool syntax_new(struct syntax **syntax, const struct syntax_model *model, struct error *error);
void syntax_free(struct syntax *syntax);

/* Fill upos, xpos, lemma, head, deprel and the tree links of every token of SENTENCES. Lemmas are in
 * the model or in ARENA. Sentences are batched; the result of one does not depend on the others. */
void syntax_parse(struct syntax *syntax, struct sentence *sentences, size_t count, struct arena *arena);

/* Rebuild first_child, next_sibling, left, right and root from head. */
void syntax_link(struct sentence *sentence);

/* Write one sentence as CoNLL-U (comments "# text = ..." included when TEXT is not empty). */
void syntax_write_conllu(const struct sentence *sentence, struct str text, struct buf *out);

#endif
