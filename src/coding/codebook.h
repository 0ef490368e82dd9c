/* codebook.h: the codebook in memory. Internal to coding/.
 *
 * The language is docs/codebook.md. A pattern becomes a run of flat `struct step`s; the words of a
 * step become a word set; `struct word_index` leads from a word to the patterns whose trigger it can be.
 */
#ifndef CASUS_CODING_CODEBOOK_H
#define CASUS_CODING_CODEBOOK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "base/str.h"

#define WORD_NONE 0u  /* word ids count from 1 */
#define SET_NONE 0u   /* word set 0 is empty and means "no demand" */
#define MODE_NONE UINT32_MAX
#define ENTRY_NONE UINT32_MAX
#define MOST_STEPS 24 /* in one pattern */

/* The classes whose names the program knows; their words are data (lexicon/en/cues, classes.txt). */
#define CODING_CUES(X) \
	X(SPEECH_VERB, "speech-verb") X(DENIAL_VERB, "denial-verb") X(PLAN_VERB, "plan-verb") \
	X(POSSIBLE_VERB, "possible-verb") X(NEGATIVE_VERB, "negative-verb") X(FACTIVE_VERB, "factive-verb") \
	X(DEMAND_VERB, "demand-verb") X(ACCUSE_VERB, "accuse-verb") X(ATTEMPT_VERB, "attempt-verb") \
	X(CANCEL_VERB, "cancel-verb") X(LIGHT_VERB, "light-verb") X(SUFFER_VERB, "suffer-verb") \
	X(ASPECT_VERB, "aspect-verb") X(OCCUR_VERB, "occur-verb") X(SUBJECT_CONTROL, "subject-control-verb") \
	X(OBJECT_CONTROL, "object-control-verb") X(CLAIM_VERB, "claim-verb") X(WARN_VERB, "warn-verb") \
	X(MODAL_FUTURE, "future-modal") X(MODAL_POSSIBLE, "possible-modal") X(MODAL_DUTY, "duty-modal") \
	X(NEGATION, "negation") X(CONDITION_MARK, "condition-mark") X(POSSIBLE_ADVERB, "possible-adverb") \
	X(POSSIBLE_ADJECTIVE, "possible-adjective") X(PLAN_ADJECTIVE, "plan-adjective") \
	X(CONDITION_ADJECTIVE, "conditional-adjective") X(PAST_ADJECTIVE, "past-adjective") X(NEGATIVE_ADJECTIVE, "negative-adjective") \
	X(PLAN_NOUN, "plan-noun") X(POSSIBLE_NOUN, "possible-noun") X(DEMAND_NOUN, "demand-noun") \
	X(SERIES_NOUN, "series-noun") X(STATEMENT_NOUN, "statement-noun") X(CLAIM_NOUN, "claim-noun") \
	X(ANONYMOUS_NOUN, "anonymous-noun") X(ANONYMITY_WORD, "anonymity-word") X(IDENTIFY_VERB, "identify-verb") \
	X(TIME_NOUN, "time-noun") X(PREPOSITION, "preposition") X(PARTICLE, "particle") X(DETERMINER, "determiner") \
	X(ATTRIBUTE_PREP, "attribution-preposition") X(KILL_VERB, "kill-verb") X(DIE_VERB, "die-verb") \
	X(WOUND_VERB, "wound-verb") X(ARREST_VERB, "arrest-verb") X(DISPLACE_VERB, "displace-verb") X(FLEE_VERB, "flee-verb") \
	X(ABDUCT_VERB, "abduct-verb") X(CROWD_VERB, "crowd-verb") X(DEATH_NOUN, "death-noun") X(INJURY_NOUN, "injury-noun") \
	X(PERSON_NOUN, "person-noun") X(LOWER_BOUND, "lower-bound") X(UPPER_BOUND, "upper-bound") X(PLACE_PREP, "place-preposition") \
	X(AGENT_NOUN, "agent-noun") X(NO_ACTOR_NOUN, "no-actor-noun") X(PLACE_NOUN, "place-noun") X(BODY_NOUN, "body-noun") X(PHRASE_END, "phrase-end-preposition") \
	X(ATTITUDE_VERB, "attitude-verb") X(ATTITUDE_OBJECT_VERB, "attitude-object-verb") X(ATTITUDE_NOUN, "attitude-noun") \
	X(ATTITUDE_ADJECTIVE, "attitude-adjective") X(ESTIMATE_NOUN, "estimate-noun") X(RANK_WORD, "rank-word") \
	X(NO_RECIPIENT_NOUN, "no-recipient-noun") X(TIME_MARK, "time-mark") X(PERMIT_VERB, "permit-verb") X(PLAN_OBJECT_VERB, "plan-object-verb") \
	X(PATIENT_NOUN, "patient-noun") X(VICTIM_NOUN, "victim-noun") X(SETTLEMENT_NOUN, "settlement-noun") \
	X(SITE_NOUN, "site-noun") X(FOREIGN_SITE_NOUN, "foreign-site-noun") X(TOWN_NOUN, "town-noun") X(REGION_NOUN, "region-noun") \
	X(COUNTRY_NOUN, "country-noun") X(BORDER_NOUN, "border-noun") X(DIRECTION_WORD, "direction-word") \
	X(ARMED_NOUN, "armed-noun") X(MANDATIVE_VERB, "mandative-verb") X(REFLEXIVE, "reflexive-pronoun") X(WHOLE_PREP, "whole-preposition") X(RESPOND_VERB, "respond-verb") X(DOMESTIC_NOUN, "domestic-noun") X(CULPRIT_ADJECTIVE, "culprit-adjective") X(PART_NOUN, "part-noun") X(VAGUE_PLACE, "vague-place-noun") X(PERSON_ENDING, "person-ending") \
	X(SITE_OF_PEOPLE, "dwelling-noun") X(NEGATIVE_NOUN, "negative-noun") X(MEANS_VERB, "means-verb") X(TOPIC_NOUN, "topic-noun") X(FOIL_VERB, "foil-verb") \
	X(CHARGE_NOUN, "charge-noun") X(RAISING_ADJECTIVE, "raising-adjective") X(CULPRIT_NOUN, "culprit-noun") \
	X(VISIT_VERB, "visit-verb") X(ASSAILANT_NOUN, "assailant-noun") X(NAME_NOUN, "name-noun") X(EXPRESSIVE_VERB, "expressive-verb") X(EXPRESSION_NOUN, "expression-noun") X(WAY_TO, "way-to-verb") X(WAY_FROM, "way-from-verb") \
	X(PROSECUTE_VERB, "prosecute-verb") X(ANSWER_VERB, "answer-verb") X(SHARE_VERB, "share-verb") X(PLAIN_MODAL, "plain-modal") X(COLLECTIVE, "collective-noun") X(CUSTODY_NOUN, "custody-noun") X(EXCLUDE_VERB, "exclude-verb") X(ENTRY_NOUN, "entry-noun") \
	X(OPPOSE_VERB, "oppose-verb") X(OPPOSITION_NOUN, "opposition-noun") X(SEAT_NOUN, "seat-noun") X(BACKING_NOUN, "backing-noun") X(RECEIVE_VERB, "receive-verb") X(APOLOGY_WORD, "apology-word") X(COUNTER_VERB, "counter-verb") X(RESPONSE_NOUN, "response-noun") X(INVASION_WORD, "invasion-word")

