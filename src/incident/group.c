/* group.c: from sketches to incidents. Each step is a function of the set: homes of single sketches, then the parts of
 * each block, then what was chosen by hand across blocks. */
#include "incident.h"

#include <stdlib.h>

enum { MOST_HANDLES = 40, ABSENT = -4000 }; /* the score of a pair that shares no handle: no place, no country, no party */

struct handles {
	uint32_t key[MOST_HANDLES];
	size_t count;
};

static struct handles handles_of(const struct sketch *sketch)
{
	struct handles handles;
	handles.count = incident_handles(sketch, handles.key, MOST_HANDLES);
	return handles;
}

static bool meet(const struct handles *a, const struct handles *b)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			if (a->key[i] == b->key[k])
				return true;
	return false;
}

/* --- where a sketch lies -------------------------------------------------------------------- */

/* May TOLD be news of what OTHER told? A day that its text names binds it: only a range leaves it a choice of days. */
static bool may_follow(const struct told *told, const struct neighbour *other)
{
	const struct sketch *own = told->sketch, *before = other->told.sketch;
	struct incident_bin block = incident_block(own);
	if (own->from == DAY_NONE || other->home.day == DAY_NONE || other->home.length != 1 || other->home.group != block.group)
		return false;
	if (own->dated)
		return own->to > own->from && own->to - own->from <= INCIDENT_LOOKS_BACK && before->dated && before->from == before->to &&
		       before->from >= own->from && before->from <= own->to;
	return before->from < own->from && other->home.day >= own->from - INCIDENT_LOOKS_BACK;
}

/* The higher score wins, of one score the later day: so the order of OTHERS does not matter. */
struct incident_bin incident_home(const struct incident_model *model, const struct told *told, const struct neighbour *others, size_t count)
{
	struct incident_bin best = incident_block(told->sketch);
	struct handles own = handles_of(told->sketch);
	int32_t best_score = 0;
	for (size_t i = 0; i < count; i++) {
		struct handles other = handles_of(others[i].told.sketch);
		if (!may_follow(told, &others[i]) || str_equal(others[i].told.sketch->document, told->sketch->document) || !meet(&own, &other))
			continue;
		int32_t score = incident_score(model, told, &others[i].told, NULL);
		if (score > best_score || (score == best_score && score > 0 && others[i].home.day > best.day)) {
			best_score = score;
			best = others[i].home;
		}
	}
	return best;
}

/* --- a block ---------------------------------------------------------------------------------- */

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

struct pair_list {
	struct incident_pair *pairs;
	size_t count, capacity;
};

static struct pair_list score_pairs(const struct incident_model *model, const struct told *told, const struct ordered *ordered, size_t count,
                                    struct arena *arena)
{
	struct pair_list list = {0};
	struct handles *handles = arena_alloc(arena, (count + 1) * sizeof *handles);
	for (size_t i = 0; i < count; i++)
		handles[i] = handles_of(ordered[i].sketch);
	for (size_t b = 1; b < count; b++)
		for (size_t a = 0; a < b; a++)
			if (meet(&handles[a], &handles[b])) {
				int32_t score = incident_score(model, &told[ordered[a].index], &told[ordered[b].index], NULL);
				arena_push(arena, list.pairs, list.count, list.capacity, ((struct incident_pair){a, b, score}));
			}
	return list;
}

void incident_part_block(const struct incident_model *model, const struct told *told, size_t count, const struct incident_choice *choices,
                         size_t choice_count, size_t *founder, struct arena *arena)
{
	struct ordered *ordered = order(told, count, arena);
	struct pair_list list = score_pairs(model, told, ordered, count, arena);
	size_t *label = arena_alloc(arena, (count + 1) * sizeof *label), *place = arena_alloc(arena, (count + 1) * sizeof *place);
	struct incident_choice *own = arena_alloc(arena, (choice_count + 1) * sizeof *own);
	for (size_t i = 0; i < count; i++)
		place[ordered[i].index] = i;
	for (size_t i = 0; i < choice_count; i++)
		own[i] = (struct incident_choice){place[choices[i].a], place[choices[i].b], choices[i].same};
	incident_part(count, list.pairs, list.count, ABSENT, own, choice_count, label, arena);
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

static void find_homes(struct grouping *grouping)
{
	struct ordered *ordered = order(grouping->told, grouping->count, grouping->arena);
	struct neighbour *others = arena_alloc(grouping->arena, (grouping->count + 1) * sizeof *others);
	qsort(ordered, grouping->count, sizeof *ordered, by_day);
	for (size_t i = 0; i < grouping->count; i++) {
		size_t index = ordered[i].index;
		grouping->home[index] = incident_home(grouping->model, &grouping->told[index], others, i);
		others[i] = (struct neighbour){grouping->told[index], grouping->home[index]};
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
		if (i == first || (grouping->home[i].day != DAY_NONE && incident_same_block(grouping->home[i], grouping->home[first]))) {
			told[count] = grouping->told[i];
			members[count++] = i;
		}
	for (size_t i = 0; i < choice_count; i++) {
		size_t a = position(members, count, choices[i].a), b = position(members, count, choices[i].b);
		if (a < count && b < count)
			own[kept++] = (struct incident_choice){a, b, choices[i].same};
	}
	size_t *founder = arena_alloc(grouping->arena, count * sizeof *founder);
	incident_part_block(grouping->model, told, count, own, kept, founder, grouping->arena);
	for (size_t i = 0; i < count; i++)
		grouping->founder[members[i]] = members[founder[i]];
}

/* Incidents of two blocks that the user joined are one, named after the first reported of both. */
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
