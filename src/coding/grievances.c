/* grievances.c: against whom people protest, where the words of the pattern do not say it: "march on the ministry", "rally in protest at
 * X's plans", "form a human chain to denounce X". */
#include "select.h"

static bool is_open(const struct reading *r, const struct candidate *candidate)
{
	return !candidate->dropped && candidate->recipient_count == 0 && is_of_type(r, candidate, "PROTEST");
}

/* What stands behind OPPOSITION ("in opposition to X", "in protest at X"), whether the parser hangs it there or beside it; -1. */
static int32_t opposed_by_noun(const struct reading *r, int32_t opposition)
{
	static const char *const to[] = {"against", "at", "of", "over", "to"};
	const int32_t hosts[] = {opposition, head_of(r, opposition)};
	for (size_t h = 0; h < 2; h++)
		for (size_t i = 0; i < sizeof to / sizeof *to && hosts[h] >= 0; i++)
			FOR_CHILDREN(r, hosts[h], c)
				if (c > opposition && (h == 0 || (int32_t)r->tokens[c].left == opposition + 1) && (rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl) &&
				    has_case(r, c, to[i]))
					return c;
	return -1;
}

/* "march | against X", "rally | in protest at X": who is told behind HOST. */
static bool aim_behind(const struct reading *r, struct candidate *candidate, int32_t host)
{
	FOR_CHILDREN(r, host, c) {
		if (rel_of(r, c) != REL_obl && rel_of(r, c) != REL_nmod)
			continue;
		if (has_case(r, c, "against") && aim_candidate(r, candidate, c))
			return true;
		if (has_case(r, c, "in") && reading_is(r, c, CUE_OPPOSITION_NOUN) && aim_candidate(r, candidate, opposed_by_noun(r, c)))
			return true;
	}
	return false;
}

/* Is clause DOWN told as what UP is done for, or beside it: "march to denounce", "rally and march, opposing"? */
static bool is_purpose(const struct reading *r, int32_t down, int32_t up)
{
	enum { MOST_STEPS_UP = 4 };
	for (int steps = 0; steps < MOST_STEPS_UP && down >= 0; steps++) {
		unsigned rel = rel_of(r, down);
		if (down == up)
			return steps > 0;
		bool subject = child_with(r, down, REL_nsubj) >= 0 || child_with(r, down, REL_nsubj_pass) >= 0;
		bool along = rel == REL_advcl || rel == REL_xcomp || rel == REL_acl || rel == REL_conj || ((rel == REL_obl || rel == REL_nmod || rel == REL_obj) && steps > 0);
		if (!along || (subject && is_predicate(r, down)) || has_case(r, down, "after") || has_case(r, down, "before"))
			return false;
		down = head_of(r, down);
	}
	return false;
}

/* "to denounce X", "to protest against X", "putting pressure on X" */
static bool aim_of_clause(const struct reading *r, struct candidate *candidate, int32_t verb)
{
	static const char *const on[] = {"against", "at", "over", "on"};
	int32_t object = child_with(r, verb, REL_obj);
	bool pressure = reading_is(r, object, CUE_OPPOSITION_NOUN); /* "shows anger at" */
	if (!pressure && !reading_is(r, verb, CUE_OPPOSE_VERB))
		return false;
	if (object >= 0 && !pressure)
		return aim_candidate(r, candidate, object);
	const int32_t hosts[] = {verb, object};
	for (size_t h = 0; h < 2; h++)
		for (size_t i = 0; i < sizeof on / sizeof *on && hosts[h] >= 0; i++)
			FOR_CHILDREN(r, hosts[h], c)
				if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod) && has_case(r, c, on[i]) && aim_candidate(r, candidate, c))
					return true;
	return false;
}

/* "in support of", "in solidarity with": nobody at the place is meant. */
static bool is_in_support(const struct reading *r, int32_t host)
{
	FOR_CHILDREN(r, host, c)
		if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod) && reading_is(r, c, CUE_BACKING_NOUN))
			return true;
	return false;
}

/* "outside the embassy", "march on the police headquarters": where somebody sits who is meant. */
static bool aim_at_seat(const struct reading *r, struct candidate *candidate, int32_t host)
{
	static const char *const at[] = {"outside", "front", "at", "on"};
	for (size_t i = 0; i < sizeof at / sizeof *at && !is_in_support(r, host); i++)
		FOR_CHILDREN(r, host, c) {
			int32_t seat = reading_lemma(r, c, at[i]) && has_case(r, c, "in") ? child_with(r, c, REL_nmod) : has_case(r, c, at[i]) ? c : -1;
			if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod) && seat >= 0 && reading_is(r, seat, CUE_SEAT_NOUN) && aim_candidate(r, candidate, seat))
				return true;
		}
	return false;
}

/* "gather outside the embassy, calling for X to resign": X is told there (alongside.c). */
static bool is_told_by_demand(const struct reading *r, const struct candidate *candidate, const struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct event_type *type = &r->book->types[items[i].entry->type];
		if (!items[i].dropped && !type->is_relation && type->quad == 3 && items[i].recipient_count > 0 && is_purpose(r, items[i].match.trigger, candidate->match.trigger))
			return true;
	}
	return false;
}

static bool find_grievance(const struct reading *r, struct candidate *candidate, const struct candidate *items, size_t most)
{
	const struct match *match = &candidate->match;
	int32_t hosts[MOST_MATCHED_WORDS + 2];
	size_t count = 0;
	for (size_t i = 0; i < match->word_count; i++)
		hosts[count++] = match->words[i];
	if (match->light >= 0)
		hosts[count++] = match->light;
	if (rel_of(r, match->trigger) == REL_conj && r->tokens[match->trigger].upos == UPOS_VERB && child_with(r, match->trigger, REL_nsubj) < 0)
		hosts[count++] = head_of(r, match->trigger); /* "rally and march | to denounce" */
	for (size_t i = 0; i < count; i++)
		if (aim_behind(r, candidate, hosts[i]))
			return true;
	for (int32_t t = 0; t < r->count; t++)
		if (r->tokens[t].upos == UPOS_VERB)
			for (size_t i = 0; i < count; i++)
				if (is_purpose(r, t, hosts[i]) && (aim_of_clause(r, candidate, t) || (rel_of(r, t) == REL_conj && aim_behind(r, candidate, t))))
					return true;
	for (size_t i = 0; i < count && !is_told_by_demand(r, candidate, items, most); i++)
		if (aim_at_seat(r, candidate, hosts[i]))
			return true;
	return false;
}

void name_grievances(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_open(r, &items[i]) && !items[i].entry->reciprocal)
			find_grievance(r, &items[i], items, count);
}
