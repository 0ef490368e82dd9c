/* beneficiaries.c: to whom help and apologies go, told by what stands around them: "X receives vaccines donated by Y", "X attacks with
 * support from Y", "Y apologises for insulting X". */
#include "select.h"

static bool is_open(const struct reading *r, const struct candidate *candidate)
{
	const struct event_type *type = &r->book->types[candidate->entry->type];
	return !candidate->dropped && candidate->recipient_count == 0 && candidate->actor_count > 0 && !candidate->entry->reciprocal && !type->is_relation;
}

static bool is_own(const struct reading *r, const struct candidate *candidate, int32_t party)
{
	const struct mention *one = mention_of(r, party);
	for (size_t i = 0; i < candidate->actor_count; i++) {
		const struct mention *other = mention_of(r, candidate->actors[i]);
		if (candidate->actors[i] == party || stands_for(r, party, candidate->actors[i]) || (one && other && one->entity != UINT32_MAX && one->entity == other->entity))
			return true;
	}
	return false;
}

static void give_to(const struct reading *r, struct candidate *candidate, int32_t party)
{
	int32_t group[MOST_FILLERS];
	const struct mention *mention = party >= 0 ? mention_of(r, through_series(r, party)) : NULL;
	size_t count = mention && mention->can_act && !r->timex[party] ? meant_parties(r, party, true, group, MOST_FILLERS) : 0;
	for (size_t i = 0; i < count && !is_own(r, candidate, party); i++)
		if (!is_own(r, candidate, group[i]) && slot_accepts(r, group[i], SLOT_RECIPIENT, KIND_ACTOR))
			candidate->recipients[candidate->recipient_count++] = group[i];
}

/* "receives 30,000 doses donated by Y", "gets aid from Y": who receives what TRIGGER names or is told of; -1. */
static int32_t receiver(const struct reading *r, int32_t trigger)
{
	enum { MOST_STEPS_UP = 4 };
	int32_t t = trigger;
	for (int steps = 0; steps < MOST_STEPS_UP && t >= 0; steps++, t = head_of(r, t)) {
		unsigned rel = rel_of(r, t);
		int32_t verb = head_of(r, t);
		if (rel == REL_obj)
			return verb >= 0 && reading_is(r, verb, CUE_RECEIVE_VERB) && !is_passive(r, verb) ? surface_subject(r, verb, 0) : -1;
		if (rel != REL_acl && rel != REL_nmod && rel != REL_compound && rel != REL_conj)
			return -1;
	}
	return -1;
}

/* "X launch an offensive | with air support from Y": who acts with it; -1. */
static int32_t helped(const struct reading *r, int32_t trigger)
{
	int32_t verb = head_of(r, trigger);
	bool with = rel_of(r, trigger) == REL_obl && (has_case(r, trigger, "with") || has_case(r, trigger, "under")) && r->tokens[trigger].upos == UPOS_NOUN;
	if (rel_of(r, trigger) == REL_nmod && has_case(r, trigger, "with") && (rel_of(r, verb) == REL_nsubj || rel_of(r, verb) == REL_obl_agent))
		return verb; /* "forces, with air support from Y, launch" */
	return with && verb >= 0 && r->tokens[verb].upos == UPOS_VERB ? deep_subject(r, verb, 0) : -1;
}

/* "for the killing of X", "for X's arrest": X; -1. */
static int32_t undergoes(const struct reading *r, int32_t act)
{
	int32_t owner = child_with(r, act, REL_nmod_poss);
	if (reading_is(r, act, CUE_DEATH_NOUN)) /* the dead are told nothing */
		return -1;
	if (!reading_is(r, act, CUE_PATIENT_NOUN) && !reading_is(r, act, CUE_VICTIM_NOUN) && !names_an_act(r, act))
		return -1;
	FOR_CHILDREN(r, act, c)
		if (rel_of(r, c) == REL_nmod && (has_case(r, c, "of") || has_case(r, c, "on") || has_case(r, c, "against")))
			return c;
	return owner >= 0 && reading_is(r, act, CUE_VICTIM_NOUN) ? owner : -1;
}

/* "apologises for calling X a traitor", "apologises for the killing of X", "apologises after it shot X" : X; -1. */
static int32_t wronged(const struct reading *r, const struct candidate *candidate)
{
	for (size_t i = 0; i < candidate->match.word_count; i++)
		FOR_CHILDREN(r, candidate->match.words[i], c) {
			unsigned rel = rel_of(r, c);
			bool told = has_case(r, c, "for") || has_case(r, c, "over") || reading_lemma(r, child_with(r, c, REL_mark), "for") ||
			            reading_lemma(r, child_with(r, c, REL_mark), "after");
			if (told && (rel == REL_advcl || rel == REL_acl) && r->tokens[c].upos == UPOS_VERB && !is_passive(r, c) && child_with(r, c, REL_obj) >= 0)
				return child_with(r, c, REL_obj);
			if (told && (rel == REL_obl || rel == REL_nmod) && undergoes(r, c) >= 0)
				return undergoes(r, c);
		}
	return -1;
}

static bool is_apology(const struct reading *r, const struct candidate *candidate)
{
	for (size_t i = 0; i < candidate->match.word_count; i++)
		if (reading_is(r, candidate->match.words[i], CUE_APOLOGY_WORD))
			return true;
	return false;
}

void name_beneficiaries(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = &items[i];
		bool helps = is_of_type(r, candidate, "AID");
		if (!is_open(r, candidate))
			continue;
		int32_t party = helps ? receiver(r, candidate->match.trigger) : -1;
		party = helps && party < 0 ? helped(r, candidate->match.trigger) : party;
		party = is_apology(r, candidate) ? wronged(r, candidate) : party;
		if (party >= 0)
			give_to(r, candidate, party);
	}
}
