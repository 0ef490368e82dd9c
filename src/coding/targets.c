/* targets.c: what an act of force hits, where nobody is told to whom it was done: "two drones were shot down", "a bomb exploded at
 * a market". */
#include "select.h"

/* Whose THING is, or the thing itself; -1 where it is the actors' own. */
static int32_t owner_or_itself(const struct reading *r, const struct candidate *candidate, int32_t thing)
{
	int32_t owner = owner_of_thing(r, thing);
	for (size_t i = 0; i < candidate->actor_count && owner >= 0; i++)
		if (candidate->actors[i] == owner || stands_for(r, owner, candidate->actors[i])) /* "scuttles its flagship" */
			return -1;
	return owner >= 0 ? owner : thing;
}

/* The words of the pattern that are destroyed or taken: "shot down TWO DRONES", "the destruction of THREE BRIDGES". */
static int32_t named_target(const struct reading *r, const struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	if (!is_of_mode(r, candidate, "destroy") && !is_of_mode(r, candidate, "abduct"))
		return -1;
	for (size_t i = 1; i < match->word_count; i++) {
		int32_t word = match->words[i];
		unsigned rel = rel_of(r, word);
		bool done_to = rel == REL_obj || rel == REL_nsubj_pass || (rel == REL_nmod && match->noun && has_case(r, word, "of")) ||
		               (rel == REL_obl && has_case(r, word, "to"));
		if (done_to && r->tokens[word].upos == UPOS_NOUN && !names_an_act(r, word) && (head_of(r, word) == match->trigger || rel == REL_obl))
			return word;
	}
	return -1;
}

/* "exploded at a mosque", "a bombing at a market": a building that the act stands at. */
static int32_t building_at(const struct reading *r, const struct candidate *candidate)
{
	static const char *const at[] = {"at", "in", "inside", "outside", "on", "against"};
	int32_t trigger = candidate->match.trigger;
	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		FOR_CHILDREN(r, trigger, c)
			if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod) && has_case(r, c, at[i]) && r->tokens[c].upos == UPOS_NOUN && !r->timex[c] &&
			    stands_for_itself(r, c) && !reading_is(r, c, CUE_SETTLEMENT_NOUN) && !reading_is(r, c, CUE_VAGUE_PLACE) && !reading_is(r, c, CUE_BORDER_NOUN))
				return c;
	return -1;
}

/* "missile strikes on power stations", "the bombing of Flight 103": what the act is said to be on, if it is no state, time or act; -1. */
static int32_t told_behind(const struct reading *r, const struct candidate *candidate)
{
	static const char *const on[] = {"on", "against", "of", "targeting"};
	const struct match *match = &candidate->match;
	if (candidate->entry->mode == MODE_NONE && !match->noun)
		return -1;
	for (size_t h = 0; h <= match->word_count; h++) {
		int32_t host = h < match->word_count ? match->words[h] : match->light;
		for (size_t i = 0; i < sizeof on / sizeof *on && host >= 0; i++)
			FOR_CHILDREN(r, host, c) {
				bool noun = r->tokens[c].upos == UPOS_NOUN || r->tokens[c].upos == UPOS_PROPN;
				bool told = noun && (rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod) && has_case(r, c, on[i]) && !r->timex[c];
				if (told && !names_an_act(r, c) && !reading_is(r, c, CUE_NO_RECIPIENT_NOUN) && !reading_is(r, c, CUE_TIME_NOUN) && !reading_is(r, c, CUE_PLAN_NOUN) && !reading_is(r, c, CUE_BORDER_NOUN) &&
				    !match_has_used(match, c))
					return c;
			}
	}
	return -1;
}

void add_targets(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = &items[i];
		const struct event_type *type = &r->book->types[candidate->entry->type];
		if (candidate->dropped || candidate->recipient_count > 0 || candidate->entry->reciprocal || type->is_relation || type->goldstein > KILLING)
			continue;
		int32_t target = named_target(r, candidate);
		target = target < 0 ? building_at(r, candidate) : target;
		target = target < 0 ? told_behind(r, candidate) : target;
		target = target < 0 ? -1 : owner_or_itself(r, candidate, target);
		if (target >= 0)
			candidate->recipients[candidate->recipient_count++] = target;
	}
}
