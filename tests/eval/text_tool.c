/* text_tool: what the segmenter makes of plain text, for tests/eval/segment_score.py and train/sentence_boundary.py.
 *
 *   text_tool tokens LEXICON < text    one line a token: start, end (bytes), words in it, sentence, quote depth
 *   text_tool gaps LEXICON < text      one line a possible sentence end: byte offset, its features
 *   text_tool time LEXICON < text      bytes and sentences a second of processor time
 *   text_tool blocks LEXICON FILE...   what the reader makes of files: their dates, titles and blocks
 *
 * But for `blocks`, blocks are the paragraphs between blank lines; the reader is not used. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/day.h"
#include "reader/reader.h"
#include "text/boundary.h"

static struct block *split_blocks(struct arena *arena, struct str text, size_t *count)
{
	struct block *blocks = NULL;
	size_t capacity = 0, at = 0;
	*count = 0;
	while (at < text.length) {
		size_t end = str_find(text, STR("\n\n"), at);
		if (end == SIZE_MAX)
			end = text.length;
		struct block block = {BLOCK_BODY, {at, end}};
		arena_push(arena, blocks, *count, capacity, block);
		at = end + 2;
	}
	return blocks;
}

static bool open_tables(const char *folder, struct buf *memory, struct pack *pack, struct text_tables *tables, struct error *error)
{
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	if (!reader_compile(folder, &writer, error) || !text_compile(folder, &writer, error))
		return false;
	pack_finish(&writer, &bytes);
	void *aligned = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	if (!aligned)
		return false;
	memcpy(aligned, bytes.data, bytes.length);
	memory->data = aligned;
	memory->length = bytes.length;
	buf_free(&bytes);
	return pack_open_memory(pack, memory->data, memory->length, "text", error) && text_open(tables, pack, error);
}

static void print_tokens(const struct document *document)
{
	for (size_t i = 0; i < document->sentence_count; i++) {
		const struct sentence *s = &document->sentences[i];
		for (size_t k = 0; k < s->count; k++) {
			const struct token *t = &s->tokens[k];
			printf("%zu\t%zu\t%u\t%zu\t%u\n", t->span.start, t->span.end, t->range, i, t->quote_depth);
		}
	}
}

static void print_gaps(const struct text_tables *tables, struct document *document)
{
	struct lexer lexer = {.tables = tables, .arena = document->arena, .text = document->article.text};
	for (size_t i = 0; i < document->article.block_count; i++) {
		lexer_start(&lexer, document->article.blocks[i].span.start, document->article.blocks[i].span.end);
		while (lexer_next(&lexer))
			;
		for (size_t k = 0; k + 1 < lexer.count; k++) {
			struct boundary_feature f[BOUNDARY_FEATURES];
			size_t count = boundary_features(tables, lexer.text, lexer.pieces, lexer.count, k, f);
			if (!count)
				continue;
			printf("%zu", lexer.pieces[k].end);
			for (size_t j = 0; j < count; j++) {
				printf("\t%s=", boundary_templates[f[j].number]);
				for (size_t v = 0; v < f[j].count; v++)
					printf("%s%.*s", v ? "|" : "", STR_ARG(f[j].value[v].text));
			}
			putchar('\n');
		}
	}
}

static void print_time(const struct text_tables *tables, struct document *document)
{
	struct timespec from, to;
	size_t sentences = 0, tokens = 0, rounds = 20;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (size_t i = 0; i < rounds; i++) {
		struct arena arena;
		arena_init(&arena);
		document->arena = &arena;
		text_segment(tables, document);
		sentences = document->sentence_count;
		tokens = 0;
		for (size_t k = 0; k < sentences; k++)
			tokens += document->sentences[k].count;
		arena_free(&arena);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double seconds = ((double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9) / (double)rounds;
	printf("%zu bytes, %zu sentences, %zu tokens: %.1f MB/s, %.0f sentences/s\n", document->article.text.length, sentences,
	       tokens, (double)document->article.text.length / seconds / 1e6, (double)sentences / seconds);
}

static void print_article(const struct article *article)
{
	static const char *const kinds[] = {"body", "title", "dateline", "credit", "furniture"};
	static const char *const sources[] = {"none", "input", "text", "dateline", "page", "file"};
	char day[16] = "-";
	if (article->day != DAY_NONE)
		day_format(article->day, day);
	printf("day %s (%s), title '%.*s', dateline '%.*s'\n", day, sources[article->date_from], STR_ARG(article->title),
	       STR_ARG(str_slice(article->text, article->dateline_place.start, article->dateline_place.end)));
	for (size_t i = 0; i < article->block_count; i++)
		printf("%-9s %.*s\n", kinds[article->blocks[i].kind],
		       STR_ARG(str_slice(article->text, article->blocks[i].span.start, article->blocks[i].span.end)));
}

static int print_blocks(const struct pack *pack, char **paths, size_t count)
{
	struct reader_lexicon lexicon;
	struct error error = {0};
	bool ok = reader_lexicon_open(&lexicon, pack, &error);
	for (size_t i = 0; ok && i < count; i++) {
		struct reader *reader = NULL;
		struct arena arena;
		struct article article;
		arena_init(&arena);
		enum reader_status status = READER_END;
		bool opened = reader_open(&reader, paths[i], &(struct reader_options){.lexicon = &lexicon}, &error);
		while (opened && (status = reader_next(reader, &arena, &article, &error)) != READER_END) {
			if (status == READER_ARTICLE)
				print_article(&article);
			else
				printf("bad: %s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
			error = (struct error){0};
		}
		if (!opened)
			printf("bad: %s: %s\n", error.file, error.message);
		error = (struct error){0};
		reader_close(reader);
		arena_free(&arena);
	}
	return ok ? 0 : 3;
}

int main(int argc, char **argv)
{
	struct error error = {0};
	struct buf text = {0}, memory = {0}, message = {0};
	struct pack pack = {0};
	struct text_tables tables;
	struct arena arena;
	arena_init(&arena);
	if (argc < 3) {
		fprintf(stderr, "usage: text_tool tokens|gaps|time|blocks LEXICON\n");
		return 2;
	}
	bool blocks = argc > 3 && strcmp(argv[1], "blocks") == 0;
	if (!open_tables(argv[2], &memory, &pack, &tables, &error) || (!blocks && !file_read("-", 0, &text, &error))) {
		error_format(&error, &message);
		fprintf(stderr, "%.*s", STR_ARG(buf_view(&message)));
		return 3;
	}
	if (blocks)
		return print_blocks(&pack, argv + 3, (size_t)argc - 3);
	size_t replaced;
	struct document document = {.arena = &arena};
	document.article.text = utf8_repair(&arena, buf_view(&text), &replaced);
	document.article.blocks = split_blocks(&arena, document.article.text, &document.article.block_count);
	if (strcmp(argv[1], "gaps") == 0) {
		print_gaps(&tables, &document);
	} else if (strcmp(argv[1], "time") == 0) {
		print_time(&tables, &document);
	} else {
		text_segment(&tables, &document);
		print_tokens(&document);
	}
	arena_free(&arena);
	free(memory.data);
	buf_free(&text);
	return 0;
}
