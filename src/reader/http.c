#include "reader/http.h"

#include <stdlib.h>
#include <zlib.h>

#include "reader/headers.h"

bool http_is_found(struct str headers)
{
	size_t blank = str_find(headers, STR(" "), 0);
	return str_starts(headers, STR("HTTP/")) && blank != SIZE_MAX && blank + 4 <= headers.length && headers.data[blank + 1] == '2';
}

/* --- chunks -------------------------------------------------------------------------------------------------------- */

static bool hex_size(struct str line, size_t *size)
{
	size_t digits = 0;
	*size = 0;
	for (; digits < line.length && digits < 8; digits++) {
		unsigned c = (unsigned char)line.data[digits];
		if (ascii_is_digit(c))
			*size = *size * 16 + (c - '0');
		else if (ascii_is_alpha(c) && (c | 32) <= 'f')
			*size = *size * 16 + ((c | 32) - 'a' + 10);
		else
			break;
	}
	return digits > 0;
}

/* Crawlers often keep the header though they joined the chunks: then the body does not begin with one, and stays. */
static struct str join_chunks(struct arena *arena, struct str body)
{
	struct str rest = body, line = str_cut(&rest, '\n');
	size_t size, length = 0;
	if (line.length > 20 || !hex_size(str_trim(line), &size) || !rest.data)
		return body;
	char *out = arena_alloc(arena, body.length + 1);
	while (size && rest.data) {
		size_t here = size < rest.length ? size : rest.length;
		memcpy(out + length, rest.data, here);
		length += here;
		rest = str_slice(rest, here, rest.length);
		str_cut(&rest, '\n'); /* the line end behind the chunk */
		line = rest.data ? str_cut(&rest, '\n') : rest;
		if (!hex_size(str_trim(line), &size))
			break;
	}
	return (struct str){out, length};
}

/* --- content encodings ------------------------------------------------------------------------------------------------- */

static void end_inflate(void *thing)
{
	inflateEnd(thing);
}

/* WINDOW is zlib's: 15 + 32 for gzip or zlib, -15 for bare deflate. */
static bool unpack(struct parsing *p, struct str body, int window, struct str *out)
{
	z_stream *z = arena_zalloc(p->arena, 1, sizeof *z);
	if (inflateInit2(z, window) != Z_OK)
		return error_set(p->error, ERROR_SYSTEM, "out of memory");
	parsing_hold(p, z, end_inflate);
	size_t room = body.length * 4 + 4096, length = 0;
	char *text = arena_alloc(p->arena, room);
	int status = Z_OK;
	z->next_in = (unsigned char *)(uintptr_t)body.data;
	z->avail_in = (unsigned)body.length;
	while (status == Z_OK && length <= READER_MOST_BYTES) {
		if (length == room)
			text = arena_grow(p->arena, text, length, &room, 1);
		z->next_out = (unsigned char *)text + length;
		z->avail_out = (unsigned)(room - length);
		status = inflate(z, Z_NO_FLUSH);
		length = room - z->avail_out;
		if (status == Z_BUF_ERROR && z->avail_in)
			status = Z_OK;
	}
	parsing_free(p, z);
	*out = (struct str){text, length};
	if (length > READER_MOST_BYTES)
		return parsing_fails(p, "too large: more than %zu MiB in one page", READER_MOST_BYTES >> 20);
	return length > 0;
}

static bool decode(struct parsing *p, struct str encoding, struct str *body)
{
	bool gzip = str_equal_nocase(encoding, STR("gzip")) || str_equal_nocase(encoding, STR("x-gzip"));
	bool deflate = str_equal_nocase(encoding, STR("deflate"));
	struct str out;
	if (gzip && !str_starts(*body, STR("\x1F\x8B"))) /* the crawler unpacked it */
		return true;
	if (gzip || deflate) {
		if (unpack(p, *body, 15 + 32, &out) || (deflate && !p->error->kind && unpack(p, *body, -15, &out))) {
			*body = out;
			return true;
		}
		if (!p->error->kind && deflate && body->length && ((unsigned char)body->data[0] < 0x80))
			return true;
		return p->error->kind ? false : parsing_fails(p, "this page's %.*s data is damaged", STR_ARG(encoding));
	}
	size_t odd = 0, looked = body->length < 512 ? body->length : 512;
	for (size_t i = 0; i < looked; i++)
		odd += (unsigned char)body->data[i] < ' ' && !ascii_is_space((unsigned char)body->data[i]);
	if (odd * 20 > looked) /* else it was unpacked by the crawler */
		return parsing_fails(p, "this page is packed as %.40s, which is not read", arena_copy(p->arena, encoding.data, encoding.length));
	return true;
}

bool http_body(struct parsing *p, struct str message, struct str *body, struct str *type)
{
	struct str headers;
	*body = headers_cut(message, &headers);
	*type = headers_get(p->arena, headers, "Content-Type");
	struct str transfer = headers_get(p->arena, headers, "Transfer-Encoding"), encoding = headers_get(p->arena, headers, "Content-Encoding");
	if (str_equal_nocase(transfer, STR("chunked")))
		*body = join_chunks(p->arena, *body);
	return str_empty(encoding) || str_equal_nocase(encoding, STR("identity")) || decode(p, encoding, body);
}
