/* rank_memo.h: part of the pipeline: how frequent words are, remembered: the table of all words is far larger than what a processor keeps near, and most
 * words of an article came in the last ones. For one thread at a time. */
#ifndef CASUS_RANK_MEMO_H
#define CASUS_RANK_MEMO_H

#include "incident/incident.h"

struct rank_memo;

/* BEHIND is asked for what is not remembered, and outlives the memo. NULL without memory. */
struct rank_memo *rank_memo_new(const struct word_ranks *behind);
void rank_memo_free(struct rank_memo *memo); /* NULL is fine */
const struct word_ranks *rank_memo_ranks(const struct rank_memo *memo);

#endif
