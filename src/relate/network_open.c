/* network_open.c: the network's sections of the pack, checked and spread out for use. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "network.h"

#define SECTION "relate/network/"

static bool need(const struct pack *pack, const char *name, enum pack_type type, size_t rows, size_t columns, const void **data, struct error *error)
{
	char path[64];
	struct pack_section section;
	snprintf(path, sizeof path, SECTION "%s", name);
	if (!pack_need(pack, path, type, &section, error))
		return false;
	if (section.dim[0] != rows || section.dim[1] != columns)
		return error_set(error, ERROR_LEXICON, "section %s of the model is %llu by %llu, not %zu by %zu", path,
		                 (unsigned long long)section.dim[0], (unsigned long long)section.dim[1], rows, columns);
	*data = section.data;
	for (size_t i = 0; type == PACK_F32 && i < rows * columns; i++)
		if (!isfinite(((const float *)section.data)[i]))
			return error_set(error, ERROR_LEXICON, "section %s of the model holds a value that is no number", path);
	return true;
}

static bool need_floats(const struct pack *pack, const char *name, size_t rows, size_t columns, const float **out, struct error *error)
{
	const void *data = NULL;
	bool ok = need(pack, name, PACK_F32, rows, columns, &data, error);
	*out = data;
	return ok;
}

static bool open_sizes(struct relate_network *n, const struct pack *pack, struct error *error)
{
	const void *data = NULL;
	if (!need(pack, "sizes", PACK_I32, 5, 1, &data, error))
		return false;
	const int32_t *size = data;
	n->width = (size_t)size[0];
	n->layer_count = (size_t)size[1];
	n->heads = (size_t)size[2];
	n->hidden_size = (size_t)size[3];
	n->dimensions = (size_t)size[4];
	if (n->width % 2 || n->width - 1 >= NETWORK_WIDTH_MAX || n->layer_count - 1 >= NETWORK_LAYERS_MAX || n->heads - 1 >= 16 ||
	    n->hidden_size - 1 >= NETWORK_WIDTH_MAX || n->dimensions - 1 >= NETWORK_WIDTH_MAX)
		return error_set(error, ERROR_LEXICON, "section " SECTION "sizes of the model holds sizes that this program does not run");
	return true;
}

static bool open_words(struct relate_network *n, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	const void *data = NULL;
	if (!pack_need(pack, SECTION "word", PACK_I32, &section, error))
		return false;
	n->word_hash = section.data;
	n->word_count = (size_t)section.dim[0];
	for (size_t i = 1; i < n->word_count; i++)
		if ((uint32_t)n->word_hash[i - 1] >= (uint32_t)n->word_hash[i])
			return error_set(error, ERROR_LEXICON, "section " SECTION "word of the model is not in order");
	if (!need(pack, "table", PACK_I8, n->word_count + 1, n->dimensions, &data, error))
		return false;
	n->table = data;
	return need_floats(pack, "table.scale", n->word_count + 1, 1, &n->table_scale, error);
}

/* Rows by name, so that the model does not hang on the order of ud.h's tables. */
static bool open_labels(const struct relate_network *n, const struct pack *pack, const char *name, const char *labels, unsigned (*value)(struct str),
                        size_t values, uint8_t *row, const float **weight, struct error *error)
{
	char path[64];
	struct pack_section section;
	size_t count = 0;
	snprintf(path, sizeof path, SECTION "%s", labels);
	if (!pack_need(pack, path, PACK_BYTES, &section, error))
		return false;
	for (struct str rest = pack_text(&section); rest.data; count++)
		str_cut(&rest, '\n');
	if (count > 200)
		return error_set(error, ERROR_LEXICON, "section %s of the model has %zu names", path, count);
	memset(row, (int)count, values + 1);
	size_t index = 0;
	for (struct str rest = pack_text(&section); rest.data; index++) {
		unsigned v = value(str_cut(&rest, '\n'));
		if (v < values)
			row[v] = (uint8_t)index;
	}
	return need_floats(pack, name, count + 1, n->width, weight, error);
}

