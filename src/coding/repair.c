/* repair.c: trees that the words themselves contradict, read anew. The sentence's own tokens stay as they are; the
 * coder works on a copy.
 *
 * "acceptance of Russia and Turkey's call": parsers coordinate "acceptance" with "call" and leave Russia alone; two names
 * joined before 's are two owners.
 * "Police arrest 74 protesters": headlines' verbs are read as nouns; a noun has no object.
 * "Iran to resume talks": a headline's plan, no name with a clause on it.
 * "Russia is to send troops": a verb with an auxiliary, no clause that Russia is.
 * "Sudan called for mediation": no passive without an auxiliary, and what is called for is no subject.
 * "Ukraine and pro-Russian separatists agreed": a name before "and" is no part of a compound whose adjective follows.
 * "accused forces of shooting", "was accused by forces of shooting": whoever is accused of an act, the act hangs on the accusing.
 * "called for X to leave": one asks X, whom parsers make the subject of the leaving or not.
 * "700,000 displaced", "40 wounded": a number right before a participle is who it was done to.
 * "gunmen open fire": an adjective has no object.
 * "have been killed and 18 others injured": whoever is joined to a verb is the subject of the participle behind.
 * "kills 29 people and wounds 40 others": what stands before an amount of people is a verb.
 * "detains X, who was visiting, and seeks": of two verbs the second goes on from the one of its own tense. */
#include "repair.h"

static bool has_case_child(const struct token *tokens, int32_t count, int32_t parent)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == parent && tokens[t].deprel == REL_case && tokens[t].upos == UPOS_ADP)
			return true;
	return false;
}

/* The possessor in "NAME and NAME 's NOUN" where the noun hangs as a conjunct; else -1. */
static int32_t split_owner(const struct token *tokens, int32_t count, int32_t noun)
{
	if (noun < 3 || tokens[noun].deprel != REL_conj || tokens[noun].upos != UPOS_NOUN)
		return -1;
	for (int32_t t = noun - 1; t >= 2 && t >= noun - 6; t--) {
		bool owner = tokens[t].head == noun && tokens[t].deprel == REL_nmod_poss && tokens[t].upos == UPOS_PROPN && t + 1 < count &&
		             tokens[t + 1].xpos == XPOS_POS;
		bool joined = tokens[t - 1].upos == UPOS_CCONJ && tokens[t - 2].upos == UPOS_PROPN;
		int32_t first = tokens[t - 2].head;
		if (owner && joined && (first == tokens[noun].head || first == noun) && has_case_child(tokens, count, t - 2))
			return t;
	}
	return -1;
}

/* First name becomes the owner, second its conjunct; the noun takes the first name's place. */
static void join_owners(struct token *tokens, int32_t count, int32_t owner, int32_t noun)
{
	int32_t first = owner - 2;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == first && tokens[t].deprel == REL_case)
			tokens[t].head = noun;
	if (tokens[first].head != noun) {
		tokens[noun].deprel = tokens[first].deprel;
		tokens[noun].head = tokens[first].head;
	} else {
		tokens[noun].deprel = REL_nmod; /* "of" makes it a complement, not a conjunct */
	}
	tokens[first].head = noun;
	tokens[first].deprel = REL_nmod_poss;
	tokens[owner].head = first;
	tokens[owner].deprel = REL_conj;
	tokens[owner - 1].head = owner;
}

/* The noun right before a root that is tagged a noun and yet has an object: its subject; else -1. */
static int32_t headline_subject(const struct token *tokens, int32_t count, int32_t verb)
{
	if (tokens[verb].head >= 0 || tokens[verb].upos != UPOS_NOUN || tokens[verb].xpos != XPOS_NN || verb == 0)
		return -1;
	bool object = false;
	for (int32_t t = verb + 1; t < count; t++)
		object = object || (tokens[t].head == verb && tokens[t].deprel == REL_obj);
	const struct token *subject = &tokens[verb - 1];
	bool names = subject->upos == UPOS_NOUN || subject->upos == UPOS_PROPN;
	return object && names && subject->head == verb && subject->deprel == REL_compound ? verb - 1 : -1;
}

