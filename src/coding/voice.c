/* voice.c: speakers within one sentence. */
#include "voice.h"

#define MOST_CLIMB 24
#define FARTHEST_INVERSION 10 /* "said the former prime minister of ..." */

/* --- the speaker of a verb ------------------------------------------------------------------------ */

static bool is_mark_before_speech(const struct reading *r, int32_t t)
{
	struct str form = r->tokens[t].form;
	return r->tokens[t].upos == UPOS_PUNCT && !str_equal(form, STR("(")) && !str_equal(form, STR("-"));
}

static bool is_nominative(const struct reading *r, int32_t t)
{
	static const char *const forms[] = {"he", "she", "they", "I", "we", "it"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (str_equal_nocase(r->tokens[t].form, str_of(forms[i])))
			return true;
	return false;
}

/* '"...," said the minister': parsers take what follows for an object, or give the verb another subject. */
static int32_t inverted_subject(const struct reading *r, int32_t verb)
{
	unsigned xpos = r->tokens[verb].xpos;
	int32_t t = verb + 1;
	if (verb < 2 || t >= r->count || !reading_is(r, verb, CUE_SPEECH_VERB) || !is_mark_before_speech(r, verb - 1) ||
	    (xpos != XPOS_VBD && xpos != XPOS_VBZ && xpos != XPOS_VBP) || child_with(r, verb, REL_aux) >= 0)
		return -1;
	unsigned upos = r->tokens[t].upos;
	int32_t own = child_with(r, verb, REL_nsubj);
	if (own >= 0 && own < verb && r->tokens[verb - 2].quote_depth == 0)
		return -1;
	if (r->tokens[t].quote_depth > 0 || reading_lemma(r, t, "that") ||
	    (upos != UPOS_DET && upos != UPOS_PROPN && upos != UPOS_NOUN && upos != UPOS_ADJ && upos != UPOS_NUM && !is_nominative(r, t)))
		return -1;
	for (int depth = 0; depth < 6; depth++) {
		int32_t head = head_of(r, t);
		if (head <= verb || head > verb + FARTHEST_INVERSION || !is_nominal(r, head) || rel_of(r, t) == REL_conj || rel_of(r, t) == REL_appos)
			break;
		t = head;
	}
	bool other_subject = (rel_of(r, t) == REL_nsubj || rel_of(r, t) == REL_nsubj_pass) && head_of(r, t) > verb;
	return other_subject || !is_nominal(r, t) ? -1 : t;
}

static bool is_speaker(const struct reading *r, int32_t t)
{
	if (t >= 0 && (r->tokens[t].xpos == XPOS_WDT || (reading_lemma(r, t, "that") && r->tokens[t].upos == UPOS_PRON)))
		return false;
	bool word = t >= 0 && (is_nominal(r, t) || r->tokens[t].upos == UPOS_ADJ) && r->tokens[t].upos != UPOS_SYM && !r->timex[t];
	bool time = word && r->tokens[t].upos == UPOS_NOUN && reading_is(r, t, CUE_TIME_NOUN); /* "the second night of riots sees 17 injured" */
	return word && !time && rel_of(r, t) != REL_expl;
}

/* "she said at a news conference announcing that ...": she announces, not the conference. */
static int32_t speaker_behind_occasion(const struct reading *r, int32_t verb, int32_t noun)
{
	const struct mention *mention = mention_of(r, noun);
	if (rel_of(r, verb) != REL_acl || head_of(r, verb) != noun || (mention && mention->can_act) || reading_is(r, noun, CUE_STATEMENT_NOUN))
		return noun;
	int32_t outer = r->clause[noun];
	int32_t subject = outer >= 0 && outer != verb && r->tokens[outer].upos == UPOS_VERB ? deep_subject(r, outer, 0) : -1;
	return is_speaker(r, subject) ? subject : noun;
}

/* "quoted the minister as saying", "was quoted as saying": who is quoted, or -1. */
static int32_t quoted_speaker(const struct reading *r, int32_t verb)
{
	int32_t quoting = head_of(r, verb);
	bool as = quoting >= 0 && has_case(r, verb, "as") && r->tokens[verb].xpos == XPOS_VBG;
	return as && r->tokens[quoting].upos == UPOS_VERB && reading_is(r, quoting, CUE_SPEECH_VERB) ? deep_object(r, quoting, 0) : -1;
}

bool voice_of_verb(struct reading *r, int32_t verb, struct voice *voice)
{
	int32_t speaker = inverted_subject(r, verb);
	if (speaker < 0)
		speaker = quoted_speaker(r, verb);
	if (speaker < 0)
		speaker = r->tokens[verb].upos == UPOS_VERB ? deep_subject(r, verb, 0) : surface_subject(r, verb, 0);
	if (speaker >= 0 && reading_lemma(r, speaker, "it") && is_passive(r, verb))
		speaker = -1;
	if (speaker < 0) /* "..., reported the agency": an object where the content stands before */
		FOR_CHILDREN(r, verb, c)
			if ((rel_of(r, c) == REL_obj || rel_of(r, c) == REL_iobj) && c > verb && c <= verb + 6 && child_with(r, verb, REL_ccomp) >= 0 &&
			    child_with(r, verb, REL_ccomp) < verb && !is_passive(r, verb))
				speaker = c;
	if (!is_speaker(r, speaker))
		return false;
	speaker = speaker_behind_occasion(r, verb, speaker);
	*voice = (struct voice){r, verb, verb, speaker};
	return true;
}

/* Does the sentence's speaker stand for somebody? "You" is anybody; "I" in quotation marks is whom the text quotes. */
static bool names_source(const struct voice *voice)
{
	const struct reading *r = voice->reading;
	int32_t t = voice->speaker;
	bool first = reading_lemma(r, t, "I") || reading_lemma(r, t, "we") || reading_lemma(r, t, "me") || reading_lemma(r, t, "us");
	return !(reading_lemma(r, t, "you") || reading_lemma(r, t, "one")) && !(first && r->tokens[t].quote_depth > 0);
}

/* --- beside the clause -------------------------------------------------------------------------------- */

/* "protests continue" is nobody's word: what speaks is somebody, or something said or written. */
static bool may_speak(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	return mention || r->tokens[t].upos != UPOS_NOUN || reading_is(r, t, CUE_PERSON_NOUN) || reading_is(r, t, CUE_BODY_NOUN) ||
	       reading_is(r, t, CUE_STATEMENT_NOUN) || reading_is(r, t, CUE_ANONYMOUS_NOUN);
}

static bool is_behind_semicolon(const struct reading *r, int32_t clause)
{
	int32_t first = (int32_t)r->tokens[clause].left;
	return str_equal(r->tokens[first].form, STR(";")) || (first > 0 && str_equal(r->tokens[first - 1].form, STR(";")));
}

/* '"...," he continued' speaks; "the war continues", "continues its invasion" do not. */
static bool goes_on(const struct reading *r, int32_t verb)
{
	return reading_is(r, verb, CUE_ASPECT_VERB) && r->tokens[verb].xpos != XPOS_VBD;
}

/* "..., he said": a speech verb beside the clause that has no content of its own. */
static bool find_parenthesis(struct reading *r, int32_t clause, struct voice *voice)
{
	FOR_CHILDREN(r, clause, c)
		if (!goes_on(r, c) && !is_behind_semicolon(r, c) && (rel_of(r, c) == REL_parataxis || rel_of(r, c) == REL_discourse || rel_of(r, c) == REL_advcl) && reading_is(r, c, CUE_SPEECH_VERB) &&
		    child_with(r, c, REL_ccomp) < 0 && (rel_of(r, c) != REL_advcl || child_with(r, c, REL_xcomp) < 0) && (child_with(r, c, REL_obj) < 0 || inverted_subject(r, c) >= 0) &&
		    (rel_of(r, c) != REL_advcl || has_case(r, c, "as")) && voice_of_verb(r, c, voice) && may_speak(r, voice->speaker))
			return true;
	return false;
}

/* "according to X", "per X", "by one estimate" */
static bool find_according(struct reading *r, int32_t clause, struct voice *voice)
{
	FOR_CHILDREN(r, clause, c)
		FOR_CHILDREN(r, c, prep)
			if ((rel_of(r, prep) == REL_case || rel_of(r, prep) == REL_mark) && is_speaker(r, c) &&
			    (reading_is(r, prep, CUE_ATTRIBUTE_PREP) || (reading_lemma(r, prep, "by") && reading_is(r, c, CUE_ESTIMATE_NOUN)))) {
				int32_t last = prep + 1 < r->count && reading_lemma(r, prep + 1, "to") ? prep + 1 : prep;
				*voice = (struct voice){r, prep, last, c};
				return true;
			}
	return false;
}

static bool is_comma(const struct reading *r, int32_t t) { return t >= 0 && str_equal(r->tokens[t].form, STR(",")); }

/* --- above the clause ----------------------------------------------------------------------------------- */

static bool has_content_preposition(const struct reading *r, int32_t t)
{
	static const char *const prepositions[] = {"of", "for", "about", "against", "to", "over", "on", "as", "including"};
	for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
		if (has_case(r, t, prepositions[i]))
			return true;
	return false;
}

/* A verb that no list has but that takes "that ..." of somebody who can act ("grumbled that", "underlined how"). */
static bool takes_finite_clause(const struct reading *r, int32_t g, int32_t t)
{
	const struct mention *subject = mention_of(r, surface_subject(r, g, 0));
	return r->tokens[g].upos == UPOS_VERB && rel_of(r, t) == REL_ccomp && has_case(r, t, "that") && subject && subject->can_act &&
	       !reading_is(r, g, CUE_ASPECT_VERB) && !reading_is(r, g, CUE_LIGHT_VERB);
}

/* Two strengths of evidence: what somebody says or holds to be so, and what somebody wants, feels or shows. */
enum strength { STRENGTH_WORD, STRENGTH_ATTITUDE };

static bool takes_clause(const struct reading *r, int32_t g, enum strength strength)
{
	if (strength == STRENGTH_ATTITUDE)
		return reading_is(r, g, r->tokens[g].upos == UPOS_VERB ? CUE_ATTITUDE_VERB : CUE_ATTITUDE_ADJECTIVE);
	return r->tokens[g].upos == UPOS_VERB && ((reading_is(r, g, CUE_SPEECH_VERB) && !goes_on(r, g)) || reading_is(r, g, CUE_DENIAL_VERB) ||
	                                          reading_is(r, g, CUE_ACCUSE_VERB) || reading_is(r, g, CUE_POSSIBLE_VERB));
}

/* Does G say something of acts that are its objects: "condemned", "announced the arrest"? */
static bool takes_act(const struct reading *r, int32_t g, enum strength strength)
{
	return reading_is(r, g, CUE_ATTITUDE_OBJECT_VERB) && !goes_on(r, g) &&
	       (reading_is(r, g, CUE_SPEECH_VERB) || reading_is(r, g, CUE_DENIAL_VERB) ? STRENGTH_WORD : STRENGTH_ATTITUDE) == strength;
}

/* "dismissed a suit filed by X": what was done with the object before is not what is denied. */
static bool is_filed_by_other(const struct reading *r, int32_t g, int32_t trigger, int32_t object)
{
	int32_t at = trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0 && head_of(r, at) != object; depth++)
		at = head_of(r, at);
	return at >= 0 && at != object && (rel_of(r, at) == REL_acl || rel_of(r, at) == REL_acl_relcl) && case_of(r, at) < 0 &&
	       reading_is(r, g, CUE_DENIAL_VERB);
}

