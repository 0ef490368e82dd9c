/* relate/: given two parties of a text, what does the one do to the other?
 *
 * Reads a document with sentences, trees and events. A linear model over words, tree and coded events gives a
 * calibrated distribution over PLOVER's types (train/relate/README.md). */
#ifndef CASUS_RELATE_H
#define CASUS_RELATE_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

#define RELATE_TYPES 16

struct relate_model; /* immutable, shared by threads */

/* PACK must outlive the model. *MODEL becomes NULL, which the functions below do not take, when the pack holds none.
 * False with ERROR_LEXICON when a section is misshapen, ERROR_SYSTEM when memory runs out. */
bool relate_model_open(struct relate_model **model, const struct pack *pack, struct error *error);
void relate_model_close(struct relate_model *model); /* NULL is fine */

struct relate_parties { /* where the parties stand, as bytes of article.text; either list may be empty */
	const struct span *actors, *recipients;
	size_t actor_count, recipient_count;
};

/* The parties that came with the article (`mentions`), in the document's arena. */
struct relate_parties relate_given(const struct document *document);

/* The name of type INDEX (0 .. RELATE_TYPES - 1), and back (RELATE_TYPES when it is none). */
struct str relate_type(size_t index);
size_t relate_type_index(struct str name);

/* How probable each type is for what the actors do to the recipients; sums to 1. Scratch memory comes from the
 * document's arena. Events of the document count as evidence, so code first. */
void relate_score(const struct relate_model *model, const struct document *document, const struct relate_parties *parties,
                  double probability[RELATE_TYPES]);

/* The best type; always gives one. Strings are the document's or static. */
struct verdict relate_judge(const struct relate_model *model, const struct document *document, const struct relate_parties *parties);

/* The vector of WORD, a lemma in lower case, or NULL; *DIMENSIONS says how long. Words of like use have like directions. */
const int8_t *relate_word_vector(const struct relate_model *model, struct str word, size_t *dimensions);

/* What FEATURE sees: each feature as text, in a fixed order. A view that lasts for the call. */
typedef void relate_feature(void *context, struct str feature);
void relate_features(const struct document *document, const struct relate_parties *parties, relate_feature *feature, void *context);

#endif
