/* phrase.c: where a noun phrase and a name begin and end. */
#include "scene.h"

/* Parts of a noun phrase before and behind its head; clauses, appositions and conjuncts are none. */
static bool is_phrase_part(unsigned deprel)
{
	switch (deprel) {
	case REL_det: case REL_det_predet: case REL_amod: case REL_compound: case REL_nummod: case REL_nmod: case REL_nmod_poss:
	case REL_nmod_desc: case REL_nmod_unmarked: case REL_flat: case REL_flat_foreign: case REL_acl: case REL_goeswith: case REL_fixed:
	case REL_clf:
		return true;
	default:
		return false;
	}
}

static bool ends_phrase(const struct token *token)
{
	switch (token->deprel) {
	case REL_acl_relcl: case REL_appos: case REL_parataxis: case REL_advcl: case REL_advcl_relcl: case REL_ccomp: case REL_list:
		return true;
	default:
		return false;
	}
}

static bool is_hyphen(struct str form)
{
	return str_equal(form, STR("-")) || str_equal(form, STR("\xe2\x80\x93"));
}

static bool is_quote(struct str form)
{
	return str_equal(form, STR("\"")) || str_equal(form, STR("\xe2\x80\x9c")) || str_equal(form, STR("\xe2\x80\x9d")) || str_equal(form, STR("'")) || str_equal(form, STR("''"));
}

/* Where the part that spans FIRST..LAST is cut: at a comma, bracket, dash, or a clause in it. */
static size_t cut_part(const struct sentence *sentence, size_t first, size_t last)
{
	for (size_t t = first; t <= last; t++) {
		const struct token *token = &sentence->tokens[t];
		if (is_quote(token->form) && token->head >= 0 && sentence->tokens[token->head].deprel == REL_flat)
			continue; /* 'Takeru "Tsunami" Kobayashi' */
		if (token->upos == UPOS_PUNCT && !is_hyphen(token->form) && token->form.length > 0)
			return t;
		if (ends_phrase(token) && token->left > first)
			return token->left < t ? token->left : t;
	}
	return last + 1;
}

/* "at least" of "at least 40 people": it hangs on a number. */
static bool hedges_number(const struct sentence *sentence, size_t t, size_t head)
{
	if (sentence->tokens[t].upos == UPOS_NUM || sentence->tokens[t].upos == UPOS_NOUN)
		return false;
	if (sentence->tokens[t].deprel == REL_fixed && sentence->tokens[t].head >= 0)
		t = (size_t)sentence->tokens[t].head; /* "as many as" */
	for (int32_t h = sentence->tokens[t].head; h > (int32_t)t && h <= (int32_t)head; h = sentence->tokens[h].head)
		if (sentence->tokens[h].upos == UPOS_NUM)
			return true;
	return false;
}

static bool opens_no_phrase(const struct sentence *sentence, size_t t, size_t head)
{
	unsigned upos = sentence->tokens[t].upos;
	if (sentence->tokens[t].deprel == REL_case && sentence->tokens[t].xpos != XPOS_POS)
		return true; /* "including President X", too */
	return upos == UPOS_PUNCT || upos == UPOS_ADP || upos == UPOS_CCONJ || upos == UPOS_SCONJ || hedges_number(sentence, t, head);
}

/* "convicts two generals | of illegal sales", "charges an officer | with murder": what somebody is accused of is no part of him. */
static bool is_accusation(const struct sentence *sentence, size_t accused, size_t part)
{
	static const struct str verbs[] = {{"accuse", 6}, {"convict", 7}, {"acquit", 6}, {"suspect", 7}, {"charge", 6}, {"clear", 5}, {"find", 4}};
	const struct token *tokens = sentence->tokens;
	int32_t verb = tokens[accused].head;
	if (verb < 0 || (tokens[accused].deprel != REL_obj && tokens[accused].deprel != REL_nsubj_pass))
		return false;
	bool marked = false;
	for (int32_t c = tokens[part].first_child; c >= 0; c = tokens[c].next_sibling)
		marked = marked || str_equal_nocase(tokens[c].form, (struct str){"of", 2}) || str_equal_nocase(tokens[c].form, (struct str){"with", 4});
	for (size_t i = 0; marked && i < sizeof verbs / sizeof *verbs; i++)
		if (str_equal_nocase(tokens[verb].lemma, verbs[i]))
			return true;
	return false;
}

