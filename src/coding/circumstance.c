/* circumstance.c: the time that an event's own words name (where.c: the place). Nothing is borrowed from another clause but a
 * time that the clause above it gives to all that it says in one breath (participles, infinitives). */
#include "circumstance.h"

#include "where.h"

#define MOST_CLIMB 12
#define LONG_PAST_DAYS 60
#define OLD_DAYS 400 /* an event this long before the article is told as history */

static bool has_days(const struct reading *r, uint32_t timex) { return r->document->timexes[timex].date.from != DAY_NONE; }

/* The timex whose head hangs on HOST, -1: nearest to the host wins. */
static int32_t timex_on(const struct reading *r, int32_t host)
{
	int32_t best = -1, best_distance = INT32_MAX;
	FOR_CHILDREN(r, host, c) {
		int32_t distance = c > host ? c - host : host - c;
		if (r->timex[c] && has_days(r, r->timex[c] - 1) && rel_of(r, c) != REL_nsubj && rel_of(r, c) != REL_obj && distance < best_distance) {
			best = (int32_t)r->timex[c] - 1;
			best_distance = distance;
		}
	}
	return best;
}

/* The noun that TIMEX belongs to: "the 2002 bombings", "the murder of X in 2004"; -1: it hangs on no noun. */
static int32_t noun_of_timex(const struct reading *r, const struct timex *timex)
{
	for (size_t t = timex->first; t <= timex->last && t < (size_t)r->count; t++) {
		int32_t head = head_of(r, (int32_t)t);
		bool outside = head >= 0 && ((size_t)head < timex->first || (size_t)head > timex->last);
		if (!outside || is_predicate(r, head) || !is_nominal(r, head))
			continue;
		unsigned rel = rel_of(r, (int32_t)t);
		bool before = (size_t)head > timex->last && (rel == REL_compound || rel == REL_nummod || rel == REL_amod || rel == REL_nmod_unmarked || rel == REL_nmod);
		if (before || can_be_noun(r, head))
			return head;
	}
	return -1;
}

/* A year or month, or a day long gone, that tells when something else was: "faces trial over the 2002 bombings". A noun that the
 * match's words or roles are made of has the event's own. */
static bool dates_another(const struct reading *r, const struct match *match, const struct timex *timex)
{
	int32_t day = r->document->article.day, noun = noun_of_timex(r, timex);
	if (noun >= 0 && noun != match->trigger && has_case(r, noun, "since")) /* "the first attack since Operation Opera in 1981" */
		return true;
	bool coarse = timex->date.precision == DATE_YEAR || timex->date.precision == DATE_MONTH;
	bool gone = day != DAY_NONE && timex->date.to != DAY_NONE && timex->date.to < day - LONG_PAST_DAYS;
	if (noun < 0 || noun == match->trigger || !(coarse || gone))
		return false;
	for (size_t i = 0; i < match->word_count; i++)
		if (match->words[i] == noun)
			return false;
	return true;
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

/* The words of the match, then the clause, then clauses that it is a participle or infinitive of. */
static int32_t choose_timex(const struct reading *r, const struct match *match)
{
	int32_t found = timex_on(r, match->trigger);
	if (found < 0 && match->light >= 0)
		found = timex_on(r, match->light);
	for (size_t i = 1; i < match->word_count && found < 0; i++)
		found = timex_on(r, match->words[i]);
	int32_t clause = r->clause[match->trigger];
	if (found < 0)
		found = only_timex_in_clause(r, match, clause);
	if (found < 0) /* "shelled X and seized Y on Sunday" */
		FOR_CHILDREN(r, match->trigger, c)
			if (rel_of(r, c) == REL_conj && is_predicate(r, c) && child_with(r, c, REL_nsubj) < 0 && found < 0)
				found = timex_on(r, c);
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
	event->timex = (size_t)found;
	event->date = timex->date;
	if (event->kind == RECORD_RELATION && timex->since)
		event->since = timex->date;
	if (event->kind == RECORD_RELATION && timex->until)
		event->until = timex->date;
	int32_t day = r->document->article.day;
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
