/* group.c: from sketches to incidents. Each step is a function of the set: homes of single sketches, then the parts of
 * each bin, then what was chosen by hand across bins. */
#include "parts.h"

#include <stdlib.h>

/* --- where a sketch lies -------------------------------------------------------------------- */

/* May TOLD be news of what OTHER told? A day that its text names binds it: only a range leaves it a choice of days. */
static bool may_follow(const struct told *told, const struct neighbour *other)
{
	const struct sketch *own = told->sketch, *before = other->told.sketch;
	struct incident_bin bin = incident_bin_of(own);
	if (own->from == DAY_NONE || other->home.day == DAY_NONE || other->home.length != 1 || other->home.group != bin.group)
		return false;
	if (own->dated)
		return own->to > own->from && own->to - own->from <= INCIDENT_LOOKS_BACK && before->dated && before->from == before->to &&
		       before->from >= own->from && before->from <= own->to;
	return before->from < own->from && other->home.day >= own->from - INCIDENT_LOOKS_BACK;
}

/* The higher score wins, of one score the later day: so the order of the neighbours does not matter. */
struct incident_bin incident_home(const struct incident_model *model, const struct told *told, const struct neighbours *neighbours, struct arena *arena)
{
	struct incident_bin best = incident_bin_of(told->sketch);
	struct handles own = handles_of(told->sketch);
	struct index_list near = neighbours_near(neighbours, told->sketch, arena);
	int32_t best_score = 0;
	for (size_t i = 0; i < near.count; i++) {
		const struct neighbour *other = &neighbours->others[near.list[i]];
		struct handles theirs = handles_of(other->told.sketch);
		if (!may_follow(told, other) || str_equal(other->told.sketch->document, told->sketch->document) || !handles_meet(&own, &theirs))
			continue;
		int32_t score = incident_score(model, told, &other->told, NULL);
		if (score > best_score || (score == best_score && score > 0 && other->home.day > best.day)) {
			best_score = score;
			best = other->home;
		}
	}
	return best;
}

/* --- a bin ---------------------------------------------------------------------------------- */

struct ordered { /* a sketch with its place in the caller's list */
	const struct sketch *sketch;
	size_t index;
};

static int by_report(const void *a, const void *b)
{
	const struct sketch *x = ((const struct ordered *)a)->sketch, *y = ((const struct ordered *)b)->sketch;
	if (x->reported != y->reported)
		return x->reported < y->reported ? -1 : 1;
	return str_compare(x->event, y->event);
}

static struct ordered *order(const struct told *told, size_t count, struct arena *arena)
{
	struct ordered *ordered = arena_alloc(arena, (count + 1) * sizeof *ordered);
	for (size_t i = 0; i < count; i++)
		ordered[i] = (struct ordered){told[i].sketch, i};
	qsort(ordered, count, sizeof *ordered, by_report);
	return ordered;
}

void incident_part_bin(const struct incident_model *model, const struct told *told, size_t count, const struct incident_choice *choices,
                         size_t choice_count, size_t *founder, struct arena *arena)
{
	struct ordered *ordered = order(told, count, arena);
	struct told *row = arena_alloc(arena, (count + 1) * sizeof *row);
	for (size_t i = 0; i < count; i++)
		row[i] = told[ordered[i].index];
	struct pair_list list = pairs_of(model, row, count, arena);
	size_t *label = arena_alloc(arena, (count + 1) * sizeof *label), *place = arena_alloc(arena, (count + 1) * sizeof *place);
	struct incident_choice *own = arena_alloc(arena, (choice_count + 1) * sizeof *own);
	for (size_t i = 0; i < count; i++)
		place[ordered[i].index] = i;
	for (size_t i = 0; i < choice_count; i++)
		own[i] = (struct incident_choice){place[choices[i].a], place[choices[i].b], choices[i].same};
	incident_part(count, list.pairs, list.count, own, choice_count, label, arena);
	for (size_t i = 0; i < count; i++)
		founder[ordered[i].index] = ordered[label[i]].index;
}

/* --- all ---------------------------------------------------------------------------------------- */

struct grouping {
	const struct incident_model *model;
	const struct told *told;
	size_t count;
	struct incident_bin *home;
	size_t *founder;
	struct arena *arena;
};

static int by_day(const void *a, const void *b)
{
	const struct sketch *x = ((const struct ordered *)a)->sketch, *y = ((const struct ordered *)b)->sketch;
	bool x_range = x->from != x->to, y_range = y->from != y->to;
	if (x_range != y_range)
		return x_range ? 1 : -1; /* ranges look at single days, never the other way round */
	return (x->from > y->from) - (x->from < y->from);
}

