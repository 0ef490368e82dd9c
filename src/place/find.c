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

/* --- the whole -------------------------------------------------------------------------------- */

struct merge { /* two lists in text order: resolved spots, and names that the gazetteer does not have */
	size_t spot, unknown;
};

static bool spot_first(const struct spot *spot, const struct unknown *unknown)
{
	return spot->sentence != unknown->sentence ? spot->sentence < unknown->sentence : spot->first < unknown->first;
}

static struct place place_of_unknown(const struct finder *finder, const struct unknown *unknown, const struct spot *container)
{
	const struct token *tokens = finder->document->sentences[unknown->sentence].tokens;
	struct place place = {.sentence = unknown->sentence, .first = unknown->first, .last = unknown->last};
	place.span = (struct span){tokens[unknown->first].span.start, tokens[unknown->last].span.end};
	place.text = str_slice(finder->document->article.text, place.span.start, place.span.end);
	if (container) { /* as exact as what it lies in */
		fill_record(finder->gazetteer, POSTING_RECORD(container->choice), &place);
		place.name = place.text;
		place.geoname = place.population = 0;
	}
	return place;
}

/* Add the unknown unless a resolved spot has its words. */
static void write_unknown(struct finder *finder, const struct unknown *unknown, size_t next_spot)
{
	struct document *document = finder->document;
	const struct spot *container;
	bool is_place = unknown_check(finder, unknown, next_spot, &container);
	if (is_place)
		document->places[document->place_count++] = place_of_unknown(finder, unknown, container);
}

static void write_spot(struct finder *finder, const struct spot *spot)
{
	struct document *document = finder->document;
	if (spot->choice == NO_RECORD)
		return;
	if (spot->sentence != NO_INDEX)
		document->places[document->place_count++] = place_of_spot(finder, spot);
	else if (!document->dateline.name.length)
		document->dateline = place_of_spot(finder, spot);
}

static void write_places(struct finder *finder, const struct unknowns *unknowns)
{
	struct document *document = finder->document;
	struct merge at = {0, 0};
	document->places = arena_alloc(finder->arena, (finder->spot_count + unknowns->count + 1) * sizeof *document->places);
	document->place_count = 0;
	while (at.spot < finder->spot_count || at.unknown < unknowns->count) {
		if (at.unknown == unknowns->count ||
		    (at.spot < finder->spot_count && spot_first(&finder->spots[at.spot], &unknowns->items[at.unknown])))
			write_spot(finder, &finder->spots[at.spot++]);
		else
			write_unknown(finder, &unknowns->items[at.unknown++], at.spot);
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
		finder_note_unknown(&finder, &views[i], &unknowns);
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
