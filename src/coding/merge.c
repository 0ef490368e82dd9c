/* merge.c: one act, one record: what the harm verbs of a sentence tell goes to the act that did the harm. */
#include "factuality.h"
#include "select.h"

#include <string.h>

#define VIOLENCE (-8.0) /* on Goldstein's scale; arrests and sanctions lie above */

static bool is_harm_verb(const struct reading *r, int32_t t)
{
	return r->tokens[t].upos == UPOS_VERB && (reading_is(r, t, CUE_KILL_VERB) || reading_is(r, t, CUE_DIE_VERB) || reading_is(r, t, CUE_WOUND_VERB));
}

static bool share_noun(const struct reading *r, const struct match *a, const struct match *b)
{
	for (size_t i = 0; i < a->word_count; i++)
		if (r->tokens[a->words[i]].upos == UPOS_NOUN && holds_token(b->words, b->word_count, a->words[i]))
			return true;
	return false;
}

static bool has_word(const struct reading *r, int32_t parent, unsigned rel, const char *const *words, size_t count)
{
	FOR_CHILDREN(r, parent, c)
		for (size_t i = 0; rel_of(r, c) == rel && i < count; i++)
			if (reading_lemma(r, c, words[i]))
				return true;
	return false;
}

/* "were killed when a bomb exploded": a clause that tells how, not what the victims did before. */
static bool tells_how(const struct reading *r, int32_t harm, const struct candidate *act)
{
	static const char *const marks[] = {"when", "as", "after"};
	int32_t clause = r->clause[act->match.trigger];
	int32_t head = clause < 0 ? -1 : head_of(r, clause);
	if (head >= 0 && rel_of(r, head) == REL_conj && head_of(r, head) == harm && is_harm_verb(r, head)) /* "are killed and others hurt as ..." */
		head = harm;
	if (head < 0 || rel_of(r, clause) != REL_advcl || head != harm ||
	    !(has_word(r, clause, REL_mark, marks, 3) || has_word(r, clause, REL_advmod, marks, 3)))
		return false;
	if (act->entry->reciprocal || (act->match.noun && act->actor_count > 1)) /* "shot as clashes broke out": beside, not by them */
		return false;
	for (size_t i = 0; i < act->actor_count; i++)
		if (r->tokens[act->actors[i]].upos == UPOS_PRON)
			return false;
	return true;
}

/* "killed in an airstrike", "killed during clashes", "an attack killed": the noun stands directly at the harm verb. */
static bool stands_at(const struct reading *r, int32_t noun, int32_t verb)
{
	static const char *const prepositions[] = {"in", "by", "during", "from", "amid", "after", "following", "with"};
	for (int depth = 0; depth < 3 && head_of(r, noun) >= 0 && (rel_of(r, noun) == REL_conj || reading_is(r, head_of(r, noun), CUE_SERIES_NOUN)); depth++)
		noun = head_of(r, noun);
	int32_t head = head_of(r, noun), left = head_of(r, verb);
	if (left >= 0 && rel_of(r, verb) != REL_conj && !reading_lemma(r, left, "leave"))
		left = head_of(r, left);
	if (left >= 0 && left == head && rel_of(r, noun) == REL_nsubj && reading_lemma(r, left, "leave")) /* "the strikes left 65 people killed" */
		return true;
	if (head >= 0 && rel_of(r, noun) == REL_obj && rel_of(r, head) == REL_advcl && head_of(r, head) == verb && reading_lemma(r, head, "following"))
		return true;
	if (head >= 0 && rel_of(r, head) == REL_obl_agent && head_of(r, head) == verb) /* "killed by a gunman in a mass shooting" */
		return has_word(r, noun, REL_case, prepositions, 3) && !has_word(r, noun, REL_case, prepositions + 1, 1);
	return head == verb && (rel_of(r, noun) == REL_nsubj || has_word(r, noun, REL_case, prepositions, 8));
}

/* "the bombing of a market that killed 12": no market kills; what is told is the act's. */
static bool is_told_of_thing(const struct reading *r, int32_t verb, int32_t act)
{
	int32_t thing = head_of(r, verb), subject = child_with(r, verb, REL_nsubj);
	bool inside = rel_of(r, verb) == REL_acl_relcl && rel_of(r, thing) == REL_nmod && head_of(r, thing) == act && !mention_of(r, thing);
	return inside && subject >= 0 && resolve_relative(r, subject) != subject;
}

