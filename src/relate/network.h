/* network.h: the small network of relate: words with their roles, read both ways, pooled into one logit a type.
 * Internal to relate/; train/relate/network.py is the same in PyTorch. */
#ifndef CASUS_RELATE_NETWORK_H
#define CASUS_RELATE_NETWORK_H

#include "base/error.h"
#include "base/pack.h"
#include "relate.h"
#include "window.h"

enum { NETWORK_LAYERS_MAX = 4, NETWORK_WIDTH_MAX = 512, NETWORK_WORDS_MAX = 256 };

struct affine { /* y = weight x + bias, weights spread out to floats */
	float *weight; /* [inputs][outputs]: column by column of the trained matrix */
	const float *bias;
	size_t inputs, outputs;
};

struct network_layer {
	const float *gain, *bias;
	struct affine inner, outer;
};

struct relate_network {
	size_t width, layer_count, heads, hidden_size, dimensions;
	const int32_t *word_hash;  /* [word_count] bits of an unsigned hash, ascending as such */
	const int8_t *table;       /* [word_count + 1][dimensions]; the last row is the unknown word's */
	const float *table_scale;  /* [word_count + 1] */
	size_t word_count;
	const float *role, *upos, *relation;             /* [rows][width] */
	uint8_t upos_row[UPOS_COUNT + 1], relation_row[DEPREL_COUNT + 1]; /* by value of ud.h; the last for any other */
	struct affine input, attention, hidden, out;
	struct network_layer layer[NETWORK_LAYERS_MAX];
	const float *final_gain, *final_bias;
	void *memory; /* the spread-out weights */
};

/* PACK must outlive the network. False with ERROR_LEXICON or ERROR_SYSTEM; to be closed in either case. */
bool network_open(struct relate_network *network, const struct pack *pack, struct error *error);
void network_close(struct relate_network *network);

/* The logits for a row of words (at most NETWORK_WORDS_MAX of them are read); scratch memory comes from ARENA. */
void network_logits(const struct relate_network *network, struct arena *arena, const struct word *words, size_t count, double logit[RELATE_TYPES]);

/* The row of WORD in lower case, DIMENSIONS long; NULL where the network does not know it. */
const int8_t *network_word_vector(const struct relate_network *network, struct str word);

#endif
