/* network.h: one thread's batch of sentences on its way through the network. */
#ifndef CASUS_SYNTAX_NETWORK_H
#define CASUS_SYNTAX_NETWORK_H

#include "flow.h"
#include "model.h"
#include "tree.h"

enum {
	PIECE_WORDS = 1000, /* a longer sentence is parsed in pieces, so that n^2 arcs stay bounded */
	BATCH_ROWS = 256,   /* aim: enough rows to reuse each loaded weight, few enough to stay in the cache */
	LABEL_GROUP = 8,    /* heads whose label matrices are made at a time */
};

/* A sentence or a part of one. Rows of the batch: one that is not used (what a window sees before the
 * first), then for each piece its root and its words. */
struct piece {
	struct token *tokens;
	size_t count;
	size_t base; /* the first token's index in its sentence */
	size_t row;  /* of the root; word I (from 0) has row + 1 + I */
};

struct syntax {
	const struct syntax_model *model;
	struct piece *pieces;
	size_t piece_count, row_count; /* of the batch; the unused row counts */
	size_t row_capacity;
	struct word_text *words; /* [row] */
	struct row_input *inputs; /* [row] */
	float *x;        /* [row][width] the residual stream; in the end the encoder states */
	float *q;        /* [row][3 * width] z|v|g of a layer */
	uint8_t *values; /* [row][width] quantised */
	float *scale;    /* [row] */
	float *scale_before, *scale_behind; /* [row] of the neighbours; 0 beyond the ends of a piece */
	struct input_cache *cache;
	float *heads;    /* [row][heads.rows] all heads' outputs */
	float *arc_dep;  /* [word][hidden] arc_dep times the arc matrix */
	float *arc_head; /* [hidden][words padded] arc_head, transposed */
	float *distance; /* arc.dist for differences -PIECE_WORDS .. PIECE_WORDS + 16, spread out */
	float *arc;      /* [word from 1][words padded] scores of a piece */
	uint16_t *tree;  /* [word from 0] heads of a piece */
	uint16_t *by_head; /* [word] words in the order of their heads */
	float *label_head;   /* [LABEL_GROUP][label_size] */
	float *label_matrix; /* [LABEL_GROUP][(label_size + 1) * label_stride] */
	float *label_score;  /* [label_stride] */
	struct tree_scratch *scratch;
};

/* The input rows of frequent forms: a form goes to the slot of its hash and replaces what was there. */
enum { CACHE_SLOTS = 4096, CACHE_FORM = 27 };

struct cached_form {
	uint8_t length; /* 0: free */
	char form[CACHE_FORM];
	uint8_t tag; /* + 1 of the lemma; 0: none is kept */
	struct lemma_parts lemma;
};

/* Where a row's input comes from. */
struct row_input {
	float *kept;                    /* its slot of the cache; NULL for a form that does not fit there */
	struct cached_form *form;       /* likewise */
	bool made;                      /* the slot has it; else it is made of: */
	struct table_row row[INPUT_TABLES];
};

struct input_cache {
	struct cached_form form[CACHE_SLOTS];
	float *x; /* [CACHE_SLOTS][width] */
};

/* Fill heads for the pieces of the batch. */
void network_run(struct syntax *syntax, struct arena *arena);

/* Tags, lemmas, heads and relations of PIECE from what network_run left. */
void score_piece(struct syntax *syntax, const struct piece *piece, struct arena *arena);

static inline size_t padded(size_t count, size_t multiple) { return (count + multiple - 1) / multiple * multiple; }

#endif
