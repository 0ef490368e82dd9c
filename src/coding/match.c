/* match.c: the steps of a pattern over the arguments of a frame, with backtracking.
 *
 * Each step has a few candidate tokens; they are tried in order, with the state copied before each
 * (it is small), until all steps hold. Work is bounded by `budget`. */
#include "match.h"

#include "factuality.h"
#include "offers.h"
#include "select.h"

#define MATCH_BUDGET 400

struct matcher {
	struct reading *reading;
	const struct codebook *book;
	const struct pattern *pattern;
	const struct step *steps;
	size_t deepest; /* the step that failed furthest on */
	int budget;
};

static bool match_from(struct matcher *m, struct match *state, size_t at);
static bool set_has(const struct matcher *m, uint32_t set, const char *word);

static const struct frame *inner_frame(const struct match *state) { return state->frames[state->frame_count - 1]; }

bool match_has_used(const struct match *state, int32_t token)
{
	for (size_t i = 0; i < state->binding_count; i++)
		if (state->bindings[i].token == token)
			return true;
	for (size_t i = 0; i < state->word_count; i++)
		if (state->words[i] == token)
			return true;
	return false;
}

/* --- content -------------------------------------------------------------------------------- */

static bool has_adjective(const struct reading *r, uint32_t set, int32_t noun)
{
	if (set == SET_NONE)
		return true;
	FOR_CHILDREN(r, noun, c)
		if ((rel_of(r, c) == REL_amod || rel_of(r, c) == REL_compound || rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_nmod_poss ||
		     rel_of(r, c) == REL_advmod) && reading_in_set(r, set, c))
			return true;
	return false;
}

/* The member of TOKEN's group (series and conjuncts) that is in the step's words, or -1. */
static int32_t group_word(const struct reading *r, const struct step *step, int32_t token)
{
	int32_t group[8];
	size_t count = conjuncts(r, token, group, 8);
	for (size_t i = 0; i < count; i++) {
		int32_t inner = through_series(r, group[i]);
		if (reading_in_set(r, step->words, group[i]))
			return group[i];
		if (inner != group[i] && reading_in_set(r, step->words, inner))
			return inner;
	}
	return -1;
}

bool match_bind(struct match *state, uint8_t slot, int32_t token, bool whole)
{
	if (state->binding_count == MOST_BINDINGS)
		return false;
	state->bindings[state->binding_count++] = (struct binding){slot, whole, token};
	state->score += slot == SLOT_ACTOR || slot == SLOT_RECIPIENT ? 4 : 2;
	return true;
}

static void enter_clause(struct matcher *m, struct match *state, int32_t token)
{
	if (state->frame_count < MOST_INNER_FRAMES && !is_nominal(m->reading, token))
		state->frames[state->frame_count++] = frame_of(m->reading, token, false);
}

static bool add_word(struct match *state, int32_t token)
{
	if (state->word_count == MOST_MATCHED_WORDS)
		return false;
	state->words[state->word_count++] = token;
	state->score += 10;
	return true;
}

/* All words of "state of emergency" are spent when it matched. */
static void add_neighbours(const struct reading *r, struct match *state, uint32_t set, int32_t token)
{
	int32_t first, last;
	reading_item_bounds(r, set, token, &first, &last);
	for (int32_t t = first; t <= last && first < last; t++)
		if (t != token && state->word_count < MOST_MATCHED_WORDS && !reading_is(r, t, CUE_ARMED_NOUN)) { /* "insurgent attack": who acts is not spent */
			state->words[state->word_count++] = t;
			state->score += 3;
		}
}

/* Does the pattern say more behind STEP? "agree to @act with @recipient": with whom the act is done. */
static bool goes_on(const struct matcher *m, const struct step *step)
{
	size_t next = (size_t)(step - m->steps) + 1;
	return next < m->pattern->step_count && (m->steps[next].op == STEP_OBJECT || m->steps[next].op == STEP_PREP);
}

