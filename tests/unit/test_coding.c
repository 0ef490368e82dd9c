/* test_coding.c: the codebook compiler's errors, the coder on hand-made trees and on random ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "coding/coding.h"
#include "coding/codebook_test.h"
#include "syntax/syntax.h"

/* --- helpers ------------------------------------------------------------------------------------ */

static const char *source_root(void)
{
	const char *root = getenv("CASUS_SOURCE");
	return root ? root : ".";
}

struct world {
	struct buf bytes;
	struct pack pack;
	void *memory;
	struct codebook *book;
};

static bool make_world(struct world *world, const char *const *extra, size_t count, struct error *error)
{
	char folder[600];
	struct pack_writer writer = {0};
	snprintf(folder, sizeof folder, "%s/lexicon/en", source_root());
	memset(world, 0, sizeof *world);
	bool good = codebook_compile(folder, extra, count, &writer, error);
	pack_finish(&writer, &world->bytes);
	if (!good)
		return false;
	assert_int_equal(posix_memalign(&world->memory, 64, world->bytes.length), 0);
	memcpy(world->memory, world->bytes.data, world->bytes.length);
	return pack_open_memory(&world->pack, world->memory, world->bytes.length, "test", error) &&
	       codebook_open(&world->book, &world->pack, error);
}

static void free_world(struct world *world)
{
	codebook_close(world->book);
	free(world->memory);
	buf_free(&world->bytes);
}

/* --- trees from CoNLL-U ---------------------------------------------------------------------------- */

static struct str column(struct str *rest) { return str_cut(rest, '\t'); }

static void add_token(struct document *document, struct sentence *sentence, struct str line, size_t *capacity, size_t *at)
{
	uint64_t id, head;
	struct token token = {.first_child = -1, .next_sibling = -1};
	if (!str_to_u64(column(&line), &id))
		return; /* a range or an empty node */
	token.form = column(&line);
	token.lemma = column(&line);
	token.upos = (uint8_t)upos_value(column(&line));
	token.xpos = (uint8_t)xpos_value(column(&line));
	column(&line);
	assert_true(str_to_u64(column(&line), &head));
	token.head = (int32_t)head - 1;
	token.deprel = (uint8_t)deprel_value(column(&line));
	size_t start = str_find(document->article.text, token.form, *at);
	assert_true(start != SIZE_MAX);
	token.span = (struct span){start, start + token.form.length};
	*at = token.span.end;
	for (size_t i = 0; i < token.span.start; i++)
		token.quote_depth ^= document->article.text.data[i] == '"';
	arena_push(document->arena, sentence->tokens, sentence->count, *capacity, token);
}

/* One sentence with "# text = ..." becomes a document. */
static void read_tree(struct document *document, struct str block)
{
	struct sentence *sentence = arena_zalloc(document->arena, 1, sizeof *sentence);
	size_t capacity = 0, at = 0;
	while (block.data) {
		struct str line = str_cut(&block, '\n');
		if (str_starts(line, STR("# text = ")))
			document->article.text = str_slice(line, 9, line.length);
		else if (line.length > 0 && line.data[0] != '#')
			add_token(document, sentence, line, &capacity, &at);
	}
	sentence->span = (struct span){0, document->article.text.length};
	document->sentences = sentence;
	document->sentence_count = 1;
	document->article.day = DAY_NONE;
	syntax_link(sentence);
}

struct corpus {
	struct arena arena;
	struct buf text;
	struct document document;
	const struct codebook *book;
};