static bool has_article(const struct reading *r, int32_t noun)
{
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_det && reading_lemma(r, c, "a"))
			return true;
	return false;
}

/* "calls for an embargo, a step that X opposes", "welcomed the deal, which Y rejects": told beside what G says. */
static bool is_told_aside(const struct reading *r, int32_t trigger, int32_t t)
{
	int32_t at = trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0 && at != t; depth++, at = head_of(r, at)) {
		int32_t first = (int32_t)r->tokens[at].left;
		int32_t noun = head_of(r, at);
		bool comma = is_comma(r, first) || (first > 0 && is_comma(r, first - 1));
		bool step = noun >= 0 && rel_of(r, noun) == REL_appos && noun != t && has_article(r, noun);
		if (rel_of(r, at) == REL_acl_relcl && (comma || step))
			return true;
	}
	return false;
}

/* "says that it will open the islands, a move that X opposes" */
static bool is_step_told_aside(const struct reading *r, int32_t trigger, int32_t t)
{
	int32_t at = trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0 && at != t; depth++, at = head_of(r, at)) {
		int32_t noun = head_of(r, at);
		if (noun >= 0 && rel_of(r, at) == REL_acl_relcl && rel_of(r, noun) == REL_appos && has_article(r, noun) && !mention_of(r, noun))
			return true;
	}
	return false;
}

