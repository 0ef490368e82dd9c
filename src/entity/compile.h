/* compile.h: what the readers of the actor files build up before it becomes sections. */
#ifndef CASUS_ENTITY_COMPILE_H
#define CASUS_ENTITY_COMPILE_H

#include "lexicon.h"

#include "base/map.h"

#define FIELDS_MAX 8
#define CLASS_AGENTS (ENTITY_GENERIC + 1) /* "class agent": the lines below are agent nouns */

struct pending_link { /* a link to an id that may come later, and where it stands */
	uint32_t entity, kind;
	struct str id, source;
	const char *file;
	size_t line, column;
};

struct entry_place { /* where an entity's line stands */
	const char *file;
	size_t line;
	struct str source;
};

struct compiler {
	struct arena arena;
	struct error *error;
	const char *file; /* being read */
	size_t line;
	struct str source;        /* the whole line */
	uint32_t class_;          /* of the entities that follow a "class" statement */
	const char *folder;       /* casus's own files */
	bool user, only;          /* a file of the user's is read; casus's own actors are left out */
	struct map user_ids;      /* ids that the user's files have */
	struct buf strings;
	struct map pool, keys, ids; /* text -> offset; key -> first name; id -> entity */
	struct name_entry *names;
	struct entity_entry *entities;
	struct entry_place *places; /* one for each entity */
	struct entry_place *agent_places; /* one for each agent noun */
	struct office_entry *offices; /* set by compile_offices */
	struct role_entry *roles;
	struct link_entry *links;
	struct agent_entry *agents;
	struct region_entry *regions;
	uint32_t *members;
	struct pending_link *pending;
	size_t name_count, name_capacity, entity_count, entity_capacity, role_count, role_capacity, link_count, link_capacity;
	size_t agent_count, agent_capacity, region_count, region_capacity, member_count, member_capacity;
	size_t pending_count, pending_capacity, place_capacity, agent_place_capacity, office_count;
};

/* compile_check.c: what no single line can tell. Sorts the roles with an office into c->offices. */
void compile_offices(struct compiler *c);
/* False with ERROR_LEXICON when two hold one office of a country for more than a month, or two entities have one full name. */
bool compile_check(struct compiler *c);

/* Error at the place of PART, a view into the current line. Always false. */
bool compile_fail(struct compiler *c, struct str part, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Split the line at '|', trimmed; the number of fields, FIELDS_MAX at most. */
size_t compile_fields(struct str line, struct str fields[FIELDS_MAX]);
uint32_t compile_pool(struct compiler *c, struct str text);
/* Add NAME for TARGET (flags decide what it points to; PROPER and ACRONYM are found here). */
bool compile_name(struct compiler *c, struct str name, uint32_t target, uint32_t flags);
/* Add each name of a ';' list. */
bool compile_names(struct compiler *c, struct str list, uint32_t target, uint32_t flags);
/* New entity without roles and links; *ENTITY is its index. PART is where a duplicate id is reported. */
bool compile_entity(struct compiler *c, struct str id, struct str name, uint32_t class_, uint32_t *entity);
void compile_role(struct compiler *c, uint32_t entity, struct role_entry role);
/* An agent noun by its words, or NONE. */
uint32_t compile_find_agent(struct compiler *c, struct str noun);

bool compile_is_sector(struct str code);
bool compile_is_country(const struct compiler *c, struct str code);
/* "2014..", "..2011", "2017-01-20..2021-01-20", "2011-05": days, both included. */
bool compile_range(struct compiler *c, struct str range, int32_t *from, int32_t *to);
/* "LBYREB", "LBY", "UNO" into ROLE's country and sector; "LBYREB=LBYREBXYZ" and "-=G77" keep a code of the user's, too. */
bool compile_code(struct compiler *c, struct str code, struct role_entry *role);

/* One line (not empty, no comment) of each kind of file. */
bool compile_country_line(struct compiler *c, struct str line);
bool compile_agent_line(struct compiler *c, struct str line);
bool compile_region_line(struct compiler *c, struct str line);
bool compile_given_line(struct compiler *c, struct str line);
bool compile_entity_line(struct compiler *c, struct str line);

#endif
