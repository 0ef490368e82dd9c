/* value.c: values of calendar dates; the choice of a year that is not written. */
#include "time/finder.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

bool timex_match_has(const struct finder *f, const struct match *match, const char *word)
{
	for (size_t i = match->start; i < match->end; i++)
		if (strcmp(f->lattice.pieces[i].text, word) == 0)
			return true;
	return false;
}

static int32_t distance(int32_t a, const struct period *b)
{
	return a < b->from ? b->from - a : a > b->to ? a - b->to : 0;
}

/* How badly PERIOD fits a clause of TENSE in a document of DAY. The past takes in the day itself. A wrong direction counts
 * as 300 days for a day (one in the next weeks is meant even in the past tense), and rules a month out. */
static int32_t misfit(enum tense tense, int32_t day, const struct period *period)
{
	bool fits = tense == TENSE_NEAR || (tense == TENSE_FUTURE ? period->to >= day : period->from <= day);
	bool coarse = period->precision == DATE_MONTH || period->precision == DATE_SEASON;
	int32_t wrong = coarse ? 3660 : 300;
	return distance(day, period) + (fits ? 0 : wrong);
}

/* A biography or chronicle: it names the years it tells of and no day by its distance from today. */
bool is_chronicle(const struct finder *f)
{
	return f->reference.from != DAY_NONE && f->old_years >= 3 && f->old_years > 3 * f->anchored;
}

/* The first occurrence that is not over when the date last named begins. */
static bool recurring_after(const struct period *reference, occurrence *make, const int32_t *arguments, struct period *period)
{
	int year = day_year(reference->from);
	for (int last = year + 8; year <= last; year++)
		if (make(year, arguments, period) && period->to >= reference->from)
			return true;
	return false;
}

bool time_recurring(const struct finder *f, const struct found *found, occurrence *make, const int32_t *arguments, struct period *period)
{
	if (f->sentence_year)
		return make(f->sentence_year, arguments, period);
	if (is_chronicle(f))
		return recurring_after(&f->reference, make, arguments, period);
	if (f->day == DAY_NONE)
		return false;
	enum tense tense = time_tense(f, found->first, found->last);
	bool any = false;
	for (int year = day_year(f->day) - 4; year <= day_year(f->day) + 4; year++) {
		struct period candidate;
		if (make(year, arguments, &candidate) && (!any || misfit(tense, f->day, &candidate) < misfit(tense, f->day, period))) {
			*period = candidate;
			any = true;
		}
	}
	return any;
}

static bool month_of_year(int year, const int32_t *arguments, struct period *period)
{
	*period = period_month(year, arguments[0]);
	return true;
}

static bool day_of_year(int year, const int32_t *arguments, struct period *period)
{
	if (!day_is_real(year, arguments[0], arguments[1]))
		return false;
	*period = period_day(day_from_civil(year, arguments[0], arguments[1]));
	return arguments[2] < 0 || day_weekday(period->from) == arguments[2];
}

/* "96 in a document of 2008: 1996. Two digits mean the year nearest to the document's, at most 20 ahead. */
int time_full_year(const struct finder *f, int32_t yy)
{
	int now = f->day == DAY_NONE ? 2000 : day_year(f->day);
	int year = now / 100 * 100 + yy;
	return year > now + 20 ? year - 100 : year;
}

int timex_match_year(const struct finder *f, const struct match *m)
{
	const struct reading *year = timex_match_slot(m, TC_year, 0), *yy = timex_match_slot(m, TC_yy, 0);
	if (year)
		return year->value[0];
	return yy ? time_full_year(f, yy->value[0]) : 0;
}

void time_add_part(struct found *found, const struct reading *part)
{
	static const char *const codes[] = {"TMO", "TMI", "TAF", "TEV", "TNI"};
	if (!part)
		return;
	size_t length = strlen(found->period.value);
	found->type = TIMEX_TIME;
	if (length + 4 <= sizeof found->period.value)
		memcpy(found->period.value + length, codes[part->value[0]], 4);
}

void value_exact(struct found *found, struct period period)
{
	found->type = TIMEX_DATE;
	found->period = period;
	found->basis = BASIS_EXACT;
	found->refers = found->has_year = true;
}

void value_relative(struct found *found, struct period period)
{
	value_exact(found, period);
	found->basis = BASIS_RELATIVE;
	found->has_year = false;
}

bool value_unknown(struct found *found, const char *value)
{
	value_relative(found, period_unknown(value));
	found->refers = false;
	return true;
}

