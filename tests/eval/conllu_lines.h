/* conllu_lines.h: documents from CoNLL-U with dates in comments, for test programs. */
#ifndef CASUS_TESTS_CONLLU_LINES_H
#define CASUS_TESTS_CONLLU_LINES_H

#include "flow.h"

/* The next document of *REST (which moves on), ended by the next "# newdoc"; false at the end. Strings view *REST. */
bool conllu_document(struct arena *arena, struct str *rest, struct document *document);

#endif
