/* postgres.c: the engine of a server, for many machines. Statements that give no rows are sent without waiting for an answer to each (libpq's
 * pipeline); rows that are put into tables wait and go out together (postgres_copy.c). The answers are looked at before anything is read,
 * and at the end of the transaction. */
#include <stdio.h>
#include <stdlib.h>

#include "store/postgres_parts.h"
#include "store/schema.h"
#include "store/words.h"

enum {
	MOST_UNANSWERED = 200, /* statements on their way: their answers must fit into the sockets' buffers */
	LOCK = 0x63617375,   /* "casu": who writes holds it to the end of the transaction */
};

/* The first line of what the server says. */
/* Classes of SQLSTATE that tell of what is to be written, not of the server: wrong values, limits, constraints. */
static bool is_refusal(const char *state)
{
	return state && (strncmp(state, "22", 2) == 0 || strncmp(state, "23", 2) == 0 || strncmp(state, "54", 2) == 0);
}

bool postgres_failed(struct sql *sql, const char *message, const char *state)
{
	struct str said = str_of(message ? message : "");
	struct str line = str_trim(str_cut(&said, '\n'));
	if (str_starts(line, STR("ERROR:  ")))
		line = str_slice(line, strlen("ERROR:  "), line.length);
	if (state && strcmp(state, "55P03") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "another program is writing to it and does not let go; try again later");
	if (state && strcmp(state, "53100") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "the server's disk is full; what was added before stands, the rest can be added again");
	if (state && strcmp(state, "57014") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "this question takes too long; ask for less, or ask the command casus query");
	if (state && strcmp(state, "42501") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "%.*s; use the role that made the database, or have it GRANT its tables to this one", STR_ARG(line));
	if (state && strcmp(state, "42P07") == 0)
		return sql_fail(sql, ERROR_SYSTEM, "%.*s: it belongs to another program; give casus a database of its own", STR_ARG(line));
	if (PQstatus(server_of(sql)->connection) == CONNECTION_BAD)
		return sql_fail(sql, ERROR_SYSTEM, "the connection was lost (%.*s); what was added before stands, the rest can be added again", STR_ARG(line));
	return sql_fail(sql, is_refusal(state) ? ERROR_REFUSED : ERROR_SYSTEM, "%.*s", STR_ARG(line));
}

bool postgres_failed_result(struct sql *sql, const PGresult *result)
{
	return postgres_failed(sql, PQresultErrorMessage(result), PQresultErrorField(result, PG_DIAG_SQLSTATE));
}

bool postgres_is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	return status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY || status == PGRES_TUPLES_OK || status == PGRES_PIPELINE_SYNC;
}

/* Wait for all answers. False when one of them is a failure. */
bool postgres_settle(struct sql *sql)
{
	struct server *server = server_of(sql);
	if (!server->unanswered)
		return true;
	server->unanswered = 0;
	if (!PQpipelineSync(server->connection))
		return postgres_failed(sql, PQerrorMessage(server->connection), NULL);
	for (bool synced = false; !synced;) {
		PGresult *result = PQgetResult(server->connection);
		if (!result && PQstatus(server->connection) == CONNECTION_BAD)
			return postgres_failed(sql, PQerrorMessage(server->connection), NULL);
		synced = result && PQresultStatus(result) == PGRES_PIPELINE_SYNC;
		if (result && !postgres_is_good(result) && PQresultStatus(result) != PGRES_PIPELINE_ABORTED)
			postgres_failed_result(sql, result);
		PQclear(result);
	}
	PQexitPipelineMode(server->connection);
	return sql_ok(sql);
}

static bool run_text(struct sql *sql, const char *text)
{
	PGresult *result = PQexec(server_of(sql)->connection, text);
	bool ok = postgres_is_good(result) || postgres_failed_result(sql, result);
	PQclear(result);
	return ok;
}

/* The server answers the COMMIT of a transaction that has failed with ROLLBACK, and calls that a success. */
static bool commit(struct sql *sql)
{
	PGresult *result = PQexec(server_of(sql)->connection, "COMMIT");
	bool ok = postgres_is_good(result) || postgres_failed_result(sql, result);
	if (ok && strcmp(PQcmdStatus(result), "COMMIT") != 0)
		ok = sql_fail(sql, ERROR_SYSTEM, "the transaction was undone by the server: %s", PQcmdStatus(result));
	PQclear(result);
	return ok;
}

