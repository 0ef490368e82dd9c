/* value_relative.c: values that count from the document's day or from the date last named; durations and sets. */
#include "time/finder.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

/* --- weekdays ---------------------------------------------------------------------------------- */

static int32_t weekday_on_or_before(int32_t day, int32_t weekday) { return day - (day_weekday(day) - weekday + 7) % 7; }
static int32_t weekday_on_or_after(int32_t day, int32_t weekday) { return day + (weekday - day_weekday(day) + 7) % 7; }

static bool weekday_unknown(struct found *found, int32_t weekday)
{
	char value[40];
	snprintf(value, sizeof value, "XXXX-WXX-%d", (int)weekday + 1);
	return value_unknown(found, value);
}

/* WEEKDAY of the week N weeks from that of DAY. */
static int32_t weekday_of_week(int32_t day, int32_t weekday, int32_t n) { return day - day_weekday(day) + weekday + 7 * n; }

static bool weekday_of_unit(struct finder *f, const struct match *m, struct found *found, int32_t weekday)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *unit = timex_match_slot(m, TC_unit, 0);
	if (!mod || (unit->value[0] != UNIT_WEEK && unit->value[0] != UNIT_WEEKEND))
		return false;
	int32_t day = reference_day(f, (enum time_anchor)mod->value[1]);
	if (day == DAY_NONE)
		return weekday_unknown(found, weekday);
	value_relative(found, period_day(weekday_of_week(day, weekday, mod->value[0])));
	return true;
}

static int32_t weekday_by_mod(const struct finder *f, const struct found *found, const struct reading *mod, int32_t weekday)
{
	int32_t day = f->day, shift = mod ? mod->value[0] : 0;
	if (mod && mod->value[1] == ANCHOR_REFERENCE && f->reference.from != DAY_NONE)
		day = f->reference.from;
	if (shift < 0)
		return weekday_on_or_before(day - 1, weekday);
	if (shift > 0)
		return weekday_on_or_after(day + 1, weekday);
	int32_t before = weekday_on_or_before(day, weekday), after = weekday_on_or_after(day, weekday);
	enum tense tense = time_tense(f, found->first, found->last);
	if (tense == TENSE_NEAR)
		return after - day < day - before - 1 ? after : before;
	return tense == TENSE_FUTURE ? after : before;
}

bool value_weekday(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *part = timex_match_slot(m, TC_part, 0);
	int32_t weekday = slot_value(m, TC_weekday, 0);
	bool ok = true;
	if (match_has(f, m, "sun") || match_has(f, m, "sat"))
		return false; /* abbreviations are found beside a date only */
	if (timex_match_slot(m, TC_unit, 0))
		ok = weekday_of_unit(f, m, found, weekday);
	else if (f->day == DAY_NONE)
		weekday_unknown(found, weekday);
	else
		value_relative(found, period_day(weekday_by_mod(f, found, mod, weekday)));
	found->is_week_day = true;
	if (part)
		time_add_part(found, part);
	else if (match_has(f, m, "night"))
		time_add_part(found, &(struct reading){.value = {PART_NIGHT}});
	return ok;
}

/* --- days and periods from an anchor -------------------------------------------------------------- */

int32_t reference_day(const struct finder *f, enum time_anchor anchor)
{
	if (anchor == ANCHOR_REFERENCE && f->reference.from != DAY_NONE)
		return f->reference.from;
	return f->day;
}

bool value_dayword(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *word = timex_match_slot(m, TC_dayword, 0);
	static const struct reading night = {.value = {PART_NIGHT}};
	if (f->day == DAY_NONE)
		value_unknown(found, "XXXX-XX-XX");
	else
		value_relative(found, period_day(f->day + (word ? word->value[0] : 0)));
	time_add_part(found, word ? timex_match_slot(m, TC_part, 0) : &night);
	return true;
}

