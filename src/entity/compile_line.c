/* compile_line.c: one line of each kind of actor file. docs/actors.md describes them for their authors. */
#include "compile.h"

#include "base/day.h"
#include "base/utf8.h"

enum { OWN_MAX = 60 }; /* bytes of a code of the user's own */

static const char *const sectors[] = {
	"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
	"ELI", "JRN", "LAB", "MED", "OPP", "REF", "PRE", "REL", "SOC",
};
static const char *const international[] = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"};

struct named_value {
	const char *name;
	uint32_t value;
};

static const struct named_value classes[] = {
	{"person", ENTITY_PERSON}, {"organisation", ENTITY_ORGANISATION}, {"armed-group", ENTITY_ARMED_GROUP},
	{"country", ENTITY_COUNTRY}, {"people", ENTITY_PEOPLE}, {"actor", ENTITY_UNKNOWN}, {"agent", CLASS_AGENTS}, {NULL, 0},
};

static const struct named_value agent_flags[] = {
	{"person", AGENT_PERSON}, {"group", AGENT_GROUP}, {"office", AGENT_OFFICE | AGENT_PERSON}, {"whole", AGENT_WHOLE | AGENT_GROUP},
	{"weak", AGENT_WEAK}, {"of", AGENT_TRANSPARENT}, {"female", AGENT_FEMALE}, {"male", AGENT_MALE}, {"armed", AGENT_ARMED},
	{"country", AGENT_COUNTRY}, {"place", AGENT_PLACE}, {"title", AGENT_TITLE}, {"former", AGENT_FORMER}, {"thing", AGENT_THING}, {"state", AGENT_STATE}, {"serves", AGENT_SERVES}, {"foreign", AGENT_FOREIGN}, {"abroad", AGENT_ABROAD}, {"other", AGENT_OTHER}, {"town", AGENT_TOWN | AGENT_PLACE}, {NULL, 0},
};

static bool is_in(struct str code, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(code, str_of(list[i])))
			return true;
	return false;
}

static const struct named_value *named(const struct named_value *table, struct str name)
{
	for (; table->name; table++)
		if (str_equal(name, str_of(table->name)))
			return table;
	return NULL;
}

bool compile_is_sector(struct str code)
{
	return is_in(code, sectors, sizeof sectors / sizeof *sectors);
}

bool compile_is_country(const struct compiler *c, struct str code)
{
	if (is_in(code, international, sizeof international / sizeof *international))
		return true;
	struct map_entry *entry = map_get(&c->ids, code);
	return entry && c->entities[entry->value].class_ == ENTITY_COUNTRY;
}

/* "2014", "2014-05", "2014-05-31": its first or last day. */
static bool parse_end(struct str text, bool last, int32_t *day)
{
	uint64_t year, month = last ? 12 : 1;
	if (text.length == 10)
		return day_parse(text, day);
	if (text.length < 4 || !str_to_u64(str_slice(text, 0, 4), &year) || year == 0)
		return false;
	if (text.length == 7 && (text.data[4] != '-' || !str_to_u64(str_slice(text, 5, 7), &month) || month < 1 || month > 12))
		return false;
	if (text.length != 4 && text.length != 7)
		return false;
	*day = day_from_civil((int)year, (int)month, last ? day_month_length((int)year, (int)month) : 1);
	return true;
}

bool compile_range(struct compiler *c, struct str range, int32_t *from, int32_t *to)
{
	size_t dots = str_find(range, STR(".."), 0);
	struct str first = dots == SIZE_MAX ? range : str_slice(range, 0, dots);
	struct str last = dots == SIZE_MAX ? range : str_slice(range, dots + 2, range.length);
	*from = INT32_MIN;
	*to = INT32_MAX;
	if (first.length + last.length == 0 || (first.length > 0 && !parse_end(first, false, from)))
		return compile_fail(c, range, "\"%.*s\" is no date or range; write 2014.., ..2011 or 2017-01-20..2021-01-20", STR_ARG(range));
	if (last.length > 0 && !parse_end(last, true, to))
		return compile_fail(c, last, "\"%.*s\" is no date; write 2014, 2014-05 or 2014-05-31", STR_ARG(last));
	if (*from > *to)
		return compile_fail(c, range, "the range \"%.*s\" ends before it begins", STR_ARG(range));
	return true;
}

