/* home.c: what is looked at of a country for somebody of whom no word says which country he is of. */
#include "home.h"

enum { DEEPEST = 40, FAR_OFF = 60, LONG_AGO = 9, MOST_SIGNS = 400 };

const struct tree_features *home_features(void)
{
	static const char *const names[] = {
#define X_(name, written) written,
		HOME_FEATURES(X_)
#undef X_
	};
	static const struct tree_features features = {HOME_FEATURE_COUNT, names};
	return &features;
}

/* --- the countries of a document --------------------------------------------------------------- */

struct sign { /* a word that names a country, or somebody or something of it */
	size_t sentence, token;
	uint8_t candidate, kind;
	bool located; /* it says where */
};

struct home_scene {
	const struct finder *finder;
	struct str country[HOME_CANDIDATES];
	size_t count;
	struct sign *signs;
	size_t sign_count, sign_capacity;
};

/* The candidate for COUNTRY, a new one where there is room; else HOME_CANDIDATES. */
static size_t candidate_of(struct home_scene *scene, struct str country)
{
	for (size_t i = 0; i < scene->count; i++)
		if (str_equal(scene->country[i], country))
			return i;
	if (scene->count == HOME_CANDIDATES || country.length != 3 || lexicon_entity_by_id(scene->finder->lexicon, country) == NONE)
		return HOME_CANDIDATES;
	scene->country[scene->count] = country;
	return scene->count++;
}

static void add_sign(struct home_scene *scene, struct str country, struct sign sign)
{
	size_t candidate = candidate_of(scene, country);
	if (candidate == HOME_CANDIDATES || scene->sign_count == MOST_SIGNS)
		return;
	sign.candidate = (uint8_t)candidate;
	arena_push(scene->finder->arena, scene->signs, scene->sign_count, scene->sign_capacity, sign);
}

static void add_match(struct home_scene *scene, const struct scene *where, const struct match *match)
{
	const struct finder *finder = scene->finder;
	if (match->entity == NONE || match->flags & NAME_REGION || scene_is_press_in_brackets(finder, where, match, match->entity))
		return;
	uint32_t place = where->place_at[match->head];
	if (match->flags & NAME_SEAT && place != NONE && finder->document->places[place].resolved && lexicon_entity_by_id(finder->lexicon, finder->document->places[place].country) != NONE &&
	    !str_equal(finder->document->places[place].country, lexicon_country(finder->lexicon, match->entity, finder->day)))
		return; /* "Tripoli, Lebanon": add_places has it */
	bool land = finder->lexicon->entities[match->entity].class_ == ENTITY_COUNTRY || match->flags & (NAME_DEMONYM | NAME_SEAT);
	bool located = land && mention_is_located(where, match->head);
	unsigned rel = where->sentence->tokens[match->head].deprel;
	bool adjective = match->flags & NAME_DEMONYM && (rel == REL_amod || rel == REL_compound);
	enum sign_kind kind = located ? SIGN_PLACE : adjective ? SIGN_ADJECTIVE : land ? SIGN_STATE : SIGN_SOMEBODY;
	add_sign(scene, lexicon_country(finder->lexicon, match->entity, finder->day), (struct sign){where->index, match->head, 0, (uint8_t)kind, located});
}

/* The places of sentence S that are no names of the lexicon. */
static void add_places(struct home_scene *scene, size_t s, size_t *next)
{
	const struct document *document = scene->finder->document;
	for (; *next < document->place_count && document->places[*next].sentence <= s; ++*next) {
		const struct place *place = &document->places[*next];
		const struct scene *where = &scene->finder->scenes[s];
		if (place->sentence != s || !place->resolved || place->first >= where->sentence->count)
			continue;
		uint32_t match = where->match_at[place->first];
		bool named = match != NONE && where->matches[match].entity != NONE;
		if (!named || (where->matches[match].flags & NAME_SEAT && !str_equal(place->country, lexicon_country(scene->finder->lexicon, where->matches[match].entity, scene->finder->day))))
			add_sign(scene, place->country, (struct sign){s, place->first, 0, SIGN_PLACE, true});
	}
}

struct home_scene *home_look(const struct finder *finder)
{
	const struct document *document = finder->document;
	struct home_scene *scene = arena_zalloc(finder->arena, 1, sizeof *scene);
	scene->finder = finder;
	if (document->dateline.country.length == 3)
		candidate_of(scene, document->dateline.country);
	size_t place = 0;
	for (size_t s = 0; s < document->sentence_count; s++) {
		for (size_t i = 0; i < finder->scenes[s].match_count; i++)
			add_match(scene, &finder->scenes[s], &finder->scenes[s].matches[i]);
		add_places(scene, s, &place);
	}
	return scene;
}

