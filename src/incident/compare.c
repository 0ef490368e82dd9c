/* compare.c: what speaks for and against two sketches telling one happening, part by part. */
#include "parts.h"

#include <math.h>

enum feature {
	F_BIAS,
	F_SAME_TRIGGER, F_SAME_STEM, F_LIKE_TRIGGER, F_OTHER_TRIGGER,
	F_SAME_TYPE, F_OTHER_TYPE, F_SAME_MODE, F_OTHER_MODE,
	F_SAME_ACTOR, F_OTHER_ACTOR, F_SAME_RECIPIENT, F_OTHER_RECIPIENT, F_CROSSED, F_SAME_LAND, F_NO_PARTY, F_SAME_PERSON, F_OTHER_STATE,
	F_SAME_PLACE, F_SAME_REGION, F_WITHIN_PLACE, F_NEAR_PLACE, F_OTHER_PLACE, F_SAME_COUNTRY, F_OTHER_COUNTRY,
	F_SAME_DAY, F_WITHIN_DAYS, F_DAY_BEFORE, F_NEXT_DAY, F_DAYS_LATER, F_OTHER_DAY,
	F_SAME_NUMBER, F_NEAR_NUMBER, F_OTHER_NUMBER,
	F_NAMES, F_OTHER_NAMES, F_WORDS, F_SENTENCE, F_SAME_DOCUMENT, F_SAME_SENTENCE, F_OTHER_WORLD,
	F_TRIGGER_AND_NAMES, F_TRIGGER_AND_WORDS, F_TRIGGER_AND_SENTENCE, F_TRIGGER_AND_PARTY, F_TRIGGER_AND_OTHER_PARTY,
	F_LIKE_AND_NAMES, F_LIKE_AND_SENTENCE, F_LIKE_AND_PARTY,
	F_NAME_LIKENESS, F_NAME_SHARE, F_NAME_WEIGHT, F_WORD_LIKENESS, F_WORD_WEIGHT, F_SENTENCE_WEIGHT, F_STORY, F_RARE_WORDS,
	F_NEAR_WORDS, F_SENTENCE_LIKENESS, F_SENTENCE_NAMES, F_OTHER_SENTENCE_NAMES, F_TRIGGER_NEARBY,
	F_TRIGGER_RANK, F_OTHER_RANK, F_TRIGGER_KIND, F_OTHER_KIND, F_MEANING, F_APART, F_FIRST_SENTENCE, F_LAST_SENTENCE, F_LENGTH,
	F_TOLD_ALIKE, F_ALIKE_IN_ARTICLE,
	FEATURE_COUNT
};

_Static_assert(FEATURE_COUNT <= INCIDENT_FEATURES, "the table of weights is too short");

