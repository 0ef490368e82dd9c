/* 512-bit vectors and the dot product of bytes (AVX-512 VNNI: Ice Lake, Zen 4 and later). */
#include <immintrin.h>

#include "passes.h"

#define TILE 6    /* positions: 24 sums, 4 weights, 1 activation of 32 registers */
#define VECTORS 4 /* of 16 rows: KERNEL_ROW_BLOCK */

/* Order: [block of 64 rows][third][4 columns][64 rows][those 4 columns]. */
static void pack_avx512(const int8_t *weights, size_t rows, size_t width, size_t thirds, int8_t *packed)
{
	for (size_t block = 0; block < rows; block += KERNEL_ROW_BLOCK)
		for (size_t column = 0; column < thirds * width; column += 4)
			for (size_t row = block; row < block + KERNEL_ROW_BLOCK; row++, packed += 4)
				memcpy(packed, weights + row * thirds * width + column, 4);
}

INLINE void sum_third(const int8_t *w, const uint8_t *a, size_t width, const int32_t *correction, __m512i sum[TILE][VECTORS])
{
	for (int j = 0; j < VECTORS; j++)
		for (int i = 0; i < TILE; i++)
			sum[i][j] = _mm512_loadu_si512(correction + 16 * j);
	for (size_t column = 0; column < width; column += 4, w += 64 * VECTORS) {
		__m512i weight[VECTORS];
		for (int j = 0; j < VECTORS; j++)
			weight[j] = _mm512_loadu_si512(w + 64 * j);
		for (int i = 0; i < TILE; i++) {
			int32_t four;
			memcpy(&four, a + (size_t)i * width + column, 4);
			__m512i activation = _mm512_set1_epi32(four);
			for (int j = 0; j < VECTORS; j++)
				sum[i][j] = _mm512_dpbusd_epi32(sum[i][j], activation, weight[j]);
		}
	}
}

INLINE void finish(const struct matrix *m, size_t row, const vf total[TILE][VECTORS], float *out, size_t stride, bool add)
{
	for (int j = 0; j < VECTORS; j++) {
		vf scale = load(m->scale + row + 16 * j), bias = load(m->bias + row + 16 * j);
		for (int i = 0; i < TILE; i++) {
			float *to = out + (size_t)i * stride + row + 16 * j;
			vf q = total[i][j] * scale + bias;
			store(to, add ? load(to) + q : q);
		}
	}
}

INLINE void tile(const struct matrix *m, size_t row, const uint8_t *a, const float *s, float *out, size_t stride, bool add,
                 const size_t thirds)
{
	vf total[TILE][VECTORS];
	const int8_t *w = m->packed + row * thirds * m->width;
	for (size_t third = 0; third < thirds; third++) {
		__m512i sum[TILE][VECTORS];
		const uint8_t *from = a + third * m->width;
		sum_third(w + third * m->width * KERNEL_ROW_BLOCK, from, m->width, m->correction + third * m->rows + row, sum);
		for (int i = 0; i < TILE; i++)
			for (int j = 0; j < VECTORS; j++) {
				vf scaled = (vf)_mm512_cvtepi32_ps(sum[i][j]) * s[third + (size_t)i];
				total[i][j] = third == 0 ? scaled : total[i][j] + scaled;
			}
	}
	finish(m, row, total, out, stride, add);
}

static void product_avx512(const struct matrix *m, struct activations in, size_t positions, struct rows out, bool add)
{
	for (size_t row = 0; row < m->rows; row += KERNEL_ROW_BLOCK)
		for (size_t t = 0; t < positions; t += TILE) {
			float *to = out.data + t * out.stride;
			if (m->thirds == 3)
				tile(m, row, in.values + t * m->width - m->width, in.scale + t - 1, to, out.stride, add, 3);
			else
				tile(m, row, in.values + t * m->width, in.scale + t, to, out.stride, add, 1);
		}
}

const struct kernel *kernel_avx512(void)
{
	static const struct kernel kernel = {.name = "avx512", .pack = pack_avx512, .product = product_avx512, PASSES};
	return &kernel;
}
