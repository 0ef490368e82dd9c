/* coref_titles.c: what titles and offices say of those who bear them: "Minister of Defence Sheikh Omar", "resigns as ambassador", "officials,
 * including the minister A and the late president B". */
#include "coref.h"

bool coref_is_of_state(struct str sector)
{
	static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", NULL};
	for (size_t k = 0; sectors[k]; k++)
		if (str_equal(sector, str_of(sectors[k])))
			return true;
	return false;
}

/* "An ally of Vladimir Putin", "the brother of Sinn Féin's Gerry Adams", "of the current President Hamid Karzai": somebody else. */
static bool is_complement(const struct finder *finder, const struct mention *name, const struct mention *title)
{
	const struct scene *scene = &finder->scenes[name->sentence];
	const struct token *tokens = scene->sentence->tokens;
	if (name->first <= title->head)
		return false;
	for (size_t t = title->head + 1; t < name->first; t++) {
		const struct agent_entry *other = scene_agent(finder, scene, t);
		bool within = tokens[t].deprel == REL_amod || tokens[t].deprel == REL_compound || (tokens[t].deprel == REL_conj && tokens[t].head == (int32_t)title->head);
		if (other && other->flags & AGENT_PERSON && !(other->flags & AGENT_TITLE) && !within && tokens[t].xpos != XPOS_NNS && tokens[t].xpos != XPOS_NNPS)
			return true; /* that one's title stands nearer */
	}
	return tokens[name->first - 1].upos == UPOS_ADP || tokens[name->first - 1].xpos == XPOS_POS;
}

/* "The President of South Korea Park Geun-hye", "after leader Moussa Dadis Camara was shot": a title that the tree does not hang on
 * the name behind it. */
static size_t name_behind(const struct finder *finder, size_t i)
{
	const struct mention *title = &finder->mentions[i];
	const struct token *head = coref_head(finder, i);
	const struct note *note = &finder->notes[i];
	bool person = note->agent != NONE && finder->lexicon->agents[note->agent].flags & AGENT_PERSON;
	if (title->kind != MENTION_NOMINAL || title->plural || title->antecedent != NO_INDEX || !person || head->xpos == XPOS_NNS)
		return NO_INDEX;
	for (size_t j = i + 1; j < finder->mention_count && finder->mentions[j].sentence == title->sentence; j++) {
		const struct mention *name = &finder->mentions[j];
		if (name->kind != MENTION_NAME || name->class_ != ENTITY_PERSON)
			continue;
		bool inside = name->head > title->head && name->last == title->last && !is_complement(finder, name, title);
		if (name->entity == NONE && !(inside && coref_is_of_state(title->sector))) /* "State Minister for Defence Sheikh Yusuf Ahmed" */
			continue;
		bool next = name->first == title->last + 1 && title->last == title->head && !note->definite && !note->indefinite;
		if (inside || next)
			return j;
	}
	return NO_INDEX;
}

/* "Colombian senator and former minister Miguel Uribe": the name in which a coordination of titles ends; or NO_INDEX. */
static size_t name_of_titles(const struct finder *finder, size_t i)
{
	const struct mention *title = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[title->sentence];
	const struct token *tokens = scene->sentence->tokens, *head = &tokens[title->head];
	uint32_t flags = finder->notes[i].agent == NONE ? 0 : finder->lexicon->agents[finder->notes[i].agent].flags;
	if (title->kind != MENTION_NOMINAL || title->plural || !(flags & AGENT_PERSON) || head->xpos == XPOS_NNS || finder->notes[i].definite ||
	    finder->notes[i].indefinite || scene_has_child(scene, title->head, REL_nummod))
		return NO_INDEX;
	size_t behind = title->head; /* the last title so far */
	for (int32_t c = head->first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t m = coref_mention_at(finder, title->sentence, c);
		if (tokens[c].deprel != REL_conj || m == NO_INDEX || scene_has_child(scene, (size_t)c, REL_det))
			continue;
		bool name = finder->mentions[m].kind == MENTION_NAME && finder->mentions[m].class_ == ENTITY_PERSON;
		if (name && (tokens[tokens[c].left].upos != UPOS_PROPN || behind + 1 == (size_t)tokens[c].left) &&
		    (behind != title->head || scene_has_child(scene, (size_t)c, REL_nmod_desc)))
			return m;
		behind = finder->mentions[m].last;
	}
	return NO_INDEX;
}

void coref_link_titles(struct finder *finder)
{
	for (size_t i = 0; i < finder->mention_count; i++) {
		size_t name = name_behind(finder, i), last = name_of_titles(finder, i);
		if (name == NO_INDEX && last == NO_INDEX)
			continue;
		if (name == NO_INDEX)
			name = last;
		if (finder->mentions[name].entity == NONE || name == last)
			coref_take_attributes(finder, name, i);
		finder->mentions[i].entity = NONE; /* of its words alone */
		coref_set(finder, i, name);
	}
}

/* "resigns as Finance Minister of Israel", "is elected president", "appoints X minister of defence": the office that VERB
 * gives or takes, as a mention; NO_INDEX. */
