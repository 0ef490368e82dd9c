/* frames_nominal.c: frames of nouns that name acts: "the Russian airstrike on X", "X launched an attack". */
#include "select.h"

static bool is_capitalised_lemma(const struct reading *r, int32_t t)
{
	struct str lemma = r->tokens[t].lemma;
	return lemma.length > 1 && ascii_is_upper((unsigned char)lemma.data[0]);
}

static bool is_place_only(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	if (mention)
		return mention->is_place_only;
	if (!r->place[t])
		return false;
	const struct place *place = &r->document->places[r->place[t] - 1];
	return !place->resolved || place->precision != PLACE_COUNTRY;
}

/* "the police killings", "rebel shelling": who bears arms for a living does; "civilian deaths" happen to them. */
static bool is_acting_modifier(const struct reading *r, int32_t t)
{
	return (rel_of(r, t) == REL_compound || rel_of(r, t) == REL_amod) && (r->tokens[t].upos == UPOS_NOUN || r->tokens[t].upos == UPOS_ADJ) &&
	       reading_is(r, t, CUE_ARMED_NOUN);
}

/* Schools, hospitals and churches: attacks named after them are on them. */
static bool is_house_of_others(const struct mention *mention)
{
	static const char *const sectors[] = {"EDU", "MED", "HLH"};
	for (size_t i = 0; mention && i < sizeof sectors / sizeof *sectors; i++)
		if (str_equal(mention->sector, str_of(sectors[i])))
			return true;
	return false;
}

/* Nationality or name before the noun: "Russian airstrikes", "Taliban attack". */
static bool is_owner_modifier(const struct reading *r, int32_t t)
{
	unsigned rel = rel_of(r, t);
	if (rel != REL_amod && rel != REL_compound && rel != REL_nmod && rel != REL_nmod_desc)
		return false;
	if (case_of(r, t) >= 0 || r->timex[t] || is_place_only(r, t) || reading_is(r, t, CUE_TIME_NOUN))
		return false;
	const struct mention *mention = mention_of(r, t);
	bool unknown = mention && mention->entity == UINT32_MAX && mention->class_ == ENTITY_UNKNOWN && str_empty(mention->country) && str_empty(mention->sector);
	if (unknown && rel == REL_compound)
		return false; /* "the Nakba demonstrations", "the Boston Marathon bombing", "the USS Cole bombing" */
	if (rel == REL_compound && is_house_of_others(mention)) /* "the Garissa University attack" */
		return false;
	bool nameless = mention && mention->entity == UINT32_MAX && mention->kind == MENTION_NOMINAL && r->tokens[t].upos == UPOS_NOUN;
	if (nameless && !is_acting_modifier(r, t) && !reading_is(r, t, CUE_PERSON_NOUN) && !reading_is(r, t, CUE_BODY_NOUN)) /* "a drone strike" */
		return false;
	if (mention || is_acting_modifier(r, t))
		return true;
	if (r->document->mention_count > 0 && (r->tokens[t].upos == UPOS_ADJ || rel == REL_compound))
		return false; /* "Islamic", "Arab" name nobody, nor does "a Reaper strike" */
	return (r->tokens[t].upos == UPOS_PROPN || r->tokens[t].upos == UPOS_ADJ) && is_capitalised_lemma(r, t) &&
	       r->tokens[t].xpos != XPOS_JJS;
}

static int32_t prepositional_child(const struct reading *r, int32_t noun, const char *prep)
{
	FOR_CHILDREN(r, noun, c)
		if ((rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl || rel_of(r, c) == REL_obl_agent) && has_case(r, c, prep) && !r->timex[c])
			return resolve_relative(r, c);
	return -1;
}

/* "the Hamas-led attack", "Houthi-launched strikes": who leads the act that the participle stands before; -1. */
static int32_t leader_by_hyphen(const struct reading *r, int32_t participle)
{
	bool leads = rel_of(r, participle) == REL_amod && r->tokens[participle].upos == UPOS_VERB &&
	             (reading_is(r, participle, CUE_LIGHT_VERB) || reading_lemma(r, participle, "lead") || reading_lemma(r, participle, "order"));
	if (!leads || !names_an_act(r, head_of(r, participle)))
		return -1;
	FOR_CHILDREN(r, head_of(r, participle), body) /* "the Saudi-led coalition airstrike" */
		if (body > participle && body < head_of(r, participle) && mention_of(r, body) && reading_is(r, body, CUE_BODY_NOUN))
			return -1;
	return hyphen_agent(r, participle);
}

