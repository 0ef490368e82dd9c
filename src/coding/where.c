/* where.c: where an act is done. What the frame itself says comes first: its place slot, a town that suffers it, "in X" of
 * the act or of those in it. Acts of force, which are done somewhere, also take what the clauses around them say and what
 * "the city", "there" take up. A place that only owns, speaks or is spoken to is none. */
#include "where.h"

#include "where_apart.h"
#include "where_phrase.h"

#define MOST_CLIMB 8
#define MOST_PHRASES 4 /* one in the other, before a speaker */
#define VIOLENCE (-8.0) /* on Goldstein's scale: a country under sanctions is not where they are decided */
#define MOST_SITES 64  /* of one sentence */
#define NONE (-1)

static bool is_force(const struct reading *r, const struct candidate *candidate) { return r->book->types[candidate->entry->type].quad == 4; }

/* --- what the frame says ------------------------------------------------------------------------ */

/* A recipient that is a place ("shelled Sirte"), or the place slot. A country suffers force where it lies, and
 * is visited there. */
static int32_t place_among_fillers(const struct reading *r, const struct candidate *candidate)
{
	int32_t slot = match_filler(&candidate->match, SLOT_PLACE);
	if (slot >= 0 && where_said(r, slot) >= 0)
		return where_said(r, slot);
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t recipient = candidate->recipients[i];
		bool is_place = r->place[recipient] || reading_is(r, recipient, CUE_PLACE_NOUN);
		int32_t place = is_place ? where_in(r, recipient, 0) : NONE;
		if (place < 0 && reading_is(r, recipient, CUE_TOWN_NOUN)) /* "seized Goma after storming the city" */
			place = where_said(r, recipient);
		if (place >= 0 && (!is_country(r, place) || is_of_mode(r, candidate, "visit")))
			return place;
	}
	return NONE;
}

/* A visit and a deployment are where they lead to; a withdrawal, an evacuation, an abduction where they lead from. */
static bool is_way_of_act(const struct reading *r, const struct candidate *candidate, int32_t preposition)
{
	int32_t trigger = candidate->match.trigger;
	if (reading_lemma(r, preposition, "to"))
		return is_of_mode(r, candidate, "visit") || (is_of_type(r, candidate, "MOBILIZE") && reading_is(r, trigger, CUE_WAY_TO));
	if (!reading_lemma(r, preposition, "from") && !reading_lemma(r, preposition, "out") && !reading_lemma(r, preposition, "out of"))
		return false;
	return reading_is(r, trigger, CUE_WAY_FROM) || (is_of_mode(r, candidate, "withdraw") && is_of_type(r, candidate, "RETREAT"));
}

static int32_t locative_argument(const struct reading *r, const struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	int32_t best = NONE;
	for (size_t f = match->frame_count; f-- > 0;)
		for (size_t i = 0; i < match->frames[f]->count; i++) {
			const struct argument *argument = &match->frames[f]->arguments[i];
			bool violent = r->book->types[candidate->entry->type].goldstein <= VIOLENCE; /* "a strike on Iran" is there */
			bool said = argument->role == ARGUMENT_PREP && argument->prep >= 0 && (violent || !where_is_addressed(r, argument->prep, argument->token));
			if (said && (where_is_place_preposition(r, argument->prep, argument->token) || is_way_of_act(r, candidate, argument->prep) ||
			             where_is_bearing(r, argument->token))) {
				int32_t place = where_said(r, argument->token);
				bool here = best < 0 || (place >= 0 && str_equal(place_at(r, best)->country, place_at(r, place)->country));
				best = place >= 0 && here && !where_is_elsewhere(r, argument->token, place) ? where_finer(r, best, place) : best;
			}
		}
	return best;
}

/* "sends warships to Syria", "evacuates its nationals from Sudan": the way hangs on what is sent or fetched. */
static int32_t place_of_sent(const struct reading *r, const struct candidate *candidate)
{
	int32_t hosts[MOST_FILLERS + MOST_MATCHED_WORDS];
	size_t count = 0;
	for (size_t i = 0; i < candidate->match.word_count; i++)
		hosts[count++] = candidate->match.words[i];
	for (size_t i = 0; i < candidate->recipient_count; i++)
		hosts[count++] = candidate->recipients[i];
	for (size_t i = 0; i < count; i++)
		FOR_CHILDREN(r, hosts[i], c) {
			int32_t preposition = rel_of(r, c) == REL_nmod ? case_of(r, c) : NONE;
			int32_t place = preposition >= 0 && is_way_of_act(r, candidate, preposition) ? where_in(r, c, 0) : NONE;
			if (place >= 0)
				return place;
		}
	return NONE;
}

