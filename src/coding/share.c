/* share.c: what a sentence tells of one happening by several acts: who attacked has killed those who are told to have been killed. */
#include "factuality.h"
#include "select.h"

static bool is_same_party(const struct reading *r, int32_t a, int32_t b)
{
	const struct mention *one = mention_of(r, a), *other = mention_of(r, b);
	bool same = one && other && one->entity != UINT32_MAX && one->entity == other->entity;
	return a == b || same || stands_for(r, a, b) || stands_for(r, b, a);
}

static bool is_among(const struct reading *r, int32_t token, const int32_t *tokens, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_same_party(r, token, tokens[i]))
			return true;
	return false;
}

static bool have_common(const struct reading *r, const int32_t *a, size_t a_count, const int32_t *b, size_t b_count)
{
	for (size_t i = 0; i < a_count; i++)
		if (is_among(r, a[i], b, b_count))
			return true;
	return false;
}

static bool is_harmed(const struct reading *r, const struct candidate *candidate)
{
	int32_t verb = candidate->match.trigger;
	return !candidate->match.noun && r->tokens[verb].upos == UPOS_VERB && candidate->recipient_count > 0 &&
	       (reading_is(r, verb, CUE_KILL_VERB) || reading_is(r, verb, CUE_DIE_VERB) || reading_is(r, verb, CUE_WOUND_VERB));
}

/* "insurgents ... militants": of one side, as far as the words tell. */
static bool are_of_one_side(const struct reading *r, const struct candidate *a, const struct candidate *b)
{
	for (size_t i = 0; i < a->actor_count; i++)
		for (size_t k = 0; k < b->recipient_count; k++) {
			const struct mention *one = mention_of(r, a->actors[i]), *other = mention_of(r, b->recipients[k]);
			if (fight_on_one_side(one, other))
				return true;
		}
	return false;
}

static bool is_below(const struct reading *r, int32_t token, int32_t head)
{
	for (int32_t t = token; t >= 0; t = head_of(r, t))
		if (t == head)
			return true;
	return false;
}

/* "an operation two days ago in which 49 were killed", "bringing the number of those killed to 14", "died in violence",
 * "in retaliation for 14 guards being killed": another happening than OTHER. */
static bool is_told_of_another(const struct reading *r, const struct candidate *harm, const struct candidate *other)
{
	static const char *const apart[] = {"number", "total", "retaliation", "response", "revenge", "toll"};
	for (size_t i = 1; i < harm->match.word_count; i++) {
		int32_t act = harm->match.words[i];
		bool definite = reading_lemma(r, child_with(r, act, REL_det), "the") || child_with(r, act, REL_nummod) >= 0;
		if (names_an_act(r, act) && act != other->match.trigger && !definite && !is_below(r, other->match.trigger, act) && !is_below(r, act, other->match.trigger))
			return true;
	}
	for (int32_t t = harm->match.trigger; t >= 0 && t != other->match.trigger; t = head_of(r, t)) {
		int32_t head = head_of(r, t);
		if (rel_of(r, t) == REL_advcl && reading_lemma(r, child_with(r, t, REL_mark), "for"))
			return true;
		if (rel_of(r, t) == REL_acl_relcl && names_an_act(r, head) && !match_has_used(&other->match, head))
			return true;
		FOR_CHILDREN(r, t, c)
			for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
				if (reading_lemma(r, t, apart[i]) || (rel_of(r, c) == REL_case && reading_lemma(r, c, apart[i])) || reading_is(r, c, CUE_PAST_ADJECTIVE))
					return true;
	}
	return false;
}

/* May who does OTHER have done the HARM, too? */
static bool may_share_actor(const struct reading *r, const struct candidate *harm, const struct candidate *other)
{
	if (other == harm || !is_killing(r, other) || other->actor_count == 0 || is_told_of_another(r, harm, other) || are_of_one_side(r, other, harm) ||
	    have_common(r, other->actors, other->actor_count, harm->recipients, harm->recipient_count))
		return false;
	if (other->entry->reciprocal && !(other->match.noun && (is_below(r, other->match.trigger, harm->match.trigger) || is_below(r, harm->match.trigger, other->match.trigger) ||
	                                                        rel_of(r, harm->match.trigger) == REL_conj)))
		return false;
	for (size_t i = 0; i < other->actor_count; i++)
		if (!mention_of(r, other->actors[i]) || reading_lemma(r, other->actors[i], "other") || reading_is(r, other->actors[i], CUE_PLACE_NOUN))
			return false;
	return factuality_of(r, &harm->match).factuality == factuality_of(r, &other->match).factuality;
}

