/* coref.c: antecedents over the document: names, then appositions, then descriptions and pronouns in text order. */
#include "coref.h"

#include "base/map.h"
#include "base/utf8.h"

size_t coref_root(const struct finder *finder, size_t i)
{
	for (size_t steps = 0; steps < finder->mention_count && finder->mentions[i].antecedent != NO_INDEX && !finder->mentions[i].together; steps++)
		i = finder->mentions[i].antecedent;
	return i;
}

uint64_t coref_identity(const struct finder *finder, size_t i)
{
	size_t root = coref_root(finder, i);
	uint32_t entity = finder->mentions[root].entity;
	return entity != NONE ? (uint64_t)entity | (UINT64_C(1) << 63) : (uint64_t)root;
}

void coref_set(struct finder *finder, size_t from, size_t to)
{
	if (to != NO_INDEX && from != to && coref_root(finder, to) != from && finder->mentions[from].antecedent == NO_INDEX)
		finder->mentions[from].antecedent = to;
}

size_t coref_mention_at(const struct finder *finder, size_t sentence, int32_t token)
{
	if (token < 0)
		return NO_INDEX;
	uint32_t m = finder->scenes[sentence].mention_at[token];
	return m == NONE ? NO_INDEX : m;
}

const struct token *coref_head(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	return &finder->document->sentences[mention->sentence].tokens[mention->head];
}

struct str coref_country(const struct finder *finder, size_t i)
{
	const struct mention *root = &finder->mentions[coref_root(finder, i)];
	return root->entity != NONE ? lexicon_country(finder->lexicon, root->entity, finder->day) : root->country;
}

/* --- names -------------------------------------------------------------------------------------- */

struct name_index { /* folded text -> mention that has it; AMBIGUOUS where two different ones do */
	struct map full, surname, given, acronym;
	struct map compass; /* "North" of "North Korea" */
	struct map base; /* "Andy Warhol Foundation" of "Andy Warhol Foundation for the Visual Arts" */
};

#define AMBIGUOUS (SIZE_MAX - 1)

/* Where the name begins behind its title. */
size_t coref_name_first(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	return mention->private_ > mention->first && mention->private_ <= mention->last ? mention->private_ : mention->first;
}

/* "of Southern Indiana" tells one university from another; "of the Labour Party" is no part of a person's name. */
static bool is_named_by_complement(const struct mention *mention)
{
	return mention->class_ == ENTITY_ORGANISATION || mention->class_ == ENTITY_ARMED_GROUP;
}

/* "Al" of "Al-Sheikh", whom "Samir al-Sheikh" is, too. */
static bool is_joined_article(const struct sentence *sentence, size_t t)
{
	const struct token *token = &sentence->tokens[t];
	return token->form.length == 2 && t + 1 < sentence->count && token[1].xpos == XPOS_HYPH &&
	       (str_equal_nocase(token->form, STR("al")) || str_equal_nocase(token->form, STR("el")));
}

/* The words of the name itself: proper nouns from the head's flat group, without titles. */
static size_t name_words(const struct finder *finder, size_t i, struct str *out, size_t most, size_t *base)
{
	const struct mention *mention = &finder->mentions[i];
	const struct sentence *sentence = &finder->document->sentences[mention->sentence];
	const struct scene *scene = &finder->scenes[mention->sentence];
	size_t count = 0;
	bool complement = false; /* behind the head's preposition */
	*base = 0;
	for (size_t t = coref_name_first(finder, i); t <= mention->last && count < most; t++) {
		const struct token *token = &sentence->tokens[t];
		bool own = t == mention->head || (token->head == (int32_t)mention->head && token->deprel != REL_nmod) || token->deprel == REL_flat ||
		           (t > mention->head && is_named_by_complement(mention));
		const struct agent_entry *agent = scene_agent(finder, scene, t);
		bool title = t < mention->head && agent && !(agent->flags & AGENT_THING) && token->deprel != REL_compound;
		if (own && !title && !is_joined_article(sentence, t) && (token->upos == UPOS_PROPN || token->upos == UPOS_X || token->xpos == XPOS_NNP))
			out[count++] = utf8_fold(finder->arena, token->form);
		complement = complement || (token->upos == UPOS_ADP && t > mention->head);
		if (!complement)
			*base = count;
	}
	return count;
}

