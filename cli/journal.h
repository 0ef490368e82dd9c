/* journal.h: how far a run came, in a file, so that it can go on from there. */
#ifndef CASUS_CLI_JOURNAL_H
#define CASUS_CLI_JOURNAL_H

#include <stdint.h>

#include "options.h"

#include "base/str.h"

struct journal {
	const char *path; /* NULL: there is none, and nothing below does anything */
	uint64_t key;     /* of what the run is about: inputs, options, version, lexicon */
	size_t done;      /* articles and faulty inputs that were written when the run was cut off */
	bool finished;
	int64_t written;  /* when it was last written, in seconds */
};

/* Reads SETTINGS->resume where it is there. Results that were written behind the journal's last word (the machine stopped) are cut
 * off standard output, where that is the same file. LEXICON is the hash of what the run codes with. False with ERROR_USAGE when
 * the file is another run's or none, or the results so far are gone. */
bool journal_open(struct journal *journal, const struct settings *settings, struct str lexicon, struct error *error);
/* DONE jobs are written and flushed. Writes the file when NOW (seconds) is some seconds after the last time, or always with FORCE. */
bool journal_note(struct journal *journal, size_t done, bool finished, bool force, int64_t now, struct error *error);

#endif
