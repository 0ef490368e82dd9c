/* input.c: bytes from a file or pipe; what is plainly not text. */
#include <errno.h>
#include <unistd.h>

#include "reader/format.h"

static bool read_some(struct reader *reader, struct error *error)
{
	char chunk[65536];
	ssize_t got;
	do
		got = read(reader->fd, chunk, sizeof chunk);
	while (got < 0 && errno == EINTR);
	reader->at_end = got <= 0; /* one error ends the input: it is not tried again */
	if (got < 0)
		return error_at(error, ERROR_INPUT, reader->name, 0, 0, (struct str){0}, "cannot read: %s", strerror(errno));
	buf_append(&reader->data, chunk, (size_t)got);
	return !reader->data.failed || error_at(error, ERROR_SYSTEM, reader->name, 0, 0, (struct str){0}, "out of memory");
}

/* What was used goes, once it is the larger part: each byte is moved at most once on average. */
static void drop_used(struct reader *reader)
{
	size_t left = reader->data.length - reader->at;
	if (reader->at < left || reader->at == 0)
		return;
	memmove(reader->data.data, reader->data.data + reader->at, left);
	reader->data.length = left;
	reader->at = 0;
}

bool reader_fill(struct reader *reader, size_t least, struct error *error)
{
	while (!reader->at_end && reader->data.length - reader->at < least)
		if (!read_some(reader, error))
			return false;
	return true;
}

/* Pass over the rest of a line that is too long, without keeping it. Always false, with ERROR. */
static bool skip_long_line(struct reader *reader, struct error *error)
{
	char *end = NULL;
	while (!end && !reader->at_end) {
		reader->at = reader->data.length = 0;
		if (!read_some(reader, error))
			return false;
		end = reader->data.length ? memchr(reader->data.data, '\n', reader->data.length) : NULL;
	}
	reader->at = end ? (size_t)(end - reader->data.data) + 1 : reader->data.length;
	reader->line++;
	return error_at(error, ERROR_INPUT, reader->name, reader->line, 0, (struct str){0}, "too large: more than %zu MiB in one line",
	                READER_MOST_BYTES >> 20);
}

bool reader_line(struct reader *reader, struct str *line, struct error *error)
{
	drop_used(reader);
	size_t seen = reader->at;
	for (;;) {
		char *end = seen < reader->data.length ? memchr(reader->data.data + seen, '\n', reader->data.length - seen) : NULL;
		if (!end && reader->data.length - reader->at > READER_MOST_BYTES)
			return skip_long_line(reader, error);
		if (!end && !reader->at_end) {
			seen = reader->data.length;
			if (!read_some(reader, error))
				return false;
			continue;
		}
		if (!end && reader->at == reader->data.length)
			return false;
		size_t stop = end ? (size_t)(end - reader->data.data) : reader->data.length;
		*line = str_slice(buf_view(&reader->data), reader->at, stop);
		reader->at = stop + (end != NULL);
		reader->line++;
		return true;
	}
}

const char *reader_binary_kind(struct str head)
{
	static const struct {
		struct str magic;
		const char *kind;
	} known[] = {
		{STR("%PDF-"), "a PDF file"}, {STR("PK\x03\x04"), "a zip archive or office document"}, {STR("\x1F\x8B"), "a gzip file"},
		{STR("\x89PNG"), "an image"}, {STR("\xFF\xD8\xFF"), "an image"}, {STR("GIF8"), "an image"}, {STR("\x7F" "ELF"), "a program"},
		{STR("\xFD" "7zXZ"), "an xz file"}, {STR("\x28\xB5\x2F\xFD"), "a zstd file"}, {STR("BZh"), "a bzip2 file"},
		{STR("SQLite format 3"), "an SQLite database"}, {STR("\xD0\xCF\x11\xE0"), "an old office document"}, {STR("RIFF"), "a media file"},
		{STR("Rar!"), "a rar archive"}, {STR("7z\xBC\xAF"), "a 7z archive"}, {STR("{\\rtf"), "an RTF document"},
		{STR("\xFF\xFE"), "UTF-16 (convert it to UTF-8)"}, {STR("\xFE\xFF"), "UTF-16 (convert it to UTF-8)"},
		{STR("OggS"), "a media file"}, {STR("ID3"), "a media file"}, {STR("CASUSPK"), "a pack of this program"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_starts(head, known[i].magic))
			return known[i].kind;
	size_t odd = 0;
	for (size_t i = 0; i < head.length; i++) {
		unsigned char c = (unsigned char)head.data[i];
		odd += c < ' ' && !ascii_is_space(c);
	}
	return odd * 20 > head.length ? "a binary file" : NULL;
}
