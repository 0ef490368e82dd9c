/* lex.c: tokens to pieces, pieces to readings. */
#include "time/tables.h"

/* "’" -> "'", "–" and "—" -> "-"; writes the folded character and returns its length in S, 0 for any other multi-byte one. */
static size_t fold_punctuation(const char *s, size_t left, char *out)
{
	if (left < 3 || (unsigned char)s[0] != 0xE2 || (unsigned char)s[1] != 0x80)
		return 0;
	unsigned char last = (unsigned char)s[2];
	if (last >= 0x90 && last <= 0x95)
		*out = '-';
	else if (last == 0x98 || last == 0x99)
		*out = '\'';
	else
		return 0;
	return 3;
}

/* FORM in lower case with plain punctuation, and where it was upper; returns the length, or 0 when it is too long to mean
 * anything. */
static size_t fold(struct str form, char out[WORD_MOST * 2], bool upper[WORD_MOST * 2])
{
	size_t length = 0;
	for (size_t i = 0; i < form.length;) {
		if (length == WORD_MOST * 2 - 1)
			return 0;
		char folded;
		upper[length] = false;
		size_t used = fold_punctuation(form.data + i, form.length - i, &folded);
		if (used) {
			out[length++] = folded;
			i += used;
			continue;
		}
		char c = form.data[i++];
		upper[length] = ascii_is_upper((unsigned char)c);
		out[length++] = ascii_is_upper((unsigned char)c) ? (char)(c | 32) : c;
	}
	return length;
}

static void add_piece(struct arena *arena, struct lattice *lattice, const char *text, size_t length, size_t token)
{
	struct piece piece = {.token = (uint32_t)token};
	if (length <= WORD_MOST) {
		memcpy(piece.text, text, length);
		piece.length = (uint8_t)length;
	}
	arena_push(arena, lattice->pieces, lattice->count, lattice->capacity, piece);
}

static bool is_ordinal_suffix(const char *s, size_t left)
{
	if (left != 2)
		return left == 1 && s[0] == 's';
	return memcmp(s, "st", 2) == 0 || memcmp(s, "nd", 2) == 0 || memcmp(s, "rd", 2) == 0 || memcmp(s, "th", 2) == 0;
}

/* Where the piece that starts at S[0] ends. Cuts: around - and /, around dots of 9.1.2020, before an apostrophe, and
 * between a number and letters that are no ordinal ("5pm", but "12th", "1960s"). */
static size_t piece_end(const char *s, size_t left, bool dotted)
{
	if (s[0] == '-' || s[0] == '/' || (dotted && s[0] == '.'))
		return 1;
	for (size_t i = 1; i < left; i++) {
		if (s[i] == '-' || s[i] == '/' || (dotted && s[i] == '.') || s[i] == '\'')
			return i;
		if (s[0] == '\'' && i == 1 && ascii_is_digit((unsigned char)s[1]))
			return 1;
		if (ascii_is_digit((unsigned char)s[i - 1]) && ascii_is_alpha((unsigned char)s[i])) {
			size_t run = i;
			while (run < left && ascii_is_alpha((unsigned char)s[run]))
				run++;
			if (!is_ordinal_suffix(s + i, run - i))
				return i;
		}
	}
	return left;
}

/* "9.1.2020": digits with exactly two dots. */
static bool is_dotted_date(const char *s, size_t length)
{
	size_t dots = 0;
	for (size_t i = 0; i < length; i++) {
		if (s[i] == '.')
			dots++;
		else if (!ascii_is_digit((unsigned char)s[i]))
			return false;
	}
	return dots == 2 && length >= 6;
}

/* Most words: nothing but letters, one piece. False for all others. */
static bool cut_word(struct arena *arena, struct lattice *lattice, struct str form, size_t token)
{
	struct piece piece = {.token = (uint32_t)token, .length = (uint8_t)form.length, .capital = form.length && ascii_is_upper((unsigned char)form.data[0])};
	if (form.length == 0 || form.length > WORD_MOST)
		return false;
	for (size_t i = 0; i < form.length; i++) {
		if (!ascii_is_alpha((unsigned char)form.data[i]))
			return false;
		piece.text[i] = (char)(form.data[i] | 32);
	}
	arena_push(arena, lattice->pieces, lattice->count, lattice->capacity, piece);
	return true;
}

void time_cut(struct arena *arena, struct lattice *lattice, struct str form, size_t token)
{
	if (cut_word(arena, lattice, form, token))
		return;
	char text[WORD_MOST * 2];
	bool upper[WORD_MOST * 2];
	size_t length = fold(form, text, upper);
	if (length == 0) {
		add_piece(arena, lattice, "", 0, token);
	} else {
		bool dotted = is_dotted_date(text, length);
		for (size_t at = 0; at < length;) {
			size_t used = piece_end(text + at, length - at, dotted);
			add_piece(arena, lattice, text + at, used, token);
			lattice->pieces[lattice->count - 1].glued = at > 0;
			lattice->pieces[lattice->count - 1].capital = upper[at];
			at += used;
		}
	}
}

