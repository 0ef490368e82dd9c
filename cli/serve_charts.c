/* serve_charts.c: what the overview's map and network are drawn from. */
#include "base/map.h"
#include "serve.h"

#include <stdlib.h>

static int by_text(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* "types":{"AID":2,"ASSAULT":5} of "ASSAULT 5,AID 2". */
static void write_types(struct json *json, struct str list, struct arena *arena)
{
	struct str *types = NULL, rest = list;
	size_t count = 0, capacity = 0;
	while (rest.data) {
		struct str type = str_cut(&rest, ',');
		arena_push(arena, types, count, capacity, type);
	}
	if (count)
		qsort(types, count, sizeof *types, by_text);
	json_open(json, "types", '{');
	for (size_t i = 0; i < count; i++) {
		struct str number = types[i], name = str_cut(&number, ' ');
		serve_number(json, arena_printf(arena, "%.*s", STR_ARG(name)), number);
	}
	json_close(json, '}');
}

static bool answer_map(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct query query;
	struct store_answer table;
	struct json json = {.out = &answer->body};
	if (!serve_query(office, desk, request, false, &query, error) || !store_page_table(desk->store, PAGE_PLACES, &query, &desk->arena, &table, error))
		return false;
	json_open(&json, NULL, '{');
	json_open(&json, "points", '[');
	for (size_t row = 0; row < table.row_count; row++) {
		int64_t count = 0;
		json_open(&json, NULL, '{');
		json_str(&json, "name", serve_cell(&table, row, 0));
		json_str_if(&json, "country", serve_cell(&table, row, 1));
		json_str(&json, "precision", serve_cell(&table, row, 2));
		serve_number(&json, "lat", serve_cell(&table, row, 3));
		serve_number(&json, "lon", serve_cell(&table, row, 4));
		json_open(&json, "quads", '[');
		for (size_t i = 5; i < 9; i++) {
			json_number(&json, NULL, serve_integer(&table, row, i));
			count += serve_integer(&table, row, i);
		}
		json_close(&json, ']');
		json_number(&json, "count", count);
		write_types(&json, serve_cell(&table, row, 9), &desk->arena);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	return true;
}

void serve_map(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_map);
}

/* --- the network --------------------------------------------------------------------------------------------- */

struct node {
	struct str key, name, country, sector;
	int64_t count;
};

struct nodes {
	struct map map;
	struct node *list;
	size_t count, capacity;
};

static void add_node(struct nodes *nodes, const struct store_answer *table, size_t row, size_t column, int64_t count)
{
	bool added;
	struct map_entry *entry = map_put(&nodes->map, serve_cell(table, row, column), nodes->count, &added);
	if (added) {
		struct node node = {serve_cell(table, row, column), serve_cell(table, row, column + 1), serve_cell(table, row, column + 2), serve_cell(table, row, column + 3), 0};
		arena_push(nodes->map.arena, nodes->list, nodes->count, nodes->capacity, node);
	}
	nodes->list[entry->value].count += count;
}

static void write_nodes(struct json *json, const struct nodes *nodes)
{
	json_open(json, "nodes", '[');
	for (size_t i = 0; i < nodes->count; i++) {
		const struct node *node = &nodes->list[i];
		json_open(json, NULL, '{');
		json_str(json, "id", node->key);
		json_str(json, "name", node->name);
		json_str_if(json, "country", node->country);
		json_str_if(json, "sector", node->sector);
		json_number(json, "count", node->count);
		json_close(json, '}');
	}
	json_close(json, ']');
}

/* Those of a day, as bits. */
static void write_held(struct json *json, size_t held)
{
	json_open(json, "ties", '[');
	for (size_t i = 0; i < TIE_KINDS; i++)
		if (held >> i & 1)
			json_str(json, NULL, str_of(serve_tie_kinds[i]));
	json_close(json, ']');
}

/* Those that the records tell: "backs,opposes". */
static void write_told(struct json *json, struct str rest)
{
	json_open(json, "ties", '[');
	while (rest.data) {
		struct str tie = str_cut(&rest, ',');
		if (!str_empty(tie))
			json_str(json, NULL, tie);
	}
	json_close(json, ']');
}

static void write_link(struct json *json, struct str source, struct str target, int64_t cooperation, int64_t conflict)
{
	json_open(json, NULL, '{');
	json_str(json, "source", source);
	json_str(json, "target", target);
	json_number(json, "cooperation", cooperation);
	json_number(json, "conflict", conflict);
}

/* Between actors that are there, but did nothing to each other in the days asked for: the ties that held all the same. */
static void write_silent_links(struct json *json, const struct nodes *nodes, const struct map *ties, const struct map *told, struct arena *arena)
{
	for (size_t a = 0; a < nodes->count; a++)
		for (size_t b = a + 1; b < nodes->count; b++) {
			size_t held = serve_ties_of(ties, arena, nodes->list[a].key, nodes->list[b].key);
			if (!held || map_get(told, serve_pair_key(arena, nodes->list[a].key, nodes->list[b].key)))
				continue;
			write_link(json, nodes->list[a].key, nodes->list[b].key, 0, 0);
			write_held(json, held);
			json_close(json, '}');
		}
}

static void write_links(struct json *json, const struct store_answer *table, const struct nodes *nodes, const struct map *ties, struct arena *arena)
{
	struct map told;
	map_init(&told, arena);
	json_open(json, "links", '[');
	for (size_t row = 0; row < table->row_count; row++) {
		struct str source = serve_cell(table, row, 0), target = serve_cell(table, row, 4);
		map_put(&told, serve_pair_key(arena, source, target), row, NULL);
		write_link(json, source, target, serve_integer(table, row, 8), serve_integer(table, row, 9));
		if (ties)
			write_held(json, serve_ties_of(ties, arena, source, target));
		else
			write_told(json, serve_cell(table, row, 10));
		json_close(json, '}');
	}
	if (ties)
		write_silent_links(json, nodes, ties, &told, arena);
	json_close(json, ']');
}

static bool answer_network(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct query query;
	struct store_answer table;
	struct nodes nodes = {0};
	struct json json = {.out = &answer->body};
	struct map ties;
	int32_t on;
	if (!serve_day(request, "on", &on, error) || (on != DAY_NONE && !serve_ties_on(desk, on, &ties, error)))
		return false;
	if (!serve_query(office, desk, request, false, &query, error) || !store_page_table(desk->store, PAGE_PAIRS, &query, &desk->arena, &table, error))
		return false;
	map_init(&nodes.map, &desk->arena);
	for (size_t row = 0; row < table.row_count; row++) {
		int64_t count = serve_integer(&table, row, 8) + serve_integer(&table, row, 9);
		add_node(&nodes, &table, row, 0, count);
		add_node(&nodes, &table, row, 4, count);
	}
	json_open(&json, NULL, '{');
	write_nodes(&json, &nodes);
	write_links(&json, &table, &nodes, on == DAY_NONE ? NULL : &ties, &desk->arena);
	json_close(&json, '}');
	return true;
}

void serve_network(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_network);
}
