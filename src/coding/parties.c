/* parties.c: who stands behind a word that is itself no party: a statement's issuer, a proposal's maker, a house's owner. */
#include "select.h"

#include <string.h>

#include "base/utf8.h"

/* "abortionist", "policyholder": who is no word of the lexicon may be told by the ending. */
static bool has_person_ending(const struct reading *r, int32_t t)
{
	const struct word_set *set = &r->book->sets[r->book->cues[CUE_PERSON_ENDING]];
	struct str lemma = r->tokens[t].lemma;
	for (size_t i = 0; i < set->count; i++) {
		struct str ending = codebook_word_text(r->book, set->items[i].head);
		if (lemma.length > ending.length + 3 && str_ends(lemma, ending))
			return true;
	}
	return false;
}

bool names_an_act(const struct reading *r, int32_t t)
{
	const struct word_index *nouns = &r->book->nouns;
	uint32_t word = r->word[t];
	return r->tokens[t].upos == UPOS_NOUN && word != WORD_NONE && nouns->start[word] < nouns->start[word + 1] && !mention_of(r, t) &&
	       name_beside(r, t) < 0; /* "the state fund 1Malaysia" */
}

static bool is_document_noun(const struct reading *r, int32_t t)
{
	return r->tokens[t].upos == UPOS_NOUN && !mention_of(r, t) &&
	       (reading_is(r, t, CUE_STATEMENT_NOUN) || reading_is(r, t, CUE_DEMAND_NOUN) || reading_is(r, t, CUE_PLAN_NOUN));
}

/* "The statement ..." goes back to "a statement from the LNA" some sentences before. */
static int32_t earlier_issuer(struct reading *r, int32_t token, size_t *sentence)
{
	uint32_t word = r->word[token];
	for (size_t back = 1; back <= 4 && back <= r->index; back++) {
		const struct reading *earlier = &r->all[r->index - back];
		for (int32_t t = earlier->count - 1; t >= 0; t--)
			if (earlier->word[t] == word && word != WORD_NONE && owner_of_noun(earlier, t) >= 0) {
				*sentence = earlier->index;
				return owner_of_noun(earlier, t);
			}
	}
	return -1;
}

int32_t party_behind(struct reading *r, int32_t token, bool is_actor, size_t *sentence)
{
	*sentence = r->index;
	int32_t inner = through_series(r, token);
	bool document = is_document_noun(r, inner);
	if (!document && !names_an_act(r, inner))
		return token;
	int32_t owner = owner_of_noun(r, inner);
	if (owner >= 0 && slot_accepts(r, owner, SLOT_ACTOR, KIND_ANY))
		return owner;
	int32_t top = inner; /* "votes in favour of a resolution | asking" */
	for (int steps = 0; steps < 2 && rel_of(r, top) == REL_nmod && has_case(r, top, "of") && !mention_of(r, head_of(r, top)); steps++)
		top = head_of(r, top);
	int32_t verb = head_of(r, top);
	bool put = rel_of(r, top) == REL_obj || (top != inner && rel_of(r, top) == REL_obl);
	if (document && is_actor && put && verb >= 0 && !reading_is(r, verb, CUE_SPEECH_VERB)) { /* "X put out a report accusing ..." */
		owner = deep_subject(r, verb, 0);
		if (owner >= 0)
			return owner;
	}
	if (document && reading_is(r, inner, CUE_STATEMENT_NOUN)) {
		owner = earlier_issuer(r, inner, sentence);
		return owner >= 0 ? owner : is_actor ? -1 : token;
	}
	return is_actor && !document ? -1 : token;
}

/* Grounds, injuries and blood pressure do nothing: a common noun that the entity room does not know as somebody, and
 * whose words give it neither country nor sector, is no actor. */
