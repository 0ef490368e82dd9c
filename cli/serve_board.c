/* serve_board.c: what charts are drawn from, read once and kept in memory until the database changes.
 *
 * A board is used by a request only if both saw the same: the age of the office's answers grows with every change that any desk sees, so
 * a board and a desk's reading of one age, neither of which met a change between taking the age and reading, are of one content. */
#include <stdlib.h>

#include "serve.h"
#include "history.h"
#include "store/columns.h"

enum { TRIES = 5 };

struct board {
	struct columns *columns;
	struct arena arena;
	struct board_tie *ties;
	size_t tie_count;
	struct query_words words;
	uint64_t age;
	size_t users; /* under the office's lock, as is what follows */
	bool old;     /* another has taken its place */
};

uint64_t board_age(const struct board *board)
{
	return board->age;
}

const struct query_words *board_words(const struct board *board)
{
	return &board->words;
}

const struct board_tie *board_ties(const struct board *board, size_t *count)
{
	*count = board->tie_count;
	return board->ties;
}

static void board_free(struct board *board)
{
	if (!board)
		return;
	columns_free(board->columns);
	arena_free(&board->arena);
	free(board);
}

/* --- loading --------------------------------------------------------------------------------------------------- */

static struct str keep(struct board *board, struct str text)
{
	return (struct str){arena_copy(&board->arena, text.data, text.length), text.length};
}

/* The words, and all ties of actors with an id; SCRATCH is for what they are made from. */
static bool read_rest(struct board *board, struct store *store, struct arena *scratch, struct error *error)
{
	struct history_tie *list;
	size_t count, kind, capacity = 0;
	jmp_buf recover;
	if (setjmp(recover) != 0)
		return false;
	scratch->recover = board->arena.recover = &recover;
	if (!serve_words(store, &board->arena, &board->words, error) ||
	    !history_ties(store, &(struct history_filter){.on = DAY_NONE, .bare = true}, scratch, &list, &count, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (str_empty(list[i].actor.id) || str_empty(list[i].recipient.id) || !serve_tie_kind(list[i].relation, &kind))
			continue;
		struct board_tie tie = {{keep(board, list[i].actor.id), keep(board, list[i].recipient.id)}, kind, list[i].from, list[i].to};
		arena_push(&board->arena, board->ties, board->tie_count, capacity, tie);
	}
	return true;
}

/* Begins a reading before which nothing changed since the age was taken. */
static bool begin(struct office *office, struct store *store, uint64_t *age, struct error *error)
{
	for (int i = 0; i < TRIES; i++) {
		int64_t before, now;
		if (!store_mark(store, &before, error))
			return false;
		answers_forget(office->answers);
		*age = answers_age(office->answers);
		if (!store_begin_reading(store, error) || !store_mark(store, &now, error))
			return false;
		if (now == before)
			return true;
		store_end_reading(store);
	}
	return false;
}

static bool read_all(struct office *office, struct board *board, struct store *store, struct error *error)
{
	struct arena scratch;
	if (!begin(office, store, &board->age, error))
		return false;
	arena_init(&scratch);
	bool ok = columns_load(store, &board->columns, error) && board->columns && read_rest(board, store, &scratch, error);
	arena_free(&scratch);
	store_end_reading(store);
	return ok;
}

/* By a connection of its own: what it needs to read all is given back with it. */
struct board *board_load(struct office *office)
{
	struct error error = {0};
	struct store *store = NULL;
	struct board *board = calloc(1, sizeof *board);
	if (!board)
		return NULL;
	arena_init(&board->arena);
	bool ok = store_open(&store, office->database, &(struct store_options){.read_only = true}, &error) && read_all(office, board, store, &error);
	store_close(store);
	if (ok)
		return board;
	board_free(board);
	return NULL;
}

/* --- using ----------------------------------------------------------------------------------------------------- */

void board_take(struct office *office, struct desk *desk, uint64_t age)
{
	struct error ignored = {0};
	int64_t mark;
	pthread_mutex_lock(&office->lock);
	struct board *board = office->board && office->board->age == age ? office->board : NULL;
	if (board)
		board->users++;
	pthread_mutex_unlock(&office->lock);
	desk->board = board;
	if (board && (!desk->marked || !store_mark(desk->store, &mark, &ignored) || mark != desk->mark))
		board_leave(office, desk);
	else
		store_use_columns(desk->store, board ? board->columns : NULL);
}

void board_leave(struct office *office, struct desk *desk)
{
	struct board *board = desk->board;
	if (!board)
		return;
	store_use_columns(desk->store, NULL);
	desk->board = NULL;
	pthread_mutex_lock(&office->lock);
	bool last = --board->users == 0 && board->old;
	pthread_mutex_unlock(&office->lock);
	if (last)
		board_free(board);
}

void board_put(struct office *office, struct board *board)
{
	pthread_mutex_lock(&office->lock);
	struct board *before = office->board;
	office->board = board;
	bool unused = before && before->users == 0;
	if (before)
		before->old = true;
	pthread_mutex_unlock(&office->lock);
	if (unused)
		board_free(before);
}
