/* syntax_sample.h: a small network of random weights as a pack in memory, for the tests of syntax/. */
#ifndef CASUS_TESTS_SYNTAX_SAMPLE_H
#define CASUS_TESTS_SYNTAX_SAMPLE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pack.h"

enum { SAMPLE_WIDTH = 64, SAMPLE_LAYERS = 2, SAMPLE_HIDDEN = 32, SAMPLE_LABEL = 16, SAMPLE_UPOS = 4, SAMPLE_XPOS = 5, SAMPLE_LABELS = 6 };

struct random_source {
	uint64_t state;
};

static inline uint32_t random_bits(struct random_source *source)
{
	source->state = source->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(source->state >> 32);
}

static inline size_t random_below(struct random_source *source, size_t limit) { return random_bits(source) % limit; }

/* Between -1 and 1. */
static inline float random_float(struct random_source *source) { return (float)(int32_t)random_bits(source) / 2147483648.0f; }

struct sample {
	struct pack_writer writer;
	struct random_source source;
	const char *leave_out; /* a section that is not written */
	void *memory;          /* of the pack, aligned */
	struct pack pack;
};

static inline void sample_add(struct sample *sample, const char *name, enum pack_type type, uint64_t rows, uint64_t columns,
                              uint64_t depth, const void *data, size_t length)
{
	const uint64_t dim[3] = {rows, columns, depth};
	if (!sample->leave_out || strcmp(sample->leave_out, name) != 0)
		pack_add(&sample->writer, name, type, 3, dim, data, length);
}

static inline void sample_bytes(struct sample *sample, const char *name, size_t rows, size_t columns, int most)
{
	int8_t *data = malloc(rows * columns);
	for (size_t i = 0; i < rows * columns; i++)
		data[i] = (int8_t)((int)random_below(&sample->source, (size_t)(2 * most + 1)) - most);
	sample_add(sample, name, PACK_I8, rows, columns, 1, data, rows * columns);
	free(data);
}

static inline void sample_floats(struct sample *sample, const char *name, size_t rows, size_t columns, size_t depth, float centre,
                                 float spread)
{
	size_t count = rows * columns * depth;
	float *data = malloc(count * sizeof *data);
	for (size_t i = 0; i < count; i++)
		data[i] = centre + spread * random_float(&sample->source);
	sample_add(sample, name, PACK_F32, rows, columns, depth, data, count * sizeof *data);
	free(data);
}

static inline void sample_text(struct sample *sample, const char *name, const char *text)
{
	sample_add(sample, name, PACK_BYTES, strlen(text), 1, 1, text, strlen(text));
}

static inline void sample_table(struct sample *sample, const char *name, size_t rows)
{
	char path[96];
	snprintf(path, sizeof path, "parser/table/%.40s", name);
	sample_bytes(sample, path, rows, SAMPLE_WIDTH, 127);
	snprintf(path, sizeof path, "parser/table/%.40s.scale", name);
	sample_floats(sample, path, rows, 1, 1, 0.006f, 0.003f);
}

static inline void sample_matrix(struct sample *sample, const char *name, size_t rows, size_t columns)
{
	char path[96];
	snprintf(path, sizeof path, "parser/%.40s.weight", name);
	sample_bytes(sample, path, rows, columns, 63);
	snprintf(path, sizeof path, "parser/%.40s.scale", name);
	sample_floats(sample, path, rows, 1, 1, 0.004f, 0.002f);
	snprintf(path, sizeof path, "parser/%.40s.bias", name);
	sample_floats(sample, path, rows, 1, 1, 0, 0.5f);
}

static inline void sample_layer(struct sample *sample, int number)
{
	char path[96];
	snprintf(path, sizeof path, "parser/layer%d/norm.gain", number);
	sample_floats(sample, path, SAMPLE_WIDTH, 1, 1, 1, 0.3f);
	snprintf(path, sizeof path, "parser/layer%d/norm.bias", number);
	sample_floats(sample, path, SAMPLE_WIDTH, 1, 1, 0, 0.3f);
	snprintf(path, sizeof path, "layer%d/in", number);
	sample_matrix(sample, path, 3 * SAMPLE_WIDTH, 3 * SAMPLE_WIDTH);
	snprintf(path, sizeof path, "layer%d/out", number);
	sample_matrix(sample, path, SAMPLE_WIDTH, SAMPLE_WIDTH);
}