static void make_verb(struct token *tokens, int32_t count, int32_t subject, int32_t verb)
{
	(void)count;
	tokens[verb].upos = UPOS_VERB;
	tokens[verb].xpos = XPOS_VBP;
	tokens[subject].deprel = REL_nsubj;
	for (int32_t t = 0; t < subject; t++) /* "Nepalese police": what stood before the noun belongs to its subject */
		if (tokens[t].head == verb && tokens[t].deprel != REL_advmod && tokens[t].deprel != REL_obl && tokens[t].deprel != REL_punct)
			tokens[t].head = subject;
}

/* "Iran to resume talks": a headline's infinitive right behind the name that is the root; that name, else -1. */
static int32_t headline_planner(const struct token *tokens, int32_t count, int32_t verb)
{
	(void)count;
	int32_t name = tokens[verb].head;
	if (verb < 2 || tokens[verb].xpos != XPOS_VB || tokens[verb].deprel != REL_acl || name < 0 || name > verb - 2 || tokens[name].head >= 0)
		return -1;
	bool behind = tokens[verb - 1].xpos == XPOS_TO && (int32_t)tokens[name].right >= verb && tokens[verb].left == (uint32_t)verb - 1;
	for (int32_t t = name + 1; t < verb - 1; t++)
		behind = behind && tokens[t].upos != UPOS_PUNCT && tokens[t].upos != UPOS_VERB;
	return behind && tokens[name].upos == UPOS_PROPN ? name : -1;
}

static void make_planned(struct token *tokens, int32_t count, int32_t name, int32_t verb)
{
	(void)count;
	tokens[verb].head = -1;
	tokens[verb].deprel = REL_root;
	tokens[name].head = verb;
	tokens[name].deprel = REL_nsubj;
}

/* Children, subtree bounds: paths to the root are followed no further than the sentence is long. */
static void relink(struct token *tokens, int32_t count)
{
	for (int32_t t = 0; t < count; t++) {
		tokens[t].first_child = tokens[t].next_sibling = -1;
		tokens[t].left = tokens[t].right = (uint32_t)t;
	}
	for (int32_t t = count - 1; t >= 0; t--) {
		int32_t head = tokens[t].head;
		if (head < 0 || head >= count)
			continue;
		tokens[t].next_sibling = tokens[head].first_child;
		tokens[head].first_child = t;
	}
	for (int32_t t = 0; t < count; t++)
		for (int32_t at = tokens[t].head, steps = 0; at >= 0 && at < count && steps < count; at = tokens[at].head, steps++) {
			if (t < (int32_t)tokens[at].left)
				tokens[at].left = (uint32_t)t;
			if (t > (int32_t)tokens[at].right)
				tokens[at].right = (uint32_t)t;
		}
}

static struct token *own_copy(const struct sentence *sentence, struct token *copy, struct arena *arena)
{
	if (copy)
		return copy;
	copy = arena_alloc(arena, sentence->count * sizeof *copy);
	return memcpy(copy, sentence->tokens, sentence->count * sizeof *copy);
}

/* The "is" of "is to VERB": parsers make it the copula of a clause that is a predicate; -1. */
static int32_t duty_copula(const struct token *tokens, int32_t count, int32_t verb)
{
	if (tokens[verb].upos != UPOS_VERB)
		return -1;
	for (int32_t t = verb - 1; t >= 1 && t >= verb - 5 && t < count; t--)
		if (tokens[t].xpos == XPOS_TO && tokens[t].head == verb)
			return tokens[t - 1].head == verb && tokens[t - 1].deprel == REL_cop && tokens[t - 1].upos == UPOS_AUX ? t - 1 : -1;
	return -1;
}

static void make_auxiliary(struct token *tokens, int32_t count, int32_t copula, int32_t verb)
{
	tokens[copula].deprel = REL_aux;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == verb && tokens[t].deprel == REL_nsubj_outer)
			tokens[t].deprel = REL_nsubj;
}

static bool has_child(const struct token *tokens, int32_t count, int32_t parent, unsigned deprel)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == parent && tokens[t].deprel == deprel)
			return true;
	return false;
}

