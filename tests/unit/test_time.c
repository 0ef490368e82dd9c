/* time/: calendar, lexicon errors, and the sentences of tests/corpus/time/.
 *
 * A line there: DOCUMENT DATE | SENTENCE // SENTENCE | PHRASE = VALUE [FROM..TO] ; PHRASE = VALUE ...
 * "-" for a document without a date; "none" for no expression at all; [..] may be left out and stands for no bounds only as
 * [none]; "since" or "until" may follow. The verb that governs the sentence's dates may be marked *word/XPOS: all words
 * hang on it, the auxiliaries before it as such; without a mark the sentence has no tree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/file.h"
#include "syntax/conllu.h"
#include "time/calendar.h"
#include "time/timex.h"

struct fixture {
	struct pack pack;
	struct timex_tables tables;
	void *memory;
};

static const char *source_folder(void)
{
	const char *folder = getenv("CASUS_SOURCE");
	return folder ? folder : ".";
}

static int set_up(void **state)
{
	static struct fixture fixture;
	struct arena arena;
	struct error error = {0};
	struct pack_writer writer = {0};
	struct buf image = {0};
	arena_init(&arena);
	if (!timex_compile(arena_printf(&arena, "%s/lexicon/en/time", source_folder()), &writer, &error)) {
		print_error("%s:%zu: %s\n", error.file, error.line, error.message);
		return -1;
	}
	pack_finish(&writer, &image);
	fixture.memory = aligned_alloc(64, (image.length + 63) / 64 * 64);
	memcpy(fixture.memory, image.data, image.length);
	if (!pack_open_memory(&fixture.pack, fixture.memory, image.length, "time", &error) || !timex_open(&fixture.tables, &fixture.pack, &error))
		return -1;
	buf_free(&image);
	arena_free(&arena);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	free(((struct fixture *)*state)->memory);
	return 0;
}

/* --- a sentence of a corpus line into tokens -------------------------------------------------------- */

struct tokens {
	struct token *items;
	size_t count, capacity;
	int32_t verb;
};

static bool is_abbreviation(struct str word)
{
	static const char *const known[] = {"Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.", "a.m.", "p.m.", "Mon.", "No."};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_equal(word, str_of(known[i])))
			return true;
	return false;
}

static void add_token(struct arena *arena, struct tokens *t, struct str form)
{
	struct token token = {.form = form, .head = -2, .first_child = -1, .next_sibling = -1, .upos = UPOS_X, .xpos = XPOS_XX, .deprel = REL_dep};
	if (form.length)
		arena_push(arena, t->items, t->count, t->capacity, token);
}

static void add_word(struct arena *arena, struct tokens *t, struct str word)
{
	bool verb = word.length > 1 && word.data[0] == '*';
	struct str xpos = word;
	if (verb) {
		word = str_cut(&xpos, '/');
		word = str_slice(word, 1, word.length);
	}
	while (word.length && strchr("(\"", word.data[0])) {
		add_token(arena, t, str_slice(word, 0, 1));
		word = str_slice(word, 1, word.length);
	}
	size_t end = word.length;
	while (end && strchr(".,;:)\"?!", word.data[end - 1]) && !is_abbreviation(str_slice(word, 0, end)))
		end--;
	struct str core = str_slice(word, 0, end);
	bool genitive = str_ends(core, STR("'s"));
	add_token(arena, t, genitive ? str_slice(core, 0, core.length - 2) : core);
	if (verb) {
		t->verb = (int32_t)t->count - 1;
		t->items[t->verb].xpos = (uint8_t)xpos_value(str_trim(xpos));
		t->items[t->verb].upos = UPOS_VERB;
	}
	if (genitive)
		add_token(arena, t, str_slice(core, core.length - 2, core.length));
	for (; end < word.length; end++)
		add_token(arena, t, str_slice(word, end, end + 1));
}

