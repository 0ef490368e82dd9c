/* format_text.c: a file is one plain-text article. */
#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/format.h"

static int probe(struct str head, struct str path)
{
	(void)head;
	(void)path;
	return 10; /* when nobody else wants it */
}

static bool starts_like_xml(struct str s)
{
	static const char *const starts[] = {"<?xml", "<!doctype", "<!entity", "<!--"};
	s = str_trim(str_starts(s, STR("\xEF\xBB\xBF")) ? str_slice(s, 3, s.length) : s);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (s.length > strlen(starts[i]) && str_equal_nocase(str_slice(s, 0, strlen(starts[i])), str_of(starts[i])))
			return true;
	return false;
}

static struct str base_name(struct str path)
{
	size_t start = path.length;
	while (start > 0 && path.data[start - 1] != '/' && path.data[start - 1] != '!')
		start--;
	return str_slice(path, start, path.length);
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	return reader_cut_all(reader, READER_MOST_BYTES, arena, raw, error);
}

static bool parse(struct parsing *p, struct article *article)
{
	if (starts_like_xml(p->raw->bytes))
		return parsing_fails(p, "is XML of a kind that is not known");
	reader_article_from_text(p->arena, charset_to_utf8(p, p->raw->bytes, (struct str){0}), &p->raw->lexicon, article);
	if (article->block_count == 0)
		return parsing_fails(p, "holds no text");
	if (article->date_from == DATE_FROM_NONE && date_in_name(base_name(article->path), &article->day))
		article->date_from = DATE_FROM_FILE;
	return true;
}

const struct reader_format reader_text_format = {"text", probe, cut, parse, NULL};
