/* casus eval: precision, recall and F1 by type with their intervals, the confusion table, the agreement of two coders. */
#include "eval.h"

#include "command.h"
#include "output.h"

#include "base/map.h"

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

static bool compare(const struct settings *settings, struct arena *arena, struct buf *out, struct error *error)
{
	struct eval_coding gold, output;
	struct chains chains;
	struct eval_scores scores = {0};
	if (!eval_read(settings->inputs[0], arena, &gold, error) || !eval_read(settings->inputs[1], arena, &output, error))
		return false;
	chain_documents(&chains, arena, &output);
	pair(&gold, &output, &chains, true);
	pair(&gold, &output, &chains, false);
	eval_count(&scores, arena, &gold, &output);
	eval_bootstrap(&scores, arena, &gold, &output);
	eval_write(&scores, out);
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
