/* syntax.c: sentences into batches, and whole trees out of what comes back. */
#include "syntax.h"

#include <stdlib.h>

#include "network.h"
#include "ud.h"

/* --- the per-thread object ----------------------------------------------------------------- */

/* Everything is made once at its largest size (about 20 MB of addresses, of which short sentences
 * touch a tenth), so that parsing itself cannot run out of memory. */
static void *allocate(size_t count, size_t size)
{
	size_t bytes = padded(count * size, 64);
	void *memory = aligned_alloc(64, bytes);
	return memory ? memset(memory, 0, bytes) : NULL;
}

#define ALLOCATE(pointer, count) (((pointer) = allocate((count), sizeof *(pointer))) != NULL)

static bool allocate_all(struct syntax *s)
{
	const struct syntax_model *m = s->model;
	size_t fill = BATCH_ROWS > PIECE_WORDS + 2 ? BATCH_ROWS : PIECE_WORDS + 2;
	size_t rows = s->row_capacity = fill, all = rows + KERNEL_TILE + 2, words = padded(PIECE_WORDS + 1, 16);
	return ALLOCATE(s->pieces, BATCH_ROWS) && ALLOCATE(s->words, rows) && ALLOCATE(s->inputs, rows) && ALLOCATE(s->x, all * m->width) &&
	       ALLOCATE(s->q, all * 3 * m->width) && ALLOCATE(s->values, all * m->width) && ALLOCATE(s->scale, all) &&
	       ALLOCATE(s->scale_before, all) && ALLOCATE(s->scale_behind, all) && ALLOCATE(s->cache, 1) &&
	       ALLOCATE(s->cache->x, CACHE_SLOTS * m->width) &&
	       ALLOCATE(s->heads, all * m->heads.rows) && ALLOCATE(s->arc_dep, words * m->hidden) &&
	       ALLOCATE(s->arc_head, words * m->hidden) && ALLOCATE(s->distance, 2 * words) &&
	       ALLOCATE(s->tree, words) && ALLOCATE(s->by_head, words) && ALLOCATE(s->label_head, LABEL_GROUP * m->label_size) &&
	       ALLOCATE(s->label_matrix, LABEL_GROUP * (m->label_size + 1) * m->label_stride) &&
	       ALLOCATE(s->label_score, m->label_stride) && (s->arc = malloc(words * words * sizeof *s->arc)) != NULL &&
	       (s->scratch = tree_scratch_new(PIECE_WORDS)) != NULL;
}

static void spread_distances(struct syntax *s)
{
	for (size_t i = 0; i < 2 * padded(PIECE_WORDS + 1, 16); i++) {
		ptrdiff_t difference = (ptrdiff_t)i - PIECE_WORDS;
		difference = difference < -32 ? -32 : difference > 32 ? 32 : difference;
		s->distance[i] = s->model->arc_distance[difference + 32];
	}
}

bool syntax_new(struct syntax **out, const struct syntax_model *model, struct error *error)
{
	struct syntax *s = *out = calloc(1, sizeof *s);
	if (s)
		s->model = model;
	if (!s || !allocate_all(s)) {
		syntax_free(s);
		*out = NULL;
		return error_set(error, ERROR_SYSTEM, "no memory for the parser");
	}
	spread_distances(s);
	return true;
}

void syntax_free(struct syntax *s)
{
	if (!s)
		return;
	void *const parts[] = {s->pieces, s->words, s->inputs, s->x, s->q, s->values, s->scale, s->scale_before, s->scale_behind,
	                       s->cache ? s->cache->x : NULL, s->cache, s->heads, s->arc_dep, s->arc_head, s->distance,
	                       s->tree, s->by_head, s->label_head, s->label_matrix, s->label_score, s->arc};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		free(parts[i]);
	tree_scratch_free(s->scratch);
	free(s);
}

/* --- batches ------------------------------------------------------------------------------- */

static void run_batch(struct syntax *s, struct arena *arena)
{
	if (s->piece_count == 0)
		return;
	network_run(s, arena);
	for (size_t i = 0; i < s->piece_count; i++)
		score_piece(s, &s->pieces[i], arena);
	s->piece_count = 0;
	s->row_count = 0;
}

