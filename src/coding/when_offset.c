/* when_offset.c: acts dated by another: "the ban comes two days after protesters burnt a bus" puts the burning two days before
 * the day of the ban, which is the article's where the text gives it none. */
#include "when_offset.h"

#include "base/day.h"
#include "when_owner.h"

#define MOST_CLIMB 6
#define MOST_AMOUNT 999

/* "for seven days | after he spoke": how long, not how long after. */
static bool has_preposition(const struct reading *r, const struct timex *timex)
{
	for (size_t t = timex->first; t <= timex->last; t++)
		if (case_of(r, (int32_t)t) >= 0)
			return true;
	return timex->first > 0 && reading_lemma(r, (int32_t)timex->first - 1, "for");
}

/* The "after" or "before" of HOST, right behind a duration; -1. */
static int32_t word_behind_duration(const struct reading *r, int32_t host)
{
	FOR_CHILDREN(r, host, c) {
		bool marks = (rel_of(r, c) == REL_mark || rel_of(r, c) == REL_case) && (reading_lemma(r, c, "after") || reading_lemma(r, c, "before"));
		const struct timex *timex = marks && c > 0 && r->timex[c - 1] ? &r->document->timexes[r->timex[c - 1] - 1] : NULL;
		if (timex && timex->type == TIMEX_DURATION && !has_preposition(r, timex))
			return c;
	}
	return -1;
}

/* From the act up to the clause or noun behind "after", and its "after"; -1. What is only an object there may be older still. */
static int32_t find_word(const struct reading *r, const struct match *match, int32_t *host)
{
	int32_t at = match->trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0; depth++) {
		int32_t word = word_behind_duration(r, at);
		*host = at;
		if (word >= 0)
			return word;
		unsigned rel = rel_of(r, at);
		int32_t head = head_of(r, at);
		bool light = head >= 0 && head == match->light;
		for (size_t i = 0; i < match->word_count; i++)
			light = light || head == match->words[i];
		bool subject = (rel == REL_nsubj || rel == REL_nsubj_pass) && match->noun;
		bool joined = rel == REL_conj && child_with(r, at, REL_nsubj) < 0 && child_with(r, at, REL_nsubj_pass) < 0;
		if (!light && !subject && !joined)
			break;
		at = head;
	}
	return -1;
}

/* The day of the clause that HOST hangs on: its own, to the day, or the article's where it is told as of today. */
static int32_t anchor_day(const struct reading *r, int32_t host)
{
	int32_t main_ = head_of(r, host) >= 0 ? r->clause[head_of(r, host)] : -1;
	if (main_ < 0)
		return DAY_NONE;
	FOR_CHILDREN(r, main_, c) {
		const struct date *date = r->timex[c] ? &r->document->timexes[r->timex[c] - 1].date : NULL;
		if (date && date->from != DAY_NONE)
			return date->from == date->to ? date->from : DAY_NONE;
	}
	return r->tokens[main_].upos == UPOS_VERB && when_is_of_today(r, main_) ? r->document->article.day : DAY_NONE;
}

/* "P2D": two and 'D'. False for what is vague, or less than a day. */
static bool parse_duration(struct str value, int *amount, char *unit)
{
	size_t i = 1;
	for (*amount = 0; i < value.length && value.data[i] >= '0' && value.data[i] <= '9' && *amount <= MOST_AMOUNT; i++)
		*amount = *amount * 10 + value.data[i] - '0';
	*unit = i + 1 == value.length ? value.data[i] : 0;
	return i > 1 && value.data[0] == 'P' && *amount <= MOST_AMOUNT && *unit && strchr("DWMY", *unit);
}

/* The day, week, month or year that lies AMOUNT of UNIT from DAY. */
static struct date date_away(int32_t day, int amount, char unit)
{
	int year, month, mday;
	struct date date = {.precision = DATE_DAY, .basis = BASIS_RELATIVE};
	date.from = date.to = day + amount;
	if (unit == 'W') {
		date.precision = DATE_WEEK;
		date.from = day + 7 * amount - day_weekday(day + 7 * amount);
		date.to = date.from + 6;
	}
	day_to_civil(day, &year, &month, &mday);
	if (unit == 'M') {
		int months = year * 12 + month - 1 + amount;
		date.precision = DATE_MONTH;
		date.from = day_from_civil(months / 12, months % 12 + 1, 1);
		date.to = date.from + day_month_length(months / 12, months % 12 + 1) - 1;
	} else if (unit == 'Y') {
		date.precision = DATE_YEAR;
		date.from = day_from_civil(year + amount, 1, 1);
		date.to = day_from_civil(year + amount, 12, 31);
	}
	return date;
}

bool when_offset(const struct reading *r, const struct match *match, struct event *event)
{
	int32_t host, word = find_word(r, match, &host);
	int32_t day = word >= 0 ? anchor_day(r, host) : DAY_NONE;
	int amount;
	char unit;
	if (day == DAY_NONE)
		return false;
	const struct timex *timex = &r->document->timexes[r->timex[word - 1] - 1];
	if (!parse_duration(timex->value, &amount, &unit))
		return false;
	event->timex = r->timex[word - 1] - 1;
	event->date = date_away(day, reading_lemma(r, word, "after") ? -amount : amount, unit);
	event->date.span = timex->span;
	if (event->date.from > r->document->article.day && event->factuality == FACT_ACTUAL) { /* "a month before it hosts a summit" */
		event->factuality = FACT_PLANNED;
		event->future = true;
	}
	return true;
}
