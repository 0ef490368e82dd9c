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
/* The same with the arithmetic of one instruction set: "portable", "avx2" or "avx512" (their results
 * are the same to the bit). NULL: the environment variable CASUS_KERNEL, else the fastest one. False
 * with ERROR_USAGE when this machine does not run it. */
bool syntax_model_open_with(struct syntax_model **model, const struct pack *pack, const char *kernel, struct error *error);
/* How many words of the vocabulary are more frequent than WORD, in lower case; SIZE_MAX for one that it does not have. */
size_t syntax_word_rank(const struct syntax_model *model, struct str word);
const char *syntax_model_kernel(const struct syntax_model *model);
void syntax_model_close(struct syntax_model *model);

bool syntax_new(struct syntax **syntax, const struct syntax_model *model, struct error *error);
void syntax_free(struct syntax *syntax);

/* Fill upos, xpos, lemma, head, deprel and the tree links of every token of SENTENCES. Forms must be
 * valid UTF-8. Lemmas are views of the form, of the model or in ARENA. Sentences are batched; the
 * result of one does not depend on the others. A sentence of more than 1,000 words is parsed in parts
 * of at most that, whose roots hang on the root of the first as parataxis: memory and time stay bounded. */
void syntax_parse(struct syntax *syntax, struct sentence *sentences, size_t count, struct arena *arena);

/* For sentences that need no tree: every word is X, its own lemma, and hangs on the first as dep. */
void syntax_leave(struct sentence *sentences, size_t count);

/* The lemmas of lower-cased FORM as a past tense, a participle and a plural: views of FORM, of the model or in ARENA, at most MOST; returns how
 * many. MODEL is a struct syntax_model. */
size_t syntax_lemmas(const void *model, struct str form, struct arena *arena, struct str *lemmas, size_t most);

/* Rebuild first_child, next_sibling, left, right and root from head. */
void syntax_link(struct sentence *sentence);

/* Write one sentence as CoNLL-U (comments "# text = ..." included when TEXT is not empty). */
void syntax_write_conllu(const struct sentence *sentence, struct str text, struct buf *out);

#endif
