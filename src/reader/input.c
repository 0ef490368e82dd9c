/* input.c: buffered reading; files; what is plainly not text. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader/format.h"
#include "reader/input.h"

enum { CHUNK = 128 * 1024 };

static ptrdiff_t file_read_some(struct input *input, char *out, size_t room, struct error *error)
{
	ssize_t got;
	do
		got = read(input->fd, out, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		error_set(error, ERROR_INPUT, "cannot read: %s", strerror(errno));
	return got;
}

static const struct input_kind file_kind = {file_read_some, NULL};

struct input *input_new(const struct input_kind *kind, struct input *parent, void *own, const char *name)
{
	struct input *input = calloc(1, sizeof *input);
	if (!input)
		return NULL;
	input->kind = kind;
	input->parent = parent;
	input->own = own;
	input->name = name;
	input->fd = -1;
	return input;
}

struct input *input_open_file(const char *path, const char *name, struct error *error)
{
	struct stat status;
	struct input *input = input_new(&file_kind, NULL, NULL, name);
	if (!input) {
		error_set(error, ERROR_SYSTEM, "out of memory");
		return NULL;
	}
	input->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (input->fd < 0)
		error_at(error, ERROR_INPUT, name, 0, 0, (struct str){0}, "cannot open: %s", strerror(errno));
	else if (fstat(input->fd, &status) == 0 && S_ISDIR(status.st_mode))
		error_at(error, ERROR_INPUT, name, 0, 0, (struct str){0}, "is a folder, not a file");
	else
		return input;
	input_close(input);
	return NULL;
}

void input_close(struct input *input)
{
	if (!input)
		return;
	if (input->kind->close)
		input->kind->close(input);
	if (input->fd >= 0 && input->fd != STDIN_FILENO)
		close(input->fd);
	buf_free(&input->data);
	free(input);
}

/* What was used goes, once it is the larger part: each byte is moved at most once on average. */
static void drop_used(struct input *input)
{
	size_t left = input->data.length - input->at;
	if (input->at < left || input->at == 0)
		return;
	memmove(input->data.data, input->data.data + input->at, left);
	input->dropped += input->at;
	input->data.length = left;
	input->at = 0;
}

static bool read_some(struct input *input, struct error *error)
{
	char *room = buf_room(&input->data, CHUNK);
	if (!room) {
		input->at_end = true;
		return error_at(error, ERROR_SYSTEM, input->name, 0, 0, (struct str){0}, "out of memory");
	}
	struct error cause = {0};
	ptrdiff_t got = input->kind->read(input, room, CHUNK, &cause);
	input->at_end |= got == 0 || (got < 0 && !input->goes_on);
	if (got < 0)
		input->damaged_at = input->produced;
	if (got < 0)
		return error_at(error, cause.kind ? cause.kind : ERROR_INPUT, input->name, 0, 0, (struct str){0}, "%s", cause.message);
	input->data.length += (size_t)got;
	input->produced += (uint64_t)got;
	return true;
}

bool input_fill(struct input *input, size_t least, struct error *error)
{
	if (!input->at_end && input->data.length - input->at < least)
		drop_used(input);
	while (!input->at_end && input->data.length - input->at < least)
		if (!read_some(input, error))
			return false;
	return true;
}

struct str input_rest(const struct input *input)
{
	return input->data.data ? str_slice(buf_view(&input->data), input->at, input->data.length) : (struct str){0};
}

void input_use(struct input *input, size_t bytes)
{
	input->at += bytes;
}

uint64_t input_offset(const struct input *input)
{
	return input->dropped + input->at;
}

bool input_skip(struct input *input, uint64_t bytes, struct error *error)
{
	while (bytes) {
		if (!input_fill(input, 1, error) || input->at == input->data.length)
			return false;
		size_t here = input->data.length - input->at;
		input_use(input, bytes < here ? (size_t)bytes : here);
		bytes -= bytes < here ? bytes : here;
	}
	return true;
}

/* Pass over the rest of a line that is too long, without keeping it. */
static bool skip_long_line(struct input *input, struct error *error)
{
	for (;;) {
		struct str rest = input_rest(input);
		char *end = rest.length ? memchr(rest.data, '\n', rest.length) : NULL;
		input_use(input, end ? (size_t)(end - rest.data) + 1 : rest.length);
		if (end || input->at_end)
			return true;
		if (!input_fill(input, 1, error))
			return false;
	}
}

bool input_line(struct input *input, size_t most, struct str *line, enum line_end *kind, struct error *error)
{
	size_t seen = 0;
	for (;;) {
		struct str rest = input_rest(input);
		char *end = seen < rest.length ? memchr(rest.data + seen, '\n', rest.length - seen) : NULL;
		if ((!end && rest.length > most) || (end && (size_t)(end - rest.data) > most)) {
			*line = (struct str){0};
			*kind = LINE_LONG;
			return skip_long_line(input, error);
		}
		if (end || input->at_end) {
			size_t length = end ? (size_t)(end - rest.data) : rest.length;
			*line = str_slice(rest, 0, length);
			*kind = end ? LINE_WHOLE : LINE_LAST;
			input_use(input, length + (end != NULL));
			return end || length;
		}
		seen = rest.length;
		if (!input_fill(input, rest.length + 1, error))
			return false;
	}
}

const char *reader_binary_kind(struct str head)
{
	static const struct {
		struct str magic;
		const char *kind;
	} known[] = {
		{STR("\x89PNG"), "an image"}, {STR("\xFF\xD8\xFF"), "an image"}, {STR("GIF8"), "an image"}, {STR("\x7F" "ELF"), "a program"},
		{STR("SQLite format 3"), "an SQLite database"}, {STR("\xD0\xCF\x11\xE0"), "an old office document"}, {STR("RIFF"), "a media file"},
		{STR("Rar!"), "a rar archive, which is not read"}, {STR("{\\rtf"), "an RTF document"}, {STR("wOFF"), "a font"}, {STR("wOF2"), "a font"},
		{STR("OggS"), "a media file"}, {STR("ID3"), "a media file"}, {STR("CASUSPK"), "a pack of this program"}, {STR("MZ\x90"), "a program"},
		{STR("\x00\x00\x01\x00"), "an image"}, {STR("BM\x36"), "an image"}, {STR("II*\0"), "an image"}, {STR("MM\0*"), "an image"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_starts(head, known[i].magic))
			return known[i].kind;
	size_t odd = 0;
	for (size_t i = 0; i < head.length; i++) {
		unsigned char c = (unsigned char)head.data[i];
		odd += c < ' ' && !ascii_is_space(c) && c != 0x1B;
	}
	return odd * 20 > head.length ? "a binary file" : NULL;
}
