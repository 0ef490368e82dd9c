/* scene.c: names and agent nouns of the lexicon in one sentence, and which reading of a name holds. */
#include "scene.h"

#include "base/utf8.h"

bool scene_is_capitalised(struct str form)
{
	size_t at = 0;
	return form.length > 0 && utf8_is_upper(utf8_next(form, &at));
}

static bool has_lower(struct str form)
{
	for (size_t at = 0; at < form.length;)
		if (utf8_is_lower(utf8_next(form, &at)))
			return true;
	return false;
}

struct str scene_case(const struct scene *scene, size_t token)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[token].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_case && tokens[c].xpos != XPOS_POS)
			return tokens[c].lemma.length > 0 ? tokens[c].lemma : tokens[c].form;
	return (struct str){0};
}

bool scene_has_child(const struct scene *scene, size_t token, unsigned deprel)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[token].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == deprel)
			return true;
	return false;
}

bool scene_is_joined_agent(const struct scene *scene, size_t token)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct match *match = scene_match_headed(scene, token);
	token = match ? match->last : token; /* "al-Qaeda-linked" */
	return token + 2 < scene->sentence->count && tokens[token + 1].xpos == XPOS_HYPH && tokens[token + 2].xpos == XPOS_VBN &&
	       !str_equal(tokens[token + 2].form, STR("based")); /* "Gaza-based militants" are of there */
}

const struct match *scene_match_headed(const struct scene *scene, size_t token)
{
	uint32_t m = scene->match_at[token];
	return m != NONE && scene->matches[m].head == token ? &scene->matches[m] : NULL;
}

const struct agent_entry *scene_agent(const struct finder *finder, const struct scene *scene, size_t token)
{
	return scene->agent_at[token] == NONE ? NULL : &finder->lexicon->agents[scene->agent_at[token]];
}

struct str scene_place_country(const struct finder *finder, const struct scene *scene, size_t token)
{
	uint32_t place = scene->place_at[token];
	return place == NONE ? (struct str){0} : finder->document->places[place].country;
}

size_t scene_titled_name(const struct finder *finder, const struct scene *scene, size_t head)
{
	const struct token *tokens = scene->sentence->tokens;
	if (tokens[head].upos == UPOS_PROPN && scene_agent(finder, scene, head) == NULL)
		return 0;
	for (int32_t c = tokens[head].first_child; c >= 0; c = tokens[c].next_sibling) {
		bool beside = tokens[c].deprel == REL_flat || tokens[c].deprel == REL_flat_foreign || tokens[c].deprel == REL_compound;
		bool one_name = scene->match_at[c] != NONE && scene->match_at[c] == scene->match_at[head] && scene->matches[scene->match_at[c]].first <= head &&
		                scene->matches[scene->match_at[c]].first < (uint32_t)c && scene->matches[scene->match_at[c]].entity == NONE;
		if (beside && !one_name && (size_t)c > head && tokens[c].upos == UPOS_PROPN && scene_is_capitalised(tokens[c].form))
			return (size_t)c;
	}
	return 0;
}

enum gender scene_given_gender(const struct finder *finder, struct str form)
{
	char key[KEY_MAX];
	size_t length = words_key(finder->arena, form, key, NULL);
	if (length == 0)
		return GENDER_UNKNOWN;
	enum gender gender = GENDER_UNKNOWN;
	for (uint32_t n = lexicon_find(finder->lexicon, (struct str){key, length}); n != NONE; n = finder->lexicon->names[n].next) {
		const struct name_entry *name = &finder->lexicon->names[n];
		if (!(name->flags & NAME_GIVEN))
			continue;
		enum gender this = name->target ? GENDER_FEMALE : GENDER_MALE;
		if (gender != GENDER_UNKNOWN && gender != this)
			return GENDER_UNKNOWN; /* Jean, Andrea */
		gender = this;
	}
	return gender;
}

/* --- names ---------------------------------------------------------------------------------- */

static bool is_flat(unsigned deprel)
{
	return deprel == REL_flat || deprel == REL_flat_foreign;
}

