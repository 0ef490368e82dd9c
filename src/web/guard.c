/* guard.c: who may ask, and what a browser may do with the answer. web.h says why. */
#include "base/str.h"
#include "web/parts.h"

bool guard_is_loopback(const char *address)
{
	return !address || strcmp(address, "localhost") == 0 || strcmp(address, "::1") == 0 || strncmp(address, "127.", 4) == 0;
}

static struct str header(struct MHD_Connection *connection, const char *name)
{
	return str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

/* Cuts ":8470" off the end of "localhost:8470", "[::1]:8470"; true when it was PORT's, or none and PORT is 80. */
static bool cut_port(struct str *host, uint16_t port)
{
	size_t at = host->length;
	while (at > 0 && ascii_is_digit((unsigned char)host->data[at - 1]))
		at--;
	if (at == 0 || host->data[at - 1] != ':' || (host->length && host->data[0] == '[' && at >= 2 && host->data[at - 2] != ']'))
		return port == 80;
	uint64_t value = 0;
	bool number = str_to_u64(str_slice(*host, at, host->length), &value);
	*host = str_slice(*host, 0, at - 1);
	return number && value == port;
}

static bool is_our_name(const struct web_server *server, struct str host)
{
	static const char *const local[] = {"localhost", "127.0.0.1", "[::1]"};
	for (size_t i = 0; server->loopback && i < sizeof local / sizeof *local; i++)
		if (str_equal_nocase(host, str_of(local[i])))
			return true;
	for (const char *const *name = server->options.hosts; name && *name; name++)
		if (str_equal_nocase(host, str_of(*name)))
			return true;
	return server->options.address && str_equal_nocase(host, str_of(server->options.address));
}

static bool names_us(const struct web_server *server, struct str host)
{
	return cut_port(&host, server->port) && is_our_name(server, host);
}

/* Where there is an Origin it is ours; and no other site is behind it. */
static bool comes_from_us(const struct web_server *server, struct MHD_Connection *connection)
{
	struct str origin = header(connection, "Origin"), site = header(connection, "Sec-Fetch-Site");
	if (!str_empty(site) && !str_equal(site, STR("same-origin")) && !str_equal(site, STR("none")))
		return false;
	if (str_empty(origin))
		return true;
	if (!str_starts(origin, STR("http://")))
		return false;
	return names_us(server, str_slice(origin, 7, origin.length));
}

/* The same time whatever the length that agrees. */
static bool equal_secret(struct str a, struct str b)
{
	unsigned char differ = a.length != b.length;
	for (size_t i = 0; i < a.length && b.length; i++)
		differ |= (unsigned char)(a.data[i] ^ b.data[i % b.length]);
	return !differ;
}

static bool knows_token(const struct web_server *server, struct MHD_Connection *connection)
{
	struct str token = str_of(server->options.token), given = header(connection, "Authorization");
	if (str_empty(token))
		return true;
	if (str_starts(given, STR("Bearer ")) && equal_secret(str_slice(given, 7, given.length), token))
		return true;
	return equal_secret(str_of(MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, "casus")), token) ||
	       equal_secret(str_of(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "token")), token);
}

unsigned guard_refuses(const struct web_server *server, struct MHD_Connection *connection, enum web_method method, const struct web_route *route,
                       const char **why)
{
	if (!names_us(server, header(connection, "Host"))) {
		*why = "this server is not called so";
		return MHD_HTTP_FORBIDDEN;
	}
	if (!comes_from_us(server, connection)) {
		*why = "requests of other sites are refused";
		return MHD_HTTP_FORBIDDEN;
	}
	if (!knows_token(server, connection)) {
		*why = "the token is needed: open the address that casus serve printed";
		return MHD_HTTP_UNAUTHORIZED;
	}
	if (method == WEB_POST && str_empty(header(connection, "X-Casus"))) {
		*why = "the header X-Casus is needed";
		return MHD_HTTP_FORBIDDEN;
	}
	if (route && route->writes && !server->options.writable) {
		*why = "this server is read-only: start it with --write";
		return MHD_HTTP_FORBIDDEN;
	}
	return 0;
}

void guard_add_headers(struct MHD_Response *response)
{
	static const struct {
		const char *name, *value;
	} headers[] = {
		{"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
		                            "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"},
		{"Referrer-Policy", "no-referrer"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
	};
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		MHD_add_response_header(response, headers[i].name, headers[i].value);
}