/* "called" right before "for", "on" or "upon", read as a passive or as a participle of the name before it: finite; VERB, else -1. */
static int32_t misread_call(const struct token *tokens, int32_t count, int32_t verb)
{
	if (!str_equal(tokens[verb].form, STR("called")) || verb + 2 >= count || verb == 0 || has_child(tokens, count, verb, REL_aux_pass) ||
	    has_child(tokens, count, verb, REL_aux))
		return -1;
	struct str next = tokens[verb + 1].form;
	if (!str_equal(next, STR("for")) && !str_equal(next, STR("on")) && !str_equal(next, STR("upon")))
		return -1;
	int32_t name = tokens[verb].head;
	bool participle = tokens[verb].deprel == REL_acl && name == verb - 1 && tokens[name].head < 0 && tokens[name].upos == UPOS_PROPN;
	return participle || has_child(tokens, count, verb, REL_nsubj_pass) ? verb : -1;
}

static void make_call(struct token *tokens, int32_t count, int32_t found, int32_t verb)
{
	(void)found;
	tokens[verb].xpos = XPOS_VBD;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == verb && tokens[t].deprel == REL_nsubj_pass)
			tokens[t].deprel = REL_nsubj;
	if (tokens[verb].deprel == REL_acl)
		make_planned(tokens, count, tokens[verb].head, verb);
}

/* NOUN in "NAME and ADJECTIVE NOUN" where the name hangs on the noun as a compound and the adjective on the name: the name's
 * token, else -1. */
static int32_t swallowed_name(const struct token *tokens, int32_t count, int32_t noun)
{
	(void)count;
	bool plain = noun >= 3 && tokens[noun].upos == UPOS_NOUN && tokens[noun - 1].upos == UPOS_ADJ && tokens[noun - 2].upos == UPOS_CCONJ &&
	             tokens[noun - 3].upos == UPOS_PROPN;
	return plain && tokens[noun - 3].head == noun && tokens[noun - 3].deprel == REL_compound && tokens[noun - 1].head == noun - 3 &&
	               tokens[noun - 1].deprel == REL_conj
	           ? noun - 3
	           : -1;
}

static void free_name(struct token *tokens, int32_t count, int32_t name, int32_t noun)
{
	(void)count;
	tokens[name].head = tokens[noun].head;
	tokens[name].deprel = tokens[noun].deprel;
	tokens[noun].head = name;
	tokens[noun].deprel = REL_conj;
	tokens[noun - 1].head = noun;
	tokens[noun - 1].deprel = REL_amod;
	tokens[noun - 2].head = noun;
}

/* The accusing verb above ACT, a gerund behind "of" that hangs on whoever is accused; else -1. */
static int32_t accusing_verb(const struct token *tokens, int32_t count, int32_t act)
{
	(void)count;
	int32_t accused = tokens[act].head;
	if (act < 2 || tokens[act].xpos != XPOS_VBG || tokens[act].deprel != REL_acl || !str_equal(tokens[act - 1].form, STR("of")) ||
	    tokens[act - 1].head != act || accused < 0 || tokens[accused].head < 0 ||
	    (tokens[accused].deprel != REL_obj && tokens[accused].deprel != REL_obl_agent))
		return -1;
	struct str verb = tokens[tokens[accused].head].lemma;
	bool accusing = str_equal(verb, STR("accuse")) || str_equal(verb, STR("suspect")) || str_equal(verb, STR("convict"));
	return accusing ? tokens[accused].head : -1;
}

static void move_act(struct token *tokens, int32_t count, int32_t verb, int32_t act)
{
	(void)count;
	tokens[act].head = verb;
	tokens[act].deprel = REL_advcl;
}

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
	if (verb < 1 || tokens[verb].xpos != XPOS_VBN || tokens[verb].deprel != REL_conj || tokens[verb - 1].upos != UPOS_NUM ||
	    has_child(tokens, count, verb, REL_nsubj_pass) || has_child(tokens, count, verb, REL_nsubj))
		return -1;
	const struct token *number = &tokens[verb - 1];
	bool own = number->head == verb && (number->deprel == REL_nummod || number->deprel == REL_obj || number->deprel == REL_advmod);
	return own || (number->head == tokens[verb].head && number->deprel == REL_conj) ? verb - 1 : -1;
}

static void make_victims(struct token *tokens, int32_t count, int32_t number, int32_t verb)
{
	(void)count;
	tokens[number].head = verb;
	tokens[number].deprel = REL_nsubj_pass;
}

/* "one woman dead and two others injured": who is injured stands beside who is dead, not their states. STATE's own noun or
 * number, if what it is joined to tells the state of somebody, too; else -1. */
