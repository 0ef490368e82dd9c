/* score.c: from the heads' outputs to tags, arcs and relations. */
#include "network.h"

#include <float.h>

#include "ud.h"

static float *head_of(const struct syntax *s, enum head head, size_t row)
{
	return s->heads + row * s->model->heads.rows + s->model->head_row[head];
}

static size_t largest(const float *score, size_t count)
{
	size_t best = 0;
	for (size_t i = 1; i < count; i++)
		if (score[i] > score[best])
			best = i;
	return best;
}

/* --- arcs ---------------------------------------------------------------------------------- */

/* arc_dep of every word, with a 1 behind, times the arc matrix. */
static void project_dependents(struct syntax *s, const struct piece *piece)
{
	const struct syntax_model *m = s->model;
	m->kernel->float_product(&(struct float_product){
		.a = head_of(s, HEAD_ARC_DEP, piece->row + 1), .a_stride = m->heads.rows, .rows = piece->count,
		.b = m->arc_matrix, .b_stride = m->hidden, .inner = m->hidden, .columns = m->hidden,
		.init = m->arc_matrix + m->hidden * m->hidden, .init_step = 0,
		.out = s->arc_dep, .out_stride = m->hidden,
	});
}

static void transpose_heads(struct syntax *s, const struct piece *piece, size_t columns)
{
	size_t hidden = s->model->hidden;
	for (size_t j = 0; j < columns; j++) {
		const float *head = head_of(s, HEAD_ARC_HEAD, piece->row + j);
		for (size_t h = 0; h < hidden; h++)
			s->arc_head[h * columns + j] = j <= piece->count ? head[h] : 0;
	}
}

/* Row I of s->arc has the scores of word I (from 1) hanging on 0 .. count; returns the rows' stride. */
static size_t score_arcs(struct syntax *s, const struct piece *piece)
{
	size_t columns = padded(piece->count + 1, 16), hidden = s->model->hidden;
	project_dependents(s, piece);
	transpose_heads(s, piece, columns);
	s->model->kernel->float_product(&(struct float_product){
		.a = s->arc_dep, .a_stride = hidden, .rows = piece->count,
		.b = s->arc_head, .b_stride = columns, .inner = hidden, .columns = columns,
		.init = s->distance + PIECE_WORDS - 1, .init_step = -1, /* word 1 and head 0: difference -1 */
		.out = s->arc + columns, .out_stride = columns,
	});
	return columns;
}

/* --- relations ----------------------------------------------------------------------------- */

/* Words in the order of their heads: a counting sort, stable. */
static void order_by_head(struct syntax *s, size_t count)
{
	uint16_t start[PIECE_WORDS + 2] = {0};
	for (size_t i = 1; i <= count; i++)
		start[s->tree[i] + 1]++;
	for (size_t j = 1; j <= count; j++)
		start[j] = (uint16_t)(start[j] + start[j - 1]);
	for (size_t i = 1; i <= count; i++)
		s->by_head[start[s->tree[i]]++] = (uint16_t)i;
}

/* label_head of GROUP heads, with a 1 behind, times the tensor: for each a matrix [label_size + 1][labels]. */
static void project_heads(struct syntax *s, size_t group)
{
	const struct syntax_model *m = s->model;
	size_t columns = (m->label_size + 1) * m->label_stride;
	m->kernel->float_product(&(struct float_product){
		.a = s->label_head, .a_stride = m->label_size, .rows = group,
		.b = m->label_tensor, .b_stride = columns, .inner = m->label_size, .columns = columns,
		.init = m->label_tensor + m->label_size * columns, .init_step = 0,
		.out = s->label_matrix, .out_stride = columns,
	});
}

/* The best relation but root of the word in ROW to the head whose matrix is in slot SLOT. */
static size_t best_label(struct syntax *s, size_t row, size_t slot)
{
	const struct syntax_model *m = s->model;
	const float *matrix = s->label_matrix + slot * (m->label_size + 1) * m->label_stride;
	m->kernel->float_product(&(struct float_product){
		.a = head_of(s, HEAD_LABEL_DEP, row), .a_stride = m->heads.rows, .rows = 1,
		.b = matrix, .b_stride = m->label_stride, .inner = m->label_size, .columns = m->label_stride,
		.init = matrix + m->label_size * m->label_stride, .init_step = 0,
		.out = s->label_score, .out_stride = m->label_stride,
	});
	s->label_score[m->root_label] = -FLT_MAX;
	return largest(s->label_score, m->deprel.count);
}

