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
 * "accused forces of shooting", "was accused by forces of shooting": whoever is accused of an act, the act hangs on the accusing. */
#include "repair.h"

void repair_move_cases(struct token *tokens, int32_t count, int32_t from, int32_t to)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == from && tokens[t].deprel == REL_case)
			tokens[t].head = to;
}

bool repair_has_child(const struct token *tokens, int32_t count, int32_t parent, unsigned deprel)
{
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == parent && tokens[t].deprel == deprel)
			return true;
	return false;
}

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
	repair_move_cases(tokens, count, first, noun);
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

/* "called" right before "for", "on" or "upon", read as a passive or as a participle of the name before it: finite; VERB, else -1. */
static int32_t misread_call(const struct token *tokens, int32_t count, int32_t verb)
{
	if (!str_equal(tokens[verb].form, STR("called")) || verb + 2 >= count || verb == 0 || repair_has_child(tokens, count, verb, REL_aux_pass) ||
	    repair_has_child(tokens, count, verb, REL_aux))
		return -1;
	struct str next = tokens[verb + 1].form;
	if (!str_equal(next, STR("for")) && !str_equal(next, STR("on")) && !str_equal(next, STR("upon")))
		return -1;
	int32_t name = tokens[verb].head;
	bool participle = tokens[verb].deprel == REL_acl && name == verb - 1 && tokens[name].head < 0 && tokens[name].upos == UPOS_PROPN;
	return participle || repair_has_child(tokens, count, verb, REL_nsubj_pass) ? verb : -1;
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
	for (int32_t t = 0; t < name && t < count; t++) /* "The FBI and Dutch authorities" */
		if (tokens[t].head == noun && tokens[t].deprel == REL_det)
			tokens[t].head = name;
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

/* The first row that finds something at a token wins. */
static const struct repair repairs[] = {
	{misread_call, make_call},     {swallowed_name, free_name},       {accusing_verb, move_act},   {split_owner, join_owners},
	{headline_subject, make_verb}, {headline_planner, make_planned},  {duty_copula, make_auxiliary},
};

/* Do the heads of some tokens lead back to themselves? Each path is walked once, its tokens marked in first_child, which is made
 * anew afterwards. */
static bool has_ring(struct token *tokens, int32_t count)
{
	for (int32_t t = 0; t < count; t++)
		tokens[t].first_child = -1;
	for (int32_t t = 0; t < count; t++) {
		if (tokens[t].first_child >= 0)
			continue;
		int32_t at = t;
		for (; at >= 0 && tokens[at].first_child < 0; at = tokens[at].head)
			tokens[at].first_child = t;
		if (at >= 0 && tokens[at].first_child == t)
			return true;
	}
	return false;
}

static int32_t mend_at(const struct repair *rows, size_t count, const struct sentence *sentence, struct token **copy, int32_t at, struct arena *arena)
{
	int32_t tokens = (int32_t)sentence->count;
	for (size_t i = 0; i < count; i++) {
		int32_t found = rows[i].find(*copy ? *copy : sentence->tokens, tokens, at);
		if (found < 0)
			continue;
		*copy = own_copy(sentence, *copy, arena);
		rows[i].mend(*copy, tokens, found, at);
		return found;
	}
	return -1;
}

const struct token *repair_tokens(const struct sentence *sentence, struct arena *arena)
{
	int32_t count = (int32_t)sentence->count;
	struct token *copy = NULL;
	for (int32_t t = 1; t < count; t++)
		if (mend_at(repairs, sizeof repairs / sizeof *repairs, sentence, &copy, t, arena) < 0 &&
		    mend_at(noun_repairs, noun_repair_count, sentence, &copy, t, arena) < 0 &&
		    mend_at(harm_repairs, harm_repair_count, sentence, &copy, t, arena) < 0 &&
		    mend_at(verb_repairs, verb_repair_count, sentence, &copy, t, arena) < 0 &&
		    mend_at(joined_repairs, joined_repair_count, sentence, &copy, t, arena) < 0)
			mend_at(clause_repairs, clause_repair_count, sentence, &copy, t, arena);
	if (!copy || has_ring(copy, count))
		return sentence->tokens;
	relink(copy, count);
	return copy;
}
