/* Confidence: what is seen of a mention and of a record, and that it stays a probability. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include "confidence/seen.h"

#define NAME(word, above, relation, kind, child, next) \
	{.form = {word, sizeof word - 1}, .lemma = {word, sizeof word - 1}, .head = above, .deprel = relation, .upos = kind, .first_child = child, .next_sibling = next}

/* "Spain praised Morocco after Italy", the verb above all. */
static struct token tokens[] = {
	NAME("Spain", 1, REL_nsubj, UPOS_PROPN, -1, 2), NAME("praise", -1, REL_root, UPOS_VERB, 0, -1), NAME("Morocco", 1, REL_obj, UPOS_PROPN, -1, 4),
	NAME("after", 4, REL_case, UPOS_ADP, -1, -1),   NAME("Italy", 1, REL_obl, UPOS_PROPN, 3, -1),
};
static struct sentence sentence = {.tokens = tokens, .count = 5, .root = 1};
#define COUNTRY(token) {.kind = MENTION_NAME, .class_ = ENTITY_COUNTRY, .first = token, .last = token, .head = token, .entity = token, .antecedent = NO_INDEX, .can_act = true}
static struct mention mentions[] = {COUNTRY(0), COUNTRY(2), COUNTRY(4)};

static void resolve(const void *context, const struct document *document, size_t mention, struct actor *who)
{
	(void)context;
	who->id = who->country = document->sentences[0].tokens[document->mentions[mention].head].form;
}

static const struct confidence_who who = {NULL, resolve};

/* One leaf for all cases, in log-odds. */
#define LEAF(odds) {.nodes = (const struct tree_node[]){{-1, odds, {-1, -1}}}, .roots = (const int32_t[]){0}, .count = 1}

struct scene {
	struct arena arena;
	struct actor spain, morocco;
	struct event event;
	struct document document;
};

static void set_scene(struct scene *scene)
{
	*scene = (struct scene){.spain = {.token = 0, .id = STR("Spain")}, .morocco = {.token = 2, .id = STR("Morocco")}};
	arena_init(&scene->arena);
	scene->event = (struct event){.type = STR("SUPPORT"), .trigger = 1, .actors = &scene->spain, .actor_count = 1, .recipients = &scene->morocco,
	                              .recipient_count = 1, .place_index = NO_INDEX, .timex = NO_INDEX};
	scene->document = (struct document){.arena = &scene->arena, .sentences = &sentence, .sentence_count = 1, .mentions = mentions, .mention_count = 3,
	                                    .events = &scene->event, .event_count = 1};
}

static void a_mention_is_seen_in_its_sentence(void **state)
{
	(void)state;
	struct scene scene;
	struct confidence_model model = {.prior = {LEAF(0), LEAF(0)}, .role = {LEAF(0), LEAF(0)}};
	struct party parties[MOST_PARTIES];
	set_scene(&scene);
	assert_int_equal(confidence_look(&model, &scene.document, &scene.event, &who, parties), 3);
	const double *spain = parties[0].seen[ROLE_ACTOR], *morocco = parties[1].seen[ROLE_ACTOR], *italy = parties[2].seen[ROLE_RECIPIENT];
	assert_true(spain[ROLE_GIVEN] == 2 && spain[ROLE_OTHER] == 0 && spain[ROLE_DISTANCE] == -1 && spain[ROLE_UP] == 0 && spain[ROLE_DOWN] == 1);
	assert_true(morocco[ROLE_GIVEN] == 0 && morocco[ROLE_OTHER] == 2);
	assert_true(italy[ROLE_GIVEN] == 0 && italy[ROLE_HELD] == 1 && italy[ROLE_BETWEEN] == 1 && italy[ROLE_PREPOSITION] > 0 && italy[ROLE_TO_GIVEN] == 2);
	arena_free(&scene.arena);
}

/* One split at LIMIT of a record's feature: so many log-odds up to it, so many above. */
static struct trees split(struct tree_node nodes[3], const char *feature, float limit, float low, float high)
{
	static const int32_t root = 0;
	nodes[0] = (struct tree_node){(int32_t)tree_feature_named(record_features(), str_of(feature)), limit, {1, 2}};
	nodes[1] = (struct tree_node){-1, low, {-1, -1}};
	nodes[2] = (struct tree_node){-1, high, {-1, -1}};
	return (struct trees){nodes, &root, 1};
}

static double confidence_with(struct scene *scene, const char *feature, float limit)
{
	struct tree_node nodes[3];
	struct confidence_model model = {.prior = {LEAF(0), LEAF(0)}, .role = {LEAF(2), LEAF(-2)}, .sure = split(nodes, feature, limit, -1, 1)};
	confidence_weigh(&model, &scene->document, &who);
	return scene->event.confidence;
}

static void what_is_seen_of_a_record_decides(void **state)
{
	(void)state;
	struct scene scene;
	set_scene(&scene);
	assert_true(confidence_with(&scene, "ACTOR_COUNT", 0.5f) > 0.7); /* one actor */
	assert_true(confidence_with(&scene, "ACTOR_MISSED", 0.8f) > 0.7); /* others that might be, at .88 */
	assert_true(confidence_with(&scene, "RECIPIENT_MISSED", 0.8f) < 0.3);
	assert_true(confidence_with(&scene, "RECIPIENT_LEAST", 0.5f) < 0.3); /* Morocco, at .12 */
	assert_true(confidence_with(&scene, "SENTENCE_LENGTH", 4.5f) > 0.7);
	scene.event.actor_count = 0;
	assert_true(confidence_with(&scene, "ACTOR_COUNT", 0.5f) < 0.3);
	arena_free(&scene.arena);
}

static void a_record_without_parties_near_it_is_weighed(void **state)
{
	(void)state;
	struct scene scene;
	struct confidence_model model = {.prior = {LEAF(0), LEAF(0)}, .role = {LEAF(0), LEAF(0)}, .sure = LEAF(-40)};
	set_scene(&scene);
	scene.document.mention_count = 0;
	scene.event.actor_count = scene.event.recipient_count = 0;
	confidence_weigh(&model, &scene.document, &who);
	assert_true(scene.event.confidence == 0.02 && scene.event.actor_count == 0);
	arena_free(&scene.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mention_is_seen_in_its_sentence),
		cmocka_unit_test(what_is_seen_of_a_record_decides),
		cmocka_unit_test(a_record_without_parties_near_it_is_weighed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