/* "last night", "this morning", "the following evening", "the night before", "in the morning" */
bool value_part(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *part = timex_match_slot(m, TC_part, 0);
	bool before = match_has(f, m, "before");
	enum time_anchor anchor = mod ? (enum time_anchor)mod->value[1] : ANCHOR_REFERENCE;
	if (mod && mod->value[0] > 0)
		anchor = ANCHOR_REFERENCE;
	int32_t day = reference_day(f, anchor), shift = mod ? mod->value[0] : before ? -1 : 0;
	if (mod && strcmp(f->lattice.pieces[m->start].text, "past") == 0)
		return false;
	if (day == DAY_NONE)
		value_unknown(found, "XXXX-XX-XX");
	else
		value_relative(found, period_day(day + shift));
	found->refers = found->refers && mod;
	time_add_part(found, part);
	return true;
}

/* "this weekend" of a Monday's article in the past tense is the one just gone. */
static struct period weekend(const struct finder *f, const struct found *found, int32_t day, int32_t shift)
{
	bool early = day_weekday(day) < 5;
	if (shift == 0 && early && time_tense(f, found->first, found->last) != TENSE_FUTURE)
		shift = -1;
	else if (shift > 0 && early)
		shift = 0;
	return period_around(UNIT_WEEKEND, day, shift);
}

/* Where "the next day" and its like count from: "next day" always from the date last named, "the following", too. */
static enum time_anchor unit_anchor(const struct finder *f, const struct match *m, const struct found *found, const struct reading *mod, enum time_unit unit)
{
	if (mod->value[0] <= 0)
		return (enum time_anchor)mod->value[1];
	bool the = match_has(f, m, "the");
	if (unit == UNIT_DAY || (the && time_tense(f, found->first, found->last) == TENSE_PAST))
		return ANCHOR_REFERENCE;
	return (enum time_anchor)mod->value[1];
}

static bool unit_of_mod(struct finder *f, const struct match *m, struct found *found, const struct reading *mod, const struct reading *unit)
{
	enum time_unit size = (enum time_unit)unit->value[0];
	enum time_anchor anchor = unit_anchor(f, m, found, mod, size);
	if (size == UNIT_DAY && f->reference.unit > UNIT_WEEK && !is_chronicle(f))
		anchor = ANCHOR_DOCUMENT; /* "the following day" after "the 2006 war" */
	int32_t day = reference_day(f, anchor), shift = mod->value[0];
	static const char *const unknown[] = {[UNIT_DAY] = "XXXX-XX-XX", [UNIT_WEEK] = "XXXX-WXX", [UNIT_WEEKEND] = "XXXX-WXX-WE",
		[UNIT_MONTH] = "XXXX-XX", [UNIT_QUARTER] = "XXXX-QX", [UNIT_HALF] = "XXXX-HX", [UNIT_YEAR] = "XXXX", [UNIT_DECADE] = "XXX",
		[UNIT_CENTURY] = "XX"};
	if (size < UNIT_DAY || unit->value[1] != 1 || (size == UNIT_DECADE && shift != 0))
		return false; /* "the last decade" is a span */
	if (size == UNIT_DAY && shift < 0 && mod->value[1] == ANCHOR_DOCUMENT)
		return false; /* "the last day" is the final one */
	if (day == DAY_NONE)
		return value_unknown(found, unknown[size]);
	if (size == UNIT_WEEKEND) {
		value_relative(found, weekend(f, found, day, shift));
		return true;
	}
	if (mod->value[1] == ANCHOR_NEAREST)
		shift = match_has(f, m, "coming") ? 1 : -(size == UNIT_WEEK && day_weekday(day) < 2);
	value_relative(found, period_around(size, day, shift));
	return true;
}

/* Is the (last) unit of MATCH a plural, as written? */
static bool plural(const struct finder *f, const struct match *m)
{
	const struct piece *unit = NULL;
	for (size_t i = m->context; i < m->step_count; i++)
		if (m->steps[i]->class_ == TC_unit)
			unit = &f->lattice.pieces[m->at[i]];
	return unit && unit->length > 3 && unit->text[unit->length - 1] == 's';
}

