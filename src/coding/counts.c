/* counts.c: numbers of people, from the predicate that counts them to the event they belong to. */
#include "counts.h"

#define MOST_COUNTS 8 /* on one event */

/* --- numbers ------------------------------------------------------------------------------------ */

static bool word_number(const struct reading *r, int32_t t, int64_t *value)
{
	char lower[32];
	const struct str forms[] = {r->tokens[t].form, r->tokens[t].lemma};
	for (int f = 0; f < 2; f++) {
		struct str form = forms[f];
		if (form.length == 0 || form.length > sizeof lower)
			continue;
		for (size_t i = 0; i < form.length; i++)
			lower[i] = ascii_is_upper((unsigned char)form.data[i]) ? (char)(form.data[i] + 32) : form.data[i];
		const struct map_entry *entry = map_get(&r->book->numbers, (struct str){lower, form.length});
		if (entry) {
			*value = (int64_t)entry->value;
			return true;
		}
	}
	return false;
}

/* "25", "1,200", "2.5" (for "2.5 million" scaled later by 10) */
static bool digit_number(struct str form, double *value)
{
	double number = 0, scale = 0;
	for (size_t i = 0; i < form.length; i++) {
		unsigned char c = (unsigned char)form.data[i];
		if (c == ',')
			continue;
		if (c == '.' && scale == 0) {
			scale = 1;
			continue;
		}
		if (!ascii_is_digit(c))
			return false;
		number = number * 10 + (c - '0');
		scale *= 10;
	}
	*value = scale > 1 ? number / scale : number;
	return form.length > 0 && ascii_is_digit((unsigned char)form.data[0]) && number < 1e12;
}

static bool token_number(const struct reading *r, int32_t t, double *value)
{
	int64_t word;
	if (digit_number(r->tokens[t].form, value))
		return true;
	if (!word_number(r, t, &word))
		return false;
	*value = (double)word;
	return true;
}

/* A run of number words around T ("two hundred and fifty", "20-30", "20 to 30"). */
struct number {
	int64_t low, high;
	int32_t first, last;
};

/* "17-year-old" is an age, "four-day" a length. */
static bool is_measure(const struct reading *r, int32_t t)
{
	return t + 2 < r->count && str_equal(r->tokens[t + 1].form, STR("-")) && r->tokens[t + 2].upos != UPOS_NUM &&
	       r->tokens[t].span.end == r->tokens[t + 1].span.start;
}

static bool is_number_token(const struct reading *r, int32_t t)
{
	double value;
	return t >= 0 && t < r->count && r->tokens[t].upos != UPOS_DET && !is_measure(r, t) && token_number(r, t, &value);
}

static bool is_hyphen(const struct reading *r, int32_t t) { return t >= 0 && t < r->count && str_equal(r->tokens[t].form, STR("-")); }

/* Value of the words FIRST..LAST read as one number. */
static int64_t compose(const struct reading *r, int32_t first, int32_t last)
{
	double total = 0, part = 0, value;
	for (int32_t t = first; t <= last; t++) {
		if (!token_number(r, t, &value))
			continue;
		if (value >= 100 && (value == 100 || value == 1000 || value == 1000000) && !ascii_is_digit((unsigned char)r->tokens[t].form.data[0])) {
			part = (part == 0 ? 1 : part) * value;
			if (value > 100) {
				total += part;
				part = 0;
			}
		} else if (value == 12 && part > 0 && part < 12) {
			part *= value; /* "two dozen" */
		} else {
			part += value;
		}
	}
	return (int64_t)(total + part);
}

static bool joins_range(const struct reading *r, int32_t t)
{
	struct str form = r->tokens[t].form;
	return str_equal(form, STR("-")) || str_equal(form, STR("\xe2\x80\x93")) || reading_lemma(r, t, "to") || reading_lemma(r, t, "and") ||
	       reading_lemma(r, t, "or");
}

/* "sixty-four": the tens before a hyphen and a unit. */
static bool is_tens_and_unit(const struct reading *r, int32_t tens)
{
	double high, low;
	return tens >= 0 && is_hyphen(r, tens + 1) && tens + 2 < r->count && !ascii_is_digit((unsigned char)r->tokens[tens].form.data[0]) &&
	       token_number(r, tens, &high) && token_number(r, tens + 2, &low) && high >= 20 && high < 100 && low < 10;
}