/* The tree of the sentence TEXT in the corpus, coded. */
static const struct document *code_from_corpus(void *context, struct str text, struct error *error)
{
	struct corpus *corpus = context;
	struct str rest = buf_view(&corpus->text);
	arena_reset(&corpus->arena);
	corpus->document = (struct document){.arena = &corpus->arena};
	while (rest.data) {
		size_t end = str_find(rest, STR("\n\n"), 0);
		struct str block = end == SIZE_MAX ? rest : str_slice(rest, 0, end);
		rest = end == SIZE_MAX ? (struct str){NULL, 0} : str_slice(rest, end + 2, rest.length);
		size_t line = str_find(block, STR("# text = "), 0);
		if (line == SIZE_MAX)
			continue;
		struct str tail = str_slice(block, line + 9, block.length);
		if (!str_equal(str_cut(&tail, '\n'), text))
			continue;
		read_tree(&corpus->document, block);
		coding_code(corpus->book, &corpus->document);
		return &corpus->document;
	}
	error_set(error, ERROR_INPUT, "no tree for \"%.*s\"", STR_ARG(text));
	return NULL;
}

static void test_gold_trees(void **state)
{
	(void)state;
	struct error error = {0};
	struct world world;
	struct corpus corpus = {0};
	char trees[600], demo[600];
	snprintf(trees, sizeof trees, "%s/tests/corpus/coding/trees.conllu", source_root());
	snprintf(demo, sizeof demo, "%s/tests/corpus/coding/demo.txt", source_root());
	const char *extra[] = {demo};
	if (!make_world(&world, extra, 1, &error))
		fail_msg("%s:%zu: %s", error.file, error.line, error.message);
	arena_init(&corpus.arena);
	corpus.book = world.book;
	assert_true(file_read(trees, 0, &corpus.text, &error));
	struct codebook_test_options options = {code_from_corpus, &corpus};
	struct codebook_test_result result = {0};
	struct buf report = {0};
	if (!codebook_test(demo, &options, &report, &result, &error))
		fail_msg("%s", error.message);
	buf_byte(&report, 0);
	if (result.yes_failed + result.no_failed > 0)
		fail_msg("%s", report.data);
	assert_true(result.yes_passed >= 10 && result.no_passed >= 3);
	buf_free(&report);
	buf_free(&corpus.text);
	arena_free(&corpus.arena);
	free_world(&world);
}

static const struct event *event_of(const struct document *document, const char *type, const char *trigger)
{
	for (size_t i = 0; i < document->event_count; i++) {
		const struct event *event = &document->events[i];
		struct str text = str_slice(document->article.text, event->trigger_span.start, event->trigger_span.end);
		if (str_equal(event->type, str_of(type)) && str_starts(text, str_of(trigger)))
			return event;
	}
	fail_msg("no %s at \"%s\"", type, trigger);
	return NULL;
}

/* Numbers go to the act that they count; names joined before 's are two owners. */
static void test_counts_and_repairs(void **state)
{
	(void)state;
	struct error error = {0};
	struct world world;
	struct corpus corpus = {0};
	char trees[600];
	snprintf(trees, sizeof trees, "%s/tests/corpus/coding/trees.conllu", source_root());
	assert_true(make_world(&world, NULL, 0, &error));
	arena_init(&corpus.arena);
	corpus.book = world.book;
	assert_true(file_read(trees, 0, &corpus.text, &error));

	const struct document *document =
		code_from_corpus(&corpus, STR("At least 25 people were bombed by rebels, killing ten soldiers."), &error);
	const struct event *bombing = event_of(document, "ASSAULT", "bombed"); /* the killing is the bombing's */
	assert_int_equal(bombing->count_count, 1);
	assert_int_equal(bombing->counts[0].kind, COUNT_KILLED);
	assert_int_equal(bombing->counts[0].low, 10);
	assert_int_equal(bombing->counts[0].high, 10);
	assert_int_equal(bombing->recipient_count, 2);
	assert_true(str_equal(bombing->recipients[0].text, STR("At least 25 people")));
	assert_true(str_equal(bombing->actors[0].text, STR("rebels")));

	document = code_from_corpus(&corpus, STR("France welcomed the acceptance of Russia and Turkey's call for a ceasefire."), &error);
	const struct event *call = event_of(document, "REQUEST", "call");
	assert_int_equal(call->actor_count, 2);
	assert_true(str_equal(call->actors[0].text, STR("Russia")));
	assert_true(str_equal(call->actors[1].text, STR("Turkey")));
	buf_free(&corpus.text);
	arena_free(&corpus.arena);
	free_world(&world);
}

