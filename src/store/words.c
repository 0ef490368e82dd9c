/* words.c: the words of a text as the server's full-text index holds them (a tsvector), made here at a tenth of what they cost the server: letters
 * and digits, in lower case, without accents, as casus_asked makes those that are asked for. */
#include <stdlib.h>
#include <utf8proc.h>

#include "base/sort.h"
#include "base/utf8.h"
#include "store/words.h"

/* Of a tsvector: what its fields can hold. */
enum { LONGEST_WORD = 2046, LAST_POSITION = 16383, MOST_POSITIONS = 255 };
#define MOST_BYTES ((size_t)1 << 19) /* of words with their positions; the server's limit is twice that */
#define MOST_TEXT ((size_t)1 << 20)  /* of one article: what stands behind is not found */

struct word {
	uint64_t head; /* its first bytes, so that comparing two seldom looks further */
	uint32_t at, length;
	uint32_t position; /* from 1; the last stands for all behind it */
};

struct words {
	struct buf text; /* of all words, one behind the other */
	struct word *list;
	size_t count, capacity;
	bool failed;
};

/* --- words ----------------------------------------------------------------------------------- */

static uint64_t head_of(const char *text, size_t length)
{
	uint64_t head = 0;
	for (size_t i = 0; i < 8; i++)
		head = head << 8 | (i < length ? (unsigned char)text[i] : 0);
	return head;
}

static void add_word(struct words *words, size_t start, size_t end, uint32_t position)
{
	if (words->count == words->capacity) {
		size_t capacity = words->capacity ? words->capacity * 2 : 1024;
		struct word *list = realloc(words->list, capacity * sizeof *list);
		words->failed = words->failed || !list;
		if (!list)
			return;
		words->list = list;
		words->capacity = capacity;
	}
	words->list[words->count++] = (struct word){head_of(words->text.data + start, end - start), (uint32_t)start, (uint32_t)(end - start),
	                                            position < LAST_POSITION ? position : LAST_POSITION};
}

/* Where the server would end the word that stands in TEXT: it takes 1e5 for a number, whatever letters follow. */
static size_t number_end(const char *text, size_t length)
{
	size_t at = 0, digits;
	while (at < length && ascii_is_digit((unsigned char)text[at]))
		at++;
	digits = at + 1;
	if (!at || at == length || text[at] != 'e')
		return length;
	for (at = digits; at < length && ascii_is_digit((unsigned char)text[at]);)
		at++;
	return at > digits ? at : length;
}

/* The word that ends the text so far. */
static void end_word(struct words *words, size_t start, uint32_t *position)
{
	while (start < words->text.length) {
		size_t length = number_end(words->text.data + start, words->text.length - start);
		if (length <= LONGEST_WORD)
			add_word(words, start, start + length, ++*position);
		start += length;
	}
}

static bool is_accent(uint32_t c)
{
	return c >= 0x300 && c <= 0x36F;
}

/* A letter beyond ASCII: without its accents, in lower case. */
static void add_letter(struct buf *out, uint32_t c)
{
	utf8proc_int32_t parts[8];
	char bytes[4];
	int boundary = 0;
	bool accents = false;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
	for (utf8proc_ssize_t i = 0; i < count && count <= 8; i++)
		accents |= is_accent((uint32_t)parts[i]);
	if (!accents) {
		buf_append(out, bytes, utf8_encode(utf8_lower(c), bytes));
		return;
	}
	for (utf8proc_ssize_t i = 0; i < count; i++)
		if (!is_accent((uint32_t)parts[i]))
			buf_append(out, bytes, utf8_encode(utf8_lower((uint32_t)parts[i]), bytes));
}

static void split_words(struct words *words, struct str text, uint32_t *position)
{
	size_t start = words->text.length;
	for (size_t at = 0; at < text.length && words->text.length < MOST_TEXT && !words->failed;) {
		unsigned char byte = (unsigned char)text.data[at];
		if (byte < 0x80 && (ascii_is_alpha(byte) || ascii_is_digit(byte))) {
			buf_byte(&words->text, (char)(ascii_is_upper(byte) ? byte | 32 : byte));
			at++;
			continue;
		}
		uint32_t c = utf8_next(text, &at);
		if (c >= 0x80 && (utf8_is_letter(c) || utf8_is_digit(c)))
			add_letter(&words->text, c);
		if (c >= 0x80 && (utf8_is_letter(c) || utf8_is_digit(c) || is_accent(c)))
			continue;
		if (words->text.length > start)
			end_word(words, start, position);
		start = words->text.length;
	}
	if (words->text.length > start)
		end_word(words, start, position);
}

/* --- sorted ---------------------------------------------------------------------------------- */

