/* casus send: articles to a work queue, for casus work. */
#include "batch.h"
#include "command.h"
#include "message.h"
#include "output.h"
#include "queueing.h"

struct queue_options queueing_options(const struct settings *settings)
{
	return (struct queue_options){.url = settings->nats, .stream = settings->stream, .credentials = settings->creds, .ca = settings->tls_ca,
	                              .certificate = settings->tls_cert, .key = settings->tls_key, .replicas = settings->replicas,
	                              .most_bytes = (uint64_t)settings->queue_size << 20, .patience = (unsigned)settings->patience};
}

bool queueing_check(const struct settings *settings, struct error *error)
{
	return settings->nats || error_set(error, ERROR_USAGE, "which queue? name a server with --nats, such as nats://localhost:4222");
}

struct sending {
	struct interrupt interrupt;
	struct queue *queue;
	struct buf line;
	size_t sent, refused;
};

static bool is_stopped(void *context)
{
	struct sending *sending = context;
	return interrupt_signal(&sending->interrupt) != 0;
}

static bool take(void *context, struct arena *arena, struct document *document, void *note, bool usable, struct error *error)
{
	struct sending *sending = context;
	bool refused = false;
	(void)arena, (void)note;
	if (!usable)
		return true;
	buf_clear(&sending->line);
	message_write(&document->article, &sending->line);
	if (sending->line.failed)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	if (queue_send(sending->queue, buf_view(&sending->line), &refused, error)) {
		sending->sent++;
		return true;
	}
	if (!refused)
		return false;
	struct str name = document->article.source_id.length ? document->article.source_id : document->article.path;
	message("%.*s: %s", STR_ARG(name), error->message);
	*error = (struct error){0};
	sending->refused++;
	return true;
}

static int send_all(const struct settings *settings, struct sending *sending)
{
	struct error error = {0};
	struct session session;
	struct batch batch = {.settings = settings, .session = &session, .stage = STAGE_TEXT, .only_read = true, .interrupt = &sending->interrupt, .context = sending, .take = take};
	int status;
	if (session_open(&session, settings, &error)) {
		status = batch_run(&batch);
		if (!queue_flush(sending->queue, &error) && status != EXIT_USAGE)
			status = fail(&error);
	} else {
		status = fail(&error);
	}
	session_close(&session);
	return status;
}

int run_send(const struct settings *settings)
{
	struct error error = {0};
	struct sending sending = {0};
	struct queue_options options = queueing_options(settings);
	options.stopped = is_stopped;
	options.context = &sending;
	if (!queueing_check(settings, &error) || !queue_open(&sending.queue, &options, &error))
		return fail(&error);
	interrupt_watch(&sending.interrupt);
	int status = send_all(settings, &sending);
	int signal = interrupt_signal(&sending.interrupt);
	interrupt_end(&sending.interrupt);
	if (!settings->quiet)
		message("%zu document%s sent%s", sending.sent, sending.sent == 1 ? "" : "s", sending.refused ? "; some were refused" : "");
	queue_close(sending.queue);
	buf_free(&sending.line);
	if (signal) {
		message("interrupted; to go on, give the same command again: what was sent is not taken twice");
		return 128 + signal;
	}
	return status == EXIT_DONE && sending.refused ? EXIT_SOME_INPUTS : status;
}
