#include "conllu.h"

#include "base/utf8.h"
#include "syntax.h"

struct reader {
	const char *file;
	struct arena *arena;
	struct error *error;
	struct str rest, line; /* what is left; the line at hand */
	size_t number;         /* of that line */
	struct conllu *out;
	size_t given_capacity, sentence_capacity, block_capacity;
	bool new_block; /* the sentence at hand begins a document or a paragraph */
	char *text;     /* being put together */
	size_t text_length, text_capacity;
};

/* Always false. AT points into the line. */
static bool fail(struct reader *r, const char *at, const char *why)
{
	size_t before = at ? (size_t)(at - r->line.data) : 0;
	return error_at(r->error, ERROR_INPUT, r->file, r->number, utf8_count(str_slice(r->line, 0, before)) + 1, r->line, "%s", why);
}

/* --- lines --------------------------------------------------------------------------------- */

static bool next_line(struct reader *r)
{
	if (!r->rest.data || r->rest.length == 0)
		return false;
	r->line = str_cut(&r->rest, '\n');
	if (r->line.length && r->line.data[r->line.length - 1] == '\r')
		r->line.length--;
	r->number++;
	return true;
}

static bool split_columns(struct reader *r, struct conllu_line *line)
{
	struct str rest = r->line;
	line->whole = r->line;
	line->number = r->number;
	for (size_t i = 0; i < CONLLU_COLUMNS; i++) {
		if (!rest.data)
			return fail(r, r->line.data + r->line.length, "a word needs ten columns with tabs between them");
		line->column[i] = str_cut(&rest, '\t');
		if (line->column[i].length == 0)
			return fail(r, line->column[i].data, "an empty column; write _ for what is not known");
	}
	return !rest.data || fail(r, rest.data - 1, "more than ten columns");
}

/* "4-5" or "8.1": the two numbers. */
static bool two_numbers(struct str id, char between, uint64_t *first, uint64_t *second)
{
	struct str left = str_cut(&id, between);
	return id.data && str_to_u64(left, first) && str_to_u64(id, second);
}

/* WORDS is how many came before; *range_end is the last word of a range that is still open. */
static bool classify(struct reader *r, struct conllu_line *line, size_t words, size_t *range_end)
{
	struct str id = line->column[CONLLU_ID];
	uint64_t first, second;
	if (str_to_u64(id, &first)) {
		line->kind = CONLLU_WORD;
		return first == words + 1 || fail(r, id.data, "words are numbered 1, 2, 3 in each sentence");
	}
	if (two_numbers(id, '-', &first, &second)) {
		line->kind = CONLLU_RANGE;
		if (first != words + 1 || second < first || second - first > 200 || first <= *range_end)
			return fail(r, id.data, "a range begins with the next word and ends at a later one");
		*range_end = (size_t)second;
		return true;
	}
	line->kind = CONLLU_EMPTY;
	return (two_numbers(id, '.', &first, &second) && first == words && second > 0) ||
	       fail(r, id.data, "not a number, a range such as 4-5 or an empty node such as 8.1");
}

/* --- text ---------------------------------------------------------------------------------- */

static size_t append_text(struct reader *r, struct str s)
{
	if (r->text_length + s.length > r->text_capacity) {
		size_t wanted = (r->text_length + s.length) * 2 + 4096;
		char *moved = arena_alloc(r->arena, wanted);
		if (r->text_length)
			memcpy(moved, r->text, r->text_length);
		r->text = moved;
		r->text_capacity = wanted;
	}
	memcpy(r->text + r->text_length, s.data, s.length);
	r->text_length += s.length;
	return r->text_length;
}

static bool no_space_after(struct str misc)
{
	for (struct str rest = misc; rest.data;)
		if (str_equal(str_cut(&rest, '|'), STR("SpaceAfter=No")))
			return true;
	return false;
}

/* Words of a range have spans of their own where their forms make the range's ("do" "n't"), else the range's. */
static void place_range(struct reader *r, const struct conllu_line *line, struct token *tokens, size_t count)
{
	struct str whole = line->column[CONLLU_FORM];
	size_t start = r->text_length, at = 0;
	for (size_t i = 0; i < count; i++) {
		struct str form = tokens[i].form;
		bool here = at <= whole.length && str_starts(str_slice(whole, at, whole.length), form);
		at = here ? at + form.length : SIZE_MAX;
		tokens[i].span = (struct span){start + at - form.length, start + at};
	}
	size_t end = append_text(r, whole);
	for (size_t i = 0; i < count && at != whole.length; i++)
		tokens[i].span = (struct span){start, end};
	tokens[0].range = (uint8_t)count;
	for (size_t i = 0; i + 1 < count; i++)
		tokens[i].space_after = false;
	tokens[count - 1].space_after = !no_space_after(line->column[CONLLU_MISC]);
}

