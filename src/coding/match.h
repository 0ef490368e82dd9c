/* match.h: one pattern over one frame. Internal to coding/. */
#ifndef CASUS_CODING_MATCH_H
#define CASUS_CODING_MATCH_H

#include "frames.h"

#define MOST_BINDINGS 10
#define MOST_MATCHED_WORDS 16
#define MOST_INNER_FRAMES 4

struct binding {
	uint8_t slot;
	bool whole; /* the token and its conjuncts; else the token alone */
	int32_t token;
};

struct match {
	const struct pattern *pattern;
	int32_t trigger, light;
	bool noun;
	struct binding bindings[MOST_BINDINGS];
	size_t binding_count;
	int32_t words[MOST_MATCHED_WORDS]; /* tokens that the pattern's words matched, trigger first */
	size_t word_count;
	const struct frame *frames[MOST_INNER_FRAMES]; /* the trigger's, then clauses inside */
	size_t frame_count;
	int score; /* priority, then how much the pattern demands */
};

#define MISSED_SURROUNDINGS ((size_t)MOST_STEPS + 1) /* in place of a step: "if" or "unless" kept the pattern away */

/* Does PATTERN match with its trigger at TOKEN? On false, *failed_step (may be NULL) is the step that got furthest. */
bool match_pattern(struct reading *reading, const struct pattern *pattern, int32_t token, struct match *match, size_t *failed_step);
/* Could TOKEN be the trigger of noun (verb) patterns at all? */
bool can_be_noun(const struct reading *reading, int32_t token);
bool can_be_verb(const struct reading *reading, int32_t token);
int32_t match_filler(const struct match *match, enum slot slot); /* the first token bound to SLOT, -1 */
/* Bind TOKEN (WHOLE: with its conjuncts) to SLOT; false when there is no room. */
bool match_bind(struct match *match, uint8_t slot, int32_t token, bool whole);
bool match_has_used(const struct match *match, int32_t token);
/* "his arrest": is OWNER, a possessor of the noun FRAME, done to rather than doing? */
bool match_undergoes(const struct reading *reading, const struct frame *frame, int32_t owner);
/* Fill the roles that the pattern does not spell out. STEPS are the pattern's. */
void match_fill_roles(const struct reading *reading, struct match *match, const struct step *steps);
/* "@recipient:inside": TOKEN itself when it is somebody, else the topmost actor in what hangs on it, one that the lexicon knows or whose country is told before others, the first in the text; -1. */
int32_t actor_inside(const struct match *state, const struct reading *reading, int32_t token);
/* Can TOKEN fill SLOT with that kind of filler? */
bool slot_accepts(const struct reading *reading, int32_t token, enum slot slot, enum filler_kind kind);

#endif
