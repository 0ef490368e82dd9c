/* test_place.c: the gazetteer's files and their errors, looking names up, finding and resolving them in trees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "place/place.h"

static struct gazetteer *gazetteer; /* the repository's own */
static struct pack pack;
static void *memory;
static struct arena arena;
static struct document document;

/* --- set-up --------------------------------------------------------------------------------- */

static int open_all(void **state)
{
	(void)state;
	char folder[4096];
	struct error error = {0};
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	const char *source = getenv("CASUS_SOURCE");
	snprintf(folder, sizeof folder, "%s/lexicon/places", source ? source : ".");
	arena_init(&arena);
	bool good = place_compile(folder, NULL, 0, &writer, &error);
	pack_finish(&writer, &bytes);
	memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	memcpy(memory, bytes.data, bytes.length);
	good = good && pack_open_memory(&pack, memory, bytes.length, "places", &error) && gazetteer_open(&gazetteer, &pack, &error);
	buf_free(&bytes);
	if (!good)
		print_error("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
	return good ? 0 : 1;
}

static int close_all(void **state)
{
	(void)state;
	gazetteer_close(gazetteer);
	arena_free(&arena);
	free(memory);
	return 0;
}

/* --- documents from hand-made trees ----------------------------------------------------------- */

static void link_children(struct sentence *s)
{
	for (size_t i = 0; i < s->count; i++)
		s->tokens[i].first_child = s->tokens[i].next_sibling = -1;
	for (size_t i = s->count; i-- > 0;) {
		int32_t head = s->tokens[i].head;
		if (head < 0)
			continue;
		s->tokens[i].next_sibling = s->tokens[head].first_child;
		s->tokens[head].first_child = (int32_t)i;
	}
}

/* One token a line: "FORM UPOS/XPOS deprel head", heads from 1; a blank line ends the sentence. */
static void add_token(struct sentence *s, size_t *capacity, struct buf *text, const char *line)
{
	char form[64], upos[16], xpos[16], deprel[24];
	int head;
	assert_int_equal(sscanf(line, "%63s %15[^/]/%15s %23s %d", form, upos, xpos, deprel, &head), 5);
	struct token token = {.head = head - 1, .space_after = true};
	token.span.start = text->length;
	buf_text(text, form);
	token.span.end = text->length;
	buf_byte(text, ' ');
	token.upos = (uint8_t)upos_value(str_of(upos));
	token.xpos = (uint8_t)xpos_value(str_of(xpos));
	token.deprel = (uint8_t)deprel_value(str_of(deprel));
	assert_true(token.upos < UPOS_COUNT && token.xpos < XPOS_COUNT && token.deprel < DEPREL_COUNT);
	arena_push(&arena, s->tokens, s->count, *capacity, token);
}

static void finish_text(struct buf *text)
{
	document.article.text = (struct str){arena_copy(&arena, text->data, text->length), text->length};
	for (size_t i = 0; i < document.sentence_count; i++)
		for (size_t k = 0; k < document.sentences[i].count; k++) {
			struct token *token = &document.sentences[i].tokens[k];
			token->form = str_slice(document.article.text, token->span.start, token->span.end);
		}
	buf_free(text);
}

static void read_trees(const char *trees, const char *dateline)
{
	struct buf text = {0};
	size_t capacity = 0, tokens = 0;
	arena_reset(&arena);
	document = (struct document){.arena = &arena};
	buf_text(&text, dateline);
	document.article.dateline_place = (struct span){0, text.length};
	buf_byte(&text, ' ');
	struct sentence s = {0};
	for (struct str rest = str_of(trees); rest.data;) {
		struct str line = str_cut(&rest, '\n');
		if (line.length)
			add_token(&s, &tokens, &text, arena_copy(&arena, line.data, line.length));
		if (s.count && (!line.length || !rest.data)) {
			link_children(&s);
			arena_push(&arena, document.sentences, document.sentence_count, capacity, s);
			s = (struct sentence){0};
			tokens = 0;
		}
	}
	finish_text(&text);
	place_find(gazetteer, &document);
}

static void assert_str(struct str s, const char *expected)
{
	if (!str_equal(s, str_of(expected)))
		fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(s), expected);
}