/* What stands behind "=" in *CODE, taken off it, into the strings. */
static bool take_own(struct compiler *c, struct str *code, uint32_t *own, uint32_t *own_length)
{
	size_t equals = str_find(*code, STR("="), 0);
	*own = *own_length = 0;
	if (equals == SIZE_MAX)
		return true;
	struct str text = str_slice(*code, equals + 1, code->length);
	*code = str_slice(*code, 0, equals);
	if (text.length == 0 || text.length > OWN_MAX)
		return compile_fail(c, text, "a code of your own has 1 to %d letters", OWN_MAX);
	*own = compile_pool(c, text);
	*own_length = (uint32_t)text.length;
	return true;
}

bool compile_code(struct compiler *c, struct str code, struct role_entry *role)
{
	if (!take_own(c, &code, &role->own, &role->own_length))
		return false;
	memset(role->country, 0, 4);
	memset(role->sector, 0, 4);
	if (str_starts(code, STR("-")) && role->own_length > 0 && (code.length == 1 || compile_is_sector(str_slice(code, 1, code.length)))) {
		memcpy(role->sector, code.data + 1, code.length - 1);
		return true; /* of no country that casus knows */
	}
	if (code.length != 3 && code.length != 6)
		return compile_fail(c, code, "\"%.*s\" is no code; write a country and a sector, such as LBYREB", STR_ARG(code));
	struct str country = str_slice(code, 0, 3), sector = str_slice(code, 3, code.length);
	if (!compile_is_country(c, country))
		return compile_fail(c, country, "unknown country \"%.*s\" (countries.txt lists them; beside them IGO UNO EUR NGO ISM IMG MNC)",
		                    STR_ARG(country));
	if (sector.length > 0 && !compile_is_sector(sector))
		return compile_fail(c, sector, "unknown sector \"%.*s\"", STR_ARG(sector));
	memcpy(role->country, country.data, 3);
	memcpy(role->sector, sector.data, sector.length);
	return true;
}

/* --- entities: id | code | when | names | more ------------------------------------------------ */

static bool is_code_word(struct str word)
{
	size_t equals = str_find(word, STR("="), 0);
	if (equals != SIZE_MAX)
		return true;
	if (word.length != 3 && word.length != 6)
		return false;
	for (size_t i = 0; i < word.length; i++)
		if (!ascii_is_upper((unsigned char)word.data[i]))
			return false;
	return true;
}

/* "USAGOV 2017-01-20..2021-01-20 president", each part optional; ROLE starts with the line's code. */
static bool parse_role(struct compiler *c, struct str item, struct role_entry *role)
{
	struct str rest = item, word = str_cut(&rest, ' ');
	if (is_code_word(word)) {
		if (!compile_code(c, word, role))
			return false;
		item = rest.data ? str_trim(rest) : (struct str){item.data + item.length, 0};
		rest = item;
		word = str_cut(&rest, ' ');
	}
	bool is_range = word.length > 0 && (ascii_is_digit((unsigned char)word.data[0]) || word.data[0] == '.');
	if (is_range) {
		if (!compile_range(c, word, &role->from, &role->to))
			return false;
		item = rest.data ? str_trim(rest) : (struct str){item.data + item.length, 0};
	}
	if (item.length == 0)
		return true;
	role->office = compile_find_agent(c, item);
	return role->office != NONE || compile_fail(c, item, "unknown office \"%.*s\"; agents.txt lists them", STR_ARG(item));
}

static bool parse_roles(struct compiler *c, uint32_t entity, struct str code, struct str when)
{
	struct role_entry role = {.from = INT32_MIN, .to = INT32_MAX, .office = NONE};
	if (!compile_code(c, code, &role))
		return false;
	while (when.data) {
		struct role_entry one = role;
		struct str item = str_trim(str_cut(&when, ';'));
		if (item.length == 0 && c->entities[entity].role_count > 0)
			continue;
		if (!parse_role(c, item, &one))
			return false;
		compile_role(c, entity, one);
	}
	return true;
}

