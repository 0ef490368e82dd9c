#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct arena_chunk {
	struct arena_chunk *older;
	size_t size; /* bytes behind this header */
	max_align_t data[];
};

enum { FIRST_CHUNK = 64 * 1024, ALIGNMENT = sizeof(max_align_t) };

void arena_init(struct arena *arena)
{
	memset(arena, 0, sizeof *arena);
}

static void out_of_memory(struct arena *arena)
{
	if (arena->recover)
		longjmp(*arena->recover, 1);
	abort();
}

static void use_chunk(struct arena *arena, struct arena_chunk *chunk)
{
	arena->chunk = chunk;
	arena->next = (unsigned char *)chunk->data;
	arena->end = arena->next + chunk->size;
}

/* Chunks double, so that a document of any size costs few of them. */
static void add_chunk(struct arena *arena, size_t need)
{
	size_t size = arena->chunk ? arena->chunk->size : FIRST_CHUNK / 2;
	if (size < SIZE_MAX / 4)
		size *= 2;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(struct arena_chunk))
		out_of_memory(arena);
	struct arena_chunk *chunk = malloc(sizeof *chunk + size);
	if (!chunk)
		out_of_memory(arena);
	chunk->older = arena->chunk;
	chunk->size = size;
	use_chunk(arena, chunk);
}

static void free_older(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *older = chunk->older;
		free(chunk);
		chunk = older;
	}
}

void arena_reset(struct arena *arena)
{
	arena->total = 0;
	if (!arena->chunk)
		return;
	free_older(arena->chunk->older);
	arena->chunk->older = NULL;
	use_chunk(arena, arena->chunk);
}

void arena_free(struct arena *arena)
{
	free_older(arena->chunk);
	arena->chunk = NULL;
	arena->next = arena->end = NULL;
	arena->total = 0;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGNMENT)
		out_of_memory(arena);
	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (arena->limit && size > arena->limit - (arena->total < arena->limit ? arena->total : arena->limit))
		out_of_memory(arena);
	if (!arena->chunk || size > (size_t)(arena->end - arena->next))
		add_chunk(arena, size);
	void *result = arena->next;
	arena->next += size;
	arena->total += size;
	return result;
}

void *arena_zalloc(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		out_of_memory(arena);
	return memset(arena_alloc(arena, count * size), 0, count * size);
}

char *arena_copy(struct arena *arena, const char *data, size_t length)
{
	if (length == SIZE_MAX)
		out_of_memory(arena);
	char *copy = arena_alloc(arena, length + 1);
	if (length)
		memcpy(copy, data, length);
	copy[length] = '\0';
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	char *text = arena_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
	text[0] = '\0';
	if (length > 0)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item)
{
	size_t wanted = *capacity ? *capacity * 2 : 8;
	if (wanted < *capacity || wanted > SIZE_MAX / item)
		out_of_memory(arena);
	void *moved = arena_alloc(arena, wanted * item);
	if (count)
		memcpy(moved, items, count * item);
	*capacity = wanted;
	return moved;
}
