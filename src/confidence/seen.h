/* seen.h: what is looked at of a mention for a role, and of a record as a whole. Internal to confidence/; train/confidence/dump.c prints it. */
#ifndef CASUS_CONFIDENCE_SEEN_H
#define CASUS_CONFIDENCE_SEEN_H

#include "confidence.h"

enum role { ROLE_ACTOR, ROLE_RECIPIENT, ROLE_COUNT };

/* What is looked at, of one mention for one role of one event. */
#define ROLE_FEATURES(X) \
	X(GIVEN, "given")                   /* 2: the codebook has put this mention here; 1: one that means the same */ \
	X(HELD, "held")                     /* how many it has put here */ \
	X(OTHER, "other")                   /* likewise for the other role */ \
	X(OTHER_HELD, "other-held") \
	X(UP, "up")                         /* steps in the tree from the trigger to what both hang under, and down to the mention */ \
	X(DOWN, "down") \
	X(UP_RELATION, "up-relation")       /* how the trigger's side hangs there, how the mention's; groups in features.c */ \
	X(BRANCH_RELATION, "branch-relation") \
	X(RELATION, "relation")             /* how the mention's head hangs on its own head */ \
	X(PREPOSITION, "preposition")       /* before the mention, and before the branch that it stands in */ \
	X(BRANCH_PREPOSITION, "branch-preposition") \
	X(DISTANCE, "distance")             /* words from the trigger, negative before it */ \
	X(BETWEEN, "between")               /* mentions between */ \
	X(VERBS_BETWEEN, "verbs-between") \
	X(CLAUSES, "clauses")               /* clause boundaries on the way through the tree */ \
	X(TO_GIVEN, "to-given")             /* words to the nearest of this role, 60 without any */ \
	X(GIVEN_CONJUNCT, "given-conjunct") /* joined by "and" with one of this role */ \
	X(GIVEN_INSIDE, "given-inside")     /* 1: below one of this role in the tree, 2: above */ \
	X(OTHER_INSIDE, "other-inside") \
	X(SUBJECT_ABOVE, "subject-above")   /* subject of a verb that the trigger's chain hangs on: how many steps up */ \
	X(KIND, "kind") \
	X(CLASS, "class") \
	X(SECTOR, "sector") \
	X(COUNTRY, "country") \
	X(KNOWN, "known") \
	X(CAN_ACT, "can-act") \
	X(PLACE_ONLY, "place-only") \
	X(PLURAL, "plural") \
	X(ANIMATE, "animate") \
	X(LENGTH, "length")                 /* words of the mention */ \
	X(MENTIONS, "mentions")             /* of this party in the document, of the sentence */ \
	X(SENTENCE_MENTIONS, "sentence-mentions") \
	X(SAME_COUNTRY, "same-country")     /* as one of this role, as one of the other */ \
	X(OTHER_COUNTRY, "other-country") \
	X(TYPE, "type") \
	X(TRIGGER_UPOS, "trigger-upos") \
	X(TRIGGER_RELATION, "trigger-relation") \
	X(TRIGGER_PASSIVE, "trigger-passive") \
	X(TRIGGER_SUBJECT, "trigger-subject") \
	X(TRIGGER_OBJECT, "trigger-object") \
	X(FACTUALITY, "factuality") \
	X(RECIPROCAL, "reciprocal") \
	X(SPEAKER, "speaker")               /* the record is on this mention's word */ \
	X(ACTS_ELSEWHERE, "acts-elsewhere") /* acts in another record of its sentence: told by the same word 3, of the same type 2, else 1 */ \
	X(SUFFERS_ELSEWHERE, "suffers-elsewhere") \
	X(ELSEWHERE_NEAR, "elsewhere-near") /* steps between the triggers of that record and this */ \
	X(QUOTED, "quoted")                 /* stands in quotation marks and the trigger does not, or the other way */ \
	X(HABIT, "habit")                   /* how often such an act has this role told, and the other */ \
	X(OTHER_HABIT, "other-habit") \
	X(BENT, "bent")                     /* log-odds that such a word has this role in such an act, and the other */ \
	X(OTHER_BENT, "other-bent") \
	X(PRIOR, "prior")                   /* what the records as coded say of the role, all of the above but GIVEN to GIVEN_INSIDE seen */ \
	X(OTHER_PRIOR, "other-prior")

