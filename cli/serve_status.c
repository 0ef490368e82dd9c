/* serve_status.c: what the database holds. */
#include "base/day.h"
#include "serve.h"

/* Of a server's address, which may tell how to log in, only the database's name. */
static struct str file_name(const char *path)
{
	const char *scheme = strstr(path, "://");
	struct str rest = str_of(scheme ? scheme + 3 : path);
	struct str name = scheme ? str_cut(&rest, '?') : rest;
	while (str_find(name, STR("/"), 0) != SIZE_MAX)
		str_cut(&name, '/');
	return name;
}

static void put_day(struct json *json, const char *key, int32_t day)
{
	char text[16];
	if (day == DAY_NONE)
		return;
	day_format(day, text);
	json_str(json, key, str_of(text));
}

/* The mark is asked for first: what changes while the rest is counted is counted anew at the next request. */
static bool know_holdings(struct desk *desk, struct error *error)
{
	struct holdings *holdings = &desk->holdings;
	int64_t mark;
	if (!store_mark(desk->store, &mark, error))
		return false;
	if (holdings->known && holdings->mark == mark)
		return true;
	holdings->mark = mark;
	holdings->known = store_count(desk->store, &holdings->counts, error) && store_extent(desk->store, &holdings->extent, error);
	return holdings->known;
}

static bool answer_status(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct json json = {.out = &answer->body};
	const struct store_counts *counts = &desk->holdings.counts;
	const struct store_extent *extent = &desk->holdings.extent;
	(void)request;
	if (!know_holdings(desk, error))
		return false;
	json_open(&json, NULL, '{');
	json_str(&json, "name", file_name(office->database));
	json_str(&json, "version", str_of(CASUS_VERSION));
	json_true_if(&json, "writable", office->writable);
	json_number(&json, "documents", counts->documents);
	json_number(&json, "events", counts->events);
	json_number(&json, "relations", counts->relations);
	json_number(&json, "ceasefires", counts->ceasefires);
	json_number(&json, "contradictions", counts->contradictions);
	put_day(&json, "from", extent->first);
	put_day(&json, "to", extent->last);
	put_day(&json, "added", extent->added);
	json_number(&json, "addition", extent->addition);
	json_close(&json, '}');
	return true;
}

void serve_status(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_status);
}
