/* choose.c: the country that a document is about, and which of its namesakes a name means there. */
#include "scene.h"

#include "base/map.h"

/* How many different entities a match may mean. */
static size_t reading_count(const struct finder *finder, const struct match *match)
{
	size_t count = 0;
	for (uint32_t n = match->name; n != NONE; n = finder->lexicon->names[n].next)
		if (!(finder->lexicon->names[n].flags & (NAME_PREFIX | NAME_AGENT | NAME_GIVEN | NAME_REGION)))
			count++;
	return count;
}

static void count_country(struct map *counts, struct str country, size_t weight)
{
	bool added;
	if (country.length == 3)
		map_put(counts, country, 0, &added)->value += weight;
}

/* "(BBC) (Al Jazeera)", "(AP via The Age)": who reported it, of whatever country, is not whom the text is about. */
bool scene_is_press_in_brackets(const struct finder *finder, const struct scene *scene, const struct match *match, uint32_t entity)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct role_entry *role = lexicon_role_on(finder->lexicon, entity, DAY_NONE);
	if (!role || !str_equal(lexicon_code(role->sector), STR("JRN")))
		return false;
	for (size_t t = match->first; t-- > 0;)
		if (tokens[t].form.length == 1 && (tokens[t].form.data[0] == '(' || tokens[t].form.data[0] == ')'))
			return tokens[t].form.data[0] == '(';
	return false;
}

/* Words of names that can only mean one thing say which country the text is about. */
static void count_scene(const struct finder *finder, const struct scene *scene, struct map *counts)
{
	for (size_t i = 0; i < scene->match_count; i++) {
		const struct match *match = &scene->matches[i];
		const struct name_entry *name = &finder->lexicon->names[match->name];
		if (name->flags & (NAME_REGION | NAME_SHORT | NAME_DOUBTFUL) || reading_count(finder, match) != 1 ||
		    scene_is_press_in_brackets(finder, scene, match, name->target))
			continue;
		struct str country = lexicon_country(finder->lexicon, name->target, finder->day);
		if (lexicon_entity_by_id(finder->lexicon, country) == NONE)
			continue; /* UNO, IGO: no country */
		count_country(counts, country, name->flags & NAME_SEAT ? 1 : scene->index == 0 ? 3 : 2);
	}
}

/* "BENGHAZI": the country of a place that only the dateline or the gazetteer knows. */
static void count_dateline(const struct finder *finder, struct map *counts)
{
	const struct document *document = finder->document;
	if (document->dateline.country.length == 3)
		count_country(counts, document->dateline.country, 3);
	for (size_t i = 0; i < document->place_count; i++)
		if (document->places[i].resolved && document->places[i].precision != PLACE_COUNTRY)
			count_country(counts, document->places[i].country, 1);
}

static void set_focus(struct finder *finder, const struct map *counts)
{
	size_t best = 0, next = 0;
	for (size_t i = 0; i < counts->count; i++) {
		const struct map_entry *entry = &counts->entries[i];
		if (entry->value > best) {
			next = best;
			finder->second = finder->focus;
			best = entry->value;
			finder->focus = entry->key;
		} else if (entry->value > next) {
			next = entry->value;
			finder->second = entry->key;
		}
	}
	finder->focus_weight = best;
	finder->second_weight = next;
	if (best == next) /* a tie is no focus */
		finder->focus = finder->second = (struct str){0};
}

static int reading_score(const struct finder *finder, const struct name_entry *name)
{
	struct str country = lexicon_country(finder->lexicon, name->target, finder->day);
	bool focus = country.length > 0 && str_equal(country, finder->focus), second = country.length > 0 && str_equal(country, finder->second);
	return lexicon_claim(finder->lexicon, name->target, finder->day, (focus ? 3 : second ? 1 : 0) + !(name->flags & NAME_SHORT));
}

/* "President Obama": a title speaks for a person. */
static bool is_titled(const struct finder *finder, const struct scene *scene, const struct match *match)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t head = tokens[match->head].head;
	const struct agent_entry *above = head >= 0 && head < (int32_t)match->first ? scene_agent(finder, scene, (size_t)head) : NULL;
	if (above && above->flags & AGENT_OFFICE && scene_titled_name(finder, scene, (size_t)head) == match->first)
		return true;
	for (int32_t c = tokens[match->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		const struct agent_entry *beside = scene_agent(finder, scene, (size_t)c);
		if (beside && beside->flags & AGENT_OFFICE && (tokens[c].deprel == REL_compound || tokens[c].deprel == REL_nmod_desc))
			return true;
	}
	return false;
}

