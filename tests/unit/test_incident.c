/* incident/: which events are one happening, whatever the order in which they came. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include <cmocka.h>

#include "base/day.h"
#include "incident/incident.h"

static struct incident_model model_of(const char *name, double weight, const char *other, double other_weight)
{
	struct incident_model model = {.weight = {0}};
	for (size_t i = 0; i < incident_feature_count(); i++) {
		if (str_equal(incident_feature_name(i), str_of(name)))
			model.weight[i] = weight;
		if (str_equal(incident_feature_name(i), str_of(other)))
			model.weight[i] = other_weight;
	}
	return model;
}

/* Numbers that look random and are the same on every machine. */
static uint32_t draw(uint64_t *state, uint32_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33) % below;
}

static struct sketch *make_sketch(struct arena *arena, int32_t day, const char *actor, const char *place)
{
	struct sketch *sketch = arena_zalloc(arena, 1, sizeof *sketch);
	struct sketch_party *party = arena_zalloc(arena, 1, sizeof *party);
	*party = (struct sketch_party){.id = str_of(actor), .name = str_of(actor), .country = STR("LBY")};
	*sketch = (struct sketch){.type = STR("ASSAULT"), .quad = 4, .reported = day, .from = day, .to = day, .dated = true, .trigger = STR("attack"),
	                          .place = str_of(place), .point = true, .country = STR("LBY"), .parties = party, .party_count = 1, .killed = -1, .wounded = -1};
	sketch->document = sketch->event = str_of(arena_printf(arena, "%s/%s/%d", actor, place, (int)day));
	return sketch;
}

static const struct signature nothing;

static struct told tell(const struct sketch *sketch)
{
	return (struct told){sketch, &nothing};
}

enum { CROWD = 60 };

/* A crowd of sketches in which days, actors, places and triggers recur, half of them dated by their article alone. */
static void make_crowd(struct arena *arena, uint64_t seed, struct told *crowd)
{
	static const char *const actors[] = {"LNA", "GNA", "ISIS"}, *const places[] = {"Sirte", "Tripoli", "Sabha", "Derna"};
	static const char *const triggers[] = {"attack", "shell", "raid"};
	for (size_t i = 0; i < CROWD; i++) {
		struct sketch *sketch = make_sketch(arena, 18000 + (int32_t)draw(&seed, 5), actors[draw(&seed, 3)], places[draw(&seed, 4)]);
		sketch->trigger = str_of(triggers[draw(&seed, 3)]);
		sketch->event = str_of(arena_printf(arena, "%08x%02zu", (unsigned)draw(&seed, UINT32_MAX), i));
		sketch->document = str_of(arena_printf(arena, "document %u", (unsigned)draw(&seed, 30)));
		sketch->dated = draw(&seed, 2);
		sketch->reported = sketch->to + (int32_t)(sketch->dated ? draw(&seed, 3) : 0);
		sketch->to += sketch->dated && draw(&seed, 4) == 0;
		sketch->killed = draw(&seed, 3) ? -1 : (int64_t)draw(&seed, 20);
		crowd[i] = tell(sketch);
	}
}

static struct incident_model crowd_model(void)
{
	struct incident_model model = model_of("bias", -4.1, "same-place", 2.7);
	struct incident_model more = model_of("same-actor", 1.9, "same-trigger", 0.8), rest = model_of("same-day", 0.45, "other-number", -2);
	for (size_t i = 0; i < incident_feature_count(); i++)
		model.weight[i] += more.weight[i] + rest.weight[i];
	return model;
}

static void shuffle(uint64_t *seed, size_t *order, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t k = draw(seed, (uint32_t)i), held = order[k];
		order[k] = order[i - 1];
		order[i - 1] = held;
	}
}