/* Put TOKEN to the step's slot or words. */
static bool take(struct matcher *m, struct match *state, const struct step *step, int32_t token)
{
	const struct reading *r = m->reading;
	int32_t word = step->words != SET_NONE ? group_word(r, step, token) : -1;
	if (word >= 0 && step->slot != SLOT_NONE) /* "house|home|@recipient": the word fills the slot, whatever its kind */
		return !match_has_used(state, token) && has_adjective(r, step->adjectives, word) && match_bind(state, step->slot, token, true);
	if (step->words != SET_NONE && step->slot == SLOT_NONE) {
		token = word;
		if (token < 0 || match_has_used(state, token) || !has_adjective(r, step->adjectives, token) || !add_word(state, token))
			return false;
		state->score += step->adjectives != SET_NONE ? 5 : 0;
		add_neighbours(r, state, step->words, token);
		enter_clause(m, state, token);
		return true;
	}
	if (!has_adjective(r, step->adjectives, token))
		return false;
	if (step->slot == SLOT_NONE)
		return true;
	if (step->kind == KIND_INSIDE && (token = actor_inside(state, r, token)) >= 0)
		return match_bind(state, step->slot, token, true);
	if (token < 0 || match_has_used(state, token) || !slot_accepts(r, token, step->slot, step->kind))
		return false;
	state->score += step->kind != KIND_ANY ? 2 : 0;
	if (step->slot == SLOT_ACT && goes_on(m, step))
		enter_clause(m, state, token);
	return match_bind(state, step->slot, token, true);
}

static bool try_candidates(struct matcher *m, struct match *state, size_t at, const struct candidates *candidates)
{
	const struct step *step = &m->steps[at];
	for (size_t i = 0; i < candidates->count && m->budget-- > 0; i++) {
		struct match copy = *state;
		if (take(m, &copy, step, candidates->tokens[i]) && match_from(m, &copy, at + 1)) {
			*state = copy;
			return true;
		}
	}
	return false;
}

/* --- candidates ----------------------------------------------------------------------------- */

/* The innermost clause first, then the words matched so far (latest first), then the outer frames. */
static void prep_candidates(struct matcher *m, const struct match *state, const struct step *step, struct candidates *candidates)
{
	if (state->frame_count > 1)
		offer_preps_of_frame(m->reading, candidates, inner_frame(state), step->preps);
	for (size_t i = state->word_count; i-- > 1;)
		offer_preps_of_word(m->reading, candidates, state->words[i], step->preps);
	for (size_t i = state->frame_count; i-- > 0;)
		offer_preps_of_frame(m->reading, candidates, state->frames[i], step->preps);
	const struct argument *inner_object = state->frame_count > 1 ? frame_argument(inner_frame(state), ARGUMENT_OBJECT, 0) : NULL;
	if (inner_object && !mention_of(m->reading, inner_object->token)) /* "threatened to cut off dialogue | with X" */
		offer_preps_of_word(m->reading, candidates, inner_object->token, step->preps);
	offer_against(m->reading, candidates, state->frames[0], step->preps);
	const struct argument *subject = frame_argument(state->frames[0], ARGUMENT_OBJECT, 0);
	/* an infinitive right behind the object, wherever the parser hung it: "urged neighbouring countries | to send" */
	int32_t mark = subject ? (int32_t)subject->token + 1 : -1;
	if (mark > 0 && mark < m->reading->count && rel_of(m->reading, mark) == REL_mark && head_of(m->reading, mark) > mark &&
	    reading_in_set(m->reading, step->preps, mark))
		offer(candidates, head_of(m->reading, mark));
	if (m->pattern->kind != PATTERN_VERB && !set_has(m, step->preps, "of") && !set_has(m, step->preps, "by"))
		for (size_t i = 0; i < state->binding_count; i++) /* "the withdrawal of troops | from Afghanistan" */
			if (state->bindings[i].slot == SLOT_ACTOR)
				offer_preps_of_word(m->reading, candidates, state->bindings[i].token, step->preps);
	const struct argument *indirect = frame_argument(state->frames[0], ARGUMENT_INDIRECT, 0);
	if (indirect) /* "warned Damascus | of retaliation" */
		offer_preps_of_word(m->reading, candidates, indirect->token, step->preps);
	if (subject && m->pattern->kind == PATTERN_VERB && m->reading->tokens[subject->token].upos != UPOS_PROPN) /* a slot's own complements: "urged X, in a call to Y" never, "a ban on X from Y" yes */
		offer_preps_of_word(m->reading, candidates, subject->token, step->preps);
	for (size_t i = state->word_count; i-- > 1 && step->slot == SLOT_RECIPIENT;)
		offer_preps_inside(m->reading, candidates, state->words[i], step->preps);
}

