/* syntax/: kernels, trees, lemmas, CoNLL-U. The network itself is in test_syntax_network.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "syntax/conllu.h"
#include "syntax/kernel.h"
#include "syntax/model.h"
#include "syntax/syntax.h"
#include "syntax/tree.h"
#include "syntax_sample.h"

/* --- kernels ------------------------------------------------------------------------------- */

enum { WIDTH = 128, POSITIONS = 2 * KERNEL_TILE, ROWS = 2 * KERNEL_ROW_BLOCK };

struct bench { /* random data for every function of a kernel */
	int8_t weights[ROWS * 3 * WIDTH], packed[ROWS * 3 * WIDTH], table[INPUT_TABLES][WIDTH];
	int32_t correction[3 * ROWS];
	float scale[ROWS], bias[ROWS], x[POSITIONS * 3 * WIDTH], gain[WIDTH], row_scale[POSITIONS + 2];
	uint8_t values[(POSITIONS + 2) * WIDTH];
};

static void fill(struct bench *b, struct random_source *source)
{
	for (size_t i = 0; i < sizeof b->weights; i++)
		b->weights[i] = (int8_t)((int)random_below(source, 127) - 63);
	for (size_t i = 0; i < sizeof b->table; i++)
		b->table[i / WIDTH][i % WIDTH] = (int8_t)((int)random_below(source, 255) - 127);
	for (size_t i = 0; i < sizeof b->values; i++)
		b->values[i] = (uint8_t)(1 + random_below(source, 255));
	for (size_t i = 0; i < ROWS; i++) {
		b->scale[i] = random_float(source);
		b->bias[i] = random_float(source);
	}
	for (size_t i = 0; i < POSITIONS + 2; i++)
		b->row_scale[i] = random_float(source) * 0.01f;
	for (size_t i = 0; i < sizeof b->x / sizeof *b->x; i++)
		b->x[i] = random_float(source) * 8;
	for (size_t i = 0; i < WIDTH; i++)
		b->gain[i] = random_float(source);
}

static struct matrix matrix_of(struct bench *b, const struct kernel *kernel, size_t thirds)
{
	for (size_t row = 0; row < ROWS; row++)
		for (size_t third = 0; third < thirds; third++) {
			int32_t sum = 0;
			for (size_t k = 0; k < WIDTH; k++)
				sum += b->weights[(row * thirds + third) * WIDTH + k];
			b->correction[third * ROWS + row] = -128 * sum;
		}
	kernel->pack(b->weights, ROWS, WIDTH, thirds, b->packed);
	return (struct matrix){ROWS, WIDTH, thirds, b->packed, b->correction, b->scale, b->bias};
}

struct results {
	float product[POSITIONS * ROWS], window[POSITIONS * ROWS], added[POSITIONS * ROWS], input[WIDTH], normal[POSITIONS * WIDTH];
	float normal_scale[POSITIONS], recur[POSITIONS * 3 * WIDTH], quantise_scale[POSITIONS], gelu[POSITIONS * WIDTH], floats[7 * 48];
	uint8_t normal_values[POSITIONS * WIDTH], quantised[POSITIONS * WIDTH];
};

static void run_products(const struct kernel *kernel, struct bench *b, struct results *r)
{
	struct activations in = {b->values + WIDTH, {b->row_scale, b->row_scale + 1, b->row_scale + 2}};
	struct matrix matrix = matrix_of(b, kernel, 1);
	kernel->product(&matrix, in, POSITIONS, (struct rows){r->product, ROWS}, false);
	memcpy(r->added, b->x, sizeof r->added);
	kernel->product(&matrix, in, POSITIONS, (struct rows){r->added, ROWS}, true);
	matrix = matrix_of(b, kernel, 3);
	kernel->product(&matrix, in, POSITIONS, (struct rows){r->window, ROWS}, false);
}

