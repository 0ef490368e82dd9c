/* titled.c: "President of Rwanda Paul Kagame and Prime Minister of Ethiopia Abiy Ahmed": parsers hang the name behind such a title now on
 * the country, now on the verb, and the next title on the name. Here the name becomes part of its title, before anything reads the tree.
 * "An officer in the Directorate of Security, Payenda Khan": the apposition is the officer's, not the directorate's. */
#include "scene.h"

struct titled { /* tokens */
	uint32_t title;     /* the noun: "President"; or NONE */
	size_t owner_last;  /* last word before the name: "Rwanda" */
	size_t first, last; /* of the name */
};

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_equal_nocase(word, str_of(*list)))
			return true;
	return false;
}

/* May the match that begins at TOKEN be a person's name? */
static const struct match *person_match(const struct finder *finder, const struct scene *scene, size_t token)
{
	uint32_t m = scene->match_at[token];
	if (m == NONE || scene->matches[m].first != token)
		return NULL;
	for (uint32_t n = scene->matches[m].name; n != NONE; n = finder->lexicon->names[n].next) {
		const struct name_entry *name = &finder->lexicon->names[n];
		if (!(name->flags & NAME_NO_ENTITY) && finder->lexicon->entities[name->target].class_ == ENTITY_PERSON)
			return &scene->matches[m];
	}
	return NULL;
}

static bool is_name_word(const struct scene *scene, size_t t)
{
	const struct token *token = &scene->sentence->tokens[t];
	return token->upos == UPOS_PROPN && scene_is_capitalised(token->form);
}

/* "State" of "Secretary of State". */
static bool ends_title(const struct scene *scene, size_t t)
{
	enum { WORDS = 4 };
	for (size_t k = t; k > 0 && k + WORDS > t; k--)
		if (scene->agent_at[k - 1] != NONE && scene->agent_last[k - 1] >= t)
			return true;
	return false;
}

/* A proper noun that no list knows as anything but a surname. */
static bool may_be_surname(const struct scene *scene, size_t t)
{
	uint32_t m = scene->match_at[t];
	bool known = m != NONE && !(scene->matches[m].flags & NAME_SHORT && scene->matches[m].first == scene->matches[m].last);
	return is_name_word(scene, t) && !known && !ends_title(scene, t) && (scene->agent_at[t] == NONE || scene->sentence->tokens[t].deprel == REL_flat); /* "Payenda Khan" */
}

/* A person's name that begins at TOKEN: one of the lexicon's, or two proper nouns and more of which no list knows anything else. Its last word, else 0. */
static size_t name_at(const struct finder *finder, const struct scene *scene, size_t token)
{
	const struct match *known = person_match(finder, scene, token);
	if (known)
		return known->last;
	size_t last = token;
	while (last < scene->sentence->count && may_be_surname(scene, last))
		last++;
	return last >= token + 2 && last - token <= 5 ? last - 1 : 0;
}

/* The noun of a title whose words end at LAST, in front of "of ..."; else NONE. */
static uint32_t title_before(const struct finder *finder, const struct scene *scene, size_t last)
{
	static const char *const inside[] = {"of", "for", "the", "and", NULL};
	enum { WORDS = 9 };
	const struct token *tokens = scene->sentence->tokens;
	for (size_t t = last; t > 0 && t + WORDS > last; t--) {
		const struct agent_entry *agent = scene_agent(finder, scene, t - 1);
		bool singular = tokens[t - 1].xpos == XPOS_NNP || tokens[t - 1].xpos == XPOS_NN;
		if (agent && agent->flags & AGENT_PERSON && singular && str_equal_nocase(tokens[t].form, STR("of")))
			return (uint32_t)t - 1;
		if (!scene_is_capitalised(tokens[t].form) && !is_one_of(tokens[t].form, inside))
			return NONE;
	}
	return NONE;
}

static bool is_in(size_t first, size_t last, int32_t t)
{
	return t >= (int32_t)first && t <= (int32_t)last;
}

