/* syntax/: the network against a second, plain implementation of train/FORMAT.md, and what must not
 * change its results: the kernel, the batch, the place of a sentence. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "syntax/conllu.h"
#include "syntax/network.h"
#include "syntax/syntax.h"
#include "syntax_sample.h"

/* --- sentences ----------------------------------------------------------------------------- */

static const char *const vocabulary[] = {"The", "troops", "shelled", "a", "town", ".", "2019", "42", "said", "IT", "Benghazi", "\xe2\x80\x9c",
                                         "cities", "went", ("\xc3\x89" "cole"), "of", "and", "x", "---", "U.N."};

static struct sentence sentence_of(struct arena *arena, struct random_source *source, size_t count)
{
	struct sentence sentence = {.count = count, .root = -1};
	sentence.tokens = arena_zalloc(arena, count, sizeof *sentence.tokens);
	for (size_t i = 0; i < count; i++)
		sentence.tokens[i].form = str_of(vocabulary[random_below(source, sizeof vocabulary / sizeof *vocabulary)]);
	return sentence;
}

static struct sentence *sentences_of(struct arena *arena, uint64_t seed, size_t count, size_t longest)
{
	struct random_source source = {seed};
	struct sentence *sentences = arena_zalloc(arena, count, sizeof *sentences);
	for (size_t i = 0; i < count; i++)
		sentences[i] = sentence_of(arena, &source, random_below(&source, longest + 1));
	return sentences;
}

static void assert_same(const struct sentence *a, const struct sentence *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->root, b->root);
	for (size_t i = 0; i < a->count; i++) {
		const struct token *x = &a->tokens[i], *y = &b->tokens[i];
		assert_int_equal(x->upos, y->upos);
		assert_int_equal(x->xpos, y->xpos);
		assert_int_equal(x->head, y->head);
		assert_int_equal(x->deprel, y->deprel);
		assert_int_equal(x->left, y->left);
		assert_int_equal(x->right, y->right);
		assert_true(str_equal(x->lemma, y->lemma));
	}
}

static void assert_tree(const struct sentence *sentence)
{
	size_t roots = 0;
	for (size_t i = 0; i < sentence->count; i++) {
		size_t steps = 0;
		roots += sentence->tokens[i].head < 0;
		assert_int_equal(sentence->tokens[i].head < 0, sentence->tokens[i].deprel == REL_root);
		for (int32_t at = (int32_t)i; at >= 0; at = sentence->tokens[at].head)
			assert_true(steps++ <= sentence->count);
	}
	assert_int_equal(roots, sentence->count > 0);
	if (sentence->count == 0) {
		assert_int_equal(sentence->root, -1);
		return;
	}
	assert_int_equal(sentence->tokens[sentence->root].left, 0);
	assert_int_equal(sentence->tokens[sentence->root].right, sentence->count - 1);
}

/* --- the plain network --------------------------------------------------------------------- */

enum { W = SAMPLE_WIDTH, H = SAMPLE_HIDDEN, K = SAMPLE_LABEL, MOST = 40 };

struct plain {
	const struct pack *pack;
	size_t n; /* words; positions are 0 .. n */
	double x[MOST][W], a[MOST][W], s[MOST], q[MOST][3 * W];
	double upos[MOST][SAMPLE_UPOS], xpos[MOST][SAMPLE_XPOS], ah[MOST][H], ad[MOST][H], lh[MOST][K], ld[MOST][K];
	double arc[MOST][MOST];
};

