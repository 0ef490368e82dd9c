/* server.c: requests to routes. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "web/parts.h"

/* --- answers --------------------------------------------------------------------------------------------- */

void web_fail(struct web_answer *answer, unsigned status, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	buf_clear(&answer->body);
	answer->status = status;
	answer->type = "application/json";
	answer->file = NULL;
	buf_text(&answer->body, "{\"error\":\"");
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			buf_byte(&answer->body, '\\');
		buf_byte(&answer->body, (unsigned char)*c < 32 ? ' ' : *c);
	}
	buf_text(&answer->body, "\"}");
}

struct str web_value(const struct web_request *request, const char *name)
{
	for (size_t i = 0; i < request->pair_count; i++)
		if (str_equal(request->pairs[i].name, str_of(name)))
			return request->pairs[i].value;
	return (struct str){0};
}

static void name_file(struct MHD_Response *response, const char *file)
{
	char value[300];
	snprintf(value, sizeof value, "attachment; filename=\"%s\"", file);
	MHD_add_response_header(response, "Content-Disposition", value);
}

/* Frees ANSWER's body, or gives it to libmicrohttpd. */
static enum MHD_Result send_answer(struct MHD_Connection *connection, struct web_answer *answer)
{
	if (answer->body.failed)
		web_fail(answer, MHD_HTTP_INTERNAL_SERVER_ERROR, "out of memory");
	bool empty = answer->body.length == 0;
	struct MHD_Response *response = MHD_create_response_from_buffer(answer->body.length, empty ? (void *)"" : answer->body.data,
	                                                                empty ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE);
	if (empty || !response)
		buf_free(&answer->body);
	answer->body = (struct buf){0};
	if (!response)
		return MHD_NO;
	guard_add_headers(response);
	MHD_add_response_header(response, "Content-Type", answer->type ? answer->type : "application/json");
	MHD_add_response_header(response, "Cache-Control", "no-store");
	if (answer->file)
		name_file(response, answer->file);
	enum MHD_Result result = MHD_queue_response(connection, answer->status ? answer->status : MHD_HTTP_OK, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status, const char *why)
{
	struct web_answer answer = {0};
	web_fail(&answer, status, "%s", why);
	return send_answer(connection, &answer);
}

/* The token goes from the address into a cookie, so that it stands in no address that is passed on. */
static enum MHD_Result keep_token(const struct web_server *server, struct MHD_Connection *connection)
{
	char cookie[512];
	struct MHD_Response *response = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
	if (!response)
		return MHD_NO;
	snprintf(cookie, sizeof cookie, "casus=%s; HttpOnly; SameSite=Strict; Path=/", server->options.token);
	guard_add_headers(response);
	MHD_add_response_header(response, "Set-Cookie", cookie);
	MHD_add_response_header(response, "Location", "/");
	enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_SEE_OTHER, response);
	MHD_destroy_response(response);
	return result;
}

/* --- requests -------------------------------------------------------------------------------------------- */

struct pair_list {
	struct arena *arena;
	struct web_pair pairs[WEB_MOST_PAIRS];
	size_t count;
};

static enum MHD_Result take_pair(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct pair_list *list = context;
	size_t replaced;
	(void)kind;
	if (list->count < WEB_MOST_PAIRS)
		list->pairs[list->count++] = (struct web_pair){utf8_repair(list->arena, str_of(name), &replaced), utf8_repair(list->arena, str_of(value), &replaced)};
	return MHD_YES;
}

static const struct web_route *find_route(const struct web_server *server, enum web_method method, struct str path, bool *known)
{
	*known = false;
	for (const struct web_route *route = server->options.routes; route && route->path; route++) {
		struct str own = str_of(route->path);
		if (!str_equal(path, own) && !(str_ends(own, STR("/")) && own.length > 1 && str_starts(path, own)))
			continue;
		*known = true;
		if (route->method == method)
			return route;
	}
	return NULL;
}

/* What the request asks for, kept in CALL. False when memory runs out. */
static bool take_request(struct call *call, const struct web_route *route, const char *url)
{
	jmp_buf recover;
	arena_init(&call->arena);
	call->arena.recover = &recover;
	if (setjmp(recover))
		return false;
	struct pair_list *list = arena_zalloc(&call->arena, 1, sizeof *list);
	list->arena = &call->arena;
	MHD_get_connection_values(call->connection, MHD_GET_ARGUMENT_KIND, take_pair, list);
	struct str own = str_of(route->path), path = {arena_copy(&call->arena, url, strlen(url)), strlen(url)};
	call->request = (struct web_request){route->method, path, str_slice(path, own.length, path.length), list->pairs, list->count, buf_view(&call->body)};
	call->route = route;
	call->arena.recover = NULL;
	return true;
}

static enum MHD_Result run_route(struct web_server *server, struct call *call, const struct web_route *route, const char *url)
{
	if (!take_request(call, route, url))
		return refuse(call->connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "out of memory");
	return workers_queue(server, call) ? MHD_YES : refuse(call->connection, MHD_HTTP_SERVICE_UNAVAILABLE, "the server is closing");
}

