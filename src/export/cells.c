#include "export/cells.h"

#include <stdio.h>

#include "base/day.h"

/* --- parts ------------------------------------------------------------------------------------------- */

void put_day(int32_t day, struct buf *out)
{
	char text[16];
	if (day == DAY_NONE)
		return;
	day_format(day, text);
	buf_text(out, text);
}

void put_degrees(double value, struct buf *out)
{
	/* By whole numbers, so that no locale writes a comma. */
	double size = value < 0 ? -value : value;
	uint64_t units = (uint64_t)(size * 100000 + 0.5);
	char digits[8];
	unsigned fraction = (unsigned)(units % 100000), places = 5;
	for (unsigned i = places; i-- > 0; fraction /= 10)
		digits[i] = (char)('0' + fraction % 10);
	while (places && digits[places - 1] == '0')
		places--;
	buf_printf(out, "%s%llu", value < 0 && units ? "-" : "", (unsigned long long)(units / 100000));
	if (places)
		buf_printf(out, ".%.*s", (int)places, digits);
}

uint64_t number_of(struct str id, size_t part)
{
	uint64_t hash = str_hash(id);
	for (size_t i = 0; i < part; i++)
		hash = (hash ^ i) * 1099511628211u + 1;
	return 1 + hash % 999999999999999u;
}

struct str actor_name(const struct actor *actor)
{
	return str_empty(actor->name) ? actor->text : actor->name;
}

static bool is_code(struct str code)
{
	for (size_t i = 0; i < code.length; i++)
		if (!ascii_is_upper((unsigned char)code.data[i]) && !ascii_is_digit((unsigned char)code.data[i]))
			return false;
	return code.length >= 3 && code.length % 3 == 0;
}

static void put_cameo_country(const struct export_tables *tables, struct str code, struct buf *out)
{
	struct str body = table_body(tables, code, BODY_CAMEO), country = table_country(tables, code, COUNTRY_CAMEO);
	buf_str(out, !str_empty(body) ? body : !str_empty(country) ? country : code);
}

static bool is_country_or_body(const struct export_tables *tables, struct str code)
{
	return !str_empty(table_body(tables, code, BODY_CAMEO)) || !str_empty(table_country(tables, code, COUNTRY_CAMEO));
}

/* The blocks of CODE from FROM on: sectors in CAMEO's letters, all else as it is. */
static void put_cameo_blocks(const struct export_tables *tables, struct str code, size_t from, struct buf *out)
{
	for (; from + 3 <= code.length; from += 3) {
		struct str block = str_slice(code, from, from + 3), cameo = table_sector(tables, block, SECTOR_CAMEO);
		bool nameless = str_equal(block, STR("UNK")) || str_equal(block, STR("PRE")) || str_equal(block, STR("REL"));
		if (!nameless)
			buf_str(out, str_empty(cameo) ? block : cameo);
	}
}

void put_cameo_actor(const struct export_tables *tables, const struct actor *actor, struct buf *out)
{
	struct str code = actor->code;
	if (is_code(code)) {
		bool begins = is_country_or_body(tables, str_slice(code, 0, 3));
		if (begins)
			put_cameo_country(tables, str_slice(code, 0, 3), out);
		put_cameo_blocks(tables, code, begins ? 3 : 0, out);
		return;
	}
	if (!str_empty(code)) {
		buf_str(out, code); /* a user's own, of another make */
		return;
	}
	put_cameo_country(tables, actor->country, out);
	buf_str(out, table_sector(tables, actor->sector, SECTOR_CAMEO));
}

bool has_point(const struct place *place)
{
	return place->resolved;
}

const struct count *count_of(const struct event *event, enum count_kind kind)
{
	for (size_t i = 0; i < event->count_count; i++)
		if (event->counts[i].kind == kind)
			return &event->counts[i];
	return NULL;
}

