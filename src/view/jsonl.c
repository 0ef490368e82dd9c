/* jsonl.c: RECORD.md, one JSON object a line. */
#include "base/day.h"
#include "view/codepoints.h"
#include "base/json.h"
#include "names.h"
#include "view/view.h"

struct writer {
	struct json json;
	const struct document *document;
	struct codepoints codepoints;
};

static void span(struct writer *w, const char *key, struct span span)
{
	json_open(&w->json, key, '[');
	json_number(&w->json, NULL, (int64_t)codepoints_at(&w->codepoints, span.start));
	json_number(&w->json, NULL, (int64_t)codepoints_at(&w->codepoints, span.end));
	json_close(&w->json, ']');
}

static void day(struct writer *w, const char *key, int32_t value)
{
	char text[16];
	if (value == DAY_NONE)
		return;
	day_format(value, text);
	json_str(&w->json, key, str_of(text));
}

static struct str text_of(const struct writer *w, struct span s)
{
	return str_slice(w->document->article.text, s.start, s.end);
}

static void date(struct writer *w, const char *key, const struct date *d)
{
	if (d->from == DAY_NONE && d->to == DAY_NONE)
		return;
	json_open(&w->json, key, '{');
	day(w, "from", d->from);
	day(w, "to", d->to);
	if (d->basis != BASIS_DOCUMENT && d->span.end > d->span.start) {
		json_str(&w->json, "text", text_of(w, d->span));
		span(w, "span", d->span);
	}
	json_str(&w->json, "precision", str_of(name_of_precision(d->precision)));
	json_str(&w->json, "basis", str_of(name_of_basis(d->basis)));
	json_close(&w->json, '}');
}

static void actor(struct writer *w, const char *key, const struct actor *a)
{
	json_open(&w->json, key, '{');
	json_str(&w->json, "text", a->text);
	span(w, "span", a->span);
	json_str_if(&w->json, "name", a->name);
	json_str_if(&w->json, "id", a->id);
	json_str_if(&w->json, "country", a->country);
	json_str_if(&w->json, "sector", a->sector);
	json_str_if(&w->json, "code", a->code);
	json_close(&w->json, '}');
}

static void actors(struct writer *w, const char *key, const struct actor *list, size_t count)
{
	if (!count)
		return;
	json_open(&w->json, key, '[');
	for (size_t i = 0; i < count; i++)
		actor(w, NULL, &list[i]);
	json_close(&w->json, ']');
}

static void place(struct writer *w, const char *key, const struct place *p)
{
	if (str_empty(p->name) && str_empty(p->text))
		return;
	json_open(&w->json, key, '{');
	json_str_if(&w->json, "text", p->text);
	if (p->span.end > p->span.start)
		span(w, "span", p->span);
	if (p->resolved) {
		json_str_if(&w->json, "name", p->name);
		json_str_if(&w->json, "country", p->country);
		json_str_if(&w->json, "admin1", p->admin1);
		json_decimal(&w->json, "lat", p->lat, 5);
		json_decimal(&w->json, "lon", p->lon, 5);
		json_str(&w->json, "precision", str_of(name_of_place_precision(p->precision)));
		if (p->geoname)
			json_number(&w->json, "geonames", p->geoname);
	}
	json_close(&w->json, '}');
}

static void attribution(struct writer *w, const struct attribution *a)
{
	if (!a)
		return;
	json_open(&w->json, "attribution", '{');
	actors(w, "speaker", a->speakers, a->speaker_count);
	json_str_if(&w->json, "cue", a->cue);
	if (a->span.end > a->span.start)
		span(w, "span", a->span);
	json_true_if(&w->json, "quoted", a->quoted);
	json_true_if(&w->json, "anonymous", a->anonymous);
	json_close(&w->json, '}');
}

static void counts(struct writer *w, const struct event *e)
{
	if (!e->count_count)
		return;
	json_open(&w->json, "counts", '[');
	for (size_t i = 0; i < e->count_count; i++) {
		const struct count *c = &e->counts[i];
		json_open(&w->json, NULL, '{');
		json_str(&w->json, "of", str_of(name_of_count(c->kind)));
		json_number(&w->json, "low", c->low);
		if (c->high >= 0)
			json_number(&w->json, "high", c->high);
		json_str(&w->json, "text", text_of(w, c->span));
		span(w, "span", c->span);
		json_close(&w->json, '}');
	}
	json_close(&w->json, ']');
}