/* "dead" of "shoot dead two men": said of them by the verb. */
static bool is_result_before(const struct sentence *sentence, size_t t, size_t head)
{
	const struct token *tokens = sentence->tokens;
	return t > 0 && t + 1 < head + 1 && tokens[t].upos == UPOS_ADJ && tokens[head].head == (int32_t)t - 1 && tokens[t - 1].upos == UPOS_VERB &&
	       (tokens[t + 1].upos == UPOS_NUM || tokens[t + 1].upos == UPOS_DET);
}

/* "dead" of "shoot two men dead" */
static bool is_result_behind(const struct sentence *sentence, size_t t, size_t head)
{
	const struct token *tokens = sentence->tokens;
	return t > head && tokens[t].upos == UPOS_ADJ && tokens[t].deprel == REL_amod && tokens[t].head == (int32_t)head && tokens[t].first_child < 0 &&
	       tokens[head].deprel == REL_obj && tokens[head].xpos == XPOS_NNS;
}

/* "by a guard", "against the firm": what was done by or against whom is no part of those who are named before it. */
static bool is_of_act(const struct sentence *sentence, size_t part)
{
	static const struct str words[] = {{"by", 2}, {"against", 7}, {"during", 6}, {"after", 5}, {"amid", 4}, {"despite", 7}, {"following", 9}, {"over", 4}};
	const struct token *tokens = sentence->tokens;
	for (int32_t c = tokens[part].first_child; c >= 0; c = tokens[c].next_sibling)
		for (size_t i = 0; tokens[c].deprel == REL_case && i < sizeof words / sizeof *words; i++)
			if (str_equal_nocase(tokens[c].form, words[i]))
				return true;
	return false;
}

void phrase_span(const struct sentence *sentence, size_t head, size_t *first, size_t *last)
{
	const struct token *tokens = sentence->tokens;
	*first = *last = head;
	bool open = true;
	for (int32_t c = tokens[head].first_child; c >= 0; c = tokens[c].next_sibling) {
		const struct token *child = &tokens[c];
		bool clause = child->deprel == REL_acl && child->upos == UPOS_VERB && (size_t)c > head; /* "forces of shooting", "people living in" */
		bool act = (size_t)c > head && (is_accusation(sentence, head, (size_t)c) || is_of_act(sentence, (size_t)c));
		bool part = is_phrase_part(child->deprel) && !clause && !act;
		if ((size_t)c < head) {
			size_t other = nominal_other_side(sentence, head, (size_t)c); /* "Afghan forces" of "NATO and Afghan forces" */
			size_t left = other != 0 ? tokens[other].left : child->left;
			if (part && left < *first)
				*first = left;
		} else if (!part && (child->deprel != REL_punct || !is_hyphen(child->form)) && child->deprel != REL_case) {
			open = false;
		} else if (part && open && child->left > head && child->right < sentence->count) {
			size_t end = cut_part(sentence, *last + 1, child->right);
			open = end == (size_t)child->right + 1;
			*last = end - 1;
		}
	}
	while (*first < head && (opens_no_phrase(sentence, *first, head) || is_result_before(sentence, *first, head)))
		(*first)++;
	size_t quotes = 0, opened = *last;
	for (size_t t = head + 1; t <= *last; t++)
		if (tokens[t].upos == UPOS_PUNCT && is_quote(tokens[t].form) && ++quotes % 2 == 1)
			opened = t;
	*last = quotes % 2 == 1 ? opened - 1 : *last;
	while (*last > head && (tokens[*last].upos == UPOS_PUNCT || tokens[*last].upos == UPOS_ADP || tokens[*last].xpos == XPOS_POS ||
	                        is_result_behind(sentence, *last, head)))
		(*last)--;
}

/* "in Sirte" of "Golani Brigade in northern Israel": a name goes on behind "of", "for", "and", no other preposition. */
static bool ends_name(const struct sentence *sentence, size_t t, size_t head)
{
	static const struct str inside[] = {{"of", 2}, {"for", 3}, {"de", 2}, {"del", 3}, {"and", 3}, {"&", 1}, {"'s", 2}};
	const struct token *token = &sentence->tokens[t];
	if (token->upos == UPOS_VERB && token->deprel == REL_acl && token->head == (int32_t)head)
		return true;
	if (token->upos != UPOS_ADP || token->deprel == REL_compound_prt)
		return false;
	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if (str_equal_nocase(token->form, inside[i]))
			return false;
	return true;
}

void phrase_cut_name(const struct sentence *sentence, size_t head, size_t least, size_t *last)
{
	for (size_t t = head + 1; t <= *last; t++) {
		if (t > least && ends_name(sentence, t, head)) {
			*last = t - 1;
			return;
		}
	}
}
