/* repair_nouns.c: repairs of who belongs to which noun.
 *
 * "one woman dead and two others injured", "one guardsman dead and 100 people injured": people are joined to people.
 * "militant group Hezbollah fires": a name right behind a noun is its name.
 * "the Ukrainian army and pro-Russia rebels": nouns are joined, not a noun and the next one's modifier.
 * "the Institute of Technology professor NAME": what stands before a title is no part beside it.
 * "Kim's sister": the sister is meant.
 * "on former president NAME": the preposition is the name's.
 * "a mass shooting": no mass that shoots. */
#include "repair.h"

static bool has_case_child(const struct token *tokens, int32_t count, int32_t parent)
{
	return repair_has_child(tokens, count, parent, REL_case);
}

/* Whoever NOUN is joined to in "the Ukrainian army and pro-Russia REBELS", whose modifier the parser joined instead; else -1. */
static int32_t joined_by_modifier(const struct token *tokens, int32_t count, int32_t noun)
{
	(void)count;
	int32_t modifier = noun - 1, first = noun > 0 ? tokens[noun - 1].head : -1;
	if (first < 0 || first >= modifier || tokens[modifier].deprel != REL_conj || tokens[noun].upos != UPOS_NOUN ||
	    (tokens[modifier].upos != UPOS_ADJ && tokens[modifier].upos != UPOS_PROPN) || tokens[first].upos == UPOS_ADJ)
		return -1;
	return tokens[first].head == tokens[noun].head && tokens[first].deprel == tokens[noun].deprel ? first : -1;
}

static void join_noun(struct token *tokens, int32_t count, int32_t first, int32_t noun)
{
	for (int32_t t = 0; t < count; t++) {
		if (tokens[t].head == noun && t < first && tokens[t].deprel == REL_case)
			tokens[t].head = first;
		if (tokens[t].head == noun - 1 && tokens[t].deprel == REL_cc)
			tokens[t].head = noun;
	}
	tokens[noun].head = first;
	tokens[noun].deprel = REL_conj;
	tokens[noun - 1].head = noun;
	tokens[noun - 1].deprel = REL_amod;
}

/* The name right before "PROFESSOR NAME" in "murder of the Institute of Technology professor NAME", read beside it; else -1. */
static int32_t name_before_title(const struct token *tokens, int32_t count, int32_t title)
{
	if (tokens[title].upos != UPOS_NOUN || tokens[title].deprel != REL_nmod || !repair_has_child(tokens, count, title, REL_flat) ||
	    has_case_child(tokens, count, title))
		return -1;
	for (int32_t t = 0; t < title; t++)
		if (tokens[t].head == tokens[title].head && tokens[t].deprel == REL_nmod && tokens[t].upos == UPOS_PROPN &&
		    (int32_t)tokens[t].right + 1 == (int32_t)tokens[title].left && has_case_child(tokens, count, t))
			return t;
	return -1;
}

static void put_before_title(struct token *tokens, int32_t count, int32_t name, int32_t title)
{
	repair_move_cases(tokens, count, name, title);
	tokens[name].head = title;
	tokens[name].deprel = REL_compound;
}

/* The noun before NAME in "militant group HEZBOLLAH fires", both read as subjects of the verb: it, else -1. */
static int32_t noun_before_name(const struct token *tokens, int32_t count, int32_t name)
{
	int32_t noun = (int32_t)tokens[name].left - 1;
	bool same = noun >= 0 && tokens[name].upos == UPOS_PROPN && tokens[noun].upos == UPOS_NOUN && tokens[noun].deprel == tokens[name].deprel &&
	            tokens[noun].head == tokens[name].head && !repair_has_child(tokens, count, name, REL_case) && !repair_has_child(tokens, count, name, REL_det);
	bool told = (tokens[name].deprel == REL_nsubj && tokens[name].head > name) || tokens[name].deprel == REL_obj;
	told = told || (tokens[name].deprel == REL_nmod && name == noun + 1 && repair_has_child(tokens, count, noun, REL_case)); /* "of scientist X" */
	told = told || (tokens[name].deprel == REL_conj && tokens[noun].xpos == XPOS_NN); /* "and the company Mabna Institute" */
	told = told || (tokens[name].deprel == REL_nmod_poss && name == noun + 1); /* "China's leader X's resignation" */
	return same && told ? noun : -1;
}

