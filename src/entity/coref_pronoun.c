/* coref_pronoun.c: he, she, it, they and their possessives: the nearest compatible subject, or nobody. */
#include "coref.h"

enum { SENTENCES_BACK = 3, MARGIN = 1, OPEN_PRONOUN = 8, WITHIN = 3, WITHIN_OWN = 7, ANYBODY = 4, LEAST = -4 };

struct choice {
	size_t best;    /* mention, or NO_INDEX when a thing that does not act fits best */
	int score, second;
	uint64_t identity;
	bool together; /* it and those coordinated with it */
};

static bool is_subject(const struct token *token)
{
	return token->deprel == REL_nsubj || token->deprel == REL_nsubj_pass || token->deprel == REL_nsubj_outer;
}

/* "he" and "his", "it" and "its": an earlier one stands for whom it was found to mean. */
static bool is_same_pronoun(const struct finder *finder, size_t i, size_t j)
{
	const struct note *a = &finder->notes[i], *b = &finder->notes[j];
	return !b->first_person && a->gender == b->gender && a->neuter == b->neuter && finder->mentions[i].plural == finder->mentions[j].plural;
}

/* The verb or noun whose clause TOKEN stands in. */
static int32_t clause_of(const struct sentence *sentence, size_t token)
{
	int32_t t = (int32_t)token;
	for (size_t steps = 0; steps < sentence->count && t >= 0; steps++) {
		switch (sentence->tokens[t].deprel) {
		case REL_root: case REL_ccomp: case REL_advcl: case REL_acl: case REL_acl_relcl: case REL_parataxis: case REL_csubj: case REL_xcomp:
		case REL_advcl_relcl:
			return t;
		case REL_conj:
			if (sentence->tokens[t].upos == UPOS_VERB || sentence->tokens[t].upos == UPOS_AUX)
				return t;
			break;
		default:
			break;
		}
		t = sentence->tokens[t].head;
	}
	return t;
}

static bool governs(const struct sentence *sentence, int32_t upper, int32_t lower)
{
	for (size_t steps = 0; steps < sentence->count && lower >= 0; steps++) {
		if (lower == upper)
			return true;
		lower = sentence->tokens[lower].head;
	}
	return false;
}

/* "Anheuser-Busch says it will": a name that may be anybody's. */
static bool says_of_itself(const struct finder *finder, size_t pronoun, size_t j)
{
	const struct mention *candidate = &finder->mentions[j];
	const struct token *head = coref_head(finder, j);
	const struct sentence *sentence = &finder->document->sentences[candidate->sentence];
	if (candidate->kind != MENTION_NAME || !is_subject(head) || head->head < 0 || candidate->sentence != finder->mentions[pronoun].sentence)
		return false;
	int32_t own = clause_of(sentence, finder->mentions[pronoun].head);
	return own != head->head && governs(sentence, head->head, own);
}

/* "China said they would": a state that somebody writes of as its people. */
static bool acts_as_state(const struct finder *finder, size_t pronoun, size_t j)
{
	const struct mention *candidate = &finder->mentions[j];
	const struct token *head = coref_head(finder, j);
	bool anybody = candidate->class_ == ENTITY_UNKNOWN && candidate->kind == MENTION_NAME; /* "Motorola announces that they" */
	if ((candidate->class_ != ENTITY_COUNTRY && !anybody) || head->upos != UPOS_PROPN || !says_of_itself(finder, pronoun, j))
		return false;
	const struct sentence *sentence = &finder->document->sentences[candidate->sentence];
	return sentence->tokens[clause_of(sentence, finder->mentions[pronoun].head)].deprel == REL_ccomp;
}

/* "Helen Zille, the leader of X and Mayor of Y": the mayor is she whom the apposition is of. */
static bool is_in_apposition(const struct finder *finder, size_t j)
{
	const struct token *tokens = finder->document->sentences[finder->mentions[j].sentence].tokens;
	const struct token *head = coref_head(finder, j);
	while (head->deprel == REL_conj && head->head >= 0)
		head = &tokens[head->head];
	return head->deprel == REL_appos;
}

