/* repair_clauses.c: repairs of who belongs to which verb.
 *
 * "called for X to leave": one asks X, whom parsers make the subject of the leaving or not.
 * "700,000 displaced", "40 wounded": a number right before a participle is who it was done to.
 * "gunmen open fire": an adjective has no object.
 * "have been killed and 18 others injured": whoever is joined to a verb is the subject of the participle behind.
 * "kills 29 people and wounds 40 others": what stands before an amount of people is a verb.
 * "claiming China held drills": a name between two verbs, the second without a subject, is the second's.
 * "as a teenager detonates": the preposition of a subject marks its clause.
 * "wounds up to 120 others": no particle stands before an amount.
 * "denied having shelled X and blamed Y", "torched X and police arrested Y", "shelling by X killed": a finite verb goes on from a finite
 * one, and has the subject right before it.
 * "detains X, who was visiting, and seeks": of two verbs the second goes on from the one of its own tense. */
#include "repair.h"

#define MOST_STEPS 24 /* up a tree that other repairs may have turned into a ring */

/* Whoever is asked in "call for X to VERB", X hanging on the verb as its subject or on the call, "for" on the verb; else -1. */
static int32_t asked_for(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t call = tokens[verb].head, mark = call + 1, asked = -1;
	unsigned rel = tokens[verb].deprel;
	if (call < 0 || mark >= verb || tokens[verb].upos != UPOS_VERB || (rel != REL_advcl && rel != REL_acl && rel != REL_xcomp && rel != REL_ccomp) ||
	    tokens[mark].head != verb || tokens[mark].deprel != REL_mark || !str_equal(tokens[mark].form, STR("for")))
		return -1;
	for (int32_t t = mark + 1; t < verb && t < count; t++) {
		bool subject = tokens[t].head == verb && tokens[t].deprel == REL_nsubj;
		bool beside = tokens[t].head == call && (tokens[t].deprel == REL_obl || tokens[t].deprel == REL_nmod);
		asked = subject || beside ? t : asked;
	}
	return asked;
}

static void ask_directly(struct token *tokens, int32_t count, int32_t asked, int32_t verb)
{
	(void)count;
	int32_t call = tokens[verb].head;
	tokens[call + 1].head = asked;
	tokens[call + 1].deprel = REL_case;
	tokens[asked].head = call;
	tokens[asked].deprel = tokens[call].upos == UPOS_NOUN ? REL_nmod : REL_obl;
}

/* The number right before a participle without a subject: "and 40 wounded"; else -1. */
static int32_t counted_victims(const struct token *tokens, int32_t count, int32_t verb)
{
	bool another = verb > 0 && tokens[verb - 1].upos == UPOS_DET && tokens[verb - 1].head == verb && str_equal_nocase(tokens[verb - 1].form, STR("another"));
	another = another || (verb > 0 && tokens[verb - 1].head == verb && str_equal(tokens[verb - 1].form, STR("more"))); /* "many more wounded" */
	if (verb < 1 || tokens[verb].xpos != XPOS_VBN || tokens[verb].deprel != REL_conj || (tokens[verb - 1].upos != UPOS_NUM && !another) ||
	    repair_has_child(tokens, count, verb, REL_nsubj_pass) || repair_has_child(tokens, count, verb, REL_nsubj))
		return -1;
	const struct token *number = &tokens[verb - 1];
	bool own = number->head == verb && (another || number->deprel == REL_nummod || number->deprel == REL_obj || number->deprel == REL_advmod ||
	                                          number->deprel == REL_obl_unmarked);
	return own || (number->head == tokens[verb].head && number->deprel == REL_conj) ? verb - 1 : -1;
}

static void make_victims(struct token *tokens, int32_t count, int32_t number, int32_t verb)
{
	(void)count;
	tokens[verb].upos = UPOS_VERB; /* taggers waver between verb and adjective */
	tokens[number].head = verb;
	tokens[number].deprel = REL_nsubj_pass;
}