/* The verb above HARM, the state it leaves somebody in: "attacked the building, LEAVING several | injured"; -1. */
static int32_t left_by(const struct reading *r, int32_t harm)
{
	int32_t t = harm;
	for (int depth = 0; depth < 4 && t >= 0 && !reading_lemma(r, t, "leave"); depth++) {
		unsigned rel = rel_of(r, t);
		bool state = rel == REL_xcomp || rel == REL_amod || rel == REL_acl || rel == REL_conj || rel == REL_obj;
		t = state ? head_of(r, t) : -1;
	}
	return t >= 0 && t != harm && reading_lemma(r, t, "leave") ? t : -1;
}

/* "attacked the building, leaving several injured", "an attack which left 63 dead and 200 injured" */
static bool is_left_by(const struct reading *r, int32_t harm, int32_t act, int32_t clause)
{
	int32_t leave = left_by(r, harm);
	if (leave < 0)
		return false;
	if (rel_of(r, leave) == REL_conj || (rel_of(r, leave) == REL_advcl && r->tokens[leave].xpos == XPOS_VBG))
		return head_of(r, leave) == clause;
	if (rel_of(r, leave) == REL_acl_relcl)
		return head_of(r, leave) == act || is_told_of_thing(r, leave, act);
	return false;
}

/* Does the harm of HARM come from ACT? */
static bool is_harm_of(const struct reading *r, const struct candidate *harm, const struct candidate *act)
{
	int32_t h = harm->match.trigger, t = act->match.trigger, clause = r->clause[t];
	if (!is_harm_verb(r, h))
		return false;
	if (rel_of(r, h) == REL_advcl && r->tokens[h].xpos == XPOS_VBG && head_of(r, h) == clause) /* "opened fire, killing two" */
		return true;
	int32_t first = rel_of(r, h) == REL_conj ? head_of(r, h) : -1; /* "launched a strike, causing a fire and injuring five" */
	if (first >= 0 && rel_of(r, first) == REL_advcl && r->tokens[first].xpos == XPOS_VBG && r->tokens[h].xpos == XPOS_VBG && head_of(r, first) == clause)
		return true;
	if ((rel_of(r, h) == REL_acl_relcl || rel_of(r, h) == REL_acl) && head_of(r, h) == t) /* "an attack that killed 12" */
		return true;
	if (is_left_by(r, h, t, clause))
		return true;
	FOR_CHILDREN(r, h, c) /* "are killed and three wounded following a bombing" */
		if (rel_of(r, c) == REL_conj && is_harm_verb(r, c) && act->match.noun && stands_at(r, t, c))
			return true;
	if (act->match.noun && is_told_of_thing(r, h, t))
		return true;
	if (rel_of(r, h) == REL_conj && head_of(r, h) == t && !act->match.noun && child_with(r, h, REL_nsubj) < 0 && !is_passive(r, h)) /* "opened fire and killed" */
		return true;
	if (rel_of(r, h) == REL_conj && ((head_of(r, h) == t && is_harm_verb(r, t)) || holds_token(act->merged, act->merged_count, head_of(r, h))))
		return true; /* "killed two and wounded five" */
	if (rel_of(r, h) == REL_conj && rel_of(r, t) == REL_conj && head_of(r, h) == head_of(r, t) && is_harm_verb(r, t))
		return true;
	return stands_at(r, t, h) || tells_how(r, h, act);
}

/* "launched air strikes | targeting fighters": a clause on the noun that both are told by. */
static bool is_aim_of(const struct reading *r, const struct candidate *aim, const struct candidate *act)
{
	int32_t clause = aim->match.trigger;
	return (rel_of(r, clause) == REL_acl || rel_of(r, clause) == REL_acl_relcl) && aim->actor_count == 0 &&
	       holds_token(act->match.words, act->match.word_count, head_of(r, clause)) && share_noun(r, &aim->match, &act->match);
}

