/* tables.c: actors from tables: UCDP's conflicts, REIGN's leaders, and a plain table of one's own. */
#include <stdlib.h>

#include "base/day.h"
#include "import/actors.h"

/* The actor whose KEY is this, a new one when it is the first time; *ADDED says so. */
static struct held_actor *keyed_actor(struct importer *importer, struct map *keys, struct str key, bool *added)
{
	struct map_entry *entry = map_put(keys, key, importer->actor_count, added);
	return *added ? import_actor(importer) : &importer->actors[entry->value];
}

static bool has_name(const struct held_actor *actor, struct str name)
{
	for (size_t i = 0; i < actor->name_count; i++)
		if (str_equal(actor->names[i], name))
			return true;
	return false;
}

/* "Bosnia-Herzegovina", "DR Congo (Zaire)", "Yemen, South": the country, by the whole, by what is before the bracket, by what is inside. */
static struct str find_country(struct importer *importer, struct str name)
{
	struct import_caller *caller = &importer->caller;
	struct str code = caller->country_named(caller->context, name, &importer->arena);
	size_t open = str_find(name, STR("("), 0), close = open == SIZE_MAX ? open : str_find(name, STR(")"), open);
	if (code.length == 0 && close != SIZE_MAX)
		code = caller->country_named(caller->context, str_trim(str_slice(name, 0, open)), &importer->arena);
	if (code.length == 0 && close != SIZE_MAX)
		code = caller->country_named(caller->context, str_slice(name, open + 1, close), &importer->arena);
	return code;
}

/* --- UCDP --------------------------------------------------------------------------------------- */

struct years {
	uint64_t first, last;
};

struct ucdp {
	struct importer *importer;
	struct csv csv;
	struct map keys;     /* "607" or the name -> actor */
	struct years *years; /* parallel to the actors */
	size_t year_count, year_capacity;
};

static const struct {
	const char *table;
	const char *sector;
} nonstate_sectors[] = { /* UCDP's levels of organisation */
	{"1", "REB"}, {"2", "PTY"}, {"3", "CVL"},
};

/* "Government of Syria": that country's government; of the rest the sector is told by the table that they stand in. */
static struct str ucdp_code(struct ucdp *ucdp, struct str name)
{
	struct importer *importer = ucdp->importer;
	bool government = str_starts(name, STR("Government of "));
	struct str places = csv_field(&ucdp->csv, "location"), place = places;
	struct str country = find_country(importer, government ? str_slice(name, 14, name.length) : str_trim(str_cut(&place, ',')));
	const char *sector = government ? "GOV" : "REB";
	for (size_t i = 0; !government && csv_has(&ucdp->csv, "org") && i < sizeof nonstate_sectors / sizeof *nonstate_sectors; i++)
		if (str_equal(csv_field(&ucdp->csv, "org"), str_of(nonstate_sectors[i].table)))
			sector = nonstate_sectors[i].sector;
	if (country.length == 0)
		return str_of(arena_printf(&importer->arena, "-%s=UCDP", sector));
	return str_of(arena_printf(&importer->arena, "%.*s%s", STR_ARG(country), sector));
}

static void ucdp_party(struct ucdp *ucdp, struct str name, struct str id, struct str full, uint64_t year)
{
	struct importer *importer = ucdp->importer;
	bool added;
	name = import_clean(importer, name);
	if (name.length == 0)
		return;
	struct held_actor *actor = keyed_actor(importer, &ucdp->keys, id.length > 0 ? id : name, &added);
	size_t index = (size_t)(actor - importer->actors);
	if (added) {
		struct years years = {year, year};
		arena_push(&importer->arena, ucdp->years, ucdp->year_count, ucdp->year_capacity, years);
		actor->class_ = str_starts(name, STR("Government of ")) ? "organisation" : "armed-group";
		if (id.length > 0)
			actor->id = str_of(arena_printf(&importer->arena, "UCDP-%.*s", STR_ARG(id)));
		import_add_code(importer, actor, ucdp_code(ucdp, name), (struct str){0}, false);
	}
	if (!has_name(actor, name))
		import_add_name(importer, actor, name);
	full = import_clean(importer, full);
	if (full.length > 120)
		importer->counts.left_out++; /* all who take part, one by one: nobody is called so */
	else if (full.length > 0 && !has_name(actor, full))
		import_add_name(importer, actor, full);
	struct years *years = &ucdp->years[index];
	years->first = year < years->first ? year : years->first;
	years->last = year > years->last ? year : years->last;
}

