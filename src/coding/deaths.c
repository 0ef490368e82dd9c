/* deaths.c: whom an act of force hurt, told by nouns for what became of them: "the death of two ministers in an airstrike", "an attack that
 * claims the lives of ten nurses", "the death toll from the raids rises to 137". */
#include "select.h"

#define HIGHEST 5 /* steps from the act up to the death */

static bool is_cause(const struct reading *r, int32_t act)
{
	static const char *const causes[] = {"in", "from", "by", "during", "after", "following", "at"};
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		if (has_case(r, act, causes[i]))
			return true;
	return false;
}

static void add_people(const struct reading *r, struct candidate *candidate, int32_t first)
{
	int32_t group[MOST_FILLERS];
	size_t count = first < 0 ? 0 : conjuncts(r, first, group, MOST_FILLERS);
	for (size_t i = 0; i < count && candidate->recipient_count < MOST_FILLERS; i++) {
		bool own = false; /* who die in return */
		for (size_t k = 0; k < candidate->actor_count; k++)
			own = own || group[i] == candidate->actors[k] || fight_on_one_side(mention_of(r, group[i]), mention_of(r, candidate->actors[k]));
		if (!own && !names_an_act(r, group[i]) && slot_accepts(r, group[i], SLOT_RECIPIENT, KIND_PERSON))
			candidate->recipients[candidate->recipient_count++] = group[i];
	}
}

/* Whose NOUN (death, life) is: "of X", "X's"; -1. */
static int32_t whose(const struct reading *r, int32_t noun)
{
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_nmod_poss || (rel_of(r, c) == REL_nmod && (has_case(r, c, "of") || has_case(r, c, "to"))))
			return c;
	return -1;
}

static bool is_death(const struct reading *r, int32_t t)
{
	return t >= 0 && r->tokens[t].upos == UPOS_NOUN && (reading_is(r, t, CUE_DEATH_NOUN) || reading_is(r, t, CUE_INJURY_NOUN));
}

/* "confirm the death of X | in an airstrike": above the act, or beside it under one verb; -1. */
static int32_t death_above(const struct reading *r, int32_t act)
{
	int32_t t = act;
	for (int steps = 0; steps < HIGHEST && t >= 0; steps++, t = head_of(r, t)) {
		if (t != act && is_death(r, t))
			return t;
		if (r->tokens[t].upos == UPOS_VERB) {
			FOR_CHILDREN(r, t, c)
				if (c < act && is_death(r, c) && (rel_of(r, c) == REL_obj || rel_of(r, c) == REL_nsubj || rel_of(r, c) == REL_nsubj_pass))
					return c;
			return -1;
		}
	}
	return -1;
}

/* "the toll from the raids rises | to 137": the new figure; -1. */
static int32_t figure_of_toll(const struct reading *r, int32_t act)
{
	int32_t toll = head_of(r, act), verb = toll >= 0 ? head_of(r, toll) : -1;
	if (toll < 0 || verb < 0 ||  !reading_lemma(r, toll, "toll") || rel_of(r, act) != REL_nmod)
		return -1;
	FOR_CHILDREN(r, verb, c)
		if (c > toll && ((rel_of(r, c) == REL_obl && (has_case(r, c, "to") || has_case(r, c, "at"))) || rel_of(r, c) == REL_obj) && !r->timex[c])
			return c;
	return -1;
}

/* The verb of "an attack that CLAIMS the lives of", "the attack CLAIMED the lives of": its lives; -1. */
static int32_t lives_taken(const struct reading *r, int32_t act)
{
	for (int32_t t = 0; t < r->count; t++) {
		int32_t verb = reading_lemma(r, t, "life") && rel_of(r, t) == REL_obj ? head_of(r, t) : -1;
		bool of_act = verb >= 0 && ((rel_of(r, verb) == REL_acl_relcl && head_of(r, verb) == act) || deep_subject(r, verb, 0) == act);
		if (of_act && (reading_lemma(r, verb, "claim") || reading_lemma(r, verb, "take") || reading_lemma(r, verb, "cost")))
			return t;
	}
	return -1;
}

void add_dead(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = &items[i];
		const struct event_type *type = &r->book->types[candidate->entry->type];
		int32_t act = candidate->match.trigger;
		if (candidate->dropped || candidate->recipient_count > 0 || type->is_relation || type->goldstein > KILLING || candidate->entry->reciprocal ||
		    r->tokens[act].upos != UPOS_NOUN)
			continue;
		int32_t figure = candidate->actor_count < 2 ? figure_of_toll(r, act) : -1, lives = lives_taken(r, act);
		int32_t death = figure < 0 && lives < 0 && is_cause(r, act) ? death_above(r, act) : -1;
		add_people(r, candidate, figure >= 0 ? figure : lives >= 0 ? whose(r, lives) : death >= 0 ? whose(r, death) : -1);
	}
}
