/* where.c: where an act is done. What the frame itself says comes first: its place slot, a town that suffers it, "in X" of
 * the act or of those in it. Acts of force, which are done somewhere, also take what the clauses around them say and what
 * "the city", "there" take up. A place that only owns, speaks or is spoken to is none. */
#include "where.h"

#define MOST_CLIMB 8
#define MOST_DEPTH 4      /* of phrases one in the other: "a house in a village of the district of X" */
#define SENTENCES_BACK 3  /* that "the city" may take up */
#define MOST_SITES 64     /* of one sentence */
#define NONE (-1)

static const struct place *place_at(const struct reading *r, int32_t index) { return &r->document->places[index]; }
static bool is_country(const struct reading *r, int32_t index) { return place_at(r, index)->precision == PLACE_COUNTRY; }
static bool is_force(const struct reading *r, const struct candidate *candidate) { return r->book->types[candidate->entry->type].quad == 4; }

/* "75 miles south of X", "east of X", "the coast off X". */
static bool is_bearing(const struct reading *r, int32_t token)
{
	if (!has_case(r, token, "of") || head_of(r, token) < 0)
		return false;
	FOR_CHILDREN(r, token, c)
		if (reading_is(r, c, CUE_DIRECTION_WORD) && c < token)
			return true;
	return reading_is(r, head_of(r, token), CUE_DIRECTION_WORD);
}

/* "over Kyiv", "over the city"; not "sanctions over the attack in Kabul". */
static bool may_be_over(const struct reading *r, int32_t token)
{
	return r->place[token] || reading_is(r, token, CUE_PLACE_NOUN) || reading_is(r, token, CUE_SITE_NOUN);
}

static bool is_place_preposition(const struct reading *r, int32_t preposition, int32_t token)
{
	return reading_is(r, preposition, CUE_PLACE_PREP) && (!reading_lemma(r, preposition, "over") || may_be_over(r, token));
}

static bool is_locative(const struct reading *r, int32_t token)
{
	FOR_CHILDREN(r, token, c)
		if (rel_of(r, c) == REL_case && is_place_preposition(r, c, token))
			return true;
	return is_bearing(r, token);
}

/* "75 miles south of Kathmandu": from "south" to "Kathmandu"; else TOKEN. */
static int32_t through_direction(const struct reading *r, int32_t token)
{
	if (reading_is(r, token, CUE_DIRECTION_WORD))
		FOR_CHILDREN(r, token, c)
			if (has_case(r, c, "of"))
				return c;
	return token;
}

/* --- the place in a phrase -------------------------------------------------------------------- */

/* An unknown village lies in what is named behind it: "the village of Egbekaw in Manyu, Southwest Cameroon". */
static int32_t known(const struct reading *r, int32_t index)
{
	for (size_t i = (size_t)index; i < r->document->place_count && i <= (size_t)index + 2; i++) {
		const struct place *place = &r->document->places[i];
		if (place->sentence != r->index || place->first > place_at(r, index)->last + 8)
			break;
		if (place->resolved)
			return (int32_t)i;
	}
	return NONE;
}

/* Of "northern Iraq, near Mosul" Mosul: the nearer to a point, the earlier of equals. */
static int32_t finer(const struct reading *r, int32_t a, int32_t b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return place_at(r, b)->precision < place_at(r, a)->precision ? b : a;
}

static int32_t place_in(const struct reading *r, int32_t token, int depth);

/* "a house in the village of X", "the town of X", "the capital, X". */
static int32_t place_below(const struct reading *r, int32_t token, int depth)
{
	int32_t best = NONE;
	FOR_CHILDREN(r, token, child) {
		unsigned rel = rel_of(r, child);
		int32_t c = through_direction(r, child);
		bool of = has_case(r, c, "of") && (reading_is(r, token, CUE_PLACE_NOUN) || reading_is(r, token, CUE_SITE_NOUN));
		bool inside = c != child || ((rel == REL_nmod || rel == REL_obl) && (of || is_locative(r, c)));
		bool same = rel == REL_appos || ((rel == REL_flat || (rel == REL_nmod_unmarked && c > token)) && r->place[c]);
		if (inside || same)
			best = finer(r, best, place_in(r, c, depth + 1));
	}
	return best;
}

