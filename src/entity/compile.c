/* compile.c: lexicon/en/actors into flat sections: which files, in which order, and the tables that they fill. */
#include "compile.h"
#include "home.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool compile_fail(struct compiler *c, struct str part, const char *format, ...)
{
	char message[300];
	va_list list;
	va_start(list, format);
	vsnprintf(message, sizeof message, format, list);
	va_end(list);
	size_t offset = 0; /* a part that is empty or from elsewhere: the end of the line, its start */
	if (part.data >= c->source.data && part.data <= c->source.data + c->source.length)
		offset = (size_t)(part.data - c->source.data);
	size_t column = utf8_count(str_slice(c->source, 0, offset)) + 1;
	return error_at(c->error, ERROR_LEXICON, c->file, c->line, column, c->source, "%s", message);
}

size_t compile_fields(struct str line, struct str fields[FIELDS_MAX])
{
	size_t count = 0;
	while (line.data && count < FIELDS_MAX)
		fields[count++] = str_trim(str_cut(&line, '|'));
	return count;
}

uint32_t compile_pool(struct compiler *c, struct str text)
{
	bool added;
	struct map_entry *entry = map_put(&c->pool, text, c->strings.length, &added);
	if (added) {
		entry->key = (struct str){arena_copy(&c->arena, text.data, text.length), text.length};
		buf_str(&c->strings, text);
	}
	return (uint32_t)entry->value;
}

/* Put a name behind the others of its key; the same name for the same target counts once. */
static void add_name(struct compiler *c, struct str key, struct name_entry name)
{
	bool added;
	name.text = compile_pool(c, key);
	name.length = (uint32_t)key.length;
	name.next = NONE;
	struct map_entry *entry = map_put(&c->keys, key, c->name_count, &added);
	if (added) {
		entry->key = (struct str){arena_copy(&c->arena, key.data, key.length), key.length};
	} else {
		size_t last = entry->value;
		for (;; last = c->names[last].next) {
			uint32_t kinds = NAME_AGENT | NAME_REGION | NAME_GIVEN;
			bool same = c->names[last].target == name.target && (c->names[last].flags & kinds) == (name.flags & kinds);
			if (same && !(name.flags & NAME_PREFIX))
				c->names[last].flags |= name.flags & NAME_BROKEN;
			if (name.flags & NAME_PREFIX || (same && !(c->names[last].flags & NAME_PREFIX)))
				return;
			if (c->names[last].next == NONE)
				break;
		}
		c->names[last].next = (uint32_t)c->name_count;
	}
	arena_push(&c->arena, c->names, c->name_count, c->name_capacity, name);
}

static bool is_acronym(struct str name)
{
	size_t capitals = 0;
	for (size_t i = 0; i < name.length; i++) {
		unsigned char byte = (unsigned char)name.data[i];
		if (ascii_is_upper(byte))
			capitals++;
		else if (!ascii_is_digit(byte) && byte != '.' && byte != '-' && byte != '&')
			return false;
	}
	return capitals >= 2;
}

/* Marks that no text has inside a name; a comma or a bracket only where the name itself has them. */
static bool check_marks(struct compiler *c, struct str name, uint32_t *flags)
{
	static const char never[] = "\":;*#@%[]{}<>=?\\_^~|";
	for (size_t i = 0; i < name.length; i++) {
		if (memchr(never, name.data[i], sizeof never - 1) && !c->user)
			return compile_fail(c, str_slice(name, i, name.length), "the name can never be found: a name in a text ends at \"%c\"", name.data[i]);
		if (memchr(",()", name.data[i], 3))
			*flags |= NAME_BROKEN;
	}
	return true;
}

bool compile_name(struct compiler *c, struct str name, uint32_t target, uint32_t flags)
{
	char key[KEY_MAX];
	struct str whole = name;
	if (str_starts(name, STR("~"))) {
		flags |= NAME_SHORT;
		name = str_trim(str_slice(name, 1, name.length));
	} else if (str_starts(name, STR("?"))) {
		flags |= NAME_DOUBTFUL;
		name = str_trim(str_slice(name, 1, name.length));
	}
	size_t words, length = words_key(&c->arena, name, key, &words);
	if (length == 0)
		return compile_fail(c, whole, "a name without letters, or longer than %d bytes", KEY_MAX);
	if (words == WORDS_IN_NAME && !c->user)
		return compile_fail(c, whole, "the name can never be found: it has %d words or more", WORDS_IN_NAME);
	if (!check_marks(c, name, &flags))
		return false;
	size_t at = 0;
	if (utf8_is_upper(utf8_next(name, &at)))
		flags |= NAME_PROPER;
	if (is_acronym(name))
		flags |= NAME_ACRONYM;
	for (size_t i = 0; i < length; i++)
		if (key[i] == ' ')
			add_name(c, (struct str){key, i}, (struct name_entry){.target = NONE, .flags = NAME_PREFIX});
	add_name(c, (struct str){key, length}, (struct name_entry){.target = target, .flags = flags, .words = (uint32_t)words});
	return true;
}

