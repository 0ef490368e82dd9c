/* queue.c: see queue.h. */
#include "queue/queue.h"

#include <errno.h>
#include <nats/nats.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)

enum {
	WAIT = 5000,          /* milliseconds for one answer of the server */
	UNDER_WAY = 512,      /* messages sent and not yet confirmed */
	BATCH = 64,           /* fetched at once, ... */
	BATCH_LEAST = 8,      /* ... fewer when few are left, for all who ask */
	BATCH_SHARES = 8,
	REMEMBERED = 30 * 60, /* seconds for which a message sent again is known */
	HELD_BY_ALL = 20000,  /* messages that all workers together may have */
	STREAM_NOT_FOUND = 10059, CONSUMER_NOT_FOUND = 10014, /* JetStream's numbers */
};

struct queue_message {
	natsMsg *msg;
	uint64_t deliveries;
};

struct queue {
	struct queue_options options;
	char stream[64], subject[80], dead_stream[72], dead_subject[80];
	natsConnection *connection;
	jsCtx *js;
	natsSubscription *subscription; /* made when the first message is asked for */
	natsMsgList fetched;
	int at; /* in fetched */
	uint64_t waiting; /* see queue_waiting */
	int64_t ack_wait; /* of the consumer, nanoseconds */
	struct movement {
		uint64_t messages, delivered, underway;
		time_t since; /* 0: something came, and nothing is known yet */
	} movement;
	/* What the server refused to keep for now (it is full, or choosing a leader), to be sent again; the library calls from threads
	 * of its own. */
	pthread_mutex_t lock;
	natsMsg *refused[UNDER_WAY];
	size_t refused_count;
	char refusal[200];
};

/* --- failing ------------------------------------------------------------------------------------------------- */

static bool fails(const struct queue *queue, natsStatus status, const char *what, struct error *error)
{
	natsStatus last = NATS_OK;
	const char *detail = nats_GetLastError(&last);
	if (detail && strstr(detail, natsStatus_GetText(status)))
		detail = ""; /* the same again */
	const char *advice = status == NATS_NO_SERVER ? "; is nats-server running there, with JetStream (-js)?"
	                     : status == NATS_CONNECTION_AUTH_FAILED || status == NATS_NOT_PERMITTED ? "; name the right credentials with --creds, or in the URL"
	                     : status == NATS_SSL_ERROR ? "; name the server's authority with --tls-ca" : "";
	return error_set(error, ERROR_SYSTEM, "%s: %s: %s%s%s%s", queue->options.url, what, natsStatus_GetText(status), detail && *detail ? ": " : "",
	                 detail ? detail : "", advice);
}

static void pause_for(unsigned milliseconds)
{
	struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
	nanosleep(&time, NULL);
}

static bool is_stopped(const struct queue *queue)
{
	return queue->options.stopped && queue->options.stopped(queue->options.context);
}

/* Servers that choose a leader, or have just come back, do not answer for a while: ask again, up to a minute. */
static bool asks_again(const struct queue *queue, natsStatus status, unsigned *times)
{
	bool away = status == NATS_TIMEOUT || status == NATS_NO_RESPONDERS || status == NATS_CONNECTION_DISCONNECTED;
	if (!away || ++*times > 12 || is_stopped(queue))
		return false;
	pause_for(1000);
	return true;
}

/* --- connecting ---------------------------------------------------------------------------------------------- */

static natsStatus set_security(natsOptions *nats, const struct queue_options *options)
{
	natsStatus status = NATS_OK;
	if (options->credentials)
		status = natsOptions_SetUserCredentialsFromFiles(nats, options->credentials, NULL);
	if (status == NATS_OK && (options->ca || options->certificate))
		status = natsOptions_SetSecure(nats, true);
	if (status == NATS_OK && options->ca)
		status = natsOptions_LoadCATrustedCertificates(nats, options->ca);
	if (status == NATS_OK && options->certificate)
		status = natsOptions_LoadCertificatesChain(nats, options->certificate, options->key);
	return status;
}

/* The URL may name several servers, with commas between. */
static natsStatus set_servers(natsOptions *nats, const char *urls)
{
	enum { SERVERS = 16 };
	char copy[1024];
	const char *list[SERVERS];
	int count = 0;
	if (strlen(urls) >= sizeof copy)
		return NATS_INVALID_ARG;
	strcpy(copy, urls);
	for (char *at = copy; at && count < SERVERS;) {
		char *comma = strchr(at, ',');
		if (comma)
			*comma++ = '\0';
		list[count++] = at;
		at = comma;
	}
	return natsOptions_SetServers(nats, list, count);
}

