/* Every column of every format, from a document made by hand: an attack that killed, a meeting, a denial, a tie and a truce. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/file.h"
#include "export/cells.h"
#include "export/layouts.h"

static struct arena arena;
static struct pack pack;
static void *pack_memory;
static struct export_tables *tables;

/* --- the document ------------------------------------------------------------------------------------ */

#define TEXT \
	"Air strikes by the LNA, said \"witnesses\",\tkilled at least 12 civilians\nin Sirte on Monday.\n\n" \
	"Russia & Turkey met. Egypt, which backs the LNA, did not bomb Misrata."

static struct span span_of(const char *words)
{
	const char *at = strstr(TEXT, words);
	size_t start = at ? (size_t)(at - TEXT) : 0;
	return (struct span){start, start + strlen(words)};
}

static struct actor actor_of(const char *words, const char *name, const char *id, const char *country, const char *sector, const char *code)
{
	return (struct actor){.text = str_of(words), .span = span_of(words), .name = str_of(name), .id = str_of(id),
	                      .country = str_of(country), .sector = str_of(sector), .code = str_of(code)};
}

static struct date day_of(const char *text)
{
	struct date date = {.precision = DATE_DAY, .basis = BASIS_EXACT};
	assert_true(day_parse(str_of(text), &date.from));
	date.to = date.from;
	return date;
}

static struct actor lna, civilians, russia, turkey, egypt, gna, witness;
static struct event events[4];
static struct sentence sentences[2];
static struct block blocks[2];
static struct count killed;
static struct attribution said;
static struct ceasefire truce;
static struct response answer;
static size_t truce_events[1];
static struct document document;

static struct event event_of(const char *type, const char *cameo, int quad, double goldstein, size_t sentence, const char *trigger)
{
	return (struct event){.type = str_of(type), .cameo = str_of(cameo), .quad = quad, .goldstein = goldstein, .sentence = sentence,
	                      .trigger_span = span_of(trigger), .date = day_of("2020-01-09"), .since = {.from = DAY_NONE}, .until = {.from = DAY_NONE},
	                      .timex = NO_INDEX, .place_index = NO_INDEX, .about_token = NO_INDEX, .confidence = 0.875,
	                      .rule = STR("codebook/assault.txt:41")};
}

static void make_actors(void)
{
	lna = actor_of("the LNA", "Libyan National Army", "LNA", "LBY", "REB", "LBYREB");
	civilians = actor_of("civilians", "", "", "LBY", "CVL", "LBYCVL");
	russia = actor_of("Russia", "Russia", "RUS", "RUS", "", "RUS");
	turkey = actor_of("Turkey", "Turkey", "TUR", "TUR", "", "TUR");
	egypt = actor_of("Egypt", "Egypt", "EGY", "EGY", "", "EGY");
	gna = actor_of("Misrata", "Government of National Accord", "GNA", "LBY", "GOV", "LBYGOV");
	witness = actor_of("\"witnesses\"", "", "", "", "JRN", "JRN");
}

static void make_events(void)
{
	events[0] = event_of("ASSAULT", "195", 4, -9.5, 0, "killed");
	events[0].id = STR("aaaa");
	events[0].mode = STR("aerial");
	events[0].contexts[0] = STR("military");
	events[0].contexts[1] = STR("terrorism");
	events[0].context_count = 2;
	events[0].actors = &lna, events[0].actor_count = 1;
	events[0].recipients = &civilians, events[0].recipient_count = 1;
	events[0].date = day_of("2020-01-06");
	events[0].place = (struct place){.text = STR("Sirte"), .name = STR("Sirte"), .country = STR("LBY"), .admin1 = STR("Surt"), .lat = 31.2089,
	                                 .lon = 16.5887, .precision = PLACE_POINT, .geoname = 2210554, .resolved = true, .span = span_of("Sirte")};
	killed = (struct count){COUNT_KILLED, 12, -1, span_of("at least 12")};
	events[0].counts = &killed, events[0].count_count = 1;
	said = (struct attribution){.speakers = &witness, .speaker_count = 1, .cue = STR("said")};
	events[0].attribution = &said;
	events[1] = event_of("CONSULT", "040", 1, 2.5, 1, "met");
	events[1].id = STR("bbbb");
	static struct actor both[2];
	both[0] = russia, both[1] = turkey;
	events[1].actors = both, events[1].actor_count = 2;
	events[1].reciprocal = true;
	events[2] = event_of("ASSAULT", "195", 4, -9.5, 1, "bomb");
	events[2].id = STR("cccc");
	events[2].actors = &egypt, events[2].actor_count = 1;
	events[2].factuality = FACT_NEGATED;
	events[3] = event_of("backs", "", 0, 0, 1, "backs");
	events[3].id = STR("dddd");
	events[3].kind = RECORD_RELATION;
	events[3].actors = &egypt, events[3].actor_count = 1;
	events[3].recipients = &lna, events[3].recipient_count = 1;
}

