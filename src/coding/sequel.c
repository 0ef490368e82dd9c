/* sequel.c: who did it, or to whom, told by the sentence beside: "Three soldiers are killed.", "The gunman is arrested.", "X claims
 * responsibility for the attack." Each only where the other sentence leaves no choice. */
#include "sequel.h"

#include "factuality.h"

#include <string.h>

#define VIOLENCE (-8.0) /* on Goldstein's scale; arrests and sanctions lie above */

static bool is_violent(const struct event *event) { return event->kind == RECORD_EVENT && event->quad == 4 && event->goldstein <= VIOLENCE; }

static bool is_definite(const struct reading *r, int32_t noun)
{
	return reading_lemma(r, child_with(r, noun, REL_det), "the") || reading_lemma(r, child_with(r, noun, REL_det), "this");
}

static bool is_harm_verb(const struct reading *r, int32_t t)
{
	return r->tokens[t].upos == UPOS_VERB && (reading_is(r, t, CUE_KILL_VERB) || reading_is(r, t, CUE_DIE_VERB) || reading_is(r, t, CUE_WOUND_VERB));
}

/* "Four soldiers are killed", "the strike killed one", "the attack": told as part of something told before. */
static bool goes_on(const struct reading *r, const struct event *event)
{
	int32_t trigger = (int32_t)event->trigger;
	if (r->tokens[trigger].upos == UPOS_NOUN)
		return is_definite(r, trigger);
	if (!is_harm_verb(r, trigger))
		return false;
	FOR_CHILDREN(r, trigger, c) /* "killed when their convoy is attacked", "killed in retaliation" */
		if ((rel_of(r, c) == REL_advcl && c > trigger) || (rel_of(r, c) == REL_obl && reading_is(r, c, CUE_NO_RECIPIENT_NOUN)))
			return false;
	bool elsewhere = false; /* "In Mosul, two drivers are killed" */
	for (int32_t t = 0; t < r->count; t++) {
		bool told = head_of(r, t) == trigger || head_of(r, trigger) == t;
		if (told && names_an_act(r, t)) /* "killed in a shooting": one of its own */
			return is_definite(r, t);
		elsewhere = elsewhere || (r->place[t] && has_case(r, t, "in"));
	}
	return !elsewhere;
}

/* Are any of both lists of one side, as far as their words tell? */
static bool are_of_one_side(const struct reading *all, const struct actor *a, size_t a_count, const struct actor *b, size_t b_count)
{
	for (size_t i = 0; i < a_count; i++)
		for (size_t k = 0; k < b_count; k++) {
			const struct mention *one = mention_of(&all[a[i].sentence], (int32_t)a[i].token), *other = mention_of(&all[b[k].sentence], (int32_t)b[k].token);
			if (fight_on_one_side(one, other))
				return true;
		}
	return false;
}

static void take(struct reading *all, const struct actor *from, size_t count, struct actor **to, size_t *to_count)
{
	*to = arena_zalloc(all->document->arena, count + 1, sizeof **to);
	memcpy(*to, from, count * sizeof *from);
	*to_count = count;
}

static bool is_next(const struct reading *all, size_t sentence, size_t next)
{
	return next == sentence + 1 && all[next].sentence->block == all[sentence].sentence->block;
}

/* The doers of what the sentence before tells; NULL where there are none, or several. */
static const struct event *act_before(const struct reading *all, const struct event *events, size_t count, const struct event *event)
{
	const struct event *found = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct event *before = &events[i];
		if (!is_violent(before) || before->actor_count == 0 || before->reciprocal || before->factuality != event->factuality ||
		    !is_next(all, before->sentence, event->sentence) || actors_meet(all, before->actors, before->actor_count, event->recipients, event->recipient_count))
			continue;
		if (found && !actors_meet(all, found->actors, found->actor_count, before->actors, before->actor_count))
			return NULL;
		found = found ? found : before;
	}
	return found;
}