bool is_inert(const struct reading *r, int32_t token)
{
	int32_t t = through_series(r, token);
	const struct mention *mention = mention_of(r, t);
	unsigned upos = r->tokens[t].upos;
	if (r->document->mention_count == 0 || upos == UPOS_PROPN || name_beside(r, t) >= 0 || has_person_ending(r, t) ||
	    reading_is(r, t, CUE_SETTLEMENT_NOUN) || (reading_lemma(r, t, "body") && rel_of(r, t) != REL_obj) || upos == UPOS_PRON || reading_is(r, t, CUE_AGENT_NOUN) ||
	    reading_is(r, t, CUE_PERSON_NOUN) || reading_is(r, t, CUE_BODY_NOUN) || reading_is(r, t, CUE_REGION_NOUN) || is_document_noun(r, t) || names_an_act(r, t))
		return false;
	if (upos == UPOS_ADJ && r->tokens[t].form.length > 0 && utf8_is_upper((unsigned char)r->tokens[t].form.data[0]))
		return false; /* "the Russian attack" */
	return !mention || (!mention->can_act && !mention->animate && mention->entity == UINT32_MAX && str_empty(mention->sector) &&
	                    str_empty(mention->country));
}

/* --- what is done to things --------------------------------------------------------------------- */

/* People, bodies, groups, states, and towns that stand for those in them. */
static bool is_party(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	unsigned upos = r->tokens[t].upos;
	if (reading_is(r, t, CUE_BORDER_NOUN) || (reading_lemma(r, t, "one") && reading_lemma(r, child_with(r, t, REL_det), "the"))) /* "the one rejected" */
		return false;
	if ((r->place[t] && upos == UPOS_PROPN) || reading_is(r, t, CUE_SETTLEMENT_NOUN) || reading_is(r, t, CUE_PERSON_NOUN) || reading_is(r, t, CUE_BODY_NOUN) || reading_is(r, t, CUE_AGENT_NOUN))
		return true;
	if (upos == UPOS_PROPN && reading_is(r, t, CUE_PLACE_NOUN)) /* "Woody Island" */
		return true;
	if (mention)
		return mention->can_act || mention->animate || mention->entity != UINT32_MAX || mention->kind == MENTION_PRONOUN;
	if (reading_lemma(r, t, "those") && (child_with(r, t, REL_acl) >= 0 || child_with(r, t, REL_acl_relcl) >= 0 || child_with(r, t, REL_amod) > t)) /* "those suspected of" */
		return true;
	if (upos == UPOS_PRON)
		return r->tokens[t].xpos != XPOS_DT && !str_ends(r->tokens[t].form, STR("thing"));
	if (upos == UPOS_NOUN && (has_person_ending(r, t) || name_beside(r, t) >= 0))
		return true;
	if (reading_lemma(r, t, "other") || reading_lemma(r, t, "another") || reading_lemma(r, t, "one") || reading_lemma(r, t, "old") ||
	    reading_lemma(r, t, "third") || reading_lemma(r, t, "second"))
		return true;
	return upos == UPOS_PROPN || upos == UPOS_NUM || upos == UPOS_ADJ || upos == UPOS_VERB; /* "the displaced" */
}

/* Behind which prepositions of a thing its party stands, the likelier first; of an act, who does it. */
static const char *const thing_prepositions[] = {"by", "of", "from", "against", "with", "between", "on", "to", "toward", "towards", "for", "in", "at"};
enum { THING_PREPOSITIONS = sizeof thing_prepositions / sizeof *thing_prepositions, ACT_PREPOSITIONS = 3 };

static int32_t party_of_thing(const struct reading *r, int32_t thing, int depth);

static int32_t party_or_its_owner(const struct reading *r, int32_t t, int depth)
{
	t = resolve_relative(r, t);
	if (r->timex[t])
		return -1;
	return is_party(r, through_series(r, t)) ? t : party_of_thing(r, t, depth + 1);
}

/* "the government's killings of activists": who is killed stands behind "of". */
static bool has_patient(const struct reading *r, int32_t act)
{
	FOR_CHILDREN(r, act, c)
		if (rel_of(r, c) == REL_nmod && has_case(r, c, "of"))
			return true;
	return false;
}

