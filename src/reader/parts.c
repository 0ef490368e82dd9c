/* parts.c: credits, furniture, bylines. */
#include "reader/parts.h"

#include "base/utf8.h"

enum {
	MOST_CREDIT = 2000, /* bytes of a bracketed credit */
	MOST_LABELLED = 12, /* words behind "Photo:" */
	MOST_SOURCE = 60,   /* bytes of a source's name in brackets */
	CREDIT_REACH = 800, /* bytes before the end where a credit without brackets may start */
};

size_t parts_words(struct str text, size_t most)
{
	size_t count = 0;
	bool inside = false;
	for (size_t i = 0; i < text.length && count < most; i++) {
		bool space = ascii_is_space((unsigned char)text.data[i]);
		count += !space && !inside;
		inside = !space;
	}
	return count;
}

static bool ends_with_any(struct str s, const char *const *ends, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ends(s, str_of(ends[i])))
			return true;
	return false;
}

bool parts_ends_sentence(struct str s)
{
	static const char *const quotes[] = {"\"", ")", "]", "'", "\xE2\x80\x9D", "\xE2\x80\x99", "\xE2\x80\x9C"};
	static const char *const stops[] = {".", "!", "?", "\xE2\x80\xA6"};
	s = str_trim(s);
	for (int i = 0; i < 3 && ends_with_any(s, quotes, sizeof quotes / sizeof *quotes); i++)
		s = str_trim(str_slice(s, 0, s.length - ((unsigned char)s.data[s.length - 1] < 0x80 ? 1 : 3)));
	return ends_with_any(s, stops, sizeof stops / sizeof *stops);
}

static bool starts_upper(struct str s)
{
	size_t at = 0;
	return !str_empty(s) && utf8_is_upper(utf8_next(s, &at));
}

/* "Reporting by Ayman al-Warfalli": the phrase, then a name or anything but a word in lower case. */
static bool credit_at_start(struct str s, const struct reader_lexicon *lexicon)
{
	size_t length = str_empty(s) ? 0 : phrase_at_start(lexicon, PHRASE_CREDIT, s);
	if (!length)
		return false;
	struct str rest = str_trim(str_slice(s, length, s.length));
	bool wordy = ascii_is_alpha((unsigned char)s.data[length - 1]);
	if (s.data[length - 1] == ':' && parts_words(rest, MOST_LABELLED + 1) > MOST_LABELLED)
		return false; /* "Photo: AP Ibrahim Younis said ...": the story goes on behind it */
	return str_empty(rest) || !wordy || !ascii_is_lower((unsigned char)rest.data[0]);
}

static bool small_word(struct str word)
{
	static const char *const words[] = {"of", "the", "and", "via", "de", "al", "el", "for", "in", "on", "du", "la", "le", "der", "van", "von", "bin", "ibn", "abu", "ben", "&"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(word, str_of(words[i])))
			return true;
	return str_starts(word, STR("al-")) || str_starts(word, STR("el-")) || str_starts(word, STR("d'"));
}

static struct str next_word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t end = 0;
	while (end < rest->length && !ascii_is_space((unsigned char)rest->data[end]))
		end++;
	struct str word = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end, rest->length);
	return word;
}

/* Capitalised words and small ones, at most MOST, at least one capitalised, no digits. */
static bool is_name(struct str s, size_t most)
{
	size_t count = 0, capitals = 0;
	struct str word;
	while (!str_empty(word = next_word(&s))) {
		if (++count > most || ascii_is_digit((unsigned char)word.data[0]))
			return false;
		if (starts_upper(word))
			capitals++;
		else if (!small_word(word))
			return false;
	}
	return capitals > 0;
}

static bool is_agency(struct str s, const struct reader_lexicon *lexicon)
{
	if (phrase_is(lexicon, PHRASE_AGENCY, s))
		return true;
	size_t via = str_find(s, STR(" via "), 0);
	return via != SIZE_MAX && phrase_is(lexicon, PHRASE_AGENCY, str_slice(s, 0, via));
}