static void hang_on_verb(struct tokens *t)
{
	static const struct { const char *word; uint8_t xpos, deprel; } auxiliaries[] = {
		{"will", XPOS_MD, REL_aux}, {"would", XPOS_MD, REL_aux}, {"has", XPOS_VBZ, REL_aux}, {"have", XPOS_VBP, REL_aux},
		{"had", XPOS_VBD, REL_aux}, {"was", XPOS_VBD, REL_aux_pass}, {"were", XPOS_VBD, REL_aux_pass}, {"is", XPOS_VBZ, REL_aux_pass},
		{"are", XPOS_VBP, REL_aux_pass}, {"be", XPOS_VB, REL_aux_pass}, {"been", XPOS_VBN, REL_aux_pass}, {"to", XPOS_TO, REL_mark},
	};
	if (t->verb < 0)
		return;
	for (size_t i = t->count; i-- > 0;) {
		struct token *token = &t->items[i];
		token->head = (int32_t)i == t->verb ? -1 : t->verb;
		token->deprel = (int32_t)i == t->verb ? REL_root : REL_obl;
		for (size_t a = 0; (int32_t)i < t->verb && (int32_t)i + 3 >= t->verb && a < sizeof auxiliaries / sizeof *auxiliaries; a++)
			if (str_equal(token->form, str_of(auxiliaries[a].word))) {
				token->xpos = auxiliaries[a].xpos;
				token->deprel = auxiliaries[a].deprel;
			}
		if ((int32_t)i != t->verb) {
			token->next_sibling = t->items[t->verb].first_child;
			t->items[t->verb].first_child = (int32_t)i;
		}
	}
}

static struct sentence make_sentence(struct arena *arena, struct str text)
{
	struct tokens tokens = {.verb = -1};
	text = str_trim(text);
	while (text.data)
		add_word(arena, &tokens, str_cut(&text, ' '));
	hang_on_verb(&tokens);
	return (struct sentence){.tokens = tokens.items, .count = tokens.count, .root = tokens.verb, .block = NO_INDEX};
}

static void make_document(struct arena *arena, struct str date, struct str text, struct document *document)
{
	size_t capacity = 0;
	*document = (struct document){.arena = arena, .article.day = DAY_NONE};
	day_parse(str_trim(date), &document->article.day);
	while (text.data) {
		size_t at = str_find(text, STR("//"), 0);
		struct str one = at == SIZE_MAX ? text : str_slice(text, 0, at);
		text = at == SIZE_MAX ? (struct str){0} : str_slice(text, at + 2, text.length);
		struct sentence sentence = make_sentence(arena, one);
		arena_push(arena, document->sentences, document->sentence_count, capacity, sentence);
	}
}

/* --- what was found, in the corpus' own notation ------------------------------------------------------ */

static void write_day(struct buf *out, int32_t day)
{
	char text[16] = "";
	if (day != DAY_NONE)
		day_format(day, text);
	buf_text(out, text);
}

static void write_timex(const struct document *document, const struct timex *timex, struct buf *out)
{
	for (size_t i = timex->first; i <= timex->last; i++)
		buf_printf(out, "%s%.*s", i > timex->first ? " " : "", STR_ARG(document->sentences[timex->sentence].tokens[i].form));
	buf_printf(out, " = %.*s", STR_ARG(timex->value));
	if (timex->date.from != DAY_NONE) {
		buf_text(out, " [");
		write_day(out, timex->date.from);
		buf_text(out, "..");
		write_day(out, timex->date.to);
		buf_text(out, "]");
	}
	buf_text(out, timex->since ? " since" : timex->until ? " until" : "");
}

static void write_timexes(const struct document *document, struct buf *out)
{
	if (document->timex_count == 0)
		buf_text(out, "none");
	for (size_t i = 0; i < document->timex_count; i++) {
		buf_text(out, i ? " ; " : "");
		write_timex(document, &document->timexes[i], out);
	}
}

