/* parse_tool: the way from a treebank to its raw text and from raw text to trees, for conllu_score.py.
 *
 *   parse_tool text FILE.conllu       the text of the sentences, put together again, paragraphs apart
 *   parse_tool parse PACK < text      sentences, words and trees as CoNLL-U
 *   parse_tool trees PACK FILE.conllu trees for the words of FILE
 *
 * Paragraphs are what lies between empty lines; the reader, which leaves credits out, is not used. */
#include <stdio.h>

#include "base/file.h"
#include "syntax/conllu.h"
#include "syntax/syntax.h"
#include "text/text.h"

struct tool {
	struct arena arena;
	struct pack pack;
	struct text_tables tables;
	struct syntax_model *model;
	struct syntax *syntax;
	struct buf in, out;
	struct error error;
};

static struct block *paragraphs(struct arena *arena, struct str text, size_t *count)
{
	struct block *blocks = NULL;
	size_t capacity = 0;
	*count = 0;
	for (size_t at = 0; at < text.length;) {
		size_t end = str_find(text, STR("\n\n"), at);
		end = end == SIZE_MAX ? text.length : end;
		arena_push(arena, blocks, *count, capacity, ((struct block){BLOCK_BODY, {at, end}}));
		at = end + 2;
	}
	return blocks;
}

static bool open_parser(struct tool *t, const char *pack)
{
	return pack_open(&t->pack, pack, &t->error) && text_open(&t->tables, &t->pack, &t->error) &&
	       syntax_model_open(&t->model, &t->pack, &t->error) && syntax_new(&t->syntax, t->model, &t->error);
}

static bool run_text(struct tool *t, char **operand)
{
	struct conllu conllu;
	if (!file_read(operand[0], 0, &t->in, &t->error) || !conllu_read(buf_view(&t->in), operand[0], &t->arena, &conllu, &t->error))
		return false;
	buf_str(&t->out, conllu.text);
	buf_byte(&t->out, '\n');
	return true;
}

static bool run_parse(struct tool *t, char **operand)
{
	struct document document = {.arena = &t->arena};
	if (!open_parser(t, operand[0]) || !file_read("-", 0, &t->in, &t->error))
		return false;
	document.article.text = str_trim(buf_view(&t->in));
	document.article.blocks = paragraphs(&t->arena, document.article.text, &document.article.block_count);
	text_segment(&t->tables, &document);
	syntax_parse(t->syntax, document.sentences, document.sentence_count, &t->arena);
	conllu_write_document(&document, &t->out);
	return true;
}

static bool run_trees(struct tool *t, char **operand)
{
	struct conllu conllu;
	if (!open_parser(t, operand[0]) || !file_read(operand[1], 0, &t->in, &t->error) ||
	    !conllu_read(buf_view(&t->in), operand[1], &t->arena, &conllu, &t->error))
		return false;
	syntax_parse(t->syntax, conllu.sentences, conllu.count, &t->arena);
	conllu_write(&conllu, &t->out);
	return true;
}

int main(int count, char **arguments)
{
	static const struct {
		const char *name;
		int operands;
		bool (*run)(struct tool *, char **);
	} commands[] = {{"text", 1, run_text}, {"parse", 1, run_parse}, {"trees", 2, run_trees}};
	struct tool tool = {0};
	arena_init(&tool.arena);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (count < 2 || !str_equal(str_of(arguments[1]), str_of(commands[i].name)) || count != commands[i].operands + 2)
			continue;
		bool fine = commands[i].run(&tool, arguments + 2);
		if (!fine)
			error_format(&tool.error, &tool.out);
		fwrite(tool.out.data, 1, tool.out.length, fine ? stdout : stderr);
		syntax_free(tool.syntax);
		syntax_model_close(tool.model);
		buf_free(&tool.in);
		buf_free(&tool.out);
		arena_free(&tool.arena);
		return fine ? 0 : 1;
	}
	fprintf(stderr, "usage: parse_tool text CONLLU | parse PACK < TEXT | trees PACK CONLLU\n");
	return 2;
}
