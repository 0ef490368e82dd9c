/* nominal.c: who a nominal is, from the words around its head: "Turkish parliament", "Haftar's forces",
 * "leader of the rebels", "rival factions in the capital Tripoli". */
#include "scene.h"

enum { DEPTH = 4 }; /* how far complements of complements are followed */
enum { LOCATED = 3 }; /* rank of a country in which something is */

struct evidence {
	struct str country;
	int rank;          /* how near the word that gave it; lower is nearer */
	uint32_t owner;    /* entity in the place of a possessor, compound or "of" */
	struct str sector; /* of a modifying or complementing agent noun */
	bool former, foreign, other; /* other: the noun is one for others than those it belongs to */
	int32_t complement; /* token of the noun behind "of", or -1 */
	bool local;        /* the country is only that of a town or province: "Louisiana attorney general" */
	uint32_t leader;   /* "loyal to X", "led by X" */
	bool stranger;     /* a name before the noun of which nothing is known: "Scientology officials" */
	bool of_country;   /* "leader of Yemen" */
	bool partisan;     /* "pro-Russian": for another country */
};

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_equal_nocase(word, str_of(*list)))
			return true;
	return false;
}

static void set_country(struct evidence *e, struct str country, int rank)
{
	if (country.length > 0 && (e->country.length == 0 || rank < e->rank)) {
		e->country = country;
		e->rank = rank;
		e->local = false;
	}
}

/* The country in which the gazetteer's place at TOKEN lies: the noun is of there, but not that country's one. */
static void set_place(const struct finder *finder, const struct scene *scene, size_t token, int rank, struct evidence *e)
{
	int before = e->country.length > 0 ? e->rank : rank + 1;
	set_country(e, scene_place_country(finder, scene, token), rank);
	if (e->country.length > 0 && rank < before)
		e->local = true;
}

/* The country or seat beside a common noun for a place: "the capital Tripoli", "the town of Sirte in Libya". */
static const struct match *match_beside(const struct scene *scene, size_t noun)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[noun].first_child; c >= 0; c = tokens[c].next_sibling) {
		const struct match *match = scene_match_headed(scene, (size_t)c);
		switch (tokens[c].deprel) {
		case REL_appos: case REL_compound: case REL_nmod_desc: case REL_flat: case REL_nmod: case REL_amod: case REL_nmod_poss:
			if (match && match->entity != NONE)
				return match;
			break;
		default:
			break;
		}
	}
	return NULL;
}

/* What a known name beside the head tells: a country or seat its country, others an owner. */
static void take_match(const struct finder *finder, const struct match *match, int rank, struct evidence *e)
{
	uint32_t class_ = finder->lexicon->entities[match->entity].class_;
	if (e->other && rank > 0 && class_ == ENTITY_COUNTRY)
		return; /* "Syria's allies" */
	set_country(e, lexicon_country(finder->lexicon, match->entity, finder->day), rank);
	if (class_ != ENTITY_COUNTRY && !(match->flags & (NAME_DEMONYM | NAME_SEAT)) && e->owner == NONE)
		e->owner = match->entity;
}

/* "rebel leader", "military spokesman"; not "intellectual property", "close ally". */
static bool lends_sector(const struct agent_entry *agent, const struct token *token)
{
	if (agent->flags & (AGENT_WEAK | AGENT_COUNTRY | AGENT_PLACE | AGENT_TITLE | AGENT_THING | AGENT_FOREIGN) || !agent->sector[0])
		return false;
	bool fighter = agent->flags & AGENT_ARMED && !str_equal(lexicon_code(agent->sector), STR("MIL")); /* not "a major city" */
	return token->upos != UPOS_ADJ || !(agent->flags & AGENT_PERSON) || fighter;
}

/* "prime" of "prime minister", "Justice" of "Justice and Equality Movement members": a word of a longer noun or name. */
static bool is_within(const struct scene *scene, size_t head, size_t c)
{
	bool of_noun = scene->agent_at[head] != NONE && c >= scene->agent_first[head] && c < head;
	return of_noun || (scene->match_at[c] != NONE && !scene_match_headed(scene, c));
}

