/* select.c: from matches to candidate events. */
#include "select.h"

#define COERCION (-6.0) /* on Goldstein's scale: acts against somebody, from sanctions down */
#define MOST_LABEL 12 /* tokens */

struct candidate_list {
	struct arena *arena;
	struct candidate *items;
	size_t count, capacity;
};

static bool is_relation(const struct reading *r, const struct candidate *c) { return r->book->types[c->entry->type].is_relation; }

/* --- fillers -------------------------------------------------------------------------------- */

/* "Cuba announces it will release prisoners" has one actor: a pronoun adds nobody to the name that it takes up. */
static bool is_same_name(const struct reading *r, int32_t a, int32_t b)
{
	const struct mention *one = mention_of(r, a), *other = mention_of(r, b);
	return one && other && one->kind == MENTION_NAME && other->kind == MENTION_NAME && one->entity != UINT32_MAX && one->entity == other->entity &&
	       str_equal_nocase(r->tokens[a].form, r->tokens[b].form);
}

static void add_filler(const struct reading *r, int32_t *fillers, size_t *count, int32_t token)
{
	for (size_t i = 0; i < *count; i++)
		if (fillers[i] == token || (token >= 0 && (stands_for(r, token, fillers[i]) || is_same_name(r, token, fillers[i]))))
			return;
	if (token >= 0 && *count < MOST_FILLERS)
		fillers[(*count)++] = token;
}

/* "impose sanctions on X": where a party is a recipient, an act beside it is none. */
static void drop_things(const struct reading *r, struct candidate *candidate)
{
	bool party = false;
	size_t kept = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++)
		party = party || mention_of(r, candidate->recipients[i]);
	for (size_t i = 0; i < candidate->recipient_count && party; i++)
		if (!names_an_act(r, candidate->recipients[i]))
			candidate->recipients[kept++] = candidate->recipients[i];
	candidate->recipient_count = party ? kept : candidate->recipient_count;
}

/* "A sudden drop in blood pressure", "the atmosphere of hostility": states, changes and feelings undergo nothing. */
static bool is_affected(const struct reading *r, int32_t token)
{
	int32_t t = through_series(r, token);
	const struct mention *mention = mention_of(r, t);
	if (r->tokens[t].upos == UPOS_PROPN && str_equal(r->tokens[r->tokens[t].left].form, STR("Operation"))) /* "Operation Cast Lead" */
		return false;
	if (r->tokens[t].upos != UPOS_NOUN || (mention && (mention->can_act || mention->animate || mention->entity != UINT32_MAX)))
		return true;
	return !reading_is(r, t, CUE_NO_RECIPIENT_NOUN);
}

/* "Kills himself" is nothing done to another; what blows its bearer up is. */
static void drop_reflexive(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0, count = candidate->recipient_count;
	for (size_t i = 0; i < count; i++)
		if (!reading_is(r, candidate->recipients[i], CUE_REFLEXIVE))
			candidate->recipients[kept++] = candidate->recipients[i];
	candidate->recipient_count = kept;
	uint32_t mode = candidate->entry->mode;
	bool bomb = mode != MODE_NONE && (str_equal(r->book->modes[mode].name, STR("suicide-attack")) || str_equal(r->book->modes[mode].name, STR("explosives")));
	candidate->dropped = candidate->dropped || (count > 0 && kept == 0 && !bomb && r->book->types[candidate->entry->type].quad == 4);
}

static void drop_unaffected(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++)
		if (is_affected(r, candidate->recipients[i]))
			candidate->recipients[kept++] = candidate->recipients[i];
	candidate->dropped = candidate->dropped || (candidate->recipient_count > 0 && kept == 0 && candidate->actor_count == 0);
	candidate->recipient_count = kept;
}

/* "Tens of thousands of people were killed in attacks": the thousands are the recipient's own, not behind "attacks of". */
/* "members of the police": in an act done to them the police are the members', not who did it. */
static void drop_wholes(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidate->actor_count; i++) {
		int32_t actor = candidate->actors[i];
		bool whole = false;
		for (size_t k = 0; k < candidate->recipient_count; k++)
			whole = whole || (head_of(r, actor) == candidate->recipients[k] && rel_of(r, actor) == REL_nmod && has_case(r, actor, "of"));
		if (!whole || !candidate->match.noun)
			candidate->actors[kept++] = actor;
	}
	candidate->actor_count = kept;
}