static const struct {
	const char *name, *reason;
} features[FEATURE_COUNT] = {
	[F_BIAS] = {"bias", ""},
	[F_SAME_TRIGGER] = {"same-trigger", "the same word for it"},
	[F_SAME_STEM] = {"same-stem", "words of one stem for it"},
	[F_LIKE_TRIGGER] = {"like-trigger", "words of like meaning for it"},
	[F_OTHER_TRIGGER] = {"other-trigger", "another word for it"},
	[F_SAME_TYPE] = {"same-type", "the same type"},
	[F_OTHER_TYPE] = {"other-type", "another type"},
	[F_SAME_MODE] = {"same-mode", "the same mode"},
	[F_OTHER_MODE] = {"other-mode", "another mode"},
	[F_SAME_ACTOR] = {"same-actor", "the same actor"},
	[F_OTHER_ACTOR] = {"other-actor", "another actor"},
	[F_SAME_RECIPIENT] = {"same-recipient", "the same recipient"},
	[F_OTHER_RECIPIENT] = {"other-recipient", "another recipient"},
	[F_CROSSED] = {"crossed", "one's actor is the other's recipient"},
	[F_SAME_LAND] = {"same-land", "parties of one country"},
	[F_NO_PARTY] = {"no-party", "no party in one of them"},
	[F_SAME_PERSON] = {"same-person", "done to one person by name"},
	[F_OTHER_STATE] = {"other-state", "another state"},
	[F_SAME_PLACE] = {"same-place", "the same place"},
	[F_SAME_REGION] = {"same-region", "the same region"},
	[F_WITHIN_PLACE] = {"within-place", "a place in the other's province"},
	[F_NEAR_PLACE] = {"near-place", "another place nearby"},
	[F_OTHER_PLACE] = {"other-place", "another place"},
	[F_SAME_COUNTRY] = {"same-country", "the same country"},
	[F_OTHER_COUNTRY] = {"other-country", "another country"},
	[F_SAME_DAY] = {"same-day", "the same day"},
	[F_WITHIN_DAYS] = {"within-days", "a day within the other's days"},
	[F_DAY_BEFORE] = {"day-before", "told the day after, without a day"},
	[F_NEXT_DAY] = {"next-day", "articles of a day and the next, neither with a day"},
	[F_DAYS_LATER] = {"days-later", "told again days later, without a day"},
	[F_OTHER_DAY] = {"other-day", "another day"},
	[F_SAME_NUMBER] = {"same-number", "the same number of victims"},
	[F_NEAR_NUMBER] = {"near-number", "nearly as many victims"},
	[F_OTHER_NUMBER] = {"other-number", "another number of victims"},
	[F_NAMES] = {"names", "names that both articles have"},
	[F_OTHER_NAMES] = {"other-names", "not one name that both articles have"},
	[F_WORDS] = {"words", "words that both articles have"},
	[F_SENTENCE] = {"sentence", "words that both sentences have"},
	[F_SAME_DOCUMENT] = {"same-document", "one article"},
	[F_SAME_SENTENCE] = {"same-sentence", "one sentence"},
	[F_OTHER_WORLD] = {"other-world", "one told, one planned"},
	[F_TRIGGER_AND_NAMES] = {"trigger-and-names", "the same word among the same names"},
	[F_TRIGGER_AND_WORDS] = {"trigger-and-words", "the same word among the same words"},
	[F_TRIGGER_AND_SENTENCE] = {"trigger-and-sentence", "the same word in like sentences"},
	[F_TRIGGER_AND_PARTY] = {"trigger-and-party", "the same word with the same party"},
	[F_TRIGGER_AND_OTHER_PARTY] = {"trigger-and-other-party", "the same word with another party"},
	[F_LIKE_AND_NAMES] = {"like-and-names", "like words among the same names"},
	[F_LIKE_AND_SENTENCE] = {"like-and-sentence", "like words in like sentences"},
	[F_LIKE_AND_PARTY] = {"like-and-party", "like words with the same party"},
	[F_NAME_LIKENESS] = {"name-likeness", ""},
	[F_NAME_SHARE] = {"name-share", ""},
	[F_NAME_WEIGHT] = {"name-weight", ""},
	[F_WORD_LIKENESS] = {"word-likeness", ""},
	[F_WORD_WEIGHT] = {"word-weight", ""},
	[F_SENTENCE_WEIGHT] = {"sentence-weight", ""},
	[F_STORY] = {"story", ""},
	[F_RARE_WORDS] = {"rare-words", ""},
	[F_NEAR_WORDS] = {"near-words", ""},
	[F_SENTENCE_LIKENESS] = {"sentence-likeness", ""},
	[F_SENTENCE_NAMES] = {"sentence-names", ""},
	[F_OTHER_SENTENCE_NAMES] = {"other-sentence-names", ""},
	[F_TRIGGER_NEARBY] = {"trigger-nearby", ""},
	[F_TRIGGER_RANK] = {"trigger-rank", ""},
	[F_OTHER_RANK] = {"other-rank", ""},
	[F_TRIGGER_KIND] = {"trigger-kind", ""},
	[F_OTHER_KIND] = {"other-kind", ""},
	[F_MEANING] = {"meaning", ""},
	[F_APART] = {"apart", ""},
	[F_FIRST_SENTENCE] = {"first-sentence", ""},
	[F_LAST_SENTENCE] = {"last-sentence", ""},
	[F_LENGTH] = {"length", ""},
	[F_TOLD_ALIKE] = {"told-alike", "told as one happening is told twice"},
	[F_ALIKE_IN_ARTICLE] = {"alike-in-article", "told as an article tells one happening twice"},
};

size_t incident_feature_count(void)
{
	return FEATURE_COUNT;
}

