#include "story/story.h"

#include "base/id.h"
#include "story/parts.h"

static struct str head_lemma(const struct document *document, const struct actor *actor)
{
	if (actor->sentence >= document->sentence_count || actor->token >= document->sentences[actor->sentence].count)
		return (struct str){0};
	return document->sentences[actor->sentence].tokens[actor->token].lemma;
}

/* "12 civilians" and "three civilians": who the lexicon does not know is compared by head and country. */
bool story_same_actor(const struct document *document, const struct actor *a, const struct actor *b)
{
	if (!str_empty(a->id) || !str_empty(b->id))
		return str_equal(a->id, b->id);
	if (!str_empty(a->name) && str_equal_nocase(a->name, b->name))
		return true;
	struct str head = head_lemma(document, a);
	if (str_empty(head) || !str_equal_nocase(head, head_lemma(document, b)))
		return str_equal_nocase(a->text, b->text);
	return str_empty(a->country) || str_empty(b->country) || str_equal(a->country, b->country);
}

bool story_has_actor(const struct document *document, const struct actor *actors, size_t count, const struct actor *actor)
{
	for (size_t i = 0; i < count; i++)
		if (story_same_actor(document, &actors[i], actor))
			return true;
	return false;
}

bool story_same_actors(const struct document *document, const struct actor *a, size_t a_count, const struct actor *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (!story_has_actor(document, b, b_count, &a[i]) || !story_has_actor(document, a, a_count, &b[i]))
			return false;
	return true;
}

bool story_share_actor(const struct document *document, const struct actor *a, size_t a_count, const struct actor *b, size_t b_count)
{
	for (size_t i = 0; i < a_count; i++)
		if (story_has_actor(document, b, b_count, &a[i]))
			return true;
	return false;
}

/* One sentence that names an act twice ("launched an offensive ... the offensive") tells one event. */
static bool told_twice(const struct document *document, const struct event *a, const struct event *b)
{
	return a->kind == b->kind && a->sentence == b->sentence && a->factuality == b->factuality && str_equal(a->type, b->type) &&
	       a->place_index == b->place_index && a->timex == b->timex &&
	       story_same_actors(document, a->actors, a->actor_count, b->actors, b->actor_count) &&
	       story_same_actors(document, a->recipients, a->recipient_count, b->recipients, b->recipient_count);
}

/* Of two tellings the one with the higher confidence stays, at the place of the first. */
static void merge_repeats(struct document *document)
{
	size_t kept = 0;
	for (size_t i = 0; i < document->event_count; i++) {
		size_t same = kept;
		while (same > 0 && document->events[same - 1].sentence == document->events[i].sentence &&
		       !told_twice(document, &document->events[same - 1], &document->events[i]))
			same--;
		if (same > 0 && told_twice(document, &document->events[same - 1], &document->events[i])) {
			if (document->events[i].confidence > document->events[same - 1].confidence)
				document->events[same - 1] = document->events[i];
			continue;
		}
		document->events[kept++] = document->events[i];
	}
	document->event_count = kept;
}

/* "Russia has backed Haftar" is a tie, not a deed of the article's day: where one verb was read as both, praise and
 * backing without a day of their own are the tie. Deeds (arms sent, troops deployed) stay beside the tie they show. */
static bool is_only_a_tie(const struct document *document, const struct event *event, const struct event *tie)
{
	if (document->sentences[event->sentence].tokens[event->trigger].xpos == XPOS_VBD)
		return false; /* "backed Israel at the United Nations" tells of a day */
	return event->kind == RECORD_EVENT && tie->kind == RECORD_RELATION && event->sentence == tie->sentence &&
	       event->trigger == tie->trigger && event->quad == 1 && event->timex == NO_INDEX &&
	       str_equal(event->type, STR("SUPPORT")) == str_equal(tie->type, STR("backs")) && tie->actor_count && tie->recipient_count;
}

static bool has_definite_noun(const struct document *document, const struct event *event)
{
	const struct token *tokens = document->sentences[event->sentence].tokens;
	if (tokens[event->trigger].upos != UPOS_NOUN)
		return false;
	for (int32_t child = tokens[event->trigger].first_child; child >= 0; child = tokens[child].next_sibling) {
		if (tokens[child].deprel == REL_nmod_poss)
			return true;
		if (tokens[child].deprel == REL_det && (str_equal(tokens[child].lemma, STR("the")) || str_equal(tokens[child].lemma, STR("this"))))
			return true;
	}
	return false;
}