/* "X attacks a base. Nine soldiers are killed." */
static void take_actor_before(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	const struct event *act = goes_on(&all[event->sentence], event) ? act_before(all, events, count, event) : NULL;
	if (!act)
		return;
	bool own = are_of_one_side(all, act->actors, act->actor_count, event->recipients, event->recipient_count);
	if (!own)
		take(all, act->actors, act->actor_count, &event->actors, &event->actor_count);
}

/* "The gunman ...": the one culprit that the sentence behind speaks of; -1. */
static int32_t culprit_in(const struct reading *r)
{
	int32_t found = -1;
	for (int32_t t = 0; t < r->count; t++) {
		if (!reading_is(r, t, CUE_ASSAILANT_NOUN) || r->tokens[t].xpos != XPOS_NN || !is_definite(r, t))
			continue;
		if (found >= 0)
			return found;
		found = t;
	}
	return found;
}

/* Not "no group", "nobody" */
static bool is_somebody_named(const struct reading *r, int32_t token)
{
	bool somebody = token >= 0 && ((mention_of(r, token) && mention_of(r, token)->can_act) || r->tokens[token].upos == UPOS_PROPN);
	return somebody && !reading_lemma(r, child_with(r, token, REL_det), "no") &&
	       r->tokens[token].upos != UPOS_PRON && !reading_lemma(r, token, "one");
}

/* "X claims responsibility": X; -1. */
static int32_t claimant_in(const struct reading *r)
{
	for (int32_t t = 0; t < r->count; t++) {
		int32_t verb = head_of(r, t);
		if (reading_is(r, t, CUE_CLAIM_NOUN) && rel_of(r, t) == REL_obj && reading_lemma(r, verb, "claim"))
			return is_somebody_named(r, deep_subject(r, verb, 0)) && !is_negated(r, verb) ? deep_subject(r, verb, 0) : -1;
	}
	return -1;
}

static void take_actor_behind(struct reading *all, size_t sentences, struct event *event)
{
	size_t next = event->sentence + 1;
	if (next >= sentences || !is_next(all, event->sentence, next))
		return;
	const struct reading *r = &all[next];
	int32_t who = claimant_in(r), group[MOST_FILLERS];
	who = who < 0 && event->recipient_count > 0 && event->factuality == FACT_ACTUAL ? culprit_in(r) : who;
	size_t count = who < 0 ? 0 : conjuncts(r, who, group, MOST_FILLERS);
	if (count == 0)
		return;
	event->actors = arena_zalloc(all->document->arena, count + 1, sizeof *event->actors);
	for (size_t i = 0; i < count; i++)
		actor_from_token(r, group[i], &event->actors[i]);
	event->actor_count = count;
}

/* "X claims responsibility for the attack": whom the sentence before tells to have been hurt. */
static void take_recipients_before(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	const struct reading *r = &all[event->sentence];
	int32_t trigger = (int32_t)event->trigger;
	const struct event *found = NULL;
	FOR_CHILDREN(r, trigger, c) /* "the attack in 2004": another */
		if (rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_acl || rel_of(r, c) == REL_acl_relcl || rel_of(r, c) == REL_nummod)
			return;
	for (size_t i = 0; i < count && is_definite(r, trigger); i++) {
		const struct event *before = &events[i];
		if (!is_violent(before) || before->recipient_count == 0 || before->reciprocal || !is_next(all, before->sentence, event->sentence) ||
		    actors_meet(all, event->actors, event->actor_count, before->recipients, before->recipient_count))
			continue;
		if (found)
			return;
		found = before;
	}
	if (found)
		take(all, found->recipients, found->recipient_count, &event->recipients, &event->recipient_count);
}

/* The word for the act that EVENT takes up: "the attack" it is itself, or that its verb carries out or claims; -1. */
static int32_t act_taken_up(const struct reading *r, const struct event *event)
{
	int32_t trigger = (int32_t)event->trigger, act = trigger;
	if (r->tokens[trigger].upos == UPOS_VERB)
		act = is_passive(r, trigger) ? child_with(r, trigger, REL_nsubj_pass) : child_with(r, trigger, REL_obj);
	if (act < 0 || r->tokens[act].upos != UPOS_NOUN || !is_definite(r, act) || !names_an_act(r, act))
		return -1;
	FOR_CHILDREN(r, act, c) /* "the first attack", "the attack in 2004": another */
		if (rel_of(r, c) == REL_amod || rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_acl || rel_of(r, c) == REL_acl_relcl || rel_of(r, c) == REL_nummod)
			return -1;
	return act;
}

