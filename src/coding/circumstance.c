/* circumstance.c: the time that an event's own words name (where.c: the place). Nothing is borrowed from another clause but a
 * time that the clause above it gives to all that it says in one breath (participles, infinitives). */
#include "circumstance.h"

#include "when_offset.h"
#include "when_owner.h"
#include "where.h"

#define MOST_CLIMB 12
#define OLD_DAYS 400 /* an event this long before the article is told as history */

static bool has_days(const struct reading *r, uint32_t timex) { return r->document->timexes[timex].date.from != DAY_NONE; }

/* Does TIMEX, which hangs on HOST, tell when something else was? */
static bool is_of_other(const struct reading *r, const struct match *match, const struct timex *timex, int32_t host)
{
	return when_noun(r, timex) != host && when_is_anothers(r, match, timex);
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

/* "in relation to the kidnapping of two children in the 1970s", beside other times: that of the act the noun names. */
static int32_t timex_of_noun(const struct reading *r, const struct match *match)
{
	for (int32_t t = 0; match->noun && t < r->count; t++)
		if (r->timex[t] && has_days(r, r->timex[t] - 1) && when_is_own(r, &r->document->timexes[r->timex[t] - 1], match->trigger) &&
		    !when_is_anothers(r, match, &r->document->timexes[r->timex[t] - 1]))
			return (int32_t)r->timex[t] - 1;
	return -1;
}

static int32_t only_timex_in_clause(const struct reading *r, const struct match *match, int32_t clause)
{
	int32_t found = -1;
	for (int32_t t = 0; t < r->count; t++) {
		if (!r->timex[t] || r->clause[t] != clause || !has_days(r, r->timex[t] - 1) ||
		    when_is_anothers(r, match, &r->document->timexes[r->timex[t] - 1]))
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
	if (found < 0)
		found = timex_of_noun(r, match);
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
	if (found < 0 && event->kind == RECORD_EVENT && when_offset(r, &candidate->match, event))
		return;
	if (found < 0)
		return;
	const struct timex *timex = &r->document->timexes[found];
	if (event->kind == RECORD_EVENT && timex->until && !timex->since) /* "signed a truce until June 3": signed before */
		return;
	int32_t day = r->document->article.day;
	bool own = candidate->match.noun && when_noun(r, timex) == candidate->match.trigger; /* "since the 2022 invasion" */
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
