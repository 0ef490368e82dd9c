/* Mutates articles and codes them: fuzz PACK SCRATCH SECONDS SEED FILE...
 *
 * Each FILE is a seed. Round by round, a seed is changed a little (bytes flipped, parts cut, doubled, spliced with
 * another seed, tokens that parsers stumble over put in), written to SCRATCH, read as any input is, coded, and written as
 * JSON Lines, which must be JSON, have the document first, and spans inside the text that hold what they say. The
 * random numbers depend on SEED alone. After a crash SCRATCH holds the input that did it. */
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "pipeline.h"
#include "reader/reader.h"
#include "view/view.h"

#define INPUT_MOST ((size_t)8 << 10) /* bytes of a seed that are used, and of what is made from it */
#define SEEDS_MAX 256
#define ROUND_SECONDS 20 /* one small input that takes longer is a fault */

struct fuzz {
	struct kit *kit;
	struct coder *coder;
	struct arena arena;
	const char *scratch;
	struct buf seeds[SEEDS_MAX];
	size_t seed_count;
	uint64_t random;
	size_t articles, records, failed;
};

static uint64_t next_random(struct fuzz *fuzz)
{
	uint64_t x = fuzz->random;
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return fuzz->random = x;
}

static size_t below(struct fuzz *fuzz, size_t limit)
{
	return limit ? (size_t)(next_random(fuzz) % limit) : 0;
}

/* --- making inputs ----------------------------------------------------------------------------------- */

static const char *const tokens[] = {
	"\n", "\n\n", "\r\n", "\t", "  ", "\xc2\xa0", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xe2\x80\x9c", "\xe2\x80\x9d", "\"", "'", "\xe2\x80\x99s",
	"(", ")", "[", "]", "{", "}", "((((((((", "...", "\xe2\x80\xa6", "\xe2\x80\x94", "--", "-", "/", "%", "$1,000", "1.2.3.4", "99999999999999999999",
	"0000-00-00", "2020-02-30", "31 February", "Monday", "last", "U.S.", "e.g.", "Mr.", " and ", " said ", " not ", ", who ", " of ", " ceasefire ",
	"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xcc\x81\xcc\x81\xcc\x81", "\xf0\x9f\x98\x80", "\xe4\xb8\xad", "<p>", "</", "&amp;", "&#0;", "{\"text\":\"", "\\u0000",
};

static void insert(struct buf *input, size_t at, const char *data, size_t length, struct buf *spare)
{
	buf_clear(spare);
	buf_append(spare, input->data, at);
	buf_append(spare, data, length);
	buf_append(spare, input->data + at, input->length - at);
	struct buf old = *input;
	*input = *spare;
	*spare = old;
}

static void mutate_once(struct fuzz *fuzz, struct buf *input, struct buf *spare)
{
	size_t at = below(fuzz, input->length), length = below(fuzz, input->length - at) % 200;
	switch (below(fuzz, 7)) {
	case 0: /* flip a bit */
		if (input->length)
			input->data[at] = (char)(input->data[at] ^ (1 << below(fuzz, 8)));
		break;
	case 1: { /* a random byte */
		char byte = (char)below(fuzz, 256);
		insert(input, at, &byte, 1, spare);
		break;
	}
	case 2: { /* a token that parsers stumble over */
		const char *token = tokens[below(fuzz, sizeof tokens / sizeof *tokens)];
		for (size_t times = below(fuzz, 8) == 0 ? 30 : 1; times; times--)
			insert(input, at, token, strlen(token), spare);
		break;
	}
	case 3: /* cut a part */
		if (length)
			memmove(input->data + at, input->data + at + length, input->length - at - length);
		input->length -= length;
		break;
	case 4: { /* repeat a part somewhere else */
		char part[200];
		if (length)
			memcpy(part, input->data + at, length);
		insert(input, below(fuzz, input->length), part, length, spare);
		break;
	}
	case 5: { /* a part of another seed */
		const struct buf *other = &fuzz->seeds[below(fuzz, fuzz->seed_count)];
		size_t from = below(fuzz, other->length), most = other->length - from;
		insert(input, at, other->data + from, most < 150 ? most : 150, spare);
		break;
	}
	default: /* cut off */
		if (below(fuzz, 4) == 0)
			input->length = at;
	}
	if (input->length > INPUT_MOST)
		input->length = INPUT_MOST;
}

