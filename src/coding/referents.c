/* referents.c: whom the words of a slot mean: "each other", "their", "the two countries", "the ministers of X and Y". */
#include "company.h"
#include "select.h"

/* "Armenia and Azerbaijan accused each other": those who do it to each other. */
static int32_t meant_by(const struct reading *r, int32_t token)
{
	bool each_other = token + 1 < r->count && rel_of(r, token + 1) == REL_fixed && head_of(r, token + 1) == token &&
	                  ((reading_lemma(r, token, "each") && reading_lemma(r, token + 1, "other")) ||
	                   (reading_lemma(r, token, "one") && reading_lemma(r, token + 1, "another")));
	each_other = each_other || (reading_lemma(r, token, "other") && rel_of(r, token) == REL_obj && first_child(r, token) >= 0 && /* "both sides accuse the other" */
	                            reading_lemma(r, first_child(r, token), "the"));
	int32_t verb = each_other ? head_of(r, token) : -1;
	for (int steps = 0; verb >= 0 && r->tokens[verb].upos != UPOS_VERB && steps < 4; steps++)
		verb = head_of(r, verb);
	int32_t subject = verb >= 0 ? deep_subject(r, verb, 0) : -1;
	return subject >= 0 ? subject : token;
}

static bool is_body(const struct mention *mention)
{
	return mention->class_ == ENTITY_COUNTRY || mention->class_ == ENTITY_ORGANISATION || mention->class_ == ENTITY_ARMED_GROUP;
}

/* "the foreign ministers of Israel and Egypt", "representatives of A, B and C": each by its own. Those into GROUP;
 * 0 where there are fewer than two. */
static size_t spread_over(const struct reading *r, int32_t token, int32_t *group, size_t most)
{
	bool people = r->tokens[token].xpos == XPOS_NNS && (reading_is(r, token, CUE_PERSON_NOUN) || mention_of(r, token));
	bool towns = r->tokens[token].xpos == XPOS_NNS && reading_is(r, token, CUE_SETTLEMENT_NOUN); /* "the towns of A, B and C" */
	FOR_CHILDREN(r, token, c) {
		if (towns && rel_of(r, c) == REL_nmod && has_case(r, c, "of") && r->tokens[c].upos == UPOS_PROPN) {
			size_t named = conjuncts(r, c, group, most);
			return named > 1 ? named : 0;
		}
		const struct mention *mention = mention_of(r, c);
		if (!people || rel_of(r, c) != REL_nmod || !(has_case(r, c, "of") || has_case(r, c, "from")) || !mention || !is_body(mention))
			continue;
		if (child_with(r, token, REL_nummod) >= 0) /* "two commanders from A and B" */
			return 0;
		size_t count = conjuncts(r, c, group, most), kept = 0;
		for (size_t i = 1; i < count; i++) /* "42 members of the cartel and two officers" */
			if (child_with(r, group[i], REL_nummod) >= 0)
				return 0;
		for (size_t i = 0; i < count; i++)
			if (mention_of(r, group[i]) && mention_of(r, group[i])->can_act)
				group[kept++] = group[i];
		return kept > 1 ? kept : 0;
	}
	return 0;
}

/* "announce their intentions": whose they are who announce, where nothing else is known. */
static int32_t own_owner(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	bool unknown = r->tokens[token].xpos == XPOS_PRPS && !(mention && (mention->antecedent != NO_INDEX || mention->entity != UINT32_MAX));
	int32_t noun = unknown ? head_of(r, token) : -1, verb = noun >= 0 ? head_of(r, noun) : -1;
	bool object = verb >= 0 && (rel_of(r, noun) == REL_obj || rel_of(r, noun) == REL_obl) && r->tokens[verb].upos == UPOS_VERB;
	int32_t subject = object && !is_passive(r, verb) ? surface_subject(r, verb, 0) : -1;
	bool fits = subject >= 0 && mention_of(r, subject) && mention_of(r, subject)->can_act;
	return fits ? subject : token;
}

/* "A and B ... they": the mention of A, where TOKEN takes up several; else NULL. */
static const struct mention *first_of_several(const struct reading *r, int32_t token)
{
	const struct document *document = r->document;
	const struct mention *mention = token < 0 ? NULL : mention_of(r, token);
	for (size_t steps = 0; mention && mention->antecedent != NO_INDEX && steps < document->mention_count; steps++) {
		const struct mention *antecedent = &document->mentions[mention->antecedent];
		if (mention->together)
			return antecedent;
		mention = antecedent;
	}
	return NULL;
}