static void add_name(struct token *tokens, int32_t count, int32_t noun, int32_t name)
{
	(void)count;
	tokens[name].head = noun;
	tokens[name].deprel = REL_appos;
}

/* The possessor of "Kim's SISTER", whom the parser took for the one meant; else -1. */
static int32_t possessor_taken(const struct token *tokens, int32_t count, int32_t noun)
{
	(void)count;
	int32_t name = tokens[noun].head;
	bool behind = noun > 1 && tokens[noun].upos == UPOS_NOUN && tokens[noun].deprel == REL_appos && name >= 0 && name < noun;
	return behind && tokens[noun - 1].xpos == XPOS_POS && tokens[noun - 1].head == name ? name : -1;
}

static void give_possessor(struct token *tokens, int32_t count, int32_t name, int32_t noun)
{
	(void)count;
	tokens[noun].head = tokens[name].head;
	tokens[noun].deprel = tokens[name].deprel;
	tokens[name].head = noun;
	tokens[name].deprel = REL_nmod_poss;
}

/* The first word of "mass", "school" or "drive-by" right before SHOOTING; else -1. */
static int32_t kind_before(const struct token *tokens, int32_t shooting)
{
	int32_t before = shooting - 1;
	if (before >= 2 && str_equal_nocase(tokens[before].form, STR("by")) && str_equal_nocase(tokens[before - 2].form, STR("drive")))
		return before - 2;
	bool kind = before >= 0 && (str_equal_nocase(tokens[before].form, STR("mass")) || str_equal_nocase(tokens[before].form, STR("school")));
	return kind ? before : -1;
}

/* "A mass SHOOTING", "in a drive-by SHOOTING" read as a mass or a drive that shoots, or in which somebody does: the mass, else -1. */
static int32_t mass_shooting(const struct token *tokens, int32_t count, int32_t shooting)
{
	static const char *const acts[] = {"shooting", "stabbing", "killing"};
	(void)count;
	unsigned rel = tokens[shooting].deprel;
	int32_t mass = rel == REL_acl || rel == REL_advcl || rel == REL_obl ? kind_before(tokens, shooting) : -1;
	if (mass < 0 || (tokens[shooting].head != mass && tokens[shooting].head != tokens[mass].head))
		return -1;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (str_equal_nocase(tokens[shooting].form, str_of(acts[i])))
			return mass;
	return -1;
}

static void name_shooting(struct token *tokens, int32_t count, int32_t mass, int32_t shooting)
{
	repair_make_act(tokens, count, mass, shooting);
	tokens[shooting].head = tokens[mass].head;
	tokens[shooting].deprel = tokens[mass].deprel;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == mass)
			tokens[t].head = shooting;
	for (int32_t t = mass; t < shooting; t++) {
		tokens[t].head = shooting;
		tokens[t].deprel = REL_compound;
	}
}

/* The noun whose state OTHERS are joined to in "one guardsman dead and around 100 PEOPLE injured"; else -1. */
static int32_t noun_in_state(const struct token *tokens, int32_t count, int32_t others)
{
	(void)count;
	int32_t state = tokens[others].head;
	bool joined = tokens[others].deprel == REL_conj && (tokens[others].upos == UPOS_NOUN || tokens[others].upos == UPOS_NUM) && state >= 0 &&
	              state < others && tokens[state].upos == UPOS_ADJ && tokens[state].deprel == REL_amod;
	return joined && tokens[state].head < state ? tokens[state].head : -1;
}

static void join_to_noun(struct token *tokens, int32_t count, int32_t noun, int32_t others)
{
	(void)count;
	tokens[others].head = noun;
}

/* "one woman dead and two others injured": who is injured stands beside who is dead, not their states. STATE's own noun or
 * number, if what it is joined to tells the state of somebody, too; else -1. */
