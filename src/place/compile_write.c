/* compile_write.c: names sorted by hash, records and words as flat sections. */
#include <math.h>
#include <stdlib.h>

#include "place/compile.h"

/* By hash, then the likeliest record first; the record's number makes the order total. */
static int compare_postings(const void *left, const void *right)
{
	const struct posting *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	uint32_t first = POSTING_RECORD(a->posting), second = POSTING_RECORD(b->posting);
	if (first != second && a->prior != b->prior)
		return a->prior > b->prior ? -1 : 1;
	if (first != second)
		return first < second ? -1 : 1;
	return (a->posting < b->posting) - (a->posting > b->posting);
}

static int compare_words(const void *left, const void *right)
{
	const struct word_row *a = left, *b = right;
	return a->hash < b->hash ? -1 : a->hash > b->hash;
}

/* Make the flags of a record the same under one key, and its prior the best of them, so that its rows sort together. */
static void unite_same_record(struct posting *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count && j < i + 64; j++)
			if (POSTING_RECORD(rows[i].posting) == POSTING_RECORD(rows[j].posting)) {
				uint32_t narrow = (NAME_CAPITALS | NAME_SHORT | NAME_DEMONYM | NAME_BARE);
				uint32_t both = (rows[i].posting | rows[j].posting) & ~narrow;
				both |= rows[i].posting & rows[j].posting & narrow;
				float prior = rows[i].prior > rows[j].prior ? rows[i].prior : rows[j].prior;
				rows[i].posting = rows[j].posting = both;
				rows[i].prior = rows[j].prior = prior;
			}
}

static void add_i32(struct pack_writer *writer, const char *name, size_t rows, size_t columns, struct buf *cells)
{
	uint64_t dim[2] = {rows, columns};
	pack_add(writer, name, PACK_I32, columns > 1 ? 2 : 1, dim, cells->data, cells->length);
	buf_free(cells);
}

static void write_records(struct compiler *compiler, struct pack_writer *writer)
{
	struct buf cells = {0};
	for (size_t i = 0; i < compiler->record_count; i++) {
		const struct record *record = &compiler->records[i];
		uint32_t lat, lon;
		memcpy(&lat, &record->lat, sizeof lat);
		memcpy(&lon, &record->lon, sizeof lon);
		buf_u32(&cells, record->geoname);
		buf_u32(&cells, record->name);
		buf_u32(&cells, record->population);
		buf_u32(&cells, record->admin1);
		buf_u32(&cells, lat);
		buf_u32(&cells, lon);
		buf_u32(&cells, (uint32_t)record->country | (uint32_t)record->kind << 16 | (uint32_t)record->name_length << 24);
	}
	add_i32(writer, "place/records", compiler->record_count, RECORD_COLUMNS, &cells);
}

struct index_buffers {
	struct buf buckets, hashes, starts, postings, filter;
	size_t keys, bucket; /* keys written; the next bucket to open */
};

static void open_buckets(struct index_buffers *index, size_t until)
{
	for (; index->bucket <= until; index->bucket++)
		buf_u32(&index->buckets, (uint32_t)index->keys);
}

/* The rows of one key: ROWS[0..count), sorted. */
static void write_key(struct index_buffers *index, const struct posting *rows, size_t count)
{
	uint64_t hash = rows[0].hash;
	open_buckets(index, (size_t)(hash >> (64 - BUCKET_BITS)));
	uint64_t bit = hash >> (64 - FILTER_BITS);
	((unsigned char *)index->filter.data)[bit >> 3] |= (unsigned char)(1u << (bit & 7));
	buf_u32(&index->hashes, (uint32_t)(hash >> (32 - BUCKET_BITS)));
	buf_u32(&index->starts, (uint32_t)(index->postings.length / 4));
	for (size_t i = 0; i < count; i++)
		if (i == 0 || POSTING_RECORD(rows[i].posting) != POSTING_RECORD(rows[i - 1].posting))
			buf_u32(&index->postings, rows[i].posting);
	index->keys++;
}

static void write_index(struct compiler *compiler, struct pack_writer *writer)
{
	struct posting *rows = compiler->postings;
	size_t count = compiler->posting_count;
	struct index_buffers index = {0};
	for (size_t i = 0; i < (size_t)1 << (FILTER_BITS - 5); i++)
		buf_u32(&index.filter, 0);
	qsort(rows, count, sizeof *rows, compare_postings);
	for (size_t start = 0, end; start < count; start = end) {
		for (end = start + 1; end < count && rows[end].hash == rows[start].hash;)
			end++;
		unite_same_record(rows + start, end - start);
		qsort(rows + start, end - start, sizeof *rows, compare_postings);
		write_key(&index, rows + start, end - start);
	}
	open_buckets(&index, (size_t)1 << BUCKET_BITS);
	buf_u32(&index.starts, (uint32_t)(index.postings.length / 4));
	add_i32(writer, "place/buckets", ((size_t)1 << BUCKET_BITS) + 1, 1, &index.buckets);
	pack_add_bytes(writer, "place/filter", buf_view(&index.filter));
	buf_free(&index.filter);
	add_i32(writer, "place/hashes", index.keys, 1, &index.hashes);
	add_i32(writer, "place/starts", index.keys + 1, 1, &index.starts);
	size_t postings = index.postings.length / 4;
	add_i32(writer, "place/postings", postings, 1, &index.postings);
}

static void write_words(struct compiler *compiler, struct pack_writer *writer)
{
	struct word_row *rows = compiler->words;
	struct buf cells = {0};
	size_t written = 0;
	qsort(rows, compiler->word_count, sizeof *rows, compare_words);
	for (size_t start = 0, end; start < compiler->word_count; start = end, written++) {
		uint32_t classes = 0;
		for (end = start; end < compiler->word_count && rows[end].hash == rows[start].hash; end++)
			classes |= rows[end].classes;
		buf_u32(&cells, (uint32_t)(rows[start].hash >> 32));
		buf_u32(&cells, (uint32_t)rows[start].hash);
		buf_u32(&cells, classes);
	}
	add_i32(writer, "place/words", written, 3, &cells);
}

void compile_write(struct compiler *compiler, struct pack_writer *writer)
{
	write_records(compiler, writer);
	pack_add_bytes(writer, "place/strings", buf_view(&compiler->strings));
	pack_add_bytes(writer, "place/codes", buf_view(&compiler->codes));
	write_index(compiler, writer);
	write_words(compiler, writer);
}
