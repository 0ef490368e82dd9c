/* network.c: the network's arithmetic. Every sum runs in one order, so results are the same everywhere; loops go
 * over outputs inside, so that a compiler can use vectors without changing that order. */
#include "network.h"

#include <math.h>

#include "model.h"

struct scratch {
	size_t count;
	float *x;      /* [count][width] the residual stream, in the end the encoder's states */
	float *normal; /* [count + 2][width] normalised states with a zero row at both ends */
	float *q;      /* [count][3 * width] */
	float *share;  /* [count][heads] */
};

/* Cephes' polynomial, so that it is the same with every C library. */
static float exponential(float x)
{
	x = x > 87.0f ? 87.0f : x < -87.0f ? -87.0f : x;
	float n = floorf(x * 1.44269504f + 0.5f);
	float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
	float p = r * 1.9875691500e-4f + 1.3981999507e-3f;
	p = p * r + 8.3334519073e-3f;
	p = p * r + 4.1665795894e-2f;
	p = p * r + 1.6666665459e-1f;
	p = p * r + 5.0000001201e-1f;
	p = p * (r * r) + r + 1.0f;
	return ldexpf(p, (int)n);
}

static float gated(float x, float a) { return x / (1.0f + exponential(-a)); }

/* The tanh form of GELU: x / (1 + exp(-2u)). */
static float gelu(float x) { return gated(x, 1.59576912f * (x + 0.044715f * x * x * x)); }

/* OUT = weight X + bias. */
static void apply(const struct affine *a, const float *x, float *restrict out)
{
	for (size_t o = 0; o < a->outputs; o++)
		out[o] = a->bias[o];
	for (size_t i = 0; i < a->inputs; i++) {
		const float *restrict weight = a->weight + i * a->outputs;
		float value = x[i];
		for (size_t o = 0; o < a->outputs; o++)
			out[o] += value * weight[o];
	}
}

static void normalise(const float *x, size_t width, const float *gain, const float *bias, float *out)
{
	double sum = 0, squares = 0;
	for (size_t i = 0; i < width; i++)
		sum += (double)x[i];
	double mean = sum / (double)width;
	for (size_t i = 0; i < width; i++)
		squares += ((double)x[i] - mean) * ((double)x[i] - mean);
	float factor = (float)(1.0 / sqrt(squares / (double)width + 1e-5));
	for (size_t i = 0; i < width; i++)
		out[i] = ((float)((double)x[i] - mean)) * factor * gain[i] + bias[i];
}

/* --- words --------------------------------------------------------------------------------- */

static size_t find_hash(const struct relate_network *n, uint32_t hash)
{
	size_t low = 0, high = n->word_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if ((uint32_t)n->word_hash[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n->word_count && (uint32_t)n->word_hash[low] == hash ? low : n->word_count;
}

/* The form in lower case with every digit as 0, else the lemma, else the unknown word. */
static size_t word_row(const struct relate_network *n, const struct word *word)
{
	char form[64];
	struct str s = word->token->form;
	size_t length = s.length < sizeof form ? s.length : sizeof form;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)s.data[i];
		form[i] = ascii_is_upper(c) ? (char)(c | 32) : ascii_is_digit(c) ? '0' : (char)c;
	}
	size_t row = find_hash(n, relate_hash((struct str){form, length}));
	return row < n->word_count ? row : find_hash(n, relate_hash(word->lemma));
}

const int8_t *network_word_vector(const struct relate_network *n, struct str word)
{
	size_t row = find_hash(n, relate_hash(word));
	return row < n->word_count ? n->table + row * n->dimensions : NULL;
}

static void read_word(const struct relate_network *n, const struct word *word, float *x)
{
	float vector[NETWORK_WIDTH_MAX];
	size_t row = word_row(n, word), role = word->role + (word->on_path ? 3u : 0u);
	size_t upos = n->upos_row[word->token->upos < UPOS_COUNT ? word->token->upos : UPOS_COUNT];
	size_t relation = n->relation_row[word->token->deprel < DEPREL_COUNT ? word->token->deprel : DEPREL_COUNT];
	for (size_t i = 0; i < n->dimensions; i++)
		vector[i] = (float)n->table[row * n->dimensions + i] * n->table_scale[row];
	apply(&n->input, vector, x);
	for (size_t i = 0; i < n->width; i++)
		x[i] += n->role[role * n->width + i] + n->upos[upos * n->width + i] + n->relation[relation * n->width + i];
}

/* --- the encoder --------------------------------------------------------------------------- */

/* One step of h = h + z (v - h) over channels FROM .. TO; the first third of Q becomes h silu(g). */
static void recur(float *q, float *h, size_t width, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		float z = gated(1.0f, q[i]), v = q[width + i], g = q[2 * width + i];
		h[i] = (1.0f - z) * h[i] + z * v;
		q[i] = h[i] * gated(g, g);
	}
}

