/* casus export, and `casus code` in the formats of others. */
#include "export.h"

#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "command.h"
#include "output.h"
#include "query.h"

#include "view/view.h"

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

/* --- casus export ------------------------------------------------------------------------------------ */

static int by_document(const void *a, const void *b)
{
	const struct store_hit *x = a, *y = b;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

struct exporting {
	struct asking *asking;
	const struct export_format *format; /* NULL: jsonl */
	struct export_output output;
	struct arena arena; /* one document */
	const struct store_hit *hits; /* of the document; NULL: all its records */
	size_t hit_count;
};

/* The chosen records alone, with the incidents that they tell of. Ceasefires refer to all of a document's by their numbers: they are
 * kept whole, and so is it. */
static struct document chosen(const struct exporting *exporting, const struct document *document, struct export_incident *incidents)
{
	struct document some = *document;
	bool whole = !exporting->hits || strcmp(exporting->format->name, "ceasefires") == 0;
	if (whole)
		return some;
	some.events = arena_zalloc(document->arena, exporting->hit_count + 1, sizeof *some.events);
	some.event_count = 0;
	for (size_t i = 0; i < exporting->hit_count; i++) {
		size_t number = exporting->hits[i].number;
		if (number >= document->event_count)
			continue;
		some.events[some.event_count] = document->events[number];
		incidents[some.event_count++] = incidents[number]; /* hits are in the order of the document: NUMBER is not below */
	}
	return some;
}

static bool find_incidents(struct exporting *exporting, int64_t key, const struct document *document, struct export_incident **incidents,
                           struct error *error)
{
	struct store_telling *tellings;
	size_t count;
	if (!store_tellings(exporting->asking->store, key, document->arena, &tellings, &count, error))
		return false;
	*incidents = arena_zalloc(document->arena, document->event_count + 1, sizeof **incidents);
	for (size_t i = 0; i < count && i < document->event_count; i++)
		(*incidents)[i] = (struct export_incident){tellings[i].id, tellings[i].mentions, tellings[i].sources, tellings[i].documents};
	return true;
}

static bool write_jsonl(struct exporting *exporting, const struct document *document, const struct store_run *run, struct error *error)
{
	struct view_context context = {run->version, run->lexicon, run->model};
	if (!exporting->hits)
		view_jsonl(document, &context, &exporting->output.out);
	for (size_t i = 0; i < exporting->hit_count; i++)
		if (exporting->hits[i].number < document->event_count)
			view_jsonl_event(document, exporting->hits[i].number, &exporting->output.out);
	return flush(&exporting->output, error);
}

static bool export_document(struct exporting *exporting, int64_t key, struct error *error)
{
	struct document document = {.arena = &exporting->arena};
	struct store_run run = {0};
	arena_reset(&exporting->arena);
	if (!store_load_key(exporting->asking->store, key, &document, &run, error))
		return false;
	if (!exporting->format)
		return write_jsonl(exporting, &document, &run, error);
	struct export_incident *incidents;
	if (!find_incidents(exporting, key, &document, &incidents, error))
		return false;
	struct document some = chosen(exporting, &document, incidents);
	return export_output_add(&exporting->output, &some, incidents, error);
}

static bool export_hits(struct exporting *exporting, struct error *error)
{
	struct asking *asking = exporting->asking;
	struct store_hit *hits;
	size_t count, end;
	if (!store_ask(asking->store, &asking->query, &asking->arena, &hits, &count, NULL, error))
		return false;
	if (count)
		qsort(hits, count, sizeof *hits, by_document);
	for (size_t i = 0; i < count; i = end) {
		for (end = i + 1; end < count && hits[end].document == hits[i].document; end++)
			continue;
		exporting->hits = &hits[i];
		exporting->hit_count = end - i;
		if (!export_document(exporting, hits[i].document, error))
			return false;
	}
	return true;
}

static bool export_all(struct exporting *exporting, struct error *error)
{
	int64_t key = 0;
	while (store_next_key(exporting->asking->store, &key, error))
		if (!export_document(exporting, key, error))
			return false;
	return !error->kind;
}

static bool find_target(const struct settings *settings, const struct export_format **format, struct error *error)
{
	struct buf names = {0};
	*format = settings->to ? export_format_find(settings->to) : NULL;
	if (!settings->to)
		return error_set(error, ERROR_USAGE, "to which format? name it with --to");
	if (*format || strcmp(settings->to, "jsonl") == 0)
		return true;
	export_names(&names);
	error_set(error, ERROR_USAGE, "there is no format '%s'; there are: jsonl%.*s", settings->to, (int)names.length, names.data ? names.data : "");
	buf_free(&names);
	return false;
}

static bool run_exporting(struct exporting *exporting, const struct settings *settings, struct error *error)
{
	struct asking *asking = exporting->asking;
	if (!find_target(settings, &exporting->format, error) || !asking_open(asking, settings, 0, error))
		return false;
	if (asking->query.key_count)
		return error_set(error, ERROR_USAGE, "counts are no records: casus query --count");
	if (exporting->format && (!asking_session(asking, error) ||
	                          !export_output_open(&exporting->output, exporting->format, &asking->session, settings, error)))
		return false;
	bool ok = asking->condition_count ? export_hits(exporting, error) : export_all(exporting, error);
	return ok && (exporting->format ? export_output_end(&exporting->output, error) : output_flush(error));
}

int run_export(const struct settings *settings)
{
	struct error error = {0};
	struct asking asking = {0};
	struct exporting exporting = {.asking = &asking};
	jmp_buf recover;
	arena_init(&asking.arena);
	arena_init(&exporting.arena);
	if (setjmp(recover) == 0) {
		asking.arena.recover = exporting.arena.recover = &recover;
		run_exporting(&exporting, settings, &error);
	} else {
		error_set(&error, ERROR_SYSTEM, "out of memory");
	}
	export_output_close(&exporting.output);
	asking_close(&asking);
	arena_free(&exporting.arena);
	arena_free(&asking.arena);
	return error.kind ? fail(&error) : EXIT_DONE;
}
