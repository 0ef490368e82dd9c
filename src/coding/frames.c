/* frames.c: frames of verbs and predicates. */
#include "company.h"
#include "frames.h"

static bool is_harm(const struct reading *r, int32_t v)
{
	return reading_is(r, v, CUE_KILL_VERB) || reading_is(r, v, CUE_WOUND_VERB);
}

/* --- voice ---------------------------------------------------------------------------------- */

static bool has_own_aux(const struct reading *r, int32_t v)
{
	return child_with(r, v, REL_aux) >= 0 || child_with(r, v, REL_aux_pass) >= 0 || child_with(r, v, REL_cop) >= 0;
}

/* "killing between 20 and 30 soldiers", "wounding more than 100": parsers take a bounded number for an oblique. */
static int32_t numeric_object(const struct reading *r, int32_t v)
{
	FOR_CHILDREN(r, v, c)
		if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_obl_unmarked) && (int32_t)r->tokens[c].left == v + 1 && !r->timex[c] &&
		    !reading_is(r, c, CUE_TIME_NOUN) && (r->tokens[c].upos == UPOS_NUM || child_with(r, c, REL_nummod) >= 0) &&
		    (case_of(r, c) < 0 || has_case(r, c, "between") || has_case(r, c, "up") || has_case(r, c, "over") || has_case(r, c, "about") ||
		     has_case(r, c, "around")))
			return c;
	return -1;
}

static int32_t own_object(const struct reading *r, int32_t v)
{
	int32_t object = child_with(r, v, REL_obj);
	bool passive = child_with(r, v, REL_aux_pass) >= 0 || child_with(r, v, REL_nsubj_pass) >= 0; /* "are arrested, six for" */
	return object >= 0 || passive ? object : numeric_object(r, v);
}

/* "said it was willing to": parsers read "it" as standing for nothing. */
static int32_t willing_subject(const struct reading *r, int32_t v)
{
	int32_t it = child_with(r, v, REL_expl);
	if (it < 0 || r->tokens[v].upos != UPOS_ADJ || child_with(r, v, REL_csubj) < v ||
	    !(reading_is(r, v, CUE_ATTITUDE_ADJECTIVE) || reading_is(r, v, CUE_RAISING_ADJECTIVE)))
		return -1;
	int32_t says = rel_of(r, v) == REL_ccomp ? head_of(r, v) : -1, speaker = reading_is(r, says, CUE_SPEECH_VERB) ? child_with(r, says, REL_nsubj) : -1;
	const struct mention *mention = mention_of(r, it);
	bool resolved = mention && (mention->antecedent != NO_INDEX || mention->entity != UINT32_MAX);
	return speaker >= 0 && !resolved ? speaker : it;
}

static int32_t own_subject(const struct reading *r, int32_t v)
{
	if (willing_subject(r, v) >= 0)
		return willing_subject(r, v);
	int32_t subject = -1; /* of two ("A Garden Grove, California, man") the nearer */
	FOR_CHILDREN(r, v, c)
		if ((rel_of(r, c) == REL_nsubj || rel_of(r, c) == REL_nsubj_pass || rel_of(r, c) == REL_csubj || rel_of(r, c) == REL_csubj_pass) &&
		    (subject < 0 || (c < v && r->tokens[c].upos == UPOS_NOUN && r->tokens[r->tokens[c].left].xpos != XPOS_COMMA && (int32_t)r->tokens[c].left > 0 &&
		                     r->tokens[r->tokens[c].left - 1].xpos == XPOS_COMMA)))
			subject = c;
	return subject;
}

/* "Two people | injured in a drone attack": a headline's participle, since harming takes an object. */
static bool is_bare_harm(const struct reading *r, int32_t v)
{
	bool harm = reading_is(r, v, CUE_WOUND_VERB) || reading_is(r, v, CUE_KILL_VERB) || reading_is(r, v, CUE_ABDUCT_VERB);
	if (!harm || (rel_of(r, v) != REL_root && rel_of(r, v) != REL_parataxis && rel_of(r, v) != REL_conj))
		return false;
	FOR_CHILDREN(r, v, c)
		if (c > v && (rel_of(r, c) == REL_obj || rel_of(r, c) == REL_obl_unmarked || rel_of(r, c) == REL_xcomp || rel_of(r, c) == REL_ccomp || rel_of(r, c) == REL_compound_prt))
			return false;
	int32_t subject = own_subject(r, v);
	bool people = mention_of(r, subject) ? mention_of(r, subject)->animate : r->tokens[subject].upos == UPOS_NUM;
	people = people || reading_is(r, subject, CUE_ARMED_NOUN) || (r->tokens[subject].xpos == XPOS_NNS && child_with(r, subject, REL_nummod) >= 0);
	return people && v + 1 < r->count && r->tokens[v + 1].upos == UPOS_ADP;
}