/* A side may be several parties: names and ids side by side, with commas between. */
static void ucdp_side(struct ucdp *ucdp, struct str names, struct str ids, struct str full, uint64_t year)
{
	size_t name_count = 1, id_count = 1;
	for (size_t i = 0; i < names.length; i++)
		name_count += names.data[i] == ',' && i + 1 < names.length && names.data[i + 1] == ' ';
	for (size_t i = 0; i < ids.length; i++)
		id_count += ids.data[i] == ',';
	if (names.length == 0)
		return;
	if (ids.length > 0 && (name_count == 1 || name_count != id_count)) { /* "Government of Syria, rebels" told by one id is one name */
		ucdp_party(ucdp, names, ids, full, year);
		return;
	}
	while (names.data) {
		struct str id = ids.length > 0 && ids.data ? str_trim(str_cut(&ids, ',')) : (struct str){0};
		ucdp_party(ucdp, str_trim(str_cut(&names, ',')), id, (struct str){0}, year);
	}
}

static void ucdp_row(struct ucdp *ucdp)
{
	const struct csv *csv = &ucdp->csv;
	struct str year_text = csv_field(csv, "year");
	uint64_t year;
	if (!str_to_u64(year_text, &year) || year < 1900 || year > 2200) {
		import_bad(ucdp->importer, year_text, "\"%.*s\" is no year", STR_ARG(year_text));
		return;
	}
	bool named = csv_has(csv, "side_a_name"); /* the list of non-state conflicts */
	ucdp_side(ucdp, csv_field(csv, named ? "side_a_name" : "side_a"), csv_field(csv, "side_a_id"), csv_field(csv, "side_a_name_fulltext"), year);
	ucdp_side(ucdp, csv_field(csv, named ? "side_b_name" : "side_b"), csv_field(csv, "side_b_id"), csv_field(csv, "side_b_name_fulltext"), year);
	ucdp_side(ucdp, csv_field(csv, "side_a_2nd"), (struct str){0}, (struct str){0}, year);
	ucdp_side(ucdp, csv_field(csv, "side_b_2nd"), (struct str){0}, (struct str){0}, year);
}

void import_ucdp(struct importer *importer, struct str text, struct buf *out)
{
	struct ucdp ucdp = {.importer = importer};
	map_init(&ucdp.keys, &importer->arena);
	if (!csv_open(&ucdp.csv, importer, text))
		return;
	while (csv_next(&ucdp.csv))
		ucdp_row(&ucdp);
	for (size_t i = 0; i < importer->actor_count; i++) {
		struct held_actor *actor = &importer->actors[i];
		if (strcmp(actor->class_, "organisation") != 0) /* a government is one before and after its wars */
			actor->codes[0].when = str_of(arena_printf(&importer->arena, "%04u..%04u", (unsigned)ucdp.years[i].first, (unsigned)ucdp.years[i].last));
	}
	import_write_actors(importer, out);
}

/* --- REIGN ------------------------------------------------------------------------------------- */

