/* model.c: the trees and tables of lexicon/en/confidence as sections of the pack. */
#include "seen.h"

#include "base/file.h"

/* The files of trees, and where each goes in the model. */
static const struct part {
	const char *name; /* lexicon/en/confidence/NAME.trees, section "confidence/NAME-..." */
	size_t offset;
	const struct tree_features *(*features)(void);
} parts[] = {
	{"prior-actor", offsetof(struct confidence_model, prior), role_features},
	{"prior-recipient", offsetof(struct confidence_model, prior) + sizeof(struct trees), role_features},
	{"actor", offsetof(struct confidence_model, role), role_features},
	{"recipient", offsetof(struct confidence_model, role) + sizeof(struct trees), role_features},
	{"sure", offsetof(struct confidence_model, sure), record_features},
};
enum { PARTS = sizeof parts / sizeof *parts };

bool confidence_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	bool ok = tables_compile(folder, writer, error);
	for (size_t i = 0; ok && i < PARTS; i++) {
		char *file = arena_printf(&arena, "%s/%s.trees", folder, parts[i].name);
		ok = trees_compile(&file, 1, parts[i].features(), arena_printf(&arena, "confidence/%s", parts[i].name), writer, error);
	}
	arena_free(&arena);
	return ok;
}

bool confidence_model_open(struct confidence_model *model, const struct pack *pack, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	bool ok = tables_open(&model->tables, pack, error);
	for (size_t i = 0; ok && i < PARTS; i++) {
		struct trees *trees = (struct trees *)((char *)model + parts[i].offset);
		ok = trees_open(trees, pack, parts[i].features(), arena_printf(&arena, "confidence/%s", parts[i].name), error);
	}
	arena_free(&arena);
	return ok;
}