/* Number, animacy, gender. */
static bool agrees(const struct finder *finder, size_t pronoun, size_t j)
{
	const struct note *note = &finder->notes[pronoun];
	const struct mention *candidate = &finder->mentions[j];
	bool one = (candidate->class_ == ENTITY_GENERIC || candidate->class_ == ENTITY_PEOPLE) && candidate->animate && !candidate->plural; /* "an Algerian", too */
	bool person = candidate->class_ == ENTITY_PERSON || one;
	bool body = candidate->class_ == ENTITY_ORGANISATION || candidate->class_ == ENTITY_ARMED_GROUP;
	if (candidate->kind == MENTION_PRONOUN)
		return is_same_pronoun(finder, pronoun, j);
	if (candidate->kind == MENTION_NOMINAL && candidate->antecedent == NO_INDEX && is_in_apposition(finder, j))
		return false;
	if (note->gender != GENDER_UNKNOWN) { /* he, she */
		unsigned gender = finder->notes[j].gender != GENDER_UNKNOWN ? finder->notes[j].gender : finder->notes[coref_root(finder, j)].gender;
		bool unknown_name = candidate->kind == MENTION_NAME && candidate->class_ == ENTITY_UNKNOWN && candidate->entity == NONE &&
		                    finder->scenes[candidate->sentence].place_at[candidate->head] == NONE;
		return (person || unknown_name) && !candidate->plural && !candidate->is_place_only &&
		       (gender == GENDER_UNKNOWN || gender == note->gender);
	}
	if (candidate->is_place_only)
		return false;
	if (finder->mentions[pronoun].plural) /* they */
		return candidate->plural || body || candidate->class_ == ENTITY_PEOPLE || acts_as_state(finder, pronoun, j);
	return !candidate->plural && !person && candidate->class_ != ENTITY_PEOPLE && candidate->class_ != ENTITY_GENERIC &&
	       (candidate->class_ != ENTITY_UNKNOWN || says_of_itself(finder, pronoun, j)); /* it */
}

/* "a remark by X, in which he": what the clause is about has a word of its own in it. */
static bool has_oblique_relative(const struct finder *finder, size_t sentence, int32_t verb)
{
	const struct scene *scene = &finder->scenes[sentence];
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[verb].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_obl && str_equal_nocase(tokens[c].form, STR("which")))
			return true;
	return false;
}

/* An object pronoun is not its own clause's subject. */
static bool is_barred(const struct finder *finder, size_t pronoun, size_t candidate_token)
{
	const struct mention *p = &finder->mentions[pronoun];
	const struct sentence *sentence = &finder->document->sentences[p->sentence];
	const struct token *head = &sentence->tokens[p->head];
	if (finder->notes[pronoun].possessive) {
		size_t owner = head->head >= 0 ? (size_t)head->head : p->head;
		return candidate_token == owner || governs(sentence, (int32_t)owner, (int32_t)candidate_token);
	}
	const struct token *verb = head->head >= 0 ? &sentence->tokens[head->head] : NULL;
	if (verb && verb->deprel == REL_acl_relcl && verb->head == (int32_t)candidate_token && !has_oblique_relative(finder, p->sentence, head->head))
		return true; /* "the children they abducted" */
	return sentence->tokens[candidate_token].head == head->head || governs(sentence, (int32_t)p->head, (int32_t)candidate_token);
}

static int role_score(const struct token *token)
{
	switch (token->deprel) {
	case REL_nsubj: case REL_nsubj_outer:
		return 5;
	case REL_nsubj_pass: case REL_root:
		return 4;
	case REL_obj: case REL_iobj: case REL_obl_agent:
		return 2;
	case REL_obl: case REL_conj: case REL_vocative:
		return 1;
	case REL_nmod_poss: case REL_nmod: case REL_compound: case REL_amod: case REL_appos:
		return 0;
	default:
		return 0;
	}
}

/* "X and the fighters supporting it", "the forces in their fight": the phrase that the pronoun's own hangs on. */
static bool is_hung_on(const struct sentence *sentence, size_t pronoun, size_t candidate)
{
	int32_t t = (int32_t)pronoun;
	for (size_t steps = 0; steps < sentence->count && sentence->tokens[t].head >= 0; steps++) {
		unsigned deprel = sentence->tokens[t].deprel;
		t = sentence->tokens[t].head;
		if (t == (int32_t)candidate)
			return deprel == REL_conj || deprel == REL_nmod || deprel == REL_acl || deprel == REL_acl_relcl;
		if (sentence->tokens[t].upos == UPOS_VERB && sentence->tokens[t].deprel != REL_acl && sentence->tokens[t].deprel != REL_acl_relcl)
			return false;
	}
	return false;
}