static void any_order_gives_the_same_incidents(void **state)
{
	(void)state;
	struct incident_model model = crowd_model();
	size_t joined = 0;
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct arena arena;
		struct told crowd[CROWD], mixed[CROWD];
		size_t founder[CROWD], mixed_founder[CROWD], order[CROWD];
		uint64_t chance = seed * 77;
		arena_init(&arena);
		make_crowd(&arena, seed, crowd);
		struct incident_choice choices[] = {{3, 17, true}, {4, 9, false}, {5, 11, true}}, moved[3];
		incident_group(&model, crowd, CROWD, choices, 3, founder, &arena);
		for (size_t round = 0; round < 10; round++) {
			for (size_t i = 0; i < CROWD; i++)
				order[i] = i;
			shuffle(&chance, order, CROWD);
			for (size_t i = 0; i < CROWD; i++)
				mixed[i] = crowd[order[i]];
			for (size_t c = 0; c < 3; c++)
				for (size_t i = 0; i < CROWD; i++) {
					moved[c].same = choices[c].same;
					moved[c].a = order[i] == choices[c].a ? i : moved[c].a;
					moved[c].b = order[i] == choices[c].b ? i : moved[c].b;
				}
			incident_group(&model, mixed, CROWD, moved, 3, mixed_founder, &arena);
			for (size_t i = 0; i < CROWD; i++)
				assert_true(order[mixed_founder[i]] == founder[order[i]]);
		}
		for (size_t i = 0; i < CROWD; i++)
			joined += founder[i] != i;
		arena_free(&arena);
	}
	assert_in_range(joined, 20 * 8, 20 * 55); /* the crowd is no row of strangers, and no single lump */
}

static void the_score_of_a_pair_has_no_order(void **state)
{
	(void)state;
	struct incident_model model = {.weight = {0}};
	struct arena arena;
	struct told crowd[CROWD];
	arena_init(&arena);
	make_crowd(&arena, 5, crowd);
	for (size_t i = 0; i < INCIDENT_FEATURES; i++)
		model.weight[i] = 0.37 * (double)(i % 7) - 1;
	for (size_t a = 0; a < CROWD; a++)
		for (size_t b = 0; b < a; b++) {
			int32_t parts[INCIDENT_FEATURES], sum = 0, score = incident_score(&model, &crowd[a], &crowd[b], parts);
			assert_int_equal(score, incident_score(&model, &crowd[b], &crowd[a], NULL));
			for (size_t i = 0; i < incident_feature_count(); i++)
				sum += parts[i];
			assert_int_equal(sum, score);
		}
	arena_free(&arena);
}

static void a_late_report_joins_what_was_apart(void **state)
{
	(void)state;
	struct arena arena;
	size_t founder[3];
	arena_init(&arena);
	struct incident_model model = model_of("same-actor", 6, "same-place", 6);
	model.weight[0] = -1;
	struct sketch *first = make_sketch(&arena, 18000, "LNA", ""), *second = make_sketch(&arena, 18000, "", "Sirte");
	first->country = STR("");
	second->party_count = 0;
	struct told told[] = {tell(first), tell(second), tell(make_sketch(&arena, 18000, "LNA", "Sirte"))};
	incident_group(&model, told, 2, NULL, 0, founder, &arena);
	assert_int_equal(founder[1], 1);
	incident_group(&model, told, 3, NULL, 0, founder, &arena);
	assert_int_equal(founder[0], founder[2]);
	assert_int_equal(founder[1], founder[2]);
	arena_free(&arena);
}

static void an_incident_is_named_after_its_first_report(void **state)
{
	(void)state;
	struct arena arena;
	size_t founder[3];
	arena_init(&arena);
	struct incident_model model = model_of("bias", 1, "same-place", 1);
	struct sketch *late = make_sketch(&arena, 18000, "LNA", "Sirte"), *early = make_sketch(&arena, 18000, "LNA", "Sirte");
	late->reported = 18002;
	late->event = STR("a");
	early->event = STR("z");
	struct told told[] = {tell(late), tell(early)};
	incident_group(&model, told, 2, NULL, 0, founder, &arena);
	assert_int_equal(founder[0], 1);
	assert_int_equal(founder[1], 1);
	arena_free(&arena);
}

