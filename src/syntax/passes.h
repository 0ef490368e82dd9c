/* passes.h: the float work of every kernel, included once by each kernel's file.
 *
 * Written with vector extensions on vectors as wide as the target has. All operations are lane by
 * lane, so the width cannot change a result; sums over a row go through sixteen running sums in every
 * case and are then added up pair by pair. Compile with -ffp-contract=off.
 */
#include <math.h>
#include <string.h>

#include "kernel.h"

#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX2__)
#define LANES 8
#else
#define LANES 4
#endif
#define SUMS (16 / LANES) /* vectors that make sixteen lanes */

typedef float vf __attribute__((vector_size(LANES * 4)));
typedef int32_t vi __attribute__((vector_size(LANES * 4)));
typedef uint32_t vu __attribute__((vector_size(LANES * 4)));
typedef int8_t vb __attribute__((vector_size(LANES)));

#define INLINE static inline __attribute__((always_inline))

INLINE vf load(const float *p)
{
	vf v;
	memcpy(&v, p, sizeof v);
	return v;
}

INLINE void store(float *p, vf v) { memcpy(p, &v, sizeof v); }

INLINE vf splat(float x) { return (vf){0} + x; }

INLINE vf choose(vi mask, vf yes, vf no) { return (vf)(((vi)yes & mask) | ((vi)no & ~mask)); }

INLINE vf larger(vf a, vf b) { return choose(a > b, a, b); }

INLINE vf smaller(vf a, vf b) { return choose(a < b, a, b); }

INLINE vf absolute(vf a) { return (vf)((vi)a & 0x7fffffff); }

/* 1.5 * 2^23: adding it rounds to a whole number, half to even, and leaves that number in the low bits. */
#define ROUNDER 12582912.0f
#define ROUNDER_BITS 0x4b400000

/* exp(x), about 1e-7 relative; Cephes' polynomial. Arguments are limited to where 2^n is normal. */
INLINE vf exponential(vf x)
{
	x = larger(smaller(x, splat(87.0f)), splat(-87.0f));
	vf shifted = x * 1.44269504f + ROUNDER;
	vf n = shifted - ROUNDER;
	vf r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
	vf p = r * 1.9875691500e-4f + 1.3981999507e-3f;
	p = p * r + 8.3334519073e-3f;
	p = p * r + 4.1665795894e-2f;
	p = p * r + 1.6666665459e-1f;
	p = p * r + 5.0000001201e-1f;
	p = p * (r * r) + r + 1.0f;
	return (vf)((vu)p + ((vu)shifted << 23));
}

/* x / (1 + exp(-a)): sigmoid, SiLU and GELU are all of this form. */
INLINE vf gated(vf x, vf a) { return x / (exponential(-a) + 1.0f); }

/* 0.5 x (1 + tanh(u)) = x / (1 + exp(-2u)) with u = 0.79788456 (x + 0.044715 x^3). */
INLINE vf gelu_of(vf x) { return gated(x, (x + x * x * x * 0.044715f) * 1.59576912f); }

/* Sixteen lanes to one number, always in this order. */
INLINE float add_up(const vf sums[SUMS])
{
	float t[16];
	memcpy(t, sums, sizeof t);
	for (int half = 8; half > 0; half /= 2)
		for (int i = 0; i < half; i++)
			t[i] += t[i + half];
	return t[0];
}

INLINE float largest(const vf lanes[SUMS])
{
	float t[16];
	memcpy(t, lanes, sizeof t);
	for (int half = 8; half > 0; half /= 2)
		for (int i = 0; i < half; i++)
			t[i] = t[i] > t[i + half] ? t[i] : t[i + half];
	return t[0];
}

/* --- rows to bytes ------------------------------------------------------------------------- */

INLINE void quantise_row(const float *x, size_t width, uint8_t *values, float *scale)
{
	vf most[SUMS] = {{0}};
	for (size_t i = 0; i < width; i += 16)
		for (int k = 0; k < SUMS; k++)
			most[k] = larger(absolute(load(x + i + k * LANES)), most[k]);
	float m = largest(most);
	*scale = m / 127.0f;
	float r = m > 0 ? 127.0f / m : 0;
	for (size_t i = 0; i < width; i += 64) {
		int32_t whole[64];
		for (int k = 0; k < 64; k += LANES) {
			vi bits = (vi)(load(x + i + k) * r + ROUNDER) - (ROUNDER_BITS - 128);
			memcpy(whole + k, &bits, sizeof bits);
		}
		for (int k = 0; k < 64; k++)
			values[i + k] = (uint8_t)whole[k];
	}
}

static void pass_quantise(const float *x, size_t stride, size_t width, size_t count, uint8_t *values, float *scale)
{
	for (size_t t = 0; t < count; t++)
		quantise_row(x + t * stride, width, values + t * width, scale + t);
}