static void label_group(struct syntax *s, const struct piece *piece, size_t from, size_t to, size_t group)
{
	size_t slot = 0;
	project_heads(s, group);
	for (size_t k = from; k < to; k++) {
		size_t word = s->by_head[k];
		slot += k > from && s->tree[word] != s->tree[s->by_head[k - 1]];
		piece->tokens[word - 1].deprel = s->model->deprel.value[best_label(s, piece->row + word, slot)];
	}
}

/* The head's half of a label's score is made once for all its dependents. */
static void label_words(struct syntax *s, const struct piece *piece)
{
	size_t from = 0, group = 0, k = 0, size = s->model->label_size;
	order_by_head(s, piece->count);
	while (k < piece->count && s->tree[s->by_head[k]] == 0)
		piece->tokens[s->by_head[k++] - 1].deprel = REL_root;
	for (from = k; k < piece->count; k++) {
		size_t head = s->tree[s->by_head[k]];
		if (k > from && head == s->tree[s->by_head[k - 1]])
			continue;
		if (group == LABEL_GROUP) {
			label_group(s, piece, from, k, group);
			from = k;
			group = 0;
		}
		memcpy(s->label_head + group++ * size, head_of(s, HEAD_LABEL_HEAD, piece->row + head), size * sizeof(float));
	}
	if (group)
		label_group(s, piece, from, k, group);
}

/* --- lemmas -------------------------------------------------------------------------------- */

/* A form has one lemma with one tag: the last one is kept beside its input, as long as no other form took the slot. */
static struct str lemma_of(struct syntax *s, size_t row, struct str form, size_t tag, struct arena *arena)
{
	const struct syntax_model *m = s->model;
	const struct word_text *word = &s->words[row];
	struct cached_form *kept = s->inputs[row].form;
	if (!kept || kept->length != form.length || memcmp(kept->form, form.data, form.length) != 0)
		return lemma_join(lemma_find(&m->lemma, word, m->xpos.name[tag]), word, m->xpos.name[tag], arena);
	if (kept->tag != tag + 1) {
		kept->lemma = lemma_find(&m->lemma, word, m->xpos.name[tag]);
		kept->tag = (uint8_t)(tag + 1);
	}
	return lemma_join(kept->lemma, word, m->xpos.name[tag], arena);
}

/* --- all of a piece ------------------------------------------------------------------------ */

/* By how much the score of VERB is above the best of the others (or below it), in quarters. */
static int8_t verb_odds(const struct syntax_model *m, const float *score)
{
	float verb = -FLT_MAX, other = -FLT_MAX;
	for (size_t i = 0; i < m->upos.count; i++)
		if (m->upos.value[i] == UPOS_VERB)
			verb = score[i];
		else if (score[i] > other)
			other = score[i];
	float odds = (verb - other) * 4;
	return (int8_t)(odds > 127 ? 127 : odds < -127 ? -127 : odds);
}

void score_piece(struct syntax *s, const struct piece *piece, struct arena *arena)
{
	const struct syntax_model *m = s->model;
	size_t stride = score_arcs(s, piece);
	tree_best(s->arc, stride, piece->count, s->tree, s->scratch);
	for (size_t i = 0; i < piece->count; i++) {
		struct token *token = &piece->tokens[i];
		size_t row = piece->row + 1 + i;
		token->upos = m->upos.value[largest(head_of(s, HEAD_UPOS, row), m->upos.count)];
		token->verb_odds = verb_odds(m, head_of(s, HEAD_UPOS, row));
		size_t tag = largest(head_of(s, HEAD_XPOS, row), m->xpos.count);
		token->xpos = m->xpos.value[tag];
		token->lemma = lemma_of(s, row, token->form, tag, arena);
		token->head = s->tree[i + 1] == 0 ? -1 : (int32_t)(piece->base + s->tree[i + 1] - 1);
	}
	label_words(s, piece);
}
