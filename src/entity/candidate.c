/* candidate.c: which words may head a mention: names, nouns for those who act, pronouns, counted people. */
#include "scene.h"

#include "base/utf8.h"

static bool is_one_of(struct str word, const char *const *list)
{
	for (; *list; list++)
		if (str_equal_nocase(word, str_of(*list)))
			return true;
	return false;
}

/* --- what a token is ---------------------------------------------------------------------------- */

bool candidate_is_subject(unsigned deprel)
{
	return deprel == REL_nsubj || deprel == REL_nsubj_pass || deprel == REL_nsubj_outer;
}

/* Days and months look like names and never act. */
static bool is_calendar_word(struct str form)
{
	static const char *const words[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
		"February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", NULL};
	return is_one_of(form, words);
}

/* Plural nouns that look like people though no list has them: -ists, -men, -eers. */
static bool looks_human(const struct token *token)
{
	static const char *const endings[] = {"ists", "men", "women", "eers", "workers", "fighters", "leaders", "makers"};
	if (token->xpos != XPOS_NNS)
		return false;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(token->form, str_of(endings[i])))
			return true;
	return false;
}

static bool is_personal_pronoun(const struct token *token)
{
	static const char *const words[] = {"he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "it", "its",
		"we", "us", "our", "i", "me", "my", "himself", "herself", "themselves", "itself", NULL};
	return token->upos == UPOS_PRON && is_one_of(token->form, words);
}

/* "Affairs" of "Department of Veterans Affairs": what stands behind "of" in a name that is no person's, place's or office's. */
static bool completes_name(const struct finder *finder, const struct scene *scene, size_t t)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t top = t;
	for (size_t steps = 0; steps < 4 && tokens[top].deprel == REL_conj && tokens[top].head >= 0; steps++)
		top = (size_t)tokens[top].head;
	int32_t head = tokens[top].deprel == REL_nmod ? tokens[top].head : -1;
	if (head < 0 || tokens[head].upos != UPOS_PROPN || tokens[top].upos != UPOS_PROPN || scene->place_at[t] != NONE || scene_titled_name(finder, scene, t))
		return false;
	const struct agent_entry *agent = scene_agent(finder, scene, (size_t)head);
	struct str preposition = scene_case(scene, top);
	if (scene_given_gender(finder, tokens[head].form) != GENDER_UNKNOWN && scene_has_child(scene, (size_t)head, REL_flat))
		return false; /* "Ann Chiang of DAB" */
	return (str_equal(preposition, STR("of")) || str_equal(preposition, STR("for"))) &&
	       !(agent && agent->flags & (AGENT_PERSON | AGENT_PLACE | AGENT_COUNTRY | AGENT_WHOLE));
}

/* The last word of the name that TOKEN heads: "Warhol" of "Andy Warhol". */
static struct str last_word(const struct finder *finder, const struct scene *scene, size_t t)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t last = t;
	for (int32_t c = tokens[t].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_flat && (size_t)c > last)
			last = (size_t)c;
	return utf8_fold(finder->arena, tokens[last].form);
}

/* "Scientology" of "Scientology officials", "Andy Warhol" of "an Andy Warhol exhibit": a name before a common noun. */
static bool is_modifying_name(const struct scene *scene, size_t t)
{
	const struct token *tokens = scene->sentence->tokens;
	return tokens[t].deprel == REL_compound && tokens[t].upos == UPOS_PROPN && tokens[t].head > (int32_t)t &&
	       tokens[tokens[t].head].upos == UPOS_NOUN && scene->agent_at[t] == NONE && scene->place_at[t] == NONE && scene_is_capitalised(tokens[t].form);
}

/* "jihadist attacks"; a rank is no such word: "a general strike", "major rallies" */
static bool is_side_adjective(const struct agent_entry *agent)
{
	return agent && agent->flags & AGENT_ARMED && agent->flags & AGENT_PERSON && strncmp(agent->sector, "MIL", sizeof agent->sector) != 0;
}