/* The places found, as "text=name/country; ...", "?" for a name that is not resolved. */
static const char *found(void)
{
	struct buf out = {0};
	for (size_t i = 0; i < document.place_count; i++) {
		const struct place *p = &document.places[i];
		buf_printf(&out, "%s%.*s=", i ? "; " : "", STR_ARG(p->text));
		if (p->resolved)
			buf_printf(&out, "%.*s/%.*s", STR_ARG(p->name), STR_ARG(p->country));
		else
			buf_byte(&out, '?');
	}
	const char *text = arena_copy(&arena, out.data ? out.data : "", out.length);
	buf_free(&out);
	return text;
}

#define FINDS(trees, expected) (read_trees(trees, ""), assert_string_equal(found(), expected))

/* --- names ------------------------------------------------------------------------------------ */

static struct place first_named(const char *name)
{
	struct place places[4] = {0};
	if (!gazetteer_find_name(gazetteer, str_of(name), &arena, places, 4))
		fail_msg("%s is not in the gazetteer", name);
	return places[0];
}

static void test_spellings(void **state)
{
	(void)state;
	static const char *const same[][2] = {
		{"Zuwara", "Zuwarah"}, {"Zuwāra", "Zuwarah"}, {"Az-Zawiyah", "Az Zawiyah"}, {"DEIR EZ-ZOR", "Deir Ezzor"},
		{"al-Anbar", "Anbar"}, {"Saint Louis", "St. Louis"}, {"U.S.", "United States"}, {"Misurata", "Misrata"}, {"Kiev", "Kyiv"},
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct place a = first_named(same[i][0]), b = first_named(same[i][1]);
		assert_true(str_equal(a.name, b.name));
		assert_true(a.lat == b.lat && a.lon == b.lon);
	}
}

static void test_sirte(void **state)
{
	(void)state;
	struct place sirte = first_named("Sirte");
	assert_str(sirte.country, "LBY");
	assert_str(sirte.admin1, "Surt");
	assert_true(sirte.lat > 31.1 && sirte.lat < 31.3 && sirte.lon > 16.5 && sirte.lon < 16.7);
	assert_int_equal(sirte.precision, PLACE_POINT);
	assert_int_equal(sirte.geoname, 2210554);
	assert_int_equal(first_named("Anbar").precision, PLACE_ADMIN1);
	assert_int_equal(first_named("Libya").precision, PLACE_COUNTRY);
	struct place none;
	assert_int_equal(gazetteer_find_name(gazetteer, STR("Xyzzyville"), &arena, &none, 1), 0);
	assert_int_equal(gazetteer_find_name(gazetteer, STR(""), &arena, &none, 1), 0);
}

/* --- finding ---------------------------------------------------------------------------------- */

static void test_frames(void **state)
{
	(void)state;
	FINDS("The DET/DT det 3\ncoastal ADJ/JJ amod 3\ntown NOUN/NN nsubj 6\nof ADP/IN case 5\nSirte PROPN/NNP nmod 3\nfell VERB/VBD root 0\n",
	      "Sirte=Sirte/LBY");
	FINDS("They PRON/PRP nsubj 2\nmet VERB/VBD root 0\nin ADP/IN case 4\nBenghazi PROPN/NNP obl 2\n, PUNCT/, punct 6\nLibya PROPN/NNP appos 4\n",
	      "Benghazi=Benghazi/LBY; Libya=Libya/LBY");
	FINDS("Troops NOUN/NNS nsubj 2\nentered VERB/VBD root 0\nnorthern ADJ/JJ amod 4\nSyria PROPN/NNP obj 2\n", "northern Syria=Syria/SYR");
	FINDS("Clashes NOUN/NNS nsubj 2\nshook VERB/VBD root 0\nAnbar PROPN/NNP compound 4\nprovince NOUN/NN obj 2\n", "Anbar province=Anbar/IRQ");
	assert_int_equal(document.places[0].precision, PLACE_ADMIN1);
	FINDS("He PRON/PRP nsubj 2\nfled VERB/VBD root 0\nthe DET/DT det 4\nvillage NOUN/NN obj 2\nof ADP/IN case 6\nQarmatiyyin PROPN/NNP nmod 4\n",
	      "Qarmatiyyin=?");
}

