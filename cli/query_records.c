/* query_records.c: the records themselves, each read back from the database. */
#include "query.h"

#include "export.h"
#include "output.h"

#include "base/day.h"
#include "view/view.h"

struct reading { /* the document at hand: records of one often follow each other */
	struct asking *asking;
	struct arena arena;
	struct document document;
	int64_t key;
};

static bool read_document(struct reading *reading, int64_t key, struct error *error)
{
	if (reading->key == key)
		return true;
	arena_reset(&reading->arena);
	reading->document = (struct document){.arena = &reading->arena};
	reading->key = key;
	return store_load_key(reading->asking->store, key, &reading->document, NULL, error);
}

static void put_day(int32_t day, struct buf *out)
{
	char text[16];
	day_format(day, text);
	buf_text(out, day == DAY_NONE ? "          " : text);
}

/* Two lines: when and what; the words it rests on and who printed them. */
static void put_record(const struct document *document, const struct event *event, size_t width, struct buf *out)
{
	struct span span = document->sentences[event->sentence].span;
	struct buf brief = {0};
	view_brief_event(event, &brief);
	put_day(event->date.from, out);
	buf_text(out, "  ");
	put_cut(out, buf_view(&brief), width - 12);
	buf_text(out, "\n            ");
	struct str publisher = document->article.publisher;
	size_t behind = str_empty(publisher) ? 0 : display_width(publisher) + 3;
	put_cut(out, str_slice(document->article.text, span.start, span.end), behind + 32 < width ? width - 12 - behind : width - 12);
	if (behind && behind + 32 < width)
		buf_printf(out, " (%.*s)", STR_ARG(publisher));
	buf_byte(out, '\n');
	buf_free(&brief);
}

struct writer {
	const char *format;
	size_t width;
	struct export_output csv;
	struct buf out;
};

static bool write_hit(struct reading *reading, const struct store_hit *hit, struct writer *writer, struct error *error)
{
	if (!read_document(reading, hit->document, error))
		return false;
	struct document *document = &reading->document;
	if (hit->number >= document->event_count)
		return error_set(error, ERROR_SYSTEM, "the database does not hold together: casus check --db says more");
	if (strcmp(writer->format, "csv") == 0) {
		struct document one = *document;
		one.events += hit->number;
		one.event_count = 1;
		return export_output_add(&writer->csv, &one, NULL, error);
	}
	if (strcmp(writer->format, "jsonl") == 0)
		view_jsonl_event(document, hit->number, &writer->out);
	else
		put_record(document, &document->events[hit->number], writer->width, &writer->out);
	bool ok = output_write(buf_view(&writer->out), error);
	buf_clear(&writer->out);
	return ok;
}

static bool open_writer(struct asking *asking, struct writer *writer, struct error *error)
{
	if (strcmp(writer->format, "csv") != 0)
		return true;
	return asking_session(asking, error) &&
	       export_output_open(&writer->csv, export_format_find("csv"), &asking->session, asking->settings, error);
}

enum { TABLE_LIMIT = 50 }; /* records on a terminal, unless told */

bool query_write_records(struct asking *asking, const char *format, struct error *error)
{
	struct writer writer = {.format = format, .width = terminal_width(asking->settings)};
	struct reading reading = {.asking = asking};
	struct store_hit *hits;
	size_t count, total = 0;
	bool table = strcmp(format, "table") == 0;
	if (table && !asking->query.limit)
		asking->query.limit = TABLE_LIMIT;
	arena_init(&reading.arena);
	reading.arena.recover = asking->arena.recover;
	bool ok = open_writer(asking, &writer, error) && store_ask(asking->store, &asking->query, &asking->arena, &hits, &count, table ? &total : NULL, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = write_hit(&reading, &hits[i], &writer, error);
	if (ok && writer.csv.exporter)
		ok = export_output_end(&writer.csv, error);
	if (ok && table && total > count)
		message("%zu of %zu records; limit= and offset= show others", count, total);
	export_output_close(&writer.csv);
	buf_free(&writer.out);
	arena_free(&reading.arena);
	return ok && output_flush(error);
}