static void make_input(struct fuzz *fuzz, struct buf *input, struct buf *spare)
{
	const struct buf *seed = &fuzz->seeds[below(fuzz, fuzz->seed_count)];
	buf_clear(input);
	buf_append(input, seed->data, seed->length);
	for (size_t times = 1 + below(fuzz, 12); times; times--)
		mutate_once(fuzz, input, spare);
}

/* --- checking what comes out -------------------------------------------------------------------------- */

static void complain(struct fuzz *fuzz, const char *what, const char *line)
{
	fuzz->failed++;
	printf("FAILED: %s (input: %s)\n    %.300s\n", what, fuzz->scratch, line ? line : "");
}

/* The byte offset of each code point is found once, in STARTS (count + 1 of them). */
static size_t *code_points(struct arena *arena, struct str text, size_t *count)
{
	size_t *starts = arena_zalloc(arena, text.length + 1, sizeof *starts);
	*count = 0;
	for (size_t at = 0; at < text.length;) {
		starts[(*count)++] = at;
		utf8_next(text, &at);
	}
	starts[*count] = text.length;
	return starts;
}

struct text_index {
	struct str text;
	size_t *starts, count;
};

/* Every object with both "span" and "text" must quote what stands there. The recursion is as deep as our records. */
static bool spans_hold(const json_t *value, const struct text_index *index)
{
	if (json_is_array(value)) {
		for (size_t i = 0; i < json_array_size(value); i++)
			if (!spans_hold(json_array_get(value, i), index))
				return false;
		return true;
	}
	if (!json_is_object(value))
		return true;
	const json_t *span = json_object_get(value, "span"), *text = json_object_get(value, "text");
	if (json_array_size(span) == 2 && json_is_string(text)) {
		json_int_t start = json_integer_value(json_array_get(span, 0)), end = json_integer_value(json_array_get(span, 1));
		if (start < 0 || start > end || (size_t)end > index->count)
			return false;
		struct str there = str_slice(index->text, index->starts[start], index->starts[end]);
		if (!str_equal(there, (struct str){json_string_value(text), json_string_length(text)}))
			return false;
	}
	const char *key;
	json_t *member;
	json_object_foreach((json_t *)value, key, member)
		if (!spans_hold(member, index))
			return false;
	return true;
}

static void check_line(struct fuzz *fuzz, struct str line, bool first, const struct text_index *index)
{
	char *copy = arena_copy(&fuzz->arena, line.data, line.length);
	json_t *record = json_loadb(line.data, line.length, 0, NULL);
	const char *kind = json_string_value(json_object_get(record, "kind"));
	if (!record)
		complain(fuzz, "a line is no JSON", copy);
	else if (!kind || first != (strcmp(kind, "document") == 0))
		complain(fuzz, "the document does not stand first, and only there", copy);
	else if (!first && !spans_hold(record, index))
		complain(fuzz, "a span does not hold its text", copy);
	fuzz->records++;
	json_decref(record);
}

static void check_lines(struct fuzz *fuzz, const struct document *document, struct str lines)
{
	struct text_index index = {.text = document->article.text};
	index.starts = code_points(&fuzz->arena, index.text, &index.count);
	bool first = true;
	while (lines.data && lines.length) {
		struct str line = str_cut(&lines, '\n');
		check_line(fuzz, line, first, &index);
		first = false;
	}
	if (first)
		complain(fuzz, "nothing was written", NULL);
}

/* --- running ------------------------------------------------------------------------------------------ */

static void run_article(struct fuzz *fuzz, struct document *document, struct error *error)
{
	struct view_context context = {STR("fuzz"), STR("0"), STR("0")};
	struct buf lines = {0}, table = {0};
	fuzz->articles++;
	if (!coder_run(fuzz->coder, document, STAGE_RECORDS, error)) {
		complain(fuzz, "a small article could not be coded", error->message);
		return;
	}
	view_jsonl(document, &context, &lines);
	view_table(document, &context, 80, false, &table);
	view_brief(document, &table);
	check_lines(fuzz, document, buf_view(&lines));
	buf_free(&lines);
	buf_free(&table);
}

