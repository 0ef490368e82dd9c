/* serve_desk.c: see serve.h. */
#include "serve.h"

enum { PATIENCE = 10000 }; /* milliseconds for the questions of one request: what takes longer shall not keep a desk */

bool office_open(struct office *office, const struct kit *kit, const char *database, bool writable, size_t desks, struct error *error)
{
	memset(office, 0, sizeof *office);
	office->kit = kit;
	office->database = database;
	office->writable = writable;
	pthread_mutex_init(&office->lock, NULL);
	pthread_cond_init(&office->left, NULL);
	for (size_t i = 0; i < desks && i < DESKS_MOST; i++) {
		struct desk *desk = &office->desks[office->count++];
		arena_init(&desk->arena);
		if (!store_open(&desk->store, database, &(struct store_options){.read_only = !writable}, error) ||
		    !incidents_new(&desk->incidents, kit, desk->store, error))
			return false;
		office->free[office->free_count++] = desk;
	}
	return true;
}

void office_close(struct office *office)
{
	for (size_t i = 0; i < office->count; i++) {
		incidents_free(office->desks[i].incidents);
		store_close(office->desks[i].store);
		coder_free(office->desks[i].coder);
		arena_free(&office->desks[i].arena);
	}
	pthread_cond_destroy(&office->left);
	pthread_mutex_destroy(&office->lock);
}

static struct desk *take(struct office *office)
{
	pthread_mutex_lock(&office->lock);
	while (!office->free_count)
		pthread_cond_wait(&office->left, &office->lock);
	struct desk *desk = office->free[--office->free_count];
	pthread_mutex_unlock(&office->lock);
	return desk;
}

static void leave(struct office *office, struct desk *desk)
{
	json_decref(desk->body);
	desk->body = NULL;
	pthread_mutex_lock(&office->lock);
	office->free[office->free_count++] = desk;
	pthread_cond_signal(&office->left);
	pthread_mutex_unlock(&office->lock);
}

/* What the one who asks did wrong is his; all else is the server's. */
static unsigned status_of(const struct error *error)
{
	return error->kind == ERROR_USAGE ? 400 : error->kind == ERROR_INPUT ? 404 : 500;
}

void office_do(struct office *office, const struct web_request *request, struct web_answer *answer,
               bool (*work)(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error))
{
	struct desk *desk = take(office);
	struct error error = {0};
	jmp_buf recover;
	bool reads = request->method == WEB_GET; /* at one moment, and all of its questions under one lock */
	arena_reset(&desk->arena);
	store_limit(desk->store, PATIENCE);
	answer->type = "application/json; charset=utf-8";
	if (setjmp(recover) == 0) {
		desk->arena.recover = &recover;
		if ((reads && !store_begin_reading(desk->store, &error)) || !work(office, desk, request, answer, &error))
			web_fail(answer, status_of(&error), "%s", error.message);
	} else {
		web_fail(answer, 500, "out of memory for this request");
	}
	desk->arena.recover = NULL;
	if (reads)
		store_end_reading(desk->store);
	leave(office, desk);
}

bool serve_body(struct desk *desk, const struct web_request *request, struct error *error)
{
	json_error_t problem;
	desk->body = json_loadb(request->body.data ? request->body.data : "", request->body.length, 0, &problem);
	return desk->body || error_set(error, ERROR_USAGE, "this is no JSON: line %d, column %d: %s", problem.line, problem.column, problem.text);
}