/* --- errors ------------------------------------------------------------------------------------------ */

struct bad {
	const char *text, *message;
	size_t line, column;
};

static const struct bad bad_codebooks[] = {
	{"entry x\n", "needs a type", 1, 7},
	{"type T\n  quad 1\nentry x : fly\n", "no mode fly", 3, 11},
	{"type T\n  quad 1\nentry x\n  verb @actor hit @target\n", "unknown slot", 4, 19},
	{"type T\n  quad 1\nentry x\n  verb @actor @recipient\n", "needs its verb", 4, 15},
	{"type T\n  quad 1\nentry x\n  verb @actor hit %nothing\n", "unknown class %nothing", 4, 19},
	{"type T\n  quad 1\nentry x\n  verb @actor hit @recipient:spaceship\n", "unknown kind", 4, 30},
	{"type T\n  quad 1\nentry x\n  yes It rained.\n", "needs", 4, 7},
	{"type T\n  quad 1\nentry x\n  yes It rained. = nobody\n", "expected \"ACTOR -> RECIPIENT\"", 4, 18},
	{"type T\n  quad 1\nentry x\nentry x\n", "stands already", 4, 7},
	{"type T\n  quad 9\n", "quad is", 2, 8},
	{"type T\n  quad 1\nentry x\n  verb @actor hit (with stick\n", "not closed", 4, 8},
	{"type T\n  quad 1\nentry x\n  colour red\n", "unknown word", 4, 3},
	{"type T\n  quad 1\nentry x\n  verb @actor hit @recipient if\n", "needs words", 4, 30},
	{"type T\n  quad 1\nentry x\n  verb @actor hit unless a (on @recipient)\n", "only words follow", 4, 29},
	{"type T\n  quad 1\nentry x\n  unless a\n  unless b\n", "stands here already", 5, 3},
	{"fable T\n", "unknown statement", 1, 1},
	{"class a = %b\nclass b = %a\ntype T\n  quad 1\nentry x\n  verb @actor %a @recipient\n", "includes itself", 2, 11},
};

static void test_errors_name_their_place(void **state)
{
	(void)state;
	char path[] = "/tmp/casus-codebook-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	for (size_t i = 0; i < sizeof bad_codebooks / sizeof *bad_codebooks; i++) {
		struct error error = {0};
		struct world world;
		const char *extra[] = {path};
		assert_true(file_write(path, str_of(bad_codebooks[i].text), &error));
		if (make_world(&world, extra, 1, &error))
			fail_msg("accepted: %s", bad_codebooks[i].text);
		if (!strstr(error.message, bad_codebooks[i].message) || error.line != bad_codebooks[i].line || error.column != bad_codebooks[i].column)
			fail_msg("%s gives %zu:%zu: %s", bad_codebooks[i].text, error.line, error.column, error.message);
		assert_int_equal(error.kind, ERROR_LEXICON);
		free_world(&world);
	}
	unlink(path);
}

/* --- random trees --------------------------------------------------------------------------------------- */

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static const char *const words[] = {"attack", "Russia", "the", "say", "not", "by", "of", "Syria", "launch", "call", "for", "ceasefire", "to", "who",
                                    "which", "kill", "25", "people", "series", "responsibility", "claim", "-", "\"", "and", "reject", "bomb", "will",
                                    "if", "accuse", "withdraw", "from", "troop", "they", "statement", "talk", "between", "'s", "?", "dozens", "agree"};

