/* context.c: what the words around a name make of it. */
#include "place/find.h"

static bool has_class(const struct view *view, size_t token, unsigned class_)
{
	return token < view->sentence->count && (view->words[token].classes & WORD_BIT(class_)) != 0;
}

static bool is_form(const struct view *view, size_t token, struct str form)
{
	return token < view->sentence->count && str_equal_nocase(view->sentence->tokens[token].form, form);
}

static bool inside(const struct spot *spot, int32_t token)
{
	return token >= 0 && (size_t)token >= spot->first && (size_t)token <= spot->last;
}

/* The token of the name whose head lies outside. */
static size_t head_of(const struct view *view, const struct spot *spot)
{
	for (size_t i = spot->first; i <= spot->last; i++)
		if (!inside(spot, view->sentence->tokens[i].head))
			return i;
	return spot->last;
}

static bool tied(const struct token *token)
{
	return token->deprel == REL_flat || token->deprel == REL_compound || token->deprel == REL_nmod_desc ||
	       token->deprel == REL_flat_foreign || token->deprel == REL_goeswith;
}

/* Whether the neighbour NEXT and the name belong to one noun phrase of names. */
static bool tied_to(const struct view *view, const struct spot *spot, size_t next)
{
	const struct token *token = &view->sentence->tokens[next];
	if (tied(token) && inside(spot, token->head))
		return true;
	const struct token *head = &view->sentence->tokens[head_of(view, spot)];
	if (!tied(head))
		return false;
	/* "Texas" and "National" both hang on "Guard" */
	return (size_t)head->head == next || (tied(token) && token->head == head->head);
}

static bool flat_with(const struct view *view, const struct spot *spot, size_t next)
{
	const struct token *token = &view->sentence->tokens[next];
	const struct token *head = &view->sentence->tokens[head_of(view, spot)];
	return (token->deprel == REL_flat && inside(spot, token->head)) ||
	       (head->deprel == REL_flat && head->head >= 0 && ((size_t)head->head == next || token->head == head->head));
}

/* --- part of a longer name ------------------------------------------------------------------ */

#define PLACE_NOUNS (WORD_BIT(WORD_SETTLEMENT) | WORD_BIT(WORD_UNIT) | WORD_BIT(WORD_DISTRICT) | WORD_BIT(WORD_AREA) | \
                     WORD_BIT(WORD_SITE) | WORD_BIT(WORD_WATER))

/* A place that stands right beside another one says where that lies: "Grozny Chechnya". */
static bool is_place_beside(const struct finder *finder, const struct view *view, const struct spot *spot, size_t token)
{
	char bytes[KEY_MOST];
	struct str key = place_key(finder->arena, view->sentence->tokens[token].form, bytes);
	struct postings beside = gazetteer_look_up(finder->gazetteer, key);
	if (!beside.count || !spot->postings.count)
		return false;
	bool outer_is_right = token > spot->last;
	uint32_t inner = (uint32_t)(outer_is_right ? spot->postings.items[0] : beside.items[0]);
	uint32_t outer = (uint32_t)(outer_is_right ? beside.items[0] : spot->postings.items[0]);
	struct record in = gazetteer_record(finder->gazetteer, POSTING_RECORD(inner));
	struct record out = gazetteer_record(finder->gazetteer, POSTING_RECORD(outer));
	return KIND_BIT(in.kind) & KINDS_SETTLED && KIND_BIT(out.kind) & KINDS_WIDE && in.country == out.country &&
	       !(inner & NAME_DEMONYM) && !(outer & NAME_DEMONYM);
}

static bool part_on_the_left(const struct finder *finder, const struct view *view, const struct spot *spot)
{
	if (spot->first == 0)
		return false;
	size_t p = spot->first - 1;
	const struct word *word = &view->words[p];
	if (word->classes & WORD_BIT(WORD_PERSON_TITLE))
		return word->capital || tied_to(view, spot, p);
	if (word->classes & WORD_BIT(WORD_VESSEL))
		return true; /* "the tanker Sig" */
	if (!word->capital || !word->name || word->classes & WORD_BIT(WORD_DIRECTION))
		return false;
	if (word->classes & WORD_BIT(WORD_GIVEN_NAME))
		return true;
	return !view->headline && tied_to(view, spot, p) && !is_place_beside(finder, view, spot, p);
}

/* "Kabul International Airport": the last word of the run of names decides. */
static size_t run_end(const struct view *view, size_t token)
{
	size_t most = token + 12;
	while (token < most && token + 1 < view->sentence->count && view->words[token + 1].name && view->words[token + 1].capital)
		token++;
	return token;
}

