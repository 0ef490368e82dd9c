/* resolve.c: which of the places with a name is meant, with the whole document as context.
 *
 * Every candidate starts from its prior (population and kind, in powers of ten). To it come: what the words
 * beside the name ask for ("province"), the place it is said to lie in ("X, Y"), the countries and first-level
 * units that the document speaks of, and nearness to other places of the document. Names are first
 * resolved by prior, then twice more with what the others were resolved to.
 */
#include <math.h>

#include "place/find.h"

/* What a document of any length may cost: a candidate is compared with that many others. */
enum { UNITS_MOST = 64, COUNTRIES_MOST = 1024, ANCHORS_MOST = 256, MEMBERS_MOST = 256, ROUNDS = 3 };

static const struct {
	float wanted, unwanted;        /* kind asked for by a noun beside the name; another kind */
	float contained, not_contained; /* "X, Y" */
	float country, country_any;    /* times the country's share of the document; named at all */
	float unit, unit_any;
	float near;                    /* at most, for nearness */
	float near_km;
	float accept;                  /* weight that a place needs to be reported */
	float support;                 /* share of what the document adds that counts towards it */
	float companion;               /* another mention of the name is surely a place */
	float bare;                    /* "Moscow" is not Moscow Oblast unless the words say so */
	float alike;                   /* of a kind and country with those named side by side with it */
} weights = {2.5f, -1.5f, 6.0f, -0.5f, 3.0f, 0.6f, 3.0f, 0.8f, 3.5f, 150.0f, 4.4f, 0.4f, 1.2f, -1.5f, 4.0f};

struct anchor { /* a place of the document, on the unit sphere */
	float x, y, z, weight;
	size_t group;
};

struct surroundings {
	float country[COUNTRIES_MOST];
	float country_total;
	struct {
		uint32_t record;
		float weight;
	} units[UNITS_MOST];
	size_t unit_count;
	float unit_total;
	struct anchor anchors[ANCHORS_MOST];
	size_t anchor_count;
};

static uint32_t unit_of(const struct record *record, uint32_t index)
{
	return record->kind == KIND_ADMIN1 ? index : record->admin1;
}

static void put_on_sphere(const struct record *record, struct anchor *anchor)
{
	float lat = record->lat * 0.01745329f, lon = record->lon * 0.01745329f;
	anchor->x = cosf(lat) * cosf(lon);
	anchor->y = cosf(lat) * sinf(lon);
	anchor->z = sinf(lat);
}

static float kilometres(const struct anchor *a, const struct anchor *b)
{
	float x = a->x - b->x, y = a->y - b->y, z = a->z - b->z;
	return 6371.0f * sqrtf(x * x + y * y + z * z); /* the chord: close enough where nearness counts */
}

/* --- what the document speaks of -------------------------------------------------------------- */

static void add_unit(struct surroundings *s, uint32_t record, float weight)
{
	size_t i = 0;
	while (i < s->unit_count && s->units[i].record != record)
		i++;
	if (i == UNITS_MOST)
		return;
	if (i == s->unit_count) {
		s->units[s->unit_count].record = record;
		s->units[s->unit_count++].weight = 0.0f;
	}
	s->units[i].weight += weight;
	s->unit_total += weight;
}

/* How much a group tells about the others: how sure its choice is, and how often it is named. */
static float group_weight(const struct group *group)
{
	return group->certainty * log2f(1.0f + (float)group->spot_count);
}

/* The room for one more anchor; where there is none, that of the weakest if it weighs less than WEIGHT, else NULL. */
static struct anchor *room_for_anchor(struct surroundings *s, float weight)
{
	if (s->anchor_count < ANCHORS_MOST)
		return &s->anchors[s->anchor_count++];
	struct anchor *weakest = &s->anchors[0];
	for (size_t i = 1; i < ANCHORS_MOST; i++)
		if (s->anchors[i].weight < weakest->weight)
			weakest = &s->anchors[i];
	return weakest->weight < weight ? weakest : NULL;
}

