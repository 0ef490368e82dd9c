/* import/: users' lists of actors and places in the formats of others, into casus's own text files.
 *
 * A bad line is told to the caller and left out; all others are kept. What comes out is read by src/entity/compile_line.c
 * and src/place/compile_text.c: docs/import.md says what becomes of what.
 */
#ifndef CASUS_IMPORT_H
#define CASUS_IMPORT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

enum import_output { IMPORT_ACTORS, IMPORT_PLACES, IMPORT_CODEBOOK };

struct import_caller { /* what the importer asks of its caller, who has a lexicon */
	void *context;
	bool (*is_country)(void *context, struct str code);                           /* "LBY", "UNO" */
	struct str (*country_named)(void *context, struct str name, struct arena *arena); /* "Libya" -> "LBY"; empty when unknown */
	void (*bad)(void *context, const struct error *error);                        /* a line that was left out, or a part of it */
};

struct import_counts {
	size_t entities, names, dates; /* written: actors, nouns, places or verbs; all their names; their dated codes */
	size_t left_out; /* entries that say that they stand for nobody: [---] */
	size_t bad;      /* lines that were told to the caller */
};

struct importer;
struct importer *import_new(const struct import_caller *caller); /* NULL when memory runs out */
void import_free(struct importer *importer);

/* The names of the formats, ended by NULL. */
const char *const *import_formats(void);
/* Append what TEXT says to OUT. FROM is a format's name, or NULL to find it out. PATH is for messages. *OUTPUT says what kind of file it becomes.
 * False with ERROR_USAGE (unknown format), ERROR_INPUT (none fits, or no text) or ERROR_SYSTEM. */
bool import_list(struct importer *importer, const char *from, const char *path, struct str text, struct buf *out,
                 enum import_output *output, struct error *error);
struct import_counts import_counts(const struct importer *importer);

#endif
