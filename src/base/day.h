/* day.h: the proleptic Gregorian calendar as day numbers (0 is 1970-01-01, a Thursday). */
#ifndef CASUS_BASE_DAY_H
#define CASUS_BASE_DAY_H

#include "base/str.h"

int32_t day_from_civil(int year, int month, int day);
void day_to_civil(int32_t day, int *year, int *month, int *mday);
int day_weekday(int32_t day); /* 0 Monday to 6 Sunday */
int day_month_length(int year, int month);
/* "2020-01-09" (exactly ten bytes, a real date) -> day number; false otherwise. */
bool day_parse(struct str text, int32_t *day);
/* Writes "YYYY-MM-DD" and a NUL into OUT. */
void day_format(int32_t day, char out[16]);

#endif
