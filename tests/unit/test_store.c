/* store/: ids and spans to and fro, texts that repeat another, documents in and out, what fails leaves nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/page.h"
#include "store/parts.h"
#include "store/words.h"

/* --- offsets, ids -------------------------------------------------------------------------- */

static void test_offsets(void **state)
{
	(void)state;
	struct arena arena;
	struct offsets offsets;
	arena_init(&arena);
	struct buf text = {0};
	for (int i = 0; i < 100; i++)
		buf_text(&text, "aé漢😀");
	offsets_make(&offsets, buf_view(&text), &arena);
	size_t point = 0;
	for (size_t byte = 0; byte < text.length; byte++) {
		if (((unsigned char)text.data[byte] & 0xC0) == 0x80)
			continue;
		assert_int_equal(offsets_to_points(&offsets, byte), point);
		assert_int_equal(offsets_to_bytes(&offsets, point), byte);
		point++;
	}
	assert_int_equal(point, 400);
	assert_int_equal(offsets_to_points(&offsets, text.length), 400);
	assert_int_equal(offsets_to_bytes(&offsets, 400), text.length);
	assert_true(offsets_to_bytes(&offsets, 401) == SIZE_MAX);
	offsets_make(&offsets, STR("plain"), &arena);
	assert_int_equal(offsets_to_bytes(&offsets, 5), 5);
	assert_true(offsets_to_bytes(&offsets, 6) == SIZE_MAX);
	buf_free(&text);
	arena_free(&arena);
}

static void test_ids(void **state)
{
	(void)state;
	struct arena arena;
	unsigned char packed[ID_BYTES];
	arena_init(&arena);
	struct str id = STR("0123456789abcdef00ff10aa");
	assert_true(id_pack(id, packed));
	assert_true(str_equal(id, id_unpack((struct str){(const char *)packed, sizeof packed}, &arena)));
	assert_false(id_pack(STR("0123456789abcdef00ff10a"), packed));
	assert_false(id_pack(STR("0123456789abcdef00ff10ag"), packed));
	assert_false(id_pack(STR("0123456789ABCDEF00FF10AA"), packed));
	arena_free(&arena);
}

/* --- likeness ------------------------------------------------------------------------------ */

static const char story[] =
	"Libyan rebels shelled the port of Sirte on Monday, killing at least 25 people and wounding 40 more, officials said. The attack came "
	"hours after Russia and Turkey had called for a ceasefire in the country. A spokesman for the rebels denied that they had fired on the port.";

/* Whether A repeats B. */
static bool repeats(const char *a, const char *b)
{
	struct arena arena;
	struct likeness of_a, of_b;
	arena_init(&arena);
	likeness_of(str_of(a), &arena, &of_a);
	likeness_of(str_of(b), &arena, &of_b);
	bool answer = likeness_repeats(&of_a, &of_b);
	arena_free(&arena);
	return answer;
}

static char *changed(struct arena *arena, const char *from, const char *to)
{
	const char *at = strstr(story, from);
	assert_non_null(at);
	return arena_printf(arena, "%.*s%s%s", (int)(at - story), story, to, at + strlen(from));
}

static void test_likeness(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	assert_true(repeats(story, story));
	assert_true(repeats(changed(&arena, "Libyan rebels", "LIBYAN REBELS"), story));
	assert_true(repeats(story, changed(&arena, "The attack", "“The attack”")));
	assert_true(repeats(arena_printf(&arena, "SIRTE (Agency) - %s", story), story));
	assert_false(repeats(changed(&arena, "25", "26"), story)); /* a toll that rose */
	assert_true(repeats(changed(&arena, "at least 25 people", "people"), story));
	assert_false(repeats(arena_printf(&arena, "%s %s", story, "In other news the parliament of Egypt voted on a law about the press, which "
	                                  "editors of all papers had asked for since the spring of last year, and sent it to the president to sign."), story));
	assert_false(repeats("", story));
	struct likeness likeness;
	likeness_of(STR("Rebels shelled Sirte on Monday."), &arena, &likeness);
	assert_int_equal(likeness.band_count, 0); /* too short to be told from another by its words */
	likeness_of(STR(""), &arena, &likeness);
	assert_int_equal(likeness.run_count, 0);
	likeness_of(str_of(story), &arena, &likeness);
	assert_int_equal(likeness.band_count, LIKENESS_BANDS);
	arena_free(&arena);
}

