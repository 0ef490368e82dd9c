/* coref_nominal.c: definite descriptions: "the group", "the president", "the ministry". */
#include "coref.h"

static const struct agent_entry *agent_of(const struct finder *finder, size_t i)
{
	return finder->notes[i].agent == NONE ? NULL : &finder->lexicon->agents[finder->notes[i].agent];
}

static bool same_noun(const struct finder *finder, size_t i, size_t j)
{
	return finder->notes[i].agent == finder->notes[j].agent && finder->mentions[i].plural == finder->mentions[j].plural;
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

/* "The agency" of "the Environmental Protection Agency": the name with that noun in it that stands last before. */
static size_t named_with_noun(const struct finder *finder, size_t i)
{
	struct str noun = coref_head(finder, i)->lemma;
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		const struct mention *name = &finder->mentions[j];
		const struct token *tokens = finder->document->sentences[name->sentence].tokens;
		if (name->kind != MENTION_NAME || name->is_place_only || name->class_ == ENTITY_PERSON || name->class_ == ENTITY_COUNTRY || name->class_ == ENTITY_PEOPLE ||
		    (name->class_ == ENTITY_UNKNOWN && name->first == name->last)) /* "Senate" of "a Senate committee" */
			continue;
		for (size_t t = name->first; t <= name->last; t++)
			if (t >= name->private_ && scene_is_capitalised(tokens[t].form) && str_equal_nocase(tokens[t].lemma, noun))
				return j;
	}
	return NO_INDEX;
}

/* "Defence Secretary Ash Carter ... the secretary": the one person named with that title before; of several, nobody. */
static size_t titled_before(const struct finder *finder, size_t i)
{
	size_t found = NO_INDEX;
	struct str noun = coref_head(finder, i)->lemma;
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		const struct mention *name = &finder->mentions[j];
		const struct token *tokens = finder->document->sentences[name->sentence].tokens;
		if (name->kind != MENTION_NAME || name->class_ != ENTITY_PERSON)
			continue;
		bool titled = false;
		for (size_t t = name->first; t < name->private_ || (t < name->head && t <= name->last); t++)
			titled = titled || str_equal_nocase(tokens[t].lemma, noun);
		if (titled && found != NO_INDEX && coref_identity(finder, found) != coref_identity(finder, j))
			return NO_INDEX;
		found = titled && found == NO_INDEX ? j : found;
	}
	return found;
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

/* The country that TOKEN's phrase says where something is: "in Spain", "in the Darfur region of Sudan"; a town's only where TOWNS. */
static struct str country_located(const struct finder *finder, const struct scene *scene, size_t token, bool towns)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct match *match = scene_match_headed(scene, token);
	if (tokens[token].deprel != REL_obl || !mention_is_located(scene, token))
		return (struct str){0};
	if (match && match->entity != NONE && (finder->lexicon->entities[match->entity].class_ == ENTITY_COUNTRY || towns))
		return lexicon_country(finder->lexicon, match->entity, finder->day);
	for (int32_t c = tokens[token].first_child; !match && c >= 0; c = tokens[c].next_sibling) {
		const struct match *inner = tokens[c].deprel == REL_nmod && str_equal(scene_case(scene, (size_t)c), STR("of")) ? scene_match_headed(scene, (size_t)c) : NULL;
		if (inner && inner->entity != NONE && finder->lexicon->entities[inner->entity].class_ == ENTITY_COUNTRY)
			return lexicon_country(finder->lexicon, inner->entity, finder->day);
	}
	return !match && towns ? scene_place_country(finder, scene, token) : (struct str){0};
}

/* "In Spain, police arrested ...", "atrocities go on in Sudan as Russia supports the government": the country that stands before the noun with
 * its verb or with the one above. */
