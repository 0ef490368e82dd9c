#include "view/codepoints.h"

static uint32_t starts_in(struct str text, size_t from, size_t to)
{
	uint32_t count = 0;
	for (size_t i = from; i < to; i++)
		count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return count;
}

void codepoints_count(struct codepoints *index, struct str text, struct arena *arena)
{
	size_t blocks = text.length / CODEPOINT_BLOCK + 1;
	uint32_t count = 0;
	index->text = text;
	index->before = arena_alloc(arena, blocks * sizeof *index->before);
	for (size_t i = 0; i < blocks; i++) {
		size_t from = i * CODEPOINT_BLOCK, to = from + CODEPOINT_BLOCK;
		index->before[i] = count;
		count += starts_in(text, from, to < text.length ? to : text.length);
	}
}

size_t codepoints_at(const struct codepoints *index, size_t offset)
{
	size_t block = offset / CODEPOINT_BLOCK;
	return index->before[block] + starts_in(index->text, block * CODEPOINT_BLOCK, offset);
}
