#include "inputs.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

enum { DEEPEST = 64 };

struct folder { /* one that is being gone through */
	char **names; /* sorted */
	size_t count, at;
	size_t path_length; /* of inputs->path, with the slash behind it */
};

struct inputs {
	const struct settings *settings;
	size_t next_input, next_list;
	FILE *list; /* the one that is being read */
	size_t list_line;
	char *line; /* getline's */
	size_t line_room;
	glob_t matches;
	size_t next_match;
	bool matching, begun;
	struct folder folders[DEEPEST];
	size_t depth;
	struct buf path;
};

struct inputs *inputs_new(const struct settings *settings)
{
	struct inputs *inputs = calloc(1, sizeof *inputs);
	if (inputs)
		inputs->settings = settings;
	return inputs;
}

static void set_path(struct inputs *in, size_t keep, const char *name)
{
	in->path.length = keep;
	buf_append(&in->path, name, strlen(name) + 1);
}

/* --- folders ------------------------------------------------------------------------------------------------- */

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void close_folder(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		free(folder->names[i]);
	free(folder->names);
	*folder = (struct folder){0};
}

static bool add_name(struct folder *folder, size_t *room, const char *name)
{
	if (folder->count == *room) {
		size_t more = *room ? *room * 2 : 64;
		char **names = realloc(folder->names, more * sizeof *names);
		if (!names)
			return false;
		folder->names = names;
		*room = more;
	}
	char *copy = strdup(name);
	if (copy)
		folder->names[folder->count++] = copy;
	return copy;
}

/* in->path is a folder: go into it. */
static bool enter(struct inputs *in, struct error *error)
{
	struct folder *folder = &in->folders[in->depth];
	size_t room = 0;
	if (in->depth == DEEPEST)
		return error_at(error, ERROR_INPUT, in->path.data, 0, 0, (struct str){0}, "folders are nested more than %d deep here", DEEPEST);
	DIR *directory = opendir(in->path.data);
	if (!directory)
		return error_at(error, ERROR_INPUT, in->path.data, 0, 0, (struct str){0}, "cannot open: %s", strerror(errno));
	struct dirent *entry;
	bool ok = true;
	while (ok && (entry = readdir(directory)))
		if (entry->d_name[0] != '.')
			ok = add_name(folder, &room, entry->d_name);
	closedir(directory);
	if (!ok) {
		close_folder(folder);
		return error_set(error, ERROR_SYSTEM, "out of memory");
	}
	if (folder->count)
		qsort(folder->names, folder->count, sizeof *folder->names, by_bytes);
	in->path.length--; /* the NUL */
	if (in->path.data[in->path.length - 1] != '/')
		buf_byte(&in->path, '/');
	folder->path_length = in->path.length;
	in->depth++;
	if (folder->count || in->depth > 1)
		return true;
	in->path.data[in->path.length - 1] = '\0';
	return error_at(error, ERROR_INPUT, in->path.data, 0, 0, (struct str){0}, "is a folder with nothing in it");
}

/* Folders are gone into, links to folders are not: they may lead in circles. */
static bool is_folder(const char *path, bool follow)
{
	struct stat status;
	return (follow ? stat(path, &status) : lstat(path, &status)) == 0 && S_ISDIR(status.st_mode);
}

static bool is_link_to_folder(const char *path)
{
	struct stat status;
	return lstat(path, &status) == 0 && S_ISLNK(status.st_mode) && is_folder(path, true);
}

/* The next file of the folders that were gone into. */
static enum inputs_status next_in_folders(struct inputs *in, struct error *error)
{
	while (in->depth) {
		struct folder *folder = &in->folders[in->depth - 1];
		if (folder->at == folder->count) {
			close_folder(folder);
			in->depth--;
			continue;
		}
		set_path(in, folder->path_length, folder->names[folder->at++]);
		if (is_link_to_folder(in->path.data))
			continue;
		if (!is_folder(in->path.data, false))
			return INPUTS_FILE;
		if (!enter(in, error))
			return INPUTS_BAD;
	}
	return INPUTS_END;
}

/* --- names ------------------------------------------------------------------------------------------------------ */

/* The file NAME, the first of the folder NAME or of the pattern NAME. */
static enum inputs_status begin_name(struct inputs *in, const char *name, struct error *error)
{
	set_path(in, 0, name);
	struct stat status;
	if (strcmp(name, "-") != 0 && is_folder(name, true))
		return enter(in, error) ? next_in_folders(in, error) : INPUTS_BAD;
	if (stat(name, &status) == 0 || strcmp(name, "-") == 0 || !strpbrk(name, "*?["))
		return INPUTS_FILE; /* the reader says what is wrong with one that is not there */
	in->matching = glob(name, 0, NULL, &in->matches) == 0;
	in->next_match = 0;
	if (in->matching)
		return INPUTS_END;
	error_at(error, ERROR_INPUT, name, 0, 0, (struct str){0}, "matches no file");
	return INPUTS_BAD;
}

static bool open_list(struct inputs *in, struct error *error)
{
	const char *path = in->settings->lists.item[in->next_list++];
	in->list = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	in->list_line = 0;
	return in->list || error_at(error, ERROR_INPUT, path, 0, 0, (struct str){0}, "cannot open: %s", strerror(errno));
}

/* The next line of a list that is not blank; NULL at the end of the lists. */
static const char *next_line(struct inputs *in, struct error *error)
{
	for (;;) {
		if (!in->list && (in->next_list == in->settings->lists.count || !open_list(in, error)))
			return NULL;
		ssize_t length = getline(&in->line, &in->line_room, in->list);
		if (length < 0) {
			if (in->list != stdin)
				fclose(in->list);
			in->list = NULL;
			continue;
		}
		while (length > 0 && (in->line[length - 1] == '\n' || in->line[length - 1] == '\r'))
			in->line[--length] = '\0';
		if (length)
			return in->line;
	}
}

enum inputs_status inputs_next(struct inputs *in, const char **path, bool *named, struct error *error)
{
	enum inputs_status status = next_in_folders(in, error);
	*named = false;
	while (status == INPUTS_END) {
		const char *name;
		if (in->matching && in->next_match < in->matches.gl_pathc) {
			name = in->matches.gl_pathv[in->next_match++];
			status = begin_name(in, name, error);
			continue;
		}
		if (in->matching)
			globfree(&in->matches);
		in->matching = false;
		*named = in->next_input < in->settings->input_count;
		bool standard = !in->begun && !in->settings->inputs_given && !in->settings->lists.count;
		in->begun = true;
		name = standard ? "-" : *named ? in->settings->inputs[in->next_input++] : next_line(in, error);
		*named |= standard;
		if (!name)
			return error->kind ? INPUTS_BAD : INPUTS_END;
		status = begin_name(in, name, error);
		*named &= in->depth == 0;
	}
	if (in->path.failed) {
		error_set(error, ERROR_SYSTEM, "out of memory");
		return INPUTS_BAD;
	}
	*path = in->path.data;
	return status;
}

void inputs_close(struct inputs *in)
{
	if (!in)
		return;
	while (in->depth)
		close_folder(&in->folders[--in->depth]);
	if (in->list && in->list != stdin)
		fclose(in->list);
	if (in->matching)
		globfree(&in->matches);
	free(in->line);
	buf_free(&in->path);
	free(in);
}

uint64_t inputs_size(const struct settings *settings)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < settings->input_count; i++) {
		struct stat status;
		if (stat(settings->inputs[i], &status) != 0 || !S_ISREG(status.st_mode))
			return 0;
		sum += (uint64_t)status.st_size;
	}
	return settings->lists.count ? 0 : sum;
}