static struct str country_of_clause(const struct finder *finder, size_t i)
{
	enum { VERBS_UP = 2 };
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t verb = tokens[mention->head].head;
	for (size_t up = 0; up < VERBS_UP && verb >= 0; up++, verb = tokens[verb].deprel == REL_advcl ? tokens[verb].head : -1)
		for (int32_t c = tokens[verb].first_child; c >= 0 && c < (int32_t)mention->head; c = tokens[c].next_sibling) {
			struct str country = country_located(finder, scene, (size_t)c, up == 0 && !finder->notes[i].definite);
			if (country.length > 0)
				return country;
		}
	return (struct str){0};
}

enum { HOLDER_WEIGHT = 3 }; /* a country named, not only its capital, before "the president" gets a name */

/* "the government", "police": of COUNTRY. */
void coref_give_country(struct finder *finder, size_t i, struct str country)
{
	const struct agent_entry *agent = agent_of(finder, i);
	struct mention *mention = &finder->mentions[i];
	if (country.length == 0)
		return;
	mention->country = country;
	if (!agent)
		return;
	uint32_t entity = NONE;
	if (!mention->plural && agent->flags & AGENT_WHOLE && coref_is_bare(finder, i))
		entity = lexicon_body(finder->lexicon, country, lexicon_code(agent->sector));
	else if (!mention->plural && agent->flags & AGENT_OFFICE && finder->focus_weight >= HOLDER_WEIGHT && coref_is_bare(finder, i) && finder->notes[i].definite)
		entity = lexicon_holder(finder->lexicon, country, finder->notes[i].agent, finder->day);
	if (entity != NONE) {
		mention->entity = entity;
		mention->class_ = (enum entity_class)finder->lexicon->entities[entity].class_;
	}
}

bool coref_is_several(const struct finder *finder, size_t i)
{
	const struct agent_entry *agent = agent_of(finder, i);
	struct str name = str_slice(finder->lexicon->strings, agent->name, (size_t)agent->name + agent->name_length);
	return agent->flags & AGENT_WHOLE && finder->mentions[i].plural && !str_equal_nocase(coref_head(finder, i)->form, name) &&
	       coref_head(finder, i)->head >= 0 && finder->scenes[finder->mentions[i].sentence].agent_first[finder->mentions[i].head] == finder->mentions[i].head;
}

/* "goes into administration", "a firm with government links": without an article a body of state is not meant. */
static bool lacks_article(const struct finder *finder, size_t i, const struct agent_entry *agent)
{
	const struct mention *mention = &finder->mentions[i];
	return agent->flags & AGENT_WHOLE && !str_equal(lexicon_code(agent->sector), STR("LEG")) && !finder->notes[i].definite && !mention->plural && mention->first > 0 &&
	       coref_head(finder, i)->upos == UPOS_NOUN && coref_head(finder, i)->deprel != REL_compound; /* "army raids" */
}

/* Of several words: "political party", "international community". */
static bool is_compound_noun(const struct finder *finder, const struct agent_entry *agent)
{
	return memchr(finder->lexicon->strings.data + agent->name, ' ', agent->name_length) != NULL;
}

/* "a senior official of the organisation": whose he is has been said. */
static bool is_of_somebody(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_nmod && str_equal(scene_case(scene, (size_t)c), STR("of")) && scene->mention_at[c] != NONE &&
		    !is_state_sector(finder->mentions[scene->mention_at[c]].sector))
			return true;
	return false;
}

/* "The ministry claims soldiers captured", "Israel goes on with its offensive, with warplanes bombing": forces of the state whose doings the sentence tells,
 * where they stand below its verb; whom it attacks is another's. Empty where there is none. */
static struct str country_of_sender(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens, *head = &tokens[mention->head];
	int32_t main_ = scene->sentence->root;
	if (main_ < 0 || finder->notes[i].definite || (head->head == main_ && head->deprel != REL_obl) || !(candidate_is_subject(head->deprel) || head->deprel == REL_obl || head->deprel == REL_obl_agent))
		return (struct str){0};
	if (head->deprel == REL_nsubj_pass)
		return (struct str){0};
	for (int32_t c = tokens[main_].first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t m = tokens[c].deprel == REL_nsubj && c < (int32_t)mention->head ? coref_mention_at(finder, mention->sentence, c) : NO_INDEX;
		if (m == NO_INDEX || finder->mentions[m].is_place_only)
			continue;
		const struct mention *root = &finder->mentions[coref_root(finder, m)];
		const struct role_entry *role = root->entity == NONE ? NULL : lexicon_role_on(finder->lexicon, root->entity, finder->day);
		struct str sector = role ? lexicon_code(role->sector) : root->sector;
		if (root->class_ == ENTITY_COUNTRY || str_equal(sector, STR("GOV")) || str_equal(sector, STR("MIL")))
			return coref_country(finder, m);
	}
	return (struct str){0};
}

