/* text/: sentences, words, quotations; the readable cases are in tests/corpus/text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "corpus.h"
#include "text/text.h"

struct fixture {
	void *memory;
	struct pack pack;
	struct text_tables tables;
	struct arena arena;
};

static const char *lexicon_folder(char *path, size_t size)
{
	const char *root = getenv("CASUS_SOURCE");
	snprintf(path, size, "%s/lexicon/en/text", root ? root : ".");
	return path;
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	struct error error = {0};
	char path[4096];
	if (!f || !text_compile(lexicon_folder(path, sizeof path), &writer, &error)) {
		fprintf(stderr, "%s:%zu: %s\n", error.file, error.line, error.message);
		return -1;
	}
	pack_finish(&writer, &bytes);
	f->memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	memcpy(f->memory, bytes.data, bytes.length);
	bool ok = pack_open_memory(&f->pack, f->memory, bytes.length, "test", &error) && text_open(&f->tables, &f->pack, &error);
	buf_free(&bytes);
	arena_init(&f->arena);
	*state = f;
	return ok ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	arena_free(&f->arena);
	free(f->memory);
	free(f);
	return 0;
}

/* --- readable cases --------------------------------------------------------------------------------- */

static void render_depth(struct buf *out, int *depth, int to)
{
	for (; *depth < to; ++*depth)
		buf_text(out, " \xE2\x9F\xA8");
	for (; *depth > to; --*depth)
		buf_text(out, " \xE2\x9F\xA9");
}

static void render_sentence(const struct sentence *s, struct buf *out)
{
	int depth = 0;
	size_t words = 0;
	buf_byte(out, '=');
	for (size_t i = 0; i < s->count; i++) {
		render_depth(out, &depth, s->tokens[i].quote_depth);
		buf_byte(out, words ? '|' : ' ');
		words = words ? words - 1 : s->tokens[i].range ? s->tokens[i].range - 1u : 0;
		buf_str(out, s->tokens[i].form);
	}
	render_depth(out, &depth, 0);
	buf_byte(out, '\n');
}

static void segment(struct fixture *f, struct document *document, struct str text)
{
	struct block *blocks = NULL;
	size_t capacity = 0, at = 0;
	memset(document, 0, sizeof *document);
	document->arena = &f->arena;
	document->article.text = text;
	while (at < text.length) {
		size_t end = str_find(text, STR("\n\n"), at);
		struct block block = {BLOCK_BODY, {at, end == SIZE_MAX ? text.length : end}};
		arena_push(&f->arena, blocks, document->article.block_count, capacity, block);
		at = block.span.end + 2;
	}
	document->article.blocks = blocks;
	text_segment(&f->tables, document);
}

static void render_text(void *context, struct str input, struct buf *out)
{
	struct fixture *f = context;
	struct document document;
	segment(f, &document, input);
	for (size_t i = 0; i < document.sentence_count; i++)
		render_sentence(&document.sentences[i], out);
	arena_reset(&f->arena);
}

static void readable_cases_hold(void **state)
{
	struct corpus_run run = corpus_folder("tests/corpus/text", render_text, *state);
	assert_true(run.cases > 30);
	assert_int_equal(run.failures, 0);
}

/* --- properties --------------------------------------------------------------------------------------- */

