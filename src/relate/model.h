/* model.h: the trained parts, as the pack has them. Internal to relate/. */
#ifndef CASUS_RELATE_MODEL_H
#define CASUS_RELATE_MODEL_H

#include "network.h"
#include "relate.h"

struct linear { /* a row of weights for each feature, found by its hash */
	const int32_t *hash;   /* [count] bits of an unsigned hash, ascending as such */
	const int16_t *weight; /* [count][RELATE_TYPES] */
	const float *scale;    /* [1] of all weights */
	size_t count;
};

struct relate_model {
	struct linear linear;
	struct relate_network network;
	const float *mix; /* [3] the network's weight beside the linear model's 1, the temperature of both, that of the linear model alone */
};

struct hashes { /* of the features of one pair of parties */
	struct arena *arena;
	uint32_t *list;
	size_t count, capacity;
};

/* A relate_feature whose context is a struct hashes. */
void linear_feature(void *hashes, struct str feature);
/* Sorts the hashes. */
void linear_logits(const struct linear *linear, struct hashes *hashes, double logit[RELATE_TYPES]);
void relate_mix(const struct relate_model *model, const double linear[RELATE_TYPES], const double network[RELATE_TYPES],
                double probability[RELATE_TYPES]);

/* 32-bit FNV-1a, as the trainer hashes features. */
uint32_t relate_hash(struct str text);

#endif
