/* recode.h: part of the keeper: a document coded anew takes the place of what an older run said of it. */
#ifndef CASUS_RECODE_H
#define CASUS_RECODE_H

#include "store/store.h"

/* DOCUMENT was coded anew, by the addition's run; KEY is its row. Where every record is what it was, only the run is noted, and
 * the rows stay; else they are replaced, and each record that is no more is kept as superseded. CHANGED says which. In a
 * transaction; memory comes from DOCUMENT's arena. */
bool recode_write(struct store *store, struct document *document, int64_t key, bool *changed, struct error *error);

#endif
