/* graphml.c: who does what to whom, added up: actors are nodes; an edge for all that the one did to the other, weighted by the sum
 * of its intensities (negative: conflict), and one for each sort of tie. */
#include "base/map.h"
#include "export/cells.h"
#include "export/layouts.h"

struct node {
	struct str key, name, country, sector;
};

struct edge {
	size_t from, to;
	struct str tie; /* "backs"; empty for events */
	int64_t tenths; /* of the sum of intensities; for a tie +10 or -10 each */
	size_t count, quads[5];
};

struct graph {
	struct node *nodes;
	size_t node_count, node_capacity;
	struct edge *edges;
	size_t edge_count, edge_capacity;
	struct map node_of, edge_of;
};

static struct str keep(struct exporter *exporter, struct str text)
{
	return (struct str){arena_copy(&exporter->arena, text.data, text.length), text.length};
}

static size_t node_of(struct exporter *exporter, const struct actor *actor)
{
	struct graph *graph = exporter->graph;
	struct str key = str_empty(actor->id) ? actor_name(actor) : actor->id;
	const struct map_entry *found = map_get(&graph->node_of, key);
	if (found)
		return found->value;
	struct node node = {keep(exporter, key), keep(exporter, actor_name(actor)), keep(exporter, actor->country), keep(exporter, actor->sector)};
	map_put(&graph->node_of, node.key, graph->node_count, NULL);
	arena_push(&exporter->arena, graph->nodes, graph->node_count, graph->node_capacity, node);
	return graph->node_count - 1;
}

static struct edge *edge_of(struct exporter *exporter, size_t from, size_t to, struct str tie)
{
	struct graph *graph = exporter->graph;
	bool added;
	char *key = arena_printf(&exporter->arena, "%zu %zu %.*s", from, to, STR_ARG(tie));
	struct map_entry *entry = map_put(&graph->edge_of, str_of(key), graph->edge_count, &added);
	if (added) {
		struct edge edge = {.from = from, .to = to, .tie = keep(exporter, tie)};
		arena_push(&exporter->arena, graph->edges, graph->edge_count, graph->edge_capacity, edge);
	}
	return &graph->edges[entry->value];
}

static void add_pair(struct exporter *exporter, const struct event *event, const struct actor *from, const struct actor *to)
{
	bool tie = event->kind == RECORD_RELATION;
	size_t source = node_of(exporter, from), target = node_of(exporter, to);
	struct edge *edge = edge_of(exporter, source, target, tie ? event->type : (struct str){0});
	edge->count++;
	if (tie) {
		edge->tenths += str_equal(event->type, STR("opposes")) ? -10 : 10;
		return;
	}
	edge->tenths += (int64_t)(event->goldstein * 10 + (event->goldstein < 0 ? -0.5 : 0.5));
	edge->quads[event->quad >= 1 && event->quad <= 4 ? event->quad : 0]++;
}

static void add_event(struct exporter *exporter, const struct event *event)
{
	bool mutual = event->reciprocal && !event->recipient_count;
	for (size_t i = 0; i < event->actor_count; i++) {
		for (size_t j = 0; j < event->recipient_count; j++)
			add_pair(exporter, event, &event->actors[i], &event->recipients[j]);
		for (size_t j = 0; mutual && j < event->actor_count; j++)
			if (i != j)
				add_pair(exporter, event, &event->actors[i], &event->actors[j]);
	}
}

void graphml_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	(void)out;
	for (size_t i = 0; i < document->event_count; i++) {
		struct row row = {.exporter = exporter, .document = document, .event = &document->events[i]};
		row.incident = incidents && !str_empty(incidents[i].id) ? &incidents[i] : NULL;
		if (row_happened(&row) && row_first_of_incident(&row))
			add_event(exporter, row.event);
	}
}

/* --- writing ----------------------------------------------------------------------------------------- */

/* XML knows no control characters but tab and line ends. */
static void put_xml(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		const char *entity = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : c < ' ' ? " " : NULL;
		if (entity)
			buf_text(out, entity);
		else
			buf_byte(out, (char)c);
	}
}

static void data(const char *key, struct str value, struct buf *out)
{
	if (str_empty(value))
		return;
	buf_printf(out, "<data key=\"%s\">", key);
	put_xml(value, out);
	buf_text(out, "</data>");
}

static void number(const char *key, size_t value, struct buf *out)
{
	buf_printf(out, "<data key=\"%s\">%zu</data>", key, value);
}

void graphml_begin(struct exporter *exporter, struct buf *out)
{
	static const struct {
		const char *of, *name, *type;
	} keys[] = {{"node", "name", "string"}, {"node", "country", "string"}, {"node", "sector", "string"}, {"edge", "tie", "string"},
	            {"edge", "weight", "double"}, {"edge", "count", "int"}, {"edge", "quad1", "int"}, {"edge", "quad2", "int"},
	            {"edge", "quad3", "int"}, {"edge", "quad4", "int"}};
	struct graph *graph = exporter->graph = arena_zalloc(&exporter->arena, 1, sizeof *graph);
	map_init(&graph->node_of, &exporter->arena);
	map_init(&graph->edge_of, &exporter->arena);
	buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		buf_printf(out, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[i].name, keys[i].of, keys[i].name, keys[i].type);
	buf_text(out, "<graph id=\"casus\" edgedefault=\"directed\">\n");
}

static void write_node(const struct node *node, size_t number, struct buf *out)
{
	buf_printf(out, "<node id=\"n%zu\">", number);
	data("name", node->name, out);
	data("country", node->country, out);
	data("sector", node->sector, out);
	buf_text(out, "</node>\n");
}

static void write_edge(const struct edge *edge, struct buf *out)
{
	static const char *const quads[] = {"", "quad1", "quad2", "quad3", "quad4"};
	int64_t size = edge->tenths < 0 ? -edge->tenths : edge->tenths;
	buf_printf(out, "<edge source=\"n%zu\" target=\"n%zu\">", edge->from, edge->to);
	data("tie", edge->tie, out);
	buf_printf(out, "<data key=\"weight\">%s%lld.%lld</data>", edge->tenths < 0 ? "-" : "", (long long)(size / 10), (long long)(size % 10));
	number("count", edge->count, out);
	for (size_t i = 1; i <= 4 && str_empty(edge->tie); i++)
		number(quads[i], edge->quads[i], out);
	buf_text(out, "</edge>\n");
}

void graphml_end(struct exporter *exporter, struct buf *out)
{
	const struct graph *graph = exporter->graph;
	for (size_t i = 0; i < graph->node_count; i++)
		write_node(&graph->nodes[i], i, out);
	for (size_t i = 0; i < graph->edge_count; i++)
		write_edge(&graph->edges[i], out);
	buf_text(out, "</graph>\n</graphml>\n");
}