static bool is_compatible(const struct candidate *a, const struct candidate *b)
{
	for (size_t i = 0; i < a->actor_count && b->actor_count > 0; i++)
		if (!holds_token(b->actors, b->actor_count, a->actors[i]))
			return false;
	for (size_t i = 0; i < b->recipient_count; i++) /* who is killed in return is another act's victim */
		if (holds_token(a->actors, a->actor_count, b->recipients[i]))
			return false;
	for (size_t i = 0; i < a->recipient_count; i++)
		if (holds_token(b->actors, b->actor_count, a->recipients[i]))
			return false;
	return true;
}

static bool has_other_standing(const struct reading *r, const struct candidate *a, const struct candidate *b)
{
	return factuality_of(r, &a->match).factuality != factuality_of(r, &b->match).factuality;
}

/* In text order. */
static void add_token(int32_t *to, size_t *count, int32_t token)
{
	if (*count == MOST_FILLERS || holds_token(to, *count, token))
		return;
	size_t at = (*count)++;
	for (; at > 0 && to[at - 1] > token; at--)
		to[at] = to[at - 1];
	to[at] = token;
}

static void add_all(int32_t *to, size_t *count, const int32_t *from, size_t more)
{
	for (size_t i = 0; i < more; i++)
		add_token(to, count, from[i]);
}

/* "in the country's south" */
static bool is_owner_of_part(const struct reading *r, int32_t token)
{
	return rel_of(r, token) == REL_nmod_poss && (reading_is(r, head_of(r, token), CUE_DIRECTION_WORD) || reading_is(r, head_of(r, token), CUE_PLACE_NOUN) ||
	                                             reading_is(r, head_of(r, token), CUE_SETTLEMENT_NOUN));
}

static bool is_where(const struct reading *r, int32_t token)
{
	return r->place[token] || reading_is(r, token, CUE_SETTLEMENT_NOUN) || reading_is(r, token, CUE_PLACE_NOUN) || is_owner_of_part(r, token) ||
	       is_thing(r, token);
}

static bool stands_where(const struct reading *r, int32_t token)
{
	static const char *const inside[] = {"in", "inside", "near", "outside"};
	token = is_owner_of_part(r, token) ? head_of(r, token) : token;
	for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
		if (has_case(r, token, inside[i]))
			return true;
	return reading_is(r, token, CUE_PLACE_NOUN) && !reading_is(r, token, CUE_SETTLEMENT_NOUN) && has_case(r, token, "on") && r->place[token];
}

void drop_mere_places(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0, people = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++)
		people += !is_where(r, candidate->recipients[i]);
	for (size_t i = 0; i < candidate->recipient_count; i++)
		if (people == 0 || !is_where(r, candidate->recipients[i]) ||
		    (!is_thing(r, candidate->recipients[i]) && !stands_where(r, candidate->recipients[i]) && (r->place[candidate->recipients[i]] || !reading_is(r, candidate->recipients[i], CUE_VAGUE_PLACE))))
			candidate->recipients[kept++] = candidate->recipients[i];
	candidate->recipient_count = kept;
}

/* "officers were killed when their vehicle was hit": they are the officers. */
static void drop_pronouns(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		bool again = false;
		for (size_t k = 0; k < candidate->recipient_count; k++)
			again = again || (k != i && stands_for(r, candidate->recipients[i], candidate->recipients[k]));
		if (!again)
			candidate->recipients[kept++] = candidate->recipients[i];
	}
	candidate->recipient_count = kept;
}

static void merge_into(const struct reading *r, struct candidate *into, struct candidate *from)
{
	drop_mere_places(r, into->recipient_count >= from->recipient_count ? from : into);
	add_all(into->actors, &into->actor_count, from->actors, into->actor_count > 0 ? 0 : from->actor_count);
	add_all(into->recipients, &into->recipient_count, from->recipients, from->recipient_count);
	drop_mere_places(r, into);
	drop_pronouns(r, into);
	if (into->merged_count < MOST_MERGED)
		into->merged[into->merged_count++] = from->match.trigger;
	for (size_t i = 0; i < from->merged_count && into->merged_count < MOST_MERGED; i++)
		into->merged[into->merged_count++] = from->merged[i];
	from->dropped = true;
}