/* "Armenia and Turkey ... their foreign ministers": whose TOKEN's are, where they are of the state; else TOKEN. */
static int32_t several_owners(const struct reading *r, int32_t token)
{
	static const char *const sectors[] = {"GOV", "MIL", "LEG"};
	const struct mention *mention = r->tokens[token].xpos == XPOS_NNS ? mention_of(r, token) : NULL;
	int32_t owner = child_with(r, token, REL_nmod_poss);
	const struct mention *first = mention && owner >= 0 ? first_of_several(r, owner) : NULL;
	for (size_t i = 0; first && is_body(first) && i < sizeof sectors / sizeof *sectors; i++)
		if (str_equal(mention->sector, str_of(sectors[i])))
			return owner;
	return token;
}

/* Those whom a plural pronoun takes up together, into GROUP; how many, 0 where it is none. */
static size_t taken_up(const struct reading *r, int32_t token, int32_t *group, size_t most, size_t *sentence)
{
	const struct mention *first = first_of_several(r, several_owners(r, token));
	const struct mention *noun = !first && r->tokens[token].upos == UPOS_PRON ? referent_of(r, token) : NULL; /* "the governments of A and B ... they" */
	int32_t each[MOST_FILLERS];
	size_t spread = noun && noun->kind == MENTION_NOMINAL ? spread_over(&r->all[noun->sentence], (int32_t)noun->head, each, MOST_FILLERS) : 0;
	if (spread > 0) {
		spread = spread < most ? spread : most;
		memcpy(group, each, spread * sizeof *group);
		*sentence = noun->sentence;
		return spread;
	}
	const struct reading *there = first ? &r->all[first->sentence] : r;
	size_t count = first ? conjuncts(there, (int32_t)first->head, group, most) : 0;
	int32_t verb = count == 1 && rel_of(there, group[0]) == REL_nsubj ? head_of(there, group[0]) : -1; /* "X met Y. They ..." */
	for (int32_t c = verb < 0 ? -1 : first_child(there, verb); c >= 0 && count == 1; c = next_child(there, c)) {
		int32_t inner = rel_of(there, c) == REL_obl && !mention_of(there, c) ? child_with(there, c, REL_nmod) : -1;
		if (inner >= 0 && has_case(there, inner, "with") && mention_of(there, inner)) /* "X speaks by phone with Y and they" */
			group[count++] = inner;
		else if (mention_of(there, c) && (rel_of(there, c) == REL_obj || (rel_of(there, c) == REL_obl && has_case(there, c, "with"))))
			group[count++] = c;
	}
	if (count < 2)
		return 0;
	*sentence = first->sentence;
	return count;
}

/* "Former opposition leader and foreign minister Tzipi Livni quits": two titles of one name, as the verb's number shows. */
static bool is_one_person(const struct reading *r, const int32_t *group)
{
	int32_t verb = head_of(r, group[0]);
	const struct mention *first = mention_of(r, group[0]);
	bool name = first && first->kind == MENTION_NAME && first->class_ != ENTITY_UNKNOWN && !reading_is(r, group[0], CUE_PERSON_NOUN);
	bool named = child_with(r, group[1], REL_nmod_desc) >= 0 || child_with(r, group[1], REL_nmod) >= 0 || name_beside(r, group[1]) >= 0;
	bool title = !name && named && child_with(r, group[0], REL_det) < 0;
	bool apposed = r->tokens[group[0]].xpos == XPOS_NN && r->tokens[group[1]].xpos == XPOS_NN && child_with(r, group[1], REL_det) < 0 &&
	               (name_beside(r, group[0]) > group[1] || (name_beside(r, group[0]) < 0 && name_beside(r, group[1]) > group[1] && reading_is(r, group[0], CUE_PERSON_NOUN) &&
	                reading_is(r, group[1], CUE_PERSON_NOUN))); /* "longtime friend and adviser Roger Stone" */
	if (apposed && child_with(r, group[0], REL_det) < 0 && child_with(r, group[0], REL_flat) < 0)
		return true;
	bool passive = rel_of(r, group[0]) == REL_nsubj_pass;
	if (!title || verb < 0 || (rel_of(r, group[0]) != REL_nsubj && !passive))
		return false;
	int32_t auxiliary = child_with(r, verb, REL_aux);
	if (auxiliary < 0 && passive)
		auxiliary = child_with(r, verb, REL_aux_pass);
	return r->tokens[auxiliary >= 0 ? auxiliary : verb].xpos == XPOS_VBZ || (auxiliary >= 0 && str_equal_nocase(r->tokens[auxiliary].form, STR("was")));
}

