/* dates.c: see dates.h. */
#include "reader/dates.h"

struct cursor {
	struct str text;
	size_t at;
};

static unsigned char peek(const struct cursor *c)
{
	return c->at < c->text.length ? (unsigned char)c->text.data[c->at] : 0;
}

static void skip(struct cursor *c, const char *set)
{
	while (peek(c) && strchr(set, peek(c)))
		c->at++;
}

/* Decimal digits, LEAST to MOST of them and no more; -1 otherwise. */
static int number(struct cursor *c, size_t least, size_t most)
{
	size_t start = c->at;
	int value = 0;
	while (ascii_is_digit(peek(c)) && c->at - start < 9)
		value = value * 10 + (int)(c->text.data[c->at++] - '0');
	size_t digits = c->at - start;
	if (digits >= least && digits <= most)
		return value;
	c->at = start;
	return -1;
}

/* A name of TABLE, in full or cut to three or four letters with or without a full stop: its index, or -1. */
static int name_of(struct cursor *c, const char *const *table, size_t count)
{
	size_t start = c->at, end = start;
	while (end < c->text.length && ascii_is_alpha((unsigned char)c->text.data[end]))
		end++;
	struct str word = str_slice(c->text, start, end);
	for (size_t i = 0; i < count; i++) {
		struct str name = str_of(table[i]);
		bool full = str_equal_nocase(word, name);
		if (!full && !(word.length >= 3 && word.length <= 5 && word.length < name.length &&
		               str_equal_nocase(word, str_slice(name, 0, word.length))))
			continue;
		c->at = end;
		if (peek(c) == '.' && !full)
			c->at++;
		return (int)i;
	}
	return -1;
}

static int month_name(struct cursor *c)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August",
	                                     "September", "October", "November", "December"};
	return name_of(c, months, 12) + 1;
}

static bool weekday_name(struct cursor *c)
{
	static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
	return name_of(c, days, 7) >= 0;
}

static int day_number(struct cursor *c)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	int value = number(c, 1, 2);
	for (size_t i = 0; value > 0 && i < 4; i++)
		if (str_starts(str_slice(c->text, c->at, c->text.length), str_of(endings[i]))) {
			c->at += 2;
			break;
		}
	return value;
}

static bool real(int year, int month, int mday)
{
	return year >= 1000 && month >= 1 && month <= 12 && mday >= 1 && mday <= day_month_length(year, month);
}

static bool fill(int year, int month, int mday, int32_t *day, int *month_out, int *mday_out)
{
	if (year < 0 ? !(month >= 1 && month <= 12 && mday >= 1 && mday <= day_month_length(2000, month)) : !real(year, month, mday))
		return false;
	*day = year < 0 ? DAY_NONE : day_from_civil(year, month, mday);
	*month_out = month;
	*mday_out = mday;
	return true;
}

/* The year behind a month and a day, if one is there: "9, 2020"; "4 FEB 90" only at the very end. */
static int trailing_year(struct cursor *c)
{
	size_t start = c->at;
	skip(c, " ,");
	int year = number(c, 4, 4), short_year = year < 0 && c->at > start ? number(c, 2, 2) : -1;
	if (short_year >= 0 && c->at == c->text.length)
		return short_year < 50 ? 2000 + short_year : 1900 + short_year;
	if (year < 1000 || year > 2999 || ascii_is_alpha(peek(c))) {
		c->at = start;
		return -1;
	}
	return year;
}

static bool numeric(struct cursor *c, int32_t *day, int *month, int *mday)
{
	int first = number(c, 1, 4);
	unsigned char mark = peek(c);
	if (first < 0 || !mark || !strchr("-/.", mark))
		return false;
	c->at++;
	int second = number(c, 1, 2);
	if (second < 0 || peek(c) != mark)
		return false;
	c->at++;
	int third = number(c, 1, 4);
	if (third < 0 || ascii_is_alpha(peek(c)) || ascii_is_digit(peek(c)))
		return false;
	if (first >= 1000)
		return fill(first, second, third, day, month, mday);
	if (third < 1000)
		return false;
	if (mark == '.' || first > 12)
		return fill(third, second, first, day, month, mday);
	return (second > 12 || first == second) && fill(third, first, second, day, month, mday);
}

size_t date_at_start(struct str text, int32_t *day, int *month, int *mday)
{
	struct cursor c = {text, 0};
	if (weekday_name(&c)) {
		skip(&c, " ,");
		if (c.at < text.length && str_starts(str_slice(text, c.at, text.length), STR("the ")))
			c.at += 4;
	}
	size_t start = c.at;
	if (numeric(&c, day, month, mday))
		return c.at;
	c.at = start;
	int m = month_name(&c), d;
	if (m > 0) {
		skip(&c, " ");
		d = day_number(&c);
	} else {
		d = day_number(&c);
		skip(&c, " ");
		if (str_starts(str_slice(text, c.at, text.length), STR("of ")))
			c.at += 3;
		m = d > 0 ? month_name(&c) : 0;
	}
	if (m <= 0 || d <= 0 || ascii_is_digit(peek(&c)))
		return 0;
	return fill(trailing_year(&c), m, d, day, month, mday) ? c.at : 0;
}

bool date_in_name(struct str name, int32_t *day)
{
	for (size_t i = 0; i + 8 <= name.length; i++) {
		if (i > 0 && ascii_is_digit((unsigned char)name.data[i - 1]))
			continue;
		struct cursor c = {name, i};
		int month, mday;
		if (name.data[i + 4] == '-' || name.data[i + 4] == '_') {
			char iso[11];
			if (i + 10 > name.length || (i + 10 < name.length && ascii_is_digit((unsigned char)name.data[i + 10])))
				continue;
			memcpy(iso, name.data + i, 10);
			iso[10] = '\0';
			iso[4] = '-';
			iso[7] = iso[7] == '_' ? '-' : iso[7];
			if (day_parse((struct str){iso, 10}, day))
				return true;
			continue;
		}
		int all = number(&c, 8, 8);
		if (all > 0 && all / 10000 >= 1800 && all / 10000 <= 2199 && fill(all / 10000, all / 100 % 100, all % 100, day, &month, &mday))
			return true;
	}
	return false;
}
