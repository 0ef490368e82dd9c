/* incidents_parts.h: what the files of incidents.h share. */
#ifndef CASUS_INCIDENTS_PARTS_H
#define CASUS_INCIDENTS_PARTS_H

#include "base/map.h"
#include "incident/incident.h"
#include "incidents.h"
#include "store/mentions.h"

struct card { /* a mention as it is worked on */
	struct store_mention row;
	struct sketch sketch;
	struct signature signature;
	struct incident_bin home;
};

struct bin_list { /* each once, in the order in which they came */
	struct incident_bin *list;
	size_t count, capacity;
	struct map known;
};

struct key_list {
	int64_t *list;
	size_t count, capacity;
};

struct incidents {
	const struct kit *kit;
	struct store *store;
	struct arena arena;      /* from the first note to the end of settling */
	struct map days;         /* group and day to an index of loaded */
	struct day_cards *loaded;
	size_t loaded_count, loaded_capacity;
	struct bin_list fresh_bins; /* where what was added, or goes, lies by itself */
	struct bin_list dirty;   /* whose parts are to be found anew */
	struct key_list sourced; /* documents with a further source */
	struct key_list touched; /* incidents whose rows are to be written anew */
};

static inline struct told card_told(const struct card *card)
{
	return (struct told){&card->sketch, &card->signature};
}

/* The cards of ROWS, in the incidents' arena; strings view the rows. */
bool incidents_read_cards(struct incidents *incidents, const struct store_mentions *rows, struct card **cards, struct error *error);
/* Have the bins of all choices, as they stand now, parted anew by the next settling. */
bool incidents_look_again(struct incidents *incidents, struct error *error);

#endif
