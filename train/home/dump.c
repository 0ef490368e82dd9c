/* home_dump: what src/entity/home.h looks at, for train/home/fit.py.
 *
 *   home_dump PACK < articles.jsonl
 *
 * A line for each mention that takes part in an act and whose country is open, and each country of the text: the article's id, the mention's number, its
 * span and its head's as bytes of the text, its sector, the country that the rules give it, the candidate; then the features in their order. */
#include <stdio.h>
#include <stdlib.h>

#include "coding/coding.h"
#include "each_article.h"
#include "entity/home.h"
#include "place/place.h"
#include "time/timex.h"

static void print_case(const struct finder *finder, size_t i, const struct home_candidate *candidate)
{
	const struct document *document = finder->document;
	const struct mention *mention = &finder->mentions[i];
	struct span head = document->sentences[mention->sentence].tokens[mention->head].span;
	printf("%.*s\t%zu\t%zu\t%zu\t%zu\t%zu\t%.*s\t%.*s\t%.*s", STR_ARG(document->article.source_id), i, mention->span.start, mention->span.end, head.start, head.end,
	       STR_ARG(coref_sector(finder, i)), STR_ARG(mention->country), STR_ARG(candidate->country));
	for (size_t f = 0; f < HOME_FEATURE_COUNT; f++)
		printf("\t%g", candidate->seen[f]);
	printf("\n");
}

static void print_document(void *times, const struct kit *kit, struct document *document)
{
	timex_find(times, document);
	place_find(kit_gazetteer(kit), document);
	struct finder *finder = entity_look_up(kit_entities(kit), document);
	entity_find_mentions(finder);
	coding_code(kit_codebook(kit), document);
	size_t *parties, count;
	home_parties(finder, &parties, &count);
	const struct home_scene *scene = home_look(finder);
	for (size_t k = 0; k < count; k++) {
		struct home_candidate candidates[HOME_CANDIDATES];
		size_t most = home_candidates(scene, parties[k], candidates);
		for (size_t c = 0; c < most; c++)
			print_case(finder, parties[k], &candidates[c]);
	}
}

int main(int count, char **arguments)
{
	struct error error = {0};
	struct pack pack;
	struct timex_tables times;
	if (count != 2) {
		fprintf(stderr, "usage: home_dump PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	if (!pack_open(&pack, arguments[1], &error) || !timex_open(&times, &pack, &error))
		return tool_fail(&error);
	struct article_tool tool = {.pack = arguments[1], .stage = STAGE_TREES, .context = &times, .tell = print_document};
	int status = each_article(&tool);
	pack_close(&pack);
	return status;
}