/* "a Suva court", "Iraq's capital", "the Kunduz attack"; not "the U.S. consulate", which may be anywhere. */
static int32_t place_before(const struct reading *r, int32_t token)
{
	bool site = reading_is(r, token, CUE_PLACE_NOUN) || reading_is(r, token, CUE_SITE_NOUN);
	if (!site && !can_be_noun(r, token))
		return NONE;
	FOR_CHILDREN(r, token, c) {
		bool names = rel_of(r, c) == REL_compound || rel_of(r, c) == REL_nmod_poss || rel_of(r, c) == REL_nmod_unmarked;
		if (!names || !r->place[c])
			continue;
		int32_t place = known(r, (int32_t)r->place[c] - 1);
		if (place >= 0 && !(is_country(r, place) && (!site || reading_is(r, token, CUE_FOREIGN_SITE_NOUN))))
			return place;
	}
	return NONE;
}

/* The place that the phrase of TOKEN names, or NONE. */
static int32_t place_in(const struct reading *r, int32_t token, int depth)
{
	if (r->place[token]) {
		int32_t own = known(r, (int32_t)r->place[token] - 1);
		return own >= 0 && is_country(r, own) && reading_is(r, token, CUE_FOREIGN_SITE_NOUN) ? NONE : own;
	}
	if (depth >= MOST_DEPTH)
		return NONE;
	int32_t found = place_below(r, token, depth);
	return found >= 0 ? found : place_before(r, token);
}

/* --- "the city", "there" ---------------------------------------------------------------------- */

/* The last place named before TOKEN that is as fine as BEST_PRECISION says; a country only where no other is named. */
static int32_t named_before(const struct reading *r, int32_t token, enum place_precision precision)
{
	int32_t found = NONE;
	for (size_t i = r->document->place_count; i-- > 0;) {
		const struct place *place = &r->document->places[i];
		if (place->sentence > r->index || (place->sentence == r->index && place->first > (size_t)token))
			continue;
		if (place->sentence + SENTENCES_BACK < r->index)
			break;
		if (!place->resolved || place->precision != precision)
			continue;
		if (precision != PLACE_COUNTRY)
			return (int32_t)i;
		if (found >= 0 && !str_equal(place_at(r, found)->name, place->name))
			return NONE;
		found = (int32_t)i;
	}
	return found;
}

static bool is_definite(const struct reading *r, int32_t token)
{
	FOR_CHILDREN(r, token, c)
		if (rel_of(r, c) == REL_det && (reading_lemma(r, c, "the") || reading_lemma(r, c, "that") || reading_lemma(r, c, "this")))
			return true;
	return false;
}

/* "in the city", "across the region": what was named before. */
static int32_t place_described(const struct reading *r, int32_t token)
{
	if (!is_definite(r, token))
		return NONE;
	if (reading_is(r, token, CUE_TOWN_NOUN))
		return named_before(r, token, PLACE_POINT);
	if (reading_is(r, token, CUE_REGION_NOUN))
		return named_before(r, token, PLACE_ADMIN1);
	return reading_is(r, token, CUE_COUNTRY_NOUN) ? named_before(r, token, PLACE_COUNTRY) : NONE;
}

static int32_t place_named_or_described(const struct reading *r, int32_t token)
{
	int32_t place = place_in(r, token, 0);
	return place >= 0 ? place : place_described(r, token);
}

/* "near the border with Libya" is on the side that is not named; "between Turkey and Syria" tells who, not where. */
static bool is_elsewhere(const struct reading *r, int32_t token, int32_t place)
{
	return is_country(r, place) && (reading_is(r, token, CUE_BORDER_NOUN) || has_case(r, token, "between"));
}

static int32_t locative_place(const struct reading *r, int32_t token)
{
	int32_t place = is_locative(r, token) ? place_named_or_described(r, token) : NONE;
	return place >= 0 && !is_elsewhere(r, token, place) ? place : NONE;
}

static int32_t place_on(const struct reading *r, int32_t host)
{
	int32_t best = NONE;
	FOR_CHILDREN(r, host, child) {
		int32_t c = through_direction(r, child);
		if (c != child || rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl_unmarked)
			best = finer(r, best, locative_place(r, c));
	}
	return best;
}

/* --- what the frame says ------------------------------------------------------------------------ */

/* A recipient that is a place ("shelled Sirte"), or the place slot. A country suffers force where it lies. */
static int32_t place_among_fillers(const struct reading *r, const struct candidate *candidate)
{
	int32_t slot = match_filler(&candidate->match, SLOT_PLACE);
	if (slot >= 0 && place_named_or_described(r, slot) >= 0)
		return place_named_or_described(r, slot);
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t recipient = candidate->recipients[i];
		bool is_place = r->place[recipient] || reading_is(r, recipient, CUE_PLACE_NOUN);
		int32_t place = is_place ? place_in(r, recipient, 0) : NONE;
		if (place >= 0 && !is_country(r, place))
			return place;
	}
	return NONE;
}