/* The verb that PARTICIPLE goes on from in "were killed and others | injured", where the parser joins the others to the verb; else -1. */
static int32_t verb_of_others(const struct token *tokens, int32_t count, int32_t participle)
{
	(void)count;
	int32_t others = tokens[participle].head;
	if (tokens[participle].xpos != XPOS_VBN || tokens[participle].deprel != REL_acl || others != participle - 1 || tokens[others].deprel != REL_conj ||
	    tokens[others].upos == UPOS_VERB)
		return -1;
	int32_t verb = tokens[others].head;
	return verb >= 0 && verb < others && tokens[verb].upos == UPOS_VERB ? verb : -1;
}

static void go_on_with_others(struct token *tokens, int32_t count, int32_t verb, int32_t participle)
{
	int32_t others = participle - 1;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == others && tokens[t].deprel == REL_cc)
			tokens[t].head = participle;
	tokens[participle].head = verb;
	tokens[participle].deprel = REL_conj;
	tokens[others].head = participle;
	tokens[others].deprel = REL_nsubj_pass;
}

/* Who is hit in "kills 29 people and WOUNDS at least 40 others", the verb read as a noun: the amount right behind it; else -1. */
static int32_t others_behind(const struct token *tokens, int32_t count, int32_t noun)
{
	int32_t first = tokens[noun].head;
	if (tokens[noun].xpos != XPOS_NNS || tokens[noun].deprel != REL_conj || first < 0 || tokens[first].deprel != REL_obj || tokens[first].head < 0)
		return -1;
	int32_t verb = tokens[first].head;
	if (noun + 1 < count && tokens[noun + 1].head == noun && tokens[noun + 1].deprel == REL_obj) /* "kills seven and wounds 30" */
		return noun + 1;
	for (int32_t t = noun + 1; t < count; t++)
		if (tokens[t].head == verb && (int32_t)tokens[t].left == noun + 1 && repair_has_child(tokens, count, t, REL_nummod) &&
		    (tokens[t].deprel == REL_obl || tokens[t].deprel == REL_obl_unmarked || tokens[t].deprel == REL_conj))
			return t;
	return -1;
}

static void make_second_verb(struct token *tokens, int32_t count, int32_t others, int32_t noun)
{
	(void)count;
	tokens[noun].upos = UPOS_VERB;
	tokens[noun].xpos = XPOS_VBZ;
	tokens[noun].head = tokens[tokens[noun].head].head;
	tokens[others].head = noun;
	tokens[others].deprel = REL_obj;
}

/* The subject of NOUN in "after gunmen FIRE on a bus", where the verb is read as a noun behind a preposition; else -1. */
static int32_t noun_with_subject(const struct token *tokens, int32_t count, int32_t noun)
{
	if (noun < 2 || noun + 1 >= count || tokens[noun].xpos != XPOS_NN || tokens[noun].deprel != REL_obl || tokens[noun - 1].head != noun ||
	    tokens[noun - 1].xpos != XPOS_NNS || tokens[noun - 1].deprel != REL_compound || tokens[noun + 1].upos != UPOS_ADP)
		return -1;
	for (int32_t t = 0; t < noun - 1; t++)
		if (tokens[t].head == noun && tokens[t].deprel == REL_case)
			return str_equal_nocase(tokens[t].form, STR("after")) || str_equal_nocase(tokens[t].form, STR("as")) ||
			               str_equal_nocase(tokens[t].form, STR("before"))
			           ? noun - 1
			           : -1;
	return -1;
}

static void make_clause(struct token *tokens, int32_t count, int32_t subject, int32_t noun)
{
	tokens[noun].upos = UPOS_VERB;
	tokens[noun].xpos = XPOS_VBP;
	tokens[noun].deprel = REL_advcl;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == noun)
			tokens[t].deprel = tokens[t].deprel == REL_case ? REL_mark : tokens[t].deprel == REL_nmod ? REL_obl : tokens[t].deprel;
	tokens[subject].deprel = REL_nsubj;
}

/* VERB if it is tagged an adjective and yet has a subject before it and an object behind it; else -1. */
static int32_t misread_adjective(const struct token *tokens, int32_t count, int32_t verb)
{
	if (tokens[verb].upos != UPOS_ADJ || repair_has_child(tokens, count, verb, REL_cop))
		return -1;
	bool subject = false, object = false;
	for (int32_t t = 0; t < count; t++) {
		subject = subject || (t < verb && tokens[t].head == verb && tokens[t].deprel == REL_nsubj);
		object = object || (t > verb && tokens[t].head == verb && tokens[t].deprel == REL_obj);
	}
	return subject && object ? verb : -1;
}