int32_t owner_of_noun(const struct reading *r, int32_t noun)
{
	int32_t owner = child_with(r, noun, REL_nmod_poss);
	if (owner >= 0)
		return resolve_relative(r, owner);
	owner = prepositional_child(r, noun, "by");
	if (owner < 0)
		owner = prepositional_child(r, noun, "from");
	if (owner < 0 && (reading_is(r, noun, CUE_STATEMENT_NOUN) || reading_is(r, noun, CUE_DEMAND_NOUN) || reading_is(r, noun, CUE_PLAN_NOUN)))
		owner = prepositional_child(r, noun, "of");
	if (owner >= 0)
		return owner;
	FOR_CHILDREN(r, noun, c)
		if (c < noun && (is_owner_modifier(r, c) || leader_by_hyphen(r, c) >= 0))
			return leader_by_hyphen(r, c) >= 0 ? leader_by_hyphen(r, c) : c;
	FOR_CHILDREN(r, noun, c) /* "the missiles fired by X", "airstrikes that were carried out by X" */
		if ((rel_of(r, c) == REL_acl || (rel_of(r, c) == REL_acl_relcl && surface_subject(r, c, 0) == noun)) && is_passive(r, c))
			return deep_subject(r, c, 0);
	return reading_is(r, noun, CUE_STATEMENT_NOUN) ? -1 : prepositional_child(r, noun, "between"); /* "a shootout between A and B" */
}

static void add_owners(const struct reading *r, struct frame *frame, int32_t noun)
{
	FOR_CHILDREN(r, noun, c) {
		unsigned rel = rel_of(r, c);
		if (rel == REL_nmod_poss)
			frame_add(frame, r->timex[c] || reading_is(r, c, CUE_TIME_NOUN) ? ARGUMENT_BARE : ARGUMENT_OWNER, resolve_relative(r, c), -1, noun);
		else if (c < noun && is_owner_modifier(r, c)) /* "the Turkish coup" is Turkey's misfortune */
			frame_add(frame, reading_is(r, noun, CUE_DOMESTIC_NOUN) ? ARGUMENT_OBJECT : ARGUMENT_OWNER, c, -1, noun);
		else if (c < noun && leader_by_hyphen(r, c) >= 0)
			frame_add(frame, ARGUMENT_OWNER, leader_by_hyphen(r, c), -1, noun);
		else if (rel == REL_compound || rel == REL_amod)
			frame_add(frame, ARGUMENT_MODIFIER, c, -1, noun);
	}
}

/* From a noun up to the one that its verb sees: "a series of attacks", "raids and attacks". */
static int32_t outer_noun(const struct reading *r, int32_t noun)
{
	for (int depth = 0; depth < 6; depth++) {
		int32_t head = head_of(r, noun);
		if (head < 0)
			break;
		bool series = rel_of(r, noun) == REL_nmod && has_case(r, noun, "of") && reading_is(r, head, CUE_SERIES_NOUN);
		bool conjunct = rel_of(r, noun) == REL_conj && !is_predicate(r, head);
		if (!series && !conjunct)
			break;
		noun = head;
	}
	return noun;
}

/* "claimed responsibility for the attack" */
static int32_t claiming_verb(const struct reading *r, int32_t outer)
{
	int32_t claim = head_of(r, outer);
	if (claim < 0 || !has_case(r, outer, "for"))
		return -1;
	if (reading_is(r, claim, CUE_CLAIM_NOUN) && head_of(r, claim) >= 0 && reading_is(r, head_of(r, claim), CUE_CLAIM_VERB))
		return head_of(r, claim);
	int32_t object = child_with(r, claim, REL_obj);
	return reading_is(r, claim, CUE_CLAIM_VERB) && reading_is(r, object, CUE_CLAIM_NOUN) ? claim : -1;
}

/* A clause on the noun that has it for object: "the attack (that) X launched", "the attack launched by X". */
static int32_t relative_light_verb(const struct reading *r, int32_t noun)
{
	FOR_CHILDREN(r, noun, c)
		if ((rel_of(r, c) == REL_acl || rel_of(r, c) == REL_acl_relcl) && reading_is(r, c, CUE_LIGHT_VERB) && deep_object(r, c, 0) == noun)
			return c;
	return -1;
}

