/* inquiries.c: whom an inquiry concerns, where only a thing or an act is looked into: "corruption at the ministry", "practices among the
 * banks", "a fire in a factory of X". */
#include "select.h"

static bool is_open_inquiry(const struct reading *r, const struct candidate *candidate)
{
	uint32_t mode = candidate->entry->mode;
	return !candidate->dropped && candidate->recipient_count == 0 && mode != MODE_NONE && str_equal(r->book->modes[mode].name, STR("investigate"));
}

static bool is_body(const struct reading *r, int32_t token)
{
	const struct mention *mention = mention_of(r, through_series(r, token));
	return mention && mention->can_act && !mention->is_place_only && !r->place[token] &&
	       (mention->class_ == ENTITY_ORGANISATION || mention->class_ == ENTITY_ARMED_GROUP || reading_is(r, token, CUE_BODY_NOUN));
}

/* "attacks at a church", "deaths in a prison", "the hacking of": the place has suffered it. */
static bool is_suffered(const struct reading *r, int32_t t)
{
	const struct word_index *nouns = &r->book->nouns;
	uint32_t word = r->word[t];
	if (reading_is(r, t, CUE_DEATH_NOUN) || reading_is(r, t, CUE_INJURY_NOUN) || reading_is(r, t, CUE_TOPIC_NOUN))
		return true;
	for (uint32_t i = word == WORD_NONE ? 0 : nouns->start[word]; word != WORD_NONE && i < nouns->start[word + 1]; i++)
		if (r->book->types[r->book->entries[r->book->patterns[nouns->pattern[i]].entry].type].quad == 4)
			return true;
	return reading_is(r, t, CUE_SERIES_NOUN) && through_series(r, t) != t && is_suffered(r, through_series(r, t));
}

/* The body inside PHRASE, or inside what hangs on it; -1. */
static int32_t body_inside(const struct reading *r, int32_t phrase, int depth)
{
	enum { DEEPEST = 3 };
	static const char *const in[] = {"at", "within", "in", "inside", "among", "involving", "by"};
	int32_t found = -1;
	if (is_suffered(r, phrase))
		return -1;
	for (size_t i = 0; i < sizeof in / sizeof *in && found < 0; i++)
		FOR_CHILDREN(r, phrase, c)
			if (found < 0 && (rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl) && has_case(r, c, in[i]) && !r->timex[c])
				found = is_body(r, c) ? c : depth < DEEPEST && !mention_of(r, c) ? body_inside(r, c, depth + 1) : -1;
	FOR_CHILDREN(r, phrase, c) /* "the way women are treated | at the academy" */
		if (found < 0 && depth < DEEPEST && r->tokens[c].upos == UPOS_VERB && (rel_of(r, c) == REL_acl || rel_of(r, c) == REL_acl_relcl))
			found = body_inside(r, c, depth + 1);
	return found;
}

/* What is looked into: the object of "investigate", what stands behind "into" or "of"; -1. */
static int32_t looked_into(const struct reading *r, const struct candidate *candidate)
{
	static const char *const into[] = {"into", "of", "over", "on"};
	const struct match *match = &candidate->match;
	if (!match->noun && match->word_count == 1)
		return is_passive(r, match->trigger) ? child_with(r, match->trigger, REL_nsubj_pass) : child_with(r, match->trigger, REL_obj);
	for (size_t w = match->word_count; w-- > 0;)
		for (size_t i = 0; i < sizeof into / sizeof *into; i++)
			FOR_CHILDREN(r, match->words[w], c)
				if ((rel_of(r, c) == REL_nmod || rel_of(r, c) == REL_obl) && has_case(r, c, into[i]))
					return c;
	return -1;
}

/* "investigating harassment | in the military": read with the verb; -1. */
static int32_t body_right_behind(const struct reading *r, int32_t thing)
{
	static const char *const in[] = {"at", "within", "in", "inside", "among"};
	int32_t verb = head_of(r, thing);
	for (size_t i = 0; i < sizeof in / sizeof *in && verb >= 0 && !is_suffered(r, thing); i++)
		FOR_CHILDREN(r, verb, c)
			if (rel_of(r, c) == REL_obl && r->tokens[c].left == r->tokens[thing].right + 1 && has_case(r, c, in[i]) && is_body(r, c))
				return c;
	return -1;
}

void name_investigated(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t thing = is_open_inquiry(r, &items[i]) ? looked_into(r, &items[i]) : -1;
		int32_t body = thing >= 0 && !(mention_of(r, thing) && mention_of(r, thing)->can_act) ? body_inside(r, thing, 0) : -1;
		body = body < 0 && thing >= 0 ? body_right_behind(r, thing) : body;
		for (size_t k = 0; k < items[i].actor_count && body >= 0; k++)
			if (items[i].actors[k] == body || stands_for(r, body, items[i].actors[k]))
				body = -1;
		if (body >= 0)
			items[i].recipient_count = meant_parties(r, body, true, items[i].recipients, MOST_FILLERS);
	}
}
