/* casus explain: why each record was coded and the near misses were not. */
#include "batch.h"
#include "coding/coding.h"
#include "command.h"

static bool render(void *context, struct coder *coder, struct document *document, struct buf *out, struct error *error)
{
	const struct batch *batch = context;
	(void)coder;
	(void)error;
	coding_explain(kit_codebook(batch->session->kit), document, out);
	return true;
}

/* What `casus incident` shows of one. */
static int explain_incident(const struct settings *settings)
{
	struct settings one = *settings;
	one.inputs = &settings->incident;
	one.input_count = 1;
	one.inputs_given = true;
	return run_incident(&one);
}

int run_explain(const struct settings *settings)
{
	if (settings->incident)
		return explain_incident(settings);
	struct batch batch = {.settings = settings, .stage = STAGE_RECORDS, .thorough = true, .render = render};
	batch.context = &batch;
	return batch_main(&batch);
}
