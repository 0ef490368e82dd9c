/* factuality.c: from the trigger up the tree, what each governing word says of whether it happened.
 *
 * Signs are collected, then weighed: a condition outweighs a denial, a denial a plan, a plan a doubt. */
#include "factuality.h"

#define MOST_CLIMB 24

struct signs {
	bool negated, planned, future, possible, may, conditional, demanded, historical;
};

static bool is_either(const struct reading *r, int32_t t, enum cue a, enum cue b) { return reading_is(r, t, a) || reading_is(r, t, b); }

/* --- the predicate itself --------------------------------------------------------------------- */

static bool has_negative_determiner(const struct reading *r, int32_t noun)
{
	if (reading_lemma(r, noun, "nobody") || reading_lemma(r, noun, "none") || reading_lemma(r, noun, "nothing"))
		return true;
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_det && (reading_lemma(r, c, "no") || reading_lemma(r, c, "neither")))
			return true;
	return false;
}

static bool is_adverbial_negation(const struct reading *r, int32_t c)
{
	unsigned rel = rel_of(r, c);
	if (rel != REL_advmod && rel != REL_mark && rel != REL_case && rel != REL_cc && rel != REL_cc_preconj && rel != REL_advmod_emph)
		return false;
	if (reading_lemma(r, c, "longer") && c > 0 && reading_lemma(r, c - 1, "no"))
		return true;
	if (!reading_is(r, c, CUE_NEGATION))
		return false;
	/* "not only attacked but ..." */
	return !(c + 1 < r->count && reading_lemma(r, c + 1, "only"));
}

bool is_negated(const struct reading *r, int32_t v)
{
	FOR_CHILDREN(r, v, c) {
		unsigned rel = rel_of(r, c);
		if (is_adverbial_negation(r, c))
			return true;
		if ((rel == REL_nsubj || rel == REL_obj || rel == REL_nsubj_pass) && has_negative_determiner(r, c))
			return true;
	}
	return false;
}

static void read_auxiliary(const struct reading *r, int32_t aux, struct signs *signs)
{
	if (reading_is(r, aux, CUE_MODAL_FUTURE)) {
		signs->planned = true;
		signs->future = true;
	} else if (reading_is(r, aux, CUE_MODAL_POSSIBLE)) {
		signs->possible = true;
		signs->may = signs->may || reading_lemma(r, aux, "may") || reading_lemma(r, aux, "might");
	} else if (r->tokens[aux].xpos == XPOS_MD && reading_is(r, aux, CUE_MODAL_DUTY)) {
		signs->planned = true;
	}
}

/* "is to attack", "were to meet" */
static bool has_duty_to(const struct reading *r, int32_t v)
{
	FOR_CHILDREN(r, v, c)
		if ((rel_of(r, c) == REL_aux || rel_of(r, c) == REL_cop) && reading_lemma(r, c, "be") && c + 1 < r->count && r->tokens[c + 1].xpos == XPOS_TO &&
		    head_of(r, c + 1) == v)
			return true;
	return false;
}

static bool has_modal(const struct reading *r, int32_t v)
{
	FOR_CHILDREN(r, v, c)
		if (rel_of(r, c) == REL_aux && r->tokens[c].xpos == XPOS_MD)
			return true;
	return false;
}

static bool is_conditional_clause(const struct reading *r, int32_t clause)
{
	FOR_CHILDREN(r, clause, c)
		if (rel_of(r, c) == REL_mark && reading_is(r, c, CUE_CONDITION_MARK))
			return !has_duty_to(r, clause); /* "if peace is to come" is an aim */
	return false;
}

/* "did not say whether X attacked", "asked if": open, not conditional. */
static bool is_indirect_question(const struct reading *r, int32_t clause, int32_t mark)
{
	return reading_lemma(r, mark, "whether") || (reading_lemma(r, mark, "if") && (rel_of(r, clause) == REL_ccomp || rel_of(r, clause) == REL_xcomp));
}

/* "He said if war came he would leave": the condition is of what he said, though parsers give it to "said". */
static bool is_condition_of_content(const struct reading *r, int32_t v, int32_t clause)
{
	int32_t content = child_with(r, v, REL_ccomp);
	return clause > v && content > clause && reading_is(r, v, CUE_SPEECH_VERB);
}