/* Titles of a name that stands behind them in GROUP are nobody besides it; how many remain. */
static size_t without_titles(const struct reading *r, int32_t *group, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		const struct mention *title = mention_of(r, group[i]);
		bool named = false;
		for (size_t k = i + 1; k < count && title && title->kind == MENTION_NOMINAL && title->antecedent != NO_INDEX && !title->together; k++)
			named = named || &r->document->mentions[title->antecedent] == mention_of(r, group[k]);
		if (!named)
			group[kept++] = group[i];
	}
	return kept;
}

/* "The foreign ministers of the two countries, X and Y": by their names; how many. */
static size_t names_beside(const struct reading *r, int32_t token, int32_t *group, size_t most)
{
	int32_t name = r->tokens[token].xpos == XPOS_NNS ? name_beside(r, token) : -1;
	size_t count = name >= 0 ? conjuncts(r, name, group, most) : 0;
	for (size_t i = 0; i < count; i++)
		if (!mention_of(r, group[i]) || mention_of(r, group[i])->kind != MENTION_NAME || !mention_of(r, group[i])->can_act)
			return 0;
	return count > 1 ? count : 0;
}

/* "bombed what X called a training camp": the camp; else TOKEN. */
static int32_t what_is_called(const struct reading *r, int32_t token)
{
	int32_t clause = reading_lemma(r, token, "what") ? child_with(r, token, REL_acl_relcl) : -1;
	int32_t called = clause >= 0 ? child_with(r, clause, REL_obj) : -1;
	if (called < 0 && clause >= 0)
		called = child_with(r, clause, REL_xcomp);
	return called > clause && clause >= 0 && is_nominal(r, called) ? called : token;
}

static bool is_unknown(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	return !mention || (mention->entity == UINT32_MAX && mention->antecedent == NO_INDEX && str_empty(mention->country));
}

/* "both countries", "the two sides": 2; "the country": 1; else 0. */
static size_t definite_number(const struct reading *r, int32_t noun)
{
	bool two = false, the = false;
	FOR_CHILDREN(r, noun, c) {
		two = two || reading_lemma(r, c, "two") || reading_lemma(r, c, "both");
		the = the || reading_lemma(r, c, "the");
		if ((rel_of(r, c) == REL_nmod && accusing_verb(r, c) < 0) || rel_of(r, c) == REL_nmod_poss || rel_of(r, c) == REL_acl_relcl || rel_of(r, c) == REL_amod)
			return 0; /* said which */
	}
	return two ? 2 : the && r->tokens[noun].xpos == XPOS_NN ? 1 : 0;
}

enum { MOST_NAMED = 3 };

/* Countries (SIDES: and bodies) named before token END, EXCEPT one, each once; how many, at most MOST. */
static size_t parties_named(const struct reading *r, int32_t end, int32_t except, bool sides, int32_t *named, size_t most)
{
	size_t found = 0;
	for (int32_t t = 0; t < end && found < most; t++) {
		const struct mention *mention = mention_of(r, t);
		bool fits = mention && t != except && mention->entity != UINT32_MAX && mention->kind != MENTION_PRONOUN &&
		            !(sides && rel_of(r, t) == REL_nmod_poss) &&
		            (mention->class_ == ENTITY_COUNTRY || (sides && is_body(mention)));
		for (size_t i = 0; i < found && fits; i++)
			fits = mention_of(r, named[i])->entity != mention->entity;
		if (fits)
			named[found++] = t;
	}
	return found;
}

/* The countries (for "sides": bodies, too) that the sentence names before NOUN, where there are just as many as it says; how many. */
static size_t named_before(const struct reading *r, int32_t noun, int32_t *group)
{
	const struct mention *self = mention_of(r, noun); /* "both countries said they": of the noun that "they" takes up */
	if (r->tokens[noun].upos == UPOS_PRON && self && self->antecedent != NO_INDEX) {
		const struct mention *antecedent = &r->document->mentions[self->antecedent];
		return antecedent->sentence == r->index && antecedent->kind == MENTION_NOMINAL ? named_before(r, (int32_t)antecedent->head, group) : 0;
	}
	bool country = reading_is(r, noun, CUE_COUNTRY_NOUN), side = reading_lemma(r, noun, "side") || reading_lemma(r, noun, "party");
	size_t wanted = definite_number(r, noun), found;
	int32_t named[MOST_NAMED], verb = head_of(r, noun);
	int32_t subject = verb >= 0 && rel_of(r, noun) != REL_nsubj && is_predicate(r, verb) ? surface_subject(r, verb, 0) : -1;
	if (wanted == 0 || (!country && !(side && wanted == 2)) || !is_unknown(r, noun))
		return 0;
	found = parties_named(r, noun, subject, side, named, MOST_NAMED);
	for (size_t i = 0; i < found && found == wanted; i++)
		group[i] = named[i];
	return found == wanted ? found : 0;
}