/* "the day before", "the week after": unless what follows says before what. */
static bool unit_of_direction(struct finder *f, const struct match *m, struct found *found, const struct reading *direction)
{
	const struct reading *unit = timex_match_slot(m, TC_unit, 0);
	int32_t day = reference_day(f, (enum time_anchor)direction->value[1]);
	if (direction->value[1] != ANCHOR_REFERENCE || unit->value[0] < UNIT_DAY || plural(f, m))
		return false;
	if (day == DAY_NONE)
		return value_unknown(found, "XXXX-XX-XX");
	value_relative(found, period_around((enum time_unit)unit->value[0], day, direction->value[0] * unit->value[1]));
	return true;
}

static bool season_with_mod(struct finder *f, const struct match *m, struct found *found, const struct reading *mod)
{
	int32_t season = slot_value(m, TC_season, 0), day = reference_day(f, (enum time_anchor)mod->value[1]);
	if (day == DAY_NONE)
		return value_unknown(found, "XXXX");
	value_relative(found, season_of_mod(day, season, mod->value[1] == ANCHOR_NEAREST ? match_has(f, m, "coming") ? 1 : -1 : mod->value[0]));
	return true;
}

/* "the year", "the weekend": the current one, or for a weekend the one that the tense points to. */
static bool unit_alone(struct finder *f, const struct match *m, struct found *found, const struct reading *unit)
{
	bool weekend_ = unit->value[0] == UNIT_WEEKEND, edge = timex_match_slot(m, TC_edge, 0) || match_has(f, m, "end");
	if ((!weekend_ && !edge) || unit->value[0] < UNIT_DAY || plural(f, m))
		return false;
	if (f->day == DAY_NONE)
		return value_unknown(found, "XXXX");
	int32_t day = is_chronicle(f) ? f->reference.from : f->day;
	value_relative(found, weekend_ ? weekend(f, found, day, 0) : period_around((enum time_unit)unit->value[0], day, 0));
	return true;
}

bool value_unit(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *unit = timex_match_slot(m, TC_unit, 0), *direction = timex_match_slot(m, TC_direction, 0);
	static const struct reading same = {.value = {0, ANCHOR_REFERENCE}};
	bool ok;
	if (timex_match_slot(m, TC_season, 0))
		ok = season_with_mod(f, m, found, mod);
	else if (!unit || (mod && plural(f, m) && unit->value[0] != UNIT_WEEKEND))
		return false;
	else if (direction)
		ok = unit_of_direction(f, m, found, direction);
	else if (!mod && match_has(f, m, "same"))
		ok = unit_of_mod(f, m, found, &same, unit);
	else if (mod)
		ok = unit_of_mod(f, m, found, mod, unit);
	else
		ok = unit_alone(f, m, found, unit);
	if (ok && match_has(f, m, "end") && !timex_match_slot(m, TC_edge, 0))
		period_edge(&found->period, EDGE_LATE, f->day);
	if (ok)
		period_edge(&found->period, (enum time_edge)slot_value(m, TC_edge, EDGE_NONE), f->day);
	return ok;
}

/* "the week of January 5", "a week on Friday" */
bool value_weekof(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *weekday = timex_match_slot(m, TC_weekday, 0);
	if (!timex_match_slot(m, TC_month, 0)) {
		if (f->day == DAY_NONE)
			return weekday_unknown(found, weekday->value[0]);
		value_relative(found, period_day(weekday_on_or_after(f->day, weekday->value[0]) + 7));
		return true;
	}
	if (!value_civil(f, m, found) || found->period.from == DAY_NONE)
		return found->period.from == DAY_NONE;
	int32_t day = found->period.from;
	found->period = period_week(day);
	bool ending = match_has(f, m, "ending"), from_day = match_has(f, m, "after") || match_has(f, m, "following") || match_has(f, m, "beginning") || match_has(f, m, "starting");
	if (ending || from_day) {
		found->period.from = ending ? day - 6 : day;
		found->period.to = ending ? day : day + 6;
	}
	return true;
}