static void read_predicate(const struct reading *r, int32_t v, struct signs *signs)
{
	FOR_CHILDREN(r, v, c) {
		unsigned rel = rel_of(r, c);
		if (rel == REL_aux || rel == REL_aux_pass)
			read_auxiliary(r, c, signs);
		else if (rel == REL_advmod && reading_is(r, c, CUE_POSSIBLE_ADVERB))
			signs->possible = true;
		else if (rel == REL_mark && reading_is(r, c, CUE_CONDITION_MARK))
			*(is_indirect_question(r, v, c) ? &signs->possible : &signs->conditional) = true;
		else if (rel == REL_advcl && is_conditional_clause(r, c) && (has_modal(r, v) || r->tokens[v].xpos != XPOS_VBD) &&
		         !is_condition_of_content(r, v, c))
			signs->conditional = true;
	}
	bool headline_plan = rel_of(r, v) == REL_root && r->tokens[v].xpos == XPOS_VB && has_case(r, v, "to"); /* "Iran to resume talks" */
	if (has_duty_to(r, v) || headline_plan)
		signs->planned = signs->future = true;
	signs->negated = signs->negated || is_negated(r, v);
}

/* A conjunct shares a condition, one without a subject of its own a doubt, one without a finite form auxiliaries and negation:
 * "may attack and seize". */
static void read_shared(const struct reading *r, int32_t v, int32_t first, struct signs *signs)
{
	unsigned xpos = r->tokens[v].xpos;
	bool own_subject = child_with(r, v, REL_nsubj) >= 0 || child_with(r, v, REL_nsubj_pass) >= 0, own_auxiliary = child_with(r, v, REL_aux) >= 0;
	FOR_CHILDREN(r, first, c)
		if (rel_of(r, c) == REL_mark && is_conditional_clause(r, first) && !is_indirect_question(r, first, c))
			signs->conditional = signs->conditional || reading_is(r, c, CUE_CONDITION_MARK); /* "unless X yields and begins talks" */
		else if (rel_of(r, c) == REL_advmod && c < first && r->tokens[first].upos == UPOS_VERB && !own_subject && !own_auxiliary && reading_is(r, c, CUE_POSSIBLE_ADVERB))
			signs->possible = true; /* "allegedly entered and refused to leave" */
	if (own_subject || own_auxiliary || (xpos != XPOS_VB && xpos != XPOS_VBN && xpos != XPOS_VBG))
		return;
	bool but = false; /* "do not recognise it, and call for a strike" */
	FOR_CHILDREN(r, v, c)
		but = but || (rel_of(r, c) == REL_cc && (reading_lemma(r, c, "but") || (reading_lemma(r, c, "and") && c > 0 && str_equal(r->tokens[c - 1].form, STR(",")))));
	FOR_CHILDREN(r, first, c) {
		if (c > first)
			continue;
		if (rel_of(r, c) == REL_aux)
			read_auxiliary(r, c, signs);
		else if (!but && is_adverbial_negation(r, c))
			signs->negated = true;
	}
}

/* --- what governs it ------------------------------------------------------------------------ */

static void read_adjective(const struct reading *r, int32_t adjective, struct signs *signs)
{
	if (reading_is(r, adjective, CUE_NEGATIVE_ADJECTIVE))
		signs->negated = true;
	else if (reading_is(r, adjective, CUE_POSSIBLE_ADJECTIVE))
		signs->possible = true;
	else
		signs->planned = true;
}

/* "I would like to thank", "we want to condemn": said and done. */
static bool is_performative(const struct reading *r, int32_t g, int32_t v)
{
	int32_t subject = surface_subject(r, g, 0);
	bool first = subject >= 0 && (reading_lemma(r, subject, "I") || reading_lemma(r, subject, "we"));
	return (reading_lemma(r, g, "like") || (first && (reading_lemma(r, g, "want") || reading_lemma(r, g, "wish")))) &&
	       reading_is(r, v, CUE_ATTITUDE_OBJECT_VERB);
}

/* "request that the United States withdraw": taggers see a present tense. */
static bool is_subjunctive(const struct reading *r, int32_t g, int32_t v)
{
	return reading_is(r, g, CUE_MANDATIVE_VERB) && r->tokens[v].xpos == XPOS_VBP && rel_of(r, v) == REL_ccomp && has_case(r, v, "that") &&
	       child_with(r, v, REL_aux) < 0;
}

