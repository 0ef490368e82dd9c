/* match_roles.c: roles that a pattern leaves to grammar: the two sides of a noun that names an act, the actor behind a
 * subject that is words. */
#include "match.h"

int32_t match_filler(const struct match *match, enum slot slot)
{
	for (size_t i = 0; i < match->binding_count; i++)
		if (match->bindings[i].slot == slot)
			return match->bindings[i].token;
	return -1;
}

static bool is_kept_away(const struct match *state, const struct argument *argument)
{
	const struct frame *frame = state->frames[0];
	return state->pattern->kind == PATTERN_NOUN_ONLY && frame->light >= 0 && argument->host == frame->light;
}

static int32_t prep_argument(const struct reading *r, const struct match *state, const char *prep, enum slot slot)
{
	const struct frame *frame = state->frames[0];
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role == ARGUMENT_PREP && reading_lemma(r, frame->arguments[i].prep, prep) &&
		    !is_kept_away(state, &frame->arguments[i]) && !match_has_used(state, frame->arguments[i].token) &&
		    slot_accepts(r, frame->arguments[i].token, slot, KIND_ANY))
			return frame->arguments[i].token;
	return -1;
}

static int32_t role_argument(const struct reading *r, const struct match *state, enum argument_role role, enum slot slot)
{
	const struct frame *frame = state->frames[0];
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role == (uint8_t)role && !is_kept_away(state, &frame->arguments[i]) &&
		    !match_has_used(state, frame->arguments[i].token) && slot_accepts(r, frame->arguments[i].token, slot, KIND_ANY))
			return frame->arguments[i].token;
	return -1;
}

/* A noun pattern that says only its recipient has its actor where nouns have it. */
static void bind_noun_actor(const struct reading *r, struct match *state, const struct step *steps)
{
	for (size_t i = 0; i < state->pattern->step_count; i++)
		if (steps[i].slot == SLOT_ACTOR)
			return;
	int32_t actor = role_argument(r, state, ARGUMENT_SUBJECT, SLOT_ACTOR);
	actor = actor < 0 ? prep_argument(r, state, "by", SLOT_ACTOR) : actor;
	actor = actor < 0 ? role_argument(r, state, ARGUMENT_OWNER, SLOT_ACTOR) : actor;
	if (actor >= 0)
		match_bind(state, SLOT_ACTOR, actor, true);
}

/* A pattern whose subject is words and that has no actor slot: "Syrian warplanes bombed X", "a suicide bomber killed X".
 * A subject that acts is the actor; an act or thing has its owner for one, if it says so. */
static void bind_subject_words(const struct reading *r, struct match *state, const struct step *steps)
{
	if (steps[0].op != STEP_SUBJECT || steps[0].words == SET_NONE || match_filler(state, SLOT_ACTOR) >= 0)
		return;
	for (size_t i = 0; i < state->pattern->step_count; i++)
		if (steps[i].slot == SLOT_ACTOR)
			return;
	const struct argument *argument = frame_argument(state->frames[0], ARGUMENT_SUBJECT, 0);
	int32_t subject = argument ? argument->token : -1;
	if (subject < 0)
		return;
	int32_t noun = through_series(r, subject); /* "thousands of protesters" */
	if (!reading_is(r, noun, CUE_AGENT_NOUN) && !reading_is(r, noun, CUE_PERSON_NOUN) && !reading_is(r, noun, CUE_BODY_NOUN)) {
		int32_t clause = state->trigger, verb = head_of(r, noun);
		bool sent = rel_of(r, clause) == REL_acl_relcl && head_of(r, clause) == noun && rel_of(r, noun) == REL_obj && owner_of_noun(r, noun) < 0;
		subject = sent && is_predicate(r, verb) ? deep_subject(r, verb, 0) : owner_of_noun(r, subject); /* "X fires a missile which lands in" */
	}
	if (subject >= 0 && slot_accepts(r, subject, SLOT_ACTOR, KIND_ANY))
		match_bind(state, SLOT_ACTOR, subject, true);
}

static void bind_if(struct match *state, enum slot slot, int32_t token)
{
	if (token >= 0)
		match_bind(state, (uint8_t)slot, token, true);
}

/* "his arrest", "the journalist's murder": people are arrested and murdered; states and armed bodies do it. */
bool match_undergoes(const struct reading *r, const struct frame *frame, int32_t owner)
{
	const struct mention *mention = mention_of(r, owner);
	bool armed = mention && (mention->class_ == ENTITY_COUNTRY || mention->class_ == ENTITY_ARMED_GROUP || mention->class_ == ENTITY_ORGANISATION);
	return rel_of(r, owner) == REL_nmod_poss && reading_is(r, frame->head, CUE_VICTIM_NOUN) && !armed && !reading_is(r, owner, CUE_ARMED_NOUN);
}