static bool check_line(const struct fixture *fixture, struct str line, const char *file, size_t number)
{
	struct arena arena;
	struct document document;
	struct buf out = {0};
	arena_init(&arena);
	struct str rest = line, date = str_cut(&rest, '|'), text = str_cut(&rest, '|'), expected = str_trim(rest);
	make_document(&arena, date, text, &document);
	timex_find(&fixture->tables, &document);
	write_timexes(&document, &out);
	bool ok = str_equal(buf_view(&out), expected);
	if (!ok)
		print_error("%s:%zu: %.*s\n   expected %.*s\n   found    %.*s\n", file, number, STR_ARG(text), STR_ARG(expected), STR_ARG(buf_view(&out)));
	buf_free(&out);
	arena_free(&arena);
	return ok;
}

static void corpus_is_found(void **state)
{
	struct arena arena;
	struct error error = {0};
	char **paths;
	size_t count, lines = 0, failed = 0;
	arena_init(&arena);
	assert_true(file_list(arena_printf(&arena, "%s/tests/corpus/time", source_folder()), ".txt", &arena, &paths, &count, &error));
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		struct buf text = {0};
		assert_true(file_read(paths[i], 0, &text, &error));
		struct str rest = buf_view(&text);
		for (size_t number = 1; rest.data; number++) {
			struct str line = str_trim(str_cut(&rest, '\n'));
			if (line.length == 0 || line.data[0] == '#')
				continue;
			lines++;
			failed += !check_line(*state, line, paths[i], number);
		}
		buf_free(&text);
	}
	arena_free(&arena);
	print_message("%zu corpus lines, %zu wrong\n", lines, failed);
	assert_true(lines > 100);
	assert_int_equal(failed, 0);
}

static bool check_tree(const struct fixture *fixture, struct arena *arena, const struct conllu_sentence *given, struct sentence *sentence)
{
	struct str expected = {0}, mark = STR("# expect = ");
	for (size_t i = 0; i < given->comment_count; i++)
		if (str_starts(given->comments[i], mark))
			expected = str_slice(given->comments[i], mark.length, given->comments[i].length);
	struct document document = {.arena = arena, .article.day = day_from_civil(2020, 1, 9), .sentences = sentence, .sentence_count = 1};
	struct buf out = {0};
	timex_find(&fixture->tables, &document);
	write_timexes(&document, &out);
	bool ok = str_equal(buf_view(&out), expected);
	if (!ok)
		print_error("trees.conllu:%zu:\n   expected %.*s\n   found    %.*s\n", given->lines[0].number, STR_ARG(expected), STR_ARG(buf_view(&out)));
	buf_free(&out);
	return ok;
}

static void trees_tell_the_direction(void **state)
{
	struct arena arena;
	struct error error = {0};
	struct buf text = {0};
	struct conllu conllu;
	size_t failed = 0;
	arena_init(&arena);
	const char *path = arena_printf(&arena, "%s/tests/corpus/time/trees.conllu", source_folder());
	assert_true(file_read(path, 0, &text, &error));
	assert_true(conllu_read(buf_view(&text), path, &arena, &conllu, &error));
	assert_true(conllu_take_analysis(&conllu, &error));
	assert_true(conllu.count >= 20);
	for (size_t i = 0; i < conllu.count; i++)
		failed += !check_tree(*state, &arena, &conllu.given[i], &conllu.sentences[i]);
	assert_int_equal(failed, 0);
	buf_free(&text);
	arena_free(&arena);
}

/* --- the calendar ----------------------------------------------------------------------------------------- */

static void assert_period(struct period period, const char *value, const char *from, const char *to)
{
	char text[16];
	assert_string_equal(period.value, value);
	day_format(period.from, text);
	assert_string_equal(text, from);
	day_format(period.to, text);
	assert_string_equal(text, to);
}