static void test_near_days(void **state)
{
	(void)state;
	assert_true(wording_near_days(100, 103));
	assert_true(wording_near_days(103, 100));
	assert_false(wording_near_days(100, 104));
	assert_true(wording_near_days(DAY_NONE, 100));
}

/* --- documents ----------------------------------------------------------------------------- */

struct fixture {
	char path[64];
	struct store *store;
	struct arena arena;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	struct error error = {0};
	struct store_options options = {.create = true, .wait = 100};
	struct store_run run = {STR("1"), STR("lexicon"), STR("model")};
	snprintf(f->path, sizeof f->path, "/tmp/casus-store-%ld.db", (long)getpid());
	unlink(f->path);
	arena_init(&f->arena);
	assert_true(store_open(&f->store, f->path, &options, &error));
	assert_true(store_begin(f->store, &error));
	assert_true(store_begin_addition(f->store, &run, 1, &error));
	assert_true(store_commit(f->store, &error));
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	store_close(f->store);
	unlink(f->path);
	arena_free(&f->arena);
	free(f);
	return 0;
}

/* NUMBER sentences, an event in each. */
static struct document make_document(struct arena *arena, const char *text, unsigned number)
{
	struct document document = {.arena = arena};
	document.id = str_of(arena_printf(arena, "%024u", number));
	document.article = (struct article){.text = str_of(text), .day = 18270, .date_from = DATE_FROM_INPUT, .title = STR("Title")};
	document.sentences = arena_zalloc(arena, number, sizeof *document.sentences);
	document.events = arena_zalloc(arena, number, sizeof *document.events);
	document.sentence_count = document.event_count = number;
	for (unsigned i = 0; i < number; i++) {
		struct event *event = &document.events[i];
		document.sentences[i].span = (struct span){0, document.article.text.length};
		event->id = str_of(arena_printf(arena, "%024u", number * 1000 + i));
		event->type = STR("ASSAULT");
		event->sentence = i;
		event->trigger_span = (struct span){0, 1};
		event->date = (struct date){.from = 18270, .to = 18271};
		event->since.from = event->since.to = event->until.from = event->until.to = DAY_NONE;
		event->confidence = 0.5;
		event->actors = arena_zalloc(arena, 1, sizeof *event->actors);
		event->actors[0] = (struct actor){.text = STR("not what stands there"), .span = {0, 1}, .name = STR("Somebody"), .id = STR("X")};
		event->actor_count = 1;
	}
	return document;
}

static void add_one(struct fixture *f, unsigned number, bool expected)
{
	struct error error = {0};
	bool added;
	struct document document = make_document(&f->arena, "Ein Überfall.", number);
	assert_true(store_begin(f->store, &error));
	assert_true(store_add(f->store, &document, NULL, NULL, &added, &error));
	assert_true(store_commit(f->store, &error));
	assert_int_equal(added, expected);
}

static int64_t documents(struct fixture *f)
{
	struct store_counts counts;
	struct error error = {0};
	assert_true(store_count(f->store, &counts, &error));
	return counts.documents;
}

static void test_round(void **state)
{
	struct fixture *f = *state;
	struct error error = {0};
	struct store_run run;
	struct document document = {.arena = &f->arena};
	add_one(f, 3, true);
	add_one(f, 3, false);
	assert_int_equal(documents(f), 1);
	assert_true(store_load(f->store, STR("000000000000000000000003"), &document, &run, &error));
	assert_true(str_equal(run.model, STR("model")));
	assert_int_equal(document.sentence_count, 3);
	assert_int_equal(document.event_count, 3);
	assert_true(str_equal(document.events[2].id, STR("000000000000000000003002")));
	assert_int_equal(document.events[2].sentence, 2);
	assert_int_equal(document.events[2].date.to, 18271);
	assert_true(str_equal(document.events[0].actors[0].text, STR("not what stands there")));
	assert_int_equal(document.sentences[1].span.end, strlen("Ein Überfall."));
	assert_true(str_equal(document.article.title, STR("Title")));
	assert_false(store_load(f->store, STR("000000000000000000000009"), &document, &run, &error));
	assert_int_equal(error.kind, ERROR_INPUT);
}

