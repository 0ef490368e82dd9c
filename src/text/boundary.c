/* boundary.c: see boundary.h. The weights are learned by train/sentence_boundary.py. */
#include "text/boundary.h"

/* b: the piece before the gap, a: the one behind it, bb and aa: one further. "kind" is what sort of piece,
 * "form" the word itself. The order is free; the trained file names its templates. */
enum template {
	T_BIAS, T_BKIND, T_AKIND, T_KINDS, T_BFORM, T_AFORM, T_BFORM_AKIND, T_BKIND_AFORM, T_BBKIND, T_BBFORM, T_BBFORM_KINDS,
	T_AAKIND, T_AAFORM, T_STATE, T_SINCE, T_AFORM_AAKIND, T_AFORMS, T_WORD, T_WORD_AFORM, T_FIRST, T_BLENGTH,
};

const char *const boundary_templates[] = {
	"bias", "b", "a", "b,a", "bform", "aform", "bform,a", "b,aform", "bb,b,a", "bbform,b", "bbform,b,a",
	"b,a,aa", "b,a,aaform", "state,b,a", "since,b,a", "b,aform,aa", "aform,aaform", "word,b,a", "wordform,aform", "first,b,a", "length,b,a",
	NULL,
};

static struct boundary_value value_of(struct str s)
{
	return (struct boundary_value){s, text_hash(s.data, s.length)};
}

static struct str quote_kind(const struct piece *p)
{
	static const char *const kinds[2][2] = {{"tightquote", "endquote"}, {"openquote", "freequote"}};
	return str_of(kinds[p->space_before][p->space_after]);
}

static struct str word_kind(const struct text_tables *tables, const struct piece *p)
{
	static const char *const shapes[] = {"word", "lower", "cap", "caps", "initial", "mixed", "num"};
	static const char *const abbreviations[] = {"", "title", "abbr", "number", "date"};
	if (p->abbreviation && p->shape == SHAPE_INITIAL)
		return STR("initial.");
	if (p->abbreviation)
		return p->shape == SHAPE_CAPITAL && p->abbreviation == ABBREVIATION_PLAIN ? STR("capabbr") : str_of(abbreviations[p->abbreviation]);
	if ((p->shape == SHAPE_CAPITAL || p->shape == SHAPE_INITIAL) && text_value(tables, text_key(LIST_STARTER, p->hash)))
		return STR("starter");
	return str_of(shapes[p->shape]);
}

static struct str kind_text(const struct text_tables *tables, struct str text, const struct piece *p)
{
	static const char *const others[] = {
		[PIECE_NUMBER] = "num", [PIECE_ADDRESS] = "address", [PIECE_EMOTICON] = "face", [PIECE_ELLIPSIS] = "ellipsis",
	};
	if (p->kind == PIECE_WORD)
		return word_kind(tables, p);
	if (p->kind == PIECE_QUOTE || p->kind == PIECE_SINGLE)
		return quote_kind(p);
	if (p->kind < sizeof others / sizeof *others && others[p->kind])
		return str_of(others[p->kind]);
	return p->end - p->start > 4 ? STR("run") : str_slice(text, p->start, p->end);
}

static struct boundary_value piece_kind(const struct text_tables *tables, struct str text, const struct piece *p)
{
	return value_of(kind_text(tables, text, p));
}

static struct boundary_value piece_form(struct str text, const struct piece *p)
{
	if (p->shape == SHAPE_DIGITS)
		return value_of(p->end - p->start == 4 ? STR("4digits") : p->end - p->start < 4 ? STR("digits") : STR("manydigits"));
	if (p->end - p->start > 24)
		return value_of(STR("long"));
	return (struct boundary_value){str_slice(text, p->start, p->end), p->hash};
}

static struct boundary_value bucket(size_t n)
{
	static const char *const names[] = {"0", "1", "2", "3", "4-5", "6-8", "9-12", "13-20", "21-30", "31+"};
	static const unsigned char most[] = {0, 1, 2, 3, 5, 8, 12, 20, 30};
	size_t i = 0;
	while (i < sizeof most && n > most[i])
		i++;
	return value_of(str_of(names[i]));
}

/* No sentence starts with these, and none ends between two words in running lower case or inside a word. */
static bool impossible(const struct piece *pieces, size_t count, size_t index)
{
	const struct piece *b = &pieces[index], *a = b + 1;
	if ((a->kind == PIECE_QUOTE || a->kind == PIECE_SINGLE) && index + 2 == count)
		return true; /* the last mark of a paragraph closes, however it is typed */
	if (b->range > 1 || (index > 0 && b[-1].range > 2))
		return true;
	if (a->kind == PIECE_STOP || a->kind == PIECE_COMMA || a->kind == PIECE_CLOSE)
		return true;
	bool b_word = b->kind == PIECE_WORD || b->kind == PIECE_NUMBER || b->kind == PIECE_COMMA;
	if (b_word && !b->abbreviation && a->kind == PIECE_WORD && a->shape == SHAPE_LOWER && !a->abbreviation)
		return true;
	return !b->space_after && (b_word || b->kind == PIECE_OPEN || b->kind == PIECE_SYMBOL) && a->kind != PIECE_OPEN && a->kind != PIECE_QUOTE;
}

