#define _DEFAULT_SOURCE /* ioctl's window size */
#include "session.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

/* The folder of the running program, without a slash at the end; NULL when the system does not tell. */
static const char *program_folder(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path);
	if (length <= 0 || (size_t)length == sizeof path)
		return NULL;
	while (length > 0 && path[length - 1] != '/')
		length--;
	return length > 0 ? arena_copy(arena, path, (size_t)length - 1) : NULL;
}

static bool is_there(const char *path)
{
	return access(path, R_OK) == 0;
}

/* The first of the places that has NAME; NULL when none has, then LOOKED lists them. BESIDE are paths relative to
 * the program's folder. */
static const char *find_data(struct arena *arena, const char *const *beside, const char *name, struct buf *looked)
{
	const char *folder = program_folder(arena);
	for (; folder && *beside; beside++) {
		const char *path = arena_printf(arena, "%s/%s%s", folder, *beside, name);
		if (is_there(path))
			return path;
		buf_printf(looked, "%s, ", path);
	}
	const char *installed = arena_printf(arena, "%s/%s", CASUS_DATADIR, name);
	if (is_there(installed))
		return installed;
	buf_text(looked, installed);
	return NULL;
}

static const char *find_pack(struct arena *arena, const struct settings *settings, struct buf *looked)
{
	static const char *const beside[] = {"", "../share/casus/", NULL};
	const char *path = settings->pack ? settings->pack : getenv("CASUS_PACK");
	return path && *path ? path : find_data(arena, beside, "casus.pack", looked);
}

/* The folder of text that the user's files are compiled with. */
static const char *find_lexicon(struct arena *arena, const struct settings *settings, struct buf *looked)
{
	static const char *const beside[] = {"../", "../share/casus/", NULL};
	return settings->lexicon ? settings->lexicon : find_data(arena, beside, "lexicon", looked);
}

bool session_open(struct session *session, const struct settings *settings, struct error *error)
{
	struct buf looked = {0};
	session->kit = NULL;
	arena_init(&session->arena);
	struct kit_options options = {
		.pack = find_pack(&session->arena, settings, &looked),
		.codebooks = settings->codebooks.item,
		.codebook_count = settings->codebooks.count,
		.compile_codebook = settings->codebooks.count > 0 || settings->lexicon,
		.actors = {settings->actors.item, settings->actors.count},
		.places = {settings->places.item, settings->places.count},
		.only_actors = settings->only_actors,
	};
	bool ok = true;
	if (!options.pack)
		ok = error_set(error, ERROR_LEXICON, "there is no pack (lexicon and model) at %.*s; name it with --pack",
		               (int)looked.length, looked.data ? looked.data : "");
	buf_clear(&looked);
	if (ok && (options.compile_codebook || options.actors.count || options.places.count || options.only_actors)) {
		options.lexicon = find_lexicon(&session->arena, settings, &looked);
		if (!options.lexicon)
			ok = error_set(error, ERROR_LEXICON, "your files need the lexicon folder, which is not at %.*s; name it with --lexicon",
			               (int)looked.length, looked.data ? looked.data : "");
	}
	buf_free(&looked);
	return ok && kit_open(&session->kit, &options, error);
}

void session_close(struct session *session)
{
	kit_close(session->kit);
	arena_free(&session->arena);
}

bool terminal_is_output(void)
{
	return isatty(STDOUT_FILENO);
}

size_t terminal_width(const struct settings *settings)
{
	struct winsize size;
	if (settings->width)
		return settings->width;
	return terminal_is_output() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 100;
}

bool terminal_color(const struct settings *settings)
{
	const char *no_color = getenv("NO_COLOR");
	if (settings->color || settings->no_color)
		return settings->color;
	return terminal_is_output() && !(no_color && *no_color);
}
