/* resolve.c: the public entry points over a document: find its mentions, say who one is on a day. */
#include "scene.h"

static void mark_places(struct finder *finder)
{
	const struct document *document = finder->document;
	for (size_t i = 0; i < document->place_count; i++) {
		const struct place *place = &document->places[i];
		if (!place->resolved || place->sentence >= document->sentence_count)
			continue;
		for (size_t t = place->first; t <= place->last && t < document->sentences[place->sentence].count; t++)
			finder->scenes[place->sentence].place_at[t] = (uint32_t)i;
	}
}

struct finder *entity_look_up(const struct entity_lexicon *lexicon, struct document *document)
{
	struct finder *finder = arena_zalloc(document->arena, 1, sizeof *finder);
	*finder = (struct finder){.lexicon = lexicon, .document = document, .arena = document->arena, .day = document->article.day};
	finder->scenes = arena_zalloc(document->arena, document->sentence_count + 1, sizeof *finder->scenes);
	for (size_t s = 0; s < document->sentence_count; s++)
		scene_scan(finder, s);
	mark_places(finder);
	for (size_t s = 0; s < document->sentence_count; s++)
		scene_join_titles(finder, &finder->scenes[s]);
	scene_choose(finder);
	return finder;
}

void entity_find_mentions(struct finder *finder)
{
	struct document *document = finder->document;
	candidate_count_names(finder);
	for (size_t s = 0; s < document->sentence_count; s++)
		mention_build(finder, s);
	coref_link(finder);
	agency_mark(finder);
	document->mentions = finder->mentions;
	document->mention_count = finder->mention_count;
}

/* The mention at the end of the chain of antecedents. */
static const struct mention *root_of(const struct document *document, size_t mention)
{
	const struct mention *m = &document->mentions[mention];
	for (size_t steps = 0; steps < document->mention_count && m->antecedent < document->mention_count && !m->together; steps++)
		m = &document->mentions[m->antecedent];
	return m;
}

static struct str without_article(struct str text)
{
	static const struct str articles[] = {{"the ", 4}, {"a ", 2}, {"an ", 3}};
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (text.length > articles[i].length && str_equal_nocase(str_slice(text, 0, articles[i].length), articles[i]))
			return str_slice(text, articles[i].length, text.length);
	return text;
}

static struct str text_of(const struct document *document, struct span span)
{
	if (span.start > span.end || span.end > document->article.text.length)
		return (struct str){0};
	return str_slice(document->article.text, span.start, span.end);
}

/* The name without its title: "Barack Obama" of "President Barack Obama". */
static struct span name_span(const struct document *document, const struct mention *mention)
{
	struct span span = mention->span;
	if (mention->kind == MENTION_NAME && mention->private_ > mention->first && mention->private_ <= mention->last)
		span.start = document->sentences[mention->sentence].tokens[mention->private_].span.start;
	return span;
}

/* The mention that TOKEN heads in the sentence of mention I; NULL where there is none. */
static const struct mention *mention_near(const struct document *document, size_t i, int32_t token)
{
	size_t sentence = document->mentions[i].sentence, first = i;
	while (first > 0 && document->mentions[first - 1].sentence == sentence)
		first--;
	for (; first < document->mention_count && document->mentions[first].sentence == sentence; first++)
		if (document->mentions[first].head == (size_t)token)
			return &document->mentions[first];
	return NULL;
}

static struct str description(const struct entity_lexicon *lexicon, const struct document *document, const struct mention *mention, int depth);

/* "three staff members'": the last word is no name that happens to end in s. */
static bool is_of_several(struct str owner)
{
	size_t at = owner.length;
	while (at > 0 && owner.data[at - 1] != ' ')
		at--;
	return str_ends(owner, STR("s")) && owner.data[at] >= 'a' && owner.data[at] <= 'z';
}

