/* gate.c: which sentences hold the words of some pattern, looked at before they are parsed.
 *
 * A word stands for every word of the codebook that it may be a form of, so that no tag is needed. A pattern may match only
 * where all words that it demands are there; where they stand and what hangs on what is left to the parser. Errors are on the side
 * of too many sentences. */
#include "coding.h"
#include "codebook.h"

#include <stdlib.h>

enum { FORM_SLOTS = 4096, FORM_BYTES = 26, MOST_READINGS = 6, MOST_LEMMAS = 4, LONGEST_WORD = 64 };

struct gate_form { /* what a form was found to stand for; the slot is its hash's */
	uint32_t words[MOST_READINGS]; /* the first is the form itself, WORD_NONE where the codebook lacks it */
	uint16_t count;
	uint8_t length; /* 0: free */
	char form[FORM_BYTES];
};

struct coding_gate {
	const struct codebook *book;
	coding_lemmas *lemmas;
	const void *context;
	uint64_t *possible; /* a bit a word id: some word of the sentence may be it */
	uint64_t *written;  /* some word is it, as it stands there */
	uint64_t heads, written_heads; /* of both, as in struct word_set */
	uint32_t *list;     /* the word ids in `possible` */
	size_t count, capacity;
	struct gate_form forms[FORM_SLOTS];
};

bool coding_gate_new(struct coding_gate **result, const struct codebook *book, coding_lemmas *lemmas, const void *context, struct error *error)
{
	struct coding_gate *gate = *result = calloc(1, sizeof *gate);
	if (gate) {
		gate->book = book;
		gate->lemmas = lemmas;
		gate->context = context;
		gate->capacity = book->words.count + 2;
		gate->possible = calloc(gate->capacity / 64 + 1, sizeof *gate->possible);
		gate->written = calloc(gate->capacity / 64 + 1, sizeof *gate->written);
		gate->list = calloc(gate->capacity, sizeof *gate->list);
	}
	if (gate && gate->possible && gate->written && gate->list)
		return true;
	coding_gate_free(gate);
	*result = NULL;
	return error_set(error, ERROR_SYSTEM, "out of memory");
}

void coding_gate_free(struct coding_gate *gate)
{
	if (!gate)
		return;
	free(gate->possible);
	free(gate->written);
	free(gate->list);
	free(gate);
}

/* --- what a form may be ---------------------------------------------------------------------- */

static void add_reading(struct gate_form *form, uint32_t word)
{
	if (word == WORD_NONE)
		return;
	for (size_t i = 1; i < form->count; i++)
		if (form->words[i] == word)
			return;
	if (form->count < MOST_READINGS)
		form->words[form->count++] = word;
}

/* "bombed", "bombs", "planned", "dying" without their endings; the codebook says which of the guesses are words. */
static void add_regular(const struct codebook *book, struct str lower, struct gate_form *form)
{
	static const struct {
		const char *ending, *instead;
		bool doubled;
	} rules[] = {{"s", "", false}, {"es", "", false}, {"ies", "y", false}, {"d", "", false}, {"ed", "", false}, {"ied", "y", false},
	             {"ing", "", false}, {"ing", "e", false}, {"ying", "ie", false}, {"ed", "", true}, {"ing", "", true}};
	char word[LONGEST_WORD + 2];
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct str ending = str_of(rules[i].ending), instead = str_of(rules[i].instead);
		if (lower.length < ending.length + 2 || !str_ends(lower, ending))
			continue;
		size_t stem = lower.length - ending.length;
		if (rules[i].doubled && (stem < 3 || lower.data[stem - 1] != lower.data[stem - 2]))
			continue;
		stem -= rules[i].doubled;
		memcpy(word, lower.data, stem);
		memcpy(word + stem, instead.data, instead.length);
		add_reading(form, codebook_word(book, (struct str){word, stem + instead.length}));
	}
}

