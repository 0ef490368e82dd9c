/* tables.c: the compiled lexicon, checked whole when it is opened so that the rest need not. */
#include "time/tables.h"

static bool check_entries(const struct timex_tables *t)
{
	for (size_t i = 0; i < t->entry_count; i++) {
		const int32_t *row = t->entries + i * ENTRY_WIDTH;
		if (row[ENTRY_OFFSET] < 0 || row[ENTRY_LENGTH] < 1 || (size_t)row[ENTRY_OFFSET] + (size_t)row[ENTRY_LENGTH] > t->strings.length)
			return false;
		if (row[ENTRY_WORDS] < 1 || row[ENTRY_WORDS] > 12 || row[ENTRY_CLASS] < 0 || row[ENTRY_CLASS] > TC_literal)
			return false;
		for (size_t v = 0; v < ENTRY_VALUES; v++)
			if (row[ENTRY_VALUE + v] < -100000 || row[ENTRY_VALUE + v] > 100000)
				return false;
		if (row[ENTRY_CLASS] == TC_month && (row[ENTRY_VALUE] < 1 || row[ENTRY_VALUE] > 12))
			return false;
		if (row[ENTRY_CLASS] == TC_unit && (row[ENTRY_VALUE] < 0 || row[ENTRY_VALUE] > UNIT_CENTURY))
			return false;
		if (row[ENTRY_CLASS] == TC_season && (row[ENTRY_VALUE] < 0 || row[ENTRY_VALUE] > SEASON_WINTER))
			return false;
		if (row[ENTRY_CLASS] == TC_part && (row[ENTRY_VALUE] < 0 || row[ENTRY_VALUE] > PART_NIGHT))
			return false;
		if (row[ENTRY_CLASS] == TC_weekday && (row[ENTRY_VALUE] < 0 || row[ENTRY_VALUE] > 6))
			return false;
	}
	return true;
}

static bool check_nodes(const struct timex_tables *t)
{
	for (size_t i = 0; i < t->node_count; i++) {
		const int32_t *row = t->nodes + i * NODE_WIDTH;
		for (int link = NODE_CHILD; link <= NODE_SIBLING; link++)
			if (row[link] != 0 && ((size_t)row[link] <= i || (size_t)row[link] >= t->node_count || row[link] < 0))
				return false;
		if (row[NODE_RULE] < -1 || row[NODE_RULE] >= TR_COUNT || row[NODE_CONTEXT] < 0 || row[NODE_CONTEXT] > 1)
			return false;
	}
	return t->node_count > 0;
}

static bool check_slots(const struct timex_tables *t)
{
	for (size_t i = 0; i < t->slot_count; i++)
		if (t->slots[i] < 0 || (size_t)t->slots[i] > t->entry_count)
			return false;
	return t->slot_count > 0 && (t->slot_count & (t->slot_count - 1)) == 0;
}

static bool check_firsts(const struct timex_tables *t)
{
	for (size_t i = 0; i < t->first_count; i++)
		if (t->firsts[i] < 0 || (size_t)t->firsts[i] >= t->node_count)
			return false;
	return t->first_count > 0;
}

bool timex_open(struct timex_tables *tables, const struct pack *pack, struct error *error)
{
	struct pack_section entries, slots, nodes, firsts, strings;
	if (!pack_need(pack, "time/entries", PACK_I32, &entries, error) || !pack_need(pack, "time/slots", PACK_I32, &slots, error) ||
	    !pack_need(pack, "time/nodes", PACK_I32, &nodes, error) || !pack_need(pack, "time/firsts", PACK_I32, &firsts, error) ||
	    !pack_need(pack, "time/strings", PACK_BYTES, &strings, error))
		return false;
	*tables = (struct timex_tables){
		.entries = entries.data, .slots = slots.data, .nodes = nodes.data, .strings = pack_text(&strings),
		.entry_count = (size_t)entries.dim[0], .slot_count = (size_t)slots.dim[0], .node_count = (size_t)nodes.dim[0],
		.firsts = firsts.data, .first_count = firsts.length / sizeof(int32_t),
	};
	bool shaped = entries.rank == 2 && entries.dim[1] == ENTRY_WIDTH && nodes.rank == 2 && nodes.dim[1] == NODE_WIDTH && slots.rank == 1;
	if (!shaped || !check_entries(tables) || !check_nodes(tables) || !check_slots(tables) || !check_firsts(tables))
		return error_set(error, ERROR_LEXICON, "the lexicon's time tables are damaged or of another version");
	return true;
}
