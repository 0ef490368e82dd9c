/* dump: what relate/ sees of documents with mentions, for the trainer: one JSON object a line,
 * {"id":..., "features":[...], "words":[[form, lemma, upos, deprel, head, role, on_path]...]}.
 *
 *   relate_dump PACK < documents.jsonl > seen.jsonl */
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "each_article.h"
#include "relate/relate.h"
#include "relate/window.h"

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

static void print_document(void *context, const struct kit *kit, struct document *document)
{
	struct buf *out = context;
	struct json json = {out, false};
	(void)kit;
	buf_clear(out);
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
	fwrite(out->data, 1, out->length, stdout);
}

int main(int count, char **arguments)
{
	struct buf out = {0};
	if (count != 2) {
		fprintf(stderr, "usage: relate_dump PACK < documents.jsonl\n");
		return EXIT_FAILURE;
	}
	int status = each_article(&(struct article_tool){.pack = arguments[1], .stage = STAGE_RECORDS, .context = &out, .tell = print_document});
	buf_free(&out);
	return status;
}