/* --- quantities ------------------------------------------------------------------------------------ */

struct quantity { /* N to M hundredths of a unit; equal when exact */
	int32_t low, high;
	enum time_unit unit;
	int32_t multiple;
};

#define QUANTITY_MOST 300000000 /* hundredths */

static bool reading_quantity(const struct reading *reading, struct quantity *q)
{
	switch ((enum time_class)reading->class_) {
	case TC_number:
	case TC_article:
		if (reading->value[0] > QUANTITY_MOST / 100)
			return false;
		q->high = reading->value[0] * 100 + (reading->class_ == TC_number ? reading->value[1] : 0);
		q->low = q->low && q->low < q->high ? q->low : q->high; /* "two to three" */
		return true;
	case TC_vague:
		q->low = reading->value[0] * 100;
		q->high = reading->value[1] * 100;
		return true;
	case TC_half:
		q->low += 50;
		q->high += 50;
		return true;
	default: return true;
	}
}

/* The NTH quantity with its unit ("two years and three months" has two); false when there is none. */
static bool quantity_of(const struct match *m, size_t nth, struct quantity *q)
{
	*q = (struct quantity){0};
	for (size_t i = m->context; i < m->step_count; i++) {
		const struct reading *reading = m->steps[i];
		if (reading->class_ == TC_unit) {
			if (nth-- == 0) {
				q->unit = (enum time_unit)reading->value[0];
				q->multiple = reading->value[1];
				return true;
			}
			*q = (struct quantity){0};
		} else if (!reading_quantity(reading, q)) {
			return false;
		}
	}
	return false;
}

/* DAY moved by Q (its low or high end) in DIRECTION. */
static bool shift_by(int32_t *day, const struct quantity *q, bool high, int32_t direction)
{
	int64_t hundredths = (int64_t)(high ? q->high : q->low) * q->multiple;
	if (hundredths / 100 > 1000000)
		return false;
	if (q->unit < UNIT_DAY) {
		static const int32_t per_day[] = {[UNIT_SECOND] = 86400, [UNIT_MINUTE] = 1440, [UNIT_HOUR] = 24};
		return day_shift(day, UNIT_DAY, (int32_t)(direction * (hundredths / 100 / per_day[q->unit])));
	}
	if (hundredths % 100 && q->unit >= UNIT_YEAR)
		return day_shift(day, UNIT_MONTH, (int32_t)(direction * hundredths * 12 / 100 * (q->unit == UNIT_DECADE ? 10 : q->unit == UNIT_CENTURY ? 100 : 1)));
	return day_shift(day, q->unit, (int32_t)(direction * hundredths / 100)) &&
	       (hundredths % 100 == 0 || q->unit == UNIT_DAY || day_shift(day, UNIT_DAY, direction * (q->unit == UNIT_WEEK ? 3 : 15)));
}

static bool is_vague(const struct quantity *q) { return q->low != q->high; }

/* "before the election", "later than planned": the anchor is something else than the date last named. */
static bool anchored_elsewhere(const struct finder *f, const struct match *m, const struct reading *direction)
{
	const struct piece *next = m->end < f->lattice.count ? &f->lattice.pieces[m->end] : NULL;
	const char *word = f->lattice.pieces[m->end - 1].text;
	if (direction->value[1] != ANCHOR_REFERENCE || !next || next->length == 0)
		return false;
	if (strcmp(next->text, "than") == 0)
		return true;
	if (strcmp(word, "before") != 0 && strcmp(word, "after") != 0 && !(strcmp(word, "prior") == 0 && strcmp(next->text, "to") == 0))
		return false;
	return strchr(",.;:)-", next->text[0]) == NULL;
}

