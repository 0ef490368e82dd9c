/* columns_choose.c: which events a query asks for.
 *
 * Days, confidence and factuality are looked at here. For all other conditions the database says which codes, places, actors, documents or
 * events they mean; the events that have these are found here, and kept for the next question that has the same condition. */
#include <stdlib.h>

#include "store/columns_parts.h"

struct choosing {
	struct store *store;
	struct columns *columns;
	struct arena *arena;
	uint64_t *bits; /* of the events that all conditions until here choose */
};

size_t next_bit(const uint64_t *bits, size_t from, size_t count)
{
	if (from >= count)
		return count;
	size_t word = from / 64, last = bit_words(count) - 1;
	uint64_t rest = bits[word] & ~(uint64_t)0 << (from % 64);
	while (!rest && word < last)
		rest = bits[++word];
	size_t found = rest ? word * 64 + (size_t)__builtin_ctzll(rest) : count;
	return found < count ? found : count;
}

/* --- what stands in the columns ---------------------------------------------------------------------------- */

static bool has_value(const struct columns *columns, const struct query_term *term, unsigned wanted, size_t event)
{
	int32_t day = columns->days[event];
	int number = (int)(term->numbers[0] * 1000 + 0.5);
	switch (term->field) {
	case QUERY_FROM:
		return day != DAY_NONE && day >= term->day;
	case QUERY_TO:
		return day != DAY_NONE && day <= term->day;
	case QUERY_CONFIDENCE:
		return term->or_more ? columns->confidences[event] >= number : columns->confidences[event] == number;
	default:
		return wanted >> (columns->facts[event] & (RECIPROCAL - 1)) & 1;
	}
}

static uint64_t *choose_values(const struct choosing *choosing, const struct query_term *term)
{
	const struct columns *columns = choosing->columns;
	uint64_t *bits = arena_zalloc(choosing->arena, bit_words(columns->count), sizeof *bits);
	unsigned wanted = term->field == QUERY_FACTUALITY ? factualities(term) : 0;
	for (size_t i = 0; i < columns->count; i++)
		if (has_value(columns, term, wanted, i))
			set_bit(bits, i);
	return bits;
}

/* --- what the database knows ------------------------------------------------------------------------------- */

/* The keys that SELECT gives, a bit each. Those from beyond the limit are of rows that no event has. */
static uint64_t *read_keys(struct select *select, size_t limit)
{
	uint64_t *bits = arena_zalloc(select->arena, bit_words(limit), sizeof *bits);
	struct statement s = select_begin(select);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		if (key > 0 && (size_t)key < limit)
			set_bit(bits, (size_t)key);
	}
	select_end(select, &s);
	return bits;
}

static uint64_t *choose_keys(const struct choosing *choosing, const struct query_term *term, enum of of)
{
	/* The rows of a table under the name of the column that points to them: the same words as of an event then ask about them. */
	static const char *const asked[] = {
		[OF_EVENT] = "SELECT e.key FROM event e WHERE ",
		[OF_DOCUMENT] = "SELECT e.document FROM (SELECT key AS document FROM document) e WHERE ",
		[OF_CODE] = "SELECT e.code FROM (SELECT key AS code FROM code) e WHERE ",
		[OF_PLACE] = "SELECT e.place FROM (SELECT key AS place FROM place) e WHERE ",
	};
	const struct columns *columns = choosing->columns;
	struct query_term positive = *term;
	struct select select = {.store = choosing->store, .arena = choosing->arena};
	positive.negated = false;
	buf_text(&select.sql, asked[of]);
	select_where(&select, &(struct query){.terms = &positive, .term_count = 1});
	uint64_t *keys = read_keys(&select, columns->limits[of]);
	uint64_t *bits = arena_zalloc(choosing->arena, bit_words(columns->count), sizeof *bits);
	for (size_t i = 0; i < columns->count; i++)
		if (has_bit(keys, columns->of[of][i]))
			set_bit(bits, i);
	return bits;
}

static uint64_t *read_actors(const struct choosing *choosing, const struct query_term *term, size_t first, size_t behind)
{
	struct select select = {.store = choosing->store, .arena = choosing->arena};
	buf_text(&select.sql, "SELECT key FROM actor WHERE ");
	for (size_t i = first; i < behind; i++) {
		buf_text(&select.sql, i > first ? " OR " : "");
		select_actor(&select, term, i);
	}
	return read_keys(&select, choosing->columns->limits[OF_ACTOR]);
}