static void test_rollback(void **state)
{
	struct fixture *f = *state;
	struct error error = {0};
	bool added;
	add_one(f, 1, true);
	struct document document = make_document(&f->arena, "Ein Überfall.", 2);
	assert_true(store_begin(f->store, &error));
	assert_true(store_add(f->store, &document, NULL, NULL, &added, &error));
	store_rollback(f->store);
	assert_int_equal(documents(f), 1);
	/* A document that cannot be written leaves nothing of itself, and the store goes on. */
	document.events[1].id = STR("no id");
	assert_true(store_begin(f->store, &error));
	assert_false(store_add(f->store, &document, NULL, NULL, &added, &error));
	assert_non_null(strstr(error.message, "no id of a record"));
	store_rollback(f->store);
	assert_int_equal(documents(f), 1);
	add_one(f, 2, true);
	add_one(f, 4, true);
	assert_int_equal(documents(f), 3);
}

/* Memory that runs out while a document is written or read is an error, not the end. */
static void test_memory(void **state)
{
	struct fixture *f = *state;
	bool added;
	add_one(f, 5, true);
	for (size_t limit = 1; limit < 200000; limit += limit / 7 + 1) {
		struct error error = {0};
		struct document document = {.arena = &f->arena};
		f->arena.limit = f->arena.total + limit;
		bool ok = store_load(f->store, STR("000000000000000000000005"), &document, NULL, &error);
		f->arena.limit = 0;
		assert_true(ok == (error.kind == ERROR_NONE));
		assert_true(!ok || document.event_count == 5);
	}
	struct error error = {0};
	struct document document = make_document(&f->arena, "Ein Überfall.", 6);
	assert_true(store_begin(f->store, &error));
	f->arena.limit = f->arena.total + 1;
	assert_false(store_add(f->store, &document, NULL, NULL, &added, &error));
	f->arena.limit = 0;
	store_rollback(f->store);
	assert_int_equal(documents(f), 1);
	add_one(f, 6, true);
}

static void test_like(void **state)
{
	struct fixture *f = *state;
	struct error error = {0};
	struct likeness likeness;
	bool added;
	int64_t key, original;
	size_t seen[LIKENESS_BANDS];
	struct document document = make_document(&f->arena, story, 1);
	int32_t day = document.article.day;
	likeness_of(str_of(story), &f->arena, &likeness);
	struct wording later = {&likeness, day + 1, STR("000000000000000000000000")};
	assert_true(store_begin(f->store, &error));
	assert_true(store_add(f->store, &document, &likeness, &key, &added, &error));
	assert_true(store_commit(f->store, &error));
	assert_true(store_find_like(f->store, &later, &f->arena, &original, seen, &error));
	assert_int_equal(original, key);
	later.day = day; /* the same day and words, the smaller id */
	assert_true(store_find_like(f->store, &later, &f->arena, &original, seen, &error));
	assert_int_equal(original, 0);
	later.id = STR("ffffffffffffffffffffffff");
	assert_true(store_find_like(f->store, &later, &f->arena, &original, seen, &error));
	assert_int_equal(original, key);
	later.day = day + 4;
	assert_true(store_find_like(f->store, &later, &f->arena, &original, seen, &error));
	assert_int_equal(original, 0);
	later.day = DAY_NONE;
	assert_true(store_find_like(f->store, &later, &f->arena, &original, seen, &error));
	assert_int_equal(original, key);
}

/* What is in many texts through the years is looked for in its days; no more are looked at than there is room for. */
static void test_like_many(void **state)
{
	struct fixture *f = *state;
	struct error error = {0};
	struct likeness likeness;
	bool added;
	int64_t key, first = 0, original;
	size_t seen[LIKENESS_BANDS];
	likeness_of(str_of(story), &f->arena, &likeness);
	assert_true(store_begin(f->store, &error));
	for (size_t i = 0; i < 200; i++) {
		struct document document = make_document(&f->arena, story, 1);
		document.id = str_of(arena_printf(&f->arena, "%024zu", i));
		document.article.day = 20000 + (int32_t)i * 10;
		assert_true(store_add(f->store, &document, &likeness, &key, &added, &error));
		assert_true(added);
		first = first ? first : key;
	}
	assert_true(store_commit(f->store, &error));
	struct wording later = {&likeness, 20001 + 150 * 10, STR("000000000000000000000000")};
	assert_true(store_find_like(f->store, &later, &f->arena, &original, seen, &error));
	assert_int_equal(original, first + 150);
	assert_int_equal(seen[0], 1);
	later.day = DAY_NONE;
	assert_true(store_find_like(f->store, &later, &f->arena, &original, seen, &error));
	assert_int_equal(original, first);
	for (size_t i = 0; i < LIKENESS_BANDS; i++)
		assert_int_equal(seen[i], LIKENESS_CANDIDATES);
}

