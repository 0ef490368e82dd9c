/* under.c: who belongs to whom, downwards. */
#include "entity/entity.h"
#include "entity/lexicon.h"

enum { DEPTH_MOST = 8 }; /* a wing of a group of an alliance; what is deeper is a mistake of the lists */

/* One step down from all that are in: what they lead, and what is part of them. False when nobody was added. */
static bool step(const struct entity_lexicon *lexicon, bool *in)
{
	bool added = false;
	for (uint32_t entity = 0; entity < lexicon->entity_count; entity++) {
		const struct entity_entry *entry = &lexicon->entities[entity];
		for (uint32_t i = 0; i < entry->link_count; i++) {
			const struct link_entry *link = &lexicon->links[entry->link_first + i];
			uint32_t above = link->kind == LINK_LEADS ? entity : link->target, below = link->kind == LINK_LEADS ? link->target : entity;
			if (in[above] && !in[below])
				added = in[below] = true;
		}
	}
	return added;
}

void entity_under(const struct entity_lexicon *lexicon, struct str id, struct arena *arena, struct str **ids, size_t *count)
{
	uint32_t top = lexicon_entity_by_id(lexicon, id);
	size_t capacity = 0;
	*ids = NULL;
	*count = 0;
	if (top >= lexicon->entity_count)
		return;
	bool *in = arena_zalloc(arena, lexicon->entity_count, sizeof *in);
	in[top] = true;
	for (int depth = 0; depth < DEPTH_MOST && step(lexicon, in); depth++)
		continue;
	for (uint32_t entity = 0; entity < lexicon->entity_count; entity++)
		if (in[entity])
			arena_push(arena, *ids, *count, capacity, lexicon_entity_id(lexicon, entity));
}
