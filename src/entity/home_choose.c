/* home_choose.c: the country of whoever takes part in an act and of whom no word says it. */
#include "home.h"

/* Log-odds that a country must have to be given where the rules give none, and by how much it must beat the one that they give. train/home/fit.py has them, too. */
static const double leave = -0.3, change = 1.5;

bool home_is_one(const struct finder *finder, size_t i, const struct actor *actors, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		size_t mention = document_mention_at(finder->document, actors[k].sentence, actors[k].token);
		if (mention != NO_INDEX && coref_root(finder, mention) == i)
			return true;
	}
	return false;
}

/* "In Norway, a court sentences Halvard Brekke": who is arrested or sentenced, who resigns, is a human being, though no list has his given name. */
static void take_for_person(struct finder *finder, size_t i)
{
	static const struct { const char *mode; bool actor; } human[] = {{"arrest", false}, {"convict", false}, {"abduct", false}, {"torture", false}, {"resign", true}};
	struct mention *mention = &finder->mentions[i];
	if (mention->kind != MENTION_NAME || mention->class_ != ENTITY_UNKNOWN || mention->entity != NONE || mention->first == mention->last)
		return;
	for (size_t e = 0; e < finder->document->event_count; e++)
		for (size_t k = 0; k < sizeof human / sizeof *human; k++) {
			const struct event *event = &finder->document->events[e];
			if (str_equal(event->mode, str_of(human[k].mode)) &&
			    home_is_one(finder, i, human[k].actor ? event->actors : event->recipients, human[k].actor ? event->actor_count : event->recipient_count))
				mention->class_ = ENTITY_PERSON;
		}
}

/* Of no country, or of several: "foreign governments", "governments"; and who is of no known kind, unless he is a person: a country alone would stand for the state. */
static bool is_anybody(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	struct str sector = coref_sector(finder, i);
	bool person = mention->kind == MENTION_NAME && mention->class_ == ENTITY_PERSON;
	bool several = finder->notes[i].agent != NONE && coref_is_several(finder, i);
	bool abroad = finder->notes[i].agent != NONE && finder->lexicon->agents[finder->notes[i].agent].flags & AGENT_ABROAD;
	return finder->notes[i].foreign || abroad || several || (!person && sector.length == 0);
}

/* "Human rights groups accused Sudan": the country is named once, as the one that something is done to. */
static bool is_only_the_other(const double *seen)
{
	return seen[HOME_ROLE] == 1 && seen[HOME_OTHER] > 0 && seen[HOME_COUNT] == 1 && seen[HOME_ACTS] == 1;
}

/* The country for mention I: a view of the lexicon's, or empty where it is to stay as it is. */
static struct str choose(const struct home_scene *scene, const struct finder *finder, size_t i)
{
	struct home_candidate candidates[HOME_CANDIDATES];
	size_t count = is_anybody(finder, i) ? 0 : home_candidates(scene, i, candidates), best = NO_INDEX;
	struct str given = finder->mentions[i].country;
	double odds = leave, least = leave;
	if (home_is_of_people(finder, i))
		return given.length == 0 ? home_of_people(finder, i, candidates, count) : (struct str){0};
	for (size_t c = 0; c < count; c++) {
		double own = trees_ask(&finder->lexicon->home, candidates[c].seen);
		if (str_equal(candidates[c].country, given))
			least = own + change > least ? own + change : least;
		bool other = is_only_the_other(candidates[c].seen);
		if (other && candidates[c].seen[HOME_NEAR_KIND] == SIGN_STATE && finder->mentions[i].kind == MENTION_NAME && str_equal(candidates[c].country, given))
			finder->mentions[i].country = (struct str){0}; /* "Governor X condemned Russia" */
		if (own > odds && !other && !str_equal(candidates[c].country, given)) {
			odds = own;
			best = c;
		}
	}
	if (best == NO_INDEX && given.length == 0 && count > 0 && home_is_at_work(finder, i))
		return home_of_people(finder, i, candidates, count);
	return best != NO_INDEX && odds > least ? candidates[best].country : (struct str){0};
}

static void choose_all(struct finder *finder, const size_t *parties, size_t count)
{
	const struct home_scene *scene = home_look(finder);
	struct str *chosen = arena_zalloc(finder->arena, count, sizeof *chosen);
	for (size_t k = 0; k < count; k++)
		take_for_person(finder, parties[k]);
	for (size_t k = 0; k < count; k++)
		chosen[k] = choose(scene, finder, parties[k]);
	for (size_t k = 0; k < count; k++) {
		if (chosen[k].length == 0)
			continue;
		finder->mentions[parties[k]].entity = NONE; /* the body of the country that the rules gave */
		coref_give_country(finder, parties[k], chosen[k]);
	}
}

void entity_choose_homes(struct finder *finder)
{
	size_t *parties, count;
	if (finder->lexicon->home.count <= 1) /* no trees */
		return;
	home_parties(finder, &parties, &count);
	if (count > 0)
		choose_all(finder, parties, count);
	unnamed_describe(finder);
}
