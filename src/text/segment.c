/* segment.c: blocks into sentences. */
#include "text/boundary.h"
#include "text/quote.h"

enum {
	WINDOW = 2000,       /* pieces looked at together: bounds the scratch memory for a block of any length */
	MOST_PIECES = 380,   /* a longer sentence is cut; with split-off full stops it stays below 400 tokens */
	LOOK_AHEAD = 4,      /* pieces behind a gap that the splitter looks at */
};

struct segmenter {
	struct lexer lexer;
	struct document *document;
	size_t block;
	size_t capacity; /* of document->sentences */
};

/* --- pieces into a sentence ------------------------------------------------------------------------ */

/* The piece whose last byte is the sentence's full stop ("in the U.S."); COUNT when there is none. */
static size_t shared_stop(const struct piece *pieces, size_t count)
{
	for (size_t i = count; i-- > 0;) {
		if (pieces[i].abbreviation)
			return pieces[i].kind == PIECE_WORD || pieces[i].kind == PIECE_NUMBER ? i : count;
		if (pieces[i].kind != PIECE_CLOSE && pieces[i].kind != PIECE_QUOTE && pieces[i].kind != PIECE_SINGLE)
			break;
	}
	return count;
}

static void put_token(struct sentence *sentence, struct str text, size_t start, size_t end, uint8_t range, bool space_after)
{
	struct token *token = &sentence->tokens[sentence->count++];
	token->form = str_slice(text, start, end);
	token->span = (struct span){start, end};
	token->head = token->first_child = token->next_sibling = -1;
	token->range = range;
	token->space_after = space_after;
}

static void add_sentence(struct segmenter *s, const struct piece *pieces, size_t count)
{
	struct document *document = s->document;
	struct sentence sentence = {.block = s->block, .root = -1};
	size_t stop = shared_stop(pieces, count);
	sentence.tokens = arena_zalloc(document->arena, count + 1, sizeof *sentence.tokens);
	sentence.span = (struct span){pieces[0].start, pieces[count - 1].end};
	for (size_t i = 0; i < count; i++) {
		const struct piece *p = &pieces[i];
		put_token(&sentence, s->lexer.text, p->start, p->end - (i == stop), p->range, p->space_after && i != stop);
		if (i == stop)
			put_token(&sentence, s->lexer.text, p->end - 1, p->end, 0, p->space_after);
	}
	arena_push(document->arena, document->sentences, document->sentence_count, s->capacity, sentence);
}

/* --- sentences too long to be any ------------------------------------------------------------------- */

static int cut_value(const struct piece *p)
{
	switch (p->kind) {
	case PIECE_STOP: case PIECE_ELLIPSIS: return 5;
	case PIECE_COLON: case PIECE_DASH: return 3;
	case PIECE_COMMA: return 4; /* semicolons, too */
	case PIECE_CLOSE: case PIECE_QUOTE: return 2;
	default: return 1;
	}
}

/* How many pieces to cut off: behind the best mark in the second half, the last of its kind. */
static size_t best_cut(const struct piece *pieces)
{
	size_t best = MOST_PIECES;
	int value = 0;
	for (size_t i = MOST_PIECES / 2; i < MOST_PIECES; i++)
		if (cut_value(&pieces[i]) >= value && !pieces[i].range && !(i && pieces[i - 1].range > 2)) {
			value = cut_value(&pieces[i]);
			best = i + 1;
		}
	return best;
}

static void add_bounded(struct segmenter *s, const struct piece *pieces, size_t count)
{
	while (count > MOST_PIECES) {
		size_t cut = best_cut(pieces);
		add_sentence(s, pieces, cut);
		pieces += cut;
		count -= cut;
	}
	if (count)
		add_sentence(s, pieces, count);
}

/* --- blocks ------------------------------------------------------------------------------------------ */

/* Add the sentences that are sure to be whole; all of them when LAST. Returns how many pieces they took. */
static size_t take_sentences(struct segmenter *s, const struct text_tables *tables, bool last)
{
	const struct lexer *l = &s->lexer;
	size_t start = 0, sure = last || l->count < LOOK_AHEAD ? l->count : l->count - LOOK_AHEAD;
	for (size_t i = 0; i + 1 < l->count && i < sure; i++)
		if (boundary_at(tables, l->text, l->pieces, l->count, i)) {
			add_bounded(s, l->pieces + start, i + 1 - start);
			start = i + 1;
		}
	if (last || start == 0) { /* a window without an end: it is no sentence */
		size_t end = last ? l->count : sure;
		add_bounded(s, l->pieces + start, end - start);
		start = end;
	}
	return start;
}

static void segment_block(struct segmenter *s, const struct text_tables *tables, struct span span)
{
	struct lexer *l = &s->lexer;
	bool more = true;
	lexer_start(l, span.start, span.end);
	while (more) {
		while (l->count < WINDOW && more)
			more = lexer_next(l);
		size_t taken = take_sentences(s, tables, !more);
		if (taken)
			memmove(l->pieces, l->pieces + taken, (l->count - taken) * sizeof *l->pieces);
		l->count -= taken;
	}
}

void text_segment(const struct text_tables *tables, struct document *document)
{
	struct segmenter s = {.document = document};
	const struct article *article = &document->article;
	s.lexer.tables = tables;
	s.lexer.arena = document->arena;
	s.lexer.text = article->text;
	document->sentences = NULL;
	document->sentence_count = 0;
	for (size_t i = 0; i < article->block_count; i++) {
		s.block = i;
		if (article->blocks[i].kind == BLOCK_BODY || article->blocks[i].kind == BLOCK_TITLE)
			segment_block(&s, tables, article->blocks[i].span);
	}
	quote_mark(document);
}
