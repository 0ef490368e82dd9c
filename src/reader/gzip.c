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

static bool all_zeros(struct str s)
{
	for (size_t i = 0; i < s.length; i++)
		if (s.data[i])
			return false;
	return true;
}

/* Moves the parent to the next member's first byte, or to the end: false then. *ZEROS: all that was passed over were such. */
static bool find_member(struct input *parent, bool *zeros, struct error *error)
{
	static const struct str magic = STR("\x1F\x8B\x08");
	*zeros = true;
	while (input_fill(parent, 4, error)) {
		struct str rest = input_rest(parent);
		size_t at = str_find(rest, magic, 0);
		if (rest.length < 4) {
			*zeros &= all_zeros(rest);
			input_use(parent, rest.length);
			return false;
		}
		size_t passed = at == SIZE_MAX ? rest.length - 3 : at;
		bool whole = at != SIZE_MAX && at + 3 < rest.length, found = whole && !((unsigned char)rest.data[at + 3] & 0xE0); /* flags that there are not */
		passed += whole && !found;
		*zeros &= all_zeros(str_slice(rest, 0, passed));
		input_use(parent, passed);
		if (found)
			return true;
	}
	return false;
}

enum begun { MEMBER_BEGUN, MEMBER_NONE, MEMBER_FAILS };

/* A member at the parent's place; behind damage, or where there is none, at the next one. */
static enum begun begin_member(struct input *input, struct error *error)
{
	struct gunzip *g = input->own;
	struct input *parent = input->parent;
	bool zeros = true, found = true, was_lost = g->lost;
	if (!input_fill(parent, 4, error))
		return MEMBER_FAILS;
	g->member_at = input_offset(parent);
	if (g->lost)
		input_use(parent, input_rest(parent).length ? 1 : 0);
	g->lost = false;
	if (!str_starts(input_rest(parent), STR("\x1F\x8B")))
		found = find_member(parent, &zeros, error);
	if (error->kind)
		return MEMBER_FAILS;
	if (!was_lost && !zeros) { /* zeros are padding; damage was told when it was met */
		damaged(input, "none", true, error);
		g->lost = false;
		return MEMBER_FAILS;
	}
	if (!found || !input_rest(parent).length)
		return MEMBER_NONE;
	g->in_member = true;
	g->member_at = input_offset(parent);
	inflateReset(&g->stream);
	return MEMBER_BEGUN;
}

static ptrdiff_t read_gzip(struct input *input, char *out, size_t room, struct error *error)
{
	struct gunzip *g = input->own;
	struct input *parent = input->parent;
	for (;;) {
		enum begun begun = g->in_member ? MEMBER_BEGUN : begin_member(input, error);
		if (begun != MEMBER_BEGUN)
			return begun == MEMBER_FAILS ? -1 : 0;
		if (!input_fill(parent, 1, error))
			return -1;
		struct str rest = input_rest(parent);
		if (!rest.length)
			return damaged(input, "cut short", false, error);
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
