/* incidents_cards.c: mentions read from the database, many days by one question. */
#include <stdio.h>
#include <stdlib.h>

#include "incidents_parts.h"

enum { GROUPS = 6 }; /* of store_mention.group: 0 to 5 */

void incidents_add_key(struct incidents *incidents, struct key_list *keys, int64_t key)
{
	arena_push(&incidents->arena, keys->list, keys->count, keys->capacity, key);
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

void incidents_sort_keys(struct key_list *keys)
{
	size_t kept = 0;
	if (keys->count)
		qsort(keys->list, keys->count, sizeof *keys->list, by_number);
	for (size_t i = 0; i < keys->count; i++)
		if (i == 0 || keys->list[i] != keys->list[i - 1])
			keys->list[kept++] = keys->list[i];
	keys->count = kept;
}

bool incidents_read_cards(struct incidents *incidents, const struct store_mentions *rows, struct card **cards, struct error *error)
{
	*cards = arena_zalloc(&incidents->arena, rows->count, sizeof **cards);
	for (size_t i = 0; i < rows->count; i++) {
		struct card *card = &(*cards)[i];
		card->row = rows->list[i];
		if (!sketch_read(card->row.sketch, &incidents->arena, &card->sketch) ||
		    !signature_read(card->row.signature, &incidents->arena, &card->signature))
			return error_set(error, ERROR_SYSTEM, "the database holds a sketch that cannot be read, of event %.*s; `casus add --recode` makes them anew", STR_ARG(card->row.event_id));
		card->sketch.event = card->row.event_id;
		card->sketch.document = card->row.document_id;
		card->home = (struct incident_bin){card->row.home, card->row.home_length, (uint8_t)card->row.group};
		kit_give_vector(incidents->kit, &card->sketch);
	}
	return true;
}

/* --- days ------------------------------------------------------------------------------------ */

static struct map_entry *enter_day(struct incidents *incidents, int group, int32_t day, bool *added)
{
	char *name = arena_printf(&incidents->arena, "%d/%d", group, (int)day);
	struct map_entry *entry = map_put(&incidents->days, str_of(name), incidents->loaded_count, added);
	if (*added)
		arena_push(&incidents->arena, incidents->loaded, incidents->loaded_count, incidents->loaded_capacity, ((struct day_cards){0}));
	return entry;
}

/* DAYS are not read yet: ascending, each once. */
static bool read_days(struct incidents *incidents, int group, const struct key_list *days, struct error *error)
{
	struct store_mentions rows;
	struct card *cards;
	bool added;
	if (!store_mentions_of_days(incidents->store, group, days->list, days->count, &incidents->arena, &rows, error) ||
	    !incidents_read_cards(incidents, &rows, &cards, error))
		return false;
	for (size_t i = 0, at = 0; i < days->count; i++) {
		struct map_entry *entry = enter_day(incidents, group, (int32_t)days->list[i], &added);
		size_t first = at;
		while (at < rows.count && rows.list[at].day == days->list[i])
			at++;
		incidents->loaded[entry->value] = (struct day_cards){cards + first, at - first};
	}
	return true;
}

bool incidents_cards_of_day(struct incidents *incidents, uint8_t group, int32_t day, struct day_cards **out, struct error *error)
{
	char name[32];
	int length = snprintf(name, sizeof name, "%d/%d", group, (int)day);
	int64_t only = day;
	struct key_list days = {&only, 1, 1};
	if (!map_get(&incidents->days, (struct str){name, (size_t)length}) && !read_days(incidents, group, &days, error))
		return false;
	*out = &incidents->loaded[map_get(&incidents->days, (struct str){name, (size_t)length})->value];
	return true;
}

bool incidents_read_days(struct incidents *incidents, const struct bin_list *bins, struct error *error)
{
	for (int group = 0; group < GROUPS; group++) {
		struct key_list days = {0};
		for (size_t i = 0; i < bins->count; i++) {
			struct incident_bin bin = bins->list[i];
			int32_t from = bin.length > 1 ? bin.day : bin.day - INCIDENT_LOOKS_BACK, to = bin.length > 1 ? bin.day + bin.length - 1 : bin.day;
			for (int32_t day = from; day <= to && to - from <= INCIDENT_LOOKS_BACK && bin.group == group; day++)
				incidents_add_key(incidents, &days, day);
			if (bin.group == group)
				incidents_add_key(incidents, &days, bin.day);
		}
		incidents_sort_keys(&days);
		if (days.count && !read_days(incidents, group, &days, error))
			return false;
	}
	return true;
}

/* --- homes ------------------------------------------------------------------------------------- */

static struct incident_bin home_of(const struct store_mention *row)
{
	return (struct incident_bin){row->home, row->home_length, (uint8_t)row->group};
}

/* ROWS have those of one bin beside each other; bins of their days that are not dirty are left out. */
static bool add_homes(struct incidents *incidents, const struct store_mentions *rows, const struct map *dirty, struct home_cards **homes, size_t *count,
                      size_t *capacity, struct error *error)
{
	struct card *cards;
	char name[64];
	if (!incidents_read_cards(incidents, rows, &cards, error))
		return false;
	for (size_t first = 0, end; first < rows->count; first = end) {
		struct incident_bin bin = home_of(&rows->list[first]);
		for (end = first + 1; end < rows->count && incident_same_bin(home_of(&rows->list[end]), bin);)
			end++;
		if (map_get(dirty, incidents_bin_name(bin, name)))
			arena_push(&incidents->arena, *homes, *count, *capacity, ((struct home_cards){bin, cards + first, end - first}));
	}
	return true;
}

bool incidents_read_homes(struct incidents *incidents, struct home_cards **homes, size_t *count, struct error *error)
{
	size_t capacity = 0;
	*homes = NULL;
	*count = 0;
	for (int group = 0; group < GROUPS; group++) {
		struct key_list days = {0};
		struct store_mentions rows;
		for (size_t i = 0; i < incidents->dirty.count; i++)
			if (incidents->dirty.list[i].group == group)
				incidents_add_key(incidents, &days, incidents->dirty.list[i].day);
		incidents_sort_keys(&days);
		if (days.count && (!store_mentions_at_home(incidents->store, group, days.list, days.count, &incidents->arena, &rows, error) ||
		                   !add_homes(incidents, &rows, &incidents->dirty.known, homes, count, &capacity, error)))
			return false;
	}
	return true;
}
