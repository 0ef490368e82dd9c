/* parts.h: what web/'s files tell each other. */
#ifndef CASUS_WEB_PARTS_H
#define CASUS_WEB_PARTS_H

#include <microhttpd.h>
#include <pthread.h>

#include "base/arena.h"
#include "web/web.h"

enum {
	WEB_MOST_BODY = 2 << 20,      /* bytes of a POST */
	WEB_MOST_CONNECTIONS = 512,
	WEB_MOST_FROM_ONE = 448,      /* connections of one address */
	WEB_CROWD = 192,              /* connections beyond which the slowest make room for new ones */
	WEB_HASTE = 250,              /* milliseconds that a request may take to come in a crowd */
	WEB_PATIENCE = 15,            /* seconds without a byte */
	WEB_TO_ASK = 20,              /* seconds for a whole request */
	WEB_TO_READ = 600,            /* seconds until its answer is taken */
	WEB_MOST_PAIRS = 64,
};

struct packed_asset {
	const struct web_asset *asset;
	struct buf gzip; /* empty where it would not be smaller */
	char etag[24];   /* a hash of its bytes, in quotes */
};

struct guest;
enum lobby_state { LOBBY_ASKING, LOBBY_WAITING /* for a worker: as long as that takes */, LOBBY_ANSWERED, LOBBY_STATES, LOBBY_DISMISSED };

struct lobby {
	pthread_mutex_t lock; /* of all here */
	pthread_cond_t closes;
	struct guest_list {
		struct guest *first, *last;
	} lists[LOBBY_STATES];
	size_t count; /* of open connections */
	bool closing, watched;
	pthread_t watcher;
};

struct web_server {
	struct MHD_Daemon *daemon;
	struct web_options options;
	bool loopback;
	_Atomic uint16_t port; /* known once the daemon runs, whose threads read it */
	struct packed_asset *assets;
	size_t asset_count;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t more;  /* a call came into the queue, or the server closes */
	struct call *first, *last;
	bool closing;
	pthread_t *workers;
	size_t worker_count;
	struct lobby lobby;
};

struct call { /* one request under way */
	struct buf body;
	bool too_large;
	bool unwanted; /* its body is not kept: it will be refused, or nobody would look at it */
	/* Of a request for a route: */
	struct MHD_Connection *connection;
	const struct web_route *route;
	struct arena arena; /* what the request says, since the connection is not to be asked while it is suspended */
	struct web_request request;
	struct web_answer answer;
	bool answered;
	struct call *next;
};

/* workers.c: server->options.threads of them. */
bool workers_open(struct web_server *server, struct error *error);
/* Answers what is in the queue, then ends. */
void workers_close(struct web_server *server);
/* False where the server closes: CALL is not in the queue then. */
bool workers_queue(struct web_server *server, struct call *call);

/* lobby.c: a thread that ends connections whose time is over. */
bool lobby_open(struct web_server *server, struct error *error);
void lobby_close(struct web_server *server);
/* For MHD_OPTION_NOTIFY_CONNECTION. */
void lobby_notify(void *server, struct MHD_Connection *connection, void **guest, enum MHD_ConnectionNotificationCode what);
/* From here on CONNECTION has the time of STATE. */
void lobby_move(struct web_server *server, struct MHD_Connection *connection, enum lobby_state state);

/* guard.c: 0 when CONNECTION may go on, else the status to refuse it with and *WHY. ROUTE may be NULL: nothing is there. */
unsigned guard_refuses(const struct web_server *server, struct MHD_Connection *connection, enum web_method method, const struct web_route *route,
                       const char **why);
bool guard_is_loopback(const char *address);
/* The header fields that each answer has. */
void guard_add_headers(struct MHD_Response *response);

/* assets.c */
bool assets_open(struct web_server *server, struct error *error);
void assets_close(struct web_server *server);
const struct packed_asset *assets_find(const struct web_server *server, const char *path);
enum MHD_Result assets_answer(const struct packed_asset *asset, struct MHD_Connection *connection);

#endif