/* A visit is where it leads to, a withdrawal where it leads from. */
static bool is_way_of_act(const struct reading *r, const struct candidate *candidate, int32_t preposition)
{
	const struct entry *entry = candidate->entry;
	if (entry->mode == MODE_NONE)
		return false;
	struct str mode = r->book->modes[entry->mode].name;
	return (str_equal(mode, STR("visit")) && reading_lemma(r, preposition, "to")) ||
	       (str_equal(mode, STR("withdraw")) && str_equal(r->book->types[entry->type].name, STR("RETREAT")) && reading_lemma(r, preposition, "from"));
}

static int32_t locative_argument(const struct reading *r, const struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	int32_t best = NONE;
	for (size_t f = match->frame_count; f-- > 0;)
		for (size_t i = 0; i < match->frames[f]->count; i++) {
			const struct argument *argument = &match->frames[f]->arguments[i];
			bool said = argument->role == ARGUMENT_PREP && argument->prep >= 0;
			if (said && (is_place_preposition(r, argument->prep, argument->token) || is_way_of_act(r, candidate, argument->prep) ||
			             is_bearing(r, argument->token))) {
				int32_t place = place_named_or_described(r, argument->token);
				bool here = best < 0 || (place >= 0 && str_equal(place_at(r, best)->country, place_at(r, place)->country));
				best = place >= 0 && here && !is_elsewhere(r, argument->token, place) ? finer(r, best, place) : best;
			}
		}
	return best;
}

/* "talks began in Moscow": what the act's noun is the subject of. */
static int32_t place_of_verb_above(const struct reading *r, const struct match *match)
{
	int32_t verb = head_of(r, match->trigger);
	bool subject = match->noun && verb >= 0 && (rel_of(r, match->trigger) == REL_nsubj || rel_of(r, match->trigger) == REL_nsubj_pass);
	return subject && is_predicate(r, verb) ? place_on(r, verb) : NONE;
}

static int32_t place_in_frame(const struct reading *r, const struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	int32_t found = place_among_fillers(r, candidate);
	if (found < 0)
		found = locative_argument(r, candidate);
	for (size_t i = 1; i < match->word_count && found < 0; i++)
		found = place_on(r, match->words[i]);
	if (found < 0)
		found = place_of_verb_above(r, match);
	for (size_t i = 0; i < candidate->recipient_count && found < 0; i++)
		found = place_on(r, candidate->recipients[i]);
	return found;
}

/* --- what the clauses around say: acts of force only -------------------------------------------- */

/* "the Beslan siege", "the Kunduz airstrike". */
static int32_t place_in_the_name(const struct reading *r, const struct match *match)
{
	if (!match->noun)
		return NONE;
	FOR_CHILDREN(r, match->trigger, c) {
		int32_t place = rel_of(r, c) == REL_compound && r->place[c] ? known(r, (int32_t)r->place[c] - 1) : NONE;
		if (place >= 0 && !is_country(r, place))
			return place;
	}
	return NONE;
}

/* "an offensive to take control of Tripoli". */
static int32_t place_aimed_at(const struct reading *r, const struct match *match)
{
	for (size_t i = 0; i < match->word_count; i++)
		FOR_CHILDREN(r, match->words[i], c)
			if ((rel_of(r, c) == REL_acl || rel_of(r, c) == REL_advcl || rel_of(r, c) == REL_xcomp) && has_case(r, c, "to")) {
				int32_t object = deep_object(r, c, 0);
				int32_t place = object >= 0 ? place_in(r, object, 0) : NONE;
				if (place >= 0)
					return place;
			}
	return NONE;
}

/* A country that is bombed, shelled, invaded is where that happens; one that is "attacked" may be so anywhere. */
static int32_t country_that_suffers(const struct reading *r, const struct candidate *candidate)
{
	if (candidate->entry->mode == MODE_NONE)
		return NONE;
	for (size_t i = 0; i < candidate->recipient_count; i++)
		if (r->place[candidate->recipients[i]])
			return known(r, (int32_t)r->place[candidate->recipients[i]] - 1);
	return NONE;
}

/* Words between TOKEN and the predicate of its clause. */
static int depth_in_clause(const struct reading *r, int32_t token)
{
	int depth = 0;
	for (int32_t at = token; depth < MOST_CLIMB && at >= 0 && at != r->clause[token]; at = head_of(r, at))
		depth++;
	return depth;
}