struct str incident_feature_name(size_t feature)
{
	return str_of(features[feature].name);
}

struct str incident_feature_reason(size_t feature)
{
	return str_of(features[feature].reason);
}

/* --- sets of words ------------------------------------------------------------------------- */

/* Cosine of two sets, in the sum that was asked for; two words in common of three are less than twenty of thirty. */
static double cosine(double shared, double a, double b)
{
	return shared / sqrt((a + 1) * (b + 1));
}

/* --- triggers ------------------------------------------------------------------------------ */

static bool same_stem(struct str a, struct str b)
{
	size_t length = a.length < b.length ? a.length : b.length, same = 0;
	while (same < length && a.data[same] == b.data[same])
		same++;
	return same >= 4 && same + 3 >= length;
}

/* Cosine of the triggers' vectors; NONE where one has none. */
static double cosine_of_meaning(const struct sketch *a, const struct sketch *b, double none)
{
	if (!a->vector || !b->vector || a->dimensions != b->dimensions)
		return none;
	int64_t product = 0, x = 0, y = 0;
	for (size_t i = 0; i < a->dimensions; i++) {
		product += a->vector[i] * b->vector[i];
		x += a->vector[i] * a->vector[i];
		y += b->vector[i] * b->vector[i];
	}
	return x && y ? (double)product / (sqrt((double)x) * sqrt((double)y)) : none;
}

static double likeness(const struct sketch *a, const struct sketch *b)
{
	double meaning = cosine_of_meaning(a, b, 0);
	return meaning > 0.3 ? (meaning - 0.3) / 0.7 : 0;
}

static void compare_triggers(const struct sketch *a, const struct sketch *b, double *value)
{
	bool same = !str_empty(a->trigger) && str_equal(a->trigger, b->trigger);
	bool stem = !same && same_stem(a->trigger, b->trigger);
	value[F_SAME_TRIGGER] = same;
	value[F_SAME_STEM] = stem;
	value[F_LIKE_TRIGGER] = same || stem ? 0 : likeness(a, b);
	value[F_OTHER_TRIGGER] = !same && !stem;
}

static void compare_types(const struct sketch *a, const struct sketch *b, double *value)
{
	if (!str_empty(a->type) && !str_empty(b->type)) {
		bool same = str_equal(a->type, b->type);
		value[F_SAME_TYPE] = same;
		value[F_OTHER_TYPE] = !same;
		if (same && !str_empty(a->mode) && !str_empty(b->mode)) {
			value[F_SAME_MODE] = str_equal(a->mode, b->mode);
			value[F_OTHER_MODE] = !str_equal(a->mode, b->mode);
		}
	}
	value[F_OTHER_WORLD] = a->world != b->world;
}

/* --- parties ------------------------------------------------------------------------------- */

/* A state and its people are in half of all news: to share one says little. Their ids are ISO's three letters. */
static bool is_state(const struct sketch_party *party)
{
	return party->id.length == 3 && str_equal(party->id, party->country);
}

static bool is_named(const struct sketch_party *party)
{
	return party->kind == PARTY_NAMED || party->kind == PARTY_PERSON;
}

/* "27 Palestinians" and "2,268 Palestinians" are not the same, "25 people" and "31 people" may be. */
static bool numbers_differ(const struct sketch_party *a, const struct sketch_party *b)
{
	int64_t low = a->number < b->number ? a->number : b->number, high = a->number < b->number ? b->number : a->number;
	return low >= 0 && high > low + 2 && high > low + low / 2;
}

/* 1 the same entry or name, less for a like one or a common noun; 0 another. "12 civilians" and "three civilians" share a head. */
static double party_likeness(const struct sketch_party *a, const struct sketch_party *b)
{
	if (numbers_differ(a, b))
		return 0;
	if (!str_empty(a->id) && !str_empty(b->id))
		return str_equal(a->id, b->id) ? is_state(a) ? 0.5 : 1 : 0;
	double common = is_named(a) && is_named(b) ? 1 : 0.6;
	if (str_empty(a->id) && str_empty(b->id) && !str_empty(a->name) && str_equal(a->name, b->name))
		return common;
	if (str_empty(a->head) || !str_equal(a->head, b->head))
		return 0;
	return str_empty(a->country) || str_empty(b->country) || str_equal(a->country, b->country) ? 0.8 * common : 0;
}

