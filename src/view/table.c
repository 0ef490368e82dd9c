/* table.c: records for people: a head line, then two lines a record (what; the words and who says so). */
#include "base/day.h"
#include "base/utf8.h"
#include "names.h"
#include "view/view.h"

enum { DATE_WIDTH = 24, TYPE_WIDTH = 18 };

struct table {
	const struct document *document;
	struct buf *out;
	size_t width;
	bool colour;
};

static const char *const quad_colour[] = {"\033[36m", "\033[32m", "\033[32m", "\033[33m", "\033[31m"};
#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

static void paint(const struct table *t, const char *escape)
{
	if (t->colour)
		buf_text(t->out, escape);
}

/* Control characters of a hostile text must not reach the terminal; each counts as one column. */
static size_t put_bounded(struct buf *out, struct str text, size_t room)
{
	size_t used = 0, at = 0;
	bool space = false;
	while (at < text.length) {
		size_t start = at;
		uint32_t c = utf8_next(text, &at);
		bool blank = utf8_is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0);
		if (blank && (space || used == 0))
			continue;
		if (used + 1 >= room && at < text.length) {
			buf_text(out, "\xE2\x80\xA6");
			return used + 1;
		}
		if (blank)
			buf_byte(out, ' ');
		else
			buf_append(out, text.data + start, at - start);
		space = blank;
		used++;
	}
	return used;
}

static void pad(struct buf *out, size_t used, size_t width)
{
	do
		buf_byte(out, ' ');
	while (++used < width);
}

static size_t put_date(struct buf *out, const struct date *date)
{
	char from[16], to[16];
	if (date->from == DAY_NONE)
		return 0;
	day_format(date->from, from);
	buf_text(out, from);
	if (date->to == date->from || date->to == DAY_NONE)
		return 10;
	day_format(date->to, to);
	buf_printf(out, "..%s", to);
	return 22;
}

static void put_actors(struct buf *out, const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_text(out, ", ");
		buf_str(out, str_empty(actors[i].name) ? actors[i].text : actors[i].name);
	}
	if (!count)
		buf_text(out, "?");
}

static void put_roles(struct buf *out, const struct event *e)
{
	put_actors(out, e->actors, e->actor_count);
	if (e->recipient_count) {
		buf_text(out, " \xE2\x86\x92 ");
		put_actors(out, e->recipients, e->recipient_count);
	}
}

static void put_remarks(struct buf *out, const struct event *e)
{
	if (e->factuality != FACT_ACTUAL)
		buf_printf(out, " [%s]", name_of_factuality(e->factuality));
	if (!str_empty(e->place.name))
		buf_printf(out, " at %.*s", STR_ARG(e->place.name));
	if (e->since.from != DAY_NONE && e->kind == RECORD_RELATION) {
		buf_text(out, " since ");
		put_date(out, &e->since);
	}
	for (size_t i = 0; i < e->count_count; i++)
		buf_printf(out, ", %lld%s %s", (long long)e->counts[i].low, e->counts[i].high < 0 ? "+" : "", name_of_count(e->counts[i].kind));
}

static void put_source(struct buf *out, const struct event *e)
{
	const struct attribution *a = e->attribution;
	if (a) {
		buf_text(out, a->anonymous ? "unnamed: " : "says ");
		put_actors(out, a->speakers, a->speaker_count);
		buf_text(out, a->quoted ? " (quoted)  " : "  ");
	}
	buf_str(out, e->rule);
}

static void event_rows(const struct table *t, const struct event *e)
{
	struct buf text = {0};
	size_t used = put_date(t->out, e->kind == RECORD_RELATION ? &(struct date){.from = DAY_NONE} : &e->date);
	pad(t->out, used, DATE_WIDTH);
	buf_str(&text, e->type);
	if (!str_empty(e->mode))
		buf_printf(&text, ":%.*s", STR_ARG(e->mode));
	paint(t, quad_colour[e->quad]);
	used = put_bounded(t->out, buf_view(&text), TYPE_WIDTH + 8);
	paint(t, PLAIN);
	pad(t->out, used, TYPE_WIDTH);
	buf_clear(&text);
	put_roles(&text, e);
	put_remarks(&text, e);
	paint(t, BOLD);
	put_bounded(t->out, buf_view(&text), t->width - DATE_WIDTH - TYPE_WIDTH);
	paint(t, PLAIN);
	buf_byte(t->out, '\n');
	buf_clear(&text);
	struct span s = t->document->sentences[e->sentence].span;
	size_t lead = e->trigger_span.start > s.start + 40 ? e->trigger_span.start - 40 : s.start;
	while (lead > s.start && t->document->article.text.data[lead - 1] != ' ')
		lead--;
	pad(t->out, 0, DATE_WIDTH);
	paint(t, DIM);
	put_source(&text, e);
	size_t right = utf8_count(buf_view(&text)), room = t->width - DATE_WIDTH;
	used = put_bounded(t->out, str_slice(t->document->article.text, lead, s.end), room > right + 12 ? room - right - 2 : 10);
	pad(t->out, used, room > right ? room - right : used + 2);
	put_bounded(t->out, buf_view(&text), room);
	paint(t, PLAIN);
	buf_byte(t->out, '\n');
	buf_free(&text);
}

