/* lexicon.h: what is in the pack's "entity/..." sections, as flat records of 32-bit fields, and how it is looked up. */
#ifndef CASUS_ENTITY_LEXICON_H
#define CASUS_ENTITY_LEXICON_H

#include "entity.h"
#include "words.h"

#include "base/trees.h"

#define NONE UINT32_MAX

enum name_flag {
	NAME_SHORT = 1 << 0,   /* "~Haftar": a surname; needs the document or the day on its side */
	NAME_ACRONYM = 1 << 1, /* written in capitals: "US" is not "us" */
	NAME_PROPER = 1 << 2,  /* starts with a capital */
	NAME_DEMONYM = 1 << 3, /* "Russian", "Russians" */
	NAME_SEAT = 1 << 4,    /* "Moscow": a place that also stands for its government */
	NAME_AGENT = 1 << 5,   /* target is an agent noun, not an entity */
	NAME_GIVEN = 1 << 6,   /* a given name; target is 0 male, 1 female */
	NAME_REGION = 1 << 7,  /* "North African"; target is a region */
	NAME_DOUBTFUL = 1 << 9, /* "?Georgetown": common elsewhere; needs its country elsewhere in the text */
	NAME_PREFIX = 1 << 8,  /* only the beginning of longer keys; no target */
	NAME_BROKEN = 1 << 10, /* has a comma or brackets, at which other names end: "Communist Party of India (Maoist)" */
	NAME_NO_ENTITY = NAME_AGENT | NAME_GIVEN | NAME_REGION | NAME_PREFIX, /* with any of these the target is no entity */
};

enum agent_flag {
	AGENT_PERSON = 1 << 0,      /* one human being: protester, minister */
	AGENT_GROUP = 1 << 1,       /* a body or a crowd: army, police, party */
	AGENT_OFFICE = 1 << 2,      /* held by one person at a time: president */
	AGENT_WHOLE = 1 << 3,       /* with a country it is that country's one body: government, parliament, army */
	AGENT_WEAK = 1 << 4,        /* takes the sector of what it goes with: "police spokesman", "leader of the rebels" */
	AGENT_TRANSPARENT = 1 << 5, /* "a group of protesters": is what stands behind "of" */
	AGENT_FEMALE = 1 << 6,
	AGENT_MALE = 1 << 7,
	AGENT_ARMED = 1 << 8,       /* "Haftar's forces" are what Haftar leads */
	AGENT_COUNTRY = 1 << 9,     /* "the country", "the kingdom" */
	AGENT_PLACE = 1 << 10,      /* "the capital", "the city" */
	AGENT_TITLE = 1 << 11,      /* only before a name: Mr, Dr, Gen. */
	AGENT_FORMER = 1 << 12,     /* an adjective that ends an office: former, ex, late */
	AGENT_OTHER = 1 << 18,      /* a state's is another state: ally, rival, counterpart */
	AGENT_TOWN = 1 << 17,       /* of a place: "the town" takes up a point on the map */
	AGENT_FOREIGN = 1 << 16,    /* an adjective by which somebody is not of the country at hand: foreign, regional */
	AGENT_ABROAD = 1 << 19,     /* as often as not of another country than where they are: tourists, migrants, passengers */
	AGENT_STATE = 1 << 14,      /* a country's is its government's: "Iranian leaders" */
	AGENT_SERVES = 1 << 15,     /* only while in service: a former soldier or policeman is a civilian */
	AGENT_THING = 1 << 13,      /* never acts, whatever its capitals: summit, treaty, "COVID-19" */
};

enum entity_flag { ENTITY_FEMALE = 1 << 0, ENTITY_MALE = 1 << 1, ENTITY_DERIVED = 1 << 2, ENTITY_USER = 1 << 3 /* from a file of the user's */ };

enum link_kind { LINK_LEADS, LINK_PART_OF };

struct name_entry {
	uint32_t text, length; /* key, in the strings */
	uint32_t target;       /* entity, agent, region or gender, by flags */
	uint32_t flags;        /* enum name_flag */
	uint32_t words;
	uint32_t next;         /* another name with the same key, or NONE */
};

struct entity_entry {
	uint32_t name, name_length, id, id_length;
	uint32_t role_first, role_count; /* in the order of the file; at least one */
	uint32_t link_first, link_count;
	uint32_t class_, flags;
};