struct agreement {
	double likeness; /* of the likest two; less when others beside them are not shared */
	bool known;      /* both have a party in that role, of one kind: "five people" and "the town" are no two victims */
};

static double likest(const struct sketch_party *party, const struct sketch *other, bool role)
{
	double best = 0;
	for (size_t i = 0; i < other->party_count; i++) {
		double likeness = other->parties[i].recipient == role ? party_likeness(party, &other->parties[i]) : 0;
		best = likeness > best ? likeness : best;
	}
	return best;
}

static size_t count_role(const struct sketch *sketch, bool role)
{
	size_t count = 0;
	for (size_t i = 0; i < sketch->party_count; i++)
		count += sketch->parties[i].recipient == role;
	return count;
}

static bool has_kind(const struct sketch *sketch, bool role, bool named)
{
	for (size_t i = 0; i < sketch->party_count; i++)
		if (sketch->parties[i].recipient == role && is_named(&sketch->parties[i]) == named)
			return true;
	return false;
}

static bool share_kind(const struct sketch *a, bool a_role, const struct sketch *b, bool b_role)
{
	return (has_kind(a, a_role, true) && has_kind(b, b_role, true)) || (has_kind(a, a_role, false) && has_kind(b, b_role, false));
}

static struct agreement agree(const struct sketch *a, bool a_role, const struct sketch *b, bool b_role)
{
	size_t a_count = count_role(a, a_role), b_count = count_role(b, b_role);
	double best = 0, sum = 0;
	if (!a_count || !b_count)
		return (struct agreement){0, false};
	for (size_t i = 0; i < a->party_count; i++) {
		double likeness = a->parties[i].recipient == a_role ? likest(&a->parties[i], b, b_role) : 0;
		best = likeness > best ? likeness : best;
		sum += likeness;
	}
	for (size_t i = 0; i < b->party_count; i++)
		sum += b->parties[i].recipient == b_role ? likest(&b->parties[i], a, a_role) : 0;
	return (struct agreement){(best + sum / (double)(a_count + b_count)) / 2, share_kind(a, a_role, b, b_role)};
}