/* A bracket at the end that holds a credit or, behind a full stop, the name of a source. */
static bool is_source(struct str inner, bool after_stop, const struct reader_lexicon *lexicon)
{
	if (credit_at_start(inner, lexicon))
		return true;
	if (inner.length > MOST_SOURCE || str_empty(inner))
		return false;
	return is_agency(inner, lexicon) || (after_stop && is_name(inner, 6) && !parts_ends_sentence(inner));
}

/* The bracket that the last byte of S closes: its offset, or SIZE_MAX. */
static size_t opening_bracket(struct str s)
{
	size_t depth = 0;
	for (size_t i = s.length; i-- > 0 && s.length - i < MOST_CREDIT;) {
		depth += s.data[i] == ')';
		if (s.data[i] == '(' && --depth == 0)
			return i;
	}
	return SIZE_MAX;
}

static size_t bracketed_credits(struct str s, const struct reader_lexicon *lexicon)
{
	size_t end = s.length;
	for (;;) {
		struct str rest = str_trim(str_slice(s, 0, end));
		while (rest.length && (str_ends(rest, STR(").")) || str_ends(rest, STR("),")) || str_ends(rest, STR(");"))) && end < s.length)
			rest.length--; /* "(NYT), (VOA)" */
		if (str_ends(rest, STR(").")))
			rest.length--;
		size_t open = str_ends(rest, STR(")")) ? opening_bracket(rest) : SIZE_MAX;
		if (open == SIZE_MAX)
			return end;
		struct str before = str_trim(str_slice(rest, 0, open));
		bool after_stop = parts_ends_sentence(before);
		if (!is_source(str_trim(str_slice(rest, open + 1, rest.length - 1)), after_stop, lexicon))
			return end;
		end = (size_t)(rest.data - s.data) + open;
	}
}

/* "... he said. Editing by Grant McCool": the first such sentence near the end. */
static size_t plain_credits(struct str s, const struct reader_lexicon *lexicon)
{
	size_t at = s.length > CREDIT_REACH ? s.length - CREDIT_REACH : 0;
	for (; at + 1 < s.length; at++) {
		if (at == 0 || s.data[at] != ' ' || s.data[at + 1] == ' ' || !parts_ends_sentence(str_slice(s, at < 8 ? 0 : at - 8, at)))
			continue;
		if (credit_at_start(str_slice(s, at + 1, s.length), lexicon))
			return at + 1;
	}
	return s.length;
}

size_t parts_credits(struct str text, struct span paragraph, const struct reader_lexicon *lexicon)
{
	struct str s = str_slice(text, paragraph.start, paragraph.end);
	size_t end = bracketed_credits(s, lexicon);
	if (lexicon && end > 0)
		end = plain_credits(str_slice(s, 0, end), lexicon);
	while (end > 0 && ascii_is_space((unsigned char)s.data[end - 1]))
		end--;
	return paragraph.start + end;
}

bool parts_is_credit(struct str s, const struct reader_lexicon *lexicon)
{
	bool bracketed = str_starts(s, STR("(")) || str_starts(s, STR("["));
	return credit_at_start(bracketed ? str_trim(str_slice(s, 1, s.length)) : s, lexicon) && parts_words(s, 81) <= 80;
}

bool parts_is_furniture(struct str s, const struct reader_lexicon *lexicon)
{
	if (phrase_is(lexicon, PHRASE_LINE, s))
		return true;
	size_t length = phrase_at_start(lexicon, PHRASE_FURNITURE, s);
	if (!length)
		return false;
	if (s.data[length - 1] == ':')
		return parts_words(s, 31) <= 30;
	return parts_words(s, 15) <= (parts_ends_sentence(s) ? 10 : 14);
}

bool parts_is_byline(struct str s)
{
	bool by = str_starts(s, STR("By ")) || str_starts(s, STR("BY ")) || str_starts(s, STR("by "));
	return by && s.length <= 120 && is_name(str_slice(s, 3, s.length), 12) && !str_ends(s, STR("."));
}