/* "as police open fire": what stands before the subject is no preposition of the object. */
static void make_plain_verb(struct token *tokens, int32_t count, int32_t found, int32_t verb)
{
	(void)found;
	tokens[verb].upos = UPOS_VERB;
	tokens[verb].xpos = XPOS_VBP;
	for (int32_t t = 0; t < verb; t++)
		if (tokens[t].deprel == REL_case && tokens[t].head > verb && tokens[t].head < count && tokens[tokens[t].head].head == verb) {
			tokens[t].head = verb;
			tokens[t].deprel = REL_mark;
		}
	for (int32_t t = verb + 1; t < count; t++) { /* "open fire | on marchers" */
		int32_t before = (int32_t)tokens[t].left - 1;
		if (tokens[t].deprel == REL_obl && tokens[t].head == tokens[verb].head && tokens[t].head < verb && before > verb && tokens[before].head == verb &&
		    tokens[before].deprel == REL_obj)
			tokens[t].head = verb;
	}
}

/* What stands behind the adjective in "shot dead a policeman": the verb's object; else -1. */
static int32_t object_of_state(const struct token *tokens, int32_t count, int32_t state)
{
	if (tokens[state].upos != UPOS_ADJ || tokens[state].deprel != REL_xcomp || state < 1 || tokens[state].head != state - 1)
		return -1;
	for (int32_t t = state + 1; t < count; t++)
		if (tokens[t].head == state && tokens[t].deprel == REL_obj)
			return t;
	return -1;
}

static void lift_object(struct token *tokens, int32_t count, int32_t object, int32_t state)
{
	(void)count;
	tokens[object].head = tokens[state].head;
}

/* The verb of "shot dead BY traffickers", whose agent the parser gave to the state: it; else -1. */
static int32_t verb_of_state(const struct token *tokens, int32_t count, int32_t agent)
{
	(void)count;
	int32_t state = tokens[agent].head;
	bool given = state > 0 && state < agent && tokens[state].upos == UPOS_ADJ && tokens[state].deprel == REL_xcomp && tokens[state].head == state - 1 &&
	             tokens[state - 1].upos == UPOS_VERB;
	bool by = str_equal(tokens[tokens[agent].left].form, STR("by")) && (tokens[agent].deprel == REL_obl || tokens[agent].deprel == REL_obl_agent);
	return given && by ? state - 1 : -1;
}

static void give_agent(struct token *tokens, int32_t count, int32_t verb, int32_t agent)
{
	(void)count;
	tokens[agent].head = verb;
}

static bool is_past(const struct token *tokens, int32_t count, int32_t verb)
{
	for (int32_t t = 0; t < verb && t < count; t++)
		if (tokens[t].head == verb && (tokens[t].deprel == REL_aux || tokens[t].deprel == REL_aux_pass || tokens[t].deprel == REL_cop))
			return tokens[t].xpos == XPOS_VBD;
	return tokens[verb].xpos == XPOS_VBD;
}

/* The verb of the main clause that VERB goes on from, though the parser joins it to a relative clause of another tense; else -1. */
static int32_t verb_of_same_tense(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t relative = tokens[verb].head;
	bool finite = tokens[verb].xpos == XPOS_VBZ || tokens[verb].xpos == XPOS_VBD;
	if (!finite || tokens[verb].deprel != REL_conj || relative < 0 || tokens[relative].deprel != REL_acl_relcl ||
	    repair_has_child(tokens, count, verb, REL_nsubj) || repair_has_child(tokens, count, verb, REL_nsubj_pass) || repair_has_child(tokens, count, verb, REL_aux) ||
	    is_past(tokens, count, relative) == (tokens[verb].xpos == XPOS_VBD))
		return -1;
	int32_t at = tokens[relative].head;
	for (int steps = 0; at >= 0 && tokens[at].upos != UPOS_VERB && steps < 6; steps++)
		at = tokens[at].head;
	return at >= 0 && at < relative && tokens[at].upos == UPOS_VERB && tokens[at].xpos == tokens[verb].xpos ? at : -1;
}

static void go_on_from(struct token *tokens, int32_t count, int32_t main, int32_t verb)
{
	(void)count;
	tokens[verb].head = main;
}

