/* plover.c: PLOVER's JSON, one object an event and line, with the names of the manual's draft 2.0. What was denied, planned or only
 * possible is written too: PLOVER has its auxiliary modes for it. */
#include "base/day.h"
#include "base/json.h"
#include "base/utf8.h"
#include "export/cells.h"
#include "export/layouts.h"

struct writer {
	struct json json;
	const struct row *row;
};

static void put_date(struct writer *w, const char *key, int32_t day)
{
	char text[16];
	if (day == DAY_NONE)
		return;
	day_format(day, text);
	json_str(&w->json, key, str_of(text));
}

static void entity(struct writer *w, const struct actor *actor)
{
	json_open(&w->json, NULL, '{');
	json_str_if(&w->json, "code", actor->country);
	json_str_if(&w->json, "sector", actor->sector);
	json_str_if(&w->json, "entity_text", actor->text);
	json_str_if(&w->json, "identifier_id", actor->id);
	json_str_if(&w->json, "identifier_text", actor->name);
	json_close(&w->json, '}');
}

static void entities(struct writer *w, const char *key, const struct actor *actors, size_t count)
{
	if (!count)
		return;
	json_open(&w->json, key, '[');
	for (size_t i = 0; i < count; i++)
		entity(w, &actors[i]);
	json_close(&w->json, ']');
}

static void strings(struct writer *w, const char *key, const struct str *list, size_t count)
{
	if (!count)
		return;
	json_open(&w->json, key, '[');
	for (size_t i = 0; i < count; i++)
		json_str(&w->json, NULL, list[i]);
	json_close(&w->json, ']');
}

/* The mode with PLOVER's auxiliary ones: historical, future, hypothetical, negation. */
static void modes(struct writer *w, const struct event *event)
{
	bool hypothetical = event->hypothetical || event->factuality == FACT_CONDITIONAL || event->factuality == FACT_POSSIBLE;
	struct str list[5];
	size_t count = 0;
	if (!str_empty(event->mode))
		list[count++] = event->mode;
	if (event->historical)
		list[count++] = STR("historical");
	if (event->future || event->factuality == FACT_PLANNED)
		list[count++] = STR("future");
	if (hypothetical)
		list[count++] = STR("hypothetical");
	if (event->factuality == FACT_NEGATED)
		list[count++] = STR("negation");
	strings(w, "mode", list, count);
}

/* 5 within a city to 1 a country. casus tells a place, a first-level division and a country. */
static void location(struct writer *w, const struct place *place)
{
	static const int resolutions[] = {[PLACE_POINT] = 4, [PLACE_ADMIN1] = 2, [PLACE_COUNTRY] = 1};
	if (str_empty(place->text) && str_empty(place->name))
		return;
	json_open(&w->json, "event_loc", '{');
	json_str_if(&w->json, "extracted_place", place->text);
	if (place->resolved) {
		json_str_if(&w->json, "resolved_place", place->name);
		if (place->geoname)
			json_number(&w->json, "geonameid", place->geoname);
		json_decimal(&w->json, "lat", place->lat, 5);
		json_decimal(&w->json, "lon", place->lon, 5);
		if (place->precision == PLACE_POINT)
			json_str(&w->json, "city", place->name);
		json_str_if(&w->json, "province", place->admin1);
		json_str_if(&w->json, "country", table_country(w->row->exporter->tables, place->country, COUNTRY_NAME));
		json_str_if(&w->json, "country_code", place->country);
		json_number(&w->json, "resolution", resolutions[place->precision]);
	}
	json_close(&w->json, '}');
}

static void toll(struct writer *w, const struct event *event)
{
	static const struct {
		enum count_kind kind;
		const char *name;
	} names[] = {{COUNT_KILLED, "dead"}, {COUNT_WOUNDED, "injured"}, {COUNT_ARRESTED, "arrested"}};
	bool any = false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		any |= count_of(event, names[i].kind) != NULL;
	if (!any)
		return;
	json_open(&w->json, "size", '{');
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct count *count = count_of(event, names[i].kind);
		if (count)
			json_number(&w->json, names[i].name, count->low);
	}
	json_close(&w->json, '}');
}

/* Offsets in characters of the article. */
static void text_info(struct writer *w)
{
	const struct document *document = w->row->document;
	const struct span span = document->sentences[w->row->event->sentence].span;
	struct str text = document->article.text;
	size_t start = utf8_count(str_slice(text, 0, span.start));
	json_open(&w->json, "text_info", '{');
	json_number(&w->json, "sequence", (int64_t)w->row->event->sentence);
	json_number(&w->json, "start", (int64_t)start);
	json_number(&w->json, "end", (int64_t)(start + utf8_count(str_slice(text, span.start, span.end))));
	json_str(&w->json, "text_story", document->id);
	json_close(&w->json, '}');
}

static void cite_info(struct writer *w)
{
	const struct article *article = &w->row->document->article;
	json_open(&w->json, "cite_info", '{');
	json_str_if(&w->json, "citation", article->source_id);
	json_str_if(&w->json, "url", str_empty(article->url) ? article->path : article->url);
	json_str_if(&w->json, "title", article->title);
	json_str_if(&w->json, "language", article->language);
	json_str_if(&w->json, "publication", article->publisher);
	json_str(&w->json, "coder", STR("casus"));
	json_str_if(&w->json, "codebook", w->row->event->rule);
	json_str(&w->json, "version", w->row->exporter->options.version);
	json_close(&w->json, '}');
}

static void intensity(struct writer *w, const struct event *event)
{
	if (event->quad)
		json_number(&w->json, "quad_code", event->quad);
	json_decimal(&w->json, "event_scale", event->goldstein, 1);
}

static void write_event(const struct row *row, struct buf *out)
{
	struct writer writer = {.json = {.out = out}, .row = row}, *w = &writer;
	const struct event *event = row->event;
	json_open(&w->json, NULL, '{');
	json_str(&w->json, "id", event->id);
	put_date(w, "date", event->date.from);
	if (event->date.to != event->date.from)
		put_date(w, "enddate", event->date.to);
	entities(w, "actor", event->actors, event->actor_count);
	entities(w, "recipient", event->recipients, event->recipient_count);
	strings(w, "event", &event->type, 1);
	modes(w, event);
	strings(w, "context", event->contexts, event->context_count);
	intensity(w, event);
	json_str_if(&w->json, "event_text", table_cameo_label(row->exporter->tables, event->cameo));
	location(w, &event->place);
	toll(w, event);
	if (row->incident)
		json_str(&w->json, "link", row->incident->id);
	json_str(&w->json, "text", sentence_text(row));
	text_info(w);
	cite_info(w);
	json_close(&w->json, '}');
	buf_byte(out, '\n');
}

void plover_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	for (size_t i = 0; i < document->event_count; i++) {
		struct row row = {.exporter = exporter, .document = document, .event = &document->events[i]};
		row.incident = incidents && !str_empty(incidents[i].id) ? &incidents[i] : NULL;
		if (row.event->kind == RECORD_EVENT)
			write_event(&row, out);
	}
}
