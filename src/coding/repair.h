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

/* SENTENCE's tokens, or a repaired copy of them in ARENA. */
const struct token *repair_tokens(const struct sentence *sentence, struct arena *arena);
bool repair_has_child(const struct token *tokens, int32_t count, int32_t parent, unsigned deprel);

#endif