static bool object_words_follow(const struct matcher *m, size_t at)
{
	for (size_t i = at + 1; i < m->pattern->step_count; i++)
		if (m->steps[i].op == STEP_OBJECT)
			return m->steps[i].words != SET_NONE;
	return false;
}

/* "gave support to X" is "gave X support". */
static void offer_dative(const struct reading *r, struct candidates *candidates, const struct frame *frame)
{
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role == ARGUMENT_PREP &&
		    (reading_lemma(r, frame->arguments[i].prep, "to") || reading_lemma(r, frame->arguments[i].prep, "for")))
			offer(candidates, frame->arguments[i].token);
}

/* "gave the Pentagon permission" read as one noun: its first half may be who is given. */
static void offer_misread_dative(const struct reading *r, struct candidates *candidates, const struct frame *frame)
{
	const struct argument *object = frame_argument(frame, ARGUMENT_OBJECT, 0);
	if (!object)
		return;
	bool agent = reading_is(r, object->token, CUE_AGENT_NOUN); /* "fighter jets" */
	FOR_CHILDREN(r, object->token, c)
		if (!(agent && r->tokens[c].upos == UPOS_NOUN) && c < object->token && rel_of(r, c) == REL_compound && (mention_of(r, c) || reading_is(r, c, CUE_PERSON_NOUN)))
			offer(candidates, c);
}

/* "carried out attacks" read as "carried | out attacks" */
static void offer_misread_particle(const struct reading *r, struct candidates *candidates, const struct frame *frame, uint32_t verbs)
{
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role == ARGUMENT_PREP && frame->arguments[i].prep == frame->head + 1 &&
		    reading_has_particle(r, verbs, frame->head, frame->head + 1))
			offer(candidates, frame->arguments[i].token);
}

static void object_candidates(struct matcher *m, const struct match *state, size_t at, struct candidates *candidates)
{
	const struct frame *frame = inner_frame(state);
	const struct step *step = &m->steps[at];
	if (step->words == SET_NONE && object_words_follow(m, at)) {
		offer_role(candidates, frame, ARGUMENT_INDIRECT);
		offer_role(candidates, frame, ARGUMENT_OBJECT);
		offer_dative(m->reading, candidates, frame);
		offer_misread_dative(m->reading, candidates, frame);
		return;
	}
	offer_role(candidates, frame, ARGUMENT_OBJECT);
	offer_role(candidates, frame, ARGUMENT_INDIRECT);
	if (!frame_argument(frame, ARGUMENT_OBJECT, 0))
		offer_misread_particle(m->reading, candidates, frame, m->steps[m->pattern->trigger].words);
	if (step->words == SET_NONE && step->slot != SLOT_ACT)
		return;
	for (size_t i = 0; i < frame->count; i++) { /* predicate nouns, adverbs, clauses without a mark */
		bool clause = frame->arguments[i].role == ARGUMENT_CLAUSE && (step->slot == SLOT_ACT || frame->arguments[i].prep < 0);
		bool word = step->slot != SLOT_ACT && step->words != SET_NONE; /* not "announces he is backing X", not "kills six, resulting in" */
		clause = clause && !(word && (rel_of(m->reading, frame->arguments[i].token) == REL_advcl || child_with(m->reading, frame->arguments[i].token, REL_nsubj) >= 0));
		if (clause || (frame->arguments[i].role == ARGUMENT_BARE && step->slot != SLOT_ACT))
			offer(candidates, frame->arguments[i].token);
	}
}

/* --- steps ---------------------------------------------------------------------------------- */

static int32_t subject_for(const struct matcher *m, const struct match *state)
{
	const struct frame *frame = inner_frame(state);
	bool surface = state->frame_count == 1 && m->steps[m->pattern->trigger].predicate;
	if (surface)
		return frame->surface_subject;
	const struct argument *subject = frame_argument(frame, ARGUMENT_SUBJECT, 0);
	return subject ? subject->token : -1;
}

