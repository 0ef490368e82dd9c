/* timex.c: finds the time expressions of a document, sentence by sentence. */
#include "time/finder.h"

#include <stdio.h>
#include <string.h>

static value_function *const value_functions[] = {
#define X_(name) [TR_##name] = value_##name,
	TIME_RULES(X_)
#undef X_
};

bool time_value(struct finder *f, const struct match *match, struct found *found)
{
	return value_functions[match->rule](f, match, found);
}

/* Expressions are whole tokens, but for a year behind a hyphen ("mid-2014", "post-2014"). */
static bool on_tokens(const struct lattice *l, const struct match *m)
{
	bool starts = m->start == 0 || l->pieces[m->start - 1].token != l->pieces[m->start].token;
	bool ends = m->end == l->count || l->pieces[m->end - 1].token != l->pieces[m->end].token;
	bool hyphen = m->start && l->pieces[m->start - 1].text[0] == '-' && m->steps[m->context]->class_ == TC_year;
	return (starts || hyphen) && ends;
}

/* The longest match at piece AT that has a value. */
static bool find_at(struct finder *f, size_t at, struct found *found, enum time_rule *rule)
{
	struct match match;
	size_t below = SIZE_MAX;
	int32_t after = 0;
	for (size_t tries = 0; tries < 64 && time_match(f->tables, &f->lattice, at, below, after, &match); tries++) {
		below = match.end;
		after = match.line;
		if (!on_tokens(&f->lattice, &match))
			continue;
		*found = (struct found){.start = match.start, .end = match.end, .first = f->lattice.pieces[match.start].token,
			.last = f->lattice.pieces[match.end - 1].token};
		*rule = match.rule;
		if (!time_implausible(f, &match, found->first, found->last) && time_value(f, &match, found))
			return true;
	}
	return false;
}

/* What the sentences after this one need to know of it. */
static void remember(struct finder *f, const struct found *found, enum time_rule rule)
{
	if (rule == TR_weekday || rule == TR_dayword || rule == TR_part || rule == TR_unit)
		f->anchored++;
	if (found->refers && found->period.from != DAY_NONE) {
		f->reference = found->period;
		f->ahead = f->day != DAY_NONE && found->period.from > f->day;
	}
	if (!found->has_year || found->basis != BASIS_EXACT || found->period.from == DAY_NONE || found->period.precision > DATE_YEAR)
		return;
	int year = day_year(found->period.from);
	f->old_years += f->day != DAY_NONE && year < day_year(f->day) - 1;
	if (found->start <= 2 && found->period.precision == DATE_YEAR)
		f->sentence_year = year;
}

/* The expression at or behind piece AT: a pattern whose first word is only context gives way to a longer one behind it. */
static bool find_from(struct finder *f, size_t at, struct found *found, enum time_rule *rule)
{
	struct found longer;
	enum time_rule other;
	if (!find_at(f, at, found, rule))
		return false;
	if (found->start == at || !find_at(f, found->start, &longer, &other) || longer.end <= found->end)
		return true;
	*found = longer;
	*rule = other;
	return true;
}

static void find_all(struct finder *f)
{
	f->found_count = 0;
	f->sentence_year = 0;
	f->ahead = false;
	for (size_t at = 0; at < f->lattice.count;) {
		struct found found;
		enum time_rule rule;
		if (f->lattice.pieces[at].reading_count == 0 || !find_from(f, at, &found, &rule)) {
			at++;
			continue;
		}
		arena_push(f->arena, f->founds, f->found_count, f->found_capacity, found);
		remember(f, &found, rule);
		at = found.end;
	}
}

/* --- neighbours ------------------------------------------------------------------------------------- */

static bool piece_is(const struct finder *f, size_t at, const char *word)
{
	return at < f->lattice.count && strcmp(f->lattice.pieces[at].text, word) == 0;
}

static bool is_joint(const struct finder *f, size_t at)
{
	static const char *const joints[] = {"to", "-", "through", "until", "till", "and", "or", ",", "/"};
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		if (piece_is(f, at, joints[i]))
			return true;
	return false;
}

/* "January and February 2011", "May 3 to June 9, 2012": the year of the last counts for those before it. */
static void borrow_years(struct finder *f)
{
	for (size_t i = f->found_count; i-- > 1;) {
		struct found *left = &f->founds[i - 1];
		const struct found *right = &f->founds[i];
		bool joint = right->start == left->end + 1 && is_joint(f, left->end);
		if (!joint || !left->month || !right->has_year || right->period.from == DAY_NONE || right->period.precision > DATE_MONTH)
			continue;
		int year = day_year(right->period.from);
		if (left->mday && !day_is_real(year, left->month, left->mday))
			continue;
		struct period period = period_month(year, left->month);
		if (left->mday)
			period = period_day(period.from + left->mday - 1);
		if (period.from > right->period.from)
			continue;
		left->period = period;
		left->has_year = true;
		left->basis = BASIS_EXACT;
	}
}

static bool only_joins(const struct finder *f, size_t from, size_t to)
{
	for (; from < to; from++)
		if (!piece_is(f, from, "on") && !piece_is(f, from, ",") && !piece_is(f, from, "(") && !piece_is(f, from, ")"))
			return false;
	return true;
}