static bool connect_to(struct queue *queue, struct error *error)
{
	natsOptions *nats = NULL;
	natsStatus status = natsOptions_Create(&nats);
	if (status == NATS_OK)
		status = set_servers(nats, queue->options.url);
	if (status == NATS_OK)
		status = natsOptions_SetName(nats, "casus");
	if (status == NATS_OK)
		status = natsOptions_SetMaxReconnect(nats, -1);
	if (status == NATS_OK)
		status = natsOptions_SetReconnectWait(nats, 500);
	if (status == NATS_OK)
		status = set_security(nats, &queue->options);
	if (status == NATS_OK)
		status = natsConnection_Connect(&queue->connection, nats);
	natsOptions_Destroy(nats);
	return status == NATS_OK || fails(queue, status, "cannot connect", error);
}

/* Called by the library for a message that was not kept. At most UNDER_WAY are out at once, so that there is room for all. */
static void note_refusal(jsCtx *js, jsPubAckErr *refusal, void *context)
{
	struct queue *queue = context;
	(void)js;
	pthread_mutex_lock(&queue->lock);
	snprintf(queue->refusal, sizeof queue->refusal, "%s", refusal->ErrText ? refusal->ErrText : natsStatus_GetText(refusal->Err));
	if (queue->refused_count < UNDER_WAY) {
		queue->refused[queue->refused_count++] = refusal->Msg;
		refusal->Msg = NULL; /* ours now */
	}
	pthread_mutex_unlock(&queue->lock);
}

static bool open_jetstream(struct queue *queue, struct error *error)
{
	jsOptions options;
	jsOptions_Init(&options);
	options.Wait = WAIT;
	options.PublishAsync.MaxPending = UNDER_WAY;
	options.PublishAsync.StallWait = WAIT;
	options.PublishAsync.ErrHandler = note_refusal;
	options.PublishAsync.ErrHandlerClosure = queue;
	natsStatus status = natsConnection_JetStream(&queue->js, queue->connection, &options);
	return status == NATS_OK || fails(queue, status, "has no JetStream", error);
}

/* --- streams --------------------------------------------------------------------------------------------------- */

static bool has_subject(const jsStreamConfig *config, const char *subject)
{
	for (int i = 0; i < config->SubjectsLen; i++)
		if (strcmp(config->Subjects[i], subject) == 0)
			return true;
	return false;
}

static bool differs(const char *stream, const char *what, struct error *error)
{
	return error_set(error, ERROR_SYSTEM, "the stream %s is there and was made otherwise: %s; remove it (nats stream rm %s) or name another with --stream", stream, what, stream);
}

static bool check_stream(const jsStreamConfig *have, const jsStreamConfig *want, struct error *error)
{
	if (have->Retention != want->Retention)
		return differs(want->Name, want->Retention == js_WorkQueuePolicy ? "its retention is not 'workqueue'" : "its retention is not 'limits'", error);
	if (!has_subject(have, want->Subjects[0]))
		return differs(want->Name, "it does not hold its subject", error);
	if (want->Discard == js_DiscardNew && have->Discard != js_DiscardNew)
		return differs(want->Name, "it discards old messages where it is full, which would lose documents", error);
	if (have->Storage != want->Storage)
		return differs(want->Name, "its storage is not 'file'", error);
	return true;
}

static bool need_stream(struct queue *queue, const char *name, const char *subject, bool work, struct error *error)
{
	const char *subjects[] = {subject};
	jsStreamConfig config;
	jsStreamInfo *info = NULL;
	jsErrCode code = 0;
	jsStreamConfig_Init(&config);
	config.Name = name;
	config.Subjects = subjects;
	config.SubjectsLen = 1;
	config.Storage = js_FileStorage;
	config.Replicas = queue->options.replicas ? (int64_t)queue->options.replicas : 1;
	config.Retention = work ? js_WorkQueuePolicy : js_LimitsPolicy;
	config.Discard = work ? js_DiscardNew : js_DiscardOld;
	config.MaxBytes = queue->options.most_bytes ? (int64_t)queue->options.most_bytes : INT64_C(1) << 30;
	config.Duplicates = REMEMBERED * SECOND;
	natsStatus status;
	unsigned times = 0;
	do {
		status = js_GetStreamInfo(&info, queue->js, name, NULL, &code);
		if (status == NATS_NOT_FOUND || (int)code == STREAM_NOT_FOUND)
			status = js_AddStream(&info, queue->js, &config, NULL, &code);
	} while (asks_again(queue, status, &times));
	bool ok = status == NATS_OK ? check_stream(info->Config, &config, error) : fails(queue, status, "cannot make the stream", error);
	jsStreamInfo_Destroy(info);
	return ok;
}

