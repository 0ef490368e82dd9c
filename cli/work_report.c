/* work_report.c: see work.h. Metrics are in the text format of Prometheus. */
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "base/json.h"
#include "output.h"
#include "work.h"

void work_begin(struct work_report *report)
{
	interrupt_watch(&report->interrupt);
}

bool work_stopped(void *context)
{
	struct work_report *report = context;
	return interrupt_signal(&report->interrupt) != 0;
}

void message_line(const struct work_report *report, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (!report->json) {
		message("%s", text);
		return;
	}
	struct buf out = {0};
	struct json json = {.out = &out};
	json_open(&json, NULL, '{');
	json_number(&json, "time", (int64_t)time(NULL));
	json_str(&json, "message", str_of(text));
	json_close(&json, '}');
	fprintf(stderr, "%.*s\n", STR_ARG(buf_view(&out)));
	buf_free(&out);
}

void report_round(struct work_report *report, const struct keeper_summary *summary)
{
	report->rounds++;
	report->added += summary->added;
	report->skipped += summary->skipped;
	report->linked += summary->linked;
	report->records += summary->records;
	report->last = (long long)time(NULL);
}

/* --- over HTTP --------------------------------------------------------------------------------------------------- */

static void metric(struct buf *out, const char *name, const char *kind, const char *help, unsigned long long value)
{
	buf_printf(out, "# HELP casus_%s %s\n# TYPE casus_%s %s\ncasus_%s %llu\n", name, help, name, kind, name, value);
}

static void answer_metrics(void *context, const struct web_request *request, struct web_answer *answer)
{
	struct work_report *report = context;
	struct queue_state state;
	struct error error = {0};
	struct buf *out = &answer->body;
	(void)request;
	answer->type = "text/plain; version=0.0.4; charset=utf-8";
	metric(out, "documents_added_total", "counter", "Documents coded and written.", report->added);
	metric(out, "documents_skipped_total", "counter", "Documents that the database had already.", report->skipped);
	metric(out, "documents_linked_total", "counter", "Documents that repeat another and were linked to it.", report->linked);
	metric(out, "documents_dead_total", "counter", "Documents put aside.", report->dead);
	metric(out, "records_total", "counter", "Records written.", report->records);
	metric(out, "rounds_total", "counter", "Rounds written.", report->rounds);
	metric(out, "database_failures_total", "counter", "Rounds that the database did not take; their documents come again.", report->failures);
	metric(out, "last_round_timestamp_seconds", "gauge", "When the last round was written.", (unsigned long long)report->last);
	if (!queue_state(report->queue, &state, &error))
		return;
	metric(out, "queue_waiting", "gauge", "Documents that no worker has yet.", state.waiting);
	metric(out, "queue_underway", "gauge", "Documents that some worker has.", state.underway);
	metric(out, "queue_dead", "gauge", "Documents put aside by all workers.", state.dead);
}

/* Well while the queue answers; what the database does is told by the metrics. */
static void answer_health(void *context, const struct web_request *request, struct web_answer *answer)
{
	struct work_report *report = context;
	struct queue_state state;
	struct error error = {0};
	(void)request;
	if (!queue_state(report->queue, &state, &error)) {
		web_fail(answer, 503, "%s", error.message);
		return;
	}
	buf_text(&answer->body, "{\"ok\":true}");
}

static const struct web_route routes[] = {
	{WEB_GET, "/metrics", false, answer_metrics},
	{WEB_GET, "/healthz", false, answer_health},
	{WEB_GET, NULL, false, NULL},
};

bool report_open(struct work_report *report, const struct settings *settings, struct queue *queue, struct error *error)
{
	report->queue = queue;
	report->json = settings->log && strcmp(settings->log, "json") == 0;
	if (!settings->port)
		return true;
	if (settings->port > UINT16_MAX)
		return error_set(error, ERROR_USAGE, "a port is a number up to 65535");
	struct web_options options = {.port = (uint16_t)settings->port, .threads = 1, .routes = routes, .context = report};
	return web_open(&report->server, &options, error);
}

void report_close(struct work_report *report, bool quiet)
{
	web_close(report->server);
	interrupt_end(&report->interrupt);
	if (!quiet)
		message_line(report, "%zu added with %zu records, %zu linked, %zu skipped (there already), %zu put aside", (size_t)report->added,
		             (size_t)report->records, (size_t)report->linked, (size_t)report->skipped, (size_t)report->dead);
}