/* Is T reached from the verb G as something said, thought, wanted, denied or alleged? */
static bool governs_by_attitude(const struct reading *r, int32_t g, int32_t t, int32_t trigger, enum strength strength)
{
	bool about_act = takes_act(r, g, strength) && (rel_of(r, t) == REL_nsubj_pass || !is_told_aside(r, trigger, t));
	switch (rel_of(r, t)) {
	case REL_parataxis: /* "He said: we attacked"; not "He promised reforms; they attacked" */
		return takes_clause(r, g, strength) && !is_behind_semicolon(r, t);
	case REL_ccomp: case REL_csubj_pass: case REL_csubj:
		return takes_clause(r, g, strength) && !is_step_told_aside(r, trigger, t);
	case REL_xcomp:
		return takes_clause(r, g, strength) && !reading_is(r, g, CUE_ASPECT_VERB) && !(reading_is(r, g, CUE_ATTEMPT_VERB) && has_case(r, t, "to"));
	case REL_advcl:
		return (has_case(r, t, "of") || has_case(r, t, "for") || (has_case(r, t, "to") && reading_is(r, g, CUE_DEMAND_VERB))) &&
		       (takes_clause(r, g, strength) || about_act);
	case REL_obj: case REL_nsubj_pass:
		return about_act && deep_object(r, g, 0) == t && !is_filed_by_other(r, g, trigger, t);
	case REL_obl:
		return has_content_preposition(r, t) && 
		       (about_act || (strength == STRENGTH_WORD && !is_told_aside(r, trigger, t) && (reading_is(r, g, CUE_ACCUSE_VERB) || reading_is(r, g, CUE_CLAIM_VERB))));
	default:
		return false;
	}
}

