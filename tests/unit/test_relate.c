/* relate/: that the C code computes what the trainer computed (relate.reference, written by train/relate/train.py with the model
 * file), who is whose in a window, and that damaged models are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <math.h>

#include "base/file.h"
#include "relate/model.h"
#include "relate/window.h"

struct fixture {
	struct pack pack;
	struct relate_model *model;
	struct arena arena;
};

static char *source_path(struct arena *arena, const char *file)
{
	const char *folder = getenv("CASUS_SOURCE");
	return arena_printf(arena, "%s/%s", folder ? folder : ".", file);
}

static int set_up(void **state)
{
	static struct fixture fixture;
	struct error error = {0};
	arena_init(&fixture.arena);
	if (!pack_open(&fixture.pack, source_path(&fixture.arena, "model/en.relate.casusmodel"), &error) ||
	    !relate_model_open(&fixture.model, &fixture.pack, &error)) {
		print_error("%s: %s\n", error.file, error.message);
		return -1;
	}
	*state = &fixture;
	return fixture.model ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	relate_model_close(fixture->model);
	pack_close(&fixture->pack);
	arena_free(&fixture->arena);
	return 0;
}

/* --- the trainer's cases ------------------------------------------------------------------- */

struct reference {
	struct str rest;
	struct arena *arena;
};

static struct str next_line(struct reference *r)
{
	struct str line = str_cut(&r->rest, '\n');
	assert_non_null(line.data);
	return line;
}

/* The number in "NAME 12". */
static size_t read_count(struct str line, struct str name)
{
	uint64_t value;
	struct str first = str_cut(&line, ' ');
	assert_true(str_equal(first, name));
	assert_true(str_to_u64(line, &value));
	return (size_t)value;
}

static struct word read_word(struct reference *r)
{
	uint64_t role, path;
	struct str line = next_line(r);
	struct token *token = arena_zalloc(r->arena, 1, sizeof *token);
	token->form = str_cut(&line, '\t');
	struct word word = {.token = token, .lemma = str_cut(&line, '\t'), .head = -1};
	token->upos = (uint8_t)upos_value(str_cut(&line, '\t'));
	token->deprel = (uint8_t)deprel_value(str_cut(&line, '\t'));
	str_cut(&line, '\t'); /* its head */
	assert_true(str_to_u64(str_cut(&line, '\t'), &role) && str_to_u64(line, &path));
	word.role = (uint8_t)role;
	word.on_path = path != 0;
	return word;
}

static void check_logits(struct str line, struct str name, const double logit[RELATE_TYPES], double tolerance)
{
	assert_true(str_equal(str_cut(&line, ' '), name));
	for (size_t k = 0; k < RELATE_TYPES; k++) {
		struct str number = str_cut(&line, ' ');
		char text[32] = "";
		assert_true(number.length && number.length < sizeof text);
		memcpy(text, number.data, number.length);
		double expected = strtod(text, NULL);
		if (fabs(expected - logit[k]) > tolerance)
			fail_msg("%.*s logit %zu is %f, not %f", STR_ARG(name), k, logit[k], expected);
	}
}

static void check_case(const struct fixture *fixture, struct reference *r, struct str first)
{
	double logit[RELATE_TYPES];
	size_t count = read_count(first, STR("words"));
	struct word *words = arena_zalloc(r->arena, count, sizeof *words);
	for (size_t i = 0; i < count; i++)
		words[i] = read_word(r);
	network_logits(&fixture->model->network, r->arena, words, count, logit);
	check_logits(next_line(r), STR("network"), logit, 1e-3);
	struct hashes hashes = {.arena = r->arena};
	for (size_t i = read_count(next_line(r), STR("features")); i > 0; i--)
		linear_feature(&hashes, next_line(r));
	linear_logits(&fixture->model->linear, &hashes, logit);
	check_logits(next_line(r), STR("linear"), logit, 1e-2);
}

static void it_computes_what_the_trainer_computed(void **state)
{
	struct fixture *fixture = *state;
	struct buf bytes = {0};
	struct error error = {0};
	assert_true(file_read(source_path(&fixture->arena, "tests/unit/relate.reference"), 0, &bytes, &error));
	struct reference r = {buf_view(&bytes), &fixture->arena};
	size_t cases = 0;
	while (r.rest.data && r.rest.length) {
		struct str line = next_line(&r);
		if (str_starts(line, STR("#")))
			continue;
		check_case(fixture, &r, line);
		cases++;
	}
	assert_true(cases >= 5);
	buf_free(&bytes);
}

/* --- windows and scores -------------------------------------------------------------------- */