static void make_truce(void)
{
	static struct actor parties[2];
	parties[0] = lna, parties[1] = gna;
	truce = (struct ceasefire){.id = STR("eeee"), .parties = parties, .party_count = 2, .mediators = &russia, .mediator_count = 1,
	                           .called_on = day_of("2020-01-09"), .effective_from = day_of("2020-01-12"), .until = day_of("2020-01-14"),
	                           .stage = CEASEFIRE_AGREED, .written = true, .purposes = {STR("holiday")}, .purpose_count = 1,
	                           .duration = STR("P3D"), .events = truce_events, .event_count = 1, .responses = &answer, .response_count = 1};
	truce.place = (struct place){.text = STR("Libya"), .name = STR("Libya"), .country = STR("LBY"), .precision = PLACE_COUNTRY, .resolved = true};
	answer = (struct response){.actor = gna, .response = RESPONSE_ACCEPTS, .date = day_of("2020-01-09"), .event = 0};
	truce_events[0] = 0;
}

static void make_document(void)
{
	make_actors();
	make_events();
	make_truce();
	size_t second = span_of("Russia &").start;
	sentences[0] = (struct sentence){.span = {0, second - 2}, .block = 0, .root = -1};
	sentences[1] = (struct sentence){.span = {second, strlen(TEXT)}, .block = 1, .root = -1};
	blocks[0] = (struct block){BLOCK_BODY, sentences[0].span};
	blocks[1] = (struct block){BLOCK_BODY, sentences[1].span};
	document = (struct document){.arena = &arena, .id = STR("ffff"), .sentences = sentences, .sentence_count = 2, .events = events,
	                             .event_count = 4, .ceasefires = &truce, .ceasefire_count = 1};
	document.article = (struct article){.text = str_of(TEXT), .url = STR("http://news/1"), .title = STR("Strikes, \"again\""),
	                                    .publisher = STR("Agency"), .language = STR("en"), .blocks = blocks, .block_count = 2,
	                                    .source_id = STR("s1"), .day = day_of("2020-01-09").from};
}

/* --- running a format -------------------------------------------------------------------------------- */