static void drop_counted_actors(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidate->actor_count; i++) {
		int32_t head = head_of(r, candidate->actors[i]);
		bool counted = false;
		for (size_t k = 0; k < candidate->recipient_count && rel_of(r, candidate->actors[i]) == REL_nmod; k++)
			counted = counted || (candidate->recipients[k] == head && reading_is(r, head, CUE_SERIES_NOUN));
		if (!counted)
			candidate->actors[kept++] = candidate->actors[i];
	}
	candidate->actor_count = kept;
}

/* "issues an essay calling for", "launched a petition asking": words of somebody's making speak for the maker; -1. */
static int32_t maker_of(const struct reading *r, const struct candidate *candidate, int32_t thing)
{
	int32_t clause = candidate->match.trigger, verb = head_of(r, thing);
	bool told = rel_of(r, clause) == REL_acl && r->tokens[clause].xpos == XPOS_VBG && head_of(r, clause) == thing;
	bool speaks = r->book->types[candidate->entry->type].quad == 1 || r->book->types[candidate->entry->type].quad == 3;
	int32_t said = rel_of(r, clause) == REL_conj ? head_of(r, clause) : -1; /* "reports that the toll has risen, and asks" */
	if (said >= 0 && speaks && rel_of(r, said) == REL_ccomp && child_with(r, clause, REL_nsubj) < 0 && reading_is(r, head_of(r, said), CUE_SPEECH_VERB))
		return surface_subject(r, head_of(r, said), 0);
	int32_t owner = told && speaks ? child_with(r, thing, REL_nmod_poss) : -1; /* "dismisses Sudan's case alleging" */
	if (owner >= 0 && mention_of(r, owner) && mention_of(r, owner)->can_act)
		return owner;
	FOR_CHILDREN(r, thing, c) /* "a case brought by X seeking" */
		if (told && speaks && rel_of(r, c) == REL_acl && c != clause && is_passive(r, c) && deep_subject(r, c, 0) >= 0)
			return deep_subject(r, c, 0);
	return told && speaks && verb >= 0 && rel_of(r, thing) == REL_obj && is_predicate(r, verb) ? deep_subject(r, verb, 0) : -1;
}

/* What does nothing itself is no actor. A clause whose own subject is such a thing tells of nobody's act. */
static void drop_inert(const struct reading *r, struct candidate *candidate)
{
	int32_t actors[MOST_FILLERS], verb = candidate->match.noun || is_relation(r, candidate) ? -1 : candidate->match.trigger;
	bool thing_acts = false;
	size_t kept = 0;
	for (size_t i = 0; i < candidate->actor_count; i++) {
		int32_t actor = candidate->actors[i];
		if (is_inert(r, actor))
			actor = maker_of(r, candidate, actor);
		if (actor >= 0 && !is_inert(r, actor))
			add_filler(r, actors, &kept, actor);
		else
			thing_acts = thing_acts || (verb >= 0 && surface_subject(r, verb, 0) == candidate->actors[i]);
	}
	memcpy(candidate->actors, actors, kept * sizeof *actors);
	candidate->actor_count = kept;
	candidate->dropped = candidate->dropped || (thing_acts && kept == 0);
}

/* What is shot at, seized or held may be a place with nobody named. */
static bool is_force(const struct reading *r, const struct candidate *candidate)
{
	const struct event_type *type = &r->book->types[candidate->entry->type];
	return type->is_relation || type->goldstein <= -7;
}

/* "captured Raqqa", "took control of the town": what is taken or held is acted upon, not only where it happens. */
static void add_taken_place(const struct reading *r, struct candidate *candidate)
{
	int32_t place = candidate->recipient_count == 0 ? match_filler(&candidate->match, SLOT_PLACE) : -1;
	if (place < 0 || !is_force(r, candidate) || candidate->actor_count == 0)
		return;
	bool taken = head_of(r, candidate->match.trigger) == place || rel_of(r, place) == REL_obj || rel_of(r, place) == REL_nsubj_pass ||
	             has_case(r, place, "of") || has_case(r, place, "over");
	int32_t group[MOST_FILLERS];
	size_t count = taken ? meant_parties(r, place, true, group, MOST_FILLERS) : 0;
	for (size_t i = 0; i < count; i++)
		add_filler(r, candidate->recipients, &candidate->recipient_count, group[i]);
}