static bool is_proposed(const struct reading *r, int32_t t)
{
	return reading_is(r, t, CUE_PLAN_NOUN) || reading_is(r, t, CUE_DEMAND_NOUN) || reading_is(r, t, CUE_STATEMENT_NOUN);
}

/* "its restrictions", "the Iranian proposal" */
static int32_t party_before(const struct reading *r, int32_t thing)
{
	int32_t owner = child_with(r, thing, REL_nmod_poss);
	if (owner >= 0 && !r->timex[owner])
		return reading_is(r, thing, CUE_VICTIM_NOUN) && !has_patient(r, thing) ? -1 : party_or_its_owner(r, owner, 1);
	FOR_CHILDREN(r, thing, c) /* "Iranian Revolutionary Guard targets": the body's, not the country's */
		if (c < thing && (rel_of(r, c) == REL_compound || rel_of(r, c) == REL_nmod) && case_of(r, c) < 0 && mention_of(r, c) && mention_of(r, c)->can_act &&
		    mention_of(r, c)->entity != UINT32_MAX && (mention_of(r, c)->class_ == ENTITY_ORGANISATION || mention_of(r, c)->class_ == ENTITY_ARMED_GROUP))
			return c;
	FOR_CHILDREN(r, thing, c)
		if (c < thing && (rel_of(r, c) == REL_amod || rel_of(r, c) == REL_compound || rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_nmod_desc) &&
		    case_of(r, c) < 0 && !r->timex[c] &&
		    ((mention_of(r, c) && is_party(r, c)) || (reading_is(r, c, CUE_PERSON_NOUN) && reading_is(r, thing, CUE_SITE_OF_PEOPLE))))
			return c;
	FOR_CHILDREN(r, thing, c) /* "the Egyptian-brokered truce" */
		if (c < thing && rel_of(r, c) == REL_amod && is_proposed(r, thing) && hyphen_agent(r, c) >= 0 && is_party(r, hyphen_agent(r, c)))
			return hyphen_agent(r, c);
	FOR_CHILDREN(r, thing, c) /* "an Islamic State rocket strike" */
		FOR_CHILDREN(r, c, inner)
			if (c < thing && rel_of(r, c) == REL_compound && rel_of(r, inner) == REL_compound && mention_of(r, inner) &&
			    mention_of(r, inner)->entity != UINT32_MAX && mention_of(r, inner)->can_act)
				return inner;
	return -1;
}

/* "the treatment given to a reporter", "the restrictions (that) Hungary imposed" */
static int32_t party_in_clause(const struct reading *r, int32_t thing, int depth)
{
	FOR_CHILDREN(r, thing, c) {
		if ((rel_of(r, c) != REL_acl && rel_of(r, c) != REL_acl_relcl) || r->tokens[c].upos != UPOS_VERB)
			continue;
		int32_t carried = rel_of(r, c) == REL_acl && (reading_lemma(r, c, "carry") || reading_lemma(r, c, "transport") || reading_lemma(r, c, "house")) && !is_passive(r, c)
		                      ? child_with(r, c, REL_obj)
		                      : -1;
		if (carried >= 0 && is_party(r, through_series(r, carried))) /* "a vehicle carrying an official" */
			return carried;
		bool gap = rel_of(r, c) == REL_acl ? is_passive(r, c) : deep_object(r, c, 0) == thing;
		FOR_CHILDREN(r, c, where) /* not "where X lives" */
			gap = gap && r->tokens[where].xpos != XPOS_WRB;
		if (!gap)
			continue;
		int32_t inner_by = -1; /* "texts sent to a girl | by X": parsers hang the agent on the nearest noun */
		FOR_CHILDREN(r, c, o)
			FOR_CHILDREN(r, o, by)
				if (rel_of(r, o) == REL_obl && rel_of(r, by) == REL_nmod && has_case(r, by, "by") && is_party(r, by))
					inner_by = by;
		if (rel_of(r, c) == REL_acl && inner_by >= 0)
			return inner_by;
		int32_t subject = reading_is(r, c, CUE_SPEECH_VERB) ? -1 : deep_subject(r, c, 0); /* who only speaks of it has no part in it */
		if (subject >= 0 && subject != thing && is_party(r, through_series(r, subject)))
			return subject;
		FOR_CHILDREN(r, c, o) {
			bool taken = rel_of(r, o) == REL_obj || (rel_of(r, o) == REL_obl && !has_case(r, o, "by") && !has_case(r, o, "from") && !has_case(r, o, "for"));
			int32_t found = taken && resolve_relative(r, o) != thing ? party_or_its_owner(r, o, depth) : -1;
			if (found >= 0)
				return found;
		}
	}
	return -1;
}

