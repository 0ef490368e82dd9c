/* scan.c: which words of a sentence are a name that the gazetteer has, the longest first. */
#include "base/utf8.h"
#include "place/find.h"

enum { WORDS_MOST = 7 };

static bool is_joint(const struct token *token)
{
	return str_equal(token->form, STR("-")) || str_equal(token->form, STR("'")) || str_equal(token->form, STR("\u2019")) ||
	       str_equal(token->form, STR("\u2013"));
}

/* "of", "al", "and": short words that a name may have inside. */
static bool may_be_inside(const struct view *view, size_t token)
{
	const struct token *t = &view->sentence->tokens[token];
	if (t->upos == UPOS_PUNCT)
		return is_joint(t);
	return view->words[token].capital || t->form.length <= 4 || view->words[token].name || t->upos == UPOS_NOUN || t->upos == UPOS_ADJ;
}

/* "corridor", "nuclear power plant": a noun in small letters may end a name of the files that people edit. */
static bool may_end_small(const struct view *view, size_t token)
{
	return (view->words[token].classes & (WORD_BIT(WORD_AREA) | WORD_BIT(WORD_SITE) | WORD_BIT(WORD_WATER) | WORD_BIT(WORD_FACILITY))) != 0;
}

static bool may_start(const struct view *view, size_t token)
{
	const struct token *t = &view->sentence->tokens[token];
	if (t->upos == UPOS_PUNCT || t->form.length == 0)
		return false;
	if (view->words[token].capital)
		return true;
	size_t next = token + 1;
	if (next < view->sentence->count && str_equal(view->sentence->tokens[next].form, STR("-")))
		next++;
	return t->form.length <= 3 && next < view->sentence->count && view->words[next].capital && view->words[token].name; /* "al-Qaim" */
}

static bool may_end(const struct view *view, size_t token)
{
	const struct token *t = &view->sentence->tokens[token];
	return t->upos != UPOS_PUNCT && (view->words[token].capital || (view->words[token].name && t->form.length > 2));
}

static struct str text_between(const struct finder *finder, const struct view *view, size_t first, size_t last)
{
	const struct token *tokens = view->sentence->tokens;
	return str_slice(finder->document->article.text, tokens[first].span.start, tokens[last].span.end);
}

static bool all_demonyms(struct postings postings)
{
	for (size_t i = 0; i < postings.count; i++)
		if ((uint32_t)postings.items[i] & NAME_DEMONYM)
			return true;
	return false;
}

static void count_demonym(struct finder *finder, struct postings postings)
{
	for (size_t i = 0; i < postings.count; i++) {
		uint32_t posting = (uint32_t)postings.items[i];
		if (posting & NAME_DEMONYM && POSTING_RECORD(posting) < finder->country_count)
			finder->demonyms[POSTING_RECORD(posting)] += 1.0f;
	}
}

struct attempt { /* words that may be a name, and what it is looked up by */
	struct str name;
	size_t last;
	bool small;            /* ends in a noun in small letters */
	uint64_t exact, loose; /* hashes of the two keys; 0: none */
};

/* "The" before a name is no part of it unless the gazetteer says so ("The Hague"). */
static void prepare(struct finder *finder, struct attempt *attempt)
{
	char key_bytes[KEY_MOST], loose_bytes[KEY_MOST + 1];
	struct str key = place_key(finder->arena, attempt->name, key_bytes);
	bool acronym = key.length <= 5 && ascii_is_upper((unsigned char)attempt->name.data[1]);
	bool loosely = key.length >= 5 && !acronym && !str_starts(key, STR("the "));
	attempt->exact = gazetteer_hash(key);
	attempt->loose = loosely ? gazetteer_hash(place_loose_key(key, loose_bytes)) : 0;
}

/* True when the gazetteer has the name: as it is written or, where nothing goes by that, loosely. */
static bool look_up(const struct finder *finder, const struct attempt *attempt, struct spot *spot)
{
	spot->name = attempt->name;
	spot->last = attempt->last;
	spot->loose = false;
	spot->postings = gazetteer_look_up_hash(finder->gazetteer, attempt->exact);
	if (!spot->postings.count && attempt->loose) {
		spot->loose = true;
		spot->postings = gazetteer_look_up_hash(finder->gazetteer, attempt->loose);
	}
	return spot->postings.count > 0;
}

/* The names that may start at FIRST, the longest first. */
static size_t list_attempts(struct finder *finder, const struct view *view, size_t first, struct attempt *attempts)
{
	size_t most = first, count = 0;
	while (most + 1 < view->sentence->count && most + 1 < first + WORDS_MOST && may_be_inside(view, most + 1))
		most++;
	for (size_t last = most + 1; last-- > first;) {
		bool small = last > first && !may_end(view, last);
		if (small ? !may_end_small(view, last) : !may_end(view, last))
			continue;
		struct attempt attempt = {.name = text_between(finder, view, first, last), .last = last, .small = small};
		if (attempt.name.length > 2 * KEY_MOST)
			continue;
		prepare(finder, &attempt);
		gazetteer_expect(finder->gazetteer, attempt.exact, false);
		gazetteer_expect(finder->gazetteer, attempt.loose, false);
		attempts[count++] = attempt;
	}
	return count;
}