struct str sentence_text(const struct row *row)
{
	const struct span span = row->document->sentences[row->event->sentence].span;
	return str_slice(row->document->article.text, span.start, span.end);
}

/* --- cells: the document ----------------------------------------------------------------------------- */

void cell_document_day(const struct row *row, int which, struct buf *out)
{
	(void)which;
	put_day(row->document->article.day, out);
}

void cell_document_id(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->document->id);
}

void cell_url(const struct row *row, int which, struct buf *out)
{
	(void)which;
	const struct article *article = &row->document->article;
	buf_str(out, !str_empty(article->url) ? article->url : article->path);
}

void cell_publisher(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->document->article.publisher);
}

void cell_title(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->document->article.title);
}

/* --- cells: the event -------------------------------------------------------------------------------- */

void cell_event_day(const struct row *row, int which, struct buf *out)
{
	(void)which;
	put_day(row->event->date.from, out);
}

void cell_event_last_day(const struct row *row, int which, struct buf *out)
{
	(void)which;
	put_day(row->event->date.to, out);
}

void cell_event_compact(const struct row *row, int which, struct buf *out)
{
	int year, month, day;
	char text[32];
	if (row->event->date.from == DAY_NONE)
		return;
	day_to_civil(row->event->date.from, &year, &month, &day);
	snprintf(text, sizeof text, "%04d%02d%02d", year, month, day);
	buf_append(out, text, (size_t)which);
}

void cell_sentence_text(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, sentence_text(row));
}

void cell_number_id(const struct row *row, int which, struct buf *out)
{
	struct str id = which && row->incident ? row->incident->id : row->event->id;
	buf_printf(out, "%llu", (unsigned long long)number_of(id, row->pair));
}

void cell_cameo(const struct row *row, int which, struct buf *out)
{
	struct str code = row->event->cameo;
	size_t length = which && (size_t)which < code.length ? (size_t)which : code.length;
	buf_append(out, code.data, length);
}

void cell_goldstein(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, table_goldstein(row->exporter->tables, row->event->cameo, row->exporter->options.goldstein));
}

void cell_contexts(const struct row *row, int which, struct buf *out)
{
	(void)which;
	for (size_t i = 0; i < row->event->context_count; i++) {
		buf_text(out, i ? ";" : "");
		buf_str(out, row->event->contexts[i]);
	}
}

/* --- cells: actors ----------------------------------------------------------------------------------- */

void cell_name(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		buf_str(out, actor_name(row->side[which]));
}

void cell_words(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		buf_str(out, row->side[which]->text);
}

void cell_country_name(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		buf_str(out, table_country(row->exporter->tables, row->side[which]->country, COUNTRY_NAME));
}

void cell_cameo_actor(const struct row *row, int which, struct buf *out)
{
	if (row->side[which])
		put_cameo_actor(row->exporter->tables, row->side[which], out);
}

/* --- cells: the place -------------------------------------------------------------------------------- */

void cell_place_name(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_str(out, row->event->place.name);
}

void cell_city(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (row->event->place.resolved && row->event->place.precision == PLACE_POINT)
		buf_str(out, row->event->place.name);
}

void cell_admin1(const struct row *row, int which, struct buf *out)
{
	(void)which;
	const struct place *place = &row->event->place;
	if (place->resolved && place->precision == PLACE_ADMIN1 && str_empty(place->admin1))
		buf_str(out, place->name);
	else
		buf_str(out, place->admin1);
}

void cell_place_country(const struct row *row, int which, struct buf *out)
{
	buf_str(out, table_country(row->exporter->tables, row->event->place.country, (enum country_column)which));
}

void cell_latitude(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (has_point(&row->event->place))
		put_degrees(row->event->place.lat, out);
}

void cell_longitude(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (has_point(&row->event->place))
		put_degrees(row->event->place.lon, out);
}

void cell_geonames(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (row->event->place.geoname)
		buf_printf(out, "%lu", (unsigned long)row->event->place.geoname);
}