static uint64_t *choose_actors(const struct choosing *choosing, const struct query_term *term)
{
	const struct columns *columns = choosing->columns;
	const uint64_t *actors = read_actors(choosing, term, 0, term->value_count);
	uint64_t *bits = arena_zalloc(choosing->arena, bit_words(columns->count), sizeof *bits);
	for (size_t i = 0; i < columns->count; i++)
		for (size_t k = columns->first_part[i]; k < columns->first_part[i + 1]; k++) {
			unsigned role = columns->parts[k] & 1;
			if (has_bit(actors, columns->parts[k] >> 1) && (term->field == QUERY_PARTY || role == (term->field == QUERY_RECIPIENT)))
				set_bit(bits, i);
		}
	return bits;
}

/* As where_dyad of asking.c: the one acts on the other, or both act together. */
static bool is_dyad(const struct columns *columns, const uint64_t *ones, const uint64_t *others, size_t event)
{
	for (size_t x = columns->first_part[event]; x < columns->first_part[event + 1]; x++) {
		if (!has_bit(ones, columns->parts[x] >> 1))
			continue;
		for (size_t y = columns->first_part[event]; y < columns->first_part[event + 1]; y++) {
			bool apart = (columns->parts[x] & 1) != (columns->parts[y] & 1);
			bool together = x != y && !(columns->parts[x] & 1) && (columns->facts[event] & RECIPROCAL);
			if ((apart || together) && has_bit(others, columns->parts[y] >> 1))
				return true;
		}
	}
	return false;
}

static uint64_t *choose_dyad(const struct choosing *choosing, const struct query_term *term)
{
	const struct columns *columns = choosing->columns;
	const uint64_t *ones = read_actors(choosing, term, 0, 1), *others = read_actors(choosing, term, 1, 2);
	uint64_t *bits = arena_zalloc(choosing->arena, bit_words(columns->count), sizeof *bits);
	for (size_t i = 0; i < columns->count; i++)
		if (is_dyad(columns, ones, others, i))
			set_bit(bits, i);
	return bits;
}

enum how { AS_EVENTS, AS_DOCUMENTS, AS_CODES, AS_PLACES, AS_ACTORS, AS_DYAD, AS_VALUES };

/* By what a condition is found; what is not named here, by events. */
static const enum how hows[QUERY_FIELD_COUNT] = {
	[QUERY_ACTOR] = AS_ACTORS, [QUERY_RECIPIENT] = AS_ACTORS, [QUERY_PARTY] = AS_ACTORS, [QUERY_DYAD] = AS_DYAD,
	[QUERY_KIND] = AS_CODES, [QUERY_TYPE] = AS_CODES, [QUERY_MODE] = AS_CODES, [QUERY_QUAD] = AS_CODES, [QUERY_CONTEXT] = AS_CODES,
	[QUERY_RELATION] = AS_CODES, [QUERY_CAMEO] = AS_CODES,
	[QUERY_PLACE] = AS_PLACES, [QUERY_COUNTRY] = AS_PLACES, [QUERY_BOX] = AS_PLACES, [QUERY_NEAR] = AS_PLACES,
	[QUERY_TEXT] = AS_DOCUMENTS, [QUERY_SOURCE] = AS_DOCUMENTS, [QUERY_DOCUMENT] = AS_DOCUMENTS,
	[QUERY_FACTUALITY] = AS_VALUES, [QUERY_FROM] = AS_VALUES, [QUERY_TO] = AS_VALUES, [QUERY_CONFIDENCE] = AS_VALUES,
};

static uint64_t *choose_term(const struct choosing *choosing, const struct query_term *term)
{
	static const enum of ofs[] = {[AS_EVENTS] = OF_EVENT, [AS_DOCUMENTS] = OF_DOCUMENT, [AS_CODES] = OF_CODE, [AS_PLACES] = OF_PLACE};
	switch (hows[term->field]) {
	case AS_VALUES:
		return choose_values(choosing, term);
	case AS_ACTORS:
		return choose_actors(choosing, term);
	case AS_DYAD:
		return choose_dyad(choosing, term);
	default:
		return choose_keys(choosing, term, ofs[hows[term->field]]);
	}
}

/* --- what was chosen before -------------------------------------------------------------------------------- */

static void put_word(struct buf *out, struct str word)
{
	buf_printf(out, "%zu:", word.length);
	buf_str(out, word);
}

/* All on which a condition's events hang, but whether it is turned round. */
static struct str words_of(struct arena *arena, const struct query_term *term)
{
	struct buf out = {0};
	buf_printf(&out, "%d %d %.17g %.17g %.17g %.17g %ld ", (int)term->field, (int)term->or_more, term->numbers[0], term->numbers[1], term->numbers[2],
	           term->numbers[3], (long)term->day);
	for (size_t i = 0; i < term->value_count; i++) {
		put_word(&out, term->values[i]);
		for (size_t k = 0; term->who && k < term->who[i].id_count; k++)
			put_word(&out, term->who[i].ids[k]);
		buf_byte(&out, '/');
		put_word(&out, term->who ? term->who[i].country : STR(""));
	}
	bool failed = out.failed;
	struct str words = {failed ? NULL : arena_copy(arena, out.data, out.length), failed ? 0 : out.length};
	buf_free(&out);
	return words;
}

