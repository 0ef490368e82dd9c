/* lexicon.c: open the pack's "entity/..." sections and look things up in them. */
#include "home.h"

#include <stdlib.h>

/* One section of fixed-size records; false with ERROR_LEXICON when its length does not fit. */
static bool open_records(const struct pack *pack, const char *name, size_t size, const void *records, size_t *count, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, name, PACK_BYTES, &section, error))
		return false;
	if (section.length % size != 0 || section.length / size >= NONE)
		return error_set(error, ERROR_LEXICON, "section %s has a length that does not fit its records", name);
	*(const void **)records = section.data;
	*count = section.length / size;
	return true;
}

static bool in_strings(const struct entity_lexicon *lexicon, uint32_t offset, uint32_t length)
{
	return offset <= lexicon->strings.length && length <= lexicon->strings.length - offset;
}

static bool name_is_sound(const struct entity_lexicon *lexicon, const struct name_entry *name, size_t index)
{
	size_t most = name->flags & NAME_AGENT ? lexicon->agent_count : name->flags & NAME_REGION ? lexicon->region_count :
	              name->flags & NAME_GIVEN ? 2 : lexicon->entity_count;
	return in_strings(lexicon, name->text, name->length) && 
	       (name->next == NONE || (name->next > index && name->next < lexicon->name_count)) && /* chains end */
	       (name->flags & NAME_PREFIX || name->target < most);
}

static bool entity_is_sound(const struct entity_lexicon *lexicon, const struct entity_entry *entity)
{
	return in_strings(lexicon, entity->name, entity->name_length) && in_strings(lexicon, entity->id, entity->id_length) &&
	       entity->role_count > 0 && entity->role_first <= lexicon->role_count &&
	       entity->role_count <= lexicon->role_count - entity->role_first && entity->link_first <= lexicon->link_count &&
	       entity->link_count <= lexicon->link_count - entity->link_first && entity->class_ <= ENTITY_GENERIC;
}

/* Every index is in bounds, so that no later look-up needs to ask. */
static bool is_sound(const struct entity_lexicon *x)
{
	bool sound = x->source_count == x->entity_count + x->agent_count && x->slot_count > 0 && (x->slot_count & (x->slot_count - 1)) == 0 && x->slot_count > x->name_count;
	for (size_t i = 0; sound && i < x->slot_count; i++)
		sound = (x->slots[i] & SLOT_NAME) <= x->name_count;
	for (size_t i = 0; sound && i < x->name_count; i++)
		sound = name_is_sound(x, &x->names[i], i);
	for (size_t i = 0; sound && i < x->entity_count; i++)
		sound = entity_is_sound(x, &x->entities[i]);
	for (size_t i = 0; sound && i < x->role_count; i++)
		sound = (x->roles[i].office == NONE || x->roles[i].office < x->agent_count) && in_strings(x, x->roles[i].own, x->roles[i].own_length);
	for (size_t i = 0; sound && i < x->link_count; i++)
		sound = x->links[i].target < x->entity_count;
	for (size_t i = 0; sound && i < x->agent_count; i++)
		sound = in_strings(x, x->agents[i].name, x->agents[i].name_length) && in_strings(x, x->agents[i].own, x->agents[i].own_length);
	for (size_t i = 0; sound && i < x->region_count; i++)
		sound = x->regions[i].member_first <= x->member_count &&
		        x->regions[i].member_count <= x->member_count - x->regions[i].member_first;
	for (size_t i = 0; sound && i < x->member_count; i++)
		sound = x->members[i] < x->entity_count;
	for (size_t i = 0; sound && i < x->office_count; i++)
		sound = x->offices[i].entity < x->entity_count && x->offices[i].role < x->role_count;
	for (size_t i = 0; sound && i < x->source_count; i++)
		sound = in_strings(x, x->sources[i].file, x->sources[i].length);
	return sound;
}