static bool is_passive_bounded(const struct reading *r, int32_t v, int depth)
{
	FOR_CHILDREN(r, v, c) {
		unsigned rel = rel_of(r, c);
		if (rel == REL_aux_pass || rel == REL_nsubj_pass || rel == REL_csubj_pass)
			return true;
		if (rel == REL_obl_agent && own_subject(r, v) < 0) /* not "stood by X" */
			return true;
	}
	if (r->tokens[v].upos != UPOS_VERB || !is_participle(r, v, true) || has_own_aux(r, v))
		return false;
	if (own_subject(r, v) >= 0) /* "... and two others injured" */
		return is_bare_harm(r, v) || (rel_of(r, v) == REL_conj && r->tokens[v].xpos == XPOS_VBN && own_object(r, v) < 0 && child_with(r, v, REL_ccomp) < 0);
	switch (rel_of(r, v)) {
	case REL_acl: case REL_amod: case REL_advcl:
		return true; /* a past participle without subject or auxiliary */
	case REL_xcomp:
		return r->tokens[v].xpos == XPOS_VBN && !has_case(r, v, "to");
	case REL_conj: /* "was attacked and destroyed"; "attacked X and destroyed Y" has finite verbs */
		return r->tokens[v].xpos != XPOS_VBD && depth < MOST_CONTROL_DEPTH && head_of(r, v) >= 0 &&
		       is_passive_bounded(r, head_of(r, v), depth + 1);
	default:
		return false;
	}
}

bool is_passive(const struct reading *r, int32_t v) { return is_passive_bounded(r, v, 0); }

/* --- subjects ------------------------------------------------------------------------------- */

static bool is_object_mark(const struct reading *r, int32_t clause)
{
	return has_case(r, clause, "of") || has_case(r, clause, "against") || has_case(r, clause, "from") || has_case(r, clause, "for") || has_case(r, clause, "into");
}

/* "urged X to stop", "sent troops to fight": the governor's object is the clause's subject. */
static int32_t controller(const struct reading *r, int32_t governor, bool object_control, int depth)
{
	int32_t object = own_object(r, governor);
	int32_t indirect = child_with(r, governor, REL_iobj);
	if (indirect >= 0)
		object = indirect;
	if (object < 0 && object_control && rel_of(r, governor) == REL_acl_relcl && reading_is(r, governor, CUE_ACCUSE_VERB)) /* "people it accuses of" */
		object = deep_object(r, governor, depth);
	if (object >= 0 && object_control && !is_passive(r, governor) && !reading_is(r, governor, CUE_SUBJECT_CONTROL))
		return resolve_relative(r, object);
	return surface_subject(r, governor, depth);
}

/* "call on X to stop", "appealed to X to stop" */
static int32_t oblique_controller(const struct reading *r, int32_t governor, int32_t clause)
{
	if (!reading_is(r, governor, CUE_DEMAND_VERB))
		return -1;
	FOR_CHILDREN(r, governor, c)
		if (rel_of(r, c) == REL_obl && c < clause && (has_case(r, c, "on") || has_case(r, c, "upon") || has_case(r, c, "to") || has_case(r, c, "for")))
			return c;
	return -1;
}

