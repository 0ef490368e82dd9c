/* arena.h: memory that is freed at once.
 *
 * One arena a document: whatever a room makes for it is allocated here and never freed singly.
 * arena_alloc never returns NULL: when memory runs out it jumps to the recovery point of the
 * arena (Lua's way: one place decides, a thousand callers need no check), which the pipeline sets
 * for each document. Between the set-up of that point and the jump nothing may be held that only
 * a local variable knows (an open file, a lock). Without a recovery point it calls abort().
 */
#ifndef CASUS_BASE_ARENA_H
#define CASUS_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <string.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* newest; chunks are linked back to the oldest */
	unsigned char *next, *end;
	size_t total;     /* bytes handed out since the last reset */
	size_t limit;     /* refuse to hand out more than this; 0: no limit */
	jmp_buf *recover; /* where to go when memory runs out */
};

void arena_init(struct arena *arena);
/* Forget everything that was allocated, keep one chunk for reuse. */
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);

/* SIZE bytes, aligned for any type, not cleared. SIZE 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);
/* COUNT * SIZE bytes, zeroed; an overflowing product counts as out of memory. */
void *arena_zalloc(struct arena *arena, size_t count, size_t size);
/* A copy of LENGTH bytes with a NUL behind. */
char *arena_copy(struct arena *arena, const char *data, size_t length);
/* A formatted, NUL-terminated string. */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Grow an array of ITEM-byte elements so that one more fits: returns the (perhaps moved) array and
 * updates *capacity. Use through arena_push. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item);

/* Append VALUE to the array ITEMS (count and capacity are lvalues of size_t). */
#define arena_push(arena, items, count, capacity, value) \
	((items) = (count) < (capacity) ? (items) : arena_grow((arena), (items), (count), &(capacity), sizeof *(items)), \
	 (items)[(count)++] = (value))

#endif