static uint32_t word_of(const struct codebook *book, struct str word)
{
	char lower[LONGEST_WORD];
	if (word.length == 0 || word.length > LONGEST_WORD)
		return WORD_NONE;
	for (size_t i = 0; i < word.length; i++)
		lower[i] = ascii_is_upper((unsigned char)word.data[i]) ? (char)(word.data[i] + 32) : word.data[i];
	return codebook_word(book, (struct str){lower, word.length});
}

static void read_form(const struct coding_gate *gate, struct str written, struct arena *arena, struct gate_form *form)
{
	char lower[LONGEST_WORD];
	struct str lemmas[MOST_LEMMAS];
	form->count = 1;
	form->words[0] = word_of(gate->book, written);
	if (written.length == 0 || written.length > LONGEST_WORD)
		return;
	for (size_t i = 0; i < written.length; i++)
		lower[i] = ascii_is_upper((unsigned char)written.data[i]) ? (char)(written.data[i] + 32) : written.data[i];
	struct str word = {lower, written.length};
	const struct map_entry *irregular = map_get(&gate->book->forms, word);
	if (irregular)
		add_reading(form, (uint32_t)irregular->value);
	size_t count = gate->lemmas ? gate->lemmas(gate->context, word, arena, lemmas, MOST_LEMMAS) : 0;
	for (size_t i = 0; i < count; i++)
		add_reading(form, word_of(gate->book, lemmas[i]));
	add_regular(gate->book, word, form);
}

static const struct gate_form *form_of(struct coding_gate *gate, struct str written, struct arena *arena, struct gate_form *room)
{
	if (written.length == 0 || written.length > FORM_BYTES) {
		read_form(gate, written, arena, room);
		return room;
	}
	uint64_t hash = str_hash(written);
	struct gate_form *form = &gate->forms[(hash ^ hash >> 32) % FORM_SLOTS];
	if (form->length != written.length || memcmp(form->form, written.data, written.length) != 0) {
		form->length = 0; /* ARENA may jump out */
		read_form(gate, written, arena, form);
		memcpy(form->form, written.data, written.length);
		form->length = (uint8_t)written.length;
	}
	return form;
}

/* --- a sentence ------------------------------------------------------------------------------ */

static bool has(const uint64_t *bits, uint32_t word) { return bits[word >> 6] >> (word & 63) & 1; }

static void forget(struct coding_gate *gate)
{
	for (size_t i = 0; i < gate->count; i++)
		gate->possible[gate->list[i] >> 6] = gate->written[gate->list[i] >> 6] = 0;
	gate->count = 0;
	gate->heads = gate->written_heads = 0;
}

static void note(struct coding_gate *gate, const struct sentence *sentence, struct arena *arena)
{
	struct gate_form room;
	forget(gate);
	for (size_t t = 0; t < sentence->count; t++) {
		const struct gate_form *form = form_of(gate, sentence->tokens[t].form, arena, &room);
		for (size_t i = form->words[0] == WORD_NONE; i < form->count; i++) {
			uint32_t word = form->words[i];
			if (!has(gate->possible, word)) {
				gate->possible[word >> 6] |= (uint64_t)1 << (word & 63);
				gate->heads |= (uint64_t)1 << (word & 63);
				gate->list[gate->count++] = word;
			}
		}
		if (form->words[0] != WORD_NONE) {
			gate->written[form->words[0] >> 6] |= (uint64_t)1 << (form->words[0] & 63);
			gate->written_heads |= (uint64_t)1 << (form->words[0] & 63);
		}
	}
}

/* --- patterns -------------------------------------------------------------------------------- */

static bool item_possible(const struct coding_gate *gate, const struct word_item *item)
{
	if (!has(gate->possible, item->head) || (item->particle != WORD_NONE && !has(gate->possible, item->particle)))
		return false;
	for (uint32_t p = 0; item->part_count > 1 && p < item->part_count; p++)
		if (!has(gate->possible, gate->book->parts[item->parts + p]))
			return false;
	return true;
}