static int32_t adverbial_subject(const struct reading *r, int32_t v, int32_t governor, int depth)
{
	if (is_object_mark(r, v))
		return controller(r, governor, true, depth);
	if (has_case(r, v, "to")) {
		int32_t object = own_object(r, governor); /* "condemns the decision by X | to leave": X leaves */
		if (object >= 0 && r->tokens[object].right + 1 == r->tokens[v].left && owner_of_noun(r, object) >= 0 &&
		    (reading_is(r, object, CUE_PLAN_NOUN) || reading_is(r, object, CUE_DEMAND_NOUN)))
			return owner_of_noun(r, object);
		int32_t called = oblique_controller(r, governor, v);
		if (called >= 0)
			return called;
		return controller(r, governor, reading_is(r, governor, CUE_OBJECT_CONTROL) || reading_is(r, governor, CUE_DEMAND_VERB), depth);
	}
	int32_t said = child_with(r, governor, REL_ccomp);
	if (said >= 0 && said < governor && v > governor && !reading_is(r, v, CUE_SPEECH_VERB)) /* "..., she said, adding that" */ /* "X seized Y, officials said, killing ten": X killed */
		return surface_subject(r, said, depth);
	int32_t subject = surface_subject(r, governor, depth);
	if (!is_passive(r, governor) || v < governor || case_of(r, v) >= 0)
		return subject;
	int32_t agent = deep_subject(r, governor, depth); /* "was hit by a missile, killing two", "a case brought by X seeking": not what was hit or brought */
	bool thing = agent >= 0 && mention_of(r, agent) && !mention_of(r, subject);
	return is_harm(r, v) || thing ? agent : subject;
}

int32_t accused_of(const struct reading *r, int32_t phrase, int depth)
{
	int32_t verb = accusing_verb(r, phrase);
	if (verb < 0)
		return -1;
	return reading_is(r, verb, CUE_ACCUSE_VERB) ? deep_object(r, verb, depth) : surface_subject(r, verb, depth);
}

static bool is_nonfinite(const struct reading *r, int32_t v)
{
	unsigned xpos = r->tokens[v].xpos;
	return xpos == XPOS_VBG || xpos == XPOS_VBN || has_case(r, v, "to");
}

/* "a decision by X to send": who owns the noun, else who acts in the verb that it is the object of. */
static int32_t noun_clause_subject(const struct reading *r, int32_t noun, int depth)
{
	const struct mention *mention = mention_of(r, noun);
	bool renamed = rel_of(r, noun) == REL_xcomp && head_of(r, noun) >= 0 && !has_case(r, noun, "to"); /* "becomes the second country to" */
	bool party = reading_is(r, noun, CUE_PERSON_NOUN) || reading_is(r, noun, CUE_BODY_NOUN) || (mention && mention->can_act) ||
	             (renamed && reading_is(r, noun, CUE_SETTLEMENT_NOUN));
	if (party)
		return renamed || child_with(r, noun, REL_cop) >= 0 ? surface_subject(r, noun, depth) : noun;
	int32_t owner = owner_of_noun(r, noun);
	if (owner >= 0)
		return owner;
	if (child_with(r, noun, REL_cop) >= 0) /* "was the first to attack" */
		return surface_subject(r, noun, depth);
	for (int steps = 0; steps < 3 && rel_of(r, noun) == REL_nmod && has_case(r, noun, "of") && !mention_of(r, head_of(r, noun)); steps++)
		noun = head_of(r, noun); /* "votes in favour of a law | to tighten" */
	int32_t verb = head_of(r, noun);
	if (verb < 0 || (rel_of(r, noun) != REL_obj && rel_of(r, noun) != REL_obl) || !is_predicate(r, verb))
		return -1;
	if (!is_passive(r, verb)) /* "condemns the decision | by X to leave": an active verb has no agent */
		FOR_CHILDREN(r, verb, c)
			if ((rel_of(r, c) == REL_obl || rel_of(r, c) == REL_obl_agent) && (int32_t)r->tokens[c].left == noun + 1 && has_case(r, c, "by"))
				return c;
	return reading_is(r, verb, CUE_FOIL_VERB) ? -1 : deep_subject(r, verb, depth);
}

/* "march in the city of X calling for": it is not the city that calls; GOVERNOR where it may do what V says. */
static int32_t marcher_in(const struct reading *r, int32_t v, int32_t governor, int depth)
{
	int32_t verb = head_of(r, governor);
	bool place = r->place[governor] || reading_is(r, governor, CUE_SETTLEMENT_NOUN), in = has_case(r, governor, "in") || has_case(r, governor, "through") || has_case(r, governor, "across");
	bool told = reading_is(r, v, CUE_DEMAND_VERB) || reading_is(r, v, CUE_EXPRESSIVE_VERB) || reading_is(r, v, CUE_ACCUSE_VERB) || reading_is(r, v, CUE_SPEECH_VERB);
	bool borrowed = place && in && told && r->tokens[v].xpos == XPOS_VBG && rel_of(r, governor) == REL_obl && verb >= 0 && is_predicate(r, verb);
	return borrowed ? deep_subject(r, verb, depth) : governor;
}