/* "Israel's fear of an attack", "his decision to meet X", "a statement that", "issued a call for". */
static bool find_noun_of_attitude(struct reading *r, int32_t noun, int32_t t, struct voice *voice)
{
	unsigned rel = rel_of(r, t);
	if (!reading_is(r, noun, CUE_ATTITUDE_NOUN) || (rel != REL_acl && rel != REL_ccomp && rel != REL_nmod && rel != REL_xcomp) ||
	    (rel == REL_nmod && !has_content_preposition(r, t)))
		return false;
	int32_t owner = owner_of_noun(r, noun), verb = head_of(r, noun);
	if (owner < 0 && verb >= 0 && rel_of(r, noun) == REL_obj && reading_is(r, verb, CUE_LIGHT_VERB))
		owner = deep_subject(r, verb, 0);
	if (!is_speaker(r, owner) || owner == t)
		return false;
	*voice = (struct voice){r, noun, noun, owner};
	return true;
}

/* "X said that A was B and C was D": without a comma, the second clause is said as well, though parsers may join it to "said". */
static bool is_joined_content(const struct reading *r, int32_t g, int32_t t)
{
	int32_t content = child_with(r, g, REL_ccomp), joint = child_with(r, t, REL_cc);
	return rel_of(r, t) == REL_conj && content > g && content < t && joint >= 0 && !is_comma(r, joint - 1) && child_with(r, t, REL_nsubj) >= 0 &&
	       reading_lemma(r, joint, "and") && takes_clause(r, g, STRENGTH_WORD) && !takes_clause(r, t, STRENGTH_WORD);
}

/* "announced in a statement that ...": the parser may hang the clause on the statement. From T to the verb, or -1. */
static int32_t verb_before_that(const struct reading *r, int32_t t)
{
	if ((rel_of(r, t) != REL_acl && rel_of(r, t) != REL_acl_relcl) || !has_case(r, t, "that"))
		return -1;
	int32_t noun = head_of(r, t);
	while (noun >= 0 && (rel_of(r, noun) == REL_nmod || rel_of(r, noun) == REL_nmod_poss))
		noun = head_of(r, noun);
	int32_t verb = noun >= 0 && (rel_of(r, noun) == REL_obl || rel_of(r, noun) == REL_obj) ? head_of(r, noun) : -1;
	return verb >= 0 && takes_clause(r, verb, STRENGTH_WORD) && child_with(r, verb, REL_ccomp) < 0 ? verb : -1;
}

