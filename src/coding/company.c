/* company.c: who is told to have been with somebody: "X, along with Y, is arrested", "a strike kills X together with his wife". Parsers hang the
 * phrase on the verb whomever it goes with, and as an instrument or opponent it is misread. */
#include "company.h"

bool is_company(const struct reading *r, int32_t c, int32_t *host)
{
	int32_t with = (int32_t)r->tokens[c].left;
	bool phrase = (rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod) && has_case(r, c, "with");
	while (phrase && with < c && !reading_lemma(r, with, "with"))
		with++;
	int32_t adverb = with - 1;
	*host = head_of(r, c);
	if (!phrase || adverb < 0 || !(reading_lemma(r, adverb, "along") || reading_lemma(r, adverb, "together")))
		return false;
	if (*host == adverb)
		*host = head_of(r, adverb);
	return *host >= 0;
}

/* Whom VERB's company C keeps: "X, along with C, kills Y" and "X visits Canada along with C" X, "X kills Y along with C" Y; -1. */
static int32_t kept_by(const struct reading *r, int32_t verb, int32_t c)
{
	int32_t object = child_with(r, verb, REL_obj), passive = child_with(r, verb, REL_nsubj_pass);
	const struct mention *done_to = object >= 0 ? mention_of(r, object) : NULL;
	if (passive >= 0)
		return passive;
	if (object >= 0 && object < c && verb < object && ((done_to && done_to->can_act && done_to->class_ != ENTITY_COUNTRY) || reading_is(r, object, CUE_PERSON_NOUN)))
		return object;
	return child_with(r, verb, REL_nsubj);
}

int32_t company_of(const struct reading *r, int32_t party)
{
	enum { FAR = 40 };
	int32_t end = (int32_t)r->tokens[party].right + FAR;
	for (int32_t c = party + 1, host; c < r->count && c < end; c++) {
		const struct mention *who = mention_of(r, c);
		if (((who && who->can_act) || r->tokens[c].upos == UPOS_NUM) && is_company(r, c, &host) && (host == party || kept_by(r, host, c) == party))
			return c;
	}
	return -1;
}
