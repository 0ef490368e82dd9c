#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct error *error, enum error_kind kind, const char *path, const char *what)
{
	return error_at(error, kind, path, 0, 0, (struct str){0}, "%s: %s", what, strerror(errno));
}

static bool read_all(int fd, const char *path, size_t most, struct buf *buf, struct error *error)
{
	char chunk[65536];
	for (;;) {
		ssize_t got = read(fd, chunk, sizeof chunk);
		if (got == 0)
			return true;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(error, ERROR_INPUT, path, "cannot read");
		if (most && buf->length + (size_t)got > most)
			return error_at(error, ERROR_INPUT, path, 0, 0, (struct str){0}, "larger than the limit of %zu bytes", most);
		buf_append(buf, chunk, (size_t)got);
		if (buf->failed)
			return error_at(error, ERROR_SYSTEM, path, 0, 0, (struct str){0}, "out of memory");
	}
}

bool file_read(const char *path, size_t most, struct buf *buf, struct error *error)
{
	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, "standard input", most, buf, error);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(error, ERROR_INPUT, path, "cannot open");
	struct stat status;
	bool ok;
	if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
		ok = error_at(error, ERROR_INPUT, path, 0, 0, (struct str){0}, "is a folder, not a file");
	else
		ok = read_all(fd, path, most, buf, error);
	close(fd);
	return ok;
}

static bool write_all(int fd, struct str data)
{
	while (data.length) {
		ssize_t put = write(fd, data.data, data.length);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		data = str_slice(data, (size_t)put, data.length);
	}
	return true;
}

bool file_write(const char *path, struct str data, struct error *error)
{
	struct buf name = {0};
	buf_printf(&name, "%s.%ld.tmp", path, (long)getpid());
	buf_byte(&name, '\0');
	if (name.failed)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	int fd = open(name.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool ok = fd >= 0 && write_all(fd, data) && fsync(fd) == 0;
	if (!ok)
		fail(error, ERROR_SYSTEM, path, "cannot write");
	if (fd >= 0 && close(fd) != 0 && ok)
		ok = fail(error, ERROR_SYSTEM, path, "cannot write");
	if (ok && rename(name.data, path) != 0)
		ok = fail(error, ERROR_SYSTEM, path, "cannot write");
	if (!ok && fd >= 0)
		unlink(name.data);
	buf_free(&name);
	return ok;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

#define MOST_FOLDER_DEPTH 8

struct listing {
	const char *suffix;
	struct arena *arena;
	char **paths;
	size_t count, capacity;
};

static bool list_folder(struct listing *list, const char *folder, int depth, struct error *error)
{
	DIR *directory = opendir(folder);
	if (!directory)
		return fail(error, ERROR_LEXICON, folder, "cannot open the folder");
	bool ok = true;
	for (struct dirent *entry; ok && (entry = readdir(directory));) {
		if (entry->d_name[0] == '.')
			continue;
		char *path = arena_printf(list->arena, "%s/%s", folder, entry->d_name);
		struct stat status;
		if (stat(path, &status) != 0)
			continue;
		if (S_ISDIR(status.st_mode) && depth < MOST_FOLDER_DEPTH)
			ok = list_folder(list, path, depth + 1, error);
		else if (S_ISREG(status.st_mode) && str_ends(str_of(entry->d_name), str_of(list->suffix)))
			arena_push(list->arena, list->paths, list->count, list->capacity, path);
	}
	closedir(directory);
	return ok;
}

bool file_list(const char *folder, const char *suffix, struct arena *arena, char ***paths, size_t *count, struct error *error)
{
	struct listing list = {.suffix = suffix, .arena = arena};
	bool ok = list_folder(&list, folder, 0, error);
	*paths = list.paths;
	*count = list.count;
	if (*count)
		qsort(*paths, *count, sizeof **paths, by_name);
	return ok;
}