bool compile_names(struct compiler *c, struct str list, uint32_t target, uint32_t flags)
{
	while (list.data) {
		struct str name = str_trim(str_cut(&list, ';'));
		if (name.length > 0 && !compile_name(c, name, target, flags))
			return false;
	}
	return true;
}

/* ENTITY's names stand for nobody any more, its links are gone. */
static void forget(struct compiler *c, uint32_t entity)
{
	const uint32_t other = NAME_AGENT | NAME_GIVEN | NAME_REGION | NAME_PREFIX;
	for (size_t i = 0; i < c->name_count; i++)
		if (!(c->names[i].flags & other) && c->names[i].target == entity && c->strings.data[c->names[i].text] != '#')
			c->names[i] = (struct name_entry){.text = c->names[i].text, .length = c->names[i].length, .next = c->names[i].next,
				.target = NONE, .flags = NAME_PREFIX};
	size_t kept = 0;
	for (size_t i = 0; i < c->pending_count; i++)
		if (c->pending[i].entity != entity)
			c->pending[kept++] = c->pending[i];
	c->pending_count = kept;
}

/* A user's entity with the id of one of casus's own: takes its place. A country keeps its names and gets more. */
static void replace_entity(struct compiler *c, struct str name, uint32_t class_, uint32_t entity)
{
	struct entity_entry *e = &c->entities[entity];
	if (e->class_ != ENTITY_COUNTRY)
		forget(c, entity);
	if (e->class_ != ENTITY_COUNTRY || c->only) {
		e->name = compile_pool(c, name);
		e->name_length = (uint32_t)name.length;
	}
	if (e->class_ != ENTITY_COUNTRY)
		e->class_ = class_;
	e->flags = (e->flags & ENTITY_DERIVED) | ENTITY_USER;
	e->role_first = (uint32_t)c->role_count;
	e->role_count = 0;
	c->places[entity] = (struct entry_place){.file = c->file, .line = c->line, .source = c->source};
}

bool compile_entity(struct compiler *c, struct str id, struct str name, uint32_t class_, uint32_t *entity)
{
	bool added, unused = true;
	struct map_entry *entry = map_put(&c->ids, id, c->entity_count, &added);
	if (c->user) {
		struct map_entry *seen = map_put(&c->user_ids, id, 0, &unused);
		if (unused)
			seen->key = (struct str){arena_copy(&c->arena, id.data, id.length), id.length};
	}
	if (c->user && unused && !added) {
		*entity = (uint32_t)entry->value;
		replace_entity(c, name, class_, *entity);
		return true;
	}
	if (!added)
		return compile_fail(c, id, "the id \"%.*s\" is used twice", STR_ARG(id));
	entry->key = (struct str){arena_copy(&c->arena, id.data, id.length), id.length};
	struct entity_entry e = {.class_ = class_, .role_first = (uint32_t)c->role_count, .flags = c->user ? ENTITY_USER : 0};
	e.name = compile_pool(c, name);
	e.name_length = (uint32_t)name.length;
	e.id = compile_pool(c, id);
	e.id_length = (uint32_t)id.length;
	*entity = (uint32_t)c->entity_count;
	struct entry_place place = {.file = c->file, .line = c->line, .source = c->source};
	size_t count = c->entity_count;
	arena_push(&c->arena, c->places, count, c->place_capacity, place);
	arena_push(&c->arena, c->entities, c->entity_count, c->entity_capacity, e);
	char key[KEY_MAX];
	if (id.length + 1 > sizeof key)
		return compile_fail(c, id, "an id longer than %d bytes", KEY_MAX - 1);
	key[0] = '#';
	memcpy(key + 1, id.data, id.length);
	add_name(c, (struct str){key, id.length + 1}, (struct name_entry){.target = *entity});
	return true;
}

void compile_role(struct compiler *c, uint32_t entity, struct role_entry role)
{
	arena_push(&c->arena, c->roles, c->role_count, c->role_capacity, role);
	c->entities[entity].role_count++;
}

uint32_t compile_find_agent(struct compiler *c, struct str noun)
{
	char key[KEY_MAX];
	size_t length = words_key(&c->arena, noun, key, NULL);
	struct map_entry *entry = map_get(&c->keys, (struct str){key, length});
	for (size_t i = entry ? entry->value : NONE; i != NONE; i = c->names[i].next)
		if (c->names[i].flags & NAME_AGENT)
			return c->names[i].target;
	return NONE;
}

