/* serve_warm.c: what is kept in memory is read anew when the database has changed, and what a page asks first is answered before it asks, in a
 * thread beside the others (serve_board.c, answers.h). */
#include <errno.h>
#include <time.h>

#include "serve.h"

struct first { /* a question of the overview as it opens, in the words of web/src/views/overview.tsx */
	serve_answer *answer;
	const char *path;
	struct web_pair pairs[2];
};

/* Whether all is well, and nobody waits for this to end. */
static bool goes_on(struct office *office, const struct web_answer *answer)
{
	pthread_mutex_lock(&office->lock);
	bool closing = office->closing;
	pthread_mutex_unlock(&office->lock);
	return !closing && !answer->status && !answer->body.failed;
}

static void answer_first(struct office *office)
{
	const struct first questions[] = {
		{serve_count, "/api/count", {{STR("by"), STR("month,quad")}}},
		{serve_network, "/api/network", {{{0}, {0}}}},
		{serve_map, "/api/map", {{{0}, {0}}}},
		{serve_count, "/api/count", {{STR("by"), STR("type")}}},
		{serve_records, "/api/records", {{STR("limit"), STR("6")}, {STR("sort"), STR("-date")}}},
		{serve_ceasefires, "/api/ceasefires", {{STR("limit"), STR("8")}}},
		{serve_status, "/api/status", {{{0}, {0}}}},
		{serve_count, "/api/count", {{STR("by"), STR("month,type")}}}, /* the next step of many */
	};
	bool on = true;
	for (size_t i = 0; on && i < sizeof questions / sizeof *questions; i++) {
		const struct first *question = &questions[i];
		size_t count = str_empty(question->pairs[0].name) ? 0 : str_empty(question->pairs[1].name) ? 1 : 2;
		struct web_request request = {.method = WEB_GET, .path = str_of(question->path), .pairs = question->pairs, .pair_count = count};
		struct web_answer answer = {0};
		question->answer(office, &request, &answer);
		on = goes_on(office, &answer);
		buf_free(&answer.body);
	}
}

/* --- what has changed ------------------------------------------------------------------------------------------ */

enum { SETTLE = 200, SHARE = 4 }; /* milliseconds after a change, while others may see it too; a board is read in a fifth of the time at most */

static int64_t clock_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Until the answers are no longer of this AGE; false where the server ends. */
static bool wait_for_change(struct office *office, uint64_t age)
{
	pthread_mutex_lock(&office->lock);
	while (!office->closing && answers_age(office->answers) == age)
		pthread_cond_wait(&office->changed, &office->lock);
	bool on = !office->closing;
	pthread_mutex_unlock(&office->lock);
	return on;
}

static bool rest(struct office *office, int64_t milliseconds)
{
	int64_t end = clock_now() + milliseconds;
	struct timespec until = {end / 1000, end % 1000 * 1000000};
	int waited = 0;
	pthread_mutex_lock(&office->lock);
	while (!office->closing && waited != ETIMEDOUT)
		waited = pthread_cond_timedwait(&office->changed, &office->lock, &until);
	bool on = !office->closing;
	pthread_mutex_unlock(&office->lock);
	return on;
}

/* The old board is let go first: there are never two of them but for requests under way. Where there can be none, nothing is tried before the next
 * change. */
static void *warm(void *context)
{
	struct office *office = context;
	uint64_t age = UINT64_MAX;
	int64_t took = 0;
	while (wait_for_change(office, age)) {
		board_put(office, NULL);
		if (took && !rest(office, SETTLE + SHARE * took))
			break;
		int64_t start = clock_now();
		office_look(office);
		struct board *board = board_load(office);
		took = clock_now() - start + 1;
		age = board ? board_age(board) : answers_age(office->answers);
		board_put(office, board);
		answer_first(office);
	}
	return NULL;
}

void office_warm(struct office *office)
{
	office->warming = pthread_create(&office->warmer, NULL, warm, office) == 0;
}

void office_stop_warming(struct office *office)
{
	pthread_mutex_lock(&office->lock);
	office->closing = true;
	pthread_cond_broadcast(&office->changed);
	pthread_mutex_unlock(&office->lock);
	if (office->warming)
		pthread_join(office->warmer, NULL);
	office->warming = false;
}
