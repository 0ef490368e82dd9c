#include "store/parts.h"

#define BLOCK 64 /* bytes */

static size_t starts_in(struct str text, size_t from, size_t to)
{
	size_t count = 0;
	for (size_t i = from; i < to; i++)
		count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return count;
}

void offsets_make(struct offsets *offsets, struct str text, struct arena *arena)
{
	size_t count = starts_in(text, 0, text.length), points = 0;
	*offsets = (struct offsets){.text = text, .blocks = text.length / BLOCK + 1, .count = count};
	if (count == text.length)
		return;
	offsets->before = arena_alloc(arena, offsets->blocks * sizeof *offsets->before);
	for (size_t i = 0; i < offsets->blocks; i++) {
		size_t from = i * BLOCK, to = from + BLOCK;
		offsets->before[i] = (uint32_t)points;
		points += starts_in(text, from, to < text.length ? to : text.length);
	}
}

size_t offsets_to_points(const struct offsets *offsets, size_t byte)
{
	if (!offsets->before)
		return byte;
	size_t block = byte / BLOCK;
	return offsets->before[block] + starts_in(offsets->text, block * BLOCK, byte);
}

size_t offsets_to_bytes(const struct offsets *offsets, size_t point)
{
	if (point > offsets->count)
		return SIZE_MAX;
	if (!offsets->before)
		return point;
	size_t low = 0, high = offsets->blocks; /* before[low] <= point */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (offsets->before[middle] <= point)
			low = middle;
		else
			high = middle;
	}
	size_t at = low * BLOCK, left = point - offsets->before[low];
	for (; at < offsets->text.length; at++)
		if (((unsigned char)offsets->text.data[at] & 0xC0) != 0x80 && left-- == 0)
			break;
	return at;
}