static bool match_subject(struct matcher *m, struct match *state, size_t at)
{
	const struct step *step = &m->steps[at];
	int32_t subject = subject_for(m, state);
	if (subject < 0) {
		if (step->required)
			return false;
		bool may_miss = (inner_frame(state)->passive && !m->steps[m->pattern->trigger].predicate) || inner_frame(state)->subjectless;
		return step->words == SET_NONE && (may_miss || step->optional) && match_from(m, state, at + 1);
	}
	struct candidates one = {{subject}, 1};
	if (try_candidates(m, state, at, &one))
		return true;
	return step->optional && match_from(m, state, at + 1);
}

static bool match_trigger(struct matcher *m, struct match *state, size_t at)
{
	const struct step *step = &m->steps[at];
	const struct reading *r = m->reading;
	if (at == m->pattern->trigger) {
		int32_t head = state->frames[0]->head;
		if (!has_adjective(r, step->adjectives, head) || (step->preps != SET_NONE && case_in_set(r, head, step->preps) < 0))
			return false;
		return match_from(m, state, at + 1);
	}
	int32_t inner = inner_frame(state)->head;
	int32_t auxiliary = child_with(r, inner, REL_aux);
	if (step->preps != SET_NONE && case_in_set(r, inner, step->preps) < 0)
		return false;
	if (step->predicate && child_with(r, inner, REL_cop) < 0 && !reading_lemma(r, auxiliary, "be")) /* "X is to blame", not "X blames" */
		return false;
	return reading_in_set(r, step->words, inner) && add_word(state, inner) && match_from(m, state, at + 1);
}

static bool match_noun_slot(struct matcher *m, struct match *state, size_t at);

static bool set_has(const struct matcher *m, uint32_t set, const char *word)
{
	uint32_t id = codebook_word(m->book, str_of(word));
	for (size_t i = 0; id != WORD_NONE && i < m->book->sets[set].count; i++)
		if (m->book->sets[set].items[i].head == id)
			return true;
	return false;
}

/* "defended its decision": the owner is who acts, not somebody acted upon. */
static bool is_own(const struct matcher *m, const struct match *state, int32_t owner)
{
	int32_t actor = match_filler(state, SLOT_ACTOR);
	return owner >= 0 && actor >= 0 && stands_for(m->reading, owner, actor);
}

/* "Chinese ships entered the waters of @recipient": China is not who owns the waters. */
static bool is_subject_word(const struct match *state, int32_t word)
{
	const struct argument *subject = state->frames[0] ? frame_argument(state->frames[0], ARGUMENT_SUBJECT, 0) : NULL;
	return subject && subject->token == word;
}

/* "accept the proposal of X" is "accept X's proposal" and "accept the Russian proposal". */
static void offer_owners(const struct matcher *m, const struct match *state, const struct step *step, struct candidates *candidates)
{
	bool of = set_has(m, step->preps, "of") || set_has(m, step->preps, "by"), from = set_has(m, step->preps, "from");
	const struct reading *r = m->reading;
	if (step->slot == SLOT_NONE || (!of && !from))
		return;
	size_t trigger = m->steps[m->pattern->trigger].predicate ? 0 : 1; /* "X's leader NAME" is leader of X */
	for (size_t i = state->word_count; i-- > trigger;) {
		int32_t word = state->words[i], owner = owner_of_noun(r, word);
		bool fits = is_nominal(r, word) && !reading_is(r, word, CUE_DOMESTIC_NOUN) && (of || reading_is(r, word, CUE_DEMAND_NOUN) || reading_is(r, word, CUE_STATEMENT_NOUN));
		if (fits && !is_own(m, state, owner) && !is_subject_word(state, word))
			offer(candidates, owner);
	}
}

static bool match_prep(struct matcher *m, struct match *state, size_t at)
{
	const struct step *step = &m->steps[at];
	struct candidates candidates = {.count = 0};
	if (m->pattern->kind == PATTERN_NOUN && step->slot == SLOT_RECIPIENT && state->frames[0]->suffers)
		offer_role(&candidates, state->frames[0], ARGUMENT_OBJECT); /* "25 people died in an attack in Homs" */
	prep_candidates(m, state, step, &candidates);
	offer_owners(m, state, step, &candidates);
	if (try_candidates(m, state, at, &candidates))
		return true;
	if (m->pattern->kind != PATTERN_VERB && (step->slot == SLOT_ACTOR || step->slot == SLOT_RECIPIENT))
		return match_noun_slot(m, state, at);
	return step->optional && match_from(m, state, at + 1);
}