/* "navy" of "navy vessels", "coalition" of "a coalition airstrike": a body before a noun for what is none. */
static bool is_modifying_body(const struct finder *finder, const struct scene *scene, size_t t)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct agent_entry *agent = scene_agent(finder, scene, t);
	bool body = agent && agent->flags & (AGENT_GROUP | AGENT_ARMED) && !(agent->flags & (AGENT_THING | AGENT_TRANSPARENT | AGENT_TITLE));
	bool before = tokens[t].deprel == REL_compound || (tokens[t].deprel == REL_amod && is_side_adjective(agent));
	if (!body || !before || tokens[t].head <= (int32_t)t || tokens[tokens[t].head].upos != UPOS_NOUN)
		return false;
	const struct agent_entry *above = scene_agent(finder, scene, (size_t)tokens[t].head);
	return (!above || above->flags & AGENT_THING) && scene->match_at[tokens[t].head] == NONE; /* "a government offensive" */
}

static bool is_named_again(const struct finder *finder, const struct scene *scene, size_t t)
{
	const struct map_entry *entry = map_get(&finder->name_counts, last_word(finder, scene, t));
	return entry && entry->value > 1;
}

/* A head inside a longer name or phrase is no mention of its own. */
static bool is_inside(const struct finder *finder, const struct scene *scene, size_t t)
{
	const struct token *token = &scene->sentence->tokens[t];
	uint32_t m = scene->match_at[t];
	if (m != NONE)
		return scene->matches[m].head != t;
	if (completes_name(finder, scene, t))
		return true;
	if (scene_is_joined_agent(scene, t))
		return false;
	if (is_modifying_name(scene, t))
		return !is_named_again(finder, scene, t);
	if (is_modifying_body(finder, scene, t))
		return false;
	switch (token->deprel) {
	case REL_flat: case REL_flat_foreign: case REL_fixed: case REL_goeswith: case REL_compound: case REL_nmod_desc:
	case REL_nmod_unmarked: case REL_obl_unmarked: case REL_amod:
		return true;
	default:
		return false;
	}
}

/* "Prime Minister of Serbia", "UK Government": a noun with a capital, and nothing before it that makes it a name. */
static bool is_description(const struct finder *finder, const struct scene *scene, size_t head)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct agent_entry *agent = scene_agent(finder, scene, head);
	if (!(agent->flags & (AGENT_WHOLE | AGENT_PERSON)) && scene_has_child(scene, head, REL_nmod))
		return false; /* "Church of Scientology", "Bank of Cyprus" */
	uint32_t m = scene->match_at[head];
	if (m != NONE && scene->matches[m].first < head)
		return false; /* "the Labour Party", of a country that the text does not tell */
	for (size_t t = tokens[head].left; t < head; t++)
		if (tokens[t].upos != UPOS_DET && tokens[t].upos != UPOS_NUM && t > 0 && scene_is_capitalised(tokens[t].form) &&
		    scene->match_at[t] == NONE && scene->agent_at[t] == NONE && t < scene->agent_first[head])
			return false;
	return !scene_has_child(scene, head, REL_flat);
}

/* "12 of the cases", "$40": the number is one of things that a word beside it tells. */
static bool counts_things(const struct scene *scene, size_t t)
{
	const struct token *tokens = scene->sentence->tokens;
	for (int32_t c = tokens[t].first_child; c >= 0; c = tokens[c].next_sibling) {
		struct str preposition = scene_case(scene, (size_t)c);
		bool where = str_equal(preposition, STR("in")) || str_equal(preposition, STR("at")); /* "20 in Tuffah", "at least 20" */
		if (tokens[c].upos == UPOS_SYM || (tokens[c].deprel == REL_nmod && !where) || tokens[c].deprel == REL_compound)
			return true;
	}
	return false;
}

