#include "model.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "syntax.h"
#include "ud.h"

enum { MOST_WIDTH = 1024, MOST_HIDDEN = 1024 }; /* MOST_WIDTH is passes.h's NORMAL_MAX */

/* --- sections ------------------------------------------------------------------------------ */

/* A section of that type and shape (a dimension 0 is any); error_set names it otherwise. */
static bool need(const struct pack *pack, const char *name, enum pack_type type, size_t rows, size_t columns, size_t depth,
                 struct pack_section *section, struct error *error)
{
	const size_t dim[3] = {rows, columns, depth};
	if (!pack_need(pack, name, type, section, error))
		return false;
	for (int i = 0; i < 3; i++)
		if (dim[i] && section->dim[i] != dim[i])
			return error_set(error, ERROR_LEXICON, "section %s of the model: dimension %d is %llu, not %zu", name, i + 1,
			                 (unsigned long long)section->dim[i], dim[i]);
	return true;
}

static bool need_floats(const struct pack *pack, const char *name, size_t rows, size_t columns, size_t depth, const float **out,
                        struct error *error)
{
	struct pack_section section;
	if (!need(pack, name, PACK_F32, rows, columns, depth, &section, error))
		return false;
	*out = section.data;
	for (size_t i = 0; i < section.length / sizeof **out; i++)
		if (!isfinite((*out)[i]))
			return error_set(error, ERROR_LEXICON, "section %s of the model holds a value that is no number", name);
	return true;
}

static void *own(struct syntax_model *model, size_t size, struct error *error)
{
	if (model->owned_count == model->owned_capacity) {
		size_t capacity = model->owned_capacity * 2 + 32;
		void **grown = realloc(model->owned, capacity * sizeof *grown);
		if (!grown) {
			error_set(error, ERROR_SYSTEM, "no memory for the model");
			return NULL;
		}
		model->owned = grown;
		model->owned_capacity = capacity;
	}
	void *memory = aligned_alloc(64, (size + 127) / 64 * 64);
	if (memory)
		model->owned[model->owned_count++] = memory;
	else
		error_set(error, ERROR_SYSTEM, "no memory for the model");
	return memory;
}

struct path {
	char text[64];
};

static struct path path_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
static struct path path_of(const char *format, ...)
{
	struct path path;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(path.text, sizeof path.text, format, arguments);
	va_end(arguments);
	return path;
}

/* --- meta and labels ----------------------------------------------------------------------- */

static bool meta_number(struct str meta, struct str key, size_t least, size_t most, size_t multiple, size_t *value,
                        struct error *error)
{
	uint64_t number;
	for (struct str rest = meta; rest.data;) {
		struct str line = str_cut(&rest, '\n'), name = str_cut(&line, '=');
		if (!str_equal(name, key))
			continue;
		if (!line.data || !str_to_u64(line, &number) || number < least || number > most || number % multiple)
			return error_set(error, ERROR_LEXICON, "section meta of the model: %.*s is not a number that this program runs",
			                 STR_ARG(key));
		*value = (size_t)number;
		return true;
	}
	return error_set(error, ERROR_LEXICON, "section meta of the model has no %.*s", STR_ARG(key));
}

static bool open_meta(struct syntax_model *model, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, "meta", PACK_BYTES, &section, error))
		return false;
	struct str meta = pack_text(&section);
	size_t version;
	return meta_number(meta, STR("version"), 1, 1, 1, &version, error) &&
	       meta_number(meta, STR("width"), 64, MOST_WIDTH, 64, &model->width, error) &&
	       meta_number(meta, STR("layers"), 1, MOST_LAYERS, 1, &model->layer_count, error) &&
	       meta_number(meta, STR("hidden"), 32, MOST_HIDDEN, 32, &model->hidden, error) &&
	       meta_number(meta, STR("label"), 16, MOST_HIDDEN, 16, &model->label_size, error);
}

