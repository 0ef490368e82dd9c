/* parallel.h: jobs read in order, done by N threads, written in order.
 *
 * The calling thread reads; workers work; whichever worker finishes the job that is next in line writes it and all
 * finished ones behind it. So what is written depends on neither the number nor the speed of threads, results
 * appear as soon as they can, and at most SLOTS_A_THREAD * threads jobs are in memory. With one thread the calling one does all.
 */
#ifndef CASUS_CLI_PARALLEL_H
#define CASUS_CLI_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct parallel {
	size_t threads;
	void *context;   /* passed to all below */
	size_t job_size; /* bytes of one job's state; zeroed once at the start and used again for later jobs */

	/* Fill JOB with the next job; false at the end. Called by the thread that called parallel_run. */
	bool (*read)(void *context, void *job);
	/* Do JOB; WORKER is 0 to threads - 1, and no two threads have the same. */
	void (*work)(void *context, size_t worker, void *job);
	/* Write JOB; called in the order of reading, never twice at once. False: stop everything. */
	bool (*write)(void *context, void *job);
	/* Free what JOB holds at the very end. */
	void (*free)(void *context, void *job);
};

/* How many processors this process may use; at least 1. */
size_t parallel_processors(void);

/* Returns when all is written, or write() said stop. False with ERROR_SYSTEM when no thread could be started. */
bool parallel_run(const struct parallel *parallel, struct error *error);

#endif
