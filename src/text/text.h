/* text/: paragraphs into sentences and words, in Universal Dependencies' English convention. */
#ifndef CASUS_TEXT_H
#define CASUS_TEXT_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

struct text_tables { /* abbreviations, contractions ...: views into the pack */
	struct pack_section sections[8];
	void *private_;
};

/* Compile lexicon/en/text/ files into "text/..." sections. False with ERROR_LEXICON. */
bool text_compile(const char *folder, struct pack_writer *writer, struct error *error);
bool text_open(struct text_tables *tables, const struct pack *pack, struct error *error);

/* Fill document->sentences from the title and body blocks of document->article: tokens with form,
 * span, space_after, range, quote_depth. No sentence crosses a block. Titles are sentences, too. */
void text_segment(const struct text_tables *tables, struct document *document);

#endif
