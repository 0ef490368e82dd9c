#include "store/sql.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool sql_open(struct sql *sql, const struct sql_engine *engine, const char *address, const struct sql_options *options)
{
	memset(sql, 0, sizeof *sql);
	sql->engine = engine;
	sql->address = strdup(address);
	if (!sql->address)
		return error_set(&sql->error, ERROR_SYSTEM, "out of memory");
	return engine->open(sql, address, options);
}

static void release_statements(struct sql *sql)
{
	for (size_t i = 0; i < SQL_STATEMENTS; i++) {
		if (sql->cached[i].query)
			sql->engine->release(sql->cached[i].query);
		free(sql->cached[i].made);
	}
	memset(sql->cached, 0, sizeof sql->cached);
	sql->cached_count = 0;
}

void sql_close(struct sql *sql)
{
	if (sql->engine) {
		release_statements(sql);
		if (sql->handle)
			sql->engine->close(sql);
	}
	free(sql->address);
	memset(sql, 0, sizeof *sql);
}

void sql_clear(struct sql *sql)
{
	for (size_t i = 0; i < SQL_STATEMENTS; i++)
		if (sql->cached[i].query)
			sql->engine->reset(sql->cached[i].query);
	memset(&sql->error, 0, sizeof sql->error);
}

bool sql_fail(struct sql *sql, enum error_kind kind, const char *format, ...)
{
	char message[sizeof sql->error.message];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	return error_at(&sql->error, kind, sql->address, 0, 0, (struct str){0}, "%s", message);
}

bool sql_script(struct sql *sql, const char *text)
{
	return sql_ok(sql) && sql->engine->script(sql, text);
}

bool sql_begin(struct sql *sql)
{
	return sql_ok(sql) && sql->engine->begin(sql);
}

bool sql_commit(struct sql *sql)
{
	return sql_script(sql, "COMMIT");
}

void sql_rollback(struct sql *sql)
{
	struct error cause = sql->error;
	sql_clear(sql);
	sql->engine->script(sql, "ROLLBACK");
	sql->error = cause;
}

static struct sql_cached *find_slot(struct sql *sql, const char *text)
{
	size_t at = ((uintptr_t)text >> 3) * 0x9E3779B1u;
	for (;; at++) {
		struct sql_cached *slot = &sql->cached[at & (SQL_STATEMENTS - 1)];
		if (!slot->text || slot->text == text)
			return slot;
	}
}

/* TEXT with each `IN LIST(...)` in the engine's words; NULL when memory runs out. */
static char *spell_out(const struct sql *sql, const char *text)
{
	static const char mark[] = "IN LIST(";
	struct buf out = {0};
	for (const char *at; (at = strstr(text, mark)) != NULL;) {
		const char *inside = at + strlen(mark), *end = inside + strcspn(inside, ")");
		buf_append(&out, text, (size_t)(at - text));
		buf_text(&out, sql->engine->list[0]);
		buf_append(&out, inside, (size_t)(end - inside));
		buf_text(&out, sql->engine->list[1]);
		text = *end ? end + 1 : end;
	}
	buf_append(&out, text, strlen(text) + 1);
	if (!out.failed)
		return out.data;
	buf_free(&out);
	return NULL;
}

static bool prepare_into(struct sql *sql, struct sql_cached *slot, const char *text)
{
	char *made = strstr(text, "IN LIST(") ? spell_out(sql, text) : NULL;
	struct sql_query *query = sql->engine->prepare(sql, made ? made : text);
	if (!query) {
		free(made);
		return false;
	}
	*slot = (struct sql_cached){text, made, query};
	sql->cached_count++;
	return true;
}

struct statement sql_use(struct sql *sql, const char *text)
{
	struct statement s = {.sql = sql};
	if (!sql_ok(sql))
		return s;
	struct sql_cached *slot = find_slot(sql, text);
	if (!slot->text) {
		if (sql->cached_count >= SQL_STATEMENTS * 3 / 4) {
			sql_fail(sql, ERROR_SYSTEM, "more different statements than the connection keeps");
			return s;
		}
		if (!prepare_into(sql, slot, text))
			return s;
	}
	sql->engine->reset(slot->query);
	s.query = slot->query;
	return s;
}

void sql_int(struct statement *s, int64_t value)
{
	if (s->query)
		s->sql->engine->put_int(s->query, s->put++, value);
}

void sql_int_if(struct statement *s, bool given, int64_t value)
{
	if (given)
		sql_int(s, value);
	else
		sql_null(s);
}

void sql_real(struct statement *s, double value)
{
	if (s->query)
		s->sql->engine->put_real(s->query, s->put++, value);
}

void sql_text(struct statement *s, struct str value)
{
	if (s->query)
		s->sql->engine->put_text(s->query, s->put++, value);
}

void sql_text_if(struct statement *s, struct str value)
{
	if (str_empty(value))
		sql_null(s);
	else
		sql_text(s, value);
}

void sql_blob(struct statement *s, struct str value)
{
	if (s->query)
		s->sql->engine->put_blob(s->query, s->put++, value);
}

/* What is not put is NULL: a statement is cleared when it is taken into use. */
void sql_null(struct statement *s)
{
	s->put++;
}

bool sql_next(struct statement *s)
{
	s->got = 0;
	if (s->query && sql_ok(s->sql) && s->sql->engine->next(s->sql, s->query))
		return true;
	s->query = NULL; /* it is over: another step would run it once more */
	return false;
}

bool sql_run(struct statement *s)
{
	while (sql_next(s))
		continue;
	return sql_ok(s->sql);
}

bool sql_get_null(struct statement *s)
{
	return s->sql->engine->is_null(s->query, s->got);
}

int64_t sql_get_int(struct statement *s)
{
	return s->sql->engine->get_int(s->query, s->got++);
}

int64_t sql_get_int_or(struct statement *s, int64_t otherwise)
{
	if (!sql_get_null(s))
		return sql_get_int(s);
	s->got++;
	return otherwise;
}

double sql_get_real(struct statement *s)
{
	return s->sql->engine->get_real(s->query, s->got++);
}

struct str sql_get_bytes(struct statement *s)
{
	return s->sql->engine->get_bytes(s->query, s->got++);
}

struct str sql_get_copy(struct statement *s, struct arena *arena)
{
	struct str view = sql_get_bytes(s);
	if (str_empty(view))
		return (struct str){0};
	return (struct str){arena_copy(arena, view.data, view.length), view.length};
}

int64_t sql_one_int(struct statement *s, int64_t otherwise)
{
	int64_t value = sql_next(s) ? sql_get_int_or(s, otherwise) : otherwise;
	if (s->query)
		s->sql->engine->reset(s->query);
	return value;
}

void sql_write_list(struct sql *sql, struct buf *out, const int64_t *numbers, size_t count)
{
	buf_clear(out);
	buf_byte(out, sql->engine->brackets[0]);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_byte(out, ',');
		buf_decimal(out, numbers[i]);
	}
	buf_byte(out, sql->engine->brackets[1]);
	if (out->failed)
		sql_fail(sql, ERROR_SYSTEM, "out of memory");
}
