/* A record in a line, for tests and what they say when they fail. */
#include "names.h"
#include "view/view.h"

#include "base/day.h"

/* Text from an article may hold line ends; a brief is one line. */
static void write_flat(struct str text, struct buf *out)
{
	for (size_t i = 0; i < text.length; i++)
		buf_byte(out, text.data[i] == '\n' || text.data[i] == '\r' ? ' ' : text.data[i]);
}

static void write_actors(const struct actor *actors, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_text(out, ", ");
		write_flat(str_empty(actors[i].name) ? actors[i].text : actors[i].name, out);
	}
}

static void write_date(const char *before, const struct date *date, struct buf *out)
{
	char from[16], to[16];
	if (date->from == DAY_NONE && date->to == DAY_NONE)
		return;
	if (date->from != DAY_NONE)
		day_format(date->from, from);
	if (date->to != DAY_NONE)
		day_format(date->to, to);
	if (date->from == date->to)
		buf_printf(out, "; %s%s", before, from);
	else
		buf_printf(out, "; %s%s..%s", before, date->from != DAY_NONE ? from : "", date->to != DAY_NONE ? to : "");
}

/* A date of which flow.h says that it is not given when `from` is DAY_NONE. */
static void write_given_date(const char *before, const struct date *date, struct buf *out)
{
	if (date->from != DAY_NONE)
		write_date(before, date, out);
}

static void write_attribution(const struct attribution *attribution, struct buf *out)
{
	if (!attribution)
		return;
	buf_text(out, "; says ");
	write_actors(attribution->speakers, attribution->speaker_count, out);
	if (attribution->quoted || attribution->anonymous)
		buf_printf(out, " (%s)", !attribution->anonymous ? "quoted" : !attribution->quoted ? "anonymous" : "quoted, anonymous");
}

void view_brief_event(const struct event *event, struct buf *out)
{
	buf_str(out, event->type);
	if (event->mode.length)
		buf_printf(out, ":%.*s", STR_ARG(event->mode));
	buf_byte(out, ' ');
	write_actors(event->actors, event->actor_count, out);
	buf_text(out, event->actor_count ? " ->" : "->");
	if (event->recipient_count)
		buf_byte(out, ' ');
	write_actors(event->recipients, event->recipient_count, out);
	if (event->factuality != FACT_ACTUAL)
		buf_printf(out, "; %s", name_of_factuality(event->factuality));
	if (event->date.basis != BASIS_DOCUMENT)
		write_date("", &event->date, out);
	if (event->kind == RECORD_RELATION) {
		write_given_date("since ", &event->since, out);
		write_given_date("until ", &event->until, out);
	}
	if (event->place.name.length)
		buf_printf(out, "; at %.*s", STR_ARG(event->place.name));
	write_attribution(event->attribution, out);
}

static void write_ceasefire(const struct ceasefire *ceasefire, struct buf *out)
{
	buf_text(out, "ceasefire ");
	write_actors(ceasefire->called_by, ceasefire->called_by_count, out);
	buf_printf(out, "; %s", name_of_stage(ceasefire->stage));
	write_given_date("called on ", &ceasefire->called_on, out);
	write_given_date("from ", &ceasefire->effective_from, out);
	for (size_t i = 0; i < ceasefire->response_count; i++) {
		buf_text(out, "; ");
		write_actors(&ceasefire->responses[i].actor, 1, out);
		buf_printf(out, " %s", name_of_response(ceasefire->responses[i].response));
	}
	buf_byte(out, '\n');
}

void view_brief(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->event_count; i++) {
		view_brief_event(&document->events[i], out);
		buf_byte(out, '\n');
	}
	for (size_t i = 0; i < document->ceasefire_count; i++)
		write_ceasefire(&document->ceasefires[i], out);
	for (size_t i = 0; i < document->contradiction_count; i++) {
		const struct contradiction *contradiction = &document->contradictions[i];
		buf_printf(out, "contradiction %zu, %zu: %.*s\n", contradiction->first + 1, contradiction->second + 1, STR_ARG(contradiction->about));
	}
}
