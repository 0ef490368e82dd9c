/* serve_history.c: what became of truces over many articles, which ties held on a day, what came since a visit. */
#include "base/day.h"
#include "history_line.h"
#include "serve.h"

enum { TRUCES_USUAL = 30, TRUCES_MOST = 200, NEWS_MOST = 20 };

static size_t number_of(const struct web_request *request, const char *name, size_t otherwise, size_t most)
{
	uint64_t value = otherwise;
	if (!str_to_u64(web_value(request, name), &value))
		value = otherwise;
	return value < most ? (size_t)value : most;
}

bool serve_day(const struct web_request *request, const char *name, int32_t *day, struct error *error)
{
	struct str text = web_value(request, name);
	*day = DAY_NONE;
	return str_empty(text) || day_parse(text, day) || error_set(error, ERROR_USAGE, "%s takes a day such as 2020-01-09, not '%.*s'", name, STR_ARG(text));
}

/* Told of between these days. */
static bool is_within(const struct history_truce *truce, int32_t from, int32_t to)
{
	return (from == DAY_NONE || truce->last_report == DAY_NONE || truce->last_report >= from) &&
	       (to == DAY_NONE || truce->first_report == DAY_NONE || truce->first_report <= to);
}

static bool answer_truces(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct history_filter filter = {.actor = web_value(request, "actor"), .place = web_value(request, "place"), .country = web_value(request, "country")};
	struct history_truce *truces;
	size_t count, left = number_of(request, "limit", TRUCES_USUAL, TRUCES_MOST), skipped = number_of(request, "offset", 0, SIZE_MAX);
	int32_t from, to;
	if (!serve_day(request, "on", &filter.on, error) || !serve_days(office, desk, request, &from, &to, error) ||
	    !history_truces(desk->store, &filter, &desk->arena, &truces, &count, error))
		return false;
	buf_text(&answer->body, "{\"truces\":[");
	bool comma = false;
	for (size_t i = count; i-- > 0 && left;) { /* the latest first */
		if (!is_within(&truces[i], from, to) || (skipped && skipped--))
			continue;
		if (comma)
			buf_byte(&answer->body, ',');
		history_truce_line(&truces[i], &answer->body);
		comma = true;
		left--;
	}
	buf_text(&answer->body, "]}");
	return true;
}

void serve_truces(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_truces);
}

/* --- ties ------------------------------------------------------------------------------------------------- */

struct str serve_pair_key(struct arena *arena, struct str a, struct str b)
{
	bool straight = str_compare(a, b) <= 0;
	return str_of(arena_printf(arena, "%.*s|%.*s", STR_ARG(straight ? a : b), STR_ARG(straight ? b : a)));
}

static void add_tie(struct map *ties, struct arena *arena, struct str a, struct str b, size_t kind)
{
	map_put(ties, serve_pair_key(arena, a, b), 0, NULL)->value |= (size_t)1 << kind;
}

/* The same from memory. */
static void read_ties_on(const struct desk *desk, int32_t day, struct map *ties)
{
	size_t count;
	const struct board_tie *list = board_ties(desk->board, &count);
	for (size_t i = 0; i < count; i++)
		if (history_tie_holds(&(struct history_tie){.from = list[i].from, .to = list[i].to}, day))
			add_tie(ties, ties->arena, list[i].ids[0], list[i].ids[1], list[i].kind);
}

bool serve_tie_kind(struct str relation, size_t *kind)
{
	for (*kind = 0; *kind < TIE_KINDS; ++*kind)
		if (str_equal(relation, str_of(serve_tie_kinds[*kind])))
			return true;
	return false;
}

bool serve_ties_on(struct desk *desk, int32_t day, struct map *ties, struct error *error)
{
	struct history_tie *list;
	size_t count, kind;
	map_init(ties, &desk->arena);
	if (desk->board) {
		read_ties_on(desk, day, ties);
		return true;
	}
	if (!history_ties(desk->store, &(struct history_filter){.on = day, .bare = true}, &desk->arena, &list, &count, error))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_empty(list[i].actor.id) && !str_empty(list[i].recipient.id) && serve_tie_kind(list[i].relation, &kind))
			add_tie(ties, &desk->arena, list[i].actor.id, list[i].recipient.id, kind);
	return true;
}

size_t serve_ties_of(const struct map *ties, struct arena *arena, struct str a, struct str b)
{
	const struct map_entry *entry = map_get(ties, serve_pair_key(arena, a, b));
	return entry ? entry->value : 0;
}

const char *const serve_tie_kinds[TIE_KINDS] = {"backs", "opposes", "controls", "leads", "part-of", "deals-with"};

/* --- news -------------------------------------------------------------------------------------------------- */

static bool answer_news(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct store_news news;
	struct json json = {.out = &answer->body};
	(void)office;
	if (!store_news_since(desk->store, (int64_t)number_of(request, "since", 0, INT32_MAX), NEWS_MOST, &desk->arena, &news, error))
		return false;
	json_open(&json, NULL, '{');
	json_number(&json, "addition", news.latest);
	json_number(&json, "documents", news.documents);
	json_number(&json, "total", news.records);
	json_open(&json, "records", '[');
	bool ok = serve_hits(desk, news.hits, news.hit_count, &json, error);
	json_close(&json, ']');
	json_close(&json, '}');
	return ok;
}

void serve_news(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_news);
}
