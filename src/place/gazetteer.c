/* gazetteer.c: looking names up in the compiled sections. */
#include "place/gazetteer.h"

#include <math.h>
#include <stdlib.h>

static const struct {
	float weight;
	enum place_precision precision;
} kinds[] = {
#define X_(name, word, letter, weight, precision) {weight, precision},
	PLACE_KINDS(X_)
#undef X_
};

float place_kind_weight(unsigned kind)
{
	return kind < KIND_COUNT ? kinds[kind].weight : 0.0f;
}

enum place_precision place_kind_precision(unsigned kind)
{
	return kind < KIND_COUNT ? kinds[kind].precision : PLACE_POINT;
}

static bool need(const struct pack *pack, const char *name, const int32_t **data, size_t *count, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, name, PACK_I32, &section, error))
		return false;
	*data = section.data;
	*count = section.length / sizeof(int32_t);
	return true;
}

bool gazetteer_open(struct gazetteer **gazetteer, const struct pack *pack, struct error *error)
{
	struct gazetteer g = {0};
	struct pack_section strings, codes, filter;
	size_t record_cells, bucket_count, start_count, posting_count, word_cells;
	if (!need(pack, "place/records", &g.records, &record_cells, error) ||
	    !need(pack, "place/buckets", &g.buckets, &bucket_count, error) ||
	    !need(pack, "place/hashes", &g.hashes, &g.key_count, error) ||
	    !need(pack, "place/starts", &g.starts, &start_count, error) ||
	    !need(pack, "place/postings", &g.postings, &posting_count, error) ||
	    !need(pack, "place/words", &g.words, &word_cells, error) ||
	    !pack_need(pack, "place/filter", PACK_BYTES, &filter, error) ||
	    !pack_need(pack, "place/codes", PACK_BYTES, &codes, error) ||
	    !pack_need(pack, "place/strings", PACK_BYTES, &strings, error))
		return false;
	g.record_count = record_cells / RECORD_COLUMNS;
	g.word_count = word_cells / 3;
	g.strings = pack_text(&strings);
	g.codes = pack_text(&codes);
	g.filter = filter.data;
	if (filter.length != (size_t)1 << (FILTER_BITS - 3) || bucket_count != ((size_t)1 << BUCKET_BITS) + 1 || start_count != g.key_count + 1 ||
	    (size_t)g.buckets[bucket_count - 1] != g.key_count || (size_t)g.starts[g.key_count] != posting_count)
		return error_set(error, ERROR_LEXICON, "the sections of the gazetteer do not fit each other; compile the lexicon again");
	*gazetteer = malloc(sizeof g);
	if (!*gazetteer)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	**gazetteer = g;
	return true;
}

void gazetteer_close(struct gazetteer *gazetteer)
{
	free(gazetteer);
}

uint64_t gazetteer_hash(struct str key)
{
	return key.length ? str_hash(key) : 0;
}

/* Most words are no places' names: a bit of a table that stays in the caches says so. */
static bool may_have(const struct gazetteer *g, uint64_t hash)
{
	uint64_t bit = hash >> (64 - FILTER_BITS);
	return g->filter[bit >> 3] >> (bit & 7) & 1;
}

void gazetteer_expect(const struct gazetteer *g, uint64_t hash, bool bucket_is_here)
{
	if (!may_have(g, hash))
		return;
	const int32_t *bucket = &g->buckets[hash >> (64 - BUCKET_BITS)];
	__builtin_prefetch(bucket_is_here ? &g->hashes[*bucket] : bucket);
}

struct postings gazetteer_look_up(const struct gazetteer *g, struct str key)
{
	return gazetteer_look_up_hash(g, gazetteer_hash(key));
}