static bool is_to_come(const struct reading *r, int32_t v)
{
	FOR_CHILDREN(r, v, c)
		if ((rel_of(r, c) == REL_aux && reading_is(r, c, CUE_MODAL_FUTURE)))
			return true;
	return has_duty_to(r, v);
}

/* "to attack", "to be attacking", not "pleaded guilty to attacking". */
static bool is_infinitive(const struct reading *r, int32_t v) { return has_case(r, v, "to") && (r->tokens[v].xpos != XPOS_VBG || child_with(r, v, REL_aux) >= 0); }

/* V is a clause under the verb G; false when nothing above G matters any more. */
static bool read_governing_verb(const struct reading *r, int32_t g, int32_t v, struct signs *signs)
{
	bool infinitive = is_infinitive(r, v);
	if (is_found_guilty(r, v)) /* "sentenced for killing them" */
		return false;
	bool finite = rel_of(r, v) == REL_ccomp && !infinitive && (r->tokens[v].xpos != XPOS_VBG || child_with(r, v, REL_nsubj) >= 0);
	bool says = reading_is(r, g, CUE_SPEECH_VERB) && !(infinitive && reading_is(r, g, CUE_ASPECT_VERB));
	bool bare = (r->tokens[v].xpos == XPOS_VB && !has_modal(r, v)) || is_subjunctive(r, g, v);
	if (rel_of(r, v) == REL_ccomp)
		FOR_CHILDREN(r, g, c)
			if (rel_of(r, c) == REL_advcl && is_conditional_clause(r, c) && (is_condition_of_content(r, g, c) || (says && c > v && is_to_come(r, v))))
				signs->conditional = true; /* the last: "said it would leave if ...", hung on "said" */
	if (infinitive && says && is_passive(r, g) && rel_of(r, v) == REL_xcomp && child_with(r, g, REL_obl_agent) < 0 && !reading_is(r, g, CUE_PLAN_VERB) &&
	    !is_either(r, g, CUE_DEMAND_VERB, CUE_FACTIVE_VERB))
		signs->possible = true; /* "is said to have attacked": nobody vouches for it */
	if (infinitive && is_performative(r, g, v))
		return false;
	if (infinitive && reading_lemma(r, g, "have") && g + 1 < r->count && reading_lemma(r, g + 1, "yet")) { /* "has yet to ratify" */
		signs->negated = true;
		return false;
	}
	if (reading_is(r, g, CUE_DENIAL_VERB) || (reading_is(r, g, CUE_NEGATIVE_VERB) && !finite))
		signs->negated = true;
	else if (reading_is(r, g, CUE_DEMAND_VERB) && (infinitive || bare) && !reading_is(r, g, CUE_PLAN_VERB))
		signs->demanded = true;
	else if (reading_is(r, g, CUE_DEMAND_VERB) && (infinitive || bare) && surface_subject(r, g, 0) != surface_subject(r, v, 0))
		signs->demanded = true;
	else if (reading_is(r, g, CUE_PERMIT_VERB) && infinitive)
		signs->possible = true; /* they may */
	else if (reading_is(r, g, CUE_PLAN_VERB) && (infinitive || !finite || (bare || !says)) && !(finite && reading_is(r, g, CUE_FACTIVE_VERB)))
		signs->planned = true;
	else if (reading_is(r, g, CUE_ATTEMPT_VERB) && infinitive)
		signs->planned = true;
	else if (is_either(r, g, CUE_POSSIBLE_VERB, CUE_ACCUSE_VERB) && !reading_is(r, g, CUE_FACTIVE_VERB))
		signs->possible = true;
	else if (says)
		return false;
	else if (bare && infinitive && rel_of(r, v) == REL_xcomp && !is_either(r, g, CUE_ASPECT_VERB, CUE_OBJECT_CONTROL))
		signs->planned = true;
	if (!says || !finite)
		read_predicate(r, g, signs);
	return !finite;
}

/* "the first to attack", "the last country to leave": they did. */
static bool is_ranked(const struct reading *r, int32_t noun)
{
	if (r->tokens[noun].xpos == XPOS_JJS || reading_is(r, noun, CUE_RANK_WORD))
		return true;
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_amod && (reading_is(r, c, CUE_RANK_WORD) || r->tokens[c].xpos == XPOS_JJS))
			return true;
	return false;
}

