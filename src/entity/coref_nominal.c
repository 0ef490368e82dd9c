/* coref_nominal.c: definite descriptions: "the North African country", "the group", "the president", "the ministry". */
#include "coref.h"

static const struct agent_entry *agent_of(const struct finder *finder, size_t i)
{
	return finder->notes[i].agent == NONE ? NULL : &finder->lexicon->agents[finder->notes[i].agent];
}

static bool same_noun(const struct finder *finder, size_t i, size_t j)
{
	return finder->notes[i].agent == finder->notes[j].agent && finder->mentions[i].plural == finder->mentions[j].plural;
}

/* Does anything but an article stand with the noun? */
static bool is_bare(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	const struct scene *scene = &finder->scenes[mention->sentence];
	for (size_t t = mention->first; scene->agent_first[mention->head] != NONE && t < scene->agent_first[mention->head]; t++)
		if (tokens[t].upos != UPOS_DET)
			return false; /* "Louisiana" of "the Louisiana attorney general", read with "attorney" */
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		bool inside = scene->agent_first[mention->head] != NONE && (size_t)c >= scene->agent_first[mention->head] && (size_t)c < mention->head;
		switch (tokens[c].deprel) {
		case REL_amod: case REL_compound: case REL_nmod: case REL_nmod_poss: case REL_acl: case REL_acl_relcl: case REL_nummod:
			if (!inside)
				return false;
			break;
		default:
			break;
		}
	}
	return true;
}

/* --- countries ------------------------------------------------------------------------------------- */

/* The region that an adjective of the phrase names, or NONE. */
static uint32_t region_of(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	for (size_t t = mention->first; t < mention->head; t++) {
		uint32_t m = scene->match_at[t];
		if (m != NONE && scene->matches[m].flags & NAME_REGION)
			return scene->matches[m].region;
	}
	return NONE;
}

static bool names_a_country(const struct finder *finder, size_t j)
{
	const struct mention *mention = &finder->mentions[j];
	return mention->kind == MENTION_NAME && mention->entity != NONE && mention->class_ == ENTITY_COUNTRY;
}

/* "the North African country": the one country of that region that was named before; of several, the focus. */
static size_t country_in_region(const struct finder *finder, size_t i, uint32_t region)
{
	size_t found = NO_INDEX;
	for (size_t back = 0, j = i; j-- > 0 && back < 4 * COREF_WINDOW; back++) {
		struct str country = coref_country(finder, j);
		if (!names_a_country(finder, j) || !lexicon_region_has(finder->lexicon, region, country))
			continue;
		if (str_equal(country, finder->focus))
			return j;
		if (found != NO_INDEX && !str_equal(country, coref_country(finder, found)))
			return NO_INDEX;
		found = found == NO_INDEX ? j : found;
	}
	return found;
}

/* "the country": the one named last, if it is the focus or the only one of this sentence and the one before. */
static size_t country_named_last(const struct finder *finder, size_t i)
{
	size_t found = NO_INDEX, sentence = finder->mentions[i].sentence;
	bool several = false;
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		if (!names_a_country(finder, j))
			continue;
		bool near = finder->mentions[j].sentence + 1 >= sentence;
		if (str_equal(coref_country(finder, j), finder->focus))
			return near || found == NO_INDEX || several ? j : found;
		if (found != NO_INDEX && near && !str_equal(coref_country(finder, j), coref_country(finder, found)))
			several = true;
		if (near && found == NO_INDEX)
			found = j;
	}
	return several ? NO_INDEX : found;
}

static void link_country(struct finder *finder, size_t i)
{
	const struct note *note = &finder->notes[i];
	if (finder->mentions[i].plural || note->indefinite || !note->definite || finder->mentions[i].country.length > 0)
		return;
	uint32_t region = region_of(finder, i);
	if (region != NONE)
		coref_set(finder, i, country_in_region(finder, i, region));
	else if (is_bare(finder, i))
		coref_set(finder, i, country_named_last(finder, i));
}

/* --- bodies and offices of state --------------------------------------------------------------------- */

static bool is_state_sector(struct str sector)
{
	static const char *const sectors[] = {"GOV", "LEG", "MIL", "COP", "JUD", "SPY", NULL};
	for (size_t k = 0; sectors[k]; k++)
		if (str_equal(sector, str_of(sectors[k])))
			return true;
	return false;
}

/* The same noun before, with a country or a name: "the Turkish parliament ... the parliament". */
static size_t earlier_with_country(const struct finder *finder, size_t i)
{
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++)
		if (finder->mentions[j].kind == MENTION_NOMINAL && same_noun(finder, i, j) && coref_country(finder, j).length > 0)
			return j;
	return NO_INDEX;
}

