/* coref_land.c: which country "the country", "the North African country" are, and the one that a text is about. */
#include "coref.h"

bool coref_is_bare(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	const struct scene *scene = &finder->scenes[mention->sentence];
	for (size_t t = mention->first; scene->agent_first[mention->head] != NONE && t < scene->agent_first[mention->head]; t++)
		if (tokens[t].upos != UPOS_DET)
			return false; /* "Louisiana" of "the Louisiana attorney general", read with "attorney" */
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		bool inside = scene->agent_first[mention->head] != NONE && (size_t)c >= scene->agent_first[mention->head] && (size_t)c < mention->head;
		inside = inside || ((size_t)c > mention->last && tokens[c].upos == UPOS_VERB); /* "accuses the government | of using" */
		switch (tokens[c].deprel) {
		case REL_amod: case REL_compound: case REL_nmod: case REL_nmod_poss: case REL_acl: case REL_acl_relcl: case REL_nummod:
			if (!inside)
				return false;
			break;
		default:
			break;
		}
	}
	return true;
}

/* The region that an adjective of the phrase names, or NONE. */
static uint32_t region_of(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	for (size_t t = mention->first; t < mention->head; t++) {
		uint32_t m = scene->match_at[t];
		if (m != NONE && scene->matches[m].flags & NAME_REGION)
			return scene->matches[m].region;
	}
	return NONE;
}

static bool names_a_country(const struct finder *finder, size_t j)
{
	const struct mention *mention = &finder->mentions[j];
	return mention->kind == MENTION_NAME && mention->entity != NONE && mention->class_ == ENTITY_COUNTRY;
}

/* "the North African country": the one country of that region that was named before; of several, the focus. */
static size_t country_in_region(const struct finder *finder, size_t i, uint32_t region)
{
	size_t found = NO_INDEX;
	for (size_t back = 0, j = i; j-- > 0 && back < 4 * COREF_WINDOW; back++) {
		struct str country = coref_country(finder, j);
		if (!names_a_country(finder, j) || !lexicon_region_has(finder->lexicon, region, country))
			continue;
		if (str_equal(country, finder->focus))
			return j;
		if (found != NO_INDEX && !str_equal(country, coref_country(finder, found)))
			return NO_INDEX;
		found = found == NO_INDEX ? j : found;
	}
	return found;
}

/* The verb whose participant I is, itself or inside one ("flights to the country"); where it acts or says where, none: -1. */
static int32_t verb_of(const struct finder *finder, size_t i)
{
	enum { NOUNS_UP = 3 };
	static const char *const parties[] = {"to", "into", "from", "against", "with", "on", "over", "toward", "towards", "between", NULL};
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t t = (int32_t)mention->head;
	for (size_t steps = 0; steps < NOUNS_UP && t >= 0; steps++, t = tokens[t].head) {
		bool party = tokens[t].deprel == REL_obj || tokens[t].deprel == REL_iobj;
		struct str preposition = scene_case(scene, (size_t)t);
		for (size_t k = 0; parties[k] && !party; k++)
			party = (tokens[t].deprel == REL_obl || tokens[t].deprel == REL_nmod) && str_equal(preposition, str_of(parties[k]));
		if (!party)
			return -1;
		if (tokens[t].head < 0 || tokens[tokens[t].head].upos == UPOS_VERB)
			return tokens[t].head;
	}
	return -1;
}

static bool has_subject(const struct scene *scene, size_t verb)
{
	return scene_has_child(scene, verb, REL_nsubj) || scene_has_child(scene, verb, REL_nsubj_pass);
}

/* "Russia", "Moscow"; not the prime minister, who runs the country. */
static bool stands_for_state(const struct finder *finder, size_t j)
{
	const struct mention *mention = &finder->mentions[j];
	uint32_t m = finder->notes[j].match;
	return mention->class_ == ENTITY_COUNTRY || (m != NONE && finder->scenes[mention->sentence].matches[m].flags & NAME_SEAT);
}

/* "The US warned Moscow against sending troops to the country", "withdrew from the country": it is none of those who take part themselves. */
static bool takes_part(const struct finder *finder, size_t i, struct str country)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t verb = verb_of(finder, i), above = verb < 0 ? -1 : tokens[verb].head;
	if (verb < 0 || country.length == 0)
		return false;
	bool borrows = above >= 0 && tokens[above].upos == UPOS_VERB && !has_subject(scene, (size_t)verb); /* whoever sends is told above */
	for (size_t t = 0; t < scene->sentence->count; t++) {
		bool core = candidate_is_subject(tokens[t].deprel) || tokens[t].deprel == REL_obj || tokens[t].deprel == REL_iobj;
		if (!core || scene->mention_at[t] == NONE || scene->mention_at[t] == i || !(tokens[t].head == verb || (borrows && tokens[t].head == above)))
			continue;
		if (stands_for_state(finder, scene->mention_at[t]) && str_equal(coref_country(finder, scene->mention_at[t]), country))
			return true;
	}
	return false;
}