static size_t depth_of(const struct sentence *sentence, size_t t)
{
	size_t depth = 0;
	for (int32_t up = sentence->tokens[t].head; up >= 0 && depth < sentence->count; up = sentence->tokens[up].head)
		depth++;
	return depth;
}

/* The word of FIRST..LAST nearest to the root. */
static size_t top_of(const struct sentence *sentence, size_t first, size_t last)
{
	size_t top = first, least = SIZE_MAX;
	for (size_t t = first; t <= last; t++) {
		size_t depth = depth_of(sentence, t);
		if (sentence->tokens[t].upos != UPOS_PUNCT && depth < least) {
			least = depth;
			top = t;
		}
	}
	return top;
}

/* The name hangs on the title, the owner stays under it; whatever else hung on either hangs on the title. */
static void join(struct sentence *sentence, const struct titled *t)
{
	struct token *tokens = sentence->tokens;
	size_t top = top_of(sentence, t->title, t->last);
	int32_t above = tokens[top].head;
	uint8_t relation = tokens[top].deprel;
	for (size_t k = 0; k < sentence->count; k++)
		if (!is_in(t->title, t->last, (int32_t)k) && is_in(t->title, t->last, tokens[k].head))
			tokens[k].head = (int32_t)t->title;
	for (size_t k = t->title + 1; k <= t->owner_last; k++) {
		if (is_in(t->title, t->owner_last, tokens[k].head))
			continue;
		tokens[k].head = tokens[k].upos == UPOS_ADP || tokens[k].upos == UPOS_DET ? (int32_t)t->owner_last : (int32_t)t->title;
		tokens[k].deprel = tokens[k].upos == UPOS_ADP ? REL_case : tokens[k].upos == UPOS_DET ? REL_det : REL_nmod;
	}
	for (size_t k = t->first; k <= t->last; k++) {
		tokens[k].head = k == t->first ? (int32_t)t->title : (int32_t)t->first;
		tokens[k].deprel = REL_flat;
	}
	tokens[t->title].head = above;
	tokens[t->title].deprel = relation;
	if (above < 0)
		sentence->root = (int32_t)t->title;
	scene_relink(sentence);
}

/* Does the tree say it as it is: the name on the title, or the title on the name? */
static bool is_whole(const struct sentence *sentence, const struct titled *t)
{
	const struct token *tokens = sentence->tokens;
	int32_t first = (int32_t)t->first, title = (int32_t)t->title;
	bool joined = tokens[first].head == title || tokens[title].head == first;
	for (size_t k = t->title + 1; k <= t->owner_last; k++)
		joined = joined && is_in(t->title, t->owner_last, tokens[k].head);
	for (size_t k = t->first + 1; k <= t->last; k++)
		joined = joined && is_in(t->first, t->last, tokens[k].head);
	for (size_t k = t->last + 1; k < sentence->count; k++) /* "and Prime Minister ...": not on the name alone */
		joined = joined && (tokens[k].deprel != REL_conj || !is_in(t->first, t->last, tokens[k].head) || tokens[first].head != title);
	bool apposed = tokens[first].deprel == REL_appos && tokens[title].first_child >= 0 && tokens[tokens[title].first_child].deprel == REL_nmod_poss;
	return joined && (tokens[first].head != title || tokens[first].deprel == REL_flat || apposed);
}

/* The person's title whose words end right before TOKEN: "Secretary of State", "actress"; else NONE. */
static uint32_t title_ending(const struct finder *finder, const struct scene *scene, size_t token)
{
	enum { WORDS = 4 };
	for (size_t t = token; t > 0 && t + WORDS > token; t--) {
		const struct agent_entry *agent = scene_agent(finder, scene, t - 1);
		unsigned xpos = scene->sentence->tokens[t - 1].xpos;
		if (agent)
			return agent->flags & AGENT_PERSON && scene->agent_last[t - 1] + 1 == token && (xpos == XPOS_NNP || xpos == XPOS_NN) ? (uint32_t)t - 1 : NONE;
	}
	return NONE;
}