/* "denied reports that X", "foiled a plot to": what becomes of the act by the verb that has NOUN for its object. */
static bool is_denied_by_verb(const struct reading *r, int32_t noun, bool infinitive)
{
	int32_t verb = head_of(r, noun);
	if (verb < 0 || (rel_of(r, noun) != REL_obj && rel_of(r, noun) != REL_nsubj_pass) || !is_predicate(r, verb))
		return false;
	if (infinitive)
		return reading_is(r, verb, CUE_CANCEL_VERB) && !reading_is(r, verb, CUE_PLAN_VERB);
	return reading_is(r, verb, CUE_DENIAL_VERB) && is_either(r, noun, CUE_POSSIBLE_NOUN, CUE_STATEMENT_NOUN);
}

/* An infinitive or preposition under a noun: "a plan to attack", "the risk of attacking". */
static void read_governing_noun(const struct reading *r, int32_t noun, bool infinitive, struct signs *signs)
{
	if (reading_is(r, noun, CUE_NEGATIVE_NOUN) || is_denied_by_verb(r, noun, infinitive)) {
		signs->negated = true; /* "his refusal to free them" */
		return;
	}
	if (infinitive && !reading_is(r, noun, CUE_PLAN_NOUN) && (is_ranked(r, noun) || (rel_of(r, noun) == REL_nmod && head_of(r, noun) >= 0 && is_ranked(r, head_of(r, noun)))))
		return; /* the second: "the first president of the country to visit", hung on the country */
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_amod && reading_is(r, c, CUE_NEGATIVE_ADJECTIVE))
			signs->negated = true; /* "the abortive attempt to seize" */
	int32_t demand = head_of(r, noun); /* "an appeal to the factions to halt" */
	bool asked = infinitive && demand >= 0 && rel_of(r, noun) == REL_nmod && reading_is(r, demand, CUE_DEMAND_NOUN);
	if (asked || reading_is(r, noun, CUE_DEMAND_NOUN))
		signs->demanded = true;
	else if (reading_is(r, noun, CUE_POSSIBLE_NOUN) && !infinitive)
		signs->possible = true;
	else if (infinitive || reading_is(r, noun, CUE_PLAN_NOUN))
		signs->planned = true;
}

/* "would attack if ...": what it is done for hangs on the same condition. */
static bool is_hypothetical(const struct reading *r, int32_t v)
{
	struct signs signs = {0};
	read_predicate(r, v, &signs);
	int32_t g = head_of(r, v);
	if (rel_of(r, v) == REL_ccomp && g >= 0)
		FOR_CHILDREN(r, g, c)
			if (rel_of(r, c) == REL_advcl && is_conditional_clause(r, c) && is_condition_of_content(r, g, c))
				return true;
	return signs.conditional;
}

static bool has_auxiliary(const struct reading *r, int32_t v, const char *lemma)
{
	FOR_CHILDREN(r, v, c)
		if (rel_of(r, c) == REL_aux && reading_lemma(r, c, lemma))
			return true;
	return false;
}

/* "will end when the troops leave", "before they attack": present tense beside a future is future; so is the past tense beside
 * "would": "would leave before the vote took place". */
static bool is_future_time_clause(const struct reading *r, int32_t v, int32_t g)
{
	unsigned xpos = r->tokens[v].xpos;
	bool reported = xpos == XPOS_VBD && has_auxiliary(r, g, "would");
	if ((xpos != XPOS_VBZ && xpos != XPOS_VBP && !reported) || !is_to_come(r, g))
		return false;
	FOR_CHILDREN(r, v, c)
		if ((rel_of(r, c) == REL_mark || rel_of(r, c) == REL_advmod) && reading_is(r, c, CUE_TIME_MARK))
			return !(has_duty_to(r, g) && reading_lemma(r, c, "after")); /* "is to end his strike after the government agrees" */
	return false;
}

/* "fights back when attacked": a case, none that is told of; "was killed when hit by a car" did happen. */
static bool is_case_clause(const struct reading *r, int32_t v, int32_t g)
{
	bool bare = r->tokens[v].xpos == XPOS_VBN && child_with(r, v, REL_nsubj) < 0 && child_with(r, v, REL_nsubj_pass) < 0 &&
	            child_with(r, v, REL_aux) < 0 && child_with(r, v, REL_aux_pass) < 0;
	if (!bare || r->tokens[g].xpos == XPOS_VBD || is_passive(r, g))
		return false;
	FOR_CHILDREN(r, v, c)
		if ((rel_of(r, c) == REL_mark || rel_of(r, c) == REL_advmod) && reading_lemma(r, c, "when"))
			return true;
	return false;
}