/* "pro-Russian"; not "pro-Assad", "pro-government". */
static bool is_for_country(const struct finder *finder, struct str form)
{
	char key[KEY_MAX];
	if (form.length <= 4 || !str_equal_nocase(str_slice(form, 0, 4), STR("pro-")))
		return false;
	size_t length = words_key(finder->arena, str_slice(form, 4, form.length), key, NULL);
	uint32_t name = length > 0 ? lexicon_find(finder->lexicon, (struct str){key, length}) : NONE;
	for (; name != NONE; name = finder->lexicon->names[name].next) {
		const struct name_entry *entry = &finder->lexicon->names[name];
		if (!(entry->flags & NAME_NO_ENTITY) && finder->lexicon->entities[entry->target].class_ == ENTITY_COUNTRY)
			return true;
	}
	return false;
}

/* Words before the head: amod, compound, possessor. */
static void take_modifier(const struct finder *finder, const struct scene *scene, size_t head, size_t c, struct evidence *e)
{
	const struct agent_entry *agent = scene_agent(finder, scene, c);
	const struct match *match = scene_match_headed(scene, c);
	unsigned rel = scene->sentence->tokens[c].deprel;
	if (scene_is_joined_agent(scene, c)) /* "al-Qaeda-linked militants" are not al-Qaeda */
		return;
	if (agent && agent->flags & AGENT_FORMER)
		e->former = true;
	bool named = scene->sentence->tokens[c].upos == UPOS_PROPN && rel == REL_compound && scene->match_at[c] == NONE;
	for (size_t t = c + 1; t <= head && named; t++)
		named = scene->agent_at[t] == NONE || scene->agent_first[t] > c; /* not "Interior" of "Interior Ministry officials" */
	e->stranger = e->stranger || (named && !agent && scene->place_at[c] == NONE);
	e->partisan = e->partisan || is_for_country(finder, scene->sentence->tokens[c].form);
	const struct agent_entry *of = scene_agent(finder, scene, head);
	bool joint = agent && (agent->flags & (AGENT_TRANSPARENT | AGENT_GROUP)) == (AGENT_TRANSPARENT | AGENT_GROUP) && !agent->sector[0] && of &&
	             of->flags & AGENT_ARMED && str_equal(lexicon_code(of->sector), STR("MIL")); /* "coalition forces": of several */
	if (joint || (agent && agent->flags & AGENT_FOREIGN) || (match && match->flags & NAME_REGION))
		e->foreign = true; /* "regional governments", "European leaders" */
	if (match && match->entity != NONE)
		take_match(finder, match, rel == REL_nmod_poss ? 1 : 0, e);
	else if (scene->place_at[c] != NONE && scene->sentence->tokens[c].upos == UPOS_PROPN)
		set_place(finder, scene, c, 1, e); /* "a Virginia man" */
	else if (agent && rel != REL_nmod_poss && !is_within(scene, head, c) && lends_sector(agent, &scene->sentence->tokens[c]))
		e->sector = lexicon_code(agent->sector);
	const struct token *tokens = scene->sentence->tokens; /* "Libyan rebel commander" with "Libyan" on "rebel" */
	for (int32_t k = tokens[c].first_child; k >= 0 && rel != REL_amod; k = tokens[k].next_sibling) {
		const struct match *inner = scene_match_headed(scene, (size_t)k);
		if (scene_is_joined_agent(scene, (size_t)k))
			continue; /* "U.S." of "U.S.-backed rebels" */
		if (inner && inner->entity != NONE && (tokens[k].deprel == REL_amod || tokens[k].deprel == REL_compound || tokens[k].deprel == REL_nmod_poss))
			take_match(finder, inner, tokens[head].upos == UPOS_PROPN ? 5 : 2, e); /* not China's "Taiwan Affairs Office" */
		else if (!inner && tokens[k].deprel == REL_compound && tokens[k].upos == UPOS_PROPN && scene->place_at[k] != NONE)
			set_place(finder, scene, (size_t)k, 2, e); /* "Louisiana attorney general" with "Louisiana" on "attorney" */
	}
}