/* "Russia's defence ministry: Ukrainian forces shelled Donetsk." A country or an armed group before a colon may be what it is about. */
static bool is_speaker_label(const struct reading *r, int32_t label, int32_t clause)
{
	const struct mention *mention = mention_of(r, label);
	bool speaks = mention && mention->can_act && !mention->is_place_only && !reading_is(r, label, CUE_TOPIC_NOUN) && child_with(r, label, REL_nummod) < 0 && (mention->class_ == ENTITY_PERSON || mention->class_ == ENTITY_ORGANISATION);
	int32_t colon = label + 1;
	while (speaks && colon < clause && !str_equal(r->tokens[colon].form, STR(":")))
		colon++;
	return speaks && rel_of(r, clause) == REL_parataxis && rel_of(r, label) == REL_root && colon > label && colon < clause && colon <= label + 4;
}

/* "The consensus seems to be that": held by nobody who is named. */
static bool guesses(const struct reading *r, int32_t g)
{
	return reading_is(r, g, CUE_POSSIBLE_VERB) && !reading_is(r, g, CUE_SPEECH_VERB) && !reading_is(r, g, CUE_ATTITUDE_VERB);
}

static bool find_above(struct reading *r, int32_t g, int32_t t, int32_t trigger, enum strength strength, struct voice *voice)
{
	if (strength == STRENGTH_WORD && verb_before_that(r, t) >= 0)
		return voice_of_verb(r, verb_before_that(r, t), voice);
	if (strength == STRENGTH_WORD && is_joined_content(r, g, t))
		return voice_of_verb(r, g, voice);
	if (strength == STRENGTH_WORD && takes_finite_clause(r, g, t))
		return voice_of_verb(r, g, voice);
	if (strength == STRENGTH_WORD && is_speaker_label(r, g, t)) {
		*voice = (struct voice){r, g + 1, g + 1, g};
		return true;
	}
	if (r->tokens[g].upos == UPOS_VERB || r->tokens[g].upos == UPOS_ADJ)
		return governs_by_attitude(r, g, t, trigger, strength) && voice_of_verb(r, g, voice) && (may_speak(r, voice->speaker) || !(guesses(r, g) || is_passive(r, g)));
	return strength == STRENGTH_ATTITUDE && find_noun_of_attitude(r, g, t, voice);
}

static bool find_by_strength(struct reading *r, int32_t trigger, int32_t light, enum strength strength, struct voice *voice)
{
	int32_t at = trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0; depth++) {
		int32_t g = head_of(r, at);
		if (strength == STRENGTH_WORD && (is_predicate(r, at) || g < 0) &&
		    (find_parenthesis(r, at, voice) || find_according(r, at, voice)) && names_source(voice))
			return true;
		if (g < 0)
			break;
		if (strength == STRENGTH_WORD && reading_is(r, accusing_verb(r, at), CUE_ACCUSE_VERB) && voice_of_verb(r, accusing_verb(r, at), voice))
			return true;
		bool rejected_call = at == trigger && (reading_is(r, at, CUE_DEMAND_NOUN) || reading_is(r, at, CUE_STATEMENT_NOUN)) &&
		                     owner_of_noun(r, at) >= 0; /* "rejected the call by Russia": Russia did call */
		if (g != light && !rejected_call && find_above(r, g, at, trigger, strength, voice) && names_source(voice) && voice->speaker != trigger)
			return true;
		at = g;
	}
	return false;
}

bool voice_in_sentence(struct reading *r, int32_t trigger, int32_t light, struct voice *voice)
{
	return find_by_strength(r, trigger, light, STRENGTH_WORD, voice);
}

bool voice_of_attitude(struct reading *r, int32_t trigger, int32_t light, struct voice *voice)
{
	return find_by_strength(r, trigger, light, STRENGTH_ATTITUDE, voice);
}

/* --- anywhere in the sentence ------------------------------------------------------------------------------- */