/* "25 people were killed / died in the attack": the verb's victims are the act's. */
static bool is_victim_verb(const struct reading *r, int32_t verb)
{
	if (reading_is(r, verb, CUE_DIE_VERB))
		return true;
	return is_passive(r, verb) && (reading_is(r, verb, CUE_KILL_VERB) || reading_is(r, verb, CUE_WOUND_VERB) || reading_is(r, verb, CUE_ABDUCT_VERB));
}

/* An active verb of harm with its object */
static bool is_hitting(const struct reading *r, int32_t verb)
{
	bool harm = reading_is(r, verb, CUE_KILL_VERB) || reading_is(r, verb, CUE_WOUND_VERB) || reading_lemma(r, verb, "destroy") ||
	            reading_lemma(r, verb, "damage") || reading_lemma(r, verb, "hit") || reading_lemma(r, verb, "target");
	return harm && !is_passive(r, verb) && child_with(r, verb, REL_obj) >= 0;
}

static bool has_object_before(const struct reading *r, int32_t verb, int32_t noun)
{
	FOR_CHILDREN(r, verb, c)
		if (c < noun && rel_of(r, c) == REL_obj)
			return true;
	return false;
}

bool is_given_a_name(const struct reading *r, int32_t verb, int32_t noun)
{
	if (!reading_lemma(r, verb, "call") || has_object_before(r, verb, noun))
		return false;
	FOR_CHILDREN(r, noun, c) /* a strike that is called has not been told of before: "called a strike" */
		if (rel_of(r, c) == REL_det && reading_lemma(r, c, "the"))
			return true;
	return child_with(r, verb, REL_xcomp) > noun;
}

static void find_light_verb(const struct reading *r, struct frame *frame, int32_t outer)
{
	int32_t verb = head_of(r, outer);
	unsigned rel = rel_of(r, outer);
	frame->light = relative_light_verb(r, frame->head);
	if (frame->light >= 0 || verb < 0)
		return;
	bool object = rel == REL_obj || rel == REL_nsubj_pass;
	bool called = reading_lemma(r, verb, "call") && (has_object_before(r, verb, outer) || is_given_a_name(r, verb, outer)); /* "calls the war | a genocide" */
	if (object && !called && reading_is(r, verb, CUE_LIGHT_VERB)) {
		frame->light = verb;
		return;
	}
	if (rel == REL_obl && has_case(r, outer, "in") && is_hitting(r, verb)) { /* "damaged the tanker in an attack" */
		frame->light = verb;
		frame_add(frame, ARGUMENT_OBJECT, deep_object(r, verb, 0), -1, verb);
		return;
	}
	if (rel == REL_obl && has_case(r, outer, "in") && is_victim_verb(r, verb)) {
		frame->light = verb;
		frame->suffers = true;
		return;
	}
	if (rel == REL_obl && has_case(r, outer, "with") && reading_is(r, verb, CUE_RESPOND_VERB)) { /* "responded with airstrikes on" */
		frame->light = verb;
		return;
	}
	frame->suffers = (object || ((rel == REL_obl || rel == REL_obl_agent) && (has_case(r, outer, "under") || has_case(r, outer, "by") || has_case(r, outer, "to")))) &&
	                 reading_is(r, verb, CUE_SUFFER_VERB);
	frame->light = frame->suffers ? verb : claiming_verb(r, outer);
}

/* "a demonstration against a visit by X", "a protest at the decision by X": X did that, and nobody else's act is told of X. */
static bool is_act_complained_of(const struct reading *r, int32_t noun)
{
	return (has_case(r, noun, "against") || has_case(r, noun, "at") || has_case(r, noun, "over")) &&
	       (can_be_noun(r, noun) || reading_is(r, noun, CUE_PLAN_NOUN) || reading_is(r, noun, CUE_ATTITUDE_NOUN));
}

/* "the bombing of Gaza by Israel": parsers like to hang the agent on the nearest noun. */
static void add_nested_agents(const struct reading *r, struct frame *frame, int32_t noun)
{
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_nmod && !has_case(r, c, "into") && !is_act_complained_of(r, c)) /* "an investigation into fraud by X" */
			FOR_CHILDREN(r, c, agent)
				if (rel_of(r, agent) == REL_nmod && has_case(r, agent, "by"))
					frame_add(frame, ARGUMENT_PREP, agent, case_of(r, agent), noun);
}

