/* addressees.c: to whom words of conflict are said, where they do not say so themselves: "threatens to leave if X attacks", "X rejects a call
 * by Y", "X resigned after criticism by Y". */
#include "select.h"

static bool is_own(const struct reading *r, const struct candidate *candidate, int32_t party)
{
	const struct mention *one = mention_of(r, party);
	for (size_t i = 0; i < candidate->actor_count; i++) {
		const struct mention *other = mention_of(r, candidate->actors[i]);
		if (candidate->actors[i] == party || stands_for(r, party, candidate->actors[i]) || stands_for(r, candidate->actors[i], party) ||
		    (one && other && one->entity != UINT32_MAX && one->entity == other->entity))
			return true;
	}
	return false;
}

/* "threatens to quit if X imposes sanctions", "unless X leaves": X, who is to be kept from it or brought to it; -1. */
static int32_t threatened_if(const struct reading *r, int32_t clause, int depth)
{
	enum { DEEPEST = 3 };
	int32_t found = -1;
	FOR_CHILDREN(r, clause, c) {
		int32_t mark = child_with(r, c, REL_mark);
		bool condition = rel_of(r, c) == REL_advcl && (reading_lemma(r, mark, "if") || reading_lemma(r, mark, "unless"));
		if (found < 0 && condition && r->tokens[c].upos == UPOS_VERB && !is_passive(r, c))
			found = deep_subject(r, c, 0);
		if (found < 0 && depth < DEEPEST && (rel_of(r, c) == REL_xcomp || rel_of(r, c) == REL_ccomp))
			found = threatened_if(r, c, depth + 1);
	}
	return found;
}

/* Does VERB say how its subject takes what was said to it? */
static bool answers(const struct reading *r, int32_t verb, const struct candidate *items, size_t count)
{
	if (verb < 0 || r->tokens[verb].upos != UPOS_VERB)
		return false;
	if (reading_is(r, verb, CUE_DENIAL_VERB) || reading_is(r, verb, CUE_SUFFER_VERB))
		return true;
	for (size_t i = 0; i < count; i++)
		if (items[i].match.trigger == verb && (is_of_type(r, &items[i], "REJECT") || is_of_type(r, &items[i], "AGREE") || is_of_type(r, &items[i], "CONCEDE")))
			return true;
	return false;
}

/* "resigned | following criticism": parsers take "following" for a verb. The clause behind which it stands; -1. */
static int32_t followed_by(const struct reading *r, int32_t noun)
{
	int32_t following = head_of(r, noun), above = following >= 0 ? head_of(r, following) : -1;
	if (rel_of(r, noun) != REL_obj || !reading_lemma(r, following, "follow") || r->tokens[following].xpos != XPOS_VBG)
		return -1;
	bool object = above >= 0 && r->tokens[above].upos != UPOS_VERB && (rel_of(r, above) == REL_obj || rel_of(r, above) == REL_obl);
	return object ? head_of(r, above) : above;
}

/* "X rejects the demand by Y", "X resigned after criticism by Y": X, to whom Y says it; -1. */
static int32_t answerer(const struct reading *r, const struct candidate *candidate, const struct candidate *items, size_t count)
{
	static const char *const ties[] = {"after", "following", "despite", "amid", "response"};
	int32_t noun = candidate->match.trigger, verb = head_of(r, noun);
	if (!candidate->match.noun || candidate->match.light >= 0 || verb < 0 || r->tokens[verb].upos != UPOS_VERB || is_of_type(r, candidate, "REJECT"))
		return -1;
	int32_t before = followed_by(r, noun);
	if (before >= 0)
		return r->tokens[before].upos == UPOS_VERB && !is_passive(r, before) ? surface_subject(r, before, 0) : -1;
	if (rel_of(r, noun) == REL_obj || rel_of(r, noun) == REL_nsubj_pass)
		return answers(r, verb, items, count) ? deep_subject(r, verb, 0) : -1;
	for (size_t i = 0; i < sizeof ties / sizeof *ties && rel_of(r, noun) == REL_obl; i++)
		if (has_case(r, noun, ties[i]) && !is_passive(r, verb) && !reading_is(r, verb, CUE_DIE_VERB)) /* "14 died amid threats by X" */
			return surface_subject(r, verb, 0);
	return -1;
}

void add_addressees(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct candidate *candidate = &items[i];
		const struct event_type *type = &r->book->types[candidate->entry->type];
		if (candidate->dropped || candidate->recipient_count > 0 || candidate->actor_count == 0 || type->is_relation || type->quad != 3 || candidate->entry->reciprocal)
			continue;
		int32_t party = answerer(r, candidate, items, count);
		if (party < 0 && is_of_type(r, candidate, "THREATEN") && !candidate->match.noun)
			party = threatened_if(r, candidate->match.trigger, 0);
		if (party < 0 || is_own(r, candidate, party) || !slot_accepts(r, party, SLOT_RECIPIENT, KIND_ACTOR))
			continue;
		int32_t group[MOST_FILLERS];
		size_t parties = meant_parties(r, party, true, group, MOST_FILLERS);
		for (size_t k = 0; k < parties; k++)
			if (!is_own(r, candidate, group[k]))
				candidate->recipients[candidate->recipient_count++] = group[k];
	}
}