/* Inside another phrase: "United States diplomats" names the diplomats. */
static bool is_part_of_phrase(const struct reading *r, int32_t t)
{
	unsigned rel = rel_of(r, t);
	return rel == REL_compound || rel == REL_amod || rel == REL_flat || rel == REL_nmod_desc || rel == REL_nmod_poss;
}

/* The one party named before PRONOUN that it can mean when it is not any of ACTORS; -1. */
static int32_t other_than(const struct reading *r, int32_t pronoun, const int32_t *actors, size_t count)
{
	int32_t found = -1;
	const struct mention *meant = mention_of(r, pronoun);
	bool person = reading_lemma(r, pronoun, "him") || reading_lemma(r, pronoun, "her");
	for (int32_t t = 0; t < pronoun && meant; t++) {
		const struct mention *mention = mention_of(r, t);
		if (!mention || mention->kind == MENTION_PRONOUN || !mention->can_act || mention->plural != meant->plural || is_part_of_phrase(r, t) ||
		    stands_for(r, pronoun, t) || (reading_lemma(r, pronoun, "it") && mention->class_ == ENTITY_PERSON) ||
		    (person && is_body(mention)))
			continue;
		for (size_t i = 0; i < count; i++)
			if (actors[i] == t || stands_for(r, actors[i], t))
				mention = NULL;
		if (mention && (found < 0 || (count > 0 && found < actors[0]))) /* of several the first behind who acts */
			found = t;
	}
	return found;
}

/* "X suspends talks with Qatar, accusing it of": "it" is never who acts. */
int32_t other_party(const struct reading *r, const struct candidate *candidate, int32_t pronoun)
{
	return other_than(r, pronoun, candidate->actors, candidate->actor_count);
}

/* "police opened fire on protesters to prevent them from marching": the object of a verb is not its subject. */
static int32_t not_own_subject(const struct reading *r, int32_t token)
{
	int32_t verb = head_of(r, token);
	bool object = r->tokens[token].xpos == XPOS_PRP && verb >= 0 && (rel_of(r, token) == REL_obj || rel_of(r, token) == REL_iobj) &&
	              !str_ends(r->tokens[token].form, STR("self")) && !str_ends(r->tokens[token].form, STR("selves"));
	int32_t subject = object ? surface_subject(r, verb, 0) : -1;
	if (subject < 0 || subject == token || !stands_for(r, token, subject))
		return token;
	return other_than(r, token, &subject, 1);
}

size_t pair_before(const struct reading *r, int32_t token, int32_t *group, size_t *sentence)
{
	enum { MOST_BACK = 3 };
	bool country = token >= 0 && reading_is(r, token, CUE_COUNTRY_NOUN);
	bool side = token >= 0 && (reading_lemma(r, token, "side") || reading_lemma(r, token, "party"));
	size_t several = token >= 0 ? taken_up(r, token, group, MOST_FILLERS, sentence) : 0;
	if (several > 0)
		return several;
	if ((!country && !side) || definite_number(r, token) != 2 || !is_unknown(r, token))
		return 0;
	for (size_t back = 1; back <= MOST_BACK && back <= r->index; back++) {
		const struct reading *earlier = &r->all[r->index - back];
		int32_t named[MOST_NAMED];
		size_t found = parties_named(earlier, earlier->count, -1, side, named, MOST_NAMED);
		if (found < 2)
			continue;
		for (size_t i = 0; i < 2; i++)
			group[i] = named[i];
		*sentence = earlier->index;
		return found == 2 ? 2 : 0;
	}
	return 0;
}

/* "46 of its soldiers and 156 fighters": each number with its own; how many, 0 where there is one. */
static size_t numbered(const struct reading *r, int32_t token, int32_t *group, size_t most)
{
	if (r->tokens[token].upos != UPOS_NUM)
		return 0;
	size_t count = 0;
	FOR_CHILDREN(r, token, c) {
		if (rel_of(r, c) != REL_nmod || !has_case(r, c, "of"))
			continue;
		FOR_CHILDREN(r, c, joined)
			if (rel_of(r, joined) == REL_conj && child_with(r, joined, REL_nummod) >= 0 && count + 2 < most) {
				group[0] = token;
				group[++count] = joined;
			}
	}
	return count > 0 ? count + 1 : 0;
}