/* VALUE_OF gives COUNT for a name it does not know; REPLACEMENT stands for those unless it is COUNT, too. */
static bool open_labels(struct label_set *set, const struct pack *pack, const char *name, unsigned (*value_of)(struct str),
                        unsigned count, unsigned replacement, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, name, PACK_BYTES, &section, error))
		return false;
	for (struct str rest = pack_text(&section); rest.data && rest.length;) {
		struct str label = str_cut(&rest, '\n');
		unsigned value = value_of(label);
		if (value >= count)
			value = replacement;
		if (value >= count)
			return error_set(error, ERROR_LEXICON, "section %s of the model: label \"%.*s\" is not known", name, STR_ARG(label));
		if (set->count == MOST_LABELS)
			return error_set(error, ERROR_LEXICON, "section %s of the model has more than %d labels", name, MOST_LABELS);
		set->name[set->count] = label;
		set->value[set->count++] = (uint8_t)value;
	}
	return set->count > 0 || error_set(error, ERROR_LEXICON, "section %s of the model is empty", name);
}

static bool open_all_labels(struct syntax_model *model, const struct pack *pack, struct error *error)
{
	/* Treebanks have stray tags, so a tag that ud.h lacks is no error; lemmas go by its name. */
	if (!open_labels(&model->upos, pack, "labels/upos", upos_value, UPOS_COUNT, UPOS_COUNT, error) ||
	    !open_labels(&model->xpos, pack, "labels/xpos", xpos_value, XPOS_COUNT, XPOS_NONE, error) ||
	    !open_labels(&model->deprel, pack, "labels/deprel", deprel_value, DEPREL_COUNT, DEPREL_COUNT, error))
		return false;
	while (model->root_label < model->deprel.count && !str_equal(model->deprel.name[model->root_label], STR("root")))
		model->root_label++;
	if (model->root_label == model->deprel.count || model->deprel.count < 2)
		return error_set(error, ERROR_LEXICON, "section labels/deprel of the model needs root and one relation more");
	return true;
}

/* --- input tables -------------------------------------------------------------------------- */

static bool open_table(struct syntax_model *model, const struct pack *pack, enum table which, const char *name, size_t least,
                       struct error *error)
{
	struct input_table *table = &model->table[which];
	struct path path = path_of("parser/table/%s", name);
	struct pack_section section;
	if (!need(pack, path.text, PACK_I8, 0, model->width, 1, &section, error))
		return false;
	table->rows = section.data;
	table->count = (size_t)section.dim[0];
	if (table->count < least || table->count > UINT32_MAX)
		return error_set(error, ERROR_LEXICON, "section %s of the model has %zu rows where at least %zu are needed", path.text,
		                 table->count, least);
	path = path_of("parser/table/%s.scale", name);
	return need_floats(pack, path.text, table->count, 1, 1, &table->scale, error);
}

static bool open_words(struct text_index *index, const struct pack *pack, const char *name, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, name, PACK_BYTES, &section, error))
		return false;
	if (!index_build(index, pack_text(&section), 1))
		return error_set(error, ERROR_SYSTEM, "section %s of the model: no memory, or larger than 4 GB", name);
	return true;
}

static bool open_input(struct syntax_model *model, const struct pack *pack, struct error *error)
{
	static const char *const names[INPUT_TABLES] = {
		[TABLE_WORD] = "word", [TABLE_TRAINWORD] = "trainword", [TABLE_PREFIX3] = "prefix3",
		[TABLE_SUFFIX3] = "suffix3", [TABLE_SUFFIX2] = "suffix2", [TABLE_SHAPE] = "shape",
	};
	if (!open_words(&model->words, pack, "vocab/word", error) || !open_words(&model->trainwords, pack, "vocab/trainword", error))
		return false;
	for (size_t i = 0; i < INPUT_TABLES; i++) {
		size_t least = i == TABLE_WORD ? model->words.count + WORD_FIRST : i == TABLE_TRAINWORD ? model->trainwords.count + WORD_FIRST : 2;
		if (!open_table(model, pack, (enum table)i, names[i], least, error))
			return false;
	}
	return need_floats(pack, "parser/input.bias", model->width, 1, 1, &model->input_bias, error) &&
	       need_floats(pack, "parser/root", model->width, 1, 1, &model->root, error);
}

/* --- matrices ------------------------------------------------------------------------------ */

struct raw_matrix { /* as in the pack */
	const int8_t *weight;
	const float *scale, *bias;
	size_t rows, columns;
};

