/* serve_names.c: actors, suggestions, texts with given words. */
#include "base/day.h"
#include "entity/entity.h"
#include "serve.h"

enum { SUGGESTIONS = 10, TEXTS_USUAL = 30, TEXTS_MOST = 200 };

static bool answer_suggest(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct store_answer table;
	struct json json = {.out = &answer->body};
	struct str text = str_trim(web_value(request, "q"));
	(void)office;
	if (text.length > 100)
		text.length = 0;
	table.row_count = 0;
	if (!str_empty(text) && !store_suggest(desk->store, text, SUGGESTIONS, &desk->arena, &table, error))
		return false;
	json_open(&json, NULL, '{');
	json_open(&json, "suggestions", '[');
	for (size_t row = 0; row < table.row_count; row++) {
		json_open(&json, NULL, '{');
		json_str(&json, "kind", serve_cell(&table, row, 0));
		json_str(&json, "id", serve_cell(&table, row, 1));
		json_str(&json, "name", serve_cell(&table, row, 2));
		json_number(&json, "count", serve_integer(&table, row, 3));
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	return true;
}

void serve_suggest(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_suggest);
}

/* --- texts ------------------------------------------------------------------------------------------------- */

static size_t take_count(const struct web_request *request, const char *name, size_t usual, size_t most)
{
	uint64_t value = usual;
	struct str text = web_value(request, name);
	if (!str_empty(text) && !str_to_u64(text, &value))
		value = usual;
	return value < most ? (size_t)value : most;
}

static bool answer_texts(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	static const char *const names[] = {"id", "title", "publisher", "url", "date", "snippet"};
	struct store_answer table = {0};
	struct json json = {.out = &answer->body};
	struct store_search search = {.words = web_value(request, "text"), .limit = take_count(request, "limit", TEXTS_USUAL, TEXTS_MOST),
	                              .offset = take_count(request, "offset", 0, SIZE_MAX)};
	int64_t total;
	if (!serve_days(office, desk, request, &search.from, &search.to, error) ||
	    !store_search(desk->store, &search, &desk->arena, &table, &total, error))
		return false;
	json_open(&json, NULL, '{');
	json_number(&json, "total", total);
	json_open(&json, "documents", '[');
	for (size_t row = 0; row < table.row_count; row++) {
		json_open(&json, NULL, '{');
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			json_str_if(&json, names[i], serve_cell(&table, row, i));
		json_number(&json, "records", serve_integer(&table, row, 6));
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	return true;
}

void serve_texts(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_texts);
}

/* --- an actor ------------------------------------------------------------------------------------------------ */

/* The query of "actor=NAME" and the like, with the request's other conditions. */
static bool about(struct office *office, struct desk *desk, const char *field, struct str name, const char *by, struct query *query, struct error *error)
{
	/* In quotes, a comma of the name is no comma of the grammar. */
	struct web_pair pairs[2] = {{str_of(field), str_of(arena_printf(&desk->arena, "\"%.*s\"", STR_ARG(name)))}, {STR("by"), str_of(by)}};
	struct web_request request = {.pairs = pairs, .pair_count = by ? 2 : 1};
	return serve_query(office, desk, &request, by != NULL, query, error);
}

static bool write_tally(struct office *office, struct desk *desk, struct json *json, const char *key, const char *field, struct str name, const char *by,
                        size_t limit, struct error *error)
{
	struct query query;
	struct store_answer table;
	if (!about(office, desk, field, name, by, &query, error))
		return false;
	query.limit = limit;
	if (!store_tally(desk->store, &query, &desk->arena, &table, error))
		return false;
	json_open(json, key, '[');
	for (size_t row = 0; row < table.row_count; row++) {
		if (str_empty(serve_cell(&table, row, 0)))
			continue;
		json_open(json, NULL, '[');
		json_str(json, NULL, serve_cell(&table, row, 0));
		json_number(json, NULL, serve_integer(&table, row, 1));
		json_close(json, ']');
	}
	json_close(json, ']');
	return true;
}