/* "2000-01-01..2008-05", open where the leader was in office when the list was closed. False when the row has no start. */
static bool reign_when(const struct csv *csv, struct importer *importer, struct str *when)
{
	uint64_t year, month, day, last_year, last_month;
	struct str start = csv_field(csv, "syear"), end = csv_field(csv, "eyear");
	if (!str_to_u64(start, &year) || year < 1000 || year > 2200)
		return import_bad(importer, start, "\"%.*s\" is no year", STR_ARG(start));
	if (!str_to_u64(csv_field(csv, "smonth"), &month) || month < 1 || month > 12)
		return import_bad(importer, csv_field(csv, "smonth"), "the month is missing");
	if (!str_to_u64(csv_field(csv, "sdate"), &day) || day < 1 || day > (uint64_t)day_month_length((int)year, (int)month))
		day = 1;
	*when = str_of(arena_printf(&importer->arena, "%04u-%02u-%02u..", (unsigned)year, (unsigned)month, (unsigned)day));
	if (end.length == 0)
		return true;
	if (!str_to_u64(end, &last_year) || last_year > 2200 || !str_to_u64(csv_field(csv, "emonth"), &last_month) || last_month < 1 || last_month > 12)
		return import_bad(importer, end, "no month or year in which it ended");
	if (last_year < year || (last_year == year && last_month < month))
		return import_bad(importer, end, "it ends before it begins");
	*when = str_of(arena_printf(&importer->arena, "%.*s%04u-%02u", STR_ARG(*when), (unsigned)last_year, (unsigned)last_month));
	return true;
}

static void reign_row(struct csv *csv, struct importer *importer, struct map *keys)
{
	struct str state = csv_field(csv, "stateabb"), leader = import_clean(importer, csv_field(csv, "leader")), when;
	struct str country = import_cow_country(state), gender = csv_field(csv, "gender");
	if (leader.length == 0) {
		import_bad(importer, leader, "the leader is missing");
		return;
	}
	if (country.length != 3 || !importer->caller.is_country(importer->caller.context, country)) {
		import_bad(importer, state, "\"%.*s\" is no country of the list's", STR_ARG(state));
		return;
	}
	if (!reign_when(csv, importer, &when))
		return;
	bool added;
	struct str key = str_of(arena_printf(&importer->arena, "%.*s %.*s", STR_ARG(country), STR_ARG(leader)));
	struct held_actor *actor = keyed_actor(importer, keys, key, &added);
	if (added) {
		actor->class_ = "person";
		actor->id = str_of(arena_printf(&importer->arena, "%.*s %.*s", STR_ARG(leader), STR_ARG(country)));
		if (str_equal(gender, STR("0")) || str_equal(gender, STR("1"))) /* 1: a man */
			actor->more = str_of(str_equal(gender, STR("0")) ? "female" : "male");
		/* A surname alone: it needs its country in the text. */
		bool bare = str_find(leader, STR(" "), 0) == SIZE_MAX;
		struct str name = bare ? str_of(arena_printf(&importer->arena, "?%.*s", STR_ARG(leader))) : leader;
		arena_push(&importer->arena, actor->names, actor->name_count, actor->name_capacity, name);
	}
	import_add_code(importer, actor, str_of(arena_printf(&importer->arena, "%.*sGOV", STR_ARG(country))), when, false);
}

void import_reign(struct importer *importer, struct str text, struct buf *out)
{
	struct csv csv;
	struct map keys;
	map_init(&keys, &importer->arena);
	if (!csv_open(&csv, importer, text))
		return;
	while (csv_next(&csv))
		reign_row(&csv, importer, &keys);
	import_write_actors(importer, out);
}

/* --- a table of one's own: name, code, from, to, aliases; also id, class, country, sector --------- */

/* "2014", "2014-05", "2014-05-31", "31.05.2014", "20140531" as casus writes it; empty stays empty. */
static bool table_day(struct importer *importer, struct str text, struct str *day)
{
	int32_t number;
	uint64_t part;
	struct arena *arena = &importer->arena;
	bool iso = text.length == 4 || (text.length == 7 && text.data[4] == '-') || text.length == 10;
	*day = text;
	if (text.length == 0)
		return true;
	if (text.length == 8 && str_to_u64(text, &part))
		*day = str_of(arena_printf(arena, "%.4s-%.2s-%.2s", text.data, text.data + 4, text.data + 6));
	else if (text.length == 10 && (text.data[2] == '.' || text.data[2] == '/') && text.data[5] == text.data[2])
		*day = str_of(arena_printf(arena, "%.4s-%.2s-%.2s", text.data + 6, text.data + 3, text.data));
	else if (!iso)
		return import_bad(importer, text, "\"%.*s\" is no day; write 2014, 2014-05 or 2014-05-31", STR_ARG(text));
	struct str full = day->length == 4 ? str_of(arena_printf(arena, "%.*s-01-01", STR_ARG(*day))) :
	                  day->length == 7 ? str_of(arena_printf(arena, "%.*s-01", STR_ARG(*day))) : *day;
	return day_parse(full, &number) || import_bad(importer, text, "\"%.*s\" is no day; write 2014, 2014-05 or 2014-05-31", STR_ARG(text));
}

