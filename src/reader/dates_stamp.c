/* dates_stamp.c: days of time stamps; see dates.h. */
#include "reader/dates.h"

/* The number of digits at the start of S. */
static size_t digits(struct str s)
{
	size_t count = 0;
	while (count < s.length && ascii_is_digit((unsigned char)s.data[count]))
		count++;
	return count;
}

/* YYYYMMDD */
static bool compact(struct str s, int32_t *day)
{
	char iso[10];
	memcpy(iso, s.data, 4);
	memcpy(iso + 5, s.data + 4, 2);
	memcpy(iso + 8, s.data + 6, 2);
	iso[4] = iso[7] = '-';
	return day_parse((struct str){iso, 10}, day);
}

static bool since_1970(struct str number, int32_t *day)
{
	uint64_t value;
	if (!str_to_u64(number, &value))
		return false;
	uint64_t seconds = number.length == 13 ? value / 1000 : value;
	*day = (int32_t)(seconds / 86400);
	return true;
}

/* 2020-01-09T10:15:00+02:00; 2020-01-09 10:15; 2020/01/09 10:15 */
static bool iso_with_time(struct str s, int32_t *day)
{
	char iso[10];
	if (s.length < 10 || (s.data[4] != '-' && s.data[4] != '/') || s.data[7] != s.data[4])
		return false;
	memcpy(iso, s.data, 10);
	iso[4] = iso[7] = '-';
	return (s.length == 10 || !ascii_is_digit((unsigned char)s.data[10])) && day_parse((struct str){iso, 10}, day);
}

/* "26-FEB-1987 ...": as date_at_start reads it once the hyphens are blanks. "Thu Jan  9 10:15:00 2020": with the year, which stands
 * last, moved up. OUT has room for 64 bytes. */
static struct str rearranged(struct str s, char *out)
{
	size_t length = 0, hyphens = 0, colon = str_find(s, STR(":"), 0);
	for (size_t i = 0; i < s.length && length < 40; i++) {
		bool hyphen = s.data[i] == '-' && hyphens < 2;
		if (colon != SIZE_MAX && i + 3 > colon && !hyphens)
			break;
		hyphens += hyphen;
		if (s.data[i] == ' ' && length && out[length - 1] == ' ')
			continue;
		out[length++] = hyphen ? ' ' : s.data[i];
	}
	if (colon != SIZE_MAX && !hyphens && s.length > 4 && digits(str_slice(s, s.length - 4, s.length)) == 4) {
		out[length++] = ' ';
		memcpy(out + length, s.data + s.length - 4, 4);
		length += 4;
	}
	return (struct str){out, length};
}

bool date_of_stamp(struct str text, int32_t *day)
{
	struct str s = str_trim(text);
	size_t count = digits(s);
	int month, mday;
	char out[64];
	if (count == 8 && (s.length == 8 || s.data[8] == 'T' || s.data[8] == ' '))
		return compact(s, day);
	if (count == 14 && s.length == 14)
		return compact(s, day);
	if (count == s.length && ((count >= 9 && count <= 10) || count == 13))
		return since_1970(s, day);
	if (count == 4 && iso_with_time(s, day))
		return true;
	*day = DAY_NONE;
	if (s.length < 64 && date_at_start(s, day, &month, &mday) && *day != DAY_NONE)
		return true;
	return s.length < 64 && date_at_start(rearranged(s, out), day, &month, &mday) && *day != DAY_NONE;
}
