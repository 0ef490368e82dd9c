/* calendar.c: periods of the calendar. */
#include "time/calendar.h"

#include <stdio.h>

#include "base/day.h"

struct period period_unknown(const char *value)
{
	struct period period = {.from = DAY_NONE, .to = DAY_NONE, .precision = DATE_FUZZY, .unit = UNIT_DAY};
	snprintf(period.value, sizeof period.value, "%s", value);
	return period;
}

static struct period period_make(int32_t from, int32_t to, enum date_precision precision, enum time_unit unit)
{
	return (struct period){.from = from, .to = to, .precision = precision, .unit = unit};
}

int day_year(int32_t day)
{
	int year, month, mday;
	day_to_civil(day, &year, &month, &mday);
	return year;
}

bool day_is_real(int year, int month, int mday)
{
	return year >= YEAR_LEAST && year <= YEAR_MOST && month >= 1 && month <= 12 && mday >= 1 && mday <= day_month_length(year, month);
}

struct period period_day(int32_t day)
{
	struct period period = period_make(day, day, DATE_DAY, UNIT_DAY);
	day_format(day, period.value);
	return period;
}

/* ISO 8601: the week belongs to the year of its Thursday. */
static int iso_week(int32_t monday, int *year)
{
	*year = day_year(monday + 3);
	int32_t first = day_from_civil(*year, 1, 4);
	first -= day_weekday(first);
	return (monday - first) / 7 + 1;
}

struct period period_week(int32_t day)
{
	int32_t monday = day - day_weekday(day);
	struct period period = period_make(monday, monday + 6, DATE_WEEK, UNIT_WEEK);
	int year, week = iso_week(monday, &year);
	snprintf(period.value, sizeof period.value, "%04d-W%02d", year, week);
	return period;
}

struct period period_weekend(int32_t day)
{
	struct period period = period_week(day);
	period.from += 5;
	period.unit = UNIT_WEEKEND;
	memcpy(period.value + 8, "-WE", 4);
	return period;
}

struct period period_month(int year, int month)
{
	struct period period = period_make(day_from_civil(year, month, 1), day_from_civil(year, month, day_month_length(year, month)), DATE_MONTH, UNIT_MONTH);
	snprintf(period.value, sizeof period.value, "%04d-%02d", year, month);
	return period;
}

static struct period months(int year, int month, int count, enum date_precision precision, enum time_unit unit)
{
	int last = month + count - 1, last_year = year + (last > 12);
	last -= last > 12 ? 12 : 0;
	return period_make(day_from_civil(year, month, 1), day_from_civil(last_year, last, day_month_length(last_year, last)), precision, unit);
}

struct period period_quarter(int year, int quarter)
{
	struct period period = months(year, quarter * 3 - 2, 3, DATE_SEASON, UNIT_QUARTER);
	snprintf(period.value, sizeof period.value, "%04d-Q%d", year, quarter);
	return period;
}

struct period period_half(int year, int half)
{
	struct period period = months(year, half * 6 - 5, 6, DATE_SEASON, UNIT_HALF);
	snprintf(period.value, sizeof period.value, "%04d-H%d", year, half);
	return period;
}

/* Meteorological seasons of the northern hemisphere. */
struct period period_season(int year, enum time_season season)
{
	static const char *const codes[] = {"SP", "SU", "FA", "WI"};
	struct period period = months(year, (int)season * 3 + 3, 3, DATE_SEASON, UNIT_QUARTER);
	snprintf(period.value, sizeof period.value, "%04d-%s", year, codes[season]);
	return period;
}

struct period period_year(int year)
{
	struct period period = months(year, 1, 12, DATE_YEAR, UNIT_YEAR);
	snprintf(period.value, sizeof period.value, "%04d", year);
	return period;
}