/* --- files ---------------------------------------------------------------------------------- */

typedef bool line_reader(struct compiler *c, struct str line);

struct known_file {
	const char *name;
	line_reader *read;
};

/* These are read first, in this order: what stands in the others may use their words. */
static const struct known_file known_files[] = {
	{"agents.txt", compile_agent_line},
	{"countries.txt", compile_country_line},
	{"regions.txt", compile_region_line},
	{"given-names.txt", compile_given_line},
};
enum { KNOWN_FILES = sizeof known_files / sizeof *known_files };

static size_t known_index(const char *path)
{
	const char *slash = strrchr(path, '/');
	for (size_t i = 0; i < KNOWN_FILES; i++)
		if (strcmp(slash ? slash + 1 : path, known_files[i].name) == 0)
			return i;
	return KNOWN_FILES;
}

/* The line without comment ("#" at its start or behind a blank) and blanks around. */
static struct str strip_comment(struct str line)
{
	for (size_t i = 0; i < line.length; i++)
		if (line.data[i] == '#' && (i == 0 || ascii_is_space((unsigned char)line.data[i - 1])))
			return str_trim(str_slice(line, 0, i));
	return str_trim(line);
}

static bool read_file(struct compiler *c, const char *path, line_reader *read)
{
	struct buf buf = {0};
	if (!file_read(path, 0, &buf, c->error)) {
		c->error->kind = ERROR_LEXICON;
		return false;
	}
	size_t replaced = 0;
	struct str text = {arena_copy(&c->arena, buf.data ? buf.data : "", buf.length), buf.length}; /* errors and links point into it */
	text = utf8_repair(&c->arena, text, &replaced);
	buf_free(&buf);
	c->file = path;
	c->class_ = ENTITY_ORGANISATION;
	bool good = true;
	for (c->line = 1; good && text.data; c->line++) {
		c->source = str_cut(&text, '\n');
		if (str_ends(c->source, STR("\r")))
			c->source.length--;
		struct str line = strip_comment(c->source);
		if (line.length > 0)
			good = read(c, line);
	}
	return good;
}

static bool read_folder(struct compiler *c, const char *folder)
{
	size_t kinds = c->only ? KNOWN_FILES : KNOWN_FILES + 1;
	char **paths;
	size_t count;
	if (!file_list(folder, ".txt", &c->arena, &paths, &count, c->error))
		return false;
	for (size_t k = 0; k < kinds; k++)
		for (size_t i = 0; i < count && !(c->only && known_files[k].read == compile_region_line); i++)
			if (known_index(paths[i]) == k && !read_file(c, paths[i], k < KNOWN_FILES ? known_files[k].read : compile_entity_line))
				return false;
	return true;
}

static bool read_user_files(struct compiler *c, const struct entity_files *files)
{
	size_t agents = c->agent_count;
	c->user = true;
	for (size_t i = 0; files && i < files->count; i++)
		if (!read_file(c, files->paths[i], compile_entity_line))
			return false;
	if (c->only && c->agent_count > agents) /* casus's nouns keep their kinds; what they are is the user's list's matter */
		for (size_t i = 0; i < agents; i++)
			memset(c->agents[i].sector, 0, sizeof c->agents[i].sector);
	return true;
}

/* --- sections ------------------------------------------------------------------------------- */

static int pending_order(const void *left, const void *right)
{
	const struct pending_link *a = left, *b = right;
	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column); /* an entity's links stand on one line */
}

/* Now that every id is known: links in the order of their entities. */
static bool resolve_links(struct compiler *c)
{
	if (c->pending_count > 0)
		qsort(c->pending, c->pending_count, sizeof *c->pending, pending_order);
	for (size_t i = 0; i < c->pending_count; i++) {
		struct pending_link *pending = &c->pending[i];
		struct map_entry *entry = map_get(&c->ids, pending->id);
		if (!entry)
			return error_at(c->error, ERROR_LEXICON, pending->file, pending->line, pending->column, pending->source,
			                "no entity has the id \"%.*s\"", STR_ARG(pending->id));
		struct entity_entry *entity = &c->entities[pending->entity];
		if (entity->link_count++ == 0)
			entity->link_first = (uint32_t)c->link_count;
		struct link_entry link = {.kind = pending->kind, .target = (uint32_t)entry->value};
		arena_push(&c->arena, c->links, c->link_count, c->link_capacity, link);
	}
	return true;
}