/* "massed troops on the border | with Eritrea": read with the verb, and yet the thing's. */
static int32_t party_right_behind(const struct reading *r, int32_t thing)
{
	static const char *const bound[] = {"by", "of", "with", "between", "against"};
	int32_t verb = head_of(r, thing);
	if (verb < 0 || is_nominal(r, verb) || is_passive(r, verb))
		return -1;
	size_t most = reading_is(r, thing, CUE_PATIENT_NOUN) ? 1 : sizeof bound / sizeof *bound; /* not "violence | against X" */
	FOR_CHILDREN(r, verb, c) /* "protest the crackdown | on women's rights by X" */
		FOR_CHILDREN(r, c, by)
			if (rel_of(r, c) == REL_obl && r->tokens[c].left == r->tokens[thing].right + 1 && has_case(r, c, "on") && rel_of(r, by) == REL_nmod &&
			    has_case(r, by, "by") && is_party(r, through_series(r, by)))
				return by;
	FOR_CHILDREN(r, verb, c)
		for (size_t i = 0; i < most; i++)
			if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_obl_agent) && r->tokens[c].left == r->tokens[thing].right + 1 &&
			    has_case(r, c, bound[i]) && !r->timex[c] && is_party(r, through_series(r, c)))
				return c;
	return -1;
}

static bool is_undergone(const struct reading *r, int32_t act, const char *preposition)
{
	return reading_is(r, act, CUE_PATIENT_NOUN) && str_equal(str_of(preposition), STR("of"));
}

/* Whom a thing belongs to or is about ("restrictions in Kashmir", "the case against Y"), who does an act ("X's
 * proposal"); never who undergoes it: whoever condemns a murder does not condemn the dead. -1. */
static int32_t party_of_thing(const struct reading *r, int32_t thing, int depth)
{
	enum { DEEPEST = 4 };
	thing = through_series(r, thing);
	if (mention_of(r, name_beside(r, thing)) && is_party(r, name_beside(r, thing))) /* "the website Ashley Madison" */
		return name_beside(r, thing);
	bool act = names_an_act(r, thing) || reading_is(r, thing, CUE_PATIENT_NOUN);
	int32_t found = depth < DEEPEST ? party_before(r, thing) : -1;
	for (int i = 0; i < (act ? ACT_PREPOSITIONS : THING_PREPOSITIONS) && found < 0 && depth < DEEPEST; i++)
		FOR_CHILDREN(r, thing, c)
			if (found < 0 && (rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl) && has_case(r, c, thing_prepositions[i]) &&
			    !is_undergone(r, thing, thing_prepositions[i]) && !(i > 0 && depth == 0 && reading_is(r, thing, CUE_VICTIM_NOUN)))
				found = party_or_its_owner(r, c, depth);
	FOR_CHILDREN(r, thing, c) /* "the killing of X | by Y" */
		FOR_CHILDREN(r, c, by)
			if (act && found < 0 && rel_of(r, c) == REL_nmod && rel_of(r, by) == REL_nmod && has_case(r, by, "by") && is_party(r, through_series(r, by)))
				found = by;
	if (found < 0 && depth < DEEPEST)
		found = party_in_clause(r, thing, depth);
	return found >= 0 || depth > 0 ? found : party_right_behind(r, thing);
}

