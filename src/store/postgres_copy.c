/* postgres_copy.c: rows that are put into tables wait, and go out together by COPY: before anything is asked of those tables, and at the end of
 * the transaction. One statement of a thousand rows costs the server a tenth of a thousand statements. */
#include <stdio.h>

#include "store/postgres_parts.h"
#include "store/schema.h"

#define WAITING_MOST ((size_t)16 << 20) /* bytes: then they go out at once */
#define PIECE ((size_t)64 << 10)         /* bytes of one message to the server, of which one or two fit into a socket's buffer */

/* --- what may wait --------------------------------------------------------------------------- */

static bool is_word_byte(char c)
{
	return ascii_is_alpha((unsigned char)c) || ascii_is_digit((unsigned char)c) || c == '_';
}

static bool has_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
		if ((at == text || !is_word_byte(at[-1])) && !is_word_byte(at[length]))
			return true;
	return false;
}

/* References go to tables that the schema made before. */
static size_t rank_of(const char *table)
{
	char line[80];
	size_t before = 0;
	snprintf(line, sizeof line, "CREATE TABLE %s (", table);
	for (const struct sql_migration *step = schema_postgres; step->number; step++) {
		const char *at = strstr(step->text, line);
		if (at)
			return before + (size_t)(at - step->text);
		before += strlen(step->text);
	}
	return SIZE_MAX;
}

/* "$1, $2, $1": what each column takes. */
static bool read_order(struct str list, struct copy *copy)
{
	uint64_t number;
	while (list.length) {
		struct str value = str_trim(str_cut(&list, ','));
		if (copy->column_count == MOST_VALUES || value.length < 2 || value.data[0] != '$' || !str_to_u64(str_slice(value, 1, value.length), &number) ||
		    !number || number > MOST_VALUES)
			return false;
		copy->order[copy->column_count++] = (int)number - 1;
	}
	return copy->column_count > 0;
}

/* INSERT INTO table (columns) VALUES (values), and nothing else. */
void copy_recognize(struct sql_query *query)
{
	struct server *server = query->server;
	struct copy copy = {.column_count = 0};
	struct str text = str_of(query->text), values = {0};
	if (!str_starts(text, STR("INSERT INTO ")) || text.data[text.length - 1] != ')' || server->table_count == MOST_TABLES)
		return;
	const char *open = strstr(query->text, " ("), *between = strstr(query->text, ") VALUES (");
	if (!open || !between || between < open)
		return;
	values = str_slice(text, (size_t)(between - query->text) + strlen(") VALUES ("), text.length - 1);
	snprintf(copy.table, sizeof copy.table, "%.*s", (int)((size_t)(open - query->text) - strlen("INSERT INTO ")), query->text + strlen("INSERT INTO "));
	copy.columns = str_slice(text, (size_t)(open - query->text) + 2, (size_t)(between - query->text));
	copy.rank = rank_of(copy.table);
	if (copy.rank == SIZE_MAX || !read_order(values, &copy))
		return;
	size_t at = server->table_count++;
	for (; at > 0 && server->tables[at - 1]->copy.rank > copy.rank; at--)
		server->tables[at] = server->tables[at - 1];
	server->tables[at] = query;
	query->copy = copy;
}

void copy_forget(struct sql_query *query)
{
	struct server *server = query->server;
	size_t kept = 0;
	for (size_t i = 0; i < server->table_count; i++)
		if (server->tables[i] != query)
			server->tables[kept++] = server->tables[i];
	server->table_count = kept;
	buf_free(&query->copy.rows);
}

/* --- rows in COPY's binary form: the highest byte first ---------------------------------------- */

static void put_number(struct buf *out, uint64_t bits, int length)
{
	char bytes[8];
	for (int i = 0; i < length; i++)
		bytes[i] = (char)(bits >> 8 * (length - 1 - i) & 0xFF);
	buf_append(out, bytes, (size_t)length);
}