static int32_t others_in_state(const struct token *tokens, int32_t count, int32_t state)
{
	int32_t first = tokens[state].head;
	if (first < 0 || first > state || tokens[state].deprel != REL_conj || (tokens[state].upos != UPOS_ADJ && tokens[state].xpos != XPOS_VBN))
		return -1;
	bool amod = (tokens[first].deprel == REL_amod || tokens[first].deprel == REL_xcomp) && tokens[first].head < first; /* "leaving five dead" */
	for (int32_t t = first + 1; t < state && t < count && !amod; t++) /* "leaves one woman dead": the verb itself is joined */
		amod = tokens[t].deprel == REL_amod && tokens[t].head < t && tokens[t].head > first && tokens[tokens[t].head].head == first &&
		       tokens[tokens[t].head].deprel == REL_obj;
	int32_t others = -1;
	for (int32_t t = first + 1; t < state && amod; t++)
		if (tokens[t].head == state && (tokens[t].deprel == REL_nsubj || tokens[t].deprel == REL_nsubj_pass || tokens[t].upos == UPOS_NUM))
			others = t;
	if (others < 0 && tokens[first].deprel == REL_xcomp && state > 0 && tokens[state - 1].upos == UPOS_NUM && tokens[state - 1].head == first &&
	    tokens[state - 1].deprel == REL_conj) /* "leaves two dead and one wounded" */
		others = state - 1;
	return others;
}

static void join_others(struct token *tokens, int32_t count, int32_t others, int32_t state)
{
	int32_t first = tokens[state].head, noun = tokens[first].head, verb = tokens[first].deprel == REL_xcomp ? noun : first;
	for (int32_t t = verb + 1; t < state && tokens[first].deprel != REL_amod; t++)
		if (tokens[t].head == verb && tokens[t].deprel == REL_obj)
			noun = t;
	for (int32_t t = verb + 1; t < first && noun == verb; t++) /* "leaves two dead": the number is who is dead */
		if (tokens[t].head == first && tokens[t].upos == UPOS_NUM) {
			tokens[t].head = verb;
			tokens[t].deprel = REL_obj;
			noun = t;
		}
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == state && tokens[t].deprel == REL_cc)
			tokens[t].head = others;
	tokens[others].head = noun;
	tokens[others].deprel = REL_conj;
	tokens[state].head = others;
	tokens[state].deprel = REL_amod;
}

/* The noun right before NAME in "actor Sean Penn and actress KATE Hudson", whom the parser gave to the first, who has a name; else -1. */
static int32_t noun_of_second_name(const struct token *tokens, int32_t count, int32_t name)
{
	int32_t first = tokens[name].head, noun = (int32_t)tokens[name].left - 1;
	bool second = tokens[name].deprel == REL_appos && tokens[name].upos == UPOS_PROPN && first >= 0 && noun > first && tokens[noun].upos == UPOS_NOUN &&
	              tokens[noun].deprel == REL_conj && tokens[noun].head == first;
	return second && (repair_has_child(tokens, count, first, REL_flat) || tokens[first].upos == UPOS_PROPN) ? noun : -1;
}

/* "fines GOOGLE $5 billion": a name before a sum that is the object of the verb right before it; else -1. */
static int32_t name_before_sum(const struct token *tokens, int32_t count, int32_t name)
{
	int32_t sum = tokens[name].head, verb = sum < 0 ? -1 : tokens[sum].head, first = (int32_t)tokens[name].left;
	bool before = sum > name && sum < count && tokens[sum].form.length > 0 && tokens[sum].form.data[tokens[sum].form.length - 1] == '$' &&
	              tokens[sum].deprel == REL_obj && verb >= 0 && verb < name && tokens[verb].upos == UPOS_VERB;
	return before && tokens[name].deprel == REL_compound && tokens[name].upos == UPOS_PROPN && verb == first - 1 ? verb : -1;
}

static void give_sum(struct token *tokens, int32_t count, int32_t verb, int32_t name)
{
	(void)count;
	tokens[name].head = verb;
	tokens[name].deprel = REL_iobj;
}

