/* forms.c: words of a codebook that look like forms of others, for whoever writes it. */
#include "codebook.h"
#include "codebook_test.h"

#define LONGEST_WORD 64

/* "troops" to "troop", "bombed" to "bomb", "raided" to "raid": the shorter word that the codebook has; WORD_NONE. */
static uint32_t lemma_of_form(const struct codebook *book, struct str word, struct str *lemma, char *room)
{
	static const struct {
		const char *ending, *instead;
	} rules[] = {{"ies", "y"}, {"ied", "y"}, {"es", "e"}, {"s", ""}, {"ed", "e"}, {"ed", ""}, {"ing", "e"}, {"ing", ""}};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct str ending = str_of(rules[i].ending), instead = str_of(rules[i].instead);
		if (word.length < ending.length + 3 || word.length > LONGEST_WORD || !str_ends(word, ending) || str_ends(word, STR("ss")))
			continue;
		size_t stem = word.length - ending.length;
		memcpy(room, word.data, stem);
		memcpy(room + stem, instead.data, instead.length);
		*lemma = (struct str){room, stem + instead.length};
		uint32_t found = codebook_word(book, *lemma);
		if (found != WORD_NONE)
			return found;
	}
	return WORD_NONE;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

static void note_words(const struct codebook *book, struct str line, const char *path, size_t number, struct buf *report)
{
	char room[LONGEST_WORD + 2];
	for (size_t i = 0; i < line.length;) {
		size_t start = i;
		while (i < line.length && is_letter(line.data[i]))
			i++;
		struct str word = str_slice(line, start, i), lemma;
		bool plain = start == 0 || line.data[start - 1] == ' ' || line.data[start - 1] == '|'; /* no slot, class or "-ing" */
		bool whole = i == line.length || line.data[i] == ' ' || line.data[i] == '|' || line.data[i] == ')';
		if (word.length > 0 && plain && whole && lemma_of_form(book, word, &lemma, room) != WORD_NONE)
			buf_printf(report, "%s:%zu: note: \"%.*s\" matches as it is written; \"%.*s\" matches all its forms\n", path, number, STR_ARG(word),
			           STR_ARG(lemma));
		i += i == start;
	}
}

void codebook_note_forms(const struct codebook *book, const char *path, struct str text, struct buf *report)
{
	size_t number = 0;
	while (text.data) {
		struct str line = str_trim(str_cut(&text, '\n'));
		number++;
		if (str_starts(line, STR("verb ")) || str_starts(line, STR("noun ")) || str_starts(line, STR("noun-only ")))
			note_words(book, line, path, number, report);
	}
}
