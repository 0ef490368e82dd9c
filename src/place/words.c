/* words.c: what the tokens of a sentence look like, and whose names are persons'. */
#include "base/utf8.h"
#include "place/find.h"

static struct str lower_form(struct finder *finder, struct str form)
{
	return utf8_lowercase(finder->arena, form);
}

static void look_at_letters(struct str form, struct word *word)
{
	size_t upper = 0, lower = 0;
	for (size_t at = 0; at < form.length;) {
		size_t start = at;
		uint32_t c = utf8_next(form, &at);
		bool is_upper = utf8_is_upper(c);
		if (start == 0)
			word->capital = is_upper;
		upper += is_upper;
		lower += utf8_is_lower(c);
	}
	word->capitals = upper >= 2 && lower == 0;
}

static bool is_name_tag(const struct token *token)
{
	return token->upos == UPOS_PROPN || token->xpos == XPOS_NNP || token->xpos == XPOS_NNPS;
}

/* The first word proper: behind opening quotation marks, dashes and bullets. */
static size_t first_word(const struct sentence *sentence)
{
	size_t i = 0;
	while (i < sentence->count && (sentence->tokens[i].upos == UPOS_PUNCT || sentence->tokens[i].upos == UPOS_SYM))
		i++;
	return i;
}

/* A headline writes (nearly) every long word with a capital. */
static bool is_headline(const struct view *view)
{
	size_t longer = 0, capital = 0;
	for (size_t i = 0; i < view->sentence->count; i++)
		if (view->sentence->tokens[i].form.length > 3) {
			longer++;
			capital += view->words[i].capital;
		}
	return longer >= 4 && capital * 5 >= longer * 4;
}

struct view finder_view(struct finder *finder, size_t sentence)
{
	const struct sentence *s = &finder->document->sentences[sentence];
	struct view view = {s, arena_zalloc(finder->arena, s->count + 1, sizeof(struct word)), sentence, false};
	size_t first = first_word(s);
	uint64_t *hashes = arena_alloc(finder->arena, (s->count + 1) * sizeof *hashes);
	for (size_t i = 0; i < s->count; i++)
		if (s->tokens[i].upos != UPOS_PUNCT) {
			hashes[i] = str_hash(lower_form(finder, s->tokens[i].form));
			gazetteer_expect_word(finder->gazetteer, hashes[i]);
		}
	for (size_t i = 0; i < s->count; i++) {
		struct word *word = &view.words[i];
		const struct token *token = &s->tokens[i];
		if (token->upos == UPOS_PUNCT)
			continue;
		look_at_letters(token->form, word);
		word->name = is_name_tag(token);
		word->initial = i == first;
		word->classes = gazetteer_word(finder->gazetteer, hashes[i]);
	}
	view.headline = is_headline(&view);
	return view;
}

/* --- persons -------------------------------------------------------------------------------- */

/* The run of name tokens [first, *end) that starts at FIRST, without punctuation but initials. */
static size_t name_run(const struct view *view, size_t first)
{
	size_t end = first;
	while (end < view->sentence->count && view->words[end].name && view->words[end].capital && end < first + 8)
		end++;
	return end;
}

static bool run_has(const struct view *view, size_t first, size_t end, uint32_t classes)
{
	for (size_t i = first; i < end; i++)
		if (view->words[i].classes & classes)
			return true;
	return false;
}

/* Tied as UD ties the parts of a personal name; some places' names are, too ("Los Angeles"). */
static bool is_flat_run(const struct view *view, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++) {
		const struct token *token = &view->sentence->tokens[i];
		if (token->deprel != REL_flat || token->head < 0 || (size_t)token->head < first)
			return false;
	}
	return true;
}

static bool is_known_place(const struct finder *finder, const struct view *view, size_t first, size_t end)
{
	const struct token *tokens = view->sentence->tokens;
	char bytes[KEY_MOST];
	struct str text = str_slice(finder->document->article.text, tokens[first].span.start, tokens[end - 1].span.end);
	return gazetteer_look_up(finder->gazetteer, place_key(finder->arena, text, bytes)).count > 0;
}

/* Where a person's name starts in a run of names: behind its last title, else at its first given name. */
static size_t person_start(const struct view *view, size_t first, size_t end)
{
	for (size_t i = end; i-- > first;)
		if (view->words[i].classes & WORD_BIT(WORD_PERSON_TITLE))
			return i + 1;
	if (first > 0 && view->words[first - 1].classes & WORD_BIT(WORD_PERSON_TITLE))
		return first;
	for (size_t i = first; i + 1 < end; i++)
		if (view->words[i].classes & WORD_BIT(WORD_GIVEN_NAME))
			return i;
	return end;
}

/* The start of the person's name in the run, END when it holds none: behind a title, from a given name, or all flat. */
static size_t find_person(const struct finder *finder, const struct view *view, size_t first, size_t end)
{
	uint32_t others = WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_UNIT) | WORD_BIT(WORD_DISTRICT);
	size_t start = person_start(view, first, end);
	if (start == end && end - first >= 2 && is_flat_run(view, first, end) && !is_known_place(finder, view, first, end))
		start = first;
	return start < end && !run_has(view, start, end, others) ? start : end;
}

static void note_run(struct finder *finder, const struct view *view, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		char bytes[KEY_MOST];
		struct str key = place_key(finder->arena, view->sentence->tokens[i].form, bytes);
		if (key.length < 2 || view->words[i].classes & WORD_BIT(WORD_PERSON_TITLE))
			continue;
		size_t part = i > first || end == first + 1 ? 2 : 1;
		struct map_entry *entry = map_get(&finder->persons, key);
		if (entry) {
			entry->value = entry->value > part ? entry->value : part;
			continue;
		}
		key.data = arena_copy(finder->arena, key.data, key.length);
		map_put(&finder->persons, key, part, NULL);
	}
}

void finder_note_persons(struct finder *finder, const struct view *view)
{
	if (view->headline)
		return;
	for (size_t i = 0; i < view->sentence->count;) {
		size_t end = name_run(view, i);
		if (end > i)
			note_run(finder, view, find_person(finder, view, i, end), end);
		i = end > i ? end : i + 1;
	}
}

size_t finder_person(const struct finder *finder, struct str word)
{
	char bytes[KEY_MOST];
	struct map_entry *entry = map_get(&finder->persons, place_key(finder->arena, word, bytes));
	return entry ? entry->value : 0;
}