static void days_part_happenings_that_are_alike(void **state)
{
	(void)state;
	struct arena arena;
	size_t founder[12];
	struct told told[12];
	arena_init(&arena);
	struct incident_model model = model_of("next-day", -3, "days-later", -3);
	model.weight[0] = 2;
	for (int32_t i = 0; i < 12; i++) { /* every day of a war, told twice a day by articles that name no day */
		struct sketch *sketch = make_sketch(&arena, 18000 + i / 2, "LNA", "Sirte");
		sketch->event = sketch->document = str_of(arena_printf(&arena, "%02d", (int)i));
		sketch->dated = false;
		told[i] = tell(sketch);
	}
	incident_group(&model, told, 12, NULL, 0, founder, &arena);
	for (size_t i = 0; i < 12; i++)
		assert_int_equal(founder[i], i / 2 * 2);
	arena_free(&arena);
}

static void an_article_of_the_morning_after_tells_of_the_day_before(void **state)
{
	(void)state;
	struct arena arena;
	size_t founder[2];
	arena_init(&arena);
	struct incident_model model = model_of("bias", -1, "same-place", 2);
	struct sketch *day = make_sketch(&arena, 18000, "LNA", "Sirte"), *next = make_sketch(&arena, 18001, "LNA", "Sirte");
	next->dated = false;
	struct told told[] = {tell(day), tell(next)};
	incident_group(&model, told, 2, NULL, 0, founder, &arena);
	assert_int_equal(founder[1], 0);
	next->place = STR("Derna");
	incident_group(&model, told, 2, NULL, 0, founder, &arena);
	assert_int_equal(founder[1], 1);
	arena_free(&arena);
}

static void choices_by_hand_come_before_the_score(void **state)
{
	(void)state;
	struct arena arena;
	size_t founder[3];
	arena_init(&arena);
	struct incident_model model = model_of("bias", -1, "same-place", 2);
	struct told told[] = {tell(make_sketch(&arena, 18000, "LNA", "Sirte")), tell(make_sketch(&arena, 18000, "GNA", "Sirte")),
	                      tell(make_sketch(&arena, 18009, "GNA", "Derna"))};
	struct incident_choice choices[] = {{0, 1, false}, {0, 2, true}};
	incident_group(&model, told, 3, NULL, 0, founder, &arena);
	assert_int_equal(founder[0], founder[1]);
	assert_int_equal(founder[2], 2);
	incident_group(&model, told, 3, choices, 2, founder, &arena);
	assert_int_not_equal(founder[0], founder[1]);
	assert_int_equal(founder[0], founder[2]);
	arena_free(&arena);
}

static void sketches_come_back_from_bytes(void **state)
{
	(void)state;
	struct arena arena;
	struct buf bytes = {0}, again = {0};
	struct sketch read;
	uint32_t hashes[] = {3, 77, 0xFFFFFF};
	arena_init(&arena);
	struct sketch *sketch = make_sketch(&arena, -400, "LNA", "Sirte");
	sketch->words = (struct word_set){.hash = hashes, .count = 3};
	sketch->lat = -31.2089;
	sketch->world = WORLD_MEANT;
	sketch_write(sketch, &bytes);
	assert_true(sketch_read(buf_view(&bytes), &arena, &read));
	sketch_write(&read, &again);
	assert_true(str_equal(buf_view(&bytes), buf_view(&again)));
	assert_int_equal(read.from, -400);
	assert_true(read.lat == -31.2089 && read.killed == -1 && read.world == WORLD_MEANT);
	for (size_t cut = 0; cut < bytes.length; cut++)
		assert_false(sketch_read(str_slice(buf_view(&bytes), 0, cut), &arena, &read));
	buf_free(&bytes);
	buf_free(&again);
	arena_free(&arena);
}

static void one_person_is_killed_but_once(void **state)
{
	(void)state;
	struct arena arena;
	struct incident_model model = model_of("bias", -1, "same-person", 2);
	arena_init(&arena);
	struct sketch *first = make_sketch(&arena, 18000, "IRN-SOLEIMANI", "Baghdad"), *second = make_sketch(&arena, 18001, "IRN-SOLEIMANI", "");
	struct told a = tell(first), b = tell(second);
	first->parties[0].recipient = second->parties[0].recipient = true;
	first->parties[0].kind = PARTY_PERSON;
	second->parties[0].kind = PARTY_NAMED;
	assert_int_equal(incident_score(&model, &a, &b, NULL), -1000);
	second->parties[0].kind = PARTY_PERSON;
	assert_int_equal(incident_score(&model, &a, &b, NULL), 1000);
	second->type = STR("COERCE");
	assert_int_equal(incident_score(&model, &a, &b, NULL), -1000);
	second->type = first->type = STR("ACCUSE"); /* a person is blamed every day */
	second->quad = first->quad = 3;
	assert_int_equal(incident_score(&model, &a, &b, NULL), -1000);
	second->quad = first->quad = 4;
	second->parties[0].recipient = false;
	assert_int_equal(incident_score(&model, &a, &b, NULL), -1000);
	arena_free(&arena);
}