static void test_persons(void **state)
{
	(void)state;
	FINDS("Paris PROPN/NNP nsubj 3\nHilton PROPN/NNP flat 1\nsmiled VERB/VBD root 0\n", "");
	FINDS("President PROPN/NNP nmod:desc 2\nLincoln PROPN/NNP nsubj 3\nspoke VERB/VBD root 0\n", "");
	/* a surname that was a person's before */
	FINDS("Thomas PROPN/NNP nsubj 3\nRavenel PROPN/NNP flat 1\nspoke VERB/VBD root 0\n\n"
	      "Ravenel PROPN/NNP nsubj 2\nleft VERB/VBD root 0\n",
	      "");
	FINDS("He PRON/PRP nsubj 2\nlives VERB/VBZ root 0\nin ADP/IN case 4\nJordan PROPN/NNP obl 2\n", "Jordan=Jordan/JOR");
}

static void test_organisations_and_peoples(void **state)
{
	(void)state;
	FINDS("The DET/DT det 2\nUniversity PROPN/NNP nsubj 5\nof ADP/IN case 4\nOxford PROPN/NNP nmod 2\nclosed VERB/VBD root 0\n", "");
	FINDS("The DET/DT det 3\nIraqi ADJ/JJ amod 3\narmy NOUN/NN nsubj 4\nadvanced VERB/VBD root 0\n", "");
	FINDS("They PRON/PRP nsubj 2\ntold VERB/VBD root 0\nus PRON/PRP obj 2\n", "");
	FINDS("Islamic PROPN/NNP compound 2\nState PROPN/NNP nsubj 6\nof ADP/IN case 4\nIraq PROPN/NNP nmod 2\nhas AUX/VBZ aux 6\nretreated VERB/VBN root 0\n", "");
	FINDS("The DET/DT det 2\nBank PROPN/NNP nsubj 5\nof ADP/IN case 4\nSudan PROPN/NNP nmod 2\nfailed VERB/VBD root 0\n", "");
}

static void test_senses(void **state)
{
	(void)state;
	FINDS("Clashes NOUN/NNS nsubj 2\nhit VERB/VBD root 0\nTripoli PROPN/NNP obj 2\n", "Tripoli=Tripoli/LBY");
	FINDS("Clashes NOUN/NNS nsubj 2\nhit VERB/VBD root 0\nTripoli PROPN/NNP obj 2\n\n"
	      "Beirut PROPN/NNP nsubj 2\nand CCONJ/CC cc 3\nSidon PROPN/NNP conj 1\nin ADP/IN case 5\nLebanon PROPN/NNP nmod 1\nreacted VERB/VBD root 0\n",
	      "Tripoli=Tripoli/LBN; Beirut=Beirut/LBN; Sidon=Sidon/LBN; Lebanon=Lebanon/LBN");
	FINDS("She PRON/PRP nsubj 2\nlives VERB/VBZ root 0\nin ADP/IN case 4\nSpringfield PROPN/NNP obl 2\n, PUNCT/, punct 6\nIllinois PROPN/NNP appos 4\n",
	      "Springfield=Springfield/USA; Illinois=Illinois/USA");
	assert_str(document.places[0].admin1, "Illinois");
	FINDS("Tbilisi PROPN/NNP nsubj 4\n, PUNCT/, punct 3\nGeorgia PROPN/NNP appos 1\nvoted VERB/VBD root 0\n", "Tbilisi=Tbilisi/GEO; Georgia=Georgia/GEO");
	FINDS("Atlanta PROPN/NNP nsubj 4\n, PUNCT/, punct 3\nGeorgia PROPN/NNP appos 1\nvoted VERB/VBD root 0\n", "Atlanta=Atlanta/USA; Georgia=Georgia/USA");
}

static void test_dateline(void **state)
{
	(void)state;
	read_trees("Shells NOUN/NNS nsubj 2\nfell VERB/VBD root 0\n", "TRIPOLI, Lebanon");
	assert_str(document.dateline.name, "Tripoli");
	assert_str(document.dateline.country, "LBN");
	assert_int_equal(document.place_count, 0);
	read_trees("Shells NOUN/NNS nsubj 2\nfell VERB/VBD root 0\n", "");
	assert_int_equal(document.dateline.name.length, 0);
	read_trees("", "");
	assert_int_equal(document.place_count, 0);
}

