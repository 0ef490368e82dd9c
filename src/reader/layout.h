/* layout.h: lines into paragraphs. */
#ifndef CASUS_READER_LAYOUT_H
#define CASUS_READER_LAYOUT_H

#include "flow.h"

/* The paragraphs of TEXT without white space at their ends, in order: parted by blank lines, by single newlines, or by
 * blank lines and indents in text that was wrapped at a fixed width (there a newline is only a space). */
struct span *layout_paragraphs(struct arena *arena, struct str text, size_t *count);

#endif
