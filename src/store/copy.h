/* copy.h: documents from one database to another, of whatever engine. */
#ifndef CASUS_STORE_COPY_H
#define CASUS_STORE_COPY_H

#include "store/store.h"

struct store_copied {
	int64_t key;  /* of the document in TO */
	bool added;   /* else it was there */
	bool source;  /* it was there, and a source of it was not */
};

struct store_copying { /* a document that was read to be copied */
	struct document document;
	struct likeness likeness; /* of its text */
	struct store_run run;
	int64_t key, addition; /* of FROM */
	struct str original;   /* the id of what it repeats; empty: nothing */
	int64_t original_key;  /* in FROM; may be greater than its own */
	int64_t first_copy;    /* the least key of those that repeat it, or the same as it; 0: none does */
	/* for writing: */
	bool link;             /* it is a copy of another there: its records stay behind */
	int64_t link_to;       /* that one's key; 0: store_point tells it before the end of the transaction */
};

/* Read the document KEY of FROM into ITEM, all of it in ARENA. */
bool store_copy_read(struct store *from, int64_t key, struct arena *arena, struct store_copying *item, struct error *error);
/* These will be written to TO, which is in a transaction of which nothing is written yet: what that needs is looked up at once. */
bool store_copy_expect(struct store *to, const struct store_copying *items, size_t count, struct error *error);
/* Write ITEM, with who coded it and when, its records, sources and what was superseded, into TO, which is in a transaction. Where TO has it,
 * its records stand and only its sources are added. */
bool store_copy_write(struct store *from, const struct store_copying *item, struct store *to, struct store_copied *copied, struct error *error);

/* Copy what people think of records: the later word on one stands. TO is in a transaction. */
bool store_copy_judgements(struct store *from, struct store *to, struct error *error);
/* Copy what was chosen by hand about incidents, where TO, which is in a transaction, does not have it yet. Its documents are there. */
bool store_copy_choices(struct store *from, struct store *to, struct arena *arena, struct error *error);

#endif
