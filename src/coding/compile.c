/* compile.c: codebook files into a pack section and back.
 *
 * The section "codebook/source" holds the files' statements as text (sentences and comments blanked,
 * so that line numbers stand): reading 3,000 patterns from it takes a few milliseconds, and a format
 * of our own for the steps would have to be versioned, checked and explained. */
#include "coding.h"
#include "codebook.h"

#include <stdlib.h>

#include "base/file.h"

#define MOST_CODEBOOK_BYTES ((size_t)64 << 20)

struct source_list {
	struct arena *arena;
	struct coding_source *items;
	size_t count, capacity;
};

static bool add_file(struct source_list *list, const char *path, const char *name, bool is_cue, bool is_extra, struct error *error)
{
	struct buf text = {0};
	bool good = file_read(path, MOST_CODEBOOK_BYTES, &text, error);
	if (good) {
		struct coding_source source = {.name = name, .path = path, .is_cue = is_cue, .is_extra = is_extra,
		                               .text = {arena_copy(list->arena, text.data ? text.data : "", text.length), text.length}};
		if (str_starts(source.text, STR("\xef\xbb\xbf")))
			source.text = str_slice(source.text, 3, source.text.length);
		arena_push(list->arena, list->items, list->count, list->capacity, source);
	} else {
		error->kind = ERROR_LEXICON;
	}
	buf_free(&text);
	return good;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool is_named(const char *path, const char *name) { return strcmp(base_name(path), name) == 0; }

/* classes.txt and contexts.txt come first: their order matters for what the errors name. */
static bool add_folder(struct source_list *list, const char *folder, const char *part, bool is_cue, struct error *error)
{
	const char *path = arena_printf(list->arena, "%s/%s", folder, part);
	char **paths = NULL;
	size_t count = 0;
	if (!file_list(path, ".txt", list->arena, &paths, &count, error)) {
		error->kind = ERROR_LEXICON;
		return false;
	}
	for (int early = 1; early >= 0; early--)
		for (size_t i = 0; i < count; i++) {
			bool first = is_named(paths[i], "classes.txt") || is_named(paths[i], "contexts.txt");
			const char *name = arena_printf(list->arena, "%s/%s", part, base_name(paths[i]));
			if (first == (early == 1) && !add_file(list, paths[i], name, is_cue, false, error))
				return false;
		}
	return true;
}

static bool is_sentence(struct str line)
{
	struct str text = str_trim(line);
	return str_starts(text, STR("yes ")) || str_starts(text, STR("no ")) || str_starts(text, STR("#"));
}

/* "\x1dNAME\tflags\n" and then the file's lines. */
static void write_source(const struct coding_source *source, struct buf *out)
{
	buf_printf(out, "\x1d%s\t%d%d\n", source->name, source->is_cue, source->is_extra);
	struct str rest = source->text;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		if (!is_sentence(line))
			buf_str(out, line);
		if (rest.data)
			buf_byte(out, '\n');
	}
}

static bool check_sources(const struct source_list *list, struct error *error)
{
	struct codebook *book = calloc(1, sizeof *book);
	if (!book)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	arena_init(&book->arena);
	bool good = codebook_parse(book, list->items, list->count, error);
	codebook_close(book);
	return good;
}

bool codebook_compile(const char *folder, const char *const *extra, size_t extra_count, struct pack_writer *writer, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	struct source_list list = {.arena = &arena};
	bool good = add_folder(&list, folder, "cues", true, error) && add_folder(&list, folder, "codebook", false, error);
	for (size_t i = 0; good && i < extra_count; i++)
		good = add_file(&list, extra[i], base_name(extra[i]), false, true, error);
	good = good && check_sources(&list, error);
	if (good) {
		struct buf text = {0};
		for (size_t i = 0; i < list.count; i++)
			write_source(&list.items[i], &text);
		if (text.failed)
			good = error_set(error, ERROR_SYSTEM, "out of memory");
		pack_add_bytes(writer, "codebook/source", buf_view(&text));
		buf_free(&text);
	}
	arena_free(&arena);
	return good;
}

static bool read_sources(struct str text, struct source_list *list, struct error *error)
{
	if (text.length == 0 || text.data[0] != '\x1d')
		return error_set(error, ERROR_LEXICON, "the pack's codebook is damaged");
	str_cut(&text, '\x1d');
	while (text.data) {
		struct str body = str_cut(&text, '\x1d');
		struct str flags = str_cut(&body, '\n'), name = str_cut(&flags, '\t');
		if (!body.data || flags.length != 2)
			return error_set(error, ERROR_LEXICON, "the pack's codebook is damaged");
		const char *copy = arena_copy(list->arena, name.data, name.length);
		struct coding_source source = {.name = copy, .path = copy, .text = body, .is_cue = flags.data[0] == '1',
		                               .is_extra = flags.data[1] == '1'};
		arena_push(list->arena, list->items, list->count, list->capacity, source);
	}
	return true;
}

bool codebook_open(struct codebook **result, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	*result = NULL;
	if (!pack_need(pack, "codebook/source", PACK_BYTES, &section, error))
		return false;
	struct codebook *book = calloc(1, sizeof *book);
	if (!book)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	arena_init(&book->arena);
	struct source_list list = {.arena = &book->arena};
	if (read_sources(pack_text(&section), &list, error) && codebook_parse(book, list.items, list.count, error)) {
		*result = book;
		return true;
	}
	codebook_close(book);
	return false;
}

void codebook_close(struct codebook *book)
{
	if (!book)
		return;
	arena_free(&book->arena);
	free(book);
}
