/* asking.c: conditions as SQL: one line of the table and one function a field. */
#include "store/asking.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

/* --- putting SQL together ---------------------------------------------------------------------------- */

void select_put(struct select *select, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	buf_text(&select->sql, text);
}

static void bind(struct select *select, struct bound bound)
{
	arena_push(select->arena, select->bound, select->count, select->capacity, bound);
	select_put(select, "$%zu", select->count);
}

void select_int(struct select *select, int64_t value)
{
	bind(select, (struct bound){.kind = BOUND_INT, .number = value});
}

void select_real(struct select *select, double value)
{
	bind(select, (struct bound){.kind = BOUND_REAL, .real = value});
}

void select_text(struct select *select, struct str value)
{
	bind(select, (struct bound){.kind = BOUND_TEXT, .text = value});
}

struct statement select_begin(struct select *select)
{
	struct sql *sql = &select->store->sql;
	struct statement s = {.sql = sql};
	buf_byte(&select->sql, '\0');
	if (select->sql.failed)
		sql_fail(sql, ERROR_SYSTEM, "out of memory");
	s.query = select->query = sql_ok(sql) ? sql->engine->prepare(sql, select->sql.data) : NULL;
	if (s.query)
		sql->engine->reset(s.query);
	for (size_t i = 0; s.query && i < select->count; i++) {
		const struct bound *bound = &select->bound[i];
		if (bound->kind == BOUND_INT)
			sql_int(&s, bound->number);
		else if (bound->kind == BOUND_REAL)
			sql_real(&s, bound->real);
		else if (bound->kind == BOUND_TEXT)
			sql_text(&s, bound->text);
		else
			sql_blob(&s, bound->text);
	}
	return s;
}

void select_end(struct select *select, struct statement *statement)
{
	if (select->query)
		select->store->sql.engine->release(select->query);
	select->query = statement->query = NULL;
	buf_free(&select->sql);
}

void select_answer(struct select *select, struct store_answer *answer)
{
	struct statement s = select_begin(select);
	size_t count = answer->row_count * answer->column_count;
	while (sql_next(&s))
		for (size_t i = 0; i < answer->column_count; i++) {
			struct str cell = sql_get_copy(&s, select->arena);
			arena_push(select->arena, answer->cells, count, answer->capacity, cell);
		}
	answer->row_count = answer->column_count ? count / answer->column_count : 0;
	select_end(select, &s);
}

/* --- lists of values --------------------------------------------------------------------------------- */

static void put_list(struct select *select, const struct query_term *term)
{
	buf_byte(&select->sql, '(');
	for (size_t i = 0; i < term->value_count; i++) {
		buf_text(&select->sql, i ? "," : "");
		select_text(select, term->values[i]);
	}
	buf_byte(&select->sql, ')');
}

/* "(x OR y OR ...)", one for each value. */
static void put_each(struct select *select, const struct query_term *term, void (*put)(struct select *select, const struct query_term *term, size_t value))
{
	buf_byte(&select->sql, '(');
	for (size_t i = 0; i < term->value_count; i++) {
		buf_text(&select->sql, i ? " OR " : "");
		put(select, term, i);
	}
	buf_byte(&select->sql, ')');
}

/* A condition on the columns of code follows, then ')'. */
static void begin_code(struct select *select)
{
	buf_text(&select->sql, select->coded ? "(" : "e.code IN (SELECT key FROM code WHERE ");
}

static void code_in(struct select *select, const struct query_term *term, const char *column)
{
	begin_code(select);
	select_put(select, "%s IN ", column);
	put_list(select, term);
	buf_byte(&select->sql, ')');
}

/* "LBY*" is any that begins so. */
static bool is_pattern(struct str value)
{
	return str_ends(value, STR("*"));
}