static bool is_among(const struct reading *r, int32_t party, const int32_t *tokens, size_t count)
{
	if (party < 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (tokens[i] == party || stands_for(r, party, tokens[i]))
			return true;
	return false;
}

/* Do any of them act for a state? */
static bool are_officials(const struct reading *r, const int32_t *actors, size_t count)
{
	static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY"};
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof sectors / sizeof *sectors; k++)
			if (mention_of(r, actors[i]) && (str_equal(mention_of(r, actors[i])->sector, str_of(sectors[k])) || mention_of(r, actors[i])->class_ == ENTITY_COUNTRY))
				return true;
	return false;
}

/* "its decision", "its jets": who acts is not acted upon there. */
static bool belongs_to(const struct reading *r, int32_t party, const int32_t *actors, size_t count)
{
	int32_t owner = party >= 0 ? child_with(r, party, REL_nmod_poss) : -1;
	const struct mention *mention = mention_of(r, party);
	if (party >= 0 && reading_is(r, party, CUE_BODY_NOUN) && !reading_is(r, party, CUE_COUNTRY_NOUN) && !are_officials(r, actors, count))
		return is_among(r, party, actors, count); /* "people protest against their government's cuts" */
	for (size_t i = 0; i < count && mention && mention->class_ == ENTITY_COUNTRY && !str_empty(mention->country); i++) /* "Moscow ... Russian" */
		if (mention_of(r, actors[i]) && str_equal(mention_of(r, actors[i])->country, mention->country))
			return true;
	return is_among(r, party, actors, count) || is_among(r, owner, actors, count);
}

bool stands_for_itself(const struct reading *r, int32_t thing)
{
	const struct mention *mention = mention_of(r, thing);
	return reading_is(r, thing, CUE_PLACE_NOUN) || (mention && !str_empty(mention->sector));
}

static int32_t place_behind(const struct reading *r, int32_t thing)
{
	FOR_CHILDREN(r, thing, c) /* "Kurdish positions" say whose */
		if (rel_of(r, c) == REL_amod && r->tokens[c].form.length > 0 && utf8_is_upper((unsigned char)r->tokens[c].form.data[0]))
			return -1;
	const int32_t hosts[] = {thing, head_of(r, thing)};
	for (size_t i = 0; i < 2; i++)
		if (hosts[i] >= 0)
			FOR_CHILDREN(r, hosts[i], c)
				if (c > thing && (rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl) && (has_case(r, c, "in") || has_case(r, c, "of")) &&
				    r->place[c] && is_party(r, c))
					return c;
	return -1;
}

int32_t party_aimed_at(const struct reading *r, int32_t thing)
{
	static const char *const aims[] = {"on", "against", "at", "to", "for", "with"};
	FOR_CHILDREN(r, thing, c) {
		if (is_party(r, thing) || (rel_of(r, c) != REL_acl && rel_of(r, c) != REL_acl_relcl) || r->tokens[c].upos != UPOS_VERB)
			continue;
		bool passive = is_passive(r, c);
		FOR_CHILDREN(r, c, o) {
			bool aimed = !passive && rel_of(r, o) == REL_obj && surface_subject(r, c, 0) == thing;
			aimed = aimed || (!passive && rel_of(r, o) == REL_obl && has_case(r, o, "to") && reading_lemma(r, c, "belong"));
			for (size_t i = 0; i < sizeof aims / sizeof *aims && passive; i++)
				aimed = aimed || (rel_of(r, o) == REL_obl && has_case(r, o, aims[i]));
			if (aimed && !r->timex[o] && is_party(r, through_series(r, o)))
				return o;
		}
	}
	return -1;
}

int32_t owner_of_thing(const struct reading *r, int32_t thing)
{
	return is_party(r, thing) && !reading_is(r, thing, CUE_AGENT_NOUN) ? -1 : party_before(r, thing);
}

/* "the area", "near the area": nothing tells which */
static bool is_bare(const struct reading *r, int32_t noun)
{
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) != REL_det && rel_of(r, c) != REL_case && rel_of(r, c) != REL_punct)
			return false;
	return true;
}

