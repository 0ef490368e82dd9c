/* opponents.c: acts of force and those whom they hit. Who is hit does not do the harm that the act brings: "attack a police station
 * killing eight officers". Who attacks the armed and is harmed for it is harmed by them: "shot dead after stabbing a soldier", "are killed
 * following clashes with troops". */
#include "factuality.h"
#include "select.h"

#define RIOT (-7.0)
#define MOST_STEPS_UP 5

static bool is_harm(const struct reading *r, const struct candidate *c)
{
	int32_t t = c->match.trigger;
	return is_killing(r, c) && !c->match.noun && r->tokens[t].upos == UPOS_VERB &&
	       (reading_is(r, t, CUE_KILL_VERB) || reading_is(r, t, CUE_DIE_VERB) || reading_is(r, t, CUE_WOUND_VERB));
}

/* "is shot dead", "dies": told of those to whom it is done */
static bool is_suffered(const struct reading *r, const struct candidate *c)
{
	int32_t t = c->match.trigger;
	return is_killing(r, c) && !c->entry->reciprocal && !c->match.noun && r->tokens[t].upos == UPOS_VERB && (is_passive(r, t) || reading_is(r, t, CUE_DIE_VERB));
}

static bool is_armed(const struct reading *r, int32_t token)
{
	static const char *const sectors[] = {"COP", "MIL", "PRM", "REB", "SPY", "UAF"};
	return is_of_sector(r, token, sectors, sizeof sectors / sizeof *sectors) || reading_is(r, token, CUE_ARMED_NOUN);
}

/* --- who is hit does no harm ------------------------------------------------------------------ */

/* What the participle HARM hangs on, through other clauses: "a convoy | escorting workers, | killing 24"; -1. */
static int32_t noun_above(const struct reading *r, int32_t harm)
{
	int32_t t = harm;
	for (int steps = 0; steps < MOST_STEPS_UP && t >= 0 && r->tokens[t].upos == UPOS_VERB; steps++) {
		unsigned rel = rel_of(r, t);
		bool along = rel == REL_acl || rel == REL_advcl || rel == REL_conj || rel == REL_xcomp;
		if (!along || r->tokens[t].xpos == XPOS_VBN || (t == harm && (case_of(r, t) >= 0 || child_with(r, t, REL_mark) >= 0))) /* "accused | of killing" */
			return -1;
		t = head_of(r, t);
	}
	return t;
}

static bool is_place_or_thing(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	return r->place[token] || reading_is(r, token, CUE_SETTLEMENT_NOUN) || reading_is(r, token, CUE_PLACE_NOUN) || reading_is(r, token, CUE_SITE_NOUN) ||
	       (!(mention && mention->animate) && (is_thing(r, token) || stands_for_itself(r, token)));
}

/* Has the parser made HIT the doer of HARM, whether "attack a station | killing eight" or "a strike on a convoy | that killed five"? */
static bool is_read_as_doer(const struct reading *r, const struct candidate *harm, int32_t hit)
{
	int32_t t = harm->match.trigger;
	static const char *const sectors[] = {"UAF", "REB", "CRM"};
	if (rel_of(r, t) == REL_acl_relcl) {
		int32_t subject = child_with(r, t, REL_nsubj);
		return subject >= 0 && resolve_relative(r, subject) == hit && !reading_lemma(r, subject, "who") && !is_armed(r, hit) && is_place_or_thing(r, hit);
	}
	if (r->tokens[t].xpos != XPOS_VBG || is_passive(r, t) || noun_above(r, t) != hit)
		return false;
	return !is_of_sector(r, hit, sectors, 3) || r->tokens[t - 1].xpos == XPOS_COMMA; /* "shot a gunman killing hostages" */
}

/* The act by which the doer of HARM is hit, told before it; NULL. */
static const struct candidate *act_upon_doer(const struct reading *r, const struct candidate *harm, const struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct candidate *act = &items[i];
		if (act == harm || !is_killing(r, act) || act->entry->reciprocal || act->match.trigger > harm->actors[0])
			continue;
		if (holds_token(act->recipients, act->recipient_count, harm->actors[0]) && !holds_token(act->actors, act->actor_count, harm->actors[0]))
			return act;
	}
	return NULL;
}

static void take_doers(struct candidate *harm, const int32_t *doers, size_t count)
{
	harm->actor_count = 0;
	for (size_t i = 0; i < count; i++)
		if (!holds_token(harm->recipients, harm->recipient_count, doers[i]))
			harm->actors[harm->actor_count++] = doers[i];
}

void spare_hit(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *harm = &items[i];
		if (!is_harm(r, harm) || harm->actor_count == 0 || !is_read_as_doer(r, harm, harm->actors[0]))
			continue;
		const struct candidate *act = act_upon_doer(r, harm, items, count);
		if (act)
			take_doers(harm, act->actors, act->actor_count);
	}
}