static bool asks_for_actor(const struct matcher *m)
{
	for (size_t i = 0; i < m->pattern->step_count; i++)
		if (m->steps[i].slot == SLOT_ACTOR)
			return true;
	return false;
}

/* The possessor of "his execution", where nobody else is said to undergo it; -1. */
static int32_t undergoing_owner(const struct reading *r, const struct frame *frame)
{
	const struct argument *owner = frame_argument(frame, ARGUMENT_OWNER, 0);
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role == ARGUMENT_OBJECT || (frame->arguments[i].role == ARGUMENT_PREP && !reading_lemma(r, frame->arguments[i].prep, "by") &&
		                                                   !r->timex[frame->arguments[i].token] && !r->place[frame->arguments[i].token]))
			return -1;
	return owner && r->tokens[owner->token].upos == UPOS_PRON && match_undergoes(r, frame, owner->token) ? owner->token : -1;
}

/* A noun pattern's "by @actor" is also its possessor, nationality or light verb's subject; and a role that is not said is no
 * obstacle. In a pattern without an actor the possessor is done to: "Navalny's arrest". */
static bool match_noun_slot(struct matcher *m, struct match *state, size_t at)
{
	const struct step *step = &m->steps[at];
	const struct frame *frame = state->frames[0];
	struct candidates candidates = {.count = 0};
	bool owner = set_has(m, step->preps, "by") || set_has(m, step->preps, "from") || set_has(m, step->preps, "between") ||
	             set_has(m, step->preps, "of");
	int32_t undergoing = undergoing_owner(m->reading, frame);
	if (step->slot == SLOT_ACTOR && owner) {
		offer_role(&candidates, frame, ARGUMENT_SUBJECT);
		if (undergoing < 0)
			offer_role(&candidates, frame, ARGUMENT_OWNER);
	} else if (step->slot == SLOT_RECIPIENT) {
		offer_role(&candidates, frame, ARGUMENT_OBJECT);
		if (owner && !asks_for_actor(m))
			offer_role(&candidates, frame, ARGUMENT_OWNER);
		else if (undergoing >= 0 && owner)
			offer(&candidates, undergoing);
	}
	return try_candidates(m, state, at, &candidates) || (!m->steps[at].required && match_from(m, state, at + 1));
}

static bool match_object(struct matcher *m, struct match *state, size_t at)
{
	struct candidates candidates = {.count = 0};
	object_candidates(m, state, at, &candidates);
	if (try_candidates(m, state, at, &candidates))
		return true;
	return m->steps[at].optional && match_from(m, state, at + 1);
}

static bool match_particle(struct matcher *m, struct match *state, size_t at)
{
	const struct step *step = &m->steps[at];
	const struct frame *frame = inner_frame(state);
	const struct reading *r = m->reading;
	bool found = frame->head + 1 < r->count && reading_in_set(r, step->preps, frame->head + 1);
	for (size_t i = 0; i < frame->count && !found; i++)
		found = reading_in_set(r, step->preps, frame->arguments[i].token) || is_in_preps(r, step->preps, frame->arguments[i].prep);
	if (!found && !step->optional)
		return false;
	state->score += found ? 3 : 0;
	return match_from(m, state, at + 1);
}

/* What somebody says, or what a noun says: "its demand that Britain apologise". */
static bool is_content_clause(const struct reading *r, int32_t clause)
{
	return rel_of(r, clause) == REL_ccomp || (rel_of(r, clause) == REL_acl && has_case(r, clause, "that"));
}