/* The one that says how stays: a mode beats none, an act beats its outcome. */
static bool says_how(const struct candidate *harm, const struct candidate *act)
{
	bool harm_mode = harm->entry->mode != MODE_NONE, act_mode = act->entry->mode != MODE_NONE;
	return harm_mode != act_mode ? harm_mode : harm->entry->priority > act->entry->priority;
}

static bool is_harmed_by(const struct reading *r, int32_t verb, int32_t token)
{
	return is_harm_verb(r, verb) && (is_passive(r, verb) || reading_is(r, verb, CUE_DIE_VERB)) && surface_subject(r, verb, 0) == token;
}

/* Is TOKEN whom VERB, or a verb joined to it, tells to be dead or hurt? */
static bool is_harmed(const struct reading *r, int32_t verb, int32_t token)
{
	bool harmed = is_harmed_by(r, verb, token) || (rel_of(r, verb) == REL_conj && is_harmed_by(r, head_of(r, verb), token));
	FOR_CHILDREN(r, verb, c)
		harmed = harmed || (rel_of(r, c) == REL_conj && is_harmed_by(r, c, token));
	return harmed;
}

/* "Two are killed and four wounded in a fight with rebels": the act's name takes the subject for its doer; here the others did it. Where
 * all that is told already, "two are killed in a fight with rebels", the fight has two sides. */
static void turn_round(const struct reading *r, const struct candidate *harm, struct candidate *act)
{
	bool harmed = act->match.noun && !act->entry->reciprocal && act->actor_count > 0;
	for (size_t i = 0; i < act->actor_count; i++)
		harmed = harmed && is_harmed(r, harm->match.trigger, act->actors[i]) &&
		         (harm->actor_count == 0 || !holds_token(harm->recipients, harm->recipient_count, act->actors[i]));
	if (!harmed)
		return;
	int32_t victims[MOST_FILLERS];
	size_t count = act->actor_count;
	memcpy(victims, act->actors, count * sizeof *victims);
	act->actor_count = 0;
	for (size_t i = 0; i < act->recipient_count; i++)
		if (!r->place[act->recipients[i]] && mention_of(r, act->recipients[i]))
			act->actors[act->actor_count++] = act->recipients[i];
	memcpy(act->recipients, victims, count * sizeof *victims);
	act->recipient_count = count;
}

static bool merge_pair(const struct reading *r, struct candidate *harm, struct candidate *act)
{
	bool related = is_aim_of(r, harm, act) || is_harm_of(r, harm, act) || (is_harm_verb(r, harm->match.trigger) && share_noun(r, &harm->match, &act->match));
	if (related)
		turn_round(r, harm, act);
	if (!related || !is_compatible(harm, act) || has_other_standing(r, harm, act))
		return false;
	if (says_how(harm, act))
		merge_into(r, harm, act);
	else
		merge_into(r, act, harm);
	return true;
}

static bool is_trigger(const struct candidate *items, size_t count, int32_t token)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].match.trigger == token)
			return true;
	return false;
}

/* Of the same type as the harm verbs' own events: a raid, not a meeting. */
static bool is_violent(const struct reading *r, const struct candidate *candidate)
{
	return r->book->types[candidate->entry->type].quad == 4 && candidate->entry->goldstein <= VIOLENCE;
}

/* The verb of "an attack against a party, which LEFT 63 people dead"; -1. */
static int32_t leaving_clause(const struct reading *r, int32_t act)
{
	for (int32_t leave = act + 1; leave < r->count; leave++) {
		int32_t thing = head_of(r, leave);
		if (rel_of(r, leave) == REL_acl_relcl && reading_lemma(r, leave, "leave") && (thing == act || (rel_of(r, thing) == REL_nmod && head_of(r, thing) == act)))
			return leave;
	}
	return -1;
}