static void add_slots(struct compiler *c, struct pack_writer *writer)
{
	size_t slot_count = 16;
	while (slot_count < c->keys.count * 2)
		slot_count *= 2;
	while (slot_count <= c->name_count)
		slot_count *= 2;
	uint32_t *slots = arena_zalloc(&c->arena, slot_count, sizeof *slots);
	for (size_t k = 0; k < c->keys.count; k++) {
		uint64_t hash = str_hash(c->keys.entries[k].key);
		size_t i = (size_t)hash & (slot_count - 1);
		while (slots[i] != 0)
			i = (i + 1) & (slot_count - 1);
		slots[i] = ((uint32_t)c->keys.entries[k].value + 1) | slot_tag(hash);
	}
	pack_add_bytes(writer, "entity/slots", (struct str){(const char *)slots, slot_count * sizeof *slots});
}

static void add_table(struct pack_writer *writer, const char *name, const void *items, size_t count, size_t size)
{
	pack_add_bytes(writer, name, (struct str){items ? items : "", count * size});
}

/* "actors/libya.txt" of casus's own files, a user's as it was given. */
static struct str shown_path(const struct compiler *c, const struct entry_place *place)
{
	struct str path = str_of(place->file);
	size_t slashes = 0;
	if (!str_starts(path, str_of(c->folder)))
		return path;
	for (size_t i = path.length; i-- > 0;)
		if (path.data[i] == '/' && ++slashes == 2)
			return str_slice(path, i + 1, path.length);
	return path;
}

static void add_sources(struct compiler *c, struct pack_writer *writer)
{
	size_t count = c->entity_count + c->agent_count;
	struct source_entry *sources = arena_zalloc(&c->arena, count + 1, sizeof *sources);
	for (size_t i = 0; i < count; i++) {
		const struct entry_place *place = i < c->entity_count ? &c->places[i] : &c->agent_places[i - c->entity_count];
		struct str path = shown_path(c, place);
		sources[i] = (struct source_entry){.file = compile_pool(c, path), .length = (uint32_t)path.length, .line = (uint32_t)place->line};
	}
	add_table(writer, "entity/sources", sources, count, sizeof *sources);
}

static void add_sections(struct compiler *c, struct pack_writer *writer)
{
	add_sources(c, writer); /* adds to the strings */
	pack_add_bytes(writer, "entity/strings", buf_view(&c->strings));
	add_table(writer, "entity/names", c->names, c->name_count, sizeof *c->names);
	add_table(writer, "entity/entities", c->entities, c->entity_count, sizeof *c->entities);
	add_table(writer, "entity/roles", c->roles, c->role_count, sizeof *c->roles);
	add_table(writer, "entity/links", c->links, c->link_count, sizeof *c->links);
	add_table(writer, "entity/agents", c->agents, c->agent_count, sizeof *c->agents);
	add_table(writer, "entity/regions", c->regions, c->region_count, sizeof *c->regions);
	add_table(writer, "entity/members", c->members, c->member_count, sizeof *c->members);
	add_table(writer, "entity/offices", c->offices, c->office_count, sizeof *c->offices);
	add_slots(c, writer);
}

/* With the user's actors in place of casus's own his codes stand as they are: nothing is chosen by trees (home_choose.c). */
static bool compile_trees(const char *folder, bool only, struct arena *arena, struct pack_writer *writer, struct error *error)
{
	char **files;
	size_t count;
	return file_list(folder, ".trees", arena, &files, &count, error) && trees_compile(files, only ? 0 : count, home_features(), HOME_TREES, writer, error);
}

bool entity_compile(const char *folder, const struct entity_files *files, struct pack_writer *writer, struct error *error)
{
	jmp_buf recover;
	struct compiler *c = calloc(1, sizeof *c);
	if (!c)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	c->error = error;
	arena_init(&c->arena);
	map_init(&c->pool, &c->arena);
	map_init(&c->keys, &c->arena);
	map_init(&c->ids, &c->arena);
	map_init(&c->user_ids, &c->arena);
	c->only = files && files->only;
	c->folder = folder;
	volatile bool good = false;
	if (setjmp(recover) == 0) {
		c->arena.recover = &recover;
		good = read_folder(c, folder) && read_user_files(c, files) && resolve_links(c);
		compile_offices(c);
		good = good && (files || compile_check(c)); /* users' lists may hold rival claims */
		if (good)
			add_sections(c, writer);
		good = good && compile_trees(folder, c->only, &c->arena, writer, error);
		if (good && c->strings.failed)
			good = error_set(error, ERROR_SYSTEM, "out of memory");
	} else {
		error_set(error, ERROR_SYSTEM, "out of memory");
	}
	buf_free(&c->strings);
	arena_free(&c->arena);
	free(c);
	return good;
}
