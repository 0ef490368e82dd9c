/* language.c: see language.h. In the pack: a byte of 0 (a language's code) or 1 (a word of the language before), a byte of its
 * length, its bytes; the lexicon's own language first. */
#include "reader/language.h"

#include "base/file.h"
#include "base/utf8.h"

#define SECTION "reader/languages"

enum {
	LANGUAGES = 64,     /* at most */
	WORDS = 2048,       /* at most, of all languages together */
	LONGEST = 24,       /* bytes of a word */
	LOOKED_AT = 300,    /* words of an article */
	BUCKETS = 1024,
	LEAST_LETTERS = 40, /* below it nothing is said */
};

/* --- compiling ------------------------------------------------------------------------------------------------- */

struct lines {
	struct buf out;
	struct str own; /* the words of the first line */
	size_t languages, words;
	const char *path;
	struct error *error;
};

static bool has_word(struct str words, struct str word)
{
	while (words.data)
		if (str_equal(str_cut(&words, ' '), word))
			return true;
	return false;
}

static void add(struct lines *l, char kind, struct str text)
{
	buf_byte(&l->out, kind);
	buf_byte(&l->out, (char)text.length);
	buf_str(&l->out, text);
}

static bool compile_line(struct lines *l, struct str source, size_t number)
{
	struct str rest = str_trim(source), code = str_cut(&rest, ' ');
	bool own = l->languages == 0;
	if (code.length < 2 || code.length > 8 || !rest.data || ++l->languages > LANGUAGES)
		return error_at(l->error, ERROR_LEXICON, l->path, number, 1, source, "expected a language such as en, then words; at most %d languages", LANGUAGES);
	if (own)
		l->own = rest;
	add(l, 0, code);
	while (rest.data) {
		struct str word = str_cut(&rest, ' ');
		if (str_empty(word))
			continue;
		if (word.length > LONGEST || ++l->words > WORDS || (!own && has_word(l->own, word)))
			return error_at(l->error, ERROR_LEXICON, l->path, number, utf8_count(str_slice(source, 0, (size_t)(word.data - source.data))) + 1, source,
			                "a word has at most %d bytes, and none of the first language's stands with another", LONGEST);
		add(l, 1, word);
	}
	return true;
}

bool language_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct buf path = {0}, text = {0};
	buf_printf(&path, "%s/languages.txt", folder);
	buf_byte(&path, '\0');
	bool ok = !path.failed && file_read(path.data, 0, &text, error);
	if (!ok)
		error->kind = ERROR_LEXICON;
	struct lines l = {.path = path.data, .error = error};
	struct str rest = buf_view(&text);
	for (size_t number = 1; ok && rest.data; number++) {
		struct str line = str_cut(&rest, '\n'), trimmed = str_trim(line);
		ok = str_empty(trimmed) || trimmed.data[0] == '#' || compile_line(&l, line, number);
	}
	if (ok && l.out.failed)
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	if (ok)
		pack_add_bytes(writer, SECTION, buf_view(&l.out));
	buf_free(&l.out);
	buf_free(&text);
	buf_free(&path);
	return ok;
}

/* --- scripts --------------------------------------------------------------------------------------------------------- */