static struct str join(const struct finder *finder, const struct str *words, size_t count)
{
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += words[i].length + 1;
	char *text = arena_alloc(finder->arena, length + 1);
	length = 0;
	for (size_t i = 0; i < count; i++) {
		memcpy(text + length, words[i].data, words[i].length);
		length += words[i].length;
		text[length++] = ' ';
	}
	return (struct str){text, length > 0 ? length - 1 : 0};
}

static struct str initials(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct sentence *sentence = &finder->document->sentences[mention->sentence];
	char *text = arena_alloc(finder->arena, mention->last - mention->first + 2);
	size_t length = 0;
	for (size_t t = mention->first; t <= mention->last; t++) {
		struct str form = sentence->tokens[t].form;
		if (form.length > 0 && ascii_is_upper((unsigned char)form.data[0]))
			text[length++] = (char)(form.data[0] | 32);
	}
	return (struct str){text, length};
}

static void index_put(struct finder *finder, struct map *map, struct str key, size_t i)
{
	bool added;
	if (key.length == 0)
		return;
	struct map_entry *entry = map_put(map, key, i, &added);
	if (!added && entry->value != AMBIGUOUS && coref_identity(finder, entry->value) != coref_identity(finder, i))
		entry->value = AMBIGUOUS;
}

static size_t index_get(const struct map *map, struct str key)
{
	struct map_entry *entry = key.length > 0 ? map_get(map, key) : NULL;
	return entry && entry->value != AMBIGUOUS ? entry->value : NO_INDEX;
}

static bool genders_agree(const struct finder *finder, size_t i, size_t j)
{
	unsigned a = finder->notes[i].gender, b = finder->notes[j].gender;
	return a == GENDER_UNKNOWN || b == GENDER_UNKNOWN || a == b;
}

/* A surname alone, known to the lexicon as someone else, a capital or a country, than the bearer of that name in this
 * text: "Valeska Paris says ... Paris claims". */
static bool is_outvoted(const struct finder *finder, size_t i, size_t bearer)
{
	const struct note *note = &finder->notes[i];
	if (bearer == NO_INDEX || note->match == NONE || finder->mentions[bearer].class_ != ENTITY_PERSON ||
	    finder->mentions[bearer].entity == finder->mentions[i].entity)
		return false;
	uint32_t flags = finder->scenes[finder->mentions[i].sentence].matches[note->match].flags;
	return flags & (NAME_SHORT | NAME_SEAT) || (finder->mentions[i].class_ == ENTITY_COUNTRY && !(flags & NAME_DEMONYM));
}

/* "in Paris": says nothing of who is called Paris elsewhere. */
static bool is_only_a_place(const struct finder *finder, size_t i)
{
	const struct note *note = &finder->notes[i];
	return finder->mentions[i].is_place_only && note->match != NONE &&
	       finder->scenes[finder->mentions[i].sentence].matches[note->match].flags & NAME_SEAT;
}

/* The mention before that has I's name, its WORDS of COUNT, the first BASE of them before the head's complement; or NO_INDEX. */
static size_t earlier_bearer(struct finder *finder, const struct name_index *index, size_t i, const struct str *words, size_t count, size_t base)
{
	bool known = finder->mentions[i].entity != NONE; /* "Israel" is not Israel Katz */
	size_t same = index_get(&index->full, join(finder, words, count));
	if (same == NO_INDEX)
		same = base < count ? index_get(&index->full, join(finder, words, base)) : index_get(&index->base, join(finder, words, count));
	if (same != NO_INDEX)
		return same;
	const struct map *parts[] = {&index->surname, &index->acronym, &index->given};
	for (size_t k = 0; k + known < sizeof parts / sizeof *parts && count == 1 && same == NO_INDEX; k++)
		same = index_get(parts[k], words[0]);
	return same != NO_INDEX && genders_agree(finder, i, same) ? same : NO_INDEX;
}