static void name_streams(struct queue *queue)
{
	const char *stream = queue->options.stream ? queue->options.stream : "CASUS";
	snprintf(queue->stream, sizeof queue->stream, "%s", stream);
	snprintf(queue->subject, sizeof queue->subject, "%s.documents", queue->stream);
	snprintf(queue->dead_stream, sizeof queue->dead_stream, "%s_DEAD", queue->stream);
	snprintf(queue->dead_subject, sizeof queue->dead_subject, "%s.dead", queue->stream);
}

/* The library would say that a server does not let it in. */
static bool check_file(const char *option, const char *path, struct error *error)
{
	return !path || access(path, R_OK) == 0 || error_set(error, ERROR_USAGE, "%s: cannot read %s: %s", option, path, strerror(errno));
}

static bool check_options(const struct queue_options *options, struct error *error)
{
	if (!check_file("--creds", options->credentials, error) || !check_file("--tls-ca", options->ca, error) ||
	    !check_file("--tls-cert", options->certificate, error) || !check_file("--tls-key", options->key, error))
		return false;
	if (options->stream && (strpbrk(options->stream, ".*> \t/\\") || strlen(options->stream) > 60 || !*options->stream))
		return error_set(error, ERROR_USAGE, "a stream's name has letters, digits, - and _, at most 60; not '%.70s'", options->stream);
	return (!options->certificate == !options->key) || error_set(error, ERROR_USAGE, "--tls-cert and --tls-key go together");
}

bool queue_open(struct queue **result, const struct queue_options *options, struct error *error)
{
	*result = NULL;
	if (!check_options(options, error))
		return false;
	struct queue *queue = calloc(1, sizeof *queue);
	if (!queue)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	queue->options = *options;
	queue->waiting = UINT64_MAX;
	pthread_mutex_init(&queue->lock, NULL);
	name_streams(queue);
	if (connect_to(queue, error) && open_jetstream(queue, error) && need_stream(queue, queue->stream, queue->subject, true, error) &&
	    need_stream(queue, queue->dead_stream, queue->dead_subject, false, error)) {
		*result = queue;
		return true;
	}
	queue_close(queue);
	return false;
}

static void drop_fetched(struct queue *queue)
{
	natsMsgList_Destroy(&queue->fetched);
	queue->at = 0;
}

void queue_close(struct queue *queue)
{
	if (!queue)
		return;
	for (int i = queue->at; i < queue->fetched.Count; i++)
		if (queue->fetched.Msgs[i])
			natsMsg_Nak(queue->fetched.Msgs[i], NULL);
	drop_fetched(queue);
	natsSubscription_Destroy(queue->subscription);
	if (queue->connection)
		natsConnection_FlushTimeout(queue->connection, 2000);
	jsCtx_Destroy(queue->js);
	natsConnection_Destroy(queue->connection);
	for (size_t i = 0; i < queue->refused_count; i++)
		natsMsg_Destroy(queue->refused[i]);
	pthread_mutex_destroy(&queue->lock);
	free(queue);
}

/* --- sending ----------------------------------------------------------------------------------------------------- */

static natsStatus make_message(natsMsg **msg, const char *subject, struct str bytes)
{
	char id[24];
	natsStatus status = natsMsg_Create(msg, subject, NULL, bytes.data, (int)bytes.length);
	snprintf(id, sizeof id, "%016llx", (unsigned long long)str_hash(bytes));
	return status == NATS_OK ? natsMsgHeader_Set(*msg, "Nats-Msg-Id", id) : status;
}