static int32_t borrowed_subject(const struct reading *r, int32_t v, int depth)
{
	int32_t governor = head_of(r, v);
	if (governor < 0)
		return -1;
	switch (rel_of(r, v)) {
	case REL_conj:
		return is_predicate(r, governor) || is_clause_relation(rel_of(r, governor)) ? surface_subject(r, governor, depth) : -1;
	case REL_xcomp: {
		int32_t called = oblique_controller(r, governor, v);
		return called >= 0 ? called : controller(r, governor, true, depth);
	}
	case REL_advcl:
		return is_nonfinite(r, v) ? adverbial_subject(r, v, governor, depth) : -1;
	case REL_csubj:
		return willing_subject(r, governor);
	case REL_ccomp:
		return is_nonfinite(r, v) ? surface_subject(r, governor, depth) : -1;
	case REL_acl:
		if (has_case(r, v, "to") && child_with(r, v, REL_aux_pass) >= 0 && is_nominal(r, governor) && !is_predicate(r, governor))
			return governor; /* "talks to be held" */
		if (has_case(r, v, "to") || case_of(r, v) >= 0) {
			if (accusing_verb(r, v) >= 0)
				return accused_of(r, v, depth);
			if (is_predicate(r, governor) && r->tokens[governor].upos == UPOS_VERB)
				return controller(r, governor, true, depth);
			return noun_clause_subject(r, governor, depth);
		}
		return marcher_in(r, v, governor, depth);
	case REL_acl_relcl: case REL_amod:
		return governor;
	case REL_appos: /* "Iran, an ally of Syria, ..." */
		return is_nominal(r, v) && is_nominal(r, governor) ? governor : -1;
	default:
		return -1;
	}
}

int32_t surface_subject(const struct reading *r, int32_t v, int depth)
{
	if (v < 0 || depth > MOST_CONTROL_DEPTH)
		return -1;
	int32_t own = own_subject(r, v);
	if (own >= 0)
		return resolve_relative(r, own);
	/* "the village they want to seize" has its subject in the clause; "forces that seized" has it as pronoun */
	if (rel_of(r, v) == REL_acl_relcl && !is_predicate(r, v))
		return -1;
	return borrowed_subject(r, v, depth + 1);
}

/* Names and nationalities keep their capital in the lemma: "Saudi". */
static bool has_capital_lemma(const struct reading *r, int32_t t)
{
	struct str lemma = r->tokens[t].lemma;
	return lemma.length > 1 && ascii_is_upper((unsigned char)lemma.data[0]);
}

/* "the Iran-backed militia", "the rebel-held town": whoever is joined to the participle by a hyphen does it. */
int32_t hyphen_agent(const struct reading *r, int32_t v)
{
	if (v < 2 || rel_of(r, v) != REL_amod || !is_participle(r, v, true) || r->tokens[v - 1].xpos != XPOS_HYPH)
		return -1;
	if (mention_of(r, v - 2))
		return v - 2;
	const int32_t hosts[] = {v, head_of(r, v)}; /* parsers hang it on either */
	for (size_t i = 0; i < 2; i++)
		FOR_CHILDREN(r, hosts[i], c)
			if (c <= v - 2 && (int32_t)r->tokens[c].right >= v - 2 && (int32_t)r->tokens[c].right < v &&
			    (mention_of(r, c) || r->tokens[c].upos == UPOS_PROPN || has_capital_lemma(r, c) ||
			     reading_is(r, c, CUE_PERSON_NOUN) || reading_is(r, c, CUE_BODY_NOUN)))
				return c;
	return -1;
}

/* Agents of "was attacked and destroyed by X", "A is killed and B are injured by X" stand at either end. */
static int32_t shared_agent(const struct reading *r, int32_t v)
{
	int32_t agent = passive_agent(r, v);
	if (agent < 0)
		agent = hyphen_agent(r, v);
	if (agent >= 0)
		return agent;
	if (rel_of(r, v) == REL_conj && head_of(r, v) >= 0 && !has_own_aux(r, v))
		return passive_agent(r, head_of(r, v));
	FOR_CHILDREN(r, v, c)
		if (rel_of(r, c) == REL_conj && is_passive(r, c) && passive_agent(r, c) >= 0 &&
		    ((own_subject(r, c) < 0 && !has_own_aux(r, c)) || (is_harm(r, v) && is_harm(r, c))))
			return passive_agent(r, c);
	return -1;
}