/* "Michael Jordan": the word belongs to a longer name that the match does not cover. */
static bool is_part_of_longer(const struct finder *finder, const struct scene *scene, uint32_t first, uint32_t last)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t top = last;
	for (size_t steps = 0; steps < 8 && is_flat(tokens[top].deprel) && tokens[top].head >= 0; steps++)
		top = (size_t)tokens[top].head;
	if (top < first || top > last) /* it hangs on another name, unless that is a title */
		return tokens[top].upos == UPOS_PROPN && scene_agent(finder, scene, top) == NULL;
	bool goes_on = last + 1 < scene->sentence->count && tokens[last + 1].head == (int32_t)top; /* not "Venezuela" with "Chávez" of "Hugo Chávez" */
	for (int32_t c = tokens[top].first_child; c >= 0; c = tokens[c].next_sibling)
		if (is_flat(tokens[c].deprel) && ((uint32_t)c < first || ((uint32_t)c > last && goes_on)) && tokens[c].upos == UPOS_PROPN)
			return true;
	return false;
}

/* "AT&T Park", "Hart Island": a surname that is a word of another name. */
static bool is_last_of_name(const struct finder *finder, const struct scene *scene, uint32_t token)
{
	const struct token *tokens = scene->sentence->tokens;
	int32_t head = tokens[token].head;
	if (tokens[token].deprel == REL_compound && head > (int32_t)token && tokens[head].upos == UPOS_PROPN && !scene_agent(finder, scene, (size_t)head))
		return true;
	for (int32_t c = tokens[token].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_compound && tokens[c].upos == UPOS_PROPN && !scene_agent(finder, scene, (size_t)c))
			return true;
	return false;
}

/* "Thomas" of "Former President of Palau Thomas Remengesau": other names hang on the same title. */
static bool has_name_beside(const struct finder *finder, const struct scene *scene, uint32_t token)
{
	const struct token *tokens = scene->sentence->tokens;
	bool before = token > 0 && tokens[token - 1].upos == UPOS_PROPN && is_flat(tokens[token - 1].deprel) && !scene_agent(finder, scene, token - 1);
	bool behind = token + 1 < scene->sentence->count && tokens[token + 1].upos == UPOS_PROPN && is_flat(tokens[token + 1].deprel);
	return before || behind;
}

/* A name of small letters goes on right behind TOKEN. */
static bool is_named_on(const struct scene *scene, uint32_t token)
{
	const struct token *next = token + 1 < scene->sentence->count ? &scene->sentence->tokens[token + 1] : NULL;
	return next && is_flat(next->deprel) && next->head == (int32_t)token && next->upos == UPOS_PROPN && has_lower(next->form);
}

/* "World Zionist Congress": a noun that is a name by itself, with capitals before it that no list knows, is another name. */
static bool is_qualified(const struct scene *scene, uint32_t token)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[token].first_child; c >= 0 && c < (int32_t)token; c = tokens[c].next_sibling) {
		bool beside = tokens[c].deprel == REL_compound || tokens[c].deprel == REL_amod;
		if (beside && c > 0 && scene_is_capitalised(tokens[c].form) && scene->match_at[c] == NONE && scene->agent_at[c] == NONE)
			return true;
	}
	return false;
}

static bool single_is_acceptable(const struct finder *finder, const struct scene *scene, uint32_t token, uint32_t flags)
{
	const struct token *t = &scene->sentence->tokens[token];
	if (t->upos == UPOS_PRON || t->upos == UPOS_DET || t->upos == UPOS_AUX)
		return false;
	if (flags & NAME_ACRONYM) /* not "ISIL" of "ISIL Brett McGurk" */
		return t->deprel == REL_flat || !is_named_on(scene, token);
	if (t->upos == UPOS_VERB || t->upos == UPOS_ADP || t->upos == UPOS_SCONJ || t->upos == UPOS_ADV)
		return false;
	if (flags & NAME_SHORT && (t->upos != UPOS_PROPN || is_last_of_name(finder, scene, token) || has_name_beside(finder, scene, token)))
		return false;
	if (scene->agent_at[token] != NONE && is_qualified(scene, token))
		return false;
	if (flags & NAME_PROPER && t->upos == UPOS_NOUN && token == 0 && !(flags & NAME_DEMONYM))
		return false;
	return !is_part_of_longer(finder, scene, token, token);
}

/* "Abdullah bin Abdulaziz Al Rabiah": the words of a person that go on behind LAST make him another. */
static bool goes_on_behind(const struct finder *finder, const struct scene *scene, uint32_t first, uint32_t last, const struct name_entry *name)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t next = (size_t)last + 1;
	if (name->flags & NAME_NO_ENTITY || finder->lexicon->entities[name->target].class_ != ENTITY_PERSON || next >= scene->sentence->count)
		return false;
	int32_t head = tokens[next].head;
	return tokens[next].upos == UPOS_PROPN && is_flat(tokens[next].deprel) && head >= (int32_t)first && head <= (int32_t)last &&
	       tokens[first].upos == UPOS_PROPN && scene_agent(finder, scene, first) == NULL;
}