struct str coref_only_country(const struct finder *finder)
{
	enum { FAR_AHEAD = 3 };
	return finder->focus_weight >= FAR_AHEAD * finder->second_weight ? finder->focus : (struct str){0};
}

/* Takes COUNTRY into what is FOUND so far; false when that is another. */
static bool is_still_one(struct str *found, struct str country)
{
	if (country.length == 0 || str_equal(*found, country))
		return true;
	bool first = found->length == 0;
	*found = country;
	return first;
}

/* The countries of what is told as a place: "in Jeddah", "near the border of Chad", "Kabul University". */
static bool lies_in_one(const struct finder *finder, size_t from, size_t to, struct str *found)
{
	bool one = true;
	*found = (struct str){0};
	for (size_t i = 0; i < finder->document->place_count && one; i++) {
		const struct place *place = &finder->document->places[i];
		if (!place->resolved || place->precision == PLACE_COUNTRY || place->sentence < from || place->sentence > to ||
		    place->sentence >= finder->document->sentence_count)
			continue;
		size_t m = NO_INDEX;
		for (size_t t = place->first; t <= place->last && t < finder->document->sentences[place->sentence].count && m == NO_INDEX; t++)
			m = coref_mention_at(finder, place->sentence, (int32_t)t);
		if (m == NO_INDEX || finder->mentions[m].is_place_only)
			one = is_still_one(found, place->country);
	}
	for (size_t i = 0; i < finder->mention_count && one; i++) {
		const struct mention *mention = &finder->mentions[i];
		if (mention->sentence >= from && mention->sentence <= to && mention->is_place_only && names_a_country(finder, i))
			one = is_still_one(found, coref_country(finder, i));
	}
	return one;
}

bool coref_is_occupied(const struct finder *finder, struct str country)
{
	for (uint32_t n = lexicon_find(finder->lexicon, STR("occupied territories")); n != NONE; n = finder->lexicon->names[n].next)
		if (finder->lexicon->names[n].flags & NAME_REGION && lexicon_region_has(finder->lexicon, finder->lexicon->names[n].target, country))
			return true;
	return false;
}

struct str coref_scene_country(const struct finder *finder, size_t sentence)
{
	struct str found = {0};
	if (!lies_in_one(finder, sentence, sentence, &found))
		return (struct str){0};
	if (found.length == 0 && !lies_in_one(finder, 0, finder->document->sentence_count, &found))
		return (struct str){0};
	return coref_is_occupied(finder, found) ? (struct str){0} : found;
}

/* "on trial in Egypt for a protest against the nation's rulers": J says where that is done of which I is part. */
static bool is_scene_of(const struct finder *finder, size_t j, size_t i)
{
	const struct mention *where = &finder->mentions[j], *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[where->sentence];
	if (where->sentence != mention->sentence || !mention_is_located(scene, where->head) || where->head > mention->head)
		return false;
	int32_t above = scene->sentence->tokens[where->head].head, t = (int32_t)mention->head;
	for (size_t steps = 0; steps < scene->sentence->count && t >= 0; steps++, t = scene->sentence->tokens[t].head)
		if (t == above)
			return true;
	return false;
}

static bool is_demonym(const struct finder *finder, size_t j)
{
	uint32_t m = finder->notes[j].match;
	return m != NONE && finder->scenes[finder->mentions[j].sentence].matches[m].flags & NAME_DEMONYM;
}

/* "Libyan refugees who flee that country": the one just named, by its own name before "Libyan". */
static bool is_that(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_det && str_equal_nocase(tokens[c].form, STR("that")))
			return true;
	return false;
}

/* "Authorities in Kazakhstan deny that Chinese officials ... the country": of several, the only one that stands by its own name. */
static size_t only_named_land(const struct finder *finder, size_t i)
{
	size_t found = NO_INDEX;
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence + 1 >= finder->mentions[i].sentence;) {
		if (!names_a_country(finder, j) || is_demonym(finder, j))
			continue;
		if (found != NO_INDEX && !str_equal(coref_country(finder, j), coref_country(finder, found)))
			return NO_INDEX;
		found = j;
	}
	return found != NO_INDEX && !takes_part(finder, i, coref_country(finder, found)) ? found : NO_INDEX;
}