static void put_value(struct buf *out, const struct value *value)
{
	uint64_t bits;
	if (!value->is_given) {
		put_number(out, UINT32_MAX, 4); /* NULL */
		return;
	}
	if (value->data) {
		put_number(out, (uint32_t)value->length, 4);
		buf_append(out, value->data, (size_t)value->length);
		return;
	}
	memcpy(&bits, value->type == TYPE_FLOAT8 ? (const void *)&value->real : (const void *)&value->whole, sizeof bits);
	put_number(out, 8, 4);
	put_number(out, bits, 8);
}

bool copy_row(struct sql *sql, struct sql_query *query)
{
	static const struct value none;
	struct copy *copy = &query->copy;
	size_t before = copy->rows.length;
	if (!before)
		buf_append(&copy->rows, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19); /* the signature, no flags, no extension */
	put_number(&copy->rows, (uint64_t)copy->column_count, 2);
	for (int i = 0; i < copy->column_count; i++)
		put_value(&copy->rows, copy->order[i] < query->count ? &query->values[copy->order[i]] : &none);
	if (copy->rows.failed)
		return sql_fail(sql, ERROR_SYSTEM, "out of memory");
	query->server->waiting += copy->rows.length - before;
	return query->server->waiting < WAITING_MOST || copy_send(sql);
}

/* --- sending ------------------------------------------------------------------------------------ */

bool copy_concerns(const struct server *server, const char *text)
{
	for (size_t i = 0; server->waiting && i < server->table_count; i++)
		if (server->tables[i]->copy.rows.length && has_word(text, server->tables[i]->copy.table))
			return true;
	return false;
}

void copy_drop(struct server *server)
{
	for (size_t i = 0; i < server->table_count; i++)
		buf_clear(&server->tables[i]->copy.rows);
	server->waiting = 0;
}

/* In pieces: one as long as all rows together both sides would keep whole, in memory that is new each time. */
static bool send_rows(struct sql *sql, struct str rows)
{
	PGconn *connection = server_of(sql)->connection;
	for (size_t at = 0; at < rows.length; at += PIECE) {
		struct str piece = str_slice(rows, at, at + PIECE < rows.length ? at + PIECE : rows.length);
		if (PQputCopyData(connection, piece.data, (int)piece.length) != 1)
			return postgres_failed(sql, PQerrorMessage(connection), NULL);
	}
	return true;
}

/* The rows of one table, and what the server says to them. */
static bool send_table(struct sql *sql, struct copy *copy)
{
	PGconn *connection = server_of(sql)->connection;
	char text[1000];
	snprintf(text, sizeof text, "COPY %s (%.*s) FROM STDIN (FORMAT binary)", copy->table, STR_ARG(copy->columns));
	PGresult *result = PQexec(connection, text);
	bool ok = PQresultStatus(result) == PGRES_COPY_IN || postgres_failed_result(sql, result);
	PQclear(result);
	if (!ok)
		return false;
	put_number(&copy->rows, UINT16_MAX, 2); /* the end */
	ok = !copy->rows.failed || sql_fail(sql, ERROR_SYSTEM, "out of memory");
	ok = ok && send_rows(sql, buf_view(&copy->rows));
	PQputCopyEnd(connection, ok ? NULL : "it could not be sent");
	while ((result = PQgetResult(connection)) != NULL) {
		ok = ok && (postgres_is_good(result) || postgres_failed_result(sql, result));
		PQclear(result);
	}
	return ok && (PQstatus(connection) == CONNECTION_OK || postgres_failed(sql, PQerrorMessage(connection), NULL));
}

bool copy_send(struct sql *sql)
{
	struct server *server = server_of(sql);
	bool ok = server->waiting ? postgres_settle(sql) : sql_ok(sql);
	for (size_t i = 0; i < server->table_count && ok && server->waiting; i++)
		if (server->tables[i]->copy.rows.length)
			ok = send_table(sql, &server->tables[i]->copy);
	copy_drop(server);
	return ok;
}
