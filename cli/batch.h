/* batch.h: many inputs through readers and coders to standard output, for every command that codes. */
#ifndef CASUS_CLI_BATCH_H
#define CASUS_CLI_BATCH_H

#include "interrupt.h"
#include "options.h"
#include "session.h"

#include "base/buf.h"
#include "pipeline.h"

struct batch {
	const struct settings *settings;
	const struct session *session;
	enum coder_stage stage;
	bool only_read; /* articles are not coded at all */
	bool leaves_out_foreign, leaves_out_duplicates; /* unless the user says otherwise */
	struct interrupt *interrupt; /* watched by the caller; NULL: batch_run watches, and says how to go on */
	bool thorough; /* every sentence is parsed, whatever the user says */
	struct coder **coders; /* of batch_open_coders, for who runs many batches: they remember words. NULL: batch_run's own */
	void *context;
	/* Write what the command says of DOCUMENT. Called by several threads at once, with their own CODER and OUT. False with
	 * ERROR when the document cannot be used. Memory may be taken from the document's arena. */
	bool (*render)(void *context, struct coder *coder, struct document *document, struct buf *out, struct error *error);
	/* Where the articles come from when not from the inputs: fill DOCUMENT's article, its arena is set. THERE is false at the
	 * end. Called by one thread. */
	bool (*source)(void *context, struct document *document, bool *there, struct error *error);
	/* Whether the article was kept before, so that nothing need be done but TAKE, with NOTE; called by several threads at once, in no order. May be
	 * NULL; *NOTE goes to ADMIT where it was not. */
	bool (*knows)(void *context, struct document *document, void **note);
	/* For a command that keeps the documents instead of writing something of each; render is then NULL. ADMIT is called for
	 * each article in the order of reading, by any thread, one at a time: CODE says whether to code it, NOTE is handed to TAKE; when
	 * false, the article cannot be used. TAKE is called in the same order, coded or not, USABLE or not, and may take ARENA for
	 * another; when false, all stops. The two may be under way at once. */
	bool (*admit)(void *context, struct document *document, void **note, bool *code, struct error *error);
	bool (*take)(void *context, struct arena *arena, struct document *document, void *note, bool usable, struct error *error);
};

/* Code settings->inputs (standard input when there are none) with settings->threads. Inputs that cannot be used are
 * named on standard error, in their place in the order. An exit status. */
int batch_run(const struct batch *batch);

/* How many threads to use, and a coder for each of them; to be closed in any case. */
size_t batch_threads(const struct settings *settings);
bool batch_open_coders(const struct kit *kit, size_t count, struct coder ***coders, struct error *error);
void batch_close_coders(struct coder **coders, size_t count);

/* session_open, batch_run with SESSION filled in, session_close. */
int batch_main(struct batch *batch);

#endif
