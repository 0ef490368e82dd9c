/* tiles.h: a product of 8-bit matrices in tiles, the same for every instruction set with vectors. A kernel file includes it
 * once, behind passes.h, its TILE (positions), BLOCK (rows), sum_third (a tile's integer sums over one third) and scaled (LANES of those sums
 * as floats, times the activations' scale). */
#ifndef CASUS_SYNTAX_TILES_H
#define CASUS_SYNTAX_TILES_H

/* Order: [block of rows][third][4 columns][BLOCK rows][those 4 columns]. */
static void pack_tiles(const int8_t *weights, size_t rows, size_t width, size_t thirds, int8_t *packed)
{
	for (size_t block = 0; block < rows; block += BLOCK)
		for (size_t column = 0; column < thirds * width; column += 4)
			for (size_t row = block; row < block + BLOCK; row++, packed += 4)
				memcpy(packed, weights + row * thirds * width + column, 4);
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

static void product_tiles(const struct matrix *m, struct activations in, size_t positions, struct rows out, bool add)
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

#endif
