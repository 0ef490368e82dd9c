#include "base/day.h"

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": eras of 400 years that begin on 1 March. */
int32_t day_from_civil(int year, int month, int day)
{
	year -= month <= 2;
	int era = (year >= 0 ? year : year - 399) / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

void day_to_civil(int32_t day, int *year, int *month, int *mday)
{
	day += 719468;
	int era = (day >= 0 ? day : day - 146096) / 146097;
	int day_of_era = day - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted = (5 * day_of_year + 2) / 153;
	*mday = day_of_year - (153 * shifted + 2) / 5 + 1;
	*month = shifted + (shifted < 10 ? 3 : -9);
	*year = year_of_era + era * 400 + (*month <= 2);
}

int day_weekday(int32_t day)
{
	int weekday = (day + 3) % 7;
	return weekday < 0 ? weekday + 7 : weekday;
}

int day_month_length(int year, int month)
{
	static const unsigned char lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return month == 2 && leap ? 29 : lengths[month - 1];
}

bool day_parse(struct str text, int32_t *day)
{
	if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-')
		return false;
	uint64_t year, month, mday;
	if (!str_to_u64(str_slice(text, 0, 4), &year) || !str_to_u64(str_slice(text, 5, 7), &month) ||
	    !str_to_u64(str_slice(text, 8, 10), &mday))
		return false;
	if (month < 1 || month > 12 || mday < 1 || mday > (uint64_t)day_month_length((int)year, (int)month))
		return false;
	*day = day_from_civil((int)year, (int)month, (int)mday);
	return true;
}

void day_format(int32_t day, char out[16])
{
	int year, month, mday;
	day_to_civil(day, &year, &month, &mday);
	if (year < 0 || year > 9999)
		year = year < 0 ? 0 : 9999; /* four digits are all that ISO 8601 gives without agreement */
	for (int i = 3; i >= 0; i--, year /= 10)
		out[i] = (char)('0' + year % 10);
	out[4] = out[7] = '-';
	out[5] = (char)('0' + month / 10);
	out[6] = (char)('0' + month % 10);
	out[8] = (char)('0' + mday / 10);
	out[9] = (char)('0' + mday % 10);
	out[10] = '\0';
}