/* Every token's form is its span's text, tokens go forward, and between them there is only white space. */
static void check_document(const struct document *document)
{
	struct str text = document->article.text;
	size_t at = 0;
	for (size_t i = 0; i < document->sentence_count; i++) {
		const struct sentence *s = &document->sentences[i];
		assert_true(s->count > 0 && s->count <= 400);
		assert_int_equal(s->span.start, s->tokens[0].span.start);
		assert_int_equal(s->span.end, s->tokens[s->count - 1].span.end);
		for (size_t k = 0; k < s->count; k++) {
			const struct token *t = &s->tokens[k];
			assert_true(t->span.start >= at && t->span.end > t->span.start);
			for (size_t next = at; next < t->span.start;) {
				uint32_t c = utf8_next(text, &next);
				assert_true(utf8_is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
				            (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0xFEFF);
			}
			assert_true(t->form.data == text.data + t->span.start && t->form.length == t->span.end - t->span.start);
			at = t->span.end;
		}
	}
}

static void any_bytes_give_tokens_in_order(void **state)
{
	static const char *const pieces[] = {"word", "Word", "U.S.", "don't", "'", "\"", "\xE2\x80\x9C", "\xE2\x80\x99", "-", "--", ".", "...", "?!", "1,000",
	                                     "5km", "http://a.b/c", "x@y.org", "(", ")", " ", "  ", "\n", "\n\n", "\xC3\xA9", "\xE2\x80\xA6", "$", "US$", "/",
	                                     ":", ",", "s'", "e-", "non-", "\xF0\x9F\x98\x80", "\xC2\xA0", ":)", "9/11", "A.", "B.C", "&", "#1", "@x", "+44", "_", "\xE2\x80\x98"};
	uint32_t seed = 7;
	for (int round = 0; round < 3000; round++) {
		struct fixture *f = *state;
		struct document document;
		struct buf text = {0};
		for (int i = 0; i < 40; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_text(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		segment(f, &document, buf_view(&text));
		check_document(&document);
		arena_reset(&f->arena);
		buf_free(&text);
	}
}

static void repeat(struct buf *buf, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_text(buf, text);
}

/* Long sentences are cut; time and memory stay in proportion to the text whatever it is made of. */
static void long_texts_are_cut(void **state)
{
	static const char *const units[] = {"word ", "word, ", "x", "((((", "\"", "'", "a.", "a-", "1-", "http://", "www.", "don't", "\xE2\x80\x9C ", ". ", "$", "@", "a@", "-", "\xC3\xA9", "5km/", "'s", "A. "};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct fixture *f = *state;
		struct document document;
		struct buf text = {0};
		repeat(&text, units[i], 300000 / strlen(units[i]));
		segment(f, &document, buf_view(&text));
		assert_true(document.sentence_count > 0);
		check_document(&document);
		arena_reset(&f->arena);
		buf_free(&text);
	}
}

static void windows_do_not_change_sentences(void **state)
{
	struct fixture *f = *state;
	struct document document;
	struct buf text = {0};
	repeat(&text, "Gen. Haftar rejected the call by the U.N. on Monday. \"We fight on,\" he said. ", 500);
	segment(f, &document, buf_view(&text));
	assert_int_equal(document.sentence_count, 1000);
	check_document(&document);
	arena_reset(&f->arena);
	buf_free(&text);
}

static void blocks_that_are_no_text_are_left_out(void **state)
{
	struct fixture *f = *state;
	struct block blocks[] = {{BLOCK_FURNITURE, {0, 2}}, {BLOCK_TITLE, {3, 9}}, {BLOCK_DATELINE, {10, 12}}, {BLOCK_BODY, {13, 19}}, {BLOCK_CREDIT, {20, 22}}};
	struct document document = {.arena = &f->arena};
	document.article.text = STR("xx\nTitle.\nyy\nBody..\nzz");
	document.article.blocks = blocks;
	document.article.block_count = 5;
	text_segment(&f->tables, &document);
	assert_int_equal(document.sentence_count, 2);
	assert_int_equal(document.sentences[0].block, 1);
	assert_int_equal(document.sentences[1].block, 3);
	arena_reset(&f->arena);
}

/* --- lexicon files ------------------------------------------------------------------------------------- */

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[4200];
	struct error error = {0};
	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_true(file_write(path, str_of(text), &error));
}

static void check_refused(const char *folder, const char *words, size_t line, size_t column)
{
	struct pack_writer writer = {0};
	struct buf out = {0};
	struct error error = {0};
	write_file(folder, "words.txt", words);
	assert_false(text_compile(folder, &writer, &error));
	assert_int_equal(error.kind, ERROR_LEXICON);
	assert_int_equal(error.line, line);
	assert_int_equal(error.column, column);
	pack_finish(&writer, &out);
	buf_free(&out);
}

static void bad_lexicon_files_are_named(void **state)
{
	char folder[] = "/tmp/casus-text-XXXXXX", path[4200];
	static const char *const names[] = {"abbreviations.txt", "boundary.txt", "web.txt", "words.txt"};
	(void)state;
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < 3; i++)
		write_file(folder, names[i], "# nothing\n");
	check_refused(folder, "# fine\nnolist a b\n", 2, 1);
	check_refused(folder, "unit km\nunit mm km\n", 2, 9);
	check_refused(folder, "contraction cannot\n", 1, 13);
	check_refused(folder, "title Mr\n", 1, 7);
	write_file(folder, "words.txt", "");
	write_file(folder, "boundary.txt", "b,a=x|y 12\nnothing=x 3\n");
	struct pack_writer writer = {0};
	struct buf out = {0};
	struct error error = {0};
	assert_false(text_compile(folder, &writer, &error));
	assert_int_equal(error.line, 2);
	pack_finish(&writer, &out);
	buf_free(&out);
	for (size_t i = 0; i < 4; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		remove(path);
	}
	remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readable_cases_hold),
		cmocka_unit_test(any_bytes_give_tokens_in_order),
		cmocka_unit_test(long_texts_are_cut),
		cmocka_unit_test(windows_do_not_change_sentences),
		cmocka_unit_test(blocks_that_are_no_text_are_left_out),
		cmocka_unit_test(bad_lexicon_files_are_named),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
