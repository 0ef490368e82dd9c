/* where_phrase.c: the place that a phrase names or takes up: "a house in the village of X", "75 miles south of Y", "the city". */
#include "where_phrase.h"

#define MOST_DEPTH 4      /* of phrases one in the other: "a house in a village of the district of X" */
#define SENTENCES_BACK 3  /* that "the city" may take up */
#define NONE (-1)

/* "75 miles south of X", "east of X", "the coast off X". */
bool where_is_bearing(const struct reading *r, int32_t token)
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

bool where_is_place_preposition(const struct reading *r, int32_t preposition, int32_t token)
{
	return reading_is(r, preposition, CUE_PLACE_PREP) && (!reading_lemma(r, preposition, "over") || may_be_over(r, token));
}

/* "sanctions on Iran", "called on China": a country behind "on" is who, not where. */
bool where_is_addressed(const struct reading *r, int32_t preposition, int32_t token)
{
	int32_t place = reading_lemma(r, preposition, "on") && r->place[token] ? where_known(r, (int32_t)r->place[token] - 1) : NONE;
	return place >= 0 && is_country(r, place);
}

static bool is_locative(const struct reading *r, int32_t token)
{
	FOR_CHILDREN(r, token, c)
		if (rel_of(r, c) == REL_case && where_is_place_preposition(r, c, token))
			return !where_is_addressed(r, c, token);
	return where_is_bearing(r, token);
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
int32_t where_known(const struct reading *r, int32_t index)
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
int32_t where_finer(const struct reading *r, int32_t a, int32_t b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return place_at(r, b)->precision < place_at(r, a)->precision ? b : a;
}

/* "in the Colombian capital Bogota", whatever the parser hangs Bogota on. */
static int32_t place_right_behind(const struct reading *r, int32_t token)
{
	bool kind = reading_is(r, token, CUE_TOWN_NOUN) || reading_is(r, token, CUE_REGION_NOUN);
	return kind && token + 1 < r->count && r->place[token + 1] ? where_known(r, (int32_t)r->place[token + 1] - 1) : NONE;
}

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
			best = where_finer(r, best, where_in(r, c, depth + 1));
	}
	return best >= 0 ? best : place_right_behind(r, token);
}

/* "a Suva court", "Iraq's capital", "the Kunduz attack"; not "the U.S. consulate", which may be anywhere. */
int32_t where_before(const struct reading *r, int32_t token)
{
	bool site = reading_is(r, token, CUE_PLACE_NOUN) || reading_is(r, token, CUE_SITE_NOUN);
	if (!site && !can_be_noun(r, token))
		return NONE;
	FOR_CHILDREN(r, token, c) {
		bool names = rel_of(r, c) == REL_compound || rel_of(r, c) == REL_nmod_poss || rel_of(r, c) == REL_nmod_unmarked;
		if (!names || !r->place[c])
			continue;
		int32_t place = where_known(r, (int32_t)r->place[c] - 1);
		if (place >= 0 && !(is_country(r, place) && (!site || reading_is(r, token, CUE_FOREIGN_SITE_NOUN))))
			return place;
	}
	return NONE;
}

/* The place that the phrase of TOKEN names, or NONE. */
int32_t where_in(const struct reading *r, int32_t token, int depth)
{
	if (r->place[token]) {
		int32_t own = where_known(r, (int32_t)r->place[token] - 1), inner;
		bool kind = r->tokens[token].upos == UPOS_NOUN && (reading_is(r, token, CUE_TOWN_NOUN) || reading_is(r, token, CUE_REGION_NOUN));
		if (own >= 0 && kind && depth < MOST_DEPTH && (inner = place_below(r, token, depth)) >= 0 && inner != own &&
		    place_at(r, inner)->precision <= place_at(r, own)->precision) /* "the West Bank city of Jenin" */
			return inner;
		if (own >= 0 && is_country(r, own) && depth < MOST_DEPTH && (inner = place_below(r, token, depth)) >= 0 &&
		    str_equal(place_at(r, inner)->country, place_at(r, own)->country)) /* "the Museum of Belgium in Brussels" */
			return where_finer(r, inner, own);
		if (own >= 0)
			return is_country(r, own) && reading_is(r, token, CUE_FOREIGN_SITE_NOUN) ? NONE : own;
	}
	if (depth >= MOST_DEPTH)
		return NONE;
	int32_t found = place_below(r, token, depth);
	return found >= 0 ? found : where_before(r, token);
}

/* --- "the city", "there" ---------------------------------------------------------------------- */

/* The last place named before TOKEN that is as fine as BEST_PRECISION says; a country only where no other is named. */
int32_t where_named_before(const struct reading *r, int32_t token, enum place_precision precision)
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
		return where_named_before(r, token, PLACE_POINT);
	if (reading_is(r, token, CUE_REGION_NOUN))
		return where_named_before(r, token, PLACE_ADMIN1);
	return reading_is(r, token, CUE_COUNTRY_NOUN) ? where_named_before(r, token, PLACE_COUNTRY) : NONE;
}

int32_t where_said(const struct reading *r, int32_t token)
{
	int32_t place = where_in(r, token, 0);
	return place >= 0 ? place : place_described(r, token);
}

/* "near the border with Libya" is on the side that is not named; "between Turkey and Syria" tells who, not where. */
bool where_is_elsewhere(const struct reading *r, int32_t token, int32_t place)
{
	bool own = (int32_t)place_at(r, place)->last < token; /* "Syria's border with Iraq" is on Syria's side */
	return is_country(r, place) && ((reading_is(r, token, CUE_BORDER_NOUN) && !own) || has_case(r, token, "between"));
}

int32_t where_locative(const struct reading *r, int32_t token)
{
	int32_t place = is_locative(r, token) ? where_said(r, token) : NONE;
	return place >= 0 && !where_is_elsewhere(r, token, place) ? place : NONE;
}

int32_t where_on(const struct reading *r, int32_t host)
{
	int32_t best = NONE;
	FOR_CHILDREN(r, host, child) {
		int32_t c = through_direction(r, child);
		if (c != child || rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl_unmarked)
			best = where_finer(r, best, where_locative(r, c));
	}
	return best;
}

bool where_is_crowd(const struct reading *r, int32_t token)
{
	int32_t people = through_series(r, token);
	bool several = r->tokens[people].xpos == XPOS_NNS || reading_lemma(r, people, "people") || reading_lemma(r, people, "police");
	return several && r->tokens[people].upos == UPOS_NOUN && !reading_is(r, people, CUE_COUNTRY_NOUN) && !r->place[people];
}