static size_t range_length(struct str id)
{
	uint64_t first = 0, last = 0;
	two_numbers(id, '-', &first, &last);
	return (size_t)(last - first + 1);
}

static void place_word(struct reader *r, const struct conllu_line *line, struct token *token)
{
	size_t start = r->text_length;
	token->span = (struct span){start, append_text(r, token->form)};
	token->space_after = !no_space_after(line->column[CONLLU_MISC]);
}

static void place_words(struct reader *r, const struct conllu_sentence *given, struct sentence *sentence)
{
	size_t word = 0, covered = 0; /* words before COVERED lie in a range */
	for (size_t i = 0; i < given->line_count; i++) {
		const struct conllu_line *line = &given->lines[i];
		struct token *token = sentence->tokens + word;
		if (line->kind == CONLLU_RANGE) {
			covered = word + range_length(line->column[CONLLU_ID]);
			place_range(r, line, token, covered - word);
		} else if (line->kind == CONLLU_WORD && word >= covered) {
			place_word(r, line, token);
		}
		word += line->kind == CONLLU_WORD;
		if (word == 0 || word < covered || line->kind != CONLLU_WORD || word == sentence->count)
			continue;
		if (sentence->tokens[word - 1].space_after)
			append_text(r, STR(" "));
	}
	sentence->span = (struct span){sentence->tokens[0].span.start, sentence->tokens[sentence->count - 1].span.end};
}

/* --- sentences ----------------------------------------------------------------------------- */

static struct sentence words_of(struct reader *r, const struct conllu_sentence *given, size_t count)
{
	struct sentence sentence = {.count = count, .root = -1};
	sentence.tokens = arena_zalloc(r->arena, count, sizeof *sentence.tokens);
	size_t word = 0;
	for (size_t i = 0; i < given->line_count; i++) {
		if (given->lines[i].kind != CONLLU_WORD)
			continue;
		struct token *token = &sentence.tokens[word++];
		token->form = given->lines[i].column[CONLLU_FORM];
		token->head = token->first_child = token->next_sibling = -1;
		token->upos = UPOS_X;
		token->xpos = XPOS_NONE;
		token->deprel = REL_dep;
	}
	return sentence;
}

static void open_block(struct reader *r)
{
	struct conllu *out = r->out;
	if (out->count > 0 && !r->new_block) {
		if (out->sentences[out->count - 1].tokens[out->sentences[out->count - 1].count - 1].space_after)
			append_text(r, STR(" "));
		return;
	}
	if (out->count > 0)
		append_text(r, STR("\n\n"));
	struct block block = {.kind = BLOCK_BODY, .span = {r->text_length, r->text_length}};
	arena_push(r->arena, out->blocks, out->block_count, r->block_capacity, block);
	r->new_block = false;
}

static void finish_sentence(struct reader *r, const struct conllu_sentence *given, size_t words)
{
	struct conllu *out = r->out;
	struct sentence sentence = words_of(r, given, words);
	open_block(r);
	place_words(r, given, &sentence);
	sentence.block = out->block_count - 1;
	out->blocks[sentence.block].span.end = r->text_length;
	size_t count = out->count;
	arena_push(r->arena, out->given, count, r->given_capacity, *given);
	arena_push(r->arena, out->sentences, out->count, r->sentence_capacity, sentence);
}

static bool is_block_comment(struct str line)
{
	struct str rest = str_trim(str_slice(line, 1, line.length));
	return str_starts(rest, STR("newpar")) || str_starts(rest, STR("newdoc"));
}

