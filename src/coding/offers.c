/* offers.c: which words of a sentence may fill a step of a pattern, the nearer first. */
#include "offers.h"

#include "select.h"

void offer(struct candidates *candidates, int32_t token)
{
	for (size_t i = 0; i < candidates->count; i++)
		if (candidates->tokens[i] == token)
			return;
	if (token >= 0 && candidates->count < MOST_CANDIDATES)
		candidates->tokens[candidates->count++] = token;
}

void offer_role(struct candidates *candidates, const struct frame *frame, enum argument_role role)
{
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role == (uint8_t)role)
			offer(candidates, frame->arguments[i].token);
}

bool is_in_preps(const struct reading *r, uint32_t preps, int32_t prep)
{
	if (prep < 0)
		return false;
	if (reading_in_set(r, preps, prep))
		return true;
	if (reading_is(r, prep, CUE_WHOLE_PREP))
		return false;
	FOR_CHILDREN(r, prep, c)
		if (rel_of(r, c) == REL_fixed && reading_in_set(r, preps, c))
			return true;
	return false;
}

/* All cases of an argument count: "out of X" answers to "out" and to "of". */
static bool answers_to(const struct reading *r, uint32_t preps, const struct argument *argument)
{
	return argument->prep >= 0 && (is_in_preps(r, preps, argument->prep) || case_in_set(r, argument->token, preps) >= 0);
}

/* What stands behind the head is nearer to it than what sets the scene before: "At Falluja, soldiers fired | on a group". */
void offer_preps_of_frame(const struct reading *r, struct candidates *candidates, const struct frame *frame, uint32_t preps)
{
	for (int before = 0; before < 2; before++)
		for (size_t i = 0; i < frame->count; i++) {
			const struct argument *argument = &frame->arguments[i];
			bool open = argument->role == ARGUMENT_PREP || argument->role == ARGUMENT_CLAUSE || argument->role == ARGUMENT_BARE;
			if (open && (argument->token < frame->head) == (before == 1) && answers_to(r, preps, argument))
				offer(candidates, argument->token);
		}
}

void offer_preps_of_word(const struct reading *r, struct candidates *candidates, int32_t word, uint32_t preps)
{
	FOR_CHILDREN(r, word, c) {
		unsigned rel = rel_of(r, c);
		if (rel != REL_nmod && rel != REL_obl && rel != REL_acl && rel != REL_advcl && rel != REL_obl_agent && rel != REL_xcomp)
			continue;
		if (case_in_set(r, c, preps) >= 0)
			offer(candidates, resolve_relative(r, c));
	}
}

/* "filed by a farmer | against the firm": nobody is a farmer, or a court, against somebody. */
void offer_against(const struct reading *r, struct candidates *candidates, const struct frame *frame, uint32_t preps)
{
	for (size_t i = 0; i < frame->count; i++) {
		int32_t token = frame->arguments[i].token;
		if ((frame->arguments[i].role != ARGUMENT_PREP && frame->arguments[i].role != ARGUMENT_SUBJECT) || names_an_act(r, token))
			continue;
		FOR_CHILDREN(r, token, c)
			if (rel_of(r, c) == REL_nmod && (has_case(r, c, "against") || has_case(r, c, "into")) && case_in_set(r, c, preps) >= 0)
				offer(candidates, c);
	}
}

/* "the remains of a hostage | to the army", "a grant of 4 million in aid | to Ukraine": a preposition of WORD's that parsers hang on what is
 * inside it. Somebody inside takes prepositions of his own, but for "to". */
void offer_preps_inside(const struct reading *r, struct candidates *candidates, int32_t word, uint32_t preps)
{
	enum { DEEPEST = 2 };
	for (int depth = 0, next = -1; depth < DEEPEST && word >= 0; depth++, word = next, next = -1)
		FOR_CHILDREN(r, word, c) {
			if (rel_of(r, c) != REL_nmod || !(has_case(r, c, "of") || has_case(r, c, "in")) || (names_an_act(r, c) && depth == 0))
				continue;
			bool somebody = (mention_of(r, c) && mention_of(r, c)->can_act) || r->tokens[c].upos == UPOS_PROPN || r->place[c];
			next = somebody ? next : c;
			FOR_CHILDREN(r, c, inner)
				if (rel_of(r, inner) == REL_nmod && !(somebody && !has_case(r, inner, "to")) && !has_case(r, inner, "of") && !has_case(r, inner, "in") &&
				    case_in_set(r, inner, preps) >= 0)
					offer(candidates, inner);
		}
}