static void add_piece(struct syntax *s, struct token *tokens, size_t count, size_t base, struct arena *arena)
{
	size_t rows = count + 1; /* the root */
	size_t most = rows + 1 > BATCH_ROWS ? s->row_capacity : BATCH_ROWS;
	if (s->row_count + rows > most || (rows + 1 > BATCH_ROWS && s->piece_count > 0))
		run_batch(s, arena);
	if (s->row_count == 0)
		s->row_count = 1;
	s->pieces[s->piece_count++] = (struct piece){tokens + base, count, base, s->row_count};
	s->row_count += rows;
}

/* Where to end the piece that starts at FROM: behind the last punctuation of its last quarter. */
static size_t piece_end(const struct sentence *sentence, size_t from)
{
	size_t end = from + PIECE_WORDS;
	if (sentence->count <= end)
		return sentence->count;
	for (size_t i = end; i > end - PIECE_WORDS / 4; i--) {
		struct str form = sentence->tokens[i - 1].form;
		if (form.length == 1 && memchr(".;:!?,", form.data[0], 6))
			return i;
	}
	return end;
}

/* The roots of later pieces hang on the first one. */
static void join_pieces(struct sentence *sentence)
{
	int32_t root = -1;
	for (size_t i = 0; i < sentence->count; i++) {
		struct token *token = &sentence->tokens[i];
		if (token->head >= 0)
			continue;
		if (root < 0) {
			root = (int32_t)i;
		} else {
			token->head = root;
			token->deprel = REL_parataxis;
		}
	}
}

void syntax_parse(struct syntax *s, struct sentence *sentences, size_t count, struct arena *arena)
{
	s->piece_count = s->row_count = 0; /* the arena may have jumped out of an earlier call */
	for (size_t i = 0; i < count; i++)
		for (size_t from = 0; from < sentences[i].count;) {
			size_t end = piece_end(&sentences[i], from);
			add_piece(s, sentences[i].tokens, end - from, from, arena);
			from = end;
		}
	run_batch(s, arena);
	for (size_t i = 0; i < count; i++) {
		if (sentences[i].count > PIECE_WORDS)
			join_pieces(&sentences[i]);
		syntax_link(&sentences[i]);
	}
}

void syntax_leave(struct sentence *sentences, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t t = 0; t < sentences[i].count; t++) {
			struct token *token = &sentences[i].tokens[t];
			token->lemma = token->form;
			token->upos = UPOS_X;
			token->xpos = XPOS_NONE;
			token->head = t == 0 ? -1 : 0;
			token->deprel = t == 0 ? REL_root : REL_dep;
		}
		syntax_link(&sentences[i]);
	}
}

/* --- links --------------------------------------------------------------------------------- */

/* Children in text order: going backwards, each word is put in front of its head's list. */
static void link_children(struct sentence *sentence)
{
	for (size_t i = 0; i < sentence->count; i++) {
		struct token *token = &sentence->tokens[i];
		token->first_child = token->next_sibling = -1;
		token->left = token->right = (uint32_t)i;
	}
	for (size_t i = sentence->count; i-- > 0;) {
		struct token *token = &sentence->tokens[i];
		if (token->head < 0) {
			sentence->root = (int32_t)i;
			continue;
		}
		token->next_sibling = sentence->tokens[token->head].first_child;
		sentence->tokens[token->head].first_child = (int32_t)i;
	}
}

/* The word after AT when every word is left after its children, with the links as the only stack. */
static int32_t deepest(const struct token *tokens, int32_t at)
{
	while (tokens[at].first_child >= 0)
		at = tokens[at].first_child;
	return at;
}

static void widen(struct token *head, const struct token *child)
{
	if (child->left < head->left)
		head->left = child->left;
	if (child->right > head->right)
		head->right = child->right;
}

void syntax_link(struct sentence *sentence)
{
	struct token *tokens = sentence->tokens;
	sentence->root = -1;
	link_children(sentence);
	if (sentence->root < 0)
		return;
	for (int32_t at = deepest(tokens, sentence->root); at != sentence->root;) {
		widen(&tokens[tokens[at].head], &tokens[at]);
		at = tokens[at].next_sibling >= 0 ? deepest(tokens, tokens[at].next_sibling) : tokens[at].head;
	}
}
