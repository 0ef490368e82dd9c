/* keeper_expect.c: part of the pipeline: what the database knows of articles that come next, asked once for many: each question is a journey. Answers
 * hold until a batch lands, from when on the database has more of this keeper's own; then all are asked about once more. */
#include "keeper_parts.h"

/* The generation to be filled: of two the older, since some of the newer may still be on their way. */
static struct expectation *begin(struct keeper *keeper)
{
	struct expectation *filled = &keeper->expectations[keeper->expected++ % 2];
	struct arena arena = filled->arena;
	if (!filled->ready)
		arena_init(&arena);
	arena_reset(&arena);
	*filled = (struct expectation){.arena = arena, .ready = true};
	map_init(&filled->ids, &filled->arena);
	return filled;
}

static void add(struct expectation *to, const struct document *document, size_t *capacity)
{
	struct expected_article article = {.id = document_content_id(&document->article, &to->arena)};
	likeness_of(document->article.text, &to->arena, &article.likeness);
	map_put(&to->ids, article.id, to->count, NULL);
	arena_push(&to->arena, to->list, to->count, *capacity, article);
}

static bool has_any(const struct likeness *likeness, const int64_t *bands, size_t count)
{
	for (size_t i = 0; i < likeness->band_count; i++)
		for (size_t k = 0; k < count; k++)
			if (likeness->bands[i] == bands[k])
				return true;
	return false;
}

static bool ask(struct keeper *keeper, struct expectation *about, struct error *error)
{
	struct arena *arena = &about->arena;
	struct str *ids = arena_alloc(arena, (about->count + 1) * sizeof *ids);
	int64_t *bands = arena_alloc(arena, (about->count * LIKENESS_BANDS + 1) * sizeof *bands);
	struct store_newcomers found = {.ids = ids, .count = about->count, .bands = bands};
	for (size_t i = 0; i < about->count; i++) {
		ids[i] = about->list[i].id;
		for (size_t k = 0; k < about->list[i].likeness.band_count; k++)
			bands[found.band_count++] = about->list[i].likeness.bands[k];
	}
	if (!store_look_for(keeper->store, &found, arena, error))
		return false;
	for (size_t i = 0; i < about->count; i++) {
		about->list[i].is_new = !found.there[i];
		about->list[i].is_unlike = !has_any(&about->list[i].likeness, found.shared, found.shared_count);
	}
	about->asked_at = keeper->batch_count + 1;
	return true;
}

static bool ask_again(struct keeper *keeper, struct expectation *about, struct error *error)
{
	jmp_buf recover;
	if (setjmp(recover) != 0)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	about->arena.recover = &recover;
	bool ok = ask(keeper, about, error);
	about->arena.recover = NULL;
	return ok;
}

static bool expect(struct keeper *keeper, const struct document *const *documents, size_t count, struct error *error)
{
	struct expectation *about = begin(keeper);
	jmp_buf recover;
	size_t capacity = 0;
	if (setjmp(recover) != 0)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	about->arena.recover = &recover;
	for (size_t i = 0; i < count; i++)
		add(about, documents[i], &capacity);
	bool ok = ask(keeper, about, error);
	about->arena.recover = NULL;
	return ok;
}

bool keeper_expect(struct keeper *keeper, const struct document *const *documents, size_t count, struct error *error)
{
	if (keeper->store == keeper->written || !count)
		return true;
	pthread_mutex_lock(&keeper->lock);
	bool ok = keeper->failed.kind ? keeper_failure(keeper, error) : expect(keeper, documents, count, error) || keeper_failure(keeper, error);
	pthread_mutex_unlock(&keeper->lock);
	return ok;
}

/* Without memory for it nothing was expected. */
static void take(const struct expectation *about, const struct expected_article *article, struct keeper_note *note, struct arena *arena)
{
	jmp_buf recover, *before = arena->recover;
	if (setjmp(recover) == 0) {
		arena->recover = &recover;
		struct likeness *likeness = arena_alloc(arena, sizeof *likeness);
		*likeness = likeness_copy(&article->likeness, arena);
		note->likeness = likeness;
		note->unknown_at = article->is_new ? about->asked_at : 0;
		note->unlike_at = article->is_unlike ? about->asked_at : 0;
	}
	arena->recover = before;
}

bool expected_take(struct keeper *keeper, struct keeper_note *note, struct arena *arena, struct error *error)
{
	for (size_t i = 0; i < 2; i++) {
		struct expectation *about = &keeper->expectations[i];
		const struct map_entry *entry = about->ready ? map_get(&about->ids, note->id) : NULL;
		if (!entry || entry->value >= about->count)
			continue;
		if (about->asked_at != keeper->batch_count + 1 && !ask_again(keeper, about, error))
			return false;
		take(about, &about->list[entry->value], note, arena);
		break;
	}
	return true;
}

void expected_free(struct keeper *keeper)
{
	for (size_t i = 0; i < 2; i++)
		if (keeper->expectations[i].ready)
			arena_free(&keeper->expectations[i].arena);
}
