/* buf.h: a growing byte buffer for output and for sections of a pack. */
#ifndef CASUS_BASE_BUF_H
#define CASUS_BASE_BUF_H

#include "base/str.h"

struct buf {
	char *data;
	size_t length, capacity;
	bool failed; /* out of memory: everything appended since was dropped */
};

void buf_free(struct buf *buf);
void buf_clear(struct buf *buf);
/* Room for MORE bytes behind what there is, to be filled and added to the length by the caller; NULL when memory runs out. */
char *buf_room(struct buf *buf, size_t more);
void buf_append(struct buf *buf, const void *data, size_t length);
void buf_str(struct buf *buf, struct str s);
void buf_text(struct buf *buf, const char *text);
void buf_decimal(struct buf *buf, int64_t number); /* in digits */
void buf_u32(struct buf *buf, uint32_t value); /* little-endian */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Zero bytes until the length is a multiple of ALIGNMENT. */
void buf_align(struct buf *buf, size_t alignment);
static inline void buf_byte(struct buf *buf, char byte)
{
	if (buf->length < buf->capacity && !buf->failed)
		buf->data[buf->length++] = byte;
	else
		buf_append(buf, &byte, 1);
}
static inline struct str buf_view(const struct buf *buf) { return (struct str){buf->data, buf->length}; }

#endif
