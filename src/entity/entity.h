/* entity/: who acts. Mentions of actors, who they are, what they were on a given day. */
#ifndef CASUS_ENTITY_H
#define CASUS_ENTITY_H

#include "flow.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/pack.h"

struct entity_lexicon; /* immutable view of the pack's "entity/..." sections */

struct entity_files { /* of the user's */
	const char *const *paths;
	size_t count;
	bool only; /* in place of casus's own actors: of these, nouns, given names and the countries' codes remain */
};

/* Compile every lexicon/en/actors file into sections, then the user's FILES (may be NULL), whose entities add to them; one with an id that
 * is there already takes its place, a noun that is there already its meaning. False with ERROR_LEXICON, file, line, column. */
bool entity_compile(const char *folder, const struct entity_files *files, struct pack_writer *writer, struct error *error);
bool entity_lexicon_open(struct entity_lexicon **lexicon, const struct pack *pack, struct error *error);
void entity_lexicon_close(struct entity_lexicon *lexicon);

/* Fill document->mentions: names, nominals and pronouns that may act, then their antecedents over the
 * whole document. Needs trees; uses document->article.day for dated names. */
void entity_find_mentions(const struct entity_lexicon *lexicon, struct document *document);

/* Who MENTION (index into document->mentions) is on DAY: fills name, id, country, sector, code; text and span
 * are the mention's own. Follows antecedents. */
void entity_resolve(const struct entity_lexicon *lexicon, const struct document *document, size_t mention, int32_t day, struct actor *actor);

/* Is CODE a country of the lexicon ("LBY")? */
bool entity_is_country(const struct entity_lexicon *lexicon, struct str code);
/* ISO code of the country that goes by NAME; empty when none does or more than one. */
struct str entity_country_code(const struct entity_lexicon *lexicon, struct str name, struct arena *arena);

/* Write to OUT what the lexicon knows of NAME (a name or an id) on DAY, or with DAY_NONE at all times: one paragraph an
 * entity. Returns how many there are. For `casus find`. */
size_t entity_describe(const struct entity_lexicon *lexicon, struct str name, int32_t day, struct arena *arena, struct buf *out);

#endif
