/* layout.h: where the paragraphs and sentences of a document stand, as texts that its row holds. */
#ifndef CASUS_STORE_LAYOUT_H
#define CASUS_STORE_LAYOUT_H

#include "base/buf.h"
#include "flow.h"

struct offsets;

/* Append to OUT "kind gap length" of each block: nothing where all of the text is one paragraph. */
void layout_write_blocks(const struct article *article, const struct offsets *offsets, struct buf *out);
/* "block gap length" of each sentence, the block counted from that of the sentence before. */
void layout_write_sentences(const struct document *document, const struct offsets *offsets, struct buf *out);

struct layout { /* being read: set REST */
	struct str rest;
	size_t start, end; /* code points, of the last that was read */
	bool broken;       /* it is no such text */
};
/* The next: FIRST is its first number. False at the end and where it is broken. */
bool layout_next(struct layout *layout, long *first);

#endif