static bool is_of_body(const struct reading *r, int32_t thing)
{
	FOR_CHILDREN(r, thing, c)
		if (rel_of(r, c) == REL_compound && (reading_is(r, c, CUE_BODY_NOUN) || reading_is(r, c, CUE_ARMED_NOUN)))
			return true;
	return false;
}

/* What a bullet can hit: a thing, and no act, words, amount or state. */
static bool is_concrete(const struct reading *r, int32_t thing)
{
	static const enum cue abstract[] = {CUE_NO_RECIPIENT_NOUN, CUE_NO_ACTOR_NOUN, CUE_STATEMENT_NOUN, CUE_DEMAND_NOUN, CUE_PLAN_NOUN, CUE_POSSIBLE_NOUN,
	                                    CUE_ATTITUDE_NOUN, CUE_PATIENT_NOUN, CUE_VICTIM_NOUN, CUE_TIME_NOUN, CUE_CHARGE_NOUN, CUE_NEGATIVE_NOUN,
	                                    CUE_DEATH_NOUN, CUE_INJURY_NOUN, CUE_TOPIC_NOUN, CUE_ESTIMATE_NOUN};
	for (size_t i = 0; i < sizeof abstract / sizeof *abstract; i++)
		if (reading_is(r, thing, abstract[i]))
			return false;
	return r->tokens[thing].upos == UPOS_NOUN && !r->timex[thing] && !names_an_act(r, thing);
}

bool is_thing(const struct reading *r, int32_t token)
{
	int32_t inner = through_series(r, token);
	return is_concrete(r, inner) && !is_party(r, inner) && !stands_for_itself(r, inner);
}

/* "the offices of a newspaper", "a bus carrying pilgrims" */
static int32_t party_behind_target(const struct reading *r, int32_t thing)
{
	FOR_CHILDREN(r, thing, c)
		if (rel_of(r, c) == REL_nmod && has_case(r, c, "of") && !r->timex[c] && is_party(r, through_series(r, c)))
			return c;
	return party_in_clause(r, thing, 0);
}

/* "government pension reform plans": the body whose they are; -1. */
static int32_t body_before(const struct reading *r, int32_t thing)
{
	for (int32_t t = r->tokens[thing].left; t < thing && !names_an_act(r, thing); t++) {
		int32_t top = t;
		while (top != thing && top >= 0 && rel_of(r, top) == REL_compound) /* a tree: it ends at the root */
			top = head_of(r, top);
		if (top == thing && r->tokens[t].upos == UPOS_NOUN && reading_is(r, t, CUE_BODY_NOUN))
			return t;
	}
	return -1;
}

/* "their government's cuts", "decisions by the council": not whom they concern; -1. */
static int32_t whose_doing(const struct reading *r, int32_t thing)
{
	int32_t party = party_before(r, thing);
	FOR_CHILDREN(r, thing, c)
		if (party < 0 && rel_of(r, c) == REL_nmod && has_case(r, c, "by") && is_party(r, through_series(r, c)))
			party = c;
	return party;
}

static int32_t acted_upon(const struct reading *r, int32_t token, bool keeps_places, bool keeps_things)
{
	int32_t inner = through_series(r, token);
	if (is_party(r, inner))
		return token;
	if (keeps_things && is_thing(r, inner)) {
		int32_t owner = party_before(r, inner);
		owner = owner < 0 ? party_behind_target(r, inner) : owner;
		if (owner < 0 && reading_is(r, inner, CUE_VAGUE_PLACE)) /* "targets | in Odesa" */
			owner = place_behind(r, inner);
		return owner >= 0 ? owner : token;
	}
	if (keeps_places && stands_for_itself(r, inner)) {
		int32_t owner = party_before(r, inner);
		if (owner < 0 && is_of_body(r, inner)) /* "a local government building" */
			return token;
		if (owner < 0 && reading_is(r, inner, CUE_VAGUE_PLACE)) /* "areas | in the Gaza Strip" */
			owner = place_behind(r, inner);
		return owner >= 0 ? owner : reading_is(r, inner, CUE_VAGUE_PLACE) && is_bare(r, inner) ? -1 : token;
	}
	bool over = has_case(r, token, "over") || has_case(r, token, "about"); /* "protest over reform of unions": only whose it is */
	int32_t party = over ? whose_doing(r, inner) : party_of_thing(r, inner, 0);
	return party >= 0 ? party : body_before(r, inner);
}

