/* records.c: plain CSV and TSV: every event and relation with all of its fields, one a row; lists with "; " between. */
#include "base/day.h"
#include "export/cells.h"
#include "export/layouts.h"
#include "names.h"

static void kind(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_text(out, row->event->kind == RECORD_RELATION ? "relation" : "event");
}

enum text_field { RECORD_ID, RECORD_TYPE, RECORD_MODE, RECORD_CAMEO, RECORD_ABOUT, RECORD_RULE, PLACE_TEXT, PLACE_COUNTRY_CODE, SOURCE_ID, INCIDENT };

static void text(const struct row *row, int which, struct buf *out)
{
	const struct event *event = row->event;
	const struct str fields[] = {
		[RECORD_ID] = event->id, [RECORD_TYPE] = event->type, [RECORD_MODE] = event->mode, [RECORD_CAMEO] = event->cameo,
		[RECORD_ABOUT] = event->about, [RECORD_RULE] = event->rule, [PLACE_TEXT] = event->place.text,
		[PLACE_COUNTRY_CODE] = event->place.country, [SOURCE_ID] = row->document->article.source_id,
		[INCIDENT] = row->incident ? row->incident->id : (struct str){0},
	};
	buf_str(out, fields[which]);
}

enum name_field { DATE_PRECISION, DATE_BASIS, PLACE_PRECISION, FACTUALITY };

static void name(const struct row *row, int which, struct buf *out)
{
	const struct event *event = row->event;
	const char *const names[] = {
		[DATE_PRECISION] = name_of_precision(event->date.precision), [DATE_BASIS] = name_of_basis(event->date.basis),
		[PLACE_PRECISION] = event->place.resolved ? name_of_place_precision(event->place.precision) : "",
		[FACTUALITY] = name_of_factuality(event->factuality),
	};
	buf_text(out, names[which] ? names[which] : "");
}

enum flag_field { HISTORICAL, FUTURE, HYPOTHETICAL, RECIPROCAL, QUOTED, ANONYMOUS };

static void flag(const struct row *row, int which, struct buf *out)
{
	const struct event *event = row->event;
	const struct attribution *said = event->attribution;
	const bool flags[] = {
		[HISTORICAL] = event->historical, [FUTURE] = event->future, [HYPOTHETICAL] = event->hypothetical, [RECIPROCAL] = event->reciprocal,
		[QUOTED] = said && said->quoted, [ANONYMOUS] = said && said->anonymous,
	};
	buf_text(out, flags[which] ? "1" : "0");
}

static void tenths(double value, struct buf *out)
{
	long units = (long)(value * 10 + (value < 0 ? -0.5 : 0.5)), size = units < 0 ? -units : units;
	buf_printf(out, "%s%ld.%ld", units < 0 ? "-" : "", size / 10, size % 10);
}

static void scale(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (row->event->kind == RECORD_EVENT)
		tenths(row->event->goldstein, out);
}

static void quad(const struct row *row, int which, struct buf *out)
{
	(void)which;
	if (row->event->quad)
		buf_printf(out, "%d", row->event->quad);
}

/* --- lists of actors: WHICH is a role and a field of it ---------------------------------------------- */

enum role { ROLE_ACTOR = 0, ROLE_RECIPIENT = 10, ROLE_SPEAKER = 20 };
enum actor_field { ACTOR_NAME, ACTOR_TEXT, ACTOR_ID, ACTOR_COUNTRY, ACTOR_SECTOR, ACTOR_CODE };

static struct str actor_field(const struct actor *actor, int field)
{
	const struct str fields[] = {
		[ACTOR_NAME] = actor_name(actor), [ACTOR_TEXT] = actor->text, [ACTOR_ID] = actor->id, [ACTOR_COUNTRY] = actor->country,
		[ACTOR_SECTOR] = actor->sector, [ACTOR_CODE] = actor->code,
	};
	return fields[field];
}

static void actors(const struct row *row, int which, struct buf *out)
{
	const struct event *event = row->event;
	const struct attribution *said = event->attribution;
	int role = which / 10 * 10;
	const struct actor *list = role == ROLE_ACTOR ? event->actors : role == ROLE_RECIPIENT ? event->recipients : said ? said->speakers : NULL;
	size_t count = role == ROLE_ACTOR ? event->actor_count : role == ROLE_RECIPIENT ? event->recipient_count : said ? said->speaker_count : 0;
	for (size_t i = 0; i < count; i++) {
		buf_text(out, i ? "; " : "");
		buf_str(out, actor_field(&list[i], which % 10));
	}
}

/* --- numbers ----------------------------------------------------------------------------------------- */

static void low(const struct row *row, int which, struct buf *out)
{
	const struct count *count = count_of(row->event, (enum count_kind)which);
	if (count)
		buf_printf(out, "%lld", (long long)count->low);
}

