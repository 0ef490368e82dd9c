/* adversaries.c: against whom forces are moved, told by what they are to do or answer to: "sends troops to fight X", "in response to drills by
 * X", "as a deterrent against X". A place that they go to gives way. */
#include "select.h"

static bool is_mobilization(const struct reading *r, const struct candidate *candidate)
{
	return !candidate->dropped && candidate->actor_count + candidate->recipient_count > 0 && !candidate->entry->reciprocal &&
	       is_of_type(r, candidate, "MOBILIZE");
}

/* Are the recipients but places, to which somebody goes? */
static bool are_places(const struct reading *r, const struct candidate *candidate)
{
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t t = candidate->recipients[i];
		if (!r->place[t] && !reading_is(r, t, CUE_PLACE_NOUN) && !reading_is(r, t, CUE_SETTLEMENT_NOUN) && !reading_is(r, t, CUE_REGION_NOUN))
			return false;
	}
	return true;
}

/* "to deter X", "to respond to threats from X" */
static bool aim_of_purpose(const struct reading *r, struct candidate *candidate, int32_t verb)
{
	if (reading_is(r, verb, CUE_COUNTER_VERB)) {
		if (child_with(r, verb, REL_obj) >= 0)
			return aim_candidate(r, candidate, child_with(r, verb, REL_obj));
		FOR_CHILDREN(r, verb, c)
			if (rel_of(r, c) == REL_obl && has_case(r, c, "against") && aim_candidate(r, candidate, c))
				return true;
	}
	FOR_CHILDREN(r, verb, c)
		if (reading_is(r, verb, CUE_RESPOND_VERB) && rel_of(r, c) == REL_obl && has_case(r, c, "to") && aim_candidate(r, candidate, c))
			return true;
	return false;
}

/* "in response to drills by X", "against X", "as a deterrent against X" */
static bool aim_of_phrase(const struct reading *r, struct candidate *candidate, int32_t host)
{
	static const char *const to[] = {"to", "against", "for"};
	FOR_CHILDREN(r, host, c) {
		if (rel_of(r, c) != REL_obl && rel_of(r, c) != REL_nmod)
			continue;
		if (has_case(r, c, "against") && aim_candidate(r, candidate, c))
			return true;
		bool answers = reading_is(r, c, CUE_RESPONSE_NOUN) && (has_case(r, c, "in") || has_case(r, c, "as"));
		for (size_t i = 0; i < sizeof to / sizeof *to && answers; i++)
			FOR_CHILDREN(r, c, o)
				if (rel_of(r, o) == REL_nmod && has_case(r, o, to[i]) && aim_candidate(r, candidate, o))
					return true;
	}
	return false;
}

static bool find_adversary(const struct reading *r, struct candidate *candidate)
{
	int32_t trigger = candidate->match.trigger, light = candidate->match.light;
	for (size_t i = 0; i < candidate->match.word_count; i++)
		if (aim_of_phrase(r, candidate, candidate->match.words[i]))
			return true;
	if (light >= 0 && aim_of_phrase(r, candidate, light))
		return true;
	for (int32_t t = 0; t < r->count; t++) {
		int32_t head = head_of(r, t), above = head >= 0 && rel_of(r, t) == REL_conj ? head_of(r, head) : head;
		bool purpose = r->tokens[t].upos == UPOS_VERB && (has_case(r, t, "to") || reading_lemma(r, child_with(r, t, REL_mark), "to")) && child_with(r, t, REL_nsubj) < 0;
		bool told = above >= 0 && (above == trigger || above == light || match_has_used(&candidate->match, above)) && above < t;
		if (purpose && told && aim_of_purpose(r, candidate, t))
			return true;
	}
	return false;
}

void name_adversaries(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_mobilization(r, &items[i]) || !are_places(r, &items[i]))
			continue;
		struct candidate told = items[i];
		if (find_adversary(r, &told))
			items[i] = told;
	}
}
