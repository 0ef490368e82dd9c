#include "model.h"

#include <math.h>
#include <stdlib.h>

uint32_t relate_hash(struct str text)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
	return hash;
}

static bool need(const struct pack *pack, const char *name, enum pack_type type, size_t rows, size_t columns, struct pack_section *section,
                 struct error *error)
{
	if (!pack_need(pack, name, type, section, error))
		return false;
	if (section->dim[0] != rows || section->dim[1] != columns)
		return error_set(error, ERROR_LEXICON, "section %s of the model is %llu by %llu, not %zu by %zu", name,
		                 (unsigned long long)section->dim[0], (unsigned long long)section->dim[1], rows, columns);
	return true;
}

static bool need_positive(const struct pack *pack, const char *name, size_t count, const float **numbers, struct error *error)
{
	struct pack_section section;
	if (!need(pack, name, PACK_F32, count, 1, &section, error))
		return false;
	*numbers = section.data;
	for (size_t i = 0; i < count; i++)
		if (!isfinite((*numbers)[i]) || (*numbers)[i] <= 0)
			return error_set(error, ERROR_LEXICON, "section %s of the model holds what is no positive number", name);
	return true;
}

static bool open_linear(struct linear *linear, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, "relate/feature/hash", PACK_I32, &section, error))
		return false;
	linear->hash = section.data;
	linear->count = (size_t)section.dim[0];
	for (size_t i = 1; i < linear->count; i++)
		if ((uint32_t)linear->hash[i - 1] >= (uint32_t)linear->hash[i])
			return error_set(error, ERROR_LEXICON, "section relate/feature/hash of the model is not in order");
	if (!need(pack, "relate/feature/weight", PACK_I16, linear->count, RELATE_TYPES, &section, error))
		return false;
	linear->weight = section.data;
	return need_positive(pack, "relate/feature/scale", 1, &linear->scale, error);
}

bool relate_model_open(struct relate_model **result, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	*result = NULL;
	if (!pack_find(pack, "relate/feature/hash", &section))
		return true;
	struct relate_model *model = calloc(1, sizeof *model);
	if (!model)
		return error_set(error, ERROR_SYSTEM, "no memory for the model");
	*result = model;
	if (open_linear(&model->linear, pack, error) && need_positive(pack, "relate/mix", 3, &model->mix, error) &&
	    network_open(&model->network, pack, error))
		return true;
	relate_model_close(model);
	*result = NULL;
	return false;
}

void relate_model_close(struct relate_model *model)
{
	if (model)
		network_close(&model->network);
	free(model);
}

const int8_t *relate_word_vector(const struct relate_model *model, struct str word, size_t *dimensions)
{
	*dimensions = model->network.dimensions;
	return network_word_vector(&model->network, word);
}
