/* gdelt.c: GDELT 2.0 Events (61 columns) and Mentions (16), tabs and no header. Countries of actors are CAMEO's, of places FIPS 10-4. */
#include "base/day.h"
#include "base/utf8.h"
#include "export/cells.h"
#include "export/layouts.h"

/* --- dates ------------------------------------------------------------------------------------------- */

/* The year and the part of it that has passed, months counted as 30 days: ((month - 1) * 30 + day) / 365. */
static void fraction_date(const struct row *row, int which, struct buf *out)
{
	int year, month, day;
	(void)which;
	if (row->event->date.from == DAY_NONE)
		return;
	day_to_civil(row->event->date.from, &year, &month, &day);
	buf_printf(out, "%d.%04d", year, (((month - 1) * 30 + day) * 10000 + 182) / 365);
}

/* YYYYMMDDHHMMSS of DAY; the hour is not known. */
static void put_moment(int32_t day, struct buf *out)
{
	int year, month, mday;
	if (day == DAY_NONE)
		return;
	day_to_civil(day, &year, &month, &mday);
	buf_printf(out, "%04d%02d%02d000000", year, month, mday);
}

static void event_moment(const struct row *row, int which, struct buf *out)
{
	(void)which;
	put_moment(row->event->date.from, out);
}

static void document_moment(const struct row *row, int which, struct buf *out)
{
	(void)which;
	put_moment(row->document->article.day, out);
}

/* --- actors ------------------------------------------------------------------------------------------ */

static void upper_name(const struct row *row, int which, struct buf *out)
{
	const struct actor *actor = row->side[which];
	struct str name = actor ? actor_name(actor) : (struct str){0};
	char bytes[4];
	for (size_t at = 0; at < name.length;) {
		size_t length = utf8_encode(utf8_upper(utf8_next(name, &at)), bytes);
		buf_append(out, bytes, length);
	}
}

static void actor_country(const struct row *row, int which, struct buf *out)
{
	const struct actor *actor = row->side[which];
	if (actor)
		buf_str(out, table_country(row->exporter->tables, actor->country, COUNTRY_CAMEO));
}

/* "UNO" of "IGOUNO": the last block of an international body's code. */
static void known_group(const struct row *row, int which, struct buf *out)
{
	const struct actor *actor = row->side[which];
	struct str body = actor ? table_body(row->exporter->tables, actor->country, BODY_CAMEO) : (struct str){0};
	if (body.length > 3)
		buf_append(out, body.data + body.length - 3, 3);
}

/* The first to third block behind the country or group; for an international body its first block is the first type. */
static void actor_type(const struct row *row, int which, struct buf *out)
{
	const struct actor *actor = row->side[which % 2];
	struct buf code = {0};
	if (actor)
		put_cameo_actor(row->exporter->tables, actor, &code);
	struct str body = actor ? table_body(row->exporter->tables, actor->country, BODY_CAMEO) : (struct str){0};
	bool country = actor && !str_empty(table_country(row->exporter->tables, actor->country, COUNTRY_CAMEO));
	size_t skip = country ? 3 : body.length > 3 ? body.length - 3 : 0, block = (size_t)which / 2 * 3;
	size_t from = body.length > 3 ? (block ? block + skip : 0) : block + skip;
	if (from + 3 <= code.length)
		buf_append(out, code.data + from, 3);
	buf_free(&code);
}

/* --- the event --------------------------------------------------------------------------------------- */

/* GDELT's root events are those of the lead paragraph. */
static void is_root(const struct row *row, int which, struct buf *out)
{
	const struct document *document = row->document;
	size_t lead = 0;
	(void)which;
	while (lead < document->article.block_count && document->article.blocks[lead].kind != BLOCK_BODY)
		lead++;
	buf_text(out, document->sentences[row->event->sentence].block == lead ? "1" : "0");
}

