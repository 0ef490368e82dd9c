/* mention.c: the noun phrases of one sentence that may act. */
#include "scene.h"

#include "base/utf8.h"

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_equal_nocase(word, str_of(*list)))
			return true;
	return false;
}

/* --- place or actor ------------------------------------------------------------------------------ */

/* "in Libya": it does not act. "by", "with", "against", "between", "of", "to", "from" may name a party. */
static bool is_locative(struct str preposition)
{
	static const char *const words[] = {"in", "at", "near", "inside", "within", "across", "throughout", "around", "outside", "into",
		"through", "toward", "towards", "via", "beyond", "off", "over", NULL};
	return is_one_of(preposition, words);
}

bool mention_is_located(const struct scene *scene, size_t head)
{
	unsigned deprel = scene->sentence->tokens[head].deprel;
	return (deprel == REL_obl || deprel == REL_nmod) && is_locative(scene_case(scene, head));
}

/* A seat of government acts only where a body can: as an active subject, or as a party. */
static bool seat_acts(const struct scene *scene, size_t head)
{
	static const char *const parties[] = {"by", "with", "against", "between", NULL};
	const struct token *token = &scene->sentence->tokens[head];
	switch (token->deprel) {
	case REL_nsubj: case REL_obl_agent: case REL_nmod_poss: case REL_nsubj_outer:
		return true;
	case REL_root: /* a headline's; not "he is in Moscow" */
		return scene_case(scene, head).length == 0;
	case REL_conj:
		return token->head >= 0 && scene->sentence->tokens[token->head].deprel == REL_nsubj;
	case REL_obl: case REL_nmod:
		return is_one_of(scene_case(scene, head), parties);
	default:
		return false;
	}
}

/* The gazetteer has it, and neither a title nor a longer name speaks for a person. */
static bool mention_is_place(const struct finder *finder, const struct scene *scene, size_t head)
{
	if (scene->sentence->tokens[head].upos != UPOS_PROPN || scene_titled_name(finder, scene, head) != 0)
		return false;
	return scene_given_gender(finder, scene->sentence->tokens[head].form) == GENDER_UNKNOWN ||
	       !scene_has_child(scene, head, REL_flat);
}

/* "a home in Kent County, Michigan, United States": the country only says where the place before it lies. */
static bool is_behind_place(const struct scene *scene, size_t head)
{
	const struct token *token = &scene->sentence->tokens[head];
	bool beside = token->deprel == REL_appos || token->deprel == REL_nmod_unmarked || token->deprel == REL_obl_unmarked;
	return beside && token->head >= 0 && scene->sentence->tokens[token->head].upos == UPOS_PROPN && scene->place_at[token->head] != NONE;
}

static bool is_place_only(const struct finder *finder, const struct scene *scene, const struct match *match, size_t head)
{
	if (match && match->flags & NAME_SEAT)
		return !seat_acts(scene, head);
	if (match && (finder->lexicon->entities[match->entity].class_ != ENTITY_COUNTRY))
		return false;
	if (!match && scene->place_at[head] != NONE && mention_is_place(finder, scene, head))
		return !seat_acts(scene, head);
	const struct agent_entry *agent = match ? NULL : scene_agent(finder, scene, head);
	if (agent && !(agent->flags & (AGENT_PLACE | AGENT_COUNTRY)))
		return false;
	return mention_is_located(scene, head) || (match && is_behind_place(scene, head));
}

/* --- class, number, gender ----------------------------------------------------------------------- */

static enum gender pronoun_gender(struct str form)
{
	static const char *const male[] = {"he", "him", "his", "himself", NULL};
	static const char *const female[] = {"she", "her", "hers", "herself", NULL};
	return is_one_of(form, male) ? GENDER_MALE : is_one_of(form, female) ? GENDER_FEMALE : GENDER_UNKNOWN;
}

