/* lexer.c: white space, punctuation and symbols; words are word.c's, addresses address.c's. */
#include "text/lexer.h"

#include "base/utf8.h"

enum { MOST_EMOTICON = 6, MOST_ADDRESSES = 8, MOST_MARK_RUN = 4096 };

/* --- pieces ----------------------------------------------------------------------------------- */

static enum piece_shape shape_of(struct str form)
{
	size_t upper = 0, lower = 0, digits = 0, at = 0;
	bool first_upper = false;
	for (size_t i = 0; i < form.length; i++) {
		unsigned char c = (unsigned char)form.data[i];
		upper += ascii_is_upper(c);
		lower += ascii_is_lower(c) || c >= 0x80;
		digits += ascii_is_digit(c);
	}
	if (form.length)
		first_upper = utf8_is_upper(utf8_next(form, &at));
	if (digits && digits >= upper + lower)
		return SHAPE_DIGITS;
	if (first_upper && (at == form.length || (form.length == 2 && form.data[1] == '.')))
		return SHAPE_INITIAL;
	if (upper && !lower)
		return SHAPE_CAPITALS;
	if (first_upper)
		return SHAPE_CAPITAL;
	return upper ? SHAPE_MIXED : SHAPE_LOWER;
}

static bool space_at(const struct lexer *lexer, size_t at)
{
	if (at >= lexer->end)
		return true;
	unsigned char c = (unsigned char)lexer->text.data[at];
	if (c < 0x80)
		return c <= ' ' || c == 0x7F;
	return glyph_of(utf8_next(lexer->text, &at)) == GLYPH_SPACE;
}

static void note_state(struct lexer *lexer, struct piece *piece)
{
	if (piece->kind == PIECE_QUOTE)
		lexer->in_quote = piece->space_before == piece->space_after ? !lexer->in_quote : piece->space_before;
	if (piece->kind == PIECE_OPEN)
		lexer->brackets++;
	if (piece->kind == PIECE_CLOSE && lexer->brackets)
		lexer->brackets--;
	piece->in_quote = lexer->in_quote;
	piece->in_bracket = lexer->brackets > 0;
	piece->since_stop = (uint16_t)lexer->since_stop;
	piece->place = (uint16_t)lexer->place;
	lexer->since_stop += lexer->since_stop < 999;
	lexer->place += lexer->place < 999;
	if (piece->kind == PIECE_STOP || piece->kind == PIECE_ELLIPSIS)
		lexer->since_stop = 0;
}

void lexer_push(struct lexer *lexer, size_t start, size_t end, enum piece_kind kind)
{
	struct str form = str_slice(lexer->text, start, end);
	struct piece piece = {.start = start, .end = end, .kind = (uint8_t)kind};
	piece.hash = text_hash(form.data, form.length);
	if (kind == PIECE_WORD || kind == PIECE_NUMBER)
		piece.shape = (uint8_t)shape_of(form);
	piece.space_before = start == lexer->chunk_start;
	piece.space_after = space_at(lexer, end);
	note_state(lexer, &piece);
	arena_push(lexer->arena, lexer->pieces, lexer->count, lexer->capacity, piece);
	lexer->at = end;
}

/* --- chunks ----------------------------------------------------------------------------------- */

void lexer_start(struct lexer *lexer, size_t start, size_t end)
{
	lexer->at = lexer->chunk_end = start;
	lexer->end = end;
	lexer->count = 0;
	lexer->single_open = lexer->brackets = 0;
	lexer->in_quote = false;
	lexer->since_stop = lexer->place = 0;
}

static void skip_space(struct lexer *lexer)
{
	while (lexer->at < lexer->end && space_at(lexer, lexer->at)) {
		unsigned char c = (unsigned char)lexer->text.data[lexer->at];
		if (c < 0x80)
			lexer->at++;
		else
			utf8_next(lexer->text, &lexer->at);
	}
}

static unsigned class_of(unsigned char c)
{
	if (ascii_is_alpha(c))
		return BYTE_LETTER;
	if (ascii_is_digit(c))
		return BYTE_DIGIT;
	switch (c) {
	case '.': return BYTE_DOT;
	case '/': return BYTE_SLASH;
	case ':': return BYTE_COLON;
	case '@': return BYTE_AT;
	}
	return c >= 0x80 ? BYTE_HIGH : BYTE_OTHER;
}

static void start_chunk(struct lexer *lexer)
{
	size_t at = lexer->at;
	lexer->chunk_start = at;
	lexer->chunk_classes = 0;
	lexer->addresses = 0;
	while (!space_at(lexer, at)) {
		lexer->chunk_classes |= class_of((unsigned char)lexer->text.data[at]);
		if ((unsigned char)lexer->text.data[at] < 0x80)
			at++;
		else
			utf8_next(lexer->text, &at);
	}
	lexer->chunk_end = at;
}