static void link_name(struct finder *finder, struct name_index *index, size_t i)
{
	enum { MOST = 8 };
	struct str words[MOST];
	struct mention *mention = &finder->mentions[i];
	size_t base, count = name_words(finder, i, words, MOST, &base);
	bool proper = coref_head(finder, i)->upos == UPOS_PROPN || coref_name_first(finder, i) > mention->first;
	if (count == 0 || !proper || mention->class_ == ENTITY_PEOPLE)
		return;
	size_t bearer = earlier_bearer(finder, index, i, words, count, base);
	bool located = mention->is_place_only && mention_is_located(&finder->scenes[mention->sentence], mention->head);
	bool person = bearer != NO_INDEX && finder->mentions[bearer].class_ == ENTITY_PERSON;
	if (person && located)
		bearer = NO_INDEX; /* "in Jackson" is not Mr Jackson */
	else if (person && count == 1 && (mention->entity == NONE || is_outvoted(finder, i, bearer))) {
		mention->entity = NONE;
		mention->class_ = ENTITY_PERSON;
		mention->is_place_only = false;
	}
	if (mention->class_ == ENTITY_COUNTRY && mention->entity != NONE && count == 2)
		index_put(finder, &index->compass, words[0], i);
	if (mention->class_ == ENTITY_UNKNOWN && mention->entity == NONE && bearer == NO_INDEX && count == 1 && mention->first > 0 &&
	    str_equal_nocase((coref_head(finder, i) - 1)->form, STR("the"))) {
		bearer = index_get(&index->compass, words[0]); /* "the North", where North Korea was named */
		mention->is_place_only = mention->is_place_only && bearer == NO_INDEX;
	}
	if (is_only_a_place(finder, i) || mention->class_ == ENTITY_COUNTRY)
		return;
	if (mention->entity == NONE && bearer != NO_INDEX) {
		coref_set(finder, i, bearer);
		mention->class_ = finder->mentions[bearer].class_;
		mention->animate = finder->mentions[bearer].animate;
		if (finder->notes[i].gender == GENDER_UNKNOWN)
			finder->notes[i].gender = finder->notes[bearer].gender;
	}
	index_put(finder, &index->full, join(finder, words, count), i);
	if (base < count)
		index_put(finder, &index->base, join(finder, words, base), i);
	if (count > 1 && mention->class_ != ENTITY_ORGANISATION && mention->class_ != ENTITY_ARMED_GROUP)
		index_put(finder, &index->surname, words[count - 1], i);
	if (count > 1 && mention->class_ == ENTITY_PERSON)
		index_put(finder, &index->given, words[0], i);
	if (mention->last > mention->first && mention->class_ != ENTITY_PERSON)
		index_put(finder, &index->acronym, initials(finder, i), i);
}

void coref_names(struct finder *finder)
{
	struct name_index index;
	map_init(&index.full, finder->arena);
	map_init(&index.surname, finder->arena);
	map_init(&index.given, finder->arena);
	map_init(&index.acronym, finder->arena);
	map_init(&index.base, finder->arena);
	map_init(&index.compass, finder->arena);
	for (size_t i = 0; i < finder->mention_count; i++)
		if (finder->mentions[i].kind == MENTION_NAME)
			link_name(finder, &index, i);
}

/* --- apposition, copula ---------------------------------------------------------------------------- */

/* NAME takes from NOMINAL what it lacks: "the senior GNA adviser, Mohamed Ali Abdallah". */
void coref_take_attributes(struct finder *finder, size_t name, size_t nominal)
{
	struct mention *to = &finder->mentions[name];
	const struct mention *from = &finder->mentions[nominal];
	if (to->entity != NONE) { /* who has no role on the day in the lexicon is what the text calls him: "Mr Maas, the minister of justice" */
		bool idle = to->class_ == ENTITY_PERSON && finder->day != DAY_NONE && !lexicon_role_on(finder->lexicon, to->entity, finder->day);
		if (idle && to->sector.length == 0 && from->animate)
			to->sector = from->sector;
		return;
	}
	if (to->country.length == 0)
		to->country = from->country;
	/* By "Mullah" or "Sir", "bomb maker" or "gunman": what he is stands beside. */
	bool honoured = str_equal(to->sector, STR("REL")) || str_equal(to->sector, STR("ELI")) || str_equal(to->sector, STR("UAF")) || str_equal(to->sector, STR("CVL"));
	if (to->sector.length == 0 || (honoured && from->sector.length > 0 && !str_equal(from->sector, STR("CVL"))))
		to->sector = from->sector;
	if (to->class_ == ENTITY_UNKNOWN) {
		to->class_ = from->class_ == ENTITY_GENERIC && from->animate ? ENTITY_PERSON : from->class_;
		to->animate = from->animate;
	}
	if (finder->notes[name].gender == GENDER_UNKNOWN)
		finder->notes[name].gender = finder->notes[nominal].gender;
	uint32_t noun = finder->notes[nominal].agent;
	bool person = to->class_ == ENTITY_PERSON || (noun != NONE && finder->lexicon->agents[noun].flags & AGENT_PERSON);
	if (from->entity != NONE && from->kind == MENTION_NOMINAL && from->class_ != ENTITY_PERSON && !person)
		to->entity = from->entity;
}

