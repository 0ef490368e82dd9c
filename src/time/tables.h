/* tables.h: lexical classes, the compiled lexicon and the readings of a sentence. Private to time/. */
#ifndef CASUS_TIME_TABLES_H
#define CASUS_TIME_TABLES_H

#include "time/timex.h"

/* The classes of words.txt; those after LITERAL are made from the shape of a word. */
#define TIME_CLASSES(X) \
	X(month) X(weekday) X(unit) X(number) X(ordinal) X(article) X(vague) X(half) X(mod) X(direction) X(dayword) X(tonight) \
	X(part) X(timeword) X(edge) X(season) X(decade) X(holiday) X(ref) X(recent) X(every) X(other) X(frequency) X(meridiem) \
	X(zone) X(approx) X(fiscal) X(quarter) X(plan) X(aim) X(pastward) X(speech) X(since) X(until) X(notafter) X(notbefore) X(never) X(literal) \
	X(mday) X(year) X(yy) X(clock)

enum time_class {
#define X_(name) TC_##name,
	TIME_CLASSES(X_)
#undef X_
	TC_COUNT
};

/* The functions of grammar.txt. */
#define TIME_RULES(X) \
	X(civil) X(ordinal) X(iso) X(numeric) X(days) X(years) X(months) X(weekday) X(dayword) X(part) X(unit) X(weekof) \
	X(ago) X(span) X(season) X(quarter) X(half) X(fiscal) X(decade) X(century) X(holiday) X(ref) X(time) X(duration) X(every)

enum time_rule {
#define X_(name) TR_##name,
	TIME_RULES(X_)
#undef X_
	TR_COUNT
};

enum time_unit { UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_WEEKEND, UNIT_MONTH, UNIT_QUARTER, UNIT_HALF,
	UNIT_YEAR, UNIT_DECADE, UNIT_CENTURY };
enum time_anchor { ANCHOR_DOCUMENT, ANCHOR_REFERENCE, ANCHOR_NEAREST };
enum time_edge { EDGE_NONE, EDGE_EARLY, EDGE_MID, EDGE_LATE, EDGE_FIRST, EDGE_SECOND, EDGE_SOFAR, EDGE_REST };
enum time_part { PART_MORNING, PART_MIDDAY, PART_AFTERNOON, PART_EVENING, PART_NIGHT };
enum time_season { SEASON_SPRING, SEASON_SUMMER, SEASON_AUTUMN, SEASON_WINTER };
enum time_holiday { HOLIDAY_FIXED, HOLIDAY_EASTER, HOLIDAY_NTH, HOLIDAY_HIJRI, HOLIDAY_EXACT };
enum time_ref { REF_PAST, REF_PRESENT, REF_FUTURE };

/* One row of `entries`: a form and one of its meanings. Rows whose forms share the first word stand together, longest
 * form first. */
enum { ENTRY_OFFSET, ENTRY_LENGTH, ENTRY_WORDS, ENTRY_CLASS, ENTRY_VALUE, ENTRY_VALUES = 4, ENTRY_WIDTH = ENTRY_VALUE + ENTRY_VALUES };

/* One row of `nodes`: the symbol that leads here, the first child, the next sibling, and the rule that ends here
 * (function, line, how many leading symbols are context) or -1. Row 0 is the root. A symbol is a class below TC_COUNT or
 * TC_COUNT + number of a literal word, or SYMBOL_NOTHING where several ways are led together. Children and siblings have higher row numbers than their parent or elder. */
#define SYMBOL_NOTHING (-2) /* consumes no reading */
enum { NODE_SYMBOL, NODE_CHILD, NODE_SIBLING, NODE_RULE, NODE_LINE, NODE_CONTEXT, NODE_WIDTH };

#define WORD_MOST 31    /* longer words have no meaning here */
#define PATTERN_MOST 24 /* symbols of a pattern */

struct piece { /* a word, a number, a hyphen, a slash: tokens are cut finer than in syntax */
	char text[WORD_MOST + 1]; /* ASCII letters in lower case, typographic quotes and dashes as ASCII; empty if too long */
	uint8_t length;
	bool capital; /* begins with an upper-case letter */
	bool blocked; /* inside a phrase of class never */
	bool glued;   /* no space before it */
	uint32_t token;
	uint32_t first_reading, reading_count;
};

struct reading { /* what the pieces from one on may mean */
	uint8_t class_;
	uint8_t length; /* pieces */
	int32_t value[ENTRY_VALUES];
};

struct lattice {
	struct piece *pieces;
	size_t count, capacity;
	struct reading *readings;
	size_t reading_count, reading_capacity;
};

/* Cut S into pieces as lex.c does: appends them to LATTICE (text only, no readings). */
void time_cut(struct arena *arena, struct lattice *lattice, struct str form, size_t token);
/* Pieces and readings of SENTENCE. LATTICE is emptied first; its arrays are reused. */
void time_lex(const struct timex_tables *tables, struct arena *arena, const struct sentence *sentence, struct lattice *lattice);
/* The row of the first entry whose first word is WORD (lower case), or SIZE_MAX. */
size_t time_entry(const struct timex_tables *tables, struct str word);
/* Does the one-word form WORD belong to CLASS? */
bool time_is(const struct timex_tables *tables, struct str word, enum time_class class_);

struct match { /* one pattern found: LATTICE pieces [start, end), the reading taken at each step */
	size_t start, end;
	enum time_rule rule;
	int32_t line;
	size_t context;
	size_t step_count;
	const struct reading *steps[PATTERN_MOST];
	size_t at[PATTERN_MOST]; /* piece of each step */
};

/* The longest pattern that begins at piece AT and is shorter than BELOW pieces or as long and of a later line than
 * AFTER (pass SIZE_MAX, 0 first); false when there is none. The span starts behind its context. */
bool time_match(const struct timex_tables *tables, const struct lattice *lattice, size_t at, size_t below, int32_t after, struct match *match);
/* The NTH reading (from 0) of CLASS in MATCH, or NULL. */
const struct reading *timex_match_slot(const struct match *match, enum time_class class_, size_t nth);

#endif