/* What stands for a possessor in a name: "Russia" for "its" and "the country's"; empty where the words themselves tell it, or nothing does. */
static struct str possessor_name(const struct entity_lexicon *lexicon, const struct document *document, const struct mention *possessor, int depth)
{
	const struct mention *root = possessor ? root_of(document, (size_t)(possessor - document->mentions)) : NULL;
	if (!root || root->kind == MENTION_PRONOUN || (root == possessor && root->kind == MENTION_NAME) || root->is_place_only)
		return (struct str){0};
	if (root->entity < lexicon->entity_count)
		return possessor->kind == MENTION_PRONOUN || root != possessor ? lexicon_entity_name(lexicon, root->entity) : (struct str){0};
	return root == possessor ? (struct str){0} : description(lexicon, document, root, depth + 1);
}

/* "Russia's forces" for "its forces": a description whose possessor is known by another name. */
static struct str description(const struct entity_lexicon *lexicon, const struct document *document, const struct mention *mention, int depth)
{
	enum { DEPTH = 3 };
	const struct sentence *sentence = &document->sentences[mention->sentence];
	struct str text = without_article(text_of(document, name_span(document, mention)));
	for (int32_t c = sentence->tokens[mention->head].first_child; c >= 0 && mention->kind == MENTION_NOMINAL && depth < DEPTH; c = sentence->tokens[c].next_sibling) {
		if (sentence->tokens[c].deprel != REL_nmod_poss || sentence->tokens[c].left != mention->first || sentence->tokens[c].right >= mention->head)
			continue;
		struct str owner = possessor_name(lexicon, document, mention_near(document, (size_t)(mention - document->mentions), c), depth);
		struct span rest = {sentence->tokens[sentence->tokens[c].right + 1].span.start, mention->span.end};
		if (owner.length > 0)
			return str_of(arena_printf(document->arena, "%.*s%s %.*s", STR_ARG(owner), is_of_several(owner) ? "'" : "'s", STR_ARG(text_of(document, rest))));
	}
	return text;
}

static bool is_office_of_state(struct str sector)
{
	static const char *const public_[] = {"GOV", "LEG", "MIL", "JUD", "COP", "SPY", "PTY", "", NULL};
	for (size_t i = 0; public_[i]; i++)
		if (str_equal(sector, str_of(public_[i])))
			return true;
	return false;
}

/* Who held an office of state is of the elite before and after; a journalist or rebel stays one. */
static struct str sector_out_of_office(const struct entity_lexicon *lexicon, uint32_t entity)
{
	const struct entity_entry *e = &lexicon->entities[entity];
	struct str last = lexicon_code(lexicon->roles[e->role_first + e->role_count - 1].sector);
	return is_office_of_state(last) ? STR("ELI") : last;
}

static void resolve_entity(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day, struct actor *actor)
{
	const struct role_entry *role = lexicon_role_on(lexicon, entity, day);
	actor->name = lexicon_entity_name(lexicon, entity);
	actor->id = lexicon_entity_id(lexicon, entity);
	actor->country = lexicon_country(lexicon, entity, day);
	if (role)
		actor->sector = lexicon_code(role->sector);
	else if (lexicon->entities[entity].class_ == ENTITY_PERSON && actor->country.length > 0)
		actor->sector = sector_out_of_office(lexicon, entity);
	else if (lexicon->entities[entity].class_ == ENTITY_ARMED_GROUP) /* of one that is no more, or not yet: what it was */
		actor->sector = lexicon_code(lexicon->roles[lexicon->entities[entity].role_first].sector);
}

/* A government that a city's name may stand for: where the city only lies there, it is no actor. */
static bool is_seat(const struct entity_lexicon *lexicon, uint32_t entity)
{
	return entity < lexicon->entity_count && lexicon->entities[entity].flags & ENTITY_DERIVED;
}

/* "~GOVMED" of a noun around the code of whose it is; not twice the same ("the Quibbler newspaper", itself a newspaper). */
static struct str around(struct str own, struct str whose, struct arena *arena)
{
	size_t at = str_find(own, STR("~"), 0);
	if (at == SIZE_MAX)
		return own;
	struct str before = str_slice(own, 0, at), after = str_slice(own, at + 1, own.length);
	if (before.length == 0 && whose.length > after.length && str_ends(whose, after))
		return whose;
	return str_of(arena_printf(arena, "%.*s%.*s%.*s", STR_ARG(before), STR_ARG(whose), STR_ARG(after)));
}