enum cue {
#define X_(name, text) CUE_##name,
	CODING_CUES(X_)
#undef X_
	CUE_COUNT
};
#define CUE_BITS 64 /* the first of them have a bit with each word; the others are looked up in their set each time */

enum slot { SLOT_NONE, SLOT_ACTOR, SLOT_RECIPIENT, SLOT_PLACE, SLOT_TOPIC, SLOT_ACT, SLOT_COUNT };
enum filler_kind { KIND_ANY, KIND_ACTOR, KIND_PERSON, KIND_COUNTRY, KIND_ARMED, KIND_PLACE, KIND_BODY, KIND_INSIDE, KIND_COUNT };

/* One way to write a member of a word set. `head` is the word it is found by; the other words stand
 * next to it in the text (hyphens between them do not count); a particle may stand further off. */
struct word_item {
	uint32_t head;
	uint32_t particle;   /* WORD_NONE: none */
	uint32_t parts;      /* first of part_count words in codebook.parts, head included */
	uint16_t part_count; /* 1: the head alone */
	uint16_t head_at;
};

struct word_set { /* sorted by head */
	const struct word_item *items;
	size_t count;
	uint64_t heads; /* a bit for each head's id modulo 64: most words are not in most sets, which is told without looking at the items */
};

static inline bool set_may_have(const struct word_set *set, uint32_t word) { return set->heads >> (word & 63) & 1; }

enum step_op {
	STEP_SUBJECT,  /* slot or words or anything */
	STEP_TRIGGER,  /* the verb, predicate or noun that the pattern is found by */
	STEP_OBJECT,   /* slot or words directly under the verb */
	STEP_PREP,     /* slot or words behind one of `preps` (an infinitive's "to" included) */
	STEP_PARTICLE, /* a word of `preps` that takes nothing */
	STEP_THAT,     /* a finite clause; the steps behind it are of that clause */
	STEP_GERUND,   /* a clause in -ing */
	STEP_AND,      /* the rest of the group that filled the slot before */
	STEP_NOT,      /* none of `words` among what the verb takes */
};

