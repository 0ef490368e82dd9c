/* culprits.c: whoever is arrested, charged, tried or sentenced for an act of force has done it, as far as the text tells: "is found guilty
 * of murder in the killings of two women", "charge two people with abducting and murdering a girl". */
#include "select.h"

#define LONGEST_TIE 10 /* words from the act up to what is done about it */

static bool may_be_blamed(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	return mention && mention->can_act && (mention->animate || mention->class_ == ENTITY_PERSON || mention->class_ == ENTITY_UNKNOWN || mention->class_ == ENTITY_ARMED_GROUP ||
	                                r->tokens[token].xpos == XPOS_NNPS); /* "two Marines" */
}

static bool has_tie(const struct reading *r, int32_t t)
{
	static const char *const ties[] = {"for", "in", "of", "over", "with", "to", "on", "behind", "during"};
	for (size_t i = 0; i < sizeof ties / sizeof *ties; i++)
		if (has_case(r, t, ties[i]))
			return true;
	return false;
}

/* "blames the attack | on X", wherever the parser hangs him: X; -1. */
static int32_t blamed_for(const struct reading *r, int32_t act, int32_t verb)
{
	int32_t found = -1;
	if (!reading_lemma(r, verb, "blame") || head_of(r, act) != verb || (rel_of(r, act) != REL_obj && rel_of(r, act) != REL_nsubj_pass))
		return -1;
	for (int32_t t = act + 1; t < r->count; t++) {
		bool inside = head_of(r, t) == verb || ((int32_t)r->tokens[act].left <= t && t <= (int32_t)r->tokens[act].right);
		if (inside && has_case(r, t, "on") && !r->timex[t] && mention_of(r, t) && mention_of(r, t)->can_act)
			found = t;
	}
	return found;
}

/* Is T, below UP, told as what somebody answers for: "charged | with murder", "planning | attacks", "a bombing | that killed three"? */
static bool is_tied(const struct reading *r, int32_t t, int32_t up)
{
	unsigned rel = rel_of(r, t), xpos = r->tokens[t].xpos;
	bool charged = reading_is(r, up, CUE_PROSECUTE_VERB) && !reading_is(r, up, CUE_ARREST_VERB); /* "charged with murder after a spree" */
	if (rel == REL_conj || (rel == REL_acl && up == t - 1 && xpos == XPOS_VBG) || (charged && (has_case(r, t, "after") || has_case(r, t, "following"))))
		return true;
	if (rel == REL_xcomp && xpos == XPOS_VB)
		return reading_is(r, up, CUE_SHARE_VERB);
	if (rel == REL_acl_relcl)
		return names_an_act(r, up) && resolve_relative(r, child_with(r, t, REL_nsubj)) == up;
	if ((rel == REL_acl || (rel == REL_amod && t > up)) && xpos == XPOS_VBN)
		return reading_is(r, t, CUE_SHARE_VERB);
	if (rel == REL_advcl && (xpos == XPOS_VBN || reading_is(r, t, CUE_CULPRIT_ADJECTIVE))) /* "accused of being involved", "guilty of being complicit" */
		return has_tie(r, t) && child_with(r, t, REL_nsubj) < 0 && child_with(r, t, REL_nsubj_pass) < 0;
	if (xpos == XPOS_VBG && r->tokens[t].upos == UPOS_VERB)
		return (rel == REL_advcl || rel == REL_acl || rel == REL_xcomp || rel == REL_obl || rel == REL_nmod) && child_with(r, t, REL_nsubj) < 0 &&
		       (has_tie(r, t) || r->tokens[up].upos == UPOS_VERB);
	if (rel == REL_obj)
		return reading_is(r, up, CUE_SHARE_VERB) || reading_is(r, up, CUE_ANSWER_VERB) || blamed_for(r, t, up) >= 0;
	return (rel == REL_nmod || rel == REL_obl) && has_tie(r, t);
}

static bool leads_on(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	return reading_is(r, t, CUE_SHARE_VERB) || names_an_act(r, t) || (r->tokens[t].upos != UPOS_VERB && !(mention && mention->can_act));
}

/* Who is tried, held or has a part: "the trial of X", "the arrest of X", "his involvement", "confessions from X"; -1. */
static int32_t owner_of_charge(const struct reading *r, int32_t noun)
{
	bool held = reading_is(r, noun, CUE_CUSTODY_NOUN);
	if (!held && !reading_is(r, noun, CUE_PART_NOUN) && !reading_is(r, noun, CUE_CHARGE_NOUN))
		return -1;
	FOR_CHILDREN(r, noun, c) {
		bool whose = rel_of(r, c) == REL_nmod_poss ||
		             (rel_of(r, c) == REL_nmod && (has_case(r, c, "of") || has_case(r, c, "against") || (held && has_case(r, c, "from"))));
		if (whose && mention_of(r, c) && (may_be_blamed(r, c) || mention_of(r, c)->kind == MENTION_PRONOUN) && !names_an_act(r, c))
			return c;
	}
	return -1;
}

/* "announces the arrest of X | for", "the trial of X has begun | over": who is held or tried, behind the verb or before it; -1. */
static int32_t held_beside(const struct reading *r, int32_t verb)
{
	static const unsigned roles[] = {REL_obj, REL_nsubj, REL_nsubj_pass};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		int32_t noun = child_with(r, verb, roles[i]);
		int32_t whose = noun >= 0 && (reading_is(r, noun, CUE_CUSTODY_NOUN) || reading_lemma(r, noun, "trial")) ? owner_of_charge(r, noun) : -1;
		if (whose >= 0)
			return whose;
	}
	return -1;
}