/* "talks began in Moscow": what the act's noun is the subject of. */
static int32_t place_of_verb_above(const struct reading *r, const struct match *match)
{
	int32_t verb = head_of(r, match->trigger);
	bool subject = match->noun && verb >= 0 && (rel_of(r, match->trigger) == REL_nsubj || rel_of(r, match->trigger) == REL_nsubj_pass);
	return subject && is_predicate(r, verb) ? where_on(r, verb) : NONE;
}

static int32_t place_in_frame(const struct reading *r, const struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	int32_t found = place_among_fillers(r, candidate);
	if (found < 0)
		found = locative_argument(r, candidate);
	for (size_t i = 1; i < match->word_count && found < 0; i++)
		found = (reading_is(r, match->words[i], CUE_SITE_NOUN) || reading_is(r, match->words[i], CUE_PLACE_NOUN)) && !match->noun ? where_in(r, match->words[i], 0) : where_on(r, match->words[i]);
	if (found < 0)
		found = place_of_verb_above(r, match);
	if (found < 0)
		found = place_of_sent(r, candidate);
	bool done = is_force(r, candidate) || r->book->types[candidate->entry->type].quad == 2; /* who is spoken to is where he is */
	bool met = is_of_type(r, candidate, "CONSULT"); /* "meets with diplomats in Geneva" */
	for (size_t i = 0; i < candidate->recipient_count && found < 0 && (done || met); i++)
		found = where_on(r, candidate->recipients[i]);
	for (size_t i = candidate->actor_count; i-- > 0 && found < 0 && met;)
		found = reading_is(r, candidate->actors[i], CUE_COUNTRY_NOUN) || r->place[candidate->actors[i]] ? NONE : where_on(r, candidate->actors[i]);
	return found;
}

/* --- what the clauses around say: acts of force only -------------------------------------------- */

/* "the Beslan siege", "the Kunduz airstrike". */
static int32_t place_in_the_name(const struct reading *r, const struct match *match)
{
	if (!match->noun)
		return NONE;
	FOR_CHILDREN(r, match->trigger, c) {
		int32_t place = rel_of(r, c) == REL_compound && r->place[c] ? where_known(r, (int32_t)r->place[c] - 1) : NONE;
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
				int32_t place = object >= 0 ? where_in(r, object, 0) : NONE;
				if (place >= 0)
					return place;
			}
	return NONE;
}

/* A country that is bombed, shelled, invaded is where that happens; one that is "attacked" may be so anywhere. */
static int32_t country_that_suffers(const struct reading *r, const struct candidate *candidate)
{
	bool invaded = reading_is(r, candidate->match.trigger, CUE_INVASION_WORD);
	for (size_t i = 0; i < candidate->match.word_count; i++)
		invaded = invaded || reading_is(r, candidate->match.words[i], CUE_INVASION_WORD);
	if ((candidate->entry->mode == MODE_NONE && !invaded) || r->book->types[candidate->entry->type].goldstein > VIOLENCE)
		return NONE;
	for (size_t i = 0; i < candidate->recipient_count; i++)
		if (r->place[candidate->recipients[i]])
			return where_known(r, (int32_t)r->place[candidate->recipients[i]] - 1);
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
		int32_t place = has_case(r, t, "into") ? NONE : where_locative(r, t); /* "were brought into X": elsewhere before */
		if (place >= 0)
			r->sites[r->site_count++] = (struct site){t, place};
	}
}

static bool is_word_of(const struct candidate *candidate, int32_t token)
{
	if (token == candidate->match.light)
		return true;
	for (size_t i = 0; i < candidate->match.word_count; i++)
		if (candidate->match.words[i] == token)
			return true;
	for (size_t i = 0; i < candidate->merged_count; i++)
		if (candidate->merged[i] == token)
			return true;
	return false;
}

