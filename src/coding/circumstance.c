/* circumstance.c: the time and place an event's own words name. Nothing is borrowed from another clause but a
 * time that the clause above it gives to all that it says in one breath (participles, infinitives). */
#include "circumstance.h"

#define MOST_CLIMB 12
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

static int32_t only_timex_in_clause(const struct reading *r, int32_t clause)
{
	int32_t found = -1;
	for (int32_t t = 0; t < r->count; t++) {
		if (!r->timex[t] || r->clause[t] != clause || !has_days(r, r->timex[t] - 1))
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
		found = only_timex_in_clause(r, clause);
	if (found < 0) /* "shelled X and seized Y on Sunday" */
		FOR_CHILDREN(r, match->trigger, c)
			if (rel_of(r, c) == REL_conj && is_predicate(r, c) && child_with(r, c, REL_nsubj) < 0 && found < 0)
				found = timex_on(r, c);
	for (int depth = 0; depth < MOST_CLIMB && found < 0 && clause >= 0; depth++) {
		found = only_timex_in_clause(r, clause);
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

/* --- where -------------------------------------------------------------------------------------- */

static bool is_locative(const struct reading *r, int32_t token)
{
	FOR_CHILDREN(r, token, c)
		if (rel_of(r, c) == REL_case && reading_is(r, c, CUE_PLACE_PREP))
			return true;
	return false;
}

/* The place named by TOKEN or, for "the town of Sirte" and "the capital Tripoli", by what hangs on it. */
static int32_t place_of(const struct reading *r, int32_t token)
{
	if (r->place[token])
		return (int32_t)r->place[token] - 1;
	FOR_CHILDREN(r, token, c)
		if (r->place[c] && (rel_of(r, c) == REL_appos || rel_of(r, c) == REL_flat || rel_of(r, c) == REL_compound ||
		                    (rel_of(r, c) == REL_nmod && (has_case(r, c, "of") || is_locative(r, c)))))
			return (int32_t)r->place[c] - 1;
	return -1;
}

static int32_t place_on(const struct reading *r, int32_t host)
{
	FOR_CHILDREN(r, host, c)
		if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl_unmarked) && is_locative(r, c) && place_of(r, c) >= 0)
			return place_of(r, c);
	return -1;
}

static bool is_town(const struct reading *r, int32_t place)
{
	return r->document->places[place].precision != PLACE_COUNTRY;
}

/* A recipient that is a place ("shelled Sirte"), or the place slot. */
static int32_t place_among_fillers(const struct reading *r, const struct candidate *candidate)
{
	int32_t slot = match_filler(&candidate->match, SLOT_PLACE);
	if (slot >= 0 && place_of(r, slot) >= 0)
		return place_of(r, slot);
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t place = place_of(r, candidate->recipients[i]);
		if (place >= 0 && is_town(r, place))
			return place;
	}
	return -1;
}

static int32_t locative_argument(const struct reading *r, const struct match *match)
{
	for (size_t f = match->frame_count; f-- > 0;)
		for (size_t i = 0; i < match->frames[f]->count; i++) {
			const struct argument *argument = &match->frames[f]->arguments[i];
			if (argument->role == ARGUMENT_PREP && argument->prep >= 0 && reading_is(r, argument->prep, CUE_PLACE_PREP) &&
			    place_of(r, argument->token) >= 0)
				return place_of(r, argument->token);
		}
	return -1;
}

/* Where a sentence names one place only, or places that lie one in the other ("in Jolo, Sulu, Philippines"), an act of
 * force or protest that its clauses tell was there: the nearest to a point of those said with "in", "at", "near". */
static int32_t only_place(const struct reading *r)
{
	int32_t best = -1;
	for (int32_t t = 0; t < r->count; t++) {
		int32_t place = is_locative(r, t) ? place_of(r, t) : -1;
		if (place < 0 || (best >= 0 && place == best))
			continue;
		const struct place *a = &r->document->places[place], *b = best >= 0 ? &r->document->places[best] : NULL;
		if (b && (str_empty(a->country) || !str_equal(a->country, b->country)))
			return -1;
		if (b && a->precision == b->precision && !str_equal(a->name, b->name))
			return -1;
		if (!b || a->precision < b->precision)
			best = place;
	}
	return best;
}

static int32_t choose_place(const struct reading *r, const struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	int32_t found = place_among_fillers(r, candidate);
	if (found < 0)
		found = locative_argument(r, match);
	for (size_t i = 1; i < match->word_count && found < 0; i++)
		found = place_on(r, match->words[i]);
	int32_t verb = head_of(r, match->trigger);
	if (found < 0 && match->noun && verb >= 0 && rel_of(r, match->trigger) == REL_nsubj && is_predicate(r, verb))
		found = place_on(r, verb); /* "talks began in Moscow" */
	for (size_t i = 0; i < candidate->recipient_count && found < 0; i++)
		found = place_on(r, candidate->recipients[i]);
	if (found >= 0)
		return found;
	for (size_t i = 0; i < match->word_count; i++) /* "an offensive to take control of Tripoli" */
		FOR_CHILDREN(r, match->words[i], c)
			if ((rel_of(r, c) == REL_acl || rel_of(r, c) == REL_advcl || rel_of(r, c) == REL_xcomp) && has_case(r, c, "to")) {
				int32_t object = deep_object(r, c, 0);
				if (object < 0)
					continue;
				if (place_of(r, object) >= 0)
					return place_of(r, object);
			}
	bool bodily = r->book->types[candidate->entry->type].quad == 4;
	return bodily ? only_place(r) : -1;
}

void circumstance_fill(struct reading *r, const struct candidate *candidate, struct event *event)
{
	set_time(r, candidate, event);
	int32_t place = choose_place(r, candidate);
	if (place >= 0)
		event->place_index = (size_t)place;
}