static void run_kernel(const struct kernel *kernel, struct bench *b, struct results *r)
{
	struct table_row rows[INPUT_TABLES];
	for (size_t i = 0; i < INPUT_TABLES; i++)
		rows[i] = (struct table_row){b->table[i], b->scale[i] * 0.05f};
	run_products(kernel, b, r);
	kernel->input(rows, b->bias, WIDTH, r->input);
	kernel->normalise(b->x, WIDTH, POSITIONS, b->gain, b->bias, r->normal_values, r->normal_scale, r->normal);
	memcpy(r->recur, b->x, sizeof r->recur);
	kernel->recur(r->recur, WIDTH, POSITIONS);
	kernel->quantise(b->x, 3 * WIDTH, WIDTH, POSITIONS, r->quantised, r->quantise_scale);
	memcpy(r->gelu, b->x, sizeof r->gelu);
	kernel->gelu(r->gelu, POSITIONS * WIDTH);
	kernel->float_product(&(struct float_product){.a = b->x, .a_stride = 40, .rows = 7, .b = b->x + 500, .b_stride = 48, .inner = 33,
	                                              .columns = 48, .init = b->x + 100, .init_step = -1, .out = r->floats,
	                                              .out_stride = 48});
}

static void every_kernel_gives_the_same_bits(void **state)
{
	(void)state;
	static const char *const names[] = {"avx2", "avx512"};
	struct bench *b = malloc(sizeof *b);
	struct results *plain = calloc(1, sizeof *plain), *other = calloc(1, sizeof *other);
	struct random_source source = {11};
	for (int round = 0; round < 5; round++) {
		fill(b, &source);
		run_kernel(kernel_portable(), b, plain);
		for (size_t k = 0; k < 2; k++) {
			const struct kernel *kernel = kernel_choose(names[k]);
			if (!kernel) {
				print_message("SKIPPED: this machine has no %s\n", names[k]);
				continue;
			}
			run_kernel(kernel, b, other);
			assert_memory_equal(plain, other, sizeof *plain);
		}
	}
	free(b);
	free(plain);
	free(other);
}

static void products_are_what_they_should_be(void **state)
{
	(void)state;
	struct bench *b = malloc(sizeof *b);
	struct results *r = calloc(1, sizeof *r);
	struct random_source source = {5};
	fill(b, &source);
	run_kernel(kernel_choose(NULL), b, r);
	for (size_t t = 0; t < POSITIONS; t++)
		for (size_t row = 0; row < ROWS; row++) {
			double sum = 0;
			for (size_t k = 0; k < 3 * WIDTH; k++)
				sum += (double)b->row_scale[t + k / WIDTH] * (b->values[t * WIDTH + k] - 128) * b->weights[row * 3 * WIDTH + k];
			sum = sum * (double)b->scale[row] + (double)b->bias[row];
			assert_true(fabs(sum - (double)r->window[t * ROWS + row]) < 1e-4 * (1 + fabs(sum)));
		}
	free(b);
	free(r);
}

static void functions_are_close_to_the_library(void **state)
{
	(void)state;
	float x[64];
	for (int i = 0; i < 64; i++)
		x[i] = (float)(i - 32) / 3.0f;
	kernel_choose(NULL)->gelu(x, 64);
	for (int i = 0; i < 64; i++) {
		double v = (double)((float)(i - 32) / 3.0f), right = 0.5 * v * (1 + tanh(0.79788456 * (v + 0.044715 * v * v * v)));
		assert_true(fabs((double)x[i] - right) < 1e-6 * (1 + fabs(right)));
	}
}

/* --- trees --------------------------------------------------------------------------------- */

static bool is_single_rooted_tree(const uint16_t *heads, size_t words)
{
	size_t roots = 0;
	for (size_t i = 1; i <= words; i++) {
		size_t at = i, steps = 0;
		roots += heads[i] == 0;
		while (at != 0 && steps++ <= words)
			at = heads[at];
		if (at != 0)
			return false;
	}
	return roots == 1;
}

static double sum_of(const float *score, size_t stride, const uint16_t *heads, size_t words)
{
	double sum = 0;
	for (size_t i = 1; i <= words; i++)
		sum += (double)score[i * stride + heads[i]];
	return sum;
}

