/* language.h: which language an article is in, as far as it matters whether that is English. */
#ifndef CASUS_READER_LANGUAGE_H
#define CASUS_READER_LANGUAGE_H

#include "reader/reader.h"

/* Compile FOLDER/languages.txt into the section "reader/languages". */
bool language_compile(const char *folder, struct pack_writer *writer, struct error *error);

/* The language that the words of ARTICLE's blocks are of, where they are plainly of another than the lexicon's: "fr", or a
 * script ("Cyrl") where the letters tell no more. Empty otherwise, and for texts too short to tell. */
struct str language_foreign(const struct reader_lexicon *lexicon, const struct article *article);

#endif
