/* alongside.c: whom an act is aimed at, told by another act of the same doer in the same sentence: "march through Lima, demanding the
 * resignation of X", "demonstrate against X, calling for an end to corruption", "condemns the law, accusing X of". */
#include "alongside.h"

#include "code.h"

static bool is_verbal_conflict(const struct event *event) { return event->kind == RECORD_EVENT && event->quad == 3; }

static bool is_event_of(const struct event *event, const char *name)
{
	return event->kind == RECORD_EVENT && str_equal(event->type, str_of(name));
}

/* Is clause DOWN told as how, why or what for UP is done: "condemns it, accusing", "gather to demand"? */
static bool hangs_on(const struct reading *r, int32_t down, int32_t up)
{
	enum { MOST_STEPS_UP = 4 };
	bool below = false; /* not only beside it */
	for (int steps = 0; steps < MOST_STEPS_UP && down >= 0; steps++) {
		if (down == up)
			return below;
		unsigned rel = rel_of(r, down);
		bool along = rel == REL_advcl || rel == REL_xcomp || rel == REL_acl || rel == REL_obl || rel == REL_nmod || rel == REL_obj || rel == REL_conj;
		if (!along || has_case(r, down, "after") || has_case(r, down, "before")) /* of another day */
			return false;
		below = below || rel != REL_conj;
		down = head_of(r, down);
	}
	return false;
}

static bool have_same_doer(const struct reading *all, const struct event *a, const struct event *b)
{
	for (size_t i = 0; i < a->actor_count; i++)
		for (size_t k = 0; k < b->actor_count; k++) {
			const struct actor *one = &a->actors[i], *other = &b->actors[k];
			const struct mention *x = referent_of(&all[one->sentence], (int32_t)one->token), *y = referent_of(&all[other->sentence], (int32_t)other->token);
			if ((one->sentence == other->sentence && one->token == other->token) ||
			    (x && y && (x == y || (x->entity != UINT32_MAX && x->entity == y->entity))))
				return true;
		}
	return false;
}

/* "condemns the arrests by X and calls for their release": who is blamed is asked. */
static bool is_demand_beside(const struct reading *r, const struct event *event, const struct event *other)
{
	int32_t trigger = (int32_t)event->trigger, beside = (int32_t)other->trigger;
	unsigned rel = rel_of(r, trigger);
	return is_event_of(event, "REQUEST") && (is_event_of(other, "ACCUSE") || is_event_of(other, "REJECT")) && (rel == REL_conj || rel == REL_advcl) &&
	       head_of(r, trigger) == beside && r->tokens[trigger].upos == UPOS_VERB && event->factuality == other->factuality;
}

/* Does EVENT mean those whom OTHER is aimed at? */
static bool shares_aim(const struct reading *all, const struct event *event, const struct event *other)
{
	const struct reading *r = &all[event->sentence];
	int32_t trigger = (int32_t)event->trigger, beside = (int32_t)other->trigger;
	bool nobody = is_event_of(event, "PROTEST") && event->actor_count == 0 && other->actor_count == 0; /* "protests erupt, demanding" */
	if (other == event || other->kind != RECORD_EVENT || other->sentence != event->sentence || other->recipient_count == 0 || !(nobody || have_same_doer(all, event, other)))
		return false;
	bool again = is_event_of(event, "CONSULT") && str_equal(event->mode, other->mode) && event->mode.length > 0 && r->tokens[trigger].upos == UPOS_NOUN;
	if (again) /* "visits Saudi Arabia for his first trip" */
		return is_event_of(other, "CONSULT") && r->tokens[beside].upos == UPOS_VERB && hangs_on(r, trigger, beside);
	if (is_event_of(event, "PROTEST"))
		return is_verbal_conflict(other) && hangs_on(r, beside, trigger);
	if (!is_verbal_conflict(event))
		return false;
	if (is_event_of(other, "PROTEST"))
		return hangs_on(r, trigger, beside);
	if (is_demand_beside(r, event, other))
		return true;
	return is_verbal_conflict(other) && !is_event_of(event, "REQUEST") && hangs_on(r, beside, trigger) && rel_of(r, beside) == REL_advcl;
}

/* "X wins the election. Y concedes defeat": X, who has won; -1. */
static int32_t winner_in(const struct reading *r)
{
	static const char *const verbs[] = {"win", "defeat", "beat"};
	for (int32_t t = 0; t < r->count; t++)
		for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
			int32_t who = r->tokens[t].upos == UPOS_VERB && reading_lemma(r, t, verbs[i]) ? deep_subject(r, t, 0) : -1;
			if (who >= 0 && mention_of(r, who) && mention_of(r, who)->can_act && r->tokens[who].upos != UPOS_PRON)
				return who;
		}
	return -1;
}

static void concede_to(const struct reading *all, struct event *event)
{
	const struct reading *r = &all[event->sentence];
	int32_t object = child_with(r, (int32_t)event->trigger, REL_obj), who = -1;
	if (!is_event_of(event, "CONCEDE") || !reading_lemma(r, object, "defeat"))
		return;
	for (size_t back = 0; back <= 1 && back <= r->index && who < 0; back++) {
		const struct reading *there = r - back;
		who = there->sentence->block == r->sentence->block ? winner_in(there) : -1;
		if (who < 0)
			continue;
		struct event winning = {.actors = arena_zalloc(r->document->arena, 1, sizeof *winning.actors), .actor_count = 1};
		actor_from_token(there, who, winning.actors);
		if (have_same_doer(all, event, &winning))
			return;
		event->recipients = winning.actors;
		event->recipient_count = 1;
	}
}

void alongside_fill(const struct reading *all, struct event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct event *event = &events[i];
		if (event->recipient_count > 0 || (event->actor_count == 0 && !is_event_of(event, "PROTEST")) || event->reciprocal)
			continue;
		if (event->actor_count > 0)
			concede_to(all, event);
		for (size_t k = 0; k < count && event->recipient_count == 0; k++)
			if (shares_aim(all, event, &events[k])) {
				event->recipients = events[k].recipients;
				event->recipient_count = events[k].recipient_count;
			}
	}
}
