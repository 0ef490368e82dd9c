/* words.c: sets of words and what they share, each word by how rare it is. */
#include "parts.h"

/* What a word of each rarity weighs: in eight steps some logarithm of its rank, in three as the weights set by hand are used to. */
static const double fine_weight[RAREST + 1] = {0.5, 1.5, 2.5, 3.3, 4, 5, 6, 7.5};
static const double coarse_weight[RAREST + 1] = {0.3, 0.3, 0.3, 1, 1, 2, 2, 2};

enum { RARE = 6 };

uint32_t word_key(struct str lemma)
{
	uint64_t hash = str_hash(lemma);
	return (uint32_t)(hash ^ hash >> 32) & ((1u << WORD_HASH_BITS) - 1) & ~(uint32_t)WORD_FLAGS;
}

static void add_word(struct word_weight *sum, unsigned rarity)
{
	sum->coarse += coarse_weight[rarity];
	sum->fine += fine_weight[rarity];
	sum->count++;
	sum->rare += rarity >= RARE;
}

struct word_weight words_weigh(struct word_set set, uint32_t flags)
{
	struct word_weight sum = {0};
	for (size_t i = 0; i < set.count; i++)
		if ((set.hash[i] & flags) == flags)
			add_word(&sum, set.hash[i] & RARITY_MASK);
	return sum;
}

struct word_set words_of(const uint32_t *hash, size_t count)
{
	struct word_set set = {.hash = hash, .count = count};
	set.weight = words_weigh(set, 0);
	return set;
}

/* Of two rarities the lesser counts, so that the order of the sets does not. */
struct word_weight words_shared_with(struct word_set a, struct word_set b, uint32_t flags)
{
	struct word_weight sum = {0};
	for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
		uint32_t x = a.hash[i] & ~(uint32_t)WORD_FLAGS, y = b.hash[k] & ~(uint32_t)WORD_FLAGS;
		if (x == y && (a.hash[i] & b.hash[k] & flags) == flags) {
			unsigned one = a.hash[i] & RARITY_MASK, other = b.hash[k] & RARITY_MASK;
			add_word(&sum, one < other ? one : other);
		}
		i += x <= y;
		k += y <= x;
	}
	return sum;
}

struct word_weight words_shared(struct word_set a, struct word_set b)
{
	return words_shared_with(a, b, 0);
}

bool words_have(struct word_set set, uint32_t key, uint32_t flags)
{
	for (size_t i = 0; i < set.count; i++)
		if ((set.hash[i] & ~(uint32_t)WORD_FLAGS) == key)
			return (set.hash[i] & flags) == flags;
	return false;
}