/* "a speech given by Vance in which he", "Polanski's extradition to the country where he": the phrase that the pronoun's relative clause is in. */
static bool is_within_phrase(const struct sentence *sentence, size_t pronoun, size_t candidate)
{
	const struct token *tokens = sentence->tokens;
	int32_t t = (int32_t)pronoun;
	while (t >= 0 && tokens[t].deprel != REL_acl_relcl && tokens[t].deprel != REL_root)
		t = tokens[t].head;
	if (t < 0 || tokens[t].deprel != REL_acl_relcl)
		return false;
	int32_t clause = t;
	for (t = tokens[t].head; t >= 0 && tokens[t].deprel == REL_nmod && tokens[t].head >= 0;)
		t = tokens[t].head;
	return t >= 0 && (int32_t)candidate < clause && governs(sentence, t, (int32_t)candidate);
}

/* "deprives Hungary of its ability": what the verb's object is said to have or lack. */
static bool is_object_of_own(const struct scene *scene, size_t pronoun, size_t candidate)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t noun = tokens[pronoun].deprel == REL_nmod_poss ? tokens[pronoun].head : -1;
	if (noun < 0 || tokens[noun].deprel != REL_obl || tokens[candidate].deprel != REL_obj || tokens[candidate].head != tokens[noun].head)
		return false;
	struct str preposition = scene_case(scene, (size_t)noun);
	return str_equal(preposition, STR("of")) || str_equal(preposition, STR("from")) || str_equal(preposition, STR("for")) ||
	       str_equal(preposition, STR("in"));
}

/* "sanctions Uganda over its laws", "cuts ties with Iran over its support": whom something is done to over what is his. */
static bool is_done_over_own(const struct scene *scene, size_t pronoun, size_t candidate)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t noun = tokens[pronoun].deprel == REL_nmod_poss ? tokens[pronoun].head : -1, party = (int32_t)candidate;
	if (noun < 0 || party > noun || (tokens[noun].deprel != REL_obl && tokens[noun].deprel != REL_nmod) || !str_equal(scene_case(scene, (size_t)noun), STR("over")))
		return false;
	struct str with = scene_case(scene, candidate), verb;
	bool ended = false; /* "cuts ties with" is no dealing with */
	int32_t head = tokens[party].head, above = head >= 0 && tokens[head].deprel == REL_obj ? tokens[head].head : head;
	if (head < 0 || (tokens[noun].head != head && tokens[noun].head != above))
		return false;
	verb = tokens[above].lemma;
	ended = str_equal(verb, STR("cut")) || str_equal(verb, STR("sever")) || str_equal(verb, STR("suspend")) || str_equal(verb, STR("break"));
	return tokens[party].deprel == REL_obj ? with.length == 0 : str_equal(with, STR("on")) || str_equal(with, STR("against")) || str_equal(with, STR("of")) || (ended && str_equal(with, STR("with")));
}

/* "press the regime to end its attacks": who is pressed does what follows. */
static bool is_controller(const struct sentence *s, size_t pronoun, size_t candidate)
{
	int32_t own = clause_of(s, pronoun);
	return own >= 0 && s->tokens[own].deprel == REL_xcomp && (s->tokens[candidate].deprel == REL_obj || s->tokens[candidate].deprel == REL_iobj) && s->tokens[candidate].head == s->tokens[own].head;
}

/* "detain X, and later release him" */
static bool is_object_before(const struct sentence *sentence, size_t pronoun, size_t candidate)
{
	const struct token *tokens = sentence->tokens;
	int32_t verb = tokens[pronoun].deprel == REL_obj ? tokens[pronoun].head : -1;
	return verb >= 0 && tokens[verb].deprel == REL_conj && tokens[candidate].deprel == REL_obj && tokens[candidate].head == tokens[verb].head;
}

/* "diplomats and their families" */
static bool is_joined_owner(const struct sentence *sentence, size_t pronoun, size_t candidate)
{
	const struct token *head = &sentence->tokens[pronoun];
	return head->deprel == REL_nmod_poss && head->head >= 0 && sentence->tokens[head->head].deprel == REL_conj &&
	       sentence->tokens[head->head].head == (int32_t)candidate;
}

