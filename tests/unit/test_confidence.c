/* Confidence: what lowers it, and that it stays a probability. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include "confidence.h"

/* "Spain praised Morocco", the verb above both. */
static struct token tokens[3] = {{.head = 1, .upos = UPOS_PROPN}, {.head = -1, .upos = UPOS_VERB}, {.head = 1, .upos = UPOS_PROPN}};
static struct sentence sentence = {.tokens = tokens, .count = 3, .root = 1};

static struct document document_of(struct event *event)
{
	return (struct document){.sentences = &sentence, .sentence_count = 1, .events = event, .event_count = 1};
}

static void roles_unknown_or_missing_lower_it(void **state)
{
	(void)state;
	struct actor spain = {.token = 0, .country = STR("ESP")}, morocco = {.token = 2, .country = STR("MAR")}, somebody = {.token = 2};
	struct event event = {.type = STR("SUPPORT"), .trigger = 1, .actors = &spain, .actor_count = 1, .recipients = &morocco, .recipient_count = 1, .place_index = NO_INDEX};
	struct document document = document_of(&event);
	double known = confidence_of(&document, &event);
	event.recipients = &somebody;
	double vague = confidence_of(&document, &event);
	event.recipient_count = 0;
	double missing = confidence_of(&document, &event);
	assert_true(known > vague && vague > 0.5 && known > missing && known < 1);
}

static void a_role_far_from_the_trigger_is_less_sure(void **state)
{
	(void)state;
	struct token words[5] = {{.head = 1}, {.head = -1, .upos = UPOS_VERB}, {.head = 1}, {.head = 2}, {.head = 3}};
	struct sentence long_one = {.tokens = words, .count = 5, .root = 1};
	struct actor near = {.token = 0, .country = STR("ESP")}, far = {.token = 4, .country = STR("MAR")};
	struct event event = {.type = STR("SUPPORT"), .trigger = 1, .actors = &near, .actor_count = 1, .recipients = &far, .recipient_count = 1, .place_index = NO_INDEX};
	struct document document = {.sentences = &long_one, .sentence_count = 1, .events = &event, .event_count = 1};
	double features[CONFIDENCE_COUNT] = {0};
	confidence_features(&document, &event, features);
	assert_true(features[CONFIDENCE_FAR_ACTOR] == 0 && features[CONFIDENCE_FAR_RECIPIENT] == 2);
	double there = confidence_of(&document, &event);
	far.token = 2;
	assert_true(confidence_of(&document, &event) > there);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles_unknown_or_missing_lower_it),
		cmocka_unit_test(a_role_far_from_the_trigger_is_less_sure),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