static void join_name(struct scene *scene, const struct titled *t)
{
	if (is_whole(scene->sentence, t))
		return;
	join(scene->sentence, t);
	for (size_t k = 0; k < scene->match_count; k++) /* of the name, whose words hang otherwise now */
		if (scene->matches[k].first >= t->first && scene->matches[k].last <= t->last)
			scene->matches[k].head = (uint32_t)t->first;
}

static bool is_person_noun(const struct finder *finder, const struct scene *scene, size_t token)
{
	const struct agent_entry *agent = scene_agent(finder, scene, token);
	return agent && agent->flags & AGENT_PERSON;
}

static bool names_person(const struct finder *finder, const struct scene *scene, size_t token)
{
	return person_match(finder, scene, token) || scene_given_gender(finder, scene->sentence->tokens[token].form) != GENDER_UNKNOWN;
}

/* Two subjects of one verb, "An officer, Payenda Khan, said": the noun for a person that is the other, right before the name or its comma; else NONE. */
static uint32_t other_subject(const struct finder *finder, const struct scene *scene, size_t token, bool comma)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[tokens[token].head].first_child; c >= 0 && c < (int32_t)token; c = tokens[c].next_sibling)
		if (tokens[c].deprel == tokens[token].deprel && (comma || tokens[c].right + 1 == tokens[token].left) && is_person_noun(finder, scene, (size_t)c))
			return (uint32_t)c;
	return NONE;
}

/* The noun for a person above what the name headed by TOKEN hangs on, inside one noun phrase; else NONE. */
static uint32_t person_above(const struct finder *finder, const struct scene *scene, size_t token)
{
	enum { STEPS = 4 };
	const struct token *tokens = scene->sentence->tokens;
	int32_t up = tokens[token].head;
	for (size_t steps = 0; up >= 0 && up < (int32_t)token && steps < STEPS; steps++, up = tokens[up].head) {
		unsigned rel = tokens[up].deprel;
		if (is_person_noun(finder, scene, (size_t)up))
			return steps > 0 && (tokens[up].xpos == XPOS_NN || tokens[up].xpos == XPOS_NNP) ? (uint32_t)up : NONE;
		if (rel != REL_nmod && rel != REL_appos && rel != REL_compound && rel != REL_nmod_poss)
			return NONE;
	}
	return NONE;
}

/* The noun for a person that the name headed by TOKEN stands beside, where the tree hangs it on something inside the noun's phrase, or
 * makes both subjects of one verb; else NONE. */
static uint32_t described_by(const struct finder *finder, const struct scene *scene, size_t token)
{
	const struct token *tokens = scene->sentence->tokens;
	unsigned rel = tokens[token].deprel;
	int32_t up = tokens[token].head;
	bool comma = token > 0 && str_equal(tokens[token - 1].form, STR(","));
	if (up < 0)
		return NONE;
	if (rel == REL_nsubj || rel == REL_nsubj_pass)
		return other_subject(finder, scene, token, comma);
	bool person = names_person(finder, scene, token);
	bool beside = (rel == REL_appos && (comma || person)) || (rel == REL_nmod && !scene_has_child(scene, token, REL_case));
	bool proper = tokens[up].upos == UPOS_PROPN || (rel == REL_nmod && tokens[token - 1].upos == UPOS_PROPN) || person;
	return beside && proper ? person_above(finder, scene, token) : NONE;
}

/* "Official A, party chief B and C": the second person, with a title of his own, is no apposition of the first. */
static bool is_next_person(const struct finder *finder, const struct scene *scene, size_t token)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t other = tokens[token].head;
	if (other < 0 || tokens[token].deprel != REL_appos || !scene_has_child(scene, token, REL_nmod_desc) || !is_name_word(scene, (size_t)other))
		return false;
	size_t last = name_at(finder, scene, (size_t)other);
	return last != 0 && last < token && !str_equal(tokens[last].form, tokens[name_at(finder, scene, token)].form);
}