static bool open_sections(struct entity_lexicon *x, const struct pack *pack, struct error *error)
{
	struct pack_section strings;
	if (!pack_need(pack, "entity/strings", PACK_BYTES, &strings, error))
		return false;
	x->strings = pack_text(&strings);
	if (!open_records(pack, "entity/names", sizeof *x->names, &x->names, &x->name_count, error) ||
	    !open_records(pack, "entity/entities", sizeof *x->entities, &x->entities, &x->entity_count, error) ||
	    !open_records(pack, "entity/roles", sizeof *x->roles, &x->roles, &x->role_count, error) ||
	    !open_records(pack, "entity/links", sizeof *x->links, &x->links, &x->link_count, error) ||
	    !open_records(pack, "entity/agents", sizeof *x->agents, &x->agents, &x->agent_count, error) ||
	    !open_records(pack, "entity/regions", sizeof *x->regions, &x->regions, &x->region_count, error) ||
	    !open_records(pack, "entity/offices", sizeof *x->offices, &x->offices, &x->office_count, error) ||
	    !open_records(pack, "entity/sources", sizeof *x->sources, &x->sources, &x->source_count, error) ||
	    !open_records(pack, "entity/members", sizeof *x->members, &x->members, &x->member_count, error) ||
	    !open_records(pack, "entity/slots", sizeof *x->slots, &x->slots, &x->slot_count, error))
		return false;
	return is_sound(x) || error_set(error, ERROR_LEXICON, "the entity sections of the lexicon contradict each other");
}

bool entity_lexicon_open(struct entity_lexicon **lexicon, const struct pack *pack, struct error *error)
{
	*lexicon = calloc(1, sizeof **lexicon);
	if (!*lexicon)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	if (open_sections(*lexicon, pack, error) && trees_open(&(*lexicon)->home, pack, home_features(), HOME_TREES, error))
		return true;
	entity_lexicon_close(*lexicon);
	*lexicon = NULL;
	return false;
}

void entity_lexicon_close(struct entity_lexicon *lexicon)
{
	free(lexicon);
}

uint32_t lexicon_find(const struct entity_lexicon *lexicon, struct str key)
{
	return lexicon_find_hashed(lexicon, key, str_hash(key));
}

void lexicon_expect(const struct entity_lexicon *lexicon, uint64_t hash)
{
	__builtin_prefetch(&lexicon->slots[(size_t)hash & (lexicon->slot_count - 1)]);
}

/* The name of the hash's first slot, where its tag is the hash's; else NULL. */
static const struct name_entry *likely_name(const struct entity_lexicon *lexicon, uint64_t hash)
{
	uint32_t slot = lexicon->slots[(size_t)hash & (lexicon->slot_count - 1)];
	return (slot & ~SLOT_NAME) == slot_tag(hash) && slot & SLOT_NAME ? &lexicon->names[(slot & SLOT_NAME) - 1] : NULL;
}

void lexicon_expect_name(const struct entity_lexicon *lexicon, uint64_t hash)
{
	const struct name_entry *name = likely_name(lexicon, hash);
	if (name)
		__builtin_prefetch(name);
}

void lexicon_expect_text(const struct entity_lexicon *lexicon, uint64_t hash)
{
	const struct name_entry *name = likely_name(lexicon, hash);
	if (name)
		__builtin_prefetch(lexicon->strings.data + name->text);
}

uint32_t lexicon_find_hashed(const struct entity_lexicon *lexicon, struct str key, uint64_t hash)
{
	size_t mask = lexicon->slot_count - 1;
	size_t start = (size_t)hash;
	for (size_t n = 0; n < lexicon->slot_count; n++) {
		uint32_t slot = lexicon->slots[(start + n) & mask];
		if (slot == 0)
			return NONE;
		if ((slot & ~SLOT_NAME) != slot_tag(hash) || (slot & SLOT_NAME) == 0)
			continue;
		slot &= SLOT_NAME;
		const struct name_entry *name = &lexicon->names[slot - 1];
		if (name->length == key.length && memcmp(lexicon->strings.data + name->text, key.data, key.length) == 0)
			return slot - 1;
	}
	return NONE;
}

struct str lexicon_entity_name(const struct entity_lexicon *lexicon, uint32_t entity)
{
	const struct entity_entry *e = &lexicon->entities[entity];
	return (struct str){lexicon->strings.data + e->name, e->name_length};
}

struct str lexicon_entity_id(const struct entity_lexicon *lexicon, uint32_t entity)
{
	const struct entity_entry *e = &lexicon->entities[entity];
	return (struct str){lexicon->strings.data + e->id, e->id_length};
}

