/* Counts, agreement and resampling for `casus eval`. */
#include <stdlib.h>

#include "eval.h"

#include "base/map.h"

/* --- counts ----------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
	return str_compare(((const struct eval_type *)a)->name, ((const struct eval_type *)b)->name);
}

static void list_types(struct eval_scores *scores, struct arena *arena, const struct eval_coding *coding, struct map *seen, size_t *capacity)
{
	for (size_t i = 0; i < coding->count; i++) {
		bool added;
		map_put(seen, coding->items[i].type, 0, &added);
		if (added)
			arena_push(arena, scores->types, scores->count, *capacity, ((struct eval_type){.name = coding->items[i].type}));
	}
}

static void index_types(const struct eval_scores *scores, struct arena *arena, struct map *index)
{
	map_init(index, arena);
	for (size_t i = 0; i < scores->count; i++)
		map_put(index, scores->types[i].name, i, NULL);
}

static size_t type_index(const struct map *index, const struct eval_item *item)
{
	return map_get(index, item->type)->value;
}

static double f1_of(size_t gold, size_t output, size_t both)
{
	return gold + output ? 2.0 * (double)both / (double)(gold + output) : 0;
}

static double macro_of(const struct eval_scores *scores, const struct eval_type *counts)
{
	double sum = 0;
	size_t types = 0;
	for (size_t i = 0; i < scores->count; i++)
		if (scores->types[i].gold) {
			sum += f1_of(counts[i].gold, counts[i].output, counts[i].both);
			types++;
		}
	return types ? sum / (double)types : 0;
}

void eval_count(struct eval_scores *scores, struct arena *arena, const struct eval_coding *gold, const struct eval_coding *output)
{
	struct map seen, index;
	size_t capacity = 0;
	map_init(&seen, arena);
	list_types(scores, arena, gold, &seen, &capacity);
	list_types(scores, arena, output, &seen, &capacity);
	if (scores->count)
		qsort(scores->types, scores->count, sizeof *scores->types, compare_names);
	index_types(scores, arena, &index);
	size_t none = scores->count, width = none + 1;
	scores->confusion = arena_zalloc(arena, width * width, sizeof *scores->confusion);
	for (size_t i = 0; i < gold->count; i++) {
		size_t row = type_index(&index, &gold->items[i]), partner = gold->items[i].partner;
		size_t column = partner == SIZE_MAX ? none : type_index(&index, &output->items[partner]);
		scores->types[row].gold++;
		scores->types[row].both += row == column;
		scores->confusion[row * width + column]++;
	}
	for (size_t i = 0; i < output->count; i++) {
		size_t column = type_index(&index, &output->items[i]);
		scores->types[column].output++;
		if (output->items[i].partner == SIZE_MAX)
			scores->confusion[none * width + column]++;
	}
	scores->all = (struct eval_type){.name = STR("all")};
	for (size_t i = 0; i < scores->count; i++) {
		scores->all.gold += scores->types[i].gold;
		scores->all.output += scores->types[i].output;
		scores->all.both += scores->types[i].both;
	}
	scores->macro_f1 = macro_of(scores, scores->types);
}

/* --- agreement -------------------------------------------------------------------------------------- */

struct marginals {
	double total, agreed; /* places; places with the same category from both */
	double chance_kappa, chance_alpha;
};

static struct marginals marginals_of(const struct eval_scores *scores)
{
	struct marginals m = {0};
	size_t width = scores->count + 1;
	for (size_t i = 0; i < width * width; i++)
		m.total += (double)scores->confusion[i];
	for (size_t k = 0; k < width && m.total > 0; k++) {
		double in_gold = 0, in_output = 0;
		for (size_t other = 0; other < width; other++) {
			in_gold += (double)scores->confusion[k * width + other];
			in_output += (double)scores->confusion[other * width + k];
		}
		double pooled = in_gold + in_output, values = 2 * m.total;
		m.agreed += (double)scores->confusion[k * width + k];
		m.chance_kappa += in_gold / m.total * (in_output / m.total);
		m.chance_alpha += pooled * (pooled - 1) / (values * (values - 1));
	}
	return m;
}

static double beyond_chance(const struct marginals *m, double chance)
{
	double observed = m->total > 0 ? m->agreed / m->total : 0;
	return chance < 1 ? (observed - chance) / (1 - chance) : 1;
}

