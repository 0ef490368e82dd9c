/* entity_sample.h: a lexicon in memory from actor files, and documents from hand-made trees, for the tests of entity/. */
#ifndef CASUS_TESTS_ENTITY_SAMPLE_H
#define CASUS_TESTS_ENTITY_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/file.h"
#include "entity/entity.h"
#include "syntax/conllu.h"

struct entity_sample {
	void *memory;
	struct pack pack;
	struct entity_lexicon *lexicon;
	struct arena arena;
	struct document document;
};

/* Compile FOLDER and open it; false with ERROR. */
static inline bool sample_open(struct entity_sample *sample, const char *folder, struct error *error)
{
	struct pack_writer writer = {0};
	struct buf out = {0};
	memset(sample, 0, sizeof *sample);
	arena_init(&sample->arena);
	if (!entity_compile(folder, NULL, &writer, error)) {
		pack_finish(&writer, &out);
		buf_free(&out);
		return false;
	}
	pack_finish(&writer, &out);
	sample->memory = aligned_alloc(64, (out.length + 63) / 64 * 64);
	memcpy(sample->memory, out.data, out.length);
	bool good = pack_open_memory(&sample->pack, sample->memory, out.length, "sample", error) &&
	            entity_lexicon_open(&sample->lexicon, &sample->pack, error);
	buf_free(&out);
	return good;
}

static inline void sample_close(struct entity_sample *sample)
{
	entity_lexicon_close(sample->lexicon);
	arena_free(&sample->arena);
	free(sample->memory);
}

/* Make a document of CONLLU, dated DATE ("2020-01-09"), and find its mentions. */
static inline void sample_read(struct entity_sample *sample, const char *conllu, const char *date)
{
	struct conllu read = {0};
	struct error error = {0};
	arena_reset(&sample->arena);
	sample->document = (struct document){.arena = &sample->arena};
	bool good = conllu_read(str_of(conllu), "sample", &sample->arena, &read, &error) && conllu_take_analysis(&read, &error);
	if (!good)
		print_error("%s (line %zu)\n", error.message, error.line);
	assert_true(good);
	sample->document.sentences = read.sentences;
	sample->document.sentence_count = read.count;
	sample->document.article.text = read.text;
	sample->document.article.blocks = read.blocks;
	sample->document.article.block_count = read.block_count;
	sample->document.article.day = DAY_NONE;
	if (date)
		assert_true(day_parse(str_of(date), &sample->document.article.day));
	entity_find_mentions(entity_look_up(sample->lexicon, &sample->document));
}

/* The mention whose head is written FORM, the NTH one from 0; NO_INDEX when there is none. */
static inline size_t sample_mention(const struct entity_sample *sample, const char *form, size_t nth)
{
	const struct document *document = &sample->document;
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		if (str_equal(document->sentences[mention->sentence].tokens[mention->head].form, str_of(form)) && nth-- == 0)
			return i;
	}
	return NO_INDEX;
}

static inline struct actor sample_actor(const struct entity_sample *sample, const char *form, size_t nth, const char *date)
{
	struct actor actor;
	int32_t day = sample->document.article.day;
	size_t mention = sample_mention(sample, form, nth);
	if (mention == NO_INDEX)
		print_error("no mention is headed by \"%s\"\n", form);
	assert_true(mention != NO_INDEX);
	if (date)
		assert_true(day_parse(str_of(date), &day));
	entity_resolve(sample->lexicon, &sample->document, mention, day, &actor);
	return actor;
}

static inline void assert_str(struct str got, const char *expected)
{
	if (!str_equal(got, str_of(expected)))
		print_error("got \"%.*s\", expected \"%s\"\n", STR_ARG(got), expected);
	assert_true(str_equal(got, str_of(expected)));
}

/* One line a word in TREE: form, tag, relation, head, separated by blanks; "XPOS" follows from UPOS
 * and the form's ending unless given as UPOS/XPOS. Sentences are parted by empty lines. Gives CoNLL-U. */
static inline const char *sample_tree(struct arena *arena, const char *tree)
{
	struct buf out = {0};
	struct str rest = str_of(tree);
	size_t number = 0;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n');
		if (str_trim(line).length == 0) {
			number = 0;
			buf_text(&out, "\n");
			continue;
		}
		struct str form = str_cut(&line, ' '), tag = str_cut(&line, ' '), relation = str_cut(&line, ' '), head = str_cut(&line, ' ');
		struct str lemma = line.data ? line : form, upos = str_cut(&tag, '/');
		const char *xpos = str_equal(upos, STR("PROPN")) ? "NNP" : str_equal(upos, STR("NOUN")) ? "NN" : str_equal(upos, STR("VERB")) ? "VBD" : "_";
		buf_printf(&out, "%zu\t%.*s\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t_\t_\n", ++number, STR_ARG(form), STR_ARG(lemma), STR_ARG(upos),
		           STR_ARG(tag.data ? tag : str_of(xpos)), STR_ARG(head), STR_ARG(relation));
	}
	buf_text(&out, "\n");
	const char *copy = arena_copy(arena, out.data, out.length);
	buf_free(&out);
	return copy;
}

#endif
