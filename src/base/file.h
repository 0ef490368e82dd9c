/* file.h: whole files in and out. */
#ifndef CASUS_BASE_FILE_H
#define CASUS_BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Read all of PATH ("-": standard input) into BUF. False with ERROR_INPUT (missing, a folder,
 * unreadable, over MOST bytes; MOST 0: no limit). */
bool file_read(const char *path, size_t most, struct buf *buf, struct error *error);
/* Write through a temporary file beside PATH and rename it: PATH is never half written. */
bool file_write(const char *path, struct str data, struct error *error);
/* The paths of the regular files below FOLDER whose names end in SUFFIX, sorted by byte order. */
bool file_list(const char *folder, const char *suffix, struct arena *arena, char ***paths, size_t *count, struct error *error);

#endif
