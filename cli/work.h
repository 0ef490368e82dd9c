/* work.h: how a worker is doing: for its log, its end, and whoever asks over HTTP. */
#ifndef CASUS_CLI_WORK_H
#define CASUS_CLI_WORK_H

#include <stdatomic.h>

#include "interrupt.h"
#include "keeper.h"
#include "options.h"
#include "queue/queue.h"
#include "web/web.h"

struct work_report {
	struct interrupt interrupt;
	bool json;          /* --log json */
	struct web_server *server; /* health and metrics; NULL without --metrics */
	struct queue *queue;
	atomic_size_t rounds, added, skipped, linked, records, dead, failures;
	atomic_llong last;  /* seconds since 1970: when the database last had a round */
};

/* From now on SIGINT and SIGTERM ask for an end. */
void work_begin(struct work_report *report);
/* Whether one was asked for; CONTEXT is the report. */
bool work_stopped(void *context);
/* Listens where settings->port says so. */
bool report_open(struct work_report *report, const struct settings *settings, struct queue *queue, struct error *error);
/* A round was written, of which SUMMARY tells. */
void report_round(struct work_report *report, const struct keeper_summary *summary);
/* Says what was done in all, unless QUIET. */
void report_close(struct work_report *report, bool quiet);
/* A line of the log. */
void message_line(const struct work_report *report, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