static void begin_line(struct writer *w, const char *kind, struct str id)
{
	w->json.comma = false;
	json_open(&w->json, NULL, '{');
	json_str(&w->json, "kind", str_of(kind));
	json_str(&w->json, "id", id);
}

static void end_line(struct writer *w)
{
	json_close(&w->json, '}');
	buf_byte(w->json.out, '\n');
}

static void document_line(struct writer *w, const struct view_context *context)
{
	const struct article *a = &w->document->article;
	begin_line(w, "document", w->document->id);
	json_str_if(&w->json, "source_id", a->source_id);
	json_str_if(&w->json, "path", a->path);
	json_str_if(&w->json, "url", a->url);
	json_str_if(&w->json, "title", a->title);
	json_str_if(&w->json, "publisher", a->publisher);
	json_str_if(&w->json, "author", a->author);
	day(w, "date", a->day);
	json_str_if(&w->json, "date_from", str_of(name_of_date_source(a->date_from)));
	place(w, "dateline", &w->document->dateline);
	json_str_if(&w->json, "language", a->language);
	json_number(&w->json, "sentences", (int64_t)w->document->sentence_count);
	json_str(&w->json, "version", context->version);
	json_str(&w->json, "lexicon", context->lexicon);
	json_str(&w->json, "model", context->model);
	end_line(w);
}

static void event_type(struct writer *w, const struct event *e)
{
	if (e->kind == RECORD_RELATION) {
		json_str(&w->json, "relation", e->type);
		return;
	}
	json_str(&w->json, "event_type", e->type);
	json_str_if(&w->json, "event_mode", e->mode);
	if (e->context_count) {
		json_open(&w->json, "contexts", '[');
		for (size_t i = 0; i < e->context_count; i++)
			json_str(&w->json, NULL, e->contexts[i]);
		json_close(&w->json, ']');
	}
	json_str_if(&w->json, "cameo", e->cameo);
	if (e->quad)
		json_number(&w->json, "quad", e->quad);
	json_decimal(&w->json, "goldstein", e->goldstein, 1);
}

/* RECORD.md has `since` and `until` as coarse as the text: "2014", "2014-05", "2014-05-01". */
static void coarse_date(struct writer *w, const char *key, const struct date *d)
{
	char text[16];
	if (d->from == DAY_NONE)
		return;
	day_format(d->from, text);
	if (d->precision == DATE_YEAR)
		text[4] = '\0';
	else if (d->precision == DATE_MONTH)
		text[7] = '\0';
	json_str(&w->json, key, str_of(text));
}

static void event_line(struct writer *w, const struct event *e)
{
	const struct sentence *sentence = &w->document->sentences[e->sentence];
	begin_line(w, e->kind == RECORD_RELATION ? "relation" : "event", e->id);
	json_str(&w->json, "doc", w->document->id);
	json_number(&w->json, "sentence", (int64_t)e->sentence);
	json_str(&w->json, "text", text_of(w, sentence->span));
	span(w, "span", sentence->span);
	event_type(w, e);
	actors(w, "actor", e->actors, e->actor_count);
	actors(w, "recipient", e->recipients, e->recipient_count);
	if (e->kind == RECORD_RELATION) {
		coarse_date(w, "since", &e->since);
		coarse_date(w, "until", &e->until);
	}
	date(w, "date", &e->date);
	place(w, "place", &e->place);
	json_str(&w->json, "factuality", str_of(name_of_factuality(e->factuality)));
	json_true_if(&w->json, "historical", e->historical);
	json_true_if(&w->json, "future", e->future);
	json_true_if(&w->json, "hypothetical", e->hypothetical);
	attribution(w, e->attribution);
	counts(w, e);
	json_open(&w->json, "trigger", '{');
	json_str(&w->json, "text", text_of(w, e->trigger_span));
	span(w, "span", e->trigger_span);
	json_close(&w->json, '}');
	json_str_if(&w->json, "about", e->about);
	json_str_if(&w->json, "rule", e->rule);
	json_decimal(&w->json, "confidence", e->confidence, 3);
	end_line(w);
}

