/* formats.c: the table of formats; opening, probing, closing. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader/format.h"

enum { HEAD = 64 * 1024 };

static const struct reader_format *const formats[] = {&reader_text_format, &reader_jsonl_format};
enum { FORMATS = sizeof formats / sizeof *formats };

const char *const *reader_format_names(void)
{
	static const char *const names[] = {"text", "jsonl", NULL};
	return names;
}

static bool choose_format(struct reader *reader, const char *name, struct error *error)
{
	struct str head = str_slice(buf_view(&reader->data), 0, reader->data.length < HEAD ? reader->data.length : HEAD);
	int best = 0;
	for (size_t i = 0; i < FORMATS; i++) {
		if (name && strcmp(name, formats[i]->name) == 0)
			reader->format = formats[i];
		int sure = name ? 0 : formats[i]->probe(head, str_of(reader->path));
		if (sure > best) {
			best = sure;
			reader->format = formats[i];
		}
	}
	if (!reader->format && name)
		return error_set(error, ERROR_USAGE, "no input format is called '%s' (there are text and jsonl)", name);
	return true;
}

static bool check_head(struct reader *reader, struct error *error)
{
	if (reader->data.length == 0)
		return error_at(error, ERROR_INPUT, reader->name, 0, 0, (struct str){0}, "is empty");
	const char *kind = reader_binary_kind(buf_view(&reader->data));
	if (kind)
		return error_at(error, ERROR_INPUT, reader->name, 0, 0, (struct str){0}, "is %s, not text", kind);
	return true;
}

static bool open_path(struct reader *reader, const char *path, struct error *error)
{
	struct stat status;
	reader->name = strcmp(path, "-") == 0 ? "standard input" : reader->path;
	reader->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (reader->fd < 0)
		return error_at(error, ERROR_INPUT, path, 0, 0, (struct str){0}, "cannot open: %s", strerror(errno));
	if (fstat(reader->fd, &status) == 0 && S_ISDIR(status.st_mode))
		return error_at(error, ERROR_INPUT, path, 0, 0, (struct str){0}, "is a folder, not a file");
	return true;
}

bool reader_open(struct reader **out, const char *path, const struct reader_options *options, struct error *error)
{
	struct reader *reader = calloc(1, sizeof *reader);
	*out = NULL;
	if (!reader || !(reader->path = strdup(path))) {
		free(reader);
		return error_set(error, ERROR_SYSTEM, "out of memory");
	}
	reader->fd = -1;
	reader->lexicon = options ? options->lexicon : NULL;
	bool ok = open_path(reader, path, error) && reader_fill(reader, HEAD, error) && check_head(reader, error) &&
	          choose_format(reader, options ? options->format : NULL, error);
	if (!ok) {
		reader_close(reader);
		return false;
	}
	*out = reader;
	return true;
}

static void release(struct reader *reader)
{
	if (reader->format && reader->format->release)
		reader->format->release(reader);
	reader->held = NULL;
}

enum reader_status reader_next(struct reader *reader, struct arena *arena, struct article *article, struct error *error)
{
	release(reader);
	memset(article, 0, sizeof *article);
	article->day = DAY_NONE;
	return reader->format->next(reader, arena, article, error);
}

void reader_close(struct reader *reader)
{
	if (!reader)
		return;
	release(reader);
	if (reader->fd >= 0 && reader->fd != STDIN_FILENO)
		close(reader->fd);
	buf_free(&reader->data);
	free(reader->path);
	free(reader);
}
