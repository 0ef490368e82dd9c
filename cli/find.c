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