/* "at 6 p.m. (1600 GMT) on May 3": the day of a time may follow it. */
static void borrow_days(struct finder *f)
{
	for (size_t i = f->found_count; i-- > 1;) {
		struct found *time = &f->founds[i - 1];
		const struct found *date = &f->founds[i];
		bool near_ = date->start - time->end <= 3 && only_joins(f, time->end, date->start);
		if (!time->clock_only || date->clock_only || !near_ || date->period.from == DAY_NONE || date->period.from != date->period.to)
			continue;
		time->clock_only = false;
		char value[40];
		const char *clock = strchr(time->period.value, 'T');
		snprintf(value, sizeof value, "%.10s%.9s", date->period.value, clock ? clock : "");
		time->period.from = time->period.to = date->period.from;
		memcpy(time->period.value, value, sizeof value);
	}
}

static bool rangeable(const struct found *found)
{
	return found->type == TIMEX_DATE && found->period.from != DAY_NONE && strchr(found->period.value, '/') == NULL &&
	       strchr(found->period.value, '_') == NULL;
}

/* "from Monday to Friday" may have been resolved to Friday last and the Monday after it. */
static void order_weekdays(struct found *left, struct found *right)
{
	if (left->is_week_day && right->is_week_day && left->period.from > right->period.from)
		left->period = period_day(left->period.from - 7);
}

static bool is_range(struct finder *f, struct found *left, struct found *right)
{
	size_t joint = left->end;
	if (right->start != joint + 1 || !rangeable(left) || !rangeable(right))
		return false;
	bool between = left->start > 0 && piece_is(f, left->start - 1, "between");
	bool from = left->start > 0 && piece_is(f, left->start - 1, "from");
	bool to = piece_is(f, joint, "to") || piece_is(f, joint, "-") || piece_is(f, joint, "through") || piece_is(f, joint, "till");
	to = to || (from && piece_is(f, joint, "until"));
	if (!to && !(between && piece_is(f, joint, "and")))
		return false;
	order_weekdays(left, right);
	return left->period.from < right->period.from && left->period.to <= right->period.to;
}

static void join(struct found *left, const struct found *right)
{
	char value[40];
	snprintf(value, sizeof value, "%.19s/%.19s", left->period.value, right->period.value);
	memcpy(left->period.value, value, sizeof value);
	left->period.to = right->period.to;
	if (right->period.precision > left->period.precision)
		left->period.precision = right->period.precision;
	if (right->basis == BASIS_RELATIVE)
		left->basis = BASIS_RELATIVE;
	left->end = right->end;
	left->last = right->last;
}

static void join_ranges(struct finder *f)
{
	size_t kept = 0;
	for (size_t i = 0; i < f->found_count; i++) {
		if (kept && is_range(f, &f->founds[kept - 1], &f->founds[i]))
			join(&f->founds[kept - 1], &f->founds[i]);
		else
			f->founds[kept++] = f->founds[i];
	}
	f->found_count = kept;
}

/* --- out ------------------------------------------------------------------------------------------------ */

/* Is the expression governed by a preposition of CLASS ("since", "until")? It stands right before, "the" aside. */
static bool opened_by(const struct finder *f, const struct found *found, enum time_class class_)
{
	for (size_t back = 1; back <= 3 && back <= found->start; back++) {
		const struct piece *piece = &f->lattice.pieces[found->start - back];
		for (size_t r = 0; r < piece->reading_count; r++) {
			const struct reading *reading = &f->lattice.readings[piece->first_reading + r];
			if (reading->class_ == (uint8_t)class_ && reading->length == back)
				return true;
			if (reading->class_ == (uint8_t)class_ && reading->length == back - 1 && piece_is(f, found->start - 1, "the"))
				return true;
		}
	}
	return false;
}

static void emit(struct finder *f, const struct found *found)
{
	struct document *d = f->document;
	const struct token *first = &f->sentence->tokens[found->first], *last = &f->sentence->tokens[found->last];
	struct timex timex = {.type = found->type, .sentence = f->sentence_index, .first = found->first, .last = found->last,
		.span = {first->span.start, last->span.end}};
	size_t length = strlen(found->period.value);
	timex.value = (struct str){arena_copy(f->arena, found->period.value, length), length};
	timex.date = (struct date){.from = found->period.from, .to = found->period.to, .precision = found->period.precision,
		.basis = found->basis, .span = timex.span};
	bool range = strchr(found->period.value, '/') != NULL;
	timex.since = !range && found->type <= TIMEX_TIME && opened_by(f, found, TC_since);
	timex.until = !range && found->type <= TIMEX_TIME && opened_by(f, found, TC_until);
	arena_push(f->arena, d->timexes, d->timex_count, f->timex_capacity, timex);
}

static void find_in_sentence(struct finder *f, size_t index)
{
	const struct document *d = f->document;
	f->sentence_index = index;
	f->sentence = &d->sentences[index];
	f->title = f->sentence->block < d->article.block_count && d->article.blocks[f->sentence->block].kind == BLOCK_TITLE;
	time_lex(f->tables, f->arena, f->sentence, &f->lattice);
	find_all(f);
	borrow_years(f);
	borrow_days(f);
	join_ranges(f);
	for (size_t i = 0; i < f->found_count; i++)
		emit(f, &f->founds[i]);
}

void timex_find(const struct timex_tables *tables, struct document *document)
{
	struct finder finder = {.tables = tables, .document = document, .arena = document->arena, .day = document->article.day};
	finder.reference = period_unknown("");
	document->timexes = NULL;
	document->timex_count = 0;
	for (size_t i = 0; i < document->sentence_count; i++)
		find_in_sentence(&finder, i);
}
