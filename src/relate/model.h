/* model.h: the trained parts, as the pack has them. Internal to relate/. */
#ifndef CASUS_RELATE_MODEL_H
#define CASUS_RELATE_MODEL_H

#include "relate.h"

struct linear { /* a row of weights for each feature, found by its hash */
	const int32_t *hash;   /* [count] bits of an unsigned hash, ascending as such */
	const int16_t *weight; /* [count][RELATE_TYPES] */
	const float *scale;    /* [1] of all weights */
	size_t count;
};

struct relate_model {
	struct linear linear;
	const float *temperature; /* [1] what the logits are divided by */
};

/* 32-bit FNV-1a, as the trainer hashes features. */
uint32_t relate_hash(struct str text);

#endif