/* "in connection WITH the murder", "AGAINST the shelling": what is named for the sake of another act. */
static bool is_for_its_sake(const struct reading *r, int32_t noun)
{
	static const char *const prepositions[] = {"for", "over", "against", "about", "of", "to", "on", "since", "with"};
	for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions && (rel_of(r, noun) == REL_nmod || rel_of(r, noun) == REL_obl); i++)
		if (has_case(r, noun, prepositions[i]))
			return head_of(r, noun) >= 0 && !reading_is(r, head_of(r, noun), CUE_SERIES_NOUN);
	return false;
}

/* "the murder of a lecturer", "his arrest"; "convicted of murder" names a charge and nothing that was done somewhere. */
static bool is_told_of(const struct reading *r, int32_t act)
{
	FOR_CHILDREN(r, act, c)
		if (rel_of(r, c) == REL_det || rel_of(r, c) == REL_nmod_poss || rel_of(r, c) == REL_nummod || (rel_of(r, c) == REL_nmod && has_case(r, c, "of")))
			return true;
	return false;
}

/* "arrested in Ghana in connection with the murder of X", "protested in Paris against the shelling of Y": the clause tells of
 * another act, for whose sake the candidate's is named. */
static bool is_only_a_reason(const struct reading *r, const struct candidate *candidate)
{
	int32_t clause = r->clause[candidate->match.trigger];
	if (!candidate->match.noun || is_word_of(candidate, clause))
		return false;
	int32_t at = candidate->match.trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0 && at != clause; depth++, at = head_of(r, at))
		if (is_for_its_sake(r, at) && !is_word_of(candidate, head_of(r, at)))
			return true;
	return false;
}

/* "sentenced FOR PLOTTING an attack in X", "convicted of shooting Y in X": what was done before, elsewhere. */
static bool is_grounds(const struct reading *r, const struct candidate *candidate, int32_t clause)
{
	if (is_of_mode(r, candidate, "arrest")) /* is near, mostly */
		return false;
	bool hangs = rel_of(r, clause) == REL_advcl || rel_of(r, clause) == REL_acl || rel_of(r, clause) == REL_xcomp || rel_of(r, clause) == REL_ccomp;
	return hangs && is_predicate(r, clause) && (has_case(r, clause, "for") || has_case(r, clause, "of"));
}

/* "for their role in the 2012 Cairo riot", "during the raid on a camp in X": where another act than the candidate's was. */
static bool is_of_other_act(const struct reading *r, const struct candidate *candidate, int32_t site)
{
	bool of_noun = false; /* have we come out of a clause that hangs on a noun? */
	int32_t trigger_clause = r->clause[candidate->match.trigger];
	int32_t at = site;
	for (int depth = 0; at >= 0 && depth < 2 * MOST_CLIMB && at != trigger_clause; depth++, at = head_of(r, at)) {
		if (is_grounds(r, candidate, at))
			return true;
		bool other = at != candidate->match.trigger && r->tokens[at].upos == UPOS_NOUN && !is_word_of(candidate, at);
		bool cause = rel_of(r, at) == REL_obl && (has_case(r, at, "for") || (has_case(r, at, "over") && at != site)) && !reading_is(r, at, CUE_TIME_NOUN) && !r->timex[at];
		bool named = at == site && where_before(r, at) >= 0 && !reading_is(r, candidate->match.trigger, CUE_KILL_VERB) &&
		             !reading_is(r, candidate->match.trigger, CUE_WOUND_VERB) && reading_is(r, at, CUE_PATIENT_NOUN); /* "in the Bucha massacre" */
		if (other && (cause || named || (reading_is(r, at, CUE_PATIENT_NOUN) && (of_noun || (is_for_its_sake(r, at) && is_told_of(r, at))))))
			return true;
		of_noun = rel_of(r, at) == REL_acl || rel_of(r, at) == REL_acl_relcl;
		if (at == r->clause[at] && !of_noun)
			return false;
	}
	return false;
}

