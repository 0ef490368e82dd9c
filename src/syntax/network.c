#include "network.h"

/* --- input --------------------------------------------------------------------------------- */

enum { DIGIT_ROOM = 256 };

static size_t look_up(const struct text_index *index, struct str lowered)
{
	struct str rest;
	size_t found = index_find(index, lowered, &rest);
	char digits[DIGIT_ROOM];
	if (found == SIZE_MAX && lowered.length <= DIGIT_ROOM && lowered.length <= index->longest && word_digits(lowered, digits))
		found = index_find(index, (struct str){digits, lowered.length}, &rest);
	return found == SIZE_MAX ? WORD_UNKNOWN : found + WORD_FIRST;
}

static struct table_row row_of(const struct syntax_model *model, enum table table, size_t row)
{
	const struct input_table *t = &model->table[table];
	return (struct table_row){t->rows + row * model->width, t->scale[row]};
}

static struct table_row hashed_row(const struct syntax_model *model, enum table table, char tag, struct str s)
{
	return row_of(model, table, word_hash(tag, s) % (model->table[table].count - 1) + 1);
}

static void expect_row(struct table_row row, size_t width)
{
	for (size_t i = 0; i < width; i += 64)
		__builtin_prefetch(row.values + i);
}

/* Find the rows that a word's input is made of, and have them fetched. */
static void find_rows(const struct syntax_model *model, const struct word_text *word, struct table_row row[INPUT_TABLES])
{
	char shape[48];
	struct str written = {shape, word_shape(word->normal, shape)};
	row[TABLE_PREFIX3] = hashed_row(model, TABLE_PREFIX3, 'p', word_prefix(word->lowered, 3));
	row[TABLE_SUFFIX3] = hashed_row(model, TABLE_SUFFIX3, 's', word_suffix(word->lowered, 3));
	row[TABLE_SUFFIX2] = hashed_row(model, TABLE_SUFFIX2, 't', word_suffix(word->lowered, 2));
	row[TABLE_SHAPE] = hashed_row(model, TABLE_SHAPE, 0, written);
	row[TABLE_WORD] = row_of(model, TABLE_WORD, look_up(&model->words, word->lowered));
	row[TABLE_TRAINWORD] = row_of(model, TABLE_TRAINWORD, look_up(&model->trainwords, word->lowered));
}

/* The slot of FORM in the cache, which is its own from now on. */
static void take_slot(struct syntax *s, struct str form, struct row_input *input)
{
	*input = (struct row_input){.kept = NULL};
	if (form.length == 0 || form.length > CACHE_FORM)
		return;
	size_t slot = word_hash(0, form) % CACHE_SLOTS;
	input->kept = s->cache->x + slot * s->model->width;
	input->form = &s->cache->form[slot];
	input->made = input->form->length == form.length && memcmp(input->form->form, form.data, form.length) == 0;
	if (input->made)
		return;
	input->form->length = (uint8_t)form.length;
	input->form->tag = 0;
	memcpy(input->form->form, form.data, form.length);
}

/* Reading a row of the word table means waiting for memory: inputs of frequent forms are kept, and what the others need is fetched for all words
 * of a piece before the first is made. Rows are made in the order in which they took their slots. */
static void input_piece(struct syntax *s, const struct piece *piece, struct arena *arena)
{
	const struct syntax_model *model = s->model;
	size_t width = model->width, first = piece->row + 1, end = first + piece->count;
	for (size_t row = first; row < end; row++)
		s->words[row] = word_normalise(piece->tokens[row - first].form, arena); /* ARENA may jump out here, and not below */
	for (size_t row = first; row < end; row++) {
		take_slot(s, piece->tokens[row - first].form, &s->inputs[row]);
		if (!s->inputs[row].made) {
			index_expect(&model->words, s->words[row].lowered);
			index_expect(&model->trainwords, s->words[row].lowered);
		}
	}
	for (size_t row = first; row < end; row++)
		if (!s->inputs[row].made) {
			find_rows(model, &s->words[row], s->inputs[row].row);
			for (size_t i = 0; i < INPUT_TABLES; i++)
				expect_row(s->inputs[row].row[i], width);
		}
	for (size_t row = first; row < end; row++) {
		struct row_input *input = &s->inputs[row];
		float *x = s->x + row * width;
		if (!input->made)
			model->kernel->input(input->row, model->input_bias, width, input->kept ? input->kept : x);
		if (input->kept)
			memcpy(x, input->kept, width * sizeof *x);
	}
}

