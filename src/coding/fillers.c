/* fillers.c: what may stand in a slot, or be the word that a pattern is found by. */
#include "match.h"

#include <string.h>

/* What the entity room says, when it has been here; without mentions (a bare tree) the tag decides. */
static bool is_somebody(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	if (mention)
		return mention->can_act;
	if (reading_is(r, t, CUE_PERSON_NOUN) || reading_is(r, t, CUE_BODY_NOUN))
		return true;
	return r->document->mention_count == 0 && (r->tokens[t].upos == UPOS_PROPN || r->tokens[t].upos == UPOS_PRON);
}

static bool is_place(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	int32_t other_name = child_with(r, t, REL_appos);
	if (other_name >= 0 && reading_is(r, other_name, CUE_PLACE_NOUN)) /* "Camp Chenaya, an army base" */
		return true;
	return r->place[t] || (mention && (mention->is_place_only || mention->class_ == ENTITY_COUNTRY)) || reading_is(r, t, CUE_PLACE_NOUN) ||
	       (!mention && r->tokens[t].upos == UPOS_PROPN);
}

static bool is_of_class(const struct reading *r, int32_t t, enum entity_class class_, bool unknown)
{
	const struct mention *mention = mention_of(r, t);
	if (!mention || mention->class_ == ENTITY_UNKNOWN) /* a name that the lexicon does not know may be anybody */
		return unknown && (r->tokens[t].upos == UPOS_PROPN || r->document->mention_count == 0) && !(mention && mention->is_place_only);
	return mention->class_ == class_;
}

/* Armed by class, or by the sector that the words tell (PLOVER's codes). */
static bool is_armed(const struct reading *r, int32_t t)
{
	static const char *const sectors[] = {"MIL", "REB", "PRM", "UAF", "COP", "SPY"};
	const struct mention *mention = mention_of(r, t);
	for (size_t i = 0; mention && i < sizeof sectors / sizeof *sectors; i++)
		if (str_equal(mention->sector, str_of(sectors[i])))
			return true;
	return is_of_class(r, t, ENTITY_ARMED_GROUP, true);
}

static bool is_person(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	if (reading_is(r, t, CUE_PERSON_NOUN) || ((r->tokens[t].upos == UPOS_NUM || r->tokens[t].upos == UPOS_DET) && !r->timex[t])) /* "40 were wounded" */
		return true;
	if (reading_lemma(r, t, "more") && first_child(r, t) >= 0) /* "two more are injured" */
		return true;
	if (!mention)
		return r->document->mention_count == 0 && is_nominal(r, t);
	return mention->class_ == ENTITY_PERSON || mention->animate ||
	       (mention->class_ == ENTITY_UNKNOWN && r->tokens[t].upos == UPOS_PROPN && !mention->is_place_only);
}

static bool is_kind(const struct reading *r, int32_t t, enum filler_kind kind)
{
	t = through_series(r, t);
	switch (kind) {
	case KIND_ANY: return true;
	case KIND_INSIDE: /* where it is asked of one token */
	case KIND_ACTOR: return is_somebody(r, t);
	case KIND_PERSON: return is_person(r, t);
	case KIND_COUNTRY: return is_of_class(r, t, ENTITY_COUNTRY, true);
	case KIND_ARMED: return is_armed(r, t);
	case KIND_PLACE: return is_place(r, t);
	case KIND_BODY:
		return is_of_class(r, t, ENTITY_ORGANISATION, true) || is_of_class(r, t, ENTITY_ARMED_GROUP, false) || reading_is(r, t, CUE_BODY_NOUN);
	default: return false;
	}
}

static int32_t inside(const struct match *state, const struct reading *r, int32_t token, bool known_only, int depth)
{
	enum { DEEPEST = 12 };
	const struct mention *mention = mention_of(r, token);
	bool known = mention && (mention->entity != UINT32_MAX || mention->country.length > 0);
	if (mention && mention->kind != MENTION_PRONOUN && !match_has_used(state, token) && (known || (mention->can_act && !known_only)) && !r->timex[token])
		return token;
	FOR_CHILDREN(r, token, c) {
		if (depth == DEEPEST || rel_of(r, c) == REL_conj || rel_of(r, c) == REL_parataxis)
			continue;
		int32_t found = inside(state, r, c, known_only, depth + 1);
		if (found >= 0)
			return found;
	}
	return -1;
}

