/* 512-bit vectors and the dot product of bytes (AVX-512 VNNI: Ice Lake, Zen 4 and later). */
#include <immintrin.h>

#include "passes.h"

#define TILE 6 /* positions; with four vectors of rows 24 sums, 4 weights and 1 activation of 32 registers */
#define BLOCK KERNEL_ROW_BLOCK

/* The integer sums of a tile over one third. Each sum is a variable of its own (the compiler keeps an
 * array of them in memory), and the function stands out of line so that nothing else is alive. */
#define POSITIONS(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5)
#define START(i) __m512i a##i = start0, b##i = start1, c##i = start2, d##i = start3;
#define STEP(i) \
	activation = four_bytes(a + i * width + column); \
	a##i = _mm512_dpbusd_epi32(a##i, activation, weight0); \
	b##i = _mm512_dpbusd_epi32(b##i, activation, weight1); \
	c##i = _mm512_dpbusd_epi32(c##i, activation, weight2); \
	d##i = _mm512_dpbusd_epi32(d##i, activation, weight3);
#define FINISH(i) \
	_mm512_storeu_si512(out[i], a##i); \
	_mm512_storeu_si512(out[i] + 16, b##i); \
	_mm512_storeu_si512(out[i] + 32, c##i); \
	_mm512_storeu_si512(out[i] + 48, d##i);

INLINE __m512i four_bytes(const uint8_t *p)
{
	int32_t four;
	memcpy(&four, p, 4);
	return _mm512_set1_epi32(four);
}

static __attribute__((noinline)) void sum_third(const int8_t *w, const uint8_t *a, size_t width, const int32_t *correction,
                                                int32_t out[TILE][BLOCK])
{
	const __m512i start0 = _mm512_loadu_si512(correction), start1 = _mm512_loadu_si512(correction + 16);
	const __m512i start2 = _mm512_loadu_si512(correction + 32), start3 = _mm512_loadu_si512(correction + 48);
	POSITIONS(START)
	for (size_t column = 0; column < width; column += 4, w += 256) {
		const __m512i weight0 = _mm512_loadu_si512(w), weight1 = _mm512_loadu_si512(w + 64);
		const __m512i weight2 = _mm512_loadu_si512(w + 128), weight3 = _mm512_loadu_si512(w + 192);
		__m512i activation;
		POSITIONS(STEP)
	}
	POSITIONS(FINISH)
}

INLINE vf scaled(const int32_t *sum, float scale)
{
	return (vf)_mm512_cvtepi32_ps(_mm512_loadu_si512(sum)) * scale;
}

#include "tiles.h"

const struct kernel *kernel_avx512(void)
{
	static const struct kernel kernel = {.name = "avx512", .tile = TILE, .pack = pack_tiles, .product = product_tiles, PASSES};
	return &kernel;
}
