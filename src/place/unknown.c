/* unknown.c: names that the gazetteer does not have and that the text says are places: "the village of X", "in X, Kharkiv Oblast". */
#include "place/find.h"

enum { SPOTS_BACK = 4, GAP_MOST = 4, RUN_MOST = 5 };

static bool has_class(const struct view *view, size_t token, unsigned class_)
{
	return token < view->sentence->count && (view->words[token].classes & WORD_BIT(class_)) != 0;
}

static bool is_form(const struct sentence *sentence, size_t token, const char *form)
{
	return token < sentence->count && str_equal_nocase(sentence->tokens[token].form, str_of(form));
}

/* "the village of Khan Tuman": the settlement noun and "of" before FIRST say that it is a place. */
static bool is_announced(const struct view *view, size_t first)
{
	uint32_t nouns = WORD_BIT(WORD_SETTLEMENT) | WORD_BIT(WORD_UNIT) | WORD_BIT(WORD_DISTRICT);
	if (first < 2 || !is_form(view->sentence, first - 1, "of"))
		return false;
	return view->words[first - 2].classes & nouns && view->sentence->tokens[first - 2].upos == UPOS_NOUN;
}

/* "in X", "near the X": may be a place, if what stands behind says what it lies in. */
static bool is_behind_locative(const struct view *view, size_t first)
{
	static const char *const prepositions[] = {"in", "at", "near", "outside", "inside", "around"};
	if (first > 0 && is_form(view->sentence, first - 1, "the"))
		first--;
	for (size_t i = 0; first > 0 && i < sizeof prepositions / sizeof *prepositions; i++)
		if (is_form(view->sentence, first - 1, prepositions[i]))
			return true;
	return false;
}

static bool is_part_of_name(const struct view *view, size_t token)
{
	return token < view->sentence->count && view->words[token].capital && view->words[token].name;
}

/* Days, months, people, parties and abbreviations ("in June, Syria", "in NATO, Turkey") are no unknown places. */
static bool may_be_place(const struct finder *finder, const struct view *view, size_t first, size_t last)
{
	const struct document *document = finder->document;
	for (size_t i = 0; i < document->timex_count; i++)
		if (document->timexes[i].sentence == view->index && document->timexes[i].first <= last && first <= document->timexes[i].last)
			return false;
	for (size_t i = first; i <= last; i++)
		if (view->words[i].capitals || has_class(view, i, WORD_GIVEN_NAME) || has_class(view, i, WORD_PERSON_TITLE) ||
		    finder_person(finder, view->sentence->tokens[i].form))
			return false;
	bool body = has_class(view, last, WORD_ORGANISATION) && !has_class(view, last, WORD_FACILITY) && !has_class(view, last, WORD_DISTRICT);
	return !body && last - first < RUN_MOST;
}

void finder_note_unknown(struct finder *finder, const struct view *view, struct unknowns *unknowns)
{
	for (size_t i = 1; i < view->sentence->count; i++) {
		bool announced = is_announced(view, i);
		if (!is_part_of_name(view, i) || is_part_of_name(view, i - 1) || (!announced && !is_behind_locative(view, i)))
			continue;
		size_t last = i;
		while (is_part_of_name(view, last + 1))
			last++;
		struct unknown unknown = {view->index, i, last, announced, has_class(view, last, WORD_UNIT) || has_class(view, last, WORD_DISTRICT)};
		if (announced || may_be_place(finder, view, i, last))
			arena_push(finder->arena, unknowns->items, unknowns->count, unknowns->capacity, unknown);
		i = last;
	}
}

static bool overlaps(const struct unknown *unknown, const struct spot *spot)
{
	return spot->choice != NO_RECORD && spot->sentence == unknown->sentence && spot->first <= unknown->last && unknown->first <= spot->last;
}

/* Does what stands between X and SPOT say that X lies in it: "X, SPOT", "X (SPOT)", "X in the northern SPOT", "X village in SPOT",
 * "the X District of SPOT"? */
static bool lies_in(const struct finder *finder, const struct unknown *unknown, const struct spot *spot)
{
	const struct sentence *sentence = &finder->document->sentences[unknown->sentence];
	size_t from = unknown->last + 1, to = spot->wide_first;
	if (to <= from || to > from + GAP_MOST)
		return false;
	if (to == from + 1)
		return is_form(sentence, from, ",") || is_form(sentence, from, "(") || is_form(sentence, from, "in") || (unknown->is_unit && is_form(sentence, from, "of"));
	bool in = false;
	for (size_t i = from; i < to; i++) {
		const struct token *token = &sentence->tokens[i];
		if (is_form(sentence, i, "in") || (in && is_form(sentence, i, "the")))
			in = true;
		else if (token->upos != UPOS_ADJ && (in || token->upos != UPOS_NOUN))
			return false;
	}
	return in;
}

/* Who stands behind a comma may also do or suffer something: "In X, Israel says". */
static bool is_party(const struct finder *finder, const struct spot *spot)
{
	const struct token *tokens = finder->document->sentences[spot->sentence].tokens;
	size_t head = spot->last;
	for (size_t i = spot->wide_first; i <= spot->wide_last; i++)
		if (tokens[i].head < 0 || (size_t)tokens[i].head < spot->wide_first || (size_t)tokens[i].head > spot->wide_last)
			head = i;
	unsigned rel = tokens[head].deprel;
	return rel == REL_nsubj || rel == REL_nsubj_pass || rel == REL_nmod_poss || rel == REL_obj || rel == REL_compound;
}

static const struct spot *container_of(const struct finder *finder, const struct unknown *unknown, size_t next_spot)
{
	for (size_t i = next_spot; i < finder->spot_count && i < next_spot + SPOTS_BACK; i++) {
		const struct spot *spot = &finder->spots[i];
		if (spot->choice != NO_RECORD && spot->sentence == unknown->sentence && spot->first > unknown->last)
			return lies_in(finder, unknown, spot) && !is_party(finder, spot) ? spot : NULL;
	}
	return NULL;
}

bool unknown_check(const struct finder *finder, const struct unknown *unknown, size_t next_spot, const struct spot **container)
{
	size_t from = next_spot > SPOTS_BACK ? next_spot - SPOTS_BACK : 0;
	for (size_t i = from; i < finder->spot_count && i < next_spot + SPOTS_BACK; i++)
		if (overlaps(unknown, &finder->spots[i]))
			return false;
	*container = container_of(finder, unknown, next_spot);
	return *container || unknown->announced;
}