/* The one country of the text, else the one where what I's sentence tells goes on. Soldiers may be far from home. */
static struct str home_of(const struct finder *finder, size_t i)
{
	struct str only = coref_only_country(finder), sector = finder->mentions[i].sector;
	struct str here = str_equal(sector, STR("REB")) ? coref_scene_country(finder, finder->mentions[i].sentence) : (struct str){0};
	if (here.length == 0 && str_equal(sector, STR("MIL")))
		here = country_of_sender(finder, i);
	if (here.length > 0)
		return here; /* rebels are where they fight */
	if (str_equal(sector, STR("MIL")) && coref_is_occupied(finder, only))
		return (struct str){0};
	return only.length > 0 || str_equal(finder->mentions[i].sector, STR("MIL")) ? only : coref_scene_country(finder, finder->mentions[i].sentence);
}

static struct str home_or_focus(const struct finder *finder, size_t i)
{
	struct str home = home_of(finder, i);
	bool away = str_equal(finder->mentions[i].sector, STR("MIL")) && coref_is_occupied(finder, finder->focus);
	return home.length > 0 || away ? home : finder->focus;
}

/* COUNTRY, where it is one, for a mention that has none. */
static void infer(struct finder *finder, size_t i, struct str country, enum inferred how)
{
	finder->mentions[i].country = country;
	finder->notes[i].inferred = country.length > 0 ? (uint8_t)how : INFERRED_NOT;
}

static void link_state_body(struct finder *finder, size_t i, const struct agent_entry *agent)
{
	struct mention *mention = &finder->mentions[i];
	bool office = agent->flags & AGENT_OFFICE && !mention->plural;
	bool former = office && str_equal(mention->sector, STR("ELI"));
	if (finder->notes[i].foreign || coref_is_several(finder, i) || (mention->country.length > 0 && !former) || mention->entity != NONE)
		return;
	if (finder->notes[i].indefinite) {
		if (!is_of_somebody(finder, i) && !office && !(agent->flags & AGENT_WHOLE))
			infer(finder, i, home_of(finder, i), INFERRED_FOCUS);
		return;
	}
	size_t before = former ? earlier_former_holder(finder, i) : office ? earlier_holder(finder, i) : NO_INDEX;
	if (before == NO_INDEX && agent->flags & AGENT_PERSON && !mention->plural && finder->notes[i].definite && coref_is_bare(finder, i))
		before = titled_before(finder, i);
	if (mention->country.length > 0) { /* "the former US president" */
		if (before != NO_INDEX && finder->notes[i].definite && str_equal(coref_country(finder, before), mention->country))
			coref_set(finder, i, before);
		return;
	}
	struct str here = office ? (struct str){0} : country_of_clause(finder, i);
	if (here.length > 0) {
		infer(finder, i, here, INFERRED_CLAUSE);
		coref_give_country(finder, i, here);
		return;
	}
	if (before == NO_INDEX && coref_is_bare(finder, i) && agent->flags & AGENT_GROUP && finder->notes[i].definite && !mention->plural)
		before = named_with_noun(finder, i); /* "the Constitutional Court ... the court" */
	if (before == NO_INDEX && coref_is_bare(finder, i))
		before = earlier_with_country(finder, i);
	if (before != NO_INDEX && finder->notes[i].definite)
		coref_set(finder, i, before);
	else if (before != NO_INDEX)
		mention->country = coref_country(finder, before);
	else if (agent->flags & (AGENT_WHOLE | AGENT_OFFICE | AGENT_GROUP) && !lacks_article(finder, i, agent)) {
		infer(finder, i, home_or_focus(finder, i), INFERRED_FOCUS); /* the one that the text is about */
		coref_give_country(finder, i, mention->country);
	} else if (!(agent->flags & (AGENT_WHOLE | AGENT_OFFICE)) && finder->notes[i].owner == NONE && !is_of_somebody(finder, i))
		infer(finder, i, home_of(finder, i), INFERRED_FOCUS); /* "officials" */
}

