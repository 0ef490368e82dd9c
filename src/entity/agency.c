/* agency.c: which mentions can act: people, bodies, armed groups, states and what stands for them. */
#include "coref.h"

static const struct agent_entry *agent_of(const struct finder *finder, size_t i)
{
	return finder->notes[i].agent == NONE ? NULL : &finder->lexicon->agents[finder->notes[i].agent];
}

/* "it" without an antecedent is a thing or nothing; "they" are people. */
static bool pronoun_acts(const struct finder *finder, size_t i)
{
	size_t root = coref_root(finder, i);
	if (finder->notes[i].first_person || finder->notes[i].gender != GENDER_UNKNOWN)
		return true;
	return root == i ? finder->mentions[i].plural : !finder->mentions[root].is_place_only;
}

static bool nominal_acts(const struct finder *finder, size_t i)
{
	const struct agent_entry *agent = agent_of(finder, i);
	return !agent || !(agent->flags & (AGENT_PLACE | AGENT_THING));
}

/* A name that nothing is known of may be anybody's, unless its noun is a thing's: "the Venice Film Festival". */
static bool name_acts(const struct finder *finder, size_t i)
{
	const struct agent_entry *agent = agent_of(finder, i);
	const struct mention *root = &finder->mentions[coref_root(finder, i)];
	return root->entity != NONE || root->class_ == ENTITY_PERSON || !agent || !(agent->flags & (AGENT_PLACE | AGENT_THING));
}

void agency_mark(struct finder *finder)
{
	for (size_t i = 0; i < finder->mention_count; i++) {
		struct mention *mention = &finder->mentions[i];
		mention->can_act = !mention->is_place_only &&
		                   (mention->kind == MENTION_PRONOUN ? pronoun_acts(finder, i) :
		                    mention->kind == MENTION_NOMINAL ? nominal_acts(finder, i) : name_acts(finder, i));
	}
}
