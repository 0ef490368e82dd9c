/* frames_agent.c: who a passive's "by" names, wherever parsers hang it. */
#include "select.h"

#define MOST_PHRASES 4 /* inside each other: "of crimes against humanity | by" */

/* A court, police, a government: they charge and sentence, whatever stands between. */
static bool is_of_the_law(const struct mention *mention)
{
	static const char *const sectors[] = {"JUD", "COP", "GOV"};
	for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
		if (str_equal(mention->sector, str_of(sectors[i])))
			return true;
	return false;
}

/* May what stands "by" whom behind it be that one's own: an act, a plan, a report? */
static bool is_made_by_somebody(const struct reading *r, int32_t noun)
{
	return names_an_act(r, noun) || is_predicate(r, noun) || reading_is(r, noun, CUE_STATEMENT_NOUN) || reading_is(r, noun, CUE_DEMAND_NOUN) ||
	       reading_is(r, noun, CUE_PLAN_NOUN) || reading_is(r, noun, CUE_ATTITUDE_NOUN) || reading_is(r, noun, CUE_POSSIBLE_NOUN) ||
	       reading_is(r, noun, CUE_NO_RECIPIENT_NOUN) || reading_is(r, noun, CUE_SERIES_NOUN);
}

static bool is_agent_phrase(const struct reading *r, int32_t t)
{
	return (rel_of(r, t) == REL_nmod || rel_of(r, t) == REL_obl) && has_case(r, t, "by") && !r->timex[t] && mention_of(r, t) && mention_of(r, t)->can_act;
}

/* "by" whom, behind PHRASE or what stands in it; -1. */
static int32_t agent_inside(const struct reading *r, int32_t phrase, bool accused, int depth)
{
	FOR_CHILDREN(r, phrase, c)
		if (is_agent_phrase(r, c))
			return !is_made_by_somebody(r, phrase) || (accused && is_of_the_law(mention_of(r, c))) ? c : -1;
	FOR_CHILDREN(r, phrase, c) {
		bool inner = rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_conj || rel_of(r, c) == REL_obl;
		int32_t agent = inner && c > phrase && depth < MOST_PHRASES ? agent_inside(r, c, accused, depth + 1) : -1;
		if (agent >= 0)
			return agent;
	}
	return -1;
}

/* "was denied a visa | by Belarus", "is charged with treason | by the authorities", "found guilty of fraud | by a court": behind
 * what else the passive takes the agent is still the verb's. */
static int32_t agent_behind_phrases(const struct reading *r, int32_t v)
{
	bool accused = reading_is(r, v, CUE_ACCUSE_VERB) || reading_lemma(r, v, "sentence") || reading_lemma(r, v, "find") || reading_lemma(r, v, "hold");
	FOR_CHILDREN(r, v, c) {
		unsigned rel = rel_of(r, c);
		bool taken = rel == REL_obj || rel == REL_obl || (rel == REL_xcomp && !is_predicate(r, c));
		int32_t agent = taken && c > v ? agent_inside(r, c, accused, 0) : -1;
		if (agent >= 0)
			return agent;
	}
	return -1;
}

/* A "by" phrase that is somebody, not a time or a means. */
int32_t passive_agent(const struct reading *r, int32_t v)
{
	int32_t agent = child_with(r, v, REL_obl_agent);
	if (agent >= 0)
		return resolve_relative(r, agent);
	FOR_CHILDREN(r, v, c)
		if (rel_of(r, c) == REL_obl && has_case(r, c, "by") && !r->timex[c] && !reading_is(r, c, CUE_TIME_NOUN) && r->tokens[c].upos != UPOS_NUM)
			return resolve_relative(r, c);
	return is_passive(r, v) ? agent_behind_phrases(r, v) : -1;
}