/* "praised the pope's visit", "welcomed the visit by the pope" */
static int32_t maker_of_act(const struct reading *r, int32_t act)
{
	int32_t owner = child_with(r, act, REL_nmod_poss);
	FOR_CHILDREN(r, act, c)
		if (owner < 0 && rel_of(r, c) == REL_nmod && has_case(r, c, "by"))
			owner = c;
	FOR_CHILDREN(r, act, c) /* "a march planned by X" */
		if (owner < 0 && rel_of(r, c) == REL_acl && is_passive(r, c))
			owner = passive_agent(r, c);
	return owner >= 0 ? resolve_relative(r, owner) : -1;
}

/* "an Egyptian-backed plan", "an Ohio law": whose it is by name; -1. */
static int32_t named_owner(const struct reading *r, int32_t word)
{
	int32_t owner = owner_of_thing(r, word);
	if (owner < 0 && word > 0 && head_of(r, word - 1) == word && rel_of(r, word - 1) == REL_compound && r->place[word - 1])
		owner = word - 1;
	const struct mention *mention = mention_of(r, owner);
	bool money = owner >= 0 && child_with(r, owner, REL_nummod) >= 0; /* "a US$5,000 bounty" */
	bool named = !money && ((mention && mention->entity != UINT32_MAX) || (owner >= 0 && r->place[owner]));
	return named && !reading_is(r, word, CUE_PATIENT_NOUN) ? owner : -1;
}

/* PARTY and who is joined to it: "sentences passed on A, B and C". */
static void add_all_of(const struct reading *r, struct candidate *candidate, int32_t party)
{
	int32_t group[MOST_FILLERS];
	size_t count = conjuncts(r, party, group, MOST_FILLERS);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || slot_accepts(r, group[i], SLOT_RECIPIENT, KIND_ACTOR))
			add_filler(r, candidate->recipients, &candidate->recipient_count, group[i]);
}

/* "rejects an appeal from X", "removes sanctions imposed on Y": whose the object is, or whom it is aimed at. */
static void add_owner_of_object(const struct reading *r, struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	for (size_t i = 1; i < match->word_count && candidate->recipient_count == 0 && !match->noun; i++) {
		int32_t word = match->words[i], party = -1;
		if ((rel_of(r, word) != REL_obj && rel_of(r, word) != REL_nsubj_pass) || head_of(r, word) != match->trigger || (mention_of(r, word) && mention_of(r, word)->can_act))
			continue;
		if ((reading_is(r, word, CUE_DEMAND_NOUN) || reading_is(r, word, CUE_STATEMENT_NOUN)) && !reading_is(r, word, CUE_PATIENT_NOUN))
			party = owner_of_noun(r, word);
		else if (names_an_act(r, word) && !reading_is(r, word, CUE_PATIENT_NOUN) && !reading_is(r, word, CUE_VICTIM_NOUN))
			party = maker_of_act(r, word);
		else if (r->book->types[candidate->entry->type].goldstein > KILLING)
			party = party_aimed_at(r, word);
		if (party < 0 && r->book->types[candidate->entry->type].quad == 3)
			party = named_owner(r, word);
		bool own = false;
		for (size_t k = 0; k < candidate->actor_count && party >= 0; k++)
			own = own || candidate->actors[k] == party || stands_for(r, party, candidate->actors[k]);
		if (party >= 0 && !own && (slot_accepts(r, party, SLOT_RECIPIENT, KIND_ACTOR) || r->place[party]))
			add_all_of(r, candidate, party);
	}
}

