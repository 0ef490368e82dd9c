/* story/: what the events of a document add up to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"
#include "story/story.h"
#include "story/words.h"

#define WORDS "purpose-holiday\teid\npurpose-humanitarian\taid\nunilateral\tunilateral\nwritten\tsign\nextend\textend\n"

static const struct story_tables tables = {{WORDS, sizeof WORDS - 1}};

/* A document of SENTENCES sentences "X verb truce": three words each, the verb the root. */
static struct document *make_document(struct arena *arena, size_t sentences)
{
	struct document *document = arena_zalloc(arena, 1, sizeof *document);
	document->arena = arena;
	document->article.day = day_from_civil(2020, 1, 9);
	document->dateline.sentence = NO_INDEX;
	document->sentences = arena_zalloc(arena, sentences, sizeof *document->sentences);
	document->sentence_count = sentences;
	for (size_t s = 0; s < sentences; s++) {
		struct token *tokens = arena_zalloc(arena, 3, sizeof *tokens);
		for (int32_t t = 0; t < 3; t++)
			tokens[t] = (struct token){.head = t == 1 ? -1 : 1, .first_child = t == 1 ? 0 : -1, .next_sibling = t == 0 ? 2 : -1,
			                           .left = t == 1 ? 0 : (uint32_t)t, .right = t == 1 ? 2 : (uint32_t)t};
		tokens[0].lemma = STR("rebel");
		tokens[1].lemma = STR("say");
		tokens[2].lemma = STR("truce");
		tokens[0].upos = tokens[2].upos = UPOS_NOUN;
		tokens[1].upos = UPOS_VERB;
		document->sentences[s] = (struct sentence){.tokens = tokens, .count = 3, .root = 1};
	}
	return document;
}

static struct actor *make_actor(struct arena *arena, const char *id, const char *country)
{
	struct actor *actor = arena_zalloc(arena, 1, sizeof *actor);
	*actor = (struct actor){.sentence = 0, .token = 0, .text = str_of(id), .name = str_of(id), .id = str_of(id), .country = str_of(country)};
	return actor;
}

static struct event *add_event(struct document *document, size_t sentence, const char *type, const char *about, struct actor *actor)
{
	if (!document->events)
		document->events = arena_zalloc(document->arena, 16, sizeof *document->events);
	struct event *event = &document->events[document->event_count++];
	*event = (struct event){.type = str_of(type), .about = str_of(about), .sentence = sentence, .trigger = 1, .about_token = 2,
	                        .timex = NO_INDEX, .place_index = NO_INDEX, .actors = actor, .actor_count = actor != NULL};
	event->date = (struct date){.from = document->article.day, .to = document->article.day};
	event->since = event->until = (struct date){.from = DAY_NONE};
	return event;
}

static void a_rejection_finds_the_call_told_after_it(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 2);
	add_event(document, 0, "REJECT", "ceasefire", make_actor(&arena, "LNA", "LBY"));
	add_event(document, 1, "REQUEST", "ceasefire", make_actor(&arena, "RUS", "RUS"));
	story_tell(&tables, document);
	assert_int_equal(document->ceasefire_count, 1);
	const struct ceasefire *truce = &document->ceasefires[0];
	assert_true(str_equal(truce->called_by[0].id, STR("RUS")));
	assert_int_equal(truce->response_count, 1);
	assert_int_equal(truce->responses[0].response, RESPONSE_REJECTS);
	assert_int_equal(truce->stage, CEASEFIRE_CALLED);
	arena_free(&arena);
}

static void a_rejection_alone_makes_no_truce(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 1);
	add_event(document, 0, "REJECT", "ceasefire", make_actor(&arena, "LNA", "LBY"));
	story_tell(&tables, document);
	assert_int_equal(document->ceasefire_count, 0);
	arena_free(&arena);
}

static void two_wars_have_two_truces(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 3);
	struct event *first = add_event(document, 0, "CONCEDE", "ceasefire", make_actor(&arena, "TALIBAN", "AFG"));
	first->recipients = make_actor(&arena, "AFGGOV", "AFG");
	first->recipient_count = 1;
	struct event *second = add_event(document, 1, "AGREE", "ceasefire", arena_zalloc(&arena, 2, sizeof(struct actor)));
	second->actors[0] = *make_actor(&arena, "ISR", "ISR");
	second->actors[1] = *make_actor(&arena, "HAMAS", "PSE");
	second->actor_count = 2;
	add_event(document, 2, "SUPPORT", "ceasefire", make_actor(&arena, "AFGPRES", "AFG"));
	story_tell(&tables, document);
	assert_int_equal(document->ceasefire_count, 2);
	assert_int_equal(document->ceasefires[0].response_count, 1);
	assert_int_equal(document->ceasefires[0].responses[0].response, RESPONSE_WELCOMES);
	assert_int_equal(document->ceasefires[1].stage, CEASEFIRE_AGREED);
	arena_free(&arena);
}

static void accepted_on_conditions_contradicts_rejected(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 3);
	add_event(document, 0, "REQUEST", "ceasefire", make_actor(&arena, "TUR", "TUR"));
	add_event(document, 1, "REJECT", "ceasefire", make_actor(&arena, "LNA", "LBY"));
	add_event(document, 2, "AGREE", "ceasefire", make_actor(&arena, "LNA", "LBY"))->factuality = FACT_CONDITIONAL;
	story_tell(&tables, document);
	assert_int_equal(document->contradiction_count, 1);
	assert_int_equal(document->contradictions[0].first, 1);
	assert_int_equal(document->contradictions[0].second, 2);
	assert_int_equal(document->ceasefires[0].responses[0].response, RESPONSE_ACCEPTS_CONDITIONALLY);
	arena_free(&arena);
}

