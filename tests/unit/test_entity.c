/* test_entity.c: actor files, their errors, names, nominals, coreference. */
#include "entity_sample.h"

#include <sys/stat.h>
#include <unistd.h>

static struct entity_sample sample; /* the repository's own actor files */
static struct arena trees;

static void read_tree(const char *tree, const char *date)
{
	arena_reset(&trees);
	sample_read(&sample, sample_tree(&trees, tree), date);
}

static int open_all(void **state)
{
	(void)state;
	char folder[4096];
	struct error error = {0};
	const char *source = getenv("CASUS_SOURCE");
	snprintf(folder, sizeof folder, "%s/lexicon/en/actors", source ? source : ".");
	arena_init(&trees);
	if (sample_open(&sample, folder, &error))
		return 0;
	print_error("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
	return 1;
}

static int close_all(void **state)
{
	(void)state;
	sample_close(&sample);
	arena_free(&trees);
	return 0;
}

/* --- names and nominals ------------------------------------------------------------------------ */

static void test_names(void **state)
{
	(void)state;
	read_tree("Haftar PROPN compound 2\nforces NOUN/NNS nsubj 3 force\nattacked VERB root 0\nSirte PROPN obj 3\n", "2020-01-09");
	struct actor actor = sample_actor(&sample, "forces", 0, NULL);
	assert_str(actor.text, "Haftar forces");
	assert_str(actor.name, "Libyan National Army");
	assert_str(actor.id, "LNA");
	assert_str(actor.code, "LBYREB");
}

static void test_possessive_body(void **state)
{
	(void)state;
	read_tree("Turkey PROPN nmod:poss 3\n's PART/POS case 1\nparliament NOUN nsubj 4\nvoted VERB root 0\n", "2020-01-09");
	struct actor actor = sample_actor(&sample, "parliament", 0, NULL);
	assert_str(actor.text, "Turkey 's parliament");
	assert_str(actor.name, "Parliament of Turkey");
	assert_str(actor.code, "TURLEG");
}

static void test_nationality_and_noun(void **state)
{
	(void)state;
	read_tree("Russian ADJ/JJ amod 3\nmilitary ADJ/JJ amod 3\ncontractors NOUN/NNS nsubj 4 contractor\ndeployed VERB root 0\n", "2020-01-09");
	struct actor actor = sample_actor(&sample, "contractors", 0, NULL);
	assert_str(actor.name, "Russian military contractors");
	assert_str(actor.country, "RUS");
	assert_str(actor.code, "RUSMIL");
}

static void test_country_through_place(void **state)
{
	(void)state;
	read_tree("They PRON/PRP nsubj 2\nfought VERB root 0\nrival ADJ/JJ amod 4\nfactions NOUN/NNS obj 2 faction\nin ADP/IN case 7\n"
	          "the DET/DT det 7\ncapital NOUN nmod 4\nTripoli PROPN appos 7\n", "2020-01-09");
	assert_str(sample_actor(&sample, "factions", 0, NULL).code, "LBYUAF");
}

static void test_office_by_day(void **state)
{
	(void)state;
	read_tree("Fayez PROPN nsubj 3\nal-Sarraj PROPN flat 1\nspoke VERB root 0\n", "2020-01-09");
	assert_str(sample_actor(&sample, "Fayez", 0, "2020-01-09").code, "LBYGOV");
	assert_str(sample_actor(&sample, "Fayez", 0, "2022-01-09").code, "LBYELI");
}

static void test_seat_acts_or_lies(void **state)
{
	(void)state;
	read_tree("Moscow PROPN nsubj 2\nsaid VERB root 0\nhe PRON/PRP nsubj 4\nlives VERB/VBZ ccomp 2\nin ADP/IN case 6\nMoscow PROPN obl 4\n", "2020-01-09");
	assert_str(sample_actor(&sample, "Moscow", 0, NULL).id, "RUSGOV");
	assert_false(sample.document.mentions[sample_mention(&sample, "Moscow", 0)].is_place_only);
	assert_true(sample.document.mentions[sample_mention(&sample, "Moscow", 1)].is_place_only);
}

/* --- who can act, titles, possessors, speakers ------------------------------------------------------ */

static const struct mention *mention_headed(const char *form)
{
	size_t i = sample_mention(&sample, form, 0);
	assert_true(i != NO_INDEX);
	return &sample.document.mentions[i];
}

static void test_can_act(void **state)
{
	(void)state;
	read_tree("The DET/DT det 2\nrebels NOUN/NNS nsubj 3 rebel\nleft VERB root 0\nthe DET/DT det 5\ncity NOUN obj 3\nafter ADP/IN case 10\n"
	          "the DET/DT det 10\nVenice PROPN compound 10\nFilm PROPN compound 10\nFestival PROPN obl 3\n", "2020-01-09");
	assert_true(mention_headed("rebels")->can_act);
	assert_false(mention_headed("city")->can_act);
	assert_false(mention_headed("Festival")->can_act);
	read_tree("A DET/DT det 2\nstatement NOUN nsubj 3\nsaid VERB root 0\nan DET/DT det 5\nearthquake NOUN nsubj 6\nhit VERB ccomp 3\n", "2020-01-09");
	assert_true(sample_mention(&sample, "statement", 0) == NO_INDEX);
	assert_true(sample_mention(&sample, "earthquake", 0) == NO_INDEX);
}

static void test_measure_of_actors(void **state)
{
	(void)state;
	read_tree("A DET/DT det 2\nnumber NOUN nsubj 5\nof ADP/IN case 4\ncases NOUN/NNS nmod 2 case\nrose VERB root 0\n", "2020-01-09");
	assert_true(sample_mention(&sample, "number", 0) == NO_INDEX);
	read_tree("A DET/DT det 2\nnumber NOUN nsubj 5\nof ADP/IN case 4\nprotesters NOUN/NNS nmod 2 protester\nleft VERB root 0\n", "2020-01-09");
	assert_true(mention_headed("number")->can_act);
}

static void test_title_above_name(void **state)
{
	(void)state;
	read_tree("President PROPN nsubj 4\nBarack PROPN flat 1\nObama PROPN flat 1\nspoke VERB root 0\n", "2010-01-09");
	struct actor actor = sample_actor(&sample, "President", 0, NULL);
	assert_str(actor.text, "President Barack Obama");
	assert_str(actor.name, "Barack Obama");
	assert_str(actor.code, "USAGOV");
	read_tree("Spokesman NOUN nsubj 4\nJohn PROPN flat 1\nZwqx PROPN flat 2\nspoke VERB root 0\nZwqx PROPN nsubj 6\nleft VERB parataxis 4\n", "2010-01-09");
	assert_str(sample_actor(&sample, "Spokesman", 0, NULL).name, "John Zwqx");
	assert_true(mention_headed("Zwqx")->antecedent == sample_mention(&sample, "Spokesman", 0));
}

static void test_surname_needs_support(void **state)
{
	(void)state;
	read_tree("AT&T PROPN compound 2\nPark PROPN nsubj 3\nclosed VERB root 0\n", "2014-01-09");
	assert_str(sample_actor(&sample, "Park", 0, NULL).id, "");
	read_tree("South PROPN compound 2\nKorea PROPN nmod:poss 5\n's PART/POS case 2\nPresident PROPN compound 5\nPark PROPN nsubj 6\nspoke VERB root 0\n", "2014-01-09");
	assert_str(sample_actor(&sample, "Park", 0, NULL).id, "KOR-PARK");
}

static void test_possessed(void **state)
{
	(void)state;
	read_tree("Haftar PROPN nsubj 2\nsaid VERB root 0\nhis PRON/PRP$ nmod:poss 4\ntroops NOUN/NNS nsubj 5 troop\nadvanced VERB ccomp 2\n"
	          "in ADP/IN case 7\nLibya PROPN obl 5\n", "2020-01-09");
	assert_str(sample_actor(&sample, "troops", 0, NULL).id, "LNA");
}

static void test_hedged_number(void **state)
{
	(void)state;
	read_tree("At ADP/IN case 2\nleast ADJ/JJS advmod 3\n43 NUM/CD nummod 4\npeople NOUN/NNS nsubj:pass 6 people\nwere AUX/VBD aux:pass 6\nkilled VERB root 0\n", "2020-01-09");
	assert_str(sample_actor(&sample, "people", 0, NULL).text, "43 people");
	assert_true(mention_headed("people")->animate);
}

/* --- the same again --------------------------------------------------------------------------------- */

/* Is the NTH mention headed by FORM the same as the one headed by OTHER? */
static bool is_same(const char *form, size_t nth, const char *other)
{
	size_t i = sample_mention(&sample, form, nth), j = sample_mention(&sample, other, 0);
	assert_true(i != NO_INDEX && j != NO_INDEX);
	while (sample.document.mentions[i].antecedent != NO_INDEX)
		i = sample.document.mentions[i].antecedent;
	while (sample.document.mentions[j].antecedent != NO_INDEX)
		j = sample.document.mentions[j].antecedent;
	return i == j;
}

static void test_surname_before_place(void **state)
{
	(void)state;
	read_tree("Valeska PROPN nsubj 3\nParis PROPN flat 1\nspoke VERB root 0\n\n"
	          "Paris PROPN nsubj:pass 3\nwas AUX/VBD aux:pass 3\nborn VERB root 0\nin ADP/IN case 5\nParis PROPN obl 3\n\n"
	          "Paris PROPN nsubj 2\nclaims VERB root 0\n", "2015-05-07");
	assert_true(is_same("Paris", 0, "Valeska"));
	assert_true(is_same("Paris", 2, "Valeska"));
	assert_false(is_same("Paris", 1, "Valeska"));
}

static void test_name_before_noun(void **state)
{
	(void)state;
	read_tree("Zwqx PROPN compound 2\nofficials NOUN/NNS nsubj 3 official\nleft VERB root 0\n\n"
	          "Zwqx PROPN nsubj 2\nspoke VERB root 0\nof ADP/IN case 5\nBlorb PROPN compound 5\ntapes NOUN/NNS obl 2 tape\n", "2020-01-09");
	assert_true(is_same("Zwqx", 1, "Zwqx"));
	assert_true(sample_mention(&sample, "Zwqx", 1) != sample_mention(&sample, "Zwqx", 0));
	assert_true(sample_mention(&sample, "Blorb", 0) == NO_INDEX); /* named once, before a noun: of whatever kind */
}

static void test_names_with_complements(void **state)
{
	(void)state;
	read_tree("The DET/DT det 2\nUniversity PROPN nsubj 5\nof ADP/IN case 4\nZwqx PROPN nmod 2\nclosed VERB root 0\n\n"
	          "Students NOUN/NNS nsubj 2 student\nleft VERB root 0\nthe DET/DT det 4\nUniversity PROPN obj 2\nof ADP/IN case 6\nBlorb PROPN nmod 4\n\n"
	          "The DET/DT det 2\nUniversity PROPN nsubj 5\nof ADP/IN case 4\nZwqx PROPN nmod 2\nopened VERB root 0\n", "2020-01-09");
	assert_false(is_same("University", 1, "University"));
	assert_true(is_same("University", 2, "University"));
	read_tree("Ann PROPN nsubj 5\nZwqx PROPN flat 1\nof ADP/IN case 4\nBlorb PROPN nmod 1\nwon VERB root 0\n", "2020-01-09");
	assert_str(sample_actor(&sample, "Ann", 0, NULL).name, "Ann Zwqx");
}

static void test_given_name(void **state)
{
	(void)state;
	read_tree("Ahmed PROPN nsubj 3\nZwqx PROPN flat 1\nspoke VERB root 0\n\nPolice NOUN nsubj 2\nfreed VERB root 0\nAhmed PROPN obj 2\n", "2020-01-09");
	assert_true(is_same("Ahmed", 1, "Ahmed"));
	read_tree("Katz PROPN nsubj 3\nZwqx PROPN flat 1\nspoke VERB root 0\n\nIsrael PROPN nsubj 3\nKatz PROPN flat 1\nspoke VERB root 0\n\n"
	          "Brazil PROPN nsubj 2\nleft VERB root 0\nIsrael PROPN obj 2\n", "2024-01-09");
	assert_str(sample_actor(&sample, "Israel", 1, NULL).id, "ISR"); /* a country before anybody's given name */
}

static void test_pronoun_after_pronoun(void **state)
{
	(void)state;
	read_tree("Ann PROPN nsubj 3\nZwqx PROPN flat 1\nspoke VERB root 0\n\nShe PRON/PRP nsubj 2 she\nleft VERB root 0\n\n"
	          "It PRON/PRP nsubj 2 it\nrained VERB root 0\n\nShe PRON/PRP nsubj 2 she\nslept VERB root 0\n\n"
	          "She PRON/PRP nsubj 2 she\nwoke VERB root 0\n", "2020-01-09");
	assert_true(is_same("She", 2, "Ann"));
	read_tree("Blorb PROPN nsubj 3\nZwqx PROPN flat 1\nspoke VERB root 0\n\nShe PRON/PRP nsubj 2 she\nleft VERB root 0\n\n"
	          "He PRON/PRP nsubj 2 he\nstayed VERB root 0\n", "2020-01-09");
	assert_true(is_same("She", 0, "Blorb"));
	assert_false(is_same("He", 0, "Blorb")); /* she is a woman by now */
}

/* --- bodies, numbers, titles ------------------------------------------------------------------------ */

static void test_body_before_noun(void **state)
{
	(void)state;
	read_tree("Ukrainian ADJ/JJ amod 3\nnavy NOUN compound 3\nvessels NOUN/NNS nsubj 4 vessel\nleft VERB root 0\n", "2020-01-09");
	assert_true(sample_mention(&sample, "navy", 0) != NO_INDEX);
	assert_str(sample_actor(&sample, "navy", 0, NULL).sector, "MIL");
	read_tree("A DET/DT det 3\npolice NOUN compound 3\nofficer NOUN nsubj 4\nleft VERB root 0\n", "2020-01-09");
	assert_true(sample_mention(&sample, "police", 0) == NO_INDEX);
}

static void test_numbers_of_people(void **state)
{
	(void)state;
	read_tree("Rebels NOUN/NNS nsubj 2 rebel\nkilled VERB root 0\n12 NUM/CD obj 2\n", "2020-01-09");
	assert_str(sample_actor(&sample, "12", 0, NULL).code, "CVL");
	read_tree("It PRON/PRP nsubj 2\ncost VERB root 0\n12 NUM/CD obj 2\n$ SYM/$ nmod 3\n", "2020-01-09");
	assert_true(sample_mention(&sample, "12", 0) == NO_INDEX);
}

static void test_title_with_complement(void **state)
{
	(void)state;
	read_tree("The DET/DT det 2\nPresident PROPN nsubj 7\nof ADP/IN case 4\nFrance PROPN nmod 2\nEmmanuel PROPN flat 4\nMacron PROPN flat 4\nspoke VERB root 0\n", "2020-01-09");
	assert_str(sample_actor(&sample, "President", 0, NULL).id, "FRA-MACRON");
}

static void test_noun_behind_name(void **state)
{
	(void)state;
	read_tree("European PROPN compound 3\nUnion PROPN compound 3\nofficials NOUN/NNS nsubj 4 official\nmet VERB root 0\n", "2020-01-09");
	assert_str(sample_actor(&sample, "officials", 0, NULL).code, "EURGOV");
	read_tree("Iranian ADJ/JJ amod 2\nleaders NOUN/NNS nsubj 3 leader\nmet VERB root 0\n", "2020-01-09");
	assert_str(sample_actor(&sample, "leaders", 0, NULL).code, "IRNGOV");
}

static void test_party_of_its_country(void **state)
{
	(void)state;
	read_tree("Armenia PROPN nmod:poss 4\n's PART/POS case 1\nRepublican PROPN compound 4\nParty PROPN nsubj 5\nwon VERB root 0\n", "2017-04-09");
	assert_str(sample_actor(&sample, "Party", 0, NULL).code, "ARMPTY");
	read_tree("The DET/DT det 3\nRepublican PROPN compound 3\nParty PROPN nsubj 4\nwon VERB root 0\n", "2017-04-09");
	assert_str(sample_actor(&sample, "Party", 0, NULL).code, "PTY"); /* anybody's */
}

static void test_clause_and_former(void **state)
{
	(void)state;
	read_tree("In ADP/IN case 2\nSpain PROPN obl 5\n, PUNCT/, punct 5\npolice NOUN nsubj 5\narrested VERB root 0\nIranians PROPN/NNPS obj 5\nfrom ADP/IN case 8\nIran PROPN nmod 6\n", "2020-01-09");
	assert_str(sample_actor(&sample, "police", 0, NULL).code, "ESPCOP");
	read_tree("Barack PROPN nsubj 3\nObama PROPN flat 1\nspoke VERB root 0\n\nThe DET/DT det 3\nformer ADJ/JJ amod 3\npresident NOUN nsubj 4\nleft VERB root 0\n", "2020-01-09");
	assert_str(sample_actor(&sample, "president", 0, NULL).id, "USA-OBAMA");
	assert_str(sample_actor(&sample, "president", 0, NULL).code, "USAELI");
	read_tree("Donald PROPN nsubj 3\nTrump PROPN flat 1\nspoke VERB root 0\n\nThe DET/DT det 3\nformer ADJ/JJ amod 3\npresident NOUN nsubj 4\nleft VERB root 0\n", "2018-01-09");
	assert_str(sample_actor(&sample, "president", 0, NULL).id, ""); /* he is president that day */
	read_tree("He PRON/PRP nsubj 4\nis AUX/VBZ cop 4\nin ADP/IN case 4\nMoscow PROPN root 0\n", "2020-01-09");
	assert_true(mention_headed("Moscow")->is_place_only);
}

static void test_newsmakers(void **state)
{
	(void)state;
	read_tree("The DET/DT det 2\nPope PROPN nsubj 3\nprayed VERB root 0\n", "2014-01-09");
	assert_str(sample_actor(&sample, "Pope", 0, NULL).id, "VAT-POPEFRANCIS");
	read_tree("Syrian ADJ/JJ amod 2\ntroops NOUN/NNS nsubj 3 troop\nfought VERB root 0\nKurds PROPN/NNPS obj 3\n", "2014-01-09");
	assert_str(sample_actor(&sample, "Kurds", 0, NULL).id, "SYRKURDS");
	read_tree("U.S. PROPN compound 3\nTreasury PROPN compound 3\nofficials NOUN/NNS nsubj 4 official\nleft VERB root 0\n", "2014-01-09");
	assert_str(sample_actor(&sample, "officials", 0, NULL).code, "USAGOV");
}

static void test_name_with_marks(void **state)
{
	(void)state;
	read_tree("The DET/DT det 2\nParty PROPN nsubj 8\nof ADP/IN case 4\nIndia PROPN nmod 2\n( PUNCT/-LRB- punct 6\nMaoist PROPN appos 2\n) PUNCT/-RRB- punct 6\nmet VERB root 0\n", "2008-01-09");
	assert_str(sample_actor(&sample, "Party", 0, NULL).id, "");
	read_tree("The DET/DT det 3\nCommunist PROPN compound 3\nParty PROPN nsubj 9\nof ADP/IN case 5\nIndia PROPN nmod 3\n( PUNCT/-LRB- punct 7\nMaoist PROPN appos 3\n"
	          ") PUNCT/-RRB- punct 7\nmet VERB root 0\n", "2008-01-09");
	assert_str(sample_actor(&sample, "Party", 0, NULL).id, "NAXALITES");
	assert_str(sample_actor(&sample, "Party", 0, NULL).text, "Communist Party of India ( Maoist )");
}

/* --- errors of the files -------------------------------------------------------------------------- */

static void write_text(const char *folder, const char *name, const char *text)
{
	char path[512];
	struct error error = {0};
	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_true(file_write(path, str_of(text), &error));
}

/* Compile agents.txt, countries.txt and x.txt with LINE in it; ERROR is what came of it. */
static bool compile_line(const char *line, struct error *error)
{
	char folder[] = "/tmp/casus-actors-XXXXXX", path[512];
	static const char *const files[] = {"agents.txt", "countries.txt", "x.txt"};
	assert_non_null(mkdtemp(folder));
	write_text(folder, files[0], "GOV | office | president\n");
	write_text(folder, files[1], "LBY | Libya | Libyan | Tripoli\n");
	write_text(folder, files[2], line);
	struct entity_sample small;
	*error = (struct error){0};
	bool good = sample_open(&small, folder, error);
	sample_close(&small);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		unlink(path);
	}
	rmdir(folder);
	return good;
}

