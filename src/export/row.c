/* row.c: rows, cells and their escapes. */
#include "export/row.h"

/* --- cells ------------------------------------------------------------------------------------------- */

static void write_tsv(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		buf_byte(out, c == '"' ? '\'' : (unsigned char)c < ' ' || c == 0x7f ? ' ' : c);
	}
}

static bool needs_quotes(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] == '"' || text.data[i] == ',' || text.data[i] == '\n' || text.data[i] == '\r')
			return true;
	return text.length && (ascii_is_space((unsigned char)text.data[0]) || ascii_is_space((unsigned char)text.data[text.length - 1]));
}

static void write_csv(struct str text, struct buf *out)
{
	if (!needs_quotes(text)) {
		buf_str(out, text);
		return;
	}
	buf_byte(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '"')
			buf_byte(out, '"');
		buf_byte(out, text.data[i]);
	}
	buf_byte(out, '"');
}

static void write_cell(const struct export_layout *layout, struct str text, struct buf *out)
{
	if (str_empty(text))
		buf_text(out, layout->empty ? layout->empty : "");
	else if (layout->style == STYLE_TSV)
		write_tsv(text, out);
	else
		write_csv(text, out);
}

static void between(const struct export_layout *layout, size_t column, struct buf *out)
{
	if (column)
		buf_byte(out, layout->style == STYLE_TSV ? '\t' : ',');
}

static void end_line(const struct export_layout *layout, struct buf *out)
{
	buf_text(out, layout->style == STYLE_TSV ? "\n" : "\r\n");
}

void row_header(const struct export_layout *layout, struct buf *out)
{
	if (layout->headless)
		return;
	for (size_t i = 0; i < layout->count; i++) {
		between(layout, i, out);
		write_cell(layout, str_of(layout->columns[i].name), out);
	}
	end_line(layout, out);
}

void row_write(const struct row *row, struct buf *out)
{
	const struct export_layout *layout = row->exporter->format->layout;
	struct buf *cell = &row->exporter->cell;
	for (size_t i = 0; i < layout->count; i++) {
		const struct column *column = &layout->columns[i];
		buf_clear(cell);
		if (column->value)
			column->value(row, column->which, cell);
		between(layout, i, out);
		write_cell(layout, buf_view(cell), out);
		out->failed |= cell->failed;
	}
	end_line(layout, out);
	row->exporter->written++;
}

/* --- which rows there are ---------------------------------------------------------------------------- */

bool row_happened(const struct row *row)
{
	const struct event *event = row->event;
	if (row->exporter->options.all)
		return true;
	bool undated = event->historical && event->date.basis == BASIS_DOCUMENT;
	return event->factuality == FACT_ACTUAL && !event->hypothetical && !event->future && !undated;
}

bool row_first_of_incident(const struct row *row)
{
	struct exporter *exporter = row->exporter;
	if (!row->incident || str_empty(row->incident->id))
		return true;
	bool added;
	struct str id = {arena_copy(&exporter->arena, row->incident->id.data, row->incident->id.length), row->incident->id.length};
	map_put(&exporter->seen, id, 0, &added);
	return added;
}

static struct row row_of(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, size_t event)
{
	struct row row = {.exporter = exporter, .document = document, .event = &document->events[event]};
	if (incidents && !str_empty(incidents[event].id))
		row.incident = &incidents[event];
	return row;
}

static void write_pair(struct row *row, const struct actor *source, const struct actor *target, struct buf *out)
{
	row->side[SOURCE] = source;
	row->side[TARGET] = target;
	row_write(row, out);
	row->pair++;
}

/* Both sides of a meeting are its actors: each is once the source and once the target. */
static void mutual_pairs(struct row *row, struct buf *out)
{
	const struct event *event = row->event;
	for (size_t i = 0; i < event->actor_count; i++)
		for (size_t j = 0; j < event->actor_count; j++)
			if (i != j)
				write_pair(row, &event->actors[i], &event->actors[j], out);
}

static void all_pairs(struct row *row, struct buf *out)
{
	const struct event *event = row->event;
	for (size_t i = 0; i < event->actor_count || (!event->actor_count && i == 0); i++)
		for (size_t j = 0; j < event->recipient_count || (!event->recipient_count && j == 0); j++)
			write_pair(row, event->actor_count ? &event->actors[i] : NULL, event->recipient_count ? &event->recipients[j] : NULL, out);
}

void rows_of_pairs(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, row_filter *takes,
                   struct buf *out)
{
	for (size_t i = 0; i < document->event_count; i++) {
		struct row row = row_of(exporter, document, incidents, i);
		bool nobody = !row.event->actor_count && !row.event->recipient_count;
		if (row.event->kind != RECORD_EVENT || nobody || (takes && !takes(&row)))
			continue;
		if (row.event->reciprocal && row.event->actor_count > 1 && !row.event->recipient_count)
			mutual_pairs(&row, out);
		else
			all_pairs(&row, out);
	}
}

void rows_of_events(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, row_filter *takes,
                    struct buf *out)
{
	for (size_t i = 0; i < document->event_count; i++) {
		struct row row = row_of(exporter, document, incidents, i);
		const struct event *event = row.event;
		row.side[SOURCE] = event->actor_count ? &event->actors[0] : NULL;
		row.side[TARGET] = event->recipient_count ? &event->recipients[0] : event->reciprocal && event->actor_count > 1 ? &event->actors[1] : NULL;
		if (event->kind == RECORD_EVENT && (!takes || takes(&row)))
			row_write(&row, out);
	}
}
