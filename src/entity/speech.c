/* speech.c: "we" and "our" in quotations, and what a possessor's identity says of what is its own. */
#include "coref.h"

enum { QUOTE_SENTENCES = 4 }; /* how far back a quotation's speaker may have been named */

static bool is_subject(const struct token *token)
{
	return token->deprel == REL_nsubj || token->deprel == REL_nsubj_outer;
}

/* The mention outside quotation marks that is the subject of VERB, or NO_INDEX. */
static size_t subject_of(const struct finder *finder, size_t sentence, int32_t verb)
{
	const struct token *tokens = finder->document->sentences[sentence].tokens;
	for (int32_t c = tokens[verb].first_child; c >= 0; c = tokens[c].next_sibling)
		if (is_subject(&tokens[c]) && tokens[c].quote_depth == 0 && coref_mention_at(finder, sentence, c) != NO_INDEX)
			return coref_mention_at(finder, sentence, c);
	return NO_INDEX;
}

/* The subject of the verb that governs TOKEN's quotation, or of one set into it: "..., he said, ...". */
static size_t speaker_over(const struct finder *finder, size_t sentence, size_t token)
{
	const struct sentence *s = &finder->document->sentences[sentence];
	int32_t t = (int32_t)token;
	for (size_t steps = 0; steps < s->count && t >= 0; steps++, t = s->tokens[t].head) {
		size_t found = s->tokens[t].quote_depth == 0 ? subject_of(finder, sentence, t) : NO_INDEX;
		for (int32_t c = s->tokens[t].first_child; c >= 0 && found == NO_INDEX; c = s->tokens[c].next_sibling)
			if (s->tokens[c].quote_depth == 0 && (s->tokens[c].deprel == REL_parataxis || s->tokens[c].deprel == REL_ccomp))
				found = subject_of(finder, sentence, c);
		if (found != NO_INDEX)
			return found;
	}
	return NO_INDEX;
}

/* Whoever speaks in a sentence that has words inside and outside quotation marks. */
static size_t speaker_in(const struct finder *finder, size_t sentence)
{
	const struct sentence *s = &finder->document->sentences[sentence];
	for (size_t t = 0; t < s->count; t++) {
		size_t found = s->tokens[t].quote_depth > 0 && s->tokens[t].upos == UPOS_VERB ? speaker_over(finder, sentence, t) : NO_INDEX;
		if (found != NO_INDEX)
			return found;
	}
	return NO_INDEX;
}

static bool begins_in_quote(const struct finder *finder, size_t sentence)
{
	const struct sentence *s = &finder->document->sentences[sentence];
	for (size_t t = 0; t < s->count; t++)
		if (s->tokens[t].upos != UPOS_PUNCT)
			return s->tokens[t].quote_depth > 0;
	return false;
}

/* A quotation of several sentences: its speaker stands before it, or in the sentence that ends it. */
static size_t speaker_near(const struct finder *finder, size_t sentence)
{
	for (size_t back = 1; back <= QUOTE_SENTENCES && back <= sentence && begins_in_quote(finder, sentence - back + 1); back++) {
		size_t found = speaker_in(finder, sentence - back);
		if (found != NO_INDEX)
			return found;
	}
	if (sentence + 1 < finder->document->sentence_count && begins_in_quote(finder, sentence + 1))
		return speaker_in(finder, sentence + 1);
	return NO_INDEX;
}

/* The body that a person speaks for when saying "we": whose spokesman it is, or what it leads. */
static uint32_t body_of(const struct finder *finder, size_t speaker)
{
	size_t root = coref_root(finder, speaker);
	const struct mention *person = &finder->mentions[root];
	uint32_t owner = finder->notes[speaker].owner != NONE ? finder->notes[speaker].owner : finder->notes[root].owner;
	if (person->class_ != ENTITY_PERSON && !person->animate)
		return NONE;
	if (person->entity != NONE && lexicon_link(finder->lexicon, person->entity, LINK_LEADS) != NONE)
		return lexicon_link(finder->lexicon, person->entity, LINK_LEADS);
	return owner;
}

static void give_entity(struct finder *finder, size_t i, uint32_t entity)
{
	finder->mentions[i].entity = entity;
	finder->mentions[i].class_ = (enum entity_class)finder->lexicon->entities[entity].class_;
}