/* A bomb, a raid: HARM tells its own act beside ACT. */
static bool has_act_of_its_own(const struct reading *r, const struct candidate *harm, const struct candidate *act)
{
	for (size_t i = 0; i < harm->match.word_count; i++)
		if (harm->match.words[i] != act->match.trigger && !match_has_used(&act->match, harm->match.words[i]) && names_an_act(r, harm->match.words[i]))
			return true;
	FOR_CHILDREN(r, harm->match.trigger, c)
		if (rel_of(r, c) == REL_obl && c != act->match.trigger && names_an_act(r, c))
			return true;
	return false;
}

/* "wounded in an army airstrike on a market, | targeting rebels": the participle behind a harm that tells its own act is the act's, not of those harmed. */
void spare_wounded(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++) {
			const struct candidate *harm = &items[i];
			struct candidate *act = &items[k];
			int32_t t = act->match.trigger;
			bool behind = act != harm && is_killing(r, act) && rel_of(r, t) == REL_advcl && r->tokens[t].xpos == XPOS_VBG && head_of(r, t) == harm->match.trigger;
			if (behind && is_suffered(r, harm) && harm->actor_count > 0 && act->actor_count > 0 &&
			    holds_token(harm->recipients, harm->recipient_count, act->actors[0]) && has_act_of_its_own(r, harm, act))
				take_doers(act, harm->actors, harm->actor_count);
		}
}

/* --- the other side of a fight ---------------------------------------------------------------- */

static bool has_mark(const struct reading *r, int32_t t, const char *const *marks, size_t count)
{
	FOR_CHILDREN(r, t, c)
		for (size_t i = 0; i < count; i++)
			if ((rel_of(r, c) == REL_mark || rel_of(r, c) == REL_case || rel_of(r, c) == REL_advmod) && reading_lemma(r, c, marks[i]))
				return true;
	return false;
}

/* Do those who did the fighting of ACT come to harm by it: "killed AFTER attacking", "attack ... BEFORE being shot"? */
static bool is_answer_to(const struct reading *r, int32_t harm, int32_t act)
{
	static const char *const after[] = {"after", "following", "in", "during", "while", "when", "amid"}, *const before[] = {"before"};
	int32_t t = act;
	for (int steps = 0; steps < MOST_STEPS_UP && t >= 0 && t != harm; steps++) {
		int32_t up = head_of(r, t);
		unsigned rel = rel_of(r, t);
		bool own = (rel == REL_advcl || rel == REL_obl || rel == REL_acl) && (has_mark(r, t, after, 7) || (r->tokens[t].xpos == XPOS_VBG && t > up && case_of(r, t) < 0));
		bool joined = up >= 0 && r->tokens[up].upos == UPOS_VERB && rel_of(r, up) == REL_conj && head_of(r, up) == harm;
		bool told = rel == REL_acl && up >= 0 && up > harm && head_of(r, up) == harm; /* "tear gas is fired at people throwing stones at police" */
		if (own && (up == harm || joined || told))
			return true;
		if (rel != REL_conj && rel != REL_xcomp && rel != REL_acl && rel != REL_obj && rel != REL_advcl)
			break;
		t = up;
	}
	bool then = (rel_of(r, harm) == REL_advcl && has_mark(r, harm, before, 1)) || (rel_of(r, harm) == REL_conj && child_with(r, harm, REL_nsubj_pass) < 0);
	return then && harm > act && r->clause[act] >= 0 && head_of(r, harm) == r->clause[act];
}

/* Are those who act in ACT whom HARM, or a harm joined to it, befalls? */
static bool befalls_doers(const struct reading *r, const struct candidate *harm, const struct candidate *act, const struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t t = items[i].match.trigger, other = harm->match.trigger;
		bool joined = &items[i] == harm || (is_suffered(r, &items[i]) && ((rel_of(r, t) == REL_conj && head_of(r, t) == other) || (rel_of(r, other) == REL_conj && head_of(r, other) == t)));
		for (size_t k = 0; joined && k < act->actor_count; k++)
			if (holds_token(items[i].recipients, items[i].recipient_count, act->actors[k]))
				return true;
	}
	return false;
}

static bool is_fought(const struct reading *r, const struct candidate *harm, const struct candidate *act, const struct candidate *items, size_t count)
{
	bool fights = !act->dropped && !r->book->types[act->entry->type].is_relation && act->entry->goldstein <= RIOT;
	return act != harm && fights && act->actor_count > 0 && act->recipient_count > 0 && !is_suffered(r, act) && befalls_doers(r, harm, act, items, count) &&
	       is_answer_to(r, harm->match.trigger, act->match.trigger) && !has_act_of_its_own(r, harm, act) && factuality_of(r, &harm->match).factuality == FACT_ACTUAL;
}

void name_opponents(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *harm = &items[i];
		if (!is_suffered(r, harm) || harm->actor_count > 0 || harm->recipient_count == 0)
			continue;
		for (size_t k = 0; k < count && harm->actor_count == 0; k++) {
			const struct candidate *act = &items[k];
			if (!is_fought(r, harm, act, items, count))
				continue;
			for (size_t m = 0; m < act->recipient_count; m++)
				if (is_armed(r, act->recipients[m]) && !holds_token(harm->recipients, harm->recipient_count, act->recipients[m]))
					harm->actors[harm->actor_count++] = act->recipients[m];
		}
	}
}
