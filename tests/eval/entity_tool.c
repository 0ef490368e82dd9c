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
#include "each_article.h"
#include "entity/entity.h"

static const char *const kinds[] = {"name", "nominal", "pronoun"};
static const char *const classes[] = {"?", "person", "organisation", "armed", "country", "people", "generic"};

static json_t *text_of(struct str s)
{
	return json_stringn(s.data ? s.data : "", s.length);
}

static json_t *position(struct str text, size_t byte)
{
	return json_integer((json_int_t)utf8_count(str_slice(text, 0, byte)));
}

static json_t *describe(const struct kit *kit, const struct document *document, size_t i)
{
	const struct mention *mention = &document->mentions[i];
	struct str text = document->article.text;
	const struct token *head = &document->sentences[mention->sentence].tokens[mention->head];
	struct actor actor;
	entity_resolve(kit_entities(kit), document, i, document->article.day, &actor);
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

static void print_json(void *context, const struct kit *kit, struct document *document)
{
	(void)context;
	json_t *object = json_object(), *mentions = json_array();
	json_object_set_new(object, "id", text_of(document->article.source_id));
	for (size_t i = 0; i < document->mention_count; i++)
		json_array_append_new(mentions, describe(kit, document, i));
	json_object_set_new(object, "mentions", mentions);
	char *line = json_dumps(object, JSON_COMPACT);
	puts(line);
	free(line);
	json_decref(object);
}

static void print_table(void *context, const struct kit *kit, struct document *document)
{
	(void)context;
	size_t sentence = NO_INDEX;
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		struct actor actor;
		entity_resolve(kit_entities(kit), document, i, document->article.day, &actor);
		if (mention->sentence != sentence) {
			struct span span = document->sentences[sentence = mention->sentence].span;
			printf("\n%.*s\n", STR_ARG(str_slice(document->article.text, span.start, span.end)));
		}
		printf("  %-7s %-12s %c%c%c%c  %.*s", kinds[mention->kind], classes[mention->class_], mention->can_act ? 'A' : '-',
		       mention->animate ? 'a' : '-', mention->plural ? 'p' : '-', mention->is_place_only ? 'L' : '-', STR_ARG(actor.text));
		printf("  =>  %.*s [%.*s] %.*s\n", STR_ARG(actor.name), STR_ARG(actor.id), STR_ARG(actor.code));
	}
}

int main(int count, char **arguments)
{
	bool table = count == 3 && strcmp(arguments[1], "-t") == 0;
	if (count != (table ? 3 : 2)) {
		fprintf(stderr, "usage: entity_tool [-t] PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	return each_article(&(struct article_tool){.pack = arguments[count - 1], .stage = STAGE_RECORDS, .thorough = true, .tell = table ? print_table : print_json});
}
