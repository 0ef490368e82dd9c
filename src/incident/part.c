/* part.c: average linkage over a sparse table of scores.
 *
 * Scores are integers and items come in the order of their ids, so every sum, comparison and tie is the same whatever
 * the order in which articles came. */
#include "incident.h"

struct link { /* between a group and another */
	size_t other;
	int64_t sum, pairs; /* of the scores of the pairs that were compared, and how many */
};

struct group {
	struct link *links;
	size_t link_count, capacity;
	size_t size, version; /* size 0: joined into another */
	size_t next;          /* its items, chained through part.next */
	size_t last;
};

struct candidate { /* valid while both groups have the versions that it was made with */
	size_t a, b, a_version, b_version;
	int64_t sum, pairs;
};

struct part {
	struct arena *arena;
	struct group *groups;
	size_t *next; /* [count] the next item of the same group, or NO_INDEX */
	struct candidate *heap;
	size_t heap_count, heap_capacity;
	const struct incident_choice *choices;
	size_t choice_count;
};

/* Is X to be joined before Y? By the average, then by the groups' first items. */
static bool before(const struct candidate *x, const struct candidate *y)
{
	int64_t left = x->sum * y->pairs, right = y->sum * x->pairs;
	if (left != right)
		return left > right;
	return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void heap_push(struct part *part, struct candidate candidate)
{
	arena_push(part->arena, part->heap, part->heap_count, part->heap_capacity, candidate);
	size_t at = part->heap_count - 1;
	while (at > 0 && before(&candidate, &part->heap[(at - 1) / 2])) {
		part->heap[at] = part->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	part->heap[at] = candidate;
}

static struct candidate heap_pop(struct part *part)
{
	struct candidate top = part->heap[0], last = part->heap[--part->heap_count];
	size_t at = 0;
	for (size_t child = 1; child < part->heap_count; child = 2 * at + 1) {
		if (child + 1 < part->heap_count && before(&part->heap[child + 1], &part->heap[child]))
			child++;
		if (!before(&part->heap[child], &last))
			break;
		part->heap[at] = part->heap[child];
		at = child;
	}
	part->heap[at] = last;
	return top;
}

static struct link *find_link(struct group *group, size_t other)
{
	for (size_t i = 0; i < group->link_count; i++)
		if (group->links[i].other == other)
			return &group->links[i];
	return NULL;
}

static void propose(struct part *part, size_t a, size_t b, int64_t sum, int64_t pairs)
{
	struct group *x = &part->groups[a], *y = &part->groups[b];
	if (sum > 0)
		heap_push(part, (struct candidate){a, b, x->version, y->version, sum, pairs});
}

static bool in_group(const struct part *part, size_t group, size_t item)
{
	for (size_t i = group; i != NO_INDEX; i = part->next[i])
		if (i == item)
			return true;
	return false;
}

/* Has the user said that something of A and something of B are two? */
static bool kept_apart(const struct part *part, size_t a, size_t b)
{
	for (size_t i = 0; i < part->choice_count; i++) {
		const struct incident_choice *choice = &part->choices[i];
		if (!choice->same && ((in_group(part, a, choice->a) && in_group(part, b, choice->b)) ||
		                      (in_group(part, a, choice->b) && in_group(part, b, choice->a))))
			return true;
	}
	return false;
}

static void drop_link(struct group *group, size_t other)
{
	struct link *link = find_link(group, other);
	if (link)
		*link = group->links[--group->link_count];
}

/* Group B is in A now: A has with THIRD what both had, or one of them. */
static void merge_link(struct part *part, size_t a, size_t third, const struct link *from_a, const struct link *from_b)
{
	struct group *x = &part->groups[a], *z = &part->groups[third];
	int64_t sum = (from_a ? from_a->sum : 0) + (from_b ? from_b->sum : 0), pairs = (from_a ? from_a->pairs : 0) + (from_b ? from_b->pairs : 0);
	struct link *back = find_link(z, a), *forth = find_link(x, third);
	if (back && forth) {
		*back = (struct link){a, sum, pairs};
		*forth = (struct link){third, sum, pairs};
	} else {
		arena_push(part->arena, z->links, z->link_count, z->capacity, ((struct link){a, sum, pairs}));
		arena_push(part->arena, x->links, x->link_count, x->capacity, ((struct link){third, sum, pairs}));
	}
	propose(part, a < third ? a : third, a < third ? third : a, sum, pairs);
}

/* Put group B into group A, A < B. */
static void join(struct part *part, size_t a, size_t b)
{
	struct group *x = &part->groups[a], *y = &part->groups[b];
	drop_link(x, b);
	drop_link(y, a);
	x->size += y->size;
	x->version++;
	y->size = 0;
	y->version++;
	part->next[x->last] = b;
	x->last = y->last;
	for (size_t i = 0; i < y->link_count; i++)
		drop_link(&part->groups[y->links[i].other], b);
	size_t own = x->link_count;
	for (size_t i = 0; i < own; i++) {
		struct link from_a = x->links[i];
		merge_link(part, a, from_a.other, &from_a, find_link(y, from_a.other));
	}
	for (size_t i = 0; i < y->link_count; i++) {
		struct link from_b = y->links[i];
		if (!find_link(x, from_b.other))
			merge_link(part, a, from_b.other, NULL, &from_b);
	}
}

static size_t group_of(const struct part *part, size_t count, size_t item)
{
	for (size_t g = 0; g < count; g++)
		if (part->groups[g].size && in_group(part, g, item))
			return g;
	return item;
}

static void join_by_hand(struct part *part, size_t count)
{
	for (size_t i = 0; i < part->choice_count; i++) {
		if (!part->choices[i].same)
			continue;
		size_t a = group_of(part, count, part->choices[i].a), b = group_of(part, count, part->choices[i].b);
		if (a != b)
			join(part, a < b ? a : b, a < b ? b : a);
	}
}

static void set_up(struct part *part, size_t count, const struct incident_pair *pairs, size_t pair_count)
{
	part->groups = arena_zalloc(part->arena, count, sizeof *part->groups);
	part->next = arena_alloc(part->arena, count * sizeof *part->next);
	for (size_t i = 0; i < count; i++) {
		part->groups[i].size = 1;
		part->groups[i].last = i;
		part->next[i] = NO_INDEX;
	}
	for (size_t i = 0; i < pair_count; i++) {
		struct group *x = &part->groups[pairs[i].a], *y = &part->groups[pairs[i].b];
		arena_push(part->arena, x->links, x->link_count, x->capacity, ((struct link){pairs[i].b, pairs[i].score, 1}));
		arena_push(part->arena, y->links, y->link_count, y->capacity, ((struct link){pairs[i].a, pairs[i].score, 1}));
		propose(part, pairs[i].a, pairs[i].b, pairs[i].score, 1);
	}
}

void incident_part(size_t count, const struct incident_pair *pairs, size_t pair_count, const struct incident_choice *choices,
                   size_t choice_count, size_t *label, struct arena *arena)
{
	struct part part = {.arena = arena, .choices = choices, .choice_count = choice_count};
	set_up(&part, count, pairs, pair_count);
	join_by_hand(&part, count);
	while (part.heap_count) {
		struct candidate best = heap_pop(&part);
		struct group *a = &part.groups[best.a], *b = &part.groups[best.b];
		if (a->size && b->size && a->version == best.a_version && b->version == best.b_version && !kept_apart(&part, best.a, best.b))
			join(&part, best.a, best.b);
	}
	for (size_t g = 0; g < count; g++)
		for (size_t i = g; part.groups[g].size && i != NO_INDEX; i = part.next[i])
			label[i] = g;
}
