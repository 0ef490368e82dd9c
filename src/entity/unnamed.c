/* unnamed.c: parties of acts that are no mentions: "Saudi planes", "members of the Canadian Alliance", "the party's headquarters". They act for, or are struck as
 * what belongs to, somebody whom their words name: his country and sector are theirs. */
#include "home.h"

/* The mention whose is what TOKEN heads: "its members", "the Wagner Group's camp", "members of X"; NO_INDEX where the words name nobody. */
static size_t owner_of(const struct finder *finder, size_t sentence, size_t token)
{
	const struct scene *scene = &finder->scenes[sentence];
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[token].first_child; c >= 0; c = tokens[c].next_sibling) {
		bool of = tokens[c].deprel == REL_nmod && str_equal(scene_case(scene, (size_t)c), STR("of"));
		if (tokens[c].deprel != REL_nmod_poss && tokens[c].deprel != REL_compound && !of)
			continue;
		size_t m = coref_mention_at(finder, sentence, c);
		if (m != NO_INDEX)
			return coref_root(finder, m);
		size_t deeper = of ? owner_of(finder, sentence, (size_t)c) : NO_INDEX; /* "four of its members" */
		if (deeper != NO_INDEX)
			return deeper;
	}
	return NO_INDEX;
}

static struct str sector_of_owner(const struct finder *finder, size_t owner)
{
	const struct mention *mention = &finder->mentions[owner];
	bool land = mention->class_ == ENTITY_COUNTRY || mention->class_ == ENTITY_PEOPLE || mention->is_place_only;
	return land ? (struct str){0} : coref_sector(finder, owner);
}

static struct str without_article(const struct finder *finder, const struct actor *actor)
{
	const struct sentence *sentence = &finder->document->sentences[actor->sentence];
	for (size_t t = 0; t < sentence->count; t++)
		if (sentence->tokens[t].span.start == actor->span.start && sentence->tokens[t].upos == UPOS_DET && sentence->tokens[t].span.end < actor->span.end)
			return str_slice(finder->document->article.text, sentence->tokens[t + 1 < sentence->count ? t + 1 : t].span.start, actor->span.end);
	return actor->text;
}

/* Where EVENT goes on, or all that is told as a place. */
static struct str country_of_scene(const struct finder *finder, const struct event *event, size_t sentence)
{
	const struct document *document = finder->document;
	struct str country = event->place_index < document->place_count ? document->places[event->place_index].country : (struct str){0};
	return lexicon_entity_by_id(finder->lexicon, country) != NONE ? country : coref_scene_country(finder, sentence);
}

/* What is bombed, stormed or seized stands somewhere. */
static bool is_on_the_ground(const struct event *event)
{
	return str_equal(event->type, STR("ASSAULT")) || str_equal(event->mode, STR("seize"));
}

static void describe(const struct finder *finder, const struct event *event, struct actor *actor, bool strikes, bool struck)
{
	const struct scene *scene = &finder->scenes[actor->sentence];
	const struct token *head = &scene->sentence->tokens[actor->token];
	struct traits traits;
	nominal_compose(finder, scene, actor->token, &traits);
	size_t owner = owner_of(finder, actor->sentence, actor->token);
	struct str sector = traits.sector.length > 0 ? traits.sector : traits.lent;
	bool said = traits.belongs || traits.owner != NONE || coref_is_of_state(sector); /* not only where it is */
	struct str country = said ? traits.country : (struct str){0};
	if (traits.owner != NONE) {
		const struct role_entry *role = lexicon_role_on(finder->lexicon, traits.owner, finder->day);
		bool land = finder->lexicon->entities[traits.owner].class_ == ENTITY_COUNTRY;
		country = country.length > 0 ? country : lexicon_country(finder->lexicon, traits.owner, finder->day);
		sector = sector.length > 0 || !role || land ? sector : lexicon_code(role->sector);
	} else if (owner != NO_INDEX) {
		country = country.length > 0 ? country : coref_country(finder, owner);
		sector = sector.length > 0 ? sector : sector_of_owner(finder, owner);
	}
	if (country.length == 0 && coref_is_of_state(sector))
		country = coref_scene_country(finder, actor->sentence); /* "two military bases" */
	if (strikes && sector.length == 0 && country.length > 0)
		sector = STR("MIL"); /* "Saudi planes bombed" */
	if (struck && country.length == 0 && !traits.foreign && head->upos == UPOS_NOUN && is_on_the_ground(event))
		country = country_of_scene(finder, event, actor->sentence); /* "a hotel in Jakarta", as the town itself */
	actor->name = without_article(finder, actor);
	actor->country = country;
	actor->sector = sector;
	actor->code = str_of(arena_printf(finder->arena, "%.*s%.*s", STR_ARG(country), STR_ARG(sector)));
}