static struct token *make_words(struct arena *arena, struct document *document, const char *text, const int *heads)
{
	struct token *tokens = arena_zalloc(arena, 16, sizeof *tokens);
	struct sentence *sentence = arena_zalloc(arena, 1, sizeof *sentence);
	struct str whole = str_of(text), rest = whole;
	while (rest.data) {
		struct str form = str_cut(&rest, ' ');
		size_t i = sentence->count++, at = (size_t)(form.data - whole.data);
		tokens[i] = (struct token){.form = form, .lemma = form, .span = {at, at + form.length}, .head = heads[i],
		                           .first_child = -1, .next_sibling = -1, .upos = UPOS_NOUN, .deprel = heads[i] < 0 ? REL_root : REL_dep};
	}
	for (size_t i = sentence->count; i-- > 0;)
		if (heads[i] >= 0) {
			tokens[i].next_sibling = tokens[heads[i]].first_child;
			tokens[heads[i]].first_child = (int32_t)i;
		}
	sentence->tokens = tokens;
	sentence->span = (struct span){0, whole.length};
	document->arena = arena;
	document->article.text = whole;
	document->sentences = sentence;
	document->sentence_count = 1;
	return tokens;
}

static void a_window_knows_whose_words_are_whose(void **state)
{
	struct fixture *fixture = *state;
	struct document document = {0};
	make_words(&fixture->arena, &document, "The King of Spain met Moroccan envoys yesterday", (const int[]){1, 4, 3, 1, -1, 6, 4, 4});
	struct span actor = {0, 17}, recipient = {22, 37};
	struct relate_parties parties = {&actor, &recipient, 1, 1};
	struct window window = window_make(&document, &parties);
	assert_int_equal(window.count, 8);
	assert_int_equal(window.party[ROLE_ACTOR], 1);
	assert_int_equal(window.party[ROLE_RECIPIENT], 6);
	assert_int_equal(window.words[5].role, ROLE_RECIPIENT);
	assert_int_equal(window.words[4].role, ROLE_NONE);
	assert_true(window.words[1].on_path && window.words[6].on_path);
	assert_false(window.words[7].on_path);
	assert_true(str_equal(window.words[0].lemma, STR("the")));
}

static void probabilities_sum_to_one_whatever_is_given(void **state)
{
	struct fixture *fixture = *state;
	struct document document = {0}, empty = {.arena = &fixture->arena};
	make_words(&fixture->arena, &document, "Spain praised Morocco", (const int[]){1, -1, 1});
	struct span actor = {0, 5}, far = {100, 120};
	struct relate_parties given[] = {{&actor, &far, 1, 1}, {NULL, NULL, 0, 0}, {&far, &far, 1, 1}};
	for (size_t i = 0; i < 6; i++) {
		double probability[RELATE_TYPES], sum = 0;
		relate_score(fixture->model, i < 3 ? &document : &empty, &given[i % 3], probability);
		for (size_t k = 0; k < RELATE_TYPES; k++)
			sum += probability[k];
		assert_true(fabs(sum - 1) < 1e-9);
		struct verdict verdict = relate_judge(fixture->model, i < 3 ? &document : &empty, &given[i % 3]);
		assert_true(relate_type_index(verdict.type) < RELATE_TYPES);
	}
	assert_int_equal(relate_type_index(STR("YIELD")), RELATE_TYPES);
}

/* --- damaged models ------------------------------------------------------------------------ */

/* Copy the pack's sections, but NAME with half of its first dimension (MISSING: not at all); what opening says. */
static bool open_damaged(const struct fixture *fixture, const char *name, bool missing, struct error *error)
{
	static const char *const names[] = {"relate/feature/hash", "relate/feature/weight", "relate/feature/scale", "relate/mix"};
	struct pack_writer writer = {0};
	struct buf image = {0};
	struct pack pack;
	struct relate_model *model = NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct pack_section section;
		bool damaged = strcmp(names[i], name) == 0;
		assert_true(pack_find(&fixture->pack, names[i], &section));
		if (damaged && missing)
			continue;
		uint64_t dim[3] = {damaged ? section.dim[0] / 2 : section.dim[0], section.dim[1], section.dim[2]};
		pack_add(&writer, names[i], section.type, section.rank, dim, section.data, section.length / section.dim[0] * dim[0]);
	}
	pack_finish(&writer, &image);
	void *memory = aligned_alloc(64, (image.length + 63) / 64 * 64);
	assert_non_null(memory);
	memcpy(memory, image.data, image.length);
	assert_true(pack_open_memory(&pack, memory, image.length, "damaged", error));
	bool opened = relate_model_open(&model, &pack, error);
	assert_null(model);
	buf_free(&image);
	free(memory);
	return opened;
}

static void damaged_models_are_refused(void **state)
{
	static const char *const names[] = {"relate/feature/weight", "relate/mix", "relate/feature/scale"};
	for (size_t i = 0; i < 6; i++) {
		struct error error = {0};
		if (i == 4)
			continue; /* half of one number is no section at all */
		assert_false(open_damaged(*state, names[i / 2], i % 2, &error));
		assert_int_equal(error.kind, ERROR_LEXICON);
		assert_non_null(strstr(error.message, names[i / 2]));
	}
	struct error error = {0};
	assert_true(open_damaged(*state, "relate/feature/hash", true, &error)); /* a pack without it is one without relate */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_computes_what_the_trainer_computed),
		cmocka_unit_test(a_window_knows_whose_words_are_whose),
		cmocka_unit_test(probabilities_sum_to_one_whatever_is_given),
		cmocka_unit_test(damaged_models_are_refused),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
