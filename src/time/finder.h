/* finder.h: what is known while a document is read, and the functions that give a match its value. Private to time/. */
#ifndef CASUS_TIME_FINDER_H
#define CASUS_TIME_FINDER_H

#include "time/calendar.h"

/* TENSE_NEAR: a present that the date does not hang on itself ("Sunday's attack draws protests"): the nearest is meant. */
enum tense { TENSE_NONE, TENSE_PAST, TENSE_FUTURE, TENSE_NEAR };

struct found { /* a match and its value */
	size_t start, end;   /* pieces */
	size_t first, last;  /* tokens, both included */
	enum timex_type type;
	struct period period;
	enum date_basis basis;
	bool refers;     /* later "the next day" counts from here */
	bool has_year;   /* its year was written */
	bool clock_only; /* a time of day whose day is not named: it may follow */
	bool is_week_day;
	int month, mday; /* a date whose year was not written; else 0 */
};

struct finder {
	const struct timex_tables *tables;
	struct document *document;
	struct arena *arena;
	const struct sentence *sentence;
	size_t sentence_index;
	struct lattice lattice;
	int32_t day; /* the document's, DAY_NONE when unknown */
	bool title;
	struct period reference; /* the date last named; from is DAY_NONE when there was none */
	struct found *founds;    /* of this sentence */
	size_t found_count, found_capacity;
	bool ahead;              /* the date before in this sentence is still to come */
	int sentence_year;       /* the year that opens this sentence ("In 2011, ..."), or 0 */
	size_t old_years, anchored; /* dates in years long before the document's; words such as "Monday", "yesterday" */
	size_t day_first, month_first; /* dates seen written "9 January", "January 9": decides 1/9/2020 */
	size_t timex_capacity;
};

/* The tense of the clause that the tokens FIRST to LAST hang in. */
enum tense time_tense(const struct finder *finder, size_t first, size_t last);
/* Is this match, by its tags and neighbours, no time expression after all? */
bool time_implausible(const struct finder *finder, const struct match *match, size_t first, size_t last);

/* Give MATCH its value; false when it has none (30 February, a capitalised name). FOUND's tokens are set. */
bool time_value(struct finder *finder, const struct match *match, struct found *found);

/* The day that "later", "following" count from: the last date, else the document's day; or DAY_NONE. */
int32_t reference_day(const struct finder *finder, enum time_anchor anchor);

/* Value functions of the value*.c files, one for each rule. */
typedef bool value_function(struct finder *finder, const struct match *match, struct found *found);
value_function value_civil, value_ordinal, value_iso, value_numeric, value_days, value_years, value_months, value_season,
	value_quarter, value_half, value_fiscal, value_decade, value_century, value_holiday, value_weekday, value_dayword, value_part,
	value_unit, value_weekof, value_ago, value_span, value_ref, value_time, value_duration, value_every;

/* OCCURRENCE in the year that the clause points to: of those before, in and after the document's year. */
typedef bool occurrence(int year, const int32_t *arguments, struct period *period);
bool time_recurring(const struct finder *finder, const struct found *found, occurrence *make, const int32_t *arguments, struct period *period);

void value_exact(struct found *found, struct period period);
void value_relative(struct found *found, struct period period);
/* Known to be a date, but not which: always true. */
bool value_unknown(struct found *found, const char *value);
/* "last", "this" or "next" SEASON (SHIFT -1, 0, 1) as seen from DAY. */
struct period season_of_mod(int32_t day, int32_t season, int32_t shift);

/* Does the document tell of years gone by, so that a date without a year follows the one before it? */
bool is_chronicle(const struct finder *finder);

/* Append "TMO", "TNI" ... for PART. */
void time_add_part(struct found *found, const struct reading *part);

static inline int32_t slot_value(const struct match *match, enum time_class class_, int32_t otherwise)
{
	const struct reading *reading = timex_match_slot(match, class_, 0);
	return reading ? reading->value[0] : otherwise;
}

/* The year written in MATCH, of four digits or two; or 0. */
int timex_match_year(const struct finder *finder, const struct match *match);
/* The year of "January last year": that a modifier and the unit year name; or 0. */
int timex_match_year_of_unit(const struct finder *finder, const struct match *match);
/* Two digits as a year: the one nearest to the document's, at most 20 ahead. */
int time_full_year(const struct finder *finder, int32_t yy);
/* Is the last unit of MATCH a plural, as written? */
bool timex_match_is_plural(const struct finder *finder, const struct match *match);

/* Is the literal or any other word spelled WORD among the pieces of MATCH? */
bool timex_match_has(const struct finder *finder, const struct match *match, const char *word);

#endif
