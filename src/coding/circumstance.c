/* circumstance.c: the time that an event's own words name (where.c: the place). Nothing is borrowed from another clause but a
 * time that the clause above it gives to all that it says in one breath (participles, infinitives). */
#include "circumstance.h"

#include "where.h"

#define MOST_CLIMB 12
#define LONG_PAST_DAYS 60
#define OLD_DAYS 400 /* an event this long before the article is told as history */

static bool has_days(const struct reading *r, uint32_t timex) { return r->document->timexes[timex].date.from != DAY_NONE; }

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

/* "sentences", "is sentenced", "will face": told as of the article's day. */
static bool is_of_today(const struct reading *r, int32_t verb)
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
	if (!is_of_today(r, verb) || (size_t)verb > timex->first || !is_coarse_or_gone(r, timex))
		return -1;
	for (int32_t t = (int32_t)timex->first - 1; t > verb; t--)
		if (r->tokens[t].upos == UPOS_NOUN && r->clause[t] == verb && names_an_act(r, t))
			return t;
	return -1;
}

/* The noun that TIMEX belongs to: "the 2002 bombings", "the murder of X in 2004", "World Youth Day 2008"; -1: it hangs on no noun. */
static int32_t noun_of_timex(const struct reading *r, const struct timex *timex)
{
	int32_t token = head_of_timex(r, timex), head = token < 0 ? -1 : head_of(r, token);
	if (head < 0)
		return -1;
	if (is_predicate(r, head) || !is_nominal(r, head))
		return act_before(r, timex, head);
	unsigned rel = rel_of(r, token);
	bool before = (size_t)head > timex->last &&
	              (rel == REL_compound || rel == REL_nummod || rel == REL_amod || rel == REL_nmod_unmarked || rel == REL_nmod || rel == REL_nmod_poss);
	bool name = r->tokens[head].upos == UPOS_PROPN && case_of(r, token) < 0 && timex->date.precision == DATE_YEAR;
	bool span = rel == REL_nmod && is_coarse_or_gone(r, timex); /* "compensation for losses from 2004 to 2024" */
	return before || name || span || can_be_noun(r, head) ? head : -1;
}

