/* duty.c: "must" and "should" in the mouth of another are demands (PLOVER: REQUEST). */
#include "duty.h"

#include "attribution.h"

/* "must have been" guesses and "should be able" hopes: a duty is to act. */
static bool says_duty(const struct reading *r, int32_t verb)
{
	bool duty = false;
	int32_t mark = child_with(r, verb, REL_mark);
	if (mark >= 0 && reading_lemma(r, mark, "whether")) /* "to decide whether he should remain in office": nobody asks it */
		return false;
	if (r->tokens[verb].upos != UPOS_VERB || r->tokens[verb].xpos != XPOS_VB || is_passive(r, verb))
		return false;
	for (int32_t c = r->tokens[verb].first_child; c >= 0; c = r->tokens[c].next_sibling) {
		if (r->tokens[c].deprel != REL_aux)
			continue;
		if (r->tokens[c].xpos != XPOS_MD)
			return false;
		duty = duty || reading_is(r, c, CUE_MODAL_DUTY);
	}
	return duty;
}

static bool is_first_person(const struct reading *r, int32_t token)
{
	return r->tokens[token].upos == UPOS_PRON && (reading_lemma(r, token, "we") || reading_lemma(r, token, "I"));
}

static bool speaks_of_self(const struct reading *r, const struct attribution *attribution, int32_t subject)
{
	for (size_t i = 0; i < attribution->speaker_count; i++)
		if (attribution->speakers[i].sentence == r->index && attribution->speakers[i].token == (size_t)subject)
			return true;
	return false;
}

/* "must serve ten years": what the entry's pattern forbids behind "not". */
static bool is_excepted(const struct reading *r, int32_t verb)
{
	const struct pattern *pattern = &r->book->patterns[r->book->duty_pattern];
	const struct step *steps = r->book->steps + pattern->first_step;
	for (size_t i = 0; i < pattern->step_count; i++)
		if (steps[i].op == STEP_NOT && reading_in_set(r, steps[i].words, verb))
			return true;
	return false;
}

bool duty_demand(struct reading *r, int32_t verb, struct candidate *candidate, struct attribution **attribution)
{
	const struct codebook *book = r->book;
	if (book->duty == ENTRY_NONE || !says_duty(r, verb) || is_excepted(r, verb) || rel_of(r, verb) == REL_acl_relcl) /* "zones where others should not fish" */
		return false;
	int32_t subject = deep_subject(r, verb, 0);
	if (subject < 0 || is_first_person(r, subject) || !slot_accepts(r, subject, SLOT_RECIPIENT, KIND_ACTOR))
		return false;
	*candidate = (struct candidate){.entry = &book->entries[book->duty]};
	candidate->match = (struct match){.pattern = &book->patterns[book->duty_pattern], .trigger = verb, .light = -1, .words = {verb}, .word_count = 1};
	*attribution = attribution_of(r, &candidate->match);
	if (!*attribution || speaks_of_self(r, *attribution, subject))
		return false;
	candidate->recipient_count = conjuncts(r, subject, candidate->recipients, MOST_FILLERS);
	return true;
}
