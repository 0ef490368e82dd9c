/* frames.h: who does what to whom around one predicate, with voice, control, relative clauses and
 * coordination undone. Internal to coding/.
 *
 * A frame's arguments are logical: SUBJECT acts, OBJECT is acted upon, whatever the voice. Every
 * argument was reached by rules of grammar from the predicate alone; a frame never borrows from a
 * neighbour that grammar does not join to it. */
#ifndef CASUS_CODING_FRAMES_H
#define CASUS_CODING_FRAMES_H

#include "reading.h"

#define MOST_ARGUMENTS 32
#define MOST_CONTROL_DEPTH 12 /* "agreed to try to begin to ..." */

enum argument_role {
	ARGUMENT_SUBJECT,
	ARGUMENT_OBJECT,
	ARGUMENT_INDIRECT, /* "gave X support" */
	ARGUMENT_PREP,     /* noun behind a preposition */
	ARGUMENT_CLAUSE,   /* infinitive, gerund or finite clause */
	ARGUMENT_BARE,     /* adverb, particle, predicate noun ("named X president") */
	ARGUMENT_OWNER,    /* of a noun: possessor or nationality, who mostly acts */
	ARGUMENT_MODIFIER, /* of a noun: noun before it that is neither */
};

struct argument {
	uint8_t role;
	int32_t token;
	int32_t prep; /* its preposition or mark, -1 */
	int32_t host; /* what it hangs on */
};

enum frame_kind { FRAME_VERB, FRAME_PREDICATE, FRAME_NOUN };

struct frame {
	int32_t head;
	int32_t light; /* of a noun: the light verb that carries it, -1 */
	uint8_t kind;  /* enum frame_kind */
	bool passive;
	bool suffers;     /* of a noun: the light verb's subject undergoes it */
	bool subjectless; /* no subject is possible here: infinitive or gerund whose agent is not said */
	int32_t surface_subject;
	struct argument arguments[MOST_ARGUMENTS];
	size_t count;
};

/* The frame of TOKEN as a verb, predicate or (AS_NOUN) the name of an act; made once. */
const struct frame *frame_of(struct reading *reading, int32_t token, bool as_noun);
/* Who is the grammatical subject of a predicate, over control and coordination; -1. */
int32_t surface_subject(const struct reading *reading, int32_t verb, int depth);
/* Who acts: the agent of a passive, else the subject; -1. */
int32_t deep_subject(const struct reading *reading, int32_t verb, int depth);
int32_t deep_object(const struct reading *reading, int32_t verb, int depth);
/* Who is accused of, or on trial for, PHRASE (accusing_verb); -1. */
int32_t accused_of(const struct reading *reading, int32_t phrase, int depth);
/* Is VERB "call", and does it say what NOUN, its object, is: "calls the war a genocide", "calls the raid unacceptable"? */
bool is_given_a_name(const struct reading *reading, int32_t verb, int32_t noun);
bool is_passive(const struct reading *reading, int32_t verb);
int32_t passive_agent(const struct reading *reading, int32_t verb); /* frames_agent.c; whom its "by" names; -1 */
/* Who is joined to a past participle by a hyphen: "the Iran-backed militia"; -1. */
int32_t hyphen_agent(const struct reading *reading, int32_t verb);
/* "its leader NAME", "the leader of X, NAME": the name; -1. */
int32_t name_beside(const struct reading *reading, int32_t noun);
const struct argument *frame_argument(const struct frame *frame, enum argument_role role, size_t from);
/* The issuer of a statement, the doer of an act, ...: who stands behind a noun that cannot act itself; -1. */
int32_t owner_of_noun(const struct reading *reading, int32_t noun);

/* frames_nominal.c */
void build_noun_frame(struct reading *reading, int32_t noun, struct frame *frame);
void frame_add(struct frame *frame, enum argument_role role, int32_t token, int32_t prep, int32_t host);
void frame_add_dependants(const struct reading *reading, struct frame *frame, int32_t host);

#endif
