/* casus find: what the lexicon knows of an actor or place. */
#include <string.h>

#include "command.h"
#include "output.h"
#include "session.h"

#include "base/day.h"
#include "entity/entity.h"
#include "place/place.h"
#include "pipeline.h"

#define PLACES_MOST 20

static const char *const precisions[] = {
	[PLACE_POINT] = "place",
	[PLACE_ADMIN1] = "region",
	[PLACE_COUNTRY] = "country",
};

static size_t write_places(const struct gazetteer *gazetteer, struct str name, struct arena *arena, struct buf *out)
{
	struct place places[PLACES_MOST];
	size_t count = gazetteer_find_name(gazetteer, name, arena, places, PLACES_MOST);
	for (size_t i = 0; i < count; i++) {
		const struct place *place = &places[i];
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
	return count;
}

static bool parse_day(const struct settings *settings, int32_t *day, struct error *error)
{
	*day = DAY_NONE;
	return !settings->on || day_parse(str_of(settings->on), day) ||
	       error_set(error, ERROR_USAGE, "--on takes a day such as 2020-01-09, not '%s'", settings->on);
}

/* False when neither knows NAME. */
static bool write_name(const struct kit *kit, struct str name, int32_t day, struct arena *arena, struct buf *out)
{
	size_t count = entity_describe(kit_entities(kit), name, day, arena, out);
	count += write_places(kit_gazetteer(kit), name, arena, out);
	if (!count)
		message("nothing is known of '%.*s'", STR_ARG(name));
	return count > 0;
}

/* An exit status: not to know one of the names is like an input that cannot be used. */
static int find_names(const struct settings *settings, const struct kit *kit, int32_t day)
{
	struct arena arena;
	struct buf out = {0};
	jmp_buf recover;
	volatile bool all_known = true;
	arena_init(&arena);
	if (setjmp(recover) == 0) {
		arena.recover = &recover;
		for (size_t i = 0; i < settings->input_count; i++)
			if (!write_name(kit, str_of(settings->inputs[i]), day, &arena, &out))
				all_known = false;
	} else {
		buf_free(&out);
		out.failed = true;
	}
	arena_free(&arena);
	int status = output_all(&out);
	return status != EXIT_DONE ? status : all_known ? EXIT_DONE : EXIT_SOME_INPUTS;
}

int run_find(const struct settings *settings)
{
	struct session session;
	struct error error = {0};
	int32_t day;
	if (!settings->inputs_given)
		error_set(&error, ERROR_USAGE, "which name?");
	if (error.kind || !parse_day(settings, &day, &error))
		return fail(&error);
	int status = session_open(&session, settings, &error) ? find_names(settings, session.kit, day) : fail(&error);
	session_close(&session);
	return status;
}
