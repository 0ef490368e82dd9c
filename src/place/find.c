/* find.c: places of a document, from scanning to what the rooms behind see. */
#include "place/find.h"

static void fill_record(const struct gazetteer *g, uint32_t index, struct place *place)
{
	struct record record = gazetteer_record(g, index);
	place->name = gazetteer_name(g, &record);
	place->country = gazetteer_country(g, &record);
	place->lat = (double)record.lat;
	place->lon = (double)record.lon;
	place->precision = place_kind_precision(record.kind);
	place->geoname = record.geoname;
	place->population = record.population;
	place->resolved = true;
	if (record.kind == KIND_ADMIN1) {
		place->admin1 = place->name;
	} else if (record.admin1 != NO_RECORD) {
		struct record unit = gazetteer_record(g, record.admin1);
		place->admin1 = gazetteer_name(g, &unit);
	}
}

static struct place place_of_spot(const struct finder *finder, const struct spot *spot)
{
	struct place place = {.sentence = spot->sentence, .first = spot->wide_first, .last = spot->wide_last, .text = spot->name};
	if (spot->sentence != NO_INDEX) {
		const struct token *tokens = finder->document->sentences[spot->sentence].tokens;
		place.span = (struct span){tokens[spot->wide_first].span.start, tokens[spot->wide_last].span.end};
		place.text = str_slice(finder->document->article.text, place.span.start, place.span.end);
	} else {
		place.span = finder->document->article.dateline_place;
	}
	fill_record(finder->gazetteer, POSTING_RECORD(spot->choice), &place);
	return place;
}

/* --- names that the gazetteer does not have --------------------------------------------------- */

/* "the village of Khan Tuman": the settlement noun and "of" before FIRST say that it is a place. */
static bool announced(const struct view *view, size_t first)
{
	uint32_t nouns = WORD_BIT(WORD_SETTLEMENT) | WORD_BIT(WORD_UNIT) | WORD_BIT(WORD_DISTRICT);
	if (first < 2 || !str_equal_nocase(view->sentence->tokens[first - 1].form, STR("of")))
		return false;
	const struct token *noun = &view->sentence->tokens[first - 2];
	return view->words[first - 2].classes & nouns && noun->upos == UPOS_NOUN;
}

static bool taken(const struct finder *finder, size_t sentence, size_t first, size_t last)
{
	for (size_t i = finder->spot_count; i-- > 0;) {
		const struct spot *spot = &finder->spots[i];
		if (spot->sentence < sentence)
			return false; /* spots are in text order, the dateline's last */
		if (spot->sentence == sentence && spot->choice != NO_RECORD && spot->first <= last && first <= spot->last)
			return true;
	}
	return false;
}

struct unknown {
	size_t sentence, first, last;
};

struct unknowns {
	struct unknown *items;
	size_t count, capacity;
};

static void note_unknown(struct finder *finder, const struct view *view, struct unknowns *unknowns)
{
	for (size_t i = 2; i < view->sentence->count; i++) {
		if (!view->words[i].capital || !view->words[i].name || !announced(view, i))
			continue;
		size_t last = i;
		while (last + 1 < view->sentence->count && view->words[last + 1].name && view->words[last + 1].capital)
			last++;
		struct unknown unknown = {view->index, i, last};
		arena_push(finder->arena, unknowns->items, unknowns->count, unknowns->capacity, unknown);
		i = last;
	}
}

static struct place place_of_unknown(const struct finder *finder, const struct unknown *unknown)
{
	const struct token *tokens = finder->document->sentences[unknown->sentence].tokens;
	struct place place = {.sentence = unknown->sentence, .first = unknown->first, .last = unknown->last};
	place.span = (struct span){tokens[unknown->first].span.start, tokens[unknown->last].span.end};
	place.text = str_slice(finder->document->article.text, place.span.start, place.span.end);
	return place;
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool before(const struct place *a, const struct place *b)
{
	return a->sentence != b->sentence ? a->sentence < b->sentence : a->first < b->first;
}

/* Insert the unknown into its place; both lists are short and mostly sorted. */
static void insert_sorted(struct place *places, size_t *count, struct place place)
{
	size_t at = (*count)++;
	for (; at > 0 && before(&place, &places[at - 1]); at--)
		places[at] = places[at - 1];
	places[at] = place;
}

static void write_places(struct finder *finder, const struct unknowns *unknowns)
{
	struct document *document = finder->document;
	document->places = arena_alloc(finder->arena, (finder->spot_count + unknowns->count + 1) * sizeof *document->places);
	document->place_count = 0;
	for (size_t i = 0; i < finder->spot_count; i++) {
		const struct spot *spot = &finder->spots[i];
		if (spot->choice == NO_RECORD)
			continue;
		if (spot->sentence != NO_INDEX)
			document->places[document->place_count++] = place_of_spot(finder, spot);
		else if (!document->dateline.name.length)
			document->dateline = place_of_spot(finder, spot);
	}
	for (size_t i = 0; i < unknowns->count; i++) {
		const struct unknown *u = &unknowns->items[i];
		if (!taken(finder, u->sentence, u->first, u->last))
			insert_sorted(document->places, &document->place_count, place_of_unknown(finder, u));
	}
}

static void start(struct finder *finder, const struct gazetteer *gazetteer, struct document *document)
{
	*finder = (struct finder){.gazetteer = gazetteer, .document = document, .arena = document->arena};
	map_init(&finder->group_of, finder->arena);
	map_init(&finder->persons, finder->arena);
	finder->country_count = gazetteer->codes.length / 3;
	finder->demonyms = arena_zalloc(finder->arena, finder->country_count + 1, sizeof *finder->demonyms);
}

void place_find(const struct gazetteer *gazetteer, struct document *document)
{
	struct finder finder;
	struct unknowns unknowns = {0};
	start(&finder, gazetteer, document);
	document->dateline = (struct place){0};
	struct view *views = arena_alloc(document->arena, (document->sentence_count + 1) * sizeof *views);
	for (size_t i = 0; i < document->sentence_count; i++) {
		views[i] = finder_view(&finder, i);
		finder_note_persons(&finder, &views[i]);
	}
	for (size_t i = 0; i < document->sentence_count; i++) {
		finder_scan(&finder, &views[i]);
		note_unknown(&finder, &views[i], &unknowns);
	}
	finder_add_dateline(&finder);
	finder_resolve(&finder);
	write_places(&finder, &unknowns);
}

size_t gazetteer_find_name(const struct gazetteer *gazetteer, struct str name, struct arena *arena, struct place *places, size_t most)
{
	char key_bytes[KEY_MOST], loose_bytes[KEY_MOST + 1];
	struct str key = place_key(arena, name, key_bytes);
	struct postings found = gazetteer_look_up(gazetteer, key);
	size_t count = 0;
	if (!found.count)
		found = gazetteer_look_up(gazetteer, place_loose_key(key, loose_bytes));
	for (size_t i = 0; i < found.count && count < most; i++) {
		uint32_t posting = (uint32_t)found.items[i];
		if (posting & NAME_DEMONYM || gazetteer_record(gazetteer, POSTING_RECORD(posting)).kind == KIND_NONE)
			continue;
		places[count] = (struct place){.sentence = NO_INDEX, .first = NO_INDEX, .last = NO_INDEX, .text = name};
		fill_record(gazetteer, POSTING_RECORD(posting), &places[count++]);
	}
	return count;
}