static struct str entry_form(const struct timex_tables *tables, const int32_t *entry)
{
	return str_slice(tables->strings, (size_t)entry[ENTRY_OFFSET], (size_t)(entry[ENTRY_OFFSET] + entry[ENTRY_LENGTH]));
}

/* Is WORD the first of FORM's words? */
static bool starts_with_word(struct str form, struct str word)
{
	return form.length >= word.length && memcmp(form.data, word.data, word.length) == 0 &&
	       (form.length == word.length || form.data[word.length] == ' ');
}

size_t time_entry(const struct timex_tables *tables, struct str word)
{
	if (tables->slot_count == 0 || word.length == 0)
		return SIZE_MAX;
	size_t mask = tables->slot_count - 1;
	for (size_t slot = (size_t)str_hash(word) & mask, tries = 0; tries <= mask; slot = (slot + 1) & mask, tries++) {
		int32_t row = tables->slots[slot];
		if (row == 0)
			return SIZE_MAX;
		const int32_t *entry = tables->entries + (size_t)(row - 1) * ENTRY_WIDTH;
		if (starts_with_word(entry_form(tables, entry), word))
			return (size_t)row - 1;
	}
	return SIZE_MAX;
}

static struct str piece_str(const struct piece *piece) { return (struct str){piece->text, piece->length}; }

bool time_is(const struct timex_tables *tables, struct str word, enum time_class class_)
{
	for (size_t row = time_entry(tables, word); row < tables->entry_count; row++) {
		const int32_t *entry = tables->entries + row * ENTRY_WIDTH;
		if (!starts_with_word(entry_form(tables, entry), word))
			return false;
		if (entry[ENTRY_WORDS] == 1 && entry[ENTRY_CLASS] == (int32_t)class_)
			return true;
	}
	return false;
}

static void add_reading(struct arena *arena, struct lattice *lattice, struct reading reading)
{
	arena_push(arena, lattice->readings, lattice->reading_count, lattice->reading_capacity, reading);
}

/* Do the pieces from AT on spell FORM (words parted by single blanks)? */
static bool spells(const struct lattice *lattice, size_t at, struct str form)
{
	for (size_t start = 0; start <= form.length; at++) {
		if (at >= lattice->count)
			return false;
		size_t length = lattice->pieces[at].length, end = start + length;
		bool fits = end == form.length || (end < form.length && form.data[end] == ' ');
		if (!length || !fits || memcmp(form.data + start, lattice->pieces[at].text, length) != 0)
			return false;
		start = end + 1;
	}
	return true;
}

static void read_words(const struct timex_tables *tables, struct arena *arena, struct lattice *lattice, size_t at)
{
	struct str word = piece_str(&lattice->pieces[at]);
	for (size_t row = time_entry(tables, word); row < tables->entry_count; row++) {
		const int32_t *entry = tables->entries + row * ENTRY_WIDTH;
		struct str form = entry_form(tables, entry);
		if (!starts_with_word(form, word))
			return;
		if (entry[ENTRY_WORDS] > 1 && !spells(lattice, at, form))
			continue;
		struct reading reading = {.class_ = (uint8_t)entry[ENTRY_CLASS], .length = (uint8_t)entry[ENTRY_WORDS]};
		memcpy(reading.value, entry + ENTRY_VALUE, sizeof reading.value);
		add_reading(arena, lattice, reading);
	}
}

/* Digits with thousands commas and one decimal point: "2,000", "2.5". Hundredths go to *hundredths. */
static bool parse_number(struct str s, int32_t *whole, int32_t *hundredths, size_t *digits, bool *plain)
{
	int64_t value = 0;
	size_t i = 0;
	*digits = 0;
	*hundredths = 0;
	*plain = true;
	for (; i < s.length && (ascii_is_digit((unsigned char)s.data[i]) || (s.data[i] == ',' && i)); i++) {
		if (s.data[i] == ',') {
			*plain = false;
			continue;
		}
		value = value * 10 + (s.data[i] - '0');
		if (++*digits > 9)
			return false;
	}
	*whole = (int32_t)value;
	if (*digits == 0 || i == s.length)
		return *digits > 0;
	*plain = false;
	if (s.data[i] != '.' || i + 1 == s.length)
		return false;
	int32_t scale = 10;
	for (i++; i < s.length; i++, scale /= 10) {
		if (!ascii_is_digit((unsigned char)s.data[i]))
			return false;
		*hundredths += scale * (s.data[i] - '0');
	}
	return true;
}

