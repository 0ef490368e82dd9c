/* confidence_tool: what confidence is made of, for tests/eval/confidence_fit.py.
 *
 *   confidence_tool PACK < articles.jsonl
 *
 * One line a record: article's id, id of the record, confidence, its features in the order of src/confidence.h. */
#include <stdio.h>
#include <stdlib.h>

#include "confidence.h"
#include "pipeline.h"
#include "reader/reader.h"

static void print_document(const struct document *document)
{
	for (size_t i = 0; i < document->event_count; i++) {
		const struct event *event = &document->events[i];
		double features[CONFIDENCE_COUNT] = {0};
		confidence_features(document, event, features);
		printf("%.*s\t%.*s\t%.4f", STR_ARG(document->article.source_id), STR_ARG(event->id), event->confidence);
		for (size_t k = 0; k < CONFIDENCE_COUNT; k++)
			printf("\t%.4f", features[k]);
		printf("\n");
	}
}

static bool run(const struct kit *kit, struct coder *coder, struct error *error)
{
	struct reader_options options = {.format = "jsonl", .lexicon = kit_reader_lexicon(kit)};
	struct reader *reader;
	struct arena arena;
	if (!reader_open(&reader, "-", &options, error))
		return false;
	arena_init(&arena);
	for (;;) {
		struct document document = {.arena = &arena};
		if (reader_next(reader, &arena, &document.article, error) != READER_ARTICLE || !coder_run(coder, &document, STAGE_RECORDS, error))
			break;
		print_document(&document);
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
	if (count != 2) {
		fprintf(stderr, "usage: confidence_tool PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	struct kit_options options = {.pack = arguments[1]};
	bool good = kit_open(&kit, &options, &error) && coder_new(&coder, kit, &error) && run(kit, coder, &error);
	if (!good) {
		struct buf out = {0};
		error_format(&error, &out);
		fwrite(out.data, 1, out.length, stderr);
		buf_free(&out);
	}
	coder_free(coder);
	kit_close(kit);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
