/* archive.c: see archive.h. Only formats and filters that libarchive reads by itself are switched on: none that would start
 * another program. */
#include "reader/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <unistd.h>

struct bundle {
	struct archive *archive;
	struct input *input;
	size_t handed_out;      /* bytes of input that libarchive was given last */
	struct error cause;     /* what reading them failed with */
	uint64_t started;       /* bytes of input that were used when this file began */
	bool ended;
};

static la_ssize_t feed(struct archive *archive, void *context, const void **bytes)
{
	struct bundle *b = context;
	(void)archive;
	input_use(b->input, b->handed_out);
	b->handed_out = 0;
	if (!input_fill(b->input, 1, &b->cause)) {
		archive_set_error(archive, -1, "%s", b->cause.message);
		return -1;
	}
	struct str rest = input_rest(b->input);
	*bytes = rest.data;
	b->handed_out = rest.length;
	return (la_ssize_t)rest.length;
}

static la_int64_t seek(struct archive *archive, void *context, la_int64_t offset, int whence)
{
	struct bundle *b = context;
	off_t at = lseek(b->input->fd, (off_t)offset, whence);
	if (at < 0) {
		archive_set_error(archive, -1, "cannot seek");
		return ARCHIVE_FATAL;
	}
	b->input->data.length = b->input->at = b->handed_out = 0;
	b->input->dropped = (uint64_t)at;
	b->input->at_end = false;
	return at;
}

const char *bundle_kind(struct str head)
{
	static const struct {
		size_t at;
		struct str magic;
		const char *kind;
	} known[] = {
		{0, STR("PK\x03\x04"), "a zip archive"}, {0, STR("PK\x05\x06"), "a zip archive"}, {0, STR("PK\x07\x08"), "a zip archive"},
		{257, STR("ustar"), "a tar archive"}, {0, STR("7z\xBC\xAF\x27\x1C"), "a 7z archive"}, {0, STR("BZh"), "a bzip2 file"},
		{0, STR("\xFD" "7zXZ"), "an xz file"}, {0, STR("\x28\xB5\x2F\xFD"), "a zstd file"}, {0, STR("\x04\x22\x4D\x18"), "an lz4 file"},
		{0, STR("\x1F\x9D"), "a compressed file (.Z)"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (head.length >= known[i].at && str_starts(str_slice(head, known[i].at, head.length), known[i].magic))
			return known[i].kind;
	return NULL;
}

static bool fails(struct bundle *b, struct error *error)
{
	const char *why = archive_error_string(b->archive);
	if (b->cause.kind)
		return error_set(error, b->cause.kind, "%s", b->cause.message);
	return error_set(error, ERROR_INPUT, "cannot be unpacked: %s", why ? why : "it is damaged");
}

static bool switch_on(struct archive *a)
{
	return archive_read_support_filter_bzip2(a) == ARCHIVE_OK && archive_read_support_filter_xz(a) == ARCHIVE_OK &&
	       archive_read_support_filter_zstd(a) == ARCHIVE_OK && archive_read_support_filter_lz4(a) == ARCHIVE_OK &&
	       archive_read_support_filter_compress(a) == ARCHIVE_OK && archive_read_support_format_tar(a) == ARCHIVE_OK &&
	       archive_read_support_format_zip(a) == ARCHIVE_OK && archive_read_support_format_7zip(a) == ARCHIVE_OK &&
	       archive_read_support_format_raw(a) == ARCHIVE_OK;
}

struct bundle *bundle_open(struct input *input, struct error *error)
{
	struct bundle *b = calloc(1, sizeof *b);
	if (!b || !(b->archive = archive_read_new())) {
		free(b);
		error_set(error, ERROR_SYSTEM, "out of memory");
		return NULL;
	}
	b->input = input;
	bool seekable = input->fd >= 0 && lseek(input->fd, 0, SEEK_CUR) >= 0;
	if (seekable)
		archive_read_set_seek_callback(b->archive, seek);
	archive_read_set_read_callback(b->archive, feed);
	archive_read_set_callback_data(b->archive, b);
	if (switch_on(b->archive) && archive_read_open1(b->archive) == ARCHIVE_OK)
		return b;
	fails(b, error);
	bundle_close(b);
	return NULL;
}

void bundle_close(struct bundle *bundle)
{
	if (!bundle)
		return;
	archive_read_free(bundle->archive);
	free(bundle);
}

static const char *entry_name(struct bundle *b, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);
	if (!name)
		name = archive_entry_pathname(entry);
	bool raw = archive_format(b->archive) == ARCHIVE_FORMAT_RAW;
	return raw ? "" : name ? name : "?";
}

enum bundle_next bundle_next(struct bundle *b, const char **name, struct error *error)
{
	struct archive_entry *entry;
	while (!b->ended) {
		int status = archive_read_next_header(b->archive, &entry);
		if (status == ARCHIVE_RETRY)
			continue;
		b->ended = status == ARCHIVE_EOF || status < ARCHIVE_WARN;
		if (b->ended && status != ARCHIVE_EOF) {
			fails(b, error);
			return BUNDLE_BAD;
		}
		if (b->ended)
			return BUNDLE_END;
		if (archive_entry_filetype(entry) != AE_IFREG && archive_format(b->archive) != ARCHIVE_FORMAT_RAW)
			continue;
		*name = entry_name(b, entry);
		b->started = input_offset(b->input);
		return BUNDLE_FILE;
	}
	return BUNDLE_END;
}

static ptrdiff_t read_entry(struct input *input, char *out, size_t room, struct error *error)
{
	struct bundle *b = input->own;
	la_ssize_t got;
	do
		got = archive_read_data(b->archive, out, room);
	while (got == ARCHIVE_RETRY);
	if (got < 0) {
		b->ended = got == ARCHIVE_FATAL;
		fails(b, error);
		return -1;
	}
	uint64_t packed = input_offset(b->input) + b->handed_out - b->started;
	if (input->produced + (uint64_t)got > INPUT_FREE + INPUT_MOST_RATIO * packed) {
		error_set(error, ERROR_INPUT, INPUT_BOMB);
		return -1;
	}
	return got;
}

static const struct input_kind entry_kind = {read_entry, NULL};

struct input *bundle_input(struct bundle *bundle, const char *name)
{
	return input_new(&entry_kind, bundle->input, bundle, name);
}
