/* repair_verbs.c: verbs that headlines and amounts hide.
 *
 * "killing 19 and kidnapping others": each verb has its own amount.
 * "the council files suits": a noun right before a finite verb is its subject.
 * "Police fire into the air": what a body does, no fire of the police's.
 * "have been confirmed killed": they have been killed.
 * "Striking miners release": a participle before its noun.
 * "kills seven people and injures six", "and another seriously injured": verbs go on from verbs, and have their own victims. */
#include "repair.h"

/* The verb joined to the first in "killing 19 and kidnapping OTHERS", both amounts read as the first one's object; else -1. */
static int32_t second_verb(const struct token *tokens, int32_t count, int32_t others)
{
	int32_t verb = tokens[others].head, number = -1, second = -1;
	if (tokens[others].deprel != REL_obj || verb < 0 || verb > others)
		return -1;
	for (int32_t t = verb + 1; t < others && t < count; t++) {
		number = tokens[t].head == others && tokens[t].deprel == REL_nummod && number < 0 ? t : number;
		bool joined = tokens[t].head == verb || (number >= 0 && tokens[t].head == number);
		second = joined && tokens[t].deprel == REL_conj && tokens[t].xpos == tokens[verb].xpos ? t : second;
	}
	return number >= 0 && number < second ? second : -1;
}

static void give_each_object(struct token *tokens, int32_t count, int32_t second, int32_t others)
{
	int32_t verb = tokens[others].head;
	for (int32_t t = verb + 1; t < second && t < count; t++)
		if (tokens[t].head == others && tokens[t].deprel == REL_nummod) {
			tokens[t].head = verb;
			tokens[t].deprel = REL_obj;
			break;
		}
	tokens[second].head = verb;
	tokens[others].head = second;
}

/* "the government FILES suits": a noun right before a finite verb without a subject is no part of it; that noun, else -1. */
static int32_t compound_of_verb(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t noun = verb - 1;
	bool finite = tokens[verb].upos == UPOS_VERB && (tokens[verb].xpos == XPOS_VBZ || tokens[verb].xpos == XPOS_VBD || tokens[verb].xpos == XPOS_VBP);
	bool part = finite && noun >= 0 && tokens[noun].head == verb && tokens[noun].deprel == REL_compound &&
	            (tokens[noun].upos == UPOS_NOUN || tokens[noun].upos == UPOS_PROPN);
	return part && !repair_has_child(tokens, count, verb, REL_nsubj) && !repair_has_child(tokens, count, verb, REL_nsubj_pass) ? noun : -1;
}

static void make_own_subject(struct token *tokens, int32_t count, int32_t noun, int32_t verb)
{
	for (int32_t t = 0; t < noun && t < count; t++)
		if (tokens[t].head == verb && (tokens[t].deprel == REL_det || tokens[t].deprel == REL_amod || tokens[t].deprel == REL_compound || tokens[t].deprel == REL_nmod_poss))
			tokens[t].head = noun;
	tokens[noun].deprel = REL_nsubj;
}

/* The subject of FIRE in "Police fire into the air to disperse", the verb read as a noun; else -1. */
static int32_t firing_body(const struct token *tokens, int32_t count, int32_t fire)
{
	int32_t body = fire - 1;
	bool noun = body >= 0 && tokens[fire].xpos == XPOS_NN && tokens[fire].head < 0 && str_equal(tokens[fire].form, STR("fire")) && fire + 1 < count &&
	            (str_equal(tokens[fire + 1].form, STR("into")) || str_equal(tokens[fire + 1].form, STR("on")) || str_equal(tokens[fire + 1].form, STR("at")));
	return noun && tokens[body].upos == UPOS_NOUN && tokens[body].head == fire && tokens[body].deprel == REL_compound ? body : -1;
}

static void make_firing(struct token *tokens, int32_t count, int32_t body, int32_t fire)
{
	for (int32_t t = 0; t < count; t++) {
		if (tokens[t].head != fire || t == body)
			continue;
		tokens[t].head = t < body && tokens[t].deprel != REL_punct ? body : fire;
		tokens[t].deprel = t > fire && tokens[t].deprel == REL_nmod ? REL_obl : t > fire && tokens[t].deprel == REL_acl ? REL_advcl : tokens[t].deprel;
	}
	tokens[fire].upos = UPOS_VERB;
	tokens[fire].xpos = XPOS_VBP;
	tokens[body].deprel = REL_nsubj;
}

