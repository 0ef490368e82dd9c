/* word.c: where a word ends, and the parts that Universal Dependencies makes of it. */
#include "base/utf8.h"
#include "text/lexer.h"

enum { MOST_WORD = 4096, MOST_COMPOUND = 40, MOST_GROUPS = 8, CLITIC_DEPTH = 2, SINGLE_QUOTE_REACH = 400 };

static unsigned char byte(const struct lexer *lexer, size_t at)
{
	return at < lexer->chunk_end ? (unsigned char)lexer->text.data[at] : 0;
}

static bool letter_at(const struct lexer *lexer, size_t at)
{
	unsigned char c = byte(lexer, at);
	return ascii_is_alpha(c) || (c >= 0x80 && word_character(lexer->text, at, lexer->chunk_end));
}

/* Whether the code point before AT is a letter. */
static bool letter_before(const struct lexer *lexer, size_t at)
{
	unsigned char c = at > lexer->chunk_start ? byte(lexer, at - 1) : 0;
	if (c < 0x80)
		return ascii_is_alpha(c);
	utf8_previous(lexer->text, &at);
	return word_character(lexer->text, at, lexer->chunk_end) != 0;
}

static bool digit_at(const struct lexer *lexer, size_t at) { return ascii_is_digit(byte(lexer, at)); }

static size_t digits_from(const struct lexer *lexer, size_t at, size_t most)
{
	size_t count = 0;
	while (count < most && digit_at(lexer, at + count))
		count++;
	return count;
}

static bool word_at(const struct lexer *lexer, size_t at)
{
	return word_character(lexer->text, at, lexer->chunk_end) != 0;
}

/* --- inner marks: does the mark at AT join what stands around it? START is where the word starts.
 * Each gives the mark's length, or 0. ------------------------------------------------------------ */

static size_t join_dot(const struct lexer *lexer, size_t start, size_t at)
{
	if (digit_at(lexer, at - 1) && digit_at(lexer, at + 1))
		return 1;
	if (!letter_at(lexer, at + 1))
		return 0;
	bool single_before = letter_before(lexer, at) && (at - 1 == start || byte(lexer, at - 2) == '.');
	bool single_after = ascii_is_alpha(byte(lexer, at + 1)) && !word_at(lexer, at + 2);
	if (single_before && single_after)
		return 1;
	size_t end = at; /* "Ph.D.", "M.Sc." */
	while (end - start < 12 && (word_at(lexer, end) || (byte(lexer, end) == '.' && word_at(lexer, end + 1))))
		end++;
	return text_lookup(lexer->tables, LIST_ABBREVIATION, lexer->text.data + start, end - start) ? 1 : 0;
}

static size_t join_comma(const struct lexer *lexer, size_t start, size_t at)
{
	(void)start;
	return digit_at(lexer, at - 1) && digits_from(lexer, at + 1, 4) == 3;
}

/* "5:00", "03:14:14" */
static size_t join_colon(const struct lexer *lexer, size_t start, size_t at)
{
	return at - start <= 5 && digit_at(lexer, at - 1) && digits_from(lexer, at + 1, 3) == 2;
}

/* "11/28/2000", "9/11", "713/345-7942" and "a/c" stay together, "19/20" and "and/or" do not. */
static size_t join_slash(const struct lexer *lexer, size_t start, size_t at)
{
	size_t before = at - start, after = digits_from(lexer, at + 1, 5);
	if (digit_at(lexer, at - 1) && after) {
		size_t digits = digits_from(lexer, start, 5);
		if (digits != before) /* the second slash of a date */
			return before <= 7;
		if (byte(lexer, at + 1 + after) == '/' || (before == 3 && after == 3))
			return digits_from(lexer, at + 2 + after, 1) || before == 3;
		unsigned month = byte(lexer, start) - '0', day = byte(lexer, at + 1) - '0';
		if (before == 2)
			month = month * 10 + (byte(lexer, start + 1) - '0');
		if (after == 2)
			day = day * 10 + (byte(lexer, at + 2) - '0');
		return before <= 2 && after <= 2 && month <= 12 && day <= 31;
	}
	return before == 1 && ascii_is_alpha(byte(lexer, start)) && ascii_is_alpha(byte(lexer, at + 1)) && !word_at(lexer, at + 2) &&
	       byte(lexer, at + 2) != '/';
}

/* "AT&T", "p&l" */
static size_t join_ampersand(const struct lexer *lexer, size_t start, size_t at)
{
	if (at - start > 4 || !letter_before(lexer, at) || !letter_at(lexer, at + 1))
		return 0;
	return at - start == 1 || (ascii_is_upper(byte(lexer, at - 1)) && ascii_is_upper(byte(lexer, at + 1)));
}

