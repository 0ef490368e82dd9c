/* timex_tool: the time room alone, for tests/eval/timex_score.py and for timing.
 *
 *   timex_tool LEXICON_FOLDER [REPEAT] < FILE.conllu
 *
 * Reads CoNLL-U (the columns ID FORM LEMMA UPOS XPOS - HEAD DEPREL; "_" where unknown: sentences without heads have no
 * tree) with "# newdoc id = ..." and "# date = YYYY-MM-DD" comments, writes a line for each time expression:
 * document, sentence in the document, first and last token (from 0), type, value, from, to, since/until, words.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/day.h"
#include "base/file.h"
#include "conllu_lines.h"
#include "time/timex.h"

static void print_day(int32_t day)
{
	char text[16] = "-";
	if (day != DAY_NONE)
		day_format(day, text);
	printf("\t%s", text);
}

static void print_timexes(const struct document *d)
{
	static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
	for (size_t i = 0; i < d->timex_count; i++) {
		const struct timex *t = &d->timexes[i];
		printf("%.*s\t%zu\t%zu\t%zu\t%s\t%.*s", STR_ARG(d->id), t->sentence, t->first, t->last, types[t->type], STR_ARG(t->value));
		print_day(t->date.from);
		print_day(t->date.to);
		printf("\t%s%s\t", t->since ? "since" : "", t->until ? "until" : "");
		for (size_t token = t->first; token <= t->last; token++)
			printf("%s%.*s", token > t->first ? " " : "", STR_ARG(d->sentences[t->sentence].tokens[token].form));
		printf("\n");
	}
}

static bool open_tables(const char *folder, struct buf *image, struct pack *pack, struct timex_tables *tables, struct error *error)
{
	struct pack_writer writer = {0};
	if (!timex_compile(folder, &writer, error))
		return false;
	pack_finish(&writer, image);
	void *aligned = aligned_alloc(64, (image->length + 63) / 64 * 64);
	if (!aligned)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	memcpy(aligned, image->data, image->length);
	return pack_open_memory(pack, aligned, image->length, "time", error) && timex_open(tables, pack, error);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void run(const struct timex_tables *tables, struct str text, size_t repeat)
{
	struct arena arena, scratch;
	arena_init(&arena);
	arena_init(&scratch);
	size_t sentences = 0;
	double spent = 0;
	struct document document;
	while (conllu_document(&arena, &text, &document)) {
		double start = seconds();
		for (size_t i = 0; i < repeat; i++) {
			document.arena = &scratch;
			arena_reset(&scratch);
			timex_find(tables, &document);
		}
		spent += seconds() - start;
		sentences += document.sentence_count * repeat;
		print_timexes(&document);
	}
	fprintf(stderr, "%zu sentences in %.3f s: %.0f a second\n", sentences, spent, spent > 0 ? (double)sentences / spent : 0);
	arena_free(&arena);
	arena_free(&scratch);
}

int main(int argc, char **argv)
{
	struct error error = {0};
	struct buf image = {0}, text = {0}, message = {0};
	struct pack pack = {0};
	struct timex_tables tables;
	if (argc < 2 || !open_tables(argv[1], &image, &pack, &tables, &error) || !file_read("-", 0, &text, &error)) {
		if (argc < 2)
			error_set(&error, ERROR_USAGE, "usage: timex_tool LEXICON_FOLDER [REPEAT] < FILE.conllu");
		error_format(&error, &message);
		fprintf(stderr, "%.*s", STR_ARG(buf_view(&message)));
		return 1;
	}
	run(&tables, buf_view(&text), argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 1);
	free((void *)pack.base);
	buf_free(&image);
	buf_free(&text);
	return 0;
}