static void add_group(const struct finder *finder, struct surroundings *s, size_t index)
{
	const struct group *group = &finder->groups[index];
	if (group->choice == NO_RECORD || group->certainty <= 0.0f)
		return;
	struct record record = gazetteer_record(finder->gazetteer, POSTING_RECORD(group->choice));
	float weight = group_weight(group);
	if (record.country < COUNTRIES_MOST) {
		s->country[record.country] += weight;
		s->country_total += weight;
	}
	uint32_t unit = unit_of(&record, POSTING_RECORD(group->choice));
	if (unit != NO_RECORD)
		add_unit(s, unit, weight);
	if (record.kind == KIND_COUNTRY)
		return;
	float near_weight = record.kind == KIND_ADMIN1 || record.kind == KIND_REGION ? weight * 0.5f : weight;
	struct anchor *anchor = room_for_anchor(s, near_weight);
	if (!anchor)
		return;
	put_on_sphere(&record, anchor);
	anchor->weight = near_weight;
	anchor->group = index;
}

static void look_around(const struct finder *finder, struct surroundings *s)
{
	s->unit_count = s->anchor_count = 0;
	s->country_total = s->unit_total = 0.0f;
	memset(s->country, 0, sizeof s->country);
	for (size_t i = 0; i < finder->country_count && i < COUNTRIES_MOST; i++) {
		s->country[i] = finder->demonyms[i] > 0.0f ? log2f(1.0f + finder->demonyms[i]) : 0.0f;
		s->country_total += s->country[i];
	}
	for (size_t i = 0; i < finder->group_count; i++)
		add_group(finder, s, i);
}

/* --- scores ----------------------------------------------------------------------------------- */

/* The share of WEIGHT in TOTAL, as a bonus; OWN is what the group itself brought. */
static float share_bonus(float weight, float total, float own, float most, float any)
{
	weight -= own;
	total -= own;
	if (weight <= 0.05f)
		return 0.0f;
	return any * (weight > 1.0f ? 1.0f : weight) + most * weight / (total + 0.5f);
}

static float nearness(const struct surroundings *s, const struct record *record, size_t group)
{
	struct anchor here;
	float sum = 0.0f;
	put_on_sphere(record, &here);
	for (size_t i = 0; i < s->anchor_count; i++)
		if (s->anchors[i].group != group) {
			float far = kilometres(&here, &s->anchors[i]) / weights.near_km;
			if (far < 5.0f)
				sum += s->anchors[i].weight / (1.0f + far * far * 4.0f);
		}
	return weights.near * sum / (sum + 1.0f);
}

/* What the document adds to a candidate of a group. */
static float support_of(const struct finder *finder, const struct surroundings *s, size_t group, uint32_t posting)
{
	uint32_t index = POSTING_RECORD(posting);
	struct record record = gazetteer_record(finder->gazetteer, index), chosen = {.country = 0xFFFF};
	const struct group *g = &finder->groups[group];
	uint32_t unit = unit_of(&record, index), chosen_unit = NO_RECORD;
	float own = 0.0f, sum = 0.0f;
	if (g->choice != NO_RECORD && g->certainty > 0.0f) {
		chosen = gazetteer_record(finder->gazetteer, POSTING_RECORD(g->choice));
		chosen_unit = unit_of(&chosen, POSTING_RECORD(g->choice));
		own = group_weight(g);
	}
	if (record.country < COUNTRIES_MOST)
		sum += share_bonus(s->country[record.country], s->country_total, chosen.country == record.country ? own : 0.0f,
		                   weights.country, weights.country_any);
	for (size_t i = 0; unit != NO_RECORD && i < s->unit_count; i++)
		if (s->units[i].record == unit)
			sum += share_bonus(s->units[i].weight, s->unit_total, chosen_unit == unit ? own : 0.0f, weights.unit, weights.unit_any);
	return record.kind == KIND_COUNTRY ? sum : sum + nearness(s, &record, group);
}