/* "asked Cuba, where they met, to hand": behind the comma that ends a relative clause the infinitive is the main verb's again; that
 * verb, else -1. */
static int32_t verb_before_relative(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t relative = tokens[verb].head;
	bool infinitive = verb >= 2 && tokens[verb].xpos == XPOS_VB && tokens[verb - 1].xpos == XPOS_TO && tokens[verb - 2].xpos == XPOS_COMMA;
	if (!infinitive || relative < 0 || relative > verb || tokens[relative].deprel != REL_acl_relcl)
		return -1;
	int32_t noun = tokens[relative].head;
	bool closed = false; /* a comma opened the clause, too */
	for (int32_t t = noun + 1; t < relative && t < count; t++)
		closed = closed || tokens[t].xpos == XPOS_COMMA;
	int32_t main = tokens[noun].head;
	return closed && main >= 0 && main < noun && tokens[main].upos == UPOS_VERB ? main : -1;
}

/* The object of the verb above in "claiming China HELD drills", right before a finite verb without a subject; else -1. */
static int32_t subject_taken(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t above = tokens[verb].head, name = verb - 1;
	bool finite = tokens[verb].xpos == XPOS_VBD || tokens[verb].xpos == XPOS_VBZ || tokens[verb].xpos == XPOS_VBP;
	if (!finite || verb < 2 || above < 0 || above >= verb || tokens[verb].deprel != REL_ccomp)
		return -1;
	for (int steps = 0; steps < MOST_STEPS && name > above && tokens[name].head != above && tokens[name].head > above && tokens[name].head < verb; steps++)
		name = tokens[name].head;
	bool object = tokens[name].head == above && tokens[name].deprel == REL_obj && (int32_t)tokens[name].right == verb - 1;
	return object && !repair_has_child(tokens, count, verb, REL_nsubj) && !repair_has_child(tokens, count, verb, REL_nsubj_pass) ? name : -1;
}

static void give_subject(struct token *tokens, int32_t count, int32_t name, int32_t verb)
{
	(void)count;
	tokens[name].head = verb;
	tokens[name].deprel = REL_nsubj;
}

/* The verb of the clause whose subject has the preposition MARK: "as a teenager detonates"; else -1. */
static int32_t clause_of_mark(const struct token *tokens, int32_t count, int32_t mark)
{
	(void)count;
	int32_t subject = tokens[mark].head;
	if (tokens[mark].deprel != REL_case || tokens[mark].upos != UPOS_ADP || subject < mark || tokens[subject].deprel != REL_nsubj)
		return -1;
	int32_t verb = tokens[subject].head;
	return verb > subject && tokens[verb].deprel == REL_advcl && tokens[verb].upos == UPOS_VERB ? verb : -1;
}

static void mark_clause(struct token *tokens, int32_t count, int32_t verb, int32_t mark)
{
	(void)count;
	tokens[mark].head = verb;
	tokens[mark].deprel = REL_mark;
}

/* The amount behind UP in "wounds up to 120 others", read as a particle: its noun; else -1. */
static int32_t amount_behind(const struct token *tokens, int32_t count, int32_t up)
{
	int32_t verb = tokens[up].head;
	if (tokens[up].deprel != REL_compound_prt || verb != up - 1 || up + 2 >= count || !str_equal(tokens[up + 1].form, STR("to")))
		return -1;
	for (int32_t t = up + 2; t < count && t < up + 6; t++)
		if (tokens[t].head == verb && tokens[t].deprel == REL_obl && (int32_t)tokens[t].left >= up + 1 &&
		    (tokens[t].upos == UPOS_NUM || repair_has_child(tokens, count, t, REL_nummod)))
			return t;
	return -1;
}

static void take_amount(struct token *tokens, int32_t count, int32_t amount, int32_t up)
{
	(void)count;
	tokens[amount].deprel = REL_obj;
	tokens[up].head = amount;
	tokens[up].deprel = REL_advmod;
	tokens[up + 1].head = up;
	tokens[up + 1].deprel = REL_fixed;
}