/* --- who is asked for ---------------------------------------------------------------------------- */

bool home_is_open(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct note *note = &finder->notes[i];
	const struct agent_entry *agent = note->agent == NONE ? NULL : &finder->lexicon->agents[note->agent];
	bool inferred = note->inferred != INFERRED_NOT;
	if (mention->antecedent != NO_INDEX || mention->is_place_only || mention->kind == MENTION_PRONOUN || mention->class_ == ENTITY_COUNTRY || mention->class_ == ENTITY_PEOPLE)
		return false;
	if ((mention->entity != NONE || mention->country.length > 0) && !inferred)
		return false;
	if (mention->kind == MENTION_NAME)
		return true;
	if (!agent)
		return mention->sector.length > 0 && note->owner == NONE; /* "wounds another 30" */
	return !(agent->flags & (AGENT_COUNTRY | AGENT_PLACE | AGENT_THING)) && note->owner == NONE;
}

static size_t root_of_actor(const struct finder *finder, const struct actor *actor)
{
	size_t mention = document_mention_at(finder->document, actor->sentence, actor->token);
	return mention == NO_INDEX ? NO_INDEX : coref_root(finder, mention);
}

struct parties {
	bool *taken;
	size_t *list, count, capacity;
};

static void take_parties(const struct finder *finder, const struct actor *actors, size_t count, struct parties *parties)
{
	for (size_t i = 0; i < count; i++) {
		size_t root = root_of_actor(finder, &actors[i]);
		if (root == NO_INDEX || parties->taken[root] || !home_is_open(finder, root))
			continue;
		parties->taken[root] = true;
		arena_push(finder->arena, parties->list, parties->count, parties->capacity, root);
	}
}

void home_parties(const struct finder *finder, size_t **list, size_t *count)
{
	const struct document *document = finder->document;
	struct parties parties = {.taken = arena_zalloc(finder->arena, finder->mention_count + 1, sizeof *parties.taken)};
	for (size_t i = 0; i < document->event_count; i++) {
		take_parties(finder, document->events[i].actors, document->events[i].actor_count, &parties);
		take_parties(finder, document->events[i].recipients, document->events[i].recipient_count, &parties);
	}
	*list = parties.list;
	*count = parties.count;
}

/* --- what is looked at --------------------------------------------------------------------------- */

static double sector_of(struct str sector)
{
	static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "ELI", "PTY", "OPP", "REB", "PRM", "UAF", "CRM", "CVL", "REF", "LAB", "EDU", "MED",
	                                      "JRN", "REL", "BUS", "SOC", "NGO", "IGO"};
	for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
		if (str_equal(sector, str_of(sectors[i])))
			return (double)i + 1;
	return 0;
}

/* Relations in groups, in an order in which neighbours are alike. */
static double branch_of(const struct token *token)
{
	switch (token->deprel) {
	case REL_nsubj: case REL_nsubj_outer: case REL_obl_agent: return 1;
	case REL_nmod_poss: return 2;
	case REL_amod: case REL_compound: case REL_nmod_desc: case REL_flat: return 3;
	case REL_conj: return 4;
	case REL_appos: return 5;
	case REL_nmod: return 6;
	case REL_obl: case REL_obl_unmarked: return 7;
	case REL_nsubj_pass: return 8;
	case REL_obj: case REL_iobj: return 9;
	case REL_xcomp: return 10;
	case REL_ccomp: return 11;
	case REL_advcl: return 12;
	case REL_acl: case REL_acl_relcl: return 13;
	case REL_parataxis: return 14;
	default: return 15;
	}
}

struct climb { /* from a mention's head to the root of its sentence */
	int32_t chain[DEEPEST];
	size_t length;
};

static void climb_up(const struct token *tokens, size_t from, struct climb *climb)
{
	climb->length = 0;
	for (int32_t t = (int32_t)from; t >= 0 && climb->length < DEEPEST; t = tokens[t].head)
		climb->chain[climb->length++] = t;
}

static size_t place_in(const struct climb *climb, int32_t token)
{
	size_t k = 0;
	while (k < climb->length && climb->chain[k] != token)
		k++;
	return k;
}