static void share_actor(const struct reading *r, struct candidate *harm, const struct candidate *items, size_t count)
{
	const struct candidate *from = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!may_share_actor(r, harm, &items[i]))
			continue;
		if (from && !have_common(r, from->actors, from->actor_count, items[i].actors, items[i].actor_count))
			return; /* of two nobody knows who */
		from = from ? from : &items[i];
	}
	for (size_t i = 0; from && i < from->actor_count; i++)
		harm->actors[harm->actor_count++] = from->actors[i];
}

/* "Six people are killed, including the gunman": he did it. */
static void add_assailant(const struct reading *r, struct candidate *harm)
{
	for (size_t i = 0; i < harm->recipient_count && harm->recipient_count > 1 && harm->actor_count == 0; i++) {
		int32_t token = harm->recipients[i];
		if (reading_is(r, token, CUE_ASSAILANT_NOUN) && r->tokens[token].xpos == XPOS_NN && reading_lemma(r, child_with(r, token, REL_det), "the"))
			harm->actors[harm->actor_count++] = token;
	}
}

/* Is the harm told as that of an act of its own: "killed in an airstrike", "a bomb killed"? */
static bool has_own_act(const struct reading *r, const struct candidate *harm, const struct candidate *act)
{
	for (size_t i = 1; i < harm->match.word_count; i++) {
		int32_t word = harm->match.words[i];
		bool again = r->word[word] == r->word[act->match.trigger] && reading_lemma(r, child_with(r, word, REL_det), "the"); /* "the offensive" */
		if (word != act->match.trigger && names_an_act(r, word) && !again && !match_has_used(&act->match, word) && !is_below(r, act->match.trigger, word))
			return true;
	}
	for (size_t i = 0; i < harm->merged_count; i++)
		if (names_an_act(r, harm->merged[i]))
			return true;
	return false;
}

/* Are those whom HARM tells to be hurt the victims of ACT? */
static bool may_share_victims(const struct reading *r, const struct candidate *act, const struct candidate *harm)
{
	if (harm == act || !is_killing(r, harm) || !is_harmed(r, harm) || has_own_act(r, harm, act) || is_told_of_another(r, harm, act) || are_of_one_side(r, act, harm))
		return false;
	if (harm->actor_count > 0 && act->actor_count > 0 && !have_common(r, harm->actors, harm->actor_count, act->actors, act->actor_count))
		return false;
	enum factuality harmed = factuality_of(r, &harm->match).factuality, done = factuality_of(r, &act->match).factuality;
	return !have_common(r, act->actors, act->actor_count, harm->recipients, harm->recipient_count) &&
	       (harmed == done || (harmed == FACT_ACTUAL && done == FACT_POSSIBLE)); /* "airstrikes allegedly carried out by" */
}

static void share_victims(const struct reading *r, struct candidate *act, const struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; may_share_victims(r, act, &items[i]) && k < items[i].recipient_count && act->recipient_count < MOST_FILLERS; k++)
			act->recipients[act->recipient_count++] = items[i].recipients[k];
}

void share_parties(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_killing(r, &items[i]) || items[i].actor_count > 0)
			continue;
		bool alone = true;
		for (size_t k = 0; k < count; k++)
			alone = alone && !(is_killing(r, &items[k]) && items[k].actor_count > 0);
		if (alone)
			add_assailant(r, &items[i]);
		else if (is_harmed(r, &items[i]))
			share_actor(r, &items[i], items, count);
	}
	for (size_t i = 0; i < count; i++)
		if (is_killing(r, &items[i]) && !items[i].entry->reciprocal && items[i].recipient_count == 0)
			share_victims(r, &items[i], items, count);
}