struct str lexicon_code(const char code[4])
{
	size_t length = 0;
	while (length < 4 && code[length])
		length++;
	return (struct str){code, length};
}

uint32_t lexicon_entity_by_id(const struct entity_lexicon *lexicon, struct str id)
{
	char key[KEY_MAX];
	if (id.length == 0 || id.length + 1 > sizeof key)
		return NONE;
	key[0] = '#'; /* no folded word holds one */
	memcpy(key + 1, id.data, id.length);
	uint32_t name = lexicon_find(lexicon, (struct str){key, id.length + 1});
	return name == NONE ? NONE : lexicon->names[name].target;
}

const struct role_entry *lexicon_role_on(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day)
{
	const struct entity_entry *e = &lexicon->entities[entity];
	const struct role_entry *roles = lexicon->roles + e->role_first;
	if (day == DAY_NONE)
		return &roles[e->role_count - 1];
	for (size_t i = 0; i < e->role_count; i++)
		if (roles[i].from <= day && day <= roles[i].to)
			return &roles[i];
	return NULL;
}

int lexicon_claim(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day, int context)
{
	const struct role_entry *role = lexicon_role_on(lexicon, entity, day);
	uint32_t flags = lexicon->entities[entity].flags;
	int score = (role ? 4 : 0) + (role && role->office != NONE ? 2 : 0) + context;
	return score * 2 + (flags & ENTITY_DERIVED ? 0 : 1) + (flags & ENTITY_USER ? 100 : 0);
}

static int office_compare(const struct office_entry *entry, struct str country, uint32_t office)
{
	int order = str_compare(lexicon_code(entry->country), country);
	return order != 0 ? order : (entry->office > office) - (entry->office < office);
}

uint32_t lexicon_holder(const struct entity_lexicon *lexicon, struct str country, uint32_t office, int32_t day)
{
	size_t low = 0, high = lexicon->office_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (office_compare(&lexicon->offices[middle], country, office) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	uint32_t holder = NONE;
	for (; low < lexicon->office_count && office_compare(&lexicon->offices[low], country, office) == 0; low++) {
		const struct role_entry *role = &lexicon->roles[lexicon->offices[low].role];
		if (day == DAY_NONE || day < role->from || day > role->to)
			continue;
		if (holder != NONE && holder != lexicon->offices[low].entity)
			return NONE;
		holder = lexicon->offices[low].entity;
	}
	return holder;
}

struct str lexicon_country(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day)
{
	const struct role_entry *role = lexicon_role_on(lexicon, entity, day);
	if (!role)
		role = &lexicon->roles[lexicon->entities[entity].role_first];
	return lexicon_code(role->country);
}

uint32_t lexicon_body(const struct entity_lexicon *lexicon, struct str country, struct str sector)
{
	char id[8];
	if (country.length != 3 || sector.length != 3)
		return NONE;
	memcpy(id, country.data, 3);
	memcpy(id + 3, sector.data, 3);
	return lexicon_entity_by_id(lexicon, (struct str){id, 6});
}

struct str lexicon_entity_code(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day, struct arena *arena)
{
	const struct role_entry *role = lexicon_role_on(lexicon, entity, day);
	if (role && role->own_length > 0)
		return str_slice(lexicon->strings, role->own, (size_t)role->own + role->own_length);
	struct str country = lexicon_country(lexicon, entity, day), sector = {0};
	if (role)
		sector = lexicon_code(role->sector);
	return str_of(arena_printf(arena, "%.*s%.*s", STR_ARG(country), STR_ARG(sector)));
}

uint32_t lexicon_link(const struct entity_lexicon *lexicon, uint32_t entity, enum link_kind kind)
{
	const struct entity_entry *e = &lexicon->entities[entity];
	for (size_t i = 0; i < e->link_count; i++)
		if (lexicon->links[e->link_first + i].kind == (uint32_t)kind)
			return lexicon->links[e->link_first + i].target;
	return NONE;
}

bool lexicon_region_has(const struct entity_lexicon *lexicon, uint32_t region, struct str country)
{
	const struct region_entry *r = &lexicon->regions[region];
	for (size_t i = 0; i < r->member_count; i++)
		if (str_equal(lexicon_entity_id(lexicon, lexicon->members[r->member_first + i]), country))
			return true;
	return false;
}
