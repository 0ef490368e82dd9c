/* history_parts.h: what the files of history.h share. */
#ifndef CASUS_HISTORY_PARTS_H
#define CASUS_HISTORY_PARTS_H

#include "history.h"
#include "store/past.h"

/* Without case and marks: one name whoever wrote it. */
bool history_same_name(struct str a, struct str b, struct arena *arena);
bool history_same_party(const struct history_party *a, const struct past_party *b, struct arena *arena);
struct history_party history_party_of(const struct past_party *party);
/* Does the filter's actor name this party? */
bool history_names(const struct history_filter *filter, const struct history_party *party, struct arena *arena);

void history_add_word(struct history_words *words, struct history_word word, struct arena *arena);
/* What a record's word is, said to be so on its own day, else its article's. */
struct history_word history_word_of(const struct past_record *record, const char *what);

#endif
