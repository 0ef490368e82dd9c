/* sides.c: the other side of what takes two: "rules out a meeting with X", "opens talks with X in the hope of reaching a deal". Each only where
 * an act that is its actors' together has one of them. */
#include "select.h"

#define MOST_CLAUSES 4 /* from "to sign" up to the meeting that it is for */

static bool may_take_part(const struct reading *r, int32_t token)
{
	return token >= 0 && mention_of(r, token) && mention_of(r, token)->can_act && slot_accepts(r, token, SLOT_ACTOR, KIND_ANY) && !reading_is(r, token, CUE_PLACE_NOUN);
}

/* "with X" of a meeting or of the verb for it; -1. */
static int32_t met_with(const struct reading *r, int32_t act)
{
	FOR_CHILDREN(r, act, c)
		if ((rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl) && has_case(r, c, "with") && may_take_part(r, c))
			return c;
	return -1;
}

static bool is_actor(const struct reading *r, const struct candidate *candidate, int32_t token)
{
	for (size_t i = 0; i < candidate->actor_count; i++) {
		const struct mention *a = referent_of(r, candidate->actors[i]), *b = referent_of(r, token);
		if (candidate->actors[i] == token || (a && b && (a == b || (a->entity != UINT32_MAX && a->entity == b->entity))))
			return true;
	}
	return false;
}

static void add_side(const struct reading *r, struct candidate *candidate, int32_t party)
{
	int32_t group[MOST_FILLERS];
	size_t count = may_take_part(r, party) && !is_actor(r, candidate, party) ? meant_parties(r, party, true, group, MOST_FILLERS) : 0;
	for (size_t i = 0; i < count && candidate->actor_count < MOST_FILLERS; i++)
		if (!is_actor(r, candidate, group[i]))
			candidate->actors[candidate->actor_count++] = group[i];
}

/* "X rules out a meeting", "X leaves for talks", "X is in talks": who acts in the verb that the noun hangs on, unless he only speaks of it; -1. */
static int32_t goer(const struct reading *r, int32_t noun)
{
	if (child_with(r, noun, REL_cop) >= 0)
		return surface_subject(r, noun, 0);
	int32_t verb = head_of(r, noun);
	unsigned rel = rel_of(r, noun);
	if (verb < 0 || (rel != REL_obj && rel != REL_obl) || r->tokens[verb].upos != UPOS_VERB || is_passive(r, verb) || reading_is(r, verb, CUE_DEMAND_VERB) ||
	    reading_is(r, verb, CUE_ACCUSE_VERB) || reading_is(r, verb, CUE_SPEECH_VERB) || (rel == REL_obj && reading_is(r, verb, CUE_ATTITUDE_OBJECT_VERB)))
		return -1;
	return deep_subject(r, verb, 0);
}

/* The other side of the meeting for which "to sign a deal" is done, or in which: "with X" of it; -1. */
static int32_t met_above(const struct reading *r, int32_t verb, const struct candidate *items, size_t count)
{
	int32_t at = verb;
	for (int steps = 0; steps < MOST_CLAUSES && at >= 0; steps++, at = head_of(r, at)) {
		unsigned rel = rel_of(r, at);
		if (rel == REL_ccomp || rel == REL_acl_relcl || rel == REL_conj || rel == REL_parataxis || rel == REL_root)
			return -1;
		int32_t above = head_of(r, at);
		for (size_t i = 0; i < count && above >= 0; i++)
			if (items[i].entry->reciprocal && items[i].match.trigger != verb && match_has_used(&items[i].match, above) && met_with(r, above) >= 0)
				return met_with(r, above);
		FOR_CHILDREN(r, above, c) /* "opens talks with X | to reach a deal" */
			for (size_t i = 0; i < count && c < at; i++)
				if (items[i].entry->reciprocal && items[i].match.trigger != verb && rel_of(r, c) == REL_obj && match_has_used(&items[i].match, c) && met_with(r, c) >= 0)
					return met_with(r, c);
	}
	return -1;
}

void complete_sides(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = &items[i];
		int32_t trigger = candidate->match.trigger;
		if (candidate->dropped || !candidate->entry->reciprocal || candidate->actor_count != 1 || candidate->recipient_count > 0)
			continue;
		int32_t with = met_with(r, trigger);
		if (candidate->match.noun && with >= 0) {
			if (candidate->actors[0] == with)
				add_side(r, candidate, goer(r, trigger));
			else
				add_side(r, candidate, with);
		} else if (!candidate->match.noun) {
			add_side(r, candidate, met_above(r, trigger, items, count));
		}
	}
}
