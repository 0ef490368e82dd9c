/* postgres.c: the engine of a server, for many machines. Rows that are written are sent without waiting for an answer to
 * each (libpq's pipeline); the answers are looked at before anything is read, and at the end of the transaction. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/schema.h"
#include "store/sql.h"

enum {
	MOST_VALUES = 40,    /* of one statement */
	MOST_UNANSWERED = 200, /* statements on their way: their answers must fit into the sockets' buffers */
	LOCK = 0x63617375,   /* "casu": who writes holds it to the end of the transaction */
};

/* Type numbers of the server, which never change (pg_type.dat). */
enum { TYPE_ANY = 0, TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23, TYPE_TEXT = 25, TYPE_FLOAT4 = 700, TYPE_FLOAT8 = 701, TYPE_NUMERIC = 1700 };

struct server {
	PGconn *connection;
	size_t unanswered; /* statements of the pipeline; 0: there is none */
	size_t prepared;   /* for their names */
	bool writing;      /* in a transaction of begin() */
	struct sql_options options;
	unsigned life;     /* connections that were lost before this one: what was prepared went with them */
};

struct sql_query {
	struct server *server;
	const char *text;
	char name[24];
	bool is_prepared, is_silent; /* silent: gives no rows */
	unsigned life;               /* of the server as it was prepared */
	bool is_done;                /* was sent since the last reset */
	PGresult *result;
	int row;
	struct arena texts; /* numbers of this row, as text */
	int count; /* of values put */
	struct value {
		Oid type;
		const char *data; /* NULL: SQL's NULL */
		int length;
		int binary;
		char digits[32];
	} values[MOST_VALUES];
};

static struct server *server_of(const struct sql *sql)
{
	return sql->handle;
}

/* The first line of what the server says. */
static bool failed(struct sql *sql, const char *message, const char *state)
{
	struct str said = str_of(message ? message : "");
	struct str line = str_trim(str_cut(&said, '\n'));
	if (state && strcmp(state, "55P03") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "another program is writing to it and does not let go; try again later");
	if (state && strcmp(state, "53100") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "the server's disk is full; what was added before stands, the rest can be added again");
	if (state && strcmp(state, "57014") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "this question takes too long; ask for less, or ask the command casus query");
	if (PQstatus(server_of(sql)->connection) == CONNECTION_BAD)
		return sql_fail(sql, ERROR_SYSTEM, "the connection was lost (%.*s); what was added before stands, the rest can be added again", STR_ARG(line));
	return sql_fail(sql, ERROR_SYSTEM, "%.*s", STR_ARG(line));
}

static bool failed_result(struct sql *sql, const PGresult *result)
{
	return failed(sql, PQresultErrorMessage(result), PQresultErrorField(result, PG_DIAG_SQLSTATE));
}

static bool is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_PIPELINE_SYNC;
}

/* Wait for all answers. False when one of them is a failure. */
static bool settle(struct sql *sql)
{
	struct server *server = server_of(sql);
	if (!server->unanswered)
		return true;
	server->unanswered = 0;
	if (!PQpipelineSync(server->connection))
		return failed(sql, PQerrorMessage(server->connection), NULL);
	for (bool synced = false; !synced;) {
		PGresult *result = PQgetResult(server->connection);
		if (!result && PQstatus(server->connection) == CONNECTION_BAD)
			return failed(sql, PQerrorMessage(server->connection), NULL);
		synced = result && PQresultStatus(result) == PGRES_PIPELINE_SYNC;
		if (result && !is_good(result) && PQresultStatus(result) != PGRES_PIPELINE_ABORTED)
			failed_result(sql, result);
		PQclear(result);
	}
	PQexitPipelineMode(server->connection);
	return sql_ok(sql);
}

static bool run_text(struct sql *sql, const char *text)
{
	PGresult *result = PQexec(server_of(sql)->connection, text);
	bool ok = is_good(result) || failed_result(sql, result);
	PQclear(result);
	return ok;
}