/* "LNA spokesman Ahmed says they": TOKEN is whom the subject of the clause above speaks for. */
static bool is_speakers_body(const struct finder *finder, const struct sentence *s, size_t pronoun, size_t token)
{
	const struct mention *p = &finder->mentions[pronoun];
	int32_t own = clause_of(s, p->head), t = (int32_t)token;
	size_t body = finder->scenes[p->sentence].mention_at[token];
	if (body == NONE || finder->mentions[body].class_ == ENTITY_COUNTRY)
		return false;
	if (finder->notes[pronoun].gender != GENDER_UNKNOWN || s->tokens[own < 0 ? 0 : own].deprel != REL_ccomp || is_subject(&s->tokens[token]))
		return false;
	while (t >= 0 && (s->tokens[t].deprel == REL_compound || s->tokens[t].deprel == REL_nmod_poss || s->tokens[t].deprel == REL_nmod_desc || s->tokens[t].deprel == REL_nmod))
		t = s->tokens[t].head;
	return t >= 0 && t != (int32_t)token && is_subject(&s->tokens[t]) && s->tokens[t].head == s->tokens[own].head;
}

/* "A judge sentences X after he pleaded guilty", "police arrest Y because she": of whom the law deals with, more is told than of its officers. */
static bool judges_another(const struct finder *finder, size_t sentence, size_t token, size_t pronoun)
{
	const struct scene *scene = &finder->scenes[sentence];
	const struct token *tokens = scene->sentence->tokens, *subject = &tokens[token];
	size_t judge = scene->mention_at[token];
	if (judge == NONE || subject->deprel != REL_nsubj || subject->head < 0 || clause_of(scene->sentence, pronoun) == subject->head)
		return false;
	struct str sector = finder->mentions[coref_root(finder, judge)].sector;
	if (!str_equal(sector, STR("JUD")) && !str_equal(sector, STR("COP")))
		return false;
	for (int32_t c = tokens[subject->head].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_obj && scene->mention_at[c] != NONE && finder->mentions[scene->mention_at[c]].animate && (size_t)c < pronoun)
			return true;
	return false;
}

/* "X, the son of President Y": Y only tells who X is. */
static bool token_is_inside_apposition(const struct sentence *sentence, size_t token)
{
	const struct token *head = &sentence->tokens[token];
	return head->deprel == REL_nmod && head->head >= 0 && sentence->tokens[head->head].deprel == REL_appos;
}

/* How well TOKEN of SENTENCE may be what the pronoun means. */
static int salience(const struct finder *finder, size_t pronoun, size_t sentence, size_t token)
{
	const struct mention *p = &finder->mentions[pronoun];
	const struct token *head = coref_head(finder, pronoun);
	const struct sentence *s = &finder->document->sentences[sentence];
	int score = role_score(&s->tokens[token]) - 4 * (int)(p->sentence - sentence);
	if (sentence == p->sentence && is_hung_on(s, p->head, token))
		score += is_joined_owner(s, p->head, token) ? 9 : 5;
	if (sentence == p->sentence && is_within_phrase(s, p->head, token))
		score += s->tokens[token].deprel == REL_obl_agent || s->tokens[token].deprel == REL_nmod_poss ||
		         str_equal(scene_case(&finder->scenes[sentence], token), STR("by")) ? WITHIN_OWN : WITHIN;
	if (sentence == p->sentence && is_object_of_own(&finder->scenes[sentence], p->head, token))
		score += 7;
	if (sentence == p->sentence && is_done_over_own(&finder->scenes[sentence], p->head, token))
		score += 9 - role_score(&s->tokens[token]);
	if (sentence == p->sentence && finder->notes[pronoun].possessive && is_controller(s, p->head, token))
		score += finder->notes[pronoun].gender == GENDER_UNKNOWN ? 9 : 6; /* "asks a judge to cut his sentence" */
	if (sentence == p->sentence)
		score += coref_cause_score(finder, pronoun, token) + (is_object_before(s, p->head, token) ? 3 : 0);
	if (sentence == p->sentence && is_speakers_body(finder, s, pronoun, token))
		score += 5;
	if (sentence == p->sentence) {
		int32_t own = clause_of(s, p->head), other = clause_of(s, token);
		if (own == other && finder->notes[pronoun].possessive && is_subject(&s->tokens[token]))
			score += s->tokens[head->head].deprel == REL_nmod ? 5 : 3; /* "Haftar sent his men", "as the country enters the tenth year of its war" */
		else if (own != other && governs(s, other, own) && is_subject(&s->tokens[token]))
			score += own >= 0 && s->tokens[own].deprel == REL_ccomp && s->tokens[own].head == s->tokens[token].head ? 4 : 2; /* "The GNA said it welcomes" */
	} else if (is_subject(head) && is_subject(&s->tokens[token])) {
		score += 1;
	}
	if (s->tokens[token].deprel == REL_nsubj && s->tokens[token].head == s->root)
		score += 1;
	if (sentence == p->sentence && (finder->notes[pronoun].gender != GENDER_UNKNOWN || p->plural) && judges_another(finder, sentence, token, p->head))
		score -= 8;
	if (token_is_inside_apposition(s, token))
		score -= 2;
	if ((s->tokens[token].quote_depth > 0) != (head->quote_depth > 0))
		score -= 2;
	return score;
}