static bool read_adverbial(const struct reading *r, int32_t v, int32_t g, struct signs *signs)
{
	unsigned xpos = r->tokens[v].xpos;
	if (is_case_clause(r, v, g)) {
		signs->conditional = true;
		return false;
	}
	if (has_case(r, v, "to") && reading_is(r, g, CUE_MEANS_VERB) && !is_passive(r, g)) { /* "used the tool to attack the site" */
		read_predicate(r, g, signs);
		return true;
	}
	if (has_case(r, v, "to") && !is_infinitive(r, v))
		return read_governing_verb(r, g, v, signs);
	if (has_case(r, v, "to")) {
		if (reading_is(r, g, CUE_DEMAND_VERB) || reading_is(r, g, CUE_PLAN_VERB))
			return read_governing_verb(r, g, v, signs);
		if (reading_is(r, v, CUE_EXPRESSIVE_VERB)) { /* "gathered to protest": they did */
			read_predicate(r, g, signs);
			return true;
		}
		signs->planned = true; /* a purpose */
		signs->conditional = signs->conditional || is_hypothetical(r, g);
		return false;
	}
	if (has_case(r, v, "against") && reading_is(r, g, CUE_PLAN_VERB) && !reading_is(r, g, CUE_WARN_VERB)) { /* "voted against lifting" */
		signs->negated = true;
		return false;
	}
	if (xpos == XPOS_VBG && (has_case(r, v, "on") || has_case(r, v, "about"))) { /* "met on restoring ties" */
		signs->planned = true;
		return false;
	}
	if (has_case(r, v, "of") || has_case(r, v, "from") || has_case(r, v, "for"))
		return read_governing_verb(r, g, v, signs);
	if (is_future_time_clause(r, v, g))
		signs->planned = true;
	if (xpos != XPOS_VBG && xpos != XPOS_VBN)
		return false;
	if (child_with(r, v, REL_nsubj) >= 0 || child_with(r, v, REL_nsubj_pass) >= 0) /* "when X was freed" is finite */
		return false;
	if (case_of(r, v) >= 0 && !has_case(r, v, "by"))
		return false;
	int32_t first = (int32_t)r->tokens[v].left; /* "appears to defend himself, launching a tirade": beside the purpose, no part of it */
	if (rel_of(r, g) == REL_advcl && has_case(r, g, "to") && v > g && first > 0 && str_equal(r->tokens[first - 1].form, STR(",")) && xpos == XPOS_VBG)
		return false;
	read_predicate(r, g, signs);
	return true;
}

/* "becomes the first president to visit" */
static bool is_first_to(const struct reading *r, int32_t g, int32_t v)
{
	FOR_CHILDREN(r, g, c)
		if (rel_of(r, c) == REL_xcomp && c < v && is_nominal(r, c) && is_ranked(r, c))
			return has_case(r, v, "to");
	return false;
}

static void climb_verb(const struct reading *r, int32_t v, struct signs *signs)
{
	for (int depth = 0; depth < MOST_CLIMB; depth++) {
		int32_t g = head_of(r, v);
		bool go_on = false;
		if (g < 0)
			break;
		switch (rel_of(r, v)) {
		case REL_conj:
			if (is_predicate(r, g))
				read_shared(r, v, g, signs);
			go_on = true;
			break;
		case REL_xcomp: case REL_ccomp: case REL_csubj: case REL_csubj_pass:
			if (r->tokens[g].upos == UPOS_ADJ) {
				if (has_case(r, v, "to") && !reading_is(r, g, CUE_CULPRIT_ADJECTIVE)) /* "guilty", "liable" */
					read_adjective(r, g, signs);
				read_predicate(r, g, signs);
				go_on = true;
			} else if (is_first_to(r, g, v)) {
				read_predicate(r, g, signs);
				go_on = true;
			} else if (r->tokens[g].upos == UPOS_VERB) {
				go_on = read_governing_verb(r, g, v, signs);
			} else {
				go_on = rel_of(r, v) == REL_xcomp;
			}
			break;
		case REL_advcl:
			go_on = read_adverbial(r, v, g, signs);
			break;
		case REL_acl:
			if (accusing_verb(r, v) >= 0)
				g = accusing_verb(r, v);
			if (is_predicate(r, g) && r->tokens[g].upos == UPOS_VERB)
				go_on = read_governing_verb(r, g, v, signs);
			else if (has_case(r, v, "to") && is_ranked(r, g) && is_predicate(r, g)) {
				read_predicate(r, g, signs); /* "will be the first to leave" */
				go_on = true;
			} else if (has_case(r, v, "to") && reading_is(r, v, CUE_EXPRESSIVE_VERB) && reading_is(r, g, CUE_EXPRESSION_NOUN))
				break; /* "a march to protest" */
			else if (has_case(r, v, "to") || case_of(r, v) >= 0)
				read_governing_noun(r, g, has_case(r, v, "to"), signs);
			break;
		default:
			break;
		}
		if (!go_on)
			break;
		v = g;
	}
}

