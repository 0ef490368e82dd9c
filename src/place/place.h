/* place/: where. Names of places in the text and what they stand for on earth. */
#ifndef CASUS_PLACE_H
#define CASUS_PLACE_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

struct gazetteer; /* immutable view of the pack's "place/..." sections */

/* Compile the gazetteer files of lexicon/places into sections, then FILE_COUNT text files of the user's, which add to them. */
bool place_compile(const char *folder, const char *const *files, size_t file_count, struct pack_writer *writer, struct error *error);
bool gazetteer_open(struct gazetteer **gazetteer, const struct pack *pack, struct error *error);
void gazetteer_close(struct gazetteer *gazetteer);

/* Fill document->places and document->dateline: every mention of a place, resolved with the whole
 * document as context. Needs trees. A place that only acts ("Washington said") is found, too; coding
 * decides what is a location. */
void place_find(const struct gazetteer *gazetteer, struct document *document);

/* Every place that goes by NAME, likeliest first, at most MOST of them into PLACES (text is NAME, the span
 * empty); returns how many. Strings are the gazetteer's. For `casus find`. */
size_t gazetteer_find_name(const struct gazetteer *gazetteer, struct str name, struct arena *arena, struct place *places, size_t most);

#endif
