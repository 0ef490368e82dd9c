#include "index.h"

#include <stdlib.h>

static size_t hash_of(struct str key)
{
	uint64_t hash = str_hash(key);
	return (size_t)(hash ^ hash >> 32);
}

static struct str line_at(struct str text, size_t offset)
{
	const char *end = memchr(text.data + offset, '\n', text.length - offset);
	return str_slice(text, offset, end ? (size_t)(end - text.data) : text.length);
}

/* Length of the first COLUMNS columns of LINE, or SIZE_MAX when it has fewer. */
static size_t key_length(struct str line, unsigned columns)
{
	size_t at = 0;
	for (unsigned column = 1;; column++) {
		const char *tab = at < line.length ? memchr(line.data + at, '\t', line.length - at) : NULL;
		size_t end = tab ? (size_t)(tab - line.data) : line.length;
		if (column == columns)
			return end;
		if (!tab)
			return SIZE_MAX;
		at = end + 1;
	}
}

static bool starts_line(struct str text, size_t offset, struct str key)
{
	if (text.length - offset < key.length || memcmp(text.data + offset, key.data, key.length) != 0)
		return false;
	size_t end = offset + key.length;
	return end == text.length || text.data[end] == '\n' || text.data[end] == '\t';
}

static struct index_slot *slot_of(const struct text_index *index, struct str key)
{
	size_t at = hash_of(key) & index->mask;
	while (index->slots[at].number && !starts_line(index->text, index->slots[at].offset, key))
		at = (at + 1) & index->mask;
	return index->slots + at;
}

static size_t count_lines(struct str text)
{
	size_t lines = 1;
	for (size_t i = 0; i < text.length; i++)
		lines += text.data[i] == '\n';
	return lines;
}

bool index_build(struct text_index *index, struct str text, unsigned columns)
{
	*index = (struct text_index){.text = text};
	size_t slots = 16, lines = count_lines(text);
	while (slots < lines * 2)
		slots *= 2;
	index->mask = slots - 1;
	index->slots = text.length < UINT32_MAX ? calloc(slots, sizeof *index->slots) : NULL;
	if (!index->slots)
		return false;
	for (size_t offset = 0; offset < text.length;) {
		struct str line = line_at(text, offset);
		size_t length = key_length(line, columns);
		if (length == SIZE_MAX)
			return false;
		struct index_slot *slot = slot_of(index, str_slice(line, 0, length));
		index->count++;
		if (!slot->number)
			*slot = (struct index_slot){(uint32_t)offset, (uint32_t)index->count};
		if (length > index->longest)
			index->longest = length;
		offset += line.length + 1;
	}
	return true;
}

void index_free(struct text_index *index)
{
	free(index->slots);
	index->slots = NULL;
}

void index_expect(const struct text_index *index, struct str key)
{
	__builtin_prefetch(index->slots + (hash_of(key) & index->mask));
}

size_t index_find(const struct text_index *index, struct str key, struct str *rest)
{
	if (key.length > index->longest)
		return SIZE_MAX;
	const struct index_slot *slot = slot_of(index, key);
	if (!slot->number)
		return SIZE_MAX;
	struct str line = line_at(index->text, slot->offset);
	*rest = key.length < line.length ? str_slice(line, key.length + 1, line.length) : (struct str){"", 0};
	return slot->number - 1;
}