static enum MHD_Result dispatch(struct web_server *server, struct MHD_Connection *connection, const char *url, enum web_method method, struct call *call)
{
	bool known;
	const char *why;
	const struct web_route *route = find_route(server, method, str_of(url), &known);
	unsigned refusal = guard_refuses(server, connection, method, route, &why);
	if (refusal)
		return refuse(connection, refusal, why);
	if (server->options.token && method == WEB_GET && strcmp(url, "/") == 0 && MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "token"))
		return keep_token(server, connection);
	if (call->too_large)
		return refuse(connection, MHD_HTTP_CONTENT_TOO_LARGE, "too large: a request has at most 2 MiB");
	const struct packed_asset *asset = method == WEB_GET ? assets_find(server, url) : NULL;
	if (asset)
		return assets_answer(asset, connection);
	if (!route)
		return refuse(connection, known ? MHD_HTTP_METHOD_NOT_ALLOWED : MHD_HTTP_NOT_FOUND, known ? "not with this method" : "there is nothing here");
	call->connection = connection;
	lobby_move(server, connection, LOBBY_WAITING);
	return run_route(server, call, route, url);
}

/* Whether a body of this request is kept: who may not ask, or asks for nothing there is, shall not fill the memory meanwhile. */
static bool wants_body(const struct web_server *server, struct MHD_Connection *connection, const char *url, bool post)
{
	bool known;
	const char *why;
	const struct web_route *route = post ? find_route(server, WEB_POST, str_of(url), &known) : NULL;
	return route && guard_refuses(server, connection, WEB_POST, route, &why) == 0;
}

/* Called by libmicrohttpd: once for the head of a request, once for each part of its body, once at the
 * end, and again when a worker has answered. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                              const char *data, size_t *size, void **state)
{
	struct web_server *server = context;
	struct call *call = *state;
	(void)version;
	bool get = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0, post = strcmp(method, "POST") == 0;
	if (!call) {
		*state = call = calloc(1, sizeof *call);
		lobby_move(server, connection, LOBBY_ASKING); /* the head is there: a new time for the body */
		if (call)
			call->unwanted = !wants_body(server, connection, url, post);
		return call ? MHD_YES : MHD_NO;
	}
	if (*size) {
		call->too_large |= call->body.length + *size > WEB_MOST_BODY;
		if (!call->too_large && !call->unwanted)
			buf_append(&call->body, data, *size);
		*size = 0;
		return MHD_YES;
	}
	lobby_move(server, connection, LOBBY_ANSWERED);
	if (call->answered)
		return send_answer(connection, &call->answer);
	if (!get && !post)
		return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and POST are answered");
	return dispatch(server, connection, url, post ? WEB_POST : WEB_GET, call);
}

static void finish(void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode why)
{
	struct call *call = *state;
	(void)why;
	lobby_move(context, connection, LOBBY_ASKING);
	if (call) {
		buf_free(&call->body);
		buf_free(&call->answer.body); /* of a client that went away */
		if (call->route)
			arena_free(&call->arena);
	}
	free(call);
	*state = NULL;
}

/* --- the server ------------------------------------------------------------------------------------------- */

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static bool make_address(union address *address, const struct web_options *options, bool *v6, struct error *error)
{
	const char *text = !options->address || strcmp(options->address, "localhost") == 0 ? "127.0.0.1" : options->address;
	memset(address, 0, sizeof *address);
	*v6 = strchr(text, ':') != NULL;
	address->v4.sin_family = AF_INET;
	address->v4.sin_port = htons(options->port);
	if (*v6) {
		address->v6.sin6_family = AF_INET6;
		address->v6.sin6_port = htons(options->port);
	}
	if (inet_pton(*v6 ? AF_INET6 : AF_INET, text, *v6 ? (void *)&address->v6.sin6_addr : (void *)&address->v4.sin_addr) == 1)
		return true;
	return error_set(error, ERROR_USAGE, "'%s' is no address to listen on (127.0.0.1, 0.0.0.0, ::1, ...)", text);
}

static bool start(struct web_server *server, struct error *error)
{
	union address address;
	bool v6;
	if (!make_address(&address, &server->options, &v6, error))
		return false;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (v6 ? MHD_USE_IPv6 : 0);
	server->daemon = MHD_start_daemon(flags, server->options.port, NULL, NULL, handle, server, MHD_OPTION_SOCK_ADDR, &address.any,
		MHD_OPTION_THREAD_POOL_SIZE, 2u, MHD_OPTION_CONNECTION_LIMIT, (unsigned)WEB_MOST_CONNECTIONS,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)WEB_MOST_FROM_ONE, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)WEB_PATIENCE,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)64 * 1024, MHD_OPTION_NOTIFY_COMPLETED, finish, server, MHD_OPTION_NOTIFY_CONNECTION, lobby_notify, server,
		MHD_OPTION_END);
	if (!server->daemon)
		return error_set(error, ERROR_SYSTEM, "cannot listen on port %u: it may be taken; choose another with --port", (unsigned)server->options.port);
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
	server->port = info ? info->port : server->options.port;
	return true;
}

bool web_open(struct web_server **result, const struct web_options *options, struct error *error)
{
	struct web_server *server = *result = calloc(1, sizeof *server);
	if (!server)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	server->options = *options;
	server->port = options->port;
	server->loopback = guard_is_loopback(options->address);
	bool ok = server->loopback || (options->token && *options->token) ||
	          error_set(error, ERROR_USAGE, "beyond loopback a token is needed");
	if (ok && assets_open(server, error) && workers_open(server, error) && lobby_open(server, error) && start(server, error))
		return true;
	web_close(server);
	*result = NULL;
	return false;
}

uint16_t web_port(const struct web_server *server)
{
	return server->port;
}

void web_close(struct web_server *server)
{
	if (!server)
		return;
	if (server->workers)
		workers_close(server); /* first: libmicrohttpd does not stop while a connection is suspended */
	if (server->daemon)
		MHD_stop_daemon(server->daemon);
	lobby_close(server);
	assets_close(server);
	free(server);
}