static bool match_clause(struct matcher *m, struct match *state, size_t at)
{
	const struct step *step = &m->steps[at];
	const struct frame *frame = inner_frame(state);
	const struct reading *r = m->reading;
	bool gerund = step->op == STEP_GERUND;
	for (size_t i = 0; i < frame->count && m->budget-- > 0; i++) {
		int32_t token = frame->arguments[i].token;
		bool fits = gerund ? r->tokens[token].xpos == XPOS_VBG && frame->arguments[i].role != ARGUMENT_SUBJECT
		                   : frame->arguments[i].role == ARGUMENT_CLAUSE && is_content_clause(r, token);
		struct match copy = *state;
		if (!fits || (step->words != SET_NONE || step->slot != SLOT_NONE ? !take(m, &copy, step, token) : false))
			continue;
		if (!gerund && step->slot == SLOT_NONE && copy.frame_count < MOST_INNER_FRAMES)
			copy.frames[copy.frame_count++] = frame_of(m->reading, token, false);
		copy.score += 3;
		if (match_from(m, &copy, at + 1)) {
			*state = copy;
			return true;
		}
	}
	return step->optional && match_from(m, state, at + 1);
}

/* "X and Y": the group bound last is split; its first member stays, the others fill this slot. */
static bool match_and(struct matcher *m, struct match *state, size_t at)
{
	const struct step *step = &m->steps[at];
	if (state->binding_count == 0 || step->slot == SLOT_NONE)
		return step->optional && match_from(m, state, at + 1);
	struct binding *last = &state->bindings[state->binding_count - 1];
	int32_t group[8];
	size_t count = conjuncts(m->reading, last->token, group, 8);
	if (count < 2)
		return step->optional && match_from(m, state, at + 1);
	last->whole = false;
	for (size_t i = 1; i < count; i++)
		if (!slot_accepts(m->reading, group[i], step->slot, step->kind) || !match_bind(state, step->slot, group[i], false))
			return false;
	return match_from(m, state, at + 1);
}

static bool is_forbidden(const struct matcher *m, uint32_t set, const struct argument *argument)
{
	const struct reading *r = m->reading;
	if (is_in_preps(r, set, argument->prep))
		return true;
	int32_t group[8];
	size_t count = conjuncts(r, argument->token, group, 8);
	for (size_t i = 0; i < count; i++)
		if (reading_in_set(r, set, group[i]))
			return true;
	return false;
}

static bool match_not(struct matcher *m, struct match *state, size_t at)
{
	const struct frame *frame = state->frames[0];
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role != ARGUMENT_SUBJECT && is_forbidden(m, m->steps[at].words, &frame->arguments[i]))
			return false;
	int32_t head = frame->head, governor = head_of(m->reading, head);
	if (governor >= 0 && rel_of(m->reading, head) == REL_advcl && reading_in_set(m->reading, m->steps[at].words, governor))
		return false; /* "the plane crashed, killing seven" */
	return match_from(m, state, at + 1);
}

static bool match_from(struct matcher *m, struct match *state, size_t at)
{
	if (at > m->deepest)
		m->deepest = at;
	if (at == m->pattern->step_count)
		return true;
	if (m->budget-- <= 0)
		return false;
	switch ((enum step_op)m->steps[at].op) {
	case STEP_SUBJECT: return match_subject(m, state, at);
	case STEP_TRIGGER: return match_trigger(m, state, at);
	case STEP_OBJECT: return match_object(m, state, at);
	case STEP_PREP: return match_prep(m, state, at);
	case STEP_PARTICLE: return match_particle(m, state, at);
	case STEP_THAT: case STEP_GERUND: return match_clause(m, state, at);
	case STEP_AND: return match_and(m, state, at);
	case STEP_NOT: return match_not(m, state, at);
	}
	return false;
}

/* --- the pattern ------------------------------------------------------------------------------ */

/* "kicked off the tour" is no kicking: a verb's particle must be the pattern's, too. */
static bool has_strange_particle(const struct reading *r, const struct pattern *pattern, const struct step *steps, int32_t verb)
{
	FOR_CHILDREN(r, verb, c) {
		if (rel_of(r, c) != REL_compound_prt || reading_has_particle(r, steps[pattern->trigger].words, verb, c))
			continue;
		bool wanted = false;
		for (size_t i = 0; i < pattern->step_count; i++)
			wanted = wanted || (steps[i].preps != SET_NONE && reading_in_set(r, steps[i].preps, c)) ||
			         (steps[i].op == STEP_OBJECT && steps[i].words != SET_NONE && reading_in_set(r, steps[i].words, c));
		if (!wanted)
			return true;
	}
	return false;
}