int32_t deep_subject(const struct reading *r, int32_t v, int depth)
{
	return is_passive(r, v) ? shared_agent(r, v) : surface_subject(r, v, depth);
}

/* --- objects -------------------------------------------------------------------------------- */

static bool has_relative_pronoun(const struct reading *r, int32_t clause)
{
	FOR_CHILDREN(r, clause, c) {
		if (resolve_relative(r, c) != c)
			return true;
		FOR_CHILDREN(r, c, inner)
			if (resolve_relative(r, inner) != inner)
				return true;
	}
	return false;
}

/* "the town (that) the rebels wanted to seize": the noun fills the gap of the innermost verb. */
static int32_t relative_gap(const struct reading *r, int32_t v)
{
	int32_t clause = v;
	if (child_with(r, v, REL_xcomp) >= 0 || child_with(r, v, REL_ccomp) >= 0)
		return -1;
	for (int depth = 0; depth < MOST_CONTROL_DEPTH && rel_of(r, clause) == REL_xcomp && head_of(r, clause) >= 0; depth++)
		clause = head_of(r, clause);
	if (rel_of(r, clause) != REL_acl_relcl || own_subject(r, clause) < 0 || has_relative_pronoun(r, clause))
		return -1;
	FOR_CHILDREN(r, v, c) /* "the town they fought for" */
		if (r->tokens[c].upos == UPOS_ADP && rel_of(r, c) != REL_compound_prt)
			return -1;
	return head_of(r, clause);
}

/* "attacked and seized the town": adjacent verbs share the object that follows both. */
static int32_t shared_object(const struct reading *r, int32_t v)
{
	FOR_CHILDREN(r, v, c)
		if (rel_of(r, c) == REL_conj && r->tokens[c].upos == UPOS_VERB && own_subject(r, c) < 0 && (int32_t)r->tokens[c].left <= v + 2 &&
		    c <= v + 3 && !is_passive(r, c) && own_object(r, c) >= 0)
			return own_object(r, c);
	if (rel_of(r, v) == REL_conj && head_of(r, v) >= 0 && own_subject(r, v) < 0) {
		int32_t object = own_object(r, head_of(r, v));
		if (object > v && !is_passive(r, v))
			return object;
	}
	return -1;
}

int32_t deep_object(const struct reading *r, int32_t v, int depth)
{
	int32_t object = own_object(r, v);
	if (object >= 0)
		return resolve_relative(r, object);
	if (is_passive(r, v))
		return surface_subject(r, v, depth);
	object = relative_gap(r, v);
	return object >= 0 ? object : shared_object(r, v);
}

/* --- the frame ------------------------------------------------------------------------------ */

void frame_add(struct frame *frame, enum argument_role role, int32_t token, int32_t prep, int32_t host)
{
	if (token < 0 || token == frame->head || frame->count == MOST_ARGUMENTS)
		return;
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].token == token && frame->arguments[i].role == (uint8_t)role)
			return;
	frame->arguments[frame->count++] = (struct argument){(uint8_t)role, token, prep, host};
}

const struct argument *frame_argument(const struct frame *frame, enum argument_role role, size_t from)
{
	for (size_t i = from; i < frame->count; i++)
		if (frame->arguments[i].role == (uint8_t)role)
			return &frame->arguments[i];
	return NULL;
}

static void add_prepositional(const struct reading *r, struct frame *frame, int32_t token, int32_t host)
{
	int32_t prep = case_of(r, token), with;
	bool undergone = frame->passive || frame->suffers || is_harm(r, frame->head) || reading_is(r, frame->head, CUE_DIE_VERB);
	if (undergone && is_company(r, token, &with)) /* no opponent: add_included has them */
		return;
	frame_add(frame, prep >= 0 ? ARGUMENT_PREP : ARGUMENT_BARE, resolve_relative(r, token), prep, host);
}

