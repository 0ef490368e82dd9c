/* linear.c: weights of features, added up. */
#include "model.h"

#include <math.h>
#include <stdlib.h>

void linear_feature(void *context, struct str feature)
{
	struct hashes *hashes = context;
	arena_push(hashes->arena, hashes->list, hashes->count, hashes->capacity, relate_hash(feature));
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static const int16_t *weights_of(const struct linear *linear, uint32_t hash)
{
	size_t low = 0, high = linear->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((uint32_t)linear->hash[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < linear->count && (uint32_t)linear->hash[low] == hash ? linear->weight + low * RELATE_TYPES : NULL;
}

/* The sum of the weights of the distinct features that the model knows, over the root of how many they are: whole
 * numbers, so that their order does not matter. */
void linear_logits(const struct linear *linear, struct hashes *hashes, double logit[RELATE_TYPES])
{
	int64_t sum[RELATE_TYPES] = {0};
	size_t known = 0;
	if (hashes->count)
		qsort(hashes->list, hashes->count, sizeof *hashes->list, by_value);
	for (size_t i = 0; i < hashes->count; i++) {
		const int16_t *weight = i && hashes->list[i] == hashes->list[i - 1] ? NULL : weights_of(linear, hashes->list[i]);
		for (size_t k = 0; weight && k < RELATE_TYPES; k++)
			sum[k] += weight[k];
		known += weight != NULL;
	}
	for (size_t k = 0; k < RELATE_TYPES; k++)
		logit[k] = (double)sum[k] * (double)linear->scale[0] / sqrt(known ? (double)known : 1.0);
}
