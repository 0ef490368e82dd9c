/* assets.c: the page's own files, which the program holds; packed once, told apart by a hash. */
#include <stdlib.h>
#include <zlib.h>

#include "web/parts.h"

static bool pack(struct buf *out, struct str bytes)
{
	z_stream stream = {0};
	if (bytes.length > UINT32_MAX / 2 || deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	size_t bound = deflateBound(&stream, (uLong)bytes.length);
	char *room = malloc(bound);
	stream.next_in = (Bytef *)(uintptr_t)bytes.data;
	stream.avail_in = (uInt)bytes.length;
	stream.next_out = (Bytef *)room;
	stream.avail_out = (uInt)bound;
	bool ok = room && deflate(&stream, Z_FINISH) == Z_STREAM_END;
	if (ok && stream.total_out < bytes.length)
		buf_append(out, room, stream.total_out);
	deflateEnd(&stream);
	free(room);
	return ok && !out->failed;
}

static void make_etag(char etag[24], struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	uint64_t hash = str_hash(bytes);
	char *at = etag;
	*at++ = '"';
	for (unsigned i = 0; i < 16; i++)
		*at++ = digits[hash >> (60 - 4 * i) & 15];
	*at++ = '"';
	*at = '\0';
}

bool assets_open(struct web_server *server, struct error *error)
{
	size_t count = 0;
	while (server->options.assets && server->options.assets[count].path)
		count++;
	server->assets = calloc(count + 1, sizeof *server->assets);
	if (!server->assets)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; i < count; i++) {
		struct packed_asset *asset = &server->assets[server->asset_count++];
		asset->asset = &server->options.assets[i];
		make_etag(asset->etag, asset->asset->bytes);
		if (!pack(&asset->gzip, asset->asset->bytes))
			return error_set(error, ERROR_SYSTEM, "out of memory");
	}
	return true;
}

void assets_close(struct web_server *server)
{
	for (size_t i = 0; i < server->asset_count; i++)
		buf_free(&server->assets[i].gzip);
	free(server->assets);
}

const struct packed_asset *assets_find(const struct web_server *server, const char *path)
{
	for (size_t i = 0; i < server->asset_count; i++)
		if (strcmp(server->assets[i].asset->path, path) == 0)
			return &server->assets[i];
	return NULL;
}

static bool accepts_gzip(struct MHD_Connection *connection)
{
	struct str accepts = str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Encoding"));
	return str_find(accepts, STR("gzip"), 0) != SIZE_MAX && str_find(accepts, STR("gzip;q=0"), 0) == SIZE_MAX;
}

enum MHD_Result assets_answer(const struct packed_asset *asset, struct MHD_Connection *connection)
{
	struct str known = str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match"));
	bool same = str_equal(known, str_of(asset->etag)), gzip = asset->gzip.length && accepts_gzip(connection);
	struct str bytes = same ? STR("") : gzip ? buf_view(&asset->gzip) : asset->asset->bytes;
	struct MHD_Response *response = MHD_create_response_from_buffer(bytes.length, (void *)(uintptr_t)bytes.data, MHD_RESPMEM_PERSISTENT);
	if (!response)
		return MHD_NO;
	guard_add_headers(response);
	MHD_add_response_header(response, "ETag", asset->etag);
	MHD_add_response_header(response, "Cache-Control", "no-cache");
	MHD_add_response_header(response, "Vary", "Accept-Encoding");
	MHD_add_response_header(response, "Content-Type", asset->asset->type);
	if (gzip && !same)
		MHD_add_response_header(response, "Content-Encoding", "gzip");
	enum MHD_Result result = MHD_queue_response(connection, same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response);
	MHD_destroy_response(response);
	return result;
}
