/* repair.h: small repairs of parses before they are read. Internal to coding/. */
#ifndef CASUS_CODING_REPAIR_H
#define CASUS_CODING_REPAIR_H

#include "flow.h"

/* Look at token AT: what was found there (-1: nothing); then change the copy of the tokens accordingly. */
struct repair {
	int32_t (*find)(const struct token *tokens, int32_t count, int32_t at);
	void (*mend)(struct token *tokens, int32_t count, int32_t found, int32_t at);
};

extern const struct repair clause_repairs[]; /* repair_clauses.c */
extern const size_t clause_repair_count;
extern const struct repair joined_repairs[]; /* repair_joined.c */
extern const size_t joined_repair_count;
extern const struct repair verb_repairs[]; /* repair_verbs.c */
extern const size_t verb_repair_count;
extern const struct repair harm_repairs[]; /* repair_harm.c */
extern const size_t harm_repair_count;
extern const struct repair noun_repairs[]; /* repair_nouns.c */
extern const size_t noun_repair_count;

/* SENTENCE's tokens, or a repaired copy of them in ARENA. */
const struct token *repair_tokens(const struct sentence *sentence, struct arena *arena);
/* Prepositions of FROM become TO's. */
void repair_move_cases(struct token *tokens, int32_t count, int32_t from, int32_t to);
bool repair_has_child(const struct token *tokens, int32_t count, int32_t parent, unsigned deprel);

/* The gerund becomes a noun that names an act; HEAD is not looked at. */
void repair_make_act(struct token *tokens, int32_t count, int32_t head, int32_t gerund);

#endif
