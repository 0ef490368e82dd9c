/* whole.c: a name of the lexicon is one phrase. Parsers split "Islamic State of Iraq and the Levant" into two that are joined, and
 * hang "Justice and Equality" of "Justice and Equality Movement members" on the members; here the tree is put right before anything reads it. */
#include "scene.h"

static bool is_in(const struct match *match, int32_t t)
{
	return t >= (int32_t)match->first && t <= (int32_t)match->last;
}

/* Does the tree part the name: words that hang on two others outside it, or a conjunct inside it? */
static bool is_parted(const struct token *tokens, const struct match *match)
{
	bool found = false, parted = false;
	int32_t outside = -1;
	for (uint32_t t = match->first; t <= match->last; t++) {
		bool in = is_in(match, tokens[t].head);
		parted = parted || (in && tokens[t].deprel == REL_conj) || (!in && found && tokens[t].head != outside && tokens[t].deprel != REL_punct);
		if (!in && tokens[t].deprel != REL_punct) {
			outside = tokens[t].head;
			found = true;
		}
	}
	return parted;
}

/* "forces" of "Islamic State of Iraq and the Levant forces": the noun behind the name whose last word hangs on it; else -1. */
static int32_t noun_behind(const struct token *tokens, const struct match *match)
{
	const struct token *last = &tokens[match->last];
	return last->deprel == REL_compound && last->head == (int32_t)match->last + 1 ? last->head : -1;
}

static size_t depth_of(const struct token *tokens, size_t count, int32_t t)
{
	size_t depth = 0;
	while (t >= 0 && depth < count) {
		t = tokens[t].head;
		depth++;
	}
	return depth;
}

/* The word of the name that is nearest to the root. */
static uint32_t top_of(const struct sentence *sentence, const struct match *match)
{
	uint32_t top = match->head;
	size_t least = SIZE_MAX;
	for (uint32_t t = match->first; t <= match->last; t++) {
		size_t depth = depth_of(sentence->tokens, sentence->count, (int32_t)t);
		if (!is_in(match, sentence->tokens[t].head) && sentence->tokens[t].deprel != REL_punct && depth < least) {
			least = depth;
			top = t;
		}
	}
	return top;
}

void scene_relink(struct sentence *sentence)
{
	struct token *tokens = sentence->tokens;
	int32_t count = (int32_t)sentence->count;
	for (int32_t t = 0; t < count; t++) {
		tokens[t].first_child = tokens[t].next_sibling = -1;
		tokens[t].left = tokens[t].right = (uint32_t)t;
	}
	for (int32_t t = count - 1; t >= 0; t--) {
		if (tokens[t].head < 0)
			continue;
		tokens[t].next_sibling = tokens[tokens[t].head].first_child;
		tokens[tokens[t].head].first_child = t;
	}
	for (int32_t t = 0; t < count; t++) {
		for (int32_t up = tokens[t].head, steps = 0; up >= 0 && steps < count; up = tokens[up].head, steps++) {
			if ((uint32_t)t < tokens[up].left)
				tokens[up].left = (uint32_t)t;
			if ((uint32_t)t > tokens[up].right)
				tokens[up].right = (uint32_t)t;
		}
	}
}

/* All words of the name hang on its head, what hung on them as well; the head hangs where the highest of them did. */
static void join(struct sentence *sentence, struct match *match)
{
	struct token *tokens = sentence->tokens;
	int32_t noun = noun_behind(tokens, match);
	uint32_t top = top_of(sentence, match);
	int32_t above = tokens[top].head;
	uint8_t relation = tokens[top].deprel;
	bool under = noun >= 0 && (above == noun || is_in(match, tokens[noun].head));
	int32_t carrier = under ? noun : (int32_t)match->head;
	if (under && is_in(match, tokens[noun].head)) {
		tokens[noun].head = above;
		tokens[noun].deprel = relation;
	}
	for (int32_t t = 0; t < (int32_t)sentence->count; t++)
		if (!is_in(match, t) && is_in(match, tokens[t].head))
			tokens[t].head = carrier;
	for (uint32_t t = match->first; t <= match->last; t++) {
		bool own = is_in(match, tokens[t].head) && tokens[t].deprel != REL_conj;
		if (t == match->head || own)
			continue;
		tokens[t].head = (int32_t)match->head;
		if (tokens[t].deprel != REL_punct)
			tokens[t].deprel = t < match->head ? REL_compound : REL_flat;
	}
	tokens[match->head].head = under ? noun : above;
	tokens[match->head].deprel = under ? REL_compound : relation;
	if (above < 0)
		sentence->root = carrier;
	scene_relink(sentence);
}

void scene_join_names(struct scene *scene)
{
	for (size_t i = 0; i < scene->match_count; i++) {
		struct match *match = &scene->matches[i];
		if (match->first != match->last && is_parted(scene->sentence->tokens, match))
			join(scene->sentence, match);
	}
}

/* The name that WORD and all but the first word of MATCH would be; NONE when the lexicon has none. */
static uint32_t shared_name(const struct finder *finder, const struct scene *scene, const struct match *match, size_t word)
{
	const struct token *tokens = scene->sentence->tokens;
	const struct str text = finder->document->article.text;
	char key[KEY_MAX];
	struct str rest = str_slice(text, tokens[match->first + 1].span.start, tokens[match->last].span.end);
	const char *both = arena_printf(finder->arena, "%.*s %.*s", STR_ARG(tokens[word].form), STR_ARG(rest));
	size_t length = words_key(finder->arena, str_of(both), key, NULL);
	uint32_t name = length > 0 ? lexicon_find(finder->lexicon, (struct str){key, length}) : NONE;
	return name != NONE && !(finder->lexicon->names[name].flags & NAME_NO_ENTITY) ? name : NONE;
}

/* "North and South Korea": "North" is the first of two, and stands for its name. */
void scene_share_names(struct finder *finder, struct scene *scene)
{
	struct token *tokens = scene->sentence->tokens;
	for (size_t i = 0, count = scene->match_count; i < count; i++) {
		struct match whole = scene->matches[i];
		size_t word = whole.first < 2 ? 0 : whole.first - 2;
		if (whole.first < 2 || whole.first == whole.last || tokens[whole.first - 1].upos != UPOS_CCONJ || scene->match_at[word] != NONE ||
		    tokens[word].head != (int32_t)whole.head || !scene_is_capitalised(tokens[word].form))
			continue;
		uint32_t name = shared_name(finder, scene, &whole, word);
		if (name == NONE)
			continue;
		struct match first = {.first = (uint32_t)word, .last = (uint32_t)word, .head = (uint32_t)word, .name = name, .entity = NONE,
		                      .flags = finder->lexicon->names[name].flags};
		scene->match_at[word] = (uint32_t)scene->match_count;
		arena_push(finder->arena, scene->matches, scene->match_count, scene->match_capacity, first);
		tokens[word].head = tokens[whole.head].head;
		tokens[word].deprel = tokens[whole.head].deprel;
		tokens[whole.head].head = (int32_t)word;
		tokens[whole.head].deprel = REL_conj;
		if (tokens[word].head < 0)
			scene->sentence->root = (int32_t)word;
		for (size_t k = 0; k < word; k++)
			if (tokens[k].head == (int32_t)whole.head)
				tokens[k].head = (int32_t)word;
		scene_relink(scene->sentence);
	}
}