static bool trigger_fits(const struct reading *r, const struct pattern *pattern, const struct step *trigger, int32_t t)
{
	if (pattern->kind != PATTERN_VERB)
		return can_be_noun(r, t);
	bool copula = child_with(r, t, REL_cop) >= 0;
	/* "the internationally recognized government": a participle used as an adjective tells no event unless it says more;
	 * "the Iran-backed militia" tells how things stand, and nothing that happened */
	bool is_tie = r->book->types[r->book->entries[pattern->entry].type].is_relation;
	if (hyphen_agent(r, t) >= 0) {
		if (!is_tie)
			return false;
	} else if (rel_of(r, t) == REL_amod && r->tokens[t].upos == UPOS_VERB && child_with(r, t, REL_obj) < 0 && child_with(r, t, REL_obl) < 0 &&
	    child_with(r, t, REL_obl_agent) < 0)
		return false;
	if (trigger->predicate)
		return copula || r->tokens[t].upos == UPOS_ADJ || is_passive(r, t) ||
		       (is_nominal(r, t) && (rel_of(r, t) == REL_xcomp || (is_tie && (rel_of(r, t) == REL_appos || name_beside(r, t) >= 0))));
	return !copula && r->tokens[t].upos != UPOS_ADJ;
}

static bool stands_in_sentence(const struct reading *r, uint32_t set, int32_t trigger)
{
	for (int32_t t = 0; t < r->count; t++)
		if (t != trigger && reading_in_set(r, set, t))
			return true;
	return false;
}

static bool surroundings_fit(const struct reading *r, const struct surroundings *surroundings, int32_t trigger)
{
	if (surroundings->wanted != SET_NONE && !stands_in_sentence(r, surroundings->wanted, trigger))
		return false;
	return surroundings->unwanted == SET_NONE || !stands_in_sentence(r, surroundings->unwanted, -1); /* "campaign rally" may be the trigger */
}

static bool says_a_role(const struct matcher *m, const struct match *state)
{
	if (match_filler(state, SLOT_ACTOR) >= 0 || match_filler(state, SLOT_RECIPIENT) >= 0)
		return true;
	if (m->pattern->kind != PATTERN_VERB)
		return false;
	for (size_t i = 0; i < m->pattern->step_count; i++)
		if (!m->steps[i].optional && (m->steps[i].slot == SLOT_ACTOR || m->steps[i].slot == SLOT_RECIPIENT))
			return false;
	return true;
}

bool match_pattern(struct reading *r, const struct pattern *pattern, int32_t token, struct match *match, size_t *failed_step)
{
	const struct codebook *book = r->book;
	struct matcher m = {r, book, pattern, book->steps + pattern->first_step, 0, MATCH_BUDGET};
	const struct step *trigger = &m.steps[pattern->trigger];
	bool noun = pattern->kind != PATTERN_VERB;
	if (failed_step)
		*failed_step = pattern->trigger;
	if (!trigger_fits(r, pattern, trigger, token) || !reading_in_set(r, trigger->words, token) ||
	    (trigger->negated && !is_negated(r, token)) || (!noun && has_strange_particle(r, pattern, m.steps, token)))
		return false;
	const struct frame *frame = frame_of(r, token, noun);
	*match = (struct match){.pattern = pattern, .trigger = token, .noun = noun, .frames = {frame}, .frame_count = 1,
	                        .words = {token}, .word_count = 1, .light = noun && pattern->kind == PATTERN_NOUN ? frame->light : -1};
	match->score = book->entries[pattern->entry].priority * 1000 + (trigger->adjectives != SET_NONE ? 5 : 0);
	add_neighbours(r, match, trigger->words, token);
	if (!match_from(&m, match, 0)) {
		if (failed_step)
			*failed_step = m.deepest;
		return false;
	}
	/* the whole sentence is looked through last: few patterns get so far */
	bool surrounded = surroundings_fit(r, &book->entries[pattern->entry].surroundings, token) && surroundings_fit(r, &pattern->surroundings, token);
	if (surrounded)
		match_fill_roles(r, match, m.steps);
	if (surrounded && says_a_role(&m, match))
		return true;
	if (failed_step)
		*failed_step = surrounded ? pattern->step_count : MISSED_SURROUNDINGS;
	return false;
}
