/* parts.h: what the files of story/ share. */
#ifndef CASUS_STORY_PARTS_H
#define CASUS_STORY_PARTS_H

#include "flow.h"
#include "story/story.h"

/* The same lexicon entry; for actors that the lexicon does not know, the same name or words. */
bool story_same_actor(const struct document *document, const struct actor *a, const struct actor *b);
bool story_has_actor(const struct document *document, const struct actor *actors, size_t count, const struct actor *actor);
bool story_same_actors(const struct document *document, const struct actor *a, size_t a_count, const struct actor *b, size_t b_count);
bool story_share_actor(const struct document *document, const struct actor *a, size_t a_count, const struct actor *b, size_t b_count);

/* The id of a record that rests on others. */
struct str story_id_of(const struct document *document, struct str kind, struct str first, struct str second);

/* Does EVENT tell a step in the life of a ceasefire? */
bool story_is_of_truce(const struct event *event);
void story_ceasefires(const struct story_tables *tables, struct document *document);
/* Fill what the sentences of TRUCE tell of its terms. */
void story_truce_terms(const struct story_tables *tables, const struct document *document, struct ceasefire *truce);
void story_contradictions(struct document *document);

#endif
