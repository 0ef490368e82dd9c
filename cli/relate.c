/* casus relate: what the actor that a document names does to the recipient that it names. */
#include "relate/relate.h"

#include "batch.h"
#include "command.h"
#include "output.h"
#include "view/view.h"

static bool no_mentions(const struct article *article, struct error *error)
{
	error_set(error, ERROR_INPUT, "%.*s has no mentions: relate needs \"mentions\" with the spans of an actor and a recipient",
	          article->source_id.length ? (int)article->source_id.length : 13, article->source_id.length ? article->source_id.data : "this document");
	error->line = article->line;
	return false;
}

static bool render(void *context, struct coder *coder, struct document *document, struct buf *out, struct error *error)
{
	const struct batch *batch = context;
	(void)coder;
	struct relate_parties parties = relate_given(document);
	if (!parties.actor_count && !parties.recipient_count)
		return no_mentions(&document->article, error);
	struct verdict verdict = relate_judge(kit_relate(batch->session->kit), document, &parties);
	view_verdict(document->article.source_id.length ? document->article.source_id : document->id, &verdict, out);
	return true;
}

static int run(struct batch *batch, const struct session *session)
{
	struct error error = {0};
	if (kit_relate(session->kit))
		return batch_run(batch);
	error_set(&error, ERROR_LEXICON, "the pack was made without the model that relate needs");
	return fail(&error);
}

int run_relate(const struct settings *settings)
{
	struct session session;
	struct error error = {0};
	struct batch batch = {.settings = settings, .session = &session, .stage = STAGE_RECORDS, .thorough = true, .render = render};
	batch.context = &batch;
	int status = session_open(&session, settings, &error) ? run(&batch, &session) : fail(&error);
	session_close(&session);
	return status;
}