static void quad(const struct row *row, int which, struct buf *out)
{
	struct str root = row->event->cameo;
	(void)which;
	if (root.length < 2)
		return;
	int number = (root.data[0] - '0') * 10 + root.data[1] - '0';
	buf_byte(out, number <= 5 ? '1' : number <= 8 ? '2' : number <= 13 ? '3' : '4');
}

enum tally { MENTIONS, SOURCES, ARTICLES };

static void tally(const struct row *row, int which, struct buf *out)
{
	const struct export_incident *incident = row->incident;
	size_t number = !incident ? 1 : which == MENTIONS ? incident->mentions : which == SOURCES ? incident->sources : incident->articles;
	buf_printf(out, "%zu", number ? number : 1);
}

/* --- places: only that of the action is known -------------------------------------------------------- */

static void no_place(const struct row *row, int which, struct buf *out)
{
	(void)row, (void)which;
	buf_byte(out, '0');
}

/* 1 a country, 2 a state and 3 a city of the United States, 4 a city and 5 a state elsewhere. */
static void place_type(const struct row *row, int which, struct buf *out)
{
	const struct place *place = &row->event->place;
	bool american = str_equal(place->country, STR("USA"));
	(void)which;
	if (!place->resolved)
		buf_byte(out, '0');
	else if (place->precision == PLACE_COUNTRY)
		buf_byte(out, '1');
	else if (place->precision == PLACE_ADMIN1)
		buf_byte(out, american ? '2' : '5');
	else
		buf_byte(out, american ? '3' : '4');
}

static void put_part(struct str part, struct buf *out)
{
	if (str_empty(part))
		return;
	buf_text(out, out->length ? ", " : "");
	buf_str(out, part);
}

static void full_name(const struct row *row, int which, struct buf *out)
{
	const struct place *place = &row->event->place;
	struct str country = table_country(row->exporter->tables, place->country, COUNTRY_NAME);
	(void)which;
	if (!place->resolved)
		return;
	if (place->precision == PLACE_POINT)
		put_part(place->name, out);
	if (place->precision != PLACE_COUNTRY)
		put_part(place->precision == PLACE_ADMIN1 ? place->name : place->admin1, out);
	put_part(str_empty(country) ? place->name : country, out);
}

/* FIPS has two codes for the Palestinian territories; Gaza lies west of 34.6 degrees, the West Bank east of it. */
static void place_fips(const struct row *row, int which, struct buf *out)
{
	const struct place *place = &row->event->place;
	bool gaza = str_equal(place->country, STR("PSE")) && place->precision != PLACE_COUNTRY && place->lon < 34.6;
	if (!place->resolved || (which && place->precision != PLACE_COUNTRY))
		return;
	buf_str(out, gaza ? STR("GZ") : table_country(row->exporter->tables, place->country, COUNTRY_FIPS));
}

#define ACTOR_COLUMNS(n, side) \
	{"Actor" n "Code", cell_cameo_actor, side}, {"Actor" n "Name", upper_name, side}, {"Actor" n "CountryCode", actor_country, side}, \
	{"Actor" n "KnownGroupCode", known_group, side}, {"Actor" n "EthnicCode", NULL, 0}, {"Actor" n "Religion1Code", NULL, 0}, \
	{"Actor" n "Religion2Code", NULL, 0}, {"Actor" n "Type1Code", actor_type, side}, {"Actor" n "Type2Code", actor_type, side + 2}, \
	{"Actor" n "Type3Code", actor_type, side + 4}

#define NO_GEO_COLUMNS(n) \
	{"Actor" n "Geo_Type", no_place, 0}, {"Actor" n "Geo_FullName", NULL, 0}, {"Actor" n "Geo_CountryCode", NULL, 0}, \
	{"Actor" n "Geo_ADM1Code", NULL, 0}, {"Actor" n "Geo_ADM2Code", NULL, 0}, {"Actor" n "Geo_Lat", NULL, 0}, \
	{"Actor" n "Geo_Long", NULL, 0}, {"Actor" n "Geo_FeatureID", NULL, 0}