static bool are_assailants(const struct reading *all, const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!reading_is(&all[actors[i].sentence], (int32_t)actors[i].token, CUE_ASSAILANT_NOUN))
			return false;
	return count > 0;
}

/* Can BEFORE be the act that EVENT takes up? Not where others did it, nor where the attackers die. */
static bool can_be_the_act(const struct reading *all, const struct event *before, const struct event *event)
{
	if (!is_violent(before) || before->recipient_count == 0 || before->reciprocal || before->factuality == FACT_NEGATED ||
	    are_assailants(all, before->recipients, before->recipient_count) ||
	    actors_meet(all, event->actors, event->actor_count, before->recipients, before->recipient_count))
		return false;
	return before->actor_count == 0 || are_assailants(all, before->actors, before->actor_count) ||
	       actors_meet(all, event->actors, event->actor_count, before->actors, before->actor_count);
}

/* "Nine people are killed and ten wounded in a blast. Police search a house. X claims responsibility for the attack": all whom the last sentence
 * with such an act tells of. */
static void take_all_recipients_before(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	enum { FARTHEST = 2 };
	if (act_taken_up(&all[event->sentence], event) < 0)
		return;
	for (size_t back = 1; back <= FARTHEST && back <= event->sentence && event->recipient_count == 0; back++) {
		size_t sentence = event->sentence - back, found = 0;
		struct actor victims[MOST_FILLERS];
		if (all[sentence].sentence->block != all[event->sentence].sentence->block)
			return;
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < events[i].recipient_count && events[i].sentence == sentence && can_be_the_act(all, &events[i], event); k++)
				if (found < MOST_FILLERS && !actors_meet(all, victims, found, &events[i].recipients[k], 1))
					victims[found++] = events[i].recipients[k];
		if (found > 0)
			take(all, victims, found, &event->recipients, &event->recipient_count);
	}
}

/* Of what is looked into nobody is blamed yet. */
static bool only_asks(const struct reading *r, int32_t verb) { return reading_lemma(r, verb, "investigate") || reading_lemma(r, verb, "probe"); }

/* What is condemned or rejected, told by nothing but a word for it: "the move", "this"; -1. */
static int32_t bare_object(const struct reading *r, int32_t verb)
{
	if (only_asks(r, verb))
		return -1;
	int32_t object = is_passive(r, verb) ? child_with(r, verb, REL_nsubj_pass) : child_with(r, verb, REL_obj);
	if (object < 0 || r->tokens[verb].upos != UPOS_VERB || reading_lemma(r, object, "this"))
		return r->tokens[verb].upos == UPOS_VERB ? object : -1;
	FOR_CHILDREN(r, object, c)
		if (rel_of(r, c) != REL_det && rel_of(r, c) != REL_punct)
			return -1;
	bool act = names_an_act(r, object) || reading_is(r, object, CUE_PLAN_NOUN) || reading_is(r, object, CUE_DEMAND_NOUN);
	return act && is_definite(r, object) ? object : -1;
}

/* "X expels two officials. Y condemns the expulsion": whose doing the sentence before tells. */
static void take_doer_before(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	const struct reading *r = &all[event->sentence], *earlier = event->sentence > 0 ? r - 1 : NULL;
	if (!earlier || !is_next(all, event->sentence - 1, event->sentence) || bare_object(r, (int32_t)event->trigger) < 0)
		return;
	const struct event *found = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct event *before = &events[i];
		if (before->kind != RECORD_EVENT || before->sentence + 1 != event->sentence || before->actor_count == 0)
			continue;
		bool owner = rel_of(r - 1, (int32_t)before->actors[0].token) == REL_nmod_poss && before->actors[0].sentence + 1 == event->sentence; /* "his arrest" */
		if (before->reciprocal || owner || (found && !actors_meet(all, found->actors, found->actor_count, before->actors, before->actor_count)))
			return;
		found = found ? found : before;
	}
	if (found && !actors_meet(all, found->actors, found->actor_count, event->actors, event->actor_count))
		take(all, found->actors, found->actor_count, &event->recipients, &event->recipient_count);
}