struct context {
	struct boundary_feature *features;
	size_t count;
};

static void add(struct context *c, enum template number, size_t values, struct boundary_value v0, struct boundary_value v1,
                struct boundary_value v2)
{
	struct boundary_feature *f = &c->features[c->count++];
	*f = (struct boundary_feature){(unsigned)number, {v0, v1, v2}, values};
}

/* The last word at or before INDEX: behind closing marks, what the sentence really ended with. */
static const struct piece *last_word(const struct piece *pieces, size_t index)
{
	for (size_t back = 0; back < 4 && back <= index; back++)
		if (pieces[index - back].kind <= PIECE_ADDRESS)
			return &pieces[index - back];
	return &pieces[index];
}

size_t boundary_features(const struct text_tables *tables, struct str text, const struct piece *pieces, size_t count, size_t index,
                         struct boundary_feature features[BOUNDARY_FEATURES])
{
	if (impossible(pieces, count, index))
		return 0;
	static const char *const states[2][2] = {{"plain", "bracket"}, {"quote", "both"}};
	const struct boundary_value none = value_of(STR("none")), no = {0};
	const struct piece *b = &pieces[index], *a = b + 1, *word = last_word(pieces, index);
	const struct boundary_value space = value_of(b->space_after ? STR("space") : STR("tight"));
	struct boundary_value bk = piece_kind(tables, text, b), ak = piece_kind(tables, text, a), bf = piece_form(text, b), af = piece_form(text, a);
	struct boundary_value bbk = index ? piece_kind(tables, text, b - 1) : none, bbf = index ? piece_form(text, b - 1) : none;
	struct boundary_value aak = index + 2 < count ? piece_kind(tables, text, a + 1) : none, aaf = index + 2 < count ? piece_form(text, a + 1) : none;
	struct context c = {features, 0};
	add(&c, T_BIAS, 1, space, no, no);
	add(&c, T_BKIND, 2, bk, space, no);
	add(&c, T_AKIND, 1, ak, no, no);
	add(&c, T_KINDS, 2, bk, ak, no);
	add(&c, T_BFORM, 1, bf, no, no);
	add(&c, T_AFORM, 1, af, no, no);
	add(&c, T_BFORM_AKIND, 2, bf, ak, no);
	add(&c, T_BKIND_AFORM, 2, bk, af, no);
	add(&c, T_BBKIND, 3, bbk, bk, ak);
	add(&c, T_BBFORM, 2, bbf, bk, no);
	add(&c, T_BBFORM_KINDS, 3, bbf, bk, ak);
	add(&c, T_AAKIND, 3, bk, ak, aak);
	add(&c, T_AAFORM, 3, bk, ak, aaf);
	add(&c, T_STATE, 3, value_of(str_of(states[b->in_quote][b->in_bracket])), bk, ak);
	add(&c, T_SINCE, 3, bucket(b->since_stop), bk, ak);
	add(&c, T_AFORM_AAKIND, 3, bk, af, aak);
	add(&c, T_AFORMS, 2, af, aaf, no);
	add(&c, T_WORD, 3, piece_kind(tables, text, word), bk, ak);
	add(&c, T_WORD_AFORM, 2, piece_form(text, word), af, no);
	add(&c, T_FIRST, 3, bucket(b->place), bk, ak);
	add(&c, T_BLENGTH, 3, bucket(word->end - word->start), bk, ak);
	return c.count;
}

/* "... two men. Sept. 11 ...": a plain word, its full stop, a space and a capital end a sentence; in the training data
 * 99.8 % of such places do, and rare words behind them must not outvote that. */
static bool certain(const struct piece *pieces, size_t index)
{
	const struct piece *b = &pieces[index], *a = b + 1, *word = b - 1;
	if (index == 0 || b->kind != PIECE_STOP || b->end - b->start != 1 || b->space_before || !b->space_after || b->in_bracket)
		return false;
	return word->kind == PIECE_WORD && word->shape == SHAPE_LOWER && !word->abbreviation && word->end - word->start >= 3 &&
	       a->kind == PIECE_WORD && (a->shape == SHAPE_CAPITAL || a->shape == SHAPE_CAPITALS || a->shape == SHAPE_INITIAL);
}

bool boundary_at(const struct text_tables *tables, struct str text, const struct piece *pieces, size_t count, size_t index)
{
	struct boundary_feature features[BOUNDARY_FEATURES];
	size_t feature_count = boundary_features(tables, text, pieces, count, index, features);
	if (!feature_count || certain(pieces, index))
		return feature_count > 0;
	int64_t score = 0;
	for (size_t i = 0; i < feature_count; i++) {
		uint64_t key = feature_start(features[i].number);
		for (size_t k = 0; k < features[i].count; k++)
			key = feature_add(key, features[i].value[k].hash);
		score += text_value(tables, text_key(LIST_BOUNDARY, key));
	}
	return score > 0;
}