static size_t join_between_letters(const struct lexer *lexer, size_t start, size_t at)
{
	(void)start;
	return letter_before(lexer, at) && letter_at(lexer, at + 1);
}

/* "don't", "O'Brien", "the 80's" */
static size_t join_apostrophe(const struct lexer *lexer, size_t start, size_t at)
{
	(void)start;
	return (letter_before(lexer, at) || digit_at(lexer, at - 1)) && letter_at(lexer, at + 1);
}

static size_t (*const join_at[128])(const struct lexer *, size_t, size_t) = {
	['.'] = join_dot, [','] = join_comma, [':'] = join_colon, ['/'] = join_slash, ['&'] = join_ampersand,
	['@'] = join_between_letters, ['*'] = join_between_letters, ['\''] = join_apostrophe, ['`'] = join_apostrophe,
};

static size_t join_length(const struct lexer *lexer, size_t start, size_t at)
{
	unsigned char c = byte(lexer, at);
	if (c < 0x80)
		return join_at[c] ? join_at[c](lexer, start, at) : 0;
	size_t length = apostrophe(lexer->text, at, lexer->chunk_end);
	return length && (letter_before(lexer, at) || digit_at(lexer, at - 1)) && letter_at(lexer, at + length) ? length : 0;
}

/* The end of the word without hyphens that starts at START. */
static size_t segment_end(const struct lexer *lexer, size_t start)
{
	size_t at = start, length;
	while (at < lexer->chunk_end && at - start < MOST_WORD) {
		while (at - start < MOST_WORD && (length = word_character(lexer->text, at, lexer->chunk_end)))
			at += length;
		if (at == start || at >= lexer->chunk_end || !(length = join_length(lexer, start, at)))
			break;
		at += length;
	}
	return at;
}

/* --- hyphens ------------------------------------------------------------------------------------ */

static bool all_capitals(const struct lexer *lexer, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (!ascii_is_upper(byte(lexer, i)))
			return false;
	return end - start >= 2;
}

/* "713-853-3989", "345-9945", "2020-01-09", "x3-9890": one token; "1969-1970" is three. */
static bool digit_groups(const struct lexer *lexer, size_t start, size_t hyphen)
{
	size_t groups = 1, first = hyphen - start, last = 0, at = hyphen;
	if (!digit_at(lexer, hyphen - 1))
		return false;
	bool letters = ascii_is_alpha(byte(lexer, start));
	if (!letters && digits_from(lexer, start, 24) != first) /* a later hyphen of groups that were joined before */
		return first <= 24 && byte(lexer, start + digits_from(lexer, start, 24)) == '-' && digit_at(lexer, hyphen + 1);
	while (groups < MOST_GROUPS && byte(lexer, at) == '-' && (last = digits_from(lexer, at + 1, 24))) {
		at += 1 + last;
		groups++;
	}
	if (word_at(lexer, at))
		return false;
	if (letters)
		return groups == 2 && last >= 4 && first <= 3;
	return groups >= 3 || (groups == 2 && ((last == 4 && (first == 3 || first == 1 || first == 5))));
}

static size_t plain_end(const struct lexer *lexer, size_t at, size_t most)
{
	size_t end = at, length;
	while (end - at < most && (length = word_character(lexer->text, end, lexer->chunk_end)))
		end += length;
	return end;
}

/* Whether the hyphen at HYPHEN stays in the word: SEGMENT is where the part before it starts. */
static bool keeps_hyphen(const struct lexer *lexer, size_t start, size_t segment, size_t hyphen)
{
	const char *data = lexer->text.data;
	bool inner = segment == start && start > lexer->chunk_start && byte(lexer, start - 1) == '-'; /* "Hizb-e-Islami" */
	bool prefix = hyphen - segment <= 12 && !inner && !all_capitals(lexer, segment, hyphen) &&
	              (hyphen - segment > 1 || plain_end(lexer, hyphen + 1, MOST_COMPOUND) - hyphen > 2) &&
	              text_lookup(lexer->tables, LIST_PREFIX, data + segment, hyphen - segment);
	if (!word_at(lexer, hyphen + 1))
		return prefix && hyphen + 1 == lexer->chunk_end;
	if (prefix || digit_groups(lexer, start, hyphen))
		return true;
	size_t end = plain_end(lexer, hyphen + 1, MOST_COMPOUND);
	if (text_lookup(lexer->tables, LIST_SUFFIX, data + hyphen + 1, end - hyphen - 1))
		return true;
	while (byte(lexer, end) == '-' && end - start < MOST_COMPOUND && word_at(lexer, end + 1))
		end = plain_end(lexer, end + 1, MOST_COMPOUND);
	return end - start <= MOST_COMPOUND && text_lookup(lexer->tables, LIST_WHOLE, data + start, end - start);
}

