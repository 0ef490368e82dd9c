#include "conllu_lines.h"

#include <stdlib.h>

#include "base/day.h"

static void link_children(struct sentence *s)
{
	s->root = -1;
	for (size_t i = s->count; i-- > 0;) {
		struct token *token = &s->tokens[i];
		if (token->head >= 0 && (size_t)token->head < s->count) {
			token->next_sibling = s->tokens[token->head].first_child;
			s->tokens[token->head].first_child = (int32_t)i;
		} else if (token->head == -1) {
			s->root = (int32_t)i;
		}
	}
	for (size_t i = 0; i < s->count; i++)
		if (s->tokens[i].head == -2)
			s->root = -1;
}

static bool read_token(struct str line, struct token *token)
{
	struct str fields[8] = {{0}};
	for (size_t i = 0; i < 8 && line.data; i++)
		fields[i] = str_cut(&line, '\t');
	uint64_t id, head;
	if (!fields[7].data || !str_to_u64(fields[0], &id))
		return false;
	*token = (struct token){.form = fields[1], .lemma = fields[2], .first_child = -1, .next_sibling = -1, .space_after = true};
	token->upos = (uint8_t)upos_value(fields[3]);
	token->xpos = (uint8_t)xpos_value(fields[4]);
	token->deprel = (uint8_t)deprel_value(fields[7]);
	token->head = str_to_u64(fields[6], &head) ? (int32_t)head - 1 : -2;
	return true;
}

static bool read_sentence(struct arena *arena, struct str *rest, struct sentence *sentence)
{
	size_t capacity = 0;
	*sentence = (struct sentence){.root = -1};
	while (rest->data) {
		struct str before = *rest, line = str_cut(rest, '\n');
		struct token token;
		if (str_starts(line, STR("#")) && sentence->count) {
			*rest = before;
			break;
		}
		if (line.length == 0 && sentence->count)
			break;
		if (read_token(line, &token))
			arena_push(arena, sentence->tokens, sentence->count, capacity, token);
		else if (str_starts(line, STR("# newdoc")) || str_starts(line, STR("# date"))) {
			*rest = before;
			break;
		}
	}
	link_children(sentence);
	return sentence->count > 0;
}

bool conllu_document(struct arena *arena, struct str *rest, struct document *document)
{
	size_t capacity = 0;
	bool begun = false;
	*document = (struct document){.arena = arena, .article.day = DAY_NONE};
	while (rest->data) {
		struct str before = *rest, line = str_cut(rest, '\n');
		if (str_starts(line, STR("# newdoc id = ")) || str_starts(line, STR("# newdoc"))) {
			if (begun) {
				*rest = before;
				return true;
			}
			begun = true;
			size_t at = str_find(line, STR("= "), 0);
			document->id = at == SIZE_MAX ? line : str_slice(line, at + 2, line.length);
		} else if (str_starts(line, STR("# date = "))) {
			day_parse(str_slice(line, 9, line.length), &document->article.day);
		} else {
			struct sentence sentence;
			*rest = before;
			if (read_sentence(arena, rest, &sentence)) {
				begun = true;
				arena_push(arena, document->sentences, document->sentence_count, capacity, sentence);
			}
		}
	}
	return begun;
}