/* The finite verb that VERB goes on from in "denied having shelled X and BLAMED Y", joined to what that verb governs; else -1. */
static int32_t finite_above(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t joined = tokens[verb].head, above = joined >= 0 ? tokens[joined].head : -1;
	bool finite = tokens[verb].xpos == XPOS_VBD || tokens[verb].xpos == XPOS_VBZ;
	if (!finite || tokens[verb].deprel != REL_conj || joined > verb || above < 0 || above > joined || tokens[above].xpos != tokens[verb].xpos ||
	    repair_has_child(tokens, count, verb, REL_nsubj) || repair_has_child(tokens, count, verb, REL_nsubj_pass))
		return -1;
	unsigned xpos = tokens[joined].xpos, rel = tokens[joined].deprel;
	bool nonfinite = xpos == XPOS_VB || xpos == XPOS_VBG || xpos == XPOS_VBN;
	for (int32_t t = above; t < joined && nonfinite; t++) /* "had shelled" is finite */
		nonfinite = tokens[t].head != joined || tokens[t].deprel == REL_mark || tokens[t].xpos == XPOS_VBG || tokens[t].upos == UPOS_PUNCT ||
		            tokens[t].upos == UPOS_ADV;
	return nonfinite && (rel == REL_xcomp || rel == REL_ccomp || rel == REL_advcl) ? above : -1;
}

/* The verb that "ARREST" goes on from in "police detain people protesting outside and arrest three", joined to the participle of
 * who was detained; else -1. */
static int32_t verb_above_participle(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t inner = tokens[verb].head, noun = inner >= 0 ? tokens[inner].head : -1;
	for (int steps = 0; steps < 3 && noun >= 0 && tokens[noun].deprel == REL_nmod; steps++) /* "condolences for the people killed" */
		noun = tokens[noun].head;
	int32_t above = noun >= 0 ? tokens[noun].head : -1;
	unsigned xpos = tokens[verb].xpos;
	if (tokens[verb].deprel != REL_conj || (xpos != XPOS_VB && xpos != XPOS_VBP && xpos != XPOS_VBZ && xpos != XPOS_VBD) || above < 0 || above > noun ||
	    inner > verb || tokens[inner].deprel != REL_acl || (tokens[inner].xpos != XPOS_VBG && tokens[inner].xpos != XPOS_VBN) ||
	    tokens[above].upos != UPOS_VERB || repair_has_child(tokens, count, verb, REL_nsubj) || repair_has_child(tokens, count, verb, REL_aux) ||
	    repair_has_child(tokens, count, verb, REL_mark))
		return -1;
	bool same = tokens[above].xpos == xpos || (tokens[above].xpos == XPOS_VBP && xpos == XPOS_VB) || (tokens[above].xpos == XPOS_VB && xpos == XPOS_VBP);
	return same && (tokens[noun].deprel == REL_obj || tokens[noun].deprel == REL_obl || tokens[noun].deprel == REL_nsubj_pass) ? above : -1;
}

/* The noun in "sentences to DEATH two Britons" that the parser gave the verb's object; its object, else -1. */
static int32_t object_of_noun(const struct token *tokens, int32_t count, int32_t noun)
{
	if (tokens[noun].upos != UPOS_NOUN || tokens[noun].deprel != REL_obl || tokens[noun].head < 0 || tokens[noun].head > noun ||
	    tokens[tokens[noun].head].upos != UPOS_VERB || repair_has_child(tokens, count, tokens[noun].head, REL_obj))
		return -1;
	for (int32_t t = noun + 1; t < count; t++)
		if (tokens[t].head == noun && tokens[t].deprel == REL_obj)
			return t;
	return -1;
}

static void give_object(struct token *tokens, int32_t count, int32_t object, int32_t noun)
{
	(void)count;
	tokens[object].head = tokens[noun].head;
}

/* The subject of VERB in "torched a synagogue and police ARRESTED 22", joined to the object before it; else -1. */
static int32_t subject_joined(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t first = tokens[verb].head, noun = verb - 1;
	if (verb < 3 || tokens[verb].deprel != REL_conj || first < 0 || first > verb || tokens[verb].xpos != tokens[first].xpos ||
	    (tokens[verb].xpos != XPOS_VBD && tokens[verb].xpos != XPOS_VBZ && tokens[verb].xpos != XPOS_VBP) ||
	    repair_has_child(tokens, count, verb, REL_nsubj))
		return -1;
	int32_t object = tokens[noun].head;
	bool joined = tokens[noun].deprel == REL_conj && (tokens[noun].upos == UPOS_NOUN || tokens[noun].upos == UPOS_PROPN) && object > first &&
	              tokens[object].deprel == REL_obj && tokens[object].head == first;
	return joined ? noun : -1;
}