static bool script(struct sql *sql, const char *text)
{
	bool ends = strcmp(text, "ROLLBACK") == 0 || strcmp(text, "COMMIT") == 0;
	bool ok = settle(sql);
	if (ends)
		server_of(sql)->writing = false;
	/* After a failure nothing but the end of the transaction is of use. */
	return strcmp(text, "ROLLBACK") == 0 ? run_text(sql, text) : ok && run_text(sql, text);
}

static bool begin(struct sql *sql)
{
	char text[80];
	snprintf(text, sizeof text, "BEGIN; SELECT pg_advisory_xact_lock(%d)", LOCK);
	server_of(sql)->writing = script(sql, text);
	return server_of(sql)->writing;
}

/* The number in the first column of the first row. */
static bool read_number(struct sql *sql, const char *text, long *number)
{
	PGresult *result = PQexec(server_of(sql)->connection, text);
	bool ok = is_good(result) || failed_result(sql, result);
	*number = ok && PQntuples(result) > 0 && !PQgetisnull(result, 0, 0) ? strtol(PQgetvalue(result, 0, 0), NULL, 10) : 0;
	PQclear(result);
	return ok;
}

static bool version(struct sql *sql, unsigned *number)
{
	long there = 0, value = 0;
	if (!read_number(sql, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('casus_schema')", &there) ||
	    (there && !read_number(sql, "SELECT max(version) FROM casus_schema", &value)))
		return false;
	*number = (unsigned)value;
	return true;
}

static bool set_version(struct sql *sql, unsigned number)
{
	char text[160];
	snprintf(text, sizeof text, "CREATE TABLE IF NOT EXISTS casus_schema (version integer PRIMARY KEY); INSERT INTO casus_schema VALUES (%u)", number);
	return script(sql, text);
}

static void keep_quiet(void *context, const char *message)
{
	(void)context;
	(void)message;
}

/* Passwords are not for messages. */
static void hide_password(char *address)
{
	char *at = strrchr(address, '@'), *start = strstr(address, "://");
	char *colon = start && at && at > start ? memchr(start + 3, ':', (size_t)(at - start - 3)) : NULL;
	if (colon)
		memmove(colon, at, strlen(at) + 1);
	for (char *word = strchr(address, '?'); word && (word = strstr(word, "password=")) != NULL;) {
		word += strlen("password=");
		char *rest = word + strcspn(word, "&");
		memmove(word, rest, strlen(rest) + 1);
	}
}

static bool set_up(struct sql *sql, const struct sql_options *options)
{
	char text[160];
	const char *encoding = PQparameterStatus(server_of(sql)->connection, "server_encoding");
	if (encoding && strcmp(encoding, "UTF8") != 0)
		return sql_fail(sql, ERROR_SYSTEM, "keeps text as %s; casus needs a database made with ENCODING 'UTF8'", encoding);
	PQsetClientEncoding(server_of(sql)->connection, "UTF8");
	snprintf(text, sizeof text, "SET lock_timeout = %u; SET extra_float_digits = 1; SET default_transaction_read_only = %s", options->wait,
	         options->read_only ? "on" : "off");
	return run_text(sql, text);
}

/* Before the questions of a request: a connection that was lost since the last one is made anew. */
static void limit(struct sql *sql, unsigned wait)
{
	struct server *server = server_of(sql);
	char text[60];
	snprintf(text, sizeof text, "SET statement_timeout = %u", wait);
	PGresult *result = PQexec(server->connection, text);
	bool there = is_good(result) && PQstatus(server->connection) == CONNECTION_OK;
	PQclear(result);
	if (there)
		return;
	PQreset(server->connection);
	server->life++;
	server->unanswered = 0;
	server->writing = false;
	if (PQstatus(server->connection) == CONNECTION_OK && set_up(sql, &server->options))
		PQclear(PQexec(server->connection, text));
}

static bool open_server(struct sql *sql, const char *address, const struct sql_options *options)
{
	struct server *server = sql->handle = calloc(1, sizeof *server);
	if (!server)
		return sql_fail(sql, ERROR_SYSTEM, "out of memory");
	hide_password(sql->address);
	server->options = *options;
	server->connection = PQconnectdb(address);
	if (PQstatus(server->connection) != CONNECTION_OK) {
		struct str said = str_of(PQerrorMessage(server->connection));
		return sql_fail(sql, ERROR_SYSTEM, "cannot connect: %.*s", STR_ARG(str_trim(said)));
	}
	PQsetNoticeProcessor(server->connection, keep_quiet, NULL);
	return set_up(sql, options);
}

static void close_server(struct sql *sql)
{
	PQfinish(server_of(sql)->connection);
	free(sql->handle);
	sql->handle = NULL;
}

/* --- statements ---------------------------------------------------------------------------- */

static struct sql_query *prepare(struct sql *sql, const char *text)
{
	struct sql_query *query = calloc(1, sizeof *query);
	if (!query) {
		sql_fail(sql, ERROR_SYSTEM, "out of memory");
		return NULL;
	}
	query->server = server_of(sql);
	query->text = text;
	query->is_silent = strncmp(text, "SELECT", 6) != 0 && !strstr(text, "RETURNING");
	snprintf(query->name, sizeof query->name, "s%zu", query->server->prepared++);
	return query;
}

static void release(struct sql_query *query)
{
	PQclear(query->result);
	arena_free(&query->texts);
	free(query);
}

static void reset(struct sql_query *query)
{
	PQclear(query->result);
	query->result = NULL;
	query->is_done = false;
	query->count = 0;
}

static struct value *value_at(struct sql_query *query, int index)
{
	while (query->count <= index && query->count < MOST_VALUES)
		query->values[query->count++] = (struct value){.data = NULL};
	return &query->values[index < MOST_VALUES ? index : MOST_VALUES - 1];
}

static void put_int(struct sql_query *query, int index, int64_t number)
{
	struct value *value = value_at(query, index);
	snprintf(value->digits, sizeof value->digits, "%lld", (long long)number);
	value->data = value->digits;
	value->type = TYPE_INT8;
}

static void put_real(struct sql_query *query, int index, double number)
{
	struct value *value = value_at(query, index);
	snprintf(value->digits, sizeof value->digits, "%.17g", number);
	value->data = value->digits;
	value->type = TYPE_FLOAT8;
}

static void put_bytes(struct sql_query *query, int index, struct str bytes, Oid type)
{
	struct value *value = value_at(query, index);
	value->data = bytes.data ? bytes.data : "";
	value->length = (int)bytes.length;
	value->binary = 1;
	value->type = type;
}

static void put_text(struct sql_query *query, int index, struct str text)
{
	put_bytes(query, index, text, TYPE_TEXT);
}

static void put_blob(struct sql_query *query, int index, struct str bytes)
{
	put_bytes(query, index, bytes, TYPE_BYTEA);
}

/* How many values the text asks for: those at the end that were not put are NULL. */
static void fill_nulls(struct sql_query *query)
{
	int most = 0;
	for (const char *at = strchr(query->text, '$'); at; at = strchr(at + 1, '$')) {
		int number = atoi(at + 1);
		most = number > most ? number : most;
	}
	if (most)
		value_at(query, most - 1);
}

/* With the types of the values as they are the first time: a NULL's is what the server makes of it. */
static bool make_ready(struct sql *sql, struct sql_query *query)
{
	Oid types[MOST_VALUES];
	if (query->is_prepared && query->life == query->server->life)
		return true;
	for (int i = 0; i < query->count; i++)
		types[i] = query->values[i].data ? query->values[i].type : TYPE_ANY;
	if (!settle(sql))
		return false;
	PGresult *result = PQprepare(query->server->connection, query->name, query->text, query->count, types);
	query->is_prepared = is_good(result) || failed_result(sql, result);
	query->life = query->server->life;
	PQclear(result);
	return query->is_prepared;
}

struct values {
	const char *data[MOST_VALUES];
	int length[MOST_VALUES], binary[MOST_VALUES];
};

static void gather(const struct sql_query *query, struct values *values)
{
	for (int i = 0; i < query->count; i++) {
		values->data[i] = query->values[i].data;
		values->length[i] = query->values[i].length;
		values->binary[i] = query->values[i].binary;
	}
}

static bool send(struct sql *sql, struct sql_query *query, const struct values *values)
{
	struct server *server = query->server;
	if (!server->unanswered && !PQenterPipelineMode(server->connection))
		return failed(sql, PQerrorMessage(server->connection), NULL);
	server->unanswered++;
	if (!PQsendQueryPrepared(server->connection, query->name, query->count, values->data, values->length, values->binary, 1))
		return failed(sql, PQerrorMessage(server->connection), NULL);
	return server->unanswered < MOST_UNANSWERED || settle(sql);
}

static bool execute(struct sql *sql, struct sql_query *query)
{
	struct values values;
	fill_nulls(query);
	if (!make_ready(sql, query))
		return false;
	gather(query, &values);
	query->is_done = true;
	query->row = -1;
	if (query->is_silent && query->server->writing)
		return send(sql, query, &values);
	if (!settle(sql))
		return false;
	query->result = PQexecPrepared(query->server->connection, query->name, query->count, values.data, values.length, values.binary, 1);
	return is_good(query->result) || failed_result(sql, query->result);
}

static bool next(struct sql *sql, struct sql_query *query)
{
	if (!query->is_done && !execute(sql, query))
		return false;
	arena_reset(&query->texts);
	return query->result && ++query->row < PQntuples(query->result);
}

/* --- results, in the server's binary form: the highest byte first --------------------------- */

static bool is_null(struct sql_query *query, int column)
{
	return PQgetisnull(query->result, query->row, column);
}

static uint64_t bits_of(struct sql_query *query, int column, int length)
{
	const unsigned char *bytes = (const unsigned char *)PQgetvalue(query->result, query->row, column);
	uint64_t bits = 0;
	for (int i = 0; i < length; i++)
		bits = bits << 8 | bytes[i];
	return bits;
}

/* Digits to the base of 10,000, the first of which counts 10,000 to the power of WEIGHT. */
static double numeric_of(struct sql_query *query, int column)
{
	const unsigned char *bytes = (const unsigned char *)PQgetvalue(query->result, query->row, column);
	int count = bytes[0] << 8 | bytes[1], weight = (int16_t)(bytes[2] << 8 | bytes[3]);
	bool negative = bytes[4] & 0x40;
	double value = 0, unit = 1;
	for (int i = 0; i < count; i++)
		value = value * 10000 + (bytes[8 + 2 * i] << 8 | bytes[9 + 2 * i]);
	for (int i = count - 1 - weight; i > 0; i--)
		unit *= 10000;
	for (int i = weight + 1 - count; i > 0; i--)
		value *= 10000;
	return (negative ? -value : value) / unit;
}

static double get_real(struct sql_query *query, int column)
{
	double value = 0;
	float narrow = 0;
	int length = PQgetlength(query->result, query->row, column);
	if (is_null(query, column))
		return 0;
	Oid type = PQftype(query->result, column);
	if (type == TYPE_NUMERIC)
		return numeric_of(query, column);
	uint64_t bits = bits_of(query, column, length);
	uint32_t few = (uint32_t)bits;
	if (type == TYPE_FLOAT8)
		memcpy(&value, &bits, sizeof value);
	else if (type == TYPE_FLOAT4)
		memcpy(&narrow, &few, sizeof narrow);
	return type == TYPE_FLOAT8 ? value : type == TYPE_FLOAT4 ? (double)narrow : (double)(int64_t)bits;
}

static int64_t get_int(struct sql_query *query, int column)
{
	if (is_null(query, column))
		return 0;
	int length = PQgetlength(query->result, query->row, column);
	switch (PQftype(query->result, column)) {
	case TYPE_INT8:
	case TYPE_BOOL:
		return (int64_t)bits_of(query, column, length);
	case TYPE_INT4:
		return (int32_t)bits_of(query, column, length);
	case TYPE_INT2:
		return (int16_t)bits_of(query, column, length);
	default:
		return (int64_t)get_real(query, column);
	}
}

/* A fraction as SQLite writes it: it shows that it is one. */
static struct str fraction_text(struct sql_query *query, double value)
{
	char text[40];
	snprintf(text, sizeof text, "%.15g", value);
	return str_of(arena_printf(&query->texts, "%s%s", text, strpbrk(text, ".en") ? "" : ".0"));
}

/* Numbers as SQLite writes them. */
static struct str number_text(struct sql_query *query, int column)
{
	switch (PQftype(query->result, column)) {
	case TYPE_FLOAT4:
	case TYPE_FLOAT8:
		return fraction_text(query, get_real(query, column));
	case TYPE_NUMERIC:
		return str_of(arena_printf(&query->texts, "%.15g", numeric_of(query, column)));
	default:
		return str_of(arena_printf(&query->texts, "%lld", (long long)get_int(query, column)));
	}
}

static struct str get_bytes(struct sql_query *query, int column)
{
	Oid type = PQftype(query->result, column);
	if (is_null(query, column))
		return (struct str){0};
	if (type == TYPE_BOOL || type == TYPE_INT2 || type == TYPE_INT4 || type == TYPE_INT8 || type == TYPE_FLOAT4 || type == TYPE_FLOAT8 || type == TYPE_NUMERIC)
		return number_text(query, column);
	return (struct str){PQgetvalue(query->result, query->row, column), (size_t)PQgetlength(query->result, query->row, column)};
}

/* The server guards its own pages, and references and words by constraints: there is nothing of ours to look at. */
static bool verify(struct sql *sql, struct buf *findings)
{
	(void)findings;
	return sql_ok(sql);
}

/* What may stand before a title's first word. */
#define SIGNS "' -\"''([.,:;!?%_\342\200\234\342\200\230'"

/* As to_tsquery takes it: in quotes, so that no sign in it is taken for an operator. */
static void put_word(struct buf *out, struct str word, bool prefix)
{
	buf_text(out, out->length ? " & '" : "'");
	for (size_t i = 0; i < word.length; i++) {
		if (word.data[i] == '\'' || word.data[i] == '\\')
			buf_byte(out, word.data[i]);
		buf_byte(out, word.data[i] == '\0' ? ' ' : word.data[i]);
	}
	buf_text(out, prefix ? "':*" : "'");
}

const struct sql_engine sql_postgres = {
	.name = "postgresql",
	.migrations = schema_postgres,
	.full_text = {"SELECT document FROM article WHERE words @@ to_tsquery('simple', ", ")"},
	.found = {"FROM (SELECT to_tsquery('simple', ", ") AS asked) q JOIN article a ON a.words @@ q.asked JOIN document d ON d.key = a.document WHERE true"},
	.snippet = "ts_headline('simple', ltrim(a.title || ' ' || a.text), q.asked, 'StartSel=\"' || chr(2) || '\", StopSel=\"' || chr(3) || '\", "
	           "MaxFragments=2, MaxWords=24, MinWords=12, FragmentDelimiter=\" … \"')",
	.rank = "ts_rank(a.words, q.asked) DESC",
	.titles = {"SELECT a.document FROM article a, (SELECT ", "::text AS start) t WHERE a.words @@ to_tsquery('simple', '''' || "
	           "replace(replace(t.start, '\\', '\\\\'), '''', '''''') || ''':*') AND starts_with(lower(ltrim(a.title, " SIGNS ")), lower(ltrim(t.start, " SIGNS ")))"},
	.mark = "SELECT hashtextextended(pg_current_snapshot()::text, 0)",
	.like = " ILIKE ",
	.put_word = put_word,
	.open = open_server,
	.close = close_server,
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