static int32_t others_in_state(const struct token *tokens, int32_t count, int32_t state)
{
	int32_t first = tokens[state].head;
	if (first < 0 || first > state || tokens[state].deprel != REL_conj || (tokens[state].upos != UPOS_ADJ && tokens[state].xpos != XPOS_VBN))
		return -1;
	bool amod = tokens[first].deprel == REL_amod && tokens[first].head < first;
	for (int32_t t = first + 1; t < state && t < count && !amod; t++) /* "leaves one woman dead": the verb itself is joined */
		amod = tokens[t].deprel == REL_amod && tokens[t].head < t && tokens[t].head > first && tokens[tokens[t].head].head == first &&
		       tokens[tokens[t].head].deprel == REL_obj;
	int32_t others = -1;
	for (int32_t t = first + 1; t < state && amod; t++)
		if (tokens[t].head == state && (tokens[t].deprel == REL_nsubj || tokens[t].deprel == REL_nsubj_pass || tokens[t].upos == UPOS_NUM))
			others = t;
	return others;
}

static void join_others(struct token *tokens, int32_t count, int32_t others, int32_t state)
{
	int32_t first = tokens[state].head, noun = tokens[first].head;
	for (int32_t t = first + 1; t < state && tokens[first].deprel != REL_amod; t++)
		if (tokens[t].head == first && tokens[t].deprel == REL_obj)
			noun = t;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == state && tokens[t].deprel == REL_cc)
			tokens[t].head = others;
	tokens[others].head = noun;
	tokens[others].deprel = REL_conj;
	tokens[state].head = others;
	tokens[state].deprel = REL_amod;
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
	for (int32_t t = noun + 1; t < count; t++)
		if (tokens[t].head == verb && (int32_t)tokens[t].left == noun + 1 && has_child(tokens, count, t, REL_nummod) &&
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
	if (tokens[verb].upos != UPOS_ADJ || has_child(tokens, count, verb, REL_cop))
		return -1;
	bool subject = false, object = false;
	for (int32_t t = 0; t < count; t++) {
		subject = subject || (t < verb && tokens[t].head == verb && tokens[t].deprel == REL_nsubj);
		object = object || (t > verb && tokens[t].head == verb && tokens[t].deprel == REL_obj);
	}
	return subject && object ? verb : -1;
}

static void make_plain_verb(struct token *tokens, int32_t count, int32_t found, int32_t verb)
{
	(void)count;
	(void)found;
	tokens[verb].upos = UPOS_VERB;
	tokens[verb].xpos = XPOS_VBP;
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
	    has_child(tokens, count, verb, REL_nsubj) || has_child(tokens, count, verb, REL_nsubj_pass) || has_child(tokens, count, verb, REL_aux) ||
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

/* Each row looks at token AT and says what it found there (-1: nothing), then changes the copy. The first that finds wins. */
static const struct {
	int32_t (*find)(const struct token *tokens, int32_t count, int32_t at);
	void (*mend)(struct token *tokens, int32_t count, int32_t found, int32_t at);
} repairs[] = {
	{misread_call, make_call},      {swallowed_name, free_name},       {accusing_verb, move_act},   {split_owner, join_owners},
	{headline_subject, make_verb},  {headline_planner, make_planned},  {duty_copula, make_auxiliary},
	{asked_for, ask_directly},      {counted_victims, make_victims},   {misread_adjective, make_plain_verb},
	{verb_of_others, go_on_with_others}, {others_behind, make_second_verb}, {noun_with_subject, make_clause},
	{verb_of_same_tense, go_on_from}, {others_in_state, join_others},  {verb_before_relative, go_on_from},
};

const struct token *repair_tokens(const struct sentence *sentence, struct arena *arena)
{
	int32_t count = (int32_t)sentence->count;
	struct token *copy = NULL;
	for (int32_t t = 1; t < count; t++)
		for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
			int32_t found = repairs[i].find(copy ? copy : sentence->tokens, count, t);
			if (found < 0)
				continue;
			copy = own_copy(sentence, copy, arena);
			repairs[i].mend(copy, count, found, t);
			break;
		}
	if (!copy)
		return sentence->tokens;
	relink(copy, count);
	return copy;
}
