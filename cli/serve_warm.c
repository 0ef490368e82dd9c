/* serve_warm.c: what a page asks first is answered before it asks, in a thread beside the others: one desk is taken meanwhile, and the
 * answers are kept (answers.h). */
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

static void *warm(void *context)
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
	struct office *office = context;
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
	pthread_mutex_unlock(&office->lock);
	if (office->warming)
		pthread_join(office->warmer, NULL);
	office->warming = false;
}