/* --- full stops that belong to the word ---------------------------------------------------------- */

static unsigned char after_space(const struct lexer *lexer, size_t at)
{
	while (at < lexer->end && ascii_is_space((unsigned char)lexer->text.data[at]))
		at++;
	return at < lexer->end ? (unsigned char)lexer->text.data[at] : 0;
}

/* Single letters with full stops between them: "U.S", "a.m". */
static bool is_acronym(const struct lexer *lexer, size_t start, size_t end)
{
	if ((end - start) % 2 == 0 || end - start < 3)
		return false;
	for (size_t i = start; i < end; i += 2)
		if (!ascii_is_alpha(byte(lexer, i)) || (i + 1 < end && byte(lexer, i + 1) != '.'))
			return false;
	return true;
}

static bool is_initial(const struct lexer *lexer, size_t start, size_t end)
{
	size_t at = start;
	return letter_at(lexer, start) && utf8_is_upper(utf8_next(lexer->text, &at)) && at == end;
}

static bool abbreviation_fits(const struct lexer *lexer, int32_t kind, size_t start, size_t stop)
{
	unsigned char next = after_space(lexer, stop + 1);
	if (kind == ABBREVIATION_NUMBER)
		return ascii_is_digit(next) || next == '#';
	if (kind == ABBREVIATION_DATE)
		return ascii_is_upper(byte(lexer, start)) && (ascii_is_digit(next) || (next && strchr(",-(\xE2", next)));
	return true;
}

/* The kind of abbreviation that [START, STOP) makes with the full stop at STOP; 0 for none. */
static int32_t abbreviation_kind(const struct lexer *lexer, size_t start, size_t stop)
{
	if (byte(lexer, stop) != '.' || stop == start || strchr("!?", byte(lexer, stop + 1) ? byte(lexer, stop + 1) : ' '))
		return 0;
	if (byte(lexer, stop + 1) == '.' && byte(lexer, stop + 2) == '.')
		return 0; /* an ellipsis */
	if (is_initial(lexer, start, stop) || is_acronym(lexer, start, stop))
		return byte(lexer, stop + 1) == '.' && stop - start == 1 ? 0 : ABBREVIATION_PLAIN;
	int32_t kind = stop - start <= 12 ? text_lookup(lexer->tables, LIST_ABBREVIATION, lexer->text.data + start, stop - start) : 0;
	if (kind)
		return abbreviation_fits(lexer, kind, start, stop) ? kind : 0;
	return stop - start <= 6 && letter_before(lexer, stop) && byte(lexer, stop + 1) == ',' ? ABBREVIATION_PLAIN : 0;
}

/* --- parts ---------------------------------------------------------------------------------------- */

static void push_range(struct lexer *lexer, size_t start, size_t middle, size_t end)
{
	size_t first = lexer->count;
	lexer_push(lexer, start, middle, PIECE_WORD);
	lexer_push(lexer, middle, end, PIECE_WORD);
	lexer->pieces[first].range = 2;
	lexer->pieces[first].space_after = false;
	lexer->pieces[first + 1].space_before = false;
}

/* Where the clitic of the word starts ("do|n't", "it|'s"); END when it has none. */
static size_t clitic_start(const struct lexer *lexer, size_t start, size_t end)
{
	size_t mark = end, length = 0, least = end - start > 6 ? end - 6 : start + 1;
	for (size_t at = end - 1; at >= least && at < end; at--)
		if ((length = apostrophe(lexer->text, at, end))) {
			mark = at;
			break;
		}
	if (mark == end || mark == start)
		return end;
	size_t tail = mark + length;
	const char *data = lexer->text.data;
	if (end - tail == 1 && (data[tail] | 32) == 't')
		return (data[mark - 1] | 32) == 'n' && mark - 1 > start ? mark - 1 : end;
	return end > tail && text_lookup(lexer->tables, LIST_CLITIC, data + tail, end - tail) ? mark : end;
}