static void make_subject(struct token *tokens, int32_t count, int32_t noun, int32_t verb)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == noun && tokens[t].deprel == REL_cc)
			tokens[t].head = verb;
	tokens[noun].head = verb;
	tokens[noun].deprel = REL_nsubj;
}

/* The finite verb without a subject right behind "SHELLING by government forces"; else -1. */
static int32_t verb_of_gerund(const struct token *tokens, int32_t count, int32_t gerund)
{
	int32_t verb = tokens[gerund].head;
	bool before = tokens[gerund].xpos == XPOS_VBG && tokens[gerund].deprel == REL_advcl && verb > gerund &&
	              (tokens[verb].xpos == XPOS_VBD || tokens[verb].xpos == XPOS_VBZ || tokens[verb].xpos == XPOS_VBP) &&
	              (int32_t)tokens[gerund].right == verb - 1;
	return before && !repair_has_child(tokens, count, verb, REL_nsubj) && !repair_has_child(tokens, count, gerund, REL_mark) ? verb : -1;
}

void repair_make_act(struct token *tokens, int32_t count, int32_t verb, int32_t gerund)
{
	(void)verb;
	tokens[gerund].upos = UPOS_NOUN;
	tokens[gerund].xpos = XPOS_NN;
	tokens[gerund].deprel = REL_nsubj;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == gerund && (tokens[t].deprel == REL_obl || tokens[t].deprel == REL_obl_agent))
			tokens[t].deprel = REL_nmod;
}

/* The gerund that is the subject of KILLED in "Shelling by government forces killed 80 people"; else -1. */
static int32_t act_before(const struct token *tokens, int32_t count, int32_t verb)
{
	for (int32_t t = 0; t + 2 < verb && t < count; t++)
		if (tokens[t].head == verb && tokens[t].deprel == REL_csubj && tokens[t].xpos == XPOS_VBG && str_equal(tokens[t + 1].form, STR("by")))
			return t;
	return -1;
}

static void make_act_before(struct token *tokens, int32_t count, int32_t gerund, int32_t verb) { repair_make_act(tokens, count, verb, gerund); }

/* The finite verb that "CALLS" goes on from in "asks FIFA to change its rules, and calls for", a bare plural joined to a verb; else -1. */
static int32_t verb_of_plural(const struct token *tokens, int32_t count, int32_t noun)
{
	int32_t verb = tokens[noun].head;
	bool plural = tokens[noun].xpos == XPOS_NNS || (tokens[noun].upos == UPOS_NOUN && tokens[noun].xpos == XPOS_VBZ); /* tags may quarrel */
	if (!plural || tokens[noun].deprel != REL_conj || verb < 0 || verb > noun || tokens[verb].upos != UPOS_VERB || noun == 0 ||
	    tokens[noun - 1].upos != UPOS_CCONJ || noun + 1 >= count || tokens[noun + 1].upos == UPOS_PUNCT)
		return -1;
	for (int depth = 0; depth < 4 && verb >= 0 && tokens[verb].xpos != XPOS_VBZ; depth++)
		verb = tokens[verb].head;
	return verb >= 0 && tokens[verb].xpos == XPOS_VBZ ? verb : -1;
}

static void make_joined_verb(struct token *tokens, int32_t count, int32_t verb, int32_t noun)
{
	repair_make_act(tokens, 0, verb, noun);
	tokens[noun].upos = UPOS_VERB;
	tokens[noun].xpos = XPOS_VBZ;
	tokens[noun].head = verb;
	tokens[noun].deprel = REL_conj;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == noun)
			tokens[t].deprel = tokens[t].deprel == REL_nmod ? REL_obl : tokens[t].deprel == REL_acl ? REL_advcl : tokens[t].deprel;
}