/* "Zyta Gilowska, deputy prime minister and minister of finance": the titles of the name before them are no others. */
static size_t drop_titles(const struct reading *r, const int32_t *group, size_t count)
{
	if (count < 2 || r->tokens[group[0]].upos != UPOS_PROPN || child_with(r, group[0], REL_flat) < 0 ||
	    (int32_t)r->tokens[group[1]].left < 1 || r->tokens[r->tokens[group[1]].left].xpos != XPOS_COMMA)
		return count;
	for (size_t i = 1; i < count; i++) {
		bool title = r->tokens[group[i]].xpos != XPOS_NNS && r->tokens[group[i]].xpos != XPOS_NNPS && reading_is(r, group[i], CUE_PERSON_NOUN) &&
		             child_with(r, group[i], REL_det) < 0 && child_with(r, group[i], REL_nummod) < 0 && child_with(r, group[i], REL_flat) < 0 &&
		             name_beside(r, group[i]) < 0;
		if (!title)
			return count;
	}
	return 1;
}

size_t meant_parties(const struct reading *r, int32_t token, bool whole, int32_t *group, size_t most)
{
	if (child_with(r, token, REL_cop) >= 0 && r->tokens[token].upos == UPOS_NOUN && surface_subject(r, token, 0) >= 0)
		token = surface_subject(r, token, 0); /* "Turkey is the only country that recognizes" */
	int32_t meant = not_own_subject(r, what_is_called(r, own_owner(r, meant_by(r, token))));
	if (meant < 0)
		return 0;
	size_t count = names_beside(r, meant, group, most);
	if (count == 0)
		count = spread_over(r, meant, group, most);
	if (count == 0)
		count = numbered(r, meant, group, most);
	if (count == 0)
		count = named_before(r, meant, group);
	size_t sentence = r->index;
	if (count == 0)
		count = taken_up(r, meant, group, most, &sentence);
	if (count > 0 && sentence != r->index)
		count = 0; /* of another sentence: pair_before */
	if (count > 0)
		return count;
	count = whole || meant != token ? conjuncts(r, meant, group, most) : 1;
	group[0] = meant;
	count = drop_titles(r, group, count);
	count = without_titles(r, group, count);
	if (count == 2 && is_one_person(r, group)) {
		group[0] = name_beside(r, group[0]) > group[1] ? group[0] : group[1];
		count = 1;
	}
	return count;
}


/* The phrase behind "including" that is PARTY's, also where "are killed, including X" hangs it on the verb; -1. */
static int32_t included_in(const struct reading *r, int32_t party)
{
	int32_t verb = head_of(r, party);
	const int32_t hosts[] = {party, rel_of(r, party) == REL_nsubj_pass || rel_of(r, party) == REL_obj ? verb : -1};
	for (size_t i = 0; i < 2; i++)
		if (hosts[i] >= 0)
			FOR_CHILDREN(r, hosts[i], c) {
				bool phrase = c > party && (rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl) && has_case(r, c, "including") && !r->timex[c];
				bool behind = i == 0 || (rel_of(r, party) == REL_nsubj_pass ? child_with(r, verb, REL_obj) < 0
				                                                           : (int32_t)r->tokens[c].left <= (int32_t)r->tokens[party].right + 2);
				if (phrase && behind && (mention_of(r, c) || reading_is(r, c, CUE_PERSON_NOUN) || r->tokens[c].upos == UPOS_NUM))
					return c;
			}
	return -1;
}

size_t add_included(const struct reading *r, bool actors, bool kept, int32_t *group, size_t count, size_t most)
{
	size_t named = count;
	for (size_t i = 0; i < named && count < most; i++) {
		int32_t phrase = included_in(r, group[i]);
		if (phrase >= 0 && !(actors && (r->tokens[phrase].upos != UPOS_PROPN || r->tokens[phrase].xpos == XPOS_NNPS))) /* "including two Republicans" */
			count += conjuncts(r, phrase, group + count, most - count);
		int32_t company = kept && count < most ? company_of(r, group[i]) : -1;
		if (company >= 0)
			count += conjuncts(r, company, group + count, most - count);
	}
	return count;
}
