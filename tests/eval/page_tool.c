/* page_tool.c: what the reader makes of HTML pages: page_tool PACK < LIST prints for each line "PATH<tab>URL" of the list a line of
 * JSON with path, title, date and text. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/pack.h"
#include "reader/reader.h"

static void print_article(const struct article *article, const char *path)
{
	char date[16] = "";
	if (article->day != DAY_NONE && article->date_from == DATE_FROM_PAGE)
		day_format(article->day, date);
	struct str title = article->title, text = article->text;
	json_t *line = json_pack("{s:s, s:s%, s:s, s:s%}", "path", path, "title", title.data ? title.data : "", title.length, "date", date,
	                         "text", text.data ? text.data : "", text.length);
	char *printed = line ? json_dumps(line, JSON_COMPACT) : NULL;
	puts(printed ? printed : "{}");
	free(printed);
	json_decref(line);
}

static void read_page(const char *path, struct str url, const struct reader_lexicon *lexicon, struct arena *arena)
{
	struct error error = {0};
	struct reader *reader;
	struct reader_raw raw;
	struct article article = {.day = DAY_NONE};
	if (reader_open(&reader, path, &(struct reader_options){.format = "html", .lexicon = lexicon}, &error)) {
		if (reader_cut(reader, arena, &raw, &error) == READER_ARTICLE) {
			raw.known.url = url;
			reader_parse(&raw, arena, &article, &error);
		}
		reader_close(reader);
	}
	print_article(&article, path);
}

int main(int argc, char **argv)
{
	struct error error = {0};
	struct pack pack;
	struct reader_lexicon lexicon;
	if (argc != 2 || !pack_open(&pack, argv[1], &error) || !reader_lexicon_open(&lexicon, &pack, &error))
		return 2;
	struct arena arena;
	arena_init(&arena);
	char line[4096];
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = '\0';
		char *url = strchr(line, '\t');
		if (url)
			*url++ = '\0';
		read_page(line, str_of(url), &lexicon, &arena);
		arena_reset(&arena);
	}
	arena_free(&arena);
	pack_close(&pack);
	return 0;
}