/* "ahead of next week's election", "since the passage of the bill on Monday": the phrase tells when, by another act's time. */
static bool is_in_phrase_of_time(const struct reading *r, const struct timex *timex)
{
	static const char *const prepositions[] = {"since", "before", "until", "ahead", "despite", "prior"};
	int32_t at = head_of_timex(r, timex);
	bool today = at >= 0 && r->tokens[r->clause[at]].upos == UPOS_VERB && is_of_today(r, r->clause[at]);
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

/* A year or month, or a day long gone, that tells when something else was: "faces trial over the 2002 bombings". A noun that the
 * match's words or roles are made of has the event's own. */
static bool dates_another(const struct reading *r, const struct match *match, const struct timex *timex)
{
	int32_t noun = noun_of_timex(r, timex);
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

/* Does TIMEX, which hangs on HOST, tell when something else was? */
static bool is_of_other(const struct reading *r, const struct match *match, const struct timex *timex, int32_t host)
{
	return noun_of_timex(r, timex) != host && dates_another(r, match, timex);
}

/* The timex whose head hangs on HOST, -1: nearest to the host wins. */
static int32_t timex_on(const struct reading *r, const struct match *match, int32_t host)
{
	int32_t best = -1, best_distance = INT32_MAX;
	FOR_CHILDREN(r, host, c) {
		int32_t distance = c > host ? c - host : host - c;
		if (r->timex[c] && has_days(r, r->timex[c] - 1) && rel_of(r, c) != REL_nsubj && rel_of(r, c) != REL_obj && distance < best_distance &&
		    !is_of_other(r, match, &r->document->timexes[r->timex[c] - 1], host)) {
			best = (int32_t)r->timex[c] - 1;
			best_distance = distance;
		}
	}
	return best;
}

static int32_t only_timex_in_clause(const struct reading *r, const struct match *match, int32_t clause)
{
	int32_t found = -1;
	for (int32_t t = 0; t < r->count; t++) {
		if (!r->timex[t] || r->clause[t] != clause || !has_days(r, r->timex[t] - 1) ||
		    dates_another(r, match, &r->document->timexes[r->timex[t] - 1]))
			continue;
		if (found >= 0 && found != (int32_t)r->timex[t] - 1)
			return -1;
		found = (int32_t)r->timex[t] - 1;
	}
	return found;
}

/* "accuses him of stoking unrest in May", "says that it fell in May" */
static bool is_told_clause(const struct reading *r, int32_t word)
{
	return r->tokens[word].upos == UPOS_VERB && (has_case(r, word, "of") || has_case(r, word, "for") || has_case(r, word, "that"));
}

/* The words of the match, then the clause, then clauses that it is a participle or infinitive of. */
static int32_t choose_timex(const struct reading *r, const struct match *match)
{
	int32_t found = timex_on(r, match, match->trigger);
	if (found < 0 && match->light >= 0)
		found = timex_on(r, match, match->light);
	int32_t clause = r->clause[match->trigger];
	for (size_t i = 1; i < match->word_count && found < 0; i++)
		if (!is_told_clause(r, match->words[i]))
			found = timex_on(r, match, match->words[i]);
	if (found < 0)
		found = only_timex_in_clause(r, match, clause);
	if (found < 0) /* "shelled X and seized Y on Sunday" */
		FOR_CHILDREN(r, match->trigger, c)
			if (rel_of(r, c) == REL_conj && is_predicate(r, c) && child_with(r, c, REL_nsubj) < 0 && found < 0)
				found = timex_on(r, match, c);
	for (int depth = 0; depth < MOST_CLIMB && found < 0 && clause >= 0; depth++) {
		found = only_timex_in_clause(r, match, clause);
		unsigned rel = rel_of(r, clause);
		bool nonfinite = r->tokens[clause].xpos == XPOS_VBG || r->tokens[clause].xpos == XPOS_VBN || r->tokens[clause].xpos == XPOS_VB;
		bool shares = (rel == REL_advcl && nonfinite && (case_of(r, clause) < 0 || has_case(r, clause, "to"))) || rel == REL_conj;
		if (!shares || head_of(r, clause) < 0)
			break;
		clause = r->clause[head_of(r, clause)];
	}
	return found;
}

/* "camps based in X since 2014": a tie's since may hang on a participle below its words. */
static int32_t bound_below(const struct reading *r, const struct match *match)
{
	for (int32_t t = 0; t < r->count; t++) {
		if (!r->timex[t])
			continue;
		const struct timex *timex = &r->document->timexes[r->timex[t] - 1];
		int32_t clause = r->clause[t];
		bool below = rel_of(r, clause) == REL_acl && head_of(r, clause) >= 0 && r->clause[head_of(r, clause)] == r->clause[match->trigger];
		if ((timex->since || timex->until) && timex->date.from != DAY_NONE && below)
			return (int32_t)r->timex[t] - 1;
	}
	return -1;
}

static bool is_perfect(const struct reading *r, int32_t verb)
{
	FOR_CHILDREN(r, verb, c)
		if (rel_of(r, c) == REL_aux && reading_lemma(r, c, "have"))
			return true;
	return false;
}

static void set_time(struct reading *r, const struct candidate *candidate, struct event *event)
{
	int32_t found = choose_timex(r, &candidate->match);
	if (found < 0 && event->kind == RECORD_RELATION)
		found = bound_below(r, &candidate->match);
	if (found < 0)
		return;
	const struct timex *timex = &r->document->timexes[found];
	if (event->kind == RECORD_EVENT && timex->until && !timex->since) /* "signed a truce until June 3": signed before */
		return;
	int32_t day = r->document->article.day;
	bool own = candidate->match.noun && noun_of_timex(r, timex) == candidate->match.trigger; /* "since the 2022 invasion" */
	bool goes_on = timex->since && event->kind == RECORD_EVENT && !own;
	if (goes_on && (!is_perfect(r, candidate->match.trigger) || day == DAY_NONE || day < timex->date.from)) /* "the largest rally since 2003" */
		return;
	event->timex = (size_t)found;
	event->date = timex->date;
	if (goes_on) /* "has been besieged since June": until now */
		event->date.to = day;
	if (event->kind == RECORD_RELATION && timex->since)
		event->since = timex->date;
	if (event->kind == RECORD_RELATION && timex->until)
		event->until = timex->date;
	bool to_come = day != DAY_NONE && timex->date.from != DAY_NONE && timex->date.from > day && !timex->since;
	unsigned tense = r->tokens[r->clause[candidate->match.trigger]].xpos;
	to_come = to_come && candidate->match.noun && (tense == XPOS_VBZ || tense == XPOS_VBP);
	if (to_come && event->kind == RECORD_EVENT && event->factuality == FACT_ACTUAL) { /* "announces her abdication on April 30" */
		event->factuality = FACT_PLANNED;
		event->future = true;
	}
	if (day != DAY_NONE && timex->date.to != DAY_NONE && timex->date.to < day - OLD_DAYS && event->kind == RECORD_EVENT && !timex->since)
		event->historical = true;
}

void circumstance_fill(struct reading *r, const struct candidate *candidate, struct event *event)
{
	set_time(r, candidate, event);
	int32_t place = where_of(r, candidate);
	if (place >= 0)
		event->place_index = (size_t)place;
}
