/* describe.c: what one entity, noun or region of the lexicon is, for people; names and codes of countries. */
#include "answer.h"

static struct str string_at(const struct entity_lexicon *lexicon, uint32_t start, uint32_t length)
{
	return str_slice(lexicon->strings, start, (size_t)start + length);
}

static struct str role_code(const struct entity_lexicon *lexicon, const struct role_entry *role, struct arena *arena)
{
	struct str country = lexicon_code(role->country), sector = lexicon_code(role->sector);
	struct str own = string_at(lexicon, role->own, role->own_length);
	const char *equals = own.length > 0 && country.length + sector.length > 0 ? "=" : "";
	return str_of(arena_printf(arena, "%.*s%.*s%s%.*s", STR_ARG(country), STR_ARG(sector), equals, STR_ARG(own)));
}

static void describe_roles(const struct entity_lexicon *lexicon, int32_t day, struct arena *arena, struct entity_reading *reading)
{
	const struct entity_entry *entity = &lexicon->entities[reading->entity];
	const struct role_entry *held = lexicon_role_on(lexicon, reading->entity, day);
	reading->holds = held != NULL;
	reading->roles = arena_zalloc(arena, entity->role_count, sizeof *reading->roles);
	for (uint32_t i = 0; i < entity->role_count; i++) {
		const struct role_entry *role = &lexicon->roles[entity->role_first + i];
		struct entity_role *out = &reading->roles[reading->role_count++];
		*out = (struct entity_role){.from = role->from, .to = role->to, .code = role_code(lexicon, role, arena)};
		out->holds = day != DAY_NONE && role == held;
		if (role->office != NONE)
			out->office = string_at(lexicon, lexicon->agents[role->office].name, lexicon->agents[role->office].name_length);
	}
}

static void describe_ties(const struct entity_lexicon *lexicon, struct arena *arena, struct entity_reading *reading)
{
	static const char *const kinds[] = {[LINK_LEADS] = "leads", [LINK_PART_OF] = "part of"};
	const struct entity_entry *entity = &lexicon->entities[reading->entity];
	reading->ties = arena_zalloc(arena, (size_t)entity->link_count + 1, sizeof *reading->ties);
	for (uint32_t i = 0; i < entity->link_count; i++) {
		const struct link_entry *link = &lexicon->links[entity->link_first + i];
		reading->ties[reading->tie_count++] = (struct entity_tie){
			kinds[link->kind == LINK_LEADS ? LINK_LEADS : LINK_PART_OF], lexicon_entity_id(lexicon, link->target),
			lexicon_entity_name(lexicon, link->target)};
	}
}

static void describe_names(const struct entity_lexicon *lexicon, struct arena *arena, struct entity_reading *reading)
{
	size_t capacity = 0;
	for (size_t i = 0; i < lexicon->name_count; i++) {
		const struct name_entry *name = &lexicon->names[i];
		struct str text = string_at(lexicon, name->text, name->length);
		if (name->target != reading->entity || name->flags & NAME_NO_ENTITY || str_starts(text, STR("#")))
			continue; /* "#LNA" is how ids are found */
		arena_push(arena, reading->names, reading->name_count, capacity, text);
	}
}

static void set_source(const struct entity_lexicon *lexicon, size_t index, struct entity_reading *reading)
{
	const struct source_entry *source = &lexicon->sources[index];
	reading->file = string_at(lexicon, source->file, source->length);
	reading->line = source->line;
}

void describe_entity(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day, struct arena *arena, struct entity_reading *reading)
{
	static const char *const classes[] = {
		[ENTITY_UNKNOWN] = "actor", [ENTITY_PERSON] = "person", [ENTITY_ORGANISATION] = "organisation", [ENTITY_ARMED_GROUP] = "armed group",
		[ENTITY_COUNTRY] = "country", [ENTITY_PEOPLE] = "people", [ENTITY_GENERIC] = "actor",
	};
	*reading = (struct entity_reading){.kind = READING_ENTITY, .entity = entity, .class_ = classes[lexicon->entities[entity].class_],
		.name = lexicon_entity_name(lexicon, entity), .id = lexicon_entity_id(lexicon, entity)};
	describe_roles(lexicon, day, arena, reading);
	describe_ties(lexicon, arena, reading);
	describe_names(lexicon, arena, reading);
	set_source(lexicon, entity, reading);
}

void describe_noun(const struct entity_lexicon *lexicon, uint32_t agent, struct entity_reading *reading)
{
	const struct agent_entry *noun = &lexicon->agents[agent];
	const char *class_ = noun->flags & AGENT_THING ? "noun for a thing" : noun->flags & AGENT_PLACE ? "noun for a place" :
	                     noun->flags & AGENT_FORMER ? "word that ends an office" : noun->flags & AGENT_FOREIGN ? "word for those of elsewhere" : noun->flags & AGENT_TITLE ? "title" : "noun for an actor";
	*reading = (struct entity_reading){.kind = READING_NOUN, .class_ = class_, .entity = NONE, .as = "noun",
		.name = string_at(lexicon, noun->name, noun->name_length), .sector = lexicon_code(noun->sector)};
	set_source(lexicon, lexicon->entity_count + agent, reading);
}

void describe_region(const struct entity_lexicon *lexicon, uint32_t region, struct arena *arena, struct entity_reading *reading)
{
	const struct region_entry *r = &lexicon->regions[region];
	*reading = (struct entity_reading){.kind = READING_REGION, .class_ = "region", .entity = NONE, .as = "region",
		.name = string_at(lexicon, r->name, r->name_length)};
	size_t capacity = 0;
	for (size_t i = 0; i < r->member_count; i++)
		arena_push(arena, reading->names, reading->name_count, capacity, lexicon_entity_name(lexicon, lexicon->members[r->member_first + i]));
}

/* --- countries ------------------------------------------------------------------------------------------ */

bool entity_is_country(const struct entity_lexicon *lexicon, struct str code)
{
	uint32_t entity = lexicon_entity_by_id(lexicon, code);
	return entity != NONE && lexicon->entities[entity].class_ == ENTITY_COUNTRY;
}

struct str entity_country_code(const struct entity_lexicon *lexicon, struct str name, struct arena *arena)
{
	char key[KEY_MAX];
	uint32_t found = NONE;
	size_t length = words_key(arena, name, key, NULL);
	uint32_t at = length ? lexicon_find(lexicon, (struct str){key, length}) : NONE;
	for (; at != NONE; at = lexicon->names[at].next) {
		const struct name_entry *entry = &lexicon->names[at];
		if (entry->flags & (NAME_AGENT | NAME_GIVEN | NAME_REGION | NAME_PREFIX) || lexicon->entities[entry->target].class_ != ENTITY_COUNTRY)
			continue;
		if (found != NONE && found != entry->target)
			return (struct str){0};
		found = entry->target;
	}
	return found == NONE ? (struct str){0} : lexicon_entity_id(lexicon, found);
}
