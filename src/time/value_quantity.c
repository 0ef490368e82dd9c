/* value_quantity.c: values of so many units: ago and later, spans, durations, sets. */
#include "time/finder.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

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

/* "the first three months of 2014", "the last two weeks of 2014" */
static bool part_of_year(int year, const struct quantity *q, int32_t direction, struct found *found)
{
	struct period whole = period_year(year);
	int32_t edge = direction < 0 ? whole.to + 1 : whole.from, other = edge;
	if (!shift_by(&other, q, true, direction < 0 ? -1 : 1))
		return true;
	found->period.from = direction < 0 ? other : edge;
	found->period.to = (direction < 0 ? edge : other) - 1;
	found->basis = BASIS_EXACT;
	return found->period.from <= found->period.to;
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
	if (bare && timex_match_is_plural(f, m) && unit->value[0] != UNIT_WEEKEND)
		q = (struct quantity){200, 500, q.unit, q.multiple};
	else if (bare) /* "the past year"; "last year" is a calendar's */
		q.low = q.high = 100;
	if (bare && !timex_match_is_plural(f, m) && !timex_match_has(f, m, "past") && !timex_match_has(f, m, "coming") && unit->value[0] != UNIT_DECADE)
		return false;
	if (!recent && !year && mod->value[0] == 0 && mod->value[1] != ANCHOR_NEAREST)
		return false;
	char value[40];
	quantity_value(&q, value);
	int32_t direction = recent || timex_match_has(f, m, "past") ? -1 : mod ? mod->value[0] : 1;
	int32_t day = year ? DAY_NONE : reference_day(f, span_anchor(f, found, recent ? NULL : mod)), end = day;
	value_relative(found, period_unknown(value));
	found->type = TIMEX_DURATION;
	found->refers = false;
	if (year)
		return part_of_year(year->value[0], &q, direction, found);
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
	if ((bare && !timex_match_is_plural(f, m)) || (q.low >= 100000 && !timex_match_is_plural(f, m)))
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