/* The best of all trees, by trying each. */
static double best_by_force(const float *score, size_t stride, size_t words)
{
	uint16_t heads[8] = {0};
	double best = -1e30;
	for (;;) {
		if (is_single_rooted_tree(heads, words)) {
			double sum = sum_of(score, stride, heads, words);
			best = sum > best ? sum : best;
		}
		size_t i = 1;
		while (i <= words && ++heads[i] > words)
			heads[i++] = 0;
		if (i > words)
			return best;
	}
}

static void trees_are_the_best_ones(void **state)
{
	(void)state;
	struct random_source source = {3};
	struct tree_scratch *scratch = tree_scratch_new(10);
	for (int round = 0; round < 1500; round++) {
		size_t words = 1 + random_below(&source, 5);
		float score[6 * 16];
		for (size_t i = 0; i < 6 * 16; i++) /* whole numbers now and then: ties */
			score[i] = round % 3 ? random_float(&source) * 5 : (float)random_below(&source, 4);
		if (round % 5 == 0) /* everything wants to be the root */
			for (size_t i = 0; i < 6; i++)
				score[i * 16] += 20;
		uint16_t heads[8];
		tree_best(score, 16, words, heads, scratch);
		assert_true(is_single_rooted_tree(heads, words));
		assert_true(fabs(sum_of(score, 16, heads, words) - best_by_force(score, 16, words)) < 1e-6);
	}
	tree_scratch_free(scratch);
}

/* Pairs that prefer each other, pairs of pairs and so on: contraction in contraction. */
static void nested_cycles_are_opened(void **state)
{
	(void)state;
	enum { WORDS = 512, STRIDE = WORDS + 1 };
	float *score = malloc((WORDS + 1) * STRIDE * sizeof *score);
	uint16_t *heads = malloc((WORDS + 1) * sizeof *heads);
	struct tree_scratch *scratch = tree_scratch_new(WORDS);
	for (size_t i = 1; i <= WORDS; i++)
		for (size_t j = 0; j <= WORDS; j++) {
			size_t apart = (i - 1) ^ (j - 1), level = 0;
			while (j > 0 && apart >> level)
				level++;
			score[i * STRIDE + j] = j == 0 ? -20 - (float)(i % 7) : 10 - (float)level;
		}
	tree_best(score, STRIDE, WORDS, heads, scratch);
	assert_true(is_single_rooted_tree(heads, WORDS));
	assert_int_equal(heads[7], 0); /* 7 % 7: the cheapest root, the first of them */
	/* 256 words hang within their pair, 128 pairs within their four ... */
	double sum = -20;
	for (int level = 1, count = WORDS / 2; count > 0; level++, count /= 2)
		sum += count * (10.0 - level);
	assert_true(fabs(sum_of(score, STRIDE, heads, WORDS) - sum) < 1e-3);
	free(score);
	free(heads);
	tree_scratch_free(scratch);
}

/* --- words and lemmas ---------------------------------------------------------------------- */

static void assert_text(struct str s, const char *text)
{
	assert_int_equal(s.length, strlen(text));
	assert_memory_equal(s.data, text, s.length);
}

static void words_are_normalised(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct word_text word = word_normalise(STR("\xe2\x80\x99Ndrangheta\xe2\x80\xa6"), &arena);
	assert_text(word.normal, "'Ndrangheta...");
	assert_text(word.lowered, "'ndrangheta...");
	assert_text(word_normalise(STR("``"), &arena).normal, "\"");
	assert_text(word_normalise(STR("''"), &arena).lowered, "\"");
	assert_text(word_normalise(STR("\xc3\x89" "COLE"), &arena).lowered, "\xc3\xa9" "cole");
	assert_text(word_suffix(STR("caf\xc3\xa9"), 2), "f\xc3\xa9");
	assert_text(word_prefix(STR("\xc3\xa9t\xc3\xa9"), 2), "\xc3\xa9t");
	char shape[48];
	assert_text((struct str){shape, word_shape(STR("McDonalds-2019!!!"), shape)}, "XxXxx-dd");
	assert_text((struct str){shape, word_shape(STR("\xc3\x89t\xc3\xa9$$$"), shape)}, "Xxx$$");
	assert_int_equal(word_hash(0, STR("")), 2166136261u);
	assert_int_equal(word_hash(0, STR("a")), 0xe40c292cu); /* published test value of FNV-1a */
	assert_int_equal(word_hash('f', STR("oobar")), 0xbf9cf968u);
	arena_free(&arena);
}

