/* explain.c: why each event was coded and near misses were not, for people: the tree, the frames with their
 * arguments, the pattern lines that fired, those that nearly did and what they missed. */
#include "coding.h"

#include "factuality.h"
#include "select.h"

#define MOST_MISSES 6 /* told of one word */

static const char *const roles[] = {"subject", "object", "indirect", "prep", "clause", "bare", "owner", "modifier"};
static const char *const factualities[] = {"actual", "negated", "planned", "conditional", "possible"};

static void write_tree(const struct reading *r, struct buf *out)
{
	for (int32_t t = 0; t < r->count; t++) {
		const struct token *token = &r->tokens[t];
		struct str upos = upos_name(token->upos), relation = deprel_name(token->deprel);
		buf_printf(out, "  %3d  %-18.*s %-18.*s %-6.*s %-14.*s", t + 1, STR_ARG(token->form), STR_ARG(token->lemma), STR_ARG(upos),
		           STR_ARG(relation));
		if (token->head >= 0 && token->head < r->count)
			buf_printf(out, " %d %.*s", token->head + 1, STR_ARG(r->tokens[token->head].form));
		buf_byte(out, '\n');
	}
}

static void write_phrase(const struct reading *r, int32_t token, struct buf *out)
{
	int32_t first, last;
	phrase_bounds(r, token, &first, &last);
	buf_str(out, span_text(r->document, tokens_span(r, first, last)));
}

static void write_frame(const struct reading *r, const struct frame *frame, struct buf *out)
{
	static const char *const kinds[] = {"verb", "predicate", "noun"};
	buf_printf(out, "  %s \"%.*s\"%s%s", kinds[frame->kind], STR_ARG(r->tokens[frame->head].form), frame->passive ? ", passive" : "",
	           frame->suffers ? ", undergone" : "");
	if (frame->light >= 0)
		buf_printf(out, ", carried by \"%.*s\"", STR_ARG(r->tokens[frame->light].form));
	buf_byte(out, '\n');
	for (size_t i = 0; i < frame->count; i++) {
		const struct argument *argument = &frame->arguments[i];
		buf_printf(out, "      %-9s ", roles[argument->role]);
		if (argument->prep >= 0)
			buf_printf(out, "%.*s: ", STR_ARG(r->tokens[argument->prep].form));
		write_phrase(r, argument->token, out);
		buf_byte(out, '\n');
	}
}

static void write_pattern(const struct reading *r, const struct pattern *pattern, struct buf *out)
{
	static const char *const kinds[] = {"verb", "noun", "noun-only"};
	const struct entry *entry = &r->book->entries[pattern->entry];
	struct str type = r->book->types[entry->type].name, file = r->book->files[pattern->file];
	buf_printf(out, "%.*s:%u  %.*s, entry %.*s:  %s %.*s\n", STR_ARG(file), (unsigned)pattern->line, STR_ARG(type), STR_ARG(entry->label),
	           kinds[pattern->kind], STR_ARG(pattern->source));
}

static const char *miss_reason(const struct reading *r, const struct pattern *pattern, size_t step)
{
	static const char *const reasons[] = {
		"no fitting subject", "the trigger does not fit", "no fitting object", "the preposition or what follows it is missing",
		"the particle is missing", "no fitting \"that\" clause", "no fitting -ing clause", "no second member of the group",
		"a forbidden word stands there",
	};
	if (step == MISSED_SURROUNDINGS)
		return "the sentence lacks a word of \"if\" or has one of \"unless\"";
	return step >= pattern->step_count ? "no role is filled" : reasons[r->book->steps[pattern->first_step + step].op];
}

/* Those that matched, then the misses that got furthest. */
static void write_misses(struct reading *r, const struct word_index *index, uint32_t word, int32_t token, struct buf *out)
{
	size_t told = 0;
	for (uint32_t i = index->start[word]; i < index->start[word + 1]; i++) {
		const struct pattern *pattern = &r->book->patterns[index->pattern[i]];
		struct match match;
		if (match_pattern(r, pattern, token, &match, NULL)) {
			buf_printf(out, "      matches (%d) ", match.score);
			write_pattern(r, pattern, out);
		}
	}
	for (size_t depth = MISSED_SURROUNDINGS + 1; depth-- > 0 && told < MOST_MISSES;)
		for (uint32_t i = index->start[word]; i < index->start[word + 1] && told < MOST_MISSES; i++) {
			const struct pattern *pattern = &r->book->patterns[index->pattern[i]];
			struct match match;
			size_t failed = 0;
			if (match_pattern(r, pattern, token, &match, &failed) || failed != depth)
				continue;
			buf_printf(out, "      misses: %s: ", miss_reason(r, pattern, failed));
			write_pattern(r, pattern, out);
			told++;
		}
}

static bool has_patterns(const struct word_index *index, uint32_t word)
{
	return word != WORD_NONE && index->start[word] < index->start[word + 1];
}

static void explain_token(struct reading *r, int32_t token, struct buf *out)
{
	for (int nouns = 0; nouns < 2; nouns++) {
		const struct word_index *index = nouns ? &r->book->nouns : &r->book->verbs;
		bool lemma = has_patterns(index, r->word[token]), form = r->form[token] != r->word[token] && has_patterns(index, r->form[token]);
		if (!(nouns ? can_be_noun(r, token) : can_be_verb(r, token)) || (!lemma && !form))
			continue;
		write_frame(r, frame_of(r, token, nouns), out);
		if (lemma)
			write_misses(r, index, r->word[token], token, out);
		if (form)
			write_misses(r, index, r->form[token], token, out);
	}
}

static void write_fillers(const struct reading *r, const char *name, const int32_t *tokens, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "      %-9s ", name);
		write_phrase(r, tokens[i], out);
		buf_byte(out, '\n');
	}
}

static void explain_candidate(const struct reading *r, const struct candidate *candidate, struct buf *out)
{
	struct standing standing = factuality_of(r, &candidate->match);
	buf_printf(out, "  %s \"%.*s\", %s: ", standing.demanded ? "asked for, not coded:" : "coded",
	           STR_ARG(r->tokens[candidate->match.trigger].form), factualities[standing.factuality]);
	write_pattern(r, candidate->match.pattern, out);
	write_fillers(r, "actor", candidate->actors, candidate->actor_count, out);
	write_fillers(r, "recipient", candidate->recipients, candidate->recipient_count, out);
}

static void explain_sentence(struct reading *r, struct buf *out)
{
	buf_printf(out, "sentence %zu: %.*s\n", r->index, STR_ARG(span_text(r->document, r->sentence->span)));
	write_tree(r, out);
	buf_text(out, " frames and patterns\n");
	for (int32_t t = 0; t < r->count; t++)
		explain_token(r, t, out);
	size_t count = 0;
	struct candidate *candidates = select_candidates(r, &count);
	buf_text(out, " result\n");
	for (size_t i = 0; i < count; i++)
		explain_candidate(r, &candidates[i], out);
	if (count == 0)
		buf_text(out, "  nothing coded\n");
	buf_byte(out, '\n');
}

void coding_explain(const struct codebook *book, struct document *document, struct buf *out)
{
	struct reading *all = reading_make(book, document);
	for (size_t s = 0; s < document->sentence_count; s++)
		explain_sentence(&all[s], out);
}