/* "dissolves the parliament", "burn the government offices": a pattern's own word that is somebody is acted upon. */
static void add_named_object(const struct reading *r, struct candidate *candidate)
{
	const struct match *match = &candidate->match;
	const struct step *steps = r->book->steps + match->pattern->first_step;
	if (match->noun || candidate->recipient_count > 0)
		return;
	const struct event_type *type = &r->book->types[candidate->entry->type];
	if (type->goldstein > COERCION && type->quad != 3) /* of what is only said, "summons the ambassador" */
		return;
	bool asked = false; /* the pattern may have a recipient elsewhere: only somebody known is one in its stead */
	for (size_t i = 0; i < match->pattern->step_count; i++) {
		if (steps[i].slot == SLOT_RECIPIENT && !steps[i].optional)
			return;
		asked = asked || steps[i].slot == SLOT_RECIPIENT;
	}
	for (size_t i = 1; i < match->word_count; i++) {
		int32_t word = match->words[i];
		bool acted = (rel_of(r, word) == REL_obj || rel_of(r, word) == REL_nsubj_pass) && head_of(r, word) == match->trigger;
		acted = acted && r->tokens[word].upos != UPOS_PRON;
		bool weapon = r->book->types[candidate->entry->type].goldstein <= KILLING && !reading_is(r, word, CUE_AGENT_NOUN);
		int32_t owner = acted && !weapon && type->quad != 3 ? owner_of_thing(r, word) : -1;
		acted = acted && owner < 0;
		for (size_t k = 0; k < candidate->actor_count && owner >= 0; k++)
			if (candidate->actors[k] == owner || stands_for(r, owner, candidate->actors[k])) /* "scuttles its flagship" */
				owner = -1;
		if (owner >= 0) /* "attack the group's website"; "fires Russian missiles" is not at Russia */
			add_all_of(r, candidate, owner);
		const struct mention *mention = mention_of(r, word);
		bool left = rel_of(r, word) == REL_obl && head_of(r, word) == match->trigger && type->goldstein > KILLING && mention &&
		            mention->entity != UINT32_MAX && mention->class_ == ENTITY_ORGANISATION; /* "withdraws from the World Health Organization" */
		acted = acted || (left && asked && owner < 0);
		if (acted && (asked || type->quad == 3)) {
			bool known = type->quad == 4 && mention && (mention->entity != UINT32_MAX || (reading_is(r, word, CUE_BODY_NOUN) && match->word_count == 2));
			bool craft = type->quad == 4 && is_force(r, candidate) && reading_is(r, word, CUE_AGENT_NOUN); /* "seizes an oil tanker" */
			if (reading_is(r, word, CUE_PERSON_NOUN) || known || craft)
				add_all_of(r, candidate, word);
		} else if (acted && (reading_is(r, word, CUE_PERSON_NOUN) || reading_is(r, word, CUE_AGENT_NOUN) || reading_is(r, word, CUE_BODY_NOUN) || (mention && mention->can_act)))
			add_all_of(r, candidate, word);
	}
}

static void mean_others(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t token = candidate->recipients[i];
		bool own = false, personal = r->tokens[token].xpos == XPOS_PRP && !str_ends(r->tokens[token].form, STR("self")) &&
		                            !str_ends(r->tokens[token].form, STR("selves")) && mention_of(r, token);
		for (size_t k = 0; k < candidate->actor_count && personal; k++)
			own = own || stands_for(r, token, candidate->actors[k]);
		token = own ? other_party(r, candidate, token) : token;
		if (token >= 0)
			candidate->recipients[kept++] = token;
	}
	candidate->recipient_count = kept;
}

/* "Bakhmut, Donetsk Oblast": the second says where the first lies. */
static void drop_surroundings(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t token = candidate->recipients[i], before = kept > 0 ? candidate->recipients[kept - 1] : -1;
		bool wider = before >= 0 && r->place[token] && r->place[before] && r->tokens[token].left > 0 &&
		             r->tokens[r->tokens[token].left - 1].xpos == XPOS_COMMA && (int32_t)r->tokens[token].left - 2 >= before &&
		             (r->document->places[r->place[token] - 1].precision > r->document->places[r->place[before] - 1].precision ||
		              rel_of(r, token) == REL_appos || str_equal(r->document->places[r->place[token] - 1].name, r->document->places[r->place[before] - 1].admin1));
		if (!wider)
			candidate->recipients[kept++] = token;
	}
	candidate->recipient_count = kept;
}