static bool script(struct sql *sql, const char *text)
{
	bool ends = strcmp(text, "ROLLBACK") == 0 || strcmp(text, "COMMIT") == 0;
	bool undone = strcmp(text, "ROLLBACK") == 0;
	if (undone)
		copy_drop(server_of(sql));
	bool ok = postgres_settle(sql) && copy_send(sql);
	if (ends)
		server_of(sql)->writing = false;
	/* After a failure nothing but the end of the transaction is of use. */
	if (undone)
		return run_text(sql, text);
	return ok && (ends ? commit(sql) : run_text(sql, text));
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
	bool ok = postgres_is_good(result) || postgres_failed_result(sql, result);
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

/* What a writer asks is of few rows, found by their keys. Its statements are planned while the tables are small, or before the server has
 * counted them: reading them whole looks cheap then, and would take nearly all of the time as they grow. So tables are taken in the order
 * in which a statement names them, each row found by what the ones before it say. */
static const char by_keys[] = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET join_collapse_limit = 1; "
                              "SET plan_cache_mode = force_generic_plan; SET jit = off; ";

static bool set_up(struct sql *sql, const struct sql_options *options)
{
	char text[400];
	const char *encoding = PQparameterStatus(server_of(sql)->connection, "server_encoding");
	if (encoding && strcmp(encoding, "UTF8") != 0)
		return sql_fail(sql, ERROR_SYSTEM, "keeps text as %s; casus needs a database made with ENCODING 'UTF8'", encoding);
	PQsetClientEncoding(server_of(sql)->connection, "UTF8");
	snprintf(text, sizeof text, "%sSET lock_timeout = %u; SET extra_float_digits = 1; SET default_transaction_read_only = %s", options->read_only ? "" : by_keys,
	         options->wait, options->read_only ? "on" : "off");
	return run_text(sql, text);
}

/* Before the questions of a request: a connection that was lost since the last one is made anew. */
static void limit(struct sql *sql, unsigned wait)
{
	struct server *server = server_of(sql);
	char text[60];
	snprintf(text, sizeof text, "SET statement_timeout = %u", wait);
	PGresult *result = PQexec(server->connection, text);
	bool there = postgres_is_good(result) && PQstatus(server->connection) == CONNECTION_OK;
	PQclear(result);
	if (there)
		return;
	PQreset(server->connection);
	server->life++;
	server->unanswered = 0;
	server->writing = false;
	copy_drop(server);
	if (PQstatus(server->connection) == CONNECTION_OK && set_up(sql, &server->options))
		PQclear(PQexec(server->connection, text));
}

/* What to do, by what libpq says (it has no codes for this): the first that fits. Servers that speak another language get no advice. */
static const char *advice_for(const char *said)
{
	static const struct {
		const char *part, *advice;
	} table[] = {
		{"no password supplied", "; give the password in ~/.pgpass or PGPASSWORD"},
		{"password authentication failed", "; look at the user in the address and the password in ~/.pgpass or PGPASSWORD"},
		{"authentication failed", "; name another user in the address (user=NAME), or let this one in (pg_hba.conf)"},
		{"database \"", "; make it with `createdb -E UTF8 NAME`, or name another"},
		{"role \"", "; name another user in the address (user=NAME), or make it with `createuser`"},
		{"no pg_hba.conf entry", "; the server's pg_hba.conf must let this user in from here"},
		{"could not translate host name", "; is the host's name right?"},
		{"Connection refused", ""}, /* asks itself whether the server runs */
		{"No such file or directory", ""},
		{"certificate", "; name who vouches for the server with sslrootcert=FILE in the address"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strstr(said, table[i].part))
			return table[i].advice;
	return "";
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
		const char *said = PQerrorMessage(server->connection);
		return sql_fail(sql, ERROR_SYSTEM, "cannot connect: %.*s%s", STR_ARG(str_trim(str_of(said))), advice_for(said));
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
	copy_recognize(query);
	return query;
}

static void release(struct sql_query *query)
{
	copy_forget(query);
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
	while (query->count <= index && query->count < MOST_VALUES) {
		struct value *value = &query->values[query->count++];
		value->data = NULL;
		value->is_given = false;
	}
	return &query->values[index < MOST_VALUES ? index : MOST_VALUES - 1];
}

static struct value *give(struct sql_query *query, int index, Oid type)
{
	struct value *value = value_at(query, index);
	value->is_given = true;
	value->data = NULL;
	value->type = type;
	return value;
}

static void put_int(struct sql_query *query, int index, int64_t number)
{
	give(query, index, TYPE_INT8)->whole = number;
}

static void put_real(struct sql_query *query, int index, double number)
{
	give(query, index, TYPE_FLOAT8)->real = number;
}

static void put_bytes(struct sql_query *query, int index, struct str bytes, Oid type)
{
	struct value *value = give(query, index, type);
	value->data = bytes.data ? bytes.data : "";
	value->length = (int)bytes.length;
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
		types[i] = query->values[i].is_given ? query->values[i].type : TYPE_ANY;
	if (!postgres_settle(sql))
		return false;
	PGresult *result = PQprepare(query->server->connection, query->name, query->text, query->count, types);
	query->is_prepared = postgres_is_good(result) || postgres_failed_result(sql, result);
	query->life = query->server->life;
	PQclear(result);
	return query->is_prepared;
}

struct values {
	const char *data[MOST_VALUES];
	int length[MOST_VALUES], binary[MOST_VALUES];
};

/* Numbers go as digits, which the server takes for whatever number it wants. */
static void gather(struct sql_query *query, struct values *values)
{
	for (int i = 0; i < query->count; i++) {
		struct value *value = &query->values[i];
		bool is_number = value->is_given && !value->data;
		if (is_number && value->type == TYPE_FLOAT8)
			snprintf(value->digits, sizeof value->digits, "%.17g", value->real);
		else if (is_number)
			snprintf(value->digits, sizeof value->digits, "%lld", (long long)value->whole);
		values->data[i] = is_number ? value->digits : value->data;
		values->length[i] = value->length;
		values->binary[i] = !is_number;
	}
}

static bool send(struct sql *sql, struct sql_query *query, const struct values *values)
{
	struct server *server = query->server;
	if (!server->unanswered && !PQenterPipelineMode(server->connection))
		return postgres_failed(sql, PQerrorMessage(server->connection), NULL);
	server->unanswered++;
	if (!PQsendQueryPrepared(server->connection, query->name, query->count, values->data, values->length, values->binary, 1))
		return postgres_failed(sql, PQerrorMessage(server->connection), NULL);
	return server->unanswered < MOST_UNANSWERED || postgres_settle(sql);
}

static bool execute(struct sql *sql, struct sql_query *query)
{
	struct values values;
	query->is_done = true;
	query->row = -1;
	if (query->copy.table[0] && query->server->writing)
		return copy_row(sql, query);
	if (copy_concerns(query->server, query->text) && !copy_send(sql))
		return false;
	fill_nulls(query);
	if (!make_ready(sql, query))
		return false;
	gather(query, &values);
	if (query->is_silent && query->server->writing)
		return send(sql, query, &values);
	if (!postgres_settle(sql))
		return false;
	query->result = PQexecPrepared(query->server->connection, query->name, query->count, values.data, values.length, values.binary, 1);
	return postgres_is_good(query->result) || postgres_failed_result(sql, query->result);
}

static bool next(struct sql *sql, struct sql_query *query)
{
	if (!query->is_done && !execute(sql, query))
		return false;
	arena_reset(&query->texts);
	return query->result && ++query->row < PQntuples(query->result);
}

/* The server guards its own pages and words; the references, which it does not check as rows are written, are looked at here. */
static bool verify(struct sql *sql, struct buf *findings)
{
	char text[400];
	long count;
	PGresult *list = PQexec(server_of(sql)->connection, "SELECT child, child_key, parent, parent_key FROM casus_reference ORDER BY child, child_key");
	bool ok = postgres_is_good(list) || postgres_failed_result(sql, list);
	for (int i = 0; ok && i < PQntuples(list); i++) {
		const char *child = PQgetvalue(list, i, 0), *key = PQgetvalue(list, i, 1), *parent = PQgetvalue(list, i, 2);
		snprintf(text, sizeof text, "SELECT count(*) FROM %s c WHERE c.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s p WHERE p.%s = c.%s)", child, key, parent,
		         PQgetvalue(list, i, 3), key);
		ok = read_number(sql, text, &count);
		if (ok && count)
			buf_printf(findings, "%ld rows of %s have a %s that is in no row of %s\n", count, child, key, parent);
	}
	PQclear(list);
	return ok;
}

static bool is_word_byte(char c)
{
	return (unsigned char)c >= 0x80 || ascii_is_alpha((unsigned char)c) || ascii_is_digit((unsigned char)c);
}

/* As casus_asked takes it: each run of letters and digits in quotes, where no sign is taken for an operator; those of a phrase behind each other. Letters
 * and signs beyond ASCII are parted by the server. */
static void put_word(struct buf *out, struct str word, bool prefix)
{
	const char *between = out->length ? " & " : "";
	bool any = false;
	for (size_t i = 0, end; i < word.length; i = end) {
		bool inside = is_word_byte(word.data[i]);
		for (end = i + 1; end < word.length && is_word_byte(word.data[end]) == inside;)
			end++;
		if (!inside)
			continue;
		buf_printf(out, "%s'%.*s'", any ? " <-> " : between, (int)(end - i), word.data + i);
		any = true;
	}
	if (prefix && any)
		buf_text(out, ":*");
}

const struct sql_engine sql_postgres = {
	.name = "postgresql",
	.migrations = schema_postgres,
	.full_text = {"SELECT document FROM article WHERE words @@ casus_asked(", ")"},
	.write_words = words_write,
	.found = {"FROM (SELECT casus_asked(", ") AS asked) q JOIN article a ON a.words @@ q.asked JOIN document d ON d.key = a.document WHERE true"},
	.snippet = "casus_snippet(ltrim(a.title || ' ' || a.text), q.asked)",
	.rank = "ts_rank(a.words, q.asked) DESC",
	.titles = {"SELECT a.document FROM article a, (SELECT casus_plain(", ") AS start) t WHERE a.words @@ casus_asked('''' || nullif(t.start, '') || ''':*') "
	           "AND starts_with(casus_plain(a.title), t.start)"},
	.begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
	.mark = "SELECT hashtextextended(pg_current_snapshot()::text, 0)",
	.caseless = {"lower(", " COLLATE \"C\")"},
	.list = {"= ANY((", ")::bigint[])"},
	.brackets = "{}",
	.is_far = true,
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
	.is_null = row_is_null,
	.get_int = row_int,
	.get_real = row_real,
	.get_bytes = row_bytes,
};
