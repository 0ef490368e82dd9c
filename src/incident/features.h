/* features.h: the parts of the comparison of two sketches, by number and by name. Those that ask the trees are last: they are asked
 * only where the sum of the others leaves it open. */
#ifndef CASUS_INCIDENT_FEATURES_H
#define CASUS_INCIDENT_FEATURES_H

#include "incident.h"

/* Number, name in lexicon/en/incident, and what an analyst reads where it spoke for or against. */
#define INCIDENT_PARTS(X) \
	X(BIAS, "bias", "") \
	X(SAME_TRIGGER, "same-trigger", "the same word for it") \
	X(SAME_STEM, "same-stem", "words of one stem for it") \
	X(LIKE_TRIGGER, "like-trigger", "words of like meaning for it") \
	X(OTHER_TRIGGER, "other-trigger", "another word for it") \
	X(SAME_TYPE, "same-type", "the same type") \
	X(OTHER_TYPE, "other-type", "another type") \
	X(SAME_MODE, "same-mode", "the same mode") \
	X(OTHER_MODE, "other-mode", "another mode") \
	X(SAME_ACTOR, "same-actor", "the same actor") \
	X(OTHER_ACTOR, "other-actor", "another actor") \
	X(SAME_RECIPIENT, "same-recipient", "the same recipient") \
	X(OTHER_RECIPIENT, "other-recipient", "another recipient") \
	X(CROSSED, "crossed", "one's actor is the other's recipient") \
	X(SAME_LAND, "same-land", "parties of one country") \
	X(NO_PARTY, "no-party", "no party in one of them") \
	X(SAME_PERSON, "same-person", "done to one person by name") \
	X(OTHER_STATE, "other-state", "another state") \
	X(SAME_PLACE, "same-place", "the same place") \
	X(SAME_REGION, "same-region", "the same region") \
	X(WITHIN_PLACE, "within-place", "a place in the other's province") \
	X(NEAR_PLACE, "near-place", "another place nearby") \
	X(OTHER_PLACE, "other-place", "another place") \
	X(SAME_COUNTRY, "same-country", "the same country") \
	X(OTHER_COUNTRY, "other-country", "another country") \
	X(SAME_DAY, "same-day", "the same day") \
	X(WITHIN_DAYS, "within-days", "a day within the other's days") \
	X(DAY_BEFORE, "day-before", "told the day after, without a day") \
	X(NEXT_DAY, "next-day", "articles of a day and the next, neither with a day") \
	X(DAYS_LATER, "days-later", "told again days later, without a day") \
	X(OTHER_DAY, "other-day", "another day") \
	X(SAME_NUMBER, "same-number", "the same number of victims") \
	X(NEAR_NUMBER, "near-number", "nearly as many victims") \
	X(OTHER_NUMBER, "other-number", "another number of victims") \
	X(NAMES, "names", "names that both articles have") \
	X(OTHER_NAMES, "other-names", "not one name that both articles have") \
	X(WORDS, "words", "words that both articles have") \
	X(SENTENCE, "sentence", "words that both sentences have") \
	X(SAME_DOCUMENT, "same-document", "one article") \
	X(SAME_SENTENCE, "same-sentence", "one sentence") \
	X(OTHER_WORLD, "other-world", "one told, one planned") \
	X(TRIGGER_AND_NAMES, "trigger-and-names", "the same word among the same names") \
	X(TRIGGER_AND_WORDS, "trigger-and-words", "the same word among the same words") \
	X(TRIGGER_AND_SENTENCE, "trigger-and-sentence", "the same word in like sentences") \
	X(TRIGGER_AND_PARTY, "trigger-and-party", "the same word with the same party") \
	X(TRIGGER_AND_OTHER_PARTY, "trigger-and-other-party", "the same word with another party") \
	X(LIKE_AND_NAMES, "like-and-names", "like words among the same names") \
	X(LIKE_AND_SENTENCE, "like-and-sentence", "like words in like sentences") \
	X(LIKE_AND_PARTY, "like-and-party", "like words with the same party") \
	X(NAME_LIKENESS, "name-likeness", "") \
	X(NAME_SHARE, "name-share", "") \
	X(NAME_WEIGHT, "name-weight", "") \
	X(WORD_LIKENESS, "word-likeness", "") \
	X(WORD_WEIGHT, "word-weight", "") \
	X(SENTENCE_WEIGHT, "sentence-weight", "") \
	X(STORY, "story", "") \
	X(RARE_WORDS, "rare-words", "") \
	X(NEAR_WORDS, "near-words", "") \
	X(SENTENCE_LIKENESS, "sentence-likeness", "") \
	X(SENTENCE_NAMES, "sentence-names", "") \
	X(OTHER_SENTENCE_NAMES, "other-sentence-names", "") \
	X(TRIGGER_NEARBY, "trigger-nearby", "") \
	X(TRIGGER_RANK, "trigger-rank", "") \
	X(OTHER_RANK, "other-rank", "") \
	X(TRIGGER_KIND, "trigger-kind", "") \
	X(OTHER_KIND, "other-kind", "") \
	X(MEANING, "meaning", "") \
	X(APART, "apart", "") \
	X(FIRST_SENTENCE, "first-sentence", "") \
	X(LAST_SENTENCE, "last-sentence", "") \
	X(LENGTH, "length", "") \
	X(TOLD_ALIKE, "told-alike", "told as one happening is told twice") \
	X(ALIKE_IN_ARTICLE, "alike-in-article", "told as an article tells one happening twice")

enum feature {
#define X(number, name, reason) F_##number,
	INCIDENT_PARTS(X)
#undef X
	FEATURE_COUNT
};

_Static_assert(FEATURE_COUNT <= INCIDENT_FEATURES, "the table of weights is too short");

/* For trees, and for the weights that are set by hand. */
const struct tree_features *incident_tree_features(void);

#endif