static bool need_matrix(const struct pack *pack, const char *name, size_t rows, size_t columns, struct raw_matrix *raw,
                        struct error *error)
{
	struct pack_section section;
	if (!need(pack, path_of("parser/%s.weight", name).text, PACK_I8, rows, columns, 1, &section, error) ||
	    !need_floats(pack, path_of("parser/%s.scale", name).text, rows, 1, 1, &raw->scale, error) ||
	    !need_floats(pack, path_of("parser/%s.bias", name).text, rows, 1, 1, &raw->bias, error))
		return false;
	raw->weight = section.data;
	raw->rows = rows;
	raw->columns = columns;
	for (size_t i = 0; i < rows * columns; i++)
		if (raw->weight[i] < -63 || raw->weight[i] > 63)
			return error_set(error, ERROR_LEXICON, "section parser/%s.weight of the model has a weight beyond 63", name);
	return true;
}

/* Where the parts of a matrix are put together before packing. */
struct assembly {
	int8_t *weight;
	float *scale, *bias;
	int32_t *correction;
};

static bool assembly_new(struct syntax_model *model, struct matrix *matrix, struct assembly *assembly, struct error *error)
{
	size_t size = matrix->rows * matrix->width * matrix->thirds;
	int8_t *packed = own(model, size, error);
	assembly->weight = calloc(size, 1);
	assembly->scale = own(model, matrix->rows * sizeof(float), error);
	assembly->bias = own(model, matrix->rows * sizeof(float), error);
	assembly->correction = own(model, matrix->thirds * matrix->rows * sizeof(int32_t), error);
	matrix->packed = packed;
	matrix->scale = assembly->scale;
	matrix->bias = assembly->bias;
	matrix->correction = assembly->correction;
	if (packed && assembly->weight && assembly->scale && assembly->bias && assembly->correction) {
		memset(assembly->scale, 0, matrix->rows * sizeof(float));
		memset(assembly->bias, 0, matrix->rows * sizeof(float));
		return true;
	}
	free(assembly->weight);
	return error_set(error, ERROR_SYSTEM, "no memory for the model");
}

static void place(const struct assembly *assembly, size_t row, const struct raw_matrix *raw)
{
	memcpy(assembly->weight + row * raw->columns, raw->weight, raw->rows * raw->columns);
	memcpy(assembly->scale + row, raw->scale, raw->rows * sizeof(float));
	memcpy(assembly->bias + row, raw->bias, raw->rows * sizeof(float));
}

/* Activations are a + 128 in unsigned bytes, so 128 times the weights' sum is taken off again. */
static void assembly_finish(const struct syntax_model *model, const struct matrix *matrix, struct assembly *assembly)
{
	const int8_t *weight = assembly->weight;
	for (size_t row = 0; row < matrix->rows; row++)
		for (size_t third = 0; third < matrix->thirds; third++, weight += matrix->width) {
			int32_t sum = 0;
			for (size_t k = 0; k < matrix->width; k++)
				sum += weight[k];
			assembly->correction[third * matrix->rows + row] = -128 * sum;
		}
	model->kernel->pack(assembly->weight, matrix->rows, matrix->width, matrix->thirds, (int8_t *)(uintptr_t)matrix->packed);
	free(assembly->weight);
}

static size_t pad(size_t count, size_t multiple)
{
	return (count + multiple - 1) / multiple * multiple;
}

static bool open_matrix(struct syntax_model *model, const struct pack *pack, const char *name, size_t rows, size_t thirds,
                        struct matrix *matrix, struct error *error)
{
	struct raw_matrix raw;
	struct assembly assembly;
	*matrix = (struct matrix){.rows = pad(rows, KERNEL_ROW_BLOCK), .width = model->width, .thirds = thirds};
	if (!need_matrix(pack, name, rows, thirds * model->width, &raw, error) || !assembly_new(model, matrix, &assembly, error))
		return false;
	place(&assembly, 0, &raw);
	assembly_finish(model, matrix, &assembly);
	return true;
}

static bool open_layer(struct syntax_model *model, const struct pack *pack, size_t number, struct error *error)
{
	struct layer *layer = &model->layer[number];
	size_t width = model->width;
	return need_floats(pack, path_of("parser/layer%zu/norm.gain", number).text, width, 1, 1, &layer->gain, error) &&
	       need_floats(pack, path_of("parser/layer%zu/norm.bias", number).text, width, 1, 1, &layer->bias, error) &&
	       open_matrix(model, pack, path_of("layer%zu/in", number).text, 3 * width, 3, &layer->in, error) &&
	       open_matrix(model, pack, path_of("layer%zu/out", number).text, width, 1, &layer->out, error);
}

