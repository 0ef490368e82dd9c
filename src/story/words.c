/* words.c: lexicon/en/story, compiled to lines "NAME\tword\tword..." that are read as they stand in the pack. */
#include "story/words.h"

#include "base/file.h"

#define SECTION "story/words"

static bool compile_line(const char *file, size_t number, struct str line, struct buf *out, struct error *error)
{
	struct str rest = line, name = str_trim(str_cut(&rest, '='));
	if (str_empty(str_trim(line)) || line.data[0] == '#')
		return true;
	if (!rest.data || str_empty(name))
		return error_at(error, ERROR_LEXICON, file, number, 1, line, "a list is NAME = word, word, ...");
	buf_str(out, name);
	while (rest.data) {
		struct str word = str_trim(str_cut(&rest, ','));
		if (str_empty(word))
			return error_at(error, ERROR_LEXICON, file, number, (size_t)(word.data - line.data) + 1, line, "an empty word in the list");
		buf_byte(out, '\t');
		buf_str(out, word);
	}
	buf_byte(out, '\n');
	return true;
}

static bool compile_file(const char *file, struct buf *out, struct error *error)
{
	struct buf bytes = {0};
	bool ok = file_read(file, (size_t)1 << 20, &bytes, error);
	struct str rest = buf_view(&bytes);
	for (size_t number = 1; ok && rest.data; number++)
		ok = compile_line(file, number, str_cut(&rest, '\n'), out, error);
	buf_free(&bytes);
	return ok;
}

bool story_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct arena arena;
	struct buf out = {0};
	char **files;
	size_t count;
	arena_init(&arena);
	bool ok = file_list(folder, ".txt", &arena, &files, &count, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = compile_file(files[i], &out, error);
	if (ok)
		pack_add_bytes(writer, SECTION, buf_view(&out));
	buf_free(&out);
	arena_free(&arena);
	return ok;
}

bool story_open(struct story_tables *tables, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, SECTION, PACK_BYTES, &section, error))
		return false;
	tables->words = pack_text(&section);
	return true;
}

bool story_word_is(const struct story_tables *tables, struct str name, struct str lemma)
{
	struct str rest = tables->words;
	while (rest.data && rest.length) {
		struct str line = str_cut(&rest, '\n');
		if (!str_equal(str_cut(&line, '\t'), name))
			continue;
		while (line.data)
			if (str_equal_nocase(str_cut(&line, '\t'), lemma))
				return true;
	}
	return false;
}

bool story_list_named(const struct story_tables *tables, struct str prefix, size_t i, struct str *name, struct str *rest_of_name)
{
	struct str rest = tables->words;
	while (rest.data && rest.length) {
		struct str line = str_cut(&rest, '\n');
		*name = str_cut(&line, '\t');
		if (str_starts(*name, prefix) && i-- == 0) {
			*rest_of_name = str_slice(*name, prefix.length, name->length);
			return true;
		}
	}
	return false;
}