/* "I ... my": whoever it is, the same one, in one paragraph or in one quotation. */
static size_t same_speaker_before(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct sentence *sentences = finder->document->sentences;
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence + 1 + QUOTE_SENTENCES > mention->sentence;) {
		if (!finder->notes[j].first_person || finder->mentions[j].plural != mention->plural || finder->notes[j].quoted != finder->notes[i].quoted)
			continue;
		return sentences[finder->mentions[j].sentence].block == sentences[mention->sentence].block ? j : NO_INDEX;
	}
	return NO_INDEX;
}

static struct str sector_of(const struct finder *finder, const struct mention *mention)
{
	const struct role_entry *role = mention->entity == NONE ? NULL : lexicon_role_on(finder->lexicon, mention->entity, finder->day);
	return role ? lexicon_code(role->sector) : mention->sector;
}

/* "Minister Ellwood said:", and what he said without quotation marks from there on; NO_INDEX where nobody is announced so. */
static size_t announced_speaker(const struct finder *finder, size_t sentence)
{
	for (size_t s = sentence; s-- > 0;) {
		const struct sentence *before = &finder->document->sentences[s];
		bool opens = before->count > 0 && before->tokens[before->count - 1].xpos == XPOS_COLON;
		if (opens && before->root >= 0 && before->tokens[before->root].upos == UPOS_VERB)
			return subject_of(finder, s, before->root);
	}
	return NO_INDEX;
}

/* "The United States condemns ... We ...": whose statement a text is that begins so. */
static size_t issuer(const struct finder *finder)
{
	const struct document *document = finder->document;
	size_t s = 0;
	while (s + 1 < document->sentence_count && document->article.blocks && document->article.blocks[document->sentences[s].block].kind != BLOCK_BODY)
		s++;
	size_t subject = document->sentence_count > 0 && document->sentences[s].root >= 0 ? subject_of(finder, s, document->sentences[s].root) : NO_INDEX;
	bool body = subject != NO_INDEX && finder->mentions[subject].kind == MENTION_NAME &&
	            (finder->mentions[subject].class_ == ENTITY_COUNTRY || finder->mentions[subject].class_ == ENTITY_ORGANISATION);
	return body ? subject : NO_INDEX;
}

/* The government that a minister's "we" is. */
static uint32_t government_of(const struct finder *finder, size_t speaker)
{
	size_t root = coref_root(finder, speaker);
	struct str country = coref_country(finder, root);
	bool minister = finder->mentions[root].class_ == ENTITY_PERSON && str_equal(sector_of(finder, &finder->mentions[root]), STR("GOV"));
	return minister && country.length == 3 ? lexicon_body(finder->lexicon, country, STR("GOV")) : NONE;
}

void coref_first_person(struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	bool quoted = finder->notes[i].quoted;
	size_t speaker = quoted ? speaker_over(finder, mention->sentence, mention->head) : announced_speaker(finder, mention->sentence);
	if (speaker == NO_INDEX && quoted)
		speaker = speaker_near(finder, mention->sentence);
	if (speaker == NO_INDEX && !quoted && mention->plural && same_speaker_before(finder, i) == NO_INDEX)
		speaker = issuer(finder);
	if (speaker == NO_INDEX || finder->notes[speaker].first_person) {
		coref_set(finder, i, same_speaker_before(finder, i));
		return;
	}
	uint32_t body = mention->plural ? body_of(finder, speaker) : NONE;
	if (body == NONE && mention->plural)
		body = government_of(finder, speaker);
	if (body != NONE)
		give_entity(finder, i, body);
	else
		coref_set(finder, i, speaker);
}

/* --- possessors -------------------------------------------------------------------------------------- */

static size_t possessor_at(const struct finder *finder, size_t sentence, size_t head)
{
	const struct token *tokens = finder->document->sentences[sentence].tokens;
	for (int32_t c = tokens[head].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_nmod_poss)
			return coref_mention_at(finder, sentence, c);
	return NO_INDEX;
}

/* Whose I is: "her" of "her cabinet" and, BELOW set, of "members of her cabinet". */
static size_t possessor_of(const struct finder *finder, size_t i, bool *below)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	size_t possessor = possessor_at(finder, mention->sentence, mention->head);
	*below = false;
	for (int32_t c = scene->sentence->tokens[mention->head].first_child; c >= 0 && possessor == NO_INDEX; c = scene->sentence->tokens[c].next_sibling) {
		bool of = scene->sentence->tokens[c].deprel == REL_nmod && str_equal(scene_case(scene, (size_t)c), STR("of"));
		possessor = of ? possessor_at(finder, mention->sentence, (size_t)c) : NO_INDEX;
		*below = possessor != NO_INDEX;
	}
	return possessor;
}