/* "the opposition", "rebels": of the one country that the text names. */
static bool is_within_a_state(struct str sector)
{
	return str_equal(sector, STR("OPP")) || str_equal(sector, STR("REB")) || str_equal(sector, STR("PTY"));
}

/* --- "the group", "the rebels" -------------------------------------------------------------------------- */

/* A militia is called a group of rebels, and rebels a movement. */
static bool are_akin(struct str noun, struct str own)
{
	static const char *const armed[] = {"REB", "UAF", "PRM", NULL};
	bool noun_armed = str_equal(noun, STR("SOC")), own_armed = false; /* "the movement" */
	for (size_t k = 0; armed[k]; k++) {
		noun_armed = noun_armed || str_equal(noun, str_of(armed[k]));
		own_armed = own_armed || str_equal(own, str_of(armed[k]));
	}
	return noun_armed && own_armed;
}

static struct str noun_of(const struct finder *finder, const struct agent_entry *agent)
{
	return str_slice(finder->lexicon->strings, agent->name, (size_t)agent->name + agent->name_length);
}

/* Can NAME be called by the noun of a description? */
static bool fits_noun(const struct finder *finder, size_t name, const struct agent_entry *agent)
{
	const struct mention *mention = &finder->mentions[name];
	struct str sector = lexicon_code(agent->sector);
	if (mention->class_ != ENTITY_ORGANISATION && mention->class_ != ENTITY_ARMED_GROUP)
		return false;
	if (mention->entity != NONE && str_equal(noun_of(finder, agent), STR("group")) && str_equal(lexicon_country(finder->lexicon, mention->entity, finder->day), STR("MNC")))
		return false; /* Twitter is a firm */
	if (sector.length == 0 || agent->flags & AGENT_WEAK)
		return true; /* "the group", "the organisation", "the agency" */
	const struct mention *root = &finder->mentions[coref_root(finder, name)];
	struct str own = root->sector;
	if (root->entity != NONE) {
		const struct role_entry *role = lexicon_role_on(finder->lexicon, root->entity, finder->day);
		own = role ? lexicon_code(role->sector) : own;
	}
	return str_equal(own, sector) || (own.length == 0 && root->entity == NONE && root->country.length == 0) || are_akin(sector, own);
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

/* "X is projected to be the largest party": X for the party; others stand for themselves. */
static size_t subject_of_predicate(const struct finder *finder, size_t j)
{
	const struct mention *mention = &finder->mentions[j];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t top = (int32_t)mention->head;
	if (mention->antecedent != NO_INDEX || !scene_has_child(scene, mention->head, REL_cop))
		return j;
	while (tokens[top].deprel == REL_xcomp && tokens[top].head >= 0 && !scene_has_child(scene, (size_t)top, REL_nsubj))
		top = tokens[top].head;
	for (int32_t c = tokens[top].first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t m = candidate_is_subject(tokens[c].deprel) ? coref_mention_at(finder, mention->sentence, c) : NO_INDEX;
		if (m != NO_INDEX && finder->mentions[m].kind == MENTION_NAME && finder->mentions[m].plural == mention->plural)
			return m;
	}
	return j;
}

static size_t same_noun_before(const struct finder *finder, size_t i)
{
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++)
		if (finder->mentions[j].kind == MENTION_NOMINAL && same_noun(finder, i, j) && says_no_more(finder, i, j))
			return subject_of_predicate(finder, j);
	return NO_INDEX;
}