/* As the server orders them: by bytes, the shorter of two before the longer. */
static int compare(const struct words *words, const struct word *a, const struct word *b)
{
	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	size_t shorter = a->length < b->length ? a->length : b->length;
	int order = memcmp(words->text.data + a->at, words->text.data + b->at, shorter);
	return order ? order : (a->length > b->length) - (a->length < b->length);
}

static bool before(const struct words *words, const struct word *a, const struct word *b)
{
	int order = compare(words, a, b);
	return order ? order < 0 : a->position < b->position;
}

/* In place, and no worse for any text. */
static void sift(struct words *words, size_t root, size_t count)
{
	struct word *list = words->list, moved = list[root];
	for (size_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count && before(words, &list[child], &list[child + 1]))
			child++;
		if (!before(words, &moved, &list[child]))
			break;
		list[root] = list[child];
	}
	list[root] = moved;
}

static void heap_sort(struct words *words)
{
	for (size_t i = words->count / 2; i > 0; i--)
		sift(words, i - 1, words->count);
	for (size_t end = words->count; end > 1; end--) {
		struct word last = words->list[end - 1];
		words->list[end - 1] = words->list[0];
		words->list[0] = last;
		sift(words, 0, end - 1);
	}
}

enum { INDEX_BITS = 16, MOVES = 16 /* a word, at most */ };

/* Ordered by their first six bytes, WORDS come to be ordered by all: few have those in common, and the same words stand as they came. False where that takes
 * long, and the order is any. */
static bool settle_order(struct words *words)
{
	size_t moves = 0, most = MOVES * words->count;
	struct word *list = words->list;
	for (size_t i = 1; i < words->count; i++) {
		struct word moved = list[i];
		size_t at = i;
		for (; at > 0 && list[at - 1].head >> INDEX_BITS == moved.head >> INDEX_BITS && before(words, &moved, &list[at - 1]); at--)
			list[at] = list[at - 1];
		list[at] = moved;
		moves += i - at;
		if (moves > most)
			return false;
	}
	return true;
}

/* By the first six bytes of each word, with its number where the others were. */
static bool sort_heads(struct words *words)
{
	size_t count = words->count;
	uint64_t *keys = count >> INDEX_BITS ? NULL : malloc(2 * count * sizeof *keys + 1);
	struct word *list = keys ? malloc((count + 1) * sizeof *list) : NULL;
	for (size_t i = 0; list && i < count; i++)
		keys[i] = words->list[i].head >> INDEX_BITS << INDEX_BITS | i;
	if (list)
		sort_u64(keys, keys + count, count);
	for (size_t i = 0; list && i < count; i++)
		list[i] = words->list[keys[i] & ((1 << INDEX_BITS) - 1)];
	if (list) {
		free(words->list);
		words->list = list;
		words->capacity = count + 1;
	}
	free(keys);
	return list != NULL;
}

static void sort_words(struct words *words)
{
	if (!sort_heads(words) || !settle_order(words))
		heap_sort(words);
}

/* --- as the server reads a tsvector: the highest byte first ---------------------------------------- */

static void put_number(struct buf *out, uint32_t number, int length)
{
	char bytes[4];
	for (int i = 0; i < length; i++)
		bytes[i] = (char)(number >> 8 * (length - 1 - i) & 0xFF);
	buf_append(out, bytes, (size_t)length);
}

/* The words from FIRST on that are the same; how many. */
static size_t write_word(const struct words *words, size_t first, struct buf *out)
{
	const struct word *word = &words->list[first];
	size_t end = first, count = 0, at;
	uint32_t last = 0;
	buf_append(out, words->text.data + word->at, word->length);
	buf_byte(out, '\0');
	at = out->length;
	put_number(out, 0, 2);
	for (; end < words->count && compare(words, word, &words->list[end]) == 0; end++) {
		uint32_t position = words->list[end].position;
		if (count == MOST_POSITIONS || position == last)
			continue;
		put_number(out, position, 2);
		last = position;
		count++;
	}
	if (!out->failed) {
		out->data[at] = (char)(count >> 8);
		out->data[at + 1] = (char)count;
	}
	return end - first;
}

static void write_words(const struct words *words, struct buf *out)
{
	uint32_t count = 0;
	size_t head = out->length;
	put_number(out, 0, 4);
	for (size_t i = 0; i < words->count && out->length - head < MOST_BYTES; count++)
		i += write_word(words, i, out);
	for (int i = 0; i < 4 && !out->failed; i++)
		out->data[head + (size_t)i] = (char)(count >> (24 - 8 * i) & 0xFF);
}

bool words_write(struct str title, struct str text, struct buf *out)
{
	struct words words = {0};
	uint32_t position = 0;
	split_words(&words, title, &position);
	split_words(&words, text, &position);
	bool ok = !words.failed && !words.text.failed;
	if (ok) {
		sort_words(&words);
		write_words(&words, out);
	}
	buf_free(&words.text);
	free(words.list);
	return ok && !out->failed;
}
