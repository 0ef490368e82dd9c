/* verify.h: whether a database is what its records say. */
#ifndef CASUS_VERIFY_H
#define CASUS_VERIFY_H

#include "base/error.h"

struct verify_result {
	size_t documents, records; /* looked at */
	size_t findings;           /* what is wrong; 0: all is well */
};

typedef void verify_report(void *context, struct str line);

/* REPORT is called with a line (without its end) for each thing that is wrong. False with ERROR when the database cannot be
 * opened at all. */
bool verify_database(const char *address, verify_report *report, void *context, struct verify_result *result, struct error *error);

#endif