/* The place said nearest to CLAUSE's predicate, or a finer one of the same country. */
static int32_t place_in_clause(const struct reading *r, const struct candidate *candidate, int32_t clause)
{
	int32_t nearest = NONE, best;
	int nearest_depth = MOST_CLIMB + 1;
	for (size_t i = 0; i < r->site_count; i++) {
		int depth = r->clause[r->sites[i].token] == clause ? depth_in_clause(r, r->sites[i].token) : MOST_CLIMB + 1;
		if (depth < nearest_depth && !is_of_other_act(r, candidate, r->sites[i].token)) {
			nearest = r->sites[i].place;
			nearest_depth = depth;
		}
	}
	best = nearest;
	for (size_t i = 0; i < r->site_count && nearest >= 0; i++)
		if (r->clause[r->sites[i].token] == clause && str_equal(place_at(r, r->sites[i].place)->country, place_at(r, nearest)->country) &&
		    !is_of_other_act(r, candidate, r->sites[i].token))
			best = where_finer(r, best, r->sites[i].place);
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
		return head_of(r, clause) >= 0 && !reading_is(r, r->clause[head_of(r, clause)], CUE_SPEECH_VERB) && !where_is_apart(r, clause);
	default:
		return false;
	}
}

/* "the Swat district, where the army is fighting militants". */
static int32_t place_before_where(const struct reading *r, int32_t clause)
{
	FOR_CHILDREN(r, clause, c)
		if (rel_of(r, c) == REL_advmod && reading_lemma(r, c, "where") && rel_of(r, clause) == REL_acl_relcl && head_of(r, clause) >= 0)
			return where_said(r, head_of(r, clause));
	return NONE;
}

static int32_t place_in_clauses_above(const struct reading *r, const struct candidate *candidate, int32_t clause)
{
	int32_t found = place_in_clause(r, candidate, clause);
	if (found < 0)
		found = place_before_where(r, clause);
	for (int depth = 0; depth < MOST_CLIMB && found < 0 && tells_on(r, clause); depth++) {
		clause = r->clause[head_of(r, clause)];
		found = place_in_clause(r, candidate, clause);
	}
	return found;
}

/* "were killed when rebels attacked X", "attacked soldiers, who were guarding a bank in X". */
static int32_t place_in_clauses_below(const struct reading *r, const struct candidate *candidate, int32_t clause)
{
	int32_t country = NONE;
	if (is_of_type(r, candidate, "SANCTION"))
		return NONE;
	FOR_CHILDREN(r, clause, c) {
		int32_t object = rel_of(r, c) == REL_advcl && !is_grounds(r, candidate, c) ? deep_object(r, c, 0) : NONE;
		int32_t place = object >= 0 && tells_on(r, c) ? where_in(r, object, 0) : NONE;
		if (place >= 0 && !is_country(r, place))
			return place;
		country = place >= 0 && !r->place[object] ? place : country; /* "raided the districts of X and Y, Mozambique" */
	}
	for (int relative = 0; relative < 2; relative++) /* "who were in the war in X are killed and others hurt in Y": what is joined comes first */
		for (size_t i = 0; i < r->site_count; i++) {
			int32_t below = r->clause[r->sites[i].token], above = head_of(r, below);
			bool about_somebody = rel_of(r, below) == REL_acl || rel_of(r, below) == REL_acl_relcl;
			if (below != clause && above >= 0 && r->clause[above] == clause && tells_on(r, below) && about_somebody == (relative == 1) &&
			    !(about_somebody && is_of_other_act(r, candidate, above))) {
				int32_t place = place_in_clause(r, candidate, below);
				if (place >= 0)
					return place;
			}
		}
	return country;
}

/* A country is a poor place for an act of force where a clause around it names a town there. */
static int32_t finer_around(const struct reading *r, const struct candidate *candidate, int32_t clause, int32_t country)
{
	int32_t above = place_in_clauses_above(r, candidate, clause), below = place_in_clauses_below(r, candidate, clause);
	struct str name = place_at(r, country)->country;
	if (above >= 0 && str_equal(place_at(r, above)->country, name))
		return where_finer(r, country, above);
	return below >= 0 && str_equal(place_at(r, below)->country, name) ? where_finer(r, country, below) : country;
}

/* "X condemned the strikes and Y recalled its envoy, a diplomat in Amman said": where another than CLAUSE's speaker is. */
static bool is_where_speaker_is(const struct reading *r, int32_t site, int32_t clause)
{
	int32_t at = site;
	for (int depth = 0; depth < MOST_PHRASES && rel_of(r, at) == REL_nmod && head_of(r, at) >= 0; depth++)
		at = head_of(r, at);
	int32_t verb = head_of(r, at);
	return rel_of(r, at) == REL_nsubj && verb >= 0 && verb != clause && reading_is(r, verb, CUE_SPEECH_VERB);
}

