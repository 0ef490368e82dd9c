/* home.h: which country somebody is of where no word of his own says it: "police", "the rebels", "former minister X". For each mention that takes part in a
 * coded act the countries of the text are weighed by trees learned from corrected records (train/home). Internal to entity/. */
#ifndef CASUS_ENTITY_HOME_H
#define CASUS_ENTITY_HOME_H

#include "coref.h"

#include "base/trees.h"

/* What is looked at, of one country for one mention. Where a country is "the same" it is 1, where another stands there -1, where none does 0. */
#define HOME_FEATURES(X) \
	X(GIVEN, "given")               /* what the rules of coref_nominal.c say */ \
	X(HOW_GIVEN, "how-given")       /* enum inferred of the mention */ \
	X(SECTOR, "sector")             /* place in a table */ \
	X(KIND, "kind") \
	X(CLASS, "class") \
	X(FLAGS, "flags")               /* of the noun: whole, office, group, person, armed */ \
	X(PLURAL, "plural") \
	X(ARTICLE, "article")           /* 2 definite, 1 indefinite */ \
	X(BARE, "bare") \
	X(FORMER, "former") \
	X(FOREIGN, "foreign") \
	X(SUBJECT, "subject") \
	X(SENTENCE, "sentence") \
	X(RIVALS, "rivals")             /* other countries of the text, of its sentence */ \
	X(SENTENCE_RIVALS, "sentence-rivals") \
	X(SHARE, "share")               /* of the words for countries in the text, and how many these are */ \
	X(COUNT, "count") \
	X(FOCUS, "focus")               /* the text is about it; about it alone */ \
	X(FIRST, "first")               /* the first that the text names */ \
	X(BEFORE, "before")             /* words to the nearest before and behind it in the sentence, 60 without one */ \
	X(BEHIND, "behind") \
	X(NEAREST, "nearest")           /* none is nearer */ \
	X(EARLIER, "earlier")           /* sentences back to the last before this one, 9 without */ \
	X(LATER, "later") \
	X(LOCATED, "located")           /* where something is, in its sentence: times; anywhere */ \
	X(LOCATED_ANYWHERE, "located-anywhere") \
	X(ONLY_LOCATED, "only-located") \
	X(ACTS, "acts")                 /* a state or somebody of it is named in its sentence; anywhere */ \
	X(ACTS_ANYWHERE, "acts-anywhere") \
	X(ALIKE, "alike")               /* somebody of the same sector is said to be of it; of the same noun */ \
	X(SAME_NOUN, "same-noun") \
	X(UP, "up")                     /* steps in the tree to what both hang under, and down */ \
	X(DOWN, "down") \
	X(BRANCH, "branch")             /* how its branch hangs there, how the mention's does */ \
	X(OWN_BRANCH, "own-branch") \
	X(NEAR_KIND, "near-kind")       /* what the nearest in the tree is: a place, a state, an adjective, a person or body */ \
	X(OTHER, "other")               /* the other party of an act */ \
	X(SIDE, "side")                 /* another of the same role */ \
	X(SPEAKER, "speaker") \
	X(PLACE, "place")               /* of an act */ \
	X(QUAD, "quad") \
	X(ROLE, "role")                 /* 1 acts, 2 is acted upon, 3 both */ \
	X(OCCUPIED, "occupied") \
	X(DATELINE, "dateline")

enum home_feature {
#define X_(name, written) HOME_##name,
	HOME_FEATURES(X_)
#undef X_
	HOME_FEATURE_COUNT
};

enum sign_kind { SIGN_PLACE = 1, SIGN_STATE, SIGN_ADJECTIVE, SIGN_SOMEBODY }; /* HOME_NEAR_KIND */

struct home_candidate {
	struct str country;
	double seen[HOME_FEATURE_COUNT];
};

enum { HOME_CANDIDATES = 8 }; /* the first so many countries of a text */

#define HOME_TREES "entity/home" /* of the pack */
const struct tree_features *home_features(void);

struct home_scene; /* the countries of a document, and where they stand */
struct home_scene *home_look(const struct finder *finder);
/* Is it left to the text around mention I which country it is of? */
bool home_is_open(const struct finder *finder, size_t i);
/* The candidates for mention I, which is open; how many. */
size_t home_candidates(const struct home_scene *scene, size_t i, struct home_candidate *candidates);
/* The mentions that take part in the document's acts and are open, each once. */
void home_parties(const struct finder *finder, size_t **parties, size_t *count);
/* Is mention I, or another of the same, one of COUNT actors? */
bool home_is_one(const struct finder *finder, size_t i, const struct actor *actors, size_t count);
/* home_people.c. Is mention I one of people, attackers or criminals of whom no noun or name says more? */
bool home_is_of_people(const struct finder *finder, size_t i);
/* Is it one of those who work or study somewhere, of whom the trees may leave open where: students, doctors, farmers? */
bool home_is_at_work(const struct finder *finder, size_t i);
/* Which of the COUNT candidates such people are of: where it happens. A view of the lexicon's; empty where nothing tells. */
struct str home_of_people(const struct finder *finder, size_t i, const struct home_candidate *candidates, size_t count);
/* unnamed.c: name and code of the parties of acts that are no mentions. */
void unnamed_describe(const struct finder *finder);

#endif