static struct choice *find_choice(struct columns *columns, struct str words)
{
	for (size_t i = 0; i < CHOICES; i++)
		if (columns->choices[i].words && str_equal((struct str){columns->choices[i].words, columns->choices[i].length}, words))
			return &columns->choices[i];
	return NULL;
}

static void empty_choice(struct choice *choice)
{
	free(choice->words);
	free(choice->bits);
	*choice = (struct choice){0};
}

/* A free one, else that which was used least lately; NULL where all are being made. */
static struct choice *claim_choice(struct columns *columns, struct str words)
{
	struct choice *oldest = NULL;
	for (size_t i = 0; i < CHOICES; i++) {
		struct choice *choice = &columns->choices[i];
		if (choice->words && !choice->bits)
			continue;
		if (!oldest || choice->used < oldest->used)
			oldest = choice;
	}
	char *copy = oldest ? malloc(words.length + 1) : NULL;
	if (!copy)
		return NULL;
	memcpy(copy, words.data, words.length);
	empty_choice(oldest);
	oldest->words = copy;
	oldest->length = words.length;
	return oldest;
}

static void narrow(const struct choosing *choosing, const uint64_t *bits, bool negated)
{
	size_t words = bit_words(choosing->columns->count);
	for (size_t i = 0; i < words; i++)
		choosing->bits[i] &= negated ? ~bits[i] : bits[i];
}

/* Whether another had the same condition; one that is finding it now is waited for. CLAIMED becomes a slot for what is found here, or NULL. */
static bool take_kept(const struct choosing *choosing, const struct query_term *term, struct str words, struct choice **claimed)
{
	struct columns *columns = choosing->columns;
	struct choice *choice;
	*claimed = NULL;
	pthread_mutex_lock(&columns->lock);
	while ((choice = find_choice(columns, words)) && !choice->bits)
		pthread_cond_wait(&columns->made, &columns->lock);
	if (choice) {
		choice->used = ++columns->clock;
		narrow(choosing, choice->bits, term->negated);
	} else {
		*claimed = claim_choice(columns, words);
	}
	pthread_mutex_unlock(&columns->lock);
	return choice != NULL;
}

/* BITS is NULL where the database failed: the next one tries again. */
static void keep(struct columns *columns, struct choice *choice, const uint64_t *bits)
{
	if (!choice)
		return;
	size_t size = bit_words(columns->count) * sizeof *bits;
	uint64_t *copy = bits ? malloc(size) : NULL;
	if (copy)
		memcpy(copy, bits, size);
	pthread_mutex_lock(&columns->lock);
	if (copy) {
		choice->bits = copy;
		choice->used = ++columns->clock;
	} else {
		empty_choice(choice);
	}
	pthread_cond_broadcast(&columns->made);
	pthread_mutex_unlock(&columns->lock);
}

void columns_forget_choices(struct columns *columns)
{
	for (size_t i = 0; i < CHOICES; i++)
		empty_choice(&columns->choices[i]);
}

/* NULL when the database failed. Memory that runs out is a failure of this one alone: it must not leave others waiting. A function of its own,
 * since what is set before a jump is not sure to be there after it. */
static __attribute__((noinline)) const uint64_t *find_term(const struct choosing *choosing, const struct query_term *term)
{
	uint64_t *volatile bits = NULL;
	WITH_RECOVERY(choosing->store, choosing->arena, bits = choose_term(choosing, term));
	return sql_ok(&choosing->store->sql) ? bits : NULL;
}

static bool add_term(const struct choosing *choosing, const struct query_term *term)
{
	struct choice *claimed = NULL;
	struct str words = hows[term->field] == AS_VALUES ? (struct str){0} : words_of(choosing->arena, term);
	bool keeps = words.length && words.length <= CHOICE_WORDS_MOST;
	if (keeps && take_kept(choosing, term, words, &claimed))
		return true;
	const uint64_t *bits = find_term(choosing, term);
	keep(choosing->columns, claimed, bits);
	if (bits)
		narrow(choosing, bits, term->negated);
	return bits != NULL;
}

uint64_t *columns_choose(struct store *store, const struct query *query, struct arena *arena)
{
	struct columns *columns = store->columns;
	struct choosing choosing = {store, columns, arena, arena_alloc(arena, bit_words(columns->count) * sizeof(uint64_t))};
	memset(choosing.bits, 0xFF, bit_words(columns->count) * sizeof(uint64_t));
	for (size_t i = 0; i < query->term_count; i++)
		if (!add_term(&choosing, &query->terms[i]))
			return NULL;
	return choosing.bits;
}
