/* ceasefire.c: truces, put together from the acts that are about one.
 *
 * The codebook marks entries `about ceasefire`. A call, an offer or an agreement opens a truce or
 * joins one that is open; what else is about a truce is a response to the one it can only mean.
 */
#include "story/parts.h"

#define ABOUT STR("ceasefire")

enum part { PART_NONE, PART_CALL, PART_AGREEMENT, PART_DECLARATION, PART_KEEPING, PART_RESPONSE, PART_BREACH, PART_MEDIATION };

/* What an act about a ceasefire is to the ceasefire, by its PLOVER type. PLOVER's rulings: calling on
 * others is REQUEST, a party's own declaration CONCEDE, keeping it RETREAT, breaking it ASSAULT. */
static const struct {
	const char *type;
	enum part part;
	enum ceasefire_response response;
} parts[] = {
	{"REQUEST", PART_CALL, 0},
	{"AGREE", PART_AGREEMENT, RESPONSE_ACCEPTS},
	{"CONCEDE", PART_DECLARATION, RESPONSE_ACCEPTS},
	{"RETREAT", PART_KEEPING, RESPONSE_ACCEPTS},
	{"SUPPORT", PART_RESPONSE, RESPONSE_WELCOMES},
	{"CONSULT", PART_MEDIATION, 0},
	{"REJECT", PART_RESPONSE, RESPONSE_REJECTS},
	{"ASSAULT", PART_BREACH, RESPONSE_VIOLATES},
};

static size_t part_index(const struct event *event)
{
	size_t count = sizeof parts / sizeof *parts;
	if (event->kind != RECORD_EVENT || !str_equal(event->about, ABOUT))
		return count;
	for (size_t i = 0; i < count; i++)
		if (str_equal(event->type, str_of(parts[i].type)))
			return i;
	return count;
}

static enum part part_of(const struct event *event)
{
	size_t i = part_index(event);
	return i < sizeof parts / sizeof *parts ? parts[i].part : PART_NONE;
}

bool story_is_of_truce(const struct event *event)
{
	return part_of(event) != PART_NONE;
}

static void add_actor(struct document *document, struct actor **list, size_t *count, const struct actor *actor)
{
	if (story_has_actor(document, *list, *count, actor))
		return;
	struct actor *longer = arena_alloc(document->arena, (*count + 1) * sizeof *longer);
	if (*count)
		memcpy(longer, *list, *count * sizeof *longer);
	longer[(*count)++] = *actor;
	*list = longer;
}

static void add_actors(struct document *document, struct actor **list, size_t *count, const struct actor *actors, size_t more)
{
	for (size_t i = 0; i < more; i++)
		add_actor(document, list, count, &actors[i]);
}

static void add_event(struct document *document, struct ceasefire *truce, size_t event)
{
	size_t *longer = arena_alloc(document->arena, (truce->event_count + 1) * sizeof *longer);
	if (truce->event_count)
		memcpy(longer, truce->events, truce->event_count * sizeof *longer);
	longer[truce->event_count++] = event;
	truce->events = longer;
}

/* The day from which the truce holds: a time expression inside the words that hang on the truce itself ("a
 * ceasefire to begin on January 12th", "a truce from midnight Sunday"), not one that hangs on the act. */
static bool effective_date(const struct document *document, const struct event *event, struct date *date)
{
	if (event->about_token == NO_INDEX)
		return false;
	const struct sentence *sentence = &document->sentences[event->sentence];
	const struct token *truce = &sentence->tokens[event->about_token];
	for (size_t i = 0; i < document->timex_count; i++) {
		const struct timex *timex = &document->timexes[i];
		if (timex->sentence != event->sentence || timex->date.from == DAY_NONE || timex->until || i == event->timex)
			continue;
		if (timex->first > event->about_token && timex->last <= truce->right) {
			*date = timex->date;
			return true;
		}
	}
	return false;
}

static bool same_day_or_unknown(const struct date *a, const struct date *b)
{
	return a->from == DAY_NONE || b->from == DAY_NONE || a->basis == BASIS_DOCUMENT || b->basis == BASIS_DOCUMENT ||
	       (a->from <= b->to && b->from <= a->to);
}

static bool has_country(const struct actor *actors, size_t count, struct str country)
{
	for (size_t i = 0; i < count; i++)
		if (str_empty(actors[i].country) || str_equal(actors[i].country, country))
			return true;
	return false;
}

/* Are the countries of all concerned known, and none of EVENT's among those of TRUCE? Mediators from abroad do not tell
 * truces apart: only who declares, agrees, keeps or breaks one does. */
