/* bin.c: which sketches are compared at all. Keys are few and exact, so that the cost of an event does not grow with
 * the database. */
#include "incident.h"

enum group { GROUP_WORDS, GROUP_COOPERATION, GROUP_CONFLICT, GROUPS };

static const uint8_t group_of_quad[] = {GROUP_WORDS, GROUP_WORDS, GROUP_COOPERATION, GROUP_WORDS, GROUP_CONFLICT};

static uint8_t group_of(const struct sketch *sketch)
{
	size_t quad = sketch->quad >= 0 && sketch->quad <= 4 ? (size_t)sketch->quad : 0;
	return (uint8_t)(group_of_quad[quad] + (sketch->world == WORLD_MEANT ? GROUPS : 0));
}

struct incident_bin incident_bin_of(const struct sketch *sketch)
{
	if (sketch->from == DAY_NONE)
		return (struct incident_bin){DAY_NONE, 1, group_of(sketch)};
	return (struct incident_bin){sketch->from, sketch->to - sketch->from + 1, group_of(sketch)};
}

bool incident_same_bin(struct incident_bin a, struct incident_bin b)
{
	return a.day == b.day && a.length == b.length && a.group == b.group;
}

static uint32_t handle(char kind, struct str text)
{
	uint64_t hash = str_hash(text) ^ (uint64_t)(unsigned char)kind * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(hash ^ hash >> 32);
}

struct handle_list {
	uint32_t *keys;
	size_t count, most;
};

static void add_handle(struct handle_list *list, char kind, struct str text)
{
	uint32_t key = handle(kind, text);
	if (str_empty(text) || list->count == list->most)
		return;
	for (size_t i = 0; i < list->count; i++)
		if (list->keys[i] == key)
			return;
	list->keys[list->count++] = key;
}

size_t incident_handles(const struct sketch *sketch, uint32_t *keys, size_t most)
{
	struct handle_list list = {keys, 0, most};
	add_handle(&list, 'p', sketch->place);
	for (size_t i = 0; i < sketch->party_count; i++) {
		const struct sketch_party *party = &sketch->parties[i];
		add_handle(&list, str_empty(party->id) ? 'n' : 'i', str_empty(party->id) ? party->name : party->id);
	}
	add_handle(&list, 'p', sketch->province);
	add_handle(&list, 'c', sketch->country);
	for (size_t i = 0; i < sketch->party_count; i++)
		add_handle(&list, 'c', sketch->parties[i].country);
	return list.count;
}