static void input_batch(struct syntax *s, struct arena *arena)
{
	size_t width = s->model->width;
	for (size_t i = 0; i < s->piece_count; i++) {
		memcpy(s->x + s->pieces[i].row * width, s->model->root, width * sizeof *s->x);
		input_piece(s, &s->pieces[i], arena);
	}
}

/* --- layers -------------------------------------------------------------------------------- */

static void normalise(struct syntax *s, const float *gain, const float *bias, bool keep)
{
	size_t width = s->model->width;
	for (size_t i = 0; i < s->piece_count; i++) {
		size_t row = s->pieces[i].row;
		s->model->kernel->normalise(s->x + row * width, width, s->pieces[i].count + 1, gain, bias, s->values + row * width,
		                            s->scale + row, keep ? s->x + row * width : NULL);
	}
}

/* Products leave out row 0, which is there for the first window to read; the rows behind the last one
 * are computed for nothing, to fill the kernel's tile. */
static void product(struct syntax *s, const struct matrix *matrix, float *out, size_t stride, bool add)
{
	struct activations in = {s->values + s->model->width, {s->scale_before + 1, s->scale + 1, s->scale_behind + 1}};
	struct rows rows = {out + stride, stride};
	s->model->kernel->product(matrix, in, padded(s->row_count - 1, s->model->kernel->tile), rows, add);
}

/* What windows see beyond the ends of a piece counts as zero. */
static void place_scales(struct syntax *s, const struct piece *piece)
{
	size_t first = piece->row, last = piece->row + piece->count;
	memcpy(s->scale_before + first + 1, s->scale + first, piece->count * sizeof *s->scale);
	memcpy(s->scale_behind + first, s->scale + first + 1, piece->count * sizeof *s->scale);
	s->scale_before[first] = s->scale_behind[last] = 0;
}

static void run_layer(struct syntax *s, const struct layer *layer)
{
	const struct kernel *kernel = s->model->kernel;
	size_t width = s->model->width;
	normalise(s, layer->gain, layer->bias, false);
	for (size_t i = 0; i < s->piece_count; i++)
		place_scales(s, &s->pieces[i]);
	product(s, &layer->in, s->q, 3 * width, false);
	for (size_t i = 0; i < s->piece_count; i++) {
		size_t row = s->pieces[i].row, count = s->pieces[i].count + 1;
		kernel->recur(s->q + row * 3 * width, width, count);
		kernel->quantise(s->q + row * 3 * width, 3 * width, width, count, s->values + row * width, s->scale + row);
	}
	product(s, &layer->out, s->x, width, true);
}

void network_run(struct syntax *s, struct arena *arena)
{
	const struct syntax_model *model = s->model;
	input_batch(s, arena);
	for (size_t i = 0; i < model->layer_count; i++)
		run_layer(s, &model->layer[i]);
	normalise(s, model->final_gain, model->final_bias, true); /* x: the encoder states */
	product(s, &model->heads, s->heads, model->heads.rows, false);
	size_t first = model->head_row[HEAD_ARC_HEAD];
	size_t count = model->head_row[HEAD_LABEL_DEP] + model->head_rows[HEAD_LABEL_DEP] - first;
	for (size_t i = 0; i < s->piece_count; i++)
		for (size_t row = s->pieces[i].row; row <= s->pieces[i].row + s->pieces[i].count; row++)
			model->kernel->gelu(s->heads + row * model->heads.rows + first, count);
}