/* Has ENTITY ever held the office that stands before the match? "Prince Philip" is no prime minister of that name. */
static bool held_office(const struct finder *finder, const struct scene *scene, const struct match *match, uint32_t entity)
{
	const struct entity_entry *e = &finder->lexicon->entities[entity];
	for (uint32_t r = 0; r < e->role_count; r++) {
		uint32_t office = finder->lexicon->roles[e->role_first + r].office;
		int32_t above = scene->sentence->tokens[match->head].head;
		if (office != NONE && above >= 0 && scene->agent_at[above] == office)
			return true;
		for (int32_t c = scene->sentence->tokens[match->head].first_child; c >= 0 && office != NONE; c = scene->sentence->tokens[c].next_sibling)
			if (scene->agent_at[c] == office)
				return true;
	}
	return false;
}

/* "The Saleh government": so does a noun for what he leads. */
static bool governs(const struct finder *finder, const struct scene *scene, const struct match *match)
{
	const struct token *token = &scene->sentence->tokens[match->head];
	const struct agent_entry *body = token->head > (int32_t)match->last ? scene_agent(finder, scene, (size_t)token->head) : NULL;
	return body && body->flags & AGENT_WHOLE && (token->deprel == REL_compound || token->deprel == REL_nmod_poss) && str_equal(lexicon_code(body->sector), STR("GOV"));
}

/* The country that the match headed by TOKEN names in full; empty when there is none, or two. */
static struct str only_country(const struct finder *finder, const struct scene *scene, size_t token)
{
	const struct match *match = scene_match_headed(scene, token);
	struct str found = {0};
	for (uint32_t n = match ? match->name : NONE; n != NONE; n = finder->lexicon->names[n].next) {
		const struct name_entry *name = &finder->lexicon->names[n];
		if (name->flags & (NAME_NO_ENTITY | NAME_SHORT | NAME_DOUBTFUL) || finder->lexicon->entities[name->target].class_ != ENTITY_COUNTRY)
			continue;
		if (found.length > 0)
			return (struct str){0};
		found = lexicon_country(finder->lexicon, name->target, finder->day);
	}
	return found;
}

/* "The House of Representatives of Nepal", "the Syrian Muslim Brotherhood": the words beside the name say that it is another country's than OWN. */
static bool is_elsewhere(const struct finder *finder, const struct scene *scene, const struct match *match, struct str own)
{
	const struct token *tokens = scene->sentence->tokens;
	enum { WORDS = 4 };
	int32_t from = match->first < WORDS ? 0 : (int32_t)match->first - WORDS;
	int32_t to = match->last + WORDS < scene->sentence->count ? (int32_t)match->last + WORDS : (int32_t)scene->sentence->count - 1;
	for (int32_t c = from; c <= to; c++) {
		bool inside = c >= (int32_t)match->first && c <= (int32_t)match->last;
		if (inside || tokens[c].head < (int32_t)match->first || tokens[c].head > (int32_t)match->last)
			continue;
		bool before = c < (int32_t)match->first && (tokens[c].deprel == REL_amod || tokens[c].deprel == REL_compound || tokens[c].deprel == REL_nmod_poss);
		bool of = c > (int32_t)match->last && tokens[c].deprel == REL_nmod && str_equal(scene_case(scene, (size_t)c), STR("of"));
		struct str country = before || of ? only_country(finder, scene, (size_t)c) : (struct str){0};
		if (country.length > 0 && !str_equal(country, own))
			return true;
	}
	return false;
}

/* Which entities the document names in full anywhere. */
static void mark_named_in_full(struct finder *finder)
{
	const struct name_entry *names = finder->lexicon->names;
	finder->named_in_full = arena_zalloc(finder->arena, finder->lexicon->entity_count + 1, sizeof *finder->named_in_full);
	for (size_t s = 0; s < finder->document->sentence_count; s++)
		for (size_t i = 0; i < finder->scenes[s].match_count; i++)
			for (uint32_t n = finder->scenes[s].matches[i].name; n != NONE; n = names[n].next)
				if (!(names[n].flags & (NAME_SHORT | NAME_AGENT | NAME_GIVEN | NAME_REGION | NAME_PREFIX)))
					finder->named_in_full[names[n].target] = true;
}

/* "Park", "Thomas", "King", "May": also a noun, a given name or a month. */
static bool is_common_word(const struct finder *finder, const struct scene *scene, uint32_t token)
{
	struct str form = scene->sentence->tokens[token].form;
	return scene->agent_at[token] != NONE || scene_given_gender(finder, form) != GENDER_UNKNOWN || str_equal(form, STR("May"));
}