/* "says that Russia shot it down, accusing Russia of": nobody accuses himself; who says so does. */
static void give_to_speaker(const struct reading *r, struct candidate *candidate)
{
	int32_t clause = candidate->match.trigger, said = head_of(r, clause);
	bool aside = candidate->actor_count == 1 && candidate->recipient_count == 1 && rel_of(r, clause) == REL_advcl && said >= 0 &&
	             r->tokens[clause].xpos == XPOS_VBG && rel_of(r, said) == REL_ccomp && reading_is(r, head_of(r, said), CUE_SPEECH_VERB);
	const struct mention *a = aside ? mention_of(r, candidate->actors[0]) : NULL, *b = aside ? mention_of(r, candidate->recipients[0]) : NULL;
	bool same = a && b && a->entity != UINT32_MAX && a->entity == b->entity;
	int32_t speaker = same ? surface_subject(r, head_of(r, said), 0) : -1;
	if (speaker >= 0)
		candidate->actors[0] = speaker;
}

/* "a gunfight in Basra": where an act of force was is nobody that it was done to; a town that it was "on" is. */
static void drop_whereabouts(const struct reading *r, struct candidate *candidate)
{
	size_t kept = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		int32_t token = candidate->recipients[i];
		bool where = candidate->match.noun && r->place[token] && r->tokens[token].upos == UPOS_PROPN &&
		             (has_case(r, token, "in") || has_case(r, token, "near") || has_case(r, token, "outside"));
		if (!where || r->book->types[candidate->entry->type].goldstein > KILLING)
			candidate->recipients[kept++] = token;
	}
	candidate->recipient_count = kept;
}

/* "gathered to demand", "marched to protest": the pattern's own word that says why; -1. */
static int32_t expressed_by(const struct reading *r, const struct candidate *candidate)
{
	for (size_t i = 1; i < candidate->match.word_count; i++) {
		int32_t word = candidate->match.words[i];
		if (r->tokens[word].upos == UPOS_VERB && reading_is(r, word, CUE_EXPRESSIVE_VERB) && word > candidate->match.trigger)
			return word;
	}
	return -1;
}

/* What is agreed, refused, threatened or voted for is done to somebody: the other side, where the words name no other. */
static void add_party_of_act(const struct reading *r, struct candidate *candidate)
{
	const struct event_type *type = &r->book->types[candidate->entry->type];
	bool asks = r->book->duty != ENTRY_NONE && candidate->entry->type == r->book->entries[r->book->duty].type; /* of whom is told elsewhere */
	bool together = candidate->actor_count > 1 || (candidate->actor_count == 1 && r->tokens[candidate->actors[0]].xpos == XPOS_NNS); /* with each other */
	int32_t why = expressed_by(r, candidate);
	if (candidate->recipient_count > 0 || candidate->match.noun || candidate->entry->reciprocal || type->is_relation || (type->quad > 3 && why < 0) ||
	    asks || (together && type->quad < 3))
		return;
	int32_t act = why >= 0 ? why : match_filler(&candidate->match, SLOT_ACT), clause = child_with(r, candidate->match.trigger, REL_xcomp);
	act = act < 0 && match_has_used(&candidate->match, clause) ? clause : act;
	int32_t party = act >= 0 && r->tokens[act].upos == UPOS_VERB && !is_passive(r, act) ? party_of_clause(r, candidate, act) : -1;
	int32_t group[MOST_FILLERS];
	size_t count = party >= 0 ? meant_parties(r, party, true, group, MOST_FILLERS) : 0;
	for (size_t i = 0; i < count; i++)
		add_filler(r, candidate->recipients, &candidate->recipient_count, group[i]);
}

/* "A, commander of the fleet, and B": one commander, A. */
static bool is_apposed_alone(const struct reading *r, const struct candidate *candidate, int32_t token)
{
	int32_t trigger = candidate->match.trigger;
	return r->book->types[candidate->entry->type].is_relation && rel_of(r, trigger) == REL_appos && head_of(r, trigger) == token &&
	       r->tokens[trigger].xpos == XPOS_NN && child_with(r, token, REL_conj) > trigger;
}