/* Not the United Nations, at which everybody's diplomats are. */
static bool is_body_of_country(const struct finder *finder, uint32_t entity)
{
	uint32_t class_ = finder->lexicon->entities[entity].class_;
	return (class_ == ENTITY_ORGANISATION || class_ == ENTITY_ARMED_GROUP) &&
	       lexicon_entity_by_id(finder->lexicon, lexicon_country(finder->lexicon, entity, finder->day)) != NONE;
}

/* "of Libya", "in Tripoli", "from Iran". */
static void take_complement(const struct finder *finder, const struct scene *scene, size_t c, struct evidence *e)
{
	static const char *const of[] = {"of", "for", "to", NULL};
	static const char *const place[] = {"in", "from", "at", "across", "inside", "near", "around", NULL};
	struct str preposition = scene_case(scene, c);
	const struct match *match = scene_match_headed(scene, c);
	if (is_one_of(preposition, of)) {
		e->of_country = e->of_country || (match && match->entity != NONE && finder->lexicon->entities[match->entity].class_ == ENTITY_COUNTRY);
		if (match && match->entity != NONE)
			take_match(finder, match, 2, e);
		else if (e->complement < 0)
			e->complement = (int32_t)c;
		if (!match && scene->sentence->tokens[c].upos == UPOS_PROPN)
			set_place(finder, scene, c, 4, e); /* "the mayor of Chicago" */
	} else if (is_one_of(preposition, place)) {
		if (!match || match->entity == NONE)
			match = match_beside(scene, c);
		if (match && match->entity != NONE && (match->flags & (NAME_SEAT | NAME_DEMONYM) ||
		    finder->lexicon->entities[match->entity].class_ == ENTITY_COUNTRY))
			set_country(e, lexicon_country(finder->lexicon, match->entity, finder->day), LOCATED);
		else if (match && match->entity != NONE && is_body_of_country(finder, match->entity))
			take_match(finder, match, 3, e); /* "a commander in the Free Syrian Army" */
		else if (!match || match->entity == NONE)
			set_place(finder, scene, c, LOCATED, e);
	}
}

/* "led by Khalifa Haftar", "loyal to Haftar". */
static void take_clause(const struct scene *scene, size_t c, struct evidence *e)
{
	static const char *const loyalty[] = {"lead", "command", "head", "loyal", "ally", "allied", "faithful", NULL};
	const struct token *tokens = scene->sentence->tokens;
	if (!is_one_of(tokens[c].lemma, loyalty))
		return;
	for (int32_t k = tokens[c].first_child; k >= 0; k = tokens[k].next_sibling) {
		const struct match *match = scene_match_headed(scene, (size_t)k);
		struct str preposition = scene_case(scene, (size_t)k);
		if (match && match->entity != NONE && (str_equal(preposition, STR("by")) || str_equal(preposition, STR("to"))))
			e->leader = match->entity;
	}
}

/* "NATO and Afghan forces": the adjective is the noun's, the name before it another party; its token, else 0. */
size_t nominal_other_side(const struct sentence *sentence, size_t head, size_t c)
{
	const struct token *tokens = sentence->tokens;
	if (tokens[c].deprel != REL_compound || tokens[c].upos != UPOS_PROPN || c > head)
		return 0;
	for (int32_t k = tokens[c].first_child; k >= 0; k = tokens[k].next_sibling)
		if (tokens[k].deprel == REL_conj && (tokens[k].upos == UPOS_ADJ || tokens[k].upos == UPOS_NOUN) && k > (int32_t)c && k < (int32_t)head)
			return (size_t)k;
	return 0;
}