/* NAME takes the place of TITLE, which becomes a description before it. */
static void put_first(struct sentence *sentence, size_t title, size_t name)
{
	struct token *tokens = sentence->tokens;
	tokens[name].head = tokens[title].head;
	tokens[name].deprel = tokens[title].deprel;
	tokens[title].head = (int32_t)name;
	tokens[title].deprel = REL_nmod_desc;
	for (size_t k = 0; k < sentence->count; k++)
		if (tokens[k].head == (int32_t)title && (k > name || tokens[k].deprel == REL_case))
			tokens[k].head = (int32_t)name;
	if (tokens[name].head < 0)
		sentence->root = (int32_t)name;
	scene_relink(sentence);
}

/* "The presidents Donald Trump and Vladimir Putin": one title for several names. */
static bool is_plural_title(const struct finder *finder, const struct scene *scene, size_t token, size_t name)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct agent_entry *agent = scene_agent(finder, scene, token);
	bool plural = tokens[token].xpos == XPOS_NNS || tokens[token].xpos == XPOS_NNPS;
	return agent && agent->flags & AGENT_PERSON && plural && tokens[name].head == (int32_t)token && scene_has_child(scene, name, REL_conj);
}

/* "Deputy prime minister and foreign minister Don Pramudwinai": one person with two titles; the first, or NONE. */
static uint32_t other_title(const struct finder *finder, const struct scene *scene, size_t title)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t other = tokens[title].head;
	const struct agent_entry *agent = tokens[title].deprel == REL_conj && other >= 0 ? scene_agent(finder, scene, (size_t)other) : NULL;
	bool joined = scene->agent_first[title] > 0 && tokens[scene->agent_first[title] - 1].upos == UPOS_CCONJ;
	if (!agent || !(agent->flags & AGENT_PERSON) || !joined || (tokens[other].xpos != XPOS_NN && tokens[other].xpos != XPOS_NNP))
		return NONE;
	for (int32_t c = tokens[other].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_det || tokens[c].deprel == REL_flat || tokens[c].deprel == REL_appos)
			return NONE; /* "the president and Prime Minister X" are two */
	return (uint32_t)other;
}

/* Behind "President of Rwanda", a match or a place that ends at LAST and begins at FIRST. */
static void join_behind_owner(const struct finder *finder, struct scene *scene, size_t first, size_t last)
{
	struct titled t = {.owner_last = last, .first = last + 1};
	if (t.first >= scene->sentence->count || first == 0 || (t.last = name_at(finder, scene, t.first)) == 0 || person_match(finder, scene, first))
		return;
	t.title = title_before(finder, scene, first);
	if (t.title != NONE)
		join_name(scene, &t);
}

/* The title right before the name at FIRST; that of "President of Kurdistan Massoud Barzani", whose country no list knows; else NONE. */
static uint32_t title_of_name(const struct finder *finder, const struct scene *scene, size_t first)
{
	uint32_t title = title_ending(finder, scene, first);
	bool owner = first > 2 && is_name_word(scene, first - 1) && !person_match(finder, scene, first - 1);
	return title == NONE && owner && names_person(finder, scene, first) ? title_before(finder, scene, first - 1) : title;
}

/* The name takes its place behind its title; whether that settles it. */
static bool join_title(const struct finder *finder, struct scene *scene, const struct titled *t)
{
	const struct token *name = &scene->sentence->tokens[t->first];
	join_name(scene, t);
	uint32_t other = name->head == (int32_t)t->title ? other_title(finder, scene, t->title) : NONE;
	if (other != NONE)
		put_first(scene->sentence, other, t->title);
	return name->head == (int32_t)t->title || name->deprel != REL_nsubj;
}

/* "An officer in the Directorate of Security, Payenda Khan" */
static void join_description(const struct finder *finder, struct scene *scene, size_t first)
{
	struct token *name = &scene->sentence->tokens[first];
	uint32_t noun = described_by(finder, scene, first);
	if (noun == NONE)
		return;
	name->head = (int32_t)noun;
	name->deprel = REL_appos;
	scene_relink(scene->sentence);
}

