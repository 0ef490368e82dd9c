#include "each_article.h"

#include <stdio.h>
#include <stdlib.h>

#include "reader/reader.h"

int tool_fail(const struct error *error)
{
	struct buf out = {0};
	error_format(error, &out);
	fwrite(out.data, 1, out.length, stderr);
	buf_free(&out);
	return EXIT_FAILURE;
}

static bool read_all(const struct article_tool *tool, const struct kit *kit, struct coder *coder, struct reader *reader, struct error *error)
{
	struct arena own, *arena = tool->keep ? tool->keep : &own;
	arena_init(&own);
	for (;;) {
		struct document document = {.arena = arena};
		if (reader_next(reader, arena, &document.article, error) != READER_ARTICLE || !coder_run(coder, &document, tool->stage, error))
			break;
		tool->tell(tool->context, kit, &document);
		arena_reset(&own);
	}
	arena_free(&own);
	return error->kind == ERROR_NONE;
}

static bool run(const struct article_tool *tool, const struct kit *kit, struct coder *coder, struct error *error)
{
	struct reader_options options = {.format = "jsonl", .lexicon = kit_reader_lexicon(kit)};
	struct reader *reader;
	if (!reader_open(&reader, "-", &options, error))
		return false;
	if (tool->thorough)
		coder_set_thorough(coder);
	bool good = read_all(tool, kit, coder, reader, error);
	reader_close(reader);
	if (good && tool->end)
		tool->end(tool->context, kit);
	return good;
}

int each_article(const struct article_tool *tool)
{
	struct error error = {0};
	struct kit *kit = NULL;
	struct coder *coder = NULL;
	struct kit_options options = {.pack = tool->pack};
	bool good = kit_open(&kit, &options, &error) && coder_new(&coder, kit, &error) && run(tool, kit, coder, &error);
	coder_free(coder);
	kit_close(kit);
	return good ? EXIT_SUCCESS : tool_fail(&error);
}
