/* casus eval: precision, recall and F1 by type, and the agreement of two coders. */
#include "eval.h"

#include <stdlib.h>

#include "command.h"
#include "output.h"

#include "base/map.h"

struct type_score {
	struct str type;
	size_t gold, output, both;
};

struct scores {
	struct type_score *types;
	size_t count, capacity;
	struct map index;
	size_t *confusion; /* [gold type][output type], with "none" as the last of each; for kappa */
};

/* --- pairing ---------------------------------------------------------------------------------------- */

static bool same_place(const struct eval_item *a, const struct eval_item *b)
{
	if (a->relate || b->relate)
		return a->relate == b->relate;
	if (a->end > a->start && b->end > b->start)
		return a->start < b->end && b->start < a->end;
	return a->sentence >= 0 && a->sentence == b->sentence;
}

/* Items of OUTPUT with the same document are chained: next[i] is the one after item i, plus 1. */
struct chains {
	struct map first; /* document -> index */
	size_t *next;
};

static void chain_documents(struct chains *chains, struct arena *arena, const struct eval_coding *coding)
{
	map_init(&chains->first, arena);
	chains->next = arena_zalloc(arena, coding->count + 1, sizeof *chains->next);
	for (size_t i = coding->count; i-- > 0;) {
		bool added;
		struct map_entry *entry = map_put(&chains->first, coding->items[i].document, i + 1, &added);
		if (!added) {
			chains->next[i] = entry->value;
			entry->value = i + 1;
		}
	}
}

/* Give each item of GOLD without partner the first free one of OUTPUT in its place; of its own type with SAME_TYPE. */
static void pair(struct eval_coding *gold, struct eval_coding *output, const struct chains *chains, bool same_type)
{
	for (size_t g = 0; g < gold->count; g++) {
		struct eval_item *item = &gold->items[g];
		const struct map_entry *entry = map_get(&chains->first, item->document);
		for (size_t o = entry ? entry->value : 0; o && item->partner == SIZE_MAX; o = chains->next[o - 1]) {
			struct eval_item *other = &output->items[o - 1];
			if (other->partner == SIZE_MAX && same_place(item, other) && (!same_type || str_equal(item->type, other->type))) {
				item->partner = o - 1;
				other->partner = g;
			}
		}
	}
}

/* --- counting --------------------------------------------------------------------------------------- */

/* Valid until the next call. */
static struct type_score *score_of(struct scores *scores, struct arena *arena, struct str type)
{
	bool added;
	size_t index = map_put(&scores->index, type, scores->count, &added)->value;
	if (added) {
		struct type_score score = {.type = type};
		arena_push(arena, scores->types, scores->count, scores->capacity, score);
	}
	return &scores->types[index];
}

static void count_types(struct scores *scores, struct arena *arena, const struct eval_coding *gold, const struct eval_coding *output)
{
	map_init(&scores->index, arena);
	for (size_t i = 0; i < gold->count; i++)
		score_of(scores, arena, gold->items[i].type)->gold++;
	for (size_t i = 0; i < output->count; i++)
		score_of(scores, arena, output->items[i].type)->output++;
}

static void count_pairs(struct scores *scores, struct arena *arena, const struct eval_coding *gold, const struct eval_coding *output)
{
	size_t none = scores->count, width = scores->count + 1;
	scores->confusion = arena_zalloc(arena, width * width, sizeof *scores->confusion);
	for (size_t i = 0; i < gold->count; i++) {
		size_t row = map_get(&scores->index, gold->items[i].type)->value, column = none;
		if (gold->items[i].partner != SIZE_MAX)
			column = map_get(&scores->index, output->items[gold->items[i].partner].type)->value;
		scores->types[row].both += row == column;
		scores->confusion[row * width + column]++;
	}
	for (size_t i = 0; i < output->count; i++)
		if (output->items[i].partner == SIZE_MAX)
			scores->confusion[none * width + map_get(&scores->index, output->items[i].type)->value]++;
}

