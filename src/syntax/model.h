/* model.h: the trained network, checked and in the kernel's order (train/FORMAT.md). */
#ifndef CASUS_SYNTAX_MODEL_H
#define CASUS_SYNTAX_MODEL_H

#include "base/error.h"
#include "base/pack.h"
#include "word.h"
#include "index.h"
#include "kernel.h"

enum table { TABLE_WORD, TABLE_TRAINWORD, TABLE_PREFIX3, TABLE_SUFFIX3, TABLE_SUFFIX2, TABLE_SHAPE };
enum head { HEAD_UPOS, HEAD_XPOS, HEAD_ARC_HEAD, HEAD_ARC_DEP, HEAD_LABEL_HEAD, HEAD_LABEL_DEP, HEAD_COUNT };
enum { WORD_UNKNOWN = 1, WORD_FIRST = 2 }; /* ids of the two word tables */
enum { MOST_LAYERS = 16, MOST_LABELS = 250 };

struct input_table {
	const int8_t *rows; /* [count][width] */
	const float *scale; /* [count] */
	size_t count;
};

struct layer {
	const float *gain, *bias; /* [width], of its normalisation */
	struct matrix in, out;
};

struct label_set {
	struct str name[MOST_LABELS];
	uint8_t value[MOST_LABELS]; /* in ud.h's tables */
	size_t count;
};

/* Lemmas: a dictionary of (key, tag), then the longest suffix rule of the tag. */
struct lemma_tables {
	struct text_index dictionary, rules;
};

struct syntax_model {
	const struct kernel *kernel;
	size_t width, layer_count, hidden, label_size;
	struct label_set upos, xpos, deprel;
	size_t root_label; /* index of "root" in deprel */
	struct text_index words, trainwords;
	struct input_table table[INPUT_TABLES];
	const float *root, *input_bias; /* [width] */
	struct layer layer[MOST_LAYERS];
	const float *final_gain, *final_bias;
	struct matrix heads; /* all six below each other, each padded to 16 rows */
	size_t head_row[HEAD_COUNT], head_rows[HEAD_COUNT]; /* first row, padded rows */
	const float *arc_matrix; /* [hidden + 1][hidden] */
	const float *arc_distance; /* [65] */
	float *label_tensor; /* [label_size + 1 of the head][label_size + 1 of the dependent][label_stride] */
	size_t label_stride; /* labels, padded to 16 */
	struct lemma_tables lemma;
	void **owned; /* memory to free */
	size_t owned_count, owned_capacity;
};

/* The lemma of a word with the predicted tag TAG: the first STEM bytes of the word, then ADD, a view of the model. */
struct lemma_parts {
	size_t stem;
	struct str add;
};
struct lemma_parts lemma_find(const struct lemma_tables *tables, const struct word_text *word, struct str tag);
/* The two in one: a view of the model, of WORD or in ARENA. */
struct str lemma_join(struct lemma_parts parts, const struct word_text *word, struct str tag, struct arena *arena);
bool lemma_open(struct lemma_tables *tables, const struct pack *pack, struct error *error);
void lemma_close(struct lemma_tables *tables);

#endif