/* "hits an office with seven people dead", "the attack leaves 14 people dead": who is left in that state. */
static void add_left_behind(const struct reading *r, struct candidate *candidate, struct candidate *items, size_t items_count)
{
	int32_t verb = candidate->match.trigger;
	FOR_CHILDREN(r, verb, c) /* "attacked the building, leaving two people dead" */
		if (rel_of(r, c) == REL_advcl && r->tokens[c].xpos == XPOS_VBG && reading_lemma(r, c, "leave"))
			verb = c;
	int32_t said = rel_of(r, verb) == REL_ccomp && head_of(r, verb) > verb ? head_of(r, verb) : -1;
	if (said >= 0 && reading_is(r, said, CUE_SPEECH_VERB)) /* "bombed the port, residents said, leaving 23 dead" */
		FOR_CHILDREN(r, said, c)
			if (rel_of(r, c) == REL_advcl && r->tokens[c].xpos == XPOS_VBG && reading_lemma(r, c, "leave"))
				verb = c;
	bool leaves = verb != candidate->match.trigger;
	if (!leaves && reading_lemma(r, verb, "leave"))
		leaves = true;
	else if (!leaves && candidate->match.noun) {
		int32_t leave = rel_of(r, verb) == REL_nsubj && reading_lemma(r, head_of(r, verb), "leave") ? head_of(r, verb) : leaving_clause(r, verb);
		leaves = leave >= 0;
		verb = leaves ? leave : verb;
	}
	for (size_t i = 1; i < candidate->match.word_count && !leaves; i++) { /* "an attack carried out by X leaves 25 people dead" */
		int32_t act = candidate->match.words[i], leave = head_of(r, act);
		bool told = candidate->match.light < 0 && !candidate->match.noun && head_of(r, candidate->match.trigger) == act && rel_of(r, act) == REL_nsubj;
		leaves = told && leave >= 0 && reading_lemma(r, leave, "leave");
		verb = leaves ? leave : verb;
	}
	for (size_t i = 0; i < items_count && leaves; i++)
		if (&items[i] != candidate && items[i].match.trigger == verb && items[i].entry->type == candidate->entry->type)
			items[i].dropped = true;
	FOR_CHILDREN(r, verb, c) {
		bool state = false;
		if ((rel_of(r, c) != REL_obl && rel_of(r, c) != REL_obj) || (!leaves && !has_case(r, c, "with")))
			continue;
		FOR_CHILDREN(r, c, s)
			state = state || (s > c && (rel_of(r, s) == REL_amod || rel_of(r, s) == REL_acl) && reading_is(r, s, CUE_PERSON_NOUN)); /* "dead", "wounded" */
		int32_t next = (int32_t)r->tokens[c].right + 1; /* "with 11 | injured" */
		state = state || (next < r->count && head_of(r, next) == verb && reading_is(r, next, CUE_PERSON_NOUN) && has_case(r, c, "with"));
		int32_t left = leaves ? child_with(r, verb, REL_xcomp) : -1; /* "leaves four | dead" */
		state = state || (left > c && reading_is(r, left, CUE_PERSON_NOUN));
		int32_t group[MOST_FILLERS];
		size_t count = state ? conjuncts(r, c, group, MOST_FILLERS) : 0;
		add_all(candidate->recipients, &candidate->recipient_count, group, count);
		for (size_t i = 0; i < items_count && count > 0; i++) /* "injured" itself tells no more */
			if (&items[i] != candidate && holds_token(group, count, head_of(r, items[i].match.trigger)) && items[i].entry->type == candidate->entry->type)
				items[i].dropped = true;
		if (count > 0)
			drop_mere_places(r, candidate);
	}
}

/* "attacks a hotel, resulting in the deaths of six people", "the shelling led to the death of a child": whose deaths. */
static void add_deaths(const struct reading *r, struct candidate *candidate)
{
	int32_t act = candidate->match.trigger;
	for (int32_t death = 0; death < r->count; death++) {
		if (r->tokens[death].upos != UPOS_NOUN || !(reading_is(r, death, CUE_DEATH_NOUN) || reading_is(r, death, CUE_INJURY_NOUN)))
			continue;
		int32_t verb = head_of(r, death);
		bool causes = verb >= 0 && (rel_of(r, death) == REL_obj || rel_of(r, death) == REL_obl) &&
		              (reading_lemma(r, verb, "result") || reading_lemma(r, verb, "lead") || reading_lemma(r, verb, "cause"));
		unsigned rel = causes ? rel_of(r, verb) : 0;
		bool of_act = (rel == REL_advcl && r->tokens[verb].xpos == XPOS_VBG) || rel == REL_acl || rel == REL_acl_relcl ? head_of(r, verb) == act
		                                                                                                             : causes && child_with(r, verb, REL_nsubj) == act;
		FOR_CHILDREN(r, death, c) {
			int32_t group[MOST_FILLERS];
			bool whose = of_act && rel_of(r, c) == REL_nmod && (has_case(r, c, "of") || has_case(r, c, "to") || has_case(r, c, "among"));
			bool own = reading_lemma(r, c, "attacker") || reading_lemma(r, child_with(r, c, REL_nmod), "attacker"); /* who die in return */
			if (!whose || own || !slot_accepts(r, c, SLOT_RECIPIENT, KIND_PERSON))
				continue;
			add_all(candidate->recipients, &candidate->recipient_count, group, conjuncts(r, c, group, MOST_FILLERS));
			drop_mere_places(r, candidate);
		}
	}
}

