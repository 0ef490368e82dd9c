/* serve_export.c: the records that a request chooses, in a format of export/ or as they are, as a file. */
#include <stdlib.h>

#include "export/export.h"
#include "serve.h"
#include "view/view.h"

enum { EXPORT_MOST = 50000 }; /* records; more are for `casus export`, which holds none of them in memory */

static int by_document(const void *a, const void *b)
{
	const struct store_hit *x = a, *y = b;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

struct outlet {
	struct desk *desk;
	struct exporter *exporter; /* NULL: lines as `casus code` writes them */
	struct arena arena;        /* one document */
	struct buf *out;
};

static bool write_document(struct outlet *outlet, const struct store_hit *hits, size_t count, struct error *error)
{
	struct document document = {.arena = &outlet->arena};
	struct store_run run;
	arena_reset(&outlet->arena);
	if (!store_load_key(outlet->desk->store, hits->document, &document, &run, error))
		return false;
	for (size_t i = 0; !outlet->exporter && i < count; i++)
		view_jsonl_event(&document, hits[i].number, outlet->out);
	if (!outlet->exporter)
		return true;
	struct document some = document;
	some.event_count = 0;
	some.events = arena_zalloc(&outlet->arena, count, sizeof *some.events);
	some.ceasefire_count = some.contradiction_count = 0; /* they name events by their numbers */
	for (size_t i = 0; i < count; i++)
		if (hits[i].number < document.event_count)
			some.events[some.event_count++] = document.events[hits[i].number];
	return exporter_add(outlet->exporter, &some, NULL, outlet->out, error);
}

static bool write_hits(struct outlet *outlet, const struct store_hit *hits, size_t count, struct error *error)
{
	bool ok = !outlet->exporter || exporter_begin(outlet->exporter, outlet->out, error);
	for (size_t i = 0, next; ok && i < count; i = next) {
		for (next = i + 1; next < count && hits[next].document == hits[i].document; next++)
			;
		ok = write_document(outlet, hits + i, next - i, error);
	}
	return ok && (!outlet->exporter || exporter_end(outlet->exporter, outlet->out, error));
}

/* What a browser should take it for, and call it. */
static void name_file(struct desk *desk, struct str format, struct web_answer *answer)
{
	static const struct {
		const char *format, *type, *ending;
	} kinds[] = {{"csv", "text/csv; charset=utf-8", "csv"}, {"acled", "text/csv; charset=utf-8", "csv"}, {"ucdp-ged", "text/csv; charset=utf-8", "csv"},
	             {"geojson", "application/geo+json", "geojson"}, {"graphml", "application/graphml+xml", "graphml"}, {"jsonl", "application/x-ndjson", "jsonl"},
	             {"plover", "application/x-ndjson", "jsonl"}};
	const char *ending = "tsv";
	answer->type = "text/tab-separated-values; charset=utf-8";
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal(format, str_of(kinds[i].format))) {
			answer->type = kinds[i].type;
			ending = kinds[i].ending;
		}
	answer->file = arena_printf(&desk->arena, "casus-%.*s.%s", STR_ARG(format), ending);
}

static bool open_format(struct office *office, struct outlet *outlet, struct str name, struct error *error)
{
	struct export_options options = {.goldstein = GOLDSTEIN_GDELT, .version = str_of(CASUS_VERSION)};
	if (str_equal(name, STR("jsonl")))
		return true;
	const struct export_format *format = export_format_find(arena_printf(&outlet->desk->arena, "%.*s", STR_ARG(name)));
	if (!format || strcmp(format->name, "ceasefires") == 0)
		return error_set(error, ERROR_USAGE, "there is no format '%.*s' here; there are jsonl csv tsv icews gdelt phoenix polecat plover acled ucdp-ged geojson graphml", STR_ARG(name));
	return exporter_new(&outlet->exporter, format, kit_exports(office->kit), &options, error);
}

/* Without "to", which the grammar of conditions has for a day: the format is its own word. */
static bool find_hits(struct office *office, struct desk *desk, const struct web_request *request, struct store_hit **hits, size_t *count, struct error *error)
{
	struct query query;
	size_t total;
	if (!serve_query(office, desk, request, false, &query, error))
		return false;
	bool limited = query.limit && query.limit <= EXPORT_MOST;
	query.limit = limited ? query.limit : EXPORT_MOST;
	if (!store_ask(desk->store, &query, &desk->arena, hits, count, &total, error))
		return false;
	if (!limited && total > EXPORT_MOST)
		return error_set(error, ERROR_USAGE, "these are %zu records; more than %d are for the command: casus export --db FILE --to FORMAT", total, EXPORT_MOST);
	if (*count)
		qsort(*hits, *count, sizeof **hits, by_document);
	return true;
}

static bool answer_export(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct str format = web_value(request, "format");
	struct outlet outlet = {.desk = desk, .out = &answer->body};
	struct store_hit *hits;
	size_t count;
	if (str_empty(format))
		format = STR("jsonl");
	if (!find_hits(office, desk, request, &hits, &count, error) || !open_format(office, &outlet, format, error))
		return false;
	arena_init(&outlet.arena);
	jmp_buf recover;
	bool ok = false;
	if (setjmp(recover) == 0) {
		outlet.arena.recover = &recover;
		ok = write_hits(&outlet, hits, count, error);
	} else {
		error_set(error, ERROR_SYSTEM, "out of memory for this file");
	}
	arena_free(&outlet.arena);
	exporter_free(outlet.exporter);
	if (ok)
		name_file(desk, format, answer);
	return ok;
}

void serve_export(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_export);
}