struct postings gazetteer_look_up_hash(const struct gazetteer *g, uint64_t hash)
{
	struct postings none = {NULL, 0};
	if (!hash || !may_have(g, hash))
		return none;
	size_t bucket = (size_t)(hash >> (64 - BUCKET_BITS));
	uint32_t wanted = (uint32_t)(hash >> (32 - BUCKET_BITS));
	for (size_t i = (size_t)g->buckets[bucket]; i < (size_t)g->buckets[bucket + 1]; i++) {
		if ((uint32_t)g->hashes[i] != wanted)
			continue;
		size_t start = (size_t)g->starts[i], count = (size_t)g->starts[i + 1] - start;
		return (struct postings){g->postings + start, count > POSTINGS_MOST ? POSTINGS_MOST : count};
	}
	return none;
}

struct record gazetteer_record(const struct gazetteer *g, uint32_t index)
{
	const int32_t *cell = g->records + (size_t)index * RECORD_COLUMNS;
	struct record record = {
		.geoname = (uint32_t)cell[0], .name = (uint32_t)cell[1], .population = (uint32_t)cell[2], .admin1 = (uint32_t)cell[3],
		.country = (uint16_t)cell[6], .kind = (uint8_t)((uint32_t)cell[6] >> 16), .name_length = (uint8_t)((uint32_t)cell[6] >> 24),
	};
	memcpy(&record.lat, &cell[4], sizeof record.lat);
	memcpy(&record.lon, &cell[5], sizeof record.lon);
	return record;
}

struct str gazetteer_country(const struct gazetteer *g, const struct record *record)
{
	size_t start = (size_t)record->country * 3;
	return start + 3 <= g->codes.length ? str_slice(g->codes, start, start + 3) : (struct str){NULL, 0};
}

struct str gazetteer_name(const struct gazetteer *g, const struct record *record)
{
	if (record->name + record->name_length > g->strings.length)
		return (struct str){NULL, 0};
	return str_slice(g->strings, record->name, record->name + record->name_length);
}

float gazetteer_prior(const struct record *record, uint32_t posting)
{
	float population = log10f((float)record->population + 100.0f);
	float prior = population + place_kind_weight(record->kind);
	if (posting & NAME_HAND && KIND_BIT(record->kind) & KINDS_SETTLED) /* a town that people wrote down is known to the news, as if of 60,000 inhabitants */
		prior += population < 4.3f ? 4.8f - population : 0.5f;
	if (!(posting & (NAME_MAIN | NAME_HAND)))
		prior -= posting & (NAME_BARE | NAME_VARIANT) ? 0.5f : 1.8f;
	if (record->kind == KIND_ADMIN2 && !(posting & NAME_MAIN)) /* "Blair" is hardly ever Blair County */
		prior -= 1.0f;
	return prior;
}

static uint64_t word_hash(const struct gazetteer *g, size_t row)
{
	return (uint64_t)(uint32_t)g->words[row * 3] << 32 | (uint32_t)g->words[row * 3 + 1];
}

/* Where the row of a hash is if the hashes lie quite evenly. */
static size_t word_guess(const struct gazetteer *g, uint64_t hash)
{
	return (size_t)((hash >> 32) * (uint64_t)g->word_count >> 32);
}

void gazetteer_expect_word(const struct gazetteer *g, uint64_t hash)
{
	if (g->word_count)
		__builtin_prefetch(&g->words[word_guess(g, hash) * 3]);
}

uint32_t gazetteer_word(const struct gazetteer *g, uint64_t hash)
{
	enum { SPREAD = 64 }; /* rows; hashes lie evenly, so that a row is nearly always this close to where its share of the range says */
	size_t guess = word_guess(g, hash);
	size_t low = guess > SPREAD ? guess - SPREAD : 0, high = guess + SPREAD < g->word_count ? guess + SPREAD : g->word_count;
	if (low > 0 && word_hash(g, low) > hash)
		low = 0;
	if (high < g->word_count && word_hash(g, high - 1) < hash)
		high = g->word_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const int32_t *row = g->words + middle * 3;
		uint64_t there = (uint64_t)(uint32_t)row[0] << 32 | (uint32_t)row[1];
		if (there == hash)
			return (uint32_t)row[2];
		if (there < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}
