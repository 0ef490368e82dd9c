/* queue/: a work queue on NATS JetStream: documents in, documents out, each answered for.
 *
 * One stream, CASUS unless told otherwise, holds the subject NAME.documents (retention: work queue, new messages refused when
 * it is full) and one durable pull consumer that all workers share. What cannot be worked is put on NAME.dead, in a stream
 * of its own, with the reason in a header. A message is sent with the hash of its bytes as Nats-Msg-Id, so that sending again
 * is harmless while the server remembers it; and given again to another worker when nobody answers for it in time.
 *
 * Errors are ERROR_SYSTEM, and say what to do where a setting is to blame; wrong options are ERROR_USAGE.
 */
#ifndef CASUS_QUEUE_H
#define CASUS_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

struct queue;
struct queue_message;

struct queue_options {
	const char *url;         /* "nats://localhost:4222", several with commas between */
	const char *stream;      /* NULL: CASUS */
	const char *credentials; /* a .creds file; may be NULL */
	const char *ca, *certificate, *key; /* TLS files; may be NULL */
	uint64_t replicas;       /* of the stream where it is made; 0: 1 */
	uint64_t most_bytes;     /* that it holds where it is made; 0: 1 GiB */
	unsigned patience;       /* seconds to wait for an answer before giving a message to another; 0: 120 */
	bool (*stopped)(void *context); /* asked while waiting for long; may be NULL */
	void *context;
};

/* Connects, and makes the streams and the consumer where there are none. One that is there and is made otherwise is an error that
 * says what differs. */
bool queue_open(struct queue **queue, const struct queue_options *options, struct error *error);
void queue_close(struct queue *queue);

/* Send BYTES. Returns when they are on their way; waits while too much is under way or the stream is full. REFUSED: the server will
 * never take this one (too large); then WHY says so. */
bool queue_send(struct queue *queue, struct str bytes, bool *refused, struct error *error);
/* Wait until all that was sent is kept by the server. */
bool queue_flush(struct queue *queue, struct error *error);

struct queue_state {
	uint64_t waiting;  /* documents that no worker has yet */
	uint64_t underway; /* that some worker has */
	uint64_t dead;
};
bool queue_state(struct queue *queue, struct queue_state *state, struct error *error);

/* The next message, or NULL in MESSAGE when none came within WAIT milliseconds. It is the caller's until it is answered. A
 * connection that breaks is no error: the library mends it, and nothing comes in the meantime. */
bool queue_next(struct queue *queue, unsigned wait, struct queue_message **message, struct error *error);
/* Whether queue_next has one at once. */
bool queue_is_ready(const struct queue *queue);
/* How many the stream had behind the message that came last, when that was given out; UINT64_MAX before any came. */
uint64_t queue_waiting(const struct queue *queue);
struct str queue_bytes(const struct queue_message *message);
/* How often it was given out, this time included. */
uint64_t queue_deliveries(const struct queue_message *message);

/* Answers; each frees MESSAGE. Done: it is gone from the stream when this returns true. Later: it comes again, here or elsewhere. Anew: the same, as
 * if it had never been given out, for who has nothing to blame it for. Dead: it is put aside with REASON. */
bool queue_done(struct queue *queue, struct queue_message *message, struct error *error);
void queue_later(struct queue_message *message, unsigned seconds);
void queue_anew(struct queue *queue, struct queue_message *message);
bool queue_dead(struct queue *queue, struct queue_message *message, const char *reason, struct error *error);

#endif