/* Not only capitals, and no acronym's plural: "(NGOs)". */
static bool has_small_letters(struct str form)
{
	size_t letters = str_ends(form, STR("s")) && form.length > 0 ? form.length - 1 : form.length;
	for (size_t k = 0; k < letters; k++)
		if (ascii_is_lower((unsigned char)form.data[k]))
			return true;
	return false;
}

struct str coref_sector(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct role_entry *role = mention->entity == NONE ? NULL : lexicon_role_on(finder->lexicon, mention->entity, finder->day);
	return role ? lexicon_code(role->sector) : mention->sector;
}

/* "Haftar (LNA)" is one; "(Reuters) (The Kyiv Independent)", "Reuters (Tripoli)" are two. */
static bool brackets_part(const struct finder *finder, size_t first, size_t second)
{
	const struct mention *a = &finder->mentions[first], *b = &finder->mentions[second];
	const struct token *tokens = finder->document->sentences[a->sentence].tokens;
	bool opened = false, closed = false;
	for (size_t t = a->last + 1; t < b->first; t++) {
		opened = opened || tokens[t].xpos == XPOS_LRB;
		closed = closed || tokens[t].xpos == XPOS_RRB;
	}
	return closed || (opened && has_small_letters(tokens[b->head].form));
}

/* "Senator Ann Lee (D-NY)": a party and a state. */
static bool is_constituency(const struct finder *finder, size_t first, size_t second)
{
	const struct mention *a = &finder->mentions[first], *b = &finder->mentions[second];
	const struct token *tokens = finder->document->sentences[b->sentence].tokens;
	bool dash = b->last > b->first && tokens[b->first].form.length == 1 && tokens[b->first + 1].upos == UPOS_PUNCT;
	return a->class_ == ENTITY_PERSON && dash && b->first > 0 && tokens[b->first - 1].xpos == XPOS_LRB;
}

/* "(Moscow Times)", "(BBC)": what stands in brackets behind something else names who reported it. */
static bool is_source(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	size_t before = mention->first - (mention->first > 0 && tokens[mention->first - 1].upos == UPOS_DET);
	if (before == 0 || tokens[before - 1].xpos != XPOS_LRB)
		return false;
	size_t other = coref_mention_at(finder, mention->sentence, tokens[mention->head].head);
	bool press = str_equal(coref_sector(finder, i), STR("JRN"));
	return has_small_letters(tokens[mention->head].form) || (press && (other == NO_INDEX || !str_equal(coref_sector(finder, other), STR("JRN"))));
}

/* "Zhu Mingguo, Wang Min": two persons; who has a second name shares a word with the first. */
static bool are_two_persons(const struct finder *finder, size_t first, size_t second)
{
	const struct mention *a = &finder->mentions[first], *b = &finder->mentions[second];
	const struct token *tokens = finder->document->sentences[a->sentence].tokens;
	size_t from = coref_name_first(finder, first), to = coref_name_first(finder, second);
	if (a->class_ != ENTITY_PERSON || b->class_ != ENTITY_PERSON || from == a->last || to == b->last)
		return false;
	for (size_t i = from; i <= a->last; i++)
		for (size_t j = to; j <= b->last; j++)
			if (tokens[i].upos == UPOS_PROPN && str_equal(tokens[i].form, tokens[j].form))
				return false;
	return true;
}

/* "Maui, Hawaii, United States": the second only says where the first lies. */
static bool is_whereabouts(const struct finder *finder, size_t first, size_t second)
{
	const struct mention *a = &finder->mentions[first], *b = &finder->mentions[second];
	return b->class_ == ENTITY_COUNTRY || b->is_place_only || a->class_ == ENTITY_COUNTRY ||
	       finder->scenes[b->sentence].place_at[b->head] != NONE;
}