/* The name or the noun with a name right behind ARREST, read beside it; -1. */
static int32_t arrested(const struct token *tokens, int32_t count, int32_t arrest)
{
	for (int32_t t = arrest + 1; t < count; t++)
		if (tokens[t].head == arrest && (tokens[t].deprel == REL_appos || tokens[t].deprel == REL_flat) && (int32_t)tokens[t].left == arrest + 1)
			return tokens[t].upos == UPOS_PROPN || repair_has_child(tokens, count, t, REL_flat) ? t : -1;
	return -1;
}

/* The subject of ARREST in "Police arrest Anthony Boisvert", read as a noun with a name beside it; else -1. */
static int32_t arresting_body(const struct token *tokens, int32_t count, int32_t arrest)
{
	bool told = tokens[arrest].xpos == XPOS_NN && tokens[arrest].head < 0 && arrest + 1 < count &&
	            (str_equal_nocase(tokens[arrest].form, STR("arrest")) || str_equal_nocase(tokens[arrest].form, STR("charge")));
	return told && arrested(tokens, count, arrest) >= 0 && arrest > 0 && tokens[arrest - 1].head == arrest && tokens[arrest - 1].deprel == REL_compound ? arrest - 1 : -1;
}

static void make_arrest(struct token *tokens, int32_t count, int32_t body, int32_t arrest)
{
	tokens[arrest].upos = UPOS_VERB;
	tokens[arrest].xpos = XPOS_VBP;
	tokens[body].deprel = REL_nsubj;
	tokens[arrested(tokens, count, arrest)].deprel = REL_obj;
	for (int32_t t = 0; t < count; t++) {
		if (tokens[t].head != arrest)
			continue;
		if (t < body && tokens[t].deprel != REL_punct)
			tokens[t].head = body;
		tokens[t].deprel = tokens[t].deprel == REL_nmod ? REL_obl : tokens[t].deprel == REL_acl ? REL_advcl : tokens[t].deprel;
	}
}

/* The noun before "GENERAL" in "grants the Attorney General permission", the adjective given to what follows; else -1. */
static int32_t office_of_general(const struct token *tokens, int32_t count, int32_t general)
{
	(void)count;
	int32_t office = general - 1, noun = tokens[general].head;
	bool behind = office >= 0 && str_equal(tokens[general].form, STR("General")) && tokens[general].deprel == REL_amod && noun > general;
	return behind && tokens[office].head == noun && tokens[office].deprel == REL_compound ? office : -1;
}

static void end_name(struct token *tokens, int32_t count, int32_t office, int32_t general)
{
	(void)count;
	tokens[general].head = office;
	tokens[general].deprel = REL_flat;
}

/* Who is held in "holds a 6-year-old BOY hostage", read as a part of the hostage: the hostage; else -1. */
static int32_t held_hostage(const struct token *tokens, int32_t count, int32_t victim)
{
	int32_t hostage = tokens[victim].head;
	bool part = hostage == victim + 1 && hostage < count && tokens[victim].deprel == REL_compound && tokens[hostage].deprel == REL_obj &&
	            str_equal(tokens[hostage].form, STR("hostage"));
	return part && (tokens[victim].upos == UPOS_NOUN || tokens[victim].upos == UPOS_PROPN) ? hostage : -1;
}

static void hold_hostage(struct token *tokens, int32_t count, int32_t hostage, int32_t victim)
{
	(void)count;
	for (int32_t t = 0; t < victim; t++)
		if (tokens[t].head == hostage)
			tokens[t].head = victim;
	tokens[victim].head = tokens[hostage].head;
	tokens[victim].deprel = REL_obj;
	tokens[hostage].deprel = REL_xcomp;
}

/* The title before NAME in "Minister of A, B and C Goran Vesić resigns", both read as subjects of the verb; else -1. */
static int32_t title_of_name(const struct token *tokens, int32_t count, int32_t name)
{
	if (tokens[name].upos != UPOS_PROPN || tokens[name].deprel != REL_nsubj || !repair_has_child(tokens, count, name, REL_flat))
		return -1;
	for (int32_t t = 0; t < name; t++)
		if (tokens[t].head == tokens[name].head && tokens[t].deprel == REL_nsubj && (int32_t)tokens[t].right + 1 == (int32_t)tokens[name].left &&
		    (tokens[t].upos == UPOS_NOUN || tokens[t].upos == UPOS_PROPN) && !repair_has_child(tokens, count, t, REL_flat))
			return t;
	return -1;
}

