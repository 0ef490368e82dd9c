/* kernel.h: the arithmetic of the network, one table of functions an instruction set.
 *
 * Every kernel gives the same floats, bit for bit: products of 8-bit integers are exact, and all
 * float work is one source (passes.h), lane by lane and in a fixed order, compiled once for each
 * instruction set without contraction to fused multiply-adds. A row's result depends on that row
 * (and, for windows, its neighbours) alone, never on what else is in the batch.
 */
#ifndef CASUS_SYNTAX_KERNEL_H
#define CASUS_SYNTAX_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KERNEL_ROW_BLOCK 64 /* output rows of a matrix are padded to a multiple of this */
#define KERNEL_TILE 12      /* every kernel's `tile` divides this */

/* An int8 matrix with one scale and one bias an output row. With 3 thirds it is applied to a window
 * of three positions: columns 0..width-1 to the one before, the next third to the position itself. */
struct matrix {
	size_t rows;   /* padded */
	size_t width;  /* columns of one third; a multiple of 64 */
	size_t thirds; /* 1 or 3 */
	const int8_t *packed;      /* in the kernel's order, see kernel->pack */
	const int32_t *correction; /* [thirds][rows]: -128 * sum of the row's weights */
	const float *scale, *bias; /* [rows] */
};

/* One activation row an output position, as a + 128 in unsigned bytes. */
struct activations {
	const uint8_t *values; /* [positions][width]; for windows one more row on each side must be readable */
	const float *scale[3]; /* [positions] of the row before, the row itself, the row behind; 0 makes a row of zeros */
};

/* Rows of floats: row I starts at data + I * stride. */
struct rows {
	float *data;
	size_t stride;
};

/* out[i][j] = init[i * init_step + j] + sum over k of a[i][k] b[k][j], k in order, all float32.
 * COLUMNS is a multiple of 16. */
struct float_product {
	const float *a;
	size_t a_stride, rows;
	const float *b;
	size_t b_stride, inner, columns;
	const float *init;
	ptrdiff_t init_step;
	float *out;
	size_t out_stride;
};

/* One word's part of the input: a row of a table and its scale. */
struct table_row {
	const int8_t *values;
	float scale;
};
#define INPUT_TABLES 6

struct kernel {
	const char *name;
	size_t tile; /* positions of a batch are padded to a multiple of this */
	/* Reorder WEIGHTS [rows][thirds * width] for `product`; PACKED has the same size. */
	void (*pack)(const int8_t *weights, size_t rows, size_t width, size_t thirds, int8_t *packed);
	/* out = matrix . in + bias, or out += with ADD. POSITIONS is a multiple of `tile`. */
	void (*product)(const struct matrix *matrix, struct activations in, size_t positions, struct rows out, bool add);
	/* x = gelu(bias + sum of the rows). */
	void (*input)(const struct table_row row[INPUT_TABLES], const float *bias, size_t width, float *x);
	/* Layer normalisation and quantisation of COUNT rows; NORMAL, when not NULL, gets the floats;
	 * it may be X. */
	void (*normalise)(const float *x, size_t width, size_t count, const float *gain, const float *bias,
	                  uint8_t *values, float *scale, float *normal);
	/* Q holds z|v|g a row, of a whole sentence: run the recurrence both ways, write h * silu(g) over z. */
	void (*recur)(float *q, size_t width, size_t count);
	/* Quantise COUNT rows of WIDTH floats, STRIDE apart. */
	void (*quantise)(const float *x, size_t stride, size_t width, size_t count, uint8_t *values, float *scale);
	void (*gelu)(float *x, size_t count); /* in place; COUNT is a multiple of 16 */
	void (*float_product)(const struct float_product *product);
};

/* Each is NULL where this build does not have it. */
const struct kernel *kernel_portable(void);
const struct kernel *kernel_avx2(void);
const struct kernel *kernel_avx512(void);

/* The kernel of that name, if this machine runs it; the fastest one for NULL; else NULL. */
const struct kernel *kernel_choose(const char *name);

#endif
