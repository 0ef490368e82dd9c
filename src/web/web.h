/* web/: a small HTTP server on libmicrohttpd: routes, assets, and what keeps a local page safe.
 *
 * It knows nothing of records: a route is a function that fills an answer. Requests come from any number of threads at
 * once; what a route needs beside its context is its own business to guard.
 *
 * Safety (guard.c). A page on loopback can be reached by any other page in the same browser, so each request must name
 * this server in Host (else DNS can be rebound to it), must come from it where Origin or Sec-Fetch-Site say where it comes
 * from, and must bring the header X-Casus where it is a POST, which no form and no other site can send. Beyond
 * loopback every request must know the token. Answers carry a Content-Security-Policy without inline scripts or styles.
 */
#ifndef CASUS_WEB_H
#define CASUS_WEB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

enum web_method { WEB_GET, WEB_POST };

struct web_pair {
	struct str name, value; /* decoded; valid UTF-8 or empty */
};

struct web_request {
	enum web_method method;
	struct str path;  /* decoded */
	struct str rest;  /* of a route that ends in "/": what follows */
	const struct web_pair *pairs; /* of the query, in order */
	size_t pair_count;
	struct str body;  /* POST */
};

struct web_answer {
	unsigned status;  /* 200 */
	const char *type; /* "application/json" */
	const char *file; /* a name to save it under; NULL: to be shown */
	struct buf body;  /* freed by the server */
};

struct web_route {
	enum web_method method;
	const char *path; /* "/api/records", or "/api/record/" with the rest free */
	bool writes;      /* refused where the server is read-only */
	void (*answer)(void *context, const struct web_request *request, struct web_answer *answer);
};

struct web_asset {
	const char *path; /* "/" or "/app.js" */
	const char *type;
	struct str bytes;
};

struct web_options {
	const char *address;             /* "127.0.0.1" when NULL; "::1" and others */
	uint16_t port;                   /* 0: any that is free */
	const char *token;               /* needed unless the address is loopback */
	const char *const *hosts;        /* further names it answers to; may be NULL, ended by NULL */
	bool writable;
	unsigned threads;                /* 0: 2 */
	const struct web_route *routes;  /* ended by one without path; must outlive the server */
	const struct web_asset *assets;  /* the same */
	void *context;                   /* for the routes */
};

struct web_server;
/* Listens when it returns. False with ERROR_USAGE (no token for an open address) or ERROR_SYSTEM (the port is taken). */
bool web_open(struct web_server **server, const struct web_options *options, struct error *error);
uint16_t web_port(const struct web_server *server);
/* Waits for the answers under way. NULL is fine. */
void web_close(struct web_server *server);

/* The value of NAME in the query; empty if it is not there. */
struct str web_value(const struct web_request *request, const char *name);
/* {"error": "..."} with STATUS. */
void web_fail(struct web_answer *answer, unsigned status, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
