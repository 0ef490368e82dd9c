/* find_write.c: the answer of `casus find`, for people and as JSON Lines. */
#include <string.h>

#include "find.h"

#include "base/day.h"
#include "base/json.h"

enum { NAMES_SHOWN = 12 }; /* other names of one entity, to people */

static const char *const precisions[] = {
	[PLACE_POINT] = "place",
	[PLACE_ADMIN1] = "region",
	[PLACE_COUNTRY] = "country",
};

/* Why the first of several places goes before the next, where no text says which is meant. */
static const char *place_reason(const struct place *places, size_t count)
{
	if (count == 1)
		return "the only place of that name";
	if (places[0].precision != places[1].precision)
		return places[0].precision == PLACE_COUNTRY ? "countries go before what lies in them" : "likelier by its kind and its people";
	return places[0].population > places[1].population ? "it has the most people of those that bear the name so" :
	                                                     "likelier by its kind, and the name is its own";
}

/* --- for people ------------------------------------------------------------------------------------------ */

static void write_day(int32_t day, struct buf *out)
{
	char text[16];
	if (day == INT32_MIN || day == INT32_MAX)
		return;
	day_format(day, text);
	buf_text(out, text);
}

static void write_role(const struct entity_role *role, struct buf *out)
{
	buf_printf(out, "  %.*s", STR_ARG(role->code));
	if (role->office.length > 0)
		buf_printf(out, " %.*s", STR_ARG(role->office));
	if (role->from != INT32_MIN || role->to != INT32_MAX) {
		buf_byte(out, ' ');
		write_day(role->from, out);
		buf_text(out, "..");
		write_day(role->to, out);
	}
	buf_byte(out, '\n');
}

/* All roles, or the one that holds on DAY. */
static void write_roles(const struct entity_reading *reading, int32_t day, struct buf *out)
{
	for (size_t i = 0; i < reading->role_count; i++)
		if (day == DAY_NONE || reading->roles[i].holds)
			write_role(&reading->roles[i], out);
	if (!reading->holds)
		buf_text(out, "  nothing on that day\n");
}

static void write_names(const struct entity_reading *reading, struct buf *out)
{
	size_t shown = reading->name_count < NAMES_SHOWN ? reading->name_count : NAMES_SHOWN;
	for (size_t i = 0; i < shown; i++)
		buf_printf(out, "%s%.*s", i ? ", " : reading->kind == READING_REGION ? "  countries: " : "  names: ", STR_ARG(reading->names[i]));
	if (shown < reading->name_count)
		buf_printf(out, ", and %zu more", reading->name_count - shown);
	if (shown)
		buf_byte(out, '\n');
}

static void write_reading(const struct entity_reading *reading, int32_t day, struct buf *out)
{
	if (reading->kind == READING_NOUN)
		buf_printf(out, "%s%s%.*s: %.*s\n", reading->class_, reading->sector.length ? " of the sector " : "", STR_ARG(reading->sector),
		           STR_ARG(reading->name));
	else if (reading->kind == READING_ENTITY)
		buf_printf(out, "%s %.*s (%.*s)\n", reading->class_, STR_ARG(reading->name), STR_ARG(reading->id));
	else
		buf_printf(out, "%s %.*s\n", reading->class_, STR_ARG(reading->name));
	if (reading->kind == READING_ENTITY)
		write_roles(reading, day, out);
	for (size_t i = 0; i < reading->tie_count; i++)
		buf_printf(out, "  %s %.*s (%.*s)\n", reading->ties[i].kind, STR_ARG(reading->ties[i].name), STR_ARG(reading->ties[i].id));
	write_names(reading, out);
	if (reading->kind == READING_ENTITY)
		buf_printf(out, "  found as: %s\n", reading->as);
	if (reading->needs)
		buf_printf(out, "  needs: %s\n", reading->needs);
	if (reading->file.length > 0)
		buf_printf(out, "  %.*s:%zu\n", STR_ARG(reading->file), reading->line);
}

static void write_verdict(const struct finding *finding, struct buf *out)
{
	const struct entity_answer *actors = &finding->actors;
	if (actors->count == 0)
		return;
	buf_printf(out, "%.*s", STR_ARG(finding->name));
	if (finding->day != DAY_NONE)
		buf_text(out, " on ");
	if (finding->day != DAY_NONE)
		write_day(finding->day, out);
	if (actors->chosen != NO_INDEX)
		buf_printf(out, ": %.*s;", STR_ARG(actors->readings[actors->chosen].name));
	else
		buf_byte(out, ':');
	buf_printf(out, " %.*s\n", STR_ARG(actors->why));
}

static void write_place(const struct place *place, struct buf *out)
{
	buf_printf(out, "%s %.*s", precisions[place->precision], STR_ARG(place->name));
	if (place->admin1.length && !str_equal(place->admin1, place->name))
		buf_printf(out, ", %.*s", STR_ARG(place->admin1));
	if (place->country.length)
		buf_printf(out, ", %.*s", STR_ARG(place->country));
	buf_printf(out, " at %.4f %.4f", place->lat, place->lon);
	if (place->population)
		buf_printf(out, ", population %u", (unsigned)place->population);
	if (place->geoname)
		buf_printf(out, ", GeoNames %u", (unsigned)place->geoname);
	buf_byte(out, '\n');
}