/* "is killed when his car strikes a mine, injuring two more" */
static bool is_outcome_of_how(const struct reading *r, int32_t harm, int32_t t)
{
	static const char *const marks[] = {"when", "as", "after"};
	int32_t how = rel_of(r, harm) == REL_advcl && r->tokens[harm].xpos == XPOS_VBG ? head_of(r, harm) : -1;
	return how >= 0 && how < harm && rel_of(r, how) == REL_advcl && head_of(r, how) == t && (has_word(r, how, REL_mark, marks, 3) || has_word(r, how, REL_advmod, marks, 3));
}

/* "nine people are dead" */
static bool is_said_dead(const struct reading *r, int32_t t)
{
	return reading_is(r, t, CUE_DEATH_NOUN) && r->tokens[t].upos == UPOS_ADJ && child_with(r, t, REL_cop) >= 0 && child_with(r, t, REL_nsubj) >= 0;
}

/* "15 people died and 40 were injured in a bombing": no pattern has "died" by itself, but the joined verb tells what of. */
static void add_joined_harm(const struct reading *r, struct candidate *candidate, const struct candidate *items, size_t count)
{
	int32_t t = candidate->match.trigger;
	for (int32_t h = 0; h < r->count && candidate->merged_count < MOST_MERGED; h++) {
		bool joined = (is_harm_verb(r, t) && ((rel_of(r, h) == REL_conj && head_of(r, h) == t) || (rel_of(r, t) == REL_conj && head_of(r, t) == h))) ||
		              (candidate->match.noun && (stands_at(r, t, h) || is_told_of_thing(r, h, t))) || tells_how(r, h, candidate) ||
		              (rel_of(r, h) == REL_conj && holds_token(candidate->merged, candidate->merged_count, head_of(r, h))) ||
		              (is_harm_verb(r, t) && is_outcome_of_how(r, h, t));
		bool dead = is_said_dead(r, h);
		if (!joined || (!is_harm_verb(r, h) && !dead) || is_trigger(items, count, h) || is_negated(r, h))
			continue;
		int32_t victim = dead || reading_is(r, h, CUE_DIE_VERB) ? surface_subject(r, h, 0) : deep_object(r, h, 0);
		if (victim < 0 || !slot_accepts(r, victim, SLOT_RECIPIENT, KIND_PERSON) || holds_token(candidate->actors, candidate->actor_count, victim))
			continue;
		add_token(candidate->recipients, &candidate->recipient_count, victim);
		candidate->merged[candidate->merged_count++] = h;
	}
}

void merge_harm(const struct reading *r, struct candidate *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!items[i].dropped && (is_harm_verb(r, items[i].match.trigger) || is_violent(r, &items[i]))) {
			add_left_behind(r, &items[i], items, count);
			add_deaths(r, &items[i]);
			add_joined_harm(r, &items[i], items, count);
		}
	for (size_t i = 0; i < count; i++)
		if (items[i].merged_count > 0)
			drop_mere_places(r, &items[i]);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			if (i != j && !items[i].dropped && !items[j].dropped && items[i].entry->type == items[j].entry->type &&
			    items[i].match.trigger != items[j].match.trigger && (is_harm_verb(r, items[i].match.trigger) || is_aim_of(r, &items[i], &items[j])) && merge_pair(r, &items[i], &items[j]) &&
			    items[i].dropped)
				break;
	for (size_t i = 0; i < count; i++) /* what is joined to the harm just taken in */
		if (!items[i].dropped && items[i].merged_count > 0)
			add_joined_harm(r, &items[i], items, count);
}