enum role_feature {
#define X(name, text) ROLE_##name,
	ROLE_FEATURES(X)
#undef X
	ROLE_FEATURE_COUNT
};

const struct tree_features *role_features(void);

enum { MOST_PARTIES = 64, NEAR_RECORDS = 24 }; /* that are looked at: mentions nearest to the trigger, records on either side of the record */

/* One mention near an event. */
struct party {
	size_t mention;   /* index into the document's */
	struct actor who; /* as resolved */
	double seen[ROLE_COUNT][ROLE_FEATURE_COUNT];
	double odds[ROLE_COUNT]; /* how probable each role is, 0 to 1 */
};

/* The mentions of the event's sentence that may have a part in EVENT, one of the document's, seen and weighed, into PARTIES; how many. */
size_t confidence_look(const struct confidence_model *model, const struct document *document, const struct event *event, const struct confidence_who *who,
                       struct party parties[MOST_PARTIES]);

/* The same, neither seen nor weighed. */
size_t parties_near(const struct document *document, const struct event *event, const struct confidence_who *who, struct party parties[MOST_PARTIES]);
/* The records near EVENT in its document, and how many steps of the tree their triggers are from its own. */
struct near_records {
	size_t from, to;                /* indices into the document's, TO not included */
	double steps[2 * NEAR_RECORDS]; /* [to - from] -1: of another sentence, or EVENT itself */
};
void records_near(const struct document *document, const struct event *event, struct near_records *near);
/* Fills SEEN for both roles but for PRIOR and OTHER_PRIOR. */
void party_see(const struct confidence_tables *tables, const struct document *document, const struct event *event, const struct near_records *near,
               struct party *party);

/* The record as a whole: the same for both roles, then what is seen of the first party of each, then the rest. */
#define RECORD_FEATURES_OF_ROLE(X, role) \
	X(role##_COUNT)      /* parties */ \
	X(role##_LEAST)      /* odds of the least probable of them, -1 without any */ \
	X(role##_MISSED)     /* odds of the most probable of the others, -1 without any */ \
	X(role##_ALL_MISSED) /* sum of the others' */ \
	X(role##_RIGHT)      /* that all are right and no other is */ \
	X(role##_HABIT) X(role##_KIND) X(role##_CLASS) X(role##_SECTOR) X(role##_COUNTRY) X(role##_KNOWN) X(role##_UP) X(role##_DOWN) X(role##_RELATION) \
	X(role##_PREPOSITION) X(role##_CLAUSES) X(role##_DISTANCE) X(role##_BETWEEN) X(role##_MENTIONS) X(role##_PLURAL) X(role##_LENGTH) X(role##_PRIOR) X(role##_BENT)

#define RECORD_FEATURES(X) \
	RECORD_FEATURES_OF_ROLE(X, ACTOR) \
	RECORD_FEATURES_OF_ROLE(X, RECIPIENT) \
	X(TYPE) X(TRIGGER_UPOS) X(TRIGGER_RELATION) X(TRIGGER_PASSIVE) X(FACTUALITY) \
	X(SENTENCE_MENTIONS) X(SENTENCE_LENGTH) X(DEPTH) X(SAID) X(PLACED) X(MODE) X(TIE) X(COUNTS) \
	X(PATTERN_WORDS)     /* of the trigger */ \
	X(RECORDS)           /* of the sentence */

enum record_feature {
#define X(name) RECORD_##name,
	RECORD_FEATURES(X)
#undef X
	RECORD_FEATURE_COUNT
};

const struct tree_features *role_features(void);
const struct tree_features *record_features(void); /* their names are those above: "ACTOR_LEAST" */

void record_see(const struct document *document, const struct event *event, const struct party *parties, size_t count, double seen[RECORD_FEATURE_COUNT]);

/* --- tables.c ---------------------------------------------------------------------------------------- */

bool tables_compile(const char *folder, struct pack_writer *writer, struct error *error);
bool tables_open(struct confidence_tables *tables, const struct pack *pack, struct error *error);
/* How often acts of this TYPE and lemma have each role told; of the type as a whole where the word is not known. */
const float *tables_habit(const struct confidence_tables *tables, struct str type, struct str lemma);
/* The bent of LEMMA in acts of TYPE, else in any act, else of any word. */
const float *tables_bent(const struct confidence_tables *tables, struct str type, struct str lemma);

#endif