/* "were killed and 29 more injured", "kills 48 people and wounds almost 100": an amount that parsers take for a measure. */
static bool counts_victims(const struct scene *scene, size_t t)
{
	const struct token *tokens = scene->sentence->tokens;
	size_t count = scene->sentence->count, before = tokens[t].left;
	size_t harm = t + 1 < count && str_equal(tokens[t + 1].form, STR("more")) ? t + 2 : t + 1;
	bool participle = harm < count && (tokens[harm].xpos == XPOS_VBN || (tokens[harm].xpos == XPOS_JJ && str_ends(tokens[harm].form, STR("ed"))));
	int32_t goes_on_from = participle && tokens[harm].deprel == REL_conj ? tokens[harm].head : -1; /* "are dead and 34 injured" */
	if (goes_on_from >= 0 && (tokens[goes_on_from].xpos == XPOS_VBN || scene_has_child(scene, (size_t)goes_on_from, REL_cop)))
		return true;
	bool measure = tokens[t].deprel == REL_obl_unmarked && before > 0 && tokens[before - 1].xpos == XPOS_NNS && tokens[before - 1].deprel == REL_conj;
	int32_t first = measure ? tokens[before - 1].head : -1; /* "people", joined to "wounds" */
	return first >= 0 && tokens[first].deprel == REL_obj && tokens[first].head == tokens[t].head;
}

/* "killed 12 and injured 40 more", "including 20 in Tuffah", "another is held", "the wounded were freed": people whom no noun names. */
static bool counts_people(const struct scene *scene, size_t t, bool acts)
{
	const struct token *tokens = scene->sentence->tokens, *token = &tokens[t];
	bool argument = candidate_is_subject(token->deprel) || token->deprel == REL_obj;
	bool done = argument && token->head >= 0 && tokens[token->head].upos == UPOS_VERB;
	if (str_equal_nocase(token->form, STR("more")) && scene_has_child(scene, t, REL_nummod))
		return done && !counts_things(scene, t);
	if (str_equal_nocase(token->form, STR("another")) && token->upos != UPOS_ADJ)
		return done && !scene_has_child(scene, t, REL_nmod) && tokens[token->head].deprel == REL_conj;
	if (token->upos == UPOS_ADJ)
		return acts && argument && scene_has_child(scene, t, REL_det);
	bool among = str_equal(scene_case(scene, t), STR("include")) && (token->deprel == REL_obl || token->deprel == REL_nmod);
	return token->upos == UPOS_NUM && (done || among) && !counts_things(scene, t);
}

enum candidate candidate_at(const struct finder *finder, const struct scene *scene, size_t t)
{
	const struct token *token = &scene->sentence->tokens[t];
	const struct agent_entry *agent = scene_agent(finder, scene, t);
	if (is_personal_pronoun(token))
		return CANDIDATE_PRONOUN;
	if (token->upos == UPOS_NUM && counts_victims(scene, t) && !counts_things(scene, t))
		return CANDIDATE_NOMINAL;
	if (is_inside(finder, scene, t))
		return CANDIDATE_NONE;
	const struct match *match = scene_match_headed(scene, t);
	if (match && match->entity != NONE)
		return CANDIDATE_NAME;
	if (scene_titled_name(finder, scene, t) != 0)
		return CANDIDATE_UNKNOWN_NAME;
	bool acts = agent && !(agent->flags & (AGENT_TITLE | AGENT_FORMER | AGENT_FOREIGN | AGENT_THING));
	if (token->upos == UPOS_ADJ && acts && agent->flags & AGENT_PERSON && is_modifying_body(finder, scene, t))
		return CANDIDATE_NOMINAL;
	if (token->upos == UPOS_NOUN && (acts || (!agent && looks_human(token))))
		return CANDIDATE_NOMINAL;
	if (counts_people(scene, t, acts))
		return CANDIDATE_NOMINAL;
	if (token->upos == UPOS_PROPN && !is_calendar_word(token->form) && scene_is_capitalised(token->form))
		return acts && is_description(finder, scene, t) ? CANDIDATE_NOMINAL : CANDIDATE_UNKNOWN_NAME;
	return CANDIDATE_NONE;
}

void candidate_count_names(struct finder *finder)
{
	map_init(&finder->name_counts, finder->arena);
	for (size_t s = 0; s < finder->document->sentence_count; s++) {
		const struct scene *scene = &finder->scenes[s];
		for (size_t t = 0; t < scene->sentence->count; t++) {
			if (scene->sentence->tokens[t].upos != UPOS_PROPN || scene->match_at[t] != NONE)
				continue;
			if (is_modifying_name(scene, t) || candidate_at(finder, scene, t) == CANDIDATE_UNKNOWN_NAME)
				map_put(&finder->name_counts, last_word(finder, scene, t), 0, NULL)->value++;
		}
	}
}
