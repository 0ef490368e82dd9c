/* sql.h: one database behind a table of functions, so that a second engine is a second table.
 *
 * Errors stick: after the first failure every call does nothing and says false, and the cause waits in
 * `error` until sql_clear. So a document is written by a run of plain calls and one look at the end.
 * SQL is written once, with $1, $2, ... in the order of binding, in what the engines share; what they
 * do not share (schema, full text) stands in files of their own under schema/.
 */
#ifndef CASUS_STORE_SQL_H
#define CASUS_STORE_SQL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

struct sql;
struct sql_query; /* a prepared statement, the engine's own */

struct sql_options {
	bool create;    /* make the database where there is none */
	bool read_only;
	unsigned wait;  /* milliseconds to wait for another writer */
};

struct sql_migration { /* one step of the schema; a database says how many it has had */
	unsigned number;
	const char *text;
};

struct sql_engine {
	const char *name;
	const struct sql_migration *migrations; /* ended by number 0 */
	const char *full_text[2]; /* before and behind words that put_word made: the keys of the documents that have them all */
	bool (*write_words)(struct str title, struct str text, struct buf *out); /* what article.words holds; NULL where there is no such column */
	const char *index_texts;  /* puts the articles of the documents $1 to $2 into the full-text index; NULL where that happens by itself */
	const char *found[2];     /* the same with `document d`, `article a` and what snippet and rank need; conditions may follow */
	const char *snippet;      /* what stands around the words, each between U+0002 and U+0003 */
	const char *rank;         /* to order by: the best first */
	const char *titles[2];    /* before and behind plain text: the keys of the documents whose title begins with it */
	const char *begin_reading; /* begins a transaction all of whose questions see one moment */
	const char *mark;         /* a question whose answer, a whole number, is another once another connection has changed anything */
	const char *list[2];      /* before and behind $n: `key IN LIST($n)` becomes that; $n is a text that sql_write_list made */
	bool is_far;              /* each question is a journey: many are better asked at once */
	const char *brackets;     /* of such a text: the first and the last sign */
	const char *caseless[2];  /* before and behind a text that is compared whatever the case of its ASCII letters */
	const char *like;         /* an operator: LIKE that does not look at the case of ASCII letters */
	/* Append a word, or words that stand together, to what full_text and found take; PREFIX: or what begins so. */
	void (*put_word)(struct buf *out, struct str word, bool prefix);
	bool (*open)(struct sql *sql, const char *address, const struct sql_options *options);
	void (*close)(struct sql *sql);
	bool (*script)(struct sql *sql, const char *text); /* any number of statements, nothing bound */
	bool (*begin)(struct sql *sql);                    /* a transaction that writes; waits for other writers */
	bool (*version)(struct sql *sql, unsigned *number); /* of the schema; 0 for an empty database */
	bool (*set_version)(struct sql *sql, unsigned number);
	void (*limit)(struct sql *sql, unsigned wait);      /* a question of more than WAIT milliseconds from now on is given up; 0: none is */
	bool (*verify)(struct sql *sql, struct buf *findings); /* a line for each thing that is broken inside the engine's own files */
	struct sql_query *(*prepare)(struct sql *sql, const char *text);
	void (*release)(struct sql_query *query);
	void (*reset)(struct sql_query *query);
	void (*put_int)(struct sql_query *query, int index, int64_t value);
	void (*put_real)(struct sql_query *query, int index, double value);
	void (*put_text)(struct sql_query *query, int index, struct str value);
	void (*put_blob)(struct sql_query *query, int index, struct str value);
	bool (*next)(struct sql *sql, struct sql_query *query); /* a row is there; false at the end and on failure */
	bool (*is_null)(struct sql_query *query, int column);
	int64_t (*get_int)(struct sql_query *query, int column);
	double (*get_real)(struct sql_query *query, int column);
	struct str (*get_bytes)(struct sql_query *query, int column); /* valid until the next step */
};

enum { SQL_STATEMENTS = 256 }; /* most different statements of one connection, a power of two */

struct sql {
	const struct sql_engine *engine;
	void *handle;
	char *address;
	struct error error;
	int64_t deadline; /* milliseconds of the steady clock; 0: none */
	struct sql_cached {
		const char *text; /* compared as a pointer: statements are literals */
		char *made; /* what was prepared, where it is not TEXT itself */
		struct sql_query *query;
	} cached[SQL_STATEMENTS];
	size_t cached_count;
};

struct statement { /* a statement in use: what is put and got next */
	struct sql *sql;
	struct sql_query *query; /* NULL after a failure */
	int put, got;
};

extern const struct sql_engine sql_sqlite;
extern const struct sql_engine sql_postgres;

bool sql_open(struct sql *sql, const struct sql_engine *engine, const char *address, const struct sql_options *options);
void sql_close(struct sql *sql);
/* Forget the error and let go of every statement that is under way. */
void sql_clear(struct sql *sql);
/* Keep the error (the first stays) with the database's address; always false. */
bool sql_fail(struct sql *sql, enum error_kind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));
static inline bool sql_ok(const struct sql *sql) { return sql->error.kind == ERROR_NONE; }

bool sql_begin(struct sql *sql);
bool sql_commit(struct sql *sql);
void sql_rollback(struct sql *sql); /* leaves the error as it is */
bool sql_script(struct sql *sql, const char *text);

/* TEXT must be a literal: it is prepared once for a connection and found again by its address. It may say `key IN LIST($1)`. */
struct statement sql_use(struct sql *sql, const char *text);
void sql_int(struct statement *s, int64_t value);
void sql_int_if(struct statement *s, bool given, int64_t value); /* NULL when not given */
void sql_real(struct statement *s, double value);
void sql_text(struct statement *s, struct str value); /* must live until the statement was run */
void sql_text_if(struct statement *s, struct str value); /* NULL when empty */
void sql_blob(struct statement *s, struct str value);
void sql_null(struct statement *s);
bool sql_run(struct statement *s);  /* no rows are asked for */
bool sql_next(struct statement *s); /* while (sql_next(&s)): the next row */
bool sql_get_null(struct statement *s); /* whether the next column is NULL; stays there */
int64_t sql_get_int(struct statement *s); /* 0 for NULL */
int64_t sql_get_int_or(struct statement *s, int64_t otherwise);
double sql_get_real(struct statement *s);
struct str sql_get_bytes(struct statement *s); /* valid until the next row */
struct str sql_get_copy(struct statement *s, struct arena *arena);
/* The first column of the first row, or OTHERWISE. */
int64_t sql_one_int(struct statement *s, int64_t otherwise);
/* OUT becomes what a LIST takes for these numbers. */
void sql_write_list(struct sql *sql, struct buf *out, const int64_t *numbers, size_t count);

#endif
