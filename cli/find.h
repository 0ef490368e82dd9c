/* find.h: what `casus find` has found of one name, and how it is written. */
#ifndef CASUS_CLI_FIND_H
#define CASUS_CLI_FIND_H

#include "base/buf.h"
#include "entity/entity.h"
#include "place/place.h"

enum { PLACES_MOST = 20 };

struct finding {
	struct str name;
	int32_t day; /* DAY_NONE: at any time */
	struct entity_answer actors;
	struct place places[PLACES_MOST];
	size_t place_count;
};

typedef void find_writer(const struct finding *finding, struct buf *out);

/* find_write.c */
void find_write_text(const struct finding *finding, struct buf *out);
void find_write_json(const struct finding *finding, struct buf *out);

#endif
