/* casus code: articles in, records out. */
#include <string.h>

#include "batch.h"
#include "command.h"
#include "export.h"
#include "output.h"
#include "view/view.h"

struct code_run {
	struct view_context view;
	const struct output_format *format;
	size_t width;
	bool color;
};

struct output_format { /* a format of -f: one line here, one function in view/ */
	const char *name;
	void (*write)(const struct code_run *run, const struct document *document, struct buf *out);
};

static void write_table(const struct code_run *run, const struct document *document, struct buf *out)
{
	view_table(document, &run->view, run->width, run->color, out);
}

static void write_jsonl(const struct code_run *run, const struct document *document, struct buf *out)
{
	view_jsonl(document, &run->view, out);
}

static const struct output_format formats[] = {
	{"table", write_table},
	{"jsonl", write_jsonl},
	{NULL, NULL},
};

static void unknown_format(const char *name, struct error *error)
{
	struct buf names = {0};
	for (const struct output_format *format = formats; format->name; format++)
		buf_printf(&names, " %s", format->name);
	export_names(&names);
	error_set(error, ERROR_USAGE, "there is no format '%s'; there are:%.*s", name, (int)names.length, names.data ? names.data : "");
	buf_free(&names);
}

/* NULL with ERROR_USAGE when there is none of that name. */
static const struct output_format *find_format(const char *name, struct error *error)
{
	for (const struct output_format *format = formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	unknown_format(name, error);
	return NULL;
}

static bool render(void *context, struct coder *coder, struct document *document, struct buf *out, struct error *error)
{
	const struct code_run *run = context;
	(void)coder;
	(void)error;
	run->format->write(run, document, out);
	return true;
}

static struct view_context view_context(const struct session *session)
{
	return (struct view_context){str_of(CASUS_VERSION), kit_lexicon_hash(session->kit), kit_model_hash(session->kit)};
}

int run_code(const struct settings *settings)
{
	struct error error = {0};
	struct session session;
	struct code_run run = {.width = terminal_width(settings), .color = terminal_color(settings)};
	struct batch batch = {.settings = settings, .session = &session, .stage = STAGE_RECORDS, .context = &run, .render = render,
	                      .leaves_out_foreign = true, .leaves_out_duplicates = true};
	const char *name = settings->format ? settings->format : terminal_is_output() ? "table" : "jsonl";
	const struct export_format *other = export_format_find(name);
	if (other)
		return export_coded(other, settings);
	run.format = find_format(name, &error);
	if (!run.format)
		return fail(&error);
	int status;
	if (session_open(&session, settings, &error)) {
		run.view = view_context(&session);
		status = batch_run(&batch);
	} else {
		status = fail(&error);
	}
	session_close(&session);
	return status;
}