/* "the rule", "the arrest warrant", "this": what the event's verb is about, told by nothing but a word for it; -1. */
static int32_t definite_object(const struct reading *r, int32_t verb)
{
	int32_t object = is_passive(r, verb) ? child_with(r, verb, REL_nsubj_pass) : child_with(r, verb, REL_obj);
	if (object < 0 || only_asks(r, verb) || r->tokens[verb].upos != UPOS_VERB || r->tokens[object].upos != UPOS_NOUN || !is_definite(r, object) || mention_of(r, object))
		return -1;
	FOR_CHILDREN(r, object, c)
		if (rel_of(r, c) != REL_det && rel_of(r, c) != REL_punct && rel_of(r, c) != REL_compound && !has_case(r, c, "as"))
			return -1;
	return object;
}

/* Who did or made what WORD names, as its sentence tells: "sentences him", "its airstrikes", "issues a warrant"; -1. */
static int32_t maker_of(const struct reading *r, int32_t word)
{
	if (r->tokens[word].upos == UPOS_VERB)
		return deep_subject(r, word, 0);
	int32_t owner = owner_of_noun(r, word), verb = head_of(r, word);
	if (owner >= 0 || verb < 0 || r->tokens[verb].upos != UPOS_VERB)
		return owner;
	bool made = (rel_of(r, word) == REL_obj || rel_of(r, word) == REL_nsubj_pass) && !reading_is(r, verb, CUE_SUFFER_VERB);
	return made ? deep_subject(r, verb, 0) : -1;
}

static bool is_maker(const struct reading *there, int32_t token, const struct reading *r, const struct event *event)
{
	if (!is_somebody_named(there, token) && !(token >= 0 && there->tokens[token].upos == UPOS_PRON && mention_of(there, token)))
		return false;
	struct actor actor;
	actor_from_token(there, token, &actor);
	return !actors_meet(r->all, &actor, 1, event->actors, event->actor_count);
}

/* "X issues a warrant. Y calls the warrant a smear", "X calls on Y; Y rejects the call": whose the same word was. */
static int32_t maker_before(const struct reading *r, const struct event *event, int32_t object, const struct reading **where)
{
	for (size_t back = 0; back <= 1 && back <= r->index; back++) {
		const struct reading *there = r - back;
		if (back > 0 && !is_next(r->all, there->index, r->index))
			return -1;
		for (int32_t t = (back > 0 ? there->count : object) - 1; t >= 0; t--) {
			bool same = str_equal(there->tokens[t].lemma, r->tokens[object].lemma);
			int32_t maker = same ? maker_of(there, t) : -1;
			if (maker >= 0 && is_maker(there, maker, r, event)) {
				*where = there;
				return maker;
			}
		}
	}
	return -1;
}

/* What somebody has decided, asked for or offered: "the move" */
static bool is_willed(const struct reading *r, int32_t noun) { return reading_is(r, noun, CUE_PLAN_NOUN) || reading_is(r, noun, CUE_DEMAND_NOUN); }

/* "X lifts a ban. Y opposes the move": who the sentence before is about. */
static int32_t subject_before(const struct reading *r, const struct event *event, int32_t object, const struct reading **where)
{
	const struct reading *there = r->index > 0 && is_next(r->all, r->index - 1, r->index) ? r - 1 : NULL;
	for (int32_t t = 0; there && is_willed(r, object) && t < there->count; t++)
		if (rel_of(there, t) == REL_root) {
			int32_t subject = is_predicate(there, t) ? deep_subject(there, t, 0) : -1;
			*where = there;
			return subject >= 0 && is_maker(there, subject, r, event) ? subject : -1;
		}
	return -1;
}