static int32_t run_end(const struct reading *r, int32_t t, int step)
{
	if (is_tens_and_unit(r, step > 0 ? t : t - 2))
		t += 2 * step;
	while (is_number_token(r, t + step) || (step > 0 && t + 2 < r->count && reading_lemma(r, t + 1, "and") && is_number_token(r, t + 2) &&
	                                         t >= 1 && reading_lemma(r, t, "hundred")))
		t += is_number_token(r, t + step) ? step : 2;
	return t;
}

static struct number read_number(const struct reading *r, int32_t t)
{
	struct number number = {.first = run_end(r, t, -1)};
	number.last = run_end(r, number.first, 1);
	number.low = number.high = compose(r, number.first, number.last);
	int32_t join = number.last + 1;
	if (join + 1 < r->count && joins_range(r, join) && is_number_token(r, join + 1) && !reading_lemma(r, join, "and")) {
		int32_t end = run_end(r, join + 1, 1);
		number.high = compose(r, join + 1, end);
		number.last = end;
	} else if (join + 1 < r->count && number.first > 0 && reading_lemma(r, number.first - 1, "between") && reading_lemma(r, join, "and") &&
	           is_number_token(r, join + 1)) {
		int32_t end = run_end(r, join + 1, 1);
		number.high = compose(r, join + 1, end);
		number.last = end;
	}
	if (number.high < number.low)
		number.high = number.low;
	return number;
}

enum bound { BOUND_NONE, BOUND_LOWER, BOUND_UPPER };

/* The bound that the words before a number say. "No more than" and "more than" end in the same word: the longer counts. */
static enum bound bound_before(const struct reading *r, int32_t first)
{
	for (int32_t t = first - 1; t >= 0 && t >= first - 4; t--) {
		bool lower = reading_is(r, t, CUE_LOWER_BOUND), upper = reading_is(r, t, CUE_UPPER_BOUND);
		if (lower && upper)
			return t > 0 && str_equal_nocase(r->tokens[t - 1].form, STR("more")) ? BOUND_UPPER : BOUND_LOWER;
		if (lower || upper)
			return lower ? BOUND_LOWER : BOUND_UPPER;
	}
	return BOUND_NONE;
}

static bool is_plural_estimate(const struct reading *r, int32_t t)
{
	return r->tokens[t].xpos == XPOS_NNS; /* "dozens", "hundreds" */
}

static void apply_bounds(const struct reading *r, struct number *number, int32_t t)
{
	enum bound bound = bound_before(r, number->first);
	if (bound == BOUND_UPPER) {
		number->low = 0;
	} else if (bound == BOUND_LOWER || is_plural_estimate(r, t)) {
		number->high = -1;
	}
}

static int64_t lemma_number(const struct reading *r, int32_t t)
{
	const struct map_entry *entry = map_get(&r->book->numbers, r->tokens[t].lemma);
	return entry ? (int64_t)entry->value : 0;
}

/* "tens of thousands": at least one time each. */
static void multiply_by_inner(const struct reading *r, int32_t t, struct number *number)
{
	if (r->tokens[t].xpos != XPOS_NNS)
		return;
	FOR_CHILDREN(r, t, c)
		if (rel_of(r, c) == REL_nmod && has_case(r, c, "of") && r->tokens[c].xpos == XPOS_NNS && lemma_number(r, c) > 1 && lemma_number(r, t) > 0) {
			number->low = number->high = lemma_number(r, t) * lemma_number(r, c);
			number->last = c;
		}
}

/* How many the noun says: its numeral, itself ("dozens of people", "25 were killed"), or one ("a soldier"). */
static bool noun_number(const struct reading *r, int32_t noun, struct number *number)
{
	int32_t found = -1;
	FOR_CHILDREN(r, noun, c)
		if ((rel_of(r, c) == REL_nummod || rel_of(r, c) == REL_amod) && found < 0 && c < noun && is_number_token(r, c)) /* behind it an age: "Montalvo, 19," */
			found = c;
	if (found < 0 && (r->tokens[noun].upos == UPOS_NUM || r->tokens[noun].upos == UPOS_NOUN) && is_number_token(r, noun))
		found = noun;
	if (found >= 0) {
		*number = read_number(r, found);
		multiply_by_inner(r, found, number);
		apply_bounds(r, number, found);
		return true;
	}
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_det && (reading_lemma(r, c, "a") || reading_lemma(r, c, "another"))) {
			*number = (struct number){1, 1, c, c};
			return reading_is(r, noun, CUE_PERSON_NOUN);
		}
	return false;
}

/* --- predicates that count --------------------------------------------------------------------------- */

struct counter {
	enum cue cue;
	enum count_kind kind;
	bool subject; /* those who are counted are its subject ("25 died") */
};