/* "Greek" of "Greek police raids": the adjective hangs on the noun behind the body, which it is of as well; else HEAD itself. */
size_t nominal_people_before(const struct scene *scene, size_t head)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t first = scene->agent_at[head] != NONE ? scene->agent_first[head] : head;
	bool before = first > 0 && tokens[head].deprel == REL_compound && tokens[first - 1].head == tokens[head].head && tokens[first - 1].deprel == REL_amod;
	const struct match *people = before ? scene_match_headed(scene, first - 1) : NULL;
	return people && people->flags & NAME_DEMONYM ? first - 1 : head;
}

static void gather(const struct finder *finder, const struct scene *scene, size_t head, struct evidence *e)
{
	const struct token *tokens = scene->sentence->tokens;
	*e = (struct evidence){.owner = NONE, .leader = NONE, .complement = -1};
	const struct agent_entry *agent = scene_agent(finder, scene, head);
	e->other = agent && agent->flags & AGENT_OTHER;
	if (head + 1 < scene->sentence->count && tokens[head + 1].head != (int32_t)head && tokens[head + 1].upos == UPOS_ADJ)
		take_clause(scene, head + 1, e); /* "forces loyal to X", read with the verb */
	size_t people = nominal_people_before(scene, head);
	if (people != head)
		take_modifier(finder, scene, head, people, e);
	for (int32_t c = tokens[head].first_child; c >= 0; c = tokens[c].next_sibling) {
		switch (tokens[c].deprel) {
		case REL_amod: case REL_compound: case REL_nmod_poss: case REL_nmod_desc: case REL_advmod:
			if (nominal_other_side(scene->sentence, head, (size_t)c) != 0) {
				take_modifier(finder, scene, head, nominal_other_side(scene->sentence, head, (size_t)c), e);
				break;
			}
			take_modifier(finder, scene, head, (size_t)c, e);
			take_clause(scene, (size_t)c, e);
			break;
		case REL_nmod: case REL_obl:
			take_complement(finder, scene, (size_t)c, e);
			break;
		case REL_acl:
			take_clause(scene, (size_t)c, e);
			break;
		default:
			break;
		}
	}
}

/* The armed body behind "X's forces": what X leads, or X itself. */
uint32_t nominal_armed_body(const struct finder *finder, uint32_t owner)
{
	const struct entity_entry *entity = &finder->lexicon->entities[owner];
	if (entity->class_ == ENTITY_ARMED_GROUP)
		return owner;
	uint32_t led = entity->class_ == ENTITY_PERSON ? lexicon_link(finder->lexicon, owner, LINK_LEADS) : NONE;
	return led != NONE && finder->lexicon->entities[led].class_ == ENTITY_ARMED_GROUP ? led : NONE;
}

static struct str owner_sector(const struct finder *finder, uint32_t owner)
{
	const struct entity_entry *entity = &finder->lexicon->entities[owner];
	const struct role_entry *role = lexicon_role_on(finder->lexicon, owner, finder->day);
	if (!role && entity->class_ == ENTITY_ARMED_GROUP) /* its members are what it was */
		role = &finder->lexicon->roles[entity->role_first + entity->role_count - 1];
	return role ? lexicon_code(role->sector) : (struct str){0};
}

/* Entity that AGENT is when COUNTRY is known: its one body, or the holder of the office. */
static uint32_t entity_of_office(const struct finder *finder, const struct scene *scene, size_t head, struct str country)
{
	const struct agent_entry *agent = scene_agent(finder, scene, head);
	const struct token *tokens = scene->sentence->tokens;
	bool several = tokens[head].xpos == XPOS_NNS || (tokens[head].xpos == XPOS_NNPS && agent && agent->flags & AGENT_OFFICE); /* not "Armed Forces" */
	if (!agent || country.length == 0 || several)
		return NONE;
	if (head + 1 < scene->sentence->count && tokens[head + 1].xpos == XPOS_HYPH)
		return NONE; /* "chancellor-in-waiting" */
	if (agent->flags & AGENT_WHOLE)
		return lexicon_body(finder->lexicon, country, lexicon_code(agent->sector));
	if (agent->flags & AGENT_OFFICE)
		return lexicon_holder(finder->lexicon, country, scene->agent_at[head], finder->day);
	return NONE;
}