/* What hangs on HOST itself, apart from subject and object. */
void frame_add_dependants(const struct reading *r, struct frame *frame, int32_t host)
{
	FOR_CHILDREN(r, host, c)
		switch (rel_of(r, c)) {
		case REL_obl: case REL_obl_agent: case REL_nmod: case REL_obl_unmarked: case REL_nmod_unmarked: case REL_nmod_desc:
			add_prepositional(r, frame, c, host);
			break;
		case REL_xcomp:
			if (is_nominal(r, c) && !has_case(r, c, "to"))
				add_prepositional(r, frame, c, host);
			else
				frame_add(frame, r->tokens[c].upos == UPOS_ADJ && case_of(r, c) < 0 ? ARGUMENT_BARE : ARGUMENT_CLAUSE, c, case_of(r, c), host);
			break;
		case REL_ccomp: case REL_advcl: case REL_acl: case REL_csubj:
			frame_add(frame, ARGUMENT_CLAUSE, c, case_of(r, c), host);
			break;
		case REL_advmod: case REL_compound_prt: case REL_dep:
			frame_add(frame, ARGUMENT_BARE, c, -1, host);
			break;
		default:
			break;
		}
}

/* "allowed X to use", "asked X, where they meet, to use" */
static bool infinitive_behind(const struct reading *r, int32_t v, int32_t object)
{
	FOR_CHILDREN(r, v, c)
		if (c > object && (rel_of(r, c) == REL_xcomp || rel_of(r, c) == REL_advcl) && has_case(r, c, "to"))
			return true;
	return false;
}

/* "X was given weapons": the surface subject of a passive that keeps its object received it. */
static void add_core(const struct reading *r, struct frame *frame, int32_t v)
{
	int32_t subject = frame->surface_subject, own = own_object(r, v);
	frame_add(frame, ARGUMENT_SUBJECT, deep_subject(r, v, 0), -1, v);
	if (frame->passive && own >= 0)
		frame_add(frame, ARGUMENT_INDIRECT, subject, -1, v);
	frame_add(frame, ARGUMENT_OBJECT, deep_object(r, v, 0), -1, v);
	FOR_CHILDREN(r, v, c) /* "calls the war | a genocide" */
		if (rel_of(r, c) == REL_obj && c > own && own >= 0 && reading_lemma(r, v, "call"))
			frame_add(frame, ARGUMENT_BARE, c, -1, v);
	FOR_CHILDREN(r, v, c)
		if (rel_of(r, c) == REL_iobj) { /* "allowed X to use the base" has no other object */
			frame_add(frame, ARGUMENT_INDIRECT, resolve_relative(r, c), -1, v);
			if (own < 0 && !frame->passive && infinitive_behind(r, v, c))
				frame_add(frame, ARGUMENT_OBJECT, resolve_relative(r, c), -1, v);
		}
}

/* Only what follows a coordination belongs to all of it: "met and talked with X". */
static void add_shared_dependants(const struct reading *r, struct frame *frame, int32_t v)
{
	FOR_CHILDREN(r, v, c)
		if (rel_of(r, c) == REL_conj && (int)c <= v + 2 && is_predicate(r, c) && own_subject(r, c) < 0 && deep_object(r, v, 0) < 0)
			FOR_CHILDREN(r, c, o)
				if (rel_of(r, o) == REL_obl)
					add_prepositional(r, frame, o, c);
}

/* "Chemnitz, Germany", "13 foreigners, mostly Australians": where it lies, what they are; not another name of the same. */
static bool is_other_than(const struct reading *r, int32_t noun, int32_t apposed)
{
	const struct mention *mention = mention_of(r, apposed);
	if (!mention)
		return false;
	const struct mention *own = mention_of(r, noun);
	if (own && own->kind == MENTION_NAME && own->class_ == ENTITY_PERSON && (mention->class_ == ENTITY_ORGANISATION || mention->class_ == ENTITY_ARMED_GROUP))
		return true; /* "Chen Liangyu, the Communist Party of China General Secretary", read as a party */
	return mention->class_ == ENTITY_PEOPLE ||
	       (r->tokens[noun].upos == UPOS_PROPN && (mention->class_ == ENTITY_COUNTRY || mention->is_place_only));
}

/* "president of the CDU party, NAME": no party is called so. */
static bool is_person_of_body(const struct reading *r, int32_t noun, int32_t name)
{
	const struct mention *mention = mention_of(r, name);
	bool person = mention && (mention->class_ == ENTITY_PERSON || mention->class_ == ENTITY_UNKNOWN) && child_with(r, name, REL_flat) >= 0;
	bool led = rel_of(r, noun) == REL_nmod && has_case(r, noun, "of") && reading_is(r, head_of(r, noun), CUE_PERSON_NOUN);
	return person && led && (reading_is(r, noun, CUE_BODY_NOUN) || reading_lemma(r, noun, "party"));
}