/* --- nouns ------------------------------------------------------------------------------------ */

/* "talks to be held in Geneva", "an attack that may come": the clause says only when the noun's act takes place. */
static void read_clause_of_noun(const struct reading *r, int32_t noun, int32_t clause, struct signs *signs)
{
	bool happens = is_either(r, clause, CUE_OCCUR_VERB, CUE_ASPECT_VERB) ? surface_subject(r, clause, 0) == noun
	               : reading_is(r, clause, CUE_LIGHT_VERB) && deep_object(r, clause, 0) == noun;
	if (!happens)
		return;
	if (rel_of(r, clause) == REL_acl_relcl)
		read_predicate(r, clause, signs);
	else if (has_case(r, clause, "to") && !is_ranked(r, noun))
		signs->planned = true;
}

/* A time after the article's day, beside the word: "talks next week", "is travelling on Monday". */
static bool has_time_to_come(const struct reading *r, int32_t t)
{
	int32_t today = r->document->article.day;
	FOR_CHILDREN(r, t, c)
		if (today != DAY_NONE && r->timex[c] && (rel_of(r, c) == REL_obl || rel_of(r, c) == REL_obl_unmarked || rel_of(r, c) == REL_nmod ||
		    rel_of(r, c) == REL_nmod_unmarked || rel_of(r, c) == REL_nmod_poss)) {
			const struct timex *timex = &r->document->timexes[r->timex[c] - 1];
			if (timex->date.from != DAY_NONE && timex->date.from > today && !timex->until)
				return true;
		}
	return false;
}

/* Not VBP: "quit", "hit" and "set" are past tense, too. */
static bool is_present(const struct reading *r, int32_t v)
{
	unsigned xpos = r->tokens[v].xpos;
	int32_t aux = child_with(r, v, REL_aux);
	return xpos == XPOS_VBZ || (xpos == XPOS_VBG && aux >= 0 && (r->tokens[aux].xpos == XPOS_VBZ || r->tokens[aux].xpos == XPOS_VBP));
}

static void read_noun(const struct reading *r, int32_t noun, struct signs *signs)
{
	signs->planned = signs->planned || has_time_to_come(r, noun) || has_case(r, noun, "ahead");
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_acl || rel_of(r, c) == REL_acl_relcl)
			read_clause_of_noun(r, noun, c, signs);
	signs->negated = signs->negated || has_negative_determiner(r, noun);
	FOR_CHILDREN(r, noun, c) {
		bool called_off = rel_of(r, c) == REL_acl && is_passive(r, c) && reading_is(r, c, CUE_CANCEL_VERB); /* "an attack foiled by" */
		bool denied = rel_of(r, c) == REL_advmod && is_adverbial_negation(r, c);                          /* "not a war" */
		signs->negated = signs->negated || called_off || denied;
		if (rel_of(r, c) != REL_amod && rel_of(r, c) != REL_acl && rel_of(r, c) != REL_compound)
			continue;
		signs->possible = signs->possible || reading_is(r, c, CUE_POSSIBLE_ADJECTIVE);
		signs->planned = signs->planned || reading_is(r, c, CUE_PLAN_ADJECTIVE);
		signs->conditional = signs->conditional || reading_is(r, c, CUE_CONDITION_ADJECTIVE);
		signs->negated = signs->negated || reading_is(r, c, CUE_NEGATIVE_ADJECTIVE);
		signs->historical = signs->historical || reading_is(r, c, CUE_PAST_ADJECTIVE);
	}
}

static bool is_indefinite(const struct reading *r, int32_t noun)
{
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_nmod_poss || (rel_of(r, c) == REL_det && !reading_lemma(r, c, "a") && !reading_lemma(r, c, "another")))
			return false;
	return r->tokens[noun].upos == UPOS_NOUN;
}

