/* match.c: patterns over readings. */
#include "time/tables.h"

struct search {
	const struct timex_tables *tables;
	const struct lattice *lattice;
	size_t below; /* the last match tried ended here */
	int32_t after;
	size_t budget; /* steps left: a bound on the work at one place */
	struct match now, *best;
	bool found;
};

static int32_t symbol_of(const struct reading *reading)
{
	return reading->class_ == TC_literal ? TC_COUNT + reading->value[0] : reading->class_;
}

/* Is a pattern that ends at END on LINE still to be tried, and better than the best so far? */
static bool better(const struct search *s, size_t end, int32_t line)
{
	if (end > s->below || (end == s->below && line <= s->after))
		return false;
	if (!s->found)
		return true;
	return end > s->best->end || (end == s->best->end && line < s->best->line);
}

static void finish(struct search *s, const int32_t *node, size_t end)
{
	if (node[NODE_RULE] < 0 || !better(s, end, node[NODE_LINE]))
		return;
	size_t context = (size_t)node[NODE_CONTEXT];
	*s->best = s->now;
	s->best->end = end;
	s->best->rule = (enum time_rule)node[NODE_RULE];
	s->best->line = node[NODE_LINE];
	s->best->context = context;
	s->best->start = s->now.at[context];
	s->found = true;
}

#define WALK_MOST (2 * PATTERN_MOST)

static void visit(struct search *s, int32_t child, const struct piece *piece, size_t at, size_t depth);

static const struct piece no_piece = {.reading_count = 0};

static const struct piece *piece_at(const struct search *s, size_t at)
{
	return at < s->lattice->count ? &s->lattice->pieces[at] : &no_piece;
}

/* Bounded in depth by WALK_MOST, in work by the budget. */
static void walk(struct search *s, size_t parent, size_t at, size_t depth)
{
	const struct piece *piece = piece_at(s, at);
	const int32_t *nodes = s->tables->nodes;
	if (s->now.step_count == PATTERN_MOST || depth == WALK_MOST)
		return;
	for (int32_t child = nodes[parent * NODE_WIDTH + NODE_CHILD]; child > 0; child = nodes[(size_t)child * NODE_WIDTH + NODE_SIBLING])
		visit(s, child, piece, at, depth);
}

/* All ways on through CHILD. */
static void visit(struct search *s, int32_t child, const struct piece *piece, size_t at, size_t depth)
{
	const int32_t *node = s->tables->nodes + (size_t)child * NODE_WIDTH;
	if (node[NODE_SYMBOL] == SYMBOL_NOTHING) {
		if (s->now.step_count)
			finish(s, node, at);
		walk(s, (size_t)child, at, depth + 1);
		return;
	}
	for (size_t r = 0; r < piece->reading_count; r++) {
		const struct reading *reading = &s->lattice->readings[piece->first_reading + r];
		if (symbol_of(reading) != node[NODE_SYMBOL] || s->budget == 0)
			continue;
		s->budget--;
		s->now.steps[s->now.step_count] = reading;
		s->now.at[s->now.step_count++] = at;
		finish(s, node, at + reading->length);
		walk(s, (size_t)child, at + reading->length, depth + 1);
		s->now.step_count--;
	}
}

/* The children of the root that the readings at AT lead to, in their order: it has too many to be looked through. */
static void walk_root(struct search *s, size_t at)
{
	const struct piece *piece = piece_at(s, at);
	const int32_t *firsts = s->tables->firsts;
	for (int32_t done = 0, next = 0;; done = next) {
		next = firsts[0] > done ? firsts[0] : INT32_MAX;
		for (size_t r = 0; r < piece->reading_count; r++) {
			size_t symbol = (size_t)symbol_of(&s->lattice->readings[piece->first_reading + r]);
			int32_t node = symbol + 1 < s->tables->first_count ? firsts[symbol + 1] : 0;
			if (node > done && node < next)
				next = node;
		}
		if (next == INT32_MAX)
			return;
		visit(s, next, piece, at, 0);
	}
}

bool time_match(const struct timex_tables *tables, const struct lattice *lattice, size_t at, size_t below, int32_t after, struct match *match)
{
	if (at >= lattice->count || lattice->pieces[at].reading_count == 0) /* no pattern starts with nothing alone */
		return false;
	struct search search = {.tables = tables, .lattice = lattice, .below = below, .after = after, .budget = 20000, .best = match};
	walk_root(&search, at);
	return search.found;
}

const struct reading *timex_match_slot(const struct match *match, enum time_class class_, size_t nth)
{
	for (size_t i = match->context; i < match->step_count; i++)
		if (match->steps[i]->class_ == class_ && nth-- == 0)
			return match->steps[i];
	return NULL;
}
