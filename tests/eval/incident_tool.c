/* incident_tool: the events of many articles, put together into incidents; for tests/eval/incident_pairs.py.
 *
 *   incident_tool PACK < articles.jsonl     one JSON object for each event: its id, words, what was coded, its incident
 *   incident_tool -p PACK < articles.jsonl  one for each pair of events near each other in time: score, parts, whether merged
 *
 * PACK is the compiled lexicon (build/casus.pack). All articles stay in memory: a month of news, not a year. */
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/day.h"
#include "each_article.h"
#include "incident/incident.h"

struct tool {
	struct arena arena;
	struct told *told;
	struct str *texts; /* the sentence of each */
	size_t count, capacity, text_count, text_capacity;
	bool pairs;
};

static json_t *text_of(struct str s)
{
	return json_stringn(s.data ? s.data : "", s.length);
}

static void add_document(void *context, const struct kit *kit, struct document *document)
{
	struct tool *tool = context;
	struct signature *signature = arena_zalloc(&tool->arena, 1, sizeof *signature);
	*signature = signature_of(document, kit_word_ranks(kit), &tool->arena);
	for (size_t i = 0; i < document->event_count; i++) {
		const struct event *event = &document->events[i];
		if (event->kind != RECORD_EVENT)
			continue;
		struct sketch *sketch = arena_zalloc(&tool->arena, 1, sizeof *sketch);
		struct span span = document->sentences[event->sentence].span;
		*sketch = sketch_of_event(document, event, kit_word_ranks(kit), &tool->arena);
		kit_give_vector(kit, sketch);
		arena_push(&tool->arena, tool->told, tool->count, tool->capacity, ((struct told){sketch, signature}));
		arena_push(&tool->arena, tool->texts, tool->text_count, tool->text_capacity, str_slice(document->article.text, span.start, span.end));
	}
}

static json_t *parties_of(const struct sketch *sketch, bool recipients)
{
	json_t *list = json_array();
	for (size_t i = 0; i < sketch->party_count; i++)
		if (sketch->parties[i].recipient == recipients)
			json_array_append_new(list, text_of(str_empty(sketch->parties[i].id) ? sketch->parties[i].name : sketch->parties[i].id));
	return list;
}

static json_t *describe(const struct tool *tool, size_t i)
{
	const struct sketch *sketch = tool->told[i].sketch;
	json_t *object = json_object();
	char from[16] = "", to[16] = "", reported[16] = "";
	if (sketch->from != DAY_NONE) {
		day_format(sketch->from, from);
		day_format(sketch->to, to);
	}
	if (sketch->reported != DAY_NONE)
		day_format(sketch->reported, reported);
	json_object_set_new(object, "event", text_of(sketch->event));
	json_object_set_new(object, "doc", text_of(sketch->document));
	json_object_set_new(object, "reported", json_string(reported));
	json_object_set_new(object, "type", json_sprintf("%.*s:%.*s", STR_ARG(sketch->type), STR_ARG(sketch->mode)));
	json_object_set_new(object, "days", json_sprintf("%s..%s%s", from, to, sketch->dated ? "" : "?"));
	json_object_set_new(object, "place", json_sprintf("%.*s %.*s", STR_ARG(sketch->country), STR_ARG(sketch->place)));
	json_object_set_new(object, "actor", parties_of(sketch, false));
	json_object_set_new(object, "recipient", parties_of(sketch, true));
	json_object_set_new(object, "trigger", text_of(sketch->trigger));
	json_object_set_new(object, "killed", json_integer(sketch->killed));
	json_object_set_new(object, "text", text_of(tool->texts[i]));
	return object;
}

static void print_line(json_t *object)
{
	char *line = json_dumps(object, JSON_COMPACT | JSON_ENSURE_ASCII);
	puts(line);
	free(line);
	json_decref(object);
}

static void print_pair(const struct tool *tool, const struct kit *kit, size_t a, size_t b, bool merged)
{
	int32_t parts[INCIDENT_FEATURES], score = incident_score(kit_incidents(kit), &tool->told[a], &tool->told[b], parts);
	json_t *object = json_object(), *shares = json_object();
	for (size_t i = 0; i < incident_feature_count(); i++)
		if (parts[i])
			json_object_set_new(shares, incident_feature_name(i).data, json_integer(parts[i]));
	json_object_set_new(object, "score", json_integer(score));
	json_object_set_new(object, "merged", json_boolean(merged));
	json_object_set_new(object, "a", describe(tool, a));
	json_object_set_new(object, "b", describe(tool, b));
	json_object_set_new(object, "parts", shares);
	print_line(object);
}

/* Could they be one, by their days and types? */
static bool is_near(const struct sketch *a, const struct sketch *b)
{
	struct incident_bin x = incident_bin_of(a), y = incident_bin_of(b);
	return x.group == y.group && x.day != DAY_NONE && y.day != DAY_NONE && x.day - y.day <= INCIDENT_LOOKS_BACK && y.day - x.day <= INCIDENT_LOOKS_BACK;
}

static void print_all(void *context, const struct kit *kit)
{
	struct tool *tool = context;
	size_t *founder = arena_alloc(&tool->arena, (tool->count + 1) * sizeof *founder);
	incident_group(kit_incidents(kit), tool->told, tool->count, NULL, 0, founder, &tool->arena);
	for (size_t i = 0; !tool->pairs && i < tool->count; i++) {
		json_t *object = describe(tool, i);
		json_object_set_new(object, "incident", text_of(tool->told[founder[i]].sketch->event));
		print_line(object);
	}
	for (size_t b = 0; tool->pairs && b < tool->count; b++)
		for (size_t a = 0; a < b; a++)
			if (founder[a] == founder[b] || is_near(tool->told[a].sketch, tool->told[b].sketch))
				print_pair(tool, kit, a, b, founder[a] == founder[b]);
}

int main(int count, char **arguments)
{
	struct tool tool = {.pairs = count == 3 && strcmp(arguments[1], "-p") == 0};
	if (count != (tool.pairs ? 3 : 2)) {
		fprintf(stderr, "usage: incident_tool [-p] PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	arena_init(&tool.arena);
	int status = each_article(&(struct article_tool){
	        .pack = arguments[count - 1], .stage = STAGE_RECORDS, .keep = &tool.arena, .context = &tool, .tell = add_document, .end = print_all});
	arena_free(&tool.arena);
	return status;
}