static void fill_slots(struct reading *r, struct candidate *candidate)
{
	bool kept = !r->book->types[candidate->entry->type].is_relation || r->tokens[candidate->match.trigger].upos == UPOS_VERB; /* not "X, head of Y, is killed with Z" */
	for (size_t i = 0; i < candidate->match.binding_count; i++) {
		const struct binding *binding = &candidate->match.bindings[i];
		bool actor = binding->slot == SLOT_ACTOR;
		if (!actor && binding->slot != SLOT_RECIPIENT)
			continue;
		int32_t group[MOST_FILLERS];
		bool whole = binding->whole && !is_apposed_alone(r, candidate, binding->token);
		size_t count = meant_parties(r, binding->token, whole, group, MOST_FILLERS);
		count = add_included(r, actor, kept, group, count, MOST_FILLERS);
		for (size_t g = 0; g < count; g++) {
			if (!slot_accepts(r, group[g], (enum slot)binding->slot, KIND_ANY) || reading_lemma(r, group[g], "what"))
				continue;
			if (actor)
				add_filler(r, candidate->actors, &candidate->actor_count, group[g]);
			else
				add_filler(r, candidate->recipients, &candidate->recipient_count, group[g]);
		}
	}
	add_taken_place(r, candidate);
	add_named_object(r, candidate);
	drop_inert(r, candidate);
	give_to_speaker(r, candidate);
	mean_others(r, candidate);
	drop_things(r, candidate);
	name_suspects(r, candidate);
	name_defendants(r, candidate);
	name_recipients(r, candidate, is_force(r, candidate), r->book->types[candidate->entry->type].goldstein <= KILLING);
	add_owner_of_object(r, candidate);
	add_party_of_act(r, candidate);
	drop_reflexive(r, candidate);
	drop_unaffected(r, candidate);
	drop_counted_actors(r, candidate);
	drop_wholes(r, candidate);
	drop_surroundings(r, candidate);
	drop_whereabouts(r, candidate);
	if (candidate->entry->reciprocal) {
		for (size_t i = 0; i < candidate->recipient_count; i++)
			add_filler(r, candidate->actors, &candidate->actor_count, candidate->recipients[i]);
		candidate->recipient_count = 0;
	}
}

/* --- one frame ------------------------------------------------------------------------------ */

static void keep_better(struct candidate *best, bool *found, const struct match *match, const struct entry *entry)
{
	if (*found && match->score <= best->match.score)
		return;
	*found = true;
	best->match = *match;
	best->entry = entry;
}

static void try_patterns(struct reading *r, const struct word_index *index, uint32_t word, int32_t token, struct candidate *event,
                         struct candidate *relation, bool found[2])
{
	if (word == WORD_NONE)
		return;
	const struct codebook *book = r->book;
	for (uint32_t i = index->start[word]; i < index->start[word + 1]; i++) {
		const struct pattern *pattern = &book->patterns[index->pattern[i]];
		const struct entry *entry = &book->entries[pattern->entry];
		bool is_relation = book->types[entry->type].is_relation;
		struct match match;
		if (match_pattern(r, pattern, token, &match, NULL))
			keep_better(is_relation ? relation : event, &found[is_relation], &match, entry);
	}
}

static void code_token(struct reading *r, int32_t token, struct candidate_list *list)
{
	struct candidate event = {.dropped = false}, relation = {.dropped = false};
	bool found[2] = {false, false};
	for (int nouns = 0; nouns < 2; nouns++) {
		if (nouns ? !can_be_noun(r, token) : !can_be_verb(r, token))
			continue;
		const struct word_index *index = nouns ? &r->book->nouns : &r->book->verbs;
		try_patterns(r, index, r->word[token], token, &event, &relation, found);
		if (r->form[token] != r->word[token])
			try_patterns(r, index, r->form[token], token, &event, &relation, found);
	}
	if (found[0])
		arena_push(list->arena, list->items, list->count, list->capacity, event);
	if (found[1])
		arena_push(list->arena, list->items, list->count, list->capacity, relation);
}

