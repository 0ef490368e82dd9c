#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static void copy_bounded(char *out, size_t size, struct str from)
{
	size_t length = from.length < size ? from.length : size - 1;
	while (length < from.length && length > 0 && ((unsigned char)from.data[length] & 0xC0) == 0x80)
		length--; /* do not cut a code point in two */
	if (length)
		memcpy(out, from.data, length);
	out[length] = '\0';
}

bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	if (!error || error->kind != ERROR_NONE)
		return false;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error->message, sizeof error->message, format, arguments);
	va_end(arguments);
	error->kind = kind;
	return false;
}

bool error_at(struct error *error, enum error_kind kind, const char *file, size_t line, size_t column, struct str source,
              const char *format, ...)
{
	if (!error || error->kind != ERROR_NONE)
		return false;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error->message, sizeof error->message, format, arguments);
	va_end(arguments);
	error->kind = kind;
	copy_bounded(error->file, sizeof error->file, str_of(file));
	copy_bounded(error->source, sizeof error->source, source);
	error->line = line;
	error->column = column;
	return false;
}

void error_format(const struct error *error, struct buf *out)
{
	if (error->file[0]) {
		buf_text(out, error->file);
		if (error->line)
			buf_printf(out, ":%zu", error->line);
		if (error->line && error->column)
			buf_printf(out, ":%zu", error->column);
		buf_text(out, ": ");
	}
	buf_text(out, error->message);
	buf_byte(out, '\n');
	if (!error->source[0])
		return;
	buf_printf(out, "  %s\n", error->source);
	if (!error->column)
		return;
	buf_text(out, "  ");
	struct str source = str_of(error->source);
	size_t column = 1;
	for (size_t i = 0; i < source.length && column < error->column; i++) {
		if (((unsigned char)source.data[i] & 0xC0) == 0x80)
			continue;
		buf_byte(out, source.data[i] == '\t' ? '\t' : ' ');
		column++;
	}
	buf_text(out, "^\n");
}