INLINE void normalise_row(const float *x, size_t width, const float *gain, const float *bias, float *out)
{
	vf sums[SUMS] = {{0}}, squares[SUMS] = {{0}};
	for (size_t i = 0; i < width; i += 16)
		for (int k = 0; k < SUMS; k++)
			sums[k] += load(x + i + k * LANES);
	float mean = add_up(sums) / (float)width;
	for (size_t i = 0; i < width; i += 16)
		for (int k = 0; k < SUMS; k++) {
			vf d = load(x + i + k * LANES) - mean;
			squares[k] += d * d;
		}
	float factor = 1.0f / sqrtf(add_up(squares) / (float)width + 1e-5f);
	for (size_t i = 0; i < width; i += LANES)
		store(out + i, (load(x + i) - mean) * factor * load(gain + i) + load(bias + i));
}

#define NORMAL_MAX 1024 /* the widest model; model.c checks it */

static void pass_normalise(const float *x, size_t width, size_t count, const float *gain, const float *bias,
                           uint8_t *values, float *scale, float *normal)
{
	float row[NORMAL_MAX];
	for (size_t t = 0; t < count; t++) {
		float *out = normal ? normal + t * width : row;
		normalise_row(x + t * width, width, gain, bias, out);
		quantise_row(out, width, values + t * width, scale + t);
	}
}

/* --- element by element -------------------------------------------------------------------- */

static void pass_input(const struct table_row row[INPUT_TABLES], const float *bias, size_t width, float *x)
{
	for (size_t i = 0; i < width; i += LANES) {
		vf sum = load(bias + i);
		for (int k = 0; k < INPUT_TABLES; k++) {
			vb bytes;
			memcpy(&bytes, row[k].values + i, sizeof bytes);
			sum += __builtin_convertvector(bytes, vf) * row[k].scale;
		}
		store(x + i, gelu_of(sum));
	}
}

static void pass_gelu(float *x, size_t count)
{
	for (size_t i = 0; i < count; i += LANES)
		store(x + i, gelu_of(load(x + i)));
}

/* --- the recurrence ------------------------------------------------------------------------ */

#define RECUR_GROUP 32 /* channels at a time: enough independent chains to hide the latency of one */

INLINE void recur_step(float *q, size_t width, vf h[RECUR_GROUP / LANES])
{
	for (int k = 0; k < RECUR_GROUP / LANES; k++) {
		float *at = q + k * LANES;
		vf z = load(at), v = load(at + width), g = load(at + 2 * width);
		h[k] += gated(v - h[k], z);
		store(at, h[k] * gated(g, g));
	}
}

static void pass_recur(float *q, size_t width, size_t count)
{
	for (size_t c = 0; c < width; c += RECUR_GROUP) {
		vf h[RECUR_GROUP / LANES] = {{0}};
		if (c < width / 2)
			for (size_t t = 0; t < count; t++)
				recur_step(q + t * 3 * width + c, width, h);
		else
			for (size_t t = count; t-- > 0;)
				recur_step(q + t * 3 * width + c, width, h);
	}
}

/* --- products of floats -------------------------------------------------------------------- */

#if LANES == 16
#define PRODUCT_VECTORS 4
#else
#define PRODUCT_VECTORS 2
#endif

INLINE void product_tile(const struct float_product *p, size_t row, size_t column, const int rows, const int vectors)
{
	vf sum[4][PRODUCT_VECTORS];
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < vectors; j++)
			sum[i][j] = load(p->init + ((ptrdiff_t)row + i) * p->init_step + (ptrdiff_t)column + j * LANES);
	const float *a = p->a + row * p->a_stride, *b = p->b + column;
	for (size_t k = 0; k < p->inner; k++, b += p->b_stride)
		for (int j = 0; j < vectors; j++) {
			vf bv = load(b + j * LANES);
			for (int i = 0; i < rows; i++)
				sum[i][j] += bv * a[(size_t)i * p->a_stride + k];
		}
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < vectors; j++)
			store(p->out + (row + (size_t)i) * p->out_stride + column + j * LANES, sum[i][j]);
}

INLINE void product_columns(const struct float_product *p, size_t column, const int vectors)
{
	size_t row = 0;
	for (; row + 4 <= p->rows; row += 4)
		product_tile(p, row, column, 4, vectors);
	for (; row < p->rows; row++)
		product_tile(p, row, column, 1, vectors);
}

static void pass_float_product(const struct float_product *p)
{
	size_t column = 0;
	for (; column + PRODUCT_VECTORS * LANES <= p->columns; column += PRODUCT_VECTORS * LANES)
		product_columns(p, column, PRODUCT_VECTORS);
	for (; column < p->columns; column += LANES)
		product_columns(p, column, 1);
}

#define PASSES \
	.input = pass_input, .normalise = pass_normalise, .recur = pass_recur, .quantise = pass_quantise, \
	.gelu = pass_gelu, .float_product = pass_float_product