static void compose(const struct finder *finder, const struct scene *scene, size_t head, struct traits *traits, int depth);

static void take_noun_complement(const struct finder *finder, const struct scene *scene, struct evidence *e, struct traits *below, int depth)
{
	*below = (struct traits){.entity = NONE, .owner = NONE, .acts = false};
	if (e->complement < 0 || depth >= DEPTH)
		return;
	compose(finder, scene, (size_t)e->complement, below, depth + 1);
	set_country(e, below->country, 4);
	e->local = e->local || (below->local && str_equal(e->country, below->country));
	if (e->sector.length == 0)
		e->sector = below->sector;
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[e->complement].first_child; c >= 0 && e->sector.length == 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_nmod_desc && scene_agent(finder, scene, (size_t)c))
			e->sector = lexicon_code(scene_agent(finder, scene, (size_t)c)->sector); /* "a spokesman for Senator Larry Craig" */
	if (e->owner == NONE)
		e->owner = below->entity != NONE ? below->entity : below->owner;
}

/* Is HEAD itself somebody: a noun for people, a known name, "them", or a bare "thousands"? */
static bool can_be_counted(const struct finder *finder, const struct scene *scene, size_t head, const struct agent_entry *agent, bool complemented)
{
	const struct match *match = scene_match_headed(scene, head);
	const struct token *token = &scene->sentence->tokens[head];
	if (!agent)
		return (match && match->entity != NONE && (match->flags & NAME_DEMONYM ||
		        finder->lexicon->entities[match->entity].class_ != ENTITY_COUNTRY)) || token->xpos == XPOS_PRP;
	if (agent->flags & (AGENT_PLACE | AGENT_THING))
		return false;
	return !(agent->flags & AGENT_TRANSPARENT) || (!complemented && agent->sector[0] && token->xpos == XPOS_NNS);
}

/* "Troops loyal to Senator X": soldiers only where X is of the government. */
static struct str sector_of_followers(const struct finder *finder, uint32_t leader, struct str own)
{
	struct str sector = owner_sector(finder, leader);
	if (str_equal(sector, STR("REB")) || str_equal(sector, STR("PRM")) || str_equal(sector, STR("UAF")) || str_equal(sector, STR("CRM")))
		return sector;
	return str_equal(sector, STR("GOV")) || str_equal(sector, STR("MIL")) || !str_equal(own, STR("MIL")) ? own : STR("UAF");
}

static bool is_public(struct str sector)
{
	static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "SPY", "PTY", NULL};
	return is_one_of(sector, sectors);
}

struct str nominal_former_sector(struct str sector)
{
	return is_public(sector) || sector.length == 0 ? STR("ELI") : sector;
}

/* Who only served is a civilian afterwards. */
static struct str former_sector(const struct agent_entry *agent, struct str sector)
{
	return agent->flags & AGENT_SERVES ? STR("CVL") : nominal_former_sector(sector);
}

/* "A member of Hezbollah" is of its country and kind, but not Hezbollah. */
static void make_one_of(const struct finder *finder, struct traits *traits, bool former)
{
	if (traits->entity == NONE)
		return;
	struct str sector = owner_sector(finder, traits->entity);
	if (former)
		traits->sector = is_public(sector) ? STR("ELI") : sector;
	else if (sector.length > 0)
		traits->sector = sector;
	if (traits->country.length == 0)
		traits->country = lexicon_country(finder->lexicon, traits->entity, finder->day);
	traits->owner = traits->entity;
	traits->entity = NONE;
}

/* "The family of X" is of X's country, and somebody else. */
static void make_relatives(const struct finder *finder, const struct agent_entry *agent, struct traits *traits)
{
	if (traits->country.length == 0)
		traits->country = lexicon_country(finder->lexicon, traits->entity, finder->day);
	traits->sector = lexicon_code(agent->sector);
	traits->owner = traits->entity;
	traits->entity = NONE;
}