/* An act of will: "the refusal to leave" */
static bool is_willed(const struct reading *r, int32_t noun)
{
	for (int32_t c = noun + 1; c < r->count; c++) /* the infinitive may hang on who wills */
		if (rel_of(r, c) == REL_acl && has_case(r, c, "to") && (head_of(r, c) == noun || head_of(r, head_of(r, c)) == noun))
			return reading_is(r, noun, CUE_ATTITUDE_NOUN) || reading_is(r, noun, CUE_PLAN_NOUN);
	return false;
}

/* Where English puts the two sides of an act's name. "of" is the recipient ("bombing of X") unless another
 * preposition has it ("the attack of the rebels on X"). */
static void bind_noun_roles(const struct reading *r, struct match *state)
{
	static const char *const at[] = {"against", "on", "upon", "at", "over", "into", "toward", "towards", "in", "near"};
	const struct frame *frame = state->frames[0];
	int32_t actor = role_argument(r, state, ARGUMENT_SUBJECT, SLOT_ACTOR);
	int32_t recipient = role_argument(r, state, ARGUMENT_OBJECT, SLOT_RECIPIENT);
	int32_t by = prep_argument(r, state, "by", SLOT_ACTOR), of = prep_argument(r, state, "of", SLOT_RECIPIENT);
	int32_t owner = role_argument(r, state, ARGUMENT_OWNER, SLOT_ACTOR);
	actor = actor < 0 ? by : actor;
	if (actor < 0)
		actor = prep_argument(r, state, "between", SLOT_ACTOR);
	if (actor < 0 && frame->suffers)
		actor = prep_argument(r, state, "from", SLOT_ACTOR);
	if (actor < 0 && frame->suffers) /* "killed in a gunfight with police" */
		actor = prep_argument(r, state, "with", SLOT_ACTOR);
	for (size_t i = 0; i < sizeof at / sizeof *at && recipient < 0; i++) {
		bool strong = i < 4;
		if (!strong && of >= 0)
			break;
		recipient = prep_argument(r, state, at[i], SLOT_RECIPIENT);
		if (!strong && recipient >= 0 && !r->place[recipient] && r->document->place_count > 0)
			recipient = -1;
	}
	if (of >= 0 && recipient < 0 && actor < 0 && owner < 0 && is_willed(r, frame->head)) { /* "the refusal of X to leave" */
		actor = of;
		of = -1;
	}
	if (owner >= 0 && match_undergoes(r, frame, owner) && recipient < 0 && of < 0)
		recipient = owner;
	else if (actor < 0 && owner >= 0)
		actor = owner;
	else if (by >= 0 && recipient < 0 && of < 0)
		recipient = owner;
	if (actor < 0 && recipient >= 0 && !frame->suffers)
		actor = of;
	else if (recipient < 0)
		recipient = of;
	if (recipient < 0 && actor >= 0)
		for (size_t i = 0; i < frame->count && recipient < 0; i++) /* "Sirte offensive" */
			if (frame->arguments[i].role == ARGUMENT_MODIFIER && r->place[frame->arguments[i].token])
				recipient = frame->arguments[i].token;
	bind_if(state, SLOT_ACTOR, actor);
	if (recipient != actor)
		bind_if(state, SLOT_RECIPIENT, recipient);
}

/* "X be shot": the agent of such a passive, where the pattern has no word for it. */
static void bind_agent(const struct reading *r, struct match *state, const struct step *steps)
{
	if (!steps[state->pattern->trigger].predicate || match_filler(state, SLOT_ACTOR) >= 0 || !is_passive(r, state->trigger))
		return;
	for (size_t i = 0; i < state->pattern->step_count; i++)
		if (steps[i].slot == SLOT_ACTOR)
			return;
	int32_t agent = deep_subject(r, state->trigger, 0);
	if (agent >= 0 && slot_accepts(r, agent, SLOT_ACTOR, KIND_ACTOR))
		match_bind(state, SLOT_ACTOR, agent, true);
}

void match_fill_roles(const struct reading *r, struct match *match, const struct step *steps)
{
	if (!match->noun) {
		bind_subject_words(r, match, steps);
		bind_agent(r, match, steps);
	} else if (match->pattern->has_prep_slots) {
		bind_noun_actor(r, match, steps);
	} else {
		bind_noun_roles(r, match);
	}
}