int32_t actor_inside(const struct match *state, const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	bool person = mention && (mention->animate || mention->class_ == ENTITY_PERSON || r->tokens[token].upos == UPOS_PROPN);
	if (person && mention->can_act && mention->kind != MENTION_PRONOUN && !match_has_used(state, token) && !r->timex[token])
		return token;
	int32_t known = inside(state, r, token, true, 0);
	return known >= 0 ? known : inside(state, r, token, false, 0);
}

/* Times, amounts and pointers to a whole clause do not act and are not acted upon. */
static bool can_take_part(const struct reading *r, int32_t t, enum slot slot)
{
	int32_t counted = through_series(r, t);
	if (r->timex[counted] || (reading_is(r, counted, CUE_TIME_NOUN) && !mention_of(r, counted)))
		return false;
	if ((rel_of(r, t) == REL_expl && surface_subject(r, head_of(r, t), 0) != t) || r->tokens[t].xpos == XPOS_EX || r->tokens[t].upos == UPOS_SYM)
		return false;
	if (slot == SLOT_RECIPIENT && has_case(r, t, "in") && r->tokens[t].upos == UPOS_NOUN && reading_is(r, t, CUE_NO_RECIPIENT_NOUN)) /* "in response to" */
		return false;
	if (slot != SLOT_ACTOR)
		return true;
	const struct mention *mention = mention_of(r, t);
	bool known = mention && (mention->entity != UINT32_MAX || (mention->kind == MENTION_NAME && !str_empty(mention->sector))); /* "the House of Representatives of Nepal" */
	if (reading_is(r, t, CUE_NO_ACTOR_NOUN) && !known)
		return false;
	if (r->place[t] && (has_case(r, t, "in") || has_case(r, t, "at") || has_case(r, t, "near")))
		return false;
	return r->tokens[counted].upos != UPOS_NUM && !(r->tokens[t].upos == UPOS_PRON && r->tokens[t].xpos == XPOS_DT);
}

bool slot_accepts(const struct reading *r, int32_t t, enum slot slot, enum filler_kind kind)
{
	if (slot == SLOT_ACT || slot == SLOT_TOPIC)
		return true;
	if (slot == SLOT_PLACE)
		return !r->timex[t] && is_kind(r, t, kind == KIND_ANY ? KIND_PLACE : kind);
	if (is_predicate(r, t) && !is_nominal(r, t) && child_with(r, t, REL_det) < 0)
		return false;
	if (r->tokens[t].upos == UPOS_ADV || (r->tokens[t].upos == UPOS_VERB && child_with(r, t, REL_det) < 0) || r->tokens[t].upos == UPOS_AUX || r->tokens[t].upos == UPOS_ADP)
		return false;
	if (!can_take_part(r, t, slot))
		return false;
	int32_t group[8];
	size_t count = conjuncts(r, t, group, 8);
	for (size_t i = 0; i < count; i++) /* one of several suffices */
		if (is_kind(r, group[i], kind))
			return true;
	return false;
}

bool can_be_noun(const struct reading *r, int32_t t)
{
	unsigned upos = r->tokens[t].upos, rel = rel_of(r, t);
	if (r->in_name[t])
		return false;
	if (upos == UPOS_NOUN)
		return true;
	if (upos == UPOS_PROPN) /* not a part of a name: "National Accord Government" */
		return rel != REL_compound && rel != REL_flat && rel != REL_nmod_desc && !mention_of(r, t) && !reading_is(r, t, CUE_NAME_NOUN); /* "National Rally" is a party */
	return upos == UPOS_VERB && r->tokens[t].xpos == XPOS_VBG && (child_with(r, t, REL_det) >= 0 || child_with(r, t, REL_nmod) >= 0);
}

bool can_be_verb(const struct reading *r, int32_t t)
{
	unsigned upos = r->tokens[t].upos;
	if ((r->in_name[t] && upos != UPOS_VERB) || (upos == UPOS_PROPN && reading_is(r, t, CUE_NAME_NOUN)))
		return false;
	if (upos == UPOS_VERB || upos == UPOS_ADJ || upos == UPOS_AUX)
		return true;
	if ((rel_of(r, t) == REL_appos && is_nominal(r, t)) || (upos == UPOS_NOUN && name_beside(r, t) >= 0)) /* "Iran, an ally of Syria, ...", "its leader NAME" */
		return true;
	return child_with(r, t, REL_cop) >= 0 || child_with(r, t, REL_nsubj) >= 0;
}