static bool parse_more(struct compiler *c, uint32_t entity, struct str list)
{
	while (list.data) {
		struct str rest = str_trim(str_cut(&list, ';')), whole = rest;
		struct str word = str_cut(&rest, ' ');
		if (whole.length == 0)
			continue;
		if (str_equal(whole, STR("female")) || str_equal(whole, STR("male"))) {
			c->entities[entity].flags |= str_equal(whole, STR("male")) ? ENTITY_MALE : ENTITY_FEMALE;
			continue;
		}
		bool leads = str_equal(word, STR("leads"));
		if (!rest.data || (!leads && !str_equal(word, STR("part-of"))))
			return compile_fail(c, whole, "\"%.*s\": expected \"leads ID\", \"part-of ID\", \"female\" or \"male\"", STR_ARG(whole));
		struct pending_link link = {.entity = entity, .kind = leads ? LINK_LEADS : LINK_PART_OF, .id = str_trim(rest),
			.source = c->source, .file = c->file, .line = c->line};
		link.column = utf8_count(str_slice(c->source, 0, (size_t)(link.id.data - c->source.data))) + 1;
		arena_push(&c->arena, c->pending, c->pending_count, c->pending_capacity, link);
	}
	return true;
}

/* "class armed-group": what the lines below are. */
static bool parse_class(struct compiler *c, struct str line)
{
	struct str rest = line;
	str_cut(&rest, ' ');
	struct str name = rest.data ? str_trim(rest) : (struct str){line.data + line.length, 0};
	const struct named_value *value = named(classes, name);
	if (!value)
		return compile_fail(c, name, "unknown class \"%.*s\": person, organisation, armed-group, people, country, actor or agent", STR_ARG(name));
	c->class_ = value->value;
	return true;
}

bool compile_entity_line(struct compiler *c, struct str line)
{
	struct str fields[FIELDS_MAX];
	if (str_starts(line, STR("class ")) && str_find(line, STR("|"), 0) == SIZE_MAX)
		return parse_class(c, line);
	if (c->class_ == CLASS_AGENTS)
		return compile_agent_line(c, line);
	size_t count = compile_fields(line, fields);
	if (count < 4 || count > 5)
		return compile_fail(c, str_slice(line, line.length, line.length), "%s: expected id | code | when | names | more",
		                    count < 4 ? "a field is missing" : "too many fields");
	if (fields[0].length == 0 || fields[3].length == 0)
		return compile_fail(c, fields[fields[0].length == 0 ? 0 : 3], "the %s is missing", fields[0].length == 0 ? "id" : "name");
	uint32_t entity;
	struct str names = fields[3], rest = names, canonical = str_trim(str_cut(&rest, ';'));
	if (str_starts(canonical, STR("~")))
		return compile_fail(c, canonical, "the first name is the full one: no ~ here");
	if (str_starts(canonical, STR("?"))) /* a mark, not a letter of the name */
		canonical = str_trim(str_slice(canonical, 1, canonical.length));
	return compile_entity(c, fields[0], canonical, c->class_, &entity) && parse_roles(c, entity, fields[1], fields[2]) &&
	       compile_names(c, names, entity, 0) && (count < 5 || parse_more(c, entity, fields[4]));
}

/* --- agent nouns: sector | kinds | nouns ------------------------------------------------------ */

/* Into *FLAGS; *LIKE_KNOWN: "-" was among them, the kinds of a noun that is there already go before the others. */
static bool parse_kinds(struct compiler *c, struct str list, uint32_t *flags, bool *like_known)
{
	while (list.data) {
		struct str word = str_trim(str_cut(&list, ' '));
		const struct named_value *value = named(agent_flags, word);
		bool dash = str_equal(word, STR("-"));
		if (word.length > 0 && !value && !dash)
			return compile_fail(c, word, "unknown kind \"%.*s\"", STR_ARG(word));
		*flags |= value ? value->value : 0;
		*like_known = *like_known || dash;
	}
	return true;
}

static bool parse_agent_sector(struct compiler *c, struct str sector, struct agent_entry *agent)
{
	if (!take_own(c, &sector, &agent->own, &agent->own_length))
		return false;
	if (str_equal(sector, STR("-")))
		return true;
	if (!compile_is_sector(sector))
		return compile_fail(c, sector, "unknown sector \"%.*s\"", STR_ARG(sector));
	memcpy(agent->sector, sector.data, 3);
	return true;
}

