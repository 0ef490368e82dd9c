/* home_people.c: the country of people, attackers and criminals of whom no word says it: they are of where it happens. "Gunmen kill three people in Beirut",
 * "Protesters storm the palace in Aden, Yemen". Not tourists, migrants or passengers, and not whom another country's forces strike where no place is told. */
#include "home.h"

bool home_is_of_people(const struct finder *finder, size_t i)
{
	static const char *const sectors[] = {"CVL", "UAF", "CRM", "REF", NULL};
	const struct mention *mention = &finder->mentions[i];
	struct str sector = coref_sector(finder, i);
	for (size_t k = 0; sectors[k]; k++)
		if (str_equal(sector, str_of(sectors[k])))
			return mention->kind == MENTION_NOMINAL || mention->class_ != ENTITY_PERSON;
	return false;
}

/* "The attacker, a Syrian national": the country of what stands beside it, or empty. */
static struct str told_beside(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t beside = tokens[c].deprel == REL_appos ? coref_mention_at(finder, mention->sentence, c) : NO_INDEX;
		if (beside != NO_INDEX && finder->mentions[beside].country.length > 0)
			return finder->mentions[beside].country;
	}
	return (struct str){0};
}

bool home_is_at_work(const struct finder *finder, size_t i)
{
	static const char *const sectors[] = {"EDU", "MED", "AGR", "LAB", "REL", NULL};
	struct str sector = coref_sector(finder, i);
	for (size_t k = 0; sectors[k]; k++)
		if (str_equal(sector, str_of(sectors[k])))
			return finder->mentions[i].kind == MENTION_NOMINAL;
	return false;
}

/* Do words of its phrase say that it is from elsewhere: "migrants", "African men", "an Iran-backed group"? */
static bool is_from_elsewhere(const struct finder *finder, size_t i, struct str country)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct note *note = &finder->notes[i];
	if (note->foreign || note->says_country || mention->kind != MENTION_NOMINAL || (note->agent != NONE && finder->lexicon->agents[note->agent].flags & AGENT_ABROAD))
		return true;
	for (size_t t = mention->first; t <= mention->last; t++) {
		const struct match *match = scene->match_at[t] == NONE ? NULL : &scene->matches[scene->match_at[t]];
		if (match && match->flags & NAME_REGION && !lexicon_region_has(finder->lexicon, match->region, country))
			return true;
		bool land = match && match->entity != NONE && finder->lexicon->entities[match->entity].class_ == ENTITY_COUNTRY;
		if (land && scene_is_joined_agent(scene, match->head))
			return true; /* "a Russia-linked group" */
	}
	return false;
}

/* Do the state COUNTRY or its forces strike mention I? Where nothing says where, that may be abroad. */
static bool is_struck_by(const struct finder *finder, size_t i, struct str country)
{
	for (size_t e = 0; e < finder->document->event_count; e++) {
		const struct event *event = &finder->document->events[e];
		if (!str_equal(event->type, STR("ASSAULT")) || !home_is_one(finder, i, event->recipients, event->recipient_count))
			continue;
		for (size_t k = 0; k < event->actor_count; k++) {
			size_t mention = document_mention_at(finder->document, event->actors[k].sentence, event->actors[k].token);
			struct str sector = mention == NO_INDEX ? STR("") : coref_sector(finder, coref_root(finder, mention));
			if ((mention == NO_INDEX || str_equal(coref_country(finder, mention), country)) && (sector.length == 0 || str_equal(sector, STR("MIL"))))
				return true;
		}
	}
	return false;
}

/* Of the candidates of which TEST is above 0 the only one, else NO_INDEX; HOW_MANY there are. */
static size_t only_with(const struct home_candidate *candidates, size_t count, enum home_feature test, size_t *how_many)
{
	size_t found = NO_INDEX;
	*how_many = 0;
	for (size_t c = 0; c < count; c++)
		if (candidates[c].seen[test] > 0) {
			found = c;
			++*how_many;
		}
	return *how_many == 1 ? found : NO_INDEX;
}

/* Of several in which something of the sentence lies the one where the act goes on, else the nearest in the tree; NO_INDEX where two are as near. */
static size_t nearest_scene(const struct home_candidate *candidates, size_t count)
{
	size_t found = NO_INDEX;
	double least = (double)NO_INDEX;
	for (size_t c = 0; c < count; c++) {
		double way = candidates[c].seen[HOME_UP] + candidates[c].seen[HOME_DOWN];
		if (candidates[c].seen[HOME_LOCATED] > 0 && candidates[c].seen[HOME_PLACE] > 0)
			return c;
		if (candidates[c].seen[HOME_LOCATED] <= 0 || way > least)
			continue;
		found = way < least ? c : NO_INDEX;
		least = way;
	}
	return found;
}

/* "The Moldovan ministry reports that a man has been arrested near the Russian embassy": whom a state's police or courts lay hands on. */
static size_t whose_law(const struct finder *finder, size_t i, const struct home_candidate *candidates, size_t count)
{
	enum { MATERIAL_CONFLICT = 4 };
	size_t several, found = only_with(candidates, count, HOME_OTHER, &several);
	bool law = found != NO_INDEX && candidates[found].seen[HOME_QUAD] == MATERIAL_CONFLICT && candidates[found].seen[HOME_ROLE] >= 2;
	return law && !is_struck_by(finder, i, candidates[found].country) ? found : NO_INDEX;
}

struct str home_of_people(const struct finder *finder, size_t i, const struct home_candidate *candidates, size_t count)
{
	struct str told = told_beside(finder, i);
	if (told.length > 0)
		return told;
	size_t several, found = only_with(candidates, count, HOME_LOCATED, &several);
	if (several > 1)
		found = nearest_scene(candidates, count);
	else if (several == 0)
		found = only_with(candidates, count, HOME_PLACE, &several);
	if (several == 0)
		found = only_with(candidates, count, HOME_LOCATED_ANYWHERE, &several);
	if (several == 0 && count == 1 && !is_struck_by(finder, i, candidates[0].country))
		found = 0;
	else if (several == 0 && count > 1)
		found = whose_law(finder, i, candidates, count);
	return found == NO_INDEX || is_from_elsewhere(finder, i, candidates[found].country) ? (struct str){0} : candidates[found].country;
}