/* The passive that "IMPRISONED" goes on from in "is convicted of assault, imprisoned and sacked", hung on the noun before it; else -1. */
static int32_t passive_before(const struct token *tokens, int32_t count, int32_t participle)
{
	int32_t noun = tokens[participle].head;
	if (participle < 2 || tokens[participle].xpos != XPOS_VBN || tokens[participle].deprel != REL_acl || noun != participle - 2 ||
	    tokens[participle - 1].xpos != XPOS_COMMA || tokens[noun].head < 0 || !repair_has_child(tokens, count, participle, REL_conj))
		return -1;
	int32_t verb = tokens[noun].head;
	return tokens[noun].deprel == REL_obl && tokens[verb].xpos == XPOS_VBN && repair_has_child(tokens, count, verb, REL_aux_pass) ? verb : -1;
}

static void join_passive(struct token *tokens, int32_t count, int32_t verb, int32_t participle)
{
	(void)count;
	tokens[participle].head = verb;
	tokens[participle].deprel = REL_conj;
}

/* The main verb of "opened fire on people protesting, KILLING one", hung on the participle of who was hit; else -1. */
static int32_t verb_of_harm(const struct token *tokens, int32_t count, int32_t harm)
{
	(void)count;
	int32_t inner = tokens[harm].head, hit = inner >= 0 ? tokens[inner].head : -1;
	if (harm == 0 || tokens[harm].xpos != XPOS_VBG || tokens[harm].deprel != REL_advcl || tokens[harm - 1].xpos != XPOS_COMMA || hit < 0 ||
	    inner > harm || (tokens[inner].deprel != REL_acl && tokens[inner].deprel != REL_acl_relcl))
		return -1;
	int32_t verb = tokens[hit].head;
	bool object = tokens[hit].deprel == REL_obl || tokens[hit].deprel == REL_obj;
	return object && verb >= 0 && verb < hit && tokens[verb].upos == UPOS_VERB ? verb : -1;
}

/* The noun of "by INVADING Russian forces", the participle read as a verb with its object; else -1. */
static int32_t agent_of_participle(const struct token *tokens, int32_t count, int32_t participle)
{
	int32_t verb = tokens[participle].head;
	if (participle == 0 || tokens[participle].xpos != XPOS_VBG || tokens[participle].deprel != REL_advcl || verb < 0 || verb > participle ||
	    tokens[verb].xpos != XPOS_VBN || !str_equal(tokens[participle - 1].form, STR("by")) || tokens[participle - 1].head != participle ||
	    repair_has_child(tokens, count, verb, REL_obl_agent))
		return -1;
	int32_t noun = -1;
	for (int32_t t = participle + 1; t < count && noun < 0; t++) {
		if (tokens[t].head == participle && tokens[t].deprel == REL_obj)
			noun = t;
		else if (tokens[t].upos != UPOS_ADJ && tokens[t].upos != UPOS_PROPN && tokens[t].upos != UPOS_NOUN)
			return -1; /* "by attacking the village" */
	}
	return noun;
}

static void make_agent(struct token *tokens, int32_t count, int32_t noun, int32_t participle)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == participle && t != noun)
			tokens[t].head = noun;
	tokens[participle - 1].deprel = REL_case;
	tokens[noun].head = tokens[participle].head;
	tokens[noun].deprel = REL_obl_agent;
	tokens[participle].head = noun;
	tokens[participle].deprel = REL_amod;
	tokens[participle].upos = UPOS_ADJ;
}

/* The noun before "being" in "resulting in seven hostages being KILLED", hung on the verb above; else -1. */
static int32_t being_undergone(const struct token *tokens, int32_t count, int32_t verb)
{
	(void)count;
	int32_t above = tokens[verb].head;
	if (verb < 2 || tokens[verb].xpos != XPOS_VBN || !str_equal_nocase(tokens[verb - 1].form, STR("being")) || tokens[verb - 1].head != verb ||
	    above < 0 || above > verb || (tokens[verb].deprel != REL_advcl && tokens[verb].deprel != REL_acl))
		return -1;
	for (int32_t t = verb - 2; t > above; t--)
		if ((tokens[t].upos == UPOS_NOUN || tokens[t].upos == UPOS_PROPN || tokens[t].upos == UPOS_NUM) && tokens[t].head == above &&
		    (tokens[t].deprel == REL_obl || tokens[t].deprel == REL_obj || tokens[t].deprel == REL_nmod))
			return (int32_t)tokens[t].right >= verb - 2 ? t : -1;
	return -1;
}