/* "soldier" -> "soldiers", "deputy" -> "deputies". */
static struct str plural_of(struct compiler *c, struct str noun)
{
	bool y = str_ends(noun, STR("y")) && noun.length > 2 && !strchr("aeou", noun.data[noun.length - 2]);
	return str_of(arena_printf(&c->arena, "%.*s%s", (int)(noun.length - y), noun.data, y ? "ies" : "s"));
}

/* A user's noun takes the place of casus's own. */
static void replace_agent(struct compiler *c, uint32_t known)
{
	for (size_t i = 0; i < c->name_count; i++)
		if (c->names[i].flags & NAME_AGENT && c->names[i].target == known)
			c->names[i].target = (uint32_t)c->agent_count;
}

static bool add_noun(struct compiler *c, struct str noun, struct agent_entry agent, bool like_known)
{
	uint32_t known = compile_find_agent(c, noun);
	if (known != NONE && like_known)
		agent.flags = c->agents[known].flags;
	bool same = known != NONE && c->agents[known].flags == agent.flags && memcmp(c->agents[known].sector, agent.sector, 4) == 0 &&
	            c->agents[known].own_length == agent.own_length;
	if (known != NONE && !same && !c->user)
		return compile_fail(c, noun, "the noun \"%.*s\" stands twice, with different meanings", STR_ARG(noun));
	if (same && !c->user)
		return true; /* a spelling with or without hyphen */
	agent.name = compile_pool(c, noun);
	agent.name_length = (uint32_t)noun.length;
	uint32_t plural = c->user ? compile_find_agent(c, plural_of(c, noun)) : NONE;
	if (plural != NONE && plural != known)
		replace_agent(c, plural); /* casus has some plurals as nouns of their own */
	if (known != NONE)
		replace_agent(c, known);
	else if (!compile_name(c, noun, (uint32_t)c->agent_count, NAME_AGENT))
		return false;
	size_t count = c->agent_count;
	arena_push(&c->arena, c->agent_places, count, c->agent_place_capacity, ((struct entry_place){c->file, c->line, c->source}));
	arena_push(&c->arena, c->agents, c->agent_count, c->agent_capacity, agent);
	return true;
}

bool compile_agent_line(struct compiler *c, struct str line)
{
	struct str fields[FIELDS_MAX];
	if (compile_fields(line, fields) != 3)
		return compile_fail(c, line, "expected sector | kinds | nouns");
	struct agent_entry agent = {0};
	bool like_known = false;
	if (!parse_agent_sector(c, fields[0], &agent) || !parse_kinds(c, fields[1], &agent.flags, &like_known))
		return false;
	for (struct str list = fields[2]; list.data;) {
		struct str noun = str_trim(str_cut(&list, ';'));
		if (noun.length > 0 && !add_noun(c, noun, agent, like_known))
			return false;
	}
	return true;
}

/* --- countries: code | name | demonyms | capital | government | parliament | armed forces ----- */

/* "Russian" -> also "Russians"; "Libyan; Libyans" needs no more; "Chinese", "British" have no plural. */
static bool add_demonyms(struct compiler *c, struct str list, uint32_t country)
{
	while (list.data) {
		struct str name = str_trim(str_cut(&list, ';'));
		if (name.length == 0)
			continue;
		if (!compile_name(c, name, country, NAME_DEMONYM))
			return false;
		if (str_ends(name, STR("s")) || str_ends(name, STR("sh")) || str_ends(name, STR("ch")) || str_ends(name, STR("ese")))
			continue;
		struct str plural = str_of(arena_printf(&c->arena, "%.*ss", STR_ARG(name)));
		if (!compile_name(c, plural, country, NAME_DEMONYM))
			return false;
	}
	return true;
}