static void run_layer(const struct relate_network *n, const struct network_layer *layer, struct scratch *s)
{
	size_t w = n->width;
	float h[NETWORK_WIDTH_MAX] = {0}, y[NETWORK_WIDTH_MAX];
	for (size_t t = 0; t < s->count; t++)
		normalise(s->x + t * w, w, layer->gain, layer->bias, s->normal + (t + 1) * w);
	/* Three rows of normal that stand one after the other are the window. */
	for (size_t t = 0; t < s->count; t++)
		apply(&layer->inner, s->normal + t * w, s->q + t * 3 * w);
	for (size_t t = 0; t < s->count; t++)
		recur(s->q + t * 3 * w, h, w, 0, w / 2);
	for (size_t t = s->count; t-- > 0;)
		recur(s->q + t * 3 * w, h, w, w / 2, w);
	for (size_t t = 0; t < s->count; t++) {
		apply(&layer->outer, s->q + t * 3 * w, y);
		for (size_t i = 0; i < w; i++)
			s->x[t * w + i] += y[i];
	}
}

static struct scratch encode(const struct relate_network *n, struct arena *arena, const struct word *words, size_t count)
{
	size_t w = n->width;
	struct scratch s = {.count = count};
	s.x = arena_zalloc(arena, count * w + 1, sizeof *s.x);
	s.normal = arena_zalloc(arena, (count + 2) * w, sizeof *s.normal);
	s.q = arena_zalloc(arena, count * 3 * w + 1, sizeof *s.q);
	s.share = arena_zalloc(arena, count * n->heads + 1, sizeof *s.share);
	for (size_t t = 0; t < count; t++)
		read_word(n, &words[t], s.x + t * w);
	for (size_t i = 0; i < n->layer_count; i++)
		run_layer(n, &n->layer[i], &s);
	for (size_t t = 0; t < count; t++)
		normalise(s.x + t * w, w, n->final_gain, n->final_bias, s.x + t * w);
	return s;
}

/* --- pooling ------------------------------------------------------------------------------- */

static void pool_attention(const struct relate_network *n, struct scratch *s, float *pooled)
{
	size_t w = n->width, heads = n->heads;
	for (size_t t = 0; t < s->count; t++)
		apply(&n->attention, s->x + t * w, s->share + t * heads);
	for (size_t k = 0; k < heads; k++) {
		float most = s->share[k], sum = 0;
		for (size_t t = 1; t < s->count; t++)
			most = s->share[t * heads + k] > most ? s->share[t * heads + k] : most;
		for (size_t t = 0; t < s->count; t++)
			sum += s->share[t * heads + k] = exponential(s->share[t * heads + k] - most);
		for (size_t t = 0; t < s->count; t++)
			for (size_t i = 0; i < w; i++)
				pooled[k * w + i] += s->share[t * heads + k] / sum * s->x[t * w + i];
	}
}

/* The mean state of the words of a role, or of those on the path (ROLE_NONE). */
static void pool_mean(const struct relate_network *n, const struct scratch *s, const struct word *words, enum role role, float *pooled)
{
	size_t w = n->width, count = 0;
	for (size_t t = 0; t < s->count; t++) {
		if (role == ROLE_NONE ? !words[t].on_path : words[t].role != role)
			continue;
		count++;
		for (size_t i = 0; i < w; i++)
			pooled[i] += s->x[t * w + i];
	}
	for (size_t i = 0; count && i < w; i++)
		pooled[i] /= (float)count;
}

void network_logits(const struct relate_network *n, struct arena *arena, const struct word *words, size_t count, double logit[RELATE_TYPES])
{
	size_t w = n->width;
	float hidden[NETWORK_WIDTH_MAX], out[RELATE_TYPES];
	float *pooled = arena_zalloc(arena, (n->heads + 3) * w, sizeof *pooled);
	count = count < NETWORK_WORDS_MAX ? count : NETWORK_WORDS_MAX;
	if (count) {
		struct scratch s = encode(n, arena, words, count);
		pool_attention(n, &s, pooled);
		pool_mean(n, &s, words, ROLE_ACTOR, pooled + n->heads * w);
		pool_mean(n, &s, words, ROLE_RECIPIENT, pooled + (n->heads + 1) * w);
		pool_mean(n, &s, words, ROLE_NONE, pooled + (n->heads + 2) * w);
	}
	apply(&n->hidden, pooled, hidden);
	for (size_t i = 0; i < n->hidden_size; i++)
		hidden[i] = gelu(hidden[i]);
	apply(&n->out, hidden, out);
	for (size_t k = 0; k < RELATE_TYPES; k++)
		logit[k] = (double)out[k];
}