static void undergo(struct token *tokens, int32_t count, int32_t noun, int32_t verb)
{
	(void)count;
	tokens[noun].head = verb;
	tokens[noun].deprel = REL_nsubj_pass;
}

/* The finite verb without a subject whose subject is NOUN in "clashes break out as FORCES backed by X enter", hung on the verb
 * before it, which has its own; else -1. */
static int32_t verb_behind(const struct token *tokens, int32_t count, int32_t noun)
{
	int32_t first = tokens[noun].head;
	if (tokens[noun].deprel != REL_nsubj || first < 0 || first > noun || (tokens[noun].upos != UPOS_NOUN && tokens[noun].upos != UPOS_PROPN))
		return -1;
	bool own = false;
	for (int32_t t = 0; t < first; t++)
		own = own || (tokens[t].head == first && tokens[t].deprel == REL_nsubj);
	int32_t verb = (int32_t)tokens[noun].right + 1;
	bool finite = own && verb < count && (tokens[verb].xpos == XPOS_VBP || tokens[verb].xpos == XPOS_VBZ || tokens[verb].xpos == XPOS_VBD);
	return finite && !repair_has_child(tokens, count, verb, REL_nsubj) ? verb : -1;
}

static void take_subject(struct token *tokens, int32_t count, int32_t verb, int32_t noun)
{
	(void)count;
	tokens[noun].head = verb;
}

/* The noun of "Burma is to FREE detained journalists", the verb read as an adjective before it; else -1. */
static int32_t object_of_free(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t noun = tokens[verb].head;
	if (noun >= 0 && tokens[noun].deprel == REL_amod && tokens[noun].head > noun) /* "free detained journalists" */
		noun = tokens[noun].head;
	bool marked = verb > 1 && tokens[verb].upos == UPOS_ADJ && tokens[verb].deprel == REL_amod && tokens[verb - 1].xpos == XPOS_TO &&
	              tokens[verb - 1].head == verb && noun > verb;
	return marked && repair_has_child(tokens, count, noun, REL_cop) && repair_has_child(tokens, count, noun, REL_nsubj) ? noun : -1;
}

static void make_infinitive(struct token *tokens, int32_t count, int32_t noun, int32_t verb)
{
	for (int32_t t = 0; t < count; t++) {
		if (tokens[t].head != noun || t == verb)
			continue;
		bool clause = t < verb || tokens[t].deprel == REL_punct || (t > noun && tokens[t].deprel == REL_nmod);
		tokens[t].head = clause ? verb : noun;
		tokens[t].deprel = tokens[t].deprel == REL_cop ? REL_aux : clause && tokens[t].deprel == REL_nmod ? REL_obl : tokens[t].deprel;
	}
	tokens[verb].upos = UPOS_VERB;
	tokens[verb].xpos = XPOS_VB;
	tokens[verb].head = tokens[noun].head;
	tokens[verb].deprel = tokens[noun].deprel;
	tokens[noun].head = verb;
	tokens[noun].deprel = REL_obj;
}

const struct repair clause_repairs[] = {
	{object_of_free, make_infinitive}, {verb_of_state, give_agent}, {act_before, make_act_before},
	{being_undergone, undergo}, {verb_behind, take_subject},
	{agent_of_participle, make_agent}, {finite_above, go_on_from}, {verb_above_participle, go_on_from},
	{object_of_noun, give_object}, {subject_joined, make_subject}, {verb_of_gerund, repair_make_act},
	{verb_of_plural, make_joined_verb}, {verb_of_harm, go_on_from}, {passive_before, join_passive},
	{subject_taken, give_subject}, {clause_of_mark, mark_clause}, {amount_behind, take_amount},
	{asked_for, ask_directly}, {counted_victims, make_victims}, {misread_adjective, make_plain_verb},
	{object_of_state, lift_object}, {verb_of_others, go_on_with_others},
	{others_behind, make_second_verb}, {noun_with_subject, make_clause},
	{verb_of_same_tense, go_on_from}, {verb_before_relative, go_on_from},
};
const size_t clause_repair_count = sizeof clause_repairs / sizeof *clause_repairs;
