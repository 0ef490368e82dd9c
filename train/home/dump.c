/* home_dump: what src/entity/home.h looks at, for train/home/fit.py.
 *
 *   home_dump PACK < articles.jsonl
 *
 * A line for each mention that takes part in an act and whose country is open, and each country of the text: the article's id, the mention's number, its
 * span and its head's as bytes of the text, its sector, the country that the rules give it, the candidate; then the features in their order. */
#include <stdio.h>
#include <stdlib.h>

#include "coding/coding.h"
#include "entity/home.h"
#include "pipeline.h"
#include "place/place.h"
#include "reader/reader.h"
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

static void print_document(const struct kit *kit, const struct timex_tables *times, struct document *document)
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

static bool run(const struct kit *kit, struct coder *coder, const struct timex_tables *times, struct error *error)
{
	struct reader_options options = {.format = "jsonl", .lexicon = kit_reader_lexicon(kit)};
	struct reader *reader;
	struct arena arena;
	if (!reader_open(&reader, "-", &options, error))
		return false;
	arena_init(&arena);
	for (;;) {
		struct document document = {.arena = &arena};
		if (reader_next(reader, &arena, &document.article, error) != READER_ARTICLE || !coder_run(coder, &document, STAGE_TREES, error))
			break;
		print_document(kit, times, &document);
		arena_reset(&arena);
	}
	arena_free(&arena);
	reader_close(reader);
	return error->kind == ERROR_NONE;
}

int main(int count, char **arguments)
{
	struct error error = {0};
	struct kit *kit = NULL;
	struct coder *coder = NULL;
	struct pack pack = {0};
	struct timex_tables times;
	if (count != 2) {
		fprintf(stderr, "usage: home_dump PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	struct kit_options options = {.pack = arguments[1]};
	bool good = kit_open(&kit, &options, &error) && pack_open(&pack, arguments[1], &error) && timex_open(&times, &pack, &error) && coder_new(&coder, kit, &error) &&
	            run(kit, coder, &times, &error);
	if (!good) {
		struct buf out = {0};
		error_format(&error, &out);
		fwrite(out.data, 1, out.length, stderr);
		buf_free(&out);
	}
	coder_free(coder);
	kit_close(kit);
	pack_close(&pack);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
