/* tree.h: the best dependency tree of a matrix of arc scores. */
#ifndef CASUS_SYNTAX_TREE_H
#define CASUS_SYNTAX_TREE_H

#include <stddef.h>
#include <stdint.h>

struct tree_arc { /* dependent and head of the words themselves, also between contracted cycles */
	uint16_t head, dependent;
};

struct tree_scratch; /* memory for sentences of at most a given number of words */

struct tree_scratch *tree_scratch_new(size_t words); /* NULL: no memory, or more than 65,000 words */
void tree_scratch_free(struct tree_scratch *scratch);

/* SCORE[i * stride + j], i = 1 .. words, j = 0 .. words, is the score of word i hanging on word j, 0
 * being the root. HEADS[1 .. words] becomes the tree of highest sum in which one word hangs on 0.
 * Where several are best, argmax gives the lower head. The diagonal is not read. */
void tree_best(const float *score, size_t stride, size_t words, uint16_t *heads, struct tree_scratch *scratch);

#endif