/* --- between frames --------------------------------------------------------------------------- */

static bool covers(const struct candidate *a, const struct candidate *b)
{
	for (size_t i = 0; i < a->match.word_count; i++)
		if (a->match.words[i] == b->match.trigger)
			return true;
	return b->match.light >= 0 && a->match.trigger == b->match.light;
}


static bool same_tokens(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static bool compatible(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count)
{
	return a_count == 0 || b_count == 0 || same_tokens(a, a_count, b, b_count);
}

/* Two names of one act in one clause: nothing that the one says contradicts the other. */
static bool is_same_act(const struct reading *r, const struct candidate *a, const struct candidate *b)
{
	return a->entry->type == b->entry->type && r->clause[a->match.trigger] == r->clause[b->match.trigger] &&
	       compatible(a->actors, a->actor_count, b->actors, b->actor_count) &&
	       compatible(a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

/* A noun that says an actor of its own is an act of its own: "rejected the call by Russia", but not "submitted his resignation". */
static bool has_other_actor(const struct reading *r, const struct candidate *of, const struct candidate *than)
{
	for (size_t i = 0; i < than->actor_count && of->actor_count == 1; i++)
		if (stands_for(r, of->actors[0], than->actors[i]))
			return false;
	return of->match.noun && of->actor_count > 0 && of->match.light != than->match.trigger &&
	       !compatible(of->actors, of->actor_count, than->actors, than->actor_count);
}

/* "charged with the murder of a priest": the charge is one act, the murder another with a victim of its own. */
static bool is_charge_with_victim(const struct reading *r, const struct candidate *charge, const struct candidate *act)
{
	return act->match.noun && act->recipient_count > 0 && r->book->types[act->entry->type].quad == 4 &&
	       reading_is(r, charge->match.trigger, CUE_ACCUSE_VERB) && !compatible(act->recipients, act->recipient_count, charge->recipients, charge->recipient_count);
}

static size_t roles(const struct candidate *c) { return c->actor_count + c->recipient_count; }

/* OUTER's words include INNER's trigger ("launch an attack", "refuse to send"). The outer one has spent them, but of
 * two names for one type of act the more telling stays ("launch a drone attack"). */
static void settle_covered(const struct reading *r, struct candidate *outer, struct candidate *inner)
{
	bool asked = r->book->duty != ENTRY_NONE && outer->entry->type == r->book->entries[r->book->duty].type; /* "seek the resignation of X" */
	if ((!asked && has_other_actor(r, inner, outer)) || is_charge_with_victim(r, outer, inner))
		return;
	if (outer->actor_count == 0 && inner->entry->type == outer->entry->type) /* "died in insurgent attacks", "killed after militants attacked" */
		for (size_t i = 0; i < inner->actor_count; i++) {
			bool victim = false; /* "killed in a shootout with the army": of the two sides the other */
			for (size_t k = 0; k < outer->recipient_count; k++)
				victim = victim || outer->recipients[k] == inner->actors[i];
			if (!victim)
				add_filler(r, outer->actors, &outer->actor_count, inner->actors[i]);
		}
	if (outer->actor_count == 0 && inner->match.noun && inner->entry->type == outer->entry->type && roles(inner) > 1)
		for (size_t i = 0; i < inner->recipient_count; i++)
			for (size_t k = 0; k < outer->recipient_count && inner->actor_count > 0; k++)
				if (inner->actors[0] == outer->recipients[k])
					add_filler(r, outer->actors, &outer->actor_count, inner->recipients[i]);
	bool carried = inner->match.light == outer->match.trigger && inner->entry->priority > outer->entry->priority;
	bool same_type = inner->entry->type == outer->entry->type;
	bool inner_wins = inner->match.noun && !(asked && !same_type) && ((inner->match.score > outer->match.score && (carried || same_type)) ||
	                                        (same_type && roles(inner) > roles(outer)));
	(inner_wins ? outer : inner)->dropped = true;
}

/* "have been confirmed killed following a U.S. airstrike": the one tells the victims, the other who did it; merge_harm joins them. */
static bool is_harm_and_cause(const struct reading *r, const struct candidate *harm, const struct candidate *cause)
{
	int32_t verb = harm->match.trigger;
	bool harmed = r->tokens[verb].upos == UPOS_VERB && !harm->match.noun && (reading_is(r, verb, CUE_KILL_VERB) || reading_is(r, verb, CUE_WOUND_VERB));
	return harmed && cause->match.noun && head_of(r, cause->match.trigger) == verb && harm->actor_count == 0 && cause->recipient_count == 0;
}

/* Of a pair, which goes: words already spent by an outer match, or the poorer of two names. */
static void settle_pair(const struct reading *r, struct candidate *a, struct candidate *b)
{
	if (is_relation(r, a) != is_relation(r, b) || a->match.trigger == b->match.trigger)
		return;
	bool a_covers = covers(a, b), b_covers = covers(b, a);
	if (a_covers && !b_covers) {
		settle_covered(r, a, b);
	} else if (b_covers && !a_covers) {
		settle_covered(r, b, a);
	} else if ((a_covers && b_covers) || (is_same_act(r, a, b) && !is_harm_and_cause(r, a, b) && !is_harm_and_cause(r, b, a))) {
		struct candidate *loser = a;
		bool a_mode = a->entry->mode != MODE_NONE, b_mode = b->entry->mode != MODE_NONE;
		if (roles(a) != roles(b) ? roles(a) > roles(b) : a_mode != b_mode ? a_mode : a->match.score >= b->match.score)
			loser = b;
		loser->dropped = true;
	}
}

/* "2011 Syrian uprising: Troops storm a town", "Reactions to the protests: ...": the topic that a label names is no act of
 * the sentence. The first token behind the label, 0 without one. */
static int32_t behind_label(const struct reading *r)
{
	bool topic = r->count > 0 && r->tokens[0].upos == UPOS_NUM;
	for (int32_t t = 0; t < r->count && t <= MOST_LABEL; t++) {
		if (str_equal(r->tokens[t].form, STR(":")))
			return topic && t + 2 < r->count ? t + 1 : 0;
		if (r->tokens[t].upos == UPOS_VERB || r->tokens[t].upos == UPOS_AUX || r->tokens[t].quote_depth > 0)
			return 0;
		topic = topic || reading_is(r, t, CUE_TOPIC_NOUN) || (r->tokens[t].upos == UPOS_NUM && r->tokens[t].form.length == 4);
	}
	return 0;
}

struct candidate *select_candidates(struct reading *r, size_t *count)
{
	struct candidate_list list = {.arena = r->document->arena};
	for (int32_t t = behind_label(r); t < r->count; t++)
		if (r->word[t] != WORD_NONE || r->form[t] != WORD_NONE)
			code_token(r, t, &list);
	for (size_t i = 0; i < list.count; i++) {
		fill_slots(r, &list.items[i]);
		list.items[i].dropped = list.items[i].dropped || is_no_act(r, &list.items[i]);
	}
	for (size_t i = 0; i < list.count; i++)
		for (size_t j = i + 1; j < list.count && !list.items[i].dropped; j++)
			if (!list.items[j].dropped)
				settle_pair(r, &list.items[i], &list.items[j]);
	spare_hit(r, list.items, list.count);
	spare_wounded(r, list.items, list.count);
	name_opponents(r, list.items, list.count);
	merge_harm(r, list.items, list.count);
	add_toll(r, list.items, list.count);
	name_culprits(r, list.items, list.count);
	share_parties(r, list.items, list.count);
	complete_sides(r, list.items, list.count);
	name_doers(r, list.items, list.count);
	name_gatekeepers(r, list.items, list.count);
	add_dead(r, list.items, list.count);
	add_targets(r, list.items, list.count);
	name_charged(r, list.items, list.count);
	add_addressees(r, list.items, list.count);
	name_grievances(r, list.items, list.count);
	name_beneficiaries(r, list.items, list.count);
	name_adversaries(r, list.items, list.count);
	name_investigated(r, list.items, list.count);
	*count = 0;
	for (size_t i = 0; i < list.count; i++)
		if (!list.items[i].dropped)
			list.items[(*count)++] = list.items[i];
	return list.items;
}