static void offer_group(struct choice *choice, size_t mention, uint64_t identity, int score, bool together)
{
	if (choice->score != INT32_MIN && identity == choice->identity) {
		choice->score = score > choice->score ? score : choice->score;
	} else if (choice->score == INT32_MIN || score > choice->score) {
		choice->second = choice->score;
		*choice = (struct choice){.best = mention, .score = score, .second = choice->score, .identity = identity, .together = together};
	} else if (score > choice->second) {
		choice->second = score;
	}
}

static void offer(struct choice *choice, size_t mention, uint64_t identity, int score)
{
	offer_group(choice, mention, identity, score, false);
}

/* Things that cannot act compete for "it" and "they": a statement, the talks. */
static void offer_things(const struct finder *finder, size_t pronoun, size_t sentence, size_t end, struct choice *choice)
{
	const struct sentence *s = &finder->document->sentences[sentence];
	bool plural = finder->mentions[pronoun].plural;
	for (size_t t = 0; t < end; t++) {
		const struct token *token = &s->tokens[t];
		bool noun = token->upos == UPOS_NOUN && (token->xpos == XPOS_NNS) == plural;
		bool argument = is_subject(token) || token->deprel == REL_obj;
		if (!noun || !argument || finder->scenes[sentence].mention_at[t] != NONE)
			continue;
		if (sentence == finder->mentions[pronoun].sentence && is_barred(finder, pronoun, t))
			continue;
		int weight = plural ? 3 : 1; /* people are "they" far more often than things are */
		offer(choice, NO_INDEX, (UINT64_C(1) << 62) | (uint64_t)(sentence << 16 | t), salience(finder, pronoun, sentence, t) - weight);
	}
}

/* Do others that may act stand beside mention I in one coordination that it heads? */
static bool heads_group(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_conj && finder->scenes[mention->sentence].mention_at[c] != NONE)
			return true;
	return false;
}

/* "The IOC and its partners said they": who stands behind another in one coordination is not meant alone. */
static bool is_behind_another(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *head = coref_head(finder, i);
	return head->deprel == REL_conj && coref_mention_at(finder, mention->sentence, head->head) != NO_INDEX;
}

