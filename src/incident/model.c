/* model.c: lexicon/en/incident, lines "NAME WEIGHT", compiled to one float a feature; and the trees beside it. */
#include "features.h"

#include "base/file.h"

#define SECTION "incident/weights"
#define TREES "incident/tree"

struct reading {
	const char *file;
	size_t number;
	struct str line;
	struct error *error;
};

static bool complain(const struct reading *reading, const char *at, const char *message)
{
	size_t column = (size_t)(at - reading->line.data) + 1;
	return error_at(reading->error, ERROR_LEXICON, reading->file, reading->number, column, reading->line, "%s", message);
}

static bool compile_line(const struct reading *reading, float *weight)
{
	struct str rest = str_trim(reading->line), name = str_cut(&rest, ' ');
	double value;
	if (str_empty(name) || name.data[0] == '#')
		return true;
	size_t feature = tree_feature_named(incident_tree_features(), name);
	if (feature == FEATURE_COUNT)
		return complain(reading, name.data, "no part of the comparison has this name");
	if (!rest.data || !str_to_decimal(str_trim(rest), &value))
		return complain(reading, rest.data ? rest.data : name.data, "a line is NAME and a decimal number");
	weight[feature] = (float)value;
	return true;
}

static bool compile_file(const char *file, float *weight, struct error *error)
{
	struct buf bytes = {0};
	bool ok = file_read(file, (size_t)1 << 20, &bytes, error);
	struct str rest = buf_view(&bytes);
	for (size_t number = 1; ok && rest.data; number++) {
		struct reading reading = {file, number, str_cut(&rest, '\n'), error};
		ok = compile_line(&reading, weight);
	}
	buf_free(&bytes);
	return ok;
}

bool incident_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct arena arena;
	float weight[INCIDENT_FEATURES] = {0};
	uint64_t dim = FEATURE_COUNT;
	char **files;
	size_t count;
	arena_init(&arena);
	bool ok = file_list(folder, ".txt", &arena, &files, &count, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = compile_file(files[i], weight, error);
	ok = ok && file_list(folder, ".trees", &arena, &files, &count, error) && trees_compile(files, count, incident_tree_features(), TREES, writer, error);
	if (ok)
		pack_add(writer, SECTION, PACK_F32, 1, &dim, weight, dim * sizeof *weight);
	arena_free(&arena);
	return ok;
}

bool incident_model_open(struct incident_model *model, const struct pack *pack, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, SECTION, PACK_F32, &section, error))
		return false;
	if (section.dim[0] != FEATURE_COUNT)
		return error_set(error, ERROR_LEXICON, "section " SECTION " of the pack is of another version");
	const float *weight = section.data;
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		model->weight[i] = (double)weight[i];
	return trees_open(&model->trees, pack, incident_tree_features(), TREES, error);
}
