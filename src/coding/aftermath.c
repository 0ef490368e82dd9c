/* aftermath.c: who did what a text goes on about: "X ambush a convoy. A roadside bomb hit the convoy", "X bombs a town. The airstrikes also
 * killed", "Police storm a house. A man was arrested", "Guards kill ten gunmen. Two guards were also killed". */
#include "aftermath.h"

#include "code.h"
#include "factuality.h"

#include <string.h>

#define FORCE (-7.0)    /* on Goldstein's scale: arrests lie at it, protests above */
#define VIOLENCE (-8.0)
#define FARTHEST 2      /* sentences back */

static bool is_force(const struct event *event) { return event->kind == RECORD_EVENT && event->quad == 4; }

static bool is_violent(const struct event *event) { return is_force(event) && event->goldstein <= VIOLENCE; }

static bool is_definite(const struct reading *r, int32_t noun)
{
	int32_t det = child_with(r, noun, REL_det);
	return reading_lemma(r, det, "the") || reading_lemma(r, det, "this");
}

/* "the convoy" behind "a convoy": the same word, taken up again, where the entity room ties nothing. */
static bool is_taken_up(const struct reading *all, const struct actor *earlier, const struct actor *later)
{
	const struct reading *before = &all[earlier->sentence], *r = &all[later->sentence];
	int32_t a = (int32_t)earlier->token, b = (int32_t)later->token;
	if (actors_are_same(all, earlier, later))
		return true;
	return before->tokens[a].upos == UPOS_NOUN && str_equal(before->tokens[a].lemma, r->tokens[b].lemma) && is_definite(r, b);
}

static bool hits_the_same(const struct reading *all, const struct event *before, const struct event *event)
{
	for (size_t i = 0; i < before->recipient_count; i++)
		for (size_t k = 0; k < event->recipient_count; k++)
			if (is_taken_up(all, &before->recipients[i], &event->recipients[k]))
				return true;
	return false;
}

static void take(struct reading *all, const struct actor *from, size_t count, struct event *event)
{
	event->actors = arena_zalloc(all->document->arena, count + 1, sizeof *event->actors);
	memcpy(event->actors, from, count * sizeof *from);
	event->actor_count = count;
}

/* A word of the event's clause that says it is told as more of the same: "also", "others", "the attack", "the missile". */
static bool goes_on(const struct reading *r, const struct event *event)
{
	int32_t trigger = (int32_t)event->trigger, clause = r->clause[trigger] < 0 ? trigger : r->clause[trigger];
	if (r->tokens[trigger].upos == UPOS_NOUN && is_definite(r, trigger))
		return true;
	FOR_CHILDREN(r, clause, c) {
		if (reading_lemma(r, c, "also") || reading_lemma(r, c, "later") || reading_lemma(r, c, "subsequently"))
			return true;
		bool subject = rel_of(r, c) == REL_nsubj || rel_of(r, c) == REL_obl || rel_of(r, c) == REL_obl_agent;
		if (subject && r->tokens[c].upos == UPOS_NOUN && is_definite(r, c) && !mention_of(r, c) && (names_an_act(r, c) || is_thing(r, c)))
			return true;
	}
	for (size_t i = 0; i < event->recipient_count; i++)
		FOR_CHILDREN(r, (int32_t)event->recipients[i].token, c)
			if (event->recipients[i].sentence == r->index && (reading_lemma(r, c, "other") || reading_lemma(r, c, "more")))
				return true;
	return false;
}

/* "In Mosul, two drivers are killed": of another place. */
static bool is_elsewhere(const struct reading *r, const struct event *event)
{
	for (int32_t t = 0; t < r->count && t < (int32_t)event->trigger; t++)
		if (r->place[t] && (has_case(r, t, "in") || has_case(r, t, "at") || has_case(r, t, "near")))
			return true;
	return false;
}

/* Gunmen and militants, or the attackers themselves: are those hurt on the doers' own side? */
static bool are_own(const struct reading *all, const struct event *before, const struct event *event)
{
	for (size_t k = 0; k < event->recipient_count; k++) {
		const struct actor *hurt = &event->recipients[k];
		if (reading_is(&all[hurt->sentence], (int32_t)hurt->token, CUE_ASSAILANT_NOUN))
			return true;
		for (size_t i = 0; i < before->actor_count; i++) {
			const struct mention *one = mention_of(&all[before->actors[i].sentence], (int32_t)before->actors[i].token);
			if (fight_on_one_side(one, mention_of(&all[hurt->sentence], (int32_t)hurt->token)))
				return true;
		}
	}
	return false;
}

