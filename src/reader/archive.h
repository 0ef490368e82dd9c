/* archive.h: the files inside an archive, by libarchive. */
#ifndef CASUS_READER_ARCHIVE_H
#define CASUS_READER_ARCHIVE_H

#include "reader/input.h"

struct bundle; /* an open archive, or one packed file (xz, bzip2, zstd) */

/* What HEAD is packed as ("a zip archive"), or NULL when libarchive need not be asked. gzip is input_gzip's. */
const char *bundle_kind(struct str head);
/* Over INPUT, which must outlive it. NULL with ERROR (its place left out). */
struct bundle *bundle_open(struct input *input, struct error *error);
void bundle_close(struct bundle *bundle);

enum bundle_next { BUNDLE_FILE, BUNDLE_END, BUNDLE_BAD };
/* The next regular file in it; *NAME (valid until the next call) is empty where it has none. BUNDLE_BAD with ERROR: nothing
 * more can be read. */
enum bundle_next bundle_next(struct bundle *bundle, const char **name, struct error *error);
/* The bytes of that file; to be closed before the next. NULL when memory runs out. */
struct input *bundle_input(struct bundle *bundle, const char *name);

#endif