/* Take the next INPUTS * OUTPUTS floats of *FREE and fill them with the matrix, turned round. */
static bool open_affine(const struct pack *pack, const char *name, size_t outputs, size_t inputs, struct affine *affine, float **free_memory,
                        struct error *error)
{
	char path[40];
	const void *data = NULL;
	const float *scale = NULL;
	snprintf(path, sizeof path, "%s.weight", name);
	if (!need(pack, path, PACK_I8, outputs, inputs, &data, error))
		return false;
	snprintf(path, sizeof path, "%s.scale", name);
	if (!need_floats(pack, path, outputs, 1, &scale, error))
		return false;
	snprintf(path, sizeof path, "%s.bias", name);
	if (!need_floats(pack, path, outputs, 1, &affine->bias, error))
		return false;
	const int8_t *weight = data;
	affine->weight = *free_memory;
	affine->inputs = inputs;
	affine->outputs = outputs;
	*free_memory += inputs * outputs;
	for (size_t o = 0; o < outputs; o++)
		for (size_t i = 0; i < inputs; i++)
			affine->weight[i * outputs + o] = (float)weight[o * inputs + i] * scale[o];
	return true;
}

static bool open_layer(struct relate_network *n, const struct pack *pack, size_t index, float **memory, struct error *error)
{
	struct network_layer *layer = &n->layer[index];
	char name[64];
	snprintf(name, sizeof name, "layer%zu/norm.gain", index);
	if (!need_floats(pack, name, n->width, 1, &layer->gain, error))
		return false;
	snprintf(name, sizeof name, "layer%zu/norm.bias", index);
	if (!need_floats(pack, name, n->width, 1, &layer->bias, error))
		return false;
	snprintf(name, sizeof name, "layer%zu/inner", index);
	if (!open_affine(pack, name, 3 * n->width, 3 * n->width, &layer->inner, memory, error))
		return false;
	snprintf(name, sizeof name, "layer%zu/outer", index);
	return open_affine(pack, name, n->width, n->width, &layer->outer, memory, error);
}

static bool open_matrices(struct relate_network *n, const struct pack *pack, struct error *error)
{
	size_t w = n->width, pooled = (n->heads + 3) * w;
	size_t total = n->dimensions * w + n->layer_count * 10 * w * w + w * n->heads + pooled * n->hidden_size + n->hidden_size * RELATE_TYPES;
	float *memory = n->memory = malloc(total * sizeof *memory);
	if (!memory)
		return error_set(error, ERROR_SYSTEM, "no memory for the model");
	for (size_t i = 0; i < n->layer_count; i++)
		if (!open_layer(n, pack, i, &memory, error))
			return false;
	return open_affine(pack, "input", w, n->dimensions, &n->input, &memory, error) &&
	       open_affine(pack, "attention", n->heads, w, &n->attention, &memory, error) &&
	       open_affine(pack, "hidden", n->hidden_size, pooled, &n->hidden, &memory, error) &&
	       open_affine(pack, "out", RELATE_TYPES, n->hidden_size, &n->out, &memory, error);
}

bool network_open(struct relate_network *n, const struct pack *pack, struct error *error)
{
	return open_sizes(n, pack, error) && open_words(n, pack, error) &&
	       open_labels(n, pack, "upos", "upos.names", upos_value, UPOS_COUNT, n->upos_row, &n->upos, error) &&
	       open_labels(n, pack, "relation", "relation.names", deprel_value, DEPREL_COUNT, n->relation_row, &n->relation, error) &&
	       need_floats(pack, "role", 6, n->width, &n->role, error) &&
	       need_floats(pack, "final.gain", n->width, 1, &n->final_gain, error) &&
	       need_floats(pack, "final.bias", n->width, 1, &n->final_bias, error) && open_matrices(n, pack, error);
}

void network_close(struct relate_network *n)
{
	free(n->memory);
}