/* The mention last before TOKEN of SENTENCE that is acted upon, too; NO_INDEX. */
static size_t struck_before(const struct finder *finder, size_t sentence, size_t token)
{
	size_t found = NO_INDEX, at = 0;
	for (size_t e = 0; e < finder->document->event_count; e++) {
		const struct event *event = &finder->document->events[e];
		for (size_t i = 0; i < event->recipient_count; i++) {
			const struct actor *other = &event->recipients[i];
			size_t m = other->sentence == sentence && other->token < token ? document_mention_at(finder->document, sentence, other->token) : NO_INDEX;
			if (m == NO_INDEX || (found != NO_INDEX && other->token < at) || !finder->mentions[coref_root(finder, m)].animate)
				continue;
			found = coref_root(finder, m);
			at = other->token;
		}
	}
	return found;
}

/* "Kills four guardsmen and injures 80", "killing seven and wounding 30": as those who were struck before them, else people of where it happens. */
static void describe_number(const struct finder *finder, const struct event *event, struct actor *actor)
{
	size_t before = struck_before(finder, actor->sentence, actor->token);
	const struct agent_entry *noun = scene_agent(finder, &finder->scenes[actor->sentence], actor->token); /* "a civilian", read as an adjective */
	struct str own = noun ? lexicon_code(noun->sector) : (struct str){0};
	struct str sector = own.length > 0 || before == NO_INDEX ? own : coref_sector(finder, before);
	actor->name = actor->text;
	actor->country = before == NO_INDEX ? (struct str){0} : coref_country(finder, before);
	if (actor->country.length == 0)
		actor->country = country_of_scene(finder, event, actor->sentence);
	actor->sector = sector.length > 0 ? sector : STR("CVL");
	actor->code = str_of(arena_printf(finder->arena, "%.*s%.*s", STR_ARG(actor->country), STR_ARG(actor->sector)));
}

/* "injures 80", "several are wounded", "those killed": people whom a number, or a word like one, stands for. */
static bool counts_struck(const struct event *event, const struct token *head)
{
	static const char *const harms[] = {"ASSAULT", "COERCE", "AID", NULL};
	bool done = false, argument = candidate_is_subject(head->deprel) || head->deprel == REL_obj || head->deprel == REL_conj || head->deprel == REL_xcomp;
	for (size_t k = 0; harms[k]; k++)
		done = done || str_equal(event->type, str_of(harms[k]));
	if (head->upos == UPOS_NUM)
		return done;
	return done && argument && (head->upos == UPOS_DET || head->upos == UPOS_ADJ || head->upos == UPOS_PRON) && head->xpos != XPOS_PRP && head->xpos != XPOS_WP &&
	       head->xpos != XPOS_WDT;
}

/* "A third", "several", "four"; not "a member", "two crowds of protesters". */
static bool stands_for_number(const struct finder *finder, const struct event *event, const struct actor *actor)
{
	const struct scene *scene = &finder->scenes[actor->sentence];
	const struct token *head = &scene->sentence->tokens[actor->token];
	const struct agent_entry *noun = scene_agent(finder, scene, actor->token);
	if (noun && noun->sector[0] == '\0')
		return str_equal(event->type, STR("ASSAULT")) && noun->flags & AGENT_TRANSPARENT && !(noun->flags & (AGENT_PERSON | AGENT_GROUP)) && !scene_has_child(scene, actor->token, REL_nmod);
	return counts_struck(event, head);
}

static void describe_all(const struct finder *finder, const struct event *event, struct actor *actors, size_t count, bool struck)
{
	bool assault = str_equal(event->type, STR("ASSAULT"));
	for (size_t i = 0; i < count; i++) {
		if (actors[i].sentence >= finder->document->sentence_count || actors[i].token >= finder->document->sentences[actors[i].sentence].count)
			continue;
		const struct token *head = &finder->document->sentences[actors[i].sentence].tokens[actors[i].token];
		if (document_mention_at(finder->document, actors[i].sentence, actors[i].token) != NO_INDEX)
			continue;
		bool noun = head->upos == UPOS_NOUN || head->upos == UPOS_PROPN || /* "civilian" of "a civilian car" */
		            (head->upos == UPOS_ADJ && scene_agent(finder, &finder->scenes[actors[i].sentence], actors[i].token));
		if (struck && stands_for_number(finder, event, &actors[i]))
			describe_number(finder, event, &actors[i]);
		else if (noun)
			describe(finder, event, &actors[i], assault && !struck, struck);
	}
}

void unnamed_describe(const struct finder *finder)
{
	for (size_t e = 0; e < finder->document->event_count; e++) {
		const struct event *event = &finder->document->events[e];
		describe_all(finder, event, event->actors, event->actor_count, false);
		describe_all(finder, event, event->recipients, event->recipient_count, true);
	}
}
