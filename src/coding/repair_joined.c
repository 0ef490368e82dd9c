/* repair_joined.c: repairs of which verb a verb without a subject of its own goes on from.
 *
 * "says that the country cannot pay and urges": finite verbs go on from what is finite as they are.
 * "amid mounting criticism": what mounts is the criticism. */
#include "repair.h"

#define MOST_STEPS 24 /* up a tree that other repairs may have turned into a ring */

/* How TOKEN's own verb is finite: the tag of its first auxiliary or copula, which *ALONE says there is none of, or its own. */
static unsigned finite_tag(const struct token *tokens, int32_t count, int32_t predicate, bool *alone)
{
	*alone = false;
	for (int32_t t = 0; t < predicate && t < count; t++)
		if (tokens[t].head == predicate && (tokens[t].deprel == REL_aux || tokens[t].deprel == REL_aux_pass || tokens[t].deprel == REL_cop))
			return tokens[t].xpos;
	*alone = true;
	return tokens[predicate].xpos;
}

static bool has_subject(const struct token *tokens, int32_t count, int32_t verb)
{
	return repair_has_child(tokens, count, verb, REL_nsubj) || repair_has_child(tokens, count, verb, REL_nsubj_pass);
}

/* Is the verb at AT, which the parser joins to the clause of INNER, set off from that by a comma before its "and", or by a quotation that ended? */
static bool is_set_off(const struct token *tokens, int32_t inner, int32_t at)
{
	int32_t cc = at - 1;
	while (cc > inner && tokens[cc].upos == UPOS_ADV)
		cc--;
	bool comma = tokens[cc].upos == UPOS_CCONJ && cc > inner && (tokens[cc - 1].xpos == XPOS_COMMA || tokens[cc - 1].upos == UPOS_PUNCT);
	return comma || tokens[at].quote_depth < tokens[inner].quote_depth;
}

/* "believed to have shot two and KILLED nine": a participle read as a past tense. */
static bool goes_with_participle(const struct token *tokens, int32_t inner, int32_t verb)
{
	bool have = false;
	for (int32_t t = 0; t < inner; t++)
		have = have || (tokens[t].head == inner && tokens[t].deprel == REL_aux && str_equal(tokens[t].lemma, STR("have")));
	return have && tokens[verb].xpos == XPOS_VBD && tokens[inner].xpos == XPOS_VBN;
}

/* "rockets that hit and reportedly destroy": nothing but the conjunction stands between them. */
static bool is_beside(const struct token *tokens, int32_t inner, int32_t verb)
{
	for (int32_t t = inner + 1; t < verb; t++)
		if (tokens[t].upos != UPOS_CCONJ && tokens[t].upos != UPOS_ADV && tokens[t].upos != UPOS_PUNCT)
			return false;
	return true;
}

/* The clause above that VERB goes on from in "says that the country cannot pay and URGES", "that its jets were there, and BLAMES": the first
 * that has a subject and is finite as VERB is, where the one that the parser joins it to is finite otherwise; else -1. */
static int32_t clause_of_its_kind(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t inner = tokens[verb].head;
	unsigned xpos = tokens[verb].xpos, tag;
	bool finite = xpos == XPOS_VBZ || xpos == XPOS_VBD || xpos == XPOS_VBP, alone;
	if (!finite || tokens[verb].deprel != REL_conj || inner < 0 || inner > verb || has_subject(tokens, count, verb) || repair_has_child(tokens, count, verb, REL_aux))
		return -1;
	tag = finite_tag(tokens, count, inner, &alone);
	if (tag == xpos ? alone || !is_set_off(tokens, inner, verb) : goes_with_participle(tokens, inner, verb) || (alone && is_beside(tokens, inner, verb)))
		return -1;
	int32_t at = tokens[inner].head;
	for (int steps = 0; at >= 0 && steps < MOST_STEPS; steps++, at = tokens[at].head) {
		if (at < inner && tokens[at].xpos == xpos && finite_tag(tokens, count, at, &alone) == xpos && alone && has_subject(tokens, count, at))
			return at;
	}
	return -1;
}

static void go_on_from(struct token *tokens, int32_t count, int32_t above, int32_t verb)
{
	(void)count;
	tokens[verb].head = above;
}

/* The noun of "amid MOUNTING criticism", the participle read as a verb with its object; else -1. */
static int32_t noun_of_participle(const struct token *tokens, int32_t count, int32_t participle)
{
	bool marked = participle > 0 && tokens[participle].xpos == XPOS_VBG && tokens[participle].deprel == REL_advcl && tokens[participle - 1].head == participle &&
	              (str_equal_nocase(tokens[participle - 1].form, STR("amid")) || str_equal_nocase(tokens[participle - 1].form, STR("amidst")));
	if (!marked)
		return -1;
	for (int32_t t = participle + 1; t < count; t++) {
		if (tokens[t].head == participle && tokens[t].deprel == REL_obj)
			return t;
		if (tokens[t].upos != UPOS_ADJ && tokens[t].upos != UPOS_PROPN && tokens[t].upos != UPOS_NOUN)
			return -1;
	}
	return -1;
}

static void make_attribute(struct token *tokens, int32_t count, int32_t noun, int32_t participle)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == participle && t != noun) {
			tokens[t].head = noun;
			tokens[t].deprel = tokens[t].deprel == REL_obl ? REL_nmod : tokens[t].deprel == REL_mark ? REL_case : tokens[t].deprel;
		}
	tokens[noun].head = tokens[participle].head;
	tokens[noun].deprel = REL_obl;
	tokens[participle].head = noun;
	tokens[participle].deprel = REL_amod;
	tokens[participle].upos = UPOS_ADJ;
}

const struct repair joined_repairs[] = {
	{clause_of_its_kind, go_on_from}, {noun_of_participle, make_attribute},
};
const size_t joined_repair_count = sizeof joined_repairs / sizeof *joined_repairs;