/* "Wal-Mart": tied by a hyphen to a name that is no place's ("Israel-Lebanon border" has two). */
static bool part_of_a_hyphenated(const struct finder *finder, const struct view *view, const struct spot *spot)
{
	const struct token *tokens = view->sentence->tokens;
	if (spot->first < 2 || !is_form(view, spot->first - 1, STR("-")) || tokens[spot->first - 1].span.end != tokens[spot->first].span.start ||
	    tokens[spot->first - 2].span.end != tokens[spot->first - 1].span.start)
		return false;
	char bytes[KEY_MOST];
	struct str before = tokens[spot->first - 2].form;
	if (before.length <= 3 && view->words[spot->first - 2].capital && ascii_is_upper((unsigned char)before.data[before.length - 1]))
		/* "R-Berkeley", "DFL-Cook": a party before a constituency */
		return false;
	return gazetteer_look_up(finder->gazetteer, place_key(finder->arena, before, bytes)).count == 0;
}

static bool part_on_the_right(const struct finder *finder, const struct view *view, const struct spot *spot)
{
	size_t q = spot->last + 1;
	if (q >= view->sentence->count)
		return false;
	const struct word *word = &view->words[q];
	if (word->classes & WORD_BIT(WORD_NAME_ENDING))
		return true;
	if (!word->capital || !word->name)
		return false;
	if (word->classes & WORD_BIT(WORD_GIVEN_NAME) && !(view->words[spot->last].classes & WORD_BIT(WORD_GIVEN_NAME)))
		return false; /* "the minister for the Middle East Tobias Ellwood": the person's name starts here */
	if (word->classes & WORD_BIT(WORD_STREET) && !(word->classes & (WORD_BIT(WORD_SETTLEMENT) | WORD_BIT(WORD_FACILITY))))
		return true;
	if (is_place_beside(finder, view, spot, q))
		return false;
	if (word->classes & WORD_BIT(WORD_PERSON_TITLE)) /* "Fargo Mayor Dennis Walaker" */
		return false;
	size_t end = run_end(view, q);
	if (word->classes & WORD_BIT(WORD_ORGANISATION) && is_form(view, q + 1, STR("of"))) /* "United States Department of State" */
		return true;
	if (end == q && word->classes & PLACE_NOUNS)
		return false;
	if (end == q && view->sentence->tokens[q].xpos == XPOS_NNPS && !view->headline) /* "Pittsburgh Steelers" */
		return true;
	if (end > q && has_class(view, end, WORD_SITE) && tied_to(view, spot, end))
		return false;
	if (has_class(view, end, WORD_FACILITY) && !is_form(view, end + 1, STR("of")))
		return false;
	if (has_class(view, end, WORD_ORGANISATION) && !view->headline)
		return true;
	if (flat_with(view, spot, q))
		return true;
	return !view->headline && tied_to(view, spot, q);
}

static bool is_organisation_noun(const struct view *view, size_t token)
{
	return view->words[token].capital && view->words[token].name && has_class(view, token, WORD_ORGANISATION) &&
	       !(view->words[token].classes & PLACE_NOUNS); /* "City of Mosul" */
}

/* "Bank of Israel", "Communist Party of the Philippines": by the tree, or by what stands before "of". */
static bool part_of_an_organisation(const struct view *view, const struct spot *spot)
{
	size_t of = spot->first;
	while (of > 0 && of + 2 >= spot->first && !is_form(view, of, STR("of")))
		of--;
	if (of == 0 || of + 2 < spot->first || !is_form(view, of, STR("of"))) /* "the Museum of Belgium in Brussels" has two */
		return false;
	const struct token *head = &view->sentence->tokens[head_of(view, spot)];
	bool by_tree = head->deprel == REL_nmod && head->head >= 0 && (size_t)head->head < of && is_organisation_noun(view, (size_t)head->head);
	return by_tree || is_organisation_noun(view, of - 1);
}

/* "Stevens & Wilkinson". */
static bool is_firm(const struct view *view, const struct spot *spot)
{
	return is_form(view, spot->last + 1, STR("&")) || (spot->first > 0 && is_form(view, spot->first - 1, STR("&")));
}

/* "575 B.C.", "5 S.W.": an abbreviation behind a number. */
static bool is_measure(const struct view *view, const struct spot *spot)
{
	return spot->first > 0 && view->words[spot->first].capitals && spot->name.length <= 5 &&
	       view->sentence->tokens[spot->first - 1].upos == UPOS_NUM;
}

static bool is_street_address(const struct view *view, const struct spot *spot)
{
	return spot->first > 0 && view->sentence->tokens[spot->first - 1].upos == UPOS_NUM && spot->last + 1 < view->sentence->count &&
	       has_class(view, spot->last + 1, WORD_STREET);
}

bool context_is_part(const struct finder *finder, const struct view *view, const struct spot *spot)
{
	return part_on_the_left(finder, view, spot) || part_on_the_right(finder, view, spot) || part_of_an_organisation(view, spot) ||
	       part_of_a_hyphenated(finder, view, spot) || is_street_address(view, spot) || is_firm(view, spot) || is_measure(view, spot);
}