struct period period_decade(int year)
{
	int first = year / 10 * 10;
	struct period period = period_make(day_from_civil(first, 1, 1), day_from_civil(first + 9, 12, 31), DATE_FUZZY, UNIT_DECADE);
	snprintf(period.value, sizeof period.value, "%03d", first / 10);
	return period;
}

struct period period_century(int century)
{
	int first = (century - 1) * 100;
	struct period period = period_make(day_from_civil(first, 1, 1), day_from_civil(first + 99, 12, 31), DATE_FUZZY, UNIT_CENTURY);
	snprintf(period.value, sizeof period.value, "%02d", century - 1);
	return period;
}

bool day_shift(int32_t *day, enum time_unit unit, int32_t n)
{
	static const struct { int16_t days, months; } sizes[] = {
		[UNIT_DAY] = {1, 0}, [UNIT_WEEK] = {7, 0}, [UNIT_WEEKEND] = {7, 0}, [UNIT_MONTH] = {0, 1}, [UNIT_QUARTER] = {0, 3},
		[UNIT_HALF] = {0, 6}, [UNIT_YEAR] = {0, 12}, [UNIT_DECADE] = {0, 120}, [UNIT_CENTURY] = {0, 1200},
	};
	int year, month, mday;
	int64_t moved = (int64_t)*day + (int64_t)n * sizes[unit].days;
	if (moved < day_from_civil(YEAR_LEAST, 1, 1) || moved > day_from_civil(YEAR_MOST, 12, 31))
		return false;
	day_to_civil((int32_t)moved, &year, &month, &mday);
	int64_t count = (int64_t)year * 12 + month - 1 + (int64_t)n * sizes[unit].months;
	if (count < YEAR_LEAST * 12 || count >= (YEAR_MOST + 1) * 12)
		return false;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	if (mday > day_month_length(year, month))
		mday = day_month_length(year, month);
	*day = day_from_civil(year, month, mday);
	return true;
}

struct period period_around(enum time_unit unit, int32_t day, int32_t n)
{
	int year, month, mday;
	if (unit < UNIT_DAY)
		unit = UNIT_DAY;
	if (!day_shift(&day, unit, n))
		return period_unknown(n < 0 ? "PAST_REF" : "FUTURE_REF");
	day_to_civil(day, &year, &month, &mday);
	switch (unit) {
	case UNIT_WEEK: return period_week(day);
	case UNIT_WEEKEND: return period_weekend(day);
	case UNIT_MONTH: return period_month(year, month);
	case UNIT_QUARTER: return period_quarter(year, (month + 2) / 3);
	case UNIT_HALF: return period_half(year, (month + 5) / 6);
	case UNIT_YEAR: return period_year(year);
	case UNIT_DECADE: return period_decade(year);
	case UNIT_CENTURY: return period_century(year / 100 + 1);
	default: return period_day(day);
	}
}

void period_edge(struct period *period, enum time_edge edge, int32_t day)
{
	if (period->from == DAY_NONE || period->from == period->to || edge == EDGE_NONE)
		return;
	int32_t length = period->to - period->from + 1, from = period->from;
	switch (edge) {
	case EDGE_EARLY: period->to = from + (length + 2) / 3 - 1; break;
	case EDGE_LATE: period->from = from + length - (length + 2) / 3; break;
	case EDGE_MID: period->from = from + length / 3; period->to = from + length - length / 3 - 1; break;
	case EDGE_FIRST: period->to = from + (length + 1) / 2 - 1; break;
	case EDGE_SECOND: period->from = from + length / 2; break;
	case EDGE_SOFAR: period->to = day != DAY_NONE && day >= from && day < period->to ? day : period->to; break;
	case EDGE_REST: period->from = day != DAY_NONE && day > from && day <= period->to ? day : from; break;
	default: break;
	}
	period->precision = DATE_FUZZY;
}

/* Anonymous Gregorian computus. */
static int32_t easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
	return day_from_civil(year, f / 31, f % 31 + 1);
}

