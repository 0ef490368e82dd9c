#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "output.h"

#define EVERY 0.25 /* seconds between two lines of progress */

double report_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void report_begin(struct report *r, const struct settings *settings, uint64_t size)
{
	const char *term = getenv("TERM");
	*r = (struct report){.json = settings->log, .quiet = settings->quiet, .size = size};
	r->terminal = !r->json && !r->quiet && isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
	r->begun = r->last = report_clock();
}

static void clear(struct report *r)
{
	if (r->shown)
		fputs("\r\033[K", stderr);
	r->shown = false;
}

/* --- lines of JSON ----------------------------------------------------------------------------------------------- */

static void begin_line(struct json *json, struct buf *out, const char *level)
{
	*json = (struct json){out, false};
	json_open(json, NULL, '{');
	json_str(json, "level", str_of(level));
}

static void end_line(struct json *json)
{
	json_close(json, '}');
	buf_byte(json->out, '\n');
	if (!json->out->failed)
		fwrite(json->out->data, 1, json->out->length, stderr);
	buf_free(json->out);
}

static void json_error(const struct error *error)
{
	struct buf out = {0};
	struct json json;
	begin_line(&json, &out, "error");
	json_str_if(&json, "path", str_of(error->file));
	if (error->line)
		json_number(&json, "line", (int64_t)error->line);
	if (error->line && error->column)
		json_number(&json, "column", (int64_t)error->column);
	json_str(&json, "message", str_of(error->message));
	end_line(&json);
}

static void json_left_out(const char *path, const struct article *article, struct str language)
{
	struct buf out = {0};
	struct json json;
	begin_line(&json, &out, "left-out");
	json_str(&json, "reason", language.length ? STR("language") : STR("duplicate"));
	json_str_if(&json, "language", language);
	json_str(&json, "path", str_of(path));
	if (article->line)
		json_number(&json, "line", (int64_t)article->line);
	if (article->offset)
		json_number(&json, "offset", (int64_t)article->offset);
	json_str_if(&json, "url", article->url);
	end_line(&json);
}

static void json_summary(const struct report *r)
{
	const struct {
		const char *name;
		size_t count;
	} counts[] = {{"articles", r->articles}, {"sentences", r->sentences}, {"records", r->records}, {"errors", r->errors},
	              {"duplicates", r->duplicates}, {"foreign", r->foreign}, {"passed_over", r->passed_over}};
	struct buf out = {0};
	struct json json;
	begin_line(&json, &out, "summary");
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		json_number(&json, counts[i].name, (int64_t)counts[i].count);
	json_decimal(&json, "seconds", report_clock() - r->begun, 2);
	end_line(&json);
}

/* --- what happens --------------------------------------------------------------------------------------------------- */

void report_error(struct report *r, const struct error *error)
{
	clear(r);
	r->errors++;
	if (r->json)
		json_error(error);
	else
		message_error(error);
}

void report_left_out(struct report *r, const char *path, const struct article *article, struct str language)
{
	char place[48] = "";
	*(language.length ? &r->foreign : &r->duplicates) += 1;
	if (r->json)
		json_left_out(path, article, language);
	if (r->json || r->quiet)
		return;
	clear(r);
	if (article->line)
		snprintf(place, sizeof place, ":%zu", article->line);
	else if (article->offset)
		snprintf(place, sizeof place, ": at byte %llu", (unsigned long long)article->offset);
	if (language.length)
		fprintf(stderr, "%s%s: left out: not in English (%.*s)\n", path, place, STR_ARG(language));
	else
		fprintf(stderr, "%s%s: left out: the same as an article before\n", path, place);
}

void report_replaced(struct report *r, const char *path, size_t bytes)
{
	struct error note = {0};
	error_set(&note, ERROR_INPUT, "%zu byte%s that %s no UTF-8 %s replaced by U+FFFD", bytes, bytes == 1 ? "" : "s", bytes == 1 ? "is" : "are", bytes == 1 ? "was" : "were");
	clear(r);
	if (!r->json) {
		message("%s: %s", path, note.message);
		return;
	}
	struct buf out = {0};
	struct json json;
	begin_line(&json, &out, "note");
	json_str(&json, "path", str_of(path));
	json_str(&json, "message", str_of(note.message));
	end_line(&json);
}

void report_coded(struct report *r, const struct document *document)
{
	r->articles++;
	r->sentences += document->sentence_count;
	r->records += document->event_count + document->ceasefire_count + document->contradiction_count;
}

/* --- progress and the end --------------------------------------------------------------------------------------------- */

static void show_left(double seconds)
{
	if (seconds < 90)
		fprintf(stderr, ", %.0f s left", seconds);
	else if (seconds < 5400)
		fprintf(stderr, ", %.0f min left", seconds / 60);
	else
		fprintf(stderr, ", %.1f h left", seconds / 3600);
}

void report_progress(struct report *r, uint64_t bytes)
{
	double now = r->terminal ? report_clock() : 0;
	if (!r->terminal || now - r->last < EVERY)
		return;
	r->last = now;
	double seconds = now - r->begun, done = r->size ? (double)bytes / (double)r->size : 0;
	fprintf(stderr, "\r\033[Kcasus: %zu article%s, %.0f sentences/s, %zu records", r->articles, r->articles == 1 ? "" : "s", (double)r->sentences / seconds, r->records);
	if (r->errors)
		fprintf(stderr, ", %zu error%s", r->errors, r->errors == 1 ? "" : "s");
	if (done > 0.001 && done <= 1) {
		fprintf(stderr, ", %.0f %%", 100 * done);
		if (seconds > 2)
			show_left(seconds / done - seconds);
	}
	fflush(stderr);
	r->shown = true;
}

static void say_left_out(const struct report *r)
{
	if (r->duplicates)
		message("%zu article%s left out as the same as one before (--keep-duplicates keeps them)", r->duplicates, r->duplicates == 1 ? " was" : "s were");
	if (r->foreign)
		message("%zu article%s left out as not in English (--any-language keeps them)", r->foreign, r->foreign == 1 ? " was" : "s were");
	if (r->passed_over)
		message("%zu file%s or records in archives and crawls hold no text and were passed over", r->passed_over, r->passed_over == 1 ? "" : "s");
}

void report_end(struct report *r)
{
	clear(r);
	if (r->json)
		json_summary(r);
	else
		say_left_out(r);
}
