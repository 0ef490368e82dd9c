#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_free(struct buf *buf)
{
	free(buf->data);
	memset(buf, 0, sizeof *buf);
}

void buf_clear(struct buf *buf)
{
	buf->length = 0;
	buf->failed = false;
}

static bool reserve(struct buf *buf, size_t more)
{
	if (buf->failed || more > SIZE_MAX / 2 - buf->length)
		return !(buf->failed = true);
	if (buf->length + more <= buf->capacity)
		return true;
	size_t capacity = buf->capacity ? buf->capacity : 256;
	while (capacity < buf->length + more)
		capacity *= 2;
	char *data = realloc(buf->data, capacity);
	if (!data)
		return !(buf->failed = true);
	buf->data = data;
	buf->capacity = capacity;
	return true;
}

char *buf_room(struct buf *buf, size_t more)
{
	return reserve(buf, more) ? buf->data + buf->length : NULL;
}

void buf_append(struct buf *buf, const void *data, size_t length)
{
	if (!length || !reserve(buf, length))
		return;
	memcpy(buf->data + buf->length, data, length);
	buf->length += length;
}

void buf_str(struct buf *buf, struct str s)
{
	buf_append(buf, s.data, s.length);
}

void buf_text(struct buf *buf, const char *text)
{
	buf_append(buf, text, strlen(text));
}

void buf_decimal(struct buf *buf, int64_t number)
{
	char digits[24], *at = digits + sizeof digits;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) != 0);
	if (number < 0)
		*--at = '-';
	buf_append(buf, at, (size_t)(digits + sizeof digits - at));
}

void buf_u32(struct buf *buf, uint32_t value)
{
	unsigned char bytes[4] = {(unsigned char)value, (unsigned char)(value >> 8), (unsigned char)(value >> 16), (unsigned char)(value >> 24)};
	buf_append(buf, bytes, 4);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	size_t room = buf->failed || !buf->data ? 0 : buf->capacity - buf->length;
	int length = vsnprintf(room ? buf->data + buf->length : NULL, room, format, arguments);
	va_end(arguments);
	if (length > 0 && reserve(buf, (size_t)length + 1)) {
		if ((size_t)length >= room)
			vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
		buf->length += (size_t)length;
	}
	va_end(again);
}

void buf_align(struct buf *buf, size_t alignment)
{
	while (!buf->failed && buf->length % alignment)
		buf_byte(buf, 0);
}