/* A month, or a day of it, whose year is not written. */
static bool yearless(struct finder *f, struct found *found, int32_t month, int32_t mday, int32_t weekday)
{
	const int32_t arguments[] = {month, mday, weekday};
	struct period period;
	if (mday && !day_is_real(2000, month, mday))
		return false;
	found->month = month;
	found->mday = mday;
	bool ok = time_recurring(f, found, mday ? day_of_year : month_of_year, arguments, &period);
	bool far_ = ok && f->day != DAY_NONE && !is_chronicle(f) && distance(f->day, &period) > 200;
	if (weekday >= 0 && (!ok || far_)) { /* the weekday does not fit: an error of the article */
		const int32_t anyday[] = {month, mday, -1};
		ok = time_recurring(f, found, day_of_year, anyday, &period);
	}
	if (!ok) {
		char value[40];
		snprintf(value, sizeof value, mday ? "XXXX-%02d-%02d" : "XXXX-%02d", (int)month, (int)mday);
		period = period_unknown(value);
	}
	value_relative(found, period);
	found->refers = ok;
	return true;
}

/* "last April" is the one that ended last, "next April" the first to begin, "this April" the document's year's. */
static bool month_of_mod(struct finder *f, struct found *found, int32_t month, int32_t shift)
{
	char value[40];
	snprintf(value, sizeof value, "XXXX-%02d", (int)month);
	value_relative(found, period_unknown(value));
	if (f->day == DAY_NONE)
		return true;
	int year = day_year(f->day);
	struct period now = period_month(year, month);
	if (shift < 0)
		year -= now.to >= f->day;
	else if (shift > 0)
		year += now.from <= f->day;
	found->period = period_month(year, month);
	return true;
}

/* "January last year": the year that a modifier and a unit name. */
int timex_match_year_of_unit(const struct finder *f, const struct match *m)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *unit = timex_match_slot(m, TC_unit, 0);
	if (!mod || !unit || unit->value[0] != UNIT_YEAR)
		return 0;
	int32_t day = reference_day(f, (enum time_anchor)mod->value[1]);
	return day == DAY_NONE ? 0 : day_year(day) + mod->value[0];
}

static bool civil_month(struct finder *f, const struct match *m, struct found *found, int32_t month, int year)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *unit = timex_match_slot(m, TC_unit, 0);
	if (unit && unit->value[0] != UNIT_YEAR)
		return false;
	if (unit && !year)
		year = timex_match_year_of_unit(f, m);
	if (year) {
		value_exact(found, period_month(year, month));
		found->basis = unit ? BASIS_RELATIVE : BASIS_EXACT;
	} else if (mod && !unit && mod->value[1] != ANCHOR_REFERENCE) {
		month_of_mod(f, found, month, mod->value[0]);
	} else {
		yearless(f, found, month, 0, -1);
	}
	return true;
}

static void note_order(struct finder *f, const struct match *m)
{
	for (size_t i = m->context; i < m->step_count; i++) {
		if (m->steps[i]->class_ == TC_month) {
			f->month_first++;
			return;
		}
		if (m->steps[i]->class_ == TC_mday || m->steps[i]->class_ == TC_ordinal) {
			f->day_first++;
			return;
		}
	}
}

bool value_civil(struct finder *f, const struct match *m, struct found *found)
{
	int32_t month = slot_value(m, TC_month, 0), mday = slot_value(m, TC_mday, slot_value(m, TC_ordinal, 0));
	int year = timex_match_year(f, m);
	if (!month) {
		if (!year)
			return false;
		value_exact(found, period_year(year));
	} else if (!mday) {
		if (!civil_month(f, m, found, month, year))
			return false;
	} else if (year) {
		if (!day_is_real(year, month, mday))
			return false;
		value_exact(found, period_day(day_from_civil(year, month, mday)));
	} else if (!yearless(f, found, month, mday, slot_value(m, TC_weekday, -1))) {
		return false;
	}
	if (month && mday)
		note_order(f, m);
	period_edge(&found->period, (enum time_edge)slot_value(m, TC_edge, EDGE_NONE), f->day);
	time_add_part(found, timex_match_slot(m, TC_part, 0));
	return true;
}