static struct event *add_toll(struct document *document, size_t sentence, int64_t killed, const char *speaker)
{
	struct arena *arena = document->arena;
	struct event *event = add_event(document, sentence, "ASSAULT", "", make_actor(arena, "ARMY", "SYR"));
	event->place = (struct place){.name = STR("Idlib"), .resolved = true};
	event->counts = arena_zalloc(arena, 1, sizeof *event->counts);
	event->counts[0] = (struct count){.kind = COUNT_KILLED, .low = killed, .high = killed};
	event->count_count = 1;
	event->attribution = arena_zalloc(arena, 1, sizeof *event->attribution);
	event->attribution->speakers = make_actor(arena, speaker, "SYR");
	event->attribution->speaker_count = 1;
	return event;
}

static void rival_tolls_are_set_side_by_side(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 3);
	add_toll(document, 0, 12, "ARMYSPOKESMAN");
	add_toll(document, 1, 30, "RESIDENTS");
	add_toll(document, 2, 30, "RESIDENTS"); /* the same speakers again: no quarrel with themselves */
	story_tell(&tables, document);
	assert_int_equal(document->contradiction_count, 2);
	assert_true(str_equal(document->contradictions[0].about, STR("counted differently")));
	arena_free(&arena);
}

static void a_tie_read_beside_praise_stays_alone(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 2);
	for (size_t s = 0; s < 2; s++) {
		struct event *praise = add_event(document, s, "SUPPORT", "", make_actor(&arena, "RUS", "RUS"));
		praise->quad = 1;
		struct event *tie = add_event(document, s, "backs", "", make_actor(&arena, "RUS", "RUS"));
		tie->kind = RECORD_RELATION;
		praise->recipients = tie->recipients = make_actor(&arena, "HAFTAR", "LBY");
		praise->recipient_count = tie->recipient_count = 1;
	}
	document->sentences[0].tokens[1].xpos = XPOS_VBN;
	document->sentences[1].tokens[1].xpos = XPOS_VBD;
	story_tell(&tables, document);
	assert_int_equal(document->event_count, 3);
	assert_int_equal(document->events[0].kind, RECORD_RELATION);
	assert_int_equal(document->events[1].sentence, 1);
	arena_free(&arena);
}

static void a_truce_has_terms(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 1);
	document->sentences[0].tokens[0] = (struct token){.lemma = STR("Eid"), .head = 2, .first_child = -1, .next_sibling = -1};
	document->sentences[0].tokens[2].left = 0;
	struct timex three_days = {.type = TIMEX_DURATION, .sentence = 0, .first = 0, .last = 0, .value = STR("P3D"),
	                           .date = {.from = DAY_NONE, .to = DAY_NONE}};
	document->timexes = &three_days;
	document->timex_count = 1;
	add_event(document, 0, "CONCEDE", "ceasefire", make_actor(&arena, "TALIBAN", "AFG"));
	story_tell(&tables, document);
	assert_true(str_equal(document->ceasefires[0].duration, STR("P3D")));
	assert_int_equal(document->ceasefires[0].purpose_count, 1);
	assert_true(str_equal(document->ceasefires[0].purposes[0], STR("holiday")));
	assert_false(document->ceasefires[0].unilateral);
	arena_free(&arena);
}

/* Its tokens are counted in its own sentence: in the truce's there may be no such token. */
static void a_time_of_another_sentence_is_no_term(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	struct document *document = make_document(&arena, 2);
	struct timex elsewhere = {.type = TIMEX_DURATION, .sentence = 1, .first = (size_t)1 << 30, .last = (size_t)1 << 30, .value = STR("P3D"),
	                          .until = true, .date = {.from = DAY_NONE, .to = 18000}};
	document->timexes = &elsewhere;
	document->timex_count = 1;
	add_event(document, 0, "CONCEDE", "ceasefire", make_actor(&arena, "TALIBAN", "AFG"));
	story_tell(&tables, document);
	assert_true(str_empty(document->ceasefires[0].duration));
	assert_int_equal(document->ceasefires[0].until.from, DAY_NONE);
	arena_free(&arena);
}

static void lists_are_found_by_name(void **state)
{
	(void)state;
	struct str name, rest;
	assert_true(story_word_is(&tables, STR("written"), STR("Sign")));
	assert_false(story_word_is(&tables, STR("written"), STR("extend")));
	assert_true(story_list_named(&tables, STR("purpose-"), 1, &name, &rest));
	assert_true(str_equal(rest, STR("humanitarian")));
	assert_false(story_list_named(&tables, STR("purpose-"), 2, &name, &rest));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rejection_finds_the_call_told_after_it),
		cmocka_unit_test(a_rejection_alone_makes_no_truce),
		cmocka_unit_test(two_wars_have_two_truces),
		cmocka_unit_test(accepted_on_conditions_contradicts_rejected),
		cmocka_unit_test(rival_tolls_are_set_side_by_side),
		cmocka_unit_test(a_tie_read_beside_praise_stays_alone),
		cmocka_unit_test(a_truce_has_terms),
		cmocka_unit_test(a_time_of_another_sentence_is_no_term),
		cmocka_unit_test(lists_are_found_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
