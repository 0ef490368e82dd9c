/* postgres_rows.c: results, in the server's binary form: the highest byte first. */
#include <stdio.h>

#include "store/postgres_parts.h"

bool row_is_null(struct sql_query *query, int column)
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

double row_real(struct sql_query *query, int column)
{
	double value = 0;
	float narrow = 0;
	int length = PQgetlength(query->result, query->row, column);
	if (row_is_null(query, column))
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

int64_t row_int(struct sql_query *query, int column)
{
	if (row_is_null(query, column))
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
		return (int64_t)row_real(query, column);
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
		return fraction_text(query, row_real(query, column));
	case TYPE_NUMERIC:
		return str_of(arena_printf(&query->texts, "%.15g", numeric_of(query, column)));
	default:
		return str_of(arena_printf(&query->texts, "%lld", (long long)row_int(query, column)));
	}
}

struct str row_bytes(struct sql_query *query, int column)
{
	Oid type = PQftype(query->result, column);
	if (row_is_null(query, column))
		return (struct str){0};
	if (type == TYPE_BOOL || type == TYPE_INT2 || type == TYPE_INT4 || type == TYPE_INT8 || type == TYPE_FLOAT4 || type == TYPE_FLOAT8 || type == TYPE_NUMERIC)
		return number_text(query, column);
	return (struct str){PQgetvalue(query->result, query->row, column), (size_t)PQgetlength(query->result, query->row, column)};
}

