/* describe.c: what the lexicon knows of a name, for people. */
#include "base/day.h"
#include "lexicon.h"

#define NAMES_SHOWN 12 /* other names of one entity */

static const char *const class_names[] = {
	[ENTITY_UNKNOWN] = "actor",
	[ENTITY_PERSON] = "person",
	[ENTITY_ORGANISATION] = "organisation",
	[ENTITY_ARMED_GROUP] = "armed group",
	[ENTITY_COUNTRY] = "country",
	[ENTITY_PEOPLE] = "people",
	[ENTITY_GENERIC] = "actor",
};

static struct str string_at(const struct entity_lexicon *lexicon, uint32_t start, uint32_t length)
{
	return str_slice(lexicon->strings, start, (size_t)start + length);
}

static void write_day(int32_t day, struct buf *out)
{
	char text[16];
	if (day == INT32_MIN || day == INT32_MAX)
		return;
	day_format(day, text);
	buf_text(out, text);
}

static void write_role(const struct entity_lexicon *lexicon, const struct role_entry *role, struct buf *out)
{
	struct str country = lexicon_code(role->country), sector = lexicon_code(role->sector);
	buf_printf(out, "  %.*s%.*s", STR_ARG(country), STR_ARG(sector));
	if (role->own_length > 0)
		buf_printf(out, "%s%.*s", country.length + sector.length > 0 ? "=" : "", STR_ARG(string_at(lexicon, role->own, role->own_length)));
	if (role->office != NONE && role->office < lexicon->agent_count) {
		const struct agent_entry *office = &lexicon->agents[role->office];
		buf_printf(out, " %.*s", STR_ARG(string_at(lexicon, office->name, office->name_length)));
	}
	if (role->from != INT32_MIN || role->to != INT32_MAX) {
		buf_byte(out, ' ');
		write_day(role->from, out);
		buf_text(out, "..");
		write_day(role->to, out);
	}
	buf_byte(out, '\n');
}

static void write_roles(const struct entity_lexicon *lexicon, uint32_t index, int32_t day, struct buf *out)
{
	const struct entity_entry *entity = &lexicon->entities[index];
	if (day == DAY_NONE) {
		for (uint32_t i = 0; i < entity->role_count; i++)
			write_role(lexicon, &lexicon->roles[entity->role_first + i], out);
		return;
	}
	const struct role_entry *role = lexicon_role_on(lexicon, index, day);
	if (role)
		write_role(lexicon, role, out);
	else
		buf_text(out, "  nothing on that day\n");
}

static void write_links(const struct entity_lexicon *lexicon, const struct entity_entry *entity, struct buf *out)
{
	static const char *const names[] = {[LINK_LEADS] = "leads", [LINK_PART_OF] = "part of"};
	for (uint32_t i = 0; i < entity->link_count; i++) {
		const struct link_entry *link = &lexicon->links[entity->link_first + i];
		buf_printf(out, "  %s %.*s\n", names[link->kind], STR_ARG(lexicon_entity_name(lexicon, link->target)));
	}
}

static void write_names(const struct entity_lexicon *lexicon, uint32_t index, struct buf *out)
{
	size_t shown = 0;
	for (size_t i = 0; i < lexicon->name_count && shown < NAMES_SHOWN; i++) {
		const struct name_entry *name = &lexicon->names[i];
		struct str text = string_at(lexicon, name->text, name->length);
		if (name->target != index || name->flags & (NAME_AGENT | NAME_GIVEN | NAME_REGION | NAME_PREFIX) || str_starts(text, STR("#")))
			continue; /* "#LNA" is how ids are found */
		buf_printf(out, "%s%.*s", shown++ ? ", " : "  names: ", STR_ARG(text));
	}
	if (shown)
		buf_byte(out, '\n');
}

static void describe(const struct entity_lexicon *lexicon, uint32_t index, int32_t day, struct buf *out)
{
	const struct entity_entry *entity = &lexicon->entities[index];
	buf_printf(out, "%s %.*s (%.*s)\n", class_names[entity->class_ <= ENTITY_GENERIC ? entity->class_ : ENTITY_UNKNOWN],
	           STR_ARG(lexicon_entity_name(lexicon, index)), STR_ARG(lexicon_entity_id(lexicon, index)));
	write_roles(lexicon, index, day, out);
	write_links(lexicon, entity, out);
	write_names(lexicon, index, out);
}

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

size_t entity_describe(const struct entity_lexicon *lexicon, struct str name, int32_t day, struct arena *arena, struct buf *out)
{
	char key[KEY_MAX];
	size_t words, described = 0;
	uint32_t by_id = lexicon_entity_by_id(lexicon, name);
	size_t length = words_key(arena, name, key, &words);
	if (by_id != NONE) {
		describe(lexicon, by_id, day, out);
		described++;
	}
	uint32_t at = length ? lexicon_find(lexicon, (struct str){key, length}) : NONE;
	for (; at != NONE; at = lexicon->names[at].next) {
		const struct name_entry *entry = &lexicon->names[at];
		if (entry->flags & (NAME_GIVEN | NAME_REGION | NAME_PREFIX) || (!(entry->flags & NAME_AGENT) && entry->target == by_id))
			continue;
		if (entry->flags & NAME_AGENT)
			buf_printf(out, "noun for an actor of the sector %.*s\n", STR_ARG(lexicon_code(lexicon->agents[entry->target].sector)));
		else
			describe(lexicon, entry->target, day, out);
		described++;
	}
	return described;
}
