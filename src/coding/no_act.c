/* no_act.c: words of a pattern that tell of no act: what something is called, what it is able to do, what was like it. */
#include "select.h"

#include "factuality.h"
#include "base/utf8.h"

static bool is_relation(const struct reading *r, const struct candidate *c) { return r->book->types[c->entry->type].is_relation; }

/* "deadliest", "most violent" */
static bool is_superlative(const struct reading *r, int32_t noun)
{
	FOR_CHILDREN(r, noun, c) {
		if (rel_of(r, c) != REL_amod)
			continue;
		int32_t degree = child_with(r, c, REL_advmod);
		if (r->tokens[c].xpos == XPOS_JJS || (degree >= 0 && r->tokens[degree].xpos == XPOS_RBS))
			return true;
	}
	return false;
}

/* "one of the deadliest attacks in the country", "ranks among the worst massacres": the set that an act belongs to. */
static bool is_measure_of_others(const struct reading *r, int32_t noun)
{
	int32_t head = head_of(r, noun);
	bool one = head >= 0 && rel_of(r, noun) == REL_nmod && has_case(r, noun, "of") && reading_lemma(r, head, "one");
	return is_superlative(r, noun) && (one || has_case(r, noun, "among"));
}

/* "It is the first attack in the country", "The seizure was a military operation": of something told elsewhere. */
static bool only_describes(const struct reading *r, const struct candidate *candidate)
{
	int32_t trigger = candidate->match.trigger, subject = child_with(r, trigger, REL_nsubj);
	if (candidate->match.noun && !is_relation(r, candidate) && is_measure_of_others(r, trigger))
		return true;
	if (!candidate->match.noun || child_with(r, trigger, REL_cop) < 0 || subject < 0 || is_relation(r, candidate))
		return false;
	if (is_superlative(r, trigger))
		return true; /* "the rampage was the deadliest shooting in the state" */
	return names_an_act(r, subject) || reading_lemma(r, subject, "it") || reading_lemma(r, subject, "this") || reading_lemma(r, subject, "that");
}

/* "A plane crashes into a field. One of the pilots is killed.": what keeps the pattern away stands in the sentence before. */
static bool is_told_of_accident(const struct reading *r, const struct candidate *candidate)
{
	const struct surroundings *own = &candidate->match.pattern->surroundings;
	const struct reading *before = r->index > 0 ? &r->all[r->index - 1] : NULL;
	bool harm = reading_is(r, candidate->match.trigger, CUE_KILL_VERB) || reading_is(r, candidate->match.trigger, CUE_WOUND_VERB) ||
	            reading_is(r, candidate->match.trigger, CUE_DISPLACE_VERB);
	if (!before || !harm || candidate->actor_count > 0 || candidate->match.word_count > 1 || own->wanted != SET_NONE || own->unwanted == SET_NONE ||
	    before->sentence->block != r->sentence->block)
		return false;
	for (int32_t t = 0; t < before->count; t++)
		if (reading_in_set(before, own->unwanted, t))
			return true;
	return false;
}

/* "To Kill a Mockingbird", "Meet the Press", "the band Pussy Riot": a verb with a capital letter amid a sentence that has few belongs to a name. */
static bool is_in_title(const struct reading *r, const struct candidate *candidate)
{
	int32_t verb = candidate->match.trigger;
	size_t words = 0, capitals = 0;
	if (candidate->match.noun || verb == 0 || is_relation(r, candidate) || !utf8_is_upper((unsigned char)r->tokens[verb].form.data[0]) ||
	    r->tokens[verb - 1].upos == UPOS_PUNCT || r->tokens[verb].quote_depth != r->tokens[verb - 1].quote_depth)
		return false;
	for (int32_t t = 1; t < r->count; t++) {
		bool counts = r->tokens[t].upos == UPOS_NOUN || r->tokens[t].upos == UPOS_VERB || r->tokens[t].upos == UPOS_ADJ;
		words += counts;
		capitals += counts && utf8_is_upper((unsigned char)r->tokens[t].form.data[0]);
	}
	return 3 * capitals < words;
}

/* "missiles that can hit the capital", "is capable of hitting it", "the court rules that he can stand trial": able or free to act is not acting. */
static bool is_only_able(const struct reading *r, const struct candidate *candidate)
{
	int32_t verb = candidate->match.trigger, governor = head_of(r, verb);
	if (candidate->match.noun || is_relation(r, candidate) || is_negated(r, verb))
		return false;
	if (governor >= 0 && reading_lemma(r, governor, "capable") && has_case(r, verb, "of"))
		return true;
	FOR_CHILDREN(r, verb, c)
		if (rel_of(r, c) == REL_aux && str_equal_nocase(r->tokens[c].form, STR("can")))
			return true;
	return false;
}

/* "anyone refusing to do so faces fines", "will punish any firm boycotting them": what nobody has done yet. */
static bool is_done_by_whoever(const struct reading *r, const struct candidate *candidate)
{
	if (candidate->match.noun || candidate->actor_count != 1 || is_relation(r, candidate) || is_negated(r, candidate->match.trigger))
		return false;
	int32_t actor = candidate->actors[0], any = child_with(r, actor, REL_det);
	return reading_lemma(r, actor, "anyone") || reading_lemma(r, actor, "anybody") || reading_lemma(r, actor, "whoever") ||
	       (any >= 0 && reading_lemma(r, any, "any"));
}

/* "people from surrounding villages": a participle in -ing before its noun has that noun for its subject, never for its object. */
static bool only_says_where(const struct reading *r, const struct candidate *candidate)
{
	int32_t verb = candidate->match.trigger, noun = head_of(r, verb);
	if (candidate->match.noun || rel_of(r, verb) != REL_amod || r->tokens[verb].xpos != XPOS_VBG || noun < verb || is_relation(r, candidate))
		return false;
	for (size_t i = 0; i < candidate->recipient_count; i++)
		if (candidate->recipients[i] == noun)
			return true;
	return false;
}

/* "calls the move tantamount to taking hostages", "akin to an invasion": what something is likened to. */
static bool only_compares(const struct reading *r, const struct candidate *candidate)
{
	int32_t governor = head_of(r, candidate->match.trigger);
	if (governor < 0 || is_relation(r, candidate))
		return false;
	return reading_lemma(r, governor, "tantamount") || reading_lemma(r, governor, "akin") || reading_lemma(r, governor, "equivalent");
}

bool is_no_act(const struct reading *r, const struct candidate *candidate)
{
	return is_done_by_whoever(r, candidate) || only_says_where(r, candidate) || only_compares(r, candidate) ||
	       only_describes(r, candidate) || is_told_of_accident(r, candidate) || is_in_title(r, candidate) || is_only_able(r, candidate);
}