/* Where a sentence names one place only, or places that lie one in the other ("in Jolo, Sulu, Philippines"): the nearest to
 * a point of those said with "in", "at", "near". */
static int32_t only_place(const struct reading *r, const struct candidate *candidate, int32_t clause)
{
	int32_t best = NONE;
	bool decided = is_of_type(r, candidate, "SANCTION"); /* "suspends it after protesters were killed in X" */
	for (size_t i = 0; i < r->site_count; i++) {
		int32_t place = r->sites[i].place;
		if (decided && where_is_below(r, r->sites[i].token, clause))
			continue;
		if ((best >= 0 && place == best) || where_is_set_apart(r, candidate->match.trigger, r->sites[i].token) || is_of_other_act(r, candidate, r->sites[i].token) || (reading_is(r, clause, CUE_SPEECH_VERB) && is_where_speaker_is(r, r->sites[i].token, clause)))
			continue;
		const struct place *a = place_at(r, place), *b = best >= 0 ? place_at(r, best) : NULL;
		if (b && (str_empty(a->country) || !str_equal(a->country, b->country)))
			return NONE;
		if (b && a->precision == b->precision && !str_equal(a->name, b->name))
			return NONE;
		best = where_finer(r, best, place);
	}
	return best;
}

/* "In Greece, the president makes an effort to ...": said of the whole sentence. */
static int32_t place_of_sentence(const struct reading *r)
{
	int32_t last = 0;
	if (r->count < 3 || !reading_lemma(r, 0, "in") || head_of(r, 0) < 0)
		return NONE;
	int32_t head = head_of(r, 0);
	last = (int32_t)r->tokens[head].right;
	if (rel_of(r, 0) != REL_case || r->tokens[head].left != 0 || last + 1 >= r->count)
		return NONE;
	bool comma = str_equal(r->tokens[last].form, STR(",")) || str_equal(r->tokens[last + 1].form, STR(","));
	return comma ? where_locative(r, head) : NONE;
}

/* "visits Iraq to meet the president", "sent troops into Congo to fight the rebels": where the way leads that is gone for it. */
static int32_t place_of_way(const struct reading *r, int32_t clause)
{
	static const char *const ways[] = {"into", "to"};
	int32_t way = head_of(r, clause);
	bool purpose = (rel_of(r, clause) == REL_advcl || rel_of(r, clause) == REL_xcomp || rel_of(r, clause) == REL_acl) && has_case(r, clause, "to");
	if (!purpose || way < 0)
		return NONE;
	way = r->clause[way];
	FOR_CHILDREN(r, way, c)
		if (rel_of(r, c) == REL_obl)
			for (size_t i = 0; i < 2; i++)
				if (has_case(r, c, ways[i]) && where_in(r, c, 0) >= 0)
					return where_in(r, c, 0);
	int32_t object = child_with(r, way, REL_obj);
	return object >= 0 && reading_is(r, way, CUE_VISIT_VERB) ? where_in(r, object, 0) : NONE;
}

/* "meet in Beijing and reach an agreement", "marched in Dhaka, demanding": what is joined without a subject of its own goes on where
 * the first was. */
static int32_t place_of_first(const struct reading *r, const struct candidate *candidate, int32_t clause)
{
	int32_t first = head_of(r, clause);
	bool during = rel_of(r, clause) == REL_advcl && r->tokens[clause].xpos == XPOS_VBG && first >= 0 && first < clause && case_of(r, clause) < 0;
	bool purpose = rel_of(r, clause) == REL_advcl && has_case(r, clause, "to") && r->book->types[candidate->entry->type].quad == 3; /* "rallied in X to demand" */
	during = during || (purpose && first >= 0);
	bool joined = (rel_of(r, clause) == REL_conj || during) && first >= 0 && child_with(r, clause, REL_nsubj) < 0 && child_with(r, clause, REL_nsubj_pass) < 0;
	if (!joined || !is_predicate(r, first) || r->tokens[first].xpos == XPOS_VBG)
		return NONE;
	int32_t found = during ? where_on(r, first) : place_in_clause(r, candidate, first), object = child_with(r, first, REL_obj);
	return found < 0 && object >= 0 && reading_is(r, first, CUE_VISIT_VERB) ? where_in(r, object, 0) : found;
}