/* The period that is Q away: as fine as the unit, "18 months ago" a month, "two years later" a year. */
static struct period period_away(int32_t day, const struct quantity *q, int32_t direction)
{
	int32_t near_ = day, far_ = day;
	if (!shift_by(&near_, q, false, direction) || !shift_by(&far_, q, true, direction))
		return period_unknown(direction < 0 ? "PAST_REF" : "FUTURE_REF");
	if (!is_vague(q)) {
		bool fraction = q->low % 100 != 0 && q->unit > UNIT_MONTH;
		enum time_unit unit = fraction ? UNIT_MONTH : q->unit == UNIT_WEEKEND ? UNIT_WEEK : q->unit >= UNIT_DECADE ? UNIT_YEAR : q->unit;
		return period_around(unit, near_, 0);
	}
	struct period period = period_unknown(direction < 0 ? "PAST_REF" : "FUTURE_REF");
	period.from = direction < 0 ? far_ : near_;
	period.to = direction < 0 ? near_ : far_;
	period.unit = q->unit;
	return period;
}

bool value_ago(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *direction = timex_match_slot(m, TC_direction, 0);
	struct quantity q, second;
	if (timex_match_slot(m, TC_half, 0) && !timex_match_slot(m, TC_number, 0) && !timex_match_slot(m, TC_article, 0)) {
		q = (struct quantity){50, 50, (enum time_unit)slot_value(m, TC_unit, UNIT_YEAR), 1};
	} else if (!quantity_of(m, 0, &q)) {
		return false;
	}
	if (anchored_elsewhere(f, m, direction))
		return false;
	int32_t day = reference_day(f, (enum time_anchor)direction->value[1]);
	if (direction->value[1] == ANCHOR_REFERENCE && f->reference.from != DAY_NONE && q.unit + 1 < f->reference.unit && q.unit < UNIT_WEEK)
		day = is_chronicle(f) ? DAY_NONE : f->day; /* "six minutes later" after "in 1958" */
	if (direction->value[1] == ANCHOR_REFERENCE && direction->value[0] > 0 && f->reference.from != DAY_NONE && q.unit == UNIT_DAY)
		day = f->reference.to;
	if (day == DAY_NONE)
		return value_unknown(found, "XXXX-XX-XX");
	if (quantity_of(m, 1, &second) && !shift_by(&day, &second, false, direction->value[0]))
		return value_unknown(found, direction->value[0] < 0 ? "PAST_REF" : "FUTURE_REF");
	value_relative(found, period_away(day, &q, direction->value[0]));
	found->refers = !is_vague(&q) && found->period.from != DAY_NONE;
	return true;
}

static void quantity_value(const struct quantity *q, char out[40])
{
	duration_value(q->unit, is_vague(q) ? -1 : q->low, q->multiple, out);
}

/* "in the next five years" of a clause in the past counts from the date last named. */
static enum time_anchor span_anchor(const struct finder *f, const struct found *found, const struct reading *mod)
{
	if (mod && mod->value[0] > 0 && time_tense(f, found->first, found->last) == TENSE_PAST)
		return ANCHOR_REFERENCE;
	bool ahead = mod && mod->value[0] < 0 && f->day != DAY_NONE && f->reference.from > f->day;
	return mod && !ahead ? (enum time_anchor)mod->value[1] : ANCHOR_DOCUMENT;
}