/* Gender from titles and given names inside the phrase. */
static enum gender phrase_gender(const struct finder *finder, const struct scene *scene, size_t first, size_t last)
{
	for (size_t t = first; t <= last; t++) {
		const struct agent_entry *agent = scene_agent(finder, scene, t);
		if (agent && agent->flags & AGENT_FEMALE)
			return GENDER_FEMALE;
		if (agent && agent->flags & AGENT_MALE)
			return GENDER_MALE;
	}
	for (size_t t = first; t <= last; t++) {
		if (scene->sentence->tokens[t].upos != UPOS_PROPN)
			continue;
		enum gender gender = scene_given_gender(finder, scene->sentence->tokens[t].form);
		if (gender != GENDER_UNKNOWN)
			return gender;
	}
	for (size_t t = first; t <= last; t++) /* "businessman Kamel Borge" */
		if (scene_agent(finder, scene, t) && str_ends(scene->sentence->tokens[t].lemma, STR("man")))
			return str_ends(scene->sentence->tokens[t].lemma, STR("woman")) ? GENDER_FEMALE : GENDER_MALE;
	return GENDER_UNKNOWN;
}

static bool is_all_capitals(struct str form)
{
	size_t capitals = 0;
	for (size_t i = 0; i < form.length; i++) {
		if (ascii_is_lower((unsigned char)form.data[i]))
			return false;
		capitals += ascii_is_upper((unsigned char)form.data[i]);
	}
	return capitals >= 2;
}

/* An unknown name: a person when a title, a given name or a person noun says so, or when two or three
 * capitalised words speak; an organisation when its head is a noun for one, or an acronym. */
static enum entity_class guess_class(const struct finder *finder, const struct scene *scene, size_t head, size_t first, size_t last)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct agent_entry *agent = scene_agent(finder, scene, head);
	if (agent)
		return agent->flags & AGENT_PERSON ? ENTITY_PERSON : agent->flags & AGENT_ARMED ? ENTITY_ARMED_GROUP :
		       agent->flags & AGENT_GROUP ? ENTITY_ORGANISATION : ENTITY_UNKNOWN;
	for (int32_t c = tokens[head].first_child; c >= 0; c = tokens[c].next_sibling) {
		const struct agent_entry *beside = scene_agent(finder, scene, (size_t)c);
		bool label = tokens[c].deprel == REL_nmod_desc || tokens[c].deprel == REL_appos || tokens[c].deprel == REL_compound;
		if (beside && label && beside->flags & (AGENT_PERSON | AGENT_TITLE))
			return ENTITY_PERSON;
	}
	bool named = scene_has_child(scene, head, REL_flat);
	for (int32_t c = tokens[head].first_child; c >= 0 && c < (int32_t)head && named; c = tokens[c].next_sibling) {
		const struct match *people = scene_match_headed(scene, (size_t)c);
		if (people && people->flags & NAME_DEMONYM && people->entity != NONE && c + 1 == (int32_t)head)
			return ENTITY_PERSON; /* "Egyptian Marwa El-Sherbini" */
	}
	if (scene_given_gender(finder, tokens[head].form) != GENDER_UNKNOWN || phrase_gender(finder, scene, first, last) != GENDER_UNKNOWN)
		return ENTITY_PERSON;
	if (is_all_capitals(tokens[head].form))
		return ENTITY_ORGANISATION;
	return scene_has_child(scene, head, REL_flat) && !scene_has_child(scene, head, REL_det) && candidate_is_subject(tokens[head].deprel) ?
	       ENTITY_PERSON : ENTITY_UNKNOWN;
}

/* --- filling -------------------------------------------------------------------------------------- */

static void set_span(struct mention *mention, const struct sentence *sentence)
{
	mention->span.start = sentence->tokens[mention->first].span.start;
	mention->span.end = sentence->tokens[mention->last].span.end;
}

/* "Mali's President X" -> "President X"; "Children's Hospital" stays. LEAST: where the known part of the name begins. */
static void drop_possessor(struct mention *mention, const struct scene *scene, size_t least)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		bool other = scene->match_at[c] != NONE || scene->place_at[c] != NONE || !scene_is_capitalised(tokens[c].form);
		if (tokens[c].deprel == REL_nmod_poss && other && tokens[c].right < least && tokens[c].right + 1 > mention->first)
			mention->first = tokens[c].right + 1;
	}
}

/* Names stand without their article. */
static void drop_article(struct mention *mention, const struct sentence *sentence)
{
	while (mention->first < mention->head && sentence->tokens[mention->first].upos == UPOS_DET)
		mention->first++;
}

