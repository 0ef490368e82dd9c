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

struct day_cards { /* of one group and own day */
	struct card *cards;
	size_t count;
};

struct home_cards { /* of one bin, in the order of their events' keys */
	struct incident_bin bin;
	struct card *cards;
	size_t count;
};

/* What bin_list.known calls it, in NAME. */
struct str incidents_bin_name(struct incident_bin bin, char name[64]);
void incidents_add_key(struct incidents *incidents, struct key_list *keys, int64_t key);
/* Ascending, each once. */
void incidents_sort_keys(struct key_list *keys);
/* Read at once the cards of all days that settling the homes of BINS looks at. */
bool incidents_read_days(struct incidents *incidents, const struct bin_list *bins, struct error *error);
/* The cards of GROUP whose own day is DAY, read once. */
bool incidents_cards_of_day(struct incidents *incidents, uint8_t group, int32_t day, struct day_cards **out, struct error *error);
/* Those at home in the dirty bins; a bin without any is left out. */
bool incidents_read_homes(struct incidents *incidents, struct home_cards **homes, size_t *count, struct error *error);
/* The cards of ROWS, in the incidents' arena; strings view the rows. */
bool incidents_read_cards(struct incidents *incidents, const struct store_mentions *rows, struct card **cards, struct error *error);
/* Have the bins of all choices, as they stand now, parted anew by the next settling. */
bool incidents_look_again(struct incidents *incidents, struct error *error);

#endif