/* Of acts that are no force: a verbal one is where its sentence says, one that is done also where its doers are. */
static int32_t place_of_peaceful(struct reading *r, const struct candidate *candidate, int32_t clause)
{
	int32_t found = NONE;
	find_sites(r);
	bool material = r->book->types[candidate->entry->type].quad == 2;
	for (size_t i = 0; i < candidate->actor_count && found < 0; i++)
		if (material || reading_is(r, candidate->actors[i], CUE_SITE_NOUN) || where_is_crowd(r, candidate->actors[i])) /* "A court in Harare denies ..." */
			found = where_on(r, candidate->actors[i]);
	if (found < 0 && !is_only_a_reason(r, candidate))
		found = place_of_first(r, candidate, clause);
	if (found < 0 && material) /* "rescues five men stranded on an island" */
		found = place_in_clauses_below(r, candidate, clause);
	if (found < 0)
		found = place_of_way(r, candidate->match.noun ? clause : candidate->match.trigger);
	if (found >= 0 || r->book->types[candidate->entry->type].is_relation)
		return found;
	found = where_of_occasion(r, clause);
	return found >= 0 ? found : place_of_sentence(r);
}

/* "is sentenced for the murder of five people | at a park in X": the first of the clause's sites behind TOKEN. */
static int32_t place_behind(const struct reading *r, int32_t token)
{
	int32_t best = NONE;
	for (size_t i = 0; i < r->site_count; i++)
		if (r->sites[i].token > token && r->clause[r->sites[i].token] == r->clause[token])
			best = best < 0 || str_equal(place_at(r, best)->country, place_at(r, r->sites[i].place)->country) ? where_finer(r, best, r->sites[i].place) : best;
	return best;
}

/* "attacked there". */
static int32_t place_of_there(const struct reading *r, int32_t trigger)
{
	FOR_CHILDREN(r, trigger, c)
		if (rel_of(r, c) == REL_advmod && reading_lemma(r, c, "there")) {
			int32_t point = where_named_before(r, c, PLACE_POINT);
			return point >= 0 ? point : where_named_before(r, c, PLACE_ADMIN1);
		}
	return NONE;
}

/* An act of force in a sentence that names no place goes on where the one before it was: "... killed five in Mosul. Two
 * attackers were shot." */
static bool goes_on(const struct reading *r, const struct event *event, const struct event *before)
{
	bool near = before->sentence < event->sentence && before->sentence + 2 >= event->sentence;
	if ((str_equal(event->type, STR("SANCTION")) && !str_equal(before->type, event->type)) || str_equal(event->mode, STR("restrict")) || str_equal(event->mode, STR("censor")))
		return false; /* decided elsewhere */
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
	if (!is_force(r, candidate))
		return found >= 0 ? found : place_of_peaceful(r, candidate, clause);
	if (found >= 0 && !is_country(r, found))
		return found;
	find_sites(r);
	bool reason = is_only_a_reason(r, candidate);
	if (found >= 0)
		return reason ? found : finer_around(r, candidate, clause, found);
	found = place_in_the_name(r, match);
	for (size_t i = 0; i < candidate->actor_count && found < 0; i++)
		found = where_on(r, candidate->actors[i]);
	for (size_t i = 0; i < candidate->actor_count && found < 0; i++)
		if (reading_is(r, candidate->actors[i], CUE_SITE_NOUN)) /* "A Paris court convicts ..." */
			found = where_before(r, candidate->actors[i]);
	if (found < 0)
		found = place_aimed_at(r, match);
	if (found < 0)
		found = place_of_way(r, candidate->match.noun ? clause : candidate->match.trigger);
	if (found < 0)
		found = country_that_suffers(r, candidate);
	if (reason)
		return found >= 0 ? found : place_behind(r, match->trigger);
	if (found < 0)
		found = place_in_clauses_above(r, candidate, clause);
	if (found < 0)
		found = place_in_clauses_below(r, candidate, clause);
	return found >= 0 ? found : only_place(r, candidate, clause);
}
