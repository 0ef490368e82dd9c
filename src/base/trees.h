/* trees.h: decision trees over named features, learned elsewhere: a file a person can read, sections of a pack, a sum of leaves.
 *
 * A file has a node a line, each tree from its root down, left branch first: "FEATURE LIMIT" goes left up to LIMIT, else right;
 * "= NUMBER" is a leaf. "#" begins a remark. What the leaves of all trees say is added. */
#ifndef CASUS_BASE_TREES_H
#define CASUS_BASE_TREES_H

#include "base/error.h"
#include "base/pack.h"

struct tree_node { /* four words of the pack */
	int32_t feature; /* -1: a leaf */
	float value;     /* of a leaf in log-odds; else up to it a case goes left */
	int32_t next[2]; /* left, right */
};

struct trees { /* views the pack */
	const struct tree_node *nodes;
	const int32_t *roots;
	size_t count;
};

struct tree_features {
	size_t count;
	const char *const *names; /* COUNT of them */
};

/* The index of the feature of this NAME; its count where there is none. */
size_t tree_feature_named(const struct tree_features *features, struct str name);

/* FILES as the sections "NAME-nodes" and "NAME-roots"; of no files one leaf of 0. False with ERROR_LEXICON, file, line and column. */
bool trees_compile(char *const *files, size_t count, const struct tree_features *features, const char *name, struct pack_writer *writer, struct error *error);
/* PACK outlives TREES. False with ERROR_LEXICON where a section is missing or damaged. */
bool trees_open(struct trees *trees, const struct pack *pack, const struct tree_features *features, const char *name, struct error *error);
/* What the trees say of a case; VALUE has one number a feature. */
double trees_ask(const struct trees *trees, const double *value);

#endif
