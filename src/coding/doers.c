/* doers.c: who did an act of force, told beside it in the sentence: "four are arrested after soldiers stormed a camp", "killed when a suicide
 * bomber strikes", "in a police raid", "releases a footballer who was detained", "a Hamas missile fired into". */
#include "factuality.h"
#include "select.h"

static bool is_arrest(const struct reading *r, const struct candidate *c) { return is_of_type(r, c, "COERCE") && is_of_mode(r, c, "arrest"); }

static bool is_attacker(const struct reading *r, int32_t token)
{
	static const char *const sectors[] = {"UAF", "REB"};
	return reading_is(r, token, CUE_ASSAILANT_NOUN) || is_of_sector(r, token, sectors, 2);
}

/* Police or soldiers, who may arrest */
static bool may_arrest(const struct reading *r, int32_t token)
{
	static const char *const sectors[] = {"COP", "MIL", "SPY"};
	return is_of_sector(r, token, sectors, 3) || (reading_is(r, token, CUE_ARMED_NOUN) && !is_attacker(r, token)) ||
	       (mention_of(r, token) && mention_of(r, token)->kind == MENTION_NAME && mention_of(r, token)->class_ == ENTITY_ARMED_GROUP);
}

static void take(const struct reading *r, struct candidate *act, int32_t doer)
{
	if (doer >= 0 && !holds_token(act->recipients, act->recipient_count, doer) && r->tokens[doer].upos != UPOS_PRON)
		act->actor_count = conjuncts(r, doer, act->actors, MOST_FILLERS);
}

/* The subject of a clause that tells how or when VERB came about; -1. */
static int32_t subject_of_clause(const struct reading *r, int32_t act)
{
	static const char *const marks[] = {"after", "when", "as", "while"};
	FOR_CHILDREN(r, act, c) {
		if (rel_of(r, c) != REL_advcl || r->tokens[c].upos != UPOS_VERB)
			continue;
		FOR_CHILDREN(r, c, m)
			for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
				if (reading_lemma(r, m, marks[i]) && (rel_of(r, m) == REL_mark || rel_of(r, m) == REL_advmod))
					return is_negated(r, c) ? -1 : deep_subject(r, c, 0);
	}
	return -1;
}

/* The same, also where the clause hangs on a verb joined to ACT: "seven are killed and four arrested after"; -1. */
static int32_t subject_beside(const struct reading *r, int32_t act)
{
	int32_t found = subject_of_clause(r, act);
	if (found < 0 && rel_of(r, act) == REL_conj && head_of(r, act) >= 0)
		found = subject_of_clause(r, head_of(r, act));
	for (int32_t c = first_child(r, act); found < 0 && c >= 0; c = next_child(r, c))
		if (rel_of(r, c) == REL_conj)
			found = subject_of_clause(r, c);
	return found;
}

/* Whose the raid or operation is that somebody is arrested in: "in a police raid", "during a raid by soldiers"; -1. */
static int32_t owner_of_operation(const struct reading *r, int32_t act)
{
	FOR_CHILDREN(r, act, c) {
		if (rel_of(r, c) != REL_obl || !(has_case(r, c, "in") || has_case(r, c, "during")) || r->tokens[c].upos != UPOS_NOUN)
			continue;
		FOR_CHILDREN(r, c, owner) {
			bool before = owner < c && (rel_of(r, owner) == REL_compound || rel_of(r, owner) == REL_amod || rel_of(r, owner) == REL_nmod_poss);
			bool agent = rel_of(r, owner) == REL_nmod && has_case(r, owner, "by");
			if ((before || agent) && may_arrest(r, owner))
				return owner;
		}
	}
	return -1;
}

/* Whoever lets go those who were arrested: "releases a footballer who was detained"; -1. */
static int32_t releaser(const struct reading *r, const struct candidate *arrest, const struct candidate *items, size_t count)
{
	static const char *const others[] = {"JUD", "COP"};
	int32_t act = arrest->match.trigger;
	if (rel_of(r, act) != REL_acl && rel_of(r, act) != REL_acl_relcl)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (!items[i].dropped && is_of_type(r, &items[i], "RETREAT") && is_of_mode(r, &items[i], "release") && items[i].actor_count > 0 &&
		    !is_of_sector(r, items[i].actors[0], others, 2))
			for (size_t k = 0; k < items[i].recipient_count; k++)
				if (holds_token(arrest->recipients, arrest->recipient_count, items[i].recipients[k]) || head_of(r, act) == items[i].recipients[k])
					return items[i].actors[0];
	return -1;
}

/* "a Hamas missile | fired into": whose weapon it was; -1. */
static int32_t owner_of_weapon(const struct reading *r, const struct candidate *shot)
{
	int32_t act = shot->match.trigger, weapon = head_of(r, act);
	if (rel_of(r, act) != REL_acl || weapon < 0 || weapon > act || !holds_token(shot->match.words, shot->match.word_count, weapon) ||
	    holds_token(shot->recipients, shot->recipient_count, weapon))
		return -1;
	FOR_CHILDREN(r, weapon, c)
		if (c < weapon && (rel_of(r, c) == REL_compound || rel_of(r, c) == REL_amod || rel_of(r, c) == REL_nmod_poss) && mention_of(r, c) && mention_of(r, c)->can_act)
			return c;
	return -1;
}