/* What the sentence says with "in", "at", "near", in text order: found once for all its acts. */
static void find_sites(struct reading *r)
{
	if (r->sites)
		return;
	r->sites = arena_alloc(r->document->arena, MOST_SITES * sizeof *r->sites);
	for (int32_t t = 0; t < r->count && r->site_count < MOST_SITES; t++) {
		int32_t place = has_case(r, t, "into") ? NONE : locative_place(r, t); /* "were brought into X": elsewhere before */
		if (place >= 0)
			r->sites[r->site_count++] = (struct site){t, place};
	}
}

/* The place said nearest to CLAUSE's predicate, or a finer one of the same country. */
static int32_t place_in_clause(const struct reading *r, int32_t clause)
{
	int32_t nearest = NONE, best;
	int nearest_depth = MOST_CLIMB + 1;
	for (size_t i = 0; i < r->site_count; i++) {
		int depth = r->clause[r->sites[i].token] == clause ? depth_in_clause(r, r->sites[i].token) : nearest_depth;
		if (depth < nearest_depth) {
			nearest = r->sites[i].place;
			nearest_depth = depth;
		}
	}
	best = nearest;
	for (size_t i = 0; i < r->site_count && nearest >= 0; i++)
		if (r->clause[r->sites[i].token] == clause && str_equal(place_at(r, r->sites[i].place)->country, place_at(r, nearest)->country))
			best = finer(r, best, r->sites[i].place);
	return best;
}

/* Does CLAUSE tell more of what the clause above it tells: "attacked X, killing Y", "attacked X and killed Y", "killed Y
 * when they attacked X", "the gunmen who killed Y"? What is said, believed or wanted is another story. */
static bool tells_on(const struct reading *r, int32_t clause)
{
	switch (rel_of(r, clause)) {
	case REL_advcl:
	case REL_acl:
	case REL_acl_relcl:
	case REL_xcomp:
	case REL_conj:
	case REL_parataxis:
		return head_of(r, clause) >= 0 && !reading_is(r, r->clause[head_of(r, clause)], CUE_SPEECH_VERB);
	default:
		return false;
	}
}

/* "the Swat district, where the army is fighting militants". */
static int32_t place_before_where(const struct reading *r, int32_t clause)
{
	FOR_CHILDREN(r, clause, c)
		if (rel_of(r, c) == REL_advmod && reading_lemma(r, c, "where") && rel_of(r, clause) == REL_acl_relcl && head_of(r, clause) >= 0)
			return place_named_or_described(r, head_of(r, clause));
	return NONE;
}

static int32_t place_in_clauses_above(const struct reading *r, int32_t clause)
{
	int32_t found = place_in_clause(r, clause);
	if (found < 0)
		found = place_before_where(r, clause);
	for (int depth = 0; depth < MOST_CLIMB && found < 0 && tells_on(r, clause); depth++) {
		clause = r->clause[head_of(r, clause)];
		found = place_in_clause(r, clause);
	}
	return found;
}

/* "were killed when rebels attacked X", "attacked soldiers, who were guarding a bank in X". */
static int32_t place_in_clauses_below(const struct reading *r, int32_t clause)
{
	int32_t country = NONE;
	FOR_CHILDREN(r, clause, c) {
		int32_t object = rel_of(r, c) == REL_advcl ? deep_object(r, c, 0) : NONE;
		int32_t place = object >= 0 && tells_on(r, c) ? place_in(r, object, 0) : NONE;
		if (place >= 0 && !is_country(r, place))
			return place;
		country = place >= 0 && !r->place[object] ? place : country; /* "raided the districts of X and Y, Mozambique" */
	}
	for (size_t i = 0; i < r->site_count; i++) {
		int32_t below = r->clause[r->sites[i].token];
		if (below != clause && head_of(r, below) >= 0 && r->clause[head_of(r, below)] == clause && tells_on(r, below))
			return place_in_clause(r, below);
	}
	return country;
}

/* A country is a poor place for an act of force where a clause around it names a town there. */
static int32_t finer_around(const struct reading *r, int32_t clause, int32_t country)
{
	int32_t above = place_in_clauses_above(r, clause), below = place_in_clauses_below(r, clause);
	struct str name = place_at(r, country)->country;
	if (above >= 0 && str_equal(place_at(r, above)->country, name))
		return finer(r, country, above);
	return below >= 0 && str_equal(place_at(r, below)->country, name) ? finer(r, country, below) : country;
}

