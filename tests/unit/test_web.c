/* web/: requests over real sockets to a server on loopback; mostly those that it must refuse. */
#include <arpa/inet.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdio.h>
#include <time.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>

#include "web/web.h"

static void answer_echo(void *context, const struct web_request *request, struct web_answer *answer)
{
	struct str name = web_value(request, "name");
	(void)context;
	answer->type = "text/plain; charset=utf-8";
	buf_printf(&answer->body, "%.*s|%.*s|%.*s", STR_ARG(request->rest), STR_ARG(name), STR_ARG(request->body));
}

/* Answers only when it may: the context is a gate. */
struct gate {
	pthread_mutex_t lock;
	pthread_cond_t opened;
	bool open;
};

static void answer_late(void *context, const struct web_request *request, struct web_answer *answer)
{
	struct gate *gate = context;
	pthread_mutex_lock(&gate->lock);
	while (!gate->open)
		pthread_cond_wait(&gate->opened, &gate->lock);
	pthread_mutex_unlock(&gate->lock);
	answer_echo(NULL, request, answer);
}

static const struct web_route routes[] = {
	{WEB_GET, "/api/late", false, answer_late},
	{WEB_GET, "/api/echo", false, answer_echo},
	{WEB_GET, "/api/item/", false, answer_echo},
	{WEB_POST, "/api/code", false, answer_echo},
	{WEB_POST, "/api/judge", true, answer_echo},
	{0, NULL, false, NULL},
};

static const struct web_asset assets[] = {{"/", "text/html; charset=utf-8", STR("<!doctype html><title>a page that is long enough to be packed, packed, packed, packed</title>")}, {0}};

static struct web_server *open_server(const char *token, bool writable)
{
	struct web_server *server;
	struct error error = {0};
	assert_true(web_open(&server, &(struct web_options){.token = token, .writable = writable, .routes = routes, .assets = assets}, &error));
	assert_int_not_equal(web_port(server), 0);
	return server;
}

static int dial(const struct web_server *server)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(web_port(server))};
	struct timeval patience = {5, 0};
	inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
	return fd;
}

/* REQUEST is a format whose first %u is the port. The whole answer, head and body; a static buffer would be state: the caller's. */
static unsigned ask(const struct web_server *server, char answer[8192], const char *request)
{
	char text[4096];
	unsigned status = 0;
	size_t length = 0;
	snprintf(text, sizeof text, request, (unsigned)web_port(server), (unsigned)web_port(server));
	int fd = dial(server);
	assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), (ssize_t)strlen(text));
	for (ssize_t got; length < 8191 && (got = recv(fd, answer + length, 8191 - length, 0)) > 0;)
		length += (size_t)got;
	close(fd);
	answer[length] = '\0';
	sscanf(answer, "HTTP/1.1 %u", &status);
	return status;
}

#define GET(path, head) "GET " path " HTTP/1.1\r\n" head "Connection: close\r\n\r\n"
#define HERE "Host: localhost:%u\r\n"

static void test_routes(void **state)
{
	struct web_server *server = open_server(NULL, false);
	char answer[8192];
	(void)state;
	assert_int_equal(ask(server, answer, GET("/api/echo?x=1&name=a%%20b%%C3%%A9", HERE)), 200);
	assert_non_null(strstr(answer, "\r\n\r\n|a b\xc3\xa9|"));
	assert_non_null(strstr(answer, "Content-Security-Policy: default-src 'none'; script-src 'self'"));
	assert_non_null(strstr(answer, "X-Content-Type-Options: nosniff"));
	assert_int_equal(ask(server, answer, GET("/api/item/17", HERE)), 200);
	assert_non_null(strstr(answer, "\r\n\r\n17||"));
	assert_int_equal(ask(server, answer, GET("/api/nothing", HERE)), 404);
	assert_int_equal(ask(server, answer, GET("/api/code", HERE)), 405);
	assert_int_equal(ask(server, answer, "DELETE /api/echo HTTP/1.1\r\n" HERE "Connection: close\r\n\r\n"), 405);
	assert_int_equal(ask(server, answer, GET("/../../etc/passwd", HERE)), 404);
	web_close(server);
}