/* A leader stands for those he leads: the same country and sector, when both are known. */
static bool same_side(const struct document *document, const struct event *a, const struct event *b)
{
	if (story_share_actor(document, a->actors, a->actor_count, b->actors, b->actor_count))
		return true;
	for (size_t i = 0; i < a->actor_count; i++)
		for (size_t k = 0; k < b->actor_count; k++)
			if (a->actors[i].code.length >= 6 && str_equal(a->actors[i].code, b->actors[k].code))
				return true;
	return false;
}

/* "The Haftar offensive", after "Haftar forces launched an offensive": speaks of what was told, adds nothing to it. */
static bool only_mentions(const struct document *document, const struct event *again, const struct event *told)
{
	return again != told && again->kind == RECORD_EVENT && told->kind == RECORD_EVENT && again->sentence > told->sentence &&
	       str_equal(again->type, told->type) && told->factuality == again->factuality && again->timex == NO_INDEX &&
	       again->recipient_count == 0 && again->count_count == 0 &&
	       (again->place_index == NO_INDEX || str_equal(again->place.name, told->place.name)) &&
	       has_definite_noun(document, again) && same_side(document, again, told);
}

/* "The investigation continues", "a call for a ban": neither who nor whom, nor where, nor how many. What a truce does is kept. */
static bool names_nothing(const struct event *event)
{
	return event->kind == RECORD_EVENT && event->actor_count == 0 && event->recipient_count == 0 && event->place_index == NO_INDEX &&
	       event->count_count == 0 && !story_is_of_truce(event);
}

/* "NATO-led forces", which are NATO: nobody leads, backs or is part of himself. */
static bool ties_to_itself(const struct document *document, const struct event *event)
{
	return event->kind == RECORD_RELATION && event->actor_count == 1 && event->recipient_count == 1 && !str_empty(event->actors[0].id) &&
	       story_same_actor(document, &event->actors[0], &event->recipients[0]);
}

static bool adds_nothing(const struct document *document, const struct event *event)
{
	if (names_nothing(event) || ties_to_itself(document, event))
		return true;
	for (size_t i = 0; i < document->event_count; i++)
		if (is_only_a_tie(document, event, &document->events[i]) || only_mentions(document, event, &document->events[i]))
			return true;
	return false;
}

static void drop_echoes(struct document *document)
{
	bool *echo = arena_zalloc(document->arena, document->event_count, sizeof *echo);
	size_t kept = 0;
	for (size_t i = 0; i < document->event_count; i++)
		echo[i] = adds_nothing(document, &document->events[i]);
	for (size_t i = 0; i < document->event_count; i++)
		if (!echo[i])
			document->events[kept++] = document->events[i];
	document->event_count = kept;
}

static void add_actors(struct id_hash *hash, const struct actor *actors, size_t count)
{
	id_add_number(hash, count);
	for (size_t i = 0; i < count; i++) {
		id_add_number(hash, actors[i].span.start);
		id_add_number(hash, actors[i].span.end);
	}
}

/* What was read from which words makes the id: two runs that read the same give the same. */
struct str story_event_id(const struct document *document, const struct event *event)
{
	struct id_hash hash;
	id_begin(&hash);
	id_add(&hash, document->id);
	id_add_number(&hash, event->kind);
	id_add(&hash, event->type);
	id_add_number(&hash, event->sentence);
	id_add_number(&hash, event->trigger);
	add_actors(&hash, event->actors, event->actor_count);
	add_actors(&hash, event->recipients, event->recipient_count);
	return id_text(&hash, document->arena);
}

struct str story_id_of(const struct document *document, struct str kind, struct str first, struct str second)
{
	struct id_hash hash;
	id_begin(&hash);
	id_add(&hash, document->id);
	id_add(&hash, kind);
	id_add(&hash, first);
	id_add(&hash, second);
	return id_text(&hash, document->arena);
}

struct str story_ceasefire_id(const struct document *document, const struct ceasefire *truce)
{
	return story_id_of(document, STR("ceasefire"), document->events[truce->events[0]].id, (struct str){0});
}

struct str story_contradiction_id(const struct document *document, size_t first, size_t second)
{
	return story_id_of(document, STR("contradiction"), document->events[first].id, document->events[second].id);
}

void story_tell(const struct story_tables *tables, struct document *document)
{
	merge_repeats(document);
	drop_echoes(document);
	for (size_t i = 0; i < document->event_count; i++)
		document->events[i].id = story_event_id(document, &document->events[i]);
	story_ceasefires(tables, document);
	story_contradictions(document);
}
