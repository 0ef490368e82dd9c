/* answer.c: which entries a name may mean, which of them is chosen on a day, and by what rule. choose.c does the same in a text, where
 * the country that it is about speaks, too. */
#include "answer.h"

#include <string.h>

#include "base/day.h"

enum { WORDS_MOST = 16 }; /* of a name that is put together: "President of Turkey" */

struct asking {
	const struct entity_lexicon *lexicon;
	struct arena *arena;
	int32_t day;
	struct entity_answer *answer;
	size_t capacity;
};

static void add_reading(struct asking *asking, struct entity_reading reading)
{
	for (size_t i = 0; i < asking->answer->count; i++)
		if (reading.kind == READING_ENTITY && asking->answer->readings[i].kind == READING_ENTITY &&
		    asking->answer->readings[i].entity == reading.entity)
			return;
	arena_push(asking->arena, asking->answer->readings, asking->answer->count, asking->capacity, reading);
}

static void add_entity(struct asking *asking, uint32_t entity, const char *as, const char *needs)
{
	struct entity_reading reading;
	describe_entity(asking->lexicon, entity, asking->day, asking->arena, &reading);
	reading.claim = lexicon_claim(asking->lexicon, entity, asking->day, strcmp(as, "surname") != 0);
	reading.as = as;
	reading.needs = needs;
	add_reading(asking, reading);
}

/* --- how a name stands for an entity ----------------------------------------------------------------- */

struct manner {
	uint32_t flag;
	const char *as, *needs;
};

static const struct manner manners[] = {
	{NAME_SHORT, "surname", "the full name or the office in the text, or its country while a role holds"},
	{NAME_DOUBTFUL, "name common elsewhere", "its country in other words of the text"},
	{NAME_SEAT, "seat of government", "that the city acts; where it only lies there, it is a place"},
	{NAME_DEMONYM, "demonym", NULL},
	{NAME_ACRONYM, "acronym", "capitals"},
};

static bool is_full_name(const struct asking *asking, uint32_t entity, struct str key)
{
	char full[KEY_MAX];
	size_t length = words_key(asking->arena, lexicon_entity_name(asking->lexicon, entity), full, NULL);
	return str_equal((struct str){full, length}, key);
}

static void add_named(struct asking *asking, const struct name_entry *name, struct str key)
{
	for (size_t i = 0; i < sizeof manners / sizeof *manners; i++)
		if (name->flags & manners[i].flag) {
			add_entity(asking, name->target, manners[i].as, manners[i].needs);
			return;
		}
	add_entity(asking, name->target, is_full_name(asking, name->target, key) ? "name" : "alias", NULL);
}

static void add_other(struct asking *asking, const struct name_entry *name, struct str key)
{
	struct entity_reading reading;
	if (name->flags & NAME_AGENT)
		describe_noun(asking->lexicon, name->target, &reading);
	else if (name->flags & NAME_REGION)
		describe_region(asking->lexicon, name->target, asking->arena, &reading);
	else
		reading = (struct entity_reading){.kind = READING_GIVEN, .class_ = name->target ? "woman's given name" : "man's given name",
			.as = "given name", .entity = NONE, .name = str_of(arena_printf(asking->arena, "%.*s", STR_ARG(key)))};
	add_reading(asking, reading);
}

static void add_names(struct asking *asking, struct str key)
{
	const struct name_entry *names = asking->lexicon->names;
	for (uint32_t at = lexicon_find(asking->lexicon, key); at != NONE; at = names[at].next) {
		if (!(names[at].flags & NAME_NO_ENTITY))
			add_named(asking, &names[at], key);
		else if (!(names[at].flags & NAME_PREFIX))
			add_other(asking, &names[at], key);
	}
}

/* --- names put together: "Turkish parliament", "President of France", "President Macron" ---------------- */