/* COLUMN is VALUE whatever the case of its ASCII letters; with * at its end, begins so. */
static void put_name(struct select *select, const char *column, struct str value)
{
	const struct sql_engine *engine = select->store->sql.engine;
	bool pattern = is_pattern(value);
	if (pattern)
		buf_text(&select->sql, "substr(");
	select_put(select, "%s%s%s", engine->caseless[0], column, engine->caseless[1]);
	if (pattern)
		select_put(select, ", 1, %zu)", utf8_count(value) - 1);
	select_put(select, " = %s", engine->caseless[0]);
	select_text(select, pattern ? str_slice(value, 0, value.length - 1) : value);
	buf_text(&select->sql, engine->caseless[1]);
}

/* --- actors ------------------------------------------------------------------------------------------ */

/* Most actors have no id, and are not in its index. */
static void put_id(struct select *select, struct str id)
{
	buf_text(&select->sql, "(id <> '' AND id = ");
	select_text(select, id);
	buf_byte(&select->sql, ')');
}

/* "(...)" over the columns of actor: the ids that VALUE stands for, a country with its bodies of state, or the name and code. */
void select_actor(struct select *select, const struct query_term *term, size_t value)
{
	const struct query_who *who = term->who ? &term->who[value] : NULL;
	struct str name = term->values[value];
	buf_byte(&select->sql, '(');
	if (who && !str_empty(who->country)) {
		buf_text(&select->sql, "country = ");
		select_text(select, who->country);
		buf_text(&select->sql, " AND sector IN ('', 'GOV', 'MIL', 'LEG', 'JUD', 'COP', 'SPY') OR ");
	}
	for (size_t i = 0; who && i < who->id_count; i++) {
		put_id(select, who->ids[i]);
		buf_text(&select->sql, " OR ");
	}
	put_name(select, "name", name);
	buf_text(&select->sql, " OR ");
	put_name(select, "code", name);
	if (!is_pattern(name)) {
		buf_text(&select->sql, " OR ");
		put_id(select, name);
	}
	buf_byte(&select->sql, ')');
}

static void put_actors(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "(SELECT key FROM actor WHERE ");
	put_each(select, term, select_actor);
	buf_byte(&select->sql, ')');
}

static void take_part(struct select *select, const struct query_term *term, const char *role)
{
	select_put(select, "e.key IN (SELECT event FROM participant WHERE %s actor IN ", role);
	put_actors(select, term);
	buf_byte(&select->sql, ')');
}

static void where_actor(struct select *select, const struct query_term *term)
{
	take_part(select, term, "role = 0 AND");
}

static void where_recipient(struct select *select, const struct query_term *term)
{
	take_part(select, term, "role = 1 AND");
}

static void where_party(struct select *select, const struct query_term *term)
{
	take_part(select, term, "");
}

static void one_of_dyad(struct select *select, const struct query_term *term, size_t value)
{
	buf_text(&select->sql, "(SELECT key FROM actor WHERE ");
	select_actor(select, term, value);
	buf_byte(&select->sql, ')');
}