/* --- evidence ------------------------------------------------------------------------------- */

static const struct { /* nouns beside the name, and the kinds they ask for */
	unsigned class_;
	uint32_t wanted;
} noun_kinds[] = {
	{WORD_UNIT, KIND_BIT(KIND_ADMIN1) | KIND_BIT(KIND_REGION) | KIND_BIT(KIND_ADMIN2)},
	{WORD_DISTRICT, KIND_BIT(KIND_ADMIN2) | KIND_BIT(KIND_SECTION)},
	{WORD_SETTLEMENT, KINDS_SETTLED},
	{WORD_WATER, KIND_BIT(KIND_WATER) | KIND_BIT(KIND_LAND)},
	{WORD_SITE, KIND_BIT(KIND_SITE) | KINDS_SETTLED},
};

static uint32_t kinds_wanted(const struct view *view, size_t noun)
{
	uint32_t wanted = 0;
	for (size_t i = 0; i < sizeof noun_kinds / sizeof *noun_kinds; i++)
		if (has_class(view, noun, noun_kinds[i].class_))
			wanted |= noun_kinds[i].wanted;
	return wanted;
}

/* The conjunct that carries the preposition: "in Homs and Hama". */
static size_t first_conjunct(const struct view *view, size_t head)
{
	for (int depth = 0; depth < 8 && view->sentence->tokens[head].deprel == REL_conj && view->sentence->tokens[head].head >= 0; depth++)
		head = (size_t)view->sentence->tokens[head].head;
	return head;
}

/* The preposition of HEAD, or NO_INDEX. */
static size_t preposition_of(const struct view *view, size_t head)
{
	const struct token *tokens = view->sentence->tokens;
	int looked = 0; /* the first children are enough; a broken tree may have thousands */
	for (int32_t child = tokens[head].first_child; child >= 0 && looked < 64; child = tokens[child].next_sibling, looked++)
		if (tokens[child].deprel == REL_case && tokens[child].upos == UPOS_ADP)
			return (size_t)child;
	return NO_INDEX;
}

/* The noun that the name stands before: "Sichuan and Gansu provinces", "at Kabul University"; NO_INDEX if none. */
static size_t noun_behind(const struct view *view, size_t head)
{
	const struct token *first = &view->sentence->tokens[first_conjunct(view, head)];
	if (first->deprel != REL_compound || first->head < 0 || (size_t)first->head <= head)
		return NO_INDEX;
	return (size_t)first->head;
}

static float judge_noun_behind(const struct view *view, struct spot *spot, size_t head)
{
	size_t noun = noun_behind(view, head);
	if (noun == NO_INDEX)
		return 0.0f;
	if (view->words[noun].classes & (WORD_BIT(WORD_UNIT) | WORD_BIT(WORD_DISTRICT) | WORD_BIT(WORD_SETTLEMENT)) && noun != spot->last + 1) {
		spot->wanted |= kinds_wanted(view, noun);
		return 2.0f;
	}
	size_t preposition = has_class(view, noun, WORD_FACILITY) ? preposition_of(view, noun) : NO_INDEX;
	return preposition != NO_INDEX && has_class(view, preposition, WORD_LOCATIVE) ? 1.5f : 0.0f;
}

static float judge_preposition(const struct view *view, struct spot *spot, size_t head)
{
	size_t first = first_conjunct(view, head), preposition = preposition_of(view, first);
	if (preposition == NO_INDEX)
		return 0.0f;
	if (!is_form(view, preposition, STR("of")))
		return has_class(view, preposition, WORD_LOCATIVE) ? 2.0f : 0.5f;
	int32_t noun = view->sentence->tokens[first].head;
	if (noun < 0 || !(view->words[noun].classes & (PLACE_NOUNS | WORD_BIT(WORD_DIRECTION))))
		return 0.7f;
	spot->wanted |= kinds_wanted(view, (size_t)noun); /* for each conjunct: "the provinces of Homs and Hama" */
	return 3.0f;
}

static float judge_left(const struct view *view, struct spot *spot)
{
	if (spot->first == 0)
		return 0.0f;
	size_t p = spot->first - 1;
	if (has_class(view, p, WORD_DIRECTION) && view->sentence->tokens[p].upos != UPOS_ADV) {
		spot->wide_first = p;
		return 2.0f;
	}
	if (view->words[p].classes & PLACE_NOUNS && tied_to(view, spot, p)) { /* "the town Sirte" */
		spot->wanted |= kinds_wanted(view, p);
		return 2.0f;
	}
	return 0.0f;
}

