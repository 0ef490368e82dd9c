/* compact.c: see compact.h. */
#include "compact.h"

struct compact {
	struct arena *arena;
	struct str from, to; /* the text, before and now: views into the one become views into the other */
	struct moved {
		const struct attribution *from;
		struct attribution *to;
	} *moved; /* an attribution that several records share is shared again */
	size_t moved_count, moved_capacity;
};

static struct str move_text(struct compact *c, struct str text)
{
	if (str_empty(text))
		return (struct str){0};
	uintptr_t at = (uintptr_t)text.data, start = (uintptr_t)c->from.data;
	if (at >= start && at + text.length <= start + c->from.length)
		return (struct str){c->to.data + (at - start), text.length};
	return (struct str){arena_copy(c->arena, text.data, text.length), text.length};
}

static void move_texts(struct compact *c, struct str *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		*texts[i] = move_text(c, *texts[i]);
}

static void *copy_list(struct compact *c, const void *list, size_t count, size_t size)
{
	return count ? memcpy(arena_alloc(c->arena, count * size), list, count * size) : NULL;
}

static struct actor move_actor(struct compact *c, struct actor actor)
{
	struct str *const texts[] = {&actor.text, &actor.name, &actor.id, &actor.country, &actor.sector, &actor.code};
	move_texts(c, texts, sizeof texts / sizeof *texts);
	return actor;
}

static struct actor *move_actors(struct compact *c, const struct actor *actors, size_t count)
{
	struct actor *moved = copy_list(c, actors, count, sizeof *actors);
	for (size_t i = 0; i < count; i++)
		moved[i] = move_actor(c, moved[i]);
	return moved;
}

static struct place move_place(struct compact *c, struct place place)
{
	struct str *const texts[] = {&place.text, &place.name, &place.country, &place.admin1};
	move_texts(c, texts, sizeof texts / sizeof *texts);
	return place;
}

static struct attribution *move_attribution(struct compact *c, const struct attribution *attribution)
{
	for (size_t i = 0; i < c->moved_count; i++)
		if (c->moved[i].from == attribution)
			return c->moved[i].to;
	if (!attribution)
		return NULL;
	struct attribution *moved = copy_list(c, attribution, 1, sizeof *attribution);
	moved->speakers = move_actors(c, attribution->speakers, attribution->speaker_count);
	moved->cue = move_text(c, attribution->cue);
	arena_push(c->arena, c->moved, c->moved_count, c->moved_capacity, ((struct moved){attribution, moved}));
	return moved;
}

static struct article move_article(struct compact *c, struct article article)
{
	struct str *const texts[] = {&article.source_id, &article.path, &article.url, &article.title, &article.publisher,
	                             &article.author, &article.language, &article.place, &article.foreign};
	article.text = c->to;
	move_texts(c, texts, sizeof texts / sizeof *texts);
	article.blocks = copy_list(c, article.blocks, article.block_count, sizeof *article.blocks);
	article.given = NULL;
	article.given_count = 0;
	return article;
}

static struct sentence *move_sentences(struct compact *c, const struct document *document)
{
	struct sentence *moved = arena_zalloc(c->arena, document->sentence_count, sizeof *moved);
	for (size_t i = 0; i < document->sentence_count; i++)
		moved[i] = (struct sentence){.span = document->sentences[i].span, .block = document->sentences[i].block, .root = -1};
	return moved;
}

static void move_event(struct compact *c, struct event *event)
{
	struct str *const texts[] = {&event->id, &event->type, &event->mode, &event->cameo, &event->about, &event->rule};
	move_texts(c, texts, sizeof texts / sizeof *texts);
	for (size_t i = 0; i < event->context_count; i++)
		event->contexts[i] = move_text(c, event->contexts[i]);
	event->actors = move_actors(c, event->actors, event->actor_count);
	event->recipients = move_actors(c, event->recipients, event->recipient_count);
	event->attribution = move_attribution(c, event->attribution);
	event->place = move_place(c, event->place);
	event->counts = copy_list(c, event->counts, event->count_count, sizeof *event->counts);
	event->timex = event->place_index = NO_INDEX;
}

static void move_truce(struct compact *c, struct ceasefire *truce)
{
	struct str *const texts[] = {&truce->id, &truce->duration};
	move_texts(c, texts, sizeof texts / sizeof *texts);
	for (size_t i = 0; i < truce->purpose_count; i++)
		truce->purposes[i] = move_text(c, truce->purposes[i]);
	truce->called_by = move_actors(c, truce->called_by, truce->called_by_count);
	truce->parties = move_actors(c, truce->parties, truce->party_count);
	truce->mediators = move_actors(c, truce->mediators, truce->mediator_count);
	truce->place = move_place(c, truce->place);
	truce->events = copy_list(c, truce->events, truce->event_count, sizeof *truce->events);
	truce->responses = copy_list(c, truce->responses, truce->response_count, sizeof *truce->responses);
	for (size_t i = 0; i < truce->response_count; i++) {
		truce->responses[i].actor = move_actor(c, truce->responses[i].actor);
		truce->responses[i].attribution = move_attribution(c, truce->responses[i].attribution);
	}
}

static void move_contradiction(struct compact *c, struct contradiction *contradiction)
{
	contradiction->id = move_text(c, contradiction->id);
	contradiction->about = move_text(c, contradiction->about);
}

struct document document_compact(const struct document *document, struct arena *arena)
{
	struct str text = document->article.text;
	struct compact c = {.arena = arena, .from = text, .to = {arena_copy(arena, text.data, text.length), text.length}};
	struct document to = {.arena = arena, .sentence_count = document->sentence_count, .event_count = document->event_count,
	                      .ceasefire_count = document->ceasefire_count, .contradiction_count = document->contradiction_count};
	to.id = move_text(&c, document->id);
	to.article = move_article(&c, document->article);
	to.sentences = move_sentences(&c, document);
	to.dateline = move_place(&c, document->dateline);
	to.events = copy_list(&c, document->events, document->event_count, sizeof *document->events);
	to.ceasefires = copy_list(&c, document->ceasefires, document->ceasefire_count, sizeof *document->ceasefires);
	to.contradictions = copy_list(&c, document->contradictions, document->contradiction_count, sizeof *document->contradictions);
	for (size_t i = 0; i < to.event_count; i++)
		move_event(&c, &to.events[i]);
	for (size_t i = 0; i < to.ceasefire_count; i++)
		move_truce(&c, &to.ceasefires[i]);
	for (size_t i = 0; i < to.contradiction_count; i++)
		move_contradiction(&c, &to.contradictions[i]);
	return to;
}