static void high(const struct row *row, int which, struct buf *out)
{
	const struct count *count = count_of(row->event, (enum count_kind)which);
	if (count && count->high >= 0)
		buf_printf(out, "%lld", (long long)count->high);
}

/* A relation's bounds, as coarse as the text. */
static void bound(const struct row *row, int which, struct buf *out)
{
	const struct date *date = which ? &row->event->until : &row->event->since;
	char written[16];
	if (row->event->kind != RECORD_RELATION || date->from == DAY_NONE)
		return;
	day_format(date->from, written);
	written[date->precision == DATE_YEAR ? 4 : date->precision == DATE_MONTH ? 7 : 10] = '\0';
	buf_text(out, written);
}

static void trigger(const struct row *row, int which, struct buf *out)
{
	const struct span span = row->event->trigger_span;
	(void)which;
	buf_append(out, row->document->article.text.data + span.start, span.end - span.start);
}

static void sentence(const struct row *row, int which, struct buf *out)
{
	(void)which;
	buf_printf(out, "%zu", row->event->sentence);
}

static void confidence(const struct row *row, int which, struct buf *out)
{
	int thousandths = (int)(row->event->confidence * 1000 + 0.5);
	(void)which;
	buf_printf(out, "%d.%03d", thousandths / 1000, thousandths % 1000);
}

#define ACTOR_COLUMNS(who, role) \
	{who, actors, (role) + ACTOR_NAME}, {who "_text", actors, (role) + ACTOR_TEXT}, {who "_id", actors, (role) + ACTOR_ID}, \
	{who "_country", actors, (role) + ACTOR_COUNTRY}, {who "_sector", actors, (role) + ACTOR_SECTOR}, {who "_code", actors, (role) + ACTOR_CODE}
#define COUNT_COLUMNS(name, kind) {name "_low", low, kind}, {name "_high", high, kind}

static const struct column columns[] = {
	{"kind", kind, 0},
	{"id", text, RECORD_ID},
	{"document", cell_document_id, 0},
	{"source_id", text, SOURCE_ID},
	{"url", cell_url, 0},
	{"publisher", cell_publisher, 0},
	{"title", cell_title, 0},
	{"document_date", cell_document_day, 0},
	{"date", cell_event_day, 0},
	{"end_date", cell_event_last_day, 0},
	{"date_precision", name, DATE_PRECISION},
	{"date_basis", name, DATE_BASIS},
	{"type", text, RECORD_TYPE},
	{"mode", text, RECORD_MODE},
	{"contexts", cell_contexts, 0},
	{"cameo", text, RECORD_CAMEO},
	{"quad", quad, 0},
	{"goldstein", scale, 0},
	ACTOR_COLUMNS("actor", ROLE_ACTOR),
	ACTOR_COLUMNS("recipient", ROLE_RECIPIENT),
	{"reciprocal", flag, RECIPROCAL},
	{"place", cell_place_name, 0},
	{"place_text", text, PLACE_TEXT},
	{"place_country", text, PLACE_COUNTRY_CODE},
	{"place_admin1", cell_admin1, 0},
	{"latitude", cell_latitude, 0},
	{"longitude", cell_longitude, 0},
	{"place_precision", name, PLACE_PRECISION},
	{"geonames", cell_geonames, 0},
	{"factuality", name, FACTUALITY},
	{"historical", flag, HISTORICAL},
	{"future", flag, FUTURE},
	{"hypothetical", flag, HYPOTHETICAL},
	ACTOR_COLUMNS("speaker", ROLE_SPEAKER),
	{"quoted", flag, QUOTED},
	{"anonymous", flag, ANONYMOUS},
	COUNT_COLUMNS("killed", COUNT_KILLED),
	COUNT_COLUMNS("wounded", COUNT_WOUNDED),
	COUNT_COLUMNS("arrested", COUNT_ARRESTED),
	COUNT_COLUMNS("displaced", COUNT_DISPLACED),
	COUNT_COLUMNS("abducted", COUNT_ABDUCTED),
	COUNT_COLUMNS("crowd", COUNT_CROWD),
	{"about", text, RECORD_ABOUT},
	{"since", bound, 0},
	{"until", bound, 1},
	{"sentence", sentence, 0},
	{"trigger", trigger, 0},
	{"text", cell_sentence_text, 0},
	{"rule", text, RECORD_RULE},
	{"confidence", confidence, 0},
	{"incident", text, INCIDENT},
};

const struct export_layout records_csv_layout = {STYLE_CSV, LAYOUT_COLUMNS(columns)};
const struct export_layout records_tsv_layout = {STYLE_TSV, LAYOUT_COLUMNS(columns)};

void records_add(struct exporter *exporter, const struct document *document, const struct export_incident *incidents, struct buf *out)
{
	for (size_t i = 0; i < document->event_count; i++) {
		struct row row = {.exporter = exporter, .document = document, .event = &document->events[i]};
		row.incident = incidents && !str_empty(incidents[i].id) ? &incidents[i] : NULL;
		row_write(&row, out);
	}
}