static float judge_right(const struct view *view, struct spot *spot)
{
	size_t q = spot->last + 1;
	if (q >= view->sentence->count)
		return 0.0f;
	if (view->words[q].classes & PLACE_NOUNS && view->sentence->tokens[q].upos != UPOS_VERB && tied_to(view, spot, q)) {
		spot->wanted |= kinds_wanted(view, q);
		spot->wide_last = q;
		return 2.5f;
	}
	if (has_class(view, q, WORD_UNIT_OFFICE))
		spot->wanted |= KIND_BIT(KIND_ADMIN1);
	if (view->words[q].classes & WORD_BIT(WORD_PERSON_TITLE) && view->words[q].capital) /* "Fargo Mayor Dennis Walaker" */
		return 1.5f;
	if (is_form(view, q, STR("-")) && is_form(view, q + 1, STR("based")))
		return 3.0f;
	const struct token *next = &view->sentence->tokens[q];
	bool dash = str_equal(next->form, STR("--")) || str_equal(next->form, STR("\u2014")) || str_equal(next->form, STR("\u2013"));
	if (dash && spot->first <= 1 && view->words[spot->first].capitals) /* "XENIA -- ..." */
		return 3.0f;
	return 0.0f;
}

/* What people do: "Lincoln said that he ..." */
static float judge_role(const struct view *view, size_t head)
{
	const struct token *token = &view->sentence->tokens[head];
	switch (token->deprel) {
	case REL_nmod_poss:
		return 0.5f;
	case REL_compound:
		return 0.7f;
	case REL_appos:
	case REL_nmod_unmarked:
	case REL_obl_unmarked:
		return 1.0f;
	case REL_nsubj:
		return token->head >= 0 && has_class(view, (size_t)token->head, WORD_SPEAKING) ? -2.0f : -0.5f;
	default:
		return 0.0f;
	}
}

/* How much of the name is a person's elsewhere in the document: 0, 1 (a first name), 2 (a surname). */
static size_t person_part(const struct finder *finder, const struct view *view, const struct spot *spot)
{
	size_t part = 2;
	if (spot->last > spot->first + 1)
		return 0;
	for (size_t i = spot->first; i <= spot->last; i++) {
		size_t here = finder_person(finder, view->sentence->tokens[i].form);
		part = here < part ? here : part;
	}
	return part;
}

static float judge_person(const struct finder *finder, const struct view *view, const struct spot *spot, float around)
{
	size_t part = person_part(finder, view, spot);
	if (part == 2)
		return around >= 2.0f ? -1.5f : around >= 1.0f ? -4.0f : -7.0f;
	if (part == 1)
		return around >= 2.0f ? -1.0f : -3.0f;
	bool given = spot->first == spot->last && view->words[spot->first].classes & (WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_FAMILY_NAME));
	return given && around < 2.0f ? -2.0f : given ? -0.7f : 0.0f;
}

/* "US", "UAE": known by its capitals. */
static bool has_capital_name(const struct spot *spot)
{
	for (size_t i = 0; i < spot->postings.count; i++)
		if ((uint32_t)spot->postings.items[i] & NAME_CAPITALS)
			return true;
	return false;
}

static float judge_form(const struct finder *finder, const struct view *view, const struct spot *spot, float around)
{
	float score = judge_person(finder, view, spot, around);
	const struct word *first = &view->words[spot->first];
	bool single = spot->first == spot->last;
	if (single && first->classes & (WORD_BIT(WORD_ORGANISATION) | PLACE_NOUNS | WORD_BIT(WORD_DIRECTION) | WORD_BIT(WORD_STREET)))
		score -= 5.0f;
	else if (single && first->classes & WORD_BIT(WORD_COMMON))
		score -= around >= 2.0f ? 1.5f : 4.0f;
	if (!view->words[spot->last].name)
		score -= view->headline || first->initial ? 3.0f : 2.0f;
	else if (single && (first->initial || view->headline) && around < 2.0f)
		score -= 0.7f;
	if (single && first->capitals && spot->name.length <= 5 && around < 2.5f && !has_capital_name(spot))
		score -= 2.0f; /* an acronym */
	if (spot->loose)
		score -= 0.7f;
	return score;
}

void context_judge(const struct finder *finder, const struct view *view, struct spot *spot)
{
	size_t head = head_of(view, spot);
	spot->list = first_conjunct(view, head);
	spot->wide_first = spot->first;
	spot->wide_last = spot->last;
	float around = judge_preposition(view, spot, head);
	float left = judge_left(view, spot), right = judge_right(view, spot), role = judge_role(view, head);
	float behind = judge_noun_behind(view, spot, head);
	around = left > around ? left : around;
	around = behind > around ? behind : around;
	around = right > around ? right : around;
	if (around == 0.0f)
		around = role;
	spot->evidence = around + judge_form(finder, view, spot, around);
}