void name_recipients(const struct reading *r, struct candidate *candidate, bool keeps_places, bool keeps_things)
{
	int32_t named[MOST_FILLERS];
	size_t count = 0;
	bool somebody = false; /* "attacks on churches, graffiti by activists": a thing beside somebody is no second party */
	for (size_t i = 0; i < candidate->recipient_count; i++)
		somebody = somebody || is_party(r, through_series(r, candidate->recipients[i]));
	if (r->document->mention_count == 0) /* a bare tree: nobody is known */
		return;
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t t = candidate->recipients[i], party = acted_upon(r, t, keeps_places, keeps_things);
		if (somebody && party >= 0 && (party > t || (party == t && keeps_things && is_thing(r, t))))
			continue;
		bool own = party != t && belongs_to(r, party, candidate->actors, candidate->actor_count);
		int32_t group[MOST_FILLERS] = {party};
		size_t parties = party < 0 || own ? 0 : party == t ? 1 : conjuncts(r, party, group, MOST_FILLERS); /* "demands by X and Y" */
		for (size_t k = 0; k < parties && count < MOST_FILLERS; k++)
			if ((k == 0 || is_party(r, group[k])) && !is_among(r, group[k], named, count))
				named[count++] = group[k];
	}
	memcpy(candidate->recipients, named, count * sizeof *named);
	candidate->recipient_count = count;
}

/* By name, or people, or a word for them: no panel that is to be set up. */
static bool is_known_party(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	if (mention && mention->kind == MENTION_PRONOUN)
		return mention->can_act && mention->antecedent != NO_INDEX && (mention->animate || mention->entity != UINT32_MAX);
	return mention && mention->can_act && (mention->kind == MENTION_NAME || reading_is(r, token, CUE_PERSON_NOUN));
}

/* "agrees to write off Haiti's debts", "threatens to suspend those who ...", "votes to lift sanctions imposed on Iraq". */
int32_t party_of_clause(const struct reading *r, const struct candidate *candidate, int32_t verb)
{
	static const char *const sides[] = {"with", "to", "against", "from", "on"};
	int32_t object = child_with(r, verb, REL_obj), found = -1;
	bool those = object >= 0 && reading_lemma(r, object, "those") && is_party(r, object); /* "those who do not comply" */
	if (object >= 0 && (is_known_party(r, object) || those))
		found = object;
	else if (object >= 0) /* "form a government with X" */
		found = party_aimed_at(r, object) >= 0 ? party_aimed_at(r, object) : party_of_thing(r, object, 0);
	for (size_t i = 0; i < sizeof sides / sizeof *sides && found < 0; i++)
		FOR_CHILDREN(r, verb, c)
			if (found < 0 && rel_of(r, c) == REL_obl && has_case(r, c, sides[i]) && !r->timex[c] && is_party(r, through_series(r, c)))
				found = c;
	if (found < 0 || belongs_to(r, found, candidate->actors, candidate->actor_count))
		return -1;
	return (is_known_party(r, found) || (those && found == object)) && !r->timex[found] ? found : -1;
}

static bool is_irregular(struct str sector)
{
	return str_equal(sector, STR("REB")) || str_equal(sector, STR("UAF")) || str_equal(sector, STR("PRM"));
}

static bool is_armed(struct str sector) { return is_irregular(sector) || str_equal(sector, STR("MIL")) || str_equal(sector, STR("COP")); }

bool fight_on_one_side(const struct mention *a, const struct mention *b)
{
	return a && b && is_armed(a->sector) && is_armed(b->sector) && is_irregular(a->sector) == is_irregular(b->sector) &&
	       (str_empty(a->country) || str_empty(b->country) || str_equal(a->country, b->country));
}