static struct str join(struct arena *arena, const struct str *words, size_t first, size_t end)
{
	size_t length = 0;
	for (size_t i = first; i < end; i++)
		length += words[i].length + 1;
	char *text = arena_alloc(arena, length + 1);
	length = 0;
	for (size_t i = first; i < end; i++) {
		if (i > first)
			text[length++] = ' ';
		memcpy(text + length, words[i].data, words[i].length);
		length += words[i].length;
	}
	return (struct str){text, length};
}

static uint32_t agent_called(const struct entity_lexicon *lexicon, struct str key)
{
	uint32_t at = lexicon_find(lexicon, key);
	while (at != NONE && !(lexicon->names[at].flags & NAME_AGENT))
		at = lexicon->names[at].next;
	return at == NONE ? NONE : lexicon->names[at].target;
}

/* Code of the country that KEY names, by its name or its people's; empty for none. */
static struct str country_called(const struct entity_lexicon *lexicon, struct str key)
{
	for (uint32_t at = lexicon_find(lexicon, key); at != NONE; at = lexicon->names[at].next)
		if (!(lexicon->names[at].flags & NAME_NO_ENTITY) && lexicon->entities[lexicon->names[at].target].class_ == ENTITY_COUNTRY)
			return lexicon_entity_id(lexicon, lexicon->names[at].target);
	return (struct str){0};
}

static void add_office(struct asking *asking, struct str country, uint32_t agent)
{
	const struct entity_lexicon *lexicon = asking->lexicon;
	uint32_t entity = NONE;
	if (country.length == 0 || agent == NONE)
		return;
	if (lexicon->agents[agent].flags & AGENT_WHOLE)
		entity = lexicon_body(lexicon, country, lexicon_code(lexicon->agents[agent].sector));
	else if (lexicon->agents[agent].flags & AGENT_OFFICE)
		entity = lexicon_holder(lexicon, country, agent, asking->day);
	if (entity != NONE) {
		add_entity(asking, entity, lexicon->agents[agent].flags & AGENT_WHOLE ? "body of the country" : "dated office of the country", NULL);
		return;
	}
	struct entity_reading reading;
	describe_noun(lexicon, agent, &reading);
	reading.needs = lexicon->agents[agent].flags & AGENT_OFFICE ? "a day on which just one holds that office" : NULL;
	reading.sector = str_of(arena_printf(asking->arena, "%.*s%.*s", STR_ARG(country), STR_ARG(reading.sector)));
	add_reading(asking, reading);
}

/* "President" before a name that is known without it. */
static void add_titled(struct asking *asking, uint32_t agent, struct str key)
{
	const struct entity_lexicon *lexicon = asking->lexicon;
	if (agent == NONE || !(lexicon->agents[agent].flags & (AGENT_PERSON | AGENT_TITLE)))
		return;
	for (uint32_t at = lexicon_find(lexicon, key); at != NONE; at = lexicon->names[at].next) {
		const struct name_entry *name = &lexicon->names[at];
		if (!(name->flags & NAME_NO_ENTITY) && lexicon->entities[name->target].class_ == ENTITY_PERSON)
			add_entity(asking, name->target, "title and name", NULL);
	}
}

static void add_composed(struct asking *asking, struct str name)
{
	struct str words[WORDS_MOST];
	size_t count = words_split(asking->arena, name, words, WORDS_MOST);
	for (size_t i = 1; i < count; i++) {
		struct str left = join(asking->arena, words, 0, i), right = join(asking->arena, words, i, count);
		add_office(asking, country_called(asking->lexicon, left), agent_called(asking->lexicon, right));
		add_titled(asking, agent_called(asking->lexicon, left), right);
		if (i + 1 < count && str_equal(words[i], STR("of")))
			add_office(asking, country_called(asking->lexicon, join(asking->arena, words, i + 1, count)), agent_called(asking->lexicon, left));
	}
}

/* --- the choice ------------------------------------------------------------------------------------------ */