/* The one acts on the other, or both act together on nobody: "X and Y met". */
static void where_dyad(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.key IN (SELECT x.event FROM participant x JOIN participant y ON y.event = x.event WHERE x.actor IN ");
	one_of_dyad(select, term, 0);
	buf_text(&select->sql, " AND y.actor IN ");
	one_of_dyad(select, term, 1);
	buf_text(&select->sql, " AND (x.role <> y.role OR x.role = 0 AND x.number <> y.number AND "
	                       "(SELECT reciprocal FROM event WHERE key = x.event) = 1))");
}

static void one_speaker(struct select *select, const struct query_term *term, size_t value)
{
	if (str_equal_nocase(term->values[value], STR("none"))) {
		buf_text(&select->sql, "e.attribution IS NULL");
	} else if (str_equal_nocase(term->values[value], STR("anonymous"))) {
		buf_text(&select->sql, "e.attribution IN (SELECT key FROM attribution WHERE anonymous = 1)");
	} else {
		buf_text(&select->sql, "e.attribution IN (SELECT attribution FROM speaker WHERE actor IN (SELECT key FROM actor WHERE ");
		select_actor(select, term, value);
		buf_text(&select->sql, "))");
	}
}

static void where_speaker(struct select *select, const struct query_term *term)
{
	put_each(select, term, one_speaker);
}

/* --- what -------------------------------------------------------------------------------------------- */

static void where_kind(struct select *select, const struct query_term *term)
{
	bool event = false, relation = false;
	for (size_t i = 0; i < term->value_count; i++) {
		event |= str_equal(term->values[i], STR("event"));
		relation |= str_equal(term->values[i], STR("relation"));
	}
	begin_code(select);
	select_put(select, "kind IN (%s%s%s))", event ? "0" : "", event && relation ? "," : "", relation ? "1" : "");
}

static void where_type(struct select *select, const struct query_term *term)
{
	code_in(select, term, "kind = 0 AND type");
}

static void where_relation(struct select *select, const struct query_term *term)
{
	code_in(select, term, "kind = 1 AND type");
}

static void where_mode(struct select *select, const struct query_term *term)
{
	code_in(select, term, "mode");
}

static void where_quad(struct select *select, const struct query_term *term)
{
	begin_code(select);
	buf_text(&select->sql, "quad IN (-1");
	for (size_t i = 0; i < term->value_count; i++)
		select_put(select, ",%c", term->values[i].data[0]);
	buf_text(&select->sql, "))");
}

static void one_context(struct select *select, const struct query_term *term, size_t value)
{
	buf_text(&select->sql, "instr(' ' || contexts || ' ', ' ' || ");
	select_text(select, term->values[value]);
	buf_text(&select->sql, " || ' ') > 0");
}

static void where_context(struct select *select, const struct query_term *term)
{
	begin_code(select);
	put_each(select, term, one_context);
	buf_byte(&select->sql, ')');
}

static void one_cameo(struct select *select, const struct query_term *term, size_t value)
{
	select_put(select, "substr(cameo, 1, %zu) = ", term->values[value].length);
	select_text(select, term->values[value]);
}

static void where_cameo(struct select *select, const struct query_term *term)
{
	begin_code(select);
	put_each(select, term, one_cameo);
	buf_byte(&select->sql, ')');
}

unsigned factualities(const struct query_term *term)
{
	static const char *const words[] = {"actual", "negated", "planned", "conditional", "possible"};
	unsigned bits = 0;
	for (size_t i = 0; i < term->value_count; i++)
		for (size_t j = 0; j < sizeof words / sizeof *words; j++)
			if (str_equal(term->values[i], str_of(words[j])))
				bits |= 1u << j;
	return bits;
}

static void where_factuality(struct select *select, const struct query_term *term)
{
	unsigned bits = factualities(term);
	buf_text(&select->sql, "e.factuality IN (-1");
	for (size_t j = 0; bits >> j; j++)
		if (bits >> j & 1)
			select_put(select, ",%zu", j);
	buf_byte(&select->sql, ')');
}

static void one_about(struct select *select, const struct query_term *term, size_t value)
{
	put_name(select, "text", term->values[value]);
}

static void where_about(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.about IN (SELECT key FROM word WHERE ");
	put_each(select, term, one_about);
	buf_byte(&select->sql, ')');
}

/* --- where ------------------------------------------------------------------------------------------- */

static void one_place(struct select *select, const struct query_term *term, size_t value)
{
	const struct query_who *who = term->who ? &term->who[value] : NULL;
	for (size_t i = 0; who && i < who->id_count; i++) {
		put_name(select, "name", who->ids[i]);
		buf_text(&select->sql, " OR ");
	}
	put_name(select, "name", term->values[value]);
	buf_text(&select->sql, " OR ");
	put_name(select, "admin1", term->values[value]);
}

static void where_place(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.place IN (SELECT key FROM place WHERE ");
	put_each(select, term, one_place);
	buf_byte(&select->sql, ')');
}

static void where_country(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.place IN (SELECT key FROM place WHERE country IN ");
	put_list(select, term);
	buf_byte(&select->sql, ')');
}

/* A box may lie across the line where longitudes turn from 180 to -180: west is then above east. */
static void where_box(struct select *select, const struct query_term *term)
{
	const double *n = term->numbers;
	buf_text(&select->sql, "e.place IN (SELECT key FROM place WHERE resolved = 1 AND lat >= ");
	select_real(select, n[1]);
	buf_text(&select->sql, " AND lat <= ");
	select_real(select, n[3]);
	buf_text(&select->sql, n[0] <= n[2] ? " AND lon >= " : " AND (lon >= ");
	select_real(select, n[0]);
	buf_text(&select->sql, n[0] <= n[2] ? " AND lon <= " : " OR lon <= ");
	select_real(select, n[2]);
	buf_text(&select->sql, n[0] <= n[2] ? ")" : "))");
}

#define DEGREE (3.14159265358979323846 / 180)

static double kilometres(double lat1, double lon1, double lat2, double lon2)
{
	double a = sin((lat2 - lat1) * DEGREE / 2), b = sin((lon2 - lon1) * DEGREE / 2);
	double h = a * a + cos(lat1 * DEGREE) * cos(lat2 * DEGREE) * b * b;
	return 2 * 6371.0 * asin(sqrt(h < 1 ? h : 1));
}

/* The places are few thousand: they are measured here, since not every engine can. */
static void where_near(struct select *select, const struct query_term *term)
{
	struct sql *sql = &select->store->sql;
	struct statement s = sql_use(sql, "SELECT key, lat, lon FROM place WHERE resolved = 1");
	buf_text(&select->sql, "e.place IN (0");
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		double lat = sql_get_real(&s), lon = sql_get_real(&s);
		if (kilometres(term->numbers[0], term->numbers[1], lat, lon) <= term->numbers[2])
			select_put(select, ",%lld", (long long)key);
	}
	buf_byte(&select->sql, ')');
}

/* --- when, how sure, whence -------------------------------------------------------------------------- */

static void where_from(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.date_from >= ");
	select_int(select, term->day);
}

static void where_to(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.date_from <= ");
	select_int(select, term->day);
}

static void where_confidence(struct select *select, const struct query_term *term)
{
	select_put(select, "e.confidence %s ", term->or_more ? ">=" : "=");
	select_int(select, (int64_t)(term->numbers[0] * 1000 + 0.5));
}

static void where_killed(struct select *select, const struct query_term *term)
{
	select_put(select, "e.key IN (SELECT event FROM toll WHERE of = 0 AND low %s ", term->or_more ? ">=" : "=");
	select_int(select, (int64_t)term->numbers[0]);
	buf_byte(&select->sql, ')');
}

/* Words as the engine's full-text index asks for them. */
static struct str full_text(const struct sql_engine *engine, struct arena *arena, struct str text)
{
	struct buf out = {0};
	for (size_t i = 0; i < text.length;) {
		while (i < text.length && ascii_is_space((unsigned char)text.data[i]))
			i++;
		bool phrase = i < text.length && text.data[i] == '"';
		size_t start = i + phrase, end = start;
		while (end < text.length && (phrase ? text.data[end] != '"' : !ascii_is_space((unsigned char)text.data[end]) && text.data[end] != '"'))
			end++;
		struct str word = str_slice(text, start, end);
		bool prefix = !phrase && word.length > 1 && is_pattern(word);
		if (word.length)
			engine->put_word(&out, str_slice(word, 0, word.length - prefix), prefix);
		i = end + (phrase && end < text.length);
	}
	struct str result = {arena_copy(arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return result;
}

static void where_text(struct select *select, const struct query_term *term)
{
	const struct sql_engine *engine = select->store->sql.engine;
	select_put(select, "e.document IN (%s", engine->full_text[0]);
	select_text(select, full_text(engine, select->arena, term->values[0]));
	select_put(select, "%s)", engine->full_text[1]);
}

static void one_word(struct select *select, const struct query_term *term, size_t value)
{
	put_name(select, "text", term->values[value]);
}

static void one_other_source(struct select *select, const struct query_term *term, size_t value)
{
	put_name(select, "publisher", term->values[value]);
}

/* Of the document itself, or of another source of the same text. */
static void where_source(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.document IN (SELECT key FROM document WHERE publisher IN (SELECT key FROM word WHERE ");
	put_each(select, term, one_word);
	buf_text(&select->sql, ") UNION SELECT document FROM other_source WHERE ");
	put_each(select, term, one_other_source);
	buf_byte(&select->sql, ')');
}

/* Values as the 12 bytes that ids are; what is no id is the id of nothing. */
static void put_ids(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "(NULL");
	for (size_t i = 0; i < term->value_count; i++) {
		unsigned char packed[ID_BYTES];
		if (!id_pack(term->values[i], packed))
			continue;
		struct str bytes = {arena_copy(select->arena, (const char *)packed, ID_BYTES), ID_BYTES};
		buf_byte(&select->sql, ',');
		bind(select, (struct bound){.kind = BOUND_BLOB, .text = bytes});
	}
	buf_byte(&select->sql, ')');
}

static void where_document(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.document IN (SELECT key FROM document WHERE id IN ");
	put_ids(select, term);
	buf_text(&select->sql, " OR source_id IN ");
	put_list(select, term);
	buf_byte(&select->sql, ')');
}

static void where_id(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.id IN ");
	put_ids(select, term);
}

/* An incident goes by the id of the event that reported it first; that of any other that tells of it will do. */
static void where_incident(struct select *select, const struct query_term *term)
{
	buf_text(&select->sql, "e.key IN (SELECT event FROM mention WHERE incident IN "
	                       "(SELECT m.incident FROM mention m JOIN event x ON x.key = m.event WHERE x.id IN ");
	put_ids(select, term);
	buf_text(&select->sql, "))");
}

static void (*const conditions[QUERY_FIELD_COUNT])(struct select *select, const struct query_term *term) = {
	[QUERY_ACTOR] = where_actor,           [QUERY_RECIPIENT] = where_recipient,   [QUERY_PARTY] = where_party,
	[QUERY_DYAD] = where_dyad,             [QUERY_SPEAKER] = where_speaker,       [QUERY_KIND] = where_kind,
	[QUERY_TYPE] = where_type,             [QUERY_MODE] = where_mode,             [QUERY_QUAD] = where_quad,
	[QUERY_CONTEXT] = where_context,       [QUERY_RELATION] = where_relation,     [QUERY_CAMEO] = where_cameo,
	[QUERY_FACTUALITY] = where_factuality, [QUERY_ABOUT] = where_about,           [QUERY_PLACE] = where_place,
	[QUERY_COUNTRY] = where_country,       [QUERY_BOX] = where_box,               [QUERY_NEAR] = where_near,
	[QUERY_FROM] = where_from,             [QUERY_TO] = where_to,                 [QUERY_CONFIDENCE] = where_confidence,
	[QUERY_KILLED] = where_killed,         [QUERY_TEXT] = where_text,             [QUERY_SOURCE] = where_source,
	[QUERY_DOCUMENT] = where_document,     [QUERY_ID] = where_id,                 [QUERY_INCIDENT] = where_incident,
};

void select_where(struct select *select, const struct query *query)
{
	buf_text(&select->sql, "1 = 1");
	for (size_t i = 0; i < query->term_count; i++) {
		const struct query_term *term = &query->terms[i];
		/* What is NULL is not the value either. */
		buf_text(&select->sql, term->negated ? " AND (" : " AND ");
		conditions[term->field](select, term);
		if (term->negated)
			buf_text(&select->sql, ") IS NOT TRUE");
	}
}
