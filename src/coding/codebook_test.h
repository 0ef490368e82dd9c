/* codebook_test.h: runs the yes and no sentences of codebook files.
 *
 * The driver knows the files and what an event must look like; how a sentence becomes events is the caller's
 * (the pipeline sees all rooms, this one does not). */
#ifndef CASUS_CODING_CODEBOOK_TEST_H
#define CASUS_CODING_CODEBOOK_TEST_H

#include "flow.h"
#include "base/buf.h"
#include "base/error.h"

/* Code TEXT as an article of its own. The document stays valid until the next call. NULL with ERROR on failure. */
typedef const struct document *codebook_test_coder(void *context, struct str text, struct error *error);

struct codebook_test_options {
	codebook_test_coder *code;
	void *context;
};

struct codebook_test_result {
	size_t yes_passed, yes_failed, no_passed, no_failed;
};

/* Run every yes and no line of the codebook file PATH. Appends to REPORT, for each failure, "PATH:LINE: ..." with what was
 * coded instead; adds to RESULT. False only when the file cannot be read or the coder fails. */
bool codebook_test(const char *path, const struct codebook_test_options *options, struct buf *report,
                   struct codebook_test_result *result, struct error *error);

struct codebook;
/* Note in REPORT the words of TEXT's patterns that look like a form of a word of BOOK: a form matches as it is written alone. */
void codebook_note_forms(const struct codebook *book, const char *path, struct str text, struct buf *report);

#endif
