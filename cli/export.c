/* casus export, and `casus code` in the formats of others. */
#include "export.h"

#include <string.h>

#include "batch.h"
#include "command.h"
#include "output.h"

bool export_options_of(const struct settings *settings, struct export_options *options, struct error *error)
{
	const char *table = settings->goldstein ? settings->goldstein : "gdelt";
	bool phoenix = strcmp(table, "phoenix") == 0;
	*options = (struct export_options){.goldstein = phoenix ? GOLDSTEIN_PHOENIX : GOLDSTEIN_GDELT, .all = settings->all,
	                                   .version = str_of(CASUS_VERSION)};
	return phoenix || strcmp(table, "gdelt") == 0 || error_set(error, ERROR_USAGE, "--goldstein is gdelt or phoenix, not '%s'", table);
}

void export_names(struct buf *names)
{
	for (const struct export_format *format = export_formats; format->name; format++)
		buf_printf(names, " %s", format->name);
}

/* --- one output -------------------------------------------------------------------------------------- */

static bool flush(struct export_output *output, struct error *error)
{
	bool ok = output_write(buf_view(&output->out), error);
	buf_clear(&output->out);
	return ok;
}

bool export_output_open(struct export_output *output, const struct export_format *format, const struct session *session,
                        const struct settings *settings, struct error *error)
{
	struct export_options options;
	*output = (struct export_output){0};
	return export_options_of(settings, &options, error) &&
	       exporter_new(&output->exporter, format, kit_exports(session->kit), &options, error) &&
	       exporter_begin(output->exporter, &output->out, error) && flush(output, error);
}

bool export_output_add(struct export_output *output, const struct document *document, const struct export_incident *incidents,
                       struct error *error)
{
	return exporter_add(output->exporter, document, incidents, &output->out, error) && flush(output, error);
}

bool export_output_end(struct export_output *output, struct error *error)
{
	return exporter_end(output->exporter, &output->out, error) && flush(output, error) && output_flush(error);
}

void export_output_close(struct export_output *output)
{
	exporter_free(output->exporter);
	buf_free(&output->out);
}

/* --- casus code -------------------------------------------------------------------------------------- */

static bool take(void *context, struct arena *arena, struct document *document, void *note, bool usable, struct error *error)
{
	(void)arena, (void)note;
	return !usable || export_output_add(context, document, NULL, error);
}

static int run_batch(struct batch *batch, struct export_output *output)
{
	struct error error = {0};
	int status = batch_run(batch);
	if (status == EXIT_USAGE || export_output_end(output, &error))
		return status;
	return fail(&error);
}

int export_coded(const struct export_format *format, const struct settings *settings)
{
	struct error error = {0};
	struct session session;
	struct export_output output = {0};
	struct batch batch = {.settings = settings, .session = &session, .stage = STAGE_RECORDS, .context = &output, .take = take};
	bool ok = session_open(&session, settings, &error) && export_output_open(&output, format, &session, settings, &error);
	int status = ok ? run_batch(&batch, &output) : fail(&error);
	export_output_close(&output);
	session_close(&session);
	return status;
}