static size_t office_of_verb(const struct finder *finder, size_t sentence, int32_t verb)
{
	const struct scene *scene = &finder->scenes[sentence];
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[verb].first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t found = coref_mention_at(finder, sentence, c);
		const struct agent_entry *agent = scene_agent(finder, scene, (size_t)c);
		bool office = found != NO_INDEX && finder->mentions[found].kind == MENTION_NOMINAL && agent && agent->flags & (AGENT_OFFICE | AGENT_PERSON);
		struct str preposition = scene_case(scene, (size_t)c);
		if (office && !finder->mentions[found].plural &&
		    (str_equal(preposition, STR("as")) || (tokens[c].deprel == REL_xcomp && str_empty(preposition))))
			return found;
	}
	return NO_INDEX;
}

static bool has_subject_who(const struct scene *scene, int32_t verb)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[verb].first_child; c >= 0; c = tokens[c].next_sibling)
		if ((tokens[c].deprel == REL_nsubj || tokens[c].deprel == REL_nsubj_pass) && str_equal(tokens[c].lemma, STR("who")))
			return true;
	return false;
}

/* The verb whose office, if any, is mention I's: that of "who" behind it, else the one that has it for object, or for subject and no object; -1. */
static int32_t verb_of_office(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens, *head = &tokens[mention->head];
	bool subject = head->deprel == REL_nsubj || head->deprel == REL_nsubj_pass;
	for (int32_t c = head->first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_acl_relcl && has_subject_who(scene, c))
			return c;
	bool own = head->deprel == REL_obj || (subject && head->head >= 0 && !scene_has_child(scene, (size_t)head->head, REL_obj));
	return own ? head->head : -1;
}

void coref_take_told_office(struct finder *finder, size_t i)
{
	size_t who = coref_root(finder, i);
	int32_t verb = finder->mentions[who].kind == MENTION_NAME ? verb_of_office(finder, i) : -1;
	size_t office = verb < 0 ? NO_INDEX : office_of_verb(finder, finder->mentions[i].sentence, verb);
	if (office != NO_INDEX && finder->mentions[office].sector.length > 0)
		coref_take_attributes(finder, who, office);
}

/* "Governor Svitlana Onyshchuk", "the Derbyshire Constabulary", "former Finance Minister Guido Mantega": an official or a body of state of whom
 * nothing else is known is of the one country that the text is about, a body else of the one where what is told goes on. */
void coref_give_titled_country(struct finder *finder, size_t i)
{
	struct mention *mention = &finder->mentions[i];
	bool body = mention->class_ == ENTITY_ORGANISATION, person = mention->class_ == ENTITY_PERSON;
	if (mention->kind != MENTION_NAME || !(person || body) || mention->entity != NONE || mention->antecedent != NO_INDEX || mention->country.length > 0)
		return;
	if (!coref_is_of_state(mention->sector) && !(person && finder->notes[i].former && str_equal(mention->sector, STR("ELI"))))
		return;
	mention->country = coref_only_country(finder);
	if (mention->country.length == 0 && body)
		mention->country = coref_scene_country(finder, mention->sentence);
	finder->notes[i].inferred = mention->country.length > 0 ? INFERRED_TITLE : INFERRED_NOT;
}

/* "Georgian officials, including Interior Minister X": the officials, of whom I is one; or NO_INDEX. */
static size_t officials_including(const struct finder *finder, size_t i)
{
	if (!str_equal(scene_case(&finder->scenes[finder->mentions[i].sentence], finder->mentions[i].head), STR("include")))
		return NO_INDEX;
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence == finder->mentions[i].sentence;)
		if (finder->mentions[j].plural && finder->mentions[j].kind == MENTION_NOMINAL)
			return coref_is_of_state(coref_sector(finder, j)) ? j : NO_INDEX;
	return NO_INDEX;
}

/* "French officials, including former Prime Minister A and late President B", "journalists A, B and C": who is named with others and says less of
 * himself is of their country, and where one title stands before all, of their sector. */
void coref_share_title(struct finder *finder, size_t i)
{
	struct mention *mention = &finder->mentions[i];
	const struct token *head = coref_head(finder, i);
	size_t j = head->deprel == REL_conj ? coref_mention_at(finder, mention->sentence, head->head) : officials_including(finder, i);
	if (j == NO_INDEX || mention->entity != NONE || mention->country.length > 0 || mention->antecedent != NO_INDEX || !mention->animate)
		return;
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct mention *first = &finder->mentions[j];
	bool one_title = false;
	for (int32_t c = coref_head(finder, j)->first_child; c >= 0 && first->kind == MENTION_NAME; c = scene->sentence->tokens[c].next_sibling)
		one_title = one_title || (scene->sentence->tokens[c].deprel == REL_nmod_desc && scene->sentence->tokens[c].xpos == XPOS_NNS);
	bool own = mention->kind == MENTION_NAME && mention->sector.length == 0 && coref_name_first(finder, i) == mention->first;
	if (one_title && own && first->entity == NONE)
		mention->sector = first->sector;
	bool official = coref_is_of_state(mention->sector) || finder->notes[i].former;
	bool beside_official = coref_is_of_state(coref_sector(finder, j)) || str_equal(coref_sector(finder, j), STR("ELI"));
	if ((official && beside_official) || (one_title && own))
		mention->country = coref_country(finder, j);
}