static void put_party(struct buf *out, const char *lead, const struct actor *actors, size_t count)
{
	if (!count)
		return;
	buf_text(out, lead);
	put_actors(out, actors, count);
}

static void put_day(struct buf *out, const char *lead, const struct date *date)
{
	if (date->from == DAY_NONE)
		return;
	buf_text(out, lead);
	put_date(out, date);
}

static void ceasefire_rows(const struct table *t, const struct ceasefire *c)
{
	struct buf text = {0};
	size_t used = put_date(t->out, &c->called_on);
	pad(t->out, used, DATE_WIDTH);
	paint(t, quad_colour[0]);
	buf_text(t->out, "ceasefire");
	paint(t, PLAIN);
	pad(t->out, 9, TYPE_WIDTH);
	buf_text(&text, name_of_stage(c->stage));
	put_party(&text, ", called by ", c->called_by, c->called_by_count);
	put_party(&text, ", parties ", c->parties, c->party_count);
	put_party(&text, ", through ", c->mediators, c->mediator_count);
	put_day(&text, ", from ", &c->effective_from);
	put_day(&text, ", until ", &c->until);
	if (!str_empty(c->duration))
		buf_printf(&text, ", for %.*s", STR_ARG(c->duration));
	paint(t, BOLD);
	put_bounded(t->out, buf_view(&text), t->width - DATE_WIDTH - TYPE_WIDTH);
	paint(t, PLAIN);
	buf_byte(t->out, '\n');
	for (size_t i = 0; i < c->response_count; i++) {
		buf_clear(&text);
		put_actors(&text, &c->responses[i].actor, 1);
		buf_printf(&text, " %s", name_of_response(c->responses[i].response));
		if (c->responses[i].attribution && c->responses[i].attribution->anonymous)
			buf_text(&text, " (unnamed source)");
		pad(t->out, 0, DATE_WIDTH + TYPE_WIDTH);
		put_bounded(t->out, buf_view(&text), t->width - DATE_WIDTH - TYPE_WIDTH);
		buf_byte(t->out, '\n');
	}
	buf_free(&text);
}

static void contradiction_row(const struct table *t, const struct contradiction *c)
{
	pad(t->out, 0, DATE_WIDTH);
	paint(t, quad_colour[3]);
	buf_text(t->out, "contradiction");
	paint(t, PLAIN);
	pad(t->out, 13, TYPE_WIDTH);
	buf_printf(t->out, "%.*s (sentences %zu and %zu)\n", STR_ARG(c->about), t->document->events[c->first].sentence + 1,
	           t->document->events[c->second].sentence + 1);
}

static void head_row(const struct table *t)
{
	const struct article *a = &t->document->article;
	paint(t, BOLD);
	put_bounded(t->out, str_empty(a->title) ? a->path : a->title, t->width);
	paint(t, PLAIN);
	buf_printf(t->out, "\n%zu sentences, %zu records", t->document->sentence_count,
	           t->document->event_count + t->document->ceasefire_count + t->document->contradiction_count);
	if (a->day != DAY_NONE) {
		char text[16];
		day_format(a->day, text);
		buf_printf(t->out, ", dated %s (from the %s)", text, name_of_date_source(a->date_from));
	}
	buf_text(t->out, "\n\n");
}

void view_table(const struct document *document, const struct view_context *context, size_t width, bool colour, struct buf *out)
{
	(void)context;
	struct table t = {document, out, width < 80 ? 80 : width, colour};
	head_row(&t);
	for (size_t i = 0; i < document->event_count; i++)
		event_rows(&t, &document->events[i]);
	for (size_t i = 0; i < document->ceasefire_count; i++)
		ceasefire_rows(&t, &document->ceasefires[i]);
	for (size_t i = 0; i < document->contradiction_count; i++)
		contradiction_row(&t, &document->contradictions[i]);
	buf_byte(out, '\n');
}
