/* Plain C for any machine. */
#include "passes.h"

#define TILE 4

static void pack_portable(const int8_t *weights, size_t rows, size_t width, size_t thirds, int8_t *packed)
{
	memcpy(packed, weights, rows * width * thirds);
}

/* Four positions against one third of one row. The row is widened once; the compiler makes
 * multiply-add instructions of 16-bit pairs from the inner loops. */
INLINE void dot(const int8_t *w, const int16_t *a, size_t width, int32_t out[TILE])
{
	int16_t wide[NORMAL_MAX];
	for (size_t k = 0; k < width; k++)
		wide[k] = w[k];
	for (size_t i = 0; i < TILE; i++) {
		int32_t sum = 0;
		for (size_t k = 0; k < width; k++)
			sum += wide[k] * a[i * width + k];
		out[i] = sum;
	}
}

static void tile(const struct matrix *m, const uint8_t *a, const float *const s[], size_t t, float *out, size_t stride, bool add)
{
	int16_t wide[(TILE + 2) * NORMAL_MAX];
	for (size_t k = 0; k < (TILE + m->thirds - 1) * m->width; k++)
		wide[k] = (int16_t)(a[k] - 128);
	for (size_t row = 0; row < m->rows; row++) {
		float total[TILE] = {0};
		for (size_t third = 0; third < m->thirds; third++) {
			int32_t sum[TILE];
			dot(m->packed + (row * m->thirds + third) * m->width, wide + third * m->width, m->width, sum);
			for (size_t i = 0; i < TILE; i++) {
				float scaled = (float)sum[i] * s[third][t + i];
				total[i] = third == 0 ? scaled : total[i] + scaled;
			}
		}
		for (size_t i = 0; i < TILE; i++) {
			float *to = out + i * stride + row, q = total[i] * m->scale[row] + m->bias[row];
			*to = add ? *to + q : q;
		}
	}
}

static void product_portable(const struct matrix *m, struct activations in, size_t positions, struct rows out, bool add)
{
	size_t before = m->thirds == 3 ? 1 : 0; /* the first third belongs to the row before */
	for (size_t t = 0; t < positions; t += TILE)
		tile(m, in.values + t * m->width - before * m->width, in.scale + 1 - before, t, out.data + t * out.stride, out.stride, add);
}

const struct kernel *kernel_portable(void)
{
	static const struct kernel kernel = {.name = "portable", .tile = TILE, .pack = pack_portable, .product = product_portable, PASSES};
	return &kernel;
}