/* The longest name that starts at FIRST; last == NO_INDEX when there is none. */
static void longest_name(struct finder *finder, const struct view *view, size_t first, struct spot *spot)
{
	struct attempt attempts[WORDS_MOST];
	size_t count = list_attempts(finder, view, first, attempts);
	for (size_t i = 0; i < count; i++) {
		gazetteer_expect(finder->gazetteer, attempts[i].exact, true);
		gazetteer_expect(finder->gazetteer, attempts[i].loose, true);
	}
	for (size_t i = 0; i < count; i++) {
		bool found = look_up(finder, &attempts[i], spot);
		if (found && (!attempts[i].small || (!spot->loose && (uint32_t)spot->postings.items[0] & NAME_HAND)))
			return;
	}
	spot->last = NO_INDEX;
}

static void look_at_form(const struct view *view, struct spot *spot)
{
	spot->capitals = true;
	for (size_t at = 0; at < spot->name.length;)
		if (utf8_is_lower(utf8_next(spot->name, &at)))
			spot->capitals = false;
	spot->dotted = spot->name.length && spot->name.data[spot->name.length - 1] == '.';
	spot->behind_comma = spot->first >= 2 && str_equal(view->sentence->tokens[spot->first - 1].form, STR(",")) &&
	                     view->words[spot->first - 2].capital;
}

/* Whether a posting may be meant by a name that is written so. */
static bool form_allows(const struct spot *spot, uint32_t posting)
{
	if (posting & NAME_DEMONYM)
		return false;
	if (posting & NAME_CAPITALS && !spot->capitals)
		return false;
	if (posting & NAME_SHORT && !spot->dotted && !spot->behind_comma)
		return false;
	return true;
}

/* Keep the postings that the form allows; they are few, and most spots keep all. */
static void keep_allowed(struct finder *finder, struct spot *spot)
{
	size_t kept = 0;
	for (size_t i = 0; i < spot->postings.count; i++)
		kept += form_allows(spot, (uint32_t)spot->postings.items[i]);
	if (kept == spot->postings.count)
		return;
	int32_t *items = arena_alloc(finder->arena, kept * sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < spot->postings.count; i++)
		if (form_allows(spot, (uint32_t)spot->postings.items[i]))
			items[count++] = spot->postings.items[i];
	spot->postings = (struct postings){items, kept};
}

static bool is_none(const struct finder *finder, const struct spot *spot)
{
	if (!spot->postings.count)
		return true;
	return gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)spot->postings.items[0])).kind == KIND_NONE;
}

/* KEY and the number of its candidates. */
static struct str group_key(struct arena *arena, struct str key, size_t candidates)
{
	char *out = arena_alloc(arena, key.length + 2);
	memcpy(out, key.data, key.length);
	out[key.length] = '#';
	out[key.length + 1] = (char)(unsigned char)candidates; /* POSTINGS_MOST at most */
	return (struct str){out, key.length + 2};
}

static void add_spot(struct finder *finder, struct spot *spot)
{
	char bytes[KEY_MOST];
	struct str key = place_key(finder->arena, spot->name, bytes);
	/* Spots of a group share their candidates: "US" and "us", "Pa." and "Pa" do not. */
	key = group_key(finder->arena, key, spot->postings.count);
	struct map_entry *entry = map_get(&finder->group_of, key);
	if (!entry) {
		struct group group = {finder->spot_count, 0, NO_RECORD, 0.0f};
		entry = map_put(&finder->group_of, key, finder->group_count, NULL);
		arena_push(finder->arena, finder->groups, finder->group_count, finder->group_capacity, group);
	}
	spot->group = entry->value;
	spot->choice = NO_RECORD;
	finder->groups[spot->group].spot_count++;
	arena_push(finder->arena, finder->spots, finder->spot_count, finder->spot_capacity, *spot);
}

/* "Balcad in Middle Shabelle", "a town in the northern Philippines": from "in" to the name. */
static bool is_in_between(const struct view *view, size_t from, size_t to)
{
	const struct token *tokens = view->sentence->tokens;
	if (to > from + 3 || to >= view->sentence->count || !str_equal_nocase(tokens[from].form, STR("in")))
		return false;
	for (size_t i = from + 1; i < to; i++)
		if (!str_equal_nocase(tokens[i].form, STR("the")) && !(view->words[i].classes & WORD_BIT(WORD_DIRECTION)))
			return false;
	return true;
}

