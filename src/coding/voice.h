/* voice.h: who is heard in a sentence, and where it says so. Internal to coding/. */
#ifndef CASUS_CODING_VOICE_H
#define CASUS_CODING_VOICE_H

#include "match.h"

struct voice {
	struct reading *reading; /* the sentence that names the speaker: not always the event's */
	int32_t cue, cue_last;   /* first and last word of what says so: "said", "according to" */
	int32_t speaker;
};

/* Whose word is the act at TRIGGER on, by the words above it or beside its clauses? LIGHT (or -1) is the verb that
 * carries the act itself, which attributes nothing. Nearest first; a speaker "you", or "I" in quotation marks, counts
 * for nobody: a quotation's own speaker is asked for by quotation_voice. */
bool voice_in_sentence(struct reading *reading, int32_t trigger, int32_t light, struct voice *voice);
/* Whose plan, wish, fear, demand or praise is it? Asked for where nobody says it: "X said that Y wants to" is on X's word. */
bool voice_of_attitude(struct reading *reading, int32_t trigger, int32_t light, struct voice *voice);
/* "..., X said." or ", according to X" somewhere in the sentence, for acts that no word above them attributes. */
bool voice_at_edge(struct reading *reading, int32_t trigger, struct voice *voice);
/* The speaker of VERB. */
bool voice_of_verb(struct reading *reading, int32_t verb, struct voice *voice);
/* What the sentence's own main clause says of a speaker: its root, or a parenthesis on it. */
bool voice_of_main_clause(struct reading *reading, struct voice *voice);
/* A verb of speech among the tokens FROM to TO, outside quotation marks. */
bool voice_between(struct reading *reading, int32_t from, int32_t to, struct voice *voice);

/* quotation.c: the speaker of the quotation around TRIGGER, of the turn of a dialogue ("PENCE: Well, ...") or of a
 * headline with a colon that it stands in. */
bool quotation_voice(struct reading *reading, int32_t trigger, struct voice *voice);

#endif
