/* calendar.h: periods of the calendar, their bounds and their TIMEX3 values. Private to time/. */
#ifndef CASUS_TIME_CALENDAR_H
#define CASUS_TIME_CALENDAR_H

#include "time/tables.h"

#define YEAR_LEAST 1
#define YEAR_MOST 9999

struct period {
	int32_t from, to; /* days, both included; DAY_NONE when unknown */
	enum date_precision precision;
	enum time_unit unit; /* granularity, for shifts that start here */
	char value[40];      /* TIMEX3 */
};

struct period period_unknown(const char *value);
struct period period_day(int32_t day);
struct period period_week(int32_t day);    /* Monday to Sunday around DAY */
struct period period_weekend(int32_t day); /* Saturday and Sunday of the week around DAY */
struct period period_month(int year, int month);
struct period period_quarter(int year, int quarter);
struct period period_half(int year, int half);
struct period period_season(int year, enum time_season season); /* winter begins in December of YEAR */
struct period period_year(int year);
struct period period_decade(int year);  /* 1966: the 1960s */
struct period period_century(int century); /* 20: 1900 to 1999 */
/* The period of UNIT (a day or longer) that holds DAY, or the N-th after it. */
struct period period_around(enum time_unit unit, int32_t day, int32_t n);

/* DAY moved by N units; the 31st becomes the last of a shorter month; false outside the years above. */
bool day_shift(int32_t *day, enum time_unit unit, int32_t n);
bool day_is_real(int year, int month, int mday);
int day_year(int32_t day);

/* Narrow PERIOD to a part of it; DAY is the document's, or DAY_NONE. */
void period_edge(struct period *period, enum time_edge edge, int32_t day);

/* The holiday with these ENTRY_VALUES values of words.txt in YEAR. */
bool period_holiday(int year, const int32_t *value, struct period *period);

/* "P3D", "PT30M", "P2.5Y", "PXW": N in hundredths, or < 0 when not exact. */
void duration_value(enum time_unit unit, int32_t hundredths, int32_t multiple, char out[40]);

#endif