/* The N-th WEEKDAY of a month; N -1: the last. */
static int32_t nth_weekday(int year, int month, int n, int weekday)
{
	int32_t first = day_from_civil(year, month, 1), last = first + day_month_length(year, month) - 1;
	if (n < 0)
		return last - (day_weekday(last) - weekday + 7) % 7;
	return first + (weekday - day_weekday(first) + 7) % 7 + 7 * (n - 1);
}

/* Tabular Islamic calendar (civil epoch, 16 July 622 Julian); sightings move it by a day or so. */
static int32_t hijri_day(int year, int month, int mday)
{
	static const int32_t epoch = -492148; /* 1 Muharram 1 AH */
	return epoch + (int32_t)(354 * (year - 1) + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2 + mday - 1);
}

static bool hijri_in_year(int month, int mday, int length, int year, struct period *period)
{
	int islamic = (int)((int64_t)(year - 622) * 33 / 32);
	for (int candidate = islamic - 1; candidate <= islamic + 2; candidate++) {
		int32_t day = candidate > 0 ? hijri_day(candidate, month, mday) : 0;
		if (candidate <= 0 || day_year(day) != year)
			continue;
		*period = period_day(day);
		period->to = day + length - 1;
		period->precision = DATE_FUZZY;
		return true;
	}
	return false;
}

bool period_holiday(int year, const int32_t *value, struct period *period)
{
	int32_t day;
	if (year < YEAR_LEAST + 1 || year >= YEAR_MOST)
		return false;
	switch ((enum time_holiday)value[0]) {
	case HOLIDAY_EASTER: day = easter(year) + value[1]; break;
	case HOLIDAY_NTH:
		if (value[1] < 1 || value[1] > 12 || value[2] > 5 || value[2] < -1 || value[3] < 0 || value[3] > 6)
			return false;
		day = nth_weekday(year, value[1], value[2], value[3]);
		break;
	case HOLIDAY_HIJRI: return value[1] >= 1 && value[1] <= 12 && hijri_in_year(value[1], value[2], value[3], year, period);
	case HOLIDAY_EXACT: year = value[1]; value++; /* fall through */
	case HOLIDAY_FIXED:
		if (!day_is_real(year, value[1], value[2]))
			return false;
		day = day_from_civil(year, value[1], value[2]);
		break;
	default: return false;
	}
	*period = period_day(day);
	return true;
}

void duration_value(enum time_unit unit, int32_t hundredths, int32_t multiple, char out[40])
{
	static const char letters[] = {[UNIT_SECOND] = 'S', [UNIT_MINUTE] = 'M', [UNIT_HOUR] = 'H', [UNIT_DAY] = 'D', [UNIT_WEEK] = 'W',
		[UNIT_WEEKEND] = 'W', [UNIT_MONTH] = 'M', [UNIT_QUARTER] = 'Q', [UNIT_HALF] = 'Y', [UNIT_YEAR] = 'Y', [UNIT_DECADE] = 'Y',
		[UNIT_CENTURY] = 'Y'};
	if (unit == UNIT_QUARTER) {
		unit = UNIT_MONTH;
		multiple *= 3;
	}
	int64_t n = (int64_t)hundredths * multiple * (unit == UNIT_DECADE ? 10 : unit == UNIT_CENTURY ? 100 : 1);
	const char *prefix = unit < UNIT_DAY ? "PT" : "P";
	if (hundredths < 0)
		snprintf(out, 40, "%sX%c", prefix, letters[unit]);
	else if (n % 100 == 0)
		snprintf(out, 40, "%s%lld%c", prefix, (long long)(n / 100), letters[unit]);
	else
		snprintf(out, 40, "%s%lld.%lld%c", prefix, (long long)(n / 100), (long long)(n % 100 % 10 ? n % 100 : n % 100 / 10), letters[unit]);
	if (unit == UNIT_WEEKEND && hundredths >= 0)
		snprintf(out, 40, "P%lldWE", (long long)(n / 100));
}
