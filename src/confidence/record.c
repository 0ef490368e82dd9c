/* record.c: what is seen of a record as a whole, to say how sure it is. */
#include "seen.h"

enum { DEEPEST = 40, UNSEEN = -99 };

/* What is taken over of the first party of a role, in the order of the record's features from KIND on. */
static const uint8_t taken[] = {ROLE_KIND, ROLE_CLASS, ROLE_SECTOR, ROLE_COUNTRY, ROLE_KNOWN, ROLE_UP, ROLE_DOWN, ROLE_RELATION, ROLE_PREPOSITION,
                                ROLE_CLAUSES, ROLE_DISTANCE, ROLE_BETWEEN, ROLE_MENTIONS, ROLE_PLURAL, ROLE_LENGTH, ROLE_PRIOR, ROLE_BENT};
_Static_assert(RECORD_RECIPIENT_COUNT - RECORD_ACTOR_KIND == sizeof taken, "the record's features of a role go on as TAKEN does");

static bool has_role(const struct party *party, enum role role)
{
	return party->seen[role][ROLE_GIVEN] >= 2;
}

static void see_role(enum role role, const struct party *parties, size_t count, double *f)
{
	double least = -1, missed = -1, sum = 0, right = 1, given = 0;
	const struct party *first = NULL;
	for (size_t i = 0; i < count; i++) {
		double odds = parties[i].odds[role];
		if (has_role(&parties[i], role)) {
			first = first ? first : &parties[i];
			least = least < 0 || odds < least ? odds : least;
			right *= odds;
			given++;
		} else {
			missed = odds > missed ? odds : missed;
			sum += odds;
			right *= 1 - odds;
		}
	}
	f[RECORD_ACTOR_COUNT] = given;
	f[RECORD_ACTOR_LEAST] = least;
	f[RECORD_ACTOR_MISSED] = missed;
	f[RECORD_ACTOR_ALL_MISSED] = sum;
	f[RECORD_ACTOR_RIGHT] = right;
	f[RECORD_ACTOR_HABIT] = count ? parties[0].seen[role][ROLE_HABIT] : 0;
	for (size_t i = 0; i < sizeof taken; i++)
		f[RECORD_ACTOR_KIND + i] = first ? first->seen[role][taken[i]] : UNSEEN;
}

static double depth_of(const struct token *tokens, size_t t)
{
	double depth = 0;
	for (int32_t at = (int32_t)t; tokens[at].head >= 0 && depth < DEEPEST; at = tokens[at].head)
		depth++;
	return depth;
}

static double words_in(struct str text)
{
	double words = 1;
	for (size_t i = 0; i < text.length; i++)
		words += text.data[i] == ' ';
	return words;
}

void record_see(const struct document *document, const struct event *event, const struct party *parties, size_t count, double f[RECORD_FEATURE_COUNT])
{
	const struct sentence *sentence = &document->sentences[event->sentence];
	const double *seen = count ? parties[0].seen[ROLE_ACTOR] : NULL;
	struct span words = event->trigger_span;
	see_role(ROLE_ACTOR, parties, count, f);
	see_role(ROLE_RECIPIENT, parties, count, f + RECORD_RECIPIENT_COUNT - RECORD_ACTOR_COUNT);
	f[RECORD_TYPE] = seen ? seen[ROLE_TYPE] : UNSEEN;
	f[RECORD_TRIGGER_UPOS] = seen ? seen[ROLE_TRIGGER_UPOS] : UNSEEN;
	f[RECORD_TRIGGER_RELATION] = seen ? seen[ROLE_TRIGGER_RELATION] : UNSEEN;
	f[RECORD_TRIGGER_PASSIVE] = seen ? seen[ROLE_TRIGGER_PASSIVE] : UNSEEN;
	f[RECORD_SENTENCE_MENTIONS] = seen ? seen[ROLE_SENTENCE_MENTIONS] : 0;
	f[RECORD_FACTUALITY] = event->factuality;
	f[RECORD_SENTENCE_LENGTH] = (double)sentence->count;
	f[RECORD_DEPTH] = depth_of(sentence->tokens, event->trigger);
	f[RECORD_SAID] = event->attribution != NULL;
	f[RECORD_PLACED] = event->place_index != NO_INDEX;
	f[RECORD_MODE] = event->mode.length > 0;
	f[RECORD_TIE] = event->kind == RECORD_RELATION;
	f[RECORD_COUNTS] = (double)event->count_count;
	f[RECORD_PATTERN_WORDS] = words_in(str_slice(document->article.text, words.start, words.end));
	f[RECORD_RECORDS] = 0;
	size_t self = (size_t)(event - document->events), from = self > NEAR_RECORDS ? self - NEAR_RECORDS : 0;
	for (size_t i = from; i < document->event_count && i < self + NEAR_RECORDS; i++)
		f[RECORD_RECORDS] += document->events[i].sentence == event->sentence;
}

const struct tree_features *record_features(void)
{
	static const char *const names[] = {
#define X(name) #name,
		RECORD_FEATURES(X)
#undef X
	};
	static const struct tree_features features = {RECORD_FEATURE_COUNT, names};
	return &features;
}