/* --- marks ------------------------------------------------------------------------------------ */

static size_t run_of(const struct lexer *lexer, size_t at, const char *set)
{
	size_t end = at;
	while (end < lexer->chunk_end && end - at < MOST_MARK_RUN && lexer->text.data[end] && strchr(set, lexer->text.data[end]))
		end++;
	return end;
}

/* A face such as ":-)" that nothing runs on from; ":)" inside brackets is a colon and a bracket. */
static bool emoticon(struct lexer *lexer)
{
	const char *p = lexer->text.data + lexer->at;
	size_t left = lexer->chunk_end - lexer->at;
	for (size_t length = left < MOST_EMOTICON ? left : MOST_EMOTICON; length >= 2; length--) {
		if (length < left && (ascii_is_alpha((unsigned char)p[length]) || ascii_is_digit((unsigned char)p[length])))
			continue;
		if (length == 2 && p[1] == ')' && lexer->brackets)
			continue;
		if (text_lookup(lexer->tables, LIST_EMOTICON, p, length)) {
			lexer_push(lexer, lexer->at, lexer->at + length, PIECE_EMOTICON);
			return true;
		}
	}
	return false;
}

/* A chunk of rules and arrows ("-----", "|--->") is one piece. */
static bool whole_rule(struct lexer *lexer)
{
	if (lexer->at != lexer->chunk_start || lexer->chunk_end - lexer->at < 3)
		return false;
	size_t end = run_of(lexer, lexer->at, "-=<>*_~+#|{}^");
	if (end != lexer->chunk_end)
		return false;
	lexer_push(lexer, lexer->at, end, PIECE_DASH);
	return true;
}

static void stops(struct lexer *lexer)
{
	size_t at = lexer->at, dots = run_of(lexer, at, "."), end = run_of(lexer, at, ".!?");
	bool in_word = at > lexer->chunk_start && word_character(lexer->text, at - 1, at);
	if (dots - at == 1 && end == dots && !in_word && end < lexer->chunk_end && ascii_is_digit((unsigned char)lexer->text.data[end])) {
		while (end < lexer->chunk_end && ascii_is_digit((unsigned char)lexer->text.data[end]))
			end++;
		lexer_push(lexer, at, end, PIECE_NUMBER);
		return;
	}
	lexer_push(lexer, at, end, end == dots && dots - at > 1 ? PIECE_ELLIPSIS : PIECE_STOP);
}

static void dashes(struct lexer *lexer)
{
	size_t end = run_of(lexer, lexer->at, "-");
	if (end < lexer->chunk_end && lexer->text.data[end] == '>')
		end++;
	lexer_push(lexer, lexer->at, end, PIECE_DASH);
}

static void one(struct lexer *lexer, enum piece_kind kind)
{
	lexer_push(lexer, lexer->at, lexer->at + 1, kind);
}

static void quote(struct lexer *lexer) { one(lexer, PIECE_QUOTE); }
static void comma(struct lexer *lexer) { one(lexer, PIECE_COMMA); }
static void colon(struct lexer *lexer) { one(lexer, PIECE_COLON); }
static void opening(struct lexer *lexer) { one(lexer, PIECE_OPEN); }
static void closing(struct lexer *lexer) { one(lexer, PIECE_CLOSE); }

/* Repeated signs stay together: "***", "<<", "===". */
static void sign_run(struct lexer *lexer)
{
	char set[2] = {lexer->text.data[lexer->at], '\0'};
	lexer_push(lexer, lexer->at, run_of(lexer, lexer->at, set), PIECE_SYMBOL);
}

static void symbol(struct lexer *lexer) { one(lexer, PIECE_SYMBOL); }

/* "+852", "#tag", "@user": the sign belongs to the word; "#1" are two. */
static void sign_before_word(struct lexer *lexer)
{
	size_t at = lexer->at, end = at + 1;
	bool digit = end < lexer->chunk_end && ascii_is_digit((unsigned char)lexer->text.data[end]);
	bool letter = end < lexer->chunk_end && ascii_is_alpha((unsigned char)lexer->text.data[end]);
	if (at != lexer->chunk_start || !(lexer->text.data[at] == '+' ? digit : letter)) {
		sign_run(lexer);
		return;
	}
	for (size_t length; end - at < 256 && (length = word_character(lexer->text, end, lexer->chunk_end)); end += length)
		;
	lexer_push(lexer, at, end, digit ? PIECE_NUMBER : PIECE_WORD);
}

/* --- apostrophes and single quotation marks ----------------------------------------------------- */