/* "bomb hideouts, in the fourth attack on", "murder ... during a raid": the doers of the act that ACT is told as a part of; NULL. */
static const struct candidate *whole_of(const struct reading *r, const struct candidate *act, const struct candidate *items, size_t count)
{
	int32_t t = act->match.trigger;
	if (!act->match.noun || child_with(r, t, REL_nmod_poss) >= 0 || !(has_case(r, t, "in") || has_case(r, t, "during")))
		return NULL;
	for (int steps = 0; steps < 4 && t >= 0 && !(mention_of(r, t) && mention_of(r, t)->can_act); steps++, t = head_of(r, t))
		for (size_t i = 0; i < count; i++)
			if (&items[i] != act && !items[i].dropped && is_killing(r, &items[i]) && items[i].match.trigger == t && !items[i].entry->reciprocal)
				return items[i].actor_count > 0 ? &items[i] : NULL;
	return NULL;
}

static void name_attacker(const struct reading *r, struct candidate *act, const struct candidate *items, size_t count)
{
	int32_t t = act->match.trigger, beside = act->match.noun ? -1 : subject_beside(r, t);
	const struct candidate *whole = whole_of(r, act, items, count);
	if (whole) {
		for (size_t i = 0; i < whole->actor_count; i++)
			if (!holds_token(act->recipients, act->recipient_count, whole->actors[i]))
				act->actors[act->actor_count++] = whole->actors[i];
	} else if (beside >= 0 && act->recipient_count > 0 && is_attacker(r, beside)) {
		bool own = false;
		for (size_t i = 0; i < act->recipient_count; i++)
			own = own || fight_on_one_side(mention_of(r, act->recipients[i]), mention_of(r, beside));
		take(r, act, own ? -1 : beside);
	} else {
		take(r, act, owner_of_weapon(r, act));
	}
}

/* "killing nine soldiers and six attackers": who die of those who attack are killed by others. */
static void drop_own(const struct reading *r, struct candidate *act)
{
	size_t kept = 0;
	int32_t others[MOST_FILLERS];
	for (size_t i = 0; i < act->recipient_count; i++) {
		int32_t hurt = act->recipients[i];
		bool own = false, several = r->tokens[hurt].xpos == XPOS_NNS; /* "including the gunman" is told of one */
		for (size_t k = 0; k < act->actor_count && several && is_attacker(r, hurt); k++)
			own = own || (is_attacker(r, act->actors[k]) && (reading_is(r, hurt, CUE_ASSAILANT_NOUN) || fight_on_one_side(mention_of(r, act->actors[k]), mention_of(r, hurt))));
		if (!own)
			others[kept++] = hurt;
	}
	for (size_t i = 0; i < kept; i++)
		act->recipients[i] = others[i];
	act->recipient_count = kept > 0 ? kept : act->recipient_count;
}

/* Does an act of force of ITEMS have WHO for its doer: "after soldiers stormed a camp"? */
static bool uses_force(const struct reading *r, int32_t who, const struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (r->book->types[items[i].entry->type].quad == 4 && holds_token(items[i].actors, items[i].actor_count, who))
			return true;
	return false;
}

/* "farmer-led demonstrations | erupt", "protests by students continue": whose the protest is that the verb speaks of; -1. */
static int32_t owner_of_protest(const struct reading *r, const struct candidate *protest)
{
	for (size_t i = 1; i < protest->match.word_count; i++) {
		int32_t noun = protest->match.words[i], owner = r->tokens[noun].upos == UPOS_NOUN && names_an_act(r, noun) ? owner_of_noun(r, noun) : -1;
		const struct mention *mention = owner >= 0 ? mention_of(r, owner) : NULL;
		if (mention && mention->can_act && mention->class_ != ENTITY_COUNTRY && mention->class_ != ENTITY_PERSON)
			return owner;
	}
	return -1;
}

/* "efforts were made by officials | to stop", "plans are announced | to send": no plan does what it is for. */
static void name_planner(const struct reading *r, struct candidate *act)
{
	int32_t plan = act->actors[0], verb = head_of(r, plan);
	if (act->match.noun || r->tokens[plan].upos != UPOS_NOUN || (mention_of(r, plan) && mention_of(r, plan)->can_act) || !reading_is(r, plan, CUE_PLAN_NOUN) ||
	    !reading_lemma(r, child_with(r, act->match.trigger, REL_mark), "to"))
		return;
	if (owner_of_noun(r, plan) >= 0) /* he stands behind it: party_behind */
		return;
	int32_t planner = verb >= 0 && r->tokens[verb].upos == UPOS_VERB && is_passive(r, verb) ? passive_agent(r, verb) : -1;
	if (planner >= 0 && mention_of(r, planner) && mention_of(r, planner)->can_act)
		act->actors[0] = planner;
	else if (act->recipient_count > 0)
		act->actor_count = 0;
}

void name_doers(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *act = &items[i];
		if (!act->dropped && act->actor_count == 1)
			name_planner(r, act);
		if (!act->dropped && act->actor_count > 0 && act->recipient_count > 1 && is_killing(r, act) && !act->entry->reciprocal)
			drop_own(r, act);
		if (act->dropped || act->actor_count > 0 || act->entry->reciprocal)
			continue;
		if (is_of_type(r, act, "PROTEST") && !act->match.noun) {
			take(r, act, owner_of_protest(r, act));
		} else if (is_killing(r, act)) {
			name_attacker(r, act, items, count);
		} else if (is_arrest(r, act)) {
			int32_t t = act->match.trigger, beside = act->match.noun ? -1 : subject_beside(r, t);
			int32_t owner = owner_of_operation(r, t), release = releaser(r, act, items, count);
			take(r, act, owner >= 0 ? owner : release >= 0 ? release : beside >= 0 && may_arrest(r, beside) && uses_force(r, beside, items, count) ? beside : -1);
		}
	}
}
