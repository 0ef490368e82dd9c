/* codepoints.h: from bytes of the text to code points, which RECORD.md's spans count. */
#ifndef CASUS_VIEW_CODEPOINTS_H
#define CASUS_VIEW_CODEPOINTS_H

#include "base/arena.h"
#include "base/str.h"

struct codepoints {
	struct str text;
	uint32_t *before; /* code points before each block of CODEPOINT_BLOCK bytes */
};

enum { CODEPOINT_BLOCK = 128 };

void codepoints_count(struct codepoints *index, struct str text, struct arena *arena);
/* Code points before byte OFFSET (at most the text's length). */
size_t codepoints_at(const struct codepoints *index, size_t offset);

#endif
