/* casus add: articles into a database, each coded once. */
#include <time.h>

#include "batch.h"
#include "command.h"
#include "output.h"

#include "keeper.h"

static bool knows(void *context, struct document *document, void **note)
{
	struct keeper_note *found = NULL;
	bool known = keeper_knows(context, document, &found);
	*note = found;
	return known;
}

static bool admit(void *context, struct document *document, void **note, bool *code, struct error *error)
{
	struct keeper_note *found = *note;
	bool ok = keeper_admit(context, document, &found, code, error);
	*note = found;
	return ok;
}

static bool take(void *context, struct arena *arena, struct document *document, void *note, bool usable, struct error *error)
{
	(void)arena;
	return keeper_take(context, document, note, usable, error);
}

static bool source(void *context, struct document *document, bool *there, struct error *error)
{
	return keeper_next(context, document, there, error);
}

static void say_summary(const struct keeper_summary *summary)
{
	message("%zu document%s added with %zu record%s, %zu linked, %zu skipped (there already)", summary->added, summary->added == 1 ? "" : "s",
	        summary->records, summary->records == 1 ? "" : "s", summary->linked, summary->skipped);
	if (summary->recoded)
		message("%zu coded anew, %zu of them changed", summary->recoded, summary->changed);
	if (summary->left)
		message("%zu repeat an article that could not be used; add them again", summary->left);
}

static int add_all(struct batch *batch, struct keeper *keeper)
{
	struct error error = {0};
	int status = batch_run(batch);
	bool written = keeper_finish(keeper, &error);
	struct keeper_summary summary = keeper_summary(keeper);
	if (!batch->settings->quiet)
		say_summary(&summary);
	/* What failed before was said by the batch. */
	if (!written && status != EXIT_USAGE)
		return fail(&error);
	return status;
}

int run_add(const struct settings *settings)
{
	struct error error = {0};
	struct session session;
	struct keeper *keeper = NULL;
	int status;
	if (!settings->db) {
		error_set(&error, ERROR_USAGE, "which database? name it with --db");
		return fail(&error);
	}
	if (session_open(&session, settings, &error)) {
		struct keeper_options options = {.address = settings->db, .wait = (unsigned)(settings->wait < 1000000 ? settings->wait * 1000 : 1000000000), .kit = session.kit, .recode = settings->recode, .held = settings->batch, .now = (int64_t)time(NULL)};
		struct batch batch = {.settings = settings, .session = &session, .stage = STAGE_RECORDS, .knows = knows, .admit = admit, .take = take, .leaves_out_foreign = true};
		if (settings->recode && !settings->inputs_given && !settings->lists.count)
			batch.source = source;
		batch.context = keeper_open(&keeper, &options, &error) ? keeper : NULL;
		status = keeper ? add_all(&batch, keeper) : fail(&error);
	} else {
		status = fail(&error);
	}
	keeper_close(keeper);
	session_close(&session);
	return status;
}