static void acts_of_two_states_are_two(void **state)
{
	(void)state;
	struct arena arena;
	struct incident_model model = model_of("bias", 1, "other-state", -2);
	struct sketch_party swiss[] = {{.id = STR("CHE"), .country = STR("CHE")}, {.id = STR("FIRM-PFIZER")}};
	struct sketch_party honduran[] = {{.id = STR("HND"), .country = STR("HND")}, {.id = STR("FIRM-PFIZER")}, {.id = STR("CHE"), .country = STR("CHE")}};
	arena_init(&arena);
	struct sketch *first = make_sketch(&arena, 18000, "CHE", "Bern"), *second = make_sketch(&arena, 18000, "HND", "Bern");
	struct told a = tell(first), b = tell(second);
	first->parties = swiss;
	second->parties = honduran;
	first->party_count = second->party_count = 2;
	assert_int_equal(incident_score(&model, &a, &b, NULL), -1000);
	second->party_count = 3; /* one of them in common */
	assert_int_equal(incident_score(&model, &a, &b, NULL), 1000);
	second->party_count = 2;
	honduran[0].recipient = true; /* another role */
	assert_int_equal(incident_score(&model, &a, &b, NULL), 1000);
	arena_free(&arena);
}

static size_t knows_no_word(const void *context, struct str lemma)
{
	(void)context;
	(void)lemma;
	return SIZE_MAX;
}

/* "the 2020 Baghdad airstrike", in January 2020, tells no day; "in 2019" does not mean January 2020 either. */
static void the_own_year_is_no_day(void **state)
{
	(void)state;
	struct arena arena;
	struct word_ranks ranks = {knows_no_word, NULL};
	arena_init(&arena);
	struct sentence sentence = {.root = -1};
	struct document document = {.arena = &arena, .sentences = &sentence, .sentence_count = 1, .article = {.day = day_from_civil(2020, 1, 7)}};
	struct event event = {.date = {day_from_civil(2020, 1, 1), day_from_civil(2020, 12, 31), DATE_YEAR, BASIS_EXACT, {0, 0}}, .place_index = NO_INDEX};
	struct sketch own = sketch_of_event(&document, &event, &ranks, &arena);
	assert_false(own.dated);
	assert_int_equal(own.from, day_from_civil(2020, 1, 7));
	event.date = (struct date){day_from_civil(2019, 1, 1), day_from_civil(2019, 12, 31), DATE_YEAR, BASIS_EXACT, {0, 0}};
	struct sketch other = sketch_of_event(&document, &event, &ranks, &arena);
	assert_true(other.dated && other.from == day_from_civil(2019, 1, 1));
	event.date = (struct date){day_from_civil(2020, 1, 1), day_from_civil(2020, 1, 31), DATE_MONTH, BASIS_EXACT, {0, 0}};
	assert_true(sketch_of_event(&document, &event, &ranks, &arena).dated);
	arena_free(&arena);
}

/* A folder with one file of TEXT, compiled and opened; the pack's memory is MEMORY. */
static bool open_lexicon(const char *name, const char *text, struct incident_model *model, struct pack *pack, void **memory, struct error *error)
{
	char folder[] = "/tmp/casus-incident-XXXXXX", path[64];
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	bool ok = incident_compile(folder, &writer, error);
	pack_finish(&writer, &bytes);
	*memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	memcpy(*memory, bytes.data, bytes.length);
	ok = ok && pack_open_memory(pack, *memory, bytes.length, "test", error) && incident_model_open(model, pack, error);
	buf_free(&bytes);
	unlink(path);
	rmdir(folder);
	return ok;
}

