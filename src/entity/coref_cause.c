/* coref_cause.c: whom a reason told behind an act is about: "soldiers kill nine gunmen after they attack a station", "imposes sanctions on officials
 * for their part". Readers take the one to whom the act was done: what he did before is why. */
#include "coref.h"

enum { FOR_OWN = 7, DONE_BEFORE = 8 };

static bool is_transitive_reason(const struct scene *scene, int32_t clause)
{
	const struct token *tokens = scene->sentence->tokens;
	if (tokens[clause].deprel != REL_advcl || tokens[clause].head < 0 || tokens[clause].head > clause)
		return false;
	for (int32_t c = tokens[clause].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_mark)
			return str_equal_nocase(tokens[c].form, STR("after")) || str_equal_nocase(tokens[c].form, STR("because"));
	return false;
}

/* Somebody who may have given a reason: a person for "he", not a ship that was launched, and no thing. */
static bool may_have_done(const struct finder *finder, size_t pronoun, size_t token)
{
	size_t m = coref_mention_at(finder, finder->mentions[pronoun].sentence, (int32_t)token);
	if (m == NO_INDEX)
		return false;
	const struct mention *mention = &finder->mentions[m];
	return finder->notes[pronoun].gender == GENDER_UNKNOWN || mention->class_ == ENTITY_PERSON || mention->animate;
}

/* "kill nine gunmen after they attack": the object of the verb above, where the pronoun is the subject of the reason. */
static bool did_before(const struct finder *finder, size_t pronoun, size_t token)
{
	const struct mention *p = &finder->mentions[pronoun];
	const struct scene *scene = &finder->scenes[p->sentence];
	const struct token *tokens = scene->sentence->tokens, *head = &tokens[p->head];
	if (!candidate_is_subject(head->deprel) || head->head < 0 || !is_transitive_reason(scene, head->head))
		return false;
	int32_t verb = tokens[head->head].head, object = (int32_t)token;
	if (tokens[object].deprel == REL_nmod && tokens[object].head >= 0 && str_equal(scene_case(scene, (size_t)object), STR("of")))
		object = tokens[object].head; /* "a group of migrants after they" */
	return tokens[object].deprel == REL_obj && tokens[object].head == verb;
}

/* "imposes sanctions on officials for their part": on whom or against whom, behind the object. */
static bool is_paid_for_own(const struct finder *finder, size_t pronoun, size_t token)
{
	const struct mention *p = &finder->mentions[pronoun];
	const struct scene *scene = &finder->scenes[p->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t noun = tokens[p->head].deprel == REL_nmod_poss ? tokens[p->head].head : -1, party = (int32_t)token;
	if (noun < 0 || party >= noun || !str_equal(scene_case(scene, (size_t)noun), STR("for")))
		return false;
	struct str to = scene_case(scene, token);
	int32_t head = tokens[party].head, above = head >= 0 && tokens[head].deprel == REL_obj ? tokens[head].head : head;
	return head >= 0 && (tokens[noun].head == head || tokens[noun].head == above || tokens[noun].head == party) &&
	       (str_equal(to, STR("on")) || str_equal(to, STR("against")));
}

int coref_cause_score(const struct finder *finder, size_t pronoun, size_t token)
{
	if (finder->notes[pronoun].possessive)
		return is_paid_for_own(finder, pronoun, token) ? FOR_OWN + 2 : 0;
	return did_before(finder, pronoun, token) && may_have_done(finder, pronoun, token) ? DONE_BEFORE : 0;
}