static void fill_entity(const struct finder *finder, struct mention *mention, struct note *note)
{
	const struct entity_entry *entity = &finder->lexicon->entities[mention->entity];
	mention->class_ = (enum entity_class)entity->class_;
	mention->animate = entity->class_ == ENTITY_PERSON || entity->class_ == ENTITY_PEOPLE;
	if (entity->flags & ENTITY_FEMALE)
		note->gender = GENDER_FEMALE;
	else if (entity->flags & ENTITY_MALE)
		note->gender = GENDER_MALE;
}

/* Countries and peoples keep what qualifies them ("Syrians in Turkey"). */
static bool entity_is_proper(const struct finder *finder, const struct match *match)
{
	return !(match->flags & NAME_DEMONYM) && finder->lexicon->entities[match->entity].class_ != ENTITY_PEOPLE;
}

/* "61 Palestinians", "a Pole", "Afghans in Iran": people of a country; "the Russians" may be the state. */
static bool are_nationals(const struct finder *finder, const struct scene *scene, const struct match *match, const struct mention *mention)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t above = tokens[mention->head].head;
	const struct agent_entry *measure = above >= 0 ? scene_agent(finder, scene, (size_t)above) : NULL;
	bool definite = false, told = tokens[mention->head].deprel == REL_nmod && measure && measure->flags & AGENT_TRANSPARENT;
	bool one = tokens[match->last].xpos == XPOS_NNP && !told; /* "an Israeli", not "Israeli" of a broken tree */
	if (finder->lexicon->entities[mention->entity].flags & ENTITY_USER)
		return false;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		bool the = str_equal_nocase(tokens[c].form, STR("the"));
		definite = definite || (tokens[c].deprel == REL_det && the);
		one = one && tokens[c].deprel != REL_nummod && (tokens[c].deprel != REL_det || the);
		told = told || tokens[c].deprel == REL_nummod || tokens[c].deprel == REL_amod || tokens[c].deprel == REL_nmod || tokens[c].deprel == REL_acl ||
		       tokens[c].deprel == REL_acl_relcl;
	}
	return !one && (told || !definite);
}

/* "Cricket Australia": capitals before a country's name that no list knows make it the name of something there. */
static bool names_body_there(const struct scene *scene, const struct match *match, size_t first)
{
	const struct token *tokens = scene->sentence->tokens;
	for (size_t t = first; t < match->first; t++)
		if (tokens[t].upos != UPOS_PROPN || !scene_is_capitalised(tokens[t].form) || scene->match_at[t] != NONE || scene->agent_at[t] != NONE ||
		    scene->place_at[t] != NONE || (tokens[t].deprel != REL_compound && tokens[t].deprel != REL_flat))
			return false;
	return first < match->first;
}

/* "a Palestinian stabs", "attacked by an Iraqi": one of the people. */
static bool is_a(const struct scene *scene, size_t head)
{
	const struct token *tokens = scene->sentence->tokens;
	unsigned deprel = tokens[head].deprel;
	if (!candidate_is_subject(deprel) && deprel != REL_obj && deprel != REL_obl_agent && deprel != REL_obl && deprel != REL_conj)
		return false;
	for (int32_t c = tokens[head].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_det && (str_equal_nocase(tokens[c].form, STR("a")) || str_equal_nocase(tokens[c].form, STR("an"))))
			return true;
	return false;
}

static void fill_name(struct finder *finder, struct scene *scene, const struct match *match, struct mention *mention, struct note *note)
{
	size_t first = match->first < mention->first ? match->first : mention->first;
	size_t last = match->last > mention->last ? match->last : mention->last;
	mention->kind = MENTION_NAME;
	mention->first = first;
	mention->last = last;
	mention->entity = match->entity;
	if (match->entity != NONE)
		fill_entity(finder, mention, note);
	if (entity_is_proper(finder, match))
		phrase_cut_name(scene->sentence, mention->head, match->last, &mention->last);
	if (match->flags & NAME_DEMONYM) {
		unsigned upos = scene->sentence->tokens[mention->head].upos;
		bool noun = upos == UPOS_NOUN || upos == UPOS_PROPN || (upos == UPOS_ADJ && (scene_has_child(scene, mention->head, REL_amod) || scene_has_child(scene, mention->head, REL_nummod) || is_a(scene, mention->head)));
		/* "ethnic Chinese", "one Russian", "a Palestinian" */
		bool people = noun && scene->sentence->tokens[mention->head].deprel != REL_compound;
		mention->class_ = people ? ENTITY_PEOPLE : ENTITY_COUNTRY;
		mention->animate = people;
		mention->country = lexicon_country(finder->lexicon, match->entity, finder->day);
		if (people && are_nationals(finder, scene, match, mention)) {
			mention->entity = NONE;
			mention->sector = STR("CVL");
		}
	}
	drop_possessor(mention, scene, first > match->first ? first : match->first);
	drop_article(mention, scene->sentence);
	if (mention->class_ == ENTITY_PERSON && mention->head < match->first)
		mention->private_ = match->first; /* "the former adviser | Karl Rove", whom his surname takes up again */
	if (!(match->flags & NAME_DEMONYM) && mention->class_ == ENTITY_COUNTRY && names_body_there(scene, match, mention->first)) {
		mention->country = lexicon_country(finder->lexicon, match->entity, finder->day);
		mention->entity = NONE;
		mention->class_ = ENTITY_ORGANISATION;
		mention->animate = false;
	}
}

