/* fields.c: one line a field. What it means to the database is the line of the same name in store/. */
#include "query/fields.h"

static const char *const kinds[] = {"event", "relation", NULL};
static const char *const types[] = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
                                    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", NULL};
static const char *const modes[] = {
	"visit", "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire", "access", "resign", "assist", "change",
	"yield", "meet", "disapprove", "investigate", "allege", "restrict", "arrest", "relations", "expel", "territory", "violence", "demo", "riot",
	"strike", "hunger", "boycott", "obstruct", "vandalize", "convict", "discontinue", "troops", "weapons", "police", "militia", "seize",
	"censor", "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber", "abduct", "beat", "torture", "sexual", "targeted",
	"destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
	"unconventional", NULL};
static const char *const contexts[] = {
	"military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy", "pro_autocracy",
	"economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security", "gender", "lgbt",
	"religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration", "disasters",
	"natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
	"illegal_drugs", "trafficking", NULL};
static const char *const relations[] = {"backs", "opposes", "controls", "leads", "part-of", "deals-with", NULL};
static const char *const quads[] = {"1", "2", "3", "4", NULL};
static const char *const factualities[] = {"actual", "negated", "planned", "conditional", "possible", NULL};

const struct field fields[QUERY_FIELD_COUNT] = {
	[QUERY_ACTOR] = {VALUE_NAMES, 0, NULL},
	[QUERY_RECIPIENT] = {VALUE_NAMES, 0, NULL},
	[QUERY_PARTY] = {VALUE_NAMES, 0, NULL},
	[QUERY_DYAD] = {VALUE_PAIR, 0, NULL},
	[QUERY_SPEAKER] = {VALUE_NAMES, 0, NULL},
	[QUERY_KIND] = {VALUE_WORDS, 0, kinds},
	[QUERY_TYPE] = {VALUE_WORDS, 0, types},
	[QUERY_MODE] = {VALUE_WORDS, 0, modes},
	[QUERY_QUAD] = {VALUE_WORDS, 0, quads},
	[QUERY_CONTEXT] = {VALUE_WORDS, 0, contexts},
	[QUERY_RELATION] = {VALUE_WORDS, 0, relations},
	[QUERY_CAMEO] = {VALUE_NAMES, 0, NULL},
	[QUERY_FACTUALITY] = {VALUE_WORDS, 0, factualities},
	[QUERY_ABOUT] = {VALUE_NAMES, 0, NULL},
	[QUERY_PLACE] = {VALUE_NAMES, 0, NULL},
	[QUERY_COUNTRY] = {VALUE_NAMES, 0, NULL},
	[QUERY_BOX] = {VALUE_NUMBERS, 4, NULL},
	[QUERY_NEAR] = {VALUE_NUMBERS, 3, NULL},
	[QUERY_FROM] = {VALUE_FROM, 0, NULL},
	[QUERY_TO] = {VALUE_TO, 0, NULL},
	[QUERY_CONFIDENCE] = {VALUE_NUMBER, 1, NULL},
	[QUERY_KILLED] = {VALUE_NUMBER, 1, NULL},
	[QUERY_TEXT] = {VALUE_TEXT, 0, NULL},
	[QUERY_SOURCE] = {VALUE_NAMES, 0, NULL},
	[QUERY_DOCUMENT] = {VALUE_NAMES, 0, NULL},
	[QUERY_ID] = {VALUE_IDS, 0, NULL},
	[QUERY_INCIDENT] = {VALUE_IDS, 0, NULL},
};

