/* text/: paragraphs into sentences and words, in Universal Dependencies' English convention. */
#ifndef CASUS_TEXT_H
#define CASUS_TEXT_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

struct text_tables { /* word lists and weights: a view into the pack, which must outlive it; nothing to close */
	struct pack_section sections[1];
};

/* Compile FOLDER (lexicon/en/text) into the section "text/words". False with ERROR_LEXICON and the place. */
bool text_compile(const char *folder, struct pack_writer *writer, struct error *error);
/* False with ERROR_LEXICON when the section is missing or misshapen. */
bool text_open(struct text_tables *tables, const struct pack *pack, struct error *error);

/* Fill document->sentences from the title and body blocks of document->article: tokens with form,
 * span, space_after, range, quote_depth. No sentence crosses a block, none has more than 400 tokens.
 * Titles are sentences, too. quote_depth counts the quotation marks that are open around a token; the
 * marks themselves have the depth of what stands outside them. A quotation runs on into the next paragraph
 * when that one opens with a quotation mark; otherwise it ends with its paragraph, closed or not. */
void text_segment(const struct text_tables *tables, struct document *document);

#endif
