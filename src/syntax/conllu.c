/* conllu.c: writing CoNLL-U. */
#include "conllu.h"

#include "syntax.h"

/* --- one word ------------------------------------------------------------------------------ */

/* Tabs and line ends would break the file; they become blanks. An empty string is an underscore. */
static void write_clean(struct str s, struct buf *out)
{
	size_t from = 0;
	for (size_t i = 0; i < s.length; i++)
		if ((unsigned char)s.data[i] < ' ') {
			buf_str(out, str_slice(s, from, i));
			buf_byte(out, ' ');
			from = i + 1;
		}
	buf_str(out, s.length ? str_slice(s, from, s.length) : STR("_"));
}

/* ID and FORM are written already: LEMMA to DEPS, each with a tab before it, and one behind. */
static void write_analysis(const struct token *token, struct buf *out)
{
	buf_byte(out, '\t');
	write_clean(token->lemma, out);
	buf_byte(out, '\t');
	buf_str(out, upos_name(token->upos));
	buf_byte(out, '\t');
	buf_str(out, xpos_name(token->xpos));
	buf_printf(out, "\t_\t%ld\t", (long)token->head + 1);
	buf_str(out, deprel_name(token->deprel));
	buf_text(out, "\t_\t");
}

/* --- from raw text ------------------------------------------------------------------------- */

/* Runs of white space become one blank, as in "# text". */
static void write_line(struct str text, struct buf *out)
{
	bool blank = false;
	text = str_trim(text);
	for (size_t i = 0; i < text.length; i++) {
		bool space = ascii_is_space((unsigned char)text.data[i]) || (unsigned char)text.data[i] < ' ';
		if (!space)
			buf_byte(out, text.data[i]);
		else if (!blank)
			buf_byte(out, ' ');
		blank = space;
	}
}

/* The surface form of the words FIRST to LAST: the text where it is at hand, else their forms. */
static void write_surface(const struct sentence *sentence, size_t first, size_t last, struct str text, struct buf *out)
{
	struct span from = sentence->tokens[first].span, to = sentence->tokens[last].span;
	size_t base = sentence->span.start;
	if (text.length == sentence->span.end - base && from.start >= base && to.end > from.start && to.end - base <= text.length) {
		write_clean(str_slice(text, from.start - base, to.end - base), out);
		return;
	}
	for (size_t i = first; i <= last; i++)
		write_clean(sentence->tokens[i].form, out);
}

static const char *space_after(const struct token *token)
{
	return token->space_after ? "_\n" : "SpaceAfter=No\n";
}

void syntax_write_conllu(const struct sentence *sentence, struct str text, struct buf *out)
{
	if (text.length) {
		buf_text(out, "# text = ");
		write_line(text, out);
		buf_byte(out, '\n');
	}
	size_t covered = 0; /* words before this one lie in a range */
	for (size_t i = 0; i < sentence->count; i++) {
		const struct token *token = &sentence->tokens[i];
		if (i >= covered && token->range > 1 && i + token->range <= sentence->count) {
			covered = i + token->range;
			buf_printf(out, "%zu-%zu\t", i + 1, covered);
			write_surface(sentence, i, covered - 1, text, out);
			buf_text(out, "\t_\t_\t_\t_\t_\t_\t_\t");
			buf_text(out, space_after(&sentence->tokens[covered - 1]));
		}
		buf_printf(out, "%zu\t", i + 1);
		write_clean(token->form, out);
		write_analysis(token, out);
		buf_text(out, i < covered ? "_\n" : space_after(token));
	}
	buf_byte(out, '\n');
}

void conllu_write_document(const struct document *document, struct buf *out)
{
	struct str id = document->id;
	for (size_t i = 0; i < document->sentence_count; i++) {
		const struct sentence *sentence = &document->sentences[i];
		if (sentence->count == 0)
			continue;
		if (i == 0 && id.length)
			buf_printf(out, "# newdoc id = %.*s\n", STR_ARG(id));
		if (i == 0 || sentence->block != sentence[-1].block)
			buf_text(out, "# newpar\n");
		buf_printf(out, "# sent_id = %.*s%s%zu\n", STR_ARG(id), id.length ? "-" : "", i + 1);
		syntax_write_conllu(sentence, str_slice(document->article.text, sentence->span.start, sentence->span.end), out);
	}
}

/* --- from CoNLL-U -------------------------------------------------------------------------- */

static void write_word(const struct conllu_line *line, const struct token *token, struct buf *out)
{
	buf_str(out, line->column[CONLLU_ID]);
	buf_byte(out, '\t');
	buf_str(out, line->column[CONLLU_FORM]);
	write_analysis(token, out);
	buf_str(out, line->column[CONLLU_MISC]);
}

void conllu_write(const struct conllu *conllu, struct buf *out)
{
	for (size_t i = 0; i < conllu->count; i++) {
		const struct conllu_sentence *given = &conllu->given[i];
		const struct token *token = conllu->sentences[i].tokens;
		for (size_t k = 0; k < given->comment_count; k++) {
			buf_str(out, given->comments[k]);
			buf_byte(out, '\n');
		}
		for (size_t k = 0; k < given->line_count; k++) {
			if (given->lines[k].kind == CONLLU_WORD)
				write_word(&given->lines[k], token++, out);
			else
				buf_str(out, given->lines[k].whole);
			buf_byte(out, '\n');
		}
		buf_byte(out, '\n');
	}
}