/* "Georgia": the gazetteer, with the whole text in view, takes it for a province of another country. */
static bool is_province(const struct finder *finder, const struct scene *scene, size_t token, struct str own)
{
	uint32_t place = scene->place_at[token];
	return place != NONE && finder->document->places[place].precision == PLACE_ADMIN1 && !str_equal(finder->document->places[place].country, own);
}

/* A surname stands for its bearer where the text names him in full, or his country while he is in office; a doubtful
 * name where its country is named in other words. */
static bool is_supported(const struct finder *finder, const struct map *counts, const struct scene *scene, const struct match *match,
                         const struct name_entry *name)
{
	struct str own = lexicon_country(finder->lexicon, name->target, finder->day);
	bool country = map_get(counts, own) != NULL;
	uint32_t class_ = finder->lexicon->entities[name->target].class_;
	bool body = class_ == ENTITY_ORGANISATION || class_ == ENTITY_ARMED_GROUP;
	if (body && lexicon_entity_by_id(finder->lexicon, own) != NONE && is_elsewhere(finder, scene, match, own))
		return false;
	if (class_ == ENTITY_PERSON && name->flags & NAME_SHORT && is_elsewhere(finder, scene, match, own))
		return false; /* "China's Foreign Minister Yang" is not Cameroon's */
	if (class_ == ENTITY_COUNTRY && match->first == match->last && !(name->flags & NAME_DEMONYM) && is_province(finder, scene, match->head, own))
		return false;
	if (name->flags & NAME_DOUBTFUL)
		return country || (counts->count == 0 && !(name->flags & NAME_SEAT) && match->first != match->last); /* "the Republican Party", no country named */
	if (!(name->flags & NAME_SHORT))
		return true;
	const struct role_entry *role = lexicon_role_on(finder->lexicon, name->target, finder->day);
	bool active = role != NULL, only = finder->day != DAY_NONE && role && role->office != NONE && reading_count(finder, match) == 1;
	if (only && !is_common_word(finder, scene, match->head))
		return true; /* "Gaddafi": no list has another, and he is in office */
	return (country && active && (!is_common_word(finder, scene, match->head) || governs(finder, scene, match))) || (is_titled(finder, scene, match) && (country || held_office(finder, scene, match, name->target))) ||
	       finder->named_in_full[name->target];
}

/* The reading with the best score; a tie leaves the name open. */
static void choose_reading(const struct finder *finder, const struct map *counts, const struct scene *scene, struct match *match)
{
	const struct name_entry *names = finder->lexicon->names;
	int best = -1;
	for (uint32_t n = match->name; n != NONE; n = names[n].next) {
		if (names[n].flags & (NAME_PREFIX | NAME_AGENT | NAME_GIVEN))
			continue;
		if (names[n].flags & NAME_REGION) {
			match->region = names[n].target;
			match->flags = names[n].flags;
			continue;
		}
		if (!is_supported(finder, counts, scene, match, &names[n]))
			continue;
		int score = reading_score(finder, &names[n]);
		if (score == best)
			match->entity = NONE;
		if (score <= best)
			continue;
		best = score;
		match->entity = names[n].target;
		match->flags = names[n].flags;
	}
}

static bool may_be_person(const struct entity_entry *entity)
{
	return entity->class_ == ENTITY_PERSON || (entity->flags & ENTITY_USER && entity->class_ == ENTITY_UNKNOWN);
}

/* A person's name below its title: the match goes up to the head of both, "President" of "President Obama". */
static void climb_to_title(const struct finder *finder, struct scene *scene, size_t m)
{
	struct match *match = &scene->matches[m];
	if (match->entity == NONE || !may_be_person(&finder->lexicon->entities[match->entity]))
		return;
	int32_t title = scene->sentence->tokens[match->head].head;
	if (title < 0 || (uint32_t)title >= match->first || scene->match_at[title] != NONE)
		return;
	if (scene_titled_name(finder, scene, (size_t)title) != match->first)
		return;
	match->head = (uint32_t)title;
	scene->match_at[title] = (uint32_t)m;
}

void scene_choose(struct finder *finder)
{
	struct map counts;
	map_init(&counts, finder->arena);
	for (size_t s = 0; s < finder->document->sentence_count; s++)
		count_scene(finder, &finder->scenes[s], &counts);
	count_dateline(finder, &counts);
	set_focus(finder, &counts);
	mark_named_in_full(finder);
	for (size_t s = 0; s < finder->document->sentence_count; s++)
		for (size_t i = 0; i < finder->scenes[s].match_count; i++)
			choose_reading(finder, &counts, &finder->scenes[s], &finder->scenes[s].matches[i]);
	for (size_t s = 0; s < finder->document->sentence_count; s++)
		for (size_t i = 0; i < finder->scenes[s].match_count; i++)
			climb_to_title(finder, &finder->scenes[s], i);
}