/* "..., a source who asked not to be named said.": the last word is the verb, whatever the parser makes of what stands between
 * it and the comma. */
static bool is_last_word(const struct reading *r, int32_t t)
{
	while (++t < r->count)
		if (r->tokens[t].upos != UPOS_PUNCT)
			return false;
	return true;
}

/* "..., a charge it denies": the noun is what is denied. */
static bool is_what_is_said(const struct reading *r, int32_t noun, int32_t verb)
{
	int32_t subject = child_with(r, verb, REL_nsubj);
	return head_of(r, verb) == noun && subject > noun && r->tokens[subject].xpos != XPOS_WP && r->tokens[subject].xpos != XPOS_WDT;
}

static bool voice_of_last_word(struct reading *r, int32_t trigger, int32_t verb, struct voice *voice)
{
	unsigned xpos = r->tokens[verb].xpos;
	if (rel_of(r, verb) == REL_acl_relcl) /* "..., a charge which he denies." */
		return false;
	if (!is_last_word(r, verb) || (xpos != XPOS_VBD && xpos != XPOS_VBZ && xpos != XPOS_VBN) || child_with(r, verb, REL_aux_pass) >= 0)
		return false;
	int32_t comma = verb - 1;
	while (comma > trigger && !is_comma(r, comma))
		comma--;
	for (int32_t t = comma + 1; comma > trigger && t < verb; t++) {
		int32_t head = head_of(r, t);
		if ((head <= comma || head >= verb) && is_speaker(r, t) && r->tokens[t].quote_depth == 0) {
			if (is_what_is_said(r, t, verb))
				return false;
			*voice = (struct voice){r, verb, verb, t};
			return true;
		}
	}
	return false;
}

/* '..., X said on Monday.', '..., said X.' at the end, and "according to X" with a comma, speak for the whole sentence,
 * wherever the parser hangs them. */
bool voice_at_edge(struct reading *r, int32_t trigger, struct voice *voice)
{
	for (int32_t t = 0; t < r->count; t++) {
		if (r->tokens[t].quote_depth > 0)
			continue;
		int32_t head = head_of(r, t);
		if (head >= 0 && head != trigger && reading_lemma(r, t, "according") && (t == 0 || is_comma(r, t - 1)) && is_speaker(r, head)) {
			*voice = (struct voice){r, t, t + 1 < r->count && reading_lemma(r, t + 1, "to") ? t + 1 : t, head};
			return true;
		}
		if (t > trigger && reading_is(r, t, CUE_SPEECH_VERB) && voice_of_last_word(r, trigger, t, voice) && names_source(voice))
			return true;
		if (t <= trigger || r->tokens[t].upos != UPOS_VERB || !reading_is(r, t, CUE_SPEECH_VERB) || child_with(r, t, REL_obj) > t ||
		    child_with(r, t, REL_ccomp) > t || child_with(r, t, REL_xcomp) > t || !voice_of_verb(r, t, voice) || !names_source(voice))
			continue;
		int32_t first, last;
		phrase_bounds(r, voice->speaker, &first, &last);
		int32_t start = first < t ? first : t;
		if (start > trigger && is_comma(r, start - 1) && (first > t || last + 3 >= t))
			return true;
	}
	return false;
}

/* --- for quotations --------------------------------------------------------------------------------------- */

bool voice_between(struct reading *r, int32_t from, int32_t to, struct voice *voice)
{
	for (int32_t t = from; t <= to && t < r->count; t++)
		if (r->tokens[t].upos == UPOS_VERB && r->tokens[t].quote_depth == 0 && reading_is(r, t, CUE_SPEECH_VERB) && voice_of_verb(r, t, voice) &&
		    r->tokens[voice->speaker].quote_depth == 0 && names_source(voice))
			return true;
	return false;
}

bool voice_of_main_clause(struct reading *r, struct voice *voice)
{
	int32_t root = r->sentence->root;
	if (root < 0 || root >= r->count)
		return false;
	if (reading_is(r, root, CUE_SPEECH_VERB) && r->tokens[root].quote_depth == 0 && voice_of_verb(r, root, voice) && names_source(voice))
		return true;
	return (find_parenthesis(r, root, voice) || find_according(r, root, voice)) && names_source(voice);
}