/* "rejected a call | for a ceasefire": the phrase right behind an object may be read with the noun at its end. */
static void add_adjacent_phrase(const struct reading *r, struct frame *frame, int32_t outer)
{
	int32_t noun = outer, end = r->tokens[outer].right;
	for (int depth = 0; depth < 6 && head_of(r, noun) >= 0 && !is_predicate(r, head_of(r, noun)) &&
	     (int32_t)r->tokens[head_of(r, noun)].right == end; depth++)
		noun = head_of(r, noun);
	int32_t verb = head_of(r, noun);
	if (verb < 0 || (rel_of(r, noun) != REL_obj && rel_of(r, noun) != REL_obl))
		return;
	FOR_CHILDREN(r, verb, c)
		if (rel_of(r, c) == REL_obl && (int32_t)r->tokens[c].left == end + 1 && case_of(r, c) >= 0)
			frame_add(frame, ARGUMENT_PREP, c, case_of(r, c), verb);
}

/* Who is said to be the noun: "X is a traitor", "described X as an acceptance", "called X an attack"; -1. */
static int32_t predication_subject(const struct reading *r, int32_t noun)
{
	int32_t governor = head_of(r, noun);
	if (child_with(r, noun, REL_cop) >= 0)
		return surface_subject(r, noun, 0);
	if (governor < 0)
		return -1;
	if (has_case(r, noun, "as"))
		return rel_of(r, noun) == REL_nmod && rel_of(r, governor) == REL_obj ? governor
		       : rel_of(r, noun) == REL_obl || rel_of(r, noun) == REL_xcomp ? deep_object(r, governor, 0) : -1;
	return rel_of(r, noun) == REL_xcomp ? deep_object(r, governor, 0) : -1;
}

/* The clause that NOUN, a circumstance, belongs to: parsers may hang it on the clause's last noun; -1. */
static int32_t clause_beside(const struct reading *r, int32_t noun)
{
	int32_t verb = head_of(r, noun);
	unsigned rel = rel_of(r, noun);
	bool time = has_case(r, noun, "during") || has_case(r, noun, "after") || has_case(r, noun, "following");
	for (int depth = 0; depth < 4 && verb >= 0 && rel == REL_nmod && !is_predicate(r, verb); depth++) {
		if (!time && rel_of(r, verb) != REL_obj) /* "suffered losses | in clashes with" */
			return -1;
		rel = rel_of(r, verb) == REL_nmod || rel_of(r, verb) == REL_appos ? REL_nmod : rel_of(r, verb);
		verb = head_of(r, verb);
	}
	return verb >= 0 && is_predicate(r, verb) && (rel == REL_obl || rel == REL_obj || rel == REL_nmod) ? verb : -1;
}

/* "At a meeting with X, Y asked", "Y lost men in clashes with X": Y is the other side; -1. */
static int32_t partner_at(const struct reading *r, int32_t noun)
{
	int32_t outer = outer_noun(r, noun); /* "days of clashes with" */
	int32_t verb = clause_beside(r, outer);
	bool beside = verb >= 0 && prepositional_child(r, noun, "with") >= 0 &&
	              (has_case(r, outer, "during") || has_case(r, outer, "at") || has_case(r, outer, "in") || has_case(r, outer, "after") ||
	               has_case(r, outer, "before") || has_case(r, outer, "following"));
	if (!beside || child_with(r, noun, REL_nmod_poss) >= 0)
		return -1;
	int32_t agent = child_with(r, verb, REL_obl_agent); /* "were killed by soldiers during a battle with rebels" */
	return agent >= 0 ? agent : surface_subject(r, verb, 0);
}

/* "During a visit to Ankara, X urged", "is awarded a prize on a trip to Israel": X; -1. */
static int32_t visitor_of(const struct reading *r, int32_t noun)
{
	int32_t verb = head_of(r, noun);
	if (verb >= 0 && rel_of(r, noun) == REL_nmod && rel_of(r, verb) == REL_obj && r->tokens[verb].upos != UPOS_VERB)
		verb = head_of(r, verb);
	bool visit = reading_lemma(r, noun, "visit") || reading_lemma(r, noun, "trip") || reading_lemma(r, noun, "tour");
	bool beside = visit && verb >= 0 && is_predicate(r, verb) && (rel_of(r, noun) == REL_obl || rel_of(r, noun) == REL_nmod) &&
	              (has_case(r, noun, "during") || has_case(r, noun, "on")) && prepositional_child(r, noun, "to") >= 0;
	return beside && child_with(r, noun, REL_nmod_poss) < 0 && prepositional_child(r, noun, "by") < 0 ? surface_subject(r, verb, 0) : -1;
}