/* The passive right before "confirmed KILLED", of which the state is said, read as a clause beside it; else -1. */
static int32_t said_of_state(const struct token *tokens, int32_t count, int32_t state)
{
	int32_t verb = state - 1;
	bool beside = verb > 0 && tokens[state].xpos == XPOS_VBN && tokens[state].head == verb && tokens[state].deprel == REL_advcl && tokens[verb].xpos == XPOS_VBN;
	return beside && str_equal(tokens[verb].form, STR("confirmed")) && repair_has_child(tokens, count, verb, REL_aux_pass) ? verb : -1;
}

static void make_state(struct token *tokens, int32_t count, int32_t verb, int32_t state)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == verb)
			tokens[t].head = state;
	tokens[state].head = tokens[verb].head;
	tokens[state].deprel = tokens[verb].deprel;
	tokens[verb].head = state;
	tokens[verb].deprel = REL_advmod;
	tokens[verb].upos = UPOS_ADV;
}

/* The participle of "Protesting FARMERS release", read as a gerund with its object before a plural verb; else -1. */
static int32_t participle_before(const struct token *tokens, int32_t count, int32_t noun)
{
	int32_t participle = tokens[noun].head, verb = noun + 1;
	if (tokens[noun].xpos != XPOS_NNS || tokens[noun].deprel != REL_obj || participle < 0 || participle > noun || verb >= count ||
	    tokens[participle].head != verb || tokens[participle].xpos != XPOS_VBG || tokens[verb].xpos != XPOS_VBP)
		return -1;
	bool gerund = tokens[participle].deprel == REL_csubj || tokens[participle].deprel == REL_advcl;
	bool bare = (int32_t)tokens[noun].left == participle + 1 && !repair_has_child(tokens, count, noun, REL_det) &&
	            !repair_has_child(tokens, count, participle, REL_mark);
	return gerund && bare && !repair_has_child(tokens, count, verb, REL_nsubj) ? participle : -1;
}

static void make_modifier(struct token *tokens, int32_t count, int32_t participle, int32_t noun)
{
	for (int32_t t = 0; t < participle && t < count; t++)
		if (tokens[t].head == participle)
			tokens[t].head = noun;
	tokens[noun].head = tokens[participle].head;
	tokens[noun].deprel = REL_nsubj;
	tokens[participle].head = noun;
	tokens[participle].deprel = REL_amod;
}

/* The verb that "INJURES" goes on from in "kills seven people and injures six others", joined to the people; else -1. */
static int32_t verb_of_object(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t object = tokens[verb].head, first = object < 0 ? -1 : tokens[object].head;
	bool finite = tokens[verb].upos == UPOS_VERB || repair_has_child(tokens, count, verb, REL_obj); /* tags may quarrel */
	bool joined = finite && tokens[verb].deprel == REL_conj && object >= 0 && object < verb && tokens[object].deprel == REL_obj &&
	              tokens[object].upos != UPOS_VERB;
	bool same = joined && first >= 0 && first < object && tokens[first].xpos == tokens[verb].xpos;
	return same && !repair_has_child(tokens, count, verb, REL_nsubj) && !repair_has_child(tokens, count, verb, REL_nsubj_pass) &&
	               !repair_has_child(tokens, count, verb, REL_aux) && !repair_has_child(tokens, count, verb, REL_mark)
	           ? first
	           : -1;
}

static void go_on_from(struct token *tokens, int32_t count, int32_t first, int32_t verb)
{
	(void)count;
	tokens[verb].upos = UPOS_VERB;
	tokens[verb].head = first;
}

/* Who is hit in "is killed and another seriously INJURED", the word read as the participle's determiner; else -1. */
static int32_t another_before(const struct token *tokens, int32_t count, int32_t verb)
{
	int32_t another = verb - 2;
	bool told = another >= 0 && tokens[verb].xpos == XPOS_VBN && tokens[verb].deprel == REL_conj && tokens[verb - 1].upos == UPOS_ADV &&
	            str_equal_nocase(tokens[another].form, STR("another")) && tokens[another].head == verb;
	return told && !repair_has_child(tokens, count, verb, REL_nsubj) && !repair_has_child(tokens, count, verb, REL_nsubj_pass) ? another : -1;
}

static void make_victim(struct token *tokens, int32_t count, int32_t another, int32_t verb)
{
	(void)count;
	tokens[verb].upos = UPOS_VERB;
	tokens[another].deprel = REL_nsubj_pass;
}

const struct repair verb_repairs[] = {
	{second_verb, give_each_object}, {said_of_state, make_state}, {firing_body, make_firing}, {compound_of_verb, make_own_subject},
	{participle_before, make_modifier}, {verb_of_object, go_on_from}, {another_before, make_victim},
};
const size_t verb_repair_count = sizeof verb_repairs / sizeof *verb_repairs;