static bool table_when(const struct csv *csv, struct importer *importer, struct str *when)
{
	struct str from, to;
	if (!table_day(importer, csv_field(csv, "from"), &from) || !table_day(importer, csv_field(csv, "to"), &to))
		return false;
	*when = (struct str){0};
	size_t common = from.length < to.length ? from.length : to.length;
	if (common > 0 && str_compare(str_slice(from, 0, common), str_slice(to, 0, common)) > 0)
		return import_bad(importer, csv_field(csv, "from"), "it ends before it begins");
	if (from.length + to.length > 0)
		*when = str_of(arena_printf(&importer->arena, "%.*s..%.*s", STR_ARG(from), STR_ARG(to)));
	return true;
}

static bool table_code(const struct csv *csv, struct importer *importer, struct str *code)
{
	struct str country = csv_field(csv, "country");
	*code = csv_field(csv, "code");
	if (import_is_code(*code))
		return true;
	if (code->length > 0)
		return import_bad(importer, *code, "\"%.*s\" is no code", STR_ARG(*code));
	struct str iso = country.length == 3 && importer->caller.is_country(importer->caller.context, country) ? country :
	                 country.length > 0 ? find_country(importer, country) : (struct str){0};
	*code = str_of(arena_printf(&importer->arena, "%.*s%.*s", STR_ARG(iso), STR_ARG(csv_field(csv, "sector"))));
	return iso.length > 0 || import_bad(importer, country, country.length ? "unknown country \"%.*s\"" : "the code is missing%.*s", STR_ARG(country));
}

static const char *table_class(const struct csv *csv, struct importer *importer)
{
	static const char *const classes[] = {"person", "organisation", "armed-group", "country", "people", "actor"};
	struct str class_ = csv_field(csv, "class");
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (str_equal_nocase(class_, str_of(classes[i])))
			return classes[i];
	if (class_.length > 0)
		import_bad(importer, class_, "unknown class \"%.*s\": it is taken as actor", STR_ARG(class_));
	return "actor";
}

static void table_row(struct csv *csv, struct importer *importer, struct map *keys)
{
	struct str name = import_clean(importer, csv_field(csv, "name")), id = import_clean(importer, csv_field(csv, "id")), code, when;
	if (name.length == 0) {
		import_bad(importer, csv_field(csv, "name"), "the name is missing");
		return;
	}
	if (!table_code(csv, importer, &code) || !table_when(csv, importer, &when))
		return;
	bool added;
	struct held_actor *actor = keyed_actor(importer, keys, id.length > 0 ? id : name, &added);
	if (added) {
		actor->class_ = table_class(csv, importer);
		actor->id = id;
		import_add_name(importer, actor, name);
	}
	for (struct str list = csv_field(csv, "aliases"); list.length > 0;) {
		bool semicolons = str_find(list, STR(";"), 0) != SIZE_MAX;
		struct str alias = import_clean(importer, str_cut(&list, semicolons ? ';' : '|'));
		if (alias.length > 0 && !has_name(actor, alias))
			import_add_name(importer, actor, alias);
	}
	import_add_code(importer, actor, code, when, false);
}

void import_csv(struct importer *importer, struct str text, struct buf *out)
{
	struct csv csv;
	struct map keys;
	map_init(&keys, &importer->arena);
	if (!csv_open(&csv, importer, text))
		return;
	if (!csv_has(&csv, "name") || !(csv_has(&csv, "code") || csv_has(&csv, "country"))) {
		import_bad(importer, importer->source, "the first line must name the columns: name, code (or country and sector), from, to, aliases");
		return;
	}
	while (csv_next(&csv))
		table_row(&csv, importer, &keys);
	import_write_actors(importer, out);
}