/* --- files with mistakes ------------------------------------------------------------------------ */

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (str_ends(str_of(name), STR(".gz"))) {
		gzFile packed = gzopen(path, "wb");
		assert_non_null(packed);
		gzputs(packed, text);
		gzclose(packed);
		return;
	}
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void remove_folder(const char *folder)
{
	static const char *const names[] = {"countries.tsv", "places.tsv.gz", "own.txt", "words.txt"};
	char path[512];
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

/* Compile a small folder with OWN and WORDS as its edited files. */
static bool compile_small(const char *own, const char *words, const char *places, struct error *error)
{
	char folder[] = "/tmp/casus-place-XXXXXX";
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	assert_non_null(mkdtemp(folder));
	write_file(folder, "countries.tsv", "LBY\tLY\tLibya\t\tLibyan\t25\t17\t6000000\t1759540\tEGY\t1\n");
	write_file(folder, "places.tsv.gz", places);
	write_file(folder, "own.txt", own);
	write_file(folder, "words.txt", words);
	*error = (struct error){0};
	bool good = place_compile(folder, NULL, 0, &writer, error);
	pack_finish(&writer, &bytes);
	buf_free(&bytes);
	remove_folder(folder);
	return good;
}

static const char surt[] = "P\t2210554\tSirte\tSurt\t31.2089\t16.5887\tLBY\t76\t128123\n";

static void test_good_files(void **state)
{
	(void)state;
	struct error error;
	assert_true(compile_small("# a comment\nSirte, Sirt Town | town | LBY | -\nX Base | base | LBY | 31 16\n", "class direction = north, south\n", surt, &error));
}

static void test_mistakes(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		size_t column;
		const char *message;
	} cases[] = {
		{"Sirte | vilage | LBY | 31 16", 9, "unknown kind"},
		{"Sirte | town | LIB | 31 16", 16, "unknown country"},
		{"Sirte | town | LBY | 131 16", 22, "latitude"},
		{"Sirte | town | LBY | 31 190", 25, "longitude"},
		{"Sirte | town | LBY", 19, "a part is missing"},
		{"Sirte | town | LBY | 31 16 | Nowhere", 30, "no such first-level unit"},
		{"Atlantis | town | LBY | -", 1, "no such place"},
		{"Sirte, , Surt | town | LBY | 31 16", 8, "a name is wanted"},
		{"Sirte | town | LBY | 31 16 | - | -", 33, "nothing may follow"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error error;
		char own[256];
		snprintf(own, sizeof own, "# first\n%s\n", cases[i].line);
		assert_false(compile_small(own, "", surt, &error));
		assert_int_equal(error.kind, ERROR_LEXICON);
		assert_int_equal(error.line, 2);
		if (!strstr(error.message, cases[i].message) || error.column != cases[i].column)
			fail_msg("%s: column %zu, %s", cases[i].line, error.column, error.message);
		assert_string_equal(error.source, cases[i].line);
		assert_true(str_ends(str_of(error.file), STR("own.txt")));
	}
}

static void test_mistakes_elsewhere(void **state)
{
	(void)state;
	struct error error;
	assert_false(compile_small("", "class directoin = north\n", surt, &error));
	assert_int_equal(error.column, 7);
	assert_false(compile_small("", "class direction north\n", surt, &error));
	assert_false(compile_small("", "", "P\t1\tSirte\t\t31\t16\tLIB\t76\t1\n", &error));
	assert_non_null(strstr(error.message, "countries.tsv"));
	assert_false(compile_small("", "", "P\t1\tSirte\n", &error));
	assert_false(compile_small("", "class direction = \xff\n", surt, &error));
	struct pack_writer writer = {0};
	error = (struct error){0};
	assert_false(place_compile("/nowhere/at/all", NULL, 0, &writer, &error));
	assert_int_equal(error.kind, ERROR_LEXICON);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spellings),    cmocka_unit_test(test_sirte),    cmocka_unit_test(test_frames),
		cmocka_unit_test(test_persons),      cmocka_unit_test(test_organisations_and_peoples),
		cmocka_unit_test(test_senses),       cmocka_unit_test(test_dateline), cmocka_unit_test(test_good_files),
		cmocka_unit_test(test_mistakes),     cmocka_unit_test(test_mistakes_elsewhere),
	};
	return cmocka_run_group_tests_name("place", tests, open_all, close_all);
}