/* "The minister met X. They ...": the other whom the verb of subject I joins to it, or NO_INDEX. */
static size_t met_by(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens, *head = &tokens[mention->head];
	if (head->deprel != REL_nsubj || head->head < 0 || mention->plural || mention->kind == MENTION_PRONOUN)
		return NO_INDEX;
	bool meets = str_equal(tokens[head->head].lemma, STR("meet"));
	for (int32_t c = tokens[head->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t m = scene->mention_at[c];
		bool joined = (tokens[c].deprel == REL_obj && meets) || (tokens[c].deprel == REL_obl && str_equal(scene_case(scene, (size_t)c), STR("with")));
		for (int32_t k = tokens[c].first_child; k >= 0 && tokens[c].deprel == REL_obl && !joined && m == NONE; k = tokens[k].next_sibling)
			if (tokens[k].deprel == REL_nmod && str_equal(scene_case(scene, (size_t)k), STR("with"))) { /* "speaks by phone with X" */
				m = scene->mention_at[k];
				joined = true;
			}
		if (joined && m != NONE && !finder->mentions[m].plural && finder->mentions[m].kind != MENTION_PRONOUN &&
		    finder->mentions[m].animate == mention->animate && !finder->mentions[m].is_place_only)
			return m;
	}
	return NO_INDEX;
}

/* "Quaid and his wife ... they": two together, whom no mention stands for; they compete with all others. */
static void offer_pairs(const struct finder *finder, size_t pronoun, size_t sentence, size_t end, struct choice *choice)
{
	for (size_t t = 0; t < end; t++) {
		size_t m = finder->scenes[sentence].mention_at[t];
		if (m == NONE || !(heads_group(finder, m) || met_by(finder, m) != NO_INDEX) || (sentence == finder->mentions[pronoun].sentence && is_barred(finder, pronoun, t)))
			continue;
		if (!agrees(finder, pronoun, m) && !finder->mentions[m].is_place_only)
			offer_group(choice, m, (UINT64_C(1) << 61) | (uint64_t)(sentence << 16 | t), salience(finder, pronoun, sentence, t) + 2, true);
	}
}

/* "It is a deliberate act", "it is clear that": no body is meant. */
static bool is_predicated_of_thing(const struct finder *finder, const struct mention *mention, size_t predicate)
{
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *token = &scene->sentence->tokens[predicate];
	if (!scene_has_child(scene, predicate, REL_cop))
		return false;
	if (token->upos == UPOS_NOUN)
		return scene->mention_at[predicate] == NONE && !scene_has_child(scene, predicate, REL_case);
	return token->upos == UPOS_ADJ && scene_has_child(scene, predicate, REL_ccomp);
}

/* "announces it will take part in the conference to review": the infinitive only tells what for. */
static bool says_what_it_does(const struct finder *finder, const struct scene *scene, size_t verb)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t above = tokens[verb].head;
	if (tokens[verb].upos != UPOS_VERB || tokens[verb].deprel != REL_ccomp || above < 0 || !scene_has_child(scene, verb, REL_obj))
		return false;
	for (int32_t c = tokens[above].first_child; c >= 0; c = tokens[c].next_sibling)
		if (is_subject(&tokens[c]) && scene->mention_at[c] != NONE && finder->mentions[scene->mention_at[c]].class_ != ENTITY_UNKNOWN)
			return true;
	return false;
}

static bool is_dummy(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *head = coref_head(finder, i);
	if (head->deprel == REL_expl)
		return true;
	return finder->notes[i].neuter && is_subject(head) && head->head >= 0 && !says_what_it_does(finder, scene, (size_t)head->head) &&
	       (is_predicated_of_thing(finder, mention, (size_t)head->head) || scene_has_child(scene, (size_t)head->head, REL_csubj) || scene_has_child(scene, (size_t)head->head, REL_csubj_pass));
}

/* "While on his way to surrender, X is arrested": the subject behind a clause that stands first; or NO_INDEX. */
static size_t subject_behind(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t t = (int32_t)mention->head;
	for (size_t steps = 0; steps < scene->sentence->count && tokens[t].head >= 0; steps++, t = tokens[t].head) {
		int32_t main_ = tokens[t].head;
		if (main_ < t || (tokens[t].deprel != REL_advcl && tokens[t].deprel != REL_obl))
			continue;
		for (int32_t c = tokens[main_].first_child; c >= 0; c = tokens[c].next_sibling) {
			size_t m = is_subject(&tokens[c]) && c > (int32_t)mention->head ? coref_mention_at(finder, mention->sentence, c) : NO_INDEX;
			if (m != NO_INDEX && (finder->mentions[m].kind == MENTION_NAME || finder->mentions[m].entity != NONE) && agrees(finder, i, m))
				return m;
		}
	}
	return NO_INDEX;
}

/* A name that may be anything's, where "he" asks for a person. */
static bool is_anybody(const struct finder *finder, size_t pronoun, size_t candidate)
{
	const struct mention *other = &finder->mentions[candidate];
	return finder->notes[pronoun].gender != GENDER_UNKNOWN && other->kind == MENTION_NAME && other->class_ == ENTITY_UNKNOWN &&
	       coref_root(finder, candidate) == candidate;
}