/* "head of the mission for the Ebola outbreak NAME", "a suspect in the murder, NAME,": parsers hang it on the last thing before it; -1. */
static int32_t name_behind_phrases(const struct reading *r, int32_t noun)
{
	int32_t thing = noun;
	for (int steps = 0; steps < 4; steps++) {
		int32_t inner = -1;
		FOR_CHILDREN(r, thing, c)
			if (rel_of(r, c) == REL_nmod && c > thing && case_of(r, c) >= 0)
				inner = c;
		if (inner < 0 || r->tokens[inner].upos != UPOS_NOUN || reading_is(r, inner, CUE_PERSON_NOUN) || reading_is(r, inner, CUE_BODY_NOUN))
			return -1;
		FOR_CHILDREN(r, inner, name)
			if (rel_of(r, name) == REL_appos && r->tokens[name].upos == UPOS_PROPN && child_with(r, name, REL_flat) >= 0 && mention_of(r, name) &&
			    (mention_of(r, name)->class_ == ENTITY_PERSON || mention_of(r, name)->class_ == ENTITY_UNKNOWN) && !r->place[name])
				return name;
		thing = inner;
	}
	return -1;
}

/* "Hezbollah's leader Hassan Nasrallah", "the leader of Hezbollah, Hassan Nasrallah,": who the noun says it is; -1. */
int32_t name_beside(const struct reading *r, int32_t noun)
{
	FOR_CHILDREN(r, noun, c) {
		if (rel_of(r, c) == REL_appos && c > noun && r->tokens[c].upos == UPOS_PROPN && !is_other_than(r, noun, c) && !is_person_of_body(r, noun, c))
			return c;
		if (rel_of(r, c) == REL_nmod && has_case(r, c, "of")) /* parsers hang it on the nearer name */
			FOR_CHILDREN(r, c, name)
				if (rel_of(r, name) == REL_appos && r->tokens[name].upos == UPOS_PROPN && mention_of(r, name) &&
				    (mention_of(r, name)->class_ == ENTITY_PERSON ||
				     (mention_of(r, name)->class_ == ENTITY_UNKNOWN && r->tokens[c].upos == UPOS_NOUN && reading_is(r, noun, CUE_PERSON_NOUN) &&
				      r->tokens[noun].xpos == XPOS_NN && child_with(r, name, REL_flat) >= 0)) && !(mention_of(r, c) && mention_of(r, c)->class_ == ENTITY_PERSON))
					return name;
	}
	return reading_is(r, noun, CUE_PERSON_NOUN) && r->tokens[noun].xpos == XPOS_NN ? name_behind_phrases(r, noun) : -1;
}

static void build_verb_frame(const struct reading *r, int32_t v, struct frame *frame)
{
	frame->kind = is_predicate(r, v) && child_with(r, v, REL_cop) < 0 ? FRAME_VERB : FRAME_PREDICATE;
	frame->passive = is_passive(r, v);
	frame->surface_subject = surface_subject(r, v, 0);
	if (frame->surface_subject < 0 && is_nominal(r, v))
		frame->surface_subject = name_beside(r, v);
	frame->subjectless = frame->surface_subject < 0 && rel_of(r, v) != REL_root;
	if (frame->kind == FRAME_VERB)
		add_core(r, frame, v);
	else
		frame_add(frame, ARGUMENT_SUBJECT, frame->surface_subject, -1, v);
	frame_add_dependants(r, frame, v);
	add_shared_dependants(r, frame, v);
}

const struct frame *frame_of(struct reading *r, int32_t token, bool as_noun)
{
	struct frame **cached = &r->frames[token];
	if (*cached && ((*cached)->kind == FRAME_NOUN) == as_noun)
		return *cached;
	struct frame *frame = arena_zalloc(r->document->arena, 1, sizeof *frame);
	frame->head = token;
	frame->light = frame->surface_subject = -1;
	if (as_noun)
		build_noun_frame(r, token, frame);
	else
		build_verb_frame(r, token, frame);
	*cached = frame;
	return frame;
}