static struct str run(const char *name, const struct export_options *given, const struct export_incident *incidents, size_t times)
{
	struct exporter *exporter;
	struct error error = {0};
	struct buf out = {0};
	struct export_options options = given ? *given : (struct export_options){0};
	options.version = STR("1.0");
	assert_true(exporter_new(&exporter, export_format_find(name), tables, &options, &error));
	assert_true(exporter_begin(exporter, &out, &error));
	for (size_t i = 0; i < times; i++)
		assert_true(exporter_add(exporter, &document, incidents, &out, &error));
	assert_true(exporter_end(exporter, &out, &error));
	exporter_free(exporter);
	struct str text = {arena_copy(&arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return text;
}

static struct str line_of(struct str text, size_t number)
{
	struct str rest = text, line = {0};
	for (size_t i = 0; i <= number; i++) {
		assert_non_null(rest.data);
		line = str_cut(&rest, '\n');
	}
	return str_ends(line, STR("\r")) ? str_slice(line, 0, line.length - 1) : line;
}

static size_t count_lines(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += text.data[i] == '\n';
	return count;
}

/* The cells of LINE under the columns of FORMAT, all of them; # is an integer of at most 15 digits. */
static void check_cells(const char *format, struct str line, const char *const expected[][2], size_t count)
{
	const struct export_layout *layout = export_format_find(format)->layout;
	assert_int_equal(layout->count, count);
	struct str rest = line;
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(layout->columns[i].name, expected[i][0]);
		struct str cell = str_cut(&rest, '\t');
		uint64_t number;
		bool is_id = strcmp(expected[i][1], "#") == 0 && str_to_u64(cell, &number) && number > 0 && number < 1000000000000000u;
		if (!is_id && !str_equal(cell, str_of(expected[i][1])))
			fail_msg("%s, column %s: '%.*s' is not '%s'", format, expected[i][0], STR_ARG(cell), expected[i][1]);
	}
	assert_null(rest.data);
}

/* A line without its first cell, as one whose first cell is empty. */
static struct str with_tab(struct str rest)
{
	return (struct str){rest.data - 1, rest.length + 1};
}

#define CHECK(format, line, expected) check_cells(format, line, expected, sizeof(expected) / sizeof *(expected))

/* Reads one line of CSV, quoted fields with line ends included, into cells with tabs between them; tabs inside become '~'. */
static struct str csv_line(struct str text, size_t number)
{
	struct buf out = {0};
	size_t line = 0;
	bool quoted = false;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		bool doubled = quoted && c == '"' && i + 1 < text.length && text.data[i + 1] == '"';
		if (c == '"' && !doubled) {
			quoted = !quoted;
			continue;
		}
		i += doubled;
		bool ends = c == '\r' && !quoted;
		if (line == number && !ends)
			buf_byte(&out, c == '\t' ? '~' : c == ',' && !quoted ? '\t' : c);
		if (ends) {
			assert_int_equal(text.data[++i], '\n');
			line++;
		}
	}
	struct str result = {arena_copy(&arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return result;
}

/* --- formats ----------------------------------------------------------------------------------------- */

static void icews(void **state)
{
	(void)state;
	static const char *const attack[][2] = {
		{"Event ID", "#"}, {"Event Date", "2020-01-06"}, {"Source Name", "Libyan National Army"}, {"Source Sectors", "Insurgents"},
		{"Source Country", "Libya"}, {"Event Text", "Attack from the air"}, {"CAMEO Code", "195"}, {"Intensity", "-10"},
		{"Target Name", "civilians"}, {"Target Sectors", "General Population / Civilian / Social"}, {"Target Country", "Libya"},
		{"Story ID", "#"}, {"Sentence Number", "1"}, {"Publisher", "Agency"}, {"City", "Sirte"}, {"District", ""}, {"Province", "Surt"},
		{"Country", "Libya"}, {"Latitude", "31.2089"}, {"Longitude", "16.5887"},
	};
	struct str out = run("icews", NULL, NULL, 1);
	assert_int_equal(count_lines(out), 4); /* header, attack, the meeting both ways */
	CHECK("icews", line_of(out, 1), attack);
	assert_true(str_find(line_of(out, 2), STR("\tRussia\t\tRussia\tConsult\t040\t1\tTurkey\t"), 0) != SIZE_MAX);
	assert_true(str_find(line_of(out, 3), STR("\tTurkey\t\tTurkey\tConsult\t040\t1\tRussia\t"), 0) != SIZE_MAX);
	struct export_options all = {.all = true};
	assert_int_equal(count_lines(run("icews", &all, NULL, 1)), 5);
	events[0].actor_count = events[0].recipient_count = 0; /* names nobody */
	assert_int_equal(count_lines(run("icews", NULL, NULL, 1)), 3);
	events[0].actor_count = events[0].recipient_count = 1;
}

#define NO_GEO(n) \
	{"Actor" n "Geo_Type", "0"}, {"Actor" n "Geo_FullName", ""}, {"Actor" n "Geo_CountryCode", ""}, {"Actor" n "Geo_ADM1Code", ""}, \
	{"Actor" n "Geo_ADM2Code", ""}, {"Actor" n "Geo_Lat", ""}, {"Actor" n "Geo_Long", ""}, {"Actor" n "Geo_FeatureID", ""}

static void gdelt(void **state)
{
	(void)state;
	static const char *const attack[][2] = {
		{"GLOBALEVENTID", "#"}, {"Day", "20200106"}, {"MonthYear", "202001"}, {"Year", "2020"}, {"FractionDate", "2020.0164"},
		{"Actor1Code", "LBYREB"}, {"Actor1Name", "LIBYAN NATIONAL ARMY"}, {"Actor1CountryCode", "LBY"}, {"Actor1KnownGroupCode", ""},
		{"Actor1EthnicCode", ""}, {"Actor1Religion1Code", ""}, {"Actor1Religion2Code", ""}, {"Actor1Type1Code", "REB"},
		{"Actor1Type2Code", ""}, {"Actor1Type3Code", ""},
		{"Actor2Code", "LBYCVL"}, {"Actor2Name", "CIVILIANS"}, {"Actor2CountryCode", "LBY"}, {"Actor2KnownGroupCode", ""},
		{"Actor2EthnicCode", ""}, {"Actor2Religion1Code", ""}, {"Actor2Religion2Code", ""}, {"Actor2Type1Code", "CVL"},
		{"Actor2Type2Code", ""}, {"Actor2Type3Code", ""},
		{"IsRootEvent", "1"}, {"EventCode", "195"}, {"EventBaseCode", "195"}, {"EventRootCode", "19"}, {"QuadClass", "4"},
		{"GoldsteinScale", "-10"}, {"NumMentions", "7"}, {"NumSources", "3"}, {"NumArticles", "5"}, {"AvgTone", ""},
		NO_GEO("1"), NO_GEO("2"),
		{"ActionGeo_Type", "4"}, {"ActionGeo_FullName", "Sirte, Surt, Libya"}, {"ActionGeo_CountryCode", "LY"},
		{"ActionGeo_ADM1Code", ""}, {"ActionGeo_ADM2Code", ""}, {"ActionGeo_Lat", "31.2089"}, {"ActionGeo_Long", "16.5887"},
		{"ActionGeo_FeatureID", ""}, {"DATEADDED", "20200109000000"}, {"SOURCEURL", "http://news/1"},
	};
	static const struct export_incident incidents[4] = {{STR("i1"), 7, 3, 5}, {{0}, 0, 0, 0}, {{0}, 0, 0, 0}, {{0}, 0, 0, 0}};
	struct str out = run("gdelt", NULL, incidents, 2);
	CHECK("gdelt", line_of(out, 0), attack);
	assert_int_equal(sizeof attack / sizeof *attack, 61);
	assert_int_equal(count_lines(out), 5); /* the attack of one incident once, the meeting both ways twice */
	assert_true(str_find(line_of(out, 1), STR("\t0\t040\t040\t04\t1\t1\t1\t1\t1\t"), 0) != SIZE_MAX);
	assert_true(str_find(line_of(out, 1), STR("\tRUS\tRUSSIA\tRUS\t"), 0) != SIZE_MAX);
}

static void gdelt_mentions(void **state)
{
	(void)state;
	static const char *const mention[][2] = {
		{"GLOBALEVENTID", "#"}, {"EventTimeDate", "20200106000000"}, {"MentionTimeDate", "20200109000000"}, {"MentionType", "1"},
		{"MentionSourceName", "Agency"}, {"MentionIdentifier", "http://news/1"}, {"SentenceID", "1"}, {"Actor1CharOffset", "15"},
		{"Actor2CharOffset", "61"}, {"ActionCharOffset", "42"}, {"InRawText", "1"}, {"Confidence", "90"}, {"MentionDocLen", "162"},
		{"MentionDocTone", ""}, {"MentionDocTranslationInfo", ""}, {"Extras", ""},
	};
	struct str out = run("gdelt-mentions", NULL, NULL, 1);
	CHECK("gdelt-mentions", line_of(out, 0), mention);
	assert_int_equal(count_lines(out), 3);
}

static void phoenix(void **state)
{
	(void)state;
	static const char *const attack[][2] = {
		{"EventID", ""}, {"Date", "20200106"}, {"Year", "2020"}, {"Month", "01"}, {"Day", "06"},
		{"SourceActorFull", "LBYREB"}, {"SourceActorEntity", "LBY"}, {"SourceActorRole", "REB"}, {"SourceActorAttribute", ""},
		{"TargetActorFull", "LBYCVL"}, {"TargetActorEntity", "LBY"}, {"TargetActorRole", "CVL"}, {"TargetActorAttribute", ""},
		{"EventCode", "195"}, {"EventRootCode", "19"}, {"QuadClass", "4"}, {"GoldsteinScore", "-10"}, {"Issues", "military;terrorism"},
		{"Lat", "31.2089"}, {"Lon", "16.5887"}, {"LocationName", "Sirte"}, {"StateName", "Surt"}, {"CountryName", "Libya"},
		{"SentenceID", "ffff_1"}, {"URLs", "http://news/1"}, {"NewsSources", "Agency"},
	};
	struct str out = run("phoenix", NULL, NULL, 1), line = line_of(out, 0), rest = line;
	struct str id = str_cut(&rest, '\t');
	assert_true(str_ends(id, STR("_1.0")));
	CHECK("phoenix", with_tab(rest), attack);
	assert_true(str_find(line_of(out, 1), STR("\tRUS\tRUS\t\t\tTUR\tTUR\t\t\t040\t04\t1\t1\t"), 0) != SIZE_MAX);
}

static void polecat(void **state)
{
	(void)state;
	static const char *const attack[][2] = {
		{"Event ID", "aaaa"}, {"Event Date", "2020-01-06"}, {"Event Type", "ASSAULT"}, {"Event Mode", "aerial"}, {"Intensity", "-9.5"},
		{"Quad Code", "MATERIAL CONFLICT"}, {"Contexts", "military;terrorism"},
		{"Actor Name", "Libyan National Army"}, {"Actor Country", "LBY"}, {"Actor COW", "620"}, {"Primary Actor Sector", "REB"},
		{"Actor Sectors", "REB"}, {"Actor Title", "None"}, {"Actor Name Raw", "the LNA"}, {"Wikipedia Actor ID", "None"},
		{"Recipient Name", "None"}, {"Recipient Country", "LBY"}, {"Recipient COW", "620"}, {"Primary Recipient Sector", "CVL"},
		{"Recipient Sectors", "CVL"}, {"Recipient Title", "None"}, {"Recipient Name Raw", "civilians"}, {"Wikipedia Recipient ID", "None"},
		{"Placename", "Sirte"}, {"City", "Sirte"}, {"District", "None"}, {"Province", "Surt"}, {"Country", "LBY"}, {"Latitude", "31.2089"},
		{"Longitude", "16.5887"}, {"GeoNames ID", "2210554"}, {"Raw Placename", "Sirte"}, {"Feature Type", "Place"}, {"Source", "Agency"},
		{"Publication Date", "2020-01-09"}, {"Story People", "None"}, {"Story Organizations", "Libyan National Army; Russia; Turkey; Egypt"},
		{"Story Locations", "Sirte"}, {"Language", "en"}, {"Version", "casus 1.0"},
	};
	struct str out = run("polecat", NULL, NULL, 1);
	assert_int_equal(count_lines(out), 4);
	CHECK("polecat", line_of(out, 1), attack);
	assert_true(str_starts(line_of(out, 3), STR("bbbb-2\t2020-01-09\tCONSULT\tNone\t2.5\tVERBAL COOPERATION\tNone\tTurkey\tTUR\t640\tNone\t")));
}

static void acled(void **state)
{
	(void)state;
	static const char *const attack[][2] = {
		{"event_id_cnty", ""}, {"event_date", "2020-01-06"}, {"year", "2020"}, {"time_precision", "1"},
		{"disorder_type", "Political violence"}, {"event_type", "Explosions/Remote violence"}, {"sub_event_type", "Air/drone strike"},
		{"actor1", "Libyan National Army"}, {"assoc_actor_1", ""}, {"inter1", "2"}, {"actor2", "civilians"}, {"assoc_actor_2", ""},
		{"inter2", "7"}, {"interaction", "27"}, {"civilian_targeting", "Civilian targeting"}, {"iso", "434"}, {"region", "Northern Africa"},
		{"country", "Libya"}, {"admin1", "Surt"}, {"admin2", ""}, {"admin3", ""}, {"location", "Sirte"}, {"latitude", "31.2089"},
		{"longitude", "16.5887"}, {"geo_precision", "1"}, {"source", "Agency"}, {"source_scale", ""},
		{"notes", "Air strikes by the LNA, said \"witnesses\",~killed at least 12 civilians\nin Sirte on Monday."}, {"fatalities", "12"},
		{"tags", ""}, {"timestamp", "1578528000"},
	};
	struct str line = csv_line(run("acled", NULL, NULL, 1), 1), rest = line;
	assert_true(str_starts(str_cut(&rest, '\t'), STR("LBY")));
	CHECK("acled", with_tab(rest), attack);
	assert_true(str_empty(csv_line(run("acled", NULL, NULL, 1), 2))); /* a meeting is no event of ACLED's */
}

static void ucdp(void **state)
{
	(void)state;
	static const char *const attack[][2] = {
		{"id", "#"}, {"relid", ""}, {"year", "2020"}, {"active_year", ""}, {"code_status", ""}, {"type_of_violence", "3"},
		{"conflict_dset_id", ""}, {"conflict_new_id", ""}, {"conflict_name", ""}, {"dyad_dset_id", ""}, {"dyad_new_id", ""},
		{"dyad_name", "Libyan National Army - Civilians"}, {"side_a_dset_id", ""}, {"side_a_new_id", ""}, {"side_a", "Libyan National Army"},
		{"side_b_dset_id", ""}, {"side_b_new_id", ""}, {"side_b", "Civilians"}, {"number_of_sources", "1"},
		{"source_article", "\"Agency,2020-01-09,Strikes, \"again\"\""}, {"source_office", "Agency"}, {"source_date", "2020-01-09"},
		{"source_headline", "Strikes, \"again\""}, {"source_original", "\"witnesses\""}, {"where_prec", "1"}, {"where_coordinates", "Sirte"},
		{"where_description", "Sirte"}, {"adm_1", "Surt"}, {"adm_2", ""}, {"latitude", "31.2089"}, {"longitude", "16.5887"},
		{"geom_wkt", "POINT (16.5887 31.2089)"}, {"priogrid_gid", "174634"}, {"country", "Libya"}, {"country_id", "620"}, {"region", "Africa"},
		{"event_clarity", "1"}, {"date_prec", "1"}, {"date_start", "2020-01-06 00:00:00.000"}, {"date_end", "2020-01-06 00:00:00.000"},
		{"deaths_a", "0"}, {"deaths_b", "0"}, {"deaths_civilians", "12"}, {"deaths_unknown", "0"}, {"best", "12"}, {"high", "12"}, {"low", "12"},
		{"gwnoa", ""}, {"gwnob", ""},
	};
	struct str out = run("ucdp-ged", NULL, NULL, 1);
	CHECK("ucdp-ged", csv_line(out, 1), attack);
	assert_true(str_empty(csv_line(out, 2)));
}

static void ucdp_sides(void **state)
{
	(void)state;
	/* The government is side A, whoever began. */
	struct actor *recipient = events[0].recipients;
	events[0].recipients = &gna;
	struct str line = csv_line(run("ucdp-ged", NULL, NULL, 1), 1);
	events[0].recipients = recipient;
	assert_true(str_find(line, STR("\tGovernment of Libya - Libyan National Army\t"), 0) != SIZE_MAX);
	assert_true(str_ends(line, STR("\t0\t0\t0\t12\t12\t12\t12\t620\t")));
}

#define LINKS_10(a) {"link_id" a "0", ""}, {"link_id" a "1", ""}, {"link_id" a "2", ""}, {"link_id" a "3", ""}, {"link_id" a "4", ""}, \
	{"link_id" a "5", ""}, {"link_id" a "6", ""}, {"link_id" a "7", ""}, {"link_id" a "8", ""}, {"link_id" a "9", ""}

static void ceasefires(void **state)
{
	(void)state;
	static const char *const declared[][2] = {
		{"location", "Libya"}, {"region", "Northern Africa"}, {"cc", "620"}, {"side", "B"}, {"cf_id", "#"}, {"uniq_id", "#"},
		{"ucdp_actor_id", ""}, {"actor_name", "Libyan National Army"}, {"ucdp_acd_id", ""}, {"ucdp_dyad", ""}, {"pax_id", ""}, {"link", ""},
		{"link_id1", ""}, {"link_id2", ""}, {"link_id3", ""}, {"link_id4", ""}, {"link_id5", ""}, {"link_id6", ""}, {"link_id7", ""},
		{"link_id8", ""}, {"link_id9", ""}, LINKS_10("1"), LINKS_10("2"), {"link_id30", ""}, {"link_id31", ""}, {"link_id32", ""},
		{"link_id33", ""}, {"link_id34", ""}, {"link_id35", ""},
		{"cf_dec_yr", "2020"}, {"cf_dec_month", "1"}, {"cf_dec_day", "9"}, {"cf_effect_yr", "2020"}, {"cf_effect_month", "1"},
		{"cf_effect_day", "12"}, {"partial", ""}, {"written", "1"}, {"fixed", "1"}, {"fixed_time", "3"}, {"nsa_frac", ""}, {"splinter", ""},
		{"p_humanitarian", "0"}, {"p_peaceprocess", "0"}, {"p_holiday", "1"}, {"p_election", "0"}, {"p_other", ""},
		{"p_other_comment", ""}, {"p_unclear", "0"}, {"cf_pp", ""}, {"ceasefire_class", ""}, {"timing", ""}, {"mediator_nego", "Russia"},
		{"mediator_send", ""}, {"implement", "-1"}, {"enforcement", "-1"}, {"ddr", ""}, {"ended", ""}, {"end_yr", ""}, {"end_month", ""},
		{"end_day", ""}, {"truce", ""},
		{"evidence_onset", "Air strikes by the LNA, said \"witnesses\",~killed at least 12 civilians\nin Sirte on Monday."},
		{"evidence_end", ""}, {"factivia_source", "Agency"}, {"factivia_page", "http://news/1"},
		{"comment", "agreed; Government of National Accord accepts"}, {"coder", "casus 1.0"}, {"recentadditions", ""},
	};
	struct str out = run("ceasefires", NULL, NULL, 1);
	CHECK("ceasefires", csv_line(out, 1), declared);
	assert_true(str_find(csv_line(out, 2), STR("\tGovernment of National Accord\t"), 0) != SIZE_MAX);
	assert_true(str_starts(csv_line(out, 2), STR("Libya\tNorthern Africa\t620\tA\t")));
	assert_true(str_empty(csv_line(out, 3))); /* who accepts is a party: once */
	truce.stage = CEASEFIRE_CALLED, truce.response_count = 0;
	assert_true(str_empty(csv_line(run("ceasefires", NULL, NULL, 1), 1)));
	make_truce();
}

static void plover(void **state)
{
	(void)state;
	struct str out = run("plover", NULL, NULL, 1), line = line_of(out, 0);
	assert_int_equal(count_lines(out), 3);
	static const char *const parts[] = {
		"{\"id\":\"aaaa\",\"date\":\"2020-01-06\",\"actor\":[{\"code\":\"LBY\",\"sector\":\"REB\",\"entity_text\":\"the LNA\",\"identifier_id\":\"LNA\"",
		"\"recipient\":[{\"code\":\"LBY\",\"sector\":\"CVL\",\"entity_text\":\"civilians\"}]", "\"event\":[\"ASSAULT\"],\"mode\":[\"aerial\"]",
		"\"context\":[\"military\",\"terrorism\"],\"quad_code\":4,\"event_scale\":-9.5,\"event_text\":\"Attack from the air\"",
		"\"geonameid\":2210554,\"lat\":31.2089,\"lon\":16.5887,\"city\":\"Sirte\",\"province\":\"Surt\",\"country\":\"Libya\",\"country_code\":\"LBY\"",
		"\"resolution\":4}", "\"size\":{\"dead\":12}", "\"text_info\":{\"sequence\":0,\"start\":0,\"end\":90,\"text_story\":\"ffff\"}",
		"\\\"witnesses\\\",\\tkilled", "\"publication\":\"Agency\"",
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_find(line, str_of(parts[i]), 0) == SIZE_MAX)
			fail_msg("%s is not in %.*s", parts[i], STR_ARG(line));
	assert_true(str_find(line_of(out, 2), STR("\"mode\":[\"negation\"]"), 0) != SIZE_MAX);
}

static void graphml(void **state)
{
	(void)state;
	struct str out = run("graphml", NULL, NULL, 2);
	static const char *const parts[] = {
		"<node id=\"n0\"><data key=\"name\">Libyan National Army</data><data key=\"country\">LBY</data><data key=\"sector\">REB</data></node>",
		"<edge source=\"n0\" target=\"n1\"><data key=\"weight\">-19.0</data><data key=\"count\">2</data><data key=\"quad1\">0</data>",
		"<data key=\"tie\">backs</data><data key=\"weight\">2.0</data><data key=\"count\">2</data></edge>",
		"<edge source=\"n3\" target=\"n2\"><data key=\"weight\">5.0</data>",
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_find(out, str_of(parts[i]), 0) == SIZE_MAX)
			fail_msg("%s is not in %.*s", parts[i], STR_ARG(out));
}

static void geojson(void **state)
{
	(void)state;
	struct str out = run("geojson", NULL, NULL, 1);
	assert_true(str_find(out, STR("\"geometry\":{\"type\":\"Point\",\"coordinates\":[16.5887,31.2089]},\"properties\":{\"date\":\"2020-01-06\""), 0) !=
	            SIZE_MAX);
	assert_true(str_find(out, STR("\"id\":\"bbbb\",\"geometry\":null,\"properties\":{"), 0) != SIZE_MAX);
	assert_true(str_find(out, STR("\"factuality\":\"negated\""), 0) != SIZE_MAX);
	assert_true(str_ends(out, STR("\n]}\n")));
}

static void records(void **state)
{
	(void)state;
	struct str csv = run("csv", NULL, NULL, 1), tsv = run("tsv", NULL, NULL, 1);
	assert_int_equal(count_lines(tsv), 5);
	assert_true(str_find(line_of(tsv, 1), STR("\tAir strikes by the LNA, said 'witnesses', killed at least 12 civilians in Sirte on Monday.\t"), 0) !=
	            SIZE_MAX);
	assert_true(str_starts(csv_line(csv, 4), STR("relation\tdddd\tffff\ts1\thttp://news/1\tAgency\tStrikes, \"again\"\t2020-01-09\t2020-01-09\t")));
	assert_true(str_find(csv_line(csv, 2), STR("\tRussia; Turkey\tRussia; Turkey\tRUS; TUR\t"), 0) != SIZE_MAX);
}

/* --- tables ------------------------------------------------------------------------------------------ */

static void check_value(const char *code, const char *gdelt_value, const char *phoenix_value)
{
	struct str a = table_goldstein(tables, str_of(code), GOLDSTEIN_GDELT), b = table_goldstein(tables, str_of(code), GOLDSTEIN_PHOENIX);
	if (!str_equal(a, str_of(gdelt_value)) || !str_equal(b, str_of(phoenix_value)))
		fail_msg("%s: %.*s and %.*s, not %s and %s", code, STR_ARG(a), STR_ARG(b), gdelt_value, phoenix_value);
}

static void scales(void **state)
{
	(void)state;
	static const char *const values[][3] = { /* FIELD.md 5.5, its corners and all that the two tables differ in */
		{"010", "0", "0"}, {"016", "-2", "3.4"}, {"022", "3.2", "3.4"}, {"0251", "-0.3", "-0.3"}, {"0334", "6", "6"}, {"0311", "5.2", "5.2"},
		{"042", "1.9", "1.9"}, {"0831", "5", "5"}, {"0843", "7", "7"}, {"0861", "9", "9"}, {"0873", "9", "9"}, {"0874", "10", "10"},
		{"0923", "-2", "-2"}, {"1014", "-5", "-5"}, {"1121", "-2", "-2"}, {"1243", "-4", "-5"}, {"1246", "-4", "-5"}, {"125", "-5", "-5"},
		{"130", "-4.4", "-4.4"}, {"1313", "-5.8", "-5.8"}, {"1385", "-7", "-7"}, {"1411", "-6.5", "-6.5"}, {"1452", "-7.5", "-7.5"},
		{"152", "-7.2", "-7.2"}, {"155", "-7.2", "-7.2"}, {"161", "-4", "-4"}, {"1623", "-5.6", "-5.6"}, {"163", "-8", "-6.5"},
		{"165", "-6.5", "-7"}, {"1662", "-7", "-8"}, {"1712", "-9.2", "-9.2"}, {"1724", "-5", "-5"}, {"175", "-9", "-9"}, {"176", "-7", "-7"},
		{"182", "-9.5", "-9.5"}, {"1822", "-9", "-9"}, {"1834", "-10", "-10"}, {"1951", "-10", "-10"}, {"196", "-9.5", "-9.5"},
		{"201", "-9.5", "-9.5"}, {"2042", "-10", "-10"}, {"99", "", ""},
	};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		check_value(values[i][0], values[i][1], values[i][2]);
	assert_true(str_equal(table_intensity(tables, STR("ASSAULT"), STR("firearms")), STR("-9")));
	assert_true(str_equal(table_intensity(tables, STR("RETREAT"), STR("disarm")), STR("10")));
}

static void check_code(const char *code, const char *country, const char *sector, const char *expected)
{
	struct actor actor = {.code = str_of(code), .country = str_of(country), .sector = str_of(sector)};
	struct buf out = {0};
	put_cameo_actor(tables, &actor, &out);
	if (!str_equal(buf_view(&out), str_of(expected)))
		fail_msg("%s is %.*s, not %s", code, STR_ARG(buf_view(&out)), expected);
	buf_free(&out);
}

static void actor_codes(void **state)
{
	(void)state;
	check_code("LBYREB", "LBY", "REB", "LBYREB");
	check_code("SYRJRN", "SYR", "JRN", "SYRMED"); /* media */
	check_code("SYRMED", "SYR", "MED", "SYRHLH"); /* medicine */
	check_code("ROUGOV", "ROU", "GOV", "ROMGOV");
	check_code("UNOMIL", "UNO", "MIL", "IGOUNOMIL");
	check_code("EUR", "EUR", "", "IGOEUREEC");
	check_code("ISM", "ISM", "", "NGM");
	check_code("XKXCOP", "XKX", "COP", "KSVCOP");
	check_code("NGAUNK", "NGA", "UNK", "NGA");
	check_code("IRQREBKUR", "IRQ", "REB", "IRQREBKUR"); /* blocks that PLOVER does not have stay */
	check_code("mine-1", "IRQ", "REB", "mine-1");
	check_code("", "FRA", "MED", "FRAHLH");
}

/* Every country of the lexicon has codes; these have none, since the lists have none for them. */
static void countries(void **state)
{
	(void)state;
	static const char *const without_fips[] = {"UMI"};
	struct error error = {0};
	struct buf bytes = {0};
	char path[1024];
	snprintf(path, sizeof path, "%s/lexicon/en/actors/countries.txt", getenv("CASUS_SOURCE"));
	assert_true(file_read(path, 0, &bytes, &error));
	struct str rest = buf_view(&bytes);
	size_t count = 0;
	while (rest.data) {
		struct str line = str_cut(&rest, '\n'), code = str_trim(str_cut(&line, '|'));
		if (code.length != 3 || code.data[0] == '#')
			continue;
		bool exempt = str_equal(code, str_of(without_fips[0])), territory = str_empty(table_country(tables, code, COUNTRY_COW));
		if (str_empty(table_country(tables, code, COUNTRY_NAME)) || (!exempt && table_country(tables, code, COUNTRY_FIPS).length != 2) ||
		    table_country(tables, code, COUNTRY_CAMEO).length != 3 || str_empty(table_country(tables, code, COUNTRY_REGION)))
			fail_msg("%.*s lacks a code", STR_ARG(code));
		bool kosovo = str_equal(code, STR("XKX"));
		assert_true(kosovo || table_country(tables, code, COUNTRY_NUMERIC).length == 3);
		assert_true(territory == str_empty(table_country(tables, code, COUNTRY_GW)));
		count += !territory;
	}
	buf_free(&bytes);
	assert_true(count >= 195); /* states */
}

static int set_up(void **state)
{
	(void)state;
	struct pack_writer writer = {0};
	struct error error = {0};
	struct buf bytes = {0};
	char folder[1024];
	arena_init(&arena);
	snprintf(folder, sizeof folder, "%s/lexicon/export", getenv("CASUS_SOURCE"));
	if (!export_compile(folder, &writer, &error))
		return -1;
	pack_finish(&writer, &bytes);
	pack_memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	memcpy(pack_memory, bytes.data, bytes.length);
	bool ok = pack_open_memory(&pack, pack_memory, bytes.length, "test", &error) && export_open(&tables, &pack, &error);
	buf_free(&bytes);
	make_document();
	return ok ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	export_close(tables);
	pack_close(&pack);
	free(pack_memory);
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(icews), cmocka_unit_test(gdelt), cmocka_unit_test(gdelt_mentions), cmocka_unit_test(phoenix),
		cmocka_unit_test(polecat), cmocka_unit_test(acled), cmocka_unit_test(ucdp), cmocka_unit_test(ucdp_sides),
		cmocka_unit_test(ceasefires), cmocka_unit_test(plover), cmocka_unit_test(graphml), cmocka_unit_test(geojson),
		cmocka_unit_test(records), cmocka_unit_test(scales), cmocka_unit_test(actor_codes), cmocka_unit_test(countries),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