/* Whether INNER lies in OUTER: its country, its first-level unit, or a smaller place close by. */
static bool lies_in(const struct record *inner, const struct record *outer, uint32_t outer_index)
{
	if (inner->kind == KIND_COUNTRY)
		return false;
	if (outer->kind == KIND_COUNTRY)
		return inner->country == outer_index;
	if (outer->kind == KIND_ADMIN1)
		return inner->admin1 == outer_index && inner->kind != KIND_ADMIN1;
	if (inner->country != outer->country || outer->kind == KIND_TOWN)
		return false;
	struct anchor a, b;
	put_on_sphere(inner, &a);
	put_on_sphere(outer, &b);
	return kilometres(&a, &b) < (outer->kind == KIND_REGION ? 400.0f : 60.0f);
}

static bool lies_in_any(const struct finder *finder, uint32_t posting, const struct spot *container)
{
	struct record inner = gazetteer_record(finder->gazetteer, POSTING_RECORD(posting));
	for (size_t i = 0; i < container->postings.count; i++) {
		uint32_t outer = POSTING_RECORD((uint32_t)container->postings.items[i]);
		struct record record = gazetteer_record(finder->gazetteer, outer);
		if (lies_in(&inner, &record, outer))
			return true;
	}
	return false;
}

static bool contains_any(const struct finder *finder, uint32_t posting, const struct spot *inner)
{
	uint32_t outer = POSTING_RECORD(posting);
	struct record record = gazetteer_record(finder->gazetteer, outer);
	for (size_t i = 0; i < inner->postings.count; i++) {
		struct record one = gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)inner->postings.items[i]));
		if (lies_in(&one, &record, outer))
			return true;
	}
	return false;
}

static bool side_by_side(const struct spot *a, const struct spot *b)
{
	return a->sentence == b->sentence && a->sentence != NO_INDEX && a->list == b->list && a->group != b->group;
}

/* "Missouri, Oklahoma and Georgia": the share of the names beside it that were resolved to its kind and country. */
static float likeness_beside(const struct finder *finder, size_t index, const struct record *record)
{
	const struct spot *spot = &finder->spots[index];
	float beside = 0.0f, alike = 0.0f;
	size_t from = index;
	while (from > 0 && finder->spots[from - 1].sentence == spot->sentence && index - from < 16)
		from--;
	for (size_t i = from; i < finder->spot_count && i < from + 32; i++) {
		const struct spot *other = &finder->spots[i];
		uint32_t choice = finder->groups[other->group].choice;
		if (!side_by_side(spot, other) || choice == NO_RECORD)
			continue;
		struct record there = gazetteer_record(finder->gazetteer, POSTING_RECORD(choice));
		beside += 1.0f;
		alike += there.country == record->country && there.kind == record->kind && there.kind != KIND_COUNTRY;
	}
	return beside > 0.0f ? alike / beside : 0.0f;
}

/* What the words beside the spot add to a candidate. */
static float local_score(const struct finder *finder, size_t index, uint32_t posting)
{
	const struct spot *spot = &finder->spots[index];
	struct record record = gazetteer_record(finder->gazetteer, POSTING_RECORD(posting));
	float score = 0.0f;
	if (spot->wanted)
		score += spot->wanted & KIND_BIT(record.kind) ? weights.wanted : weights.unwanted;
	if (spot->container != NO_INDEX)
		score += lies_in_any(finder, posting, &finder->spots[spot->container]) ? weights.contained : weights.not_contained;
	score += weights.alike * likeness_beside(finder, index, &record);
	if (spot->is_container && index > 0)
		score += contains_any(finder, posting, &finder->spots[index - 1]) ? 0.5f * weights.contained : 0.0f;
	return score;
}

static float prior_of(const struct finder *finder, uint32_t posting)
{
	struct record record = gazetteer_record(finder->gazetteer, POSTING_RECORD(posting));
	return gazetteer_prior(&record, posting);
}