static bool write_partners(struct office *office, struct desk *desk, struct json *json, struct str name, struct str id, struct error *error)
{
	struct query query;
	struct store_answer table;
	if (!about(office, desk, "party", name, NULL, &query, error))
		return false;
	query.limit = 40;
	if (!store_page_table(desk->store, PAGE_PAIRS, &query, &desk->arena, &table, error))
		return false;
	json_open(json, "partners", '[');
	for (size_t row = 0; row < table.row_count; row++) {
		bool first = str_equal(serve_cell(&table, row, 0), id) || str_equal(serve_cell(&table, row, 1), name);
		bool second = str_equal(serve_cell(&table, row, 4), id) || str_equal(serve_cell(&table, row, 5), name);
		if (first == second) /* of others, or of parts of it among themselves */
			continue;
		json_open(json, NULL, '{');
		json_str(json, "id", serve_cell(&table, row, first ? 4 : 0));
		json_str(json, "name", serve_cell(&table, row, first ? 5 : 1));
		json_number(json, "cooperation", serve_integer(&table, row, 8));
		json_number(json, "conflict", serve_integer(&table, row, 9));
		json_close(json, '}');
	}
	json_close(json, ']');
	return true;
}

static bool write_ties(struct office *office, struct desk *desk, struct json *json, struct str name, struct error *error)
{
	struct web_pair pairs[] = {{STR("party"), str_of(arena_printf(&desk->arena, "\"%.*s\"", STR_ARG(name)))}, {STR("kind"), STR("relation")},
	                           {STR("sort"), STR("-date")}, {STR("limit"), STR("30")}};
	struct web_request request = {.pairs = pairs, .pair_count = sizeof pairs / sizeof *pairs};
	struct query query;
	struct store_hit *hits;
	size_t count;
	if (!serve_query(office, desk, &request, false, &query, error) || !store_ask(desk->store, &query, &desk->arena, &hits, &count, NULL, error))
		return false;
	json_open(json, "ties", '[');
	bool ok = serve_hits(desk, hits, count, json, error);
	json_close(json, ']');
	return ok;
}

/* What the lexicon knows of NAME; its own words where it knows nothing. */
static struct str write_identity(struct office *office, struct desk *desk, struct json *json, struct str name)
{
	struct entity_answer known = {.chosen = NO_INDEX};
	entity_ask(kit_entities(office->kit), name, DAY_NONE, &desk->arena, &known);
	size_t chosen = known.chosen != NO_INDEX ? known.chosen : 0;
	const struct entity_reading *reading = chosen < known.count && known.readings[chosen].kind == READING_ENTITY ? &known.readings[chosen] : NULL;
	json_str(json, "id", reading ? reading->id : name);
	json_str(json, "name", reading ? reading->name : name);
	if (reading && reading->role_count)
		json_str_if(json, "code", reading->roles[reading->role_count - 1].code);
	if (reading) {
		json_open(json, "aliases", '[');
		for (size_t i = 0; i < reading->name_count; i++)
			json_str(json, NULL, reading->names[i]);
		json_close(json, ']');
	}
	return reading ? reading->id : name;
}

static bool answer_actor(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct json json = {.out = &answer->body};
	struct str name = request->rest;
	if (str_empty(name) || str_find(name, STR("\""), 0) != SIZE_MAX)
		return error_set(error, ERROR_USAGE, "an actor's id or name is needed");
	json_open(&json, NULL, '{');
	struct str id = write_identity(office, desk, &json, name);
	bool ok = write_tally(office, desk, &json, "does", "actor", name, "type", 20, error) &&
	          write_tally(office, desk, &json, "undergoes", "recipient", name, "type", 20, error) &&
	          write_tally(office, desk, &json, "sources", "party", name, "source", 10, error) &&
	          write_partners(office, desk, &json, name, id, error) && write_ties(office, desk, &json, name, error);
	json_close(&json, '}');
	return ok;
}

void serve_actor(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_actor);
}
