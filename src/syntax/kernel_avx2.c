/* 256-bit vectors; pairs of byte products go through 16 bits, which |weight| <= 63 keeps exact. */
#include <immintrin.h>

#include "passes.h"

#define TILE 4
#define VECTORS 2   /* of 8 rows */
#define BLOCK 16    /* rows */

/* Order: [block of 16 rows][third][4 columns][16 rows][those 4 columns]. */
static void pack_avx2(const int8_t *weights, size_t rows, size_t width, size_t thirds, int8_t *packed)
{
	for (size_t block = 0; block < rows; block += BLOCK)
		for (size_t column = 0; column < thirds * width; column += 4)
			for (size_t row = block; row < block + BLOCK; row++, packed += 4)
				memcpy(packed, weights + row * thirds * width + column, 4);
}

INLINE void sum_third(const int8_t *w, const uint8_t *a, size_t width, const int32_t *correction, __m256i sum[TILE][VECTORS])
{
	const __m256i ones = _mm256_set1_epi16(1);
	for (int j = 0; j < VECTORS; j++)
		for (int i = 0; i < TILE; i++)
			sum[i][j] = _mm256_loadu_si256((const __m256i *)(correction + 8 * j));
	for (size_t column = 0; column < width; column += 4, w += 32 * VECTORS) {
		__m256i weight[VECTORS];
		for (int j = 0; j < VECTORS; j++)
			weight[j] = _mm256_loadu_si256((const __m256i *)(w + 32 * j));
		for (int i = 0; i < TILE; i++) {
			int32_t four;
			memcpy(&four, a + (size_t)i * width + column, 4);
			__m256i activation = _mm256_set1_epi32(four);
			for (int j = 0; j < VECTORS; j++) {
				__m256i pairs = _mm256_maddubs_epi16(activation, weight[j]);
				sum[i][j] = _mm256_add_epi32(sum[i][j], _mm256_madd_epi16(pairs, ones));
			}
		}
	}
}

INLINE void finish(const struct matrix *m, size_t row, const vf total[TILE][VECTORS], float *out, size_t stride, bool add)
{
	for (int j = 0; j < VECTORS; j++) {
		vf scale = load(m->scale + row + 8 * j), bias = load(m->bias + row + 8 * j);
		for (int i = 0; i < TILE; i++) {
			float *to = out + (size_t)i * stride + row + 8 * j;
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
		__m256i sum[TILE][VECTORS];
		const uint8_t *from = a + third * m->width;
		sum_third(w + third * m->width * BLOCK, from, m->width, m->correction + third * m->rows + row, sum);
		for (int i = 0; i < TILE; i++)
			for (int j = 0; j < VECTORS; j++) {
				vf scaled = (vf)_mm256_cvtepi32_ps(sum[i][j]) * s[third + (size_t)i];
				total[i][j] = third == 0 ? scaled : total[i][j] + scaled;
			}
	}
	finish(m, row, total, out, stride, add);
}

static void product_avx2(const struct matrix *m, struct activations in, size_t positions, struct rows out, bool add)
{
	for (size_t row = 0; row < m->rows; row += BLOCK)
		for (size_t t = 0; t < positions; t += TILE) {
			float *to = out.data + t * out.stride;
			if (m->thirds == 3)
				tile(m, row, in.values + t * m->width - m->width, in.scale + t - 1, to, out.stride, add, 3);
			else
				tile(m, row, in.values + t * m->width, in.scale + t, to, out.stride, add, 1);
		}
}

const struct kernel *kernel_avx2(void)
{
	static const struct kernel kernel = {.name = "avx2", .pack = pack_avx2, .product = product_avx2, PASSES};
	return &kernel;
}