static void test_assets(void **state)
{
	struct web_server *server = open_server(NULL, false);
	char answer[8192], request[512];
	(void)state;
	assert_int_equal(ask(server, answer, GET("/", HERE)), 200);
	assert_non_null(strstr(answer, "<title>a page"));
	const char *etag = strstr(answer, "ETag: ");
	assert_non_null(etag);
	snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: localhost:%%u\r\nIf-None-Match: %.18s\r\nConnection: close\r\n\r\n", etag + 6);
	assert_int_equal(ask(server, answer, request), 304);
	assert_int_equal(ask(server, answer, GET("/", HERE "Accept-Encoding: gzip\r\n")), 200);
	assert_non_null(strstr(answer, "Content-Encoding: gzip"));
	web_close(server);
}

static void test_refuses_other_names_and_sites(void **state)
{
	static const struct {
		const char *request;
		unsigned status;
	} cases[] = {
		{GET("/api/echo", HERE), 200},
		{GET("/api/echo", "Host: 127.0.0.1:%u\r\n"), 200},
		{GET("/api/echo", "Host: [::1]:%u\r\n"), 200},
		{GET("/api/echo", "Host: LOCALHOST:%u\r\n"), 200},
		{GET("/api/echo", "Host: localhost\r\n"), 403}, /* port 80 */
		{GET("/api/echo", "Host: evil.example:%u\r\n"), 403}, /* rebound */
		{GET("/api/echo", "Host: localhost.evil.example:%u\r\n"), 403},
		{GET("/api/echo", "Host: localhost:1%u\r\n"), 403},
		{GET("/api/echo", HERE "Origin: http://localhost:%u\r\n"), 200},
		{GET("/api/echo", HERE "Origin: http://evil.example\r\n"), 403},
		{GET("/api/echo", HERE "Origin: null\r\n"), 403},
		{GET("/api/echo", HERE "Sec-Fetch-Site: cross-site\r\n"), 403},
		{GET("/api/echo", HERE "Sec-Fetch-Site: same-origin\r\n"), 200},
		{"POST /api/code HTTP/1.1\r\n" HERE "Content-Length: 2\r\nConnection: close\r\n\r\nhi", 403}, /* a form could */
		{"POST /api/code HTTP/1.1\r\n" HERE "X-Casus: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi", 200},
		{"POST /api/judge HTTP/1.1\r\n" HERE "X-Casus: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi", 403}, /* read-only */
	};
	struct web_server *server = open_server(NULL, false);
	char answer[8192];
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (ask(server, answer, cases[i].request) != cases[i].status)
			fail_msg("case %zu: expected %u, got %.40s", i, cases[i].status, answer);
	web_close(server);
	server = open_server(NULL, true);
	assert_int_equal(ask(server, answer, cases[15].request), 200);
	web_close(server);
}