static void read_digits(struct arena *arena, struct lattice *lattice, struct str s)
{
	int32_t whole, hundredths;
	size_t digits;
	bool plain;
	if (!parse_number(s, &whole, &hundredths, &digits, &plain))
		return;
	add_reading(arena, lattice, (struct reading){.class_ = TC_number, .length = 1, .value = {whole, hundredths}});
	if (!plain)
		return;
	if (digits <= 2 && whole >= 1 && whole <= 31)
		add_reading(arena, lattice, (struct reading){.class_ = TC_mday, .length = 1, .value = {whole}});
	if (digits == 2)
		add_reading(arena, lattice, (struct reading){.class_ = TC_yy, .length = 1, .value = {whole}});
	if ((digits == 4 && whole >= 1000 && whole < 2200) || (digits == 3 && whole >= 300))
		add_reading(arena, lattice, (struct reading){.class_ = TC_year, .length = 1, .value = {whole, (int32_t)digits}});
}

/* "12th", "1960s", "60s", "18:30". */
static void read_shapes(struct arena *arena, struct lattice *lattice, struct str s)
{
	size_t digits = 0;
	int32_t value = 0;
	while (digits < s.length && digits < 5 && ascii_is_digit((unsigned char)s.data[digits]))
		value = value * 10 + (s.data[digits++] - '0');
	struct str tail = str_slice(s, digits, s.length);
	if (tail.length == 0)
		return;
	if (digits <= 2 && is_ordinal_suffix(tail.data, tail.length) && tail.length == 2 && value >= 1 && value <= 31)
		add_reading(arena, lattice, (struct reading){.class_ = TC_ordinal, .length = 1, .value = {value}});
	if (str_equal(tail, STR("s")) && value % 10 == 0 && (digits == 2 || (digits == 4 && value >= 1000 && value < 2200)))
		add_reading(arena, lattice, (struct reading){.class_ = TC_decade, .length = 1, .value = {value}});
	bool two = tail.length == 3 && ascii_is_digit((unsigned char)tail.data[1]) && ascii_is_digit((unsigned char)tail.data[2]);
	if (digits <= 2 && value < 25 && (tail.data[0] == ':' || tail.data[0] == '.') && two && tail.data[1] < '6') {
		int32_t minute = (tail.data[1] - '0') * 10 + (tail.data[2] - '0');
		add_reading(arena, lattice, (struct reading){.class_ = TC_clock, .length = 1, .value = {value, minute, tail.data[0] == '.'}});
	}
}

/* A number in words from piece AT on: "twenty-one", "two hundred", "a hundred and five" is left alone. */
static void read_number_words(struct arena *arena, struct lattice *lattice, size_t at, size_t first)
{
	int32_t value = -1;
	for (size_t i = first; i < lattice->reading_count; i++)
		if (lattice->readings[i].class_ == TC_number && !ascii_is_digit((unsigned char)lattice->pieces[at].text[0]))
			value = lattice->readings[i].value[0];
	if (value < 20 || value > 90 || at + 2 >= lattice->count || lattice->pieces[at + 1].text[0] != '-')
		return;
	static const char *const ones[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
	for (int32_t i = 0; i < 9; i++)
		if (str_equal(piece_str(&lattice->pieces[at + 2]), str_of(ones[i]))) {
			add_reading(arena, lattice, lattice->readings[first]); /* the whole goes first: "twenty-one" is no "20 to 1" */
			lattice->readings[first] = (struct reading){.class_ = TC_number, .length = 3, .value = {value + i + 1}};
			return;
		}
}

static void block(struct lattice *lattice, size_t at, size_t first)
{
	for (size_t i = first; i < lattice->reading_count; i++)
		if (lattice->readings[i].class_ == TC_never)
			for (size_t j = 0; j < lattice->readings[i].length; j++)
				lattice->pieces[at + j].blocked = true;
}

void time_lex(const struct timex_tables *tables, struct arena *arena, const struct sentence *sentence, struct lattice *lattice)
{
	lattice->count = lattice->reading_count = 0;
	for (size_t i = 0; i < sentence->count; i++) {
		time_cut(arena, lattice, sentence->tokens[i].form, i);
	}
	for (size_t i = 0; i < lattice->count; i++) {
		struct piece *piece = &lattice->pieces[i];
		size_t first = lattice->reading_count;
		read_words(tables, arena, lattice, i);
		if (ascii_is_digit((unsigned char)piece->text[0])) {
			read_digits(arena, lattice, piece_str(piece));
			read_shapes(arena, lattice, piece_str(piece));
		} else if (lattice->reading_count > first) {
			read_number_words(arena, lattice, i, first);
		}
		block(lattice, i, first);
		piece->first_reading = (uint32_t)first;
		piece->reading_count = (uint32_t)(lattice->reading_count - first);
	}
}
