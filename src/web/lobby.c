/* lobby.c: how long a connection may stay, whoever holds it. libmicrohttpd closes one that says nothing; one that says a byte now and
 * then, or reads one, could stay for ever, and many of them would leave no room for others of the same address, which on
 * loopback is everybody's. So each has a time for its request and one for its answer, and where many wait, who has said
 * least for longest makes room for who comes.
 */
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "web/parts.h"

struct guest { /* one connection; in the list of its state, the longest there first */
	struct guest *before, *after;
	enum lobby_state state;
	int socket;
	int64_t since; /* milliseconds of the steady clock */
};

static const int64_t most_ms[LOBBY_STATES] = {[LOBBY_ASKING] = WEB_TO_ASK * 1000, [LOBBY_WAITING] = INT64_MAX, [LOBBY_ANSWERED] = WEB_TO_READ * 1000};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void take_out(struct lobby *lobby, struct guest *guest)
{
	struct guest_list *list = &lobby->lists[guest->state];
	if (guest->before)
		guest->before->after = guest->after;
	else if (list->first == guest)
		list->first = guest->after;
	else
		return; /* dismissed: in no list */
	if (guest->after)
		guest->after->before = guest->before;
	else
		list->last = guest->before;
	guest->before = guest->after = NULL;
}

static void put_last(struct lobby *lobby, struct guest *guest, enum lobby_state state)
{
	struct guest_list *list = &lobby->lists[state];
	guest->state = state;
	guest->since = now_ms();
	guest->before = list->last;
	if (list->last)
		list->last->after = guest;
	else
		list->first = guest;
	list->last = guest;
}

/* Its socket is still its own: libmicrohttpd closes it after lobby_notify, which waits for the lock. */
static void dismiss(struct lobby *lobby, struct guest *guest)
{
	take_out(lobby, guest);
	guest->state = LOBBY_DISMISSED;
	shutdown(guest->socket, SHUT_RDWR);
}

/* The MOST oldest of those whose time is more than AGE. */
static void dismiss_older(struct lobby *lobby, enum lobby_state state, int64_t age, size_t most)
{
	struct guest *oldest;
	int64_t now = now_ms();
	for (; most && (oldest = lobby->lists[state].first) && now - oldest->since > age; most--)
		dismiss(lobby, oldest);
}

/* A request takes as long only from who means to be slow, or is not yet made: such a one loses nothing. */
static void make_room(struct lobby *lobby)
{
	size_t beyond = lobby->count > WEB_CROWD ? lobby->count - WEB_CROWD : 0;
	dismiss_older(lobby, LOBBY_ASKING, WEB_HASTE, beyond);
	dismiss_older(lobby, LOBBY_ANSWERED, WEB_TO_ASK * 1000, beyond);
}

void lobby_move(struct web_server *server, struct MHD_Connection *connection, enum lobby_state state)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct guest *guest = info ? info->socket_context : NULL;
	if (!guest)
		return;
	pthread_mutex_lock(&server->lobby.lock);
	if (guest->state != LOBBY_DISMISSED) {
		take_out(&server->lobby, guest);
		put_last(&server->lobby, guest, state);
	}
	pthread_mutex_unlock(&server->lobby.lock);
}

static struct guest *welcome(struct lobby *lobby, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct guest *guest = info ? calloc(1, sizeof *guest) : NULL;
	if (!guest)
		return NULL;
	guest->socket = info->connect_fd;
	put_last(lobby, guest, LOBBY_ASKING);
	lobby->count++;
	make_room(lobby);
	return guest;
}

void lobby_notify(void *context, struct MHD_Connection *connection, void **guest, enum MHD_ConnectionNotificationCode what)
{
	struct web_server *server = context;
	struct lobby *lobby = &server->lobby;
	pthread_mutex_lock(&lobby->lock);
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*guest = welcome(lobby, connection);
	} else if (*guest) {
		struct guest *gone = *guest;
		if (gone->state != LOBBY_DISMISSED)
			take_out(lobby, gone);
		free(gone);
		*guest = NULL;
		lobby->count--;
	}
	pthread_mutex_unlock(&lobby->lock);
}

static void *watch(void *context)
{
	struct lobby *lobby = context;
	pthread_mutex_lock(&lobby->lock);
	while (!lobby->closing) {
		struct timespec until;
		make_room(lobby);
		for (int state = 0; state < LOBBY_STATES; state++)
			dismiss_older(lobby, (enum lobby_state)state, most_ms[state], SIZE_MAX);
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += WEB_HASTE * 1000000L;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&lobby->closes, &lobby->lock, &until);
	}
	pthread_mutex_unlock(&lobby->lock);
	return NULL;
}

bool lobby_open(struct web_server *server, struct error *error)
{
	struct lobby *lobby = &server->lobby;
	pthread_mutex_init(&lobby->lock, NULL);
	pthread_cond_init(&lobby->closes, NULL);
	lobby->watched = pthread_create(&lobby->watcher, NULL, watch, lobby) == 0;
	return lobby->watched || error_set(error, ERROR_SYSTEM, "the system gives no more threads");
}

void lobby_close(struct web_server *server)
{
	struct lobby *lobby = &server->lobby;
	if (!lobby->watched)
		return;
	pthread_mutex_lock(&lobby->lock);
	lobby->closing = true;
	pthread_cond_signal(&lobby->closes);
	pthread_mutex_unlock(&lobby->lock);
	pthread_join(lobby->watcher, NULL);
	lobby->watched = false;
}