/* By words alone: of the same kind, told of the same, or going on from it. */
static bool continues(const struct reading *all, const struct event *before, const struct event *event)
{
	const struct reading *r = &all[event->sentence];
	if (actors_meet(all, before->actors, before->actor_count, event->recipients, event->recipient_count) || before->reciprocal || !is_force(before))
		return false;
	bool same_type = str_equal(before->type, event->type), same_mode = same_type && str_equal(before->mode, event->mode) && !str_empty(event->mode);
	if (are_own(all, before, event) || has_case(r, (int32_t)event->trigger, "to"))
		return false;
	bool warrant = reading_is(&all[before->sentence], (int32_t)before->trigger, CUE_ARREST_VERB) != is_violent(before); /* an arrest, no order to */
	if (hits_the_same(all, before, event) && ((same_mode && (is_violent(event) || warrant)) || (is_violent(event) && is_violent(before))))
		return true;
	if (before->sentence + 1 != event->sentence || is_elsewhere(r, event) || !is_violent(event) || !is_violent(before))
		return false;
	return goes_on(r, event) && (same_mode || str_empty(event->mode) || str_empty(before->mode));
}

static void take_doer(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	const struct event *found = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct event *before = &events[i];
		bool near = before->sentence < event->sentence && before->sentence + FARTHEST >= event->sentence &&
		            all[before->sentence].sentence->block == all[event->sentence].sentence->block;
		if (!near || before->actor_count == 0 || before->factuality != FACT_ACTUAL || !continues(all, before, event))
			continue;
		if (found && !actors_meet(all, found->actors, found->actor_count, before->actors, before->actor_count))
			return;
		found = found ? found : before;
	}
	if (found)
		take(all, found->actors, found->actor_count, event);
}

/* Who is said to be dead or hurt at T: "three people are dead", "20 were wounded"; -1. */
static int32_t hurt_at(const struct reading *r, int32_t t)
{
	bool dead = reading_is(r, t, CUE_DEATH_NOUN) && r->tokens[t].upos == UPOS_ADJ && child_with(r, t, REL_cop) >= 0;
	bool harm = r->tokens[t].upos == UPOS_VERB && (reading_is(r, t, CUE_KILL_VERB) || reading_is(r, t, CUE_WOUND_VERB)) && is_passive(r, t) &&
	            child_with(r, t, REL_obl_agent) < 0;
	int32_t top = rel_of(r, t) == REL_conj && head_of(r, t) >= 0 ? head_of(r, t) : t; /* not "with 28 people reported killed" */
	if ((!dead && !harm) || rel_of(r, top) != REL_root)
		return -1;
	int32_t who = dead ? surface_subject(r, t, 0) : deep_object(r, t, 0);
	bool people = who >= 0 && who < t && slot_accepts(r, who, SLOT_RECIPIENT, KIND_PERSON) && r->tokens[who].upos != UPOS_PRON;
	return people && !is_negated(r, t) && !reading_is(r, who, CUE_ASSAILANT_NOUN) ? who : -1;
}

/* "in Mosul", "in an explosion", "a fire": the sentence tells where or by what of its own. */
static bool tells_another(const struct reading *r)
{
	for (int32_t t = 0; t < r->count; t++) {
		bool where = r->place[t] && (has_case(r, t, "in") || has_case(r, t, "at") || has_case(r, t, "near"));
		if (where || (names_an_act(r, t) && r->tokens[t].upos == UPOS_NOUN && !is_definite(r, t) && !reading_is(r, t, CUE_DEATH_NOUN)))
			return true;
	}
	return false;
}

/* "A bomb explodes at a ceremony. Several people are wounded.": whom the sentence behind tells to be hurt. */
static void take_victims_behind(struct reading *all, const struct event *events, size_t count, struct event *event)
{
	size_t next = event->sentence + 1, sentences = all->document->sentence_count;
	if (next >= sentences || all[next].sentence->block != all[event->sentence].sentence->block || tells_another(&all[next]))
		return;
	const struct reading *r = &all[next];
	struct actor victims[MOST_FILLERS];
	size_t found = 0;
	for (int32_t t = 0; t < r->count; t++) {
		int32_t who = hurt_at(r, t), group[MOST_FILLERS];
		for (size_t i = 0; i < count && who >= 0; i++) /* told to be another's doing */
			if (events[i].sentence == next && events[i].trigger == (size_t)t && events[i].actor_count > 0 &&
			    !actors_meet(all, events[i].actors, events[i].actor_count, event->actors, event->actor_count))
				return;
		size_t more = who < 0 ? 0 : conjuncts(r, who, group, MOST_FILLERS);
		for (size_t i = 0; i < more && found < MOST_FILLERS; i++)
			actor_from_token(r, group[i], &victims[found++]);
	}
	if (found == 0 || actors_meet(all, event->actors, event->actor_count, victims, found))
		return;
	event->recipients = arena_zalloc(all->document->arena, found + 1, sizeof *event->recipients);
	memcpy(event->recipients, victims, found * sizeof *victims);
	event->recipient_count = found;
}

void aftermath_fill(struct reading *all, struct event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct event *event = &events[i];
		bool open = is_force(event) && event->goldstein <= FORCE && event->actor_count == 0 && !event->reciprocal &&
		            (event->factuality == FACT_ACTUAL || event->factuality == FACT_POSSIBLE);
		if (open)
			take_doer(all, events, count, event);
		if (is_violent(event) && event->goldstein <= KILLING && event->recipient_count == 0 && !event->reciprocal && event->factuality == FACT_ACTUAL)
			take_victims_behind(all, events, count, event);
	}
}