struct composing { /* a noun for people, and what stands around it */
	const struct finder *finder;
	const struct token *token;
	const struct agent_entry *agent;
	struct evidence e;
	struct traits below; /* of its complement */
};

/* "A group of officers", "a member of Hezbollah": who they are is said by the complement. */
static void take_from_below(const struct composing *c, struct traits *traits)
{
	const struct evidence *e = &c->e;
	traits->acts = traits->acts || c->below.acts || e->owner != NONE;
	bool follower = e->complement >= 0 && e->owner != NONE && c->finder->lexicon->entities[e->owner].class_ == ENTITY_PERSON;
	traits->entity = c->below.entity != NONE ? c->below.entity : follower ? NONE : e->owner; /* "a crowd of Aristide supporters" is not he */
	traits->sector = e->sector.length > 0 || !follower ? e->sector : c->below.sector;
	if (c->agent->flags & AGENT_PERSON)
		make_one_of(c->finder, traits, e->former);
	else if (traits->entity != NONE && c->finder->lexicon->entities[traits->entity].class_ == ENTITY_PERSON)
		make_relatives(c->finder, c->agent, traits);
}

/* Whose official the noun is; OWN where nothing says it. */
static struct str sector_of_official(const struct composing *c, struct str own)
{
	const struct evidence *e = &c->e;
	if (e->owner != NONE) {
		struct str sector = owner_sector(c->finder, e->owner);
		return c->finder->lexicon->entities[e->owner].class_ != ENTITY_PERSON && sector.length > 0 ? sector : own;
	}
	if (e->sector.length > 0 && str_equal_nocase(c->token->lemma, STR("official")))
		return e->sector; /* "army officials", "an official of the militant group" */
	return e->stranger && c->token->xpos == XPOS_NNS ? STR("CVL") : own; /* officials of Hamas, of FIFA, of a church */
}

/* What the words around it make of a noun whose own SECTOR is open or wide. */
static struct str sector_told(const struct composing *c, struct str sector)
{
	const struct evidence *e = &c->e;
	unsigned flags = c->agent->flags;
	bool empty_below = e->complement < 0 || c->below.country.length + c->below.sector.length == 0;
	if (str_equal(sector, STR("GOV")) && flags & AGENT_PERSON && !(flags & (AGENT_OFFICE | AGENT_WEAK)))
		return sector_of_official(c, sector);
	if ((flags & AGENT_WEAK || sector.length == 0) && e->sector.length > 0)
		return e->sector;
	if (flags & AGENT_WEAK && e->owner != NONE)
		return owner_sector(c->finder, e->owner);
	if (flags & AGENT_STATE && e->country.length > 0 && (e->rank <= 1 || (e->of_country && e->owner == NONE)) && empty_below)
		return STR("GOV"); /* "Iranian leaders", "the leader of Yemen" */
	return sector;
}

/* "Officer of the special forces", "police employees": of whom they serve. */
static struct str sector_served(const struct composing *c, struct str sector)
{
	const struct evidence *e = &c->e;
	struct str served = e->sector.length > 0 || e->owner == NONE ? e->sector : owner_sector(c->finder, e->owner);
	bool staff = str_equal(sector, STR("LAB")) && (str_equal(served, STR("COP")) || str_equal(served, STR("MED")));
	bool own_service = memchr(c->finder->lexicon->strings.data + c->agent->name, ' ', c->agent->name_length) && !(c->agent->flags & AGENT_WEAK); /* "police officer" */
	bool armed = c->agent->flags & AGENT_SERVES && !own_service && (str_equal(served, STR("MIL")) || str_equal(served, STR("PRM")));
	return staff || armed ? served : sector;
}

