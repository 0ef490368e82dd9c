#include "recode.h"

#include <stdlib.h>

#include "view/view.h"

struct lines { /* of a document's JSON Lines, sorted */
	struct str *line;
	size_t count, capacity;
};

static int by_text(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static struct lines lines_of(struct buf *text, struct arena *arena)
{
	struct lines lines = {0};
	for (struct str rest = buf_view(text); rest.data;) {
		struct str line = str_cut(&rest, '\n');
		if (!str_empty(line))
			arena_push(arena, lines.line, lines.count, lines.capacity, line);
	}
	if (lines.count)
		qsort(lines.line, lines.count, sizeof *lines.line, by_text);
	return lines;
}

/* Keep each record of OLD that NEW does not have. */
static bool note_gone(struct store *store, int64_t key, const struct lines *old, const struct lines *new, struct error *error)
{
	for (size_t i = 0, k = 0; i < old->count; i++) {
		int order = 1;
		while (k < new->count && (order = str_compare(new->line[k], old->line[i])) < 0)
			k++;
		if (k < new->count && order == 0) {
			k++;
			continue;
		}
		if (!str_starts(old->line[i], STR("{\"kind\":\"document\"")) && !store_supersede(store, key, old->line[i], error))
			return false;
	}
	return true;
}

static bool compare_and_write(struct store *store, struct document *document, struct document *before, int64_t key, struct buf *old, struct buf *new,
                              bool *changed, struct error *error)
{
	/* The same context for both: who said it is no difference. */
	struct view_context context = {{0}, {0}, {0}};
	view_jsonl(before, &context, old);
	view_jsonl(document, &context, new);
	if (old->failed || new->failed)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	*changed = !str_equal(buf_view(old), buf_view(new));
	if (!*changed)
		return store_confirm(store, key, error);
	struct lines old_lines = lines_of(old, document->arena), new_lines = lines_of(new, document->arena);
	return note_gone(store, key, &old_lines, &new_lines, error) && store_replace(store, document, key, error);
}

bool recode_write(struct store *store, struct document *document, int64_t key, bool *changed, struct error *error)
{
	struct document before = {.arena = document->arena};
	struct buf old = {0}, new = {0};
	jmp_buf recover;
	volatile bool ok = false;
	if (!store_load_key(store, key, &before, NULL, error))
		return false;
	if (setjmp(recover) == 0) {
		document->arena->recover = &recover;
		ok = compare_and_write(store, document, &before, key, &old, &new, changed, error);
	} else {
		error_set(error, ERROR_SYSTEM, "out of memory for a document");
	}
	document->arena->recover = NULL;
	buf_free(&old);
	buf_free(&new);
	return ok;
}