/* The verb of "In the UK 33 PEOPLE are convicted", the place read as a part of the people; else -1. */
static int32_t verb_behind_place(const struct token *tokens, int32_t count, int32_t people)
{
	int32_t first = (int32_t)tokens[people].left, place = -1;
	bool subject = tokens[people].deprel == REL_nsubj || tokens[people].deprel == REL_nsubj_pass;
	if (!subject || tokens[people].head < people || tokens[first].head != people || tokens[first].deprel != REL_case || !str_equal_nocase(tokens[first].form, STR("in")))
		return -1;
	for (int32_t t = first + 1; t < people && t < count; t++)
		if (tokens[t].head == people && tokens[t].deprel == REL_compound && tokens[t].upos == UPOS_PROPN && t + 1 < people && tokens[t + 1].upos == UPOS_NUM)
			place = t;
	return place >= 0 ? tokens[people].head : -1;
}

static void free_place(struct token *tokens, int32_t count, int32_t verb, int32_t people)
{
	int32_t place = -1;
	for (int32_t t = (int32_t)tokens[people].left; t < people && t < count && place < 0; t++)
		if (tokens[t].head == people && tokens[t].deprel == REL_compound && t + 1 < people && tokens[t + 1].upos == UPOS_NUM)
			place = t;
	for (int32_t t = 0; t < place; t++)
		if (tokens[t].head == people)
			tokens[t].head = place;
	tokens[place].head = verb;
	tokens[place].deprel = REL_obl;
}

/* The body that arrests in "Authorities in the U.S. ARREST Paul Konigsberg", the verb read as where they are; else -1. */
static int32_t body_of_arrest(const struct token *tokens, int32_t count, int32_t arrest)
{
	int32_t body = tokens[arrest].head;
	bool told = tokens[arrest].xpos == XPOS_NN && tokens[arrest].deprel == REL_nmod && body >= 0 && body < arrest && tokens[body].head < 0 && arrest > 1 &&
	            arrest + 1 < count && (str_equal(tokens[arrest].form, STR("arrest")) || str_equal(tokens[arrest].form, STR("charge")));
	bool place = told && tokens[arrest - 1].upos == UPOS_PROPN && tokens[arrest - 1].head == arrest && tokens[arrest - 1].deprel == REL_compound;
	return place && tokens[arrest + 1].head == arrest && tokens[arrest + 1].deprel == REL_appos ? body : -1;
}

static void arrest_there(struct token *tokens, int32_t count, int32_t body, int32_t arrest)
{
	int32_t place = arrest - 1;
	for (int32_t t = 0; t < count; t++) {
		if (t < place && tokens[t].head == arrest)
			tokens[t].head = place;
		else if (t > arrest && tokens[t].head == body) {
			tokens[t].head = arrest;
			tokens[t].deprel = tokens[t].deprel == REL_acl ? REL_advcl : tokens[t].deprel;
		}
	}
	tokens[place].head = body;
	tokens[place].deprel = REL_nmod;
	tokens[arrest + 1].deprel = REL_obj;
	tokens[arrest].upos = UPOS_VERB;
	tokens[arrest].xpos = XPOS_VBP;
	tokens[arrest].head = -1;
	tokens[arrest].deprel = REL_root;
	tokens[body].head = arrest;
	tokens[body].deprel = REL_nsubj;
}

/* The noun with a number whose list NAME begins: "three groups, A, B and C", the names joined to the groups; else -1. */
static int32_t noun_of_list(const struct token *tokens, int32_t count, int32_t name)
{
	int32_t noun = tokens[name].head, names = 0;
	if (tokens[name].deprel != REL_conj || tokens[name].upos != UPOS_PROPN || noun < 0 || noun > name || tokens[noun].xpos != XPOS_NNS ||
	    !repair_has_child(tokens, count, noun, REL_nummod) || tokens[tokens[name].left].upos != UPOS_PUNCT || (int32_t)tokens[name].left != noun + 1)
		return -1;
	for (int32_t t = noun + 1; t < count; t++) {
		if (tokens[t].head == noun && tokens[t].deprel == REL_conj && tokens[t].upos != UPOS_PROPN)
			return -1;
		names += tokens[t].head == noun && tokens[t].deprel == REL_conj;
	}
	return names > 1 ? noun : -1;
}

