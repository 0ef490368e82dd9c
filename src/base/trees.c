#include "base/trees.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"

enum { DEEPEST = 64, SECTION_NAME = 48 };

struct growing {
	const struct tree_features *features;
	struct arena arena;
	struct tree_node *nodes;
	size_t node_count, node_capacity;
	int32_t *roots;
	size_t root_count, root_capacity;
	size_t open[DEEPEST]; /* splits that want a branch yet, the deepest last */
	size_t open_count;
	const char *file;
	size_t number;
	struct str line;
	struct error *error;
};

size_t tree_feature_named(const struct tree_features *features, struct str name)
{
	size_t i = 0;
	while (i < features->count && !str_equal(name, str_of(features->names[i])))
		i++;
	return i;
}

static bool complain(const struct growing *growing, const char *at, const char *message)
{
	size_t column = (size_t)(at - growing->line.data) + 1;
	return error_at(growing->error, ERROR_LEXICON, growing->file, growing->number, column, growing->line, "%s", message);
}

/* Hang a node on the split that waits for one, or begin a tree with it. */
static void hang(struct growing *growing, struct tree_node node)
{
	size_t index = growing->node_count;
	arena_push(&growing->arena, growing->nodes, growing->node_count, growing->node_capacity, node);
	if (growing->open_count == 0) {
		arena_push(&growing->arena, growing->roots, growing->root_count, growing->root_capacity, (int32_t)index);
		return;
	}
	struct tree_node *above = &growing->nodes[growing->open[growing->open_count - 1]];
	if (above->next[0] < 0) {
		above->next[0] = (int32_t)index;
	} else {
		above->next[1] = (int32_t)index;
		growing->open_count--;
	}
}

static bool grow_line(struct growing *growing)
{
	struct str rest = str_trim(growing->line), name = str_cut(&rest, ' ');
	double value;
	if (str_empty(name) || name.data[0] == '#')
		return true;
	bool leaf = str_equal(name, STR("="));
	size_t feature = tree_feature_named(growing->features, name);
	if (!leaf && feature == growing->features->count)
		return complain(growing, name.data, "no feature has this name");
	if (!rest.data || !str_to_decimal(str_trim(rest), &value))
		return complain(growing, rest.data ? rest.data : name.data, "a line is a feature's name or \"=\", and a decimal number");
	if (!leaf && growing->open_count == DEEPEST)
		return complain(growing, name.data, "a tree is too deep");
	size_t index = growing->node_count;
	hang(growing, (struct tree_node){leaf ? -1 : (int32_t)feature, (float)value, {-1, -1}});
	if (!leaf)
		growing->open[growing->open_count++] = index;
	return true;
}

static bool grow_file(struct growing *growing, const char *file)
{
	struct buf bytes = {0};
	bool ok = file_read(file, (size_t)16 << 20, &bytes, growing->error);
	struct str rest = buf_view(&bytes);
	growing->file = file;
	for (growing->number = 1; ok && rest.data; growing->number++) {
		growing->line = str_cut(&rest, '\n');
		ok = grow_line(growing);
	}
	if (ok && growing->open_count)
		ok = error_set(growing->error, ERROR_LEXICON, "%s: the last tree lacks a branch", file);
	buf_free(&bytes);
	return ok;
}

/* "roles/actor-nodes" */
static const char *section_name(char out[SECTION_NAME], const char *name, const char *part)
{
	snprintf(out, SECTION_NAME, "%s-%s", name, part);
	return out;
}

bool trees_compile(char *const *files, size_t count, const struct tree_features *features, const char *name, struct pack_writer *writer, struct error *error)
{
	struct growing growing = {.features = features, .error = error};
	char section[SECTION_NAME];
	bool ok = true;
	arena_init(&growing.arena);
	for (size_t i = 0; ok && i < count; i++)
		ok = grow_file(&growing, files[i]);
	if (growing.root_count == 0)
		hang(&growing, (struct tree_node){-1, 0, {-1, -1}});
	uint64_t dim[] = {growing.node_count, 4}, roots = growing.root_count;
	if (ok) {
		pack_add(writer, section_name(section, name, "nodes"), PACK_I32, 2, dim, growing.nodes, growing.node_count * sizeof *growing.nodes);
		pack_add(writer, section_name(section, name, "roots"), PACK_I32, 1, &roots, growing.roots, growing.root_count * sizeof *growing.roots);
	}
	arena_free(&growing.arena);
	return ok;
}

static bool is_index(int32_t value, size_t least, size_t count)
{
	return value >= 0 && (size_t)value >= least && (size_t)value < count;
}

/* Branches lead forwards and stay inside, so that a walk ends whatever a damaged pack holds. */
static bool are_sound(const struct trees *trees, size_t count, size_t features)
{
	for (size_t i = 0; i < count; i++) {
		const struct tree_node *node = &trees->nodes[i];
		if (node->feature >= 0 && (!is_index(node->feature, 0, features) || !is_index(node->next[0], i + 1, count) || !is_index(node->next[1], i + 1, count)))
			return false;
	}
	for (size_t i = 0; i < trees->count; i++)
		if (!is_index(trees->roots[i], 0, count))
			return false;
	return true;
}

bool trees_open(struct trees *trees, const struct pack *pack, const struct tree_features *features, const char *name, struct error *error)
{
	struct pack_section nodes, roots;
	char section[SECTION_NAME];
	if (!pack_need(pack, section_name(section, name, "nodes"), PACK_I32, &nodes, error) ||
	    !pack_need(pack, section_name(section, name, "roots"), PACK_I32, &roots, error))
		return false;
	*trees = (struct trees){nodes.data, roots.data, roots.dim[0]};
	if (nodes.dim[1] != 4 || !are_sound(trees, nodes.dim[0], features->count))
		return error_set(error, ERROR_LEXICON, "the trees %s of the pack are damaged", name);
	return true;
}

double trees_ask(const struct trees *trees, const double *value)
{
	double sum = 0;
	for (size_t i = 0; i < trees->count; i++) {
		const struct tree_node *node = &trees->nodes[trees->roots[i]];
		while (node->feature >= 0)
			node = &trees->nodes[node->next[(float)value[node->feature] > node->value]];
		sum += (double)node->value;
	}
	return sum;
}