const struct query_field_spec field_specs[QUERY_FIELD_COUNT + 1] = {
	[QUERY_ACTOR] = {"actor", "NAME,...", "who acts: a name, id or code; a country with its government, army and other bodies; LBY* by code"},
	[QUERY_RECIPIENT] = {"recipient", "NAME,...", "on whom, likewise"},
	[QUERY_PARTY] = {"party", "NAME,...", "either of the two"},
	[QUERY_DYAD] = {"dyad", "A,B", "between the two, whoever acts"},
	[QUERY_SPEAKER] = {"speaker", "NAME,...", "who says so; `none` is the article itself, `anonymous` an unnamed source"},
	[QUERY_KIND] = {"kind", "event,relation", "events or standing ties"},
	[QUERY_TYPE] = {"type", "ASSAULT,...", "PLOVER's types"},
	[QUERY_MODE] = {"mode", "aerial,...", "their modes"},
	[QUERY_QUAD] = {"quad", "1,...", "1 and 2 verbal and material cooperation, 3 and 4 conflict"},
	[QUERY_CONTEXT] = {"context", "military,...", "PLOVER's contexts"},
	[QUERY_RELATION] = {"relation", "backs,...", "a tie of this sort"},
	[QUERY_CAMEO] = {"cameo", "19,...", "CAMEO codes that begin so"},
	[QUERY_FACTUALITY] = {"factuality", "actual,...", "whether it came about"},
	[QUERY_ABOUT] = {"about", "ceasefire,...", "acts about a ceasefire or peace"},
	[QUERY_PLACE] = {"place", "NAME,...", "where: a place, or a first-level division with all in it"},
	[QUERY_COUNTRY] = {"country", "LBY,...", "in which country, by code or name"},
	[QUERY_BOX] = {"box", "W,S,E,N", "inside these degrees"},
	[QUERY_NEAR] = {"near", "LAT,LON,KM", "so many kilometres around a point"},
	[QUERY_FROM] = {"from", "DATE", "on that day or later; 2020, 2020-01 or 2020-01-09"},
	[QUERY_TO] = {"to", "DATE", "on that day or earlier; a month or year with all of it"},
	[QUERY_CONFIDENCE] = {"confidence", "NUMBER", "confidence>=0.8"},
	[QUERY_KILLED] = {"killed", "NUMBER", "killed>=10"},
	[QUERY_TEXT] = {"text", "WORDS", "articles with all these words; \"a phrase\", milit* for what begins so"},
	[QUERY_SOURCE] = {"source", "NAME,...", "of this publisher"},
	[QUERY_DOCUMENT] = {"doc", "ID,...", "of this document"},
	[QUERY_ID] = {"id", "ID,...", "this record"},
	[QUERY_INCIDENT] = {"incident", "ID,...", "all that tell of this incident"},
	[QUERY_FIELD_COUNT] = {NULL, NULL, NULL},
};

const char *const key_names[KEY_COUNT + 1] = {
	[KEY_DAY] = "day", [KEY_WEEK] = "week", [KEY_MONTH] = "month", [KEY_YEAR] = "year", [KEY_TYPE] = "type", [KEY_MODE] = "mode",
	[KEY_QUAD] = "quad", [KEY_ACTOR] = "actor", [KEY_RECIPIENT] = "recipient", [KEY_DYAD] = "dyad", [KEY_COUNTRY] = "country",
	[KEY_PLACE] = "place", [KEY_FACTUALITY] = "factuality", [KEY_SPEAKER] = "speaker", [KEY_SOURCE] = "source", [KEY_COUNT] = NULL,
};

const char *const sort_names[SORT_COUNT + 2] = {
	[SORT_DATE] = "date", [SORT_CONFIDENCE] = "confidence", [SORT_TYPE] = "type", [SORT_PLACE] = "place", [SORT_COUNT] = "count",
};

const struct query_field_spec *query_fields(void)
{
	return field_specs;
}

const char *query_key_name(enum query_key key)
{
	return key_names[key];
}

const char *query_field_name(enum query_field field)
{
	return field_specs[field].name;
}

bool query_takes_actors(enum query_field field)
{
	return field == QUERY_ACTOR || field == QUERY_RECIPIENT || field == QUERY_PARTY || field == QUERY_DYAD || field == QUERY_SPEAKER;
}
