/* entity/: who acts. Mentions of actors, who they are, what they were on a given day. */
#ifndef CASUS_ENTITY_H
#define CASUS_ENTITY_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

struct entity_lexicon; /* immutable view of the pack's "entity/..." sections */

struct entity_files { /* of the user's */
	const char *const *paths;
	size_t count;
	bool only; /* in place of casus's own actors: of these, nouns, given names and the countries' codes remain */
};

/* Compile every lexicon/en/actors file, names and trees, into sections, then the user's FILES (may be NULL), whose entities add to them; one with an id that
 * is there already takes its place, a noun that is there already its meaning. False with ERROR_LEXICON, file, line, column. */
bool entity_compile(const char *folder, const struct entity_files *files, struct pack_writer *writer, struct error *error);
bool entity_lexicon_open(struct entity_lexicon **lexicon, const struct pack *pack, struct error *error);
void entity_lexicon_close(struct entity_lexicon *lexicon);

struct finder; /* what the lexicon says of the words of one document; in its arena */
/* Look up the names and nouns of a document that has trees, times and places; of several that a name may mean, the one that fits. */
struct finder *entity_look_up(const struct entity_lexicon *lexicon, struct document *document);
/* Fill document->mentions from what was looked up: names, nominals and pronouns that may act, then their antecedents over the
 * whole document. Needs trees; uses document->article.day for dated names. */
void entity_find_mentions(struct finder *finder);

/* Once the document is coded: the country of those who take part in its acts where no word of theirs says it ("police"), by what stands around. */
void entity_choose_homes(struct finder *finder);

/* Who MENTION (index into document->mentions) is on DAY: fills name, id, country, sector, code; text and span
 * are the mention's own. Follows antecedents. */
void entity_resolve(const struct entity_lexicon *lexicon, const struct document *document, size_t mention, int32_t day, struct actor *actor);

/* Is CODE a country of the lexicon ("LBY")? */
bool entity_is_country(const struct entity_lexicon *lexicon, struct str code);
/* ISO code of the country that goes by NAME; empty when none does or more than one. */
struct str entity_country_code(const struct entity_lexicon *lexicon, struct str name, struct arena *arena);

/* The ids of the entity ID and of all under it: what it leads, what is part of it, and what is under those. None when it is not known. */
void entity_under(const struct entity_lexicon *lexicon, struct str id, struct arena *arena, struct str **ids, size_t *count);

/* --- what the lexicon knows of a name: `casus find` --------------------------------------------- */

struct entity_role {
	int32_t from, to; /* days, both included; INT32_MIN and INT32_MAX where open */
	struct str code, office;
	bool holds;       /* on the day that was asked for */
};

struct entity_tie {
	const char *kind; /* "leads", "part of" */
	struct str id, name;
};

enum reading_kind { READING_ENTITY, READING_NOUN, READING_REGION, READING_GIVEN };

struct entity_reading { /* one thing that a name may mean */
	enum reading_kind kind;
	struct str name, id;  /* id: of an entity only */
	const char *class_;   /* "person", "armed group", "noun", "region", "given name" */
	const char *as;       /* how the name stands for it: "name", "alias", "surname", "acronym", "demonym", "office and country" ... */
	const char *needs;    /* what a text must have for it besides, or NULL */
	struct str sector;    /* of a noun */
	struct str file;      /* "actors/libya.txt"; empty for regions and given names */
	size_t line;
	struct entity_role *roles;
	size_t role_count;
	struct entity_tie *ties;
	size_t tie_count;
	struct str *names;    /* all names, folded */
	size_t name_count;
	bool holds;           /* a role holds on the day */
	int claim;            /* what speaks for it; compared among the entities */
	uint32_t entity;      /* entity/'s own */
};

struct entity_answer {
	struct entity_reading *readings; /* the likeliest first; entities before nouns */
	size_t count;
	size_t chosen;        /* index of the reading that the name has where the text says nothing else, or NO_INDEX */
	struct str why;       /* why it is chosen, or why none is */
	struct str *near;     /* where nothing is known: names written alike, nearest first */
	size_t near_count;
};

/* What NAME (a name or an id; case, accents and "the" do not matter) may mean on DAY, or with DAY_NONE at any time. Strings are
 * the lexicon's or ARENA's. */
void entity_ask(const struct entity_lexicon *lexicon, struct str name, int32_t day, struct arena *arena, struct entity_answer *answer);

#endif