/* A name at FIRST..LAST: hang it on the title right before it, or beside the noun that it describes. */
static void join_before_name(const struct finder *finder, struct scene *scene, size_t first, size_t last)
{
	struct titled t = {.owner_last = first - 1, .first = first, .last = last, .title = title_of_name(finder, scene, first)};
	if (is_next_person(finder, scene, first))
		scene->sentence->tokens[first].deprel = REL_conj;
	else if (t.title != NONE && join_title(finder, scene, &t))
		return;
	else if (is_plural_title(finder, scene, first - 1, first))
		put_first(scene->sentence, first - 1, first);
	else
		join_description(finder, scene, first);
}

/* The words of MATCH, a name with "of" or "for" in it, hang together under TITLE, whose bearer's name takes the place that the tree gave them. */
static void put_behind(struct scene *scene, const struct match *match, size_t title, size_t name)
{
	struct token *tokens = scene->sentence->tokens;
	size_t body = match->head;
	tokens[name].head = tokens[body].head;
	tokens[name].deprel = tokens[body].deprel;
	for (size_t k = match->first; k <= match->last; k++)
		if (k != body && !is_in(match->first, match->last, tokens[k].head)) {
			tokens[k].head = tokens[k].upos == UPOS_ADP || tokens[k].upos == UPOS_DET ? (int32_t)match->last : (int32_t)body;
			tokens[k].deprel = tokens[k].upos == UPOS_ADP ? REL_case : tokens[k].upos == UPOS_DET ? REL_det : REL_nmod;
		}
	for (size_t k = 0; k < scene->sentence->count; k++)
		if (tokens[k].head == (int32_t)body && !is_in(match->first, match->last, (int32_t)k) && k != title && k != name)
			tokens[k].head = (int32_t)name;
	tokens[title].head = (int32_t)name;
	tokens[title].deprel = REL_nmod_desc;
	tokens[body].head = (int32_t)title;
	tokens[body].deprel = REL_compound;
	if (tokens[name].head < 0)
		scene->sentence->root = (int32_t)name;
	scene_relink(scene->sentence);
}

/* "Organization of American States Secretary General José Insulza": he, though the tree hangs him on the organisation. */
static void join_behind_body(const struct finder *finder, struct scene *scene, const struct match *match)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t name = match->last + 2;
	while (name < scene->sentence->count && name <= match->last + 4 && scene->agent_at[name - 1] == NONE)
		name++;
	if (match->last < match->first + 2 || name >= scene->sentence->count || person_match(finder, scene, match->first) || !is_name_word(scene, name) ||
	    name_at(finder, scene, name) == 0)
		return;
	uint32_t title = title_ending(finder, scene, name);
	int32_t above = tokens[match->head].head;
	bool under = tokens[name].head == (int32_t)match->head && (tokens[name].deprel == REL_nmod || tokens[name].deprel == REL_appos);
	bool twice = above >= 0 && tokens[name].head == above && tokens[name].deprel == tokens[match->head].deprel;
	if (title != NONE && scene->agent_first[title] == match->last + 1 && (under || twice))
		put_behind(scene, match, title, name);
}

void scene_join_titles(struct finder *finder, struct scene *scene)
{
	for (size_t i = 0; i < scene->match_count; i++)
		join_behind_body(finder, scene, &scene->matches[i]);
	for (size_t i = 0; i < scene->match_count; i++) /* "President of Rwanda Paul Kagame" */
		join_behind_owner(finder, scene, scene->matches[i].first, scene->matches[i].last);
	for (size_t first = 1; first < scene->sentence->count; first++) {
		size_t last = is_name_word(scene, first) ? name_at(finder, scene, first) : 0;
		uint32_t place = scene->place_at[first - 1];
		if (place != NONE && scene->place_at[first] != place && finder->document->places[place].sentence == scene->index)
			join_behind_owner(finder, scene, finder->document->places[place].first, first - 1);
		if (last != 0) {
			join_before_name(finder, scene, first, last);
			first = last;
		}
	}
}