/* "claims linking the ministry | to the killing" */
static bool is_linked(const struct reading *r, int32_t act, int32_t verb)
{
	return reading_lemma(r, verb, "link") && !is_passive(r, verb) && head_of(r, act) == verb && has_case(r, act, "to");
}

/* "a man | involved in", "the arrest of a man | for" */
static bool is_told_with(const struct reading *r, int32_t t, int32_t who)
{
	bool involved = (rel_of(r, t) == REL_acl || rel_of(r, t) == REL_amod) && t > who && reading_lemma(r, t, "involve");
	bool held = rel_of(r, t) == REL_nmod && (has_case(r, t, "for") || has_case(r, t, "over")) && head_of(r, who) >= 0 && reading_is(r, head_of(r, who), CUE_CUSTODY_NOUN);
	return (involved || held) && may_be_blamed(r, who);
}

/* Who answers for T where UP tells of it; -1. */
static int32_t accused_at(const struct reading *r, int32_t t, int32_t up)
{
	if (reading_is(r, up, CUE_CULPRIT_ADJECTIVE)) {
		int32_t verb = head_of(r, up);
		if (rel_of(r, up) == REL_amod || rel_of(r, up) == REL_acl) /* "finds the pilot | guilty", "a man | involved in" */
			return up > verb ? verb : -1;
		bool state = (rel_of(r, up) == REL_xcomp || rel_of(r, up) == REL_obj) && verb >= 0 && r->tokens[verb].upos == UPOS_VERB;
		int32_t whose = state ? deep_object(r, verb, 0) : surface_subject(r, up, 0);
		return state && whose < 0 ? deep_subject(r, verb, 0) : whose; /* "is found guilty", "pleads guilty" */
	}
	if (r->tokens[up].upos != UPOS_VERB)
		return is_told_with(r, t, up) ? up : owner_of_charge(r, up);
	if (blamed_for(r, t, up) >= 0)
		return blamed_for(r, t, up);
	if (is_linked(r, t, up))
		return deep_object(r, up, 0);
	if (!reading_is(r, up, CUE_PROSECUTE_VERB) && !reading_is(r, up, CUE_ANSWER_VERB) && !has_case(r, t, "in"))
		return held_beside(r, up);
	if (reading_is(r, up, CUE_PROSECUTE_VERB) && !(reading_is(r, up, CUE_ARREST_VERB) && (has_case(r, t, "in") || has_case(r, t, "during")))) /* "arrested in a raid", "in connection with" */
		return deep_object(r, up, 0);
	return reading_is(r, up, CUE_ANSWER_VERB) && !is_passive(r, up) ? deep_subject(r, up, 0) : -1;
}

/* What T hangs on; "his role | in an attack" is of the role, though the parser may give both to the verb. */
static int32_t tied_to(const struct reading *r, int32_t t)
{
	int32_t before = (int32_t)r->tokens[t].left - 1, head = head_of(r, t);
	return before > head && head_of(r, before) == head && reading_is(r, before, CUE_PART_NOUN) && has_case(r, t, "in") ? before : head;
}

/* Who answers for ACT, and in *above the word that tells so; -1. */
static int32_t accused_of_act(const struct reading *r, int32_t act, int32_t *above)
{
	int32_t t = act;
	for (int steps = 0; steps < LONGEST_TIE; steps++) {
		int32_t up = tied_to(r, t);
		if (up < 0 || !is_tied(r, t, up))
			return -1;
		bool joined = rel_of(r, t) == REL_conj && !(has_tie(r, t) && !has_tie(r, up)); /* "sentences him for murder and for attempting to kill" */
		int32_t accused = joined ? -1 : accused_at(r, t, up);
		*above = up;
		if (accused >= 0)
			return accused == t ? -1 : accused;
		if (!joined && !leads_on(r, up))
			return -1;
		t = up;
	}
	return -1;
}

/* "blames the attack on X": X is not whom it was on. */
static void drop_recipient(struct candidate *act, int32_t token)
{
	size_t kept = 0;
	for (size_t i = 0; i < act->recipient_count; i++)
		if (act->recipients[i] != token)
			act->recipients[kept++] = act->recipients[i];
	act->recipient_count = kept;
}

/* Nobody is told, or those who charge somebody with it. */
static bool wants_culprit(const struct reading *r, const struct candidate *act, int32_t above)
{
	if (act->actor_count == 0)
		return true;
	return r->tokens[above].upos == UPOS_VERB && reading_is(r, above, CUE_PROSECUTE_VERB) && act->actors[0] == deep_subject(r, above, 0);
}

void name_culprits(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *act = &items[i];
		const struct event_type *type = &r->book->types[act->entry->type];
		if (act->dropped || type->is_relation || type->goldstein > KILLING || act->entry->reciprocal)
			continue;
		int32_t above = -1, accused = accused_of_act(r, act->match.trigger, &above);
		bool blamed = accused >= 0 && (accused == blamed_for(r, act->match.trigger, above) || is_linked(r, act->match.trigger, above)); /* states and bodies, too */
		if (blamed)
			drop_recipient(act, accused);
		if (accused < 0 || !(may_be_blamed(r, accused) || blamed) || holds_token(act->recipients, act->recipient_count, accused) || !wants_culprit(r, act, above))
			continue;
		act->actor_count = conjuncts(r, accused, act->actors, MOST_FILLERS);
	}
}