static inline void sample_network(struct sample *s)
{
	static const char *const tables[] = {"word", "trainword", "prefix3", "suffix3", "suffix2", "shape"};
	const size_t rows[] = {12, 8, 50, 60, 40, 30};
	for (int i = 0; i < 6; i++)
		sample_table(s, tables[i], rows[i]);
	sample_floats(s, "parser/input.bias", SAMPLE_WIDTH, 1, 1, 0, 0.3f);
	sample_floats(s, "parser/root", SAMPLE_WIDTH, 1, 1, 0, 1);
	for (int i = 0; i < SAMPLE_LAYERS; i++)
		sample_layer(s, i);
	sample_floats(s, "parser/final.gain", SAMPLE_WIDTH, 1, 1, 1, 0.3f);
	sample_floats(s, "parser/final.bias", SAMPLE_WIDTH, 1, 1, 0, 0.3f);
	sample_matrix(s, "upos", SAMPLE_UPOS, SAMPLE_WIDTH);
	sample_matrix(s, "xpos", SAMPLE_XPOS, SAMPLE_WIDTH);
	sample_matrix(s, "arc_head", SAMPLE_HIDDEN, SAMPLE_WIDTH);
	sample_matrix(s, "arc_dep", SAMPLE_HIDDEN, SAMPLE_WIDTH);
	sample_matrix(s, "label_head", SAMPLE_LABEL, SAMPLE_WIDTH);
	sample_matrix(s, "label_dep", SAMPLE_LABEL, SAMPLE_WIDTH);
	sample_floats(s, "parser/arc.matrix", SAMPLE_HIDDEN + 1, SAMPLE_HIDDEN, 1, 0, 0.5f);
	sample_floats(s, "parser/arc.dist", 65, 1, 1, 0, 1);
	sample_floats(s, "parser/label.tensor", SAMPLE_LABELS, SAMPLE_LABEL + 1, SAMPLE_LABEL + 1, 0, 0.5f);
}

/* LEAVE_OUT: the name of a section to be missing, or NULL. False when the pack does not open. */
static inline bool sample_open(struct sample *s, const char *leave_out, struct error *error)
{
	memset(s, 0, sizeof *s);
	s->source.state = 7;
	s->leave_out = leave_out;
	sample_text(s, "meta", "version=1\nwidth=64\nlayers=2\nhidden=32\nlabel=16\nseed=7");
	sample_text(s, "vocab/word", "the\ntroops\nshelled\ntown\n.\n00\nsaid\nit");
	sample_text(s, "vocab/trainword", "the\n.\nof\nand");
	sample_text(s, "labels/upos", "DET\nNOUN\nVERB\nPUNCT");
	sample_text(s, "labels/xpos", "DT\nNNS\nVBD\nNNP\n.");
	sample_text(s, "labels/deprel", "det\nnsubj\nroot\nobj\npunct\nobl:agent");
	sample_network(s);
	sample_text(s, "lemma/dict", "shelled\tVBD\tshell\nwent\tVBD\tgo\n");
	sample_text(s, "lemma/rules", "NNS\ties\t3\ty\nNNS\ts\t1\t\nVBD\ted\t2\t\n");
	struct buf out = {0};
	pack_finish(&s->writer, &out);
	s->memory = aligned_alloc(64, (out.length + 63) / 64 * 64);
	memcpy(s->memory, out.data, out.length);
	size_t length = out.length;
	buf_free(&out);
	return pack_open_memory(&s->pack, s->memory, length, "sample", error);
}

static inline void sample_close(struct sample *s)
{
	pack_close(&s->pack);
	free(s->memory);
}

#endif
