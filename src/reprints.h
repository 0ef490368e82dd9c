/* reprints.h: part of the pipeline: which articles are copies of which, whatever the order in which they come.
 *
 * An article is a copy where it repeats any other that comes before it: not in time, but by wording_comes_first. So who is a copy is a function
 * of the set of articles alone, and a larger set makes copies of some that were none, but never the other way round: what was not coded need not be.
 * A copy's original is that of the first that it repeats, which is coded itself or has an original in its turn. */
#ifndef CASUS_REPRINTS_H
#define CASUS_REPRINTS_H

#include "base/error.h"
#include "incidents.h"
#include "store/store.h"

#define REPRINTS_NONE SIZE_MAX

struct reprint { /* an article that is about to be written */
	struct wording wording;
	bool coded;       /* else somebody has seen that it is a copy */
	bool kept;        /* somebody has judged its records: it is coded, whatever it repeats */
	int64_t known;    /* then the key of what it is a copy of; 0: of something that is about to be written */
	/* found: */
	enum reprint_fate {
		REPRINT_FIRST, /* it is no copy */
		REPRINT_COPY,
		REPRINT_THERE, /* the database has it, or it came before in the same batch */
		REPRINT_LEFT,  /* it was not coded, and what it is a copy of is nowhere */
	} fate;
	int64_t original_key; /* of a copy: its original, if the database has that */
	size_t original;      /* else the original's index; REPRINTS_NONE */
};

struct reprint_change { /* a document of the database of which the newcomers make a copy, or a copy of something else */
	int64_t key, before; /* before: its original; 0: it was coded */
	int64_t original_key;
	size_t original; /* as above */
};

struct reprint_changes {
	struct reprint_change *list;
	size_t count;
};

/* In a transaction that writes: the fate of COUNT newcomers, and what it means for documents that are there. All in ARENA. OTHER, which may be NULL: a
 * database of which the judgements count, too. */
bool reprints_find(struct store *store, struct store *other, struct reprint *list, size_t count, struct arena *arena, struct reprint_changes *changes, struct error *error);

/* Let documents that are there be copies as CHANGES say, once the newcomers, whose keys are KEYS by their index, are written. */
bool reprints_change(struct store *store, struct incidents *incidents, const struct reprint_changes *changes, const int64_t *keys, struct error *error);

#endif