/* MAKER by its name, where "it" or "its" says it; and those who do with it what EVENTS tell: "a court, along with the police, issues". */
static void take_maker(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	const struct reading *r = &all[event->sentence], *where = NULL;
	int32_t object = definite_object(r, (int32_t)event->trigger), group[MOST_FILLERS];
	if (object < 0)
		return;
	int32_t maker = maker_before(r, event, object, &where);
	maker = maker < 0 ? subject_before(r, event, object, &where) : maker;
	if (maker < 0)
		return;
	const struct mention *meant = where->tokens[maker].upos == UPOS_PRON ? referent_of(where, maker) : NULL;
	where = meant ? &all[meant->sentence] : where;
	maker = meant ? (int32_t)meant->head : maker;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < events[i].actor_count && events[i].kind == RECORD_EVENT; k++)
			if (events[i].actors[k].sentence == where->index && events[i].actors[k].token == (size_t)maker && events[i].sentence != event->sentence &&
			    !actors_meet(all, events[i].actors, events[i].actor_count, event->actors, event->actor_count)) {
				take(all, events[i].actors, events[i].actor_count, &event->recipients, &event->recipient_count);
				return;
			}
	size_t parties = conjuncts(where, maker, group, MOST_FILLERS);
	event->recipients = arena_zalloc(all->document->arena, parties + 1, sizeof *event->recipients);
	for (size_t i = 0; i < parties; i++)
		actor_from_token(where, group[i], &event->recipients[i]);
	event->recipient_count = parties;
}

/* One or two sentences before, in the same paragraph. */
static bool is_near(const struct reading *all, size_t sentence, size_t behind)
{
	return sentence < behind && sentence + 2 >= behind && all[behind].sentence->block == all[sentence].sentence->block;
}

/* "A court sentences X. Y was also sentenced": the same kind of act of the same doer, told without him. Not where somebody else is
 * arrested, which others may do. */
static void take_authority_before(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	const struct reading *r = &all[event->sentence];
	int32_t verb = (int32_t)event->trigger;
	const struct event *found = NULL;
	if (r->tokens[verb].upos != UPOS_VERB || !is_passive(r, verb) || is_violent(event) || reading_is(r, verb, CUE_ARREST_VERB))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct event *before = &events[i];
		if (before->kind != RECORD_EVENT || before->actor_count == 0 || !str_equal(before->type, event->type) || !str_equal(before->mode, event->mode) ||
		    before->factuality != event->factuality || before->reciprocal || !is_near(all, before->sentence, event->sentence) ||
		    actors_meet(all, before->actors, before->actor_count, event->recipients, event->recipient_count))
			continue;
		if (found && !actors_meet(all, found->actors, found->actor_count, before->actors, before->actor_count))
			return;
		found = found ? found : before;
	}
	if (found)
		take(all, found->actors, found->actor_count, &event->actors, &event->actor_count);
}

void sequel_fill(struct reading *all, struct event *events, size_t count)
{
	size_t sentences = all->document->sentence_count;
	for (size_t i = 0; i < count; i++) {
		struct event *event = &events[i];
		if (event->kind == RECORD_EVENT && event->quad == 3 && event->actor_count > 0 && event->recipient_count == 0)
			take_doer_before(all, events, count, event);
		if (event->kind == RECORD_EVENT && event->quad == 3 && event->actor_count > 0 && event->recipient_count == 0)
			take_maker(all, events, count, event);
		if (event->kind == RECORD_EVENT && event->quad >= 3 && event->actor_count == 0 && event->recipient_count > 0)
			take_authority_before(all, events, count, event);
		if (!is_violent(event) || event->reciprocal)
			continue;
		if (event->recipient_count == 0 && event->actor_count > 0 && all[event->sentence].tokens[event->trigger].upos == UPOS_NOUN)
			take_recipients_before(all, events, count, event);
		if (event->recipient_count == 0 && event->actor_count > 0)
			take_all_recipients_before(all, events, count, event);
		if (event->actor_count == 0 && event->recipient_count > 0)
			take_actor_before(all, events, count, event);
		if (event->actor_count == 0 && (event->factuality == FACT_ACTUAL || event->factuality == FACT_POSSIBLE))
			take_actor_behind(all, sentences, event);
	}
}