/* A person of the text whose office the noun names: "President Assad ... the president". */
static size_t earlier_holder(const struct finder *finder, size_t i)
{
	size_t found = NO_INDEX;
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		const struct mention *mention = &finder->mentions[j];
		if (mention->kind != MENTION_NAME || mention->entity == NONE || mention->class_ != ENTITY_PERSON)
			continue;
		const struct role_entry *role = lexicon_role_on(finder->lexicon, mention->entity, finder->day);
		if (!role || role->office != finder->notes[i].agent)
			continue;
		if (found != NO_INDEX && finder->mentions[found].entity != mention->entity)
			return NO_INDEX;
		found = found == NO_INDEX ? j : found;
	}
	return found;
}

/* "The former president": a person of the text who held that office once and does not on the day; of several, nobody. */
static size_t earlier_former_holder(const struct finder *finder, size_t i)
{
	size_t found = NO_INDEX;
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		const struct mention *mention = &finder->mentions[j];
		if (mention->kind != MENTION_NAME || mention->entity == NONE || mention->class_ != ENTITY_PERSON)
			continue;
		const struct entity_entry *entity = &finder->lexicon->entities[mention->entity];
		bool held = false;
		for (uint32_t r = 0; r < entity->role_count; r++) {
			const struct role_entry *role = &finder->lexicon->roles[entity->role_first + r];
			held = held || (role->office == finder->notes[i].agent && finder->day != DAY_NONE && role->to < finder->day);
		}
		if (!held)
			continue;
		if (found != NO_INDEX && finder->mentions[found].entity != mention->entity)
			return NO_INDEX;
		found = j;
	}
	return found;
}

/* "In Spain, police arrested ...": the country that stands before the noun's verb; a town's only for a noun without an article. */
static struct str country_of_clause(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t verb = tokens[mention->head].head;
	for (int32_t c = verb < 0 ? -1 : tokens[verb].first_child; c >= 0 && c < (int32_t)mention->head; c = tokens[c].next_sibling) {
		const struct match *match = scene_match_headed(scene, (size_t)c);
		if (tokens[c].deprel != REL_obl || !mention_is_located(scene, (size_t)c))
			continue;
		if (match && match->entity != NONE && (finder->lexicon->entities[match->entity].class_ == ENTITY_COUNTRY || !finder->notes[i].definite))
			return lexicon_country(finder->lexicon, match->entity, finder->day);
		if (!match && !finder->notes[i].definite)
			return scene_place_country(finder, scene, (size_t)c);
	}
	return (struct str){0};
}

enum { HOLDER_WEIGHT = 3 }; /* a country named, not only its capital, before "the president" gets a name */

/* "the government", "police": of COUNTRY. */
static void give_country(struct finder *finder, size_t i, const struct agent_entry *agent, struct str country)
{
	struct mention *mention = &finder->mentions[i];
	if (country.length == 0)
		return;
	mention->country = country;
	uint32_t entity = NONE;
	if (!mention->plural && agent->flags & AGENT_WHOLE && is_bare(finder, i))
		entity = lexicon_body(finder->lexicon, country, lexicon_code(agent->sector));
	else if (!mention->plural && agent->flags & AGENT_OFFICE && finder->focus_weight >= HOLDER_WEIGHT && is_bare(finder, i) && finder->notes[i].definite)
		entity = lexicon_holder(finder->lexicon, country, finder->notes[i].agent, finder->day);
	if (entity != NONE) {
		mention->entity = entity;
		mention->class_ = (enum entity_class)finder->lexicon->entities[entity].class_;
	}
}

/* "goes into administration", "a firm with government links": without an article a body of state is not meant. */
static bool lacks_article(const struct finder *finder, size_t i, const struct agent_entry *agent)
{
	const struct mention *mention = &finder->mentions[i];
	return agent->flags & AGENT_WHOLE && !finder->notes[i].definite && !mention->plural && mention->first > 0 &&
	       coref_head(finder, i)->upos == UPOS_NOUN;
}