static bool name_is_acceptable(const struct finder *finder, const struct scene *scene, uint32_t first, uint32_t last, const struct name_entry *name)
{
	const struct token *tokens = scene->sentence->tokens;
	if (name->flags & (NAME_PREFIX | NAME_AGENT | NAME_GIVEN))
		return false;
	if (name->flags & NAME_PROPER && !scene_is_capitalised(tokens[first].form))
		return false;
	for (uint32_t t = first; name->flags & NAME_ACRONYM && t <= last; t++)
		if (has_lower(tokens[t].form) && tokens[t].upos != UPOS_PART)
			return false;
	return first != last ? !goes_on_behind(finder, scene, first, last, name) : single_is_acceptable(finder, scene, first, name->flags);
}

static uint32_t first_acceptable(const struct finder *finder, const struct scene *scene, uint32_t first, uint32_t last, uint32_t name)
{
	const struct name_entry *names = finder->lexicon->names;
	while (name != NONE && !name_is_acceptable(finder, scene, first, last, &names[name]))
		name = names[name].next;
	return name;
}

/* "South China Sea", "COVID-19": inside a longer name of a thing. */
static bool is_in_thing(const struct finder *finder, const struct scene *scene, uint32_t first, uint32_t last)
{
	enum { WORDS_BEHIND = 4 };
	for (size_t t = last; t < scene->sentence->count && t <= (size_t)last + WORDS_BEHIND; t++) {
		const struct agent_entry *agent = scene_agent(finder, scene, t);
		if (agent && agent->flags & AGENT_THING && scene->agent_first[t] <= first && (scene->agent_first[t] != t || first != last))
			return true;
	}
	return false;
}

/* "New England", "New Mexico": the word before makes it another name. */
static bool is_renewed(const struct scene *scene, uint32_t first)
{
	const struct token *tokens = scene->sentence->tokens;
	bool south = first > 1 && str_equal(tokens[first - 1].form, STR("South")); /* "New South Wales" */
	return first > 0 && str_equal(tokens[first - 1 - south].form, STR("New"));
}

/* The token whose head lies outside; of several (a broken parse) the last noun, before "of" if there is one. */
static uint32_t head_within(const struct sentence *sentence, uint32_t first, uint32_t last)
{
	uint32_t head = last;
	bool found = false;
	for (uint32_t t = first; t <= last; t++) {
		if (found && sentence->tokens[t].upos == UPOS_ADP)
			break; /* "Islamic State" of "Islamic State of Iraq and the Levant" */
		int32_t h = sentence->tokens[t].head;
		bool outside = h < (int32_t)first || h > (int32_t)last;
		unsigned upos = sentence->tokens[t].upos;
		bool noun = upos == UPOS_PROPN || upos == UPOS_NOUN;
		bool had = found && (sentence->tokens[head].upos == UPOS_PROPN || sentence->tokens[head].upos == UPOS_NOUN);
		if (outside && (noun || !had)) {
			head = t;
			found = true;
		}
	}
	return head;
}

/* Append word I's form or lemma to the key; false when it is a barrier or does not fit. */
static bool extend_key(const struct words *words, size_t i, bool lemma, char key[KEY_MAX], size_t *length)
{
	struct str word = lemma ? words->items[i].lemma : words->items[i].form;
	if (word.length == 0 || *length + word.length + 1 > KEY_MAX)
		return false;
	if (*length > 0)
		key[(*length)++] = ' ';
	memcpy(key + *length, word.data, word.length);
	*length += word.length;
	return true;
}

/* A comma or a bracket: some names have them inside. */
static bool is_crossed(const struct scene *scene, size_t i)
{
	struct str form = scene->sentence->tokens[scene->words.items[i].token].form;
	return scene->words.items[i].form.length == 0 && form.length == 1 && memchr(",()", form.data[0], 3);
}

/* The bracket that closes one inside FIRST..LAST belongs to the name. */
static uint32_t with_bracket(const struct scene *scene, uint32_t first, uint32_t last)
{
	bool open = false;
	for (uint32_t t = first; t <= last; t++)
		open = scene->sentence->tokens[t].xpos == XPOS_LRB || (open && scene->sentence->tokens[t].xpos != XPOS_RRB);
	return last + (open && last + 1 < scene->sentence->count && scene->sentence->tokens[last + 1].xpos == XPOS_RRB);
}