/* "the past five years", "the next few days", "recent weeks", "the first three months of 2014": a length with bounds */
bool value_span(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *year = timex_match_slot(m, TC_year, 0), *unit = timex_match_slot(m, TC_unit, 0);
	struct quantity q;
	if (!quantity_of(m, 0, &q))
		return false;
	bool recent = timex_match_slot(m, TC_recent, 0) != NULL, bare = q.low == 0;
	if (timex_match_slot(m, TC_article, 0))
		return false; /* "following a week of riots" */
	if ((recent || bare) && mod == NULL && !recent)
		return false;
	if (bare && plural(f, m) && unit->value[0] != UNIT_WEEKEND)
		q = (struct quantity){200, 500, q.unit, q.multiple};
	else if (bare) /* "the past year"; "last year" is a calendar's */
		q.low = q.high = 100;
	if (bare && !plural(f, m) && !match_has(f, m, "past") && !match_has(f, m, "coming") && unit->value[0] != UNIT_DECADE)
		return false;
	if (!recent && !year && mod->value[0] == 0 && mod->value[1] != ANCHOR_NEAREST)
		return false;
	char value[40];
	quantity_value(&q, value);
	int32_t direction = recent || match_has(f, m, "past") ? -1 : mod ? mod->value[0] : 1;
	int32_t day = year ? DAY_NONE : reference_day(f, span_anchor(f, found, recent ? NULL : mod)), end = day;
	value_relative(found, period_unknown(value));
	found->type = TIMEX_DURATION;
	found->refers = false;
	if (day == DAY_NONE || !shift_by(&end, &q, true, direction < 0 ? -1 : 1))
		return true;
	found->period.from = direction < 0 ? end : day;
	found->period.to = direction < 0 ? day : end;
	return true;
}

bool value_duration(struct finder *f, const struct match *m, struct found *found)
{
	struct quantity q, second;
	char value[40], more[40];
	if (!quantity_of(m, 0, &q))
		return false;
	bool half = timex_match_slot(m, TC_half, 0) && q.low == 50, bare = q.low == 0;
	if ((bare && !plural(f, m)) || (q.low >= 100000 && !plural(f, m)))
		return false;
	if (bare)
		q.high = 500, q.low = 200;
	bool article = timex_match_slot(m, TC_article, 0) && !half;
	if (article && (q.unit == UNIT_SECOND || q.unit == UNIT_QUARTER || q.unit == UNIT_WEEKEND))
		return false;
	if (q.unit == UNIT_SECOND && q.low <= 100)
		return false;
	if (q.unit == UNIT_QUARTER)
		q.unit = UNIT_MONTH, q.multiple *= 3;
	if (half && q.unit == UNIT_YEAR)
		snprintf(value, sizeof value, "P6M");
	else
		quantity_value(&q, value);
	if (quantity_of(m, 1, &second)) {
		quantity_value(&second, more);
		snprintf(value + strlen(value), sizeof value - strlen(value), "%s", more + 1);
	}
	found->type = TIMEX_DURATION;
	found->period = period_unknown(value);
	found->basis = BASIS_RELATIVE;
	return true;
}

bool value_every(struct finder *f, const struct match *m, struct found *found)
{
	(void)f;
	const struct reading *unit = timex_match_slot(m, TC_unit, 0), *frequency = timex_match_slot(m, TC_frequency, 0);
	const struct reading *weekday = timex_match_slot(m, TC_weekday, 0), *month = timex_match_slot(m, TC_month, 0), *part = timex_match_slot(m, TC_part, 0);
	int32_t n = timex_match_slot(m, TC_other, 0) ? 2 : 1;
	char value[40] = "P1Y";
	if (timex_match_slot(m, TC_every, 0))
		n = slot_value(m, TC_number, slot_value(m, TC_ordinal, n));
	if (n < 1 || n > 10000)
		return false;
	if (weekday)
		snprintf(value, sizeof value, "XXXX-WXX-%d", (int)weekday->value[0] + 1);
	else if (month)
		snprintf(value, sizeof value, "XXXX-%02d", (int)month->value[0]);
	else if (unit || frequency)
		duration_value((enum time_unit)(unit ? unit : frequency)->value[0], n * 100, (unit ? unit : frequency)->value[1], value);
	else if (part)
		snprintf(value, sizeof value, "XXXX-XX-XX");
	if (unit && unit->value[0] < UNIT_DAY && !timex_match_slot(m, TC_every, 0))
		return false;
	found->type = TIMEX_SET;
	found->period = period_unknown(value);
	found->basis = BASIS_RELATIVE;
	if (part) {
		time_add_part(found, part);
		found->type = TIMEX_SET;
	}
	return true;
}