/* Soldiers by their noun who are none: "captain of a tanker", "pilot of a glider"; "pro-Russian forces" are no army of the country that they fight in. */
static struct str sector_of_soldier(const struct composing *c, const struct scene *scene, struct str sector)
{
	const struct evidence *e = &c->e;
	unsigned flags = c->agent->flags;
	if (!str_equal(sector, STR("MIL")))
		return sector;
	bool commands = flags & AGENT_PERSON && flags & AGENT_SERVES && e->complement >= 0 && e->owner == NONE && !str_equal(c->below.sector, STR("MIL"));
	bool thing = commands && !scene_agent(c->finder, scene, (size_t)e->complement) && scene->sentence->tokens[e->complement].upos == UPOS_NOUN;
	if (thing)
		return STR("CVL");
	return e->partisan && flags & AGENT_ARMED ? STR("REB") : sector;
}

/* "Haftar's troops", "Kurdish fighters", "a Taliban commander": the armed of LORD, a leader or a body. */
static void take_lord(struct composing *c, uint32_t lord, struct traits *traits)
{
	struct evidence *e = &c->e;
	traits->entity = nominal_armed_body(c->finder, lord);
	set_country(e, lexicon_country(c->finder->lexicon, lord, c->finder->day), 5);
	traits->country = e->country;
	if (e->leader == NONE && c->agent->flags & AGENT_WEAK && str_equal(traits->sector, STR("CVL")))
		traits->sector = STR("REB"); /* of a people, but no civilians */
	if (e->leader != NONE && traits->entity == NONE)
		traits->sector = sector_of_followers(c->finder, e->leader, traits->sector);
	bool one = c->agent->flags & AGENT_PERSON && (c->token->xpos != XPOS_NNS || e->former);
	if (one && traits->entity != NONE) {
		struct str body = owner_sector(c->finder, traits->entity);
		traits->sector = body.length > 0 ? body : traits->sector;
		make_one_of(c->finder, traits, e->former);
	}
}

static void take_own_noun(struct composing *c, const struct scene *scene, size_t head, struct traits *traits)
{
	const struct evidence *e = &c->e;
	struct str strings = c->finder->lexicon->strings;
	traits->own = str_slice(strings, c->agent->own, (size_t)c->agent->own + c->agent->own_length);
	if (c->agent->flags & AGENT_TRANSPARENT && (e->complement >= 0 || e->owner != NONE)) {
		take_from_below(c, traits);
		return;
	}
	traits->sector = sector_served(c, sector_told(c, lexicon_code(c->agent->sector)));
	traits->sector = sector_of_soldier(c, scene, traits->sector);
	uint32_t lord = e->leader != NONE ? e->leader : e->owner;
	if (c->agent->flags & AGENT_ARMED && lord != NONE)
		take_lord(c, lord, traits);
	if (e->former)
		traits->sector = former_sector(c->agent, traits->sector);
	else if (traits->entity == NONE && !e->local)
		traits->entity = entity_of_office(c->finder, scene, head, e->country);
}

static void compose(const struct finder *finder, const struct scene *scene, size_t head, struct traits *traits, int depth)
{
	struct composing c = {.finder = finder, .token = &scene->sentence->tokens[head], .agent = scene_agent(finder, scene, head)};
	struct evidence *e = &c.e;
	gather(finder, scene, head, e);
	take_noun_complement(finder, scene, e, &c.below, depth);
	*traits = (struct traits){.entity = NONE, .owner = e->owner, .country = e->country, .former = e->former, .foreign = e->foreign, .local = e->local,
	                          .lent = e->sector, .says_country = e->country.length > 0 && e->rank == 0,
	                          .belongs = e->country.length > 0 && e->rank != LOCATED};
	traits->acts = can_be_counted(finder, scene, head, c.agent, e->complement >= 0 || e->owner != NONE);
	if (c.agent)
		take_own_noun(&c, scene, head, traits);
}

void nominal_compose(const struct finder *finder, const struct scene *scene, size_t head, struct traits *traits)
{
	compose(finder, scene, head, traits, 0);
}
