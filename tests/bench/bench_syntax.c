/* How fast sentences are tagged, parsed and lemmatised, on one thread, with each kernel.
 *
 *   bench_syntax MODEL FILE [KERNEL]           words a second; FILE is CoNLL-U, or text with one
 *                                              sentence a line and blanks between the words
 *   bench_syntax --write MODEL FILE [KERNEL]   the parsed file as CoNLL-U
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/pack.h"
#include "syntax/conllu.h"
#include "syntax/syntax.h"

/* CPU time of this thread, so that other work on the machine counts less. */
static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int fail(const struct error *error)
{
	struct buf out = {0};
	error_format(error, &out);
	fwrite(out.data, 1, out.length, stderr);
	buf_free(&out);
	return 1;
}

/* CoNLL-U with nothing but forms. */
static void columns_of(struct str text, struct buf *out)
{
	for (struct str rest = text; rest.data;) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		size_t number = 0;
		while (line.data && line.length) {
			struct str word = str_cut(&line, ' ');
			if (word.length)
				buf_printf(out, "%zu\t%.*s\t_\t_\t_\t_\t_\t_\t_\t_\n", ++number, STR_ARG(word));
		}
		if (number)
			buf_byte(out, '\n');
	}
}

static bool read_sentences(const char *file, struct arena *arena, struct conllu *conllu, struct error *error)
{
	struct buf data = {0}, columns = {0};
	if (!file_read(file, 0, &data, error))
		return false;
	struct str text = buf_view(&data);
	if (str_find(text, STR("\t"), 0) == SIZE_MAX) {
		columns_of(text, &columns);
		text = buf_view(&columns);
	}
	text.data = arena_copy(arena, text.data, text.length);
	buf_free(&data);
	buf_free(&columns);
	return conllu_read(text, file, arena, conllu, error);
}

static size_t word_count(const struct conllu *conllu)
{
	size_t words = 0;
	for (size_t i = 0; i < conllu->count; i++)
		words += conllu->sentences[i].count;
	return words;
}

enum { ARTICLE = 30, ROUNDS = 5 }; /* sentences at a time, as the program parses articles; the best round counts */

static double best_time(struct syntax *syntax, struct conllu *conllu)
{
	struct arena arena;
	double best = 1e30;
	arena_init(&arena);
	for (int round = 0; round < ROUNDS; round++) {
		double start = now();
		for (size_t i = 0; i < conllu->count; i += ARTICLE) {
			syntax_parse(syntax, conllu->sentences + i, conllu->count - i < ARTICLE ? conllu->count - i : ARTICLE, &arena);
			arena_reset(&arena);
		}
		double took = now() - start;
		best = took < best ? took : best;
	}
	arena_free(&arena);
	return best;
}

static bool bench(const struct pack *pack, const char *kernel, struct conllu *conllu, struct error *error)
{
	struct syntax_model *model;
	struct syntax *syntax;
	double start = now();
	if (!syntax_model_open_with(&model, pack, kernel, error))
		return false;
	double loaded = now() - start;
	if (!syntax_new(&syntax, model, error))
		return false;
	double took = best_time(syntax, conllu);
	printf("%-9s load %.1f ms; %zu sentences, %zu words in %.3f s of CPU time: %.0f words a second\n", syntax_model_kernel(model),
	       loaded * 1e3, conllu->count, word_count(conllu), took, (double)word_count(conllu) / took);
	syntax_free(syntax);
	syntax_model_close(model);
	return true;
}

static bool write_parsed(const struct pack *pack, const char *kernel, struct conllu *conllu, struct arena *arena, struct error *error)
{
	struct syntax_model *model;
	struct syntax *syntax;
	struct buf out = {0};
	if (!syntax_model_open_with(&model, pack, kernel, error) || !syntax_new(&syntax, model, error))
		return false;
	syntax_parse(syntax, conllu->sentences, conllu->count, arena);
	conllu_write(conllu, &out);
	fwrite(out.data, 1, out.length, stdout);
	buf_free(&out);
	syntax_free(syntax);
	syntax_model_close(model);
	return true;
}

int main(int count, char **arguments)
{
	static const char *const kernels[] = {"portable", "avx2", "avx512"};
	struct error error = {0};
	struct arena arena;
	struct pack pack;
	struct conllu conllu;
	bool write = count > 1 && str_equal(str_of(arguments[1]), STR("--write"));
	char **operand = arguments + 1 + write;
	int operands = count - 1 - write;
	if (operands < 2 || operands > 3) {
		fprintf(stderr, "usage: bench_syntax [--write] MODEL FILE [portable|avx2|avx512]\n");
		return 2;
	}
	arena_init(&arena);
	double start = now();
	if (!pack_open(&pack, operand[0], &error))
		return fail(&error);
	double opened = now() - start;
	if (!read_sentences(operand[1], &arena, &conllu, &error))
		return fail(&error);
	if (write)
		return write_parsed(&pack, operand[2], &conllu, &arena, &error) ? 0 : fail(&error);
	printf("pack mapped and checked in %.1f ms\n", opened * 1e3);
	for (size_t i = 0; i < 3; i++) {
		struct error why = {0};
		if (operands == 3 && !str_equal(str_of(operand[2]), str_of(kernels[i])))
			continue;
		if (!bench(&pack, kernels[i], &conllu, &why))
			fail(&why);
	}
	arena_free(&arena);
	pack_close(&pack);
	return 0;
}