/* One message on its way, however long the line is. False with ERROR; MSG is given away in any case. */
static bool put_out(struct queue *queue, natsMsg *msg, bool *refused, struct error *error)
{
	for (;;) {
		natsStatus status = js_PublishMsgAsync(queue->js, &msg, NULL);
		*refused = status == NATS_MAX_PAYLOAD;
		if (status == NATS_OK)
			return true;
		bool wait = status == NATS_TIMEOUT || status == NATS_INSUFFICIENT_BUFFER;
		if (wait && !is_stopped(queue)) {
			pause_for(50);
			continue;
		}
		natsMsg_Destroy(msg);
		if (*refused)
			return error_set(error, ERROR_INPUT, "too large for the server: see max_payload in its configuration");
		return wait ? error_set(error, ERROR_SYSTEM, "stopped while the server had not confirmed all that was sent") : fails(queue, status, "cannot send", error);
	}
}

/* What was refused, or never answered, goes out again; already kept ones the server knows by their ids. AGAIN: there were some. */
static bool send_again(struct queue *queue, natsMsgList *unanswered, bool *again, struct error *error)
{
	natsMsg *list[UNDER_WAY];
	bool ok = true, refused;
	pthread_mutex_lock(&queue->lock);
	size_t count = queue->refused_count;
	memcpy(list, queue->refused, count * sizeof *list);
	queue->refused_count = 0;
	pthread_mutex_unlock(&queue->lock);
	*again = count > 0 || unanswered->Count > 0;
	if (count)
		pause_for(200);
	for (size_t i = 0; i < count; i++) {
		if (ok)
			ok = put_out(queue, list[i], &refused, error);
		else
			natsMsg_Destroy(list[i]);
	}
	for (int i = 0; ok && i < unanswered->Count; i++) {
		ok = put_out(queue, unanswered->Msgs[i], &refused, error);
		unanswered->Msgs[i] = NULL;
	}
	return ok;
}

bool queue_send(struct queue *queue, struct str bytes, bool *refused, struct error *error)
{
	natsMsg *msg = NULL;
	natsMsgList none = {0};
	bool again;
	*refused = bytes.length > INT32_MAX;
	if (*refused)
		return error_set(error, ERROR_INPUT, "too large for the server");
	natsStatus status = make_message(&msg, queue->subject, bytes);
	if (status != NATS_OK) {
		natsMsg_Destroy(msg);
		return fails(queue, status, "cannot send", error);
	}
	if (!send_again(queue, &none, &again, error)) {
		natsMsg_Destroy(msg);
		return false;
	}
	return put_out(queue, msg, refused, error);
}

bool queue_flush(struct queue *queue, struct error *error)
{
	jsPubOptions options;
	jsPubOptions_Init(&options);
	options.MaxWait = WAIT;
	for (;;) {
		natsMsgList unanswered = {0};
		bool again;
		natsStatus status = js_PublishAsyncComplete(queue->js, &options);
		if (status != NATS_OK && status != NATS_TIMEOUT)
			return fails(queue, status, "cannot send", error);
		if (status == NATS_TIMEOUT)
			js_PublishAsyncGetPendingList(&unanswered, queue->js);
		bool ok = send_again(queue, &unanswered, &again, error);
		natsMsgList_Destroy(&unanswered);
		if (!ok || !again)
			return ok;
		if (is_stopped(queue))
			return error_set(error, ERROR_SYSTEM, "stopped while the server had not kept all that was sent: %s", queue->refusal);
	}
}

/* --- state --------------------------------------------------------------------------------------------------------- */

bool queue_state(struct queue *queue, struct queue_state *state, struct error *error)
{
	jsStreamInfo *stream = NULL;
	jsConsumerInfo *consumer = NULL;
	jsErrCode code = 0;
	*state = (struct queue_state){0};
	natsStatus status = js_GetStreamInfo(&stream, queue->js, queue->stream, NULL, &code);
	if (status != NATS_OK)
		return fails(queue, status, "cannot ask for the stream", error);
	uint64_t all = stream->State.Msgs;
	jsStreamInfo_Destroy(stream);
	if (js_GetConsumerInfo(&consumer, queue->js, queue->stream, "casus", NULL, &code) == NATS_OK) {
		state->underway = (uint64_t)consumer->NumAckPending;
		jsConsumerInfo_Destroy(consumer);
	}
	state->waiting = all > state->underway ? all - state->underway : 0;
	if (js_GetStreamInfo(&stream, queue->js, queue->dead_stream, NULL, &code) == NATS_OK) {
		state->dead = stream->State.Msgs;
		jsStreamInfo_Destroy(stream);
	}
	return true;
}

/* --- receiving ------------------------------------------------------------------------------------------------------- */