void find_write_text(const struct finding *finding, struct buf *out)
{
	write_verdict(finding, out);
	for (size_t i = 0; i < finding->actors.count; i++)
		write_reading(&finding->actors.readings[i], finding->day, out);
	for (size_t i = 0; i < finding->place_count; i++) {
		write_place(&finding->places[i], out);
		if (i == 0 && finding->place_count > 1)
			buf_printf(out, "  first of %zu: %s\n", finding->place_count, place_reason(finding->places, finding->place_count));
	}
}

/* --- JSON Lines -------------------------------------------------------------------------------------------- */

static void json_day_if(struct json *json, const char *key, int32_t day)
{
	char text[16];
	if (day == INT32_MIN || day == INT32_MAX)
		return;
	day_format(day, text);
	json_str(json, key, str_of(text));
}

static void json_roles(struct json *json, const struct entity_reading *reading)
{
	if (reading->role_count == 0)
		return;
	json_open(json, "roles", '[');
	for (size_t i = 0; i < reading->role_count; i++) {
		const struct entity_role *role = &reading->roles[i];
		json_open(json, NULL, '{');
		json_str_if(json, "code", role->code);
		json_str_if(json, "office", role->office);
		json_day_if(json, "from", role->from);
		json_day_if(json, "to", role->to);
		json_true_if(json, "holds", role->holds);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void json_ties(struct json *json, const struct entity_reading *reading, const char *kind, const char *key)
{
	bool open = false;
	for (size_t i = 0; i < reading->tie_count; i++) {
		if (strcmp(reading->ties[i].kind, kind) != 0)
			continue;
		if (!open)
			json_open(json, key, '[');
		open = true;
		json_str(json, NULL, reading->ties[i].id);
	}
	if (open)
		json_close(json, ']');
}

static void json_names(struct json *json, const char *key, const struct str *names, size_t count)
{
	if (count == 0)
		return;
	json_open(json, key, '[');
	for (size_t i = 0; i < count; i++)
		json_str(json, NULL, names[i]);
	json_close(json, ']');
}

static void json_reading(struct json *json, const struct entity_reading *reading)
{
	json_open(json, NULL, '{');
	json_str(json, "class", str_of(reading->class_));
	json_str(json, "name", reading->name);
	json_str_if(json, "id", reading->id);
	json_str_if(json, "sector", reading->sector);
	json_str(json, "as", str_of(reading->as));
	json_str_if(json, "needs", str_of(reading->needs));
	json_true_if(json, "holds", reading->holds);
	json_roles(json, reading);
	json_ties(json, reading, "leads", "leads");
	json_ties(json, reading, "part of", "part_of");
	json_names(json, reading->kind == READING_REGION ? "countries" : "names", reading->names, reading->name_count);
	json_str_if(json, "file", reading->file);
	if (reading->file.length > 0)
		json_number(json, "line", (int64_t)reading->line);
	json_close(json, '}');
}

static void json_place(struct json *json, const struct place *place)
{
	json_open(json, NULL, '{');
	json_str(json, "name", place->name);
	json_str_if(json, "country", place->country);
	json_str_if(json, "admin1", place->admin1);
	json_decimal(json, "lat", place->lat, 4);
	json_decimal(json, "lon", place->lon, 4);
	json_str(json, "precision", place->precision == PLACE_ADMIN1 ? STR("admin1") : str_of(precisions[place->precision]));
	if (place->population)
		json_number(json, "population", place->population);
	if (place->geoname)
		json_number(json, "geoname", place->geoname);
	json_close(json, '}');
}

void find_write_json(const struct finding *finding, struct buf *out)
{
	struct json json = {.out = out};
	const struct entity_answer *actors = &finding->actors;
	json_open(&json, NULL, '{');
	json_str(&json, "kind", STR("find"));
	json_str(&json, "text", finding->name);
	if (finding->day != DAY_NONE)
		json_day_if(&json, "on", finding->day);
	if (actors->chosen != NO_INDEX)
		json_str(&json, "chosen", actors->readings[actors->chosen].id);
	json_str_if(&json, "why", actors->why);
	if (actors->count > 0) {
		json_open(&json, "readings", '[');
		for (size_t i = 0; i < actors->count; i++)
			json_reading(&json, &actors->readings[i]);
		json_close(&json, ']');
	}
	if (finding->place_count > 0) {
		json_str(&json, "first_place", str_of(place_reason(finding->places, finding->place_count)));
		json_open(&json, "places", '[');
		for (size_t i = 0; i < finding->place_count; i++)
			json_place(&json, &finding->places[i]);
		json_close(&json, ']');
	}
	json_names(&json, "near", actors->near, actors->near_count);
	json_close(&json, '}');
	buf_byte(out, '\n');
}