static bool share_country(const struct sketch *a, const struct sketch *b)
{
	for (size_t i = 0; i < a->party_count; i++)
		for (size_t k = 0; k < b->party_count; k++)
			if (!str_empty(a->parties[i].country) && str_equal(a->parties[i].country, b->parties[k].country))
				return true;
	return false;
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

/* Who is killed, seized or sentenced is so but once in a few days: one person, one kind of deed. */
static bool befall_one_person(const struct sketch *a, const struct sketch *b)
{
	bool deeds = a->quad == 4 && b->quad == 4 && str_equal(a->type, b->type);
	for (size_t i = 0; deeds && i < a->party_count; i++)
		for (size_t k = 0; k < b->party_count; k++) {
			const struct sketch_party *x = &a->parties[i], *y = &b->parties[k];
			if (x->recipient && y->recipient && x->kind == PARTY_PERSON && y->kind == PARTY_PERSON && party_likeness(x, y) >= 1)
				return true;
		}
	return false;
}

/* What each of many states signs, ends or condemns on one day is an act of its own, whatever else it has in common with the others'. */
static bool other_state(const struct sketch *a, const struct sketch *b, bool role)
{
	bool both = false;
	for (size_t i = 0; i < a->party_count; i++)
		for (size_t k = 0; k < b->party_count; k++) {
			const struct sketch_party *x = &a->parties[i], *y = &b->parties[k];
			if (x->recipient != role || y->recipient != role || !is_state(x) || !is_state(y))
				continue;
			if (str_equal(x->id, y->id))
				return false;
			both = true;
		}
	return both;
}

static void compare_parties(const struct sketch *a, const struct sketch *b, double *value)
{
	struct agreement actors = agree(a, false, b, false), recipients = agree(a, true, b, true);
	double crossed = larger(agree(a, false, b, true).likeness, agree(a, true, b, false).likeness);
	value[F_SAME_ACTOR] = actors.likeness;
	value[F_OTHER_ACTOR] = actors.known && actors.likeness == 0;
	value[F_SAME_RECIPIENT] = recipients.likeness;
	value[F_OTHER_RECIPIENT] = recipients.known && recipients.likeness == 0;
	value[F_CROSSED] = actors.likeness == 0 && recipients.likeness == 0 ? crossed : 0;
	value[F_SAME_LAND] = actors.likeness == 0 && recipients.likeness == 0 && crossed == 0 && share_country(a, b);
	value[F_NO_PARTY] = !a->party_count || !b->party_count;
	value[F_SAME_PERSON] = befall_one_person(a, b);
	value[F_OTHER_STATE] = other_state(a, b, false) || other_state(a, b, true);
}

/* --- where, when, how many ------------------------------------------------------------------ */

/* Within some 15 km (a degree of latitude is 111 km): a quarter and its town, or two villages side by side. */
static bool are_near(const struct sketch *a, const struct sketch *b)
{
	double north = fabs(a->lat - b->lat) * 111, east = fabs(a->lon - b->lon) * 111 * larger(1 - fabs(a->lat) / 90, 0.05);
	return a->point && b->point && north * north + east * east <= 225;
}

static void compare_places(const struct sketch *a, const struct sketch *b, double *value)
{
	bool named = !str_empty(a->place) && !str_empty(b->place), same = named && str_equal(a->place, b->place);
	bool within = named && !same && (str_equal(a->place, b->province) || str_equal(b->place, a->province));
	bool near = named && !same && !within && are_near(a, b);
	bool lands = !str_empty(a->country) && !str_empty(b->country);
	value[F_SAME_PLACE] = same && a->point;
	value[F_SAME_REGION] = same && !a->point;
	value[F_WITHIN_PLACE] = within;
	value[F_NEAR_PLACE] = near;
	value[F_OTHER_PLACE] = named && !same && !within && !near;
	value[F_SAME_COUNTRY] = !same && !within && lands && str_equal(a->country, b->country);
	value[F_OTHER_COUNTRY] = lands && !same && !str_equal(a->country, b->country);
}

/* News that names no day tells of its own day, or looks back. */
static void compare_days(const struct sketch *a, const struct sketch *b, double *value)
{
	if (a->from == DAY_NONE || b->from == DAY_NONE)
		return;
	const struct sketch *first = a->from < b->from || (a->from == b->from && a->to <= b->to) ? a : b, *last = first == a ? b : a;
	int32_t gap = last->from - first->to;
	if (a->from == b->from && a->to == b->to)
		value[F_SAME_DAY] = 1;
	else if (gap <= 0)
		value[F_WITHIN_DAYS] = 1;
	else if (last->dated || gap > INCIDENT_LOOKS_BACK)
		value[F_OTHER_DAY] = 1;
	else if (gap > 1)
		value[F_DAYS_LATER] = 1;
	else
		value[first->dated ? F_DAY_BEFORE : F_NEXT_DAY] = 1;
}

/* Counts grow from report to report: up to double is near. */
static void compare_numbers(const struct sketch *a, const struct sketch *b, double *value)
{
	for (int i = 0; i < 2; i++) {
		int64_t x = i ? a->wounded : a->killed, y = i ? b->wounded : b->killed;
		if (x < 0 || y < 0)
			continue;
		int64_t low = x < y ? x : y, high = x < y ? y : x;
		if (low == high)
			value[F_SAME_NUMBER] += 0.5 + (low > 4) * 0.25;
		else if (high <= 2 * low)
			value[F_NEAR_NUMBER] += 0.5;
		else
			value[F_OTHER_NUMBER] += 0.5;
	}
}

static void compare_company(const struct told *a, const struct told *b, double *value)
{
	const struct signature *x = a->signature, *y = b->signature;
	bool one = str_equal(a->sketch->document, b->sketch->document);
	value[F_SAME_DOCUMENT] = one;
	value[F_SAME_SENTENCE] = one && a->sketch->sentence == b->sketch->sentence;
	struct word_weight names = one ? (struct word_weight){0} : words_shared(x->names, y->names);
	struct word_weight words = one ? (struct word_weight){0} : words_shared(x->words, y->words);
	struct word_weight sentence = words_shared(a->sketch->words, b->sketch->words);
	value[F_NAMES] = cosine(names.coarse, x->names.weight.coarse, y->names.weight.coarse);
	value[F_OTHER_NAMES] = !one && names.count == 0 && x->names.count > 1 && y->names.count > 1;
	value[F_WORDS] = cosine(words.coarse, x->words.weight.coarse, y->words.weight.coarse);
	value[F_SENTENCE] = value[F_SAME_SENTENCE] > 0 ? 0.5 : cosine(sentence.coarse, a->sketch->words.weight.coarse, b->sketch->words.weight.coarse);
	value[F_NAME_WEIGHT] = names.fine;
	value[F_WORD_WEIGHT] = words.fine;
	value[F_SENTENCE_WEIGHT] = sentence.fine;
	value[F_RARE_WORDS] = (double)words.rare;
}

/* One sentence tells of one deed's victims in many ways: "killed nine people, wounded 40 and destroyed a school". */
static void spare_one_sentence(const struct told *a, const struct told *b, double *value)
{
	if (value[F_SAME_SENTENCE] > 0 && !(has_kind(a->sketch, true, true) && has_kind(b->sketch, true, true)))
		value[F_OTHER_RECIPIENT] = 0;
}

static void multiply(double *value)
{
	double trigger = value[F_SAME_TRIGGER] + 0.8 * value[F_SAME_STEM], like = value[F_LIKE_TRIGGER];
	double party = larger(larger(value[F_SAME_ACTOR], value[F_SAME_RECIPIENT]), value[F_CROSSED]);
	double other = larger(value[F_OTHER_ACTOR], value[F_OTHER_RECIPIENT]);
	value[F_TRIGGER_AND_NAMES] = trigger * value[F_NAMES];
	value[F_TRIGGER_AND_WORDS] = trigger * value[F_WORDS];
	value[F_TRIGGER_AND_SENTENCE] = trigger * value[F_SENTENCE];
	value[F_TRIGGER_AND_PARTY] = trigger * party;
	value[F_TRIGGER_AND_OTHER_PARTY] = trigger * other;
	value[F_LIKE_AND_NAMES] = like * value[F_NAMES];
	value[F_LIKE_AND_SENTENCE] = like * value[F_SENTENCE];
	value[F_LIKE_AND_PARTY] = like * party;
}

/* --- for the trees alone ---------------------------------------------------------------------- */

/* The same once more in finer steps. */
static void compare_articles(const struct signature *a, const struct signature *b, double *value)
{
	double name_a = a->names.weight.fine, name_b = b->names.weight.fine, word_a = a->words.weight.fine, word_b = b->words.weight.fine;
	value[F_NAME_LIKENESS] = cosine(value[F_NAME_WEIGHT], name_a, name_b);
	value[F_NAME_SHARE] = value[F_NAME_WEIGHT] / ((name_a < name_b ? name_a : name_b) + 4);
	value[F_WORD_LIKENESS] = cosine(value[F_WORD_WEIGHT], word_a, word_b);
	value[F_STORY] = cosine(value[F_NAME_WEIGHT] + value[F_WORD_WEIGHT], name_a + word_a, name_b + word_b);
}

static double likeness_of_words(const struct sketch *a, const struct sketch *b, uint32_t flags, bool *other)
{
	struct word_weight one = words_weigh(a->words, flags), two = words_weigh(b->words, flags), both = words_shared_with(a->words, b->words, flags);
	*other = one.count && two.count && !both.count;
	return cosine(both.fine, one.fine, two.fine);
}

static void compare_sentences(const struct sketch *a, const struct sketch *b, double *value)
{
	bool other;
	value[F_SENTENCE_LIKENESS] = cosine(value[F_SENTENCE_WEIGHT], a->words.weight.fine, b->words.weight.fine);
	value[F_NEAR_WORDS] = likeness_of_words(a, b, NEAR_WORD, &other);
	value[F_SENTENCE_NAMES] = likeness_of_words(a, b, NAME_WORD, &other);
	value[F_OTHER_SENTENCE_NAMES] = other;
	value[F_LENGTH] = (double)(a->words.count + b->words.count);
}

enum { UNKNOWN_RANK = 40000 };

static double rank_of(const struct sketch *sketch)
{
	return sketch->rank < UNKNOWN_RANK ? (double)sketch->rank : UNKNOWN_RANK;
}

/* Does one's trigger stand near the other's ("decided to check into rehab", "his decision"), and how rare are they? */
static void compare_trigger_words(const struct sketch *a, const struct sketch *b, double *value)
{
	double one = rank_of(a), other = rank_of(b);
	value[F_TRIGGER_NEARBY] = words_have(b->words, word_key(a->trigger), NEAR_WORD) + words_have(a->words, word_key(b->trigger), NEAR_WORD);
	value[F_TRIGGER_RANK] = one < other ? one : other;
	value[F_OTHER_RANK] = larger(one, other);
	value[F_TRIGGER_KIND] = a->word < b->word ? a->word : b->word;
	value[F_OTHER_KIND] = a->word < b->word ? b->word : a->word;
	value[F_MEANING] = value[F_SAME_TRIGGER] > 0 ? 1 : cosine_of_meaning(a, b, -1);
}

static void compare_finely(const struct told *a, const struct told *b, double *value)
{
	double first = (double)a->sketch->sentence, last = (double)b->sketch->sentence;
	bool one = value[F_SAME_DOCUMENT] > 0;
	if (!one)
		compare_articles(a->signature, b->signature, value);
	compare_sentences(a->sketch, b->sketch, value);
	compare_trigger_words(a->sketch, b->sketch, value);
	value[F_APART] = one ? fabs(first - last) : 0;
	value[F_FIRST_SENTENCE] = first < last ? first : last;
	value[F_LAST_SENTENCE] = larger(first, last);
}

/* --- the whole ------------------------------------------------------------------------------- */

static void compare(const struct told *a, const struct told *b, double *value)
{
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		value[i] = 0;
	value[F_BIAS] = 1;
	compare_triggers(a->sketch, b->sketch, value);
	compare_types(a->sketch, b->sketch, value);
	compare_parties(a->sketch, b->sketch, value);
	compare_places(a->sketch, b->sketch, value);
	compare_days(a->sketch, b->sketch, value);
	compare_numbers(a->sketch, b->sketch, value);
	compare_company(a, b, value);
	spare_one_sentence(a, b, value);
	multiply(value);
}

void incident_features(const struct told *a, const struct told *b, double *value)
{
	compare(a, b, value);
	compare_finely(a, b, value);
}

static int32_t thousandths(double x)
{
	double bounded = x > 1e6 ? 1e6 : x < -1e6 ? -1e6 : x;
	return (int32_t)(bounded * 1000 + (bounded < 0 ? -0.5 : 0.5));
}

/* Beyond this the trees only say again that they are sure. */
enum { SUREST = 5 };

/* What the rest of the score is at least for the trees to be asked: they are the dearest part. */
enum { WORTH_ASKING = -2000 };

static double ask_trees(const struct incident_model *model, const struct told *a, const struct told *b, double *value)
{
	compare_finely(a, b, value);
	double told = trees_ask(&model->trees, value);
	return told > SUREST ? SUREST : told < -SUREST ? -SUREST : told;
}

/* The sum is of rounded shares, so that what is explained adds up to what was decided. */
int32_t incident_score(const struct incident_model *model, const struct told *a, const struct told *b, int32_t parts[INCIDENT_FEATURES])
{
	double value[INCIDENT_FEATURES];
	int32_t sum = 0;
	if (str_compare(b->sketch->event, a->sketch->event) < 0) { /* so that rounding cannot tell the order */
		const struct told *other = a;
		a = b;
		b = other;
	}
	compare(a, b, value);
	enum feature alike = value[F_SAME_DOCUMENT] > 0 ? F_ALIKE_IN_ARTICLE : F_TOLD_ALIKE;
	for (size_t i = 0; i < FEATURE_COUNT; i++) {
		if (i == (size_t)alike && model->weight[i] != 0 && sum > WORTH_ASKING)
			value[i] = ask_trees(model, a, b, value);
		int32_t part = value[i] != 0 && model->weight[i] != 0 ? thousandths(value[i] * model->weight[i]) : 0;
		if (parts)
			parts[i] = part;
		sum += part;
	}
	return sum;
}
