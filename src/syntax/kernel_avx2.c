/* 256-bit vectors; pairs of byte products go through 16 bits, which |weight| <= 63 keeps exact. */
#include <immintrin.h>

#include "passes.h"

#define TILE 4
#define BLOCK 16 /* rows: two vectors */

/* Order: [block of 16 rows][third][4 columns][16 rows][those 4 columns]. */
static void pack_avx2(const int8_t *weights, size_t rows, size_t width, size_t thirds, int8_t *packed)
{
	for (size_t block = 0; block < rows; block += BLOCK)
		for (size_t column = 0; column < thirds * width; column += 4)
			for (size_t row = block; row < block + BLOCK; row++, packed += 4)
				memcpy(packed, weights + row * thirds * width + column, 4);
}

/* The integer sums of a tile over one third. Each sum is a variable of its own (the compiler keeps an
 * array of them in memory), and the function stands out of line so that nothing else is alive. */
#define POSITIONS(DO) DO(0) DO(1) DO(2) DO(3)
#define START(i) __m256i a##i = start0, b##i = start1;
#define STEP(i) \
	activation = four_bytes(a + i * width + column); \
	a##i = _mm256_add_epi32(a##i, _mm256_madd_epi16(_mm256_maddubs_epi16(activation, weight0), ones)); \
	b##i = _mm256_add_epi32(b##i, _mm256_madd_epi16(_mm256_maddubs_epi16(activation, weight1), ones));
#define FINISH(i) \
	_mm256_storeu_si256((__m256i *)out[i], a##i); \
	_mm256_storeu_si256((__m256i *)(out[i] + 8), b##i);

INLINE __m256i load_bytes(const void *p) { return _mm256_loadu_si256(p); }

INLINE __m256i four_bytes(const uint8_t *p)
{
	int32_t four;
	memcpy(&four, p, 4);
	return _mm256_set1_epi32(four);
}

static __attribute__((noinline)) void sum_third(const int8_t *w, const uint8_t *a, size_t width, const int32_t *correction,
                                                int32_t out[TILE][BLOCK])
{
	const __m256i ones = _mm256_set1_epi16(1), start0 = load_bytes(correction), start1 = load_bytes(correction + 8);
	POSITIONS(START)
	for (size_t column = 0; column < width; column += 4, w += 64) {
		const __m256i weight0 = load_bytes(w), weight1 = load_bytes(w + 32);
		__m256i activation;
		POSITIONS(STEP)
	}
	POSITIONS(FINISH)
}

INLINE vf scaled(const int32_t *sum, float scale)
{
	return (vf)_mm256_cvtepi32_ps(load_bytes(sum)) * scale;
}

INLINE void tile(const struct matrix *m, size_t row, const uint8_t *a, const float *const s[], size_t t, float *out,
                 size_t stride, bool add, const size_t thirds)
{
	int32_t sum[3][TILE][BLOCK];
	const int8_t *w = m->packed + row * thirds * m->width;
	for (size_t third = 0; third < thirds; third++)
		sum_third(w + third * m->width * BLOCK, a + third * m->width, m->width, m->correction + third * m->rows + row, sum[third]);
	for (size_t j = 0; j < BLOCK; j += LANES) {
		vf scale = load(m->scale + row + j), bias = load(m->bias + row + j);
		for (size_t i = 0; i < TILE; i++) {
			float *to = out + i * stride + row + j;
			vf total = scaled(sum[0][i] + j, s[0][t + i]);
			for (size_t third = 1; third < thirds; third++)
				total = total + scaled(sum[third][i] + j, s[third][t + i]);
			vf q = total * scale + bias;
			store(to, add ? load(to) + q : q);
		}
	}
}

static void product_avx2(const struct matrix *m, struct activations in, size_t positions, struct rows out, bool add)
{
	for (size_t row = 0; row < m->rows; row += BLOCK)
		for (size_t t = 0; t < positions; t += TILE) {
			float *to = out.data + t * out.stride;
			if (m->thirds == 3)
				tile(m, row, in.values + t * m->width - m->width, in.scale, t, to, out.stride, add, 3);
			else
				tile(m, row, in.values + t * m->width, in.scale + 1, t, to, out.stride, add, 1);
		}
}

const struct kernel *kernel_avx2(void)
{
	static const struct kernel kernel = {.name = "avx2", .pack = pack_avx2, .product = product_avx2, PASSES};
	return &kernel;
}
