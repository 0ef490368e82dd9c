/* 256-bit vectors; pairs of byte products go through 16 bits, which |weight| <= 63 keeps exact. */
#include <immintrin.h>

#include "passes.h"

#define TILE 4
#define BLOCK 16 /* rows: two vectors */

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

#include "tiles.h"

const struct kernel *kernel_avx2(void)
{
	static const struct kernel kernel = {.name = "avx2", .tile = TILE, .pack = pack_tiles, .product = product_tiles, PASSES};
	return &kernel;
}
