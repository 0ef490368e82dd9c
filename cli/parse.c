/* casus parse: sentences, tokens, tags and trees as CoNLL-U. */
#include "batch.h"
#include "command.h"
#include "output.h"
#include "syntax/syntax.h"

static bool render(void *context, struct coder *coder, struct document *document, struct buf *out, struct error *error)
{
	(void)context;
	(void)coder;
	(void)error;
	struct str text = document->article.text;
	buf_printf(out, "# newdoc id = %.*s\n", STR_ARG(document->id));
	for (size_t i = 0; i < document->sentence_count; i++) {
		const struct sentence *sentence = &document->sentences[i];
		buf_printf(out, "# sent_id = %.*s-%zu\n", STR_ARG(document->id), i + 1);
		syntax_write_conllu(sentence, str_slice(text, sentence->span.start, sentence->span.end), out);
	}
	return true;
}

int run_parse(const struct settings *settings)
{
	struct batch batch = {.settings = settings, .stage = STAGE_TREES, .render = render};
	return batch_main(&batch);
}
