/* casus pack: compile lexicon and model into the file that all other commands map. */
#include <string.h>

#include "command.h"
#include "output.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "pipeline.h"

/* A make rule that says OUTPUT hangs on the models, every file below LEXICON and the folders that hold them, so that a
 * build notices new and removed files. */
static bool write_depfile(const char *path, const char *output, const struct texts *models, const char *lexicon, struct error *error)
{
	struct arena arena;
	struct buf rule = {0};
	char **files;
	size_t count;
	const char *last_folder = "";
	arena_init(&arena);
	bool ok = file_list(lexicon, "", &arena, &files, &count, error);
	buf_printf(&rule, "%s:", output);
	for (size_t i = 0; i < models->count; i++)
		buf_printf(&rule, " %s", models->item[i]);
	for (size_t i = 0; ok && i < count; i++) {
		const char *slash = strrchr(files[i], '/');
		const char *folder = arena_copy(&arena, files[i], slash ? (size_t)(slash - files[i]) : 0);
		if (strcmp(folder, last_folder) != 0)
			buf_printf(&rule, " \\\n  %s", folder);
		last_folder = folder;
		buf_printf(&rule, " \\\n  %s", files[i]);
	}
	buf_byte(&rule, '\n');
	ok = ok && !rule.failed && file_write(path, buf_view(&rule), error);
	buf_free(&rule);
	arena_free(&arena);
	return ok;
}

static bool write_pack(const struct settings *settings, const struct buf *bytes, struct error *error)
{
	if (settings->check)
		return true;
	if (settings->depfile && !write_depfile(settings->depfile, settings->output, &settings->models, settings->inputs[0], error))
		return false;
	return file_write(settings->output, buf_view(bytes), error);
}

int run_pack(const struct settings *settings)
{
	struct error error = {0};
	struct buf bytes = {0};
	if (settings->input_count != 1)
		error_set(&error, ERROR_USAGE, "which lexicon? name its folder");
	else if (!settings->check && !settings->output)
		error_set(&error, ERROR_USAGE, "where to? name the file with -o, or only --check");
	else if (kit_compile(settings->inputs[0], settings->models.item, settings->models.count, &bytes, &error))
		write_pack(settings, &bytes, &error);
	buf_free(&bytes);
	return error.kind ? fail(&error) : EXIT_DONE;
}