struct step {
	uint8_t op, slot, kind;
	bool optional;
	bool required;       /* "@actor!": must be said, whatever grammar leaves free */
	bool predicate;      /* STEP_TRIGGER: "be WORD" */
	bool negated;        /* STEP_TRIGGER: "not WORD", only when the verb is negated */
	uint32_t words, preps, adjectives; /* word sets */
};

enum pattern_kind { PATTERN_VERB, PATTERN_NOUN, PATTERN_NOUN_ONLY };

/* "if WORDS", "unless WORDS": of the first set some word stands in the sentence, of the second none (SET_NONE: no demand). */
struct surroundings {
	uint32_t wanted, unwanted;
};

struct pattern {
	uint32_t entry, line, file;
	uint32_t first_step;
	uint8_t step_count, trigger, kind;
	bool has_prep_slots; /* a noun pattern that says its prepositions */
	struct surroundings surroundings;
	struct str source;   /* the line, for explanations */
};

#define MOST_ENTRY_CONTEXTS 3
#define KILLING (-9.0) /* on Goldstein's scale: acts at or below it kill, or may */

struct entry {
	struct str label;
	uint32_t type, mode; /* mode MODE_NONE when it has none */
	uint32_t file, line;
	struct str cameo, about;
	double goldstein;
	uint32_t contexts[MOST_ENTRY_CONTEXTS];
	uint32_t context_count;
	int32_t priority;
	struct surroundings surroundings;
	uint8_t factuality; /* enum factuality */
	bool reciprocal, replaced;
	bool duty; /* also codes what a speaker says that another must do */
};

struct event_type {
	struct str name, cameo;
	bool is_relation;
	int quad;
	double goldstein;
};

struct event_mode {
	uint32_t type;
	struct str name, cameo;
	double goldstein;
};

struct word_index { /* patterns of word w: pattern[start[w] .. start[w + 1]) */
	uint32_t *start, *pattern;
};

struct codebook {
	struct arena arena;
	struct map words; /* word -> id - 1 */
	uint64_t *word_cues;     /* by word id: the cues that have an item with this head */
	uint64_t *word_contexts; /* by word id: contexts likewise */
	uint32_t cues[CUE_COUNT];
	struct word_set *sets;
	size_t set_count, set_capacity;
	uint32_t *parts;
	size_t part_count, part_capacity;
	struct event_type *types;
	size_t type_count, type_capacity;
	struct event_mode *modes;
	size_t mode_count, mode_capacity;
	struct entry *entries;
	size_t entry_count, entry_capacity;
	uint32_t duty, duty_pattern; /* the entry marked `duty` and its first pattern; ENTRY_NONE when there is none */
	struct pattern *patterns;
	size_t pattern_count, pattern_capacity;
	struct step *steps;
	size_t step_count, step_capacity;
	struct str *context_names;
	uint32_t *context_sets;
	size_t context_count, context_capacity, context_set_capacity;
	struct str *files; /* names for messages and rules */
	size_t file_count, file_capacity;
	struct map numbers; /* "dozen" -> 12 */
	struct map forms;   /* irregular form -> word id of its lemma */
	struct word_index verbs, nouns;
};

struct coding_source { /* one codebook file; NAME as it stands in rules, PATH in messages */
	const char *name, *path;
	struct str text;
	bool is_cue, is_extra;
};

/* Parse SOURCES (cues first, then classes.txt, then the rest) into BOOK, whose arena is initialised.
 * Strings stay views into the sources. False with ERROR_LEXICON. */
bool codebook_parse(struct codebook *book, const struct coding_source *sources, size_t count, struct error *error);

/* --- words.c ------------------------------------------------------------------------------ */

uint32_t codebook_word(const struct codebook *book, struct str word); /* WORD_NONE when unknown */
struct str codebook_word_text(const struct codebook *book, uint32_t word); /* of a word other than WORD_NONE */
uint32_t codebook_intern(struct codebook *book, struct str word);

struct item_list { /* a word set in the making */
	struct word_item *items;
	size_t count, capacity;
};

/* Add one written form ("air raid", "carry_out", "cease-fire") to LIST, with its hyphenless variants.
 * HEAD_FIRST: a verb, whose first word carries the lemma; else a noun, whose last one does. */
void item_add(struct codebook *book, struct item_list *list, struct str written, bool head_first);
void item_add_set(struct codebook *book, struct item_list *list, uint32_t set);
uint32_t item_finish(struct codebook *book, struct item_list *list);
void codebook_build_indexes(struct codebook *book);

#endif