/* "X resigns in protest at", "resigns in solidarity with": X; -1. */
static int32_t stance_of(const struct reading *r, int32_t noun)
{
	int32_t verb = head_of(r, noun);
	if (verb >= 0 && rel_of(r, noun) == REL_nmod && rel_of(r, verb) == REL_obj) /* "resigns the chair | in protest" */
		verb = head_of(r, verb);
	bool stance = names_stance(r, noun);
	bool bare = verb >= 0 && stance && has_case(r, noun, "in") && child_with(r, noun, REL_det) < 0 && is_predicate(r, verb);
	return bare && (rel_of(r, noun) == REL_obl || rel_of(r, noun) == REL_nmod) ? deep_subject(r, verb, 0) : -1;
}

/* "X was responsible for the massacre": X; -1. */
static int32_t culprit_of(const struct reading *r, int32_t noun)
{
	int32_t adjective = head_of(r, noun);
	bool told = child_with(r, noun, REL_det) >= 0 || child_with(r, noun, REL_nmod) >= 0 || child_with(r, noun, REL_nummod) >= 0 || child_with(r, noun, REL_nmod_poss) >= 0;
	bool called = adjective >= 0 && reading_is(r, adjective, CUE_CULPRIT_NOUN) && rel_of(r, noun) == REL_nmod &&
	              (has_case(r, noun, "of") || (has_case(r, noun, "in") && told) || has_case(r, noun, "behind")); /* not "shoot suspects | in raids" */
	if (called) /* "named as the attacker behind the shooting": whoever is named */
		return has_case(r, adjective, "as") && (rel_of(r, adjective) == REL_obl || rel_of(r, adjective) == REL_xcomp) && head_of(r, adjective) >= 0
		           ? deep_object(r, head_of(r, adjective), 0)
		           : adjective;
	bool behind = adjective >= 0 && r->tokens[adjective].upos == UPOS_ADJ && (rel_of(r, noun) == REL_obl || rel_of(r, noun) == REL_nmod) &&
	              (has_case(r, noun, "for") || has_case(r, noun, "in") || has_case(r, noun, "of"));
	return behind && reading_is(r, adjective, CUE_CULPRIT_ADJECTIVE) ? surface_subject(r, adjective, 0) : -1;
}

/* "arrested for his role in the murder of X", "sentenced to life in prison for the murders": who is arrested or sentenced; -1. */
static int32_t accused_through(const struct reading *r, int32_t noun)
{
	static const char *const ties[] = {"in", "of", "for", "to", "with", "over", "on"};
	enum { LONGEST = 4 };
	for (int steps = 0; steps < LONGEST; steps++) {
		int32_t above = head_of(r, noun);
		bool tied = false;
		for (size_t i = 0; i < sizeof ties / sizeof *ties; i++)
			tied = tied || has_case(r, noun, ties[i]);
		if (above < 0 || !tied || (rel_of(r, noun) != REL_nmod && rel_of(r, noun) != REL_obl))
			return -1;
		if (is_predicate(r, above) && r->tokens[above].upos == UPOS_VERB)
			return steps > 0 && (reading_is(r, above, CUE_ARREST_VERB) || reading_lemma(r, above, "sentence") || reading_lemma(r, above, "indict") || reading_lemma(r, above, "charge")) ? deep_object(r, above, 0) : -1;
		if (!reading_is(r, above, CUE_PART_NOUN) && !reading_is(r, above, CUE_CHARGE_NOUN) && !reading_is(r, above, CUE_VICTIM_NOUN))
			return -1;
		noun = above;
	}
	return -1;
}

/* "trial for the killing of X", not "trial for assault" */
static bool is_patient_told(const struct reading *r, int32_t noun)
{
	return prepositional_child(r, noun, "of") >= 0 || prepositional_child(r, noun, "on") >= 0 || prepositional_child(r, noun, "against") >= 0;
}