/* The one body or office holder that a possessed noun means. */
static uint32_t possessed_entity(const struct finder *finder, size_t i, const struct mention *owner, struct str country)
{
	const struct agent_entry *agent = &finder->lexicon->agents[finder->notes[i].agent];
	if (agent->flags & AGENT_ARMED && !(agent->flags & AGENT_PERSON) && owner->entity != NONE) {
		uint32_t body = nominal_armed_body(finder, owner->entity);
		if (body != NONE)
			return body;
	}
	bool state = owner->class_ == ENTITY_COUNTRY || str_equal(sector_of(finder, owner), STR("GOV"));
	if ((finder->mentions[i].plural && (!(agent->flags & AGENT_WHOLE) || coref_is_several(finder, i))) || !state || country.length == 0)
		return NONE;
	if (agent->flags & AGENT_COUNTRY)
		return lexicon_entity_by_id(finder->lexicon, country);
	if (agent->flags & AGENT_WHOLE)
		return lexicon_body(finder->lexicon, country, lexicon_code(agent->sector));
	return agent->flags & AGENT_OFFICE ? lexicon_holder(finder->lexicon, country, finder->notes[i].agent, finder->day) : NONE;
}

/* "Hussein Tantawi, head of the country's army", "his son Hafez", "its leader Abu Omar": what is now known of the description is so of the name. LENT: the
 * sector of whose he is, or empty. */
static void lend_traits(struct finder *finder, size_t i, struct str lent)
{
	struct mention *name = &finder->mentions[coref_root(finder, i)];
	if (name->entity != NONE || name->kind != MENTION_NAME || name->class_ != ENTITY_PERSON)
		return;
	if (name->country.length == 0)
		name->country = finder->mentions[i].country;
	if (name->sector.length == 0)
		name->sector = lent;
}

void coref_possessed(struct finder *finder, size_t i)
{
	struct mention *mention = &finder->mentions[i];
	bool below;
	size_t possessor = possessor_of(finder, i, &below);
	if (possessor == NO_INDEX || finder->notes[i].agent == NONE || mention->entity != NONE)
		return;
	size_t root = coref_root(finder, possessor);
	if (root == possessor && finder->mentions[root].kind != MENTION_PRONOUN)
		return; /* a name: the words themselves have told already */
	const struct mention *owner = &finder->mentions[root];
	const struct agent_entry *agent = &finder->lexicon->agents[finder->notes[i].agent];
	struct str country = coref_country(finder, root);
	bool elsewhere = agent->flags & AGENT_OTHER && owner->class_ != ENTITY_PERSON && !owner->animate; /* "its NATO ally" */
	bool of_victim = (owner->animate || owner->class_ == ENTITY_PERSON) && str_equal(lexicon_code(agent->sector), STR("UAF")); /* "his captors", "her killer" */
	if (country.length > 0 && !finder->notes[i].says_country && !elsewhere && !of_victim)
		mention->country = country;
	if (elsewhere)
		return;
	if (below || mention->antecedent != NO_INDEX) {
		bool one_of = !below && agent->flags & AGENT_WEAK && owner->class_ == ENTITY_ARMED_GROUP;
		lend_traits(finder, i, one_of ? sector_of(finder, owner) : (struct str){0});
		return;
	}
	bool bare_body = (agent->flags & (AGENT_GROUP | AGENT_TRANSPARENT)) == AGENT_GROUP && !agent->sector[0]; /* "his department", of a minister's */
	if (agent->flags & AGENT_STATE && owner->class_ == ENTITY_COUNTRY && mention->sector.length == 0)
		mention->sector = STR("GOV"); /* "the country's leader" */
	if ((agent->flags & AGENT_WEAK || (bare_body && str_equal(sector_of(finder, owner), STR("GOV")))) && sector_of(finder, owner).length > 0)
		mention->sector = sector_of(finder, owner);
	uint32_t entity = possessed_entity(finder, i, owner, mention->country);
	if (entity != NONE)
		give_entity(finder, i, entity);
}