/* --- now and times of day --------------------------------------------------------------------------- */

bool value_ref(struct finder *f, const struct match *m, struct found *found)
{
	static const char *const values[] = {[REF_PAST] = "PAST_REF", [REF_PRESENT] = "PRESENT_REF", [REF_FUTURE] = "FUTURE_REF"};
	const struct reading *ref = timex_match_slot(m, TC_ref, 0);
	if (ref->value[0] < REF_PAST || ref->value[0] > REF_FUTURE)
		return false;
	value_relative(found, period_unknown(values[ref->value[0]]));
	found->refers = false;
	if (f->day != DAY_NONE && (ref->value[0] == REF_PRESENT || ref->value[1] || ref->value[2])) {
		found->period.from = f->day + ref->value[1];
		found->period.to = f->day + ref->value[2];
	}
	return true;
}

/* Hour and minute of a time of day; false when it is none ("14 p.m." is taken as 14:00). */
static bool clock_of(const struct finder *f, const struct match *m, int32_t *hour, int32_t *minute)
{
	const struct reading *clock = timex_match_slot(m, TC_clock, 0), *word = timex_match_slot(m, TC_timeword, 0), *meridiem = timex_match_slot(m, TC_meridiem, 0);
	*minute = clock ? clock->value[1] : 0;
	*hour = clock ? clock->value[0] : word ? word->value[0] : slot_value(m, TC_mday, slot_value(m, TC_number, -1));
	if (!clock && !word && *hour == 0 && meridiem)
		return false;
	if (!clock && !word && !meridiem && timex_match_slot(m, TC_zone, 0)) { /* "1430 GMT" */
		if (f->lattice.pieces[m->start].length != 4 || *hour >= 2400 || *hour % 100 > 59)
			return false;
		*minute = *hour % 100;
		*hour /= 100;
	}
	if (meridiem && *hour >= 1 && *hour <= 12)
		*hour = *hour % 12 + meridiem->value[0];
	return *hour >= 0 && *hour <= 24;
}

static int32_t clock_day(const struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *weekday = timex_match_slot(m, TC_weekday, 0), *dayword = timex_match_slot(m, TC_dayword, 0), *mod = timex_match_slot(m, TC_mod, 0);
	if (weekday)
		return f->day == DAY_NONE ? DAY_NONE : weekday_by_mod(f, found, mod, weekday->value[0]);
	if (dayword)
		return f->day == DAY_NONE ? DAY_NONE : f->day + dayword->value[0];
	int32_t shift = match_has(f, m, "next") || match_has(f, m, "following") ? 1 : match_has(f, m, "previous") ? -1 : 0;
	found->clock_only = !match_has(f, m, "day");
	bool refer = m->start > 0 && f->reference.from != DAY_NONE && f->reference.from == f->reference.to;
	int32_t day = refer ? f->reference.from : f->day;
	return day == DAY_NONE ? DAY_NONE : day + shift;
}

bool value_time(struct finder *f, const struct match *m, struct found *found)
{
	int32_t hour, minute;
	if (!clock_of(f, m, &hour, &minute))
		return false;
	const struct reading *zone = timex_match_slot(m, TC_zone, 0), *clock = timex_match_slot(m, TC_clock, 0);
	if (clock && clock->value[2] && !timex_match_slot(m, TC_meridiem, 0) && !zone)
		return false; /* "2.30" needs more to be a time */
	int32_t day = clock_day(f, m, found);
	if (day == DAY_NONE)
		value_unknown(found, "XXXX-XX-XX");
	else
		value_relative(found, period_day(day));
	size_t length = strlen(found->period.value);
	snprintf(found->period.value + length, sizeof found->period.value - length, "T%02d:%02d%s", (int)hour, (int)minute,
	         zone && zone->value[0] == 0 ? "Z" : "");
	found->refers = found->refers && !found->clock_only;
	found->type = TIMEX_TIME;
	return true;
}