/* "Pierre Nkurunziza, Forces for the Defence of Democracy": not one. */
static bool person_and_body(const struct finder *finder, size_t first, size_t second)
{
	bool a = finder->mentions[first].class_ == ENTITY_PERSON, b = finder->mentions[second].class_ == ENTITY_PERSON;
	size_t other = a ? second : first;
	return a != b && (finder->mentions[other].class_ != ENTITY_UNKNOWN || finder->mentions[other].last > finder->mentions[other].head);
}

static void link_names(struct finder *finder, size_t first, size_t second)
{
	if (person_and_body(finder, first, second) || are_two_persons(finder, first, second))
		return;
	if (is_whereabouts(finder, first, second)) {
		if (finder->mentions[first].country.length == 0 && finder->mentions[first].entity == NONE)
			finder->mentions[first].country = coref_country(finder, second);
		return;
	}
	bool known_first = finder->mentions[first].entity != NONE, known_second = finder->mentions[second].entity != NONE;
	if (known_first && known_second)
		return;
	if (known_second)
		coref_set(finder, first, second); /* "National Accord Authority (GNA)": the acronym is known */
	else
		coref_set(finder, second, first);
}

/* "Leader of the opposition X": the name stands beside the leader, though the tree hangs it on what he leads; true when it does. */
static bool link_over_body(struct finder *finder, size_t body, size_t name)
{
	const struct mention *a = &finder->mentions[body], *b = &finder->mentions[name];
	if (a->kind == MENTION_PRONOUN || b->kind != MENTION_NAME || b->class_ != ENTITY_PERSON || a->animate ||
	    (a->class_ != ENTITY_ORGANISATION && a->class_ != ENTITY_ARMED_GROUP))
		return false;
	const struct token *head = coref_head(finder, body);
	size_t person = head->deprel == REL_nmod ? coref_mention_at(finder, a->sentence, head->head) : NO_INDEX;
	if (person == NO_INDEX || finder->mentions[person].kind != MENTION_NOMINAL || !finder->mentions[person].animate)
		return true;
	coref_take_attributes(finder, name, person);
	if (!finder->mentions[person].plural) {
		finder->mentions[person].entity = NONE;
		coref_set(finder, person, name);
	}
	return true;
}

/* "actor Sean Penn and actress Kate del Castillo": the name stands beside the last of the coordination, though the tree hangs it on the first. */
static size_t beside_last(const struct finder *finder, size_t first, size_t appos)
{
	const struct mention *mention = &finder->mentions[first];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	for (int32_t c = tokens[mention->head].first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t m = tokens[c].deprel == REL_conj ? coref_mention_at(finder, mention->sentence, c) : NO_INDEX;
		if (m == NO_INDEX)
			continue;
		size_t next = finder->mentions[m].last + 1, from = finder->mentions[appos].first;
		bool comma = next + 1 == from && tokens[next].upos == UPOS_PUNCT && !finder->mentions[appos].plural && finder->mentions[m].class_ == ENTITY_PERSON;
		if (next == from || comma)
			return m;
	}
	return first;
}

static bool is_thing(const struct finder *finder, size_t i)
{
	uint32_t noun = finder->notes[i].agent;
	return noun != NONE && finder->lexicon->agents[noun].flags & AGENT_THING && finder->mentions[i].entity == NONE &&
	       finder->mentions[i].class_ != ENTITY_PERSON;
}

/* "Yerevan, Armenia" */
static bool lies_behind_town(const struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	const struct token *tokens = finder->document->sentences[mention->sentence].tokens;
	return mention->first > 1 && tokens[mention->first - 1].upos == UPOS_PUNCT && finder->scenes[mention->sentence].place_at[mention->first - 2] != NONE;
}

