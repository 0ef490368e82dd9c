/* gatekeepers.c: who shuts out or lets in, told by where: "is deported from France", "expelled from the party", "barred from entering Japan",
 * "refused entry to China", "granted asylum in Ecuador". A border or a membership is its state's or body's to give. */
#include "select.h"

static bool is_state(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	return mention && (mention->class_ == ENTITY_COUNTRY || (mention->kind == MENTION_NOMINAL && reading_is(r, token, CUE_COUNTRY_NOUN)));
}

static bool is_body(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, token);
	if (reading_is(r, token, CUE_FOREIGN_SITE_NOUN) || reading_is(r, token, CUE_SITE_NOUN)) /* "diplomats are expelled from the embassy" */
		return false;
	return mention && mention->can_act && !mention->animate && (mention->class_ == ENTITY_ORGANISATION || mention->class_ == ENTITY_ARMED_GROUP);
}

static bool has_either_case(const struct reading *r, int32_t token, const char *const *prepositions, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_case(r, token, prepositions[i]))
			return true;
	return false;
}

/* The state below HOST behind one of PREPOSITIONS; with BODIES, also another body; -1. */
static int32_t keeper_below(const struct reading *r, int32_t host, const char *const *prepositions, size_t count, bool bodies)
{
	FOR_CHILDREN(r, host, c)
		if (c > host && (rel_of(r, c) == REL_obl || rel_of(r, c) == REL_nmod) && has_either_case(r, c, prepositions, count) &&
		    (is_state(r, c) || (bodies && is_body(r, c))))
			return c;
	return -1;
}

/* "barred | from entering X": X; -1. */
static int32_t entered_state(const struct reading *r, int32_t verb)
{
	FOR_CHILDREN(r, verb, c) {
		bool clause = rel_of(r, c) == REL_advcl || rel_of(r, c) == REL_xcomp || rel_of(r, c) == REL_ccomp;
		int32_t where = clause && reading_lemma(r, c, "enter") ? child_with(r, c, REL_obj) : -1;
		if (where >= 0 && is_state(r, where))
			return where;
	}
	return -1;
}

static int32_t gatekeeper_of(const struct reading *r, int32_t verb)
{
	static const char *const out[] = {"from"}, *const in[] = {"to", "into", "in", "by"};
	if (reading_is(r, verb, CUE_EXCLUDE_VERB)) {
		int32_t keeper = keeper_below(r, verb, out, 1, true);
		if (keeper >= 0)
			return keeper;
	}
	if (entered_state(r, verb) >= 0)
		return entered_state(r, verb);
	int32_t entry = child_with(r, verb, REL_obj);
	entry = entry < 0 ? child_with(r, verb, REL_xcomp) : entry;
	if (entry < 0 || !reading_is(r, entry, CUE_ENTRY_NOUN))
		return -1;
	int32_t keeper = keeper_below(r, entry, in, 4, false);
	return keeper >= 0 ? keeper : keeper_below(r, verb, in, 4, false);
}

void name_gatekeepers(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *act = &items[i];
		int32_t verb = act->match.trigger;
		if (act->dropped || act->match.noun || act->entry->reciprocal || act->actor_count > 0 || act->recipient_count == 0 ||
		    r->book->types[act->entry->type].is_relation || r->tokens[verb].upos != UPOS_VERB || !is_passive(r, verb))
			continue;
		int32_t keeper = gatekeeper_of(r, verb), refused = deep_object(r, verb, 0);
		if (keeper >= 0 && act->recipients[0] == keeper && refused >= 0 && refused != keeper && mention_of(r, refused)) /* "was refused entry to China" */
			act->recipient_count = conjuncts(r, refused, act->recipients, MOST_FILLERS);
		for (size_t k = 0; k < act->recipient_count && keeper >= 0; k++)
			keeper = act->recipients[k] == keeper ? -1 : keeper;
		if (keeper >= 0)
			act->actor_count = conjuncts(r, keeper, act->actors, MOST_FILLERS);
	}
}