static void test_token(void **state)
{
	struct web_server *server = open_server("secret", false);
	struct error error = {0};
	char answer[8192];
	(void)state;
	assert_int_equal(ask(server, answer, GET("/api/echo", HERE)), 401);
	assert_int_equal(ask(server, answer, GET("/api/echo", HERE "Authorization: Bearer secrets\r\n")), 401);
	assert_int_equal(ask(server, answer, GET("/api/echo", HERE "Authorization: Bearer secret\r\n")), 200);
	assert_int_equal(ask(server, answer, GET("/?token=secret", HERE)), 303);
	assert_non_null(strstr(answer, "Set-Cookie: casus=secret; HttpOnly; SameSite=Strict"));
	assert_int_equal(ask(server, answer, GET("/", HERE "Cookie: casus=secret\r\n")), 200);
	web_close(server);
	assert_false(web_open(&server, &(struct web_options){.address = "0.0.0.0", .routes = routes, .assets = assets}, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	error = (struct error){0};
	assert_false(web_open(&server, &(struct web_options){.address = "no address", .token = "t", .routes = routes}, &error));
}

static void test_large_and_silent_clients(void **state)
{
	struct web_server *server = open_server(NULL, false);
	char answer[8192], chunk[65536];
	int silent[32];
	(void)state;
	for (size_t i = 0; i < 32; i++) {
		silent[i] = dial(server);
		assert_int_equal(send(silent[i], "GET /api/ec", 11, MSG_NOSIGNAL), 11);
	}
	assert_int_equal(ask(server, answer, GET("/api/echo", HERE)), 200);
	for (size_t i = 0; i < 32; i++)
		close(silent[i]);
	int fd = dial(server);
	snprintf(answer, sizeof answer, "POST /api/code HTTP/1.1\r\nHost: localhost:%u\r\nX-Casus: 1\r\nContent-Length: 4194304\r\nConnection: close\r\n\r\n", (unsigned)web_port(server));
	send(fd, answer, strlen(answer), MSG_NOSIGNAL);
	memset(chunk, 'x', sizeof chunk);
	for (size_t i = 0; i < 64; i++)
		send(fd, chunk, sizeof chunk, MSG_NOSIGNAL);
	ssize_t got = recv(fd, answer, sizeof answer - 1, 0);
	assert_true(got > 12);
	assert_memory_equal(answer, "HTTP/1.1 413", 12);
	close(fd);
	web_close(server);
}

/* More than one address may have, each saying a byte now and then: within seconds there is room for who asks, and they are ended. */
static void test_slow_clients_make_room(void **state)
{
	enum { SLOW = 600 };
	struct web_server *server = open_server(NULL, false);
	char answer[8192];
	int slow[SLOW];
	size_t ended = 0;
	(void)state;
	for (size_t i = 0; i < SLOW; i++) {
		slow[i] = dial(server);
		send(slow[i], "GET /api/ec", 11, MSG_NOSIGNAL);
	}
	for (int i = 0; i < 25; i++) {
		nanosleep(&(struct timespec){0, 200000000}, NULL);
		for (size_t k = 0; k < SLOW; k++)
			send(slow[k], "h", 1, MSG_NOSIGNAL);
	}
	assert_int_equal(ask(server, answer, GET("/api/echo", HERE)), 200);
	for (size_t i = 0; i < SLOW; i++) {
		ended += recv(slow[i], answer, 1, MSG_DONTWAIT) == 0 || errno != EAGAIN;
		close(slow[i]);
	}
	assert_in_range(ended, SLOW - 200, SLOW); /* 192 may stay, while nobody needs their room */
	web_close(server);
}

/* All workers are kept busy and more wait: the page and refusals come all the same, and in the end all are answered. */
static void test_late_answers_hold_up_nobody(void **state)
{
	struct gate gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};
	struct web_server *server;
	struct error error = {0};
	char answer[8192], request[200];
	int late[40];
	(void)state;
	assert_true(web_open(&server, &(struct web_options){.routes = routes, .assets = assets, .context = &gate}, &error));
	snprintf(request, sizeof request, "GET /api/late?name=x HTTP/1.1\r\nHost: localhost:%u\r\nConnection: close\r\n\r\n", (unsigned)web_port(server));
	for (size_t i = 0; i < 40; i++) {
		late[i] = dial(server);
		assert_int_equal(send(late[i], request, strlen(request), MSG_NOSIGNAL), (ssize_t)strlen(request));
	}
	close(late[39]); /* one does not wait */
	for (size_t i = 0; i < 20; i++)
		assert_int_equal(ask(server, answer, GET("/", HERE)), 200);
	assert_int_equal(ask(server, answer, GET("/api/nothing", HERE)), 404);
	pthread_mutex_lock(&gate.lock);
	gate.open = true;
	pthread_cond_broadcast(&gate.opened);
	pthread_mutex_unlock(&gate.lock);
	for (size_t i = 0; i < 39; i++) {
		ssize_t got = recv(late[i], answer, sizeof answer - 1, 0);
		assert_true(got > 12);
		assert_memory_equal(answer, "HTTP/1.1 200", 12);
		close(late[i]);
	}
	web_close(server);
}

static void test_hostile_requests(void **state)
{
	static const struct {
		const char *request;
		unsigned status;
	} cases[] = {
		{GET("/api/echo?name=%%00%%0d%%0aSet-Cookie:%%20a=b", HERE), 200},
		{GET("/%%2e%%2e/%%2e%%2e/etc/passwd", HERE), 404},
		{GET("//etc/passwd", HERE), 404},
		{GET("/api/item/%%2e%%2e%%2f%%2e%%2e%%2fetc", HERE), 200}, /* a name, not a path */
		{GET("/api/echo?%%ff%%fe=%%c0%%80", HERE), 200},
		{GET("/api/echo", HERE "Origin: http://localhost:%u.evil.example\r\n"), 403},
		{GET("/api/echo", HERE "Origin: https://localhost:%u\r\n"), 403},
		{GET("/api/echo", HERE "Sec-Fetch-Site: same-site\r\n"), 403},
		{GET("/api/echo", "Host: localhost:%u@evil.example\r\n"), 403},
		{GET("/api/echo", "Host: :%u\r\n"), 403},
		{GET("/api/echo", "Host:\r\n"), 403},
	};
	struct web_server *server = open_server(NULL, false);
	char answer[8192];
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (ask(server, answer, cases[i].request) != cases[i].status)
			fail_msg("case %zu: expected %u, got %.40s", i, cases[i].status, answer);
		char *body = strstr(answer, "\r\n\r\n");
		assert_non_null(body);
		*body = '\0';
		assert_null(strstr(answer, "Set-Cookie"));
	}
	web_close(server);
}