static void fill_nominal(struct finder *finder, struct scene *scene, struct mention *mention, struct note *note)
{
	const struct agent_entry *agent = scene_agent(finder, scene, mention->head);
	mention->kind = MENTION_NOMINAL;
	mention->class_ = ENTITY_GENERIC;
	mention->animate = !agent || (agent->flags & AGENT_PERSON) != 0;
	note->agent = scene->agent_at[mention->head];
	if (agent && agent->flags & AGENT_ARMED && !(agent->flags & AGENT_PERSON))
		mention->class_ = ENTITY_ARMED_GROUP;
	else if (agent && agent->flags & (AGENT_GROUP | AGENT_WHOLE))
		mention->class_ = ENTITY_ORGANISATION;
	else if (agent && agent->flags & AGENT_COUNTRY)
		mention->class_ = ENTITY_COUNTRY;
	if (agent && agent->flags & (AGENT_COUNTRY | AGENT_PLACE))
		note->country_agent = note->agent;
	if (nominal_people_before(scene, mention->head) < mention->first)
		mention->first = nominal_people_before(scene, mention->head);
}

/* "Glasgow Rangers": a plural with capitals and a word before it, no rangers. */
static bool is_team(const struct finder *finder, const struct scene *scene, size_t head)
{
	const struct agent_entry *agent = scene_agent(finder, scene, head);
	return scene->sentence->tokens[head].xpos == XPOS_NNPS && scene_has_child(scene, head, REL_compound) &&
	       (!agent || agent->flags & AGENT_PERSON);
}

/* "Prime Minister Romendacil": the head is a noun for a person, or one stands before it as a title. */
static bool is_titled(const struct finder *finder, const struct scene *scene, const struct mention *mention)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct agent_entry *agent = scene_agent(finder, scene, mention->head);
	for (int32_t c = tokens[mention->head].first_child; !agent && c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_nmod_desc || tokens[c].deprel == REL_compound)
			agent = scene_agent(finder, scene, (size_t)c);
	return agent && agent->flags & AGENT_PERSON;
}

/* "Indiana Governor Mike Pence": who has no role on the day in the lexicon is what his title says. */
static void take_office(const struct finder *finder, const struct scene *scene, struct str sector, struct mention *mention)
{
	bool idle = mention->class_ == ENTITY_PERSON && finder->day != DAY_NONE && !lexicon_role_on(finder->lexicon, mention->entity, finder->day);
	const struct role_entry *role = idle ? NULL : lexicon_role_on(finder->lexicon, mention->entity, finder->day);
	bool joined = mention->first > 0 && scene->sentence->tokens[mention->first - 1].upos == UPOS_CCONJ; /* "former opposition leader and foreign minister X" */
	bool now = role && !joined && str_equal(sector, STR("GOV")) && str_equal(lexicon_code(role->sector), STR("OPP"));
	if ((idle || now) && sector.length > 0 && is_titled(finder, scene, mention))
		mention->sector = sector;
}