/* By claim, entities before the rest, the order of the lexicon where nothing speaks. */
static void sort_readings(struct entity_answer *answer)
{
	for (size_t i = 1; i < answer->count; i++) {
		struct entity_reading reading = answer->readings[i];
		size_t at = i;
		for (; at > 0; at--) {
			const struct entity_reading *before = &answer->readings[at - 1];
			bool later = reading.kind == READING_ENTITY && (before->kind != READING_ENTITY || before->claim < reading.claim);
			if (!later)
				break;
			answer->readings[at] = *before;
		}
		answer->readings[at] = reading;
	}
}

static struct str day_text(struct arena *arena, int32_t day)
{
	char text[16];
	day_format(day, text);
	return str_of(arena_printf(arena, "%s", text));
}

/* Why BEST goes before NEXT. */
static struct str reason(const struct asking *asking, const struct entity_reading *best, const struct entity_reading *next)
{
	const struct entity_entry *entities = asking->lexicon->entities;
	uint32_t a = entities[best->entity].flags, b = entities[next->entity].flags;
	if ((a & ENTITY_USER) != (b & ENTITY_USER))
		return STR("an entry of your own goes before casus's");
	if (best->holds != next->holds)
		return str_of(arena_printf(asking->arena, "of those with this name only it holds on %.*s", STR_ARG(day_text(asking->arena, asking->day))));
	if ((a & ENTITY_DERIVED) != (b & ENTITY_DERIVED))
		return STR("an entry of its own goes before a country's bodies");
	if ((strcmp(best->as, "surname") == 0) != (strcmp(next->as, "surname") == 0))
		return STR("a name of its own goes before a surname");
	return STR("it holds an office");
}

static struct str only_reason(const struct asking *asking, const struct entity_reading *reading)
{
	const char *only = arena_printf(asking->arena, "the only entry that it may mean (%s)", reading->as);
	if (reading->holds)
		return str_of(only);
	return str_of(arena_printf(asking->arena, "%s, though none of its roles holds on %.*s", only, STR_ARG(day_text(asking->arena, asking->day))));
}

static void choose(const struct asking *asking)
{
	struct entity_answer *answer = asking->answer;
	const struct entity_reading *readings = answer->readings;
	answer->chosen = NO_INDEX;
	if (answer->count == 0)
		return;
	if (readings[0].kind != READING_ENTITY) {
		answer->why = readings[0].kind == READING_REGION ? STR("it means the one of its countries that the text has named") :
		              readings[0].kind == READING_GIVEN ? STR("nobody of that name alone is known") :
		              STR("a noun: the words around it say whose it is");
		return;
	}
	bool rivals = answer->count > 1 && readings[1].kind == READING_ENTITY;
	if (rivals && readings[1].claim == readings[0].claim) {
		answer->why = STR("open: the country that the text is about decides; where it does not, nobody is chosen");
		return;
	}
	answer->chosen = 0;
	answer->why = rivals ? reason(asking, &readings[0], &readings[1]) : only_reason(asking, &readings[0]);
}

void entity_ask(const struct entity_lexicon *lexicon, struct str name, int32_t day, struct arena *arena, struct entity_answer *answer)
{
	char bytes[KEY_MAX];
	*answer = (struct entity_answer){.chosen = NO_INDEX};
	struct asking asking = {.lexicon = lexicon, .arena = arena, .day = day, .answer = answer};
	uint32_t by_id = lexicon_entity_by_id(lexicon, name);
	struct str key = {bytes, words_key(arena, name, bytes, NULL)};
	if (by_id != NONE)
		add_entity(&asking, by_id, "id", NULL);
	if (key.length > 0)
		add_names(&asking, key);
	if (answer->count == 0)
		add_composed(&asking, name);
	sort_readings(answer);
	choose(&asking);
	if (answer->count == 0)
		answer_near(lexicon, key, arena, answer);
}
