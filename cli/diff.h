/* diff.h: two runs, record by record, as `casus diff` compares them. */
#ifndef CASUS_CLI_DIFF_H
#define CASUS_CLI_DIFF_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"

struct diff_record {
	struct str key;  /* document, kind, type, span of the trigger, and which of those that have all this in common */
	struct str line; /* its JSON, without the ids */
	struct str type; /* "ASSAULT", "backs", "ceasefire", "document" */
	size_t partner;  /* index into the other run, or SIZE_MAX */
	bool changed;
};

struct diff_run {
	struct diff_record *records; /* in the order of the run */
	size_t count, capacity;
	struct map by_key, shared; /* key -> index; key without number -> how many */
	struct str document;       /* of the lines at hand */
};

/* Read PATH, a file of JSON Lines or a database. Memory comes from ARENA, which must have a recovery point. False with ERROR_INPUT
 * and the line, or ERROR_SYSTEM. */
bool diff_read(const char *path, struct arena *arena, struct diff_run *run, struct error *error);

/* Pair the records of the two by their keys and see which of them changed. */
void diff_compare(struct diff_run *old, struct diff_run *new);
/* The differences one by one unless QUIET, then the table by type. */
void diff_write(const struct diff_run *old, const struct diff_run *new, bool quiet, struct arena *arena, struct buf *out);
bool diff_same(const struct diff_run *old, const struct diff_run *new);

#endif