/* Longest name that starts at word I; *NEXT is the word behind it. */
static bool longest_name(const struct finder *finder, const struct scene *scene, size_t i, struct match *match, size_t *next)
{
	char key[KEY_MAX];
	size_t length = 0;
	bool found = false, crossed = false;
	for (size_t k = i; k < scene->words.count; k++) {
		if (k > i && is_crossed(scene, k)) {
			crossed = true;
			continue;
		}
		if (!extend_key(&scene->words, k, false, key, &length))
			break;
		uint32_t name = k == i ? scene->words.items[i].name : lexicon_find(finder->lexicon, (struct str){key, length});
		if (name == NONE)
			break;
		uint32_t first = scene->words.items[i].token, last = scene->words.items[k].token;
		if (!scene->words.items[k].ends || (name = first_acceptable(finder, scene, first, last, name)) == NONE)
			continue;
		if (crossed && !(finder->lexicon->names[name].flags & NAME_BROKEN))
			continue;
		last = with_bracket(scene, first, last);
		if (is_renewed(scene, first) || is_in_thing(finder, scene, first, last))
			continue;
		*match = (struct match){.first = first, .last = last, .name = name, .entity = NONE};
		*next = k + 1;
		found = true;
	}
	return found;
}

static void add_match(struct finder *finder, struct scene *scene, struct match match)
{
	match.head = head_within(scene->sentence, match.first, match.last);
	match.flags = finder->lexicon->names[match.name].flags;
	for (uint32_t t = match.first; t <= match.last; t++)
		scene->match_at[t] = (uint32_t)scene->match_count;
	arena_push(finder->arena, scene->matches, scene->match_count, scene->match_capacity, match);
}

/* "Turkish-backed rebels", one name, also names Turkey: who is joined to a participle does what it says. */
static void add_joined_name(struct finder *finder, struct scene *scene, size_t i, uint32_t last)
{
	uint32_t first = scene->words.items[i].token, name = scene->words.items[i].name;
	if (first + 2 > last || !scene_is_joined_agent(scene, first) || name == NONE ||
	    (name = first_acceptable(finder, scene, first, first, name)) == NONE)
		return;
	add_match(finder, scene, (struct match){.first = first, .last = first, .name = name, .entity = NONE});
}

static void scan_names(struct finder *finder, struct scene *scene)
{
	for (size_t i = 0; i < scene->words.count;) {
		struct match match;
		size_t next;
		if (!scene->words.items[i].starts || !longest_name(finder, scene, i, &match, &next)) {
			i++;
			continue;
		}
		add_match(finder, scene, match);
		add_joined_name(finder, scene, i, match.last);
		i = next;
	}
}

/* --- agent nouns ------------------------------------------------------------------------------ */

static uint32_t agent_target(const struct entity_lexicon *lexicon, uint32_t name)
{
	while (name != NONE && !(lexicon->names[name].flags & NAME_AGENT))
		name = lexicon->names[name].next;
	return name == NONE ? NONE : lexicon->names[name].target;
}

/* The agent noun that KEY's first BEFORE letters and the singular of word K are: "human rights | groups"; NONE. */
static uint32_t agent_in_plural(const struct finder *finder, const struct scene *scene, size_t k, const char *key, size_t before)
{
	char singular[KEY_MAX];
	const struct word *word = &scene->words.items[k];
	if (str_equal(word->lemma, word->form))
		return NONE;
	memcpy(singular, key, before);
	return extend_key(&scene->words, k, true, singular, &before)
	           ? agent_target(finder->lexicon, lexicon_find(finder->lexicon, (struct str){singular, before})) : NONE;
}

/* Longest agent noun from word I on, with words as they stand (the last may be a plural) or all in the singular. */
static uint32_t longest_agent(const struct finder *finder, const struct scene *scene, size_t i, bool lemma, size_t *end)
{
	char key[KEY_MAX];
	size_t length = 0, before = 0;
	uint32_t agent = NONE;
	for (size_t k = i; k < scene->words.count && extend_key(&scene->words, k, lemma, key, &length); before = length, k++) {
		const struct word *word = &scene->words.items[k];
		bool looked_up = k == i && (!lemma || str_equal(word->lemma, word->form));
		uint32_t name = looked_up ? word->name : lexicon_find(finder->lexicon, (struct str){key, length});
		uint32_t target = agent_target(finder->lexicon, name);
		if (target == NONE && k > i && !lemma)
			target = agent_in_plural(finder, scene, k, key, before);
		if (target != NONE && word->ends) {
			agent = target;
			*end = k;
		}
		if (name == NONE)
			break;
	}
	return agent;
}