/* What the spot before lies in: "Springfield, Illinois", "Tripoli (Lebanon)", "Washington DC", "Balcad in Middle Shabelle". */
static void link_container(struct finder *finder, const struct view *view, size_t from)
{
	for (size_t i = from; i + 1 < finder->spot_count; i++) {
		struct spot *inner = &finder->spots[i], *outer = &finder->spots[i + 1];
		size_t between = inner->wide_last + 1;
		bool adjacent = outer->first == between;
		bool comma = outer->first == between + 1 && (str_equal(view->sentence->tokens[between].form, STR(",")) ||
		                                            str_equal(view->sentence->tokens[between].form, STR("(")));
		if (adjacent || comma || is_in_between(view, between, outer->first))
			inner->container = i + 1;
	}
}

struct people { /* the adjective of a country that was read last */
	struct postings postings;
	size_t last; /* its last token, NO_INDEX without one */
};

/* "The Chadian city of Ade": does the adjective say whose town or province the spot is? */
static bool is_said_of(const struct view *view, const struct people *people, const struct spot *spot)
{
	enum { BETWEEN = 4 };
	if (people->last == NO_INDEX || spot->first > people->last + 1 + BETWEEN)
		return false;
	for (size_t i = people->last + 1; i < spot->first; i++)
		if (view->words[i].capital || view->sentence->tokens[i].upos == UPOS_VERB || view->sentence->tokens[i].upos == UPOS_PUNCT)
			return false;
	size_t noun = spot->first > 0 && str_equal_nocase(view->sentence->tokens[spot->first - 1].form, STR("of")) ? spot->first - 2 : spot->first - 1;
	return noun > people->last && noun < spot->first && view->words[noun].classes & (WORD_BIT(WORD_SETTLEMENT) | WORD_BIT(WORD_UNIT) | WORD_BIT(WORD_DISTRICT));
}

/* Keep what lies there; where the gazetteer has nothing of the name there, a namesake elsewhere is not meant. */
static void keep_within(struct finder *finder, const struct people *people, struct spot *spot)
{
	int32_t *items = arena_alloc(finder->arena, spot->postings.count * sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < spot->postings.count; i++) {
		struct record record = gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)spot->postings.items[i]));
		bool within = false;
		for (size_t k = 0; k < people->postings.count && !within; k++)
			within = record.country == POSTING_RECORD((uint32_t)people->postings.items[k]);
		if (within)
			items[count++] = spot->postings.items[i];
	}
	if (count > 0)
		spot->postings = (struct postings){items, count};
	else
		spot->stray = true;
}

void finder_scan(struct finder *finder, const struct view *view)
{
	size_t from = finder->spot_count;
	struct people people = {.last = NO_INDEX};
	for (size_t i = 0; i < view->sentence->count; i++) {
		struct spot spot = {.sentence = view->index, .first = i, .container = NO_INDEX};
		if (!may_start(view, i))
			continue;
		longest_name(finder, view, i, &spot);
		if (spot.last == NO_INDEX)
			continue;
		i = spot.last;
		if (all_demonyms(spot.postings)) {
			count_demonym(finder, spot.postings);
			bool second = people.last != NO_INDEX && spot.first <= people.last + 2; /* "the Iraqi Turkmen city", "the Syrian-Turkish border" */
			people = (struct people){spot.postings, second ? NO_INDEX : spot.last};
			continue;
		}
		look_at_form(view, &spot);
		keep_allowed(finder, &spot);
		if (is_none(finder, &spot) || context_is_part(finder, view, &spot))
			continue;
		context_judge(finder, view, &spot);
		if (is_said_of(view, &people, &spot))
			keep_within(finder, &people, &spot);
		add_spot(finder, &spot);
	}
	link_container(finder, view, from);
}

/* --- the dateline --------------------------------------------------------------------------- */

static void add_dateline_part(struct finder *finder, struct str part)
{
	struct spot spot = {.sentence = NO_INDEX, .first = NO_INDEX, .last = NO_INDEX, .wide_first = NO_INDEX, .wide_last = NO_INDEX,
	                    .name = part, .container = NO_INDEX, .evidence = 4.0f, .behind_comma = true};
	struct attempt attempt = {.name = part, .last = NO_INDEX};
	if (!part.length)
		return;
	prepare(finder, &attempt);
	if (!look_up(finder, &attempt, &spot))
		return;
	spot.capitals = true;
	keep_allowed(finder, &spot);
	if (!is_none(finder, &spot))
		add_spot(finder, &spot);
}

void finder_add_dateline(struct finder *finder)
{
	struct span span = finder->document->article.dateline_place;
	if (span.end <= span.start || span.end > finder->document->article.text.length)
		return;
	struct str rest = str_slice(finder->document->article.text, span.start, span.end);
	size_t from = finder->spot_count;
	while (rest.data && finder->spot_count < from + 2)
		add_dateline_part(finder, str_trim(str_cut(&rest, ',')));
	if (finder->spot_count == from + 2)
		finder->spots[from].container = from + 1;
}
