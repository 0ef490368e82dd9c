/* geojson.c: RFC 7946, one feature an event, at its place; events without one have a null geometry. */
#include "base/day.h"
#include "base/json.h"
#include "export/cells.h"
#include "export/layouts.h"
#include "names.h"

void geojson_begin(struct exporter *exporter, struct buf *out)
{
	(void)exporter;
	buf_text(out, "{\"type\":\"FeatureCollection\",\"features\":[");
}

void geojson_end(struct exporter *exporter, struct buf *out)
{
	buf_text(out, exporter->written ? "\n]}\n" : "]}\n");
}

static void geometry(struct json *json, const struct place *place)
{
	if (!has_point(place)) {
		buf_text(json->out, ",\"geometry\":null");
		return;
	}
	json_open(json, "geometry", '{');
	json_str(json, "type", STR("Point"));
	json_open(json, "coordinates", '[');
	json_decimal(json, NULL, place->lon, 5);
	json_decimal(json, NULL, place->lat, 5);
	json_close(json, ']');
	json_close(json, '}');
}

static void names(struct json *json, const char *key, const struct actor *actors, size_t count)
{
	json_open(json, key, '[');
	for (size_t i = 0; i < count; i++)
		json_str(json, NULL, actor_name(&actors[i]));
	json_close(json, ']');
}

static void day(struct json *json, const char *key, int32_t value)
{
	char text[16];
	if (value == DAY_NONE)
		return;
	day_format(value, text);
	json_str(json, key, str_of(text));
}

static void properties(struct json *json, const struct row *row)
{
	const struct event *event = row->event;
	const struct count *killed = count_of(event, COUNT_KILLED);
	json_open(json, "properties", '{');
	day(json, "date", event->date.from);
	day(json, "end_date", event->date.to);
	json_str(json, "type", event->type);
	json_str_if(json, "mode", event->mode);
	json_number(json, "quad", event->quad);
	json_decimal(json, "goldstein", event->goldstein, 1);
	names(json, "actor", event->actors, event->actor_count);
	names(json, "recipient", event->recipients, event->recipient_count);
	json_str_if(json, "place", event->place.name);
	json_str_if(json, "country", event->place.country);
	json_str_if(json, "precision", event->place.resolved ? str_of(name_of_place_precision(event->place.precision)) : (struct str){0});
	json_str(json, "factuality", str_of(name_of_factuality(event->factuality)));
	if (event->attribution)
		names(json, "speaker", event->attribution->speakers, event->attribution->speaker_count);
	if (killed)
		json_number(json, "killed", killed->low);
	json_str(json, "text", sentence_text(row));
	json_str(json, "document", row->document->id);
	json_str_if(json, "url", row->document->article.url);
	if (row->incident)
		json_str(json, "incident", row->incident->id);
	json_close(json, '}');
}

void geojson_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	for (size_t i = 0; i < document->event_count; i++) {
		struct row row = {.exporter = exporter, .document = document, .event = &document->events[i]};
		struct json json = {.out = out};
		if (row.event->kind != RECORD_EVENT)
			continue;
		row.incident = incidents && !str_empty(incidents[i].id) ? &incidents[i] : NULL;
		buf_text(out, exporter->written++ ? ",\n" : "\n");
		json_open(&json, NULL, '{');
		json_str(&json, "type", STR("Feature"));
		json_str(&json, "id", row.event->id);
		geometry(&json, &row.event->place);
		properties(&json, &row);
		json_close(&json, '}');
	}
}