static void name_list(struct token *tokens, int32_t count, int32_t noun, int32_t name)
{
	for (int32_t t = name + 1; t < count; t++)
		if (tokens[t].head == noun && tokens[t].deprel == REL_conj)
			tokens[t].head = name;
	tokens[name].deprel = REL_appos;
}

/* The subject of ARREST in "Police arrest opposition leader NAME", read as parts of one noun that is all the sentence; else -1. */
static int32_t arresting_before(const struct token *tokens, int32_t count, int32_t arrest)
{
	int32_t noun = tokens[arrest].head;
	bool told = tokens[arrest].xpos == XPOS_NN && tokens[arrest].deprel == REL_compound && noun > arrest && tokens[noun].head < 0 &&
	            (str_equal(tokens[arrest].form, STR("arrest")) || str_equal(tokens[arrest].form, STR("charge")) || str_equal(tokens[arrest].form, STR("fire")));
	bool whole = told && !repair_has_child(tokens, count, noun, REL_nsubj) && !repair_has_child(tokens, count, noun, REL_cop);
	return whole && arrest > 0 && tokens[arrest - 1].head == arrest && tokens[arrest - 1].deprel == REL_compound ? arrest - 1 : -1;
}

static void make_arresting(struct token *tokens, int32_t count, int32_t body, int32_t arrest)
{
	int32_t noun = tokens[arrest].head;
	for (int32_t t = 0; t < count; t++) {
		bool before = t < body && (tokens[t].head == noun || tokens[t].head == arrest) && tokens[t].deprel != REL_punct;
		bool behind = t > noun && tokens[t].head == noun && tokens[t].deprel == REL_acl && tokens[t - 1].upos == UPOS_PUNCT;
		if (before)
			tokens[t].head = body;
		else if (t > noun && tokens[t].head == noun && tokens[t].deprel == REL_conj && tokens[t].upos == UPOS_VERB) /* "police fire shots and use" */
			tokens[t].head = arrest;
		else if (behind) { /* "..., accusing him of" */
			tokens[t].head = arrest;
			tokens[t].deprel = REL_advcl;
		}
	}
	tokens[arrest].upos = UPOS_VERB;
	tokens[arrest].xpos = XPOS_VBP;
	tokens[arrest].head = -1;
	tokens[arrest].deprel = REL_root;
	tokens[noun].head = arrest;
	tokens[noun].deprel = REL_obj;
	tokens[body].deprel = REL_nsubj;
}

/* The passive verb whose AGENT the parser gave to the place before him in "is ambushed in Bagabag by gunmen"; else -1. */
static int32_t done_by(const struct token *tokens, int32_t count, int32_t agent)
{
	int32_t place = tokens[agent].head, verb = place < 0 ? -1 : tokens[place].head, by = (int32_t)tokens[agent].left;
	by += tokens[by].upos == UPOS_PUNCT;
	bool named = tokens[agent].deprel == REL_nmod && verb >= 0 && place < agent && tokens[place].upos == UPOS_PROPN && tokens[place].deprel == REL_obl;
	return named && verb < place && str_equal_nocase(tokens[by].form, STR("by")) && repair_has_child(tokens, count, verb, REL_nsubj_pass) ? verb : -1;
}

static void hang_on_verb(struct token *tokens, int32_t count, int32_t verb, int32_t agent)
{
	(void)count;
	tokens[agent].head = verb;
	tokens[agent].deprel = REL_obl_agent;
}

/* The name before the comma in "in Laghman Province, AFGHANISTAN killing three", whose second part the parser took for who kills; else -1. */
static int32_t wider_place(const struct token *tokens, int32_t count, int32_t place)
{
	int32_t verb = tokens[place].head;
	bool subject = tokens[place].deprel == REL_nsubj && tokens[place].upos == UPOS_PROPN && verb == place + 1 && verb < count && place > 2 &&
	               tokens[verb].xpos == XPOS_VBG && tokens[verb].deprel == REL_advcl;
	return subject && tokens[place - 1].upos == UPOS_PUNCT && tokens[place - 2].upos == UPOS_PROPN ? place - 2 : -1;
}

