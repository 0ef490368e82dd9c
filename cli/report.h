/* report.h: what a run over many inputs says on standard error: what cannot be used, what was left out, how far it is. */
#ifndef CASUS_CLI_REPORT_H
#define CASUS_CLI_REPORT_H

#include <stdint.h>

#include "options.h"

#include "flow.h"

struct report {
	bool json, quiet, terminal;
	bool shown;          /* the line of progress stands on the terminal */
	double begun, last;  /* seconds */
	uint64_t size;       /* of all inputs, 0 where it is not known */
	size_t articles, sentences, records, errors, duplicates, foreign, passed_over;
};

void report_begin(struct report *report, const struct settings *settings, uint64_t size);
/* Also counts it. */
void report_error(struct report *report, const struct error *error);
/* An article that was left out: a duplicate, or with LANGUAGE one in that. */
void report_left_out(struct report *report, const char *path, const struct article *article, struct str language);
void report_replaced(struct report *report, const char *path, size_t bytes);
void report_coded(struct report *report, const struct document *document);
/* Now and then, on a terminal alone: the line of progress, BYTES of the inputs being done. */
void report_progress(struct report *report, uint64_t bytes);
/* The counts of what was left out, and with --log json all of them. */
void report_end(struct report *report);
/* Seconds of a clock that only goes forward. */
double report_clock(void);

#endif
