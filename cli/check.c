/* casus check: whether a database is sound. */
#include "command.h"
#include "output.h"

#include "verify.h"

static void report(void *context, struct str line)
{
	struct buf *out = context;
	buf_str(out, line);
	buf_byte(out, '\n');
}

int run_check(const struct settings *settings)
{
	struct error error = {0};
	struct verify_result result;
	struct buf out = {0};
	if (!settings->db) {
		error_set(&error, ERROR_USAGE, "which database? name it with --db");
		return fail(&error);
	}
	if (!verify_database(settings->db, report, &out, &result, &error)) {
		buf_free(&out);
		return fail(&error);
	}
	if (!settings->quiet || result.findings)
		buf_printf(&out, "%zu document%s with %zu record%s looked at, %zu finding%s\n", result.documents, result.documents == 1 ? "" : "s",
		           result.records, result.records == 1 ? "" : "s", result.findings, result.findings == 1 ? "" : "s");
	int status = output_all(&out);
	return status == EXIT_DONE && result.findings ? EXIT_SOME_INPUTS : status;
}