static unsigned patience(const struct queue *queue)
{
	return queue->options.patience ? queue->options.patience : 120;
}

/* The consumer that all workers share; one that is there keeps its settings, if they are such that nothing is lost. */
static bool need_consumer(struct queue *queue, struct error *error)
{
	jsConsumerConfig config;
	jsConsumerInfo *info = NULL;
	jsErrCode code = 0;
	jsConsumerConfig_Init(&config);
	config.Durable = "casus";
	config.AckPolicy = js_AckExplicit;
	config.AckWait = patience(queue) * SECOND;
	config.MaxAckPending = HELD_BY_ALL;
	config.FilterSubject = queue->subject;
	natsStatus status;
	unsigned times = 0;
	do {
		status = js_GetConsumerInfo(&info, queue->js, queue->stream, "casus", NULL, &code);
		if (status == NATS_NOT_FOUND || (int)code == CONSUMER_NOT_FOUND)
			status = js_AddConsumer(&info, queue->js, queue->stream, &config, NULL, &code);
	} while (asks_again(queue, status, &times));
	bool explicit_acks = status == NATS_OK && info->Config->AckPolicy == js_AckExplicit;
	if (status == NATS_OK)
		queue->ack_wait = info->Config->AckWait;
	jsConsumerInfo_Destroy(info);
	if (status != NATS_OK)
		return fails(queue, status, "cannot make the consumer", error);
	return explicit_acks || error_set(error, ERROR_SYSTEM, "the consumer 'casus' of the stream %s was made otherwise: its ack policy is not 'explicit'; remove it (nats consumer rm %s casus)",
	                                  queue->stream, queue->stream);
}

static bool subscribe(struct queue *queue, struct error *error)
{
	jsSubOptions options;
	jsErrCode code = 0;
	if (!need_consumer(queue, error))
		return false;
	jsSubOptions_Init(&options);
	options.Stream = queue->stream;
	options.Consumer = "casus";
	options.ManualAck = true;
	natsStatus status;
	unsigned times = 0;
	do
		status = js_PullSubscribe(&queue->subscription, queue->js, queue->subject, "casus", NULL, &options, &code);
	while (asks_again(queue, status, &times));
	return status == NATS_OK || fails(queue, status, "cannot subscribe", error);
}

/* What the stream and its consumer say of themselves; false while they do not answer. GONE: there is no consumer any more. */
static bool look(struct queue *queue, struct movement *now, bool *gone)
{
	jsStreamInfo *stream = NULL;
	jsConsumerInfo *consumer = NULL;
	jsErrCode code = 0;
	if (js_GetStreamInfo(&stream, queue->js, queue->stream, NULL, &code) != NATS_OK)
		return false;
	*now = (struct movement){.messages = stream->State.Msgs, .since = time(NULL)};
	jsStreamInfo_Destroy(stream);
	natsStatus status = js_GetConsumerInfo(&consumer, queue->js, queue->stream, "casus", NULL, &code);
	*gone = status == NATS_NOT_FOUND || (int)code == CONSUMER_NOT_FOUND;
	if (status == NATS_OK) {
		now->delivered = consumer->Delivered.Consumer;
		now->underway = (uint64_t)consumer->NumAckPending;
	}
	jsConsumerInfo_Destroy(consumer);
	return status == NATS_OK || *gone;
}

/* After servers were killed a consumer can stand still: messages are in the stream, nobody gets them, although the time to answer for them is over.
 * nats-server 2.9 says "Error applying entries: stream store EOF" and resets the stream under it; of six storms without this one stood still so for
 * good. A new consumer gives out all that the stream has; what the database has already is skipped. */
static void mend_consumer(struct queue *queue)
{
	enum { GRACE = 5 /* seconds */ };
	struct movement now, before = queue->movement;
	bool gone = false;
	jsErrCode code = 0;
	struct error later = {0}; /* servers that are away are asked again the next time */
	if (!look(queue, &now, &gone))
		return;
	if (gone) {
		need_consumer(queue, &later);
		return;
	}
	bool still = before.since && now.messages && now.messages == before.messages && now.delivered == before.delivered && now.underway == before.underway;
	if (!still) {
		queue->movement = now;
		return;
	}
	if (now.since - before.since <= queue->ack_wait / SECOND + GRACE)
		return;
	queue->movement = (struct movement){0};
	js_DeleteConsumer(queue->js, queue->stream, "casus", NULL, &code);
	need_consumer(queue, &later);
}