static bool starts_elision(const struct lexer *lexer, size_t word, size_t *end)
{
	for (size_t length; *end - word < 32 && (length = word_character(lexer->text, *end, lexer->chunk_end)); *end += length)
		;
	const char *p = lexer->text.data + word;
	size_t length = *end - word;
	if (length == 0)
		return false;
	if (length == 2 && ascii_is_digit((unsigned char)p[0]) && ascii_is_digit((unsigned char)p[1]))
		return true; /* '02 */
	return text_lookup(lexer->tables, LIST_ELISION, p, length) || text_lookup(lexer->tables, LIST_CLITIC, p, length);
}

/* An apostrophe that no word has taken: LENGTH bytes at lexer->at. */
static void single(struct lexer *lexer, size_t length)
{
	size_t at = lexer->at, word = at + length, end = word;
	if (lexer->text.data[at] == '\'' || lexer->text.data[at] == '`') {
		if (word < lexer->chunk_end && lexer->text.data[word] == lexer->text.data[at]) { /* '' and `` were typed for double marks */
			lexer_push(lexer, at, at + 2, PIECE_QUOTE);
			return;
		}
	}
	if (starts_elision(lexer, word, &end)) {
		lexer_push(lexer, at, end, PIECE_WORD);
		return;
	}
	bool opens = end > word; /* something follows at once */
	lexer->single_open = opens ? word : 0;
	lexer_push(lexer, at, word, PIECE_SINGLE);
}

static void ascii_single(struct lexer *lexer) { single(lexer, 1); }

static void beyond_ascii(struct lexer *lexer)
{
	size_t at = lexer->at, next = at;
	enum glyph glyph = glyph_of(utf8_next(lexer->text, &next));
	if ((glyph == GLYPH_SINGLE_OPEN || glyph == GLYPH_APOSTROPHE) && apostrophe(lexer->text, next, lexer->chunk_end) == 3) {
		lexer_push(lexer, at, next + 3, PIECE_QUOTE); /* two single marks for a double one */
		return;
	}
	switch (glyph) {
	case GLYPH_QUOTE: lexer_push(lexer, at, next, PIECE_QUOTE); break;
	case GLYPH_DASH: lexer_push(lexer, at, next, PIECE_DASH); break;
	case GLYPH_ELLIPSIS: lexer_push(lexer, at, run_of(lexer, next, "."), PIECE_ELLIPSIS); break;
	case GLYPH_APOSTROPHE: single(lexer, next - at); break;
	case GLYPH_SINGLE_OPEN:
		lexer_push(lexer, at, next, PIECE_SINGLE);
		lexer->single_open = next;
		break;
	default: lexer_push(lexer, at, next, PIECE_SYMBOL); break;
	}
}

/* What to do at a byte that starts no word; NULL: one symbol. */
static void (*const mark_at[128])(struct lexer *) = {
	['.'] = stops, ['!'] = stops, ['?'] = stops, [','] = comma, [';'] = comma, [':'] = colon, ['-'] = dashes,
	['"'] = quote, ['\''] = ascii_single, ['`'] = ascii_single, ['('] = opening, ['['] = opening, ['{'] = opening,
	[')'] = closing, [']'] = closing, ['}'] = closing, ['='] = sign_run, ['*'] = sign_run, ['~'] = sign_run,
	['^'] = sign_run, ['|'] = sign_run, ['<'] = sign_run, ['>'] = sign_run, ['$'] = sign_run, ['+'] = sign_before_word,
	['#'] = sign_before_word, ['@'] = sign_before_word,
};

static void mark(struct lexer *lexer)
{
	unsigned char c = (unsigned char)lexer->text.data[lexer->at];
	if (c >= 0x80)
		beyond_ascii(lexer);
	else if (!whole_rule(lexer) && !emoticon(lexer))
		(mark_at[c] ? mark_at[c] : symbol)(lexer);
}

/* Addresses are looked for where a chunk starts and behind opening marks, a few times a chunk at the most. */
static bool address_may_start(struct lexer *lexer)
{
	if (!(lexer->chunk_classes & (BYTE_DOT | BYTE_AT | BYTE_SLASH)) || lexer->addresses >= MOST_ADDRESSES)
		return false;
	if (lexer->at != lexer->chunk_start && !strchr("<([{\"':=|", lexer->text.data[lexer->at - 1]) &&
	    (unsigned char)lexer->text.data[lexer->at - 1] < 0x80)
		return false;
	lexer->addresses++;
	return true;
}

bool lexer_next(struct lexer *lexer)
{
	if (lexer->at >= lexer->chunk_end) {
		skip_space(lexer);
		if (lexer->at >= lexer->end)
			return false;
		start_chunk(lexer);
	}
	if (!word_character(lexer->text, lexer->at, lexer->chunk_end))
		mark(lexer);
	else if (!whole_rule(lexer) && !(address_may_start(lexer) && lexer_address(lexer)))
		lexer_word(lexer);
	return true;
}
