/* compare.c: what speaks for and against two sketches telling one happening, part by part. */
#include "compare.h"

/* --- triggers ------------------------------------------------------------------------------ */

static bool same_stem(struct str a, struct str b)
{
	size_t length = a.length < b.length ? a.length : b.length, same = 0;
	while (same < length && a.data[same] == b.data[same])
		same++;
	return same >= 4 && same + 3 >= length;
}

double cosine_of_meaning(const struct sketch *a, const struct sketch *b, double none)
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
