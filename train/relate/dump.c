/* dump: what relate/ sees of documents with mentions, for the trainer: one JSON object a line,
 * {"id":..., "features":[...], "words":[[form, lemma, upos, deprel, head, role, on_path]...]}.
 *
 *   dump PACK < documents.jsonl > seen.jsonl */
#include <stdio.h>

#include "pipeline.h"
#include "reader/reader.h"
#include "relate/relate.h"
#include "relate/window.h"
#include "base/json.h"

static void one_feature(void *context, struct str feature)
{
	json_str(context, NULL, feature);
}

static void one_word(struct json *json, const struct word *word)
{
	json_open(json, NULL, '[');
	json_str(json, NULL, word->token->form);
	json_str(json, NULL, word->lemma);
	json_str(json, NULL, upos_name(word->token->upos));
	json_str(json, NULL, deprel_name(word->token->deprel));
	json_number(json, NULL, word->head);
	json_number(json, NULL, word->role);
	json_number(json, NULL, word->on_path);
	json_close(json, ']');
}

static void write_document(const struct document *document, struct buf *out)
{
	struct json json = {out, false};
	struct relate_parties parties = relate_given(document);
	struct window window = window_make(document, &parties);
	json_open(&json, NULL, '{');
	json_str(&json, "id", document->article.source_id);
	json_open(&json, "features", '[');
	relate_features(document, &parties, one_feature, &json);
	json_close(&json, ']');
	json_open(&json, "words", '[');
	for (int32_t i = 0; i < window.count; i++)
		one_word(&json, &window.words[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_byte(out, '\n');
}

static bool dump(struct coder *coder, struct reader *reader, struct error *error)
{
	struct arena arena;
	struct buf out = {0};
	bool ok = true;
	arena_init(&arena);
	while (ok) {
		arena_reset(&arena);
		struct document document = {.arena = &arena};
		enum reader_status status = reader_next(reader, &arena, &document.article, error);
		if (status == READER_END)
			break;
		ok = status == READER_ARTICLE && coder_run(coder, &document, STAGE_RECORDS, error);
		if (!ok)
			break;
		buf_clear(&out);
		write_document(&document, &out);
		fwrite(out.data, 1, out.length, stdout);
	}
	buf_free(&out);
	arena_free(&arena);
	return ok;
}

int main(int count, char **arguments)
{
	struct error error = {0};
	struct kit *kit = NULL;
	struct coder *coder = NULL;
	struct reader *reader = NULL;
	struct kit_options options = {.pack = count > 1 ? arguments[1] : "build/casus.pack"};
	struct reader_options how = {.format = "jsonl"};
	bool ok = kit_open(&kit, &options, &error) && coder_new(&coder, kit, &error) && reader_open(&reader, "-", &how, &error) &&
	          dump(coder, reader, &error);
	if (reader)
		reader_close(reader);
	coder_free(coder);
	kit_close(kit);
	if (ok)
		return 0;
	struct buf text = {0};
	error_format(&error, &text);
	fwrite(text.data, 1, text.length, stderr);
	buf_free(&text);
	return 1;
}
