/* compare_finely.c: the parts of the comparison that no weight is set for by hand, for the trees alone. */
#include "compare.h"

/* The same once more in finer steps. */
static void compare_articles(const struct signature *a, const struct signature *b, double *value)
{
	double name_a = a->names.weight.fine, name_b = b->names.weight.fine, word_a = a->words.weight.fine, word_b = b->words.weight.fine;
	value[F_NAME_LIKENESS] = cosine(value[F_NAME_WEIGHT], name_a, name_b);
	value[F_NAME_SHARE] = value[F_NAME_WEIGHT] / ((name_a < name_b ? name_a : name_b) + 4);
	value[F_WORD_LIKENESS] = cosine(value[F_WORD_WEIGHT], word_a, word_b);
	value[F_STORY] = cosine(value[F_NAME_WEIGHT] + value[F_WORD_WEIGHT], name_a + word_a, name_b + word_b);
}

static double likeness_of_words(const struct sketch *a, const struct sketch *b, uint32_t flags, bool *other)
{
	struct word_weight one = words_weigh(a->words, flags), two = words_weigh(b->words, flags), both = words_shared_with(a->words, b->words, flags);
	*other = one.count && two.count && !both.count;
	return cosine(both.fine, one.fine, two.fine);
}

static void compare_sentences(const struct sketch *a, const struct sketch *b, double *value)
{
	bool other;
	value[F_SENTENCE_LIKENESS] = cosine(value[F_SENTENCE_WEIGHT], a->words.weight.fine, b->words.weight.fine);
	value[F_NEAR_WORDS] = likeness_of_words(a, b, NEAR_WORD, &other);
	value[F_SENTENCE_NAMES] = likeness_of_words(a, b, NAME_WORD, &other);
	value[F_OTHER_SENTENCE_NAMES] = other;
	value[F_LENGTH] = (double)(a->words.count + b->words.count);
}

enum { UNKNOWN_RANK = 40000 };

static double rank_of(const struct sketch *sketch)
{
	return sketch->rank < UNKNOWN_RANK ? (double)sketch->rank : UNKNOWN_RANK;
}

/* Does one's trigger stand near the other's ("decided to check into rehab", "his decision"), and how rare are they? */
static void compare_trigger_words(const struct sketch *a, const struct sketch *b, double *value)
{
	double one = rank_of(a), other = rank_of(b);
	value[F_TRIGGER_NEARBY] = words_have(b->words, word_key(a->trigger), NEAR_WORD) + words_have(a->words, word_key(b->trigger), NEAR_WORD);
	value[F_TRIGGER_RANK] = one < other ? one : other;
	value[F_OTHER_RANK] = larger(one, other);
	value[F_TRIGGER_KIND] = a->word < b->word ? a->word : b->word;
	value[F_OTHER_KIND] = a->word < b->word ? b->word : a->word;
	value[F_MEANING] = value[F_SAME_TRIGGER] > 0 ? 1 : cosine_of_meaning(a, b, -1);
}

void compare_finely(const struct told *a, const struct told *b, double *value)
{
	double first = (double)a->sketch->sentence, last = (double)b->sketch->sentence;
	bool one = value[F_SAME_DOCUMENT] > 0;
	if (!one)
		compare_articles(a->signature, b->signature, value);
	compare_sentences(a->sketch, b->sketch, value);
	compare_trigger_words(a->sketch, b->sketch, value);
	value[F_APART] = one ? fabs(first - last) : 0;
	value[F_FIRST_SENTENCE] = first < last ? first : last;
	value[F_LAST_SENTENCE] = larger(first, last);
}
