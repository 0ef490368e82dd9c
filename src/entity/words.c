/* words.c: text and tokens into folded words. */
#include "words.h"

#include "base/utf8.h"

static bool is_word_byte(unsigned char c)
{
	return c >= 0x80 || ascii_is_alpha(c) || ascii_is_digit(c);
}

/* A possessive: an apostrophe, an s, and no letter behind. */
static bool is_possessive(struct str s, size_t at)
{
	return s.data[at] == '\'' && at + 1 < s.length && s.data[at + 1] == 's' &&
	       (at + 2 == s.length || !is_word_byte((unsigned char)s.data[at + 2]));
}

/* One word from *AT on: letters and digits; full stops and apostrophes inside are left out ("u.s." -> "us"). */
static struct str next_word(struct arena *arena, struct str s, size_t *at)
{
	size_t start = *at, end, length = 0;
	bool clean = true;
	for (end = start; end < s.length; end++) {
		unsigned char c = (unsigned char)s.data[end];
		if (is_word_byte(c))
			length++;
		else if ((c == '.' || c == '\'') && !is_possessive(s, end))
			clean = false;
		else
			break;
	}
	*at = end;
	if (clean)
		return str_slice(s, start, end);
	char *copy = arena_alloc(arena, length + 1);
	size_t n = 0;
	for (size_t i = start; i < end; i++)
		if (is_word_byte((unsigned char)s.data[i]))
			copy[n++] = s.data[i];
	return (struct str){copy, n};
}

size_t words_split(struct arena *arena, struct str text, struct str *out, size_t most)
{
	struct str s = utf8_fold(arena, text);
	size_t count = 0;
	for (size_t at = 0; at < s.length && count < most;) {
		if (is_possessive(s, at)) {
			at += 2;
		} else if (!is_word_byte((unsigned char)s.data[at])) {
			at++;
		} else {
			struct str word = next_word(arena, s, &at);
			if (!str_equal(word, STR("the")))
				out[count++] = word;
		}
	}
	return count;
}

/* Marks inside a name that the key leaves out; all others end it. */
static bool is_joiner(struct str form)
{
	static const char *const joiners[] = {"-", "'", "\xe2\x80\x99", "\xe2\x80\x93", "'s", "\xe2\x80\x99s", ".", "/", "&", "\xe2\x80\x91"};
	for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++)
		if (str_equal(form, str_of(joiners[i])))
			return true;
	return false;
}

static void push_word(struct arena *arena, struct words *words, struct word word)
{
	arena_push(arena, words->items, words->count, words->capacity, word);
}

void words_of_sentence(struct arena *arena, const struct sentence *sentence, struct words *words)
{
	enum { MOST = 8 }; /* words in one token; longer runs are no name */
	struct str forms[MOST], lemmas[MOST];
	words->count = 0;
	for (size_t t = 0; t < sentence->count; t++) {
		const struct token *token = &sentence->tokens[t];
		struct word word = {.form = WORDS_BARRIER, .lemma = WORDS_BARRIER, .token = (uint32_t)t, .starts = true, .ends = true};
		size_t n = token->xpos == XPOS_POS ? 0 : words_split(arena, token->form, forms, MOST);
		if (n == 0) {
			if (token->xpos != XPOS_POS && !is_joiner(token->form) && !str_equal_nocase(token->form, STR("the")))
				push_word(arena, words, word);
			continue;
		}
		bool noun = token->upos == UPOS_NOUN || token->xpos == XPOS_NNPS;
		bool plural = noun && token->lemma.length > 0 && words_split(arena, token->lemma, lemmas, MOST) == n;
		for (size_t i = 0; i < n; i++) {
			word.form = forms[i];
			word.lemma = plural ? lemmas[i] : forms[i];
			word.starts = i == 0;
			word.ends = i + 1 == n;
			push_word(arena, words, word);
		}
	}
}

size_t words_key(struct arena *arena, struct str text, char key[KEY_MAX], size_t *count)
{
	struct str words[WORDS_IN_NAME];
	size_t n = words_split(arena, text, words, WORDS_IN_NAME), length = 0;
	for (size_t i = 0; i < n; i++) {
		if (length + words[i].length + 1 > KEY_MAX)
			return 0;
		if (i > 0)
			key[length++] = ' ';
		memcpy(key + length, words[i].data, words[i].length);
		length += words[i].length;
	}
	if (count)
		*count = n;
	return length;
}