static void test_errors(void **state)
{
	(void)state;
	static const struct {
		const char *line, *message;
		size_t row, column;
	} cases[] = {
		{"# c\nX | LBYXXX | 2014.. | X Group\n", "unknown sector \"XXX\"", 2, 8},
		{"X | QQQGOV | 2014.. | X Group\n", "unknown country \"QQQ\"", 1, 5},
		{"X | LBYGOV | 2014-13.. | X Group\n", "\"2014-13..\" is no date or range", 1, 14},
		{"X | LBYGOV | 2014..2011 | X Group\n", "the range \"2014..2011\" ends before it begins", 1, 14},
		{"X | LBYGOV | 2014..\n", "a field is missing", 1, 20},
		{"X | LBYGOV | 2014..2018 president | X Man\nY | LBYGOV | 2016.. president | Y Man\n", "holds an office at the same time as line 1 of ", 2, 1},
		{"X | LBYGOV | | X Group\nY | LBYMIL | | X Group\n", "has the same full name as line 1 of ", 2, 1},
		{"X | LBYGOV | | X Group\nX | LBYGOV | | Y Group\n", "the id \"X\" is used twice", 2, 1},
		{"X | LBYGOV | 2014.. tsar | X Group\n", "unknown office \"tsar\"", 1, 21},
		{"X | LBYGOV | | X Group | leads NOBODY\n", "no entity has the id \"NOBODY\"", 1, 32},
		{"Ü | LBYGOV | | Ü Group | likes X\n", "\"likes X\": expected", 1, 26},
		{"X | LBYGOV | | X \"Hawk\" Group\n", "the name can never be found: a name in a text ends at", 1, 18},
		{"X | LBYGOV | | A b c d e f g h i j k l m n o p q\n", "the name can never be found: it has 16 words or more", 1, 16},
		{"X | LBYGOV | 2014..2018 | X Group; Hawks\nY | LBYMIL | 2016.. | Y Group; Hawks\n", "has the name \"hawks\" at the same time as line 1 of ", 2, 1},
		{"class armies\n", "unknown class \"armies\"", 1, 7},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct error error;
		assert_false(compile_line(cases[i].line, &error));
		assert_int_equal(error.kind, ERROR_LEXICON);
		if (strncmp(error.message, cases[i].message, strlen(cases[i].message)) != 0)
			print_error("got \"%s\", expected \"%s\"\n", error.message, cases[i].message);
		assert_int_equal(strncmp(error.message, cases[i].message, strlen(cases[i].message)), 0);
		assert_int_equal(error.line, cases[i].row);
		assert_int_equal(error.column, cases[i].column);
		assert_true(str_ends(str_of(error.file), STR("/x.txt")));
	}
	struct error error;
	assert_true(compile_line("X | LBYGOV | 2014..2015 | X Group; Hawks\nY | LBYMIL | 2016.. | Y Group; Hawks\n", &error)); /* one after the other */
	assert_true(compile_line("X | LBYGOV | | X Man; ~Hawk\nY | LBYMIL | | Y Man; ~Hawk\n", &error));
	assert_true(compile_line("X | LBYGOV | 2014-02..2015 president; LBY ..2013 | X Group; XG | part-of LBY\n", &error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_possessive_body),
		cmocka_unit_test(test_nationality_and_noun),
		cmocka_unit_test(test_country_through_place),
		cmocka_unit_test(test_office_by_day),
		cmocka_unit_test(test_seat_acts_or_lies),
		cmocka_unit_test(test_can_act),
		cmocka_unit_test(test_measure_of_actors),
		cmocka_unit_test(test_title_above_name),
		cmocka_unit_test(test_surname_needs_support),
		cmocka_unit_test(test_possessed),
		cmocka_unit_test(test_hedged_number),
		cmocka_unit_test(test_surname_before_place),
		cmocka_unit_test(test_name_before_noun),
		cmocka_unit_test(test_names_with_complements),
		cmocka_unit_test(test_given_name),
		cmocka_unit_test(test_pronoun_after_pronoun),
		cmocka_unit_test(test_body_before_noun),
		cmocka_unit_test(test_numbers_of_people),
		cmocka_unit_test(test_title_with_complement),
		cmocka_unit_test(test_noun_behind_name),
		cmocka_unit_test(test_party_of_its_country),
		cmocka_unit_test(test_clause_and_former),
		cmocka_unit_test(test_newsmakers),
		cmocka_unit_test(test_name_with_marks),
		cmocka_unit_test(test_errors),
	};
	return cmocka_run_group_tests(tests, open_all, close_all);
}