static void test_many_and_long_values(void **state)
{
	struct web_server *server = open_server(NULL, false);
	static const size_t sizes[] = {4000, 60000, 200000}; /* the last is more than a connection's memory */
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		char answer[8192] = "", *request = malloc(sizes[i] + 200);
		assert_non_null(request);
		size_t length = (size_t)sprintf(request, "GET /api/echo?name=1");
		while (length < sizes[i])
			length += (size_t)sprintf(request + length, "&a%zu=b", length);
		length += (size_t)sprintf(request + length, " HTTP/1.1\r\nHost: localhost:%u\r\nConnection: close\r\n\r\n", (unsigned)web_port(server));
		int fd = dial(server);
		for (size_t sent = 0; sent < length;) {
			ssize_t n = send(fd, request + sent, length - sent, MSG_NOSIGNAL);
			if (n <= 0)
				break; /* refused before the end */
			sent += (size_t)n;
		}
		ssize_t got = recv(fd, answer, sizeof answer - 1, 0);
		if (i == 0)
			assert_true(got > 12 && memcmp(answer, "HTTP/1.1 200", 12) == 0);
		else if (got > 12)
			assert_true(memcmp(answer, "HTTP/1.1 4", 10) == 0 || memcmp(answer, "HTTP/1.1 200", 12) == 0);
		close(fd);
		free(request);
		assert_int_equal(ask(server, answer, GET("/api/echo", HERE)), 200);
	}
	web_close(server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_routes),
		cmocka_unit_test(test_assets),
		cmocka_unit_test(test_refuses_other_names_and_sites),
		cmocka_unit_test(test_token),
		cmocka_unit_test(test_large_and_silent_clients),
		cmocka_unit_test(test_slow_clients_make_room),
		cmocka_unit_test(test_late_answers_hold_up_nobody),
		cmocka_unit_test(test_hostile_requests),
		cmocka_unit_test(test_many_and_long_values),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
