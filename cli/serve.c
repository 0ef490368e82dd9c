/* casus serve: a database as a local page. */
#include <signal.h>
#include <stdio.h>
#include <sys/random.h>

#include "command.h"
#include "output.h"
#include "session.h"
#include "serve.h"
#include "web/page_files.h"

enum { PORT = 8470, DESKS = 4 }; /* desks: as many requests are answered at once */

static const struct web_route routes[] = {
	{WEB_GET, "/api/status", false, serve_status},
	{WEB_GET, "/api/records", false, serve_records},
	{WEB_GET, "/api/count", false, serve_count},
	{WEB_GET, "/api/map", false, serve_map},
	{WEB_GET, "/api/network", false, serve_network},
	{WEB_GET, "/api/ceasefires", false, serve_ceasefires},
	{WEB_GET, "/api/truces", false, serve_truces},
	{WEB_GET, "/api/news", false, serve_news},
	{WEB_GET, "/api/contradictions", false, serve_contradictions},
	{WEB_GET, "/api/incidents", false, serve_incidents},
	{WEB_GET, "/api/incident/", false, serve_incident},
	{WEB_GET, "/api/documents", false, serve_texts},
	{WEB_GET, "/api/document/", false, serve_document},
	{WEB_GET, "/api/actor/", false, serve_actor},
	{WEB_GET, "/api/suggest", false, serve_suggest},
	{WEB_GET, "/api/export", false, serve_export},
	{WEB_GET, "/api/judgements", false, serve_judgements},
	{WEB_POST, "/api/code", false, serve_code},
	{WEB_POST, "/api/judge", true, serve_judge},
	{WEB_GET, NULL, false, NULL},
};

/* 128 random bits as text. */
static bool make_token(char token[33], struct error *error)
{
	unsigned char bytes[16];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return error_set(error, ERROR_SYSTEM, "the system gives no random numbers for a token; give one with --token");
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(token + 2 * i, 3, "%02x", bytes[i]);
	return true;
}

static void say_address(const struct settings *settings, const struct web_server *server, const char *token)
{
	const char *address = settings->listen ? settings->listen : "localhost";
	bool v6 = strchr(address, ':') != NULL;
	message("http://%s%s%s:%u/%s%s", v6 ? "[" : "", address, v6 ? "]" : "", (unsigned)web_port(server), token ? "?token=" : "", token ? token : "");
	message("ctrl-C ends it%s", settings->write ? "" : "; it is read-only, --write lets people judge records");
}

static bool wait_for_end(struct error *error)
{
	sigset_t signals;
	int got;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	return sigwait(&signals, &got) == 0 || error_set(error, ERROR_SYSTEM, "cannot wait for signals");
}

/* Blocked before any thread starts, so that they come to sigwait alone. */
static void block_signals(void)
{
	sigset_t signals;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

static bool serve(const struct settings *settings, struct office *office, struct error *error)
{
	struct web_asset files[PAGE_FILES + 1];
	struct web_server *server = NULL;
	char made[33];
	const char *token = settings->token;
	bool open = settings->listen && strncmp(settings->listen, "127.", 4) != 0 && strcmp(settings->listen, "localhost") != 0 && strcmp(settings->listen, "::1") != 0;
	if (open && !token) {
		if (!make_token(made, error))
			return false;
		token = made;
	}
	page_files(files);
	struct web_options options = {.address = settings->listen, .port = settings->port ? (uint16_t)settings->port : PORT, .token = token, .hosts = settings->hosts.item,
	                              .writable = settings->write, .threads = DESKS, .routes = routes, .assets = files, .context = office};
	block_signals();
	if (!web_open(&server, &options, error))
		return false;
	say_address(settings, server, token);
	office_warm(office);
	bool ok = wait_for_end(error);
	office_stop_warming(office);
	web_close(server);
	return ok;
}

static bool check_usage(const struct settings *settings, struct error *error)
{
	if (settings->input_count != 1 || !settings->inputs_given)
		return error_set(error, ERROR_USAGE, "which database? name one file");
	if (settings->port > UINT16_MAX)
		return error_set(error, ERROR_USAGE, "a port is a number up to 65535");
	return true;
}

int run_serve(const struct settings *settings)
{
	struct error error = {0};
	struct session session = {0};
	struct office office = {0};
	bool ok = check_usage(settings, &error);
	if (!ok)
		return fail(&error);
	ok = session_open(&session, settings, &error);
	if (ok) {
		ok = office_open(&office, session.kit, settings->inputs[0], settings->write, DESKS, &error) && serve(settings, &office, &error);
		office_close(&office);
	}
	session_close(&session);
	return ok ? EXIT_DONE : fail(&error);
}