/* Several people are "they" before one body is, a person is "he" before any name. */
static int kind_score(const struct finder *finder, size_t pronoun, size_t candidate)
{
	enum { SEVERAL = 8, BY_NAME = 6 };
	if (is_anybody(finder, pronoun, candidate))
		return -ANYBODY;
	if (!finder->mentions[pronoun].plural || !finder->mentions[candidate].plural)
		return 0;
	return coref_head(finder, candidate)->upos == UPOS_NOUN ? SEVERAL : BY_NAME;
}

/* "blows himself up": the subject of the verb, or of the one that it is joined to; or NO_INDEX. */
static size_t reflexive_subject(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t verb = tokens[mention->head].head;
	if (!str_ends(tokens[mention->head].lemma, STR("self")) && !str_ends(tokens[mention->head].form, STR("selves")) && !str_ends(tokens[mention->head].form, STR("self")))
		return NO_INDEX;
	for (size_t steps = 0; steps < scene->sentence->count && verb >= 0; steps++, verb = tokens[verb].head) {
		for (int32_t c = tokens[verb].first_child; c >= 0; c = tokens[c].next_sibling)
			if (is_subject(&tokens[c]) && tokens[c].upos != UPOS_PRON)
				return c < (int32_t)mention->head ? coref_mention_at(finder, mention->sentence, c) : NO_INDEX;
		if (tokens[verb].deprel == REL_acl_relcl || tokens[verb].deprel == REL_acl)
			return coref_mention_at(finder, mention->sentence, tokens[verb].head); /* "a bomber who blew himself up" */
	}
	return NO_INDEX;
}

void coref_pronoun(struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	struct choice choice = {.best = NO_INDEX, .score = INT32_MIN, .second = INT32_MIN};
	if (is_dummy(finder, i))
		return;
	coref_set(finder, i, reflexive_subject(finder, i));
	if (finder->mentions[i].antecedent != NO_INDEX)
		return;
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence + SENTENCES_BACK > mention->sentence;) {
		const struct mention *other = &finder->mentions[j];
		bool barred = other->sentence == mention->sentence && is_barred(finder, i, other->head);
		if (barred || !agrees(finder, i, j) || (mention->plural && is_behind_another(finder, j)))
			continue;
		int open = other->kind == MENTION_PRONOUN && other->antecedent == NO_INDEX ? OPEN_PRONOUN : 0;
		offer(&choice, j, coref_identity(finder, j), salience(finder, i, other->sentence, other->head) + (other->kind == MENTION_NAME) + kind_score(finder, i, j) - open);
	}
	size_t from = mention->sentence + 1 >= SENTENCES_BACK ? mention->sentence + 1 - SENTENCES_BACK : 0;
	for (size_t s = from; s <= mention->sentence && !mention->animate; s++)
		offer_things(finder, i, s, s == mention->sentence ? mention->head : finder->document->sentences[s].count, &choice);
	for (size_t s = from; s <= mention->sentence && mention->plural; s++)
		offer_pairs(finder, i, s, s == mention->sentence ? mention->head : finder->document->sentences[s].count, &choice);
	bool here = choice.best != NO_INDEX && finder->mentions[choice.best].sentence == mention->sentence; /* the nearer of two */
	bool clear = choice.second == INT32_MIN || choice.score - choice.second >= (here ? 0 : MARGIN);
	if (choice.best == NO_INDEX && choice.score == INT32_MIN) {
		coref_set(finder, i, subject_behind(finder, i));
		return;
	}
	if (choice.best == NO_INDEX || !clear || choice.score <= LEAST - (is_anybody(finder, i, choice.best) ? ANYBODY : 0))
		return;
	coref_set(finder, i, choice.best);
	finder->mentions[i].together = choice.together || (mention->plural && finder->mentions[choice.best].kind != MENTION_PRONOUN && heads_group(finder, choice.best));
	if (finder->mentions[i].together)
		return;
	struct note *root = &finder->notes[coref_root(finder, i)]; /* "Wilkins ... she ... Wilkins": not "he" from there on */
	if (root->gender == GENDER_UNKNOWN)
		root->gender = finder->notes[i].gender;
}
