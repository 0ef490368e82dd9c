/* phrases.c: see phrases.h. In the pack: KINDS + 1 offsets (u32, little-endian) of where the phrases of each kind start, and
 * for each phrase a byte of its length and its bytes. */
#include "reader/phrases.h"

#include "base/file.h"
#include "reader/fields.h"
#include "reader/language.h"

#define SECTION "reader/phrases"

static const char *const kinds[] = {"", "credit", "furniture", "line", "agency", "tail", "date",
                                    "box-never", "box-drop", "box-keep", "box-body", "meta-date", "meta-changed", "box-date", "box-author", "box-lead", "end",
                                    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
                                    "month-11", "month-12"};
enum { KINDS = sizeof kinds / sizeof *kinds, HEAD_BYTES = 4 * (KINDS + 1) };

static bool compile_line(struct buf parts[KINDS], struct str source, const char *path, size_t line, struct error *error)
{
	struct str rest = str_trim(source), name = str_cut(&rest, ' '), phrase;
	size_t kind = 1;
	while (kind < KINDS && !str_equal(name, str_of(kinds[kind])))
		kind++;
	if (kind == KINDS || !rest.data)
		return error_at(error, ERROR_LEXICON, path, line, 1, source, "no kind of phrase is called '%.*s' (the file's head lists them)", STR_ARG(name));
	while (rest.data) {
		phrase = str_trim(str_cut(&rest, '|'));
		if (str_empty(phrase) || phrase.length > 255)
			return error_at(error, ERROR_LEXICON, path, line, 1, source, "a phrase has 1 to 255 bytes");
		buf_byte(&parts[kind], (char)phrase.length);
		buf_str(&parts[kind], phrase);
	}
	return true;
}

static bool compile_file(struct buf parts[KINDS], const char *folder, const char *name, struct error *error)
{
	struct buf path = {0}, text = {0};
	buf_printf(&path, "%s/%s", folder, name);
	buf_byte(&path, '\0');
	bool ok = !path.failed && file_read(path.data, 0, &text, error);
	if (!ok)
		error->kind = ERROR_LEXICON;
	struct str rest = buf_view(&text);
	for (size_t line = 1; ok && rest.data; line++) {
		struct str source = str_cut(&rest, '\n'), trimmed = str_trim(source);
		ok = str_empty(trimmed) || trimmed.data[0] == '#' || compile_line(parts, source, path.data, line, error);
	}
	buf_free(&text);
	buf_free(&path);
	return ok;
}

bool reader_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct buf parts[KINDS] = {{0}}, out = {0};
	bool ok = compile_file(parts, folder, "newsroom.txt", error) && compile_file(parts, folder, "page.txt", error);
	size_t at = HEAD_BYTES;
	for (size_t kind = 0; kind <= KINDS; kind++) {
		buf_u32(&out, (uint32_t)at);
		at += kind < KINDS ? parts[kind].length : 0;
	}
	for (size_t kind = 0; kind < KINDS; kind++) {
		out.failed |= parts[kind].failed;
		buf_str(&out, buf_view(&parts[kind]));
		buf_free(&parts[kind]);
	}
	if (ok && out.failed)
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	if (ok)
		pack_add_bytes(writer, SECTION, buf_view(&out));
	buf_free(&out);
	return ok && fields_compile(folder, writer, error) && language_compile(folder, writer, error);
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

/* Where the phrases of KIND start. */
static size_t start_of(struct str all, size_t kind)
{
	const unsigned char *bytes = (const unsigned char *)all.data + 4 * kind;
	return bytes[0] | (size_t)bytes[1] << 8 | (size_t)bytes[2] << 16 | (size_t)bytes[3] << 24;
}

static bool is_sound(struct str all)
{
	if (all.length < HEAD_BYTES || start_of(all, 0) != HEAD_BYTES || start_of(all, KINDS) != all.length)
		return false;
	for (size_t kind = 0; kind < KINDS; kind++) {
		size_t at = start_of(all, kind), end = start_of(all, kind + 1);
		if (end > all.length)
			return false;
		while (at < end)
			at += 1 + (unsigned char)all.data[at];
		if (at != end)
			return false;
	}
	return true;
}

bool reader_lexicon_open(struct reader_lexicon *lexicon, const struct pack *pack, struct error *error)
{
	memset(lexicon, 0, sizeof *lexicon);
	if (!pack_need(pack, SECTION, PACK_BYTES, &lexicon->phrases, error) || !pack_need(pack, "reader/fields", PACK_BYTES, &lexicon->fields, error) ||
	    !pack_need(pack, "reader/languages", PACK_BYTES, &lexicon->languages, error))
		return false;
	if (is_sound(pack_text(&lexicon->phrases)) && is_well_shaped(&lexicon->fields) && is_well_shaped(&lexicon->languages))
		return true;
	memset(lexicon, 0, sizeof *lexicon);
	return error_set(error, ERROR_LEXICON, "a section reader/ of the pack is misshapen");
}

bool phrase_next(const struct reader_lexicon *lexicon, enum phrase_kind kind, size_t *at, struct str *phrase)
{
	struct str all = lexicon ? pack_text(&lexicon->phrases) : (struct str){0};
	if (str_empty(all))
		return false;
	if (*at == 0)
		*at = start_of(all, kind);
	if (*at >= start_of(all, kind + 1))
		return false;
	size_t length = (unsigned char)all.data[*at];
	*phrase = str_slice(all, *at + 1, *at + 1 + length);
	*at += 1 + length;
	return true;
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
	while (phrase_next(lexicon, kind, &at, &phrase))
		if (phrase.length > best && phrase.length <= text.length && ((phrase.data[0] ^ text.data[0]) & ~32) == 0 &&
		    str_equal_nocase(phrase, str_slice(text, 0, phrase.length)) && ends_word(text, phrase.length))
			best = phrase.length;
	return best;
}

bool phrase_is(const struct reader_lexicon *lexicon, enum phrase_kind kind, struct str text)
{
	size_t at = 0;
	struct str phrase;
	while (phrase_next(lexicon, kind, &at, &phrase))
		if (str_equal_nocase(phrase, text))
			return true;
	return false;
}
