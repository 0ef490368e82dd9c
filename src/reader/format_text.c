/* format_text.c: a file is one plain-text article. */
#include "reader/dates.h"
#include "reader/format.h"

static int probe(struct str head, struct str path)
{
	(void)head;
	(void)path;
	return 10; /* when nobody else wants it */
}

static bool starts_like_html(struct str s)
{
	static const char *const starts[] = {"<!doctype html", "<html", "<?xml", "<head", "<body", "<rss", "<feed"};
	s = str_trim(str_starts(s, STR("\xEF\xBB\xBF")) ? str_slice(s, 3, s.length) : s);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (s.length > strlen(starts[i]) && str_equal_nocase(str_slice(s, 0, strlen(starts[i])), str_of(starts[i])))
			return true;
	return false;
}

static struct str base_name(struct str path)
{
	size_t start = path.length;
	while (start > 0 && path.data[start - 1] != '/')
		start--;
	return str_slice(path, start, path.length);
}

static enum reader_status bad(struct reader *reader, struct error *error, const char *why)
{
	error_at(error, ERROR_INPUT, reader->name, 0, 0, (struct str){0}, "%s", why);
	return READER_BAD;
}

static enum reader_status next(struct reader *reader, struct arena *arena, struct article *article, struct error *error)
{
	if (reader->line++ > 0)
		return READER_END;
	if (!reader_fill(reader, READER_MOST_BYTES + 1, error))
		return READER_BAD;
	struct str bytes = buf_view(&reader->data);
	if (bytes.length > READER_MOST_BYTES) {
		error_at(error, ERROR_INPUT, reader->name, 0, 0, (struct str){0}, "too large: more than %zu MiB in one article", READER_MOST_BYTES >> 20);
		return READER_BAD;
	}
	if (starts_like_html(bytes))
		return bad(reader, error, "is HTML or XML, which is not read yet; give its text");
	struct str text = {arena_copy(arena, bytes.data, bytes.length), bytes.length};
	if (strcmp(reader->path, "-") != 0)
		article->path = (struct str){arena_copy(arena, reader->path, strlen(reader->path)), strlen(reader->path)};
	reader_article_from_text(arena, text, reader->lexicon, article);
	if (article->block_count == 0)
		return bad(reader, error, "holds no text");
	if (article->date_from == DATE_FROM_NONE && date_in_name(base_name(article->path), &article->day))
		article->date_from = DATE_FROM_FILE;
	return READER_ARTICLE;
}

const struct reader_format reader_text_format = {"text", probe, next, NULL};
