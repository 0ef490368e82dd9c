/* copy.h: documents from one database to another, of whatever engine. */
#ifndef CASUS_STORE_COPY_H
#define CASUS_STORE_COPY_H

#include "store/store.h"

struct store_copied {
	int64_t key;  /* of the document in TO */
	bool added;   /* else it was there */
	bool linked;  /* it repeats another */
	bool source;  /* it was there, and a source of it was not */
};

/* Copy the document KEY of FROM, with who coded it and when, its records, sources and what was superseded, into TO, which is in a
 * transaction. Where TO has it, its records stand and only its sources are added. What it repeats must be there: copy in the order
 * of store_next_key. DOCUMENT is filled as by store_load; its arena is set, all else zero. */
bool store_copy(struct store *from, int64_t key, struct store *to, struct document *document, struct store_copied *copied, struct error *error);

/* Copy what people think of records: the later word on one stands. TO is in a transaction. */
bool store_copy_judgements(struct store *from, struct store *to, struct error *error);
/* Copy what was chosen by hand about incidents, where TO, which is in a transaction, does not have it yet. Its documents are there. */
bool store_copy_choices(struct store *from, struct store *to, struct arena *arena, struct error *error);

#endif
