/* when_owner.c: which act a time in the sentence belongs to. A preposition with a time hangs on whatever stands before it;
 * parties and places have no dates, so that what hangs on them is of the act that they belong to. */
#include "when_owner.h"

#include "select.h"

#define MOST_CLIMB 12
#define LONG_PAST_DAYS 60

static int32_t head_of_timex(const struct reading *r, const struct timex *timex)
{
	for (size_t t = timex->first; t <= timex->last && t < (size_t)r->count; t++) {
		int32_t head = head_of(r, (int32_t)t);
		if (head >= 0 && ((size_t)head < timex->first || (size_t)head > timex->last))
			return (int32_t)t;
	}
	return -1;
}

static bool is_coarse_or_gone(const struct reading *r, const struct timex *timex)
{
	int32_t day = r->document->article.day;
	return timex->date.precision == DATE_YEAR || timex->date.precision == DATE_MONTH ||
	       (day != DAY_NONE && timex->date.to != DAY_NONE && timex->date.to < day - LONG_PAST_DAYS);
}

bool when_is_of_today(const struct reading *r, int32_t verb)
{
	unsigned xpos = r->tokens[verb].xpos;
	bool present = xpos == XPOS_VBZ || xpos == XPOS_VBP;
	FOR_CHILDREN(r, verb, c)
		if (rel_of(r, c) == REL_aux || rel_of(r, c) == REL_aux_pass) {
			if (r->tokens[c].xpos == XPOS_VBD || reading_lemma(r, c, "have"))
				return false;
			present = true;
		}
	return present;
}

/* "is sentenced for the murder of X | in 1957": a time long gone is none of a verb in the present, but of the act named last
 * before it; -1. */
static int32_t act_before(const struct reading *r, const struct timex *timex, int32_t verb)
{
	if (!when_is_of_today(r, verb) || (size_t)verb > timex->first || !is_coarse_or_gone(r, timex))
		return -1;
	for (int32_t t = (int32_t)timex->first - 1; t > verb; t--)
		if (r->tokens[t].upos == UPOS_NOUN && r->clause[t] == verb && names_an_act(r, t))
			return t;
	return -1;
}

/* "agents near the Line | in September 2020", "federal forces | in November": from a party or a place up to what it belongs to. */
static int32_t above_parties(const struct reading *r, int32_t token)
{
	for (int depth = 0; depth < MOST_CLIMB && case_of(r, token) >= 0 && !has_case(r, token, "of"); depth++) {
		int32_t noun = head_of(r, token);
		unsigned rel = rel_of(r, token);
		if (noun < 0 || (rel != REL_nmod && depth == 0) || is_predicate(r, noun) || !is_nominal(r, noun) || names_an_act(r, noun))
			return noun;
		const struct mention *mention = mention_of(r, noun);
		bool party = reading_is(r, noun, CUE_PERSON_NOUN) || reading_is(r, noun, CUE_BODY_NOUN) || (mention && mention->can_act);
		if (!party && !r->place[noun] && !reading_is(r, noun, CUE_SITE_NOUN) && !reading_is(r, noun, CUE_PLACE_NOUN))
			return noun;
		token = noun;
		while (rel_of(r, token) == REL_conj && head_of(r, token) >= 0)
			token = head_of(r, token);
	}
	return case_of(r, token) >= 0 ? head_of(r, token) : -1;
}

int32_t when_noun(const struct reading *r, const struct timex *timex)
{
	int32_t token = head_of_timex(r, timex), head = token < 0 ? -1 : head_of(r, token);
	if (head < 0)
		return -1;
	int32_t act = is_coarse_or_gone(r, timex) ? above_parties(r, token) : head;
	if (act >= 0 && act != head && is_nominal(r, act) && !is_predicate(r, act) && names_an_act(r, act))
		return act;
	if (is_predicate(r, head) || !is_nominal(r, head))
		return act_before(r, timex, head);
	if (act >= 0 && act != head && is_predicate(r, act) && !when_is_of_today(r, act))
		return -1;
	unsigned rel = rel_of(r, token);
	bool before = (size_t)head > timex->last &&
	              (rel == REL_compound || rel == REL_nummod || rel == REL_amod || rel == REL_nmod_unmarked || rel == REL_nmod || rel == REL_nmod_poss);
	bool name = r->tokens[head].upos == UPOS_PROPN && case_of(r, token) < 0 && timex->date.precision == DATE_YEAR;
	bool span = rel == REL_nmod && is_coarse_or_gone(r, timex); /* "compensation for losses from 2004 to 2024" */
	return before || name || span || can_be_noun(r, head) ? head : -1;
}