static bool open_heads(struct syntax_model *model, const struct pack *pack, struct error *error)
{
	static const char *const names[HEAD_COUNT] = {"upos", "xpos", "arc_head", "arc_dep", "label_head", "label_dep"};
	const size_t rows[HEAD_COUNT] = {model->upos.count, model->xpos.count, model->hidden,
	                                 model->hidden, model->label_size, model->label_size};
	struct raw_matrix raw[HEAD_COUNT];
	struct assembly assembly;
	size_t total = 0;
	for (size_t i = 0; i < HEAD_COUNT; i++) {
		if (!need_matrix(pack, names[i], rows[i], model->width, &raw[i], error))
			return false;
		model->head_row[i] = total;
		model->head_rows[i] = pad(rows[i], 16);
		total += model->head_rows[i];
	}
	model->heads = (struct matrix){.rows = pad(total, KERNEL_ROW_BLOCK), .width = model->width, .thirds = 1};
	if (!assembly_new(model, &model->heads, &assembly, error))
		return false;
	for (size_t i = 0; i < HEAD_COUNT; i++)
		place(&assembly, model->head_row[i], &raw[i]);
	assembly_finish(model, &model->heads, &assembly);
	return true;
}

/* --- arcs and labels ----------------------------------------------------------------------- */

static bool open_scores(struct syntax_model *model, const struct pack *pack, struct error *error)
{
	const float *tensor;
	size_t labels = model->deprel.count, side = model->label_size + 1;
	if (!need_floats(pack, "parser/arc.matrix", model->hidden + 1, model->hidden, 1, &model->arc_matrix, error) ||
	    !need_floats(pack, "parser/arc.dist", 65, 1, 1, &model->arc_distance, error) ||
	    !need_floats(pack, "parser/label.tensor", labels, side, side, &tensor, error))
		return false;
	model->label_stride = pad(labels, 16);
	size_t size = side * side * model->label_stride;
	model->label_tensor = own(model, size * sizeof(float), error);
	if (!model->label_tensor)
		return false;
	memset(model->label_tensor, 0, size * sizeof(float));
	for (size_t k = 0; k < labels; k++)
		for (size_t i = 0; i < side * side; i++)
			model->label_tensor[i * model->label_stride + k] = tensor[k * side * side + i];
	return true;
}

static bool open_all(struct syntax_model *model, const struct pack *pack, struct error *error)
{
	if (!open_meta(model, pack, error) || !open_all_labels(model, pack, error) || !open_input(model, pack, error))
		return false;
	for (size_t i = 0; i < model->layer_count; i++)
		if (!open_layer(model, pack, i, error))
			return false;
	return need_floats(pack, "parser/final.gain", model->width, 1, 1, &model->final_gain, error) &&
	       need_floats(pack, "parser/final.bias", model->width, 1, 1, &model->final_bias, error) &&
	       open_heads(model, pack, error) && open_scores(model, pack, error) && lemma_open(&model->lemma, pack, error);
}

bool syntax_model_open_with(struct syntax_model **out, const struct pack *pack, const char *kernel, struct error *error)
{
	*out = NULL;
	if (!kernel)
		kernel = getenv("CASUS_KERNEL");
	if (kernel && !*kernel)
		kernel = NULL;
	const struct kernel *chosen = kernel_choose(kernel);
	if (!chosen)
		return error_set(error, ERROR_USAGE, "this machine runs no kernel \"%s\"; there are portable, avx2, avx512", kernel);
	struct syntax_model *model = calloc(1, sizeof *model);
	if (!model)
		return error_set(error, ERROR_SYSTEM, "no memory for the model");
	model->kernel = chosen;
	if (!open_all(model, pack, error)) {
		syntax_model_close(model);
		return false;
	}
	*out = model;
	return true;
}

bool syntax_model_open(struct syntax_model **model, const struct pack *pack, struct error *error)
{
	return syntax_model_open_with(model, pack, NULL, error);
}

const char *syntax_model_kernel(const struct syntax_model *model)
{
	return model->kernel->name;
}

void syntax_model_close(struct syntax_model *model)
{
	if (!model)
		return;
	for (size_t i = 0; i < model->owned_count; i++)
		free(model->owned[i]);
	free(model->owned);
	index_free(&model->words);
	index_free(&model->trainwords);
	lemma_close(&model->lemma);
	free(model);
}

size_t syntax_word_rank(const struct syntax_model *model, struct str word)
{
	struct str rest;
	return index_find(&model->words, word, &rest);
}
