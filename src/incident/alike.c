/* alike.c: decision trees over the parts of the comparison, learned from marked texts by tests/eval/ecb_score.py.
 *
 * A file of trees has a node a line, each tree from its root down, left branch first: "PART LIMIT" goes left up to LIMIT, else
 * right; "= NUMBER" is a leaf. What the leaves of all trees say is added. */
#include "parts.h"

#include "base/file.h"

#define NODES "incident/tree-nodes"
#define ROOTS "incident/tree-roots"

enum { DEEPEST = 64 };

struct growing {
	struct arena arena;
	struct incident_tree_node *nodes;
	size_t node_count, node_capacity;
	float *roots;
	size_t root_count, root_capacity;
	size_t open[DEEPEST]; /* splits that want a branch yet, the deepest last */
	size_t open_count;
	const char *file;
	size_t number;
	struct str line;
	struct error *error;
};

static bool complain(const struct growing *growing, const char *at, const char *message)
{
	size_t column = (size_t)(at - growing->line.data) + 1;
	return error_at(growing->error, ERROR_LEXICON, growing->file, growing->number, column, growing->line, "%s", message);
}

/* Hang a node on the split that waits for one, or begin a tree with it. */
static void hang(struct growing *growing, struct incident_tree_node node)
{
	size_t index = growing->node_count;
	arena_push(&growing->arena, growing->nodes, growing->node_count, growing->node_capacity, node);
	if (growing->open_count == 0) {
		arena_push(&growing->arena, growing->roots, growing->root_count, growing->root_capacity, (float)index);
		return;
	}
	struct incident_tree_node *above = &growing->nodes[growing->open[growing->open_count - 1]];
	if (above->left < 0) {
		above->left = (float)index;
	} else {
		above->right = (float)index;
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
	size_t part = incident_feature_named(name);
	if (!leaf && part == incident_feature_count())
		return complain(growing, name.data, "no part of the comparison has this name");
	if (!rest.data || !incident_read_decimal(str_trim(rest), &value))
		return complain(growing, rest.data ? rest.data : name.data, "a line is a part's name or \"=\", and a decimal number");
	if (!leaf && growing->open_count == DEEPEST)
		return complain(growing, name.data, "a tree is too deep");
	size_t index = growing->node_count;
	hang(growing, (struct incident_tree_node){leaf ? -1 : (float)part, (float)value, -1, -1});
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

bool trees_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct growing growing = {.error = error};
	char **files;
	size_t count;
	arena_init(&growing.arena);
	bool ok = file_list(folder, ".trees", &growing.arena, &files, &count, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = grow_file(&growing, files[i]);
	if (growing.root_count == 0)
		hang(&growing, (struct incident_tree_node){-1, 0, -1, -1});
	uint64_t dim[] = {growing.node_count, 4}, roots = growing.root_count;
	if (ok) {
		pack_add(writer, NODES, PACK_F32, 2, dim, growing.nodes, growing.node_count * sizeof *growing.nodes);
		pack_add(writer, ROOTS, PACK_F32, 1, &roots, growing.roots, growing.root_count * sizeof *growing.roots);
	}
	arena_free(&growing.arena);
	return ok;
}

static bool is_index(float value, float above, size_t count)
{
	return value > above && value < (float)count;
}

/* Branches lead forwards and stay inside, so that a walk ends whatever a damaged pack holds. */
static bool are_sound(const struct incident_trees *trees, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct incident_tree_node *node = &trees->nodes[i];
		if (node->feature < 0)
			continue;
		if (!(node->feature < (float)incident_feature_count()) || !is_index(node->left, (float)i, count) || !is_index(node->right, (float)i, count))
			return false;
	}
	for (size_t i = 0; i < trees->count; i++)
		if (!is_index(trees->roots[i], -1, count))
			return false;
	return true;
}

bool trees_open(struct incident_trees *trees, const struct pack *pack, struct error *error)
{
	struct pack_section nodes, roots;
	if (!pack_need(pack, NODES, PACK_F32, &nodes, error) || !pack_need(pack, ROOTS, PACK_F32, &roots, error))
		return false;
	*trees = (struct incident_trees){nodes.data, roots.data, roots.dim[0]};
	if (nodes.dim[1] != 4 || !are_sound(trees, nodes.dim[0]))
		return error_set(error, ERROR_LEXICON, "section " NODES " of the pack is damaged");
	return true;
}

double trees_ask(const struct incident_trees *trees, const double *value)
{
	double sum = 0;
	for (size_t i = 0; i < trees->count; i++) {
		const struct incident_tree_node *node = &trees->nodes[(size_t)trees->roots[i]];
		while (node->feature >= 0)
			node = &trees->nodes[(size_t)((float)value[(size_t)node->feature] <= node->value ? node->left : node->right)];
		sum += (double)node->value;
	}
	return sum;
}