/* "the country": the one named last, if it is the focus or the only one of this sentence and the one before. */
static size_t country_named_last(const struct finder *finder, size_t i)
{
	size_t found = NO_INDEX, sentence = finder->mentions[i].sentence;
	bool several = false, that = is_that(finder, i);
	for (size_t back = 0, j = i; j-- > 0 && back < COREF_WINDOW; back++) {
		if (!names_a_country(finder, j) || takes_part(finder, i, coref_country(finder, j)))
			continue;
		bool near = finder->mentions[j].sentence + 1 >= sentence;
		if (that) {
			if (near && !is_demonym(finder, j))
				return j;
			found = near && found == NO_INDEX ? j : found;
			continue;
		}
		if (found == NO_INDEX && is_scene_of(finder, j, i))
			return j;
		if (str_equal(coref_country(finder, j), finder->focus))
			return near || found == NO_INDEX || several ? j : found;
		if (found != NO_INDEX && near && !str_equal(coref_country(finder, j), coref_country(finder, found)))
			several = true;
		if (near && found == NO_INDEX)
			found = j;
	}
	return several ? only_named_land(finder, i) : found;
}

static bool holds_office(const struct finder *finder, size_t i)
{
	const struct mention *root = &finder->mentions[coref_root(finder, i)];
	const struct role_entry *role = root->entity == NONE ? NULL : lexicon_role_on(finder->lexicon, root->entity, finder->day);
	struct str sector = role ? lexicon_code(role->sector) : root->sector;
	return str_equal(sector, STR("GOV")) || str_equal(sector, STR("MIL")) || str_equal(sector, STR("LEG"));
}

/* "The prime minister said that the country ...": of whoever holds an office of it and says so; else empty. */
static struct str speakers_country(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct scene *scene = &finder->scenes[mention->sentence];
	const struct token *tokens = scene->sentence->tokens;
	int32_t t = (int32_t)mention->head;
	for (size_t steps = 0; steps < scene->sentence->count && tokens[t].head >= 0; steps++, t = tokens[t].head) {
		if (tokens[t].deprel != REL_ccomp)
			continue;
		for (int32_t c = tokens[tokens[t].head].first_child; c >= 0; c = tokens[c].next_sibling)
			if (candidate_is_subject(tokens[c].deprel) && scene->mention_at[c] != NONE && holds_office(finder, scene->mention_at[c]))
				return coref_country(finder, scene->mention_at[c]);
	}
	return (struct str){0};
}

/* "Somalia's first head of state": the country of whoever is its head; else empty. */
static struct str country_of_head(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *head = coref_head(finder, i);
	bool bare = mention->first == mention->last && head->deprel == REL_nmod && str_equal(scene_case(&finder->scenes[mention->sentence], mention->head), STR("of"));
	size_t whose = bare ? coref_mention_at(finder, mention->sentence, head->head) : NO_INDEX;
	return whose == NO_INDEX || finder->mentions[whose].plural ? (struct str){0} : coref_country(finder, whose);
}

void coref_land(struct finder *finder, size_t i)
{
	const struct note *note = &finder->notes[i];
	struct str headed = country_of_head(finder, i);
	if (headed.length > 0 && finder->mentions[i].country.length == 0) {
		finder->mentions[i].entity = lexicon_entity_by_id(finder->lexicon, headed);
		return;
	}
	if (finder->mentions[i].plural || note->indefinite || !note->definite || finder->mentions[i].country.length > 0)
		return;
	uint32_t region = region_of(finder, i);
	if (region != NONE)
		coref_set(finder, i, country_in_region(finder, i, region));
	else if (coref_is_bare(finder, i))
		coref_set(finder, i, country_named_last(finder, i));
	struct str lemma = coref_head(finder, i)->lemma, said = speakers_country(finder, i), about = said.length > 0 ? said : coref_only_country(finder);
	bool plain = region == NONE && coref_is_bare(finder, i) && (str_equal(lemma, STR("country")) || str_equal(lemma, STR("nation")));
	if (finder->mentions[i].antecedent == NO_INDEX && plain && about.length > 0 && !takes_part(finder, i, about))
		finder->mentions[i].entity = lexicon_entity_by_id(finder->lexicon, about); /* "the Prime Minister says that the country ..." */
}

/* --- places ---------------------------------------------------------------------------------------- */

/* "Murak ... the town": the town that was named last, one alone in its sentence. */
void coref_town(struct finder *finder, size_t i)
{
	enum { SENTENCES = 3 };
	const struct mention *mention = &finder->mentions[i];
	size_t found = NO_INDEX;
	if (mention->plural || !finder->notes[i].definite || !coref_is_bare(finder, i))
		return;
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence + SENTENCES > mention->sentence;) {
		const struct mention *name = &finder->mentions[j];
		uint32_t place = finder->scenes[name->sentence].place_at[name->head];
		if (name->kind != MENTION_NAME || place == NONE || finder->document->places[place].precision != PLACE_POINT || name->class_ == ENTITY_PERSON)
			continue;
		if (found != NO_INDEX && finder->mentions[found].sentence != name->sentence)
			break;
		if (found != NO_INDEX && coref_identity(finder, found) != coref_identity(finder, j))
			return;
		found = j;
	}
	coref_set(finder, i, found);
}