/* "the 9th of this month" */
bool value_ordinal(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *unit = timex_match_slot(m, TC_unit, 0);
	if (unit->value[0] != UNIT_MONTH)
		return false;
	int32_t day = reference_day(f, (enum time_anchor)mod->value[1]);
	value_relative(found, period_unknown("XXXX-XX-XX"));
	if (day == DAY_NONE)
		return true;
	int32_t from = period_around(UNIT_MONTH, day, mod->value[0]).from;
	int year, month, first;
	if (from == DAY_NONE)
		return true;
	day_to_civil(from, &year, &month, &first);
	if (!day_is_real(year, month, slot_value(m, TC_ordinal, 0)))
		return false;
	found->period = period_day(day_from_civil(year, month, slot_value(m, TC_ordinal, 0)));
	return true;
}

bool value_iso(struct finder *f, const struct match *m, struct found *found)
{
	(void)f;
	int32_t year = slot_value(m, TC_year, 0), month = m->steps[2]->value[0], mday = m->steps[4]->value[0];
	if (!day_is_real(year, month, mday))
		return false;
	value_exact(found, period_day(day_from_civil(year, month, mday)));
	return true;
}

/* 1/9/2020: which number is the month? The one that can be; else as the article writes its dates; else the date nearest
 * to the document's day; else as Americans do. Dots (9.1.2020) are European: the day comes first. */
bool value_numeric(struct finder *f, const struct match *m, struct found *found)
{
	int32_t a = m->steps[0]->value[0], b = m->steps[2]->value[0];
	int year = timex_match_year(f, m);
	const struct reading *last = m->steps[4];
	if (last->class_ == TC_yy)
		year = time_full_year(f, last->value[0]);
	bool us = day_is_real(year, a, b), eu = day_is_real(year, b, a);
	if (!us && !eu)
		return false;
	if (us && eu) {
		int32_t as_us = day_from_civil(year, a, b), as_eu = day_from_civil(year, b, a);
		if (f->lattice.pieces[m->start + 1].text[0] == '.')
			us = false;
		else if (f->day_first != f->month_first)
			us = f->month_first > f->day_first;
		else if (f->day != DAY_NONE)
			us = !(as_eu <= f->day + 1 && (as_us > f->day + 1 || f->day - as_eu < f->day - as_us));
	}
	value_exact(found, period_day(us ? day_from_civil(year, a, b) : day_from_civil(year, b, a)));
	return true;
}

static void range(struct found *found, struct period first, struct period last)
{
	found->period.from = first.from;
	found->period.to = last.to;
	found->period.precision = first.precision;
	found->period.unit = first.unit;
	snprintf(found->period.value, sizeof found->period.value, "%.19s/%.19s", first.value, last.value);
}

/* "January 5 to 9": both days in the month that the first is resolved to. */
bool value_days(struct finder *f, const struct match *m, struct found *found)
{
	int32_t month = slot_value(m, TC_month, 0), days[2] = {0, 0};
	size_t count = 0;
	for (size_t i = m->context; i < m->step_count && count < 2; i++)
		if (m->steps[i]->class_ == TC_mday || m->steps[i]->class_ == TC_ordinal)
			days[count++] = m->steps[i]->value[0];
	int year = timex_match_year(f, m);
	if (count < 2 || days[0] >= days[1] || !day_is_real(2000, month, days[1]))
		return false;
	if (!year && !yearless(f, found, month, days[0], -1))
		return false;
	if (year && !day_is_real(year, month, days[1]))
		return false;
	if (year)
		value_exact(found, period_day(day_from_civil(year, month, days[0])));
	if (found->period.from == DAY_NONE)
		return true;
	struct period last = found->period, first = found->period;
	last = period_day(first.from + days[1] - days[0]);
	range(found, first, last);
	return true;
}

/* "2019-20", "1914-18" */
bool value_years(struct finder *f, const struct match *m, struct found *found)
{
	(void)f;
	const struct reading *whole = timex_match_slot(m, TC_year, 1);
	int32_t first = slot_value(m, TC_year, 0), last = whole ? whole->value[0] : first / 100 * 100 + slot_value(m, TC_yy, 0);
	last += last < first && !whole ? 100 : 0;
	if (first < 1000 || last - first > (whole ? 300 : 60) || last <= first)
		return false;
	value_exact(found, period_year(first));
	range(found, found->period, period_year(last));
	return true;
}

bool value_months(struct finder *f, const struct match *m, struct found *found)
{
	(void)f;
	int32_t first = slot_value(m, TC_month, 0), last = timex_match_slot(m, TC_month, 1)->value[0], year = slot_value(m, TC_year, 0);
	value_exact(found, period_month(first > last ? year - 1 : year, first));
	range(found, found->period, period_month(year, last));
	return true;
}