static int batch_size(const struct queue *queue)
{
	uint64_t share = queue->waiting / BATCH_SHARES;
	return share < BATCH_LEAST ? BATCH_LEAST : share < BATCH ? (int)share : BATCH;
}

bool queue_next(struct queue *queue, unsigned wait, struct queue_message **message, struct error *error)
{
	jsErrCode code = 0;
	*message = NULL;
	if (!queue->subscription && !subscribe(queue, error))
		return false;
	if (queue->at >= queue->fetched.Count) {
		drop_fetched(queue);
		natsStatus status = natsSubscription_Fetch(&queue->fetched, queue->subscription, batch_size(queue), (int64_t)wait, &code);
		if (status != NATS_OK) {
			/* Nothing came, or the server is away for now. */
			if (status != NATS_TIMEOUT)
				pause_for(wait < 500 ? wait : 500);
			if (status == NATS_INVALID_SUBSCRIPTION)
				return fails(queue, status, "cannot fetch", error);
			mend_consumer(queue);
			return true;
		}
		queue->movement.since = 0;
	}
	struct queue_message *next = calloc(1, sizeof *next);
	if (!next)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	jsMsgMetaData *data = NULL;
	next->msg = queue->fetched.Msgs[queue->at];
	queue->fetched.Msgs[queue->at++] = NULL;
	if (natsMsg_GetMetaData(&data, next->msg) == NATS_OK) {
		next->deliveries = data->NumDelivered;
		queue->waiting = data->NumPending;
	}
	jsMsgMetaData_Destroy(data);
	*message = next;
	return true;
}

bool queue_is_ready(const struct queue *queue)
{
	return queue->at < queue->fetched.Count;
}

uint64_t queue_waiting(const struct queue *queue)
{
	return queue->waiting;
}

struct str queue_bytes(const struct queue_message *message)
{
	return (struct str){natsMsg_GetData(message->msg), (size_t)natsMsg_GetDataLength(message->msg)};
}

uint64_t queue_deliveries(const struct queue_message *message)
{
	return message->deliveries;
}

/* --- answering -------------------------------------------------------------------------------------------------------- */

static void free_message(struct queue_message *message)
{
	natsMsg_Destroy(message->msg);
	free(message);
}

bool queue_done(struct queue *queue, struct queue_message *message, struct error *error)
{
	natsStatus status = natsMsg_Ack(message->msg, NULL);
	free_message(message);
	/* An answer that gets lost means that the document comes again, which is skipped then. */
	return status == NATS_OK || status == NATS_CONNECTION_DISCONNECTED || status == NATS_INSUFFICIENT_BUFFER || fails(queue, status, "cannot answer", error);
}

void queue_later(struct queue_message *message, unsigned seconds)
{
	natsMsg_NakWithDelay(message->msg, (int64_t)seconds * 1000, NULL); /* milliseconds, unlike the consumer's times */
	free_message(message);
}

/* A copy behind all others, without the id by which the server would know it; should the answer to the old one be lost, both come. */
void queue_anew(struct queue *queue, struct queue_message *message)
{
	natsMsg *copy = NULL;
	jsErrCode code = 0;
	struct str bytes = queue_bytes(message);
	natsStatus status = natsMsg_Create(&copy, queue->subject, NULL, bytes.data, (int)bytes.length);
	if (status == NATS_OK)
		status = js_PublishMsg(NULL, queue->js, copy, NULL, &code);
	natsMsg_Destroy(copy);
	if (status != NATS_OK) { /* a queue that is full, or away */
		queue_later(message, 2);
		return;
	}
	natsMsg_Ack(message->msg, NULL);
	free_message(message);
}

bool queue_dead(struct queue *queue, struct queue_message *message, const char *reason, struct error *error)
{
	natsMsg *dead = NULL;
	jsErrCode code = 0;
	struct str bytes = queue_bytes(message);
	natsStatus status = make_message(&dead, queue->dead_subject, bytes);
	if (status == NATS_OK)
		status = natsMsgHeader_Set(dead, "Casus-Reason", reason);
	if (status == NATS_OK)
		status = js_PublishMsg(NULL, queue->js, dead, NULL, &code);
	natsMsg_Destroy(dead);
	if (status == NATS_OK)
		return queue_done(queue, message, error);
	queue_later(message, 30);
	return fails(queue, status, "cannot put a document aside", error);
}