/* "will investigate an attack", "may condemn an attack": the attack stands by itself. */
static bool is_about_act(const struct reading *r, int32_t g)
{
	return reading_is(r, g, CUE_ATTITUDE_OBJECT_VERB) || is_either(r, g, CUE_FACTIVE_VERB, CUE_POSSIBLE_VERB) || reading_is(r, g, CUE_ACCUSE_VERB);
}

/* The verb G has the noun for object or oblique; true when G's own standing is the noun's. */
static bool read_verb_of_noun(const struct reading *r, int32_t g, int32_t noun, struct signs *signs)
{
	unsigned rel = rel_of(r, noun);
	bool object = rel == REL_obj || rel == REL_nsubj_pass, for_ = has_case(r, noun, "for"), of = has_case(r, noun, "of");
	/* what is rejected or opposed was said all the same: "rejected the call" */
	if (!reading_is(r, g, CUE_LIGHT_VERB) && (is_either(r, noun, CUE_DEMAND_NOUN, CUE_STATEMENT_NOUN) || reading_is(r, noun, CUE_POSSIBLE_NOUN)))
		return false;
	if (object && (reading_is(r, g, CUE_CANCEL_VERB) || reading_is(r, g, CUE_DENIAL_VERB)))
		signs->negated = true;
	else if (reading_is(r, g, CUE_DEMAND_VERB) && (object || for_) && !reading_is(r, g, CUE_ACCUSE_VERB) && !(object && is_given_a_name(r, g, noun)))
		signs->demanded = true;
	else if (reading_is(r, g, CUE_WARN_VERB) && (object || of || has_case(r, noun, "against")))
		signs->possible = true;
	else if (reading_is(r, g, CUE_ACCUSE_VERB) && (of || for_) && !reading_is(r, g, CUE_FACTIVE_VERB))
		signs->possible = true;
	else if (reading_is(r, g, CUE_PLAN_OBJECT_VERB) && (object || for_ || has_case(r, noun, "to") || has_case(r, noun, "on")))
		signs->planned = true;
	else if ((object || has_case(r, noun, "as")) && reading_is(r, g, CUE_POSSIBLE_VERB) && !reading_is(r, g, CUE_FACTIVE_VERB))
		signs->possible = true; /* the second: "what is suspected as an attack" */
	else
		return (object && reading_is(r, g, CUE_LIGHT_VERB)) || (object && is_indefinite(r, noun) && !is_about_act(r, g));
	return reading_is(r, g, CUE_LIGHT_VERB);
}

/* "The talks are expected to begin", "is likely to continue": the infinitive that says that the subject takes place; -1. */
static int32_t occurrence_below(const struct reading *r, int32_t g)
{
	int32_t inner = child_with(r, g, REL_xcomp);
	bool passive_light = inner >= 0 && reading_is(r, inner, CUE_LIGHT_VERB) && child_with(r, inner, REL_aux_pass) >= 0;
	return inner >= 0 && has_case(r, inner, "to") && (passive_light || is_either(r, inner, CUE_OCCUR_VERB, CUE_ASPECT_VERB)) ? inner : -1;
}