static void put_beside(struct token *tokens, int32_t count, int32_t narrower, int32_t place)
{
	(void)count;
	tokens[place].head = narrower;
	tokens[place].deprel = REL_appos;
}

/* Whom OTHERS are killed with in "kills the governor of Helmand Province and five OTHERS", given to the place; else -1. */
static int32_t beside_whole(const struct token *tokens, int32_t count, int32_t others)
{
	int32_t place = tokens[others].head, noun = place < 0 ? -1 : tokens[place].head;
	bool joined = tokens[others].deprel == REL_conj && str_equal_nocase(tokens[others].form, STR("others")) &&
	              repair_has_child(tokens, count, others, REL_nummod) && noun >= 0 && noun < place && place < others;
	return joined && tokens[place].upos == UPOS_PROPN && tokens[place].deprel == REL_nmod && tokens[noun].upos != UPOS_VERB ? noun : -1;
}

/* The noun of the same word above the place that NOUN was joined to: "the village of A in B and several more VILLAGES"; else -1. */
static int32_t beside_same_word(const struct token *tokens, int32_t count, int32_t noun)
{
	if (tokens[noun].deprel != REL_conj || tokens[noun].upos != UPOS_NOUN ||
	    !(repair_has_child(tokens, count, noun, REL_nummod) || repair_has_child(tokens, count, noun, REL_amod) || repair_has_child(tokens, count, noun, REL_det)))
		return -1;
	int32_t at = tokens[noun].head;
	for (int steps = 0; at >= 0 && at < noun && steps < 4 && tokens[at].deprel == REL_nmod; steps++) {
		at = tokens[at].head;
		if (at >= 0 && tokens[at].upos == UPOS_NOUN && str_equal(tokens[at].lemma, tokens[noun].lemma))
			return at;
	}
	return -1;
}

/* The noun before the name that OTHER was joined to: "adviser A B and minister C D", each a person; else -1. */
static int32_t noun_of_name(const struct token *tokens, int32_t count, int32_t other)
{
	(void)count;
	int32_t name = tokens[other].head, noun = name < 0 ? -1 : tokens[name].head;
	bool joined = tokens[other].deprel == REL_conj && name >= 0 && name < other && tokens[name].deprel == REL_appos && tokens[name].upos == UPOS_PROPN;
	return joined && noun >= 0 && noun + 1 == (int32_t)tokens[name].left && tokens[noun].xpos == XPOS_NN ? noun : -1;
}

/* The first name of a list that NAME ends: "three organisations, A, B and C", the last joined to the organisations; else -1. */
static int32_t list_of_names(const struct token *tokens, int32_t count, int32_t name)
{
	int32_t noun = tokens[name].head;
	if (tokens[name].deprel != REL_conj || tokens[name].upos != UPOS_PROPN || noun < 0 || noun > name || tokens[noun].upos != UPOS_NOUN ||
	    (tokens[noun].xpos != XPOS_NNS && !repair_has_child(tokens, count, noun, REL_nummod)))
		return -1;
	for (int32_t t = noun + 1; t < name; t++)
		if (tokens[t].head == noun && tokens[t].deprel == REL_appos && tokens[t].upos == UPOS_PROPN)
			return repair_has_child(tokens, count, t, REL_conj) || repair_has_child(tokens, count, noun, REL_nummod) ? t : -1;
	return -1;
}

/* The name behind its TITLE in "on former Guinean PRESIDENT Alpha Condé", whose preposition the parser gave to the title; else -1. */
static int32_t name_behind_title(const struct token *tokens, int32_t count, int32_t title)
{
	int32_t name = tokens[title].head;
	bool told = tokens[title].deprel == REL_nmod_desc && name > title && (tokens[name].deprel == REL_nmod || tokens[name].deprel == REL_obl) &&
	            has_case_child(tokens, count, title) && !has_case_child(tokens, count, name);
	return told ? name : -1;
}

static void give_preposition(struct token *tokens, int32_t count, int32_t name, int32_t title)
{
	repair_move_cases(tokens, count, title, name);
}