/* Country, sector and, for a nominal, the entity that its words add up to. */
static void add_traits(struct finder *finder, struct scene *scene, struct mention *mention, struct note *note)
{
	struct traits traits;
	nominal_compose(finder, scene, mention->head, &traits);
	note->measures_actors = traits.acts;
	note->owner = traits.owner;
	note->foreign = traits.foreign;
	note->says_country = traits.says_country;
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0 && mention->kind == MENTION_NAME; c = tokens[c].next_sibling) {
		const struct match *known = scene_match_headed(scene, (size_t)c);
		if (tokens[c].deprel != REL_nmod_desc || (known && known->entity != NONE))
			continue; /* "LNA spokesman Ahmed ...": the title's traits are the name's */
		struct traits title;
		nominal_compose(finder, scene, (size_t)c, &title);
		const struct agent_entry *agent = scene_agent(finder, scene, (size_t)c);
		traits.former = traits.former || title.former;
		note->owner = note->owner == NONE ? title.owner : note->owner;
		if (title.country.length > 0)
			traits.country = title.country;
		if (title.sector.length > 0 && agent && (!(agent->flags & AGENT_TITLE) || traits.sector.length == 0))
			traits.sector = title.sector;
		if (title.own.length > 0)
			traits.own = title.own;
	}
	for (size_t t = mention->first; t < mention->head && mention->kind == MENTION_NAME; t++) {
		const struct agent_entry *word = scene_agent(finder, scene, t);
		traits.former = traits.former || (word && word->flags & AGENT_FORMER); /* "then-European Commission President X" */
	}
	note->former = traits.former;
	if (mention->kind == MENTION_NOMINAL && mention->entity == NONE && traits.entity != NONE) {
		mention->entity = traits.entity;
		fill_entity(finder, mention, note);
	}
	if (mention->entity != NONE && mention->kind == MENTION_NAME && !traits.former) {
		/* The lexicon knows better; of a name that a list of the user's has without a sector, the title tells it. */
		if (finder->lexicon->entities[mention->entity].flags & ENTITY_USER && traits.sector.length > 0 && is_titled(finder, scene, mention)) {
			mention->sector = traits.sector;
			mention->own = traits.own;
		}
		take_office(finder, scene, traits.sector, mention);
		return;
	}
	if (mention->country.length == 0)
		mention->country = traits.country;
	bool counted = mention->kind == MENTION_NOMINAL && scene->agent_at[mention->head] == NONE &&
	               (str_equal_nocase(tokens[mention->head].form, STR("more")) || str_equal_nocase(tokens[mention->head].form, STR("another")));
	if (tokens[mention->head].upos == UPOS_NUM || counted)
		traits.sector = STR("CVL");
	if (mention->kind == MENTION_NAME && mention->entity == NONE && is_team(finder, scene, mention->head))
		return;
	if (mention->class_ == ENTITY_PEOPLE && mention->kind == MENTION_NAME && traits.sector.length == 0)
		traits.sector = mention->sector; /* "61 Palestinians" */
	mention->sector = traits.former && mention->animate && mention->kind == MENTION_NAME ? nominal_former_sector(traits.sector) : traits.sector;
	mention->own = traits.own;
	mention->owner = traits.owner;
}

static void fill_flags(const struct finder *finder, const struct scene *scene, struct mention *mention, struct note *note)
{
	const struct token *head = &scene->sentence->tokens[mention->head];
	const struct token *tokens = scene->sentence->tokens;
	if (mention->kind != MENTION_PRONOUN)
		mention->plural = head->xpos == XPOS_NNS || head->xpos == XPOS_NNPS || head->upos == UPOS_NUM || head->upos == UPOS_ADJ;
	if (mention->kind == MENTION_NAME && mention->class_ != ENTITY_PEOPLE)
		mention->plural = false;
	note->subject = candidate_is_subject(head->deprel);
	note->possessive = head->deprel == REL_nmod_poss;
	note->quoted = head->quote_depth > 0;
	for (int32_t c = head->first_child; c >= 0; c = tokens[c].next_sibling) {
		if (tokens[c].deprel != REL_det && tokens[c].deprel != REL_nmod_poss)
			continue;
		bool indefinite = str_equal_nocase(tokens[c].form, STR("a")) || str_equal_nocase(tokens[c].form, STR("an")) ||
		                  str_equal_nocase(tokens[c].form, STR("some")) || str_equal_nocase(tokens[c].form, STR("any"));
		note->indefinite = note->indefinite || indefinite;
		note->definite = note->definite || !indefinite;
	}
	if (head->upos == UPOS_ADJ && is_a(scene, mention->head))
		mention->plural = false; /* "a Palestinian" */
	if (note->gender == GENDER_UNKNOWN && mention->kind != MENTION_PRONOUN)
		note->gender = (uint8_t)phrase_gender(finder, scene, mention->first, mention->last);
}

