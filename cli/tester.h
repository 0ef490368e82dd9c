/* tester.h: what `casus test` runs codebook and corpus files with. */
#ifndef CASUS_CLI_TESTER_H
#define CASUS_CLI_TESTER_H

#include "options.h"
#include "session.h"

#include "base/buf.h"
#include "pipeline.h"

struct tester {
	const struct settings *settings;
	struct coder *coder;
	const struct reader_lexicon *lexicon;
	struct arena arena;       /* of the document at hand */
	struct document document; /* what tester_code made last */
	size_t passed, failed;
	struct buf out;           /* failures, for standard output */
};

/* Code TEXT into tester->document: as one paragraph of an article of January 9, 2020 or, with AS_FILE, as a text file would be
 * read. TEXT must outlive the document. False with ERROR_SYSTEM. */
bool tester_code(struct tester *tester, struct str text, bool as_file, struct error *error);

/* Whether BYTES is a corpus file: its first line that is neither blank nor a comment begins with "===". */
bool is_corpus(struct str bytes);
/* Run a corpus file; with settings->update rewrite it with what was found. False with ERROR. */
bool test_corpus(struct tester *tester, const char *path, struct str bytes, struct error *error);

#endif