static void push_word(struct lexer *lexer, size_t start, size_t end)
{
	size_t cuts[CLITIC_DEPTH + 2] = {end}, count = 0;
	while (count < CLITIC_DEPTH) {
		size_t cut = clitic_start(lexer, start, cuts[count]);
		if (cut == cuts[count])
			break;
		cuts[++count] = cut;
	}
	size_t first = lexer->count, at = start;
	for (size_t i = count + 1; i-- > 0; at = cuts[i])
		lexer_push(lexer, at, cuts[i], PIECE_WORD);
	for (size_t i = first; i < lexer->count; i++) { /* inside the word there is no space */
		lexer->pieces[i].space_before &= i == first;
		lexer->pieces[i].space_after &= i + 1 == lexer->count;
	}
	if (count)
		lexer->pieces[first].range = (uint8_t)(count + 1);
}

/* "parents'" -> parents + ', "doin'" -> one word: takes the apostrophe at END; false when it does neither. */
static bool final_apostrophe(struct lexer *lexer, size_t start, size_t end)
{
	size_t length = apostrophe(lexer->text, end, lexer->chunk_end);
	bool quoted = lexer->single_open && end - lexer->single_open < SINGLE_QUOTE_REACH;
	if (!length || quoted || end - start < 2 || apostrophe(lexer->text, end + length, lexer->chunk_end))
		return false;
	unsigned char last = byte(lexer, end - 1) | 32;
	if (last == 's' || last == 'z' || last == 'x') {
		push_range(lexer, start, end, end + length);
		return true;
	}
	if (last == 'n' && (byte(lexer, end - 2) | 32) == 'i' && end - start >= 4) {
		lexer_push(lexer, start, end + length, PIECE_WORD);
		return true;
	}
	return false;
}

/* "35mm" -> 35 mm; true when it was split. */
static bool number_with_unit(struct lexer *lexer, size_t start, size_t end)
{
	size_t at = start;
	while (at < end && (digit_at(lexer, at) || strchr(".,:/-", byte(lexer, at))))
		at++;
	size_t unit_end = end > at + 1 && byte(lexer, end - 1) == '.' ? end - 1 : end;
	int32_t unit = at < end && end - at <= 8 ? text_lookup(lexer->tables, LIST_UNIT, lexer->text.data + at, unit_end - at) : 0;
	if (!unit || (unit == 2 && !(lexer->count && lexer->pieces[lexer->count - 1].kind == PIECE_SYMBOL)))
		return false;
	lexer_push(lexer, start, at, PIECE_NUMBER);
	lexer_push(lexer, at, end, PIECE_WORD);
	return true;
}

/* "the 80's", "1960's" are one word; "2019's" is a possessive. */
static void push_number(struct lexer *lexer, size_t start, size_t end)
{
	if (number_with_unit(lexer, start, end))
		return;
	size_t clitic = clitic_start(lexer, start, end);
	if (clitic < end && clitic - start > 2 && byte(lexer, clitic - 1) != '0')
		push_word(lexer, start, end);
	else
		lexer_push(lexer, start, end, PIECE_NUMBER);
}

static void push_plain(struct lexer *lexer, size_t start, size_t end)
{
	int32_t first = end - start <= 12 ? text_lookup(lexer->tables, LIST_CONTRACTION, lexer->text.data + start, end - start) : 0;
	if (first)
		push_range(lexer, start, start + (size_t)first, end);
	else if (!final_apostrophe(lexer, start, end))
		push_word(lexer, start, end);
}

/* "US$" before an amount. */
static bool currency(struct lexer *lexer, size_t start, size_t end)
{
	if (byte(lexer, end) != '$' || end - start > 3 || !(all_capitals(lexer, start, end) || end - start == 1))
		return false;
	lexer_push(lexer, start, end + 1, PIECE_SYMBOL);
	return true;
}

void lexer_word(struct lexer *lexer)
{
	size_t start = lexer->at, segment = start, end = segment_end(lexer, start);
	while (byte(lexer, end) == '-' && end - start < MOST_WORD && keeps_hyphen(lexer, start, segment, end)) {
		segment = end + 1;
		end = word_at(lexer, segment) ? segment_end(lexer, segment) : segment;
	}
	if (currency(lexer, start, end))
		return;
	int32_t abbreviation = abbreviation_kind(lexer, segment, end);
	if (abbreviation)
		end++;
	if (digit_at(lexer, start))
		push_number(lexer, start, end);
	else if (abbreviation)
		lexer_push(lexer, start, end, PIECE_WORD);
	else
		push_plain(lexer, start, end);
	if (abbreviation)
		lexer->pieces[lexer->count - 1].abbreviation = (uint8_t)abbreviation;
}
