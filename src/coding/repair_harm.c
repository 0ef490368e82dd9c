/* repair_harm.c: amounts of victims that stand alone beside the word for their harm.
 *
 * "are killed and 29 more INJURED": an adjective for parsers, the amount its measure.
 * "kills 48 people and WOUNDS almost 100", "and WOUNDS 27 others": a verb, read as a noun.
 * "wound SEVERAL": no state, but whom they wound. */
#include "repair.h"

/* "29" and "six" of "29 more injured", "six others hurt", an amount right before WORD; -1. */
static int32_t amount_before(const struct token *tokens, int32_t word)
{
	int32_t t = word - 1;
	if (t > 0 && tokens[t].upos == UPOS_ADV && tokens[t].head == word && !str_equal(tokens[t].form, STR("more"))) /* "seriously" */
		t--;
	if (t > 0 && str_equal(tokens[t].form, STR("others")))
		return t;
	t -= t > 0 && str_equal(tokens[t].form, STR("more")) && tokens[t - 1].upos == UPOS_NUM ? 1 : 0;
	return t >= 0 && tokens[t].upos == UPOS_NUM ? t : -1;
}

/* The amount of "are killed and 29 more | INJURED"; else -1. */
static int32_t counted_more(const struct token *tokens, int32_t count, int32_t word)
{
	int32_t first = tokens[word].head;
	bool participle = tokens[word].xpos == XPOS_VBN || (tokens[word].xpos == XPOS_JJ && str_ends(tokens[word].form, STR("ed")));
	if (!participle || tokens[word].deprel != REL_conj || first < 0 || first > word || (tokens[first].xpos != XPOS_VBN && !repair_has_child(tokens, count, first, REL_cop)) || word < 2 ||
	    repair_has_child(tokens, count, word, REL_nsubj) || repair_has_child(tokens, count, word, REL_nsubj_pass))
		return -1;
	int32_t amount = amount_before(tokens, word);
	return amount > first ? amount : -1;
}

static void make_counted(struct token *tokens, int32_t count, int32_t amount, int32_t word)
{
	(void)count;
	tokens[word].upos = UPOS_VERB;
	tokens[word].xpos = XPOS_VBN;
	tokens[amount].head = word;
	tokens[amount].deprel = REL_nsubj_pass;
	for (int32_t t = amount + 1; t < word; t++)
		if (str_equal(tokens[t].form, STR("more"))) {
			tokens[t].head = amount;
			tokens[t].deprel = REL_advmod;
		}
}

/* "several", "dozens": no number by their tag, but amounts, too. */
static bool is_amount(const struct token *token)
{
	static const char *const amounts[] = {"several", "dozens", "scores", "hundreds", "many"};
	for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
		if (str_equal(token->form, str_of(amounts[i])))
			return true;
	return token->upos == UPOS_NUM;
}

/* The first amount behind NOUN, over "almost", "more than", "at least": the noun that it counts, or itself; -1. */
static int32_t counted_behind(const struct token *tokens, int32_t count, int32_t noun)
{
	enum { FARTHEST = 4 };
	for (int32_t t = noun + 1; t < count && t <= noun + FARTHEST; t++) {
		int32_t head = tokens[t].head;
		if (is_amount(&tokens[t]))
			return head > t && head <= t + 2 && (tokens[head].upos == UPOS_NOUN || str_equal(tokens[head].form, STR("others"))) &&
			               (tokens[t].deprel == REL_nummod || tokens[t].deprel == REL_amod) ? head : t;
		bool measure = tokens[t].upos == UPOS_ADV || tokens[t].upos == UPOS_DET || tokens[t].upos == UPOS_ADJ || str_equal(tokens[t].form, STR("at")) || str_equal(tokens[t].form, STR("than")) ||
		               str_equal(tokens[t].form, STR("over")) || str_equal(tokens[t].form, STR("about"));
		if (!measure)
			return -1;
	}
	return -1;
}

/* The amount right behind WOUNDS in "kills 48 people and WOUNDS almost 100", which the parser joins to the people; else -1. */
static int32_t amount_behind(const struct token *tokens, int32_t count, int32_t noun)
{
	int32_t first = tokens[noun].head;
	if (tokens[noun].xpos != XPOS_NNS || tokens[noun].deprel != REL_conj || first < 0 || first > noun || tokens[first].deprel != REL_obj ||
	    tokens[first].head < 0 || tokens[tokens[first].head].xpos != XPOS_VBZ || noun == 0 || tokens[noun - 1].upos != UPOS_CCONJ)
		return -1;
	return counted_behind(tokens, count, noun);
}

static void make_harming(struct token *tokens, int32_t count, int32_t amount, int32_t noun)
{
	tokens[noun].upos = UPOS_VERB;
	tokens[noun].xpos = XPOS_VBZ;
	tokens[noun].head = tokens[tokens[noun].head].head;
	tokens[amount].head = noun;
	tokens[amount].deprel = REL_obj;
	if (amount + 1 < count && str_equal(tokens[amount + 1].form, STR("more"))) { /* "twelve more in a village" */
		tokens[amount + 1].head = amount;
		tokens[amount + 1].deprel = REL_advmod;
	}
}

/* The verb right before SEVERAL in "kill ten people and wound several"; else -1. */
static int32_t verb_of_several(const struct token *tokens, int32_t count, int32_t several)
{
	(void)count;
	bool state = several > 0 && tokens[several].upos == UPOS_ADJ && tokens[several].deprel == REL_xcomp && tokens[several].head == several - 1;
	return state && tokens[several - 1].upos == UPOS_VERB && str_equal(tokens[several].form, STR("several")) ? several - 1 : -1;
}

static void make_several(struct token *tokens, int32_t count, int32_t verb, int32_t several)
{
	(void)count;
	(void)verb;
	tokens[several].deprel = REL_obj;
}

const struct repair harm_repairs[] = {{counted_more, make_counted}, {amount_behind, make_harming}, {verb_of_several, make_several}};
const size_t harm_repair_count = sizeof harm_repairs / sizeof *harm_repairs;