static const struct counter counters[] = {
	{CUE_KILL_VERB, COUNT_KILLED, false},     {CUE_DIE_VERB, COUNT_KILLED, true},        {CUE_WOUND_VERB, COUNT_WOUNDED, false},
	{CUE_ARREST_VERB, COUNT_ARRESTED, false}, {CUE_DISPLACE_VERB, COUNT_DISPLACED, false}, {CUE_FLEE_VERB, COUNT_DISPLACED, true},
	{CUE_ABDUCT_VERB, COUNT_ABDUCTED, false}, {CUE_CROWD_VERB, COUNT_CROWD, true},
};

static bool counts_people(const struct reading *r, int32_t noun)
{
	int32_t inner = through_series(r, noun);
	const struct mention *mention = mention_of(r, inner);
	return reading_is(r, inner, CUE_PERSON_NOUN) || r->tokens[noun].upos == UPOS_NUM || (mention && mention->animate) ||
	       (inner == noun && is_number_token(r, noun));
}

static void add_count(struct reading *r, struct event *event, enum count_kind kind, const struct number *number)
{
	if (kind == COUNT_ARRESTED && str_equal(event->type, STR("ASSAULT"))) /* captured by force */
		kind = COUNT_ABDUCTED;
	if (event->count_count >= MOST_COUNTS)
		return;
	if (!event->counts)
		event->counts = arena_zalloc(r->document->arena, MOST_COUNTS, sizeof *event->counts);
	struct span span = tokens_span(r, number->first, number->last);
	for (size_t i = 0; i < event->count_count; i++)
		if (event->counts[i].kind == kind && event->counts[i].span.start == span.start)
			return;
	event->counts[event->count_count++] = (struct count){kind, number->low, number->high, span};
}

/* The event of the predicate: its own, else the nearest above it, else one whose act is its subject ("the attack killed
 * five"), else the only one below or beside it. */
static size_t owner_event(const struct reading *r, int32_t predicate, const struct anchor *anchors, size_t count)
{
	int32_t at = predicate;
	for (int depth = 0; at >= 0 && depth < 12; depth++, at = head_of(r, at)) {
		for (size_t i = 0; i < count; i++)
			if (anchors[i].token == at)
				return anchors[i].event;
		if (rel_of(r, at) == REL_ccomp || rel_of(r, at) == REL_acl_relcl)
			break;
	}
	for (size_t i = 0; i < count; i++) {
		int32_t head = anchors[i].token;
		for (int depth = 0; head >= 0 && depth < 6; depth++, head = head_of(r, head))
			if (head == predicate && r->clause[anchors[i].token] == r->clause[predicate])
				return anchors[i].event;
	}
	return NO_INDEX;
}

/* "six soldiers killed and 11 others | wounded": another participle counts them. */
static bool is_counted_by_other(const struct reading *r, int32_t noun, int32_t predicate)
{
	int32_t next = noun + 1;
	return next < r->count && next != predicate && r->tokens[next].xpos == XPOS_VBN &&
	       (reading_is(r, next, CUE_KILL_VERB) || reading_is(r, next, CUE_WOUND_VERB) || reading_is(r, next, CUE_ARREST_VERB));
}

/* "killed and 28 others | injured", "and a fourth | wounded": the words before a joined participle; NOUN where there are none. */
static int32_t counted_before(const struct reading *r, int32_t predicate, int32_t noun)
{
	int32_t before = predicate - 1;
	bool joined = rel_of(r, predicate) == REL_conj && r->tokens[predicate].xpos == XPOS_VBN && before > head_of(r, predicate);
	bool counts = joined && (is_number_token(r, before) || r->tokens[before].upos == UPOS_NOUN || r->tokens[before].upos == UPOS_ADJ);
	return counts && !reading_is(r, before, CUE_TIME_NOUN) ? before : noun;
}

/* "a fourth", "another": one more. */
static bool is_one_more(const struct reading *r, int32_t noun, struct number *number)
{
	bool ordinal = r->tokens[noun].upos == UPOS_ADJ && noun > 0 && reading_lemma(r, noun - 1, "a");
	*number = (struct number){1, 1, noun, noun};
	return ordinal || reading_lemma(r, noun, "another");
}

static void count_group(struct reading *r, int32_t noun, int32_t predicate, enum count_kind kind, struct event *event)
{
	int32_t group[6];
	size_t members = conjuncts(r, noun, group, 6);
	for (size_t i = 0; i < members; i++) {
		struct number number;
		if (i > 0 && is_counted_by_other(r, group[i], predicate))
			continue;
		if (is_one_more(r, group[i], &number) || (counts_people(r, group[i]) && noun_number(r, group[i], &number)))
			add_count(r, event, kind, &number);
	}
}

