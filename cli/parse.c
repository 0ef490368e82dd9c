/* casus parse: sentences, tokens, tags and trees as CoNLL-U. */
#include <string.h>

#include "batch.h"
#include "command.h"
#include "output.h"
#include "parse.h"
#include "syntax/conllu.h"

static bool render(void *context, struct coder *coder, struct document *document, struct buf *out, struct error *error)
{
	(void)context;
	(void)coder;
	(void)error;
	conllu_write_document(document, out);
	return true;
}

static int parse_conllu(const struct settings *settings)
{
	struct session session;
	struct error error = {0};
	int status = session_open(&session, settings, &error) ? parse_conllu_inputs(settings, &session) : fail(&error);
	session_close(&session);
	return status;
}

int run_parse(const struct settings *settings)
{
	struct batch batch = {.settings = settings, .stage = STAGE_TREES, .render = render};
	if (settings->from && strcmp(settings->from, "conllu") == 0)
		return parse_conllu(settings);
	return batch_main(&batch);
}
