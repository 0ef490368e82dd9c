/* tree.c: Chu-Liu-Edmonds in O(n^2), run only where the best head of each word gives no tree.
 *
 * Nodes are followed along their best heads; where a path closes, its cycle is contracted into one
 * node that takes the slot of one of its members. Contracting c slots costs O(c n) and leaves c - 1
 * fewer, so all of it is O(n^2). Each contracted node remembers its members and which arc between
 * words entered it, and the cycles are opened again from the last one to the first.
 */
#include "tree.h"

#include <float.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 32000 }; /* node numbers up to twice as many fit 16 bits */

struct tree_scratch {
	size_t side;      /* words + 1 */
	double *score;    /* [side][side]: best arc from slot j into slot i, less what i's cycles gave up */
	struct tree_arc *arc; /* [side][side]: the words of that arc */
	uint16_t *node;   /* [side] what is in a slot now: a word, or a cycle from side on */
	uint16_t *parent; /* [2 * side] the cycle that a node was contracted into, 0 if none */
	struct tree_arc *entered; /* [2 * side] the arc that enters a node */
	uint16_t *best;   /* [side] the chosen head slot of a slot */
	uint8_t *state;   /* [side] */
	uint16_t *path;   /* [side] */
};

enum { FRESH, ON_PATH, FINISHED, GONE };

struct tree_scratch *tree_scratch_new(size_t words)
{
	struct tree_scratch *t = words <= MOST_WORDS ? calloc(1, sizeof *t) : NULL;
	if (!t)
		return NULL;
	t->side = words + 1;
	t->score = malloc(t->side * t->side * sizeof *t->score);
	t->arc = malloc(t->side * t->side * sizeof *t->arc);
	t->node = malloc(t->side * sizeof *t->node);
	t->parent = malloc(2 * t->side * sizeof *t->parent);
	t->entered = malloc(2 * t->side * sizeof *t->entered);
	t->best = malloc(t->side * sizeof *t->best);
	t->state = malloc(t->side);
	t->path = malloc(t->side * sizeof *t->path);
	if (t->score && t->arc && t->node && t->parent && t->entered && t->best && t->state && t->path)
		return t;
	tree_scratch_free(t);
	return NULL;
}

void tree_scratch_free(struct tree_scratch *t)
{
	if (!t)
		return;
	free(t->score);
	free(t->arc);
	free(t->node);
	free(t->parent);
	free(t->entered);
	free(t->best);
	free(t->state);
	free(t->path);
	free(t);
}

/* --- the common case ----------------------------------------------------------------------- */

static uint16_t best_head(const float *row, size_t words, size_t dependent)
{
	size_t best = dependent == 0 ? 1 : 0;
	for (size_t j = best + 1; j <= words; j++)
		if (row[j] > row[best] && j != dependent)
			best = j;
	return (uint16_t)best;
}

/* One root and no cycle. MARK[0 .. words] is scratch. */
static bool is_tree(const uint16_t *heads, size_t words, uint16_t *mark)
{
	size_t roots = 0;
	memset(mark, 0, (words + 1) * sizeof *mark);
	for (size_t i = 1; i <= words; i++) {
		roots += heads[i] == 0;
		size_t at = i;
		for (; at != 0 && mark[at] == 0; at = heads[at])
			mark[at] = (uint16_t)i;
		if (at != 0 && mark[at] == i)
			return false;
	}
	return roots == 1;
}

/* --- contraction --------------------------------------------------------------------------- */

/* Taking more than any two trees differ by from every arc to the root leaves one such arc. */
static double root_penalty(const float *score, size_t stride, size_t words)
{
	double least = DBL_MAX, most = -DBL_MAX;
	for (size_t i = 1; i <= words; i++)
		for (size_t j = 0; j <= words; j++)
			if (i != j) {
				double s = score[i * stride + j];
				least = s < least ? s : least;
				most = s > most ? s : most;
			}
	return (most - least) * (double)words + 1;
}

