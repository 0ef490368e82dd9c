/* value_period.c: values of seasons, quarters, halves, fiscal years, decades, centuries and holidays. */
#include "time/finder.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

static bool season_of_year(int year, const int32_t *arguments, struct period *period)
{
	*period = period_season(year, (enum time_season)arguments[0]);
	return true;
}

/* The season that is N before or after the one that holds or precedes DAY. */
struct period season_of_mod(int32_t day, int32_t season, int32_t shift)
{
	int year = day_year(day);
	struct period now = period_season(year, (enum time_season)season), before = period_season(year - 1, (enum time_season)season);
	if (shift < 0)
		return now.to < day ? now : before.to < day ? before : period_season(year - 2, (enum time_season)season);
	if (shift > 0)
		return now.from > day ? now : period_season(year + 1, (enum time_season)season);
	return before.to >= day ? before : now;
}

/* "the 2014 Winter Olympics": a capitalised word follows one that is written so itself. */
static bool names_games(const struct finder *f, const struct match *m)
{
	const struct piece *last = &f->lattice.pieces[m->end - 1];
	return m->end < f->lattice.count && ascii_is_alpha((unsigned char)last->text[0]) && last->capital && f->lattice.pieces[m->end].capital;
}

bool value_season(struct finder *f, const struct match *m, struct found *found)
{
	static const char *const unknown[] = {"XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI"};
	int32_t season = slot_value(m, TC_season, 0);
	int year = timex_match_year(f, m), of_unit = timex_match_year_of_unit(f, m);
	struct period period;
	bool name = !year && !of_unit && f->lattice.pieces[m->start].capital && f->lattice.pieces[m->start].token > 0;
	bool bare = m->step_count - m->context == 1;
	if (names_games(f, m))
		return false;
	if (name || (bare && (m->start == 0 || f->sentence->tokens[found->first].upos == UPOS_VERB)))
		return false;
	const struct piece *before = m->start ? &f->lattice.pieces[m->start - 1] : NULL;
	const struct piece *after = m->end < f->lattice.count ? &f->lattice.pieces[m->end] : NULL;
	bool placed = before && (strcmp(before->text, "in") == 0 || strcmp(before->text, "since") == 0 || strcmp(before->text, "during") == 0 ||
	                         strcmp(before->text, "by") == 0 || strcmp(before->text, "until") == 0 || strcmp(before->text, "over") == 0);
	if (!year && !of_unit && !timex_match_slot(m, TC_edge, 0) && (!placed || (after && (strcmp(after->text, "of") == 0 || after->text[0] == '-'))))
		return false;
	if (year || of_unit) {
		value_exact(found, period_season(year ? year : of_unit, (enum time_season)season));
		found->basis = year ? BASIS_EXACT : BASIS_RELATIVE;
	} else {
		bool ok = time_recurring(f, found, season_of_year, &season, &period);
		value_relative(found, ok ? period : period_unknown(unknown[season]));
		found->refers = ok;
	}
	period_edge(&found->period, (enum time_edge)slot_value(m, TC_edge, EDGE_NONE), f->day);
	return true;
}

bool value_half(struct finder *f, const struct match *m, struct found *found)
{
	int32_t nth = slot_value(m, TC_ordinal, 1);
	int year = timex_match_year(f, m);
	const struct reading *mod = timex_match_slot(m, TC_mod, 0), *unit = timex_match_slot(m, TC_unit, 0);
	if (unit && unit->value[0] != UNIT_YEAR && unit->value[0] != UNIT_DECADE)
		return false;
	if (nth > 2)
		return false;
	if (!year && unit) {
		int32_t day = reference_day(f, mod ? (enum time_anchor)mod->value[1] : ANCHOR_DOCUMENT);
		if (day == DAY_NONE)
			return value_unknown(found, "XXXX");
		year = day_year(day) + (mod ? mod->value[0] : 0);
	}
	value_exact(found, period_half(year, nth));
	found->basis = unit ? BASIS_RELATIVE : BASIS_EXACT;
	return true;
}