static void indexes_find_their_lines(void **state)
{
	(void)state;
	struct text_index index;
	struct str rest;
	assert_true(index_build(&index, STR("a\tX\tone\nab\tX\ttwo\nab\t\tthree"), 2));
	assert_int_equal(index.count, 3);
	assert_int_equal(index_find(&index, STR("ab\tX"), &rest), 1);
	assert_text(rest, "two");
	assert_int_equal(index_find(&index, STR("ab\t"), &rest), 2);
	assert_text(rest, "three");
	assert_int_equal(index_find(&index, STR("ab"), &rest), SIZE_MAX);
	assert_int_equal(index_find(&index, STR("a\tY"), &rest), SIZE_MAX);
	index_free(&index);
	assert_false(index_build(&index, STR("a\tX\nb"), 2));
	index_free(&index);
	assert_true(index_build(&index, STR(""), 1));
	assert_int_equal(index_find(&index, STR("a"), &rest), SIZE_MAX);
	index_free(&index);
}

static void lemmas_come_from_dictionary_then_rules(void **state)
{
	(void)state;
	struct sample sample;
	struct error error = {0};
	struct lemma_tables tables;
	struct arena arena;
	arena_init(&arena);
	assert_true(sample_open(&sample, NULL, &error));
	assert_true(lemma_open(&tables, &sample.pack, &error));
	static const struct {
		const char *form, *tag, *lemma;
	} cases[] = {
		{"Shelled", "VBD", "shell"}, {"went", "VBD", "go"},       {"went", "NNS", "went"},   {"Cities", "NNS", "city"},
		{"towns", "NNS", "town"},    {"s", "NNS", ""},            {"ties", "NNS", "ty"},     {"attacked", "VBD", "attack"},
		{"Benghazi", "NNP", "Benghazi"}, {"Benghazi", "DT", "benghazi"}, {"\xc3\xa9", "VBD", "\xc3\xa9"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct word_text word = word_normalise(str_of(cases[i].form), &arena);
		struct str tag = str_of(cases[i].tag);
		assert_text(lemma_join(lemma_find(&tables, &word, tag), &word, tag, &arena), cases[i].lemma);
	}
	lemma_close(&tables);
	sample_close(&sample);
	arena_free(&arena);
}

/* --- CoNLL-U ------------------------------------------------------------------------------- */

static const char document[] =
	"# newdoc id = d\n# sent_id = 1\n# text = They don't.\n"
	"1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t2\tnsubj\t2:nsubj\t_\n"
	"2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Gloss=x\n"
	"2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t0:root\t_\n"
	"3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t2:advmod\t_\n"
	"3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t2:conj\tCopyOf=2\n"
	"4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t2:punct\t_\n\n"
	"# sent_id = 2\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"
	"# newpar\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n\n";

static void conllu_goes_round(void **state)
{
	(void)state;
	struct arena arena;
	struct conllu conllu;
	struct error error = {0};
	struct buf out = {0};
	arena_init(&arena);
	assert_true(conllu_read(STR(document), "d.conllu", &arena, &conllu, &error));
	assert_int_equal(conllu.count, 3);
	assert_text(conllu.text, "They don't. Yes\n\nNo");
	const struct token *token = conllu.sentences[0].tokens;
	assert_int_equal(conllu.sentences[0].count, 4);
	assert_text(str_slice(conllu.text, token[2].span.start, token[2].span.end), "n't");
	assert_int_equal(token[1].range, 2);
	assert_false(token[2].space_after);
	assert_true(token[3].space_after);
	assert_int_equal(conllu.sentences[2].block, 1);
	assert_true(conllu_take_analysis(&conllu, &error));
	assert_int_equal(conllu.sentences[0].root, 1);
	assert_int_equal(token[1].first_child, 0);
	assert_int_equal(token[0].next_sibling, 2);
	assert_int_equal(token[1].right, 3);
	conllu_write(&conllu, &out);
	/* Given: MISC, comments, ranges, empty nodes. Dropped: features and enhanced dependencies. */
	const char *expected =
		"# newdoc id = d\n# sent_id = 1\n# text = They don't.\n"
		"1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
		"2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Gloss=x\n"
		"2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n"
		"3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n"
		"3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t2:conj\tCopyOf=2\n"
		"4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
		"# sent_id = 2\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"
		"# newpar\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n\n";
	assert_text(buf_view(&out), expected);
	buf_free(&out);
	arena_free(&arena);
}

static void conllu_is_written_from_text(void **state)
{
	(void)state;
	struct arena arena;
	struct conllu conllu;
	struct error error = {0};
	struct buf out = {0};
	arena_init(&arena);
	assert_true(conllu_read(STR(document), "d.conllu", &arena, &conllu, &error));
	assert_true(conllu_take_analysis(&conllu, &error));
	struct document made = {.id = STR("d"), .sentences = conllu.sentences, .sentence_count = 2};
	made.article.text = conllu.text;
	conllu_write_document(&made, &out);
	assert_text(buf_view(&out),
	            "# newdoc id = d\n# newpar\n# sent_id = d-1\n# text = They don't.\n"
	            "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
	            "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
	            "2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n"
	            "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n"
	            "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
	            "# sent_id = d-2\n# text = Yes\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n");
	buf_free(&out);
	arena_free(&arena);
}

static void conllu_errors_name_the_place(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t line, column;
	} cases[] = {
		{"1\ta\tb\n\n", 1, 6},
		{"# x\n2\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", 2, 1},
		{"1\t\xc3\xa9\t\tX\t_\t_\t0\troot\t_\t_\n", 1, 5},
		{"1\ta\ta\tX\t_\t_\t0\troot\t_\t_\tmore\n", 1, 23},
		{"1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n\n", 3, 1},
		{"# only a comment\n\n", 2, 1},
		{"x\ta\ta\tX\t_\t_\t0\troot\t_\t_\n", 1, 1},
		{"1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n# amid\n", 2, 1},
	};
	struct arena arena;
	struct conllu conllu;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error error = {0};
		assert_false(conllu_read(str_of(cases[i].text), "bad.conllu", &arena, &conllu, &error));
		assert_int_equal(error.kind, ERROR_INPUT);
		assert_string_equal(error.file, "bad.conllu");
		assert_int_equal(error.line, cases[i].line);
		assert_int_equal(error.column, cases[i].column);
	}
	struct error error = {0};
	assert_true(conllu_read(STR("1\ta\ta\tX\t_\t_\t2\tobj\t_\t_\n2\ta\ta\tX\t_\t_\t1\tobj\t_\t_\n"), "c", &arena, &conllu, &error));
	assert_false(conllu_take_analysis(&conllu, &error));
	assert_int_equal(error.line, 1);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kernel_gives_the_same_bits),
		cmocka_unit_test(products_are_what_they_should_be),
		cmocka_unit_test(functions_are_close_to_the_library),
		cmocka_unit_test(trees_are_the_best_ones),
		cmocka_unit_test(nested_cycles_are_opened),
		cmocka_unit_test(words_are_normalised),
		cmocka_unit_test(indexes_find_their_lines),
		cmocka_unit_test(lemmas_come_from_dictionary_then_rules),
		cmocka_unit_test(conllu_goes_round),
		cmocka_unit_test(conllu_is_written_from_text),
		cmocka_unit_test(conllu_errors_name_the_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