/* Heads point anywhere: trees, forests, cycles. */
static void random_sentence(struct document *document, struct sentence *sentence, uint64_t *seed, struct buf *text)
{
	size_t count = 1 + next_random(seed) % 60;
	bool tree = next_random(seed) % 4 != 0;
	sentence->tokens = arena_zalloc(document->arena, count, sizeof *sentence->tokens);
	sentence->count = count;
	sentence->span.start = text->length;
	for (size_t t = 0; t < count; t++) {
		struct token *token = &sentence->tokens[t];
		token->form = token->lemma = str_of(words[next_random(seed) % (sizeof words / sizeof *words)]);
		token->span.start = text->length;
		buf_str(text, token->form);
		token->span.end = text->length;
		buf_byte(text, ' ');
		token->upos = (uint8_t)(next_random(seed) % UPOS_COUNT);
		token->xpos = (uint8_t)(next_random(seed) % XPOS_COUNT);
		token->deprel = (uint8_t)(next_random(seed) % DEPREL_COUNT);
		token->head = tree ? (t == 0 ? -1 : (int32_t)(next_random(seed) % t)) : (int32_t)(next_random(seed) % count);
		token->quote_depth = (uint8_t)(next_random(seed) % 2);
	}
	sentence->tokens[0].head = -1;
	sentence->span.end = text->length;
}

static void test_random_trees(void **state)
{
	(void)state;
	struct error error = {0};
	struct world world;
	struct arena arena;
	uint64_t seed = 1;
	arena_init(&arena);
	if (!make_world(&world, NULL, 0, &error))
		fail_msg("%s:%zu: %s", error.file, error.line, error.message);
	for (int round = 0; round < 1500; round++) {
		struct document document = {.arena = &arena, .sentence_count = 4};
		struct buf text = {0}, out = {0};
		arena_reset(&arena);
		document.sentences = arena_zalloc(&arena, document.sentence_count, sizeof *document.sentences);
		for (size_t s = 0; s < document.sentence_count; s++)
			random_sentence(&document, &document.sentences[s], &seed, &text);
		document.article.text = buf_view(&text);
		for (size_t s = 0; s < document.sentence_count; s++)
			syntax_link(&document.sentences[s]);
		coding_code(world.book, &document);
		for (size_t e = 0; e < document.event_count; e++) {
			assert_true(document.events[e].trigger < document.sentences[document.events[e].sentence].count);
			assert_true(document.events[e].type.length > 0);
		}
		if (round % 50 == 0)
			coding_explain(world.book, &document, &out);
		buf_free(&text);
		buf_free(&out);
	}
	arena_free(&arena);
	free_world(&world);
}

static size_t irregular(const void *context, struct str form, struct arena *arena, struct str *lemmas, size_t most)
{
	(void)context, (void)arena;
	lemmas[0] = str_equal(form, STR("shot")) && most > 0 ? STR("shoot") : form;
	return 1;
}

/* Which sentences are worth parsing, told by their words alone. */
static void test_gate(void **state)
{
	(void)state;
	static const struct {
		const char *words;
		bool possible;
	} cases[] = {
		{"Rebels bombed the town .", true}, {"REBELS BOMBED THE TOWN .", true}, {"Turkey 's shelling of Aleppo .", true},
		{"Police shot three protesters .", true}, {"The rain fell all night .", false}, {"Prices rose again in the capital .", false},
		{"", false},
	};
	struct error error = {0};
	struct world world;
	struct coding_gate *gate;
	struct arena arena;
	arena_init(&arena);
	assert_true(make_world(&world, NULL, 0, &error) && coding_gate_new(&gate, world.book, irregular, NULL, &error));
	for (int round = 0; round < 2; round++) /* the second time from what the gate keeps of a form */
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			struct token tokens[8] = {{.form = {0}}};
			struct sentence sentence = {.tokens = tokens};
			for (struct str rest = str_of(cases[i].words); rest.data && rest.length > 0;)
				tokens[sentence.count++].form = str_cut(&rest, ' ');
			if (coding_possible(gate, &sentence, &arena) != cases[i].possible)
				fail_msg("%s", cases[i].words);
		}
	coding_gate_free(gate);
	arena_free(&arena);
	free_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gold_trees),
		cmocka_unit_test(test_counts_and_repairs),
		cmocka_unit_test(test_errors_name_their_place),
		cmocka_unit_test(test_random_trees),
		cmocka_unit_test(test_gate),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