/* --- choices ---------------------------------------------------------------------------------- */

enum { SMALL_TOWN = 100000 }; /* inhabitants; a larger one is meant even beside a country that it does not lie in */

/* "Liancourt, Artibonite department, Haiti": the gazetteer has a town of the name, but in France. OUTER is no party that
 * merely stands behind ("in Davos, Israel says"), nor named side by side ("Lens, Belgium and Spain"). */
static bool is_stray(const struct finder *finder, const struct spot *inner, const struct spot *outer)
{
	struct record best = gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)inner->postings.items[0]));
	struct record top = gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)outer->postings.items[0]));
	bool wide = top.kind == KIND_COUNTRY || top.kind == KIND_ADMIN1 || outer->container != NO_INDEX;
	if (!wide || !(KIND_BIT(best.kind) & KINDS_SETTLED) || best.population >= SMALL_TOWN || outer->sentence == NO_INDEX || side_by_side(inner, outer))
		return false;
	for (size_t i = 0; i < inner->postings.count; i++) { /* of the same country, though the gazetteer does not tell which unit */
		struct record one = gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)inner->postings.items[i]));
		if (one.country == top.country)
			return false;
	}
	const struct token *tokens = finder->document->sentences[outer->sentence].tokens;
	size_t before = inner->wide_first, head = outer->list;
	if (tokens[head].deprel == REL_compound && (size_t)tokens[head].head == outer->wide_last) /* "Artibonite department" */
		head = outer->wide_last;
	unsigned rel = tokens[head].deprel;
	bool from = before > 0 && str_equal_nocase(tokens[before - 1].form, STR("from"));
	return !from && rel != REL_nsubj && rel != REL_nsubj_pass && rel != REL_nmod_poss && rel != REL_compound && rel != REL_obj;
}

/* A comma means "lies in" only where something of the first name does lie in something of the second, and a
 * country's name does not become a village for the sake of its neighbour in a list ("Jordan, Syria"). */
static void check_containers(struct finder *finder)
{
	for (size_t i = 0; i < finder->spot_count; i++) {
		struct spot *spot = &finder->spots[i];
		if (spot->container == NO_INDEX)
			continue;
		struct spot *outer = &finder->spots[spot->container];
		struct record best = gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)spot->postings.items[0]));
		struct record top = gazetteer_record(finder->gazetteer, POSTING_RECORD((uint32_t)outer->postings.items[0]));
		bool fits = best.kind != KIND_COUNTRY || top.kind == KIND_ADMIN1;
		bool any = false;
		for (size_t c = 0; fits && !any && c < spot->postings.count; c++)
			any = lies_in_any(finder, (uint32_t)spot->postings.items[c], outer);
		if (any) {
			outer->is_container = true;
		} else {
			spot->stray = fits && is_stray(finder, spot, outer);
			spot->container = NO_INDEX;
		}
	}
}

/* The best candidate of a group over all its spots; *certainty from its lead over the next. */
static void choose_for_group(struct finder *finder, const struct surroundings *s, size_t index, size_t const *members)
{
	struct group *group = &finder->groups[index];
	const struct postings *postings = &finder->spots[group->first_spot].postings;
	float best = -100.0f, next = -100.0f, evidence = -100.0f;
	uint32_t choice = NO_RECORD;
	for (size_t i = 0; i < postings->count; i++) {
		uint32_t posting = (uint32_t)postings->items[i];
		float score = prior_of(finder, posting) + (s ? support_of(finder, s, index, posting) : 0.0f);
		float local = 0.0f;
		for (size_t m = 0; m < group->spot_count && m < MEMBERS_MOST; m++)
			local = fmaxf(local, local_score(finder, members[m], posting));
		struct record record = gazetteer_record(finder->gazetteer, POSTING_RECORD(posting));
		score += local + (posting & NAME_BARE && record.kind == KIND_ADMIN1 ? weights.bare : 0.0f);
		if (score > best) {
			next = best;
			best = score;
			choice = posting;
		} else if (score > next)
			next = score;
	}
	for (size_t m = 0; m < group->spot_count && m < MEMBERS_MOST; m++)
		evidence = fmaxf(evidence, finder->spots[members[m]].evidence);
	group->choice = choice;
	group->certainty = fminf(1.0f, fmaxf(0.1f, (best - next) / 3.0f));
	if (best + evidence < weights.accept)
		group->certainty = 0.0f;
}