/* "Russia's invasion of X", "the Hamas-led attack", "the killing of X by Y": no others have done it. */
static bool has_doer(const struct reading *r, const struct frame *frame, int32_t noun)
{
	for (size_t i = 0; i < frame->count; i++)
		if (frame->arguments[i].role == ARGUMENT_SUBJECT || frame->arguments[i].role == ARGUMENT_OWNER)
			return true;
	FOR_CHILDREN(r, noun, c)
		if (c < noun && rel_of(r, c) == REL_amod && r->tokens[c].upos == UPOS_VERB && (int32_t)r->tokens[c].left < c)
			return true;
	return prepositional_child(r, noun, "by") >= 0;
}

/* "arrested for the murder of X" has murdered; "arrested over allegations that" is who they are against. */
static void add_accused(const struct reading *r, struct frame *frame, int32_t noun, int32_t outer)
{
	bool charge = reading_is(r, noun, CUE_CHARGE_NOUN);
	if (charge && child_with(r, noun, REL_nmod_poss) >= 0) /* "his conviction": told by itself */
		return;
	frame->suffers = frame->suffers || charge;
	frame_add(frame, charge ? ARGUMENT_OBJECT : ARGUMENT_SUBJECT, accused_of(r, outer, 0), -1, noun);
}

void build_noun_frame(struct reading *r, int32_t noun, struct frame *frame)
{
	int32_t outer = outer_noun(r, noun);
	frame->kind = FRAME_NOUN;
	find_light_verb(r, frame, outer);
	if (frame->light >= 0) {
		if (frame->suffers)
			frame_add(frame, ARGUMENT_OBJECT, surface_subject(r, frame->light, 0), -1, frame->light);
		else
			frame_add(frame, ARGUMENT_SUBJECT, deep_subject(r, frame->light, 0), -1, frame->light);
	}
	if (frame->light < 0 && partner_at(r, noun) >= 0)
		frame_add(frame, ARGUMENT_SUBJECT, partner_at(r, noun), -1, noun);
	if (frame->light < 0 && visitor_of(r, outer) >= 0)
		frame_add(frame, ARGUMENT_SUBJECT, visitor_of(r, outer), -1, noun);
	if (frame->light < 0 && stance_of(r, outer) >= 0)
		frame_add(frame, ARGUMENT_SUBJECT, stance_of(r, outer), -1, noun);
	if (frame->light < 0 && culprit_of(r, outer) >= 0)
		frame_add(frame, ARGUMENT_SUBJECT, culprit_of(r, outer), -1, noun);
	int32_t named = frame->light < 0 ? predication_subject(r, noun) : -1;
	if (named >= 0 && (reading_is(r, named, CUE_STATEMENT_NOUN) || reading_is(r, named, CUE_DEMAND_NOUN)))
		frame_add(frame, ARGUMENT_SUBJECT, named, -1, noun); /* a document acts for its issuer; anybody else is merely called so */
	if (frame->light < 0 && accusing_verb(r, outer) >= 0 && (is_patient_told(r, noun) || reading_is(r, accusing_verb(r, outer), CUE_ACCUSE_VERB)))
		add_accused(r, frame, noun, outer);
	add_owners(r, frame, noun);
	if (frame->light < 0 && is_patient_told(r, noun) && !has_doer(r, frame, noun)) {
		int32_t tied = accused_through(r, outer);
		if (tied >= 0)
			frame_add(frame, ARGUMENT_SUBJECT, tied, -1, noun);
	}
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_compound && reading_is(r, c, CUE_DOMESTIC_NOUN)) /* "the Turkish coup attempt" */
			add_owners(r, frame, c);
	frame_add_dependants(r, frame, noun);
	add_nested_agents(r, frame, noun);
	if (outer != noun && rel_of(r, noun) != REL_conj) {
		add_owners(r, frame, outer);
		frame_add_dependants(r, frame, outer);
	}
	if (frame->light >= 0)
		frame_add_dependants(r, frame, frame->light);
	else
		add_adjacent_phrase(r, frame, outer);
	for (size_t i = 0; i < frame->count; i++) /* the noun itself may be the light verb's oblique */
		if (frame->arguments[i].token == outer) {
			frame->arguments[i] = frame->arguments[--frame->count];
			break;
		}
}
