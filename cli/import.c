/* casus import: users' lists in the formats of others, as casus's own text files on standard output. */
#include <string.h>

#include "command.h"
#include "output.h"
#include "session.h"

#include "base/file.h"
#include "entity/entity.h"
#include "import/import.h"
#include "pipeline.h"

static bool is_country(void *context, struct str code)
{
	return entity_is_country(kit_entities(context), code);
}

static struct str country_named(void *context, struct str name, struct arena *arena)
{
	return entity_country_code(kit_entities(context), name, arena);
}

static void tell(void *context, const struct error *error)
{
	(void)context;
	message_error(error);
}

static const char *const output_names[] = {
	[IMPORT_ACTORS] = "actors",
	[IMPORT_PLACES] = "places",
	[IMPORT_CODEBOOK] = "a codebook",
};

struct job {
	const struct settings *settings;
	struct importer *importer;
	struct buf out;
	bool started;
	enum import_output output; /* of the first file: all must become the same */
};

/* One file behind what was read already. False when nothing of it could be used. */
static bool import_one(struct job *job, const char *path, struct error *error)
{
	struct buf text = {0}, lines = {0};
	enum import_output output = job->output;
	bool good = file_read(path, 0, &text, error) &&
	            import_list(job->importer, job->settings->from, path, buf_view(&text), &lines, &output, error);
	if (good && job->started && output != job->output)
		good = error_set(error, ERROR_USAGE, "%s holds %s, the files before it %s: import them one by one", path, output_names[output],
		                 output_names[job->output]);
	if (good) {
		buf_str(&job->out, buf_view(&lines));
		job->output = output;
		job->started = true;
	}
	buf_free(&lines);
	buf_free(&text);
	return good;
}

static int import_all(struct job *job)
{
	int status = EXIT_DONE;
	for (size_t i = 0; i < job->settings->input_count; i++) {
		struct error error = {0};
		if (import_one(job, job->settings->inputs[i], &error))
			continue;
		int one = fail(&error);
		if (one != EXIT_SOME_INPUTS)
			return one;
		status = one;
	}
	struct import_counts counts = import_counts(job->importer);
	if (!job->settings->quiet)
		message("%zu entries with %zu names and %zu dates; %zu that stand for nothing here left out, %zu faults", counts.entities, counts.names,
		        counts.dates, counts.left_out, counts.bad);
	return counts.bad > 0 ? EXIT_SOME_INPUTS : status;
}

static bool check_format(const char *from, struct error *error)
{
	struct buf names = {0};
	bool known = !from;
	for (const char *const *name = import_formats(); *name; name++) {
		buf_printf(&names, " %s", *name);
		known = known || strcmp(*name, from) == 0;
	}
	if (!known)
		error_set(error, ERROR_USAGE, "there is no format '%s' to import from; there are%.*s", from, (int)names.length, names.data ? names.data : "");
	buf_free(&names);
	return known;
}

int run_import(const struct settings *settings)
{
	struct session session;
	struct error error = {0};
	if (!settings->inputs_given)
		error_set(&error, ERROR_USAGE, "which file?");
	if (error.kind || !check_format(settings->from, &error))
		return fail(&error);
	if (!session_open(&session, settings, &error)) {
		session_close(&session);
		return fail(&error);
	}
	struct import_caller caller = {.context = session.kit, .is_country = is_country, .country_named = country_named, .bad = tell};
	struct job job = {.settings = settings, .importer = import_new(&caller)};
	int status = job.importer ? import_all(&job) : (error_set(&error, ERROR_SYSTEM, "out of memory"), fail(&error));
	import_free(job.importer);
	session_close(&session);
	int written = output_all(&job.out);
	return written != EXIT_DONE ? written : status;
}