static void fill_pronoun(const struct scene *scene, struct mention *mention, struct note *note)
{
	static const char *const plural[] = {"they", "them", "their", "theirs", "themselves", "we", "us", "our", NULL};
	static const char *const neuter[] = {"it", "its", "itself", NULL};
	static const char *const first[] = {"we", "us", "our", "i", "me", "my", NULL};
	struct str form = scene->sentence->tokens[mention->head].form;
	mention->kind = MENTION_PRONOUN;
	mention->class_ = ENTITY_UNKNOWN;
	mention->plural = is_one_of(form, plural);
	note->neuter = is_one_of(form, neuter);
	note->first_person = is_one_of(form, first);
	note->gender = (uint8_t)pronoun_gender(form);
	mention->animate = note->gender != GENDER_UNKNOWN;
	mention->first = mention->last = mention->head;
}

/* "Ann Chiang" of "Ann Chiang of DAB": no person's name goes on behind a preposition. */
static void cut_complement(const struct sentence *sentence, struct mention *mention)
{
	bool named = false; /* "Secretary of Defense ..." of a broken tree is no name before "of" */
	for (size_t t = mention->head + 1; t <= mention->last; t++) {
		named = named || sentence->tokens[t].deprel == REL_flat;
		if (sentence->tokens[t].deprel == REL_case && sentence->tokens[t].xpos != XPOS_POS) {
			mention->last = named ? t - 1 : mention->last;
			return;
		}
	}
}

/* "Brett McGurk" of "U.S. envoy Brett McGurk": the words of a title and what hangs on it stand before the name. */
static size_t behind_title(const struct finder *finder, const struct scene *scene, const struct mention *mention)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t first = mention->first;
	for (int32_t c = tokens[mention->head].first_child; c >= 0 && (size_t)c < mention->head; c = tokens[c].next_sibling) {
		const struct agent_entry *title = scene_agent(finder, scene, (size_t)c);
		bool label = tokens[c].deprel == REL_nmod_desc || tokens[c].deprel == REL_compound;
		const struct match *people = scene_match_headed(scene, (size_t)c);
		bool national = people && people->flags & NAME_DEMONYM && people->entity != NONE; /* "Palestinian Muhammad Jamal" */
		bool person = label && title && title->flags & (AGENT_PERSON | AGENT_OFFICE | AGENT_TITLE);
		bool country = people && label && people->entity != NONE && finder->lexicon->entities[people->entity].class_ == ENTITY_COUNTRY; /* "In Ottawa, Canada Marc Roy" */
		if ((person || country || (national && (label || tokens[c].deprel == REL_amod))) && tokens[c].right + 1 > first)
			first = tokens[c].right + 1;
	}
	return first <= mention->head ? first : mention->first;
}

static void fill_unknown_name(struct finder *finder, struct scene *scene, struct mention *mention, struct note *note)
{
	size_t name = scene_titled_name(finder, scene, mention->head);
	mention->kind = MENTION_NAME;
	note->agent = scene->agent_at[mention->head];
	phrase_cut_name(scene->sentence, mention->head, mention->head, &mention->last);
	drop_possessor(mention, scene, mention->head);
	drop_article(mention, scene->sentence);
	const struct agent_entry *noun = scene_agent(finder, scene, mention->head);
	bool thing = noun && noun->flags & AGENT_THING; /* "Park Sang-hak" is no park: all of it is the name */
	mention->private_ = (uint32_t)(name > mention->first && !thing ? name : mention->first);
	if (name == 0 && scene->place_at[mention->head] != NONE && mention_is_place(finder, scene, mention->head)) {
		mention->country = scene_place_country(finder, scene, mention->head);
		return;
	}
	if (name == 0 && is_team(finder, scene, mention->head)) {
		mention->class_ = ENTITY_ORGANISATION;
		note->agent = NONE;
		return;
	}
	mention->class_ = name != 0 ? ENTITY_PERSON : guess_class(finder, scene, mention->head, mention->first, mention->last);
	mention->animate = mention->class_ == ENTITY_PERSON;
	for (size_t t = name + 1; name != 0 && t <= mention->last; t++) /* "Senator John McCain | of Arizona" */
		if (scene->sentence->tokens[t].deprel == REL_case && scene->sentence->tokens[t].xpos != XPOS_POS)
			mention->last = t - 1;
	if (mention->animate && name == 0)
		mention->private_ = (uint32_t)behind_title(finder, scene, mention);
	if (mention->animate && !scene_agent(finder, scene, mention->head))
		cut_complement(scene->sentence, mention);
}