/* "claimed the lives of 17 people" */
static int32_t behind_lives(const struct reading *r, int32_t counted)
{
	if (counted >= 0 && reading_lemma(r, counted, "life"))
		FOR_CHILDREN(r, counted, c)
			if (rel_of(r, c) == REL_nmod && has_case(r, c, "of"))
				return c;
	return counted;
}

static void count_predicate(struct reading *r, int32_t t, struct event *events, const struct anchor *anchors, size_t count)
{
	for (size_t c = 0; c < sizeof counters / sizeof *counters; c++) {
		if (!reading_is(r, t, counters[c].cue))
			continue;
		int32_t counted = counters[c].subject ? deep_subject(r, t, 0) : behind_lives(r, deep_object(r, t, 0));
		counted = t > 0 ? counted_before(r, t, counted) : counted;
		size_t event = counted >= 0 ? owner_event(r, t, anchors, count) : NO_INDEX;
		if (event != NO_INDEX)
			count_group(r, counted, t, counters[c].kind, &events[event]);
		return;
	}
}

/* "with 40 people dead", "leaving 12 dead and 60 injured": the nominal right before the word. */
static void count_before(struct reading *r, int32_t t, enum count_kind kind, struct event *events, const struct anchor *anchors, size_t count)
{
	struct number number;
	size_t event = t > 0 ? owner_event(r, t, anchors, count) : NO_INDEX;
	if (event == NO_INDEX && count == 1)
		event = anchors[0].event;
	if (event != NO_INDEX && is_nominal(r, t - 1) && counts_people(r, t - 1) && noun_number(r, t - 1, &number))
		add_count(r, &events[event], kind, &number);
}

/* "the death toll rose to 25", "reached 25" */
static void count_toll(struct reading *r, int32_t toll, struct event *events, const struct anchor *anchors, size_t count)
{
	int32_t verb = head_of(r, toll);
	size_t event = rel_of(r, toll) == REL_nsubj && verb >= 0 ? owner_event(r, verb, anchors, count) : NO_INDEX;
	if (event == NO_INDEX && count == 1 && rel_of(r, toll) == REL_nsubj)
		event = anchors[0].event;
	struct number number;
	FOR_CHILDREN(r, verb, c)
		if (event != NO_INDEX && c > verb && (rel_of(r, c) == REL_obj || has_case(r, c, "to") || has_case(r, c, "at")) && noun_number(r, c, &number))
			add_count(r, &events[event], COUNT_KILLED, &number);
}

/* "25 deaths", "12 injured": the noun itself is counted. */
static void count_noun(struct reading *r, int32_t t, struct event *events, const struct anchor *anchors, size_t count)
{
	bool death = reading_is(r, t, CUE_DEATH_NOUN);
	struct number number;
	if (!noun_number(r, t, &number)) {
		count_before(r, t, death ? COUNT_KILLED : COUNT_WOUNDED, events, anchors, count);
		return;
	}
	size_t event = owner_event(r, t, anchors, count);
	if (event != NO_INDEX)
		add_count(r, &events[event], death ? COUNT_KILLED : COUNT_WOUNDED, &number);
}

void counts_attach(struct reading *r, struct event *events, const struct anchor *anchors, size_t count)
{
	static const uint64_t verbs = (uint64_t)1 << CUE_KILL_VERB | (uint64_t)1 << CUE_DIE_VERB | (uint64_t)1 << CUE_WOUND_VERB |
	                              (uint64_t)1 << CUE_ARREST_VERB | (uint64_t)1 << CUE_DISPLACE_VERB | (uint64_t)1 << CUE_FLEE_VERB |
	                              (uint64_t)1 << CUE_ABDUCT_VERB | (uint64_t)1 << CUE_CROWD_VERB;
	for (int32_t t = 0; t < r->count && count > 0; t++) {
		if ((r->cues[t] & verbs) && r->tokens[t].upos == UPOS_VERB)
			count_predicate(r, t, events, anchors, count);
		else if (r->tokens[t].upos != UPOS_VERB && reading_lemma(r, t, "dead"))
			count_before(r, t, COUNT_KILLED, events, anchors, count);
		else if (r->tokens[t].upos == UPOS_NOUN && reading_lemma(r, t, "toll") && head_of(r, t) >= 0)
			count_toll(r, t, events, anchors, count);
		else if (r->cues[t] & ((uint64_t)1 << CUE_DEATH_NOUN | (uint64_t)1 << CUE_INJURY_NOUN))
			count_noun(r, t, events, anchors, count);
	}
}