static const void *section(const struct plain *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const void *section(const struct plain *p, const char *format, ...)
{
	char path[96];
	struct pack_section found;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	assert_true(pack_find(p->pack, path, &found));
	return found.data;
}

static double plain_gelu(double x) { return 0.5 * x * (1 + tanh(0.79788456 * (x + 0.044715 * x * x * x))); }

static void plain_input(struct plain *p, const struct syntax_model *m, const struct sentence *sentence, struct arena *arena)
{
	const float *bias = section(p, "parser/input.bias"), *root = section(p, "parser/root");
	p->n = sentence->count;
	for (size_t k = 0; k < W; k++)
		p->x[0][k] = (double)root[k];
	for (size_t i = 1; i <= p->n; i++) {
		struct word_text word = word_normalise(sentence->tokens[i - 1].form, arena);
		char shape[48], zeros[64];
		struct str rest, drawn = {shape, word_shape(word.normal, shape)}, digits = {zeros, word.lowered.length};
		size_t id[6];
		const struct text_index *index[2] = {&m->words, &m->trainwords};
		for (int t = 0; t < 2; t++) {
			id[t] = index_find(index[t], word.lowered, &rest);
			if (id[t] == SIZE_MAX && word_digits(word.lowered, zeros))
				id[t] = index_find(index[t], digits, &rest);
			id[t] = id[t] == SIZE_MAX ? 1 : id[t] + 2;
		}
		id[2] = word_hash('p', word_prefix(word.lowered, 3)) % 49 + 1;
		id[3] = word_hash('s', word_suffix(word.lowered, 3)) % 59 + 1;
		id[4] = word_hash('t', word_suffix(word.lowered, 2)) % 39 + 1;
		id[5] = word_hash(0, drawn) % 29 + 1;
		static const char *const tables[] = {"word", "trainword", "prefix3", "suffix3", "suffix2", "shape"};
		for (size_t k = 0; k < W; k++) {
			double sum = (double)bias[k];
			for (int t = 0; t < 6; t++)
				sum += (double)((const float *)section(p, "parser/table/%s.scale", tables[t]))[id[t]] *
				       ((const int8_t *)section(p, "parser/table/%s", tables[t]))[id[t] * W + k];
			p->x[i][k] = plain_gelu(sum);
		}
	}
}

static void plain_quantise(struct plain *p, size_t t, const double *x)
{
	float most = 0;
	for (size_t k = 0; k < W; k++)
		most = fabsf((float)x[k]) > most ? fabsf((float)x[k]) : most;
	p->s[t] = (double)(most / 127.0f);
	for (size_t k = 0; k < W; k++)
		p->a[t][k] = (double)lrintf((float)x[k] * (127.0f / most));
}

static void plain_norm(struct plain *p, const float *gain, const float *bias, bool keep)
{
	for (size_t t = 0; t <= p->n; t++) {
		double mean = 0, variance = 0, out[W];
		for (size_t k = 0; k < W; k++)
			mean += p->x[t][k] / W;
		for (size_t k = 0; k < W; k++)
			variance += (p->x[t][k] - mean) * (p->x[t][k] - mean) / W;
		for (size_t k = 0; k < W; k++)
			out[k] = (p->x[t][k] - mean) / sqrt(variance + 1e-5) * (double)gain[k] + (double)bias[k];
		plain_quantise(p, t, out);
		if (keep)
			memcpy(p->x[t], out, sizeof out);
	}
}

static void plain_layer(struct plain *p, int number)
{
	plain_norm(p, section(p, "parser/layer%d/norm.gain", number), section(p, "parser/layer%d/norm.bias", number), false);
	const int8_t *in = section(p, "parser/layer%d/in.weight", number), *out = section(p, "parser/layer%d/out.weight", number);
	const float *scale = section(p, "parser/layer%d/in.scale", number), *bias = section(p, "parser/layer%d/in.bias", number);
	for (size_t t = 0; t <= p->n; t++)
		for (size_t r = 0; r < 3 * W; r++) {
			double sum = 0;
			for (size_t o = 0; o < 3; o++)
				if (t + o >= 1 && t + o - 1 <= p->n)
					for (size_t k = 0; k < W; k++)
						sum += p->s[t + o - 1] * p->a[t + o - 1][k] * in[r * 3 * W + o * W + k];
			p->q[t][r] = (double)scale[r] * sum + (double)bias[r];
		}
	double h[W] = {0}, y[MOST][W];
	for (size_t step = 0; step <= p->n; step++)
		for (size_t k = 0; k < W; k++) {
			size_t t = k < W / 2 ? step : p->n - step;
			double z = 1 / (1 + exp(-p->q[t][k])), g = p->q[t][2 * W + k];
			h[k] = (1 - z) * h[k] + z * p->q[t][W + k];
			y[t][k] = h[k] * g / (1 + exp(-g));
		}
	scale = section(p, "parser/layer%d/out.scale", number);
	bias = section(p, "parser/layer%d/out.bias", number);
	for (size_t t = 0; t <= p->n; t++) {
		plain_quantise(p, t, y[t]);
		for (size_t r = 0; r < W; r++) {
			double sum = 0;
			for (size_t k = 0; k < W; k++)
				sum += p->s[t] * p->a[t][k] * out[r * W + k];
			p->x[t][r] += (double)scale[r] * sum + (double)bias[r];
		}
	}
}

static void plain_head(struct plain *p, const char *name, size_t rows, double *out, bool gelu)
{
	const int8_t *weight = section(p, "parser/%s.weight", name);
	const float *scale = section(p, "parser/%s.scale", name), *bias = section(p, "parser/%s.bias", name);
	for (size_t t = 0; t <= p->n; t++)
		for (size_t r = 0; r < rows; r++) {
			double sum = 0;
			for (size_t k = 0; k < W; k++)
				sum += p->s[t] * p->a[t][k] * weight[r * W + k];
			sum = (double)scale[r] * sum + (double)bias[r];
			out[t * rows + r] = gelu ? plain_gelu(sum) : sum;
		}
}

static void plain_arcs(struct plain *p)
{
	const float *matrix = section(p, "parser/arc.matrix"), *distance = section(p, "parser/arc.dist");
	for (size_t i = 1; i <= p->n; i++)
		for (size_t j = 0; j <= p->n; j++) {
			int apart = (int)j - (int)i;
			double sum = (double)distance[(apart < -32 ? -32 : apart > 32 ? 32 : apart) + 32];
			for (size_t a = 0; a <= H; a++)
				for (size_t b = 0; b < H; b++)
					sum += (a < H ? p->ad[i][a] : 1) * (double)matrix[a * H + b] * p->ah[j][b];
			p->arc[i][j] = sum;
		}
}

static double plain_label(const struct plain *p, size_t i, size_t j, size_t k)
{
	const float *tensor = section(p, "parser/label.tensor");
	double sum = 0;
	for (size_t a = 0; a <= K; a++)
		for (size_t b = 0; b <= K; b++)
			sum += (a < K ? p->lh[j][a] : 1) * (double)tensor[(k * (K + 1) + a) * (K + 1) + b] * (b < K ? p->ld[i][b] : 1);
	return sum;
}

static void plain_run(struct plain *p, const struct syntax_model *m, const struct sentence *sentence, struct arena *arena)
{
	plain_input(p, m, sentence, arena);
	for (int i = 0; i < SAMPLE_LAYERS; i++)
		plain_layer(p, i);
	plain_norm(p, section(p, "parser/final.gain"), section(p, "parser/final.bias"), true);
	plain_head(p, "upos", SAMPLE_UPOS, p->upos[0], false);
	plain_head(p, "xpos", SAMPLE_XPOS, p->xpos[0], false);
	plain_head(p, "arc_head", H, p->ah[0], true);
	plain_head(p, "arc_dep", H, p->ad[0], true);
	plain_head(p, "label_head", K, p->lh[0], true);
	plain_head(p, "label_dep", K, p->ld[0], true);
	plain_arcs(p);
}

static size_t best_of(const double *score, size_t count)
{
	size_t best = 0;
	for (size_t i = 1; i < count; i++)
		best = score[i] > score[best] ? i : best;
	return best;
}

/* --- comparing ----------------------------------------------------------------------------- */

struct fixture {
	struct sample sample;
	struct syntax_model *model;
	struct syntax *syntax;
	struct arena arena;
	struct error error;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	*state = f;
	arena_init(&f->arena);
	return !(sample_open(&f->sample, NULL, &f->error) && syntax_model_open(&f->model, &f->sample.pack, &f->error) &&
	         syntax_new(&f->syntax, f->model, &f->error));
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	syntax_free(f->syntax);
	syntax_model_close(f->model);
	sample_close(&f->sample);
	arena_free(&f->arena);
	free(f);
	return 0;
}

/* The largest difference of the encoder states; a value that rounds the other way moves them a little. */
static double states_apart(const struct syntax *syntax, const struct plain *p)
{
	double apart = 0;
	for (size_t t = 0; t <= p->n; t++)
		for (size_t k = 0; k < W; k++) {
			double d = fabs((double)syntax->x[(syntax->pieces[0].row + t) * W + k] - p->x[t][k]);
			apart = d > apart ? d : apart;
		}
	return apart;
}

/* Counts words whose tags or relation are not those of the plain network; heads must have its sum. */
static size_t words_apart(const struct plain *p, const struct syntax_model *m, const struct sentence *sentence)
{
	size_t apart = 0;
	for (size_t i = 1; i <= p->n; i++) {
		const struct token *token = &sentence->tokens[i - 1];
		double label[SAMPLE_LABELS];
		for (size_t k = 0; k < SAMPLE_LABELS; k++)
			label[k] = k == m->root_label ? -1e30 : plain_label(p, i, (size_t)(token->head + 1), k);
		size_t relation = token->head < 0 ? m->root_label : best_of(label, SAMPLE_LABELS);
		apart += token->upos != m->upos.value[best_of(p->upos[i], SAMPLE_UPOS)] ||
		         token->xpos != m->xpos.value[best_of(p->xpos[i], SAMPLE_XPOS)] || token->deprel != m->deprel.value[relation];
	}
	return apart;
}

static void the_network_is_the_one_that_is_written_down(void **state)
{
	struct fixture *f = *state;
	struct plain *p = calloc(1, sizeof *p);
	struct random_source source = {21};
	struct tree_scratch *scratch = tree_scratch_new(MOST);
	size_t words = 0, apart = 0, trees_apart = 0;
	p->pack = &f->sample.pack;
	for (int round = 0; round < 40; round++) {
		struct sentence sentence = sentence_of(&f->arena, &source, 1 + random_below(&source, MOST - 2));
		syntax_parse(f->syntax, &sentence, 1, &f->arena);
		plain_run(p, f->model, &sentence, &f->arena);
		assert_true(states_apart(f->syntax, p) < 0.05);
		words += sentence.count;
		apart += words_apart(p, f->model, &sentence);
		float score[MOST * MOST];
		uint16_t heads[MOST];
		for (size_t i = 0; i < MOST * MOST; i++)
			score[i] = (float)p->arc[i / MOST][i % MOST];
		tree_best(score, MOST, sentence.count, heads, scratch);
		for (size_t i = 1; i <= sentence.count; i++)
			trees_apart += heads[i] != sentence.tokens[i - 1].head + 1;
	}
	print_message("%zu words: %zu tags or relations, %zu heads not as in the plain network\n", words, apart, trees_apart);
	assert_true(apart * 100 < words);
	assert_true(trees_apart * 50 < words);
	tree_scratch_free(scratch);
	free(p);
}

static void kernel_and_batch_change_nothing(void **state)
{
	struct fixture *f = *state;
	static const char *const kernels[] = {"portable", "avx2", "avx512"};
	enum { COUNT = 60 };
	struct sentence *right = sentences_of(&f->arena, 5, COUNT, 30);
	for (size_t i = 0; i < COUNT; i++)
		syntax_parse(f->syntax, &right[i], 1, &f->arena);
	for (size_t k = 0; k < 3; k++) {
		struct syntax_model *model;
		struct syntax *syntax;
		struct error why = {0};
		struct sentence *all = sentences_of(&f->arena, 5, COUNT, 30);
		if (!syntax_model_open_with(&model, &f->sample.pack, kernels[k], &why)) {
			print_message("SKIPPED: this machine has no %s\n", kernels[k]);
			continue;
		}
		assert_true(syntax_new(&syntax, model, &f->error));
		syntax_parse(syntax, all, COUNT, &f->arena);
		for (size_t i = 0; i < COUNT; i++)
			assert_same(&right[i], &all[i]);
		all = sentences_of(&f->arena, 5, COUNT, 30);
		for (size_t i = COUNT; i-- > 0;) /* the other way round, in sevens */
			if (i % 7 == 0)
				syntax_parse(syntax, all + i, COUNT - i < 7 ? COUNT - i : 7, &f->arena);
		for (size_t i = 0; i < COUNT; i++)
			assert_same(&right[i], &all[i]);
		syntax_free(syntax);
		syntax_model_close(model);
	}
}

static void sentences_of_any_length_give_trees(void **state)
{
	struct fixture *f = *state;
	static const size_t lengths[] = {0, 1, 2, 253, 254, 255, 256, 999, 1000, 1001, 0, 2600, 1};
	enum { COUNT = sizeof lengths / sizeof *lengths };
	struct sentence sentences[COUNT];
	struct random_source source = {9};
	for (size_t i = 0; i < COUNT; i++)
		sentences[i] = sentence_of(&f->arena, &source, lengths[i]);
	syntax_parse(f->syntax, sentences, COUNT, &f->arena);
	for (size_t i = 0; i < COUNT; i++)
		assert_tree(&sentences[i]);
	assert_int_equal(sentences[1].tokens[0].head, -1);
	assert_int_equal(sentences[1].tokens[0].deprel, REL_root);
}

static void a_missing_section_is_named(void **state)
{
	(void)state;
	static const char *const names[] = {
		"meta", "vocab/word", "vocab/trainword", "labels/upos", "labels/xpos", "labels/deprel", "parser/table/word",
		"parser/table/shape.scale", "parser/input.bias", "parser/root", "parser/layer0/norm.gain", "parser/layer1/in.weight",
		"parser/layer1/in.scale", "parser/layer0/out.bias", "parser/final.gain", "parser/final.bias", "parser/upos.weight",
		"parser/label_dep.bias", "parser/arc.matrix", "parser/arc.dist", "parser/label.tensor", "lemma/dict", "lemma/rules",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct sample sample;
		struct error error = {0};
		struct syntax_model *model;
		assert_true(sample_open(&sample, names[i], &error));
		assert_false(syntax_model_open(&model, &sample.pack, &error));
		assert_null(model);
		assert_int_equal(error.kind, ERROR_LEXICON);
		assert_non_null(strstr(error.message, names[i]));
		sample_close(&sample);
	}
}

static void the_kernel_can_be_chosen(void **state)
{
	struct fixture *f = *state;
	struct syntax_model *model;
	struct error error = {0};
	assert_false(syntax_model_open_with(&model, &f->sample.pack, "mmx", &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	setenv("CASUS_KERNEL", "portable", 1);
	error = (struct error){0};
	assert_true(syntax_model_open(&model, &f->sample.pack, &error));
	assert_string_equal(syntax_model_kernel(model), "portable");
	syntax_model_close(model);
	unsetenv("CASUS_KERNEL");
}

/* --- the trained model --------------------------------------------------------------------- */

/* reference.txt: index, form, upos, xpos, head, deprel, lemma, first four values of the encoder state. */
struct reference {
	size_t words, wrong;
	double apart;
};

static void compare_block(struct syntax *syntax, struct str block, struct arena *arena, struct reference *r)
{
	struct sentence sentence = {0};
	struct str column[200][8];
	struct token tokens[200];
	size_t rows = 0;
	memset(tokens, 0, sizeof tokens);
	while (block.data && rows < 200) {
		struct str line = str_cut(&block, '\n');
		for (int c = 0; c < 8; c++)
			column[rows][c] = str_cut(&line, '\t');
		if (rows > 0)
			tokens[rows - 1].form = column[rows][1];
		rows++;
	}
	sentence.tokens = tokens;
	sentence.count = rows - 1;
	syntax_parse(syntax, &sentence, 1, arena);
	for (size_t i = 0; i < rows; i++) {
		char values[100];
		double right[4];
		snprintf(values, sizeof values, "%.*s", STR_ARG(column[i][7]));
		assert_int_equal(sscanf(values, "%lf %lf %lf %lf", right, right + 1, right + 2, right + 3), 4);
		for (size_t k = 0; k < 4; k++) {
			double d = fabs((double)syntax->x[(syntax->pieces[0].row + i) * syntax->model->width + k] - right[k]);
			r->apart = d > r->apart ? d : r->apart;
		}
		if (i == 0)
			continue;
		const struct token *token = &tokens[i - 1];
		char head[24];
		snprintf(head, sizeof head, "%d", (int)token->head + 1);
		r->words++;
		r->wrong += !str_equal(upos_name(token->upos), column[i][2]) || !str_equal(xpos_name(token->xpos), column[i][3]) ||
		            !str_equal(str_of(head), column[i][4]) || !str_equal(deprel_name(token->deprel), column[i][5]) ||
		            !str_equal(token->lemma, column[i][6]);
	}
}

static bool open_trained(struct pack *pack, struct buf *reference, struct error *error)
{
	const char *source = getenv("CASUS_SOURCE");
	char path[1024];
	snprintf(path, sizeof path, "%s/train/reference.txt", source ? source : ".");
	if (access(path, R_OK) != 0 || !file_read(path, 0, reference, error))
		return false;
	snprintf(path, sizeof path, "%s/model/en.casusmodel", source ? source : ".");
	return access(path, R_OK) == 0 && pack_open(pack, path, error);
}

static void the_trained_model_does_what_numpy_did(void **state)
{
	struct fixture *f = *state;
	static const char *const kernels[] = {"portable", "avx2", "avx512"};
	struct pack pack;
	struct buf reference = {0};
	if (!open_trained(&pack, &reference, &f->error)) {
		assert_int_equal(f->error.kind, ERROR_NONE);
		print_message("SKIPPED: no model/en.casusmodel or train/reference.txt\n");
		skip();
	}
	for (size_t k = 0; k < 3; k++) {
		struct syntax_model *model;
		struct syntax *syntax;
		struct error why = {0};
		struct reference r = {0};
		if (!syntax_model_open_with(&model, &pack, kernels[k], &why)) {
			assert_int_equal(why.kind, ERROR_USAGE);
			print_message("SKIPPED: this machine has no %s\n", kernels[k]);
			continue;
		}
		assert_true(syntax_new(&syntax, model, &f->error));
		struct str text = buf_view(&reference);
		for (size_t end; (end = str_find(text, STR("\n\n"), 0)) != SIZE_MAX; text = str_slice(text, end + 2, text.length))
			compare_block(syntax, str_slice(text, 0, end), &f->arena, &r);
		print_message("%s: %zu words, %zu not as in train/reference.txt; states apart by at most %g\n", kernels[k], r.words, r.wrong,
		              r.apart);
		assert_true(r.words > 100);
		assert_true(r.wrong * 200 <= r.words);
		assert_true(r.apart < 0.1);
		syntax_free(syntax);
		syntax_model_close(model);
	}
	buf_free(&reference);
	pack_close(&pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_network_is_the_one_that_is_written_down),
		cmocka_unit_test(kernel_and_batch_change_nothing),
		cmocka_unit_test(sentences_of_any_length_give_trees),
		cmocka_unit_test(a_missing_section_is_named),
		cmocka_unit_test(the_kernel_can_be_chosen),
		cmocka_unit_test(the_trained_model_does_what_numpy_did),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