struct role_entry {
	int32_t from, to;    /* days, both included; INT32_MIN and INT32_MAX where open */
	char country[4];     /* NUL-padded; may be empty */
	char sector[4];
	uint32_t office;     /* agent noun, or NONE */
	uint32_t own, own_length; /* the code of the user's list where it is another than country and sector; else empty */
};

struct link_entry {
	uint32_t kind, target;
};

struct agent_entry {
	uint32_t name, name_length;
	char sector[4];
	uint32_t flags;
	uint32_t own, own_length; /* "~GOVMED": the same for a noun, ~ stands for whose it is */
};

struct region_entry {
	uint32_t name, name_length;
	uint32_t member_first, member_count; /* country entities, in the members */
};

struct office_entry { /* roles with an office, sorted by country, office, role */
	char country[4];
	uint32_t office, entity, role;
};

struct source_entry { /* where an entity or a noun stands: "actors/libya.txt", 9 */
	uint32_t file, length, line;
};

/* A slot of the hash of names: the name's index + 1 and, above it, eight bits of its hash, so that another name's slot costs no look at
 * that name. 0: empty. */
#define SLOT_NAME 0x00FFFFFFu
static inline uint32_t slot_tag(uint64_t hash) { return (uint32_t)(hash >> 56) << 24; }

struct entity_lexicon {
	struct str strings;
	const struct name_entry *names;
	const struct entity_entry *entities;
	const struct role_entry *roles;
	const struct link_entry *links;
	const struct agent_entry *agents;
	const struct region_entry *regions;
	const struct office_entry *offices;
	const struct source_entry *sources; /* of the entities, then of the agents */
	const uint32_t *members, *slots;
	struct trees home; /* home.h */
	size_t name_count, entity_count, role_count, link_count, agent_count, region_count, office_count, member_count, slot_count, source_count;
};

/* First name entry whose key is KEY, or NONE; walk on through .next. */
uint32_t lexicon_find(const struct entity_lexicon *lexicon, struct str key);
/* The same in steps, for many keys at a time: the slots lie all over memory. HASH is str_hash(KEY). */
void lexicon_expect(const struct entity_lexicon *lexicon, uint64_t hash);      /* fetch the slot, */
void lexicon_expect_name(const struct entity_lexicon *lexicon, uint64_t hash); /* then the name that it has, */
void lexicon_expect_text(const struct entity_lexicon *lexicon, uint64_t hash); /* then that name's letters */
uint32_t lexicon_find_hashed(const struct entity_lexicon *lexicon, struct str key, uint64_t hash);
struct str lexicon_entity_name(const struct entity_lexicon *lexicon, uint32_t entity);
struct str lexicon_entity_id(const struct entity_lexicon *lexicon, uint32_t entity);
struct str lexicon_code(const char code[4]); /* a view of a NUL-padded code */
/* The entity with this id, or NONE. */
uint32_t lexicon_entity_by_id(const struct entity_lexicon *lexicon, struct str id);
/* The role that holds on DAY (DAY_NONE: the last one), or NULL. */
const struct role_entry *lexicon_role_on(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day);
/* How much speaks for ENTITY among its namesakes on DAY; CONTEXT: what the text (3: it is about its country) and the
 * name (1: it is no surname) add to it. A user's
 * entry goes before all, one that holds on the day before others, an office before none, an entry of its own before a country's body. */
int lexicon_claim(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day, int context);
/* Who holds OFFICE (an agent noun) of COUNTRY on DAY; NONE when nobody or more than one does. */
uint32_t lexicon_holder(const struct entity_lexicon *lexicon, struct str country, uint32_t office, int32_t day);
/* Country of an entity: that of its role on DAY, else of its first. */
struct str lexicon_country(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day);
/* "TUR" + "LEG" -> the derived body of a country, or NONE. */
uint32_t lexicon_body(const struct entity_lexicon *lexicon, struct str country, struct str sector);
/* ENTITY's code on DAY: the user's own where there is one, else country and sector; in ARENA or the lexicon. */
struct str lexicon_entity_code(const struct entity_lexicon *lexicon, uint32_t entity, int32_t day, struct arena *arena);
/* Target of the first link of KIND, or NONE. */
uint32_t lexicon_link(const struct entity_lexicon *lexicon, uint32_t entity, enum link_kind kind);
bool lexicon_region_has(const struct entity_lexicon *lexicon, uint32_t region, struct str country);

#endif
