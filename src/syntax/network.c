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

static void input_row(const struct syntax_model *model, const struct word_text *word, float *x)
{
	char shape[48];
	struct str written = {shape, word_shape(word->normal, shape)};
	const struct table_row row[INPUT_TABLES] = {
		[TABLE_WORD] = row_of(model, TABLE_WORD, look_up(&model->words, word->lowered)),
		[TABLE_TRAINWORD] = row_of(model, TABLE_TRAINWORD, look_up(&model->trainwords, word->lowered)),
		[TABLE_PREFIX3] = hashed_row(model, TABLE_PREFIX3, 'p', word_prefix(word->lowered, 3)),
		[TABLE_SUFFIX3] = hashed_row(model, TABLE_SUFFIX3, 's', word_suffix(word->lowered, 3)),
		[TABLE_SUFFIX2] = hashed_row(model, TABLE_SUFFIX2, 't', word_suffix(word->lowered, 2)),
		[TABLE_SHAPE] = hashed_row(model, TABLE_SHAPE, 0, written),
	};
	model->kernel->input(row, model->input_bias, model->width, x);
}

/* The same through the cache: reading a row of the word table means waiting for memory. */
static void cached_input(struct syntax *s, struct str form, const struct word_text *word, float *x)
{
	size_t width = s->model->width;
	if (form.length == 0 || form.length > CACHE_FORM) {
		input_row(s->model, word, x);
		return;
	}
	size_t slot = word_hash(0, form) % CACHE_SLOTS;
	struct cached_form *cached = &s->cache->form[slot];
	float *kept = s->cache->x + slot * width;
	if (cached->length != form.length || memcmp(cached->form, form.data, form.length) != 0) {
		input_row(s->model, word, kept);
		cached->length = (uint8_t)form.length;
		memcpy(cached->form, form.data, form.length);
	}
	memcpy(x, kept, width * sizeof *x);
}

static void input_batch(struct syntax *s, struct arena *arena)
{
	size_t width = s->model->width;
	for (size_t i = 0; i < s->piece_count; i++) {
		const struct piece *piece = &s->pieces[i];
		memcpy(s->x + piece->row * width, s->model->root, width * sizeof *s->x);
		for (size_t k = 0; k < piece->count; k++) {
			size_t row = piece->row + 1 + k;
			s->words[row] = word_normalise(piece->tokens[k].form, arena);
			cached_input(s, piece->tokens[k].form, &s->words[row], s->x + row * width);
		}
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
