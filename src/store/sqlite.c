/* sqlite.c: the engine of a single file. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/schema.h"
#include "store/sql.h"

#define APPLICATION_ID 0x63617375 /* "casu", in the file's header: what `file` and other tools tell it by */
#define CACHE_KIB 65536
#define LOG_PAGES 16384 /* of changes, 64 MB, before they are folded in: a page of an index that several transactions met is then written once */
#define READER_CACHE_KIB 16384 /* a server of the page has several; the system keeps the file in memory beside */
#define STEPS_BETWEEN_LOOKS 20000 /* of SQLite's machine, at the clock: about a millisecond */

static sqlite3 *handle_of(struct sql *sql)
{
	return sql->handle;
}

static sqlite3_stmt *statement_of(struct sql_query *query)
{
	return (sqlite3_stmt *)query;
}

/* What SQLite says, in words that tell the user what to do. */
static bool failed(struct sql *sql, int code)
{
	sqlite3 *handle = handle_of(sql);
	int system = handle ? sqlite3_system_errno(handle) : 0;
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return sql_fail(sql, ERROR_SYSTEM, "another program is writing to it and does not let go; try again later");
	case SQLITE_FULL:
		return sql_fail(sql, ERROR_SYSTEM, "the disk is full; what was added before stands, the rest can be added again");
	case SQLITE_READONLY:
		return sql_fail(sql, ERROR_SYSTEM, "cannot be written to: it is read-only");
	case SQLITE_CANTOPEN:
		/* A disk that is read-only refuses the log beside the file, and the log is what "does not exist". */
		if (access(sql->address, F_OK) == 0 && access(sql->address, W_OK) != 0)
			return sql_fail(sql, ERROR_SYSTEM, "cannot be written to: it is read-only");
		return sql_fail(sql, ERROR_SYSTEM, "cannot open: %s", system ? strerror(system) : "no such file or no permission");
	case SQLITE_CORRUPT:
		return sql_fail(sql, ERROR_SYSTEM, "is damaged (%s); `casus check --db` says more", handle ? sqlite3_errmsg(handle) : "");
	case SQLITE_INTERRUPT:
		return sql_fail(sql, ERROR_SYSTEM, "this question takes too long; ask for less, or ask the command casus query");
	case SQLITE_NOTADB:
		return sql_fail(sql, ERROR_SYSTEM, "is no database of casus");
	case SQLITE_NOMEM:
		return sql_fail(sql, ERROR_SYSTEM, "out of memory");
	case SQLITE_CONSTRAINT:
	case SQLITE_TOOBIG:
	case SQLITE_MISMATCH:
		return sql_fail(sql, ERROR_REFUSED, "%s", handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
	case SQLITE_IOERR:
		return sql_fail(sql, ERROR_SYSTEM, "cannot be read or written: %s", system ? strerror(system) : sqlite3_errstr(code));
	default:
		return sql_fail(sql, ERROR_SYSTEM, "%s", handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
	}
}

static bool script(struct sql *sql, const char *text)
{
	int code = sqlite3_exec(handle_of(sql), text, NULL, NULL, NULL);
	return code == SQLITE_OK || failed(sql, code);
}

static bool pragma_number(struct sql *sql, const char *text, int64_t *value)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(handle_of(sql), text, -1, &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW || code == SQLITE_DONE || failed(sql, code);
}

static bool version(struct sql *sql, unsigned *number)
{
	int64_t application = 0, user = 0, tables = 0;
	if (!pragma_number(sql, "PRAGMA application_id", &application) || !pragma_number(sql, "PRAGMA user_version", &user) ||
	    !pragma_number(sql, "SELECT count(*) FROM sqlite_schema", &tables))
		return false;
	if (application != APPLICATION_ID && (tables || application))
		return sql_fail(sql, ERROR_SYSTEM, "is a database of another program");
	*number = (unsigned)user;
	return true;
}

static bool set_version(struct sql *sql, unsigned number)
{
	char text[80];
	snprintf(text, sizeof text, "PRAGMA application_id = %d; PRAGMA user_version = %u", APPLICATION_ID, number);
	return script(sql, text);
}

static int64_t steady_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Two programs that make one database would each wait for the other here: SQLite says so at once to one of them, whatever the time to
 * wait is, and that one tries again. */
static bool keep_log(struct sql *sql, unsigned wait)
{
	int64_t end = steady_clock() + wait;
	int code;
	while ((code = sqlite3_exec(handle_of(sql), "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) != SQLITE_OK)
		if ((code & 0xFF) != SQLITE_BUSY || steady_clock() > end)
			return failed(sql, code);
		else
			nanosleep(&(struct timespec){0, 20000000}, NULL);
	return true;
}

static bool set_up(struct sql *sql, const struct sql_options *options)
{
	char text[240];
	sqlite3_busy_timeout(handle_of(sql), (int)options->wait);
	sqlite3_extended_result_codes(handle_of(sql), 1);
	snprintf(text, sizeof text, "PRAGMA cache_size = -%d; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = %d%s",
	         options->read_only ? READER_CACHE_KIB : CACHE_KIB, LOG_PAGES, options->read_only ? "; PRAGMA query_only = ON" : "");
	unsigned number;
	if (!version(sql, &number) || !script(sql, text))
		return false;
	return options->read_only || keep_log(sql, options->wait);
}

static int is_late(void *context)
{
	const struct sql *sql = context;
	return sql->deadline && steady_clock() > sql->deadline;
}

static void limit(struct sql *sql, unsigned wait)
{
	sql->deadline = wait ? steady_clock() + wait : 0;
	sqlite3_progress_handler(handle_of(sql), wait ? STEPS_BETWEEN_LOOKS : 0, is_late, sql);
}

static bool open_file(struct sql *sql, const char *address, const struct sql_options *options)
{
	sqlite3 *handle = NULL;
	struct stat status;
	if (!options->create && stat(address, &status) != 0)
		return sql_fail(sql, ERROR_SYSTEM, "there is no such database");
	/* Read-only too is opened for writing where that may be: readers share the log's index with writers. query_only guards it. */
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
	int code = sqlite3_open_v2(address, &handle, flags | (options->create ? SQLITE_OPEN_CREATE : 0), NULL);
	sql->handle = handle;
	if (code != SQLITE_OK)
		return failed(sql, code);
	return set_up(sql, options);
}

static void close_file(struct sql *sql)
{
	sqlite3_close_v2(handle_of(sql));
	sql->handle = NULL;
}

static bool begin(struct sql *sql)
{
	return script(sql, "BEGIN IMMEDIATE");
}

static struct sql_query *prepare(struct sql *sql, const char *text)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v3(handle_of(sql), text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (code != SQLITE_OK)
		failed(sql, code);
	return (struct sql_query *)statement;
}

static void release(struct sql_query *query)
{
	sqlite3_finalize(statement_of(query));
}

static void reset(struct sql_query *query)
{
	sqlite3_reset(statement_of(query));
	sqlite3_clear_bindings(statement_of(query));
}

static void put_int(struct sql_query *query, int index, int64_t value)
{
	sqlite3_bind_int64(statement_of(query), index + 1, value);
}

static void put_real(struct sql_query *query, int index, double value)
{
	sqlite3_bind_double(statement_of(query), index + 1, value);
}

static void put_text(struct sql_query *query, int index, struct str value)
{
	sqlite3_bind_text64(statement_of(query), index + 1, value.data ? value.data : "", value.length, SQLITE_STATIC, SQLITE_UTF8);
}

static void put_blob(struct sql_query *query, int index, struct str value)
{
	sqlite3_bind_blob64(statement_of(query), index + 1, value.data ? value.data : "", value.length, SQLITE_STATIC);
}

static bool next(struct sql *sql, struct sql_query *query)
{
	int code = sqlite3_step(statement_of(query));
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		failed(sql, code);
	sqlite3_reset(statement_of(query)); /* ends a read, so that the log of changes can be folded in */
	return false;
}

static bool is_null(struct sql_query *query, int column)
{
	return sqlite3_column_type(statement_of(query), column) == SQLITE_NULL;
}

static int64_t get_int(struct sql_query *query, int column)
{
	return sqlite3_column_int64(statement_of(query), column);
}

static double get_real(struct sql_query *query, int column)
{
	return sqlite3_column_double(statement_of(query), column);
}

static struct str get_bytes(struct sql_query *query, int column)
{
	const char *data = sqlite3_column_blob(statement_of(query), column);
	return (struct str){data, (size_t)sqlite3_column_bytes(statement_of(query), column)};
}

static bool list(struct sql *sql, const char *text, struct buf *findings)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(handle_of(sql), text, -1, &statement, NULL);
	while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *line = (const char *)sqlite3_column_text(statement, 0);
		if (line && strcmp(line, "ok") != 0)
			buf_printf(findings, "%s\n", line);
		code = SQLITE_OK;
	}
	if (code != SQLITE_DONE)
		buf_printf(findings, "%s\n", sqlite3_errmsg(handle_of(sql)));
	sqlite3_finalize(statement);
	return true;
}

/* The check of the whole index is called by way of a write, although it writes nothing; where the file is write-protected, or
 * another program is writing, it is only seen whether the index has the texts. */
static void verify_index(struct sql *sql, struct buf *findings)
{
	static const char check[] = "PRAGMA query_only = OFF; INSERT INTO article_index (article_index, rank) VALUES ('integrity-check', 1); PRAGMA query_only = ON";
	char *message = NULL;
	sqlite3_busy_timeout(handle_of(sql), 100);
	int code = sqlite3_exec(handle_of(sql), check, NULL, NULL, &message);
	if ((code & 0xFF) == SQLITE_READONLY || (code & 0xFF) == SQLITE_BUSY)
		list(sql, "SELECT 'the full-text index does not have text ' || document FROM article WHERE document NOT IN (SELECT id FROM article_index_docsize) "
			"UNION ALL SELECT 'the full-text index has text ' || id || ', which is not there' FROM article_index_docsize "
			"WHERE id NOT IN (SELECT document FROM article) LIMIT 20", findings);
	else if (code != SQLITE_OK)
		buf_printf(findings, "the full-text index does not agree with the texts: %s\n", message ? message : "");
	sqlite3_free(message);
}

static bool verify(struct sql *sql, struct buf *findings)
{
	list(sql, "PRAGMA integrity_check(20)", findings);
	list(sql, "SELECT 'row ' || coalesce(rowid, '?') || ' of ' || \"table\" || ' points to nothing in ' || parent FROM pragma_foreign_key_check LIMIT 20", findings);
	verify_index(sql, findings);
	return true;
}

/* In quotes, so that no sign in it is taken for an operator of FTS5. */
static void put_word(struct buf *out, struct str word, bool prefix)
{
	buf_text(out, out->length ? " \"" : "\"");
	for (size_t i = 0; i < word.length; i++)
		buf_byte(out, word.data[i] == '"' || word.data[i] == '\0' ? ' ' : word.data[i]);
	buf_text(out, prefix ? "\"*" : "\"");
}

const struct sql_engine sql_sqlite = {
	.name = "sqlite",
	.migrations = schema_sqlite,
	.full_text = {"SELECT rowid FROM article_index WHERE article_index MATCH ", ""},
	.index_texts = "INSERT INTO article_index (rowid, title, text) SELECT document, title, text FROM article WHERE document BETWEEN $1 AND $2",
	.found = {"FROM article_index i JOIN document d ON d.key = i.rowid JOIN article a ON a.document = d.key WHERE article_index MATCH ", ""},
	.snippet = "snippet(article_index, -1, char(2), char(3), ' … ', 24)",
	.rank = "i.rank",
	.titles = {"SELECT rowid FROM article_index WHERE article_index MATCH 'title : ^ \"' || replace(replace(", ", char(0), ' '), '\"', ' ') || '\" *'"},
	.begin_reading = "BEGIN",
	.mark = "PRAGMA data_version",
	.caseless = {"", " COLLATE NOCASE"},
	.list = {"IN (SELECT value FROM json_each(", "))"},
	.brackets = "[]",
	.like = " LIKE ",
	.put_word = put_word,
	.open = open_file,
	.close = close_file,
	.script = script,
	.begin = begin,
	.version = version,
	.set_version = set_version,
	.limit = limit,
	.verify = verify,
	.prepare = prepare,
	.release = release,
	.reset = reset,
	.put_int = put_int,
	.put_real = put_real,
	.put_text = put_text,
	.put_blob = put_blob,
	.next = next,
	.is_null = is_null,
	.get_int = get_int,
	.get_real = get_real,
	.get_bytes = get_bytes,
};