static void link_apposition(struct finder *finder, size_t head, size_t appos)
{
	head = beside_last(finder, head, appos);
	if (link_over_body(finder, head, appos))
		return;
	const struct mention *a = &finder->mentions[head], *b = &finder->mentions[appos];
	if (is_thing(finder, head) || is_thing(finder, appos))
		return; /* "one of the last soldiers of World War II, Hiroo Onoda" */
	if (a->class_ == ENTITY_PEOPLE || b->class_ == ENTITY_PEOPLE)
		return; /* "13 foreigners, mostly Australians" */
	if (brackets_part(finder, head, appos))
		return; /* "three civilians (Moscow Times)" */
	if (b->kind == MENTION_NAME && b->class_ == ENTITY_COUNTRY && a->class_ != ENTITY_COUNTRY && lies_behind_town(finder, appos)) {
		finder->mentions[head].country = finder->mentions[head].country.length > 0 ? finder->mentions[head].country : coref_country(finder, appos);
		finder->mentions[appos].is_place_only = true;
		finder->document->sentences[b->sentence].tokens[b->head].deprel = REL_nmod_unmarked; /* for all who read the tree later */
		return; /* "a court in Yerevan, Armenia" */
	}
	if (a->plural != b->plural || a->kind == MENTION_PRONOUN || b->kind == MENTION_PRONOUN || b->is_place_only)
		return;
	uint32_t noun = finder->notes[head].agent;
	if (a->kind == MENTION_NAME && b->kind == MENTION_NAME && noun != NONE && finder->lexicon->agents[noun].flags & AGENT_PERSON &&
	    a->entity == NONE && coref_name_first(finder, head) <= a->first) { /* "Bishop of Bruges", written as a name */
		coref_take_attributes(finder, appos, head);
		coref_set(finder, head, appos);
	} else if (a->kind == MENTION_NAME && b->kind == MENTION_NAME) {
		link_names(finder, head, appos);
	} else if (a->kind == MENTION_NAME) {
		coref_take_attributes(finder, head, appos);
		coref_set(finder, appos, head);
	} else if (b->kind == MENTION_NAME) {
		coref_take_attributes(finder, appos, head);
		coref_set(finder, head, appos);
	}
}

void coref_appositions(struct finder *finder)
{
	coref_link_titles(finder);
	for (size_t i = 0; i < finder->mention_count; i++) {
		const struct token *head = coref_head(finder, i);
		size_t sentence = finder->mentions[i].sentence;
		size_t named = head->deprel == REL_appos ? coref_mention_at(finder, sentence, head->head) : NO_INDEX;
		if (head->deprel == REL_appos && (is_source(finder, i) || (named != NO_INDEX && is_constituency(finder, named, i)))) {
			finder->document->sentences[sentence].tokens[finder->mentions[i].head].deprel = REL_parataxis;
		} else if (head->deprel == REL_appos) {
			size_t other = coref_mention_at(finder, sentence, head->head);
			if (other != NO_INDEX)
				link_apposition(finder, other, i);
		} else if (head->deprel == REL_nsubj && finder->mentions[i].kind == MENTION_NAME) {
			size_t predicate = coref_mention_at(finder, sentence, head->head);
			bool copula = predicate != NO_INDEX && scene_has_child(&finder->scenes[sentence], (size_t)head->head, REL_cop);
			if (copula && finder->mentions[predicate].kind == MENTION_NOMINAL && !finder->mentions[predicate].plural)
				coref_take_attributes(finder, i, predicate);
		}
		coref_take_told_office(finder, i);
	}
}

void coref_link(struct finder *finder)
{
	coref_names(finder);
	coref_appositions(finder);
	for (size_t i = 0; i < finder->mention_count; i++)
		coref_share_title(finder, i);
	for (size_t i = 0; i < finder->mention_count; i++)
		coref_give_titled_country(finder, i);
	for (size_t i = 0; i < finder->mention_count; i++) {
		if (finder->mentions[i].kind == MENTION_NOMINAL) {
			coref_latter(finder, i);
			coref_description(finder, i);
			coref_others(finder, i);
		} else if (finder->mentions[i].kind == MENTION_PRONOUN && !finder->notes[i].first_person) {
			coref_pronoun(finder, i);
		}
	}
	for (size_t i = 0; i < finder->mention_count; i++)
		if (finder->mentions[i].kind == MENTION_PRONOUN && finder->notes[i].gender != GENDER_UNKNOWN)
			coref_take_told_office(finder, i);
	for (size_t i = 0; i < finder->mention_count; i++) /* speakers may be pronouns further on: "..., he said" */
		if (finder->notes[i].first_person)
			coref_first_person(finder, i);
	for (size_t i = 0; i < finder->mention_count; i++) {
		if (finder->mentions[i].kind == MENTION_NOMINAL)
			coref_possessed(finder, i);
		else if (finder->mentions[i].kind == MENTION_NAME)
			coref_office_of_name(finder, i);
	}
}