static const struct script {
	uint32_t first, last;
	const char *name; /* ISO 15924 */
} scripts[] = {
	{0x370, 0x3FF, "Grek"}, {0x400, 0x52F, "Cyrl"}, {0x530, 0x58F, "Armn"}, {0x590, 0x5FF, "Hebr"}, {0x600, 0x77F, "Arab"}, {0x8A0, 0x8FF, "Arab"}, {0x900, 0x97F, "Deva"},
	{0x980, 0x9FF, "Beng"}, {0xB80, 0xBFF, "Taml"}, {0xE00, 0xE7F, "Thai"}, {0x1000, 0x109F, "Mymr"}, {0x10A0, 0x10FF, "Geor"}, {0x1200, 0x139F, "Ethi"},
	{0x1780, 0x17FF, "Khmr"}, {0x3040, 0x30FF, "Jpan"}, {0x3400, 0x9FFF, "Hani"}, {0xAC00, 0xD7AF, "Kore"}, {0xFB50, 0xFDFF, "Arab"}, {0xFE70, 0xFEFF, "Arab"},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

static size_t script_of(uint32_t codepoint)
{
	size_t i = 0;
	while (i < SCRIPTS && !(codepoint >= scripts[i].first && codepoint <= scripts[i].last))
		i++;
	return i;
}

/* --- counting --------------------------------------------------------------------------------------------------------- */

struct survey {
	struct str codes[LANGUAGES];
	size_t languages;
	struct word {
		struct str text;
		unsigned char language;
		uint16_t next; /* in the same bucket; WORDS ends the chain */
	} words[WORDS];
	size_t word_count;
	uint16_t first[BUCKETS];
	size_t hits[LANGUAGES];
	size_t letters, latin, looked_at;
	size_t by_script[SCRIPTS];
};

static size_t bucket_of(struct str word)
{
	return ((unsigned char)word.data[0] * 31u + (unsigned char)word.data[word.length - 1] * 7u + word.length) % BUCKETS;
}

static void index_words(struct survey *c, struct str all)
{
	for (size_t i = 0; i < BUCKETS; i++)
		c->first[i] = WORDS;
	for (size_t at = 0; at < all.length;) {
		bool is_word = all.data[at];
		struct str text = str_slice(all, at + 2, at + 2 + (unsigned char)all.data[at + 1]);
		at += 2 + text.length;
		if (!is_word && c->languages < LANGUAGES)
			c->codes[c->languages++] = text;
		if (!is_word || !text.length || !c->languages || c->word_count == WORDS)
			continue;
		uint16_t *first = &c->first[bucket_of(text)];
		c->words[c->word_count] = (struct word){text, (unsigned char)(c->languages - 1), *first};
		*first = (uint16_t)c->word_count++;
	}
}

static void count_word(struct survey *c, struct str word)
{
	c->looked_at++;
	for (uint16_t i = c->first[bucket_of(word)]; i != WORDS; i = c->words[i].next)
		if (str_equal(c->words[i].text, word))
			c->hits[c->words[i].language]++;
}

static void count_block(struct survey *c, struct str text)
{
	char word[LONGEST];
	size_t length = 0; /* LONGEST: too long for any */
	for (size_t at = 0; at < text.length && c->looked_at < LOOKED_AT;) {
		uint32_t codepoint = utf8_next(text, &at);
		bool letter = codepoint < 0x80 ? ascii_is_alpha(codepoint) : utf8_is_letter(codepoint);
		if (!letter) {
			if (length && length < LONGEST)
				count_word(c, (struct str){word, length});
			length = 0;
			continue;
		}
		size_t script = codepoint < 0x370 ? SCRIPTS : script_of(codepoint);
		c->letters++;
		c->latin += script == SCRIPTS;
		if (script < SCRIPTS)
			c->by_script[script]++;
		length = length + 4 > LONGEST ? LONGEST : length + utf8_encode(codepoint < 0x80 ? codepoint | 32 : utf8_lower(codepoint), word + length);
	}
	if (length && length < LONGEST)
		count_word(c, (struct str){word, length});
}

static struct str main_script(const struct survey *c)
{
	size_t best = 0, most = 0;
	for (size_t i = 0; i < SCRIPTS; i++) {
		size_t sum = 0; /* a script may have several ranges */
		for (size_t k = 0; k < SCRIPTS; k++)
			sum += strcmp(scripts[k].name, scripts[i].name) == 0 ? c->by_script[k] : 0;
		if (sum > most) {
			most = sum;
			best = i;
		}
	}
	return str_of(scripts[best].name);
}

struct str language_foreign(const struct reader_lexicon *lexicon, const struct article *article)
{
	struct survey c;
	struct str all = pack_text(&lexicon->languages);
	if (!all.length)
		return (struct str){0};
	c.languages = c.word_count = c.letters = c.latin = c.looked_at = 0;
	memset(c.hits, 0, sizeof c.hits);
	memset(c.by_script, 0, sizeof c.by_script);
	index_words(&c, all);
	for (size_t i = 0; i < article->block_count && c.looked_at < LOOKED_AT; i++)
		if (article->blocks[i].kind == BLOCK_BODY)
			count_block(&c, str_slice(article->text, article->blocks[i].span.start, article->blocks[i].span.end));
	if (c.letters < LEAST_LETTERS)
		return (struct str){0};
	if (c.latin * 2 < c.letters)
		return main_script(&c);
	size_t best = 0;
	for (size_t i = 1; i < c.languages; i++)
		if (c.hits[i] > c.hits[best] || best == 0)
			best = i;
	/* A tenth of any text's words at least are such; names of places and papers in another language are fewer than its own words. */
	bool plain = best && c.hits[best] * 10 >= c.looked_at && c.hits[best] > 2 * c.hits[0] + 2;
	return plain ? c.codes[best] : (struct str){0};
}
