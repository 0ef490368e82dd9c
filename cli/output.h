/* output.h: results to standard output, all else to standard error. */
#ifndef CASUS_CLI_OUTPUT_H
#define CASUS_CLI_OUTPUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"

/* Write TEXT to standard output. False with ERROR_SYSTEM when it cannot be written (disk full, pipe closed). */
bool output_write(struct str text, struct error *error);
/* Push out what stdio still holds. Every command ends with it: only then is it known that all was written. */
bool output_flush(struct error *error);
/* output_write of OUT, then output_flush; frees OUT, says on standard error what went wrong; an exit status. */
int output_all(struct buf *out);

/* A line on standard error. */
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* ERROR on standard error, with its place, line and caret. */
void message_error(const struct error *error);
/* The exit status for ERROR (0 for none). */
int error_status(const struct error *error);
/* message_error and error_status in one. */
int fail(const struct error *error);

#endif