bool when_is_own(const struct reading *r, const struct timex *timex, int32_t trigger)
{
	int32_t noun = when_noun(r, timex);
	if (noun < 0 || noun == trigger)
		return noun == trigger;
	bool behind = timex->first > (size_t)noun && timex->first > (size_t)trigger;
	return behind && ((rel_of(r, noun) == REL_conj && head_of(r, noun) == trigger) || (rel_of(r, trigger) == REL_conj && head_of(r, trigger) == noun));
}

/* "2011-2012 Syrian uprising: ...": the years of a story, in its heading, are none of what is told behind the colon. */
static bool is_of_heading(const struct reading *r, const struct timex *timex, int32_t trigger)
{
	bool years = timex->date.precision == DATE_YEAR || timex->date.to - timex->date.from > 31;
	for (size_t t = timex->last + 1; years && t < (size_t)trigger; t++) {
		if (str_equal(r->tokens[t].form, STR(":")))
			return true;
		if (r->tokens[t].upos == UPOS_VERB || r->tokens[t].upos == UPOS_AUX)
			return false;
	}
	return false;
}

/* "the deadliest attack this decade", "the third killing this year": the time that it is compared within. */
static bool is_compared_within(const struct reading *r, const struct timex *timex)
{
	int32_t noun = (int32_t)timex->first - 1, day = r->document->article.day; /* parsers hang the time on the verb */
	if (noun < 0 || day == DAY_NONE || timex->date.from == timex->date.to || timex->date.from > day || timex->date.to < day || !is_nominal(r, noun))
		return false;
	FOR_CHILDREN(r, noun, c)
		if (c < noun && (r->tokens[c].xpos == XPOS_JJS || reading_is(r, c, CUE_RANK_WORD)))
			return true;
	return false;
}

/* "ahead of next week's election", "since the passage of the bill on Monday": the phrase tells when, by another act's time. */
static bool is_in_phrase_of_time(const struct reading *r, const struct timex *timex)
{
	static const char *const prepositions[] = {"since", "before", "until", "ahead", "despite", "prior"};
	int32_t at = head_of_timex(r, timex);
	bool today = at >= 0 && r->tokens[r->clause[at]].upos == UPOS_VERB && when_is_of_today(r, r->clause[at]);
	for (int depth = 0; depth < MOST_CLIMB && at >= 0; depth++) {
		at = head_of(r, at);
		if (at < 0 || is_predicate(r, at))
			return false;
		if (today && has_case(r, at, "following")) /* "withdraws following the announcement on Monday" */
			return true;
		for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
			if (has_case(r, at, prepositions[i]) || reading_lemma(r, at, prepositions[i]))
				return true;
	}
	return false;
}

/* A year or month, or a day long gone. A noun that the match's words or roles are made of has the event's own. */
bool when_is_anothers(const struct reading *r, const struct match *match, const struct timex *timex)
{
	if (is_of_heading(r, timex, match->trigger) || is_compared_within(r, timex))
		return true;
	if (match->noun && when_is_own(r, timex, match->trigger))
		return false;
	int32_t noun = when_noun(r, timex);
	if (noun >= 0 && noun != match->trigger && has_case(r, noun, "since")) /* "the first attack since Operation Opera in 1981" */
		return true;
	if (noun != match->trigger && is_in_phrase_of_time(r, timex))
		return true;
	if (noun < 0 || noun == match->trigger || !is_coarse_or_gone(r, timex))
		return false;
	for (size_t i = 0; i < match->word_count; i++)
		if (match->words[i] == noun)
			return false;
	return true;
}