/* The spots of each group, one group after the other; *starts has where each begins. */
static size_t *members_by_group(struct finder *finder, size_t **starts)
{
	size_t *members = arena_alloc(finder->arena, (finder->spot_count + 1) * sizeof *members);
	size_t *fill = arena_zalloc(finder->arena, finder->group_count + 1, sizeof *fill);
	*starts = arena_zalloc(finder->arena, finder->group_count + 1, sizeof **starts);
	for (size_t i = 1; i < finder->group_count; i++)
		(*starts)[i] = (*starts)[i - 1] + finder->groups[i - 1].spot_count;
	for (size_t i = 0; i < finder->spot_count; i++) {
		size_t group = finder->spots[i].group;
		members[(*starts)[group] + fill[group]++] = i;
	}
	return members;
}

static void choose_for_spot(struct finder *finder, const struct surroundings *s, size_t index)
{
	struct spot *spot = &finder->spots[index];
	const struct group *group = &finder->groups[spot->group];
	bool plain = spot->wanted == 0 && spot->container == NO_INDEX && !spot->is_container; /* one sense a document */
	float best = -100.0f;
	for (size_t i = 0; i < spot->postings.count; i++) {
		uint32_t posting = (uint32_t)spot->postings.items[i];
		if (plain && posting != group->choice)
			continue;
		float support = support_of(finder, s, spot->group, posting);
		float local = local_score(finder, index, posting);
		float score = prior_of(finder, posting) + support + local + (posting == group->choice ? 1.5f : 0.0f);
		if (score > best) {
			best = score;
			spot->choice = posting;
			spot->support = weights.support * support + (local > 0.0f ? 0.5f * local : local);
		}
	}
}

static float spot_weight(const struct finder *finder, const struct spot *spot)
{
	return prior_of(finder, spot->choice) + spot->evidence + spot->support;
}

/* Let go of names that are likelier something else than a place. */
static void drop_doubtful(struct finder *finder, const size_t *members, const size_t *starts)
{
	for (size_t g = 0; g < finder->group_count; g++) {
		bool sure = false;
		for (size_t m = 0; m < finder->groups[g].spot_count; m++) {
			const struct spot *spot = &finder->spots[members[starts[g] + m]];
			sure |= spot->evidence >= 2.0f && spot_weight(finder, spot) >= weights.accept;
		}
		for (size_t m = 0; m < finder->groups[g].spot_count; m++) {
			struct spot *spot = &finder->spots[members[starts[g] + m]];
			bool bare_letters = spot->choice & NAME_SHORT && !spot->dotted && !spot->is_container; /* "Tom Molomby, SC" */
			if (bare_letters || spot->stray || spot_weight(finder, spot) + (sure ? weights.companion : 0.0f) < weights.accept)
				spot->choice = NO_RECORD;
		}
	}
}

void finder_resolve(struct finder *finder)
{
	if (!finder->spot_count)
		return;
	struct surroundings *s = arena_alloc(finder->arena, sizeof *s); /* look_around fills it before it is read */
	size_t *starts, *members = members_by_group(finder, &starts);
	check_containers(finder);
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t g = 0; g < finder->group_count; g++)
			choose_for_group(finder, round ? s : NULL, g, members + starts[g]);
		look_around(finder, s);
	}
	for (size_t i = 0; i < finder->spot_count; i++)
		choose_for_spot(finder, s, i);
	drop_doubtful(finder, members, starts);
}