static void start(struct tree_scratch *t, const float *score, size_t stride, size_t words)
{
	double penalty = root_penalty(score, stride, words);
	for (size_t i = 0; i <= words; i++) {
		t->node[i] = (uint16_t)i;
		t->state[i] = FRESH;
		for (size_t j = 0; i > 0 && j <= words; j++) {
			t->score[i * t->side + j] = score[i * stride + j] - (j == 0 ? penalty : 0);
			t->arc[i * t->side + j] = (struct tree_arc){(uint16_t)j, (uint16_t)i};
		}
	}
	memset(t->parent, 0, 2 * t->side * sizeof *t->parent);
	t->state[0] = FINISHED;
}

static uint16_t best_slot(const struct tree_scratch *t, size_t words, size_t slot)
{
	const double *row = t->score + slot * t->side;
	size_t best = 0;
	for (size_t j = 1; j <= words; j++)
		if (j != slot && t->state[j] != GONE && row[j] > row[best])
			best = j;
	return (uint16_t)best;
}

/* Let slot INTO take over what arcs into and out of slot FROM are better than its own. Both rows
 * have their own best arc taken off already. */
static void take_over(struct tree_scratch *t, size_t words, size_t into, size_t from)
{
	size_t side = t->side;
	for (size_t j = 0; j <= words; j++) {
		if (t->state[j] == GONE || j == into || j == from)
			continue;
		if (t->score[from * side + j] > t->score[into * side + j]) {
			t->score[into * side + j] = t->score[from * side + j];
			t->arc[into * side + j] = t->arc[from * side + j];
		}
		if (j > 0 && t->score[j * side + from] > t->score[j * side + into]) {
			t->score[j * side + into] = t->score[j * side + from];
			t->arc[j * side + into] = t->arc[j * side + from];
		}
	}
	t->state[from] = GONE;
}

/* Contract the cycle PATH[from .. length - 1] into the slot of its first member: node NUMBER. */
static void contract(struct tree_scratch *t, size_t words, size_t from, size_t length, uint16_t number)
{
	size_t side = t->side;
	for (size_t k = from; k < length; k++) {
		size_t slot = t->path[k];
		double own = t->score[slot * side + t->best[slot]];
		for (size_t j = 0; j <= words; j++)
			t->score[slot * side + j] -= own;
		t->parent[t->node[slot]] = number;
	}
	for (size_t k = from + 1; k < length; k++)
		take_over(t, words, t->path[from], t->path[k]);
	t->node[t->path[from]] = number;
}

/* Follow best heads from slot FIRST until something finished; *number is the next free node. */
static void follow(struct tree_scratch *t, size_t words, size_t first, uint16_t *number)
{
	size_t length = 0;
	uint16_t slot = (uint16_t)first;
	for (;;) {
		t->path[length++] = slot;
		t->state[slot] = ON_PATH;
		uint16_t head = best_slot(t, words, slot);
		t->best[slot] = head;
		t->entered[t->node[slot]] = t->arc[slot * t->side + head];
		if (t->state[head] == FINISHED)
			break;
		if (t->state[head] == ON_PATH) {
			size_t from = length;
			while (t->path[from - 1] != head)
				from--;
			contract(t, words, from - 1, length, (*number)++);
			length = from - 1;
		}
		slot = head; /* the slot of the cycle's first member, which the cycle now has, or a fresh one */
	}
	for (size_t i = 0; i < length; i++)
		t->state[t->path[i]] = FINISHED;
}

/* The arc into a cycle replaces that of the member in which it ends. */
static void expand(struct tree_scratch *t, size_t words, uint16_t number, uint16_t *heads)
{
	for (size_t cycle = number; cycle-- > t->side;) {
		size_t member = t->entered[cycle].dependent;
		while (t->parent[member] != cycle)
			member = t->parent[member];
		t->entered[member] = t->entered[cycle];
	}
	for (size_t i = 1; i <= words; i++)
		heads[i] = t->entered[i].head;
}

void tree_best(const float *score, size_t stride, size_t words, uint16_t *heads, struct tree_scratch *t)
{
	heads[0] = 0;
	for (size_t i = 1; i <= words; i++)
		heads[i] = best_head(score + i * stride, words, i);
	if (words == 0 || is_tree(heads, words, t->path))
		return;
	start(t, score, stride, words);
	uint16_t number = (uint16_t)t->side;
	for (size_t i = 1; i <= words; i++)
		if (t->state[i] == FRESH)
			follow(t, words, i, &number);
	expand(t, words, number, heads);
}
