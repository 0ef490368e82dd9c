/* confidence.h: how probable it is that a record's type and roles are right. */
#ifndef CASUS_CONFIDENCE_H
#define CASUS_CONFIDENCE_H

#include "flow.h"

/* What is looked at. Each is 0 where it does not apply. */
#define CONFIDENCE_FEATURES(X) \
	X(NO_ACTOR)        /* the role is empty */ \
	X(NO_RECIPIENT) \
	X(TIE)             /* a relation, no event */ \
	X(NOMINAL)         /* the act is told by a noun */ \
	X(VAGUE_ACTOR)     /* nothing is known of any actor: no name of the lexicon, no country, no sector */ \
	X(VAGUE_RECIPIENT) \
	X(PRONOUN)         /* an actor or recipient is a pronoun */ \
	X(FAR_ACTOR)       /* steps in the tree between the trigger and the nearest actor beyond the first, at most 4 */ \
	X(FAR_RECIPIENT) \
	X(LENGTH)          /* of the sentence, in tens of words, at most 6 */ \
	X(DEPTH)           /* of the trigger in the tree, at most 6 */ \
	X(UNREAL)          /* negated, planned, conditional or possible */ \
	X(SAID)            /* on somebody's word */ \
	X(PLACED)          /* the text says where */ \
	X(MODE)            /* the type has one */

enum confidence_feature {
#define X_(name) CONFIDENCE_##name,
#define X(name) X_(name)
	CONFIDENCE_FEATURES(X)
#undef X
#undef X_
	CONFIDENCE_COUNT
};

/* EVENT is one of the document's. */
void confidence_features(const struct document *document, const struct event *event, double features[CONFIDENCE_COUNT]);

/* The features weighed: how probable it is that type, actors and recipients are all right, 0.02 to 0.98. */
double confidence_of(const struct document *document, const struct event *event);

#endif