static bool is_inquiry(const struct reading *r, const struct candidate *candidate)
{
	uint32_t mode = candidate->entry->mode;
	return mode != MODE_NONE && str_equal(r->book->modes[mode].name, STR("investigate"));
}

/* "claims (by X) that Y runs a prison": what is claimed, which parsers take for a relative clause of X, too; -1. */
static int32_t told_that(const struct reading *r, int32_t noun)
{
	int32_t claimant = -1;
	for (int32_t host = noun; host >= 0; host = host == noun ? claimant : -1) {
		FOR_CHILDREN(r, host, c) {
			bool clause = rel_of(r, c) == REL_acl || rel_of(r, c) == REL_acl_relcl || rel_of(r, c) == REL_ccomp;
			if (clause && is_predicate(r, c) && child_with(r, c, REL_nsubj) > host && reading_lemma(r, child_with(r, c, REL_mark), "that"))
				return c;
			if (rel_of(r, c) == REL_nmod && (has_case(r, c, "by") || has_case(r, c, "from")))
				claimant = c;
		}
	}
	return -1;
}

/* "allegations that Y runs a prison": Y, who is no author of them. */
static void name_accused(const struct reading *r, struct candidate *candidate)
{
	int32_t clause = candidate->match.noun && reading_is(r, candidate->match.trigger, CUE_CHARGE_NOUN) ? told_that(r, candidate->match.trigger) : -1;
	int32_t party = clause >= 0 ? deep_subject(r, clause, 0) : -1, group[MOST_FILLERS];
	if (party < 0 || !is_of_type(r, candidate, "ACCUSE") || candidate->recipient_count > 0 || !slot_accepts(r, party, SLOT_RECIPIENT, KIND_ACTOR))
		return;
	size_t kept = 0, count = meant_parties(r, party, true, group, MOST_FILLERS);
	for (size_t i = 0; i < candidate->actor_count; i++)
		if (candidate->actors[i] != party)
			candidate->actors[kept++] = candidate->actors[i];
	candidate->actor_count = kept;
	for (size_t i = 0; i < count && !is_own(r, candidate, party); i++)
		candidate->recipients[candidate->recipient_count++] = group[i];
}

/* "claims by X that Y runs a prison", "allegations against Y", "a crash involving a car": Y, whom what is looked into falls upon; else THING. */
static int32_t suspect_of(const struct reading *r, int32_t thing)
{
	int32_t noun = through_series(r, thing), found = -1;
	bool charge = reading_is(r, noun, CUE_POSSIBLE_NOUN) || reading_is(r, noun, CUE_CHARGE_NOUN);
	FOR_CHILDREN(r, noun, c) {
		if (charge && found < 0 && rel_of(r, c) == REL_nmod && has_case(r, c, "against"))
			found = c;
		if (rel_of(r, c) == REL_acl && reading_lemma(r, c, "involve") && found < 0)
			found = child_with(r, c, REL_obj);
	}
	if (found < 0 && charge && told_that(r, noun) >= 0)
		found = deep_subject(r, told_that(r, noun), 0);
	return found >= 0 && found != noun ? found : thing;
}

void name_suspects(const struct reading *r, struct candidate *candidate)
{
	for (size_t i = 0; i < candidate->recipient_count && is_inquiry(r, candidate); i++)
		if (!mention_of(r, through_series(r, candidate->recipients[i])))
			candidate->recipients[i] = suspect_of(r, candidate->recipients[i]);
}

static bool is_human(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	return reading_is(r, t, CUE_PERSON_NOUN) || (mention && (mention->class_ == ENTITY_PERSON || (mention->animate && !reading_is(r, t, CUE_BODY_NOUN)))) || r->tokens[t].upos == UPOS_PRON;
}

/* "two writers of a magazine | accused of insults": the writers are. */
void name_defendants(const struct reading *r, struct candidate *candidate)
{
	int32_t clause = candidate->match.trigger, host = candidate->recipient_count == 1 ? candidate->recipients[0] : -1;
	if (!reading_is(r, clause, CUE_ACCUSE_VERB) || host < 0 || rel_of(r, clause) != REL_acl || head_of(r, clause) != host || is_human(r, host))
		return;
	int32_t person = rel_of(r, host) == REL_nmod && !has_case(r, host, "by") ? head_of(r, host) : -1;
	if (person >= 0 && is_human(r, person))
		candidate->recipients[0] = person;
}

void name_charged(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!items[i].dropped)
			name_accused(r, &items[i]);
}