static void periods_have_bounds_and_values(void **state)
{
	(void)state;
	int32_t day = day_from_civil(2021, 1, 2);
	assert_period(period_week(day), "2020-W53", "2020-12-28", "2021-01-03");
	assert_period(period_weekend(day), "2020-W53-WE", "2021-01-02", "2021-01-03");
	assert_period(period_around(UNIT_MONTH, day_from_civil(2020, 1, 31), 1), "2020-02", "2020-02-01", "2020-02-29");
	assert_period(period_around(UNIT_QUARTER, day, -1), "2020-Q4", "2020-10-01", "2020-12-31");
	assert_period(period_season(2019, SEASON_WINTER), "2019-WI", "2019-12-01", "2020-02-29");
	assert_period(period_decade(1968), "196", "1960-01-01", "1969-12-31");
	assert_period(period_century(20), "19", "1900-01-01", "1999-12-31");
}

static void holidays_fall_on_their_days(void **state)
{
	(void)state;
	struct period period;
	assert_true(period_holiday(2020, (const int32_t[]){HOLIDAY_EASTER, 0, 0, 0}, &period));
	assert_period(period, "2020-04-12", "2020-04-12", "2020-04-12");
	assert_true(period_holiday(2024, (const int32_t[]){HOLIDAY_EASTER, -2, 0, 0}, &period));
	assert_period(period, "2024-03-29", "2024-03-29", "2024-03-29");
	assert_true(period_holiday(2020, (const int32_t[]){HOLIDAY_NTH, 11, 4, 3}, &period));
	assert_period(period, "2020-11-26", "2020-11-26", "2020-11-26");
	assert_true(period_holiday(2020, (const int32_t[]){HOLIDAY_HIJRI, 10, 1, 3}, &period));
	assert_period(period, "2020-05-24", "2020-05-24", "2020-05-26");
	assert_false(period_holiday(2019, (const int32_t[]){HOLIDAY_FIXED, 2, 29, 0}, &period));
}

static void shifts_keep_inside_the_calendar(void **state)
{
	(void)state;
	int32_t day = day_from_civil(2020, 3, 31);
	assert_true(day_shift(&day, UNIT_MONTH, -1));
	assert_int_equal(day, day_from_civil(2020, 2, 29));
	assert_false(day_shift(&day, UNIT_CENTURY, 100000));
	assert_false(day_shift(&day, UNIT_DAY, INT32_MIN));
	assert_int_equal(day, day_from_civil(2020, 2, 29));
}

/* --- lexicon errors --------------------------------------------------------------------------------------- */

static void compile_fails(const char *words, const char *grammar, size_t line, size_t column)
{
	char folder[] = "/tmp/casus-time-XXXXXX";
	struct arena arena;
	struct error error = {0};
	struct pack_writer writer = {0};
	arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	const char *words_path = arena_printf(&arena, "%s/words.txt", folder), *grammar_path = arena_printf(&arena, "%s/grammar.txt", folder);
	assert_true(file_write(words_path, str_of(words), &error));
	assert_true(file_write(grammar_path, str_of(grammar), &error));
	assert_false(timex_compile(folder, &writer, &error));
	assert_int_equal(error.kind, ERROR_LEXICON);
	assert_int_equal(error.line, line);
	assert_int_equal(error.column, column);
	remove(words_path);
	remove(grammar_path);
	remove(folder);
	arena_free(&arena);
}

static void lexicon_errors_name_their_place(void **state)
{
	(void)state;
	compile_fails("month 1 = january\nmonht 2 = february\n", "", 2, 1);
	compile_fails("month one = january\n", "", 1, 7);
	compile_fails("month 1\n", "", 1, 1);
	compile_fails("unit day 1 2 3 4 = day\n", "", 1, 16);
	compile_fails("month 1 = january\n", "# comment\nnothing = %month\n", 2, 1);
	compile_fails("month 1 = january\n", "civil = %mouth\n", 1, 9);
	compile_fails("month 1 = january\n", "civil = (%month\n", 1, 16);
	compile_fails("month 1 = january\n", "civil = $year\n", 1, 9);
	compile_fails("month 1 = january\n", "civil = %month?\n", 1, 9);
}