static void trees_say_how_one_happening_is_told_twice(void **state)
{
	(void)state;
	struct arena arena;
	struct incident_model model;
	struct error error = {0};
	struct pack pack;
	void *memory;
	int32_t parts[INCIDENT_FEATURES];
	arena_init(&arena);
	assert_true(open_lexicon("a.trees", "= -1.5\nsame-trigger 0.5\nsame-place 0.5\n= -2\n= -1\n= 4.25\n", &model, &pack, &memory, &error));
	struct incident_model weights = model_of("told-alike", 0.5, "alike-in-article", 0.25);
	memcpy(model.weight, weights.weight, sizeof model.weight);
	struct sketch *sirte = make_sketch(&arena, 18000, "LNA", "Sirte"), *again = make_sketch(&arena, 18000, "GNA", "Sirte");
	struct sketch *derna = make_sketch(&arena, 18000, "LNA", "Derna");
	struct told a = tell(sirte), b = tell(again), c = tell(derna);
	assert_int_equal(incident_score(&model, &a, &b, parts), 1375); /* half of -1.5 + 4.25 */
	derna->trigger = again->trigger = STR("bury");
	assert_int_equal(incident_score(&model, &a, &b, NULL), -1250);
	assert_int_equal(incident_score(&model, &a, &c, NULL), -1750);
	again->document = sirte->document;
	assert_int_equal(incident_score(&model, &a, &b, NULL), -625);
	free(memory);
	arena_free(&arena);
}

static void a_broken_tree_is_refused_where_it_breaks(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t line;
	} broken[] = {{"= 1\nsame-trigger\n", 2}, {"no-such-part 0.5\n= 1\n= 2\n", 1}, {"# a tree\n= 1.5x\n", 2}, {"same-trigger 0.5\n= 1\n", 0}};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct incident_model model;
		struct error error = {0};
		struct pack pack;
		void *memory;
		assert_false(open_lexicon("b.trees", broken[i].text, &model, &pack, &memory, &error));
		assert_int_equal(error.line, broken[i].line);
		assert_int_equal(error.kind, ERROR_LEXICON);
		free(memory);
	}
}

/* What databases made before hold: words with three rarities and no flags. */
static void sketches_of_the_first_version_are_read(void **state)
{
	(void)state;
	struct arena arena;
	struct buf bytes = {0}, old = {0};
	struct sketch read;
	uint32_t hashes[] = {0x10 << 8 | 0x40, 0x11 << 8 | 0x41, 0x12 << 8 | 0x5E};
	arena_init(&arena);
	struct sketch *sketch = make_sketch(&arena, 18000, "LNA", "Sirte");
	sketch->words = (struct word_set){.hash = hashes, .count = 3};
	sketch_write(sketch, &bytes);
	buf_byte(&old, 1);
	buf_append(&old, bytes.data + 1, bytes.length - 1);
	assert_true(sketch_read(buf_view(&old), &arena, &read));
	assert_int_equal(read.words.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(read.words.hash[i] >> 5, hashes[i] >> 5);
	assert_true((read.words.hash[0] & 31) < (read.words.hash[1] & 31) && (read.words.hash[1] & 31) < (read.words.hash[2] & 31));
	assert_true((read.words.hash[2] & 31) < 8);
	buf_free(&bytes);
	buf_free(&old);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_gives_the_same_incidents),
		cmocka_unit_test(the_score_of_a_pair_has_no_order),
		cmocka_unit_test(a_late_report_joins_what_was_apart),
		cmocka_unit_test(an_incident_is_named_after_its_first_report),
		cmocka_unit_test(days_part_happenings_that_are_alike),
		cmocka_unit_test(an_article_of_the_morning_after_tells_of_the_day_before),
		cmocka_unit_test(choices_by_hand_come_before_the_score),
		cmocka_unit_test(sketches_come_back_from_bytes),
		cmocka_unit_test(sketches_of_the_first_version_are_read),
		cmocka_unit_test(one_person_is_killed_but_once),
		cmocka_unit_test(acts_of_two_states_are_two),
		cmocka_unit_test(the_own_year_is_no_day),
		cmocka_unit_test(trees_say_how_one_happening_is_told_twice),
		cmocka_unit_test(a_broken_tree_is_refused_where_it_breaks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