bool value_quarter(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *mod = timex_match_slot(m, TC_mod, 0);
	int32_t nth = slot_value(m, TC_ordinal, slot_value(m, TC_quarter, 0));
	int year = timex_match_year(f, m), of_unit = timex_match_year_of_unit(f, m);
	if (nth > 4 || (nth == 0 && !mod))
		return false;
	year = year ? year : of_unit;
	if (year && nth) {
		value_exact(found, period_quarter(year, nth));
		found->basis = of_unit ? BASIS_RELATIVE : BASIS_EXACT;
		return true;
	}
	value_relative(found, period_unknown("XXXX-QX"));
	if (f->day == DAY_NONE)
		return true;
	if (nth == 0) {
		found->period = period_around(UNIT_QUARTER, f->day, mod->value[0]);
		return true;
	}
	struct period now = period_quarter(day_year(f->day), nth);
	bool before = now.from > f->day && time_tense(f, found->first, found->last) != TENSE_FUTURE;
	found->period = before ? period_quarter(day_year(f->day) - 1, nth) : now;
	return true;
}

/* Fiscal years differ from country to country: the bounds are those of the calendar year, and fuzzy. */
bool value_fiscal(struct finder *f, const struct match *m, struct found *found)
{
	int year = timex_match_year(f, m);
	const struct reading *mod = timex_match_slot(m, TC_mod, 0);
	found->basis = year ? BASIS_EXACT : BASIS_RELATIVE;
	if (!year && f->day != DAY_NONE)
		year = day_year(f->day) + (mod ? mod->value[0] : 0);
	value_relative(found, year ? period_year(year) : period_unknown("FYXXXX"));
	if (year)
		snprintf(found->period.value, sizeof found->period.value, "FY%04d", year);
	found->period.precision = DATE_FUZZY;
	return true;
}

bool value_decade(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *written = timex_match_slot(m, TC_decade, 0);
	int32_t decade = written ? written->value[0] : timex_match_year(f, m);
	if (decade % 10 || (!written && !f->lattice.pieces[m->end - 1].glued))
		return false;
	if (decade < 100) {
		/* "her 20s", "temperatures in the 30s": a bare pair of digits needs an apostrophe, or its article and to be large */
		bool word = !ascii_is_digit((unsigned char)f->lattice.pieces[m->end - 1].text[0]);
		if (!timex_match_has(f, m, "'") && !word && (decade < 50 || !timex_match_has(f, m, "the")))
			return false;
		int now = f->day == DAY_NONE ? 2000 : day_year(f->day);
		decade += now / 100 * 100;
		decade -= decade > now ? 100 : 0;
	}
	value_exact(found, period_decade(decade));
	period_edge(&found->period, (enum time_edge)slot_value(m, TC_edge, EDGE_NONE), f->day);
	return true;
}

bool value_century(struct finder *f, const struct match *m, struct found *found)
{
	int32_t century = slot_value(m, TC_ordinal, 0);
	if (century < 1 || century > 30)
		return false;
	value_exact(found, period_century(century));
	if (century == 1)
		found->period.from = day_from_civil(YEAR_LEAST, 1, 1);
	period_edge(&found->period, (enum time_edge)slot_value(m, TC_edge, EDGE_NONE), f->day);
	return true;
}

bool value_holiday(struct finder *f, const struct match *m, struct found *found)
{
	const struct reading *holiday = timex_match_slot(m, TC_holiday, 0), *mod = timex_match_slot(m, TC_mod, 0);
	int year = timex_match_year(f, m);
	struct period period;
	if (!year && names_games(f, m)) { /* "Christmas Island", "the Good Friday Agreement": nor is a part of it a date */
		for (size_t i = m->start; i < m->end; i++)
			f->lattice.pieces[i].blocked = true;
		return false;
	}
	if (holiday->value[0] != HOLIDAY_EXACT && !f->lattice.pieces[m->start].capital && m->step_count == 1)
		return false;
	if (year || holiday->value[0] == HOLIDAY_EXACT) {
		if (!period_holiday(year ? year : 2000, holiday->value, &period))
			return false;
		value_exact(found, period);
	} else if (mod && f->day != DAY_NONE) {
		int now = day_year(f->day);
		bool ok = period_holiday(now, holiday->value, &period);
		if (ok && mod->value[0] < 0 && period.to >= f->day)
			ok = period_holiday(now - 1, holiday->value, &period);
		else if (ok && mod->value[0] > 0 && period.from <= f->day)
			ok = period_holiday(now + 1, holiday->value, &period);
		value_relative(found, ok ? period : period_unknown("XXXX-XX-XX"));
	} else {
		bool ok = time_recurring(f, found, period_holiday, holiday->value, &period);
		value_relative(found, ok ? period : period_unknown("XXXX-XX-XX"));
	}
	period_edge(&found->period, (enum time_edge)slot_value(m, TC_edge, EDGE_NONE), f->day);
	time_add_part(found, timex_match_slot(m, TC_part, 0));
	return true;
}