static bool is_users(const struct entity_lexicon *lexicon, uint32_t entity)
{
	return entity < lexicon->entity_count && lexicon->entities[entity].flags & ENTITY_USER && lexicon->entities[entity].class_ != ENTITY_COUNTRY;
}

/* The code of a noun: around its owner's code where that is of the user's list, else country and sector. */
static struct str noun_code(const struct entity_lexicon *lexicon, const struct mention *m, int32_t day, const struct actor *actor, struct arena *arena)
{
	struct str whose = is_users(lexicon, m->owner) ? lexicon_entity_code(lexicon, m->owner, day, arena) : actor->country;
	bool former = str_equal(actor->sector, STR("ELI"));
	struct str tail = str_of(arena_printf(arena, "~%.*s", STR_ARG(actor->sector)));
	return around(m->own.length > 0 && !former ? m->own : tail, whose, arena);
}

/* Country and sector, or what a list of the user's has in their place. */
static struct str code_of(const struct entity_lexicon *lexicon, const struct document *document, const struct mention *m, const struct mention *root,
                          int32_t day, struct actor *actor)
{
	struct arena *arena = document->arena;
	if (root->entity >= lexicon->entity_count || actor->id.length == 0)
		return root->kind == MENTION_PRONOUN ? (struct str){0} :
		       noun_code(lexicon, root->owner < lexicon->entity_count ? root : m, day, actor, arena);
	const struct role_entry *role = lexicon_role_on(lexicon, root->entity, day);
	if (role && actor->sector.length == 0 && root->sector.length > 0 && lexicon->entities[root->entity].flags & ENTITY_USER) {
		actor->sector = root->sector; /* "Prime Minister Telemar", whom the list has without a sector */
		struct str tail = str_of(arena_printf(arena, "~%.*s", STR_ARG(root->sector)));
		return around(root->own.length > 0 ? root->own : tail, lexicon_entity_code(lexicon, root->entity, day, arena), arena);
	}
	if (role && role->own_length > 0 && str_equal(actor->sector, lexicon_code(role->sector)))
		return lexicon_entity_code(lexicon, root->entity, day, arena);
	return str_of(arena_printf(arena, "%.*s%.*s", STR_ARG(actor->country), STR_ARG(actor->sector)));
}

void entity_resolve(const struct entity_lexicon *lexicon, const struct document *document, size_t mention, int32_t day, struct actor *actor)
{
	*actor = (struct actor){.sentence = NO_INDEX, .token = NO_INDEX};
	if (mention >= document->mention_count)
		return;
	const struct mention *m = &document->mentions[mention], *root = root_of(document, mention);
	actor->sentence = m->sentence;
	actor->token = m->head;
	actor->span = m->span;
	actor->text = text_of(document, m->span);
	if (m->is_place_only && is_seat(lexicon, root->entity)) {
		actor->name = without_article(text_of(document, m->span));
		actor->country = lexicon_country(lexicon, root->entity, day);
	} else if (root->entity < lexicon->entity_count) {
		resolve_entity(lexicon, root->entity, day, actor);
		const struct mention *said = m->kind == MENTION_PRONOUN ? root : m;
		if (root->entity == said->entity && str_equal(said->sector, STR("ELI")) && is_office_of_state(actor->sector))
			actor->sector = said->sector; /* "former president"; what else he is by now stays */
		else if ((str_equal(actor->sector, STR("ELI")) || (str_equal(actor->sector, STR("OPP")) && str_equal(root->sector, STR("GOV")))) && root->sector.length > 0)
			actor->sector = root->sector; /* an office that the lexicon does not have */
	} else if (root->kind != MENTION_PRONOUN) {
		actor->name = description(lexicon, document, root, 0);
		actor->country = root->country.length > 0 ? root->country : m->country;
		actor->sector = root->sector.length > 0 ? root->sector : m->sector;
		if (actor->sector.length == 0 && lexicon_entity_by_id(lexicon, actor->country) != NONE && root->kind == MENTION_NAME && root->class_ == ENTITY_PERSON)
			actor->sector = STR("CVL"); /* a person is not his state */
	}
	actor->code = code_of(lexicon, document, m, root, day, actor);
}
