/* casus test: run the examples of codebooks and corpus files. */
#define _XOPEN_SOURCE 700 /* realpath */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "output.h"
#include "tester.h"

#include "base/day.h"
#include "base/file.h"
#include "base/utf8.h"
#include "coding/codebook_test.h"
#include "reader/reader.h"

#define FILE_MOST ((size_t)64 << 20)

/* The day of the articles that a codebook's sentences stand in, so that offices and dated names are theirs of then. */
static int32_t tester_day(void)
{
	return day_from_civil(2020, 1, 9);
}

static void one_paragraph(struct arena *arena, struct str text, struct article *article)
{
	article->text = text;
	article->blocks = arena_zalloc(arena, 1, sizeof *article->blocks);
	article->blocks[0] = (struct block){BLOCK_BODY, {0, text.length}};
	article->block_count = 1;
	article->day = tester_day();
	article->date_from = DATE_FROM_INPUT;
}

static bool read_text(struct tester *tester, struct str text, bool as_file, struct error *error)
{
	jmp_buf recover;
	struct article *article = &tester->document.article;
	bool ok = true;
	if (setjmp(recover) == 0) {
		tester->arena.recover = &recover;
		size_t replaced = 0;
		if (as_file)
			reader_article_from_text(&tester->arena, text, tester->lexicon, article);
		else
			one_paragraph(&tester->arena, utf8_repair(&tester->arena, text, &replaced), article);
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	}
	tester->arena.recover = NULL;
	return ok;
}

bool tester_code(struct tester *tester, struct str text, bool as_file, struct error *error)
{
	arena_reset(&tester->arena);
	memset(&tester->document, 0, sizeof tester->document);
	tester->document.arena = &tester->arena;
	return read_text(tester, text, as_file, error) && coder_run(tester->coder, &tester->document, STAGE_RECORDS, error);
}

/* --- files ----------------------------------------------------------------------------------------- */

struct test_file {
	const char *path;
	struct buf bytes;
	bool corpus;
};

/* The lexicon folder that the codebook PATH belongs to (".../lexicon" for ".../lexicon/en/codebook/assault.txt"), in
 * ARENA; NULL for a codebook of the user's own. */
static const char *lexicon_of(const char *path, struct arena *arena)
{
	static const char inside[] = "/en/codebook";
	char *real = realpath(path, NULL);
	const char *result = NULL;
	char *slash = real ? strrchr(real, '/') : NULL;
	if (slash) {
		struct str folder = {real, (size_t)(slash - real)};
		if (str_ends(folder, str_of(inside)))
			result = arena_copy(arena, real, folder.length - strlen(inside));
	}
	free(real);
	return result;
}

/* Codebooks are tested as they stand in the file, not as some pack has them: those of a lexicon by compiling it,
 * the user's own by adding them. */
static bool choose_codebooks(const struct test_file *files, size_t count, struct settings *settings, struct arena *arena, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		if (files[i].corpus)
			continue;
		const char *lexicon = lexicon_of(files[i].path, arena);
		if (lexicon && !settings->lexicon)
			settings->lexicon = lexicon;
		if (lexicon)
			continue;
		if (settings->codebooks.count == TEXTS_MAX)
			return error_set(error, ERROR_USAGE, "more than %d codebooks", TEXTS_MAX);
		settings->codebooks.item[settings->codebooks.count++] = files[i].path;
	}
	return true;
}

static bool read_files(const struct settings *settings, struct test_file *files, struct error *error)
{
	for (size_t i = 0; i < settings->input_count; i++) {
		files[i].path = settings->inputs[i];
		if (!file_read(files[i].path, FILE_MOST, &files[i].bytes, error))
			return false;
		files[i].corpus = is_corpus(buf_view(&files[i].bytes));
	}
	return true;
}

static const struct document *code_sentence(void *context, struct str text, struct error *error)
{
	struct tester *tester = context;
	return tester_code(tester, text, false, error) ? &tester->document : NULL;
}

static bool test_codebook(struct tester *tester, const char *path, struct error *error)
{
	struct codebook_test_options options = {code_sentence, tester};
	struct codebook_test_result result = {0};
	bool ok = codebook_test(path, &options, &tester->out, &result, error);
	tester->passed += result.yes_passed + result.no_passed;
	tester->failed += result.yes_failed + result.no_failed;
	return ok;
}

/* A user's own codebook: those of a lexicon use forms on purpose. */
static void note_forms(struct tester *tester, const struct test_file *file, const struct codebook *book)
{
	struct arena arena;
	arena_init(&arena);
	if (!file->corpus && !lexicon_of(file->path, &arena))
		codebook_note_forms(book, file->path, buf_view(&file->bytes), &tester->out);
	arena_free(&arena);
}

static bool run_files(struct tester *tester, const struct test_file *files, size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		const struct test_file *file = &files[i];
		if (!(file->corpus ? test_corpus(tester, file->path, buf_view(&file->bytes), error) : test_codebook(tester, file->path, error)))
			return false;
	}
	buf_printf(&tester->out, "%zu passed, %zu failed\n", tester->passed, tester->failed);
	return true;
}

static int test_files(const struct settings *given, const struct test_file *files)
{
	struct settings settings = *given;
	struct session session = {0};
	struct tester tester = {.settings = &settings};
	struct error error = {0};
	struct arena paths;
	arena_init(&paths);
	arena_init(&tester.arena);
	bool opened = choose_codebooks(files, settings.input_count, &settings, &paths, &error);
	bool ok = opened && session_open(&session, &settings, &error) && coder_new(&tester.coder, session.kit, &error);
	if (ok)
		tester.lexicon = kit_reader_lexicon(session.kit);
	for (size_t i = 0; ok && i < settings.input_count; i++)
		note_forms(&tester, &files[i], kit_codebook(session.kit));
	ok = ok && run_files(&tester, files, settings.input_count, &error);
	int status = ok ? EXIT_DONE : fail(&error);
	if (output_all(&tester.out) != EXIT_DONE)
		status = EXIT_USAGE;
	coder_free(tester.coder);
	arena_free(&tester.arena);
	if (opened)
		session_close(&session);
	arena_free(&paths);
	return status != EXIT_DONE ? status : tester.failed ? EXIT_SOME_INPUTS : EXIT_DONE;
}

int run_test(const struct settings *settings)
{
	struct error error = {0};
	struct test_file *files = calloc(settings->input_count + 1, sizeof *files);
	int status;
	if (!files)
		error_set(&error, ERROR_SYSTEM, "out of memory");
	else if (!settings->inputs_given)
		error_set(&error, ERROR_USAGE, "which files?");
	else
		read_files(settings, files, &error);
	status = error.kind ? fail(&error) : test_files(settings, files);
	for (size_t i = 0; files && i < settings->input_count; i++)
		buf_free(&files[i].bytes);
	free(files);
	return status;
}