static void climb_noun(const struct reading *r, int32_t noun, struct signs *signs)
{
	for (int depth = 0; depth < MOST_CLIMB; depth++) {
		int32_t g = head_of(r, noun);
		unsigned rel = rel_of(r, noun);
		if (g < 0)
			return;
		bool verb = is_predicate(r, g);
		if ((rel == REL_conj || rel == REL_appos) && !verb) { /* the second for parsers' lists: "a truce, the lifting of ..." */
			noun = g;
		} else if (accusing_verb(r, noun) >= 0) {
			signs->possible = signs->possible || !(reading_is(r, accusing_verb(r, noun), CUE_FACTIVE_VERB) || is_found_guilty(r, noun));
			return;
		} else if (rel == REL_nmod && !verb) {
			if (!reading_is(r, g, CUE_SERIES_NOUN)) {
				bool toward = has_case(r, noun, "to") || has_case(r, noun, "on"); /* a report on an attack vouches for it, one of an attack does not */
				bool complement = has_case(r, noun, "of") || has_case(r, noun, "for") || has_case(r, noun, "against") ||
				                  (toward && !reading_is(r, g, CUE_POSSIBLE_NOUN));
				if (complement)
					read_governing_noun(r, g, false, signs);
				if (!complement || !signs->planned)
					return;
			}
			noun = g;
		} else if (verb && (rel == REL_nsubj || rel == REL_nsubj_pass) && is_either(r, g, CUE_OCCUR_VERB, CUE_ASPECT_VERB)) {
			read_predicate(r, g, signs);
			climb_verb(r, g, signs);
			return;
		} else if (verb && rel == REL_xcomp) { /* "will remain the first stop" */
			read_predicate(r, g, signs);
			climb_verb(r, g, signs);
			return;
		} else if (verb && rel == REL_nsubj && child_with(r, g, REL_cop) >= 0 && has_modal(r, g)) {
			signs->possible = true; /* "an invasion would be a disaster" */
			return;
		} else if (verb && (rel == REL_nsubj || rel == REL_nsubj_pass) && occurrence_below(r, g) >= 0) {
			read_predicate(r, occurrence_below(r, g), signs);
			climb_verb(r, occurrence_below(r, g), signs);
			return;
		} else {
			if (verb && (rel == REL_obj || rel == REL_obl || rel == REL_nsubj_pass) && read_verb_of_noun(r, g, noun, signs)) {
				read_predicate(r, g, signs);
				climb_verb(r, g, signs);
			}
			return;
		}
	}
}

/* --- weighing ----------------------------------------------------------------------------------- */

static bool is_question(const struct reading *r)
{
	for (int32_t t = r->count - 1; t >= 0 && t >= r->count - 3; t--)
		if (r->tokens[t].form.length == 1 && r->tokens[t].form.data[0] == '?')
			return true;
	return false;
}

static enum factuality weigh(const struct signs *signs)
{
	if (signs->conditional)
		return FACT_CONDITIONAL;
	if (signs->negated)
		return signs->may ? FACT_POSSIBLE : FACT_NEGATED;
	if (signs->planned || signs->demanded)
		return FACT_PLANNED;
	return signs->possible ? FACT_POSSIBLE : FACT_ACTUAL;
}

static struct standing standing_of(const struct signs *signs)
{
	struct standing standing = {.factuality = weigh(signs), .future = signs->future, .demanded = signs->demanded, .historical = signs->historical};
	standing.hypothetical = standing.factuality == FACT_CONDITIONAL || standing.factuality == FACT_POSSIBLE;
	return standing;
}

struct standing factuality_of_token(const struct reading *r, int32_t token, int32_t light, bool noun, bool took_negation)
{
	struct signs signs = {0};
	if (noun) {
		read_noun(r, token, &signs);
		if (light >= 0 && rel_of(r, light) != REL_acl_relcl && rel_of(r, light) != REL_acl && !reading_is(r, light, CUE_PLAN_VERB)) {
			if (reading_is(r, light, CUE_DENIAL_VERB))
				signs.negated = true;
			signs.planned = signs.planned || reading_is(r, light, CUE_ATTEMPT_VERB); /* "charged with plotting attacks" */
			read_predicate(r, light, &signs);
			climb_verb(r, light, &signs);
		} else {
			climb_noun(r, token, &signs);
		}
	} else {
		read_predicate(r, token, &signs);
		if (took_negation) /* "would not give up": the pattern took the negation */
			signs.negated = signs.planned = signs.future = signs.possible = false;
		climb_verb(r, token, &signs);
		signs.planned = signs.planned || (is_present(r, token) && has_time_to_come(r, token) && !reading_is(r, token, CUE_CANCEL_VERB));
	}
	if (is_question(r) && r->clause[token] == r->sentence->root)
		signs.possible = true;
	return standing_of(&signs);
}

struct standing factuality_of(const struct reading *r, const struct match *match)
{
	const struct step *trigger = &r->book->steps[match->pattern->first_step + match->pattern->trigger];
	struct standing standing = factuality_of_token(r, match->trigger, match->light, match->noun, trigger->negated);
	int32_t act = head_of(r, match->trigger); /* "the talks, scheduled for today, are postponed" */
	for (size_t i = 1; i < match->word_count && !match->noun && rel_of(r, match->trigger) == REL_acl; i++)
		if (match->words[i] == act && standing.factuality == FACT_ACTUAL)
			standing = factuality_of_token(r, act, -1, true, false);
	if (standing.factuality == FACT_ACTUAL)
		standing.factuality = (enum factuality)r->book->entries[match->pattern->entry].factuality;
	return standing;
}
