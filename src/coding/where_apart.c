/* where_apart.c: what a relative clause in the past tells of somebody was elsewhere than what is told of him as of today; and the
 * occasion that a sentence begins with, which is where all of it is. */
#include "where_apart.h"

#include "when_owner.h"
#include "where_phrase.h"

#define MOST_CLIMB 12
#define NONE (-1)

/* "was convicted", "has been detained", "fled" */
static bool is_past(const struct reading *r, int32_t verb)
{
	if (r->tokens[verb].xpos == XPOS_VBD)
		return true;
	FOR_CHILDREN(r, verb, c)
		if ((rel_of(r, c) == REL_aux || rel_of(r, c) == REL_aux_pass || rel_of(r, c) == REL_cop) && (r->tokens[c].xpos == XPOS_VBD || reading_lemma(r, c, "have")))
			return true;
	return false;
}

bool where_is_apart(const struct reading *r, int32_t clause)
{
	int32_t noun = head_of(r, clause), above = noun < 0 ? NONE : r->clause[noun];
	const struct mention *who = noun < 0 ? NULL : mention_of(r, noun);
	if (!(who && who->can_act) && (noun < 0 || !reading_is(r, noun, CUE_PERSON_NOUN))) /* "a shooting that occurred in X": one with it */
		return false;
	return rel_of(r, clause) == REL_acl_relcl && above >= 0 && above != clause && r->tokens[above].upos == UPOS_VERB && is_past(r, clause) &&
	       when_is_of_today(r, above);
}

/* The innermost clause set apart that TOKEN stands in, or NONE. */
static int32_t apart_around(const struct reading *r, int32_t token)
{
	int32_t clause = r->clause[token];
	for (int depth = 0; depth < MOST_CLIMB && clause >= 0 && head_of(r, clause) >= 0; depth++) {
		if (where_is_apart(r, clause))
			return clause;
		int32_t above = r->clause[head_of(r, clause)];
		if (above == clause)
			break;
		clause = above;
	}
	return NONE;
}

bool where_is_set_apart(const struct reading *r, int32_t trigger, int32_t site)
{
	return r->tokens[site].left > 0 && apart_around(r, trigger) != apart_around(r, site);
}

bool where_is_below(const struct reading *r, int32_t site, int32_t clause)
{
	int32_t at = r->clause[site];
	for (int depth = 0; depth < MOST_CLIMB && at >= 0 && at != clause && head_of(r, at) >= 0; depth++) {
		at = r->clause[head_of(r, at)];
		if (at == clause)
			return true;
	}
	return false;
}

int32_t where_of_occasion(const struct reading *r, int32_t clause)
{
	int32_t head = r->count > 2 ? head_of(r, 0) : NONE;
	if (head < 0 || head_of(r, head) != clause || rel_of(r, 0) != REL_case || r->tokens[head].left != 0 || rel_of(r, head) != REL_obl)
		return NONE;
	bool occasion = reading_lemma(r, 0, "during") || reading_lemma(r, 0, "at") || reading_lemma(r, 0, "amid");
	int32_t last = (int32_t)r->tokens[head].right;
	bool comma = str_equal(r->tokens[last].form, STR(",")) || (last + 1 < r->count && str_equal(r->tokens[last + 1].form, STR(",")));
	if (!occasion || !comma)
		return NONE;
	int32_t said = reading_lemma(r, 0, "at") ? where_locative(r, head) : NONE;
	return said >= 0 ? said : where_on(r, head);
}
