/* postgres_parts.h: what the files of the server's engine share. */
#ifndef CASUS_STORE_POSTGRES_PARTS_H
#define CASUS_STORE_POSTGRES_PARTS_H

#include <libpq-fe.h>

#include "store/sql.h"

enum { MOST_VALUES = 40 }; /* of one statement */
enum { MOST_TABLES = 64 }; /* that rows are put into by COPY */

/* Type numbers of the server, which never change (pg_type.dat). */
enum { TYPE_ANY = 0, TYPE_BOOL = 16, TYPE_BYTEA = 17, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23, TYPE_TEXT = 25, TYPE_FLOAT4 = 700, TYPE_FLOAT8 = 701, TYPE_NUMERIC = 1700 };

struct server {
	PGconn *connection;
	size_t unanswered; /* statements of the pipeline; 0: there is none */
	size_t prepared;   /* for their names */
	bool writing;      /* in a transaction of begin() */
	struct sql_options options;
	unsigned life;     /* connections that were lost before this one: what was prepared went with them */
	struct sql_query *tables[MOST_TABLES]; /* whose rows may be waiting, parents before children */
	size_t table_count;
	size_t waiting;    /* bytes of all rows that wait */
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
		const char *data; /* NULL: SQL's NULL, unless it is a number */
		int length;
		bool is_given;
		union {
			int64_t whole;
			double real;
		};
		char digits[32];
	} values[MOST_VALUES];
	struct copy { /* of a plain INSERT: its rows wait, and go out together by COPY */
		char table[48];           /* empty: it is none */
		struct str columns;
		size_t rank;              /* where the schema makes the table: parents come before children */
		int order[MOST_VALUES];   /* the value of each column, from 0 */
		int column_count;
		struct buf rows;
	} copy;
};

static inline struct server *server_of(const struct sql *sql)
{
	return sql->handle;
}

/* postgres.c: keep what the server says as the error; always false. STATE, its code, may be NULL. */
bool postgres_failed(struct sql *sql, const char *message, const char *state);
bool postgres_failed_result(struct sql *sql, const PGresult *result);
bool postgres_is_good(const PGresult *result);
/* Wait for the answers to all statements that were sent. False when one of them is a failure. */
bool postgres_settle(struct sql *sql);

/* postgres_copy.c: rows that wait. */
/* If QUERY puts one row into a table and asks for nothing, say so in QUERY->copy. */
void copy_recognize(struct sql_query *query);
void copy_forget(struct sql_query *query);
/* Its values as another row that waits. */
bool copy_row(struct sql *sql, struct sql_query *query);
/* Whether rows wait for a table that TEXT names. */
bool copy_concerns(const struct server *server, const char *text);
bool copy_send(struct sql *sql); /* all that wait */
void copy_drop(struct server *server);

/* postgres_rows.c: results, in the server's binary form. */
bool row_is_null(struct sql_query *query, int column);
int64_t row_int(struct sql_query *query, int column);
double row_real(struct sql_query *query, int column);
struct str row_bytes(struct sql_query *query, int column);

#endif