/* The way through the tree to SIGN, kept where it is shorter than the one in SEEN. */
static void see_way(const struct token *tokens, const struct climb *climb, const struct sign *sign, double *seen)
{
	int32_t below = -1, t = (int32_t)sign->token;
	size_t down = 0, up = place_in(climb, t);
	for (; up == climb->length && t >= 0 && down < DEEPEST; up = place_in(climb, t)) {
		below = t;
		t = tokens[t].head;
		down++;
		if (t < 0)
			return;
	}
	if (up == climb->length || (double)(up + down) >= seen[HOME_UP] + seen[HOME_DOWN])
		return;
	seen[HOME_UP] = (double)up;
	seen[HOME_DOWN] = (double)down;
	seen[HOME_BRANCH] = below < 0 ? 0 : branch_of(&tokens[below]);
	seen[HOME_OWN_BRANCH] = up == 0 ? 0 : branch_of(&tokens[climb->chain[up - 1]]);
	seen[HOME_NEAR_KIND] = sign->kind;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

static void see_sign(const struct home_scene *scene, const struct mention *mention, const struct climb *climb, const struct sign *sign, double *seen)
{
	const struct token *tokens = scene->finder->document->sentences[mention->sentence].tokens;
	bool acts = !sign->located && sign->kind != SIGN_ADJECTIVE;
	seen[HOME_COUNT]++;
	seen[HOME_LOCATED_ANYWHERE] += sign->located;
	seen[HOME_ACTS_ANYWHERE] += acts;
	if (sign->sentence < mention->sentence)
		seen[HOME_EARLIER] = least(seen[HOME_EARLIER], (double)(mention->sentence - sign->sentence));
	else if (sign->sentence > mention->sentence)
		seen[HOME_LATER] = least(seen[HOME_LATER], (double)(sign->sentence - mention->sentence));
	if (sign->sentence != mention->sentence)
		return;
	seen[HOME_LOCATED] += sign->located;
	seen[HOME_ACTS] += acts;
	if (sign->token < mention->head)
		seen[HOME_BEFORE] = least(seen[HOME_BEFORE], (double)(mention->head - sign->token));
	else
		seen[HOME_BEHIND] = least(seen[HOME_BEHIND], (double)(sign->token - mention->head));
	see_way(tokens, climb, sign, seen);
}

/* 1 where COUNTRY is FOUND, -1 where that is another one; what was the same stays. */
static void compare(double *seen, struct str country, struct str found)
{
	if (*seen > 0 || found.length == 0)
		return;
	*seen = str_equal(country, found) ? 1 : -1;
}

/* Somebody of the same sector, and called by the same noun, who is said to be of the country. */
static void see_alike(const struct finder *finder, size_t i, struct str country, double *seen)
{
	enum { NEAR = 60 };
	struct str sector = coref_sector(finder, i);
	for (size_t j = i < NEAR ? 0 : i - NEAR; j < finder->mention_count && j < i + NEAR && sector.length > 0; j++) {
		if (j == i || coref_root(finder, j) == i || finder->mentions[j].is_place_only || home_is_open(finder, coref_root(finder, j)))
			continue;
		if (str_equal(coref_sector(finder, j), sector))
			compare(&seen[HOME_ALIKE], country, coref_country(finder, j));
		if (finder->notes[i].agent != NONE && finder->notes[j].agent == finder->notes[i].agent)
			compare(&seen[HOME_SAME_NOUN], country, coref_country(finder, j));
	}
}

static void see_actors(const struct finder *finder, size_t i, struct str country, const struct actor *actors, size_t count, double *seen)
{
	for (size_t k = 0; k < count; k++) {
		size_t root = root_of_actor(finder, &actors[k]);
		if (root != NO_INDEX && root != i)
			compare(seen, country, coref_country(finder, root));
	}
}

static bool is_among(const struct finder *finder, size_t i, const struct actor *actors, size_t count)
{
	for (size_t k = 0; k < count; k++)
		if (root_of_actor(finder, &actors[k]) == i)
			return true;
	return false;
}

/* The acts in which mention I takes part. */
static void see_acts(const struct finder *finder, size_t i, struct str country, double *seen)
{
	const struct document *document = finder->document;
	for (size_t e = 0; e < document->event_count; e++) {
		const struct event *event = &document->events[e];
		bool acts = is_among(finder, i, event->actors, event->actor_count), suffers = is_among(finder, i, event->recipients, event->recipient_count);
		if (!acts && !suffers)
			continue;
		seen[HOME_ROLE] = (double)((int)seen[HOME_ROLE] | (acts ? 1 : 0) | (suffers ? 2 : 0));
		seen[HOME_QUAD] = event->quad;
		see_actors(finder, i, country, acts ? event->recipients : event->actors, acts ? event->recipient_count : event->actor_count, &seen[HOME_OTHER]);
		see_actors(finder, i, country, acts ? event->actors : event->recipients, acts ? event->actor_count : event->recipient_count, &seen[HOME_SIDE]);
		if (event->attribution)
			see_actors(finder, i, country, event->attribution->speakers, event->attribution->speaker_count, &seen[HOME_SPEAKER]);
		if (event->place_index != NO_INDEX && event->place_index < document->place_count)
			compare(&seen[HOME_PLACE], country, document->places[event->place_index].country);
	}
}

/* What is the same for all candidates. */
static void see_mention(const struct finder *finder, size_t i, double *seen)
{
	const struct mention *mention = &finder->mentions[i];
	const struct note *note = &finder->notes[i];
	uint32_t flags = note->agent == NONE ? 0 : finder->lexicon->agents[note->agent].flags;
	seen[HOME_HOW_GIVEN] = note->inferred;
	seen[HOME_SECTOR] = sector_of(coref_sector(finder, i));
	seen[HOME_KIND] = mention->kind;
	seen[HOME_CLASS] = mention->class_;
	seen[HOME_FLAGS] = flags & AGENT_WHOLE ? 5 : flags & AGENT_OFFICE ? 4 : flags & AGENT_GROUP ? 3 : flags & AGENT_WEAK ? 2 : flags & AGENT_PERSON ? 1 : 0;
	seen[HOME_PLURAL] = mention->plural;
	seen[HOME_ARTICLE] = note->definite ? 2 : note->indefinite ? 1 : 0;
	seen[HOME_BARE] = mention->kind == MENTION_NOMINAL && coref_is_bare(finder, i);
	seen[HOME_FORMER] = note->former;
	seen[HOME_FOREIGN] = note->foreign;
	seen[HOME_SUBJECT] = note->subject;
	seen[HOME_SENTENCE] = (double)mention->sentence;
}

static void see_country(const struct home_scene *scene, size_t i, size_t c, const struct climb *climb, double *seen)
{
	const struct finder *finder = scene->finder;
	const struct mention *mention = &finder->mentions[i];
	struct str country = scene->country[c];
	seen[HOME_EARLIER] = seen[HOME_LATER] = LONG_AGO;
	seen[HOME_BEFORE] = seen[HOME_BEHIND] = FAR_OFF;
	seen[HOME_UP] = seen[HOME_DOWN] = DEEPEST;
	for (size_t k = 0; k < scene->sign_count; k++)
		if (scene->signs[k].candidate == c)
			see_sign(scene, mention, climb, &scene->signs[k], seen);
	if (mention->country.length > 0)
		compare(&seen[HOME_GIVEN], country, mention->country);
	seen[HOME_SHARE] = scene->sign_count ? seen[HOME_COUNT] / (double)scene->sign_count : 0;
	seen[HOME_FIRST] = c == 0;
	seen[HOME_RIVALS] = (double)scene->count - 1;
	seen[HOME_FOCUS] = str_equal(country, coref_only_country(finder)) ? 2 : str_equal(country, finder->focus) ? 1 : 0;
	seen[HOME_DATELINE] = str_equal(country, finder->document->dateline.country);
	seen[HOME_OCCUPIED] = coref_is_occupied(finder, country);
	see_alike(finder, i, country, seen);
	see_acts(finder, i, country, seen);
}

/* What hangs on the other candidates. */
static void see_rivals(struct home_candidate *candidates, size_t count)
{
	for (size_t c = 0; c < count; c++) {
		double *seen = candidates[c].seen, near = least(seen[HOME_BEFORE], seen[HOME_BEHIND]);
		seen[HOME_NEAREST] = near < FAR_OFF;
		seen[HOME_ONLY_LOCATED] = seen[HOME_LOCATED_ANYWHERE] > 0;
		for (size_t d = 0; d < count; d++) {
			const double *other = candidates[d].seen;
			if (d == c)
				continue;
			bool beside = other[HOME_BEFORE] < FAR_OFF || other[HOME_BEHIND] < FAR_OFF;
			seen[HOME_SENTENCE_RIVALS] += beside;
			if (least(other[HOME_BEFORE], other[HOME_BEHIND]) < near)
				seen[HOME_NEAREST] = 0;
			if (other[HOME_LOCATED_ANYWHERE] > 0)
				seen[HOME_ONLY_LOCATED] = 0;
		}
	}
}

size_t home_candidates(const struct home_scene *scene, size_t i, struct home_candidate *candidates)
{
	struct climb climb;
	climb_up(scene->finder->document->sentences[scene->finder->mentions[i].sentence].tokens, scene->finder->mentions[i].head, &climb);
	for (size_t c = 0; c < scene->count; c++) {
		candidates[c] = (struct home_candidate){.country = scene->country[c]};
		see_mention(scene->finder, i, candidates[c].seen);
		see_country(scene, i, c, &climb, candidates[c].seen);
	}
	see_rivals(candidates, scene->count);
	return scene->count;
}
