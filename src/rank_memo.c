#include "rank_memo.h"

#include <stdlib.h>

enum { SLOTS = 4096, LONGEST = 23 /* bytes of a word; longer ones are rare */ };

struct slot { /* the word that came last, of those that share it */
	size_t rank;
	uint8_t length; /* 0: free */
	char word[LONGEST];
};

struct rank_memo {
	struct word_ranks ranks;
	const struct word_ranks *behind;
	struct slot *slots;
};

static size_t rank_of(const void *context, struct str word)
{
	const struct rank_memo *memo = context;
	if (!word.length || word.length > LONGEST)
		return memo->behind->rank(memo->behind->context, word);
	struct slot *slot = &memo->slots[str_hash(word) * UINT64_C(0x9e3779b97f4a7c15) >> 32 & (SLOTS - 1)];
	if (slot->length != word.length || memcmp(slot->word, word.data, word.length) != 0) {
		slot->rank = memo->behind->rank(memo->behind->context, word);
		slot->length = (uint8_t)word.length;
		memcpy(slot->word, word.data, word.length);
	}
	return slot->rank;
}

struct rank_memo *rank_memo_new(const struct word_ranks *behind)
{
	struct rank_memo *memo = calloc(1, sizeof *memo);
	struct slot *slots = memo ? calloc(SLOTS, sizeof *slots) : NULL;
	if (!slots) {
		free(memo);
		return NULL;
	}
	*memo = (struct rank_memo){{rank_of, memo}, behind, slots};
	return memo;
}

void rank_memo_free(struct rank_memo *memo)
{
	if (memo)
		free(memo->slots);
	free(memo);
}

const struct word_ranks *rank_memo_ranks(const struct rank_memo *memo)
{
	return &memo->ranks;
}