/* "four girls | between 1968 and 1986", "a police station | in February": when is no part of who. */
static void cut_time(const struct finder *finder, const struct scene *scene, struct mention *mention)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		if ((size_t)c <= mention->head || tokens[c].left <= mention->head || tokens[c].left > mention->last || scene->match_at[c] != NONE)
			continue;
		for (size_t i = 0; i < finder->document->timex_count; i++) {
			const struct timex *timex = &finder->document->timexes[i];
			if (timex->sentence == scene->index && timex->first <= (size_t)c && (size_t)c <= timex->last)
				mention->last = tokens[c].left - 1;
		}
	}
}

static void push_mention(struct finder *finder, struct mention mention, struct note note)
{
	size_t count = finder->mention_count;
	arena_push(finder->arena, finder->notes, count, finder->note_capacity, note);
	arena_push(finder->arena, finder->mentions, finder->mention_count, finder->mention_capacity, mention);
}

/* "a number of cases": a measure of things that do not act. */
static bool is_empty_measure(const struct finder *finder, const struct mention *mention, const struct note *note)
{
	uint32_t flags = note->agent == NONE ? 0 : finder->lexicon->agents[note->agent].flags;
	return flags & AGENT_TRANSPARENT && !(flags & AGENT_GROUP) && mention->entity == NONE && !note->measures_actors;
}

static void add_mention(struct finder *finder, struct scene *scene, size_t t, enum candidate candidate)
{
	struct mention mention = {.sentence = scene->index, .head = t, .entity = NONE, .antecedent = NO_INDEX, .owner = NONE};
	struct note note = {.agent = NONE, .match = NONE, .country_agent = NONE, .owner = NONE};
	const struct match *match = candidate == CANDIDATE_NAME ? scene_match_headed(scene, t) : NULL;
	phrase_span(scene->sentence, t, &mention.first, &mention.last);
	if (match) {
		note.match = scene->match_at[t];
		fill_name(finder, scene, match, &mention, &note);
	} else if (candidate == CANDIDATE_PRONOUN) {
		fill_pronoun(scene, &mention, &note);
	} else if (candidate == CANDIDATE_UNKNOWN_NAME) {
		fill_unknown_name(finder, scene, &mention, &note);
	} else {
		fill_nominal(finder, scene, &mention, &note);
	}
	if (candidate != CANDIDATE_PRONOUN)
		add_traits(finder, scene, &mention, &note);
	if (mention.kind == MENTION_NOMINAL || mention.class_ == ENTITY_PEOPLE)
		cut_time(finder, scene, &mention);
	fill_flags(finder, scene, &mention, &note);
	mention.is_place_only = candidate != CANDIDATE_PRONOUN && is_place_only(finder, scene, match, t);
	const struct agent_entry *above = candidate == CANDIDATE_NOMINAL && scene->sentence->tokens[t].head >= 0 ? scene_agent(finder, scene, (size_t)scene->sentence->tokens[t].head) : NULL;
	mention.before_thing = above && above->flags & AGENT_THING &&
	                       (scene->sentence->tokens[t].deprel == REL_compound || scene->sentence->tokens[t].deprel == REL_amod);
	set_span(&mention, scene->sentence);
	if (candidate == CANDIDATE_NOMINAL && is_empty_measure(finder, &mention, &note))
		return;
	scene->mention_at[t] = (uint32_t)finder->mention_count;
	push_mention(finder, mention, note);
}

void mention_build(struct finder *finder, size_t sentence)
{
	struct scene *scene = &finder->scenes[sentence];
	for (size_t t = 0; t < scene->sentence->count; t++) {
		enum candidate candidate = candidate_at(finder, scene, t);
		if (candidate != CANDIDATE_NONE)
			add_mention(finder, scene, t, candidate);
	}
}
