#include "seen.h"

#include <stdlib.h>

uint64_t seen_hash(const struct article *article)
{
	uint64_t hash = str_hash(article->source_id) ^ (uint64_t)(uint32_t)article->day * 0x9e3779b97f4a7c15u;
	for (size_t i = 0; i < article->block_count; i++) {
		struct span span = article->blocks[i].span;
		for (size_t at = span.start; article->blocks[i].kind == BLOCK_BODY && at < span.end; at++)
			if (!ascii_is_space((unsigned char)article->text.data[at]))
				hash = (hash ^ (unsigned char)article->text.data[at]) * 1099511628211u;
	}
	return hash ? hash : 1;
}

/* The slot of HASH or the free one where it would be; the room is a power of two and never full. */
static uint64_t *slot(const struct generation *g, uint64_t hash)
{
	size_t at = (size_t)(hash ^ hash >> 29) & (g->room - 1);
	while (g->slots[at] && g->slots[at] != hash)
		at = (at + 1) & (g->room - 1);
	return &g->slots[at];
}

static bool grow(struct generation *g)
{
	struct generation larger = {.room = g->room ? g->room * 2 : 1024, .count = g->count};
	larger.slots = calloc(larger.room, sizeof *larger.slots);
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < g->room; i++)
		if (g->slots[i])
			*slot(&larger, g->slots[i]) = g->slots[i];
	free(g->slots);
	*g = larger;
	return true;
}

static bool has(const struct generation *g, uint64_t hash)
{
	return g->room && *slot(g, hash) == hash;
}

/* When the younger generation is full the older is forgotten. */
bool seen_before(struct seen *seen, uint64_t hash)
{
	bool there = has(&seen->now, hash) || has(&seen->before, hash);
	if (has(&seen->now, hash))
		return true;
	if (seen->now.count == SEEN_AT_LEAST) {
		free(seen->before.slots);
		seen->before = seen->now;
		seen->now = (struct generation){0};
	}
	if (seen->now.count * 2 >= seen->now.room && !grow(&seen->now))
		return there;
	*slot(&seen->now, hash) = hash;
	seen->now.count++;
	return there;
}

void seen_free(struct seen *seen)
{
	free(seen->now.slots);
	free(seen->before.slots);
}