static void test_sources(void **state)
{
	struct fixture *f = *state;
	struct error error = {0};
	struct store_entry entry;
	bool added;
	add_one(f, 1, true);
	assert_true(store_find(f->store, STR("000000000000000000000001"), &entry, &error));
	assert_true(entry.coded && entry.current);
	struct article other = {.url = STR("https://b.example/1")};
	assert_true(store_begin(f->store, &error));
	assert_true(store_add_source(f->store, entry.key, &other, &added, &error));
	assert_true(added);
	assert_true(store_add_source(f->store, entry.key, &other, &added, &error));
	assert_false(added);
	assert_true(store_commit(f->store, &error));
}

/* What another connection writes changes the mark, also after a question that had one row; what nobody writes does not. */
static void test_mark(void **state)
{
	struct fixture *f = *state;
	struct error error = {0};
	struct store *reader;
	struct store_extent extent;
	int64_t before, same, after;
	assert_true(store_open(&reader, f->path, &(struct store_options){.read_only = true}, &error));
	assert_true(store_mark(reader, &before, &error));
	assert_true(store_extent(reader, &extent, &error));
	assert_int_equal(extent.first, DAY_NONE);
	assert_int_equal(extent.addition, 1);
	assert_true(store_mark(reader, &same, &error));
	assert_int_equal(before, same);
	add_one(f, 1, true);
	assert_true(store_mark(reader, &after, &error));
	assert_int_not_equal(before, after);
	assert_true(store_extent(reader, &extent, &error));
	assert_int_equal(extent.first, 18270);
	store_close(reader);
}

/* A question without end is given up, and the next is answered. */
static void test_limit(void **state)
{
	struct fixture *f = *state;
	struct error error = {0};
	store_limit(f->store, 50);
	struct statement s = sql_use(&f->store->sql, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
	assert_false(sql_next(&s));
	assert_false(store_done(f->store, &error));
	assert_int_equal(error.kind, ERROR_SYSTEM);
	assert_non_null(strstr(error.message, "takes too long"));
	store_limit(f->store, 0);
	error = (struct error){0};
	struct store_counts counts;
	assert_true(store_count(f->store, &counts, &error));
}

/* The words in OUT come in the order of their bytes, each once, with ascending positions; how many positions there are. */
static size_t check_words(const struct buf *out)
{
	const unsigned char *at = (const unsigned char *)out->data, *end = at + out->length;
	uint32_t count = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
	const char *before = "";
	size_t positions = 0;
	at += 4;
	for (uint32_t i = 0; i < count; i++) {
		const char *word = (const char *)at;
		assert_true(strcmp(before, word) < 0);
		before = word;
		at += strlen(word) + 1;
		unsigned many = (unsigned)at[0] << 8 | at[1], last = 0;
		at += 2;
		for (unsigned k = 0; k < many; k++, at += 2) {
			unsigned position = (unsigned)at[0] << 8 | at[1];
			assert_true(position > last);
			last = position;
		}
		positions += many;
	}
	assert_ptr_equal(at, end);
	return positions;
}

/* Words as news has them, many that begin alike, and more than can be told by their first letters. */
static void test_words(void **state)
{
	static const struct {
		const char *format;
		unsigned count, step;
	} texts[] = {{"w%u said ", 300, 7}, {"governor%u ", 3000, 7919}, {"%u ", 70000, 3}};
	(void)state;
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
		struct buf text = {0}, out = {0};
		for (unsigned i = 0; i < texts[t].count; i++)
			buf_printf(&text, texts[t].format, i * texts[t].step % 10007);
		assert_true(words_write(STR("Title of it"), buf_view(&text), &out));
		assert_true(check_words(&out) >= 303);
		buf_free(&text);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offsets),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_likeness),
		cmocka_unit_test(test_near_days),
		cmocka_unit_test(test_words),
		cmocka_unit_test_setup_teardown(test_round, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rollback, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_memory, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_like_many, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_like, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sources, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_mark, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_limit, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