double eval_kappa(const struct eval_scores *scores)
{
	struct marginals m = marginals_of(scores);
	return beyond_chance(&m, m.chance_kappa);
}

double eval_alpha(const struct eval_scores *scores)
{
	struct marginals m = marginals_of(scores);
	return beyond_chance(&m, m.chance_alpha);
}

/* --- resampling ------------------------------------------------------------------------------------- */

enum { RESAMPLES = 1000 };

struct share { /* what one document adds to the counts of one type */
	uint32_t document, type;
	uint32_t gold, output, both;
};

struct shares {
	struct share *items;
	size_t count, capacity, documents;
};

static void add_shares(struct shares *shares, struct arena *arena, const struct map *types, struct map *documents,
                       const struct eval_coding *coding, const struct eval_coding *other, bool is_gold)
{
	for (size_t i = 0; i < coding->count; i++) {
		const struct eval_item *item = &coding->items[i];
		struct map_entry *entry = map_put(documents, item->document, documents->count, NULL);
		struct share share = {.document = (uint32_t)entry->value, .type = (uint32_t)type_index(types, item)};
		share.gold = is_gold;
		share.output = !is_gold;
		share.both = is_gold && item->partner != SIZE_MAX && str_equal(other->items[item->partner].type, item->type);
		arena_push(arena, shares->items, shares->count, shares->capacity, share);
	}
	shares->documents = documents->count;
}

/* Marsaglia's xorshift64*: the same draws on every machine. */
static size_t draw(uint64_t *state, size_t below)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (size_t)((*state * UINT64_C(2685821657736338717)) >> 33) % below;
}

static void resample(const struct shares *shares, uint64_t *state, uint32_t *weight, struct eval_type *counts, size_t types)
{
	memset(weight, 0, shares->documents * sizeof *weight);
	memset(counts, 0, (types + 1) * sizeof *counts);
	for (size_t i = 0; i < shares->documents; i++)
		weight[draw(state, shares->documents)]++;
	for (size_t i = 0; i < shares->count; i++) {
		const struct share *share = &shares->items[i];
		size_t times = weight[share->document];
		struct eval_type *rows[2] = {&counts[share->type], &counts[types]};
		for (size_t r = 0; r < 2; r++) {
			rows[r]->gold += times * share->gold;
			rows[r]->output += times * share->output;
			rows[r]->both += times * share->both;
		}
	}
}

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void interval(double *drawn, double *low, double *high)
{
	qsort(drawn, RESAMPLES, sizeof *drawn, compare_numbers);
	*low = drawn[RESAMPLES / 40];
	*high = drawn[RESAMPLES - 1 - RESAMPLES / 40];
}

void eval_bootstrap(struct eval_scores *scores, struct arena *arena, const struct eval_coding *gold, const struct eval_coding *output)
{
	struct shares shares = {0};
	struct map types, documents;
	size_t n = scores->count;
	index_types(scores, arena, &types);
	map_init(&documents, arena);
	add_shares(&shares, arena, &types, &documents, gold, output, true);
	add_shares(&shares, arena, &types, &documents, output, gold, false);
	if (!shares.documents)
		return;
	uint32_t *weight = arena_alloc(arena, shares.documents * sizeof *weight);
	struct eval_type *counts = arena_alloc(arena, (n + 1) * sizeof *counts);
	double *drawn = arena_zalloc(arena, (n + 2) * RESAMPLES, sizeof *drawn); /* types, all, macro */
	uint64_t state = UINT64_C(0x9E3779B97F4A7C15);
	for (size_t round = 0; round < RESAMPLES; round++) {
		resample(&shares, &state, weight, counts, n);
		for (size_t t = 0; t <= n; t++)
			drawn[t * RESAMPLES + round] = f1_of(counts[t].gold, counts[t].output, counts[t].both);
		drawn[(n + 1) * RESAMPLES + round] = macro_of(scores, counts);
	}
	for (size_t t = 0; t < n; t++)
		interval(drawn + t * RESAMPLES, &scores->types[t].f1_low, &scores->types[t].f1_high);
	interval(drawn + n * RESAMPLES, &scores->all.f1_low, &scores->all.f1_high);
	interval(drawn + (n + 1) * RESAMPLES, &scores->macro_low, &scores->macro_high);
}
