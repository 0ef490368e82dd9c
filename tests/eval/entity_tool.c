/* entity_tool: the mentions of actors that casus finds in articles, and who is who, for tests/eval/coref_score.py.
 *
 *   entity_tool PACK < articles.jsonl     one JSON object an article: {"id": ..., "mentions": [...]}
 *   entity_tool -t PACK < articles.jsonl  a table to read: sentence, kind, class, flags, mention, what it was resolved to
 *
 * PACK is the compiled lexicon (build/casus.pack). Spans are in code points of the article's text. */
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/utf8.h"
#include "entity/entity.h"
#include "pipeline.h"
#include "reader/reader.h"

static const char *const kinds[] = {"name", "nominal", "pronoun"};
static const char *const classes[] = {"?", "person", "organisation", "armed", "country", "people", "generic"};

struct tool {
	struct kit *kit;
	struct coder *coder;
	bool table;
};

static int fail(const struct error *error)
{
	struct buf out = {0};
	error_format(error, &out);
	fwrite(out.data, 1, out.length, stderr);
	buf_free(&out);
	return EXIT_FAILURE;
}

static json_t *text_of(struct str s)
{
	return json_stringn(s.data ? s.data : "", s.length);
}

static json_t *position(struct str text, size_t byte)
{
	return json_integer((json_int_t)utf8_count(str_slice(text, 0, byte)));
}

static json_t *describe(const struct tool *tool, const struct document *document, size_t i)
{
	const struct mention *mention = &document->mentions[i];
	struct str text = document->article.text;
	const struct token *head = &document->sentences[mention->sentence].tokens[mention->head];
	struct actor actor;
	entity_resolve(kit_entities(tool->kit), document, i, document->article.day, &actor);
	json_t *object = json_object();
	json_object_set_new(object, "start", position(text, mention->span.start));
	json_object_set_new(object, "end", position(text, mention->span.end));
	json_object_set_new(object, "head_start", position(text, head->span.start));
	json_object_set_new(object, "head_end", position(text, head->span.end));
	json_object_set_new(object, "kind", json_string(kinds[mention->kind]));
	json_object_set_new(object, "class", json_string(classes[mention->class_]));
	json_object_set_new(object, "can_act", json_boolean(mention->can_act));
	json_object_set_new(object, "place", json_boolean(mention->is_place_only));
	if (mention->antecedent != NO_INDEX && !mention->together)
		json_object_set_new(object, "antecedent", json_integer((json_int_t)mention->antecedent));
	if (actor.id.length > 0)
		json_object_set_new(object, "entity", text_of(actor.id));
	json_object_set_new(object, "text", text_of(actor.text));
	return object;
}

static void print_json(const struct tool *tool, const struct document *document)
{
	json_t *object = json_object(), *mentions = json_array();
	json_object_set_new(object, "id", text_of(document->article.source_id));
	for (size_t i = 0; i < document->mention_count; i++)
		json_array_append_new(mentions, describe(tool, document, i));
	json_object_set_new(object, "mentions", mentions);
	char *line = json_dumps(object, JSON_COMPACT);
	puts(line);
	free(line);
	json_decref(object);
}

static void print_table(const struct tool *tool, const struct document *document)
{
	size_t sentence = NO_INDEX;
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		struct actor actor;
		entity_resolve(kit_entities(tool->kit), document, i, document->article.day, &actor);
		if (mention->sentence != sentence) {
			struct span span = document->sentences[sentence = mention->sentence].span;
			printf("\n%.*s\n", STR_ARG(str_slice(document->article.text, span.start, span.end)));
		}
		printf("  %-7s %-12s %c%c%c%c  %.*s", kinds[mention->kind], classes[mention->class_], mention->can_act ? 'A' : '-',
		       mention->animate ? 'a' : '-', mention->plural ? 'p' : '-', mention->is_place_only ? 'L' : '-', STR_ARG(actor.text));
		printf("  =>  %.*s [%.*s] %.*s\n", STR_ARG(actor.name), STR_ARG(actor.id), STR_ARG(actor.code));
	}
}

static bool run(struct tool *tool, struct error *error)
{
	struct reader_options options = {.format = "jsonl", .lexicon = kit_reader_lexicon(tool->kit)};
	struct reader *reader;
	struct arena arena;
	if (!reader_open(&reader, "-", &options, error))
		return false;
	arena_init(&arena);
	for (;;) {
		struct document document = {.arena = &arena};
		if (reader_next(reader, &arena, &document.article, error) != READER_ARTICLE ||
		    !coder_run(tool->coder, &document, STAGE_RECORDS, error))
			break;
		if (tool->table)
			print_table(tool, &document);
		else
			print_json(tool, &document);
		arena_reset(&arena);
	}
	arena_free(&arena);
	reader_close(reader);
	return error->kind == ERROR_NONE;
}

int main(int count, char **arguments)
{
	struct tool tool = {.table = count == 3 && strcmp(arguments[1], "-t") == 0};
	struct error error = {0};
	if (count != (tool.table ? 3 : 2)) {
		fprintf(stderr, "usage: entity_tool [-t] PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	struct kit_options options = {.pack = arguments[count - 1]};
	bool good = kit_open(&tool.kit, &options, &error) && coder_new(&tool.coder, tool.kit, &error);
	if (good)
		coder_set_thorough(tool.coder);
	good = good && run(&tool, &error);
	if (!good)
		fail(&error);
	coder_free(tool.coder);
	kit_close(tool.kit);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