static void link_state_body(struct finder *finder, size_t i, const struct agent_entry *agent)
{
	struct mention *mention = &finder->mentions[i];
	bool office = agent->flags & AGENT_OFFICE && !mention->plural;
	bool former = office && str_equal(mention->sector, STR("ELI"));
	if (finder->notes[i].indefinite || (mention->country.length > 0 && !former) || mention->entity != NONE)
		return;
	size_t before = former ? earlier_former_holder(finder, i) : office ? earlier_holder(finder, i) : NO_INDEX;
	if (mention->country.length > 0) { /* "the former US president" */
		if (before != NO_INDEX && finder->notes[i].definite && str_equal(coref_country(finder, before), mention->country))
			coref_set(finder, i, before);
		return;
	}
	struct str here = office ? (struct str){0} : country_of_clause(finder, i);
	if (here.length > 0) {
		give_country(finder, i, agent, here);
		return;
	}
	if (before == NO_INDEX && is_bare(finder, i))
		before = earlier_with_country(finder, i);
	if (before != NO_INDEX && finder->notes[i].definite)
		coref_set(finder, i, before);
	else if (before != NO_INDEX)
		mention->country = coref_country(finder, before);
	else if (agent->flags & (AGENT_WHOLE | AGENT_OFFICE | AGENT_GROUP) && !lacks_article(finder, i, agent))
		give_country(finder, i, agent, finder->focus); /* the one that the text is about */
}

/* --- "the group", "the rebels" -------------------------------------------------------------------------- */

/* Can NAME be called by the noun of a description? */
static bool fits_noun(const struct finder *finder, size_t name, const struct agent_entry *agent)
{
	const struct mention *mention = &finder->mentions[name];
	struct str sector = lexicon_code(agent->sector);
	if (mention->class_ != ENTITY_ORGANISATION && mention->class_ != ENTITY_ARMED_GROUP)
		return false;
	if (sector.length == 0)
		return true; /* "the group", "the organisation" */
	const struct mention *root = &finder->mentions[coref_root(finder, name)];
	struct str own = root->sector;
	if (root->entity != NONE) {
		const struct role_entry *role = lexicon_role_on(finder->lexicon, root->entity, finder->day);
		own = role ? lexicon_code(role->sector) : own;
	}
	return str_equal(own, sector);
}

/* The nearest name in this sentence or the two before that the noun fits; several in one sentence: its subject. */
static size_t named_body_before(const struct finder *finder, size_t i, const struct agent_entry *agent)
{
	size_t found = NO_INDEX;
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		if (finder->mentions[j].sentence + 2 < finder->mentions[i].sentence)
			break;
		if (found != NO_INDEX && finder->mentions[j].sentence != finder->mentions[found].sentence)
			break;
		if (finder->mentions[j].kind != MENTION_NAME || finder->mentions[j].is_place_only || !fits_noun(finder, j, agent))
			continue;
		if (found == NO_INDEX || coref_identity(finder, j) == coref_identity(finder, found)) {
			found = j;
			continue;
		}
		bool older = finder->notes[j].subject, newer = finder->notes[found].subject;
		if (older == newer)
			return NO_INDEX;
		found = older ? j : found;
	}
	return found;
}

/* Does every word of I's phrase, articles aside, stand in J's? "the Afghan team" in "the all-girl Afghan team". */
static bool says_no_more(const struct finder *finder, size_t i, size_t j)
{
	const struct mention *late = &finder->mentions[i], *early = &finder->mentions[j];
	const struct token *a = finder->document->sentences[late->sentence].tokens, *b = finder->document->sentences[early->sentence].tokens;
	for (size_t t = late->first; t <= late->last; t++) {
		bool found = t == late->head || a[t].upos == UPOS_DET || a[t].upos == UPOS_PUNCT || a[t].upos == UPOS_PART;
		for (size_t k = early->first; k <= early->last && !found; k++)
			found = str_equal_nocase(a[t].lemma, b[k].lemma);
		if (!found)
			return false;
	}
	return true;
}

static size_t same_noun_before(const struct finder *finder, size_t i)
{
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++)
		if (finder->mentions[j].kind == MENTION_NOMINAL && same_noun(finder, i, j) && says_no_more(finder, i, j))
			return j;
	return NO_INDEX;
}

void coref_description(struct finder *finder, size_t i)
{
	const struct agent_entry *agent = agent_of(finder, i);
	struct mention *mention = &finder->mentions[i];
	if (!agent || mention->antecedent != NO_INDEX)
		return;
	if (agent->flags & AGENT_COUNTRY) {
		link_country(finder, i);
		return;
	}
	if (agent->flags & AGENT_PLACE) {
		mention->is_place_only = true;
		return;
	}
	if (is_state_sector(lexicon_code(agent->sector)) && !(agent->flags & AGENT_WEAK)) {
		link_state_body(finder, i, agent);
		return;
	}
	if (!finder->notes[i].definite || finder->notes[i].indefinite || mention->entity != NONE)
		return;
	size_t before = same_noun_before(finder, i);
	if (before == NO_INDEX && is_bare(finder, i) && agent->flags & AGENT_GROUP && !mention->plural)
		before = named_body_before(finder, i, agent);
	coref_set(finder, i, before);
}