/* A body that every country has: "TURLEG", "Parliament of Turkey". */
static bool add_body(struct compiler *c, struct str iso, const char *sector, const char *what, struct str country, struct str names, uint32_t *body)
{
	struct str id = str_of(arena_printf(&c->arena, "%.*s%s", STR_ARG(iso), sector));
	struct str name = str_of(arena_printf(&c->arena, "%s of %.*s", what, STR_ARG(country)));
	struct role_entry role = {.from = INT32_MIN, .to = INT32_MAX, .office = NONE};
	if (!compile_entity(c, id, name, ENTITY_ORGANISATION, body) || !compile_code(c, id, &role))
		return false;
	compile_role(c, *body, role);
	c->entities[*body].flags |= ENTITY_DERIVED;
	struct pending_link link = {.entity = *body, .kind = LINK_PART_OF, .id = iso, .source = c->source, .file = c->file, .line = c->line};
	arena_push(&c->arena, c->pending, c->pending_count, c->pending_capacity, link);
	return compile_name(c, name, *body, 0) && compile_names(c, names, *body, 0);
}

bool compile_country_line(struct compiler *c, struct str line)
{
	struct str fields[FIELDS_MAX] = {{0}};
	size_t count = compile_fields(line, fields);
	if (count < 3 || count > 7)
		return compile_fail(c, line, "expected code | name | demonyms | capital | government | parliament | armed forces");
	struct str iso = fields[0], names = fields[1], rest = names;
	if (!is_code_word(iso) || iso.length != 3)
		return compile_fail(c, iso, "\"%.*s\" is no country code of three capitals", STR_ARG(iso));
	if (names.length == 0)
		return compile_fail(c, names, "the name is missing");
	struct str full = str_trim(str_cut(&rest, ';')), name = full;
	if (str_starts(name, STR("the ")))
		name = str_slice(name, 4, name.length);
	uint32_t country, government, parliament, army;
	struct role_entry role = {.from = INT32_MIN, .to = INT32_MAX, .office = NONE};
	if (!compile_entity(c, iso, name, ENTITY_COUNTRY, &country))
		return false;
	memcpy(role.country, iso.data, 3);
	compile_role(c, country, role);
	if (c->only)
		return true; /* codes must be known, names are the user's matter */
	return compile_names(c, names, country, 0) && add_demonyms(c, fields[2], country) &&
	       add_body(c, iso, "GOV", "Government", full, fields[4], &government) && compile_names(c, fields[3], government, NAME_SEAT) &&
	       add_body(c, iso, "LEG", "Parliament", full, fields[5], &parliament) &&
	       add_body(c, iso, "MIL", "Armed Forces", full, fields[6], &army);
}

/* --- regions: names | countries; given names: male or female | names -------------------------- */

bool compile_region_line(struct compiler *c, struct str line)
{
	struct str fields[FIELDS_MAX];
	if (compile_fields(line, fields) != 2)
		return compile_fail(c, line, "expected names | countries");
	struct str rest = fields[0], name = str_trim(str_cut(&rest, ';'));
	struct region_entry region = {.name = compile_pool(c, name), .name_length = (uint32_t)name.length, .member_first = (uint32_t)c->member_count};
	for (struct str list = fields[1]; list.data;) {
		struct str iso = str_trim(str_cut(&list, ' '));
		if (iso.length == 0)
			continue;
		struct map_entry *entry = map_get(&c->ids, iso);
		if (!entry)
			return compile_fail(c, iso, "unknown country \"%.*s\"", STR_ARG(iso));
		arena_push(&c->arena, c->members, c->member_count, c->member_capacity, (uint32_t)entry->value);
		region.member_count++;
	}
	if (!compile_names(c, fields[0], (uint32_t)c->region_count, NAME_REGION))
		return false;
	arena_push(&c->arena, c->regions, c->region_count, c->region_capacity, region);
	return true;
}

bool compile_given_line(struct compiler *c, struct str line)
{
	struct str fields[FIELDS_MAX];
	if (compile_fields(line, fields) != 2)
		return compile_fail(c, line, "expected male | names, or female | names");
	bool female = str_equal(fields[0], STR("female"));
	if (!female && !str_equal(fields[0], STR("male")))
		return compile_fail(c, fields[0], "\"%.*s\": expected male or female", STR_ARG(fields[0]));
	return compile_names(c, fields[1], female, NAME_GIVEN);
}
