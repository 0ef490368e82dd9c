#include "output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "command.h"

static bool output_failed(struct error *error)
{
	return error_set(error, ERROR_SYSTEM, "cannot write to standard output: %s", errno ? strerror(errno) : "it is closed");
}

bool output_write(struct str text, struct error *error)
{
	errno = 0;
	if (text.length && fwrite(text.data, 1, text.length, stdout) != text.length)
		return output_failed(error);
	return true;
}

bool output_flush(struct error *error)
{
	errno = 0;
	if (fflush(stdout) != 0 || ferror(stdout))
		return output_failed(error);
	return true;
}

int output_all(struct buf *out)
{
	struct error error = {0};
	bool ok = !out->failed ? output_write(buf_view(out), &error) && output_flush(&error)
	                       : error_set(&error, ERROR_SYSTEM, "out of memory");
	buf_free(out);
	return ok ? EXIT_DONE : fail(&error);
}

void message(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fputs("casus: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
}

void message_error(const struct error *error)
{
	struct buf text = {0};
	error_format(error, &text);
	/* An error with a place begins with it, so that editors find the line. */
	fprintf(stderr, "%s%.*s", error->file[0] ? "" : "casus: ", (int)text.length, text.data ? text.data : "");
	buf_free(&text);
}

int error_status(const struct error *error)
{
	static const int status[] = {
		[ERROR_NONE] = EXIT_DONE,
		[ERROR_INPUT] = EXIT_SOME_INPUTS,
		[ERROR_USAGE] = EXIT_USAGE,
		[ERROR_SYSTEM] = EXIT_USAGE,
		[ERROR_LEXICON] = EXIT_LEXICON,
		[ERROR_REFUSED] = EXIT_USAGE,
	};
	return status[error->kind];
}

int fail(const struct error *error)
{
	message_error(error);
	return error_status(error);
}
