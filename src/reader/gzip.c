/* gzip.c: an input over another's gzip members. Checksums are checked; behind a damaged member the next is looked for, so
 * that in a file of many members (WARC) one costs itself only. */
#include <stdlib.h>
#include <zlib.h>

#include "reader/format.h"
#include "reader/input.h"

struct gunzip {
	z_stream stream;
	bool in_member, lost; /* lost: behind damage, looking for a member's start */
	uint64_t member_at;   /* where this member starts, in bytes of the packed file */
};

static ptrdiff_t fails(struct error *error, enum error_kind kind, const char *why)
{
	error_set(error, kind, "%s", why);
	return -1;
}

static ptrdiff_t damaged(struct input *input, const char *what, bool goes_on, struct error *error)
{
	struct gunzip *g = input->own;
	error_set(error, ERROR_INPUT, "the gzip member at byte %llu is %s", (unsigned long long)g->member_at, what);
	g->in_member = false;
	g->lost = true;
	input->goes_on = goes_on;
	return -1;
}

/* Moves the parent to the next member's magic; false when there is none. */
static bool find_member(struct input *parent, struct error *error)
{
	static const struct str magic = STR("\x1F\x8B\x08");
	for (;;) {
		if (!input_fill(parent, 4, error))
			return false;
		struct str rest = input_rest(parent);
		if (rest.length < 4)
			return false;
		size_t at = str_find(rest, magic, 0);
		if (at != SIZE_MAX && at + 3 < rest.length && !((unsigned char)rest.data[at + 3] & 0xE0)) {
			input_use(parent, at);
			return true;
		}
		input_use(parent, at == SIZE_MAX ? rest.length - 3 : at + 3 < rest.length ? at + 1 : at);
	}
}

/* Whether there is a member to read at the parent's place. */
static bool begin_member(struct input *input, struct error *error)
{
	struct gunzip *g = input->own;
	struct input *parent = input->parent;
	if (g->lost) {
		input_use(parent, input_rest(parent).length ? 1 : 0);
		if (!find_member(parent, error))
			return false;
	}
	if (!input_fill(parent, 1, error) || !input_rest(parent).length)
		return false;
	g->lost = false;
	g->in_member = true;
	g->member_at = input_offset(parent);
	return inflateReset(&g->stream) == Z_OK;
}

/* Zeros, and whatever stands behind the last member, are passed over as gzip does. */
static bool at_rubbish(struct input *input)
{
	struct str rest = input_rest(input->parent);
	return input->produced && rest.length && (unsigned char)rest.data[0] != 0x1F;
}

static ptrdiff_t read_gzip(struct input *input, char *out, size_t room, struct error *error)
{
	struct gunzip *g = input->own;
	struct input *parent = input->parent;
	for (;;) {
		if (!g->in_member && !begin_member(input, error))
			return error->kind ? -1 : 0;
		if (!input_fill(parent, 1, error))
			return -1;
		struct str rest = input_rest(parent);
		if (!rest.length)
			return damaged(input, "cut short", false, error);
		if (at_rubbish(input) && g->member_at == input_offset(parent))
			return 0;
		g->stream.next_in = (unsigned char *)(uintptr_t)rest.data;
		g->stream.avail_in = rest.length > UINT32_MAX ? UINT32_MAX : (unsigned)rest.length;
		g->stream.next_out = (unsigned char *)out;
		g->stream.avail_out = (unsigned)room;
		int status = inflate(&g->stream, Z_NO_FLUSH);
		input_use(parent, (size_t)((const char *)g->stream.next_in - rest.data));
		size_t got = room - g->stream.avail_out;
		if (status == Z_STREAM_END)
			g->in_member = false;
		else if (status == Z_MEM_ERROR)
			return fails(error, ERROR_SYSTEM, "out of memory");
		else if (status != Z_OK && status != Z_BUF_ERROR)
			return damaged(input, "damaged", true, error);
		if (input->produced + got > INPUT_FREE + INPUT_MOST_RATIO * input_offset(parent)) {
			input->goes_on = false;
			return fails(error, ERROR_INPUT, INPUT_BOMB);
		}
		if (got)
			return (ptrdiff_t)got;
	}
}

static void close_gzip(struct input *input)
{
	struct gunzip *g = input->own;
	inflateEnd(&g->stream);
	free(g);
}

static const struct input_kind gzip_kind = {read_gzip, close_gzip};

struct input *input_gzip(struct input *parent)
{
	struct gunzip *g = calloc(1, sizeof *g);
	if (!g || inflateInit2(&g->stream, 15 + 16) != Z_OK) {
		free(g);
		return NULL;
	}
	struct input *input = input_new(&gzip_kind, parent, g, parent->name);
	if (!input) {
		inflateEnd(&g->stream);
		free(g);
	}
	return input;
}
