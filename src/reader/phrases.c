/* phrases.c: see phrases.h. In the pack: for each phrase a byte of its kind, a byte of its length, its bytes. */
#include "reader/phrases.h"

#include "base/file.h"
#include "reader/fields.h"

#define SECTION "reader/phrases"

static bool compile_line(struct buf *out, struct str source, const char *path, size_t line, struct error *error)
{
	static const char *const kinds[] = {"", "credit", "furniture", "line", "agency", "tail", "date"};
	struct str rest = str_trim(source), name = str_cut(&rest, ' '), phrase;
	size_t kind = 1;
	while (kind < sizeof kinds / sizeof *kinds && !str_equal(name, str_of(kinds[kind])))
		kind++;
	if (kind == sizeof kinds / sizeof *kinds || !rest.data)
		return error_at(error, ERROR_LEXICON, path, line, 1, source, "expected credit, furniture, line, agency, tail or date, then phrases");
	while (rest.data) {
		phrase = str_trim(str_cut(&rest, '|'));
		if (str_empty(phrase) || phrase.length > 255)
			return error_at(error, ERROR_LEXICON, path, line, 1, source, "a phrase has 1 to 255 bytes");
		buf_byte(out, (char)kind);
		buf_byte(out, (char)phrase.length);
		buf_str(out, phrase);
	}
	return true;
}

static bool compile_phrases(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct buf path = {0}, text = {0}, out = {0};
	buf_printf(&path, "%s/newsroom.txt", folder);
	buf_byte(&path, '\0');
	bool ok = !path.failed && file_read(path.data, 0, &text, error);
	if (!ok)
		error->kind = ERROR_LEXICON;
	struct str rest = buf_view(&text);
	for (size_t line = 1; ok && rest.data; line++) {
		struct str source = str_cut(&rest, '\n'), trimmed = str_trim(source);
		ok = str_empty(trimmed) || trimmed.data[0] == '#' || compile_line(&out, source, path.data, line, error);
	}
	if (ok && out.failed)
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	if (ok)
		pack_add_bytes(writer, SECTION, buf_view(&out));
	buf_free(&out);
	buf_free(&text);
	buf_free(&path);
	return ok;
}

bool reader_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	return compile_phrases(folder, writer, error) && fields_compile(folder, writer, error);
}

/* Whether SECTION is entries of a byte of a kind, a byte of a length, and so many bytes. */
static bool is_well_shaped(const struct pack_section *section)
{
	struct str all = pack_text(section);
	size_t at = 0;
	while (at + 2 <= all.length)
		at += 2 + (size_t)(unsigned char)all.data[at + 1];
	return at == all.length;
}

bool reader_lexicon_open(struct reader_lexicon *lexicon, const struct pack *pack, struct error *error)
{
	memset(lexicon, 0, sizeof *lexicon);
	if (!pack_need(pack, SECTION, PACK_BYTES, &lexicon->phrases, error) || !pack_need(pack, "reader/fields", PACK_BYTES, &lexicon->fields, error))
		return false;
	if (is_well_shaped(&lexicon->phrases) && is_well_shaped(&lexicon->fields))
		return true;
	memset(lexicon, 0, sizeof *lexicon);
	return error_set(error, ERROR_LEXICON, "a section reader/ of the pack is misshapen");
}

/* Walks the phrases of KIND: *AT is where to go on. */
static bool next_phrase(const struct reader_lexicon *lexicon, enum phrase_kind kind, size_t *at, struct str *phrase)
{
	struct str all = lexicon ? pack_text(&lexicon->phrases) : (struct str){0};
	while (*at < all.length) {
		size_t length = (unsigned char)all.data[*at + 1];
		bool found = (unsigned char)all.data[*at] == kind;
		*phrase = str_slice(all, *at + 2, *at + 2 + length);
		*at += 2 + length;
		if (found)
			return true;
	}
	return false;
}

static bool ends_word(struct str text, size_t at)
{
	return at >= text.length || !(ascii_is_alpha((unsigned char)text.data[at]) || ascii_is_digit((unsigned char)text.data[at])) ||
	       !ascii_is_alpha((unsigned char)text.data[at - 1]);
}

size_t phrase_at_start(const struct reader_lexicon *lexicon, enum phrase_kind kind, struct str text)
{
	size_t at = 0, best = 0;
	struct str phrase;
	while (next_phrase(lexicon, kind, &at, &phrase))
		if (phrase.length > best && phrase.length <= text.length && ((phrase.data[0] ^ text.data[0]) & ~32) == 0 &&
		    str_equal_nocase(phrase, str_slice(text, 0, phrase.length)) && ends_word(text, phrase.length))
			best = phrase.length;
	return best;
}

bool phrase_is(const struct reader_lexicon *lexicon, enum phrase_kind kind, struct str text)
{
	size_t at = 0;
	struct str phrase;
	while (next_phrase(lexicon, kind, &at, &phrase))
		if (str_equal_nocase(phrase, text))
			return true;
	return false;
}