/* "X condemned the strikes and Y recalled its envoy, a diplomat in Amman said": where another than CLAUSE's speaker is. */
static bool is_where_speaker_is(const struct reading *r, int32_t site, int32_t clause)
{
	int32_t at = site;
	for (int depth = 0; depth < MOST_DEPTH && rel_of(r, at) == REL_nmod && head_of(r, at) >= 0; depth++)
		at = head_of(r, at);
	int32_t verb = head_of(r, at);
	return rel_of(r, at) == REL_nsubj && verb >= 0 && verb != clause && reading_is(r, verb, CUE_SPEECH_VERB);
}

/* Where a sentence names one place only, or places that lie one in the other ("in Jolo, Sulu, Philippines"): the nearest to
 * a point of those said with "in", "at", "near". */
static int32_t only_place(const struct reading *r, int32_t clause)
{
	int32_t best = NONE;
	for (size_t i = 0; i < r->site_count; i++) {
		int32_t place = r->sites[i].place;
		if ((best >= 0 && place == best) || (reading_is(r, clause, CUE_SPEECH_VERB) && is_where_speaker_is(r, r->sites[i].token, clause)))
			continue;
		const struct place *a = place_at(r, place), *b = best >= 0 ? place_at(r, best) : NULL;
		if (b && (str_empty(a->country) || !str_equal(a->country, b->country)))
			return NONE;
		if (b && a->precision == b->precision && !str_equal(a->name, b->name))
			return NONE;
		best = finer(r, best, place);
	}
	return best;
}

/* "attacked there". */
static int32_t place_of_there(const struct reading *r, int32_t trigger)
{
	FOR_CHILDREN(r, trigger, c)
		if (rel_of(r, c) == REL_advmod && reading_lemma(r, c, "there")) {
			int32_t point = named_before(r, c, PLACE_POINT);
			return point >= 0 ? point : named_before(r, c, PLACE_ADMIN1);
		}
	return NONE;
}

/* An act of force in a sentence that names no place goes on where the one before it was: "... killed five in Mosul. Two
 * attackers were shot." */
static bool goes_on(const struct reading *r, const struct event *event, const struct event *before)
{
	bool near = before->sentence < event->sentence && before->sentence + 2 >= event->sentence;
	bool told = event->factuality == FACT_ACTUAL || event->factuality == FACT_POSSIBLE;
	return near && told && !event->historical && event->kind == RECORD_EVENT && event->quad == 4 && before->quad == 4 &&
	       before->place_index != NO_INDEX && before->factuality == FACT_ACTUAL && !before->historical && !is_country(r, (int32_t)before->place_index);
}

/* Does the sentence say where, or name a place other than a country that somebody is of ("a U.S. soldier")? */
static bool names_a_place(struct reading *r)
{
	find_sites(r);
	for (int32_t t = 0; t < r->count; t++)
		if (r->place[t] && !is_country(r, (int32_t)r->place[t] - 1))
			return true;
	return r->site_count > 0;
}

void where_carry(struct reading *all, struct event *events, size_t count)
{
	size_t last = NO_INDEX; /* the last act of force whose own sentence tells its place */
	for (size_t i = 0; i < count; i++) {
		struct event *event = &events[i];
		if (event->place_index != NO_INDEX && event->quad == 4)
			last = i;
		else if (event->place_index == NO_INDEX && last != NO_INDEX && goes_on(all, event, &events[last]) &&
		         !names_a_place(&all[event->sentence]))
			event->place_index = events[last].place_index;
	}
}

int32_t where_of(struct reading *r, const struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	int32_t clause = r->clause[match->trigger], found = place_in_frame(r, candidate);
	if (found < 0)
		found = place_of_there(r, match->trigger);
	if (!is_force(r, candidate) || (found >= 0 && !is_country(r, found)))
		return found;
	find_sites(r);
	if (found >= 0)
		return finer_around(r, clause, found);
	found = place_in_the_name(r, match);
	for (size_t i = 0; i < candidate->actor_count && found < 0; i++)
		found = place_on(r, candidate->actors[i]);
	if (found < 0)
		found = place_aimed_at(r, match);
	if (found < 0)
		found = country_that_suffers(r, candidate);
	if (found < 0)
		found = place_in_clauses_above(r, clause);
	if (found < 0)
		found = place_in_clauses_below(r, clause);
	return found >= 0 ? found : only_place(r, clause);
}