/* The first NAME in "between Somaliland and SSC-Khatumo FORCES", a part of the plural as the second is; else -1. */
static int32_t of_two_sides(const struct token *tokens, int32_t count, int32_t forces)
{
	if (tokens[forces].xpos != XPOS_NNS)
		return -1;
	int32_t name = -1, between = -1;
	for (int32_t t = 0; t < forces && t < count; t++) {
		name = tokens[t].head == forces && tokens[t].deprel == REL_compound && tokens[t].upos == UPOS_PROPN && name < 0 ? t : name;
		between = tokens[t].head == forces && tokens[t].deprel == REL_case && str_equal(tokens[t].form, STR("between")) ? t : between;
	}
	return between >= 0 && name == between + 1 && repair_has_child(tokens, count, name, REL_conj) ? name : -1;
}

static void free_side(struct token *tokens, int32_t count, int32_t name, int32_t forces)
{
	for (int32_t t = 0; t < forces; t++) {
		if (tokens[t].head == name && tokens[t].deprel == REL_conj) {
			tokens[t].head = forces;
			tokens[t].deprel = REL_compound;
			for (int32_t cc = 0; cc < t && cc < count; cc++)
				if (tokens[cc].head == t && tokens[cc].deprel == REL_cc)
					tokens[cc].head = forces;
		} else if (tokens[t].head == forces && tokens[t].deprel == REL_case) {
			tokens[t].head = name;
		}
	}
	tokens[name].head = tokens[forces].head;
	tokens[name].deprel = tokens[forces].deprel;
	tokens[forces].head = name;
	tokens[forces].deprel = REL_conj;
}

/* The MISSILE of "in Russian missile and drone strikes", read as what the phrase is of: a singular without an article before
 * "and", another such noun and the plural STRIKES; else -1. */
static int32_t first_of_kinds(const struct token *tokens, int32_t count, int32_t strikes)
{
	int32_t first = tokens[strikes].head, second = strikes - 1;
	bool joined = first >= 0 && first == strikes - 3 && tokens[strikes].deprel == REL_conj && tokens[strikes].xpos == XPOS_NNS;
	if (!joined || tokens[first].xpos != XPOS_NN || tokens[second].xpos != XPOS_NN || tokens[second].head != strikes ||
	    tokens[second].deprel != REL_compound || tokens[first + 1].deprel != REL_cc || tokens[first].deprel == REL_compound)
		return -1;
	return repair_has_child(tokens, count, first, REL_det) || repair_has_child(tokens, count, first, REL_nummod) ? -1 : first;
}

static void name_kinds(struct token *tokens, int32_t count, int32_t first, int32_t strikes)
{
	tokens[strikes].head = tokens[first].head;
	tokens[strikes].deprel = tokens[first].deprel;
	for (int32_t t = 0; t < count; t++)
		if (tokens[t].head == first && t != strikes)
			tokens[t].head = strikes;
	tokens[first].head = strikes;
	tokens[first].deprel = REL_compound;
}

const struct repair noun_repairs[] = {
	{first_of_kinds, name_kinds},
	{name_behind_title, give_preposition},
	{wider_place, put_beside}, {beside_whole, join_to_noun}, {beside_same_word, join_to_noun}, {list_of_names, join_to_noun}, {noun_of_name, join_to_noun},
	{arresting_before, make_arresting}, {noun_of_list, name_list}, {office_of_general, end_name},
	{of_two_sides, free_side}, {held_hostage, hold_hostage}, {title_of_name, add_name}, {verb_behind_place, free_place},
	{body_of_arrest, arrest_there},
	{done_by, hang_on_verb},
	{arresting_body, make_arrest},
	{name_before_sum, give_sum},
	{noun_of_second_name, add_name},
	{possessor_taken, give_possessor}, {mass_shooting, name_shooting}, {noun_in_state, join_to_noun},
	{noun_before_name, add_name}, {joined_by_modifier, join_noun},
	{name_before_title, put_before_title}, {others_in_state, join_others},
};
const size_t noun_repair_count = sizeof noun_repairs / sizeof *noun_repairs;