/* The line at hand is the sentence's first; reads up to the empty line behind it. */
static bool read_sentence(struct reader *r)
{
	struct conllu_sentence given = {0};
	size_t comment_capacity = 0, line_capacity = 0, words = 0, range_end = 0;
	do {
		if (r->line.length == 0)
			break;
		if (r->line.data[0] == '#') {
			if (given.line_count)
				return fail(r, r->line.data, "a comment amid a sentence's words; an empty line ends a sentence");
			arena_push(r->arena, given.comments, given.comment_count, comment_capacity, r->line);
			r->new_block |= is_block_comment(r->line);
			continue;
		}
		struct conllu_line line = {0};
		if (!split_columns(r, &line) || !classify(r, &line, words, &range_end))
			return false;
		words += line.kind == CONLLU_WORD;
		arena_push(r->arena, given.lines, given.line_count, line_capacity, line);
	} while (next_line(r));
	if (words == 0)
		return fail(r, NULL, "comments or nodes without the words of a sentence");
	if (range_end > words)
		return fail(r, NULL, "the sentence ends inside a range");
	finish_sentence(r, &given, words);
	return true;
}

bool conllu_read(struct str data, const char *file, struct arena *arena, struct conllu *conllu, struct error *error)
{
	size_t replaced;
	if (str_starts(data, STR("\xef\xbb\xbf")))
		data = str_slice(data, 3, data.length);
	*conllu = (struct conllu){.file = str_of(file)};
	struct reader r = {.file = file, .arena = arena, .error = error, .out = conllu};
	r.rest = utf8_repair(arena, data, &replaced);
	while (next_line(&r))
		if (r.line.length && !read_sentence(&r))
			return false;
	conllu->text = (struct str){r.text, r.text_length};
	return true;
}

/* --- the file's own analysis --------------------------------------------------------------- */

static bool bad_column(const struct conllu *conllu, const struct conllu_line *line, enum conllu_column column, const char *why,
                       struct error *error)
{
	size_t before = (size_t)(line->column[column].data - line->whole.data);
	return error_at(error, ERROR_INPUT, conllu->file.data, line->number, utf8_count(str_slice(line->whole, 0, before)) + 1,
	                line->whole, "%s", why);
}

static bool take_word(const struct conllu *conllu, const struct conllu_line *line, size_t count, struct token *token,
                      struct error *error)
{
	const struct str *column = line->column;
	uint64_t head;
	unsigned upos = upos_value(column[CONLLU_UPOS]), xpos = xpos_value(column[CONLLU_XPOS]);
	unsigned deprel = deprel_value(column[CONLLU_DEPREL]);
	if (upos == UPOS_COUNT)
		return bad_column(conllu, line, CONLLU_UPOS, "not a part of speech of Universal Dependencies", error);
	if (deprel == DEPREL_COUNT)
		return bad_column(conllu, line, CONLLU_DEPREL, "not a relation of Universal Dependencies", error);
	if (!str_to_u64(column[CONLLU_HEAD], &head) || head > count)
		return bad_column(conllu, line, CONLLU_HEAD, "not the number of a word of the sentence", error);
	token->upos = (uint8_t)upos;
	token->xpos = (uint8_t)(xpos == XPOS_COUNT ? XPOS_NONE : xpos);
	token->deprel = (uint8_t)deprel;
	token->head = (int32_t)head - 1;
	token->lemma = column[CONLLU_LEMMA];
	return true;
}

/* One root, and every word below it: what syntax_link reaches from the root is the whole sentence. */
static bool is_tree(const struct sentence *sentence, struct arena *arena)
{
	size_t count = sentence->count, roots = 0;
	size_t *seen = arena_zalloc(arena, count, sizeof *seen);
	for (size_t i = 0; i < count; i++) {
		int32_t at = (int32_t)i;
		roots += sentence->tokens[i].head < 0;
		for (; at >= 0 && seen[at] == 0; at = sentence->tokens[at].head)
			seen[at] = i + 1;
		if (at >= 0 && seen[at] == i + 1)
			return false;
	}
	return roots == 1;
}

bool conllu_take_analysis(struct conllu *conllu, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	bool fine = true;
	for (size_t i = 0; i < conllu->count && fine; i++) {
		const struct conllu_sentence *given = &conllu->given[i];
		struct sentence *sentence = &conllu->sentences[i];
		size_t word = 0;
		for (size_t k = 0; k < given->line_count && fine; k++)
			if (given->lines[k].kind == CONLLU_WORD)
				fine = take_word(conllu, &given->lines[k], sentence->count, &sentence->tokens[word++], error);
		arena_reset(&arena);
		if (fine && !is_tree(sentence, &arena))
			fine = bad_column(conllu, &given->lines[0], CONLLU_HEAD, "the heads of this sentence are no tree with one root", error);
		if (fine)
			syntax_link(sentence);
	}
	arena_free(&arena);
	return fine;
}