/* Cohen's kappa over all places that either coder marked; an unmarked one counts as the category "none". */
static double kappa(const struct scores *scores)
{
	size_t width = scores->count + 1, total = 0, agreed = 0;
	double chance = 0;
	for (size_t row = 0; row < width; row++)
		for (size_t column = 0; column < width; column++)
			total += scores->confusion[row * width + column];
	for (size_t k = 0; k < width; k++) {
		size_t in_gold = 0, in_output = 0;
		for (size_t other = 0; other < width; other++) {
			in_gold += scores->confusion[k * width + other];
			in_output += scores->confusion[other * width + k];
		}
		agreed += scores->confusion[k * width + k];
		chance += total ? (double)in_gold / (double)total * ((double)in_output / (double)total) : 0;
	}
	double observed = total ? (double)agreed / (double)total : 0;
	return chance < 1 ? (observed - chance) / (1 - chance) : 1;
}

/* --- printing --------------------------------------------------------------------------------------- */

static double ratio(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static double f1(const struct type_score *score)
{
	return ratio(2 * score->both, score->gold + score->output);
}

static void write_score(struct buf *out, const struct type_score *score)
{
	buf_printf(out, "%-16.*s %8zu %8zu %8zu %9.3f %9.3f %9.3f\n", STR_ARG(score->type), score->gold, score->output, score->both,
	           ratio(score->both, score->output), ratio(score->both, score->gold), f1(score));
}

static int compare_types(const void *a, const void *b)
{
	return str_compare(((const struct type_score *)a)->type, ((const struct type_score *)b)->type);
}

static void write_scores(struct buf *out, struct scores *scores)
{
	struct type_score all = {.type = STR("all")};
	double macro = 0, agreement = kappa(scores);
	size_t in_gold = 0;
	qsort(scores->types, scores->count, sizeof *scores->types, compare_types);
	buf_printf(out, "%-16s %8s %8s %8s %9s %9s %9s\n", "type", "gold", "output", "both", "precision", "recall", "F1");
	for (size_t i = 0; i < scores->count; i++) {
		const struct type_score *score = &scores->types[i];
		write_score(out, score);
		all.gold += score->gold;
		all.output += score->output;
		all.both += score->both;
		if (score->gold) {
			macro += f1(score);
			in_gold++;
		}
	}
	write_score(out, &all);
	buf_printf(out, "macro F1 over the %zu types of GOLD: %.3f\n", in_gold, in_gold ? macro / (double)in_gold : 0);
	buf_printf(out, "agreement (Cohen's kappa): %.3f\n", agreement);
}

static bool compare(const struct settings *settings, struct arena *arena, struct buf *out, struct error *error)
{
	struct eval_coding gold, output;
	struct chains chains;
	struct scores scores = {0};
	if (!eval_read(settings->inputs[0], arena, &gold, error) || !eval_read(settings->inputs[1], arena, &output, error))
		return false;
	chain_documents(&chains, arena, &output);
	pair(&gold, &output, &chains, true);
	pair(&gold, &output, &chains, false);
	count_types(&scores, arena, &gold, &output);
	count_pairs(&scores, arena, &gold, &output);
	write_scores(out, &scores);
	return true;
}

int run_eval(const struct settings *settings)
{
	struct error error = {0};
	struct arena arena;
	struct buf out = {0};
	jmp_buf recover;
	if (settings->input_count != 2) {
		error_set(&error, ERROR_USAGE, "eval takes two files: GOLD OUTPUT");
		return fail(&error);
	}
	arena_init(&arena);
	if (setjmp(recover) == 0) {
		arena.recover = &recover;
		compare(settings, &arena, &out, &error);
	} else {
		error_set(&error, ERROR_SYSTEM, "out of memory");
	}
	arena_free(&arena);
	int status = error.kind ? fail(&error) : EXIT_DONE;
	if (output_all(&out) != EXIT_DONE)
		status = EXIT_USAGE;
	return status;
}
