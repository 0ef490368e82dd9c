/* serve_desk.c: see serve.h. */
#include <time.h>

#include "serve.h"

enum {
	PATIENCE = 10000,    /* milliseconds for the questions of one request: what takes longer shall not keep a desk */
	MEMORY = 32 << 20,   /* bytes of answers that are kept */
};

static const char json_answer[] = "application/json; charset=utf-8";

bool office_open(struct office *office, const struct kit *kit, const char *database, bool writable, size_t desks, struct error *error)
{
	pthread_condattr_t steady;
	memset(office, 0, sizeof *office);
	office->kit = kit;
	office->database = database;
	office->writable = writable;
	pthread_mutex_init(&office->lock, NULL);
	pthread_cond_init(&office->left, NULL);
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC); /* it is waited for by the clock, too */
	pthread_cond_init(&office->changed, &steady);
	pthread_condattr_destroy(&steady);
	office->answers = answers_new(MEMORY);
	for (size_t i = 0; i < desks && i < DESKS_MOST; i++) {
		struct desk *desk = &office->desks[office->count++];
		arena_init(&desk->arena);
		if (!store_open(&desk->store, database, &(struct store_options){.read_only = !writable}, error) ||
		    !incidents_new(&desk->incidents, kit, desk->store, error) || !store_mark(desk->store, &desk->mark, error))
			return false;
		desk->marked = true;
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
	board_put(office, NULL);
	answers_free(office->answers);
	pthread_cond_destroy(&office->left);
	pthread_cond_destroy(&office->changed);
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

static void forget(struct office *office)
{
	answers_forget(office->answers);
	pthread_mutex_lock(&office->lock);
	pthread_cond_signal(&office->changed);
	pthread_mutex_unlock(&office->lock);
}

/* Each connection sees the changes of all others by its mark. Where that cannot be asked for, all may have changed. */
static void look_for_changes(struct office *office, struct desk *desk)
{
	struct error ignored = {0};
	int64_t mark;
	bool known = store_mark(desk->store, &mark, &ignored);
	if (!known || !desk->marked || mark != desk->mark)
		forget(office);
	desk->marked = known;
	desk->mark = known ? mark : 0;
}

void office_look(struct office *office)
{
	struct desk *desks[DESKS_MOST];
	size_t count = 0;
	pthread_mutex_lock(&office->lock);
	while (office->free_count)
		desks[count++] = office->free[--office->free_count];
	pthread_mutex_unlock(&office->lock);
	for (size_t i = 0; i < count; i++)
		look_for_changes(office, desks[i]);
	pthread_mutex_lock(&office->lock);
	while (count)
		office->free[office->free_count++] = desks[--count];
	pthread_cond_broadcast(&office->left);
	pthread_mutex_unlock(&office->lock);
}

/* All on which an answer hangs beside the database; no part of a request has a zero byte. */
static struct str question_of(struct arena *arena, const struct web_request *request)
{
	size_t length = request->path.length;
	for (size_t i = 0; i < request->pair_count; i++)
		length += request->pairs[i].name.length + request->pairs[i].value.length + 2;
	char *all = arena_zalloc(arena, length + 1, 1), *at = all;
	memcpy(at, request->path.data, request->path.length);
	at += request->path.length;
	for (size_t i = 0; i < request->pair_count; i++) {
		const struct str parts[] = {request->pairs[i].name, request->pairs[i].value};
		for (size_t k = 0; k < 2; k++) {
			at++; /* a zero between */
			if (parts[k].length)
				memcpy(at, parts[k].data, parts[k].length);
			at += parts[k].length;
		}
	}
	return (struct str){all, length};
}

typedef bool work_function(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error);

/* What was asked before and is as it was comes from memory; files that are saved are not kept there. The age is taken before the reading
 * begins: what is read is then no older than the changes seen until there. */
static bool do_reading(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, work_function *work, struct error *error)
{
	look_for_changes(office, desk);
	uint64_t age = answers_age(office->answers);
	struct str question = question_of(&desk->arena, request);
	if (answers_find(office->answers, question, &answer->body))
		return true;
	desk->reading = true;
	if (!store_begin_reading(desk->store, error))
		return false;
	board_take(office, desk, age);
	if (!work(office, desk, request, answer, error))
		return false;
	if (!answer->status && !answer->file && answer->type == json_answer && !answer->body.failed)
		answers_keep(office->answers, question, buf_view(&answer->body), age);
	return true;
}

void office_do(struct office *office, const struct web_request *request, struct web_answer *answer, work_function *work)
{
	struct desk *desk = take(office);
	struct error error = {0};
	jmp_buf recover;
	bool reads = request->method == WEB_GET; /* at one moment, and all of its questions under one lock */
	arena_reset(&desk->arena);
	store_limit(desk->store, PATIENCE);
	answer->type = json_answer;
	if (setjmp(recover) == 0) {
		desk->arena.recover = &recover;
		if (!(reads ? do_reading(office, desk, request, answer, work, &error) : work(office, desk, request, answer, &error)))
			web_fail(answer, status_of(&error), "%s", error.message);
	} else {
		web_fail(answer, 500, "out of memory for this request");
	}
	desk->arena.recover = NULL;
	board_leave(office, desk);
	if (desk->reading)
		store_end_reading(desk->store);
	desk->reading = false;
	if (!reads && office->writable)
		forget(office); /* its own changes a connection's mark does not tell */
	leave(office, desk);
}

bool serve_body(struct desk *desk, const struct web_request *request, struct error *error)
{
	json_error_t problem;
	desk->body = json_loadb(request->body.data ? request->body.data : "", request->body.length, 0, &problem);
	return desk->body || error_set(error, ERROR_USAGE, "this is no JSON: line %d, column %d: %s", problem.line, problem.column, problem.text);
}