/* The formats that bytes of any kind may be read as; NULL: found out. */
static void run_input(struct fuzz *fuzz)
{
	struct reader_options options = {.lexicon = kit_reader_lexicon(fuzz->kit)};
	struct error error = {0};
	struct reader *reader;
	if (!reader_open(&reader, fuzz->scratch, &options, &error))
		return;
	for (;;) {
		struct document document = {.arena = &fuzz->arena};
		struct error problem = {0};
		arena_reset(&fuzz->arena);
		enum reader_status status = reader_next(reader, &fuzz->arena, &document.article, &problem);
		if (status == READER_END)
			break;
		if (status == READER_ARTICLE)
			run_article(fuzz, &document, &problem);
	}
	reader_close(reader);
}

static bool read_seeds(struct fuzz *fuzz, char **paths, int count, struct error *error)
{
	for (int i = 0; i < count && fuzz->seed_count < SEEDS_MAX; i++) {
		struct buf *seed = &fuzz->seeds[fuzz->seed_count];
		if (!file_read(paths[i], 0, seed, error))
			return false;
		if (seed->length > INPUT_MOST)
			seed->length = INPUT_MOST;
		fuzz->seed_count += seed->length > 0;
	}
	return fuzz->seed_count > 0 || error_set(error, ERROR_USAGE, "no seeds");
}

static void run_rounds(struct fuzz *fuzz, double seconds)
{
	struct buf input = {0}, spare = {0};
	struct timespec begin, now;
	struct error error = {0};
	size_t rounds = 0;
	clock_gettime(CLOCK_MONOTONIC, &begin);
	do {
		if (rounds < fuzz->seed_count) { /* first the seeds as they are */
			buf_clear(&input);
			buf_append(&input, fuzz->seeds[rounds].data, fuzz->seeds[rounds].length);
		} else {
			make_input(fuzz, &input, &spare);
		}
		if (!file_write(fuzz->scratch, buf_view(&input), &error)) {
			complain(fuzz, "the scratch file cannot be written", error.message);
			break;
		}
		alarm(ROUND_SECONDS);
		run_input(fuzz);
		alarm(0);
		rounds++;
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while (fuzz->failed < 5 && (double)(now.tv_sec - begin.tv_sec) + 1e-9 * (double)(now.tv_nsec - begin.tv_nsec) < seconds);
	printf("%zu inputs, %zu articles, %zu records\n", rounds, fuzz->articles, fuzz->records);
	buf_free(&input);
	buf_free(&spare);
}

int main(int argc, char **argv)
{
	static struct fuzz fuzz; /* large */
	struct error error = {0};
	if (argc < 6)
		return 2;
	struct kit_options options = {.pack = argv[1]};
	fuzz.scratch = argv[2];
	fuzz.random = strtoull(argv[4], NULL, 10) * 0x9e3779b97f4a7c15u | 1u;
	arena_init(&fuzz.arena);
	if (!kit_open(&fuzz.kit, &options, &error) || !coder_new(&fuzz.coder, fuzz.kit, &error) ||
	    !read_seeds(&fuzz, argv + 5, argc - 5, &error)) {
		printf("FAILED: %s\n", error.message);
		fuzz.failed++;
	} else {
		run_rounds(&fuzz, strtod(argv[3], NULL));
		if (!fuzz.articles)
			complain(&fuzz, "no article was read at all", NULL);
	}
	coder_free(fuzz.coder);
	kit_close(fuzz.kit);
	arena_free(&fuzz.arena);
	for (size_t i = 0; i < fuzz.seed_count; i++)
		buf_free(&fuzz.seeds[i]);
	printf("%d passed, %zu failed\n", fuzz.failed ? 0 : 1, fuzz.failed);
	return fuzz.failed ? 1 : 0;
}