/* "United Nations peacekeepers ... the peacekeepers": the plural name that ends in the noun. */
static size_t named_several(const struct finder *finder, size_t i)
{
	struct str noun = coref_head(finder, i)->lemma;
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		const struct mention *name = &finder->mentions[j];
		const struct token *tokens = finder->document->sentences[name->sentence].tokens;
		if (name->kind == MENTION_NAME && name->last > name->first && tokens[name->last].xpos == XPOS_NNS && str_equal_nocase(tokens[name->last].lemma, noun))
			return j;
	}
	return NO_INDEX;
}

/* Whom a definite description that is no state's body takes up, or NO_INDEX. */
static size_t described_before(const struct finder *finder, size_t i, const struct agent_entry *agent)
{
	size_t before = same_noun_before(finder, i);
	bool body = coref_is_bare(finder, i) && agent->flags & AGENT_GROUP && !finder->mentions[i].plural;
	if (before == NO_INDEX && body)
		before = named_with_noun(finder, i);
	if (before == NO_INDEX && finder->mentions[i].plural && coref_is_bare(finder, i))
		before = named_several(finder, i);
	bool any = (!(agent->flags & AGENT_TRANSPARENT) && (agent->sector[0] || !is_compound_noun(finder, agent))) || str_equal(coref_head(finder, i)->lemma, STR("group")) || str_equal(coref_head(finder, i)->lemma, STR("bloc")); /* "the coalition" is not just any body */
	if (before == NO_INDEX && agent->flags & AGENT_PERSON && !finder->mentions[i].plural && coref_is_bare(finder, i))
		before = titled_before(finder, i);
	return before == NO_INDEX && body && any ? named_body_before(finder, i, agent) : before;
}

void coref_description(struct finder *finder, size_t i)
{
	const struct agent_entry *agent = agent_of(finder, i);
	struct mention *mention = &finder->mentions[i];
	if (!agent || mention->antecedent != NO_INDEX)
		return;
	if (agent->flags & AGENT_COUNTRY) {
		coref_land(finder, i);
		return;
	}
	if (agent->flags & AGENT_PLACE) {
		mention->is_place_only = true;
		if (agent->flags & AGENT_TOWN)
			coref_town(finder, i);
		return;
	}
	if (is_state_sector(lexicon_code(agent->sector)) && !(agent->flags & AGENT_WEAK)) {
		link_state_body(finder, i, agent);
		return;
	}
	size_t before = finder->notes[i].definite && !finder->notes[i].indefinite && mention->entity == NONE ? described_before(finder, i, agent) : NO_INDEX;
	coref_set(finder, i, before);
	bool serves_state = agent->flags & AGENT_WEAK && is_state_sector(mention->sector); /* "the head of the directorate" */
	if (before == NO_INDEX && serves_state && mention->country.length == 0 && mention->entity == NONE && !finder->notes[i].foreign && finder->notes[i].owner == NONE &&
	    !is_of_somebody(finder, i))
		infer(finder, i, coref_only_country(finder), INFERRED_FOCUS);
	if (before == NO_INDEX && is_within_a_state(mention->sector) && (!str_equal(mention->sector, STR("PTY")) || agent->flags & AGENT_PERSON || is_compound_noun(finder, agent)) && mention->country.length == 0 && mention->entity == NONE && !finder->notes[i].foreign &&
	    finder->notes[i].owner == NONE)
		infer(finder, i, home_of(finder, i), INFERRED_FOCUS);
}

/* "opposition leader Jean-Marie Doré", "MP Levan Khabeishvili": whom no list has, of the one country of the text. */
void coref_office_of_name(struct finder *finder, size_t i)
{
	struct mention *mention = &finder->mentions[i];
	bool unknown = mention->class_ == ENTITY_PERSON && mention->entity == NONE && mention->antecedent == NO_INDEX && mention->country.length == 0;
	if (unknown && (is_state_sector(mention->sector) || is_within_a_state(mention->sector)) && !finder->notes[i].foreign && finder->notes[i].owner == NONE)
		infer(finder, i, coref_only_country(finder), INFERRED_TITLE);
}
