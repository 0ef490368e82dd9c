/* value_relative.c: values that count from the document's day or from the date last named; times of day. */
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
	if (timex_match_has(f, m, "sun") || timex_match_has(f, m, "sat"))
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
	else if (timex_match_has(f, m, "night"))
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

/* The night that ends on the article's day. */
static bool overnight(const struct finder *f, struct found *found)
{
	value_unknown(found, "XXXX-XX-XX");
	if (f->day != DAY_NONE) {
		value_relative(found, period_day(f->day - 1));
		found->period.to = f->day;
		found->refers = false;
	}
	time_add_part(found, &(struct reading){.value = {PART_NIGHT}});
	return true;
}

/* "last night", "this morning", "the following evening", "the night before", "in the morning" */
bool value_part(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *part = timex_match_slot(m, TC_part, 0);
	bool before = timex_match_has(f, m, "before");
	enum time_anchor anchor = mod ? (enum time_anchor)mod->value[1] : ANCHOR_REFERENCE;
	if (mod && mod->value[0] > 0)
		anchor = ANCHOR_REFERENCE;
	int32_t day = reference_day(f, anchor), shift = mod ? mod->value[0] : before ? -1 : 0;
	if (mod && strcmp(f->lattice.pieces[m->start].text, "past") == 0)
		return false;
	if (!part)
		return overnight(f, found);
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
	bool the = timex_match_has(f, m, "the");
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
		shift = timex_match_has(f, m, "coming") ? 1 : -(size == UNIT_WEEK && day_weekday(day) < 2);
	value_relative(found, period_around(size, day, shift));
	return true;
}

/* Is the (last) unit of MATCH a plural, as written? */
bool timex_match_is_plural(const struct finder *f, const struct match *m)
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
	if (direction->value[1] != ANCHOR_REFERENCE || unit->value[0] < UNIT_DAY || timex_match_is_plural(f, m))
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
	value_relative(found, season_of_mod(day, season, mod->value[1] == ANCHOR_NEAREST ? timex_match_has(f, m, "coming") ? 1 : -1 : mod->value[0]));
	return true;
}

/* "the year", "the weekend": the current one, or for a weekend the one that the tense points to. */
static bool unit_alone(struct finder *f, const struct match *m, struct found *found, const struct reading *unit)
{
	bool weekend_ = unit->value[0] == UNIT_WEEKEND, edge = timex_match_slot(m, TC_edge, 0) || timex_match_has(f, m, "end");
	if ((!weekend_ && !edge) || unit->value[0] < UNIT_DAY || timex_match_is_plural(f, m))
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
	else if (!unit || (mod && timex_match_is_plural(f, m) && unit->value[0] != UNIT_WEEKEND))
		return false;
	else if (direction)
		ok = unit_of_direction(f, m, found, direction);
	else if (!mod && timex_match_has(f, m, "same"))
		ok = unit_of_mod(f, m, found, &same, unit);
	else if (mod)
		ok = unit_of_mod(f, m, found, mod, unit);
	else
		ok = unit_alone(f, m, found, unit);
	if (ok && timex_match_has(f, m, "end") && !timex_match_slot(m, TC_edge, 0))
		period_edge(&found->period, EDGE_LATE, f->day);
	if (ok)
		period_edge(&found->period, (enum time_edge)slot_value(m, TC_edge, EDGE_NONE), f->day);
	return ok;
}

/* "first" 1, "second" 2, "last" -1; 0 when there is none. */
static int32_t slot_nth(const struct match *m)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0);
	return slot_value(m, TC_ordinal, mod && mod->value[0] < 0 ? -1 : 0);
}

/* "the second week of May", "the last week of May": weeks are counted from the first of the month. */
static bool week_of_month(struct finder *f, const struct match *m, struct found *found)
{
	struct match month = *m;
	int32_t nth = slot_nth(m);
	month.step_count = 0;
	for (size_t i = 0; i < m->step_count; i++)
		if (m->steps[i]->class_ != TC_ordinal && m->steps[i]->class_ != TC_mod) {
			month.steps[month.step_count] = m->steps[i];
			month.at[month.step_count++] = m->at[i];
		}
	if (nth == 0 || nth > 5 || !value_civil(f, &month, found))
		return false;
	found->month = 0;
	if (found->period.from == DAY_NONE)
		return true;
	struct period whole = found->period;
	int32_t first = nth < 0 ? whole.to - 6 : whole.from + 7 * (nth - 1);
	found->period = period_week(first + 3);
	found->period.from = first;
	found->period.to = first + 6 < whole.to ? first + 6 : whole.to;
	return true;
}

/* "the week of January 5", "a week on Friday" */
bool value_weekof(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *weekday = timex_match_slot(m, TC_weekday, 0);
	if (timex_match_slot(m, TC_month, 0) && !timex_match_slot(m, TC_mday, 0) && slot_nth(m) && m->steps[m->step_count - 1]->class_ != TC_ordinal)
		return week_of_month(f, m, found);
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
	bool ending = timex_match_has(f, m, "ending"), from_day = timex_match_has(f, m, "after") || timex_match_has(f, m, "following") || timex_match_has(f, m, "beginning") || timex_match_has(f, m, "starting");
	if (ending || from_day) {
		found->period.from = ending ? day - 6 : day;
		found->period.to = ending ? day : day + 6;
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
	int32_t shift = timex_match_has(f, m, "next") || timex_match_has(f, m, "following") ? 1 : timex_match_has(f, m, "previous") ? -1 : 0;
	found->clock_only = !timex_match_has(f, m, "day");
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