static void response(struct writer *w, const struct response *r)
{
	json_open(&w->json, NULL, '{');
	actor(w, "actor", &r->actor);
	json_str(&w->json, "response", str_of(name_of_response(r->response)));
	date(w, "date", &r->date);
	attribution(w, r->attribution);
	json_str(&w->json, "event", w->document->events[r->event].id);
	json_close(&w->json, '}');
}

static void ceasefire_line(struct writer *w, const struct ceasefire *c)
{
	begin_line(w, "ceasefire", c->id);
	json_str(&w->json, "doc", w->document->id);
	actors(w, "called_by", c->called_by, c->called_by_count);
	actors(w, "parties", c->parties, c->party_count);
	place(w, "place", &c->place);
	day(w, "called_on", c->called_on.from);
	day(w, "effective_from", c->effective_from.from);
	day(w, "until", c->until.from == DAY_NONE ? DAY_NONE : c->until.to);
	json_str_if(&w->json, "duration", c->duration);
	json_true_if(&w->json, "unilateral", c->unilateral);
	json_true_if(&w->json, "written", c->written);
	json_true_if(&w->json, "extended", c->extended);
	if (c->purpose_count) {
		json_open(&w->json, "purposes", '[');
		for (size_t i = 0; i < c->purpose_count; i++)
			json_str(&w->json, NULL, c->purposes[i]);
		json_close(&w->json, ']');
	}
	actors(w, "mediators", c->mediators, c->mediator_count);
	json_str(&w->json, "stage", str_of(name_of_stage(c->stage)));
	json_open(&w->json, "events", '[');
	for (size_t i = 0; i < c->event_count; i++)
		json_str(&w->json, NULL, w->document->events[c->events[i]].id);
	json_close(&w->json, ']');
	if (c->response_count) {
		json_open(&w->json, "responses", '[');
		for (size_t i = 0; i < c->response_count; i++)
			response(w, &c->responses[i]);
		json_close(&w->json, ']');
	}
	end_line(w);
}

static void contradiction_line(struct writer *w, const struct contradiction *c)
{
	begin_line(w, "contradiction", c->id);
	json_str(&w->json, "doc", w->document->id);
	json_open(&w->json, "records", '[');
	json_str(&w->json, NULL, w->document->events[c->first].id);
	json_str(&w->json, NULL, w->document->events[c->second].id);
	json_close(&w->json, ']');
	json_str(&w->json, "about", c->about);
	end_line(w);
}

void view_jsonl_event(const struct document *document, size_t event, struct buf *out)
{
	struct writer w = {.json = {.out = out}, .document = document};
	codepoints_count(&w.codepoints, document->article.text, document->arena);
	event_line(&w, &document->events[event]);
}

void view_jsonl_ceasefire(const struct document *document, size_t ceasefire, struct buf *out)
{
	struct writer w = {.json = {.out = out}, .document = document};
	codepoints_count(&w.codepoints, document->article.text, document->arena);
	ceasefire_line(&w, &document->ceasefires[ceasefire]);
}

void view_jsonl_contradiction(const struct document *document, size_t contradiction, struct buf *out)
{
	struct writer w = {.json = {.out = out}, .document = document};
	contradiction_line(&w, &document->contradictions[contradiction]);
}

void view_jsonl(const struct document *document, const struct view_context *context, struct buf *out)
{
	struct writer w = {.json = {.out = out}, .document = document};
	codepoints_count(&w.codepoints, document->article.text, document->arena);
	document_line(&w, context);
	for (size_t i = 0; i < document->event_count; i++)
		event_line(&w, &document->events[i]);
	for (size_t i = 0; i < document->ceasefire_count; i++)
		ceasefire_line(&w, &document->ceasefires[i]);
	for (size_t i = 0; i < document->contradiction_count; i++)
		contradiction_line(&w, &document->contradictions[i]);
}
