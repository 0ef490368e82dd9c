/* words.c: word ids, word sets and the index from a word to its patterns. */
#include "codebook.h"

#include <stdlib.h>

uint32_t codebook_word(const struct codebook *book, struct str word)
{
	const struct map_entry *entry = map_get(&book->words, word);
	return entry ? (uint32_t)entry->value + 1 : WORD_NONE;
}

struct str codebook_word_text(const struct codebook *book, uint32_t word)
{
	return book->words.entries[word - 1].key;
}

uint32_t codebook_intern(struct codebook *book, struct str word)
{
	return (uint32_t)map_put(&book->words, word, book->words.count, NULL)->value + 1;
}

static uint32_t add_part(struct codebook *book, uint32_t word)
{
	arena_push(&book->arena, book->parts, book->part_count, book->part_capacity, word);
	return (uint32_t)book->part_count - 1;
}

static void add_parts(struct codebook *book, struct item_list *list, struct str written, uint32_t particle, bool head_first)
{
	struct word_item item = {WORD_NONE, particle, (uint32_t)book->part_count, 0, 0};
	bool behind_of = false;
	while (written.length > 0) {
		size_t end = 0;
		while (end < written.length && written.data[end] != ' ' && written.data[end] != '-')
			end++;
		struct str part = str_slice(written, 0, end);
		written = str_slice(written, end < written.length ? end + 1 : end, written.length);
		if (part.length == 0 || item.part_count > 8)
			continue;
		uint32_t word = codebook_intern(book, part);
		add_part(book, word);
		/* "weapon of mass destruction": the head stands before "of" */
		behind_of = behind_of || (item.part_count > 0 && str_equal(part, STR("of")));
		if (item.part_count == 0 || (!head_first && !behind_of)) {
			item.head = word;
			item.head_at = item.part_count;
		}
		item.part_count++;
	}
	if (item.part_count > 0)
		arena_push(&book->arena, list->items, list->count, list->capacity, item);
}

static bool has_byte(struct str s, char byte)
{
	return s.length > 0 && memchr(s.data, byte, s.length) != NULL;
}

void item_add(struct codebook *book, struct item_list *list, struct str written, bool head_first)
{
	written = str_trim(written);
	uint32_t particle = WORD_NONE;
	size_t bar = 0;
	while (bar < written.length && written.data[bar] != '_')
		bar++;
	if (bar < written.length && bar > 0 && bar + 1 < written.length) {
		struct str rest = str_slice(written, bar + 1, written.length);
		particle = codebook_intern(book, rest);
		written = str_slice(written, 0, bar);
	}
	add_parts(book, list, written, particle, head_first);
	if (has_byte(written, '-') && !has_byte(written, ' ')) /* either part of "sit-in" may be the head in a tree */
		add_parts(book, list, written, particle, !head_first);
	/* the parser may keep "cease-fire" as one word */
	if (has_byte(written, '-') && !has_byte(written, ' ')) {
		struct word_item item = {codebook_intern(book, written), particle, (uint32_t)book->part_count, 1, 0};
		add_part(book, item.head);
		arena_push(&book->arena, list->items, list->count, list->capacity, item);
	}
}

void item_add_set(struct codebook *book, struct item_list *list, uint32_t set)
{
	struct word_set from = book->sets[set];
	for (size_t i = 0; i < from.count; i++)
		arena_push(&book->arena, list->items, list->count, list->capacity, from.items[i]);
}

static int compare_items(const void *left, const void *right)
{
	const struct word_item *a = left, *b = right;
	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	return a->parts < b->parts ? -1 : a->parts > b->parts;
}

uint32_t item_finish(struct codebook *book, struct item_list *list)
{
	if (list->count > 1)
		qsort(list->items, list->count, sizeof *list->items, compare_items);
	struct word_set set = {list->items, list->count, 0};
	for (size_t i = 0; i < set.count; i++)
		set.heads |= (uint64_t)1 << (set.items[i].head & 63);
	arena_push(&book->arena, book->sets, book->set_count, book->set_capacity, set);
	return (uint32_t)book->set_count - 1;
}

/* --- index ---------------------------------------------------------------------------------- */

static const struct word_set *trigger_set(const struct codebook *book, const struct pattern *pattern)
{
	return &book->sets[book->steps[pattern->first_step + pattern->trigger].words];
}

static void build_index(struct codebook *book, struct word_index *index, bool nouns)
{
	size_t words = book->words.count + 2, total = 0;
	index->start = arena_zalloc(&book->arena, words + 1, sizeof *index->start);
	for (size_t p = 0; p < book->pattern_count; p++) {
		const struct pattern *pattern = &book->patterns[p];
		if (book->entries[pattern->entry].replaced || (pattern->kind != PATTERN_VERB) != nouns)
			continue;
		const struct word_set *set = trigger_set(book, pattern);
		for (size_t i = 0; i < set->count; i++)
			if (i == 0 || set->items[i].head != set->items[i - 1].head)
				index->start[set->items[i].head + 1]++, total++;
	}
	for (size_t w = 1; w <= words; w++)
		index->start[w] += index->start[w - 1];
	index->pattern = arena_zalloc(&book->arena, total + 1, sizeof *index->pattern);
	uint32_t *fill = arena_zalloc(&book->arena, words + 1, sizeof *fill);
	for (size_t p = 0; p < book->pattern_count; p++) {
		const struct pattern *pattern = &book->patterns[p];
		if (book->entries[pattern->entry].replaced || (pattern->kind != PATTERN_VERB) != nouns)
			continue;
		const struct word_set *set = trigger_set(book, pattern);
		for (size_t i = 0; i < set->count; i++) {
			uint32_t head = set->items[i].head;
			if (i == 0 || head != set->items[i - 1].head)
				index->pattern[index->start[head] + fill[head]++] = (uint32_t)p;
		}
	}
}

static void mark_words(struct codebook *book, uint64_t *bits, uint32_t set, unsigned bit)
{
	for (size_t i = 0; i < book->sets[set].count; i++)
		bits[book->sets[set].items[i].head] |= (uint64_t)1 << bit;
}

void codebook_build_indexes(struct codebook *book)
{
	size_t words = book->words.count + 2;
	book->word_cues = arena_zalloc(&book->arena, words, sizeof *book->word_cues);
	book->word_contexts = arena_zalloc(&book->arena, words, sizeof *book->word_contexts);
	for (unsigned cue = 0; cue < CUE_COUNT && cue < CUE_BITS; cue++)
		mark_words(book, book->word_cues, book->cues[cue], cue);
	for (unsigned c = 0; c < book->context_count && c < 64; c++)
		mark_words(book, book->word_contexts, book->context_sets[c], c);
	build_index(book, &book->verbs, false);
	build_index(book, &book->nouns, true);
}