static void damaged_tables_are_refused(void **state)
{
	const struct fixture *fixture = *state;
	struct pack_section nodes;
	struct error error = {0};
	struct timex_tables tables;
	assert_true(pack_find(&fixture->pack, "time/nodes", &nodes));
	int32_t *copy = malloc(nodes.length);
	assert_non_null(copy);
	memcpy(copy, nodes.data, nodes.length);
	copy[1] = 0x7fffffff; /* the root's first child */
	struct pack_writer writer = {0};
	struct buf image = {0};
	pack_add(&writer, "time/nodes", PACK_I32, 2, nodes.dim, copy, nodes.length);
	const char *const others[] = {"time/entries", "time/slots", "time/strings"};
	for (size_t i = 0; i < 3; i++) {
		struct pack_section section;
		assert_true(pack_find(&fixture->pack, others[i], &section));
		pack_add(&writer, others[i], section.type, section.rank, section.dim, section.data, section.length);
	}
	pack_finish(&writer, &image);
	void *memory = aligned_alloc(64, (image.length + 63) / 64 * 64);
	struct pack pack;
	memcpy(memory, image.data, image.length);
	assert_true(pack_open_memory(&pack, memory, image.length, "damaged", &error));
	assert_false(timex_open(&tables, &pack, &error));
	assert_int_equal(error.kind, ERROR_LEXICON);
	free(memory);
	free(copy);
	buf_free(&image);
}

/* --- anything goes in ------------------------------------------------------------------------------------- */

/* Words of the lexicon and odd ones in every order that a fixed generator makes: no expression may leave its sentence. */
static void odd_input_is_survived(void **state)
{
	static const char *const words[] = {"the", "last", "9999999999", "January", "31", "2019", "-", "of", "0", "weeks", "ago", "million",
		"99", "'", "/", "\xe2\x80\x93", "\xff\xfe", "29", "February", "years", "later", "every", "first", "century", "30th", "Easter",
		"the following", "Monday", "24:59", "p.m.", "half", "a", "two", "and", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "",
		"1,000,000", "2.55", "1960s", "'60s", "before", "12/13/99", "0001-01-01", "300", "decades", "next", "this", "night"};
	const struct fixture *fixture = *state;
	uint32_t seed = 7;
	for (int round = 0; round < 3000; round++) {
		struct arena arena;
		arena_init(&arena);
		struct tokens tokens = {.verb = -1};
		for (int i = 0; i < 20; i++) {
			seed = seed * 1664525u + 1013904223u;
			struct token token = {.form = str_of(words[(seed >> 8) % (sizeof words / sizeof *words)]), .head = (int32_t)(seed >> 16) % 25 - 3,
				.first_child = -1, .next_sibling = -1, .xpos = (uint8_t)(seed >> 24), .upos = (uint8_t)(seed >> 12), .deprel = (uint8_t)(seed >> 20)};
			arena_push(&arena, tokens.items, tokens.count, tokens.capacity, token);
		}
		struct sentence sentence = {.tokens = tokens.items, .count = tokens.count, .root = round % 2 - 1};
		struct document document = {.arena = &arena, .sentences = &sentence, .sentence_count = 1,
			.article.day = round % 3 ? day_from_civil(round % 5 ? 2020 : 9999, 12, 31) : DAY_NONE};
		timex_find(&fixture->tables, &document);
		for (size_t i = 0; i < document.timex_count; i++) {
			assert_true(document.timexes[i].first <= document.timexes[i].last && document.timexes[i].last < sentence.count);
			assert_true(document.timexes[i].date.from <= document.timexes[i].date.to);
			assert_true(document.timexes[i].value.length > 0);
		}
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_have_bounds_and_values),
		cmocka_unit_test(holidays_fall_on_their_days),
		cmocka_unit_test(shifts_keep_inside_the_calendar),
		cmocka_unit_test(lexicon_errors_name_their_place),
		cmocka_unit_test(damaged_tables_are_refused),
		cmocka_unit_test(corpus_is_found),
		cmocka_unit_test(trees_tell_the_direction),
		cmocka_unit_test(odd_input_is_survived),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