/* Is OTHER of the days that a sketch of BIN may look at? */
static bool is_near(const struct sketch *other, struct incident_bin bin)
{
	int32_t from = bin.length > 1 ? bin.day : bin.day - INCIDENT_LOOKS_BACK, to = bin.length > 1 ? bin.day + bin.length - 1 : bin.day - 1;
	return bin.day != DAY_NONE && bin.length <= INCIDENT_LOOKS_BACK + 1 && other->from >= from && other->from <= to && incident_bin_of(other).group == bin.group;
}

static void find_homes(struct grouping *grouping)
{
	struct ordered *ordered = order(grouping->told, grouping->count, grouping->arena);
	struct neighbour *others = arena_alloc(grouping->arena, (grouping->count + 1) * sizeof *others);
	for (size_t i = 0; i < grouping->count; i++)
		grouping->home[i] = incident_bin_of(grouping->told[i].sketch);
	qsort(ordered, grouping->count, sizeof *ordered, by_day);
	for (size_t i = 0; i < grouping->count; i++) {
		const struct told *told = &grouping->told[ordered[i].index];
		size_t count = 0;
		for (size_t k = 0; k < grouping->count; k++)
			if (is_near(grouping->told[k].sketch, incident_bin_of(told->sketch)))
				others[count++] = (struct neighbour){grouping->told[k], grouping->home[k]};
		struct neighbours *neighbours = incident_neighbours(others, count, grouping->arena);
		grouping->home[ordered[i].index] = incident_home(grouping->model, told, neighbours, grouping->arena);
	}
}

static size_t position(const size_t *members, size_t count, size_t index)
{
	size_t i = 0;
	while (i < count && members[i] != index)
		i++;
	return i;
}

/* The sketches that lie where FIRST lies; those of no day stand alone. */
static void part_one(struct grouping *grouping, size_t first, const struct incident_choice *choices, size_t choice_count)
{
	size_t *members = arena_alloc(grouping->arena, grouping->count * sizeof *members), count = 0, kept = 0;
	struct told *told = arena_alloc(grouping->arena, grouping->count * sizeof *told);
	struct incident_choice *own = arena_alloc(grouping->arena, (choice_count + 1) * sizeof *own);
	for (size_t i = first; i < grouping->count; i++)
		if (i == first || (grouping->home[i].day != DAY_NONE && incident_same_bin(grouping->home[i], grouping->home[first]))) {
			told[count] = grouping->told[i];
			members[count++] = i;
		}
	for (size_t i = 0; i < choice_count; i++) {
		size_t a = position(members, count, choices[i].a), b = position(members, count, choices[i].b);
		if (a < count && b < count)
			own[kept++] = (struct incident_choice){a, b, choices[i].same};
	}
	size_t *founder = arena_alloc(grouping->arena, count * sizeof *founder);
	incident_part_bin(grouping->model, told, count, own, kept, founder, grouping->arena);
	for (size_t i = 0; i < count; i++)
		grouping->founder[members[i]] = members[founder[i]];
}

/* Incidents of two bins that the user joined are one, named after the first reported of both. */
static void join_by_hand(struct grouping *grouping, const struct incident_choice *choice)
{
	size_t a = grouping->founder[choice->a], b = grouping->founder[choice->b];
	struct ordered x = {grouping->told[a].sketch, a}, y = {grouping->told[b].sketch, b};
	size_t first = by_report(&x, &y) <= 0 ? a : b, other = first == a ? b : a;
	for (size_t i = 0; a != b && i < grouping->count; i++)
		if (grouping->founder[i] == other)
			grouping->founder[i] = first;
}

void incident_group(const struct incident_model *model, const struct told *told, size_t count, const struct incident_choice *choices,
                    size_t choice_count, size_t *founder, struct arena *arena)
{
	struct grouping grouping = {model, told, count, arena_alloc(arena, (count + 1) * sizeof *grouping.home), founder, arena};
	find_homes(&grouping);
	for (size_t i = 0; i < count; i++)
		founder[i] = NO_INDEX;
	for (size_t i = 0; i < count; i++)
		if (founder[i] == NO_INDEX)
			part_one(&grouping, i, choices, choice_count);
	for (size_t i = 0; i < choice_count; i++)
		if (choices[i].same)
			join_by_hand(&grouping, &choices[i]);
}