static bool other_war(const struct ceasefire *truce, const struct event *event, enum part part)
{
	bool brokered = part == PART_MEDIATION; /* a mediator may be from anywhere; those between whom he mediates are the parties */
	const struct actor *sides = brokered ? event->recipients : event->actors;
	size_t count = brokered ? event->recipient_count : event->actor_count;
	if (part == PART_CALL || part == PART_RESPONSE || !count || !truce->party_count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (str_empty(sides[i].country) || has_country(truce->parties, truce->party_count, sides[i].country) ||
		    has_country(truce->called_by, truce->called_by_count, sides[i].country))
			return false;
	return true;
}

/* Two calls speak of one truce unless their callers or their days keep them apart. */
static bool joins(const struct document *document, const struct ceasefire *truce, const struct event *event, bool dated, const struct date *effective)
{
	if (dated && truce->effective_from.from != DAY_NONE && !same_day_or_unknown(&truce->effective_from, effective))
		return false;
	if (other_war(truce, event, part_of(event)))
		return false;
	if (!truce->called_by_count || !event->actor_count)
		return true;
	if (story_share_actor(document, truce->called_by, truce->called_by_count, event->actors, event->actor_count))
		return same_day_or_unknown(&truce->called_on, &event->date);
	return part_of(event) != PART_CALL;
}

static size_t distance(const struct document *document, const struct ceasefire *truce, const struct event *event)
{
	size_t nearest = SIZE_MAX;
	for (size_t i = 0; i < truce->event_count; i++) {
		size_t other = document->events[truce->events[i]].sentence;
		size_t apart = other <= event->sentence ? event->sentence - other : (other - event->sentence) * 2; /* told before, rather */
		nearest = apart < nearest ? apart : nearest;
	}
	return nearest;
}

/* How near EVENT is to TRUCE: the same actors, the same country, then the nearest sentence. */
static size_t nearness(const struct document *document, const struct ceasefire *truce, const struct event *event)
{
	size_t apart = distance(document, truce, event), near = apart < 100 ? 100 - apart : 1;
	bool same = story_share_actor(document, truce->called_by, truce->called_by_count, event->actors, event->actor_count) ||
	            story_share_actor(document, truce->parties, truce->party_count, event->actors, event->actor_count);
	bool country = false;
	for (size_t i = 0; i < event->actor_count && !country; i++)
		country = !str_empty(event->actors[i].country) && (has_country(truce->called_by, truce->called_by_count, event->actors[i].country) ||
		                                                   has_country(truce->parties, truce->party_count, event->actors[i].country));
	return near + (same ? 400 : 0) + (country ? 200 : 0);
}

static struct ceasefire *truce_for(struct document *document, const struct event *event, bool may_open, size_t *capacity)
{
	struct date effective = {.from = DAY_NONE};
	bool dated = effective_date(document, event, &effective);
	struct ceasefire *found = NULL;
	size_t best = 0;
	for (size_t i = 0; i < document->ceasefire_count; i++) {
		struct ceasefire *truce = &document->ceasefires[i];
		size_t near = joins(document, truce, event, dated, &effective) ? nearness(document, truce, event) : 0;
		if (near > best) {
			best = near;
			found = truce;
		}
	}
	if (!found && may_open) {
		struct ceasefire fresh = {.called_on = {.from = DAY_NONE}, .effective_from = {.from = DAY_NONE}, .until = {.from = DAY_NONE}};
		arena_push(document->arena, document->ceasefires, document->ceasefire_count, *capacity, fresh);
		found = &document->ceasefires[document->ceasefire_count - 1];
	}
	if (found && dated && found->effective_from.from == DAY_NONE)
		found->effective_from = effective;
	return found;
}

static void raise_stage(struct ceasefire *truce, enum ceasefire_stage stage)
{
	if (stage > truce->stage)
		truce->stage = stage;
}

static void add_call(struct document *document, struct ceasefire *truce, const struct event *event)
{
	add_actors(document, &truce->called_by, &truce->called_by_count, event->actors, event->actor_count);
	add_actors(document, &truce->parties, &truce->party_count, event->recipients, event->recipient_count);
	bool unknown = truce->called_on.from == DAY_NONE || (truce->called_on.basis == BASIS_DOCUMENT && event->date.basis != BASIS_DOCUMENT);
	if (unknown)
		truce->called_on = event->date;
	if (str_empty(truce->place.name))
		truce->place = event->place;
}

static bool has_response(const struct document *document, const struct ceasefire *truce, const struct actor *actor, enum ceasefire_response response)
{
	for (size_t i = 0; i < truce->response_count; i++)
		if (truce->responses[i].response == response && story_same_actor(document, &truce->responses[i].actor, actor))
			return true;
	return false;
}

static void add_responses(struct document *document, struct ceasefire *truce, size_t index, enum ceasefire_response response)
{
	const struct event *event = &document->events[index];
	if (response == RESPONSE_ACCEPTS && event->factuality == FACT_CONDITIONAL)
		response = RESPONSE_ACCEPTS_CONDITIONALLY;
	if (event->factuality == FACT_NEGATED && response != RESPONSE_VIOLATES)
		response = response == RESPONSE_REJECTS ? RESPONSE_ACCEPTS : RESPONSE_REJECTS;
	else if (event->factuality == FACT_NEGATED)
		return;
	for (size_t i = 0; i < event->actor_count; i++) {
		bool own = part_of(event) == PART_DECLARATION && story_has_actor(document, truce->called_by, truce->called_by_count, &event->actors[i]);
		if (own || has_response(document, truce, &event->actors[i], response))
			continue;
		struct response *longer = arena_alloc(document->arena, (truce->response_count + 1) * sizeof *longer);
		if (truce->response_count)
			memcpy(longer, truce->responses, truce->response_count * sizeof *longer);
		longer[truce->response_count++] =
			(struct response){event->actors[i], response, event->date, event->attribution, index};
		truce->responses = longer;
	}
}

/* A truce that is broken, brokered or welcomed is there, even where nobody is told to have called it. */
static bool implies(const struct event *event)
{
	enum part part = part_of(event);
	bool welcomed = part == PART_RESPONSE && str_equal(event->type, STR("SUPPORT"));
	return event->factuality == FACT_ACTUAL && (part == PART_MEDIATION || part == PART_BREACH || welcomed);
}

static bool opens(const struct event *event)
{
	enum part part = part_of(event);
	return part == PART_CALL || part == PART_AGREEMENT || part == PART_DECLARATION || part == PART_KEEPING;
}

static void take_event(struct document *document, size_t index, size_t *capacity)
{
	const struct event *event = &document->events[index];
	size_t row = part_index(event);
	struct ceasefire *truce = truce_for(document, event, opens(event) || implies(event), capacity);
	if (!truce)
		return;
	add_event(document, truce, index);
	enum part part = parts[row].part;
	bool happened = event->factuality == FACT_ACTUAL;
	if (part == PART_CALL || (part == PART_DECLARATION && !truce->called_by_count))
		add_call(document, truce, event);
	if (part == PART_AGREEMENT && event->actor_count > 1)
		add_actors(document, &truce->parties, &truce->party_count, event->actors, event->actor_count);
	if (part == PART_MEDIATION && event->factuality != FACT_NEGATED) {
		add_actors(document, &truce->mediators, &truce->mediator_count, event->actors, event->actor_count);
		add_actors(document, &truce->parties, &truce->party_count, event->recipients, event->recipient_count);
	}
	if (part != PART_CALL && part != PART_MEDIATION)
		add_responses(document, truce, index, parts[row].response);
	if (happened && (part == PART_AGREEMENT || part == PART_MEDIATION))
		raise_stage(truce, CEASEFIRE_AGREED);
	if (happened && part == PART_KEEPING)
		raise_stage(truce, CEASEFIRE_IN_FORCE);
	if (happened && part == PART_BREACH)
		raise_stage(truce, CEASEFIRE_VIOLATED);
}

/* Calls, agreements and declarations first, so that a rejection told in the lead finds the call told below it. */
void story_ceasefires(const struct story_tables *tables, struct document *document)
{
	size_t capacity = 0;
	for (size_t i = 0; i < document->event_count; i++)
		if (part_of(&document->events[i]) == PART_CALL)
			take_event(document, i, &capacity);
	for (size_t i = 0; i < document->event_count; i++)
		if (part_of(&document->events[i]) != PART_CALL && opens(&document->events[i]))
			take_event(document, i, &capacity);
	for (size_t i = 0; i < document->event_count; i++)
		if (part_of(&document->events[i]) != PART_NONE && !opens(&document->events[i]))
			take_event(document, i, &capacity);
	for (size_t i = 0; i < document->ceasefire_count; i++) {
		struct ceasefire *truce = &document->ceasefires[i];
		story_truce_terms(tables, document, truce);
		truce->id = story_ceasefire_id(document, truce);
	}
}