static void scan_agents(struct finder *finder, struct scene *scene)
{
	for (size_t i = 0; i < scene->words.count;) {
		size_t end = i, lemma_end = i;
		const struct word *word = &scene->words.items[i];
		unsigned upos = scene->sentence->tokens[word->token].upos;
		bool verb = upos == UPOS_VERB && scene->sentence->tokens[word->token].deprel != REL_amod; /* "ousted president" */
		if (!word->starts || verb || upos == UPOS_AUX || upos == UPOS_ADV || upos == UPOS_PRON) {
			i++;
			continue;
		}
		uint32_t agent = longest_agent(finder, scene, i, false, &end);
		uint32_t other = longest_agent(finder, scene, i, true, &lemma_end);
		if (agent == NONE || (other != NONE && lemma_end > end)) {
			agent = other;
			end = lemma_end;
		}
		if (agent == NONE) {
			i++;
			continue;
		}
		uint32_t head = head_within(scene->sentence, word->token, scene->words.items[end].token);
		scene->agent_at[head] = agent;
		scene->agent_first[head] = word->token;
		scene->agent_last[head] = scene->words.items[end].token;
		i = end + 1;
	}
}

/* "European Union officials": the noun is "official", not the "union official" that begins inside the name. */
static void reread_agents(struct finder *finder, struct scene *scene)
{
	for (size_t i = 0; i + 1 < scene->words.count; i++) {
		uint32_t token = scene->words.items[i].token, next = scene->words.items[i + 1].token;
		uint32_t m = scene->match_at[token];
		if (m == NONE || scene->matches[m].last != token || next == token)
			continue;
		uint32_t head = NONE;
		for (uint32_t t = next; t < scene->sentence->count && t < next + 4 && head == NONE; t++)
			if (scene->agent_at[t] != NONE && scene->agent_first[t] <= token && scene->agent_first[t] > scene->matches[m].first)
				head = t;
		size_t end = i + 1;
		uint32_t agent = head == NONE ? NONE : longest_agent(finder, scene, i + 1, true, &end);
		if (agent == NONE || scene->words.items[end].token < head || !(finder->lexicon->agents[agent].flags & AGENT_PERSON))
			continue; /* "U.S. Treasury Department" stays one */
		scene->agent_at[head] = agent;
		scene->agent_first[head] = next;
		scene->agent_last[head] = scene->words.items[end].token;
	}
}

static uint32_t *none_array(struct arena *arena, size_t count)
{
	uint32_t *array = arena_alloc(arena, (count + 1) * sizeof *array);
	for (size_t i = 0; i < count; i++)
		array[i] = NONE;
	return array;
}

/* Each word alone in the lexicon: no longer name starts with one that is not there. */
static void find_words(const struct finder *finder, struct words *words)
{
	enum { TOGETHER = 16 };
	uint64_t hashes[TOGETHER];
	for (size_t from = 0; from < words->count; from += TOGETHER) {
		size_t count = words->count - from < TOGETHER ? words->count - from : TOGETHER;
		struct word *items = words->items + from;
		for (size_t i = 0; i < count; i++) {
			hashes[i] = str_hash(items[i].form);
			lexicon_expect(finder->lexicon, hashes[i]);
		}
		for (size_t i = 0; i < count; i++)
			lexicon_expect_name(finder->lexicon, hashes[i]);
		for (size_t i = 0; i < count; i++)
			lexicon_expect_text(finder->lexicon, hashes[i]);
		for (size_t i = 0; i < count; i++) {
			bool may_be = items[i].form.length > 0 && items[i].form.length < KEY_MAX;
			items[i].name = may_be ? lexicon_find_hashed(finder->lexicon, items[i].form, hashes[i]) : NONE;
		}
	}
}

void scene_scan(struct finder *finder, size_t sentence)
{
	struct scene *scene = &finder->scenes[sentence];
	scene->sentence = &finder->document->sentences[sentence];
	scene->index = sentence;
	scene->match_at = none_array(finder->arena, scene->sentence->count);
	scene->agent_at = none_array(finder->arena, scene->sentence->count);
	scene->agent_first = none_array(finder->arena, scene->sentence->count);
	scene->agent_last = none_array(finder->arena, scene->sentence->count);
	scene->mention_at = none_array(finder->arena, scene->sentence->count);
	scene->place_at = none_array(finder->arena, scene->sentence->count);
	words_of_sentence(finder->arena, scene->sentence, &scene->words);
	find_words(finder, &scene->words);
	scan_agents(finder, scene);
	scan_names(finder, scene);
	scene_join_names(scene);
	scene_share_names(finder, scene);
	reread_agents(finder, scene);
}