static bool set_possible(const struct coding_gate *gate, uint32_t set)
{
	const struct word_set *words = &gate->book->sets[set];
	if (set == SET_NONE)
		return true;
	for (size_t i = 0; words->heads & gate->heads && i < words->count; i++)
		if (item_possible(gate, &words->items[i]))
			return true;
	return false;
}

/* Does one of the set's words stand there for certain? */
static bool set_certain(const struct coding_gate *gate, uint32_t set)
{
	const struct word_set *words = &gate->book->sets[set];
	for (size_t i = 0; words->heads & gate->written_heads && i < words->count; i++)
		if (words->items[i].part_count == 1 && words->items[i].particle == WORD_NONE && has(gate->written, words->items[i].head))
			return true;
	return false;
}

static bool surroundings_possible(const struct coding_gate *gate, const struct surroundings *surroundings)
{
	return set_possible(gate, surroundings->wanted) && !set_certain(gate, surroundings->unwanted);
}

/* "the proposal of X" is "X's proposal", too: no preposition is needed there, nor where a noun's roles are free. */
static bool may_lack_preposition(const struct coding_gate *gate, const struct pattern *pattern, const struct step *step)
{
	static const char *const owners[] = {"of", "by", "from"};
	const struct word_set *words = &gate->book->sets[step->preps];
	if (step->slot == SLOT_NONE || step->op != STEP_PREP)
		return step->op != STEP_PREP && step->op != STEP_PARTICLE;
	if (pattern->kind != PATTERN_VERB)
		return true;
	for (size_t k = 0; k < sizeof owners / sizeof *owners; k++)
		for (size_t i = 0; i < words->count; i++)
			if (words->items[i].head == codebook_word(gate->book, str_of(owners[k])))
				return true;
	return false;
}

static bool step_possible(const struct coding_gate *gate, const struct pattern *pattern, const struct step *step)
{
	if (step->optional || step->op == STEP_NOT)
		return true;
	if (step->slot == SLOT_NONE && !set_possible(gate, step->words)) /* a slot beside words may be filled by whom it means */
		return false;
	return set_possible(gate, step->adjectives) && (set_possible(gate, step->preps) || may_lack_preposition(gate, pattern, step));
}

static bool pattern_possible(const struct coding_gate *gate, const struct pattern *pattern)
{
	const struct step *steps = gate->book->steps + pattern->first_step;
	for (size_t i = 0; i < pattern->step_count; i++)
		if (!step_possible(gate, pattern, &steps[i]))
			return false;
	return surroundings_possible(gate, &pattern->surroundings) &&
	       surroundings_possible(gate, &gate->book->entries[pattern->entry].surroundings);
}

static bool some_pattern_possible(const struct coding_gate *gate, const struct word_index *index, uint32_t word)
{
	for (uint32_t i = index->start[word]; i < index->start[word + 1]; i++)
		if (pattern_possible(gate, &gate->book->patterns[index->pattern[i]]))
			return true;
	return false;
}

/* "The gunman is arrested", "X claims responsibility": who did what the sentence before tells (sequel.c). */
static bool tells_doer(const struct coding_gate *gate)
{
	const struct codebook *book = gate->book;
	return set_possible(gate, book->cues[CUE_ASSAILANT_NOUN]) || (set_possible(gate, book->cues[CUE_CLAIM_NOUN]) && set_possible(gate, book->cues[CUE_CLAIM_VERB]));
}

bool coding_possible(struct coding_gate *gate, const struct sentence *sentence, struct arena *arena)
{
	const struct codebook *book = gate->book;
	note(gate, sentence, arena);
	for (size_t i = 0; i < gate->count; i++) {
		uint32_t word = gate->list[i];
		bool duty = book->duty != ENTRY_NONE && book->word_cues[word] >> CUE_MODAL_DUTY & 1;
		if (duty || some_pattern_possible(gate, &book->verbs, word) || some_pattern_possible(gate, &book->nouns, word))
			return true;
	}
	return tells_doer(gate);
}
