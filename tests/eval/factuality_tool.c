/* factuality_tool: did it happen? The standing that casus gives to every word that an event can be told by, for tests/eval/factuality_score.py.
 *
 *   factuality_tool PACK < articles.jsonl
 *
 * One line a word: article's id, first and last + 1 code point, "verb" or "noun" (how it was read), standing, the word. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "coding/factuality.h"
#include "each_article.h"

static const char *const names[] = {"actual", "negated", "planned", "conditional", "possible"};

static bool is_content_word(const struct token *token)
{
	return token->upos == UPOS_VERB || token->upos == UPOS_NOUN || token->upos == UPOS_ADJ || token->upos == UPOS_PROPN || token->upos == UPOS_PRON ||
	       token->upos == UPOS_ADV || token->upos == UPOS_AUX || token->upos == UPOS_ADP || token->upos == UPOS_PART;
}

/* Auxiliaries, copulas and particles stand for what they belong to. */
static int32_t predicate_of(const struct reading *r, int32_t t)
{
	unsigned rel = rel_of(r, t);
	bool part = rel == REL_aux || rel == REL_aux_pass || rel == REL_cop || rel == REL_compound_prt || (rel == REL_advmod && is_predicate(r, head_of(r, t)));
	return part && head_of(r, t) >= 0 ? head_of(r, t) : t;
}

static void print_token(struct reading *r, int32_t word)
{
	const struct document *document = r->document;
	const struct token *token = &r->tokens[word];
	int32_t t = predicate_of(r, word);
	bool noun = !is_predicate(r, t);
	struct standing standing = factuality_of_token(r, t, noun ? frame_of(r, t, true)->light : -1, noun, false);
	size_t start = utf8_count(str_slice(document->article.text, 0, token->span.start));
	size_t end = start + utf8_count(span_text(document, token->span));
	printf("%.*s\t%zu\t%zu\t%s\t%s\t%.*s\n", STR_ARG(document->article.source_id), start, end, noun ? "noun" : "verb",
	       names[standing.demanded && standing.factuality == FACT_ACTUAL ? FACT_PLANNED : standing.factuality], STR_ARG(token->form));
}

static void print_document(void *context, const struct kit *kit, struct document *document)
{
	(void)context;
	struct reading *all = reading_make(kit_codebook(kit), document);
	for (size_t s = 0; s < document->sentence_count; s++)
		for (int32_t t = 0; t < all[s].count; t++)
			if (is_content_word(&all[s].tokens[t]))
				print_token(&all[s], t);
}

int main(int count, char **arguments)
{
	if (count != 2) {
		fprintf(stderr, "usage: factuality_tool PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	return each_article(&(struct article_tool){.pack = arguments[1], .stage = STAGE_RECORDS, .tell = print_document});
}