static const struct column columns[] = {
	{"GLOBALEVENTID", cell_number_id, true},
	{"Day", cell_event_compact, 8},
	{"MonthYear", cell_event_compact, 6},
	{"Year", cell_event_compact, 4},
	{"FractionDate", fraction_date, 0},
	ACTOR_COLUMNS("1", SOURCE),
	ACTOR_COLUMNS("2", TARGET),
	{"IsRootEvent", is_root, 0},
	{"EventCode", cell_cameo, 0},
	{"EventBaseCode", cell_cameo, 3},
	{"EventRootCode", cell_cameo, 2},
	{"QuadClass", quad, 0},
	{"GoldsteinScale", cell_goldstein, 0},
	{"NumMentions", tally, MENTIONS},
	{"NumSources", tally, SOURCES},
	{"NumArticles", tally, ARTICLES},
	{"AvgTone", NULL, 0},
	NO_GEO_COLUMNS("1"),
	NO_GEO_COLUMNS("2"),
	{"ActionGeo_Type", place_type, 0},
	{"ActionGeo_FullName", full_name, 0},
	{"ActionGeo_CountryCode", place_fips, false},
	{"ActionGeo_ADM1Code", place_fips, true},
	{"ActionGeo_ADM2Code", NULL, 0},
	{"ActionGeo_Lat", cell_latitude, 0},
	{"ActionGeo_Long", cell_longitude, 0},
	{"ActionGeo_FeatureID", place_fips, true},
	{"DATEADDED", document_moment, 0},
	{"SOURCEURL", cell_url, 0},
};

const struct export_layout gdelt_layout = {STYLE_TSV, .headless = true, LAYOUT_COLUMNS(columns)};

static bool takes_mention(struct row *row)
{
	return row_happened(row) && !str_empty(row->event->cameo);
}

static bool takes_event(struct row *row)
{
	return takes_mention(row) && row_first_of_incident(row);
}

void gdelt_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	rows_of_pairs(exporter, document, incidents, takes_event, out);
}

/* --- mentions ---------------------------------------------------------------------------------------- */

static void constant(const struct row *row, int which, struct buf *out)
{
	(void)row;
	buf_printf(out, "%d", which);
}

static void sentence_id(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_printf(out, "%zu", row->event->sentence + 1);
}

/* Counted in characters from the start of the article, -1 where there is none. WHICH 2: the words that name the event. */
static void offset(const struct row *row, int which, struct buf *out)
{
	if (which < 2 && !row->side[which]) {
		buf_text(out, "-1");
		return;
	}
	size_t start = which == 2 ? row->event->trigger_span.start : row->side[which]->span.start;
	buf_printf(out, "%zu", utf8_count(str_slice(row->document->article.text, 0, start)));
}

static void percent(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_printf(out, "%d", (int)(row->event->confidence * 10 + 0.5) * 10); /* GDELT's comes in tens */
}

static void article_length(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_printf(out, "%zu", utf8_count(row->document->article.text));
}

static const struct column mention_columns[] = {
	{"GLOBALEVENTID", cell_number_id, true},
	{"EventTimeDate", event_moment, 0},
	{"MentionTimeDate", document_moment, 0},
	{"MentionType", constant, 1}, /* from the web: the identifier is a URL */
	{"MentionSourceName", cell_publisher, 0},
	{"MentionIdentifier", cell_url, 0},
	{"SentenceID", sentence_id, 0},
	{"Actor1CharOffset", offset, SOURCE},
	{"Actor2CharOffset", offset, TARGET},
	{"ActionCharOffset", offset, 2},
	{"InRawText", constant, 1},
	{"Confidence", percent, 0},
	{"MentionDocLen", article_length, 0},
	{"MentionDocTone", NULL, 0},
	{"MentionDocTranslationInfo", NULL, 0},
	{"Extras", NULL, 0},
};

const struct export_layout gdelt_mentions_layout = {STYLE_TSV, .headless = true, LAYOUT_COLUMNS(mention_columns)};

void gdelt_mentions_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	rows_of_pairs(exporter, document, incidents, takes_mention, out);
}
